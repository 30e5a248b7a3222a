package situation_test

import (
	"errors"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

// The window ends, nobody says anything for a year: the situation is on watch, never closed.
func TestLapseIsNoAllClear(t *testing.T) {
	w := &world{j: joiner(t), now: st.Day(8)}
	w.hear(t, st.Embassy())
	s := w.open[0]
	_, end := s.Window.Hull()
	if _, moved := situation.Lapse(s, end.Add(-time.Microsecond)); moved {
		t.Fatal("lapsed before its end")
	}
	s, moved := situation.Lapse(s, end)
	if !moved || s.State != situation.Watch {
		t.Fatalf("at its end: %s", s.State)
	}
	if s, moved = situation.Lapse(s, end.AddDate(1, 0, 0)); moved || s.State != situation.Watch {
		t.Fatalf("a year later: %s", s.State)
	}
	for _, x := range situation.Table {
		if x.To == situation.Closed && x.By != "a person" {
			t.Errorf("%v closes a situation", x)
		}
	}
}

// A person closes with a reason and can take it back; a new official word brings a situation on watch back to active.
func TestCloseReopenAndWake(t *testing.T) {
	w := &world{j: joiner(t), now: st.Day(8)}
	w.hear(t, st.Embassy())
	s, _ := situation.Lapse(w.open[0], st.Day(12))
	if _, err := situation.Close(s, "  ", st.Day(12)); !errors.Is(err, situation.ErrReason) {
		t.Errorf("closed without a reason: %v", err)
	}
	c, err := situation.Close(s, "both authorities say it is over", st.Day(12))
	if err != nil || c.State != situation.Closed {
		t.Fatal(c.State, err)
	}
	if _, err := situation.Close(c, "again", st.Day(12)); !errors.Is(err, situation.ErrMove) {
		t.Errorf("closed twice: %v", err)
	}
	if _, err := w.j.Add(c, st.Brief(), 0, nil, "", st.Day(12)); !errors.Is(err, situation.ErrMove) {
		t.Errorf("a closed situation took a report: %v", err)
	}
	r, err := situation.Reopen(c, "closed by mistake", st.Day(12))
	if err != nil || r.State != situation.Watch {
		t.Fatal(r.State, err)
	}
	if _, err := situation.Reopen(r, "again", st.Day(12)); !errors.Is(err, situation.ErrMove) {
		t.Errorf("reopened twice: %v", err)
	}
	again := st.Threat(9, st.Moscow, "U.S. Embassy")
	again.Times[0].Interval = when.Interval{From: when.At(st.Day(9)), To: when.At(st.Day(20))}
	told := st.Told("extended", "U.S. Embassy", "", "origin", "", st.OnDay(9), again)
	woken, err := w.j.Add(r, told, 0, nil, "", st.Day(12))
	if err != nil || woken.State != situation.Active {
		t.Errorf("after an extension: %s, %v", woken.State, err)
	}
}

func TestUrgencyFollowsTheClock(t *testing.T) {
	from, to := st.Day(8), st.Day(10)
	w := when.Interval{From: when.Instant{Earliest: from, Latest: from.Add(5 * time.Hour)}, To: when.Instant{Earliest: to.Add(-5 * time.Hour), Latest: to}}
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{from.Add(-2 * time.Hour), "Future"}, {from.Add(-time.Hour), "Expected"}, {from, "Immediate"},
		{to.Add(-time.Second), "Immediate"}, {to, "Past"},
	} {
		if got := situation.Urgency(w, c.at); got != c.want {
			t.Errorf("at %v: %s, want %s", c.at, got, c.want)
		}
	}
	if got := situation.Urgency(when.Interval{}, from); got != "Unknown" {
		t.Errorf("nothing known: %s", got)
	}
	if got := situation.Urgency(when.Interval{From: when.At(from)}, to.AddDate(1, 0, 0)); got != "Immediate" {
		t.Errorf("no end: %s", got)
	}
}

// A situation whose last report is moved away is closed and says why; moving one of several leaves the rest in order.
func TestRemove(t *testing.T) {
	w := &world{j: joiner(t), now: st.Day(8)}
	w.hear(t, st.Embassy())
	w.hear(t, st.Brief())
	s := w.open[0]
	one := w.j.Remove(s, "rep_embassy", 0, st.Day(8))
	if len(one.Members) != 1 || one.Anchored || one.State != situation.Active {
		t.Errorf("without the origin: %d members, anchored %v, %s", len(one.Members), one.Anchored, one.State)
	}
	none := w.j.Remove(one, "rep_brief", 0, st.Day(8))
	if none.State != situation.Closed || none.Reason == "" {
		t.Errorf("emptied: %s %q", none.State, none.Reason)
	}
}

// What has happened stays active for a day after the last word on it, though its own time was over in a minute; a threat is
// watched from the end of its window.
func TestWhatHappenedOutlastsItsMinute(t *testing.T) {
	e := st.Threat(8, st.Krasnogorsk, "")
	at := st.Day(8).Add(15 * time.Hour)
	e.Type, e.Stage, e.Issuers = reading.Shooting, reading.Accomplished, nil
	e.Times[0].Role, e.Times[0].Interval = reading.EventAt, when.Interval{From: when.At(at), To: when.At(at.Add(time.Minute))}
	told := st.Told("shots", "", "Paper", reading.News, "", when.Interval{From: when.At(at.Add(time.Hour)), To: when.At(at.Add(time.Hour))}, e)
	w := st.NewWorld(joiner(t), at.Add(2*time.Hour))
	if _, err := w.Hear(told); err != nil {
		t.Fatal(err)
	}
	s := w.Open()[0]
	if s.State != situation.Active || !s.Ends().Equal(at.Add(25*time.Hour)) {
		t.Errorf("%s until %v", s.State, s.Ends())
	}
	if _, lapsed := situation.Lapse(s, at.Add(20*time.Hour)); lapsed {
		t.Error("it is watched before a day has gone by without a word")
	}
	if s, lapsed := situation.Lapse(s, at.Add(26*time.Hour)); !lapsed || s.State != situation.Watch {
		t.Error("it is not watched after a day without a word")
	}
	w = st.NewWorld(joiner(t), st.Day(8))
	if _, err := w.Hear(st.Embassy()); err != nil {
		t.Fatal(err)
	}
	s = w.Open()[0]
	if _, to := s.Window.Hull(); !s.Ends().Equal(to) {
		t.Errorf("a threat ends at %v, its window at %v", s.Ends(), to)
	}
}
