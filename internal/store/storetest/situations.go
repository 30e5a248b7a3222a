package storetest

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// joiner is the Joiner of the whole gazetteer.
func joiner(t testing.TB) situation.Joiner {
	t.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	return situation.Joiner{Places: g}
}

// keepTold keeps a report and its item and gives the report's id.
func (h *House) keepTold(told situation.Told) reading.ReportID {
	h.t.Helper()
	it := told.Item
	it.Published = told.Report.Issued.From.Earliest
	kept := h.keep(it)
	told.Report.Item = kept.ID
	r, _, err := h.KeepReport(h.Ctx, told.Report)
	if err != nil {
		h.t.Fatal(err)
	}
	return r.ID
}

func (h *House) join(told situation.Told, j situation.Joiner) []situation.Joined {
	h.t.Helper()
	return must(h.JoinReport(h.Ctx, h.keepTold(told), j))(h.t)
}

func situations(t *testing.T, fresh func(t *testing.T) *House) {
	j := joiner(t)

	t.Run("the brief becomes a threat, a foiled plot apart from it, and advice beside them", func(t *testing.T) {
		h := fresh(t)
		id := h.keepTold(st.Brief())
		first := must(h.JoinReport(h.Ctx, id, j))(t)
		lines := h.Lines()
		again := must(h.JoinReport(h.Ctx, id, j))(t)
		if len(first) != 3 || !first[0].Opened || !first[1].Opened || !first[2].AsContext || first[0].Situation == first[1].Situation {
			t.Fatalf("joined %+v", first)
		}
		for i := range first {
			if again[i].Situation != first[i].Situation || again[i].AsContext != first[i].AsContext {
				t.Errorf("again: %+v, first %+v", again[i], first[i])
			}
		}
		if h.Lines() != lines {
			t.Error("joining again wrote to the ledger")
		}
		all := must(h.Situations(h.Ctx))(t)
		threat := must(h.Situation(h.Ctx, first[0].Situation))(t)
		if len(all) != 2 || len(threat.Members) != 1 || threat.State != situation.Active || threat.Version != 1 {
			t.Errorf("%d situations; the threat: %+v", len(all), threat)
		}
		if from, to := threat.Window.Hull(); !from.Equal(st.Day(7)) || !to.Equal(st.Day(11)) {
			t.Errorf("window %v to %v", from, to)
		}
		if len(threat.Context) != 1 || threat.Context[0].Voice != "UK Foreign Office" || threat.Context[0].Code != "no_travel" {
			t.Errorf("context %+v", threat.Context)
		}
		if got := must(h.SituationsOf(h.Ctx, threat.Members[0].Item))(t); len(got) != 2 || got[0] != first[0].Situation {
			t.Errorf("situations of the item: %v", got)
		}
		told := must(h.TellingOf(h.Ctx, threat))(t)
		if len(told) != 1 || told[0].Item.Origin != "The Morning Post" || len(told[0].Report.Events) != 3 {
			t.Errorf("what is told: %+v", told)
		}
	})

	t.Run("advice stands beside the situations that come later, once for each voice and code", func(t *testing.T) {
		h := fresh(t)
		h.join(st.Told("advice", "UK Foreign Office", "", reading.Origin, "", st.OnDay(1), st.UKAdvice()), j)
		h.join(st.Told("advice again", "UK Foreign Office", "", reading.Origin, "", st.OnDay(3), st.UKAdvice()), j)
		unread := st.UKAdvice()
		unread.Advice = nil
		h.join(st.Told("unread", "UK Foreign Office", "", reading.Origin, "", st.OnDay(2), unread), j)
		if n := len(must(h.Situations(h.Ctx))(t)); n != 0 {
			t.Fatalf("advice opened %d situations", n)
		}
		got := h.join(st.Embassy(), j)
		s := must(h.Situation(h.Ctx, got[0].Situation))(t)
		if len(s.Context) != 2 || s.Context[0].Code != "no_travel" || !s.Context[0].At.Equal(st.Day(3)) || s.Context[1].Code != "unknown" {
			t.Errorf("context %+v", s.Context)
		}
		if got := must(h.AdviceFor(h.Ctx, []string{"NG", ""}))(t); len(got) != 0 {
			t.Errorf("advice for another country: %+v", got)
		}
	})

	t.Run("the echoes and the origin are one situation", func(t *testing.T) {
		h := fresh(t)
		h.join(st.Brief(), j)
		for _, e := range st.Echoes() {
			h.join(e, j)
		}
		got := h.join(st.Embassy(), j)
		s := must(h.Situation(h.Ctx, got[0].Situation))(t)
		if n := len(must(h.Situations(h.Ctx))(t)); n != 2 || len(s.Members) != 9 || !s.Anchored || len(s.Voices()) != 1 || s.Version != 9 {
			t.Errorf("%d situations, %d members, anchored %v, %d voices, version %d", n, len(s.Members), s.Anchored, len(s.Voices()), s.Version)
		}
	})

	t.Run("reports that arrive together on two nodes open one situation", func(t *testing.T) {
		h := fresh(t)
		nodes := []*store.Store{h.Store}
		if h.Engine() == "postgres" {
			other, err := h.Open("node-2")
			if err != nil {
				t.Fatal(err)
			}
			defer other.Close()
			nodes = append(nodes, other)
		}
		const n = 24
		var ids []reading.ReportID
		for i := range n {
			name := fmt.Sprintf("r%02d", i)
			ids = append(ids, h.keepTold(st.Told(name, "", "Paper "+name, reading.Relay, "U.S. Embassy", st.OnDay(8), st.Threat(8, st.Moscow, "U.S. Embassy"))))
		}
		var wg sync.WaitGroup
		errs := make([]error, 2*n)
		for i := range 2 * n { // each report twice
			wg.Go(func() { _, errs[i] = nodes[i%len(nodes)].JoinReport(h.Ctx, ids[i%n], j) })
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		all := must(h.Situations(h.Ctx))(t)
		if len(all) != 1 || len(all[0].Members) != n {
			t.Errorf("%d situations, the first with %d members", len(all), len(all[0].Members))
		}
		h.Lines()
	})

	t.Run("a person moves an event, and only with the right to", func(t *testing.T) {
		h := fresh(t)
		duty, viewer := h.Account(desk.Duty), h.Account(desk.Viewer)
		h.join(st.Embassy(), j)
		id := h.keepTold(st.Brief())
		got := must(h.JoinReport(h.Ctx, id, j))(t)
		threat := got[0].Situation
		_, err := h.JoinByHand(h.Ctx, viewer, id, 0, "", j)
		wantErr(t, err, store.ErrDenied)
		_, err = h.JoinByHand(h.Ctx, duty, id, 2, threat, j)
		wantErr(t, err, situation.ErrEvent)
		_, err = h.JoinByHand(h.Ctx, duty, id, 9, threat, j)
		wantErr(t, err, situation.ErrEvent)
		_, err = h.JoinByHand(h.Ctx, duty, id, 0, "sit_none", j)
		wantErr(t, err, store.ErrNotFound)
		own := must(h.JoinByHand(h.Ctx, duty, id, 0, "", j))(t)
		if own.ID == threat || len(own.Members) != 1 || own.Members[0].By != string(duty.ID) {
			t.Fatalf("a situation of its own: %+v", own)
		}
		if s := must(h.Situation(h.Ctx, threat))(t); len(s.Members) != 1 {
			t.Errorf("the one it left has %d members", len(s.Members))
		}
		lines := h.Lines()
		if same := must(h.JoinByHand(h.Ctx, duty, id, 0, own.ID, j))(t); same.Version != own.Version || h.Lines() != lines {
			t.Error("moving it to where it is changed something")
		}
		must(h.JoinByHand(h.Ctx, duty, id, 0, threat, j))(t)
		if s := must(h.Situation(h.Ctx, own.ID))(t); s.State != situation.Closed || s.Reason == "" {
			t.Errorf("the emptied one: %s %q", s.State, s.Reason)
		}
		_, err = h.ReopenSituation(h.Ctx, duty, own.ID, "why not")
		wantErr(t, err, situation.ErrMove)
		if again := must(h.JoinReport(h.Ctx, id, j))(t); again[0].Situation != threat {
			t.Errorf("the rule undid a person's move: %+v", again)
		}
	})

	t.Run("a window that ends moves a situation to watch, once, and only a person closes it", func(t *testing.T) {
		h := fresh(t)
		duty, approver := h.Account(desk.Duty), h.Account(desk.Approver)
		id := h.join(st.Embassy(), j)[0].Situation
		if got := must(h.LapseSituations(h.Ctx))(t); len(got) != 0 {
			t.Fatalf("lapsed early: %v", got)
		}
		_, to := must(h.Situation(h.Ctx, id))(t).Window.Hull()
		if next := must(h.NextDue(h.Ctx))(t); !next.Equal(to) {
			t.Errorf("the clock alone brings something about at %s, not at %s, when the window ends", next, to)
		}
		h.Clock.Add(48 * time.Hour) // 9 March, 21:00 in Moscow
		if got := must(h.LapseSituations(h.Ctx))(t); len(got) != 1 || got[0] != id {
			t.Fatalf("lapsed %v", got)
		}
		h.Clock.Add(365 * 24 * time.Hour)
		if got := must(h.LapseSituations(h.Ctx))(t); len(got) != 0 {
			t.Fatalf("lapsed again: %v", got)
		}
		if next := must(h.NextDue(h.Ctx))(t); !next.IsZero() {
			t.Errorf("something is due at %s after all that was due is done", next)
		}
		if s := must(h.Situation(h.Ctx, id))(t); s.State != situation.Watch {
			t.Fatalf("a year later: %s", s.State)
		}
		_, err := h.CloseSituation(h.Ctx, approver, id, "over")
		wantErr(t, err, store.ErrDenied)
		_, err = h.CloseSituation(h.Ctx, duty, id, "")
		wantErr(t, err, situation.ErrReason)
		if s := must(h.CloseSituation(h.Ctx, duty, id, "over"))(t); s.State != situation.Closed || s.Reason != "over" {
			t.Errorf("closed: %+v", s)
		}
		if n := len(must(h.Situations(h.Ctx, situation.Active, situation.Watch))(t)); n != 0 {
			t.Errorf("%d open", n)
		}
		if s := must(h.ReopenSituation(h.Ctx, duty, id, "too early"))(t); s.State != situation.Watch {
			t.Errorf("opened again: %s", s.State)
		}
		var acts []string
		for _, l := range must(h.LedgerLines(h.Ctx, string(id), 0, 100))(t) {
			acts = append(acts, l.Act)
		}
		if got := strings.Join(acts, " "); got != "situation.opened situation.lapsed situation.closed situation.reopened" {
			t.Errorf("the ledger says %s", got)
		}
	})

	t.Run("every step of joining, closing and lapsing", func(t *testing.T) {
		var id reading.ReportID
		EveryStep(t, fresh, "JoinReport", func(h *House) { id = h.keepTold(st.Brief()) },
			func(h *House) error { _, err := h.JoinReport(h.Ctx, id, j); return err },
			func(h *House, want bool) {
				n := len(must(h.Situations(h.Ctx))(t))
				advice := len(must(h.AdviceFor(h.Ctx, []string{"RU"}))(t))
				if lines := h.Lines(); want && (n != 2 || advice != 1 || lines != 5) || !want && (n != 0 || advice != 0 || lines != 2) {
					t.Errorf("%d situations, %d advice, %d lines; done %v", n, advice, lines, want)
				}
			})
		var sit situation.ID
		EveryStep(t, fresh, "LapseSituations", func(h *House) {
			sit = h.join(st.Embassy(), j)[0].Situation
			h.Clock.Add(72 * time.Hour)
		}, func(h *House) error { _, err := h.LapseSituations(h.Ctx); return err },
			func(h *House, want bool) {
				if s := must(h.Situation(h.Ctx, sit))(t); (s.State == situation.Watch) != want {
					t.Errorf("%s; done %v", s.State, want)
				}
			})
	})
}
