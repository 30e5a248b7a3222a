package storetest

import (
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/trust"
	"github.com/tocsin-hub/tocsin/internal/reading"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
	"github.com/tocsin-hub/tocsin/internal/store"
)

func trusts(t *testing.T, fresh func(t *testing.T) *House) {
	j := joiner(t)
	message := func(id string, sent time.Time, digest string) *intake.Message {
		return &intake.Message{Sender: "civil@nn.example", Identifier: id, Sent: sent, Digest: digest}
	}

	t.Run("a held item joins nothing until a person accepts it, and then joins once", func(t *testing.T) {
		h := fresh(t)
		told := st.Brief()
		told.Item.Held = true
		id := h.keepTold(told)
		if out := must(h.JoinReport(h.Ctx, id, j))(t); len(out) != 0 {
			t.Fatalf("a held item joined: %+v", out)
		}
		if all := must(h.Situations(h.Ctx))(t); len(all) != 0 {
			t.Fatalf("%d situations of a held item", len(all))
		}
		item := must(h.Report(h.Ctx, id))(t).Item
		wantErr(t, h.AcceptItem(h.Ctx, h.Account(desk.Viewer), item, "it looks right"), store.ErrDenied)
		duty, lines := h.Account(desk.Duty), h.Lines()
		for range 2 {
			if err := h.AcceptItem(h.Ctx, duty, item, "the embassy confirmed it by telephone"); err != nil {
				t.Fatal(err)
			}
		}
		if h.Lines() != lines+1 || must(h.Item(h.Ctx, item))(t).Held {
			t.Errorf("%d lines for an acceptance told twice", h.Lines()-lines)
		}
		if out := must(h.JoinReport(h.Ctx, id, j))(t); len(out) != 3 {
			t.Errorf("an accepted item joined %d events, want 3", len(out))
		}
		wantErr(t, h.AcceptItem(h.Ctx, duty, "itm_none", "x"), store.ErrNotFound)
	})

	t.Run("a test, a drill, a draft and what is private join nothing", func(t *testing.T) {
		for _, c := range []reading.CAPRef{{Status: "Exercise", Scope: "Public"}, {Status: "Test", Scope: "Public"}, {Status: "Draft"}, {Status: "System"}, {Status: "Actual", Scope: "Private"}} {
			h := fresh(t)
			told := st.Brief()
			told.Report.CAP = &c
			if out := h.join(told, j); len(out) != 0 || len(must(h.Situations(h.Ctx))(t)) != 0 {
				t.Errorf("%s %s joined: %+v", c.Status, c.Scope, out)
			}
		}
		h := fresh(t)
		told := st.Brief()
		told.Report.CAP = &reading.CAPRef{Status: "Actual", Scope: "Public"}
		if out := h.join(told, j); len(out) == 0 {
			t.Error("an actual public alert joined nothing")
		}
	})

	t.Run("messages are found by their name from any source, and the newest of a sender within its source", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("one"))
		h.saveSource(feedSource("two"))
		doc := func(raw string, m *intake.Message) intake.Doc {
			return intake.Doc{Raw: []byte(raw), Meta: intake.Meta{Message: m}}
		}
		h.poll("one", []intake.Doc{doc("first", message("a", Start, "d1")), doc("second", message("b", Start.Add(time.Hour), "d2"))})
		h.Clock.Add(time.Second)
		h.poll("two", []intake.Doc{doc("contradiction", message("a", Start, "d3"))})
		p := must(h.PastOf(h.Ctx, "one", trust.Name{Sender: "civil@nn.example", Identifier: "a", Sent: Start}))(t)
		if len(p.Same) != 2 || p.Same[0].Digest != "d1" || p.Same[0].Source != "one" || p.Same[1].Digest != "d3" || !p.Newest.Equal(Start.Add(time.Hour)) {
			t.Errorf("past %+v", p)
		}
		p = must(h.PastOf(h.Ctx, "two", trust.Name{Sender: "civil@nn.example", Identifier: "b", Sent: Start}))(t)
		if len(p.Same) != 0 || !p.Newest.Equal(Start) {
			t.Errorf("another moment is another message: %+v", p)
		}
		p = must(h.PastOf(h.Ctx, "two", trust.Name{Sender: "other@nn.example", Identifier: "a", Sent: Start}))(t)
		if len(p.Same) != 0 || !p.Newest.IsZero() {
			t.Errorf("another sender: %+v", p)
		}
	})

	t.Run("what says the same as an earlier message in other bytes is linked and not read", func(t *testing.T) {
		h := fresh(t)
		first := h.keep(text("alert"))
		echo := text("alert in another layout")
		echo.Of = first.ID
		kept := h.keep(echo)
		if got := must(h.Item(h.Ctx, kept.ID))(t); got.Of != first.ID {
			t.Errorf("of %q", got.Of)
		}
		if n := must(h.OpenJobs(h.Ctx))(t)["read"]; n != 1 {
			t.Errorf("%d items to read, want the first alone", n)
		}
	})

	t.Run("accepting, with a fault at every step, is all or nothing", func(t *testing.T) {
		var item intake.ItemID
		var duty desk.Account
		EveryStep(t, fresh, "AcceptItem", func(h *House) {
			told := st.Brief()
			told.Item.Held = true
			item, duty = must(h.Report(h.Ctx, h.keepTold(told)))(t).Item, h.Account(desk.Duty)
		}, func(h *House) error { return h.AcceptItem(h.Ctx, duty, item, "seen") }, func(h *House, want bool) {
			if got := !must(h.Item(h.Ctx, item))(t).Held; got != want {
				t.Errorf("accepted: %v, want %v", got, want)
			}
		})
	})
}
