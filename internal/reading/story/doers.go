package story

import (
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// byDoers finds what happened in a story that has no trigger for it but names its doer. It is the last resort, and only where forces or the
// hurt are told.
func (g *gathering) byDoers() {
	s := g.story
	if s.rep.Kind != "news" || s.rep.Lang != "en" {
		return
	}
	for _, e := range s.events {
		if e.Stage == report.Accomplished || e.Stage == report.Thwarted || e.Stage == report.Threatened {
			return
		}
	}
	if len(s.hits["res"]) == 0 && len(text.Casualties(s.d, func(int) bool { return false })) == 0 {
		return
	}
	deed, at := trigger.Doers(s.d)
	for _, tok := range at {
		i := g.event(string(deed), deed, report.Accomplished, tok)
		s.events[i].last = tok
		s.events[i].Trigger = append(s.events[i].Trigger, s.ev(tok, tok+1))
		s.marks = append(s.marks, mark{from: tok, to: tok + 1, ev: i})
	}
}
