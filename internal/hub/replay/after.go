package replay

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation/after"
	"github.com/tocsin-hub/tocsin/internal/web/afteraction"
)

// after makes the reports of the situations that the scenario names, that a warning was drafted for, or that hold two documents
// or more and are not weather and the like.
func (p *Player) after(ctx context.Context, out *Story) error {
	warned := map[string]bool{}
	for _, w := range out.Warnings {
		warned[string(w.Warning.Situation)] = true
	}
	for i := range out.Situations {
		f := &out.Situations[i]
		x := f.Situation
		if len(x.Members) == 0 || !f.Named && !warned[string(x.ID)] && (x.Type == reading.Other || len(x.Members) < 2) {
			continue
		}
		ms, err := p.Store.Timeline(ctx, x.ID, p.Scenario.Zone)
		if err != nil {
			return err
		}
		a := after.Of(x, ms, p.Now())
		f.After = &a
	}
	return nil
}

// HTML writes the after-action report: one page that needs nothing else. now is when it is made.
func (s *Story) HTML(ctx context.Context, w io.Writer, now time.Time) error {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		return fmt.Errorf("writing the after-action report: %w", err)
	}
	r := afteraction.Report{Title: s.Title, About: s.About, Zone: zone, From: s.Begin, To: s.End, Made: now, Settings: s.Settings, Ledger: s.Ledger}
	for _, f := range s.Situations {
		if f.After == nil {
			continue
		}
		part := afteraction.Part{After: *f.After, Links: f.Links}
		if f.Named {
			part.Name = f.Tag
		}
		for _, x := range s.Warnings {
			if x.Warning.Situation != f.Situation.ID {
				continue
			}
			g := x.Progress.Grades
			part.Warnings = append(part.Warnings, afteraction.Warning{ID: string(x.Warning.ID), Name: x.Name, Headline: headline(x.Warning), State: string(x.Warning.State),
				People: x.Progress.People, In: g[roster.In], Near: g[roster.Near], Country: g[roster.Country], Reached: x.Progress.Reached, Seen: x.Progress.Seen, NoAddress: x.Progress.NoAddress})
		}
		r.Parts = append(r.Parts, part)
	}
	r.Names = map[string]string{}
	for _, f := range s.Situations {
		r.Names[string(f.Situation.ID)] = f.Tag
	}
	for _, x := range s.Warnings {
		r.Names[string(x.Warning.ID)] = x.Name
	}
	// Those that somebody was warned of come first.
	slices.SortStableFunc(r.Parts, func(a, b afteraction.Part) int { return min(1, len(b.Warnings)) - min(1, len(a.Warnings)) })
	for _, d := range s.Documents {
		r.Names[string(d.report)] = d.Origin + ": " + d.Title
		x := afteraction.Document{At: d.At, Published: d.Published, Origin: d.Origin, Title: d.Title, File: d.File, Trouble: d.Unreadable}
		for _, e := range d.Events {
			x.Went = append(x.Went, e.words())
		}
		r.Documents = append(r.Documents, x)
	}
	for _, c := range s.Checks {
		r.Checks = append(r.Checks, afteraction.Check(c))
	}
	return afteraction.Page(r).Render(ctx, w)
}
