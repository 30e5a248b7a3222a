package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store"
)

func somePeople(n int) []roster.Person {
	out := make([]roster.Person, n)
	for i := range out {
		out[i] = roster.Person{Ref: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("Person %04d", i), Nationalities: []string{"US"}, Lang: "en",
			Email: fmt.Sprintf("p%d@example.org", i), Webhook: "https://example.org/" + fmt.Sprint(i)}
	}
	return out
}

func day(month time.Month, d int) time.Time {
	return time.Date(2024, month, d, 0, 0, 0, 0, time.FixedZone("MSK", 3*3600)).UTC()
}

var (
	moscow      = geo.Point{Lat: 55.7558, Lon: 37.6173}
	krasnogorsk = geo.Point{Lat: 55.8259, Lon: 37.3896} // the concert hall
	petersburg  = geo.Point{Lat: 59.9386, Lon: 30.3141}
	helsinki    = geo.Point{Lat: 60.1695, Lon: 24.9354}
	// moscowArea is a coarse outline of the city: the ring road is its western edge.
	moscowArea = geo.Area{Polygons: []geo.Polygon{{Outer: geo.Ring{{Lat: 55.57, Lon: 37.42}, {Lat: 55.57, Lon: 37.84}, {Lat: 55.91, Lon: 37.84},
		{Lat: 55.91, Lon: 37.42}, {Lat: 55.57, Lon: 37.42}}}}}
)

func moscowQuery() roster.Query {
	return roster.Query{Area: moscowArea, Name: "Moscow", Countries: []string{"RU"}, From: day(3, 7), To: day(3, 10),
		Rule: roster.Rule{Nationalities: []string{"US"}, Grades: []roster.Grade{roster.In, roster.Near}, Margin: roster.DefaultMargin}}
}

func stay(person, ref, place string, at geo.Point, country string, from, to time.Time) roster.StayRow {
	return roster.StayRow{PersonRef: person, Stay: roster.Stay{Ref: ref, Place: place, Point: at, Country: country, Zone: "Europe/Moscow", From: from, To: to}}
}

// importer has a House and an account that imports.
func importer(t *testing.T, fresh func(t *testing.T) *House) (*House, desk.Account) {
	h := fresh(t)
	return h, h.Account(desk.Admin)
}

func rosters(t *testing.T, fresh func(t *testing.T) *House) {
	t.Run("an import adds, changes and leaves the same alone", func(t *testing.T) {
		h, by := importer(t, fresh)
		people := somePeople(1000)
		if got := must(h.ImportPeople(h.Ctx, by, people))(t); got != (roster.Imported{New: 1000}) {
			t.Errorf("first %+v", got)
		}
		lines := h.Lines()
		if got := must(h.ImportPeople(h.Ctx, by, people))(t); got != (roster.Imported{Same: 1000}) {
			t.Errorf("again %+v", got)
		}
		if h.Lines() != lines {
			t.Error("an import that changed nothing is in the ledger")
		}
		people[500].Name = "Renamed"
		people = append(people[500:], roster.Person{Ref: "new", Name: "New"})
		if got := must(h.ImportPeople(h.Ctx, by, people))(t); got != (roster.Imported{New: 1, Changed: 1, Same: 499}) {
			t.Errorf("third %+v", got)
		}
		if c := must(h.RosterCounts(h.Ctx))(t); c.People != 1001 {
			t.Errorf("%+v", c)
		}
	})
	t.Run("stays, sites and gatherings come in by ref too", func(t *testing.T) {
		h, by := importer(t, fresh)
		must(h.ImportPeople(h.Ctx, by, somePeople(2)))(t)
		for i, want := range []roster.Imported{{New: 1}, {Same: 1}} {
			stays := []roster.StayRow{stay("p0", "s1", "Moscow", moscow, "RU", day(3, 6), day(3, 13))}
			sites := []roster.Site{{Ref: "x1", Name: "Office", Place: "Moscow", Point: moscow, Country: "RU", Capacity: 50, Email: "office@example.org"}}
			gats := []roster.Gathering{{Ref: "g1", Name: "Concert", Kind: "concert", Place: "Krasnogorsk", Point: krasnogorsk, Country: "RU",
				From: day(3, 9), To: day(3, 10), Expected: 6000, Email: "hall@example.org"}}
			if got := must(h.ImportStays(h.Ctx, by, stays))(t); got != want {
				t.Errorf("%d: stays %+v", i, got)
			}
			if got := must(h.ImportSites(h.Ctx, by, sites))(t); got != want {
				t.Errorf("%d: sites %+v", i, got)
			}
			if got := must(h.ImportGatherings(h.Ctx, by, gats))(t); got != want {
				t.Errorf("%d: gatherings %+v", i, got)
			}
		}
		moved := stay("p1", "s1", "St Petersburg", petersburg, "RU", day(3, 6), time.Time{})
		if got := must(h.ImportStays(h.Ctx, by, []roster.StayRow{moved}))(t); got != (roster.Imported{Changed: 1}) {
			t.Errorf("moved %+v", got)
		}
		ms := must(h.MatchPeople(h.Ctx, moscowQuery()))(t)
		if len(ms) != 1 || ms[0].Person.Ref != "p1" || !ms[0].Stay.To.IsZero() || ms[0].Stay.Point != petersburg {
			t.Errorf("%+v", ms)
		}
		if c := must(h.RosterCounts(h.Ctx))(t); c != (roster.Counts{People: 2, Stays: 1, Sites: 1, Gatherings: 1}) {
			t.Errorf("%+v", c)
		}
	})
	t.Run("one unknown person, and no stay is imported", func(t *testing.T) {
		h, by := importer(t, fresh)
		must(h.ImportPeople(h.Ctx, by, somePeople(1)))(t)
		rows := []roster.StayRow{stay("p0", "s1", "Moscow", moscow, "RU", day(3, 6), day(3, 13)), stay("p7", "s2", "Moscow", moscow, "RU", day(3, 6), day(3, 13))}
		rows[1].Line = 3
		_, err := h.ImportStays(h.Ctx, by, rows)
		var refused *roster.RefusedError
		if !errors.As(err, &refused) || len(refused.Lines) != 1 || refused.Lines[0].Line != 3 || refused.Lines[0].Column != "person" || refused.Lines[0].Value != "p7" {
			t.Errorf("%v", err)
		}
		if strings.Contains(err.Error(), "p7") {
			t.Error("the error for the log holds the value")
		}
		if c := must(h.RosterCounts(h.Ctx))(t); c.Stays != 0 {
			t.Errorf("%+v", c)
		}
	})
	t.Run("only those with the right import", func(t *testing.T) {
		h := fresh(t)
		for role, want := range map[desk.Role]bool{desk.Duty: true, desk.Admin: true, desk.Viewer: false, desk.Approver: false} {
			_, err := h.ImportPeople(h.Ctx, h.Account(role), somePeople(1))
			if want != (err == nil) || !want && !errors.Is(err, store.ErrDenied) {
				t.Errorf("%s: %v", role, err)
			}
		}
	})
	t.Run("people match in grades, with reasons in words", func(t *testing.T) {
		h, by := importer(t, fresh)
		people := somePeople(9)
		people[3].Nationalities = []string{"FR", "US"}
		people[4].Nationalities = []string{"FR"}
		people[5].Nationalities = nil
		must(h.ImportPeople(h.Ctx, by, people))(t)
		must(h.ImportStays(h.Ctx, by, []roster.StayRow{
			stay("p0", "s0", "Moscow", moscow, "RU", day(3, 6), day(3, 13)),
			stay("p1", "s1", "Krasnogorsk", krasnogorsk, "RU", day(2, 28), day(3, 13)),
			stay("p2", "s2", "St Petersburg", petersburg, "RU", day(3, 8), day(3, 9)),
			stay("p3", "s3", "Hotel X, Moscow", moscow, "RU", day(3, 9), time.Time{}),
			stay("p4", "s4", "Moscow", moscow, "RU", day(3, 6), day(3, 13)),
			stay("p5", "s5", "", moscow, "RU", day(3, 6), day(3, 13)),
			stay("p6", "s6", "Helsinki", helsinki, "FI", day(3, 6), day(3, 13)),
			stay("p7", "s7", "Moscow", moscow, "RU", day(3, 1), day(3, 7)),   // gone when the window opens
			stay("p8", "s8", "Moscow", moscow, "RU", day(3, 10), day(3, 12)), // comes when it has closed
		}))(t)
		ms := must(h.MatchPeople(h.Ctx, moscowQuery()))(t)
		var got []string
		for _, m := range ms {
			got = append(got, fmt.Sprintf("%s %s %t: %s", m.Person.Ref, m.Grade, m.Warned, m.Reason))
		}
		want := []string{
			"p0 in true: in Moscow 6-12 March; US citizen",
			"p3 in true: in Hotel X, Moscow since 9 March; US citizen",
			"p4 in false: in Moscow 6-12 March; FR citizen, not addressed",
			"p5 in false: in Moscow 6-12 March; nationality not known, not addressed",
			"p1 near true: near Moscow (Krasnogorsk, 2 km outside) 28 February-12 March; US citizen",
			"p2 country false: in Russia (St Petersburg) 8 March; US citizen",
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		if r := roster.ReachOf(moscowQuery().Rule, ms); r != (roster.Reach{In: 4, Near: 1, Country: 1, Warned: 3, NotAddressed: 2, Unknown: 1}) {
			t.Errorf("%+v", r)
		}
	})
	t.Run("a person with several stays matches once: the closest, then the earliest", func(t *testing.T) {
		h, by := importer(t, fresh)
		must(h.ImportPeople(h.Ctx, by, somePeople(2)))(t)
		must(h.ImportStays(h.Ctx, by, []roster.StayRow{
			stay("p0", "a", "St Petersburg", petersburg, "RU", day(3, 6), day(3, 8)),
			stay("p0", "b", "Krasnogorsk", krasnogorsk, "RU", day(3, 6), day(3, 8)),
			stay("p0", "c", "Moscow", moscow, "RU", day(3, 9), day(3, 10)),
			stay("p0", "d", "Moscow", moscow, "RU", day(3, 8), day(3, 10)),
			stay("p1", "e", "St Petersburg", petersburg, "RU", day(3, 6), day(3, 8)),
		}))(t)
		ms := must(h.MatchPeople(h.Ctx, moscowQuery()))(t)
		if len(ms) != 2 || ms[0].Stay.Ref != "d" || ms[0].Grade != roster.In || ms[1].Stay.Ref != "e" {
			t.Errorf("%+v", ms)
		}
	})
	t.Run("a window without ends takes every stay", func(t *testing.T) {
		h, by := importer(t, fresh)
		must(h.ImportPeople(h.Ctx, by, somePeople(3)))(t)
		must(h.ImportStays(h.Ctx, by, []roster.StayRow{
			stay("p0", "a", "Moscow", moscow, "RU", day(1, 1), day(1, 2)),
			stay("p1", "b", "Moscow", moscow, "RU", day(12, 1), day(12, 2)),
			stay("p2", "c", "Moscow", moscow, "RU", day(3, 1), time.Time{}),
		}))(t)
		for _, c := range []struct {
			from, to time.Time
			want     int
		}{{time.Time{}, time.Time{}, 3}, {day(3, 7), time.Time{}, 2}, {time.Time{}, day(3, 7), 2}, {day(1, 2), day(12, 1), 1}, {time.Time{}, day(1, 1), 0}} {
			q := moscowQuery()
			q.From, q.To = c.from, c.to
			if ms := must(h.MatchPeople(h.Ctx, q))(t); len(ms) != c.want {
				t.Errorf("[%v, %v): %d matches, want %d", c.from, c.to, len(ms), c.want)
			}
		}
	})
	t.Run("sites and gatherings match by the same rule", func(t *testing.T) {
		h, by := importer(t, fresh)
		must(h.ImportSites(h.Ctx, by, []roster.Site{
			{Ref: "a", Name: "Office", Place: "Moscow", Point: moscow, Country: "RU", Capacity: 50},
			{Ref: "b", Name: "Crocus City Hall", Place: "Krasnogorsk", Point: krasnogorsk, Country: "RU", Capacity: 7000},
			{Ref: "c", Name: "Consulate", Place: "St Petersburg", Point: petersburg, Country: "RU"},
			{Ref: "d", Name: "School", Place: "Helsinki", Point: helsinki, Country: "FI"},
		}))(t)
		must(h.ImportGatherings(h.Ctx, by, []roster.Gathering{
			{Ref: "a", Name: "Concert", Kind: "concert", Place: "Krasnogorsk", Point: krasnogorsk, Country: "RU", Zone: "Europe/Moscow", From: day(3, 9), To: day(3, 10), Expected: 6000},
			{Ref: "b", Name: "Later", Kind: "concert", Place: "Krasnogorsk", Point: krasnogorsk, Country: "RU", From: day(3, 22), To: day(3, 23)},
			{Ref: "c", Name: "Service", Kind: "service", Place: "Moscow", Point: moscow, Country: "RU", Zone: "Europe/Moscow", From: day(3, 8), To: day(3, 9)},
		}))(t)
		var got []string
		for _, m := range must(h.MatchSites(h.Ctx, moscowQuery()))(t) {
			got = append(got, fmt.Sprintf("%s %s: %s", m.Site.Name, m.Grade, m.Reason))
		}
		for _, m := range must(h.MatchGatherings(h.Ctx, moscowQuery()))(t) {
			got = append(got, fmt.Sprintf("%s %s: %s", m.Gathering.Name, m.Grade, m.Reason))
		}
		want := []string{
			"Office in: in Moscow; holds 50 people",
			"Crocus City Hall near: near Moscow (Krasnogorsk, 2 km outside); holds 7000 people",
			"Consulate country: in Russia (St Petersburg)",
			"Service in: in Moscow 8 March",
			"Concert near: near Moscow (Krasnogorsk, 2 km outside) 9 March; 6000 people expected",
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	})
	t.Run("SQL finds exactly those that the domain's own rule finds", func(t *testing.T) {
		h, by := importer(t, fresh)
		rng := rand.New(rand.NewPCG(7, 11))
		people := somePeople(4000)
		must(h.ImportPeople(h.Ctx, by, people))(t)
		rows := make([]roster.StayRow, len(people))
		for i := range rows {
			// Thick along the edges of the area and of its margin, and at the antimeridian.
			p := geo.Point{Lat: 55.5 + rng.Float64()*0.6, Lon: 37.0 + rng.Float64()*1.2}
			if i%10 == 0 {
				p = geo.Point{Lat: -17 + rng.Float64()*2, Lon: 179 + rng.Float64()*2}
				if p.Lon > 180 {
					p.Lon -= 360
				}
			}
			from := day(3, 1).Add(time.Duration(rng.IntN(14*24)) * time.Hour)
			rows[i] = stay(people[i].Ref, fmt.Sprint(i), "x", p, []string{"RU", "FJ", "FI"}[rng.IntN(3)], from, from.Add(time.Duration(1+rng.IntN(100))*time.Hour))
		}
		must(h.ImportStays(h.Ctx, by, rows))(t)
		circle := geo.Area{Circles: []geo.Circle{{Center: moscow, Radius: 12_345}}}
		fiji := geo.Area{Polygons: []geo.Polygon{{Outer: geo.Ring{{Lat: -16.7, Lon: 179.5}, {Lat: -16.7, Lon: -179.6}, {Lat: -15.5, Lon: -179.6}, {Lat: -15.5, Lon: 179.5}, {Lat: -16.7, Lon: 179.5}}}}}
		for name, area := range map[string]geo.Area{"polygon": moscowArea, "circle": circle, "antimeridian": fiji, "union": moscowArea.Union(fiji), "none": {}} {
			for _, margin := range []float64{0, 3000, 25_000} {
				q := moscowQuery()
				q.Area, q.Rule.Margin, q.Countries = area, margin, []string{"FJ"}
				m := roster.NewMatcher(q)
				var want, got []string
				for i, r := range rows {
					grade := roster.Grade("")
					switch d := area.DistanceM(r.Point); {
					case area.Contains(r.Point):
						grade = roster.In
					case margin > 0 && d <= margin:
						grade = roster.Near
					case r.Country == "FJ":
						grade = roster.Country
					}
					if grade != "" && r.From.Before(q.To) && r.To.After(q.From) {
						want = append(want, people[i].Ref+" "+string(grade))
					}
					if g := m.Grade(r.Point, r.Country); g != grade {
						t.Errorf("%s: domain says %q of %v, the area %q", name, g, r.Point, grade)
					}
				}
				for _, x := range must(h.MatchPeople(h.Ctx, q))(t) {
					got = append(got, x.Person.Ref+" "+string(x.Grade))
				}
				slices.Sort(want)
				slices.Sort(got)
				if name != "none" && len(want) < 50 {
					t.Errorf("%s: only %d expected: the test says little", name, len(want))
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s, margin %.0f: %s", name, margin, d)
				}
			}
		}
	})
	for what, act := range map[string]func(h *House) error{
		"ImportPeople": func(h *House) error { return second(h.ImportPeople(h.Ctx, desk.System, somePeople(500))) },
		"ImportSites":  func(h *House) error { return second(h.ImportSites(h.Ctx, desk.System, []roster.Site{{Ref: "x"}})) },
		"ImportGatherings": func(h *House) error {
			return second(h.ImportGatherings(h.Ctx, desk.System, []roster.Gathering{{Ref: "x"}}))
		},
		"ImportStays": func(h *House) error {
			var rows []roster.StayRow
			for i := range 500 {
				rows = append(rows, stay(fmt.Sprintf("p%d", i), fmt.Sprint(i), "Moscow", moscow, "RU", day(3, 6), day(3, 9)))
			}
			return second(h.ImportStays(h.Ctx, desk.System, rows))
		},
	} {
		before := roster.Counts{}
		EveryStep(t, fresh, what, func(h *House) {
			if what == "ImportStays" {
				must(h.ImportPeople(h.Ctx, desk.System, somePeople(500)))(t)
			}
			before = must(h.RosterCounts(h.Ctx))(t)
		}, act, func(h *House, want bool) {
			if c := must(h.RosterCounts(h.Ctx))(t); (c != before) != want {
				h.t.Errorf("%+v, want changed: %t", c, want)
			}
			h.Lines()
		})
	}
}
