package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// lifted is a word of an authority that says there is no threat to large gatherings in Moscow.
func lifted(name, who, country string, rel reading.Relation, day int) situation.Told {
	e := st.Threat(day, st.Moscow, who)
	e.Stage, e.Times, e.Actions = reading.NoStage, nil, nil
	e.Issuers[0].Country = country
	return st.Told(name, who, who, rel, "", st.OnDay(day), e)
}

func (h *House) tasks(f situation.TaskFilter) []situation.Task {
	h.t.Helper()
	return must(h.ListTasks(h.Ctx, f))(h.t)
}

// refresh holds every changed situation against the roster.
func (h *House) refresh() {
	h.t.Helper()
	for must(h.RefreshConcerns(h.Ctx, 10))(h.t) > 0 {
	}
}

// inWatch joins the embassy's alert and lets its window lapse.
func (h *House) inWatch(j situation.Joiner) situation.ID {
	h.t.Helper()
	id := h.join(st.Embassy(), j)[0].Situation
	h.Clock.Add(48 * time.Hour)
	if got := must(h.LapseSituations(h.Ctx))(h.t); len(got) != 1 || got[0] != id {
		h.t.Fatalf("lapsed: %v", got)
	}
	return id
}

// concert is a gathering at a point, by days of March 2024.
func concert(ref, name string, at geo.Point, from, to int) roster.Gathering {
	return roster.Gathering{Ref: ref, Name: name, Kind: "concert", Place: name, Point: at, Country: "RU", Zone: "Europe/Moscow", From: st.Day(from), To: st.Day(to), Expected: 6200}
}

var crocus = geo.Point{Lat: 55.8258, Lon: 37.3902}

func life(t *testing.T, fresh func(t *testing.T) *House) {
	j := joiner(t)

	t.Run("a lapse gives the desk a review with the last word of each authority, once", func(t *testing.T) {
		h := fresh(t)
		for _, e := range st.Echoes() {
			h.join(e, j)
		}
		id := h.inWatch(j)
		got := h.tasks(situation.TaskFilter{Situation: id, Kind: situation.TaskReview})
		if len(got) != 1 {
			t.Fatalf("%d reviews", len(got))
		}
		r := got[0]
		if r.Urgency != situation.High || r.For != "desk" || r.Owner != "" || !r.Due.Equal(h.Clock.Now().Add(15*time.Minute)) || !r.Window.Known() {
			t.Errorf("the review: %+v", r)
		}
		if len(r.Words) < 5 || !r.Words[0].Origin || r.Words[0].Said != situation.Warns || r.Words[0].Key != "state:US" ||
			slices.ContainsFunc(r.Words[1:], func(w situation.LastWord) bool { return w.Said != situation.Repeats || w.Origin }) {
			t.Errorf("the last words: %+v", r.Words)
		}
		must(h.LapseSituations(h.Ctx))(t)
		if n := len(h.tasks(situation.TaskFilter{})); n != 1 {
			t.Errorf("after another look at the clock: %d tasks", n)
		}
	})

	t.Run("a task is taken, handed over and ended by who may; a watch that goes on is reviewed again; closing ends what is open", func(t *testing.T) {
		h := fresh(t)
		duty, other, viewer := h.Account(desk.Duty), h.Account(desk.Approver), h.Account(desk.Viewer)
		id := h.inWatch(j)
		task := h.tasks(situation.TaskFilter{})[0].ID
		for _, refused := range []error{
			second(h.TakeTask(h.Ctx, viewer, task)), second(h.EndTask(h.Ctx, viewer, task, "over")), second(h.HandOverTask(h.Ctx, viewer, task, duty.ID)),
		} {
			wantErr(t, refused, store.ErrDenied)
		}
		wantErr(t, second(h.TakeTask(h.Ctx, duty, "tsk_none")), store.ErrNotFound)
		wantErr(t, second(h.GiveBackTask(h.Ctx, duty, task)), situation.ErrTask)
		if x := must(h.TakeTask(h.Ctx, duty, task))(t); x.Owner != duty.ID || x.State != situation.TaskTaken {
			t.Errorf("taken: %+v", x)
		}
		lines := h.Lines()
		if must(h.TakeTask(h.Ctx, duty, task))(t); h.Lines() != lines {
			t.Error("taking one's own task wrote to the ledger")
		}
		wantErr(t, second(h.HandOverTask(h.Ctx, duty, task, viewer.ID)), situation.ErrTask)
		if x := must(h.HandOverTask(h.Ctx, duty, task, other.ID))(t); x.Owner != other.ID {
			t.Errorf("handed over: %+v", x)
		}
		wantErr(t, second(h.EndTask(h.Ctx, other, task, " ")), situation.ErrReason)
		if x := must(h.EndTask(h.Ctx, other, task, "kept on watch"))(t); x.State != situation.TaskDone || x.Ender != string(other.ID) || x.Reason != "kept on watch" {
			t.Errorf("done: %+v", x)
		}
		next := h.tasks(situation.TaskFilter{Situation: id})
		if len(next) != 1 || next[0].Kind != situation.TaskReview || !next[0].Opened.Equal(h.Clock.Now().Add(72*time.Hour)) {
			t.Fatalf("the next review: %+v", next)
		}
		h.Clock.Add(72 * time.Hour)
		if got := must(h.EscalateTasks(h.Ctx))(t); len(got) != 0 {
			t.Errorf("escalated before its time: %+v", got)
		}
		must(h.CloseSituation(h.Ctx, duty, id, "both authorities say it is over"))(t)
		all := h.tasks(situation.TaskFilter{Situation: id, Done: true})
		if len(all) != 2 || len(h.tasks(situation.TaskFilter{})) != 0 || all[0].Reason != "the situation was closed" || all[0].Ender != "system" {
			t.Errorf("after the closing: %+v", all)
		}
		must(h.ReopenSituation(h.Ctx, duty, id, "too early"))(t)
		if got := h.tasks(situation.TaskFilter{Situation: id}); len(got) != 1 || got[0].Kind != situation.TaskReview {
			t.Errorf("opened again: %+v", got)
		}
	})

	t.Run("a task that nobody takes calls the next one, and at last loudly", func(t *testing.T) {
		h := fresh(t)
		duty := h.Account(desk.Duty)
		h.inWatch(j)
		task := h.tasks(situation.TaskFilter{})[0].ID
		var said []string
		for range 5 {
			h.Clock.Add(15 * time.Minute)
			for _, x := range must(h.EscalateTasks(h.Ctx))(t) {
				said = append(said, fmt.Sprintf("%s loud=%t", x.For, x.Loud))
			}
		}
		if got := strings.Join(said, ", "); got != "approver loud=false, approver loud=true" {
			t.Errorf("called: %s", got)
		}
		g := must(h.Gauges(h.Ctx))(t)
		if g.Tasks.Loud != 1 || g.Tasks.Open["review"] != 1 || g.Tasks.Overdue["review"] != 1 || g.Tasks.Open["denial"] != 0 {
			t.Errorf("gauges: %+v", g.Tasks)
		}
		must(h.TakeTask(h.Ctx, duty, task))(t)
		if g := must(h.Gauges(h.Ctx))(t); g.Tasks.Loud != 0 || g.Tasks.Overdue["review"] != 0 {
			t.Errorf("gauges once it is taken: %+v", g.Tasks)
		}
		var acts []string
		for _, l := range must(h.LedgerLines(h.Ctx, string(task), 0, 100))(t) {
			acts = append(acts, l.Act)
		}
		if got := strings.Join(acts, " "); got != "task.opened task.escalated task.escalated task.taken" {
			t.Errorf("the ledger says %s", got)
		}
	})

	t.Run("a denial goes on the record, an all-clear of the origin asks; neither closes", func(t *testing.T) {
		h := fresh(t)
		id := h.inWatch(j)
		denied := h.join(lifted("denial", "Government of Russia", "RU", reading.Independent, 9), j)[0].Situation
		if denied != id {
			t.Fatalf("the denial went to %s, not to %s", denied, id)
		}
		if got := h.tasks(situation.TaskFilter{Kind: situation.TaskDenial}); len(got) != 1 || got[0].Urgency != situation.Low || got[0].Member == nil {
			t.Errorf("after the denial: %+v", got)
		}
		h.join(lifted("clear", "U.S. Embassy Moscow", "US", reading.Origin, 10), j)
		if got := h.tasks(situation.TaskFilter{Kind: situation.TaskAllClear}); len(got) != 1 || got[0].Words[0].Said != situation.Lifts {
			t.Errorf("after the origin's all-clear: %+v", got)
		}
		if s := must(h.Situation(h.Ctx, id))(t); s.State != situation.Watch || len(s.Members) != 3 {
			t.Errorf("%s with %d members", s.State, len(s.Members))
		}
	})

	t.Run("the people who were warned are told what the lapse means", func(t *testing.T) {
		h := fresh(t)
		id := h.inWatch(j)
		s := must(h.Situation(h.Ctx, id))(t)
		told := must(h.TellingOf(h.Ctx, s))(t)
		old := warning.DraftFrom(s, told, nil, st.Day(8), warning.DraftOptions{})
		old.AreaDesc = "Moscow, as it was told"
		c := warning.LapseFrom(s, told, warning.Warning{ID: "wrn_1", State: warning.Released, Content: old}, nil, h.Clock.Now(), warning.DraftOptions{})
		x := c.Texts[0]
		if c.Replaces != "wrn_1" || c.AreaDesc != old.AreaDesc || !c.Expires.IsZero() || !strings.HasPrefix(x.Headline, "Update: ") ||
			!strings.Contains(x.Time, "Nobody has said that the threat is over") || !strings.Contains(x.Context, "has not said that it is over") {
			t.Errorf("replaces %q, area %q, expires %v, %+v", c.Replaces, c.AreaDesc, c.Expires, x)
		}
		if missing := c.Complete(); len(missing) > 0 {
			t.Errorf("the draft is not complete: %v", missing)
		}
		again := warning.LapseFrom(s, told, warning.Warning{ID: "wrn_1", State: warning.Expired, Content: old}, nil, h.Clock.Now(), warning.DraftOptions{})
		if again.Replaces != "" {
			t.Error("an expired warning cannot be replaced")
		}
	})

	t.Run("situations are split, merged and undone by hand, and no rule takes it back", func(t *testing.T) {
		h := fresh(t)
		duty, viewer := h.Account(desk.Duty), h.Account(desk.Viewer)
		one := h.join(st.Embassy(), j)[0].Situation
		var echoes []situation.Ref
		for _, e := range st.Echoes()[:3] {
			id := h.keepTold(e)
			must(h.JoinReport(h.Ctx, id, j))(t)
			echoes = append(echoes, situation.Ref{Report: id})
		}
		wantErr(t, second(h.SplitSituation(h.Ctx, viewer, one, echoes[:1], "two threats", j)), store.ErrDenied)
		wantErr(t, second(h.SplitSituation(h.Ctx, duty, one, echoes[:1], "", j)), situation.ErrReason)
		wantErr(t, second(h.SplitSituation(h.Ctx, duty, one, []situation.Ref{{Report: "rep_none"}}, "two threats", j)), situation.ErrEvent)
		two := must(h.SplitSituation(h.Ctx, duty, one, echoes[:2], "two threats", j))(t)
		if s := must(h.Situation(h.Ctx, one))(t); two.ID == one || len(two.Members) != 2 || len(s.Members) != 2 {
			t.Fatalf("split: %d and %d members", len(two.Members), len(s.Members))
		}
		for i, r := range echoes { // asking again where they are moves nothing
			want := []situation.ID{two.ID, two.ID, one}[i]
			if got := must(h.JoinReport(h.Ctx, r.Report, j))(t); got[0].Situation != want {
				t.Errorf("echo %d is in %s, want %s", i, got[0].Situation, want)
			}
		}
		apart := must(h.UndoJoin(h.Ctx, duty, echoes[2], "another day", j))(t)
		if apart.ID == one || len(apart.Members) != 1 || len(apart.Pins) == 0 {
			t.Errorf("undone: %+v", apart)
		}
		wantErr(t, second(h.UndoJoin(h.Ctx, duty, situation.Ref{Report: "rep_none"}, "why", j)), store.ErrNotFound)
		whole := must(h.MergeSituations(h.Ctx, duty, one, two.ID, "one threat after all", j))(t)
		if s := must(h.Situation(h.Ctx, two.ID))(t); len(whole.Members) != 3 || s.State != situation.Closed || s.Into != one {
			t.Errorf("merged: %d members; the other one %s into %q", len(whole.Members), s.State, s.Into)
		}
		lines := h.Lines()
		if must(h.MergeSituations(h.Ctx, duty, one, two.ID, "one threat after all", j))(t); h.Lines() != lines {
			t.Error("merging again wrote to the ledger")
		}
		var acts []string
		for _, l := range must(h.LedgerLines(h.Ctx, string(one), 0, 100))(t) {
			acts = append(acts, l.Act)
		}
		want := "situation.opened situation.joined situation.joined situation.joined situation.left situation.left situation.split situation.left situation.join_undone situation.joined situation.joined situation.merged"
		if got := strings.Join(acts, " "); got != want {
			t.Errorf("the ledger says %s", got)
		}
	})

	t.Run("the order in which reports arrive does not matter", func(t *testing.T) {
		all := append([]situation.Told{st.Embassy(), st.Brief()}, st.Echoes()...)
		var first string
		for n := range 4 {
			h := fresh(t)
			rng := rand.New(rand.NewPCG(5, uint64(n)))
			for _, i := range rng.Perm(len(all)) {
				h.join(all[i], j)
			}
			var groups []string
			for _, s := range must(h.Situations(h.Ctx))(t) {
				var names []string
				for _, m := range s.Members {
					names = append(names, must(h.Item(h.Ctx, m.Item))(t).Title+fmt.Sprint(m.Event))
				}
				slices.Sort(names)
				from, to := s.Window.Hull()
				groups = append(groups, fmt.Sprintf("%s %v-%v %v", s.Title, from, to, names))
			}
			slices.Sort(groups)
			if got := strings.Join(groups, "\n"); first == "" {
				first = got
			} else if got != first {
				t.Fatalf("one order gives\n%s\nanother\n%s", first, got)
			}
		}
	})

	// proposed joins two reports that a rule finds alike but not alike enough, and gives the question that the desk is asked.
	unsure := j
	unsure.JoinAt, unsure.ProposeAt = 0.9999999, 0.01
	proposed := func(h *House) situation.Task {
		h.join(st.Embassy(), unsure)
		h.join(st.Echoes()[0], unsure)
		list := h.tasks(situation.TaskFilter{Kind: situation.TaskProposal})
		if len(list) != 1 {
			h.t.Fatalf("%d proposals", len(list))
		}
		return list[0]
	}
	t.Run("a proposal that is answered with no is remembered: no later report joins the two", func(t *testing.T) {
		h := fresh(t)
		duty, approver := h.Account(desk.Duty), h.Account(desk.Approver)
		p := proposed(h)
		wantErr(t, second(h.KeepApart(h.Ctx, approver, p.ID, "two threats")), store.ErrDenied)
		wantErr(t, second(h.KeepApart(h.Ctx, duty, p.ID, " ")), situation.ErrReason)
		wantErr(t, second(h.KeepApart(h.Ctx, duty, "tsk_none", "two threats")), store.ErrNotFound)
		if x := must(h.KeepApart(h.Ctx, duty, p.ID, "two threats"))(t); x.State != situation.TaskDone || x.Reason != "two threats" || x.Ender != string(duty.ID) {
			t.Errorf("answered: %+v", x)
		}
		wantErr(t, second(h.KeepApart(h.Ctx, duty, p.ID, "two threats")), situation.ErrTask)
		h.join(st.Echoes()[1], j)
		for _, id := range []situation.ID{p.Situation, p.To} {
			x := must(h.Situation(h.Ctx, id))(t)
			if len(x.Pins) != 1 || !x.Pins[0].Apart || x.Pins[0].By != string(duty.ID) || x.State == situation.Closed || x.Holds(p.Member.Report, p.Member.Event) != (id == p.Situation) {
				t.Errorf("situation %s: %+v", id, x.Pins)
			}
		}
	})

	t.Run("how credible a report is, a person decides, with a reason, and may take it back", func(t *testing.T) {
		h := fresh(t)
		duty, viewer := h.Account(desk.Duty), h.Account(desk.Viewer)
		told := st.Embassy()
		id := h.join(told, j)[0].Situation
		ref := must(h.Situation(h.Ctx, id))(t).Members[0].Ref()
		wantErr(t, second(h.GradeReport(h.Ctx, viewer, id, ref, 3, "hearsay")), store.ErrDenied)
		wantErr(t, second(h.GradeReport(h.Ctx, duty, id, ref, 3, "")), situation.ErrReason)
		wantErr(t, second(h.GradeReport(h.Ctx, duty, id, ref, 7, "hearsay")), situation.ErrEvent)
		wantErr(t, second(h.GradeReport(h.Ctx, duty, id, situation.Ref{Report: "rep_none"}, 3, "hearsay")), situation.ErrEvent)
		wantErr(t, second(h.GradeReport(h.Ctx, duty, "sit_none", ref, 3, "hearsay")), store.ErrNotFound)
		if g := must(h.GradeReport(h.Ctx, duty, id, ref, 3, "hearsay"))(t).Grade(0, "B"); g.String() != "B3" || g.By != string(duty.ID) || g.Why != "hearsay" {
			t.Errorf("graded: %+v", g)
		}
		h.join(st.Echoes()[0], j)
		if g := must(h.Situation(h.Ctx, id))(t).Grade(0, "B"); g.String() != "B3" {
			t.Errorf("after another report: %+v", g)
		}
		if g := must(h.GradeReport(h.Ctx, duty, id, ref, 0, ""))(t).Grade(0, "B"); g.By != "" {
			t.Errorf("taken back: %+v", g)
		}
	})

	t.Run("a report that comes after the end of the window, before the clock was looked at, does not cost the desk its review", func(t *testing.T) {
		h := fresh(t)
		id := h.join(st.Embassy(), j)[0].Situation
		h.Clock.Add(72 * time.Hour)
		if x := must(h.Situation(h.Ctx, h.join(st.Echoes()[0], j)[0].Situation))(t); x.ID != id || x.State != situation.Watch {
			t.Fatalf("joined to %s, which is %s", x.ID, x.State)
		}
		if must(h.LapseSituations(h.Ctx))(t); len(h.tasks(situation.TaskFilter{Situation: id, Kind: situation.TaskReview})) != 1 {
			t.Error("no review, or several")
		}
	})

	t.Run("every step of what a person decides and of what the clock does", func(t *testing.T) {
		if testing.Short() && fresh(t).Engine() == "postgres" {
			t.Skip("half a minute on PostgreSQL: not in a short run")
		}
		var duty desk.Account
		var one, two situation.ID
		var refs []situation.Ref
		scene := func(h *House) {
			duty = h.Account(desk.Duty)
			one = h.join(st.Embassy(), j)[0].Situation
			refs = nil
			for _, e := range st.Echoes()[:2] {
				id := h.keepTold(e)
				must(h.JoinReport(h.Ctx, id, j))(h.t)
				refs = append(refs, situation.Ref{Report: id})
			}
		}
		members := func(h *House, id situation.ID) int { return len(must(h.Situation(h.Ctx, id))(h.t).Members) }
		open := func(h *House) int { return len(must(h.Situations(h.Ctx, situation.Active, situation.Watch))(h.t)) }
		check := func(h *House, what string, got, want bool) {
			h.t.Helper()
			if h.Lines(); got != want {
				h.t.Errorf("%s: %v; done %v", what, got, want)
			}
		}
		EveryStep(t, fresh, "SplitSituation", scene, func(h *House) error { return second(h.SplitSituation(h.Ctx, duty, one, refs, "two threats", j)) },
			func(h *House, want bool) { check(h, "split", open(h) == 2 && members(h, one) == 1, want) })
		EveryStep(t, fresh, "UndoJoin", scene, func(h *House) error { return second(h.UndoJoin(h.Ctx, duty, refs[0], "another threat", j)) },
			func(h *House, want bool) { check(h, "undone", open(h) == 2 && members(h, one) == 2, want) })
		EveryStep(t, fresh, "MergeSituations", func(h *House) {
			scene(h)
			two = must(h.SplitSituation(h.Ctx, duty, one, refs, "two threats", j))(h.t).ID
		}, func(h *House) error { return second(h.MergeSituations(h.Ctx, duty, one, two, "one threat", j)) },
			func(h *House, want bool) { check(h, "merged", open(h) == 1 && members(h, one) == 3, want) })
		EveryStep(t, fresh, "JoinByHand", func(h *House) {
			scene(h)
			two = must(h.UndoJoin(h.Ctx, duty, refs[0], "another threat", j))(h.t).ID
		}, func(h *House) error { return second(h.JoinByHand(h.Ctx, duty, refs[1].Report, 0, two, j)) },
			func(h *House, want bool) { check(h, "moved", members(h, two) == 2, want) })
		EveryStep(t, fresh, "EscalateTasks", func(h *House) { h.inWatch(j); h.Clock.Add(time.Hour) },
			func(h *House) error { return second(h.EscalateTasks(h.Ctx)) },
			func(h *House, want bool) { check(h, "called", h.tasks(situation.TaskFilter{})[0].Step == 1, want) })
		var task situation.TaskID
		EveryStep(t, fresh, "KeepApart", func(h *House) {
			duty = h.Account(desk.Duty)
			task = proposed(h).ID
		}, func(h *House) error {
			_, err := h.KeepApart(h.Ctx, duty, task, "two threats")
			if errors.Is(err, situation.ErrTask) { // asked again: it is answered
				return nil
			}
			return err
		}, func(h *House, want bool) {
			p := must(h.Task(h.Ctx, task))(h.t)
			check(h, "kept apart", p.State == situation.TaskDone && len(must(h.Situation(h.Ctx, p.To))(h.t).Pins) == 1, want)
		})
		EveryStep(t, fresh, "GradeReport", scene, func(h *House) error { return second(h.GradeReport(h.Ctx, duty, one, refs[0], 4, "hearsay")) },
			func(h *House, want bool) {
				check(h, "graded", slices.ContainsFunc(must(h.Situation(h.Ctx, one))(h.t).Members, func(m situation.Member) bool { return m.Credibility == 4 }), want)
			})
		EveryStep(t, fresh, "EndTask", func(h *House) {
			duty = h.Account(desk.Duty)
			h.inWatch(j)
			task = h.tasks(situation.TaskFilter{})[0].ID
		}, func(h *House) error {
			_, err := h.EndTask(h.Ctx, duty, task, "kept on watch")
			if errors.Is(err, situation.ErrTask) { // asked again: it is done
				return nil
			}
			return err
		}, func(h *House, want bool) {
			check(h, "ended", len(h.tasks(situation.TaskFilter{Done: true})) == 2, want)
		})
		EveryStep(t, fresh, "RefreshConcerns", func(h *House) {
			duty = h.Account(desk.Duty)
			must(h.ImportGatherings(h.Ctx, duty, []roster.Gathering{concert("g1", "Picnic", crocus, 22, 23)}))(h.t)
			one = h.inWatch(j)
		}, func(h *House) error { return second(h.RefreshConcerns(h.Ctx, 10)) },
			func(h *House, want bool) {
				c := must(h.Concerned(h.Ctx, duty, one))(h.t)
				check(h, "known", c.Gatherings.Near == 1 && !c.Due, want)
			})
		EveryStep(t, fresh, "ImportGatherings", func(h *House) {
			duty = h.Account(desk.Duty)
			one = h.inWatch(j)
			h.refresh()
		}, func(h *House) error {
			return second(h.ImportGatherings(h.Ctx, duty, []roster.Gathering{concert("g1", "Picnic", crocus, 22, 23)}))
		}, func(h *House, want bool) {
			got := len(h.tasks(situation.TaskFilter{Kind: situation.TaskConcern})) == 1
			check(h, "entered", got && must(h.Concerned(h.Ctx, duty, one))(h.t).Gatherings.Near == 1, want)
		})
	})
	concerns(t, fresh, j)
	timelines(t, fresh, j)
}

// concerns: who is concerned is always what a match of the whole roster would say, however it came about.
func concerns(t *testing.T, fresh func(t *testing.T) *House, j situation.Joiner) {
	t.Run("a concert announced while on watch comes in near, with a task for the desk", func(t *testing.T) {
		h := fresh(t)
		duty, viewer := h.Account(desk.Duty), h.Account(desk.Viewer)
		must(h.ImportGatherings(h.Ctx, duty, []roster.Gathering{concert("g0", "Fair", st.Moscow.Point, 1, 30)}))(t)
		id := h.inWatch(j)
		h.refresh()
		if n := len(h.tasks(situation.TaskFilter{Kind: situation.TaskConcern})); n != 0 {
			t.Errorf("%d tasks for what was there from the start", n)
		}
		h.Clock.Add(11 * 24 * time.Hour) // 20 March
		must(h.ImportGatherings(h.Ctx, duty, []roster.Gathering{concert("g1", "Picnic", crocus, 22, 23), concert("g2", "Far", st.Petersburg.Point, 22, 23), concert("g3", "Gone", crocus, 10, 11)}))(t)
		task := h.tasks(situation.TaskFilter{Kind: situation.TaskConcern})
		if len(task) != 1 || len(task[0].Entered) != 1 || task[0].Entered[0].Name != "Picnic" || task[0].Entered[0].Grade != "near" || !strings.Contains(task[0].Entered[0].Words, "near Moscow") {
			t.Fatalf("the task: %+v", task)
		}
		must(h.ImportSites(h.Ctx, duty, []roster.Site{{Ref: "s1", Name: "School", Place: "School", Point: st.Moscow.Point, Country: "RU"}}))(t)
		if task = h.tasks(situation.TaskFilter{Kind: situation.TaskConcern}); len(task) != 1 || len(task[0].Entered) != 2 {
			t.Errorf("the task grew to %+v", task)
		}
		got := must(h.Concerned(h.Ctx, viewer, id))(t)
		if got.Gatherings != (situation.Counts{In: 1, Near: 1, Country: 1}) || got.Sites.In != 1 || len(got.Places) != 3 {
			t.Errorf("concerned: %+v", got)
		}
		moved := concert("g1", "Picnic", st.Petersburg.Point, 22, 23)
		must(h.ImportGatherings(h.Ctx, duty, []roster.Gathering{moved}))(t)
		if got := must(h.Concerned(h.Ctx, duty, id))(t); got.Gatherings != (situation.Counts{In: 1, Country: 2}) {
			t.Errorf("moved away: %+v", got.Gatherings)
		}
		must(h.CloseSituation(h.Ctx, duty, id, "over"))(t)
		h.refresh()
		if got := must(h.Concerned(h.Ctx, duty, id))(t); got.People != (situation.Counts{}) || got.Gatherings != (situation.Counts{}) {
			t.Errorf("closed: %+v", got)
		}
	})

	t.Run("people are counted for everybody and named to who may see them; their rows go with the closing", func(t *testing.T) {
		h := fresh(t)
		duty, viewer := h.Account(desk.Duty), h.Account(desk.Viewer)
		id := h.inWatch(j)
		h.refresh()
		h.people(t, duty, map[string]geo.Point{"ann": st.Moscow.Point, "bob": crocus, "cem": st.Petersburg.Point})
		got := must(h.Concerned(h.Ctx, duty, id))(t)
		if got.People != (situation.Counts{In: 1, Near: 1, Country: 1}) || len(got.Names) != 2 || got.Names[0].Person.Ref != "ann" || got.Names[1].Grade != roster.Near {
			t.Errorf("concerned: %+v", got)
		}
		if got := must(h.Concerned(h.Ctx, viewer, id))(t); len(got.Names) != 0 || got.People.In != 1 {
			t.Errorf("to a viewer: %+v", got)
		}
		h.Clock.Add(60 * 24 * time.Hour) // their stays are over
		if got := must(h.Concerned(h.Ctx, duty, id))(t); got.People != (situation.Counts{}) || len(got.Names) != 0 {
			t.Errorf("after their stays: %+v", got)
		}
	})

	t.Run("step by step gives what a match of everything gives", func(t *testing.T) {
		for seed := range 3 {
			h := fresh(t)
			duty := h.Account(desk.Duty)
			rng := rand.New(rand.NewPCG(11, uint64(seed)))
			anywhere := func() geo.Point {
				return geo.Destination([]geo.Point{st.Moscow.Point, st.Petersburg.Point, crocus}[rng.IntN(3)], rng.Float64()*360, rng.Float64()*60_000)
			}
			var ids []situation.ID
			for step := range 14 {
				switch k := rng.IntN(5); {
				case k == 0 || step == 0:
					p := st.Moscow
					if rng.IntN(2) == 0 {
						p = st.Petersburg
					}
					name := fmt.Sprintf("r%d-%d", seed, step)
					d := h.join(st.Told(name, "", "Paper "+name, reading.Relay, "U.S. Embassy", st.OnDay(8), st.Threat(8, p, "U.S. Embassy")), j)
					ids = append(ids, d[0].Situation)
				case k == 1:
					h.Clock.Add(30 * time.Hour)
					must(h.LapseSituations(h.Ctx))(t)
				case k == 2:
					h.refresh()
				default:
					at := map[string]geo.Point{}
					for range 6 {
						at[fmt.Sprintf("p%d", rng.IntN(12))] = anywhere()
					}
					h.people(t, duty, at)
				}
			}
			h.refresh()
			for _, id := range ids {
				s := must(h.Situation(h.Ctx, id))(t)
				q := s.ConcernQuery(roster.DefaultMargin)
				if q.From.Before(h.Clock.Now()) {
					q.From = h.Clock.Now()
				}
				var want situation.Counts
				for _, m := range must(h.MatchPeople(h.Ctx, q))(t) {
					switch m.Grade {
					case roster.In:
						want.In++
					case roster.Near:
						want.Near++
					case roster.Country:
						want.Country++
					}
				}
				if got := must(h.Concerned(h.Ctx, duty, id))(t); got.People != want {
					t.Errorf("seed %d, %s (%s): step by step %+v, all at once %+v", seed, s.Title, s.State, got.People, want)
				}
			}
		}
	})
}

// people imports a stay of the whole spring for each person, under one ref a person: importing again moves them.
func (h *House) people(t *testing.T, by desk.Account, at map[string]geo.Point) {
	t.Helper()
	var ps []roster.Person
	var ss []roster.StayRow
	for ref, p := range at {
		ps = append(ps, roster.Person{Ref: ref, Name: ref, Email: ref + "@example.org"})
		ss = append(ss, roster.StayRow{PersonRef: ref, Stay: roster.Stay{Ref: "stay of " + ref, Place: "A place", Point: p, Country: "RU", Zone: "Europe/Moscow", From: st.Day(1), To: st.Day(40)}})
	}
	must(h.ImportPeople(h.Ctx, by, ps))(t)
	must(h.ImportStays(h.Ctx, by, ss))(t)
}

func timelines(t *testing.T, fresh func(t *testing.T) *House, j situation.Joiner) {
	t.Run("a timeline tells everything in order, in UTC and in the place's own time", func(t *testing.T) {
		h := fresh(t)
		duty := h.Account(desk.Duty)
		h.join(st.Told("advice", "UK Foreign Office", "", reading.Origin, "", st.OnDay(1), st.UKAdvice()), j)
		h.join(st.Echoes()[0], j)
		id := h.inWatch(j)
		h.refresh()
		must(h.TakeTask(h.Ctx, duty, h.tasks(situation.TaskFilter{})[0].ID))(t)
		h.Clock.Add(time.Hour)
		must(h.ImportGatherings(h.Ctx, duty, []roster.Gathering{concert("g1", "Picnic", crocus, 22, 23)}))(t)
		h.Clock.Add(time.Hour)
		must(h.CloseSituation(h.Ctx, duty, id, "over"))(t)
		ms := must(h.Timeline(h.Ctx, id, st.Zone))(t)
		var acts []string
		for i, m := range ms {
			if i > 0 && m.At.Before(ms[i-1].At) {
				t.Errorf("%v stands behind %v", m, ms[i-1])
			}
			if m.At.Location() != time.UTC || !strings.HasSuffix(m.Local, "+03:00") || m.Words == "" || m.Of == "" {
				t.Errorf("moment %+v", m)
			}
			acts = append(acts, m.Act)
		}
		for _, want := range []string{"item.issued", "item.received", "item.read", "situation.opened", "situation.joined", "window.set", "window.changed", "advice.kept",
			"situation.lapsed", "task.opened", "task.taken", "concern.entered", "situation.closed", "task.settled"} {
			if !slices.Contains(acts, want) {
				t.Errorf("nothing of %s in %v", want, acts)
			}
		}
		before := func(a, b string) {
			if slices.Index(acts, a) > slices.Index(acts, b) {
				t.Errorf("%s stands behind %s", a, b)
			}
		}
		before("item.issued", "situation.opened")
		before("window.set", "situation.lapsed")
		before("situation.lapsed", "concern.entered")
		before("concern.entered", "situation.closed")
		_, err := h.Timeline(h.Ctx, "sit_none", nil)
		wantErr(t, err, store.ErrNotFound)
		if again := must(h.Timeline(h.Ctx, id, st.Zone))(t); !slices.EqualFunc(again, ms, func(a, b situation.Moment) bool { return a == b }) {
			t.Error("read twice, it tells two things")
		}
	})

	t.Run("the hops of a warning from its draft to the last acknowledgement", func(t *testing.T) {
		h := fresh(t)
		f := h.fanout(t, Scene{People: 3, Ladder: mailThenHook, Webhook: hook, Expires: 2 * time.Hour})
		if err := h.release(f); err != nil {
			t.Fatal(err)
		}
		post := &Post{}
		d := h.dispatcher(map[warning.Channel]delivery.Sender{warning.Email: post, warning.Webhook: post})
		h.drain(t, d, f.Warning.ID)
		for _, p := range must(h.AudienceOf(h.Ctx, f.Warning.ID, 2, 0))(t) {
			h.Clock.Add(time.Minute)
			if _, _, err := h.Acknowledge(h.Ctx, p.Audience); err != nil {
				t.Fatal(err)
			}
		}
		at := map[string]time.Time{}
		for _, m := range must(h.Timeline(h.Ctx, f.Warning.Situation, nil))(t) {
			at[m.Act] = m.At
		}
		order := []string{"warning.drafted", "warning.submitted", "warning.approved", "warning.released", "delivery.first_accepted", "delivery.last_accepted", "delivery.first_seen", "delivery.last_seen"}
		for i, act := range order {
			if at[act].IsZero() {
				t.Errorf("nothing of %s", act)
			} else if i > 0 && at[act].Before(at[order[i-1]]) {
				t.Errorf("%s stands before %s", act, order[i-1])
			}
		}
		if got := at["delivery.last_seen"].Sub(at["delivery.first_seen"]); got != time.Minute {
			t.Errorf("%s between the acknowledgements", got)
		}
		if _, ok := at["warning.seen"]; ok {
			t.Error("a line for each person: that is who was where, not what happened")
		}
	})
}
