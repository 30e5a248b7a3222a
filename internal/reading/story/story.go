// Package story reads a text by rules: it gathers triggers into events, gives each phrase to the event it belongs to and
// settles roles, issuers and relation. Whatever the text is, it fills the Report with what can show its words, or says in a
// note why there is nothing.
package story

import (
	"slices"
	"strconv"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Lexicon holds every phrase the reader knows.
var Lexicon = text.Compile(append(text.Tables(), advice.Entries, advice.LevelEntries)...)

// story is one text on its way to a Report.
type story struct {
	d        *text.Doc
	rep      *report.Report
	hits     map[string][]text.Hit
	found    where.Found
	gaz      where.Gazetteer
	places   [][]int            // indexes into found.Mentions, per sentence
	spoilers map[int][]text.Hit // "bad" hits per sentence
	home     map[int]bool       // first tokens of countries that only say whose an authority is
	times    []when.Mention
	anchor   when.Anchor
	issue    *when.Mention // the text's own date, if it has one
	orgs     []org
	marks    []mark    // what events hang on, in order
	bySent   [][]int   // indexes into marks, per sentence
	events   []*thread // in order of first mention
	main     int       // the event the document is about, or -1
	first    *org      // whose warning an office repeats
	lifted   bool
	level    bool // the document is about a threat level
}

// thread is an Event being gathered.
type thread struct {
	report.Event
	key   string
	first int // token of its first trigger
	last  int // token of its latest trigger so far
}

// mark is a place in the text that an event hangs on: a trigger, a later mention, or a police operation.
type mark struct {
	from, to int
	ev       int
	op       bool
	generic  bool
}

// spans are the bytes of tokens as evidence.
func (s *story) ev(from, to int) report.Evidence {
	a, b := s.d.Span(from, to)
	return report.Evidence{Start: a, End: b}
}

func (s *story) sent(tok int) *text.Sentence { return &s.d.Sents[s.d.Tokens[tok].Sent] }

func (s *story) section(tok int) text.Section { return s.sent(tok).Section }

// Read reads a text by rules into rep. The gazetteer may be shared by many goroutines.
func Read(item intake.Item, g where.Gazetteer, rep *report.Report) {
	s := &story{d: text.Cut(string(item.Raw)), rep: rep, spoilers: map[int][]text.Hit{}, home: map[int]bool{}, main: -1}
	defer s.d.Free()
	lexicon := Lexicon
	lang, known := text.Detect(s.d)
	switch {
	case !known:
		rep.Lang = "und"
		rep.Notes = append(rep.Notes, "the text is in no language that the rules read; it was read as if it were English")
	case lang != nil:
		rep.Lang, lexicon = lang.Code, lang.Lexicon()
		rep.Notes = append(rep.Notes, "read by the "+lang.Name+" tables: kind of event, places, times, actions, advice and offices; who did it, to whom and how many were hurt is read in English only in full")
	default:
		rep.Lang = "en"
	}
	s.hits = text.ByKind(slices.DeleteFunc(lexicon.Match(s.d), func(h text.Hit) bool {
		return h.Rule.Kind != "act" && s.section(h.From) == text.Assistance
	}))
	for _, h := range s.hits["bad"] {
		n := s.d.Tokens[h.From].Sent
		s.spoilers[n] = append(s.spoilers[n], h)
	}
	rep.Kind = text.KindOf(s.d, s.hits)
	s.gaz, s.found = g, where.Find(s.d, g)
	s.places = make([][]int, len(s.d.Sents))
	for i := range s.found.Mentions {
		n := s.d.Tokens[s.found.Mentions[i].From].Sent
		s.places[n] = append(s.places[n], i)
	}
	zone := s.zone(g)
	s.settleIssue(item, zone)
	s.times = when.Scan(s.d, s.anchor)
	for i := range s.times {
		if z := s.times[i].Zone; z != "" {
			rep.Notes = append(rep.Notes, "the time zone "+z+" has several meanings and none is that of the place concerned: "+s.d.Slice(s.times[i].From, s.times[i].To)+" is read as local time there")
			break
		}
	}
	if why := text.NoEvent(s.d, s.hits, rep.Kind); why != "" {
		rep.Relation = report.News
		rep.Notes = append(rep.Notes, "no event: "+why)
		return
	}
	s.findOrgs()
	s.gather()
	if len(s.events) == 0 {
		rep.Relation = report.News
		rep.Notes = append(rep.Notes, "no event: the text speaks of no threat, attack, arrest or advice that the rules know")
		return
	}
	if s.unreal() {
		rep.Relation, s.events = report.News, nil
		rep.Notes = append(rep.Notes, "no event: words of violence, but nobody is hurt by number, and no force, authority or group is named")
		return
	}
	s.fillPlaces()
	s.fillThings()
	s.plotsAtHome()
	s.fillTimes()
	if s.longPast() {
		rep.Relation, s.events = report.News, nil
		rep.Notes = append(rep.Notes, "no event: the text tells only of what happened more than a year before it")
		return
	}
	s.fillIssuers()
	s.fillResponders()
	s.fillAudience()
	s.fillActions()
	s.fillAdvice()
	s.fillCasualties()
	s.fillInferred()
	s.finish()
}

// zone is the time zone of the place the text is about; UTC when it names none.
func (s *story) zone(g where.Gazetteer) *time.Location {
	pick := func(ok func(*where.Mention) bool) *gazetteer.Place {
		for i := range s.found.Mentions {
			m := &s.found.Mentions[i]
			if m.Mark != where.Adjective && m.Mark != where.Background && ok(m) {
				return &m.Place
			}
		}
		return nil
	}
	p := pick(func(m *where.Mention) bool { return s.section(m.From) == text.Location })
	if p == nil {
		p = pick(func(m *where.Mention) bool {
			return m.Place.Country == s.found.Main && m.Place.Kind != gazetteer.Country
		})
	}
	if p == nil {
		if c, ok := g.Country(s.found.Main); ok {
			p = &c
		}
	}
	if p == nil {
		return time.UTC
	}
	if z := g.Zone(*p); z != nil {
		return z
	}
	return time.UTC
}

// settleIssue settles the moment that relative words count from: the text's own date first, then what the source told.
func (s *story) settleIssue(item intake.Item, zone *time.Location) {
	s.anchor.Zone = zone
	if m, ok := when.Issue(s.d, zone); ok {
		s.issue = &m
		at := m.Interval.From.Earliest
		if m.Form == when.Moment {
			s.anchor = when.AnchorAt(at, at.Location())
			if zone != time.UTC {
				s.anchor = when.AnchorAt(at, zone)
			}
		} else {
			s.anchor = when.AnchorDay(at.Year(), at.Month(), at.Day(), zone)
		}
		s.rep.Issued = m.Interval
		s.rep.IssuedEvidence = []report.Evidence{s.ev(m.From, m.To)}
		return
	}
	if p := item.Published; !p.IsZero() {
		if u := p.UTC(); u.Hour() == 0 && u.Minute() == 0 && u.Second() == 0 {
			s.anchor = when.AnchorDay(u.Year(), u.Month(), u.Day(), zone)
			s.rep.Notes = append(s.rep.Notes, "the text gives no date of its own; relative times count from the source's day of publication, "+u.Format(time.DateOnly))
		} else {
			s.anchor = when.AnchorAt(p, zone)
			s.rep.Notes = append(s.rep.Notes, "the text gives no date of its own; relative times count from the source's time of publication, "+p.UTC().Format(time.RFC3339))
		}
		if m, ok := when.Dateline(s.d, s.anchor); ok && !m.Interval.From.Earliest.Equal(s.anchor.Day) {
			at := m.Interval.From.Earliest
			s.anchor = when.AnchorDay(at.Year(), at.Month(), at.Day(), zone)
			s.rep.Notes = append(s.rep.Notes, "the dateline says "+s.d.Slice(m.From, m.To)+": relative times count from that day, "+at.Format(time.DateOnly))
		}
		return
	}
	s.rep.Notes = append(s.rep.Notes, "no date of issue is known: relative times could not be placed")
}

// family files event types under the key by which their triggers are gathered.
func family(code string) (key string, t report.Type, st report.Stage) {
	switch code {
	case "threat/threatened":
		return "threat", report.Threat, report.Threatened
	case "threat/none":
		return "denial", report.Threat, report.NoStage
	case "threat/lifted":
		return "lifted", report.Threat, report.NoStage
	case "foiled_plot/thwarted":
		return "foiled", report.FoiledPlot, report.Thwarted
	case "arrest/none":
		return "arrest", report.Arrest, report.NoStage
	case "other/threatened":
		return "other", report.Other, report.Threatened
	}
	for i := range code {
		if code[i] == '/' {
			return code[:i], report.Type(code[:i]), report.Stage(code[i+1:])
		}
	}
	return "", "", ""
}

// MaxEvents bounds the events of one text; a text with more is a list, not a warning, and the rest is told in a note.
const MaxEvents = 50

// gather turns triggers into events: one for all words on one threat, one for a foiled plot, one for each kind of thing that
// happened, one for the travel advice and one for the threat level.
func (s *story) gather() {
	type seed struct {
		from, to int
		code     string
	}
	var seeds []seed
	has := map[string]bool{}
	s.level = s.rep.Kind == "official_statement"
	for _, h := range s.hits["gen"] {
		seeds = append(seeds, seed{h.From, h.To, h.Rule.Code})
	}
	for _, h := range slices.Concat(s.hits["ev"], s.hits["lift"]) {
		if s.section(h.From) == text.Actions || s.figure(h) {
			continue
		}
		if h.Rule.Code == "foiled_plot/thwarted" && text.Ruled(s.d, h.From) {
			continue
		}
		if n := s.d.Norm(h.To); h.Rule.Code == "threat/threatened" && (n == "level" || n == "levels") && s.d.SameSent(h.From, h.To) {
			continue // "the terror threat level" is no threat
		}
		if s.rep.Kind == "travel_advice" && s.reasonFor(h) {
			continue
		}
		seeds = append(seeds, seed{h.From, h.To, h.Rule.Code})
		key, _, _ := family(h.Rule.Code)
		has[key] = true
	}
	s.lifted = has["lifted"]
	for _, h := range s.hits["adv"] {
		if s.adviceStands(h) {
			seeds = append(seeds, seed{h.From, h.To, "travel_advice/none"})
		}
	}
	for _, h := range s.hits["lvl"] {
		st := s.sent(h.From)
		if _, _, _, ok := advice.LevelAt(s.d, h, st); ok || h.Rule.Code != "stated" {
			seeds = append(seeds, seed{h.From, h.To, "threat_level/threatened"})
			has["level"] = true
			s.level = s.level || s.d.Tokens[h.From].Sent == 0 || h.Rule.Code != "stated" && s.d.Tokens[h.From].Sent < 3
		}
	}
	slices.SortStableFunc(seeds, func(a, b seed) int { return a.from - b.from })
	index := map[string]int{}
	happened := -1     // the first thing that happened
	threat := "threat" // the key of the threat spoken of
	add := func(key string, t report.Type, st report.Stage, from, to int) int {
		i, ok := index[key]
		if !ok {
			i = len(s.events)
			index[key] = i
			s.events = append(s.events, &thread{Event: report.Event{Type: t, Stage: st}, key: key, first: from})
		}
		return i
	}
	for _, sd := range seeds {
		if sd.code[0] == '+' {
			continue
		}
		key, t, st := family(sd.code)
		switch key {
		case "threat":
			if s.lifted {
				key, st = "lifted", report.NoStage
			} else if has["level"] && (s.level || len(s.hitsIn("lvl", s.d.Tokens[sd.from].Sent)) > 0) {
				key, t, st = "threat_level", report.ThreatLevel, report.Threatened
			} else {
				threat = s.whichThreat(index, threat, sd.from)
				key = threat
			}
		case "denial":
			if s.lifted {
				key = "lifted"
			} else if !s.denialStands(sd.from) {
				continue
			}
		case "arrest":
			if has["foiled"] {
				key, t, st = "foiled", report.FoiledPlot, report.Thwarted
			} else if happened >= 0 {
				continue // the arrest of those who did it
			}
		case "threat_level":
			if iso := s.partOfCountry(sd.from); iso != "" {
				key += "@" + iso
			}
		case "other":
			if has["threat"] && s.d.Tokens[sd.from].Sent > 0 && !s.tellsAnew(sd.from) {
				continue
			}
		case "attack":
			if happened >= 0 && s.events[happened].Type != report.Attack && s.samePara(s.events[happened], sd.from) {
				key = s.events[happened].key
			} else if has["foiled"] && !s.placed(sd.from) {
				key, t, st = "foiled", report.FoiledPlot, report.Thwarted
			}
		case "bombing", "shooting":
			if happened >= 0 && s.events[happened].Type == report.Attack && s.headlined(happened, sd.from) {
				s.events[happened].Type = t // the headline says that people were killed, the story how
				key = s.events[happened].key
			} else if happened >= 0 && s.d.SameSent(s.events[happened].last, sd.from) {
				h := s.events[happened] // the means of one attack
				if t != h.Type && (h.Type == report.Shooting || h.Type == report.Bombing) {
					h.Type = report.Attack // by gun and by bomb
				}
				key = h.key
			}
		}
		if st == report.Accomplished && text.Denied(s.d, sd.from, sd.to) {
			continue // "reports of a second blast were false"
		}
		if st == report.Accomplished && has["foiled"] && s.policed(sd.from) && (key == "shooting" || !s.placed(sd.from)) {
			key, t, st = "foiled", report.FoiledPlot, report.Thwarted // the shots of an arrest are part of it
		}
		if st == report.Accomplished {
			if k, ok := s.elsewhere(index, key, sd.from); ok {
				key = k
			}
		}
		if len(s.events) >= MaxEvents {
			if _, ok := index[key]; !ok {
				continue
			}
		}
		i := add(key, t, st, sd.from, sd.to)
		s.events[i].last = sd.from
		if happened < 0 && s.events[i].Stage == report.Accomplished {
			happened = i
		}
		if len(s.events[i].Trigger) < 3*maxEvidence {
			s.events[i].Trigger = append(s.events[i].Trigger, s.ev(sd.from, sd.to))
		}
		s.marks = append(s.marks, mark{from: sd.from, to: sd.to, ev: i})
	}
	if len(s.events) == 0 && s.rep.Kind == "embassy_alert" {
		for _, sd := range seeds {
			if sd.code == "+threat" || sd.code == "+other" {
				key, t := "threat", report.Threat
				if sd.code == "+other" {
					key, t = "other", report.Other
				}
				i := add(key, t, report.Threatened, sd.from, sd.to)
				s.events[i].Trigger = append(s.events[i].Trigger, s.ev(sd.from, sd.to))
				s.marks = append(s.marks, mark{from: sd.from, to: sd.to, ev: i})
				break
			}
		}
	}
	if len(s.events) == 0 && (s.rep.Kind == "embassy_alert" || s.rep.Kind == "official_statement") && len(s.hits["act"]) >= 2 {
		// an office that tells its people what to do speaks of something: what, its words tell
		for _, h := range s.hits["why"] {
			if s.section(h.From) == text.Actions || s.section(h.From) == text.Assistance {
				continue
			}
			key, t := "threat", report.Threat
			if h.Rule.Code == "other" {
				key, t = "other", report.Other
			}
			i := add(key, t, report.Threatened, h.From, h.To)
			s.events[i].Trigger = append(s.events[i].Trigger, s.ev(h.From, h.To))
			s.marks = append(s.marks, mark{from: h.From, to: h.To, ev: i})
			break
		}
	}
	if len(s.events) >= MaxEvents {
		s.rep.Notes = append(s.rep.Notes, "the text holds more events than are read from one document: the first "+strconv.Itoa(MaxEvents)+" are kept")
	}
	s.settleMain()
	// later mentions and operations hang on events that are there
	for _, sd := range seeds {
		if sd.code[0] != '+' {
			continue
		}
		if i := s.lastOf(sd.from, sd.code == "+threat"); i >= 0 {
			s.marks = append(s.marks, mark{from: sd.from, to: sd.to, ev: i, generic: true})
			if s.d.Tokens[sd.from].Sent == 0 {
				s.events[i].Trigger = append(s.events[i].Trigger, s.ev(sd.from, sd.to))
			}
		}
	}
	for _, h := range s.hits["op"] {
		for i, e := range s.events {
			if e.Type == report.FoiledPlot || e.Type == report.Arrest {
				s.marks = append(s.marks, mark{from: h.From, to: h.To, ev: i, op: true})
				break
			}
		}
	}
	slices.SortStableFunc(s.marks, func(a, b mark) int { return a.from - b.from })
	s.bySent = make([][]int, len(s.d.Sents))
	for i := range s.marks {
		n := s.d.Tokens[s.marks[i].from].Sent
		s.bySent[n] = append(s.bySent[n], i)
	}
}

// hitsIn are the phrases of a kind in one sentence.
func (s *story) hitsIn(kind string, sent int) []text.Hit {
	hs, st := s.hits[kind], &s.d.Sents[sent]
	at := func(tok int) int {
		i, _ := slices.BinarySearchFunc(hs, tok, func(h text.Hit, t int) int { return h.From - t })
		return i
	}
	return hs[at(st.From):at(st.To)]
}

// denialStands reports whether a denial is an authority's word: no denial where the text itself warns as an alert.
func (s *story) denialStands(tok int) bool {
	return s.rep.Kind == "news" || s.rep.Kind == "official_statement"
}

// partOfCountry is the ISO code of the division that the sentence of tok names, when its level stands for itself.
func (s *story) partOfCountry(tok int) string {
	for _, i := range s.places[s.d.Tokens[tok].Sent] {
		if m := &s.found.Mentions[i]; m.Mark == where.Plain && m.Place.Kind == gazetteer.Admin1 && m.From > tok {
			return m.Place.ISO
		}
	}
	return ""
}

// policed reports whether a force is named in the sentence of tok.
func (s *story) policed(tok int) bool {
	st, hs := s.sent(tok), s.hits["res"]
	i, _ := slices.BinarySearchFunc(hs, st.From, func(h text.Hit, t int) int { return h.From - t })
	return i < len(hs) && hs[i].From < st.To
}

// samePara reports whether an event began in the paragraph of token tok or the one before.
func (s *story) samePara(e *thread, tok int) bool {
	return s.sent(tok).Para-s.sent(e.first).Para <= 1
}

// placed reports whether the sentence of tok has a place of its own.
func (s *story) placed(tok int) bool {
	for _, i := range s.places[s.d.Tokens[tok].Sent] {
		m := &s.found.Mentions[i]
		if m.Mark == where.Plain && m.Place.Kind != gazetteer.Country {
			return true
		}
	}
	return false
}

// elsewhere splits things that happened by place: a trigger whose sentence names another town than the event so far is
// another event of the same type.
func (s *story) elsewhere(index map[string]int, key string, tok int) (string, bool) {
	i, ok := index[key]
	if !ok {
		return "", false
	}
	if s.headlined(i, tok) {
		return "", false
	}
	here, there := s.townNear(tok), s.townNear(s.events[i].first)
	if here == 0 || there == 0 || here == there {
		return "", false
	}
	k := key + "@" + strconv.FormatInt(here, 10)
	return k, true
}

// headlined reports whether an event was told only by the headline so far and tok stands in the first sentences of the story: one
// event, told twice.
func (s *story) headlined(ev, tok int) bool {
	return s.rep.Kind == "news" && s.d.Tokens[s.events[ev].last].Sent == 0 && s.d.Tokens[tok].Sent <= 2
}

// townNear is the id of the town named nearest to tok in its sentence; one after it counts as nearer.
func (s *story) townNear(tok int) int64 {
	var id int64
	best := 1 << 30
	for _, i := range s.places[s.d.Tokens[tok].Sent] {
		m := &s.found.Mentions[i]
		if m.Mark != where.Plain || m.Place.Kind != gazetteer.City {
			continue
		}
		dist := m.From - tok + 3*s.commas(tok, m.From)
		if m.From < tok {
			dist = tok - m.From + 2 + 3*s.commas(m.From, tok)
		}
		if dist < best {
			best, id = dist, m.Place.ID
		}
	}
	return id
}

// lastOf is the event of a family last spoken of before tok, or the first one after it.
func (s *story) lastOf(tok int, threat bool) int {
	best := -1
	for i, e := range s.events {
		if threat != (e.Type == report.Threat || e.Type == report.ThreatLevel || e.Type == report.Other) || e.Type == report.TravelAdvice {
			continue
		}
		if best < 0 || e.first <= tok && e.first > s.events[best].first {
			best = i
		}
	}
	return best
}

// settleMain settles what the document is about: the first event that is neither advice nor a denial; in an alert the first
// one in its title or Event section.
func (s *story) settleMain() {
	rank := func(e *thread) int {
		if e.key == "threat" && s.rep.Kind == "travel_advice" && s.isReason(e) {
			return 4
		}
		switch e.Type {
		case report.TravelAdvice:
			return 3
		case report.ThreatLevel:
			if !s.level {
				return 1
			}
		}
		if e.key == "denial" {
			return 2
		}
		return 0
	}
	ranks := make([]int, len(s.events))
	for i, e := range s.events {
		ranks[i] = rank(e)
	}
	for i, e := range s.events {
		if s.main < 0 || ranks[i] < ranks[s.main] || ranks[i] == ranks[s.main] && s.warns(e) && !s.warns(s.events[s.main]) {
			s.main = i
		}
	}
}

// isReason reports whether a threat is only told as the reason for advice: "do not travel because of the threat of".
func (s *story) isReason(e *thread) bool {
	advised := false
	for k := range s.marks {
		m := &s.marks[k]
		if s.events[m.ev] != e {
			continue
		}
		ok := false
		for _, h := range s.hitsIn("adv", s.d.Tokens[m.from].Sent) {
			ok = ok || h.To <= m.from
		}
		if !ok {
			return false
		}
		advised = true
	}
	return advised
}

// warns reports whether an event is one that words of warning are about.
func (s *story) warns(e *thread) bool { return e.Type == report.Threat && e.Stage == report.Threatened }

// near is the mark that a phrase at token tok belongs to: the closest in its sentence, commas and colons counting as steps;
// ok is false when the sentence has none.
func (s *story) near(tok int, fits func(*mark) bool) (mark, bool) {
	best, at := -1, 0
	for _, k := range s.bySent[s.d.Tokens[tok].Sent] {
		m := &s.marks[k]
		if fits != nil && !fits(m) {
			continue
		}
		dist := 0
		switch {
		case tok >= m.to:
			dist = tok - m.to + 3*s.commas(m.to, tok)
		case tok < m.from:
			dist = m.from - tok + 2 + 3*s.commas(tok, m.from)
		}
		if best < 0 || dist < at || dist == at && m.op {
			best, at = k, dist
		}
	}
	if best < 0 {
		return mark{}, false
	}
	return s.marks[best], true
}

func (s *story) commas(from, to int) (n int) {
	for k := from; k < to; k++ {
		switch s.d.Tokens[k].Norm {
		case ",", ":", "–", ";", "—":
			n++
		}
	}
	return n
}

// carried is the event a sentence without marks goes on about: the last of its paragraph; in an alert or an advice page, the
// main event. -1 when it cannot be told.
func (s *story) carried(sent int) int {
	st := &s.d.Sents[sent]
	for k := sent - 1; k >= 0 && s.d.Sents[k].Para == st.Para && s.d.Sents[k].Section == st.Section; k-- {
		if n := len(s.bySent[k]); n > 0 {
			i := s.marks[s.bySent[k][n-1]].ev
			if s.events[i].Type == report.TravelAdvice || s.events[i].key == "denial" {
				break
			}
			return i
		}
	}
	if s.rep.Kind != "news" {
		return s.main
	}
	if i := s.warned(); i >= 0 {
		// a sentence on what the issuer said goes on about the warning
		for _, o := range s.orgsIn(sent) {
			if o.kind == "embassy" || o.kind == "consulate" || o.kind == "government" {
				return i
			}
		}
	}
	return -1
}

// backRef is the event that a sentence of a story goes back to without words of its own for it, or -1: the last one before it
// that happened, was foiled or led to an arrest, where the sentence speaks of suspects, finds, plans or police.
func (s *story) backRef(sent int) int {
	if s.rep.Kind != "news" || !text.GoesBack(s.d, &s.d.Sents[sent]) {
		return -1
	}
	best := -1
	for i, e := range s.events {
		if e.Type != report.FoiledPlot && e.Type != report.Arrest && e.Stage != report.Accomplished || e.first >= s.d.Sents[sent].From {
			continue
		}
		if best < 0 || i == s.main {
			best = i
		}
	}
	return best
}

// about is the event that token tok speaks of, or -1.
func (s *story) about(tok int, fits func(*mark) bool) (int, mark) {
	if m, ok := s.near(tok, fits); ok {
		return m.ev, m
	}
	i := s.carried(s.d.Tokens[tok].Sent)
	return i, mark{from: tok, to: tok, ev: i}
}
