package story

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/force"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// fillThings gives targets, people, actors and weapons to the events they belong to.
func (s *story) fillThings() {
	spoilt := func(tok int) bool {
		for _, h := range s.spoilers[s.d.Tokens[tok].Sent] {
			if h.Rule.Code == "no_action" && tok >= h.From && tok < h.To+3 {
				return true
			}
			if h.Rule.Code == "not_found" && tok >= h.From && tok < h.To+4 {
				return true
			}
		}
		return false
	}
	list := map[string]func(*report.Event) *[]report.Named{
		"tgt": func(e *report.Event) *[]report.Named { return &e.Targets }, "hum": func(e *report.Event) *[]report.Named { return &e.Humans },
		"who": func(e *report.Event) *[]report.Named { return &e.Actors }, "wpn": func(e *report.Event) *[]report.Named { return &e.Weapons },
	}
	for _, kind := range [...]string{"tgt", "hum", "who", "wpn"} {
		for _, h := range s.hits[kind] {
			from, to := s.group(h)
			sec := s.section(from)
			if kind == "tgt" && s.insidePlace(h.From) {
				continue // "Port Moresby"
			}
			if sec == text.Assistance || (kind == "wpn" || kind == "tgt") && spoilt(from) || text.Noise(s.d, kind, h) {
				continue
			}
			if sec == text.Actions && h.Rule.Code != "crowd" {
				continue
			}
			ev, k := s.about(from, func(m *mark) bool {
				t := s.events[m.ev].Type
				return t != report.TravelAdvice && s.events[m.ev].key != "denial"
			})
			if ev < 0 && (kind == "wpn" || kind == "who" && text.Blames(s.d, s.sent(from))) {
				ev = s.backRef(s.d.Tokens[from].Sent)
			}
			if ev < 0 || s.events[ev].Type == report.TravelAdvice || s.events[ev].Type == report.Other && kind != "who" {
				continue
			}
			e := s.events[ev]
			if sec == text.Actions && (e.Type != report.Threat || len(e.Targets) > 0 && !k.real()) {
				continue
			}
			if sec == text.Actions && !k.real() {
				continue
			}
			if n := s.d.Norm(from - 1); kind == "wpn" && n == "to" {
				continue // "plotting to bomb"
			}
			if kind == "hum" && s.hitAt("tgt", from) != nil {
				continue // "places frequented by foreigners"
			}
			if kind == "hum" && !text.Threatens(s.d, from) && (s.otherwise(from, to, ev) || h.Rule.Code == "nationals" && s.hitAt("aud", to-1) != nil) {
				continue
			}
			if kind == "tgt" && s.notATarget(from, to, e, k) {
				continue
			}
			if kind == "who" && h.Rule.Code != "organization" && !k.real() && s.rep.Kind == "news" && e.Stage != report.Accomplished && e.Type != report.FoiledPlot {
				continue
			}
			code, generic := strings.CutSuffix(h.Rule.Code, "?")
			s.addNamed(list[kind](&e.Event), report.Named{Name: s.d.Slice(from, to), Class: code, Evidence: []report.Evidence{s.ev(from, to)}}, generic, kind)
		}
	}
	s.peoples()
}

// peoples adds nations that are threatened by their own name: "a threat to Israelis".
func (s *story) peoples() {
	for i := range s.found.Mentions {
		m := &s.found.Mentions[i]
		if m.Mark != where.Adjective || m.To-m.From != 1 {
			continue
		}
		if w := s.d.Norm(m.From); len(w) < 6 || w[len(w)-1] != 's' || text.NounAfter(s.d, m.To) {
			continue
		}
		if !text.Threatens(s.d, m.From) {
			continue
		}
		k, ok := s.near(m.From, func(k *mark) bool {
			return s.events[k.ev].Type != report.TravelAdvice && s.events[k.ev].key != "denial"
		})
		if ok && s.events[k.ev].Type != report.Other {
			s.addNamed(&s.events[k.ev].Humans, report.Named{Name: s.d.Slice(m.From, m.To), Class: "nationals", Evidence: []report.Evidence{s.ev(m.From, m.To)}}, false, "hum")
		}
	}
}

// hitAt is the hit of a kind that covers token tok, or nil.
func (s *story) hitAt(kind string, tok int) *text.Hit {
	hs := s.hits[kind]
	i, _ := slices.BinarySearchFunc(hs, tok, func(h text.Hit, t int) int { return h.To - 1 - t })
	if i < len(hs) && hs[i].From <= tok {
		return &hs[i]
	}
	return nil
}

// inName reports whether a place stands inside the name of a group or an authority ("Islamic State West Africa Province").
func (s *story) inName(m *where.Mention) bool {
	return s.hitAt("who", m.From) != nil || s.hitAt("iss", m.From) != nil
}

// otherwise reports whether people named are the audience, the actors or the responders and no target.
func (s *story) otherwise(from, to, ev int) bool {
	if force.Acts(s.d, to) {
		return true
	}
	for k := to; k < len(s.d.Tokens) && k < to+5 && s.d.SameSent(from, k); k++ {
		if n := s.d.Norm(k); n == "should" || n == "must" || n == "opened" || n == "fired" || n == "said" && k == to {
			return true
		}
	}
	return false
}

// notATarget reports whether a thing is only mentioned: where staff may not go, what guards close, where people work.
func (s *story) notATarget(from, to int, e *thread, k mark) bool {
	switch s.d.Norm(from - 1) {
	case "commercial", "by":
		return true
	}
	if n := s.d.Norm(from); (n == "court" || n == "courts" || n == "prison" || n == "jail") && to-from == 1 {
		switch s.d.Norm(from - 1) {
		case "in", "to", "from", "of", "before", "said", "supreme", "high", "district", "federal", "regional":
			return true // "will appear in court"
		}
	}
	if n := s.d.Norm(from - 1); (n == "at" || n == "around" || n == "near") && s.d.Norm(from-2) == "security" {
		return true // "security at Jewish sites": where guards stand
	}
	if s.missionAt(from, to) && s.d.Norm(from-1) != "on" && !(k.real() && e.Stage == report.Accomplished && text.AtPlace(s.d, from)) {
		return true // the office that speaks
	}
	if a := s.hitAt("act", from); a != nil && len(e.Targets) > 0 && s.section(from) != text.Actions {
		// "avoid large gatherings" beside named targets only tells where not to go
		if h := s.hitAt("tgt", from); h == nil || !slices.ContainsFunc(e.Targets, func(n report.Named) bool { return n.Class == h.Rule.Code }) {
			return true
		}
	}
	if s.d.Norm(to) == "staff" || s.d.Norm(to) == "personnel" {
		return true
	}
	if !k.real() && s.rep.Kind == "news" && e.Type != report.FoiledPlot && s.d.Tokens[from].Sent > 0 {
		// without a trigger in the sentence only a list of targets counts
		return !text.ListsTargets(s.d, from, to)
	}
	return false
}

// insidePlace reports whether token tok is one of several words of a place's name.
func (s *story) insidePlace(tok int) bool {
	for _, i := range s.places[s.d.Tokens[tok].Sent] {
		if m := &s.found.Mentions[i]; m.From <= tok && tok < m.To && m.To-m.From > 1 && m.Mark != where.Adjective && s.d.Tokens[tok].Cap {
			return true
		}
	}
	return false
}

// missionAt reports whether the tokens are part of the name of an authority.
func (s *story) missionAt(from, to int) bool {
	near := s.orgsIn(s.d.Tokens[from].Sent)
	for i := range near {
		if o := &near[i]; o.From < to && from < o.To {
			return true
		}
	}
	return false
}

// group is the noun group around a hit: the words before its head that belong to its name.
func (s *story) group(h text.Hit) (from, to int) {
	from, to = h.From, h.To
	kind := h.Rule.Kind
	if kind == "who" && h.Rule.Code == "organization" {
		// "groups like ISIS" names a kind, not the group
		if n := s.d.Norm(from - 1); n == "like" && s.d.SameSent(from-2, from) && strings.HasPrefix(s.d.Norm(from-2), "group") {
			from -= 2
		}
		return
	}
	if kind == "wpn" {
		return
	}
	if n := s.d.Norm(to - 1); kind == "who" && (n == "wearing" || n == "carrying" || n == "armed" || n == "with") {
		to-- // "a woman wearing an explosive belt": the whole where a weapon follows
		reach := 5
		if n == "with" {
			reach = 3
		}
		for k := to + 1; k < to+reach && s.d.SameSent(from, k); k++ {
			if w := s.hitAt("wpn", k); w != nil {
				return from, w.To
			}
		}
		return
	}
	if s.rep.Lang != "en" { // other languages build their names in other ways: the words of the table are the name
		return
	}
	if kind == "who" && h.Rule.Code == "individual" && to-from > 2 && text.Strikes(s.d.Norm(to-1)) {
		to = from + 2 // "a man shouting slogans stabbed": who, without what he did
	}
	for from > 0 && from > h.From-4 && s.d.SameSent(from-1, from) {
		t := &s.d.Tokens[from-1]
		if t.Norm == "'s" && from > 1 && s.d.Tokens[from-2].Cap && from < len(s.d.Tokens) && s.d.Tokens[from].Cap {
			from-- // "Women's Hospital"
			continue
		}
		if t.Kind != text.Word || t.Norm == "-" || !(text.Modifier(t) || (t.Cap || strings.ToLower(t.Norm) != s.d.Text[t.Start:t.End]) && !t.First && kind == "tgt" && text.ProperName(t)) {
			break
		}
		from--
	}
	next := to
	if s.d.Norm(next) == "of" && s.d.SameSent(from, next+1) && !s.placeAt(next+1) {
		next++ // "the shrine of Lal Shahbaz Qalandar"
	}
	if kind == "tgt" && to-from == 1 && s.d.SameSent(from, next) && s.d.Tokens[next].Cap && s.d.Tokens[from].Kind == text.Word && !s.d.Tokens[from].Cap {
		// "the hotel L'Étoile du Sud"
		end := to
		for k := next; k < len(s.d.Tokens) && k < next+5 && s.d.SameSent(from, k) && s.d.Tokens[k].Kind == text.Word; k++ {
			if s.d.Tokens[k].Cap {
				end = k + 1
			} else if n := s.d.Norm(k); n != "du" && n != "de" && n != "of" && n != "the" && n != "la" {
				break
			}
		}
		to = end
	}
	return
}

// placeAt reports whether a place is named at token tok.
func (s *story) placeAt(tok int) bool {
	for _, i := range s.places[s.d.Tokens[tok].Sent] {
		if m := &s.found.Mentions[i]; m.From <= tok && tok < m.To {
			return true
		}
	}
	return false
}

// addNamed adds a value, or joins it to one that is the same thing: the same head word, one crowd, one airport; a generic
// word ("weapons") joins what is there of its class.
func (s *story) addNamed(list *[]report.Named, n report.Named, generic bool, kind string) {
	head := text.LastWord(n.Name)
	for i := range *list {
		x := &(*list)[i]
		same := strings.EqualFold(text.LastWord(x.Name), head) || text.Stem(text.LastWord(x.Name)) == text.Stem(head)
		if kind == "tgt" && x.Class == n.Class && (n.Class == "crowd" || n.Class == "transport" || n.Class == "stadium") {
			same = true
		}
		if kind == "wpn" && x.Class == n.Class && (generic || text.GenericWeapon(x.Name)) {
			same = true
		}
		if kind == "hum" && x.Class == n.Class && n.Class == "military" {
			same = true
		}
		if kind == "who" && (x.Class == n.Class && (n.Class == "group" || n.Class == "individual" && text.GenericPerson(n.Name)) || n.Class == "organization" && text.SameGroup(x.Name, n.Name)) {
			same = true
		}
		if kind == "who" && x.Class == "organization" && n.Class == "group" && text.GenericGroup(n.Name) {
			same = true
		}
		if !same {
			continue
		}
		for _, e := range x.Evidence {
			if e == n.Evidence[0] {
				return
			}
		}
		if len(x.Evidence) >= maxEvidence {
			return
		}
		if text.GenericWeapon(x.Name) && !generic && kind == "wpn" || kind == "tgt" && len(n.Name) > len(x.Name) && x.Class == n.Class {
			x.Name = n.Name
		}
		x.Evidence = append(x.Evidence, n.Evidence...)
		return
	}
	if len(*list) < 40 {
		*list = append(*list, n)
	}
}
