package warning_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

var now = time.Date(2024, 3, 8, 12, 0, 0, 0, time.UTC)

func account(id string, roles ...desk.Role) desk.Account {
	return desk.Account{ID: desk.AccountID(id), Login: id, Name: id, Roles: roles}
}

var (
	viewer   = account("vera", desk.Viewer)
	duty     = account("dora", desk.Duty)
	approver = account("abel", desk.Approver)
	second   = account("anna", desk.Approver)
	both     = account("boris", desk.Duty, desk.Approver)
	admin    = account("adam", desk.Admin)
)

// good is a complete content; its parts and words say which one it is.
func good(which string) warning.Content {
	c := warning.Content{Category: "Security", Event: "Security threat", ResponseTypes: []string{"Avoid", "Monitor"}, Urgency: "Immediate",
		Severity: "Severe", Certainty: "Possible", Onset: now.Add(-time.Hour), Expires: now.Add(48 * time.Hour), Review: now.Add(24 * time.Hour),
		Source: "An embassy, 7 March 2024", Area: geo.Area{Circles: []geo.Circle{{Center: geo.Point{Lat: 55.75, Lon: 37.62}, Radius: 20_000}}},
		AreaDesc: "Moscow and its metropolitan area", Countries: []string{"RU"},
		Audience: roster.Rule{Everyone: true, Grades: []roster.Grade{roster.In, roster.Near}, Margin: 25_000},
		Ladder:   []warning.Rung{{Channel: warning.Email}, {Channel: warning.Webhook, Wait: 300}},
		Texts: []warning.Text{{Lang: "en", Headline: "Threat to gatherings in Moscow " + which, Hazard: "An attack may be planned.", Time: "Until 10 March.",
			Impact: "People could be killed.", Guidance: "Stay away from crowds."}}}
	return warning.Compose(c, time.UTC, "")
}

func draft(t testing.TB, by desk.Account, c warning.Content) warning.Warning {
	t.Helper()
	w, err := warning.New("wrn_1", "sit_1", c, by, now)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func must(t testing.TB) func(w warning.Warning, err error) warning.Warning {
	return func(w warning.Warning, err error) warning.Warning {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
}

// The path of a good release, and what each step writes down.
func TestTwoPeopleRelease(t *testing.T) {
	ok := must(t)
	w := draft(t, duty, good("A"))
	w = ok(warning.Submit(w, duty, 12, now))
	if w.Needed != 1 || w.Reach != 12 || w.Submitter != duty.ID {
		t.Fatalf("submitted: %+v", w)
	}
	w = ok(warning.Approve(w, approver, w.Hash, now))
	if w.State != warning.Approved {
		t.Fatalf("approved: %s", w.State)
	}
	w = ok(warning.Release(w, duty, w.Hash, 14, now))
	if w.State != warning.Released || w.Reach != 14 || w.Releaser != duty.ID || !w.Released.Equal(now) {
		t.Fatalf("released: %+v", w)
	}
	w = ok(warning.Cancel(w, approver, "it was wrong", now))
	if w.State != warning.Cancelled || w.Ender != approver.ID || w.Reason != "it was wrong" {
		t.Fatalf("cancelled: %+v", w)
	}
}

func TestRefusals(t *testing.T) {
	ok := must(t)
	d := draft(t, duty, good("A"))
	s := ok(warning.Submit(d, duty, 12, now))
	a := ok(warning.Approve(s, approver, s.Hash, now))
	r := ok(warning.Release(a, approver, a.Hash, 12, now))
	byBoth := ok(warning.Submit(d, both, 12, now))
	edited := ok(warning.Edit(s, both, good("B"), now))
	resubmitted := ok(warning.Submit(edited, duty, 12, now))
	incomplete := good("A")
	incomplete.Source = " "
	disabled := approver
	disabled.Disabled = now
	late := now.Add(48 * time.Hour)
	gone := func(w warning.Warning) warning.Warning { w.Content.Texts[0].Hazard += "!"; return w }
	clone := func(w warning.Warning) warning.Warning {
		var out warning.Warning
		b, _ := json.Marshal(w)
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct {
		name string
		do   func() (warning.Warning, error)
		want error
	}{
		{"a viewer drafts", func() (warning.Warning, error) { return warning.New("w", "s", good("A"), viewer, now) }, warning.ErrRight},
		{"an administrator drafts", func() (warning.Warning, error) { return warning.New("w", "s", good("A"), admin, now) }, warning.ErrRight},
		{"a draft of no situation", func() (warning.Warning, error) { return warning.New("w", "", good("A"), duty, now) }, warning.ErrIncomplete},
		{"nobody at all submits", func() (warning.Warning, error) { return warning.Submit(d, desk.Account{}, 1, now) }, warning.ErrRight},
		{"an approver edits", func() (warning.Warning, error) { return warning.Edit(d, approver, good("B"), now) }, warning.ErrRight},
		{"submitted twice", func() (warning.Warning, error) { return warning.Submit(s, duty, 12, now) }, warning.ErrMove},
		{"incomplete", func() (warning.Warning, error) { return warning.Submit(draft(t, duty, incomplete), duty, 12, now) }, warning.ErrIncomplete},
		{"nobody counted", func() (warning.Warning, error) { return warning.Submit(d, duty, -1, now) }, warning.ErrIncomplete},
		{"submitted past its end", func() (warning.Warning, error) { return warning.Submit(d, duty, 12, late) }, warning.ErrLate},
		{"a draft is approved", func() (warning.Warning, error) { return warning.Approve(d, approver, d.Hash, now) }, warning.ErrMove},
		{"another officer, also an approver, approves", func() (warning.Warning, error) { return warning.Approve(s, both, s.Hash, now) }, nil},
		{"the submitter approves", func() (warning.Warning, error) { return warning.Approve(byBoth, both, byBoth.Hash, now) }, warning.ErrOwnWork},
		{"an author of an earlier version approves", func() (warning.Warning, error) { return warning.Approve(resubmitted, both, resubmitted.Hash, now) }, warning.ErrOwnWork},
		{"duty alone approves", func() (warning.Warning, error) { return warning.Approve(s, duty, s.Hash, now) }, warning.ErrRight},
		{"a disabled account approves", func() (warning.Warning, error) { return warning.Approve(s, disabled, s.Hash, now) }, warning.ErrRight},
		{"other words are approved", func() (warning.Warning, error) { return warning.Approve(resubmitted, approver, s.Hash, now) }, warning.ErrHash},
		{"no hash", func() (warning.Warning, error) { return warning.Approve(s, approver, "", now) }, warning.ErrHash},
		{"approved past its end", func() (warning.Warning, error) { return warning.Approve(s, approver, s.Hash, late) }, warning.ErrLate},
		{"the kept words changed by hand", func() (warning.Warning, error) { return warning.Approve(gone(clone(s)), approver, s.Hash, now) }, warning.ErrHash},
		{"released unapproved", func() (warning.Warning, error) { return warning.Release(s, approver, s.Hash, 12, now) }, warning.ErrMove},
		{"released with another hash", func() (warning.Warning, error) { return warning.Release(a, approver, strings.Repeat("0", 64), 12, now) }, warning.ErrHash},
		{"released past its end", func() (warning.Warning, error) { return warning.Release(a, approver, a.Hash, 12, late) }, warning.ErrLate},
		{"reaches many more than was approved for", func() (warning.Warning, error) { return warning.Release(a, approver, a.Hash, 10_001, now) }, warning.ErrApprovals},
		{"the approved words changed by hand", func() (warning.Warning, error) { return warning.Release(gone(clone(a)), approver, a.Hash, 12, now) }, warning.ErrHash},
		{"a viewer releases", func() (warning.Warning, error) { return warning.Release(a, viewer, a.Hash, 12, now) }, warning.ErrRight},
		{"sent back without a reason", func() (warning.Warning, error) { return warning.SendBack(a, approver, " \n", now) }, warning.ErrReason},
		{"cancelled without a reason", func() (warning.Warning, error) { return warning.Cancel(r, duty, "", now) }, warning.ErrReason},
		{"cancelled before release", func() (warning.Warning, error) { return warning.Cancel(a, duty, "x", now) }, warning.ErrMove},
		{"edited after release", func() (warning.Warning, error) { return warning.Edit(r, duty, good("B"), now) }, warning.ErrMove},
		{"released twice", func() (warning.Warning, error) { return warning.Release(r, duty, r.Hash, 12, now) }, warning.ErrMove},
		{"expires early", func() (warning.Warning, error) { return warning.Expire(r, late.Add(-time.Microsecond)) }, warning.ErrLate},
		{"replaced by a stranger", func() (warning.Warning, error) { return warning.Update(r, duty, a, now) }, warning.ErrMove},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := c.do()
			if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if err != nil {
				if w.ID != "" || w.State != "" {
					t.Errorf("a refusal returned a warning: %+v", w)
				}
				if p := warning.Public(err); p == "" || strings.Contains(p, "wrn_") || strings.Contains(p, w.Hash) && w.Hash != "" {
					t.Errorf("public text %q", p)
				}
			}
		})
	}
}

// Above 10,000 people two approve; the second must be another person.
func TestManyPeopleNeedTwoApprovals(t *testing.T) {
	ok := must(t)
	w := ok(warning.Submit(draft(t, duty, good("A")), duty, 10_001, now))
	if w.Needed != 2 {
		t.Fatalf("needs %d", w.Needed)
	}
	w = ok(warning.Approve(w, approver, w.Hash, now))
	if w.State != warning.Submitted {
		t.Fatalf("one of two: %s", w.State)
	}
	if _, err := warning.Approve(w, approver, w.Hash, now); !errors.Is(err, warning.ErrMove) {
		t.Fatalf("the same person twice: %v", err)
	}
	w = ok(warning.Approve(w, second, w.Hash, now))
	if w.State != warning.Approved {
		t.Fatalf("two of two: %s", w.State)
	}
	ok(warning.Release(w, duty, w.Hash, 200_000, now))
	for reach, want := range map[int]int{0: 1, 1: 1, 10_000: 1, 10_001: 2, 10_000_000: 2} {
		if got := warning.ApprovalsNeeded(reach); got != want {
			t.Errorf("reach %d needs %d, want %d", reach, got, want)
		}
	}
}

func TestExpireAndUpdate(t *testing.T) {
	ok := must(t)
	release := func(id warning.ID, c warning.Content) warning.Warning {
		w := ok(warning.New(id, "sit_1", c, duty, now))
		w = ok(warning.Submit(w, duty, 1, now))
		w = ok(warning.Approve(w, approver, w.Hash, now))
		return ok(warning.Release(w, approver, w.Hash, 1, now))
	}
	old := release("wrn_1", good("A"))
	if w := ok(warning.Expire(old, old.Content.Expires)); w.State != warning.Expired {
		t.Errorf("at its end: %s", w.State)
	}
	open := good("A")
	open.Expires = time.Time{}
	if _, err := warning.Expire(release("wrn_3", open), now.AddDate(10, 0, 0)); !errors.Is(err, warning.ErrLate) {
		t.Errorf("a warning without an end expired: %v", err)
	}
	c := good("B")
	c.Replaces = "wrn_1"
	next := release("wrn_2", c)
	w := ok(warning.Update(old, duty, next, now))
	if w.State != warning.Updated || w.ReplacedBy != "wrn_2" {
		t.Errorf("replaced: %+v", w)
	}
}

// A drill reaches nobody unless it says so, and cannot turn into a live warning.
func TestDrills(t *testing.T) {
	ok := must(t)
	c := good("A")
	c.Drill = true
	c.Texts[0].Headline = "DRILL: " + c.Texts[0].Headline
	c = warning.Compose(c, time.UTC, "")
	if m := c.Complete(); len(m) > 0 {
		t.Fatal(m)
	}
	w := draft(t, duty, c)
	if _, err := warning.Submit(w, duty, 5, now); !errors.Is(err, warning.ErrDrill) {
		t.Errorf("a silent drill with an audience: %v", err)
	}
	w = ok(warning.Submit(w, duty, 0, now))
	w = ok(warning.Approve(w, approver, w.Hash, now))
	if _, err := warning.Release(w, duty, w.Hash, 1, now); !errors.Is(err, warning.ErrDrill) {
		t.Errorf("a silent drill was released to people: %v", err)
	}
	ok(warning.Release(w, duty, w.Hash, 0, now))
	if _, err := warning.Edit(w, duty, good("A"), now); !errors.Is(err, warning.ErrDrill) {
		t.Errorf("a drill became live: %v", err)
	}
	if _, err := warning.Edit(draft(t, duty, good("A")), duty, c, now); !errors.Is(err, warning.ErrDrill) {
		t.Errorf("a live warning became a drill: %v", err)
	}
	c.DrillToPeople = true
	ok(warning.Submit(draft(t, duty, c), duty, 5, now))
}

// ghost is what a watcher outside the code writes down: who wrote, who submitted, who said yes to which words.
type ghost struct {
	Writers   []string
	Submitter string
	Yes       map[string]string // approver -> words, since the last edit, submission or return
}

type walker struct {
	w     warning.Warning
	g     ghost
	words string
}

// G5 on the table itself: every sequence of up to 7 actions by five accounts, one of which is both desk and approver. States
// are the same whatever led to them, so each is walked on once, and the sequences are counted.
func TestG5EverySequence(t *testing.T) {
	contents := map[string]warning.Content{"A": good("A"), "B": good("B")}
	hashes := map[string]string{"A": contents["A"].Hash(), "B": contents["B"].Hash()}
	actors := []desk.Account{viewer, duty, approver, second, both}
	const few, many = 10, 20_000
	type action struct {
		name string
		by   desk.Account
		do   func(walker) (walker, error)
	}
	var actions []action
	for _, by := range actors {
		id := string(by.ID)
		for _, words := range []string{"A", "B"} {
			actions = append(actions,
				action{"edit " + words, by, func(x walker) (walker, error) {
					w, err := warning.Edit(x.w, by, contents[words], now)
					x.w, x.words = w, words
					x.g.Writers = union(x.g.Writers, id)
					x.g.Submitter, x.g.Yes = "", nil
					return x, err
				}},
				action{"approve " + words, by, func(x walker) (walker, error) {
					w, err := warning.Approve(x.w, by, hashes[words], now)
					x.w = w
					yes := map[string]string{id: words}
					for k, v := range x.g.Yes {
						yes[k] = v
					}
					x.g.Yes = yes
					return x, err
				}})
			for _, reach := range []int{few, many} {
				actions = append(actions, action{"release " + words, by, func(x walker) (walker, error) {
					w, err := warning.Release(x.w, by, hashes[words], reach, now)
					x.w = w
					if err == nil {
						released(t, x, words, reach, hashes)
					}
					return x, err
				}})
			}
		}
		for _, reach := range []int{few, many} {
			actions = append(actions, action{"submit", by, func(x walker) (walker, error) {
				w, err := warning.Submit(x.w, by, reach, now)
				x.w, x.g.Submitter, x.g.Yes = w, id, nil
				return x, err
			}})
		}
		actions = append(actions,
			action{"send back", by, func(x walker) (walker, error) {
				w, err := warning.SendBack(x.w, by, "why", now)
				x.w, x.g.Submitter, x.g.Yes = w, "", nil
				return x, err
			}},
			action{"cancel", by, func(x walker) (walker, error) {
				w, err := warning.Cancel(x.w, by, "why", now)
				x.w = w
				return x, err
			}})
	}
	states := map[string]walker{}
	leads := map[string][]string{} // from a state, by each action, to a state
	at := map[string]float64{}     // how many sequences end in a state
	for _, by := range []desk.Account{duty, both} {
		x := walker{w: draft(t, by, contents["A"]), words: "A", g: ghost{Writers: []string{string(by.ID)}}}
		k := key(t, x)
		states[k], at[k] = x, 1
	}
	releases, total, steps := 0, 0.0, 7
	if testing.Short() {
		steps = 6
	}
	for range steps {
		next := map[string]float64{}
		for k, n := range at {
			if leads[k] == nil {
				x := states[k]
				for _, a := range actions {
					y, err := a.do(x)
					to := k
					switch {
					case err == nil:
						to = key(t, y)
						if _, ok := states[to]; !ok {
							states[to] = y
						}
						if y.w.State == warning.Released {
							releases++
						}
					case warning.Public(err) == "":
						t.Fatalf("%s by %s: an untyped refusal: %v", a.name, a.by.ID, err)
					}
					leads[k] = append(leads[k], to)
				}
			}
			for _, to := range leads[k] {
				next[to] += n
				total += n
			}
		}
		at = next
	}
	if releases == 0 {
		t.Fatal("nothing was ever released: the walk proves nothing")
	}
	t.Logf("%d actions, %d states, %d ways into a release, about %.1e sequences of up to %d steps", len(actions), len(states), releases, total, steps)
}

// released checks a release against what the watcher wrote down.
func released(t *testing.T, x walker, words string, reach int, hashes map[string]string) {
	t.Helper()
	w := x.w
	if words != x.words || w.Hash != hashes[x.words] || w.Content.Hash() != w.Hash {
		t.Fatalf("released %s with the hash of %s: %+v", x.words, words, w)
	}
	people := 0
	for who, what := range x.g.Yes {
		if what == x.words && who != x.g.Submitter && !slices.Contains(x.g.Writers, who) {
			people++
		}
	}
	need := 1
	if reach > 10_000 {
		need = 2
	}
	if people < need || x.g.Submitter == "" || len(x.g.Writers) == 0 {
		t.Fatalf("released to %d with %d other people's yes: writers %v, submitter %q, yes %v", reach, people, x.g.Writers, x.g.Submitter, x.g.Yes)
	}
}

func union(list []string, v string) []string {
	if slices.Contains(list, v) {
		return list
	}
	out := append(slices.Clone(list), v)
	slices.Sort(out)
	return out
}

// key is everything that a later move may depend on, without the counters and the content that its hash stands for.
func key(t *testing.T, x walker) string {
	t.Helper()
	w := x.w
	w.Content = warning.Content{}
	w.Version, w.Revision = 0, 0
	authors := slices.Clone(w.Authors)
	slices.Sort(authors)
	w.Authors = authors
	approvals := slices.Clone(w.Approvals)
	slices.SortFunc(approvals, func(a, b warning.Approval) int { return strings.Compare(string(a.By), string(b.By)) })
	w.Approvals = approvals
	b, err := json.Marshal([]any{w, x.g, x.words})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Every line of the table can be walked, and no two lines say different things of one move.
func TestTableIsWhole(t *testing.T) {
	rights := map[warning.Move]desk.Right{}
	for _, s := range warning.Table {
		if r, ok := rights[s.Move]; ok && r != s.Right {
			t.Errorf("%s asks for %s and %s", s.Move, r, s.Right)
		}
		rights[s.Move] = s.Right
		if !warning.Can(s.From, s.Move) {
			t.Errorf("%v is not in the table", s)
		}
	}
	for _, end := range []warning.State{warning.Cancelled, warning.Updated, warning.Expired} {
		for m := range rights {
			if warning.Can(end, m) {
				t.Errorf("%s is not an end: %s leads out of it", end, m)
			}
		}
	}
	if fmt.Sprint(len(rights)) != "8" {
		t.Errorf("%d moves", len(rights))
	}
}

// An edit and a return leave nothing of what was submitted or approved, and the author stays an author.
func TestEditAndReturnVoid(t *testing.T) {
	ok := must(t)
	a := ok(warning.Submit(draft(t, duty, good("A")), duty, 12, now))
	a = ok(warning.Approve(a, approver, a.Hash, now))
	for name, w := range map[string]warning.Warning{"edited": ok(warning.Edit(a, both, good("B"), now)), "sent back": ok(warning.SendBack(a, approver, "why", now))} {
		if w.State != warning.Draft || w.Submitter != "" || len(w.Approvals) != 0 || w.Needed != 0 || w.Reach != 0 || w.Authors[0] != duty.ID {
			t.Errorf("%s: %+v", name, w)
		}
	}
	if len(a.Approvals) != 1 || len(a.Authors) != 1 {
		t.Errorf("the move changed what it was given: %+v", a)
	}
}
