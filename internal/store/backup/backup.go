// Package backup writes the whole database of a house to one file, and puts such a file back in its place, on both engines.
//
// A backup holds everything: accounts, items, warnings, deliveries, the ledger and the secret keys. Whoever has it has all that; it
// is written readable by its owner only. It is complete or not there, and none takes the place of a database before it was found
// whole.
package backup

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"

	"github.com/tocsin-hub/tocsin/internal/store/engine"
	"github.com/tocsin-hub/tocsin/internal/store/proof"
)

const (
	sqliteMagic = "SQLite format 3\x00"
	pgdumpMagic = "PGDMP"
)

// Write writes the whole database to a new file, as of one moment, while work goes on. The file is complete or not there.
// On SQLite it is a database file; on PostgreSQL an archive made by pg_dump, which must be installed and not older than the
// server.
func Write(ctx context.Context, eng engine.Engine, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("writing the backup: %s is there already; give a new name", path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("writing the backup: %w", err)
	}
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("writing the backup: %w", err)
	}
	// Made before it is filled, so that nobody else can read it at any moment.
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	f.Close()
	switch e := eng.(type) {
	case *engine.Lite:
		err = backupSQLite(ctx, e, part)
	case *engine.PG:
		err = backupPostgres(ctx, e, part)
	}
	if err == nil {
		err = keepFile(part, path)
	}
	if err != nil {
		os.Remove(part)
		return fmt.Errorf("writing the backup: %w", err)
	}
	return nil
}

// keepFile gives a finished file its name, both safe on disk.
func keepFile(part, path string) error {
	if err := syncPath(part); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

func backupSQLite(ctx context.Context, e *engine.Lite, path string) error {
	// A connection of its own: the readers' may not write at all, and the writer's must stay free.
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: e.Path}).EscapedPath()+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `vacuum into $1`, path) // an empty file may be written into
	return err
}

func backupPostgres(ctx context.Context, e *engine.PG, path string) error {
	var version int
	if err := e.Pool.QueryRow(ctx, `select current_setting('server_version_num')::int / 10000`).Scan(&version); err != nil {
		return err
	}
	return runPG(ctx, "pg_dump", version, e.DSN, "--format=custom", "--no-owner", "--no-privileges", "--file="+path)
}

// runPG runs one of PostgreSQL's tools of at least the server's version. The password goes in its environment, since others
// can read command lines. An empty dsn is no connection.
func runPG(ctx context.Context, tool string, version int, dsn string, args ...string) error {
	bin, err := pgTool(ctx, tool, version)
	if err != nil {
		return err
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return errors.New("the PostgreSQL address cannot be read")
	}
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "PGOPTIONS=") })
	if pw, ok := u.User.Password(); ok {
		env = append(env, "PGPASSWORD="+pw)
		u.User = url.User(u.User.Username())
	}
	q := u.Query()
	for k := range q {
		if strings.HasPrefix(k, "pool_") { // the connection pool's own
			q.Del(k)
		}
	}
	u.RawQuery = q.Encode()
	if dsn != "" {
		args = append(args, "--dbname="+u.String())
	}
	cmd := exec.CommandContext(ctx, bin, args...)
	cmd.Env = env
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", tool, err, strings.TrimSpace(out.String()))
	}
	return nil
}

// pgTool finds a tool of PostgreSQL on PATH or where Debian puts it; the first that is not older than the server.
func pgTool(ctx context.Context, tool string, version int) (string, error) {
	dirs := filepath.SplitList(os.Getenv("PATH"))
	more, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.Sort(more)
	slices.Reverse(more)
	found := ""
	for _, d := range append(dirs, more...) {
		p := filepath.Join(d, tool)
		if st, err := os.Stat(p); err != nil || st.IsDir() || st.Mode()&0o111 == 0 {
			continue
		}
		out, err := exec.CommandContext(ctx, p, "--version").Output() // "pg_dump (PostgreSQL) 15.14 (Debian ...)"
		if err != nil {
			continue
		}
		if f := strings.Fields(string(out)); len(f) >= 3 {
			have, err := strconv.Atoi(leadingDigits(f[2]))
			if err == nil && have >= version {
				return p, nil
			}
			found = f[2]
		}
	}
	if found != "" {
		return "", fmt.Errorf("the %s here is version %s, older than the server's %d: install postgresql-client-%d", tool, found, version, version)
	}
	return "", fmt.Errorf("%s is not installed: install postgresql-client-%d, or run this where the server is", tool, version)
}

func leadingDigits(s string) string {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return s[:i]
}

// Restore puts a backup in place of the database at dsn. Every node must be stopped. A database that holds something is
// refused unless force is given; then what it held is lost. A backup goes back to the engine it came from. Afterwards the
// ledger is verified: the restored database is in place even when that fails, and the error says so.
func Restore(ctx context.Context, from, dsn string, force bool) error {
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("restoring: %w", err)
	}
	head := make([]byte, len(sqliteMagic))
	n, err := io.ReadFull(f, head)
	f.Close()
	if err != nil && n == 0 {
		return fmt.Errorf("restoring: %s is empty or cannot be read", from)
	}
	path, lite := strings.CutPrefix(dsn, "sqlite:")
	switch {
	case lite && string(head) == sqliteMagic:
		err = restoreSQLite(ctx, from, path, force)
	case !lite && bytes.HasPrefix(head, []byte(pgdumpMagic)):
		err = restorePostgres(ctx, from, dsn, force)
	case string(head) == sqliteMagic || bytes.HasPrefix(head, []byte(pgdumpMagic)):
		err = errors.New("the backup is of the other engine: a backup goes back to the engine it came from")
	default:
		err = fmt.Errorf("%s is no backup of a tocsin database", from)
	}
	if err != nil {
		return fmt.Errorf("restoring: %w", err)
	}
	return nil
}

func restoreSQLite(ctx context.Context, from, path string, force bool) error {
	if path == "" {
		return errors.New("give sqlite:/path/to/tocsin.db")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	lock, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return fmt.Errorf("%s is in use by a running tocsin: stop it first", path)
	}
	if st, err := os.Stat(path); err == nil && st.Size() > 0 && !force {
		return fmt.Errorf("%s is there already: move it away, or force (what it holds is then lost)", path)
	}
	part := path + ".part"
	if err := copyFile(from, part); err != nil {
		os.Remove(part)
		return err
	}
	if err := checkSQLite(ctx, part); err != nil {
		os.Remove(part)
		return err
	}
	// The old log files belong to the old file: replayed over the new one they would destroy it.
	for _, old := range []string{path + "-wal", path + "-shm", path + "-journal"} {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			os.Remove(part)
			return err
		}
	}
	return keepFile(part, path)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// checkSQLite sees that a file is whole, is ours, and that its ledger verifies, before it takes another's place.
func checkSQLite(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro&immutable=1")
	if err != nil {
		return err
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRowContext(ctx, `pragma integrity_check(1)`).Scan(&verdict); err != nil {
		return fmt.Errorf("the backup is damaged: %w", err)
	}
	if verdict != "ok" {
		return fmt.Errorf("the backup is damaged: %s", verdict)
	}
	return checkTables(ctx, engine.OnSQLite(db))
}

// checkTables says whether the tables are a tocsin's and its ledger verifies.
func checkTables(ctx context.Context, q engine.Querier) error {
	var n int
	if err := q.QueryRow(ctx, `select count(*) from counter where name = 'ledger'`).Scan(&n); err != nil || n != 1 {
		return errors.New("the backup is not of a tocsin database")
	}
	if _, _, err := proof.Verify(ctx, q); err != nil {
		return fmt.Errorf("the ledger of the backup does not verify: %w", err)
	}
	return nil
}

func restorePostgres(ctx context.Context, from, dsn string, force bool) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return errors.New("the PostgreSQL server does not answer: check the address") // err may hold the password
	}
	defer conn.Close(ctx)
	var version, nodes, tables int
	for tries := 0; ; tries++ { // the connections of a node that has just stopped are there for a moment longer
		if err := conn.QueryRow(ctx, `select count(*) from pg_stat_activity where datname = current_database() and application_name like 'tocsin/%'`).Scan(&nodes); err != nil {
			return err
		}
		if nodes == 0 || tries >= 20 {
			break
		}
		if _, err := conn.Exec(ctx, `select pg_sleep(0.1)`); err != nil {
			return err
		}
	}
	if err := conn.QueryRow(ctx, `select current_setting('server_version_num')::int / 10000,
		(select count(*) from information_schema.tables where table_schema = current_schema())`).Scan(&version, &tables); err != nil {
		return err
	}
	if nodes > 0 {
		return errors.New("a tocsin runs on this database: stop every node first")
	}
	if tables > 0 {
		if !force {
			return fmt.Errorf("the database holds %d tables: give an empty one, or force (what it holds is then lost)", tables)
		}
		// An archive that cannot be read must not cost what is there.
		if err := runPG(ctx, "pg_restore", version, "", "--list", "--file="+os.DevNull, from); err != nil {
			return fmt.Errorf("the backup is damaged: %w", err)
		}
		// pg_restore --clean would leave behind what the backup does not know.
		if _, err := conn.Exec(ctx, `do $$ begin execute format('drop schema %I cascade', current_schema()); execute 'create schema if not exists public'; end $$`); err != nil {
			return fmt.Errorf("emptying the database: %w", err)
		}
	}
	if err := runPG(ctx, "pg_restore", version, dsn, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", from); err != nil {
		return err
	}
	return checkTables(ctx, engine.OnPostgres(conn))
}
