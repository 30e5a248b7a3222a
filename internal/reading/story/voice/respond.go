package voice

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/force"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// responds reports whether an event is one that somebody polices: it happened, was tried or foiled, or led to an arrest.
func responds(e *scene.Thread) bool {
	return e.Type == report.FoiledPlot || e.Type == report.Arrest || e.Stage == report.Accomplished || e.Stage == report.Attempted || e.Stage == report.Thwarted
}

// posse is a force or an office that a text names: tokens [from, to).
type posse struct {
	from, to       int
	class, country string
	of             int  // where the name of the body begins in "officers of the BCIJ", or 0
	office         bool // an authority by name, no common noun of the tables
}

// posses are the forces and the offices of a text that may act on an event, in order.
func (s *voices) posses() (out []posse) {
	res, grd := s.Hits["res"], s.Hits["grd"]
	for len(res)+len(grd) > 0 {
		var h text.Hit
		if len(grd) == 0 || len(res) > 0 && res[0].From <= grd[0].From {
			h, res = res[0], res[1:]
		} else {
			h, grd = grd[0], grd[1:]
		}
		from, to, country := s.forceName(h)
		if t := s.HitAt("tgt", h.From); text.PartOf(s.Doc, from, to) || s.Abroad == nil && force.Thing(s.Doc, to) || s.Abroad != nil && t != nil && t.To-t.From > h.To-h.From {
			continue // "police posts", "отделение полиции"
		}
		if h.To-h.From == 1 && s.Abroad == nil && force.Short(s.Doc, h.From) {
			continue
		}
		if s.HitAt("who", h.From) != nil && s.HitAt("who", h.From).Rule.Code == "organization" {
			continue // "the Baloch Liberation Army"
		}
		if n := len(out); n > 0 && from < out[n-1].to {
			continue // "officers of the anti-terrorist squad"
		}
		p := posse{from: from, to: to, class: h.Rule.Code, country: country}
		if s.Abroad == nil {
			if p.to = force.Of(s.Doc, to); p.to > to {
				p.of = to + 1
			}
		}
		out = append(out, p)
	}
	if s.Abroad != nil {
		return out
	}
	for i := range s.Voices {
		o := &s.Voices[i]
		switch {
		case o.Person != "" || o.Bare:
			continue
		case o.Kind == "police" || o.Kind == "agency" || o.Kind == "military" || o.Kind == "court":
		case o.Kind == "ministry" && (o.Field == "" || o.Field == "interior" || o.Field == "security" || o.Field == "defence"):
		default:
			continue
		}
		if !force.Office(s.Doc, o.From, o.To) {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, o.To, func(p posse, t int) int { return p.from - t })
		if at > 0 && out[at-1].to > o.From || s.Section(o.From) == text.Assistance {
			continue // the tables have it
		}
		out = slices.Insert(out, at, posse{from: o.From, to: o.To, class: o.Kind, country: o.Country, office: true})
	}
	return out
}

// posseNamed is a force as a value; a body whose people are told is named by itself too.
func (s *voices) posseNamed(p *posse) report.Named {
	n := report.Named{Name: s.Doc.Slice(p.from, p.to), Class: p.class, Country: p.country, Evidence: []report.Evidence{s.Words(p.from, p.to)}}
	if n.Class == "guard" {
		n.Class = "security_force"
	}
	if n.Country == "" {
		n.Country = s.Found.Main
	}
	if p.of > 0 {
		k := p.of
		if s.Doc.Norm(k) == "the" {
			k++
		}
		n.Evidence = append(n.Evidence, s.Words(k, p.to))
	}
	return n
}

// Responders settles who arrests, fights and guards.
func Responders(x *scene.Scene) {
	s := &voices{x}
	all := s.posses()
	for i := range all {
		p := &all[i]
		from, to := p.from, p.to
		agent := s.Abroad == nil && force.Agent(s.Doc, from)
		acts := s.Abroad != nil && s.Abroad.Acts(from) || !p.office && force.Acts(s.Doc, to) || p.office && force.Polices(s.Doc, to) || agent
		if !agent && force.Target(s.Doc, from) || s.strikers(from, to) || p.office && !acts || p.class == "guard" && !force.Guards(s.Doc, from, to) {
			continue
		}
		m, ok := s.Near(from, func(m *scene.Mark) bool {
			e := s.Events[m.Ev]
			return responds(e) && (!m.Generic || e.Type == report.FoiledPlot || e.Type == report.Arrest)
		})
		ev := m.Ev
		if !ok {
			if !acts {
				continue
			}
			if ev = s.Carried(s.Doc.Tokens[from].Sent); ev < 0 || !responds(s.Events[ev]) {
				if ev = s.lastPoliced(from); ev < 0 {
					continue
				}
			}
		} else if t := s.Events[ev].Type; t != report.FoiledPlot && t != report.Arrest && !acts {
			continue
		}
		if p.class == "government" && p.country == "" && !(acts && s.Abroad == nil && (s.Events[ev].Type == report.FoiledPlot || force.Prosecutes(s.Doc, from, to))) || p.class == "security_force" && !agent && force.Soldiery(s.Doc, from, to) && s.strikes(to) {
			continue
		}
		s.addResponder(s.Events[ev], s.posseNamed(p), acts)
	}
	s.spoken(all)
}

// spoken gives the events of a story that nobody was seen to police those who speak of them: "police said", "investigators believe". They look into it, or
// they would have nothing to say.
func (s *voices) spoken(all []posse) {
	if s.Abroad != nil {
		return
	}
	bare := make([]bool, len(s.Events))
	for i, e := range s.Events {
		bare[i] = responds(e) && len(e.Responder) == 0
	}
	for i := range all {
		p := &all[i]
		if s.strikers(p.from, p.to) || p.class == "government" || p.class == "guard" || p.office && s.Rep.Kind == "news" || s.Rep.Kind != "news" && (s.issues(p) || p.class == "agency" || p.country != "" && p.country != s.Found.Main || force.Quoted(s.Doc, p.from)) || force.Target(s.Doc, p.from) || !force.Speaks(s.Doc, p.from, p.to) {
			continue
		}
		m, ok := s.Near(p.from, func(m *scene.Mark) bool { return responds(s.Events[m.Ev]) && !m.Generic })
		ev := m.Ev
		if !ok {
			ev = s.lastPoliced(p.from)
		}
		if ev >= 0 && bare[ev] {
			s.addResponder(s.Events[ev], s.posseNamed(p), true)
		}
	}
}

// toldIn reports whether one of the values stands on words within the bytes [a, b).
func toldIn(values []report.Named, a, b int) bool {
	for i := range values {
		for _, w := range values[i].Evidence {
			if w.Start < b && a < w.End {
				return true
			}
		}
	}
	return false
}

// strikers reports whether tokens [from, to) are told as those who did it.
func (s *voices) strikers(from, to int) bool {
	if force.Fights(s.Doc, from, to) {
		return false
	}
	a, b := s.Doc.Span(from, to)
	for _, e := range s.Events {
		if toldIn(e.Actors, a, b) {
			return true
		}
	}
	return false
}

// issues reports whether a force is the one whose words the text is.
func (s *voices) issues(p *posse) bool {
	a, b := s.Doc.Span(p.from, p.to)
	for _, e := range s.Events {
		if toldIn(e.Issuers, a, b) {
			return true
		}
	}
	return false
}

// strikes reports whether those named before token to do what an event tells: soldiers who seize power, or shell a town.
func (s *voices) strikes(to int) bool {
	for _, k := range s.BySent[s.Doc.Tokens[to-1].Sent] {
		m := &s.Marks[k]
		if e := s.Events[m.Ev]; m.From < to+8 && to <= m.To && m.Real() && !m.Generic && e.Stage == report.Accomplished && (e.Type == report.Attack || e.Type == report.Other || e.Type == report.Kidnapping || e.Type == report.Arson || e.Type == report.Bombing) {
			return true
		}
	}
	return false
}

// addResponder adds a force to an event. The police of one country are one responder with several names, and so is its army; a body with a name of its
// own stands for itself. Beside another only one that is seen to act counts.
func (s *voices) addResponder(e *scene.Thread, n report.Named, acts bool) {
	for i := range e.Responder {
		r := &e.Responder[i]
		if r.Country != n.Country || s.Abroad == nil && !force.Same(r.Name, n.Name) {
			continue
		}
		if len(r.Evidence) < scene.MaxEvidence {
			r.Evidence = append(r.Evidence, n.Evidence...)
		}
		if r.Class == "government" || strings.Count(n.Name, " ") > strings.Count(r.Name, " ") && n.Class != "government" {
			r.Name, r.Class = n.Name, n.Class // "Russian special forces" says more than "Russian authorities"
		}
		return
	}
	if acts || len(e.Responder) == 0 {
		e.Responder = append(e.Responder, n)
	}
}

// forceName is the whole name around the words of a force, and whose it is: "the Royal Solomon Islands Police Force", "the Armed
// Forces of the Philippines", "Kenyan police".
func (s *voices) forceName(h text.Hit) (from, to int, country string) {
	from, to = h.From, h.To
	if s.Abroad != nil {
		country, from, to = s.Abroad.Nation(from, to)
		return from, to, country
	}
	for _, i := range s.Places[s.Doc.Tokens[from].Sent] {
		if m := &s.Found.Mentions[i]; m.To == from && (m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country || s.seat(m.From, from)) {
			from, country = m.From, m.Place.Country
		}
	}
	if from > 0 && s.Doc.SameSent(from-1, from) && (s.Doc.Norm(from-1) == "embassy" || s.Doc.Norm(from-1) == "consulate") {
		from--
	}
	if t := &s.Doc.Tokens[to-1]; t.Cap && s.Doc.Tokens[h.From].Cap {
		for from > 0 && s.Doc.SameSent(from-1, from) {
			p := &s.Doc.Tokens[from-1]
			if !p.Cap || p.Kind != text.Word || text.Article(p) || p.First && s.Rep.Lang != "en" {
				break
			}
			from--
		}
		o := office.Org{From: from, To: to}
		if s.Doc.Norm(to) == "of" {
			at := func(tok int) (m *where.Mention) {
				for _, i := range s.Places[s.Doc.Tokens[from].Sent] {
					if x := &s.Found.Mentions[i]; x.From == tok {
						m = x
					}
				}
				return m
			}
			if office.OfCountry(s.Doc, &o, at); o.Country != "" {
				to, country = o.To, o.Country
			}
		}
	}
	return
}

// seat reports whether a town or a region, tokens [from, to), says whose the force behind it is: "Cologne police", but not "in Cologne police said".
func (s *voices) seat(from, to int) bool {
	if from > 0 && s.Doc.SameSent(from-1, from) {
		switch s.Doc.Norm(from - 1) {
		case "in", "at", "near", "from", "to", "of", "outside", "into", "around", "for":
			return false
		}
	}
	return force.Local(s.Doc, to)
}

// lastPoliced is the last event before a token that somebody polices, the main one before others, or -1.
func (s *voices) lastPoliced(tok int) int {
	best := -1
	for i, e := range s.Events {
		if !responds(e) || e.First >= tok {
			continue
		}
		if best < 0 || i == s.Main || best != s.Main && e.Last > s.Events[best].Last {
			best = i
		}
	}
	return best
}
