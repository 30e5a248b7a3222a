// Package fetch makes one exchange with a source: a conditional GET over a client of package safehttp.
//
// # Contract
//
// Get gives what the server sent, or says that nothing has changed, or gives an *Error whose Kind says what happened and whose
// words an operator can act on; no URL, which may hold a secret, is in them. It never gives a part of an answer for the whole:
// a body that ends early is an error. It never keeps more than MaxBody bytes, before or after decompression, and gives up on
// a body that inflates more than MaxRatio times.
//
// What the server says is used and not believed: a 304 that was not asked for is an error; bytes that are those of last time
// are unchanged whatever the status; a validator is sent back only if it could not have been made in the second in which the
// document still changed (RFC 9110 section 8.8.2.2). A server that wrongly says "unchanged" for ever can only be found by
// asking without a condition: whoever calls leaves the condition out once in a while (package poll does, once a day).
//
// Redirects are followed hop by hop through the same guarded client, only to https URLs of the one pinned host, at most five.
// A permanent one (301, 308) is told in Got.Moved, because the operator has to change the address before it is gone.
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
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/safehttp"
)

// Kind is what went wrong.
type Kind string

// The kinds; there is no other.
const (
	Timeout     Kind = "timeout"
	Unreachable Kind = "unreachable" // no name, no connection, or one that broke
	TLS         Kind = "tls"         // the certificate is not accepted
	Forbidden   Kind = "forbidden"   // the address may not be talked to
	Redirect    Kind = "redirect"    // it leads where it may not, or in circles
	Status      Kind = "status"      // an HTTP status that is no answer
	TooLarge    Kind = "too_large"
	Bomb        Kind = "bomb"      // a compressed body that inflates beyond measure
	Truncated   Kind = "truncated" // the body ended early
	Encoding    Kind = "encoding"  // a compression that is not known or is broken
)

// Error says why an exchange brought nothing.
type Error struct {
	Kind       Kind
	Status     int           // HTTP status, 0 when there was none
	RetryAfter time.Duration // the server's wish, 0 when it has none
	Words      string        // for the operator; no secret
	CertBegin  time.Time
	CertEnd    time.Time
	err        error
}

func (e *Error) Error() string { return e.Words }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.err }

// Ask is what to get.
type Ask struct {
	URL string
	// ETag and LastModified are those of the last whole answer; with both empty everything is asked for.
	ETag, LastModified string
	// Digest is that of the last whole answer: the same bytes again are Unchanged. Empty: they are compared with nothing.
	Digest string
	// RedirectHost is the one host that redirects may lead to; empty: none is followed.
	RedirectHost string
	Accept       string // empty: what feeds and advice come in
}

// Got is what came.
type Got struct {
	Status int
	// Unchanged says that it is as it was: a 304, or the bytes of last time. Body is then nil.
	Unchanged bool
	Body      []byte
	Digest    string // hex SHA-256 of Body
	// ETag and LastModified are for the next Ask; empty when the server gave none that can be relied on.
	ETag, LastModified string
	Type, Charset      string // of Content-Type, in lower case; not believed
	RetryAfter         time.Duration
	CertBegin, CertEnd time.Time // of the server's certificate; zero without TLS
	FinalURL           string    // after redirects
	Moved              string    // where the address has moved for good; empty: it has not
	Wire               int64     // bytes of the body as they came
}

// The limits that hold where Fetcher leaves them zero.
const (
	DefaultTimeout = 30 * time.Second
	DefaultMaxBody = 16 << 20
	DefaultRatio   = 200 // XML of 500 alike entries reaches 40
	ratioFrom      = 4 << 20
	large          = 1 << 20 // bytes beyond which a body needs one of the places for large ones
	maxHops        = 5
)

// Fetcher makes exchanges; it may be used from many goroutines at once.
type Fetcher struct {
	// Client is made by safehttp, without a RedirectHost of its own, and with a MaxBody of at least this one's.
	Client    *http.Client
	Now       func() time.Time
	UserAgent string
	Timeout   time.Duration // of a whole exchange, redirects and body included
	MaxBody   int64
	MaxRatio  int64
	// Large, when it is not nil, is a channel whose capacity bounds how many bodies are read at once beyond their first MiB, so
	// that a thousand sources cannot fill the memory together.
	Large chan struct{}
}

const accept = "application/cap+xml, application/atom+xml;q=0.95, application/rss+xml;q=0.95, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.6, */*;q=0.3"

// Get makes one exchange.
func (f *Fetcher) Get(ctx context.Context, ask Ask) (Got, error) {
	timeout, limit := f.Timeout, f.MaxBody
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	if limit <= 0 {
		limit = DefaultMaxBody
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	got := Got{FinalURL: ask.URL}
	permanent := true
	for hop := 0; ; hop++ {
		res, err := f.send(ctx, ask, got.FinalURL)
		if err != nil {
			return got, told(ctx, err, timeout)
		}
		if hop == 0 {
			got.CertBegin, got.CertEnd = certificate(res.TLS)
		}
		got.Status = res.StatusCode
		got.RetryAfter = f.retryAfter(res)
		if res.StatusCode >= 300 && res.StatusCode < 400 && res.StatusCode != http.StatusNotModified {
			res.Body.Close()
			to, err := f.follow(ask, got.FinalURL, res, hop)
			if err != nil {
				return got, got.say(err)
			}
			permanent = permanent && (res.StatusCode == http.StatusMovedPermanently || res.StatusCode == http.StatusPermanentRedirect)
			if permanent {
				got.Moved = to
			}
			got.FinalURL = to
			continue
		}
		err = f.read(ctx, ask, res, &got, limit)
		res.Body.Close()
		if err != nil {
			return got, got.say(told(ctx, err, timeout))
		}
		return got, nil
	}
}

// say adds to an error what is known beside it.
func (g *Got) say(err error) error {
	var e *Error
	if errors.As(err, &e) {
		e.CertBegin, e.CertEnd = g.CertBegin, g.CertEnd
		if e.Status == 0 {
			e.Status = g.Status
		}
		if e.RetryAfter == 0 {
			e.RetryAfter = g.RetryAfter
		}
	}
	return err
}

func (f *Fetcher) send(ctx context.Context, ask Ask, to string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, to, nil)
	if err != nil {
		return nil, &Error{Kind: Forbidden, Words: "the address cannot be read", err: safehttp.ErrForbidden}
	}
	r.Header.Set("Accept", ask.Accept)
	if ask.Accept == "" {
		r.Header.Set("Accept", accept)
	}
	r.Header.Set("Accept-Encoding", "gzip") // by hand, so that how much a body inflates can be measured
	if f.UserAgent != "" {
		r.Header.Set("User-Agent", f.UserAgent)
	}
	if ask.ETag != "" {
		r.Header.Set("If-None-Match", ask.ETag)
	}
	if ask.LastModified != "" {
		r.Header.Set("If-Modified-Since", ask.LastModified)
	}
	return f.Client.Do(r)
}

// follow checks where a redirect leads.
func (f *Fetcher) follow(ask Ask, from string, res *http.Response, hop int) (string, error) {
	no := func(format string, args ...any) error {
		return &Error{Kind: Redirect, Status: res.StatusCode, Words: fmt.Sprintf(format, args...)}
	}
	base, err := url.Parse(from)
	if err != nil {
		return "", no("the address cannot be read")
	}
	to, err := base.Parse(res.Header.Get("Location"))
	switch host := ""; {
	case err != nil || res.Header.Get("Location") == "":
		return "", no("HTTP %d without a readable address to go to", res.StatusCode)
	case hop == maxHops:
		return "", no("more than %d redirects, one after the other", maxHops)
	default:
		if host = to.Hostname(); ask.RedirectHost == "" {
			return "", no("it redirects to %s (HTTP %d) and no redirect is allowed; if that is the authority's own host, set redirect_host: %s, or put the new address in", quoted(host), res.StatusCode, host)
		} else if to.Scheme != "https" {
			return "", no("it redirects to %s without TLS, which is never followed", quoted(host))
		} else if !strings.EqualFold(host, ask.RedirectHost) {
			return "", no("it redirects to %s, and only %s is allowed (redirect_host)", quoted(host), quoted(ask.RedirectHost))
		}
	}
	to.Fragment = ""
	return to.String(), nil
}

func quoted(host string) string { return strconv.Quote(host[:min(len(host), 100)]) }

// read takes the answer that is no redirect.
func (f *Fetcher) read(ctx context.Context, ask Ask, res *http.Response, got *Got, limit int64) error {
	asked := ask.ETag != "" || ask.LastModified != ""
	switch {
	case res.StatusCode == http.StatusNotModified && asked:
		got.Unchanged, got.Digest = true, ask.Digest
		got.ETag, got.LastModified = ask.ETag, ask.LastModified
		if t := validator(res.Header.Get("Etag")); t != "" {
			got.ETag = t
		}
		return nil
	case res.StatusCode == http.StatusNotModified:
		return &Error{Kind: Status, Status: 304, Words: "the server says that nothing has changed although it was asked for everything"}
	case res.StatusCode != http.StatusOK && res.StatusCode != http.StatusNonAuthoritativeInfo:
		return &Error{Kind: Status, Status: res.StatusCode, Words: statusWords(res.StatusCode, got.RetryAfter)}
	}
	if kind, params, err := mime.ParseMediaType(res.Header.Get("Content-Type")); err == nil {
		got.Type, got.Charset = kind, strings.ToLower(strings.TrimSpace(params["charset"]))
	}
	body, wire, err := f.body(ctx, res, limit)
	got.Wire = wire
	if err != nil {
		return err
	}
	got.Body = body
	sum := sha256.Sum256(body)
	got.Digest = hex.EncodeToString(sum[:])
	got.ETag = validator(res.Header.Get("Etag"))
	got.LastModified = lastModified(res)
	if ask.Digest != "" && got.Digest == ask.Digest {
		got.Unchanged, got.Body = true, nil
	}
	return nil
}

// counter counts what is read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// body reads the body and undoes its compression, within the limits.
func (f *Fetcher) body(ctx context.Context, res *http.Response, limit int64) ([]byte, int64, error) {
	ratio := f.MaxRatio
	if ratio <= 0 {
		ratio = DefaultRatio
	}
	if res.ContentLength > limit {
		return nil, 0, tooLarge(limit)
	}
	wire := &counter{r: res.Body}
	var r io.Reader = wire
	packed := false
	switch enc := strings.ToLower(strings.TrimSpace(strings.Join(res.Header.Values("Content-Encoding"), ","))); enc {
	case "", "identity", "none", "utf-8": // the last two are mistakes that servers make
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(wire)
		if errors.Is(err, io.EOF) {
			return nil, wire.n, &Error{Kind: Truncated, Words: "the body is empty", err: err}
		} else if err != nil {
			return nil, wire.n, fmt.Errorf("undoing gzip: %w", err)
		}
		r, packed = z, true
	default:
		return nil, 0, &Error{Kind: Encoding, Words: fmt.Sprintf("the answer is compressed as %s, which was not asked for", quoted(enc))}
	}
	var out bytes.Buffer
	if n := res.ContentLength; n > 0 && !packed {
		out.Grow(int(min(n, large)) + bytes.MinRead)
	}
	held := false
	defer func() {
		if held {
			<-f.Large
		}
	}()
	for {
		n, err := io.CopyN(&out, r, 64<<10)
		size := int64(out.Len())
		switch {
		case size > limit:
			return nil, wire.n, tooLarge(limit)
		case packed && size > ratioFrom && size > ratio*wire.n:
			return nil, wire.n, &Error{Kind: Bomb, Words: fmt.Sprintf("the body inflates more than %d times (%d bytes to more than %d): it is built to fill our memory", ratio, wire.n, size)}
		case errors.Is(err, io.EOF):
			return out.Bytes(), wire.n, nil
		case err != nil:
			return nil, wire.n, err
		case n == 0:
			return nil, wire.n, io.ErrNoProgress
		}
		if size > large && !held && f.Large != nil {
			select {
			case f.Large <- struct{}{}:
				held = true
			case <-ctx.Done():
				return nil, wire.n, ctx.Err()
			}
		}
	}
}

func tooLarge(limit int64) error {
	return &Error{Kind: TooLarge, Words: fmt.Sprintf("the answer is longer than the %d bytes that are read", limit), err: safehttp.ErrTooLarge}
}

// told turns any error of an exchange into an *Error.
func told(ctx context.Context, err error, timeout time.Duration) error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err // its text repeats the URL
	}
	var cert *tls.CertificateVerificationError
	var dns *net.DNSError
	var timed net.Error
	out := &Error{Kind: Unreachable, err: err}
	switch {
	case errors.Is(err, safehttp.ErrForbidden):
		out.Kind, out.Words = Forbidden, "the address may not be talked to: "+safehttp.ErrForbidden.Error()+" (not public, or not https)"
	case errors.Is(err, safehttp.ErrTooLarge):
		out.Kind, out.Words = TooLarge, "the answer is longer than is read"
	case errors.As(err, &cert):
		out.Kind, out.Words = TLS, "its TLS certificate is not accepted: "+cert.Err.Error()
	case errors.As(err, &dns) && !dns.IsTimeout:
		out.Words = "its name cannot be found (DNS)"
	case errors.Is(err, context.Canceled) && errors.Is(ctx.Err(), context.Canceled):
		out.Words = "the look was broken off"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timed) && timed.Timeout():
		out.Kind, out.Words = Timeout, fmt.Sprintf("no whole answer within %s", timeout)
	case errors.Is(err, io.ErrUnexpectedEOF):
		out.Kind, out.Words = Truncated, "the answer ended before its end"
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), strings.Contains(err.Error(), "flate:"):
		out.Kind, out.Words = Encoding, "the compressed answer is broken"
	case strings.Contains(err.Error(), "tls:"):
		out.Kind, out.Words = TLS, "no TLS connection: "+err.Error()
	default:
		out.Words = "no connection, or it broke: " + plainCause(err)
	}
	return out
}

// plainCause is the innermost text of a network error, without addresses of our own machine.
func plainCause(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		return op.Err.Error()
	}
	s := err.Error()
	return s[:min(len(s), 200)]
}

func statusWords(status int, wait time.Duration) string {
	s := fmt.Sprintf("HTTP %d %s", status, http.StatusText(status))
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		s += ": it turns us away; it may want an agreement, another User-Agent or a key, or block programs"
	case status == http.StatusNotFound:
		s += ": nothing is at this address (any more); look for the new one"
	case status == http.StatusGone:
		s += ": it was taken away for good"
	case status == http.StatusTooManyRequests:
		s += ": we ask too often"
	case status >= 500:
		s += ": the server is in trouble"
	case status == http.StatusNoContent || status == http.StatusPartialContent:
		s += ": no whole answer"
	}
	if wait > 0 {
		s += fmt.Sprintf("; it asks to wait %s", wait.Round(time.Second))
	}
	return strings.TrimSpace(s)
}

// validator is an entity tag that can be sent back: weak ones too, and ones without quotes as servers make them, but no bytes
// that do not belong into a header.
func validator(tag string) string {
	if len(tag) > 512 {
		return ""
	}
	for i := range len(tag) {
		if tag[i] <= ' ' || tag[i] >= 0x7f {
			return ""
		}
	}
	return tag
}

// lastModified is the date to send back; empty when the document might have changed again in the second it names.
func lastModified(res *http.Response) string {
	s := res.Header.Get("Last-Modified")
	at, err := http.ParseTime(s)
	if err != nil {
		return ""
	}
	if date, err := http.ParseTime(res.Header.Get("Date")); err == nil && date.Sub(at) < time.Second {
		return ""
	}
	return s
}

// maxRetryAfter bounds how long a server may keep us away with one answer.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads the server's wish: seconds, or a date, which is taken against the server's own clock where it tells it.
func (f *Fetcher) retryAfter(res *http.Response) time.Duration {
	s := strings.TrimSpace(res.Header.Get("Retry-After"))
	if s == "" {
		return 0
	}
	var d time.Duration
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		d = time.Duration(min(max(n, 0), int64(maxRetryAfter/time.Second))) * time.Second
	} else if at, err := http.ParseTime(s); err == nil {
		now, err := http.ParseTime(res.Header.Get("Date"))
		if err != nil {
			now = f.Now()
		}
		d = at.Sub(now)
	}
	return min(max(d, 0), maxRetryAfter)
}

func certificate(s *tls.ConnectionState) (begin, end time.Time) {
	if s == nil || len(s.PeerCertificates) == 0 {
		return
	}
	return s.PeerCertificates[0].NotBefore, s.PeerCertificates[0].NotAfter
}
