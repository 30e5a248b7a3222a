package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/mailsink"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store/pgtest"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// patience is how long an event is waited for before a test gives up. Nothing waits that long when all is well.
const patience = 20 * time.Second

// house is a running Tocsin with a real mail server before it, spoken to over HTTP as a desk does.
type house struct {
	t     *testing.T
	hub   *hub.Hub
	clock *hub.ScenarioClock
	sink  *mailsink.Sink
	url   string
	log   *bytes.Buffer
	files map[string]string // other places for files of a script: $BRIEF

	token  map[string]string // by login
	acting string

	items      map[string]intake.ItemID
	situations map[string]situation.ID
	warning    warning.Warning

	gate *gate
}

// gate holds mails back at the mail server until it is opened.
type gate struct {
	mu   sync.Mutex
	shut chan struct{} // nil: open
	held int           // mails at the gate
}

func (g *gate) script(stage mailsink.Stage, _ string) mailsink.Act {
	g.mu.Lock()
	defer g.mu.Unlock()
	if stage == mailsink.AtRcpt && g.shut != nil {
		g.held++
		return mailsink.Act{Wait: g.shut}
	}
	return mailsink.Act{}
}

func (g *gate) close() { g.mu.Lock(); defer g.mu.Unlock(); g.shut = make(chan struct{}) }
func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut != nil {
		close(g.shut)
		g.shut, g.held = nil, 0
	}
}

func (g *gate) waiting() int { g.mu.Lock(); defer g.mu.Unlock(); return g.held }

// openHouse starts one on a database, with the story's clock at a moment.
func openHouse(t *testing.T, database string, at time.Time, change func(*config.Config)) *house {
	t.Helper()
	h := &house{t: t, clock: hub.NewScenarioClock(at), log: &bytes.Buffer{}, gate: &gate{}, token: map[string]string{},
		items: map[string]intake.ItemID{}, situations: map[string]situation.ID{}, files: map[string]string{}}
	h.sink = mailsink.New(mailsink.Options{Clock: h.clock.Now, Script: h.gate.script})
	if err := h.sink.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.sink.Stop)
	c := config.Default()
	c.Database, c.Listen = database, "127.0.0.1:0"
	c.Desk.Name, c.Desk.CAPSender, c.Desk.Zone = "Test desk", "desk@test.example.org", "Europe/Moscow"
	c.Mail = config.Mail{Host: "127.0.0.1", Port: h.sink.Port(), TLS: "none", From: "Test desk <desk@test.example.org>", Connections: 4}
	c.Metrics.Listen = "127.0.0.1:0"
	c.Delivery.Ladder = []config.Rung{{Channel: "email"}}
	if change != nil {
		change(&c)
	}
	var err error
	if h.hub, err = hub.New(hub.Options{Config: c, Clock: h.clock, Poll: 20 * time.Millisecond,
		Log: slog.New(slog.NewTextHandler(&locked{w: h.log}, &slog.HandlerOptions{Level: slog.LevelWarn}))}); err != nil {
		t.Fatal(err)
	}
	if err := h.hub.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		h.gate.open()
		if err := h.hub.Stop(context.Background()); err != nil {
			t.Errorf("stopping: %v", err)
		}
		if t.Failed() {
			t.Logf("the operator's log:\n%s", h.log.String())
		}
	})
	h.url = "http://" + h.hub.Addr()
	return h
}

type locked struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *locked) Write(b []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.w.Write(b) }

// account adds an account with an API token, as `tocsin admin` does.
func (h *house) account(login string, roles ...desk.Role) error {
	ctx, s := context.Background(), h.hub.Store()
	a, err := s.AddAccount(ctx, desk.System.ID, desk.Account{Login: login, Name: strings.ToUpper(login[:1]) + login[1:], Roles: roles})
	if err != nil {
		return err
	}
	h.token[login], err = s.AddToken(ctx, desk.System.ID, a.ID, "e2e", 30*24*time.Hour)
	return err
}

// answer is what the API said.
type answer struct {
	status int
	body   []byte
}

func (a answer) error() error {
	if a.status < 300 {
		return nil
	}
	var p struct {
		Title, Detail string
		Errors        []struct{ Message, Location string }
	}
	if json.Unmarshal(a.body, &p) != nil {
		return fmt.Errorf("%d: %.300s", a.status, a.body)
	}
	return fmt.Errorf("%d %s: %s %v", a.status, p.Title, p.Detail, p.Errors)
}

// call speaks to the API as the acting account.
func (h *house) call(method, path string, body any) (answer, error) {
	var r io.Reader
	kind := ""
	switch b := body.(type) {
	case nil:
	case []byte:
		r, kind = bytes.NewReader(b), "application/octet-stream"
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			return answer{}, err
		}
		r, kind = bytes.NewReader(raw), "application/json"
	}
	req, err := http.NewRequest(method, h.url+"/api/v1"+path, r)
	if err != nil {
		return answer{}, err
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if tok := h.token[h.acting]; tok != "" {
		req.Header.Set("Authorization", "Bearer "+tok)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, raw}, err
}

// get fetches JSON into v; what is not 2xx is an error with the words of the answer.
func (h *house) do(method, path string, body, v any) error {
	a, err := h.call(method, path, body)
	if err == nil {
		err = a.error()
	}
	if err == nil && v != nil {
		err = json.Unmarshal(a.body, v)
	}
	return err
}

// page fetches a page without an account.
func (h *house) page(method, path string) (int, string, error) {
	req, err := http.NewRequest(method, h.url+path, nil)
	if err != nil {
		return 0, "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(raw), err
}

// until looks again and again until look is content. It gives the last complaint when patience ends.
func until(look func() error) error {
	beat := time.NewTicker(15 * time.Millisecond)
	defer beat.Stop()
	end := time.NewTimer(patience)
	defer end.Stop()
	for {
		err := look()
		if err == nil {
			return nil
		}
		select {
		case <-beat.C:
		case <-end.C:
			return fmt.Errorf("waited %s: %w", patience, err)
		}
	}
}

func (h *house) read(name string) ([]byte, error) {
	if at, ok := h.files[name]; ok {
		return os.ReadFile(at)
	}
	return os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
}

// itemState is one item as the API tells it.
type itemState struct {
	Item       intake.Item    `json:"item"`
	State      string         `json:"state"`
	Situations []situation.ID `json:"situations"`
}

// handIn gives the desk a document and waits until it is read, or found unreadable.
func (h *house) handIn(name string, raw []byte, origin string) (itemState, error) {
	var kept struct {
		Item  intake.Item
		Fresh bool
	}
	q := url.Values{}
	if origin != "" {
		q.Set("origin", origin)
	}
	if err := h.do(http.MethodPost, "/items?"+q.Encode(), raw, &kept); err != nil {
		return itemState{}, err
	}
	h.items[name] = kept.Item.ID
	var st itemState
	err := until(func() error {
		if err := h.do(http.MethodGet, "/items/"+string(kept.Item.ID), nil, &st); err != nil {
			return err
		}
		if st.State == "being_read" {
			return fmt.Errorf("%s is still being read", name)
		}
		return nil
	})
	return st, err
}

// situationOut is a situation as the API tells it.
type situationOut struct {
	Situation situation.Situation
	Voices    []situation.Voice
}

func (h *house) situation(name string) (situationOut, error) {
	var out situationOut
	id, ok := h.situations[name]
	if !ok {
		return out, fmt.Errorf("the script has no situation called %q yet", name)
	}
	return out, h.do(http.MethodGet, "/situations/"+string(id), nil, &out)
}

// find looks for the one situation of a type that names a place.
func (h *house) find(kind, place string) (situation.ID, error) {
	var l struct{ List []situation.Situation }
	if err := h.do(http.MethodGet, "/situations", nil, &l); err != nil {
		return "", err
	}
	var found []situation.ID
	var titles []string
	for _, s := range l.List {
		titles = append(titles, fmt.Sprintf("%s (%s)", s.Title, s.Type))
		if string(s.Type) == kind && slices.ContainsFunc(placesOf(s), func(p string) bool { return strings.Contains(p, place) }) {
			found = append(found, s.ID)
		}
	}
	if len(found) != 1 {
		return "", fmt.Errorf("%d situations of type %s at %s, among: %s", len(found), kind, place, strings.Join(titles, "; "))
	}
	return found[0], nil
}

func placesOf(s situation.Situation) []string {
	out := []string{s.Title}
	for _, p := range s.Places {
		out = append(out, p.Name)
	}
	for _, m := range s.Members {
		for _, p := range m.Raids {
			out = append(out, p.Name)
		}
	}
	return out
}

func (h *house) progress() (delivery.Progress, error) {
	var p delivery.Progress
	return p, h.do(http.MethodGet, "/warnings/"+string(h.warning.ID)+"/progress", nil, &p)
}

var roundsDone = regexp.MustCompile(`tocsin_rounds_total\{result="done"\} (\d+)`)

// rounds is how often the house's ticker has gone round.
func (h *house) rounds() (int, error) {
	resp, err := http.Get("http://" + h.hub.MetricsAddr() + "/metrics")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	m := roundsDone.FindSubmatch(raw)
	if m == nil {
		return 0, nil // none yet
	}
	return strconv.Atoi(string(m[1]))
}

// settled waits until no delivery of the warning is open.
func (h *house) settled() (delivery.Progress, error) {
	var p delivery.Progress
	err := until(func() (err error) {
		if p, err = h.progress(); err == nil && p.Open > 0 {
			err = fmt.Errorf("%d deliveries are still open: %+v", p.Open, p.Counts)
		}
		return err
	})
	return p, err
}

// mailsTo lists who got a mail whose subject holds some words, with how many each got.
func (h *house) mailsTo(words string) map[string]int {
	out := map[string]int{}
	for _, m := range h.sink.List() {
		if strings.Contains(m.Subject, words) {
			for _, to := range m.To {
				out[strings.TrimSuffix(to, "@people.example.org")]++
			}
		}
	}
	return out
}

var ackPath = regexp.MustCompile(`https?://[^/\s]+(/a/[A-Za-z0-9_-]+)`)

// ackLink is the personal link in the mail of a person.
func (h *house) ackLink(who string) (string, error) {
	for _, m := range h.sink.List() {
		if slices.Contains(m.To, who+"@people.example.org") {
			if l := ackPath.FindStringSubmatch(m.Text); l != nil {
				return l[1], nil
			}
		}
	}
	return "", fmt.Errorf("no mail to %s with a personal link", who)
}

// reach is the preview of whom the warning would warn.
type reach struct {
	Reach      roster.Reach
	People     []roster.Match
	Gatherings []roster.GatheringMatch
	Needed     int
	Missing    []string
}

func (h *house) reach() (reach, error) {
	var r reach
	return r, h.do(http.MethodPost, "/warnings/"+string(h.warning.ID)+"/reach?limit=1000", nil, &r)
}
