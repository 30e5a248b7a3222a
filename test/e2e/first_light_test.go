// Package e2e walks the whole path of a warning in a running house: over its real API, with a real mail server, on both
// database engines. The scripts in testdata can be read, and written, by a duty officer.
package e2e

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
)

var noon = time.Date(2024, 3, 8, 9, 0, 0, 0, time.UTC) // 12:00 in Moscow

func sqlite(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "tocsin.db") }

// sharedBrief is the maintainers' own seed text, beside the project; it is not part of the repository.
func sharedBrief(t *testing.T) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "brief.txt")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("../shared/brief.txt is not here: it lies only in the maintainers' workplace")
	} else if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFirstLightWithOurOwnText(t *testing.T) {
	h := openHouse(t, sqlite(t), noon, nil)
	h.files["$BRIEF"] = filepath.Join("testdata", "news.txt")
	h.play("first-light.txt")
}

func TestFirstLightWithTheBrief(t *testing.T) {
	brief := sharedBrief(t)
	h := openHouse(t, sqlite(t), noon, nil)
	h.files["$BRIEF"] = brief
	h.play("first-light.txt")
}

func TestFirstLightOnPostgreSQL(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the same script runs on SQLite")
	}
	h := openHouse(t, pgtest.DSN(t), noon, nil)
	h.files["$BRIEF"] = filepath.Join("testdata", "news.txt")
	h.play("first-light.txt")
}

// crowd makes files of a hundred people in Moscow.
func crowd(h *house) {
	var people, stays strings.Builder
	people.WriteString("ref,name,email\n")
	stays.WriteString("ref,person,place,country,from,to\n")
	for i := range 100 {
		fmt.Fprintf(&people, "p%d,Person %d,p%d@people.example.org\n", i, i, i)
		fmt.Fprintf(&stays, "s%d,p%d,Moscow,RU,2024-03-05,2024-03-12\n", i, i)
	}
	dir := h.t.TempDir()
	for name, text := range map[string]string{"$CROWD": people.String(), "$CROWD-STAYS": stays.String()} {
		h.files[name] = filepath.Join(dir, strings.Trim(name, "$")+".csv")
		if err := os.WriteFile(h.files[name], []byte(text), 0o600); err != nil {
			h.t.Fatal(err)
		}
	}
}

// Two mails can be under way at once, so that a cancel finds others unsent.
func twoAtOnce(c *config.Config) { c.Delivery.InFlight = 4 } // shared by two channels

func TestCancelStopsWhatIsUnsent(t *testing.T) {
	h := openHouse(t, sqlite(t), noon, twoAtOnce)
	crowd(h)
	h.play("cancel.txt")
}

func TestCancelStopsWhatIsUnsentOnPostgreSQL(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the same script runs on SQLite")
	}
	h := openHouse(t, pgtest.DSN(t), noon, twoAtOnce)
	crowd(h)
	h.play("cancel.txt")
}
