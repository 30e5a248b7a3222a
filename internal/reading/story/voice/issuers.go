package voice

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
)

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
	if o := s.titled(); o != nil && s.Rep.Kind != "news" && (page == nil || o.From < page.From && !post(page.Kind)) {
		page = o
	}
	if page != nil {
		s.First = s.relayed(page)
		s.Rep.Authority = strings.TrimPrefix(s.every(page).Name, "the ")
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
			if i == s.Main || said {
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
			for x := range s.Voices {
				o := &s.Voices[x]
				if o.Bare && o.Country == "" {
					continue
				}
				if s.Abroad == nil && s.asks(o) || (o.Kind == "embassy" || o.Kind == "ministry") && s.Says(o.To, min(o.To+4, len(s.Doc.Tokens))) && s.hasAction(o) {
					add(o)
				}
			}
		}
		for _, o := range all {
			n := s.every(o)
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
