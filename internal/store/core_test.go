package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/ledger"
)

// A fresh SQLite store migrates once, does nothing the second time, and keeps a verifiable ledger.
func TestFreshStoreMigratesAndRecords(t *testing.T) {
	ctx := context.Background()
	at := time.Date(2024, 3, 7, 18, 0, 0, 0, time.UTC)
	s, err := Open(ctx, Options{DSN: "sqlite:" + filepath.Join(t.TempDir(), "t.db"), Clock: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if n, err := s.Migrate(ctx); err != nil || n == 0 {
		t.Fatalf("first migration: %d steps, %v", n, err)
	}
	if n, err := s.Migrate(ctx); err != nil || n != 0 {
		t.Fatalf("second migration: %d steps, %v", n, err)
	}
	for range 5 {
		if err := s.inTx(ctx, "test", func(x *tx) error {
			if err := x.queue(ctx, true, readJob{Item: "itm_1"}); err != nil {
				return err
			}
			return x.record(ctx, ledger.Line{Actor: "system", Act: "test.done", Of: "x"})
		}); err != nil {
			t.Fatal(err)
		}
	}
	if size, _, err := s.VerifyLedger(ctx); err != nil || size != 5 {
		t.Fatalf("ledger of %d lines: %v", size, err)
	}
	var n int
	if err := s.eng.Reader().QueryRow(ctx, `select count(*) from river_job`).Scan(&n); err != nil || n != 1 {
		t.Fatalf("five unique inserts of one key gave %d jobs, %v", n, err)
	}
}
