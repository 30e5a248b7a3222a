// Package after makes the after-action report of a situation: what there is to learn from it, out of its timeline. It is pure.
package after

import (
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Hop is one step of a warning's way, from the first publication to the last acknowledgement.
type Hop struct {
	Name  string    `json:"name"` // published, received, read, joined, drafted, submitted, approved, released, first_accepted, ...
	Label string    `json:"label"`
	At    time.Time `json:"at,omitzero"` // zero: it has not happened, or nobody knows when
	// Until is the end of the day when only the day is known; the hop lies somewhere between.
	Until time.Time `json:"until,omitzero"`
	// After is how long after the hop before it that is known; from the end of a day that alone is known, at least.
	After time.Duration `json:"after,omitempty"`
	Words string        `json:"words,omitempty"`
}

// Chain is the way of one warning, hop by hop. A situation that nobody was warned of has one Chain without a warning.
type Chain struct {
	Warning string `json:"warning,omitempty"` // its id
	Hops    []Hop  `json:"hops"`
	// Whole is from the first publication to the last hop that happened; when only the day of publication is known, at least
	// this (counted from the day's end) and at most Most.
	Whole time.Duration `json:"whole"`
	Most  time.Duration `json:"most"`
}

// VoiceAfter is who spoke of their own, when first, and who repeated it with how much drift.
type VoiceAfter struct {
	Name   string      `json:"name"`
	Heard  bool        `json:"heard"` // their own document is here; else they are known through those who repeat them
	First  time.Time   `json:"first,omitzero"`
	Echoes []EchoAfter `json:"echoes,omitempty"`
}

// EchoAfter is one who repeats a voice.
type EchoAfter struct {
	Name string    `json:"name"`
	At   time.Time `json:"at,omitzero"`
	// Drift says how the window moved in the telling; empty: it told none, or the same.
	Drift string `json:"drift,omitempty"`
}

// Span is a time that a situation spent in a state.
type Span struct {
	State situation.State `json:"state"`
	From  time.Time       `json:"from"`
	To    time.Time       `json:"to"`
}

// Action is what there is to learn from a situation: the time of every hop, who spoke and who repeated, the window and how
// it drifted, and everything that happened in order.
type Action struct {
	ID       situation.ID       `json:"id"`
	Title    string             `json:"title"`
	State    situation.State    `json:"state"`
	Reason   string             `json:"reason,omitempty"`
	Window   when.Interval      `json:"window,omitzero"`
	Anchored bool               `json:"anchored"`
	Chains   []Chain            `json:"chains"`
	Voices   []VoiceAfter       `json:"voices"`
	States   []Span             `json:"states"`
	Moments  []situation.Moment `json:"moments"`
}

// hops are the steps of a chain in their order: the act of the timeline that tells each, whether it is the warning's own, and
// whether the last of several counts instead of the first (an approval that an edit voided is not the one that counted).
var hops = []struct {
	name, label, act string
	own, last        bool
}{
	{"published", "First published", "item.issued", false, false},
	{"received", "Received", "item.received", false, false},
	{"read", "Read", "item.read", false, false},
	{"joined", "Situation opened", "situation.opened", false, false},
	{"drafted", "Warning drafted", "warning.drafted", true, false},
	{"submitted", "Submitted", "warning.submitted", true, true},
	{"approved", "Approved", "warning.approved", true, true},
	{"released", "Released", "warning.released", true, true},
	{"first_accepted", "First taken by a provider", "delivery.first_accepted", true, false},
	{"last_accepted", "Last taken by a provider", "delivery.last_accepted", true, true},
	{"first_acknowledged", "First acknowledged", "delivery.first_seen", true, false},
	{"last_acknowledged", "Last acknowledged", "delivery.last_seen", true, true},
}

// Of makes the report of a situation from its timeline, as of now. The same arguments give the same report.
func Of(s situation.Situation, ms []situation.Moment, now time.Time) Action {
	out := Action{ID: s.ID, Title: s.Title, State: s.State, Reason: s.Reason, Window: s.Window, Anchored: s.Anchored, Moments: ms}
	var warnings []string
	for _, m := range ms {
		if m.Act == "warning.drafted" && !slices.Contains(warnings, m.Of) {
			warnings = append(warnings, m.Of)
		}
	}
	if len(warnings) == 0 {
		warnings = []string{""}
	}
	for _, w := range warnings {
		out.Chains = append(out.Chains, chainOf(ms, w))
	}
	drift := map[int]string{}
	for _, d := range s.Drift() {
		if d.By != 0 || !s.Anchored {
			drift[d.Member] = d.Words
		}
	}
	for _, v := range s.Voices() {
		x := VoiceAfter{Name: v.Name, Heard: v.Heard}
		if len(v.Members) > 0 {
			x.First = s.Members[v.Members[0]].Issued.From.Earliest
		}
		for _, i := range v.Echoes {
			m := s.Members[i]
			x.Echoes = append(x.Echoes, EchoAfter{Name: m.Voice, At: m.Issued.From.Earliest, Drift: drift[i]})
		}
		out.Voices = append(out.Voices, x)
	}
	out.States = spansOf(s, ms, now)
	return out
}

func chainOf(ms []situation.Moment, warning string) Chain {
	c := Chain{Warning: warning}
	var from, to, before time.Time
	for _, h := range hops {
		x := Hop{Name: h.name, Label: h.label}
		for _, m := range ms {
			if m.Act != h.act || h.own && m.Of != warning || !x.At.IsZero() && !h.last {
				continue
			}
			x.At, x.Until, x.Words = m.At, m.Until, m.Words
		}
		if h.own && warning == "" {
			break
		}
		if !x.At.IsZero() {
			end := x.At
			if x.Until.After(end) {
				end = x.Until
			}
			if from.IsZero() {
				from, before = x.At, end
			} else if x.At.After(before) {
				x.After = x.At.Sub(before)
			}
			before, to = end, x.At
			if x.Name == "published" {
				from = x.At
				c.Whole = -end.Sub(from) // counted from the day's end
			}
		}
		c.Hops = append(c.Hops, x)
	}
	c.Most = to.Sub(from)
	c.Whole = max(0, c.Most+c.Whole)
	return c
}

// spansOf are the states that the situation went through, from the ledger's lines.
func spansOf(s situation.Situation, ms []situation.Moment, now time.Time) []Span {
	var out []Span
	move := func(to situation.State, at time.Time) {
		if n := len(out); n > 0 {
			out[n-1].To = at
		}
		out = append(out, Span{State: to, From: at, To: at})
	}
	for _, m := range ms {
		if m.Of != string(s.ID) {
			continue
		}
		switch m.Act {
		case "situation.opened":
			if len(out) == 0 {
				move(situation.Active, m.At)
			}
		case "situation.lapsed":
			move(situation.Watch, m.At)
		case "situation.closed":
			move(situation.Closed, m.At)
		case "situation.reopened":
			to := situation.Active
			if _, end := s.Window.Hull(); !end.IsZero() && !m.At.Before(end) {
				to = situation.Watch
			}
			move(to, m.At)
		}
	}
	if n := len(out); n > 0 {
		out[n-1].To = now
		if out[n-1].State != s.State { // opened on watch, or back by a later word that widened the window
			out[n-1].State = s.State
		}
	}
	return out
}
