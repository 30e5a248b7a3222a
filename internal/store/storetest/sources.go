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
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/store"
)

func feedSource(id string) intake.Source {
	return intake.Source{ID: intake.SourceID(id), Name: "The feed " + id, Kind: intake.KindFeed, URL: "https://" + id + ".example.org/alerts.xml", On: true,
		Every: 5 * time.Minute, Reliability: "B"}
}

func docs(texts ...string) []intake.Doc {
	var out []intake.Doc
	for _, s := range texts {
		out = append(out, intake.Doc{Raw: []byte(s), Meta: intake.Meta{Title: s, Identity: "urn:" + s, Trust: []byte(`{"signature":"unsigned"}`)}})
	}
	return out
}

func (h *House) saveSource(src intake.Source) {
	h.t.Helper()
	if err := h.SaveSource(h.Ctx, desk.System.ID, src); err != nil {
		h.t.Fatal(err)
	}
}

// poll looks at a source as the poller does: claims it, and keeps what it brought.
func (h *House) poll(id string, found []intake.Doc) int {
	h.t.Helper()
	src, health, ok, err := h.ClaimSource(h.Ctx, intake.SourceID(id), time.Minute)
	if err != nil || !ok {
		h.t.Fatalf("claiming %s: %t, %v", id, ok, err)
	}
	health = health.Answered(h.Clock.Now(), intake.Answer{Form: "atom", Docs: len(found)})
	health.Next = h.Clock.Now().Add(src.Every)
	n, err := h.KeepPolled(h.Ctx, src, found, health)
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}

func sources(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("an item says what country its source writes from", func(t *testing.T) {
		h := fresh(t)
		src := feedSource("nairobi")
		src.Country = "KE"
		h.saveSource(src)
		h.poll("nairobi", docs("Crowds in Homa Bay"))
		kept := must(h.ItemsOf(h.Ctx, "nairobi", 1))(t)
		if len(kept) != 1 || kept[0].Country != "KE" || must(h.Item(h.Ctx, kept[0].ID))(t).Country != "KE" {
			t.Errorf("kept %+v", kept)
		}
	})
	t.Run("a source is kept as it was stated, and a second time writes nothing", func(t *testing.T) {
		h := fresh(t)
		src := feedSource("one")
		src.Senders, src.Remit, src.Keys, src.Expect = []string{"a@example.org"}, []string{"FR", "FR-75"}, []string{"sha256:" + strings.Repeat("ab", 32)}, time.Hour
		h.saveSource(src)
		lines := h.Lines()
		h.saveSource(src)
		got := must(h.Source(h.Ctx, "one"))(t)
		if want := src.Filled(); fmt.Sprint(got.Source) != fmt.Sprint(want) {
			t.Errorf("got %+v, want %+v", got.Source, want)
		}
		if !got.Health.Since.Equal(Start) || !got.Health.Next.Equal(Start) || got.Health.Source != "one" {
			t.Errorf("health %+v", got.Health)
		}
		if h.Lines() != lines || lines != 1 {
			t.Errorf("%d lines, then %d", lines, h.Lines())
		}
		src.URL, src.Reliability = "https://other.example.org/", "C"
		h.saveSource(src)
		line := must(h.LedgerLines(h.Ctx, "one", 0, 10))(t)
		if len(line) != 2 || line[1].Detail != "changed: reliability, url" || line[1].Act != "source.saved" {
			t.Errorf("lines %+v", line)
		}
		_, err := h.Source(h.Ctx, "none")
		wantErr(t, err, store.ErrNotFound)
	})
	t.Run("what cannot be used is refused with every reason", func(t *testing.T) {
		h := fresh(t)
		err := h.SaveSource(h.Ctx, desk.System.ID, intake.Source{ID: "A b", Kind: "carrier pigeon", Every: time.Second, Reliability: "Z", Remit: []string{"France"}})
		for _, word := range []string{"id:", "name:", "kind:", "reliability:", "remit:"} {
			if err == nil || !strings.Contains(err.Error(), word) {
				t.Errorf("the error does not speak of %s %v", word, err)
			}
		}
		if n := len(must(h.Sources(h.Ctx))(t)); n != 0 {
			t.Errorf("%d sources", n)
		}
	})
	t.Run("only those with the right change sources, and only the machine's owner names a folder", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("one"))
		for role, want := range map[desk.Role]bool{desk.Admin: true, desk.Duty: false, desk.Viewer: false, desk.Approver: false} {
			by := h.Account(role).ID
			for what, err := range map[string]error{
				"save": h.SaveSource(h.Ctx, by, feedSource("by-"+string(role))), "switch": h.SwitchSource(h.Ctx, by, "one", role == desk.Viewer)} {
				if (err == nil) != want {
					t.Errorf("%s by %s: %v", what, role, err)
				} else if !want {
					wantErr(t, err, store.ErrDenied)
				}
			}
			folder := intake.Source{ID: "folder", Name: "A folder", Kind: intake.KindFolder, URL: "/etc"}
			wantErr(t, h.SaveSource(h.Ctx, by, folder), store.ErrDenied)
		}
	})
	t.Run("the file wins: its sources are changed there alone, and what leaves it is switched off and kept", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("desk"))
		file := []intake.Source{feedSource("desk"), feedSource("file")}
		if n, off, err := h.MergeSources(h.Ctx, file); n != 2 || off != 0 || err != nil {
			t.Fatal(n, off, err)
		}
		lines := h.Lines()
		if n, off, err := h.MergeSources(h.Ctx, file); n != 0 || off != 0 || err != nil || h.Lines() != lines {
			t.Errorf("the same file again: %d changed, %d off, %v", n, off, err)
		}
		wantErr(t, h.SaveSource(h.Ctx, desk.System.ID, feedSource("file")), store.ErrDenied)
		wantErr(t, h.SwitchSource(h.Ctx, desk.System.ID, "file", false), store.ErrDenied)
		if n, off, err := h.MergeSources(h.Ctx, file[:1]); n != 0 || off != 1 || err != nil {
			t.Errorf("a source left the file: %d changed, %d off, %v", n, off, err)
		}
		if got := must(h.Source(h.Ctx, "file"))(t).Source; got.On || got.Listed {
			t.Errorf("what left the file is %+v", got)
		}
		if err := h.SwitchSource(h.Ctx, desk.System.ID, "file", true); err != nil {
			t.Errorf("it may now be switched on by hand: %v", err)
		}
		if _, _, err := h.MergeSources(h.Ctx, []intake.Source{feedSource("x"), {ID: "y"}}); err == nil {
			t.Error("a file with a fault was taken")
		}
		if _, err := h.Source(h.Ctx, "x"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("of a file with a fault something was taken: %v", err)
		}
	})
	t.Run("a look keeps each document once, and a mirror's as a link that is not read", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("first"))
		h.saveSource(feedSource("mirror"))
		if n := h.poll("first", docs("a", "b", "b", "\x00")); n != 3 {
			t.Errorf("%d kept, want 3", n)
		}
		if n := h.openJobs("read"); n != 2 {
			t.Errorf("%d to be read, want a and b: the third is unreadable", n)
		}
		h.Clock.Add(5 * time.Minute)
		if n := h.poll("first", docs("a", "b", "c")); n != 1 {
			t.Errorf("%d kept, want c alone", n)
		}
		if n := h.poll("mirror", docs("a", "d")); n != 2 {
			t.Errorf("%d of the mirror kept, want 2", n)
		}
		if n := h.openJobs("read"); n != 4 {
			t.Errorf("%d to be read, want 4: the mirror's a is not", n)
		}
		all := must(h.Items(h.Ctx, 10, ""))(t)
		var original, echo intake.Item
		for _, it := range all {
			if it.Title == "a" && it.Source == "first" {
				original = it
			} else if it.Title == "a" {
				echo = it
			}
		}
		if len(all) != 6 || original.Of != "" || echo.Of != original.ID || echo.ID == "" {
			t.Errorf("%d items, original %+v, echo %+v", len(all), original, echo)
		}
		if original.Identity != "urn:a" || string(original.Trust) != `{"signature":"unsigned"}` {
			t.Errorf("%+v", original)
		}
		if g := must(h.Gauges(h.Ctx))(t); g.Unread != 4 {
			t.Errorf("%d wait to be read", g.Unread)
		}
	})
	t.Run("a version that says the same in other bytes is passed over, one that says something else is kept", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("one"))
		page := func(raw, content string) intake.Doc {
			return intake.Doc{Raw: []byte(raw), Meta: intake.Meta{Identity: "https://example.org/page", Content: content, Notes: []string{"envelope-status:test"}}}
		}
		for _, step := range []struct {
			docs []intake.Doc
			kept int
		}{
			{[]intake.Doc{page("level 1, Monday", "level 1")}, 1},
			{[]intake.Doc{page("level 1, Tuesday", "level 1")}, 0},
			{[]intake.Doc{page("level 2, Tuesday", "level 2"), page("level 2, Tuesday noon", "level 2")}, 1},
			{[]intake.Doc{page("level 1, Friday", "level 1")}, 1},
			{[]intake.Doc{page("level 1, Saturday", "")}, 1}, // every byte counts
		} {
			if n := h.poll("one", step.docs); n != step.kept {
				t.Errorf("%s: %d kept, want %d", step.docs[0].Raw, n, step.kept)
			}
			h.Clock.Add(5 * time.Minute)
		}
		if it := must(h.Items(h.Ctx, 1, ""))(t)[0]; !strings.Contains(string(it.Trust), `"envelope-status:test"`) {
			t.Errorf("what stood around it is lost: %s", it.Trust)
		}
	})
	t.Run("two sources that bring the same bytes at the same time make one original", func(t *testing.T) {
		h := fresh(t)
		var wg sync.WaitGroup
		for i := range 8 {
			id := fmt.Sprint("mirror-", i)
			h.saveSource(feedSource(id))
			wg.Go(func() {
				src := feedSource(id).Filled()
				if _, err := h.KeepPolled(h.Ctx, src, docs("a", "b"), intake.Health{Next: Start.Add(time.Hour)}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		originals := 0
		for _, it := range must(h.Items(h.Ctx, 100, ""))(t) {
			if it.Of == "" {
				originals++
			}
		}
		if originals != 2 || h.openJobs("read") != 2 {
			t.Errorf("%d originals, %d to be read", originals, h.openJobs("read"))
		}
	})
	t.Run("a source is looked at when it is due, by one node at a time, and taken over when the node is gone", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("one"))
		second := h.Store
		if h.Engine() == "postgres" {
			s, err := h.Open("node-2")
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			second = s
		}
		_, _, ok, err := h.ClaimSource(h.Ctx, "one", time.Minute)
		if !ok || err != nil {
			t.Fatal(ok, err)
		}
		if second != h.Store {
			if _, health, ok, err := second.ClaimSource(h.Ctx, "one", time.Minute); ok || err != nil || !health.Next.Equal(Start.Add(time.Minute)) {
				t.Errorf("two nodes look at once: %t, %v, next %s", ok, err, health.Next)
			}
		}
		h.Clock.Add(time.Minute)
		src, health, ok, err := second.ClaimSource(h.Ctx, "one", time.Minute)
		if !ok || err != nil {
			t.Fatalf("after the lease: %t, %v", ok, err)
		}
		health.Next = h.Clock.Now().Add(5 * time.Minute)
		if _, err := second.KeepPolled(h.Ctx, src, nil, health.Answered(h.Clock.Now(), intake.Answer{})); err != nil {
			t.Fatal(err)
		}
		if _, again, ok, err := h.ClaimSource(h.Ctx, "one", time.Minute); ok || err != nil || !again.Next.Equal(health.Next) {
			t.Errorf("not due: %t, %v, next %s", ok, err, again.Next)
		}
		h.Clock.Add(5 * time.Minute)
		if err := h.SwitchSource(h.Ctx, desk.System.ID, "one", false); err != nil {
			t.Fatal(err)
		}
		if _, _, ok, err := h.ClaimSource(h.Ctx, "one", time.Minute); ok || err != nil {
			t.Errorf("it is off: %t, %v", ok, err)
		}
		_, _, _, err = h.ClaimSource(h.Ctx, "none", time.Minute)
		wantErr(t, err, store.ErrNotFound)
	})
	t.Run("a change of address meanwhile is not undone by what the look learnt of the old one", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("one"))
		src, health, _, err := h.ClaimSource(h.Ctx, "one", time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		moved := feedSource("one")
		moved.URL = "https://new.example.org/"
		h.saveSource(moved)
		health.ETag, health.Next = `"old"`, Start.Add(time.Hour)
		if n, err := h.KeepPolled(h.Ctx, src, docs("a"), health); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if got := must(h.Source(h.Ctx, "one"))(t); got.Health.ETag != "" || !got.Health.Next.Equal(Start) || got.Source.URL != moved.URL {
			t.Errorf("%+v", got)
		}
	})
	t.Run("an alarm is raised once, told once, and once when it is over", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("one"))
		h.poll("one", docs("a"))
		judge := func(up, over int) {
			t.Helper()
			if u, o, err := h.JudgeSources(h.Ctx, Start, "email"); u != up || o != over || err != nil {
				t.Errorf("%d raised, %d over, %v; want %d, %d", u, o, err, up, over)
			}
		}
		judge(0, 0)
		h.Clock.Add(5 * time.Minute)
		h.poll("one", nil)
		judge(1, 0)
		judge(0, 0)
		if n := h.openJobs("tell"); n != 1 {
			t.Errorf("%d to be told, want 1", n)
		}
		open := must(h.Alarms(h.Ctx, true, 10))(t)
		if len(open) != 1 || open[0].Kind != intake.AlarmEmpty || open[0].Source != "one" || open[0].Playbook != "source-empty" || !open[0].Raised.Equal(h.Clock.Now()) {
			t.Fatalf("open: %+v", open)
		}
		h.Clock.Add(5 * time.Minute)
		h.poll("one", docs("a"))
		judge(0, 1)
		judge(0, 0)
		if n := h.openJobs("tell"); n != 2 {
			t.Errorf("%d to be told, want 2", n)
		}
		if over := must(h.Alarms(h.Ctx, false, 10))(t); len(over) != 1 || !over[0].Cleared.Equal(h.Clock.Now()) || over[0].ID != open[0].ID {
			t.Errorf("over: %+v", over)
		}
		h.Clock.Add(5 * time.Minute)
		h.poll("one", nil)
		judge(1, 0)
		if again := must(h.Alarms(h.Ctx, true, 10))(t); len(again) != 1 || again[0].ID == open[0].ID {
			t.Errorf("the second time: %+v", again)
		}
		if got := must(h.Alarm(h.Ctx, open[0].ID))(t); got.Cleared.IsZero() {
			t.Errorf("%+v", got)
		}
		_, err := h.Alarm(h.Ctx, "alm_none")
		wantErr(t, err, store.ErrNotFound)
		acts := []string{}
		for _, l := range must(h.LedgerLines(h.Ctx, "one", 0, 100))(t) {
			acts = append(acts, l.Act)
		}
		if want := []string{"source.saved", "source.alarm", "source.alarm_over", "source.alarm"}; !slices.Equal(acts, want) {
			t.Errorf("ledger: %v", acts)
		}
	})
	t.Run("a push source's token holds for it alone, while it is on, until the next is made", func(t *testing.T) {
		h := fresh(t)
		for _, id := range []string{"one", "two"} {
			h.saveSource(intake.Source{ID: intake.SourceID(id), Name: id, Kind: intake.KindPush, On: true})
		}
		h.saveSource(feedSource("feed"))
		first := must(h.NewPushToken(h.Ctx, desk.System.ID, "one"))(t)
		if got := must(h.PushSource(h.Ctx, "one", first))(t); got.Source.ID != "one" || !got.Token {
			t.Errorf("%+v", got)
		}
		for what, try := range map[string][2]string{"another source": {"two", first}, "no token": {"one", ""}, "a slip": {"one", first + "x"}, "a source without token": {"two", "tocsin_push_"}} {
			_, err := h.PushSource(h.Ctx, intake.SourceID(try[0]), try[1])
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		second := must(h.NewPushToken(h.Ctx, desk.System.ID, "one"))(t)
		_, err := h.PushSource(h.Ctx, "one", first)
		wantErr(t, err, store.ErrNotFound)
		if err := h.SwitchSource(h.Ctx, desk.System.ID, "one", false); err != nil {
			t.Fatal(err)
		}
		_, err = h.PushSource(h.Ctx, "one", second)
		wantErr(t, err, store.ErrNotFound)
		if _, err := h.NewPushToken(h.Ctx, desk.System.ID, "feed"); err == nil {
			t.Error("a feed got a token")
		}
		_, err = h.NewPushToken(h.Ctx, h.Account(desk.Duty).ID, "one")
		wantErr(t, err, store.ErrDenied)
	})
	t.Run("old bytes are taken away, the hash stays, and what is still needed is left", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("one"))
		h.poll("one", docs("read", "unread", "\x00"))
		h.saveSource(feedSource("mirror"))
		h.poll("mirror", docs("read"))
		for _, it := range must(h.Items(h.Ctx, 10, ""))(t) {
			if it.Title == "read" && it.Of == "" {
				if _, _, err := h.KeepReport(h.Ctx, reading.Report{Item: it.ID, Reader: "r1"}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if n := must(h.EmptyItems(h.Ctx, Start, 10))(t); n != 0 {
			t.Errorf("%d young items emptied", n)
		}
		h.Clock.Add(24 * time.Hour)
		if n := must(h.EmptyItems(h.Ctx, h.Clock.Now(), 2))(t); n != 2 {
			t.Errorf("%d emptied, want the two that were asked for", n)
		}
		if n := must(h.EmptyItems(h.Ctx, h.Clock.Now(), 10))(t); n != 1 {
			t.Errorf("%d emptied, want the third", n)
		}
		if n := must(h.EmptyItems(h.Ctx, h.Clock.Now(), 10))(t); n != 0 {
			t.Errorf("%d emptied again", n)
		}
		for _, it := range must(h.Items(h.Ctx, 10, ""))(t) {
			whole := must(h.Item(h.Ctx, it.ID))(t)
			if unread := it.Title == "unread"; unread == (len(whole.Raw) == 0) || unread != it.Emptied.IsZero() || it.SHA256 == "" {
				t.Errorf("%q: %d bytes, emptied %s", it.Title, len(whole.Raw), it.Emptied)
			}
		}
		if n := h.poll("one", docs("read")); n != 0 {
			t.Error("an emptied item was taken for new")
		}
	})
	t.Run("a new version is one whose content differs from the last, not one whose date moved", func(t *testing.T) {
		h := fresh(t)
		h.saveSource(feedSource("one"))
		h.saveSource(feedSource("two"))
		version := func(raw, identity, content string) []intake.Doc {
			return []intake.Doc{{Raw: []byte(raw), Meta: intake.Meta{Identity: identity, Content: content}}}
		}
		for _, c := range []struct {
			source string
			found  []intake.Doc
			want   int
			why    string
		}{
			{"one", version("level 1, Monday", "ruritania", "c1"), 1, "the first"},
			{"one", version("level 1, Tuesday", "ruritania", "c1"), 0, "only the date moved"},
			{"one", version("level 1, Tuesday", "freedonia", "c1"), 1, "another country with the same content"},
			{"two", version("level 1, Wednesday", "ruritania", "c1"), 1, "another source"},
			{"one", version("level 2, Thursday", "ruritania", "c2"), 1, "the level rose"},
			{"one", version("level 1, Friday", "ruritania", "c1"), 1, "and fell again"},
			{"one", append(version("level 3, a", "ruritania", "c3"), version("level 3, b", "ruritania", "c3")...), 1, "twice in one look"},
			{"one", version("level 3, c", "ruritania", ""), 1, "content not told: every byte counts"},
		} {
			h.Clock.Add(time.Hour)
			if got := h.poll(c.source, c.found); got != c.want {
				t.Errorf("%s: %d kept, want %d", c.why, got, c.want)
			}
		}
	})
	prepare := func(h *House) { h.saveSource(feedSource("one")) }
	EveryStep(t, fresh, "KeepPolled", prepare, func(h *House) error {
		health := intake.Health{Next: Start.Add(time.Hour), ETag: `"1"`}.Answered(Start, intake.Answer{Docs: 2})
		_, err := h.KeepPolled(h.Ctx, feedSource("one").Filled(), docs("a", "b"), health)
		return err
	}, func(h *House, want bool) {
		n := len(must(h.Items(h.Ctx, 10, ""))(h.t))
		w := must(h.Source(h.Ctx, "one"))(h.t)
		if (n == 2) != want || h.openJobs("read") != n || h.Lines() != int64(1+n) || (w.Health.ETag != "") != want || w.Health.Change.IsZero() == want {
			h.t.Errorf("want %t: %d items, %d jobs, %d lines, %+v", want, n, h.openJobs("read"), h.Lines(), w.Health)
		}
	})
	EveryStep(t, fresh, "JudgeSources", func(h *House) {
		prepare(h)
		h.Clock.Add(24 * time.Hour)
	}, func(h *House) error { return second2(h.JudgeSources(h.Ctx, Start, "email")) }, func(h *House, want bool) {
		n := len(must(h.Alarms(h.Ctx, true, 10))(h.t))
		if (n == 1) != want || h.openJobs("tell") != n || h.Lines() != int64(1+n) {
			h.t.Errorf("want %t: %d alarms, %d jobs, %d lines", want, n, h.openJobs("tell"), h.Lines())
		}
	})
	EveryStep(t, fresh, "MergeSources", func(h *House) {
		if _, _, err := h.MergeSources(h.Ctx, []intake.Source{feedSource("old")}); err != nil {
			h.t.Fatal(err)
		}
	}, func(h *House) error {
		return second2(h.MergeSources(h.Ctx, []intake.Source{feedSource("one"), feedSource("two")}))
	}, func(h *House, want bool) {
		all := must(h.Sources(h.Ctx))(h.t)
		if (len(all) == 3) != want || all[0].Source.ID == "old" && all[0].Source.On == want || (h.Lines() == 4) != want {
			h.t.Errorf("want %t: %d sources, %d lines", want, len(all), h.Lines())
		}
	})
	EveryStep(t, fresh, "AddSources", prepare, func(h *House) error {
		n, err := h.AddSources(h.Ctx, desk.System.ID, []intake.Source{feedSource("one"), feedSource("two"), feedSource("three")})
		if err == nil && n != 2 && n != 0 {
			h.t.Errorf("%d added", n)
		}
		return err
	}, func(h *House, want bool) {
		if n := len(must(h.Sources(h.Ctx))(h.t)); (n == 3) != want || h.Lines() != int64(n) {
			h.t.Errorf("want %t: %d sources, %d lines", want, n, h.Lines())
		}
	})
	EveryStep(t, fresh, "SwitchSource", prepare, func(h *House) error {
		return h.SwitchSource(h.Ctx, desk.System.ID, "one", false)
	}, func(h *House, want bool) {
		if on := must(h.Source(h.Ctx, "one"))(h.t).Source.On; on == want || (h.Lines() == 2) != want {
			h.t.Errorf("want %t: on %t, %d lines", want, on, h.Lines())
		}
	})
	EveryStep(t, fresh, "EmptyItems", func(h *House) {
		prepare(h)
		h.poll("one", docs("\x00"))
		h.Clock.Add(time.Hour)
	}, func(h *House) error {
		_, err := h.EmptyItems(h.Ctx, h.Clock.Now(), 10)
		return err
	}, func(h *House, want bool) {
		if it := must(h.Items(h.Ctx, 1, ""))(h.t)[0]; it.Emptied.IsZero() == want || (h.Lines() == 3) != want {
			h.t.Errorf("want %t: %+v, %d lines", want, it, h.Lines())
		}
	})
}

// second2 is the error of a method that returns two figures with it.
func second2(_, _ int, err error) error { return err }
