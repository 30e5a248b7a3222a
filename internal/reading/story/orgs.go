package story

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// org is an authority named in the text: tokens [from, to).
type org struct {
	from, to int
	kind     string // embassy, consulate, ministry, government, agency, police
	country  string // ISO code; "" when the words alone do not tell
	bare     bool   // "the Embassy": goes back to one named before
	all, end int    // the tokens of a list that it is named in: "the British and Canadian embassies"
}

var missions = map[string]string{"embassy": "embassy", "consulate": "consulate", "commission": "embassy", "mission": "embassy"}

var missionWords = text.KeySet(missions)

// findOrgs finds the authorities of the text.
func (s *story) findOrgs() {
	at := map[int]int{} // mention by its first token
	for i := range s.found.Mentions {
		at[s.found.Mentions[i].From] = i
	}
	ends := map[int]int{}
	for i := range s.found.Mentions {
		ends[s.found.Mentions[i].To] = i
	}
	country := func(i int) (iso string, from int) {
		if s.d.Norm(i-1) == "'s" && s.d.SameSent(i-2, i) {
			if k, ok := ends[i-1]; ok && s.found.Mentions[k].Place.Kind == gazetteer.Country {
				return s.found.Mentions[k].Place.Country, s.found.Mentions[k].From // "Norway's security service"
			}
			return "", i
		}
		if k, ok := ends[i]; ok && s.d.SameSent(i-1, i) {
			m := &s.found.Mentions[k]
			if m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country {
				return m.Place.Country, m.From
			}
		}
		return "", i
	}
	for i := range s.d.Tokens {
		if !missionWords.Has(&s.d.Tokens[i]) || s.section(i) == text.Assistance {
			continue
		}
		o := org{from: i, to: i + 1, kind: missions[s.d.Norm(i)]}
		switch s.d.Norm(i) {
		case "commission":
			if s.d.Norm(i-1) != "high" {
				continue
			}
			o.from--
		case "mission":
			if s.d.Norm(i-1) != "our" && !s.d.Tokens[i].Cap {
				continue
			}
		case "consulate":
			if s.d.Norm(i+1) == "general" {
				o.to++
			}
		}
		if o.country, o.from = country(o.from); o.country != "" {
			s.home[o.from] = true // "the United States Embassy"
		}
		s.ofCountry(&o, at)
		if n := s.d.Norm(o.to); n == "personnel" || n == "staff" || n == "employees" {
			continue
		}
		// the seat: "Abuja, Nigeria", "in Russia"
		to := o.to
		if n := s.d.Norm(to); n == "in" || n == "at" {
			to++
		}
		if k, ok := at[to]; ok && s.d.SameSent(i, to) && s.found.Mentions[k].Mark != where.Adjective {
			o.to = s.found.Mentions[k].To
			if k2, ok := at[o.to+1]; ok && s.d.Norm(o.to) == "," && s.found.Mentions[k2].Place.Kind == gazetteer.Country && s.d.SameSent(i, o.to) {
				o.to = s.found.Mentions[k2].To
			}
		}
		o.bare = o.country == ""
		s.orgs = append(s.orgs, o)
	}
	for _, h := range s.hits["iss"] {
		kind, c, _ := strings.Cut(h.Rule.Code, "/")
		o := org{from: h.From, to: h.To, kind: kind, country: c}
		if iso, from := country(h.From); iso != "" {
			if c == "" {
				o.country = iso
			}
			if c == "" || c == iso {
				o.from = from
			}
		}
		if c == "" || c == o.country {
			s.ofCountry(&o, at)
		}
		if k, ok := at[o.to+1]; ok && s.d.Norm(o.to) == "," && s.found.Mentions[k].Place.Country == o.country && s.sent(o.from).Line < 3 {
			s.home[o.to+1] = true // "Federal Foreign Office, Germany"
		}
		if k, ok := at[o.to+1]; ok && s.d.Norm(o.to) == "(" && s.d.Norm(s.found.Mentions[k].To) == ")" && s.found.Mentions[k].Place.Kind == gazetteer.Country && (c == "" || c == s.found.Mentions[k].Place.Country) {
			o.country, s.home[o.to+1] = s.found.Mentions[k].Place.Country, true // "Department of Foreign Affairs (Ireland)"
		}
		if o.country == "" && kind == "embassy" {
			o.bare = true // an embassy is never that of the country it is in
		} else if o.country == "" {
			o.country = s.found.Main
		}
		s.orgs = append(s.orgs, o)
	}
	s.manyMissions(at)
	s.listedMissions(ends)
	for i := range s.d.Tokens {
		if s.d.Norm(i) == "government" && s.d.Tokens[i].Cap && s.d.Norm(i+1) == "of" {
			o := org{from: i, to: i + 1, kind: "government"}
			if s.ofCountry(&o, at); o.country != "" {
				s.orgs = append(s.orgs, o)
			}
		}
	}
	// governments: a country that warns
	for i := range s.found.Mentions {
		m := &s.found.Mentions[i]
		people := m.Mark == where.Adjective && s.d.Norm(m.From-1) == "the" && s.d.SameSent(m.From-1, m.From) // "the Americans"
		if m.Mark == where.Plain && m.Place.Kind == gazetteer.Country || m.Mark == where.Adjective && len(s.d.Slice(m.From, m.To)) <= 4 || people {
			if text.Governs(s.d, m.To) && s.d.Norm(m.From-1) != "in" {
				s.orgs = append(s.orgs, org{from: m.From, to: m.To, kind: "government", country: m.Place.Country})
			}
		}
	}
	slices.SortStableFunc(s.orgs, func(a, b org) int { return a.from - b.from })
	// drop one inside another
	keep := s.orgs[:0]
	for _, o := range s.orgs {
		if n := len(keep); n > 0 && o.from < keep[n-1].to {
			if o.to-o.from > keep[n-1].to-keep[n-1].from {
				keep[n-1] = o
			}
			continue
		}
		keep = append(keep, o)
	}
	s.orgs = keep
	// "the embassy" goes back to the one named last, or else to the first named after it
	for i := range s.orgs {
		if o := &s.orgs[i]; o.bare {
			for k := i - 1; k >= 0 && k > i-20; k-- {
				if s.orgs[k].kind == o.kind && !s.orgs[k].bare || o.kind == "embassy" && s.orgs[k].kind == "consulate" {
					o.country = s.orgs[k].country
					break
				}
			}
			if o.country == "" {
				for k := i + 1; k < len(s.orgs) && k < i+20; k++ {
					if s.orgs[k].kind == o.kind && !s.orgs[k].bare {
						o.country = s.orgs[k].country
						break
					}
				}
			}
		}
	}
}

// manyMissions reads "the embassies of the United States, Germany and Italy": one authority for each country.
func (s *story) manyMissions(at map[int]int) {
	for i := range s.d.Tokens {
		if n := s.d.Norm(i); n != "embassies" && n != "consulates" || s.d.Norm(i+1) != "of" {
			continue
		}
		from := i
		for k := i + 2; k < len(s.d.Tokens) && s.d.SameSent(i, k); {
			if n := s.d.Norm(k); n == "," || n == "and" || n == "the" {
				k++
				continue
			}
			m, ok := at[k]
			if !ok || s.found.Mentions[m].Place.Kind != gazetteer.Country {
				break
			}
			end := s.found.Mentions[m].To
			s.home[k] = true
			s.orgs = append(s.orgs, org{from: from, to: end, kind: "embassy", country: s.found.Mentions[m].Place.Country})
			from, k = end+1, end
			for from < len(s.d.Tokens) && !hasKey(at, from) && from < end+3 {
				from++
			}
		}
	}
}

// listedMissions reads "the British and Canadian embassies" and "the U.S. and UK governments": one authority for each country.
func (s *story) listedMissions(ends map[int]int) {
	for i := range s.d.Tokens {
		kind := ""
		switch s.d.Norm(i) {
		case "embassies":
			kind = "embassy"
		case "consulates":
			kind = "consulate"
		case "governments":
			kind = "government"
		case "missions", "commissions":
			kind = "embassy"
		default:
			continue
		}
		if s.section(i) == text.Assistance {
			continue
		}
		head := i
		if s.d.Norm(head-1) == "high" || s.d.Norm(head-1) == "diplomatic" {
			head--
		}
		first := len(s.orgs)
		k := head
		for k > 0 && s.d.SameSent(k-1, i) {
			if m, ok := ends[k]; ok && (s.found.Mentions[m].Mark == where.Adjective || s.found.Mentions[m].Place.Kind == gazetteer.Country) {
				x := &s.found.Mentions[m]
				s.home[x.From] = true
				s.orgs = append(s.orgs, org{from: x.From, to: x.To, kind: kind, country: x.Place.Country})
				k = x.From
				continue
			}
			if n := s.d.Norm(k - 1); n != "and" && n != "," || k == head {
				break
			}
			k--
		}
		if len(s.orgs) < first+2 {
			for _, o := range s.orgs[first:] {
				delete(s.home, o.from)
			}
			s.orgs = s.orgs[:first] // "western embassies", "German missions": no list
			continue
		}
		for x := first; x < len(s.orgs); x++ {
			s.orgs[x].all, s.orgs[x].end = k, i+1
		}
	}
}

func hasKey(m map[int]int, k int) bool { _, ok := m[k]; return ok }

// ofCountry reads "of Latvia" after the name of an office: whose it is.
func (s *story) ofCountry(o *org, at map[int]int) {
	if s.d.Norm(o.to) != "of" {
		return
	}
	k := o.to + 1
	if s.d.Norm(k) == "the" {
		k++
	}
	m, ok := at[k]
	if !ok && s.d.Norm(k+1) == "of" { // "the Republic of Korea"
		k += 2
		m, ok = at[k]
	}
	if !ok || !s.d.SameSent(o.from, k) || s.found.Mentions[m].Place.Kind != gazetteer.Country {
		return
	}
	o.country, o.to = s.found.Mentions[m].Place.Country, s.found.Mentions[m].To
	s.home[s.found.Mentions[m].From] = true
}

// named makes the org a value. Its name goes without an article.
func (s *story) named(o *org) report.Named {
	from := o.from
	return report.Named{Name: s.d.Slice(from, o.to), Class: o.kind, Country: o.country, Evidence: []report.Evidence{s.ev(from, o.to)}}
}

// sameOrg reports whether two name one authority: embassies and governments by country, others by kind and country.
func sameOrg(a, b *org) bool {
	if a.country != b.country {
		return false
	}
	post := func(k string) bool { return k == "embassy" || k == "consulate" }
	return a.kind == b.kind || post(a.kind) && post(b.kind) && (a.bare || b.bare)
}

// everyOrg gathers all mentions of one authority; the fullest name comes first.
func (s *story) everyOrg(o *org) report.Named {
	best := o
	var evs []report.Evidence
	for i := range s.orgs {
		x := &s.orgs[i]
		if !sameOrg(o, x) {
			continue
		}
		if best.bare && !x.bare || best.bare == x.bare && x.to-x.from > best.to-best.from {
			best = x
		}
		if len(evs) < maxEvidence {
			evs = append(evs, s.ev(x.from, x.to))
		}
		if x.end > 0 && len(evs) < maxEvidence {
			evs = append(evs, s.ev(x.all, x.end))
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
func (s *story) issuerOf(m mark) *org {
	st := s.sent(m.from)
	var best *org
	near := s.orgsIn(s.d.Tokens[m.from].Sent)
	for i := range near {
		o := &near[i]
		if o.to <= m.from && text.SaysAfter(s.d, o.to, m.to) {
			best = o
		}
	}
	if best != nil {
		return best
	}
	for i := range near {
		o := &near[i]
		if o.from >= m.to && (text.SaysAfter(s.d, o.to, st.To) || s.d.Norm(o.from-1) == "said" || s.d.Norm(o.from-2) == "said") {
			return o
		}
	}
	return nil
}

// forceSaying is the police or agency that says what begins at tok: "Berlin police said that they had no information".
func (s *story) forceSaying(tok int) *org {
	for _, h := range s.hitsIn("res", s.d.Tokens[tok].Sent) {
		if h.To > tok || h.Rule.Code != "police" && h.Rule.Code != "agency" || !text.SaysAfter(s.d, h.To, h.To+4) {
			continue
		}
		o := &org{from: h.From, to: h.To, kind: h.Rule.Code, country: s.found.Main}
		for _, k := range s.places[s.d.Tokens[h.From].Sent] {
			if m := &s.found.Mentions[k]; m.To == h.From {
				o.from = m.From
			}
		}
		return o
	}
	return nil
}

// fillIssuers settles who warns in each event.
func (s *story) fillIssuers() {
	var page *org // who speaks in the document as a whole
	if s.rep.Kind != "news" {
		for i := range s.orgs {
			o := &s.orgs[i]
			if s.sent(o.from).Line > 6 && s.rep.Kind != "embassy_alert" && !s.issuedBy(o) {
				continue
			}
			if o.bare || o.kind == "government" && s.d.Norm(o.from) != "government" || s.rep.Kind == "embassy_alert" && o.kind != "embassy" && o.kind != "consulate" {
				continue
			}
			page = o
			break
		}
		if page == nil && s.rep.Kind == "embassy_alert" {
			for i := range s.orgs {
				if k := s.orgs[i].kind; k == "embassy" || k == "consulate" {
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
		var all []*org
		add := func(o *org) {
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
				if o := &near[k]; o.kind == "ministry" {
					add(o)
				}
			}
		case page != nil:
			if i == s.main && s.first != nil {
				add(s.first)
			}
			if i == s.main || said {
				add(page)
			}
		case said:
			for k := range s.marks {
				if m := s.marks[k]; m.ev == i && !m.generic && !m.op {
					add(s.issuerOf(m))
					if o := s.issuerOf(m); o != nil && (o.kind == "government" || o.kind == "embassy") {
						near := s.orgsIn(s.d.Tokens[m.from].Sent)
						for x := range near { // "the United States and Britain have warned"
							if p := &near[x]; p.kind == o.kind && p.to <= m.from && (o.kind == "government" || s.listed(p, near)) {
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
					if o := &s.orgs[x]; (o.kind == "embassy" || o.kind == "consulate" || o.kind == "ministry") && !o.bare && text.SaysAfter(s.d, o.to, min(o.to+4, s.sent(o.from).To)) {
						add(o)
						break
					}
				}
			}
			if len(all) == 0 && i == s.main && e.Type == report.Threat && e.Stage == report.Threatened {
				// "The embassy shut its doors because of a possible attack": the mission of the sentence that tells the threat
				for x := range s.orgs {
					o := &s.orgs[x]
					if (o.kind == "embassy" || o.kind == "consulate") && !o.bare && len(s.bySent[s.d.Tokens[o.from].Sent]) > 0 && s.d.Tokens[o.from].Sent > 0 {
						add(o)
						break
					}
				}
			}
			if i == s.main {
				// "the US embassy" and "the United States" of one sentence of warning are one voice
				for x := 0; x < len(all); x++ {
					if all[x].kind != "government" {
						continue
					}
					for y := range all {
						if all[y].kind == "embassy" && all[y].country == all[x].country {
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
				if (o.kind == "embassy" || o.kind == "ministry") && (!o.bare || o.country != "") && text.SaysAfter(s.d, o.to, min(o.to+4, len(s.d.Tokens))) && s.hasAction(o) {
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
func (s *story) listed(o *org, near []org) bool {
	for i := range near {
		if near[i].from < o.to {
			continue
		}
		for k := o.to; k < near[i].from; k++ {
			if n := s.d.Norm(k); n != "," && n != "and" && n != "the" && n != "with" {
				return false
			}
		}
		return true
	}
	return false
}

// issuedBy reports whether an office is named as the one that issues, or by its own name somewhere in a page of advice.
func (s *story) issuedBy(o *org) bool { return o.kind == "ministry" && s.rep.Kind == "travel_advice" }

// relayed is the authority of another country whose warning an office repeats, or nil: "the warning of the United States
// Embassy", "the U.S. Embassy in Moscow has reported".
func (s *story) relayed(page *org) *org {
	warned := s.warned()
	if warned < 0 {
		return nil
	}
	for i := range s.orgs {
		o := &s.orgs[i]
		if o.country == "" || o.country == page.country || o.bare || o.kind == "agency" || o.kind == "police" {
			continue
		}
		st := s.sent(o.from)
		threat := false
		for _, k := range s.bySent[s.d.Tokens[o.from].Sent] {
			threat = threat || s.marks[k].ev == warned
		}
		if !threat {
			continue
		}
		for k := max(st.From, o.from-4); k < o.from; k++ {
			switch s.d.Norm(k) {
			case "warning", "alert", "message", "information", "advisory", "notice", "statement":
				if n := s.d.Norm(k + 1); n == "of" || n == "from" || n == "by" {
					return o
				}
			case "according":
				return o
			}
		}
		for k := o.to; k < min(o.to+4, st.To); k++ {
			switch s.d.Norm(k) {
			case "warned", "warns", "reported", "reports", "information", "issued", "received", "alerted", "said", "says", "informed", "informs", "notified", "told", "tells", "advised", "advises", "cautioned", "announced", "published":
				return o
			}
		}
	}
	return nil
}

// hasAction reports whether an action is told in the sentence of o.
func (s *story) hasAction(o *org) bool {
	acts := s.hits["act"]
	i, _ := slices.BinarySearchFunc(acts, o.to, func(h text.Hit, t int) int { return h.From - t })
	return i < len(acts) && s.d.SameSent(acts[i].From, o.from)
}

// orgsIn are the authorities named in a sentence.
func (s *story) orgsIn(sent int) []org {
	st := &s.d.Sents[sent]
	at := func(tok int) int {
		i, _ := slices.BinarySearchFunc(s.orgs, tok, func(o org, t int) int { return o.from - t })
		return i
	}
	return s.orgs[at(st.From):at(st.To)]
}

// fillAudience settles whom the words address.
func (s *story) fillAudience() {
	staff := []report.Named{}
	public := []report.Named{}
	for _, h := range s.hits["aud"] {
		from, to := h.From, h.To
		country := ""
		for _, i := range s.places[s.d.Tokens[from].Sent] {
			if m := &s.found.Mentions[i]; m.To == from && (m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country) {
				from, country = m.From, m.Place.Country
			}
		}
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
			n.Country = s.found.Main
			public = append(public, n)
		case "people": // "British people": only with a nation before them
			if from < h.From && text.Told(s.d, to) {
				n.Class = "citizens"
				s.addAudience(e, n)
			}
		default:
			if country == "" {
				continue
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
		asked := false
		switch s.d.Norm(m.From - 1) {
		case "told", "tells", "urged", "urges", "advised", "advises", "asked", "asks", "warned", "warns":
			asked = true
		}
		for k := m.To; k < len(s.d.Tokens) && k < m.To+5 && s.d.SameSent(m.From, k); k++ {
			if n := s.d.Norm(k); n == "should" || n == "are" || n == "must" || asked || (n == "were" || n == "have") && text.Asked(s.d, k+1) {
				ev, _ := s.about(m.From, nil)
				if ev < 0 {
					ev = s.main
				}
				s.addAudience(s.events[ev], report.Named{Name: s.d.Slice(m.From, m.To), Class: "citizens", Country: m.Place.Country, Evidence: []report.Evidence{s.ev(m.From, m.To)}})
				break
			}
		}
	}
	e := s.events[s.main]
	if len(e.Audiences) == 0 {
		if len(staff) > 0 && (s.rep.Kind == "embassy_alert" || s.rep.Kind == "official_statement" || s.rep.Kind == "news" && s.warns(e)) {
			s.addAudience(e, staff[0])
		} else if len(public) > 0 && s.rep.Kind == "official_statement" {
			s.addAudience(e, public[0])
		}
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
