package poll

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/fetch"
)

// shelf is a Keeper in memory. It holds the caller to the contract: a source is claimed before it is kept, by one look at a
// time.
type shelf struct {
	t      *testing.T
	mu     sync.Mutex
	rows   map[intake.SourceID]*intake.Watched
	claims map[intake.SourceID]bool
	kept   []string // "source identity title" of every document that was new
	have   map[string]bool
	looks  map[intake.SourceID][]time.Time
	fault  func() (before, after error)
}

func newShelf(t *testing.T, sources ...intake.Source) *shelf {
	s := &shelf{t: t, rows: map[intake.SourceID]*intake.Watched{}, claims: map[intake.SourceID]bool{}, have: map[string]bool{}, looks: map[intake.SourceID][]time.Time{}}
	for _, src := range sources {
		src.On = true
		src = src.Filled()
		s.rows[src.ID] = &intake.Watched{Source: src, Health: intake.Health{Source: src.ID}}
	}
	return s
}

func (s *shelf) Sources(context.Context) (out []intake.Watched, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(s.rows)) {
		out = append(out, *s.rows[id])
	}
	return out, nil
}

func (s *shelf) ClaimSource(_ context.Context, id intake.SourceID, _ time.Duration) (intake.Source, intake.Health, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.claims[id] && s.fault == nil {
		s.t.Errorf("%s is looked at twice at once", id)
	}
	w := s.rows[id]
	if w.Health.Next.After(time.Now()) {
		return w.Source, w.Health, false, nil
	}
	s.claims[id] = true
	return w.Source, w.Health, true, nil
}

func (s *shelf) KeepPolled(_ context.Context, src intake.Source, docs []intake.Doc, h intake.Health) (kept int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.claims[src.ID] {
		s.t.Errorf("%s is kept without a claim", src.ID)
	}
	var after error
	if s.fault != nil {
		before, later := s.fault()
		if before != nil {
			return 0, before
		}
		after = later
	}
	for _, d := range docs {
		key := string(src.ID) + "\x00" + d.Meta.Identity + "\x00" + d.Meta.Content
		if s.have[key] {
			continue
		}
		s.have[key] = true
		kept++
		line := fmt.Sprintf("%s %s %s", src.ID, d.Meta.Identity, d.Meta.Title)
		if len(d.Meta.Notes) > 0 {
			line += fmt.Sprint(" ", d.Meta.Notes)
		}
		s.kept = append(s.kept, line)
	}
	s.rows[src.ID].Health = h.Kept(time.Now(), kept)
	s.looks[src.ID] = append(s.looks[src.ID], time.Now())
	delete(s.claims, src.ID)
	return kept, after
}

func (s *shelf) health(id intake.SourceID) intake.Health {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rows[id].Health
}

func (s *shelf) all() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.kept)
}

// wire answers requests with a handler, without sockets, which virtual time cannot pass. The exchange over real ones is
// tested in test/feeds.
type wire struct{ http.Handler }

func (w wire) RoundTrip(r *http.Request) (*http.Response, error) {
	done := make(chan *http.Response, 1)
	go func() {
		rec := httptest.NewRecorder()
		rec.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))
		w.ServeHTTP(rec, r)
		res := rec.Result()
		res.Request = r
		done <- res
	}()
	select {
	case res := <-done:
		return res, nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// world is a Poller in virtual time over a handler.
func world(s *shelf, h http.HandlerFunc) *Poller {
	return &Poller{
		Keeper: s, Now: time.Now, Random: func() float64 { return 0.5 }, Polite: &Polite{PerHost: 4, Now: time.Now},
		Fetcher: &fetch.Fetcher{Client: &http.Client{Transport: wire{h}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, Now: time.Now},
	}
}

// run lets the world go on for d and stops it.
func run(t *testing.T, p *Poller, d time.Duration) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), d)
	defer stop()
	if err := p.Run(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Run ended with %v", err)
	}
}

// pass lets virtual time pass.
func pass(d time.Duration) { <-time.After(d) }

func rss(items ...string) string {
	var b strings.Builder
	for _, it := range items {
		id, title, _ := strings.Cut(it, " ")
		title, to, _ := strings.Cut(title, " -> ")
		fmt.Fprintf(&b, "<item><guid>%s</guid><title>%s</title><link>%s</link></item>", id, title, to)
	}
	return "<rss><channel>" + b.String() + "</channel></rss>"
}

func capAlert(id, headline string) string {
	return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>` + id + `</identifier><sender>desk@example.org</sender><sent>2031-03-07T10:00:00+00:00</sent><info><headline>` + headline + `</headline></info></alert>`
}

// A thousand sources that change at their own times, some of which hang, fail or lie: every item of those that answer is kept
// once, and none of them waits for another.
func TestAThousandSources(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n, hours = 1000, 3
		var sources []intake.Source
		for i := range n {
			sources = append(sources, intake.Source{ID: intake.SourceID(fmt.Sprintf("s%03d", i)), Name: "n", Kind: intake.KindFeed, URL: fmt.Sprintf("https://h%d.example/%d", i, i), Every: 5 * time.Minute})
		}
		begun := time.Now()
		var mu sync.Mutex
		exchanges, unchanged := 0, 0
		s := newShelf(t, sources...)
		p := world(s, func(w http.ResponseWriter, r *http.Request) {
			var i int
			fmt.Sscanf(r.URL.Path, "/%d", &i)
			mu.Lock()
			exchanges++
			mu.Unlock()
			switch i % 20 {
			case 7: // hangs
				<-r.Context().Done()
				return
			case 13:
				w.WriteHeader(503)
				return
			}
			// A new item every hour, beginning i seconds after the hour.
			items := []string{}
			for k := 0; k <= int((time.Since(begun)-time.Duration(i)*time.Second)/time.Hour); k++ {
				items = append(items, fmt.Sprintf("g%d Alert", k))
			}
			body := rss(items...)
			tag := fmt.Sprintf(`"%d"`, len(body))
			if w.Header().Set("Etag", tag); r.Header.Get("If-None-Match") == tag {
				mu.Lock()
				unchanged++
				mu.Unlock()
				w.WriteHeader(304)
				return
			}
			io.WriteString(w, body)
		})
		run(t, p, hours*time.Hour+20*time.Minute)
		want := n * 18 / 20 * (hours + 1)
		if got := s.all(); len(got) != want {
			t.Errorf("%d items, want %d", len(got), want)
		} else {
			slices.Sort(got)
			if got = slices.Compact(got); len(got) != want {
				t.Errorf("%d items differ, want %d", len(got), want)
			}
		}
		for i := range n {
			id := sources[i].ID
			looks := s.looks[id]
			if hangs := i%20 == 7 || i%20 == 13; hangs {
				if h := s.health(id); h.Failures < 5 || h.Failures > 20 || h.Error == "" {
					t.Fatalf("%s: %+v", id, h)
				}
				continue
			}
			for k := 1; k < len(looks); k++ {
				if gap := looks[k].Sub(looks[k-1]); gap > 5*time.Minute+35*time.Second {
					t.Fatalf("%s: %v between two looks", id, gap)
				}
			}
			if len(looks) < 36 {
				t.Fatalf("%s: %d looks", id, len(looks))
			}
		}
		t.Logf("%d exchanges, %d unchanged, %d items", exchanges, unchanged, want)
	})
}

// Linked documents: fetched once, again when their list says so, and never lost when they cannot be had.
func TestLinks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		asked := map[string]int{}
		list := rss("g1 One -> /1.cap", "g2 Two -> /gone.cap", "g3 Three -> /ill.cap", "g4 Four -> https://other.example/4.cap", "g5 Five -> /page.cap", "g6 Six -> /slow.cap")
		ill, edition := true, "first"
		s := newShelf(t, intake.Source{ID: "s", Name: "n", Kind: intake.KindFeed, URL: "https://warn.example/rss", Every: time.Minute})
		p := world(s, func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			asked[r.Host+r.URL.Path]++
			switch r.URL.Path {
			case "/rss":
				io.WriteString(w, list)
			case "/1.cap":
				io.WriteString(w, capAlert("a1", edition))
			case "/gone.cap":
				w.WriteHeader(404)
			case "/ill.cap":
				if ill {
					w.WriteHeader(500)
				} else {
					io.WriteString(w, capAlert("a3", "Three"))
				}
			case "/page.cap":
				io.WriteString(w, "<!DOCTYPE html><title>Please log in</title>")
			case "/slow.cap":
				mu.Unlock()
				<-r.Context().Done()
				mu.Lock()
			default:
				t.Errorf("%s was asked for", r.URL)
			}
		})
		a := func(id, title string) string {
			return "s desk@example.org," + id + ",2031-03-07T10:00:00+00:00 " + title
		}
		step := func(d time.Duration, want ...string) {
			t.Helper()
			before := len(s.all())
			run(t, p, d)
			p.once, p.wake = sync.Once{}, nil
			got := s.all()[before:]
			slices.Sort(got)
			if slices.Sort(want); !slices.Equal(got, want) {
				t.Errorf("kept %q\nwant %q", got, want)
			}
		}
		// Each run begins with an empty memory, as after a start: the shelf keeps nothing twice.
		step(50*time.Second, a("a1", "first"), "s g2 Two [linked:not-had]", "s g4 Four [linked:not-had]", "s g5 Five [linked:not-had]")
		step(10*time.Minute, "s g3 Three [linked:not-had]", "s g6 Six [linked:not-had]")
		mu.Lock()
		if asked["other.example/4.cap"] != 0 || asked["warn.example/1.cap"] != 2 || asked["warn.example/gone.cap"] != 2 || asked["warn.example/ill.cap"] > 7 {
			t.Errorf("asked for %v", asked)
		}
		ill, edition = false, "second"
		mu.Unlock()
		step(10*time.Minute, a("a1", "second"), a("a3", "Three"))
		mu.Lock()
		clear(asked)
		edition = "third"
		mu.Unlock()
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- p.Run(ctx) }()
		pass(10 * time.Minute)
		synctest.Wait()
		mu.Lock()
		if asked["warn.example/1.cap"] != 1 || asked["warn.example/rss"] < 8 {
			t.Errorf("asked for %v", asked)
		}
		list = strings.Replace(list, "<title>One", "<title>One, changed", 1)
		edition = "fourth"
		mu.Unlock()
		pass(10 * time.Minute)
		synctest.Wait()
		mu.Lock()
		if asked["warn.example/1.cap"] != 2 {
			t.Errorf("the changed link was asked for %d times", asked["warn.example/1.cap"])
		}
		mu.Unlock()
		stop()
		<-ended
		if got := s.all(); !slices.Contains(got, a("a1", "third")) || !slices.Contains(got, a("a1", "fourth")) {
			t.Errorf("kept %q", got)
		}
		if h := s.health("s"); h.Failures != 0 || h.Docs != 6 {
			t.Errorf("%+v", h)
		}
	})
}

// What a keeper does that fails before or after its work: nothing is lost, and nothing is kept twice.
func TestKeeperFaults(t *testing.T) {
	for name, after := range map[string]bool{"not done": false, "done but not told": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := 0
				s := newShelf(t, intake.Source{ID: "s", Name: "n", Kind: intake.KindFeed, URL: "https://warn.example/rss", Every: time.Minute})
				s.fault = func() (error, error) {
					if n++; n%2 == 0 {
						return nil, nil
					}
					if after {
						return nil, errors.New("disk")
					}
					return errors.New("disk"), nil
				}
				asked, edition := 0, 0
				p := world(s, func(w http.ResponseWriter, r *http.Request) {
					if asked++; r.URL.Path == "/1.cap" {
						io.WriteString(w, capAlert("a1", "x"))
						return
					}
					edition++
					w.Header().Set("Etag", `"same"`)
					io.WriteString(w, rss(fmt.Sprintf("g%d T", edition/4), "l Linked -> /1.cap"))
				})
				failed := 0
				p.Told = func(_ intake.Source, _ Outcome, _ int, err error) {
					if err != nil {
						failed++
					}
				}
				run(t, p, 30*time.Minute)
				got := s.all()
				if failed < 10 || len(got) != edition/4+2 {
					t.Errorf("%d failures, %d looks, kept %q", failed, edition, got)
				}
			})
		})
	}
}

// A server that says for ever that nothing has changed is found out within a day.
func TestServerThatAlwaysSaysUnchanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		s := newShelf(t, intake.Source{ID: "s", Name: "n", Kind: intake.KindFeed, URL: "https://warn.example/rss", Every: 10 * time.Minute})
		whole := 0
		p := world(s, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Etag", `"x"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(304)
				return
			}
			whole++
			io.WriteString(w, rss(fmt.Sprintf("g%d T", time.Since(begun)/time.Hour)))
		})
		run(t, p, 49*time.Hour)
		if whole != 3 || len(s.all()) != 3 {
			t.Errorf("%d whole answers, %q", whole, s.all())
		}
	})
}

// Failures of every kind: the health says which, the next look is not too soon, and a change of what the list holds is found
// afterwards.
func TestFailures(t *testing.T) {
	for _, c := range []struct {
		name string
		do   http.HandlerFunc
		want intake.Failure
		says string
		next time.Duration // at least
	}{
		{"hangs", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, intake.FailUnreachable, "within 30s", 30 * time.Second},
		{"turned away", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(403) }, intake.FailRefused, "403", 2 * time.Minute},
		{"asked too often", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(429)
		}, intake.FailRefused, "429", time.Hour},
		{"a redirect", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "https://new.example/")
			w.WriteHeader(301)
		}, intake.FailForbidden, "redirect_host: new.example", time.Minute},
		{"a page", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<!doctype html><title>Login</title>") }, intake.FailUnparsable, "web page", 30 * time.Second},
		{"nothing", func(w http.ResponseWriter, r *http.Request) {}, intake.FailUnparsable, "empty", 30 * time.Second},
		{"a broken list", func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, strings.TrimSuffix(rss("g1 Kept"), "</rss>"))
		}, intake.FailUnparsable, "ends in the middle", 30 * time.Second},
		{"too long", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "99999999999")
			w.Write([]byte("x"))
		}, intake.FailTooLarge, "longer than", 30 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newShelf(t, intake.Source{ID: "s", Name: "n", Kind: intake.KindFeed, URL: "https://warn.example/rss", Every: 10 * time.Minute})
				begun := time.Now()
				var well atomic.Bool
				p := world(s, func(w http.ResponseWriter, r *http.Request) {
					if well.Load() {
						io.WriteString(w, rss("g1 Kept", "g2 New"))
					} else {
						c.do(w, r)
					}
				})
				ctx, stop := context.WithCancel(t.Context())
				ended := make(chan error)
				go func() { ended <- p.Run(ctx) }()
				pass(31 * time.Second)
				synctest.Wait()
				h := s.health("s")
				if h.Failure != c.want || !strings.Contains(h.Error, c.says) || h.Failures != 1 || h.Next.Sub(begun) < c.next || h.Next.Sub(begun) > time.Hour+time.Minute {
					t.Errorf("%+v", h)
				}
				well.Store(true)
				pass(2 * time.Hour)
				synctest.Wait()
				if h := s.health("s"); h.Failures != 0 || h.Docs != 2 || len(s.all()) != 2 {
					t.Errorf("after it is well again: %+v, %q", h, s.all())
				}
				stop()
				<-ended
			})
		})
	}
}

// A fault of ours in one source is a failure of that look and of nothing else.
func TestPanicStaysWithItsSource(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(t, intake.Source{ID: "bad", Name: "n", Kind: intake.KindFolder, URL: "/x"}, intake.Source{ID: "good", Name: "n", Kind: intake.KindFeed, URL: "https://warn.example/rss"})
		p := world(s, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, rss("g1 T")) })
		p.Looks = map[intake.Kind]Look{intake.KindFolder: func(context.Context, intake.Source, intake.Health) ([]intake.Doc, Outcome) {
			panic("index out of range")
		}}
		run(t, p, time.Minute)
		if h := s.health("bad"); h.Failure != intake.FailUnparsable || !strings.Contains(h.Error, "a fault in Tocsin") {
			t.Errorf("%+v", h)
		}
		if len(s.all()) != 1 {
			t.Errorf("%q", s.all())
		}
	})
}

// A source that is added is looked at when Wake is called, one that is switched off no more.
func TestSourcesComeAndGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf(t)
		p := world(s, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, rss("g T")) })
		p.Refresh = time.Hour
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- p.Run(ctx) }()
		synctest.Wait()
		s.mu.Lock()
		s.rows["new"] = &intake.Watched{Source: intake.Source{ID: "new", Kind: intake.KindFeed, URL: "https://warn.example/rss", On: true}.Filled()}
		s.mu.Unlock()
		p.Wake()
		pass(time.Second)
		synctest.Wait()
		if len(s.all()) != 1 {
			t.Errorf("%q", s.all())
		}
		s.mu.Lock()
		s.rows["new"].Source.On = false
		looks := len(s.looks["new"])
		s.mu.Unlock()
		p.Wake()
		pass(5 * time.Hour)
		synctest.Wait()
		s.mu.Lock()
		if len(s.looks["new"]) != looks {
			t.Errorf("%d looks after it was switched off", len(s.looks["new"])-looks)
		}
		s.mu.Unlock()
		stop()
		<-ended
	})
}

func TestAllowed(t *testing.T) {
	for _, c := range []struct{ links, at, to, want string }{
		{"", "https://a.example/f", "https://a.example/1", "https://a.example/1"},
		{"same-host", "https://a.example/f", "https://a.example/1", "https://a.example/1"},
		{"", "https://a.example/f", "http://a.example/1", "https://a.example/1"},
		{"", "https://a.example/f", "http://a.example:80/1", "https://a.example/1"},
		{"", "http://a.example/f", "http://a.example/1", "http://a.example/1"},
		{"b.example", "https://a.example/f", "https://b.example/1", "https://b.example/1"},
		{"b.example", "https://a.example/f", "http://b.example/1", "https://b.example/1"},
		{"b.example", "https://a.example/f", "https://a.example/1", "https://a.example/1"},
		{"", "https://a.example/f", "https://b.example/1", ""},
		{"", "https://a.example/f", "https://a.example:8443/1", ""},
		{"", "https://a.example/f", "http://a.example:8080/1", ""},
		{"", "https://a.example/f", "https://a.example.evil.example/1", ""},
		{"b.example", "https://a.example/f", "https://x.b.example/1", ""},
	} {
		got, ok := allowed(intake.Source{URL: "https://a.example/f", Links: c.links}, c.at, c.to)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%+v: %q, %v", c, got, ok)
		}
	}
}
