package roster

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// MaxMargin is the widest metropolitan margin in metres.
const MaxMargin = 200_000

// maxRanges bounds the cell ranges of one query: more would cost more to look up than they save in exact tests.
const maxRanges = 64

// Matcher answers one Query: which ranges of cells to look in, and for each place found there its grade and the reason. It is
// made once and is safe for concurrent use.
type Matcher struct {
	q      Query
	margin float64
	area   *geo.Prepared
	ranges []geo.CellRange
	name   string
}

// NewMatcher prepares a query. The area must be valid (see geo.Area.Validate); an empty one matches by country only.
func NewMatcher(q Query) Matcher {
	m := Matcher{q: q, margin: q.Rule.Margin, area: geo.NewIndexed(q.Area), name: q.Name}
	if !(m.margin >= 0) {
		m.margin = 0
	}
	m.margin = math.Min(m.margin, MaxMargin)
	m.ranges = m.area.Cover(m.margin, maxRanges)
	if m.name == "" {
		m.name = "the area"
	}
	return m
}

// Ranges are the cells in which every place lies that is in or near the area, sorted, at most 64. A place of an Inner range
// is in.
func (m Matcher) Ranges() []geo.CellRange { return m.ranges }

// Countries are the countries of the area, each once.
func (m Matcher) Countries() []string {
	cs := slices.Clone(m.q.Countries)
	slices.Sort(cs)
	return slices.Compact(cs)
}

// Window is the query's time as two instants; an open end is the earliest or latest instant an SQL integer of microseconds
// can hold.
func (m Matcher) Window() (fromUS, toUS int64) {
	fromUS, toUS = math.MinInt64, math.MaxInt64
	if !m.q.From.IsZero() {
		fromUS = m.q.From.UnixMicro()
	}
	if !m.q.To.IsZero() {
		toUS = m.q.To.UnixMicro()
	}
	return fromUS, toUS
}

// Candidate says whether a place in a cell can be in or near, and whether it surely is in. It errs by at most a metre, on the
// side of yes, since a cell is a centimetre wide: Grade decides.
func (m Matcher) Candidate(c geo.Cell) (maybe, surelyIn bool) {
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].Hi >= c })
	if i == len(m.ranges) || c < m.ranges[i].Lo {
		return false, false
	}
	if m.ranges[i].Inner {
		return true, true
	}
	return m.area.Within(c.Point(), m.margin+1), false
}

// Grade is how a place lies to the area: in it or on its edge, near, in one of its countries, or no match ("").
func (m Matcher) Grade(p geo.Point, country string) Grade {
	if p.Valid() && !m.q.Area.Empty() {
		if maybe, in := m.Candidate(geo.CellOf(p)); in {
			return In
		} else if maybe {
			if m.area.Contains(p) {
				return In
			}
			if m.margin > 0 && m.area.Within(p, m.margin) {
				return Near
			}
		}
	}
	if country != "" && slices.Contains(m.q.Countries, country) {
		return Country
	}
	return ""
}

// Overlaps says whether [from, to) and the query's window have a moment in common; a zero time is an open end. A moment
// (from equal to to) counts when the window holds it.
func (m Matcher) Overlaps(from, to time.Time) bool {
	return (m.q.To.IsZero() || from.Before(m.q.To)) && (m.q.From.IsZero() || to.IsZero() || to.After(m.q.From))
}

// Match grades a stay. ok is false when the stay's place or time does not concern the query.
func (m Matcher) Match(p Person, s Stay) (match Match, ok bool) {
	if !m.Overlaps(s.From, s.To) {
		return Match{}, false
	}
	return m.match(p, s, m.Grade(s.Point, s.Country))
}

func (m Matcher) match(p Person, s Stay, g Grade) (Match, bool) {
	if g == "" {
		return Match{}, false
	}
	return Match{Person: p, Stay: s, Grade: g, Warned: m.warns(p, g), Reason: m.Reason(p, s, g)}, true
}

func (m Matcher) warns(p Person, g Grade) bool {
	return slices.Contains(m.q.Rule.Grades, g) && (m.q.Rule.Everyone || m.addressed(p) != "")
}

// addressed is the first of a person's nationalities that the rule names.
func (m Matcher) addressed(p Person) string {
	for _, n := range p.Nationalities {
		if slices.Contains(m.q.Rule.Nationalities, n) {
			return n
		}
	}
	return ""
}

// MatchSite grades a site, which is always there.
func (m Matcher) MatchSite(s Site) (SiteMatch, bool) {
	g := m.Grade(s.Point, s.Country)
	if g == "" {
		return SiteMatch{}, false
	}
	reason := m.where(g, s.Point, s.Place, s.Country)
	if s.Capacity > 0 {
		reason += fmt.Sprintf("; holds %d people", s.Capacity)
	}
	return SiteMatch{Site: s, Grade: g, Reason: reason}, true
}

// MatchGathering grades a gathering.
func (m Matcher) MatchGathering(x Gathering) (GatheringMatch, bool) {
	if !m.Overlaps(x.From, x.To) {
		return GatheringMatch{}, false
	}
	g := m.Grade(x.Point, x.Country)
	if g == "" {
		return GatheringMatch{}, false
	}
	reason := m.where(g, x.Point, x.Place, x.Country) + " " + m.days(x.From, x.To, x.Zone)
	if x.Expected > 0 {
		reason += fmt.Sprintf("; %d people expected", x.Expected)
	}
	return GatheringMatch{Gathering: x, Grade: g, Reason: reason}, true
}

// Reason says in words why a stay has its grade: "in Moscow 6-12 March; US citizen".
func (m Matcher) Reason(p Person, s Stay, g Grade) string {
	reason := m.where(g, s.Point, s.Place, s.Country) + " " + m.days(s.From, s.To, s.Zone)
	if m.q.Rule.Everyone {
		return reason
	}
	switch n := m.addressed(p); {
	case n != "":
		return reason + "; " + n + " citizen"
	case len(p.Nationalities) == 0:
		return reason + "; nationality not known, not addressed"
	default:
		return reason + "; " + strings.Join(p.Nationalities, " and ") + " citizen, not addressed"
	}
}

func (m Matcher) where(g Grade, at geo.Point, place, country string) string {
	switch g {
	case In:
		if place == "" {
			return "in " + m.name
		}
		return "in " + place
	case Near:
		if place != "" {
			place += ", "
		}
		return "near " + m.name + " (" + place + distance(m.area.DistanceM(at)) + " outside)"
	default:
		if place == "" {
			return "in " + CountryName(country)
		}
		return "in " + CountryName(country) + " (" + place + ")"
	}
}

// distance is metres in words: to the kilometre, below one to the hundred metres, and never 0.
func distance(m float64) string {
	if km := math.Round(m / 1000); km >= 1 {
		return fmt.Sprintf("%.0f km", km)
	}
	return fmt.Sprintf("%.0f m", math.Max(100, math.Round(m/100)*100))
}

// days is [from, to) in days of the zone: "6-12 March", "28 February-3 March"; the year where it is not the query's.
func (m Matcher) days(from, to time.Time, zone string) string {
	loc := zoneOf(zone)
	f := from.In(loc)
	year := f.Year()
	if !m.q.From.IsZero() {
		year = m.q.From.In(loc).Year()
	} else if !m.q.To.IsZero() {
		year = m.q.To.In(loc).Year()
	}
	full := func(t time.Time) string {
		if t.Year() != year {
			return t.Format("2 January 2006")
		}
		return t.Format("2 January")
	}
	if to.IsZero() {
		return "since " + full(f)
	}
	l := to.Add(-time.Microsecond).In(loc) // the last moment that belongs to it
	if l.Before(f) {
		l = f
	}
	switch {
	case f.Year() == l.Year() && f.YearDay() == l.YearDay():
		return full(f)
	case f.Year() == l.Year() && f.Month() == l.Month():
		return f.Format("2") + "-" + full(l)
	case f.Year() == l.Year():
		return f.Format("2 January") + "-" + full(l)
	default:
		return f.Format("2 January 2006") + "-" + l.Format("2 January 2006")
	}
}

func zoneOf(name string) *time.Location {
	if name == "" {
		return time.UTC
	}
	if loc, err := loadZone(name); err == nil {
		return loc
	}
	return time.UTC
}

// CountryName is the English name of an ISO 3166-1 alpha-2 code; one that is not known is given back as it is.
func CountryName(code string) string {
	r, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.English.Regions().Name(r); name != "" {
		return name
	}
	return code
}

func gradeOrder(g Grade) int {
	switch g {
	case In:
		return 0
	case Near:
		return 1
	case Country:
		return 2
	}
	return 3
}

// Closest keeps one match per person, the closest grade and then the earliest stay, sorted by grade and name. It changes ms.
func Closest(ms []Match) []Match {
	slices.SortFunc(ms, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Person.ID, b.Person.ID), cmp.Compare(gradeOrder(a.Grade), gradeOrder(b.Grade)),
			a.Stay.From.Compare(b.Stay.From), cmp.Compare(a.Stay.ID, b.Stay.ID))
	})
	ms = slices.CompactFunc(ms, func(a, b Match) bool { return a.Person.ID == b.Person.ID })
	slices.SortFunc(ms, func(a, b Match) int {
		return cmp.Or(cmp.Compare(gradeOrder(a.Grade), gradeOrder(b.Grade)), cmp.Compare(a.Person.Name, b.Person.Name),
			cmp.Compare(a.Person.Ref, b.Person.Ref))
	})
	return ms
}

// SortSites and SortGatherings put matches in order of grade and name.
func SortSites(ms []SiteMatch) {
	slices.SortFunc(ms, func(a, b SiteMatch) int {
		return cmp.Or(cmp.Compare(gradeOrder(a.Grade), gradeOrder(b.Grade)), cmp.Compare(a.Site.Name, b.Site.Name), cmp.Compare(a.Site.Ref, b.Site.Ref))
	})
}

// SortGatherings puts matches in order of grade, beginning and name.
func SortGatherings(ms []GatheringMatch) {
	slices.SortFunc(ms, func(a, b GatheringMatch) int {
		return cmp.Or(cmp.Compare(gradeOrder(a.Grade), gradeOrder(b.Grade)), a.Gathering.From.Compare(b.Gathering.From),
			cmp.Compare(a.Gathering.Name, b.Gathering.Name), cmp.Compare(a.Gathering.Ref, b.Gathering.Ref))
	})
}

// Reach counts the people a query concerns.
type Reach struct {
	In      int `json:"in"`
	Near    int `json:"near"`
	Country int `json:"country"`
	Warned  int `json:"warned"`
	// NotAddressed are people of a warned grade whom the rule's nationalities leave out; Unknown is how many of these have no
	// nationality on record, and so might belong to those addressed.
	NotAddressed int `json:"not_addressed"`
	Unknown      int `json:"unknown"`
	// NoAddress are people to be warned for whom the roster has neither a mailbox nor a webhook.
	NoAddress int `json:"no_address"`
}

// ReachOf counts matches.
func ReachOf(rule Rule, ms []Match) Reach {
	var r Reach
	for _, m := range ms {
		switch m.Grade {
		case In:
			r.In++
		case Near:
			r.Near++
		case Country:
			r.Country++
		}
		switch {
		case m.Warned:
			r.Warned++
			if m.Person.Email == "" && m.Person.Webhook == "" {
				r.NoAddress++
			}
		case slices.Contains(rule.Grades, m.Grade):
			r.NotAddressed++
			if len(m.Person.Nationalities) == 0 {
				r.Unknown++
			}
		}
	}
	return r
}
