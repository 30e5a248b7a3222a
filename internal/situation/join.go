package situation

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// Joiner decides which situation an event belongs to. It reads nothing but its arguments, so it may run anywhere.
type Joiner struct {
	Places Places
	Margin float64 // metres; 0: DefaultMargin
	// JoinAt is the score, from 0 to 1, from which a rule joins by itself; 0: DefaultJoinAt. ProposeAt is that from which a
	// situation is proposed to the desk; 0: DefaultProposeAt.
	JoinAt, ProposeAt float64
	// Weights are those of the evidence; nil: member.DefaultWeights.
	Weights *member.Weights
	held    *member.Scale // set while one event is settled
}

// JoinAt and ProposeAt are the defaults of the two thresholds of a Joiner. At JoinAt the evidence says three to one that two
// events are of one threat; at ProposeAt it is still worth a person's look.
const (
	DefaultJoinAt    = 0.75
	DefaultProposeAt = 0.4
)

// What the words of one report are made of; see package member.
type (
	Member = member.Member
	Told   = member.Told
	Ref    = member.Ref
	Reason = member.Reason
	Places = member.Places
)

// DefaultMargin, RelayDrift and Fresh: see package member.
const (
	DefaultMargin = member.DefaultMargin
	RelayDrift    = member.RelayDrift
	Fresh         = member.Fresh
)

// Because is a list of one reason that is a decision, not evidence.
func Because(words string) []Reason { return member.Because(words) }

// InWords joins reasons into one line, for the ledger.
func InWords(rs []Reason) string { return member.InWords(rs) }

// Countries lists the countries an event of a report speaks of: those of its places, ISO 3166-1 alpha-2.
func Countries(r reading.Report, ev int) []string { return member.Countries(r, ev) }

func (j Joiner) scale() member.Scale {
	if j.held != nil {
		return *j.held
	}
	return member.Scale{Places: j.Places, Margin: j.Margin, Weights: j.Weights}
}

func (j Joiner) holding() Joiner {
	held := j.scale().Remember()
	j.held = &held
	return j
}

func (j Joiner) joinAt() float64 {
	if j.JoinAt <= 0 {
		return DefaultJoinAt
	}
	return j.JoinAt
}

func (j Joiner) proposeAt() float64 {
	if j.ProposeAt <= 0 {
		return DefaultProposeAt
	}
	return j.ProposeAt
}

// Join scores one event of a report against open situations and says where it belongs by itself: the situation that it fits
// best, when that reaches JoinAt; else it opens a new one, and those that reach ProposeAt are proposed. The answer depends on
// the arguments alone; of several that fit alike the one whose first word was spoken first wins. What else the event changes
// around it is told by Settle.
func (j Joiner) Join(open []Situation, told Told, ev int, now time.Time) Joined {
	j = j.holding()
	out, m, ok := j.alone(told, ev, now)
	if !ok {
		return out
	}
	return j.choose(out, j.rank(open, m), m)
}

// alone settles what needs no look at situations: standing advice, and what is no live word.
func (j Joiner) alone(told Told, ev int, now time.Time) (out Joined, m Member, ok bool) {
	out.Event = ev
	if ev < 0 || ev >= len(told.Report.Events) {
		return out, m, false
	}
	if told.Gone(ev) {
		out.Aside, out.Reasons = true, Because("the desk says that the text does not speak of this")
		return out, m, false
	}
	if told.Report.Events[ev].Type.Standing() {
		out.AsContext, out.Reasons = true, Because("standing advice: context, not a threat")
		return out, m, false
	}
	if told.Report.Events[ev].Standing {
		// It neither opens a situation nor joins one: which it would be must not depend on which of the two came first.
		out.Aside, out.Reasons = true, Because("a threat that this page of travel advice tells of the whole country, without a window: the advice itself stands beside the situations of the country")
		return out, m, false
	}
	if c := told.Report.CAP; !c.Live() {
		out.Aside, out.Reasons = true, Because(fmt.Sprintf("no live word: CAP status %s, message type %s, scope %s", c.Status, c.MsgType, c.Scope))
		return out, m, false
	}
	return out, j.scale().Member(told, ev, now), true
}

// fit is how well an event fits one situation: as well as the member that it fits best, so that a situation member.Never drifts from
// what it is about by a chain of half-fits.
type fit struct {
	s      Situation
	points float64
	with   int // index of that member
}

// rank scores the event against every open situation that no person kept it from, the best first.
func (j Joiner) rank(open []Situation, m Member) []fit {
	var fits []fit
	for _, s := range open {
		if s.State == Closed || apart(s, m.Ref()) {
			continue
		}
		f := fit{s: s, points: member.Never}
		for i, o := range s.Members {
			if p, _ := j.scale().Pair(m, o, false); p > f.points || p == f.points && !math.IsInf(p, -1) && member.BySpeech(o, s.Members[f.with]) < 0 {
				f.points, f.with = p, i
			}
		}
		if member.ScoreOf(f.points) >= j.proposeAt() {
			fits = append(fits, f)
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		if c := cmp.Compare(b.points, a.points); c != 0 {
			return c
		}
		return member.BySpeech(a.s.first(), b.s.first())
	})
	return fits
}

func (j Joiner) choose(out Joined, fits []fit, m Member) Joined {
	for i, f := range fits {
		score := member.ScoreOf(f.points)
		if i > 0 && out.Situation != "" && score < j.joinAt() {
			break
		}
		_, why := j.scale().Pair(m, f.s.Members[f.with], true)
		why = append(why, Reason{Words: priorWords, Weight: j.scale().Prior()})
		if i == 0 && score >= j.joinAt() {
			out.Situation, out.Score, out.Reasons = f.s.ID, score, why
			continue
		}
		if len(out.Proposed) < maxProposed {
			out.Proposed = append(out.Proposed, Proposal{f.s.ID, score, why})
		}
	}
	if out.Situation == "" {
		out.Reasons = Because("no open situation is told so much alike that a rule joins it")
		if len(fits) == 0 {
			out.Reasons = Because("no open situation speaks of the same kind of event at this place and time")
		}
	}
	return out
}

// maxProposed is how many situations are proposed at most for one event.
const maxProposed = 3

const priorWords = "what lies so near is seldom the same threat"

// first is the member that spoke first.
func (s Situation) first() Member {
	m := s.Members[0]
	for _, o := range s.Members[1:] {
		if member.BySpeech(o, m) < 0 {
			m = o
		}
	}
	return m
}

// apart reports that a person has kept an event from a situation.
func apart(s Situation, r Ref) bool {
	return slices.ContainsFunc(s.Pins, func(p Pin) bool {
		return p.Apart && (p.A == r && s.Holds(p.B.Report, p.B.Event) || p.B == r && s.Holds(p.A.Report, p.A.Event))
	})
}

// Open makes a new situation of one event.
func (j Joiner) Open(id ID, told Told, ev int, reasons []Reason, by string, now time.Time) (Situation, error) {
	s := Situation{ID: id, Opened: now.UTC()}
	s, err := j.add(s, told, ev, reasons, by, now)
	if err != nil {
		return Situation{}, err
	}
	s.State = s.openState(now)
	return s, nil
}

// Add puts one event of a report into a situation. A situation that was on watch is active again when the window now ends
// after now.
func (j Joiner) Add(s Situation, told Told, ev int, reasons []Reason, by string, now time.Time) (Situation, error) {
	if s.State == Closed {
		return s, fmt.Errorf("situation %s is closed: open it again first: %w", s.ID, ErrMove)
	}
	s, err := j.add(s, told, ev, reasons, by, now)
	if err != nil {
		return s, err
	}
	s.State = s.openState(now)
	return s, nil
}

func (j Joiner) add(s Situation, told Told, ev int, reasons []Reason, by string, now time.Time) (Situation, error) {
	if told.Gone(ev) {
		return s, fmt.Errorf("report %s has no event %d: %w", told.Report.ID, ev, ErrEvent)
	}
	if told.Report.Events[ev].Type.Standing() {
		return s, fmt.Errorf("event %d of report %s is standing advice, which member.Never joins as a threat: %w", ev, told.Report.ID, ErrEvent)
	}
	if s.Holds(told.Report.ID, ev) {
		return s, nil
	}
	m := j.scale().Member(told, ev, now)
	m.Reasons, m.By = reasons, by
	s.Members = append(slices.Clone(s.Members), m)
	return j.sum(s, now), nil
}

// Holds reports that the event is a member.
func (s Situation) Holds(r reading.ReportID, ev int) bool {
	return slices.ContainsFunc(s.Members, func(m Member) bool { return m.Report == r && m.Event == ev })
}

// Remove takes an event out of a situation, when a person moved it elsewhere. A situation that is left without members is
// closed, and says so.
func (j Joiner) Remove(s Situation, r reading.ReportID, ev int, now time.Time) Situation {
	s.Members = slices.DeleteFunc(slices.Clone(s.Members), func(m Member) bool { return m.Report == r && m.Event == ev })
	if len(s.Members) == 0 {
		s.State, s.Reason, s.Changed = Closed, "its last report was moved to another situation", now.UTC()
		return s
	}
	return j.settled(s, now)
}

// sum computes what the members together say.
func (j Joiner) sum(s Situation, now time.Time) Situation {
	s.Window, s.Anchored = s.anchor()
	lead := s.lead()
	s.Type, s.Stage, s.Title = lead.Type, lead.Stage, title(lead)
	s.Places, s.Area = j.places(s, lead)
	s.Changed = now.UTC()
	return s
}

// lead is the member that tells what the situation is about: the first official word that no later alert replaces, else the
// first report; one that lifts a threat only when there is nothing else.
func (s Situation) lead() Member {
	old := s.replaced()
	best, of := -1, 0
	for i, m := range s.Members {
		rank := 0
		switch f := member.FamilyOf(m.Type, m.Stage); {
		case m.Lifts():
			rank = 5
		case len(m.Places) == 0:
			rank = 4
		default:
			if f == member.PlotFamily || f == member.ArrestFamily {
				rank = 2 // what is still to come, or has happened, comes before what was stopped
			}
			if !m.Official() || old[i] {
				rank++
			}
		}
		if best < 0 || rank < of || rank == of && member.BySpeech(m, s.Members[best]) < 0 {
			best, of = i, rank
		}
	}
	return s.Members[best]
}

// replaced marks the members that a CAP Update of the same sender in this situation replaces (CAP 1.2 section 3.2.1): they stay in
// the record and shape neither window nor area any more. An update that itself lifts, or tells no time and no place, replaces
// nothing: silence widens no warning and ends none.
func (s Situation) replaced() map[int]bool {
	var out map[int]bool
	for _, u := range s.Members {
		if u.MsgType != "Update" || u.Lifts() || !u.Window.Known() && !u.Further || len(u.Places) == 0 && u.Area.Empty() {
			continue
		}
		for i, m := range s.Members {
			if m.Report == u.Report || member.BySpeech(m, u) >= 0 {
				continue
			}
			for _, n := range m.Names {
				if strings.HasPrefix(n, "cap:") && slices.Contains(u.Refers, n) && slices.ContainsFunc(u.Names, func(o string) bool { return sender(o) == sender(n) }) {
					if out == nil {
						out = map[int]bool{}
					}
					out[i] = true
				}
			}
		}
	}
	return out
}

// sender is the sender in the key of a CAP name; empty for other names.
func sender(name string) string {
	rest, ok := strings.CutPrefix(name, "cap:")
	if !ok {
		return ""
	}
	s, _, _ := strings.Cut(rest, ",")
	return s
}

// places are those of every official word, with their geometry; while there is none, those of the leading report. A relay Never
// widens them. The geometry an item gives itself stands in for that of its places.
func (j Joiner) places(s Situation, lead Member) ([]gazetteer.Place, geo.Area) {
	from := []Member{lead}
	old := s.replaced()
	for _, i := range s.InOrder() {
		if m := s.Members[i]; !old[i] && lead.Official() && m.Official() && !m.Lifts() && (m.Report != lead.Report || m.Event != lead.Event) {
			from = append(from, m)
		}
	}
	var places []gazetteer.Place
	var area geo.Area
	for _, m := range from {
		area = area.Union(m.Area)
		for _, p := range m.Places {
			if slices.ContainsFunc(places, func(q gazetteer.Place) bool { return member.SamePlace(p, q) }) {
				continue
			}
			places = append(places, p)
			if !m.Area.Empty() || j.Places == nil {
				continue
			}
			if a, _ := j.Places.Area(p); !a.Empty() {
				area = area.Union(a)
			}
		}
	}
	return places, area
}

var titles = map[reading.Type]string{reading.Threat: "Threat", reading.FoiledPlot: "Foiled plot", reading.Arrest: "Arrests",
	reading.Attack: "Attack", reading.Bombing: "Bombing", reading.Shooting: "Shooting", reading.Kidnapping: "Kidnapping",
	reading.Arson: "Arson", reading.Assassinate: "Assassination", reading.Hijacking: "Hijacking", reading.Other: "Event"}

// title tells a situation in words: what, against whom, where.
func title(m Member) string {
	what := titles[m.Type]
	switch {
	case what == "":
		what = "Event"
	case m.Lifts():
		what = "Threat said to be lifted"
	case m.Stage == reading.Thwarted && m.Type != reading.FoiledPlot:
		what = "Foiled " + strings.ToLower(what)
	case m.Stage == reading.Threatened && m.Type != reading.Threat:
		what = "Threat of " + strings.ToLower(what)
	}
	where := ""
	if len(m.Places) > 0 {
		where = m.Places[0].Name
		if n := len(m.Places) - 1; n > 0 {
			where += fmt.Sprintf(" and %d more", n)
		}
	}
	var parts []string
	for _, t := range m.Targets {
		if len(parts) < 2 && !strings.EqualFold(t, where) {
			parts = append(parts, t)
		}
	}
	out := strings.Join(parts, ", ")
	if where != "" && !strings.Contains(strings.ToLower(out), strings.ToLower(where)) {
		if out != "" {
			out += ", "
		}
		out += where
	}
	if out == "" {
		return what
	}
	return what + ": " + out
}
