package where

import (
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Zone is the time zone of the place the text is about; UTC when it names none.
func (f *Found) Zone(d *text.Doc, g Gazetteer) *time.Location {
	pick := func(ok func(*Mention) bool) *gazetteer.Place {
		for i := range f.Mentions {
			m := &f.Mentions[i]
			if m.Mark != Adjective && m.Mark != Background && ok(m) {
				return &m.Place
			}
		}
		return nil
	}
	p := pick(func(m *Mention) bool { return d.Sents[d.Tokens[m.From].Sent].Section == text.Location })
	if p == nil {
		p = pick(func(m *Mention) bool {
			return m.Place.Country == f.Main && m.Place.Kind != gazetteer.Country
		})
	}
	if p == nil {
		if c, ok := g.Country(f.Main); ok {
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
