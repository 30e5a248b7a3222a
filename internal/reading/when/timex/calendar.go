package timex

import (
	"strconv"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
)

// period is a stretch of the calendar: a day, an ISO week, a month and so on, named by a unit and the day it begins.
//
// Units: D day, W week, w weekend, M month, Q quarter, H half year, S season, Y year, E decade, C century, L millennium; N night;
// h, m, s hours, minutes and seconds in durations.
type period struct {
	Unit byte
	t    time.Time
	sea  string // the season
}

func (p period) zero() bool { return p.Unit == 0 }

// begin moves t to the first day of the unit that holds it.
func begin(unit byte, t time.Time) time.Time {
	y, m, d := t.Date()
	z := t.Location()
	switch unit {
	case 'W':
		return time.Date(y, m, d-(int(t.Weekday())+6)%7, 0, 0, 0, 0, z)
	case 'w':
		return time.Date(y, m, d-(int(t.Weekday())+6)%7+5, 0, 0, 0, 0, z)
	case 'M':
		return time.Date(y, m, 1, 0, 0, 0, 0, z)
	case 'Q':
		return time.Date(y, (m-1)/3*3+1, 1, 0, 0, 0, 0, z)
	case 'H':
		return time.Date(y, (m-1)/6*6+1, 1, 0, 0, 0, 0, z)
	case 'Y':
		return time.Date(y, 1, 1, 0, 0, 0, 0, z)
	case 'E':
		return time.Date(y/10*10, 1, 1, 0, 0, 0, 0, z)
	case 'C':
		return time.Date(y/100*100, 1, 1, 0, 0, 0, 0, z)
	case 'L':
		return time.Date(y/1000*1000, 1, 1, 0, 0, 0, 0, z)
	}
	return time.Date(y, m, d, 0, 0, 0, 0, z)
}

// of is the period of the unit that holds t.
func of(unit byte, t time.Time) period { return period{Unit: unit, t: begin(unit, t)} }

// shift is the period n units later.
func (p period) shift(n int) period { return of(p.Unit, after(p.Unit, p.t, n)) }

// after is t moved by n units.
func after(unit byte, t time.Time, n int) time.Time {
	switch unit {
	case 'W', 'w':
		return t.AddDate(0, 0, 7*n)
	case 'M':
		return begin('M', t).AddDate(0, n, 0)
	case 'Q':
		return begin('Q', t).AddDate(0, 3*n, 0)
	case 'H':
		return begin('H', t).AddDate(0, 6*n, 0)
	case 'Y':
		return begin('Y', t).AddDate(n, 0, 0)
	case 'E':
		return begin('Y', t).AddDate(10*n, 0, 0)
	case 'C':
		return time.Date(t.Year()+100*n, 1, 1, 0, 0, 0, 0, t.Location())
	case 'L':
		return begin('Y', t).AddDate(1000*n, 0, 0)
	}
	return t.AddDate(0, 0, n)
}

// valid reports whether the period lies in the years that four digits can name.
func (p period) valid() bool { return !p.zero() && p.t.Year() >= 1 && p.t.Year() <= 9998 }

// value is the TIMEX3 value.
func (p period) value() string {
	y := four(p.t.Year())
	switch p.Unit {
	case 'W':
		return week(p.t)
	case 'w':
		return week(p.t) + "-WE"
	case 'M':
		return y + "-" + two(int(p.t.Month()))
	case 'Q':
		return y + "-Q" + strconv.Itoa((int(p.t.Month())+2)/3)
	case 'H':
		return y + "-H" + strconv.Itoa((int(p.t.Month())+5)/6)
	case 'S':
		return y + "-" + p.sea
	case 'Y':
		return y
	case 'E':
		return y[:3]
	case 'C':
		return y[:2]
	case 'L':
		return y[:1]
	}
	return p.t.Format(time.DateOnly)
}

// interval is the days the period covers, local midnight to local midnight. Seasons are those of the northern half of the world,
// by whole months.
func (p period) interval() Interval {
	var end time.Time
	switch p.Unit {
	case 'w':
		end = p.t.AddDate(0, 0, 2)
	case 'S':
		month := map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}[p.sea]
		a := time.Date(p.t.Year(), time.Month(month), 1, 0, 0, 0, 0, p.t.Location())
		return Interval{From: At(a), To: At(a.AddDate(0, 3, 0))}
	default:
		end = after(p.Unit, p.t, 1)
	}
	return Interval{From: At(p.t), To: At(end)}
}

func week(t time.Time) string {
	y, w := t.ISOWeek()
	return four(y) + "-W" + two(w)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func four(n int) string {
	s := strconv.Itoa(n)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}

// amount writes a duration of n units (n == words.AnyNumber: an unknown number) and half of one more.
func amount(n int, half bool, unit byte) string {
	x, mul := "X", 1
	u := string(unit)
	t := ""
	switch unit {
	case 'h', 'm', 's':
		t, u = "T", string(unit-32)
	case 'N':
		u = "D"
	case 'w':
		u, mul = "D", 2
		if n == words.AnyNumber {
			u = "W"
		}
	case 'E':
		u, mul = "Y", 10
	case 'C':
		u, mul = "Y", 100
	case 'L':
		u, mul = "Y", 1000
	case 'H':
		u, mul = "M", 6
	}
	if n != words.AnyNumber {
		x = strconv.Itoa(n * mul)
	} else if unit == 'E' || unit == 'C' || unit == 'L' {
		u = string(unit)
	}
	s := "P" + t + x + u
	if half && n != words.AnyNumber {
		part := ""
		switch unit {
		case 'Y':
			part = "6M"
		case 'h':
			part = "30M"
		case 'm':
			part = "30S"
		case 'D':
			part = "T12H"
		case 'E':
			return "P" + strconv.Itoa(n*10+5) + "Y"
		case 'C':
			return "P" + strconv.Itoa(n*100+50) + "Y"
		}
		if n == 0 && part != "" {
			if part[0] == 'T' {
				return "P" + part
			}
			return "P" + t + part
		}
		s += part
	}
	return s
}

// length is the least and the most time that n units last; ok is false for an unknown number or one beyond 10,000 days.
func length(n int, unit byte) (lo, hi time.Duration, ok bool) {
	const day = 24 * time.Hour
	if n < 0 {
		return 0, 0, false
	}
	var u, v time.Duration
	switch unit {
	case 's':
		u, v = time.Second, time.Second
	case 'm':
		u, v = time.Minute, time.Minute
	case 'h':
		u, v = time.Hour, time.Hour
	case 'D', 'N':
		u, v = day, day
	case 'W':
		u, v = 7*day, 7*day
	case 'w':
		u, v = 2*day, 2*day
	case 'M':
		u, v = 28*day, 31*day
	case 'Q':
		u, v = 90*day, 92*day
	case 'Y':
		u, v = 365*day, 366*day
	default:
		return 0, 0, false
	}
	if n > int(10000*day/v) {
		return 0, 0, false
	}
	return time.Duration(n) * u, time.Duration(n) * v, true
}

// easter is Easter Sunday (Gregorian calendar, the method of Meeus and Butcher).
func easter(y int, z *time.Location) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, z)
}

// nth is the n-th given weekday of a month; the last one for n = 0.
func nth(y int, m time.Month, wd time.Weekday, n int, z *time.Location) time.Time {
	if n == 0 {
		t := time.Date(y, m+1, 0, 0, 0, 0, 0, z)
		return t.AddDate(0, 0, -(int(t.Weekday())-int(wd)+7)%7)
	}
	t := time.Date(y, m, 1, 0, 0, 0, 0, z)
	return t.AddDate(0, 0, (int(wd)-int(t.Weekday())+7)%7+7*(n-1))
}
