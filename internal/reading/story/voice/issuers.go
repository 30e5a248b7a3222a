package voice

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/office/holder"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
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
	page := s.page()
	if page != nil {
		s.First = s.relayed(page)
		s.Rep.Authority = strings.TrimPrefix(s.every(page).Name, "the ")
	}
	who := make([]speakers, len(s.Events))
	for i, e := range s.Events {
		switch {
		case page != nil:
			who[i] = s.onPaper(i, e, page)
		case told(e):
			who[i] = s.inNews(i, e)
		}
	}
	if page == nil {
		s.askers(who)
		if s.Abroad == nil {
			for i, e := range s.Events {
				if told(e) && len(who[i]) == 0 {
					who[i].add(s.beside(i, e))
				}
			}
		}
	}
	if s.Abroad == nil {
		s.alike(who)
	}
	for i, e := range s.Events {
		for _, o := range who[i] {
			n := s.every(o)
			if len(n.Evidence) == 0 || n.Name == "" {
				n = s.named(o)
			}
			e.Issuers = append(e.Issuers, n)
		}
	}
}

// told reports whether an event is what somebody says: a threat, a level, advice.
func told(e *scene.Thread) bool {
	return e.Type == report.Threat || e.Type == report.ThreatLevel || e.Type == report.TravelAdvice || e.Type == report.Other
}

// speakers are the authorities of one event, each once.
type speakers []*office.Org

func (l *speakers) add(o *office.Org) {
	if o != nil && !l.has(o) {
		*l = append(*l, o)
	}
}

func (l speakers) has(o *office.Org) bool {
	for _, x := range l {
		if sameOrg(x, o) {
			return true
		}
	}
	return false
}

// page is who speaks in the document as a whole: nobody in news.
func (s *voices) page() (page *office.Org) {
	if s.Rep.Kind == "news" {
		return nil
	}
	alert := s.Rep.Kind == "embassy_alert"
	for i := range s.Orgs {
		o := &s.Orgs[i]
		if s.Sent(o.From).Line > 6 && !alert && !s.issuedBy(o) {
			continue
		}
		if o.Bare || o.Kind == "government" && s.Doc.Norm(o.From) != "government" || alert && (!post(o.Kind) || s.scene(o)) {
			continue
		}
		page = o
		break
	}
	if page == nil && alert {
		for i := range s.Orgs {
			if post(s.Orgs[i].Kind) && !s.scene(&s.Orgs[i]) {
				page = &s.Orgs[i]
				break
			}
		}
	}
	if page == nil && s.pressPortal() {
		for i := range s.Voices {
			if o := &s.Voices[i]; o.Kind == "police" && s.Doc.Tokens[o.From].Cap {
				return o
			}
		}
	}
	if o := s.titled(); o != nil && (page == nil || o.From < page.From && !post(page.Kind)) {
		page = o
	}
	return page
}

// at are words before a mission that make it a place: "explosion at the Embassy of China".
var at = text.WordSet(`at near outside around beside behind opposite towards toward against inside into of`)

// scene reports whether a mission is only named as the place where something happened.
func (s *voices) scene(o *office.Org) bool {
	b := o.From - 1
	if s.Doc.Norm(b) == "the" {
		b--
	}
	return s.Abroad == nil && b >= 0 && s.Doc.SameSent(b, o.From) && at.In(s.Doc, b) && holder.Alerts(s.Doc, o.From, o.To) < 0
}

// onPaper are the authorities of an event that an office's own paper tells.
func (s *voices) onPaper(i int, e *scene.Thread, page *office.Org) (all speakers) {
	switch {
	case e.Type == report.ThreatLevel:
		if s.Abroad == nil && page.Kind == "agency" {
			all.add(page)
			all.add(s.raiser(i, page))
			break
		}
		if o := s.setter(); o != nil {
			all.add(o)
			break
		}
		for k := range s.Marks {
			if m := s.Marks[k]; m.Ev == i && !m.Op {
				if o := s.issuerOf(m); o != nil && (len(all) == 0 || s.state(all[0])) {
					all = append(all[:0], o) // "Sweden raises its level": the service that raised it says more
				}
			}
		}
		if len(all) == 0 {
			all.add(page)
		}
	case e.Type == report.TravelAdvice && s.Rep.Kind == "embassy_alert":
		// an embassy quotes the standing advice of its ministry; it is its own where it begins with it
		all.add(s.adviser(e.First))
		for k := 0; k < len(s.Marks) && len(all) == 0; k++ {
			if m := &s.Marks[k]; m.Ev == i && m.Real() {
				all.add(s.adviser(m.From))
			}
		}
		if len(all) == 0 && s.Abroad == nil && i == s.Main {
			all.add(page)
		}
	default:
		if i == s.Main && s.First != nil {
			all.add(s.First)
			if s.Abroad == nil && page.Country == s.Found.Main && !post(page.Kind) {
				break // a host state speaks of the warnings of others
			}
		}
		if s.Abroad == nil && post(page.Kind) && s.Warns(e) {
			for k := range s.Marks { // "the National Security Council raised the warning", an embassy of that state writes
				if m := s.Marks[k]; m.Ev == i && !m.Op && !m.Generic {
					if o := s.issuerOf(m); o != nil && o.Country == page.Country && (o.Kind == "ministry" || o.Kind == "agency") {
						all.add(o)
					}
				}
			}
		}
		if told(e) || s.ownNews(i, e) {
			all.add(page)
		}
	}
	return all
}

// adviser is the ministry that is named in the sentence of a token or in the two before it, or nil.
func (s *voices) adviser(tok int) *office.Org {
	sent := s.Doc.Tokens[tok].Sent
	for n := sent; n >= 0 && n > sent-3; n-- {
		near := s.OrgsIn(n)
		for k := range near {
			if near[k].Kind == "ministry" {
				return &near[k]
			}
		}
	}
	return nil
}

// ownNews reports whether an office that publishes a text is the one whose word an event is that is nobody's warning: what a paper begins
// with is news that its office gives, what comes later is the ground for a warning or for advice, which has its own author.
func (s *voices) ownNews(i int, e *scene.Thread) bool {
	if s.Abroad != nil {
		return i == s.Main
	}
	first := !slices.ContainsFunc(s.Events, func(o *scene.Thread) bool { return o.First < e.First })
	switch s.Rep.Kind {
	case "embassy_alert":
		return e.Type != report.FoiledPlot && (i == s.Main || first && e.Type != report.Arrest)
	case "travel_advice":
		return i == s.Main && s.firstDone() == i && !slices.ContainsFunc(s.Events, s.Warns)
	case "official_statement":
		return i == s.Main || e.Type == report.FoiledPlot && s.Warns(s.Events[s.Main]) && s.firstDone() == i
	}
	return i == s.Main
}

// raiser is the government that is told to have set a level of which a service's own paper speaks, or nil: "On the advice of ASIO, the
// Government has today raised the level".
func (s *voices) raiser(ev int, page *office.Org) *office.Org {
	for k := range s.Marks {
		m := &s.Marks[k]
		if m.Ev != ev || m.Op {
			continue
		}
		near := s.in(s.Doc.Tokens[m.From].Sent)
		for x := range near {
			o := &near[x]
			if (o.Kind == "government" || o.Kind == "ministry") && o.Country == page.Country && o.From < m.To {
				if v := holder.Spoken(s.Doc, o.From, o.To); v >= 0 && sets.In(s.Doc, v) {
					return o
				}
			}
		}
	}
	return nil
}

// setter is who sets the level that a text is about: "MI5 has raised", "the Joint Terrorism Analysis Centre set the level at".
func (s *voices) setter() *office.Org {
	if s.Abroad != nil {
		return nil
	}
	for i := range s.Voices {
		o := &s.Voices[i]
		if o.Kind != "agency" || o.Person != "" {
			continue
		}
		if v := holder.Spoken(s.Doc, o.From, o.To); v >= 0 && sets.In(s.Doc, v) {
			for k := v; k < v+8 && s.Doc.SameSent(v, k); k++ {
				if s.Doc.Norm(k) == "level" {
					return o
				}
			}
		}
	}
	return nil
}

var sets = text.WordSet(`set sets raised raises lowered lowers put puts kept keeps decided decides moved moves reduced reduces upgraded downgraded`)

// state reports whether one is a country as a whole.
func (s *voices) state(o *office.Org) bool { return o.Kind == "government" && o.Field == "" }

// inNews are the authorities of an event that a story says somebody told.
func (s *voices) inNews(i int, e *scene.Thread) (all speakers) {
	for k := range s.Marks {
		if m := s.Marks[k]; m.Ev == i && !m.Generic && !m.Op {
			o := s.issuerOf(m)
			all.add(o)
			if o != nil && (o.Kind == "government" || o.Kind == "embassy") {
				near := s.OrgsIn(s.Doc.Tokens[m.From].Sent)
				for x := range near { // "the United States and Britain have warned"
					if p := &near[x]; p.Kind == o.Kind && p.To <= m.From && (o.Kind == "government" || s.listed(p, near)) {
						all.add(p)
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
				all.add(&near[0])
			}
		}
	}
	if e.Type == report.ThreatLevel && s.Abroad == nil && slices.ContainsFunc(all, func(o *office.Org) bool { return !s.state(o) }) {
		all = slices.DeleteFunc(all, s.state) // "France raises its level, the minister said"
	}
	if i != s.Main {
		return all
	}
	if len(all) == 0 && e.Type == report.Threat {
		// "It says that extremists plan attacks": the issuer stands in another sentence
		for x := range s.Orgs {
			if o := &s.Orgs[x]; (post(o.Kind) || o.Kind == "ministry") && !o.Bare && s.Says(o.To, min(o.To+4, s.Sent(o.From).To)) && (s.Abroad != nil || s.ofWarning(o)) {
				all.add(o)
				break
			}
		}
	}
	if len(all) == 0 && s.Warns(e) {
		// "The embassy shut its doors because of a possible attack": the mission of the sentence that tells the threat
		for x := range s.Orgs {
			o := &s.Orgs[x]
			if sent := s.Doc.Tokens[o.From].Sent; post(o.Kind) && !o.Bare && len(s.BySent[sent]) > 0 && sent > 0 && (s.Abroad != nil || text.Closes(s.Doc, &s.Doc.Sents[sent]) || s.ofWarning(o)) {
				all.add(o)
				break
			}
		}
	}
	// "the US embassy" and "the United States" of one sentence of warning are one voice
	return slices.DeleteFunc(all, func(a *office.Org) bool {
		return a.Kind == "government" && slices.ContainsFunc(all, func(b *office.Org) bool { return b.Kind == "embassy" && b.Country == a.Country })
	})
}

// beside is whose word an event is that no sentence with the event tells: the one office that speaks, warns or advises in the paragraph of the
// event, or nil when there is none or more than one. "The Foreign Office has changed its advice. British people are warned not to go there".
func (s *voices) beside(ev int, e *scene.Thread) *office.Org {
	para := s.Sent(e.First).Para
	var one *office.Org
	for i := range s.Voices {
		o := &s.Voices[i]
		st := s.Sent(o.From)
		if st.Para != para || o.Bare && o.Country == "" || st.Section == text.Assistance || s.scene(o) {
			continue
		}
		envoy := post(o.Kind) || o.Kind == "ministry" && field(o) == "foreign" || s.state(o) && o.Country != s.Found.Main
		switch {
		case e.Type == report.TravelAdvice && !envoy, e.Type == report.Other, e.Type == report.ThreatLevel && o.Kind != "agency":
			continue
		case e.Type == report.Threat && e.Stage == report.NoStage && s.state(o) && o.Country != s.Found.Main:
			continue
		case e.Type == report.Threat && e.Stage == report.Threatened && (!envoy && o.Kind != "agency" || s.tells(st, report.TravelAdvice)):
			continue
		}
		if holder.Spoken(s.Doc, o.From, o.To) < 0 && !(envoy && s.ofWarning(o)) {
			continue
		}
		if one != nil && !sameOrg(one, o) {
			return nil
		}
		one = o
	}
	return one
}

// ofWarning reports whether a word of warning stands in the sentence after the name of an authority.
func (s *voices) ofWarning(o *office.Org) bool {
	for k := o.To; k < s.Sent(o.From).To; k++ {
		if warnings.In(s.Doc, k) || holder.Asks.In(s.Doc, k) {
			return true
		}
	}
	return false
}

// askers gives what happened to those who tell people what to do about it: "the mayor asked residents to keep away". Who speaks for its people
// abroad speaks of the warning of the story where others like it have given it, and not of what happened where it tells them to leave.
func (s *voices) askers(who []speakers) {
	for x := range s.Voices {
		o := &s.Voices[x]
		if o.Bare && o.Country == "" {
			continue
		}
		if s.Abroad == nil && s.asks(o) || (o.Kind == "embassy" || o.Kind == "ministry") && s.Says(o.To, min(o.To+4, len(s.Doc.Tokens))) && s.hasAction(o) {
			s.asker(who, o, s.Doc.Tokens[o.From].Sent)
		}
	}
	if s.Abroad != nil {
		return
	}
	for _, hits := range [...][]text.Hit{s.Hits["act"], s.Hits["shun"]} { // "The embassy expressed its sorrow. It has asked Americans to stay at home"
		for _, h := range hits {
			from := s.Sent(h.From).From
			if n := s.Doc.Norm(from); n != "it" && n != "they" {
				continue
			}
			if v := holder.Spoken(s.Doc, from, from+1); v > from && v < h.From && holder.Asks.In(s.Doc, v) {
				if o := s.goesOn(s.Doc.Tokens[from].Sent); o != nil && o.Country != s.Found.Main && o.Country != "" {
					s.asker(who, o, s.Doc.Tokens[from].Sent)
				}
			}
		}
	}
}

// asker gives the event that somebody tells people in a sentence what to do about to who tells it.
func (s *voices) asker(who []speakers, o *office.Org, sent int) {
	envoy := s.Abroad == nil && o.Country != s.Found.Main && o.Country != ""
	if envoy && s.advises(o, who) {
		return
	}
	ev := s.Main
	if told(s.Events[ev]) {
		if s.Abroad != nil || who[ev].has(o) {
			return
		}
		if w := s.Warned(); envoy && w >= 0 && slices.ContainsFunc(who[w], func(p *office.Org) bool {
			return p.Country != s.Found.Main && p.Country != o.Country && (post(p.Kind) || s.state(p))
		}) {
			if s.state(o) || post(o.Kind) {
				who[w].add(o)
			}
			return
		}
		ev = s.happened(sent)
	}
	if ev >= 0 {
		who[ev].add(o)
	}
}

// advises reports whether an authority is the one of advice on travel, or tells it in its sentence.
func (s *voices) advises(o *office.Org, who []speakers) bool {
	for i, e := range s.Events {
		if e.Type == report.TravelAdvice && who[i].has(o) {
			return true
		}
	}
	return s.tells(s.Sent(o.From), report.TravelAdvice)
}

// tells reports whether an event of a type hangs on words of a sentence.
func (s *voices) tells(st *text.Sentence, what report.Type) bool {
	return slices.ContainsFunc(s.BySent[s.Doc.Tokens[st.From].Sent], func(k int) bool { return s.Events[s.Marks[k].Ev].Type == what })
}

// firstDone is the first event that is no word of somebody, or -1.
func (s *voices) firstDone() int {
	best := -1
	for i, e := range s.Events {
		if !told(e) && (best < 0 || e.First < s.Events[best].First) {
			best = i
		}
	}
	return best
}

// happened is the event that advice in a sentence without a warning of its own is about in a story whose warning is another's: the first that
// happened, or -1.
func (s *voices) happened(sent int) int {
	for _, k := range s.BySent[sent] {
		if told(s.Events[s.Marks[k].Ev]) {
			return -1
		}
	}
	return slices.IndexFunc(s.Events, func(e *scene.Thread) bool { return e.Stage == report.Accomplished && e.Type != report.Other })
}

var (
	// like are words that say that a warning is as another's.
	like = text.MarkedSet(`similar same also too likewise followed follow echoed joined copied repeated similarly identical own alike following comparable others other reissued forwarded renewed`)
	// warnings are nouns and verbs of warning beside them.
	warnings = text.MarkedSet(`warning warnings alert alerts notice notices message messages advisory advisories advice words note notes bulletin bulletins warned alerted cautioned suit`)
)

// alike adds those who warn as another did: "Germany, France and Italy followed with alerts of their own".
func (s *voices) alike(who []speakers) {
	ev := s.Warned()
	if ev < 0 || len(who[ev]) == 0 {
		return
	}
	for n := s.Doc.Tokens[s.Events[ev].First].Sent; n < len(s.Doc.Sents); n++ {
		if !like.InSent(s.Doc, n) || !warnings.InSent(s.Doc, n) {
			continue
		}
		if len(s.BySent[n]) > 0 && slices.ContainsFunc(s.BySent[n], func(k int) bool { return s.Marks[k].Real() && !s.Marks[k].Generic && s.Marks[k].Ev != ev }) {
			continue
		}
		near := s.in(n)
		if len(near) == 0 {
			near = s.states(&s.Doc.Sents[n])
		}
		for k := range near {
			if o := &near[k]; o.Country != s.Found.Main && o.Country != "" && !o.Bare && (post(o.Kind) || s.state(o) || o.Kind == "ministry" && field(o) == "foreign") {
				if !slices.ContainsFunc(who[ev], func(p *office.Org) bool { return p.Country == o.Country }) {
					who[ev].add(o)
				}
			}
		}
	}
}

// states are the countries that begin a sentence, one after the other, as governments: "Australia, Britain and Canada came out with warnings".
func (s *voices) states(st *text.Sentence) (all []office.Org) {
	if s.Abroad != nil {
		return nil
	}
	k := st.From
	for _, i := range s.Places[s.Doc.Tokens[st.From].Sent] {
		m := &s.Found.Mentions[i]
		for k < m.From && (s.Doc.Norm(k) == "," || s.Doc.Norm(k) == "and" || s.Doc.Norm(k) == "the") {
			k++
		}
		if m.From != k || m.Mark == where.Adjective || m.Place.Kind != gazetteer.Country {
			break
		}
		all, k = append(all, office.Org{From: m.From, To: m.To, Kind: "government", Country: m.Place.Country}), m.To
	}
	return all
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
