package webhook

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/channel/channeltest"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
)

var (
	now    = time.Date(2024, 3, 7, 18, 0, 0, 0, time.UTC)
	key    = []byte("thirty-two bytes of a test secret")
	secret = "whsec_" + base64.StdEncoding.EncodeToString(key)
)

func sender(t *testing.T) *Sender {
	t.Helper()
	s, err := New(Config{Secret: secret, Clock: func() time.Time { return now },
		Client: safehttp.New(safehttp.Options{PlainHTTP: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func message(url string) delivery.Message {
	return delivery.Message{Key: "tocsin-wrn_1-7", Warning: "wrn_1", Kind: delivery.OfWarning, To: url, Name: "Ana", Lang: "en",
		Subject: "Avoid large gatherings", Body: "Avoid concerts. https://tocsin.example/a/x", AckURL: "https://tocsin.example/a/x", Attempt: 1, Expires: now.Add(48 * time.Hour)}
}

func TestChannel(t *testing.T) {
	channeltest.Run(t, func(t *testing.T, trouble channeltest.Trouble, over <-chan struct{}) channeltest.Provider {
		var arrived atomic.Int64
		h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			take := func() { arrived.Add(1) }
			switch trouble {
			case channeltest.Refuses:
				http.Error(w, "gone "+r.URL.String(), http.StatusGone)
				return
			case channeltest.Later:
				w.Header().Set("Retry-After", "90")
				w.WriteHeader(http.StatusServiceUnavailable)
				return
			case channeltest.Redirects:
				http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
				return
			case channeltest.Slow:
				_, _ = io.Copy(io.Discard, r.Body)
				take()
				select {
				case <-over:
				case <-r.Context().Done():
				}
				return
			case channeltest.Cut:
				panic(http.ErrAbortHandler)
			case channeltest.CutAfter:
				_, _ = io.Copy(io.Discard, r.Body)
				take()
				panic(http.ErrAbortHandler)
			case channeltest.Huge:
				take()
				w.WriteHeader(http.StatusOK)
				for range 100_000 {
					if _, err := w.Write(make([]byte, 1024)); err != nil {
						return
					}
				}
				return
			}
			body, _ := io.ReadAll(r.Body)
			if err := Verify(secret, r.Header, body, now); err != nil {
				http.Error(w, err.Error(), http.StatusUnauthorized)
				return
			}
			take()
			w.WriteHeader(http.StatusAccepted)
		})
		srv := httptest.NewServer(h)
		if trouble == channeltest.Impostor {
			srv.Close()
			srv = httptest.NewTLSServer(h)
			srv.Config.ErrorLog = nil
		}
		url := srv.URL + "/hook?token=the-receivers-token"
		if trouble == channeltest.Gone {
			srv.Close()
		} else {
			t.Cleanup(srv.Close)
		}
		return channeltest.Provider{Sender: sender(t), Message: message(url), Arrived: func() int { return int(arrived.Load()) },
			Secrets: []string{secret, string(key), "the-receivers-token"}}
	}, map[channeltest.Trouble]channeltest.Want{
		channeltest.None:      {Kind: delivery.OutcomeAccepted, Arrives: 1},
		channeltest.Refuses:   {Kind: delivery.OutcomeRefused},
		channeltest.Later:     {Kind: delivery.OutcomeRetry, After: 90 * time.Second},
		channeltest.Redirects: {Kind: delivery.OutcomeRefused},
		channeltest.Slow:      {Kind: delivery.OutcomeInDoubt, Arrives: 1},
		channeltest.Cut:       {Kind: delivery.OutcomeInDoubt},
		channeltest.CutAfter:  {Kind: delivery.OutcomeInDoubt, Arrives: 1},
		channeltest.Gone:      {Kind: delivery.OutcomeRetry},
		channeltest.Impostor:  {Kind: delivery.OutcomeRetry},
		channeltest.Huge:      {Kind: delivery.OutcomeAccepted, Arrives: 1},
	})
}

func TestEveryStatusHasAnOutcome(t *testing.T) {
	retry := map[int]bool{408: true, 425: true, 429: true}
	for code := 200; code < 600; code++ {
		want := delivery.OutcomeRefused
		switch {
		case code < 300:
			want = delivery.OutcomeAccepted
		case code >= 500 || retry[code]:
			want = delivery.OutcomeRetry
		}
		if got := judge(&http.Response{StatusCode: code, Header: http.Header{}}, now); got.Kind != want {
			t.Errorf("%d: %s, want %s", code, got.Kind, want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for in, want := range map[string]time.Duration{
		"": 0, "0": 0, "120": 2 * time.Minute, " 5 ": 5 * time.Second, "-1": 0, "1e9": 0, "99999999999999999999": 0, "864000": delivery.MaxAfter,
		now.Add(time.Minute).Format(http.TimeFormat): time.Minute, now.Add(-time.Minute).Format(http.TimeFormat): 0, "soon": 0,
	} {
		if got := retryAfter(in, now); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// TestStandardVector is the example of the Standard Webhooks specification ("Signature scheme").
func TestStandardVector(t *testing.T) {
	k, err := secretKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	got := sign(k, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
}

func TestBodyAndHeaders(t *testing.T) {
	var got Body
	var head http.Header
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head = r.Header.Clone()
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
	}))
	defer srv.Close()
	s := sender(t)
	for _, k := range []delivery.Kind{delivery.OfWarning, delivery.OfCorrection} {
		m := message(srv.URL)
		m.Kind, m.Drill = k, true
		if out := s.Send(context.Background(), m); out.Kind != delivery.OutcomeAccepted {
			t.Fatal(out)
		}
		want := map[delivery.Kind]string{delivery.OfWarning: "warning.released", delivery.OfCorrection: "warning.corrected"}[k]
		if got.Type != want || got.Data.Key != m.Key || got.Data.Text != m.Body || got.Data.Subject != m.Subject || !got.Data.Drill ||
			got.Data.Warning != "wrn_1" || !got.Data.Expires.Equal(m.Expires) || got.Data.AckURL != m.AckURL || !got.Timestamp.Equal(now) {
			t.Errorf("%+v", got)
		}
		if head.Get("Webhook-Id") != m.Key || head.Get("Webhook-Timestamp") != fmt.Sprint(now.Unix()) || !strings.HasPrefix(head.Get("Content-Type"), "application/json") {
			t.Errorf("%v", head)
		}
	}
}

func TestVerify(t *testing.T) {
	body := []byte(`{"type":"warning.released"}`)
	stamp := fmt.Sprint(now.Unix())
	good := func() http.Header {
		h := http.Header{}
		h.Set(HeaderID, "id")
		h.Set(HeaderTimestamp, stamp)
		h.Set(HeaderSignature, sign(key, "id", stamp, body))
		return h
	}
	if err := Verify(secret, good(), body, now); err != nil {
		t.Error(err)
	}
	h := good()
	h.Set(HeaderSignature, "v1,AAAA v2,x "+h.Get(HeaderSignature)) // a key being changed
	if err := Verify(secret, h, body, now.Add(Tolerance)); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(h http.Header) (string, []byte, time.Time){
		"another body": func(h http.Header) (string, []byte, time.Time) { return secret, []byte("{}"), now },
		"too old":      func(h http.Header) (string, []byte, time.Time) { return secret, body, now.Add(Tolerance + time.Second) },
		"from the future": func(h http.Header) (string, []byte, time.Time) {
			return secret, body, now.Add(-Tolerance - time.Second)
		},
		"another secret": func(h http.Header) (string, []byte, time.Time) {
			return base64.StdEncoding.EncodeToString(make([]byte, 32)), body, now
		},
		"another id":   func(h http.Header) (string, []byte, time.Time) { h.Set(HeaderID, "id2"); return secret, body, now },
		"no id":        func(h http.Header) (string, []byte, time.Time) { h.Del(HeaderID); return secret, body, now },
		"no timestamp": func(h http.Header) (string, []byte, time.Time) { h.Del(HeaderTimestamp); return secret, body, now },
		"a timestamp in words": func(h http.Header) (string, []byte, time.Time) {
			h.Set(HeaderTimestamp, "now")
			return secret, body, now
		},
		"no signature": func(h http.Header) (string, []byte, time.Time) { h.Del(HeaderSignature); return secret, body, now },
		"another version": func(h http.Header) (string, []byte, time.Time) {
			h.Set(HeaderSignature, "v2"+h.Get(HeaderSignature)[2:])
			return secret, body, now
		},
	} {
		h := good()
		s, b, at := change(h)
		if err := Verify(s, h, b, at); !errors.Is(err, ErrSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestConfig(t *testing.T) {
	client := safehttp.New(safehttp.Options{})
	for _, s := range []string{"", "whsec_", "whsec_short", "plain words", "whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 23)), base64.StdEncoding.EncodeToString(make([]byte, 65))} {
		if _, err := New(Config{Secret: s, Client: client, Clock: time.Now}); err == nil || strings.Contains(err.Error(), s) && len(s) > 8 {
			t.Errorf("%q: %v", s, err)
		}
	}
	if _, err := New(Config{Secret: secret, Clock: time.Now}); err == nil {
		t.Error("no client")
	}
}

// TestForbiddenAddress: a person's URL inside our own network is refused, without a packet.
func TestForbiddenAddress(t *testing.T) {
	s, err := New(Config{Secret: secret, Client: safehttp.New(safehttp.Options{PlainHTTP: true}), Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was talked to") }))
	defer srv.Close()
	for _, u := range []string{srv.URL, "http://169.254.169.254/latest", "https://[::1]/", "file:///etc/passwd", "https://user:pw@example.org/", "::"} {
		if out := s.Send(context.Background(), message(u)); out.Kind != delivery.OutcomeRefused || strings.Contains(out.Err.Error(), "pw") {
			t.Errorf("%s: %s %v", u, out.Kind, out.Err)
		}
	}
}
