package gazetteer

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// TestNamedRegions: a part of the world that is no division covers the divisions and countries it is made of, or a circle.
func TestNamedRegions(t *testing.T) {
	g := loaded(t)
	for _, c := range []struct {
		name, country string
		kind          geo.AreaKind
		in, out       geo.Point
	}{
		{"Donbas", "UA", geo.AreaOutline, geo.Point{Lat: 48.0, Lon: 37.8}, geo.Point{Lat: 50.45, Lon: 30.52}},
		{"Донбасс", "UA", geo.AreaOutline, geo.Point{Lat: 48.57, Lon: 39.3}, geo.Point{Lat: 49.99, Lon: 36.23}},
		{"Darfur", "SD", geo.AreaOutline, geo.Point{Lat: 12.05, Lon: 24.88}, geo.Point{Lat: 15.55, Lon: 32.53}},
		{"Mindanao", "PH", geo.AreaOutline, geo.Point{Lat: 8.0, Lon: 124.29}, geo.Point{Lat: 14.6, Lon: 120.98}},
		{"West Africa", "", geo.AreaOutline, geo.Point{Lat: 5.55, Lon: -0.2}, geo.Point{Lat: -1.29, Lon: 36.82}},
		{"Sahel", "", geo.AreaEstimate, geo.Point{Lat: 16.27, Lon: -0.05}, geo.Point{Lat: -1.29, Lon: 36.82}},
		{"Strait of Hormuz", "", geo.AreaEstimate, geo.Point{Lat: 26.5, Lon: 56.4}, geo.Point{Lat: 25.28, Lon: 51.52}},
		{"مضيق هرمز", "", geo.AreaEstimate, geo.Point{Lat: 26.5, Lon: 56.4}, geo.Point{Lat: 25.28, Lon: 51.52}},
	} {
		ps := g.Lookup(c.name)
		if len(ps) == 0 || ps[0].Kind != Region || ps[0].Country != c.country || ps[0].Admin1 != "" || ps[0].ID == 0 {
			t.Errorf("%s: %+v", c.name, ps)
			continue
		}
		area, kind := g.Area(ps[0])
		if kind != c.kind {
			t.Errorf("%s: area is of kind %v, want %v", c.name, kind, c.kind)
		}
		if p := geo.NewIndexed(area); !p.Contains(c.in) || p.Contains(c.out) {
			t.Errorf("%s: holds %v: %v, holds %v: %v", c.name, c.in, p.Contains(c.in), c.out, p.Contains(c.out))
		}
		b, err := json.Marshal(ps[0])
		if err != nil {
			t.Fatal(err)
		}
		var back Place
		if err := json.Unmarshal(b, &back); err != nil || back != ps[0] {
			t.Errorf("%s: %s comes back as %+v, %v", c.name, b, back, err)
		}
		if by, ok := g.ByID(ps[0].ID); !ok || by != ps[0] {
			t.Errorf("%s: by its id %d: %+v, %v", c.name, ps[0].ID, by, ok)
		}
	}
	if z := g.Zone(g.Lookup("Donbas")[0]).String(); z != "Europe/Kyiv" && z != "Europe/Kiev" {
		t.Errorf("the Donbas keeps the time of %s", z)
	}
	if c := g.CountryAt(geo.Point{Lat: 48.0, Lon: 37.8}); c != "UA" {
		t.Errorf("Donetsk is in %q", c)
	}
	if h := g.Head; h.Named < 400 || h.Countries > 260 {
		t.Errorf("%d named regions, %d countries", h.Named, h.Countries)
	}
}

// TestDivisionCodes: ISO 3166-2 codes are those of today, each of one division, under the division's own country.
func TestDivisionCodes(t *testing.T) {
	g := loaded(t)
	for code, want := range map[string]string{
		"TD.23": "TD-BO", "PK.07": "PK-GB", "ID.PT": "ID-PT", "ID.PS": "ID-PS", "ID.PE": "ID-PE", "ID.PD": "ID-PD", "IR.26": "IR-23",
		"IR.42": "IR-09", "CN.13": "CN-XJ", "CN.14": "CN-XZ", "CN.22": "CN-BJ", "KZ.02": "KZ-75", "IN.40": "IN-TS", "ZA.06": "ZA-GP",
		"CZ.52": "CZ-10", "NP.3": "NP-P3", "ML.12070577": "ML-9", "VN.44": "VN-HN", "NG.27": "NG-BO", "UA.05": "UA-14", "PS.GZ": "",
	} {
		cc, a1, _ := strings.Cut(code, ".")
		p, ok := g.Admin1(cc, a1)
		if !ok || p.ISO != want {
			t.Errorf("%s (%s): %q, want %q", code, p.Name, p.ISO, want)
		}
	}
	if p, _ := g.Admin1("VN", "44"); p.Name != "Hanoi" {
		t.Errorf("VN.44 is %s", p.Name)
	}
	seen := map[string]string{}
	for i := range g.Regions {
		r := &g.Regions[i]
		if r.ISO == "" {
			continue
		}
		if !strings.HasPrefix(r.ISO, r.Country+"-") || len(r.ISO) > 6 {
			t.Errorf("%s.%s %s: code %s", r.Country, r.Code, r.Name, r.ISO)
		}
		if seen[r.ISO] != "" {
			t.Errorf("%s is %s and %s", r.ISO, seen[r.ISO], r.Name)
		}
		seen[r.ISO] = r.Name
	}
}
