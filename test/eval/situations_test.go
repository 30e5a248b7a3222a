package main

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// The goals of joining, on the gold set where it is present and on our own marked texts beside it: F1 at least 0.95 over members, no
// wrong join, relations at least nine in ten, the same in any order of arrival, and untouched by weather.
func TestJoiningHoldsItsGoals(t *testing.T) {
	dirs := []string{"../../internal/reading/testdata/gold", "../../internal/reading/testdata/gold2"}
	const develop, alerts = "../../../shared/gold/develop", "../../../shared/data/cap"
	_, err := os.Stat(develop)
	gold := err == nil
	if gold {
		dirs = append(dirs, develop)
	} else {
		t.Log("no gold set beside the tree: only our own marked texts are joined")
	}
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := reading.New(g)
	var docs []goldDoc
	for _, d := range dirs {
		ds, err := readSet(r, d)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, ds...)
	}
	j := situation.Joiner{Places: g}
	now := time.Date(2032, 1, 1, 0, 0, 0, 0, time.UTC)
	play := func(told []situation.Told) *situationtest.World {
		w := situationtest.NewWorld(j, now)
		for _, x := range told {
			if _, err := w.Hear(x); err != nil {
				t.Fatal(err)
			}
		}
		return w
	}
	var told []situation.Told
	for _, d := range docs {
		told = append(told, d.Told)
	}
	w := play(told)
	_, _, f, wrong, missed := bcubed(docs, joinedSet(w))
	if f < 0.95 || len(wrong) > 0 {
		t.Errorf("B-cubed F1 %.3f, wrong %v, missed %v", f, wrong, missed)
	}
	if right, all, errs := relationsOf(w, docs); gold && float64(right) < 0.9*float64(all) {
		t.Errorf("%d of %d relations right: %v", right, all, errs)
	}
	base := shape(w)
	rng := rand.New(rand.NewPCG(7, 8))
	for range 20 {
		rng.Shuffle(len(told), func(a, b int) { told[a], told[b] = told[b], told[a] })
		if s := shape(play(told)); s != base {
			t.Fatalf("another order gives another result:\n%s", differ(base, s))
		}
	}
	if _, err := os.Stat(alerts); err != nil {
		t.Skip("no CAP alerts beside the tree: joining among weather is not tried")
	}
	if err := mixed(r, j, docs, base, alerts, 600, now); err != nil {
		t.Error(err)
	}
}
