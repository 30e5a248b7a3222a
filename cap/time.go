package cap

import (
	"strings"
	"time"
)

// Zone says how a time was tied to UTC.
type Zone uint8

// The ways a time can carry its zone.
const (
	ZoneOffset Zone = iota // a numeric offset, as CAP asks
	ZoneZulu               // the letter Z, which CAP forbids
	ZoneNone               // nothing: the instant was worked out with Options.Zone and may be wrong by hours
)

// Time is a CAP time: the instant, the offset it was written with, and the text. The zero Time means absent.
type Time struct {
	Instant time.Time // UTC
	Offset  int       // minutes east of UTC
	Zone    Zone
	Text    string // as written; empty when made by At
}

// At makes the Time of an instant, with the offset of its location. Parts of a second are cut off, as CAP has none.
func At(t time.Time) Time {
	_, off := t.Zone()
	return Time{Instant: t.UTC().Truncate(time.Second), Offset: off / 60}
}

// IsZero says that the time is absent.
func (t Time) IsZero() bool { return t.Instant.IsZero() && t.Text == "" }

// String writes the time in the form CAP 1.2 asks for (section 3.3.2): whole seconds, a numeric offset, and -00:00 for
// UTC. It gives "" for the zero Time.
func (t Time) String() string {
	if t.IsZero() {
		return ""
	}
	local := t.Instant.Add(time.Duration(t.Offset) * time.Minute)
	b := local.AppendFormat(make([]byte, 0, 25), "2006-01-02T15:04:05")
	off, sign := t.Offset, byte('+')
	if off <= 0 {
		off, sign = -off, '-'
	}
	b = append(b, sign, byte('0'+off/600), byte('0'+off/60%10), ':', byte('0'+off%60/10), byte('0'+off%10))
	return string(b)
}

// written is the text when it already has CAP 1.2's form and means the same, else String.
func (t Time) written() string {
	if t.Text != "" {
		if u, form := scanTime(t.Text, time.UTC); form == 0 && u.Instant.Equal(t.Instant) && u.Offset == t.Offset {
			return t.Text
		}
	}
	return t.String()
}

// ParseTime reads a time in the exact form of CAP 1.2 (section 3.3.2), such as 2024-03-07T15:04:05+03:00.
func ParseTime(s string) (Time, bool) {
	t, form := scanTime(s, time.UTC)
	return t, form == 0
}

// timeForm lists what in a text departs from CAP 1.2's form. Zero is the exact form.
type timeForm uint16

const (
	timeZulu     timeForm = 1 << iota // Z
	timeNoZone                        // no zone at all
	timeFraction                      // parts of a second
	timeSpace                         // a space in place of T
	timeShort                         // no seconds
	timeLoose                         // offset without colon or minutes, small t or z
	timeBad                           // cannot be read
)

// timeXSD are the departures that xs:dateTime itself allows.
const timeXSD = timeZulu | timeNoZone | timeFraction

// scanTime reads a time in CAP's form or one of the forms real feeds use. A time without a zone is taken in zone.
func scanTime(s string, zone *time.Location) (Time, timeForm) {
	var form timeForm
	bad := func() (Time, timeForm) { return Time{Text: s}, timeBad }
	if len(s) < 16 || s[4] != '-' || s[7] != '-' || s[13] != ':' {
		return bad()
	}
	year, ok1 := digits(s[0:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	hour, ok4 := digits(s[11:13])
	minute, ok5 := digits(s[14:16])
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return bad()
	}
	switch s[10] {
	case 'T':
	case 't':
		form |= timeLoose
	case ' ':
		form |= timeSpace
	default:
		return bad()
	}
	rest := s[16:]
	second, nanos := 0, 0
	if len(rest) >= 3 && rest[0] == ':' {
		var ok bool
		if second, ok = digits(rest[1:3]); !ok {
			return bad()
		}
		rest = rest[3:]
		if rest != "" && rest[0] == '.' {
			form |= timeFraction
			n, scale := 1, 100_000_000
			for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
				nanos += int(rest[n]-'0') * scale
				scale /= 10
				n++
			}
			if n == 1 {
				return bad()
			}
			rest = rest[n:]
		}
	} else {
		form |= timeShort
	}
	if year == 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || minute > 59 || second > 59 ||
		hour > 24 || (hour == 24 && (minute != 0 || second != 0 || nanos != 0)) {
		return bad()
	}
	if form&timeSpace != 0 {
		rest = strings.TrimLeft(rest, " ")
	}
	t := Time{Text: s}
	switch {
	case rest == "":
		form |= timeNoZone
		t.Zone = ZoneNone
		local := time.Date(year, time.Month(month), day, hour, minute, second, nanos, zone)
		_, off := local.Zone()
		t.Instant, t.Offset = local.UTC(), off/60
		return t, form
	case rest == "Z" || rest == "z":
		form |= timeZulu
		if rest == "z" {
			form |= timeLoose
		}
		t.Zone = ZoneZulu
	default:
		off, loose, ok := scanOffset(rest)
		if !ok {
			return bad()
		}
		if loose {
			form |= timeLoose
		}
		t.Offset = off
	}
	t.Instant = time.Date(year, time.Month(month), day, hour, minute, second, nanos, time.UTC).
		Add(-time.Duration(t.Offset) * time.Minute)
	return t, form
}

// scanOffset reads +hh:mm, and loosely +hhmm and +hh; the result is minutes east, at most 14 hours (xs:dateTime).
func scanOffset(s string) (minutes int, loose, ok bool) {
	if len(s) < 3 || (s[0] != '+' && s[0] != '-') {
		return 0, false, false
	}
	h, ok := digits(s[1:3])
	if !ok {
		return 0, false, false
	}
	m := 0
	switch {
	case len(s) == 6 && s[3] == ':':
		m, ok = digits(s[4:6])
	case len(s) == 5:
		m, ok = digits(s[3:5])
		loose = true
	case len(s) == 3:
		loose = true
	default:
		return 0, false, false
	}
	if !ok || m > 59 || h*60+m > 14*60 {
		return 0, false, false
	}
	minutes = h*60 + m
	if s[0] == '-' {
		minutes = -minutes
	}
	return minutes, loose, true
}

func digits(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, true
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
