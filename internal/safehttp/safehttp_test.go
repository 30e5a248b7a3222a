package safehttp

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// forbidden are hosts that must never get a packet, however they are written.
var forbidden = []string{
	// loopback
	"127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "0x7f.0.0.1", "0x7f.1", "127.0.0.1.", "localhost", "LOCALHOST", "localhost.",
	"[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[0:0:0:0:0:ffff:7f00:0001]",
	// this host, any
	"0.0.0.0", "0", "0.1.2.3", "[::]", "[::ffff:0.0.0.0]",
	// private
	"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.1.1", "[fc00::1]", "[fd12:3456::1]", "[::ffff:10.0.0.1]", "[::ffff:192.168.0.1]", "3232235777", "0xc0a80101", "0300.0250.1.1",
	// link-local and the metadata services
	"169.254.169.254", "2852039166", "0xa9fea9fe", "[::ffff:169.254.169.254]", "[fe80::1]", "[fe80::1%25lo]", "[fd00:ec2::254]", "169.254.0.1", "100.100.100.200", "192.0.0.192",
	// shared, benchmark, documentation, reserved, multicast, broadcast
	"100.64.0.1", "198.18.0.1", "198.19.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1", "240.0.0.1", "255.255.255.255", "224.0.0.1", "239.255.255.250", "192.88.99.1", "192.0.0.1",
	"[2001:db8::1]", "[ff02::1]", "[100::1]", "[fec0::1]", "[3fff::1]", "[5f00::1]",
	// translated: NAT64, 6to4, Teredo, ISATAP-like
	"[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b:1::10.0.0.1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:0:7f00:1::]", "[2001:10::1]",
	// full-width and other digits
	"１２７.０.０.１", "①②⑦.⓪.⓪.①",
}

// TestForbiddenAddresses tries every form against a client of the strict kind. Nothing may be connected: a listener on the
// loopback address counts (reliability.md, G19).
func TestForbiddenAddresses(t *testing.T) {
	if len(forbidden) < 60 {
		t.Fatalf("only %d forms", len(forbidden))
	}
	var hits atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer srv.Close()
	_, port, _ := net.SplitHostPort(srv.Listener.Addr().String())
	// The port is open to the strict client, so that only the address stands between it and the listener.
	n := netip.MustParseAddrPort(srv.Listener.Addr().String()).Port()
	c := New(Options{PlainHTTP: true, Ports: []uint16{n}, Timeout: 5 * time.Second, Resolver: nowhere()})
	for _, h := range forbidden {
		res, err := c.Get("http://" + h + ":" + port + "/")
		if err == nil {
			res.Body.Close()
			t.Errorf("%s was talked to", h)
			continue
		}
		var dns *net.DNSError
		if !errors.Is(err, ErrForbidden) && !errors.As(err, &dns) { // odd spellings are names that do not exist
			t.Errorf("%s: %v", h, err)
		}
	}
	if hits.Load() != 0 {
		t.Errorf("%d connections", hits.Load())
	}
	t.Logf("%d forms refused", len(forbidden))
}

// nowhere is a resolver that knows no name but localhost.
func nowhere() *net.Resolver {
	return resolver(func(name string, _ int) []netip.Addr {
		if strings.HasPrefix(strings.ToLower(name), "localhost") {
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}
		}
		return nil
	})
}

// resolver is a DNS server in this process: answer gets the name and how often it was asked for.
func resolver(answer func(name string, n int) []netip.Addr) *net.Resolver {
	var asked atomic.Int64
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		go func() {
			defer far.Close()
			for {
				var size [2]byte // a pipe is no packet connection, so Go speaks DNS over TCP: length first
				if _, err := io.ReadFull(far, size[:]); err != nil {
					return
				}
				q := make([]byte, int(size[0])<<8|int(size[1]))
				if _, err := io.ReadFull(far, q); err != nil {
					return
				}
				var p dnsmessage.Parser
				h, err := p.Start(q)
				if err != nil {
					return
				}
				question, err := p.Question()
				if err != nil {
					return
				}
				var as []netip.Addr
				if question.Type == dnsmessage.TypeA {
					as = answer(question.Name.String(), int(asked.Add(1)))
				}
				h.Response, h.Authoritative = true, true
				if len(as) == 0 && question.Type == dnsmessage.TypeA {
					h.RCode = dnsmessage.RCodeNameError
				}
				b := dnsmessage.NewBuilder(nil, h)
				_ = b.StartQuestions()
				_ = b.Question(question)
				_ = b.StartAnswers()
				for _, a := range as {
					_ = b.AResource(dnsmessage.ResourceHeader{Name: question.Name, Class: dnsmessage.ClassINET, TTL: 0}, dnsmessage.AResource{A: a.As4()})
				}
				out, err := b.Finish()
				if err != nil {
					return
				}
				if _, err := far.Write(append([]byte{byte(len(out) >> 8), byte(len(out))}, out...)); err != nil {
					return
				}
			}
		}()
		return near, nil
	}}
}

// TestRebinding: a name that points outside when somebody looks first, and inside when it is dialled, is judged by the address
// that is dialled; and of several addresses the forbidden ones are not tried.
func TestRebinding(t *testing.T) {
	var hits atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer srv.Close()
	port := netip.MustParseAddrPort(srv.Listener.Addr().String()).Port()
	_, p, _ := net.SplitHostPort(srv.Listener.Addr().String())
	for name, answer := range map[string]func(string, int) []netip.Addr{
		"at once": func(string, int) []netip.Addr { return []netip.Addr{netip.MustParseAddr("127.0.0.1")} },
		"several at once": func(string, int) []netip.Addr {
			return []netip.Addr{netip.MustParseAddr("10.1.2.3"), netip.MustParseAddr("127.0.0.1")}
		},
		"later": func(_ string, n int) []netip.Addr {
			if n == 1 {
				return []netip.Addr{netip.MustParseAddr("169.254.169.254")}
			}
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}
		},
	} {
		r := resolver(answer)
		c := New(Options{PlainHTTP: true, Ports: []uint16{port}, Timeout: 5 * time.Second, Resolver: r})
		for range 3 {
			res, err := c.Get("http://rebind.example:" + p + "/")
			if err == nil {
				res.Body.Close()
			}
			if !errors.Is(err, ErrForbidden) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if hits.Load() != 0 {
		t.Errorf("%d connections", hits.Load())
	}
	// The same name with the operator's leave goes through: it is the guard that stopped it, not the test's resolver.
	c := New(Options{PlainHTTP: true, Allow: loopback, Resolver: resolver(func(string, int) []netip.Addr { return []netip.Addr{netip.MustParseAddr("127.0.0.1")} })})
	res, err := c.Get("http://rebind.example:" + p + "/")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if hits.Load() != 1 {
		t.Error("the resolver of the test does not work")
	}
}

func TestURLs(t *testing.T) {
	strict, plain := Options{}, Options{PlainHTTP: true}
	for _, u := range []string{"https://example.org/", "https://example.org:8443/x?y=z", "https://[2606:4700::1111]/", "HTTPS://EXAMPLE.ORG"} {
		if err := strict.CheckURL(u); err != nil {
			t.Errorf("%s: %v", u, err)
		}
	}
	if err := plain.CheckURL("http://example.org/"); err != nil {
		t.Error(err)
	}
	if err := (Options{Allow: loopback}).CheckURL("http://127.0.0.1:8080/"); err != nil {
		t.Error(err)
	}
	for _, u := range []string{"", "/", "example.org", "//example.org/", "http://example.org/", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "unix:///run/x.sock", "http+unix://%2Frun%2Fx.sock/",
		"https://", "https:///x", "https://user@example.org/", "https://user:secretword@example.org/", "https://example.org@10.0.0.1/", "https:example.org", "javascript:alert(1)", "data:text/plain,x", "https://exa mple.org/",
		"https://example.org\r\nHost: x/", "https://exam\\ple.org/", "https://example.org\x00/", "https://[fe80::1%25eth0]/", "https://" + strings.Repeat("a", 3000), "://", "https://[::1", "https://%31%32%37.0.0.1/"} {
		err := strict.CheckURL(u)
		if !errors.Is(err, ErrForbidden) || strings.Contains(err.Error(), "secretword") {
			if u == "https://%31%32%37.0.0.1/" && err == nil {
				continue // the parser has made it 127.0.0.1, which the dial refuses
			}
			t.Errorf("%q: %v", u, err)
		}
	}
}

func TestPorts(t *testing.T) {
	for port, want := range map[string]bool{"443": true, "80": true, "8443": true, "22": false, "25": false, "6379": false, "5432": false, "8080": false} {
		c := New(Options{PlainHTTP: true, Ports: []uint16{8443}, Timeout: 50 * time.Millisecond})
		// A public address that nobody answers on: the guard decides before any packet.
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "http://[2606:4700::1111]:"+port+"/", nil)
		_, err := c.Do(req)
		cancel()
		if got := !errors.Is(err, ErrForbidden); got != want {
			t.Errorf("port %s: allowed %t, want %t (%v)", port, got, want, err)
		}
	}
}

func TestNoProxyFromTheEnvironment(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the proxy was asked") }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	t.Setenv("ALL_PROXY", proxy.URL)
	c := New(Options{PlainHTTP: true, Timeout: time.Second, Resolver: nowhere()})
	if res, err := c.Get("http://example.org/"); err == nil {
		res.Body.Close()
		t.Error("something answered")
	}
}

func TestRedirects(t *testing.T) {
	var inner atomic.Int64
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inner.Add(1) }))
	defer target.Close()
	to := target.URL
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }))
	defer srv.Close()
	c := New(Options{PlainHTTP: true, Allow: loopback})
	res, err := c.Get(srv.URL)
	if err != nil || res.StatusCode != http.StatusFound {
		t.Fatalf("%v %v", res, err)
	}
	res.Body.Close()
	pinned := New(Options{PlainHTTP: true, Allow: loopback, RedirectHost: "127.0.0.1"})
	for _, to = range []string{target.URL /* not https */, "https://example.org/", "file:///etc/passwd", "https://127.0.0.1.example.org/"} {
		if res, err := pinned.Get(srv.URL); !errors.Is(err, ErrForbidden) {
			t.Errorf("to %s: %v %v", to, res, err)
		}
	}
	if inner.Load() != 0 {
		t.Error("a redirect was followed")
	}
}

func TestLimits(t *testing.T) {
	const limit = 100_000
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = z.Write(make([]byte, 50<<20))
	_ = z.Close()
	over := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/exact":
			_, _ = w.Write(make([]byte, limit))
		case "/more":
			_, _ = w.Write(make([]byte, limit+1))
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		case "/endless":
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 4096)); err != nil {
					return
				}
			}
		case "/drip":
			w.WriteHeader(http.StatusOK)
			for {
				select {
				case <-r.Context().Done():
					return
				case <-over:
					return
				case <-time.After(10 * time.Millisecond):
					_, _ = w.Write([]byte("."))
					w.(http.Flusher).Flush()
				}
			}
		case "/silent":
			select {
			case <-r.Context().Done():
			case <-over:
			}
		case "/headers":
			for range 2000 {
				w.Header().Add("X-Long", strings.Repeat("x", 100))
			}
		}
	}))
	defer srv.Close()
	defer close(over)
	c := New(Options{PlainHTTP: true, Allow: loopback, MaxBody: limit, Timeout: 500 * time.Millisecond})
	for path, want := range map[string]struct {
		n   int
		err error
	}{"/exact": {limit, nil}, "/more": {limit, ErrTooLarge}, "/bomb": {limit, ErrTooLarge}, "/endless": {limit, ErrTooLarge}} {
		res, err := c.Get(srv.URL + path)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		if len(b) != want.n || !errors.Is(err, want.err) {
			t.Errorf("%s: %d bytes, %v", path, len(b), err)
		}
	}
	for _, path := range []string{"/drip", "/silent", "/headers"} {
		res, err := c.Get(srv.URL + path)
		if err == nil {
			_, err = io.ReadAll(res.Body)
			res.Body.Close()
		}
		if err == nil {
			t.Errorf("%s came to an end", path)
		}
	}
}

func TestVerifiesCertificates(t *testing.T) {
	srv := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer srv.Close()
	srv.Config.ErrorLog = nil
	if _, err := New(Options{Allow: loopback}).Get(srv.URL); err == nil {
		t.Error("a certificate that nobody vouches for was taken")
	}
	pool := srv.Client().Transport.(*http.Transport).TLSClientConfig
	insecure := pool.Clone()
	insecure.InsecureSkipVerify = true
	insecure.RootCAs = nil
	if _, err := New(Options{Allow: loopback, TLS: insecure}).Get(srv.URL); err == nil {
		t.Error("verification can be switched off")
	}
	res, err := New(Options{Allow: loopback, TLS: pool}).Get(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
}
