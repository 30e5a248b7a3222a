package gazetteer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestScan(t *testing.T) {
	g := loaded(t)
	for _, c := range []struct{ text, want string }{ // hits as words, * for common ones
		{"Avoid large gatherings in Moscow over the next 48 hours.", "Moscow"},
		{"A cell in the Kaluga region planned to attack a synagogue in Moscow's centre.", "Kaluga region|Moscow"},
		{"The U.S. Embassy in Moscow", "U.S.|Moscow"},
		{"the us embassy is with us", ""},
		{"US and UK citizens", "US|UK"},
		{"mobile phones, nice places, reading in march", ""},
		{"Mobile phones. Nice places. Reading in March.", "Mobile*|Nice*|Reading*|March*"},
		{"St. Petersburg and Saint Petersburg", "St. Petersburg|Saint Petersburg"},
		{"in Moscow. Oblast officials", "Moscow"},
		{"Rio de Janeiro, São Paulo; Grand-Bassam", "Rio de Janeiro|São Paulo|Grand-Bassam"},
		{"Côte d’Ivoire and CÔTE D'IVOIRE", "Côte d’Ivoire|CÔTE D'IVOIRE"},
		{"Теракт в городе Москва, Калужская область", "Москва|Калужская область"},
		{"Київ та Харків", "Київ|Харків"},
		{"السفارة في موسكو", "موسكو"},
		{"انفجار بموسكو", "موسكو"},
		{"美国驻莫斯科大使馆", "美国|莫斯科"},
		{"東京で集会", "東京"},
		{"l'ambassade à Moscou, près d'Abidjan et de l’Ukraine", "Moscou|Abidjan|Ukraine"},
		{"New York, N.Y.", "New York"},
		{"", ""},
		{"\xff\xfeMoscow\xff", "Moscow"},
	} {
		var got []string
		last := 0
		g.Scan(c.text, func(h Hit) bool {
			if h.Start < last || h.End <= h.Start || h.End > len(c.text) || len(h.Places) == 0 {
				t.Fatalf("%q: bad hit %+v", c.text, h)
			}
			last = h.End
			w := c.text[h.Start:h.End]
			if h.Common {
				w += "*"
			}
			got = append(got, w)
			return true
		})
		if is := strings.Join(got, "|"); is != c.want {
			t.Errorf("%q: hits %s, want %s", c.text, is, c.want)
		}
	}
	n := 0
	g.Scan("Moscow Kaluga Khimki", func(Hit) bool { n++; return n < 2 })
	if n != 2 {
		t.Errorf("the scan went on after false: %d hits", n)
	}
}

func TestScanMissesCostNothing(t *testing.T) {
	g := loaded(t)
	text := strings.Repeat("Xqwortly Zzyzzagam blarg Flimflammery, Ünglübbiger Щщщъъ! ", 50)
	if n := testing.AllocsPerRun(20, func() { g.Scan(text, func(Hit) bool { return true }) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// corpus is the texts of the gold set, found by walking up; the benchmark is skipped where they are not.
func corpus(t testing.TB) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared(t, "gold/develop"), "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("the gold set is not here")
	}
	var b strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
		b.WriteByte('\n')
	}
	return b.String()
}

// FuzzScan: any text gives hits in order, inside the text.
func FuzzScan(f *testing.F) {
	g, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"Moscow region", "St. Petersburg", "美国驻莫斯科大使馆", "U.S.A.", "بموسكو", "Côte d'\xffIvoire"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		g.Scan(text, func(h Hit) bool {
			if h.Start < last || h.End <= h.Start || h.End > len(text) {
				t.Fatalf("hit %d-%d after %d", h.Start, h.End, last)
			}
			last = h.End
			return true
		})
		g.Lookup(text)
	})
}

func BenchmarkScan(b *testing.B) {
	g := loaded(b)
	text := strings.Repeat(corpus(b), 10)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		g.Scan(text, func(Hit) bool { n++; return true })
	}
	b.ReportMetric(float64(n)/float64(b.N), "hits/op")
}
