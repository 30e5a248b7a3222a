package weigh

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// marked is where an event is spoken of.
type marked struct {
	sents []int // sentences, in order, each once
	count int   // marks
	own   int   // places named in those sentences
}

// headAt is the head of an offer in a field.
type headAt struct {
	field Field
	head  string
}

// view is what stands around one token, whatever the event.
type view struct {
	tok, sent    int
	st           *text.Sentence
	lastAny      int // the event spoken of last before the token, or -1
	carried      int
	prep         int
	kind, future int // of a place: what it is; of a time: whether it lies ahead
	place        *where.Mention
	time         int // index into Scene.Times, or -1
	own, buf     []float32
}

// survey notes once what all pairs of a text ask for.
func (s *weighing) survey() {
	s.marks = make([]marked, len(s.Events))
	for i := range s.Marks {
		m := &s.marks[s.Marks[i].Ev]
		n := s.Doc.Tokens[s.Marks[i].From].Sent
		m.count++
		if k := len(m.sents); k > 0 && m.sents[k-1] == n {
			continue
		}
		m.sents = append(m.sents, n) // the marks of a text are in order
		for _, q := range s.Places[n] {
			if o := &s.Found.Mentions[q]; o.Mark == where.Plain && o.Place.Kind >= gazetteer.Admin1 {
				m.own++
			}
		}
	}
	for _, e := range s.Events {
		if e.Stage == report.Accomplished {
			s.sums[0]++
		}
		if kindOf(e) == 2 {
			s.sums[1]++
		}
	}
	switch s.Rep.Kind {
	case "news":
	case "embassy_alert":
		s.sums[2] = 1
	case "travel_advice":
		s.sums[2] = 2
	default:
		s.sums[2] = 3
	}
	if s.h.Offers != nil {
		s.heads = map[headAt]int{}
		for i := range s.h.Offers {
			o := &s.h.Offers[i]
			s.heads[headAt{fieldOf[o.List], o.Head}]++
		}
	}
}

// kindOf sorts events by what may belong to them.
func kindOf(e *scene.Thread) int {
	switch {
	case e.Type == report.TravelAdvice:
		return 0
	case e.Type == report.ThreatLevel:
		return 1
	case e.Type == report.Threat && e.Stage == report.Threatened:
		return 2
	case e.Type == report.Threat:
		return 3
	case e.Type == report.FoiledPlot:
		return 4
	case e.Type == report.Arrest:
		return 5
	case e.Stage == report.Accomplished:
		return 6
	}
	return 7
}

// before are words before a phrase, by what they say of it.
var before = text.TableOf(text.Row[int]{Is: 1, Words: "in at"}, text.Row[int]{Is: 2, Words: "on"}, text.Row[int]{Is: 3, Words: "of"}, text.Row[int]{Is: 4, Words: "to from"},
	text.Row[int]{Is: 5, Words: "by"}, text.Row[int]{Is: 6, Words: "with"}, text.Row[int]{Is: 7, Words: "against"})

// joins are words that part clauses.
var joins = text.WordSet("and while after before when who which that as but following since where")

// look turns to a token.
func (s *weighing) look(tok int, f Field) {
	v := &s.view
	n := s.Doc.Tokens[tok].Sent
	if v.st == nil || n != v.sent {
		v.sent, v.st, v.carried = n, &s.Doc.Sents[n], s.Carried(n)
	}
	v.tok, v.lastAny, v.prep, v.kind, v.future, v.place, v.time = tok, -1, 0, 0, 0, nil, -1
	for i := range s.Marks {
		m := &s.Marks[i]
		if m.From > tok {
			break
		}
		v.lastAny = m.Ev
	}
	if tok > 0 {
		v.prep, _ = before.Of(&s.Doc.Tokens[tok-1])
	}
	switch f {
	case Place:
		for _, i := range s.Places[n] {
			if m := &s.Found.Mentions[i]; m.From <= tok && tok < m.To {
				v.place = m
				v.kind = 1 + int(m.Place.Kind)
				if m.Mark != where.Plain {
					v.kind += 10
				}
				break
			}
		}
	case Time:
		for i := range s.Times {
			if m := &s.Times[i]; m.From <= tok && tok < m.To {
				v.time = i
				if _, to := m.Interval.Hull(); !to.IsZero() && !s.Anchor.Day.IsZero() {
					v.future = -1
					if to.After(s.Anchor.Day.AddDate(0, 0, 1)) {
						v.future = 1
					}
				}
				break
			}
		}
	}
}

// context is what speaks for the phrase in view belonging to an event, whatever it is.
func (s *weighing) context(ev int, f Field) {
	e, v := s.Events[ev], &s.view
	s.put(kindOf(e), s.sums[2])
	s.flag(ev == s.Main)
	s.put(ev, len(s.Events), int(v.st.Section))
	// in the sentence
	best, signed, commas, links, between, rank, others := 99, 99, 9, 9, 0, 0, 0
	var near *scene.Mark
	for _, i := range s.BySent[v.sent] {
		m := &s.Marks[i]
		if m.Ev != ev {
			continue
		}
		if d := gap(v.tok, m); d < best {
			best, near = d, m
		}
	}
	if near != nil {
		a, b := near.To, v.tok
		signed = best
		if v.tok < near.From {
			a, b, signed = v.tok, near.From, -best
		}
		commas, links = s.Commas(a, b), 0
		for k := a; k < b; k++ {
			if joins.Has(&s.Doc.Tokens[k]) {
				links++
			}
		}
		for _, i := range s.BySent[v.sent] {
			if m := &s.Marks[i]; m.Ev != ev && m.From >= a && m.To <= b {
				between++
			}
		}
	}
	last := -1
	for _, i := range s.BySent[v.sent] {
		m := &s.Marks[i]
		if m.Ev == ev || m.Ev == last {
			continue
		}
		last = m.Ev
		if gap(v.tok, m) < best {
			rank++
		}
		others++
	}
	s.put(best, signed, commas, links, between, rank, others)
	s.flag(near != nil && near.Generic)
	s.flag(near != nil && near.Op)
	// around it
	past, next, para, section := 99, 99, 99, false
	m := &s.marks[ev]
	for _, q := range m.sents {
		if q <= v.sent {
			past = v.sent - q
		} else if next == 99 {
			next = q - v.sent
		}
		p := v.st.Para - s.Doc.Sents[q].Para
		if p < 0 {
			p = 10 - p
		}
		para = min(para, p)
		section = section || s.Doc.Sents[q].Section == v.st.Section
	}
	s.put(past, next, para)
	s.flag(section)
	s.put(m.count)
	s.flag(v.lastAny == ev)
	s.flag(v.carried == ev)
	s.put(v.sent)
	s.flag(len(m.sents) > 0 && m.sents[0] == 0)
	s.put(v.prep)
	s.put(s.sums[0], s.sums[1])
	switch f {
	case Place:
		town := 0
		if v.place != nil && v.place.Place.Kind == gazetteer.City && e.Town != 0 {
			town = -1
			if v.place.Place.ID == e.Town {
				town = 1
			}
		}
		s.put(town, v.kind)
	case Time:
		day := 0
		if v.time >= 0 {
			if from, to := s.Times[v.time].Interval.Hull(); !from.IsZero() && !to.IsZero() && !e.Days.To.IsZero() {
				day = 1
				if (scene.Span{From: from, To: to}).Far(e.Days) {
					day = -1
				}
			}
		}
		s.put(day, v.future)
	}
}

// gap is how many tokens lie between a token and a mark.
func gap(tok int, m *scene.Mark) int {
	switch {
	case tok >= m.To:
		return tok - m.To
	case tok < m.From:
		return m.From - tok
	}
	return 0
}
