package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// shared is the one cluster of this test process, started by the first DSN.
var shared struct {
	once sync.Once
	c    *Cluster
	err  error
	next atomic.Int64

	copyOnce sync.Once
	copyErr  error
	copying  sync.Mutex
}

// prepared is the name of the database that Copy copies.
const prepared = "prepared"

const dirPrefix = "tocsin-pg-"

// roots are the folders in which the shared cluster may stand, the one to use first. In memory its many checkpoints cost
// nothing; what a crash does is for clusters of one's own, made with New.
func roots() []string {
	if st, err := os.Stat("/dev/shm"); err == nil && st.IsDir() {
		var fs syscall.Statfs_t
		if syscall.Statfs("/dev/shm", &fs) == nil && fs.Bavail*uint64(fs.Bsize) > 2<<30 && syscall.Access("/dev/shm", 2) == nil {
			return []string{"/dev/shm", os.TempDir()}
		}
	}
	return []string{os.TempDir()}
}

// Copy is DSN with a database that is a copy of one that prepare was given once in this test process.
func Copy(t testing.TB, prepare func(dsn string) error) string {
	t.Helper()
	cluster(t)
	shared.copyOnce.Do(func() {
		var dsn string
		if dsn, shared.copyErr = shared.c.CreateDatabase(context.Background(), prepared); shared.copyErr == nil {
			shared.copyErr = prepare(dsn)
		}
	})
	if shared.copyErr != nil {
		t.Fatalf("preparing the database that others are copied from: %v", shared.copyErr)
	}
	return fresh(t, prepared)
}

// DSN gives the address of a fresh, empty database on the cluster of this test process, which the first call starts. The
// database is dropped when the test ends. Without an installed server the test is skipped, unless TOCSIN_REQUIRE_POSTGRES=1:
// then it fails.
func DSN(t testing.TB) string {
	t.Helper()
	cluster(t)
	return fresh(t, "")
}

// cluster starts the shared cluster, once.
func cluster(t testing.TB) {
	t.Helper()
	shared.once.Do(func() {
		sweep()
		var dir string
		if dir, shared.err = os.MkdirTemp(roots()[0], dirPrefix+strconv.Itoa(os.Getpid())+"-"); shared.err == nil {
			shared.err = os.Chmod(dir, 0o755)
		}
		if shared.err == nil {
			shared.c, shared.err = New(dir)
		}
	})
	if errors.Is(shared.err, ErrNoBinaries) && os.Getenv("TOCSIN_REQUIRE_POSTGRES") != "1" {
		t.Skip("skipped on PostgreSQL: " + shared.err.Error())
	}
	if shared.err != nil {
		t.Fatalf("starting a throwaway PostgreSQL: %v", shared.err)
	}
}

func fresh(t testing.TB, template string) string {
	t.Helper()
	name := fmt.Sprintf("t%d", shared.next.Add(1))
	if template != "" { // copying needs the template to itself for a moment
		shared.copying.Lock()
		defer shared.copying.Unlock()
	}
	dsn, err := shared.c.createDatabase(context.Background(), name, template)
	if err != nil {
		t.Fatalf("making database %s: %v", name, err)
	}
	t.Cleanup(func() {
		if err := shared.c.DropDatabase(context.Background(), name); err != nil {
			t.Errorf("dropping database %s: %v", name, err)
		}
	})
	return dsn
}

// Main runs a package's tests and then stops the cluster and deletes its folder: func TestMain(m *testing.M) { pgtest.Main(m) }.
// A package without it leaves the folder for the next run to delete; the server itself ends with the process.
func Main(m *testing.M) {
	code := m.Run()
	if shared.c != nil {
		_ = shared.c.Stop()
		_ = os.RemoveAll(shared.c.dir)
	}
	os.Exit(code)
}

// sweep deletes the folders of test processes that are no more.
func sweep() {
	var dirs []string
	for _, root := range roots() {
		found, _ := filepath.Glob(filepath.Join(root, dirPrefix+"*"))
		dirs = append(dirs, found...)
	}
	for _, d := range dirs {
		pid, err := strconv.Atoi(strings.SplitN(strings.TrimPrefix(filepath.Base(d), dirPrefix), "-", 2)[0])
		if err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) && !serverAlive(d) {
			_ = os.RemoveAll(d)
		}
	}
}

// serverAlive reports whether the server of an abandoned folder is still ending.
func serverAlive(dir string) bool {
	b, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	if err != nil {
		return false
	}
	pid, err := strconv.Atoi(strings.SplitN(string(b), "\n", 2)[0])
	return err == nil && !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
