package situation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// MomentKind sorts the moments of a timeline.
type MomentKind string

// Kinds of moment.
const (
	OfItem      MomentKind = "item"      // a document was issued, received, read
	OfSituation MomentKind = "situation" // opened, joined, split, merged, lapsed, closed
	OfWindow    MomentKind = "window"    // the window was set or changed
	OfAdvice    MomentKind = "advice"    // the standing advice of one of its countries
	OfTask      MomentKind = "task"
	OfConcern   MomentKind = "concern" // a gathering or site came in or near
	OfWarning   MomentKind = "warning"
	OfDelivery  MomentKind = "delivery" // first and last accepted, first and last acknowledged
)

// Moment is one thing that happened around a situation. A timeline is made of the rows and the ledger when it is asked for;
// nothing of it is kept beside them.
type Moment struct {
	At time.Time `json:"at"` // UTC
	// Until is the end of the day when only the day is known.
	Until time.Time  `json:"until,omitzero"`
	Local string     `json:"local,omitempty"` // At in the zone of the situation's first place, RFC 3339
	Kind  MomentKind `json:"kind"`
	Act   string     `json:"act"`             // as in the ledger, "situation.joined"; "item.issued", "delivery.first_accepted" and so on where it has no line
	Actor string     `json:"actor,omitempty"` // account id, "system", or who issued an item
	Of    string     `json:"of"`              // the thing's id
	Words string     `json:"words"`           // in one line
	// Window, of kind window, is what it became.
	Window when.Interval `json:"window,omitzero"`
	// Line is the number of the ledger line that tells it; -1 when a row does.
	Line int64 `json:"line"`
}

// Issues are the moments at which the situation's items were issued, as their reports tell.
func (s Situation) Issues() []Moment {
	var out []Moment
	seen := map[string]bool{}
	for _, m := range s.Members {
		if seen[string(m.Item)] || !m.Issued.Known() {
			continue
		}
		seen[string(m.Item)] = true
		from, to := m.Issued.Hull()
		x := Moment{At: from, Kind: OfItem, Act: "item.issued", Actor: m.Voice, Of: string(m.Item), Words: m.Voice + ": " + says(m), Line: -1}
		if to.After(from) {
			x.Until = to.UTC()
		}
		out = append(out, x)
	}
	return out
}

func says(m Member) string {
	switch {
	case m.Lifts():
		return "says that there is no threat, or no more"
	case m.RelaysKey != "":
		return "repeats " + m.Relays
	case m.Official():
		return "speaks of its own knowledge"
	}
	return "tells what happened"
}

// WindowChanges are the moments at which the window was set or changed, as its members joined one after the other. Those that
// were moved away since are told by the ledger alone.
func (s Situation) WindowChanges() []Moment {
	var out []Moment
	var was when.Interval
	for i, m := range s.Members {
		w, anchored := Situation{Members: s.Members[:i+1]}.anchor()
		if w == was {
			continue
		}
		act, words := "window.changed", "changed"
		if !was.Known() {
			act, words = "window.set", "set"
		}
		from, to := w.Hull()
		by := ", by a relay"
		if anchored {
			by = ", by an authority's own word"
		}
		out = append(out, Moment{At: m.At, Kind: OfWindow, Act: act, Actor: m.Voice, Of: string(s.ID), Window: w, Line: -1,
			Words: fmt.Sprintf("window %s: %s to %s%s", words, instant(from), instant(to), by)})
		was = w
	}
	return out
}

func instant(t time.Time) string {
	if t.IsZero() {
		return "no known time"
	}
	return t.UTC().Format("2 Jan 2006 15:04 UTC")
}

// MomentOf is a ledger line as a moment.
func MomentOf(l ledger.Line) Moment {
	noun, act, _ := strings.Cut(l.Act, ".")
	kinds := map[string]MomentKind{"situation": OfSituation, "task": OfTask, "warning": OfWarning, "advice": OfAdvice}
	words := noun + " " + strings.ReplaceAll(act, "_", " ")
	if l.Detail != "" {
		words += ": " + l.Detail
	}
	return Moment{At: l.At, Kind: cmp.Or(kinds[noun], OfSituation), Act: l.Act, Actor: l.Actor, Of: l.Of, Words: words, Line: l.Seq}
}

// InOrderOf sorts moments by time, those of one moment by their ledger lines, rows first, and writes the local time of each.
func InOrderOf(ms []Moment, zone *time.Location) []Moment {
	for i := range ms {
		ms[i].At = ms[i].At.UTC()
		ms[i].Local = ms[i].At.In(zone).Format(time.RFC3339)
	}
	slices.SortStableFunc(ms, func(a, b Moment) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Line, b.Line))
	})
	return ms
}
