package muc

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLearnedRead(t *testing.T) {
	const text = "hooded rebels attacked the textile factory in the capital with dynamite. senator pedro alcantara was killed by the rebels, " +
		"police said. the shining path claimed responsibility for the attack."
	f := Read(text)
	for role, want := range map[Role]string{PerpInd: "rebels", Target: "textile factory", Victim: "pedro alcantara", Weapon: "dynamite", PerpOrg: "shining path"} {
		if !slices.ContainsFunc(f.Fillers[role], func(x Filler) bool { return strings.HasSuffix(x.Text, want) }) {
			t.Errorf("%s = %q, want %q", role, texts(f.Fillers[role]), want)
		}
	}
	if len(f.Templates) == 0 || f.Templates[0].Kind != Attack {
		t.Fatalf("templates %v, want an attack", f.Templates)
	}
	if again := Read(text); !slices.Equal(texts(again.Fillers[Victim]), texts(f.Fillers[Victim])) || len(again.Templates) != len(f.Templates) {
		t.Error("the same text was read in two ways")
	}
}

func TestLearnedNothing(t *testing.T) {
	for _, s := range []string{
		"", "the president opened a new school in the capital.", "the ministers will meet on tuesday to talk about the price of coffee.",
		"\xff\xfe\x00", "'s 's",
	} {
		f := Read(s)
		if len(f.Templates) != 0 || len(f.Fillers) != 0 {
			t.Errorf("%q: %v", s, f)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("masked gunmen attacked the textile factory of pedro alcantara with \"dynamite\" on sunday.")
	f.Add("O'x 's u.s. \xff set fire of the by killed the a an")
	f.Fuzz(func(t *testing.T, s string) {
		low := lower(s)
		got := Read(s)
		check := func(fs []Filler) {
			for _, f := range fs {
				if f.Text == "" || !strings.HasPrefix(low[f.Start:], f.Text) {
					t.Fatalf("%q does not stand at %d", f.Text, f.Start)
				}
			}
		}
		for _, fs := range got.Fillers {
			check(fs)
		}
		for _, x := range got.Templates {
			for _, fs := range x.Roles {
				check(fs)
			}
		}
	})
}

// A long text of many names is read within the bounds, and what is given still stands in it.
func TestLong(t *testing.T) {
	var b strings.Builder
	for i := range 3000 {
		b.WriteString("colonel pedro " + strings.Repeat(string(rune('a'+i%26)), 3+i%7) + "ez was killed by the rebels near the bridge. ")
	}
	p := Prepare(b.String(), Learned().words)
	spans, o := Learned().Look(p)
	cs := p.Candidates(spans, &o)
	if len(spans) < 3000 || len(cs) == 0 || len(cs) > mostCandidates {
		t.Fatalf("%d spans, %d candidates", len(spans), len(cs))
	}
	for _, c := range cs {
		if len(c.Spans) > mostSpans || Plain(p.low[c.Start:c.End]) != c.Text {
			t.Fatalf("%q has %d places", c.Text, len(c.Spans))
		}
	}
}

// TestSums holds the sums of a lattice against every single way through it.
func TestSums(t *testing.T) {
	const n = 4
	var step [Tags + 1][Tags]float32
	x := uint32(1)
	next := func() float32 {
		x = x*1664525 + 1013904223
		return float32(int32(x>>16)%200) / 100
	}
	for p := range step {
		for k := range Tags {
			step[p][k] = next()
		}
	}
	l := Lattice{Step: &step, Emit: make([][Tags]float32, n)}
	for i := range l.Emit {
		for k := range Tags {
			l.Emit[i][k] = next()
		}
	}
	total, tag := 0.0, [n][Tags]float64{}
	spans := map[[3]int]float64{}
	var walk func(ways []int, weight float64)
	walk = func(way []int, weight float64) {
		i := len(way)
		if i == n {
			v := math.Exp(weight)
			total += v
			for j, k := range way {
				tag[j][k] += v
				if k%2 == 1 {
					b := j + 1
					for b < n && way[b] == k+1 {
						b++
					}
					spans[[3]int{k / 2, j, b}] += v
				}
			}
			return
		}
		for k := range Tags {
			p := Tags
			if i > 0 {
				p = way[i-1]
			}
			if k > 0 && k%2 == 0 && (i == 0 || p != k && p != k-1) {
				continue
			}
			walk(append(slices.Clone(way), k), weight+float64(step[p][k])+float64(l.Emit[i][k]))
		}
	}
	walk(nil, 0)
	var s Sums
	s.Steps(&l)
	s.Sum(&l, nil)
	if d := s.LogZ - math.Log(total); math.Abs(d) > 1e-6 {
		t.Errorf("the sum of all ways is off by %g", d)
	}
	for i := range n {
		for k := range Tags {
			if d := s.Tag(i, k) - tag[i][k]/total; math.Abs(d) > 1e-6 {
				t.Errorf("token %d, tag %d: off by %g", i, k, d)
			}
		}
	}
	seen := 0
	s.Span(0.001, func(role, a, b int, share float64) {
		seen++
		if d := share - spans[[3]int{role, a, b}]/total; math.Abs(d) > 1e-6 {
			t.Errorf("role %d, tokens %d to %d: off by %g", role, a, b, d)
		}
	})
	want := 0
	for _, v := range spans {
		if v/total >= 0.001 {
			want++
		}
	}
	if seen != want {
		t.Errorf("%d spans told, want %d", seen, want)
	}
}

func TestWeights(t *testing.T) {
	if len(weights) > 2_000_000 {
		t.Errorf("the weights take %d bytes, at most 2 MB are meant", len(weights))
	}
	if !slices.Equal(Learned().Bytes(), weights) {
		t.Error("what was read is not what was written")
	}
	for _, n := range []int{0, 5, len(magic), 100, len(weights) / 2, len(weights) - 1} {
		if _, err := Decode(weights[:n]); err == nil {
			t.Errorf("the first %d bytes pass for the whole", n)
		}
	}
	bad := slices.Clone(weights)
	bad[len(magic)+3] = 0xff
	if _, err := Decode(bad); err == nil {
		t.Error("a count beyond the file passes")
	}
}

// TestNamesLeaveNoTrace: two texts that differ in their unknown names only are the same to the weights.
func TestNamesLeaveNoTrace(t *testing.T) {
	feats := func(s string) (out [][]uint32) {
		p := Prepare(s, Learned().words)
		for i := range p.Lines {
			p.Features(&p.Lines[i], func(fs []uint32) { out = append(out, slices.Clone(fs)) })
		}
		return out
	}
	a, b := feats("colonel xerxanedo was killed in querimanto."), feats("colonel brandavedo was killed in solimanto.")
	if len(a) != len(b) {
		t.Fatalf("%d and %d tokens", len(a), len(b))
	}
	for i := range a {
		if !slices.Equal(a[i], b[i]) {
			t.Errorf("token %d differs", i)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"the \"Shining  Path\"": "shining path", "a car-bomb": "carbomb", "An": "", "... the": "", "two men": "two men", "": "",
	} {
		if got := Plain(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// corpus reads a set of MUC-4 where it is present.
func corpus(t testing.TB, name string) (out []corpusText) {
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "data", "texts", "muc4", "grit", name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no ../shared/data/texts/muc4: the corpus is not part of the project")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d corpusText
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

type corpusText struct {
	Text string             `json:"doctext"`
	Want map[Role][][][]any `json:"extracts"`
}

// listed counts the fillers given and those that the corpus lists.
func (d *corpusText) listed(got map[Role][]Filler) (found, right int) {
	for role, fs := range got {
		for _, x := range fs {
			found++
			if slices.ContainsFunc(d.Want[role], func(e [][]any) bool {
				return slices.ContainsFunc(e, func(m []any) bool { s, ok := m[0].(string); return ok && Plain(s) == Plain(x.Text) })
			}) {
				right++
			}
		}
	}
	return found, right
}

func TestLearnedCorpus(t *testing.T) {
	found, right := 0, 0
	for _, d := range corpus(t, "dev.json") {
		f, r := d.listed(Read(d.Text).Fillers)
		found, right = found+f, right+r
	}
	t.Logf("%d fillers, %d listed", found, right)
	if right < 235 || right*100 < found*52 {
		t.Errorf("%d of %d fillers are listed; expected at least 235 and 52 in 100", right, found)
	}
}

func BenchmarkRead(b *testing.B) {
	docs := corpus(b, "dev.json")
	n := 0
	for b.Loop() {
		Read(docs[n%len(docs)].Text)
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "texts/s")
}
