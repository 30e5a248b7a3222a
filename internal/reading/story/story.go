// Package story reads a text by rules: it gathers triggers into events, gives each phrase to the event it belongs to and
// settles roles, issuers and relation. Whatever the text is, it fills the Report with what can show its words, or says in a
// note why there is nothing.
package story

import (
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/abroad"
	"github.com/tocsin-hub/tocsin/internal/reading/story/aside"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Lexicon holds every phrase the reader knows.
var Lexicon = text.Compile(append(append(text.Tables(), office.Tables()...), advice.Entries, advice.LevelEntries)...)

// story is one text on its way to a Report.
type story struct {
	d        *text.Doc
	abroad   *abroad.Reading // of a text in a language beside English, else nil
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
	orgs     []office.Org
	marks    []mark      // what events hang on, in order
	bySent   [][]int     // indexes into marks, per sentence
	events   []*thread   // in order of first mention
	main     int         // the event the document is about, or -1
	first    *office.Org // whose warning an office repeats
	lifted   bool
	level    bool // the document is about a threat level
}

// thread is an Event being gathered.
type thread struct {
	report.Event
	key   string
	first int // token of its first trigger
	last  int // token of its latest trigger so far
	town  int64
	days  span // when it happened, as far as its triggers tell
	fresh bool // days are only those that a headline speaks of
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
	s := &story{d: text.Cut(string(item.Raw)), rep: rep, spoilers: map[int][]text.Hit{}, main: -1}
	defer s.d.Free()
	lexicon := Lexicon
	lang, known := text.Detect(s.d)
	switch {
	case !known:
		rep.Lang = "und"
		rep.Notes = append(rep.Notes, "the text is in no language that the rules read; it was read as if it were English")
	case lang != nil:
		rep.Lang, lexicon = lang.Code, text.LexiconOf(lang)
		s.d.Lang = lang
		rep.Notes = append(rep.Notes, "read by the "+lang.Name+" tables, which know fewer phrases than the English ones; how many were hurt is read in English only")
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
	s.gaz, s.found = g, where.FindFrom(s.d, g, item.Country)
	s.places = make([][]int, len(s.d.Sents))
	for i := range s.found.Mentions {
		n := s.d.Tokens[s.found.Mentions[i].From].Sent
		s.places[n] = append(s.places[n], i)
	}
	if lang != nil {
		s.home = map[int]bool{}
		s.abroad = abroad.New(s.d, lang, s.hits, &s.found, s.places, s.home, g)
	}
	zone := s.found.Zone(s.d, g)
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
	offices := make([]string, len(s.orgs))
	for i := range s.orgs {
		offices[i] = s.orgs[i].Country
	}
	(&aside.Text{Doc: s.d, Found: &s.found, Places: g, Offices: offices, Whose: s.home, Formal: rep.Kind != "news"}).Set()
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

// hitsIn are the phrases of a kind in one sentence.
func (s *story) hitsIn(kind string, sent int) []text.Hit {
	return text.In(s.d, s.hits[kind], sent)
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
		if s.abroad != nil && s.rep.Kind == "travel_advice" && e.Stage == report.Accomplished && len(s.hits["adv"]) > 0 && s.hits["adv"][0].From < e.first {
			return 4 // told after the advice, as its reason
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
			if o.Kind == "embassy" || o.Kind == "consulate" || o.Kind == "government" {
				return i
			}
		}
	}
	return -1
}

// backRef is the event that a sentence of a story goes back to without words of its own for it, or -1: the last one before it
// that happened, was foiled or led to an arrest, where the sentence speaks of suspects, finds, plans or police.
func (s *story) backRef(sent int) int {
	if s.rep.Kind != "news" || !s.goesBack(sent) {
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
