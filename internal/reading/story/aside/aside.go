// Package aside tells places of which a text speaks from those that it only names: capitals that stand for governments, the home of the
// office that warns, namesakes in lands of which nothing is told. It never fails; what it cannot tell stays as it was found.
package aside

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// wellKnown is how many people a town has that a text names without saying where it is.
const wellKnown = 300_000

// Text is what is known of a text.
type Text struct {
	Doc     *text.Doc
	Found   *where.Found
	Places  where.Gazetteer
	Offices []string     // countries of the offices that it names
	Whose   map[int]bool // first tokens of countries that only say whose an office is
	Formal  bool         // an office's own text, not news
}

// Set puts places into the background that the text names without anything being there: capitals that stand for their governments, home
// of the office that warns, and names of quarters, streets and people that are also those of towns in lands of which the text does not speak.
func (s *Text) Set() {
	if s.Formal {
		s.host()
	}
	if s.Doc.Lang == nil {
		s.pass()
	}
	main := s.Found.Main
	if main == "" {
		return
	}
	named := map[string]bool{}   // countries that are named, or of which a well-known town is; people and offices do not count
	home := map[string]bool{}    // countries whose offices or people are spoken of
	located := map[string]bool{} // countries of the section that says where
	for i := range s.Found.Mentions {
		m := &s.Found.Mentions[i]
		switch {
		case m.Mark == where.Adjective:
			home[m.Place.Country] = true
		case s.Whose[m.From] || m.Mark == where.Seat || offices.In(s.Doc, m.To):
		case m.Place.Kind == gazetteer.Country || m.Place.Population >= wellKnown:
			named[m.Place.Country] = true
		}
		if s.section(m.From) == text.Location {
			located[m.Place.Country] = true
		}
	}
	for _, c := range s.Offices {
		home[c] = true
	}
	for i := range s.Found.Mentions {
		m := &s.Found.Mentions[i]
		c := m.Place.Country
		if m.Mark != where.Plain || c == main || c == "" || located[c] {
			continue
		}
		if m.Place.Kind == gazetteer.Country {
			if s.Formal && len(located) > 0 {
				m.Mark = where.Background // the section says where it is
			}
			continue
		}
		capital, _ := s.Places.Capital(c)
		switch {
		case !named[c] && m.Place.Kind >= gazetteer.City && m.Place.ID != capital.ID && !s.sure(i):
			m.Mark = where.Background // "Chinatown", "Kingsbury"
		case s.Formal && home[c] || m.Place.ID == capital.ID && s.speaks(m):
			m.Mark = where.Background
		}
	}
}

// sure reports whether a town is the one of its name although its country is not named: an adjective of its country stands in the text ("the
// French city of"), or something is said to be in it and no other place of the name comes near it.
func (s *Text) sure(i int) bool {
	m := &s.Found.Mentions[i]
	for k := range s.Found.Mentions {
		if o := &s.Found.Mentions[k]; o.Mark == where.Adjective && o.Place.Country == m.Place.Country && s.Doc.SameSent(o.From, m.From) {
			return true
		}
	}
	if s.Doc.Lang != nil || s.Doc.Norm(m.From-1) != "in" || m.Place.Kind != gazetteer.City || m.Place.Population < 20_000 || m.Name != "" || !strings.EqualFold(m.Place.Name, s.Doc.Slice(m.From, m.To)) {
		return false
	}
	return len(m.Others) == 0 || m.Others[0].Population*10 < m.Place.Population
}

// host settles the country that an office's text is about where the office's own is named most: "Embassy of India, Bishkek".
func (s *Text) host() {
	if !slices.Contains(s.Offices, s.Found.Main) {
		return
	}
	sum, best := map[string]int{}, ""
	for i := range s.Found.Mentions {
		m := &s.Found.Mentions[i]
		if c := m.Place.Country; m.Mark == where.Adjective || m.Mark == where.Background || s.Whose[m.From] || c == "" {
			continue
		}
		w := 1
		if s.section(m.From) == text.Location || m.Mark == where.Seat {
			w = 3
		}
		sum[m.Place.Country] += w
		if c := m.Place.Country; best == "" || sum[c] > sum[best] {
			best = c
		}
	}
	if best != "" {
		s.Found.Main = best
	}
}

// speaks reports whether a capital stands for its government: "Ankara said", "ministry in Nicosia", "talks with Tehran".
func (s *Text) speaks(m *where.Mention) bool {
	if s.Doc.SameSent(m.From, m.To) && text.SaysAfter(s.Doc, m.To, m.To+1) {
		return true
	}
	for k := m.From - 1; k >= m.From-3 && s.Doc.SameSent(k, m.From); k-- {
		if offices.In(s.Doc, k) {
			return true
		}
	}
	return false
}

var offices = text.WordSet("ministry ministries minister ministers office officials official government governments headquarters envoy ambassador friendly close loyal linked allied embassy embassies")

func (s *Text) section(tok int) text.Section { return s.Doc.Sents[s.Doc.Tokens[tok].Sent].Section }
