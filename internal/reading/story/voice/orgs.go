// Package voice settles who speaks in a text: who warns, who responds, and who is told what to do.
package voice

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// voices is a text at work.
type voices struct{ *scene.Scene }

// Find finds the authorities of a text.
func Find(s *scene.Scene) {
	if s.Abroad != nil {
		s.Orgs = office.Settle(s.Doc, s.Abroad.Offices())
		return
	}
	s.Orgs, s.Home = office.Find(s.Doc, s.Hits["iss"], &s.Found)
}

// named makes the org a value. Its name goes without an article.
func (s *voices) named(o *office.Org) report.Named {
	from := o.From
	return report.Named{Name: s.Doc.Slice(from, o.To), Class: o.Kind, Country: o.Country, Evidence: []report.Evidence{s.Words(from, o.To)}}
}

// sameOrg reports whether two name one authority: embassies and governments by country, others by kind and country.
func sameOrg(a, b *office.Org) bool {
	if a.Country != b.Country {
		return false
	}
	post := func(k string) bool { return k == "embassy" || k == "consulate" }
	return a.Kind == b.Kind || post(a.Kind) && post(b.Kind) && (a.Bare || b.Bare)
}

// Every gathers all mentions of one authority; the fullest name comes first.
func Every(x *scene.Scene, o *office.Org) report.Named {
	s := &voices{x}
	best := o
	var evs []report.Evidence
	for i := range s.Orgs {
		x := &s.Orgs[i]
		if !sameOrg(o, x) {
			continue
		}
		if best.Bare && !x.Bare || best.Bare == x.Bare && x.To-x.From > best.To-best.From {
			best = x
		}
		if len(evs) < scene.MaxEvidence {
			evs = append(evs, s.Words(x.From, x.To))
		}
		if x.End > 0 && len(evs) < scene.MaxEvidence {
			evs = append(evs, s.Words(x.All, x.End))
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

// issuerOf is the authority whose word a trigger is: the last before it in its sentence that a verb of saying follows; the
// first after it otherwise.
func (s *voices) issuerOf(m scene.Mark) *office.Org {
	st := s.Sent(m.From)
	var best *office.Org
	near := s.OrgsIn(s.Doc.Tokens[m.From].Sent)
	for i := range near {
		o := &near[i]
		if o.To <= m.From && s.Says(o.To, m.To) {
			best = o
		}
	}
	if best != nil {
		return best
	}
	for i := range near {
		o := &near[i]
		if o.From >= m.To && (s.Says(o.To, st.To) || s.Doc.Norm(o.From-1) == "said" || s.Doc.Norm(o.From-2) == "said") {
			return o
		}
	}
	return nil
}

// forceSaying is the police or agency that says what begins at tok: "Berlin police said that they had no information".
func (s *voices) forceSaying(tok int) *office.Org {
	for _, h := range s.HitsIn("res", s.Doc.Tokens[tok].Sent) {
		if h.To > tok || h.Rule.Code != "police" && h.Rule.Code != "agency" || !s.Says(h.To, h.To+4) {
			continue
		}
		o := &office.Org{From: h.From, To: h.To, Kind: h.Rule.Code, Country: s.Found.Main}
		for _, k := range s.Places[s.Doc.Tokens[h.From].Sent] {
			if m := &s.Found.Mentions[k]; m.To == h.From {
				o.From = m.From
			}
		}
		return o
	}
	return nil
}

// Issuers settles who warns in each event.
func Issuers(x *scene.Scene) {
	s := &voices{x}
	var page *office.Org // who speaks in the document as a whole
	if s.Rep.Kind != "news" {
		for i := range s.Orgs {
			o := &s.Orgs[i]
			if s.Sent(o.From).Line > 6 && s.Rep.Kind != "embassy_alert" && !s.issuedBy(o) {
				continue
			}
			if o.Bare || o.Kind == "government" && s.Doc.Norm(o.From) != "government" || s.Rep.Kind == "embassy_alert" && o.Kind != "embassy" && o.Kind != "consulate" {
				continue
			}
			page = o
			break
		}
		if page == nil && s.Rep.Kind == "embassy_alert" {
			for i := range s.Orgs {
				if k := s.Orgs[i].Kind; k == "embassy" || k == "consulate" {
					page = &s.Orgs[i]
					break
				}
			}
		}
	}
	if page != nil {
		s.First = s.relayed(page)
		s.Rep.Authority = strings.TrimPrefix(Every(s.Scene, page).Name, "the ")
	}
	for i, e := range s.Events {
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
			for k := range s.Marks {
				if m := s.Marks[k]; m.Ev == i && !m.Op {
					if o := s.issuerOf(m); o != nil {
						add(o)
						break
					}
				}
			}
			if len(all) == 0 {
				add(page)
			}
		case page != nil && e.Type == report.TravelAdvice && s.Rep.Kind == "embassy_alert":
			// an embassy quotes the standing advice of its ministry
			near := s.OrgsIn(s.Doc.Tokens[e.First].Sent)
			for k := range near {
				if o := &near[k]; o.Kind == "ministry" {
					add(o)
				}
			}
		case page != nil:
			if i == s.Main && s.First != nil {
				add(s.First)
			}
			if i == s.Main || said || s.Rep.Kind == "travel_advice" {
				add(page)
			}
		case said:
			for k := range s.Marks {
				if m := s.Marks[k]; m.Ev == i && !m.Generic && !m.Op {
					add(s.issuerOf(m))
					if o := s.issuerOf(m); o != nil && (o.Kind == "government" || o.Kind == "embassy") {
						near := s.OrgsIn(s.Doc.Tokens[m.From].Sent)
						for x := range near { // "the United States and Britain have warned"
							if p := &near[x]; p.Kind == o.Kind && p.To <= m.From && (o.Kind == "government" || s.listed(p, near)) {
								add(p)
							}
						}
					}
				}
			}
			if len(all) == 0 && e.Key == "denial" {
				// "Berlin police said that they had no information": a force that speaks is no authority of the list
				for k := range s.Marks {
					if m := &s.Marks[k]; m.Ev == i && !m.Generic && len(all) == 0 {
						if o := s.forceSaying(m.From); o != nil {
							all = append(all, o)
						}
					}
				}
			}
			if len(all) == 0 && e.Key == "denial" {
				// "It saw no imminent threat": the speaker stands in the sentence before
				if n := s.Doc.Tokens[e.First].Sent; n > 0 && s.Doc.Sents[n-1].Para == s.Doc.Sents[n].Para {
					if near := s.OrgsIn(n - 1); len(near) > 0 {
						add(&near[0])
					}
				}
			}
			if len(all) == 0 && i == s.Main && e.Type == report.Threat {
				// "It says that extremists plan attacks": the issuer stands in another sentence
				for x := range s.Orgs {
					if o := &s.Orgs[x]; (o.Kind == "embassy" || o.Kind == "consulate" || o.Kind == "ministry") && !o.Bare && s.Says(o.To, min(o.To+4, s.Sent(o.From).To)) {
						add(o)
						break
					}
				}
			}
			if len(all) == 0 && i == s.Main && e.Type == report.Threat && e.Stage == report.Threatened {
				// "The embassy shut its doors because of a possible attack": the mission of the sentence that tells the threat
				for x := range s.Orgs {
					o := &s.Orgs[x]
					if (o.Kind == "embassy" || o.Kind == "consulate") && !o.Bare && len(s.BySent[s.Doc.Tokens[o.From].Sent]) > 0 && s.Doc.Tokens[o.From].Sent > 0 {
						add(o)
						break
					}
				}
			}
			if i == s.Main {
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
			if len(e.Actions) == 0 && i != s.Main {
				break
			}
			for x := range s.Orgs {
				o := &s.Orgs[x]
				if (o.Kind == "embassy" || o.Kind == "ministry") && (!o.Bare || o.Country != "") && s.Says(o.To, min(o.To+4, len(s.Doc.Tokens))) && s.hasAction(o) {
					add(o)
				}
			}
		}
		for _, o := range all {
			n := Every(s.Scene, o)
			if len(n.Evidence) == 0 || n.Name == "" {
				n = s.named(o)
			}
			e.Issuers = append(e.Issuers, n)
		}
	}
}

// listed reports whether only commas and "and" stand between an authority and the next: "the embassies of X, Y and Z".
func (s *voices) listed(o *office.Org, near []office.Org) bool {
	for i := range near {
		if near[i].From < o.To {
			continue
		}
		for k := o.To; k < near[i].From; k++ {
			if n := s.Doc.Norm(k); n != "," && n != "and" && n != "the" && n != "with" {
				return false
			}
		}
		return true
	}
	return false
}

// issuedBy reports whether an office is named as the one that issues, or by its own name somewhere in a page of advice.
func (s *voices) issuedBy(o *office.Org) bool {
	return o.Kind == "ministry" && s.Rep.Kind == "travel_advice"
}

// relayed is the authority of another country whose warning an office repeats, or nil: "the warning of the United States
// Embassy", "the U.S. Embassy in Moscow has reported".
func (s *voices) relayed(page *office.Org) *office.Org {
	warned := s.Warned()
	if warned < 0 {
		return nil
	}
	for i := range s.Orgs {
		o := &s.Orgs[i]
		if o.Country == "" || o.Country == page.Country || o.Bare || o.Kind == "agency" || o.Kind == "police" {
			continue
		}
		st := s.Sent(o.From)
		threat := false
		for _, k := range s.BySent[s.Doc.Tokens[o.From].Sent] {
			threat = threat || s.Marks[k].Ev == warned
		}
		if !threat {
			continue
		}
		if s.Abroad != nil && s.Abroad.Says(o.From) {
			return o
		}
		for k := max(st.From, o.From-4); k < o.From; k++ {
			switch s.Doc.Norm(k) {
			case "warning", "alert", "message", "information", "advisory", "notice", "statement":
				if n := s.Doc.Norm(k + 1); n == "of" || n == "from" || n == "by" {
					return o
				}
			case "according":
				return o
			}
		}
		for k := o.To; k < min(o.To+4, st.To); k++ {
			switch s.Doc.Norm(k) {
			case "warned", "warns", "reported", "reports", "information", "issued", "received", "alerted", "said", "says", "informed", "informs", "notified", "told", "tells", "advised", "advises", "cautioned", "announced", "published":
				return o
			}
		}
	}
	return nil
}

// hasAction reports whether an action is told in the sentence of o.
func (s *voices) hasAction(o *office.Org) bool {
	acts := s.Hits["act"]
	i, _ := slices.BinarySearchFunc(acts, o.To, func(h text.Hit, t int) int { return h.From - t })
	return i < len(acts) && s.Doc.SameSent(acts[i].From, o.From)
}

// Audience settles whom the words address.
func Audience(x *scene.Scene) {
	s := &voices{x}
	staff := []report.Named{}
	public := []report.Named{}
	for _, h := range s.Hits["aud"] {
		country, from, to := s.Nation(h.From, h.To)
		if s.Section(from) == text.Assistance {
			continue
		}
		ev, _ := s.About(from, func(m *scene.Mark) bool { return !m.Op })
		if ev < 0 {
			ev = s.Main
		}
		e := s.Events[ev]
		if len(e.Issuers) == 0 && (ev != s.Main || e.Type == report.FoiledPlot || e.Type == report.Arrest) {
			continue
		}
		if country == "" {
			country = issuerCountry(e, s)
		}
		n := report.Named{Name: s.Doc.Slice(from, to), Class: h.Rule.Code, Country: country, Evidence: []report.Evidence{s.Words(from, to)}}
		switch h.Rule.Code {
		case "staff":
			staff = append(staff, n)
		case "public":
			if len(e.Issuers) > 0 && len(e.Audiences) == 0 && s.Rep.Kind == "news" && s.Abroad == nil && asked.Addressed(s.Doc, from, to) {
				s.addAudience(e, n)
				continue
			}
			n.Country = s.Found.Main
			public = append(public, n)
		case "people": // "British people": only with a nation before them
			if from < h.From && asked.Addressed(s.Doc, from, to) {
				n.Class = "citizens"
				s.addAudience(e, n)
			}
		default:
			if country == "" || s.Abroad == nil && from == h.From && to-from == 1 && !asked.Addressed(s.Doc, from, to) {
				continue // "dual citizens may be called up"
			}
			s.addAudience(e, n)
		}
	}
	for i := range s.Found.Mentions { // "Canadians in Abuja should": the people's own name
		m := &s.Found.Mentions[i]
		if m.Mark != where.Adjective {
			continue
		}
		w := s.Doc.Norm(m.To - 1)
		if w[len(w)-1] != 's' || len(w) < 6 {
			continue
		}
		if asked.Addressed(s.Doc, m.From, m.To) {
			ev, _ := s.About(m.From, nil)
			if ev < 0 {
				ev = s.Main
			}
			s.addAudience(s.Events[ev], report.Named{Name: s.Doc.Slice(m.From, m.To), Class: "citizens", Country: m.Place.Country, Evidence: []report.Evidence{s.Words(m.From, m.To)}})
		}
	}
	s.twoWordPeoples()
	e := s.Events[s.Main]
	if len(e.Audiences) == 0 {
		if len(staff) > 0 && (s.Rep.Kind == "embassy_alert" || s.Rep.Kind == "official_statement" || s.Rep.Kind == "news" && s.Warns(e)) {
			s.addAudience(e, staff[0])
		} else if len(public) > 0 && s.Rep.Kind == "official_statement" {
			s.addAudience(e, public[0])
		}
	}
}

// peoplesOfTwo are the second words of peoples' names of two words: "New Zealanders", "South Africans".
var peoplesOfTwo = text.WordSet(`zealanders lankans africans koreans arabians macedonians ricans guineans leoneans salvadorans`)

// twoWordPeoples adds peoples of two words that are told what to do.
func (s *voices) twoWordPeoples() {
	for i := range s.Doc.Tokens {
		if i == 0 || !peoplesOfTwo.Has(&s.Doc.Tokens[i]) || !s.Doc.Tokens[i-1].Cap || !s.Doc.SameSent(i-1, i) || s.Section(i) == text.Assistance {
			continue
		}
		iso, ok := s.Gaz.Demonym(s.Doc.Slice(i-1, i+1))
		if !ok || !asked.Addressed(s.Doc, i-1, i+1) {
			continue
		}
		ev, _ := s.About(i, nil)
		if ev < 0 {
			ev = s.Main
		}
		s.addAudience(s.Events[ev], report.Named{Name: s.Doc.Slice(i-1, i+1), Class: "citizens", Country: iso, Evidence: []report.Evidence{s.Words(i-1, i+1)}})
	}
}

func (s *voices) addAudience(e *scene.Thread, n report.Named) {
	for i := range e.Audiences {
		if a := &e.Audiences[i]; a.Country == n.Country && a.Class == n.Class {
			if len(a.Evidence) < scene.MaxEvidence {
				a.Evidence = append(a.Evidence, n.Evidence...)
			}
			return
		}
	}
	e.Audiences = append(e.Audiences, n)
}

func issuerCountry(e *scene.Thread, s *voices) string {
	if len(e.Issuers) > 0 {
		return e.Issuers[0].Country
	}
	if len(s.Events[s.Main].Issuers) > 0 {
		return s.Events[s.Main].Issuers[0].Country
	}
	return ""
}
