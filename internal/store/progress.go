package store

import (
	"context"
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store/reach"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Progress is how far a released warning has got, counted from the rows.
func (s *Store) Progress(ctx context.Context, id warning.ID) (delivery.Progress, error) {
	return reach.Progress(ctx, s.eng.Reader(), id)
}

// Unreached lists by name the people whom no channel has reached and who have not acknowledged, with why; limit 0 or less:
// all of them.
func (s *Store) Unreached(ctx context.Context, id warning.ID, limit int) ([]delivery.Person, error) {
	if limit <= 0 {
		limit = 1 << 30
	}
	out, err := reach.Audience(ctx, s.eng.Reader(), `a.warning = $1 and not `+reach.ReachedBy+` order by a.name, a.id limit $2`, string(id), limit)
	if err != nil {
		return nil, fmt.Errorf("listing whom warning %s has not reached: %w", id, err)
	}
	return out, nil
}

// AudienceOf lists the audience of a warning, closest grade first, then by name. after is the Audience number of the last one
// of the page before, 0 for the first page.
func (s *Store) AudienceOf(ctx context.Context, id warning.ID, limit int, after int64) ([]delivery.Person, error) {
	if limit <= 0 {
		limit = 1 << 30
	}
	out, err := reach.Audience(ctx, s.eng.Reader(), `a.warning = $1 and a.id > $2 order by a.id limit $3`, string(id), after, limit)
	if err != nil {
		return nil, fmt.Errorf("listing the audience of warning %s: %w", id, err)
	}
	return out, nil
}

// Trace is everything that happened to one person's deliveries of a warning, in order of time.
func (s *Store) Trace(ctx context.Context, id warning.ID, person roster.PersonID) ([]delivery.Step, error) {
	out, err := reach.Trace(ctx, s.eng.Reader(), id, person)
	return out, noRows(err)
}

// Deliveries lists the deliveries of a warning in the order of their ids, from the one after after on; limit 0 or less: all.
func (s *Store) Deliveries(ctx context.Context, id warning.ID, after delivery.ID, limit int) ([]delivery.Delivery, error) {
	if limit <= 0 {
		limit = 1 << 30
	}
	r, err := s.eng.Reader().Query(ctx, `select `+deliveryCols+` from delivery where warning = $1 and id > $2 order by id limit $3`,
		string(id), int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("listing the deliveries of warning %s: %w", id, err)
	}
	defer r.Close()
	var out []delivery.Delivery
	for r.Next() {
		d, err := scanDelivery(r)
		if err != nil {
			return nil, fmt.Errorf("listing the deliveries of warning %s: %w", id, err)
		}
		out = append(out, d)
	}
	return out, r.Err()
}
