// Package feeds replays the feeds of the world against the poller and the store: a server with every stored feed in versions,
// which fails in every way that servers fail, over real sockets through the real guarded client.
//
//	go test -v ./test/feeds
package feeds

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/fetch"
	"github.com/tocsin-hub/tocsin/internal/intake/poll"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

func migrate(dsn string) error {
	s, err := store.Open(context.Background(), store.Options{DSN: dsn, Clock: time.Now})
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.Migrate(context.Background())
	return err
}

// clock is the present of the whole test; timers of the poller run by the real one, so whoever moves it wakes the poller.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) add(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.now = c.now.Add(d) }

// Every source in all its versions, between them every way of failing: each document is kept once, each change is found, a moved
// date makes nothing, and nothing else is kept.
func TestReplay(t *testing.T) {
	for name, fresh := range map[string]func(t testing.TB) string{
		"sqlite": func(t testing.TB) string {
			dsn := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
			if err := migrate(dsn); err != nil {
				t.Fatal(err)
			}
			return dsn
		},
		"postgres": func(t testing.TB) string {
			if testing.Short() {
				t.Skip("short: one engine")
			}
			return pgtest.Copy(t, migrate)
		},
	} {
		t.Run(name, func(t *testing.T) { replay(t, fresh(t)) })
	}
}

func replay(t *testing.T, dsn string) {
	srv := newServer(t)
	sources := stock(t, srv)
	clk := &clock{now: time.Date(2031, 3, 7, 10, 0, 0, 0, time.UTC)}
	st, err := store.Open(t.Context(), store.Options{DSN: dsn, Clock: clk.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	for _, src := range sources {
		if err := st.SaveSource(t.Context(), desk.System.ID, src); err != nil {
			t.Fatal(err)
		}
	}
	client := srv.client()
	t.Cleanup(client.CloseIdleConnections)
	looks := make(chan string, 10_000)
	rng, mu := rand.New(rand.NewPCG(1, 2)), sync.Mutex{}
	exchanges, kept := 0, 0
	failures := map[string]int{}
	p := &poll.Poller{
		Keeper: st, Now: clk.Now, Polite: &poll.Polite{PerHost: 64}, AtOnce: 64, Refresh: time.Hour,
		Random:  func() float64 { mu.Lock(); defer mu.Unlock(); return rng.Float64() },
		Fetcher: &fetch.Fetcher{Client: client, Now: clk.Now, Timeout: 2 * time.Second, MaxBody: 4 << 20, Large: make(chan struct{}, 16)},
		Told: func(src intake.Source, o poll.Outcome, n int, err error) {
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Errorf("%s: %v", src.ID, err)
			}
			exchanges += o.Exchanges
			kept += n
			if o.Failure != "" {
				failures[string(o.Failure)]++
			}
			again := ""
			if o.More {
				again = "more"
			}
			looks <- string(src.ID) + " " + again
		},
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx) }()
	// round lets the clock jump and waits until every source has been looked at.
	round := func(d time.Duration) {
		clk.add(d)
		p.Wake()
		waits := map[string]bool{}
		for _, s := range sources {
			waits[string(s.ID)] = true
		}
		timeout := time.After(3 * time.Minute)
		for len(waits) > 0 {
			select {
			case l := <-looks:
				id, more, _ := strings.Cut(l, " ")
				if more != "" {
					clk.add(time.Minute)
					p.Wake()
					continue
				}
				delete(waits, id)
			case <-timeout:
				t.Fatalf("nobody looked at %v", slices.Collect(maps.Keys(waits)))
			}
		}
	}
	owed := map[string]bool{}
	see := func() {
		for _, s := range sources {
			srv.owed(t, s, owed)
		}
	}
	set := func(f func(i int, path string, f *file)) {
		srv.mu.Lock()
		defer srv.mu.Unlock()
		for i, path := range slices.Sorted(maps.Keys(srv.files)) {
			f(i, path, srv.files[path])
		}
	}
	most := 1
	set(func(_ int, _ string, f *file) { most = max(most, len(f.versions)) })
	// Half of the world fails at the first look already.
	set(func(i int, _ string, f *file) {
		if i%2 == 0 {
			f.fault = faults[i/2%len(faults)]
		}
	})
	round(0)
	for v := range most {
		set(func(_ int, _ string, f *file) { f.fault, f.now = none, min(v, len(f.versions)-1) })
		see()
		round(25 * time.Hour) // beyond every wait and the daily whole look
		round(25 * time.Hour) // what failed before as a link is tried again
		round(1 * time.Hour)  // with a condition
		set(func(i int, _ string, f *file) {
			if (i+v)%2 == 0 {
				f.fault = faults[(i+v)%len(faults)]
			}
		})
		round(2 * time.Hour)
	}
	set(func(_ int, _ string, f *file) { f.fault = none })
	round(25 * time.Hour)
	round(25 * time.Hour)
	before := kept
	round(25 * time.Hour)
	if kept != before {
		t.Errorf("%d documents were kept although nothing had changed", kept-before)
	}
	stop()
	<-ended

	have, bySource := map[string]int{}, map[intake.SourceID]int{}
	total := 0
	for before := intake.ItemID(""); ; {
		items, err := st.Items(t.Context(), 500, before)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range items {
			total++
			bySource[it.Source]++
			have[string(it.Source)+"\x00"+it.Identity+"\x00"+it.Content]++
			before = it.ID
		}
		if len(items) < 500 {
			break
		}
	}
	entries := srv.entries(sources)
	missing, extra, twice := 0, 0, 0
	show := func(what, key string) {
		if missing+extra+twice <= 20 {
			t.Errorf("%s: %s", what, strings.ReplaceAll(key, "\x00", " | "))
		}
	}
	for key := range owed {
		if have[key] == 0 {
			missing++
			show("not kept", key)
		}
	}
	stood := 0
	for key, n := range have {
		switch {
		case !owed[key] && entries[key]:
			stood++ // its document could not be had at the time
		case !owed[key]:
			extra++
			show("kept, and nobody sent it", key)
		case strings.HasPrefix(key, "mi5\x00") && n == 2: // the level rose and fell again: two versions that say the same
		case n > 1:
			twice++
			show(fmt.Sprintf("kept %d times", n), key)
		}
	}
	// What the versions of these are is known from outside: a date that moved must have made nothing.
	for id, want := range map[intake.SourceID]int{
		"us":      212, // 211 countries, and one level that rose
		"us-json": 2, "ca": 3, "mi5": 3, "ntas": 2, "embassy": 4, "page": 2, "uk-page-0": 1,
	} {
		if bySource[id] != want {
			t.Errorf("%s: %d documents, want %d", id, bySource[id], want)
		}
	}
	srv.mu.Lock()
	t.Logf("%d sources, %d addresses, up to %d versions; %d exchanges, %d answered with unchanged, %d met a fault; %d documents owed, %d kept, of them %d entries in the place of a document that could not be had; %d missing, %d too many, %d twice; failed looks %v",
		len(sources), len(srv.files), most, srv.asked, srv.unchanged, srv.faulted, len(owed), total, stood, missing, extra, twice, failures)
	srv.mu.Unlock()
	if len(owed) < 1500 || len(failures) < 5 {
		t.Errorf("%d documents, failures %v: less than is stored", len(owed), failures)
	}
}
