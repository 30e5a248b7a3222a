package story

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
)

// fillActions gives each action to the event whose warning tells it.
func (s *story) fillActions() {
	var told []text.Hit
	if s.abroad == nil {
		told = s.avoidPlaces()
	} else {
		s.avoidThings()
	}
	for _, h := range s.hits["act"] {
		if s.refused(h) || strings.HasPrefix(h.Rule.Code, "avoid_") && slices.ContainsFunc(told, func(x text.Hit) bool { return x.From < h.To && h.From < x.To }) {
			continue
		}
		code, weak := strings.CutSuffix(h.Rule.Code, "?")
		if sec := s.section(h.From); sec == text.Assistance && code != "enroll" || weak && !asked.Directs(s.d, h.From) {
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
		s.giveAction(code, h, to)
	}
	s.levelActions()
	for _, e := range s.events {
		slices.SortStableFunc(e.Actions, func(a, b report.Coded) int { return a.Evidence[0].Start - b.Evidence[0].Start })
	}
}

// giveAction gives the action told by tokens [h.From, to) to the event that it is for.
func (s *story) giveAction(code string, h text.Hit, to int) {
	ev := s.actionFor(code, h)
	if ev < 0 {
		return
	}
	s.addAction(ev, code, s.ev(h.From, to))
}

// addAction adds an action once for words that tell it in two ways; the words found first stay.
func (s *story) addAction(ev int, code string, at report.Evidence) {
	list := &s.events[ev].Actions
	for i := range *list {
		for _, e := range (*list)[i].Evidence {
			if (*list)[i].Code != code || at.End <= e.Start || e.End <= at.Start {
				continue
			}
			return
		}
	}
	AddCoded(list, report.Coded{Code: code, Evidence: []report.Evidence{at}})
}

// actionFor is the event that something to do is told for, or -1.
func (s *story) actionFor(code string, h text.Hit) int {
	ev := s.main
	if i := s.adviceAt(h.From, h.To); i >= 0 {
		if code != "avoid_travel" && code != "leave_country" || s.normalAt(h.From) {
			return -1
		}
		ev = i
	} else if m, ok := s.near(h.From, func(m *mark) bool { return s.events[m.ev].Type != report.TravelAdvice && !m.op }); ok && s.section(h.From) != text.Actions {
		if t := s.events[m.ev].Type; t == report.Threat || t == report.ThreatLevel || t == report.Other || m.ev == s.main || s.events[m.ev].Stage == report.Accomplished {
			ev = m.ev
		}
	} else if !ok && s.rep.Kind == "travel_advice" {
		ev = s.blockEvent(h.From, code)
	} else if !ok && (s.rep.Kind == "news" || s.section(h.From) != text.Actions && s.threats() > 1) {
		if i := s.carried(s.d.Tokens[h.From].Sent); i >= 0 {
			ev = i
		}
	}
	if t := s.events[ev].Type; t == report.FoiledPlot || t == report.Arrest {
		return s.warned()
	}
	return ev
}

// blockEvent is the event that a sentence of a page of advice without words of its own for it goes on about: the last one told in
// its paragraph or the two before, under the same heading; else the advice itself.
func (s *story) blockEvent(tok int, code string) int {
	level := slices.IndexFunc(s.events, func(e *thread) bool { return e.Type == report.TravelAdvice })
	if level >= 0 && code == "leave_country" {
		return level
	}
	reach := 2
	if code == "enroll" {
		reach = 1
	}
	n, done := s.d.Tokens[tok].Sent, -1
	st := &s.d.Sents[n]
	for k := n; k >= 0 && st.Para-s.d.Sents[k].Para <= reach; k-- {
		for x := len(s.bySent[k]) - 1; x >= 0; x-- {
			m := &s.marks[s.bySent[k][x]]
			if e := s.events[m.ev]; e.Type != report.TravelAdvice && !m.op && e.key != "denial" && (m.ev == s.main || !s.reasonMark(m)) {
				if s.warns(e) || st.Para != s.d.Sents[k].Para {
					if done < 0 || s.warns(e) && st.Para == s.d.Sents[k].Para {
						return m.ev
					}
					return done
				}
				if done < 0 {
					done = m.ev // what happened gives way to a threat of the same paragraph
				}
			}
		}
		if p := &s.d.Sents[k]; k < n && !p.Bullet && p.To-p.From < 9 && s.d.Tokens[p.To-1].Kind == text.Word && p.Line != s.d.Sents[k+1].Line {
			break // a heading
		}
	}
	if done >= 0 {
		return done
	}
	if level >= 0 {
		return level
	}
	return s.main
}

// reasonMark reports whether a trigger is only told as the reason for a level: "do not travel because of the threat of".
func (s *story) reasonMark(m *mark) bool {
	for _, h := range s.hitsIn("adv", s.d.Tokens[m.from].Sent) {
		if h.To <= m.from {
			return true
		}
	}
	return false
}

// levelActions gives a level of travel advice what it asks for: not to travel, to leave.
func (s *story) levelActions() {
	for _, h := range s.hits["adv"] {
		ev := s.adviceAt(h.From, h.To)
		if ev < 0 {
			continue
		}
		code := ""
		switch h.Rule.Code {
		case advice.NoTravel, advice.EssentialOnly:
			code = "avoid_travel"
		case advice.Depart:
			code = "leave_country"
		default:
			continue
		}
		s.addAction(ev, code, s.ev(h.From, h.To))
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
		if b.Rule.Code == "no_action" && (h.From < b.To+3 || s.abroad != nil && h.From < b.To+9) && b.From < h.To {
			return true
		}
	}
	if asked.TakenBack(s.d, h.From) {
		return true
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
