package calendar

import (
	"strconv"
	"time"
)

// Period is a stretch of the calendar: a day, an ISO week, a month and so on, named by a unit and the day it begins.
//
// Units: D day, W week, w weekend, M month, Q quarter, H half year, S season, Y year, E decade, C century, L millennium; N night;
// h, m, s hours, minutes and seconds in durations.
type Period struct {
	Unit   byte
	First  time.Time // local midnight of its first day
	Season string    // SP, SU, FA or WI
}

// Zero reports that the period names nothing.
func (p Period) Zero() bool { return p.Unit == 0 }

// Begin moves t to the first day of the unit that holds it.
func Begin(unit byte, t time.Time) time.Time {
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

// Of is the period of the unit that holds t.
func Of(unit byte, t time.Time) Period { return Period{Unit: unit, First: Begin(unit, t)} }

// Shift is the period n units later.
func (p Period) Shift(n int) Period { return Of(p.Unit, After(p.Unit, p.First, n)) }

// After is t moved by n units.
func After(unit byte, t time.Time, n int) time.Time {
	switch unit {
	case 'W', 'w':
		return t.AddDate(0, 0, 7*n)
	case 'M':
		return Begin('M', t).AddDate(0, n, 0)
	case 'Q':
		return Begin('Q', t).AddDate(0, 3*n, 0)
	case 'H':
		return Begin('H', t).AddDate(0, 6*n, 0)
	case 'Y':
		return Begin('Y', t).AddDate(n, 0, 0)
	case 'E':
		return Begin('Y', t).AddDate(10*n, 0, 0)
	case 'C':
		return time.Date(t.Year()+100*n, 1, 1, 0, 0, 0, 0, t.Location())
	case 'L':
		return Begin('Y', t).AddDate(1000*n, 0, 0)
	}
	return t.AddDate(0, 0, n)
}

// Valid reports whether the period lies in the years that four digits can name.
func (p Period) Valid() bool { return !p.Zero() && p.First.Year() >= 1 && p.First.Year() <= 9998 }

// Value is the TIMEX3 value.
func (p Period) Value() string {
	y := Four(p.First.Year())
	switch p.Unit {
	case 'W':
		return Week(p.First)
	case 'w':
		return Week(p.First) + "-WE"
	case 'M':
		return y + "-" + Two(int(p.First.Month()))
	case 'Q':
		return y + "-Q" + strconv.Itoa((int(p.First.Month())+2)/3)
	case 'H':
		return y + "-H" + strconv.Itoa((int(p.First.Month())+5)/6)
	case 'S':
		return y + "-" + p.Season
	case 'Y':
		return y
	case 'E':
		return y[:3]
	case 'C':
		return y[:2]
	case 'L':
		return y[:1]
	}
	return p.First.Format(time.DateOnly)
}

// Interval is the days the period covers, local midnight to local midnight. Seasons are those of the northern half of the world,
// by whole months.
func (p Period) Interval() Interval {
	var end time.Time
	switch p.Unit {
	case 'w':
		end = p.First.AddDate(0, 0, 2)
	case 'S':
		a := SeasonOf(p.Season, p.First.Year(), p.First.Location()).First
		return Interval{From: At(a), To: At(a.AddDate(0, 3, 0))}
	default:
		end = After(p.Unit, p.First, 1)
	}
	return Interval{From: At(p.First), To: At(end)}
}

// seasons gives the first month of each season.
var seasons = map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}

// SeasonOf is a season of a year.
func SeasonOf(season string, y int, z *time.Location) Period {
	return Period{Unit: 'S', Season: season, First: time.Date(y, time.Month(seasons[season]), 1, 0, 0, 0, 0, z)}
}

// SeasonYear is the year of a season said on a day with a word of direction: dir is -1 after "last" and "past", 1 after "next" and 0
// otherwise, mod the word itself.
func SeasonYear(day time.Time, sea string, dir int, mod string) int {
	y := day.Year()
	first := seasons[sea]
	m := int(day.Month())
	switch {
	case dir < 0 && sea == "WI":
		return y - 1
	case dir < 0:
		if first+2 >= m && mod != "past" || first > m {
			return y - 1
		}
	case dir > 0:
		if first <= m {
			return y + 1
		}
	case sea == "WI" && m <= 2:
		return y - 1
	}
	return y
}

// PartHours gives the first and the last hour of a part of the day, as TIMEX3 names it; a night goes on into the next day.
func PartHours(part string) (from, to int) {
	switch part {
	case "TMO":
		return 5, 12
	case "TMI":
		return 11, 14
	case "TAF":
		return 12, 18
	case "TEV":
		return 17, 24
	case "TNI":
		return 18, 30
	case "TDT":
		return 6, 18
	}
	return 0, 24
}

// Form is how a period is said: a day, several, or a month and longer.
func (p Period) Form() Form {
	switch p.Unit {
	case 'D':
		return Day
	case 'w':
		return Days
	}
	return Month
}
