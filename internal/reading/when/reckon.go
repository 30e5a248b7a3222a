package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
)

// ordinals are the days of a month in words, as radio says them: "the eighteenth of July".
var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
	"fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24,
	"twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31}

var ordinalWords = text.KeySet(ordinals)

// wordDay reads a day of the month in words at i, only where "of" and a month follow or a month stands before.
func (s *scanner) wordDay(i int) (int, bool) {
	if uint(i) >= uint(len(s.d.Tokens)) || !ordinalWords.Has(&s.d.Tokens[i]) {
		return 0, false
	}
	n, ok := ordinals[s.norm(i)], true
	if s.norm(i+1) == "of" {
		_, ok = s.month(i + 2)
		return n, ok
	}
	if _, ok = s.month(i + 1); ok {
		return n, true
	}
	k := i - 1
	if s.norm(k) == "the" {
		k--
	}
	_, ok = s.month(k)
	return n, ok
}

// ofMonth reads a day whose month is the one spoken of: "on the 23rd". It lies on or before the day told last, else of issue.
func (s *scanner) ofMonth(i int) (Mention, bool) {
	w := s.norm(i + 1)
	if s.norm(i) != "the" || s.norm(i-1) != "on" || len(w) < 3 || w[0] < '0' || w[0] > '9' || s.a.Day.IsZero() {
		return Mention{}, false
	}
	n, ok := s.dayNum(i + 1)
	if k := i + 2; !ok || k < len(s.d.Tokens) && s.d.SameSent(i, k) && s.d.Tokens[k].Kind != text.Punct {
		switch s.norm(k) {
		case "and", "when", "but", "after", "at", "by", "in", "as", "while", "he", "she", "they", "it", "police", "gunmen":
		default:
			return Mention{}, false // "on the 23rd floor"
		}
		if !ok {
			return Mention{}, false
		}
	}
	for back := 0; back < 3; back++ {
		t := time.Date(s.a.Day.Year(), s.a.Day.Month()-time.Month(back), n, 0, 0, 0, 0, s.a.Location())
		if t.Day() == n && !t.After(s.a.Day) {
			return s.dayMention(i, i+2, t, t, false), true
		}
	}
	return Mention{}, false
}

// unitWords after four digits say that they count something.
var unitWords = map[string]bool{"people": true, "soldiers": true, "troops": true, "men": true, "women": true, "civilians": true, "police": true, "officers": true, "km": true, "kilometres": true, "kilometers": true, "miles": true, "metres": true, "meters": true, "feet": true, "euros": true, "dollars": true, "cases": true, "times": true, "houses": true, "homes": true, "families": true, "pupils": true, "students": true, "votes": true, "places": true, "villages": true, "towns": true, "percent": true, "hours": true, "gmt": true, "utc": true, "local": true}

// yearAlone reads "in 2012" and "since 2003" of a year before that of issue; its Value is the year.
func (s *scanner) yearAlone(i int) (Mention, bool) {
	y, ok := s.year(i)
	if !ok || s.a.Day.IsZero() || y >= s.a.Day.Year() || y < s.a.Day.Year()-60 {
		return Mention{}, false
	}
	switch s.norm(i - 1) {
	case "in", "since", "during", "early", "late":
	default:
		return Mention{}, false
	}
	if s.norm(i-2) == "day" { // "on this day in 2019"
		return Mention{}, false
	}
	if k := i + 1; k < len(s.d.Tokens) && s.d.SameSent(i, k) {
		switch n := s.norm(k); {
		case n == "-", n == "–", n == "/", n == "%", n == "'s", unitWords[n]:
			return Mention{}, false
		}
	}
	a := time.Date(y, 1, 1, 0, 0, 0, 0, s.a.Location())
	return Mention{From: i, To: i + 1, Form: Month, Interval: calendar.DayRange(a, a.AddDate(1, 0, -1)), Value: strconv.Itoa(y)}, true
}

// yearsAgo reads "ten years ago", a year as exact as its word, and "five years ago this month", "a year ago today".
func (s *scanner) yearsAgo(i int) (Mention, bool) {
	n, ok := s.num(i)
	if w := s.norm(i); w == "a" || w == "one" {
		n, ok = 1, true
	}
	if u := s.norm(i + 1); !ok || n < 1 || n > 60 || u != "years" && u != "year" || s.norm(i+2) != "ago" || s.a.Day.IsZero() {
		return Mention{}, false
	}
	day := s.a.Day.AddDate(-n, 0, 0)
	first, to := time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, s.a.Location()), i+4
	step := 0
	switch w := s.norm(i + 3); w {
	case "today":
		return s.dayMention(i, to, day, day, false), true
	case "this", "next", "last":
		if s.norm(i+4) == "month" {
			step = map[string]int{"this": 0, "next": 1, "last": -1}[w]
			to++
			break
		}
		return Mention{}, false
	default:
		first, to = time.Date(day.Year(), 1, 1, 0, 0, 0, 0, s.a.Location()), i+3
		return Mention{From: i, To: to, Form: Month, Interval: calendar.DayRange(first, first.AddDate(1, 0, -1)), Value: strconv.Itoa(first.Year())}, true
	}
	first = first.AddDate(0, step, 0)
	return Mention{From: i, To: to, Form: Month, Interval: calendar.DayRange(first, first.AddDate(0, 1, -1)), Value: first.Format("2006-01")}, true
}

// ran joins the days on which something began and ended: "which began on Friday evening and ended on Saturday morning".
func (s *scanner) ran(in []Mention) []Mention {
	out := in[:0]
	for _, m := range in {
		if n := len(out) - 1; n >= 0 && s.d.SameSent(out[n].From, m.From) && (m.Form == Day || m.Form == Moment) && (out[n].Form == Day || out[n].Form == Moment) && m.From-out[n].To <= 8 &&
			s.verbBefore(out[n].From, "began", "started", "erupted") && s.verbBefore(m.From, "ended", "finished", "over") && m.Interval.Known() && out[n].Interval.Known() {
			from, to := out[n].Interval.From.Earliest, m.Interval.From.Earliest
			if to.Before(from) || to.Sub(from) > 31*24*time.Hour {
				out = append(out, m)
				continue
			}
			day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()) }
			v := s.dayMention(out[n].From, m.To, day(from), day(to), false)
			v.Form = Days
			out[n] = v
			continue
		}
		out = append(out, m)
	}
	return out
}

// verbBefore reports whether one of the verbs stands in the five tokens before token i.
func (s *scanner) verbBefore(i int, verbs ...string) bool {
	for k := i - 1; k >= 0 && k > i-6 && s.d.SameSent(k, i); k-- {
		for _, v := range verbs {
			if s.norm(k) == v {
				return true
			}
		}
	}
	return false
}

// lately reads "the past three days", "the last 24 hours" and "the past week": they end with the day of issue.
func (s *scanner) lately(i int) (Mention, bool) {
	j := i
	if s.norm(j) != "the" || s.a.Day.IsZero() {
		return Mention{}, false
	}
	switch s.norm(j + 1) {
	case "past", "last", "previous":
	default:
		return Mention{}, false
	}
	switch s.norm(i - 1) {
	case "over", "in", "during", "within", "for":
	default:
		return Mention{}, false
	}
	j += 2
	n, ok := s.num(j)
	if ok {
		j++
	} else if n = 1; s.norm(j) == "couple" && s.norm(j+1) == "of" {
		n, j = 2, j+2
	}
	if n < 1 || n > 400 {
		return Mention{}, false
	}
	from := s.a.Day
	switch s.norm(j) {
	case "hours", "hour":
		from = from.AddDate(0, 0, -(n+23)/24)
	case "days", "day":
		from = from.AddDate(0, 0, -n)
	case "weeks", "week":
		from = from.AddDate(0, 0, -7*n)
	case "months", "month":
		from = from.AddDate(0, -n, 0)
	default:
		return Mention{}, false
	}
	m := s.dayMention(i, j+1, from, s.a.Day, false)
	m.Form = Days
	return m, true
}

// apartFrom reads "a day after a bomber struck" and "one week before the vote" where the day of the main clause is told: what follows
// lies as far on the other side of it. It stands after that day's sentence part, or after a verb that says when the thing came.
func (s *scanner) apartFrom(i int) (Mention, bool) {
	n, u := 1, i+1
	if w := s.norm(i); w != "a" && w != "an" {
		v, ok := s.num(i)
		if !ok || v < 1 || v > 60 {
			return Mention{}, false
		}
		n = v
	}
	switch s.norm(u) {
	case "day", "days":
	case "week", "weeks":
		n *= 7
	case "fortnight":
		n *= 14
	case "year", "years": // "twelve years to the day after gunmen struck"
		if s.norm(u+1) != "to" || s.norm(u+2) != "the" || s.norm(u+3) != "day" || s.norm(u+4) != "after" || s.a.Day.IsZero() {
			return Mention{}, false
		}
		base := s.a.Day
		if s.sent == s.d.Tokens[i].Sent && !s.last.IsZero() {
			base = s.first
		}
		t := base.AddDate(-n, 0, 0)
		m := s.dayMention(i, u+5, t, t, false)
		m.Aside = true
		return m, true
	default:
		return Mention{}, false
	}
	dir := 0
	switch s.norm(u + 1) {
	case "after":
		dir = -1
	case "before":
		dir = 1
	default:
		return Mention{}, false
	}
	if k := u + 2; k >= len(s.d.Tokens) || !s.d.SameSent(i, k) || s.d.Tokens[k].Kind == text.Punct || s.norm(k) == "that" {
		if s.norm(k) == "that" || k < len(s.d.Tokens) && s.d.Tokens[k].Kind == text.Punct { // "in Arras a teacher was stabbed three days before"
			if !s.near(i) {
				return Mention{}, false
			}
			base := s.firstDay()
			if dir < 0 {
				base = s.lastDay()
			}
			t := base.AddDate(0, 0, -dir*n)
			return s.dayMention(i, u+2, t, t, false), true
		}
		return Mention{}, false
	}
	loose := false
	base := s.firstDay()
	here := s.have && s.sent == s.d.Tokens[i].Sent
	k := i - 1
	switch s.norm(k) {
	case "than", "about", "almost", "nearly", "barely", "around", "some", "roughly":
		return Mention{}, false // "less than a week after"
	case "just", "only", "exactly", "and":
		k--
	}
	switch s.norm(k) {
	case "comes", "come", "coming", "is", "follows", "falls": // now
		if !here && !s.a.Day.IsZero() {
			base, here = s.a.Day, true
			break
		}
		if !here {
			return Mention{}, false
		}
	case "came", "was", "happened", "occurred", "took", "place", "fell":
		if !here {
			if s.near(i) {
				break
			}
			base, loose = s.a.Day, true
		}
	default:
		if !here && (s.norm(u+2) == "the" || s.norm(u+2) == "that") && words.EventNouns[s.norm(u+3)] && (s.d.Tokens[i].First || s.d.Tokens[i-1].Kind == text.Punct || s.d.Tokens[i-1].Norm == "sent") { // "Two days before the blast an embassy had warned"
			if s.a.Day.IsZero() {
				return Mention{}, false
			}
			t := s.a.Day.AddDate(0, 0, -dir*n)
			m := s.dayMention(i, u+4, t, t, false)
			m.Loose = true
			return m, true
		}
		if !here && dir < 0 && (s.d.Tokens[i].First || s.norm(i-1) == "just" && s.d.Tokens[i-1].First || s.norm(i-1) == "–" || s.norm(i-1) == "-") && !s.dated(u+2) { // "One week after a car bomb went off, the embassy remains concerned"
			base, here = s.a.Day, true
		}
		if !here {
			return Mention{}, false
		}
	}
	if base.IsZero() {
		return Mention{}, false
	}
	t := base.AddDate(0, 0, dir*n)
	m := s.dayMention(i, u+2, t, t, false)
	m.Aside, m.Loose = true, loose
	return m, true
}

// dated reports whether a weekday or a date stands in the rest of the sentence from token i on.
func (s *scanner) dated(i int) bool {
	for ; i < len(s.d.Tokens) && s.d.SameSent(i-1, i); i++ {
		if _, ok := s.weekday(i); ok {
			return true
		}
		if _, ok := s.month(i); ok {
			return true
		}
	}
	return false
}

// cutShort ends a period that began before the day of issue with that day, where it is told in the past: "has struck three times this month".
func (s *scanner) cutShort(m Mention) Mention {
	if s.told(m.From) && !s.future(m.From) && m.Interval.From.Earliest.Before(s.a.Day) && m.Interval.To.Latest.After(s.a.Day.AddDate(0, 0, 1)) {
		m.Interval.To = At(s.a.Day.AddDate(0, 0, 1))
	}
	return m
}

// passive reports whether a verb in the past, right before token i, tells what was done then: "was arrested on Saturday".
func (s *scanner) passive(i int) bool {
	if s.norm(i-1) == "for" {
		return false
	}
	for k := i - 1; k >= 0 && k > i-8 && s.d.SameSent(k, i); k-- {
		n := s.norm(k)
		if n == "to" || n == "," || n == "will" || n == "may" || n == "could" || n == "would" || n == "should" || n == "until" || n == "till" || n == "by" || n == "before" || n == "through" || n == "from" {
			return false
		}
		if ahead[n] || len(n) < 4 || !strings.HasSuffix(n, "ed") && !words.PastVerbs[n] {
			continue
		}
		switch s.norm(k - 1) {
		case "be", "being", "to", "the", "a", "is", "are":
			return false
		case "was", "were", "had", "he", "she", "they", "been":
			return true
		}
		return i-k <= 4
	}
	return false
}
