package web_test

import (
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// idle waits until everything that came in is read and joined.
func (r *rig) idle() {
	r.t.Helper()
	until(r.t, "everything is read and joined", func() bool {
		open, err := r.st.OpenJobs(r.t.Context())
		return err == nil && open["read"] == 0 && open["join"] == 0
	})
}

// heard hands a text in and gives the situations that it went to.
func (r *rig) heard(origin, title, text string) []situation.Situation {
	r.t.Helper()
	duty, err := r.st.AccountByLogin(r.t.Context(), r.Desk.Login)
	if err != nil {
		r.t.Fatal(err)
	}
	it, _, err := r.st.KeepItem(r.t.Context(), string(duty.ID), intake.NewItem([]byte(text), intake.Meta{Origin: origin, Title: title, Published: r.Story.Now()}, r.Story.Now()))
	if err != nil {
		r.t.Fatal(err)
	}
	r.idle()
	ids, err := r.st.SituationsOf(r.t.Context(), it.ID)
	if err != nil {
		r.t.Fatal(err)
	}
	var out []situation.Situation
	for _, id := range ids {
		out = append(out, r.situation(id))
	}
	return out
}

func (r *rig) situation(id situation.ID) situation.Situation {
	r.t.Helper()
	s, err := r.st.Situation(r.t.Context(), id)
	if err != nil {
		r.t.Fatal(err)
	}
	return s
}

// waiting waits for a task of a kind about a situation and gives it.
func (r *rig) waiting(k situation.TaskKind, of situation.ID) (found situation.Task) {
	r.t.Helper()
	until(r.t, "a task: "+string(k), func() bool {
		list, err := r.st.ListTasks(r.t.Context(), situation.TaskFilter{Kind: k, Situation: of})
		if err != nil {
			r.t.Fatal(err)
		}
		if len(list) > 0 {
			found = list[0]
		}
		return len(list) > 0
	})
	return found
}

const churches = "Security alert, 8 March 2024: possible attack on churches in Khimki on 9 March 2024. Be careful."

// see gets a page that must hold nothing of what strangers wrote but text.
func (p *person) see(at string, says ...string) string {
	p.t.Helper()
	res, page := p.get(at)
	if res.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: %d\n%.2000s", at, res.StatusCode, page)
	}
	foreign(p.t, page)
	for _, s := range says {
		if !strings.Contains(page, s) {
			p.t.Errorf("%s does not say %q", at, s)
		}
	}
	return page
}

// TestTasksInTheConsole: what waits is seen by everybody, moved by who may, loud when it is late, and leads to what it asks for.
func TestTasksInTheConsole(t *testing.T) {
	r := newRig(t)
	of := r.threat()
	dora, vera, both := r.login(r.Desk), r.hired("vera", desk.Viewer), r.hired("bea", desk.Duty, desk.Approver)
	anton, err := r.st.AccountByLogin(t.Context(), r.Approver.Login)
	if err != nil {
		t.Fatal(err)
	}
	dora.see("/tasks", "Nothing waits now")

	// A proposal: two situations side by side, with the figures.
	apart := r.heard("Embassy of Northland <script>alert(1)</script>", `<img src=x onerror=alert(1)> churches`, churches)
	if len(apart) != 1 || apart[0].ID == of.ID {
		t.Fatalf("the churches of Khimki went to %v", apart)
	}
	var p situation.Task
	until(t, "the proposal", func() bool {
		list, err := r.st.ListTasks(t.Context(), situation.TaskFilter{Kind: situation.TaskProposal})
		i := slices.IndexFunc(list, func(x situation.Task) bool { return x.To == of.ID })
		if i >= 0 {
			p = list[i]
		}
		return err == nil && i >= 0
	})
	dora.see("/tasks", `class="pill amber">`, "One threat or two?", "churches, Khimki", "proposed joining", "due in 1 hour 59 minutes", "nobody has taken it", "Compare the two")
	at := "/tasks/" + string(p.ID)
	page := dora.see(at, "First: where the report stands", "Second: where it may belong", "large gatherings, Moscow", "Khimki and Moscow lie within 25 km (+2.5)", "Keep apart", "0.59 of 1")
	if strings.Contains(page, "<script>alert") {
		t.Error("the name of a voice is not text")
	}
	if page := vera.see(at); strings.Contains(page, "Keep apart") || strings.Contains(page, "Take<") {
		t.Error("a viewer is offered moves")
	}
	for path, v := range map[string]url.Values{"/keep-apart": {"reason": {"x"}}, "/join": nil, "/take": nil, "/done": {"reason": {"x"}}} {
		if res, _ := vera.post(at+path, v); res.StatusCode != http.StatusForbidden {
			t.Errorf("a viewer: %s: %d", path, res.StatusCode)
		}
	}
	res, page := dora.post(at+"/keep-apart", url.Values{"reason": {" "}})
	if res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("keeping apart without a reason: %d %s", res.StatusCode, page)
	}
	res, page = dora.post(at+"/keep-apart", url.Values{"reason": {"churches are not concerts"}})
	after(t, res, page)
	if res, _ := dora.post(at+"/join", nil); res.StatusCode != http.StatusConflict {
		t.Errorf("joining after that: %d", res.StatusCode)
	}
	if x := r.situation(apart[0].ID); len(x.Pins) == 0 || !x.Pins[0].Apart {
		t.Errorf("the decision is not remembered: %+v", x.Pins)
	}
	dora.see("/tasks?done=1", "churches are not concerts", "by Dora")

	// The lapse: a review with its clock, overdue and loud when nobody comes.
	w := released(t, r, dora, r.login(r.Approver), of.ID)
	if err := r.Story.Advance(t.Context(), 60*time.Hour); err != nil {
		t.Fatal(err)
	}
	r.idle()
	review := r.waiting(situation.TaskReview, of.ID)
	at = "/tasks/" + string(review.ID)
	dora.see("/tasks", "Review: Threat: large gatherings, Moscow", "review after a lapse", "to be taken: due in 14 minutes")
	page = dora.see(at, "The last word of each authority", "That is not an all-clear", `class="pill red">origin`, "Draft the update that says what the lapse means")
	if strings.Index(page, `class="pill red">origin`) > strings.Index(page, "repeats") {
		t.Error("the origin's last word does not come first")
	}
	for range 3 {
		if err := r.Story.Advance(t.Context(), 16*time.Minute); err != nil {
			t.Fatal(err)
		}
		want := r.waiting(situation.TaskReview, of.ID).Step
		until(t, "it escalates", func() bool {
			x, err := r.st.Task(t.Context(), review.ID)
			return err == nil && (x.Step > want || x.Loud || !x.Due.IsZero() && x.Due.After(r.Story.Now()))
		})
	}
	page = vera.see("/tasks", `class="late"`, "overdue, and everybody on the list has been called", "approver is called")
	if i, j := strings.Index(page, "Review: Threat: large gatherings"), strings.Index(page, "One threat or two"); j >= 0 && i > j {
		t.Error("the loud task does not stand first")
	}
	mustContain(t, page, `class="pill red">`, "overdue</span>")

	res, page = dora.post(at+"/take", nil)
	if to := after(t, res, page); to != at {
		t.Errorf("taking leads to %s", to)
	}
	dora.see(at, "It is yours now", "Dora", "to be done: due in 59 minutes", "Give back")
	dora.see("/tasks?mine=1", "Review: Threat: large gatherings, Moscow")
	res, page = dora.post(at+"/give-back", nil)
	after(t, res, page)
	res, page = both.post(at+"/hand-over", url.Values{"to": {string(anton.ID)}})
	after(t, res, page)
	both.see(at, html.EscapeString(anton.Name)+" has it")
	if x, _ := r.st.Task(t.Context(), review.ID); x.Owner != anton.ID {
		t.Errorf("it was handed to %s", x.Owner)
	}

	// What the lapse means, to those who were warned, in one step; then the watch goes on and is reviewed again.
	res, page = dora.post("/situations/"+string(of.ID)+"/lapse", nil)
	to := after(t, res, page)
	if id := warning.ID(strings.Split(to, "/")[2]); r.warning(id).Situation != of.ID || r.warning(id).State != warning.Draft || id == w {
		t.Errorf("the update is %+v", r.warning(id))
	}
	if page := dora.see(at, "is waiting as a draft"); strings.Contains(page, "Draft the update that says") {
		t.Error("a second draft is offered")
	}
	if res, _ := dora.post(at+"/done", nil); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("done without a reason: %d", res.StatusCode)
	}
	res, page = dora.post(at+"/done", url.Values{"reason": {"we keep watch <b>"}})
	after(t, res, page)
	page = dora.see("/tasks", "Later", "begins ")
	if strings.Contains(page, `class="late"`) && strings.Contains(page, "Review: Threat: large gatherings, Moscow</a></p><p class=\"facts\"><span class=\"pill red\"") {
		t.Error("the next review is late already")
	}
	dora.see("/tasks?done=1", "we keep watch &lt;b&gt;")
	if res, _ := dora.get("/tasks/tsk_none"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a task that does not exist: %d", res.StatusCode)
	}
}

// released drafts a warning of a situation, has it approved by another person and released.
func released(t *testing.T, r *rig, writer, approver *person, of situation.ID) warning.ID {
	t.Helper()
	res, page := writer.post("/situations/"+string(of)+"/draft", nil)
	id := warning.ID(strings.Split(after(t, res, page), "/")[2])
	path := "/warnings/" + string(id)
	res, page = writer.post(path+"/submit", url.Values{"revision": {"1"}})
	after(t, res, page)
	hash := url.Values{"hash": {r.warning(id).Hash}}
	for _, step := range []string{"/approve", "/release"} {
		res, page = approver.post(path+step, hash)
		after(t, res, page)
	}
	return id
}

// TestLifeInTheConsole: how a report is graded, taken out, split and merged by hand; what hangs on a situation; its timeline.
func TestLifeInTheConsole(t *testing.T) {
	r := newRig(t)
	of := r.threat()
	dora, vera, adam := r.login(r.Desk), r.hired("vera", desk.Viewer), r.hired("adam", desk.Admin)
	until(t, "whom it concerns is known", func() bool {
		c, err := r.st.Concerned(t.Context(), desk.Account{}, of.ID)
		return err == nil && !c.Due && c.Gatherings.Near > 0
	})
	for range 4 { // news that tell both plots, and relays
		if _, _, err := r.Story.Next(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	r.idle()
	of = r.situation(of.ID)
	if len(of.Members) < 3 {
		t.Fatalf("only %d reports", len(of.Members))
	}
	at := "/situations/" + string(of.ID)

	// Whom it concerns, with names for those on duty alone.
	page := dora.see(at, "Crocus City Hall", "People in and near, by name", "Why it joined, and its grade", "What changed", "opened", "Linked, and not the same", "told")
	c, err := r.st.Concerned(t.Context(), desk.Account{ID: "x", Roles: []desk.Role{desk.Duty}}, of.ID)
	if err != nil || len(c.Names) == 0 {
		t.Fatal(c, err)
	}
	mustContain(t, page, html.EscapeString(c.Names[0].Person.Name))
	for who, p := range map[string]*person{"a viewer": vera, "an administrator": adam} {
		if page := p.see(at, "Crocus City Hall"); strings.Contains(page, html.EscapeString(c.Names[0].Person.Name)) {
			t.Errorf("%s sees people by name", who)
		} else if strings.Contains(page, "Undo this joining") || strings.Contains(page, "Split<") {
			t.Errorf("%s is offered to sort", who)
		}
	}
	if strings.Contains(page, "entered ") {
		t.Error("what was there from the start is marked as entered")
	}

	// Grades on two axes.
	relay := of.Members[slices.IndexFunc(of.Members, func(m situation.Member) bool { return m.Relation == "relay" })]
	name := string(relay.Report) + "-0"
	if relay.Event != 0 {
		t.Fatal("the relay's event is another one")
	}
	grade := func(n, why string) int {
		res, _ := dora.post(at+"/grade", url.Values{"event": {name}, "credibility": {n}, "reason": {why}})
		return res.StatusCode
	}
	for _, x := range []struct {
		n, why string
		want   int
	}{{"7", "x", 422}, {"-1", "x", 422}, {"", "x", 400}, {"4", " ", 422}, {"4", "it misquotes the alert <i>", 303}} {
		if got := grade(x.n, x.why); got != x.want {
			t.Errorf("grading %q because %q: %d, want %d", x.n, x.why, got, x.want)
		}
	}
	dora.see(at, "doubtful", "decided by Dora", "it misquotes the alert &lt;i&gt;", "F4<")
	if grade("0", "") != 303 {
		t.Error("a grade cannot be taken back")
	}
	if x := r.situation(of.ID); x.Members[slices.IndexFunc(x.Members, func(m situation.Member) bool { return m.Ref() == relay.Ref() })].Credibility != 0 {
		t.Error("the grade stays")
	}

	// Undone, merged again after a look at what that does, and split.
	if res, _ := vera.post("/situations/undo", url.Values{"event": {name}, "reason": {"x"}}); res.StatusCode != http.StatusForbidden {
		t.Errorf("a viewer undoes: %d", res.StatusCode)
	}
	for _, bad := range []string{"", "rep_x", "-3", "rep-x"} {
		if res, _ := dora.post("/situations/undo", url.Values{"event": {bad}, "reason": {"x"}}); res.StatusCode != http.StatusBadRequest {
			t.Errorf("undoing %q: %d", bad, res.StatusCode)
		}
	}
	res, page := dora.post("/situations/undo", url.Values{"event": {name}, "reason": {"another threat"}})
	alone := after(t, res, page)
	dora.see(alone, "Placed here by hand", "another threat", "Taken out")
	n := len(r.situation(of.ID).Members)
	from := strings.TrimPrefix(alone, "/situations/")
	dora.see(at+"/merge?from="+url.QueryEscape(from), "What will happen", "1 report of the second", "The second is closed")
	if len(r.situation(of.ID).Members) != n {
		t.Error("looking at a merge merged")
	}
	if res, _ := dora.get(at + "/merge?from=" + string(of.ID)); res.StatusCode != http.StatusConflict {
		t.Errorf("merging with itself: %d", res.StatusCode)
	}
	res, page = dora.post(at+"/merge", url.Values{"from": {from}, "reason": {"one threat after all"}})
	if to := after(t, res, page); to != at {
		t.Errorf("the merge leads to %s", to)
	}
	if len(r.situation(of.ID).Members) != n+1 || r.situation(situation.ID(from)).State != situation.Closed {
		t.Error("they are not merged")
	}
	dora.see(alone, "Its reports went into", "closed")
	if res, page = dora.post(at+"/split", url.Values{"reason": {"x"}}); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, "Tick the reports") {
		t.Errorf("splitting nothing: %d", res.StatusCode)
	}
	other := r.situation(of.ID).Members
	var ticked []string
	for _, m := range other[len(other)-2:] {
		ticked = append(ticked, string(m.Report)+"-"+string(rune('0'+m.Event)))
	}
	res, page = dora.post(at+"/split", url.Values{"event": ticked, "reason": {"two of them mean the metro"}})
	split := after(t, res, page)
	if x := r.situation(situation.ID(strings.TrimPrefix(split, "/situations/"))); split == at || len(x.Members) != 2 {
		t.Errorf("split into %s with %d", split, len(x.Members))
	}

	// A gathering that is announced later is marked.
	if err := r.Story.Advance(t.Context(), 24*time.Hour); err != nil {
		t.Fatal(err)
	}
	r.idle()
	res, page = dora.do(http.MethodPost, "/roster/import", "multipart/form-data; boundary=b", strings.NewReader("--b\r\nContent-Disposition: form-data; name=\"what\"\r\n\r\ngatherings\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"g.csv\"\r\n\r\n"+
		"ref,name,kind,place,lat,lon,country,from,to,expected\ng-late,Late <b>concert</b>,concert,Moscow,55.75,37.62,RU,2024-03-09T10:00:00+03:00,2024-03-09T23:00:00+03:00,100\r\n--b--\r\n"))
	if res.StatusCode != http.StatusOK {
		t.Fatalf("the import: %d\n%.3000s", res.StatusCode, page)
	}
	task := r.waiting(situation.TaskConcern, of.ID)
	dora.see(at, "Late &lt;b&gt;concert&lt;/b&gt;", "entered 9 Mar")
	dora.see("/tasks/"+string(task.ID), "What came in or near", "Late &lt;b&gt;concert&lt;/b&gt;")

	// The timeline, whole and by kind.
	all := vera.see(at+"/timeline", "UTC", "Europe/Moscow", "another threat", "it misquotes the alert", "this situation", "window set", "Dora", "2024-03-07 ")
	if strings.Contains(all, "rep_") || strings.Contains(all, string(relay.Report)) {
		t.Error("the timeline names reports by ids that nobody knows")
	}
	if strings.Contains(all, html.EscapeString(c.Names[0].Person.Name)) {
		t.Error("the timeline names a person of the roster")
	}
	some := vera.see(at+"/timeline?kind=window&kind=%3Cb%3E", "window set")
	if strings.Contains(some, "received:") || !strings.Contains(all, "received:") || strings.Contains(some, `value="item" checked`) || !strings.Contains(some, `value="window" checked`) {
		t.Error("the filter does not filter")
	}
	vera.see(at+"/timeline?kind=none", "Nothing of that kind")
}
