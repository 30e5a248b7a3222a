package story

import (
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// fillPlaces gives each place to the event nearest to it and settles its role there.
func (s *story) fillPlaces() {
	for i := range s.found.Mentions {
		m := &s.found.Mentions[i]
		if m.Mark == where.Adjective || m.Mark == where.Background || m.Mark == where.Nearby && !s.onlyNear(m) || s.section(m.From) == text.Assistance {
			continue
		}
		if s.inName(m) || m.Place.Kind == gazetteer.Country && s.d.Norm(m.To) == "'s" || text.Denied(s.d, m.From, m.To) || s.home[m.From] {
			continue
		}
		if s.d.Norm(m.To) == "police" && s.d.SameSent(m.From, m.To) {
			continue // "the Hesse police"
		}
		country := m.Place.Kind == gazetteer.Country
		formal := s.rep.Kind != "news"
		switch {
		case m.Mark == where.Dateline:
			s.addPlaceIfThere(m)
			continue
		case m.Mark == where.Seat:
			if country && formal {
				s.addPlace(s.main, m, report.Scope)
			} else if country && s.events[s.main].Type == report.Threat {
				s.addPlaceIfThere(m)
			}
			continue
		case s.section(m.From) == text.Location:
			s.addPlace(s.main, m, s.role(s.main, m, mark{}))
			continue
		}
		ev, k := s.about(m.From, nil)
		if ev < 0 || s.section(m.From) == text.Actions && !k.real() {
			continue
		}
		e := s.events[ev]
		switch {
		case e.Type == report.TravelAdvice:
			continue // its scope comes with the level
		case e.Type == report.ThreatLevel && m.Place.Kind > gazetteer.Admin1:
			continue
		case country && e.Stage == report.Accomplished && !k.generic:
			continue
		case country && e.Type == report.Threat && !formal && s.d.Norm(m.From-1) != "in":
			continue
		case country && e.Type == report.FoiledPlot && s.townIn(e):
			continue
		case !country && e.key == "denial" && !k.real(), !formal && !k.real() && s.townIn(e):
			continue
		}
		s.addPlace(ev, m, s.role(ev, m, k))
	}
	s.dropHeadline()
	for i, e := range s.events {
		if len(e.Places) > 0 || e.Type == report.TravelAdvice {
			continue
		}
		// a text on one place speaks of that place
		for k := range s.found.Mentions {
			m := &s.found.Mentions[k]
			if m.Mark == where.Plain && m.Place.Country == s.found.Main && (e.Type == report.ThreatLevel) == (m.Place.Kind == gazetteer.Country) && (i == s.main || e.Type == report.ThreatLevel || e.Type == report.FoiledPlot) {
				s.addPlace(i, m, s.role(i, m, mark{ev: i}))
				break
			}
		}
		if len(e.Places) == 0 && e.Stage == report.Accomplished && i != s.main {
			// "Gunmen then fired": where the thing before happened
			for _, x := range append([]*thread{s.events[s.main]}, s.events...) {
				for _, p := range x.Places {
					if p.Place.Kind != gazetteer.Country && len(e.Places) == 0 && (x.Stage == report.Accomplished || x == s.events[s.main]) {
						p.Role, p.Evidence = report.Incident, slices.Clone(p.Evidence)
						e.Places = append(e.Places, p)
					}
				}
			}
		}
		if len(e.Places) == 0 && e.Type == report.ThreatLevel {
			s.placeOfLevel(i)
		}
		if len(e.Places) == 0 && (i == s.main && e.Type != report.ThreatLevel || e.Type == report.FoiledPlot) {
			for k := range s.found.Mentions {
				if m := &s.found.Mentions[k]; m.Mark == where.Plain && m.Place.Country == s.found.Main {
					s.addPlace(i, m, s.role(i, m, mark{ev: i}))
					break
				}
			}
		}
	}
}

// onlyNear reports whether a place that another is told by ("a cabin near Lillehammer") is all that its sentence says of
// where.
func (s *story) onlyNear(m *where.Mention) bool {
	for _, i := range s.places[s.d.Tokens[m.From].Sent] {
		if o := &s.found.Mentions[i]; o.From != m.From && o.Mark == where.Plain && o.Place.Kind != gazetteer.Country {
			return false
		}
	}
	return len(s.bySent[s.d.Tokens[m.From].Sent]) > 0
}

// plotsAtHome gives a foiled plot without a place of its own the town of the headline or dateline: "Police in Lyon break up
// cell that plotted station bombing".
func (s *story) plotsAtHome() {
	if s.rep.Kind != "news" {
		return
	}
	for i, e := range s.events {
		if e.Type != report.FoiledPlot || len(e.Targets) == 0 || slices.ContainsFunc(e.Places, func(p report.PlaceAt) bool { return p.Role == report.Target }) {
			continue
		}
		for k := range s.found.Mentions {
			m := &s.found.Mentions[k]
			if s.d.Tokens[m.From].Sent > 1 {
				break
			}
			if m.Place.Kind != gazetteer.City || m.Mark == where.Adjective || m.Mark == where.Background || s.inName(m) {
				continue
			}
			if m.Mark == where.Plain && s.d.Tokens[m.From].Sent == 0 {
				e.Places = slices.DeleteFunc(e.Places, func(p report.PlaceAt) bool { return p.Place.ID == m.Place.ID })
				s.addPlace(i, m, report.Target)
				break
			}
		}
	}
}

// placeOfLevel takes the country of "the UK threat level" from its adjective.
func (s *story) placeOfLevel(ev int) {
	for k := range s.marks {
		if s.marks[k].ev != ev {
			continue
		}
		for _, i := range s.places[s.d.Tokens[s.marks[k].from].Sent] {
			if m := s.found.Mentions[i]; m.Mark == where.Adjective {
				if p, ok := s.gaz.Country(m.Place.Country); ok {
					m.Place = p
					s.addPlace(ev, &m, report.Scope)
					return
				}
			}
		}
	}
}

// dropHeadline takes places out that only the headline of a story names, where its text names others: "takes Pretoria by
// surprise".
func (s *story) dropHeadline() {
	if s.rep.Kind != "news" || len(s.d.Sents) < 3 {
		return
	}
	_, end := s.d.Span(s.d.Sents[0].From, s.d.Sents[0].To)
	for _, e := range s.events {
		all := slices.Clone(e.Places)
		e.Places = slices.DeleteFunc(e.Places, func(p report.PlaceAt) bool {
			for i := range all {
				if q := &all[i]; q.Place.ID != p.Place.ID && q.Role == p.Role && q.Evidence[0].End > end {
					for _, v := range p.Evidence {
						if v.End > end {
							return false
						}
					}
					return true
				}
			}
			return false
		})
	}
}

func (m *mark) real() bool { return m.to > m.from }

func (s *story) townIn(e *thread) bool {
	for i := range e.Places {
		if e.Places[i].Place.Kind != gazetteer.Country {
			return true
		}
	}
	return false
}

// role is the part a place plays in an event.
func (s *story) role(ev int, m *where.Mention, k mark) report.PlaceRole {
	e := s.events[ev]
	if k.op {
		hs := s.hits["tgt"]
		i, _ := slices.BinarySearchFunc(hs, m.To, func(h text.Hit, t int) int { return h.From - t })
		if i < len(hs) && hs[i].From == m.To && s.d.SameSent(m.From, m.To) {
			return report.Target // "past Seville cathedral"
		}
		return report.Operation
	}
	country := m.Place.Kind == gazetteer.Country
	switch {
	case e.Type == report.TravelAdvice || e.Type == report.ThreatLevel:
		return report.Scope
	case country && e.Type != report.FoiledPlot, e.Type == report.Threat && e.key == "denial":
		return report.Scope
	case e.Stage == report.Accomplished:
		return report.Incident
	case e.Type == report.Arrest:
		return report.Operation
	}
	return report.Target
}

// addPlace adds a mention to an event; one place in one role is one value with several mentions.
func (s *story) addPlace(ev int, m *where.Mention, role report.PlaceRole) {
	e := s.events[ev]
	name := m.Name
	if name == "" {
		name = m.Place.Name
	}
	for i := range e.Places {
		if p := &e.Places[i]; p.Place.ID == m.Place.ID && p.Role == role && p.Name == name {
			if len(p.Evidence) < maxEvidence {
				p.Evidence = append(p.Evidence, s.ev(m.From, m.To))
			}
			return
		}
	}
	e.Places = append(e.Places, report.PlaceAt{Name: name, Role: role, Place: m.Place, Others: m.Others, Evidence: []report.Evidence{s.ev(m.From, m.To)}})
}

// addPlaceIfThere adds a dateline to a place that the event already has.
func (s *story) addPlaceIfThere(m *where.Mention) {
	for _, e := range s.events {
		for i := range e.Places {
			if p := &e.Places[i]; p.Place.ID == m.Place.ID && p.Name == p.Place.Name && len(p.Evidence) < maxEvidence {
				p.Evidence = append(p.Evidence, s.ev(m.From, m.To))
			}
		}
	}
}

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
	if text.Acts(s.d, to) {
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
		if o := &near[i]; o.from < to && from < o.to {
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

// fillTimes gives each time to an event with its role.
func (s *story) fillTimes() {
	formal := s.rep.Kind != "news"
	if s.issue != nil && formal {
		s.addTime(s.main, report.Issued, s.issue)
	}
	for i := range s.times {
		m := &s.times[i]
		sec := s.section(m.From)
		if sec == text.Assistance || s.issue != nil && m.From < s.issue.To && s.issue.From < m.To {
			continue
		}
		if (m.Weekday || !m.Full && !m.Clock) && text.InDateline(s.d, m.From, m.To) {
			continue
		}
		before, before2 := s.d.Norm(m.From-1), s.d.Norm(m.From-2)
		ev, k := s.about(m.From, func(m *mark) bool { return s.events[m.ev].Type != report.TravelAdvice })
		if ev < 0 && m.Form != when.Duration {
			if ev = s.backRef(s.d.Tokens[m.From].Sent); ev >= 0 && s.events[ev].Type != report.FoiledPlot {
				ev = -1 // only of a plan is the day told on its own
			}
		}
		if ev < 0 {
			if m.Form != when.Duration {
				continue
			}
			ev = s.main
		}
		if formal && !k.real() && m.Form != when.FurtherNotice && text.Closes(s.d, s.sent(m.From)) {
			continue // when the visa section is closed
		}
		e := s.events[ev]
		if m.Weekday && !formal && s.rep.Lang != "en" && m.Form == when.Day && !s.anchor.Day.IsZero() && m.Interval.From.Earliest.After(s.anchor.Day) && (e.Stage != report.Threatened || text.WarnedOn(s.d, m.From, m.To)) {
			m.Interval = when.Interval{From: m.Interval.From.Add(-7 * 24 * time.Hour), To: m.Interval.To.Add(-7 * 24 * time.Hour)} // a weekday told in the past
			m.Value = m.Interval.From.Earliest.Format(time.DateOnly)
		}
		future := !s.anchor.Day.IsZero() && m.Interval.Known() && m.Interval.To.Latest.After(s.anchor.Day.AddDate(0, 0, 1)) || m.Form == when.Duration
		if s.anchor.Day.IsZero() && m.Interval.Known() && e.Stage == report.Threatened {
			future = true // an unknown day of issue: a threat's date is its window
		}
		if (e.Stage == report.Accomplished || e.Type == report.FoiledPlot || e.Type == report.Arrest) && m.Weekday && text.SaidOn(s.d, m.From) {
			continue
		}
		switch {
		case m.Form == when.FurtherNotice:
			if e.Type == report.TravelAdvice || e.key == "denial" || e.Stage == report.Accomplished {
				ev = s.main
			}
			s.addTime(ev, report.Expires, m)
		case text.Expires(s.d, m.From):
			s.addTime(s.main, report.Expires, m)
		case (before == "of" || before == "on") && (before2 == "alert" || before2 == "message" || before2 == "alerts" || before2 == "notice"):
			s.addTime(s.main, report.Updates, m)
		case m.Form == when.Duration:
			if e.Stage == report.Accomplished {
				ev = s.main
			}
			s.anchorToWarning(i)
			s.addTime(ev, report.Window, m)
		case e.Stage == report.Accomplished && !future && m.Form != when.Span || e.Type == report.Arrest || e.Type == report.FoiledPlot && !future || e.Type == report.ThreatLevel:
			if m.Form == when.Since && e.Type == report.ThreatLevel || !k.real() && s.rep.Kind == "news" && e.Stage == report.Accomplished {
				continue
			}
			s.addTime(ev, report.EventAt, m)
		case future && (e.Type == report.Threat || e.Type == report.Other || e.Type == report.FoiledPlot):
			s.addTime(ev, report.Window, m)
		case future && m.Form == when.Span:
			s.addTime(s.main, report.Window, m)
		case e.Type == report.Threat && e.key == "lifted" && m.Form == when.Days:
			s.addTime(ev, report.Window, m)
		case e.Type == report.Threat && !formal && m.OneDay() && text.WarnedOn(s.d, m.From, m.To):
			s.addTime(ev, report.Issued, m)
		case e.key == "denial" && k.real():
			s.addTime(ev, report.EventAt, m)
		case s.events[s.main].Stage == report.Accomplished && m.Form == when.Day && sec == text.Event:
			s.addTime(s.main, report.EventAt, m)
		}
	}
}

// anchorToWarning counts a relative window from the day on which the text says that the warning was given ("On 7 March the
// embassy warned ... for 48 hours"), and not from the day of the text that repeats it.
func (s *story) anchorToWarning(i int) {
	m := &s.times[i]
	for k := i - 1; k >= 0 && k > i-4 && s.d.SameSent(s.times[k].From, m.From); k-- {
		d := &s.times[k]
		at := d.Interval.From.Earliest
		if d.Form != when.Day || at.IsZero() || at.After(s.anchor.Day) || !text.WarnedOn(s.d, d.From, d.To) || m.Interval.From.Open() {
			continue
		}
		shift := at.Sub(s.anchor.Day)
		if s.anchor.At.IsZero() {
			m.Interval = when.Interval{From: m.Interval.From.Add(shift), To: m.Interval.To.Add(shift)}
		} else if shift < 0 {
			length := m.Interval.To.Latest.Sub(m.Interval.From.Latest)
			m.Interval = when.Window(when.Anchor{Day: at, Zone: s.anchor.Zone}, length, length)
		}
		return
	}
}

func (s *story) addTime(ev int, role report.TimeRole, m *when.Mention) {
	e := s.events[ev]
	for i := range e.Times {
		t := &e.Times[i]
		if t.Role == role && (t.Interval.SameDays(m.Interval) || role == report.Expires && m.Form == when.FurtherNotice && t.Value == m.Value) {
			if len(t.Evidence) < maxEvidence {
				t.Evidence = append(t.Evidence, s.ev(m.From, m.To))
			}
			return
		}
	}
	if len(e.Times) < 20 {
		e.Times = append(e.Times, report.Time{Role: role, Value: m.Value, Interval: m.Interval, Relative: m.Relative, Evidence: []report.Evidence{s.ev(m.From, m.To)}})
	}
}

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
