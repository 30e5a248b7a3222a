package story

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/level"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// adviceStands reports whether words of travel advice are a government's level for a country or a part of one, and not an
// action told in a warning ("do not travel to the airport").
func (s *story) adviceStands(h text.Hit) bool {
	if s.Section(h.From) == text.Actions || h.Rule.Code == advice.Depart && s.Abroad == nil && s.onlyReady(h) {
		return false
	}
	if s.Rep.Kind == "travel_advice" {
		return h.Rule.Code != advice.Depart || !strings.HasPrefix(s.Doc.Norm(h.From), "order") // staff ordered out stand beside the page's level
	}
	if s.Abroad != nil { // words that go before or after their country
		if places, _ := s.Abroad.Scopes(h); len(places) > 0 {
			return true
		}
	}
	if h.Rule.Code == advice.Depart && text.NearbyArea(s.Doc, h.To) {
		return false // "told its nationals to leave the island"
	}
	if n := s.Doc.Tokens[h.From].Sent; h.Rule.Code == advice.Depart && n > 0 && s.Doc.Sents[n-1].Para == s.Doc.Sents[n].Para && len(s.HitsIn("adv", n-1)) > 0 {
		return true // "Those who are there are urged to leave it", after the level
	}
	last := s.Doc.Norm(h.To - 1)
	if s.toldOf(h) {
		return true
	}
	if h.Rule.Code == advice.Caution && s.Doc.Norm(h.From) != "level" && !s.Doc.Tokens[h.From].First && !s.PlaceIn(s.Doc.Tokens[h.From].Sent) {
		return false // "exercise increased caution", said of no country, is what to do
	}
	for _, i := range s.Places[s.Doc.Tokens[h.From].Sent] {
		m := &s.Found.Mentions[i]
		if m.Mark == where.Adjective || m.Mark == where.Background {
			continue
		}
		if m.From < h.From || m.From >= h.To+5 {
			continue
		}
		if _, part := s.division(m); part && s.says(h, "against") || m.Place.Kind <= gazetteer.Admin1 {
			return true
		}
	}
	if s.Found.Main != "" && h.Rule.Code != advice.Caution && s.wholeCountry(h.To) {
		return true // "defer non-essential travel to the country"
	}
	if s.Rep.Kind == "news" && s.Doc.Tokens[h.From].First && (last != "to" || h.To < len(s.Doc.Tokens) && s.Doc.Tokens[h.To].Cap) {
		return true // a bare advisory: its sentence begins with the level
	}
	for _, o := range s.OrgsIn(s.Doc.Tokens[h.From].Sent) {
		if o.Kind == "ministry" && o.From <= h.From {
			return true
		}
	}
	if last == "to" {
		return false
	}
	st := s.Sent(h.From)
	for k := st.From; k < st.To; k++ {
		if n := s.Doc.Norm(k); n == "advice" && (s.Doc.Norm(k+1) == "for" || s.Doc.Norm(k+1) == "on") && (s.Doc.Norm(k-1) == "our" || s.Doc.Norm(k-1) == "its" || s.Doc.Norm(k-1) == "the") && s.PlaceIn(s.Doc.Tokens[k].Sent) {
			return true
		} else if (n == "advisory" || n == "advice" || n == "warning") && s.Doc.Norm(k-1) == "travel" {
			return true
		}
	}
	for k := max(0, st.From-25); k < st.From; k++ { // "The Travel Advisory for X is not affected. It remains at Level 2"
		if n := s.Doc.Norm(k); n == "advisory" && s.Doc.Norm(k-1) == "travel" {
			return true
		}
	}
	return false
}

// wholeCountry reports whether the tokens from i on are "the country" or another word for all of it.
func (s *story) wholeCountry(i int) bool {
	if n := s.Doc.Norm(i); n != "the" && n != "this" {
		return false
	}
	switch s.Doc.Norm(i + 1) {
	case "country", "kingdom", "republic", "emirate", "sultanate":
		n := s.Doc.Norm(i + 2)
		return n != "'s" && n != "of"
	}
	return false
}

// fillAdvice reads the levels of travel advice and of threat with the parts of the world they are for.
func (s *story) fillAdvice() {
	for _, h := range s.Hits["adv"] {
		ev := s.adviceAt(h.From, h.To)
		if ev < 0 {
			continue
		}
		if s.Abroad != nil {
			s.adviceAbroad(h, ev)
			continue
		}
		if h.Rule.Code == advice.Depart && asked.TakenBack(s.Doc, h.From, h.To) {
			continue
		}
		s.placesBelow(ev, h)
		s.scopesListed(ev, h)
		if advice.Left(s.Doc, s.HitsIn("adv", s.Doc.Tokens[h.From].Sent), h) || !s.PlaceIn(s.Doc.Tokens[h.From].Sent) && s.headed(h) {
			continue
		}
		e := s.Events[ev]
		if list := s.listedParts(h); len(list) > 0 {
			for _, m := range list {
				s.addScope(ev, h, m)
			}
			continue
		}
		if list := s.namedParts(h); len(list) > 0 {
			for _, m := range list {
				s.addPart(ev, h, m)
			}
			continue
		}
		if text.Part(s.Doc, h) && !s.divisionAfter(h) || s.unknownHeading(h) || s.townAfter(h) {
			scene.AddCoded(&e.Advice, report.Coded{Code: h.Rule.Code, Scope: partScope(s.Found.Main), Evidence: []report.Evidence{s.Words(h.From, h.To)}})
			s.NoteOnce("travel advice \"" + h.Rule.Code + "\" is for a part of a country that could not be told")
			s.townsOf(ev, h)
			continue
		}
		for _, m := range s.scopes(h) {
			s.addScope(ev, h, m)
		}
	}
	if s.Abroad == nil {
		s.settleParts()
	}
	// a level without a place is kept without a scope: unknown, not forgotten
	for _, h := range s.Hits["adv"] {
		if ev := s.adviceAt(h.From, h.To); ev >= 0 && len(s.Events[ev].Advice) == 0 {
			if s.wholeCountry(h.To) {
				scene.AddCoded(&s.Events[ev].Advice, report.Coded{Code: h.Rule.Code, Scope: s.Found.Main, Evidence: []report.Evidence{s.Words(h.From, h.To)}})
				continue
			}
			scene.AddCoded(&s.Events[ev].Advice, report.Coded{Code: h.Rule.Code, Evidence: []report.Evidence{s.Words(h.From, h.To)}})
			s.Rep.Notes = append(s.Rep.Notes, "travel advice \""+h.Rule.Code+"\" is for a place that could not be told")
		}
	}
	for _, k := range s.Hits["lvl"] {
		st := s.Sent(k.From)
		a, b, code, ok := level.At(s.Doc, k, st)
		if !ok {
			continue
		}
		for i, e := range s.Events {
			if e.Type != report.ThreatLevel {
				continue
			}
			if m, ok := s.Near(k.From, func(m *scene.Mark) bool { return s.Events[m.Ev].Type == report.ThreatLevel }); !ok || m.Ev != i {
				continue
			}
			scope := s.levelCountry(e)
			if _, iso, part := strings.Cut(e.Key, "@"); part {
				scene.AddCoded(&s.Events[i].Advice, report.Coded{Code: code, Scope: iso, Evidence: []report.Evidence{s.Words(a, b)}})
				continue
			}
			for _, x := range s.Places[s.Doc.Tokens[k.From].Sent] {
				if m := &s.Found.Mentions[x]; m.Mark == where.Plain && m.Place.Kind == gazetteer.Country && (s.Abroad != nil || s.Rep.Kind == "news" || s.Rep.Kind == "bulletin" || levelOf.In(s.Doc, m.From-1) || levelOf.In(s.Doc, m.From-2)) {
					scope = m.Place.Country
					break
				}
			}
			if scope != "" {
				scene.AddCoded(&s.Events[i].Advice, report.Coded{Code: code, Scope: scope, Evidence: []report.Evidence{s.Words(a, b)}})
			}
		}
	}
}

// levelOf are words between a level and the country that it is for.
var levelOf = text.WordSet(`in for of against to across throughout the`)

// levelCountry is the country that a threat level is for when its sentence names none: that of the office that tells it, else the one
// that the text is about.
func (s *story) levelCountry(e *scene.Thread) string {
	if s.Abroad == nil && (s.Rep.Kind == "official_statement" || s.Rep.Kind == "bulletin") {
		for _, n := range e.Issuers {
			if n.Country != "" {
				return n.Country
			}
		}
		for i := range s.Orgs {
			if o := &s.Orgs[i]; o.Kind == "agency" && o.Country != "" {
				return o.Country
			}
		}
	}
	return s.Found.Main
}

// addScope gives a level to the place that it is for.
func (s *story) addScope(ev int, h text.Hit, m *where.Mention) {
	iso := m.Place.Country
	if m.Place.Kind == gazetteer.Admin1 {
		if iso = m.Place.ISO; iso == "" { // a part of a country never stands for the whole
			iso = partScope(m.Place.Country)
			s.NoteOnce("travel advice \"" + h.Rule.Code + "\" is for " + m.Place.Name + ", which has no ISO 3166-2 code here")
		}
	}
	scene.AddCoded(&s.Events[ev].Advice, report.Coded{Code: h.Rule.Code, Scope: iso, Evidence: []report.Evidence{s.Words(h.From, h.To)}})
	for _, i := range s.Places[s.Doc.Tokens[m.From].Sent] {
		if o := &s.Found.Mentions[i]; o.From == m.From {
			m = s.ranked(o) // "Port Moresby" is the town, though its level is the division's
		}
	}
	s.addPlace(ev, m, report.Scope)
}

// addPart gives a level to a division by the place of the text that named it.
func (s *story) addPart(ev int, h text.Hit, m *where.Mention) {
	scene.AddCoded(&s.Events[ev].Advice, report.Coded{Code: h.Rule.Code, Scope: m.Place.ISO, Evidence: []report.Evidence{s.Words(h.From, h.To)}})
	for i := range s.Found.Mentions {
		if x := &s.Found.Mentions[i]; x.From == m.From && x.To == m.To {
			s.addPlace(ev, x, report.Scope)
			return
		}
	}
}

// listedParts are the parts of a country that the lines after "against all travel to:" name, one a line, without what is left out of it.
func (s *story) listedParts(h text.Hit) (out []*where.Mention) {
	st := s.Sent(h.From)
	if s.Doc.Norm(st.To-1) != ":" || st.To-h.To > 8 {
		return nil
	}
	for n := s.Doc.Tokens[h.From].Sent + 1; n < len(s.Doc.Sents) && n < s.Doc.Tokens[h.From].Sent+40; n++ {
		p := &s.Doc.Sents[n]
		if !p.Bullet && len(s.HitsIn("adv", n)) > 0 {
			break // the next level, with a list of its own
		}
		if !p.Bullet && (p.Para != s.Doc.Sents[n-1].Para+1 || !s.bulletIn(n+1)) && !(p.Line == s.Doc.Sents[n-1].Line && len(out) > 0) {
			break
		}
		for _, i := range s.Places[n] {
			m := &s.Found.Mentions[i]
			if m.Mark == where.Adjective || m.Mark == where.Background || m.From > p.From+3 {
				continue
			}
			if d, ok := s.division(m); ok {
				out = append(out, d)
				break
			}
		}
	}
	return out
}

func (s *story) bulletIn(sent int) bool { return sent < len(s.Doc.Sents) && s.Doc.Sents[sent].Bullet }

// division is the first-level division that a mention names: itself, or the one that has a town's name ("Yala, Pattani and
// Narathiwat").
func (s *story) division(m *where.Mention) (*where.Mention, bool) {
	if m.Place.Kind == gazetteer.Admin1 {
		return m, true
	}
	if m.Place.Kind < gazetteer.Admin1 {
		return nil, false
	}
	for _, p := range s.Gaz.Lookup(m.Place.Name) {
		if p.Kind == gazetteer.Admin1 && p.Country == m.Place.Country && p.ISO != "" {
			d := *m
			d.Place = p
			return &d, true
		}
	}
	return nil, false
}

// divisionAfter reports whether a first-level division is named right after words of advice: then it is the part meant.
func (s *story) divisionAfter(h text.Hit) bool {
	for _, i := range s.Places[s.Doc.Tokens[h.From].Sent] {
		if m := &s.Found.Mentions[i]; m.Place.Kind == gazetteer.Admin1 && m.From >= h.From && m.From < h.To+6 {
			return true
		}
	}
	return false
}

// townAfter reports whether words of advice are for a town: "Do not travel to Zarqa".
func (s *story) townAfter(h text.Hit) bool {
	for _, i := range s.Places[s.Doc.Tokens[h.From].Sent] {
		if m := &s.Found.Mentions[i]; m.From >= h.From && m.From <= h.To+1 && m.Mark != where.Adjective {
			_, ok := s.division(m)
			return m.Place.Kind > gazetteer.Admin1 && !ok
		}
	}
	return false
}

// wholeWords head what is said of the whole country: "Overall: reconsider your need to travel".
var wholeWords = text.WordSet(`overall summary update updated latest advice advisory status level warning alert notice note important general now`)

// unknownHeading reports whether a heading such as "Chittagong Hill Tracts - Avoid all travel" names a part of the country
// that the gazetteer does not hold: its level must not be taken for the whole.
func (s *story) unknownHeading(h text.Hit) bool {
	k := h.From - 1
	if n := s.Doc.Norm(k); !s.Doc.SameSent(k-1, h.From) || n != "-" && n != "–" && n != "—" && n != ":" && n != "|" {
		return false
	} else if n == "|" && s.townAt(k-1) {
		return true // a row of a table: "Kayes | Reconsider your need to travel"
	}
	return !s.PlaceAt(k-1) && !wholeWords.Has(&s.Doc.Tokens[k-1]) && (s.Doc.Tokens[k-1].Cap || text.PartWord(&s.Doc.Tokens[k-1])) && !text.Level(s.Doc, k-1)
}

// townAt reports whether a town is named at token tok.
func (s *story) townAt(tok int) bool {
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		if m := &s.Found.Mentions[i]; m.From <= tok && tok < m.To && m.Place.Kind > gazetteer.Admin1 {
			return true
		}
	}
	return false
}

// partScope is the scope of a part of a country that has no code here: "BD-?".
func partScope(country string) string {
	if country == "" {
		return ""
	}
	return country + "-?"
}

// headed reports whether words of advice are a heading whose own paragraph says the same level with its places: "Regional
// advisory - Avoid non-essential travel".
func (s *story) headed(h text.Hit) bool {
	n := s.Doc.Tokens[h.From].Sent
	st := &s.Doc.Sents[n]
	if st.To-st.From > 12 || s.Doc.Norm(st.To-1) == "." {
		return false
	}
	for k := n + 1; k < len(s.Doc.Sents) && k < n+4 && s.Doc.Sents[k].Para <= st.Para+1; k++ {
		for _, x := range s.HitsIn("adv", k) {
			if x.Rule.Code == h.Rule.Code {
				return s.PlaceIn(k)
			}
		}
	}
	return false
}

// scopes are the places a level of advice is for: those after it up to the next comma clause, else the last country named
// before it in the sentence, else the country of the page.
func (s *story) scopes(h text.Hit) []*where.Mention {
	var out []*where.Mention
	end := h.To + 4
	for k := h.To; k < h.To+8 && s.Doc.SameSent(h.From, k); k++ {
		if s.Doc.Norm(k) == ":" { // "Area formally advised against (red): the Savanes region"
			end = k + 4
			break
		}
	}
	for _, i := range s.Places[s.Doc.Tokens[h.From].Sent] {
		m := &s.Found.Mentions[i]
		if m.Mark != where.Plain || m.From < h.From || m.From > end {
			continue
		}
		if m.Place.Kind > gazetteer.Admin1 {
			d, ok := s.division(m)
			if !ok {
				continue
			}
			m = d
		}
		out = append(out, m)
		end = m.To + 3
		if m.Place.Kind == gazetteer.Country {
			break
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, i := range s.Places[s.Doc.Tokens[h.From].Sent] {
		if m := &s.Found.Mentions[i]; m.Mark == where.Plain && m.To <= h.From && m.Place.Kind <= gazetteer.Admin1 {
			out = []*where.Mention{m}
		}
	}
	if len(out) > 0 {
		return out
	}
	if n := s.Doc.Tokens[h.From].Sent; n > 0 && s.Doc.Sents[n-1].Para == s.Doc.Sents[n].Para {
		for _, i := range s.Places[n-1] { // "The Travel Advisory for South Africa is not affected. It remains at Level 2"
			if m := &s.Found.Mentions[i]; m.Mark == where.Plain && m.Place.Kind <= gazetteer.Admin1 {
				return []*where.Mention{m}
			}
		}
	}
	if s.headed(h) {
		return nil
	}
	if s.Doc.Tokens[h.To-1].Upper { // a heading without a place that can be read: its own sentence will say
		return nil
	}
	for i := range s.Found.Mentions {
		if m := &s.Found.Mentions[i]; m.Mark == where.Plain && m.Place.Kind == gazetteer.Country && m.Place.Country == s.Found.Main {
			return []*where.Mention{m}
		}
	}
	return nil
}

// readyWords stand before "to leave" where nobody is called on to leave yet.
var readyWords = text.WordSet(`prepared ready backup back-up contingency emergency evacuation able unable assistance help assist options option limited difficult easier how need needed means exit permits permit visa visas visitors`)

// onlyReady reports whether words of leaving are about being ready for it: "be prepared to leave the country", "make backup plans to leave".
func (s *story) onlyReady(h text.Hit) bool {
	for k := h.From - 4; k < h.To; k++ {
		if k >= 0 && s.Doc.SameSent(k, h.From) && readyWords.Has(&s.Doc.Tokens[k]) {
			return true
		}
	}
	return false
}

// says reports whether a word is among those of a phrase.
func (s *story) says(h text.Hit, word string) bool {
	for k := h.From; k < h.To; k++ {
		if s.Doc.Norm(k) == word {
			return true
		}
	}
	return false
}
