package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/store"
)

const correctedText = "Extremists plan to attack concerts in Moscow. Stay alert."

// readOnce keeps an item with its report and gives a correction of its actor to start from.
func (h *House) readOnce() correction.Correction {
	h.t.Helper()
	it := h.keep(text(correctedText))
	words := []reading.Evidence{{Start: 0, End: 10}}
	rep, _, err := h.KeepReport(h.Ctx, reading.Report{Item: it.ID, Reader: "hand", Lang: "en", Kind: "embassy_alert", Relation: reading.Origin, Events: []reading.Event{
		{Type: reading.Threat, Stage: reading.Threatened, Trigger: words, Actors: []reading.Named{{Name: "Extremists", Class: "group", Evidence: words}}}}})
	if err != nil {
		h.t.Fatal(err)
	}
	return correction.Correction{Item: it.ID, Report: rep.ID, Field: correction.Target, Act: correction.Add, Value: "concerts", Class: "crowd", Quote: "concerts"}
}

func corrections(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("a correction stands beside the report, with who, when and its words, and in the ledger", func(t *testing.T) {
		h := fresh(t)
		c, duty := h.readOnce(), h.Account(desk.Duty)
		was := must(h.Report(h.Ctx, c.Report))(t)
		lines := h.Lines()
		h.Clock.Add(time.Minute)
		id := must(h.KeepCorrection(h.Ctx, duty, c))(t)
		got := must(h.Corrections(h.Ctx, c.Item))(t)
		if len(got) != 1 || got[0].ID != id || got[0].By != string(duty.ID) || !got[0].At.Equal(Start.Add(time.Minute)) ||
			got[0].Quote != correctedText[got[0].Start:got[0].End] || got[0].Value != "concerts" {
			t.Errorf("read back %+v", got)
		}
		if now := must(h.Report(h.Ctx, c.Report))(t); len(now.Events[0].Targets) != 0 || len(now.Events) != len(was.Events) {
			t.Error("the stored report was changed")
		}
		ls := must(h.LedgerLines(h.Ctx, string(c.Report), 0, 10))(t)
		if h.Lines() != lines+1 || !slices.ContainsFunc(ls, func(l ledger.Line) bool { return l.Act == "report.corrected" && l.Actor == string(duty.ID) }) {
			t.Errorf("the ledger says %+v", ls)
		}
	})
	t.Run("only the desk corrects, and what cannot be is refused and not kept", func(t *testing.T) {
		h := fresh(t)
		c := h.readOnce()
		for _, role := range []desk.Role{desk.Viewer, desk.Approver, desk.Admin} {
			_, err := h.KeepCorrection(h.Ctx, h.Account(role), c)
			wantErr(t, err, store.ErrDenied)
		}
		_, err := h.KeepCorrection(h.Ctx, desk.System, c)
		wantErr(t, err, store.ErrDenied)
		duty := h.Account(desk.Duty)
		var refused *correction.RefusedError
		unfounded := c
		unfounded.Quote = "stadiums"
		if _, err := h.KeepCorrection(h.Ctx, duty, unfounded); !errors.As(err, &refused) {
			t.Errorf("words that the text does not hold gave %v", err)
		}
		other := c
		other.Report = "rep_none"
		_, err = h.KeepCorrection(h.Ctx, duty, other)
		wantErr(t, err, store.ErrNotFound)
		if n := len(must(h.Corrections(h.Ctx, c.Item))(t)); n != 0 {
			t.Errorf("%d were kept", n)
		}
	})
	t.Run("each is checked against those before it, and their order is kept", func(t *testing.T) {
		h := fresh(t)
		c, duty := h.readOnce(), h.Account(desk.Duty)
		remove := correction.Correction{Item: c.Item, Report: c.Report, Field: correction.Actor, Act: correction.Remove, Was: "Extremists"}
		first := must(h.KeepCorrection(h.Ctx, duty, remove))(t)
		if again := must(h.KeepCorrection(h.Ctx, duty, remove))(t); again != first {
			t.Errorf("the same twice in a row is %s and %s", first, again)
		}
		second := must(h.KeepCorrection(h.Ctx, duty, c))(t)
		var refused *correction.RefusedError
		if _, err := h.KeepCorrection(h.Ctx, duty, remove); !errors.As(err, &refused) {
			t.Errorf("removing what is gone gave %v", err)
		}
		if got := must(h.Corrections(h.Ctx, c.Item))(t); len(got) != 2 || got[0].ID != first || got[1].ID != second {
			t.Errorf("kept %+v", got)
		}
	})
	t.Run("a correction can be taken back, once, and both stay on the record", func(t *testing.T) {
		h := fresh(t)
		c, duty := h.readOnce(), h.Account(desk.Duty)
		id := must(h.KeepCorrection(h.Ctx, duty, c))(t)
		undo := correction.Correction{Item: c.Item, Report: c.Report, Act: correction.Undo, Undoes: id}
		_, err := h.KeepCorrection(h.Ctx, h.Account(desk.Viewer), undo)
		wantErr(t, err, store.ErrDenied)
		first := must(h.KeepCorrection(h.Ctx, duty, undo))(t)
		if again := must(h.KeepCorrection(h.Ctx, duty, undo))(t); again != first {
			t.Errorf("the same twice in a row is %s and %s", first, again)
		}
		got := must(h.Corrections(h.Ctx, c.Item))(t)
		if len(got) != 2 || got[1].Undoes != id || len(correction.InForce(got)) != 0 {
			t.Errorf("kept %+v", got)
		}
		if must(h.KeepCorrection(h.Ctx, duty, c))(t) == id {
			t.Error("said again it is the one that was taken back")
		}
	})
	rejoined(t, fresh)
	t.Run("every step", func(t *testing.T) {
		var c correction.Correction
		var duty desk.Account
		var lines int64
		EveryStep(t, fresh, "KeepCorrection", func(h *House) {
			c, duty = h.readOnce(), h.Account(desk.Duty)
			lines = h.Lines()
		}, func(h *House) error { _, err := h.KeepCorrection(h.Ctx, duty, c); return err }, func(h *House, want bool) {
			n := len(must(h.Corrections(h.Ctx, c.Item))(h.t))
			jobs := h.openJobs("join") // one was there: that of the report itself
			if more := h.Lines() - lines; want != (n == 1) || want != (more == 1) || want != (jobs == 2) || n > 1 || more > 1 {
				h.t.Errorf("wanted done %t: %d corrections, %d lines, %d jobs", want, n, more, jobs)
			}
		})
	})
}
