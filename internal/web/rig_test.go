package web_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub/sample"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

var _ door.Store = (*store.Store)(nil)

// rig is the whole of Tocsin running the sample on a fresh SQLite file: real store, reader, dispatcher, SMTP and pages.
type rig struct {
	t *testing.T
	*sample.Sample
	st *store.Store
}

func newRig(t *testing.T) *rig {
	t.Helper()
	s, err := sample.Start(t.Context(), sample.Options{Database: "sqlite:" + filepath.Join(t.TempDir(), "tocsin.db"), Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return &rig{t: t, Sample: s, st: s.Hub.Store()}
}

// person is a browser of somebody; empty login: nobody.
type person struct {
	t    *testing.T
	base string
	c    *http.Client
}

func (r *rig) anybody() *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	return &person{t: r.t, base: r.URL, c: &http.Client{Jar: jar, Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (r *rig) login(l sample.Login) *person {
	r.t.Helper()
	p := r.anybody()
	res, _ := p.post("/login", url.Values{"login": {l.Login}, "password": {l.Password}})
	if res.StatusCode != http.StatusSeeOther {
		r.t.Fatalf("logging in as %s: %d", l.Login, res.StatusCode)
	}
	return p
}

// hired adds an account with roles and logs it in.
func (r *rig) hired(login string, roles ...desk.Role) *person {
	r.t.Helper()
	const password = "a fairly long pass phrase"
	phc, err := desk.NewPasswords(strings.NewReader("0123456789abcdef"), 1).Hash(r.t.Context(), password)
	if err != nil {
		r.t.Fatal(err)
	}
	if _, err := r.st.AddAccount(r.t.Context(), desk.System.ID, desk.Account{Login: login, Name: "Test " + login, Roles: roles, Password: phc}); err != nil {
		r.t.Fatal(err)
	}
	return r.login(sample.Login{Login: login, Password: password})
}

func (p *person) do(method, path, kind string, body io.Reader, header ...string) (*http.Response, string) {
	p.t.Helper()
	q, err := http.NewRequestWithContext(p.t.Context(), method, p.base+path, body)
	if err != nil {
		p.t.Fatal(err)
	}
	if kind != "" {
		q.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(header); i += 2 {
		q.Header.Set(header[i], header[i+1])
	}
	res, err := p.c.Do(q)
	if err != nil {
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	return res, string(b)
}

func (p *person) get(path string, header ...string) (*http.Response, string) {
	p.t.Helper()
	return p.do(http.MethodGet, path, "", nil, header...)
}

func (p *person) post(path string, v url.Values, header ...string) (*http.Response, string) {
	p.t.Helper()
	return p.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(v.Encode()), header...)
}

// api calls the JSON API and decodes its answer.
func (p *person) api(method, path string, in any, want int, out any) string {
	p.t.Helper()
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			p.t.Fatal(err)
		}
		body = strings.NewReader(string(b))
	}
	res, text := p.do(method, "/api/v1"+path, "application/json", body)
	if res.StatusCode != want {
		p.t.Fatalf("%s %s: %d, want %d\n%s", method, path, res.StatusCode, want, text)
	}
	if out != nil {
		if err := json.Unmarshal([]byte(text), out); err != nil {
			p.t.Fatalf("%s %s: %v\n%s", method, path, err, text)
		}
	}
	return text
}

// until waits for something that the workers do.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	end := time.NewTimer(20 * time.Second)
	defer end.Stop()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for !ok() {
		select {
		case <-end.C:
			t.Fatalf("waited 20 s in vain: %s", what)
		case <-again.C:
		}
	}
}

func mustContain(t *testing.T, page string, what ...string) {
	t.Helper()
	for _, w := range what {
		if !strings.Contains(page, w) {
			t.Errorf("%q is not in:\n%.3000s", w, page)
		}
	}
}
