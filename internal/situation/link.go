package situation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading"
)

// Links ties the situations that one report tells: in is where its events went, as Settle or the store says. What one document
// tells of several situations is a link, never a joining. That one brought about the other is kept as what this report's
// voice infers, with its words: the alert of March 2024 was said to follow from the foiled plot, and never shown to.
func (j Joiner) Links(told Told, in []Joined) []Link {
	var out []Link
	add := func(l Link) {
		if l.From == "" || l.To == "" || l.From == l.To {
			return
		}
		if !slices.ContainsFunc(out, func(o Link) bool { return o.Kind == l.Kind && o.From == l.From && o.To == l.To }) {
			out = append(out, l)
		}
	}
	of := func(ev int) ID {
		for _, d := range in {
			if d.Event == ev {
				return d.Situation
			}
		}
		return ""
	}
	for to, e := range told.Report.Events {
		for _, claim := range e.Inferred {
			kind, ok := strings.CutPrefix(claim.Code, "caused_by:")
			if !ok {
				continue
			}
			from := slices.IndexFunc(told.Report.Events, func(o reading.Event) bool { return string(o.Type) == kind })
			if from < 0 {
				continue
			}
			by := j.scale().Member(told, to, told.Item.Received).Voice
			add(Link{From: of(from), To: of(to), Kind: InferredCause, By: by, Report: told.Report.ID, Evidence: claim.Evidence,
				Words: fmt.Sprintf("%s infers that this followed from it; nobody has shown that.", by)})
		}
	}
	for a := range told.Report.Events {
		for b := a + 1; b < len(told.Report.Events); b++ {
			from, to := of(a), of(b)
			if slices.ContainsFunc(out, func(l Link) bool { return l.From == from && l.To == to || l.From == to && l.To == from }) {
				continue
			}
			if from != "" && to != "" && from != to {
				by := j.scale().Member(told, a, told.Item.Received).Voice
				add(Link{From: from, To: to, Kind: ToldTogether, By: by, Report: told.Report.ID, Words: by + " tells both in one document."})
			}
		}
	}
	return out
}
