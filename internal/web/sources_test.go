package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

// TestSourcesInTheConsole: an administrator adds a source, is told its faults, switches it, and everybody on duty sees how it is
// doing and its alarms.
func TestSourcesInTheConsole(t *testing.T) {
	r := newRig(t)
	admin, duty := r.hired("keeper", desk.Admin), r.hired("duty2", desk.Duty)
	want := func(res *http.Response, body string, status int, says ...string) {
		t.Helper()
		if res.StatusCode != status {
			t.Fatalf("status %d, want %d: %s", res.StatusCode, status, body)
		}
		for _, s := range says {
			if !strings.Contains(body, s) {
				t.Errorf("the page does not say %q", s)
			}
		}
	}
	form := url.Values{"id": {"ministry"}, "name": {"Ministry of Example"}, "kind": {"feed"}, "url": {"https://alerts.example.org/cap.xml"}, "every": {"2m"},
		"reliability": {"B"}, "senders": {"alerts@example.org"}, "remit": {"FR\nBE"}, "on": {""}}
	res, body := admin.get("/sources/new")
	want(res, body, 200, "Add a source", "Pinned keys")
	bad := url.Values{}
	for k, v := range form {
		bad[k] = v
	}
	bad.Set("url", "ftp://x")
	bad.Set("every", "often")
	bad.Set("remit", "France")
	res, body = admin.post("/sources", bad)
	want(res, body, 422, "write it like 5m", "url:", "remit:", `value="Ministry of Example"`)
	res, body = duty.post("/sources", form)
	want(res, body, 403)
	res, body = admin.post("/sources", form)
	want(res, body, 303)
	res, body = admin.post("/sources", form)
	want(res, body, 409, "already")
	got, err := r.st.Source(t.Context(), "ministry")
	if err != nil || got.Source.Every != 2*time.Minute || len(got.Source.Remit) != 2 || got.Source.On {
		t.Fatalf("kept %+v, %v", got.Source, err)
	}
	res, body = duty.get("/sources")
	want(res, body, 200, "No source is switched on", "Show those that are off too (1)")
	res, body = duty.get("/sources?all=1")
	want(res, body, 200, "Ministry of Example", "off")
	res, body = duty.get("/sources/ministry")
	want(res, body, 200, "alerts@example.org", "FR, BE", "usually reliable")
	if strings.Contains(body, "Switch on") {
		t.Error("the desk is offered the switch")
	}

	// It is switched on, looked at, and fails; then it brings an item that a rule holds.
	res, body = admin.post("/sources/ministry/switch", url.Values{"on": {"1"}})
	want(res, body, 303)
	trust, _ := json.Marshal(intake.Trust{Signature: "bad", Sender: "other@example.org", Bound: intake.BoundNo, Review: true, Notes: []string{"the sender is not one that this source may carry"}})
	if _, err := r.st.KeepPolled(t.Context(), got.Source, []intake.Doc{{Raw: []byte("Avoid crowds in Paris tonight. <b>Really</b>"), Meta: intake.Meta{Title: "Avoid <crowds>", Trust: trust, Held: true}}},
		got.Health.Failed(r.Story.Now(), intake.FailUnreachable, 0, "no answer in time")); err != nil {
		t.Fatal(err)
	}
	res, body = duty.get("/sources/ministry")
	want(res, body, 200, "not reached", "no answer in time", "Avoid &lt;crowds&gt;", "waits for a person")
	items, err := r.st.ItemsOf(t.Context(), "ministry", 5)
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	at := "/items/" + string(items[0].ID)
	res, body = duty.get(at)
	want(res, body, 200, "Whose word it is", "badly signed", "is none of its source", "Let it join")
	res, body = r.hired("vera", desk.Viewer).post(at+"/accept", url.Values{"reason": {"I think so"}})
	want(res, body, 403)
	res, body = duty.post(at+"/accept", url.Values{"reason": {" "}})
	want(res, body, 422)
	res, body = duty.post(at+"/accept", url.Values{"reason": {"the ministry confirmed it by telephone"}})
	want(res, body, 303)
	if it, err := r.st.Item(t.Context(), items[0].ID); err != nil || it.Held {
		t.Errorf("held %v, %v", it.Held, err)
	}
	res, body = duty.get("/sources/none")
	want(res, body, 404)

	// A push source shows its token once.
	res, body = admin.post("/sources", url.Values{"id": {"partner"}, "name": {"Partner"}, "kind": {"push"}, "reliability": {"C"}, "on": {"1"}})
	want(res, body, 303)
	res, body = admin.post("/sources/partner/token", nil)
	want(res, body, 200, "tocsin_push_")
	res, body = admin.get("/sources/partner")
	want(res, body, 200)
	if strings.Contains(body, "tocsin_push_") {
		t.Error("the token is shown again")
	}
}
