package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/life"
)

// Timeline is everything that happened around a situation, in order, in UTC and with the time of the zone: items, joinings,
// windows, advice, tasks, decisions, who came in or near, warnings with their first and last acceptance and acknowledgement.
// It is read from the rows and the ledger; nothing of it is kept beside them. zone nil is UTC.
func (s *Store) Timeline(ctx context.Context, id situation.ID, zone *time.Location) ([]situation.Moment, error) {
	x, err := scanSituation(s.eng.Reader().QueryRow(ctx, `select `+situationCols+` from situation where id = $1`, string(id)))
	if err != nil {
		return nil, fmt.Errorf("situation %s: %w", id, err)
	}
	out, err := life.Moments(ctx, s.eng.Reader(), x)
	if err != nil {
		return nil, fmt.Errorf("the timeline of situation %s: %w", id, err)
	}
	if zone == nil {
		zone = time.UTC
	}
	return situation.InOrderOf(out, zone), nil
}
