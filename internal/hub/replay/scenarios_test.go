package replay

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// folder is the scenarios of the tree.
const folder = "../../../scenarios"

// misses are the checks of a scenario's expect.yaml that do not hold yet, one a line; docs/replay.md says why. A scenario may
// not miss more than these. One that holds meanwhile is told, so that it is struck off. To write the list anew, after looking at
// what is worse and why: TOCSIN_UPDATE=1 go test -run Scenarios ./internal/hub/replay
func misses(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(filepath.Join(folder, name, "misses.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for in := bufio.NewScanner(f); in.Scan(); {
		if line := strings.TrimSpace(in.Text()); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// update writes what a scenario misses now.
func update(t *testing.T, name string, s *Story) {
	t.Helper()
	var b strings.Builder
	for _, c := range s.Checks {
		if c.Trouble != "" {
			fmt.Fprintln(&b, c.What)
		}
	}
	for _, l := range s.Lines {
		if l.Fault {
			act, _, _ := strings.Cut(l.Words, ":")
			fmt.Fprintln(&b, "script line: "+act)
		}
	}
	at := filepath.Join(folder, name, "misses.txt")
	err := os.Remove(at)
	if b.Len() > 0 {
		err = os.WriteFile(at, []byte("# What expect.yaml asks and does not hold yet; docs/replay.md says why.\n"+b.String()), 0o644)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}

// TestScenarios plays each scenario as `tocsin replay --check` does.
func TestScenarios(t *testing.T) {
	dirs, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range dirs {
		if !d.IsDir() {
			continue
		}
		n++
		t.Run(d.Name(), func(t *testing.T) {
			s, err := Load(filepath.Join(folder, d.Name()))
			if err != nil {
				t.Fatal(err)
			}
			begun := time.Now()
			out, err := Play(context.Background(), s, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if os.Getenv("TOCSIN_UPDATE") != "" {
				update(t, d.Name(), out)
			}
			open := misses(t, d.Name())
			var still []string
			for _, c := range out.Checks {
				switch known := slices.Contains(open, c.What); {
				case c.Trouble != "" && !known:
					t.Errorf("%s: %s", c.What, c.Trouble)
				case c.Trouble != "":
					still = append(still, c.What)
				}
			}
			for _, l := range out.Lines {
				if what := "script line: " + l.Words; l.Fault && !slices.ContainsFunc(open, func(o string) bool { return strings.HasPrefix(what, o) }) {
					t.Errorf("%s", what)
				}
			}
			for _, o := range open {
				if !slices.Contains(still, o) && !strings.HasPrefix(o, "script line:") {
					t.Logf("holds by now, strike it off misses.txt: %s", o)
				}
			}
			t.Logf("%d of %d documents as meant, B-cubed F1 %.3f, wrong joins %d, %d of %d checks, in %s", out.Score.AsMeant, out.Score.Documents, out.Score.F1,
				out.Score.WrongJoins, len(out.Checks)-len(still), len(out.Checks), time.Since(begun).Round(time.Millisecond))
		})
	}
	if n < 5 {
		t.Errorf("%d scenarios", n)
	}
}
