package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What the two engines share: statements with $1..$n. What truly differs stands in this file and nowhere else: opening, row
// locks, bulk load, the migration dialect, durability, who else is running.

type rows interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close()
}

type row interface{ Scan(dest ...any) error }

type querier interface {
	// Exec returns the number of rows it changed.
	Exec(ctx context.Context, q string, args ...any) (int64, error)
	Query(ctx context.Context, q string, args ...any) (rows, error)
	QueryRow(ctx context.Context, q string, args ...any) row
}

type engine interface {
	name() string
	reader() querier
	inTx(ctx context.Context, fn func(q querier, raw any) error) error
	// forUpdate is appended to a select that must keep others from changing its rows until the transaction ends.
	forUpdate() string
	// skipLocked is the same for a claim: rows that another node is claiming are passed over.
	skipLocked() string
	// bulk inserts n rows, row(i) giving the i-th; the fastest way the engine has inside a transaction.
	bulk(ctx context.Context, raw any, table string, cols []string, n int, row func(i int) []any) error
	// words are the column types that differ.
	words() map[string]string
	dialect() (goose.Dialect, *sql.DB)
	durable(ctx context.Context) error
	close()
}

// isNoRows reports the "no such row" of either engine.
func isNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) || errors.Is(err, pgx.ErrNoRows) }

// isTaken reports a broken unique constraint of either engine.
func isTaken(err error) bool {
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		return pe.Code == "23505"
	}
	var le *sqlite.Error
	if errors.As(err, &le) {
		return le.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || le.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return false
}

// ---- SQLite ----

type liteEngine struct {
	path  string
	write *sql.DB // one connection: SQLite has one writer, and River wants it so
	read  *sql.DB
	lock  *os.File
}

func openSQLite(ctx context.Context, path string, beside bool) (engine, error) {
	if path == "" || path == ":memory:" {
		return nil, errors.New("SQLite needs a file: give sqlite:/path/to/tocsin.db")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of %s: %w", path, err)
	}
	// One working process at a time: SQLite would allow two, but leases and jobs of a dead process are taken over at start.
	var lock *os.File
	if !beside {
		var err error
		if lock, err = os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600); err != nil {
			return nil, fmt.Errorf("opening the lock file: %w", err)
		}
		if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			lock.Close()
			return nil, fmt.Errorf("%s is in use by another tocsin process: stop it, or use PostgreSQL for several nodes", path)
		}
	}
	dsn := func(extra string) string {
		q := url.Values{}
		for _, p := range []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)", "cache_size(-65536)"} {
			q.Add("_pragma", p)
		}
		return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode() + extra
	}
	e := &liteEngine{path: path, lock: lock}
	var err error
	if e.write, err = sql.Open("sqlite", dsn("&_txlock=immediate")); err != nil {
		e.unlock()
		return nil, err
	}
	e.write.SetMaxOpenConns(1)
	if err = e.write.PingContext(ctx); err != nil {
		e.write.Close()
		e.unlock()
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	if err := os.Chmod(path, 0o600); err != nil && !errors.Is(err, fs.ErrNotExist) {
		e.write.Close()
		e.unlock()
		return nil, err
	}
	if e.read, err = sql.Open("sqlite", dsn("&_pragma=query_only(1)")); err != nil {
		e.write.Close()
		e.unlock()
		return nil, err
	}
	e.read.SetMaxOpenConns(4)
	return e, nil
}

func (e *liteEngine) name() string       { return "sqlite" }
func (e *liteEngine) reader() querier    { return liteQuerier{e.read} }
func (e *liteEngine) forUpdate() string  { return "" } // BEGIN IMMEDIATE already holds the only write lock
func (e *liteEngine) skipLocked() string { return "" }
func (e *liteEngine) words() map[string]string {
	return map[string]string{"bytes": "blob", "big": "integer", "real": "real"}
}
func (e *liteEngine) dialect() (goose.Dialect, *sql.DB) { return goose.DialectSQLite3, e.write }

func (e *liteEngine) durable(ctx context.Context) error {
	var sync int
	if err := e.write.QueryRowContext(ctx, `pragma synchronous`).Scan(&sync); err != nil {
		return err
	}
	if sync < 2 {
		return fmt.Errorf("SQLite runs with synchronous=%d: a power cut could lose an acknowledged release; it must be FULL", sync)
	}
	return nil
}

func (e *liteEngine) close() {
	e.read.Close()
	e.write.Close()
	e.unlock()
}

func (e *liteEngine) unlock() {
	if e.lock != nil {
		e.lock.Close()
	}
}

func (e *liteEngine) inTx(ctx context.Context, fn func(querier, any) error) error {
	t, err := e.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer t.Rollback() // no effect after a commit
	if err := fn(liteQuerier{t}, t); err != nil {
		return err
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("%w (%w)", ErrInDoubt, err)
	}
	return nil
}

func (e *liteEngine) bulk(ctx context.Context, raw any, table string, cols []string, n int, rowAt func(int) []any) error {
	const most = 100 // rows a statement: about the best for modernc.org/sqlite
	t := raw.(*sql.Tx)
	head := "insert into " + table + " (" + strings.Join(cols, ", ") + ") values "
	stmtFor := func(k int) string {
		var b strings.Builder
		b.WriteString(head)
		for i := range k {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('(')
			for j := range cols {
				if j > 0 {
					b.WriteByte(',')
				}
				b.WriteByte('?')
			}
			b.WriteByte(')')
		}
		return b.String()
	}
	var full *sql.Stmt
	args := make([]any, 0, most*len(cols))
	for i := 0; i < n; {
		k := min(most, n-i)
		args = args[:0]
		for j := range k {
			args = append(args, rowAt(i+j)...)
		}
		var err error
		if k == most {
			if full == nil {
				if full, err = t.PrepareContext(ctx, stmtFor(most)); err != nil {
					return err
				}
				defer full.Close()
			}
			_, err = full.ExecContext(ctx, args...)
		} else {
			_, err = t.ExecContext(ctx, stmtFor(k), args...)
		}
		if err != nil {
			return err
		}
		i += k
	}
	return nil
}

type liteConn interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

type liteQuerier struct{ c liteConn }

// positional writes $1..$n as "?" when each stands once and in order: the driver looks a name up for every named parameter,
// which costs more than binding it. Other texts stay as they are.
func positional(s string) string {
	var b strings.Builder
	next, from, quoted := 1, 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\'':
			quoted = !quoted
		case c == '$' && !quoted:
			j := i + 1
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			if s[i+1:j] != strconv.Itoa(next) {
				return s
			}
			next++
			b.WriteString(s[from:i])
			b.WriteByte('?')
			from, i = j, j-1
		}
	}
	b.WriteString(s[from:])
	return b.String()
}

func (q liteQuerier) Exec(ctx context.Context, s string, args ...any) (int64, error) {
	r, err := q.c.ExecContext(ctx, positional(s), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (q liteQuerier) Query(ctx context.Context, s string, args ...any) (rows, error) {
	r, err := q.c.QueryContext(ctx, positional(s), args...)
	if err != nil {
		return nil, err
	}
	return liteRows{r}, nil
}

func (q liteQuerier) QueryRow(ctx context.Context, s string, args ...any) row {
	return q.c.QueryRowContext(ctx, positional(s), args...)
}

type liteRows struct{ *sql.Rows }

func (r liteRows) Close() { _ = r.Rows.Close() }

// ---- PostgreSQL ----

type pgEngine struct {
	pool *pgxpool.Pool
	std  *sql.DB
	held *pgxpool.Conn // holds the advisory lock on the node's name
	dsn  string
}

func openPostgres(ctx context.Context, dsn, node string, maxConns int) (engine, error) {
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
	var got bool
	if err := held.QueryRow(ctx, `select pg_try_advisory_lock(hashtext('tocsin node'), hashtext($1))`, node).Scan(&got); err != nil || !got {
		held.Release()
		pool.Close()
		if err == nil {
			err = fmt.Errorf("another process runs as node %q on this database: give each node its own name", node)
		}
		return nil, err
	}
	return &pgEngine{pool: pool, std: stdlib.OpenDBFromPool(pool), held: held, dsn: dsn}, nil
}

func (e *pgEngine) name() string       { return "postgres" }
func (e *pgEngine) reader() querier    { return pgQuerier{c: e.pool} }
func (e *pgEngine) forUpdate() string  { return " for update" }
func (e *pgEngine) skipLocked() string { return " for update skip locked" }
func (e *pgEngine) words() map[string]string {
	return map[string]string{"bytes": "bytea", "big": "bigint", "real": "double precision"}
}
func (e *pgEngine) dialect() (goose.Dialect, *sql.DB) { return goose.DialectPostgres, e.std }

func (e *pgEngine) durable(ctx context.Context) error {
	for _, k := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		var v string
		if err := e.pool.QueryRow(ctx, `select current_setting($1)`, k).Scan(&v); err != nil {
			return err
		}
		if v == "off" {
			return fmt.Errorf("PostgreSQL runs with %s=off: a crash could lose an acknowledged release; switch it on", k)
		}
	}
	return nil
}

func (e *pgEngine) close() {
	e.held.Release()
	e.std.Close()
	e.pool.Close()
}

func (e *pgEngine) inTx(ctx context.Context, fn func(querier, any) error) error {
	t, err := e.pool.Begin(ctx)
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

func (e *pgEngine) bulk(ctx context.Context, raw any, table string, cols []string, n int, rowAt func(int) []any) error {
	_, err := raw.(pgx.Tx).CopyFrom(ctx, pgx.Identifier{table}, cols, pgx.CopyFromSlice(n, func(i int) ([]any, error) { return rowAt(i), nil }))
	return err
}

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

// planned gives a querier that has PostgreSQL plan each query for its own arguments. A match needs it: from the sixth on, a plan
// made without knowing how narrow the cell ranges are would read the table whole, 300 ms instead of 0.3. It must not be the
// connection's setting (plan_cache_mode): the checks of foreign keys would be planned again for each row of a release.
func planned(q querier) querier {
	switch v := q.(type) {
	case pgQuerier:
		v.fresh = true
		return v
	case *tx:
		c := *v
		c.querier = planned(v.querier)
		return &c
	}
	return q
}

func (q pgQuerier) Exec(ctx context.Context, s string, args ...any) (int64, error) {
	t, err := q.c.Exec(ctx, s, args...)
	return t.RowsAffected(), err
}

func (q pgQuerier) Query(ctx context.Context, s string, args ...any) (rows, error) {
	if q.fresh {
		args = append([]any{pgx.QueryExecModeCacheDescribe}, args...)
	}
	return q.c.Query(ctx, s, args...)
}

func (q pgQuerier) QueryRow(ctx context.Context, s string, args ...any) row {
	return q.c.QueryRow(ctx, s, args...)
}
