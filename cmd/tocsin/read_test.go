package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// readRun runs tocsin read with input and gives its exit code and what it printed.
func readRun(t *testing.T, stdin string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	term := &Terminal{In: strings.NewReader(stdin), Out: &o, Err: &e}
	code = execute(context.Background(), append([]string{"read"}, args...), term)
	return code, o.String(), e.String()
}

const alertText = `Security Alert: U.S. Embassy Quito, Ecuador
May 5, 2031

Location: Quito, Ecuador

Event: Militants have plans to attack concerts in Quito within the next 48 hours.

Actions to Take:
- Avoid crowds.
`

func TestReadShowsFieldsAndWords(t *testing.T) {
	code, out, errs := readRun(t, alertText, "-")
	if code != 0 || errs != "" {
		t.Fatalf("code %d, %s", code, errs)
	}
	for _, want := range []string{"Event 1 of 1: threat, threatened", "U.S. Embassy Quito, Ecuador", "GeoNames 3652462", "avoid_gatherings", `"within the next 48 hours" at byte`, "counted from the issue"} {
		if !strings.Contains(out, want) {
			t.Errorf("output lacks %q:\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Error("colours in a pipe")
	}
}

func TestReadMarksInColour(t *testing.T) {
	evil := strings.Replace(alertText, "Militants", "Militants\x1b[2J", 1)
	_, out, _ := readRun(t, evil, "--color=always", "-")
	if !strings.Contains(out, "\x1b[1;33mwithin the next 48 hours\x1b[0m") || !strings.Contains(out, "what to do") {
		t.Errorf("no marked words or no legend:\n%q", out)
	}
	if strings.Contains(out, "\x1b[2J") {
		t.Error("an escape of the document reaches the terminal")
	}
}

func TestReadJSON(t *testing.T) {
	code, out, _ := readRun(t, alertText, "--json", "-")
	var rep reading.Report
	if err := json.Unmarshal([]byte(out), &rep); code != 0 || err != nil {
		t.Fatalf("code %d, %v", code, err)
	}
	if len(rep.Events) != 1 || len(rep.Ungrounded([]byte(alertText))) != 0 {
		t.Errorf("report %+v", rep)
	}
}

func TestReadDraftsCAP(t *testing.T) {
	code, out, errs := readRun(t, alertText, "--cap", "-")
	if code != 0 {
		t.Fatalf("code %d: %s", code, errs)
	}
	a, problems, err := cap.Parse([]byte(out), cap.Options{})
	if err != nil || a.Status != cap.StatusDraft || a.Infos[0].Urgency != cap.UrgencyImmediate {
		t.Errorf("draft %+v %v %v", a, problems, err)
	}
	if !strings.Contains(errs, "INFERRED") || !strings.Contains(errs, "within the next 48 hours") {
		t.Errorf("the inferred values are not told:\n%s", errs)
	}
	if code, _, errs := readRun(t, alertText, "--cap", "--event=7", "-"); code != exitNotDone || !strings.Contains(errs, "1 event") {
		t.Errorf("event 7 of 1: code %d, %q", code, errs)
	}
}

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ content, says string }{
		"empty":  {"", "empty"},
		"binary": {"\x00\x01\x02", "binary"},
		"feed":   {"<feed/>", "feed"},
		"huge":   {strings.Repeat("a ", reading.MaxText), "too long"},
	} {
		f := filepath.Join(dir, name)
		if err := os.WriteFile(f, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, errs := readRun(t, "", f)
		if code != exitNotDone || out != "" || !strings.Contains(errs, c.says) {
			t.Errorf("%s: code %d, out %q, error %q; want code 1 and %q", name, code, out, errs, c.says)
		}
	}
	if code, _, errs := readRun(t, "", filepath.Join(dir, "absent")); code != exitNotDone || !strings.Contains(errs, "absent") {
		t.Errorf("absent file: code %d, %q", code, errs)
	}
	if code, _, errs := readRun(t, "x", "--published=yesterday", "-"); code != exitNotDone || !strings.Contains(errs, "published") {
		t.Errorf("bad time: code %d, %q", code, errs)
	}
}

// --assist asks the endpoint of a configuration through the guarded client, and shows what became of what it proposed.
func TestReadWithAModel(t *testing.T) {
	model := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		words := `{"values": [{"event": 1, "field": "weapon", "value": "slings", "quote": "slings"}, {"event": 1, "field": "place", "value": "Guayaquil", "quote": "in Guayaquil", "code": "target"}]}`
		json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]string{"content": words}}}})
	}))
	defer model.Close()
	text := strings.Replace(alertText, "48 hours.", "48 hours. It speaks of slings.", 1)
	configured := func(allow string) string {
		path := filepath.Join(t.TempDir(), "tocsin.yaml")
		if err := os.WriteFile(path, []byte("reading: {assist: {url: \""+model.URL+"/v1\", model: small}}\nsafehttp: {allow: ["+allow+"]}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	code, out, errs := readRun(t, text, "--assist", configured("127.0.0.0/8"), "-")
	if code != 0 || errs != "" {
		t.Fatalf("code %d, %s", code, errs)
	}
	for _, want := range []string{"rules-5+assist", "proposed by a model", "Proposed by the model small: 1 kept, 1 dropped", "dropped: the quotation does not stand in the text", "Guayaquil"} {
		if !strings.Contains(out, want) {
			t.Errorf("output lacks %q:\n%s", want, out)
		}
	}
	_, out, _ = readRun(t, text, "--json", "--assist", configured("127.0.0.0/8"), "-")
	var rep reading.Report
	if err := json.Unmarshal([]byte(out), &rep); err != nil || rep.Assist == nil || len(rep.Assist.Kept) != 1 || len(rep.Assist.Dropped) != 1 || rep.Events[0].Weapons[0].Evidence[0].By != reading.ByAssist {
		t.Errorf("%v %+v", err, rep.Assist)
	}
	if code, _, errs = readRun(t, text, "--assist", configured(""), "-"); code == 0 || !strings.Contains(errs, "safehttp.allow") {
		t.Errorf("a private address that is not allowed: code %d, %s", code, errs)
	}
}
