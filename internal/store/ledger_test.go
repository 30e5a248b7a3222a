package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
	"github.com/tocsin-hub/tocsin/internal/store/proof"
)

// onBoth runs a test on a fresh, migrated store of each engine.
func onBoth(t *testing.T, test func(t *testing.T, s *Store)) {
	for engine, dsn := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return "sqlite:" + t.TempDir() + "/t.db" },
		"postgres": pgtest.DSN,
	} {
		t.Run(engine, func(t *testing.T) { test(t, openFresh(t, dsn(t))) })
	}
}

func openFresh(t testing.TB, dsn string) *Store {
	t.Helper()
	at := time.Date(2024, 3, 7, 18, 0, 0, 0, time.UTC)
	s, err := Open(context.Background(), Options{DSN: dsn, Clock: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if _, err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s
}

func fill(t testing.TB, s *Store, lines int) {
	t.Helper()
	ctx := context.Background()
	if err := s.inTx(ctx, "fill", func(x *tx) error {
		for i := range lines {
			if err := x.record(ctx, ledger.Line{Actor: "acc_1", Act: "test.done", Of: fmt.Sprint("thing ", i%7), Detail: fmt.Sprint(i)}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// Whatever is changed, deleted, swapped or slipped in by SQL, the ledger no longer verifies, and says where.
func TestTamperingWithTheLedgerIsFound(t *testing.T) {
	const lines = 1100 // more than a page of the verifier
	onBoth(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		fill(t, s, lines)
		if n, _, err := s.VerifyLedger(ctx); err != nil || n != lines {
			t.Fatalf("untouched: %d, %v", n, err)
		}
		rng := rand.New(rand.NewPCG(3, 7))
		swap := func(a, b int64) []string {
			return []string{
				fmt.Sprintf(`update ledger_line set seq = -1 where seq = %d`, a),
				fmt.Sprintf(`update ledger_line set seq = %d where seq = %d`, a, b),
				fmt.Sprintf(`update ledger_line set seq = %d where seq = -1`, b),
			}
		}
		type tampering struct {
			name string
			sql  []string
			want string
		}
		all := []tampering{
			{"cut the last line", []string{`delete from ledger_line where seq = 1099`}, "line 1099 is missing"},
			{"cut the last line, counter and all", []string{`delete from ledger_line where seq = 1099`, `update counter set next = 1099 where name = 'ledger'`}, "hash"},
			{"slip one in at the end", []string{`insert into ledger_line (seq, at, act, of_id, body) values (1100, 0, 'a', 'o', '{}')`}, "outside the tree"},
			{"slip one in before the first", []string{`insert into ledger_line (seq, at, act, of_id, body) values (-5, 0, 'a', 'o', '{}')`}, "outside the tree"},
			{"hide whom it was about", []string{`update ledger_line set of_id = 'thing 0' where seq = 5`}, "line 5"},
			{"change the moment", []string{`update ledger_line set at = at + 1 where seq = 6`}, "line 6"},
			{"empty a line", []string{`update ledger_line set body = '' where seq = 7`}, "line 7"},
			{"drop a hash", []string{`delete from ledger_hash where idx = 0`}, "hash"},
			{"drop all hashes", []string{`delete from ledger_hash`}, "hash"},
			{"swap neighbours", swap(9, 10), "line 9"},
			{"swap far lines", swap(20, 1050), "line 20"},
		}
		for range 60 {
			n := rng.Int64N(lines)
			all = append(all,
				tampering{fmt.Sprint("delete ", n), []string{fmt.Sprintf(`delete from ledger_line where seq = %d`, n)}, fmt.Sprintf("line %d is missing", n)},
				tampering{fmt.Sprint("change ", n), []string{fmt.Sprintf(`update ledger_line set body = replace(body, 'test.done', 'test.dona'), act = 'test.dona' where seq = %d`, n)}, fmt.Sprintf("line %d ", n)},
				tampering{fmt.Sprint("hash ", n), []string{fmt.Sprintf(`update ledger_hash set hash = (select hash from ledger_hash where idx = %d) where idx = %d`, n+1, n)}, "changed"})
		}
		for _, x := range all {
			if err := tampered(ctx, s, x.sql); err == nil || !strings.Contains(err.Error(), x.want) {
				t.Errorf("%s: verifying says %v, want %q", x.name, err, x.want)
			}
		}
	})
}

// tampered verifies the ledger as it would be after the statements, and takes them back.
func tampered(ctx context.Context, s *Store, sql []string) (verdict error) {
	undo := fmt.Errorf("undone")
	_ = s.inTx(ctx, "tamper", func(t *tx) error {
		for _, q := range sql {
			if n, err := t.Exec(ctx, q); err != nil || n == 0 {
				verdict = fmt.Errorf("the test's %s did nothing to %d rows: %v", q[:6], n, err)
				return err
			}
		}
		_, _, verdict = proof.Verify(ctx, t)
		return undo
	})
	return verdict
}

// A tail that was cut with everything that belongs to it verifies, but no longer gives the root that was seen before.
func TestACutTailIsFoundByAnEarlierRoot(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		ctx := context.Background()
		fill(t, s, 20)
		size, root, err := s.LedgerTree(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.inTx(ctx, "cut", func(x *tx) error {
			for _, q := range []string{`delete from ledger_line where seq >= 18`, `update counter set next = 18 where name = 'ledger'`, `delete from ledger_hash where idx >= 34`} {
				if _, err := x.Exec(ctx, q); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		fill(t, s, 2) // the forger puts other lines in place of those cut
		gotSize, gotRoot, err := s.VerifyLedger(ctx)
		if err != nil || gotSize != size {
			t.Fatalf("%d lines, %v", gotSize, err)
		}
		if gotRoot == root {
			t.Error("other lines gave the same root")
		}
	})
}

func TestStatementsSplit(t *testing.T) {
	got := statements("-- a comment; with a semicolon\ncreate table a (\n  b {big}, -- trailing\n  c {bytes});\ninsert into a values (';');\n\n", map[string]string{"big": "bigint", "bytes": "bytea"})
	if len(got) != 2 || !strings.Contains(got[0], "b bigint") || !strings.Contains(got[1], "';'") {
		t.Errorf("%q", got)
	}
}
