package hub_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
)

func settings(t *testing.T) config.Config {
	t.Helper()
	c := config.Default()
	c.Database, c.Listen = "sqlite:"+filepath.Join(t.TempDir(), "tocsin.db"), "127.0.0.1:0"
	return c
}

func newHub(t *testing.T, c config.Config) *hub.Hub {
	t.Helper()
	h, err := hub.New(hub.Options{Config: c})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(t *testing.T, url string, header ...string) (int, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(raw)
}

// Start and Stop survive every order, and leave nothing running behind.
func TestStartAndStopInAnyOrder(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent(), goleak.IgnoreAnyFunction("net/http.(*persistConn).readLoop"), goleak.IgnoreAnyFunction("net/http.(*persistConn).writeLoop"),
		// scs.New makes a store of its own first, with a cleaner that nobody can reach to stop.
		goleak.IgnoreAnyFunction("github.com/alexedwards/scs/v2/memstore.(*MemStore).startCleanup"))
	ctx := context.Background()
	h := newHub(t, settings(t))
	for _, step := range []string{"stop", "stop", "start", "start", "stop", "stop", "start", "stop"} {
		var err error
		if step == "start" {
			err = h.Start(ctx)
		} else {
			err = h.Stop(ctx)
		}
		if err != nil {
			t.Fatalf("%s: %v", step, err)
		}
		if running := h.Addr() != ""; running != (step == "start") {
			t.Fatalf("after %s: running is %t", step, running)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

func TestHealthAndMetrics(t *testing.T) {
	c := settings(t)
	c.Metrics.Listen = "127.0.0.1:0"
	h := newHub(t, c)
	if err := h.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	defer h.Stop(context.Background())
	base := "http://" + h.Addr()
	if code, body := get(t, base+"/healthz"); code != 200 || body != "ok\n" {
		t.Errorf("healthz: %d %q", code, body)
	}
	if code, body := get(t, base+"/readyz"); code != 200 || body != "ready\n" {
		t.Errorf("readyz: %d %q", code, body)
	}
	if code, _ := get(t, base+"/metrics"); code != 404 {
		t.Errorf("metrics on the public address: %d", code)
	}
	code, body := get(t, "http://"+h.MetricsAddr()+"/metrics")
	if code != 200 {
		t.Fatalf("metrics: %d", code)
	}
	for _, want := range []string{`tocsin_database_up 1`, `tocsin_items{state="unreadable"} 0`, `tocsin_queue_age_seconds 0`, `tocsin_ledger_lines `,
		`tocsin_attempts_total{channel="webhook",outcome="accepted"} 0`, `tocsin_dispatch_lag_seconds_count 0`, `go_goroutines `} {
		if !strings.Contains(body, want) {
			t.Errorf("the metrics do not have %s", want)
		}
	}
}

func TestMetricsWithAToken(t *testing.T) {
	c := settings(t)
	c.Metrics.Token = "0123456789abcdefXYZ"
	h := newHub(t, c)
	if err := h.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	defer h.Stop(context.Background())
	url := "http://" + h.Addr() + "/metrics"
	if code, _ := get(t, url); code != 401 {
		t.Errorf("without a token: %d", code)
	}
	if code, _ := get(t, url, "Authorization", "Bearer 0123456789abcdefXY"); code != 401 {
		t.Errorf("with a wrong token: %d", code)
	}
	if code, _ := get(t, url, "Authorization", "Bearer "+c.Metrics.Token); code != 200 {
		t.Errorf("with the token: %d", code)
	}
}

// A start that fails says why and leaves nothing open: the same file and address can be used at once.
func TestStartThatFailsLeavesNothingOpen(t *testing.T) {
	c := settings(t)
	h := newHub(t, c)
	if err := h.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	second := newHub(t, c)
	if err := second.Start(context.Background()); err == nil || !strings.Contains(err.Error(), "in use by another tocsin") {
		t.Errorf("a second process on one file: %v", err)
	}
	other := settings(t)
	other.Listen = h.Addr()
	third := newHub(t, other)
	if err := third.Start(context.Background()); err == nil || !strings.Contains(err.Error(), "listen") {
		t.Errorf("a second process on one address: %v", err)
	}
	if err := h.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, again := range []*hub.Hub{second, third} {
		if err := again.Start(context.Background()); err != nil {
			t.Errorf("once it is free: %v", err)
		}
		if err := again.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	}
}

func TestOldTablesAreRefusedWhenToldSo(t *testing.T) {
	c := settings(t)
	c.Migrate = "refuse"
	h := newHub(t, c)
	if err := h.Start(context.Background()); err == nil || !strings.Contains(err.Error(), "tocsin migrate") {
		t.Errorf("empty tables: %v", err)
	}
	s, err := hub.OpenUnmigrated(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := h.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := h.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// A page that never ends (a slow reader) does not hold up Stop beyond its bound.
func TestStopIsBounded(t *testing.T) {
	h := newHub(t, settings(t))
	if err := h.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	// A client that sends half a request and goes silent.
	pr, pw := io.Pipe()
	defer pw.Close()
	req, err := http.NewRequest(http.MethodPost, "http://"+h.Addr()+"/login", pr)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if resp, err := http.DefaultClient.Do(req); err == nil {
			resp.Body.Close()
		}
	}()
	w := bufio.NewWriter(pw)
	if _, err := w.WriteString("login=dora&pass"); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	begun := time.Now()
	_ = h.Stop(ctx) // it may say that not everything had ended
	if took := time.Since(begun); took > 4*time.Second {
		t.Errorf("Stop took %s", took)
	}
	pw.CloseWithError(io.ErrClosedPipe)
	<-done
}
