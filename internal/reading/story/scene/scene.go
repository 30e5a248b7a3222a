// Package scene holds a text while it is read: what was found in it, the events that it tells so far, and where they hang.
package scene

import (
	"slices"
	"sort"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/abroad"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Scene is one text on its way to a Report: what was found in it, and the events that hang on it so far.
type Scene struct {
	Doc      *text.Doc
	Abroad   *abroad.Reading // of a text in a language beside English, else nil
	Rep      *report.Report
	Hits     map[string][]text.Hit
	Found    where.Found
	Gaz      where.Gazetteer
	Places   [][]int            // indexes into Found.Mentions, per sentence
	Spoilers map[int][]text.Hit // "bad" hits per sentence
	Home     map[int]bool       // first tokens of countries that only say whose an authority is
	Times    []when.Mention
	Anchor   when.Anchor
	Issue    *when.Mention // the text's own date, if it has one
	Orgs     []office.Org
	Voices   []office.Org // all who may speak: Orgs and, in English, whoever holds an office
	Marks    []Mark       // what events hang on, in order
	BySent   [][]int      // indexes into Marks, per sentence
	Events   []*Thread    // in order of first mention
	Main     int          // the event the document is about, or -1
	First    *office.Org  // whose warning an office repeats
	Lifted   bool         // the text is about a warning taken back
	Level    bool         // the document is about a threat level
	Asked    map[int]int  // by sentence, the event that it tells people what to do for
}

// Thread is an Event being gathered.
type Thread struct {
	report.Event
	Key   string
	First int // token of its first trigger
	Last  int // token of its latest trigger so far
	Town  int64
	Days  Span // when it happened, as far as its triggers tell
	Fresh bool // Days are only those that a headline speaks of
}

// Mark is a place in the text that an event hangs on: a trigger, a later mention, or a police operation.
type Mark struct {
	From, To int // tokens
	Ev       int // the event, an index into Scene.Events
	Op       bool
	Generic  bool
}

// Words are the bytes of the tokens [from, to) as evidence.
func (s *Scene) Words(from, to int) report.Evidence {
	a, b := s.Doc.Span(from, to)
	return report.Evidence{Start: a, End: b}
}

// Sent is the sentence of a token.
func (s *Scene) Sent(tok int) *text.Sentence { return &s.Doc.Sents[s.Doc.Tokens[tok].Sent] }

// Section is the part of the document that a token stands in.
func (s *Scene) Section(tok int) text.Section { return s.Sent(tok).Section }

// HitsIn are the phrases of a kind in one sentence.
func (s *Scene) HitsIn(kind string, sent int) []text.Hit {
	return text.In(s.Doc, s.Hits[kind], sent)
}

// Policed reports whether a force is named in the sentence of tok.
func (s *Scene) Policed(tok int) bool {
	st, hs := s.Sent(tok), s.Hits["res"]
	i := sort.Search(len(hs), func(i int) bool { return hs[i].From >= st.From })
	return i < len(hs) && hs[i].From < st.To
}

// Placed reports whether the sentence of tok has a place of its own.
func (s *Scene) Placed(tok int) bool {
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		m := &s.Found.Mentions[i]
		if m.Mark == where.Plain && m.Place.Kind != gazetteer.Country {
			return true
		}
	}
	return false
}

// SettleMain settles what the document is about: the first event that is neither advice nor a denial; in an alert the first
// one in its title or Event section.
func (s *Scene) SettleMain() {
	rank := func(e *Thread) int {
		if e.Key == "threat" && s.Rep.Kind == "travel_advice" && s.IsReason(e) {
			return 4
		}
		switch e.Type {
		case report.TravelAdvice:
			return 3
		case report.ThreatLevel:
			if !s.Level {
				return 1
			}
		}
		if e.Key == "denial" {
			return 2
		}
		if s.Abroad != nil && s.Rep.Kind == "travel_advice" && e.Stage == report.Accomplished && len(s.Hits["adv"]) > 0 && s.Hits["adv"][0].From < e.First {
			return 4 // told after the advice, as its reason
		}
		return 0
	}
	ranks := make([]int, len(s.Events))
	for i, e := range s.Events {
		ranks[i] = rank(e)
	}
	for i, e := range s.Events {
		if s.Main < 0 || ranks[i] < ranks[s.Main] || ranks[i] == ranks[s.Main] && s.Warns(e) && !s.Warns(s.Events[s.Main]) {
			s.Main = i
		}
	}
}

// IsReason reports whether a threat is only told as the reason for advice: "do not travel because of the threat of".
func (s *Scene) IsReason(e *Thread) bool {
	advised := false
	for k := range s.Marks {
		m := &s.Marks[k]
		if s.Events[m.Ev] != e {
			continue
		}
		ok := false
		for _, h := range s.HitsIn("adv", s.Doc.Tokens[m.From].Sent) {
			ok = ok || h.To <= m.From
		}
		if !ok {
			return false
		}
		advised = true
	}
	return advised
}

// Warns reports whether an event is one that words of warning are about.
func (s *Scene) Warns(e *Thread) bool { return e.Type == report.Threat && e.Stage == report.Threatened }

// Near is the mark that a phrase at token tok belongs to: the closest in its sentence, commas and colons counting as steps;
// ok is false when the sentence has none.
func (s *Scene) Near(tok int, fits func(*Mark) bool) (Mark, bool) {
	best, at := -1, 0
	for _, k := range s.BySent[s.Doc.Tokens[tok].Sent] {
		m := &s.Marks[k]
		if fits != nil && !fits(m) {
			continue
		}
		dist := 0
		switch {
		case tok >= m.To:
			dist = tok - m.To + 3*s.Commas(m.To, tok)
		case tok < m.From:
			dist = m.From - tok + 2 + 3*s.Commas(tok, m.From)
		}
		if best < 0 || dist < at || dist == at && m.Op {
			best, at = k, dist
		}
	}
	if best < 0 {
		return Mark{}, false
	}
	return s.Marks[best], true
}

// Commas counts the signs that part clauses in the tokens [from, to).
func (s *Scene) Commas(from, to int) (n int) {
	for k := from; k < to; k++ {
		switch s.Doc.Tokens[k].Norm {
		case ",", ":", "–", ";", "—":
			n++
		}
	}
	return n
}

// Carried is the event a sentence without marks goes on about: the last of its paragraph; in an alert or an advice page, the
// main event. -1 when it cannot be told.
func (s *Scene) Carried(sent int) int {
	st := &s.Doc.Sents[sent]
	for k := sent - 1; k >= 0 && s.Doc.Sents[k].Para == st.Para && s.Doc.Sents[k].Section == st.Section; k-- {
		if n := len(s.BySent[k]); n > 0 {
			i := s.Marks[s.BySent[k][n-1]].Ev
			if s.Events[i].Type == report.TravelAdvice || s.Events[i].Key == "denial" {
				break
			}
			return i
		}
	}
	if s.Rep.Kind != "news" {
		return s.Main
	}
	if i := s.Warned(); i >= 0 {
		// a sentence on what the issuer said goes on about the warning
		for _, o := range s.OrgsIn(sent) {
			if o.Kind == "embassy" || o.Kind == "consulate" || o.Kind == "government" {
				return i
			}
		}
	}
	return -1
}

// BackRef is the event that a sentence of a story goes back to without words of its own for it, or -1: the last one before it
// that happened, was foiled or led to an arrest, where the sentence speaks of suspects, finds, plans or police.
func (s *Scene) BackRef(sent int) int {
	if s.Rep.Kind != "news" || !s.GoesBack(sent) {
		return -1
	}
	best := -1
	for i, e := range s.Events {
		if e.Type != report.FoiledPlot && e.Type != report.Arrest && e.Stage != report.Accomplished || e.First >= s.Doc.Sents[sent].From {
			continue
		}
		if best < 0 || i == s.Main {
			best = i
		}
	}
	return best
}

// About is the event that token tok speaks of, or -1.
func (s *Scene) About(tok int, fits func(*Mark) bool) (int, Mark) {
	if m, ok := s.Near(tok, fits); ok {
		return m.Ev, m
	}
	i := s.Carried(s.Doc.Tokens[tok].Sent)
	return i, Mark{From: tok, To: tok, Ev: i}
}

// MaxEvidence bounds the mentions kept for one value.
const MaxEvidence = 12

// OrgsIn are the authorities named in a sentence.
func (s *Scene) OrgsIn(sent int) []office.Org {
	st := &s.Doc.Sents[sent]
	at := func(tok int) int {
		return sort.Search(len(s.Orgs), func(i int) bool { return s.Orgs[i].From >= tok })
	}
	return s.Orgs[at(st.From):at(st.To)]
}

// Real reports whether a mark stands for words of the text.
func (m *Mark) Real() bool { return m.To > m.From }

// HitAt is the hit of a kind that covers token tok, or nil.
func (s *Scene) HitAt(kind string, tok int) *text.Hit {
	hs := s.Hits[kind]
	i := sort.Search(len(hs), func(i int) bool { return hs[i].To > tok })
	if i < len(hs) && hs[i].From <= tok {
		return &hs[i]
	}
	return nil
}

// InName reports whether a place stands inside the name of a group or an authority ("Islamic State West Africa Province").
func (s *Scene) InName(m *where.Mention) bool {
	return s.HitAt("who", m.From) != nil || s.HitAt("iss", m.From) != nil
}

// PlaceAt reports whether a place is named at token tok.
func (s *Scene) PlaceAt(tok int) bool {
	for _, i := range s.Places[s.Doc.Tokens[tok].Sent] {
		if m := &s.Found.Mentions[i]; m.From <= tok && tok < m.To {
			return true
		}
	}
	return false
}

// MissionAt reports whether the tokens are part of the name of an authority.
func (s *Scene) MissionAt(from, to int) bool {
	near := s.OrgsIn(s.Doc.Tokens[from].Sent)
	for i := range near {
		if o := &near[i]; o.From < to && from < o.To {
			return true
		}
	}
	return false
}

// TimeAt reports whether a number is part of a time.
func (s *Scene) TimeAt(tok int) bool {
	lo, hi := 0, len(s.Times)
	for lo < hi {
		m := (lo + hi) / 2
		if s.Times[m].To <= tok {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo < len(s.Times) && s.Times[lo].From <= tok
}

// PlaceIn reports whether a sentence names a place for its own sake: no adjective, no home of an authority.
func (s *Scene) PlaceIn(sent int) bool {
	for _, i := range s.Places[sent] {
		if m := &s.Found.Mentions[i]; m.Mark != where.Adjective && m.Mark != where.Background && !s.Home[m.From] && !s.InName(m) {
			return true
		}
	}
	return false
}

// NoteOnce adds a note that is not there yet.
func (s *Scene) NoteOnce(n string) {
	if !slices.Contains(s.Rep.Notes, n) {
		s.Rep.Notes = append(s.Rep.Notes, n)
	}
}

// Says reports whether a verb of saying follows the name of an authority that ends before from; in other languages, whether its
// sentence has one.
func (s *Scene) Says(from, to int) bool {
	if s.Abroad == nil {
		return text.SaysAfter(s.Doc, from, to)
	}
	return s.Abroad.Says(from - 1)
}

// GoesBack reports whether a sentence speaks of those who did or planned something, or of those who look for them.
func (s *Scene) GoesBack(sent int) bool {
	if s.Abroad == nil {
		return text.GoesBack(s.Doc, &s.Doc.Sents[sent])
	}
	for _, kind := range [...]string{"who", "res", "wpn", "op"} {
		if len(s.HitsIn(kind, sent)) > 0 {
			return true
		}
	}
	return s.Abroad.Told("vrb", "blames", s.Doc.Sents[sent].From)
}

// Nation widens the name of an office, a force or people by the words that tell whose they are.
func (s *Scene) Nation(from, to int) (iso string, a, b int) {
	if s.Abroad != nil {
		return s.Abroad.Nation(from, to)
	}
	a, b = from, to
	for _, i := range s.Places[s.Doc.Tokens[from].Sent] {
		if m := &s.Found.Mentions[i]; m.To == from && (m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country) {
			a, iso = m.From, m.Place.Country
		}
	}
	return
}

// Threats is how many threats the text warns of.
func (s *Scene) Threats() (n int) {
	for _, e := range s.Events {
		if s.Warns(e) {
			n++
		}
	}
	return n
}

// Warned is the event that the text warns of, or -1.
func (s *Scene) Warned() int { return slices.IndexFunc(s.Events, s.Warns) }

// AddCoded adds a code to a list; one code for one scope is one value with several mentions.
func AddCoded(list *[]report.Coded, c report.Coded) {
	for i := range *list {
		if x := &(*list)[i]; x.Code == c.Code && x.Scope == c.Scope {
			if len(x.Evidence) < MaxEvidence {
				x.Evidence = append(x.Evidence, c.Evidence...)
			}
			return
		}
	}
	*list = append(*list, c)
}
