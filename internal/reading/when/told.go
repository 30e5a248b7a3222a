package when

import (
	"strconv"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
)

// partHours are the parts of a day.
var partHours = text.WordSet("morning lunchtime afternoon evening night")

// remember keeps the day that was told last.
func (s *scanner) remember(m *Mention) {
	if m.Form != Day && m.Form != Days || m.Interval.From.Open() {
		return
	}
	s.toldFrom, s.toldTo, s.unsettled = m.Interval.From.Earliest, m.Interval.To.Latest.Add(-time.Nanosecond), true
	s.one = m.Form == Day && s.norm(m.To-1) != "night"
	s.have, s.sent = true, s.d.Tokens[m.From].Sent
}

// days are the first and the last day of the time told last. They are reckoned when something counts from them, as little does.
func (s *scanner) days() (first, last time.Time) {
	if s.unsettled {
		midnight := func(t time.Time) time.Time {
			y, mo, d := t.Date()
			return time.Date(y, mo, d, 0, 0, 0, 0, t.Location())
		}
		s.first, s.last, s.unsettled = midnight(s.toldFrom), midnight(s.toldTo), false
		if s.one && s.last.Sub(s.first) < 36*time.Hour {
			s.last = s.first // tonight
		}
	}
	return s.first, s.last
}

func (s *scanner) firstDay() time.Time { first, _ := s.days(); return first }
func (s *scanner) lastDay() time.Time  { _, last := s.days(); return last }

// near reports whether a day was told not long before token i, so that "the next day" can count from it.
func (s *scanner) near(i int) bool {
	return s.have && s.d.Tokens[i].Sent-s.sent <= 3
}

// relative reads what counts from a day told before: "two days later", "hours later", "the following day", "that night", "the day
// before". Without such a day nothing is placed.
func (s *scanner) relative(i int) (Mention, bool) {
	w := s.norm(i)
	if w == "later" { // "later in the day", "later in the week"
		if s.norm(i+1) == "in" && s.norm(i+2) == "the" && s.norm(i+3) == "day" {
			if s.near(i) && s.d.Tokens[i].Sent == s.sent && s.told(i) {
				return s.dayMention(i, i+4, s.lastDay(), s.lastDay(), false), true
			}
			m := s.dayMention(i, i+4, s.a.Day, s.a.Day, false)
			if !s.told(i) {
				m.Form, m.Relative = Duration, true // what is still to come of the day of issue
			}
			return m, !s.a.Day.IsZero()
		}
		return Mention{}, false
	}
	if len(w) > 4 && w[:4] == "mid-" { // "mid-April"
		mo, ok := months[w[4:]]
		if !ok {
			return Mention{}, false
		}
		y, to := 0, i+1
		if n, ok := s.year(to); ok {
			y, to = n, to+1
		}
		a, ok := s.place(date{y, mo, 11})
		return s.dayMention(i, to, a, a.AddDate(0, 0, 9), y > 0), ok
	}
	if _, ok := s.weekday(i + 2); ok && w == "the" && s.norm(i+1) == "previous" && !s.near(i) && !s.a.Day.IsZero() {
		s.first, s.last, s.unsettled, s.have = s.a.Day, s.a.Day, false, true
		return s.thatDay(i)
	}
	if !s.near(i) {
		return Mention{}, false
	}
	day := func(to int, t time.Time) (Mention, bool) { return s.dayMention(i, to, t, t, false), true }
	switch w {
	case "hours", "minutes":
		if n := s.norm(i + 1); n == "earlier" || n == "later" || w == "hours" && n == "after" {
			m, ok := day(i+2, s.lastDay())
			m.Bare = true
			return m, ok
		}
		return Mention{}, false
	case "that", "the":
		return s.thatDay(i)
	}
	// "two days later", "a week earlier", "40 minutes later", "several hours later"
	n, u := 0, i+1
	switch {
	case w == "a" || w == "an":
		n = 1
		if s.norm(u) == "few" || s.norm(u) == "couple" {
			if n, u = 0, u+1; s.norm(u) == "of" {
				u++
			}
		}
	case w == "several" || w == "few":
	default:
		v, ok := s.num(i)
		if !ok || v < 1 || v > 400 {
			return Mention{}, false
		}
		n = v
	}
	dir := 0
	switch s.norm(u + 1) {
	case "later":
		dir = 1
	case "earlier":
		dir = -1
	}
	if dir == 0 || s.norm(u+2) == "than" {
		return Mention{}, false
	}
	switch s.norm(u) {
	case "minute", "minutes", "hour", "hours":
		m, ok := day(u+2, s.lastDay())
		m.Bare = true
		return m, ok
	case "day", "days":
	case "week", "weeks":
		n *= 7
	default:
		return Mention{}, false
	}
	if n == 0 {
		return Mention{}, false
	}
	base := s.lastDay()
	if dir < 0 {
		base = s.firstDay()
	}
	return day(u+2, base.AddDate(0, 0, dir*n))
}

// thatDay reads "that night", "the same day", "the following morning", "the previous evening", "the day before".
func (s *scanner) thatDay(i int) (Mention, bool) {
	k, n := i+1, 0
	base := s.lastDay()
	switch w := s.norm(k); {
	case w == "previous" || w == "following":
		if wd, ok := s.weekday(k + 1); ok {
			t := calendar.Nearest(s.lastDay().AddDate(0, 0, 1), wd, true)
			if w == "previous" {
				t = calendar.Nearest(s.firstDay().AddDate(0, 0, -1), wd, false)
			}
			return s.dayMention(i, k+2, t, t, false), true
		}
		if k++; w == "following" {
			n = 1
		} else {
			n, base = -1, s.firstDay()
		}
	case s.norm(i) == "that":
		if w == "same" {
			k++
		}
	case w == "same":
		k++
	case w == "next":
		k, n = k+1, 1
	default: // "the day before"
		switch s.norm(k + 1) {
		case "before":
			n, base = -1, s.firstDay()
		case "after":
			n = 1
		default:
			return Mention{}, false
		}
		if s.norm(k) != "day" && s.partAt(k) == 0 || k+2 < len(s.d.Tokens) && s.d.SameSent(k, k+2) && s.d.Tokens[k+2].Kind != text.Punct {
			return Mention{}, false
		}
		t := base.AddDate(0, 0, n)
		return s.dayMention(i, k+2, t, t, false), true
	}
	if s.norm(k) != "day" && s.partAt(k) == 0 {
		return Mention{}, false
	}
	t := base.AddDate(0, 0, n)
	return s.dayMention(i, k+1, t, t, false), true
}

// strokeOrder is how a text writes dates with strokes.
type strokeOrder uint8

const (
	unknownOrder strokeOrder = iota // not looked for yet
	dayFirst
	monthFirst
	noOrder // nothing in the text tells, or it writes both
)

// strokes reads 2029/03/09 and 24/10/2029. Where both numbers can be a month, another date of the text must settle which is the day;
// else the date is left alone, since nobody reads it the same way.
func (s *scanner) strokes(i int) (Mention, bool) {
	sep := s.norm(i + 1)
	if sep != "/" && sep != "-" || s.norm(i+3) != sep || !s.adjacent(i+1) || !s.adjacent(i+2) || !s.adjacent(i+3) || !s.adjacent(i+4) || s.norm(i+5) == sep && s.adjacent(i+5) {
		return Mention{}, false
	}
	if y, ok := s.year(i); ok {
		mo, ok1 := s.dayNum(i + 2)
		d, ok2 := s.dayNum(i + 4)
		if !ok1 || !ok2 || mo > 12 {
			return Mention{}, false
		}
		t, ok := s.place(date{y, time.Month(mo), d})
		return s.dayMention(i, i+5, t, t, true), ok
	}
	a, b, y, ok := s.stroked(i)
	if !ok {
		return Mention{}, false
	}
	switch {
	case a > 12 && b <= 12 || a == b:
	case b > 12 && a <= 12:
		a, b = b, a
	case a > 12:
		return Mention{}, false
	default:
		switch order := s.strokesOf(); {
		case order == dayFirst:
		case order == monthFirst:
			a, b = b, a
		case s.names(time.Month(b)) && !s.names(time.Month(a)):
		case s.names(time.Month(a)) && !s.names(time.Month(b)):
			a, b = b, a
		default:
			return Mention{}, false
		}
	}
	t, ok := s.place(date{y, time.Month(b), a})
	return s.dayMention(i, i+5, t, t, true), ok
}

// stroked gives the numbers of a date with strokes at token i.
func (s *scanner) stroked(i int) (a, b, y int, ok bool) {
	if sep := s.norm(i + 1); i+4 >= len(s.d.Tokens) || sep != "/" && sep != "-" || s.norm(i+3) != sep {
		return
	}
	a, ok1 := s.dayNum(i)
	b, ok2 := s.dayNum(i + 2)
	y, ok3 := s.year(i + 4)
	return a, b, y, ok1 && ok2 && ok3
}

// names reports whether the text names a month in a date of words, with its day.
func (s *scanner) names(m time.Month) bool {
	for i := range s.d.Tokens {
		if n, ok := s.month(i); ok && n == m {
			_, before := s.dayNum(i - 1)
			if _, after := s.dayNum(i + 1); before || after {
				return true
			}
		}
	}
	return false
}

// strokesOf looks through the text, once, for the dates that can be read in one order only.
func (s *scanner) strokesOf() strokeOrder {
	if s.order != unknownOrder {
		return s.order
	}
	first, second := false, false
	for i := range s.d.Tokens {
		if s.d.Tokens[i].Kind != text.Number {
			continue
		}
		if a, b, _, ok := s.stroked(i); ok {
			first = first || a > 12 && b <= 12
			second = second || b > 12 && a <= 12
		}
	}
	switch s.order = noOrder; {
	case first && !second:
		s.order = dayFirst
	case second && !first:
		s.order = monthFirst
	}
	return s.order
}

// festive are the words that may follow a feast's name while it is a time: "the Hanukkah celebrations".
var festive = map[string]bool{"holiday": true, "holidays": true, "period": true, "season": true, "celebrations": true, "celebration": true, "festivities": true, "festival": true, "weekend": true, "services": true, "break": true,
	"and": true, "or": true, "in": true, "at": true, "on": true, "to": true, "from": true, "with": true, "by": true, "when": true, "as": true, "the": true, "but": true, "which": true, "this": true, "next": true, "last": true, "for": true, "that": true, "because": true, "due": true, "around": true, "near": true, "against": true, "across": true, "throughout": true, "is": true, "are": true, "were": true, "was": true, "will": true, "may": true, "could": true, "should": true, "outside": true, "inside": true, "prayers": true}

// feast reads a feast by its name after a word that makes it a time: "during Ramadan", "over the Easter weekend".
func (s *scanner) feast(i int) (Mention, bool) {
	if s.a.Day.IsZero() {
		return Mention{}, false
	}
	k := i
	if s.norm(k) == "the" {
		k++
	}
	if k >= len(s.d.Tokens) {
		return Mention{}, false
	}
	if t := &s.d.Tokens[k]; t.Norm != "holy" && t.Norm != "festival" && (!t.Cap && t.Norm != "month" || !capital.Has(t) && !signed(t.Norm) || !calendar.FeastBegins(t.Norm)) {
		return Mention{}, false
	}
	if n := s.norm(k); n == "christmas" && k == i || n == "may" && s.norm(k+1) != "day" {
		return Mention{}, false // named reads it
	}
	if s.norm(k) == "festival" && s.norm(k+1) == "of" {
		k += 2
	}
	// the name's words: "Year" and "'s" are one
	var ends [6]int
	var name [6]string
	at, n := k, 0
	for ; n < len(name) && at < len(s.d.Tokens) && s.d.SameSent(k, at) && s.d.Tokens[at].Kind == text.Word; n++ {
		name[n] = s.norm(at)
		if at++; s.norm(at) == "'s" && s.adjacent(at) && n < 2 {
			name[n] += "s"
			at++
		}
		ends[n] = at
	}
	f, size := calendar.FeastAt(func(i int) string {
		if i < n {
			return name[i]
		}
		return ""
	})
	if size == 0 || f.American {
		return Mention{}, false
	}
	to := ends[size-1]
	dir := 0
	switch s.norm(i - 1) {
	case "over", "during", "on", "at", "before", "until", "till", "for", "by", "ahead", "through", "around", "of", "to", "between", "and", "or":
	case "this", "coming":
		dir = 1
	case "next":
		dir = 1
	case "last":
		dir = -1
	default:
		return Mention{}, false
	}
	if s.norm(i-1) == "of" && (f.Days > 1 || s.norm(i-2) != "eve" && s.norm(i-2) != "ahead" && s.norm(i-2) != "night" && s.norm(i-2) != "morning" && !words.EventNouns[s.norm(i-2)]) && s.norm(i-2) != "celebration" {
		return Mention{}, false // "the end of Ramadan", "the feast of Ashura"
	}
	year := 0
	if y, ok := s.year(to); ok {
		year, to = y, to+1
	} else if s.norm(to) == "," {
		if y, ok := s.year(to + 1); ok {
			year, to = y, to+2
		}
	}
	if to < len(s.d.Tokens) && s.d.SameSent(k, to) && s.d.Tokens[to].Kind != text.Punct && !festive[s.norm(to)] {
		return Mention{}, false // "the Easter bombings", "Tariq Ramadan spoke"
	}
	var first, last time.Time
	ok := false
	if year > 0 {
		first, last, ok = f.In(year, s.a.Location())
	} else {
		if dir == 0 && s.future(i) && !s.told(i) {
			dir = 1
		}
		first, last, ok = f.Near(s.a.Day, dir)
	}
	if !ok {
		return Mention{}, false
	}
	switch s.norm(to) {
	case "weekend":
		if sat := calendar.Nearest(first, time.Saturday, true); f.Days == 1 {
			if back := sat.AddDate(0, 0, -7); first.Sub(back) <= sat.Sub(first) { // the weekend nearest to the day
				sat = back
			}
			first, last = sat, sat.AddDate(0, 0, 1)
		}
		to++
	case "holiday", "holidays", "celebrations", "festivities", "period", "festival", "break":
		to++
	}
	for k := to; k < to+3; k++ {
		n := s.norm(k)
		if _, month := s.month(k + 1); month && n == "," || (n == "on" || n == "(" || n == "from") && s.timeAt(k+1) {
			return Mention{}, false // "Easter services on April 21": the text tells the day itself
		}
	}
	m := s.dayMention(i, to, first, last, year > 0)
	if f.Days > 1 {
		m.Value = first.Format(time.DateOnly) + "/P" + strconv.Itoa(f.Days) + "D"
	}
	return m, true
}
