package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
	"github.com/tocsin-hub/tocsin/internal/reading/trees/learn"
)

func TestScoreFillers(t *testing.T) {
	want := [5][]entity{0: {{"two men", "men"}, {"the rebels"}}, 2: {{"a bridge"}}}
	for _, c := range []struct {
		got                  [5][]string
		right, given, listed float64
	}{
		{[5][]string{}, 0, 0, 3},
		{[5][]string{0: {"men", "rebels"}, 2: {"bridge"}}, 3, 3, 3},
		{[5][]string{0: {"men", "two men"}}, 1, 2, 3}, // one entity counts once
		{[5][]string{2: {"men"}}, 0, 1, 3},
	} {
		var ts [6]tally
		scoreFillers(&ts, &want, &c.got)
		if x := ts[5]; x.right != c.right || x.given != c.given || x.listed != c.listed {
			t.Errorf("%v: %v, want %v of %v given, %v listed", c.got, x, c.right, c.given, c.listed)
		}
	}
}

func TestScoreTemplates(t *testing.T) {
	attack := key{kind: "attack", roles: [5][]entity{3: {{"ana ruiz"}}}}
	second := key{kind: "attack", roles: [5][]entity{3: {{"leo diaz"}}}}
	mixed := key{kind: "attack / bombing", roles: [5][]entity{4: {{"bomb"}}}}
	for _, c := range []struct {
		want                 []key
		got                  []answer
		right, given, listed float64
	}{
		{[]key{attack}, nil, 0, 0, 2},
		{[]key{attack}, []answer{{"bombing", [5][]string{3: {"ana ruiz"}}}}, 0, 2, 2},
		{[]key{mixed}, []answer{{"bombing", [5][]string{4: {"bomb"}}}}, 2, 2, 2},
		// the answers are put beside the keys that suit them, whatever their order
		{[]key{attack, second}, []answer{{"attack", [5][]string{3: {"leo diaz"}}}, {"attack", [5][]string{3: {"ana ruiz"}}}}, 4, 4, 4},
		{[]key{attack, second}, []answer{{"attack", [5][]string{3: {"leo diaz", "ana ruiz"}}}}, 2, 3, 4},
	} {
		var ts [7]tally
		scoreTemplates(&ts, c.want, c.got)
		if x := ts[6]; x.right != c.right || x.given != c.given || x.listed != c.listed {
			t.Errorf("%v for %v: %v, want %v of %v given, %v listed", c.got, c.want, x, c.right, c.given, c.listed)
		}
	}
}

func TestTreesLearn(t *testing.T) {
	var s []learn.Sample
	for i := range 400 {
		a, b := float32(i%20), float32(i/20)
		s = append(s, learn.Sample{X: []float32{a, b, 1}, Y: (a < 8) != (b < 13)})
	}
	m := learn.Fit(s, learn.Grove{Trees: 40, Depth: 3, Rate: 0.3, Leaf: 5, Lambda: 1})
	for _, x := range s {
		if (m.Score(x.X) > 0) != x.Y {
			t.Fatalf("%v: %.2f, want %v", x.X, m.Score(x.X), x.Y)
		}
	}
	if v := (learn.Fit(s[:1], learn.Grove{Trees: 1, Depth: 3, Rate: 1, Leaf: 1, Lambda: 1})).Score(s[0].X); math.IsNaN(v) {
		t.Error("one sample gives no number")
	}
}

// mark allows what the key lists and asks for what all wordings of one filler share.
func TestMark(t *testing.T) {
	d := &doc{text: "two men in a car attacked the old bridge.", roles: [5][]entity{0: {{"men", "two men"}}, 2: {{"the old bridge"}}}}
	d.prepare(nil)
	got := []uint16{}
	for _, l := range d.lines {
		got = append(got, l.allowed...)
	}
	const first, more, firstT, moreT = 1 << 1, 1 << 2, 1 << 5, 1 << 6
	want := []uint16{1 | first, first | more, 1, 1, 1, 1, 1, firstT, moreT, 1}
	if !slices.Equal(got, want) {
		t.Errorf("allowed %v, want %v", got, want)
	}
}

// made writes a small set of our own in both forms.
func made(t *testing.T, dir, name string, n int) {
	t.Helper()
	doers := []string{"masked gunmen", "hooded rebels", "armed bandits", "unknown terrorists"}
	things := []string{"textile factory", "tax office", "railway bridge", "power station", "savings bank"}
	var grit, gtt bytes.Buffer
	for i := range n {
		text, extracts, templates := "the council opened a library. the mayor spoke of the price of coffee.", map[string]any{}, []any{}
		if i%3 > 0 {
			who, what := doers[i%len(doers)], things[i%len(things)]
			text = fmt.Sprintf("%s attacked the %s on sunday. the mayor spoke of the price of coffee.", who, what)
			roles := map[string]any{"PerpInd": [][][]any{{{who, 0}}}, "Target": [][][]any{{{what, strings.Index(text, what)}}}}
			for _, r := range muc.Roles {
				if roles[string(r)] == nil {
					roles[string(r)] = [][][]any{}
				}
			}
			for k, v := range roles {
				extracts[k] = v
			}
			roles["incident_type"] = "attack"
			templates = append(templates, roles)
		}
		for b, more := range map[*bytes.Buffer]map[string]any{&grit: {"extracts": extracts}, &gtt: {"templates": templates}} {
			more["docid"], more["doctext"] = fmt.Sprintf("DEV-MUC3-%04d", i), text
			if err := json.NewEncoder(b).Encode(more); err != nil {
				t.Fatal(err)
			}
		}
	}
	for form, b := range map[string]*bytes.Buffer{"grit": &grit, "gtt": &gtt} {
		path := filepath.Join(dir, "muc4", form)
		if err := os.MkdirAll(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(path, name+".json"), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRun learns from a set of our own, twice: the same bytes, and weights that read what they were shown.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	made(t, dir, "train", 160)
	made(t, dir, "dev", 12)
	for _, d := range []string{"timex", "toponyms"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "timex", "x.tml"), []byte("<TEXT>The council opened a library. Gunmen attacked.</TEXT>"), 0o600); err != nil {
		t.Fatal(err)
	}
	var files [2][]byte
	for i := range files {
		out := filepath.Join(dir, "weights.bin")
		if err := run(dir, out); err != nil {
			t.Fatal(err)
		}
		var err error
		if files[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same texts gave two files")
	}
	m, err := muc.Decode(files[0])
	if err != nil {
		t.Fatal(err)
	}
	f := m.Read("hooded rebels attacked the railway bridge on sunday.")
	if w := plainWords(f.Fillers); !slices.Equal(w[0], []string{"hooded rebels"}) || !slices.Equal(w[2], []string{"railway bridge"}) {
		t.Errorf("read %q", w)
	}
	if len(f.Templates) != 1 || f.Templates[0].Kind != muc.Attack {
		t.Errorf("templates %v", f.Templates)
	}
	if err := run(filepath.Join(dir, "nothing"), filepath.Join(dir, "weights.bin")); err == nil {
		t.Error("a folder that is not there passes")
	}
}
