package delivery

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Store is what the Dispatcher needs of the rows. Each method is one transaction and harmless when called again.
type Store interface {
	// ClaimDeliveries begins attempts for at most most due deliveries of a batch, each leased for the given time by the
	// store's clock. It claims none when the warning may no longer be sent. The warning is the batch's.
	ClaimDeliveries(ctx context.Context, batch int64, most int, lease time.Duration) ([]Delivery, warning.Warning, error)
	// RecordOutcomes writes all outcomes and their trace, or none.
	RecordOutcomes(ctx context.Context, rs []Result) error
	// Sendable says whether words of this kind may still be sent: false from the commit of a cancel on.
	Sendable(ctx context.Context, w warning.ID, k Kind) (bool, error)
	// DeferBatch moves what is due in a batch to a later time: its channel is paused.
	DeferBatch(ctx context.Context, batch int64, by time.Duration) error
}

// Defaults of a Dispatcher.
const (
	DefaultInFlight = 32
	DefaultTimeout  = 30 * time.Second
	watchEvery      = 250 * time.Millisecond
	// chunk is how many deliveries are claimed at once: half a batch and one, so that the second claim of a batch comes back
	// short and no third is needed to know that it is done. After a crash what was claimed is in doubt, sent or not, so it is not more.
	chunk = 101
)

// Dispatcher sends what is due. One is made for a node and shared by all its jobs, since InFlight is the node's bound on
// duplicates after a crash: the slot of a send is freed only when its outcome is committed.
//
// The path of one delivery: claim (committed) → wait for the channel's rate → take a slot → still to be sent? → Send →
// outcome into the next group commit → free the slot.
//
// The zero value of every optional field means its default. Fields must not change after the first RunBatch.
type Dispatcher struct {
	Store   Store
	Senders map[warning.Channel]Sender
	Clock   func() time.Time
	Log     *slog.Logger // optional
	// AckURL makes the personal acknowledge link of an audience row; nil: the mark is removed from the words.
	AckURL func(audience int64) string
	// InFlight bounds sends whose outcome is not committed, over all channels; default 32. With several channels each has its
	// own equal share, so that one that hangs cannot hold up the others.
	InFlight int
	// Timeout is the longest a send may take; then it is in doubt. Default 30 s.
	Timeout time.Duration
	// Lease is how long a claim holds; it must leave time for a whole chunk to begin and for one send and its record. Default,
	// and least: Timeout + 30 s; by default twice the timeout more.
	Lease time.Duration
	// Rates limits messages per second on a channel of this node; none: no limit.
	Rates map[warning.Channel]rate.Limit

	once     sync.Once
	channels map[warning.Channel]*channel
	rec      recorder
}

// channel is one Sender with its limits.
type channel struct {
	sender Sender
	slots  chan struct{}
	rate   *rate.Limiter
	brake  brake
}

func (d *Dispatcher) init() {
	if d.InFlight <= 0 {
		d.InFlight = DefaultInFlight
	}
	if d.Timeout <= 0 {
		d.Timeout = DefaultTimeout
	}
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	d.channels = map[warning.Channel]*channel{}
	share := max(1, d.InFlight/max(1, len(d.Senders)))
	for name, s := range d.Senders {
		c := &channel{sender: s, slots: make(chan struct{}, share), rate: rate.NewLimiter(rate.Inf, 0)}
		if r, ok := d.Rates[name]; ok && r > 0 {
			c.rate = rate.NewLimiter(r, max(1, int(r)))
		}
		d.channels[name] = c
	}
	if d.Lease <= 0 {
		d.Lease = 3*d.Timeout + 30*time.Second
	}
	d.Lease = max(d.Lease, d.Timeout+30*time.Second)
	d.rec = recorder{store: d.Store, log: d.Log, most: d.Lease}
}

// RunBatch sends everything that is due in a batch and returns when each outcome is committed. It is harmless when run again
// or twice at once. An error means that the store could not be used; what was under way is in doubt or still queued, and the
// batch must be run again. When ctx ends, nothing new is sent and what is under way is still recorded.
func (d *Dispatcher) RunBatch(ctx context.Context, batch int64) error {
	d.once.Do(d.init)
	var under sync.WaitGroup
	defer under.Wait()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		ds, w, err := d.Store.ClaimDeliveries(ctx, batch, chunk, d.Lease)
		if err != nil {
			return fmt.Errorf("claiming deliveries of batch %d: %w", batch, err)
		}
		if len(ds) == 0 {
			return nil
		}
		c := d.channels[ds[0].Channel]
		if c == nil { // not set up on this node: told to the desk through the trace, tried again in case it is set up later
			d.giveBack(ds, Outcome{Kind: OutcomeRetry, After: time.Minute, Err: fmt.Errorf("no channel %q is set up on this node", ds[0].Channel)}, &under)
			continue
		}
		paused, err := d.sendChunk(ctx, c, ds, w, &under)
		if err != nil {
			return err
		}
		if paused > 0 {
			under.Wait()
			if err := d.Store.DeferBatch(ctx, batch, paused); err != nil {
				return fmt.Errorf("deferring batch %d while its channel is paused: %w", batch, err)
			}
			return nil
		}
		if len(ds) < chunk {
			return nil
		}
	}
}

// sendChunk begins a send for every claimed delivery and gives back those that may not be sent now. It returns how long the
// channel is paused, or 0.
func (d *Dispatcher) sendChunk(ctx context.Context, c *channel, ds []Delivery, w warning.Warning, under *sync.WaitGroup) (time.Duration, error) {
	gate := d.watch(ctx, w.ID, ds[0].Kind)
	defer gate.stop()
	for i, one := range ds {
		rest := ds[i:]
		if err := c.rate.Wait(ctx); err != nil { // only when ctx ends
			d.giveBack(rest, Outcome{Kind: OutcomeUnsent}, under)
			return 0, err
		}
		select {
		case c.slots <- struct{}{}:
		case <-ctx.Done():
			d.giveBack(rest, Outcome{Kind: OutcomeUnsent}, under)
			return 0, ctx.Err()
		}
		now := d.Clock()
		late := now.Add(d.Timeout).After(one.Lease)
		ended := one.Kind == OfWarning && !w.Content.Expires.IsZero() && !now.Before(w.Content.Expires)
		if gate.closed() || ended || late {
			// The store decides what becomes of them: stopped, lapsed, or queued again.
			<-c.slots
			d.giveBack(rest, Outcome{Kind: OutcomeUnsent}, under)
			return 0, nil
		}
		wait, probe := c.brake.enter(now)
		if wait > 0 {
			<-c.slots
			d.giveBack(rest, Outcome{Kind: OutcomeUnsent, After: wait}, under)
			return wait, nil
		}
		under.Add(1)
		go func() {
			out := d.send(ctx, c, one, w)
			if pause := c.brake.leave(out, probe, d.Clock()); pause > 0 {
				d.Log.Warn("a channel cannot be reached and is paused", "channel", one.Channel, "for", pause, "error", out.Err)
			}
			d.rec.add(Result{ID: one.ID, Attempt: one.Attempt, Outcome: out}, func() { <-c.slots; under.Done() })
		}()
	}
	return 0, nil
}

// send asks the channel. The send is not broken off when the job is told to stop: its answer is worth waiting for.
func (d *Dispatcher) send(ctx context.Context, c *channel, one Delivery, w warning.Warning) (out Outcome) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.Timeout)
	defer cancel()
	m, err := Compose(one, w, d.AckURL)
	if err != nil {
		return Outcome{Kind: OutcomeRefused, Err: err}
	}
	defer func() {
		if p := recover(); p != nil { // one broken sender must not take the node down; whether it sent is unknown
			d.Log.Error("a channel panicked", "channel", one.Channel, "panic", p)
			out = Outcome{Kind: OutcomeInDoubt, Err: errors.New("the channel broke down while sending")}
		}
	}()
	out = c.sender.Send(ctx, m)
	if out.Kind < OutcomeAccepted || out.Kind > OutcomeInDoubt {
		out = Outcome{Kind: OutcomeInDoubt, Err: fmt.Errorf("the channel gave the unknown outcome %d: %w", out.Kind, out.Err)}
	}
	return out
}

// giveBack records the same outcome for deliveries that were claimed and not sent.
func (d *Dispatcher) giveBack(ds []Delivery, o Outcome, under *sync.WaitGroup) {
	for _, one := range ds {
		under.Add(1)
		d.rec.add(Result{ID: one.ID, Attempt: one.Attempt, Outcome: o}, under.Done)
	}
}

// gate knows, a quarter of a second late at most, whether a warning may still be sent.
type gate struct {
	shut   atomic.Bool
	cancel context.CancelFunc
	done   chan struct{}
}

func (g *gate) closed() bool { return g.shut.Load() }
func (g *gate) stop()        { g.cancel(); <-g.done }

// watch asks the store every quarter second while a chunk is under way. The claim itself has just asked, so that a quick
// chunk costs no question at all. When the store does not answer the gate stays as it was: the next claim decides.
func (d *Dispatcher) watch(ctx context.Context, w warning.ID, k Kind) *gate {
	ctx, cancel := context.WithCancel(ctx)
	g := &gate{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(g.done)
		t := time.NewTicker(watchEvery)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				if ok, err := d.Store.Sendable(ctx, w, k); err == nil && !ok {
					g.shut.Store(true)
					return
				}
			}
		}
	}()
	return g
}

// brake pauses a channel whose provider cannot be reached: 5 s, then twice as long each time up to a minute. After a pause
// one send goes first; when it gets through the channel runs again. Timeouts in a row count as one such failure.
type brake struct {
	mu       sync.Mutex
	until    time.Time
	failures int
	timeouts int
	probing  bool
}

const (
	firstPause = 5 * time.Second
	lastPause  = time.Minute
	askAgain   = time.Second
	// timeoutsInRow without any answer between them pause the channel.
	timeoutsInRow = DefaultInFlight
)

// enter asks to send now. wait > 0: not now. probe: this is the one send that goes first after a pause.
func (b *brake) enter(now time.Time) (wait time.Duration, probe bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case now.Before(b.until):
		return b.until.Sub(now), false
	case b.failures > 0 && b.probing:
		return askAgain, false
	case b.failures > 0:
		b.probing = true
		return 0, true
	}
	return 0, false
}

// leave tells how the send ended and returns the pause that it began, if it did.
func (b *brake) leave(o Outcome, probe bool, now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if probe {
		b.probing = false
	}
	if o.Kind == OutcomeInDoubt {
		b.timeouts++
	} else {
		b.timeouts = 0
	}
	if !o.Down && b.timeouts < timeoutsInRow && !(probe && o.Kind == OutcomeInDoubt) {
		if o.Kind != OutcomeInDoubt {
			b.failures = 0
		}
		return 0
	}
	if now.Before(b.until) { // others that were under way say the same: one failure
		return 0
	}
	b.timeouts = 0
	b.failures++
	pause := min(firstPause<<min(b.failures-1, 8), lastPause)
	b.until = now.Add(pause)
	return pause
}
