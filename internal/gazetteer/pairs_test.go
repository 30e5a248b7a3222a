package gazetteer

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// shared finds a file of the maintainers' shared data by walking up; the test is skipped where it is not.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("shared/%s is not here", name)
	return ""
}

// TestPlaceBoxPairs looks up the places of the alert hub's test areas, each with a box round it.
func TestPlaceBoxPairs(t *testing.T) {
	g := loaded(t)
	raw, err := os.ReadFile(shared(t, "data/registers/place-box-pairs/places.open.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	total, found, first, any, missing, far := 0, 0, 0, 0, []string{}, []string{}
	for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		col := strings.Split(line, "\t")
		if i == 0 || len(col) < 3 {
			continue
		}
		total++
		var r geo.Rect
		r.South, r.West, r.North, r.East = 90, 180, -90, -180
		for _, pair := range strings.Fields(col[2]) {
			lat, lon, _ := strings.Cut(pair, ",")
			y, _ := strconv.ParseFloat(lat, 64)
			x, _ := strconv.ParseFloat(lon, 64)
			r.South, r.North = math.Min(r.South, y), math.Max(r.North, y)
			r.West, r.East = math.Min(r.West, x), math.Max(r.East, x)
		}
		near := func(p geo.Point) bool {
			return p.Lat > r.South-0.5 && p.Lat < r.North+0.5 && p.Lon > r.West-0.5 && p.Lon < r.East+0.5
		}
		country, _, _ := strings.Cut(col[1], " - ")
		places := g.In(g.Lookup(col[0]), g.Lookup(country))
		if len(places) == 0 {
			missing = append(missing, col[0]+" / "+col[1])
			continue
		}
		found++
		if near(places[0].Point) {
			first++
		} else {
			far = append(far, col[0]+" / "+col[1])
		}
		for _, p := range places {
			if near(p.Point) {
				any++
				break
			}
		}
	}
	t.Logf("%d pairs: %d found in their country (%.1f %%), the first within half a degree of the box %d (%.1f %%), any %d (%.1f %%)",
		total, found, 100*float64(found)/float64(total), first, 100*float64(first)/float64(total), any, 100*float64(any)/float64(total))
	t.Logf("missing: %s", strings.Join(missing, "; "))
	t.Logf("far: %s", strings.Join(far, "; "))
	if first*100 < total*85 {
		t.Errorf("fewer than 85 %% of the pairs")
	}
}
