package story

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// wellKnown is how many people a town has that a text names without saying where it is.
const wellKnown = 300_000

// setAside puts places into the background that the text names without anything being there: capitals that stand for their governments, home
// of the office that warns, and names of quarters, streets and people that are also those of towns in lands of which the text does not speak.
func (s *story) setAside() {
	main := s.found.Main
	if main == "" {
		return
	}
	named := map[string]int{} // how often a country is spoken of
	for i := range s.found.Mentions {
		named[s.found.Mentions[i].Place.Country]++
	}
	home := map[string]bool{} // countries whose offices speak
	for i := range s.orgs {
		home[s.orgs[i].Country] = true
	}
	for i := range s.found.Mentions {
		m := &s.found.Mentions[i]
		c := m.Place.Country
		if m.Mark != where.Plain || c == main || c == "" || m.Place.Kind == gazetteer.Country || s.section(m.From) == text.Location {
			continue
		}
		capital, _ := s.gaz.Capital(c)
		switch {
		case m.Place.Kind >= gazetteer.City && m.Place.Population < wellKnown && named[c] == 1 && m.Place.ID != capital.ID:
			m.Mark = where.Background // "Chinatown", "Kingsbury"
		case m.Place.ID == capital.ID && (home[c] && s.rep.Kind != "news" || s.speaks(m)):
			m.Mark = where.Background
		}
	}
}

// speaks reports whether a capital stands for its government: "Ankara said", "ministry in Nicosia", "talks with Tehran".
func (s *story) speaks(m *where.Mention) bool {
	if s.d.SameSent(m.From, m.To) && text.SaysAfter(s.d, m.To, m.To+1) {
		return true
	}
	for k := m.From - 1; k >= m.From-3 && s.d.SameSent(k, m.From); k-- {
		if offices.In(s.d, k) {
			return true
		}
	}
	return false
}

var offices = text.WordSet("ministry ministries minister ministers office officials official government governments headquarters envoy ambassador friendly close loyal linked allied embassy embassies")
