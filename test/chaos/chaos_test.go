// Package chaos kills the program with SIGKILL in the middle of a fan-out, again and again, and then counts (reliability.md, G1):
// nobody may be lost, and no kill may cause more duplicates than were in flight.
//
// The parent (the test) holds the sink and the database's address; the child (this same binary, started again) holds the store,
// the jobs and the dispatcher, and is what dies. `make chaos` runs 10 kills of 10,000 people on each engine; an ordinary test
// run does a smaller one.
package chaos

import (
	"bufio"
	"context"
	"encoding/base64"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/channel/webhook"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
	"github.com/tocsin-hub/tocsin/internal/store/storetest"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

var (
	kills  = flag.Int("kills", 0, "how often the child is killed; 0: 3, or 10 with TOCSIN_CHAOS=full")
	people = flag.Int("people", 0, "how many people are warned; 0: 2000, or 10000 with TOCSIN_CHAOS=full")
	seed   = flag.Uint64("seed", 0, "replays a run; 0: a new one, which is printed")
)

const inFlight = delivery.DefaultInFlight

// The child's orders come in its environment.
const (
	envDSN     = "TOCSIN_CHAOS_DSN"
	envWarning = "TOCSIN_CHAOS_WARNING"
	envAccount = "TOCSIN_CHAOS_ACCOUNT"
)

var secret = "whsec_" + base64.StdEncoding.EncodeToString([]byte("a secret of the chaos test, 32 b"))

func TestMain(m *testing.M) {
	if os.Getenv(envDSN) != "" {
		if err := child(); err != nil {
			fmt.Println("child:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	pgtest.Main(m)
}

// child is the program that dies: it releases the warning if that has not happened, and sends until nothing is left.
func child() error {
	ctx := context.Background()
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: slog.LevelWarn}))
	var s *store.Store
	var err error
	for range 200 { // PostgreSQL may need a moment to notice that the one before is dead
		if s, err = store.Open(ctx, store.Options{DSN: os.Getenv(envDSN), Clock: time.Now, Node: "chaos", Log: log}); err == nil {
			break
		}
		<-time.After(50 * time.Millisecond)
	}
	if err != nil {
		return err
	}
	defer s.Close()
	w, err := s.Warning(ctx, warning.ID(os.Getenv(envWarning)))
	if err != nil {
		return err
	}
	client := safehttp.New(safehttp.Options{PlainHTTP: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	hook, err := webhook.New(webhook.Config{Secret: secret, Client: client, Clock: time.Now})
	if err != nil {
		return err
	}
	d := &delivery.Dispatcher{Store: s, Senders: map[warning.Channel]delivery.Sender{warning.Webhook: hook}, Clock: time.Now, Log: log,
		InFlight: inFlight, AckURL: storetest.AckURL}
	nothing := func(context.Context, string) error { return nil }
	if err := s.StartJobs(ctx, store.Work{Read: nothing, Join: nothing, Deliver: d.RunBatch}, store.JobOptions{Poll: 50 * time.Millisecond}); err != nil {
		return err
	}
	fmt.Println("started")
	if w.State == warning.Approved {
		by, err := s.AccountByLogin(ctx, os.Getenv(envAccount))
		if err != nil {
			return err
		}
		if _, _, err := s.ReleaseWarning(ctx, by, w.ID, w.Hash); err != nil {
			return err
		}
	}
	fmt.Println("released")
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		if _, err := s.KickDue(ctx); err != nil {
			return err
		}
		p, err := s.Progress(ctx, w.ID)
		if err != nil {
			return err
		}
		if p.Open == 0 {
			break
		}
	}
	stop, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	return s.StopJobs(stop)
}

// sink is a receiver that counts, slow enough that something is always under way.
type sink struct {
	mu    sync.Mutex
	times map[string]int    // by webhook-id
	key   map[string]string // by path, which stands for a person
	life  int               // the child that is alive, from 0; kill n ends life n
	last  map[string]int    // by webhook-id: the life that sent it last
	blame map[int]int       // by kill: what was sent in the life before it, and again after it: it was under way at that kill
	bad   []string
	more  chan struct{}
	rnd   *rand.Rand
}

func (k *sink) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	id := r.Header.Get(webhook.HeaderID)
	k.mu.Lock()
	if err == nil { // a request cut off by the kill was not received
		if verr := webhook.Verify(secret, r.Header, body, time.Now()); verr != nil {
			k.bad = append(k.bad, verr.Error())
		}
		if old, ok := k.key[r.URL.Path]; ok && old != id {
			k.bad = append(k.bad, "two keys for "+r.URL.Path)
		}
		k.key[r.URL.Path] = id
		if k.times[id]++; k.times[id] > 1 {
			// A request that the kill left in the kernel's buffers is read in the next life; it is still of the one before.
			k.blame[min(k.last[id], k.life-1)]++
		}
		k.last[id] = k.life
		close(k.more)
		k.more = make(chan struct{})
	}
	wait := time.Duration(k.rnd.IntN(3000)) * time.Microsecond
	k.mu.Unlock()
	<-time.After(wait)
	w.WriteHeader(http.StatusNoContent)
}

// reach waits until so many different people got the warning, or done is closed.
func (k *sink) reach(n int, done <-chan struct{}) {
	for {
		k.mu.Lock()
		have, more := len(k.times), k.more
		k.mu.Unlock()
		if have >= n {
			return
		}
		select {
		case <-more:
		case <-done:
			return
		}
	}
}

// nextLife is called when a child is dead.
func (k *sink) nextLife() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.life++
}

func TestKillSQLite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.db")
	run(t, "sqlite:"+path)
}

func TestKillPostgres(t *testing.T) { run(t, pgtest.DSN(t)) }

func run(t *testing.T, dsn string) {
	nKills, nPeople := *kills, *people
	full := os.Getenv("TOCSIN_CHAOS") == "full"
	if nKills == 0 {
		nKills = map[bool]int{false: 3, true: 10}[full]
	}
	if nPeople == 0 {
		nPeople = map[bool]int{false: 2000, true: 10_000}[full]
	}
	theSeed := *seed
	if theSeed == 0 {
		theSeed = rand.Uint64()
	}
	t.Logf("replay with -seed=%d -kills=%d -people=%d", theSeed, nKills, nPeople)
	rnd := rand.New(rand.NewPCG(theSeed, 1))

	k := &sink{times: map[string]int{}, key: map[string]string{}, last: map[string]int{}, blame: map[int]int{}, more: make(chan struct{}), rnd: rand.New(rand.NewPCG(theSeed, 2))}
	srv := httptest.NewServer(k)
	defer srv.Close()
	ctx := context.Background()
	f := prepare(t, ctx, dsn, nPeople, srv.URL)

	done := 0
	for kill := 0; ; kill++ {
		c := start(t, dsn, f)
		if kill == nKills {
			if err := <-c.ended; err != nil {
				t.Fatalf("the last child: %v\n%s", err, c.said())
			}
			break
		}
		if kill == 0 && rnd.IntN(2) == 0 { // during the release itself
			select {
			case <-c.started:
			case <-c.dead:
			}
			<-time.After(time.Duration(rnd.IntN(300)) * time.Millisecond)
		} else {
			done += 1 + rnd.IntN(max(1, (nPeople-done)/(nKills-kill)))
			k.reach(done, c.dead)
		}
		c.kill()
		<-c.ended
		select {
		case <-c.failed:
			t.Fatalf("child %d ended by itself:\n%s", kill, c.said())
		default:
		}
		k.nextLife()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	worst, sum := 0, 0
	for kill, n := range k.blame {
		worst, sum = max(worst, n), sum+n
		if kill < 0 || n > inFlight {
			t.Errorf("kill %d caused %d repeats, at most %d were in flight", kill, n, inFlight)
		}
	}
	most := 0
	for _, n := range k.times {
		most = max(most, n)
	}
	t.Logf("%d people, %d kills: %d lost, %d repeats (at most %d by one kill, limit %d), none sent more than %d times",
		nPeople, nKills, nPeople-len(k.times), sum, worst, inFlight, most)
	if len(k.times) != nPeople || len(k.key) != nPeople {
		t.Errorf("%d of %d people got it, under %d keys", len(k.key), nPeople, len(k.times))
	}
	if most > delivery.MaxDoubt+1 {
		t.Errorf("one was sent %d times", most)
	}
	for i, b := range k.bad {
		if i < 5 {
			t.Error(b)
		}
	}
	check(t, ctx, dsn, f, nPeople)
}

func prepare(t *testing.T, ctx context.Context, dsn string, n int, url string) storetest.Fanout {
	s, err := store.Open(ctx, store.Options{DSN: dsn, Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	f, err := storetest.Prepare(ctx, s, time.Now(), storetest.Scene{People: n, Ladder: []warning.Rung{{Channel: warning.Webhook}},
		Webhook: func(i int) string { return url + "/" + strconv.Itoa(i) }})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func check(t *testing.T, ctx context.Context, dsn string, f storetest.Fanout, n int) {
	s, err := store.Open(ctx, store.Options{DSN: dsn, Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := storetest.Check(ctx, s, f.Warning.ID, storetest.Settled); err != nil {
		t.Error(err)
	}
	p, err := s.Progress(ctx, f.Warning.ID)
	if err != nil || p.People != n || p.Reached != n {
		t.Errorf("the console says %d of %d reached, %v", p.Reached, p.People, err)
	}
}

type running struct {
	cmd     *exec.Cmd
	started chan struct{} // it said so
	dead    chan struct{} // closed when it has ended
	ended   chan error
	failed  chan struct{} // closed when it ended by itself with an error
	mu      sync.Mutex
	lines   []string
	killed  bool
}

func start(t *testing.T, dsn string, f storetest.Fanout) *running {
	t.Helper()
	c := &running{cmd: exec.Command(os.Args[0]), started: make(chan struct{}), dead: make(chan struct{}), ended: make(chan error, 1), failed: make(chan struct{})}
	c.cmd.Env = append(os.Environ(), envDSN+"="+dsn, envWarning+"="+string(f.Warning.ID), envAccount+"="+f.Approver.Login)
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.cmd.Stderr = c.cmd.Stdout
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.kill)
	go func() {
		for sc := bufio.NewScanner(out); sc.Scan(); {
			c.mu.Lock()
			c.lines = append(c.lines, sc.Text())
			c.mu.Unlock()
			if sc.Text() == "started" {
				close(c.started)
			}
		}
		err := c.cmd.Wait()
		c.mu.Lock()
		if err != nil && !c.killed {
			close(c.failed)
		}
		c.mu.Unlock()
		close(c.dead)
		c.ended <- err
	}()
	return c
}

func (c *running) kill() {
	c.mu.Lock()
	c.killed = true
	c.mu.Unlock()
	_ = c.cmd.Process.Kill() // SIGKILL
}

func (c *running) said() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.lines, "\n")
}
