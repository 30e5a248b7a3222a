// Package store holds all SQL of the house, once, for two engines: SQLite (the default) and PostgreSQL.
//
// A store method is one transaction, named after what happened (ReleaseWarning), never a create, update or delete. It loads
// what it needs, lets the domain decide, and commits the new values together with the next work row and a ledger line; so
// every door (console, API, command line) passes the same rules. When a method returns an error nothing of it is stored,
// with one exception that no caller can avoid: an error out of the commit itself leaves the outcome unknown, and is of kind
// ErrInDoubt. Every method may be called again with the same arguments without harm.
//
// Times are integer microseconds UTC, booleans integers, documents JSON text. A zero time is stored as 0.
package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// The kinds of error a caller can tell apart with errors.Is.
var (
	ErrNotFound = errors.New("not found")
	// ErrChanged: somebody else changed the row since it was read. Read it again and decide again.
	ErrChanged = errors.New("changed by somebody else meanwhile")
	// ErrInDoubt: the commit's answer was lost; what was asked may or may not have happened. Look before doing it again.
	ErrInDoubt = engine.ErrInDoubt
	// ErrTaken: a unique name (login, reference) is in use.
	ErrTaken = errors.New("already taken")
	// ErrDenied: the acting account holds no role that grants this.
	ErrDenied = errors.New("not allowed")
)

// Options says where the rows are and what the store may use of the outside world.
type Options struct {
	// DSN is "sqlite:PATH" or a PostgreSQL URL ("postgres://…").
	DSN string
	// Clock gives the present; it is the only clock of the store.
	Clock func() time.Time
	// Rand gives the random part of ids; nil: crypto/rand.
	Rand io.Reader
	// Node names this process among those that share the database. Two processes with one name are refused.
	Node string
	Log  *slog.Logger
	// Fault, in tests only, is asked before every statement and before and after every commit; an error it returns takes the
	// place of the real outcome: before = not done, after = done but not told.
	Fault func(method, point string) error
	// Beside opens the database for a command that works beside the running program (an account, an import, a backup): it does
	// not take the file for itself on SQLite, and cannot start jobs. On PostgreSQL give it a node name of its own.
	Beside bool
	// Tasks are the clocks of the desk's tasks; the zero value: situation.DefaultTaskRules.
	Tasks situation.TaskRules
	// Margin is the metropolitan margin in metres within which a situation concerns what is near; 0: roster.DefaultMargin.
	Margin float64
	// MaxConns bounds PostgreSQL connections; 0: 8.
	MaxConns int
}

// Store is the one place that talks SQL. It is safe for concurrent use.
type Store struct {
	opt   Options
	eng   engine.Engine
	jobMu sync.Mutex
	jobs  jobs // nil until first used; StartJobs replaces it by one that also works

	idMu   sync.Mutex
	lastMS int64
}

// Open connects to the database, takes the node's name (so that no second process can use it), and checks that the engine
// will keep what it acknowledges. It does not migrate: call Migrate.
func Open(ctx context.Context, opt Options) (*Store, error) {
	if opt.Clock == nil {
		return nil, errors.New("opening the store: no clock given")
	}
	if opt.Rand == nil {
		opt.Rand = rand.Reader
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Node == "" {
		opt.Node = "node-1"
	}
	if opt.Tasks.Escalate == nil {
		opt.Tasks = situation.DefaultTaskRules()
	}
	if opt.Margin <= 0 {
		opt.Margin = roster.DefaultMargin
	}
	s := &Store{opt: opt}
	var err error
	switch {
	case strings.HasPrefix(opt.DSN, "sqlite:"):
		s.eng, err = engine.OpenSQLite(ctx, strings.TrimPrefix(opt.DSN, "sqlite:"), opt.Beside)
	case strings.HasPrefix(opt.DSN, "postgres://"), strings.HasPrefix(opt.DSN, "postgresql://"):
		s.eng, err = engine.OpenPostgres(ctx, opt.DSN, opt.Node, opt.MaxConns)
	default:
		err = errors.New(`the address must begin with "sqlite:" or "postgres://"`)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	if err := s.eng.Durable(ctx); err != nil {
		s.eng.Close()
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	return s, nil
}

// Close releases the connections and the node's name. Stop the jobs first.
func (s *Store) Close() { s.eng.Close() }

// Engine is "sqlite" or "postgres".
func (s *Store) Engine() string { return s.eng.Name() }

// Ping asks the database for an answer.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	if err := s.eng.Reader().QueryRow(ctx, `select 1`).Scan(&one); err != nil {
		return fmt.Errorf("asking the database whether it is there: %w", err)
	}
	return nil
}

func (s *Store) now() time.Time { return s.opt.Clock().UTC() }

type (
	rows    = engine.Rows
	row     = engine.Row
	querier = engine.Querier
)

// tx is one transaction under way: a querier that also knows the moment it began and what the engine does differently.
type tx struct {
	querier
	eng    engine.Engine
	s      *Store
	method string
	now    time.Time
	raw    any // pgx.Tx or *sql.Tx, for River
}

// Planned is engine.Planned inside the transaction.
func (t *tx) Planned() querier {
	c := *t
	c.querier = engine.Planned(t.querier)
	return &c
}

func (t *tx) fault(point string) error {
	if t.s.opt.Fault == nil {
		return nil
	}
	return t.s.opt.Fault(t.method, point)
}

func (t *tx) Exec(ctx context.Context, q string, args ...any) (int64, error) {
	if err := t.fault("statement"); err != nil {
		return 0, err
	}
	return t.querier.Exec(ctx, q, args...)
}

func (t *tx) Query(ctx context.Context, q string, args ...any) (rows, error) {
	if err := t.fault("statement"); err != nil {
		return nil, err
	}
	return t.querier.Query(ctx, q, args...)
}

func (t *tx) QueryRow(ctx context.Context, q string, args ...any) row {
	if err := t.fault("statement"); err != nil {
		return failedRow{err}
	}
	return t.querier.QueryRow(ctx, q, args...)
}

// Bulk inserts n rows in the fastest way the engine has.
func (t *tx) Bulk(ctx context.Context, table string, cols []string, n int, rowAt func(int) []any) error {
	if err := t.fault("bulk"); err != nil {
		return err
	}
	return t.eng.Bulk(ctx, t.raw, table, cols, n, rowAt)
}

type failedRow struct{ err error }

func (r failedRow) Scan(...any) error { return r.err }

// inTx runs fn in one transaction called method. Whatever fn returns other than nil rolls everything back.
func (s *Store) inTx(ctx context.Context, method string, fn func(*tx) error) error {
	err := s.eng.InTx(ctx, func(q querier, raw any) error {
		t := &tx{querier: q, eng: s.eng, s: s, method: method, now: s.now(), raw: raw}
		if err := fn(t); err != nil {
			return err
		}
		return t.fault("commit")
	})
	if err == nil && s.opt.Fault != nil {
		if ferr := s.opt.Fault(method, "committed"); ferr != nil {
			err = fmt.Errorf("%w (%w)", ErrInDoubt, ferr)
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newID makes an id: prefix, "_", and a ULID (48 bits of milliseconds, 80 random bits, Crockford base 32), so that ids sort
// by time within a millisecond and cannot be guessed.
func (s *Store) newID(prefix string, now time.Time) (string, error) {
	var b [16]byte
	ms := now.UnixMilli()
	s.idMu.Lock()
	defer s.idMu.Unlock()
	ms = max(ms, s.lastMS) // ids never sort backwards, whatever the clock does
	s.lastMS = ms
	for i := range 6 {
		b[i] = byte(ms >> (8 * (5 - i)))
	}
	if _, err := io.ReadFull(s.opt.Rand, b[6:]); err != nil {
		return "", fmt.Errorf("making an id: %w", err)
	}
	out := make([]byte, 0, len(prefix)+27)
	out = append(append(out, prefix...), '_')
	// 130 bits in 26 letters, the first two bits zero (ULID specification, "Binary layout").
	var acc uint
	bits := 2
	for _, c := range b {
		acc = acc<<8 | uint(c)
		bits += 8
		for bits >= 5 {
			bits -= 5
			out = append(out, crockford[acc>>bits&31])
		}
	}
	return string(out), nil
}

// us and fromUS turn times into integer microseconds UTC and back; the zero time is 0.
func us(t time.Time) int64     { return engine.US(t) }
func fromUS(v int64) time.Time { return engine.FromUS(v) }

// asJSON writes v as JSON text; the types it is given cannot fail.
func asJSON(v any) string { return engine.JSON(v) }
