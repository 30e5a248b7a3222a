package story

import (
	"slices"
	"strconv"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// What keeps events apart, and what is no event at all.

// whichThreat is the key of the threat that a trigger speaks of: the one spoken of last, a new one where the text says that it
// is another matter ("separately") or counts its paragraphs, and names another town; an older one when its town is named again.
func (s *story) whichThreat(index map[string]int, last string, tok int) string {
	i, ok := index[last]
	if !ok || s.rep.Kind == "travel_advice" {
		return last
	}
	town := s.townNear(tok)
	if town == 0 || town == s.townNear(s.events[i].first) {
		return last
	}
	for key, k := range index {
		if s.events[k].Type == report.Threat && key != last && s.townNear(s.events[k].first) == town {
			return key
		}
	}
	para := s.sent(tok).Para
	if para == s.sent(s.events[i].first).Para && !trigger.Separates(s.d, s.sent(tok)) {
		return last
	}
	if trigger.Separates(s.d, s.sent(tok)) || trigger.Numbered(s.d, tok) && trigger.Numbered(s.d, s.events[i].first) {
		return "threat@" + strconv.FormatInt(town, 10)
	}
	return last
}

// tellsAnew reports whether another authority speaks of something else: a sentence without words of a threat, in which an
// office says that there will be a demonstration.
func (s *story) tellsAnew(tok int) bool {
	for _, h := range s.hitsIn("ev", s.d.Tokens[tok].Sent) {
		if h.Rule.Code == "threat/threatened" {
			return false
		}
	}
	near := s.orgsIn(s.d.Tokens[tok].Sent)
	for i := range near {
		if o := &near[i]; o.To <= tok && text.SaysAfter(s.d, o.To, tok) {
			return s.rep.Kind == "news"
		}
	}
	return false
}

// unreal reports whether a story in English has words of violence and nothing that goes with violence: a game, a film, a
// figure of speech that no list knows. A story of a real event names police, soldiers or an office, counts the hurt, or, where
// something is only feared or was foiled, tells who is behind it. The first word of an event knows none of that yet: it tells
// what was heard and who fled.
func (s *story) unreal() bool {
	if s.rep.Kind == "news" && s.onlyCrime() {
		return true
	}
	if s.rep.Kind != "news" || s.rep.Lang != "en" || len(s.hits["res"]) > 0 || len(s.orgs) > 0 || len(s.hits["lvl"]) > 0 || len(s.hits["adv"]) > 0 {
		return false
	}
	if trigger.Witnessed(s.d, s.hits["ev"]) || len(s.hits["neg"]) < 2 && s.told() {
		return false
	}
	happened := true
	for _, e := range s.events {
		happened = happened && e.Stage == report.Accomplished
	}
	for _, h := range s.hits["who"] {
		if !happened || h.Rule.Code == "organization" {
			return false
		}
	}
	return len(text.Casualties(s.d, func(int) bool { return false })) == 0
}

// onlyCrime reports whether a story tells of nothing but arrests, for drugs, theft or fraud, or of thieves with explosives.
func (s *story) onlyCrime() bool {
	least := 1
	for _, e := range s.events {
		switch e.Type {
		case report.Arrest:
		case report.Bombing:
			least = 2
		default:
			return false
		}
	}
	if slices.ContainsFunc(s.hits["who"], func(h text.Hit) bool { return h.Rule.Code == "organization" }) {
		return false
	}
	n := 0
	for _, h := range s.hits["neg"] {
		if h.Rule.Code == "crime" {
			n++
		}
	}
	return n >= least
}

// told reports whether a sentence that an event hangs on tells both a place and a day, as news does.
func (s *story) told() bool {
	for i := range s.marks {
		if m := &s.marks[i]; !m.generic && s.placeIn(s.d.Tokens[m.from].Sent) {
			if _, ok := s.dayNear(m.from); ok {
				return true
			}
		}
	}
	return false
}

// longPast reports whether a story tells of nothing but what happened more than a year before its day.
func (s *story) longPast() bool {
	if s.rep.Kind != "news" || s.anchor.Day.IsZero() {
		return false
	}
	for _, e := range s.events {
		if e.Stage != report.Accomplished {
			return false
		}
		old := len(e.Times) == 0 && !e.days.to.IsZero() && e.days.to.Before(s.anchor.Day.AddDate(-1, 0, 0))
		for i := range e.Times {
			to := e.Times[i].Interval.To.Latest
			if to.IsZero() || to.After(s.anchor.Day.AddDate(-1, 0, 0)) {
				return false
			}
			old = true
		}
		if !old {
			return false
		}
	}
	return true
}
