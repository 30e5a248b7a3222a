package poll

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/feed"
	"github.com/tocsin-hub/tocsin/internal/intake/fetch"
)

// The bounds of one look.
const (
	wholeEvery  = 24 * time.Hour   // how often a list is asked for without a condition
	linkBudget  = 30 * time.Second // for all linked documents of a look; what is left comes with the next
	linkTimeout = 15 * time.Second // for one
	linksAtOnce = 4
	linksMost   = 500 // fetched in one look
	entryAfter  = 2   // failures of a link after which its entry is kept in the document's place
	maxNotes    = 20
)

// memory is what is remembered of a source between looks, on this node and until it stops. Without it everything is asked for
// and handed over once more, and the keeper finds that it has it already.
type memory struct {
	url    string    // that it is about
	digest string    // of the list that it reflects
	at     string    // where that list was, after redirects
	whole  time.Time // when the list was last asked for without a condition
	told   map[string]string
	list   []feed.Link
	links  map[string]link
}

// link is what is remembered of a linked document.
type link struct {
	stamp, etag, modified, digest string
	fetched                       time.Time // last whole or unchanged answer
	fails                         int
	retry                         time.Time
	told                          map[string]string // of its documents: identity to content
	stood                         bool              // its entry was handed over in its place
}

// look asks a source once: its list, then the linked documents that are new, changed or due. It changes nothing: next is the
// memory to go on with when the documents were kept.
func (p *Poller) look(ctx context.Context, src intake.Source, h intake.Health, m memory) (docs []intake.Doc, o Outcome, next memory) {
	now := p.Now()
	if m.url != src.URL {
		m = memory{url: src.URL}
	}
	next = m
	ask := fetch.Ask{URL: src.URL, RedirectHost: src.RedirectHost, Digest: m.digest}
	if m.digest != "" && m.digest == h.Digest && now.Sub(m.whole) < wholeEvery {
		ask.ETag, ask.LastModified = h.ETag, h.LastModified
	} else {
		next.whole = now
	}
	got, err := p.get(ctx, h.Failures > 0, 0, ask, &o)
	o.CertBegin, o.CertEnd, o.Moved, o.Status = got.CertBegin, got.CertEnd, got.Moved, got.Status
	if err != nil {
		fail(&o, err)
		return nil, o, m
	}
	o.RetryAfter, o.ETag, o.LastModified, o.Digest = got.RetryAfter, got.ETag, got.LastModified, got.Digest
	next.digest, next.at = got.Digest, got.FinalURL
	if got.Unchanged {
		o.Answer.Unchanged = true
	} else {
		raw := got.Body
		if src.Kind == intake.KindFeed {
			var note string
			if raw, note = feed.Charset(raw, got.Charset); note != "" {
				o.Notes = append(o.Notes, note)
			}
		}
		b, err := feed.Split(src, got.FinalURL, raw)
		o.Notes = append(o.Notes, b.Notes...)
		o.Answer = intake.Answer{Form: b.Form, Docs: b.Total, Left: b.Left}
		next.told = make(map[string]string, len(b.Docs))
		for _, d := range b.Docs {
			next.told[d.Meta.Identity] = d.Meta.Content
			if m.told[d.Meta.Identity] != d.Meta.Content {
				docs = append(docs, d)
			}
		}
		next.list = b.Links
		if err != nil {
			o.Failure, o.Error = intake.FailUnparsable, err.Error()
			o.ETag, o.LastModified, o.Digest = "", "", "" // the next look must see it whole
			next.digest = ""
		}
	}
	docs = append(docs, p.links(ctx, src, h, m, &next, &o)...)
	if len(o.Notes) > maxNotes {
		o.Notes = o.Notes[:maxNotes]
	}
	return docs, o, next
}

// errTurn says that an exchange was not made because others with the same host took all the time there was.
var errTurn = errors.New("it was not its turn in time: many addresses of this host are asked at once")

// get makes an exchange in its turn, within timeout from then on (0: the Fetcher's).
func (p *Poller) get(ctx context.Context, failing bool, timeout time.Duration, ask fetch.Ask, o *Outcome) (fetch.Got, error) {
	u, err := url.Parse(ask.URL)
	if err != nil {
		return fetch.Got{}, &fetch.Error{Kind: fetch.Forbidden, Words: "the address cannot be read"}
	}
	leave, err := p.Polite.Enter(ctx, u.Hostname(), failing)
	if err != nil {
		return fetch.Got{}, errTurn
	}
	defer leave()
	if timeout > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, timeout)
		defer stop()
	}
	o.Exchanges++
	return p.Fetcher.Get(ctx, ask)
}

// fail puts an exchange's error into an outcome.
func fail(o *Outcome, err error) {
	o.Failure, o.Error = intake.FailUnreachable, err.Error()
	var e *fetch.Error
	if !errors.As(err, &e) {
		return
	}
	o.Status, o.RetryAfter = e.Status, e.RetryAfter
	if !e.CertEnd.IsZero() {
		o.CertBegin, o.CertEnd = e.CertBegin, e.CertEnd
	}
	switch e.Kind {
	case fetch.Forbidden, fetch.Redirect:
		o.Failure = intake.FailForbidden
	case fetch.Status:
		o.Failure = intake.FailRefused
	case fetch.TooLarge, fetch.Bomb:
		o.Failure = intake.FailTooLarge
	case fetch.Encoding:
		o.Failure = intake.FailUnparsable
	}
}

// passing says that a failure may pass by itself.
func passing(err error) bool {
	var e *fetch.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Kind {
	case fetch.Timeout, fetch.Unreachable, fetch.TLS, fetch.Truncated:
		return true
	case fetch.Status:
		return e.Status == 408 || e.Status == 425 || e.Status == 429 || e.Status >= 500
	}
	return false
}

// wanted is one linked document to fetch and what came of it.
type wanted struct {
	feed.Link
	key  string // the address as the list has it
	was  link
	got  fetch.Got
	o    Outcome
	err  error
	done bool
}

// links fetches the linked documents of the list in next that are new, changed, due again or failed before, and gives their
// documents; where a document cannot be had, the entry that leads to it.
func (p *Poller) links(ctx context.Context, src intake.Source, h intake.Health, m memory, next *memory, o *Outcome) (docs []intake.Doc) {
	if len(next.list) == 0 {
		next.links = nil
		return nil
	}
	now := p.Now()
	next.links = make(map[string]link, len(next.list))
	var want []*wanted
	refused := map[string]int{}
	for _, l := range next.list {
		was, known := m.links[l.URL]
		next.links[l.URL] = was
		due := !known || was.stamp != l.Stamp || was.fails > 0 && !now.Before(was.retry) || was.fails == 0 && l.Revisit > 0 && now.Sub(was.fetched) >= l.Revisit
		if !due {
			continue
		}
		to, ok := allowed(src, next.at, l.URL)
		if !ok {
			u, _ := url.Parse(l.URL)
			refused[u.Hostname()]++
			st := link{stamp: l.Stamp, fetched: now}
			docs = stand(docs, l, &st)
			next.links[l.URL] = st
			continue
		}
		if len(want) == linksMost {
			o.More = true
			if !known {
				delete(next.links, l.URL)
			}
			continue
		}
		w := &wanted{Link: l, key: l.URL, was: was}
		w.Link.URL = to
		want = append(want, w)
	}
	for host, n := range refused {
		o.Notes = append(o.Notes, fmt.Sprintf("%d documents stand at %s and were not fetched: to allow it, set links: %s", n, host, host))
	}
	if len(want) == 0 {
		return docs
	}
	p.fetchLinks(ctx, src, h.Failures > 0, want)
	tried, broken, last := 0, 0, error(nil)
	for _, w := range want {
		o.Exchanges += w.o.Exchanges
		if !w.done { // the budget was over before its turn
			o.More = true
			if w.was.stamp == "" {
				delete(next.links, w.key)
			}
			continue
		}
		tried++
		st, some, err := p.linked(src, w, now)
		if err != nil {
			broken++
			last = err
		}
		docs = append(docs, some...)
		next.links[w.key] = st
	}
	o.Broken = broken
	if broken > 0 {
		o.Notes = append(o.Notes, fmt.Sprintf("%d of %d linked documents could not be had; the last: %v", broken, tried, last))
	}
	if tried > 0 && broken == tried && o.Failure == "" && passing(last) {
		fail(o, last)
		o.Error = fmt.Sprintf("the list can be read, and none of the %d documents it leads to: %s", tried, o.Error)
	}
	return docs
}

// fetchLinks fetches, a few at a time, within the budget of a look.
func (p *Poller) fetchLinks(ctx context.Context, src intake.Source, failing bool, want []*wanted) {
	ctx, cancel := context.WithTimeout(ctx, linkBudget)
	defer cancel()
	work := make(chan *wanted)
	var all sync.WaitGroup
	for range min(linksAtOnce, len(want)) {
		all.Go(func() {
			for w := range work {
				ask := fetch.Ask{URL: w.Link.URL, RedirectHost: src.RedirectHost}
				if w.was.fails == 0 && !w.was.stood {
					ask.ETag, ask.LastModified, ask.Digest = w.was.etag, w.was.modified, w.was.digest
				}
				w.got, w.err = p.get(ctx, failing, linkTimeout, ask, &w.o)
				w.done = w.err == nil || ctx.Err() == nil // broken off by the end of the budget is not its fault
			}
		})
	}
	for _, w := range want {
		select {
		case work <- w:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(work)
	all.Wait()
}

// linked makes of what came of a link its documents and what to remember of it.
func (p *Poller) linked(src intake.Source, w *wanted, now time.Time) (st link, docs []intake.Doc, err error) {
	st = w.was
	changed := st.stamp != w.Stamp
	st.stamp = w.Stamp
	again := func(err error) {
		if st.fails++; changed {
			st.fails = 1
		}
		st.retry = now.Add(min(time.Minute<<min(st.fails-1, 10), longestRetry))
		if !passing(err) {
			st.retry = now.Add(wholeEvery)
		}
		if !passing(err) || st.fails >= entryAfter {
			docs = stand(docs, w.Link, &st)
		}
	}
	if w.err != nil {
		again(w.err)
		return st, docs, w.err
	}
	if w.got.Unchanged {
		st.fetched, st.fails, st.etag, st.modified = now, 0, w.got.ETag, w.got.LastModified
		return st, nil, nil
	}
	raw, _ := feed.Charset(w.got.Body, w.got.Charset)
	b, err := feed.Split(src, w.got.FinalURL, raw)
	if err == nil && len(b.Docs) == 0 {
		err = fmt.Errorf("there is no document in it (%s)", b.Form)
	}
	if err != nil && len(b.Docs) == 0 {
		again(err)
		return st, docs, err
	}
	told := map[string]string{}
	for _, d := range b.Docs {
		e := w.Entry.Meta
		if d.Meta.URL == "" {
			if d.Meta.URL = e.URL; d.Meta.URL == "" {
				d.Meta.URL = w.Link.URL
			}
		}
		if d.Meta.Title == "" {
			d.Meta.Title = e.Title
		}
		if d.Meta.Published.IsZero() {
			d.Meta.Published = e.Published
		}
		if strings.HasPrefix(d.Meta.Identity, "content:") {
			d.Meta.Identity = e.Identity
		}
		d.Meta.Notes = append(d.Meta.Notes, e.Notes...)
		told[d.Meta.Identity] = d.Meta.Content
		if st.told[d.Meta.Identity] != d.Meta.Content {
			docs = append(docs, d)
		}
	}
	st = link{stamp: w.Stamp, etag: w.got.ETag, modified: w.got.LastModified, digest: w.got.Digest, fetched: now, told: told}
	return st, docs, err
}

// stand hands an entry over in the place of the document that it leads to, once for each state of it.
func stand(docs []intake.Doc, l feed.Link, st *link) []intake.Doc {
	d := l.Entry
	if len(d.Raw) == 0 || st.told[d.Meta.Identity] == d.Meta.Content {
		return docs
	}
	st.told, st.stood = map[string]string{d.Meta.Identity: d.Meta.Content}, true
	d.Meta.Notes = append(d.Meta.Notes, "linked:not-had")
	return append(docs, d)
}

// allowed says whether a linked document may be fetched, and from where: on the host of the list, or on the one that the source
// names. A list that came over TLS never leads to a document without.
func allowed(src intake.Source, at, to string) (string, bool) {
	from, err1 := url.Parse(at)
	u, err2 := url.Parse(to)
	if err1 != nil || err2 != nil {
		return "", false
	}
	own, _ := url.Parse(src.URL)
	host := u.Hostname()
	named := src.Links != "" && src.Links != intake.SameHost && strings.EqualFold(host, src.Links)
	same := u.Host == from.Host || own != nil && u.Host == own.Host
	if u.Scheme == "http" && from.Scheme == "https" {
		if u.Port() != "" && u.Port() != "80" {
			return "", false
		}
		u.Scheme, u.Host = "https", host
		same = same || strings.EqualFold(host, from.Hostname()) && (from.Port() == "" || from.Port() == "443")
	}
	return u.String(), named || same
}
