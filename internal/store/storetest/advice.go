package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/version"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// usItem is an item of the State Department's feed.
func usItem(country, level, day, html string) string {
	return `<item><title>` + country + ` - ` + level + `</title><link>https://travel.state.gov/x/` + strings.ToLower(country) + `.html</link><pubDate>` + day +
		`</pubDate><description><![CDATA[` + html + `]]></description><category domain="Threat-Level">` + level + `</category></item>`
}

const (
	usOne  = "Level 1: Exercise Normal Precautions"
	usTwo  = "Level 2: Exercise Increased Caution"
	usFour = "Level 4: Do Not Travel"
)

// given keeps and reads a document as a source gave it, an hour after the one before, and gives its report.
func (h *House) given(source intake.SourceID, raw string) reading.ReportID {
	h.t.Helper()
	h.Clock.Add(time.Hour)
	g, err := gazetteer.Load()
	if err != nil {
		h.t.Fatal(err)
	}
	kept := h.keep(intake.NewItem([]byte(raw), intake.Meta{Source: source}, h.Clock.Now()))
	rep, err := reading.New(g).Read(kept)
	if err != nil {
		h.t.Fatal(err)
	}
	r, _, err := h.KeepReport(h.Ctx, rep)
	if err != nil {
		h.t.Fatal(err)
	}
	return r.ID
}

// history is the versions of a country, the oldest first: level, kind of change, steps, whether it stands.
func (h *House) history(country string) string {
	h.t.Helper()
	var out []string
	for _, v := range must(h.AdviceHistory(h.Ctx, country, 50))(h.t) {
		s := fmt.Sprintf("%d %s", v.Level, v.Change.Kind)
		for _, x := range v.Change.Steps {
			s += fmt.Sprintf(" %s%s:%s>%s", x.Scope, x.Part, x.From, x.To)
		}
		if v.To.IsZero() {
			s += " stands"
		}
		out = append([]string{s}, out...)
	}
	return strings.Join(out, " | ")
}

// levelTasks are the titles of the open tasks on changes of level.
func (h *House) levelTasks() (out []string) {
	h.t.Helper()
	for _, x := range must(h.ListTasks(h.Ctx, situation.TaskFilter{}))(h.t) {
		if x.Kind == situation.TaskLevel {
			out = append(out, x.Title)
		}
	}
	return out
}

func advices(t *testing.T, fresh func(t *testing.T) *House) {
	j := joiner(t)
	give := func(h *House, source intake.SourceID, raw string) {
		h.t.Helper()
		must(h.JoinReport(h.Ctx, h.given(source, raw), j))(h.t)
	}

	t.Run("a new date makes no version, new words make one that does not shout, a level makes one for the desk", func(t *testing.T) {
		h := fresh(t)
		give(h, "us", usItem("Mali", usOne, "Tue, 07 Oct 2025", "<p>All is calm here today.</p>"))
		give(h, "us", usItem("Mali", usOne, "Wed, 08 Oct 2025", "<p>All is calm here today.</p>"))
		give(h, "us", usItem("Mali", usOne, "Thu, 09 Oct 2025", "<p>All is quiet here today.</p>"))
		since := h.Clock.Now()
		give(h, "us", usItem("Mali", usTwo, "Fri, 10 Oct 2025", "<p>All is quiet here today.</p>"))
		if got, want := h.history("ML"), "1 first | 1 words | 2 level ML:normal>caution stands"; got != want {
			t.Errorf("history %s\nwant    %s", got, want)
		}
		all := must(h.AdviceHistory(h.Ctx, "ML", 50))(t)
		var diff []string
		for _, r := range all[1].Difference {
			diff = append(diff, string(r.How)+":"+strings.TrimSpace(r.Text))
		}
		if got := strings.Join(diff, " "); got != "kept:All is removed:calm added:quiet kept:here today." {
			t.Errorf("difference %s", got)
		}
		if first := all[2]; first.Item == first.LastItem || !first.Last.Equal(st0(1)) || !first.To.Equal(all[1].From) {
			t.Errorf("the first version: %+v", first)
		}
		if got := must(h.LevelChanges(h.Ctx, time.Time{}))(t); len(got) != 1 || got[0].ID != all[0].ID || got[0].Change.Steps[0] != (version.Step{Scope: "ML", From: "normal", To: "caution", FromLevel: 1, ToLevel: 2}) {
			t.Errorf("level changes %+v", got)
		}
		if got := must(h.LevelChanges(h.Ctx, since))(t); len(got) != 1 {
			t.Errorf("since the last: %+v", got)
		}
		if got := h.levelTasks(); len(got) != 1 || got[0] != "U.S. Department of State on ML: ML: normal to caution" {
			t.Errorf("tasks %q", got)
		}
		if got := must(h.LevelChanges(h.Ctx, h.Clock.Now().Add(time.Second)))(t); len(got) != 0 {
			t.Errorf("later: %+v", got)
		}
		h.Lines()
	})

	t.Run("what was replaced is no context any more", func(t *testing.T) {
		h := fresh(t)
		give(h, "us", usItem("Mali", usFour, "Tue, 07 Oct 2025", "<p>One.</p>"))
		give(h, "us", usItem("Mali", usTwo, "Wed, 08 Oct 2025", "<p>Two.</p>"))
		h.join(st.Told("a newspaper's word", "UK Foreign Office", "", reading.Origin, "", st.OnDay(1), st.UKAdvice()), j)
		var got []string
		for _, c := range must(h.AdviceFor(h.Ctx, []string{"ML", "RU"}))(t) {
			got = append(got, c.Scope+" "+c.Code)
		}
		if s := strings.Join(got, ", "); s != "ML caution, RU no_travel" && s != "RU no_travel, ML caution" {
			t.Errorf("context: %s", s)
		}
	})

	t.Run("unknown is loud, when it comes and when it goes", func(t *testing.T) {
		h := fresh(t)
		give(h, "us", usItem("Mali", "Level 9: Something New", "Tue, 07 Oct 2025", "<p>One.</p>"))
		give(h, "us", usItem("Mali", usTwo, "Wed, 08 Oct 2025", "<p>One.</p>"))
		give(h, "us", usItem("Mali", "Level 9: Something New", "Thu, 09 Oct 2025", "<p>One.</p>"))
		if got, want := h.history("ML"), "0 first ML:>unknown | 2 level ML:unknown>caution | 0 level ML:caution>unknown stands"; got != want {
			t.Errorf("history %s\nwant    %s", got, want)
		}
		if got := must(h.LevelChanges(h.Ctx, time.Time{}))(t); len(got) != 3 {
			t.Errorf("%d level changes, want 3", len(got))
		}
		if got := must(h.CurrentAdvice(h.Ctx, "ML"))(t); len(got) != 1 || !got[0].Unknown {
			t.Errorf("current %+v", got)
		}
	})

	t.Run("parts: worded anew is no change of level, another part is", func(t *testing.T) {
		h := fresh(t)
		part := func(name string) string { return "<p><b>" + name + " &#8211; Level 4: Do Not Travel</b></p>" }
		give(h, "us", usItem("Mali", usTwo, "Tue, 07 Oct 2025", part("The border region with Niger")))
		give(h, "us", usItem("Mali", usTwo, "Wed, 08 Oct 2025", part("Border with Niger")))
		give(h, "us", usItem("Mali", usTwo, "Thu, 09 Oct 2025", part("Border with Niger")+part("The old mines")))
		give(h, "us", usItem("Mali", usTwo, "Fri, 10 Oct 2025", part("The old mines")))
		want := "4 first | 4 words | 4 level ML-?The old mines:>no_travel | 4 level ML-?Border with Niger:no_travel> stands"
		if got := h.history("ML"); got != want {
			t.Errorf("history %s\nwant    %s", got, want)
		}
		if got := must(h.CurrentAdvice(h.Ctx, ""))(t); len(got) != 1 || !got[0].PartsOnly || got[0].Level != 4 || len(got[0].Levels) != 2 {
			t.Errorf("current %+v", got)
		}
	})

	t.Run("two sources, two documents, two countries are apart", func(t *testing.T) {
		h := fresh(t)
		give(h, "us", usItem("Mali", usTwo, "Tue, 07 Oct 2025", ""))
		give(h, "mirror", usItem("Mali", usFour, "Tue, 07 Oct 2025", ""))
		give(h, "us", usItem("Chad", usFour, "Tue, 07 Oct 2025", ""))
		give(h, "us", usItem("Mali", usTwo, "Wed, 08 Oct 2025", ""))
		if got := h.history("ML"); got != "2 first stands | 4 first stands" {
			t.Errorf("history %s", got)
		}
		if got := len(must(h.CurrentAdvice(h.Ctx, ""))(t)); got != 3 {
			t.Errorf("%d stand, want 3", got)
		}
		if got := len(must(h.CurrentAdvice(h.Ctx, "FR"))(t)); got != 0 {
			t.Errorf("%d stand for a country that nobody spoke of", got)
		}
	})

	t.Run("reports joined in any order give one history", func(t *testing.T) {
		levels := []string{usOne, usTwo, usTwo, usFour}
		for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}, {1, 3, 0, 2}, {3, 0, 2, 1}} {
			h := fresh(t)
			var ids []reading.ReportID
			for i, l := range levels {
				ids = append(ids, h.given("us", usItem("Mali", l, fmt.Sprintf("Tue, %02d Oct 2025", 7+i), "<p>One.</p>")))
			}
			for _, i := range order {
				must(h.JoinReport(h.Ctx, ids[i], j))(t)
				must(h.JoinReport(h.Ctx, ids[i], j))(t)
			}
			if got, want := h.history("ML"), "1 first | 2 level ML:normal>caution | 4 level ML:caution>no_travel stands"; got != want {
				t.Errorf("order %v: history %s\nwant    %s", order, got, want)
			}
			if got := must(h.AdviceFor(h.Ctx, []string{"ML"}))(t); len(got) != 1 || got[0].Code != "no_travel" {
				t.Errorf("order %v: context %+v", order, got)
			}
		}
	})

	t.Run("a word in between that is read late changes nothing that stands", func(t *testing.T) {
		h := fresh(t)
		a := h.given("us", usItem("Mali", usTwo, "Tue, 07 Oct 2025", "<p>One.</p>"))
		b := h.given("us", usItem("Mali", usOne, "Wed, 08 Oct 2025", "<p>One.</p>"))
		c := h.given("us", usItem("Mali", usTwo, "Thu, 09 Oct 2025", "<p>One.</p>"))
		for _, id := range []reading.ReportID{a, c, b} {
			must(h.JoinReport(h.Ctx, id, j))(t)
		}
		give(h, "us", usItem("Mali", usTwo, "Fri, 10 Oct 2025", "<p>One.</p>"))
		if got, want := h.history("ML"), "2 first stands | 1 level ML:caution>normal"; got != want {
			t.Errorf("history %s\nwant    %s", got, want)
		}
		if got := must(h.LevelChanges(h.Ctx, time.Time{}))(t); len(got) != 0 {
			t.Errorf("what is history shouts: %+v", got)
		}
		if got := h.levelTasks(); len(got) != 0 {
			t.Errorf("what is history makes tasks: %q", got)
		}
		if got := must(h.AdviceFor(h.Ctx, []string{"ML"}))(t); len(got) != 1 || got[0].Code != "caution" {
			t.Errorf("context %+v", got)
		}
	})

	t.Run("an alert that ends of itself stands until then", func(t *testing.T) {
		h := fresh(t)
		end := h.Clock.Now().Add(48 * time.Hour).Format("2006/01/02 15:04")
		give(h, "ntas", `<alerts><alert start="2024/03/07 10:00" end="`+end+`" type="Elevated Threat"><summary>Some words.</summary></alert></alerts>`)
		if got := must(h.CurrentAdvice(h.Ctx, "US"))(t); len(got) != 1 || got[0].Type != reading.ThreatLevel || got[0].Level != 4 || got[0].Ends.IsZero() {
			t.Errorf("current %+v", got)
		}
		h.Clock.Add(48 * time.Hour)
		if got := must(h.CurrentAdvice(h.Ctx, "US"))(t); len(got) != 0 {
			t.Errorf("after its end: %+v", got)
		}
	})

	t.Run("faults", func(t *testing.T) {
		var next reading.ReportID
		EveryStep(t, fresh, "JoinReport", func(h *House) {
			must(h.JoinReport(h.Ctx, h.given("us", usItem("Mali", usOne, "Tue, 07 Oct 2025", "<p>One.</p>")), j))(h.t)
			next = h.given("us", usItem("Mali", usFour, "Wed, 08 Oct 2025", "<p>One.</p>"))
		}, func(h *House) error { return second(h.JoinReport(h.Ctx, next, j)) }, func(h *House, want bool) {
			got := h.history("ML")
			done := got == "1 first | 4 level ML:normal>no_travel stands"
			if want != done || !want && got != "1 first stands" {
				h.t.Errorf("wanted done %t: %s", want, got)
			}
			if cs := must(h.AdviceFor(h.Ctx, []string{"ML"}))(h.t); len(cs) != 1 || want != (cs[0].Code == "no_travel") {
				h.t.Errorf("wanted done %t: context %+v", want, cs)
			}
		})
	})
}

// st0 is the moment of the n-th thing given after the first.
func st0(n int) time.Time { return Start.Add(time.Duration(n+1) * time.Hour) }
