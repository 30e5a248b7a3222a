// Package hub puts the parts together: it opens the store, starts the reader, the joining, the dispatcher, the one ticker, and
// the pages; and it stops them again. The commands and every end-to-end test use it.
//
// Start and Stop survive any order of calls and double calls. Stop takes at most StopWithin: no new send begins, sends under
// way finish and are recorded; what has not answered by then is in doubt, and is sent again with the same key at the next start.
package hub

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"github.com/tocsin-hub/tocsin/internal/channel/email"
	"github.com/tocsin-hub/tocsin/internal/channel/webhook"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/poll"
	"github.com/tocsin-hub/tocsin/internal/mailsink"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/assist"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// StopWithin is the longest that Stop takes when its context sets no earlier end.
const StopWithin = 10 * time.Second

// Options of a Hub.
type Options struct {
	Config config.Config
	// Clock tells the present; nil: WallClock.
	Clock Clock
	Log   *slog.Logger // nil: nothing is logged
	// Tick starts a round of what is due (deliveries, expired warnings, lapsed windows); nil: once a real second.
	Tick <-chan time.Time
	// Mailbox, for the sample and for tests, are mails that the console shows.
	Mailbox *mailsink.Sink
	// Senders, in tests, take the place of the configured channels.
	Senders map[warning.Channel]delivery.Sender
	// MailRoots are the authorities whose certificates the mail server may have; nil: the system's.
	MailRoots *x509.CertPool
	// Fault is handed to the store; tests only.
	Fault func(method, point string) error
	// Rand gives ids and keys; nil: crypto/rand.
	Rand io.Reader
	// Poll is how often the job queue looks for work; 0: 200 ms.
	Poll time.Duration
	// Extra handlers by pattern, beside the pages: the sample's webhook sink.
	Extra map[string]http.Handler
	// Story, in the sample, is the console's button that moves the story on.
	Story *Story
	// Joined is told of every report whose events are where they belong, for a replay that waits for that; nil: nobody.
	Joined func(reading.ReportID)
	// NoPages leaves console, API and public side out and looks at no source, so that no address is opened and nothing is fetched:
	// for a replay.
	NoPages bool
	// Passwords hashes logins; nil: two at a time.
	Passwords *desk.Passwords
}

// Hub is a running Tocsin. Make it with New.
type Hub struct {
	opt   Options
	clock Clock
	log   *slog.Logger

	mu  sync.Mutex // held by Start and Stop: one at a time
	run *running   // nil while stopped

	live atomic.Pointer[running] // for handlers; nil while stopped or stopping
}

// running is everything that exists between Start and Stop.
type running struct {
	store    *store.Store
	gaz      *gazetteer.Gazetteer
	reader   *reading.Reader
	assist   *assist.Assist // nil: reading by rules alone
	dispatch *delivery.Dispatcher
	metrics  *metrics
	mail     *email.Sender
	hook     *webhook.Sender // posts alarms; nil: nobody asked for them
	ways     []string        // by which the operator is told of alarms
	poller   *poll.Poller
	doors    *doors
	up       time.Time // when it was started; judged and emptied: when the sources were judged, and old bytes looked for
	judged   time.Time
	emptied  time.Time
	ackKey   []byte
	addr     net.Addr
	metricAt net.Addr
	servers  []*http.Server
	quit     context.Context // ends when Stop begins
	stop     context.CancelFunc
	work     sync.WaitGroup // ticker and servers
}

// New checks the options. Nothing is opened before Start.
func New(o Options) (*Hub, error) {
	if err := o.Config.Validate(); err != nil {
		return nil, fmt.Errorf("the configuration cannot be used:\n%w", err)
	}
	h := &Hub{opt: o, clock: o.Clock, log: o.Log}
	if h.clock == nil {
		h.clock = WallClock()
	}
	if h.log == nil {
		h.log = slog.New(slog.DiscardHandler)
	}
	return h, nil
}

// Start opens everything and returns when the pages can be read and the workers run. When it fails nothing stays open. A second
// Start does nothing. ctx bounds the start alone; Stop ends what was started.
func (h *Hub) Start(ctx context.Context) (err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.run != nil {
		return nil
	}
	c := h.opt.Config
	r := &running{up: h.clock.Now(), ways: alarmWays(c)}
	r.quit, r.stop = context.WithCancel(context.Background())
	defer func() {
		if err != nil {
			h.close(context.Background(), r)
		}
	}()
	if r.store, err = store.Open(ctx, store.Options{DSN: c.Database, Clock: h.clock.Now, Rand: h.opt.Rand, Node: c.Node, Log: h.log,
		Fault: h.opt.Fault, MaxConns: c.Delivery.Workers + 6, Tasks: c.Desk.Tasks.Rules(), Margin: c.Desk.Margin}); err != nil {
		return err
	}
	if err = fitTables(ctx, r.store, c.Migrate == "auto"); err != nil {
		return err
	}
	if r.gaz, err = gazetteer.Load(); err != nil {
		return fmt.Errorf("reading the embedded gazetteer: %w", err)
	}
	r.reader = reading.New(r.gaz)
	if r.assist, err = Assist(c); err != nil {
		return err
	}
	if _, err = r.store.KeySituations(ctx, h.joiner(r)); err != nil {
		return err
	}
	if r.ackKey, err = key(ctx, r.store, "acknowledge-key"); err != nil {
		return err
	}
	r.metrics = newMetrics(h.clock, r.store)
	senders := h.opt.Senders
	if senders == nil {
		if senders, err = h.senders(ctx, r); err != nil {
			return err
		}
	}
	if c.Alarms.Webhook != "" {
		secret, err := WebhookSecret(ctx, r.store, c)
		if err != nil {
			return err
		}
		if r.hook, err = alarmHook(c, secret, h.clock.Now); err != nil {
			return err
		}
	}
	r.dispatch = &delivery.Dispatcher{
		Store: r.metrics.watchStore(r.store), Senders: r.metrics.watchSenders(senders), Clock: h.clock.Now, Log: h.log,
		AckURL:   func(audience int64) string { return h.ackURL(r.ackKey, audience) },
		InFlight: c.Delivery.InFlight, Timeout: c.Delivery.Timeout, Lease: c.Delivery.Lease,
		Rates: map[warning.Channel]rate.Limit{warning.Email: rate.Limit(c.Limits.MailsPerSecond), warning.Webhook: rate.Limit(c.Limits.WebhooksPerSecond)},
	}
	if !h.opt.NoPages {
		if err = h.mergeSources(ctx, r); err != nil {
			return err
		}
		if err = h.watchers(r); err != nil {
			return err
		}
		if err = h.serve(r); err != nil {
			return err
		}
	}
	// The workers outlive ctx: only Stop ends them.
	if err = r.store.StartJobs(context.WithoutCancel(ctx), store.Work{
		Read:    func(ctx context.Context, id string) error { return h.read(ctx, r, intake.ItemID(id)) },
		Join:    func(ctx context.Context, id string) error { return h.join(ctx, r, reading.ReportID(id)) },
		Deliver: func(ctx context.Context, batch int64) error { return h.deliver(ctx, r, batch) },
		Tell: func(ctx context.Context, id string, over bool, way string) error {
			return h.tell(ctx, r, id, over, way)
		},
	}, store.JobOptions{Workers: c.Delivery.Workers, Poll: h.opt.Poll}); err != nil {
		return err
	}
	r.work.Go(func() { h.tick(r) })
	if r.poller != nil {
		r.work.Go(func() { _ = r.poller.Run(r.quit) })
	}
	h.run = r
	h.live.Store(r)
	if h.opt.Story != nil {
		h.opt.Story.bind(h)
		if err := h.opt.Story.feed(ctx); err != nil {
			h.log.Error("the sample's first items did not come in", "error", err)
		}
	}
	h.log.Info("tocsin is running", "address", h.addrOf(r), "database", r.store.Engine(), "node", c.Node)
	return nil
}

// senders makes the configured channels.
func (h *Hub) senders(ctx context.Context, r *running) (map[warning.Channel]delivery.Sender, error) {
	c := h.opt.Config
	out := map[warning.Channel]delivery.Sender{}
	if c.Mail.Host != "" {
		hello := c.Mail.Hello
		if hello == "" {
			hello, _ = os.Hostname()
		}
		m, err := email.New(email.Config{Host: c.Mail.Host, Port: c.Mail.Port, TLS: email.TLS(c.Mail.TLS), User: c.Mail.User, Password: c.Mail.Password,
			From: c.Mail.From, ReplyTo: c.Mail.ReplyTo, Hello: hello, Timeout: c.Delivery.Timeout, Conns: c.Mail.Connections, Roots: h.opt.MailRoots,
			Clock: h.clock.Now})
		if err != nil {
			return nil, fmt.Errorf("setting up e-mail: %w", err)
		}
		r.mail = m
		out[warning.Email] = m
	} else {
		h.log.Warn("no mail server is configured (mail.host): no e-mail will be sent")
	}
	secret, err := WebhookSecret(ctx, r.store, c)
	if err != nil {
		return nil, err
	}
	allow, err := networks(c)
	if err != nil {
		return nil, err
	}
	w, err := webhook.New(webhook.Config{Secret: secret, Client: safehttp.New(safehttp.Options{Allow: allow, Timeout: c.Delivery.Timeout}), Clock: h.clock.Now})
	if err != nil {
		return nil, fmt.Errorf("setting up webhooks: %w", err)
	}
	out[warning.Webhook] = w
	return out, nil
}

// Stop ends everything: no new send begins, what is under way finishes, the workers and pages end, the store is closed. It
// takes at most StopWithin, or less when ctx ends before. Without Start, and the second time, it does nothing.
func (h *Hub) Stop(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.run == nil {
		return nil
	}
	r := h.run
	h.run = nil
	h.live.Store(nil)
	ctx, cancel := context.WithTimeout(ctx, StopWithin)
	defer cancel()
	err := h.close(ctx, r)
	if err != nil {
		h.log.Warn("tocsin has stopped, but not everything had ended; what was being sent is in doubt and is sent again with the same key", "error", err)
	} else {
		h.log.Info("tocsin has stopped")
	}
	return err
}

// close ends the parts of r that exist, in the reverse order of their start.
func (h *Hub) close(ctx context.Context, r *running) error {
	r.stop()
	var errs []error
	if r.store != nil {
		// Leave a second for the pages.
		jobs, cancel := ctx, context.CancelFunc(func() {})
		if end, ok := ctx.Deadline(); ok {
			jobs, cancel = context.WithDeadline(ctx, end.Add(-time.Second))
		}
		if err := r.store.StopJobs(jobs); err != nil {
			errs = append(errs, fmt.Errorf("stopping the workers: %w", err))
		}
		cancel()
	}
	for _, s := range r.servers {
		if err := s.Shutdown(ctx); err != nil {
			errs = append(errs, fmt.Errorf("closing the pages: %w", err), s.Close())
		}
	}
	r.work.Wait()
	if r.mail != nil {
		r.mail.Close()
	}
	if r.store != nil {
		r.store.Close()
	}
	return errors.Join(errs...)
}

// Addr is where the pages are, "127.0.0.1:8080"; empty while stopped.
func (h *Hub) Addr() string {
	if r := h.live.Load(); r != nil {
		return h.addrOf(r)
	}
	return ""
}

func (h *Hub) addrOf(r *running) string {
	if r.addr == nil {
		return ""
	}
	return r.addr.String()
}

// MetricsAddr is where /metrics is, when it has an address of its own.
func (h *Hub) MetricsAddr() string {
	if r := h.live.Load(); r != nil && r.metricAt != nil {
		return r.metricAt.String()
	}
	return ""
}

// Store is the open store, nil while stopped. It is for the commands and for tests.
func (h *Hub) Store() *store.Store {
	if r := h.live.Load(); r != nil {
		return r.store
	}
	return nil
}

// Gazetteer is the loaded gazetteer, nil while stopped.
func (h *Hub) Gazetteer() *gazetteer.Gazetteer {
	if r := h.live.Load(); r != nil {
		return r.gaz
	}
	return nil
}

// KeepDocument takes a document in, as the API does: it is kept whatever its bytes are, and read soon after. The same bytes from
// the same source are kept once.
func (h *Hub) KeepDocument(ctx context.Context, raw []byte, meta intake.Meta) (intake.Item, error) {
	r := h.live.Load()
	if r == nil {
		return intake.Item{}, errors.New("tocsin is not running")
	}
	it, _, err := r.store.KeepItem(ctx, string(desk.System.ID), intake.NewItem(raw, meta, h.clock.Now()))
	return it, err
}

// read makes an item's report. Bytes that cannot be read leave the item marked with the reason; so does a fault of our own
// reader, loudly.
func (h *Hub) read(ctx context.Context, r *running, id intake.ItemID) error {
	it, err := r.store.Item(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		h.log.Error("an item that was to be read is not there", "item", id)
		return nil
	} else if err != nil {
		return err
	}
	if it.Unreadable != "" || it.Of != "" || !it.Emptied.IsZero() {
		return nil
	}
	if _, err := r.store.ReportOf(ctx, id); err == nil {
		return nil // read already, perhaps by an older reader: a job that ran twice must not give one document two voices
	} else if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	rep, err := h.readSafely(ctx, r, it)
	if err != nil {
		h.log.Warn("an item cannot be read; it is kept and shown to the desk", "item", id, "why", err)
		r.metrics.read("unreadable")
		return r.store.MarkUnreadable(ctx, id, err.Error())
	}
	if rep.Assist != nil && rep.Assist.Trouble != "" {
		h.log.Warn("the model added nothing to an item; the rules' reading stands", "item", id, "why", rep.Assist.Trouble)
	}
	if _, _, err := r.store.KeepReport(ctx, rep); err != nil {
		return err
	}
	r.metrics.read("read")
	return nil
}

func (h *Hub) readSafely(ctx context.Context, r *running, it intake.Item) (rep reading.Report, err error) {
	defer func() {
		if p := recover(); p != nil {
			h.log.Error("the reader broke down on an item; please report it with the item's bytes", "item", it.ID, "panic", p)
			err = errors.New("our reader broke down on this document; it must be read by a person")
		}
	}()
	return r.reader.ReadAssisted(ctx, it, r.assist)
}

// join puts each event of a report where it belongs.
func (h *Hub) join(ctx context.Context, r *running, id reading.ReportID) error {
	joined, err := r.store.JoinReport(ctx, id, h.joiner(r))
	if err != nil {
		return err
	}
	for _, j := range joined {
		switch {
		case j.AsContext:
			r.metrics.joined("context")
		case j.Opened:
			r.metrics.joined("opened")
		default:
			r.metrics.joined("joined")
		}
	}
	if h.opt.Joined != nil {
		h.opt.Joined(id)
	}
	return nil
}

// deliver sends what is due in a batch. When Stop begins, nothing new is sent and the job ends as done: what is left is due,
// and the next start queues it.
func (h *Hub) deliver(ctx context.Context, r *running, batch int64) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(r.quit, cancel)()
	err := r.dispatch.RunBatch(ctx, batch)
	if err != nil && r.quit.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// Round does now, and once, what the ticker does each second: it returns when what is due by the clock is done or queued.
func (h *Hub) Round() error {
	r := h.live.Load()
	if r == nil {
		return errors.New("tocsin is not running")
	}
	return h.round(r)
}

// tick does each second what is due by the clock. A round that fails is logged once until one succeeds again.
func (h *Hub) tick(r *running) {
	beat := h.opt.Tick
	if beat == nil {
		t := time.NewTicker(time.Second)
		defer t.Stop()
		beat = t.C
	}
	var changed <-chan struct{}
	told := false
	for {
		if sc, ok := h.clock.(*ScenarioClock); ok {
			changed = sc.Changed()
		}
		select {
		case <-r.quit.Done():
			return
		case <-beat:
		case <-changed:
			if r.poller != nil {
				r.poller.Wake()
			}
		}
		begun := time.Now()
		err := h.round(r)
		r.metrics.round(time.Since(begun), err)
		switch {
		case err == nil:
			told = false
		case r.quit.Err() == nil && !told:
			told = true
			h.log.Error("looking for what is due failed; it is tried again each second", "error", err)
		}
	}
}

func (h *Hub) round(r *running) error {
	ctx, cancel := context.WithTimeout(r.quit, 30*time.Second)
	defer cancel()
	var errs []error
	if h.opt.Story != nil {
		errs = append(errs, h.opt.Story.feed(ctx))
	}
	if _, err := r.store.ExpireWarnings(ctx); err != nil {
		errs = append(errs, fmt.Errorf("ending warnings whose time is over: %w", err))
	}
	if _, err := r.store.LapseSituations(ctx); err != nil {
		errs = append(errs, fmt.Errorf("moving situations to watch: %w", err))
	}
	if _, err := r.store.RefreshConcerns(ctx, concernsARound); err != nil {
		errs = append(errs, fmt.Errorf("looking up whom situations concern: %w", err))
	}
	if err := h.escalate(ctx, r); err != nil {
		errs = append(errs, fmt.Errorf("calling for overdue tasks: %w", err))
	}
	if _, err := r.store.KickDue(ctx); err != nil {
		errs = append(errs, fmt.Errorf("queueing what is due: %w", err))
	}
	errs = append(errs, h.watchSources(ctx, r))
	return errors.Join(errs...)
}
