// Package engine is what the two databases of the store share, and the one place where they differ: opening, row locks, bulk
// load, column words, the migration dialect, durability, who else is running.
//
// A statement is one text with $1..$n on both. A commit whose answer was lost is ErrInDoubt; everything else that fails has not
// happened.
package engine

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrInDoubt: the commit's answer was lost; what was asked may or may not have happened. Look before doing it again.
var ErrInDoubt = errors.New("the database did not answer the commit: it may or may not have happened")

// Rows are the answer of a query. Close may be called at any time and more than once.
type Rows interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close()
}

// Row is the answer of a query for one row; Scan tells IsNoRows when there is none.
type Row interface{ Scan(dest ...any) error }

// Querier is what runs statements: a transaction, or the readers.
type Querier interface {
	// Exec returns the number of rows it changed.
	Exec(ctx context.Context, q string, args ...any) (int64, error)
	Query(ctx context.Context, q string, args ...any) (Rows, error)
	QueryRow(ctx context.Context, q string, args ...any) Row
}

// Engine is one of the two databases.
type Engine interface {
	Name() string    // sqlite or postgres
	Reader() Querier // outside transactions
	// InTx runs fn in one transaction, which is undone when fn fails. raw is its *sql.Tx or pgx.Tx, for the job queue.
	InTx(ctx context.Context, fn func(q Querier, raw any) error) error
	// ForUpdate is appended to a select that must keep others from changing its rows until the transaction ends.
	ForUpdate() string
	// SkipLocked is the same for a claim: rows that another node is claiming are passed over.
	SkipLocked() string
	// Bulk inserts n rows, row(i) giving the i-th; the fastest way the engine has inside a transaction.
	Bulk(ctx context.Context, raw any, table string, cols []string, n int, row func(i int) []any) error
	// Words are the column types that differ.
	Words() map[string]string
	// Dialect is what the migrations run on.
	Dialect() (goose.Dialect, *sql.DB)
	// Durable fails when an acknowledged commit could be lost in a power cut.
	Durable(ctx context.Context) error
	Close()
}

// IsNoRows reports the "no such row" of either engine.
func IsNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) || errors.Is(err, pgx.ErrNoRows) }

// IsTaken reports a broken unique constraint of either engine.
func IsTaken(err error) bool {
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
