package delivery_test

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/store/storetest"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// scene is a released warning on a real SQLite file, with the wall clock or one that stands still.
type scene struct {
	*store.Store
	storetest.Fanout
	ctx     context.Context
	batches []int64
}

func released(t *testing.T, clock func() time.Time, sc storetest.Scene) *scene {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{DSN: "sqlite:" + filepath.Join(t.TempDir(), "t.db"), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if _, err := s.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	f, err := storetest.Prepare(ctx, s, clock(), sc)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.ReleaseWarning(ctx, f.Approver, f.Warning.ID, f.Warning.Hash); err != nil {
		t.Fatal(err)
	}
	x := &scene{Store: s, Fanout: f, ctx: ctx}
	ds, err := s.Deliveries(ctx, f.Warning.ID, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range ds {
		if n := len(x.batches); n == 0 || x.batches[n-1] != int64(d.Batch) {
			x.batches = append(x.batches, int64(d.Batch))
		}
	}
	return x
}

func (x *scene) count(t *testing.T, st delivery.State) int {
	t.Helper()
	p, err := x.Progress(x.ctx, x.Fanout.Warning.ID)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range p.Counts {
		if c.State == st && c.Kind == delivery.OfWarning {
			n += c.N
		}
	}
	return n
}

type sendFunc func(ctx context.Context, m delivery.Message) delivery.Outcome

func (f sendFunc) Send(ctx context.Context, m delivery.Message) delivery.Outcome { return f(ctx, m) }

// committing counts what is recorded after its commit, as the dispatcher's bound on duplicates wants it.
type committing struct {
	delivery.Store
	open *atomic.Int64
	fail atomic.Int64 // so many records fail: every second one after its commit
}

func (c *committing) RecordOutcomes(ctx context.Context, rs []delivery.Result) error {
	if n := c.fail.Add(-1); n >= 0 && n%2 == 0 {
		return errors.New("the database is away")
	} else if n >= 0 {
		_ = c.Store.RecordOutcomes(ctx, rs)
		return errors.New("done, but not told")
	}
	err := c.Store.RecordOutcomes(ctx, rs)
	if err == nil {
		for _, r := range rs {
			if r.Outcome.Kind != delivery.OutcomeUnsent {
				c.open.Add(-1)
			}
		}
	}
	return err
}

// TestInFlightIsTheBound: never are more sends begun, whose outcome is not committed, than InFlight; with four batches at once
// and a database that fails now and then.
func TestInFlightIsTheBound(t *testing.T) {
	x := released(t, time.Now, storetest.Scene{People: 900})
	var open, most atomic.Int64
	sender := sendFunc(func(context.Context, delivery.Message) delivery.Outcome {
		n := open.Add(1)
		for {
			m := most.Load()
			if n <= m || most.CompareAndSwap(m, n) {
				break
			}
		}
		return delivery.Outcome{Kind: delivery.OutcomeAccepted}
	})
	s := &committing{Store: x.Store, open: &open}
	s.fail.Store(6)
	d := &delivery.Dispatcher{Store: s, Senders: map[warning.Channel]delivery.Sender{warning.Email: sender}, Clock: time.Now, InFlight: 16}
	var wg sync.WaitGroup
	for _, b := range x.batches {
		wg.Go(func() {
			if err := d.RunBatch(x.ctx, b); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() > 16 || most.Load() < 8 {
		t.Errorf("%d were open at once", most.Load())
	}
	if n := x.count(t, delivery.Accepted); n != 900 {
		t.Errorf("%d accepted", n)
	}
	if err := storetest.Check(x.ctx, x.Store, x.Fanout.Warning.ID, storetest.Settled); err != nil {
		t.Error(err)
	}
}

// TestCancelStopsWithinASecond: after the commit of a cancel, no send begins later than a second (reliability.md, G6).
func TestCancelStopsWithinASecond(t *testing.T) {
	x := released(t, time.Now, storetest.Scene{People: 600})
	var mu sync.Mutex
	var begun []time.Time
	ten := make(chan struct{})
	sender := sendFunc(func(ctx context.Context, m delivery.Message) delivery.Outcome {
		mu.Lock()
		begun = append(begun, time.Now())
		if len(begun) == 10 {
			close(ten)
		}
		mu.Unlock()
		select { // a slow provider: the chunk that is claimed would last for minutes
		case <-time.After(200 * time.Millisecond):
		case <-ctx.Done():
		}
		return delivery.Outcome{Kind: delivery.OutcomeAccepted}
	})
	d := &delivery.Dispatcher{Store: x.Store, Senders: map[warning.Channel]delivery.Sender{warning.Email: sender}, Clock: time.Now, InFlight: 4}
	var wg sync.WaitGroup
	for _, b := range x.batches {
		wg.Go(func() {
			if err := d.RunBatch(x.ctx, b); err != nil {
				t.Error(err)
			}
		})
	}
	<-ten
	if _, err := x.CancelWarning(x.ctx, x.Duty, x.Fanout.Warning.ID, "it was wrong"); err != nil {
		t.Fatal(err)
	}
	cancelled := time.Now()
	wg.Wait()
	mu.Lock()
	defer mu.Unlock()
	after := 0
	for _, at := range begun {
		if at.Sub(cancelled) > time.Second {
			t.Errorf("a send began %s after the cancel", at.Sub(cancelled))
		}
		if at.After(cancelled) {
			after++
		}
	}
	if n := x.count(t, delivery.Accepted); n != len(begun) {
		t.Errorf("%d accepted of %d sent: an outcome after the cancel is recorded too", n, len(begun))
	}
	if n := x.count(t, delivery.Stopped); n != 600-len(begun) {
		t.Errorf("%d stopped", n)
	}
	if err := storetest.Check(x.ctx, x.Store, x.Fanout.Warning.ID, storetest.UnderWay); err != nil {
		t.Error(err)
	}
	t.Logf("%d sent, %d of them begun after the cancel", len(begun), after)
}

// TestADownProviderPausesTheChannel: one failure to connect, not one for each person, and one probe after the pause.
func TestADownProviderPausesTheChannel(t *testing.T) {
	clock := &standing{now: time.Now()}
	x := released(t, clock.Now, storetest.Scene{People: 500})
	var calls atomic.Int64
	var up atomic.Bool
	sender := sendFunc(func(context.Context, delivery.Message) delivery.Outcome {
		calls.Add(1)
		if up.Load() {
			return delivery.Outcome{Kind: delivery.OutcomeAccepted}
		}
		return delivery.Outcome{Kind: delivery.OutcomeRetry, Down: true, Err: errors.New("connection refused")}
	})
	d := &delivery.Dispatcher{Store: x.Store, Senders: map[warning.Channel]delivery.Sender{warning.Email: sender}, Clock: clock.Now, InFlight: 8}
	all := func() {
		for _, b := range x.batches {
			if err := d.RunBatch(x.ctx, b); err != nil {
				t.Fatal(err)
			}
		}
	}
	all()
	first := calls.Load()
	if first > 8 {
		t.Errorf("%d people paid for one dead server", first)
	}
	all()
	if calls.Load() != first {
		t.Error("it was called during the pause")
	}
	clock.add(6 * time.Second)
	all()
	if n := calls.Load() - first; n != 1 {
		t.Errorf("%d probes after the pause", n)
	}
	up.Store(true)
	for range 10 {
		clock.add(time.Minute)
		all()
	}
	if n := x.count(t, delivery.Accepted); n != 500 {
		t.Errorf("%d accepted after it came back", n)
	}
}

type standing struct {
	mu  sync.Mutex
	now time.Time
}

func (c *standing) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *standing) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// TestStopGivesBack: when the job is told to stop, what is under way is recorded and the rest is queued again at once.
func TestStopGivesBack(t *testing.T) {
	x := released(t, time.Now, storetest.Scene{People: 100})
	ctx, stop := context.WithCancel(x.ctx)
	var calls atomic.Int64
	sender := sendFunc(func(ctx context.Context, _ delivery.Message) delivery.Outcome {
		if calls.Add(1) == 5 {
			stop()
		}
		if ctx.Err() != nil {
			t.Error("a send was broken off")
		}
		return delivery.Outcome{Kind: delivery.OutcomeAccepted}
	})
	d := &delivery.Dispatcher{Store: x.Store, Senders: map[warning.Channel]delivery.Sender{warning.Email: sender}, Clock: time.Now, InFlight: 2}
	if err := d.RunBatch(ctx, x.batches[0]); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if n := x.count(t, delivery.Sending); n != 0 {
		t.Errorf("%d are still leased", n)
	}
	if a, q := x.count(t, delivery.Accepted), x.count(t, delivery.Queued); a != int(calls.Load()) || a+q != 100 {
		t.Errorf("%d accepted of %d calls, %d queued", a, calls.Load(), q)
	}
	if err := d.RunBatch(x.ctx, x.batches[0]); err != nil {
		t.Fatal(err)
	}
	if n := x.count(t, delivery.Accepted); n != 100 || calls.Load() != 100 {
		t.Errorf("%d accepted, %d calls", n, calls.Load())
	}
}

// TestBrokenSenders: a channel that panics, answers nonsense, hangs, or is not set up here costs nobody's warning.
func TestBrokenSenders(t *testing.T) {
	for name, c := range map[string]struct {
		sender sendFunc
		want   delivery.State
	}{
		"panics":   {func(context.Context, delivery.Message) delivery.Outcome { panic("oh") }, delivery.InDoubt},
		"nonsense": {func(context.Context, delivery.Message) delivery.Outcome { return delivery.Outcome{Kind: 77} }, delivery.InDoubt},
		"nothing":  {func(context.Context, delivery.Message) delivery.Outcome { return delivery.Outcome{} }, delivery.InDoubt},
		"unsent": {func(context.Context, delivery.Message) delivery.Outcome {
			return delivery.Outcome{Kind: delivery.OutcomeUnsent}
		}, delivery.InDoubt},
		"hangs": {func(ctx context.Context, _ delivery.Message) delivery.Outcome {
			<-ctx.Done()
			return delivery.Outcome{Kind: delivery.OutcomeInDoubt, Err: ctx.Err()}
		}, delivery.InDoubt},
		"not set up": {nil, delivery.Queued},
	} {
		t.Run(name, func(t *testing.T) {
			x := released(t, time.Now, storetest.Scene{People: 3})
			senders := map[warning.Channel]delivery.Sender{}
			if c.sender != nil {
				senders[warning.Email] = c.sender
			}
			d := &delivery.Dispatcher{Store: x.Store, Senders: senders, Clock: time.Now, Timeout: 50 * time.Millisecond}
			if err := d.RunBatch(x.ctx, x.batches[0]); err != nil {
				t.Fatal(err)
			}
			if n := x.count(t, c.want); n != 3 {
				t.Errorf("%d are %s", n, c.want)
			}
		})
	}
}

// TestRate: no more messages a second than the channel may take, after a burst of one second's worth.
func TestRate(t *testing.T) {
	x := released(t, time.Now, storetest.Scene{People: 80})
	d := &delivery.Dispatcher{Store: x.Store, Clock: time.Now, Rates: map[warning.Channel]rate.Limit{warning.Email: 50},
		Senders: map[warning.Channel]delivery.Sender{warning.Email: sendFunc(func(context.Context, delivery.Message) delivery.Outcome {
			return delivery.Outcome{Kind: delivery.OutcomeAccepted}
		})}}
	begin := time.Now()
	if err := d.RunBatch(x.ctx, x.batches[0]); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begin); took < 550*time.Millisecond { // 50 at once, 30 at 50 a second: 600 ms
		t.Errorf("80 messages at 50 a second took %s", took)
	}
}
