// Package safehttp is the one HTTP client that may leave the building.
//
// Whoever can name a URL (a roster import, a feed's redirect) must not be able to make this machine talk to its own network.
// The check is made on the address that is dialled, after name resolution, for every connection: only public unicast
// addresses (the IANA special-purpose registries are refused) and only the ports of Options, unless the operator has listed
// the network. There is no proxy from the environment, no redirect unless a host is pinned, no unlimited wait and no unlimited
// body: what a server sends is cut off at MaxBody bytes after decompression, with ErrTooLarge.
package safehttp

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// The kinds of refusal; errors.Is finds them through the *url.Error of http.Client.
var (
	// ErrForbidden: the address, port or form of the URL is not one that may be talked to.
	ErrForbidden = errors.New("this address may not be talked to")
	// ErrTooLarge: the body was longer than MaxBody.
	ErrTooLarge = errors.New("the answer is too long")
)

// Options of a client. The zero value is strict: https to public addresses on port 443, no redirects.
type Options struct {
	// Allow lists networks that may be talked to although they are not public, on any port: the operator's own hosts, or the
	// loopback address in tests.
	Allow []netip.Prefix
	// PlainHTTP lets URLs begin with http:// too (then port 80 is open as well). Hosts given as an address inside Allow may
	// always be talked to in plain HTTP.
	PlainHTTP bool
	// Ports lists further ports of public addresses.
	Ports []uint16
	// Timeout is the longest a whole exchange may take, body included; 0: 30 s.
	Timeout time.Duration
	// MaxBody is the longest body in bytes, after decompression; 0: 1 MiB.
	MaxBody int64
	// RedirectHost pins redirects: at most five, and only to https URLs of exactly this host name. Empty: none is followed; the
	// caller gets the 3xx answer itself.
	RedirectHost string
	// Conns is the number of connections kept to one host; 0: 64.
	Conns int
	// Resolver looks names up; nil: the system's.
	Resolver *net.Resolver
	// TLS is for tests and private authorities: root certificates. Verification cannot be switched off.
	TLS *tls.Config
}

// New makes a client.
func New(o Options) *http.Client {
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 1 << 20
	}
	if o.Conns <= 0 {
		o.Conns = 64
	}
	ports := append([]uint16{443}, o.Ports...)
	if o.PlainHTTP {
		ports = append(ports, 80)
	}
	g := &guard{allow: o.Allow, public: ssrf.New(ssrf.WithPorts(ports...))}
	tc := &tls.Config{MinVersion: tls.VersionTLS12}
	if o.TLS != nil {
		tc.RootCAs, tc.Certificates = o.TLS.RootCAs, o.TLS.Certificates
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second, Resolver: o.Resolver, Control: g.control}
	t := &http.Transport{
		Proxy: nil, // one from the environment would see everything, and would dial for us
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, addr)
		},
		TLSClientConfig:        tc,
		TLSHandshakeTimeout:    10 * time.Second,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           4 * o.Conns,
		MaxIdleConnsPerHost:    o.Conns,
		IdleConnTimeout:        90 * time.Second,
		ResponseHeaderTimeout:  o.Timeout,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
	return &http.Client{
		Transport: &limited{next: t, opt: o},
		Timeout:   o.Timeout,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if o.RedirectHost == "" {
				return http.ErrUseLastResponse
			}
			if len(via) > 5 {
				return fmt.Errorf("%w: more than five redirects", ErrForbidden)
			}
			if r.URL.Scheme != "https" || !strings.EqualFold(r.URL.Hostname(), o.RedirectHost) {
				return fmt.Errorf("%w: a redirect leads away from the pinned host", ErrForbidden)
			}
			return nil
		},
	}
}

type guard struct {
	allow  []netip.Prefix
	public *ssrf.Guardian
}

// control is called for every connection with the address that is about to be dialled.
func (g *guard) control(network, address string, c syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: the dialled address cannot be read", ErrForbidden)
	}
	if network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("%w: only TCP", ErrForbidden)
	}
	if contains(g.allow, ap.Addr()) {
		return nil
	}
	if ap.Addr().Is4In6() { // judged as what it is
		address = netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port()).String()
		network = "tcp4"
	}
	if err := g.public.Safe(network, address, c); err != nil {
		return fmt.Errorf("%w: %w", ErrForbidden, err)
	}
	return nil
}

func contains(ps []netip.Prefix, a netip.Addr) bool {
	a = a.Unmap()
	for _, p := range ps {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// CheckURL says whether a URL has a form that this client would try: absolute, https (or http, see Options.PlainHTTP), with a
// host, without a user name, a fragment or blanks. It looks nothing up: the address is judged when it is dialled.
func (o Options) CheckURL(raw string) error {
	if len(raw) > 2048 {
		return fmt.Errorf("%w: the URL is longer than 2048 characters", ErrForbidden)
	}
	u, err := url.Parse(raw)
	if err != nil { // the error of url.Parse repeats the URL, which may hold a secret
		return fmt.Errorf("%w: the URL cannot be read", ErrForbidden)
	}
	return o.check(u)
}

func (o Options) check(u *url.URL) error {
	switch {
	case u.Opaque != "" || u.Hostname() == "":
		return fmt.Errorf("%w: the URL has no host", ErrForbidden)
	case u.User != nil:
		return fmt.Errorf("%w: the URL holds a user name", ErrForbidden)
	case strings.ContainsAny(u.Host, " \\%\t\r\n\x00"):
		return fmt.Errorf("%w: the host of the URL has a character that hosts do not have", ErrForbidden)
	case u.Scheme == "https":
		return nil
	case u.Scheme != "http":
		return fmt.Errorf("%w: only https URLs are used", ErrForbidden)
	case o.PlainHTTP:
		return nil
	}
	if a, err := netip.ParseAddr(u.Hostname()); err == nil && contains(o.Allow, a) {
		return nil
	}
	return fmt.Errorf("%w: only https URLs are used", ErrForbidden)
}

// limited checks every request's URL and cuts every answer's body.
type limited struct {
	next http.RoundTripper
	opt  Options
}

func (l *limited) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := l.opt.check(r.URL); err != nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	res, err := l.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	res.Body = &capped{ReadCloser: res.Body, left: l.opt.MaxBody}
	return res, nil
}

// CloseIdleConnections lets http.Client.CloseIdleConnections through.
func (l *limited) CloseIdleConnections() {
	if c, ok := l.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

type capped struct {
	io.ReadCloser
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, ErrTooLarge
	}
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.ReadCloser.Read(p)
	if int64(n) > c.left {
		n, err = int(c.left), ErrTooLarge
		c.left = -1
		return n, err
	}
	c.left -= int64(n)
	return n, err
}
