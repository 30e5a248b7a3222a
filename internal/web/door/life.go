package door

import (
	"context"
	"errors"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// maxTied bounds the other situations that are looked at for links.
const maxTied = 50

// Tied is another situation and how one of the reports ties it to the first.
type Tied struct {
	Link  situation.Link
	Other situation.Situation
}

// Links are the ties of a situation to others that its reports tell: two threats told by one document, and what a reporter infers to
// be the cause of the other. told are its reports (Store.TellingOf).
func (d Desk) Links(ctx context.Context, s situation.Situation, told []situation.Told) ([]Tied, error) {
	known := map[situation.ID]situation.Situation{s.ID: s}
	var out []Tied
	for _, t := range told {
		if len(t.Report.Events) < 2 {
			continue
		}
		ids, err := d.Store.SituationsOf(ctx, t.Item.ID)
		if err != nil {
			return nil, err
		}
		var in []situation.Joined
		for _, id := range ids {
			x, ok := known[id]
			if !ok {
				if len(known) > maxTied {
					break
				}
				if x, err = d.Store.Situation(ctx, id); err != nil {
					return nil, err
				}
				known[id] = x
			}
			for _, m := range x.Members {
				if m.Report == t.Report.ID {
					in = append(in, situation.Joined{Event: m.Event, Situation: id})
				}
			}
		}
		for _, l := range d.Joiner().Links(t, in) {
			other := l.From
			if l.From == s.ID {
				other = l.To
			} else if l.To != s.ID {
				continue
			}
			if !slices.ContainsFunc(out, func(x Tied) bool {
				return x.Other.ID == other && x.Link.Kind == l.Kind && x.Link.By == l.By && x.Link.From == l.From
			}) {
				out = append(out, Tied{Link: l, Other: known[other]})
			}
		}
	}
	return out, nil
}

// Grades are the grades of a situation's reports on both axes. A report that a person handed in has no source to be reliable or
// not: F.
func (d Desk) Grades(ctx context.Context, s situation.Situation, told []situation.Told) (map[situation.Ref]situation.Grade, error) {
	of := map[intake.ItemID]intake.SourceID{}
	for _, t := range told {
		of[t.Item.ID] = t.Item.Source
	}
	reliable := map[intake.SourceID]string{"": "F"}
	out := map[situation.Ref]situation.Grade{}
	for i, m := range s.Members {
		src := of[m.Item]
		r, ok := reliable[src]
		if !ok {
			w, err := d.Store.Source(ctx, src)
			if err != nil && !errors.Is(err, d.Kinds.NotFound) {
				return nil, err
			}
			r = w.Source.Reliability
			reliable[src] = r
		}
		out[m.Ref()] = s.Grade(i, r)
	}
	return out, nil
}

// Why says of sites and gatherings, by their ids, why they concern a situation: the same question as the rows that are kept for it.
func (d Desk) Why(ctx context.Context, s situation.Situation) (map[string]string, error) {
	out := map[string]string{}
	if s.Area.Empty() || s.Area.Validate() != nil {
		return out, nil
	}
	q := s.ConcernQuery(d.margin())
	q.Countries = nil // in and near alone
	sites, err := d.Store.MatchSites(ctx, q)
	for _, m := range sites {
		out[string(m.Site.ID)] = m.Reason
	}
	if err != nil {
		return out, err
	}
	gatherings, err := d.Store.MatchGatherings(ctx, q)
	for _, m := range gatherings {
		out[string(m.Gathering.ID)] = m.Reason
	}
	return out, err
}

// JoinProposed does what a proposal proposes.
func (d Desk) JoinProposed(ctx context.Context, by desk.Account, id situation.TaskID) (situation.Situation, error) {
	t, err := d.Store.Task(ctx, id)
	switch {
	case err != nil:
		return situation.Situation{}, err
	case t.Kind != situation.TaskProposal || t.Member == nil || t.State == situation.TaskDone:
		return situation.Situation{}, situation.ErrTask
	}
	return d.Store.JoinByHand(ctx, by, t.Member.Report, t.Member.Event, t.To, d.Joiner())
}
