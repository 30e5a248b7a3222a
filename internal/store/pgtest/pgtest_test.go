package pgtest

import (
	"context"
	"errors"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestMain(m *testing.M) { Main(m) }

func TestDSNGivesAFreshDatabaseEachTime(t *testing.T) {
	ctx := context.Background()
	a, b := DSN(t), DSN(t)
	if a == b {
		t.Fatalf("the same database twice: %s", a)
	}
	for _, dsn := range []string{a, b} {
		conn, err := pgx.Connect(ctx, dsn)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Exec(ctx, `create table only_here (n int)`); err != nil {
			t.Errorf("%s: %v", dsn, err)
		}
		conn.Close(ctx)
	}
}

// What was committed outlives a crash of the server and a kill -9 of all its processes.
func TestClusterComesBackAfterACrash(t *testing.T) {
	dir, err := os.MkdirTemp("", dirPrefix+"crash-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	c, err := New(dir)
	if errors.Is(err, ErrNoBinaries) && os.Getenv("TOCSIN_REQUIRE_POSTGRES") != "1" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Stop() })
	ctx := context.Background()
	run := func(q string) int {
		t.Helper()
		conn, err := pgx.Connect(ctx, c.DSN("postgres"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(ctx)
		var n int
		if err := conn.QueryRow(ctx, q).Scan(&n); err != nil && !errors.Is(err, pgx.ErrNoRows) {
			t.Fatal(err)
		}
		return n
	}
	run(`create table kept (n int)`)
	for i, end := range []func() error{c.Stop, c.Crash, c.Kill} {
		run(`insert into kept values (1)`)
		if err := end(); err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if n := run(`select count(*)::int from kept`); n != i+1 {
			t.Errorf("%d rows after the end number %d", n, i+1)
		}
	}
}
