package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

// The migrations are one text for both engines; {bytes}, {big} and {real} stand for the column types that differ.
//
//go:embed migrations/*.sql
var migrationFiles embed.FS

// Migrate brings the tables to this program's version: our own by goose, the job tables by River's migrations. It takes a
// lock, so that several nodes may call it at once, and does nothing when there is nothing to do. It returns the number of
// migrations applied.
func (s *Store) Migrate(ctx context.Context) (int, error) {
	p, err := s.provider()
	if err != nil {
		return 0, fmt.Errorf("preparing the migration: %w", err)
	}
	done, err := p.Up(ctx)
	if err != nil {
		return 0, fmt.Errorf("migrating the tables (nothing of the failed step was kept; restore is not needed): %w", err)
	}
	n, err := s.migrateRiver(ctx)
	if err != nil {
		return 0, fmt.Errorf("migrating the job tables: %w", err)
	}
	return len(done) + n, nil
}

// SchemaVersion is the version of the tables as they stand and the one this program wants.
func (s *Store) SchemaVersion(ctx context.Context) (have, want int64, err error) {
	p, err := s.provider()
	if err != nil {
		return 0, 0, err
	}
	have, want, err = p.GetVersions(ctx)
	if err != nil {
		return 0, 0, fmt.Errorf("reading the version of the tables: %w", err)
	}
	return have, want, nil
}

func (s *Store) provider() (*goose.Provider, error) {
	names, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		return nil, err
	}
	sort.Slice(names, func(i, j int) bool { return names[i].Name() < names[j].Name() })
	var ms []*goose.Migration
	for _, n := range names {
		text, err := migrationFiles.ReadFile(path.Join("migrations", n.Name()))
		if err != nil {
			return nil, err
		}
		version, err := strconv.ParseInt(strings.SplitN(n.Name(), "_", 2)[0], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("migration %s has no number: %w", n.Name(), err)
		}
		stmts := statements(string(text), s.eng.Words())
		ms = append(ms, goose.NewGoMigration(version, &goose.GoFunc{RunTx: func(ctx context.Context, t *sql.Tx) error {
			for _, q := range stmts {
				if _, err := t.ExecContext(ctx, q); err != nil {
					return fmt.Errorf("%s: %w", strings.SplitN(q, "\n", 2)[0], err)
				}
			}
			return nil
		}}, nil))
	}
	dialect, db := s.eng.Dialect()
	opts := []goose.ProviderOption{goose.WithGoMigrations(ms...), goose.WithDisableGlobalRegistry(true)}
	if s.eng.Name() == "postgres" {
		l, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		opts = append(opts, goose.WithSessionLocker(l))
	}
	return goose.NewProvider(dialect, db, nil, opts...)
}

// statements splits a migration at the semicolons that end a line, drops comments, and puts the engine's words in.
func statements(text string, words map[string]string) []string {
	for k, v := range words {
		text = strings.ReplaceAll(text, "{"+k+"}", v)
	}
	var clean strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(strings.TrimSpace(line), "--") {
			clean.WriteString(line)
		}
	}
	var out []string
	for q := range strings.SplitSeq(clean.String(), ";\n") {
		if q = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(q), ";")); q != "" {
			out = append(out, q)
		}
	}
	return out
}

func (s *Store) migrateRiver(ctx context.Context) (int, error) {
	switch e := s.eng.(type) {
	case *engine.Lite:
		m, err := rivermigrate.New(riversqlite.New(e.Write), &rivermigrate.Config{Logger: s.opt.Log})
		if err != nil {
			return 0, err
		}
		return riverUp[*sql.Tx](ctx, m)
	case *engine.PG:
		m, err := rivermigrate.New(riverpgxv5.New(e.Pool), &rivermigrate.Config{Logger: s.opt.Log})
		if err != nil {
			return 0, err
		}
		return riverUp[pgx.Tx](ctx, m)
	}
	return 0, errors.New("unknown engine")
}

func riverUp[T any](ctx context.Context, m *rivermigrate.Migrator[T]) (int, error) {
	res, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	if err != nil {
		return 0, err
	}
	return len(res.Versions), nil
}
