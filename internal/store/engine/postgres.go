package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// PG is PostgreSQL. DSN is the address it was opened with; it may hold a password.
type PG struct {
	Pool *pgxpool.Pool
	std  *sql.DB
	held *pgxpool.Conn // holds the advisory lock on the node's name
	DSN  string
}

// OpenPostgres connects, with at most maxConns connections (0: 8) and one more that holds the lock on the node's name.
func OpenPostgres(ctx context.Context, dsn, node string, maxConns int) (Engine, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the PostgreSQL address cannot be read: check its form, postgres://user@host/database")
	}
	if maxConns <= 0 {
		maxConns = 8
	}
	cfg.MaxConns = int32(maxConns) + 1 // one holds the node's name
	// jit turns a 4 ms range query into 40 ms.
	if cfg.ConnConfig.RuntimeParams == nil {
		cfg.ConnConfig.RuntimeParams = map[string]string{}
	}
	cfg.ConnConfig.RuntimeParams["jit"] = "off"
	cfg.ConnConfig.RuntimeParams["timezone"] = "UTC"
	cfg.ConnConfig.RuntimeParams["application_name"] = "tocsin/" + node
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, err
	}
	held, err := pool.Acquire(ctx)
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("connecting: %w", err)
	}
	// The connection of a node that has just stopped is there for a moment longer.
	if _, err = held.Exec(ctx, `set lock_timeout = '3s'`); err == nil {
		if _, err = held.Exec(ctx, `select pg_advisory_lock(hashtext('tocsin node'), hashtext($1))`, node); err == nil {
			_, err = held.Exec(ctx, `reset lock_timeout`)
		}
	}
	if err != nil {
		held.Release()
		pool.Close()
		if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) && pg.Code == "55P03" { // lock_not_available
			err = fmt.Errorf("another process runs as node %q on this database: give each node its own name", node)
		}
		return nil, err
	}
	return &PG{Pool: pool, std: stdlib.OpenDBFromPool(pool), held: held, DSN: dsn}, nil
}

func (e *PG) Name() string       { return "postgres" }
func (e *PG) Reader() Querier    { return pgQuerier{c: e.Pool} }
func (e *PG) ForUpdate() string  { return " for update" }
func (e *PG) SkipLocked() string { return " for update skip locked" }
func (e *PG) Words() map[string]string {
	return map[string]string{"bytes": "bytea", "big": "bigint", "real": "double precision"}
}
func (e *PG) Dialect() (goose.Dialect, *sql.DB) { return goose.DialectPostgres, e.std }

func (e *PG) Durable(ctx context.Context) error {
	for _, k := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		var v string
		if err := e.Pool.QueryRow(ctx, `select current_setting($1)`, k).Scan(&v); err != nil {
			return err
		}
		if v == "off" {
			return fmt.Errorf("PostgreSQL runs with %s=off: a crash could lose an acknowledged release; switch it on", k)
		}
	}
	return nil
}

func (e *PG) Close() {
	e.held.Release()
	e.std.Close()
	e.Pool.Close()
}

func (e *PG) InTx(ctx context.Context, fn func(Querier, any) error) error {
	t, err := e.Pool.Begin(ctx)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer t.Rollback(context.WithoutCancel(ctx)) // no effect after a commit
	if err := fn(pgQuerier{c: t}, t); err != nil {
		return err
	}
	if err := t.Commit(ctx); err != nil {
		return fmt.Errorf("%w (%w)", ErrInDoubt, err)
	}
	return nil
}

func (e *PG) Bulk(ctx context.Context, raw any, table string, cols []string, n int, rowAt func(int) []any) error {
	_, err := raw.(pgx.Tx).CopyFrom(ctx, pgx.Identifier{table}, cols, pgx.CopyFromSlice(n, func(i int) ([]any, error) { return rowAt(i), nil }))
	return err
}

// OnPostgres runs statements on a connection, pool or transaction of pgx.
func OnPostgres(c pgConn) Querier { return pgQuerier{c: c} }

type pgConn interface {
	Exec(context.Context, string, ...any) (pgconn.CommandTag, error)
	Query(context.Context, string, ...any) (pgx.Rows, error)
	QueryRow(context.Context, string, ...any) pgx.Row
}

type pgQuerier struct {
	c pgConn
	// fresh: each query is planned for its own arguments.
	fresh bool
}

// Planned gives a querier that has PostgreSQL plan each query for its own arguments; on SQLite it is q itself. A match needs it:
// from the sixth on, a plan made without knowing how narrow the cell ranges are would read the table whole, 300 ms instead of
// 0.3. It must not be the connection's setting (plan_cache_mode): the checks of foreign keys would be planned again for each row
// of a release.
func Planned(q Querier) Querier {
	if v, ok := q.(pgQuerier); ok {
		v.fresh = true
		return v
	}
	return q
}

func (q pgQuerier) Exec(ctx context.Context, s string, args ...any) (int64, error) {
	t, err := q.c.Exec(ctx, s, args...)
	return t.RowsAffected(), err
}

func (q pgQuerier) Query(ctx context.Context, s string, args ...any) (Rows, error) {
	if q.fresh {
		args = append([]any{pgx.QueryExecModeCacheDescribe}, args...)
	}
	return q.c.Query(ctx, s, args...)
}

func (q pgQuerier) QueryRow(ctx context.Context, s string, args ...any) Row {
	return q.c.QueryRow(ctx, s, args...)
}
