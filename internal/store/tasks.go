package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/life"
)

// openTask opens a task whose clock runs from a moment, unless one with its key is open (with once: or ever was); false then.
func (t *tx) openTask(ctx context.Context, task situation.Task, from time.Time, once bool) (bool, error) {
	q := `select count(*) from task where key = $1`
	if !once {
		q += ` and state <> 'done'`
	}
	var n int
	if err := t.QueryRow(ctx, q, task.Key).Scan(&n); err != nil || n > 0 {
		return false, err
	}
	id, err := t.s.newID("tsk", t.now)
	if err != nil {
		return false, err
	}
	task = t.s.opt.Tasks.OpenTask(situation.TaskID(id), task, from)
	if _, err := life.Save(ctx, t, task); err != nil {
		return false, fmt.Errorf("opening a task: %w", err)
	}
	return true, t.recordTask(ctx, "system", "opened", task, task.Title)
}

func (t *tx) recordTask(ctx context.Context, by, act string, task situation.Task, detail string) error {
	return t.record(ctx, ledger.Line{Actor: by, Act: "task." + act, Of: string(task.ID), Detail: string(task.Kind) + " of " + string(task.Situation) + ": " + detail})
}

// settleTasks ends the open tasks of a situation that need nobody any more.
func (t *tx) settleTasks(ctx context.Context, s situation.Situation) error {
	open, err := life.Tasks(ctx, t, `situation = $1 and state <> 'done' order by id`+t.eng.ForUpdate(), string(s.ID))
	if err != nil {
		return fmt.Errorf("reading the tasks of situation %s: %w", s.ID, err)
	}
	for _, task := range open {
		why := task.Settled(s)
		if why == "" {
			continue
		}
		if task, err = task.Settle(why, t.now); err == nil {
			_, err = life.Save(ctx, t, task)
		}
		if err == nil {
			err = t.recordTask(ctx, "system", "settled", task, why)
		}
		if err != nil {
			return fmt.Errorf("settling task %s: %w", task.ID, err)
		}
	}
	return nil
}

// TakeTask gives a task to the person who takes it, from its owner too.
func (s *Store) TakeTask(ctx context.Context, by desk.Account, id situation.TaskID) (situation.Task, error) {
	return s.moveTask(ctx, "TakeTask", by, id, "taken", func(x situation.Task, actor desk.Account, t *tx) (situation.Task, string, error) {
		x, err := x.Take(actor, s.opt.Tasks, t.now)
		return x, "by " + actor.Login, err
	})
}

// HandOverTask gives a task to another person who may have it.
func (s *Store) HandOverTask(ctx context.Context, by desk.Account, id situation.TaskID, to desk.AccountID) (situation.Task, error) {
	return s.moveTask(ctx, "HandOverTask", by, id, "handed_over", func(x situation.Task, actor desk.Account, t *tx) (situation.Task, string, error) {
		next, err := accountByID(ctx, t, to)
		if err != nil {
			return x, "", err
		}
		x, err = x.HandOver(next, s.opt.Tasks, t.now)
		return x, actor.Login + " to " + next.Login, err
	})
}

// GiveBackTask lets go of one's own task.
func (s *Store) GiveBackTask(ctx context.Context, by desk.Account, id situation.TaskID) (situation.Task, error) {
	return s.moveTask(ctx, "GiveBackTask", by, id, "given_back", func(x situation.Task, actor desk.Account, t *tx) (situation.Task, string, error) {
		x, err := x.GiveBack(actor, s.opt.Tasks, t.now)
		return x, "by " + actor.Login, err
	})
}

// EndTask ends a task with a reason. A review of a situation that stays on watch is followed by the next review.
func (s *Store) EndTask(ctx context.Context, by desk.Account, id situation.TaskID, reason string) (situation.Task, error) {
	return s.moveTask(ctx, "EndTask", by, id, "done", func(x situation.Task, actor desk.Account, t *tx) (situation.Task, string, error) {
		x, err := x.Done(actor, reason, t.now)
		return x, x.Reason, err
	})
}

// KeepApart answers a proposal with no: the event stays where it is, no rule joins it there any more, and the task ends with the
// reason.
func (s *Store) KeepApart(ctx context.Context, by desk.Account, id situation.TaskID, reason string) (situation.Task, error) {
	var out situation.Task
	err := s.inTx(ctx, "KeepApart", func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Sort)
		if err != nil {
			return err
		}
		if err := t.serialJoin(ctx); err != nil {
			return err
		}
		x, err := life.Task(ctx, t, id, "")
		if err != nil {
			return fmt.Errorf("task %s: %w", id, noRows(err))
		}
		if x.Kind != situation.TaskProposal || x.Member == nil {
			return fmt.Errorf("task %s proposes nothing: %w", id, situation.ErrTask)
		}
		touched, err := t.holding(ctx, []situation.Ref{*x.Member}, x.To) // situations before tasks: the order of every other lock
		if err != nil {
			return err
		}
		if x, err = life.Task(ctx, t, id, t.eng.ForUpdate()); err == nil {
			x, err = x.Done(actor, reason, t.now)
		}
		if err != nil {
			return err
		}
		if out, err = life.Save(ctx, t, x); err != nil {
			return fmt.Errorf("writing task %s: %w", id, moved(err))
		}
		for _, one := range situation.KeepApart(touched, *x.Member, x.To, string(actor.ID), t.now) {
			if _, err := t.saveSituation(ctx, one); err != nil {
				return err
			}
		}
		return t.recordTask(ctx, string(actor.ID), "kept_apart", out, fmt.Sprintf("report %s event %d and situation %s: %s", x.Member.Report, x.Member.Event, x.To, out.Reason))
	})
	if err != nil {
		return situation.Task{}, err
	}
	return out, nil
}

// OpenTasks counts the tasks that wait for the desk now, and those of them that are past their time or loud. A task whose clock
// begins later does not wait yet.
func (s *Store) OpenTasks(ctx context.Context) (open, late int, err error) {
	err = s.eng.Reader().QueryRow(ctx, `select count(*), coalesce(sum(case when loud = 1 or due > 0 and due <= $1 then 1 else 0 end), 0) from task
		where state in ('open', 'taken') and opened <= $1`, us(s.now())).Scan(&open, &late)
	if err != nil {
		return 0, 0, fmt.Errorf("counting the tasks: %w", err)
	}
	return open, late, nil
}

func (s *Store) moveTask(ctx context.Context, method string, by desk.Account, id situation.TaskID, act string,
	move func(situation.Task, desk.Account, *tx) (situation.Task, string, error)) (situation.Task, error) {
	var out situation.Task
	err := s.inTx(ctx, method, func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.Tasks)
		if err != nil {
			return err
		}
		was, err := life.Task(ctx, t, id, t.eng.ForUpdate())
		if err != nil {
			return fmt.Errorf("task %s: %w", id, noRows(err))
		}
		next, detail, err := move(was, actor, t)
		if err != nil {
			return err
		}
		if next.State == was.State && next.Owner == was.Owner && next.Due.Equal(was.Due) { // it is so already
			out = was
			return nil
		}
		if out, err = life.Save(ctx, t, next); err != nil {
			return fmt.Errorf("writing task %s: %w", id, moved(err))
		}
		if err := t.recordTask(ctx, string(actor.ID), act, out, detail); err != nil || out.State != situation.TaskDone || out.Situation == "" {
			return err
		}
		of, err := t.loadSituation(ctx, out.Situation, false)
		if err != nil {
			return err
		}
		if again, from, ok := out.Following(of, s.opt.Tasks, t.now); ok {
			_, err = t.openTask(ctx, again, from, false)
		}
		return err
	})
	if err != nil {
		return situation.Task{}, err
	}
	return out, nil
}

// noRows and moved give the errors of package life the kinds of this one.
func noRows(err error) error {
	if engine.IsNoRows(err) {
		return ErrNotFound
	}
	return err
}

func moved(err error) error {
	if errors.Is(err, life.ErrMoved) {
		return ErrChanged
	}
	return err
}

// EscalateTasks calls the next one for every task that was not taken, or not done, in time, each in its own transaction. It
// returns those that it moved, also when a later one failed.
func (s *Store) EscalateTasks(ctx context.Context) ([]situation.Task, error) {
	due, err := life.Tasks(ctx, s.eng.Reader(), `due > 0 and due <= $1 order by due, id limit 500`, us(s.now()))
	if err != nil {
		return nil, fmt.Errorf("EscalateTasks: %w", err)
	}
	var out []situation.Task
	for _, d := range due {
		did := false
		err := s.inTx(ctx, "EscalateTasks", func(t *tx) error {
			did = false
			x, err := life.Task(ctx, t, d.ID, t.eng.ForUpdate())
			if err != nil {
				return err
			}
			if x, did = x.Escalate(s.opt.Tasks, t.now); !did {
				return nil
			}
			if d, err = life.Save(ctx, t, x); err != nil {
				return err
			}
			detail := fmt.Sprintf("step %d, to %s", d.Step, d.For)
			if d.Loud {
				detail = "everybody has been called and time ran out: loud"
			}
			return t.recordTask(ctx, "system", "escalated", d, detail)
		})
		if err != nil {
			return out, moved(err)
		}
		if did {
			out = append(out, d)
		}
	}
	return out, nil
}

// Task reads one task.
func (s *Store) Task(ctx context.Context, id situation.TaskID) (situation.Task, error) {
	t, err := life.Task(ctx, s.eng.Reader(), id, "")
	if err != nil {
		return t, fmt.Errorf("task %s: %w", id, noRows(err))
	}
	return t, nil
}

// ListTasks lists tasks: the loud ones first, then by when they are due; those that are done last, the newest first. At most 1,000.
func (s *Store) ListTasks(ctx context.Context, f situation.TaskFilter) ([]situation.Task, error) {
	out, err := life.List(ctx, s.eng.Reader(), f)
	if err != nil {
		return nil, fmt.Errorf("listing the tasks: %w", err)
	}
	return out, nil
}
