package situation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// Contexts turns an event that is standing advice into what situations show: one Context for each of its codes. An event
// without a readable code is kept with the code "unknown": a level that cannot be read is never the mildest one (DESIGN 6.6).
func (j Joiner) Contexts(told Told, ev int, now time.Time) []Context {
	if told.Gone(ev) || !told.Report.Events[ev].Type.Standing() {
		return nil
	}
	e := told.Report.Events[ev]
	m := j.scale().Member(told, ev, now)
	c := Context{Report: m.Report, Item: m.Item, Event: ev, Voice: m.Voice, Type: e.Type, At: m.Issued.From.Earliest}
	if len(e.Issuers) > 0 { // in a news text the advice is the issuer's, not the newspaper's
		c.Voice = e.Issuers[0].Name
	}
	if c.At.IsZero() {
		c.At = now
	}
	c.At = c.At.UTC()
	scope := ""
	if cs := member.CountriesOf(m.Places); len(cs) > 0 {
		scope = cs[0]
	}
	if len(e.Advice) == 0 {
		c.Code, c.Scope, c.Evidence = "unknown", scope, e.Trigger
		return []Context{c}
	}
	var out []Context
	for _, a := range e.Advice {
		c.Code, c.Scope, c.Evidence = a.Code, cmp.Or(a.Scope, scope), a.Evidence
		out = append(out, c)
	}
	return out
}

// Newest keeps of every voice's word on one scope with one code the newest, the newest of all first.
func Newest(all []Context) []Context {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Context) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		if c := strings.Compare(string(a.Report), string(b.Report)); c != 0 {
			return c
		}
		return a.Event - b.Event
	})
	type key struct {
		voice, code, scope string
		kind               reading.Type
	}
	seen := map[key]bool{}
	return slices.DeleteFunc(all, func(c Context) bool {
		k := key{strings.ToLower(c.Voice), c.Code, c.Scope, c.Type}
		if seen[k] {
			return true
		}
		seen[k] = true
		return false
	})
}

// Applying are the contexts of the situation's countries.
func Applying(all []Context, s Situation) []Context {
	countries := s.Countries()
	var out []Context
	for _, c := range all {
		if country, _, _ := strings.Cut(c.Scope, "-"); country != "" && slices.Contains(countries, country) {
			out = append(out, c)
		}
	}
	return out
}
