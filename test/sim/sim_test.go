// Package sim plays invented worlds, made from a seed, through the real house on a virtual clock: documents that come late,
// twice and out of order, with updates and cancels; people who move; a desk that does legal and illegal things at random;
// channels that refuse, delay and do not answer. After each step it checks what must always hold.
//
// A failing seed is named and plays again:  TOCSIN_SIM_SEED=17 go test -v ./test/sim/   More seeds:  TOCSIN_SIM_SEEDS=1000
package sim

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub/replay"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// seeds are how many worlds are played without being asked for more.
const seeds = 30

func TestSim(t *testing.T) {
	from, n := uint64(1), seeds
	if testing.Short() {
		n = 8
	}
	if v := os.Getenv("TOCSIN_SIM_SEEDS"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil || n < 1 {
			t.Fatalf("TOCSIN_SIM_SEEDS=%q is no number of seeds", v)
		}
	}
	if v := os.Getenv("TOCSIN_SIM_SEED"); v != "" {
		one, err := strconv.ParseUint(v, 10, 64)
		if err != nil {
			t.Fatalf("TOCSIN_SIM_SEED=%q is no seed", v)
		}
		from, n = one, 1
	}
	var sum tally
	for seed := from; seed < from+uint64(n); seed++ {
		ok := t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			defer func() {
				if t.Failed() {
					t.Logf("play it again: TOCSIN_SIM_SEED=%d go test -v ./test/sim/", seed)
				}
			}()
			s, err := play(t.Context(), seed, folder(t))
			if err != nil {
				t.Fatal(err)
			}
			sum.add(s)
		})
		if !ok && n > 100 {
			break // one seed is enough to look at
		}
	}
	t.Logf("%d seeds: %+v", n, sum)
	if n >= seeds && (sum.Released == 0 || sum.Refused == 0 || sum.Doubles == 0 || sum.Cancelled == 0 || sum.Compared == 0) {
		t.Errorf("something was never tried: %+v", sum)
	}
}

// folder is where a simulation keeps its databases: in memory where there is some, since nothing of it must outlive the test.
func folder(t *testing.T) string {
	if dir, err := os.MkdirTemp("/dev/shm", "tocsin-sim-"); err == nil {
		t.Cleanup(func() { os.RemoveAll(dir) })
		return dir
	}
	return t.TempDir()
}

// tally is what a simulation did, so that one that does nothing is seen.
type tally struct {
	Steps, Documents, Doubles, Situations           int
	Acts, Refused, Released, Cancelled, Sent, Moves int
	Compared                                        int // worlds whose documents were fed a second time in another order
}

func (a *tally) add(b tally) {
	a.Steps, a.Documents, a.Doubles, a.Situations = a.Steps+b.Steps, a.Documents+b.Documents, a.Doubles+b.Doubles, a.Situations+b.Situations
	a.Acts, a.Refused, a.Released, a.Cancelled = a.Acts+b.Acts, a.Refused+b.Refused, a.Released+b.Released, a.Cancelled+b.Cancelled
	a.Sent, a.Moves, a.Compared = a.Sent+b.Sent, a.Moves+b.Moves, a.Compared+b.Compared
}

var accounts = map[string]desk.Role{"dora": desk.Duty, "dario": desk.Duty, "anton": desk.Approver, "alma": desk.Approver, "vera": desk.Viewer, "ines": desk.Admin}

func scenario(end time.Time) *replay.Scenario {
	return &replay.Scenario{Title: "simulation", Zone: time.UTC, Begin: begin, End: end, Accounts: accounts}
}

// play plays one world. On odd seeds the desk sorts situations by hand too; on even ones it does not, and at the end all
// documents are fed to a second house in another order, which must come to the same situations.
func play(ctx context.Context, seed uint64, dir string) (sum tally, err error) {
	r := rand.New(rand.NewPCG(seed, 27))
	w := newWorld(r)
	way := w.arrivals(r)
	end := begin.Add(9 * day)
	sent := &outbox{seed: seed}
	p, err := replay.Open(ctx, scenario(end), replay.Options{Outcome: sent.outcome, Database: "sqlite:" + filepath.Join(dir, "one.db")})
	if err != nil {
		return sum, err
	}
	defer func() {
		if cerr := p.Close(context.WithoutCancel(ctx)); err == nil {
			err = cerr
		}
	}()
	csvPeople, csvStays := w.people(r, 30)
	for what, csv := range map[string]string{"people": csvPeople} {
		if _, err := p.Desk.Import(ctx, desk.System, what, strings.NewReader(csv)); err != nil {
			return sum, err
		}
	}
	if _, err := p.Desk.Import(ctx, desk.System, "stays", strings.NewReader(csvStays)); err != nil {
		return sum, err
	}
	s := &sim{p: p, dir: dir, r: r, w: w, sent: sent, byHand: seed%2 == 1, was: newStates(), kept: map[string]bool{}}
	for _, a := range way {
		for range r.IntN(6) {
			if err := s.step(ctx, func() error { return s.act(ctx) }); err != nil {
				return s.tally, err
			}
		}
		if err := s.step(ctx, func() error { return s.arrive(ctx, a) }); err != nil {
			return s.tally, err
		}
	}
	for range 6 {
		if err := s.step(ctx, func() error { return s.act(ctx) }); err != nil {
			return s.tally, err
		}
	}
	if err := s.step(ctx, func() error { return p.To(ctx, end) }); err != nil {
		return s.tally, err
	}
	if err := s.atEnd(ctx); err != nil {
		return s.tally, err
	}
	if !s.byHand {
		s.tally.Compared++
		if err := s.sameInAnyOrder(ctx, way, end); err != nil {
			return s.tally, err
		}
	}
	return s.tally, nil
}

// sim is one world under way.
type sim struct {
	p        *replay.Player
	dir      string
	r        *rand.Rand
	w        *world
	sent     *outbox
	byHand   bool
	was      states
	kept     map[string]bool // documents that came in, by name
	files    []string        // the same, in order
	warnings []string        // names of drafts
	tally    tally
	last     string // what the step was, for the error
}

// step does one thing and checks everything.
func (s *sim) step(ctx context.Context, do func() error) error {
	s.tally.Steps++
	err := do()
	if err == nil {
		err = s.check(ctx)
	}
	if err != nil {
		return fmt.Errorf("step %d (%s), %s: %w", s.tally.Steps, s.last, s.p.Now().Format("2 Jan 15:04"), err)
	}
	return nil
}

func (s *sim) arrive(ctx context.Context, a arrival) error {
	s.last = "document " + a.name
	if err := s.p.To(ctx, a.at); err != nil {
		return err
	}
	if s.kept[a.name] {
		s.tally.Doubles++
	} else {
		s.tally.Documents++
		s.files = append(s.files, a.name)
	}
	s.kept[a.name] = true
	return s.p.TakeRaw(ctx, replay.Document{File: a.name, Source: a.source, Origin: a.origin, Published: a.published, At: s.p.Now()}, []byte(a.raw))
}

// pick chooses one of a list.
func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// act lets somebody do something, which may well be forbidden.
func (s *sim) act(ctx context.Context) error {
	r := s.r
	if r.IntN(4) == 0 {
		s.last = "a while passes"
		return s.p.To(ctx, s.p.Now().Add(time.Duration(1+r.IntN(90))*time.Minute))
	}
	if r.IntN(5) == 0 {
		i := r.IntN(30)
		s.last = fmt.Sprintf("person %d moves", i)
		s.tally.Moves++
		_, err := s.p.Desk.Import(ctx, s.p.Accounts["dora"], "stays", strings.NewReader(stayHead+s.w.stay(r, i)))
		return err
	}
	if len(s.files) == 0 {
		return nil
	}
	who := pick(r, []string{"dora", "dora", "dora", "dario", "dario", "anton", "anton", "anton", "alma", "alma", "vera", "ines"})
	a := replay.Act{Who: who, At: s.p.Now()}
	if len(s.warnings) > 0 && r.IntN(4) < 3 {
		if ok, err := s.sensible(ctx); ok || err != nil {
			return err
		}
	}
	verbs := []string{"draft"}
	if len(s.warnings) > 0 {
		verbs = []string{"draft", "drill", "audience", "guidance", "submit", "submit", "submit", "approve", "approve", "approve", "release", "release", "release", "release",
			"send-back", "cancel", "ack", "ack"}
	}
	if s.byHand {
		verbs = append(verbs, "close", "reopen", "move", "move")
	}
	a.Verb = pick(r, verbs)
	file := pick(r, s.files)
	name := ""
	if len(s.warnings) > 0 {
		name = s.warnings[max(0, len(s.warnings)-1-r.IntN(3))]
	}
	switch a.Verb {
	case "draft", "drill":
		a.Words = []string{fmt.Sprintf("w%d", len(s.warnings)), "for", file}
	case "audience":
		a.Words = []string{name, pick(r, []string{"everyone", "US,GB"}), pick(r, []string{"in", "in,near", "in,near,country"})}
	case "guidance":
		a.Words = []string{name, fmt.Sprintf("Stay away from crowds (%d).", r.IntN(1000))}
	case "send-back", "cancel":
		a.Words = []string{name, "a reason"}
	case "close", "reopen":
		a.Words = []string{file, "a reason"}
	case "move":
		to := "new"
		if r.IntN(2) == 0 {
			to = pick(r, s.files)
		}
		a.Words = []string{file, "to", to}
	case "ack":
		a.Who, a.Words = "people", []string{name, "60%", "over", "3h"}
	default:
		a.Words = []string{name}
	}
	return s.try(ctx, a)
}

// sensible does the next thing that a desk would do with its latest warning; false when there is nothing.
func (s *sim) sensible(ctx context.Context) (bool, error) {
	name := s.warnings[len(s.warnings)-1]
	ws, err := s.p.Store.Warnings(ctx, warning.Filter{Limit: 1}) // the newest
	if err != nil || len(ws) == 0 {
		return false, err
	}
	a := replay.Act{At: s.p.Now(), Words: []string{name}}
	switch ws[0].State {
	case warning.Draft:
		a.Who, a.Verb = pick(s.r, []string{"dora", "dario"}), "submit"
	case warning.Submitted:
		a.Who, a.Verb = pick(s.r, []string{"anton", "alma"}), "approve"
	case warning.Approved:
		a.Who, a.Verb = pick(s.r, []string{"anton", "dora"}), "release"
	case warning.Released:
		switch s.r.IntN(4) {
		case 0:
			a.Who, a.Verb, a.Words = "alma", "cancel", []string{name, "it was withdrawn"}
		case 1:
			a.Who, a.Verb, a.Words = "people", "ack", []string{name, "50%", "over", "2h"}
		default:
			return false, nil
		}
	default:
		return false, nil
	}
	return true, s.try(ctx, a)
}

func (s *sim) try(ctx context.Context, a replay.Act) error {
	s.last = a.Say()
	s.tally.Acts++
	refused, err := s.p.Try(ctx, a)
	if err != nil {
		return err
	}
	switch {
	case refused != nil:
		s.tally.Refused++
	case a.Verb == "draft" || a.Verb == "drill":
		s.warnings = append(s.warnings, a.Words[0])
	case a.Verb == "release":
		s.tally.Released++
	case a.Verb == "cancel":
		s.tally.Cancelled++
	}
	return nil
}

// outbox is every channel: it remembers what went out and lets a part of the sends fail. How a send ends depends on the seed,
// the address, the kind and the attempt alone, whatever order the workers take.
type outbox struct {
	seed uint64
	mailbox
}

func (o *outbox) outcome(m delivery.Message) delivery.Outcome {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s %s %d", o.seed, m.To, m.Kind, m.Attempt)
	switch n := h.Sum64() % 20; {
	case n == 0:
		return delivery.Outcome{Kind: delivery.OutcomeRefused}
	case n <= 2:
		return delivery.Outcome{Kind: delivery.OutcomeRetry, After: 5 * time.Minute}
	case n == 3: // the provider took it and its answer was lost
		o.put(m)
		return delivery.Outcome{Kind: delivery.OutcomeInDoubt}
	case n == 4:
		return delivery.Outcome{Kind: delivery.OutcomeInDoubt}
	}
	o.put(m)
	return delivery.Outcome{Kind: delivery.OutcomeAccepted, Ref: m.Key}
}

func sorted(in []string) []string {
	out := slices.Clone(in)
	slices.Sort(out)
	return out
}
