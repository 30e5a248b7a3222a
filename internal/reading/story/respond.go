package story

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/force"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// responds reports whether an event is one that somebody polices: it happened, was foiled, or led to an arrest.
func responds(e *thread) bool {
	return e.Type == report.FoiledPlot || e.Type == report.Arrest || e.Stage == report.Accomplished
}

// fillResponders settles who arrests, fights and guards.
func (s *story) fillResponders() {
	for _, h := range s.hits["res"] {
		from, to, country := s.forceName(h)
		if t := s.hitAt("tgt", h.From); text.PartOf(s.d, from, to) || s.abroad != nil && t != nil && t.To-t.From > h.To-h.From {
			continue // "police posts", "отделение полиции"
		}
		acts := s.abroad != nil && s.abroad.Acts(h.From) || force.Acts(s.d, to) || force.Agent(s.d, from)
		if force.Target(s.d, from) {
			continue
		}
		m, ok := s.near(from, func(m *mark) bool {
			e := s.events[m.ev]
			return e.Type == report.FoiledPlot || e.Type == report.Arrest || e.Stage == report.Accomplished && !m.generic
		})
		ev := m.ev
		if !ok {
			if !acts {
				continue
			}
			if ev = s.carried(s.d.Tokens[from].Sent); ev < 0 || !responds(s.events[ev]) {
				if ev = s.lastPoliced(from); ev < 0 {
					continue
				}
			}
		} else if s.events[ev].Stage == report.Accomplished && !acts {
			continue
		}
		if h.Rule.Code == "government" && country == "" || h.Rule.Code == "security_force" && s.strikes(to) {
			continue
		}
		n := report.Named{Name: s.d.Slice(from, to), Class: h.Rule.Code, Country: country, Evidence: []report.Evidence{s.ev(from, to)}}
		if n.Country == "" {
			n.Country = s.found.Main
		}
		s.addResponder(s.events[ev], n)
	}
}

// strikes reports whether those named before token to do what an event tells: soldiers who seize power, or shell a town.
func (s *story) strikes(to int) bool {
	for _, k := range s.bySent[s.d.Tokens[to-1].Sent] {
		m := &s.marks[k]
		if e := s.events[m.ev]; m.from < to+8 && to <= m.to && m.real() && !m.generic && e.Stage == report.Accomplished && (e.Type == report.Attack || e.Type == report.Other || e.Type == report.Kidnapping || e.Type == report.Arson || e.Type == report.Bombing) {
			return true
		}
	}
	return false
}

// addResponder adds a force to an event; the forces of one country are one responder with several names.
func (s *story) addResponder(e *thread, n report.Named) {
	for i := range e.Responder {
		r := &e.Responder[i]
		if r.Country != n.Country {
			continue
		}
		if len(r.Evidence) < maxEvidence {
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
func (s *story) forceName(h text.Hit) (from, to int, country string) {
	from, to = h.From, h.To
	if s.abroad != nil {
		country, from, to = s.abroad.Nation(from, to)
		return from, to, country
	}
	for _, i := range s.places[s.d.Tokens[from].Sent] {
		if m := &s.found.Mentions[i]; m.To == from && (m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country) {
			from, country = m.From, m.Place.Country
		}
	}
	if t := &s.d.Tokens[to-1]; t.Cap && s.d.Tokens[h.From].Cap {
		for from > 0 && s.d.SameSent(from-1, from) {
			p := &s.d.Tokens[from-1]
			if !p.Cap || p.Kind != text.Word || text.Article(p) || p.First && s.rep.Lang != "en" {
				break
			}
			from--
		}
		o := office.Org{From: from, To: to}
		if s.d.Norm(to) == "of" {
			at := map[int]int{}
			for _, i := range s.places[s.d.Tokens[from].Sent] {
				at[s.found.Mentions[i].From] = i
			}
			if office.OfCountry(s.d, &s.found, &o, at); o.Country != "" {
				to, country = o.To, o.Country
			}
		}
	}
	return
}

// lastPoliced is the last event before a token that somebody polices, the main one before others, or -1.
func (s *story) lastPoliced(tok int) int {
	best := -1
	for i, e := range s.events {
		if !responds(e) || e.first >= tok {
			continue
		}
		if best < 0 || i == s.main || best != s.main && e.last > s.events[best].last {
			best = i
		}
	}
	return best
}
