package replay

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// rosterFiles are the files of the roster in the order in which they must come in.
var rosterFiles = []string{"people", "stays", "sites", "gatherings"}

// patience is how long, by the machine's clock, the house may work on one moment of the story before the replay gives up.
const patience = 2 * time.Minute

// Options of a Player.
type Options struct {
	// Database is where the story is kept, "sqlite:PATH" or "postgres://…"; empty: in a folder that is removed at the end.
	Database string
	Set      []string     // settings over the scenario's own, "key=value"
	Log      *slog.Logger // the house's log; nil: none
	// Tell is handed every line of the timeline as it is told; nil: they are only kept.
	Tell func(Line)
	// Sent is told of every message that a channel took, for those who check what went out; nil: nobody. It must not block.
	Sent func(delivery.Message)
	// Outcome, in tests, decides how each send ends, in place of the scenario's Channel; it must be safe for concurrent use.
	Outcome func(delivery.Message) delivery.Outcome
	// Fault is handed to the store; tests only.
	Fault func(method, point string) error
}

// clock stands still until it is set.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.at }

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.at) {
		c.at = t.UTC()
	}
}

// Player is a house that plays a scenario. Make it with Open, Close it at the end. It is for one goroutine.
type Player struct {
	Scenario *Scenario
	Hub      *hub.Hub
	Store    *store.Store
	Desk     door.Desk
	Accounts map[string]desk.Account // by login

	opt   Options
	clock *clock
	dir   string // removed by Close; empty: the database stays
	sink  *sink

	joined   joinedSet
	fresh    []intake.ItemID          // kept, and perhaps not joined yet
	items    map[string]intake.ItemID // by file
	files    map[intake.ItemID]string
	warnings map[string]warning.ID
	wnames   map[warning.ID]string
	order    map[situation.ID]int // from 1, in the order in which they were opened
	seq      int64                // ledger lines told
	watched  map[situation.ID]string
	sent     map[warning.ID]string
	released bool // something may be under way to people
	pending  []ack
	looks    []look
	lines    []Line
	went     []Went
}

// ack is one acknowledgement that is to come.
type ack struct {
	at       time.Time
	name     string
	audience int64
}

// look is a check that is made at a moment of the story.
type look struct {
	at time.Time
	do func(context.Context) error
}

// Open starts a house at the beginning of the story, with its accounts and its roster.
func Open(ctx context.Context, s *Scenario, o Options) (p *Player, err error) {
	p = &Player{Scenario: s, opt: o, clock: &clock{at: s.Begin}, Accounts: map[string]desk.Account{}, items: map[string]intake.ItemID{},
		files: map[intake.ItemID]string{}, warnings: map[string]warning.ID{}, wnames: map[warning.ID]string{}, order: map[situation.ID]int{},
		watched: map[situation.ID]string{}, sent: map[warning.ID]string{},
		joined: joinedSet{ids: map[reading.ReportID]bool{}}}
	defer func() {
		if err != nil {
			_ = p.Close(context.WithoutCancel(ctx))
			p = nil
		}
	}()
	c, err := s.Config(o.Set)
	if err != nil {
		return p, err
	}
	if c.Database = o.Database; c.Database == "" {
		if p.dir, err = os.MkdirTemp("", "tocsin-replay-"); err != nil {
			return p, fmt.Errorf("making a folder for the replay's database: %w", err)
		}
		c.Database = "sqlite:" + filepath.Join(p.dir, "replay.db")
	}
	// What leaves a house in life must not leave a replay.
	c.Mail.Host, c.Reading.Assist.URL, c.Metrics.Listen, c.Limits.MailsPerSecond, c.Limits.WebhooksPerSecond = "", "", "", 0, 0
	c.Alarms = config.Alarms{}
	p.sink = &sink{channel: s.Channel, sent: o.Sent, outcome: o.Outcome, refs: map[string]string{}}
	if p.Hub, err = hub.New(hub.Options{Config: c, Clock: p.clock, Log: o.Log, Tick: make(chan time.Time), NoPages: true, Poll: 3 * time.Millisecond, Fault: o.Fault, Joined: p.joined.add,
		Senders: map[warning.Channel]delivery.Sender{warning.Email: p.sink, warning.Webhook: p.sink}}); err != nil {
		return p, err
	}
	if err = p.Hub.Start(ctx); err != nil {
		return p, err
	}
	p.Store = p.Hub.Store()
	p.Desk, _ = p.Hub.Desk()
	if o.Database != "" {
		if size, _, err := p.Store.LedgerTree(ctx); err != nil {
			return p, err
		} else if size > 0 {
			return p, errors.New("the database is not empty: a replay starts on a new one, so that no story is mixed with another or with real records")
		}
	}
	for _, login := range sortedKeys(s.Accounts) {
		a, err := p.Store.AddAccount(ctx, desk.System.ID, desk.Account{Login: login, Name: strings.ToUpper(login[:1]) + login[1:], Roles: []desk.Role{s.Accounts[login]}})
		if err != nil {
			return p, fmt.Errorf("making the account %s: %w", login, err)
		}
		p.Accounts[login] = a
	}
	for _, what := range rosterFiles {
		if s.files == nil {
			break
		}
		file := RosterDir + "/" + what + ".csv"
		if _, err := fs.Stat(s.files, file); err != nil {
			continue
		}
		if err := p.importFile(ctx, desk.System, what, file); err != nil {
			return p, fmt.Errorf("importing %s: %w", file, err)
		}
	}
	return p, p.skipLedger(ctx)
}

// Close stops the house and removes what the replay alone needed.
func (p *Player) Close(ctx context.Context) error {
	var err error
	if p.Hub != nil {
		err = p.Hub.Stop(ctx)
	}
	if p.dir != "" {
		err = errors.Join(err, os.RemoveAll(p.dir))
	}
	return err
}

// Now is the story's present.
func (p *Player) Now() time.Time { return p.clock.Now() }

// To moves the story on to t: everything that the clock brings about on the way is done at its own moment.
func (p *Player) To(ctx context.Context, t time.Time) error {
	for {
		next, err := p.Store.NextDue(ctx)
		if err != nil {
			return err
		}
		for _, a := range p.pending {
			next = sooner(next, a.at)
		}
		for _, l := range p.looks {
			next = sooner(next, l.at)
		}
		if next.IsZero() || next.After(t) {
			next = t
		}
		p.clock.set(next)
		if err := p.work(ctx); err != nil {
			return err
		}
		if err := p.acknowledge(ctx); err != nil {
			return err
		}
		if err := p.see(ctx, false); err != nil {
			return err
		}
		for len(p.looks) > 0 && !p.looks[0].at.After(p.Now()) {
			l := p.looks[0]
			p.looks = p.looks[1:]
			if err := l.do(ctx); err != nil {
				return err
			}
		}
		if !p.Now().Before(t) {
			return nil
		}
	}
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// work does what is due now and waits until it is done.
func (p *Player) work(ctx context.Context) error {
	if err := p.round(); err != nil {
		return err
	}
	return p.idle(ctx)
}

func (p *Player) round() error {
	if err := p.Hub.Round(); err != nil {
		return fmt.Errorf("at %s: %w", p.Scenario.local(p.Now()), err)
	}
	return nil
}

// idle waits until every document is read and joined and nothing is left to be sent now. It looks at what the jobs have done
// and not at the jobs, which the queue calls done a while later.
func (p *Player) idle(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	beat := time.NewTicker(time.Millisecond)
	defer beat.Stop()
	for n := 1; ; n++ {
		left, err := p.left(ctx)
		if err != nil {
			return err
		}
		if left == "" {
			return nil
		}
		select {
		case <-beat.C:
		case <-ctx.Done():
			return fmt.Errorf("at %s: the house did not get done: %s: %w", p.Scenario.local(p.Now()), left, ctx.Err())
		}
		if n%20 == 0 { // a batch whose last job the queue has not called done yet is not kicked again by the first round
			if err := p.round(); err != nil {
				return err
			}
		}
	}
}

// left says what is still to be done now; empty: nothing.
func (p *Player) left(ctx context.Context) (string, error) {
	for len(p.fresh) > 0 {
		id := p.fresh[0]
		rep, err := p.Store.ReportOf(ctx, id)
		if errors.Is(err, store.ErrNotFound) {
			it, err := p.Store.Item(ctx, id)
			if err != nil {
				return "", err
			}
			if it.Unreadable == "" {
				return p.files[id] + " is being read", nil
			}
		} else if err != nil {
			return "", err
		} else if !p.joined.has(rep.ID) {
			return p.files[id] + " is being joined", nil
		}
		p.fresh = p.fresh[1:]
	}
	if p.released {
		// What is due is looked at before what is being sent: what is claimed between the two looks is seen by the second.
		due, err := p.Store.Gauges(ctx)
		if err != nil {
			return "", err
		}
		now, err := p.Store.Gauges(ctx)
		if err != nil {
			return "", err
		}
		if n := due.Overdue + now.Deliveries[string(delivery.Sending)]; n > 0 {
			return fmt.Sprintf("%d deliveries are to be sent", n), nil
		}
	}
	return "", nil
}

// joinedSet are the reports that the house has joined.
type joinedSet struct {
	mu  sync.Mutex
	ids map[reading.ReportID]bool
}

func (j *joinedSet) add(id reading.ReportID) { j.mu.Lock(); defer j.mu.Unlock(); j.ids[id] = true }
func (j *joinedSet) has(id reading.ReportID) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.ids[id]
}

// Take lets documents come in now, all at once as from a feed that was fetched, and waits until they are read and joined.
func (p *Player) Take(ctx context.Context, docs ...Document) error {
	for _, d := range docs {
		raw, err := p.Scenario.Read(d.File)
		if err != nil {
			return err
		}
		if err := p.keep(ctx, d, raw); err != nil {
			return err
		}
	}
	if err := p.idle(ctx); err != nil {
		return err
	}
	for _, d := range docs {
		if err := p.follow(ctx, d); err != nil {
			return err
		}
	}
	return p.see(ctx, false)
}

// TakeRaw is Take for bytes that stand in no file.
func (p *Player) TakeRaw(ctx context.Context, d Document, raw []byte) error {
	if err := p.keep(ctx, d, raw); err != nil {
		return err
	}
	if err := p.idle(ctx); err != nil {
		return err
	}
	if err := p.follow(ctx, d); err != nil {
		return err
	}
	return p.see(ctx, false)
}

func (p *Player) keep(ctx context.Context, d Document, raw []byte) error {
	it, err := p.Hub.KeepDocument(ctx, raw, intake.Meta{Source: intake.SourceID(d.Source), Origin: d.Origin, URL: d.URL, Published: d.Published})
	if err != nil {
		return fmt.Errorf("taking in %s: %w", d.File, err)
	}
	p.items[d.File], p.fresh = it.ID, append(p.fresh, it.ID)
	if _, twice := p.files[it.ID]; !twice {
		p.files[it.ID] = d.File
	}
	return nil
}

// Play plays the whole scenario and gives what there is to tell. The first thing that the house cannot do ends it: a decision
// that is refused is not such a thing.
func (p *Player) Play(ctx context.Context) (*Story, error) {
	s := p.Scenario
	docs, acts := s.Documents, s.Script
	fail := func(err error) (*Story, error) { return nil, fmt.Errorf("playing %s: %w", s.Title, err) }
	if s.expect != nil {
		s.expect.plan(p)
	}
	for len(docs) > 0 || len(acts) > 0 {
		at := time.Time{}
		if len(docs) > 0 {
			at = docs[0].At
		}
		if len(acts) > 0 {
			at = sooner(at, acts[0].At)
		}
		if err := p.To(ctx, at); err != nil {
			return fail(err)
		}
		n := 0
		for n < len(docs) && docs[n].At.Equal(at) {
			n++
		}
		if n > 0 {
			if err := p.Take(ctx, docs[:n]...); err != nil {
				return fail(err)
			}
			docs = docs[n:]
		}
		for len(acts) > 0 && acts[0].At.Equal(at) {
			if err := p.Do(ctx, acts[0]); err != nil {
				return fail(err)
			}
			acts = acts[1:]
		}
	}
	if err := p.To(ctx, s.End); err != nil {
		return fail(err)
	}
	out, err := p.story(ctx)
	if err != nil {
		return fail(err)
	}
	if s.expect != nil {
		if err := s.expect.atEnd(ctx, p, out); err != nil {
			return fail(err)
		}
	}
	return out, nil
}

// Play opens a house, plays the scenario in it and closes it.
func Play(ctx context.Context, s *Scenario, o Options) (out *Story, err error) {
	p, err := Open(ctx, s, o)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.Close(context.WithoutCancel(ctx))) }()
	return p.Play(ctx)
}

// sink is every channel of a replay: it keeps nothing and behaves as the scenario says.
type sink struct {
	channel Channel
	sent    func(delivery.Message)
	outcome func(delivery.Message) delivery.Outcome

	mu   sync.Mutex
	refs map[string]string // address to the roster's ref of the person
}

// Send is the channel's one method.
func (k *sink) Send(_ context.Context, m delivery.Message) delivery.Outcome {
	k.mu.Lock()
	ref := k.refs[m.To]
	k.mu.Unlock()
	if k.outcome != nil {
		return k.outcome(m)
	}
	if k.channel.Refuse[ref] {
		return delivery.Outcome{Kind: delivery.OutcomeRefused, Err: errors.New("the story says that this person cannot be reached")}
	}
	if after := k.channel.Later[ref]; after > 0 && m.Attempt == 1 {
		return delivery.Outcome{Kind: delivery.OutcomeRetry, After: after, Err: errors.New("the story says that this takes a while")}
	}
	if k.sent != nil {
		k.sent(m)
	}
	return delivery.Outcome{Kind: delivery.OutcomeAccepted, Ref: m.Key}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
