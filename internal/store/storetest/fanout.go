package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Fanout is one warning for many people in Moscow, with the two people it takes.
type Fanout struct {
	Duty, Approver desk.Account
	Warning        warning.Warning // as approved
}

// Scene says what a Fanout is like. The zero value: one person, e-mail only.
type Scene struct {
	People  int
	Email   func(i int) string // address of the i-th person; nil: p0@example.org, p1@…
	Webhook func(i int) string // nil: none
	Ladder  []warning.Rung     // nil: e-mail at once
	Expires time.Duration      // after now; 0: two days
}

// Prepare imports the people with their stays, opens a situation, and drafts, submits and approves a warning for all of them.
func Prepare(ctx context.Context, s *store.Store, now time.Time, sc Scene) (Fanout, error) {
	var f Fanout
	if sc.Email == nil {
		sc.Email = func(i int) string { return fmt.Sprintf("p%d@example.org", i) }
	}
	if sc.Webhook == nil {
		sc.Webhook = func(int) string { return "" }
	}
	if sc.Ladder == nil {
		sc.Ladder = []warning.Rung{{Channel: warning.Email}}
	}
	if sc.Expires == 0 {
		sc.Expires = 48 * time.Hour
	}
	var err error
	for _, a := range []struct {
		to   *desk.Account
		role desk.Role
	}{{&f.Duty, desk.Duty}, {&f.Approver, desk.Approver}} {
		if *a.to, err = s.AddAccount(ctx, desk.System.ID, desk.Account{Login: "fanout-" + string(a.role), Name: "The " + string(a.role), Roles: []desk.Role{a.role}}); err != nil {
			return f, err
		}
	}
	second, err := s.AddAccount(ctx, desk.System.ID, desk.Account{Login: "fanout-approver-2", Name: "The second approver", Roles: []desk.Role{desk.Approver}})
	if err != nil {
		return f, err
	}
	const part = 5000
	for from := 0; from < max(1, sc.People); from += part {
		var people []roster.Person
		var stays []roster.StayRow
		for i := from; i < min(from+part, max(1, sc.People)); i++ {
			ref := fmt.Sprintf("p%d", i)
			people = append(people, roster.Person{Ref: ref, Name: fmt.Sprintf("Person %06d", i), Nationalities: []string{"US"}, Lang: "en", Email: sc.Email(i), Webhook: sc.Webhook(i)})
			at := moscow
			at.Lat += float64(i%100) / 2000
			at.Lon += float64(i/100%100) / 2000
			stays = append(stays, roster.StayRow{PersonRef: ref, Stay: roster.Stay{Ref: "s" + ref, Place: "Moscow", Point: at, Country: "RU",
				Zone: "Europe/Moscow", From: now.Add(-48 * time.Hour), To: now.Add(240 * time.Hour)}})
		}
		if _, err := s.ImportPeople(ctx, f.Duty, people); err != nil {
			return f, err
		}
		if _, err := s.ImportStays(ctx, f.Duty, stays); err != nil {
			return f, err
		}
	}
	it, _, err := s.KeepItem(ctx, string(desk.System.ID), intake.Item{Source: "embassy", Title: "Security alert", Origin: "US Embassy Moscow", Form: intake.FormText, Raw: []byte("Avoid large gatherings.")})
	if err != nil {
		return f, err
	}
	rep, _, err := s.KeepReport(ctx, reading.Report{Item: it.ID, Reader: "storetest", Lang: "en", Events: []reading.Event{{Type: "terror_warning"}}})
	if err != nil {
		return f, err
	}
	sit, err := s.JoinByHand(ctx, f.Duty, rep.ID, 0, "", situation.Joiner{})
	if err != nil {
		return f, err
	}
	w, err := s.DraftWarning(ctx, f.Duty, warning.Warning{Situation: sit.ID, Content: content(now, sc)})
	if err != nil {
		return f, err
	}
	if w, err = s.SubmitWarning(ctx, f.Duty, w.ID, w.Revision, sc.People); err != nil {
		return f, err
	}
	for _, a := range []desk.Account{f.Approver, second} {
		if w.State == warning.Approved {
			break
		}
		if w, err = s.ApproveWarning(ctx, a, w.ID, w.Hash); err != nil {
			return f, err
		}
	}
	f.Warning = w
	return f, nil
}

func content(now time.Time, sc Scene) warning.Content {
	words := map[warning.Channel]warning.Words{}
	back := map[warning.Channel]warning.Words{}
	for _, r := range sc.Ladder {
		words[r.Channel] = warning.Words{Subject: "Avoid large gatherings in Moscow", Body: "Avoid concerts and other large gatherings in Moscow.\nTell us that you have read this: " + warning.AckMark + "\n"}
		back[r.Channel] = warning.Words{Subject: "Taken back: large gatherings in Moscow", Body: "The warning of today is taken back.\n"}
	}
	return warning.Content{Category: "Security", Event: "Terrorist threat", ResponseTypes: []string{"Avoid"}, Urgency: "Immediate", Severity: "Extreme", Certainty: "Likely",
		Onset: now, Expires: now.Add(sc.Expires), Source: "US Embassy Moscow, 7 March 2024", Area: moscowArea, AreaDesc: "Moscow", Countries: []string{"RU"},
		Audience: roster.Rule{Everyone: true, Grades: []roster.Grade{roster.In, roster.Near}, Margin: roster.DefaultMargin},
		Texts: []warning.Text{{Lang: "en", Headline: "Avoid large gatherings in Moscow", Hazard: "An attack on a crowd", Time: "For 48 hours", Impact: "People may be killed",
			Guidance: "Avoid concerts", Words: words, Correction: back}},
		Ladder: sc.Ladder}
}

// AckURL is the acknowledge link of the tests.
func AckURL(audience int64) string { return fmt.Sprintf("https://tocsin.example/a/%d", audience) }

// Ending says how far a fan-out must have come when it is checked.
type Ending bool

// Endings.
const (
	UnderWay Ending = false
	Settled  Ending = true // nothing may be sent any more
)

// Check verifies what must hold of a released warning at every moment (reliability.md, B4), and when it is settled: two people
// and one hash; the audience and its deliveries whole; the console's counts equal to the rows; nobody forgotten; the ledger
// whole, with one line for the release. It returns the first thing that does not hold.
func Check(ctx context.Context, s *store.Store, id warning.ID, end Ending) error {
	w, err := s.Warning(ctx, id)
	if err != nil {
		return err
	}
	if _, _, err := s.VerifyLedger(ctx); err != nil {
		return err
	}
	lines, err := s.LedgerLines(ctx, string(id), 0, 1_000_000)
	if err != nil {
		return err
	}
	released := 0
	for _, l := range lines {
		if l.Act == "warning.released" {
			released++
			if l.Hash != w.Content.Hash() {
				return errors.New("the ledger's hash of the release is not that of the content")
			}
		}
	}
	audience, err := s.AudienceOf(ctx, id, 0, 0)
	if err != nil {
		return err
	}
	ds, err := s.Deliveries(ctx, id, 0, 0)
	if err != nil {
		return err
	}
	p, err := s.Progress(ctx, id)
	if err != nil {
		return err
	}
	if w.Released.IsZero() {
		if released != 0 || len(audience) != 0 || len(ds) != 0 || p.People != 0 {
			return fmt.Errorf("not released, but %d lines, %d people, %d deliveries", released, len(audience), len(ds))
		}
		return nil
	}
	if released != 1 {
		return fmt.Errorf("%d ledger lines of the release", released)
	}
	if err := twoPeople(w, lines); err != nil {
		return err
	}
	if len(audience) != w.Reach || p.People != w.Reach {
		return fmt.Errorf("reach %d, audience %d, console %d", w.Reach, len(audience), p.People)
	}
	return checkRows(w, audience, ds, p, end)
}

func twoPeople(w warning.Warning, _ []ledger.Line) error {
	if w.Hash != w.Content.Hash() {
		return errors.New("the content is not the one that was approved")
	}
	n := 0
	for _, a := range w.Approvals {
		if a.Hash == w.Hash && a.By != w.Submitter && !slices.Contains(w.Authors, a.By) {
			n++
		}
	}
	if n < max(1, w.Needed) {
		return fmt.Errorf("released with %d approvals of %d", n, w.Needed)
	}
	return nil
}

func checkRows(w warning.Warning, audience []delivery.Person, ds []delivery.Delivery, p delivery.Progress, end Ending) error {
	count := map[delivery.Count]int{}
	of := map[int64][]delivery.Delivery{}
	type one struct {
		a int64
		k delivery.Kind
		c warning.Channel
	}
	once := map[one]bool{}
	for _, d := range ds {
		count[delivery.Count{Kind: d.Kind, Channel: d.Channel, State: d.State}]++
		k := one{d.Audience, d.Kind, d.Channel}
		if once[k] {
			return fmt.Errorf("two deliveries of the %s on %s to one person", d.Kind, d.Channel)
		}
		once[k] = true
		if d.Kind == delivery.OfWarning {
			of[d.Audience] = append(of[d.Audience], d)
		} else if w.State != warning.Cancelled {
			return errors.New("a correction without a cancel")
		}
		if d.Doubt > delivery.MaxDoubt+1 {
			return fmt.Errorf("delivery %d: %d rounds of doubt", d.ID, d.Doubt)
		}
		open := slices.Contains(delivery.Unsent(), d.State) || d.State == delivery.Sending
		if end == Settled && open {
			return fmt.Errorf("settled, but delivery %d is %s (attempt %d, due %s)", d.ID, d.State, d.Attempt, d.Due)
		}
		if w.State == warning.Cancelled && d.Kind == delivery.OfWarning && slices.Contains(delivery.Unsent(), d.State) {
			return fmt.Errorf("cancelled, but delivery %d is %s", d.ID, d.State)
		}
		if w.State == warning.Cancelled && d.Kind == delivery.OfWarning && (d.Doubt > 0 || slices.Contains(delivery.Reaching(), d.State)) {
			if !slices.ContainsFunc(ds, func(x delivery.Delivery) bool {
				return x.Kind == delivery.OfCorrection && x.Audience == d.Audience && x.Channel == d.Channel
			}) {
				return fmt.Errorf("cancelled, but who may have got delivery %d gets no correction", d.ID)
			}
		}
	}
	told := 0
	for _, c := range p.Counts {
		if count[delivery.Count{Kind: c.Kind, Channel: c.Channel, State: c.State}] != c.N {
			return fmt.Errorf("the console says %d %s deliveries of the %s on %s, the rows %d", c.N, c.State, c.Kind, c.Channel, count[delivery.Count{Kind: c.Kind, Channel: c.Channel, State: c.State}])
		}
		told += c.N
	}
	if told != len(ds) {
		return fmt.Errorf("the console counts %d deliveries, the rows are %d", told, len(ds))
	}
	unreached, seen := 0, 0
	for _, a := range audience {
		mine := of[a.Audience]
		reached := !a.Seen.IsZero()
		raised := len(mine) == 0 // no address: listed
		for _, d := range mine {
			if slices.Contains(delivery.Reaching(), d.State) {
				reached = true
			}
			if d.State == delivery.Failed || d.State == delivery.Lapsed || d.State == delivery.Stopped {
				raised = true
			}
		}
		if !a.Seen.IsZero() {
			seen++
		}
		if reached != a.Reached {
			return fmt.Errorf("audience %d: the console says reached %t, the rows %t", a.Audience, a.Reached, reached)
		}
		if !reached {
			unreached++
			if a.Why == "" {
				return fmt.Errorf("audience %d is not reached and nobody says why", a.Audience)
			}
			if end == Settled && !raised {
				return fmt.Errorf("audience %d is lost: %v", a.Audience, mine)
			}
		}
	}
	if unreached != p.Unreached || seen != p.Seen || p.Reached != len(audience)-unreached {
		return fmt.Errorf("the console says %d unreached, %d seen, %d reached; the rows %d, %d, %d", p.Unreached, p.Seen, p.Reached, unreached, seen, len(audience)-unreached)
	}
	return nil
}

// Post is a channel that keeps what it is sent, and fails on demand.
type Post struct {
	mu    sync.Mutex
	sent  []delivery.Message
	calls int
	// Answer, when set, decides on a call (from 1): whether the message arrives, and what is told.
	Answer func(call int, m delivery.Message) (arrives bool, out delivery.Outcome)
}

// Send takes the message.
func (p *Post) Send(_ context.Context, m delivery.Message) delivery.Outcome {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	arrives, out := true, delivery.Outcome{Kind: delivery.OutcomeAccepted, Ref: fmt.Sprintf("ref-%d", p.calls)}
	if p.Answer != nil {
		arrives, out = p.Answer(p.calls, m)
	}
	if arrives {
		p.sent = append(p.sent, m)
	}
	return out
}

// Sent is what arrived.
func (p *Post) Sent() []delivery.Message {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.sent)
}

// Calls is how often it was called.
func (p *Post) Calls() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls
}

// CheckSent verifies that only approved words arrived, and none more often than doubt allows.
func CheckSent(w warning.Warning, sent []delivery.Message) error {
	times := map[string]int{}
	for _, m := range sent {
		set := w.Content.Texts[0].Words
		if m.Kind == delivery.OfCorrection {
			set = w.Content.Texts[0].Correction
		}
		fits := false
		for _, words := range set {
			if m.Subject == words.Subject && m.Body == strings.Replace(words.Body, warning.AckMark, m.AckURL, 1) {
				fits = true
			}
		}
		if !fits {
			return fmt.Errorf("what was sent is not what was approved: %q", m.Subject)
		}
		if times[m.Key]++; times[m.Key] > delivery.MaxDoubt+1 {
			return fmt.Errorf("%s was sent %d times", m.Key, times[m.Key])
		}
	}
	return nil
}

// fanout prepares a scene in this House.
func (h *House) fanout(t testing.TB, sc Scene) Fanout {
	t.Helper()
	f, err := Prepare(h.Ctx, h.Store, h.Clock.Now(), sc)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// dispatcher sends everything through the given channels, one at a time so that faults hit the same step in every run.
func (h *House) dispatcher(senders map[warning.Channel]delivery.Sender) *delivery.Dispatcher {
	return &delivery.Dispatcher{Store: h.Store, Senders: senders, Clock: h.Clock.Now, AckURL: AckURL, InFlight: len(senders)}
}

// drain runs every batch until nothing is left to send, moving the clock when all that is left lies ahead.
func (h *House) drain(t testing.TB, d *delivery.Dispatcher, id warning.ID) {
	t.Helper()
	for range 200 {
		ds := must(h.Deliveries(h.Ctx, id, 0, 0))(t)
		var next time.Time
		var batches []delivery.BatchID
		for _, x := range ds {
			at := x.Due
			switch x.State {
			case delivery.Sending:
				at = x.Lease
			case delivery.Waiting, delivery.Queued, delivery.InDoubt:
			default:
				continue
			}
			if next.IsZero() || at.Before(next) {
				next = at
			}
			if !at.After(h.Clock.Now()) {
				batches = append(batches, x.Batch)
			}
		}
		if next.IsZero() {
			return
		}
		if next.After(h.Clock.Now()) {
			h.Clock.Add(next.Sub(h.Clock.Now()))
			continue
		}
		if _, err := h.KickDue(h.Ctx); err != nil && !errors.Is(err, ErrFault) {
			t.Fatal(err)
		}
		if _, err := h.ExpireWarnings(h.Ctx); err != nil && !errors.Is(err, ErrFault) {
			t.Fatal(err)
		}
		for _, b := range slices.Compact(batches) {
			if err := d.RunBatch(h.Ctx, int64(b)); err != nil && !errors.Is(err, ErrFault) {
				t.Fatal(err)
			}
		}
	}
	t.Fatal("it never comes to an end")
}
