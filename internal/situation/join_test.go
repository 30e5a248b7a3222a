package situation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

func joiner(t testing.TB) situation.Joiner {
	t.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	return situation.Joiner{Places: g}
}

// world joins reports as the store does, one after the other, in memory.
type world struct {
	j    situation.Joiner
	now  time.Time
	open []situation.Situation
	next int
	ctx  []situation.Context
}

func (w *world) hear(t testing.TB, told situation.Told) []situation.Joined {
	t.Helper()
	var out []situation.Joined
	for ev := range told.Report.Events {
		d := w.j.Join(w.open, told, ev, w.now)
		switch {
		case d.AsContext:
			w.ctx = append(w.ctx, w.j.Contexts(told, ev, w.now)...)
		case d.Situation == "":
			w.next++
			s, err := w.j.Open(situation.ID(fmt.Sprintf("sit_%03d", w.next)), told, ev, d.Reasons, "", w.now)
			if err != nil {
				t.Fatal(err)
			}
			d.Situation, d.Opened = s.ID, true
			w.open = append(w.open, s)
		default:
			i := slices.IndexFunc(w.open, func(s situation.Situation) bool { return s.ID == d.Situation })
			s, err := w.j.Add(w.open[i], told, ev, d.Reasons, "", w.now)
			if err != nil {
				t.Fatal(err)
			}
			w.open[i] = s
		}
		out = append(out, d)
	}
	return out
}

// The brief gives exactly one threat with its window, one foiled plot apart from it, and British advice as context.
func TestTheBriefComesApart(t *testing.T) {
	w := &world{j: joiner(t), now: st.Day(8).Add(12 * time.Hour)}
	got := w.hear(t, st.Brief())
	if len(w.open) != 2 {
		t.Fatalf("%d situations, want the threat and the plot: %+v", len(w.open), got)
	}
	threat, plot := w.open[0], w.open[1]
	if threat.Type != reading.Threat || threat.State != situation.Active || threat.Title != "Threat: large public gatherings, Moscow" {
		t.Errorf("threat: %s, %s, %q", threat.Type, threat.State, threat.Title)
	}
	if len(threat.Places) != 1 || threat.Places[0].ID != st.Moscow.ID || threat.Area.Empty() || !threat.Area.Contains(st.Moscow.Point) || threat.Area.Contains(st.Krasnogorsk.Point) {
		t.Errorf("the threat's place is not Moscow alone: %v", threat.Places)
	}
	if plot.Type != reading.FoiledPlot || plot.State != situation.Watch || plot.Title != "Foiled plot: Moscow synagogue" {
		t.Errorf("plot: %s, %s, %q", plot.Type, plot.State, plot.Title)
	}
	if m := plot.Members[0]; m.Relation != reading.News || m.Relays != "" {
		t.Errorf("the plot is news, not a relay of the embassy: %+v", m)
	}
	if !got[2].AsContext || len(w.ctx) != 1 || w.ctx[0].Voice != "UK Foreign Office" || w.ctx[0].Code != "no_travel" || w.ctx[0].Scope != "RU" {
		t.Errorf("advice: %+v %+v", got[2], w.ctx)
	}
	if c := situation.Applying(w.ctx, threat); len(c) != 1 {
		t.Errorf("the advice does not stand beside the threat: %v", c)
	}
	vs := threat.Voices()
	if len(vs) != 1 || vs[0].Heard || vs[0].Name != "U.S. Embassy in Russia" || len(vs[0].Echoes) != 1 {
		t.Errorf("voices: %+v", vs)
	}
	// 8 March counted back by a day: the first issuer spoke on 7 or 8 March.
	want := when.Interval{From: when.Instant{Earliest: st.Day(7), Latest: st.Day(9)}, To: when.Instant{Earliest: st.Day(9), Latest: st.Day(11)}}
	if !same(threat.Window, want) || threat.Anchored {
		t.Errorf("window %v, anchored %v; want %v, false", threat.Window, threat.Anchored, want)
	}
	if d := threat.Drift(); len(d) != 1 || !strings.Contains(d[0].Words, "up to 24 hours earlier") {
		t.Errorf("drift: %+v", d)
	}
}

func same(a, b when.Interval) bool {
	return a.From.Earliest.Equal(b.From.Earliest) && a.From.Latest.Equal(b.From.Latest) && a.To.Earliest.Equal(b.To.Earliest) && a.To.Latest.Equal(b.To.Latest)
}

// The embassy, its echoes, the brief: one threat with one voice whatever the order, and the embassy's own window.
func TestEchoesAreOneVoiceInEveryOrder(t *testing.T) {
	j := joiner(t)
	all := append([]situation.Told{st.Embassy(), st.Brief()}, st.Echoes()...)
	rapid.Check(t, func(rt *rapid.T) {
		w := &world{j: j, now: st.Day(8).Add(20 * time.Hour)}
		for _, i := range rapid.Permutation(index(len(all))).Draw(rt, "order") {
			w.hear(t, all[i])
		}
		var threats []situation.Situation
		for _, s := range w.open {
			if s.Type == reading.Threat {
				threats = append(threats, s)
			}
		}
		if len(w.open) != 2 || len(threats) != 1 || len(threats[0].Members) != len(all) {
			rt.Fatalf("%d situations, %d of them threats", len(w.open), len(threats))
		}
		s := threats[0]
		spoken := time.Date(2024, 3, 7, 21, 0, 0, 0, st.Zone)
		if want := (when.Interval{From: when.At(spoken), To: when.At(spoken.Add(48 * time.Hour))}); !same(s.Window, want) || !s.Anchored {
			rt.Fatalf("window %v", s.Window)
		}
		if len(s.Places) != 1 || s.Places[0].ID != st.Moscow.ID {
			rt.Fatalf("a relay widened the place: %v", s.Places)
		}
		vs := s.Voices()
		if len(vs) != 1 || !vs[0].Heard || len(vs[0].Echoes) != len(all)-1 {
			rt.Fatalf("voices: %+v", vs)
		}
		for _, d := range s.Drift() {
			if d.By != 27*time.Hour || !strings.Contains(d.Words, "ends 27 hours late") {
				rt.Fatalf("drift %v: %s", d.By, d.Words)
			}
		}
		if len(s.Drift()) != len(all)-1 {
			rt.Fatalf("%d drifts", len(s.Drift()))
		}
	})
}

func index(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// Which reports share a situation, and its window, do not depend on the order of arrival: generated threats in several
// cities, each with origins, independent voices and relays on days whose windows overlap.
func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	j := joiner(t)
	places := []gazetteer.Place{st.Moscow, st.Petersburg}
	voices := []string{"U.S. Embassy", "UK Foreign Office", "German Federal Foreign Office"}
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(rt, "reports")
		var all []situation.Told
		for i := range n {
			day := rapid.IntRange(7, 8).Draw(rt, "day")
			place := rapid.SampledFrom(places).Draw(rt, "place")
			voice := rapid.SampledFrom(voices).Draw(rt, "voice")
			e := st.Threat(day, place, voice)
			e.Issuers[0].Country = ""
			name := fmt.Sprintf("r%d", i)
			switch rapid.IntRange(0, 4).Draw(rt, "kind") {
			case 0:
				all = append(all, st.Told(name, voice, "", reading.Origin, "", st.OnDay(day), e))
			case 1:
				all = append(all, st.Told(name, voice, "", reading.Independent, "", st.OnDay(day), e))
			case 2:
				e.Type, e.Stage, e.Times = reading.FoiledPlot, reading.Thwarted, nil
				all = append(all, st.Told(name, "", "Paper "+name, reading.News, "", st.OnDay(day), e))
			default:
				all = append(all, st.Told(name, "", "Paper "+name, reading.Relay, voice, st.OnDay(day), e))
			}
		}
		run := func(order []int) string {
			w := &world{j: j, now: st.Day(8).Add(20 * time.Hour)}
			for _, i := range order {
				w.hear(t, all[i])
			}
			var out []string
			for _, s := range w.open {
				var ms []string
				for _, m := range s.Members {
					ms = append(ms, string(m.Report))
				}
				slices.Sort(ms)
				out = append(out, fmt.Sprintf("%v %s %s %v-%v %v", ms, s.Title, s.State, s.Window.From, s.Window.To, s.Anchored))
			}
			slices.Sort(out)
			return strings.Join(out, "\n")
		}
		first := run(index(n))
		if other := run(rapid.Permutation(index(n)).Draw(rt, "order")); other != first {
			rt.Fatalf("in order:\n%s\notherwise:\n%s", first, other)
		}
	})
}

func TestJoinRules(t *testing.T) {
	j := joiner(t)
	now := st.Day(8).Add(12 * time.Hour)
	threat := func(name string, day int, p gazetteer.Place) situation.Told {
		return st.Told(name, "French Foreign Ministry", "", reading.Independent, "", st.OnDay(day), st.Threat(day, p, "French Foreign Ministry"))
	}
	shooting := threat("shooting", 8, st.Moscow)
	shooting.Report.Events[0].Type, shooting.Report.Events[0].Stage = reading.Shooting, reading.Accomplished
	bombThreat := threat("bomb", 8, st.Moscow)
	bombThreat.Report.Events[0].Type = reading.Bombing
	lifted := threat("lifted", 8, st.Moscow)
	lifted.Report.Events[0].Stage, lifted.Report.Events[0].Times = reading.NoStage, nil
	nowhere := threat("nowhere", 8, st.Moscow)
	nowhere.Report.Events[0].Places = nil
	undated := threat("undated", 9, st.Moscow)
	undated.Report.Events[0].Times = nil
	circle := geo.Area{Circles: []geo.Circle{{Center: st.Krasnogorsk.Point, Radius: 5000}}}
	drawn := threat("drawn", 8, st.Moscow)
	drawn.Report.Events[0].Places = []reading.PlaceAt{{Name: "west of the ring road", Role: reading.Target, Area: &circle,
		Place: gazetteer.Place{Name: "west of the ring road", Kind: gazetteer.Area, Country: "RU"}, Evidence: st.Evidence()}}
	late := threat("late", 15, st.Moscow)
	late.Report.Events[0].Times = nil
	for _, c := range []struct {
		name   string
		told   situation.Told
		joins  bool
		reason string
	}{
		{"same place, same days", threat("a", 8, st.Moscow), true, "same place: Moscow"},
		{"a suburb", threat("b", 8, st.Krasnogorsk), true, "Krasnogorsk"},
		{"an area drawn by the alert itself", drawn, true, "the areas lie within 25 km"},
		{"another city", threat("c", 8, st.Petersburg), false, ""},
		{"the whole country, on its own word", threat("d", 8, st.Russia), false, ""},
		{"a week later", threat("e", 16, st.Moscow), false, ""},
		{"an attack is not the threat of one", shooting, false, ""},
		{"a threatened bombing is a threat", bombThreat, true, "same place: Moscow"},
		{"a denial stays with what it denies", lifted, true, "same place: Moscow"},
		{"no place at all", nowhere, false, ""},
		{"no window, issued within it", undated, true, "told within days of each other"},
		{"no window, issued a week later", late, false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &world{j: j, now: now}
			w.hear(t, st.Embassy())
			d := w.hear(t, c.told)[0]
			if d.Opened == c.joins {
				t.Fatalf("joined %v, want %v (%v)", !d.Opened, c.joins, d.Reasons)
			}
			if !strings.Contains(situation.InWords(d.Reasons), c.reason) {
				t.Errorf("reasons %q do not say %q", d.Reasons, c.reason)
			}
		})
	}
}

// An all-clear word joins, but moves neither the window nor the state.
func TestDenialEndsNothing(t *testing.T) {
	w := &world{j: joiner(t), now: st.Day(8).Add(12 * time.Hour)}
	w.hear(t, st.Embassy())
	before := w.open[0]
	e := st.Threat(8, st.Moscow, "Russian Foreign Ministry")
	e.Stage = reading.NoStage
	e.Times[0].Interval.To = when.At(st.Day(20))
	w.hear(t, st.Told("denial", "Russian Foreign Ministry", "", reading.Independent, "", st.OnDay(8), e))
	after := w.open[0]
	if len(w.open) != 1 || after.State != situation.Active || !same(before.Window, after.Window) || after.Title != before.Title {
		t.Errorf("after the denial: %s %v %q", after.State, after.Window, after.Title)
	}
}

// The word of another authority widens an anchored window; a relay does not.
func TestOnlyOfficialWordsWiden(t *testing.T) {
	w := &world{j: joiner(t), now: st.Day(8).Add(12 * time.Hour)}
	w.hear(t, st.Embassy())
	anchored := w.open[0].Window
	w.hear(t, st.Brief())
	for _, e := range st.Echoes() {
		w.hear(t, e)
	}
	if !same(w.open[0].Window, anchored) {
		t.Fatalf("relays moved the window to %v", w.open[0].Window)
	}
	e := st.Threat(9, st.Moscow, "French Foreign Ministry")
	w.hear(t, st.Told("france", "French Foreign Ministry", "", reading.Independent, "", st.OnDay(9), e))
	if _, to := w.open[0].Window.Hull(); !to.Equal(st.Day(12)) {
		t.Errorf("an independent word of 9 March gives an end of %v, want %v", to, st.Day(12))
	}
	e = st.Threat(9, st.Moscow, "U.S. Embassy")
	e.Times = []reading.Time{{Role: reading.Expires, Evidence: st.Evidence()}}
	w.hear(t, st.Told("further", "U.S. Embassy", "", reading.Origin, "", st.OnDay(9), e))
	if !w.open[0].Window.To.Open() || w.open[0].Window.From.Open() {
		t.Errorf("until further notice gives %v", w.open[0].Window)
	}
	if got := len(w.open[0].Voices()); got != 2 {
		t.Errorf("%d voices, want the US and France", got)
	}
}

// The geometry that a CAP alert draws is the situation's area, not the outline of the place it names.
func TestOwnGeometryWins(t *testing.T) {
	circle := geo.Area{Circles: []geo.Circle{{Center: st.Krasnogorsk.Point, Radius: 5000}}}
	told := st.Embassy()
	told.Report.Events[0].Places[0].Area = &circle
	w := &world{j: joiner(t), now: st.Day(8)}
	w.hear(t, told)
	if s := w.open[0]; !s.Area.Contains(st.Krasnogorsk.Point) || s.Area.Contains(st.Moscow.Point) {
		t.Errorf("area: %+v", s.Area)
	}
}

// One voice has many names; two voices that sound alike are two.
func TestOneVoiceManyNames(t *testing.T) {
	j := joiner(t)
	key := func(name string, issuers ...reading.Named) string {
		e := st.Threat(8, st.Moscow, name)
		e.Issuers = issuers
		told := st.Told("x", name, "", reading.Independent, "", st.OnDay(8), e)
		s, err := j.Open("sit", told, 0, nil, "", st.Day(8))
		if err != nil {
			t.Fatal(err)
		}
		return s.Members[0].Key
	}
	for want, names := range map[string][]string{
		"state:US": {"U.S. Embassy in Russia", "US Embassy Moscow", "the American embassy", "United States", "United States of America", "U.S. State Department", "Department of State", "U.S. Consulate General Karachi"},
		"state:GB": {"UK Foreign Office", "Foreign, Commonwealth & Development Office", "FCDO", "Britain", "British Embassy", "the United Kingdom"},
		"state:LV": {"Latvian Foreign Ministry", "Embassy of Latvia in Moscow", "Latvia"},
		"state:DE": {"German Federal Foreign Office", "Auswärtiges Amt"},
		"state:AU": {"DFAT", "Smartraveller", "Australian Government"},
	} {
		for _, n := range names {
			if got := key(n); got != want {
				t.Errorf("%q is %s, want %s", n, got, want)
			}
		}
	}
	for _, n := range []string{"State Security Agency", "Department of State Services", "FSB", "The Moscow Times", "Swedish Security Service"} {
		if got := key(n); strings.HasPrefix(got, "state:") {
			t.Errorf("%q is %s, a government's voice", n, got)
		}
	}
	if got := key("Department of Foreign Affairs", reading.Named{Name: "Department of Foreign Affairs", Country: "IE"}); got != "state:IE" {
		t.Errorf("the issuer's country was not used: %s", got)
	}
}

// A denial without a place, told in the report of the threat, stays with that threat.
func TestDenialInTheSameReport(t *testing.T) {
	told := st.Embassy()
	told.Report.Events = append(told.Report.Events, reading.Event{Type: reading.Threat, Stage: reading.NoStage, Trigger: st.Evidence()})
	w := &world{j: joiner(t), now: st.Day(8)}
	if got := w.hear(t, told); len(w.open) != 1 || len(w.open[0].Members) != 2 {
		t.Errorf("%d situations: %+v", len(w.open), got)
	}
	if got := situation.Countries(told.Report, 1); !slices.Equal(got, []string{"RU"}) {
		t.Errorf("the denial is looked for in %v", got)
	}
}

// While only relays are known the earliest of them stands for the origin, whichever arrived first; one that gives dates of its
// own comes before those that count from their day.
func TestTheEarliestRelayStandsIn(t *testing.T) {
	relay := func(name string, day int) situation.Told {
		return st.Told(name, "", "Paper "+name, reading.Relay, "U.S. Embassy", st.OnDay(day), st.Threat(day, st.Moscow, "U.S. Embassy"))
	}
	dated := relay("dated", 10)
	dated.Report.Events[0].Times[0].Relative = false
	dated.Report.Events[0].Times[0].Interval = when.Interval{From: when.At(st.Day(8)), To: when.At(st.Day(10))}
	for _, order := range [][]situation.Told{{relay("a", 8), relay("b", 9)}, {relay("b", 9), relay("a", 8)}} {
		w := &world{j: joiner(t), now: st.Day(9)}
		for _, told := range order {
			w.hear(t, told)
		}
		if from, to := w.open[0].Window.Hull(); len(w.open) != 1 || !from.Equal(st.Day(7)) || !to.Equal(st.Day(11)) {
			t.Errorf("%d situations, window %v to %v", len(w.open), from, to)
		}
		w.hear(t, dated)
		if from, to := w.open[0].Window.Hull(); !from.Equal(st.Day(8)) || !to.Equal(st.Day(10)) || w.open[0].Anchored {
			t.Errorf("with dates: window %v to %v", from, to)
		}
	}
}
