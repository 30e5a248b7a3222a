package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/life"
	"github.com/tocsin-hub/tocsin/internal/store/match"
)

// importTable says how rows of one roster table come in: insert, or change the row of the same ref.
type importTable struct {
	table  string
	keep   string // columns of a known row that stay: its id
	cols   string // the other columns; ref first
	placed bool   // its rows have a place, where open situations may concern them
}

var (
	peopleTable     = importTable{"person", "id", "ref, name, nationalities, lang, email, webhook, changed", false}
	staysTable      = importTable{"stay", "id", "ref, person, place, cell, lat, lon, country, zone, from_us, to_us", true}
	sitesTable      = importTable{"site", "id", "ref, name, place, cell, lat, lon, country, capacity, email", true}
	gatheringsTable = importTable{"gathering", "id", "ref, name, kind, place, cell, lat, lon, country, zone, from_us, to_us, expected, email", true}
)

// col is where a column stands in a row; -1 when there is none.
func (it importTable) col(name string) int {
	return slices.Index(strings.Split(it.keep+", "+it.cols, ", "), name)
}

// upsert writes n rows, row(i) giving id and cols of the i-th, and counts what it did. A row that is already there word for
// word is not written (person.changed apart).
func (t *tx) upsert(ctx context.Context, it importTable, n int, rowAt func(int) []any) (roster.Imported, error) {
	// One import at a time, so that the counts are true: taking numbers of a counter waits for others who do.
	if _, err := t.take(ctx, "stay", 0); err != nil {
		return roster.Imported{}, err
	}
	count := func() (k int, err error) {
		err = t.QueryRow(ctx, `select count(*) from `+it.table).Scan(&k)
		return k, err
	}
	before, err := count()
	if err != nil {
		return roster.Imported{}, err
	}
	cols := strings.Split(it.cols, ", ")
	var set, differ []string
	for _, c := range cols[1:] {
		set = append(set, c+" = excluded."+c)
		if c != "changed" {
			differ = append(differ, it.table+"."+c+" <> excluded."+c)
		}
	}
	head := `insert into ` + it.table + ` (` + it.keep + `, ` + it.cols + `) values `
	tail := ` on conflict (ref) do update set ` + strings.Join(set, ", ") + ` where ` + strings.Join(differ, " or ")
	const most = 200 // rows a statement
	full := head + tuples(len(cols)+1, most) + tail
	var wrote int64
	var written []life.Row // rows with a place that are new or changed
	cell, lat, from := it.col("cell"), it.col("lat"), it.col("from_us")
	args := make([]any, 0, most*(len(cols)+1))
	for i := 0; i < n; i += most {
		k := min(most, n-i)
		args = args[:0]
		at := make(map[string][]any, k)
		for j := range k {
			row := rowAt(i + j)
			args, at[row[1].(string)] = append(args, row...), row
		}
		q := full
		if k < most {
			q = head + tuples(len(cols)+1, k) + tail
		}
		var m int64
		if it.placed {
			err = engine.Each(ctx, t, func(r rows) error {
				id, ref := life.NewID(it.table), ""
				if err := r.Scan(id, &ref); err != nil {
					return err
				}
				row := at[ref]
				x := life.Row{ID: life.IDOf(id), Cell: geo.Cell(row[cell].(int64)), At: geo.Point{Lat: row[lat].(float64), Lon: row[lat+1].(float64)}}
				x.Fresh = x.ID == row[0]
				if from > 0 {
					x.From, x.To = fromUS(row[from].(int64)), fromEndUS(row[from+1].(int64))
				}
				written = append(written, x)
				m++
				return nil
			}, q+` returning id, ref`, args...)
		} else {
			m, err = t.Exec(ctx, q, args...)
		}
		if err != nil {
			return roster.Imported{}, fmt.Errorf("writing rows %d to %d of %s: %w", i+1, i+k, it.table, err)
		}
		wrote += m
	}
	if err := t.entering(ctx, it.table, written); err != nil {
		return roster.Imported{}, err
	}
	after, err := count()
	if err != nil {
		return roster.Imported{}, err
	}
	added := after - before
	return roster.Imported{New: added, Changed: int(wrote) - added, Same: n - int(wrote)}, nil
}

func tuples(cols, rows int) string { return engine.Tuples(cols, rows) }

// importRows is the frame of every import: one transaction, the right, the rows, a ledger line with counts only.
func (s *Store) importRows(ctx context.Context, method string, by desk.Account, it importTable, n int, rows func(*tx) (func(int) []any, error)) (roster.Imported, error) {
	var done roster.Imported
	err := s.inTx(ctx, method, func(t *tx) error {
		actor, err := t.actor(ctx, by.ID, desk.ImportRight)
		if err != nil || n == 0 {
			return err
		}
		rowAt, err := rows(t)
		if err != nil {
			return err
		}
		if done, err = t.upsert(ctx, it, n, rowAt); err != nil {
			return err
		}
		if done.New+done.Changed == 0 {
			return nil
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: "roster.imported", Of: it.table,
			Detail: fmt.Sprintf("%d new, %d changed, %d the same", done.New, done.Changed, done.Same)})
	})
	if err != nil {
		return roster.Imported{}, err
	}
	return done, nil
}

// ids makes n ids at once.
func (t *tx) ids(prefix string, n int) ([]string, error) {
	out := make([]string, n)
	for i := range out {
		var err error
		if out[i], err = t.s.newID(prefix, t.now); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ImportPeople adds people, and changes those whose ref is known: all of them, or none.
func (s *Store) ImportPeople(ctx context.Context, by desk.Account, people []roster.Person) (roster.Imported, error) {
	return s.importRows(ctx, "ImportPeople", by, peopleTable, len(people), func(t *tx) (func(int) []any, error) {
		ids, err := t.ids("per", len(people))
		return func(i int) []any {
			p := people[i]
			return []any{ids[i], p.Ref, p.Name, strings.Join(p.Nationalities, ";"), p.Lang, p.Email, p.Webhook, us(t.now)}
		}, err
	})
}

// ImportStays adds stays, and changes those whose ref is known: all of them, or none. A stay of a person who is not in the
// roster gives a roster.RefusedError.
func (s *Store) ImportStays(ctx context.Context, by desk.Account, stays []roster.StayRow) (roster.Imported, error) {
	return s.importRows(ctx, "ImportStays", by, staysTable, len(stays), func(t *tx) (func(int) []any, error) {
		people, err := t.peopleByRef(ctx, stays)
		if err != nil {
			return nil, err
		}
		var refused []roster.Refused
		for _, r := range stays {
			if _, ok := people[r.PersonRef]; !ok {
				refused = append(refused, roster.Refused{Line: r.Line, Column: "person", Value: r.PersonRef,
					Why: "there is no person with this ref: import the people first"})
			}
		}
		if len(refused) > 0 {
			return nil, &roster.RefusedError{Lines: refused}
		}
		first, err := t.take(ctx, "stay", int64(len(stays)))
		return func(i int) []any {
			r := stays[i]
			return []any{first + int64(i), r.Ref, people[r.PersonRef], r.Place, int64(geo.CellOf(r.Point)), r.Point.Lat, r.Point.Lon,
				r.Country, r.Zone, us(r.From), endUS(r.To)}
		}, err
	})
}

func (t *tx) peopleByRef(ctx context.Context, stays []roster.StayRow) (map[string]string, error) {
	seen := make(map[string]bool, len(stays))
	var refs []any
	for _, r := range stays {
		if !seen[r.PersonRef] {
			seen[r.PersonRef] = true
			refs = append(refs, r.PersonRef)
		}
	}
	out := make(map[string]string, len(refs))
	err := inChunks(ctx, t, `select ref, id from person where ref in `, refs, func(r rows) error {
		var ref, id string
		err := r.Scan(&ref, &id)
		out[ref] = id
		return err
	})
	return out, err
}

// ImportSites adds sites, and changes those whose ref is known: all of them, or none.
func (s *Store) ImportSites(ctx context.Context, by desk.Account, sites []roster.Site) (roster.Imported, error) {
	return s.importRows(ctx, "ImportSites", by, sitesTable, len(sites), func(t *tx) (func(int) []any, error) {
		ids, err := t.ids("sit", len(sites))
		return func(i int) []any {
			x := sites[i]
			return []any{ids[i], x.Ref, x.Name, x.Place, int64(geo.CellOf(x.Point)), x.Point.Lat, x.Point.Lon, x.Country, int64(x.Capacity), x.Email}
		}, err
	})
}

// ImportGatherings adds gatherings, and changes those whose ref is known: all of them, or none.
func (s *Store) ImportGatherings(ctx context.Context, by desk.Account, gatherings []roster.Gathering) (roster.Imported, error) {
	return s.importRows(ctx, "ImportGatherings", by, gatheringsTable, len(gatherings), func(t *tx) (func(int) []any, error) {
		ids, err := t.ids("gat", len(gatherings))
		return func(i int) []any {
			x := gatherings[i]
			return []any{ids[i], x.Ref, x.Name, x.Kind, x.Place, int64(geo.CellOf(x.Point)), x.Point.Lat, x.Point.Lon, x.Country, x.Zone,
				us(x.From), endUS(x.To), int64(x.Expected), x.Email}
		}, err
	})
}

// endUS and fromEndUS are us and fromUS for the end of an interval, where the zero time is an open end.
func endUS(t time.Time) int64     { return engine.EndUS(t) }
func fromEndUS(v int64) time.Time { return engine.FromEndUS(v) }

func inChunks(ctx context.Context, q querier, text string, values []any, each func(rows) error) error {
	return engine.InChunks(ctx, q, text, values, each)
}

// matchPeople finds the people whom a query concerns. ReleaseWarning calls it inside its transaction.
func (t *tx) matchPeople(ctx context.Context, q roster.Query) ([]roster.Match, error) {
	return match.People(ctx, t, q)
}

// MatchPeople finds the people whom an area, a window and an audience rule concern, in every grade, each person once: by the
// closest grade and then the earliest stay. They are sorted by grade and name.
func (s *Store) MatchPeople(ctx context.Context, q roster.Query) ([]roster.Match, error) {
	return match.People(ctx, s.eng.Reader(), q)
}

// PrepareReach counts the people a query concerns, by grade, and how many its rule warns.
func (s *Store) PrepareReach(ctx context.Context, q roster.Query) (roster.Reach, error) {
	ms, err := s.MatchPeople(ctx, q)
	return roster.ReachOf(q.Rule, ms), err
}

// MatchSites finds the sites that an area concerns, sorted by grade and name. Time does not matter: a site is always there.
func (s *Store) MatchSites(ctx context.Context, q roster.Query) ([]roster.SiteMatch, error) {
	return match.Sites(ctx, s.eng.Reader(), q)
}

// MatchGatherings finds the gatherings that an area and a window concern, sorted by grade, beginning and name.
func (s *Store) MatchGatherings(ctx context.Context, q roster.Query) ([]roster.GatheringMatch, error) {
	return match.Gatherings(ctx, s.eng.Reader(), q)
}

// RosterCounts is the size of the roster.
func (s *Store) RosterCounts(ctx context.Context) (roster.Counts, error) {
	var c roster.Counts
	err := s.eng.Reader().QueryRow(ctx, `select (select count(*) from person), (select count(*) from stay), (select count(*) from site), (select count(*) from gathering)`).
		Scan(&c.People, &c.Stays, &c.Sites, &c.Gatherings)
	if err != nil {
		return c, fmt.Errorf("counting the roster: %w", err)
	}
	return c, nil
}
