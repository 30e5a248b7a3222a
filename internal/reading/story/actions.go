package story

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// fillActions gives each action to the event whose warning tells it.
func (s *story) fillActions() {
	s.avoidPlaces()
	for _, h := range s.hits["act"] {
		if s.refused(h) {
			continue
		}
		sec := s.section(h.From)
		if sec == text.Assistance && h.Rule.Code != "enroll" {
			continue
		}
		ev := s.main
		code := h.Rule.Code
		if i := s.adviceAt(h.From, h.To); i >= 0 {
			if code != "avoid_travel" && code != "leave_country" || s.normalAt(h.From) {
				continue
			}
			ev = i
		} else if m, ok := s.near(h.From, func(m *mark) bool { return s.events[m.ev].Type != report.TravelAdvice && !m.op }); ok && sec != text.Actions {
			if t := s.events[m.ev].Type; t == report.Threat || t == report.ThreatLevel || t == report.Other || m.ev == s.main || s.events[m.ev].Stage == report.Accomplished {
				ev = m.ev
			}
		} else if !ok && (s.rep.Kind == "news" || sec != text.Actions && s.threats() > 1) {
			if i := s.carried(s.d.Tokens[h.From].Sent); i >= 0 {
				ev = i
			}
		}
		e := s.events[ev]
		if e.Type == report.FoiledPlot || e.Type == report.Arrest {
			ev = s.warned()
			if ev < 0 {
				continue
			}
			e = s.events[ev]
		}
		if n := s.d.Norm(h.To); code == "avoid_area" && (n == "windows" || n == "window" || n == "doors" || n == "glass") {
			continue // where to stand, not where to go
		}
		if code == "avoid_area" && h.To-h.From == 2 && s.d.Norm(h.From) == "avoid" && s.d.Norm(h.To) == "of" && s.d.Norm(h.To-1) != "places" {
			continue
		}
		to := h.To
		if code == "leave_country" && text.NearbyArea(s.d, to) {
			for code = "leave_area"; to < h.To+2 && s.d.SameSent(h.From, to); to++ {
				if s.d.Norm(to) != "the" {
					to++
					break
				}
			}
		}
		AddCoded(&e.Actions, report.Coded{Code: code, Evidence: []report.Evidence{s.ev(h.From, to)}})
	}
}

// avoidPlaces reads "avoid Tripoli": the place says what is to be avoided.
func (s *story) avoidPlaces() {
	for i := range s.d.Sents { // "Avoid Gerehu and Waigani": places that nobody knows
		st := &s.d.Sents[i]
		if st.Section != text.Actions || s.d.Norm(st.From) != "avoid" || st.To-st.From < 2 {
			continue
		}
		if t := &s.d.Tokens[st.From+1]; t.Cap && !t.Upper && t.Kind == text.Word && !s.placeAt(st.From+1) && s.hitAt("act", st.From) == nil {
			AddCoded(&s.events[s.main].Actions, report.Coded{Code: "avoid_area", Evidence: []report.Evidence{s.ev(st.From, st.From+2)}})
		}
	}
	for i := range s.found.Mentions {
		m := &s.found.Mentions[i]
		if n := s.d.Norm(m.From - 1); (n == "avoid" || n == "avoiding") && m.Mark == where.Plain && s.d.SameSent(m.From-1, m.From) && s.section(m.From) != text.Assistance {
			ev := s.main
			if k, ok := s.near(m.From, nil); ok && s.events[k.ev].Type != report.TravelAdvice {
				ev = k.ev
			} else if i := s.carried(s.d.Tokens[m.From].Sent); !ok && i >= 0 && s.threats() > 1 {
				ev = i
			}
			AddCoded(&s.events[ev].Actions, report.Coded{Code: "avoid_area", Evidence: []report.Evidence{s.ev(m.From-1, m.To)}})
		}
	}
}

// normalAt reports whether the advice at a token is that there is no advice against travel.
func (s *story) normalAt(tok int) bool {
	h := s.hitAt("adv", tok)
	return h != nil && h.Rule.Code == advice.Normal
}

// threats is how many threats the text warns of.
func (s *story) threats() (n int) {
	for _, e := range s.events {
		if s.warns(e) {
			n++
		}
	}
	return n
}

// warned is the event that the text warns of, or -1.
func (s *story) warned() int { return slices.IndexFunc(s.events, s.warns) }

// refused reports whether the text says that the action is not asked for.
func (s *story) refused(h text.Hit) bool {
	for _, b := range s.spoilers[s.d.Tokens[h.From].Sent] {
		if b.Rule.Code == "no_action" && h.From < b.To+3 && b.From < h.To {
			return true
		}
	}
	st := s.sent(h.From)
	for k := st.From; k < h.From; k++ {
		if n := s.d.Norm(k); n == "expected" && s.d.Norm(k+1) == "to" {
			return true
		}
	}
	return s.d.Norm(h.From-1) == "to" && s.d.Norm(h.From-2) == "plan"
}

// AddCoded adds a code to a list; one code for one scope is one value with several mentions.
func AddCoded(list *[]report.Coded, c report.Coded) {
	for i := range *list {
		if x := &(*list)[i]; x.Code == c.Code && x.Scope == c.Scope {
			if len(x.Evidence) < maxEvidence {
				x.Evidence = append(x.Evidence, c.Evidence...)
			}
			return
		}
	}
	*list = append(*list, c)
}

// adviceAt is the travel advice event one of whose triggers covers the tokens, or -1.
func (s *story) adviceAt(from, to int) int {
	for _, k := range s.bySent[s.d.Tokens[from].Sent] {
		m := &s.marks[k]
		if s.events[m.ev].Type == report.TravelAdvice && from < m.to && m.from < to {
			return m.ev
		}
	}
	return -1
}
