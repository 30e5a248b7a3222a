package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// The words of the items that are corrected here: every correction quotes them.
const toldWords = "The embassy warns of large gatherings in Moscow, Saint Petersburg too, until 12 March. Travel advice is the same. Nobody was hurt."

// about gives a report an item that can be quoted.
func about(told situation.Told) situation.Told {
	told.Item.Raw = []byte(toldWords + " " + told.Item.Title)
	return told
}

func inPetersburg(of reading.Report) correction.Correction {
	return correction.Correction{Item: of.Item, Report: of.ID, Field: correction.Place, Act: correction.Change, Was: "Moscow", WasRole: "target",
		Value: "Saint Petersburg", Role: "target", Quote: "Saint Petersburg", Place: st.Petersburg}
}

func noEvent(of reading.Report) correction.Correction {
	return correction.Correction{Item: of.Item, Report: of.ID, Field: correction.Type, Act: correction.Remove, Was: "threat"}
}

func back(of reading.Report, id string) correction.Correction {
	return correction.Correction{Item: of.Item, Report: of.ID, Act: correction.Undo, Undoes: id}
}

// house is the open situations in words: their members by voice, places, the end of the window; sorted.
func (h *House) told() string {
	h.t.Helper()
	var out []string
	for _, s := range must(h.Situations(h.Ctx, situation.Active, situation.Watch))(h.t) {
		var who, where []string
		for _, m := range s.Members {
			who = append(who, fmt.Sprintf("%s/%d", m.Voice, m.Event))
		}
		slices.Sort(who)
		for _, p := range s.Places {
			where = append(where, p.Name)
		}
		_, to := s.Window.Hull()
		out = append(out, fmt.Sprintf("%s: %s, to %s, by %s", s.Title, strings.Join(where, " and "), to.UTC().Format("2 Jan 15:04"), strings.Join(who, ", ")))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func (h *House) acts(of string) []string {
	h.t.Helper()
	var out []string
	for _, l := range must(h.LedgerLines(h.Ctx, of, 0, 1000))(h.t) {
		out = append(out, l.Act)
	}
	return out
}

// rejoined is what a correction does to the situations.
func rejoined(t *testing.T, fresh func(t *testing.T) *House) {
	j := joiner(t)
	joined := func(h *House, told situation.Told) reading.Report {
		h.t.Helper()
		id := h.keepTold(about(told))
		must(h.JoinReport(h.Ctx, id, j))(h.t)
		return must(h.Report(h.Ctx, id))(h.t)
	}
	correct := func(h *House, by desk.Account, c correction.Correction) string {
		h.t.Helper()
		h.Clock.Add(time.Minute)
		id := must(h.KeepCorrection(h.Ctx, by, c))(h.t)
		must(h.JoinReport(h.Ctx, c.Report, j))(h.t)
		return id
	}
	keyed := func(h *House, s situation.Situation) bool { // a report of this place finds it
		probe := st.Told("probe", "", "Paper", reading.Relay, "U.S. Embassy", st.OnDay(8), st.Threat(8, s.Places[0], "U.S. Embassy"))
		got := must(h.JoinReport(h.Ctx, h.keepTold(probe), j))(h.t)
		return got[0].Situation == s.ID
	}

	t.Run("a corrected place moves the report, with those who repeat it nowhere nearer; keys, ledger and roster follow; undone, all is as before", func(t *testing.T) {
		h := fresh(t)
		duty := h.Account(desk.Duty)
		embassy := joined(h, st.Embassy())
		for _, e := range st.Echoes() {
			joined(h, e)
		}
		before := h.told()
		old := must(h.SituationsOf(h.Ctx, embassy.Item))(t)[0]
		must(h.RefreshConcerns(h.Ctx, 10))(t)
		id := correct(h, duty, inPetersburg(embassy))
		now := must(h.SituationsOf(h.Ctx, embassy.Item))(t)
		if len(now) != 1 || now[0] == old {
			t.Fatalf("the item's situations: %v\n%s", now, h.told())
		}
		s := must(h.Situation(h.Ctx, now[0]))(t)
		if s.Places[0].ID != st.Petersburg.ID || !slices.Equal(s.Members[0].Corrected, []string{string(duty.ID)}) {
			t.Errorf("it is told at %v, corrected by %v", s.Places, s.Members[0].Corrected)
		}
		if rep := must(h.Report(h.Ctx, embassy.ID))(t); rep.Events[0].Places[0].Place.ID != st.Moscow.ID {
			t.Error("the stored report was changed")
		}
		told := must(h.TellingOf(h.Ctx, s))(t)
		i := slices.IndexFunc(told, func(x situation.Told) bool { return x.Report.ID == embassy.ID })
		if i < 0 || told[i].Report.Events[0].Places[0].Place.ID != st.Petersburg.ID || len(told[i].Corrections) != 1 ||
			told[i].Report.Events[0].Places[0].Evidence[0].By != reading.ByDesk+string(duty.ID) {
			t.Errorf("a draft would be made from %+v", told)
		}
		if due := must(h.RefreshConcerns(h.Ctx, 10))(t); due < 2 {
			t.Errorf("whom they concern is asked anew for %d situations", due)
		}
		if got := h.acts(string(embassy.ID)); !slices.Equal(got, []string{"report.read", "report.corrected", "report.rejoined"}) {
			t.Errorf("the ledger says of the report %v", got)
		}
		if got := h.acts(string(old)); !slices.Contains(got, "situation.left") || !slices.Contains(got, "situation.corrected") {
			t.Errorf("the ledger says of the situation that it left %v", got)
		}
		lines := h.Lines()
		must(h.JoinReport(h.Ctx, embassy.ID, j))(t)
		if h.Lines() != lines {
			t.Error("joined again without a further correction it wrote to the ledger")
		}
		correct(h, duty, back(embassy, id))
		if after := h.told(); after != before {
			t.Errorf("undone:\n%s\nbefore:\n%s", after, before)
		}
		if x := must(h.Situation(h.Ctx, now[0]))(t); x.State != situation.Closed || x.Into != old {
			t.Errorf("the other one is %s, into %s", x.State, x.Into)
		}
		if !keyed(h, must(h.Situation(h.Ctx, old))(t)) {
			t.Error("a report of Moscow does not find the situation any more")
		}
		h.Lines()
	})

	t.Run("an event removed leaves its situation, the last one closes it, and an event added opens one", func(t *testing.T) {
		h := fresh(t)
		duty := h.Account(desk.Duty)
		embassy := joined(h, st.Embassy())
		of := must(h.SituationsOf(h.Ctx, embassy.Item))(t)[0]
		correct(h, duty, noEvent(embassy))
		if s := must(h.Situation(h.Ctx, of))(t); s.State != situation.Closed || len(s.Members) != 0 || s.Reason == "" {
			t.Errorf("the situation: %s %q, %d members", s.State, s.Reason, len(s.Members))
		}
		if got := must(h.SituationsOf(h.Ctx, embassy.Item))(t); len(got) != 0 {
			t.Errorf("the item is in %v", got)
		}
		add := correction.Correction{Item: embassy.Item, Report: embassy.ID, Event: 1, Field: correction.Type, Act: correction.Add, Value: "bombing", Role: "threatened", Quote: "large gatherings"}
		correct(h, duty, add)
		place := correction.Correction{Item: embassy.Item, Report: embassy.ID, Event: 1, Field: correction.Place, Act: correction.Add, Value: "Saint Petersburg", Role: "target",
			Quote: "Saint Petersburg", Place: st.Petersburg}
		correct(h, duty, place)
		got := must(h.SituationsOf(h.Ctx, embassy.Item))(t)
		if len(got) != 1 {
			t.Fatalf("the item is in %v", got)
		}
		if s := must(h.Situation(h.Ctx, got[0]))(t); s.Title != "Threat of bombing: Saint Petersburg" || len(s.Members) != 1 || s.Members[0].Event != 1 {
			t.Errorf("%s: %+v", s.Title, s.Members)
		}
	})

	t.Run("a threat that is advice stands beside, advice that is a threat opens a situation, and corrected advice says so", func(t *testing.T) {
		h := fresh(t)
		duty := h.Account(desk.Duty)
		embassy := joined(h, st.Embassy())
		advice := joined(h, st.Told("advice", "UK Foreign Office", "", reading.Origin, "", st.OnDay(1), st.UKAdvice()))
		level := correction.Correction{Item: advice.Item, Report: advice.ID, Field: correction.Advice, Act: correction.Change, Was: "no_travel", WasRole: "RU", Value: "caution", Role: "RU"}
		correct(h, duty, level)
		if got := must(h.AdviceFor(h.Ctx, []string{"RU"}))(t); len(got) != 1 || got[0].Code != "caution" {
			t.Errorf("the advice is %+v", got)
		}
		kind := correction.Correction{Item: advice.Item, Report: advice.ID, Field: correction.Type, Act: correction.Change, Was: "travel_advice", Value: "threat"}
		correct(h, duty, kind)
		if got := must(h.AdviceFor(h.Ctx, []string{"RU"}))(t); len(got) != 0 {
			t.Errorf("the advice is %+v", got)
		}
		if got := must(h.SituationsOf(h.Ctx, advice.Item))(t); len(got) != 1 {
			t.Errorf("what was advice is in %v", got)
		}
		kind = correction.Correction{Item: embassy.Item, Report: embassy.ID, Field: correction.Type, Act: correction.Change, Was: "threat", Value: "travel_advice"}
		correct(h, duty, kind)
		if got := must(h.SituationsOf(h.Ctx, embassy.Item))(t); len(got) != 0 {
			t.Errorf("what was a threat is in %v", got)
		}
		if got := must(h.AdviceFor(h.Ctx, []string{"RU"}))(t); len(got) != 1 || got[0].Code != "unknown" {
			t.Errorf("the advice is %+v", got)
		}
	})

	t.Run("whatever the order of reports and corrections, the outcome is the same; what a person moved stays", func(t *testing.T) {
		reports := append([]situation.Told{st.Embassy(), st.Brief()}, st.Echoes()...)
		play := func(order []int, first bool) string {
			h := fresh(t)
			defer h.Store.Close()
			duty := h.Account(desk.Duty)
			for _, i := range order {
				id := h.keepTold(about(reports[i]))
				rep := must(h.Report(h.Ctx, id))(t)
				if !first {
					must(h.JoinReport(h.Ctx, id, j))(t)
				}
				if i < 2 { // the embassy and the newspaper, whose first event is the threat
					must(h.KeepCorrection(h.Ctx, duty, inPetersburg(rep)))(t)
				}
				must(h.JoinReport(h.Ctx, id, j))(t)
			}
			return h.told()
		}
		want := play([]int{0, 1, 2, 3, 4, 5, 6, 7, 8}, true)
		for _, order := range [][]int{{0, 1, 2, 3, 4, 5, 6, 7, 8}, {8, 7, 6, 5, 4, 3, 2, 1, 0}, {3, 1, 8, 0, 2, 7, 4, 6, 5}} {
			if got := play(order, false); got != want {
				t.Errorf("in the order %v:\n%s\ncorrected before they joined:\n%s", order, got, want)
			}
		}
		h := fresh(t)
		duty := h.Account(desk.Duty)
		embassy := joined(h, st.Embassy())
		echo := joined(h, st.Echoes()[0])
		own := must(h.JoinByHand(h.Ctx, duty, embassy.ID, 0, "", j))(t)
		correct(h, duty, inPetersburg(embassy))
		if got := must(h.SituationsOf(h.Ctx, embassy.Item))(t); len(got) != 1 || got[0] != own.ID {
			t.Errorf("what a person moved to %s is in %v", own.ID, got)
		}
		if got := must(h.SituationsOf(h.Ctx, echo.Item))(t); got[0] == own.ID {
			t.Error("and drew another after it")
		}
	})

	t.Run("a correction of a page leads to its bytes, and to nothing once they are gone", func(t *testing.T) {
		h := fresh(t)
		duty := h.Account(desk.Duty)
		told := st.Embassy()
		told.Item.Form = intake.FormHTML
		told.Item.Raw = []byte("<html><body><article><h1>Alert</h1><p>The embassy warns of gatherings in Saint <b>Peters</b>burg until Sunday.</p></article></body></html>")
		id := h.keepTold(told)
		rep := must(h.Report(h.Ctx, id))(t)
		correct(h, duty, inPetersburg(rep))
		s := must(h.Situation(h.Ctx, must(h.SituationsOf(h.Ctx, rep.Item))(t)[0]))(t)
		ev := must(h.TellingOf(h.Ctx, s))(t)[0].Report.Events[0].Places[0].Evidence[0]
		if words := string(told.Item.Raw[ev.Start:ev.End]); words != "Saint <b>Peters</b>burg" {
			t.Errorf("its words are %q", words)
		}
	})

	t.Run("every step of joining a corrected report", func(t *testing.T) {
		var embassy reading.Report
		var old situation.ID
		for _, what := range []struct {
			name string
			c    func(reading.Report) correction.Correction
			in   int // situations that the item is in afterwards
		}{{"moved", inPetersburg, 1}, {"removed", noEvent, 0}} {
			t.Run(what.name, func(t *testing.T) {
				EveryStep(t, fresh, "JoinReport", func(h *House) {
					embassy = joined(h, st.Embassy())
					joined(h, st.Echoes()[0])
					old = must(h.SituationsOf(h.Ctx, embassy.Item))(h.t)[0]
					must(h.KeepCorrection(h.Ctx, h.Account(desk.Duty), what.c(embassy)))(h.t)
				}, func(h *House) error { _, err := h.JoinReport(h.Ctx, embassy.ID, j); return err }, func(h *House, want bool) {
					now := must(h.SituationsOf(h.Ctx, embassy.Item))(h.t)
					n := 0
					for _, l := range must(h.LedgerLines(h.Ctx, string(embassy.ID), 0, 100))(h.t) {
						if l.Act == "report.rejoined" {
							n++
						}
					}
					done := len(now) == what.in && !slices.Contains(now, old)
					if before := slices.Equal(now, []situation.ID{old}); want != done || want == before || want != (n == 1) || n > 1 {
						h.t.Errorf("wanted done %t: it is in %v, was in %s; told %d times", want, now, old, n)
					}
					h.Lines()
				})
			})
		}
	})
}
