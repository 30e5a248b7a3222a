package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The way of an operator with sources at a terminal, one line after the other.
func TestSourcesCommands(t *testing.T) {
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, `<rss version="2.0"><channel><item><title>Avoid crowds</title><guid>1</guid><pubDate>Tue, 06 May 2031 08:00:00 GMT</pubDate></item></channel></rss>`)
	}))
	defer feed.Close()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	config := file("tocsin.yaml", "database: sqlite:"+filepath.Join(dir, "tocsin.db")+"\nsafehttp: {allow: ['127.0.0.0/8']}\n")
	list := file("sources.yaml", "sources:\n- {id: good, name: Good, kind: feed, url: '"+feed.URL+"/feed'}\n- {id: gone, name: Gone, kind: feed, url: '"+feed.URL+"/gone'}\n")
	wrong := file("wrong.yaml", "sources:\n- {id: a, nmae: A}\n")
	reg := file("register.json", `{"sources": [{"source": {"sourceId": "xa-one", "byLanguage": [{"code": "en", "name": "One"}], "capAlertFeed": "https://example.org/1"}},
		{"source": {"sourceId": "xa-two", "capAlertFeedStatus": "redundant to xa-one"}}]}`)
	text := file("alert.txt", "Avoid crowds in Aden.\n")
	for _, step := range []struct {
		args  string
		stdin string
		code  int
		says  []string // on either stream
		not   string
	}{
		{"sources", "", 0, []string{"no sources yet"}, ""},
		{"sources add good --name Good --url " + feed.URL + "/feed --reliability B", "", 0, []string{"source good added"}, ""},
		{"sources add good --name Again --url " + feed.URL + "/feed", "", 1, []string{"there is a source good already"}, ""},
		{"sources add Bad --name Bad --url ftp://x", "", 1, []string{"id:", "url: the scheme"}, ""},
		{"sources", "", 0, []string{"good", "on", "never"}, ""},
		{"sources check", "", 0, []string{"good  ok", "200", "rss", "2031-05-06 08:00", "Avoid crowds", "1 tried, 0 failed; nothing was kept"}, ""},
		{"sources check --file " + list, "", 1, []string{"gone  FAILED  404", "2 tried, 1 failed"}, ""},
		{"sources check --file " + list + " good", "", 0, []string{"1 tried, 0 failed"}, "gone"},
		{"sources check --file " + wrong, "", 1, []string{"line 2: the key nmae is not known: did you mean name?"}, ""},
		{"sources check nobody", "", 1, []string{`there is no source "nobody"`}, ""},
		{"sources off good", "", 0, []string{"source good is off"}, ""},
		{"sources check", "", 0, []string{"there is no source that is on"}, ""},
		{"sources on good", "", 0, []string{"source good is on"}, ""},
		{"sources on nobody", "", 1, []string{"not found"}, ""},
		{"sources add partner --name Partner --kind push", "", 0, []string{"tocsin sources token partner"}, ""},
		{"sources token partner", "", 0, []string{"tocsin_push_", "/api/v1/push/partner"}, ""},
		{"sources token good", "", 1, []string{"only a push source"}, ""},
		{"sources import --dry-run " + reg, "", 0, []string{"1 sources, 1 left out; nothing was added"}, ""},
		{"sources import " + reg, "", 0, []string{"left out: xa-two: the register calls it redundant", "1 sources added, switched off"}, ""},
		{"sources import " + reg, "", 0, []string{"0 sources added, switched off; 1 were there already"}, ""},
		{"sources import " + text, "", 1, []string{"no register that is known"}, ""},
		{"keep " + text + " --origin Embassy", "", 0, []string{"kept: itm_"}, ""},
		{"keep " + text + " --origin Embassy", "", 0, []string{"there already: itm_"}, ""},
		{"keep - --source good", `<rss version="2.0"><channel><item><title>a</title><guid>1</guid></item><item><title>b</title><guid>2</guid></item></channel></rss>`, 0, []string{"2 documents, 2 new"}, ""},
		{"keep " + text + " --source nobody", "", 1, []string{"not found"}, ""},
		{"keep -", "", 1, []string{"is empty"}, ""},
	} {
		var out, errs strings.Builder
		code := execute(context.Background(), append(strings.Fields(step.args), "--config", config), &Terminal{In: strings.NewReader(step.stdin), Out: &out, Err: &errs})
		both := out.String() + errs.String()
		if code != step.code {
			t.Errorf("%s: code %d, want %d:\n%s", step.args, code, step.code, both)
		}
		for _, s := range step.says {
			if !strings.Contains(both, s) {
				t.Errorf("%s does not say %q:\n%s", step.args, s, both)
			}
		}
		if step.not != "" && strings.Contains(out.String(), step.not) {
			t.Errorf("%s says %q:\n%s", step.args, step.not, both)
		}
	}
	var out strings.Builder
	if code := execute(context.Background(), []string{"sources", "--json", "--config", config}, &Terminal{In: strings.NewReader(""), Out: &out, Err: &out}); code != 0 {
		t.Fatal(out.String())
	}
	var shown []struct {
		Source struct {
			ID string
			On bool
		}
		Health struct{ Docs int }
		Alarms []any
	}
	if err := json.Unmarshal([]byte(out.String()), &shown); err != nil || len(shown) != 3 || shown[0].Source.ID != "good" || shown[0].Health.Docs != 2 || shown[2].Source.On || shown[2].Alarms == nil {
		t.Errorf("%v: %s", err, out.String())
	}
}
