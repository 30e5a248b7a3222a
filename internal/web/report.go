package web

import (
	"net/http"

	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/situation/after"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/afteraction"
)

// report is the after-action report of a situation as it stands: one page to be saved or printed. It holds counts of people and
// nobody's name.
func (s *server) report(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	x, err := s.Store.Situation(ctx, situation.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	ms, err := s.desk.Timeline(ctx, x.ID)
	if err != nil {
		return err
	}
	told, err := s.Store.TellingOf(ctx, x)
	if err != nil {
		return err
	}
	warnings, err := s.Store.Warnings(ctx, warning.Filter{Situation: x.ID, Limit: 1000})
	if err != nil {
		return err
	}
	now := s.Clock()
	out := afteraction.Report{Title: x.Title, Zone: s.desk.Zone(x), Made: now, Names: map[string]string{string(x.ID): "this situation"}}
	for _, t := range told {
		out.Names[string(t.Report.ID)] = t.Item.Title
	}
	part := afteraction.Part{After: after.Of(x, ms, now)}
	for _, v := range warnings {
		if v.Released.IsZero() {
			continue
		}
		p, err := s.Store.Progress(ctx, v.ID)
		if err != nil {
			return err
		}
		one := afteraction.Warning{ID: string(v.ID), State: string(v.State), People: p.People, In: p.Grades[roster.In], Near: p.Grades[roster.Near],
			Country: p.Grades[roster.Country], Reached: p.Reached, Seen: p.Seen, NoAddress: p.NoAddress}
		if len(v.Content.Texts) > 0 {
			one.Headline = v.Content.Texts[0].Headline
		}
		part.Warnings = append(part.Warnings, one)
	}
	out.Parts = []afteraction.Part{part}
	// The page carries its own style, so that it is whole when it is saved: that style and no other is let in.
	w.Header().Set("Content-Security-Policy", policy+"; style-src '"+afteraction.StyleHash()+"'")
	return s.show(w, r, http.StatusOK, afteraction.Page(out))
}
