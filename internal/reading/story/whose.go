package story

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// plainlyFor is the event that words of doing are for where they tell it themselves: what an office asks beside a level of threat is for
// the level; who stays in spite of advice is told so by the advice; that one is unhurt is told after an attack, and the scene of one is
// closed; a sentence to those in a town is for what happened there.
func (s *story) plainlyFor(code string, h text.Hit) (int, bool) {
	if s.adviceAt(h.From, h.To) >= 0 {
		return -1, false
	}
	if t := s.Events[s.Main].Type; s.Rep.Kind == "official_statement" && t != report.Arrest && t != report.FoiledPlot {
		return s.leveled()
	}
	level := slices.IndexFunc(s.Events, func(e *scene.Thread) bool { return e.Type == report.TravelAdvice })
	if level >= 0 && code != "leave_country" && (s.Rep.Kind == "travel_advice" || s.Rep.Kind == "embassy_alert" && s.Warned() < 0) && s.calledAway() && asked.Stays(s.Doc, h.From, s.Warned() >= 0) {
		return level, true
	}
	if s.Rep.Kind == "news" {
		return -1, false
	}
	if code == "leave_area" && level >= 0 && s.Rep.Kind == "travel_advice" && (s.says(h, "leave") || s.says(h, "depart") || s.says(h, "leaving") || s.says(h, "moving")) {
		return level, true
	}
	done := s.happened()
	if done < 0 {
		return -1, false
	}
	switch {
	case code == "keep_contact" && asked.Unhurt(s.Doc, h.From, h.To), code == "avoid_area" && asked.Closed(s.Doc, h.From, h.To):
		return done, true
	case s.Rep.Kind == "embassy_alert":
		if w := s.Warned(); w >= 0 && w == s.Main && s.Events[w].First > h.To && s.Events[done].First < h.From && !s.toldAfter(s.Events[w].First) {
			return done, true // the threat is only thought of after what to do
		}
	case s.Rep.Kind == "travel_advice":
		if i := s.there(h.From); i >= 0 {
			return i, true
		}
	}
	return -1, false
}

// toldAfter reports whether something to do is told after a token, but for letting others know.
func (s *story) toldAfter(tok int) bool {
	for _, kind := range [2]string{"act", "shun"} {
		for _, h := range s.Hits[kind] {
			if h.From > tok && s.Section(h.From) != text.Assistance && !strings.HasPrefix(h.Rule.Code, "keep_contact") && h.Rule.Code != "none" {
				return true
			}
		}
	}
	return false
}

// leveled is the first level of threat of an office's own paper.
func (s *story) leveled() (int, bool) {
	i := slices.IndexFunc(s.Events, func(e *scene.Thread) bool { return e.Type == report.ThreatLevel })
	return i, i >= 0
}

// happened is the first event that has happened, and not long ago, or -1.
func (s *story) happened() int {
	return slices.IndexFunc(s.Events, func(e *scene.Thread) bool {
		return e.Stage == report.Accomplished && e.Type != report.Arrest && !s.history(e)
	})
}

// calledAway reports whether a text advises against all travel or calls people away.
func (s *story) calledAway() bool {
	for _, h := range s.Hits["adv"] {
		switch h.Rule.Code {
		case "no_travel", "depart", "essential_only":
			if s.adviceAt(h.From, h.To) >= 0 {
				return true
			}
		}
	}
	return false
}

// leavesPart reports whether words of leaving are for a town or a part of a country: "leave Kharkiv", "those in Bali should consider
// departing", "Canadians who are in the province should leave".
func (s *story) leavesPart(from, to int) bool {
	for k := from; k < to; k++ {
		switch s.Doc.Norm(k) {
		case "country", "nation", "home", "return", "seat", "seats", "abroad":
			return false
		}
	}
	sent := s.Doc.Tokens[from].Sent
	back := -1
	for _, i := range s.Places[sent] {
		m := &s.Found.Mentions[i]
		if m.Mark == where.Adjective || m.Mark == where.Background {
			continue
		}
		if m.From >= from && m.From <= to+1 {
			n := s.Doc.Norm(m.From - 1)
			return n != "for" && n != "to" && n != "in" && m.Place.Kind > gazetteer.Country
		}
		if n := s.Doc.Norm(m.From - 1); m.To <= from && !offices.In(s.Doc, m.From-2) && (n == "in" || n == "on" || n == "near" || n == "at" || n == "the") {
			back = i
		}
	}
	if s.wholeCountry(to) || s.wholeCountry(to-2) {
		return false
	}
	for k := from - 1; k >= s.Doc.Sents[sent].From; k-- {
		if back >= 0 && k < s.Found.Mentions[back].To {
			break
		}
		if n := s.Doc.Norm(k - 1); (n == "the" || n == "this" || n == "that") && parts.In(s.Doc, k) && (s.Doc.Norm(k-2) == "in" || s.Doc.Norm(k-2) == "on" || s.Doc.Norm(k-2) == "near") {
			return true
		} else if (n == "the" || n == "this") && s.Doc.Norm(k) == "country" {
			return false
		}
	}
	return back >= 0 && s.Found.Mentions[back].Place.Kind > gazetteer.Country
}

var offices = text.WordSet(`embassy consulate mission ministry commission embassies department office consulate-general ministers minister`)

var parts = text.WordSet(`province provinces area areas region regions city town district districts island islands state states valley vicinity governorate department north south east west capital`)

// there is what happened in the town or division that a sentence names before what it tells those who are there: "If you are in Marawi,
// stay inside"; -1 when nothing did.
func (s *story) there(tok int) int {
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		m := &s.Found.Mentions[i]
		if m.From > tok || m.Mark != where.Plain || m.Place.Kind < gazetteer.Admin1 || s.Doc.Norm(m.From-1) != "in" || tok-m.To > 6 {
			continue
		}
		out := -1
		for ev, e := range s.Events {
			if e.Type == report.TravelAdvice || e.Type == report.Arrest {
				continue
			}
			for k := range e.Places {
				if e.Places[k].Place.ID == m.Place.ID {
					if e.Stage != report.Accomplished || s.history(e) {
						return -1
					}
					if out < 0 {
						out = ev
					}
				}
			}
		}
		return out
	}
	return -1
}
