package gazetteer

import (
	"testing"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

func loaded(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestLookupFinds(t *testing.T) {
	g := loaded(t)
	for _, c := range []struct {
		name string
		id   int64
		kind Kind
	}{
		{"Moscow", 524901, City}, {"moscow", 524901, City}, {"Москва", 524901, City}, {"موسكو", 524901, City}, {"莫斯科", 524901, City},
		{"Krasnogorsk", 542374, City}, {"Balashikha", 579464, City}, {"Khimki", 550280, City}, {"Kaluga", 553915, City},
		{"Kaluga region", 553899, Admin1}, {"Kaluga Oblast", 553899, Admin1}, {"Калужская область", 553899, Admin1},
		{"Moscow region", 524925, Admin1}, {"Moscow Oblast", 524925, Admin1},
		{"Russia", 2017370, Country}, {"Россия", 2017370, Country}, {"Russian Federation", 2017370, Country},
		{"Georgia", 614540, Country}, {"Kyiv", 703448, City}, {"Київ", 703448, City}, {"Saint Petersburg", 498817, City}, {"St. Petersburg", 498817, City},
		{"Kabul", 1138958, City}, {"Afghanistan", 1149361, Country}, {"Sindh Province", 1164807, Admin1}, {"Sehwan", 1165789, City},
		{"Jamshoro", 1176229, City}, {"Tripoli", 2210247, City}, {"Libya", 2215636, Country}, {"Côte d'Ivoire", 2287781, Country},
		{"Grand-Bassam", 2288115, City}, {"Nigeria", 2328926, Country}, {"Lagos State", 2332453, Admin1}, {"Kuje", 2333604, City},
		{"Borno", 2346794, Admin1}, {"Abuja", 2352778, City}, {"Seville", 2510911, City}, {"Adamawa", 2565342, Admin1}, {"Yobe", 2597367, Admin1},
		{"United Kingdom", 2635167, Country}, {"UK", 2635167, Country}, {"Northern Ireland", 2641364, Admin1}, {"Manchester", 2643123, City},
		{"Vienna", 2761369, City}, {"Ternitz", 2763795, City}, {"Lower Austria", 2770542, Admin1}, {"North Sinai", 349401, Admin1},
		{"Alexandria", 361058, City}, {"Tbilisi", 611717, City}, {"Johannesburg", 993800, City}, {"South Africa", 953987, Country},
	} {
		got := g.Lookup(c.name)
		if len(got) == 0 {
			t.Errorf("%s: not found", c.name)
			continue
		}
		if got[0].ID != c.id || got[0].Kind != c.kind {
			t.Errorf("%s: first is %+v, want id %d, %s", c.name, got[0], c.id, c.kind)
		}
	}
}

func TestMoscowIsItsOwnOutline(t *testing.T) {
	g := loaded(t)
	moscow := g.Lookup("Moscow")[0]
	area, kind := g.Area(moscow)
	if kind != geo.AreaOutline {
		t.Fatalf("Moscow's area is %v", kind)
	}
	for name, c := range map[string]struct {
		p      geo.Point
		inside bool
	}{
		"Kremlin":          {geo.Point{Lat: 55.7520, Lon: 37.6175}, true},
		"Krasnogorsk":      {geo.Point{Lat: 55.82036, Lon: 37.33017}, false},
		"Crocus City Hall": {geo.Point{Lat: 55.8258, Lon: 37.3902}, false},
		"Khimki":           {geo.Point{Lat: 55.8892, Lon: 37.4268}, false},
		"Balashikha":       {geo.Point{Lat: 55.8094, Lon: 37.9581}, false},
		"Strogino":         {geo.Point{Lat: 55.8030, Lon: 37.4030}, true},
		"Saint Petersburg": {geo.Point{Lat: 59.9386, Lon: 30.3141}, false},
		"Mitino":           {geo.Point{Lat: 55.8460, Lon: 37.3610}, true},
		"Zelenograd":       {geo.Point{Lat: 55.9825, Lon: 37.1814}, true},
		"Troitsk":          {geo.Point{Lat: 55.4850, Lon: 37.3070}, true},
		"Lyubertsy":        {geo.Point{Lat: 55.6783, Lon: 37.8938}, false},
		"Mytishchi":        {geo.Point{Lat: 55.9116, Lon: 37.7308}, false},
		"Podolsk":          {geo.Point{Lat: 55.4242, Lon: 37.5547}, false},
		"Odintsovo":        {geo.Point{Lat: 55.6789, Lon: 37.2636}, false},
		"Yuzhnoye Butovo":  {geo.Point{Lat: 55.5400, Lon: 37.5300}, true},
		"Domodedovo":       {geo.Point{Lat: 55.4413, Lon: 37.7537}, false},
		"Vidnoye":          {geo.Point{Lat: 55.5517, Lon: 37.7061}, false},
		"Dolgoprudny":      {geo.Point{Lat: 55.9496, Lon: 37.5018}, false},
		"Reutov":           {geo.Point{Lat: 55.7586, Lon: 37.8614}, false},
		"Kotelniki":        {geo.Point{Lat: 55.6608, Lon: 37.8672}, false},
		"Dzerzhinsky":      {geo.Point{Lat: 55.6300, Lon: 37.8500}, false},
		"Novo-Peredelkino": {geo.Point{Lat: 55.6450, Lon: 37.3370}, true},
		"Shcherbinka":      {geo.Point{Lat: 55.4990, Lon: 37.5600}, true},
		"Kosino-Ukhtomsky": {geo.Point{Lat: 55.7150, Lon: 37.8720}, true},
	} {
		if got := area.Contains(c.p); got != c.inside {
			t.Errorf("%s: inside Moscow is %v, want %v (%.0f m off)", name, got, c.inside, area.DistanceM(c.p))
		}
		t.Logf("%s: %.1f km from Moscow", name, area.DistanceM(c.p)/1000)
	}
}
