// Package life gathers what the console's pages on the life of a situation show: its tasks, whom it concerns now, its grades, changes,
// links and timeline. It reads and decides nothing.
package life

import (
	"context"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

// most bounds the warnings of one situation that are looked at.
const most = 100

// Gather reads for the pages.
type Gather struct{ door.Desk }

// Names are the names of everybody who acts: people on duty, the system, the person warned.
func (g Gather) Names(ctx context.Context) (map[desk.AccountID]string, error) {
	list, err := g.Store.Accounts(ctx)
	return named(list), err
}

func named(list []desk.Account) map[desk.AccountID]string {
	out := map[desk.AccountID]string{desk.System.ID: desk.System.Name, "person": "the person warned"}
	for _, a := range list {
		out[a.ID] = a.Name
	}
	return out
}

// Rows are tasks with the titles of their situations, the names of their owners, and who else may have them.
func (g Gather) Rows(ctx context.Context, list []situation.Task) ([]pages.TaskRow, error) {
	accounts, err := g.Store.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	names := named(accounts)
	hands := slices.DeleteFunc(accounts, func(a desk.Account) bool { return !a.May(desk.Tasks) })
	titles := map[situation.ID]string{}
	rows := make([]pages.TaskRow, len(list))
	for i, t := range list {
		for _, id := range []situation.ID{t.Situation, t.To} {
			if _, ok := titles[id]; !ok && id != "" {
				x, err := g.Store.Situation(ctx, id)
				if err != nil {
					return nil, err
				}
				titles[id] = x.Title
			}
		}
		rows[i] = pages.TaskRow{T: t, Title: titles[t.Situation], To: titles[t.To], Hands: hands, Names: names}
	}
	return rows, nil
}

// Task is one task with what it lays out.
func (g Gather) Task(ctx context.Context, f pages.Frame, id situation.TaskID) (pages.TaskPage, error) {
	p := pages.TaskPage{Frame: f, Zone: f.Zone, Titles: map[string]string{}}
	t, err := g.Store.Task(ctx, id)
	if err != nil {
		return p, err
	}
	rows, err := g.Rows(ctx, []situation.Task{t})
	if err != nil {
		return p, err
	}
	p.Row = rows[0]
	if t.Level != nil {
		iso, _, _ := strings.Cut(t.Level.Scope, "-")
		p.Country = iso
		if at, ok := g.Gazetteer.Country(iso); ok {
			p.Country = at.Name
		}
	}
	if t.Situation == "" {
		return p, nil
	}
	side, err := g.Side(ctx, t.Situation)
	if err != nil {
		return p, err
	}
	p.S, p.Zone, p.Titles = &side, side.Zone, side.Titles
	if t.State != situation.TaskDone && len(t.Words) > 0 {
		p.Row.T.Words = side.S.LastWords() // as they are now: somebody may have spoken since it was opened
	}
	switch t.Kind {
	case situation.TaskProposal:
		to, err := g.Side(ctx, t.To)
		if err != nil {
			return p, err
		}
		p.To = &to
		for _, m := range slices.Concat(side.S.Members, to.S.Members) {
			if t.Member != nil && m.Ref() == *t.Member {
				p.Of = m
			}
		}
		if p.Of.Item != "" && p.Titles[string(p.Of.Item)] == "" { // it was moved meanwhile
			p.Titles[string(p.Of.Item)] = to.Titles[string(p.Of.Item)]
		}
	case situation.TaskReview:
		list, err := g.Store.Warnings(ctx, warning.Filter{Situation: t.Situation, Limit: most})
		if err != nil {
			return p, err
		}
		for _, v := range list {
			switch {
			case v.Drill:
			case v.State == warning.Released || v.State == warning.Expired:
				p.Lapse = p.Lapse || side.S.State == situation.Watch
			case v.State != warning.Cancelled && v.Created.After(t.Opened):
				p.Drafted = append(p.Drafted, v)
			}
		}
	}
	return p, nil
}

// Side is a situation as it is compared with another one.
func (g Gather) Side(ctx context.Context, id situation.ID) (pages.Side, error) {
	x, err := g.Store.Situation(ctx, id)
	if err != nil {
		return pages.Side{}, err
	}
	out := pages.Side{S: x, Zone: g.Zone(x)}
	out.Titles, err = g.titles(ctx, x)
	return out, err
}

func (g Gather) titles(ctx context.Context, x situation.Situation) (map[string]string, error) {
	told, err := g.Store.TellingOf(ctx, x)
	out := map[string]string{}
	for _, t := range told {
		out[string(t.Item.ID)] = t.Item.Title
	}
	return out, err
}

// Situation fills in what hangs on the life of a situation: tasks, whom it concerns now, grades, changes and links.
func (g Gather) Situation(ctx context.Context, by desk.Account, p *pages.SituationPage, told []situation.Told) error {
	var err error
	if p.Kept, err = g.Store.Concerned(ctx, by, p.S.ID); err != nil {
		return err
	}
	if p.Why, err = g.Why(ctx, p.S); err != nil {
		return err
	}
	if p.Grades, err = g.Grades(ctx, p.S, told); err != nil {
		return err
	}
	if p.Names, err = g.Names(ctx); err != nil {
		return err
	}
	p.History = g.Joiner().History(p.S)
	slices.Reverse(p.History)
	tied, err := g.Links(ctx, p.S, told)
	if err != nil {
		return err
	}
	for _, t := range tied {
		p.Linked = append(p.Linked, pages.Linked{Link: t.Link, Other: t.Other, After: t.Link.From == p.S.ID})
	}
	open, err := g.Store.ListTasks(ctx, situation.TaskFilter{Situation: p.S.ID})
	if err != nil {
		return err
	}
	p.Tasks, err = g.Rows(ctx, open)
	pages.Urgent(p.Tasks, p.Frame.Now)
	return err
}

// Merge shows what a merge would do, as the domain decides it; nothing is kept.
func (g Gather) Merge(ctx context.Context, f pages.Frame, by desk.Account, into, from situation.ID) (p pages.MergePage, err error) {
	p.Frame = f
	if p.Into, err = g.Side(ctx, into); err != nil {
		return p, err
	}
	if p.From, err = g.Side(ctx, from); err != nil {
		return p, err
	}
	done, err := g.Joiner().MergeByHand(p.Into.S, p.From.S, string(by.ID), "looked at", g.Clock())
	if err != nil {
		p.Trouble = "These two cannot be merged: one of them is closed or empty, or they are the same."
		return p, nil
	}
	p.Then, _ = done.Situation(into)
	for _, c := range done.Changes {
		if c.Kind != situation.ChangeMerged {
			p.Changes = append(p.Changes, c)
		}
	}
	list, err := g.Store.Warnings(ctx, warning.Filter{Situation: from, Limit: most})
	p.Warnings = len(list)
	return p, err
}

// Timeline is everything that happened around a situation, with names in place of ids; only the kinds named, when any is.
func (g Gather) Timeline(ctx context.Context, f pages.Frame, id situation.ID, kinds []string) (pages.TimelinePage, error) {
	x, err := g.Store.Situation(ctx, id)
	p := pages.TimelinePage{Frame: f, S: x, Place: g.Zone(x), Only: map[string]bool{}}
	if err != nil {
		return p, err
	}
	p.Frame.Title = "Timeline of " + x.Title
	for _, k := range kinds {
		p.Only[k] = true
	}
	all, err := g.Store.Timeline(ctx, x.ID, p.Place)
	if err != nil {
		return p, err
	}
	p.All = len(all)
	for _, m := range all {
		if len(p.Only) == 0 || p.Only[string(m.Kind)] {
			p.Moments = append(p.Moments, m)
		}
	}
	if p.Names, err = g.Names(ctx); err != nil {
		return p, err
	}
	told, err := g.Store.TellingOf(ctx, x)
	if err != nil {
		return p, err
	}
	p.Titles = map[string]string{}
	for _, t := range told {
		p.Titles[string(t.Item.ID)], p.Titles[string(t.Report.ID)] = t.Item.Title, t.Item.Title
	}
	for _, id := range p.Unnamed() { // what was moved away since, and where to
		if strings.HasPrefix(id, "sit_") {
			x, err := g.Store.Situation(ctx, situation.ID(id))
			if err == nil {
				p.Titles[id] = x.Title
			}
		} else if strings.HasPrefix(id, "rep_") {
			if rep, err := g.Store.Report(ctx, reading.ReportID(id)); err == nil {
				if it, err := g.Store.Item(ctx, rep.Item); err == nil {
					p.Titles[id] = it.Title
				}
			}
		}
	}
	delete(p.Names, desk.System.ID)
	return p, nil
}
