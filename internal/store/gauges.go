package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/store/life"
)

// Gauges are figures for an operator's dashboards. They hold no person's data.
type Gauges struct {
	Items      int64            // ever taken in
	Unreadable int64            // of these, not readable
	Unread     int64            // of these, waiting to be read
	Deliveries map[string]int64 // open and ended, by state
	Overdue    int64            // deliveries that are due and not under way
	Oldest     time.Duration    // how long the one that waits longest has been due; 0 when none is
	InDoubt    int64
	Situations map[string]int64 // by state
	Warnings   map[string]int64 // by state
	Lines      int64            // of the ledger
	Tasks      life.TaskCounts
}

// Gauges counts. It reads no rows of people.
func (s *Store) Gauges(ctx context.Context) (Gauges, error) {
	q := s.eng.Reader()
	g := Gauges{}
	fail := func(err error) (Gauges, error) { return Gauges{}, fmt.Errorf("counting for the metrics: %w", err) }
	if err := q.QueryRow(ctx, `select count(*), count(case when unreadable <> '' then 1 end) from item`).Scan(&g.Items, &g.Unreadable); err != nil {
		return fail(err)
	}
	if err := q.QueryRow(ctx, `select count(*) from item i where i.unreadable = '' and i.of_item = '' and not exists (select 1 from report r where r.item = i.id)`).Scan(&g.Unread); err != nil {
		return fail(err)
	}
	if err := q.QueryRow(ctx, `select next from counter where name = 'ledger'`).Scan(&g.Lines); err != nil {
		return fail(err)
	}
	var err error
	if g.Deliveries, err = countBy(ctx, q, "delivery"); err != nil {
		return fail(err)
	}
	if g.Situations, err = countBy(ctx, q, "situation"); err != nil {
		return fail(err)
	}
	if g.Warnings, err = countBy(ctx, q, "warning"); err != nil {
		return fail(err)
	}
	g.InDoubt = g.Deliveries[string(delivery.InDoubt)]
	now := s.now()
	if g.Tasks, err = life.CountTasks(ctx, q, now); err != nil {
		return fail(err)
	}
	var oldest int64
	if err := q.QueryRow(ctx, `select count(*), coalesce(min(due), 0) from delivery where state in ($1, $2) and due <= $3`,
		string(delivery.Queued), string(delivery.InDoubt), us(now)).Scan(&g.Overdue, &oldest); err != nil {
		return fail(err)
	}
	if oldest > 0 {
		g.Oldest = now.Sub(fromUS(oldest))
	}
	return g, nil
}

func countBy(ctx context.Context, q querier, table string) (map[string]int64, error) {
	r, err := q.Query(ctx, `select state, count(*) from `+table+` group by state`)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	out := map[string]int64{}
	for r.Next() {
		var state string
		var n int64
		if err := r.Scan(&state, &n); err != nil {
			return nil, err
		}
		out[state] = n
	}
	return out, r.Err()
}

// NextDue is the first moment after now at which the clock alone brings something about: a window lapses, a warning ends, a
// task escalates, a delivery is due. Zero: nothing is waiting. A clock that jumps (tocsin replay) goes there.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	var at int64
	err := s.eng.Reader().QueryRow(ctx, `select coalesce(min(x.at), 0) from (
		select min(window_to) as at from situation where state = 'active' and window_to > $1
		union all select min(expires) from warning where state = 'released' and expires > $1
		union all select min(due) from task where due > $1
		union all select min(due) from delivery where state in (`+quoted(delivery.Unsent())+`) and due > $1) x`, us(s.now())).Scan(&at)
	if err != nil {
		return time.Time{}, fmt.Errorf("looking for what is due next: %w", err)
	}
	return fromUS(at), nil
}
