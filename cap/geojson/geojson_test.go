package geojson

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/tocsin-hub/tocsin/cap"
	"pgregory.net/rapid"
)

func alert(areas ...cap.Area) *cap.Alert {
	sent, _ := cap.ParseTime("2024-03-07T15:00:00-00:00")
	return &cap.Alert{Version: cap.V12, Identifier: "A", Sender: "desk@example.org", Sent: sent,
		Infos: []cap.Info{{Event: "Storm", Headline: "h", Severity: cap.SeveritySevere, Areas: areas}}}
}

type decoded struct {
	Type     string
	Features []struct {
		Type     string
		Geometry *struct {
			Type        string
			Coordinates json.RawMessage
		}
		Properties map[string]any
	}
}

func decode(t *testing.T, a *cap.Alert) decoded {
	t.Helper()
	b, err := Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var d decoded
	if err := json.Unmarshal(b, &d); err != nil || d.Type != "FeatureCollection" {
		t.Fatalf("%v\n%s", err, b)
	}
	return d
}

func TestMarshal(t *testing.T) {
	square := cap.Polygon{{Lat: 0, Lon: 10}, {Lat: 2, Lon: 10}, {Lat: 2, Lon: 12}, {Lat: 0, Lon: 12}, {Lat: 0, Lon: 10}} // clockwise
	d := decode(t, alert(
		cap.Area{Desc: "square", Polygons: []cap.Polygon{square}, Altitude: "100", Incomplete: true,
			Geocodes: []cap.ValuePair{{Name: "iso", Value: "XX"}, {Name: "iso", Value: "YY"}}},
		cap.Area{Desc: "words"},
		cap.Area{Desc: "both", Polygons: []cap.Polygon{square}, Circles: []cap.Circle{{Center: cap.Point{Lat: 50, Lon: 8}, RadiusKM: 10}, {Center: cap.Point{Lat: 1, Lon: 2}}}},
	))
	if len(d.Features) != 4 {
		t.Fatalf("%d features, want 4", len(d.Features))
	}
	var rings [][][2]float64
	f := d.Features[0]
	if err := json.Unmarshal(f.Geometry.Coordinates, &rings); err != nil || f.Geometry.Type != "Polygon" ||
		rings[0][1] != [2]float64{12, 0} || rings[0][0] != rings[0][4] {
		t.Errorf("the ring is not counter-clockwise, longitude first: %v %v", err, rings)
	}
	codes := f.Properties["geocodes"].(map[string]any)["iso"].([]any)
	if len(codes) != 2 || f.Properties["altitude"] != "100" || f.Properties["incomplete"] != true ||
		f.Properties["areaDesc"] != "square" || f.Properties["sent"] != "2024-03-07T15:00:00-00:00" || f.Properties["language"] != "en-US" {
		t.Errorf("properties: %v", f.Properties)
	}
	if _, there := f.Properties["expires"]; there {
		t.Error("an absent time is written")
	}
	if d.Features[1].Geometry != nil || d.Features[1].Properties["areaDesc"] != "words" {
		t.Errorf("an area in words: %+v", d.Features[1])
	}
	if circle := d.Features[2].Properties["circles"].([]any); d.Features[2].Geometry.Type != "MultiPolygon" || len(circle) != 1 {
		t.Errorf("polygon and circle: %+v", d.Features[2])
	}
	if string(d.Features[3].Geometry.Coordinates) == "" || d.Features[3].Geometry.Type != "Point" {
		t.Errorf("circle of radius 0: %+v", d.Features[3])
	}
	if d := decode(t, &cap.Alert{}); len(d.Features) != 0 {
		t.Errorf("no areas: %+v", d)
	}
}

// kilometres is the distance on the sphere.
func kilometres(a, b cap.Point) float64 {
	const rad = math.Pi / 180
	s := math.Sin((a.Lat-b.Lat)*rad/2)*math.Sin((a.Lat-b.Lat)*rad/2) +
		math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Sin((a.Lon-b.Lon)*rad/2)*math.Sin((a.Lon-b.Lon)*rad/2)
	return 2 * earthKM * math.Asin(math.Sqrt(min(s, 1)))
}

func inside(ring cap.Polygon, q cap.Point) bool {
	in := false
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		if (a.Lat > q.Lat) != (b.Lat > q.Lat) && q.Lon < a.Lon+(q.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon) {
			in = !in
		}
	}
	return in
}

// Every place in a circle lies in what is drawn for it; nothing far outside does.
func TestCircleIsHeldByItsRing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := cap.Circle{Center: cap.Point{Lat: rapid.Float64Range(-89, 89).Draw(rt, "lat"), Lon: rapid.Float64Range(-180, 180).Draw(rt, "lon")},
			RadiusKM: rapid.Float64Range(0.5, 900).Draw(rt, "radius")}
		pieces := cutAtDateLine(CircleRing(c, circleSides))
		for _, piece := range pieces {
			if piece[0] != piece[len(piece)-1] || len(piece) < 4 {
				rt.Fatalf("%v: a piece that is not a ring: %v", c, piece)
			}
			for i, q := range piece {
				if q.Lon < -180 || q.Lon > 180 || q.Lat < -90 || q.Lat > 90 {
					rt.Fatalf("%v: point %d is %v", c, i, q)
				}
			}
		}
		held := func(q cap.Point) bool {
			for _, piece := range pieces {
				if inside(piece, q) {
					return true
				}
			}
			return false
		}
		for range 20 {
			q := cap.Point{Lat: rapid.Float64Range(-89.9, 89.9).Draw(rt, "qlat"), Lon: rapid.Float64Range(-179.9, 179.9).Draw(rt, "qlon")}
			near := rapid.Bool().Draw(rt, "near")
			if near {
				d := c.RadiusKM / 111.2
				q = cap.Point{Lat: c.Center.Lat + rapid.Float64Range(-d, d).Draw(rt, "dlat"), Lon: math.Remainder(c.Center.Lon+rapid.Float64Range(-d, d).Draw(rt, "dlon"), 360)}
			}
			if math.Abs(q.Lat) > 89.99 || math.Abs(q.Lon) > 179.9999 {
				continue // on the rim of the map
			}
			// Sides are straight on the map, not on the sphere: leave a band of 4 % out, more near the poles.
			slack := 0.04 + math.Abs(q.Lat)/90*0.1
			if math.Abs(q.Lat)+c.RadiusKM/111 > 80 {
				slack = 0.6
			}
			switch d := kilometres(c.Center, q); {
			case d < c.RadiusKM*(1-slack) && !held(q):
				rt.Fatalf("%v: %v, %g km from the middle, is not held by %v", c, q, d, pieces)
			case d > c.RadiusKM*(1+slack) && held(q) && slack < 0.5:
				rt.Fatalf("%v: %v, %g km from the middle, is held by %v", c, q, d, pieces)
			}
		}
	})
}

func TestRingsAreCutAtTheDateLine(t *testing.T) {
	over := cap.Polygon{{Lat: 0, Lon: 178}, {Lat: 0, Lon: -178}, {Lat: 2, Lon: -178}, {Lat: 2, Lon: 178}, {Lat: 0, Lon: 178}}
	pieces := cutAtDateLine(over)
	if len(pieces) != 2 {
		t.Fatalf("%d pieces: %v", len(pieces), pieces)
	}
	for _, piece := range pieces {
		if math.Abs(piece.SignedArea()) != 4 {
			t.Errorf("a piece of area %v, want 4: %v", piece.SignedArea(), piece)
		}
		for _, q := range piece {
			if math.Abs(q.Lon) < 178 || math.Abs(q.Lon) > 180 {
				t.Errorf("a point at %v", q)
			}
		}
	}
	if d := decode(t, alert(cap.Area{Polygons: []cap.Polygon{over}})); d.Features[0].Geometry.Type != "MultiPolygon" {
		t.Error("a cut ring is not a MultiPolygon")
	}
	pole := cap.Polygon{{Lat: 70, Lon: 0}, {Lat: 70, Lon: 90}, {Lat: 70, Lon: 180}, {Lat: 70, Lon: -90}, {Lat: 70, Lon: 0}}
	area := 0.0
	for _, piece := range cutAtDateLine(pole) {
		area += math.Abs(piece.SignedArea())
	}
	if math.Abs(area-360*20) > 1e-6 {
		t.Errorf("a ring round the pole covers %v square degrees, want 7200", area)
	}
	if got := cutAtDateLine(nil); got != nil {
		t.Errorf("nothing: %v", got)
	}
	if got := cutAtDateLine(cap.Polygon{{Lat: 0, Lon: 0}, {Lat: 0, Lon: 1}, {Lat: 1, Lon: 1}, {Lat: 0, Lon: 0}}); len(got) != 1 {
		t.Errorf("a plain ring: %v", got)
	}
}

func TestCirclesOfAllSizes(t *testing.T) {
	for _, c := range []struct {
		circle cap.Circle
		area   float64 // square degrees on the map, within 5 %
	}{
		{cap.Circle{Center: cap.Point{Lat: 0, Lon: 0}, RadiusKM: 111.19}, math.Pi},
		{cap.Circle{Center: cap.Point{Lat: 90, Lon: 0}, RadiusKM: 1111.9}, 3600},
		{cap.Circle{Center: cap.Point{Lat: -90, Lon: 50}, RadiusKM: 1111.9}, 3600},
		{cap.Circle{Center: cap.Point{Lat: 10, Lon: 20}, RadiusKM: 15000}, 64800},
		{cap.Circle{Center: cap.Point{Lat: 10, Lon: 20}, RadiusKM: 1e9}, 64800},
	} {
		sum := 0.0
		for _, piece := range cutAtDateLine(CircleRing(c.circle, 64)) {
			sum += math.Abs(piece.SignedArea())
		}
		if math.Abs(sum-c.area) > c.area*0.05 {
			t.Errorf("%v: %v square degrees, want %v", c.circle, sum, c.area)
		}
	}
	if n := len(CircleRing(cap.Circle{Center: cap.Point{Lat: 1, Lon: 1}, RadiusKM: 1}, 0)); n != 4 {
		t.Errorf("a ring of %d points for no sides, want a triangle", n)
	}
}
