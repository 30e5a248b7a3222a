package story

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// townsOf adds the towns that words of advice are for: "put off any trip to Port Moresby and Lae".
func (s *story) townsOf(ev int, h text.Hit) {
	last := h.To
	for _, i := range s.Places[s.Doc.Tokens[h.From].Sent] {
		if m := &s.Found.Mentions[i]; m.From >= h.From && m.From <= last+2 && m.Mark == where.Plain && m.Place.Kind >= gazetteer.City {
			s.addPlace(ev, m, report.Scope)
			last = m.To
		}
	}
}

// placesBelow adds the places of a line of names below words of advice that name none: "Level 3: Avoid all travel" and below "Chin State, Sagaing
// Region (newly raised)".
func (s *story) placesBelow(ev int, h text.Hit) {
	n := s.Doc.Tokens[h.From].Sent
	if s.PlaceIn(n) || n+1 >= len(s.Doc.Sents) || s.Doc.Lang != nil {
		return
	}
	st := &s.Doc.Sents[n+1]
	for k := st.From; k < st.To; k++ {
		if t := &s.Doc.Tokens[k]; t.Kind == text.Word && !t.Cap && !besideNames.Has(t) {
			return
		}
	}
	for _, i := range s.Places[n+1] {
		if m := &s.Found.Mentions[i]; m.Mark == where.Plain && m.Place.Kind != gazetteer.Country && m.Place.Kind != gazetteer.Region {
			s.addPlace(ev, s.ranked(m), report.Scope)
		}
	}
}

// besideNames may stand beside the names of a list of places.
var besideNames = text.WordSet("and or the of newly raised lowered continued unchanged new including except all parts region regions province provinces state states district districts county counties area areas")

// scopesListed adds the places of a list that words of advice lead in ("Do not travel to:" and below "Borno, Yobe and Adamawa states due to
// terrorism"), and those of the heading that they stand behind ("Nampula Province: reconsider your need to travel").
func (s *story) scopesListed(ev int, h text.Hit) {
	d := s.Doc
	if d.Lang != nil || s.Rep.Kind == "news" {
		return
	}
	n := d.Tokens[h.From].Sent
	st := &d.Sents[n]
	if k := h.From - 1; d.SameSent(k-1, h.From) && k-st.From < 8 && (d.Norm(k) == ":" || d.Norm(k) == "-" || d.Norm(k) == "–" || d.Norm(k) == "—") {
		s.scopesIn(ev, st.From, k)
	}
	if d.Norm(st.To-1) != ":" {
		return
	}
	for i := n + 1; i < len(d.Sents) && i < n+30; i++ {
		it := &d.Sents[i]
		if len(s.HitsIn("adv", i)) > 0 || it.Section != st.Section || !it.Bullet && (it.To-it.From > 14 || d.Sents[i-1].Line == it.Line || d.Norm(it.To-1) == "." || d.Norm(it.To-1) == ":") {
			return
		}
		s.scopesIn(ev, it.From, it.To)
	}
}

// scopesIn adds the divisions and towns of the tokens [from, to), as far as nothing else is told of them.
func (s *story) scopesIn(ev, from, to int) {
	for k := from; k < to; k++ {
		if reasons.In(s.Doc, k) || s.Doc.Norm(k) == "exception" {
			to = k
		}
	}
	for _, i := range s.Places[s.Doc.Tokens[from].Sent] {
		m := &s.Found.Mentions[i]
		if m.From < from || m.From >= to || m.Mark != where.Plain || m.Place.Kind == gazetteer.Country || m.Place.Kind == gazetteer.Region || m.Place.ID == 0 || m.Place.Country != s.Found.Main {
			continue
		}
		if n := s.Doc.Norm(m.From - 2); s.Doc.Norm(m.From-1) != "of" || n != "city" && n != "town" {
			m = s.ranked(m)
		}
		s.addPlace(ev, m, report.Scope)
	}
}

// advisory is the travel advice of a page on which a sentence says how to take a division or a town, in words that tell no level: "the same goes for
// Agadez", "for the province of Guayas the colour goes from yellow to orange"; else -1.
func (s *story) advisory(m *where.Mention) int {
	if s.Rep.Kind != "travel_advice" || s.Doc.Lang != nil || m.Place.Kind == gazetteer.Country || m.Place.Kind == gazetteer.Region || m.Place.ID == 0 || m.Place.Country != s.Found.Main {
		return -1
	}
	st := s.Sent(m.From)
	told := false
	for k := st.From; k < st.To; k++ {
		if reasons.In(s.Doc, k) && k < m.From || happened.In(s.Doc, k) {
			return -1
		}
		told = told || journeys.In(s.Doc, k) || s.Doc.Norm(k) == "same" && s.Doc.Norm(k-1) == "the"
	}
	if told {
		for i, e := range s.Events {
			if e.Type == report.TravelAdvice {
				return i
			}
		}
	}
	return -1
}

var (
	// journeys are words of what pages of advice rank.
	journeys = text.WordSet(`travel trip trips journey journeys visit visits visiting stays advice advisory advised level levels colour color code red orange yellow amber
		green zone zones risk avoid discouraged unnecessary essential overland`)
	// happened are words of what was done somewhere.
	happened = text.WordSet(`killed attacked exploded wounded injured kidnapped shot arrested bombed died struck detonated stormed abducted attack attacks explosion bombing bomb
		embassy consulate flights flight airport hospital`)
)
