package pages

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

var msk = time.FixedZone("MSK", 3*3600)

func at(day, hour int) time.Time { return time.Date(2024, 3, day, hour, 0, 0, 0, msk) }

func TestWindow(t *testing.T) {
	day := func(d int) when.Instant { return when.Instant{Earliest: at(d, 0), Latest: at(d+1, 0)} }
	for _, c := range []struct {
		v    when.Interval
		want string
	}{
		{when.Interval{}, "no window known"},
		{when.Interval{From: day(7), To: day(9)}, "begins some time on 7 Mar; ends some time on 9 Mar (MSK)"},
		{when.Interval{From: when.At(at(7, 18)), To: when.At(at(9, 18))}, "begins 7 Mar 18:00; ends 9 Mar 18:00 (MSK)"},
		{when.Interval{From: when.At(at(7, 18))}, "from 7 Mar 18:00, no end known"},
		{when.Interval{To: when.At(at(9, 18))}, "until 9 Mar 18:00"},
		{when.Interval{From: when.Instant{Earliest: at(7, 3), Latest: at(7, 20)}, To: day(9)}, "begins between 7 Mar 03:00 and 7 Mar 20:00; ends some time on 9 Mar (MSK)"},
		{when.Interval{From: when.Instant{Latest: at(7, 20)}, To: when.Instant{Earliest: at(9, 1)}}, "begins at the latest 7 Mar 20:00; ends not before 9 Mar 01:00 (UTC)"},
	} {
		if got := Window(c.v, msk); !strings.HasPrefix(got, strings.TrimSuffix(c.want, " (UTC)")) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if got := Issued(when.Interval{From: when.At(at(7, 0)), To: when.At(at(8, 0))}, msk); got != "7 Mar 2024" {
		t.Errorf("a day of issue is %q", got)
	}
}

func TestCount(t *testing.T) {
	for want, got := range map[string]string{
		"1 person": Count(1, "person"), "12,345 people": Count(12345, "person"), "2 countries": Count(2, "country"), "0 voices": Count(0, "voice"), "-1,000": Thousands(-1000), "100": Thousands(100),
		"just now": Ago(at(7, 0), at(7, 0)), "3 hours ago": Ago(at(7, 0), at(7, 3)), "in 2 days": Ago(at(9, 0), at(7, 0)), "never": Ago(time.Time{}, at(7, 0)),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestAreaText: an area survives being shown in the editor, digit for digit.
func TestAreaText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		point := rapid.Custom(func(t *rapid.T) geo.Point {
			return geo.Point{Lat: rapid.Float64Range(-90, 90).Draw(t, "lat"), Lon: rapid.Float64Range(-180, 180).Draw(t, "lon")}
		})
		ring := rapid.Custom(func(t *rapid.T) geo.Ring { return rapid.SliceOfN(point, 1, 6).Draw(t, "ring") })
		var a geo.Area
		for range rapid.IntRange(0, 2).Draw(t, "circles") {
			// Kilometres are shown: a radius whose thousandth does not come back exactly keeps its value through the unchanged text.
			a.Circles = append(a.Circles, geo.Circle{Center: point.Draw(t, "centre"), Radius: float64(rapid.IntRange(1, 1_000_000).Draw(t, "metres"))})
		}
		for range rapid.IntRange(0, 2).Draw(t, "polygons") {
			p := geo.Polygon{Outer: ring.Draw(t, "outer")}
			if rapid.Bool().Draw(t, "hole") {
				p.Holes = []geo.Ring{ring.Draw(t, "hole")}
			}
			a.Polygons = append(a.Polygons, p)
		}
		same, err := ParseArea(strings.ReplaceAll(AreaText(a), "\n", "\r\n"), a)
		if err == nil && len(a.Circles)+len(a.Polygons) > 0 {
			same, err = ParseArea(AreaText(a), geo.Area{})
		}
		if err != nil {
			t.Fatal(err)
		}
		near := cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(x)) })
		if d := cmp.Diff(a, same, near); d != "" {
			t.Fatal(d)
		}
	})
	for _, bad := range []string{"square 1,2", "circle 1,2", "circle 1,2 x", "circle 1,2 -5", "circle 1,2 NaN", "polygon 1;2", "hole 1,2", "polygon 1,2,3 x,y"} {
		if _, err := ParseArea(bad, geo.Area{}); err == nil {
			t.Errorf("%q is taken for an area", bad)
		}
	}
}

func TestDiff(t *testing.T) {
	old := warning.Content{Event: "Threat", Texts: []warning.Text{{Lang: "en", Hazard: "one\ntwo\nthree"}}}
	now := old
	now.Texts = []warning.Text{{Lang: "en", Hazard: "one\n2\nthree"}}
	var got []string
	for _, l := range Diff(old, now) {
		if l.Op != ' ' {
			got = append(got, string(l.Op)+l.Text)
		}
	}
	if d := cmp.Diff([]string{"-en hazard: two", "+en hazard: 2"}, got); d != "" {
		t.Error(d)
	}
	if len(Diff(old, old)) != 0 {
		t.Error("a content differs from itself")
	}
}

// TestMarked: every value's words are marked, each field's first mark is its anchor, and what lies beyond the part shown is
// told as not shown.
func TestMarked(t *testing.T) {
	raw := []byte("Embassy <warns> of attacks in Moscow on Friday." + strings.Repeat(" x", Shown))
	ev := func(a, b int) []reading.Evidence { return []reading.Evidence{{Start: a, End: b}} }
	r := reading.Report{Kind: "news", Events: []reading.Event{{Type: reading.Threat, Trigger: ev(8, 15),
		Places:  []reading.PlaceAt{{Name: "Moscow", Role: reading.Target, Evidence: append(ev(30, 36), ev(0, 7)...)}},
		Targets: []reading.Named{{Name: "far", Evidence: ev(Shown+10, Shown+12)}}}}}
	groups := Fields(r, nil)
	text, cut := Marked(raw, groups)
	if !cut {
		t.Error("a long document is not cut")
	}
	anchors := map[int]int{}
	for _, s := range text {
		for _, n := range s.Anchor {
			anchors[n]++
		}
	}
	for _, g := range groups {
		for _, f := range g.Fields {
			want := f.Value != "far" && len(f.Spans) > 0
			if f.Shown != want || (anchors[f.N] == 1) != want {
				t.Errorf("field %d %s %q: shown %v, %d anchors", f.N, f.Label, f.Value, f.Shown, anchors[f.N])
			}
		}
	}
	if !strings.Contains(text[2].Text, "<warns>") || text[2].Class != "what" {
		t.Errorf("the trigger is not marked: %+v", text[:4])
	}
}

// FuzzDraw: whatever the windows and shapes, the drawings are finite and inside their frame.
func FuzzDraw(f *testing.F) {
	f.Add(int64(1709769600), int64(1709856000), int64(1709942400), int64(0), int64(1709800000), 55.7, 37.6, 30.0)
	f.Add(int64(0), int64(0), int64(0), int64(0), int64(0), 89.9, 179.9, 9000.0)
	f.Fuzz(func(t *testing.T, a, b, c, d, now int64, lat, lon, km float64) {
		moment := func(s int64) time.Time {
			if s == 0 {
				return time.Time{}
			}
			return time.Unix(s%(1<<34), 0)
		}
		v := when.Interval{From: when.Instant{Earliest: moment(a), Latest: moment(b)}, To: when.Instant{Earliest: moment(c), Latest: moment(d)}}
		tl := Draw(situation.Situation{Window: v, Members: []situation.Member{{Voice: "x", Window: v}}}, moment(now), msk)
		for _, bar := range tl.Bars {
			if math.IsNaN(bar.HullX+bar.HullW+bar.CoreX+bar.CoreW) || bar.HullX < 0 {
				t.Fatalf("%+v", bar)
			}
		}
		if len(tl.Ticks) > 40 {
			t.Fatalf("%d ticks", len(tl.Ticks))
		}
		area := geo.Area{Circles: []geo.Circle{{Center: geo.Point{Lat: lat, Lon: lon}, Radius: km * 1000}}}
		if area.Validate() != nil {
			return
		}
		m := DrawMap(area, []Mark{{Name: "x", Point: geo.Point{Lat: lat, Lon: lon}}})
		if m.Width != 480 || !(m.Height > 0 && m.Height < 500) {
			t.Fatalf("%v by %v", m.Width, m.Height)
		}
	})
}

// The item page marks what a model proposed, and shows what was dropped and why.
func TestAssistIsShown(t *testing.T) {
	r := reading.Report{Events: []reading.Event{{Type: reading.Threat, Stage: reading.Threatened, Trigger: []reading.Evidence{{Start: 0, End: 6}},
		Actors: []reading.Named{{Name: "Grey Lanterns", Evidence: []reading.Evidence{{Start: 10, End: 23, By: reading.ByAssist}}}}}},
		Assist: &reading.Assist{Model: "m1", Kept: []reading.Proposed{{Event: 1, Field: "actor", Value: "Grey Lanterns"}},
			Dropped: []reading.Proposed{{Event: 1, Field: "place", Value: "Tartu", Quote: "in Tartu", Why: "it stands nowhere"}}}}
	var all strings.Builder
	for _, g := range Fields(r, nil) {
		fmt.Fprintln(&all, g.Head)
		for _, f := range g.Fields {
			fmt.Fprintln(&all, f.Label+": "+f.Value)
		}
	}
	for _, want := range []string{"actor (proposed by a model): Grey Lanterns\n", "What the model m1 proposed\n", "kept for event 1: actor: \"Grey Lanterns\"\n", "dropped for event 1: place: \"Tartu\", quoting \"in Tartu\": it stands nowhere\n"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("lacks %q:\n%s", want, all.String())
		}
	}
}
