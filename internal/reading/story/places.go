package story

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// fillPlaces gives each place to the event nearest to it and settles its role there.
func (s *story) fillPlaces() {
	for i := range s.found.Mentions {
		m := &s.found.Mentions[i]
		if m.Mark == where.Adjective || m.Mark == where.Background || m.Mark == where.Nearby && !s.onlyNear(m) || s.section(m.From) == text.Assistance {
			continue
		}
		if s.inName(m) || m.Place.Kind == gazetteer.Country && s.d.Norm(m.To) == "'s" || text.Denied(s.d, m.From, m.To) || s.home[m.From] {
			continue
		}
		if s.d.Norm(m.To) == "police" && s.d.SameSent(m.From, m.To) {
			continue // "the Hesse police"
		}
		country := m.Place.Kind == gazetteer.Country
		formal := s.rep.Kind != "news"
		switch {
		case m.Mark == where.Dateline:
			s.addPlaceIfThere(m)
			continue
		case m.Mark == where.Seat:
			if country && formal {
				s.addPlace(s.main, m, report.Scope)
			} else if country && s.events[s.main].Type == report.Threat {
				s.addPlaceIfThere(m)
			}
			continue
		case s.section(m.From) == text.Location:
			s.addPlace(s.main, m, s.role(s.main, m, mark{}))
			continue
		}
		ev, k := s.about(m.From, nil)
		if ev < 0 || s.section(m.From) == text.Actions && !k.real() {
			continue
		}
		e := s.events[ev]
		switch {
		case e.Type == report.TravelAdvice:
			continue // its scope comes with the level
		case formal && !k.real() && e.Type != report.ThreatLevel && !(country && m.Place.Country == s.found.Main) && s.sent(m.From).Line > 1 && !s.speaksOf(m.From):
			continue // a page has much to say of places where nothing happened
		case e.Type == report.ThreatLevel && m.Place.Kind > gazetteer.Admin1:
			continue
		case country && e.Stage == report.Accomplished && !k.generic:
			continue
		case country && e.Type == report.Threat && !formal && s.d.Norm(m.From-1) != "in" && (s.abroad == nil || !s.abroad.Sits(m.From-1)):
			continue
		case country && e.Type == report.FoiledPlot && s.townIn(e):
			continue
		case !country && e.key == "denial" && !k.real(), !formal && !k.real() && s.townIn(e):
			continue
		}
		s.addPlace(ev, m, s.role(ev, m, k))
	}
	s.dropHeadline()
	for i, e := range s.events {
		if len(e.Places) > 0 || e.Type == report.TravelAdvice {
			continue
		}
		if s.rep.Kind == "travel_advice" && s.warns(e) {
			for k := range s.found.Mentions { // a page on a country
				if m := &s.found.Mentions[k]; m.Mark != where.Adjective && m.Place.Kind == gazetteer.Country && m.Place.Country == s.found.Main && !s.home[m.From] {
					s.addPlace(i, m, s.role(i, m, mark{ev: i}))
					break
				}
			}
		}
		// a text on one place speaks of that place
		for k := range s.found.Mentions {
			m := &s.found.Mentions[k]
			if m.Mark == where.Plain && m.Place.Country == s.found.Main && (e.Type == report.ThreatLevel) == (m.Place.Kind == gazetteer.Country) && (i == s.main || e.Type == report.ThreatLevel || e.Type == report.FoiledPlot) {
				s.addPlace(i, m, s.role(i, m, mark{ev: i}))
				break
			}
		}
		if len(e.Places) == 0 && e.Stage == report.Accomplished && i != s.main {
			// "Gunmen then fired": where the thing before happened
			for _, x := range append([]*thread{s.events[s.main]}, s.events...) {
				for _, p := range x.Places {
					if p.Place.Kind != gazetteer.Country && len(e.Places) == 0 && (x.Stage == report.Accomplished || x == s.events[s.main]) {
						p.Role, p.Evidence = report.Incident, slices.Clone(p.Evidence)
						e.Places = append(e.Places, p)
					}
				}
			}
		}
		if len(e.Places) == 0 && e.Type == report.ThreatLevel {
			s.placeOfLevel(i)
		}
		if len(e.Places) == 0 && (i == s.main && e.Type != report.ThreatLevel || e.Type == report.FoiledPlot) {
			for _, want := range [...]where.Mark{where.Plain, where.Dateline} {
				for k := range s.found.Mentions {
					m := &s.found.Mentions[k]
					if m.Mark == want && m.Place.Country == s.found.Main && len(e.Places) == 0 && (want == where.Plain || s.rep.Kind == "news") {
						s.addPlace(i, m, s.role(i, m, mark{ev: i}))
					}
				}
			}
		}
	}
}

// speaksOf reports whether the paragraph of a token speaks of an event that is no level of advice, or follows the words of one that
// ended with a colon.
func (s *story) speaksOf(tok int) bool {
	n := s.d.Tokens[tok].Sent
	for k := n; k >= 0 && s.d.Sents[k].Para == s.d.Sents[n].Para; k-- {
		for _, x := range s.bySent[k] {
			if s.events[s.marks[x].ev].Type != report.TravelAdvice {
				return true
			}
		}
	}
	return false
}

// onlyNear reports whether a place that another is told by ("a cabin near Lillehammer") is all that its sentence says of
// where.
func (s *story) onlyNear(m *where.Mention) bool {
	for _, i := range s.places[s.d.Tokens[m.From].Sent] {
		o := &s.found.Mentions[i]
		if o.From != m.From && o.Mark == where.Plain && o.Place.Kind != gazetteer.Country || o.From < m.From && o.Mark == where.Nearby {
			return false // "near Baquba, 65 km northeast of the capital"
		}
	}
	return len(s.bySent[s.d.Tokens[m.From].Sent]) > 0
}

// plotsAtHome gives a foiled plot without a place of its own the town of the headline or dateline: "Police in Lyon break up
// cell that plotted station bombing".
func (s *story) plotsAtHome() {
	if s.rep.Kind != "news" {
		return
	}
	for i, e := range s.events {
		if e.Type != report.FoiledPlot || len(e.Targets) == 0 || slices.ContainsFunc(e.Places, func(p report.PlaceAt) bool { return p.Role == report.Target }) {
			continue
		}
		for k := range s.found.Mentions {
			m := &s.found.Mentions[k]
			if s.d.Tokens[m.From].Sent > 1 {
				break
			}
			if m.Place.Kind != gazetteer.City || m.Mark == where.Adjective || m.Mark == where.Background || s.inName(m) {
				continue
			}
			if m.Mark == where.Plain && s.d.Tokens[m.From].Sent == 0 {
				e.Places = slices.DeleteFunc(e.Places, func(p report.PlaceAt) bool { return p.Place.ID == m.Place.ID })
				s.addPlace(i, m, report.Target)
				break
			}
		}
	}
}

// placeOfLevel takes the country of "the UK threat level" from its adjective.
func (s *story) placeOfLevel(ev int) {
	for k := range s.marks {
		if s.marks[k].ev != ev {
			continue
		}
		for _, i := range s.places[s.d.Tokens[s.marks[k].from].Sent] {
			if m := s.found.Mentions[i]; m.Mark == where.Adjective {
				if p, ok := s.gaz.Country(m.Place.Country); ok {
					m.Place = p
					s.addPlace(ev, &m, report.Scope)
					return
				}
			}
		}
	}
}

// dropHeadline takes places out that only the headline of a story names, where its text names others: "takes Pretoria by
// surprise".
func (s *story) dropHeadline() {
	if s.rep.Kind != "news" || len(s.d.Sents) < 3 {
		return
	}
	_, end := s.d.Span(s.d.Sents[0].From, s.d.Sents[0].To)
	for _, e := range s.events {
		all := slices.Clone(e.Places)
		e.Places = slices.DeleteFunc(e.Places, func(p report.PlaceAt) bool {
			for i := range all {
				if q := &all[i]; q.Place.ID != p.Place.ID && q.Role == p.Role && q.Evidence[0].End > end {
					for _, v := range p.Evidence {
						if v.End > end {
							return false
						}
					}
					return true
				}
			}
			return false
		})
	}
}

func (m *mark) real() bool { return m.to > m.from }

func (s *story) townIn(e *thread) bool {
	for i := range e.Places {
		if e.Places[i].Place.Kind != gazetteer.Country {
			return true
		}
	}
	return false
}

// role is the part a place plays in an event.
func (s *story) role(ev int, m *where.Mention, k mark) report.PlaceRole {
	e := s.events[ev]
	if k.op {
		hs := s.hits["tgt"]
		i, _ := slices.BinarySearchFunc(hs, m.To, func(h text.Hit, t int) int { return h.From - t })
		if i < len(hs) && hs[i].From == m.To && s.d.SameSent(m.From, m.To) {
			return report.Target // "past Seville cathedral"
		}
		return report.Operation
	}
	country := m.Place.Kind == gazetteer.Country
	switch {
	case e.Type == report.TravelAdvice || e.Type == report.ThreatLevel:
		return report.Scope
	case country && e.Type != report.FoiledPlot, e.Type == report.Threat && e.key == "denial":
		return report.Scope
	case e.Stage == report.Accomplished:
		return report.Incident
	case e.Type == report.Arrest:
		return report.Operation
	}
	return report.Target
}

// addPlace adds a mention to an event; one place in one role is one value with several mentions.
func (s *story) addPlace(ev int, m *where.Mention, role report.PlaceRole) {
	e := s.events[ev]
	name := m.Name
	if name == "" {
		name = m.Place.Name
	}
	for i := range e.Places {
		if p := &e.Places[i]; p.Place.ID == m.Place.ID && p.Role == role && p.Name == name {
			if len(p.Evidence) < maxEvidence {
				p.Evidence = append(p.Evidence, s.ev(m.From, m.To))
			}
			return
		}
	}
	e.Places = append(e.Places, report.PlaceAt{Name: name, Role: role, Place: m.Place, Others: m.Others, Evidence: []report.Evidence{s.ev(m.From, m.To)}})
}

// addPlaceIfThere adds a dateline to a place that the event already has.
func (s *story) addPlaceIfThere(m *where.Mention) {
	for _, e := range s.events {
		for i := range e.Places {
			if p := &e.Places[i]; p.Place.ID == m.Place.ID && p.Name == p.Place.Name && len(p.Evidence) < maxEvidence {
				p.Evidence = append(p.Evidence, s.ev(m.From, m.To))
			}
		}
	}
}
