package member

import (
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// RelayDrift is how much earlier than a relay's own day the first issuer may have spoken. Relays of March 2024 restated "the
// next 48 hours" up to a day late (anchors.md section 5: the alert of the night of 7 March was repeated on 8 March by eight
// states and the newspapers as "the next 48 hours"). While only relays are known, a relative window is carried as beginning,
// and ending, up to this much earlier than the relay's words say.
const RelayDrift = 24 * time.Hour

// Fresh is how long after its issue a report without a window still speaks of the same threat, for joining: the echoes of
// March 2024 came within two days; one more is margin.
const Fresh = 72 * time.Hour

// OpenEnded is how long a word "until further notice" speaks for, for joining: twelve weeks after its issue without being
// repeated it is another threat that a rule would have to judge. It never shapes a window.
const OpenEnded = 84 * 24 * time.Hour

// Reach is how far apart the times of two events may lie and still be joined, or proposed, by rule: embassies lift and hosts
// deny days after the window ended.
const Reach = 14 * 24 * time.Hour

// Span is the time a member speaks of, for joining: its window, and where that is not known, the days around its issue; at
// most OpenEnded long. Both are zero when nothing of it is known.
func (m Member) Span() (from, to time.Time) {
	issued, until := m.Issued.Hull()
	from, to = m.Window.Hull()
	if !m.Window.Known() && m.Spoken.Known() {
		issued, until = m.Spoken.Hull() // told days or weeks later, it still speaks of that warning
	}
	if m.Further {
		to = time.Time{}
	}
	if from.IsZero() && !issued.IsZero() {
		from = issued.Add(-RelayDrift)
	}
	if m.Relative && !m.Official() {
		from = from.Add(-RelayDrift)
	}
	if to.IsZero() && !m.Further && !m.Window.Known() && !until.IsZero() {
		to = until.Add(Fresh)
	}
	if !to.IsZero() && to.Before(from) { // an event before its report: "the plot, foiled earlier"
		from = to.Add(-Fresh)
	}
	if from.IsZero() && !to.IsZero() {
		from = to.Add(-Fresh)
	}
	if limit := from.Add(OpenEnded); !from.IsZero() && (to.IsZero() || to.After(limit)) {
		to = limit
	}
	return from, to
}

// BySpeech orders members by when they spoke; those whose issue is unknown come last.
func BySpeech(a, b Member) int {
	x, y := a.Issued.From.Earliest, b.Issued.From.Earliest
	if x.IsZero() != y.IsZero() {
		if x.IsZero() {
			return 1
		}
		return -1
	}
	if c := x.Compare(y); c != 0 {
		return c
	}
	if c := a.Issued.To.Latest.Compare(b.Issued.To.Latest); c != 0 {
		return c
	}
	if c := a.Window.From.Earliest.Compare(b.Window.From.Earliest); c != 0 {
		return c
	}
	if c := a.Window.To.Latest.Compare(b.Window.To.Latest); c != 0 {
		return c
	}
	if c := strings.Compare(a.Key, b.Key); c != 0 {
		return c
	}
	if c := strings.Compare(string(a.Report), string(b.Report)); c != 0 {
		return c
	}
	return a.Event - b.Event
}

// windowOf finds the time an event speaks of: its window; else when it happened; else from its issue to its known end.
func windowOf(e reading.Event, issued when.Interval) (w when.Interval, relative, further bool) {
	pick := func(role reading.TimeRole) (reading.Time, bool) {
		for _, t := range e.Times {
			if t.Role == role && t.Interval.Known() {
				return t, true
			}
		}
		return reading.Time{}, false
	}
	for _, t := range e.Times {
		if t.Role == reading.Expires && !t.Interval.Known() {
			further = true
		}
	}
	if t, ok := pick(reading.Window); ok {
		return t.Interval, t.Relative, further && t.Interval.To.Open()
	}
	if t, ok := pick(reading.EventAt); ok {
		return t.Interval, t.Relative, further
	}
	if t, ok := pick(reading.Expires); ok {
		end := t.Interval.To
		if end.Open() {
			end = t.Interval.From
		}
		return when.Interval{From: issued.From, To: end}, t.Relative, false
	}
	if further {
		return when.Interval{From: issued.From}, false, true
	}
	return when.Interval{}, false, false
}
