package poll

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

var start = time.Date(2031, 3, 7, 10, 0, 0, 0, time.UTC)

// When the next look is, with the least and the most that chance can make of it.
func TestNext(t *testing.T) {
	const m, hour = time.Minute, time.Hour
	for _, c := range []struct {
		name        string
		every       time.Duration
		failures    int // before this look
		o           Outcome
		least, most time.Duration
	}{
		{"answered", 5 * m, 0, Outcome{}, 5 * m, 5*m + 30*time.Second},
		{"answered after failures", 5 * m, 7, Outcome{}, 5 * m, 5*m + 30*time.Second},
		{"answered, every not stated", 0, 0, Outcome{}, intake.DefaultEvery, intake.DefaultEvery * 11 / 10},
		{"answered, with more to fetch", 6 * hour, 0, Outcome{More: true}, 30 * time.Second, 30 * time.Second},
		{"answered, and asked to wait", 5 * m, 0, Outcome{RetryAfter: hour}, hour, hour},
		{"no answer once", 5 * m, 0, Outcome{Failure: intake.FailUnreachable}, m / 2, m},
		{"no answer twice", 5 * m, 1, Outcome{Failure: intake.FailUnreachable}, m, 2 * m},
		{"no answer five times", 5 * m, 4, Outcome{Failure: intake.FailUnreachable}, 8 * m, 16 * m},
		{"no answer for days", 5 * m, 5000, Outcome{Failure: intake.FailUnreachable}, hour / 2, hour},
		{"no answer of one that is asked twice a minute", 30 * time.Second, 0, Outcome{Failure: intake.FailUnreachable}, 15 * time.Second, 30 * time.Second},
		{"no answer for days of one that is asked daily", 24 * hour, 5000, Outcome{Failure: intake.FailUnreachable}, 12 * hour, 24 * hour},
		{"no answer once of one that is asked daily", 24 * hour, 0, Outcome{Failure: intake.FailUnreachable}, m / 2, m},
		{"turned away", 30 * m, 0, Outcome{Failure: intake.FailRefused, Status: 403}, 5 * m / 2, 5 * m},
		{"turned away and told to wait", 5 * m, 0, Outcome{Failure: intake.FailRefused, Status: 429, RetryAfter: 2 * hour}, 2 * hour, 2 * hour},
	} {
		for jitter, want := range map[float64]time.Duration{0: c.least, 1: c.most, -3: c.least, 9: c.most} {
			h := Next(intake.Source{Every: c.every}, intake.Health{Failures: c.failures, ETag: "old"}, c.o, start, jitter)
			if got := h.Next.Sub(start); got != want {
				t.Errorf("%s, jitter %v: %v, want %v", c.name, jitter, got, want)
			}
			if failed := c.o.Failure != ""; failed != (h.Failures == c.failures+1) || failed != (h.ETag == "old") || failed == h.Success.Equal(start) {
				t.Errorf("%s: %+v", c.name, h)
			}
		}
	}
}

// Two at once and a second between two beginnings; of the two places one that failed before may take one.
func TestPolite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &Polite{PerHost: 2, Gap: time.Second, Now: time.Now}
		begun := time.Now()
		at := func(want time.Duration) {
			t.Helper()
			if got := time.Since(begun); got != want {
				t.Errorf("after %v, want %v", got, want)
			}
		}
		enter := func(host string, failing bool) func() {
			t.Helper()
			leave, err := p.Enter(t.Context(), host, failing)
			if err != nil {
				t.Fatal(err)
			}
			return leave
		}
		one := enter("a", true)
		at(0)
		enter("b", false)()
		at(0)
		two := enter("a", false)
		at(time.Second)

		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		if _, err := p.Enter(ctx, "a", false); err == nil {
			t.Error("a third came in")
		}
		at(11 * time.Second)
		two()
		ctx, cancel = context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		if _, err := p.Enter(ctx, "a", true); err == nil {
			t.Error("a second one that failed before came in")
		}
		at(21 * time.Second)
		enter("a", false)() // and one that answers still does
		at(21 * time.Second)
		one()
		enter("a", true)()
		at(22 * time.Second)
	})
}
