package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store/reach"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// What single pages ask for, beside the nouns' own files.

// WarningFor is the warning that a member of an audience was sent, and the member: what stands behind a personal link. It
// changes nothing; Acknowledge does.
func (s *Store) WarningFor(ctx context.Context, audience int64) (warning.Warning, delivery.Person, error) {
	ps, err := reach.Audience(ctx, s.eng.Reader(), `a.id = $1`, audience)
	if err == nil && len(ps) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return warning.Warning{}, delivery.Person{}, fmt.Errorf("reading what stands behind a personal link: %w", err)
	}
	var id string
	if err := s.eng.Reader().QueryRow(ctx, `select warning from audience where id = $1`, audience).Scan(&id); err != nil {
		return warning.Warning{}, delivery.Person{}, fmt.Errorf("reading what stands behind a personal link: %w", err)
	}
	w, err := s.Warning(ctx, warning.ID(id))
	return w, ps[0], err
}

// AudienceMember is one person of a warning's audience.
func (s *Store) AudienceMember(ctx context.Context, id warning.ID, person roster.PersonID) (delivery.Person, error) {
	ps, err := reach.Audience(ctx, s.eng.Reader(), `a.warning = $1 and a.person = $2`, string(id), string(person))
	if err == nil && len(ps) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return delivery.Person{}, fmt.Errorf("reading a member of the audience of warning %s: %w", id, err)
	}
	return ps[0], nil
}

// OldestOpen is since when the delivery of a warning that waits longest has been due; zero when none is due or under way.
func (s *Store) OldestOpen(ctx context.Context, id warning.ID) (time.Time, error) {
	var due int64
	err := s.eng.Reader().QueryRow(ctx, `select coalesce(min(due), 0) from delivery where warning = $1 and due > 0 and due <= $2 and state in ($3, $4, $5)`,
		string(id), us(s.now()), string(delivery.Queued), string(delivery.Sending), string(delivery.InDoubt)).Scan(&due)
	if err != nil {
		return time.Time{}, fmt.Errorf("looking for the oldest open delivery of warning %s: %w", id, err)
	}
	return fromUS(due), nil
}
