package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store/life"
	"github.com/tocsin-hub/tocsin/internal/store/match"
)

// recorder notes every select it passes on.
type recorder struct {
	querier
	texts []string
	args  [][]any
}

func (r *recorder) Query(ctx context.Context, q string, args ...any) (rows, error) {
	r.texts, r.args = append(r.texts, q), append(r.args, args)
	return r.querier.Query(ctx, q, args...)
}

// Candidates are found in an index alone, whatever the engine's version: a scan of a million rows would cost seconds.
func TestCandidatesComeFromTheIndexAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		loadStays(t, s, 2000, 1)
		q := benchQuery(townsOf(1)[0], 0)
		q.Countries = []string{"C0"}
		rec := &recorder{querier: s.eng.Reader()}
		m := roster.NewMatcher(q)
		if _, _, err := match.Candidates(ctx, rec, m, "stay", match.NewInt); err != nil {
			t.Fatal(err)
		}
		if len(rec.texts) != 2 {
			t.Fatalf("%d statements, want one for the cells and one for the country", len(rec.texts))
		}
		for i, index := range []string{"stay_cell", "stay_country"} {
			plan := s.explain(t, rec.texts[i], rec.args[i])
			want := "USING COVERING INDEX " + index
			if s.Engine() == "postgres" {
				want = "Index Only Scan using " + index
			}
			if !strings.Contains(plan, want) || strings.Contains(plan, "SCAN s") || strings.Contains(plan, "Seq Scan") {
				t.Errorf("want %q:\n%s", want, plan)
			}
		}
	})
}

// So are the situations of a report and of a new stay, what is due, and the lines of a timeline, however many there are and
// whether the engine has counted its tables or not.
func TestTheNeighbourhoodComesFromTheIndex(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		under, args := life.Under(prefixed("s", situationCols), []string{"c:1|716", "a:RU-48|716"})
		for _, c := range []struct {
			text  string
			args  []any
			index map[string][]string
		}{
			{under + ` and s.state in ('active', 'watch') order by s.changed desc, s.id limit 257`, args, map[string][]string{
				"sqlite": {"SEARCH k USING COVERING INDEX sqlite_autoindex_situation_key_1", "SEARCH s USING INDEX sqlite_autoindex_situation_1"}, "postgres": {"situation_key_pkey"}}},
			{`select tile, situation from situation_tile where tile in ($1, $2)`, []any{int64(1), int64(2)}, map[string][]string{
				"sqlite": {"INDEX sqlite_autoindex_situation_tile_1"}, "postgres": {"situation_tile_pkey"}}},
			{`select id from task where due > 0 and due <= $1 order by due, id limit 500`, []any{int64(1)}, map[string][]string{"sqlite": {"task_due"}, "postgres": {"task_due"}}},
			{life.LinesOf, []any{"sit_1"}, map[string][]string{"sqlite": {"ledger_of"}, "postgres": {"ledger_of"}}},
		} {
			plan := s.explain(t, c.text, c.args)
			for _, want := range c.index[s.Engine()] {
				if !strings.Contains(plan, want) {
					t.Errorf("want %q in the plan of %s:\n%s", want, c.text, plan)
				}
			}
		}
	})
}

func (s *Store) explain(t testing.TB, q string, args []any) string {
	t.Helper()
	ctx := context.Background()
	var b strings.Builder
	err := s.inTx(ctx, "explain", func(x *tx) error {
		verb, cells := "explain query plan ", 4
		if s.Engine() == "postgres" {
			verb, cells = "explain ", 1
			// A small table is read whole whatever indexes it has; what is asked is whether the index alone would do.
			for _, off := range []string{`set local enable_seqscan = off`, `set local enable_bitmapscan = off`} {
				if _, err := x.Exec(ctx, off); err != nil {
					return err
				}
			}
		}
		r, err := x.Query(ctx, verb+q, args...)
		if err != nil {
			return err
		}
		defer r.Close()
		for r.Next() {
			dest, line := make([]any, cells), ""
			for i := range dest {
				dest[i] = new(any)
			}
			dest[cells-1] = &line
			if err := r.Scan(dest...); err != nil {
				return err
			}
			fmt.Fprintln(&b, line)
		}
		return r.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// benchQuery is a town-shaped polygon of 40 points and about 12 km across, for two days.
func benchQuery(center geo.Point, margin float64) roster.Query {
	var ring geo.Ring
	for i := range 40 {
		ring = append(ring, geo.Destination(center, 360-float64(i)*9, 4500+1500*float64(i%3)))
	}
	ring = append(ring, ring[0])
	from := time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
	return roster.Query{Area: geo.Area{Polygons: []geo.Polygon{{Outer: ring}}}, Name: "Town", From: from, To: from.AddDate(0, 0, 2),
		Rule: roster.Rule{Everyone: true, Grades: []roster.Grade{roster.In, roster.Near}, Margin: margin}}
}
