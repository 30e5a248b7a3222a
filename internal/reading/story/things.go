package story

import (
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/part"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
)

// fillThings gives who did it, what and who was struck and with what to the events.
func (s *story) fillThings() {
	events := make([]part.Event, len(s.Events))
	for i, e := range s.Events {
		events[i] = part.Event{Event: &e.Event, Denied: e.Key == "denial"}
	}
	t := &part.Text{
		Doc: s.Doc, Lang: s.Rep.Lang, Kind: s.Rep.Kind, Hits: s.Hits, Found: &s.Found, Places: s.Places, Spoilers: s.Spoilers, Events: events,
		Near: func(tok int, fits func(ev int) bool) (part.Mark, bool) {
			m, ok := s.Near(tok, func(m *scene.Mark) bool { return fits(m.Ev) })
			return part.Mark{From: m.From, To: m.To, Ev: m.Ev}, ok
		},
		Abroad: s.Abroad, Carried: s.Carried, BackRef: s.BackRef, Done: s.lastDone, Marked: func(sent int) bool { return len(s.BySent[sent]) > 0 }, Mission: s.MissionAt, TimeAt: s.TimeAt,
	}
	if s.weights.Offers() || s.seen != nil {
		t.Offers = &s.offers
	}
	part.Fill(t)
}

// lastDone is the event before a token that was done, foiled or led to an arrest: the one that the text spoke of last.
func (s *story) lastDone(tok int) int {
	for n := s.Doc.Tokens[tok].Sent; n >= 0; n-- {
		for i := len(s.BySent[n]) - 1; i >= 0; i-- {
			m := &s.Marks[s.BySent[n][i]]
			if e := s.Events[m.Ev]; m.From < tok && e.Key != "denial" && (e.Type == report.FoiledPlot || e.Type == report.Arrest || e.Stage == report.Accomplished) {
				return m.Ev
			}
		}
	}
	return -1
}
