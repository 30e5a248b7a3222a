package config

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

func TestSourcesFile(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	path := write(t, "sources.yaml", `
sources:
  - id: one
    name: "Conseils aux voyageurs"
    kind: feed
    url: https://example.org/feed.xml
    country: NO   # not a "no"
    every: 90s
    reliability: B
    senders: [a@example.org]
    remit: [NO, NO-03]
    keys: ["file:two.pem", "sha256:`+strings.Repeat("ab", 32)+`"]
    redirect_host: www.example.org
    links: files.example.org
    max: 7
    may_be_empty: true
    expect: 24h
    lang:         # left empty: as if it were not there
  - {id: in, name: Inbox, kind: folder, url: /srv/in, on: false}
  - {id: push, name: Partner, kind: push}
`, 0o644)
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "two.pem"), []byte(cert+cert), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := LoadSources(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []intake.Source{
		{ID: "one", Name: "Conseils aux voyageurs", Kind: intake.KindFeed, URL: "https://example.org/feed.xml", Country: "NO", Every: 90 * time.Second, On: true,
			Reliability: "B", Senders: []string{"a@example.org"}, Remit: []string{"NO", "NO-03"}, Keys: []string{cert, cert, "sha256:" + strings.Repeat("ab", 32)},
			RedirectHost: "www.example.org", Links: "files.example.org", Max: 7, MayBeEmpty: true, Expect: 24 * time.Hour},
		{ID: "in", Name: "Inbox", Kind: intake.KindFolder, URL: "/srv/in", Every: intake.DefaultEvery, Reliability: "F", Max: intake.DefaultMax},
		{ID: "push", Name: "Partner", Kind: intake.KindPush, On: true, Reliability: "F", Max: intake.DefaultMax},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, empty := range []string{"", "# nothing yet\n", "sources:\n", "sources: []\n"} {
		if got, err := LoadSources(write(t, "s.yaml", empty, 0o644)); err != nil || len(got) != 0 {
			t.Errorf("%q: %v, %v", empty, got, err)
		}
	}
}

// What is wrong is refused with its line, all of it at once, and nothing of the file holds.
func TestSourcesFileRefused(t *testing.T) {
	for _, c := range []struct {
		name, yaml string
		says       []string
	}{
		{"a slip in a key", "sources:\n- id: a\n  nmae: A\n", []string{"line 3: the key nmae is not known: did you mean name?"}},
		{"a slip at the top", "source: []\n", []string{"line 1: the key source is not known: did you mean sources?"}},
		{"several faults, each with its line", "sources:\n- id: A\n  name: A\n  kind: telex\n- id: b\n  name: B\n  kind: feed\n  url: ftp://x\n  every: 5 minutes\n  on: yes\n",
			[]string{`line 2: id: "A"`, `line 4: kind: "telex"`, `line 9: every: "5 minutes" is no duration`, `line 10: on: "yes": true or false`}},
		{"the line of the value", "sources:\n- id: b\n  name: B\n  kind: feed\n  url: ftp://x\n", []string{"line 5: url: the scheme"}},
		{"what is left out", "sources:\n- id: b\n  kind: feed\n", []string{"line 2: name:", "line 2: url:"}},
		{"twice", "sources:\n- {id: b, name: B, kind: push}\n- {id: b, name: B, kind: push}\n", []string{`line 3: id: "b" stands in line 2 already`}},
		{"a key twice", "sources:\n- id: b\n  id: c\n", []string{"stands twice"}},
		{"no list", "sources: {id: a}\n", []string{"line 1: sources is a list"}},
		{"no entry", "sources: [a]\n", []string{"line 1: an entry holds keys"}},
		{"a list for a word", "sources:\n- {id: b, name: [B], kind: push}\n", []string{"name: is one value"}},
		{"a word for a list", "sources:\n- {id: b, name: B, kind: push, remit: FR}\n", []string{"remit: is a list"}},
		{"an alias", "sources:\n- {id: b, name: &x B, kind: push, authority: *x}\n", []string{"authority: is one value"}},
		{"not a number", "sources:\n- {id: b, name: B, kind: push, max: many}\n", []string{"max:"}},
		{"a key file that is not there", "sources:\n- {id: b, name: B, kind: push, keys: ['file:none.pem']}\n", []string{"keys:", "none.pem"}},
		{"two documents", "sources: []\n---\nsources: []\n", []string{"more than one document"}},
		{"not YAML", "sources: [\n", []string{"line 1"}},
		{"a scalar", "yes\n", []string{`it begins with "sources:"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := LoadSources(write(t, "s.yaml", c.yaml, 0o644))
			if err == nil || got != nil {
				t.Fatalf("taken: %v", got)
			}
			for _, says := range c.says {
				if !strings.Contains(err.Error(), says) {
					t.Errorf("the error does not say %q:\n%v", says, err)
				}
			}
		})
	}
	if _, err := LoadSources(filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(err.Error(), "tocsin-sources.example.yaml") {
		t.Errorf("a missing file: %v", err)
	}
}

// The example can be used as it is, shows every key, and is held by the guide.
func TestEverySourceKeyIsDocumented(t *testing.T) {
	path := filepath.Join("..", "..", "..", "tocsin-sources.example.yaml")
	if got, err := LoadSources(path); err != nil || len(got) < 4 {
		t.Errorf("%d sources, %v", len(got), err)
	}
	example, guide := top(t, "tocsin-sources.example.yaml"), top(t, "docs/guide/sources.md")
	for _, k := range sourceKeys {
		if !strings.Contains(example, k+":") {
			t.Errorf("the example does not have %s", k)
		}
		if !strings.Contains(guide, "| `"+k+"` |") {
			t.Errorf("docs/guide/sources.md does not have %s", k)
		}
	}
}
