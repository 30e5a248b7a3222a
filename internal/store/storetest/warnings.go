package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// saying is a complete content whose headline tells which one it is.
func saying(which string) warning.Content {
	c := content(Start, Scene{Ladder: []warning.Rung{{Channel: warning.Email}}, Expires: 48 * time.Hour})
	c.Texts[0].Headline = "Avoid large gatherings in Moscow, " + which
	return c
}

func warnings(t *testing.T, fresh func(t *testing.T) *House) {
	j := joiner(t)
	open := func(t *testing.T) (*House, situation.ID) {
		h := fresh(t)
		return h, h.join(st.Embassy(), j)[0].Situation
	}
	drafted := func(t *testing.T, h *House, by desk.Account, of situation.ID, c warning.Content) warning.Warning {
		t.Helper()
		return must(h.DraftWarning(h.Ctx, by, warning.Warning{Situation: of, Content: c}))(t)
	}

	t.Run("a warning keeps its words, its hash and its people", func(t *testing.T) {
		h, of := open(t)
		duty, approver := h.Account(desk.Duty), h.Account(desk.Approver)
		w := drafted(t, h, duty, of, saying("A"))
		if w.Revision != 1 || w.Version != 1 || w.State != warning.Draft || w.Hash != saying("A").Hash() || w.Authors[0] != duty.ID || !w.Created.Equal(Start) {
			t.Fatalf("drafted: %+v", w)
		}
		_, err := h.EditWarning(h.Ctx, duty, w.ID, 7, saying("B"))
		wantErr(t, err, store.ErrChanged)
		_, err = h.EditWarning(h.Ctx, duty, w.ID, 0, saying("B"))
		wantErr(t, err, store.ErrChanged)
		w = must(h.EditWarning(h.Ctx, duty, w.ID, 1, saying("B")))(t)
		w = must(h.SubmitWarning(h.Ctx, duty, w.ID, w.Revision, 12))(t)
		_, err = h.ApproveWarning(h.Ctx, approver, w.ID, saying("A").Hash())
		wantErr(t, err, warning.ErrHash)
		w = must(h.ApproveWarning(h.Ctx, approver, w.ID, w.Hash))(t)
		w = must(h.SendBackWarning(h.Ctx, approver, w.ID, w.Revision, "one word is wrong"))(t)
		if w.State != warning.Draft || len(w.Approvals) != 0 || w.Reason != "one word is wrong" || w.Revision != 5 {
			t.Errorf("sent back: %+v", w)
		}
		read := must(h.Warning(h.Ctx, w.ID))(t)
		if read.Content.Hash() != w.Hash || read.Hash != saying("B").Hash() || read.Revision != 5 || read.Content.Texts[0].Headline != saying("B").Texts[0].Headline {
			t.Errorf("read back: %+v", read)
		}
		var acts []string
		for _, l := range must(h.LedgerLines(h.Ctx, string(w.ID), 0, 100))(t) {
			acts = append(acts, strings.TrimPrefix(l.Act, "warning."))
			if l.Hash == "" {
				t.Errorf("%s is not bound to a hash", l.Act)
			}
		}
		if got := strings.Join(acts, " "); got != "drafted edited submitted approved sent_back" {
			t.Errorf("the ledger says %s", got)
		}
		_, err = h.Warning(h.Ctx, "wrn_none")
		wantErr(t, err, store.ErrNotFound)
		_, err = h.DraftWarning(h.Ctx, duty, warning.Warning{Situation: "sit_none", Content: saying("A")})
		wantErr(t, err, store.ErrNotFound)
	})

	t.Run("rights are those of the account's row, not those the caller brings", func(t *testing.T) {
		h, of := open(t)
		admin, duty, approver, viewer := h.Account(desk.Admin), h.Account(desk.Duty), h.Account(desk.Approver), h.Account(desk.Viewer)
		w := drafted(t, h, duty, of, saying("A"))
		w = must(h.SubmitWarning(h.Ctx, duty, w.ID, w.Revision, 1))(t)
		forged := viewer
		forged.Roles = []desk.Role{desk.Approver, desk.Duty}
		_, err := h.ApproveWarning(h.Ctx, forged, w.ID, w.Hash)
		wantErr(t, err, store.ErrDenied)
		_, err = h.DraftWarning(h.Ctx, forged, warning.Warning{Situation: of, Content: saying("A")})
		wantErr(t, err, store.ErrDenied)
		_, err = h.ApproveWarning(h.Ctx, desk.System, w.ID, w.Hash)
		wantErr(t, err, store.ErrDenied)
		_, err = h.ApproveWarning(h.Ctx, desk.Account{}, w.ID, w.Hash)
		wantErr(t, err, store.ErrDenied)
		if err := h.DisableAccount(h.Ctx, admin.ID, approver.ID); err != nil {
			t.Fatal(err)
		}
		_, err = h.ApproveWarning(h.Ctx, approver, w.ID, w.Hash) // an account as it was before it was disabled
		wantErr(t, err, store.ErrDenied)
	})

	t.Run("lists are paged and filtered; the public one holds what was released and no drill", func(t *testing.T) {
		h, of := open(t)
		duty, approver := h.Account(desk.Duty), h.Account(desk.Approver)
		release := func(c warning.Content) warning.Warning {
			h.Clock.Add(time.Second)
			w := drafted(t, h, duty, of, c)
			w = must(h.SubmitWarning(h.Ctx, duty, w.ID, w.Revision, 0))(t)
			w = must(h.ApproveWarning(h.Ctx, approver, w.ID, w.Hash))(t)
			w, _, err := h.ReleaseWarning(h.Ctx, duty, w.ID, w.Hash)
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
		drill := saying("drill")
		drill.Drill = true
		drill.Texts[0].Headline = "DRILL: " + drill.Texts[0].Headline
		drill = warning.Compose(drill, nil, "")
		a, d, b := release(saying("A")), release(drill), release(saying("B"))
		h.Clock.Add(time.Second) // ids of one millisecond have no order
		left := drafted(t, h, duty, of, saying("C"))
		must(h.CancelWarning(h.Ctx, approver, a.ID, "wrong"))(t)
		var ids []warning.ID
		for _, w := range must(h.ReleasedWarnings(h.Ctx, 10))(t) {
			ids = append(ids, w.ID)
		}
		if !slices.Equal(ids, []warning.ID{b.ID, a.ID}) {
			t.Errorf("public: %v, want %s and %s, not the drill %s nor the draft %s", ids, b.ID, a.ID, d.ID, left.ID)
		}
		if one := must(h.ReleasedWarnings(h.Ctx, 1))(t); len(one) != 1 || one[0].ID != b.ID {
			t.Errorf("the latest one: %+v", one)
		}
		page := must(h.Warnings(h.Ctx, warning.Filter{Limit: 2}))(t)
		rest := must(h.Warnings(h.Ctx, warning.Filter{Limit: 9, Before: page[1].ID}))(t)
		if len(page) != 2 || page[0].ID != left.ID || len(rest) != 2 || rest[1].ID != a.ID {
			t.Errorf("pages: %d then %d", len(page), len(rest))
		}
		if got := must(h.Warnings(h.Ctx, warning.Filter{States: []warning.State{warning.Draft, warning.Cancelled}, Situation: of}))(t); len(got) != 2 {
			t.Errorf("%d drafts and cancelled", len(got))
		}
		if got := must(h.Warnings(h.Ctx, warning.Filter{Situation: "sit_none"}))(t); len(got) != 0 {
			t.Errorf("%d of another situation", len(got))
		}
	})

	t.Run("every step of submission and approval", func(t *testing.T) {
		var w warning.Warning
		var duty, approver desk.Account
		EveryStep(t, fresh, "ApproveWarning", func(h *House) {
			duty, approver = h.Account(desk.Duty), h.Account(desk.Approver)
			w = drafted(t, h, duty, h.join(st.Embassy(), j)[0].Situation, saying("A"))
			w = must(h.SubmitWarning(h.Ctx, duty, w.ID, w.Revision, 1))(t)
		}, func(h *House) error {
			_, err := h.ApproveWarning(h.Ctx, approver, w.ID, w.Hash)
			if errors.Is(err, warning.ErrMove) { // it has been approved: what a caller finds who looks again
				return nil
			}
			return err
		}, func(h *House, want bool) {
			got := must(h.Warning(h.Ctx, w.ID))(t)
			lines := must(h.LedgerLines(h.Ctx, string(w.ID), 0, 100))(t)
			if (got.State == warning.Approved) != want || (len(lines) == 3) != want || (len(got.Approvals) == 1) != want {
				t.Errorf("%s with %d approvals and %d lines; done %v", got.State, len(got.Approvals), len(lines), want)
			}
		})
		EveryStep(t, fresh, "EditWarning", func(h *House) {
			duty = h.Account(desk.Duty)
			w = drafted(t, h, duty, h.join(st.Embassy(), j)[0].Situation, saying("A"))
		}, func(h *House) error {
			_, err := h.EditWarning(h.Ctx, duty, w.ID, w.Revision, saying("B"))
			if errors.Is(err, store.ErrChanged) {
				return nil
			}
			return err
		}, func(h *House, want bool) {
			if got := must(h.Warning(h.Ctx, w.ID))(t); (got.Hash == saying("B").Hash()) != want || (got.Revision == 2) != want || got.Hash != got.Content.Hash() {
				t.Errorf("hash %s, revision %d; done %v", got.Hash, got.Revision, want)
			}
		})
	})

	t.Run("G5: no sequence of actions releases without a second person", func(t *testing.T) { walk(t, fresh, j) })
	t.Run("G5: a thousand races of edit, approve and release", func(t *testing.T) { races(t, fresh, j) })
}

// step is one action of one account on one warning, as any door could ask for it.
type step struct {
	name string
	by   int
	do   func(h *House, by desk.Account, id warning.ID) error
}

// watcher writes down what was done, outside the code that is tested.
type watcher struct {
	words     string
	writers   []int
	submitter int // -1: nobody since the last edit or return
	yes       map[int]bool
}

// key is everything of the notes and the warning that a later action may depend on.
func (x watcher) key(s warning.State) string {
	who := slices.Clone(x.writers)
	slices.Sort(who)
	return fmt.Sprint(s, x.words, slices.Compact(who), x.submitter, x.yes) // a map prints in the order of its keys
}

// walk tries every action of four accounts after every sequence of up to three accepted ones, and then random sequences of
// seven. A refused action changes nothing, which is checked, so sequences with refusals in them are covered too; and what two
// sequences bring to the same state, authors, submitter and approvals is walked on once.
func walk(t *testing.T, fresh func(t *testing.T) *House, j situation.Joiner) {
	h := fresh(t)
	of := h.join(st.Embassy(), j)[0].Situation
	accounts := []desk.Account{h.Account(desk.Viewer), h.Account(desk.Duty), h.Account(desk.Approver), h.Account(desk.Duty, desk.Approver)}
	now := func(id warning.ID) warning.Warning { return must(h.Warning(h.Ctx, id))(t) }
	hashes := map[string]string{"A": saying("A").Hash(), "B": saying("B").Hash()}
	var steps []step
	for by := range accounts {
		for _, words := range []string{"A", "B"} {
			steps = append(steps,
				step{"edit " + words, by, func(h *House, a desk.Account, id warning.ID) error {
					_, err := h.EditWarning(h.Ctx, a, id, now(id).Revision, saying(words))
					return err
				}},
				step{"approve " + words, by, func(h *House, a desk.Account, id warning.ID) error {
					_, err := h.ApproveWarning(h.Ctx, a, id, hashes[words])
					return err
				}},
				step{"release " + words, by, func(h *House, a desk.Account, id warning.ID) error {
					_, _, err := h.ReleaseWarning(h.Ctx, a, id, hashes[words])
					return err
				}})
		}
		steps = append(steps,
			step{"submit", by, func(h *House, a desk.Account, id warning.ID) error {
				_, err := h.SubmitWarning(h.Ctx, a, id, now(id).Revision, 0)
				return err
			}},
			step{"send back", by, func(h *House, a desk.Account, id warning.ID) error {
				_, err := h.SendBackWarning(h.Ctx, a, id, 0, "why")
				return err
			}},
			step{"cancel", by, func(h *House, a desk.Account, id warning.ID) error {
				_, err := h.CancelWarning(h.Ctx, a, id, "why")
				return err
			}})
	}
	tried, accepted, releases := 0, 0, 0
	// take does one step and says whether it was accepted; what it makes of the watcher's notes is checked at a release.
	take := func(x *watcher, id warning.ID, s step) bool {
		t.Helper()
		before := now(id)
		tried++
		if err := s.do(h, accounts[s.by], id); err != nil {
			if after := now(id); after.Revision != before.Revision || after.State != before.State || after.Hash != before.Hash {
				t.Fatalf("%s by %d was refused (%v) and changed the warning", s.name, s.by, err)
			}
			return false
		}
		accepted++
		words := s.name[len(s.name)-1:]
		switch strings.Fields(s.name)[0] {
		case "edit":
			*x = watcher{words: words, writers: append(slices.Clone(x.writers), s.by), submitter: -1}
		case "submit":
			x.submitter, x.yes = s.by, nil
		case "send":
			x.submitter, x.yes = -1, nil
		case "approve":
			if words != x.words {
				t.Fatalf("%s was approved while the words are %s", words, x.words)
			}
			y := map[int]bool{s.by: true}
			for k := range x.yes {
				y[k] = true
			}
			x.yes = y
		case "release":
			releases++
			people := 0
			for who := range x.yes {
				if who != x.submitter && !slices.Contains(x.writers, who) {
					people++
				}
			}
			w := now(id)
			if people == 0 || x.submitter < 0 || words != x.words || w.Hash != hashes[x.words] || w.Content.Hash() != w.Hash {
				t.Fatalf("released by %d: writers %v, submitter %d, yes %v, words %s", s.by, x.writers, x.submitter, x.yes, x.words)
			}
		}
		return true
	}
	start := func(author int, path []step) (*watcher, warning.ID) {
		w := must(h.DraftWarning(h.Ctx, accounts[author], warning.Warning{Situation: of, Content: saying("A")}))(t)
		x := &watcher{words: "A", writers: []int{author}, submitter: -1}
		for _, s := range path {
			if !take(x, w.ID, s) {
				t.Fatal("what was accepted before is refused now")
			}
		}
		return x, w.ID
	}
	depth := 3
	if testing.Short() {
		depth = 2
	}
	seen := map[string]bool{}
	for _, author := range []int{1, 3} {
		paths := [][]step{nil}
		for range depth + 1 {
			var longer [][]step
			for _, p := range paths {
				x, id := start(author, p)
				for _, s := range steps {
					if y := *x; take(&y, id, s) {
						if k := y.key(now(id).State); len(p) < depth && !seen[k] {
							seen[k] = true
							longer = append(longer, append(slices.Clone(p), s))
						}
						x, id = start(author, p)
					}
				}
			}
			paths = longer
		}
	}
	// Random sequences of seven, from a seed that is printed.
	seed := uint64(2024)
	roll := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int((seed >> 33) % uint64(n))
	}
	for range 60 {
		x, id := start(1+2*roll(2), nil)
		for range 7 {
			take(x, id, steps[roll(len(steps))])
		}
	}
	if releases == 0 {
		t.Fatal("nothing was released: the walk proves nothing")
	}
	t.Logf("%d states, %d actions tried, %d accepted, %d releases", len(seen), tried, accepted, releases)
	h.Lines()
}

// races lets an edit, an approval and releases of one warning run at once, a thousand times. Whatever comes first, what is
// released is what was approved.
func races(t *testing.T, fresh func(t *testing.T) *House, j situation.Joiner) {
	h := fresh(t)
	of := h.join(st.Embassy(), j)[0].Situation
	duty, other, approver, both := h.Account(desk.Duty), h.Account(desk.Duty), h.Account(desk.Approver), h.Account(desk.Duty, desk.Approver)
	n := 1000
	if testing.Short() {
		n = 100
	}
	hashA, hashB := saying("A").Hash(), saying("B").Hash()
	var mu sync.Mutex
	count := map[string]int{}
	note := func(what string, err error) error {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err == nil:
			count[what]++
		case errors.Is(err, store.ErrChanged), errors.Is(err, warning.ErrMove), errors.Is(err, warning.ErrHash), errors.Is(err, warning.ErrOwnWork):
			count[what+" refused"]++
		default:
			return fmt.Errorf("%s: %w", what, err)
		}
		return nil
	}
	for i := range n {
		w := must(h.DraftWarning(h.Ctx, duty, warning.Warning{Situation: of, Content: saying("A")}))(t)
		w = must(h.SubmitWarning(h.Ctx, duty, w.ID, w.Revision, 0))(t)
		approved := i%2 == 0
		if approved { // half of the races begin a step later
			w = must(h.ApproveWarning(h.Ctx, approver, w.ID, w.Hash))(t)
		}
		acts := []func() error{
			func() error {
				_, err := h.EditWarning(h.Ctx, other, w.ID, w.Revision, saying("B"))
				return note("edit", err)
			},
			func() error { _, _, err := h.ReleaseWarning(h.Ctx, duty, w.ID, hashA); return note("release A", err) },
			func() error {
				_, _, err := h.ReleaseWarning(h.Ctx, both, w.ID, hashB)
				return note("release B", err)
			},
		}
		if !approved {
			acts = append(acts, func() error {
				if _, err := h.ApproveWarning(h.Ctx, approver, w.ID, hashA); err != nil {
					return note("approve", err)
				}
				_, _, err := h.ReleaseWarning(h.Ctx, approver, w.ID, hashA)
				return note("release A", err)
			})
		}
		errs := make([]error, len(acts))
		var wg sync.WaitGroup
		gate := make(chan struct{})
		for k, act := range acts {
			wg.Go(func() {
				<-gate
				errs[k] = act()
			})
		}
		close(gate)
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		got := must(h.Warning(h.Ctx, w.ID))(t)
		if got.Hash != got.Content.Hash() {
			t.Fatalf("race %d: the hash is not that of the words", i)
		}
		if got.State == warning.Released && (got.Hash != hashA || len(got.Approvals) != 1 || got.Approvals[0].By != approver.ID || got.Approvals[0].Hash != hashA) {
			t.Fatalf("race %d released what nobody approved: %+v", i, got.Approvals)
		}
	}
	if count["edit"] == 0 || count["release A"] == 0 || count["release B"] != 0 || n == 1000 && (count["edit refused"] == 0 || count["release A refused"] == 0) {
		t.Errorf("the races did not go both ways, or B was released: %v", count)
	}
	t.Logf("%d races: %v", n, count)
	h.Lines()
}
