package poll

import (
	"context"
	"sync"
	"time"
)

// Polite keeps us bearable for other people's servers: at most PerHost exchanges with one host at once, and Gap between the
// beginnings of two. Of the places, a source whose last look failed may take only one, so that addresses of one host that hang
// do not keep those that answer from being asked. The zero value sets no bounds.
type Polite struct {
	PerHost int
	Gap     time.Duration
	Now     func() time.Time // needed when Gap is set

	mu    sync.Mutex
	hosts map[string]*host
}

type host struct {
	all, failing chan struct{}
	next         time.Time
}

// Enter waits until an exchange with a host may begin; leave ends it. failing says that the last look of the source failed. The
// error is the context's.
func (p *Polite) Enter(ctx context.Context, name string, failing bool) (leave func(), err error) {
	if p.PerHost <= 0 && p.Gap <= 0 {
		return func() {}, ctx.Err()
	}
	p.mu.Lock()
	if p.hosts == nil {
		p.hosts = map[string]*host{}
	}
	h := p.hosts[name]
	if h == nil {
		h = &host{}
		if p.PerHost > 0 {
			h.all, h.failing = make(chan struct{}, p.PerHost), make(chan struct{}, 1)
		}
		p.hosts[name] = h
	}
	p.mu.Unlock()

	var held []chan struct{}
	leave = func() {
		for _, c := range held {
			<-c
		}
	}
	take := func(c chan struct{}) bool {
		select {
		case c <- struct{}{}:
			held = append(held, c)
			return true
		case <-ctx.Done():
			leave()
			return false
		}
	}
	if p.PerHost > 0 && (failing && !take(h.failing) || !take(h.all)) {
		return nil, ctx.Err()
	}
	if p.Gap > 0 {
		p.mu.Lock()
		now := p.Now()
		wait := h.next.Sub(now)
		h.next = now.Add(max(wait, 0) + p.Gap)
		p.mu.Unlock()
		if wait > 0 {
			t := time.NewTimer(wait)
			defer t.Stop()
			select {
			case <-t.C:
			case <-ctx.Done():
				leave()
				return nil, ctx.Err()
			}
		}
	}
	return leave, nil
}
