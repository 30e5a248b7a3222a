package story

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/story/voice"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// fillCasualties gives the numbers of killed and hurt to what happened.
func (s *story) fillCasualties() {
	for _, x := range text.Casualties(s.Doc, s.TimeAt) {
		if sec := s.Section(x.From); sec == text.Assistance || sec == text.Actions {
			continue
		}
		m, ok := s.Near(x.Verb, func(m *scene.Mark) bool { return s.Events[m.Ev].Stage == report.Accomplished })
		ev := m.Ev
		if !ok {
			if ev = s.Carried(s.Doc.Tokens[x.Verb].Sent); ev < 0 || s.Events[ev].Stage != report.Accomplished {
				continue
			}
		}
		e := s.Events[ev]
		if !slices.ContainsFunc(e.Casualty, func(c report.Count) bool { return c.Kind == x.Kind && c.N == x.N }) && len(e.Casualty) < 10 {
			e.Casualty = append(e.Casualty, report.Count{Kind: x.Kind, N: x.N, Evidence: []report.Evidence{s.Words(x.From, x.To)}})
		}
	}
}

// fillInferred keeps what the writer concludes as what it is: a claim, not a fact (anchors: the link from the foiled plot to
// the warning was never shown).
func (s *story) fillInferred() {
	ev := s.Warned()
	if ev < 0 {
		return
	}
	plot := slices.IndexFunc(s.Events, func(e *scene.Thread) bool { return e.Type == report.FoiledPlot || e.Stage == report.Accomplished })
	if plot < 0 {
		return
	}
	for _, h := range s.Hits["cause"] {
		scene.AddCoded(&s.Events[ev].Inferred, report.Coded{Code: "caused_by:" + string(s.Events[plot].Type), Evidence: []report.Evidence{s.Words(h.From, h.To)}})
	}
}

// finish settles the relation and hands the events over.
func (s *story) finish() {
	rep := s.Rep
	// what the document is about comes first, the rest in the order of the text
	ordered := append([]*scene.Thread{s.Events[s.Main]}, s.Events[:s.Main]...)
	ordered = append(ordered, s.Events[s.Main+1:]...)
	for _, e := range ordered {
		s.sureness(e)
		e.Standing = s.standing(e)
		if e.Key == "denial" && len(e.Issuers) == 0 && rep.Kind == "news" && !trigger.Said(s.Doc, s.Sent(e.First)) {
			continue // "no specific threat" that nobody says
		}
		rep.Events = append(rep.Events, e.Event)
	}
	main := &s.Events[s.Main].Event
	if s.First != nil {
		n := voice.Every(s.Scene, s.First)
		rep.Relation, rep.Relays, rep.RelaysBy = report.Relay, text.TrimThe(n.Name), n.Evidence[:1]
		return
	}
	switch rep.Kind {
	case "news":
		rep.Relation = report.News
		if i := s.Warned(); i >= 0 && (i == s.Main || s.Events[s.Main].Type == report.Threat) && len(s.Events[i].Issuers) > 0 {
			rep.Relation = report.Relay
			is := s.Events[i].Issuers[0]
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
func (s *story) standing(e *scene.Thread) bool {
	if s.Rep.Kind != "travel_advice" || !s.Warns(e) {
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
	for i := range s.Doc.Sents {
		st := &s.Doc.Sents[i]
		if st.Line > 6 {
			break
		}
		if text.TellsNews(s.Doc, st) {
			return false
		}
	}
	return true
}

// sureness sets Certainty where the trigger's own words tell it.
func (s *story) sureness(e *scene.Thread) {
	if e.Type != report.Threat || e.Stage != report.Threatened {
		return
	}
	for _, t := range e.Trigger {
		w := strings.ToLower(s.Doc.Text[t.Start:t.End])
		if strings.Contains(w, "likely") && !strings.Contains(w, "unlikely") || strings.Contains(w, "credible") {
			e.Certainty = "Likely"
			return
		}
	}
}
