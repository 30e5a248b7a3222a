package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// mailThenHook is a ladder of two rungs, ten minutes apart.
var mailThenHook = []warning.Rung{{Channel: warning.Email}, {Channel: warning.Webhook, Wait: 600}}

func hook(i int) string { return fmt.Sprintf("https://hooks.example/p%d", i) }

// twoChannels is a scene of six people on two channels; the last has no webhook, the one before no mail, the third neither.
func twoChannels() Scene {
	return Scene{People: 6, Ladder: mailThenHook,
		Email: func(i int) string {
			if i == 4 || i == 2 {
				return ""
			}
			return fmt.Sprintf("p%d@example.org", i)
		},
		Webhook: func(i int) string {
			if i == 5 || i == 2 {
				return ""
			}
			return hook(i)
		}}
}

// release releases the scene's warning, unless that has already been done.
func (h *House) release(f Fanout) error {
	w, err := h.Warning(h.Ctx, f.Warning.ID)
	if err != nil || w.State == warning.Released {
		return err
	}
	_, _, err = h.ReleaseWarning(h.Ctx, f.Approver, f.Warning.ID, f.Warning.Hash)
	return err
}

func (h *House) cancel(f Fanout) error {
	w, err := h.Warning(h.Ctx, f.Warning.ID)
	if err != nil || w.State == warning.Cancelled {
		return err
	}
	_, err = h.CancelWarning(h.Ctx, f.Duty, f.Warning.ID, "it was wrong")
	return err
}

func (h *House) check(t testing.TB, f Fanout, end Ending) {
	t.Helper()
	if err := Check(h.Ctx, h.Store, f.Warning.ID, end); err != nil {
		t.Error(err)
	}
}

// states counts the deliveries of a kind by state: "accepted:2 waiting:1".
func (h *House) states(t testing.TB, f Fanout, k delivery.Kind) string {
	t.Helper()
	n := map[delivery.State]int{}
	for _, d := range must(h.Deliveries(h.Ctx, f.Warning.ID, 0, 0))(t) {
		if d.Kind == k {
			n[d.State]++
		}
	}
	var out []string
	for _, s := range delivery.All() {
		if n[s] > 0 {
			out = append(out, fmt.Sprintf("%s:%d", s, n[s]))
		}
	}
	return strings.Join(out, " ")
}

func (h *House) batches(t testing.TB, f Fanout, k delivery.Kind, c warning.Channel) []int64 {
	t.Helper()
	var out []int64
	for _, d := range must(h.Deliveries(h.Ctx, f.Warning.ID, 0, 0))(t) {
		if d.Kind == k && d.Channel == c && !slices.Contains(out, int64(d.Batch)) {
			out = append(out, int64(d.Batch))
		}
	}
	return out
}

func wantStates(t testing.TB, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("deliveries are %q, want %q", got, want)
	}
}

const lease = 2 * time.Minute

func deliveries(t *testing.T, fresh func(t *testing.T) *House) {
	released := func(t *testing.T, sc Scene) (*House, Fanout) {
		h := fresh(t)
		f := h.fanout(t, sc)
		if err := h.release(f); err != nil {
			t.Fatal(err)
		}
		return h, f
	}
	claim := func(t *testing.T, h *House, batch int64, most int) []delivery.Delivery {
		t.Helper()
		ds, _, err := h.ClaimDeliveries(h.Ctx, batch, most, lease)
		if err != nil {
			t.Fatal(err)
		}
		return ds
	}
	record := func(t *testing.T, h *House, o delivery.Outcome, ds ...delivery.Delivery) {
		t.Helper()
		var rs []delivery.Result
		for _, d := range ds {
			rs = append(rs, delivery.Result{ID: d.ID, Attempt: d.Attempt, Outcome: o})
		}
		if err := h.RecordOutcomes(h.Ctx, rs); err != nil {
			t.Fatal(err)
		}
	}
	accepted := delivery.Outcome{Kind: delivery.OutcomeAccepted, Ref: "250 ok"}

	t.Run("a release freezes the audience and writes every rung at once", func(t *testing.T) {
		h, f := released(t, twoChannels())
		// Mail for p0 p1 p3 p5 at once; a webhook for p4, who has no mail, at once; webhooks for p0 p1 p3 later; p2 has nothing.
		wantStates(t, h.states(t, f, delivery.OfWarning), "waiting:3 queued:5")
		p := must(h.Progress(h.Ctx, f.Warning.ID))(t)
		if p.People != 6 || p.NoAddress != 1 || p.Unreached != 6 || p.Open != 8 {
			t.Errorf("%+v", p)
		}
		us := must(h.Unreached(h.Ctx, f.Warning.ID, 0))(t)
		if len(us) != 6 || us[2].Name != "Person 000002" || us[2].Why != "no address" || us[0].Why != "email: not sent yet; webhook: its turn has not come" {
			t.Errorf("%+v", us)
		}
		if n := h.openJobs("deliver"); n != 2 {
			t.Errorf("%d jobs, want one for the mails and one for the webhook that is due", n)
		}
		h.check(t, f, UnderWay)
		_, _, err := h.ReleaseWarning(h.Ctx, f.Approver, f.Warning.ID, f.Warning.Hash)
		wantErr(t, err, warning.ErrMove)
	})
	t.Run("batches hold at most 200", func(t *testing.T) {
		h, f := released(t, Scene{People: 401})
		bs := h.batches(t, f, delivery.OfWarning, warning.Email)
		if len(bs) != 3 || h.openJobs("deliver") != 3 {
			t.Errorf("batches %v, %d jobs", bs, h.openJobs("deliver"))
		}
		if ds := claim(t, h, bs[2], 64); len(ds) != 1 {
			t.Errorf("the last batch holds %d", len(ds))
		}
	})
	t.Run("only who may release releases", func(t *testing.T) {
		h := fresh(t)
		f := h.fanout(t, Scene{})
		_, _, err := h.ReleaseWarning(h.Ctx, h.Account(desk.Viewer), f.Warning.ID, f.Warning.Hash)
		wantErr(t, err, store.ErrDenied)
		_, _, err = h.ReleaseWarning(h.Ctx, f.Approver, f.Warning.ID, strings.Repeat("0", 64))
		wantErr(t, err, warning.ErrHash)
		h.check(t, f, UnderWay)
	})
	t.Run("a claim is leased and nobody else's", func(t *testing.T) {
		h, f := released(t, Scene{People: 10})
		b := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
		var wg sync.WaitGroup
		var mu sync.Mutex
		got := map[delivery.ID]int{}
		for range 8 {
			wg.Go(func() {
				ds, w, err := h.ClaimDeliveries(h.Ctx, b, 3, lease)
				if err != nil || w.ID != f.Warning.ID {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				for _, d := range ds {
					got[d.ID]++
					if d.State != delivery.Sending || d.Attempt != 1 || !d.Lease.Equal(h.Clock.Now().Add(lease)) || d.Address == "" || d.Audience == 0 {
						t.Errorf("%+v", d)
					}
				}
			})
		}
		wg.Wait()
		for id, n := range got {
			if n != 1 {
				t.Errorf("delivery %d was claimed %d times", id, n)
			}
		}
		for _, d := range claim(t, h, b, 100) { // PostgreSQL passes over rows that others were holding
			got[d.ID]++
		}
		if len(got) != 10 {
			t.Errorf("%d were claimed", len(got))
		}
		if n := len(claim(t, h, b, 100)); n != 0 {
			t.Errorf("%d were claimed twice", n)
		}
		_, _, err := h.ClaimDeliveries(h.Ctx, 99999, 1, lease)
		wantErr(t, err, store.ErrNotFound)
	})
	t.Run("accepted is final, its trace is told, and telling it again changes nothing", func(t *testing.T) {
		h, f := released(t, twoChannels())
		b := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
		ds := claim(t, h, b, 100)
		for range 2 {
			record(t, h, accepted, ds...)
			wantStates(t, h.states(t, f, delivery.OfWarning), "waiting:3 queued:1 accepted:4")
		}
		steps := must(h.Trace(h.Ctx, f.Warning.ID, ds[0].Person))(t)
		var what []string
		for _, s := range steps {
			what = append(what, s.What+"/"+string(s.Channel))
		}
		if got := strings.Join(what, " "); got != "matched/ accepted/email waiting/webhook" {
			t.Errorf("trace %s", got)
		}
		p := must(h.Progress(h.Ctx, f.Warning.ID))(t)
		if p.Reached != 4 || !p.First.Equal(h.Clock.Now()) || !p.Last.Equal(h.Clock.Now()) {
			t.Errorf("%+v", p)
		}
		h.check(t, f, UnderWay)
	})
	t.Run("the next rung comes after its wait when nobody has acknowledged, and at once after a refusal", func(t *testing.T) {
		h, f := released(t, twoChannels())
		mail := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
		hooks := h.batches(t, f, delivery.OfWarning, warning.Webhook)[0]
		record(t, h, accepted, claim(t, h, hooks, 100)...) // p4
		ds := claim(t, h, mail, 100)                       // p0 p1 p3 p5
		record(t, h, accepted, ds[0])
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeRefused, Err: errors.New("550 no such user")}, ds[1], ds[3])
		if got := claim(t, h, hooks, 100); len(got) != 1 || got[0].Person != ds[1].Person {
			t.Errorf("due at once: %+v", got)
		}
		h.Clock.Add(599 * time.Second)
		record(t, h, accepted, ds[2])
		if got := claim(t, h, hooks, 100); len(got) != 1 || got[0].Attempt != 2 { // the lost lease of the one above
			t.Errorf("before the wait: %+v", got)
		}
		h.Clock.Add(time.Second)
		if got := claim(t, h, hooks, 100); len(got) != 2 {
			t.Errorf("after the wait: %+v", got)
		}
		us := must(h.Unreached(h.Ctx, f.Warning.ID, 0))(t)
		if len(us) != 3 || us[0].Why != "email: failed; webhook: being sent" || us[1].Why != "no address" || us[2].Why != "email: failed" {
			t.Errorf("%+v", us)
		}
	})
	t.Run("a later rung waits while an earlier one is being sent, no longer than its lease", func(t *testing.T) {
		h, f := released(t, Scene{People: 1, Ladder: mailThenHook, Webhook: hook})
		mail, hooks := h.batches(t, f, delivery.OfWarning, warning.Email)[0], h.batches(t, f, delivery.OfWarning, warning.Webhook)[0]
		h.Clock.Add(600 * time.Second)
		one := claim(t, h, mail, 1)
		if n := len(claim(t, h, hooks, 1)); n != 0 {
			t.Error("both rungs at once")
		}
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeRetry}, one...)
		if n := len(claim(t, h, hooks, 1)); n != 1 {
			t.Error("a retry holds the later rung up")
		}
	})
	t.Run("a lease that runs out is in doubt, traced, and sent again with the same key; at last it fails", func(t *testing.T) {
		h, f := released(t, Scene{People: 1})
		b := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
		key := ""
		for n := 1; n <= delivery.MaxDoubt+1; n++ {
			ds := claim(t, h, b, 10)
			if len(ds) != 1 || ds[0].Attempt != n || key != "" && ds[0].Key() != key {
				t.Fatalf("round %d: %+v", n, ds)
			}
			key = ds[0].Key()
			if kicked := must(h.KickDue(h.Ctx))(t); kicked != 0 {
				t.Error("a job for what is being sent")
			}
			h.Clock.Add(lease)
		}
		if n := len(claim(t, h, b, 10)); n != 0 {
			t.Error("sent once more")
		}
		wantStates(t, h.states(t, f, delivery.OfWarning), "failed:1")
		steps := must(h.Trace(h.Ctx, f.Warning.ID, must(h.Deliveries(h.Ctx, f.Warning.ID, 0, 0))(t)[0].Person))(t)
		if len(steps) != 2+delivery.MaxDoubt+1 || steps[1].What != "in_doubt" || steps[1].Detail != "no answer before the lease ran out" {
			t.Errorf("%+v", steps)
		}
		h.check(t, f, Settled)
	})
	t.Run("a late outcome of an older attempt changes nothing; a late yes of the last one does", func(t *testing.T) {
		h, f := released(t, Scene{People: 1})
		b := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
		first := claim(t, h, b, 1)
		h.Clock.Add(lease)
		second := claim(t, h, b, 1)
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeRefused}, first...)
		wantStates(t, h.states(t, f, delivery.OfWarning), "sending:1")
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeInDoubt}, second...)
		wantStates(t, h.states(t, f, delivery.OfWarning), "in_doubt:1")
		record(t, h, accepted, second...)
		wantStates(t, h.states(t, f, delivery.OfWarning), "accepted:1")
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeRefused}, second...)
		wantStates(t, h.states(t, f, delivery.OfWarning), "accepted:1")
		err := h.RecordOutcomes(h.Ctx, []delivery.Result{{ID: 1 << 40, Attempt: 1, Outcome: accepted}})
		wantErr(t, err, store.ErrNotFound)
	})
	t.Run("an acknowledgement stops the rest of that person's deliveries", func(t *testing.T) {
		h, f := released(t, Scene{People: 2, Ladder: mailThenHook, Webhook: hook})
		b := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
		ds := claim(t, h, b, 100)
		record(t, h, accepted, ds[0])
		lines := h.Lines()
		for i, want := range []bool{true, false} {
			first, name, err := h.Acknowledge(h.Ctx, ds[i].Audience-int64(i))
			if err != nil || first != want || name != "Person 000000" {
				t.Errorf("first %t, %q, %v", first, name, err)
			}
		}
		if h.Lines() != lines+1 {
			t.Error("an acknowledgement is one ledger line")
		}
		if first, _, err := h.Acknowledge(h.Ctx, ds[1].Audience); err != nil || !first {
			t.Error(err) // while the mail is being sent
		}
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeRetry}, ds[1])
		wantStates(t, h.states(t, f, delivery.OfWarning), "seen:1 stopped:3")
		p := must(h.Progress(h.Ctx, f.Warning.ID))(t)
		if p.Seen != 2 || p.Reached != 2 || p.Open != 0 {
			t.Errorf("%+v", p)
		}
		h.check(t, f, Settled)
		_, _, err := h.Acknowledge(h.Ctx, 1<<40)
		wantErr(t, err, store.ErrNotFound)
	})
	t.Run("one person cancels: the unsent stops, and who may have got it is corrected on that channel", func(t *testing.T) {
		h, f := released(t, Scene{People: 7, Ladder: mailThenHook, Webhook: hook})
		b := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
		ds := claim(t, h, b, 6)
		record(t, h, accepted, ds[0])
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeRefused}, ds[1])
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeRetry}, ds[2])
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeInDoubt}, ds[3])
		if err := h.cancel(f); err != nil {
			t.Fatal(err)
		}
		// 0 accepted, 3 in doubt, 4 and 5 being sent are corrected; 1 was refused, 2 and 6 were not sent.
		wantStates(t, h.states(t, f, delivery.OfCorrection), "queued:4")
		wantStates(t, h.states(t, f, delivery.OfWarning), "sending:2 accepted:1 failed:1 stopped:10")
		for _, c := range []warning.Channel{warning.Email, warning.Webhook} {
			for _, b := range h.batches(t, f, delivery.OfWarning, c) {
				if n := len(claim(t, h, b, 100)); n != 0 {
					t.Errorf("%d were claimed after the cancel", n)
				}
			}
		}
		if ok := must(h.Sendable(h.Ctx, f.Warning.ID, delivery.OfWarning))(t); ok {
			t.Error("sendable after the cancel")
		}
		// 4 turns out never to have been sent and needs no correction; 5 did arrive, and its correction was only held for a moment.
		record(t, h, delivery.Outcome{Kind: delivery.OutcomeRetry}, ds[4])
		record(t, h, accepted, ds[5])
		wantStates(t, h.states(t, f, delivery.OfWarning), "accepted:2 failed:1 stopped:11")
		wantStates(t, h.states(t, f, delivery.OfCorrection), "queued:3 stopped:1")
		cb := h.batches(t, f, delivery.OfCorrection, warning.Email)[0]
		got := claim(t, h, cb, 100)
		if len(got) != 2 {
			t.Errorf("%d corrections at once, not 2", len(got))
		}
		h.Clock.Add(2 * time.Second)
		got = append(got, claim(t, h, cb, 100)...)
		if len(got) != 3 || got[0].Person != ds[0].Person || got[0].Kind != delivery.OfCorrection || got[0].Key() == ds[0].Key() {
			t.Errorf("%+v", got)
		}
		record(t, h, accepted, got...)
		h.check(t, f, Settled)
		wantErr(t, second(h.CancelWarning(h.Ctx, f.Duty, f.Warning.ID, "again")), warning.ErrMove)
		wantErr(t, second(h.CancelWarning(h.Ctx, h.Account(desk.Viewer), f.Warning.ID, "no right")), store.ErrDenied)
	})
	t.Run("after its end nothing is claimed, and what was not sent has lapsed", func(t *testing.T) {
		h, f := released(t, Scene{People: 3, Expires: time.Hour})
		b := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
		ds := claim(t, h, b, 1)
		if ids := must(h.ExpireWarnings(h.Ctx))(t); len(ids) != 0 {
			t.Errorf("ended early: %v", ids)
		}
		h.Clock.Add(time.Hour)
		if n := len(claim(t, h, b, 100)); n != 0 {
			t.Errorf("%d claimed after the end", n)
		}
		if ids := must(h.ExpireWarnings(h.Ctx))(t); len(ids) != 1 {
			t.Errorf("ended: %v", ids)
		}
		record(t, h, accepted, ds...) // its lease ran out, its answer did come
		h.check(t, f, Settled)
		if us := must(h.Unreached(h.Ctx, f.Warning.ID, 1))(t); len(us) != 1 || us[0].Why != "email: not sent before the warning ended" {
			t.Errorf("%+v", us)
		}
		if n := must(h.KickDue(h.Ctx))(t); n != 0 {
			t.Errorf("%d jobs after the end", n)
		}
	})
	t.Run("a warning that replaces another stops it without a correction", func(t *testing.T) {
		h, f := released(t, Scene{People: 3})
		c := f.Warning.Content
		c.Replaces = f.Warning.ID
		w := must(h.DraftWarning(h.Ctx, f.Duty, warning.Warning{Situation: f.Warning.Situation, Content: c}))(t)
		w = must(h.SubmitWarning(h.Ctx, f.Duty, w.ID, w.Revision, 3))(t)
		w = must(h.ApproveWarning(h.Ctx, f.Approver, w.ID, w.Hash))(t)
		if _, n, err := h.ReleaseWarning(h.Ctx, f.Approver, w.ID, w.Hash); err != nil || n != 3 {
			t.Fatal(n, err)
		}
		wantStates(t, h.states(t, f, delivery.OfWarning), "stopped:3")
		wantStates(t, h.states(t, f, delivery.OfCorrection), "")
		if old := must(h.Warning(h.Ctx, f.Warning.ID))(t); old.State != warning.Updated || old.ReplacedBy != w.ID {
			t.Errorf("%s %s", old.State, old.ReplacedBy)
		}
	})
	t.Run("what is due gets one job, and only one", func(t *testing.T) {
		h, f := released(t, Scene{People: 1, Ladder: mailThenHook, Webhook: hook})
		if n := must(h.KickDue(h.Ctx))(t); n != 0 {
			t.Errorf("%d jobs beside the open one", n)
		}
		h.Clock.Add(600 * time.Second)
		for _, want := range []int{1, 0} { // the second rung
			if n := must(h.KickDue(h.Ctx))(t); n != want {
				t.Errorf("%d jobs, want %d", n, want)
			}
		}
		hooks := h.batches(t, f, delivery.OfWarning, warning.Webhook)[0]
		if err := h.DeferBatch(h.Ctx, hooks, time.Minute); err != nil {
			t.Fatal(err)
		}
		if n := len(claim(t, h, hooks, 1)); n != 0 {
			t.Error("claimed while deferred")
		}
		h.Clock.Add(time.Minute)
		if n := len(claim(t, h, hooks, 1)); n != 1 {
			t.Error("not claimed after it")
		}
	})
	t.Run("a page of the audience follows the one before", func(t *testing.T) {
		h, f := released(t, Scene{People: 7})
		var names []string
		for after := int64(0); ; {
			page := must(h.AudienceOf(h.Ctx, f.Warning.ID, 3, after))(t)
			if len(page) == 0 {
				break
			}
			for _, p := range page {
				names, after = append(names, p.Name), p.Audience
				if p.Grade != "in" || p.Reason == "" {
					t.Errorf("%+v", p)
				}
			}
		}
		if len(names) != 7 || !slices.IsSorted(names) {
			t.Errorf("%v", names)
		}
	})
}
