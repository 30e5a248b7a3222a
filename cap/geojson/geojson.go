// Package geojson writes the areas of a CAP alert as GeoJSON (RFC 7946), for maps and spatial databases.
//
// It is pure: an alert in, bytes out. Rings run counter-clockwise and are cut at the date line. Sides are straight in
// latitude and longitude, as CAP and GeoJSON both have them.
package geojson

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"github.com/tocsin-hub/tocsin/cap"
)

// earthKM is the mean radius of the earth, for circles.
const earthKM = 6371.0088

// circleSides is the number of sides that stand in for a circle.
const circleSides = 64

// Marshal writes the areas of an alert as a FeatureCollection: a feature for each area of each info block, with the
// area's polygons and circles as one geometry, or null when the area has neither. A circle is drawn as a polygon of 64
// sides that holds the whole circle, and stands as it was in the property "circles" (latitude, longitude, radius in km);
// a circle of radius 0 is a feature of its own, a Point. Geocodes are in the property "geocodes", lists by name.
// The property "incomplete" says that a polygon or circle of the area could not be read.
func Marshal(a *cap.Alert) ([]byte, error) {
	out := collection{Type: "FeatureCollection", Features: []feature{}}
	for i := range a.Infos {
		x := &a.Infos[i]
		for k := range x.Areas {
			out.area(a, x, &x.Areas[k], i, k)
		}
	}
	return json.MarshalIndent(out, "", " ")
}

type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
}

type feature struct {
	Type       string         `json:"type"`
	Geometry   *geometry      `json:"geometry"`
	Properties map[string]any `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// position is longitude, latitude: GeoJSON's order, not CAP's.
type position [2]float64

func (c *collection) area(a *cap.Alert, x *cap.Info, ar *cap.Area, i, k int) {
	props := map[string]any{
		"identifier": a.Identifier, "sender": a.Sender, "sent": a.Sent.String(), "status": a.Status,
		"msgType": a.MsgType, "info": i, "area": k, "areaDesc": ar.Desc, "language": x.Lang(), "event": x.Event,
		"urgency": x.Urgency, "severity": x.Severity, "certainty": x.Certainty,
	}
	for name, v := range map[string]string{"headline": x.Headline, "effective": x.Effective.String(),
		"onset": x.Onset.String(), "expires": x.Expires.String(), "altitude": ar.Altitude, "ceiling": ar.Ceiling} {
		if v != "" {
			props[name] = v
		}
	}
	if len(ar.Geocodes) > 0 {
		codes := map[string][]string{}
		for _, g := range ar.Geocodes {
			codes[g.Name] = append(codes[g.Name], g.Value)
		}
		props["geocodes"] = codes
	}
	if ar.Incomplete {
		props["incomplete"] = true
	}
	var circles [][3]float64
	var shapes [][][]position
	add := func(ring cap.Polygon) {
		for _, r := range cutAtDateLine(ring) {
			shapes = append(shapes, [][]position{positions(r)})
		}
	}
	for _, pts := range ar.Polygons {
		add(pts)
	}
	for _, circle := range ar.Circles {
		if circle.RadiusKM > 0 {
			circles = append(circles, [3]float64{circle.Center.Lat, circle.Center.Lon, circle.RadiusKM})
			add(CircleRing(circle, circleSides))
		}
	}
	if circles != nil {
		props["circles"] = circles
	}
	var geom *geometry
	switch len(shapes) {
	case 0:
	case 1:
		geom = &geometry{"Polygon", shapes[0]}
	default:
		geom = &geometry{"MultiPolygon", shapes}
	}
	c.Features = append(c.Features, feature{"Feature", geom, props})
	for _, circle := range ar.Circles {
		if circle.RadiusKM == 0 {
			at := circle.Center
			c.Features = append(c.Features, feature{"Feature", &geometry{"Point", position{at.Lon, at.Lat}},
				map[string]any{"identifier": a.Identifier, "info": i, "area": k, "areaDesc": ar.Desc,
					"circles": [][3]float64{{at.Lat, at.Lon, 0}}}})
		}
	}
}

// positions turns a ring into GeoJSON's order, counter-clockwise (RFC 7946 section 3.1.6).
func positions(ring cap.Polygon) []position {
	out := make([]position, len(ring))
	for i, q := range ring {
		out[i] = position{q.Lon, q.Lat}
	}
	if ring.SignedArea() < 0 {
		slices.Reverse(out)
	}
	return out
}

// cutAtDateLine splits a ring that crosses 180 degrees east into rings that do not (RFC 7946 section 3.1.9). A ring that
// winds round the globe is taken to hold the nearer pole.
func cutAtDateLine(ring cap.Polygon) []cap.Polygon {
	flat := ring.Unroll()
	if len(flat) == 0 {
		return nil
	}
	first, last := flat[0], flat[len(flat)-1]
	if math.Abs(last.Lon-first.Lon) > 180 {
		pole := math.Copysign(90, first.Lat)
		flat = append(slices.Clone(flat), cap.Point{Lat: pole, Lon: last.Lon}, cap.Point{Lat: pole, Lon: first.Lon}, first)
	}
	west, east := first.Lon, first.Lon
	for _, q := range flat {
		west, east = min(west, q.Lon), max(east, q.Lon)
	}
	if west >= -180 && east <= 180 {
		return []cap.Polygon{flat}
	}
	var out []cap.Polygon
	for turn := math.Floor((west + 180) / 360); turn*360-180 < east; turn++ {
		piece := clip(clip(flat, turn*360-180, 1), turn*360+180, -1)
		for i := range piece {
			piece[i].Lon -= turn * 360
		}
		if len(piece) >= 4 && piece.SignedArea() != 0 {
			out = append(out, piece)
		}
	}
	return out
}

// clip keeps the part of a ring on one side of a meridian: side 1 east of it, -1 west of it.
func clip(ring cap.Polygon, lon, side float64) cap.Polygon {
	var out cap.Polygon
	in := func(q cap.Point) bool { return (q.Lon-lon)*side >= 0 }
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		if in(a) {
			out = append(out, a)
		}
		if in(a) != in(b) {
			f := (lon - a.Lon) / (b.Lon - a.Lon)
			out = append(out, cap.Point{Lat: a.Lat + f*(b.Lat-a.Lat), Lon: lon})
		}
	}
	if len(out) > 0 && out[0] != out[len(out)-1] {
		out = append(out, out[0])
	}
	return out
}

// CircleRing draws a circle as a ring of n sides, at least 3, round it: the circle lies inside. Longitudes step over the
// date line. A circle that holds a pole becomes a band from its edge to the pole; one that covers the earth, the whole
// map.
func CircleRing(c cap.Circle, n int) cap.Polygon {
	n = max(n, 3)
	radius := c.RadiusKM / earthKM
	reach := math.Atan(math.Tan(radius) / math.Cos(math.Pi/float64(n)))
	lat, lon := c.Center.Lat*math.Pi/180, c.Center.Lon*math.Pi/180
	north, south := lat+radius >= math.Pi/2, lat-radius <= -math.Pi/2
	if radius >= math.Pi/2 || (north && south) {
		// Half the earth and more has no honest ring on a flat map: all of it.
		return append(along(-90, -180), along(90, 180)...).closed()
	}
	ring := make(cap.Polygon, 0, n+5)
	for i := range n {
		bearing := -2 * math.Pi * float64(i) / float64(n) // counter-clockwise
		sinLat := math.Sin(lat)*math.Cos(reach) + math.Cos(lat)*math.Sin(reach)*math.Cos(bearing)
		sinLat = min(max(sinLat, -1), 1)
		turn := math.Atan2(math.Sin(bearing)*math.Sin(reach)*math.Cos(lat), math.Cos(reach)-math.Sin(lat)*sinLat)
		degrees := math.Remainder((lon+turn)*180/math.Pi, 360)
		ring = append(ring, cap.Point{Lat: math.Asin(sinLat) * 180 / math.Pi, Lon: degrees})
	}
	if !north && !south {
		return append(ring, ring[0])
	}
	slices.SortFunc(ring, func(a, b cap.Point) int { return cmp.Compare(a.Lon, b.Lon) })
	pole := 90.0
	if south {
		pole = -90
	}
	edge := (ring[0].Lat + ring[n-1].Lat) / 2
	band := append(border{{Lat: edge, Lon: -180}}, ring...)
	return append(append(band, cap.Point{Lat: edge, Lon: 180}), along(pole, 180)...).closed()
}

// border is a ring in the making.
type border []cap.Point

func (b border) closed() cap.Polygon { return cap.Polygon(append(b, b[0])) }

// along walks a parallel from one side of the map to the other, in steps that are not taken for the short way round.
func along(lat, from float64) border {
	return border{{Lat: lat, Lon: from}, {Lat: lat, Lon: from / 3}, {Lat: lat, Lon: -from / 3}, {Lat: lat, Lon: -from}}
}
