package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const capSound = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>T-1</identifier>
  <sender>desk@example.org</sender>
  <sent>2024-03-07T18:00:00+03:00</sent>
  <status>Test</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <category>Security</category>
    <event>Drill</event>
    <urgency>Future</urgency>
    <severity>Minor</severity>
    <certainty>Unlikely</certainty>
    <area>
      <areaDesc>Here</areaDesc>
      <circle>55.8,37.4 5</circle>
    </area>
  </info>
</alert>
`

func TestCapCheck(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	body := capSound[strings.Index(capSound, "<alert"):]
	zulu := strings.Replace(capSound, "+03:00", "Z", 1)
	ok := file("ok.xml", capSound)
	habit := file("zulu.xml", zulu)
	twice := file("twice.xml", strings.Replace(capSound, "<sent>", "<sender>x</sender>\n  <sent>", 1))
	feed := file("feed.xml", `<feed xmlns="http://www.w3.org/2005/Atom"><entry>`+body+`</entry><entry>`+
		strings.Replace(zulu[strings.Index(zulu, "<alert"):], "T-1", "T-2", 1)+`</entry></feed>`)
	links := file("links.xml", `<rss version="2.0"><channel/></rss>`)
	utf16 := file("utf16.xml", "\xFF\xFE<\x00a\x00")
	huge := file("huge.xml", strings.Repeat(" ", 5<<20))
	for name, c := range map[string]struct {
		cmd  CapCheckCmd
		bad  bool
		want []string
	}{
		"a sound alert":    {CapCheckCmd{Files: []string{ok}}, false, []string{`ok.xml: ok (CAP 1.2, "T-1" of "desk@example.org")`}},
		"a habit":          {CapCheckCmd{Files: []string{habit}}, false, []string{"zulu.xml: usable, 1 forgiven", "forgiven 5:9 alert/sent", "[time-zulu; CAP 1.2 3.3.2]"}},
		"a habit, strict":  {CapCheckCmd{Files: []string{habit}, Strict: true}, true, []string{"zulu.xml: unusable", "unusable 5:9 alert/sent"}},
		"unusable":         {CapCheckCmd{Files: []string{twice}}, true, []string{"twice.xml: unusable", "5:3 alert", "more than once"}},
		"a feed":           {CapCheckCmd{Files: []string{feed}}, false, []string{"feed.xml, alert 1: ok", "feed.xml, alert 2: usable", "1 ok, 1 usable with something forgiven, 0 unusable"}},
		"a feed, strict":   {CapCheckCmd{Files: []string{feed}, Strict: true}, true, []string{"alert 1: ok", "alert 2: unusable"}},
		"a feed of links":  {CapCheckCmd{Files: []string{links}}, false, []string{"links.xml: an RSS feed, not an alert"}},
		"UTF-16":           {CapCheckCmd{Files: []string{utf16}}, true, []string{"unusable byte 2 document"}},
		"huge":             {CapCheckCmd{Files: []string{huge}}, true, []string{"too-large"}},
		"several":          {CapCheckCmd{Files: []string{ok, habit, twice, links}}, true, []string{"1 ok, 1 usable with something forgiven, 1 unusable, 1 feeds without a whole alert"}},
		"no such file":     {CapCheckCmd{Files: []string{filepath.Join(dir, "none")}}, true, nil},
		"a directory":      {CapCheckCmd{Files: []string{dir}}, true, nil},
		"standard input":   {CapCheckCmd{Files: []string{"-"}}, false, []string{"-: ok"}},
		"strict and sound": {CapCheckCmd{Files: []string{ok}, Strict: true}, false, []string{"ok.xml: ok"}},
	} {
		var out bytes.Buffer
		err := c.cmd.Run(&Terminal{In: strings.NewReader(capSound), Out: &out, Err: &out})
		if (err != nil) != c.bad || (c.want != nil && err != nil && !errors.Is(err, errQuiet)) {
			t.Errorf("%s: %v", name, err)
		}
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", name, want, out.String())
			}
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Errorf("%s: colour in a pipe", name)
		}
	}
	var out bytes.Buffer
	watched := &Terminal{Out: &out, OutTTY: true}
	if err := (CapCheckCmd{Files: []string{habit}}).Run(watched); err != nil || !strings.Contains(out.String(), "\x1b[33musable\x1b[0m") {
		t.Errorf("no colour at a terminal: %v %q", err, out.String())
	}
	out.Reset()
	watched.Env = []string{"NO_COLOR=1"}
	if err := (CapCheckCmd{Files: []string{habit}}).Run(watched); err != nil || strings.Contains(out.String(), "\x1b") {
		t.Errorf("NO_COLOR: %v %q", err, out.String())
	}
	out.Reset()
	err := CapCheckCmd{Files: []string{ok, habit, twice, links}, JSON: true}.Run(&Terminal{Out: &out})
	var got struct {
		Alerts []struct {
			Verdict, Identifier, Feed string
			Problems                  []struct {
				Level, Code, Path string
				Line              int
				Schema            bool
			}
		}
		Summary map[string]int
	}
	if !errors.Is(err, errQuiet) || json.Unmarshal(out.Bytes(), &got) != nil || len(got.Alerts) != 4 {
		t.Fatalf("JSON: %v\n%s", err, out.String())
	}
	if p := got.Alerts[1].Problems[0]; p.Level != "forgiven" || p.Code != "time-zulu" || p.Line != 5 || !p.Schema ||
		got.Alerts[0].Verdict != "ok" || got.Alerts[2].Verdict != "unusable" || got.Alerts[3].Feed != "an RSS feed" ||
		got.Summary["ok"] != 1 || got.Summary["unusable"] != 1 {
		t.Errorf("JSON: %+v", got)
	}
}

func TestCapGeoJSON(t *testing.T) {
	run := func(doc string) (string, string, error) {
		var out, errs bytes.Buffer
		err := CapGeoJSONCmd{File: "-"}.Run(&Terminal{In: strings.NewReader(doc), Out: &out, Err: &errs})
		return out.String(), errs.String(), err
	}
	out, errs, err := run(capSound)
	if err != nil || errs != "" || !json.Valid([]byte(out)) || !strings.Contains(out, `"areaDesc": "Here"`) {
		t.Errorf("%v %s %s", err, errs, out)
	}
	if out, errs, err = run(strings.Replace(capSound, "+03:00", "Z", 1)); err != nil || !strings.Contains(errs, "time-zulu") || !json.Valid([]byte(out)) {
		t.Errorf("what was forgiven is not said: %v %s", err, errs)
	}
	if _, _, err = run("no alert"); err == nil || !strings.Contains(err.Error(), "tocsin cap check") {
		t.Errorf("no alert: %v", err)
	}
	if err := (CapGeoJSONCmd{File: "/nonexistent/alert.xml"}).Run(&Terminal{}); err == nil {
		t.Error("a file that is not there")
	}
}
