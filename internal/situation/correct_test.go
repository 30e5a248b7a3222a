package situation_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// However late the desk corrects a report, and whatever came before and after, the outcome is the one that there had been if the
// report had come as corrected.
func TestACorrectionAtAnyTime(t *testing.T) {
	j := joiner(t)
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 10).Draw(rt, "reports")
		var was, is []situation.Told
		corrected := map[int]bool{}
		for i := range n {
			r := anyReport(rt, fmt.Sprintf("r%02d", i))
			was, is = append(was, r), append(is, r)
			switch rapid.IntRange(0, 3).Draw(rt, "corrected") {
			case 0: // another reading of the same text
				is[i] = anyReport(rt, fmt.Sprintf("r%02d", i))
				corrected[i] = true
			case 1: // it speaks of nothing
				is[i].Report.Events = []reading.Event{{}}
				corrected[i] = true
			}
		}
		late := st.NewWorld(j, st.Day(12))
		var due []int
		for i := range n {
			if _, err := late.Hear(was[i]); err != nil {
				rt.Fatal(err)
			}
			if corrected[i] {
				due = append(due, i)
			}
			for len(due) > 0 && rapid.Bool().Draw(rt, "now") {
				k := rapid.IntRange(0, len(due)-1).Draw(rt, "which")
				if err := late.Correct(is[due[k]]); err != nil {
					rt.Fatal(err)
				}
				due = slices.Delete(due, k, k+1)
			}
		}
		for _, i := range due {
			if err := late.Correct(is[i]); err != nil {
				rt.Fatal(err)
			}
		}
		atOnce := st.NewWorld(j, st.Day(12))
		for i := range n {
			if _, err := atOnce.Hear(is[i]); err != nil {
				rt.Fatal(err)
			}
		}
		if a, b := shape(late), shape(atOnce); a != b {
			rt.Fatalf("corrected late:\n%s\nas if it had come so:\n%s", a, b)
		}
		for i := range n { // asked again it changes nothing, and taken back it is as before
			if err := late.Correct(is[i]); err != nil {
				rt.Fatal(err)
			}
		}
		if a, b := shape(late), shape(atOnce); a != b {
			rt.Fatalf("corrected twice:\n%s\nonce:\n%s", a, b)
		}
	})
}

// by is a report as somebody corrected it.
func by(told situation.Told, who string, change func(e *reading.Event)) situation.Told {
	told.Report.Events = slices.Clone(told.Report.Events)
	change(&told.Report.Events[0])
	told.Corrections = []correction.Correction{{ID: "cor_1", By: who, Event: 0}}
	return told
}

func TestWhatACorrectionDoes(t *testing.T) {
	j := joiner(t)
	petersburg := func(e *reading.Event) { e.Places[0].Name, e.Places[0].Place = st.Petersburg.Name, st.Petersburg }
	none := func(e *reading.Event) { *e = reading.Event{} }
	ref := st.Ref("embassy")
	start := func(t *testing.T) (*st.World, situation.Situation) {
		w := st.NewWorld(j, st.Day(8))
		for _, r := range append([]situation.Told{st.Embassy()}, st.Echoes()...) {
			if _, err := w.Hear(r); err != nil {
				t.Fatal(err)
			}
		}
		return w, w.Of(ref)
	}
	settle := func(t *testing.T, w *st.World, told situation.Told) situation.Settled {
		t.Helper()
		d, err := j.Correct(w.Of(ref), w.Open(), told, ref, st.Day(9), w.Fresh)
		if err != nil {
			t.Fatal(err)
		}
		w.Keep(d)
		return d
	}
	// The Czech ministry repeats the embassy for the whole country: it goes where the embassy's own word goes.
	t.Run("another place makes another threat of it, and the corrector is named", func(t *testing.T) {
		w, old := start(t)
		d := settle(t, w, by(st.Embassy(), "acc_ann", petersburg))
		is := w.Of(ref)
		if is.ID == old.ID || len(is.Members) != 2 || is.Places[0].ID != st.Petersburg.ID || !slices.Equal(is.Members[0].Corrected, []string{"acc_ann"}) {
			t.Fatalf("it is in %s with %d", is.ID, len(is.Members))
		}
		if !strings.Contains(situation.InWords(is.Members[0].Reasons), "as the desk corrected") {
			t.Errorf("its reasons: %v", is.Members[0].Reasons)
		}
		if len(d.Moves) != 2 || d.Moves[0].From != old.ID || d.Moves[0].To != is.ID {
			t.Errorf("moves %+v", d.Moves)
		}
		if left := w.Situations[old.ID]; left.State == situation.Closed || len(left.Members) != 6 || left.Anchored {
			t.Errorf("the one it left: %s, %d members, anchored %t", left.State, len(left.Members), left.Anchored)
		}
		if d := settle(t, w, by(st.Embassy(), "acc_ann", petersburg)); len(d.Situations)+len(d.Moves) != 0 {
			t.Errorf("asked again: %+v", d)
		}
		settle(t, w, st.Embassy())
		if back := w.Of(ref); back.ID != old.ID || len(back.Members) != 8 || !back.Anchored || w.Situations[is.ID].State != situation.Closed || w.Situations[is.ID].Into != old.ID {
			t.Errorf("undone: %+v; the other one is %s, %s", back, w.Situations[is.ID].State, w.Situations[is.ID].Into)
		}
	})
	t.Run("another window is told in words and keeps the rest", func(t *testing.T) {
		w, old := start(t)
		d := settle(t, w, by(st.Embassy(), "acc_ann", func(e *reading.Event) {
			e.Times = slices.Clone(e.Times)
			e.Times[0].Interval.To.Earliest, e.Times[0].Interval.To.Latest = st.Day(12), st.Day(12)
		}))
		is := w.Of(ref)
		_, to := is.Window.Hull()
		if is.ID != old.ID || !to.Equal(st.Day(12)) || is.Members[0].At != old.Members[0].At {
			t.Errorf("the window ends %s", to)
		}
		if words := fmt.Sprint(d.Changes); !strings.Contains(words, "The window ends 51 hours later.") {
			t.Errorf("the changes are %s", words)
		}
	})
	t.Run("an event that is none leaves, and its situation is closed when it was the last", func(t *testing.T) {
		w, old := start(t)
		d := settle(t, w, by(st.Embassy(), "acc_ann", none))
		if s := w.Situations[old.ID]; len(s.Members) != 7 || s.State == situation.Closed || len(d.Moves) != 1 || d.Moves[0].To != "" {
			t.Errorf("%d members, %s, moves %+v", len(s.Members), s.State, d.Moves)
		}
		lone := st.NewWorld(j, st.Day(8))
		if _, err := lone.Hear(st.Embassy()); err != nil {
			t.Fatal(err)
		}
		id := lone.Of(ref).ID
		settle(t, lone, by(st.Embassy(), "acc_ann", none))
		if s := lone.Situations[id]; s.State != situation.Closed || len(s.Members) != 0 || s.Reason == "" {
			t.Errorf("the emptied one: %s %q", s.State, s.Reason)
		}
	})
	t.Run("what a person put there stays, with its grade, whatever is corrected", func(t *testing.T) {
		w, old := start(t)
		own, err := j.MoveByHand([]situation.Situation{old}, []situation.Ref{ref}, "", "acc_bob", "another matter", st.Day(8), w.Fresh)
		if err != nil {
			t.Fatal(err)
		}
		w.Keep(own)
		graded, err := situation.GradeByHand(w.Of(ref), ref, 3, "acc_bob", "hearsay", st.Day(8))
		if err != nil {
			t.Fatal(err)
		}
		w.Situations[graded.ID] = graded
		settle(t, w, by(st.Embassy(), "acc_ann", petersburg))
		is := w.Of(ref)
		if m := is.Members[0]; is.ID != graded.ID || m.By != "acc_bob" || m.Credibility != 3 || m.Places[0].ID != st.Petersburg.ID || is.Places[0].ID != st.Petersburg.ID || len(is.Pins) == 0 {
			t.Errorf("%+v", is)
		}
	})
	t.Run("what a person kept apart is not joined by a correction", func(t *testing.T) {
		w, old := start(t)
		settle(t, w, by(st.Embassy(), "acc_ann", petersburg))
		for _, s := range situation.KeepApart([]situation.Situation{w.Of(ref), w.Situations[old.ID]}, ref, old.ID, "acc_bob", st.Day(9)) {
			w.Situations[s.ID] = s
		}
		settle(t, w, st.Embassy())
		if is := w.Of(ref); is.ID == old.ID || is.Places[0].ID != st.Moscow.ID {
			t.Errorf("it is in %s at %v", is.ID, is.Places[0].Name)
		}
	})
	t.Run("a closed situation is corrected and stays closed", func(t *testing.T) {
		w, old := start(t)
		closed, err := situation.Close(old, "over", st.Day(8))
		if err != nil {
			t.Fatal(err)
		}
		w.Situations[old.ID] = closed
		settle(t, w, by(st.Embassy(), "acc_ann", petersburg))
		if s := w.Situations[old.ID]; s.State != situation.Closed || s.Reason != "over" || len(s.Members) != 8 || s.Members[0].Places[0].ID != st.Petersburg.ID {
			t.Errorf("%s %q, at %v", s.State, s.Reason, s.Members[0].Places)
		}
	})
	t.Run("an event that is not there is an error", func(t *testing.T) {
		w, old := start(t)
		if _, err := j.Correct(old, nil, st.Embassy(), st.Ref("nobody"), st.Day(9), w.Fresh); !errors.Is(err, situation.ErrEvent) {
			t.Errorf("got %v", err)
		}
	})
}
