package door

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

func TestAnswer(t *testing.T) {
	k := Kinds{NotFound: errors.New("nf"), Changed: errors.New("ch"), InDoubt: errors.New("id"), Taken: errors.New("tk"), Denied: errors.New("dn")}
	const secret = "person 17 at Hotel X, password hunter2"
	wrap := func(err error) error { return fmt.Errorf("%s: %w", secret, err) }
	for _, c := range []struct {
		err    error
		status int
		ours   bool
	}{
		{k.NotFound, 404, false}, {k.Changed, 409, false}, {k.InDoubt, 503, true}, {k.Taken, 409, false}, {k.Denied, 403, false},
		{fmt.Errorf("%w (%w)", k.InDoubt, k.NotFound), 503, true}, // what may have happened comes before all else
		{warning.ErrRight, 403, false}, {warning.ErrOwnWork, 403, false}, {warning.ErrMove, 409, false}, {warning.ErrHash, 409, false},
		{warning.ErrIncomplete, 422, false}, {warning.ErrLate, 409, false}, {warning.ErrApprovals, 409, false}, {warning.ErrReason, 422, false}, {warning.ErrDrill, 422, false},
		{situation.ErrMove, 409, false}, {situation.ErrReason, 422, false}, {situation.ErrEvent, 422, false},
		{&http.MaxBytesError{Limit: 1}, 413, false}, {&roster.RefusedError{Lines: []roster.Refused{{Line: 2, Why: "no"}}}, 422, false},
		{Refuse(418, "short and stout"), 418, false}, {context.Canceled, 503, false}, {context.DeadlineExceeded, 503, true},
		{errors.New("disk full at /var/lib"), 500, true}, {nil, 500, true},
	} {
		err := c.err
		if err != nil {
			err = wrap(err)
		}
		a := k.Answer(err)
		if a.Status != c.status || a.Ours != c.ours || a.Head == "" || a.Public == "" {
			t.Errorf("%v: %+v", c.err, a)
		}
		for _, leak := range []string{"Hotel", "hunter2", "/var/lib"} {
			if strings.Contains(a.Public+a.Head, leak) {
				t.Errorf("%v tells outsiders %q", c.err, a.Public)
			}
		}
	}
	_, err := warning.Submit(warning.Warning{ID: "w", State: warning.Draft}, desk.Account{ID: "a"}, 1, time.Time{})
	if a := k.Answer(err); a.Status != 403 || a.Public != warning.Public(err) {
		t.Errorf("the domain's own words are lost: %+v", a)
	}
}

// TestQueryOf: people are looked up from now until the window's latest end; without an end, or once it has lapsed, for the
// horizon ahead, since a lapsed window is no all-clear.
func TestQueryOf(t *testing.T) {
	now := time.Date(2024, 3, 8, 12, 0, 0, 0, time.UTC)
	d := Desk{Clock: func() time.Time { return now }}
	h := time.Hour
	for name, c := range map[string]struct {
		v        when.Interval
		from, to time.Time
	}{
		"open":   {when.Interval{From: when.At(now.Add(-20 * h)), To: when.Instant{Earliest: now.Add(20 * h), Latest: now.Add(44 * h)}}, now, now.Add(44 * h)},
		"later":  {when.Interval{From: when.At(now.Add(5 * h)), To: when.At(now.Add(9 * h))}, now.Add(5 * h), now.Add(9 * h)},
		"no end": {when.Interval{From: when.At(now.Add(-h))}, now, now.Add(Horizon)},
		"lapsed": {when.Interval{From: when.At(now.Add(-90 * h)), To: when.At(now.Add(-40 * h))}, now, now.Add(Horizon)},
		"none":   {when.Interval{}, now, now.Add(Horizon)},
	} {
		q := d.QueryOf(situation.Situation{Window: c.v})
		if !q.From.Equal(c.from) || !q.To.Equal(c.to) {
			t.Errorf("%s: from %s to %s", name, q.From, q.To)
		}
		if !q.Rule.Everyone || q.Rule.Margin != roster.DefaultMargin || !slices.Contains(q.Rule.Grades, roster.Country) {
			t.Errorf("%s: %+v", name, q.Rule)
		}
	}
}

func TestWhyNotApprove(t *testing.T) {
	w := warning.Warning{State: warning.Submitted, Authors: []desk.AccountID{"author"}, Submitter: "submitter", Approvals: []warning.Approval{{By: "first"}}}
	for id, want := range map[desk.AccountID]string{"author": "You wrote it", "submitter": "You submitted it", "first": "approved it already", "second": ""} {
		got := WhyNotApprove(desk.Account{ID: id, Roles: []desk.Role{desk.Approver, desk.Duty}}, w)
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q", id, got)
		}
	}
	if got := WhyNotApprove(desk.Account{ID: "second", Roles: []desk.Role{desk.Viewer}}, w); !strings.Contains(got, "no role") {
		t.Errorf("a viewer: %q", got)
	}
}
