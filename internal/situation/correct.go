package situation

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// Correct decides where one event of a report goes that is in a situation already and whose reading the desk has corrected since, or
// has taken a correction of back. The outcome is that of all reports together, with this one as it is now, whatever the order in
// which they came and were corrected. in is the situation that holds the event; open are those under Keys of the event and under
// Around of in. An event that is no more, or that takes no part in live situations, leaves (Move.To is empty); a situation without
// members is closed and says why.
//
// What people decided stands: an event that a person put where it is stays there, no Pin is gone against, a credibility set by
// hand is kept. A closed situation stays closed; what its member says is corrected in it. An event that says what it said changes
// nothing: Settled has no situations then.
func (j Joiner) Correct(in Situation, open []Situation, told Told, ref Ref, now time.Time, fresh FreshID) (Settled, error) {
	j = j.holding()
	at := slices.IndexFunc(in.Members, func(o Member) bool { return o.Ref() == ref })
	if at < 0 {
		return Settled{}, fmt.Errorf("event %d of report %s is not in situation %s: %w", ref.Event, ref.Report, in.ID, ErrEvent)
	}
	joined, m, ok := j.alone(told, ref.Event, now)
	before := in
	in.Members = slices.Clone(in.Members)
	if !ok {
		in.Members = slices.Delete(in.Members, at, at+1)
		return j.leave(before, in, open, ref, joined, now, fresh)
	}
	was := in.Members[at]
	m.Score, m.Reasons, m.By, m.At = was.Score, was.Reasons, was.By, was.At
	m.Credibility, m.CredibilityBy, m.CredibilityWhy = was.Credibility, was.CredibilityBy, was.CredibilityWhy
	joined.Situation, joined.Score, joined.Reasons = in.ID, was.Score, was.Reasons
	if m.Says(was) {
		return Settled{Joined: joined}, nil
	}
	in.Members[at] = m
	switch {
	case in.State == Closed:
		in = j.sum(in, now)
	case m.By != "":
		in = j.settled(in, now)
	default:
		near, fits := j.beside(in, open, &m)
		return j.again(near, before, fits, ref, joined, now, fresh)
	}
	return Settled{Joined: joined, Situations: []Situation{in}, Changes: ChangesOfCorrection(before, in)}, nil
}

// leave takes an event out of the situations; before is the one that held it as it was, in as it is without it.
func (j Joiner) leave(before, in Situation, open []Situation, ref Ref, joined Joined, now time.Time, fresh FreshID) (Settled, error) {
	move := Move{Ref: ref, From: in.ID, Reasons: joined.Reasons}
	switch {
	case len(in.Members) == 0:
		in.Changed = now.UTC()
		if in.State != Closed {
			in.State, in.Reason = Closed, "the desk corrected the reading of its last report: it speaks of no such event"
		}
		return Settled{Joined: joined, Situations: []Situation{in}, Moves: []Move{move},
			Changes: []Change{{Situation: in.ID, Kind: ChangeCorrected, Words: "Its last report speaks of no such event: it is closed."}}}, nil
	case in.State == Closed:
		in = j.sum(in, now)
		return Settled{Joined: joined, Situations: []Situation{in}, Moves: []Move{move}, Changes: ChangesOfCorrection(before, in)}, nil
	}
	near, _ := j.beside(in, open, nil)
	out, err := j.again(near, before, nil, ref, joined, now, fresh)
	if _, changed := out.Situation(in.ID); err == nil && !changed {
		in = j.settled(in, now)
		out.Situations, out.Changes = append(out.Situations, in), append(out.Changes, ChangesOfCorrection(before, in)...)
	}
	out.Moves = append([]Move{move}, out.Moves...)
	return out, err
}

// beside are the situations whose members fit one that is in in, and in itself, the first opened first; fits are those that m fits.
func (j Joiner) beside(in Situation, open []Situation, m *Member) (near []Situation, fits []fit) {
	near = []Situation{in}
	for _, s := range open {
		if s.State == Closed || s.ID == in.ID {
			continue
		}
		f := fit{s: s, points: member.Never}
		touched := false
		for _, o := range in.Members {
			own := m != nil && o.Ref() == m.Ref()
			for i, x := range s.Members {
				p, _ := j.scale().Pair(o, x, false)
				touched = touched || member.ScoreOf(p) >= j.joinAt()
				if own && (p > f.points || p == f.points && !math.IsInf(p, -1) && member.BySpeech(x, s.Members[f.with]) < 0) {
					f.points, f.with = p, i
				}
			}
		}
		if touched {
			near = append(near, s)
		}
		if m != nil && member.ScoreOf(f.points) >= j.proposeAt() && s.Members[f.with].Report != m.Report && !apart(s, m.Ref()) {
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

// again groups the members of situations anew; before is the one that held the event, as it was.
func (j Joiner) again(near []Situation, before Situation, fits []fit, ref Ref, joined Joined, now time.Time, fresh FreshID) (Settled, error) {
	var nodes []node
	var pins []Pin
	for i, s := range near {
		pins = append(pins, s.Pins...)
		for _, o := range s.Members {
			nodes = append(nodes, node{Member: o, from: s.ID, lvl: o.Level(), inOld: i, placed: o.Ref() == ref})
		}
	}
	c := j.partition(nodes, pins, len(nodes) > maxSettled)
	return j.assign(c, near, came{Ref: ref, was: &before}, joined, fits, now, fresh)
}

// ChangesOfCorrection are what a correction changed in a situation, in words for the desk: what Changes tells, and how the situation
// is told and when its window begins.
func ChangesOfCorrection(was, is Situation) []Change {
	out := Changes(was, is)
	if len(was.Members) == 0 {
		return out
	}
	add := func(format string, args ...any) {
		out = append(out, Change{Situation: is.ID, Kind: ChangeCorrected, Words: fmt.Sprintf(format, args...)})
	}
	if was.Title != is.Title {
		add("It is told as “%s” now, no longer as “%s”.", is.Title, was.Title)
	} else if was.Type != is.Type || was.Stage != is.Stage {
		add("It is told as %s, %s now, no longer as %s, %s.", plain(is.Type), plain(is.Stage), plain(was.Type), plain(was.Stage))
	}
	a, _ := was.Window.Hull()
	b, _ := is.Window.Hull()
	switch {
	case a.Equal(b):
	case b.IsZero():
		add("When the window begins is not known any more.")
	default:
		add("The window begins %s now.", b.UTC().Format("2 January 15:04 UTC"))
	}
	for _, m := range was.Members {
		if !is.Holds(m.Report, m.Event) {
			add("The report of %s is no longer in it.", m.Voice)
		}
	}
	return out
}

// AfterCorrection begins the ledger's words on what the joining of a report after a correction changed.
func AfterCorrection(id string) string { return "after " + id + ": " }

// Rejoined are those words by correction, out of the ledger's lines of a report. A correction without words has not been followed
// up yet, unless a later one has.
func Rejoined(lines []ledger.Line) map[string]string {
	out := map[string]string{}
	for _, l := range lines {
		if l.Act != "report.rejoined" {
			continue
		}
		if rest, ok := strings.CutPrefix(l.Detail, "after "); ok {
			if id, words, ok := strings.Cut(rest, ": "); ok {
				out[id] = strings.TrimPrefix(out[id]+"; "+words, "; ")
			}
		}
	}
	return out
}

func plain[T ~string](code T) string { return strings.ReplaceAll(string(code), "_", " ") }
