package register

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

func TestRegister(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		want []intake.Source
		left []string
	}{
		"the Alert Hub's list": {`{"sources": [
			{"source": {"sourceId": "XA Example_1", "byLanguage": [{"code": "fr", "name": "Exampleland: Office of  Storms"}], "capAlertFeed": "https://example.org/rss",
				"capAlertFeedStatus": "operating", "authorityCountry": "xa", "format": "rss or atom"}},
			{"source": {"sourceId": "b", "byLanguage": [{"code": "xx", "name": "B"}], "capAlertFeed": "http://example.org/b", "capAlertFeedStatus": "testing", "authorityCountry": "int"}},
			{"source": {"sourceId": "c", "capAlertFeedStatus": "redundant to b"}},
			{"source": {"sourceId": "d", "byLanguage": [{"name": "D"}], "capAlertFeed": "https://example.org/d.zip", "format": "DWD-Zip"}},
			{"source": {"sourceId": "e", "byLanguage": [{"name": "E"}], "capAlertFeed": ""}},
			{"source": {"sourceId": "b", "byLanguage": [{"name": "B"}], "capAlertFeed": "https://example.org/"}},
			{"source": {"sourceId": "f", "byLanguage": [{"name": "F"}], "capAlertFeed": "ftp://example.org/"}}]}`,
			[]intake.Source{
				{ID: "xa-example-1", Name: "Exampleland: Office of Storms", Authority: "Office of Storms", URL: "https://example.org/rss", Lang: "fr", Country: "XA"},
				{ID: "b", Name: "B (testing)", Authority: "B", URL: "http://example.org/b"},
			}, []string{"c: the register calls it redundant to b", "d: its form is a zip file", "e: the register has no address", "b: it stands in the register twice", "f: url:"}},
		"the FOSS server's list": {`[{"model": "m", "fields": {"source_id": "a-b", "code": "pt", "name": "A: B", "cap_alert_feed": "https://example.org/f", "cap_alert_feed_status": "operating", "authorityCountry": "mz"}}]`,
			[]intake.Source{{ID: "a-b", Name: "A: B", Authority: "B", URL: "https://example.org/f", Lang: "pt", Country: "MZ"}}, nil},
		"an empty list": {`{"sources": []}`, nil, nil},
	} {
		got, left, err := Parse([]byte(c.raw))
		if err != nil || len(got) != len(c.want) || len(left) != len(c.left) {
			t.Errorf("%s: %+v, %+v, %v", name, got, left, err)
			continue
		}
		for i, w := range c.want {
			g := got[i]
			if g.ID != w.ID || g.Name != w.Name || g.Authority != w.Authority || g.URL != w.URL || g.Lang != w.Lang || g.Country != w.Country ||
				g.On || g.Reliability != "F" || g.Kind != intake.KindFeed || len(g.Keys) != 0 {
				t.Errorf("%s: %+v, want %+v", name, g, w)
			}
		}
		for i, w := range c.left {
			if s := left[i].ID + ": " + left[i].Why; !strings.HasPrefix(s, w) {
				t.Errorf("%s: left %q, want %q", name, s, w)
			}
		}
	}
	for _, raw := range []string{"", "x", "{}", "[1]", `[{"a": 1}]`, `{"sources": [{}]}`, `{"sources": 1}`, `<rss/>`} {
		if _, _, err := Parse([]byte(raw)); !errors.Is(err, ErrForm) {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

// The registers that were collected give what they hold, and every feed that is left out is told.
func TestCollectedRegisters(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "..", "shared", "data", "registers", "cap-feed-sources")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no collected registers at %s", dir)
	}
	for file, want := range map[string]struct{ sources, left int }{"fpas-feed-sources.json": {259, 2}, "fpas-custom-feeds.json": {16, 20}} {
		raw, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		got, left, err := Parse(raw)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		t.Logf("%s: %d sources, %d left: %v", file, len(got), len(left), left)
		if len(got) != want.sources || len(left) != want.left {
			t.Errorf("%s: %d sources and %d left, want %d and %d", file, len(got), len(left), want.sources, want.left)
		}
		for _, s := range got {
			if s.On || s.Check() != nil {
				t.Errorf("%s: %+v: %v", file, s, s.Check())
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"sources": [{"source": {"sourceId": "a", "capAlertFeed": "https://example.org/"}}]}`))
	f.Add([]byte(`[{"fields": {"source_id": "a", "cap_alert_feed": "https://example.org/"}}]`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, _, _ := Parse(raw)
		for _, s := range got {
			if s.On || s.Check() != nil {
				t.Fatalf("%+v", s)
			}
		}
	})
}
