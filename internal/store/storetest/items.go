package storetest

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/store"
)

func text(s string) intake.Item {
	return intake.Item{Source: "embassy", Title: s, Origin: "US Embassy Moscow", URL: "https://example.org/alert", Form: intake.FormText, Raw: []byte(s),
		Published: Start.Add(-time.Hour)}
}

func (h *House) keep(it intake.Item) intake.Item {
	h.t.Helper()
	kept, _, err := h.KeepItem(h.Ctx, string(desk.System.ID), it)
	if err != nil {
		h.t.Fatal(err)
	}
	return kept
}

func items(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("an item is kept byte for byte", func(t *testing.T) {
		h := fresh(t)
		for _, raw := range [][]byte{nil, {}, []byte("Security alert: avoid large gatherings"), {0, 0xFF, 0xFE, '\n', 0}, bytes.Repeat([]byte("я"), 1<<20)} {
			it := text("a title")
			it.Raw, it.Source = raw, intake.SourceID(fmt.Sprint(len(raw), raw == nil))
			kept, isFresh, err := h.KeepItem(h.Ctx, "system", it)
			if err != nil || !isFresh {
				t.Fatalf("fresh %t, %v", isFresh, err)
			}
			got := must(h.Item(h.Ctx, kept.ID))(t)
			if !bytes.Equal(got.Raw, raw) || got.SHA256 != intake.Hash(raw) || !got.Received.Equal(Start) || !got.Published.Equal(it.Published) ||
				got.Title != it.Title || got.Origin != it.Origin || got.URL != it.URL || got.Form != it.Form || got.Source != it.Source {
				t.Errorf("read back %d bytes, %+v", len(got.Raw), got.Title)
			}
		}
		_, err := h.Item(h.Ctx, "itm_none")
		wantErr(t, err, store.ErrNotFound)
	})
	t.Run("the same bytes from the same source are one item; from another source another", func(t *testing.T) {
		h := fresh(t)
		first := h.keep(text("alert"))
		lines := h.Lines()
		h.Clock.Add(time.Minute)
		again, isFresh, err := h.KeepItem(h.Ctx, "system", text("alert"))
		if err != nil || isFresh || again.ID != first.ID || !again.Received.Equal(Start) || string(again.Raw) != "alert" {
			t.Errorf("again: %+v, fresh %t, %v", again, isFresh, err)
		}
		if h.Lines() != lines {
			t.Error("the second time is in the ledger")
		}
		other := text("alert")
		other.Source = "newspaper"
		if kept := h.keep(other); kept.ID == first.ID {
			t.Error("another source's item was taken for the first's")
		}
	})
	t.Run("handed in by many at once it is kept once", func(t *testing.T) {
		h := fresh(t)
		var wg sync.WaitGroup
		var mu sync.Mutex
		ids, news := map[intake.ItemID]bool{}, 0
		for range 16 {
			wg.Go(func() {
				kept, isFresh, err := h.KeepItem(h.Ctx, "system", text("alert"))
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
				}
				ids[kept.ID] = true
				if isFresh {
					news++
				}
			})
		}
		wg.Wait()
		if len(ids) != 1 || news != 1 || h.Lines() != 1 {
			t.Errorf("%d ids, %d fresh, %d ledger lines", len(ids), news, h.Lines())
		}
	})
	t.Run("only those with the right hand in", func(t *testing.T) {
		h := fresh(t)
		for role, want := range map[desk.Role]bool{desk.Duty: true, desk.Viewer: false, desk.Approver: false, desk.Admin: false} {
			_, _, err := h.KeepItem(h.Ctx, string(h.Account(role).ID), text(string(role)))
			if want != (err == nil) {
				t.Errorf("%s: %v", role, err)
			} else if !want {
				wantErr(t, err, store.ErrDenied)
			}
		}
		_, _, err := h.KeepItem(h.Ctx, "", text("nobody's"))
		wantErr(t, err, store.ErrDenied)
	})
	t.Run("lists are newest first, in pages, without bytes", func(t *testing.T) {
		h := fresh(t)
		var want []intake.ItemID
		for i := range 7 {
			want = append(want, h.keep(text(fmt.Sprint("item ", i))).ID)
			h.Clock.Add(time.Second)
		}
		slices.Reverse(want)
		var got []intake.ItemID
		for before := intake.ItemID(""); ; {
			page := must(h.Items(h.Ctx, 3, before))(t)
			if len(page) == 0 {
				break
			}
			for _, it := range page {
				if it.Raw != nil {
					t.Error("a list carries bytes")
				}
				got = append(got, it.ID)
			}
			before = got[len(got)-1]
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
	t.Run("why an item could not be read stays with it", func(t *testing.T) {
		h := fresh(t)
		it := h.keep(text("rubbish"))
		for range 2 {
			if err := h.MarkUnreadable(h.Ctx, it.ID, "not UTF-8 at byte 7"); err != nil {
				t.Fatal(err)
			}
		}
		got := must(h.Item(h.Ctx, it.ID))(t)
		if got.Unreadable != "not UTF-8 at byte 7" || string(got.Raw) != "rubbish" {
			t.Errorf("%+v", got)
		}
		if h.Lines() != 2 {
			t.Errorf("%d ledger lines, want kept and unreadable", h.Lines())
		}
		wantErr(t, h.MarkUnreadable(h.Ctx, "itm_none", "gone"), store.ErrNotFound)
		if h.MarkUnreadable(h.Ctx, it.ID, "") == nil {
			t.Error("marked without a reason")
		}
	})
	t.Run("a report is kept once per item and reader, and the newest is the item's", func(t *testing.T) {
		h := fresh(t)
		it := h.keep(text("alert"))
		_, err := h.ReportOf(h.Ctx, it.ID)
		wantErr(t, err, store.ErrNotFound)
		r := reading.Report{Item: it.ID, Reader: "r1", Lang: "en", Kind: "embassy_alert", Relation: reading.Origin,
			Events: []reading.Event{{Type: reading.Threat, Stage: reading.Threatened, Trigger: []reading.Evidence{{Start: 0, End: 5}}}}}
		first, isFresh, err := h.KeepReport(h.Ctx, r)
		if err != nil || !isFresh || first.ID == "" {
			t.Fatalf("%+v, %t, %v", first, isFresh, err)
		}
		again, isFresh, err := h.KeepReport(h.Ctx, r)
		if err != nil || isFresh || again.ID != first.ID || len(again.Events) != 1 {
			t.Errorf("again: %+v, %t, %v", again, isFresh, err)
		}
		h.Clock.Add(time.Hour)
		r.Reader = "r2"
		newer, isFresh, err := h.KeepReport(h.Ctx, r)
		if err != nil || !isFresh || newer.ID == first.ID {
			t.Errorf("a newer reader's: %+v, %t, %v", newer, isFresh, err)
		}
		if got := must(h.ReportOf(h.Ctx, it.ID))(t); got.ID != newer.ID || got.Reader != "r2" {
			t.Errorf("the item's report is %s", got.ID)
		}
		if got := must(h.Report(h.Ctx, first.ID))(t); got.Reader != "r1" || got.Events[0].Trigger[0].End != 5 {
			t.Errorf("%+v", got)
		}
		_, err = h.Report(h.Ctx, "rep_none")
		wantErr(t, err, store.ErrNotFound)
		r.Item = "itm_none"
		if _, _, err := h.KeepReport(h.Ctx, r); err == nil {
			t.Error("a report of no item was kept")
		}
	})
	EveryStep(t, fresh, "KeepItem", func(h *House) {}, func(h *House) error {
		_, _, err := h.KeepItem(h.Ctx, "system", text("alert"))
		return err
	}, func(h *House, want bool) {
		n := len(must(h.Items(h.Ctx, 10, ""))(h.t))
		if (n == 1) != want || (h.Lines() == 1) != want || h.openJobs("read") != n {
			h.t.Errorf("%d items, %d lines, %d jobs, want %t", n, h.Lines(), h.openJobs("read"), want)
		}
	})
	EveryStep(t, fresh, "KeepReport", func(h *House) { h.keep(text("alert")) }, func(h *House) error {
		it := must(h.Items(h.Ctx, 1, ""))(h.t)[0]
		_, _, err := h.KeepReport(h.Ctx, reading.Report{Item: it.ID, Reader: "r1"})
		return err
	}, func(h *House, want bool) {
		it := must(h.Items(h.Ctx, 1, ""))(h.t)[0]
		_, err := h.ReportOf(h.Ctx, it.ID)
		if (err == nil) != want || (h.Lines() == 2) != want || (h.openJobs("join") == 1) != want {
			h.t.Errorf("report: %v, %d lines, %d jobs, want %t", err, h.Lines(), h.openJobs("join"), want)
		}
	})
}

func ledgers(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("every act leaves a line, in order, with who, what and when", func(t *testing.T) {
		h := fresh(t)
		admin := h.Account(desk.Admin)
		h.Clock.Add(time.Minute)
		it := h.keep(text("alert"))
		must(h.ImportPeople(h.Ctx, admin, somePeople(2)))(t)
		lines := must(h.LedgerLines(h.Ctx, "", 0, 100))(t)
		var acts []string
		for i, l := range lines {
			if l.Seq != int64(i) {
				t.Errorf("line %d has number %d", i, l.Seq)
			}
			acts = append(acts, l.Act)
		}
		if want := []string{"account.added", "item.kept", "roster.imported"}; !slices.Equal(acts, want) {
			t.Errorf("acts %v, want %v", acts, want)
		}
		if l := lines[1]; l.Of != string(it.ID) || l.Hash != it.SHA256 || !l.At.Equal(Start.Add(time.Minute)) || l.Actor != "system" {
			t.Errorf("line %+v", l)
		}
		if lines[2].Actor != string(admin.ID) {
			t.Errorf("imported by %s", lines[2].Actor)
		}
	})
	t.Run("lines of one thing, and pages", func(t *testing.T) {
		h := fresh(t)
		a, b := h.keep(text("a")), h.keep(text("b"))
		if err := h.MarkUnreadable(h.Ctx, a.ID, "why"); err != nil {
			t.Fatal(err)
		}
		if got := must(h.LedgerLines(h.Ctx, string(a.ID), 0, 10))(t); len(got) != 2 || got[1].Act != "item.unreadable" {
			t.Errorf("%+v", got)
		}
		if got := must(h.LedgerLines(h.Ctx, "", 1, 1))(t); len(got) != 1 || got[0].Of != string(b.ID) {
			t.Errorf("%+v", got)
		}
	})
	t.Run("the tree grows with each line and verifies", func(t *testing.T) {
		h := fresh(t)
		if n, root, err := h.LedgerTree(h.Ctx); n != 0 || err != nil || root != ([32]byte{}) {
			t.Errorf("empty: %d, %v", n, err)
		}
		seen := map[string]bool{}
		for i := range 20 {
			h.keep(text(fmt.Sprint(i)))
			n, root, err := h.LedgerTree(h.Ctx)
			if err != nil || n != int64(i+1) || seen[root.String()] {
				t.Fatalf("%d lines, root seen %t, %v", n, seen[root.String()], err)
			}
			seen[root.String()] = true
			vn, vroot, err := h.VerifyLedger(h.Ctx)
			if err != nil || vn != n || vroot != root {
				t.Fatalf("verify: %d, %v", vn, err)
			}
		}
	})
	t.Run("written by many at once it has no gap", func(t *testing.T) {
		h := fresh(t)
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				if _, _, err := h.KeepItem(h.Ctx, "system", text(fmt.Sprint(i))); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if h.Lines() != 40 {
			t.Errorf("%d lines", h.Lines())
		}
	})
	t.Run("a line without actor, act or thing cannot be written", func(t *testing.T) {
		for _, l := range []ledger.Line{{Act: "a", Of: "o"}, {Actor: "a", Of: "o"}, {Actor: "a", Act: "a"}} {
			if _, err := l.Encode(); err == nil {
				t.Errorf("%+v", l)
			}
		}
	})
}
