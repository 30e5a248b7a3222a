package delivery_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/channel/email"
	"github.com/tocsin-hub/tocsin/internal/channel/webhook"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/mailsink"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
	"github.com/tocsin-hub/tocsin/internal/store/storetest"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

var (
	secret   = "whsec_" + base64.StdEncoding.EncodeToString([]byte("a secret of the benchmark, 32 by"))
	loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
)

// benchPeople is the size of the fan-out that is measured: TOCSIN_BENCH_PEOPLE, or 20,000.
func benchPeople() int {
	if n, err := strconv.Atoi(os.Getenv("TOCSIN_BENCH_PEOPLE")); err == nil && n > 0 {
		return n
	}
	return 20_000
}

// counter is an HTTP receiver that counts requests and says when it has n.
type counter struct {
	n    atomic.Int64
	want int64
	full chan struct{}
	once sync.Once
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	w.WriteHeader(http.StatusNoContent)
	if c.n.Add(1) == c.want {
		c.once.Do(func() { close(c.full) })
	}
}

// BenchmarkWebhook measures a fan-out end to end, from the call of ReleaseWarning until the last delivery is committed as
// accepted, into a local HTTP sink; and the same number of posts of the same size by a bare keep-alive client with the same
// number at once into the same sink, in the same run. The ratio is what the durability costs.
func BenchmarkWebhook(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		benchWebhook(b, func() string { return "sqlite:" + filepath.Join(b.TempDir(), "t.db") })
	})
	b.Run("postgres", func(b *testing.B) { benchWebhook(b, func() string { return pgtest.DSN(b) }) })
}

func benchWebhook(b *testing.B, dsn func() string) {
	n := benchPeople()
	var bare, release, whole, cancel time.Duration
	cpuSpent = 0
	for b.Loop() {
		sink := &counter{want: int64(n), full: make(chan struct{})}
		srv := httptest.NewServer(sink)
		client := safehttp.New(safehttp.Options{PlainHTTP: true, Allow: loopback})
		hook, err := webhook.New(webhook.Config{Secret: secret, Client: client, Clock: time.Now})
		if err != nil {
			b.Fatal(err)
		}
		bare += bareClient(b, srv.URL, n)
		scene := storetest.Scene{People: n, Ladder: []warning.Rung{{Channel: warning.Webhook}}, Webhook: func(i int) string { return srv.URL + "/" + strconv.Itoa(i) }}
		sink.n.Store(0)
		r, w, c := fanOut(b, dsn(), scene, map[warning.Channel]delivery.Sender{warning.Webhook: hook})
		release, whole, cancel = release+r, whole+w, cancel+c
		srv.Close()
	}
	report(b, n, bare, release, whole, cancel)
}

func report(b *testing.B, n int, bare, release, whole, cancel time.Duration) {
	rate := func(d time.Duration) float64 { return float64(n*b.N) / d.Seconds() }
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(rate(whole), "deliveries/s")
	b.ReportMetric(rate(bare), "bare/s")
	b.ReportMetric(rate(whole)/rate(bare), "ratio")
	b.ReportMetric(float64(n*b.N)/cpuSpent.Seconds(), "per-cpu-s") // sink and client together, without PostgreSQL's own
	b.ReportMetric(release.Seconds()/float64(b.N), "release-s")
	b.ReportMetric(cancel.Seconds()/float64(b.N), "cancel-s") // until the correction of everyone is queued
}

// cpuSpent is the processor time that this process spent in the fan-outs of the running benchmark. On a machine with other work
// it says more than the clock does.
var cpuSpent time.Duration

func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// bareClient posts n times with the dispatcher's concurrency and does nothing else.
func bareClient(b *testing.B, url string, n int) time.Duration {
	body := bytes.Repeat([]byte("x"), 600)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: delivery.DefaultInFlight}}
	defer client.CloseIdleConnections()
	var next atomic.Int64
	var wg sync.WaitGroup
	begin := time.Now()
	for range delivery.DefaultInFlight {
		wg.Go(func() {
			for next.Add(1) <= int64(n) {
				res, err := client.Post(url, "application/json", bytes.NewReader(body))
				if err != nil {
					b.Error(err)
					return
				}
				_, _ = io.Copy(io.Discard, res.Body)
				res.Body.Close()
			}
		})
	}
	wg.Wait()
	return time.Since(begin)
}

// fanOut releases a warning with jobs running and returns how long the release took, how long it was until everything was
// committed as accepted, and how long the cancel took that then queued a correction for everyone.
func fanOut(b *testing.B, dsn string, sc storetest.Scene, senders map[warning.Channel]delivery.Sender) (release, whole, cancel time.Duration) {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{DSN: dsn, Clock: time.Now, Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Migrate(ctx); err != nil {
		b.Fatal(err)
	}
	f, err := storetest.Prepare(ctx, s, time.Now(), sc)
	if err != nil {
		b.Fatal(err)
	}
	d := &delivery.Dispatcher{Store: s, Senders: senders, Clock: time.Now, AckURL: storetest.AckURL}
	nothing := func(context.Context, string) error { return nil }
	if err := s.StartJobs(ctx, store.Work{Read: nothing, Join: nothing, Deliver: d.RunBatch}, store.JobOptions{Poll: 50 * time.Millisecond}); err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := s.StopJobs(ctx); err != nil {
			b.Error(err)
		}
	}()
	begin, spent := time.Now(), cpu()
	_, n, err := s.ReleaseWarning(ctx, f.Approver, f.Warning.ID, f.Warning.Hash)
	if err != nil || n != sc.People {
		b.Fatal(n, err)
	}
	release = time.Since(begin)
	for { // what the console asks for, once a second
		p, err := s.Progress(ctx, f.Warning.ID)
		if err != nil {
			b.Fatal(err)
		}
		if p.Open == 0 {
			if p.Reached != sc.People {
				b.Fatalf("%+v", p)
			}
			last := p.Last.Sub(begin)
			cpuSpent += cpu() - spent
			asked := time.Now()
			if _, err := s.CancelWarning(ctx, f.Duty, f.Warning.ID, "measured"); err != nil {
				b.Fatal(err)
			}
			return release, last, time.Since(asked)
		}
		<-time.After(time.Second)
	}
}

// BenchmarkEmail is the same over SMTP into a sink that counts, against the same channel without rows.
func BenchmarkEmail(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		benchEmail(b, func() string { return "sqlite:" + filepath.Join(b.TempDir(), "t.db") })
	})
	b.Run("postgres", func(b *testing.B) { benchEmail(b, func() string { return pgtest.DSN(b) }) })
}

func benchEmail(b *testing.B, dsn func() string) {
	n := benchPeople()
	var bare, release, whole, cancel time.Duration
	cpuSpent = 0
	for b.Loop() {
		sink := mailsink.New(mailsink.Options{CountOnly: true})
		if err := sink.Start("127.0.0.1:0"); err != nil {
			b.Fatal(err)
		}
		host, _, _ := net.SplitHostPort(sink.Addr())
		sender, err := email.New(email.Config{Host: host, Port: sink.Port(), TLS: email.None, From: "Desk <desk@example.org>", Clock: time.Now, Conns: delivery.DefaultInFlight})
		if err != nil {
			b.Fatal(err)
		}
		bare += bareMail(b, sender, n)
		r, w, c := fanOut(b, dsn(), storetest.Scene{People: n}, map[warning.Channel]delivery.Sender{warning.Email: sender})
		release, whole, cancel = release+r, whole+w, cancel+c
		if sink.Total() < 2*n { // and the first corrections
			b.Fatalf("%d mails", sink.Total())
		}
		sender.Close()
		sink.Stop()
	}
	report(b, n, bare, release, whole, cancel)
}

// bareMail sends through the same channel without rows.
func bareMail(b *testing.B, s *email.Sender, n int) time.Duration {
	var next atomic.Int64
	var wg sync.WaitGroup
	begin := time.Now()
	for range delivery.DefaultInFlight {
		wg.Go(func() {
			for {
				i := next.Add(1)
				if i > int64(n) {
					return
				}
				o := s.Send(context.Background(), delivery.Message{Key: "tocsin-bare-" + strconv.FormatInt(i, 10), To: "p@example.org", Name: "Person", Subject: "Avoid large gatherings", Body: string(bytes.Repeat([]byte("words "), 30))})
				if o.Kind != delivery.OutcomeAccepted {
					b.Errorf("%+v", o)
					return
				}
			}
		})
	}
	wg.Wait()
	return time.Since(begin)
}
