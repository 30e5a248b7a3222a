package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
)

func TestBackupAndRestore(t *testing.T) {
	for engine, dsns := range map[string]func(testing.TB) (full, empty string){
		"sqlite": func(t testing.TB) (string, string) {
			return freshSQLite(t), "sqlite:" + filepath.Join(t.TempDir(), "new folder", "r.db")
		},
		"postgres": func(t testing.TB) (string, string) { return freshPostgres(t), pgtest.DSN(t) },
	} {
		t.Run(engine, func(t *testing.T) {
			ctx := context.Background()
			full, empty := dsns(t)
			open := func(dsn string) *store.Store {
				t.Helper()
				s, err := store.Open(ctx, store.Options{DSN: dsn, Clock: time.Now})
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			s := open(full)
			defer s.Close()
			raw := []byte("bytes \x00\xFF of an item")
			kept, _, err := s.KeepItem(ctx, "system", intake.Item{Source: "s", Form: intake.FormText, Raw: raw})
			if err != nil {
				t.Fatal(err)
			}
			size, root, err := s.LedgerTree(ctx)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "backup")
			if err := s.Backup(ctx, file); err != nil {
				t.Fatal(err)
			}
			if st, err := os.Stat(file); err != nil || st.Mode().Perm() != 0o600 {
				t.Errorf("the backup is readable to others: %v, %v", st.Mode(), err)
			}
			if err := s.Backup(ctx, file); err == nil || !strings.Contains(err.Error(), "there already") {
				t.Errorf("a backup over another: %v", err)
			}
			// What comes after the backup is not in it.
			if _, err := s.AddAccount(ctx, desk.System.ID, desk.Account{Login: "later", Name: "Later", Roles: []desk.Role{desk.Viewer}}); err != nil {
				t.Fatal(err)
			}

			if err := store.Restore(ctx, file, empty, false); err != nil {
				t.Fatal(err)
			}
			r := open(empty)
			if got, err := r.Item(ctx, kept.ID); err != nil || string(got.Raw) != string(raw) {
				t.Errorf("the item came back as %q, %v", got.Raw, err)
			}
			if n, got, err := r.VerifyLedger(ctx); err != nil || n != size || got != root {
				t.Errorf("the ledger came back with %d lines, %v", n, err)
			}
			if as, err := r.Accounts(ctx); err != nil || len(as) != 0 {
				t.Errorf("accounts %v, %v", as, err)
			}
			if n, err := r.Migrate(ctx); err != nil || n != 0 {
				t.Errorf("migrating what was restored: %d steps, %v", n, err)
			}
			if jobs, err := r.OpenJobs(ctx); err != nil || jobs["read"] != 1 {
				t.Errorf("jobs %v, %v", jobs, err)
			}
			// Work goes on where it stopped.
			if _, _, err := r.KeepItem(ctx, "system", intake.Item{Source: "s", Form: intake.FormText, Raw: []byte("next")}); err != nil {
				t.Error(err)
			}
			if err := store.Restore(ctx, file, empty, true); err == nil || !strings.Contains(err.Error(), "stop") {
				t.Errorf("restoring under a running store: %v", err)
			}
			r.Close()

			if err := store.Restore(ctx, file, empty, false); err == nil || !strings.Contains(err.Error(), "force") {
				t.Errorf("restoring over a database that holds something: %v", err)
			}
			r = open(empty)
			if its, err := r.Items(ctx, 10, ""); err != nil || len(its) != 2 {
				t.Errorf("a refused restore left %d items, %v", len(its), err)
			}
			r.Close()
			if err := store.Restore(ctx, file, empty, true); err != nil {
				t.Fatalf("with force: %v", err)
			}
			r = open(empty)
			defer r.Close()
			if its, err := r.Items(ctx, 10, ""); err != nil || len(its) != 1 {
				t.Errorf("restored %d items, %v", len(its), err)
			}
		})
	}
}

func TestRestoreRefusesWhatIsNoBackup(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	to := "sqlite:" + filepath.Join(dir, "r.db")
	write := func(name string, b []byte) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	good, err := os.ReadFile(strings.TrimPrefix(freshSQLite(t), "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	broken := append([]byte(nil), good...)
	for i := 8192; i < len(broken) && i < 40000; i++ {
		broken[i] ^= 0x5A
	}
	for what, file := range map[string]string{
		"no file":       filepath.Join(dir, "none"),
		"empty":         write("empty", nil),
		"text":          write("text", []byte("this is a letter and no database")),
		"cut":           write("cut", good[:len(good)/2]),
		"broken":        write("broken", broken),
		"other engine":  write("pg", []byte("PGDMP and so on and on")),
		"header only":   write("header", good[:16]),
		"another's":     write("other", otherDatabase(t)),
		"a single byte": write("one", []byte("S")),
	} {
		if err := store.Restore(ctx, file, to, false); err == nil {
			t.Errorf("%s was restored", what)
		}
		if _, err := os.Stat(filepath.Join(dir, "r.db")); err == nil {
			t.Fatalf("%s left a database behind", what)
		}
	}
}

// otherDatabase is a sound SQLite file with none of our tables.
func otherDatabase(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "o.db")
	s, err := store.Open(context.Background(), store.Options{DSN: "sqlite:" + path, Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
