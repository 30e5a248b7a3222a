package replay

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// small is a scenario of one alert, one echo, four people and one decision after the other.
var small = map[string]string{
	"scenario.yaml": `title: Riga, May 2027
zone: Europe/Riga
begin: 2027-05-03 08:00
end: 2027-05-10 12:00
accounts: {dora: desk, anton: approver}
situations: {riga: alert.txt}
documents:
  - {file: echo.txt, at: 2027-05-04 09:00, published: 2027-05-04 08:30, source: paper, origin: The Westmark Ledger}
  - {file: alert.txt, at: 2027-05-03 10:00, source: us, origin: US Embassy Riga, note: The first voice.}
  - {file: picture.txt, at: "2027-05-04T11:00:00+03:00", source: mail, origin: somebody}
channel: {refuse: [p-3], later: {p-2: 10m}}
`,
	"alert.txt":   "Security Alert: Possible Attack in Riga\nU.S. Embassy Riga, Latvia\nMay 3, 2027\n\nLocation: Riga, Latvia\n\nEvent: Terrorists may attack large gatherings in Riga on May 5, 2027.\n\nActions to Take:\n- Avoid crowds.\n",
	"echo.txt":    "US warns of attack in Riga\nThe Westmark Ledger, 4 May 2027\n\nThe United States embassy has warned that terrorists may attack large gatherings in Riga, Latvia, on 5 May 2027.\n",
	"picture.txt": "\x89PNG\r\n\x1a\n not a text",
	"roster/people.csv": "ref,name,nationalities,lang,email\np-1,Fern One,US,en,fern@people.example.org\np-2,Hazel Two,US,en,hazel@people.example.org\n" +
		"p-3,Thorn Three,GB,en,thorn@people.example.org\np-4,Ivy Four,GB,en,\np-5,Sage Five,GB,en,sage@people.example.org\n",
	"roster/stays.csv": "ref,person,place,lat,lon,country,from,to\ns-1,p-1,Riga,56.95,24.11,LV,2027-05-01,2027-05-20\ns-2,p-2,Riga,56.96,24.12,LV,2027-05-01,2027-05-20\n" +
		"s-3,p-3,Riga,56.94,24.10,LV,2027-05-01,2027-05-20\ns-4,p-4,Riga,56.95,24.13,LV,2027-05-01,2027-05-20\ns-5,p-5,Daugavpils,55.87,26.53,LV,2027-05-01,2027-05-20\n",
	"later.csv": "ref,name,kind,place,lat,lon,country,from,to,expected\ng-1,Song night,concert,Salaspils,56.86,24.36,LV,2027-05-08T19:00:00+03:00,2027-05-08T22:00:00+03:00,900\n",
	"script.txt": `# a desk's day
2027-05-03 10:10  dora   draft first for riga
+1m               dora   audience first everyone in,near
+1m               dora   cannot release first
+1m               dora   submit first
+1m               dora   cannot approve first
+1m               anton  approve first
+1m               dora   release first
+1h               people ack first 100% over 2h
2027-05-07 10:00  dora   import gatherings later.csv
2027-05-07 10:05  dora   look riga
2027-05-09 10:00  dora   close riga "The embassy has lifted it."
`,
	"expect.yaml": `situations:
  riga:
    type: threat
    places: [Riga]
    window: ["2027-05-05 00:00", "2027-05-05 00:00", "2027-05-06 00:00", "2027-05-06 00:00"]
    voices: [Embassy Riga]
    echoes: 1
    documents: {alert.txt: origin, echo.txt: relay}
    states:
      - {at: 2027-05-05 12:00, is: active}
      - {at: 2027-05-06 00:30, is: watch}
      - {at: 2027-05-09 11:00, is: closed}
    concern:
      - {at: 2027-05-06 12:00, gathering: Song night, grade: none}
      - {at: 2027-05-07 12:00, gathering: Song night, grade: near}
warned:
  first: {people: 4, reached: 2, seen: 2}
`,
}

// write makes the folder of a scenario, with some files changed; an empty text leaves the file out.
func write(t *testing.T, files map[string]string, changed map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if c, ok := changed[name]; ok {
			text = c
		}
		if text == "" {
			continue
		}
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func tell(t *testing.T, dir string, o Options) *Story {
	t.Helper()
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	out, err := Play(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// complaints are what did not go as the scenario says.
func complaints(s *Story) (out []string) {
	for _, c := range s.Checks {
		if c.Trouble != "" {
			out = append(out, c.What+": "+c.Trouble)
		}
	}
	for _, l := range s.Lines {
		if l.Fault {
			out = append(out, "line: "+l.Words)
		}
	}
	return out
}

func TestASmallStoryGoesAsItsScriptSays(t *testing.T) {
	var told []Line
	out := tell(t, write(t, small, nil), Options{Tell: func(l Line) { told = append(told, l) }})
	if bad := complaints(out); out.Failed() || len(bad) > 0 {
		t.Errorf("%s", strings.Join(bad, "\n"))
	}
	if len(told) != len(out.Lines) {
		t.Errorf("%d lines told, %d kept", len(told), len(out.Lines))
	}
	for i := 1; i < len(told); i++ {
		if told[i].At.Before(told[i-1].At) {
			t.Errorf("the clock went back: %v after %v", told[i], told[i-1])
		}
	}
	var kinds []Kind
	for _, l := range told {
		if !slices.Contains(kinds, l.Kind) {
			kinds = append(kinds, l.Kind)
		}
	}
	for _, k := range []Kind{Came, Unreadable, Clock, Concern, Done, Refused, Sending, Acknowledged, Looked} {
		if !slices.Contains(kinds, k) {
			t.Errorf("no line tells %s", k)
		}
	}
	if out.Score == nil || out.Score.AsMeant != 3 || out.Score.F1 != 1 {
		t.Errorf("score %+v", out.Score)
	}
}

// What the scenario says and what happens may differ: each difference is told, none is passed over.
func TestWhatDoesNotHoldIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		file, from, to string
		want           string // in a complaint
	}{
		"a window":             {"expect.yaml", `"2027-05-05 00:00", "2027-05-05 00:00"`, `"2027-05-04 00:00", "2027-05-04 00:00"`, "riga: its window"},
		"a state":              {"expect.yaml", "2027-05-06 00:30, is: watch", "2027-05-06 00:30, is: closed", "it is watch"},
		"who is concerned":     {"expect.yaml", "grade: near", "grade: in", "Song night: near"},
		"how many are reached": {"expect.yaml", "reached: 2", "reached: 4", "reached: 2, not 4"},
		"a relation":           {"expect.yaml", "echo.txt: relay", "echo.txt: origin", `as "relay", not as "origin"`},
		"a document too many":  {"expect.yaml", "documents: {alert.txt: origin, echo.txt: relay}", "documents: {alert.txt: origin}", "echo.txt joins none of them: it is in riga"},
		"a document missing":   {"expect.yaml", "echo.txt: relay}", "echo.txt: relay, picture.txt: ''}", "picture.txt is about riga: it is not in riga"},
		"what must be refused": {"script.txt", "dora   submit first", "dora   cannot submit first", "though the script says that it must be refused"},
		"what must be done":    {"script.txt", "dora   cannot approve first", "dora   approve first", "Your account may not do this"},
	} {
		t.Run(name, func(t *testing.T) {
			text := small[c.file]
			if !strings.Contains(text, c.from) {
				t.Fatalf("%s has no %q", c.file, c.from)
			}
			out := tell(t, write(t, small, map[string]string{c.file: strings.Replace(text, c.from, c.to, 1)}), Options{})
			bad := complaints(out)
			if !out.Failed() || !strings.Contains(strings.Join(bad, "\n"), c.want) {
				t.Errorf("want a complaint with %q, got:\n%s", c.want, strings.Join(bad, "\n"))
			}
		})
	}
}

// A folder with a fault is refused before anything is played, and every fault is told with its place.
func TestAFaultyFolderIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ file, from, to, want string }{
		"no head":               {"scenario.yaml", small["scenario.yaml"], "", "has no scenario.yaml"},
		"an unknown key":        {"scenario.yaml", "title:", "titel: x\ntitle:", "titel"},
		"a zone":                {"scenario.yaml", "Europe/Riga", "Mars/Olympus", "is not a time zone"},
		"a time":                {"scenario.yaml", "2027-05-04 09:00", "yesterday", `"yesterday" is no time`},
		"a document outside":    {"scenario.yaml", "2027-05-04 09:00", "2028-05-04 09:00", "lies outside the story"},
		"a document from later": {"scenario.yaml", "published: 2027-05-04 08:30", "published: 2027-05-04 19:30", "published after it came in"},
		"a missing document":    {"scenario.yaml", "file: echo.txt", "file: ../echo.txt", "no such file"},
		"a role":                {"scenario.yaml", "anton: approver", "anton: king", `"king" is no role`},
		"a name":                {"scenario.yaml", "riga: alert.txt", "riga: other.txt", `no document "other.txt"`},
		"a verb":                {"script.txt", "submit first", "publish first", `line 5: there is no act called "publish"`},
		"who":                   {"script.txt", "anton  approve", "ghost  approve", `line 7: "ghost" is not among the accounts`},
		"an undrafted warning":  {"script.txt", "submit first", "submit second", `line 5: no warning called "second"`},
		"back in time":          {"script.txt", "2027-05-07 10:05", "2027-05-01 10:05", "line 11: the act"},
		"an open quote":         {"script.txt", `lifted it."`, `lifted it.`, "line 12: a quote is not closed"},
		"who acknowledges":      {"script.txt", "people ack", "dora ack", "only people acknowledge"},
		"a check's key":         {"expect.yaml", "echoes: 1", "echos: 1", "echos"},
		"a check's name":        {"expect.yaml", "  riga:", "  rome:", "rome: has no such name"},
		"a check's document":    {"expect.yaml", "echo.txt: relay", "ecco.txt: relay", `no document "ecco.txt"`},
		"a check's relation":    {"expect.yaml", "echo.txt: relay", "echo.txt: echo", `"echo" is no relation`},
	} {
		t.Run(name, func(t *testing.T) {
			text := small[c.file]
			if !strings.Contains(text, c.from) {
				t.Fatalf("%s has no %q", c.file, c.from)
			}
			_, err := Load(write(t, small, map[string]string{c.file: strings.Replace(text, c.from, c.to, 1)}))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("want %q, got %v", c.want, err)
			}
		})
	}
}

// "What if" the desk had counted nothing as near?
func TestOtherSettingsTellAnotherStory(t *testing.T) {
	dir := write(t, small, map[string]string{"expect.yaml": ""})
	near := func(set ...string) (out []string) {
		for _, l := range tell(t, dir, Options{Set: set}).Lines {
			if l.Kind == Looked {
				for _, m := range l.More {
					if strings.Contains(m, "Song night") {
						out = append(out, m)
					}
				}
			}
		}
		return out
	}
	if with, without := near(), near("desk.margin=1"); len(with) != 1 || !strings.Contains(with[0], "near") || len(without) != 0 {
		t.Errorf("with 25 km: %q; with 1 m: %q", with, without)
	}
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for set, want := range map[string]string{"desk.margin": "write key=value", "desk.margn=1": "desk.margn is not known", "desk.margin=wide": "margin"} {
		if _, err := Play(context.Background(), s, Options{Set: []string{set}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("--set %s: %v", set, err)
		}
	}
}

// A story never starts in a database that holds something: it would mix with another, or with real records.
func TestAFullDatabaseIsRefused(t *testing.T) {
	dir, db := write(t, small, nil), "sqlite:"+filepath.Join(t.TempDir(), "kept.db")
	tell(t, dir, Options{Database: db})
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Play(context.Background(), s, Options{Database: db}); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("a second story in it: %v", err)
	}
}

// The report has every hop with its time, needs nothing from outside, and names nobody.
func TestTheAfterActionReport(t *testing.T) {
	out := tell(t, write(t, small, nil), Options{})
	var b bytes.Buffer
	if err := out.HTML(context.Background(), &b, time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"After-action report", "First published", "Received", "Situation opened", "Warning drafted", "Approved", "Released", "First taken by a provider",
		"Last taken by a provider", "First acknowledged", "Last acknowledged", "<svg role=\"img\"", "<title>", "Mon 3 May 10:16", "2027-05-03 07:16Z", "at most", "prefers-color-scheme", "@media print"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not tell %q", want)
		}
	}
	for _, not := range []string{"http://", "https://", "<script", "Fern One", "Thorn Three", "fern@people", "<link"} {
		if strings.Contains(page, not) {
			t.Errorf("the page holds %q", not)
		}
	}
	var after = out.Situations[0].After
	if after == nil || len(after.Chains) != 1 {
		t.Fatalf("the report of the situation: %+v", after)
	}
	last := time.Time{}
	for _, h := range after.Chains[0].Hops {
		if h.At.IsZero() || h.At.Before(last) {
			t.Errorf("%s at %v, after %v", h.Name, h.At, last)
		}
		last = h.At
	}
	c := after.Chains[0]
	// The alert gives 3 May, Riga; the last of two people acknowledges at 13:16.
	if c.Most != 13*time.Hour+16*time.Minute || c.Whole != 0 {
		t.Errorf("from the first publication to the last acknowledgement: %s to %s", c.Whole, c.Most)
	}
	if _, err := json.Marshal(out); err != nil {
		t.Error(err)
	}
}
