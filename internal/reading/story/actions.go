package story

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
)

// fillActions gives each action to the event whose warning tells it.
func (s *story) fillActions() {
	var told []text.Hit
	if s.Abroad == nil {
		told = s.avoidPlaces()
	} else {
		s.avoidThings()
	}
	for _, h := range s.Hits["act"] {
		if s.refused(h) || strings.HasPrefix(h.Rule.Code, "avoid_") && slices.ContainsFunc(told, func(x text.Hit) bool { return x.From < h.To && h.From < x.To }) {
			continue
		}
		code, weak := strings.CutSuffix(h.Rule.Code, "?")
		if sec := s.Section(h.From); sec == text.Assistance && code != "enroll" || code == "none" || weak && !asked.Directs(s.Doc, h.From, h.To) {
			continue
		}
		if !weak && s.Abroad == nil {
			from, ok := asked.Undone(s.Doc, h.From, h.To)
			if !ok {
				continue
			}
			h.From = from
		}
		to := h.To
		if code == "leave_country" && text.NearbyArea(s.Doc, to) {
			for code = "leave_area"; to < h.To+2 && s.Doc.SameSent(h.From, to); to++ {
				if s.Doc.Norm(to) != "the" {
					to++
					break
				}
			}
		}
		if s.Abroad == nil && (code == "leave_country" || code == "leave_area") {
			if asked.LeavesThing(s.Doc, h.From, h.To) {
				continue
			}
			if code == "leave_country" && s.leavesPart(h.From, to) {
				code = "leave_area"
			}
		}
		s.giveAction(code, h, to)
	}
	if s.Abroad == nil {
		s.plainDeeds()
	}
	s.levelActions()
	for _, e := range s.Events {
		slices.SortStableFunc(e.Actions, func(a, b report.Coded) int { return a.Evidence[0].Start - b.Evidence[0].Start })
	}
}

// plainDeeds gives what sentences tell people to do in words that no phrase of the tables has.
func (s *story) plainDeeds() {
	for n := range s.Doc.Sents {
		if s.Doc.Sents[n].Section == text.Assistance || s.Doc.Sents[n].Section == text.Head {
			continue
		}
		var act, shun []text.Hit
		looked := false
		asked.Deeds(s.Doc, n, s.PlaceAt, func(code string, from, to int) {
			if !looked {
				looked, act, shun = true, s.HitsIn("act", n), s.HitsIn("shun", n)
			}
			over := func(h text.Hit) bool { return h.From < to && from < h.To }
			if slices.ContainsFunc(act, over) || slices.ContainsFunc(shun, over) || s.adviceAt(from, to) >= 0 {
				return
			}
			if h := (text.Hit{From: from, To: to}); !s.refused(h) {
				s.giveAction(code, h, to)
			}
		})
	}
}

// giveAction gives the action told by tokens [h.From, to) to the event that it is for.
func (s *story) giveAction(code string, h text.Hit, to int) {
	ev := s.actionFor(code, h)
	if ev < 0 {
		return
	}
	if s.Asked == nil {
		s.Asked = map[int]int{}
	}
	s.Asked[s.Doc.Tokens[h.From].Sent] = ev
	s.addAction(ev, code, s.Words(h.From, to))
}

// addAction adds an action once for words that tell it in two ways; the words found first stay.
func (s *story) addAction(ev int, code string, at report.Evidence) {
	list := &s.Events[ev].Actions
	for i := range *list {
		for _, e := range (*list)[i].Evidence {
			if (*list)[i].Code != code || at.End <= e.Start || e.End <= at.Start {
				continue
			}
			return
		}
	}
	scene.AddCoded(list, report.Coded{Code: code, Evidence: []report.Evidence{at}})
}

// actionFor is the event that something to do is told for, or -1.
func (s *story) actionFor(code string, h text.Hit) int {
	if s.Abroad == nil {
		if ev, ok := s.plainlyFor(code, h); ok {
			return ev
		}
	}
	ev := s.Main
	if i := s.adviceAt(h.From, h.To); i >= 0 {
		if code != "avoid_travel" && code != "leave_country" || s.normalAt(h.From) {
			return -1
		}
		ev = i
	} else if m, ok := s.Near(h.From, func(m *scene.Mark) bool { return s.Events[m.Ev].Type != report.TravelAdvice && !m.Op }); ok && s.Section(h.From) != text.Actions {
		if t := s.Events[m.Ev].Type; t == report.Threat || t == report.ThreatLevel || t == report.Other || m.Ev == s.Main || s.Events[m.Ev].Stage == report.Accomplished {
			ev = m.Ev
		}
	} else if !ok && s.Rep.Kind == "travel_advice" {
		ev = s.blockEvent(h.From, code)
	} else if !ok && (s.Rep.Kind == "news" || s.Section(h.From) != text.Actions && s.Threats() > 1) {
		ev = s.carriedTo(h.From)
	}
	if t := s.Events[ev].Type; t == report.FoiledPlot || t == report.Arrest {
		return s.warnedOr(ev)
	}
	return ev
}

// warnedOr is the event that people are warned of, where words of doing stand beside an arrest or a foiled plot; else what happened; else
// that event itself, when the text is about it.
func (s *story) warnedOr(ev int) int {
	if w := s.Warned(); w >= 0 {
		return w
	}
	if i := slices.IndexFunc(s.Events, func(e *scene.Thread) bool {
		return e.Stage == report.Accomplished && e.Type != report.Arrest && !s.history(e)
	}); i >= 0 {
		return i
	}
	if ev == s.Main {
		return ev
	}
	return -1
}

// carriedTo is the event that a sentence without words of its own for it tells people what to do about: the one that its paragraph
// speaks of, but for an item of a list, which speaks for itself, and for something else that happened once; else what a story begins with.
func (s *story) carriedTo(tok int) int {
	sent := s.Doc.Tokens[tok].Sent
	if st := &s.Doc.Sents[sent]; s.Rep.Kind != "news" || !st.Bullet {
		if i := s.Carried(sent); i >= 0 {
			if e := s.Events[i]; i == s.Main || e.Stage != report.Accomplished || s.Events[s.Main].Stage != report.Accomplished {
				return i
			}
			return s.Main
		}
	}
	if s.Rep.Kind != "news" {
		return s.Main
	}
	lead := s.Main
	for i, e := range s.Events {
		if e.Stage == report.Accomplished && e.First < s.Events[lead].First && s.Doc.Tokens[e.First].Sent < 3 {
			lead = i
		}
	}
	if s.Events[lead].Type != report.ThreatLevel {
		return lead
	}
	for n := 1; n < len(s.Doc.Sents); n++ { // a level in the headline, and an attack in the first sentence below it
		if s.Doc.Sents[n].Para == 0 || len(s.BySent[n]) == 0 {
			continue
		}
		first := s.Marks[s.BySent[n][0]].Ev
		for _, k := range s.BySent[n] {
			if s.Marks[k].Ev == lead {
				return lead
			}
		}
		if s.Events[first].Stage == report.Accomplished {
			return first
		}
		break
	}
	return lead
}

// blockEvent is the event that a sentence of a page of advice without words of its own for it goes on about: the last one told in
// its paragraph or the two before, under the same heading; else the advice itself.
func (s *story) blockEvent(tok int, code string) int {
	level := slices.IndexFunc(s.Events, func(e *scene.Thread) bool { return e.Type == report.TravelAdvice })
	if level >= 0 && code == "leave_country" {
		return level
	}
	reach := 2
	if code == "enroll" {
		reach = 1
	}
	n, done := s.Doc.Tokens[tok].Sent, -1
	st := &s.Doc.Sents[n]
	for k := n; k >= 0 && st.Para-s.Doc.Sents[k].Para <= reach; k-- {
		for x := len(s.BySent[k]) - 1; x >= 0; x-- {
			m := &s.Marks[s.BySent[k][x]]
			if e := s.Events[m.Ev]; !s.history(e) && e.Type != report.TravelAdvice && !m.Op && e.Key != "denial" && (m.Ev == s.Main || !s.reasonMark(m)) {
				if s.Warns(e) || st.Para != s.Doc.Sents[k].Para {
					if done < 0 || s.Warns(e) && st.Para == s.Doc.Sents[k].Para {
						return m.Ev
					}
					return done
				}
				if done < 0 || s.Doc.Tokens[m.From].Sent != n && m.Ev < done {
					done = m.Ev // what happened gives way to a threat of the same paragraph, and what came of it to what it came of
				}
			}
		}
		if p := &s.Doc.Sents[k]; k < n && !p.Bullet && p.To-p.From < 9 && s.Doc.Tokens[p.To-1].Kind == text.Word && p.Line != s.Doc.Sents[k+1].Line {
			break // a heading
		}
	}
	if done >= 0 {
		if i := s.happened(); st.Bullet && i >= 0 && s.Events[done].Stage == report.Accomplished && !slices.ContainsFunc(s.BySent[n], func(k int) bool { return s.Marks[k].Ev == done }) {
			return i
		}
		return done
	}
	if i := s.Warned(); level < 0 || i >= 0 && code != "enroll" {
		if level < 0 {
			return s.Main
		}
		return i
	}
	return level
}

// history reports whether an event happened long before the text: two months.
func (s *story) history(e *scene.Thread) bool {
	at := s.Rep.Issued.From.Latest
	return e.Stage == report.Accomplished && !e.Days.To.IsZero() && !at.IsZero() && at.Sub(e.Days.To) > 60*24*time.Hour
}

// reasonMark reports whether a trigger is only told as the reason for a level: "do not travel because of the threat of".
func (s *story) reasonMark(m *scene.Mark) bool {
	for _, h := range s.HitsIn("adv", s.Doc.Tokens[m.From].Sent) {
		if h.To <= m.From {
			return true
		}
	}
	return false
}

// levelActions gives a level of travel advice what it asks for: not to travel, to leave.
func (s *story) levelActions() {
	for _, h := range s.Hits["adv"] {
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
		s.addAction(ev, code, s.Words(h.From, h.To))
		if code == "leave_country" && s.Rep.Kind == "embassy_alert" && s.Warns(s.Events[s.Main]) {
			s.addAction(s.Main, code, s.Words(h.From, h.To)) // what an alert calls on people to do is for its threat too
		}
	}
}

// normalAt reports whether the advice at a token is that there is no advice against travel.
func (s *story) normalAt(tok int) bool {
	h := s.HitAt("adv", tok)
	return h != nil && h.Rule.Code == advice.Normal
}

// refused reports whether the text says that the action is not asked for.
func (s *story) refused(h text.Hit) bool {
	for _, b := range s.Spoilers[s.Doc.Tokens[h.From].Sent] {
		if b.Rule.Code == "no_action" && (h.From < b.To+3 || s.Abroad != nil && h.From < b.To+9) && b.From < h.To {
			return true
		}
	}
	if asked.TakenBack(s.Doc, h.From, h.To) || s.longAgo(h.From) {
		return true
	}
	return s.Doc.Norm(h.From-1) == "to" && s.Doc.Norm(h.From-2) == "plan"
}

// adviceAt is the travel advice event one of whose triggers covers the tokens, or -1.
func (s *story) adviceAt(from, to int) int {
	for _, k := range s.BySent[s.Doc.Tokens[from].Sent] {
		m := &s.Marks[k]
		if s.Events[m.Ev].Type == report.TravelAdvice && from < m.To && m.From < to {
			return m.Ev
		}
	}
	return -1
}

// longAgo reports whether the sentence of a token says that something was asked in a year that is past: "in 2019 the embassy asked".
func (s *story) longAgo(tok int) bool {
	if s.Rep.Issued.From.Open() {
		return false
	}
	year := s.Rep.Issued.From.Latest.Year()
	st := s.Sent(tok)
	for k := st.From; k < st.To; k++ {
		if n := s.Doc.Norm(k); len(n) == 4 && (n[0] == '1' || n[0] == '2') && s.Doc.Norm(k-1) == "in" && k < tok {
			if v, err := strconv.Atoi(n); err == nil && v > 1900 && v < year {
				return true
			}
		} else if (n == "year" || n == "decade") && s.Doc.Norm(k-1) == "last" || n == "ago" && (s.Doc.Norm(k-1) == "years" || s.Doc.Norm(k-1) == "months") {
			return true
		}
	}
	return false
}
