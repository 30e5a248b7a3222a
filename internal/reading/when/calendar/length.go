package calendar

import (
	"strconv"
	"strings"
	"time"
)

// AnyNumber stands for a number that is not told: "several", "few".
const AnyNumber = -1

// Amount writes a duration of n units (n == AnyNumber: an unknown number) and half of one more.
func Amount(n int, half bool, unit byte) string {
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
		if n == AnyNumber {
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
	if n != AnyNumber {
		x = strconv.Itoa(n * mul)
	} else if unit == 'E' || unit == 'C' || unit == 'L' {
		u = string(unit)
	}
	s := "P" + t + x + u
	if half && n != AnyNumber {
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

// Length is the least and the most time that n units last; ok is false for an unknown number or one beyond 10,000 days.
func Length(n int, unit byte) (lo, hi time.Duration, ok bool) {
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

// Week is the ISO week of t as TIMEX3 writes it: 2029-W10.
func Week(t time.Time) string {
	y, w := t.ISOWeek()
	return Four(y) + "-W" + Two(w)
}

// Two writes n with at least two digits.
func Two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// Four writes n with at least four digits.
func Four(n int) string {
	s := strconv.Itoa(n)
	for len(s) < 4 {
		s = "0" + s
	}
	return s
}

// JoinAmounts puts the values of two durations together, the longer unit first.
func JoinAmounts(a, b string) string {
	b = strings.TrimPrefix(b, "P")
	if strings.Contains(a, "T") {
		b = strings.TrimPrefix(b, "T")
	}
	return a + b
}

// CenturyOf puts a year of two digits near a day; near 2000 when none is known.
func CenturyOf(y int, day time.Time) int {
	now := 2000
	if !day.IsZero() {
		now = day.Year()
	}
	y += now / 100 * 100
	if y > now+20 {
		y -= 100
	}
	return y
}
