package version

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/advice"
)

func stand(text string, levels ...Level) Stand {
	for i := range levels {
		levels[i].Level = advice.LevelOf(levels[i].Code)
	}
	return Stand{Levels: levels, Digest: DigestOf(text)}
}

// TestCompare: what is a change of level, what of words, and what is none.
func TestCompare(t *testing.T) {
	ml := func(code string) Level { return Level{Code: code, Scope: "ML"} }
	part := func(code, name string) Level { return Level{Code: code, Scope: "ML-?", Part: name} }
	for _, c := range []struct {
		name     string
		old, now Stand
		kind     Kind
		steps    string
	}{
		{"the same", stand("a b", ml("caution")), stand("a  b\n", ml("caution")), Same, ""},
		{"words", stand("a b", ml("caution")), stand("a c", ml("caution")), Words, ""},
		{"up", stand("a", ml("normal")), stand("a", ml("caution")), Lvl, "ML:normal>caution"},
		{"down", stand("a", ml("no_travel")), stand("b", ml("caution")), Lvl, "ML:no_travel>caution"},
		{"to unknown", stand("a", ml("caution")), stand("a", ml("unknown")), Lvl, "ML:caution>unknown"},
		{"to leave", stand("a", ml("no_travel")), stand("a", ml("depart")), Lvl, "ML:no_travel>depart"},
		{"a part worded anew", stand("a", ml("caution"), part("no_travel", "the border region with Niger")), stand("a", ml("caution"), part("no_travel", "Border with Niger")), Words, ""},
		{"a part rises", stand("a", ml("caution"), part("essential_only", "the old mines")), stand("a", ml("caution"), part("no_travel", "old mines")), Lvl, "ML-?old mines:essential_only>no_travel"},
		{"another part", stand("a", ml("caution")), stand("a", ml("caution"), part("no_travel", "the old mines")), Lvl, "ML-?the old mines:>no_travel"},
		{"a part no longer", stand("a", ml("caution"), part("no_travel", "the old mines")), stand("a", ml("caution")), Lvl, "ML-?the old mines:no_travel>"},
		{"a part no higher than its country", stand("a", ml("no_travel")), stand("a", ml("no_travel"), part("no_travel", "the old mines")), Words, ""},
		{"two parts of one level, one goes", stand("a", ml("caution"), part("no_travel", "Border with Niger"), part("no_travel", "Border with Chad")), stand("a", ml("caution"), part("no_travel", "Border with Chad")), Lvl, "ML-?Border with Niger:no_travel>"},
		{"parts with codes", stand("a", ml("caution"), Level{Code: "no_travel", Scope: "ML-1"}), stand("a", ml("caution"), Level{Code: "no_travel", Scope: "ML-2"}), Lvl, "ML-1:no_travel>; ML-2:>no_travel"},
		{"the whole is no longer told", stand("a", ml("caution")), stand("a"), Lvl, "ML:caution>"},
	} {
		got := Compare(c.old, c.now)
		var steps []string
		for _, s := range got.Steps {
			steps = append(steps, s.Scope+s.Part+":"+s.From+">"+s.To)
		}
		if got.Kind != c.kind || strings.Join(steps, "; ") != c.steps || got.Desk() != (c.kind == Lvl) {
			t.Errorf("%s: %s %q, want %s %q", c.name, got.Kind, strings.Join(steps, "; "), c.kind, c.steps)
		}
	}
}

// TestDatesDoNotCount: a line that holds only a date of publication or review is no word of advice; a date in a sentence is.
func TestDatesDoNotCount(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Still current at:\n: 11 July 2026\nUpdated:\n: 10 July 2026\nStay away.", "Still current at:\n: 12 July 2026\nUpdated:\n: 10 July 2026\nStay away.", true},
		{"### Travel Advisory July 31, 2023\nStay away.", "### Travel Advisory August 2, 2023\nStay away.", true},
		{"Last updated: 2031-05-08 14:00 UTC\nStay away.", "Last updated: 2031-05-09 10:00 UTC\nStay away.", true},
		{"Stay away until 11 July 2026.", "Stay away until 12 July 2026.", false},
		{"Stay away.", "Stay  away.\n\n", true},
		{"Stay away.", "Stay here.", false},
	} {
		if (DigestOf(c.a) == DigestOf(c.b)) != c.same {
			t.Errorf("%q and %q: want the same %t", c.a, c.b, c.same)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, c := range []struct{ old, now, want string }{
		{"All is calm here today.", "All is quiet here today.", "=All is -calm +quiet =here today."},
		{"one two three four five", "one two three four five six", "=one two three four five +six"},
		{"Level 2. Be careful.", "Level 3. Be careful.", "=Level -2. +3. =Be careful."},
		{"a b c d e f g", "a x c y e f g", "=a -b c d +x c y =e f g"},
		{"", "all new", "+all new"},
		{"the same", "the same", "=the same"},
	} {
		var got []string
		for _, r := range Difference(c.old, c.now) {
			if ws := strings.Fields(r.Text); len(ws) > 0 { // not the line end that closes every text
				got = append(got, map[How]string{Kept: "=", Added: "+", Removed: "-"}[r.How]+strings.Join(ws, " "))
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q to %q: %s, want %s", c.old, c.now, s, c.want)
		}
	}
}

// TestDifferenceIsWhole: of any two texts, the kept and removed runs are the old one and the kept and added ones the new one.
func TestDifferenceIsWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		return []string{"avoid", "travel", "to", "the", "border", "\n", "level", "4", "привет", "🚨", "a"}[r.IntN(11)]
	}
	for range 400 {
		var a, b []string
		for range r.IntN(60) {
			a = append(a, word())
		}
		b = append(b, a...)
		for range r.IntN(12) {
			i := r.IntN(len(b) + 1)
			switch {
			case i < len(b) && r.IntN(2) == 0:
				b = append(b[:i:i], b[i+1:]...)
			default:
				b = append(b[:i:i], append([]string{word()}, b[i:]...)...)
			}
		}
		old, now := strings.Join(a, " "), strings.Join(b, " ")
		var x, y []string
		last := How("")
		for _, run := range Difference(old, now) {
			if run.How == Kept && last == Kept || run.How == Removed && last == Added {
				t.Fatalf("%s after %s", run.How, last)
			}
			last = run.How
			if run.How != Added {
				x = append(x, strings.Fields(run.Text)...)
			}
			if run.How != Removed {
				y = append(y, strings.Fields(run.Text)...)
			}
		}
		if strings.Join(x, " ") != strings.Join(strings.Fields(old), " ") || strings.Join(y, " ") != strings.Join(strings.Fields(now), " ") {
			t.Fatalf("%q to %q: the runs make %q and %q", old, now, strings.Join(x, " "), strings.Join(y, " "))
		}
	}
}

func TestAround(t *testing.T) {
	long := strings.Repeat("word ", 50)
	runs := Around([]Run{{Kept, long}, {Added, "new"}, {Kept, long}, {Removed, "old"}, {Kept, long}}, 3)
	var got []string
	for _, r := range runs {
		got = append(got, r.Text)
	}
	if s := strings.Join(got, "|"); s != "… word word word|new|word word word … word word word|old|word word word …" {
		t.Error(s)
	}
	if Around([]Run{{Kept, "all"}}, 3) != nil {
		t.Error("texts that are the same have a difference")
	}
}

func BenchmarkDifference(b *testing.B) {
	old := strings.Repeat("Avoid the border and carry your papers at all times. ", 600)
	now := strings.Replace(old, "papers", "passport", 40)
	b.ReportAllocs()
	for b.Loop() {
		Difference(old, now)
	}
}
