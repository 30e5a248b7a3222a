package gather

import (
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// byDoers finds what happened in a story that has no trigger for it but names its doer. It is the last resort, and only where forces or the
// hurt are told.
func (g *gathering) byDoers() {
	if g.Rep.Kind != "news" || g.Rep.Lang != "en" {
		return
	}
	for _, e := range g.Events {
		if e.Stage == report.Accomplished || e.Stage == report.Thwarted || e.Stage == report.Threatened {
			return
		}
	}
	if len(g.Hits["res"]) == 0 && len(text.Casualties(g.Doc, func(int) bool { return false })) == 0 {
		return
	}
	deed, at := trigger.Doers(g.Doc)
	for _, tok := range at {
		i := g.event(string(deed), deed, report.Accomplished, tok)
		g.Events[i].Last = tok
		g.Events[i].Trigger = append(g.Events[i].Trigger, g.Words(tok, tok+1))
		g.Marks = append(g.Marks, scene.Mark{From: tok, To: tok + 1, Ev: i})
	}
}
