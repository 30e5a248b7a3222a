package story

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// adviceAbroad reads one level in a text of another language.
func (s *story) adviceAbroad(h text.Hit, ev int) {
	e := s.Events[ev]
	evidence := func() []report.Evidence { return []report.Evidence{s.Words(h.From, h.To)} }
	if s.headingLevel(h) || h.Rule.Code == advice.NoTravel && s.Abroad.Excepted(h) {
		return
	}
	switch h.Rule.Code {
	case advice.NoTravel, advice.EssentialOnly:
		scene.AddCoded(&e.Actions, report.Coded{Code: "avoid_travel", Evidence: evidence()})
	case advice.Depart:
		scene.AddCoded(&e.Actions, report.Coded{Code: "leave_country", Evidence: evidence()})
	}
	places, part := s.Abroad.Scopes(h)
	if part {
		country := s.Found.Main // of "the border with Libya" too
		if m := s.mainCountry(); m == nil && len(places) > 0 {
			country = places[0].Place.Country
		}
		scene.AddCoded(&e.Advice, report.Coded{Code: h.Rule.Code, Scope: partScope(country), Evidence: evidence()})
		s.NoteOnce("travel advice \"" + h.Rule.Code + "\" is for a part of a country that could not be told")
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
				s.NoteOnce("travel advice \"" + h.Rule.Code + "\" is for " + m.Place.Name + ", which has no ISO 3166-2 code here")
			}
		}
		scene.AddCoded(&e.Advice, report.Coded{Code: h.Rule.Code, Scope: iso, Evidence: evidence()})
		s.addPlace(ev, m, report.Scope)
	}
}

// headingLevel reports whether words of advice are only the title of a page whose text gives levels of its own.
func (s *story) headingLevel(h text.Hit) bool {
	if s.Doc.Tokens[h.From].Sent > 0 {
		return false
	}
	return slices.ContainsFunc(s.Hits["adv"], func(x text.Hit) bool { return s.Doc.Tokens[x.From].Sent > 0 })
}

// mainCountry is the first mention of the country that the text is about.
func (s *story) mainCountry() *where.Mention {
	if s.Rep.Kind == "travel_advice" {
		for _, i := range s.Places[0] { // the page's title says whose page it is
			if m := &s.Found.Mentions[i]; m.Mark == where.Plain && m.Place.Kind == gazetteer.Country && !s.Home[m.From] {
				s.Found.Main = m.Place.Country
				return m
			}
		}
	}
	for i := range s.Found.Mentions {
		if m := &s.Found.Mentions[i]; m.Mark != where.Adjective && m.Mark != where.Background && m.Place.Kind == gazetteer.Country && m.Place.Country == s.Found.Main && !s.Home[m.From] {
			return m
		}
	}
	return nil
}

// avoidThings reads what the tables of another language say is to be avoided: a crowd, a building, a place by name.
func (s *story) avoidThings() {
	for _, v := range s.Abroad.Avoided() {
		if s.Section(v.From) == text.Assistance || s.HitAt("act", v.From) != nil || s.adviceAt(v.From, v.To) >= 0 {
			continue
		}
		ev := s.Main
		if k, ok := s.Near(v.From, nil); ok && s.Events[k.Ev].Type != report.TravelAdvice && s.Events[k.Ev].Type != report.FoiledPlot {
			ev = k.Ev
		}
		scene.AddCoded(&s.Events[ev].Actions, report.Coded{Code: v.Code, Evidence: []report.Evidence{s.Words(v.From, v.To)}})
	}
}

// levelStands is adviceStands without the titles of pages in other languages, whose text gives the levels.
func (s *story) levelStands(h text.Hit) bool {
	return s.adviceStands(h) && (s.Abroad == nil || !s.headingLevel(h))
}
