package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
)

var (
	// hourWords follow the four digits of a clock time.
	hourWords = text.WordSet("hours hrs gmt utc local h")
	// noticeWords end "until further".
	noticeWords = text.WordSet("notice orders order instructions advice word notification announcement guidance")
	// filling words may stand between "until" and the end of a stretch.
	filling = text.WordSet("at least the end of early late hours about around roughly approximately and including morning afternoon evening night on")
)

// bridge reports whether the words between tokens i and j lead from the beginning of a stretch to its end: "until", ", until the end of",
// "and" after "between". Without a word that opens the stretch only two clock times make one.
func (s *scanner) bridge(i, j int, opener string, clocks bool) bool {
	if j <= i || j-i > 8 || i == 0 || j >= len(s.d.Tokens) || !s.d.SameSent(i-1, j) {
		return false
	}
	if s.norm(i) == "," && j-i > 1 {
		i++
	}
	switch s.norm(i) {
	case "until", "to", "till", "through", "–", "-":
		if opener == "" && !clocks {
			return false
		}
	case "and":
		if opener != "between" {
			return false
		}
	default:
		return false
	}
	for i++; i < j; i++ {
		if !filling.In(s.d, i) {
			return false
		}
	}
	return true
}

// again reports whether n tells once more, as a date, the day that m told: "today, 3 July", "this evening, July 3".
func (s *scanner) again(m, n *Mention) bool {
	return m.Form == Day && n.Form == Day && !n.Weekday && !m.Full && !m.Weekday && s.only(m.To, n.From, ",") && calendar.SameDay(m.Interval.From.Earliest, n.Interval.From.Earliest)
}

// follows puts the day m to the day before it, where a word joins the two: "yesterday and today", "tonight or tomorrow night". So it does with
// Christmas and New Year, whose days between are meant too, and with a date and its weekday in brackets.
func (s *scanner) follows(p, m *Mention) bool {
	if !dayish(p) || !dayish(m) || p.Interval.From.Open() || m.Interval.To.Open() || m.From <= p.To {
		return false
	}
	from := p.Interval.From.Earliest
	if p.Form == Day && m.Weekday && m.Form == Day && s.norm(p.To) == "(" && m.From == p.To+1 && s.norm(m.To) == ")" && m.Interval.From.Earliest.Weekday() == from.Weekday() { // "December 13, 2015 (Sunday)"
		p.To = m.To + 1
		return true
	}
	if m.From != p.To+1 {
		return false
	}
	switch s.norm(p.To) {
	case "and", "or", "/":
	default:
		return false
	}
	next, last := m.Interval.From.Earliest, m.Interval.To.Latest
	gap := next.YearDay() - from.YearDay()
	feasts := from.Month() == time.December && from.Day() == 25 && next.Month() == time.December && next.Day() == 31 && m.Form == Days
	if !feasts && (p.Form != Day || m.Form != Day || gap != 1 || next.Year() != from.Year() || p.Clock || m.Clock) {
		return false
	}
	p.To, p.Form, p.Interval.To, p.Weekday = m.To, Days, At(last), false
	p.Value += "/" + m.Value
	p.Ahead = p.Ahead || m.Ahead
	return true
}

// fromNow is the token "now" of "between now and early January" before the time at token i, or 0.
func (s *scanner) fromNow(i int) int {
	k := i - 1
	for n := 0; n < 3 && (s.norm(k) == "early" || s.norm(k) == "late" || s.norm(k) == "the" || s.norm(k) == "end" || s.norm(k) == "of"); n++ {
		k--
	}
	switch s.norm(k) {
	case "and", "until", "through", "to", "till":
		if s.norm(k-1) == "now" && k > 1 && s.d.SameSent(k-1, i) {
			return k - 1
		}
	}
	return 0
}

// untilThen reports whether "until" and what it names stand before the word at token i: "until a new review on Sunday", "until after the
// elections of 18 March".
func (s *scanner) untilThen(i int) bool {
	for k := i - 1; k >= 0 && k > i-7 && s.d.SameSent(k, i); k-- {
		switch n := s.norm(k); n {
		case "until", "till":
			return true
		case "is", "are", "was", "were", "has", "have", "had", "will", "may", "could", "and", "or", "who", "which", "that", "killed", "died":
			return false
		default:
			if s.d.Tokens[k].Kind == text.Punct {
				return false
			}
		}
	}
	return false
}

// lasting is for how many days the text says that something lasts which begins on the day m, and the token from which it says so: "three days
// of protest from Monday", "a 48-hour strike starting on Friday"; 0 when it does not.
func (s *scanner) lasting(m *Mention) (days, at int) {
	k := m.From - 1
	if m.Form == Span {
		k = m.From // the word is part of it
		if s.norm(k) == "as" {
			return 0, 0
		}
	} else if s.norm(k) == "on" {
		k--
	}
	switch s.norm(k) {
	case "from", "starting", "beginning", "commencing", "begins", "starts", "start", "begin":
	default:
		return 0, 0
	}
	if m.Interval.From.Open() || s.a.Day.IsZero() || m.Interval.From.Earliest.Before(s.a.Day) {
		return 0, 0
	}
	for j := k - 1; j >= 0 && j > k-9 && s.d.SameSent(j, k); j-- {
		w := s.norm(j)
		switch w {
		case ",", ";", ":", ".", "after", "before", "until", "since", "said":
			return 0, 0
		}
		n, ok := 0, false
		unit := w
		if x, u, cut := strings.Cut(w, "-"); cut { // "48-hour"
			if n, ok = calendar.NumberWord(x); ok {
				unit = u + "s"
			}
		} else if n, ok = s.num(j - 1); !ok || !strings.HasSuffix(w, "s") {
			continue
		} else {
			j--
		}
		if !ok || n < 1 || n > 400 {
			continue
		}
		switch unit {
		case "hours":
			n = (n + 23) / 24
		case "days":
		case "weeks":
			n *= 7
		default:
			continue
		}
		return n, j
	}
	return 0, 0
}

// closing is the end of a stretch that a clock time tells: midnight on a day ends that day.
func (s *scanner) closing(m *Mention) Instant {
	if m.clockDay && s.norm(m.From) == "midnight" && s.norm(m.From+1) != "tonight" {
		return m.Interval.From.Add(24 * time.Hour)
	}
	return m.Interval.From
}

// some is how long "the coming days" and "the coming weeks" are taken to be: three days, a month; "within a few days" leaves one day more. 0 for
// units of which nobody can say.
func (s *scanner) some(unit time.Duration, lead string) time.Duration {
	const day = 24 * time.Hour
	switch {
	case s.a.Day.IsZero():
		return 0
	case unit == day && lead == "within":
		return 4 * day
	case unit == day:
		return 3 * day
	case unit == 7*day:
		return s.a.Day.AddDate(0, 1, 0).Sub(s.a.Day)
	}
	return 0
}

// yearBy reads a year told by its distance at token i, "last year", "of last year": the year and the token after it; 0 and i when none is there.
func (s *scanner) yearBy(i int) (y, to int) {
	k := i
	if s.norm(k) == "of" {
		k++
	}
	if s.norm(k+1) != "year" || s.a.Day.IsZero() {
		return 0, i
	}
	switch s.norm(k) {
	case "last":
		return s.a.Day.Year() - 1, k + 2
	case "this":
		return s.a.Day.Year(), k + 2
	case "next":
		return s.a.Day.Year() + 1, k + 2
	}
	return 0, i
}

var units = map[string]time.Duration{"hour": time.Hour, "hours": time.Hour, "hrs": time.Hour, "day": 24 * time.Hour, "days": 24 * time.Hour, "week": 7 * 24 * time.Hour, "weeks": 7 * 24 * time.Hour}

// oneUnit are the single units that "the next" can count off.
var oneUnit = map[string]time.Duration{"hour": time.Hour, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour, "fortnight": 14 * 24 * time.Hour}

// duration reads "within the next 48 hours", "over the next 24 to 36 hours", "the coming three days", "next 48-hour period"
// and "for 48 hours".
func (s *scanner) duration(i int) (Mention, bool) {
	j := i
	lead := ""
	switch s.norm(j) {
	case "within", "over", "in", "during", "for":
		lead = s.norm(j)
		j++
	}
	if s.norm(j) == "the" {
		j++
	}
	counted := false
	if (lead == "for" || lead == "within") && s.told(i) {
		return Mention{}, false // "trains were halted for two hours"
	}
	switch s.norm(j) {
	case "next", "coming", "following", "another":
		counted = true
		j++
		if n := s.norm(j); n == "few" || n == "several" {
			j++
		} else if n == "couple" && s.norm(j+1) == "of" {
			j += 2
		}
	case "a":
		if lead == "within" && (s.norm(j+1) == "few" || s.norm(j+1) == "couple" && s.norm(j+2) == "of") { // "within a few days"
			if j += 2; s.norm(j) == "of" {
				j++
			}
		}
	}
	if s.norm(j) == "upcoming" || s.norm(j) == "forthcoming" {
		counted = true
		j++
	}
	if m, ok := s.season(i, j, lead, counted); ok {
		return m, true
	}
	if !counted && lead != "within" && lead != "for" {
		return Mention{}, false
	}
	if u, ok := units[s.norm(j)]; ok && (counted && lead != "" || lead == "within") && strings.HasSuffix(s.norm(j), "s") {
		// "in the coming days": it begins, and nobody said when it ends
		to, v := j+1, "PXD"
		if u == time.Hour {
			v = "PTXH"
		}
		if n := s.norm(to); (n == "and" || n == "or") && (s.norm(to+1) == "weeks" || s.norm(to+1) == "months" || s.norm(to+1) == "days") {
			to += 2
			u = units[s.norm(to-1)]
		}
		m := Mention{From: i, To: to, Form: Duration, Relative: true, Value: v, Interval: Interval{From: Window(s.a, 0, 0).From}}
		if n := s.some(u, lead); n > 0 {
			m.Interval.To = Window(s.a, n, n).To
		}
		return m, true
	}
	if n := oneUnit[s.norm(j)]; n > 0 && counted && lead != "" && lead != "for" && s.norm(j-2) == "the" { // "over the next week"
		return s.durationMention(i, j+1, n, n), true
	}
	lo, ok := s.num(j)
	if w, cut := strings.CutSuffix(s.norm(j), "-hour"); !ok && cut {
		if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 10000 {
			return s.durationMention(i, j+1, time.Duration(n)*time.Hour, time.Duration(n)*time.Hour), true
		}
	}
	if !ok || lo < 1 || lo > 10000 {
		return Mention{}, false
	}
	hi, to := lo, j+1
	switch s.norm(to) {
	case "to", "-", "–", "or":
		if n, ok := s.num(to + 1); ok && n >= lo && n <= 10000 {
			hi, to = n, to+2
		}
	}
	if s.norm(to) == "-" {
		to++
	}
	u, ok := units[s.norm(to)]
	if !ok {
		months, ok := map[string]int{"month": 1, "months": 1, "year": 12, "years": 12}[s.norm(to)]
		if !ok || !counted || hi > 100 {
			return Mention{}, false
		}
		// by the calendar, from the day of issue
		day := s.a.Day
		if day.IsZero() {
			day = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		return s.durationMention(i, to+1, day.AddDate(0, lo*months, 0).Sub(day), day.AddDate(0, hi*months, 0).Sub(day)), true
	}
	return s.durationMention(i, to+1, time.Duration(lo)*u, time.Duration(hi)*u), true
}

// season reads stretches that everybody there knows but no calendar holds: "during the election period", "over the coming holiday season". A
// coming one begins no earlier than the issue; when it ends nobody said.
func (s *scanner) season(i, j int, lead string, coming bool) (Mention, bool) {
	if lead != "during" && lead != "over" && lead != "throughout" {
		return Mention{}, false
	}
	if m, ok := s.yearEnd(i, j); ok {
		return m, true
	}
	switch s.norm(j) {
	case "election", "electoral", "holiday", "festive", "campaign", "summit", "tourist", "voting", "conference":
	default:
		return Mention{}, false
	}
	switch s.norm(j + 1) {
	case "period", "season", "holidays", "campaign", "weeks":
	default:
		return Mention{}, false
	}
	m := Mention{From: i, To: j + 2, Form: Duration, Relative: true, Value: "PXD"}
	if coming {
		m.Interval = Interval{From: Window(s.a, 0, 0).From}
	}
	return m, true
}

func (s *scanner) durationMention(from, to int, lo, hi time.Duration) Mention {
	m := Mention{From: from, To: to, Form: Duration, Relative: true, Value: "PT" + strconv.Itoa(int(hi/time.Hour)) + "H"}
	if hi%(24*time.Hour) == 0 {
		m.Value = "P" + strconv.Itoa(int(hi/(24*time.Hour))) + "D"
	}
	m.Interval = Window(s.a, lo, hi)
	return m
}

// yearEnd reads "over the holidays" and "during the festive season" at the turn of a year: Christmas to New Year's Day.
func (s *scanner) yearEnd(i, j int) (Mention, bool) {
	to := j + 1
	switch s.norm(j) {
	case "holidays":
	case "holiday", "festive", "year-end", "end-of-year", "winter":
		switch s.norm(to) {
		case "period", "season", "holidays", "festivities":
			to++
		default:
			return Mention{}, false
		}
	default:
		return Mention{}, false
	}
	day := s.a.Day
	if day.IsZero() {
		return Mention{}, false
	}
	y := day.Year()
	switch {
	case day.Month() == time.January && day.Day() <= 7:
		y--
	case day.Month() < time.November:
		return Mention{}, false
	}
	a := time.Date(y, time.December, 25, 0, 0, 0, 0, s.a.Location())
	m := s.dayMention(i, to, a, a.AddDate(0, 0, 7), false)
	m.Value = calendar.DayOf(a) + "/P8D"
	return m, true
}
