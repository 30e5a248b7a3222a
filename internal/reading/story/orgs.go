package story

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// findOrgs finds the authorities of the text.
func (s *story) findOrgs() {
	if s.abroad != nil {
		s.orgs = office.Settle(s.d, s.abroad.Offices())
		return
	}
	s.orgs, s.home = office.Find(s.d, s.hits["iss"], &s.found)
}

// named makes the org a value. Its name goes without an article.
func (s *story) named(o *office.Org) report.Named {
	from := o.From
	return report.Named{Name: s.d.Slice(from, o.To), Class: o.Kind, Country: o.Country, Evidence: []report.Evidence{s.ev(from, o.To)}}
}

// sameOrg reports whether two name one authority: embassies and governments by country, others by kind and country.
func sameOrg(a, b *office.Org) bool {
	if a.Country != b.Country {
		return false
	}
	post := func(k string) bool { return k == "embassy" || k == "consulate" }
	return a.Kind == b.Kind || post(a.Kind) && post(b.Kind) && (a.Bare || b.Bare)
}

// everyOrg gathers all mentions of one authority; the fullest name comes first.
func (s *story) everyOrg(o *office.Org) report.Named {
	best := o
	var evs []report.Evidence
	for i := range s.orgs {
		x := &s.orgs[i]
		if !sameOrg(o, x) {
			continue
		}
		if best.Bare && !x.Bare || best.Bare == x.Bare && x.To-x.From > best.To-best.From {
			best = x
		}
		if len(evs) < maxEvidence {
			evs = append(evs, s.ev(x.From, x.To))
		}
		if x.End > 0 && len(evs) < maxEvidence {
			evs = append(evs, s.ev(x.All, x.End))
		}
	}
	n := s.named(best)
	for _, e := range evs {
		if e != n.Evidence[0] {
			n.Evidence = append(n.Evidence, e)
		}
	}
	return n
}

// maxEvidence bounds the mentions kept for one value.
const maxEvidence = 12

// issuerOf is the authority whose word a trigger is: the last before it in its sentence that a verb of saying follows; the
// first after it otherwise.
func (s *story) issuerOf(m mark) *office.Org {
	st := s.sent(m.from)
	var best *office.Org
	near := s.orgsIn(s.d.Tokens[m.from].Sent)
	for i := range near {
		o := &near[i]
		if o.To <= m.from && s.says(o.To, m.to) {
			best = o
		}
	}
	if best != nil {
		return best
	}
	for i := range near {
		o := &near[i]
		if o.From >= m.to && (s.says(o.To, st.To) || s.d.Norm(o.From-1) == "said" || s.d.Norm(o.From-2) == "said") {
			return o
		}
	}
	return nil
}

// forceSaying is the police or agency that says what begins at tok: "Berlin police said that they had no information".
func (s *story) forceSaying(tok int) *office.Org {
	for _, h := range s.hitsIn("res", s.d.Tokens[tok].Sent) {
		if h.To > tok || h.Rule.Code != "police" && h.Rule.Code != "agency" || !s.says(h.To, h.To+4) {
			continue
		}
		o := &office.Org{From: h.From, To: h.To, Kind: h.Rule.Code, Country: s.found.Main}
		for _, k := range s.places[s.d.Tokens[h.From].Sent] {
			if m := &s.found.Mentions[k]; m.To == h.From {
				o.From = m.From
			}
		}
		return o
	}
	return nil
}

// fillIssuers settles who warns in each event.
func (s *story) fillIssuers() {
	var page *office.Org // who speaks in the document as a whole
	if s.rep.Kind != "news" {
		for i := range s.orgs {
			o := &s.orgs[i]
			if s.sent(o.From).Line > 6 && s.rep.Kind != "embassy_alert" && !s.issuedBy(o) {
				continue
			}
			if o.Bare || o.Kind == "government" && s.d.Norm(o.From) != "government" || s.rep.Kind == "embassy_alert" && o.Kind != "embassy" && o.Kind != "consulate" {
				continue
			}
			page = o
			break
		}
		if page == nil && s.rep.Kind == "embassy_alert" {
			for i := range s.orgs {
				if k := s.orgs[i].Kind; k == "embassy" || k == "consulate" {
					page = &s.orgs[i]
					break
				}
			}
		}
	}
	if page != nil {
		s.first = s.relayed(page)
		s.rep.Authority = strings.TrimPrefix(s.everyOrg(page).Name, "the ")
	}
	for i, e := range s.events {
		var all []*office.Org
		add := func(o *office.Org) {
			if o == nil {
				return
			}
			for _, x := range all {
				if sameOrg(x, o) {
					return
				}
			}
			all = append(all, o)
		}
		said := e.Type == report.Threat || e.Type == report.ThreatLevel || e.Type == report.TravelAdvice || e.Type == report.Other
		switch {
		case page != nil && e.Type == report.ThreatLevel:
			for k := range s.marks {
				if m := s.marks[k]; m.ev == i && !m.op {
					if o := s.issuerOf(m); o != nil {
						add(o)
						break
					}
				}
			}
			if len(all) == 0 {
				add(page)
			}
		case page != nil && e.Type == report.TravelAdvice && s.rep.Kind == "embassy_alert":
			// an embassy quotes the standing advice of its ministry
			near := s.orgsIn(s.d.Tokens[e.first].Sent)
			for k := range near {
				if o := &near[k]; o.Kind == "ministry" {
					add(o)
				}
			}
		case page != nil:
			if i == s.main && s.first != nil {
				add(s.first)
			}
			if i == s.main || said || s.rep.Kind == "travel_advice" {
				add(page)
			}
		case said:
			for k := range s.marks {
				if m := s.marks[k]; m.ev == i && !m.generic && !m.op {
					add(s.issuerOf(m))
					if o := s.issuerOf(m); o != nil && (o.Kind == "government" || o.Kind == "embassy") {
						near := s.orgsIn(s.d.Tokens[m.from].Sent)
						for x := range near { // "the United States and Britain have warned"
							if p := &near[x]; p.Kind == o.Kind && p.To <= m.from && (o.Kind == "government" || s.listed(p, near)) {
								add(p)
							}
						}
					}
				}
			}
			if len(all) == 0 && e.key == "denial" {
				// "Berlin police said that they had no information": a force that speaks is no authority of the list
				for k := range s.marks {
					if m := &s.marks[k]; m.ev == i && !m.generic && len(all) == 0 {
						if o := s.forceSaying(m.from); o != nil {
							all = append(all, o)
						}
					}
				}
			}
			if len(all) == 0 && e.key == "denial" {
				// "It saw no imminent threat": the speaker stands in the sentence before
				if n := s.d.Tokens[e.first].Sent; n > 0 && s.d.Sents[n-1].Para == s.d.Sents[n].Para {
					if near := s.orgsIn(n - 1); len(near) > 0 {
						add(&near[0])
					}
				}
			}
			if len(all) == 0 && i == s.main && e.Type == report.Threat {
				// "It says that extremists plan attacks": the issuer stands in another sentence
				for x := range s.orgs {
					if o := &s.orgs[x]; (o.Kind == "embassy" || o.Kind == "consulate" || o.Kind == "ministry") && !o.Bare && s.says(o.To, min(o.To+4, s.sent(o.From).To)) {
						add(o)
						break
					}
				}
			}
			if len(all) == 0 && i == s.main && e.Type == report.Threat && e.Stage == report.Threatened {
				// "The embassy shut its doors because of a possible attack": the mission of the sentence that tells the threat
				for x := range s.orgs {
					o := &s.orgs[x]
					if (o.Kind == "embassy" || o.Kind == "consulate") && !o.Bare && len(s.bySent[s.d.Tokens[o.From].Sent]) > 0 && s.d.Tokens[o.From].Sent > 0 {
						add(o)
						break
					}
				}
			}
			if i == s.main {
				// "the US embassy" and "the United States" of one sentence of warning are one voice
				for x := 0; x < len(all); x++ {
					if all[x].Kind != "government" {
						continue
					}
					for y := range all {
						if all[y].Kind == "embassy" && all[y].Country == all[x].Country {
							all = append(all[:x], all[x+1:]...)
							x--
							break
						}
					}
				}
			}
		default:
			// what an embassy tells its people about an attack under way
			if len(e.Actions) == 0 && i != s.main {
				break
			}
			for x := range s.orgs {
				o := &s.orgs[x]
				if (o.Kind == "embassy" || o.Kind == "ministry") && (!o.Bare || o.Country != "") && s.says(o.To, min(o.To+4, len(s.d.Tokens))) && s.hasAction(o) {
					add(o)
				}
			}
		}
		for _, o := range all {
			n := s.everyOrg(o)
			if len(n.Evidence) == 0 || n.Name == "" {
				n = s.named(o)
			}
			e.Issuers = append(e.Issuers, n)
		}
	}
}

// listed reports whether only commas and "and" stand between an authority and the next: "the embassies of X, Y and Z".
func (s *story) listed(o *office.Org, near []office.Org) bool {
	for i := range near {
		if near[i].From < o.To {
			continue
		}
		for k := o.To; k < near[i].From; k++ {
			if n := s.d.Norm(k); n != "," && n != "and" && n != "the" && n != "with" {
				return false
			}
		}
		return true
	}
	return false
}

// issuedBy reports whether an office is named as the one that issues, or by its own name somewhere in a page of advice.
func (s *story) issuedBy(o *office.Org) bool {
	return o.Kind == "ministry" && s.rep.Kind == "travel_advice"
}

// relayed is the authority of another country whose warning an office repeats, or nil: "the warning of the United States
// Embassy", "the U.S. Embassy in Moscow has reported".
func (s *story) relayed(page *office.Org) *office.Org {
	warned := s.warned()
	if warned < 0 {
		return nil
	}
	for i := range s.orgs {
		o := &s.orgs[i]
		if o.Country == "" || o.Country == page.Country || o.Bare || o.Kind == "agency" || o.Kind == "police" {
			continue
		}
		st := s.sent(o.From)
		threat := false
		for _, k := range s.bySent[s.d.Tokens[o.From].Sent] {
			threat = threat || s.marks[k].ev == warned
		}
		if !threat {
			continue
		}
		if s.abroad != nil && s.abroad.Says(o.From) {
			return o
		}
		for k := max(st.From, o.From-4); k < o.From; k++ {
			switch s.d.Norm(k) {
			case "warning", "alert", "message", "information", "advisory", "notice", "statement":
				if n := s.d.Norm(k + 1); n == "of" || n == "from" || n == "by" {
					return o
				}
			case "according":
				return o
			}
		}
		for k := o.To; k < min(o.To+4, st.To); k++ {
			switch s.d.Norm(k) {
			case "warned", "warns", "reported", "reports", "information", "issued", "received", "alerted", "said", "says", "informed", "informs", "notified", "told", "tells", "advised", "advises", "cautioned", "announced", "published":
				return o
			}
		}
	}
	return nil
}

// hasAction reports whether an action is told in the sentence of o.
func (s *story) hasAction(o *office.Org) bool {
	acts := s.hits["act"]
	i, _ := slices.BinarySearchFunc(acts, o.To, func(h text.Hit, t int) int { return h.From - t })
	return i < len(acts) && s.d.SameSent(acts[i].From, o.From)
}

// orgsIn are the authorities named in a sentence.
func (s *story) orgsIn(sent int) []office.Org {
	st := &s.d.Sents[sent]
	at := func(tok int) int {
		i, _ := slices.BinarySearchFunc(s.orgs, tok, func(o office.Org, t int) int { return o.From - t })
		return i
	}
	return s.orgs[at(st.From):at(st.To)]
}

// fillAudience settles whom the words address.
func (s *story) fillAudience() {
	staff := []report.Named{}
	public := []report.Named{}
	for _, h := range s.hits["aud"] {
		country, from, to := s.nation(h.From, h.To)
		if s.section(from) == text.Assistance {
			continue
		}
		ev, _ := s.about(from, func(m *mark) bool { return !m.op })
		if ev < 0 {
			ev = s.main
		}
		e := s.events[ev]
		if len(e.Issuers) == 0 && (ev != s.main || e.Type == report.FoiledPlot || e.Type == report.Arrest) {
			continue
		}
		if country == "" {
			country = issuerCountry(e, s)
		}
		n := report.Named{Name: s.d.Slice(from, to), Class: h.Rule.Code, Country: country, Evidence: []report.Evidence{s.ev(from, to)}}
		switch h.Rule.Code {
		case "staff":
			staff = append(staff, n)
		case "public":
			if len(e.Issuers) > 0 && len(e.Audiences) == 0 && s.rep.Kind == "news" && s.abroad == nil && asked.Addressed(s.d, from, to) {
				s.addAudience(e, n)
				continue
			}
			n.Country = s.found.Main
			public = append(public, n)
		case "people": // "British people": only with a nation before them
			if from < h.From && asked.Addressed(s.d, from, to) {
				n.Class = "citizens"
				s.addAudience(e, n)
			}
		default:
			if country == "" || s.abroad == nil && from == h.From && to-from == 1 && !asked.Addressed(s.d, from, to) {
				continue // "dual citizens may be called up"
			}
			s.addAudience(e, n)
		}
	}
	for i := range s.found.Mentions { // "Canadians in Abuja should": the people's own name
		m := &s.found.Mentions[i]
		if m.Mark != where.Adjective {
			continue
		}
		w := s.d.Norm(m.To - 1)
		if w[len(w)-1] != 's' || len(w) < 6 {
			continue
		}
		if asked.Addressed(s.d, m.From, m.To) {
			ev, _ := s.about(m.From, nil)
			if ev < 0 {
				ev = s.main
			}
			s.addAudience(s.events[ev], report.Named{Name: s.d.Slice(m.From, m.To), Class: "citizens", Country: m.Place.Country, Evidence: []report.Evidence{s.ev(m.From, m.To)}})
		}
	}
	s.twoWordPeoples()
	e := s.events[s.main]
	if len(e.Audiences) == 0 {
		if len(staff) > 0 && (s.rep.Kind == "embassy_alert" || s.rep.Kind == "official_statement" || s.rep.Kind == "news" && s.warns(e)) {
			s.addAudience(e, staff[0])
		} else if len(public) > 0 && s.rep.Kind == "official_statement" {
			s.addAudience(e, public[0])
		}
	}
}

// peoplesOfTwo are the second words of peoples' names of two words: "New Zealanders", "South Africans".
var peoplesOfTwo = text.WordSet(`zealanders lankans africans koreans arabians macedonians ricans guineans leoneans salvadorans`)

// twoWordPeoples adds peoples of two words that are told what to do.
func (s *story) twoWordPeoples() {
	for i := range s.d.Tokens {
		if i == 0 || !peoplesOfTwo.Has(&s.d.Tokens[i]) || !s.d.Tokens[i-1].Cap || !s.d.SameSent(i-1, i) || s.section(i) == text.Assistance {
			continue
		}
		iso, ok := s.gaz.Demonym(s.d.Slice(i-1, i+1))
		if !ok || !asked.Addressed(s.d, i-1, i+1) {
			continue
		}
		ev, _ := s.about(i, nil)
		if ev < 0 {
			ev = s.main
		}
		s.addAudience(s.events[ev], report.Named{Name: s.d.Slice(i-1, i+1), Class: "citizens", Country: iso, Evidence: []report.Evidence{s.ev(i-1, i+1)}})
	}
}

func (s *story) addAudience(e *thread, n report.Named) {
	for i := range e.Audiences {
		if a := &e.Audiences[i]; a.Country == n.Country && a.Class == n.Class {
			if len(a.Evidence) < maxEvidence {
				a.Evidence = append(a.Evidence, n.Evidence...)
			}
			return
		}
	}
	e.Audiences = append(e.Audiences, n)
}

func issuerCountry(e *thread, s *story) string {
	if len(e.Issuers) > 0 {
		return e.Issuers[0].Country
	}
	if len(s.events[s.main].Issuers) > 0 {
		return s.events[s.main].Issuers[0].Country
	}
	return ""
}
