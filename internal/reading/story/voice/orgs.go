// Package voice settles who speaks in a text: who warns, who responds, and who is told what to do.
package voice

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/office/holder"
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
		s.Voices = s.Orgs
		return
	}
	in := s.Found.Index(s.Doc)
	s.Orgs, s.Home = office.Find(s.Doc, s.Hits["iss"], &s.Found, in)
	s.Voices = gathered(s.Orgs, holder.Find(s.Doc, &s.Found, in, s.Gaz))
	letterhead(&voices{s})
}

// named makes the org a value. Its name goes without an article.
func (s *voices) named(o *office.Org) report.Named {
	from := o.From
	return report.Named{Name: s.Doc.Slice(from, o.To), Class: o.Kind, Country: o.Country, Evidence: []report.Evidence{s.Words(from, o.To)}}
}

// issuedBy reports whether an office is named as the one that issues, or by its own name somewhere in a page of advice.
func (s *voices) issuedBy(o *office.Org) bool {
	return o.Kind == "ministry" && s.Rep.Kind == "travel_advice"
}

// relayed is the authority whose warning an office repeats, or nil: "the warning of the United States Embassy", "the Uganda Police Force has told
// the U.S. Embassy". It is one of another country, or for a mission the ministry at home that has learned of the danger.
func (s *voices) relayed(page *office.Org) *office.Org {
	warned := s.Warned()
	if warned < 0 {
		return nil
	}
	for i := range s.Voices {
		o := &s.Voices[i]
		home := o.Country == page.Country
		if o.Country == "" || home && !(s.Abroad == nil && post(page.Kind) && o.Kind == "ministry") || o.Bare || (o.Kind == "agency" || o.Kind == "police") && (s.Abroad != nil || !post(page.Kind)) {
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
		b := o.From
		if s.Doc.Norm(b-1) == "the" {
			b--
		}
		for k := max(st.From, b-4); k < b && !home; k++ {
			switch s.Doc.Norm(k) {
			case "warning", "alert", "message", "information", "advisory", "notice", "statement", "report", "reports", "intelligence", "tip":
				if n := s.Doc.Norm(k + 1); n == "of" || n == "from" || n == "by" {
					return o
				}
			case "according":
				return o
			}
		}
		for k := o.To; k < min(o.To+4, st.To); k++ {
			switch s.Doc.Norm(k) {
			case "warned", "warns", "reported", "reports", "report", "information", "issued", "received", "alerted", "said", "says", "say", "informed", "informs", "notified", "told", "tells", "advised", "advises", "cautioned", "announced", "published", "shared", "passed":
				if !home || s.Doc.Norm(k) == "information" {
					return o
				}
			case "obtained", "learned", "learnt":
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

// spoken are people who are told something for an event.
type spoken struct {
	ev int
	n  report.Named
}

// spokenTo are the people that may be addressed: those that an office speaks of, and, in a sentence that tells what to do, whoever
// is told it.
func (s *voices) spokenTo() []text.Hit {
	out := s.Hits["aud"]
	if s.Abroad != nil {
		return out
	}
	for _, h := range s.Hits["told"] {
		if _, ok := s.Asked[s.Doc.Tokens[h.From].Sent]; ok && s.HitAt("aud", h.From) == nil && asked.Addressed(s.Doc, h.From, h.To) {
			out = append(out[:len(out):len(out)], h)
		}
	}
	return out
}

// Audience settles whom the words address.
func Audience(x *scene.Scene) {
	s := &voices{x}
	staff := []report.Named{}
	public := []report.Named{}
	late := []spoken{}
	for _, h := range s.spokenTo() {
		country, from, to := s.Nation(h.From, h.To)
		if s.Section(from) == text.Assistance || s.Abroad == nil && deskNouns.In(s.Doc, to) && s.Doc.SameSent(from, to) || s.Doc.Norm(to) == "'" && s.Doc.Tokens[to-1].Cap {
			continue
		}
		if s.Abroad == nil && to == h.To && s.Doc.Norm(to-1) == "in" { // "people in Strasbourg"
			to = s.placeEnd(to)
		}
		addressed := asked.Addressed(s.Doc, from, to)
		ev, told := s.Asked[s.Doc.Tokens[from].Sent]
		told = told && addressed && s.Abroad == nil
		if near := h.Rule.Code == "citizens" && h.Rule.Kind == "aud" && len(s.BySent[s.Doc.Tokens[from].Sent]) > 0; !told || near {
			ev, _ = s.About(from, func(m *scene.Mark) bool { return !m.Op })
			told = told && !(near && s.Rep.Kind == "news")
		}
		if ev < 0 {
			ev = s.Main
		}
		e := s.Events[ev]
		if !told && len(e.Issuers) == 0 && (ev != s.Main || e.Type == report.FoiledPlot || e.Type == report.Arrest) {
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
			if told && (s.Rep.Kind == "news" || s.Rep.Kind == "official_statement" || h.Rule.Kind == "told") {
				late = append(late, spoken{ev, n})
				continue
			}
			if len(e.Audiences) == 0 && len(e.Issuers) > 0 && s.Rep.Kind == "news" && s.Abroad == nil && addressed {
				s.addAudience(e, n)
				continue
			}
			n.Country = s.Found.Main
			public = append(public, n)
		case "people": // "British people": only with a nation before them, or where they are told what to do
			if from < h.From && addressed {
				n.Class = "citizens"
				s.addAudience(e, n)
			} else if told && s.Rep.Kind == "news" {
				n.Class, n.Country = "public", s.Found.Main
				late = append(late, spoken{ev, n})
			}
		default:
			if country == "" || s.Abroad == nil && from == h.From && to-from == 1 && !addressed {
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
			ev, told := s.Asked[s.Doc.Tokens[m.From].Sent]
			if !told || s.Abroad != nil {
				ev, _ = s.About(m.From, nil)
			}
			if ev < 0 {
				ev = s.Main
			}
			n := report.Named{Name: s.Doc.Slice(m.From, m.To), Class: "citizens", Country: m.Place.Country, Evidence: []report.Evidence{s.Words(m.From, m.To)}}
			if m.From > s.Sent(m.From).From && sorts.In(s.Doc, m.From-1) && s.Abroad == nil { // "private Americans"
				n.Evidence = append(n.Evidence, s.Words(m.From-1, m.To))
			}
			s.addAudience(s.Events[ev], n)
		}
	}
	s.twoWordPeoples()
	for _, x := range late { // the public, where nobody's citizens are addressed
		if len(s.Events[x.ev].Audiences) == 0 {
			s.addAudience(s.Events[x.ev], x.n)
		}
	}
	e := s.Events[s.Main]
	if len(e.Audiences) == 0 {
		if len(staff) > 0 && (s.Rep.Kind == "embassy_alert" || s.Rep.Kind == "official_statement" || s.Rep.Kind == "news" && s.Warns(e)) {
			s.addAudience(e, staff[0])
		} else if len(public) > 0 && s.Rep.Kind == "official_statement" {
			s.addAudience(e, public[0])
		}
	}
}

var (
	// deskNouns after "American Citizen" or "the public" make a name of something else.
	deskNouns = text.WordSet(`services service prosecutor prosecutors prosecution registration register unit section transport transportation health order broadcaster sector works holiday holidays`)
	// sorts are words before a people's name that say which of them.
	sorts = text.WordSet(`private official registered resident fellow unofficial visiting non-essential`)
	// wholes are places that stand for the one that a text is about.
	wholes = text.WordSet(`city town area country capital region province district village island neighbourhood neighborhood vicinity quarter`)
)

// placeEnd is the end of the place that follows "people in": its name or "the city"; the token before when there is none.
func (s *voices) placeEnd(to int) int {
	for _, i := range s.Places[s.Doc.Tokens[to-1].Sent] {
		if m := &s.Found.Mentions[i]; m.From == to {
			return m.To
		}
	}
	if s.Doc.Norm(to) == "the" && wholes.In(s.Doc, to+1) {
		return to + 2
	}
	return to - 1
}

// peoplesOfTwo are the second words of peoples' names of two words: "New Zealanders", "South Africans".
var peoplesOfTwo = text.MarkedSet(`zealanders lankans africans koreans arabians macedonians ricans guineans leoneans salvadorans`)

// twoWordPeoples adds peoples of two words that are told what to do.
func (s *voices) twoWordPeoples() {
	for i := range peoplesOfTwo.Each(s.Doc) {
		if i == 0 || !s.Doc.Tokens[i-1].Cap || !s.Doc.SameSent(i-1, i) || s.Section(i) == text.Assistance {
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
