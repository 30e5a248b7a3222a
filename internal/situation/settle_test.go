package situation_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// anyReport draws a report of March 2024 that may be of any kind: firm and wide places, towns and their suburbs, several towns at
// once, threats, plots, attacks, arrests and denials, by authorities, relays and newspapers, over three weeks.
func anyReport(rt *rapid.T, name string) situation.Told {
	day := rapid.IntRange(2, 24).Draw(rt, "day")
	place := rapid.SampledFrom([]gazetteer.Place{st.Moscow, st.Moscow, st.Krasnogorsk, st.Petersburg, st.Kaluga, st.Russia}).Draw(rt, "place")
	voice := rapid.SampledFrom([]string{"U.S. Embassy", "UK Foreign Office", "German Federal Foreign Office"}).Draw(rt, "voice")
	e := st.Threat(day, place, voice)
	e.Issuers[0].Country = ""
	if place.ID == st.Russia.ID {
		e.Places[0].Role = reading.Scope
	}
	switch rapid.IntRange(0, 7).Draw(rt, "what") {
	case 0:
		e.Type, e.Stage, e.Times = reading.FoiledPlot, reading.Thwarted, nil
	case 1:
		e.Type, e.Stage = reading.Shooting, reading.Accomplished
		e.Times[0].Role = reading.EventAt
	case 2:
		e.Type, e.Stage, e.Times = reading.Arrest, reading.NoStage, nil
		e.Places[0].Role = reading.Operation
	case 3:
		e.Stage, e.Times = reading.NoStage, nil
	case 4:
		e.Times = nil
	case 5:
		e.Places = append(e.Places, reading.PlaceAt{Name: st.Petersburg.Name, Role: reading.Target, Place: st.Petersburg, Evidence: st.Evidence()})
	}
	switch rapid.IntRange(0, 3).Draw(rt, "target") {
	case 0:
		e.Targets = nil
	case 1:
		e.Targets[0].Name, e.Targets[0].Class = "Moscow Choral Synagogue", "place_of_worship"
	}
	if rapid.IntRange(0, 8).Draw(rt, "placeless") == 0 {
		e.Places = nil
	}
	switch rapid.IntRange(0, 4).Draw(rt, "relation") {
	case 0:
		return st.Told(name, voice, "", reading.Origin, "", st.OnDay(day), e)
	case 1:
		return st.Told(name, voice, "", reading.Independent, "", st.OnDay(day), e)
	case 2:
		return st.Told(name, "", "Paper "+name, reading.News, "", st.OnDay(day), e)
	}
	return st.Told(name, "", "Paper "+name, reading.Relay, voice, st.OnDay(day), e)
}

// shape is what a world holds in words without ids and without how it came about: members, title, state, window, places, voices.
func shape(w *st.World) string {
	var out []string
	for _, s := range w.Open() {
		var ms, vs, ps []string
		for _, m := range s.Members {
			ms = append(ms, fmt.Sprintf("%s/%d", m.Report, m.Event))
		}
		for _, v := range s.Voices() {
			vs = append(vs, fmt.Sprintf("%s %v %d", v.Key, v.Heard, len(v.Echoes)))
		}
		for _, p := range s.Places {
			ps = append(ps, p.Name)
		}
		slices.Sort(ms)
		out = append(out, fmt.Sprintf("%v %q %s %v %v %v %v", ms, s.Title, s.State, s.Window, s.Anchored, ps, vs))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// The outcome is that of all reports together: whatever the order in which they come, and when some come twice, the same events
// share a situation, and its title, state, window, places and voices are the same.
func TestAnyOrderOfArrival(t *testing.T) {
	j := joiner(t)
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(2, 14).Draw(rt, "reports")
		var all []situation.Told
		for i := range n {
			all = append(all, anyReport(rt, fmt.Sprintf("r%02d", i)))
		}
		play := func(order []int) string {
			w := st.NewWorld(j, st.Day(12))
			for _, i := range order {
				if _, err := w.Hear(all[i]); err != nil {
					rt.Fatal(err)
				}
			}
			return shape(w)
		}
		first := play(index(n))
		order := rapid.Permutation(index(n)).Draw(rt, "order")
		for range rapid.IntRange(0, 3).Draw(rt, "again") {
			order = append(order, rapid.SampledFrom(index(n)).Draw(rt, "twice"))
		}
		if other := play(order); other != first {
			rt.Fatalf("in order:\n%s\notherwise:\n%s", first, other)
		}
	})
}

// Looking under the keys of an event finds every situation that a look at all of them would: a report costs its neighbourhood.
func TestKeysFindAllThatFits(t *testing.T) {
	j := joiner(t)
	scale := member.Scale{Places: j.Places}
	rapid.Check(t, func(rt *rapid.T) {
		a, b := anyReport(rt, "a"), anyReport(rt, "b")
		x, y := scale.Member(a, 0, st.Day(12)), scale.Member(b, 0, st.Day(12))
		points, why := scale.Pair(x, y, true)
		if back, _ := scale.Pair(y, x, false); back != points {
			rt.Fatalf("the weight depends on the order: %v and %v", points, back)
		}
		if member.ScoreOf(points) < situation.DefaultProposeAt {
			return
		}
		for _, way := range [][2]member.Member{{x, y}, {y, x}} {
			seeks := scale.Seeks(way[0])
			if !slices.ContainsFunc(scale.KeysOf(way[1]), func(k string) bool { return slices.Contains(seeks, k) }) {
				rt.Fatalf("a score of %.2f and no key in common: %v\n%v\n%v", member.ScoreOf(points), why, seeks, scale.KeysOf(way[1]))
			}
		}
	})
}

// A report that comes late shows that two situations are one; the one that was opened first keeps both, the other says where its
// reports went.
func TestALateReportMakesOneOfTwo(t *testing.T) {
	w := st.NewWorld(joiner(t), st.Day(8))
	tell := func(name, voice string, p gazetteer.Place) []situation.Joined {
		t.Helper()
		d, err := w.Hear(st.Told(name, voice, "", reading.Independent, "", st.OnDay(8), st.Threat(8, p, voice)))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	zelenograd := gazetteer.Place{ID: 463343, Name: "Zelenograd", Kind: gazetteer.City, Country: "RU", Admin1: "48", Point: st.Krasnogorsk.Point, Population: 215000}
	zelenograd.Point.Lon -= 0.75 // 47 km west of Krasnogorsk: beyond the margin of the one, not of a town between
	west := tell("west", "French Foreign Ministry", zelenograd)[0]
	east := tell("east", "UK Foreign Office", st.Krasnogorsk)[0]
	if west.Situation == east.Situation {
		t.Fatalf("two towns out of reach of each other are one: %+v", east)
	}
	between := st.Krasnogorsk
	between.ID, between.Name = 1, "between"
	between.Point.Lon -= 0.375
	got := tell("between", "U.S. Embassy", between)[0]
	one, other := w.Situations[west.Situation], w.Situations[east.Situation]
	if got.Situation != one.ID || len(one.Members) != 3 || other.State != situation.Closed || other.Into != one.ID || len(other.Members) != 0 {
		t.Fatalf("joined %s; %s holds %d, %s is %s into %q", got.Situation, one.ID, len(one.Members), other.ID, other.State, other.Into)
	}
	moved := one.Members[slices.IndexFunc(one.Members, func(m situation.Member) bool { return m.Report == "rep_east" })]
	if moved.Score < situation.DefaultJoinAt || !strings.Contains(situation.InWords(moved.Reasons), "looked at again when report rep_between came") {
		t.Errorf("the move is not told: %.2f %s", moved.Score, situation.InWords(moved.Reasons))
	}
	if !slices.ContainsFunc(w.Changes, func(c situation.Change) bool { return c.Kind == situation.ChangeMerged && c.Situation == one.ID }) {
		t.Errorf("nobody is told of the merging: %+v", w.Changes)
	}
}

// What a person decided no rule takes back: an undone join is not repeated, not even when a report comes that fits both; a join by
// hand holds although the rules see two threats.
func TestHandDecisionsHold(t *testing.T) {
	us, uk := st.Ref("us"), st.Ref("uk")
	setup := func(t *testing.T, places ...gazetteer.Place) *st.World {
		w := st.NewWorld(joiner(t), st.Day(8))
		for i, v := range []string{"us", "uk"} {
			voice := map[string]string{"us": "U.S. Embassy", "uk": "UK Foreign Office"}[v]
			if _, err := w.Hear(st.Told(v, voice, "", reading.Independent, "", st.OnDay(8), st.Threat(8, places[i], voice))); err != nil {
				t.Fatal(err)
			}
		}
		return w
	}
	more := func(t *testing.T, w *st.World, name string) {
		t.Helper()
		for _, p := range []gazetteer.Place{st.Moscow, st.Russia, st.Petersburg} {
			if _, err := w.Hear(st.Told(name+p.Name, "", "Paper", reading.Relay, "U.S. Embassy", st.OnDay(8), st.Threat(8, p, "U.S. Embassy"))); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Run("undone", func(t *testing.T) {
		w := setup(t, st.Moscow, st.Moscow)
		all := w.Open()
		if len(all) != 1 {
			t.Fatalf("%d situations", len(all))
		}
		d, err := w.Joiner.MoveByHand(all, []situation.Ref{uk}, "", "acc_1", "another group", w.Now, w.Fresh)
		if err != nil || len(d.Situations) != 2 || len(d.Moves) != 1 || d.Joined.Score != 1 {
			t.Fatalf("%+v %v", d, err)
		}
		w.Keep(d)
		more(t, w, "a")
		if x, y := w.Of(us), w.Of(uk); x.ID == y.ID || len(y.Members) != 1 {
			t.Errorf("the undone join was repeated: %s and %s, %d members", x.ID, y.ID, len(y.Members))
		}
		back, err := w.Joiner.MoveByHand([]situation.Situation{w.Of(us), w.Of(uk)}, []situation.Ref{uk}, w.Of(us).ID, "acc_2", "", w.Now, nil)
		if err != nil {
			t.Fatal(err)
		}
		w.Keep(back)
		more(t, w, "b")
		if x, y := w.Of(us), w.Of(uk); x.ID != y.ID {
			t.Errorf("putting it back did not hold")
		}
	})
	t.Run("merged", func(t *testing.T) {
		w := setup(t, st.Moscow, st.Petersburg)
		d, err := w.Joiner.MergeByHand(w.Of(us), w.Of(uk), "acc_1", "one threat to two cities", w.Now)
		if err != nil {
			t.Fatal(err)
		}
		w.Keep(d)
		more(t, w, "a")
		s := w.Of(us)
		if s.ID != w.Of(uk).ID || len(s.Places) != 2 {
			t.Errorf("the merging did not hold: %v", s.Places)
		}
		if got := w.Situations["sit_00002"]; got.State != situation.Closed || got.Into != s.ID || !strings.Contains(got.Reason, "one threat to two cities") {
			t.Errorf("the emptied situation: %s %q %q", got.State, got.Into, got.Reason)
		}
	})
	t.Run("refused", func(t *testing.T) {
		w := setup(t, st.Moscow, st.Petersburg)
		if _, err := w.Joiner.MoveByHand(w.Open(), []situation.Ref{{Report: "rep_none"}}, "", "acc_1", "", w.Now, w.Fresh); !errors.Is(err, situation.ErrEvent) {
			t.Errorf("an event that is nowhere: %v", err)
		}
		if _, err := w.Joiner.MoveByHand(w.Open(), []situation.Ref{us}, "sit_none", "acc_1", "", w.Now, w.Fresh); !errors.Is(err, situation.ErrMove) {
			t.Errorf("a situation that is not there: %v", err)
		}
		if d, err := w.Joiner.MoveByHand(w.Open(), []situation.Ref{us}, "", "acc_1", "", w.Now, w.Fresh); err != nil || len(d.Situations) != 0 {
			t.Errorf("it is alone already: %+v %v", d, err)
		}
	})
}

// In a neighbourhood too large to reconsider the situations stay as they are, and a new report still finds its own.
func TestALargeNeighbourhoodStaysBounded(t *testing.T) {
	w := st.NewWorld(joiner(t), st.Day(8))
	for i := range 120 {
		if _, err := w.Hear(st.Told(fmt.Sprintf("r%03d", i), "", "Paper", reading.Relay, "U.S. Embassy", st.OnDay(8), st.Threat(8, st.Moscow, "U.S. Embassy"))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Hear(st.Embassy()); err != nil {
		t.Fatal(err)
	}
	if all := w.Open(); len(all) != 1 || len(all[0].Members) != 121 || !all[0].Anchored {
		t.Errorf("%d situations", len(all))
	}
	start := w.Looked
	if _, err := w.Hear(st.Told("far", "U.S. Embassy", "", reading.Origin, "", st.OnDay(8), st.Threat(8, st.Petersburg, "U.S. Embassy"))); err != nil {
		t.Fatal(err)
	}
	if w.Looked != start {
		t.Errorf("a threat to another city looked at %d situations", w.Looked-start)
	}
}

// A report without a live word stays aside, and so does a threat that advice always tells.
func TestAside(t *testing.T) {
	for name, change := range map[string]func(*reading.Report){
		"exercise": func(r *reading.Report) {
			r.CAP = &reading.CAPRef{Status: "Exercise", MsgType: "Alert", Scope: "Public"}
		},
		"private":  func(r *reading.Report) { r.CAP = &reading.CAPRef{Status: "Actual", MsgType: "Alert", Scope: "Private"} },
		"ack":      func(r *reading.Report) { r.CAP = &reading.CAPRef{Status: "Actual", MsgType: "Ack", Scope: "Public"} },
		"standing": func(r *reading.Report) { r.Events[0].Standing = true },
	} {
		w := st.NewWorld(joiner(t), st.Day(8))
		if _, err := w.Hear(st.Embassy()); err != nil {
			t.Fatal(err)
		}
		told := st.Embassy()
		told.Report.ID = "rep_other"
		change(&told.Report)
		got, err := w.Hear(told)
		if err != nil || !got[0].Aside || got[0].Situation != "" || len(got[0].Reasons) != 1 {
			t.Errorf("%s: %+v %v", name, got, err)
		}
		if keys := w.Joiner.Keys(told, 0); name != "standing" && len(keys) != 0 {
			t.Errorf("%s: looked for under %v", name, keys)
		}
		if s := w.Open()[0]; len(s.Members) != 1 {
			t.Errorf("%s joined", name)
		}
	}
}

// An update in CAP replaces what it refers to: the older alert stays a member and shapes neither window nor place; a cancel lifts
// and closes nothing.
func TestCAPUpdateAndCancel(t *testing.T) {
	alert := func(name, msg string, hours int, p gazetteer.Place, refs ...string) situation.Told {
		e := st.Threat(7, p, "U.S. Embassy")
		from := st.Day(7).Add(time.Duration(hours) * time.Hour)
		e.Times[0].Relative = false
		e.Times[0].Interval.From.Earliest, e.Times[0].Interval.From.Latest = from, from
		e.Times[0].Interval.To.Earliest, e.Times[0].Interval.To.Latest = from.Add(24*time.Hour), from.Add(24*time.Hour)
		if msg == "Cancel" {
			e.Stage, e.Times = reading.NoStage, nil
		}
		issued := st.OnDay(7)
		issued.From.Earliest, issued.From.Latest = from, from
		issued.To = issued.From
		told := st.Told(name, "U.S. Embassy", "", reading.Origin, "", issued, e)
		told.Report.CAP = &reading.CAPRef{CAPName: reading.CAPName{Sender: "embassy", Identifier: name}, Status: "Actual", MsgType: msg, Scope: "Public"}
		for _, r := range refs {
			told.Report.CAP.References = append(told.Report.CAP.References, reading.CAPName{Sender: "embassy", Identifier: r})
		}
		return told
	}
	first, update, cancel := alert("one", "Alert", 10, st.Petersburg), alert("two", "Update", 30, st.Moscow, "one"), alert("three", "Cancel", 40, st.Moscow, "one", "two")
	for _, order := range [][]situation.Told{{first, update, cancel}, {cancel, update, first}, {update, first, cancel}} {
		w := st.NewWorld(joiner(t), st.Day(8))
		for _, told := range order {
			if _, err := w.Hear(told); err != nil {
				t.Fatal(err)
			}
		}
		all := w.Open()
		if len(all) != 1 || len(all[0].Members) != 3 || all[0].State == situation.Closed {
			t.Fatalf("%d situations", len(all))
		}
		s := all[0]
		from, to := s.Window.Hull()
		if !from.Equal(st.Day(8).Add(6*time.Hour)) || !to.Equal(st.Day(9).Add(6*time.Hour)) || len(s.Places) != 1 || s.Places[0].ID != st.Moscow.ID {
			t.Errorf("window %v to %v, places %v: the replaced alert still shapes them", from, to, s.Places)
		}
	}
}
