package story

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// What the other languages do by their tables where English has words in code.

// says reports whether a verb of saying follows the name of an authority that ends before from; in other languages, whether its
// sentence has one.
func (s *story) says(from, to int) bool {
	if s.abroad == nil {
		return text.SaysAfter(s.d, from, to)
	}
	return s.abroad.Says(from - 1)
}

// goesBack reports whether a sentence speaks of those who did or planned something, or of those who look for them.
func (s *story) goesBack(sent int) bool {
	if s.abroad == nil {
		return text.GoesBack(s.d, &s.d.Sents[sent])
	}
	for _, kind := range [...]string{"who", "res", "wpn", "op"} {
		if len(s.hitsIn(kind, sent)) > 0 {
			return true
		}
	}
	return s.abroad.Told("vrb", "blames", s.d.Sents[sent].From)
}

// nation widens the name of an office, a force or people by the words that tell whose they are.
func (s *story) nation(from, to int) (iso string, a, b int) {
	if s.abroad != nil {
		return s.abroad.Nation(from, to)
	}
	a, b = from, to
	for _, i := range s.places[s.d.Tokens[from].Sent] {
		if m := &s.found.Mentions[i]; m.To == from && (m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country) {
			a, iso = m.From, m.Place.Country
		}
	}
	return
}

// adviceAbroad reads one level in a text of another language.
func (s *story) adviceAbroad(h text.Hit, ev int) {
	e := s.events[ev]
	evidence := func() []report.Evidence { return []report.Evidence{s.ev(h.From, h.To)} }
	if s.headingLevel(h) || h.Rule.Code == advice.NoTravel && s.abroad.Excepted(h) {
		return
	}
	switch h.Rule.Code {
	case advice.NoTravel, advice.EssentialOnly:
		AddCoded(&e.Actions, report.Coded{Code: "avoid_travel", Evidence: evidence()})
	case advice.Depart:
		AddCoded(&e.Actions, report.Coded{Code: "leave_country", Evidence: evidence()})
	}
	places, part := s.abroad.Scopes(h)
	if part {
		country := s.found.Main // of "the border with Libya" too
		if m := s.mainCountry(); m == nil && len(places) > 0 {
			country = places[0].Place.Country
		}
		AddCoded(&e.Advice, report.Coded{Code: h.Rule.Code, Scope: partScope(country), Evidence: evidence()})
		s.noteOnce("travel advice \"" + h.Rule.Code + "\" is for a part of a country that could not be told")
		return
	}
	if len(places) == 0 {
		if m := s.mainCountry(); m != nil {
			places = append(places, m)
		}
	}
	for _, m := range places {
		iso := m.Place.Country
		if m.Place.Kind == gazetteer.Admin1 {
			if iso = m.Place.ISO; iso == "" {
				iso = partScope(m.Place.Country)
				s.noteOnce("travel advice \"" + h.Rule.Code + "\" is for " + m.Place.Name + ", which has no ISO 3166-2 code here")
			}
		}
		AddCoded(&e.Advice, report.Coded{Code: h.Rule.Code, Scope: iso, Evidence: evidence()})
		s.addPlace(ev, m, report.Scope)
	}
}

// headingLevel reports whether words of advice are only the title of a page whose text gives levels of its own.
func (s *story) headingLevel(h text.Hit) bool {
	if s.d.Tokens[h.From].Sent > 0 {
		return false
	}
	return slices.ContainsFunc(s.hits["adv"], func(x text.Hit) bool { return s.d.Tokens[x.From].Sent > 0 })
}

// mainCountry is the first mention of the country that the text is about.
func (s *story) mainCountry() *where.Mention {
	if s.rep.Kind == "travel_advice" {
		for _, i := range s.places[0] { // the page's title says whose page it is
			if m := &s.found.Mentions[i]; m.Mark == where.Plain && m.Place.Kind == gazetteer.Country && !s.home[m.From] {
				s.found.Main = m.Place.Country
				return m
			}
		}
	}
	for i := range s.found.Mentions {
		if m := &s.found.Mentions[i]; m.Mark != where.Adjective && m.Mark != where.Background && m.Place.Kind == gazetteer.Country && m.Place.Country == s.found.Main && !s.home[m.From] {
			return m
		}
	}
	return nil
}

// avoidThings reads what the tables of another language say is to be avoided: a crowd, a building, a place by name.
func (s *story) avoidThings() {
	for _, v := range s.abroad.Avoided() {
		if s.section(v.From) == text.Assistance || s.hitAt("act", v.From) != nil || s.adviceAt(v.From, v.To) >= 0 {
			continue
		}
		ev := s.main
		if k, ok := s.near(v.From, nil); ok && s.events[k.ev].Type != report.TravelAdvice && s.events[k.ev].Type != report.FoiledPlot {
			ev = k.ev
		}
		AddCoded(&s.events[ev].Actions, report.Coded{Code: v.Code, Evidence: []report.Evidence{s.ev(v.From, v.To)}})
	}
}

// levelStands is adviceStands without the titles of pages in other languages, whose text gives the levels.
func (s *story) levelStands(h text.Hit) bool {
	return s.adviceStands(h) && (s.abroad == nil || !s.headingLevel(h))
}

// plotAbroad reports whether words of an attack in a story of a foiled plot are about the plot: its headline and lead, and sentences that tell
// of arrests or finds and count nobody hurt.
func (s *story) plotAbroad(tok int) bool {
	if s.rep.Kind == "travel_advice" || s.rep.Kind == "embassy_alert" || s.abroad.Told("cas", "", tok) {
		return false
	}
	return s.d.Tokens[tok].Sent == 0 || s.abroad.Told("ev", "foiled_plot/thwarted", tok) || s.abroad.Told("op", "", tok) || s.abroad.Told("ev", "arrest/none", tok)
}
