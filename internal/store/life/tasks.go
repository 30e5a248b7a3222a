package life

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// ErrMoved: somebody else changed the task since it was read.
var ErrMoved = errors.New("the task was changed meanwhile")

const taskCols = `id, state, version, body`

func scanTask(r engine.Row) (situation.Task, error) {
	var t situation.Task
	var id, state, body string
	var version int
	if err := r.Scan(&id, &state, &version, &body); err != nil {
		return t, err
	}
	if err := json.Unmarshal([]byte(body), &t); err != nil {
		return t, fmt.Errorf("task %s does not decode: %w", id, err)
	}
	if string(t.ID) != id || string(t.State) != state || t.Version != version {
		return t, fmt.Errorf("task %s: its columns do not fit its body: the row was changed from outside", id)
	}
	return t, nil
}

// Task reads one task; suffix is what locks the row.
func Task(ctx context.Context, q engine.Querier, id situation.TaskID, suffix string) (situation.Task, error) {
	return scanTask(q.QueryRow(ctx, `select `+taskCols+` from task where id = $1`+suffix, string(id)))
}

// Tasks reads the tasks that a condition and order choose.
func Tasks(ctx context.Context, q engine.Querier, where string, args ...any) ([]situation.Task, error) {
	var out []situation.Task
	err := engine.Each(ctx, q, func(r engine.Rows) error {
		t, err := scanTask(r)
		out = append(out, t)
		return err
	}, `select `+taskCols+` from task where `+where, args...)
	return out, err
}

// Save writes a new or changed task and returns it with its next version.
func Save(ctx context.Context, q engine.Querier, t situation.Task) (situation.Task, error) {
	was := t.Version
	t.Version++
	loud := 0
	if t.Loud {
		loud = 1
	}
	if was == 0 {
		_, err := q.Exec(ctx, `insert into task (id, key, kind, situation, state, owner, due, loud, opened, version, body)
			values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, string(t.ID), t.Key, string(t.Kind), string(t.Situation), string(t.State),
			string(t.Owner), engine.US(t.Due), loud, engine.US(t.Opened), t.Version, engine.JSON(t))
		return t, err
	}
	n, err := q.Exec(ctx, `update task set state = $1, owner = $2, due = $3, loud = $4, version = $5, body = $6 where id = $7 and version = $8`,
		string(t.State), string(t.Owner), engine.US(t.Due), loud, t.Version, engine.JSON(t), string(t.ID), was)
	if err == nil && n != 1 {
		err = ErrMoved
	}
	return t, err
}

// TaskCounts are figures for dashboards.
type TaskCounts struct {
	Open    map[string]int64 // not done, by kind
	Overdue map[string]int64 // of these, past their time or loud, by kind
	Loud    int64
}

// CountTasks counts the tasks that are not done.
func CountTasks(ctx context.Context, q engine.Querier, now time.Time) (TaskCounts, error) {
	c := TaskCounts{Open: map[string]int64{}, Overdue: map[string]int64{}}
	for _, k := range situation.TaskKinds { // a figure that is 0 is told
		c.Open[string(k)], c.Overdue[string(k)] = 0, 0
	}
	err := engine.Each(ctx, q, func(r engine.Rows) error {
		var kind string
		var open, late, loud int64
		err := r.Scan(&kind, &open, &late, &loud)
		c.Open[kind], c.Overdue[kind] = open, late
		c.Loud += loud
		return err
	}, `select kind, count(*), sum(case when loud = 1 or due > 0 and due <= $1 then 1 else 0 end), sum(loud) from task where state in ('open', 'taken') group by kind`,
		engine.US(now))
	return c, err
}

// List lists tasks: the loud ones first, then by when they are due; those that are done last, the newest first.
func List(ctx context.Context, q engine.Querier, f situation.TaskFilter) ([]situation.Task, error) {
	where := `($1 = '' or situation = $1) and ($2 = '' or owner = $2) and ($3 = '' or kind = $3)`
	if !f.Done {
		where += ` and state in ('open', 'taken')`
	}
	return Tasks(ctx, q, where+` order by case when state = 'done' then 1 else 0 end, loud desc, case when state = 'done' then 0 else due end, opened desc, id desc limit 1000`,
		string(f.Situation), string(f.Owner), string(f.Kind))
}
