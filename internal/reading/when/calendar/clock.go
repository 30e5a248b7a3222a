package calendar

import (
	"strconv"
	"strings"
	"time"
)

// Glued reads "10pm" and "7.30pm": hour, minute and the half of the day, "" when w is nothing of the kind.
func Glued(w string) (h, mi int, half string) {
	n := len(w)
	if n < 3 || n > 7 || w[n-1] != 'm' || w[n-2] != 'a' && w[n-2] != 'p' || w[0] < '0' || w[0] > '9' {
		return 0, 0, ""
	}
	hour, minute, parted := strings.Cut(w[:n-2], ".")
	h, e1 := strconv.Atoi(hour)
	if parted {
		var e2 error
		if mi, e2 = strconv.Atoi(minute); e2 != nil || len(minute) != 2 || mi > 59 {
			return 0, 0, ""
		}
	}
	if e1 != nil || h > 59 {
		return 0, 0, ""
	}
	return h, mi, w[n-2:]
}

// WeekendOf is the Saturday of the weekend nearest to the day of issue: the coming or the last one.
func WeekendOf(day time.Time, ahead bool) time.Time {
	if day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, -1)
	}
	sat := day.AddDate(0, 0, (6-int(day.Weekday())+7)%7)
	if !ahead && sat.After(day) {
		sat = sat.AddDate(0, 0, -7)
	}
	return sat
}

var smallNumbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

// NumberWord reads "48" and "three".
func NumberWord(w string) (int, bool) {
	if w == "" {
		return 0, false
	}
	if w[0] < '0' || w[0] > '9' {
		n, ok := smallNumbers[w]
		return n, ok
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
}

// SameDay reports whether two moments lie on one day of their zones.
func SameDay(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }
