// Package web is everything that speaks HTTP: the desk's console, the JSON API, the public page, the CAP feed, and the page
// behind the personal link of a warning.
//
// Access is denied unless the route table grants it: each route names the right it needs, or says that it is public. The
// package decides nothing about warnings; it asks the store, whose rules hold at every door. Outsiders read plain words; the
// operator's log has the rest, without any person's place in it. No page holds a script or a style of its own, so that the
// strictest content security policy applies to what strangers wrote.
package web

import (
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/api"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// Config is what the web needs of the rest of the house.
type Config struct {
	Store     door.Store
	Sessions  scs.CtxStore // where browser sessions are kept
	Kinds     door.Kinds   // the store's kinds of error
	Query     func(warning.Content, time.Time) roster.Query
	Gazetteer *gazetteer.Gazetteer
	Passwords *desk.Passwords
	Clock     func() time.Time // the house's clock; in a sample run it is the scenario's
	// Wall is the real clock, for limits on logins; nil: Clock.
	Wall    func() time.Time
	BaseURL string // how people reach us from outside
	AckKey  []byte // of the personal links; at least 16 bytes
	Sender  string // CAP sender of our alerts
	Name    string // how the desk signs
	Zone    *time.Location
	// Drafting are the desk's settings for new drafts.
	Drafting warning.DraftOptions
	// SecureCookies: the console is reached over https only.
	SecureCookies bool
	// TrustProxy takes the client's address from X-Forwarded-For when the direct peer is in one of these networks.
	TrustProxy []netip.Prefix
	Log        *slog.Logger
	// Stopping, when closed, ends the open streams so that the server can stop.
	Stopping <-chan struct{}
	// Hooks are handlers that the hub provides, by pattern ("GET /healthz"); they are public or guard themselves.
	Hooks    map[string]http.Handler
	Mailbox  Mailbox           // the sample mail sink; nil in real use
	Scenario *ScenarioControls // the scenario clock; nil in real use
	Rand     io.Reader         // nil: crypto/rand
}

type server struct {
	Config
	desk     door.Desk
	sessions *scs.SessionManager
	base     *url.URL
	perLogin *throttle
	perAddr  *throttle
	uploads  chan struct{} // bounds the memory that bodies under way may take
	streams  chan struct{} // bounds the open streams
	started  time.Time
	routes   []Route
}

// New checks the configuration and makes the handler of everything.
func New(c Config) (http.Handler, error) {
	s, err := newServer(c)
	if err != nil {
		return nil, err
	}
	return s.handler(), nil
}

func newServer(c Config) (*server, error) {
	base, err := url.Parse(c.BaseURL)
	switch {
	case c.Store == nil || c.Sessions == nil || c.Clock == nil || c.Gazetteer == nil || c.Passwords == nil || c.Query == nil:
		return nil, errors.New("web: store, sessions, clock, gazetteer, passwords and query are needed")
	case err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https":
		return nil, errors.New("web: base URL must be like https://tocsin.example.org")
	case len(c.AckKey) < 16:
		return nil, errors.New("web: the key of the personal links needs at least 16 bytes")
	case c.Sender == "":
		return nil, errors.New("web: the CAP sender is missing")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Wall == nil {
		c.Wall = c.Clock
	}
	if c.Rand == nil {
		c.Rand = rand.Reader
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	s := &server{Config: c, base: base, started: c.Clock().UTC(),
		desk:     door.Desk{Store: c.Store, Gazetteer: c.Gazetteer, Clock: c.Clock, Kinds: c.Kinds, Drafting: c.Drafting, Query: c.Query},
		perLogin: newThrottle(c.Wall, 10, 6*time.Second), perAddr: newThrottle(c.Wall, 30, 2*time.Second),
		uploads: make(chan struct{}, 3), streams: make(chan struct{}, 64)}
	s.sessions = scs.New()
	s.sessions.Store = c.Sessions
	s.sessions.IdleTimeout = 2 * time.Hour
	s.sessions.Lifetime = 12 * time.Hour // one shift
	s.sessions.Cookie.Name = cookieName
	s.sessions.Cookie.HttpOnly = true
	s.sessions.Cookie.SameSite = http.SameSiteLaxMode
	s.sessions.Cookie.Secure = c.SecureCookies || base.Scheme == "https"
	if s.sessions.Cookie.Persist = false; s.sessions.Cookie.Secure {
		s.sessions.Cookie.Name = "__Host-" + cookieName // no neighbour under the same domain can set it (RFC 6265bis section 4.1.3)
	}
	s.sessions.ErrorFunc = s.fail
	return s, nil
}

// handler builds the one mux out of the route table.
func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	s.routes = nil
	for _, r := range s.table() {
		s.routes = append(s.routes, r)
		mux.Handle(r.Method+" "+r.Pattern, s.guard(r))
	}
	for pattern, h := range s.Hooks {
		mux.Handle(pattern, h)
	}
	inner := http.NewServeMux()
	for _, o := range api.New(inner, s.desk, s.Log) {
		s.routes = append(s.routes, Route{Method: o.Method, Pattern: o.Path, Right: o.Right})
	}
	mux.Handle(api.Prefix+"/", s.apiDoor(inner))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.notFound(w, r) })

	cross := http.NewCrossOriginProtection()
	// A personal page sends no referrer, so older browsers send "Origin: null" with its button. The link is the key there; no
	// session could be misused.
	cross.AddInsecureBypassPattern("POST /a/{token}")
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, door.Refuse(http.StatusForbidden, "This request came from another site and was not done. Open the page here and try again."))
	}))
	return s.headers(s.recoverer(cross.Handler(mux)))
}

// Route is one line of the route table.
type Route struct {
	Method, Pattern string
	Right           desk.Right
	Public          bool // anybody may ask; Right is then empty
	do              func(http.ResponseWriter, *http.Request) error
}

// table is every route of the console and of the public side. What is not here does not exist.
func (s *server) table() []Route {
	get, post := http.MethodGet, http.MethodPost
	t := []Route{
		{Method: get, Pattern: "/{$}", Public: true, do: s.front},
		{Method: get, Pattern: "/static/{file}", Public: true, do: s.asset},
		{Method: get, Pattern: "/public/{$}", Public: true, do: s.public},
		{Method: get, Pattern: "/public/{id}", Public: true, do: s.publicWarning},
		{Method: get, Pattern: "/feed.atom", Public: true, do: s.feed},
		{Method: get, Pattern: "/cap/{file}", Public: true, do: s.capFile},
		{Method: get, Pattern: "/a/{token}", Public: true, do: s.ackPage},
		{Method: post, Pattern: "/a/{token}", Public: true, do: s.acknowledge},
		{Method: get, Pattern: "/login", Public: true, do: s.loginPage},
		{Method: post, Pattern: "/login", Public: true, do: s.login},
		{Method: post, Pattern: "/logout", Public: true, do: s.logout},

		{Method: get, Pattern: "/situations", Right: desk.Read, do: s.situationList},
		{Method: get, Pattern: "/situations/{id}", Right: desk.Read, do: s.situation},
		{Method: get, Pattern: "/situations/{id}/report", Right: desk.Read, do: s.report},
		{Method: post, Pattern: "/situations/join", Right: desk.Sort, do: s.join},
		{Method: post, Pattern: "/situations/{id}/close", Right: desk.Sort, do: s.closeSituation},
		{Method: post, Pattern: "/situations/{id}/reopen", Right: desk.Sort, do: s.reopenSituation},
		{Method: post, Pattern: "/situations/{id}/draft", Right: desk.DraftIt, do: s.draft},
		{Method: post, Pattern: "/situations/{id}/lapse", Right: desk.DraftIt, do: s.draftLapse},
		{Method: get, Pattern: "/situations/{id}/timeline", Right: desk.Read, do: s.timeline},
		{Method: post, Pattern: "/situations/undo", Right: desk.Sort, do: s.undoJoin},
		{Method: post, Pattern: "/situations/{id}/split", Right: desk.Sort, do: s.split},
		{Method: get, Pattern: "/situations/{id}/merge", Right: desk.Sort, do: s.mergePage},
		{Method: post, Pattern: "/situations/{id}/merge", Right: desk.Sort, do: s.merge},
		{Method: post, Pattern: "/situations/{id}/grade", Right: desk.Sort, do: s.gradeReport},

		{Method: get, Pattern: "/tasks", Right: desk.Read, do: s.taskList},
		{Method: get, Pattern: "/tasks/{id}", Right: desk.Read, do: s.task},
		{Method: post, Pattern: "/tasks/{id}/take", Right: desk.Tasks, do: s.takeTask},
		{Method: post, Pattern: "/tasks/{id}/give-back", Right: desk.Tasks, do: s.giveBackTask},
		{Method: post, Pattern: "/tasks/{id}/hand-over", Right: desk.Tasks, do: s.handOverTask},
		{Method: post, Pattern: "/tasks/{id}/done", Right: desk.Tasks, do: s.endTask},
		{Method: post, Pattern: "/tasks/{id}/join", Right: desk.Sort, do: s.joinProposed},
		{Method: post, Pattern: "/tasks/{id}/keep-apart", Right: desk.Sort, do: s.keepApart},

		{Method: get, Pattern: "/items", Right: desk.Read, do: s.itemList},
		{Method: get, Pattern: "/items/new", Right: desk.HandIn, do: s.newItem},
		{Method: post, Pattern: "/items", Right: desk.HandIn, do: s.handIn},
		{Method: get, Pattern: "/items/{id}", Right: desk.Read, do: s.item},
		{Method: get, Pattern: "/items/{id}/report", Right: desk.Read, do: s.itemReport},
		{Method: get, Pattern: "/items/{id}/raw", Right: desk.Read, do: s.itemRaw},
		{Method: get, Pattern: "/items/{id}/text", Right: desk.Read, do: s.itemText},
		{Method: get, Pattern: "/items/{id}/gold", Right: desk.Read, do: s.itemGold},
		{Method: get, Pattern: "/items/{id}/cap", Right: desk.Read, do: s.itemCAP},
		{Method: post, Pattern: "/items/{id}/corrections", Right: desk.Sort, do: s.correct},

		{Method: post, Pattern: "/items/{id}/accept", Right: desk.Sort, do: s.acceptItem},

		{Method: get, Pattern: "/advice", Right: desk.Read, do: s.advice},
		{Method: get, Pattern: "/advice/{country}", Right: desk.Read, do: s.country},

		{Method: get, Pattern: "/sources", Right: desk.Read, do: s.sourceList},
		{Method: get, Pattern: "/sources/new", Right: desk.Sources, do: s.newSource},
		{Method: post, Pattern: "/sources", Right: desk.Sources, do: s.addSource},
		{Method: get, Pattern: "/sources/{id}", Right: desk.Read, do: s.source},
		{Method: get, Pattern: "/sources/{id}/edit", Right: desk.Sources, do: s.editSource},
		{Method: post, Pattern: "/sources/{id}/edit", Right: desk.Sources, do: s.saveSource},
		{Method: post, Pattern: "/sources/{id}/switch", Right: desk.Sources, do: s.switchSource},
		{Method: post, Pattern: "/sources/{id}/token", Right: desk.Sources, do: s.newPushToken},

		{Method: get, Pattern: "/warnings", Right: desk.Read, do: s.warningList},
		{Method: get, Pattern: "/warnings/{id}", Right: desk.Read, do: s.warning},
		{Method: get, Pattern: "/warnings/{id}/edit", Right: desk.DraftIt, do: s.editPage},
		{Method: post, Pattern: "/warnings/{id}/edit", Right: desk.DraftIt, do: s.edit},
		{Method: post, Pattern: "/warnings/{id}/preview", Right: desk.DraftIt, do: s.preview},
		{Method: get, Pattern: "/warnings/{id}/reach", Right: desk.Read, do: s.reach},
		{Method: post, Pattern: "/warnings/{id}/submit", Right: desk.Submit, do: s.submit},
		{Method: post, Pattern: "/warnings/{id}/send-back", Right: desk.Stop, do: s.sendBack},
		{Method: post, Pattern: "/warnings/{id}/approve", Right: desk.Approve, do: s.approve},
		{Method: post, Pattern: "/warnings/{id}/release", Right: desk.Release, do: s.release},
		{Method: post, Pattern: "/warnings/{id}/cancel", Right: desk.Stop, do: s.cancel},
		{Method: get, Pattern: "/warnings/{id}/progress", Right: desk.Read, do: s.progress},
		{Method: get, Pattern: "/warnings/{id}/progress/live", Right: desk.Read, do: s.live},
		{Method: get, Pattern: "/warnings/{id}/people", Right: desk.Read, do: s.audience},
		{Method: get, Pattern: "/warnings/{id}/people/{person}", Right: desk.Read, do: s.trace},

		{Method: get, Pattern: "/roster", Right: desk.Read, do: s.roster},
		{Method: post, Pattern: "/roster/import", Right: desk.ImportRight, do: s.importRoster},
		{Method: get, Pattern: "/ledger", Right: desk.Read, do: s.ledger},
		{Method: post, Pattern: "/ledger/verify", Right: desk.Read, do: s.verifyLedger},
		{Method: get, Pattern: "/accounts", Right: desk.Accounts, do: s.accounts},
		{Method: post, Pattern: "/accounts", Right: desk.Accounts, do: s.addAccount},
		{Method: post, Pattern: "/accounts/{id}/password", Right: desk.Accounts, do: s.newPassword},
		{Method: post, Pattern: "/accounts/{id}/token", Right: desk.Accounts, do: s.newToken},
		{Method: post, Pattern: "/accounts/{id}/roles", Right: desk.Accounts, do: s.setRoles},
		{Method: post, Pattern: "/accounts/{id}/disable", Right: desk.Accounts, do: s.disable},
	}
	if s.Mailbox != nil {
		t = append(t, Route{Method: get, Pattern: "/mails", Right: desk.Read, do: s.mails},
			Route{Method: get, Pattern: "/mails/{id}", Right: desk.Read, do: s.mail})
	}
	if s.Scenario != nil {
		t = append(t, Route{Method: post, Pattern: "/scenario/advance", Right: desk.HandIn, do: s.advance},
			Route{Method: post, Pattern: "/scenario/feed", Right: desk.HandIn, do: s.feedNext})
	}
	return t
}
