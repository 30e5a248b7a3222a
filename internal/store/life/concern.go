package life

import (
	"context"
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/match"
)

// question is what the concern rows of a situation answer: a hash, empty when there are none yet.
func question(ctx context.Context, q engine.Querier, id situation.ID) (string, error) {
	var h string
	err := q.QueryRow(ctx, `select question from situation_concern where situation = $1`, string(id)).Scan(&h)
	if engine.IsNoRows(err) {
		return "", nil
	}
	return h, err
}

// ask notes the question of a situation and the tiles under which a new stay, site or gathering finds it; an empty question ends
// it: then nobody is concerned, and the rows of people go.
func ask(ctx context.Context, q engine.Querier, id situation.ID, question string, tiles []geo.Tile) error {
	err := set(ctx, q, "situation_tile", "tile", id, tiles, func(r engine.Rows) (t geo.Tile, err error) {
		err = r.Scan(&t)
		return t, err
	}, func(t geo.Tile) any { return int64(t) })
	switch {
	case err != nil:
	case question == "":
		if _, err = q.Exec(ctx, `delete from situation_concern where situation = $1`, string(id)); err == nil {
			_, err = q.Exec(ctx, `delete from concern_stay where situation = $1`, string(id))
		}
	default:
		_, err = q.Exec(ctx, `insert into situation_concern (situation, question) values ($1, $2) on conflict (situation) do update set question = excluded.question`,
			string(id), question)
	}
	if err != nil {
		return fmt.Errorf("writing whom situation %s asks for: %w", id, err)
	}
	return nil
}

// byTile are the situations that may concern something in one of the tiles.
func byTile(ctx context.Context, q engine.Querier, tiles map[geo.Tile]bool) (map[geo.Tile][]situation.ID, error) {
	out := map[geo.Tile][]situation.ID{}
	var any1 int
	if err := q.QueryRow(ctx, `select count(*) from (select 1 from situation_tile limit 1) x`).Scan(&any1); err != nil || any1 == 0 {
		return out, err
	}
	values := make([]any, 0, len(tiles))
	for t := range tiles {
		values = append(values, int64(t))
	}
	return out, engine.InChunks(ctx, q, `select tile, situation from situation_tile where tile in `, values, func(r engine.Rows) error {
		var t geo.Tile
		var id situation.ID
		err := r.Scan(&t, &id)
		out[t] = append(out[t], id)
		return err
	})
}

// countPeople counts those in and near whose time is not over, each person once, by the closest of their stays.
func countPeople(ctx context.Context, q engine.Querier, id situation.ID, now time.Time) (c situation.Counts, err error) {
	err = q.QueryRow(ctx, `select coalesce(sum(1 - x.g), 0), coalesce(sum(x.g), 0) from (
		select min(case c.grade when 'in' then 0 else 1 end) as g from concern_stay c join stay s on s.id = c.stay
		where c.situation = $1 and s.to_us > $2 group by s.person) x`, string(id), engine.US(now)).Scan(&c.In, &c.Near)
	return c, err
}

// countCountry counts the people with a stay in one of the countries that [from, to) meets and whose time is not over, who
// are not in or near; fromUS and toUS as roster.Matcher.Window.
func countCountry(ctx context.Context, q engine.Querier, id situation.ID, countries []string, fromUS, toUS int64, now time.Time) (n int, err error) {
	if len(countries) == 0 {
		return 0, nil
	}
	args := []any{string(id), engine.US(now), toUS, fromUS}
	in, args := engine.OneOf(`select s.person from stay s where s.from_us < $3 and s.to_us > $4 and s.to_us > $2`, "s.country", countries, args)
	err = q.QueryRow(ctx, `with near(person) as (select distinct s.person from concern_stay c join stay s on s.id = c.stay where c.situation = $1 and s.to_us > $2)
		select count(*) from (`+in+` union select person from near) x`, args...).Scan(&n)
	if err != nil {
		return 0, err
	}
	var near int
	err = q.QueryRow(ctx, `select count(distinct s.person) from concern_stay c join stay s on s.id = c.stay where c.situation = $1 and s.to_us > $2`,
		string(id), engine.US(now)).Scan(&near)
	return n - near, err
}

// countPlaces counts sites or gatherings ("site", "gathering") in and near, and those elsewhere in the countries, whose time is
// not over.
func countPlaces(ctx context.Context, q engine.Querier, id situation.ID, what string, countries []string, fromUS, toUS int64, now time.Time) (c situation.Counts, err error) {
	timed, args := "", []any{string(id)}
	if what == "gathering" {
		timed, args = ` and s.from_us < $2 and s.to_us > $3 and s.to_us > $4`, append(args, toUS, fromUS, engine.US(now))
	}
	held := `exists (select 1 from concern_place c where c.what = '` + what + `' and c.place = s.id and c.situation = $1`
	err = q.QueryRow(ctx, `select coalesce(sum(case c.grade when 'in' then 1 else 0 end), 0), coalesce(sum(case c.grade when 'near' then 1 else 0 end), 0)
		from concern_place c join `+what+` s on s.id = c.place where c.what = '`+what+`' and c.situation = $1`+timed, args...).Scan(&c.In, &c.Near)
	if err != nil || len(countries) == 0 {
		return c, err
	}
	text, args := engine.OneOf(`select count(*) from `+what+` s where not `+held+`)`+timed, "s.country", countries, args)
	err = q.QueryRow(ctx, text, args...).Scan(&c.Country)
	return c, err
}

// entries lists the sites and gatherings that are or were in or near, in the order in which they came, with their names; those
// whose time is over only with past.
func entries(ctx context.Context, q engine.Querier, id situation.ID, now time.Time, past bool) ([]situation.EnteredAt, error) {
	var out []situation.EnteredAt
	err := engine.Each(ctx, q, func(r engine.Rows) error {
		var e situation.EnteredAt
		var at, from, to int64
		if err := r.Scan(&e.What, &e.ID, &e.Grade, &at, &e.Name, &from, &to); err != nil {
			return err
		}
		e.At, e.From, e.To = engine.FromUS(at), engine.FromUS(from), engine.FromEndUS(to)
		if past || e.What == "site" || to > engine.US(now) {
			out = append(out, e)
		}
		return nil
	}, `select c.what, c.place, c.grade, c.at, coalesce(s.name, g.name, ''), coalesce(g.from_us, 0), coalesce(g.to_us, 0) from concern_place c
		left join site s on c.what = 'site' and s.id = c.place left join gathering g on c.what = 'gathering' and g.id = c.place
		where c.situation = $1 order by c.at, c.what, c.place`, string(id))
	return out, err
}

// heldBy are the grades that the rows of a situation give now, by the id of the stay (as text), site or gathering.
func heldBy(ctx context.Context, q engine.Querier, id situation.ID, what string) (map[any]roster.Grade, error) {
	out := map[any]roster.Grade{}
	if what == "stay" {
		return out, engine.Each(ctx, q, func(r engine.Rows) error {
			var k int64
			var g roster.Grade
			err := r.Scan(&k, &g)
			out[k] = g
			return err
		}, `select stay, grade from concern_stay where situation = $1`, string(id))
	}
	return out, engine.Each(ctx, q, func(r engine.Rows) error {
		var k string
		var g roster.Grade
		err := r.Scan(&k, &g)
		out[k] = g
		return err
	}, `select place, grade from concern_place where situation = $1 and what = $2`, string(id), what)
}

// Concerned is whom a situation concerns now; with names the people in and near, at most the first 1,000, are named.
func Concerned(ctx context.Context, q engine.Querier, x situation.Situation, margin float64, now time.Time, names bool) (situation.Concerned, error) {
	out := situation.Concerned{Places: []situation.EnteredAt{}}
	c, asks := x.Concern(margin)
	if !asks {
		return out, nil
	}
	from, to := c.Window()
	countries := x.Countries()
	var err error
	if out.People, err = countPeople(ctx, q, x.ID, now); err != nil {
		return out, err
	}
	if out.People.Country, err = countCountry(ctx, q, x.ID, countries, from, to, now); err != nil {
		return out, err
	}
	if out.Sites, err = countPlaces(ctx, q, x.ID, "site", countries, from, to, now); err != nil {
		return out, err
	}
	if out.Gatherings, err = countPlaces(ctx, q, x.ID, "gathering", countries, from, to, now); err != nil {
		return out, err
	}
	if c.Wide { // the whole country is the area
		for _, n := range []*situation.Counts{&out.People, &out.Sites, &out.Gatherings} {
			n.In, n.Country = n.In+n.Country, 0
		}
	}
	places, err := entries(ctx, q, x.ID, now, false)
	out.Places = append(out.Places, places...)
	if err != nil || !names {
		return out, err
	}
	err = engine.Each(ctx, q, func(r engine.Rows) error {
		p, st, err := match.ScanStay(r)
		if m, ok := c.Match(p, st); err == nil && ok {
			out.Names = append(out.Names, m)
		}
		return err
	}, `select `+engine.Prefixed("s", match.StayCols)+`, `+engine.Prefixed("p", match.PersonCols)+` from concern_stay c join stay s on s.id = c.stay
		join person p on p.id = s.person where c.situation = $1 and s.to_us > $2 order by c.grade, p.name, s.id limit 1000`, string(x.ID), engine.US(now))
	out.Names = roster.Closest(out.Names)
	return out, err
}
