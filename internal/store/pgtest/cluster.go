// Package pgtest runs throwaway PostgreSQL clusters out of the installed binaries, for tests and for the chaos program.
//
// A cluster lives in one folder, listens on 127.0.0.1 at a random port, trusts everyone there, and keeps fsync on: the store
// refuses a server that could lose what it acknowledged. It dies with the process that started it, however that ends.
package pgtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrNoBinaries is returned when no PostgreSQL server is installed: neither on PATH nor in /usr/lib/postgresql/*/bin.
var ErrNoBinaries = errors.New("no PostgreSQL server found (initdb and postgres on PATH or in /usr/lib/postgresql/*/bin)")

// superuser owns every database of a cluster.
const superuser = "tocsin"

// startWait bounds initdb and the start of the server, each.
const startWait = 60 * time.Second

// Cluster is one PostgreSQL server and its data. Its methods may be called from any goroutine, one at a time.
type Cluster struct {
	dir  string // holds data/ and the socket
	port int
	bin  string
	cred *syscall.Credential // whom the server runs as; nil: as we do

	mu   sync.Mutex
	proc *os.Process
	done chan struct{} // closed when proc has ended
	tail *tail         // the last lines of its log
}

// New makes a cluster in dir, which must be empty or missing, and starts it. As root the server runs as the user postgres (or
// nobody), because PostgreSQL refuses to run as root; dir is then given to that user, who must be able to reach it.
func New(dir string) (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir, bin: bin}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 {
		uid, gid, err := unprivileged()
		if err != nil {
			return nil, err
		}
		c.cred = &syscall.Credential{Uid: uid, Gid: gid}
		if err := os.Chown(dir, int(uid), int(gid)); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), startWait)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "--pgdata", c.data(), "--username", superuser, "--auth", "trust",
		"--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions")
	cmd.Dir = dir
	cmd.Env = cleanEnv()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.cred}
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb in %s: %w\n%s", dir, err, out)
	}
	for try := 0; ; try++ {
		if c.port, err = freePort(); err != nil {
			return nil, err
		}
		if err = c.Start(); err == nil {
			return c, nil
		}
		if try == 4 {
			return nil, err
		}
	}
}

// Start makes a cluster in dir and gives the address of its first database and a function that stops it and deletes dir.
func Start(dir string) (dsn string, stop func(), err error) {
	c, err := New(dir)
	if err != nil {
		return "", nil, err
	}
	return c.DSN("postgres"), func() {
		_ = c.Stop()
		_ = os.RemoveAll(dir)
	}, nil
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

// DSN is the address of a database of this cluster. It stays the same over Stop and Start.
func (c *Cluster) DSN(database string) string {
	return fmt.Sprintf("postgres://%s@127.0.0.1:%d/%s?sslmode=disable", superuser, c.port, database)
}

// Start starts a stopped cluster on its old port and waits until it takes connections.
func (c *Cluster) Start() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.proc != nil {
		return errors.New("the cluster is running")
	}
	cmd := exec.Command(filepath.Join(c.bin, "postgres"), "-D", c.data(), "-k", c.dir,
		"-c", "listen_addresses=127.0.0.1", "-c", "port="+strconv.Itoa(c.port), "-c", "max_connections=200",
		"-c", "shared_buffers=64MB", "-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "max_wal_size=512MB",
		"-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on", "-c", "logging_collector=off",
		"-c", "log_min_messages=warning", "-c", "lc_messages=C", "-c", "timezone=UTC")
	cmd.Dir = c.dir
	cmd.Env = cleanEnv()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.cred, Setpgid: true, Pdeathsig: syscall.SIGQUIT}
	log, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	ready, started, done := make(chan struct{}), make(chan error, 1), make(chan struct{})
	c.tail = &tail{}
	go func() {
		// The kernel sends Pdeathsig when the thread that started the child ends, so this thread is kept until it has.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err != nil {
			return
		}
		readLog(log, c.tail, ready)
		_ = cmd.Wait()
		close(done)
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("starting postgres: %w", err)
	}
	select {
	case <-ready:
	case <-done:
		return fmt.Errorf("postgres ended while starting:\n%s", c.tail.String())
	case <-time.After(startWait):
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		<-done
		return fmt.Errorf("postgres did not become ready in %s:\n%s", startWait, c.tail.String())
	}
	c.proc, c.done = cmd.Process, done
	return nil
}

func readLog(r io.Reader, t *tail, ready chan struct{}) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	told := false
	for sc.Scan() {
		t.add(sc.Text())
		if !told && strings.Contains(sc.Text(), "database system is ready to accept connections") {
			told = true
			close(ready)
		}
	}
	_, _ = io.Copy(io.Discard, r)
}

// Stop ends the server in good order, cutting its connections. It is harmless when it is not running.
func (c *Cluster) Stop() error { return c.end(syscall.SIGINT, false) }

// Crash ends the server at once, as pg_ctl -m immediate does: the next Start recovers from the log.
func (c *Cluster) Crash() error { return c.end(syscall.SIGQUIT, false) }

// Kill ends every process of the server with kill -9.
func (c *Cluster) Kill() error { return c.end(syscall.SIGKILL, true) }

func (c *Cluster) end(sig syscall.Signal, all bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.proc == nil {
		return nil
	}
	pids := []int{c.proc.Pid}
	if all { // each backend is the leader of its own process group, so they are found by their parent
		pids = append(pids, children(c.proc.Pid)...)
	}
	for _, pid := range pids {
		if err := syscall.Kill(pid, sig); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("signalling postgres: %w", err)
		}
	}
	<-c.done
	c.proc = nil
	return nil
}

// children lists the processes whose parent is pid.
func children(pid int) []int {
	var out []int
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, f := range stats {
		b, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		// pid (comm) state ppid; comm may hold spaces and brackets.
		rest := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
		if len(rest) > 1 && rest[1] == strconv.Itoa(pid) {
			if child, err := strconv.Atoi(filepath.Base(filepath.Dir(f))); err == nil {
				out = append(out, child)
			}
		}
	}
	return out
}

// CreateDatabase makes a fresh, empty database and gives its address.
func (c *Cluster) CreateDatabase(ctx context.Context, name string) (string, error) {
	return c.createDatabase(ctx, name, "")
}

func (c *Cluster) createDatabase(ctx context.Context, name, template string) (string, error) {
	q := `create database ` + pgx.Identifier{name}.Sanitize()
	if template != "" {
		q += ` template ` + pgx.Identifier{template}.Sanitize()
	}
	return c.DSN(name), c.exec(ctx, q)
}

// DropDatabase deletes a database, cutting its connections.
func (c *Cluster) DropDatabase(ctx context.Context, name string) error {
	return c.exec(ctx, `drop database if exists `+pgx.Identifier{name}.Sanitize()+` with (force)`)
}

func (c *Cluster) exec(ctx context.Context, q string) error {
	conn, err := pgx.Connect(ctx, c.DSN("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, q)
	return err
}

// binaries finds the folder of initdb and postgres; of several versions the newest.
func binaries() (string, error) {
	dirs := filepath.SplitList(os.Getenv("PATH"))
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	for _, d := range append(dirs, found...) {
		if executable(filepath.Join(d, "initdb")) && executable(filepath.Join(d, "postgres")) {
			// initdb looks for its companions where it really stands.
			if real, err := filepath.EvalSymlinks(filepath.Join(d, "postgres")); err == nil {
				return filepath.Dir(real), nil
			}
		}
	}
	return "", ErrNoBinaries
}

func version(dir string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
	return n
}

func executable(path string) bool {
	st, err := os.Stat(path)
	return err == nil && !st.IsDir() && st.Mode()&0o111 != 0
}

func unprivileged() (uid, gid uint32, err error) {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		id, err1 := strconv.ParseUint(u.Uid, 10, 32)
		g, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err1 == nil && err2 == nil && id != 0 {
			return uint32(id), uint32(g), nil
		}
	}
	return 0, 0, errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as")
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// cleanEnv drops the PG* variables of the caller, which could point the server's tools elsewhere.
func cleanEnv() []string {
	return append(slices.DeleteFunc(os.Environ(), func(e string) bool {
		return strings.HasPrefix(e, "PG") || strings.HasPrefix(e, "LC_") || strings.HasPrefix(e, "LANG=")
	}), "LC_ALL=C")
}

// tail keeps the last lines of a log.
type tail struct {
	mu    sync.Mutex
	lines []string
}

func (t *tail) add(line string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.lines) == 50 {
		t.lines = slices.Delete(t.lines, 0, 1)
	}
	t.lines = append(t.lines, line)
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(t.lines, "\n")
}
