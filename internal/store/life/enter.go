package life

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/match"
)

// Tx is a transaction of package store.
type Tx interface {
	engine.Querier
	Bulk(ctx context.Context, table string, cols []string, n int, rowAt func(int) []any) error
}

// Row is a new or changed stay, site or gathering.
type Row struct {
	ID       any  // int64 for a stay, string for the rest
	Fresh    bool // it was not there before
	Cell     geo.Cell
	At       geo.Point
	From, To time.Time // zero for a site
}

// Came are sites and gatherings that came in or near a situation.
type Came struct {
	Situation situation.Situation
	Entered   []situation.Entered
}

// NewID is what an id of the table is scanned into, and IDOf what it then holds.
func NewID(table string) any {
	if table == "stay" {
		return new(int64)
	}
	return new(string)
}

// IDOf is the id that NewID was scanned into.
func IDOf(k any) any {
	if n, ok := k.(*int64); ok {
		return *n
	}
	return *k.(*string)
}

// Refresh holds a situation against the whole roster, if it asks another question than its rows answer. It returns the sites
// and gatherings that came in or near since the first time.
func Refresh(ctx context.Context, t Tx, s situation.Situation, margin float64, now time.Time) ([]situation.Entered, error) {
	was, err := question(ctx, t, s.ID)
	if err != nil {
		return nil, err
	}
	c, asks := s.Concern(margin)
	is := ""
	if asks {
		h := sha256.Sum256([]byte(engine.JSON(c.Query)))
		is = hex.EncodeToString(h[:])
	}
	if was == is {
		return nil, nil
	}
	if err := ask(ctx, t, s.ID, is, c.Tiles()); err != nil || !asks {
		return nil, err
	}
	var came []situation.Entered
	for _, table := range []string{"stay", "site", "gathering"} {
		held, err := heldBy(ctx, t, s.ID, table)
		if err != nil {
			return nil, err
		}
		want := map[any]roster.Grade{}
		if !c.Wide {
			newID := func() any { return NewID(table) }
			near, _, err := match.Candidates(ctx, t, c.Matcher, table, newID)
			if err != nil {
				return nil, err
			}
			if err := engine.InChunks(ctx, t, `select id, lat, lon from `+table+` where id in `, near, func(r engine.Rows) error {
				k := newID()
				var p geo.Point
				err := r.Scan(k, &p.Lat, &p.Lon)
				if g := c.Grade(p, ""); g != "" {
					want[IDOf(k)] = g
				}
				return err
			}); err != nil {
				return nil, err
			}
		}
		fresh, err := hold(ctx, t, table, s.ID, held, want, now)
		if err != nil {
			return nil, err
		}
		if was == "" { // who is there from the start needs no task
			continue
		}
		list, err := enteredAs(ctx, t, table, c, fresh, now)
		if err != nil {
			return nil, err
		}
		came = append(came, list...)
	}
	return came, nil
}

// Enter holds new and changed rows of one table of the roster against the open situations that may concern them, found by tile.
func Enter(ctx context.Context, t Tx, table string, rows []Row, margin float64, now time.Time, load func(situation.ID) (situation.Situation, error)) ([]Came, error) {
	tiles := map[geo.Tile]bool{}
	var known []any // ids that may have rows already
	for _, row := range rows {
		for _, x := range row.Cell.Tiles() {
			tiles[x] = true
		}
		if !row.Fresh {
			known = append(known, row.ID)
		}
	}
	by, err := byTile(ctx, t, tiles)
	if err != nil {
		return nil, fmt.Errorf("looking for situations of new places: %w", err)
	}
	held, want := map[situation.ID]map[any]roster.Grade{}, map[situation.ID]map[any]roster.Grade{}
	note := func(m map[situation.ID]map[any]roster.Grade, s situation.ID, id any, g roster.Grade) {
		if m[s] == nil {
			m[s] = map[any]roster.Grade{}
		}
		m[s][id] = g
	}
	text := `select place, situation, grade from concern_place where what = '` + table + `' and place in `
	if table == "stay" {
		text = `select stay, situation, grade from concern_stay where stay in `
	}
	if err := engine.InChunks(ctx, t, text, known, func(r engine.Rows) error {
		k := NewID(table)
		var s situation.ID
		var g roster.Grade
		err := r.Scan(k, &s, &g)
		note(held, s, IDOf(k), g)
		return err
	}); err != nil {
		return nil, fmt.Errorf("reading what was known of changed places: %w", err)
	}
	of, concern := map[situation.ID]situation.Situation{}, map[situation.ID]situation.Concern{}
	for _, row := range rows {
		seen := map[situation.ID]bool{}
		for _, x := range row.Cell.Tiles() {
			for _, id := range by[x] {
				if seen[id] {
					continue
				}
				seen[id] = true
				c, ok := concern[id]
				if !ok {
					s, err := load(id)
					if err != nil {
						return nil, err
					}
					c, _ = s.Concern(margin)
					of[id], concern[id] = s, c
				}
				if table != "site" && !c.Overlaps(row.From, row.To) {
					continue
				}
				if g := c.Grade(row.At, ""); g != "" {
					note(want, id, row.ID, g)
				}
			}
		}
	}
	all := maps.Clone(held)
	maps.Copy(all, want)
	var out []Came
	for _, id := range slices.Sorted(maps.Keys(all)) {
		fresh, err := hold(ctx, t, table, id, held[id], want[id], now)
		if err != nil {
			return nil, err
		}
		list, err := enteredAs(ctx, t, table, concern[id], fresh, now)
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			out = append(out, Came{of[id], list})
		}
	}
	return out, nil
}

// hold turns the rows that a situation has of some stays, sites or gatherings into those it is to have; it returns the ids that
// are new, in order.
func hold(ctx context.Context, t Tx, what string, id situation.ID, held, want map[any]roster.Grade, now time.Time) ([]any, error) {
	wrap := func(err error) error { return fmt.Errorf("writing whom situation %s concerns: %w", id, err) }
	table, col, only := "concern_place", "place", " and what = '"+what+"'"
	if what == "stay" {
		table, col, only = "concern_stay", "stay", ""
	}
	var gone, fresh []any
	for k, g := range held {
		switch is := want[k]; {
		case is == "":
			gone = append(gone, k)
		case is != g:
			if _, err := t.Exec(ctx, `update `+table+` set grade = $1 where situation = $2 and `+col+` = $3`+only, string(is), string(id), k); err != nil {
				return nil, wrap(err)
			}
		}
	}
	for part := range slices.Chunk(gone, 200) {
		args := []any{string(id)}
		var marks []string
		for _, k := range part {
			args = append(args, k)
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
		if _, err := t.Exec(ctx, `delete from `+table+` where situation = $1`+only+` and `+col+` in (`+strings.Join(marks, ",")+`)`, args...); err != nil {
			return nil, wrap(err)
		}
	}
	for k := range want {
		if _, ok := held[k]; !ok {
			fresh = append(fresh, k)
		}
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	slices.SortFunc(fresh, func(a, b any) int {
		if x, ok := a.(int64); ok {
			return int(x - b.(int64))
		}
		return strings.Compare(a.(string), b.(string))
	})
	var err error
	if what == "stay" {
		err = t.Bulk(ctx, table, []string{"stay", "situation", "grade"}, len(fresh), func(i int) []any { return []any{fresh[i], string(id), string(want[fresh[i]])} })
	} else {
		err = t.Bulk(ctx, table, []string{"what", "place", "situation", "grade", "at"}, len(fresh), func(i int) []any {
			return []any{what, fresh[i], string(id), string(want[fresh[i]]), engine.US(now)}
		})
	}
	if err != nil {
		return nil, wrap(err)
	}
	return fresh, nil
}

// enteredAs reads sites or gatherings as what has come in or near; gatherings that are over are left out, and so are stays, which
// are nobody's task.
func enteredAs(ctx context.Context, q engine.Querier, table string, c situation.Concern, ids []any, now time.Time) ([]situation.Entered, error) {
	var out []situation.Entered
	var err error
	switch table {
	case "site":
		err = engine.InChunks(ctx, q, `select `+match.SiteCols+` from site where id in `, ids, func(r engine.Rows) error {
			x, err := match.ScanSite(r)
			if m, ok := c.MatchSite(x); err == nil && ok {
				out = append(out, situation.Entered{What: table, ID: string(x.ID), Name: x.Name, Grade: string(m.Grade), Words: m.Reason})
			}
			return err
		})
	case "gathering":
		err = engine.InChunks(ctx, q, `select `+match.GatheringCols+` from gathering where id in `, ids, func(r engine.Rows) error {
			x, err := match.ScanGathering(r)
			if m, ok := c.MatchGathering(x); err == nil && ok && (x.To.IsZero() || x.To.After(now)) {
				out = append(out, situation.Entered{What: table, ID: string(x.ID), Name: x.Name, Grade: string(m.Grade), From: x.From, To: x.To, Words: m.Reason})
			}
			return err
		})
	}
	return out, err
}
