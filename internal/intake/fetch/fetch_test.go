package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/safehttp"
)

const feedText = "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"

func hash(s string) string { h := sha256.Sum256([]byte(s)); return hex.EncodeToString(h[:]) }

func packed(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.Bytes()
}

// site is a TLS server and a Fetcher that may talk to it over the real guarded client.
func site(t *testing.T, h http.HandlerFunc) (*httptest.Server, *Fetcher) {
	t.Helper()
	srv := httptest.NewUnstartedServer(h)
	srv.EnableHTTP2 = true
	srv.Config.ErrorLog = nil
	srv.StartTLS()
	t.Cleanup(srv.Close)
	roots := srv.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	c := safehttp.New(safehttp.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, MaxBody: 64 << 20, TLS: &tls.Config{RootCAs: roots}})
	t.Cleanup(c.CloseIdleConnections)
	return srv, &Fetcher{Client: c, Now: func() time.Time { return time.Date(2031, 3, 7, 10, 0, 0, 0, time.UTC) }, UserAgent: "Tocsin (test)", Timeout: 20 * time.Second, MaxBody: 8 << 20}
}

// Each exchange: what the server does, what was asked, what comes of it.
func TestGet(t *testing.T) {
	const tag, weak = `"v1"`, `W/"v1"`
	date := "Fri, 07 Mar 2031 10:00:00 GMT"
	for _, c := range []struct {
		name string
		do   http.HandlerFunc
		ask  Ask
		want func(g Got) bool
		kind Kind
		says string
	}{
		{name: "a whole answer", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Etag", tag)
			w.Header().Set("Content-Type", "application/atom+xml; charset=ISO-8859-1")
			io.WriteString(w, feedText)
		}, want: func(g Got) bool {
			return string(g.Body) == feedText && g.ETag == tag && g.Digest == hash(feedText) && !g.Unchanged && g.Type == "application/atom+xml" && g.Charset == "iso-8859-1" && g.Status == 200 && g.CertEnd.After(g.CertBegin)
		}},
		{name: "says who asks, and for what", do: func(w http.ResponseWriter, r *http.Request) {
			if r.UserAgent() != "Tocsin (test)" || !strings.Contains(r.Header.Get("Accept"), "application/cap+xml") || r.Header.Get("If-None-Match")+r.Header.Get("If-Modified-Since") != "" {
				w.WriteHeader(400)
			}
			io.WriteString(w, feedText)
		}, want: func(g Got) bool { return g.Status == 200 }},
		{name: "unchanged", ask: Ask{ETag: tag, LastModified: date, Digest: "d"}, do: func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == tag && r.Header.Get("If-Modified-Since") == date {
				w.WriteHeader(304)
			}
		}, want: func(g Got) bool {
			return g.Unchanged && g.ETag == tag && g.LastModified == date && g.Digest == "d" && g.Body == nil && !g.CertEnd.IsZero()
		}},
		{name: "unchanged, by a weak validator", ask: Ask{ETag: weak}, do: func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == weak {
				w.Header().Set("Etag", weak)
				w.WriteHeader(304)
			}
		}, want: func(g Got) bool { return g.Unchanged && g.ETag == weak }},
		{name: "a 304 to a question without a condition", do: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(304) }, kind: Status, says: "although it was asked for everything"},
		{name: "the same bytes under another tag", ask: Ask{ETag: tag, Digest: hash(feedText)}, do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Etag", `"v2"`)
			io.WriteString(w, feedText)
		}, want: func(g Got) bool { return g.Unchanged && g.ETag == `"v2"` && g.Body == nil }},
		{name: "other bytes under the same tag", ask: Ask{ETag: tag, Digest: hash("old")}, do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Etag", tag)
			io.WriteString(w, feedText)
		}, want: func(g Got) bool { return !g.Unchanged && string(g.Body) == feedText }},
		{name: "changed in the second in which it was sent", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", date)
			w.Header().Set("Last-Modified", date)
			io.WriteString(w, feedText)
		}, want: func(g Got) bool { return g.LastModified == "" }},
		{name: "changed long before it was sent", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", date)
			w.Header().Set("Last-Modified", "Fri, 07 Mar 2031 09:00:00 GMT")
			io.WriteString(w, feedText)
		}, want: func(g Got) bool { return g.LastModified == "Fri, 07 Mar 2031 09:00:00 GMT" }},
		{name: "a tag with blanks in it", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Etag", `"a b"`)
			io.WriteString(w, feedText)
		}, want: func(g Got) bool { return g.ETag == "" }},
		{name: "gzip", do: func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Accept-Encoding") != "gzip" {
				w.WriteHeader(400)
			}
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed(feedText))
		}, want: func(g Got) bool { return string(g.Body) == feedText && g.Digest == hash(feedText) && g.Wire > 0 }},
		{name: "gzip that was not asked for by its other name", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "X-GZIP")
			w.Write(packed(feedText))
		}, want: func(g Got) bool { return string(g.Body) == feedText }},
		{name: "gzip that breaks off", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed(feedText)[:20])
		}, kind: Truncated, says: "before its end"},
		{name: "gzip that is none", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, feedText)
		}, kind: Encoding, says: "broken"},
		{name: "another compression", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			io.WriteString(w, feedText)
		}, kind: Encoding, says: `"br"`},
		{name: "a bomb by its ratio", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed(strings.Repeat("\x00", 7<<20)))
		}, kind: Bomb, says: "inflates more than 200 times"},
		{name: "a bomb by its size", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			var b strings.Builder
			for i := 0; b.Len() < 9<<20; i++ {
				fmt.Fprintf(&b, "<entry><id>%d</id></entry>", i*7919)
			}
			w.Write(packed(b.String()))
		}, kind: TooLarge, says: "8388608"},
		{name: "too long, and says so", do: func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Length", "9000000") }, kind: TooLarge, says: "8388608"},
		{name: "without end", do: func(w http.ResponseWriter, r *http.Request) {
			chunk := bytes.Repeat([]byte("x"), 1<<16)
			for {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}, kind: TooLarge, says: "8388608"},
		{name: "breaks off", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, feedText)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, kind: Unreachable + "|" + Truncated},
		{name: "wait, in seconds", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(429)
		}, kind: Status, says: "HTTP 429 Too Many Requests: we ask too often; it asks to wait 2m0s"},
		{name: "wait, as a date by the server's clock", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", date)
			w.Header().Set("Retry-After", "Fri, 07 Mar 2031 10:05:00 GMT")
			w.WriteHeader(503)
		}, kind: Status, says: "to wait 5m0s"},
		{name: "wait for a year", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "99999999999")
			w.WriteHeader(503)
		}, kind: Status, says: "to wait 24h0m0s"},
		{name: "wait until yesterday", do: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "-5")
			w.WriteHeader(503)
		}, kind: Status, says: "the server is in trouble"},
		{name: "gone", do: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(410) }, kind: Status, says: "for good"},
		{name: "turned away", do: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(403) }, kind: Status, says: "turns us away"},
		{name: "no content", do: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) }, kind: Status, says: "no whole answer"},
		{name: "a part of it", do: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(206); io.WriteString(w, "<feed") }, kind: Status, says: "no whole answer"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv, f := site(t, c.do)
			c.ask.URL = srv.URL + "/feed?key=SECRET"
			g, err := f.Get(t.Context(), c.ask)
			if c.kind == "" {
				if err != nil || !c.want(g) {
					t.Fatalf("%+v, %v", g, err)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(string(c.kind), string(e.Kind)) || !strings.Contains(e.Words, c.says) {
				t.Fatalf("%v (%+v); want %s, %q", err, e, c.kind, c.says)
			}
			if strings.Contains(err.Error(), "SECRET") || g.Body != nil {
				t.Errorf("the error holds the address, or there is a body: %v", err)
			}
			if e.Kind == Status && e.CertEnd.IsZero() {
				t.Error("the end of the certificate is not told")
			}
		})
	}
}

// Redirects: the pinned host and nothing else, five at most, and a move for good is told.
func TestRedirects(t *testing.T) {
	var base string
	srv, f := site(t, func(w http.ResponseWriter, r *http.Request) {
		to := func(status int, url string) { w.Header().Set("Location", url); w.WriteHeader(status) }
		switch r.URL.Path {
		case "/301":
			to(301, "/end")
		case "/308":
			to(308, "/301")
		case "/302":
			to(302, "/end")
		case "/302then301":
			to(302, "/301")
		case "/301then302":
			to(301, "/302")
		case "/loop":
			to(302, "/loop")
		case "/away":
			to(302, "https://evil.example/feed")
		case "/inside":
			to(302, "https://169.254.169.254/")
		case "/plain":
			to(302, "http://127.0.0.1/")
		case "/file":
			to(302, "file:///etc/passwd")
		case "/nowhere":
			w.WriteHeader(302)
		case "/end":
			io.WriteString(w, feedText)
		}
	})
	base = srv.URL
	for _, c := range []struct{ path, host, final, moved, says string }{
		{"/301", "127.0.0.1", "/end", "/end", ""},
		{"/308", "127.0.0.1", "/end", "/end", ""},
		{"/302", "127.0.0.1", "/end", "", ""},
		{"/302then301", "127.0.0.1", "/end", "", ""},
		{"/301then302", "127.0.0.1", "/end", "/302", ""},
		{"/301", "", "", "", "no redirect is allowed; if that is the authority's own host, set redirect_host: 127.0.0.1"},
		{"/loop", "127.0.0.1", "", "", "more than 5 redirects"},
		{"/away", "127.0.0.1", "", "", `redirects to "evil.example", and only "127.0.0.1"`},
		{"/inside", "127.0.0.1", "", "", `redirects to "169.254.169.254"`},
		{"/plain", "127.0.0.1", "", "", "without TLS"},
		{"/file", "127.0.0.1", "", "", "without TLS"},
		{"/nowhere", "127.0.0.1", "", "", "without a readable address"},
	} {
		g, err := f.Get(t.Context(), Ask{URL: base + c.path, RedirectHost: c.host})
		var e *Error
		switch {
		case c.says != "":
			if !errors.As(err, &e) || e.Kind != Redirect || !strings.Contains(e.Words, c.says) {
				t.Errorf("%s: %v; want %q", c.path, err, c.says)
			}
		case err != nil || g.FinalURL != base+c.final || c.moved == "" && g.Moved != "" || c.moved != "" && g.Moved != base+c.moved:
			t.Errorf("%s: %+v, %v", c.path, g, err)
		}
	}
}

// What goes wrong below HTTP.
func TestNoAnswer(t *testing.T) {
	hang := make(chan struct{})
	srv, f := site(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/drip" {
			w.WriteHeader(200)
			w.(http.Flusher).Flush()
		}
		<-hang
	})
	t.Cleanup(func() { close(hang) }) // before the server closes
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := free.Addr().String()
	free.Close()
	strange := httptest.NewTLSServer(http.NotFoundHandler()) // the test authority is another one's only for the strict client below
	t.Cleanup(strange.Close)
	other := *f
	other.Client = safehttp.New(safehttp.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	guarded := *f
	guarded.Client = safehttp.New(safehttp.Options{})
	quick := *f
	quick.Timeout = 50 * time.Millisecond
	for _, c := range []struct {
		name string
		f    *Fetcher
		url  string
		kind Kind
	}{
		{"hangs", &quick, srv.URL + "/", Timeout},
		{"hangs after the head", &quick, srv.URL + "/drip", Timeout},
		{"nobody is there", f, "https://" + closed + "/", Unreachable},
		{"a certificate of nobody", &other, strange.URL, TLS},
		{"an address inside", &guarded, "https://127.0.0.1:1/", Forbidden},
		{"no TLS", &guarded, "http://example.org/", Forbidden},
		{"no address", f, "https://%zz/", Forbidden},
	} {
		_, err := c.f.Get(t.Context(), Ask{URL: c.url})
		var e *Error
		if !errors.As(err, &e) || e.Kind != c.kind || e.Words == "" {
			t.Errorf("%s: %v (%+v), want %s", c.name, err, e, c.kind)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Get(ctx, Ask{URL: srv.URL}); err == nil || !errors.Is(err, context.Canceled) {
		t.Errorf("broken off: %v", err)
	}
}

// Only so many bodies grow beyond a MiB at once; the others wait their turn and come whole.
func TestLargeBodiesTakeTurns(t *testing.T) {
	body := strings.Repeat("<a>0123456789</a>", 200_000)
	srv, f := site(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, body) })
	f.Large = make(chan struct{}, 1)
	errs := make(chan error, 4)
	for range 4 {
		go func() {
			g, err := f.Get(t.Context(), Ask{URL: srv.URL})
			if err == nil && len(g.Body) != len(body) {
				err = fmt.Errorf("%d bytes of %d", len(g.Body), len(body))
			}
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if len(f.Large) != 0 {
		t.Error("a place was not given back")
	}
}
