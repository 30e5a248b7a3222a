package roster

import (
	"math"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

var city = geo.Area{Polygons: []geo.Polygon{{Outer: geo.Ring{{Lat: 55.5, Lon: 37}, {Lat: 55.5, Lon: 38}, {Lat: 56, Lon: 38}, {Lat: 56, Lon: 37}, {Lat: 55.5, Lon: 37}}}}}

func at(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, s+":00Z")
	if err != nil {
		panic(err)
	}
	return t
}

func TestGrades(t *testing.T) {
	for _, c := range []struct {
		what    string
		margin  float64
		p       geo.Point
		country string
		want    Grade
	}{
		{"inside", 10_000, geo.Point{Lat: 55.75, Lon: 37.5}, "RU", In},
		{"on the edge", 10_000, geo.Point{Lat: 55.75, Lon: 37}, "RU", In},
		{"on a corner, without margin", 0, geo.Point{Lat: 56, Lon: 38}, "", In},
		{"5 km outside", 10_000, geo.Point{Lat: 55.75, Lon: 36.92}, "RU", Near},
		{"5 km outside, other country", 10_000, geo.Point{Lat: 55.75, Lon: 36.92}, "BY", Near},
		{"11 km outside", 10_000, geo.Point{Lat: 56.1, Lon: 37.5}, "RU", Country},
		{"5 km outside, no margin", 0, geo.Point{Lat: 55.75, Lon: 36.92}, "RU", Country},
		{"5 km outside, no margin, other country", 0, geo.Point{Lat: 55.75, Lon: 36.92}, "BY", ""},
		{"margin that is no number", math.NaN(), geo.Point{Lat: 55.75, Lon: 36.92}, "BY", ""},
		{"margin beyond the limit", 1e9, geo.Point{Lat: 58.5, Lon: 37.5}, "", ""},
		{"within the limit", 1e9, geo.Point{Lat: 57.7, Lon: 37.5}, "", Near},
		{"the other side of the earth", 10_000, geo.Point{Lat: -55.75, Lon: -142.5}, "", ""},
		{"no point, right country", 10_000, geo.Point{Lat: math.NaN(), Lon: 0}, "RU", Country},
		{"no country", 10_000, geo.Point{Lat: 10, Lon: 10}, "", ""},
	} {
		m := NewMatcher(Query{Area: city, Countries: []string{"RU"}, Rule: Rule{Margin: c.margin}})
		if got := m.Grade(c.p, c.country); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestWindowsOverlapHalfOpen(t *testing.T) {
	for _, c := range []struct {
		from, to, qFrom, qTo string
		want                 bool
	}{
		{"2024-03-06T00:00", "2024-03-08T00:00", "2024-03-07T00:00", "2024-03-09T00:00", true},
		{"2024-03-06T00:00", "2024-03-07T00:00", "2024-03-07T00:00", "2024-03-09T00:00", false},
		{"2024-03-09T00:00", "2024-03-10T00:00", "2024-03-07T00:00", "2024-03-09T00:00", false},
		{"2024-03-08T23:59", "2024-03-10T00:00", "2024-03-07T00:00", "2024-03-09T00:00", true},
		{"2024-03-01T00:00", "", "2024-03-07T00:00", "2024-03-09T00:00", true},
		{"2024-03-09T00:00", "", "2024-03-07T00:00", "2024-03-09T00:00", false},
		{"2024-03-01T00:00", "2024-03-02T00:00", "", "2024-03-09T00:00", true},
		{"2024-03-01T00:00", "2024-03-02T00:00", "2024-03-07T00:00", "", false},
		{"2024-03-01T00:00", "2024-03-02T00:00", "", "", true},
	} {
		m := NewMatcher(Query{Area: city, From: at(c.qFrom), To: at(c.qTo)})
		if got := m.Overlaps(at(c.from), at(c.to)); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
		// The bounds that SQL gets say the same.
		lo, hi := m.Window()
		from, to := at(c.from).UnixMicro(), int64(math.MaxInt64)
		if c.to != "" {
			to = at(c.to).UnixMicro()
		}
		if got := from < hi && to > lo; got != c.want {
			t.Errorf("%+v in SQL: %t", c, got)
		}
	}
}

func TestReasonsNameDaysInTheZoneOfThePlace(t *testing.T) {
	us := Person{Nationalities: []string{"US"}}
	for _, c := range []struct {
		from, to, zone string
		want           string
	}{
		{"2024-03-05T21:00", "2024-03-12T21:00", "Europe/Moscow", "in X 6-12 March"},
		{"2024-03-05T21:00", "2024-03-06T21:00", "Europe/Moscow", "in X 6 March"},
		{"2024-03-06T09:00", "2024-03-06T12:00", "Europe/Moscow", "in X 6 March"},
		{"2024-02-27T21:00", "2024-03-03T21:00", "Europe/Moscow", "in X 28 February-3 March"},
		{"2023-12-29T21:00", "2024-01-02T21:00", "Europe/Moscow", "in X 30 December 2023-2 January 2024"},
		{"2023-03-05T21:00", "2023-03-12T21:00", "Europe/Moscow", "in X 6-12 March 2023"},
		{"2024-03-05T21:00", "", "Europe/Moscow", "in X since 6 March"},
		{"2023-03-05T21:00", "", "Europe/Moscow", "in X since 6 March 2023"},
		{"2024-03-06T00:00", "2024-03-13T00:00", "", "in X 6-12 March"},
		{"2024-03-06T00:00", "2024-03-13T00:00", "No/Such", "in X 6-12 March"},
		{"2024-03-06T00:00", "2024-03-06T00:00", "", "in X 6 March"},
	} {
		m := NewMatcher(Query{Area: city, From: at("2024-03-07T00:00"), Rule: Rule{Everyone: true}})
		if got := m.Reason(us, Stay{Place: "X", From: at(c.from), To: at(c.to), Zone: c.zone}, In); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestReasonsSayHowFarAndWhy(t *testing.T) {
	stay := Stay{Place: "X", Point: geo.Point{Lat: 55.75, Lon: 36.92}, Country: "RU", From: at("2024-03-06T00:00"), To: at("2024-03-07T00:00")}
	q := Query{Area: city, Name: "Moscow", Countries: []string{"RU"}, From: at("2024-03-06T00:00"), Rule: Rule{Nationalities: []string{"US", "GB"}, Margin: 25_000}}
	for _, c := range []struct {
		nations []string
		place   string
		g       Grade
		want    string
	}{
		{[]string{"US"}, "X", In, "in X 6 March; US citizen"},
		{[]string{"RU", "GB"}, "", In, "in Moscow 6 March; GB citizen"},
		{[]string{"US"}, "X", Near, "near Moscow (X, 5 km outside) 6 March; US citizen"},
		{[]string{"US"}, "", Near, "near Moscow (5 km outside) 6 March; US citizen"},
		{[]string{"RU", "FR"}, "X", Country, "in Russia (X) 6 March; RU and FR citizen, not addressed"},
		{nil, "", Country, "in Russia 6 March; nationality not known, not addressed"},
	} {
		s := stay
		s.Place = c.place
		if got := NewMatcher(q).Reason(Person{Nationalities: c.nations}, s, c.g); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for m, want := range map[float64]string{3: "100 m", 149: "100 m", 449: "400 m", 501: "1 km", 1499: "1 km", 24_900: "25 km"} {
		if got := distance(m); got != want {
			t.Errorf("%v m: %s, want %s", m, got, want)
		}
	}
}

func TestTheRuleDecidesWhoIsWarned(t *testing.T) {
	stay := Stay{Point: geo.Point{Lat: 55.75, Lon: 37.5}, Country: "RU", From: at("2024-03-06T00:00")}
	for _, c := range []struct {
		rule    Rule
		nations []string
		want    bool
	}{
		{Rule{Everyone: true, Grades: []Grade{In}}, nil, true},
		{Rule{Everyone: true, Grades: []Grade{Near, Country}}, []string{"US"}, false},
		{Rule{Everyone: true}, []string{"US"}, false},
		{Rule{Nationalities: []string{"US"}, Grades: []Grade{In}}, []string{"US"}, true},
		{Rule{Nationalities: []string{"US"}, Grades: []Grade{In}}, []string{"FR", "US"}, true},
		{Rule{Nationalities: []string{"US"}, Grades: []Grade{In}}, []string{"FR"}, false},
		{Rule{Nationalities: []string{"US"}, Grades: []Grade{In}}, nil, false},
		{Rule{Grades: []Grade{In}}, []string{"US"}, false},
	} {
		m, ok := NewMatcher(Query{Area: city, Rule: c.rule}).Match(Person{Nationalities: c.nations}, stay)
		if !ok || m.Grade != In || m.Warned != c.want {
			t.Errorf("%+v, %v: %+v", c.rule, c.nations, m)
		}
	}
}

// Every point that the exact test puts in or near lies in a range, and one in an inner range is in.
func FuzzCandidate(f *testing.F) {
	f.Add(55.75, 36.92, 25_000.0)
	f.Add(56.0, 38.0, 0.0)
	f.Add(55.4999999, 37.5, 1.0)
	f.Fuzz(func(t *testing.T, lat, lon, margin float64) {
		p := geo.Point{Lat: lat, Lon: lon}
		m := NewMatcher(Query{Area: city, Rule: Rule{Margin: margin}})
		g := m.Grade(p, "")
		exact := Grade("")
		switch {
		case city.Contains(p):
			exact = In
		case margin > 0 && p.Valid() && city.DistanceM(p) <= math.Min(margin, MaxMargin):
			exact = Near
		}
		if g != exact {
			t.Fatalf("%v, margin %v: %q, exactly %q", p, margin, g, exact)
		}
	})
}
