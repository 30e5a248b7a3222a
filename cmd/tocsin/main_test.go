package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// shell runs command lines against one fresh SQLite file, without a terminal.
type shell struct {
	t   *testing.T
	dir string
	env []string
}

func newShell(t *testing.T) *shell {
	dir := t.TempDir()
	return &shell{t: t, dir: dir, env: []string{"TOCSIN_DATABASE=sqlite:" + filepath.Join(dir, "tocsin.db")}}
}

func (s *shell) file(name, text string) string {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// run gives the exit code and both streams.
func (s *shell) run(stdin string, args ...string) (code int, out, errs string) {
	s.t.Helper()
	var o, e bytes.Buffer
	code = execute(context.Background(), args, &Terminal{In: strings.NewReader(stdin), Out: &o, Err: &e, Env: s.env})
	return code, o.String(), e.String()
}

// want runs a line that must end with a code and print every one of some words, on either stream.
func (s *shell) want(code int, stdin string, args []string, words ...string) string {
	s.t.Helper()
	got, out, errs := s.run(stdin, args...)
	if got != code {
		s.t.Fatalf("tocsin %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, out, errs)
	}
	for _, w := range words {
		if !strings.Contains(out+errs, w) {
			s.t.Errorf("tocsin %s: does not say %q:\n%s%s", strings.Join(args, " "), w, out, errs)
		}
	}
	return out
}

func words(line string) []string { return strings.Fields(line) }

func TestHelpAndMistakes(t *testing.T) {
	s := newShell(t)
	s.want(0, "", nil, "Usage: tocsin <command>", "serve", "import people")
	s.want(0, "", words("version"), "tocsin ")
	s.want(0, "", words("import stays --help"), "Import the people", "--dry-run")
	s.want(2, "", words("sevre"), "tocsin:", "--help")
	s.want(2, "", words("import people"), "<file>")
	s.want(1, "", words("serve --check --config none.yaml"), "tocsin.example.yaml")
	s.want(0, "", []string{"serve", "--check"}, "can be used")
	s.env = append(s.env, "TOCSIN_MAIL_HOTS=x")
	s.want(1, "", words("admin user list"), "did you mean TOCSIN_MAIL_HOST?")
}

func TestAccounts(t *testing.T) {
	s := newShell(t)
	s.want(0, "", words("admin user list"), "no accounts yet", "--role approver")
	out := s.want(0, "", []string{"admin", "user", "add", "dora", "--name", "Dora D.", "--role", "desk", "--random"}, "account dora added", "shown this once")
	if m := regexp.MustCompile(`once\): (\S{26})\n`).FindStringSubmatch(out); m == nil {
		t.Errorf("no random password in:\n%s", out)
	}
	s.want(1, "", []string{"admin", "user", "add", "dora", "--name", "Dora D.", "--role", "desk", "--random"}, "an account dora already")
	s.want(1, "short\n", []string{"admin", "user", "add", "anton", "--name", "Anton A.", "--role", "approver"}, "at least 12 characters")
	s.want(0, "a long enough phrase\n", []string{"admin", "user", "add", "anton", "--name", "Anton A.", "--role", "approver"}, "account anton added")
	s.want(1, "", []string{"admin", "user", "add", "x y", "--name", "X", "--role", "desk", "--random"}, "a-z")
	s.want(1, "", []string{"admin", "user", "add", "root", "--name", "X", "--role", "god", "--random"}, "there is no role")
	s.want(0, "", words("admin user roles dora viewer desk"), "dora is now viewer, desk")
	s.want(0, "", words("admin user password dora --random"), "shown this once")
	s.want(1, "", words("admin user disable nobody"), "there is no account nobody", "admin user list")
	token := s.want(0, "", words("admin token add dora --name feed --for 24h"), "shown this once")
	if !strings.Contains(token, "tocsin_") {
		t.Errorf("no token in:\n%s", token)
	}
	s.want(0, "", words("admin user disable anton"), "disabled")
	s.want(0, "", words("admin user list"), "anton", "disabled", "viewer, desk")
	var all []map[string]any
	if err := json.Unmarshal([]byte(s.want(0, "", words("admin user list --json"))), &all); err != nil || len(all) != 2 {
		t.Fatalf("%d accounts, %v", len(all), err)
	}
	if raw, _ := json.Marshal(all); bytes.Contains(raw, []byte("argon2")) {
		t.Error("the list shows password hashes")
	}
	s.want(0, "", words("ledger verify"), "the ledger verifies")
	s.want(0, "", words("ledger show"), "account.added", "account.disabled", "token.added")
}

func TestImport(t *testing.T) {
	s := newShell(t)
	people := s.file("people.csv", "ref,name,nationalities,email\np1,Fern Gorsebury,US,fern@example.org\np2,Rowan Saltersea,GB;RU,rowan@example.org\n")
	s.want(0, "", []string{"import", "people", people, "--dry-run"}, "2 people", "nothing was imported (dry run)")
	s.want(0, "", []string{"import", "people", people}, "2 new, 0 changed, 0 as they were")
	s.want(0, "", []string{"import", "people", people}, "0 new, 0 changed, 2 as they were")

	bad := s.file("bad.csv", "ref,name,nationalities,email\np3,Sage Thistledown,US,sage@example.org\np4,,USA,not an address\n")
	s.want(1, "", []string{"import", "people", bad}, "LINE", "WHY IT IS REFUSED", "3 ", "ISO 3166-1", "nothing was imported; put the 3 values above right")
	var res importResult
	code, out, _ := s.run("", "import", "people", bad, "--json")
	if err := json.Unmarshal([]byte(out), &res); err != nil || code != 1 || len(res.Refused) != 3 || res.Imported != nil {
		t.Fatalf("code %d, %v, %+v", code, err, res)
	}
	// Nothing half-imported: p3 was right, and is not there.
	s.want(1, "ref,person,place,country,from,to\ns0,p3,Moscow,RU,2024-03-01,2024-03-10\n", words("import stays -"), "p3")

	s.want(0, "ref,person,place,country,from,to\ns1,p1,Moscow,RU,2024-03-01,2024-03-10\ns2,p2,\"Sample Hotel, Krasnogorsk\",,2024-03-05,\n",
		words("import stays -"), "2 stays: 2 new")
	s.want(0, "ref;name;kind;place;from;to\ng1;Evening;concert;Krasnogorsk;2024-03-09T19:00:00+03:00;2024-03-09T22:00:00+03:00\n",
		words("import gatherings -"), "1 gatherings: 1 new")
	s.want(0, "ref,name,place,lat,lon\nx1,Office,Moscow,55.75,37.61\n", words("import sites -"), "1 sites: 1 new")
	s.want(1, "\x00\x01\x02", words("import people -"), "import")
	s.want(1, "", words("import people none.csv"), "none.csv")
	s.want(1, "", []string{"import", "people", s.dir}, "folder")
	if _, out, errs := s.run("", "import", "people", people); strings.ContainsRune(out+errs, 0x1b) || strings.Contains(out+errs, "\r") {
		t.Errorf("a pipe gets marks of a terminal: %q", out+errs)
	}
}

func TestBackupAndRestore(t *testing.T) {
	s := newShell(t)
	s.want(0, "", words("migrate --dry-run"), "nothing was done")
	s.want(0, "", words("migrate"), "steps done")
	s.want(0, "", words("migrate"), "nothing to do")
	s.want(0, "", []string{"admin", "user", "add", "dora", "--name", "Dora D.", "--role", "desk", "--random"}, "added")
	copyOf := filepath.Join(s.dir, "copy.db")
	s.want(0, "", []string{"backup", copyOf}, "bytes", "personal data")
	s.want(1, "", []string{"backup", copyOf}, "copy.db")
	s.want(1, "", []string{"restore", copyOf}, "force")

	there := &shell{t: t, dir: s.dir, env: []string{"TOCSIN_DATABASE=sqlite:" + filepath.Join(s.dir, "there.db")}}
	there.want(0, "", []string{"restore", copyOf}, "its ledger of", "verifies")
	there.want(0, "", words("admin user list"), "dora")
	there.want(1, "", []string{"restore", there.file("junk.db", "this is no database"), "--force"}, "junk.db")
	there.want(0, "", words("admin user list"), "dora")
}

func TestWebhookSecretIsMadeOnce(t *testing.T) {
	s := newShell(t)
	first := s.want(0, "", words("webhook secret"), "whsec_")
	if again := s.want(0, "", words("webhook secret")); again != first {
		t.Error("the secret changed")
	}
}

func TestTablesKeepControlCharactersOut(t *testing.T) {
	var b bytes.Buffer
	term := &Terminal{}
	if err := term.Table(&b, []string{"A"}, [][]string{{"x\x1b[31my\tz\u009b"}}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != "A\nx [31my z \n" {
		t.Errorf("%q", got)
	}
}

// signalWriter tells when words have been written.
type signalWriter struct {
	mu    sync.Mutex
	buf   bytes.Buffer
	words string
	seen  chan struct{}
}

func (w *signalWriter) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before := strings.Contains(w.buf.String(), w.words)
	n, err := w.buf.Write(b)
	if !before && strings.Contains(w.buf.String(), w.words) {
		close(w.seen)
	}
	return n, err
}

// SIGTERM is the end of the command's context: serve and run stop at once, with code 0.
func TestServeAndRunStopWhenTold(t *testing.T) {
	for _, c := range []struct{ line, ready string }{
		{"serve", "tocsin is running"},
		{"run --dir DIR --port 0 --log info --auto 50ms", "the story is told"},
	} {
		t.Run(c.line, func(t *testing.T) {
			dir := t.TempDir()
			env := []string{"TOCSIN_LISTEN=127.0.0.1:0", "TOCSIN_DATABASE=sqlite:" + filepath.Join(dir, "tocsin.db")}
			if strings.HasPrefix(c.line, "run") {
				env = nil
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			w := &signalWriter{words: c.ready, seen: make(chan struct{})}
			done := make(chan int, 1)
			go func() {
				done <- execute(ctx, words(strings.ReplaceAll(c.line, "DIR", dir)), &Terminal{In: strings.NewReader(""), Out: w, Err: w, Env: env})
			}()
			late := time.After(60 * time.Second)
			select {
			case <-w.seen:
			case code := <-done:
				t.Fatalf("ended with code %d:\n%s", code, w.buf.String())
			case <-late:
				t.Fatal("did not start")
			}
			if strings.HasPrefix(c.line, "run") { // a second one leaves the first alone
				var again bytes.Buffer
				if code := execute(ctx, words("run --port 0 --dir "+dir), &Terminal{In: strings.NewReader(""), Out: &again, Err: &again}); code != 1 ||
					!strings.Contains(again.String(), "running in "+dir+" already") {
					t.Errorf("a second sample in the same folder: code %d\n%s", code, again.String())
				}
			}
			begun := time.Now()
			cancel()
			select {
			case code := <-done:
				if code != 0 {
					t.Errorf("code %d:\n%s", code, w.buf.String())
				}
			case <-late:
				t.Fatal("did not stop")
			}
			if took := time.Since(begun); took > 10*time.Second {
				t.Errorf("stopping took %s", took)
			}
		})
	}
}
