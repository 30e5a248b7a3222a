package when

import (
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
)

// named reads today, tonight, this weekend, next month, and bare weekdays.
func (s *scanner) named(i int) (Mention, bool) {
	day := s.a.Day
	if day.IsZero() {
		return Mention{}, false
	}
	hours := func(to, fromH, toH int) (Mention, bool) {
		a := day.Add(time.Duration(fromH) * time.Hour)
		return Mention{From: i, To: to, Interval: Interval{From: At(a), To: At(day.Add(time.Duration(toH) * time.Hour))}, Value: calendar.DayOf(day)}, true
	}
	single := func(to int, n int) (Mention, bool) {
		t := day.AddDate(0, 0, n)
		return s.dayMention(i, to, t, t, false), true
	}
	switch w := s.norm(i); w {
	case "today":
		return single(i+1, 0)
	case "yesterday":
		return single(i+1+s.partAt(i+1), -1)
	case "overnight":
		if _, ok := s.weekday(i + 1); ok || s.norm(i+1) == "on" || s.norm(i+1) == "from" || s.norm(i+1) == "stay" {
			return Mention{}, false
		}
		if s.told(i) {
			day = day.AddDate(0, 0, -1)
		}
		return hours(i+1, 18, 30)
	case "since": // "since dawn"
		m, ok := single(i+2, 0)
		m.Form = Since
		return m, ok
	case "tomorrow":
		if n := s.partAt(i + 1); n > 0 {
			return single(i+1+n, 1)
		}
		if m, ok := single(i+1, 1); !ok || s.norm(i+1) != "and" && s.norm(i+1) != "or" {
			return m, ok
		}
		to := i + 2
		if s.norm(to) == "on" {
			to++
		}
		if wd, ok := s.weekday(to); ok {
			return s.dayMention(i, to+1, day.AddDate(0, 0, 1), calendar.Nearest(day.AddDate(0, 0, 1), wd, true), false), true
		}
		return single(i+1, 1)
	case "christmas":
		if s.d.Tokens[i].Cap {
			return s.christmas(i)
		}
		return Mention{}, false
	case "the", "end", "rest", "weekend":
		if m, ok := s.secondFeastDay(i); ok {
			return m, true
		}
		return s.periodEnd(i)
	case "tonight":
		return hours(i+1, 18, 24)
	case "this", "next", "last", "coming":
		from, step := i, 0
		switch w {
		case "next", "coming":
			step = 1
		case "last":
			step = -1
		case "this":
			if n := s.norm(i + 1); n == "coming" || n == "past" {
				if i, step, w = i+1, 1, "coming"; n == "past" {
					step, w = -1, "last"
				}
			}
		}
		m, ok := s.modified(i, w, step)
		m.From = from
		return m, ok
	}
	return s.weekdays(i)
}

// partAt is 1 when a part of the day stands at token i.
func (s *scanner) partAt(i int) int {
	if partHours.In(s.d, i) {
		return 1
	}
	return 0
}

// modified reads what follows "this", "next", "coming" or "last" at token i.
func (s *scanner) modified(i int, w string, step int) (Mention, bool) {
	day := s.a.Day
	hours := func(to, fromH, toH int) (Mention, bool) {
		return Mention{From: i, To: to, Interval: Interval{From: At(day.Add(time.Duration(fromH) * time.Hour)), To: At(day.Add(time.Duration(toH) * time.Hour))}, Value: calendar.DayOf(day)}, true
	}
	switch s.norm(i + 1) {
	case "morning":
		return hours(i+2, 5, 12)
	case "afternoon":
		return hours(i+2, 12, 18)
	case "lunchtime":
		return hours(i+2, 11, 15)
	case "evening":
		return hours(i+2, 18, 24)
	case "night":
		if w == "last" {
			a := day.AddDate(0, 0, -1)
			return Mention{From: i, To: i + 2, Interval: Interval{From: At(a.Add(18 * time.Hour)), To: At(a.Add(24 * time.Hour))}, Value: calendar.DayOf(a)}, true
		}
	case "weekend":
		sat := day.AddDate(0, 0, (6-int(day.Weekday())+7)%7)
		if day.Weekday() == time.Sunday {
			sat = day.AddDate(0, 0, -1)
		}
		sat = sat.AddDate(0, 0, 7*map[string]int{"this": 0, "next": 1, "last": -1, "coming": 0}[w])
		return s.dayMention(i, i+2, sat, sat.AddDate(0, 0, 1), false), true
	case "week":
		mon := day.AddDate(0, 0, -(int(day.Weekday())+6)%7+7*step)
		return s.cutShort(Mention{From: i, To: i + 2, Form: Month, Interval: calendar.DayRange(mon, mon.AddDate(0, 0, 6)), Value: calendar.DayOf(mon) + "/P7D"}), true
	case "month":
		a := time.Date(day.Year(), day.Month()+time.Month(step), 1, 0, 0, 0, 0, s.a.Location())
		return s.cutShort(Mention{From: i, To: i + 2, Form: Month, Interval: calendar.DayRange(a, a.AddDate(0, 1, -1)), Value: a.Format("2006-01")}), true
	}
	if wd, ok := s.weekday(i + 1); ok {
		t := calendar.Nearest(day, wd, step >= 0)
		switch {
		case w == "this" && s.told(i) && !s.future(i): // "were attacked this Monday"
			t = calendar.Nearest(day, wd, false)
		case w != "this" && t.Equal(day):
			t = day.AddDate(0, 0, 7*step)
		case w == "next" && t.Sub(day) <= 51*time.Hour: // nobody says "next" of tomorrow or the day after
			t = t.AddDate(0, 0, 7)
		}
		return s.dayMention(i, i+2+s.partAt(i+2), t, t, false), true
	}
	return Mention{}, false
}

// weekdays reads a weekday's bare name, and several of them.
func (s *scanner) weekdays(i int) (Mention, bool) {
	wd, ok := s.weekday(i)
	if !ok || s.aName(i) {
		return Mention{}, false
	}
	day, to := s.a.Day, i+1
	t := calendar.Nearest(day, wd, s.future(i))
	if s.norm(to) == "week" { // "on Saturday week"
		t = calendar.Nearest(day, wd, true).AddDate(0, 0, 7)
		m := s.dayMention(i, to+1, t, t, false)
		return m, true
	}
	to += s.partAt(to)
	last := t
	for n := 0; n < 6; n++ {
		k := to
		if s.norm(k) == "," {
			k++
		}
		if w := s.norm(k); w == "or" || w == "and" {
			k++
		}
		if w := s.norm(k); n == 0 && (w == "through" || w == "-" || w == "–") && t.After(day) { // "called for Monday through Wednesday"
			if w2, ok := s.weekday(k + 1); ok {
				last, to = calendar.Nearest(t, w2, true), k+2
			}
			break
		}
		w2, ok := s.weekday(k)
		if !ok || k == to {
			break
		}
		u := calendar.Nearest(last, w2, true)
		if s.norm(k-1) == "," || n > 0 { // in a longer list only days that follow each other are one stretch
			if !u.Equal(last.AddDate(0, 0, 1)) {
				break
			}
		}
		last, to = u, k+1+s.partAt(k+1)
	}
	m := s.dayMention(i, to, t, last, false)
	m.Weekday = true
	return m, true
}

// aName reports whether the weekday at token i is part of a name or an abbreviation that may be a word: "the Sunday Times", "Sun Street".
func (s *scanner) aName(i int) bool {
	t := &s.d.Tokens[i]
	next := s.norm(i + 1)
	if len(t.Norm) <= 5 && !strings.HasSuffix(t.Norm, "day") && next != "." && next != "," && s.norm(i-1) != "on" && s.norm(i-1) != "until" {
		return true
	}
	if i+1 >= len(s.d.Tokens) || !s.d.Tokens[i+1].Cap || !s.d.SameSent(i, i+1) {
		return false
	}
	switch next {
	case "times", "club", "mass", "league", "mail", "telegraph", "street", "market", "herald", "group", "boys":
		return true
	}
	return false
}

// periodEnd reads "the weekend", "the end of the month", "the rest of the week".
func (s *scanner) periodEnd(i int) (Mention, bool) {
	j, day := i, s.a.Day
	if s.norm(j) == "the" {
		j++
	}
	if n := s.norm(j); n == "coming" || n == "upcoming" || s.norm(j+1) == "weekend" && s.d.Tokens[j].Cap && j > i {
		if s.norm(j+1) != "weekend" {
			return Mention{}, false
		}
		sat := calendar.WeekendOf(day, true)
		return s.dayMention(i, j+2, sat, sat.AddDate(0, 0, 1), false), true
	}
	switch w := s.norm(j); w {
	case "weekend":
		switch s.norm(i - 1) {
		case "over", "at", "during", "for", "until", "before", "by", "through", "of":
		default:
			return Mention{}, false
		}
		if n := s.norm(j + 1); n == "of" || n == "before" || n == "after" || j == i {
			return Mention{}, false
		}
		sat := calendar.WeekendOf(day, s.future(i) || !s.told(i))
		return s.dayMention(i, j+1, sat, sat.AddDate(0, 0, 1), false), true
	case "beginning", "start":
		if s.norm(j+1) != "of" {
			return Mention{}, false
		}
		k := j + 2
		if n := s.norm(k); n == "the" || n == "this" {
			k++
		}
		unit, first := byte('D'), time.Time{}
		switch s.norm(k) {
		case "week":
			unit, first = 'W', calendar.Begin('W', day)
		case "month":
			unit, first = 'M', calendar.Begin('M', day)
		case "year":
			unit, first = 'Y', calendar.Begin('Y', day)
		default:
			m, ok := s.month(k)
			if !ok {
				return Mention{}, false
			}
			y := 0
			if n, ok := s.year(k + 1); ok {
				y, k = n, k+1
			}
			if first, ok = s.place(date{y, m, 1}); !ok {
				return Mention{}, false
			}
			unit = 'M'
		}
		last := first
		if s.norm(i-1) != "since" && unit != 'W' { // its first days
			last = first.AddDate(0, 0, 9)
		}
		return s.dayMention(i, k+1, first, last, false), true
	case "end", "rest", "remainder":
		if s.norm(j+1) != "of" {
			return Mention{}, false
		}
		k := j + 2
		if n := s.norm(k); n == "the" || n == "this" || n == "next" {
			k++
		}
		var last time.Time
		switch n := s.norm(k); n {
		case "week":
			last = day.AddDate(0, 0, (7-int(day.Weekday()))%7)
		case "month":
			last = time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, s.a.Location())
		case "year":
			last = time.Date(day.Year(), 12, 31, 0, 0, 0, 0, s.a.Location())
		default:
			m, ok := s.month(k)
			if !ok || w != "end" {
				return Mention{}, false
			}
			y := day.Year()
			if last = time.Date(y, m+1, 0, 0, 0, 0, 0, s.a.Location()); last.Before(day.AddDate(0, -6, 0)) {
				last = time.Date(y+1, m+1, 0, 0, 0, 0, 0, s.a.Location())
			}
		}
		if s.norm(k-1) == "next" {
			return Mention{}, false
		}
		if w == "end" {
			return s.dayMention(i, k+1, last, last, false), true
		}
		return s.dayMention(i, k+1, day, last, false), true
	}
	return Mention{}, false
}

// christmas reads Christmas, Christmas Eve and Christmas Day as the one nearest to the day of issue.
func (s *scanner) christmas(i int) (Mention, bool) {
	to, d := i+1, 25
	switch s.norm(to) {
	case "eve":
		to, d = to+1, 24
	case "day":
		to++
	case "market", "markets", "tree", "trees", "shopping", "carol", "party", "concert", "concerts", "mass", "season", "holiday", "holidays", "service", "services", "bonus", "island":
		return Mention{}, false
	}
	y := 0
	if n, ok := s.year(to); ok {
		y, to = n, to+1
	} else if n, ok := s.year(to + 1); ok && s.norm(to) == "," {
		y, to = n, to+2
	}
	t, ok := s.place(date{y: y, m: time.December, d: d})
	return s.dayMention(i, to, t, t, y > 0), ok
}

// secondFeastDay reads "the second day of Christmas".
func (s *scanner) secondFeastDay(i int) (Mention, bool) {
	if n := s.norm(i + 1); n != "first" && n != "second" || s.norm(i+2) != "day" || s.norm(i+3) != "of" || s.norm(i+4) != "christmas" {
		return Mention{}, false
	}
	t, ok := s.place(date{m: time.December, d: 24 + ordinals[s.norm(i+1)]})
	return s.dayMention(i, i+5, t, t, false), ok
}
