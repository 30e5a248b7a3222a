package where

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// corpus is a set of marked texts in the form of LGL.
type corpus struct {
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

func readToponyms(t *testing.T, file string) *corpus {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var c corpus
	if err := xml.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	return &c
}

// hits counts the names put within 161 km of where they are.
type hits struct {
	all, hit, guessed int
	km                []float64 // of those with an answer, sorted
}

func (h *hits) share() float64 { return 100 * float64(h.hit) / float64(h.all) }

func (h *hits) String() string {
	sum := 0.0
	for _, d := range h.km {
		sum += d
	}
	return fmt.Sprintf("within 161 km %.1f %% of %d names, %.1f %% without guesses, %.1f %% of the %d found; error mean %.0f km, median %.1f km",
		h.share(), h.all, 100*float64(h.hit-h.guessed)/float64(h.all), 100*float64(h.hit)/float64(len(h.km)), len(h.km), sum/float64(len(h.km)), h.km[len(h.km)/2])
}

// score reads each text by itself, or with the texts of its source that stand before it.
func (c *corpus) score(earlier bool) *hits {
	sources := map[string]*Field{}
	var h hits
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
			h.all++
			if len(found[i].Places) == 0 {
				continue
			}
			d := geo.DistanceM(found[i].Places[0].Place.Point, geo.Point{Lat: x.At.Lat, Lon: x.At.Lon}) / 1000
			h.km = append(h.km, d)
			if d <= 161 {
				h.hit++
				if found[i].By == ByContext {
					h.guessed++
				}
			}
		}
	}
	slices.Sort(h.km)
	return &h
}

// TestLGL reads the development corpus of local papers where it is present, each text by itself and with
// the texts of its paper that stand before it.
func TestLGL(t *testing.T) {
	c := readToponyms(t, shared(t, "data/texts/toponyms/lgl.xml"))
	for _, earlier := range []bool{false, true} {
		s := c.score(earlier)
		t.Logf("earlier texts %v: %s", earlier, s)
		if want := map[bool]float64{false: 86, true: 89}[earlier]; s.share() < want {
			t.Errorf("earlier texts %v: %.1f %%, want %.0f %%", earlier, s.share(), want)
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
