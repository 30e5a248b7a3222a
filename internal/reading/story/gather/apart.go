package gather

import (
	"slices"
	"strconv"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/genre"
)

// whichThreat is the key of the threat that a trigger speaks of: the one spoken of last, a new one where the text says that it
// is another matter ("separately") or counts its paragraphs, and names another town; an older one when its town is named again.
func (s *gathering) whichThreat(index map[string]int, last string, tok int) string {
	i, ok := index[last]
	if !ok || s.Rep.Kind == "travel_advice" {
		return last
	}
	town := s.TownNear(tok)
	if town == 0 || town == s.TownNear(s.Events[i].First) {
		return last
	}
	for key, k := range index {
		if s.Events[k].Type == report.Threat && key != last && s.TownNear(s.Events[k].First) == town {
			return key
		}
	}
	para := s.Sent(tok).Para
	if para == s.Sent(s.Events[i].First).Para && !trigger.Separates(s.Doc, s.Sent(tok)) {
		return last
	}
	if trigger.Separates(s.Doc, s.Sent(tok)) || trigger.Numbered(s.Doc, tok) && trigger.Numbered(s.Doc, s.Events[i].First) {
		return "threat@" + strconv.FormatInt(town, 10)
	}
	return last
}

// tellsAnew reports whether another authority speaks of something else: a sentence without words of a threat, in which an
// office says that there will be a demonstration.
func (s *gathering) tellsAnew(tok int) bool {
	for _, h := range s.HitsIn("ev", s.Doc.Tokens[tok].Sent) {
		if h.Rule.Code == "threat/threatened" {
			return false
		}
	}
	near := s.OrgsIn(s.Doc.Tokens[tok].Sent)
	for i := range near {
		if o := &near[i]; o.To <= tok && text.SaysAfter(s.Doc, o.To, tok) {
			return s.Rep.Kind == "news"
		}
	}
	return false
}

// Unreal reports whether a story in English has words of violence and nothing that goes with violence: a game, a film, a
// figure of speech that no list knows. A story of a real event names police, soldiers or an office, counts the hurt, or, where
// something is only feared or was foiled, tells who is behind it. The first word of an event knows none of that yet: it tells
// what was heard and who fled.
func Unreal(x *scene.Scene) bool {
	s := &gathering{Scene: x}
	if s.Rep.Kind == "news" && s.onlyCrime() {
		return true
	}
	if s.Rep.Kind != "news" || s.Rep.Lang != "en" || len(s.Hits["res"]) > 0 || len(s.Orgs) > 0 || len(s.Hits["lvl"]) > 0 || len(s.Hits["adv"]) > 0 {
		return false
	}
	if trigger.Witnessed(s.Doc, s.Hits["ev"]) || len(s.Hits["neg"]) < 2 && s.told(false) || len(s.Hits["neg"]) < 9 && s.told(true) {
		return false
	}
	if s.solid(len(s.Hits["neg"])) {
		return false
	}
	happened := true
	for _, e := range s.Events {
		happened = happened && e.Stage == report.Accomplished
	}
	for _, h := range s.Hits["who"] {
		if !happened || h.Rule.Code == "organization" {
			return false
		}
	}
	return len(text.Casualties(s.Doc, func(int) bool { return false })) == 0
}

// onlyCrime reports whether a story tells of nothing but arrests, for drugs, theft or fraud, or of thieves with explosives.
func (s *gathering) onlyCrime() bool {
	least := 1
	for _, e := range s.Events {
		switch e.Type {
		case report.Arrest:
		case report.Bombing:
			least = 2
		default:
			return false
		}
	}
	if slices.ContainsFunc(s.Hits["who"], func(h text.Hit) bool { return h.Rule.Code == "organization" }) {
		return false
	}
	n := 0
	for _, h := range s.Hits["neg"] {
		if h.Rule.Code == "crime" {
			n++
		}
	}
	return n >= least
}

// told reports whether a sentence that an event hangs on tells both a place and a day, as news does, and by whom or with what.
func (s *gathering) told(whom bool) bool {
	for i := range s.Marks {
		if m := &s.Marks[i]; !m.Generic && s.PlaceIn(s.Doc.Tokens[m.From].Sent) {
			if _, ok := s.DayNear(m.From); ok && (!whom || genre.Armed(s.Doc, s.Sent(m.From))) {
				return true
			}
		}
	}
	return false
}

// solid reports whether the sentence that an event hangs on and those beside it tell three of four things that a figure of speech lacks: a
// place, a day, somebody hurt, and who did it or with what; all four where neg words speak of games, films and the like.
func (s *gathering) solid(neg int) bool {
	for i := range s.Marks {
		m := &s.Marks[i]
		if m.Generic {
			continue
		}
		n := s.Doc.Tokens[m.From].Sent
		var place, day, hurt, armed bool
		for k := max(0, n-1); k <= n+1 && k < len(s.Doc.Sents); k++ {
			st := &s.Doc.Sents[k]
			place = place || s.PlaceIn(k)
			_, ok := s.DayNear(st.From)
			day = day || ok
			armed = armed || genre.Armed(s.Doc, st)
			for j := st.From; j < st.To; j++ {
				hurt = hurt || trigger.Harms(s.Doc, j)
			}
		}
		told := 0
		for _, x := range [...]bool{place, day, hurt, armed} {
			if x {
				told++
			}
		}
		if told == 4 && neg < 6 || told == 3 && neg == 0 {
			return true
		}
	}
	return false
}

// LongPast reports whether a story tells of nothing but what happened more than a year before its day.
func LongPast(s *scene.Scene) bool {
	if s.Rep.Kind != "news" || s.Anchor.Day.IsZero() {
		return false
	}
	for _, e := range s.Events {
		if e.Stage != report.Accomplished {
			return false
		}
		old := len(e.Times) == 0 && !e.Days.To.IsZero() && e.Days.To.Before(s.Anchor.Day.AddDate(-1, 0, 0))
		for i := range e.Times {
			to := e.Times[i].Interval.To.Latest
			if to.IsZero() || to.After(s.Anchor.Day.AddDate(-1, 0, 0)) {
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
