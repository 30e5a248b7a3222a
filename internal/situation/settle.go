package situation

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// FreshID names a new situation; the store gives the id. It is asked once for each situation that is opened.
type FreshID func() (ID, error)

// maxSettled is how many members at most are reconsidered for one event. Where more are near, situations stay as they are and
// only the new event is placed, though it still may show that two of them are one.
const maxSettled = 48

// Settle decides where one event of a report goes among the open situations of its neighbourhood (those under its Keys), and
// what else that changes there: a report that arrives late may show that two situations are one, or that a report that was
// joined to one belongs to another. The situations that the event fits are taken apart into their members and grouped again, so
// that the outcome is that of all reports together, whatever their order. Only what rules joined is moved; no Pin is gone
// against, and closed situations stay as they are. The answer depends on the arguments alone. An event that is in one of the
// situations already changes nothing.
func (j Joiner) Settle(open []Situation, told Told, ev int, now time.Time, fresh FreshID) (Settled, error) {
	j = j.holding()
	joined, m, ok := j.alone(told, ev, now)
	if !ok {
		return Settled{Joined: joined}, nil
	}
	for _, s := range open {
		if i := slices.IndexFunc(s.Members, func(o Member) bool { return o.Ref() == m.Ref() }); i >= 0 {
			joined.Situation, joined.Score, joined.Reasons = s.ID, s.Members[i].Score, s.Members[i].Reasons
			return Settled{Joined: joined}, nil
		}
	}
	near, fits := j.around(open, m)
	var nodes []node
	var pins []Pin
	for i, s := range near {
		pins = append(pins, s.Pins...)
		for _, o := range s.Members {
			nodes = append(nodes, node{Member: o, from: s.ID, lvl: o.Level(), inOld: i})
		}
	}
	nodes = append(nodes, node{Member: m, lvl: m.Level(), inOld: -1, placed: true})
	c := j.partition(nodes, pins, len(nodes) > maxSettled)
	return j.assign(c, near, came{Ref: m.Ref()}, joined, fits, now, fresh)
}

// came is the event that made situations be looked at anew.
type came struct {
	Ref
	was *Situation // of a corrected event: the situation that held it, as it was; nil for a new one
}

// again says why others were looked at again.
func (c came) again() string {
	if c.was != nil {
		return "looked at again when report " + string(c.Report) + " was corrected"
	}
	return "looked at again when report " + string(c.Report) + " came"
}

// around finds the situations that the event fits, and how well, the first opened first.
func (j Joiner) around(open []Situation, m Member) (near []Situation, fits []fit) {
	for _, s := range open {
		if s.State == Closed {
			continue
		}
		f := fit{s: s, points: member.Never}
		touched := false
		for i, o := range s.Members {
			p, _ := j.scale().Pair(m, o, false)
			touched = touched || member.ScoreOf(p) >= j.joinAt()
			if p > f.points || p == f.points && !math.IsInf(p, -1) && member.BySpeech(o, s.Members[f.with]) < 0 {
				f.points, f.with = p, i
			}
		}
		if touched {
			near = append(near, s)
		}
		if member.ScoreOf(f.points) >= j.proposeAt() && s.Members[f.with].Report != m.Report && !apart(s, m.Ref()) {
			fits = append(fits, f)
		}
	}
	slices.SortStableFunc(near, func(a, b Situation) int {
		return cmp.Or(a.Opened.Compare(b.Opened), strings.Compare(string(a.ID), string(b.ID)))
	})
	slices.SortStableFunc(fits, func(a, b fit) int {
		return cmp.Or(cmp.Compare(b.points, a.points), member.BySpeech(a.s.first(), b.s.first()))
	})
	return near, fits
}

// assign gives the clusters their situations: each situation, the first opened first, keeps the cluster that holds most of its
// members; clusters that are nobody's are new situations; situations that keep none are closed.
func (j Joiner) assign(c *clustering, near []Situation, m came, joined Joined, fits []fit, now time.Time, fresh FreshID) (Settled, error) {
	groups := c.groups()
	share := func(g []int, old int) (n int) {
		for _, i := range g {
			switch {
			case c.nodes[i].inOld != old:
			case c.nodes[i].placed:
				n++ // a corrected event goes, and those that it leaves stay
			default:
				n += 2
			}
		}
		return n
	}
	owner := make([]int, len(groups)) // index into near; -1: a new situation
	for k := range owner {
		owner[k] = -1
	}
	kept := make([]int, len(near)) // the cluster that a situation keeps; else the one that most of its members went to
	for i := range near {
		best, most := -1, 0
		for k, g := range groups {
			n := share(g, i)
			if n > 0 && owner[k] < 0 && (best < 0 || n > share(groups[best], i)) {
				best = k
			}
			if n > share(groups[most], i) {
				most = k
			}
		}
		kept[i] = most
		if best >= 0 {
			owner[best], kept[i] = i, best
		}
	}
	ids := make([]ID, len(groups))
	for k := range groups {
		if owner[k] >= 0 {
			ids[k] = near[owner[k]].ID
			continue
		}
		id, err := fresh()
		if err != nil {
			return Settled{}, err
		}
		ids[k] = id
	}
	out := Settled{Joined: joined}
	for k, g := range groups {
		var was Situation
		if owner[k] >= 0 {
			was = near[owner[k]]
		}
		s, moves := j.regroup(c, near, was, ids[k], g, m, now)
		own := slices.IndexFunc(s.Members, func(x Member) bool { return x.Ref() == m.Ref })
		if len(moves) == 0 && len(s.Members) == len(was.Members) && own < 0 {
			continue
		}
		if was.ID == "" {
			s.Opened = now.UTC()
		}
		if m.was != nil && was.ID == m.was.ID {
			was = *m.was
		}
		s = j.settled(s, now)
		if i := own; i >= 0 {
			out.Joined.Situation, out.Joined.Opened = s.ID, was.ID == ""
			out.Joined.Score, out.Joined.Reasons = s.Members[i].Score, s.Members[i].Reasons
		}
		out.Situations, out.Moves = append(out.Situations, s), append(out.Moves, moves...)
		if m.was != nil {
			out.Changes = append(out.Changes, ChangesOfCorrection(was, s)...)
		} else {
			out.Changes = append(out.Changes, Changes(was, s)...)
		}
	}
	for i, s := range near {
		if owner[kept[i]] == i {
			continue
		}
		if m.was != nil {
			s.Members, s.State, s.Changed, s.Into = nil, Closed, now.UTC(), ids[kept[i]]
			s.Reason = "as the desk corrected its report it is one with another situation, which holds its reports now"
			out.Situations = append(out.Situations, s)
			out.Changes = append(out.Changes, Change{Situation: s.Into, Kind: ChangeMerged, Words: "A correction shows that two situations are one: it took in " + s.Title + "."})
			continue
		}
		s.Members, s.State, s.Changed, s.Into = nil, Closed, now.UTC(), ids[kept[i]]
		s.Reason = "a later report shows that it is one with another situation, which holds its reports now"
		out.Situations = append(out.Situations, s)
		out.Changes = append(out.Changes, Change{Situation: s.Into, Kind: ChangeMerged, Words: "A later report shows that two situations are one: it took in " + s.Title + "."})
	}
	for _, f := range fits {
		score := member.ScoreOf(f.points)
		gone := slices.ContainsFunc(near, func(s Situation) bool { return s.ID == f.s.ID }) && !slices.Contains(ids, f.s.ID)
		if f.s.ID == out.Joined.Situation || gone || !out.Joined.Opened && score < j.joinAt() || len(out.Joined.Proposed) >= maxProposed {
			continue
		}
		own := c.nodes[slices.IndexFunc(c.nodes, func(n node) bool { return n.Ref() == m.Ref })].Member
		_, why := j.scale().Pair(own, f.s.Members[f.with], true)
		out.Joined.Proposed = append(out.Joined.Proposed, Proposal{f.s.ID, score, append(why, Reason{Words: priorWords, Weight: j.scale().Prior()})})
	}
	return out, nil
}

// regroup makes the situation that a cluster is now, and the moves of those that are new in it.
func (j Joiner) regroup(c *clustering, near []Situation, was Situation, id ID, g []int, m came, now time.Time) (Situation, []Move) {
	s := was
	s.ID, s.Members = id, nil
	for _, o := range was.Members {
		i := slices.IndexFunc(g, func(i int) bool { return c.nodes[i].Ref() == o.Ref() })
		if i < 0 {
			continue
		}
		if o.Ref() == m.Ref && o.By == "" {
			o.Score, o.Reasons = j.within(c, g, g[i])
			o.Reasons = append(Because(asCorrected), o.Reasons...)
		}
		s.Members = append(s.Members, o)
	}
	var moves []Move
	for _, i := range g {
		n := c.nodes[i]
		if n.inOld >= 0 && n.from == was.ID {
			continue
		}
		o := n.Member
		o.Score, o.Reasons = j.within(c, g, i)
		if n.inOld >= 0 {
			why := m.again()
			if o.Ref() == m.Ref {
				why = asCorrected
			}
			o.Reasons = append(Because(why), o.Reasons...)
			for _, p := range near[n.inOld].Pins {
				if p.A == o.Ref() || p.B == o.Ref() {
					s.Pins = addPin(s.Pins, p)
				}
			}
		}
		o.At = now.UTC()
		s.Members = append(s.Members, o)
		moves = append(moves, Move{Ref: o.Ref(), From: n.from, To: id, Score: o.Score, Reasons: o.Reasons})
	}
	return s, moves
}

const asCorrected = "as the desk corrected the reading"

// within says how well a node fits its own cluster: as well as the member that it fits best.
func (j Joiner) within(c *clustering, g []int, i int) (float64, []Reason) {
	best, with := member.Never, -1
	for _, k := range g {
		if k == i {
			continue
		}
		if p, _ := j.scale().Pair(c.nodes[i].Member, c.nodes[k].Member, false); p > best {
			best, with = p, k
		}
	}
	if with < 0 {
		return 0, Because("no open situation is told so much alike that a rule joins it")
	}
	_, why := j.scale().Pair(c.nodes[i].Member, c.nodes[with].Member, true)
	return member.ScoreOf(best), append(why, Reason{Words: priorWords, Weight: j.scale().Prior()})
}

// MoveByHand takes events out of the situations that they are in and puts them into another, or together into a new one when to
// is empty: a person's joining, undoing or splitting. It is remembered by Pins, so that no rule undoes it: what was left is
// kept apart, what was chosen together. Touched are all situations that hold one of the events, and the one they go to. A
// situation that is left without members is closed. ErrEvent: an event is in none of them. ErrMove: to is closed or unknown.
func (j Joiner) MoveByHand(touched []Situation, refs []Ref, to ID, by, reason string, now time.Time, fresh FreshID) (Settled, error) {
	var out Settled
	refs = slices.Clone(refs)
	slices.SortFunc(refs, Ref.Compare)
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

// KeepApart remembers that an event does not belong to a situation of touched, which also holds the one that the event is in: no
// rule joins it there.
func KeepApart(touched []Situation, r Ref, from ID, by string, now time.Time) []Situation {
	is := func(s Situation) bool { return s.ID == from }
	own := func(m Member) bool { return m.Ref() == r }
	i, k := slices.IndexFunc(touched, is), slices.IndexFunc(touched, func(s Situation) bool { return slices.ContainsFunc(s.Members, own) })
	if i < 0 || k < 0 || i == k {
		return nil
	}
	a, b := touched[k], touched[i]
	pins := pinned(nil, a.Members[slices.IndexFunc(a.Members, own):][:1], b.Members, true, by, now)
	for _, p := range pins {
		a.Pins, b.Pins = addPin(a.Pins, p), addPin(b.Pins, p)
	}
	a.Changed, b.Changed = now.UTC(), now.UTC()
	return []Situation{a, b}
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
