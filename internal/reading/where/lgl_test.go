package where

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// TestLGL resolves the names of the LGL corpus (588 texts of local papers) where it is present, each text by itself and with
// the texts of its paper that stand before it.
func TestLGL(t *testing.T) {
	raw, err := os.ReadFile(shared(t, "data/texts/toponyms/lgl.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		Articles []struct {
			Domain   string `xml:"domain"`
			Text     string `xml:"text"`
			Toponyms []struct {
				Start int    `xml:"start"`
				Name  string `xml:"phrase"`
				At    *struct {
					Lat float64 `xml:"lat"`
					Lon float64 `xml:"lon"`
				} `xml:"gaztag"`
			} `xml:"toponyms>toponym"`
		} `xml:"article"`
	}
	if err := xml.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	for _, earlier := range []bool{false, true} {
		sources := map[string]*Field{}
		all, hit, guessed := 0, 0, 0
		var km []float64
		for _, a := range c.Articles {
			chars := []rune(a.Text)
			var spans []Span
			for _, x := range a.Toponyms {
				start := len(string(chars[:x.Start]))
				spans = append(spans, Span{start, start + len(x.Name)})
			}
			src := sources[a.Domain]
			if src == nil {
				src = &Field{}
				sources[a.Domain] = src
			}
			var known *Field
			if earlier {
				known = src
			}
			found := Resolve(a.Text, spans, gaz(), known)
			src.Learn(found)
			for i, x := range a.Toponyms {
				if x.At == nil {
					continue
				}
				all++
				if len(found[i].Places) == 0 {
					continue
				}
				d := geo.DistanceM(found[i].Places[0].Place.Point, geo.Point{Lat: x.At.Lat, Lon: x.At.Lon}) / 1000
				km = append(km, d)
				if d <= 161 {
					hit++
					if found[i].By == ByContext {
						guessed++
					}
				}
			}
		}
		slices.Sort(km)
		sum := 0.0
		for _, d := range km {
			sum += d
		}
		share := 100 * float64(hit) / float64(all)
		t.Logf("earlier texts %v: within 161 km %.1f %% of %d names, %.1f %% without guesses, %.1f %% of the %d found; error mean %.0f km, median %.1f km",
			earlier, share, all, 100*float64(hit-guessed)/float64(all), 100*float64(hit)/float64(len(km)), len(km), sum/float64(len(km)), km[len(km)/2])
		if want := map[bool]float64{false: 86, true: 89}[earlier]; share < want {
			t.Errorf("earlier texts %v: %.1f %%, want %.0f %%", earlier, share, want)
		}
	}
}

// shared finds a file of the maintainers' shared data by walking up; the test is skipped where it is not.
func shared(t *testing.T, name string) string {
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
