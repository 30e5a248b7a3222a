package geo

import (
	"encoding/json"
	"fmt"
	"math"
)

// circlePoints is the number of corners of a circle written as GeoJSON, which has none.
const circlePoints = 64

type geoJSON struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates,omitempty"`
	Geometries  []geoJSON       `json:"geometries,omitempty"`
	Geometry    *geoJSON        `json:"geometry,omitempty"`
	Features    []geoJSON       `json:"features,omitempty"`
	Properties  *properties     `json:"properties,omitempty"`
	Circle      *circleJSON     `json:"circle,omitempty"`
}

type properties struct {
	Circle *circleJSON `json:"circle,omitempty"`
}

// circleJSON is a foreign member (RFC 7946 section 6.1) beside the 64 corners of a circle, so that we read it back exactly.
type circleJSON struct {
	Lat     float64 `json:"lat"`
	Lon     float64 `json:"lon"`
	RadiusM float64 `json:"radius_m"`
}

// GeoJSON writes the area as one RFC 7946 geometry: a MultiPolygon, or a GeometryCollection when it has circles. A circle is
// a polygon of 64 corners that holds the circle, with a foreign member "circle" (lat, lon, radius_m). Polygons are cut at the
// antimeridian and turn as the standard asks. An empty area is an empty MultiPolygon. A radius of 0 is written as a Point.
func (a Area) GeoJSON() ([]byte, error) {
	if err := a.Validate(); err != nil {
		return nil, err
	}
	multi := make([][][][2]float64, 0, len(a.Polygons))
	for _, p := range a.Polygons {
		multi = append(multi, cutPolygon(p)...)
	}
	var geometries []geoJSON
	if len(multi) > 0 || len(a.Circles) == 0 {
		raw, err := json.Marshal(multi)
		if err != nil {
			return nil, err
		}
		geometries = append(geometries, geoJSON{Type: "MultiPolygon", Coordinates: raw})
	}
	for _, c := range a.Circles {
		g := geoJSON{Type: "MultiPolygon", Circle: &circleJSON{c.Center.Lat, c.Center.Lon, c.Radius}}
		var shape any = cutPolygon(Polygon{Outer: c.Ring(circlePoints)})
		if c.Radius == 0 {
			g.Type, shape = "Point", [2]float64{c.Center.Lon, c.Center.Lat}
		}
		raw, err := json.Marshal(shape)
		if err != nil {
			return nil, err
		}
		g.Coordinates = raw
		geometries = append(geometries, g)
	}
	if len(geometries) == 1 && len(a.Circles) == 0 {
		return json.Marshal(geometries[0])
	}
	return json.Marshal(geoJSON{Type: "GeometryCollection", Geometries: geometries})
}

// Ring is the circle as a closed ring of n corners that lies outside it everywhere (as far as a hemisphere allows).
func (c Circle) Ring(n int) Ring {
	n = max(3, n)
	d := c.Radius / EarthRadiusM
	// The tangent polygon of a small circle on the sphere, and 5 m because its edges are straight in latitude and longitude.
	if t := math.Tan(d) / math.Cos(math.Pi/float64(n)); d < 1.5 {
		d = math.Atan(t)
	}
	ring := make(Ring, 0, n+1)
	for i := range n {
		ring = append(ring, Destination(c.Center, -360*float64(i)/float64(n), d*EarthRadiusM))
	}
	return append(ring, ring[0])
}

// cutPolygon gives the polygon as GeoJSON rings with longitudes in [-180, 180], one polygon for each turn it touches.
func cutPolygon(p Polygon) [][][][2]float64 {
	rings := p.planarRings()
	outer := boxOf(rings[0])
	for i := 1; i < len(rings); i++ {
		own := boxOf(rings[i])
		if shift := own.firstTurnTo(outer) - own.west; shift != 0 {
			for j := range rings[i] {
				rings[i][j].Lon += shift
			}
		}
	}
	var out [][][][2]float64
	for turn := math.Floor((outer.west + 180) / 360); turn*360-180 < outer.east; turn++ {
		west := turn*360 - 180
		var poly [][][2]float64
		for i, ring := range rings {
			if cut := clip(clip(ring, west, 1), west+360, -1); len(cut) >= 4 && math.Abs(signedM2(cut)) >= minSizeM2 {
				poly = append(poly, position(cut, turn*360, i == 0))
			} else if i == 0 {
				break
			}
		}
		if poly != nil {
			out = append(out, poly)
		}
	}
	return out
}

// clip keeps the part of a planar ring on one side of a meridian (sign 1: east of it).
func clip(ring []Point, lon, sign float64) []Point {
	var out []Point
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		inA, inB := sign*(a.Lon-lon) >= 0, sign*(b.Lon-lon) >= 0
		if inA {
			out = append(out, a)
		}
		if inA != inB {
			out = append(out, Point{Lat: a.Lat + (b.Lat-a.Lat)*(lon-a.Lon)/(b.Lon-a.Lon), Lon: lon})
		}
	}
	if len(out) > 0 && out[0] != out[len(out)-1] {
		out = append(out, out[0])
	}
	return out
}

// position writes a ring as longitude, latitude, counter-clockwise for outer rings (RFC 7946 section 3.1.6).
func position(ring []Point, shift float64, ccw bool) [][2]float64 {
	reverse := (signedM2(ring) > 0) != ccw
	out := make([][2]float64, len(ring))
	for i, p := range ring {
		k := i
		if reverse {
			k = len(ring) - 1 - i
		}
		out[k] = [2]float64{clamp(p.Lon-shift, -180, 180), p.Lat}
	}
	return out
}

// AreaFromGeoJSON reads a Polygon, MultiPolygon, GeometryCollection, Feature or FeatureCollection (RFC 7946) and checks it
// with [Area.Validate]. A member "circle" with lat, lon and radius_m on a geometry, or in a feature's properties, takes the
// place of its geometry. Third coordinates are ignored; a point or line without a circle is refused.
func AreaFromGeoJSON(data []byte) (Area, error) {
	var g geoJSON
	if err := json.Unmarshal(data, &g); err != nil {
		return Area{}, fmt.Errorf("%w: read GeoJSON: %w", ErrArea, err)
	}
	var a Area
	if err := g.into(&a, 0); err != nil {
		return Area{}, err
	}
	if err := a.Validate(); err != nil {
		return Area{}, err
	}
	return a, nil
}

func (g *geoJSON) into(a *Area, depth int) error {
	const maxDepth = 8
	if depth > maxDepth {
		return fmt.Errorf("%w: GeoJSON nested deeper than %d", ErrArea, maxDepth)
	}
	circle := g.Circle
	if circle == nil && g.Properties != nil {
		circle = g.Properties.Circle
	}
	if circle != nil {
		a.Circles = append(a.Circles, Circle{Point{circle.Lat, circle.Lon}, circle.RadiusM})
		return nil
	}
	switch g.Type {
	case "Polygon":
		var rings [][][]float64
		if err := json.Unmarshal(g.Coordinates, &rings); err != nil {
			return fmt.Errorf("%w: read GeoJSON polygon: %w", ErrArea, err)
		}
		return a.addRings(rings)
	case "MultiPolygon":
		var polys [][][][]float64
		if err := json.Unmarshal(g.Coordinates, &polys); err != nil {
			return fmt.Errorf("%w: read GeoJSON multipolygon: %w", ErrArea, err)
		}
		for _, rings := range polys {
			if err := a.addRings(rings); err != nil {
				return err
			}
		}
		return nil
	case "Feature":
		if g.Geometry == nil {
			return fmt.Errorf("%w: GeoJSON feature without a geometry", ErrArea)
		}
		return g.Geometry.into(a, depth+1)
	case "FeatureCollection", "GeometryCollection":
		parts := g.Geometries
		if g.Type == "FeatureCollection" {
			parts = g.Features
		}
		for i := range parts {
			if err := parts[i].into(a, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("%w: GeoJSON type %.40q has no surface", ErrArea, g.Type)
}

func (a *Area) addRings(rings [][][]float64) error {
	if len(rings) == 0 {
		return fmt.Errorf("%w: GeoJSON polygon without a ring", ErrArea)
	}
	var poly Polygon
	for i, coords := range rings {
		ring := make(Ring, 0, len(coords))
		for _, c := range coords {
			if len(c) < 2 {
				return fmt.Errorf("%w: GeoJSON position with %d numbers", ErrArea, len(c))
			}
			ring = append(ring, Point{Lat: c[1], Lon: c[0]})
		}
		if i == 0 {
			poly.Outer = ring
		} else {
			poly.Holes = append(poly.Holes, ring)
		}
	}
	a.Polygons = append(a.Polygons, poly)
	return nil
}
