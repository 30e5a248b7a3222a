package store_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
	"github.com/tocsin-hub/tocsin/internal/store/storetest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

func TestSQLite(t *testing.T) { storetest.Run(t, freshSQLite) }

func TestPostgres(t *testing.T) {
	storetest.Run(t, freshPostgres)
}

// migrate brings a new database's tables into being.
func migrate(dsn string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{DSN: dsn, Clock: time.Now})
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.Migrate(ctx)
	return err
}

// Migrating is slower than copying: each test gets a copy of a database that was migrated once.
func freshPostgres(t testing.TB) string { return pgtest.Copy(t, migrate) }

var migrated = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "tocsin-store-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "t.db")
	if err := migrate("sqlite:" + path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func freshSQLite(t testing.TB) string {
	t.Helper()
	b, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "t.db")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}
