package delivery

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// recorder is the group commit: at most one goroutine, which writes all outcomes that are waiting in one transaction, and
// then those that came meanwhile. So a record waits for at most two commits, and fast channels share them.
type recorder struct {
	store Store
	log   *slog.Logger
	most  time.Duration // how long a record is tried before it is given up; by then the lease has ended

	mu      sync.Mutex
	waiting []Result
	done    []func()
	running bool
}

// add hands over an outcome. done is called once it is committed, or given up.
func (r *recorder) add(res Result, done func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting = append(r.waiting, res)
	r.done = append(r.done, done)
	if !r.running {
		r.running = true
		go r.run()
	}
}

func (r *recorder) run() {
	for {
		r.mu.Lock()
		rs, done := r.waiting, r.done
		r.waiting, r.done = nil, nil
		if len(rs) == 0 {
			r.running = false
			r.mu.Unlock()
			return
		}
		r.mu.Unlock()
		r.write(rs)
		for _, f := range done {
			f()
		}
	}
}

// write tries until it is committed. It is not bound to any job's context: what was sent is worth recording even while the
// process is stopping. When the store stays away for a whole lease it gives up; the rows are then in doubt by themselves.
func (r *recorder) write(rs []Result) {
	ctx, cancel := context.WithTimeout(context.Background(), r.most)
	defer cancel()
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		err := r.store.RecordOutcomes(ctx, rs)
		if err == nil {
			return
		}
		r.log.Error("recording outcomes failed and will be tried again", "outcomes", len(rs), "error", err)
		select {
		case <-ctx.Done():
			r.log.Error("outcomes could not be recorded; their deliveries are in doubt when their leases end", "outcomes", len(rs))
			return
		case <-time.After(pause):
		}
	}
}
