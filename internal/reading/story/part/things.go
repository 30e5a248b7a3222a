package part

import (
	"slices"
	"sort"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/abroad"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/force"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// fillThings gives targets, people, actors and weapons to the events they belong to.
func (s *parts) fillThings() {
	spoilt := func(tok int) bool {
		for _, h := range s.Spoilers[s.Doc.Tokens[tok].Sent] {
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
		for _, h := range s.Hits[kind] {
			if s.takenAt(h.To-1) || s.takenAt(h.From) {
				continue // the grammar of its sentence has told its part
			}
			if s.qualifies(kind, h) {
				continue // "power bank", "prison sentence", "gang crime"
			}
			from, to := s.group(h)
			sec := s.section(from)
			if kind == "tgt" && s.month(h.From) {
				continue
			}
			if kind == "tgt" && s.insidePlace(h.From) && !s.airport(h.To-1) {
				continue // "Port Moresby"
			}
			if sec == text.Assistance || (kind == "wpn" || kind == "tgt") && spoilt(from) || noise(s.Doc, kind, h) {
				continue
			}
			if sec == text.Actions && h.Rule.Code != "crowd" {
				continue
			}
			ev, k := s.about(from, func(ev int) bool {
				t := s.Events[ev].Type
				return t != report.TravelAdvice && !s.Events[ev].Denied
			})
			if kind == "wpn" && s.Abroad == nil && s.noWeapon(h) {
				continue
			}
			if kind == "who" && s.Abroad == nil {
				if s.noActor(h) {
					continue
				}
				from, to = s.whoSpan(h, from, to)
			}
			if ev < 0 && (kind == "wpn" || kind == "who" && s.blamed(from)) {
				ev = s.BackRef(s.Doc.Tokens[from].Sent)
			}
			if ev < 0 && s.Abroad == nil && s.Kind == "news" && (kind == "wpn" && s.wielded(h) || kind == "who" && s.voiced(h)) {
				ev = s.Done(from)
			}
			feared := false
			if kind == "wpn" && s.Abroad == nil && !k.real() {
				if i := s.feared(s.Doc.Tokens[from].Sent); i >= 0 {
					ev, feared = i, true
				}
			}
			if ev < 0 || s.Events[ev].Type == report.TravelAdvice || s.Events[ev].Type == report.Other && kind != "who" {
				continue
			}
			e := &s.Events[ev]
			if (kind == "tgt" || kind == "hum") && e.Type == report.Arrest && s.Lang == "en" {
				continue // where somebody was caught
			}
			if sec == text.Actions && (e.Type != report.Threat || len(e.Targets) > 0 && !k.real()) {
				continue
			}
			if sec == text.Actions && !k.real() {
				continue
			}
			if n := s.Doc.Norm(from - 1); kind == "wpn" && n == "to" {
				continue // "plotting to bomb"
			}
			if s.Abroad != nil && (h.Rule.Code == "-" || kind == "who" && s.hitAt("cas", h.From) != nil || kind == "hum" && (s.hitAt("aud", h.From) != nil || s.hitAt("act", h.From) != nil || s.hitAt("doc", h.From) != nil)) {
				continue // no actor, those who were hit, those who are told
			}
			if kind != "who" && s.Lang == "en" && !k.real() && !feared && s.Kind != "news" && sec == text.Body && !listsTargets(s.Doc, from, to) && !threatens(s.Doc, from) {
				continue // a sentence without a trigger only speaks of what is there
			}
			if (kind == "tgt" || kind == "hum") && k.real() && s.aside(kind, h.To-1, e) {
				continue
			}
			if kind == "hum" && s.Lang == "en" && !k.real() && s.Kind == "news" && !threatens(s.Doc, from) {
				continue
			}
			if kind == "hum" && s.hitAt("tgt", from) != nil {
				continue // "places frequented by foreigners"
			}
			if kind == "hum" && !threatens(s.Doc, from) && (s.otherwise(from, to, ev) || h.Rule.Code == "nationals" && s.hitAt("aud", to-1) != nil) {
				continue
			}
			if kind == "tgt" && s.notATarget(from, to, e, k) {
				continue
			}
			if kind == "who" && h.Rule.Code != "organization" && !k.real() && s.Kind == "news" && e.Stage != report.Accomplished && e.Type != report.FoiledPlot {
				continue
			}
			if kind == "wpn" && s.Abroad == nil {
				from, to = s.armsSpan(from, to)
			}
			if kind == "tgt" || kind == "hum" {
				from, to = s.phraseOf(kind, h, from, to)
			}
			code, generic := strings.CutSuffix(h.Rule.Code, "?")
			s.addNamed(list[kind](e.Event), report.Named{Name: s.Doc.Slice(from, to), Class: code, Evidence: []report.Evidence{s.ev(from, to)}}, generic, kind)
		}
	}
	s.peoples()
}

// phraseOf is the noun phrase around a hit, from token from to token to without one that names such a thing or such people.
func (s *parts) phraseOf(kind string, h text.Hit, from, to int) (int, int) {
	c := s.clause(s.Doc.Tokens[h.From].Sent)
	if c == nil {
		return from, to
	}
	p, ok := c.At(h.To - 1)
	if !ok || p.Head < h.From || (kind == "tgt") != (p.Sort == clause.Thing) {
		return from, to
	}
	if p = s.bare(p); p.From > h.From || p.To < h.To {
		return from, to
	}
	return p.From, p.To
}

// blamed reports whether the sentence of token tok says who did what was told before.
func (s *parts) blamed(tok int) bool {
	if s.Abroad == nil {
		return blames(s.Doc, s.sent(tok))
	}
	return s.Abroad.Told("vrb", "blames", tok) || s.Abroad.Told("res", "", tok)
}

// struckBy and hurtBy are prepositions between a deed and what or who it strikes.
var (
	struckBy = text.WordSet("at in on near outside inside into against through of around between targeting including like as onto aboard opposite across behind upon within by")
	hurtBy   = text.WordSet("against on at of between among targeting including like as to upon onto")
	// tells are verbs that name a target beside it: "listed hotels among", "guarding the embassy".
	tells = text.WordSet("avoid avoiding avoids listed lists list named names name mentioned mentions cited cites include includes included guarding guarded guards protecting protected targeted targets target threatens threatened surrounded reached damaged evacuated inside")
	// calledOff are verbs of what is done to a target when a threat is known.
	calledOff = text.WordSet("cancelled canceled postponed evacuated cleared closed abandoned scrapped interrupted called")
)

var crowdWords = text.WordSet("crowd audience queue congregation")

// qualifies reports whether a phrase of the tables only qualifies another word: "hotel staff", "explosives detection dogs".
func (s *parts) qualifies(kind string, h text.Hit) bool {
	if kind == "hum" || h.Rule.Code == "organization" {
		return false
	}
	c := s.clause(s.Doc.Tokens[h.From].Sent)
	if c == nil {
		return false
	}
	p, ok := c.At(h.To - 1)
	if !ok || p.Head < h.To || s.Doc.Norm(h.To) == "'s" || s.Doc.Tokens[p.Head].Cap {
		return false
	}
	switch p.Sort {
	case clause.Deeds:
		return false // "market blasts", "gun attack"
	case clause.Thing:
		return kind == "wpn"
	case clause.Weapon:
		return kind == "tgt"
	case clause.Doer, clause.Group:
		return kind != "who"
	case clause.Person:
		return kind != "who"
	}
	return true
}

// aside reports whether the grammar of its sentence makes a thing or people only part of the scene: "a man driven to hospital", "the
// hotels were full", "who had looked after children".
func (s *parts) aside(kind string, tok int, e *Event) bool {
	c := s.clause(s.Doc.Tokens[tok].Sent)
	if c == nil {
		return false
	}
	l, ok := c.Link(tok)
	if !ok {
		return false
	}
	if l.Prep != "" {
		p, ok := c.At(tok)
		for k := p.From - 1; ok && k > p.From-12 && k >= 0 && s.Doc.SameSent(k, tok); k-- {
			if s.Doc.Norm(k) != l.Prep {
				continue
			}
			if kind == "tgt" {
				return !struckBy.In(s.Doc, k) && !threatens(s.Doc, p.From)
			}
			switch l.Prep {
			case "in":
				return !crowdWords.In(s.Doc, tok)
			case "with", "by":
				n := s.Doc.Norm(k - 1)
				return n != "popular" && n != "frequented" && n != "visited" && n != "used"
			}
			return !hurtBy.In(s.Doc, k)
		}
		return false
	}
	if l.Object {
		p, _ := c.At(tok)
		return !tells.In(s.Doc, l.Verb) && !tells.In(s.Doc, p.From-1)
	}
	return l.Subject && (!calledOff.In(s.Doc, l.Verb) || e.Stage == report.Accomplished)
}

// peoples adds nations that are threatened by their own name: "a threat to Israelis".
func (s *parts) peoples() {
	for i := range s.Found.Mentions {
		m := &s.Found.Mentions[i]
		if m.Mark != where.Adjective || m.To-m.From != 1 {
			continue
		}
		if w := s.Doc.Norm(m.From); len(w) < 6 || w[len(w)-1] != 's' || nounAfter(s.Doc, m.To) {
			continue
		}
		if !threatens(s.Doc, m.From) {
			continue
		}
		k, ok := s.Near(m.From, func(ev int) bool {
			return s.Events[ev].Type != report.TravelAdvice && !s.Events[ev].Denied
		})
		if ok && s.Events[k.Ev].Type != report.Other {
			s.addNamed(&s.Events[k.Ev].Humans, report.Named{Name: s.Doc.Slice(m.From, m.To), Class: "nationals", Evidence: []report.Evidence{s.ev(m.From, m.To)}}, false, "hum")
		}
	}
}

// hitAt is the hit of a kind that covers token tok, or nil.
func (s *parts) hitAt(kind string, tok int) *text.Hit {
	hs := s.Hits[kind]
	i := sort.Search(len(hs), func(i int) bool { return hs[i].To > tok })
	if i < len(hs) && hs[i].From <= tok {
		return &hs[i]
	}
	return nil
}

// otherwise reports whether people named are the audience, the actors or the responders and no target.
func (s *parts) otherwise(from, to, ev int) bool {
	if force.Acts(s.Doc, to) {
		return true
	}
	for k := to; k < len(s.Doc.Tokens) && k < to+5 && s.Doc.SameSent(from, k); k++ {
		if n := s.Doc.Norm(k); n == "should" || n == "must" || n == "opened" || n == "fired" || n == "said" && k == to {
			return true
		}
	}
	return false
}

// notATarget reports whether a thing is only mentioned: where staff may not go, what guards close, where people work.
func (s *parts) notATarget(from, to int, e *Event, k Mark) bool {
	switch s.Doc.Norm(from - 1) {
	case "commercial", "by":
		return true
	}
	if n := s.Doc.Norm(from); (n == "court" || n == "courts" || n == "prison" || n == "jail") && to-from == 1 {
		switch s.Doc.Norm(from - 1) {
		case "in", "to", "from", "of", "before", "said", "supreme", "high", "district", "federal", "regional":
			return true // "will appear in court"
		}
	}
	if n := s.Doc.Norm(from - 1); (n == "at" || n == "around" || n == "near") && s.Doc.Norm(from-2) == "security" {
		return true // "security at Jewish sites": where guards stand
	}
	if s.Mission(from, to) && s.Doc.Norm(from-1) != "on" && !(k.real() && e.Stage == report.Accomplished && atPlace(s.Doc, from)) {
		return true // the office that speaks
	}
	if a := s.hitAt("act", from); a != nil && len(e.Targets) > 0 && s.section(from) != text.Actions {
		// "avoid large gatherings" beside named targets only tells where not to go
		if h := s.hitAt("tgt", from); h == nil || !slices.ContainsFunc(e.Targets, func(n report.Named) bool { return n.Class == h.Rule.Code }) {
			return true
		}
	}
	if e.Type == report.FoiledPlot && searched(s.Doc, from) {
		return true // where police looked
	}
	if s.Doc.Norm(to) == "staff" || s.Doc.Norm(to) == "personnel" {
		return true
	}
	if !k.real() && s.Kind == "news" && e.Type != report.FoiledPlot && s.Doc.Tokens[from].Sent > 0 {
		// without a trigger in the sentence only a list of targets counts
		return !listsTargets(s.Doc, from, to) && (s.Abroad == nil || !s.Abroad.Told("vrb", "lists", from))
	}
	return false
}

// airport reports whether the name of a place that ends with token tok is that of an airport or a port: a place and a target.
func (s *parts) airport(tok int) bool {
	if n := s.Doc.Norm(tok); n != "airport" && n != "port" && n != "station" && n != "harbour" && n != "harbor" {
		return false
	}
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		if s.Found.Mentions[i].To == tok+1 {
			return true
		}
	}
	return false
}

// insidePlace reports whether token tok is one of several words of a place's name.
func (s *parts) insidePlace(tok int) bool {
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		if m := &s.Found.Mentions[i]; m.From <= tok && tok < m.To && m.To-m.From > 1 && m.Mark != where.Adjective && s.Doc.Tokens[tok].Cap {
			return true
		}
	}
	return false
}

// group is the noun group around a hit: the words before its head that belong to its name.
func (s *parts) group(h text.Hit) (from, to int) {
	from, to = h.From, h.To
	kind := h.Rule.Kind
	if kind == "who" && h.Rule.Code == "organization" {
		// "groups like ISIS" names a kind, not the group
		if n := s.Doc.Norm(from - 1); n == "like" && s.Doc.SameSent(from-2, from) && strings.HasPrefix(s.Doc.Norm(from-2), "group") {
			from -= 2
		}
		return
	}
	if kind == "wpn" {
		if s.Abroad != nil {
			return s.Abroad.Group(h)
		}
		return
	}
	if n := s.Doc.Norm(to - 1); kind == "who" && (n == "wearing" || n == "carrying" || n == "armed" || n == "with") {
		to-- // "a woman wearing an explosive belt": the whole where a weapon follows
		reach := 5
		if n == "with" {
			reach = 3
		}
		for k := to + 1; k < to+reach && s.Doc.SameSent(from, k); k++ {
			if w := s.hitAt("wpn", k); w != nil {
				return from, w.To
			}
		}
		return
	}
	if s.Abroad != nil {
		return s.Abroad.Group(h)
	}
	if s.Lang != "en" {
		return
	}
	if kind == "who" && h.Rule.Code == "individual" && to-from > 2 && strikes(s.Doc.Norm(to-1)) {
		to = from + 2 // "a man shouting slogans stabbed": who, without what he did
	}
	for from > 0 && from > h.From-4 && s.Doc.SameSent(from-1, from) {
		t := &s.Doc.Tokens[from-1]
		if t.Norm == "'s" && from > 1 && s.Doc.Tokens[from-2].Cap && from < len(s.Doc.Tokens) && s.Doc.Tokens[from].Cap {
			from-- // "Women's Hospital"
			continue
		}
		if t.Kind != text.Word || t.Norm == "-" || !(text.Modifier(t) || (t.Cap || strings.ToLower(t.Norm) != s.Doc.Text[t.Start:t.End]) && !t.First && kind == "tgt" && properName(t)) {
			break
		}
		from--
	}
	next := to
	if s.Doc.Norm(next) == "of" && s.Doc.SameSent(from, next+1) && !s.placeAt(next+1) {
		next++ // "the shrine of Lal Shahbaz Qalandar"
	}
	if kind == "tgt" && to-from == 1 && s.Doc.SameSent(from, next) && s.Doc.Tokens[next].Cap && s.Doc.Tokens[from].Kind == text.Word && !s.Doc.Tokens[from].Cap {
		// "the hotel L'Étoile du Sud"
		end := to
		for k := next; k < len(s.Doc.Tokens) && k < next+5 && s.Doc.SameSent(from, k) && s.Doc.Tokens[k].Kind == text.Word; k++ {
			if s.Doc.Tokens[k].Cap {
				end = k + 1
			} else if n := s.Doc.Norm(k); n != "du" && n != "de" && n != "of" && n != "the" && n != "la" {
				break
			}
		}
		to = end
	}
	return
}

// placeAt reports whether a place is named at token tok.
func (s *parts) placeAt(tok int) bool {
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		if m := &s.Found.Mentions[i]; m.From <= tok && tok < m.To {
			return true
		}
	}
	return false
}

// addNamed adds a value, or joins it to one that is the same thing: the same head word, one crowd, one airport; a generic
// word ("weapons") joins what is there of its class.
func (s *parts) addNamed(list *[]report.Named, n report.Named, generic bool, kind string) {
	head := lastWord(n.Name)
	for i := range *list {
		x := &(*list)[i]
		same := strings.EqualFold(lastWord(x.Name), head) || stem(lastWord(x.Name)) == stem(head)
		if kind == "tgt" && x.Class == n.Class && (n.Class == "crowd" || n.Class == "transport" && !listed(x.Name, n.Name) || n.Class == "stadium") {
			same = true
		}
		if kind == "wpn" && x.Class == n.Class && (generic || genericWeapon(x.Name)) {
			same = true
		}
		if kind == "hum" && x.Class == n.Class && n.Class == "military" {
			same = true
		}
		if kind == "who" && (x.Class == n.Class && (n.Class == "group" || n.Class == "individual" && genericPerson(n.Name)) || n.Class == "organization" && sameGroup(x.Name, n.Name)) {
			same = true
		}
		if s.Abroad != nil && x.Class == n.Class && (kind == "who" && n.Class == "individual" || abroad.SameHead(x.Name, n.Name)) {
			same = true
		}
		if kind == "who" && x.Class == "organization" && n.Class == "group" && genericGroup(n.Name) {
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
		if genericWeapon(x.Name) && !generic && kind == "wpn" || kind == "tgt" && len(n.Name) > len(x.Name) && x.Class == n.Class || kind == "who" && x.Class == "organization" && n.Class == x.Class && len(n.Name) < len(x.Name) {
			x.Name = n.Name
		}
		x.Evidence = append(x.Evidence, n.Evidence...)
		return
	}
	if len(*list) < 40 {
		*list = append(*list, n)
	}
}

// halts reports whether a name is of where people travel from, ridden of what they travel in.
func halts(name string) bool {
	switch stem(lastWord(name)) {
	case "airport", "station", "port", "harbour", "harbor", "terminal", "bridge", "tunnel":
		return true
	}
	return false
}

func ridden(name string) bool {
	switch stem(lastWord(name)) {
	case "bus", "buse", "minibus", "train", "ferry", "taxi", "tram", "ship", "vessel", "tanker", "vehicle", "car", "truck", "coach", "boat", "motorcade":
		return true
	}
	return false
}

// listed reports whether two things of transport are two: a bus is no airport.
func listed(a, b string) bool { return halts(a) && ridden(b) || ridden(a) && halts(b) }
