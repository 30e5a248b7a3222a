package storetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// releaseFaults is G2 of reliability.md: a fault at every step of release, claim, record, cancel, acknowledge and expire, and at
// every send, each as not done and as done but not told.
func releaseFaults(t *testing.T, fresh func(t *testing.T) *House) {
	small := Scene{People: 3, Ladder: mailThenHook, Webhook: hook, Expires: 2 * time.Hour}
	// The scene of the present run: EveryStep prepares a House anew for each step.
	var f Fanout
	prepare := func(h *House) { f = h.fanout(h.t, small) }
	prepareReleased := func(h *House) {
		prepare(h)
		if err := h.release(f); err != nil {
			h.t.Fatal(err)
		}
	}
	whole := func(h *House) { h.check(h.t, f, UnderWay) }

	t.Run("release", func(t *testing.T) {
		EveryStep(t, fresh, "ReleaseWarning", prepare, func(h *House) error { return h.release(f) }, func(h *House, want bool) {
			w := must(h.Warning(h.Ctx, f.Warning.ID))(h.t)
			n := len(must(h.Deliveries(h.Ctx, f.Warning.ID, 0, 0))(h.t))
			jobs := h.openJobs("deliver")
			if want != (w.State == warning.Released) || want != (n == 6) || want != (jobs == 1) {
				h.t.Errorf("wanted done %t: %s, %d deliveries, %d jobs", want, w.State, n, jobs)
			}
			whole(h)
		})
	})
	t.Run("record", func(t *testing.T) {
		var rs []delivery.Result
		claimed := func(h *House) {
			prepareReleased(h)
			rs = nil
			ds, _, err := h.ClaimDeliveries(h.Ctx, h.batches(h.t, f, delivery.OfWarning, warning.Email)[0], 10, lease)
			if err != nil || len(ds) != 3 {
				h.t.Fatal(len(ds), err)
			}
			for i, k := range []delivery.OutcomeKind{delivery.OutcomeAccepted, delivery.OutcomeRefused, delivery.OutcomeInDoubt} {
				rs = append(rs, delivery.Result{ID: ds[i].ID, Attempt: 1, Outcome: delivery.Outcome{Kind: k}})
			}
		}
		EveryStep(t, fresh, "RecordOutcomes", claimed, func(h *House) error { return h.RecordOutcomes(h.Ctx, rs) }, func(h *House, want bool) {
			if got := h.states(h.t, f, delivery.OfWarning); want != (got == "waiting:3 in_doubt:1 accepted:1 failed:1") {
				h.t.Errorf("wanted done %t: %s", want, got)
			}
			whole(h)
		})
	})
	t.Run("cancel", func(t *testing.T) {
		sent := func(h *House) {
			prepareReleased(h)
			ds, _, err := h.ClaimDeliveries(h.Ctx, h.batches(h.t, f, delivery.OfWarning, warning.Email)[0], 2, lease)
			if err != nil {
				h.t.Fatal(err)
			}
			if err := h.RecordOutcomes(h.Ctx, []delivery.Result{{ID: ds[0].ID, Attempt: 1, Outcome: delivery.Outcome{Kind: delivery.OutcomeAccepted}}}); err != nil {
				h.t.Fatal(err)
			}
		}
		EveryStep(t, fresh, "CancelWarning", sent, func(h *House) error { return h.cancel(f) }, func(h *House, want bool) {
			if got := h.states(h.t, f, delivery.OfCorrection); want != (got == "queued:2") || !want && got != "" {
				h.t.Errorf("wanted done %t: corrections %q", want, got)
			}
			whole(h)
		})
	})
	t.Run("acknowledge", func(t *testing.T) {
		EveryStep(t, fresh, "Acknowledge", prepareReleased, func(h *House) error {
			_, _, err := h.Acknowledge(h.Ctx, must(h.AudienceOf(h.Ctx, f.Warning.ID, 1, 0))(h.t)[0].Audience)
			return err
		}, func(h *House, want bool) {
			p := must(h.Progress(h.Ctx, f.Warning.ID))(h.t)
			if want != (p.Seen == 1) {
				h.t.Errorf("wanted done %t: %d seen", want, p.Seen)
			}
			whole(h)
		})
	})
	t.Run("expire", func(t *testing.T) {
		ended := func(h *House) {
			prepareReleased(h)
			h.Clock.Add(2 * time.Hour)
		}
		EveryStep(t, fresh, "ExpireWarnings", ended, func(h *House) error { return second(h.ExpireWarnings(h.Ctx)) }, func(h *House, want bool) {
			if got := h.states(h.t, f, delivery.OfWarning); want != (got == "lapsed:6") {
				h.t.Errorf("wanted done %t: %s", want, got)
			}
			whole(h)
		})
	})
	if testing.Short() && fresh(t).Engine() == "postgres" {
		t.Log("the whole ways on PostgreSQL take a minute: not in a short run")
		return
	}
	// The whole way, from the approved warning until nothing is left to send, with one fault at the n-th step of one method.
	for _, method := range []string{"ClaimDeliveries", "RecordOutcomes", "KickDue", "DeferBatch", "CancelWarning", "Acknowledge", "ExpireWarnings"} {
		t.Run("the whole way with a fault in "+method, func(t *testing.T) { wholeWay(t, fresh, method) })
	}
	t.Run("the whole way with a fault at every send", func(t *testing.T) { everySend(t, fresh) })
}

// way is one run of the whole way: six people, a refusal, a retry and a timeout among the mails, an acknowledgement; in the
// second half the warning is cancelled, if cancel says so.
func way(h *House, t *testing.T, cancel bool, answer func(call int, m delivery.Message) (bool, delivery.Outcome)) (Fanout, *Post) {
	f := h.fanout(t, twoChannels())
	if err := h.release(f); err != nil {
		t.Fatal(err)
	}
	post := &Post{Answer: answer}
	d := h.dispatcher(map[warning.Channel]delivery.Sender{warning.Email: post, warning.Webhook: post})
	again := func(act func() error) { // what a person does who is told "failed" or "in doubt": looks, and presses again
		if err := act(); err != nil {
			if !errors.Is(err, ErrFault) {
				t.Fatal(err)
			}
			if err := act(); err != nil {
				t.Fatal(err)
			}
		}
	}
	mail := h.batches(t, f, delivery.OfWarning, warning.Email)[0]
	if err := d.RunBatch(h.Ctx, mail); err != nil && !errors.Is(err, ErrFault) {
		t.Fatal(err)
	}
	if sent := post.Sent(); len(sent) > 0 {
		again(func() error {
			var a int64
			if _, err := fmt.Sscanf(sent[0].AckURL, "https://tocsin.example/a/%d", &a); err != nil {
				t.Fatalf("no acknowledge link in %+v", sent[0])
			}
			_, _, err := h.Acknowledge(h.Ctx, a)
			return err
		})
	}
	if cancel {
		before := len(post.Sent())
		again(func() error { return h.cancel(f) })
		h.drain(t, d, f.Warning.ID)
		for _, m := range post.Sent()[before:] {
			if m.Kind != delivery.OfCorrection {
				t.Errorf("%s was sent after the cancel", m.Key)
			}
		}
		return f, post
	}
	h.drain(t, d, f.Warning.ID)
	return f, post
}

func mixed(call int, _ delivery.Message) (bool, delivery.Outcome) {
	switch call {
	case 2:
		return false, delivery.Outcome{Kind: delivery.OutcomeRefused, Err: errors.New("550")}
	case 3:
		return false, delivery.Outcome{Kind: delivery.OutcomeRetry, Err: errors.New("451")}
	case 4:
		return true, delivery.Outcome{Kind: delivery.OutcomeInDoubt, Err: errors.New("timeout")}
	case 5: // the provider is gone: its channel is paused and the batch deferred
		return false, delivery.Outcome{Kind: delivery.OutcomeRetry, Down: true, Err: errors.New("connection refused")}
	}
	return true, delivery.Outcome{Kind: delivery.OutcomeAccepted}
}

func wholeWay(t *testing.T, fresh func(t *testing.T) *House, method string) {
	cancel := method == "CancelWarning"
	faults := 0
	for n := 1; ; n++ {
		h := fresh(t)
		h.fault.set(method, n)
		f, post := way(h, t, cancel, mixed)
		if method == "ExpireWarnings" { // comes to its end
			h.Clock.Add(72 * time.Hour)
			if _, err := h.ExpireWarnings(h.Ctx); err != nil && !errors.Is(err, ErrFault) {
				t.Fatal(err)
			}
		}
		hit, _ := h.fault.result()
		h.fault.set("", 0)
		h.check(t, f, Settled)
		if err := CheckSent(f.Warning, post.Sent()); err != nil {
			t.Error(err)
		}
		h.Store.Close()
		if t.Failed() {
			t.Fatalf("with a fault at step %d (%s) of %s", n, hit, method)
		}
		if hit == "" {
			break
		}
		faults++
	}
	t.Logf("%d faults", faults)
	if faults == 0 {
		t.Errorf("%s was never asked", method)
	}
}

// everySend needs the engine only to keep what Next decides, so on the slower one a single flavour is enough.
func everySend(t *testing.T, fresh func(t *testing.T) *House) {
	slower := fresh(t).Engine() == "postgres"
	for _, cancel := range []bool{false, true} {
		for n := 1; ; n++ {
			calls := 0
			for _, told := range []struct {
				name    string
				arrives bool
				out     delivery.Outcome
			}{
				{"not done", false, delivery.Outcome{Kind: delivery.OutcomeRetry, Err: errors.New("connection refused")}},
				{"not done, provider down", false, delivery.Outcome{Kind: delivery.OutcomeRetry, Down: true, Err: errors.New("connection refused")}},
				{"not done, in doubt", false, delivery.Outcome{Kind: delivery.OutcomeInDoubt, Err: errors.New("timeout")}},
				{"done but not told", true, delivery.Outcome{Kind: delivery.OutcomeInDoubt, Err: errors.New("timeout")}},
			} {
				if slower && !told.arrives {
					continue
				}
				h := fresh(t)
				f, post := way(h, t, cancel, func(call int, _ delivery.Message) (bool, delivery.Outcome) {
					if call == n {
						return told.arrives, told.out
					}
					return true, delivery.Outcome{Kind: delivery.OutcomeAccepted}
				})
				h.check(t, f, Settled)
				if err := CheckSent(f.Warning, post.Sent()); err != nil {
					t.Error(err)
				}
				if p := must(h.Progress(h.Ctx, f.Warning.ID))(t); !cancel && p.Unreached != 1 { // the one without any address
					t.Errorf("%d unreached after all", p.Unreached)
				}
				calls = max(calls, post.Calls())
				h.Store.Close()
				if t.Failed() {
					t.Fatalf("send %d: %s (cancel %t)", n, told.name, cancel)
				}
			}
			if n > calls {
				break
			}
		}
	}
}
