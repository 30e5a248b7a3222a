package voice

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/force"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// responds reports whether an event is one that somebody polices: it happened, was foiled, or led to an arrest.
func responds(e *scene.Thread) bool {
	return e.Type == report.FoiledPlot || e.Type == report.Arrest || e.Stage == report.Accomplished
}

// Responders settles who arrests, fights and guards.
func Responders(x *scene.Scene) {
	s := &voices{x}
	for _, h := range s.Hits["res"] {
		from, to, country := s.forceName(h)
		if t := s.HitAt("tgt", h.From); text.PartOf(s.Doc, from, to) || s.Abroad == nil && force.Thing(s.Doc, to) || s.Abroad != nil && t != nil && t.To-t.From > h.To-h.From {
			continue // "police posts", "отделение полиции"
		}
		agent := s.Abroad == nil && force.Agent(s.Doc, from)
		acts := s.Abroad != nil && s.Abroad.Acts(h.From) || force.Acts(s.Doc, to) || agent
		if !agent && force.Target(s.Doc, from) {
			continue
		}
		m, ok := s.Near(from, func(m *scene.Mark) bool {
			e := s.Events[m.Ev]
			return e.Type == report.FoiledPlot || e.Type == report.Arrest || e.Stage == report.Accomplished && !m.Generic
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
		} else if s.Events[ev].Stage == report.Accomplished && !acts {
			continue
		}
		if h.Rule.Code == "government" && country == "" && !(acts && s.Events[ev].Type == report.FoiledPlot && s.Abroad == nil) || h.Rule.Code == "security_force" && !agent && s.strikes(to) {
			continue
		}
		n := report.Named{Name: s.Doc.Slice(from, to), Class: h.Rule.Code, Country: country, Evidence: []report.Evidence{s.Words(from, to)}}
		if n.Country == "" {
			n.Country = s.Found.Main
		}
		s.addResponder(s.Events[ev], n)
	}
	s.spoken()
}

// spoken gives the events of a story that nobody was seen to police those who speak of them: "police said", "investigators believe". They look into it, or
// they would have nothing to say.
func (s *voices) spoken() {
	if s.Rep.Kind != "news" || s.Abroad != nil {
		return
	}
	bare := make([]bool, len(s.Events))
	for i, e := range s.Events {
		bare[i] = responds(e) && len(e.Responder) == 0
	}
	for _, h := range s.Hits["res"] {
		if h.Rule.Code == "government" {
			continue
		}
		from, to, country := s.forceName(h)
		if text.PartOf(s.Doc, from, to) || force.Thing(s.Doc, to) || force.Target(s.Doc, from) || !force.Speaks(s.Doc, from, to) {
			continue
		}
		m, ok := s.Near(from, func(m *scene.Mark) bool { return responds(s.Events[m.Ev]) && !m.Generic })
		ev := m.Ev
		if !ok {
			ev = s.lastPoliced(from)
		}
		if ev < 0 || !bare[ev] {
			continue
		}
		n := report.Named{Name: s.Doc.Slice(from, to), Class: h.Rule.Code, Country: country, Evidence: []report.Evidence{s.Words(from, to)}}
		if n.Country == "" {
			n.Country = s.Found.Main
		}
		s.addResponder(s.Events[ev], n)
	}
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

// addResponder adds a force to an event; the forces of one country are one responder with several names.
func (s *voices) addResponder(e *scene.Thread, n report.Named) {
	for i := range e.Responder {
		r := &e.Responder[i]
		if r.Country != n.Country {
			continue
		}
		if len(r.Evidence) < scene.MaxEvidence {
			r.Evidence = append(r.Evidence, n.Evidence...)
		}
		if r.Class == "government" || len(n.Name) > len(r.Name) && n.Class != "government" {
			r.Name, r.Class = n.Name, n.Class // "Russian special forces" says more than "Russian authorities"
		}
		return
	}
	e.Responder = append(e.Responder, n)
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
		if m := &s.Found.Mentions[i]; m.To == from && (m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country) {
			from, country = m.From, m.Place.Country
		}
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
			at := map[int]int{}
			for _, i := range s.Places[s.Doc.Tokens[from].Sent] {
				at[s.Found.Mentions[i].From] = i
			}
			if office.OfCountry(s.Doc, &s.Found, &o, at); o.Country != "" {
				to, country = o.To, o.Country
			}
		}
	}
	return
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
