package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/web"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

func table(t *testing.T, r *rig) []web.Route {
	t.Helper()
	routes, err := web.Table(web.Config{Store: r.st, Sessions: r.st.Sessions(), Kinds: door.Kinds{NotFound: store.ErrNotFound}, Query: store.AudienceQuery,
		Gazetteer: r.Hub.Gazetteer(), Passwords: desk.NewPasswords(strings.NewReader(""), 1), Clock: r.Story.Now, BaseURL: "http://localhost",
		AckKey: make([]byte, 32), Sender: "desk@example.org", Mailbox: noMail{}, Scenario: &web.ScenarioControls{}})
	if err != nil {
		t.Fatal(err)
	}
	return routes
}

type noMail struct{}

func (noMail) Mails(int) ([]web.Mail, int) { return nil, 0 }
func (noMail) Mail(int) (web.Mail, bool)   { return web.Mail{}, false }

// TestRouteTable holds every route and its right against the list in testdata: a new route, or a right that changes, is seen
// in review. To renew the list: TOCSIN_UPDATE=1 go test -run RouteTable ./internal/web
func TestRouteTable(t *testing.T) {
	var lines []string
	for _, r := range table(t, newRig(t)) {
		right := string(r.Right)
		if r.Public {
			right = "anybody"
		}
		if right == "" {
			t.Errorf("%s %s grants itself to nobody and is not public", r.Method, r.Pattern)
		}
		lines = append(lines, fmt.Sprintf("%-8s %-8s %s", right, r.Method, r.Pattern))
	}
	slices.Sort(lines)
	got := strings.Join(lines, "\n") + "\n"
	const file = "testdata/routes.txt"
	if os.Getenv("TOCSIN_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the routes have changed; they are now:\n%s", got)
	}
}

// TestAccess walks every route as every role and as nobody: what the role's rights do not hold is refused, what they hold is not.
func TestAccess(t *testing.T) {
	r := newRig(t)
	roles := map[string][]desk.Role{"vera": {desk.Viewer}, "dirk": {desk.Duty}, "aysha": {desk.Approver}, "adam": {desk.Admin}}
	people := map[string]*person{"": r.anybody()}
	for login, held := range roles {
		people[login] = r.hired(login, held...)
	}
	checked := 0
	for _, route := range table(t, r) {
		if route.Pattern == "/logout" {
			continue // it would end the walk; TestSessions has it
		}
		path := route.Pattern
		for _, name := range []string{"{id}", "{person}", "{token}", "{file}", "{what}", "{$}"} {
			path = strings.ReplaceAll(path, name, map[string]string{"{what}": "people", "{$}": ""}[name]+strings.Repeat("x", len(name)*b2i(name != "{what}" && name != "{$}")))
		}
		for login, p := range people {
			var res *http.Response
			if route.Method == http.MethodGet {
				res, _ = p.get(path)
			} else {
				res, _ = p.do(route.Method, path, "application/x-www-form-urlencoded", strings.NewReader(url.Values{}.Encode()))
			}
			checked++
			account := desk.Account{ID: "x", Roles: roles[login]}
			api := strings.HasPrefix(path, "/api/")
			who := login
			if who == "" {
				who = "nobody"
			}
			switch {
			case route.Public:
				if res.StatusCode == http.StatusForbidden {
					t.Errorf("%s %s as %s: %d, but it is public", route.Method, path, who, res.StatusCode)
				}
			case login == "" && api:
				if res.StatusCode != http.StatusUnauthorized {
					t.Errorf("%s %s as nobody: %d, want 401", route.Method, path, res.StatusCode)
				}
			case login == "":
				if res.StatusCode != http.StatusSeeOther || !strings.HasPrefix(res.Header.Get("Location"), "/login") {
					t.Errorf("%s %s as nobody: %d to %q, want the login page", route.Method, path, res.StatusCode, res.Header.Get("Location"))
				}
			case !account.May(route.Right):
				if res.StatusCode != http.StatusForbidden {
					t.Errorf("%s %s as %s: %d, want 403", route.Method, path, who, res.StatusCode)
				}
			default:
				if res.StatusCode == http.StatusForbidden || res.StatusCode == http.StatusUnauthorized || res.StatusCode >= 500 {
					t.Errorf("%s %s as %s: %d, but the role grants %s", route.Method, path, who, res.StatusCode, route.Right)
				}
			}
			if res.Header.Get("Content-Security-Policy") == "" || res.Header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s %s as %s: the security headers are missing", route.Method, path, who)
			}
		}
	}
	t.Logf("%d requests over %d routes", checked, len(table(t, r)))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
