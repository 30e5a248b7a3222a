// Package poll looks at sources again and again: when, what at, and what of it is new.
//
// # Contract
//
// Run looks at every source that is on and whose kind it knows, at the time that stands in its Health, and hands what is new to
// the Keeper together with the source's next Health. Every look has its own goroutine and an end: one that hangs takes a place
// out of AtOnce until it times out, and a source whose last look failed may only take one of the places for such (an eighth),
// so that sources that hang never keep those that answer from being asked.
//
// Documents are handed over at least once. What was handed over and kept is remembered while the program runs, so that an
// unchanged document is not handed over with every look; after a start everything is handed over once more and the Keeper,
// which has it, passes over it. If the Keeper fails, nothing is remembered and the same look is made again.
//
// A linked document is fetched when its link is new, when its list says that it changed, when its form asks for a second look
// from time to time (GOV.UK, Germany), and again after a failure. It is fetched only from the host of the list or the one host
// that the source names. Where it cannot be had (at once when that is final, else after two tries) the entry that leads to it
// is handed over in its place, with the note linked:not-had, so that no warning is lost to a broken link.
//
// At a first look and once a day a list is asked for without a condition, whatever the server says about change.
package poll

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/fetch"
)

// Keeper keeps sources, what they bring, and their health. store.Store is one.
type Keeper interface {
	// Sources lists every source with its health.
	Sources(ctx context.Context) ([]intake.Watched, error)
	// ClaimSource takes a source for this node for at most lease. ok is false when another has it or it is not due; h.Next says
	// when to ask again.
	ClaimSource(ctx context.Context, id intake.SourceID, lease time.Duration) (src intake.Source, h intake.Health, ok bool, err error)
	// KeepPolled keeps the documents of a look and the health after it, in one piece, and gives the claim back. Documents it has
	// already are passed over. kept is how many were new.
	KeepPolled(ctx context.Context, src intake.Source, docs []intake.Doc, h intake.Health) (kept int, err error)
}

// Look asks a source of a kind that is not fetched over HTTP.
type Look func(ctx context.Context, src intake.Source, h intake.Health) (docs []intake.Doc, o Outcome)

// The values that hold where Poller leaves them zero.
const (
	DefaultAtOnce  = 256
	DefaultRefresh = 15 * time.Second
	lookTime       = 2 * time.Minute
	lease          = 5 * time.Minute // longer than a look and its keeping
	keepTime       = time.Minute
	keepRetry      = 20 * time.Second
)

// Poller looks at sources. Its fields must not be changed once Run was called.
type Poller struct {
	Keeper  Keeper
	Fetcher *fetch.Fetcher
	Polite  *Polite
	Now     func() time.Time
	// Random gives numbers from 0 to below 1.
	Random func() float64
	// AtOnce is how many sources are asked at once; Refresh how often the list of sources is read again.
	AtOnce  int
	Refresh time.Duration
	// Looks are the kinds besides feed and page that are looked at.
	Looks map[intake.Kind]Look
	// Told hears of every look after it was kept (err nil) or could not be kept; nil: nobody does.
	Told func(src intake.Source, o Outcome, kept int, err error)

	once sync.Once
	wake chan struct{}
}

// watch is one source as the schedule knows it. memory belongs to the look while busy is set.
type watch struct {
	next          time.Time
	busy, failing bool
	mem           memory
}

func (p *Poller) init() {
	p.once.Do(func() {
		p.wake = make(chan struct{}, 1)
		if p.AtOnce <= 0 {
			p.AtOnce = DefaultAtOnce
		}
		if p.Refresh <= 0 {
			p.Refresh = DefaultRefresh
		}
		if p.Polite == nil {
			p.Polite = &Polite{}
		}
	})
}

// Wake makes Run read the list of sources at once: one was added or changed.
func (p *Poller) Wake() {
	p.init()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *Poller) takes(s intake.Source) bool {
	return s.On && (s.Kind == intake.KindFeed || s.Kind == intake.KindPage || p.Looks[s.Kind] != nil)
}

// ended is what a finished look leaves behind.
type ended struct {
	id      intake.SourceID
	next    time.Time
	failing bool
	mem     memory
}

// Run looks at sources until ctx is done, and returns when the looks under way have ended. It can be run once.
func (p *Poller) Run(ctx context.Context) error {
	p.init()
	watches := map[intake.SourceID]*watch{}
	done := make(chan ended)
	running, failing := 0, 0
	var refresh time.Time
	finish := func(e ended) {
		running--
		w := watches[e.id]
		if w == nil {
			return
		}
		if w.failing {
			failing--
		}
		w.busy, w.next, w.failing, w.mem = false, e.next, e.failing, e.mem
	}
	for {
		now := p.Now()
		if ctx.Err() == nil && !refresh.After(now) {
			refresh = now.Add(p.Refresh)
			list, err := p.Keeper.Sources(ctx)
			if err != nil && ctx.Err() == nil {
				p.tell(intake.Source{}, Outcome{}, 0, fmt.Errorf("reading the list of sources: %w", err))
			} else if err == nil {
				p.reconcile(watches, list)
			}
		}
		wait := refresh
		for id, w := range watches {
			if ctx.Err() != nil || w.busy {
				continue
			}
			if w.next.After(now) {
				if w.next.Before(wait) {
					wait = w.next
				}
				continue
			}
			if running >= p.AtOnce || w.failing && failing >= max(1, p.AtOnce/8) {
				continue // the end of a look wakes us
			}
			w.busy = true
			running++
			if w.failing {
				failing++
			}
			go func(mem memory) { done <- p.turn(ctx, id, mem) }(w.mem)
		}
		if ctx.Err() != nil {
			if running == 0 {
				return ctx.Err()
			}
			finish(<-done)
			continue
		}
		t := time.NewTimer(max(wait.Sub(now), 0))
		select {
		case e := <-done:
			finish(e)
		drain: // what ended meanwhile is taken in the same turn
			for {
				select {
				case e := <-done:
					finish(e)
				default:
					break drain
				}
			}
		case <-p.wake:
			refresh = time.Time{}
		case <-t.C:
		case <-ctx.Done():
		}
		t.Stop()
	}
}

// reconcile brings the schedule in line with the list of sources. What a look under way is about is left to that look.
func (p *Poller) reconcile(watches map[intake.SourceID]*watch, list []intake.Watched) {
	on := make(map[intake.SourceID]bool, len(list))
	for _, s := range list {
		if !p.takes(s.Source) {
			continue
		}
		on[s.Source.ID] = true
		w := watches[s.Source.ID]
		if w == nil {
			w = &watch{}
			watches[s.Source.ID] = w
		}
		if !w.busy {
			w.next, w.failing = s.Health.Next, s.Health.Failures > 0
		}
	}
	for id, w := range watches {
		if !on[id] && !w.busy {
			delete(watches, id)
		}
	}
}

// turn claims a source, looks at it, and hands over what it brought.
func (p *Poller) turn(ctx context.Context, id intake.SourceID, m memory) (e ended) {
	e = ended{id: id, next: p.Now().Add(keepRetry), mem: m}
	src, h, ok, err := p.Keeper.ClaimSource(ctx, id, lease)
	if err != nil {
		if ctx.Err() == nil {
			p.tell(intake.Source{ID: id}, Outcome{}, 0, fmt.Errorf("claiming source %s: %w", id, err))
		}
		return e
	}
	e.failing = h.Failures > 0
	if !ok {
		e.next = h.Next
		if !e.next.After(p.Now()) {
			e.next = p.Now().Add(keepRetry)
		}
		return e
	}
	limit, stop := context.WithTimeout(ctx, lookTime)
	docs, o, next := p.guarded(limit, src, h, m)
	stop()
	if ctx.Err() != nil { // we are stopping: what was broken off is not the source's failure; the claim ends by itself
		return e
	}
	now := p.Now()
	h = Next(src, h, o, now, p.Random())
	keep, stop := context.WithTimeout(context.WithoutCancel(ctx), keepTime)
	kept, err := p.Keeper.KeepPolled(keep, src, docs, h)
	stop()
	p.tell(src, o, kept, err)
	if err != nil {
		return e
	}
	e.next, e.failing, e.mem = h.Next, h.Failures > 0, next
	return e
}

// guarded looks and turns a panic, which is a fault of ours, into a failure of this one look.
func (p *Poller) guarded(ctx context.Context, src intake.Source, h intake.Health, m memory) (docs []intake.Doc, o Outcome, next memory) {
	defer func() {
		if r := recover(); r != nil {
			docs, next = nil, memory{}
			o = Outcome{Failure: intake.FailUnparsable, Error: fmt.Sprintf("Tocsin failed while reading it, which is a fault in Tocsin to be reported: %v", r)}
		}
	}()
	if look := p.Looks[src.Kind]; look != nil {
		docs, o = look(ctx, src, h)
		return docs, o, m
	}
	return p.look(ctx, src, h, m)
}

func (p *Poller) tell(src intake.Source, o Outcome, kept int, err error) {
	if p.Told != nil {
		p.Told(src, o, kept, err)
	}
}
