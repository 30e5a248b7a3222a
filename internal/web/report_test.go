package web_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/desk"
)

// The after-action report of a situation that is followed: whole in itself, with its own style and no other let in, and with
// nobody's name in it.
func TestReportOfASituation(t *testing.T) {
	r := newRig(t)
	of := r.threat()
	vera := r.hired("vera", desk.Viewer)
	path := "/situations/" + string(of.ID)
	_, page := vera.get(path)
	mustContain(t, page, `href="`+path+`/report"`)
	res, page := vera.get(path + "/report")
	if res.StatusCode != http.StatusOK {
		t.Fatalf("status %d", res.StatusCode)
	}
	mustContain(t, page, "After-action report", of.Title, "First published", "Situation opened", "Who spoke", "Embassy", `<svg role="img"`)
	style := page[strings.Index(page, "<style>")+len("<style>") : strings.Index(page, "</style>")]
	sum := sha256.Sum256([]byte(style))
	if csp := res.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") || !strings.Contains(csp, "default-src 'self'") {
		t.Errorf("the page's own style is not let in: %s", csp)
	}
	for _, not := range []string{"<script", "<link", "rep_01", "sit_01"} {
		if strings.Contains(page, not) {
			t.Errorf("the report holds %q", not)
		}
	}
	if res, _ := vera.get("/situations/sit_00000000000000000000000000/report"); res.StatusCode != http.StatusNotFound {
		t.Errorf("of a situation that is not there: %d", res.StatusCode)
	}
	if res, _ := r.anybody().get(path + "/report"); res.StatusCode == http.StatusOK {
		t.Error("anybody may read it")
	}
}
