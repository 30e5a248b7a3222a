// Package calendar holds what a time is once its words are read: intervals whose ends are uncertain, the anchor that relative words
// count from, lengths and stretches of the calendar, and the days of feasts.
//
// A relative window ("the next 48 hours") is only as sharp as the moment it counts from. So each end of an Interval is an
// Instant, itself a span of time: the end lies somewhere in it. Nothing here reads a clock; the anchor is an argument.
package calendar

import "time"

// Instant is a moment known only to lie in [Earliest, Latest]. Both zero means open: no such end is known.
type Instant struct {
	Earliest time.Time `json:"earliest,omitzero"`
	Latest   time.Time `json:"latest,omitzero"`
}

// At is an Instant known exactly.
func At(t time.Time) Instant { return Instant{Earliest: t, Latest: t} }

// Open reports that this end is not known.
func (i Instant) Open() bool { return i.Earliest.IsZero() && i.Latest.IsZero() }

// Add moves both ends by d; an open Instant stays open.
func (i Instant) Add(d time.Duration) Instant {
	if i.Open() {
		return i
	}
	return Instant{Earliest: i.Earliest.Add(d), Latest: i.Latest.Add(d)}
}

// Interval is a half-open span of time [From, To) whose ends are uncertain (DESIGN 6.9). The zero Interval is open on both
// sides: nothing is known.
type Interval struct {
	From Instant `json:"from,omitzero"`
	To   Instant `json:"to,omitzero"`
}

// Hull is the widest reading: everything that may belong to the interval. A zero time is an open end.
func (v Interval) Hull() (from, to time.Time) { return v.From.Earliest, v.To.Latest }

// Core is the narrowest reading: what belongs to the interval whatever the true ends are. It may be empty (to before from).
func (v Interval) Core() (from, to time.Time) { return v.From.Latest, v.To.Earliest }

// Known reports whether at least one end is known.
func (v Interval) Known() bool { return !v.From.Open() || !v.To.Open() }

// Overlaps reports whether the hulls of v and w share a moment. An open end reaches for ever.
func (v Interval) Overlaps(w Interval) bool {
	vf, vt := v.Hull()
	wf, wt := w.Hull()
	return (vt.IsZero() || wf.IsZero() || wf.Before(vt)) && (wt.IsZero() || vf.IsZero() || vf.Before(wt))
}

// SameDays reports whether both hulls begin on one local day and end on one.
func (v Interval) SameDays(w Interval) bool {
	return sameDay(v.From.Earliest, w.From.Earliest) && sameDay(v.To.Latest.Add(-1), w.To.Latest.Add(-1))
}

// sameDay reports whether two moments lie on one day, each in its own zone.
func sameDay(a, b time.Time) bool {
	if a == b {
		return true
	}
	y, m, d := a.Date()
	y2, m2, d2 := b.Date()
	return y == y2 && m == m2 && d == d2
}

// DayOf writes the day of a moment as 2006-01-02.
func DayOf(t time.Time) string {
	y, m, d := t.Date()
	if y < 0 || y > 9999 {
		return t.Format(time.DateOnly)
	}
	b := [...]byte{byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-', byte('0' + m/10), byte('0' + m%10), '-', byte('0' + d/10), byte('0' + d%10)}
	return string(b[:])
}
