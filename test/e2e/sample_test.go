package e2e

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub/sample"
)

// browser is a person at the console: cookies, forms, redirects followed.
type browser struct {
	t    *testing.T
	c    *http.Client
	base string
}

func newBrowser(t *testing.T, base string) *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t, &http.Client{Jar: jar}, base}
}

func (b *browser) look(resp *http.Response, err error) (status int, at, text string) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return resp.StatusCode, resp.Request.URL.Path, string(raw)
}

// open shows a page that must hold some words.
func (b *browser) open(path string, words ...string) string {
	b.t.Helper()
	status, _, page := b.look(b.c.Get(b.base + path))
	if status != http.StatusOK {
		b.t.Fatalf("%s: status %d", path, status)
	}
	for _, w := range words {
		if !strings.Contains(page, w) {
			b.t.Errorf("%s does not show %q", path, w)
		}
	}
	return page
}

// press sends a form and gives the path it leads to.
func (b *browser) press(path string, form url.Values) string {
	b.t.Helper()
	status, at, page := b.look(b.c.PostForm(b.base+path, form))
	if status != http.StatusOK {
		b.t.Fatalf("%s: status %d\n%.1500s", path, status, page)
	}
	return at
}

// The README's five minutes, step by step, in the sample that `make run` starts. What it says there must be so.
func TestTheReadmesFiveMinutes(t *testing.T) {
	ctx := context.Background()
	s, err := sample.Start(ctx, sample.Options{Database: sqlite(t), Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Stop(ctx); err != nil {
			t.Error(err)
		}
	}()
	dora, anton := newBrowser(t, s.URL), newBrowser(t, s.URL)

	// 1. Look.
	if at := dora.press("/login", url.Values{"login": {s.Desk.Login}, "password": {s.Desk.Password}}); at == "/login" {
		t.Fatal("dora cannot log in with the printed password")
	}
	allRead := func() {
		t.Helper()
		if err := until(func() error {
			g, err := s.Hub.Store().Gauges(ctx)
			if err == nil && g.Unread > 0 {
				err = fmt.Errorf("%d items are being read", g.Unread)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	allRead()
	dora.open("/items", "unreadable", "Russia travel advice", "Plot against Moscow synagogue foiled")
	if g, err := s.Hub.Store().Gauges(ctx); err != nil || g.Unreadable != 2 || g.Items != 6 {
		t.Errorf("%d items of which %d unreadable, %v", g.Items, g.Unreadable, err)
	}

	// 2. The warning comes. 3. The echoes come.
	const title = "Threat: large gatherings, Moscow"
	find := func(words string) string {
		t.Helper()
		var path string
		if err := until(func() error {
			page := dora.open("/situations")
			m := regexp.MustCompile(`href="(/situations/[A-Za-z0-9_]+)"[^>]*>` + regexp.QuoteMeta(title) + `<`).FindStringSubmatch(page)
			if m == nil {
				return fmt.Errorf("no situation %q on the page", title)
			}
			path = m[1]
			if !strings.Contains(dora.open(path), words) {
				return fmt.Errorf("%s does not show %q", path, words)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const window = "begins some time on 7 Mar; ends some time on 9 Mar"
	dora.press("/scenario/feed", nil)
	find(window)
	for range 8 {
		dora.press("/scenario/feed", nil)
		allRead()
	}
	threat := find("8 echoes")
	dora.open(threat, window, "Crocus City Hall", "near")
	dora.open("/situations", "Foiled plot")

	// 4. Draft.
	warning := strings.TrimSuffix(dora.press(threat+"/draft", nil), "/edit")
	page := dora.open(warning, "90 people", "WHAT TO DO", "{acknowledge}", "Krasnogorsk")
	for _, n := range []string{">72<", ">18<"} {
		if !strings.Contains(page, n) {
			t.Errorf("the draft does not show %s people", n)
		}
	}
	id := strings.TrimPrefix(warning, "/warnings/")
	hidden := func(page, name string) string {
		t.Helper()
		m := regexp.MustCompile(`name="` + name + `"[^>]*value="([^"]*)"`).FindStringSubmatch(page)
		if m == nil {
			if m = regexp.MustCompile(`value="([^"]*)"[^>]*name="` + name + `"`).FindStringSubmatch(page); m == nil {
				t.Fatalf("the page has no field %s", name)
			}
		}
		return m[1]
	}
	dora.press(warning+"/submit", url.Values{"revision": {hidden(page, "revision")}})

	// 5. Two people.
	if strings.Contains(dora.open(warning), `action="`+warning+`/approve"`) {
		t.Error("dora is offered to approve her own warning")
	}
	hash := func() url.Values { return url.Values{"hash": {hidden(anton.open(warning), "hash")}} }
	if status, _, _ := dora.look(dora.c.PostForm(s.URL+warning+"/approve", url.Values{"hash": {"00"}})); status != http.StatusForbidden {
		t.Errorf("dora approves: status %d", status)
	}
	anton.press("/login", url.Values{"login": {s.Approver.Login}, "password": {s.Approver.Password}})
	anton.press(warning+"/approve", hash())
	anton.press(warning+"/release", hash())

	// 6. Delivery.
	wait, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := s.Mail.Wait(wait, 89); err != nil {
		t.Fatalf("%d mails of 89: %v", s.Mail.Total(), err)
	}
	anton.open(warning+"/progress", "Tansy Vellumstone", "no address")
	anton.open("/mails", "89 mails")
	mail := anton.open("/mails/1")
	link := regexp.MustCompile(`/a/[A-Za-z0-9_-]{32}`).FindString(mail)
	person := newBrowser(t, s.URL)
	if link == "" {
		t.Fatal("the mail has no personal link")
	}
	person.open(link)
	person.press(link, nil)
	if err := s.Story.Advance(ctx, 3*time.Minute); err != nil { // the webhooks' turn
		t.Fatal(err)
	}
	if err := until(func() error {
		if n := len(s.Hooks.List()); n < 4 || n > 5 { // one of the five may be the person who acknowledged
			return fmt.Errorf("%d webhooks", n)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}

	// 7. Take it back.
	anton.press(warning+"/cancel", url.Values{"reason": {"The embassy has withdrawn it."}})
	if err := s.Mail.Wait(wait, 89*2); err != nil {
		t.Fatalf("%d mails of 178: %v", s.Mail.Total(), err)
	}

	// 8. Afterwards.
	if err := s.Story.Advance(ctx, 72*time.Hour); err != nil {
		t.Fatal(err)
	}
	for {
		_, ok, err := s.Story.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
	}
	allRead()
	if err := until(func() error {
		if page := dora.open(threat); !strings.Contains(page, ">watch<") {
			return fmt.Errorf("%s is not on watch", threat)
		}
		if page := dora.open("/situations"); !strings.Contains(page, "Krasnogorsk") {
			return fmt.Errorf("the attack is not among the situations")
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	dora.open("/ledger", "warning.released", "warning.cancelled")
	if _, _, err := s.Hub.Store().VerifyLedger(ctx); err != nil {
		t.Error(err)
	}
	person.open("/public/"+id, "large gatherings")
	person.open("/feed.atom", "<feed")
}

// Going on with a database keeps what was, on a clock that does not go back, with new passwords.
func TestTheSampleGoesOn(t *testing.T) {
	ctx := context.Background()
	db := "sqlite:" + filepath.Join(t.TempDir(), "tocsin.db")
	first, err := sample.Start(ctx, sample.Options{Database: db, Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := first.Story.Next(ctx); err != nil {
		t.Fatal(err)
	}
	was := first.Story.Now()
	if err := first.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	again, err := sample.Start(ctx, sample.Options{Database: db, Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Stop(ctx)
	if now := again.Story.Now(); now.Before(was.Add(-time.Minute)) {
		t.Errorf("the clock went back from %s to %s", was, now)
	}
	if again.Desk.Password == first.Desk.Password {
		t.Error("the password is the old one")
	}
	if step, left, ok := again.Story.Upcoming(); !ok || left != 11 {
		t.Errorf("next is %s, %d left", step.File, left)
	}
	counts, err := again.Hub.Store().RosterCounts(ctx)
	if err != nil || counts.People != 200 || counts.Gatherings != 6 {
		t.Errorf("%+v, %v", counts, err)
	}
}
