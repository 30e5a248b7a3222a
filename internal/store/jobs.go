package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// Work is what jobs call. Each function must be harmless when run again: a job runs at least once.
type Work struct {
	Read    func(ctx context.Context, item string) error   // read an item into a report
	Join    func(ctx context.Context, report string) error // join a report to the situations
	Deliver func(ctx context.Context, batch int64) error   // send what is due in a batch of deliveries
	// Tell tells the operator by one way that an alarm of a source was raised, or (over) that it is over.
	Tell func(ctx context.Context, alarm string, over bool, way string) error
}

// JobOptions tunes the workers.
type JobOptions struct {
	Workers int           // jobs at once; 0: 4
	Poll    time.Duration // how often to look for work when nothing announces it; 0: 200 ms
	Timeout time.Duration // longest run of one job; 0: 10 minutes
}

// The kinds of job. Each carries only a key: what is to be done stands in the rows.
type (
	readJob struct {
		Item string `json:"item" river:"unique"`
	}
	joinJob struct {
		Report string `json:"report" river:"unique"`
		// After is the correction after which the report is joined again: a joining that runs already may have begun before it.
		After string `json:"after,omitempty" river:"unique"`
	}
	deliverJob struct {
		Batch int64 `json:"batch" river:"unique"`
	}
	tellJob struct {
		Alarm string `json:"alarm" river:"unique"`
		Over  bool   `json:"over" river:"unique"`
		Way   string `json:"way" river:"unique"`
	}
)

func (readJob) Kind() string    { return "read" }
func (joinJob) Kind() string    { return "join" }
func (deliverJob) Kind() string { return "deliver" }
func (tellJob) Kind() string    { return "tell" }

// queueDeliver is the queue of deliver jobs, apart from reading so that a storm of items never delays a warning.
const queueDeliver = "deliver"

type jobs interface {
	insert(ctx context.Context, raw any, args []river.JobArgs, unique bool) error
	start(ctx context.Context) error
	stop(ctx context.Context) error
}

type riverJobs[T any] struct{ client *river.Client[T] }

func (j riverJobs[T]) insert(ctx context.Context, raw any, args []river.JobArgs, unique bool) error {
	ps := make([]river.InsertManyParams, len(args))
	for i, a := range args {
		o := &river.InsertOpts{}
		if _, ok := a.(deliverJob); ok {
			o.Queue, o.Priority = queueDeliver, 1
		}
		if unique { // one open job a key is enough: a second one waits for nothing
			o.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{rivertype.JobStateAvailable,
				rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled}}
		}
		ps[i] = river.InsertManyParams{Args: a, InsertOpts: o}
	}
	var err error
	if unique {
		_, err = j.client.InsertManyTx(ctx, raw.(T), ps)
	} else {
		_, err = j.client.InsertManyFastTx(ctx, raw.(T), ps)
	}
	return err
}
func (j riverJobs[T]) start(ctx context.Context) error { return j.client.Start(ctx) }
func (j riverJobs[T]) stop(ctx context.Context) error  { return j.client.Stop(ctx) }

// queue inserts jobs in this transaction: they exist if and only if the transaction commits.
func (t *tx) queue(ctx context.Context, unique bool, args ...river.JobArgs) error {
	if len(args) == 0 {
		return nil
	}
	if err := t.fault("queue"); err != nil {
		return err
	}
	j, err := t.s.jobClient()
	if err != nil {
		return err
	}
	if err := j.insert(ctx, t.raw, args, unique); err != nil {
		return fmt.Errorf("queueing %d %s jobs: %w", len(args), args[0].Kind(), err)
	}
	return nil
}

// jobClient is the running client, or one that only inserts.
func (s *Store) jobClient() (jobs, error) {
	s.jobMu.Lock()
	defer s.jobMu.Unlock()
	if s.jobs == nil {
		j, err := s.newJobs(nil, JobOptions{})
		if err != nil {
			return nil, fmt.Errorf("preparing the job queue: %w", err)
		}
		s.jobs = j
	}
	return s.jobs, nil
}

func (s *Store) newJobs(w *Work, o JobOptions) (jobs, error) {
	cfg := &river.Config{Logger: slog.New(slog.DiscardHandler), ID: s.opt.Node}
	if w != nil {
		if o.Workers <= 0 {
			o.Workers = 4
		}
		if o.Poll <= 0 {
			o.Poll = 200 * time.Millisecond
		}
		if o.Timeout <= 0 {
			o.Timeout = 10 * time.Minute
		}
		ws := river.NewWorkers()
		river.AddWorker(ws, river.WorkFunc(func(ctx context.Context, j *river.Job[readJob]) error { return w.Read(ctx, j.Args.Item) }))
		river.AddWorker(ws, river.WorkFunc(func(ctx context.Context, j *river.Job[joinJob]) error { return w.Join(ctx, j.Args.Report) }))
		river.AddWorker(ws, river.WorkFunc(func(ctx context.Context, j *river.Job[deliverJob]) error { return w.Deliver(ctx, j.Args.Batch) }))
		river.AddWorker(ws, river.WorkFunc(func(ctx context.Context, j *river.Job[tellJob]) error {
			return w.Tell(ctx, j.Args.Alarm, j.Args.Over, j.Args.Way)
		}))
		cfg.Workers = ws
		cfg.Queues = map[string]river.QueueConfig{
			river.QueueDefault: {MaxWorkers: o.Workers, FetchCooldown: min(o.Poll, 50*time.Millisecond), FetchPollInterval: o.Poll},
			queueDeliver:       {MaxWorkers: o.Workers, FetchCooldown: min(o.Poll, 50*time.Millisecond), FetchPollInterval: o.Poll},
		}
		cfg.JobTimeout = o.Timeout
		cfg.RescueStuckJobsAfter = o.Timeout + time.Minute
		cfg.ErrorHandler = jobErrors{s.opt.Log}
	}
	switch e := s.eng.(type) {
	case *engine.Lite:
		c, err := river.NewClient[*sql.Tx](riversqlite.New(e.Write), cfg)
		return riverJobs[*sql.Tx]{c}, err
	case *engine.PG:
		c, err := river.NewClient[pgx.Tx](riverpgxv5.New(e.Pool), cfg)
		return riverJobs[pgx.Tx]{c}, err
	}
	return nil, errors.New("unknown engine")
}

var _ riverdriver.Driver[*sql.Tx] = (*riversqlite.Driver)(nil)

// jobErrors tells the operator's log about jobs that fail; River tries them again.
type jobErrors struct{ log *slog.Logger }

func (h jobErrors) HandleError(_ context.Context, j *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	h.log.Error("a job failed and will be tried again", "kind", j.Kind, "job", j.ID, "attempt", j.Attempt, "error", err)
	return nil
}

func (h jobErrors) HandlePanic(_ context.Context, j *rivertype.JobRow, v any, trace string) *river.ErrorHandlerResult {
	h.log.Error("a job panicked and will be tried again", "kind", j.Kind, "job", j.ID, "attempt", j.Attempt, "panic", v, "trace", trace)
	return nil
}

// StartJobs starts the workers. First it takes back what a dead process of this node's name left behind: its running jobs
// become available and its leased deliveries in doubt. The name is ours alone (Open sees to that), so nobody alive loses work.
func (s *Store) StartJobs(ctx context.Context, w Work, o JobOptions) error {
	if s.opt.Beside {
		return errors.New("starting the workers: this store was opened beside the running program")
	}
	if err := s.takeBack(ctx); err != nil {
		return fmt.Errorf("taking back the work of a dead process: %w", err)
	}
	j, err := s.newJobs(&w, o)
	if err != nil {
		return fmt.Errorf("preparing the workers: %w", err)
	}
	if err := j.start(ctx); err != nil {
		return fmt.Errorf("starting the workers: %w", err)
	}
	s.jobMu.Lock()
	s.jobs = j
	s.jobMu.Unlock()
	return nil
}

// StopJobs lets running jobs finish until ctx ends, then cancels them. It is harmless without StartJobs and twice.
func (s *Store) StopJobs(ctx context.Context) error {
	s.jobMu.Lock()
	j := s.jobs
	s.jobs = nil
	s.jobMu.Unlock()
	if j == nil {
		return nil
	}
	return j.stop(ctx)
}

func (s *Store) takeBack(ctx context.Context) error {
	return s.inTx(ctx, "TakeBack", func(t *tx) error {
		running := `update river_job set state = 'available' where state = 'running'`
		args := []any{}
		if t.eng.Name() == "postgres" {
			running += ` and attempted_by[array_upper(attempted_by, 1)] = $1`
			args = append(args, s.opt.Node)
		}
		if _, err := t.Exec(ctx, running, args...); err != nil {
			return err
		}
		return t.releaseLeases(ctx, s.opt.Node)
	})
}

// OpenJobs counts, by kind, the jobs that are not finished: waiting, running, or to be tried again.
func (s *Store) OpenJobs(ctx context.Context) (map[string]int, error) {
	r, err := s.eng.Reader().Query(ctx, `select kind, count(*) from river_job
		where state in ('available', 'pending', 'retryable', 'running', 'scheduled') group by kind`)
	if err != nil {
		return nil, fmt.Errorf("counting the open jobs: %w", err)
	}
	defer r.Close()
	out := map[string]int{}
	for r.Next() {
		var kind string
		var n int
		if err := r.Scan(&kind, &n); err != nil {
			return nil, fmt.Errorf("counting the open jobs: %w", err)
		}
		out[kind] = n
	}
	return out, r.Err()
}
