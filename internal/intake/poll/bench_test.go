package poll

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/fetch"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
)

// still is a Keeper of one source of which nothing changes.
type still struct{ w intake.Watched }

func (s *still) Sources(context.Context) ([]intake.Watched, error) {
	return []intake.Watched{s.w}, nil
}

func (s *still) ClaimSource(context.Context, intake.SourceID, time.Duration) (intake.Source, intake.Health, bool, error) {
	return s.w.Source, s.w.Health, true, nil
}

func (s *still) KeepPolled(_ context.Context, _ intake.Source, _ []intake.Doc, h intake.Health) (int, error) {
	s.w.Health = h
	return 0, nil
}

// BenchmarkUnchanged is the cost of looking at a source that has not changed (claim, conditional exchange, health), of a list of
// 200 entries, beside a bare exchange of the same kind with the same server over the same client: "ratio" is how many times
// longer the look takes. Keeping is left out; it is one small transaction.
//
//	go test -run '^$' -bench Unchanged ./internal/intake/poll
func BenchmarkUnchanged(b *testing.B) {
	list := rss(strings.Split(strings.Repeat("g Title of an alert -> /1.html\n", 200), "\n")[:200]...)
	srv := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"v"`)
		if r.Header.Get("If-None-Match") == `"v"` {
			w.WriteHeader(304)
			return
		}
		io.WriteString(w, list)
	}))
	defer srv.Close()
	client := safehttp.New(safehttp.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, TLS: &tls.Config{RootCAs: srv.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}})
	defer client.CloseIdleConnections()
	bare := func() {
		r, _ := http.NewRequestWithContext(b.Context(), "GET", srv.URL, nil)
		r.Header.Set("If-None-Match", `"v"`)
		res, err := client.Do(r)
		if err != nil || res.StatusCode != 304 {
			b.Fatal(res, err)
		}
		io.Copy(io.Discard, res.Body)
		res.Body.Close()
	}
	k := &still{intake.Watched{Source: intake.Source{ID: "s", Kind: intake.KindFeed, URL: srv.URL, On: true}.Filled()}}
	p := &Poller{Keeper: k, Now: time.Now, Random: func() float64 { return 0 }, Polite: &Polite{PerHost: 4, Now: time.Now}, Fetcher: &fetch.Fetcher{Client: client, Now: time.Now}}
	e := p.turn(b.Context(), "s", memory{})
	if k.w.Health.Failure != "" || k.w.Health.Docs == 0 {
		b.Fatalf("%+v", k.w.Health)
	}
	var look, alone time.Duration
	n := 0
	for b.Loop() {
		begun := time.Now()
		e = p.turn(b.Context(), "s", e.mem)
		middle := time.Now()
		bare()
		look += middle.Sub(begun)
		alone += time.Since(middle)
		n++
	}
	if k.w.Health.Failure != "" || k.w.Health.ETag != `"v"` {
		b.Fatalf("%+v", k.w.Health)
	}
	b.ReportMetric(float64(look.Microseconds())/float64(n), "look-µs")
	b.ReportMetric(float64(alone.Microseconds())/float64(n), "bare-µs")
	b.ReportMetric(float64(look)/float64(alone), "ratio")
}
