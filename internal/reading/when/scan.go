package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
)

// Mention is a time found in a text: tokens [From, To) and what they say.
type Mention struct {
	From, To int
	Form     Form
	Interval Interval
	Value    string // TIMEX-like: "2024-03-08", "P2D", "2024-03-08/2024-03-10"
	Relative bool
	Weekday  bool // said by the name of a weekday only, so that its week is a guess by tense
	Full     bool // a date with its year
	Clock    bool // holds a clock time
	Until    bool // preceded by "until": only its end is a statement
}

// OneDay reports whether the mention says a day, a moment of it, or since when.
func (m *Mention) OneDay() bool { return m.Form == Day || m.Form == Since || m.Form == Moment }

// months and weekdays by name; English, with the abbreviations in use.
var (
	months   = map[string]time.Month{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
	weekdays = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sundays": 0, "sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thurs": 4, "fri": 5, "sat": 6}
	// zones gives the offset in minutes of the abbreviations that have one meaning in warnings. IST, CST and AST have several.
	zones = map[string]int{"gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "wat": 60, "cat": 120, "eat": 180, "sast": 120, "eet": 120, "eest": 180, "msk": 180, "trt": 180, "gst": 240, "aft": 270, "pkt": 300, "jst": 540, "kst": 540, "sgt": 480, "hkt": 480, "wib": 420, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "pst": -480, "pdt": -420, "mst": -420, "mdt": -360, "cdt": -300}
	// wall names the zones whose abbreviation covers summer and winter.
	wall = map[string]string{"et": "America/New_York", "pt": "America/Los_Angeles", "ct": "America/Chicago"}
	// ahead are words before a weekday that put it after the day of issue.
	ahead = map[string]bool{"until": true, "till": true, "before": true, "by": true, "will": true, "may": true, "might": true, "could": true, "planned": true, "plans": true, "planning": true, "plan": true, "expected": true, "expect": true, "scheduled": true, "meant": true, "intended": true, "through": true, "next": true, "coming": true, "upcoming": true, "due": true, "ends": true, "avoid": true, "should": true, "likely": true, "begin": true, "begins": true, "start": true, "starts": true}
)

// partOfDay follow a "before" that is a time of day and no end: "before dawn on Sunday".
var partOfDay = map[string]bool{"dawn": true, "sunrise": true, "daybreak": true, "midnight": true, "noon": true, "sunset": true, "daylight": true}

// Scan finds every time in the text, in order, none overlapping.
func Scan(d *text.Doc, a Anchor) []Mention { return scan(d, a, len(d.Tokens)) }

// scan finds the times among the first limit tokens.
func scan(d *text.Doc, a Anchor, limit int) []Mention {
	s := scanner{d: d, a: a}
	var out []Mention
	for i := 0; i < limit; {
		if !mayStart(&d.Tokens[i]) {
			i++
			continue
		}
		m, ok := s.at(i)
		if !ok || m.To <= i {
			i++
			continue
		}
		out = append(out, m)
		i = m.To
	}
	return merge(s.join(out), foreignMentions(d, a, limit))
}

// mayStart is the trigger: only tokens that can begin a time are looked at further.
func mayStart(t *text.Token) bool {
	if t.Kind == text.Number {
		return true
	}
	if t.Kind == text.Punct {
		return false
	}
	switch t.Norm {
	case "today", "tonight", "yesterday", "tomorrow", "overnight", "noon", "midnight", "this", "next", "last", "coming", "until", "within", "over", "in", "during", "for", "the", "one", "two", "three", "four", "five", "six", "seven", "several", "weekend", "night", "christmas", "end", "rest":
		return true
	}
	if t.Cap {
		if _, ok := months[t.Norm]; ok {
			return true
		}
		if _, ok := weekdays[t.Norm]; ok {
			return true
		}
	}
	return strings.HasSuffix(t.Norm, "-hour") || strings.HasSuffix(t.Norm, "-day") || t.Norm[0] >= '0' && t.Norm[0] <= '9'
}

type scanner struct {
	d *text.Doc
	a Anchor
}

func (s *scanner) norm(i int) string { return s.d.Norm(i) }

// num reads a plain whole number at i.
func (s *scanner) num(i int) (int, bool) {
	if i < 0 || i >= len(s.d.Tokens) {
		return 0, false
	}
	return text.Value(&s.d.Tokens[i])
}

func (s *scanner) adjacent(i int) bool {
	return i > 0 && i < len(s.d.Tokens) && s.d.Tokens[i].Start == s.d.Tokens[i-1].End
}

// dayNum reads a day of the month, "29" or "29th".
func (s *scanner) dayNum(i int) (int, bool) {
	w := s.norm(i)
	if len(w) > 2 {
		switch w[len(w)-2:] {
		case "st", "nd", "rd", "th":
			w = w[:len(w)-2]
		}
	}
	if len(w) == 0 || len(w) > 2 || w[0] < '0' || w[0] > '9' { // most words: an error of Atoi costs two allocations
		return 0, false
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1 && n <= 31
}

func (s *scanner) year(i int) (int, bool) {
	w := s.norm(i)
	if len(w) != 4 || w[0] < '0' || w[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1900 && n <= 2199
}

// month reads a month's name with a capital; "may" and "march" without one are verbs.
func (s *scanner) month(i int) (time.Month, bool) {
	if i < 0 || i >= len(s.d.Tokens) || !s.d.Tokens[i].Cap {
		return 0, false
	}
	m, ok := months[strings.TrimSuffix(s.norm(i), ".")]
	return m, ok
}

func (s *scanner) weekday(i int) (time.Weekday, bool) {
	if i < 0 || i >= len(s.d.Tokens) || !s.d.Tokens[i].Cap {
		return 0, false
	}
	w, ok := weekdays[s.norm(i)]
	return w, ok
}

// date is a civil date; y is 0 when the text gives no year.
type date struct {
	y int
	m time.Month
	d int
}

// place puts a date on the calendar. Without a year it takes the one nearest to the anchor.
func (s *scanner) place(v date) (time.Time, bool) {
	z := s.a.Location()
	ok := func(t time.Time) bool { return t.Month() == v.m && t.Day() == v.d }
	if v.y > 0 {
		t := time.Date(v.y, v.m, v.d, 0, 0, 0, 0, z)
		return t, ok(t)
	}
	if s.a.Day.IsZero() {
		return time.Time{}, false
	}
	var best time.Time
	for y := s.a.Day.Year() - 1; y <= s.a.Day.Year()+1; y++ {
		t := time.Date(y, v.m, v.d, 0, 0, 0, 0, z)
		if ok(t) && (best.IsZero() || t.Sub(s.a.Day).Abs() < best.Sub(s.a.Day).Abs()) {
			best = t
		}
	}
	return best, !best.IsZero()
}

func (s *scanner) dayMention(from, to int, a, b time.Time, full bool) Mention {
	m := Mention{From: from, To: to, Interval: calendar.DayRange(a, b), Value: a.Format("2006-01-02"), Full: full}
	if !a.Equal(b) {
		m.Form = Days
		m.Value += "/" + b.Format("2006-01-02")
	}
	return m
}

// at reads the time that begins at token i.
func (s *scanner) at(i int) (Mention, bool) {
	for _, f := range [...]func(int) (Mention, bool){s.iso, s.numericDate, s.further, s.duration, s.clock, s.civil, s.named, s.ago} {
		if m, ok := f(i); ok && s.d.SameSent(i, m.To-1) {
			return m, true
		}
	}
	return Mention{}, false
}

// iso reads 2024-03-08.
func (s *scanner) iso(i int) (Mention, bool) {
	y, ok := s.year(i)
	if !ok || s.norm(i+1) != "-" || s.norm(i+3) != "-" || !s.adjacent(i+1) || !s.adjacent(i+4) {
		return Mention{}, false
	}
	mo, ok1 := s.dayNum(i + 2)
	d, ok2 := s.dayNum(i + 4)
	if !ok1 || !ok2 || mo > 12 {
		return Mention{}, false
	}
	t, ok := s.place(date{y, time.Month(mo), d})
	return s.dayMention(i, i+5, t, t, true), ok
}

// numericDate reads 25.10.2024, which is day first wherever points are written. Dates with strokes are read by nobody the
// same way and are left alone.
func (s *scanner) numericDate(i int) (Mention, bool) {
	w := s.norm(i)
	if len(w) < 8 || w[0] < '0' || w[0] > '9' {
		return Mention{}, false
	}
	day, rest, _ := strings.Cut(w, ".")
	month, year, _ := strings.Cut(rest, ".")
	if len(year) != 4 {
		return Mention{}, false
	}
	d, e1 := strconv.Atoi(day)
	mo, e2 := strconv.Atoi(month)
	y, e3 := strconv.Atoi(year)
	if e1 != nil || e2 != nil || e3 != nil || mo < 1 || mo > 12 || y < 1900 || y > 2199 {
		return Mention{}, false
	}
	t, ok := s.place(date{y, time.Month(mo), d})
	return s.dayMention(i, i+1, t, t, true), ok
}

func (s *scanner) further(i int) (Mention, bool) {
	if s.norm(i) == "until" && s.norm(i+1) == "further" && s.norm(i+2) == "notice" {
		return Mention{From: i, To: i + 3, Form: FurtherNotice, Value: "FUTURE_REF"}, true
	}
	return Mention{}, false
}

var units = map[string]time.Duration{"hour": time.Hour, "hours": time.Hour, "hrs": time.Hour, "day": 24 * time.Hour, "days": 24 * time.Hour, "week": 7 * 24 * time.Hour, "weeks": 7 * 24 * time.Hour}

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
	if lead == "for" && s.told(i) {
		return Mention{}, false // "trains were halted for two hours"
	}
	switch s.norm(j) {
	case "next", "coming", "following":
		counted = true
		j++
		if n := s.norm(j); n == "few" || n == "several" {
			j++
		}
	}
	if !counted && lead != "within" && lead != "for" {
		return Mention{}, false
	}
	if u, ok := units[s.norm(j)]; ok && counted && lead != "" && u > time.Hour {
		// "in the coming days": it begins, and nobody said when it ends
		return Mention{From: i, To: j + 1, Form: Duration, Relative: true, Value: "PXD", Interval: Interval{From: Window(s.a, 0, 0).From}}, true
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

func (s *scanner) durationMention(from, to int, lo, hi time.Duration) Mention {
	m := Mention{From: from, To: to, Form: Duration, Relative: true, Value: "PT" + strconv.Itoa(int(hi/time.Hour)) + "H"}
	if hi%(24*time.Hour) == 0 {
		m.Value = "P" + strconv.Itoa(int(hi/(24*time.Hour))) + "D"
	}
	m.Interval = Window(s.a, lo, hi)
	return m
}

// civil reads dates with a month's name, with or without weekday and year, and ranges of days; and months with a year.
func (s *scanner) civil(i int) (Mention, bool) {
	j := i
	if _, ok := s.weekday(j); ok {
		j++
		if s.norm(j) == "," || s.norm(j) == "the" {
			j++
		}
	}
	if s.norm(j) == "the" {
		j++
	}
	if m, ok := s.month(j); ok {
		if _, ok := s.dayNum(j + 2); ok && s.norm(j+1) == "." && len(s.norm(j)) <= 4 { // "Oct. 17"
			j++
		}
		d1, okd := s.dayNum(j + 1)
		if !okd {
			if j != i {
				return Mention{}, false
			}
			return s.monthYear(i, m)
		}
		to := j + 2
		d2 := d1
		var m2 = m
		switch s.norm(to) {
		case "-", "–", "to", "and", "through":
			if n, ok := s.dayNum(to + 1); ok && n > d1 && s.norm(to+2) != ":" {
				d2, to = n, to+2
			} else if mm, ok := s.month(to + 1); ok {
				if n, ok := s.dayNum(to + 2); ok {
					d2, m2, to = n, mm, to+3
				}
			}
		}
		return s.ranged(i, to, d1, m, d2, m2)
	}
	d1, ok := s.dayNum(j)
	if !ok {
		return Mention{}, false
	}
	to := j + 1
	if s.norm(to) == "of" {
		to++
	}
	if m, ok := s.month(to); ok {
		d2, m2 := d1, m
		to++
		if sep := s.norm(to); sep == "to" || sep == "-" || sep == "–" {
			if n, ok := s.dayNum(to + 1); ok {
				if mm, ok := s.month(to + 2); ok {
					d2, m2, to = n, mm, to+3
				}
			}
		}
		return s.ranged(i, to, d1, m, d2, m2)
	}
	switch s.norm(j + 1) {
	case "-", "–", "to", "and", "or":
		if n, ok := s.dayNum(j + 2); ok && n > d1 {
			if m, ok := s.month(j + 3); ok {
				return s.ranged(i, j+4, d1, m, n, m)
			}
		}
	}
	return Mention{}, false
}

// ranged finishes a date or a range of days at token to, where a year may follow.
func (s *scanner) ranged(from, to, d1 int, m1 time.Month, d2 int, m2 time.Month) (Mention, bool) {
	y, full := 0, false
	if n, ok := s.year(to); ok {
		y, full, to = n, true, to+1
	} else if s.norm(to) == "," {
		if n, ok := s.year(to + 1); ok {
			y, full, to = n, true, to+2
		}
	}
	a, ok1 := s.place(date{y, m1, d1})
	b, ok2 := s.place(date{y, m2, d2})
	if !ok1 || !ok2 {
		return Mention{}, false
	}
	if b.Before(a) {
		b = b.AddDate(1, 0, 0)
	}
	return s.dayMention(from, to, a, b, full), true
}

// monthYear reads "May 2017", and "July" after a word that makes it a time.
func (s *scanner) monthYear(i int, m time.Month) (Mention, bool) {
	to := i + 1
	y, ok := s.year(to)
	if ok {
		to++
	} else {
		switch s.norm(i - 1) {
		case "in", "since", "last", "next", "until", "by", "during", "early", "late", "mid":
		default:
			return Mention{}, false
		}
		if s.a.Day.IsZero() {
			return Mention{}, false
		}
		y = s.a.Day.Year()
		switch t := time.Date(y, m, 1, 0, 0, 0, 0, s.a.Location()); {
		case s.norm(i-1) == "next" && !t.After(s.a.Day):
			y++
		case s.norm(i-1) != "next" && !s.future(i) && s.norm(i-1) != "until" && s.norm(i-1) != "by" && t.After(s.a.Day):
			y--
		}
	}
	a := time.Date(y, m, 1, 0, 0, 0, 0, s.a.Location())
	return Mention{From: i, To: to, Form: Month, Interval: calendar.DayRange(a, a.AddDate(0, 1, -1)), Value: a.Format("2006-01")}, true
}

// named reads today, tonight, this weekend, next month, and bare weekdays.
func (s *scanner) named(i int) (Mention, bool) {
	day := s.a.Day
	if day.IsZero() {
		return Mention{}, false
	}
	hours := func(to, fromH, toH int) (Mention, bool) {
		a := day.Add(time.Duration(fromH) * time.Hour)
		return Mention{From: i, To: to, Interval: Interval{From: At(a), To: At(day.Add(time.Duration(toH) * time.Hour))}, Value: day.Format("2006-01-02")}, true
	}
	single := func(to int, n int) (Mention, bool) {
		t := day.AddDate(0, 0, n)
		return s.dayMention(i, to, t, t, false), true
	}
	switch w := s.norm(i); w {
	case "today":
		return single(i+1, 0)
	case "yesterday":
		return single(i+1, -1)
	case "tomorrow":
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
		return s.periodEnd(i)
	case "tonight":
		return hours(i+1, 18, 30)
	case "this", "next", "last", "coming":
		step := map[string]int{"this": 0, "next": 1, "last": -1, "coming": 1}[w]
		switch s.norm(i + 1) {
		case "morning":
			return hours(i+2, 5, 12)
		case "afternoon":
			return hours(i+2, 12, 18)
		case "evening":
			return hours(i+2, 18, 24)
		case "night":
			if w == "last" {
				a := day.AddDate(0, 0, -1)
				return Mention{From: i, To: i + 2, Interval: Interval{From: At(a.Add(18 * time.Hour)), To: At(a.Add(24 * time.Hour))}, Value: a.Format("2006-01-02")}, true
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
			return Mention{From: i, To: i + 2, Form: Month, Interval: calendar.DayRange(mon, mon.AddDate(0, 0, 6)), Value: mon.Format("2006-01-02") + "/P7D"}, true
		case "month":
			a := time.Date(day.Year(), day.Month()+time.Month(step), 1, 0, 0, 0, 0, s.a.Location())
			return Mention{From: i, To: i + 2, Form: Month, Interval: calendar.DayRange(a, a.AddDate(0, 1, -1)), Value: a.Format("2006-01")}, true
		}
		if wd, ok := s.weekday(i + 1); ok {
			t := calendar.Nearest(day, wd, step >= 0)
			if w != "this" && t.Equal(day) {
				t = day.AddDate(0, 0, 7*step)
			}
			return s.dayMention(i, i+2, t, t, false), true
		}
	}
	wd, ok := s.weekday(i)
	if !ok {
		return Mention{}, false
	}
	t := calendar.Nearest(day, wd, s.future(i))
	to := i + 1
	switch s.norm(to) {
	case "morning", "afternoon", "evening", "night":
		to++
	}
	m := s.dayMention(i, to, t, t, false)
	if n := s.norm(to); n == "or" || n == "and" {
		if w2, ok := s.weekday(to + 1); ok {
			m = s.dayMention(i, to+2, t, calendar.Nearest(t, w2, true), false)
		}
	}
	m.Weekday = true
	return m, true
}

// weekendOf is the Saturday of the weekend nearest to the day of issue: the coming or the last one.
func weekendOf(day time.Time, ahead bool) time.Time {
	if day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, -1)
	}
	sat := day.AddDate(0, 0, (6-int(day.Weekday())+7)%7)
	if !ahead && sat.After(day) {
		sat = sat.AddDate(0, 0, -7)
	}
	return sat
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
		sat := weekendOf(day, true)
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
		sat := weekendOf(day, s.future(i) || !s.told(i))
		return s.dayMention(i, j+1, sat, sat.AddDate(0, 0, 1), false), true
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

// told reports whether the sentence of token i is told in the past: no word in it looks ahead, and a verb before looks back.
func (s *scanner) told(i int) bool {
	st := s.d.Sents[s.d.Tokens[i].Sent]
	for k := st.From; k < st.To; k++ {
		switch s.norm(k) {
		case "may", "might", "could", "will", "should", "would", "plan", "plans", "planned", "expected", "avoid", "likely", "possible", "urged", "warned", "warns", "advised", "told", "asked", "stay", "keep", "remain", "next", "must", "shelter", "leave", "do", "ordered", "recommended":
			return false
		}
	}
	for k := st.From; k < st.To; k++ {
		switch n := s.norm(k); n {
		case "was", "were", "had", "killed", "died", "after", "followed":
			return true
		default:
			if len(n) > 4 && strings.HasSuffix(n, "ed") {
				return true
			}
		}
	}
	return false
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
	t, ok := s.place(date{m: time.December, d: d})
	return s.dayMention(i, to, t, t, false), ok
}

// future tells from the words before a weekday whether it lies ahead.
func (s *scanner) future(i int) bool {
	for k := i - 1; k >= 0 && k >= i-12 && s.d.SameSent(k, i); k-- {
		switch n := s.norm(k); {
		case n == "before" && partOfDay[s.norm(k+1)]:
		case ahead[n] && !(n == "may" && s.d.Tokens[k].Cap):
			return true
		case n == "since" || n == "last" || n == "on" && k < i-1 || n == "said" || n == "killed" || n == "died":
			return false
		}
	}
	return false
}

// ago reads "two days earlier" and "three weeks ago". Earlier than what, only the text before knows: it counts from the day
// of issue for "ago" and is left out otherwise.
func (s *scanner) ago(i int) (Mention, bool) {
	n, ok := s.num(i)
	u, ok2 := units[s.norm(i+1)]
	if !ok || !ok2 || n > 1000 || s.norm(i+2) != "ago" || s.a.Day.IsZero() || u < 24*time.Hour {
		return Mention{}, false
	}
	t := s.a.Day.AddDate(0, 0, -n*int(u/(24*time.Hour)))
	return s.dayMention(i, i+3, t, t, false), true
}
