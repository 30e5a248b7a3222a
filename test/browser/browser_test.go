// Package browser drives the console with a real browser: headless Chromium over the sample scenario, with the real store,
// reader, dispatcher and mail server behind it. walk.mjs holds the steps.
package browser

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub/sample"
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
	ctx, stop := context.WithTimeout(t.Context(), 4*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, node, "walk.mjs")
	cmd.Env = append(os.Environ(), "TOCSIN_URL="+s.URL, "TOCSIN_CHROMIUM="+chromium, "TOCSIN_MODULES="+modules,
		"TOCSIN_DESK="+s.Desk.Login+" "+s.Desk.Password, "TOCSIN_APPROVER="+s.Approver.Login+" "+s.Approver.Password)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = 5 * time.Second
	err = cmd.Run()
	for line := range strings.Lines(out.String()) {
		t.Log(strings.TrimRight(line, "\n"))
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		t.Fatal("the walk took longer than four minutes")
	}
	if err != nil {
		t.Fatalf("the walk failed: %v", err)
	}
}
