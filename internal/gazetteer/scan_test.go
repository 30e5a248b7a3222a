package gazetteer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus is the texts of the gold set, found by walking up; the test is skipped where they are not.
func corpus(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		files, _ := filepath.Glob(filepath.Join(dir, "shared", "gold", "develop", "*.txt"))
		if len(files) == 0 {
			continue
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
	t.Skip("the gold set is not here")
	return ""
}

func TestScanGold(t *testing.T) {
	g := loaded(t)
	seen := map[string]bool{}
	g.Scan(corpus(t), func(h Hit) bool { return true })
	text := corpus(t)
	g.Scan(text, func(h Hit) bool {
		w := text[h.Start:h.End]
		if !seen[w] {
			seen[w] = true
			p := h.Places[0]
			t.Logf("%-30s common=%v %s %s %s pop %d (%d)", w, h.Common, p.Kind, p.Country, p.Name, p.Population, len(h.Places))
		}
		return true
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
