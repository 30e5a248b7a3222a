package story

import (
	"strconv"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
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
	if para == s.sent(s.events[i].first).Para && !s.separates(s.d.Tokens[tok].Sent) {
		return last
	}
	if s.separates(s.d.Tokens[tok].Sent) || s.numbered(tok) && s.numbered(s.events[i].first) {
		return "threat@" + strconv.FormatInt(town, 10)
	}
	return last
}

// separates reports whether a sentence says that it turns to another matter.
func (s *story) separates(sent int) bool {
	st := &s.d.Sents[sent]
	for k := st.From; k < st.To; k++ {
		switch s.d.Norm(k) {
		case "separately", "additionally", "separate", "unrelated":
			return true
		case "in":
			if s.d.Norm(k+1) == "addition" || s.d.Norm(k+1) == "a" && s.d.Norm(k+2) == "separate" {
				return true
			}
		case "second", "another":
			if n := s.d.Norm(k + 1); n == "threat" || n == "warning" || n == "alert" || n == "report" {
				return true
			}
		}
	}
	return false
}

// numbered reports whether the line of token tok begins with a number or a list mark.
func (s *story) numbered(tok int) bool {
	n := s.d.Tokens[tok].Sent
	for n > 0 && s.d.Sents[n-1].Line == s.d.Sents[n].Line {
		n--
	}
	st := &s.d.Sents[n]
	return st.Bullet || s.d.Tokens[st.From].Kind == text.Number
}

// reasonFor reports whether words on what happens are only the ground of a level in their sentence: "do not travel to X because
// of clashes between".
func (s *story) reasonFor(h text.Hit) bool {
	if _, _, st := family(h.Rule.Code); st != report.Accomplished {
		return false
	}
	for _, a := range s.hitsIn("adv", s.d.Tokens[h.From].Sent) {
		if a.To <= h.From {
			return true
		}
	}
	return false
}

// figure reports whether words of violence are a figure of speech: "a heart attack", "an attack on the budget".
func (s *story) figure(h text.Hit) bool {
	for _, n := range s.hitsIn("not", s.d.Tokens[h.From].Sent) {
		if n.From < h.To && h.From < n.To {
			return true
		}
	}
	return false
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
		if o := &near[i]; o.to <= tok && text.SaysAfter(s.d, o.to, tok) {
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
	if s.rep.Kind != "news" || s.rep.Lang != "en" || len(s.hits["res"]) > 0 || len(s.orgs) > 0 || len(s.hits["lvl"]) > 0 || len(s.hits["adv"]) > 0 {
		return false
	}
	if s.witnessed() {
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

// witnessed reports whether a sentence with words of violence, or one of the two after it (a headline and a dateline stand before the first sentence), tells what people there heard, saw or did.
func (s *story) witnessed() bool {
	for _, h := range s.hits["ev"] {
		n := s.d.Tokens[h.From].Sent
		for _, st := range s.d.Sents[n:min(n+3, len(s.d.Sents))] {
			for k := st.From; k < st.To; k++ {
				switch s.d.Norm(k) {
				case "heard", "witnesses", "eyewitnesses", "bystanders", "fled", "onlookers":
					return true
				}
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
		old := false
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
