package gazetteer

import (
	"math"
	"sync"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// Size of a town without an outline: the circle that its people fill at peoplePerKM2, from minRadiusM to maxRadiusM metres.
// 2,500 people to a square kilometre is a middling density for a whole town with its edges: 100,000 people make 3.6 km, a
// million 11 km, ten million 36 km. It is an estimate, and [geo.AreaEstimate] says so.
const (
	peoplePerKM2 = 2500
	minRadiusM   = 1500
	maxRadiusM   = 40_000
	quarterM     = 2000 // of a part of a town whose people are not known
)

// RadiusM is the radius in metres of a town of so many people.
func RadiusM(population int64) float64 {
	r := 1000 * math.Sqrt(float64(max(0, population))/(math.Pi*peoplePerKM2))
	return math.Max(minRadiusM, math.Min(maxRadiusM, r))
}

// Area is what a place covers: the outline of a country, of a division, or of a town that is a division of its own (Moscow);
// else a circle of [RadiusM] round its point, marked as an estimate. A country holds the disputed divisions that the setting
// gives it. A county is the circle that holds its towns, an estimate. A named region is
// the outlines of the countries and divisions it is made of, or a circle, an estimate. A division without an outline, and a place that the gazetteer does not know, is a circle too if it has a point.
func (g *Gazetteer) Area(p Place) (geo.Area, geo.AreaKind) {
	if r, ok := g.find(p); ok {
		if i := int(r) - len(g.ID); i >= 0 {
			if a := g.outline(uint16(i)); !a.Empty() {
				return a, geo.AreaOutline
			}
			if km := g.Regions[i].Radius; km > 0 {
				return geo.Area{Circles: []geo.Circle{{Center: p.Point, Radius: float64(km) * 1000}}}, geo.AreaEstimate
			}
		} else if own, ok := g.own[uint32(r)]; ok {
			if a := g.outline(own); !a.Empty() {
				return a, geo.AreaOutline
			}
		}
	}
	if !p.Point.Valid() || p.Point == (geo.Point{}) {
		return geo.Area{}, geo.AreaNone
	}
	radius := RadiusM(p.Population)
	if r, ok := g.find(p); ok && int(r) < len(g.ID) && g.Feature[r] == pack.FeatureCounty {
		radius = float64(g.Radius[int(r)-(len(g.ID)-len(g.Radius))]) * 1000
	}
	if p.Kind == Area && p.Population == 0 {
		radius = quarterM
	}
	return geo.Area{Circles: []geo.Circle{{Center: p.Point, Radius: radius}}}, geo.AreaEstimate
}

// outline is the outline of a region, with the disputed divisions that a country holds.
func (g *Gazetteer) outline(i uint16) geo.Area {
	a := g.shape(i)
	for _, m := range g.Regions[i].Members {
		a.Polygons = append(a.Polygons, g.outline(uint16(m)).Polygons...)
	}
	if g.Regions[i].Code == "" && !g.Regions[i].Named {
		for j, state := range g.claims {
			if state == g.Regions[i].Country {
				a.Polygons = append(a.Polygons, g.shape(j).Polygons...)
			}
		}
	}
	return a
}

// shape puts the lines of one region's outline together.
func (g *Gazetteer) shape(i uint16) geo.Area {
	var a geo.Area
	for _, poly := range g.Regions[i].Polygons {
		var p geo.Polygon
		for k, arcs := range poly {
			ring := g.ring(arcs)
			if len(ring) < 4 {
				continue
			}
			if k == 0 {
				p.Outer = ring
			} else {
				p.Holes = append(p.Holes, ring)
			}
		}
		if p.Outer != nil {
			a.Polygons = append(a.Polygons, p)
		}
	}
	return a
}

func (g *Gazetteer) ring(arcs []int32) geo.Ring {
	var out geo.Ring
	add := func(k uint32) {
		p := geo.Point{Lat: float64(g.ArcLat[k]) / pack.LineScale, Lon: float64(g.ArcLon[k]) / pack.LineScale}
		if len(out) == 0 || out[len(out)-1] != p {
			out = append(out, p)
		}
	}
	for _, arc := range arcs {
		id, back := arc, arc < 0
		if back {
			id = ^arc
		}
		from, to := uint32(0), g.ArcEnd[id]
		if id > 0 {
			from = g.ArcEnd[id-1]
		}
		for k := from; k < to; k++ {
			if back {
				add(to - 1 - (k - from))
			} else {
				add(k)
			}
		}
	}
	if n := len(out); n > 0 && out[0] != out[n-1] {
		return nil // check at build time makes this impossible; an open ring would be a wrong shape
	}
	return out
}

// heldAreas are the outlines of countries, prepared when first asked for.
type heldAreas struct {
	once sync.Once
	list []heldArea
}

type heldArea struct {
	country string
	bounds  geo.Rect
	index   uint16
	once    sync.Once
	area    *geo.Prepared
}

func (h *heldArea) prepared(g *Gazetteer) *geo.Prepared {
	h.once.Do(func() { h.area = geo.NewIndexed(g.outline(h.index)) })
	return h.area
}

// coastM is how far off the coast a point may be and still have the country of the nearest town: outlines are simplified.
const coastM = 30_000

// CountryAt is the country that holds a point, by the setting for disputed divisions. A point in no outline, within 30 km of a
// town, gets the town's country; the open sea gets the empty text.
func (g *Gazetteer) CountryAt(p geo.Point) string {
	if !p.Valid() {
		return ""
	}
	g.held.once.Do(func() {
		for i := range g.Regions {
			if g.Regions[i].Code != "" || g.Regions[i].Named {
				continue
			}
			if a := g.outline(uint16(i)); !a.Empty() {
				g.held.list = append(g.held.list, heldArea{country: g.Regions[i].Country, bounds: a.Bounds(), index: uint16(i)})
			}
		}
	})
	for i := range g.held.list {
		h := &g.held.list[i]
		if holds(h.bounds, p) && h.prepared(g).Contains(p) {
			return h.country
		}
	}
	if town, d := g.Nearest(p); d <= coastM {
		return town.Country
	}
	return ""
}

func holds(r geo.Rect, p geo.Point) bool {
	if p.Lat < r.South || p.Lat > r.North {
		return false
	}
	if r.West <= r.East {
		return p.Lon >= r.West && p.Lon <= r.East
	}
	return p.Lon >= r.West || p.Lon <= r.East
}
