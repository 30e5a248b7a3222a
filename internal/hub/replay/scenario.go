// Package replay plays a folder of dated documents and decisions through the real Tocsin on a virtual clock: the real store,
// reader, joining, ticker and dispatcher, with channels that keep what they get in memory. Nothing waits: the clock jumps from
// one thing to the next. It serves training, "what if" with other settings, and our own tests.
//
// A scenario that cannot be read is refused before anything is played, with the file and the line. A decision that the house
// refuses is told in the timeline and ends nothing: that is what a desk would have met.
package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// Names of the files of a scenario.
const (
	HeadFile   = "scenario.yaml" // required
	ScriptFile = "script.txt"    // decisions
	ExpectFile = "expect.yaml"   // what must hold
	RosterDir  = "roster"        // people.csv, stays.csv, sites.csv, gatherings.csv: imported at the beginning
)

// Scenario is a folder of dated documents and decisions. One that is made in memory has no files: its documents are handed to
// Player.TakeRaw and its roster to Player.Desk.
type Scenario struct {
	Dir   string
	Title string
	About string
	Zone  *time.Location // local time of the story
	// Begin and End bound the clock. Everything lies between them.
	Begin, End time.Time
	Settings   map[string]string    // configuration keys, as in tocsin.yaml
	Accounts   map[string]desk.Role // who is on duty, by login
	Names      map[string]Named     // names of situations, for script, expectations and the eye
	Documents  []Document           // in the order in which they come in
	Script     []Act                // in the order of their times
	Channel    Channel              // how the channels behave
	expect     *Expect              // nil: there is no expect.yaml

	files fs.FS
}

// Named finds a situation by what a document says: the one that holds the first event of this type, or of any type when it is
// empty, of this document.
type Named struct {
	Document string
	Type     reading.Type
}

// Document is one document and when it comes in.
type Document struct {
	File      string    `json:"file"` // inside the folder
	At        time.Time `json:"at"`   // received
	Published time.Time `json:"published,omitzero"`
	Source    string    `json:"source"`
	Origin    string    `json:"origin"`
	URL       string    `json:"url,omitempty"`
	Note      string    `json:"note,omitempty"` // what to look at, for the person who trains
}

// Channel says how sending goes in the story: who cannot be reached at all, and who only after a while. All others take a
// warning at once, since the story tells no better.
type Channel struct {
	Refuse map[string]bool
	Later  map[string]time.Duration
}

// head is scenario.yaml.
type head struct {
	Title     string            `yaml:"title"`
	About     string            `yaml:"about"`
	Zone      string            `yaml:"zone"`
	Begin     string            `yaml:"begin"`
	End       string            `yaml:"end"`
	Settings  map[string]string `yaml:"settings"`
	Accounts  map[string]string `yaml:"accounts"`
	Names     map[string]string `yaml:"situations"`
	Documents []struct {
		File      string `yaml:"file"`
		At        string `yaml:"at"`
		Published string `yaml:"published"`
		Source    string `yaml:"source"`
		Origin    string `yaml:"origin"`
		URL       string `yaml:"url"`
		Note      string `yaml:"note"`
	} `yaml:"documents"`
	Channel struct {
		Refuse []string          `yaml:"refuse"`
		Later  map[string]string `yaml:"later"`
	} `yaml:"channel"`
}

// Load reads a scenario's folder and checks all of it. Every fault is told at once, each with its file and place.
func Load(dir string) (*Scenario, error) {
	if st, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("reading the scenario: %w", err)
	} else if !st.IsDir() {
		return nil, fmt.Errorf("reading the scenario: %s is a file; name the folder that holds %s", dir, HeadFile)
	}
	s := &Scenario{Dir: dir, files: os.DirFS(dir)}
	raw, err := fs.ReadFile(s.files, HeadFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the scenario: %s has no %s; docs/guide/replay.md tells how to write one", dir, HeadFile)
	} else if err != nil {
		return nil, fmt.Errorf("reading the scenario: %w", err)
	}
	var h head
	if err := strict(raw, &h); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, HeadFile), err)
	}
	if bad := s.take(h); len(bad) > 0 {
		return nil, fmt.Errorf("%s:\n%w", filepath.Join(dir, HeadFile), errors.Join(bad...))
	}
	if raw, err = fs.ReadFile(s.files, ScriptFile); err == nil {
		if s.Script, err = s.parseScript(string(raw)); err != nil {
			return nil, fmt.Errorf("%s:\n%w", filepath.Join(dir, ScriptFile), err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the scenario: %w", err)
	}
	if raw, err = fs.ReadFile(s.files, ExpectFile); err == nil {
		if s.expect, err = s.parseExpect(raw); err != nil {
			return nil, fmt.Errorf("%s:\n%w", filepath.Join(dir, ExpectFile), err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the scenario: %w", err)
	}
	return s, nil
}

// strict reads YAML and refuses keys that nobody knows.
func strict(raw []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	return d.Decode(into)
}

// moment reads "2024-03-07 22:30" in the story's own zone, or RFC 3339 with an offset.
func (s *Scenario) moment(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), nil
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", text, s.Zone)
	if err != nil {
		return t, fmt.Errorf(`%q is no time: write "2024-03-07 22:30" (in the story's zone) or "2024-03-07T22:30:00+03:00"`, text)
	}
	return t.UTC(), nil
}

// local writes a moment as the story's people read it.
func (s *Scenario) local(t time.Time) string { return t.In(s.Zone).Format("2006-01-02 15:04") }

func (s *Scenario) take(h head) (bad []error) {
	no := func(format string, a ...any) { bad = append(bad, fmt.Errorf(format, a...)) }
	s.Title, s.About, s.Settings = strings.TrimSpace(h.Title), strings.TrimSpace(h.About), h.Settings
	if s.Title == "" {
		no("title: is empty")
	}
	var err error
	if s.Zone, err = time.LoadLocation(h.Zone); err != nil || h.Zone == "" || h.Zone == "Local" {
		no("zone: %q is not a time zone such as Europe/Riga", h.Zone)
		s.Zone = time.UTC
	}
	at := func(what, text string) time.Time {
		t, err := s.moment(text)
		if err != nil {
			no("%s: %w", what, err)
		}
		return t
	}
	s.Begin, s.End = at("begin", h.Begin), at("end", h.End)
	if !s.End.After(s.Begin) {
		no("end: is not after begin")
	}
	s.Accounts = map[string]desk.Role{}
	for login, role := range h.Accounts {
		if _, ok := desk.Rights[desk.Role(role)]; !ok {
			no("accounts: %s: %q is no role; the roles are viewer, desk, approver, admin", login, role)
		}
		if login == people || (desk.Account{Login: login, Name: login, Roles: []desk.Role{desk.Role(role)}}).Check() != nil {
			no("accounts: %q cannot be a login", login)
		}
		s.Accounts[login] = desk.Role(role)
	}
	seen := map[string]bool{}
	for i, d := range h.Documents {
		what := fmt.Sprintf("documents[%d] %s", i, d.File)
		doc := Document{File: d.File, Source: d.Source, Origin: d.Origin, URL: d.URL, Note: d.Note, At: at(what+" at", d.At)}
		if d.Published != "" {
			if doc.Published = at(what+" published", d.Published); doc.Published.After(doc.At) {
				no("%s: published after it came in", what)
			}
		}
		if doc.Source == "" {
			doc.Source = "replay"
		}
		if seen[d.File] {
			no("%s: stands twice; a document that comes in twice is a file of its own", what)
		}
		seen[d.File] = true
		if st, err := fs.Stat(s.files, d.File); err != nil || st.IsDir() || !fs.ValidPath(d.File) {
			no("%s: there is no such file in the folder", what)
		}
		s.within(what, doc.At, no)
		s.Documents = append(s.Documents, doc)
	}
	if len(s.Documents) == 0 {
		no("documents: there are none")
	}
	slices.SortStableFunc(s.Documents, func(a, b Document) int { return a.At.Compare(b.At) })
	s.Names = map[string]Named{}
	for name, of := range h.Names {
		n, err := s.named(of)
		if err != nil {
			no("situations: %s: %w", name, err)
		}
		s.Names[name] = n
	}
	s.Channel = Channel{Refuse: map[string]bool{}, Later: map[string]time.Duration{}}
	for _, ref := range h.Channel.Refuse {
		s.Channel.Refuse[ref] = true
	}
	for ref, d := range h.Channel.Later {
		if s.Channel.Later[ref], err = time.ParseDuration(d); err != nil || s.Channel.Later[ref] <= 0 {
			no("channel.later: %s: %q is no length of time such as 10m", ref, d)
		}
	}
	return bad
}

func (s *Scenario) within(what string, t time.Time, no func(string, ...any)) {
	if !t.IsZero() && (t.Before(s.Begin) || t.After(s.End)) {
		no("%s: %s lies outside the story, which goes from %s to %s", what, s.local(t), s.local(s.Begin), s.local(s.End))
	}
}

// named reads "FILE" or "FILE TYPE".
func (s *Scenario) named(of string) (Named, error) {
	w := strings.Fields(of)
	if len(w) == 0 || len(w) > 2 {
		return Named{}, fmt.Errorf("%q is not a document, or a document and a type of event", of)
	}
	n := Named{Document: w[0]}
	if !slices.ContainsFunc(s.Documents, func(d Document) bool { return d.File == n.Document }) {
		return n, fmt.Errorf("there is no document %q", n.Document)
	}
	if len(w) == 2 {
		n.Type = reading.Type(w[1])
	}
	return n, nil
}

// Config is the configuration that the scenario is played with: the defaults, its own settings, then those of set, each
// "key=value" as in tocsin.yaml.
func (s *Scenario) Config(set []string) (config.Config, error) {
	all := map[string]string{}
	for k, v := range s.Settings {
		all[k] = v
	}
	for _, kv := range set {
		k, v, ok := strings.Cut(kv, "=")
		if !ok {
			return config.Config{}, fmt.Errorf("--set %q: write key=value, such as desk.margin=10000", kv)
		}
		all[strings.TrimSpace(k)] = strings.TrimSpace(v)
	}
	var environ []string
	for k, v := range all {
		if !slices.Contains(config.Keys(), k) {
			return config.Config{}, fmt.Errorf("the setting %s is not known; docs/guide/configuration.md lists them all", k)
		}
		environ = append(environ, "TOCSIN_"+strings.ToUpper(strings.ReplaceAll(k, ".", "_"))+"="+v)
	}
	sort.Strings(environ)
	if _, ok := all["desk.zone"]; !ok {
		environ = append(environ, "TOCSIN_DESK_ZONE="+s.Zone.String())
	}
	c, err := config.Load("", environ)
	if err != nil {
		return c, fmt.Errorf("the settings of the replay: %w", err)
	}
	return c, nil
}

// Read gives a document's bytes.
func (s *Scenario) Read(file string) ([]byte, error) {
	if s.files == nil {
		return nil, fmt.Errorf("reading %s: this scenario was made in memory and has no files", file)
	}
	raw, err := fs.ReadFile(s.files, path.Clean(file))
	if err != nil {
		return nil, fmt.Errorf("reading %s of the scenario: %w", file, err)
	}
	return raw, nil
}
