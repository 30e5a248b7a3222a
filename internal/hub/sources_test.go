package hub_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/channel/webhook"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/mailsink"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
)

// authority is a server whose feed a test writes.
type authority struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	items  []string
	asked  atomic.Int64
}

func newAuthority(t *testing.T) *authority {
	a := &authority{status: http.StatusOK}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.asked.Add(1)
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.status != http.StatusOK {
			http.Error(w, "out of order", a.status)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Alerts</title>`)
		for i, s := range a.items {
			fmt.Fprintf(w, "<item><title>%s</title><guid>urn:%d</guid><description>%[1]s</description></item>", s, i)
		}
		fmt.Fprint(w, "</channel></rss>")
	}))
	t.Cleanup(a.Close)
	return a
}

func (a *authority) says(status int, items ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.status, a.items = status, items
}

// until waits for a condition, looking again and again.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	beat, end := time.NewTicker(15*time.Millisecond), time.NewTimer(time.Minute)
	defer beat.Stop()
	defer end.Stop()
	for !is() {
		select {
		case <-beat.C:
		case <-end.C:
			t.Fatalf("it did not come to this: %s", what)
		}
	}
}

// engines gives the settings of a hub on each engine.
func engines(t *testing.T, spec func(t *testing.T, c config.Config)) {
	t.Run("sqlite", func(t *testing.T) { spec(t, settings(t)) })
	t.Run("postgres", func(t *testing.T) {
		c := settings(t)
		c.Database = pgtest.DSN(t)
		spec(t, c)
	})
}

func sourcesFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sources.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// A source of the file is looked at, what is new is kept and read, and when the list is empty the operator is told once, by
// mail and by webhook; and once more when it is over.
func TestASourceIsWatchedAndItsAlarmTold(t *testing.T) {
	engines(t, func(t *testing.T, c config.Config) {
		sender := newAuthority(t)
		sender.says(200, "Avoid the port of Aden", "Avoid crowds in Aden")
		sink := mailsink.New(mailsink.Options{})
		if err := sink.Start("127.0.0.1:0"); err != nil {
			t.Fatal(err)
		}
		defer sink.Stop()
		var mu sync.Mutex
		var posts []struct {
			Type string
			Data struct{ ID, Kind, Playbook, Name, Text string }
		}
		c.Webhook.Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQWxhZGRp"
		ops := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			raw, _ := io.ReadAll(r.Body)
			mu.Lock()
			defer mu.Unlock()
			posts = append(posts, struct {
				Type string
				Data struct{ ID, Kind, Playbook, Name, Text string }
			}{})
			err := json.Unmarshal(raw, &posts[len(posts)-1])
			stamp := time.Unix(0, 0)
			if sec := r.Header.Get(webhook.HeaderTimestamp); sec != "" {
				var n int64
				fmt.Sscan(sec, &n)
				stamp = time.Unix(n, 0)
			}
			if err != nil || webhook.Verify(c.Webhook.Secret, r.Header, raw, stamp) != nil {
				t.Errorf("a post that is not ours: %s %v", raw, err)
			}
		}))
		defer ops.Close()
		c.Mail.Host, c.Mail.Port, c.Mail.TLS, c.Mail.From = "127.0.0.1", sink.Port(), "none", "desk@example.org"
		c.Alarms.Email, c.Alarms.Webhook = "ops@example.org", ops.URL+"/alarms"
		c.Safehttp.Allow = []string{"127.0.0.0/8"}
		c.Metrics.Token = "a token for the metrics"
		c.SourcesFile = sourcesFile(t, "sources:\n- {id: aden, name: Embassy in Aden, kind: feed, url: '"+sender.URL+"/feed', reliability: B}\n")
		clock := hub.NewScenarioClock(time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC))
		h, err := hub.New(hub.Options{Config: c, Clock: clock})
		if err != nil {
			t.Fatal(err)
		}
		ctx := context.Background()
		if err := h.Start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.Stop(ctx)
		health := func() intake.Health {
			w, err := h.Store().Source(ctx, "aden")
			if err != nil {
				t.Fatal(err)
			}
			return w.Health
		}
		items := func() []intake.Item {
			list, err := h.Store().Items(ctx, 10, "")
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		until(t, "both documents are kept", func() bool { return len(items()) == 2 && health().Docs == 2 })
		for _, it := range items() {
			reportOf(ctx, t, h.Store(), it.ID)
		}
		clock.Advance(6 * time.Minute)
		until(t, "it is looked at again", func() bool { return sender.asked.Load() >= 2 && health().Tried.After(clock.Now().Add(-5*time.Minute)) })
		if n := len(items()); n != 2 {
			t.Errorf("%d items after the same list again", n)
		}

		sender.says(200)
		clock.Advance(6 * time.Minute)
		until(t, "the list is seen empty", func() bool { return health().Docs == 0 })
		clock.Advance(11 * time.Second)
		told := func() (mails, hooks int) {
			mu.Lock()
			defer mu.Unlock()
			return sink.Total(), len(posts)
		}
		until(t, "the operator is told", func() bool { m, p := told(); return m == 1 && p == 1 })
		mail := sink.List()[0]
		if !strings.Contains(mail.Subject, "aden: empty") || !strings.Contains(mail.Text, "docs/playbooks/source-empty.md") || mail.Header("X-Tocsin-Kind") != "alarm" {
			t.Errorf("mail %q:\n%s", mail.Subject, mail.Text)
		}
		mu.Lock()
		if p := posts[0]; p.Type != "source.alarm" || p.Data.Kind != "empty" || p.Data.Playbook != "source-empty" || p.Data.Name != "Embassy in Aden" {
			t.Errorf("post %+v", p)
		}
		mu.Unlock()
		if _, body := get(t, "http://"+h.Addr()+"/metrics", "Authorization", "Bearer "+c.Metrics.Token); !strings.Contains(body, `tocsin_source_alarm{kind="empty",source="aden"} 1`) ||
			!strings.Contains(body, `tocsin_source_up{source="aden"} 1`) || !strings.Contains(body, `tocsin_source_looks_total{result="answered"}`) {
			t.Error("the metrics do not tell the alarm")
		}
		for range 3 { // it goes on, and is not told again
			clock.Advance(6 * time.Minute)
			at := clock.Now()
			until(t, "it is looked at", func() bool { return health().Tried.After(at.Add(-5 * time.Minute)) })
		}
		sender.says(200, "Avoid the port of Aden")
		clock.Advance(6 * time.Minute)
		until(t, "it is filled again", func() bool { return health().Docs == 1 })
		clock.Advance(11 * time.Second)
		until(t, "the operator is told that it is over", func() bool { m, p := told(); return m >= 2 && p >= 2 })
		if m, p := told(); m != 2 || p != 2 {
			t.Errorf("%d mails and %d posts, want two of each", m, p)
		}
		if mail := sink.List()[1]; !strings.HasPrefix(mail.Subject, "[Tocsin] over:") {
			t.Errorf("mail %q", mail.Subject)
		}
	})
}

// A hub whose sources file has a fault does not start, and says where.
func TestAFaultySourcesFileEndsTheStart(t *testing.T) {
	c := settings(t)
	c.SourcesFile = sourcesFile(t, "sources:\n- id: a\n  kind: feed\n")
	h := newHub(t, c)
	if err := h.Start(context.Background()); err == nil || !strings.Contains(err.Error(), "line 2: name:") {
		h.Stop(context.Background())
		t.Errorf("%v", err)
	}
}

// Two nodes on one database look at a source once each time it is due, together.
func TestTwoNodesLookOnce(t *testing.T) {
	sender := newAuthority(t)
	sender.says(200, "one")
	c := settings(t)
	c.Database, c.Safehttp.Allow = pgtest.DSN(t), []string{"127.0.0.0/8"}
	const sources = 20
	var list strings.Builder
	list.WriteString("sources:\n")
	for i := range sources {
		fmt.Fprintf(&list, "- {id: s%d, name: S, kind: feed, url: '%s/%d'}\n", i, sender.URL, i)
	}
	c.SourcesFile = sourcesFile(t, list.String())
	ctx := context.Background()
	var hubs []*hub.Hub
	clock := hub.NewScenarioClock(time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC))
	for _, node := range []string{"node-1", "node-2"} {
		c.Node = node
		h, err := hub.New(hub.Options{Config: c, Clock: clock})
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.Stop(ctx)
		hubs = append(hubs, h)
	}
	looked := func() (n int) {
		ws, err := hubs[0].Store().Sources(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range ws {
			if w.Health.Success.After(clock.Now().Add(-5 * time.Minute)) {
				n++
			}
		}
		return n
	}
	until(t, "all are looked at", func() bool { return looked() == sources })
	if n := sender.asked.Load(); n != sources {
		t.Errorf("asked %d times for %d sources", n, sources)
	}
	clock.Advance(6 * time.Minute)
	until(t, "all are looked at again", func() bool { return looked() == sources })
	if n := sender.asked.Load(); n != 2*sources {
		t.Errorf("asked %d times for two rounds of %d sources", n, sources)
	}
}

const pushed = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>%s</identifier><sender>%s</sender><sent>2031-05-06T07:58:00-00:00</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><category>Security</category><event>Attack</event><urgency>Immediate</urgency>
<severity>Severe</severity><certainty>Likely</certainty><headline>Avoid the port of Aden</headline><area><areaDesc>Aden</areaDesc></area></info></alert>`

func TestPush(t *testing.T) {
	engines(t, func(t *testing.T, c config.Config) {
		c.Intake.MaxBody = 64 << 10
		clock := hub.NewScenarioClock(time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC))
		h, err := hub.New(hub.Options{Config: c, Clock: clock})
		if err != nil {
			t.Fatal(err)
		}
		ctx := context.Background()
		if err := h.Start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.Stop(ctx)
		tokens := map[string]string{}
		for _, id := range []intake.SourceID{"partner", "other"} {
			if err := h.Store().SaveSource(ctx, desk.System.ID, intake.Source{ID: id, Name: string(id), Kind: intake.KindPush, On: true, Senders: []string{"ours@example.org"}}); err != nil {
				t.Fatal(err)
			}
			if tokens[string(id)], err = h.Store().NewPushToken(ctx, desk.System.ID, id); err != nil {
				t.Fatal(err)
			}
		}
		long := strings.Repeat("x", 64<<10+1)
		feed := `<rss version="2.0"><channel><item><title>a</title><guid>1</guid></item><item><title>b</title><guid>2</guid></item></channel></rss>`
		alert := fmt.Sprintf(pushed, "1", "ours@example.org")
		for _, step := range []struct {
			name, to, token, body string
			status                int
			says                  string
		}{
			{"an alert", "partner", tokens["partner"], alert, 201, `{"documents":1,"new":1}`},
			{"the same again", "partner", tokens["partner"], alert, 200, `{"documents":1,"new":0}`},
			{"a feed is taken apart", "partner", tokens["partner"], feed, 201, `{"documents":2,"new":2}`},
			{"plain text", "partner", tokens["partner"], "Avoid crowds in Aden.", 201, `"new":1`},
			{"bytes that cannot be read are kept too", "partner", tokens["partner"], "%PDF-1.7\x00", 201, `"new":1`},
			{"a drill by its envelope", "partner", tokens["partner"], `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><distributionStatus>Exercise</distributionStatus><contentObject><xmlContent>` + fmt.Sprintf(pushed, "3", "ours@example.org") + `</xmlContent></contentObject></EDXLDistribution>`, 201, `"new":1`},
			{"a sender that is not its own", "partner", tokens["partner"], fmt.Sprintf(pushed, "2", "theirs@example.org"), 201, `"new":1`},
			{"too long", "partner", tokens["partner"], long, 413, "longer than 65536"},
			{"nothing", "partner", tokens["partner"], "", 400, "empty"},
			{"no token", "partner", "", alert, 401, "Bearer"},
			{"another source's token", "partner", tokens["other"], alert, 401, "no push source"},
			{"no such source", "nobody", tokens["partner"], alert, 401, "no push source"},
		} {
			req, err := http.NewRequest(http.MethodPost, "http://"+h.Addr()+"/api/v1/push/"+step.to, strings.NewReader(step.body))
			if err != nil {
				t.Fatal(err)
			}
			if step.token != "" {
				req.Header.Set("Authorization", "Bearer "+step.token)
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			raw, _ := io.ReadAll(res.Body)
			res.Body.Close()
			if res.StatusCode != step.status || !bytes.Contains(raw, []byte(step.says)) {
				t.Errorf("%s: %d %s", step.name, res.StatusCode, raw)
			}
		}
		all, err := h.Store().Items(ctx, 100, "")
		if err != nil {
			t.Fatal(err)
		}
		held, unreadable := 0, 0
		for _, it := range all {
			if it.Source != "partner" {
				t.Errorf("an item of %q", it.Source)
			}
			if it.Held {
				held++
				if !strings.Contains(string(it.Trust), `"bound":"no"`) && !strings.Contains(string(it.Trust), "envelope") {
					t.Errorf("held for %s", it.Trust)
				}
			}
			if strings.Contains(it.Unreadable, "PDF") {
				unreadable++
			}
		}
		if len(all) != 7 || held != 2 || unreadable != 1 {
			t.Errorf("%d items, %d held, %d unreadable", len(all), held, unreadable)
		}
		if w, err := h.Store().Source(ctx, "partner"); err != nil || w.Health.Success.IsZero() || w.Health.Change.IsZero() {
			t.Errorf("health %+v, %v", w.Health, err)
		}
	})
}

func TestAFolderIsASource(t *testing.T) {
	dir := t.TempDir()
	c := settings(t)
	c.SourcesFile = sourcesFile(t, "sources:\n- {id: inbox, name: Inbox, kind: folder, url: '"+dir+"', every: 30s}\n")
	clock := hub.NewScenarioClock(time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC))
	h, err := hub.New(hub.Options{Config: c, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a.xml": fmt.Sprintf(pushed, "1", "x@example.org"), "b.txt": "Avoid crowds in Aden.", ".half": "no"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	if err := h.Start(ctx); err != nil {
		t.Fatal(err)
	}
	defer h.Stop(ctx)
	count := func() int {
		all, err := h.Store().Items(ctx, 10, "")
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	tried := func() time.Time {
		w, err := h.Store().Source(ctx, "inbox")
		if err != nil {
			t.Fatal(err)
		}
		return w.Health.Tried
	}
	until(t, "it is looked at", func() bool { return !tried().IsZero() })
	if n := count(); n != 0 {
		t.Errorf("%d taken at the first look", n)
	}
	for range 2 {
		was := tried()
		clock.Advance(40 * time.Second)
		until(t, "it is looked at again", func() bool { return tried().After(was) })
		if n := count(); n != 2 {
			t.Errorf("%d taken, want the two that are complete", n)
		}
	}
}

func TestCheckSources(t *testing.T) {
	sender := newAuthority(t)
	sender.says(200, "one", "two")
	gone := newAuthority(t)
	gone.says(404)
	c := settings(t)
	c.Safehttp.Allow = []string{"127.0.0.0/8"}
	list := []intake.Source{
		{ID: "good", Name: "G", Kind: intake.KindFeed, URL: sender.URL},
		{ID: "gone", Name: "G", Kind: intake.KindFeed, URL: gone.URL},
		{ID: "inside", Name: "I", Kind: intake.KindFeed, URL: "http://10.0.0.1/"},
		{ID: "folder", Name: "F", Kind: intake.KindFolder, URL: t.TempDir()},
		{ID: "none", Name: "N", Kind: intake.KindFolder, URL: "/nowhere/at/all"},
	}
	for i := range list {
		list[i] = list[i].Filled()
	}
	var ended atomic.Int64
	got, err := hub.Check(context.Background(), c, list, func(hub.Checked) { ended.Add(1) })
	if err != nil || int(ended.Load()) != len(list) {
		t.Fatal(err, ended.Load())
	}
	for i, want := range []struct {
		ok    bool
		docs  int
		words string
	}{{true, 2, ""}, {false, 0, "404"}, {false, 0, "may not be talked to"}, {true, 0, ""}, {false, 0, "no such file"}} {
		x := got[i]
		if x.Source != list[i].ID || x.OK != want.ok || x.Documents != want.docs || !strings.Contains(x.Error, want.words) {
			t.Errorf("%+v, want %+v", x, want)
		}
	}
}

// G28: every alarm names a playbook that is there and speaks of it.
func TestEveryAlarmHasItsPlaybook(t *testing.T) {
	for _, k := range intake.AlarmKinds {
		raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "playbooks", k.Playbook()+".md"))
		if err != nil {
			t.Error(err)
		} else if !bytes.Contains(raw, []byte(`tocsin_source_alarm{kind="`+string(k)+`"}`)) {
			t.Errorf("%s does not name its alarm", k.Playbook())
		}
	}
}
