package weigh_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/story/weigh"
)

const sample = `Two bombs kill eleven at bus station

QUETTA, 4 March 2031 - Two bombs killed eleven people at a bus station in Quetta on Monday evening, police said. Officers later found a rifle in a flat.

The United States embassy in Islamabad warned on Tuesday that militants may attack hotels in Karachi within the next 48 hours and told Americans to stay away from them.
`

func read(t *testing.T, text string, w *weigh.Weights, seen func(*scene.Scene, weigh.Pair)) report.Report {
	t.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	var rep report.Report
	story.ReadWith(intake.NewItem([]byte(text), intake.Meta{}, time.Date(2031, 3, 5, 0, 0, 0, 0, time.UTC)), g, &rep, w, seen)
	return rep
}

// The embedded weights ask for as many features as each field gives: trees taught before a feature came or went must not be used.
func TestWeightsFitTheirFeatures(t *testing.T) {
	w := weigh.Learned()
	met := map[weigh.Field]bool{}
	read(t, sample, &weigh.Weights{}, func(_ *scene.Scene, p weigh.Pair) {
		met[p.Field] = true
		if w.Trees[p.Field] != nil && len(p.Features) != w.Features[p.Field] {
			t.Errorf("%s: %d features, the weights were taught with %d: run make train-weigh", weigh.Names[p.Field], len(p.Features), w.Features[p.Field])
		}
	})
	for f := range weigh.Fields {
		if w.Trees[f] != nil && !met[f] {
			t.Errorf("the sample has no %s", weigh.Names[f])
		}
	}
}

// Names weigh nothing: another group, town, force or office of the same kind gets the same odds.
func TestNamesWeighNothing(t *testing.T) {
	features := func(text string) (out [][]float32) {
		read(t, text, &weigh.Weights{}, func(_ *scene.Scene, p weigh.Pair) { out = append(out, p.Features) })
		return out
	}
	other := strings.NewReplacer("Quetta", "Multan", "QUETTA", "MULTAN", "Karachi", "Lahore", "Monday", "Monday").Replace(sample)
	a, b := features(sample), features(other)
	if len(a) != len(b) || len(a) == 0 {
		t.Fatalf("%d and %d pairs", len(a), len(b))
	}
	for i := range a {
		for k := range a[i] {
			if a[i][k] != b[i][k] {
				t.Fatalf("pair %d: feature %d is %v and %v", i, k, a[i][k], b[i][k])
			}
		}
	}
}

// Each value stays with the event that the words around it tell of.
func TestEachToItsOwn(t *testing.T) {
	rep := read(t, sample, weigh.Learned(), nil)
	find := func(ty report.Type) *report.Event {
		for i := range rep.Events {
			if rep.Events[i].Type == ty {
				return &rep.Events[i]
			}
		}
		t.Fatalf("no %s", ty)
		return nil
	}
	towns := func(e *report.Event) (s string) {
		for _, p := range e.Places {
			s += p.Place.Name + " "
		}
		return s
	}
	if s := towns(find(report.Bombing)); !strings.Contains(s, "Quetta") || strings.Contains(s, "Karachi") {
		t.Errorf("the bombing was in %s", s)
	}
	if s := towns(find(report.Threat)); !strings.Contains(s, "Karachi") || strings.Contains(s, "Quetta") {
		t.Errorf("the threat is for %s", s)
	}
}

func TestDecodeTellsWhatIsNoWeights(t *testing.T) {
	whole, err := os.ReadFile("weights.bin")
	if err != nil {
		t.Fatal(err)
	}
	if len(whole) > 1<<20 {
		t.Errorf("%d bytes of weights", len(whole))
	}
	w, err := weigh.Decode(whole)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(w.Bytes(), whole) {
		t.Error("written again, the weights are other bytes")
	}
	for name, raw := range map[string][]byte{
		"empty": nil, "another file": []byte("PK\x03\x04 and so on"), "cut": whole[:len(whole)/2], "more": append(bytes.Clone(whole), 0),
		"many trees": append([]byte("TOCSWGH1\x31\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
	} {
		if _, err := weigh.Decode(raw); err == nil {
			t.Errorf("%s: taken for weights", name)
		}
	}
	for i := 60; i < len(whole); i += 97 { // a node that points elsewhere is told or harmless, never a loop or a crash
		b := bytes.Clone(whole)
		b[i] ^= 0x55
		if w, err := weigh.Decode(b); err == nil {
			for f, tr := range w.Trees {
				if tr != nil {
					tr.Score(make([]float32, w.Features[f]))
				}
			}
		}
	}
}

// FuzzDecode reads any bytes as weights and scores with what comes out.
func FuzzDecode(f *testing.F) {
	whole, err := os.ReadFile(filepath.Join(".", "weights.bin"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole[:200])
	f.Add([]byte("TOCSWGH1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := weigh.Decode(b)
		if err != nil {
			return
		}
		for i, tr := range w.Trees {
			if tr != nil {
				tr.Score(make([]float32, w.Features[i]))
			}
		}
	})
}
