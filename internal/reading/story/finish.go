package story

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// fillCasualties gives the numbers of killed and hurt to what happened.
func (s *story) fillCasualties() {
	for _, x := range text.Casualties(s.d, s.timeAt) {
		if sec := s.section(x.From); sec == text.Assistance || sec == text.Actions {
			continue
		}
		m, ok := s.near(x.Verb, func(m *mark) bool { return s.events[m.ev].Stage == report.Accomplished })
		ev := m.ev
		if !ok {
			if ev = s.carried(s.d.Tokens[x.Verb].Sent); ev < 0 || s.events[ev].Stage != report.Accomplished {
				continue
			}
		}
		e := s.events[ev]
		if !slices.ContainsFunc(e.Casualty, func(c report.Count) bool { return c.Kind == x.Kind && c.N == x.N }) && len(e.Casualty) < 10 {
			e.Casualty = append(e.Casualty, report.Count{Kind: x.Kind, N: x.N, Evidence: []report.Evidence{s.ev(x.From, x.To)}})
		}
	}
}

// timeAt reports whether a number is part of a time.
func (s *story) timeAt(tok int) bool {
	lo, hi := 0, len(s.times)
	for lo < hi {
		m := (lo + hi) / 2
		if s.times[m].To <= tok {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo < len(s.times) && s.times[lo].From <= tok
}

// fillInferred keeps what the writer concludes as what it is: a claim, not a fact (anchors: the link from the foiled plot to
// the warning was never shown).
func (s *story) fillInferred() {
	ev := s.warned()
	if ev < 0 {
		return
	}
	plot := slices.IndexFunc(s.events, func(e *thread) bool { return e.Type == report.FoiledPlot || e.Stage == report.Accomplished })
	if plot < 0 {
		return
	}
	for _, h := range s.hits["cause"] {
		AddCoded(&s.events[ev].Inferred, report.Coded{Code: "caused_by:" + string(s.events[plot].Type), Evidence: []report.Evidence{s.ev(h.From, h.To)}})
	}
}

// finish settles the relation and hands the events over.
func (s *story) finish() {
	rep := s.rep
	// what the document is about comes first, the rest in the order of the text
	ordered := append([]*thread{s.events[s.main]}, s.events[:s.main]...)
	ordered = append(ordered, s.events[s.main+1:]...)
	for _, e := range ordered {
		s.sureness(e)
		e.Standing = s.standing(e)
		if e.key == "denial" && len(e.Issuers) == 0 && rep.Kind == "news" && !trigger.Said(s.d, s.sent(e.first)) {
			continue // "no specific threat" that nobody says
		}
		rep.Events = append(rep.Events, e.Event)
	}
	main := &s.events[s.main].Event
	if s.first != nil {
		n := s.everyOrg(s.first)
		rep.Relation, rep.Relays, rep.RelaysBy = report.Relay, text.TrimThe(n.Name), n.Evidence[:1]
		return
	}
	switch rep.Kind {
	case "news":
		rep.Relation = report.News
		if i := s.warned(); i >= 0 && (i == s.main || s.events[s.main].Type == report.Threat) && len(s.events[i].Issuers) > 0 {
			rep.Relation = report.Relay
			is := s.events[i].Issuers[0]
			rep.Relays, rep.RelaysBy = text.TrimThe(is.Name), is.Evidence[:1]
		}
	case "travel_advice":
		rep.Relation = report.Independent
		if main.Stage == report.Accomplished {
			rep.Relation = report.Origin
		}
	default:
		rep.Relation = report.Origin
		if main.Type == report.ThreatLevel && len(main.Issuers) > 0 && rep.Authority != "" && text.TrimThe(main.Issuers[0].Name) != rep.Authority {
			rep.Relation = report.Relay
			rep.Relays, rep.RelaysBy = text.TrimThe(main.Issuers[0].Name), main.Issuers[0].Evidence[:1]
		}
	}
}

// standing reports whether a threat is only what a page of travel advice always says of a country.
func (s *story) standing(e *thread) bool {
	if s.rep.Kind != "travel_advice" || !s.warns(e) {
		return false
	}
	for i := range e.Times {
		if r := e.Times[i].Role; r == report.Window || r == report.EventAt {
			return false
		}
	}
	for i := range e.Places {
		if p := &e.Places[i]; p.Role != report.Scope && p.Place.Kind > gazetteer.Admin1 {
			return false
		}
	}
	for i := range s.d.Sents {
		st := &s.d.Sents[i]
		if st.Line > 6 {
			break
		}
		if text.TellsNews(s.d, st) {
			return false
		}
	}
	return true
}

// sureness sets Certainty where the trigger's own words tell it.
func (s *story) sureness(e *thread) {
	if e.Type != report.Threat || e.Stage != report.Threatened {
		return
	}
	for _, t := range e.Trigger {
		w := strings.ToLower(s.d.Text[t.Start:t.End])
		if strings.Contains(w, "likely") && !strings.Contains(w, "unlikely") || strings.Contains(w, "credible") {
			e.Certainty = "Likely"
			return
		}
	}
}
