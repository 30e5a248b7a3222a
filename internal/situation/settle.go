package situation

import (
	"fmt"
	"slices"
	"time"
)

// FreshID names a new situation; the store gives the id. It is asked once for each situation that is opened.
type FreshID func() (ID, error)

// Settle decides where one event of a report goes among the open situations of its neighbourhood (those under its Keys), and
// what else that changes there: a report that arrives late may show that two situations are one, or that a report that was
// joined to one belongs to another. Only what rules joined is moved; no Pin is gone against, and closed situations stay as they
// are. The answer depends on the arguments alone. A report whose event is here already changes nothing.
func (j Joiner) Settle(open []Situation, told Told, ev int, now time.Time, fresh FreshID) (Settled, error) {
	d := j.Join(open, told, ev, now)
	out := Settled{Joined: d}
	if d.AsContext || d.Aside {
		return out, nil
	}
	if i := slices.IndexFunc(open, func(s Situation) bool { return s.ID == d.Situation }); d.Situation != "" {
		s, err := j.Add(open[i], told, ev, d.Reasons, "", now)
		if err != nil {
			return Settled{}, err
		}
		out.Situations = []Situation{s}
	} else {
		id, err := fresh()
		if err != nil {
			return Settled{}, err
		}
		s, err := j.Open(id, told, ev, d.Reasons, "", now)
		if err != nil {
			return Settled{}, err
		}
		out.Joined.Situation, out.Joined.Opened = id, true
		out.Situations = []Situation{s}
		out.Changes = []Change{{Situation: id, Kind: ChangeOpened, Loud: true, Words: "New situation: " + s.Title}}
	}
	out.Moves = []Move{{Ref: Ref{told.Report.ID, ev}, To: out.Joined.Situation, Score: d.Score, Reasons: d.Reasons}}
	return out, nil
}

// MoveByHand takes events out of the situations that they are in and puts them into another, or together into a new one when to
// is empty: a person's joining, undoing or splitting. It is remembered by Pins, so that no rule undoes it: what was left is
// kept apart, what was chosen together. Touched are all situations that hold one of the events, and the one they go to. A
// situation that is left without members is closed. ErrEvent: an event is in none of them. ErrMove: to is closed or unknown.
func (j Joiner) MoveByHand(touched []Situation, refs []Ref, to ID, by, reason string, now time.Time, fresh FreshID) (Settled, error) {
	var out Settled
	refs = slices.Clone(refs)
	slices.SortFunc(refs, Ref.compare)
	refs = slices.Compact(refs)
	if len(refs) == 0 {
		return out, fmt.Errorf("no event was named: %w", ErrEvent)
	}
	var into Situation
	var moved []Member
	var left []Situation
	known := false
	for _, s := range touched {
		if s.ID == to {
			into, known = s, true
		}
	}
	if to != "" && (!known || into.State == Closed) {
		return out, fmt.Errorf("situation %s is closed or not known: %w", to, ErrMove)
	}
	for _, s := range touched {
		if s.ID == to {
			continue
		}
		kept := s
		kept.Members = nil
		var gone []Member
		for _, m := range s.Members {
			if slices.Contains(refs, m.Ref()) {
				gone = append(gone, m)
			} else {
				kept.Members = append(kept.Members, m)
			}
		}
		if len(gone) == 0 {
			continue
		}
		if to == "" && len(kept.Members) == 0 && len(gone) == len(refs) {
			return out, nil // they are a situation of their own already
		}
		kept.Pins = pinned(kept.Pins, gone, kept.Members, true, by, now)
		for _, m := range gone {
			out.Moves = append(out.Moves, Move{Ref: m.Ref(), From: s.ID})
		}
		moved = append(moved, gone...)
		left = append(left, kept)
	}
	for _, r := range refs {
		if !slices.ContainsFunc(moved, func(m Member) bool { return m.Ref() == r }) && !into.Holds(r.Report, r.Event) {
			return Settled{}, fmt.Errorf("event %d of report %s is in none of these situations: %w", r.Event, r.Report, ErrEvent)
		}
	}
	if len(moved) == 0 {
		return out, nil // they are there already
	}
	act := ChangeVoice
	if to == "" {
		id, err := fresh()
		if err != nil {
			return Settled{}, err
		}
		into, act = Situation{ID: id, Opened: now.UTC()}, ChangeSplit
	}
	before := into
	stays := into.Members
	words := "moved by hand"
	if reason != "" {
		words += ": " + reason
	}
	for i := range moved {
		moved[i].By, moved[i].Score, moved[i].Reasons, moved[i].At = by, 1, Because(words), now.UTC()
	}
	for _, s := range left {
		for _, p := range s.Pins {
			if p.Apart && slices.ContainsFunc(moved, func(m Member) bool { return m.Ref() == p.A || m.Ref() == p.B }) {
				into.Pins = addPin(into.Pins, p)
			}
		}
	}
	into.Members = append(slices.Clone(into.Members), moved...)
	if len(stays) == 0 {
		into.Pins = pinned(into.Pins, moved[:1], moved[1:], false, by, now)
	} else {
		into.Pins = pinned(into.Pins, moved, stays[:1], false, by, now)
	}
	into = j.settled(into, now)
	for i, s := range left {
		// What is now together is apart no longer, and the other way round.
		s.Pins = slices.DeleteFunc(s.Pins, func(p Pin) bool {
			return p.Apart && slices.ContainsFunc(into.Pins, func(q Pin) bool { return !q.Apart && q.about(p.A, p.B) })
		})
		if len(s.Members) == 0 {
			s.State, s.Reason, s.Changed, s.Into = Closed, "its last report was moved to another situation", now.UTC(), into.ID
		} else {
			s = j.settled(s, now)
		}
		left[i] = s
	}
	for i := range out.Moves {
		out.Moves[i].To, out.Moves[i].Score, out.Moves[i].Reasons = into.ID, 1, Because(words)
	}
	if act == ChangeSplit {
		out.Changes = append(out.Changes, Change{Situation: into.ID, Kind: act, Words: fmt.Sprintf("Split by hand from %s: %s", left[0].ID, into.Title)})
	} else {
		out.Changes = append(out.Changes, Changes(before, into)...)
	}
	out.Situations = append(left, into)
	first := moved[0].Ref()
	out.Joined = Joined{Event: first.Event, Situation: into.ID, Opened: to == "", Score: 1, Reasons: Because(words)}
	return out, nil
}

// MergeByHand puts all events of one situation into another, which then holds both; the emptied one is closed and says where
// they went.
func (j Joiner) MergeByHand(into, from Situation, by, reason string, now time.Time) (Settled, error) {
	var refs []Ref
	for _, m := range from.Members {
		refs = append(refs, m.Ref())
	}
	if from.State == Closed || len(refs) == 0 || into.ID == from.ID {
		return Settled{}, fmt.Errorf("situation %s cannot be merged into %s: %w", from.ID, into.ID, ErrMove)
	}
	out, err := j.MoveByHand([]Situation{into, from}, refs, into.ID, by, reason, now, nil)
	if err != nil {
		return Settled{}, err
	}
	for i := range out.Situations {
		if s := &out.Situations[i]; s.ID == from.ID {
			s.Reason = "merged by hand into another situation"
			if reason != "" {
				s.Reason += ": " + reason
			}
		}
	}
	out.Changes = append(out.Changes, Change{Situation: into.ID, Kind: ChangeMerged, Words: "Merged by hand: " + from.Title})
	return out, nil
}

// settled sums the members of an open situation up and gives it the state that fits.
func (j Joiner) settled(s Situation, now time.Time) Situation {
	s = j.sum(s, now)
	s.State = s.openState(now)
	return s
}

// maxPins bounds what is remembered of one decision and of one situation: the newest are kept.
const maxPins = 256

// pinned remembers of each pair of two groups that they are together or apart. A newer word about a pair replaces an older.
func pinned(pins []Pin, as, bs []Member, apart bool, by string, now time.Time) []Pin {
	for _, a := range as {
		for _, b := range bs {
			pins = addPin(pins, Pin{A: a.Ref(), B: b.Ref(), Apart: apart, By: by, At: now.UTC()})
		}
	}
	return pins
}

func addPin(pins []Pin, p Pin) []Pin {
	pins = slices.DeleteFunc(slices.Clone(pins), func(q Pin) bool { return q.about(p.A, p.B) })
	if len(pins) >= maxPins {
		pins = pins[len(pins)-maxPins+1:]
	}
	return append(pins, p)
}
