package gazetteer

import (
	"testing"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// TestCounties: second-order divisions are areas without a GeoNames id, with a circle round their towns.
func TestCounties(t *testing.T) {
	g := loaded(t)
	for _, c := range []struct {
		name, country, admin1, zone string
		at                          geo.Point
		withinKM, minKM, maxKM      float64
	}{
		{"Rapides Parish", "US", "LA", "America/Chicago", geo.Point{Lat: 31.17, Lon: -92.48}, 30, 20, 80},
		{"Avoyelles", "US", "LA", "America/Chicago", geo.Point{Lat: 31.07, Lon: -91.97}, 30, 15, 70},
		{"Oxfordshire", "GB", "ENG", "Europe/London", geo.Point{Lat: 51.75, Lon: -1.25}, 30, 20, 80},
		{"Maricopa County", "US", "AZ", "America/Phoenix", geo.Point{Lat: 33.35, Lon: -112.49}, 60, 50, 150},
	} {
		got := g.Lookup(c.name)
		if len(got) == 0 {
			t.Errorf("%s: not found", c.name)
			continue
		}
		p := got[0]
		if p.Kind != Area || p.ID != 0 || p.Country != c.country || p.Admin1 != c.admin1 {
			t.Errorf("%s: %+v", c.name, p)
		}
		if d := geo.DistanceM(p.Point, c.at) / 1000; d > c.withinKM {
			t.Errorf("%s: %.0f km off", c.name, d)
		}
		a, kind := g.Area(p)
		if kind != geo.AreaEstimate || len(a.Circles) != 1 || a.Circles[0].Radius < c.minKM*1000 || a.Circles[0].Radius > c.maxKM*1000 {
			t.Errorf("%s: area %v %+v, want a circle of %v to %v km", c.name, kind, a.Circles, c.minKM, c.maxKM)
		}
		if z := g.Zone(p).String(); z != c.zone {
			t.Errorf("%s: zone %s, want %s", c.name, z, c.zone)
		}
		if n, _ := g.Nearest(p.Point); n.Kind != City {
			t.Errorf("%s: the nearest town is a %s", c.name, n.Kind)
		}
	}
	// the town comes first
	for _, name := range []string{"Jamshoro", "Washington", "Orange", "Durham"} {
		if p := g.Lookup(name)[0]; p.Kind == Area {
			t.Errorf("%s: first is %+v", name, p)
		}
	}
	if _, ok := g.find(Place{Kind: Area, Name: "Rapides Parish"}); ok {
		t.Error("a county is found by its name at another point")
	}
}
