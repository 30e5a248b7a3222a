// Package browser drives the console with a real browser: headless Chromium over the sample scenario, with the real store,
// reader, dispatcher and mail server behind it. walk.mjs holds the steps.
package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub/sample"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

// find looks for what scripts/browser.sh installs, and says what is missing.
func find() (node, chromium, modules, missing string) {
	var err error
	if node, err = exec.LookPath("node"); err != nil {
		return "", "", "", "node is not installed"
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if chromium, err = exec.LookPath(name); err == nil {
			break
		}
	}
	if err != nil {
		return "", "", "", "Chromium is not installed"
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		return "", "", "", err.Error()
	}
	modules = filepath.Join(root, ".cache", "browser", "node_modules")
	for _, m := range []string{"playwright-core", "axe-core"} {
		if _, err := os.Stat(filepath.Join(modules, m, "package.json")); err != nil {
			return "", "", "", m + " is not in .cache/browser"
		}
	}
	return node, chromium, modules, ""
}

func TestConsole(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser is too slow for the short tests")
	}
	node, chromium, modules, missing := find()
	if missing != "" {
		if os.Getenv("TOCSIN_REQUIRE_BROWSER") != "" {
			t.Fatalf("%s: run scripts/browser.sh", missing)
		}
		t.Skipf("the browser test is skipped: %s (run scripts/browser.sh)", missing)
	}
	s, err := sample.Start(t.Context(), sample.Options{Database: "sqlite:" + filepath.Join(t.TempDir(), "tocsin.db"), Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	keeper := sources(t, s)
	ctx, stop := context.WithTimeout(t.Context(), 6*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, node, "walk.mjs")
	cmd.Env = append(os.Environ(), "TOCSIN_URL="+s.URL, "TOCSIN_CHROMIUM="+chromium, "TOCSIN_MODULES="+modules,
		"TOCSIN_DESK="+s.Desk.Login+" "+s.Desk.Password, "TOCSIN_APPROVER="+s.Approver.Login+" "+s.Approver.Password, "TOCSIN_KEEPER="+keeper)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = 5 * time.Second
	err = cmd.Run()
	for line := range strings.Lines(out.String()) {
		t.Log(strings.TrimRight(line, "\n"))
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		t.Fatal("the walk took longer than six minutes")
	}
	if err != nil {
		t.Fatalf("the walk failed: %v", err)
	}
}

// sources gives the desk sources as they are after months: one that answers, one that is silent, one that cannot be reached, one
// that is off, with an item that a rule of trust holds; and an administrator, whose login and password it returns.
func sources(t *testing.T, s *sample.Sample) string {
	t.Helper()
	const password = "a fairly long pass phrase"
	ctx, st, now := t.Context(), s.Hub.Store(), s.Story.Now()
	phc, err := desk.NewPasswords(strings.NewReader("0123456789abcdef"), 1).Hash(ctx, password)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.AddAccount(ctx, desk.System.ID, desk.Account{Login: "kira", Name: "Kira Keeper", Roles: []desk.Role{desk.Admin}, Password: phc}); err != nil {
		t.Fatal(err)
	}
	add := func(src intake.Source, h func(intake.Health) intake.Health, docs ...intake.Doc) {
		t.Helper()
		if err := st.SaveSource(ctx, desk.System.ID, src); err != nil {
			t.Fatal(err)
		}
		if _, err := st.KeepPolled(ctx, src.Filled(), docs, h(intake.Health{Source: src.ID, Since: now.Add(-90 * 24 * time.Hour)})); err != nil {
			t.Fatal(err)
		}
	}
	trust, err := json.Marshal(intake.Trust{Signature: "unknown_key", SignedBy: "CN=Somebody, O=Unknown", Sender: "alerts@elsewhere.example", Bound: intake.BoundNo, Beyond: []string{"FR"}, Review: true,
		Notes: []string{`the sender "alerts@elsewhere.example" is not one that this source may carry`, "it is signed by a key that is not pinned for this source"}})
	if err != nil {
		t.Fatal(err)
	}
	add(intake.Source{ID: "nn-civil", Name: "Northland Civil Defence", Kind: intake.KindFeed, URL: "https://alerts.nn.example/cap/feed.atom", Authority: "Northland Civil Defence", On: true, Reliability: "A",
		Senders: []string{"civil@nn.example"}, Remit: []string{"RU"}, Keys: []string{"sha256:" + strings.Repeat("ab", 32)}, Every: time.Minute},
		func(h intake.Health) intake.Health {
			h = h.Answered(now, intake.Answer{Form: "atom", Docs: 12})
			h.Next = now.Add(time.Minute)
			return h
		}, intake.Doc{Raw: []byte("Security alert: avoid the harbour of Northtown until Friday."), Meta: intake.Meta{Title: "Avoid the harbour", Trust: trust, Held: true, Published: now.Add(-time.Hour)}})
	add(intake.Source{ID: "ss-foreign", Name: "Foreign Ministry of Southland, travel advice", Kind: intake.KindFeed, URL: "https://www.ss.example/advice.json", Authority: "Foreign Ministry of Southland", On: true, Reliability: "B", Expect: 24 * time.Hour},
		func(h intake.Health) intake.Health {
			h = h.Answered(now.Add(-9*24*time.Hour), intake.Answer{Form: "uk_advice", Docs: 226})
			h.Change = now.Add(-9 * 24 * time.Hour)
			h.Next = now.Add(5 * time.Minute)
			return h
		})
	add(intake.Source{ID: "ee-embassy", Name: "Embassy of Eastland, alerts", Kind: intake.KindPage, URL: "https://ee.example/alerts", On: true, Reliability: "C"},
		func(h intake.Health) intake.Health {
			for range 4 {
				h = h.Failed(now, intake.FailRefused, 403, "the server answers 403 Forbidden: it turns programs away, or our address")
			}
			h.Next = now.Add(20 * time.Minute)
			return h
		})
	advice := intake.Source{ID: "us-advice", Name: "US travel advisories", Kind: intake.KindFeed, URL: "https://travel.us.example/rss.xml", On: true, Reliability: "A"}
	for i, level := range []string{"Level 3: Reconsider Travel", "Level 4: Do Not Travel"} {
		add(advice, func(h intake.Health) intake.Health {
			h = h.Answered(now, intake.Answer{Form: "us_advice", Docs: 211})
			h.Next = now.Add(time.Hour)
			return h
		}, intake.Doc{Raw: []byte(`<item><title>Mali - ` + level + `</title><link>https://travel.state.gov/x/mali.html</link><pubDate>Wed, 0` + strconv.Itoa(6+i) + ` Mar 2024</pubDate><description><![CDATA[<p>` + level[9:] +
			` to Mali due to crime` + strings.Repeat(" and kidnapping", i) + `.</p>]]></description><category domain="Threat-Level">` + level + `</category><category domain="Country-Tag">ML</category></item>`),
			Meta: intake.Meta{Identity: "mali", Published: now.Add(time.Duration(i-2) * 24 * time.Hour)}})
	}
	add(intake.Source{ID: "partner", Name: "Partner desk", Kind: intake.KindPush, Reliability: "B"}, func(h intake.Health) intake.Health { return h })
	if _, _, err := st.JudgeSources(ctx, now.Add(-30*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	return "kira " + password
}
