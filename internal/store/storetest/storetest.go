// Package storetest is the conformance suite of the store: what every engine must do, one file per noun. The store's own
// tests run it on SQLite and on PostgreSQL.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// specs are the parts of the suite: one line a noun.
var specs = []struct {
	noun string
	spec func(t *testing.T, fresh func(t *testing.T) *House)
}{
	{"opening", opening},
	{"accounts", accounts},
	{"sessions", sessions},
	{"settings", settings},
	{"items", items},
	{"sources", sources},
	{"trust", trusts},
	{"corrections", corrections},
	{"roster", rosters},
	{"ledger", ledgers},
	{"situations", situations},
	{"advice", advices},
	{"life", life},
	{"warnings", warnings},
	{"deliveries", deliveries},
	{"release faults", releaseFaults},
}

// Run runs the whole suite. newDSN gives the address of a fresh database whose tables are there and empty.
func Run(t *testing.T, newDSN func(t testing.TB) string) {
	for _, s := range specs {
		t.Run(s.noun, func(t *testing.T) {
			s.spec(t, func(t *testing.T) *House { return New(t, newDSN(t)) })
		})
	}
}

// House is a store on a database of its own, with a clock that stands still until it is moved, and faults on demand.
type House struct {
	*store.Store
	DSN   string
	Clock *Clock
	Ctx   context.Context

	t     testing.TB
	fault *fault
	n     int
}

// Start is the moment at which the clock of every House stands.
var Start = time.Date(2024, 3, 7, 18, 0, 0, 0, time.UTC)

// New opens a store on a migrated database; it is closed when the test ends.
func New(t testing.TB, dsn string) *House {
	t.Helper()
	h := &House{DSN: dsn, Clock: &Clock{now: Start}, Ctx: context.Background(), t: t, fault: &fault{}}
	s, err := h.Open("node-1")
	if err != nil {
		t.Fatal(err)
	}
	h.Store = s
	t.Cleanup(s.Close)
	return h
}

// Open opens the same database once more, as a node of that name. The caller closes it.
func (h *House) Open(node string) (*store.Store, error) {
	return store.Open(h.Ctx, store.Options{DSN: h.DSN, Clock: h.Clock.Now, Node: node, Fault: h.fault.ask})
}

// Account adds an account with these roles, as the command line does.
func (h *House) Account(roles ...desk.Role) desk.Account {
	h.t.Helper()
	h.n++
	a, err := h.AddAccount(h.Ctx, desk.System.ID, desk.Account{Login: fmt.Sprintf("%s%d", roles[0], h.n), Name: fmt.Sprintf("The %s %d", roles[0], h.n), Roles: roles})
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

// Clock is a clock that tests move.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the clock's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// ErrFault is what a fault on demand returns.
var ErrFault = errors.New("fault on demand")

// fault fails the n-th time that the store asks on behalf of a method.
type fault struct {
	mu     sync.Mutex
	method string
	at     int // 0: never
	asked  int
	points []string
	hit    string
}

func (f *fault) ask(method, point string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.method != method {
		return nil
	}
	f.asked++
	f.points = append(f.points, point)
	if f.asked == f.at {
		f.hit = point
		return ErrFault
	}
	return nil
}

func (f *fault) set(method string, at int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.method, f.at, f.asked, f.points, f.hit = method, at, 0, nil, ""
}

func (f *fault) result() (hit string, points []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.hit, slices.Clone(f.points)
}

// EveryStep proves that a store method is all or nothing, and harmless when called again, at each of its steps. For n = 1, 2, …
// it takes a fresh House, prepares it, and calls act with a fault at the n-th statement, job insert or commit of method.
// done says what then must hold: false after a step that was not done, true when the commit was done but not told. In both
// cases act is then called once more, without a fault, and done must hold with true. It ends with the first n beyond the
// method's last step.
func EveryStep(t *testing.T, fresh func(*testing.T) *House, method string, prepare func(h *House), act func(h *House) error, done func(h *House, want bool)) {
	t.Helper()
	for n := 1; ; n++ {
		over := false
		t.Run(fmt.Sprintf("%s step %d", method, n), func(t *testing.T) {
			h := fresh(t)
			prepare(h)
			h.fault.set(method, n)
			err := act(h)
			hit, points := h.fault.result()
			h.fault.set("", 0)
			switch hit {
			case "":
				over = true
				if err != nil {
					t.Fatalf("without a fault: %v", err)
				}
				if !slices.Contains(points, "commit") {
					t.Fatalf("%s never came to a commit: is this the method's name? it asked at %v", method, points)
				}
				done(h, true)
				return
			case "committed":
				if !errors.Is(err, store.ErrInDoubt) {
					t.Fatalf("done but not told gave %v, want ErrInDoubt", err)
				}
				done(h, true)
			default:
				if !errors.Is(err, ErrFault) || errors.Is(err, store.ErrInDoubt) {
					t.Fatalf("a fault at %s gave %v", hit, err)
				}
				done(h, false)
			}
			if err := act(h); err != nil {
				t.Fatalf("again, after a fault at %s: %v", hit, err)
			}
			done(h, true)
		})
		if t.Failed() || over {
			return
		}
		if n > 500 {
			t.Fatal("no end of steps")
		}
	}
}

// Lines is the number of ledger lines, after checking that the whole ledger verifies.
func (h *House) Lines() int64 {
	h.t.Helper()
	n, _, err := h.VerifyLedger(h.Ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}

// must gives a value and ends the test on an error: must(h.Accounts(ctx))(t).
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// wantErr checks that err is of a kind.
func wantErr(t testing.TB, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("got error %v, want %v", err, kind)
	}
}

func (h *House) openJobs(kind string) int {
	h.t.Helper()
	return must(h.OpenJobs(h.Ctx))(h.t)[kind]
}
