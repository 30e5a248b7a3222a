package delivery

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tocsin-hub/tocsin/internal/warning"
)

var (
	begin = time.Date(2024, 3, 7, 18, 0, 0, 0, time.UTC)
	end   = begin.Add(48 * time.Hour)
)

// final are the states that nothing leaves.
var final = []State{Seen, Failed, Stopped, Lapsed}

func TestTable(t *testing.T) {
	for _, s := range All() {
		if out := len(moves[s]); (out == 0) != slices.Contains(final, s) {
			t.Errorf("%s has %d ways out", s, out)
		}
	}
	// Nothing comes back from where the provider has taken it: no state moves backwards (reliability.md, B4).
	for _, from := range append([]State{Accepted, Delivered}, final...) {
		for _, to := range []State{Waiting, Queued, Sending, InDoubt, Failed, Stopped, Lapsed} {
			if May(from, to) {
				t.Errorf("%s may become %s", from, to)
			}
		}
	}
	if got := From(Sending); !slices.Equal(got, []State{Waiting, Queued, InDoubt}) || !slices.Equal(got, Unsent()) {
		t.Errorf("what may be sent is %v", got)
	}
	for _, s := range Unsent() {
		if !May(s, Stopped) || !May(s, Lapsed) {
			t.Errorf("%s cannot be ended", s)
		}
	}
}

func sending(change func(*Delivery)) Delivery {
	d := Delivery{ID: 1, Warning: "wrn_1", State: Sending, Attempt: 1, Lease: begin.Add(time.Minute)}
	if change != nil {
		change(&d)
	}
	return d
}

func TestNext(t *testing.T) {
	late := begin.Add(47*time.Hour + 59*time.Minute + 55*time.Second)
	for _, c := range []struct {
		name  string
		d     Delivery
		o     Outcome
		now   time.Time
		state State
		due   time.Duration // after now
	}{
		{"accepted", sending(nil), Outcome{Kind: OutcomeAccepted, Ref: "r"}, begin, Accepted, 0},
		{"refused", sending(nil), Outcome{Kind: OutcomeRefused, Err: errors.New("550")}, begin, Failed, 0},
		{"retry", sending(nil), Outcome{Kind: OutcomeRetry}, begin, Queued, 10 * time.Second},
		{"second retry", sending(func(d *Delivery) { d.Retries = 1 }), Outcome{Kind: OutcomeRetry}, begin, Queued, 30 * time.Second},
		{"tenth retry", sending(func(d *Delivery) { d.Retries = 9 }), Outcome{Kind: OutcomeRetry}, begin, Queued, 2 * time.Hour},
		{"retry after", sending(nil), Outcome{Kind: OutcomeRetry, After: time.Minute}, begin, Queued, time.Minute},
		{"retry after less than the ladder", sending(nil), Outcome{Kind: OutcomeRetry, After: time.Second}, begin, Queued, 10 * time.Second},
		{"retry after a year", sending(nil), Outcome{Kind: OutcomeRetry, After: 8760 * time.Hour}, begin, Queued, MaxAfter},
		{"retry that does not fit", sending(nil), Outcome{Kind: OutcomeRetry}, late, Failed, 0},
		{"retry after the end", sending(nil), Outcome{Kind: OutcomeRetry}, end, Lapsed, 0},
		{"accepted after the end", sending(nil), Outcome{Kind: OutcomeAccepted}, end.Add(time.Hour), Accepted, 0},
		{"in doubt", sending(nil), Outcome{Kind: OutcomeInDoubt}, begin, InDoubt, 10 * time.Second},
		{"in doubt for the third time", sending(func(d *Delivery) { d.Doubt = 2 }), Outcome{Kind: OutcomeInDoubt}, begin, InDoubt, 2 * time.Minute},
		{"in doubt once too often", sending(func(d *Delivery) { d.Doubt = MaxDoubt }), Outcome{Kind: OutcomeInDoubt}, begin, Failed, 0},
		{"unsent", sending(nil), Outcome{Kind: OutcomeUnsent}, begin, Queued, 0},
		{"unsent, paused", sending(nil), Outcome{Kind: OutcomeUnsent, After: time.Minute}, begin, Queued, time.Minute},
		{"a late yes", sending(func(d *Delivery) { d.State = InDoubt }), Outcome{Kind: OutcomeAccepted}, begin, Accepted, 0},
		{"a late no", sending(func(d *Delivery) { d.State = InDoubt }), Outcome{Kind: OutcomeRefused}, begin, InDoubt, 0},
		{"late for a stopped one", sending(func(d *Delivery) { d.State = Stopped }), Outcome{Kind: OutcomeAccepted}, begin, Stopped, 0},
		{"late for an accepted one", sending(func(d *Delivery) { d.State = Accepted }), Outcome{Kind: OutcomeRefused}, begin, Accepted, 0},
		{"no outcome at all", sending(nil), Outcome{}, begin, Sending, 0},
	} {
		n := Next(c.d, c.o, c.now, end)
		if n.State != c.state {
			t.Errorf("%s: %s, want %s", c.name, n.State, c.state)
		}
		if n.State == Queued || n.State == InDoubt && c.d.State == Sending {
			if got := n.Due.Sub(c.now); got != c.due {
				t.Errorf("%s: due after %s, want %s", c.name, got, c.due)
			}
		}
		if n.State == c.d.State && n != c.d {
			t.Errorf("%s: changed although it stays: %+v", c.name, n)
		}
		if n.State != Sending && n.State != c.d.State && !n.Lease.IsZero() {
			t.Errorf("%s: still leased", c.name)
		}
	}
	if n := LostLease(sending(nil), begin, end); n.State != InDoubt || !n.Due.Equal(begin) || n.Doubt != 1 {
		t.Errorf("a lost lease: %+v", n)
	}
	if n := Next(sending(nil), Outcome{Kind: OutcomeRefused, Err: errors.New("550 no")}, begin, end); n.Error != "550 no" {
		t.Errorf("error %q", n.Error)
	}
}

func TestEnd(t *testing.T) {
	for name, c := range map[string]struct{ expires, want time.Time }{
		"none":        {time.Time{}, begin.Add(MaxAge)},
		"before":      {end, end},
		"after 72 h":  {begin.Add(100 * time.Hour), begin.Add(MaxAge)},
		"in the past": {begin.Add(-time.Hour), begin.Add(-time.Hour)},
	} {
		if got := End(begin, c.expires); !got.Equal(c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestAnyStory lets deliveries live through any sequence of events. At every step the move must be in the table, and the number
// of tries within its bounds.
func TestAnyStory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := begin
		d := Delivery{ID: 1, State: rapid.SampledFrom([]State{Waiting, Queued}).Draw(t, "first"), Due: now}
		sends := 0
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 4*3600).Draw(t, "seconds")) * time.Second)
			was := d
			switch rapid.IntRange(0, 6).Draw(t, "event") {
			case 0, 1:
				var ok bool
				if d, ok = Claim(d, now, time.Minute); ok {
					sends++
				}
			case 2, 3:
				d = Next(d, Outcome{Kind: OutcomeKind(rapid.IntRange(0, 6).Draw(t, "outcome")), After: time.Duration(rapid.Int64Range(-1e15, 1e15).Draw(t, "after"))}, now, end)
			case 4:
				d = LostLease(d, now, end)
			case 5:
				d = Arrived(d, now)
			case 6:
				switch rapid.IntRange(0, 2).Draw(t, "end") {
				case 0:
					d = Stop(d, "cancelled", now)
				case 1:
					d = Lapse(d, now)
				case 2:
					d = See(d, now)
				}
			}
			if d.State != was.State && !May(was.State, d.State) {
				t.Fatalf("%s became %s", was.State, d.State)
			}
			if d.Attempt < was.Attempt || d.Doubt < was.Doubt || d.Retries < was.Retries {
				t.Fatalf("counted backwards: %+v after %+v", d, was)
			}
			if d.Attempt != sends {
				t.Fatalf("%d attempts for %d claims", d.Attempt, sends)
			}
			if d.Doubt > MaxDoubt+1 || d.Doubt > MaxDoubt && d.State != Failed {
				t.Fatalf("doubt %d in state %s", d.Doubt, d.State)
			}
			if d.State == Queued && !d.Due.Before(end) && was.State == Sending {
				t.Fatalf("due %s, after the end", d.Due)
			}
			if d.State != Sending && !d.Lease.IsZero() {
				t.Fatalf("%s with a lease", d.State)
			}
		}
	})
}

func TestAckToken(t *testing.T) {
	key, other := []byte("key"), []byte("other key")
	for _, id := range []int64{0, 1, 42, 1 << 40, 1<<63 - 1} {
		tok := AckToken(key, id)
		if len(tok) != 32 || strings.ContainsAny(tok, "+/=") {
			t.Errorf("token %q", tok)
		}
		if got, err := ParseAckToken(key, tok); err != nil || got != id {
			t.Errorf("%d: %d, %v", id, got, err)
		}
		if _, err := ParseAckToken(other, tok); !errors.Is(err, ErrToken) {
			t.Errorf("another key: %v", err)
		}
	}
	tok := AckToken(key, 7)
	for i := range tok {
		for _, c := range "Ab0_" {
			if bad := tok[:i] + string(c) + tok[i+1:]; bad != tok {
				if id, err := ParseAckToken(key, bad); err == nil {
					t.Errorf("%q changed at %d is taken for %d", tok, i, id)
				}
			}
		}
	}
	for _, bad := range []string{"", "x", tok[:31], tok + "A", tok + "=", strings.Repeat("A", 32), " " + tok, tok + "\n"} {
		if _, err := ParseAckToken(key, bad); !errors.Is(err, ErrToken) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestCompose(t *testing.T) {
	words := func(v string) map[warning.Channel]warning.Words {
		return map[warning.Channel]warning.Words{warning.Email: {Subject: v, Body: v + " " + warning.AckMark + "."}}
	}
	w := warning.Warning{ID: "wrn_1", Content: warning.Content{Texts: []warning.Text{
		{Lang: "en", Words: words("english"), Correction: words("taken back")},
		{Lang: "de-AT", Words: words("austrian"), Correction: words("zurück")},
	}}}
	for lang, want := range map[string]string{"": "english", "en": "english", "EN-gb": "english", "de": "austrian", "de-DE": "austrian", "DE-at": "austrian", "fr": "english", "d": "english"} {
		m, err := Compose(Delivery{ID: 9, Warning: "wrn_1", Kind: OfWarning, Channel: warning.Email, Lang: lang, Audience: 3}, w, func(int64) string { return "https://x/3" })
		if err != nil || m.Subject != want || m.Body != want+" https://x/3." || m.Key != "tocsin-wrn_1-9" || m.AckURL != "https://x/3" {
			t.Errorf("%q: %+v, %v", lang, m, err)
		}
	}
	m, err := Compose(Delivery{Kind: OfCorrection, Channel: warning.Email, Lang: "de"}, w, func(int64) string { return "https://x/3" })
	if err != nil || m.Subject != "zurück" || m.AckURL != "" {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := Compose(Delivery{Kind: OfWarning, Channel: warning.Webhook}, w, nil); err == nil {
		t.Error("words that nobody approved")
	}
}
