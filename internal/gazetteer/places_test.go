package gazetteer

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

func TestFileIsTheOneRecorded(t *testing.T) {
	want, err := os.ReadFile("gazetteer.sha256")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x  gazetteer.bin\n", sha256.Sum256(file)); got != string(want) {
		t.Errorf("gazetteer.bin is %s, recorded is %s: run go run ./tools/gazetteer", got, want)
	}
	if len(file) > 12<<20 {
		t.Errorf("gazetteer.bin has %d bytes, more than 12 MiB", len(file))
	}
	h := loaded(t).Head
	if h.Places < 190_000 || h.Admins < 3800 || h.Countries < 245 || h.Keys < 800_000 {
		t.Errorf("head: %d places, %d divisions, %d countries, %d names", h.Places, h.Admins, h.Countries, h.Keys)
	}
	for _, s := range h.Sources {
		t.Log(s)
	}
}

func TestDamagedFileIsAnError(t *testing.T) {
	if _, err := read(nil); err == nil {
		t.Error("an empty file loads")
	}
	if _, err := read(file[:len(file)/2]); err == nil {
		t.Error("half a file loads")
	}
	sections, err := pack.Sections(file)
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		sections = sections[10:13] // each costs a whole load
	}
	for _, s := range sections {
		bad := append([]byte(nil), file...)
		at := len(file) - cap(s.Z) // the section's offset: Z is cut from the file
		for i := range min(64, len(s.Z)) {
			bad[at+i] ^= 0x5a
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("damage in %s: panic %v", s.Name, r)
				}
			}()
			if _, err := read(bad); err == nil {
				t.Errorf("damage in %s goes unnoticed", s.Name)
			}
		}()
	}
}

func TestGeorgia(t *testing.T) {
	got := loaded(t).Lookup("Georgia")
	if len(got) < 2 || got[0].Kind != Country || got[0].Country != "GE" || got[1].Kind != Admin1 || got[1].Country != "US" {
		t.Errorf("%+v", got)
	}
}

func TestFormsOfNames(t *testing.T) {
	g := loaded(t)
	for _, c := range []struct {
		name, want string // country/division/own name of the first
		kind       Kind
	}{
		{"SAINT PETERSBURG", "RU/66/Saint Petersburg", City},
		{"Санкт-Петербург", "RU/66/Saint Petersburg", City},
		{"Kyiv Oblast", "UA/13/Kyiv Oblast", Admin1},
		{"Київська область", "UA/13/Kyiv Oblast", Admin1},
		{"Московская область", "RU/47/Moscow Oblast", Admin1},
		{"القاهرة", "EG/11/Cairo", City},
		{"بغداد", "IQ/07/Baghdad", City},
		{"北京", "CN/22/Beijing", City},
		{"東京", "JP/40/Tokyo", City},
		{"서울", "KR/11/Seoul", City},
		{"תל אביב", "IL/05/Tel Aviv", City},
		{"Lviv", "UA/15/Lviv", City},
		{"Львів", "UA/15/Lviv", City},
		{"Харьков", "UA/07/Kharkiv", City},
		{"Borno State", "NG/27/Borno State", Admin1},
		{"North Sinai governorate", "EG/27/North Sinai", Admin1},
		{"Ivory Coast", "CI//Côte d'Ivoire", Country},
		{"DRC", "CD//Democratic Republic of the Congo", Country},
		{"Turkey", "TR//Turkey", Country},
		{"Türkiye", "TR//Turkey", Country},
		{"Amarillo, Texas", "US/TX/Amarillo", City},
		{"Paris, Texas", "US/TX/Paris", City},
		{"Tripoli, Lebanon", "LB/09/Tripoli", City},
		{"Washington, D.C.", "US/DC/Washington", City},
		{"New York", "US/NY/New York City", City},
		{"Iran, Islamic Republic of", "IR//Iran", Country},
		{"Bosnia and Herzegovina", "BA//Bosnia and Herzegovina", Country},
		{"Великобритания", "GB//United Kingdom", Country},
		{"美国", "US//United States", Country},
		{"Crimea", "UA/11/Crimea", Admin1},
	} {
		got := g.Lookup(c.name)
		if len(got) == 0 {
			t.Errorf("%s: not found", c.name)
			continue
		}
		p := got[0]
		if is := p.Country + "/" + p.Admin1 + "/" + p.Name; is != c.want || p.Kind != c.kind {
			t.Errorf("%s: %s %s, want %s %s", c.name, p.Kind, is, c.kind, c.want)
		}
	}
	for _, no := range []string{"", "   ", "Xyzzyqwortle", "!!!", "\xff\xfe", strings.Repeat("a", 100_000), ","} {
		if got := g.Lookup(no); got != nil {
			t.Errorf("%.20q gives %+v", no, got)
		}
	}
}

func TestMoscowAndItsRegion(t *testing.T) {
	g := loaded(t)
	region, _ := g.Area(g.Lookup("Moscow region")[0])
	city, _ := g.Area(g.Lookup("Moscow")[0])
	crocus := geo.Point{Lat: 55.8258, Lon: 37.3900}
	if !region.Contains(crocus) || city.Contains(crocus) {
		t.Errorf("Crocus City Hall: in the region %v, in the city %v", region.Contains(crocus), city.Contains(crocus))
	}
	for _, margin := range []float64{1000, 5000, 25_000} {
		for name, p := range map[string]geo.Point{"Crocus City Hall": crocus, "Krasnogorsk": g.Lookup("Krasnogorsk")[0].Point} {
			if near := geo.NewIndexed(city).Within(p, margin); near != (city.DistanceM(p) <= margin) {
				t.Errorf("%s within %.0f m: %v", name, margin, near)
			}
		}
	}
	if !geo.NewIndexed(city).Within(g.Lookup("Krasnogorsk")[0].Point, 25_000) {
		t.Error("Krasnogorsk is not near Moscow")
	}
	kaluga, _ := g.Area(g.Lookup("Kaluga region")[0])
	if !kaluga.Contains(g.Lookup("Kaluga")[0].Point) {
		t.Error("Kaluga is not in its region")
	}
	if spb := g.Lookup("Saint Petersburg")[0]; city.DistanceM(spb.Point) < 500_000 {
		t.Error("Saint Petersburg is near Moscow")
	}
}

func TestEveryOutlineCanBeUsed(t *testing.T) {
	g := loaded(t)
	outlines, points := 0, 0
	for i := range g.Regions {
		a := g.outline(uint16(i))
		if a.Empty() {
			continue
		}
		outlines++
		for _, p := range a.Polygons {
			points += len(p.Outer)
		}
		if err := a.Validate(); err != nil {
			t.Errorf("%s.%s: %v", g.Regions[i].Country, g.Regions[i].Code, err)
		}
	}
	t.Logf("%d outlines, %d points of outer rings", outlines, points)
	without := []string{}
	for i := range g.Regions {
		if r := &g.Regions[i]; r.Code == "" && len(r.Polygons) == 0 {
			without = append(without, r.Country)
		}
	}
	t.Logf("countries without an outline: %v", without)
}

func TestCountryAt(t *testing.T) {
	g := loaded(t)
	for _, c := range []struct {
		lat, lon float64
		want     string
	}{
		{55.75, 37.62, "RU"}, {48.85, 2.35, "FR"}, {-17.8, 178.0, "FJ"}, {-16.8, -179.9, "FJ"}, {64.73, 177.5, "RU"}, {66.2, -169.9, "RU"},
		{44.95, 34.1, "UA"}, {44.6, 33.52, "UA"}, {42.66, 21.16, "XK"}, {25.03, 121.56, "TW"}, {22.3, 114.17, "HK"}, {31.5, 34.46, "PS"},
		{27.15, -13.2, "EH"}, {26.16, -10.57, "EH"}, {-12.78, 45.23, "YT"}, {35.33, 33.32, "CY"}, {9.56, 44.06, "SO"}, {43.0, 41.02, "GE"},
		{46.84, 29.63, "MD"}, {48.02, 37.8, "UA"}, {-51.7, -57.85, "FK"}, {34.08, 74.8, "IN"}, {34.37, 73.47, "PK"}, {31.9, 35.2, "PS"},
		{-80, 0, "AQ"}, {0, -140, ""}, {33.5, -30, ""},
	} {
		if got := g.CountryAt(geo.Point{Lat: c.lat, Lon: c.lon}); got != c.want {
			t.Errorf("%v,%v is in %q, want %q", c.lat, c.lon, got, c.want)
		}
	}
	same, all := 0, 0
	for i := 0; i < len(g.ID); i += 7 {
		p := g.place(ref(i))
		all++
		if g.CountryAt(p.Point) == p.Country {
			same++
		}
	}
	share := float64(same) / float64(all)
	t.Logf("%d of %d towns are in their own country by the outlines (%.2f %%)", same, all, 100*share)
	if share < 0.99 {
		t.Error("fewer than 99 %")
	}
}

func TestClaims(t *testing.T) {
	g := loaded(t)
	simferopol := geo.Point{Lat: 44.957, Lon: 34.11}
	ua, _ := g.Country("UA")
	area, _ := g.Area(ua)
	if !area.Contains(simferopol) || g.Lookup("Simferopol")[0].Country != "UA" {
		t.Error("by default Crimea is Ukraine's (UN General Assembly resolution 68/262)")
	}
	other, err := g.WithClaims(map[string]string{"UA.11": "RU", "UA.20": "RU"})
	if err != nil {
		t.Fatal(err)
	}
	if got := other.CountryAt(simferopol); got != "RU" {
		t.Errorf("with the setting changed, Simferopol is in %q", got)
	}
	if got := g.CountryAt(simferopol); got != "UA" {
		t.Errorf("the first gazetteer changed too: %q", got)
	}
	if p := other.Lookup("Simferopol")[0]; p.Country != "RU" {
		t.Errorf("Simferopol: %+v", p)
	}
	crimea := other.Lookup("Crimea")[0]
	if a, kind := other.Area(crimea); kind != geo.AreaOutline || !a.Contains(simferopol) {
		t.Errorf("the outline of %+v is lost", crimea)
	}
	if p, ok := other.Admin1("RU", "UA.11"); !ok || p.ID != 703883 || p != crimea {
		t.Errorf("Admin1(RU, UA.11) = %+v, %v", p, ok)
	}
	if p, ok := other.Admin1("RU", "11"); !ok || p.ISO != "RU-BU" {
		t.Errorf("Buryatia, whose code is also 11, is %+v", p)
	}
	ruArea, _ := other.Area(Place{Kind: Country, Country: "RU"})
	if !ruArea.Contains(simferopol) {
		t.Error("Russia's area lacks what the setting gives it")
	}
	for _, bad := range []map[string]string{{"UA.12": "RU"}, {"UA.11": "PL"}, {"": ""}} {
		if _, err := g.WithClaims(bad); err == nil {
			t.Errorf("WithClaims(%v) is accepted", bad)
		}
	}
	if len(g.Claims()) == 0 {
		t.Error("no claims listed")
	}
}

func TestNearest(t *testing.T) {
	g := loaded(t)
	p, d := g.Nearest(geo.Point{Lat: 55.8258, Lon: 37.3900})
	if p.Name != "Krasnogorsk" || math.Abs(d-3800) > 300 {
		t.Errorf("Crocus City Hall is %.0f m from %s", d, p.Name)
	}
	// The same answer as looking at every town, also at the poles and the antimeridian.
	for _, q := range []geo.Point{{Lat: 90}, {Lat: -90}, {Lat: -17.5, Lon: 180}, {Lat: -17.5, Lon: -180}, {Lat: 0, Lon: -140}, {Lat: 71, Lon: 179},
		{Lat: 78.2, Lon: 15.6}, {Lat: -77.8, Lon: 166.7}, {Lat: 51.5, Lon: 0}, {Lat: -49, Lon: 70}, {Lat: 35, Lon: -40}} {
		want := math.Inf(1)
		for i := range g.ID {
			if g.Feature[i] < pack.FeatureQuarter {
				want = math.Min(want, geo.DistanceM(q, g.townPoint(ref(i))))
			}
		}
		if _, got := g.Nearest(q); math.Abs(got-want) > 0.001 {
			t.Errorf("nearest to %+v is %.0f m off, want %.0f", q, got, want)
		}
	}
	if _, d := g.Nearest(geo.Point{Lat: math.NaN()}); !math.IsInf(d, 1) {
		t.Errorf("nearest to nowhere: %v", d)
	}
}

func TestPlaceSurvivesJSON(t *testing.T) {
	g := loaded(t)
	for _, name := range []string{"Moscow", "Kaluga region", "Russia", "Krasnogorsk", "Strogino"} {
		found := g.Lookup(name)
		if len(found) == 0 {
			t.Errorf("%s: not found", name)
			continue
		}
		p := found[0]
		raw, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var q Place
		if err := json.Unmarshal(raw, &q); err != nil {
			t.Fatal(err)
		}
		a, ka := g.Area(p)
		b, kb := g.Area(q)
		if p != q || ka != kb || a.SizeM2() != b.SizeM2() || g.Zone(p) != g.Zone(q) || g.Name(p, "ru") != g.Name(q, "ru") {
			t.Errorf("%s came back as %+v from %s", name, q, raw)
		}
		if again, ok := g.ByID(p.ID); !ok || again != p {
			t.Errorf("ByID(%d) = %+v, %v", p.ID, again, ok)
		}
	}
}

func TestZoneNameCapitalDemonym(t *testing.T) {
	g := loaded(t)
	for name, zone := range map[string]string{"Moscow": "Europe/Moscow", "Russia": "Europe/Moscow", "Kaluga region": "Europe/Moscow",
		"United States": "America/New_York", "Kabul": "Asia/Kabul", "Sydney": "Australia/Sydney", "California": "America/Los_Angeles"} {
		if got := g.Zone(g.Lookup(name)[0]).String(); got != zone {
			t.Errorf("%s is in %s, want %s", name, got, zone)
		}
	}
	if g.Zone(Place{}) != time.UTC {
		t.Error("an unknown place is not in UTC")
	}
	for _, c := range []struct{ place, lang, want string }{
		{"Russia", "fr", "Russie"}, {"Russia", "ru", "Россия"}, {"Moscow", "ru", "Москва"}, {"Moscow", "en", "Moscow"},
		{"Kaluga region", "ru", "Калужская область"}, {"Kaluga region", "de-AT", "Kaluga"}, {"Krasnogorsk", "fr", "Krasnogorsk"},
		{"China", "zh-Hant", "中國"}, {"Ukraine", "uk", "Україна"}, {"Ukraine", "xx", "Ukraine"},
	} {
		if got := g.Name(g.Lookup(c.place)[0], c.lang); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.place, c.lang, got, c.want)
		}
	}
	for cc, want := range map[string]string{"RU": "Moscow", "FR": "Paris", "NG": "Abuja", "SE": "Stockholm", "US": "Washington", "GE": "Tbilisi"} {
		if p, ok := g.Capital(cc); !ok || p.Name != want {
			t.Errorf("capital of %s is %+v", cc, p)
		}
	}
	for word, want := range map[string]string{"Russian": "RU", "British": "GB", "Nigerian": "NG", "Ukrainian": "UA", "U.S.": "US", "UK": "GB",
		"American": "US", "french": "FR", "South African": "ZA", "Côte": "", "us": "", "Saudi": "SA", "Nigerien": "NE", "Hamburger": ""} {
		if got, ok := g.Demonym(word); got != want || ok != (want != "") {
			t.Errorf("Demonym(%q) = %q, %v, want %q", word, got, ok, want)
		}
	}
	have := map[string]bool{}
	for _, cc := range g.demonyms {
		have[cc] = true
		if _, ok := g.Country(cc); !ok {
			t.Errorf("a demonym of %q, which is no country", cc)
		}
	}
	if len(have) < 195 {
		t.Errorf("demonyms of %d countries", len(have))
	}
}

func TestRadius(t *testing.T) {
	for pop, want := range map[int64]float64{0: 1500, 1000: 1500, 100_000: 3568, 1_000_000: 11_284, 10_000_000: 35_682, 1e9: 40_000, -5: 1500} {
		if got := RadiusM(pop); math.Abs(got-want) > 1 {
			t.Errorf("%d people: %.0f m, want %.0f", pop, got, want)
		}
	}
	g := loaded(t)
	a, kind := g.Area(g.Lookup("Kabul")[0])
	if kind != geo.AreaEstimate || len(a.Circles) != 1 {
		t.Errorf("Kabul: %v, %+v", kind, a)
	}
	if a, kind := g.Area(Place{Name: "nowhere"}); kind != geo.AreaNone || !a.Empty() {
		t.Errorf("an unknown place: %v, %+v", kind, a)
	}
}

func TestConcurrentUse(t *testing.T) {
	g := loaded(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := 0; i < len(g.ID); i += 5000 {
				p := g.place(ref(i))
				g.CountryAt(p.Point)
				g.Lookup(p.Name)
				g.Nearest(p.Point)
				g.Hits("From " + p.Name + " to Moscow")
			}
		})
	}
	wg.Wait()
}

func TestMemory(t *testing.T) {
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	start := time.Now()
	g, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	after := heap()
	t.Logf("loaded in %v, %.1f MB of heap, file %.1f MB", took.Round(time.Millisecond), float64(after-before)/1e6, float64(len(file))/1e6)
	if after-before > 60e6 {
		t.Error("more than 60 MB")
	}
	for i := 0; i < len(g.ID); i += 50 {
		g.CountryAt(g.townPoint(ref(i)))
	}
	t.Logf("with the outlines of all countries prepared %.1f MB", float64(heap()-before)/1e6)
	runtime.KeepAlive(g)
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := read(file); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	g := loaded(b)
	b.ReportAllocs()
	for b.Loop() {
		g.Lookup("Krasnogorsk")
	}
}

func BenchmarkCountryAt(b *testing.B) {
	g := loaded(b)
	i := 0
	for b.Loop() {
		g.CountryAt(g.townPoint(ref(i)))
		i = (i + 7919) % len(g.ID)
	}
}

func BenchmarkNearest(b *testing.B) {
	g := loaded(b)
	i := 0
	for b.Loop() {
		g.Nearest(g.townPoint(ref(i)))
		i = (i + 7919) % len(g.ID)
	}
}
