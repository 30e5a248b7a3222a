package calendar

import "time"

// Anchor is what relative words count from.
type Anchor struct {
	// Day is local midnight of the day of issue; zero when unknown: then only dates with a year can be placed.
	Day time.Time
	// At is the moment of issue, when known; zero otherwise.
	At time.Time
	// Zone is the zone of the place concerned; nil is UTC.
	Zone *time.Location
}

// AnchorAt is an anchor known to the moment; AnchorDay one known to the local day only.
func AnchorAt(t time.Time, zone *time.Location) Anchor {
	t = t.In(zone)
	return Anchor{Day: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone), At: t, Zone: zone}
}

// AnchorDay is an anchor of which only the local day is known.
func AnchorDay(y int, m time.Month, d int, zone *time.Location) Anchor {
	return Anchor{Day: time.Date(y, m, d, 0, 0, 0, 0, zone), Zone: zone}
}

// Interval is the anchor as an interval: its moment, or its whole day.
func (a Anchor) Interval() Interval {
	switch {
	case !a.At.IsZero():
		return Interval{From: At(a.At), To: At(a.At)}
	case !a.Day.IsZero():
		return DayRange(a.Day, a.Day)
	}
	return Interval{}
}

// Location is the zone, UTC when none is given.
func (a Anchor) Location() *time.Location {
	if a.Zone == nil {
		return time.UTC
	}
	return a.Zone
}

// Form is how a time was said.
type Form uint8

// The forms.
const (
	Day           Form = iota // one day
	Days                      // several days ("October 29-30", "the weekend of 11 May")
	Month                     // a month or a week
	Moment                    // a clock time
	Span                      // from one time to another
	Duration                  // "the next 48 hours": counts from the issuer's time
	Since                     // "since Sunday"
	FurtherNotice             // "until further notice"
)

// DayRange is the half-open interval from local midnight of a to local midnight after b.
func DayRange(a, b time.Time) Interval {
	return Interval{From: At(a), To: At(b.AddDate(0, 0, 1))}
}

// Minute is the minute that begins at t: what a clock time in a text says.
func Minute(t time.Time) Interval {
	return Interval{From: At(t), To: At(t.Add(time.Minute))}
}

// Nearest is the day of weekday wd next to day, itself included.
func Nearest(day time.Time, wd time.Weekday, ahead bool) time.Time {
	n := (int(wd) - int(day.Weekday()) + 7) % 7
	if !ahead && n > 0 {
		n -= 7
	}
	return day.AddDate(0, 0, n)
}

// Window is the interval that begins with the issue and lasts between lo and hi. When only the day of issue is known, each
// end is uncertain by that day.
func Window(a Anchor, lo, hi time.Duration) Interval {
	switch {
	case !a.At.IsZero():
		return Interval{From: At(a.At), To: Instant{Earliest: a.At.Add(lo), Latest: a.At.Add(hi)}}
	case !a.Day.IsZero():
		end := a.Day.AddDate(0, 0, 1)
		return Interval{From: Instant{Earliest: a.Day, Latest: end}, To: Instant{Earliest: a.Day.Add(lo), Latest: end.Add(hi)}}
	}
	return Interval{}
}
