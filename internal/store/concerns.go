package store

import (
	"context"
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/life"
)

// RefreshConcerns holds at most most situations that changed since the last time against the roster, each in its own
// transaction, and tells how many it did. What came into the roster meanwhile is found by the import itself: both take the
// same lock, so that a stay and a situation that arrive together find each other.
func (s *Store) RefreshConcerns(ctx context.Context, most int) (int, error) {
	var due []situation.ID
	r, err := s.eng.Reader().Query(ctx, `select situation from concern_due order by situation limit $1`, most)
	if err != nil {
		return 0, fmt.Errorf("RefreshConcerns: %w", err)
	}
	for r.Next() {
		var id situation.ID
		if err := r.Scan(&id); err != nil {
			r.Close()
			return 0, fmt.Errorf("RefreshConcerns: %w", err)
		}
		due = append(due, id)
	}
	r.Close()
	for i, id := range due {
		if err := s.inTx(ctx, "RefreshConcerns", func(t *tx) error { return t.refreshConcern(ctx, id) }); err != nil {
			return i, fmt.Errorf("whom situation %s concerns: %w", id, err)
		}
	}
	return len(due), r.Err()
}

func (t *tx) refreshConcern(ctx context.Context, id situation.ID) error {
	if _, err := t.take(ctx, "stay", 0); err != nil { // no import meanwhile
		return err
	}
	if n, err := t.Exec(ctx, `delete from concern_due where situation = $1`, string(id)); err != nil || n == 0 {
		return err // another node did it
	}
	s, err := t.loadSituation(ctx, id, false)
	if err != nil {
		return err
	}
	came, err := life.Refresh(ctx, t, s, t.s.opt.Margin, t.now)
	if err != nil {
		return err
	}
	return t.concernTask(ctx, s, came)
}

// concernTask tells the desk what has come in or near: in one task for each situation, which grows while it is not done.
func (t *tx) concernTask(ctx context.Context, s situation.Situation, came []situation.Entered) error {
	if len(came) == 0 {
		return nil
	}
	task := s.ConcernTask(came)
	open, err := life.Tasks(ctx, t, `key = $1 and state <> 'done'`+t.eng.ForUpdate(), task.Key)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		_, err := t.openTask(ctx, task, t.now, false)
		return err
	}
	grown := open[0]
	grown.Entered = append(grown.Entered, came...)
	grown.Title = s.ConcernTask(grown.Entered).Title
	if grown, err = life.Save(ctx, t, grown); err != nil {
		return err
	}
	return t.recordTask(ctx, "system", "grown", grown, task.Title)
}

// entering holds new and changed rows of the roster against the open situations that may concern them.
func (t *tx) entering(ctx context.Context, table string, rows []life.Row) error {
	came, err := life.Enter(ctx, t, table, rows, t.s.opt.Margin, t.now, func(id situation.ID) (situation.Situation, error) { return t.loadSituation(ctx, id, false) })
	for _, c := range came {
		if err == nil {
			err = t.concernTask(ctx, c.Situation, c.Entered)
		}
	}
	return err
}

// Concerned is whom a situation concerns now: figures by grade, and sites and gatherings in and near. People are named to an
// account with the right people alone.
func (s *Store) Concerned(ctx context.Context, by desk.Account, id situation.ID) (situation.Concerned, error) {
	x, err := s.Situation(ctx, id)
	if err != nil {
		return situation.Concerned{}, err
	}
	out, err := life.Concerned(ctx, s.eng.Reader(), x, s.opt.Margin, s.now(), by.May(desk.People))
	if err != nil {
		return situation.Concerned{}, fmt.Errorf("whom situation %s concerns: %w", id, err)
	}
	var due int
	if err := s.eng.Reader().QueryRow(ctx, `select count(*) from concern_due where situation = $1`, string(id)).Scan(&due); err != nil {
		return situation.Concerned{}, fmt.Errorf("whether whom situation %s concerns is known: %w", id, err)
	}
	out.Due = due > 0
	return out, nil
}
