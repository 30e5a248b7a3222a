// Package match asks the roster's tables whom an area and a window concern: candidates out of an index alone, then the exact
// question of package roster.
package match

import (
	"context"
	"fmt"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// planned has PostgreSQL plan each query for its own arguments (engine.Planned), inside a transaction of the store too.
func planned(q engine.Querier) engine.Querier {
	if t, ok := q.(interface{ Planned() engine.Querier }); ok {
		return t.Planned()
	}
	return engine.Planned(q)
}

// candidate is a row that an index alone says may match.
type candidate struct {
	id   any // int64 for stays, string for the rest
	cell geo.Cell
}

// Candidates come from an index alone. Both texts are shared by stays and gatherings; sites have no time.
const (
	timed = ` and s.from_us < $%d and s.to_us > $%d`
	// The cross join makes SQLite walk the ranges outside and the index inside.
	byCell = `with r(lo, hi) as (values %s) select s.id, s.cell from r cross join %s s where s.cell >= r.lo and s.cell <= r.hi%s`
)

// Candidates finds the rows of a table that may be in or near, and those of the query's countries that are neither. The
// second list holds no row of the first.
func Candidates(ctx context.Context, q engine.Querier, m roster.Matcher, table string, newID func() any) (close, country []any, err error) {
	q = planned(q)
	from, to := m.Window()
	seen := map[any]bool{}
	collect := func(text string, args []any, take func(candidate)) error {
		r, err := q.Query(ctx, text, args...)
		if err != nil {
			return err
		}
		defer r.Close()
		for r.Next() {
			id := newID()
			var c candidate
			if err := r.Scan(id, &c.cell); err != nil {
				return err
			}
			switch v := id.(type) {
			case *int64:
				c.id = *v
			case *string:
				c.id = *v
			}
			take(c)
		}
		return r.Err()
	}
	when := func(n int) string {
		if table == "site" {
			return ""
		}
		return fmt.Sprintf(timed, n, n+1)
	}
	var window []any
	if table != "site" {
		window = []any{to, from}
	}
	if ranges := m.Ranges(); len(ranges) > 0 {
		var values []string
		var args []any
		for i, g := range ranges {
			values = append(values, fmt.Sprintf("(cast($%d as bigint), cast($%d as bigint))", 2*i+1, 2*i+2))
			args = append(args, int64(g.Lo), int64(g.Hi))
		}
		text := fmt.Sprintf(byCell, strings.Join(values, ", "), table, when(len(args)+1))
		if err := collect(text, append(args, window...), func(c candidate) {
			if maybe, _ := m.Candidate(c.cell); maybe {
				close = append(close, c.id)
				seen[c.id] = true
			}
		}); err != nil {
			return nil, nil, err
		}
	}
	for _, iso := range m.Countries() {
		text := `select s.id, s.cell from ` + table + ` s where s.country = $1` + when(2)
		if err := collect(text, append([]any{iso}, window...), func(c candidate) {
			if !seen[c.id] {
				country = append(country, c.id)
			}
		}); err != nil {
			return nil, nil, err
		}
	}
	return close, country, nil
}

// The columns that the Scan functions read, in their order.
const (
	StayCols      = `id, ref, person, place, lat, lon, country, zone, from_us, to_us`
	PersonCols    = `id, ref, name, nationalities, lang, email, webhook`
	SiteCols      = `id, ref, name, place, lat, lon, country, capacity, email`
	GatheringCols = `id, ref, name, kind, place, lat, lon, country, zone, from_us, to_us, expected, email`
)

// ScanStay reads StayCols and then PersonCols; ScanSite and ScanGathering theirs.
func ScanStay(r engine.Row) (p roster.Person, s roster.Stay, err error) {
	var nations string
	var from, to int64
	err = r.Scan(&s.ID, &s.Ref, &s.Person, &s.Place, &s.Point.Lat, &s.Point.Lon, &s.Country, &s.Zone, &from, &to,
		&p.ID, &p.Ref, &p.Name, &nations, &p.Lang, &p.Email, &p.Webhook)
	s.From, s.To = engine.FromUS(from), engine.FromEndUS(to)
	if nations != "" {
		p.Nationalities = strings.Split(nations, ";")
	}
	return p, s, err
}

// ScanSite reads SiteCols.
func ScanSite(r engine.Row) (x roster.Site, err error) {
	err = r.Scan(&x.ID, &x.Ref, &x.Name, &x.Place, &x.Point.Lat, &x.Point.Lon, &x.Country, &x.Capacity, &x.Email)
	return x, err
}

// ScanGathering reads GatheringCols.
func ScanGathering(r engine.Row) (x roster.Gathering, err error) {
	var from, to int64
	err = r.Scan(&x.ID, &x.Ref, &x.Name, &x.Kind, &x.Place, &x.Point.Lat, &x.Point.Lon, &x.Country, &x.Zone, &from, &to, &x.Expected, &x.Email)
	x.From, x.To = engine.FromUS(from), engine.FromEndUS(to)
	return x, err
}

// NewInt and NewString are what an id of stays, and of the rest, is scanned into.
func NewInt() any { return new(int64) }

// NewString is NewInt for text.
func NewString() any { return new(string) }

// People finds the people whom a query concerns, in every grade, each once, by the closest grade and then the earliest stay,
// sorted by grade and name.
func People(ctx context.Context, q engine.Querier, query roster.Query) ([]roster.Match, error) {
	m := roster.NewMatcher(query)
	near, country, err := Candidates(ctx, q, m, "stay", NewInt)
	if err != nil {
		return nil, fmt.Errorf("looking for stays: %w", err)
	}
	out := make([]roster.Match, 0, len(near)+len(country))
	err = engine.InChunks(ctx, q, `select `+engine.Prefixed("s", StayCols)+`, `+engine.Prefixed("p", PersonCols)+`
		from stay s join person p on p.id = s.person where s.id in `, append(near, country...), func(r engine.Rows) error {
		p, s, err := ScanStay(r)
		if match, ok := m.Match(p, s); err == nil && ok {
			out = append(out, match)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the people: %w", err)
	}
	return roster.Closest(out), nil
}

// Sites finds the sites that an area concerns, sorted by grade and name. Time does not matter: a site is always there.
func Sites(ctx context.Context, db engine.Querier, q roster.Query) ([]roster.SiteMatch, error) {
	m := roster.NewMatcher(q)
	var out []roster.SiteMatch
	near, country, err := Candidates(ctx, db, m, "site", NewString)
	if err == nil {
		err = engine.InChunks(ctx, db, `select `+SiteCols+` from site where id in `, append(near, country...), func(r engine.Rows) error {
			x, err := ScanSite(r)
			if match, ok := m.MatchSite(x); err == nil && ok {
				out = append(out, match)
			}
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("matching sites: %w", err)
	}
	roster.SortSites(out)
	return out, nil
}

// Gatherings finds the gatherings that an area and a window concern, sorted by grade, beginning and name.
func Gatherings(ctx context.Context, db engine.Querier, q roster.Query) ([]roster.GatheringMatch, error) {
	m := roster.NewMatcher(q)
	var out []roster.GatheringMatch
	near, country, err := Candidates(ctx, db, m, "gathering", NewString)
	if err == nil {
		err = engine.InChunks(ctx, db, `select `+GatheringCols+` from gathering where id in `, append(near, country...), func(r engine.Rows) error {
			x, err := ScanGathering(r)
			if match, ok := m.MatchGathering(x); err == nil && ok {
				out = append(out, match)
			}
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("matching gatherings: %w", err)
	}
	roster.SortGatherings(out)
	return out, nil
}
