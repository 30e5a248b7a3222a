package weigh

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/part"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// around are words beside a place, by what they say of it.
var around = text.TableOf(text.Row[int]{Is: 1, Words: "in at"}, text.Row[int]{Is: 2, Words: "near outside around"}, text.Row[int]{Is: 3, Words: "of"},
	text.Row[int]{Is: 4, Words: "to for into towards"}, text.Row[int]{Is: 5, Words: "from"}, text.Row[int]{Is: 6, Words: "the"}, text.Row[int]{Is: 7, Words: ","},
	text.Row[int]{Is: 8, Words: "and or"}, text.Row[int]{Is: 9, Words: "on along"}, text.Row[int]{Is: 10, Words: "'s"},
	text.Row[int]{Is: 11, Words: "police army government authorities officials court prosecutors"}, text.Row[int]{Is: 12, Words: "based born hospital hospitals prison"},
	text.Row[int]{Is: 13, Words: "- – — : ("}, text.Row[int]{Is: 14, Words: "."}, text.Row[int]{Is: 15, Words: "against between with"})

// beside is the class of token k, seen from a place of its sentence.
func (s *weighing) beside(k, tok int) int {
	if k < 0 || k >= len(s.Doc.Tokens) || !s.Doc.SameSent(k, tok) {
		return 0
	}
	t := &s.Doc.Tokens[k]
	if c, ok := around.Of(t); ok {
		return c
	}
	if t.Cap {
		return 16
	}
	return 17
}

// places weighs every place that the text names with every event but travel advice, whose scope comes with its level.
func (s *weighing) places() {
	if !s.on(Place) {
		return
	}
	given := make([][]int64, len(s.Events))
	for ev, e := range s.Events {
		for i := range e.Places {
			given[ev] = append(given[ev], e.Places[i].Place.ID)
		}
	}
	taken := make([][]int64, len(s.Events))
	tallies := s.tallies()
	for i := range s.Found.Mentions {
		m := &s.Found.Mentions[i]
		if s.Section(m.From) == text.Assistance {
			continue
		}
		s.look(m.From, Place)
		s.x = s.view.own[:0]
		s.put(int(m.Mark), int(m.Place.Kind))
		s.flag(s.InName(m))
		s.flag(s.Home[m.From])
		s.flag(m.Place.Country == s.Found.Main)
		s.flag(m.Name != "" && m.Name != m.Place.Name)
		s.flag(s.MissionAt(m.From, m.To))
		s.put(s.beside(m.From-1, m.From), s.beside(m.From-2, m.From), s.beside(m.From-3, m.From), s.beside(m.To, m.From), s.beside(m.To+1, m.From))
		inSent, towns := 0, 0
		for _, k := range s.Places[s.view.sent] {
			if o := &s.Found.Mentions[k]; k != i && o.Mark == where.Plain {
				inSent++
				if o.Place.Kind == gazetteer.City {
					towns++
				}
			}
		}
		s.put(tallies[i].all, tallies[i].before, inSent, towns)
		s.flag(text.InDateline(s.Doc, m.From, m.To))
		s.view.own = s.x
		for ev, e := range s.Events {
			has := slices.Contains(given[ev], m.Place.ID)
			if e.Type == report.TravelAdvice || !has && (m.Mark == where.Dateline || m.Place.Kind == gazetteer.Country && (e.Stage == report.Accomplished || e.Type == report.Arrest)) {
				continue // a country is where a word is for, not where something happened
			}
			s.x = append(s.view.buf[:0], s.view.own...)
			s.context(ev, Place)
			s.put(s.nearer(i, ev), s.marks[ev].own)
			s.flag(has)
			s.view.buf = s.x
			if s.h.Seen != nil {
				a, b := s.Doc.Span(m.From, m.To)
				s.h.Seen(s.Scene, Pair{Field: Place, Event: ev, Words: report.Evidence{Start: a, End: b}, Place: m.Place.ID, Features: slices.Clone(s.x)})
			}
			if t := s.w.Trees[Place]; t == nil || !t.Reaches(s.x, s.w.Least[Place]+doubt(has, len(given[ev]))) {
				continue
			}
			if has {
				taken[ev] = append(taken[ev], m.Place.ID)
				continue
			}
			k, ok := s.Near(m.From, func(m *scene.Mark) bool { return m.Ev == ev })
			if !ok {
				k = scene.Mark{From: m.From, To: m.From, Ev: ev}
			}
			s.h.AddPlace(ev, m, s.h.Role(ev, m, k))
		}
	}
	if s.w.Trees[Place] == nil {
		return
	}
	for ev, e := range s.Events {
		if e.Type != report.TravelAdvice {
			e.Places = slices.DeleteFunc(e.Places, func(p report.PlaceAt) bool {
				return slices.Contains(given[ev], p.Place.ID) && !slices.Contains(taken[ev], p.Place.ID)
			})
		}
	}
}

// tally is how often the place of a mention is named in the text, and how often before it.
type tally struct{ all, before int }

// tallies are those of all mentions.
func (s *weighing) tallies() []tally {
	out := make([]tally, len(s.Found.Mentions))
	if len(out) > 64 { // a long text
		seen := map[int64]int{}
		for i := range out {
			id := s.Found.Mentions[i].Place.ID
			out[i].before = seen[id]
			seen[id]++
		}
		for i := range out {
			out[i].all = seen[s.Found.Mentions[i].Place.ID]
		}
		return out
	}
	var ids [64]int64
	for i := range out {
		id := s.Found.Mentions[i].Place.ID
		for _, before := range ids[:i] {
			if before == id {
				out[i].before++
			}
		}
		ids[i] = id
	}
	for i := len(out) - 1; i >= 0; i-- { // as often as before its last mention, and that
		if out[i].all == 0 {
			out[i].all = out[i].before + 1
			for k := range ids[:i] {
				if ids[k] == ids[i] {
					out[k].all = out[i].all
				}
			}
		}
	}
	return out
}

// nearer counts the places that stand nearer than place i to the first mark of an event in its sentence.
func (s *weighing) nearer(i, ev int) (n int) {
	m := &s.Found.Mentions[i]
	for _, k := range s.BySent[s.view.sent] {
		mk := &s.Marks[k]
		if mk.Ev != ev {
			continue
		}
		d := max(m.From-mk.To, mk.From-m.To)
		for _, q := range s.Places[s.view.sent] {
			if o := &s.Found.Mentions[q]; q != i && o.Mark == where.Plain && max(o.From-mk.To, mk.From-o.To) < d {
				n++
			}
		}
		break
	}
	return n
}

// classes are the closed lists of classes and codes, as numbers.
var classes = func() map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields(`group organization individual crowd place_of_worship transport commercial hotel hospitality government school tourist police diplomatic hospital prison stadium
		residential street civilians military nationals firearm explosive blade vehicle ammunition heavy embassy consulate ministry agency security_force citizens staff public
		avoid_gatherings avoid_area avoid_travel leave_country leave_area shelter stay_alert monitor_media keep_low_profile follow_authorities review_plans keep_contact carry_id vary_routes report enroll`) {
		m[w] = i + 1
	}
	return m
}()

// list is the list of a field in an event.
func list(f Field, e *scene.Thread) *[]report.Named {
	switch f {
	case Actor:
		return &e.Actors
	case Target:
		return &e.Targets
	case Human:
		return &e.Humans
	case Weapon:
		return &e.Weapons
	case Issuer:
		return &e.Issuers
	case Responder:
		return &e.Responder
	}
	return &e.Audiences
}

// fieldOf is the field of a list of parts.
var fieldOf = [...]Field{part.Actors: Actor, part.Targets: Target, part.Humans: Human, part.Weapons: Weapon}

// named weighs who and what: what the rules found for any event, and of the parts also what the grammar offers.
func (s *weighing) named(f Field) {
	if !s.on(f) {
		return
	}
	var vs []*value
	for ev, e := range s.Events {
		for _, n := range *list(f, e) {
			key := strings.ToLower(text.TrimThe(n.Name))
			at := slices.IndexFunc(vs, func(v *value) bool { return v.key == key || v.words[0] == n.Evidence[0] })
			if at < 0 {
				at, vs = len(vs), s.fresh(vs, len(n.Evidence))
				vs[at].name, vs[at].key = n, key
			}
			s.add(vs[at], ev, n.Evidence)
		}
	}
	for i := range s.h.Offers {
		o := &s.h.Offers[i]
		if fieldOf[o.List] != f {
			continue
		}
		n := o.Named(s.Doc)
		key := strings.ToLower(n.Name)
		at := slices.IndexFunc(vs, func(v *value) bool { return v.key == key })
		if at < 0 && slices.ContainsFunc(vs, func(v *value) bool {
			return slices.ContainsFunc(v.words, func(e report.Evidence) bool { return e.Start < n.Evidence[0].End && n.Evidence[0].Start < e.End })
		}) {
			continue // the rules have it, cut in another way
		}
		if at < 0 {
			at, vs = len(vs), s.fresh(vs, len(n.Evidence))
			vs[at].name, vs[at].key = n, key
		}
		s.add(vs[at], -1, n.Evidence)
	}
	s.settle(f, vs, func(v *value, tok int) {
		s.put(classes[v.name.Class], strings.Count(v.name.Name, " ")+1)
		s.flag(s.Doc.Tokens[tok].Cap)
		s.flag(v.name.Country == s.Found.Main)
		if f < Actor || f > Weapon {
			return
		}
		var of part.Offer
		for i := range s.h.Offers {
			if o := &s.h.Offers[i]; fieldOf[o.List] == f && o.From <= tok && tok < o.To {
				of = *o
				break
			}
		}
		s.put(of.Sort, of.Kind, of.Role, of.Prep)
		s.flag(of.Definite)
		s.flag(of.Proper)
		s.flag(of.Subject)
		s.flag(of.Object)
		s.flag(of.Hit)
		s.flag(of.To > 0)
		heads := 0
		if of.To > 0 {
			heads = s.heads[headAt{f, of.Head}]
		}
		s.put(heads)
	}, func(v *value, ev int) { s.put(count(vs, v, ev)) })
	if s.w.Trees[f] == nil {
		return
	}
	for ev, e := range s.Events {
		l := list(f, e)
		*l = slices.DeleteFunc(*l, func(n report.Named) bool {
			return slices.ContainsFunc(vs, func(v *value) bool { return v.given[ev] && !v.takes[ev] && v.holds(n.Evidence) })
		})
		for _, v := range vs {
			if v.takes[ev] && !v.given[ev] {
				n := v.name
				n.Evidence = slices.Clone(v.words)
				*l = append(*l, n)
			}
		}
	}
}

// actions weighs what people are told to do.
func (s *weighing) actions() {
	if !s.on(Action) {
		return
	}
	var vs []*value
	for ev, e := range s.Events {
		for _, c := range e.Actions {
			at := slices.IndexFunc(vs, func(v *value) bool { return v.coded.Code == c.Code })
			if at < 0 {
				at, vs = len(vs), s.fresh(vs, len(c.Evidence))
				vs[at].coded = c
			}
			s.add(vs[at], ev, c.Evidence)
		}
	}
	s.settle(Action, vs, func(v *value, _ int) { s.put(classes[v.coded.Code], len(vs)) }, func(v *value, ev int) { s.put(count(vs, v, ev)) })
	if s.w.Trees[Action] == nil || len(s.Events) == 1 { // of one event there is nothing to choose
		return
	}
	for ev, e := range s.Events {
		e.Actions = slices.DeleteFunc(e.Actions, func(c report.Coded) bool {
			return slices.ContainsFunc(vs, func(v *value) bool { return v.coded.Code == c.Code && v.given[ev] && !v.takes[ev] })
		})
		for _, v := range vs {
			if v.takes[ev] && !v.given[ev] {
				c := v.coded
				c.Evidence = slices.Clone(v.words)
				e.Actions = append(e.Actions, c)
			}
		}
	}
}

// roles are the parts that times play, as numbers.
var roles = []report.TimeRole{report.Window, report.EventAt, report.Issued, report.Updates, report.Expires}

// times weighs the times; each keeps the part that the rules gave it.
func (s *weighing) times() {
	if !s.on(Time) {
		return
	}
	var vs []*value
	for ev, e := range s.Events {
		for _, t := range e.Times {
			at := slices.IndexFunc(vs, func(v *value) bool { return v.time.Role == t.Role && v.time.Interval.SameDays(t.Interval) })
			if at < 0 {
				at, vs = len(vs), s.fresh(vs, len(t.Evidence))
				vs[at].time = t
			}
			s.add(vs[at], ev, t.Evidence)
		}
	}
	s.settle(Time, vs, func(v *value, _ int) {
		form, weekday := -1, false
		if s.view.time >= 0 {
			m := &s.Times[s.view.time]
			form, weekday = int(m.Form), m.Weekday
		}
		s.put(slices.Index(roles, v.time.Role), form)
		s.flag(weekday)
		s.flag(s.Issue != nil && s.Issue.Interval.SameDays(v.time.Interval))
	}, func(v *value, ev int) {
		n := 0
		for _, o := range vs {
			if o != v && o.given[ev] && o.time.Role == v.time.Role {
				n++
			}
		}
		s.put(n)
	})
	if s.w.Trees[Time] == nil {
		return
	}
	for ev, e := range s.Events {
		e.Times = slices.DeleteFunc(e.Times, func(t report.Time) bool {
			return slices.ContainsFunc(vs, func(v *value) bool {
				return v.given[ev] && !v.takes[ev] && v.time.Role == t.Role && v.time.Interval.SameDays(t.Interval)
			})
		})
		for _, v := range vs {
			if v.takes[ev] && !v.given[ev] {
				t := v.time
				t.Evidence = slices.Clone(v.words)
				e.Times = append(e.Times, t)
			}
		}
	}
}
