package situationtest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// World keeps situations in memory and joins reports to them as the store does: it looks only under the keys of an event, and
// carries out what Settle says.
type World struct {
	Joiner     situation.Joiner
	Now        time.Time
	Situations map[situation.ID]situation.Situation
	Contexts   []situation.Context
	Changes    []situation.Change
	Looked     int // situations looked at so far
	byKey      map[string]map[situation.ID]bool
	next       int
}

// NewWorld is a world without situations.
func NewWorld(j situation.Joiner, now time.Time) *World {
	return &World{Joiner: j, Now: now, Situations: map[situation.ID]situation.Situation{}, byKey: map[string]map[situation.ID]bool{}}
}

// Fresh names the next situation.
func (w *World) Fresh() (situation.ID, error) {
	w.next++
	return situation.ID(fmt.Sprintf("sit_%05d", w.next)), nil
}

// Hear joins every event of a report.
func (w *World) Hear(told situation.Told) ([]situation.Joined, error) {
	var out []situation.Joined
	for ev := range told.Report.Events {
		if told.Report.Events[ev].Type.Standing() {
			w.Contexts = append(w.Contexts, w.Joiner.Contexts(told, ev, w.Now)...)
		}
		near := w.Near(told, ev)
		w.Looked += len(near)
		d, err := w.Joiner.Settle(near, told, ev, w.Now, w.Fresh)
		if err != nil {
			return nil, err
		}
		w.Keep(d)
		out = append(out, d.Joined)
	}
	return out, nil
}

// Correct puts the events of a report that was heard before where they belong as the desk corrected it.
func (w *World) Correct(told situation.Told) error {
	for ev := range told.Report.Events {
		ref := situation.Ref{Report: told.Report.ID, Event: ev}
		in := w.Of(ref)
		var d situation.Settled
		var err error
		if in.ID == "" {
			if d, err = w.Joiner.Settle(w.Near(told, ev), told, ev, w.Now, w.Fresh); err == nil {
				w.Keep(d)
			}
		} else if d, err = w.Joiner.Correct(in, w.under(append(w.Joiner.Around(in), w.Joiner.Keys(told, ev)...)), told, ref, w.Now, w.Fresh); err == nil {
			w.Keep(d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Near are the open situations under the keys of an event, the first opened first.
func (w *World) Near(told situation.Told, ev int) []situation.Situation {
	return w.under(w.Joiner.Keys(told, ev))
}

func (w *World) under(keys []string) []situation.Situation {
	seen := map[situation.ID]bool{}
	var out []situation.Situation
	for _, k := range keys {
		for id := range w.byKey[k] {
			if s := w.Situations[id]; !seen[id] && s.State != situation.Closed {
				seen[id] = true
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b situation.Situation) int {
		if c := a.Opened.Compare(b.Opened); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return out
}

// Keep carries out what was settled.
func (w *World) Keep(d situation.Settled) {
	for _, s := range d.Situations {
		s.Version++
		w.Situations[s.ID] = s
		for _, k := range w.Joiner.KeysOf(s) {
			if w.byKey[k] == nil {
				w.byKey[k] = map[situation.ID]bool{}
			}
			w.byKey[k][s.ID] = true
		}
	}
	w.Changes = append(w.Changes, d.Changes...)
}

// Open lists the situations that are not closed, by id.
func (w *World) Open() []situation.Situation {
	var out []situation.Situation
	for _, s := range w.Situations {
		if s.State != situation.Closed {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b situation.Situation) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}

// Of is the open situation that holds the event.
func (w *World) Of(r situation.Ref) situation.Situation {
	for _, s := range w.Situations {
		if s.Holds(r.Report, r.Event) {
			return s
		}
	}
	return situation.Situation{}
}

// Ref names the first event of a report that was made with Told.
func Ref(name string) situation.Ref { return situation.Ref{Report: reading.ReportID("rep_" + name)} }
