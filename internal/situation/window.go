package situation

import (
	"fmt"
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// anchor computes the situation's window from its members, whatever their order: the earliest official word sets it, later
// official words widen it, a relay member.Never moves it. While there are only relays, the earliest one stands in: one with dates of
// its own before one that counts from its day, which is carried with RelayDrift.
func (s Situation) anchor() (w when.Interval, anchored bool) {
	var official, dated, relative []Member
	old := s.replaced()
	for i, m := range s.Members {
		switch {
		case old[i] || m.Lifts() || !m.Window.Known() && !m.Further:
		case m.Official():
			official = append(official, m)
		case m.Relative:
			relative = append(relative, m)
		default:
			dated = append(dated, m)
		}
	}
	for _, of := range [][]Member{official, dated, relative} {
		slices.SortStableFunc(of, member.BySpeech)
	}
	switch {
	case len(official) > 0:
		for i, m := range official {
			v := m.Window
			if m.Further {
				v.To = when.Instant{}
			}
			if i == 0 {
				w = v
				continue
			}
			w = widen(w, v)
		}
		return w, true
	case len(dated) > 0:
		w = dated[0].Window
		if dated[0].Further {
			w.To = when.Instant{}
		}
		return w, false
	case len(relative) > 0:
		w = relative[0].Window
		if !w.From.Open() {
			w.From.Earliest = w.From.Earliest.Add(-RelayDrift)
		}
		if !w.To.Open() {
			w.To.Earliest = w.To.Earliest.Add(-RelayDrift)
		}
		return w, false
	}
	return when.Interval{}, false
}

// InOrder are the indexes of the members by when they spoke, the first word first.
func (s Situation) InOrder() []int {
	order := make([]int, len(s.Members))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return member.BySpeech(s.Members[a], s.Members[b]) })
	return order
}

// widen is the window that holds both: the earlier beginning and the later end. An end that one of them leaves open is open;
// a beginning that one of them does not know is the other's.
func widen(a, b when.Interval) when.Interval {
	out := a
	switch {
	case a.From.Open():
		out.From = b.From
	case !b.From.Open():
		out.From = when.Instant{Earliest: earlier(a.From.Earliest, b.From.Earliest), Latest: earlier(a.From.Latest, b.From.Latest)}
	}
	if a.To.Open() || b.To.Open() {
		out.To = when.Instant{}
	} else {
		out.To = when.Instant{Earliest: later(a.To.Earliest, b.To.Earliest), Latest: later(a.To.Latest, b.To.Latest)}
	}
	return out
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Urgency is CAP's urgency (section 3.2.2) as of now, from the widest reading of a window: Immediate while it may be open,
// Expected in the hour before, Future earlier, Past after it, Unknown when nothing of it is known.
func Urgency(w when.Interval, now time.Time) string {
	from, to := w.Hull()
	switch {
	case from.IsZero() && to.IsZero():
		return "Unknown"
	case !to.IsZero() && !now.Before(to):
		return "Past"
	case from.IsZero() || !now.Before(from):
		return "Immediate"
	case !now.Before(from.Add(-time.Hour)):
		return "Expected"
	}
	return "Future"
}

// Urgency is CAP's urgency of the situation as of now. Without a known window a threat that is active is Immediate when an
// authority says that it holds until further notice, else Unknown.
func (s Situation) Urgency(now time.Time) string {
	if !s.Window.Known() && s.State != Closed && slices.ContainsFunc(s.Members, func(m Member) bool { return m.Further }) {
		return "Immediate"
	}
	return Urgency(s.Window, now)
}

// DriftOf is how far one relay's window stands from the situation's.
type DriftOf struct {
	Member int           `json:"member"` // index into Members
	By     time.Duration `json:"by"`     // how much later its window ends; negative: earlier
	Words  string        `json:"words"`
}

// Drift lists, for each relay of a relative window, how far it has moved from the anchored window, in words for the desk.
// While the first issuer's own report is not here, it says how uncertain the window is instead.
func (s Situation) Drift() []DriftOf {
	var out []DriftOf
	for i, m := range s.Members {
		if m.Official() || !m.Relative || m.Window.To.Open() || m.Lifts() {
			continue
		}
		who := m.Relays
		if who == "" {
			who = "the first issuer"
		}
		if !s.Anchored {
			out = append(out, DriftOf{Member: i, Words: fmt.Sprintf("%s counts from its own day. The window is %s's, which may have begun up to %d hours earlier.",
				m.Voice, who, int(RelayDrift/time.Hour))})
			continue
		}
		if s.Window.To.Open() {
			continue
		}
		by := m.Window.To.Latest.Sub(s.Window.To.Latest)
		d := DriftOf{Member: i, By: by}
		hours := int(by.Abs().Round(time.Hour) / time.Hour)
		switch {
		case hours == 0:
			d.Words = m.Voice + " tells the window as " + who + " does."
		case by > 0:
			d.Words = fmt.Sprintf("%s counts from its own day: its window ends %d hours late.", m.Voice, hours)
		default:
			d.Words = fmt.Sprintf("%s tells a window that ends %d hours early.", m.Voice, hours)
		}
		out = append(out, d)
	}
	return out
}
