package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/life"
)

// RefreshConcerns holds at most most situations that changed since the last time against the roster, each in its own
// transaction, and tells how many it did. What came into the roster meanwhile is found by the import itself: both take the
// same lock, so that a stay and a situation that arrive together find each other.
func (s *Store) RefreshConcerns(ctx context.Context, most int) (int, error) {
	var due []situation.ID
	r, err := s.eng.Reader().Query(ctx, `select situation from concern_due order by situation limit $1`, most)
	if err != nil {
		return 0, fmt.Errorf("RefreshConcerns: %w", err)
	}
	for r.Next() {
		var id situation.ID
		if err := r.Scan(&id); err != nil {
			r.Close()
			return 0, fmt.Errorf("RefreshConcerns: %w", err)
		}
		due = append(due, id)
	}
	r.Close()
	for i, id := range due {
		if err := s.inTx(ctx, "RefreshConcerns", func(t *tx) error { return t.refreshConcern(ctx, id) }); err != nil {
			return i, fmt.Errorf("whom situation %s concerns: %w", id, err)
		}
	}
	return len(due), r.Err()
}

func (t *tx) refreshConcern(ctx context.Context, id situation.ID) error {
	if _, err := t.take(ctx, "stay", 0); err != nil { // no import meanwhile
		return err
	}
	if n, err := t.Exec(ctx, `delete from concern_due where situation = $1`, string(id)); err != nil || n == 0 {
		return err // another node did it
	}
	s, err := t.loadSituation(ctx, id, false)
	if err != nil {
		return err
	}
	was, err := life.Question(ctx, t, id)
	if err != nil {
		return err
	}
	c, asks := s.Concern(t.s.opt.Margin)
	question := ""
	if asks {
		h := sha256.Sum256([]byte(asJSON(c.Query)))
		question = hex.EncodeToString(h[:])
	}
	if was == question {
		return nil
	}
	if err := life.Ask(ctx, t, id, question, c.Tiles()); err != nil || !asks {
		return err
	}
	var came []situation.Entered
	for _, it := range []importTable{staysTable, sitesTable, gatheringsTable} {
		newID := it.newID
		held, err := life.Held(ctx, t, id, it.table)
		if err != nil {
			return err
		}
		want := map[any]roster.Grade{}
		if !c.Wide {
			near, _, err := candidates(ctx, t, c.Matcher, it.table, newID)
			if err != nil {
				return err
			}
			if err := inChunks(ctx, t, `select id, lat, lon from `+it.table+` where id in `, near, func(r rows) error {
				k := newID()
				var p geo.Point
				err := r.Scan(k, &p.Lat, &p.Lon)
				if g := c.Grade(p, ""); g != "" {
					want[idOf(k)] = g
				}
				return err
			}); err != nil {
				return err
			}
		}
		fresh, err := t.setConcern(ctx, it.table, id, held, want)
		if err != nil {
			return err
		}
		if was == "" || it.table == "stay" { // who is there from the start needs no task
			continue
		}
		list, err := t.enteredAs(ctx, it, c, fresh)
		if err != nil {
			return err
		}
		came = append(came, list...)
	}
	return t.concernTask(ctx, s, came)
}

func idOf(k any) any {
	if n, ok := k.(*int64); ok {
		return *n
	}
	return *k.(*string)
}

// setConcern turns the rows that a situation has of some stays, sites or gatherings into those it is to have; it returns the
// ids that are new, in order.
func (t *tx) setConcern(ctx context.Context, what string, id situation.ID, held, want map[any]roster.Grade) ([]any, error) {
	wrap := func(err error) error { return fmt.Errorf("writing whom situation %s concerns: %w", id, err) }
	table, col, only := "concern_place", "place", " and what = '"+what+"'"
	if what == "stay" {
		table, col, only = "concern_stay", "stay", ""
	}
	var gone, fresh []any
	for k, g := range held {
		switch now := want[k]; {
		case now == "":
			gone = append(gone, k)
		case now != g:
			if _, err := t.Exec(ctx, `update `+table+` set grade = $1 where situation = $2 and `+col+` = $3`+only, string(now), string(id), k); err != nil {
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
	slices.SortFunc(fresh, compareIDs)
	var err error
	if what == "stay" {
		err = t.bulk(ctx, table, []string{"stay", "situation", "grade"}, len(fresh), func(i int) []any { return []any{fresh[i], string(id), string(want[fresh[i]])} })
	} else {
		err = t.bulk(ctx, table, []string{"what", "place", "situation", "grade", "at"}, len(fresh), func(i int) []any {
			return []any{what, fresh[i], string(id), string(want[fresh[i]]), us(t.now)}
		})
	}
	if err != nil {
		return nil, wrap(err)
	}
	return fresh, nil
}

func compareIDs(a, b any) int {
	if x, ok := a.(int64); ok {
		return int(x - b.(int64))
	}
	return strings.Compare(a.(string), b.(string))
}

// enteredAs reads sites or gatherings as what has come in or near; gatherings that are over are left out.
func (t *tx) enteredAs(ctx context.Context, it importTable, c situation.Concern, ids []any) ([]situation.Entered, error) {
	var out []situation.Entered
	add := func(id, name string, g roster.Grade, reason string) *situation.Entered {
		out = append(out, situation.Entered{What: it.table, ID: id, Name: name, Grade: string(g), Words: reason})
		return &out[len(out)-1]
	}
	if it.table == "site" {
		return out, inChunks(ctx, t, `select `+siteCols+` from site where id in `, ids, func(r rows) error {
			x, err := scanSite(r)
			if m, ok := c.MatchSite(x); err == nil && ok {
				add(string(x.ID), x.Name, m.Grade, m.Reason)
			}
			return err
		})
	}
	return out, inChunks(ctx, t, `select `+gatheringCols+` from gathering where id in `, ids, func(r rows) error {
		x, err := scanGathering(r)
		if m, ok := c.MatchGathering(x); err == nil && ok && (x.To.IsZero() || x.To.After(t.now)) {
			e := add(string(x.ID), x.Name, m.Grade, m.Reason)
			e.From, e.To = x.From, x.To
		}
		return err
	})
}

// concernTask tells the desk what has come in or near: in one task for each situation, which grows while it is not done.
func (t *tx) concernTask(ctx context.Context, s situation.Situation, came []situation.Entered) error {
	if len(came) == 0 {
		return nil
	}
	task := s.ConcernTask(came)
	open, err := life.Tasks(ctx, t, `key = $1 and state <> 'done'`+t.eng.ForUpdate(), task.Key)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		_, err := t.openTask(ctx, task, t.now, false)
		return err
	}
	grown := open[0]
	grown.Entered = append(grown.Entered, came...)
	grown.Title = s.ConcernTask(grown.Entered).Title
	if grown, err = life.Save(ctx, t, grown); err != nil {
		return err
	}
	return t.recordTask(ctx, "system", "grown", grown, task.Title)
}

// entering holds new and changed rows of the roster against the open situations that may concern them, found by tile.
func (t *tx) entering(ctx context.Context, it importTable, rows [][]any, fresh []bool) error {
	cell, lat, from := it.col("cell"), it.col("lat"), it.col("from_us")
	tiles := map[geo.Tile]bool{}
	var known []any // ids that may have rows already
	for i, row := range rows {
		for _, x := range geo.Cell(row[cell].(int64)).Tiles() {
			tiles[x] = true
		}
		if !fresh[i] {
			known = append(known, row[0])
		}
	}
	by, err := life.ByTile(ctx, t, tiles)
	if err != nil {
		return fmt.Errorf("looking for situations of new places: %w", err)
	}
	held, want := map[situation.ID]map[any]roster.Grade{}, map[situation.ID]map[any]roster.Grade{}
	note := func(m map[situation.ID]map[any]roster.Grade, s situation.ID, id any, g roster.Grade) {
		if m[s] == nil {
			m[s] = map[any]roster.Grade{}
		}
		m[s][id] = g
	}
	text := `select place, situation, grade from concern_place where what = '` + it.table + `' and place in `
	if it.table == "stay" {
		text = `select stay, situation, grade from concern_stay where stay in `
	}
	if err := inChunks(ctx, t, text, known, func(r engine.Rows) error {
		k := it.newID()
		var s situation.ID
		var g roster.Grade
		err := r.Scan(k, &s, &g)
		note(held, s, idOf(k), g)
		return err
	}); err != nil {
		return err
	}
	of, concern := map[situation.ID]situation.Situation{}, map[situation.ID]situation.Concern{}
	for _, row := range rows {
		seen := map[situation.ID]bool{}
		for _, x := range geo.Cell(row[cell].(int64)).Tiles() {
			for _, id := range by[x] {
				if seen[id] {
					continue
				}
				seen[id] = true
				c, ok := concern[id]
				if !ok {
					s, err := t.loadSituation(ctx, id, false)
					if err != nil {
						return err
					}
					c, _ = s.Concern(t.s.opt.Margin)
					of[id], concern[id] = s, c
				}
				if from > 0 && !c.Overlaps(fromUS(row[from].(int64)), fromEndUS(row[from+1].(int64))) {
					continue
				}
				if g := c.Grade(geo.Point{Lat: row[lat].(float64), Lon: row[lat+1].(float64)}, ""); g != "" {
					note(want, id, row[0], g)
				}
			}
		}
	}
	all := maps.Clone(held)
	maps.Copy(all, want)
	for _, id := range slices.Sorted(maps.Keys(all)) {
		came, err := t.setConcern(ctx, it.table, id, held[id], want[id])
		if err != nil || it.table == "stay" || len(came) == 0 {
			if err != nil {
				return err
			}
			continue
		}
		list, err := t.enteredAs(ctx, it, concern[id], came)
		if err != nil {
			return err
		}
		if err := t.concernTask(ctx, of[id], list); err != nil {
			return err
		}
	}
	return nil
}

// Concerned is whom a situation concerns now: figures by grade, and sites and gatherings in and near. People are named to an
// account with the right people alone.
func (s *Store) Concerned(ctx context.Context, by desk.Account, id situation.ID) (situation.Concerned, error) {
	wrap := func(err error) (situation.Concerned, error) {
		return situation.Concerned{}, fmt.Errorf("whom situation %s concerns: %w", id, err)
	}
	x, err := s.Situation(ctx, id)
	if err != nil {
		return situation.Concerned{}, err
	}
	q, now := s.eng.Reader(), s.now()
	out := situation.Concerned{Places: []situation.EnteredAt{}}
	c, asks := x.Concern(s.opt.Margin)
	if !asks {
		return out, nil
	}
	from, to := c.Window()
	if out.People, err = life.CountPeople(ctx, q, id, now); err != nil {
		return wrap(err)
	}
	if out.People.Country, err = life.CountCountry(ctx, q, id, x.Countries(), from, to, now); err != nil {
		return wrap(err)
	}
	if out.Sites, err = life.CountPlaces(ctx, q, id, "site", x.Countries(), from, to, now); err != nil {
		return wrap(err)
	}
	if out.Gatherings, err = life.CountPlaces(ctx, q, id, "gathering", x.Countries(), from, to, now); err != nil {
		return wrap(err)
	}
	if c.Wide { // the whole country is the area
		for _, n := range []*situation.Counts{&out.People, &out.Sites, &out.Gatherings} {
			n.In, n.Country = n.In+n.Country, 0
		}
	}
	places, err := life.Entries(ctx, q, id, now, false)
	if err != nil {
		return wrap(err)
	}
	out.Places = append(out.Places, places...)
	if !by.May(desk.People) {
		return out, nil
	}
	err = life.People(ctx, q, id, now, func(r rows) error {
		p, st, err := scanStay(r)
		if m, ok := c.Match(p, st); err == nil && ok {
			out.Names = append(out.Names, m)
		}
		return err
	}, prefixed("s", stayCols)+`, `+prefixed("p", personCols))
	if err != nil {
		return wrap(err)
	}
	out.Names = roster.Closest(out.Names)
	return out, nil
}
