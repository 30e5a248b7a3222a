// Package life holds the rows of a situation's life: the keys it is found under, its tasks, whom it concerns, and what its
// timeline is read from. Its functions run inside a transaction of package store, which decides, commits and writes the ledger.
package life

import (
	"context"
	"fmt"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// set makes the rows of a situation in a table of two columns, col and situation, be exactly want.
func set[T comparable](ctx context.Context, q engine.Querier, table, col string, id situation.ID, want []T, scan func(engine.Rows) (T, error), arg func(T) any) error {
	wrap := func(err error) error { return fmt.Errorf("writing %s of situation %s: %w", table, id, err) }
	missing := map[T]bool{}
	for _, w := range want {
		missing[w] = true
	}
	var gone []T
	err := engine.Each(ctx, q, func(r engine.Rows) error {
		v, err := scan(r)
		if missing[v] {
			delete(missing, v)
		} else {
			gone = append(gone, v)
		}
		return err
	}, `select `+col+` from `+table+` where situation = $1`, string(id))
	if err != nil {
		return wrap(err)
	}
	for _, g := range gone {
		if _, err := q.Exec(ctx, `delete from `+table+` where situation = $1 and `+col+` = $2`, string(id), arg(g)); err != nil {
			return wrap(err)
		}
	}
	want = slices.DeleteFunc(slices.Clone(want), func(w T) bool {
		was := missing[w]
		delete(missing, w) // each once
		return !was
	})
	for part := range slices.Chunk(want, 100) {
		var args []any
		for _, w := range part {
			args = append(args, arg(w), string(id))
		}
		if _, err := q.Exec(ctx, `insert into `+table+` (`+col+`, situation) values `+engine.Tuples(2, len(part)), args...); err != nil {
			return wrap(err)
		}
	}
	return nil
}

// SetKeys makes the keys of a situation be exactly these.
func SetKeys(ctx context.Context, q engine.Querier, id situation.ID, keys []string) error {
	return set(ctx, q, "situation_key", "key", id, keys, func(r engine.Rows) (k string, err error) {
		err = r.Scan(&k)
		return k, err
	}, func(k string) any { return k })
}

// Under selects what of the situations s that are found under one of these keys, for more conditions to follow; every key is
// looked up and nothing else is read, whether the engine has counted its tables or not: the cross join makes SQLite walk the
// keys outside.
func Under(what string, keys []string) (string, []any) {
	text, args := engine.OneOf(`select distinct k.situation as id from situation_key k where 1 = 1`, "k.key", keys, nil)
	if len(keys) == 0 {
		text += ` and 1 = 0`
	}
	return `select ` + what + ` from (` + text + `) n cross join situation s where s.id = n.id`, args
}

// Unkeyed lists open situations without any key: those of before there were keys.
func Unkeyed(ctx context.Context, q engine.Querier) ([]situation.ID, error) {
	var out []situation.ID
	err := engine.Each(ctx, q, func(r engine.Rows) error {
		var id situation.ID
		err := r.Scan(&id)
		out = append(out, id)
		return err
	}, `select s.id from situation s where s.state <> 'closed' and not exists (select 1 from situation_key k where k.situation = s.id)`)
	return out, err
}
