// Package webhook sends warnings as signed JSON over HTTPS, in the form of the Standard Webhooks specification.
//
// Each warning is one POST to the person's URL with the headers webhook-id (the idempotency key, the same for every attempt: a
// receiver that has seen it may drop the repeat), webhook-timestamp (seconds since 1970) and webhook-signature
// ("v1," and the base64 HMAC-SHA256 of "id.timestamp.body"). 2xx means accepted. 400, 401, 403, 404, 405, 410, 413, 415 and
// 422, and every redirect, mean refused for good. 408, 425, 429 and every 5xx mean: again later, not before Retry-After.
// No answer in time, or a connection lost after the request was written, is in doubt.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
)

// The headers of the Standard Webhooks specification.
const (
	HeaderID        = "Webhook-Id"
	HeaderTimestamp = "Webhook-Timestamp"
	HeaderSignature = "Webhook-Signature"
)

// Config of a Sender.
type Config struct {
	// Secret signs: the base64 of 24 to 64 random bytes, with or without "whsec_" before it.
	Secret string
	// Client is a client made by safehttp.
	Client *http.Client
	// Clock gives the time of the signature.
	Clock func() time.Time
}

// Body is the JSON document that a receiver gets. Fields are only ever added.
type Body struct {
	Type      string    `json:"type"` // "warning.released" or "warning.corrected"
	Timestamp time.Time `json:"timestamp"`
	Data      Warning   `json:"data"`
}

// Warning is the warning itself, as a receiver gets it.
type Warning struct {
	Key     string    `json:"key"`     // equal to the header webhook-id
	Warning string    `json:"warning"` // id of the warning, as on the public page
	Drill   bool      `json:"drill"`   // true: an exercise
	Lang    string    `json:"lang,omitempty"`
	Subject string    `json:"subject"`
	Text    string    `json:"text"`
	AckURL  string    `json:"acknowledge_url,omitempty"`
	Expires time.Time `json:"expires,omitzero"`
}

// Sender posts to one URL a message. It is safe for concurrent use.
type Sender struct {
	key    []byte
	client *http.Client
	clock  func() time.Time
}

// New checks the secret and makes a sender.
func New(c Config) (*Sender, error) {
	key, err := secretKey(c.Secret)
	if err != nil {
		return nil, err
	}
	if c.Client == nil || c.Clock == nil {
		return nil, errors.New("the webhook channel needs an HTTP client and a clock")
	}
	return &Sender{key: key, client: c.Client, clock: c.Clock}, nil
}

func secretKey(s string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, "whsec_"))
	if err != nil || len(key) < 24 || len(key) > 64 {
		return nil, errors.New(`the webhook secret must be the base64 of 24 to 64 bytes, with or without "whsec_" before it: make one with openssl rand -base64 32`)
	}
	return key, nil
}

// Send posts the message.
func (s *Sender) Send(ctx context.Context, m delivery.Message) delivery.Outcome {
	kind := "warning.released"
	if m.Kind == delivery.OfCorrection {
		kind = "warning.corrected"
	}
	return s.Post(ctx, m.To, m.Key, kind, Warning{Key: m.Key, Warning: string(m.Warning), Drill: m.Drill,
		Lang: m.Lang, Subject: m.Subject, Text: m.Body, AckURL: m.AckURL, Expires: m.Expires})
}

// Post posts any document of ours to a URL, signed like a warning: key is the same for every attempt, kind the document's type.
func (s *Sender) Post(ctx context.Context, to, key, kind string, data any) delivery.Outcome {
	now := s.clock().UTC()
	body, err := json.Marshal(struct {
		Type      string    `json:"type"`
		Timestamp time.Time `json:"timestamp"`
		Data      any       `json:"data"`
	}{kind, now, data})
	if err != nil {
		return delivery.Outcome{Kind: delivery.OutcomeRefused, Err: errors.New("the message cannot be written as JSON")}
	}
	// Whether anything of the request left: before that a failure is harmless, after it nobody knows.
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	// The transport sends a POST again by itself only when nothing of it was written, on a connection that had gone stale.
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return delivery.Outcome{Kind: delivery.OutcomeRefused, Err: errors.New("the webhook URL cannot be read")}
	}
	stamp := strconv.FormatInt(now.Unix(), 10)
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", "Tocsin")
	req.Header.Set(HeaderID, key)
	req.Header.Set(HeaderTimestamp, stamp)
	req.Header.Set(HeaderSignature, sign(s.key, key, stamp, body))
	res, err := s.client.Do(req)
	if err != nil {
		return failed(err, connected.Load())
	}
	defer res.Body.Close()
	// Read on, within limits, so that the connection can be used again. What is in the body does not matter.
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10))
	return judge(res, now)
}

func judge(res *http.Response, now time.Time) delivery.Outcome {
	said := fmt.Errorf("the receiver answered %d", res.StatusCode)
	switch c := res.StatusCode; {
	case c >= 200 && c < 300:
		return delivery.Outcome{Kind: delivery.OutcomeAccepted, Ref: strconv.Itoa(c)}
	case c == http.StatusRequestTimeout, c == http.StatusTooEarly, c == http.StatusTooManyRequests, c >= 500:
		return delivery.Outcome{Kind: delivery.OutcomeRetry, After: retryAfter(res.Header.Get("Retry-After"), now), Err: said}
	case c >= 300 && c < 400:
		return delivery.Outcome{Kind: delivery.OutcomeRefused, Err: fmt.Errorf("the receiver answered %d: redirects are not followed", c)}
	}
	return delivery.Outcome{Kind: delivery.OutcomeRefused, Err: said}
}

// retryAfter reads the header in both its forms (RFC 9110, 10.2.3); 0 when it says nothing usable.
func retryAfter(v string, now time.Time) time.Duration {
	if v == "" {
		return 0
	}
	if n, err := strconv.ParseUint(strings.TrimSpace(v), 10, 31); err == nil {
		return min(time.Duration(n)*time.Second, delivery.MaxAfter)
	}
	if t, err := http.ParseTime(v); err == nil && t.After(now) {
		return min(t.Sub(now), delivery.MaxAfter)
	}
	return 0
}

// failed judges an exchange without an answer. The error of http.Client names the whole URL, which may hold a secret of the
// receiver: only what lies beneath is told, in our words.
func failed(err error, connected bool) delivery.Outcome {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	var ne net.Error
	switch {
	case errors.Is(err, safehttp.ErrForbidden):
		return delivery.Outcome{Kind: delivery.OutcomeRefused, Err: safehttp.ErrForbidden}
	case connected:
		why := "the connection was lost before an answer came"
		if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &ne) && ne.Timeout() {
			why = "no answer in time"
		}
		return delivery.Outcome{Kind: delivery.OutcomeInDoubt, Err: errors.New(why)}
	}
	var dns *net.DNSError
	why := "no connection could be made"
	if errors.As(err, &dns) {
		why = "the host's name could not be looked up"
	}
	return delivery.Outcome{Kind: delivery.OutcomeRetry, Err: errors.New(why)}
}

func sign(key []byte, id, stamp string, body []byte) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(id + "." + stamp + "."))
	h.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// Tolerance is how far the time of a signature may lie from the receiver's.
const Tolerance = 5 * time.Minute

// ErrSignature says that a request was not signed with our secret just now.
var ErrSignature = errors.New("the webhook signature does not fit")

// Verify is for receivers: it checks the three headers against the body and the secret. The header may hold several
// signatures, separated by blanks; one that fits is enough. A receiver should also remember webhook-id and drop repeats.
func Verify(secret string, h http.Header, body []byte, now time.Time) error {
	key, err := secretKey(secret)
	if err != nil {
		return err
	}
	id, stamp := h.Get(HeaderID), h.Get(HeaderTimestamp)
	sec, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || id == "" || len(stamp) > 12 {
		return fmt.Errorf("%w: a header is missing", ErrSignature)
	}
	if off := now.Sub(time.Unix(sec, 0)); off > Tolerance || off < -Tolerance {
		return fmt.Errorf("%w: the timestamp is more than five minutes off", ErrSignature)
	}
	want := []byte(sign(key, id, stamp, body))
	fits := false
	for _, one := range strings.Fields(h.Get(HeaderSignature)) {
		if hmac.Equal([]byte(one), want) {
			fits = true
		}
	}
	if !fits {
		return ErrSignature
	}
	return nil
}
