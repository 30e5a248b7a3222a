package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

const (
	cookieName     = "tocsin"
	sessionAccount = "account" // the store reads this value to end an account's sessions
)

// guard lets a request through to its route when the route is public or the account logged in holds the right.
func (s *server) guard(r Route) http.Handler {
	run := http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if err := r.do(w, req); err != nil {
			s.fail(w, req, err)
		}
	})
	if r.Public && !strings.HasPrefix(r.Pattern, "/log") && r.Pattern != "/{$}" {
		return limitBody(run, door.MaxForm) // the public side has no sessions and sets no cookie
	}
	most := int64(door.MaxForm)
	var in http.Handler = run
	switch r.Pattern {
	case "/items":
		most, in = door.MaxUpload+door.MaxForm, s.oneOfFew(run)
	case "/roster/import":
		most, in = door.MaxCSV+door.MaxForm, s.oneOfFew(run)
	case "/warnings/{id}/edit", "/warnings/{id}/preview":
		most = 8 << 20 // areas may have many points
	}
	return s.sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		by, err := s.loggedIn(req.Context())
		if err != nil {
			s.fail(w, req, err)
			return
		}
		if by != nil {
			req = req.WithContext(door.With(req.Context(), *by))
		}
		switch {
		case r.Public:
		case by == nil:
			s.askLogin(w, req)
			return
		case !by.May(r.Right):
			s.fail(w, req, door.Refuse(http.StatusForbidden, "Your account may not do this."))
			return
		}
		limitBody(in, most).ServeHTTP(w, req)
	}))
}

// apiDoor finds who asks: a bearer token, or the console's session.
func (s *server) apiDoor(next http.Handler) http.Handler {
	upload := s.oneOfFew(next)
	pass := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		if r.Method == http.MethodPost && (strings.HasSuffix(r.URL.Path, "/items") || strings.Contains(r.URL.Path, "/roster/")) {
			if _, ok := door.Who(r.Context()); ok {
				upload.ServeHTTP(w, r)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
	session := s.sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		by, err := s.loggedIn(r.Context())
		if err != nil {
			s.problem(w, r, err)
			return
		}
		if by != nil {
			r = r.WithContext(door.With(r.Context(), *by))
		}
		pass.ServeHTTP(w, r)
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if !strings.EqualFold(scheme, "Bearer") {
			session.ServeHTTP(w, r)
			return
		}
		a, err := s.Store.AccountByToken(r.Context(), strings.TrimSpace(secret))
		switch {
		case errors.Is(err, s.Kinds.NotFound):
			w.Header().Set("WWW-Authenticate", `Bearer realm="tocsin", error="invalid_token"`)
			s.problem(w, r, door.Refuse(http.StatusUnauthorized, "This token is not known, or no longer valid."))
		case err != nil:
			s.problem(w, r, err)
		default:
			pass.ServeHTTP(w, r.WithContext(door.With(r.Context(), a)))
		}
	})
}

// loggedIn reads the account of the session anew, so that a disabled one is out at once.
func (s *server) loggedIn(ctx context.Context) (*desk.Account, error) {
	id := s.sessions.GetString(ctx, sessionAccount)
	if id == "" {
		return nil, nil
	}
	a, err := s.Store.Account(ctx, desk.AccountID(id))
	if errors.Is(err, s.Kinds.NotFound) || err == nil && !a.Disabled.IsZero() {
		return nil, s.sessions.Destroy(ctx)
	}
	if err != nil {
		return nil, err
	}
	return &a, nil
}

func (s *server) askLogin(w http.ResponseWriter, r *http.Request) {
	to := "/login"
	if r.Method == http.MethodGet && r.Header.Get("HX-Request") == "" {
		to += "?next=" + queryEscape(r.URL.RequestURI())
	}
	if r.Header.Get("HX-Request") != "" { // a part of a page: tell the browser to load the login page as a whole
		w.Header().Set("HX-Redirect", to)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (s *server) loginPage(w http.ResponseWriter, r *http.Request) error {
	if _, ok := door.Who(r.Context()); ok {
		http.Redirect(w, r, "/situations", http.StatusSeeOther)
		return nil
	}
	return s.show(w, r, http.StatusOK, pages.Login(s.frame(r, "Log in", ""), "", safeNext(r.URL.Query().Get("next"))))
}

func (s *server) login(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	ctx := r.Context()
	login, next := strings.ToLower(strings.TrimSpace(r.PostFormValue("login"))), safeNext(r.PostFormValue("next"))
	again := func(status int, words string) error {
		f := s.frame(r, "Log in", "")
		f.Bad = words
		if len(login) > 64 {
			login = ""
		}
		return s.show(w, r, status, pages.Login(f, login, next))
	}
	if !s.perAddr.allow(s.client(r)) || !s.perLogin.allow(login) {
		s.Log.WarnContext(ctx, "login refused: too many tries", "address", s.client(r))
		w.Header().Set("Retry-After", "10")
		return again(http.StatusTooManyRequests, "Too many tries. Wait a little and try again.")
	}
	a, err := s.Store.AccountByLogin(ctx, login)
	if err != nil && !errors.Is(err, s.Kinds.NotFound) {
		return err
	}
	hash := a.Password
	if err != nil || !a.Disabled.IsZero() {
		hash = "" // the same work, and always no
	}
	ok, err := s.Passwords.Verify(ctx, hash, r.PostFormValue("password"))
	if err != nil {
		return err
	}
	if !ok {
		s.Log.WarnContext(ctx, "login failed", "address", s.client(r))
		return again(http.StatusUnauthorized, "Login or password is wrong.")
	}
	s.perLogin.forgive(login)
	s.perAddr.forgive(s.client(r))
	if err := s.sessions.RenewToken(ctx); err != nil { // a session id that was known before the login is worth nothing after it
		return err
	}
	s.sessions.Put(ctx, sessionAccount, string(a.ID))
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

func (s *server) logout(w http.ResponseWriter, r *http.Request) error {
	if err := s.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	http.Redirect(w, r, "/login", http.StatusSeeOther)
	return nil
}

// safeNext is a path on this server to go to after the login; anything else is the list of situations.
func safeNext(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") || len(next) > 500 ||
		strings.HasPrefix(next, "/login") || strings.HasPrefix(next, "/logout") {
		return "/situations"
	}
	return next
}

// client is the address that a request comes from: the peer's, or what trusted proxies say.
func (s *server) client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && s.trusted(addr); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		addr = next
	}
	if addr = addr.Unmap(); addr.Is6() { // one customer has a /64
		p, _ := addr.Prefix(64)
		return p.String()
	}
	return addr.String()
}

func (s *server) trusted(a netip.Addr) bool {
	for _, p := range s.TrustProxy {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// throttle limits how often a key may act: burst times at once, then once every gap. It costs the same memory and time
// however many keys there are: keys that fall on one slot share it, and the slots cannot be foreseen.
type throttle struct {
	now   func() time.Time
	burst int
	gap   time.Duration
	seed  maphash.Seed
	mu    sync.Mutex
	full  [8192]time.Time // when the slot's debt is paid off (generic cell rate algorithm)
}

func newThrottle(now func() time.Time, burst int, gap time.Duration) *throttle {
	return &throttle{now: now, burst: burst, gap: gap, seed: maphash.MakeSeed()}
}

func (t *throttle) slot(key string) *time.Time {
	return &t.full[maphash.String(t.seed, key)%uint64(len(t.full))]
}

func (t *throttle) allow(key string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	now, at := t.now(), t.slot(key)
	if at.Before(now) {
		*at = now
	}
	if at.Sub(now) > time.Duration(t.burst-1)*t.gap {
		return false
	}
	*at = at.Add(t.gap)
	return true
}

// forgive takes the key's last act back: it was a success.
func (t *throttle) forgive(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := t.slot(key)
	*at = at.Add(-t.gap)
}

// oneOfFew bounds how many large bodies are under way at once; one more waits, and gives up with its request.
func (s *server) oneOfFew(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case s.uploads <- struct{}{}:
			defer func() { <-s.uploads }()
			next.ServeHTTP(w, r)
		case <-r.Context().Done():
		}
	})
}

func limitBody(next http.Handler, most int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, most)
		}
		next.ServeHTTP(w, r)
	})
}

const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// headers are those of every answer.
func (s *server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		if strings.HasPrefix(r.URL.Path, "/a/") { // the address itself is a secret
			h.Set("Referrer-Policy", "no-referrer")
			h.Set("X-Robots-Tag", "noindex, nofollow")
			h.Set("Cache-Control", "no-store")
		}
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if strings.HasPrefix(r.URL.Path, "/cap/") || r.URL.Path == "/feed.atom" { // published for everybody
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		}
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
		if s.sessions.Cookie.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// recoverer turns a panic of ours into a 500 and a line in the log, with the place in the code and without the request's data.
func (s *server) recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			s.Log.ErrorContext(r.Context(), "panic in a request", "method", r.Method, "pattern", r.Pattern, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			s.fail(w, r, errors.New("panic"))
		}()
		next.ServeHTTP(w, r)
	})
}

// secret is 96 bits of chance as text that can be read aloud and typed: 16 letters and digits in groups of four.
func (s *server) secret() (string, error) {
	var b [12]byte
	if _, err := io.ReadFull(s.Rand, b[:]); err != nil {
		return "", fmt.Errorf("making a password: %w", err)
	}
	t := strings.NewReplacer("-", "x", "_", "y").Replace(base64.RawURLEncoding.EncodeToString(b[:]))
	return t[:4] + "-" + t[4:8] + "-" + t[8:12] + "-" + t[12:], nil
}

// reference names a failure in the answer and in the log, so that the operator finds it.
func (s *server) reference() string {
	var b [8]byte
	if _, err := io.ReadFull(s.Rand, b[:]); err != nil {
		return ""
	}
	h := sha256.Sum256(b[:])
	return hex.EncodeToString(h[:4])
}
