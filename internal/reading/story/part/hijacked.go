package part

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Heads of what is hijacked, and of those who are in it.
var (
	crafts = text.WordSet(`plane planes jet jetliner airliner airliners aircraft airbus boeing flight bus buses coach minibus ferry ship ships vessel vessels boat tanker supertanker freighter trawler trawlers yacht dhow
		express train helicopter turboprop a320 a330 a321 a340 a380 tupolev antonov ilyushin fokker embraer bombardier dc-9 dc-10 vlcc carrier liner`)
	riders = text.WordSet(`passengers passenger crew travellers travelers holidaymakers tourists pilgrims crewmen seamen sailors seafarers commuters`)
)

// hijacked gives a hijacking the craft and those aboard that the sentences about it name, where no deed told them: "a man diverted the
// airliner to Malta", "with 111 passengers and seven crew".
func (s *parts) hijacked() {
	if s.Lang != "en" {
		return
	}
	for ev := range s.Events {
		e := &s.Events[ev]
		if e.Type != report.Hijacking {
			continue
		}
		for n := range s.Doc.Sents {
			st := &s.Doc.Sents[n]
			if st.Section == text.Assistance || st.Section == text.Actions || len(e.Targets) > 0 && len(e.Humans) > 0 || !s.speaksOf(n, ev) {
				continue
			}
			c := s.clause(n)
			if c == nil {
				return
			}
			craft, rider := len(e.Targets) == 0, len(e.Humans) == 0
			for _, p := range c.Phrases() {
				switch {
				case s.takenAt(p.Head):
				case crafts.In(s.Doc, p.Head) && craft && (p.Sort == clause.Thing || p.Proper):
					p.Noun = clause.Noun{Sort: clause.Thing, Class: "transport"}
					s.object(e, s.bare(p), clause.Strike)
				case rider && p.Sort == clause.Person && (riders.In(s.Doc, p.Head) || s.Doc.Norm(p.Head) == "people" && s.aboard(p.To)):
					s.object(e, s.bare(p), clause.Grab)
				}
			}
		}
	}
}

// speaksOf reports whether a sentence is about an event: by a word of it, or because it goes on about it.
func (s *parts) speaksOf(sent, ev int) bool {
	if !s.Marked(sent) {
		return s.Carried(sent) == ev || s.BackRef(sent) == ev
	}
	_, ok := s.Near(s.Doc.Sents[sent].From, func(i int) bool { return i == ev })
	return ok
}

// aboard reports whether token i says that those before it are in the craft.
func (s *parts) aboard(i int) bool {
	n := s.Doc.Norm(i)
	return n == "aboard" || n == "on" && (s.Doc.Norm(i+1) == "board" || s.Doc.Norm(i+2) == "board")
}
