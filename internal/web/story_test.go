package web_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/api"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

// threat moves the sample on until the embassy's warning is a situation, and gives it.
func (r *rig) threat() situation.Situation {
	r.t.Helper()
	for range 3 {
		step, ok, err := r.Story.Next(r.t.Context())
		if err != nil || !ok {
			r.t.Fatal("the sample's story has no embassy in it", err)
		}
		if strings.Contains(step.Origin, "Embassy") {
			break
		}
	}
	var found situation.Situation
	until(r.t, "the embassy's warning becomes a situation", func() bool {
		list, err := r.st.Situations(r.t.Context(), situation.Active)
		if err != nil {
			r.t.Fatal(err)
		}
		for _, s := range list {
			if strings.Contains(s.Title, "large gatherings") {
				found = s
				return true
			}
		}
		return false
	})
	return found
}

func (r *rig) warning(id warning.ID) warning.Warning {
	r.t.Helper()
	w, err := r.st.Warning(r.t.Context(), id)
	if err != nil {
		r.t.Fatal(err)
	}
	return w
}

func after(t *testing.T, res *http.Response, page string) string {
	t.Helper()
	to := res.Header.Get("Location")
	if res.StatusCode != http.StatusSeeOther || to == "" {
		t.Fatalf("%s: %d, want a redirect\n%.2000s", res.Request.URL, res.StatusCode, page)
	}
	return to
}

// TestStory walks a warning through the console from the situation to its correction, with two people.
func TestStory(t *testing.T) {
	r := newRig(t)
	of := r.threat()
	both := r.hired("bea", desk.Duty, desk.Approver) // may draft and may approve, but not the same one
	anton, out := r.login(r.Approver), r.anybody()

	_, page := both.get("/situations")
	mustContain(t, page, of.Title)
	until(t, "whom it concerns is known", func() bool {
		c, err := r.st.Concerned(t.Context(), desk.Account{}, of.ID)
		return err == nil && !c.Due
	})
	_, page = both.get("/situations/" + string(of.ID))
	mustContain(t, page, "Crocus City Hall", `class="pill amber">near`, "origin: spoke first-hand", "Standing advice")

	res, page := both.post("/situations/"+string(of.ID)+"/draft", nil)
	edit := after(t, res, page)
	id := warning.ID(strings.Split(edit, "/")[2])
	path := "/warnings/" + string(id)
	_, page = both.get(edit)
	mustContain(t, page, "Drafted from the situation", "would be warned")

	// What the editor shows, sent back as it is, changes nothing: not one byte of what is approved.
	form := formOf(t, page)
	was := r.warning(id)
	res, page = both.post(edit, form)
	after(t, res, page)
	if now := r.warning(id); now.Revision != was.Revision || now.Hash != was.Hash {
		t.Fatalf("saving the form unchanged made another content:\n%s", cmp.Diff(was.Content, now.Content))
	}

	form.Set("hazard0", "An attack on crowds in Moscow may be planned <soon> & near.")
	_, page = both.post(path+"/preview", form)
	mustContain(t, page, "would be warned", "Crocus City Hall")
	if r.warning(id).Revision != was.Revision {
		t.Error("the preview kept something")
	}
	res, page = both.post(edit, form)
	after(t, res, page)
	_, page = both.get(path)
	mustContain(t, page, "Saved as version 2", "An attack on crowds in Moscow may be planned &lt;soon&gt; &amp; near.")
	res, _ = both.post(edit, form) // with the old revision: somebody else saved meanwhile
	if res.StatusCode != http.StatusConflict {
		t.Errorf("saving over a newer version: %d", res.StatusCode)
	}

	res, page = both.post(path+"/submit", url.Values{"revision": {strconv.Itoa(r.warning(id).Revision)}})
	after(t, res, page)
	_, page = both.get(path)
	mustContain(t, page, "You cannot approve this.", "You submitted it.")
	if strings.Contains(page, `action="`+path+`/approve"`) {
		t.Error("the submitter is offered to approve")
	}
	w := r.warning(id)
	if res, page = both.post(path+"/approve", url.Values{"hash": {w.Hash}}); res.StatusCode != http.StatusForbidden || !strings.Contains(page, "another person must approve") {
		t.Errorf("the submitter approves: %d", res.StatusCode)
	}
	if res, _ = both.post(path+"/release", url.Values{"hash": {w.Hash}}); res.StatusCode != http.StatusConflict {
		t.Errorf("releasing what nobody approved: %d", res.StatusCode)
	}

	// Sent back, changed, submitted again: the approver sees what changed.
	res, page = anton.post(path+"/send-back", url.Values{"revision": {strconv.Itoa(w.Revision)}, "reason": {"Say where the exits are."}})
	after(t, res, page)
	_, page = both.get(path + "/edit")
	form = formOf(t, page)
	form.Set("impact0", "")
	form.Set("then", "submit")
	if res, page = both.post(edit, form); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, "impact is missing") {
		t.Errorf("submitting what is not complete: %d", res.StatusCode)
	}
	form = formOf(t, page)
	form.Set("impact0", "Many people could be hurt.")
	form.Set("then", "submit")
	res, page = both.post(edit, form)
	after(t, res, page)
	if w := r.warning(id); w.State != warning.Submitted {
		t.Errorf("saved and submitted, but it is %s", w.State)
	}
	_, page = anton.get(path)
	mustContain(t, page, "What changed since", "<ins>+ en impact: Many people could be hurt.</ins>")

	if res, _ = anton.post(path+"/approve", url.Values{"hash": {w.Hash}}); res.StatusCode != http.StatusConflict {
		t.Errorf("approving words that were changed meanwhile: %d", res.StatusCode)
	}
	w = r.warning(id)
	for _, p := range []string{"/public/" + string(id), "/cap/" + string(id) + ".xml"} {
		if res, _ := out.get(p); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s before the release: %d", p, res.StatusCode)
		}
	}
	res, page = anton.post(path+"/approve", url.Values{"hash": {w.Hash}})
	after(t, res, page)
	res, page = anton.post(path+"/release", url.Values{"hash": {w.Hash}})
	if to := after(t, res, page); to != path+"/progress" {
		t.Errorf("the release leads to %s", to)
	}

	// The stream tells how far it is until nothing is queued any more.
	live, stop := context.WithCancel(t.Context())
	q, _ := http.NewRequestWithContext(live, http.MethodGet, r.URL+path+"/progress/live", nil)
	res, err := anton.c.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	if got := res.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("the stream is %s", got)
	}
	var seen bytes.Buffer
	buf := make([]byte, 4096)
	for !regexp.MustCompile(`id="n-reached">[1-9][0-9]`).Match(seen.Bytes()) {
		n, err := res.Body.Read(buf)
		seen.Write(buf[:n])
		if err != nil {
			t.Fatalf("the stream ended: %v\n%s", err, seen.Bytes())
		}
	}
	stop()
	res.Body.Close()

	people, err := r.st.AudienceOf(t.Context(), id, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.st.Progress(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Mail.Wait(t.Context(), p.People-p.NoAddress); err != nil {
		t.Fatal(err)
	}
	// The warning's page now tells whom it was released to, not whom it would reach.
	if p.Grades[roster.In]+p.Grades[roster.Near]+p.Grades[roster.Country] != p.People || p.Grades[roster.In] == 0 {
		t.Errorf("by grade: %v of %d people", p.Grades, p.People)
	}
	if _, page = anton.get(path); !strings.Contains(page, "<strong>"+pages.Count(p.People, "person")+"</strong>, matched when it was released") {
		t.Error("the page of a released warning does not tell its audience")
	}
	_, page = anton.get(path + "/people")
	mustContain(t, page, people[0].Name)
	_, page = anton.get(path + "/people/" + string(people[0].Person))
	mustContain(t, page, "matched", "accepted")
	_, page = anton.get("/mails")
	mustContain(t, page, w.Content.Texts[0].Words[warning.Email].Subject)

	// The personal link: looking is not acknowledging, for mail scanners look too.
	token := regexp.MustCompile(`/a/([A-Za-z0-9_-]+)`).FindString(r.Mail.List()[0].Text)
	res, page = out.get(token)
	mustContain(t, page, "I have seen it", "may be planned &lt;soon&gt;")
	if res.Header.Get("Referrer-Policy") != "no-referrer" || res.Header.Get("Set-Cookie") != "" {
		t.Error("the personal page leaks its address or sets a cookie")
	}
	if p, _ := r.st.Progress(t.Context(), id); p.Seen != 0 {
		t.Error("a look at the link counts as an acknowledgement")
	}
	_, page = out.post(token, nil, "Origin", "null") // as older browsers send it from a page without referrer
	mustContain(t, page, "Thank you")
	_, page = out.post(token, nil)
	mustContain(t, page, "told us already")
	if p, _ := r.st.Progress(t.Context(), id); p.Seen != 1 {
		t.Errorf("%d acknowledged, want 1", p.Seen)
	}
	for _, bad := range []string{"/a/x", token[:len(token)-1] + "A", "/a/" + delivery.AckToken(make([]byte, 32), 1), "/a/%00"} {
		if bad == token {
			continue
		}
		if res, page := out.get(bad); res.StatusCode != http.StatusNotFound || strings.Contains(page, "may be planned") {
			t.Errorf("a wrong link %s: %d", bad, res.StatusCode)
		}
		if res, _ := out.post(bad, nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("acknowledging by a wrong link %s: %d", bad, res.StatusCode)
		}
	}

	checkPublished(t, r, id)

	res, page = both.post(path+"/cancel", url.Values{"reason": {"It was a hoax."}})
	after(t, res, page)
	if err := r.Mail.Wait(t.Context(), 2*(p.People-p.NoAddress)); err != nil {
		t.Fatal(err)
	}
	_, page = out.get("/public/")
	mustContain(t, page, "cancelled", "do not act on it")
	_, page = out.get("/feed.atom")
	mustContain(t, page, "CANCELLED: ", "<msgType>Cancel</msgType>")
}

// checkPublished holds the public page, the feed and the alert to their forms.
func checkPublished(t *testing.T, r *rig, id warning.ID) {
	t.Helper()
	out := r.anybody()
	_, page := out.get("/public/")
	mustContain(t, page, "in force")
	for _, never := range []string{"Dora", "bea", "Test bea"} {
		if strings.Contains(page, never) {
			t.Errorf("the public page names %s", never)
		}
	}
	res, feed := out.get("/feed.atom")
	var a struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Content struct {
				Type  string `xml:"type,attr"`
				Inner []byte `xml:",innerxml"`
			} `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(feed), &a); err != nil {
		t.Fatalf("the feed is no XML: %v\n%s", err, feed)
	}
	if len(a.Entries) != 1 || a.ID == "" || a.Updated == "" || a.Links[0].Rel != "self" || a.Entries[0].Content.Type != "application/cap+xml" {
		t.Errorf("the feed lacks what Atom asks for:\n%s", feed)
	}
	capRes, doc := out.get("/cap/" + string(id) + ".xml")
	if got := capRes.Header.Get("Content-Type"); got != "application/cap+xml" {
		t.Errorf("the alert is %s", got)
	}
	alert, problems, err := cap.Parse([]byte(doc), cap.Options{})
	if err != nil || len(problems) > 0 {
		t.Errorf("our own alert: %v %v", problems, err)
	}
	if alert != nil && alert.Sender != "desk@sample.example.org" {
		t.Errorf("the sender is %q", alert.Sender)
	}
	if !strings.Contains(doc, strings.TrimSpace(string(a.Entries[0].Content.Inner))) {
		t.Error("the feed's alert is another one than the file's")
	}
	for _, h := range [][2]string{{"If-None-Match", res.Header.Get("ETag")}, {"If-Modified-Since", res.Header.Get("Last-Modified")}} {
		if again, _ := out.get("/feed.atom", h[0], h[1]); h[1] == "" || again.StatusCode != http.StatusNotModified {
			t.Errorf("%s %q: %d, want 304", h[0], h[1], again.StatusCode)
		}
	}
}

// TestDrill: a drill looks different, and is never published.
func TestDrill(t *testing.T) {
	r := newRig(t)
	of := r.threat()
	dora, anton := r.login(r.Desk), r.login(r.Approver)
	res, page := dora.post("/situations/"+string(of.ID)+"/draft", url.Values{"drill": {"1"}})
	path := strings.TrimSuffix(after(t, res, page), "/edit")
	id := warning.ID(strings.TrimPrefix(path, "/warnings/"))
	_, page = dora.get(path)
	mustContain(t, page, `<body class="drill"`, "DRILL · DRILL · DRILL")
	res, page = dora.post(path+"/submit", url.Values{"revision": {strconv.Itoa(r.warning(id).Revision)}})
	after(t, res, page)
	res, page = anton.post(path+"/approve", url.Values{"hash": {r.warning(id).Hash}})
	after(t, res, page)
	_, page = anton.get(path)
	mustContain(t, page, "Release the DRILL now")
	res, page = anton.post(path+"/release", url.Values{"hash": {r.warning(id).Hash}})
	after(t, res, page)
	if n := r.Mail.Total(); n != 0 {
		t.Errorf("a drill that goes to nobody sent %d mails", n)
	}
	for _, p := range []string{"/public/" + string(id), "/cap/" + string(id) + ".xml"} {
		if res, _ := anton.get(p); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s of a drill: %d", p, res.StatusCode)
		}
	}
	for _, p := range []string{"/public/", "/feed.atom"} {
		if _, page := anton.get(p); strings.Contains(page, string(id)) || strings.Contains(page, "DRILL") {
			t.Errorf("%s holds a drill", p)
		}
	}
}

// TestAPI walks the same path over the JSON API, with bearer tokens.
func TestAPI(t *testing.T) {
	r := newRig(t)
	token := func(login string) *person {
		a, err := r.st.AccountByLogin(t.Context(), login)
		if err != nil {
			t.Fatal(err)
		}
		secret, err := r.st.AddToken(t.Context(), desk.System.ID, a.ID, "test", 30*24*time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		p := r.anybody()
		p.c.Transport = bearer(secret)
		return p
	}
	dora, anton := token("dora"), token("anton")
	var me struct{ Rights []string }
	dora.api("GET", "/me", nil, 200, &me)
	if len(me.Rights) == 0 {
		t.Error("dora has no rights")
	}
	if res, text := func() (*http.Response, string) {
		p := r.anybody()
		p.c.Transport = bearer("tcs_nonsense")
		return p.get("/api/v1/me")
	}(); res.StatusCode != 401 ||
		res.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("a wrong token: %d %s", res.StatusCode, text)
	}
	r.threat()

	var kept api.Kept
	dora.api("POST", "/items", map[string]any{"text": "Nothing much happened.", "origin": "A paper"}, 201, &kept)
	dora.api("POST", "/items", map[string]any{"text": "Nothing much happened.", "origin": "A paper"}, 200, &kept)
	if kept.Fresh {
		t.Error("the same bytes are fresh twice")
	}
	dora.api("POST", "/items", map[string]any{"words": "x"}, 422, nil)
	res, text := dora.do("POST", "/api/v1/items?origin=Camera", "image/jpeg", strings.NewReader("\xff\xd8\xff\x00\x01"))
	if res.StatusCode != 201 || !strings.Contains(text, "JPEG") {
		t.Errorf("a picture: %d %s", res.StatusCode, text)
	}
	var item struct{ State string }
	until(t, "the item is read", func() bool {
		dora.api("GET", "/items/"+string(kept.Item.ID), nil, 200, &item)
		return item.State == "read"
	})
	dora.api("GET", "/items/"+string(kept.Item.ID)+"/report", nil, 200, nil)
	dora.api("GET", "/items/nothing", nil, 404, nil)

	var list struct{ List []situation.Situation }
	dora.api("GET", "/situations", nil, 200, &list)
	var of situation.Situation
	for _, s := range list.List {
		if strings.Contains(s.Title, "large gatherings") {
			of = s
		}
	}
	text = dora.api("GET", "/situations/"+string(of.ID)+"/concern", nil, 200, nil)
	mustContain(t, text, "Crocus City Hall", `"near"`)

	// Out by hand into a situation of its own, and back.
	var alone, back api.SituationOut
	if _, _, err := r.Story.Next(t.Context()); err != nil { // a newspaper repeats the embassy
		t.Fatal(err)
	}
	until(t, "the newspaper joins", func() bool {
		got, err := r.st.Situation(t.Context(), of.ID)
		if err != nil {
			t.Fatal(err)
		}
		of = got
		return len(got.Members) > 1
	})
	m := of.Members[len(of.Members)-1]
	dora.api("POST", "/joins", map[string]any{"report": m.Report, "event": m.Event}, 200, &alone)
	if alone.Situation.ID == of.ID || len(alone.Situation.Members) != 1 {
		t.Errorf("moved out: %+v", alone.Situation)
	}
	dora.api("POST", "/joins", map[string]any{"report": m.Report, "event": m.Event, "to": of.ID}, 200, &back)
	if back.Situation.ID != of.ID || !back.Situation.Holds(m.Report, m.Event) {
		t.Errorf("moved back: %+v", back.Situation)
	}
	dora.api("POST", "/joins", map[string]any{"report": m.Report, "event": 99}, 422, nil)

	var w api.WarningOut
	dora.api("POST", "/situations/"+string(of.ID)+"/warnings", map[string]any{}, 201, &w)
	path := "/warnings/" + string(w.Warning.ID)
	w.Warning.Content.Texts[0].Impact = "Many people could be hurt."
	dora.api("PUT", path+"/content", map[string]any{"revision": w.Warning.Revision, "content": w.Warning.Content}, 200, &w)
	if w.Warning.Version != 2 || w.Warning.Content.Texts[0].Impact != "Many people could be hurt." {
		t.Errorf("edited: %+v", w.Warning)
	}
	dora.api("PUT", path+"/content", map[string]any{"revision": 1, "content": w.Warning.Content}, 409, nil)
	var reach struct {
		Reach  struct{ Warned int }
		People []struct{ Reason string }
	}
	dora.api("POST", path+"/reach", map[string]any{}, 200, &reach)
	if reach.Reach.Warned == 0 || len(reach.People) != 20 {
		t.Errorf("reach: %+v", reach)
	}
	dora.api("POST", path+"/submit", map[string]any{"revision": w.Warning.Revision}, 200, &w)
	if w.Warning.Reach != reach.Reach.Warned {
		t.Errorf("submitted with reach %d, the preview said %d", w.Warning.Reach, reach.Reach.Warned)
	}
	dora.api("POST", path+"/approve", map[string]any{"hash": w.Warning.Hash}, 403, nil)
	anton.api("POST", path+"/approve", map[string]any{"hash": "0000"}, 409, nil)
	anton.api("POST", path+"/send-back", map[string]any{"reason": "again"}, 200, &w)
	dora.api("POST", path+"/submit", map[string]any{"revision": w.Warning.Revision}, 200, &w)
	anton.api("POST", path+"/approve", map[string]any{"hash": w.Warning.Hash}, 200, &w)
	var rel struct{ People int }
	dora.api("POST", path+"/release", map[string]any{"hash": w.Warning.Hash}, 200, &rel)
	if rel.People != reach.Reach.Warned {
		t.Errorf("released to %d, the preview said %d", rel.People, reach.Reach.Warned)
	}
	var p delivery.Progress
	until(t, "everybody with a mailbox is reached", func() bool {
		anton.api("GET", path+"/progress", nil, 200, &p)
		return p.Reached == p.People-p.NoAddress
	})
	var un struct{ List []delivery.Person }
	anton.api("GET", path+"/unreached", nil, 200, &un)
	if len(un.List) != p.Unreached || len(un.List) > 0 && un.List[0].Why == "" {
		t.Errorf("%d unreached by name, %d by count", len(un.List), p.Unreached)
	}
	anton.api("GET", path+"/audience?limit=10", nil, 200, &un)
	anton.api("GET", path+"/people/"+string(un.List[0].Person), nil, 200, nil)
	anton.api("POST", path+"/cancel", map[string]any{"reason": "over"}, 200, &w)
	anton.api("POST", path+"/cancel", map[string]any{"reason": "over"}, 409, nil)

	res, text = dora.do("POST", "/api/v1/roster/people", "text/csv", strings.NewReader("ref,name,email\nx1,Ann Example,not-an-address\n"))
	if res.StatusCode != 422 || !strings.Contains(text, `"line":2`) {
		t.Errorf("a refused line: %d %s", res.StatusCode, text)
	}
	res, text = dora.do("POST", "/api/v1/roster/people", "text/csv", strings.NewReader("ref,name,email\nx1,Ann Example,ann@example.org\n"))
	if res.StatusCode != 200 || !strings.Contains(text, `"new":1`) {
		t.Errorf("an import: %d %s", res.StatusCode, text)
	}
	dora.api("GET", "/roster", nil, 200, nil)
	text = dora.api("GET", "/ledger?of="+string(w.Warning.ID), nil, 200, nil)
	mustContain(t, text, "warning.released", "warning.cancelled")
	var tree api.Tree
	dora.api("POST", "/ledger/verify", map[string]any{}, 200, &tree)
	if !tree.Verified || tree.Size == 0 {
		t.Errorf("the ledger: %+v", tree)
	}
	dora.api("POST", "/situations/"+string(of.ID)+"/close", map[string]any{"reason": "said to be over"}, 200, nil)
	for _, doc := range []string{"/openapi.json", "/openapi.yaml"} {
		if res, text := r.anybody().get("/api/v1" + doc); res.StatusCode != 200 || !strings.Contains(text, "3.1.0") || !strings.Contains(text, "release-warning") {
			t.Errorf("%s: %d %.200s", doc, res.StatusCode, text)
		}
	}
}

type bearer string

func (b bearer) RoundTrip(q *http.Request) (*http.Response, error) {
	q = q.Clone(q.Context())
	q.Header.Set("Authorization", "Bearer "+string(b))
	return http.DefaultTransport.RoundTrip(q)
}
