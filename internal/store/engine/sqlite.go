package engine

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

	"github.com/pressly/goose/v3"
)

// Lite is SQLite. Write is its one writing connection, Read are those that cannot write.
type Lite struct {
	Path  string
	Write *sql.DB // one connection: SQLite has one writer, and River wants it so
	Read  *sql.DB
	lock  *os.File
}

// OpenSQLite opens the file at path and makes it when it is not there. beside allows another process that works on it.
func OpenSQLite(ctx context.Context, path string, beside bool) (Engine, error) {
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
	e := &Lite{Path: path, lock: lock}
	var err error
	if e.Write, err = sql.Open("sqlite", dsn("&_txlock=immediate")); err != nil {
		e.unlock()
		return nil, err
	}
	e.Write.SetMaxOpenConns(1)
	if err = e.Write.PingContext(ctx); err != nil {
		e.Write.Close()
		e.unlock()
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	if err := os.Chmod(path, 0o600); err != nil && !errors.Is(err, fs.ErrNotExist) {
		e.Write.Close()
		e.unlock()
		return nil, err
	}
	if e.Read, err = sql.Open("sqlite", dsn("&_pragma=query_only(1)")); err != nil {
		e.Write.Close()
		e.unlock()
		return nil, err
	}
	e.Read.SetMaxOpenConns(4)
	return e, nil
}

func (e *Lite) Name() string       { return "sqlite" }
func (e *Lite) Reader() Querier    { return liteQuerier{e.Read} }
func (e *Lite) ForUpdate() string  { return "" } // BEGIN IMMEDIATE already holds the only write lock
func (e *Lite) SkipLocked() string { return "" }
func (e *Lite) Words() map[string]string {
	return map[string]string{"bytes": "blob", "big": "integer", "real": "real"}
}
func (e *Lite) Dialect() (goose.Dialect, *sql.DB) { return goose.DialectSQLite3, e.Write }

func (e *Lite) Durable(ctx context.Context) error {
	var sync int
	if err := e.Write.QueryRowContext(ctx, `pragma synchronous`).Scan(&sync); err != nil {
		return err
	}
	if sync < 2 {
		return fmt.Errorf("SQLite runs with synchronous=%d: a power cut could lose an acknowledged release; it must be FULL", sync)
	}
	return nil
}

func (e *Lite) Close() {
	e.Read.Close()
	e.Write.Close()
	e.unlock()
}

func (e *Lite) unlock() {
	if e.lock != nil {
		e.lock.Close()
	}
}

func (e *Lite) InTx(ctx context.Context, fn func(Querier, any) error) error {
	t, err := e.Write.BeginTx(ctx, nil)
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

func (e *Lite) Bulk(ctx context.Context, raw any, table string, cols []string, n int, rowAt func(int) []any) error {
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

// OnSQLite runs statements on a connection or transaction of database/sql.
func OnSQLite(c liteConn) Querier { return liteQuerier{c} }

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

func (q liteQuerier) Query(ctx context.Context, s string, args ...any) (Rows, error) {
	r, err := q.c.QueryContext(ctx, positional(s), args...)
	if err != nil {
		return nil, err
	}
	return liteRows{r}, nil
}

func (q liteQuerier) QueryRow(ctx context.Context, s string, args ...any) Row {
	return q.c.QueryRowContext(ctx, positional(s), args...)
}

type liteRows struct{ *sql.Rows }

func (r liteRows) Close() { _ = r.Rows.Close() }
