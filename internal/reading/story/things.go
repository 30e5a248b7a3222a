package story

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/story/part"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// fillThings gives who did it, what and who was struck and with what to the events.
func (s *story) fillThings() {
	events := make([]part.Event, len(s.events))
	for i, e := range s.events {
		events[i] = part.Event{Event: &e.Event, Denied: e.key == "denial"}
	}
	part.Fill(&part.Text{
		Doc: s.d, Lang: s.rep.Lang, Kind: s.rep.Kind, Hits: s.hits, Found: &s.found, Places: s.places, Spoilers: s.spoilers, Events: events,
		Near: func(tok int, fits func(ev int) bool) (part.Mark, bool) {
			m, ok := s.near(tok, func(m *mark) bool { return fits(m.ev) })
			return part.Mark{From: m.from, To: m.to, Ev: m.ev}, ok
		},
		Abroad: s.abroad, Carried: s.carried, BackRef: s.backRef, Marked: func(sent int) bool { return len(s.bySent[sent]) > 0 }, Mission: s.missionAt, TimeAt: s.timeAt,
	})
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

// placeAt reports whether a place is named at token tok.
func (s *story) placeAt(tok int) bool {
	for _, i := range s.places[s.d.Tokens[tok].Sent] {
		if m := &s.found.Mentions[i]; m.From <= tok && tok < m.To {
			return true
		}
	}
	return false
}

// missionAt reports whether the tokens are part of the name of an authority.
func (s *story) missionAt(from, to int) bool {
	near := s.orgsIn(s.d.Tokens[from].Sent)
	for i := range near {
		if o := &near[i]; o.From < to && from < o.To {
			return true
		}
	}
	return false
}
