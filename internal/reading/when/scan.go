package when

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
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
	// Zone is the abbreviation of a zone that has several meanings of which none fits the place concerned: the clock time was read as the
	// place's own. Empty when nothing was in doubt.
	Zone string
	// Daily marks a stretch between two clock times of which no day was told ("between 22:00 and 05:00"): as a rule it returns every day.
	Daily bool
	// Ahead marks several days, or the day of issue, that a word like "planned" or "may" before them puts into the future.
	Ahead bool

	// Bare marks a clock time of which no day was told in its sentence, put on the day of issue, and hours after something told before
	// ("hours later"), put on its day.
	Bare bool
	// Aside marks a day that only what follows it is told of, apart from the day of its sentence: "on Monday, a day after a bomber struck".
	Aside bool
	// Loose marks a day that the text counts from the event it is about ("four days after the bombing"), counted here from the day of issue.
	Loose bool

	clockDay bool // a clock time whose day was told beside it
	sentDay  bool // a clock time whose day was told in its sentence
	zoned    bool // and whose zone was told
	guess    bool // the week of its day was guessed by tense
}

// OneDay reports whether the mention says a day, a moment of it, or since when.
func (m *Mention) OneDay() bool { return m.Form == Day || m.Form == Since || m.Form == Moment }

// months and weekdays by name; English, with the abbreviations in use.
var (
	months       = map[string]time.Month{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
	weekdays     = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sundays": 0, "sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thurs": 4, "fri": 5, "sat": 6}
	monthWords   = text.KeyTable(months, "", ".")
	weekdayWords = text.KeyTable(weekdays, "")
	// ahead are words before a weekday that put it after the day of issue.
	ahead = map[string]bool{"until": true, "till": true, "before": true, "by": true, "will": true, "may": true, "might": true, "could": true, "planned": true, "plans": true, "planning": true, "plan": true, "expected": true, "expect": true, "scheduled": true, "meant": true, "intended": true, "through": true, "next": true, "coming": true, "upcoming": true, "due": true, "ends": true, "avoid": true, "should": true, "likely": true, "would": true, "begin": true, "begins": true, "start": true, "starts": true}
)

// partOfDay follow a "before" that is a time of day and no end: "before dawn on Sunday".
var partOfDay = map[string]bool{"dawn": true, "sunrise": true, "daybreak": true, "midnight": true, "noon": true, "sunset": true, "daylight": true}

// Scan finds every time in the text, in order, none overlapping.
func Scan(d *text.Doc, a Anchor) []Mention { return scan(d, a, len(d.Tokens)) }

// scan finds the times among the first limit tokens.
func scan(d *text.Doc, a Anchor, limit int) []Mention {
	s := scanner{d: d, a: a}
	room := rooms.Get().(*[]Mention)
	out := (*room)[:0]
	for i := 0; i < limit; {
		if t := &d.Tokens[i]; t.Kind == text.Punct || t.Kind == text.Word && !starts.Has(t) && t.Norm[0] != 'm' && t.Norm[0] > '9' || !s.mayStart(i) {
			i++
			continue
		}
		m, ok := s.at(i)
		if !ok || m.To <= i {
			i++
			continue
		}
		if m.Form == Days || (m.Form == Day || m.Form == Moment) && m.Interval.From.Earliest.Sub(s.a.Day) < 24*time.Hour && !m.Interval.From.Earliest.Before(s.a.Day) {
			m.Ahead = s.future(m.From) || s.plotted(m.From)
		}
		out = append(out, m)
		if !m.Aside && !m.Loose && !m.Bare {
			s.remember(&m)
		}
		i = m.To
	}
	*room = out
	found := s.ran(s.join(out)) // a list of its own
	rooms.Put(room)
	return merge(found, foreignMentions(d, a, limit))
}

// rooms are lists that times are gathered in before they are joined, used again.
var rooms = sync.Pool{New: func() any { return new([]Mention) }}

type scanner struct {
	d *text.Doc
	a Anchor
	// the time told last, its first and last day, when they are settled, and its sentence
	toldFrom, toldTo     time.Time
	first, last          time.Time
	have, unsettled, one bool
	sent                 int
	order                strokeOrder
	doubt                string // the zone just read has several meanings and none fits
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
		return s.wordDay(i)
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
	return monthWords.Of(&s.d.Tokens[i])
}

func (s *scanner) weekday(i int) (time.Weekday, bool) {
	if i < 0 || i >= len(s.d.Tokens) || !s.d.Tokens[i].Cap {
		return 0, false
	}
	return weekdayWords.Of(&s.d.Tokens[i])
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
	m := Mention{From: from, To: to, Interval: calendar.DayRange(a, b), Value: calendar.DayOf(a), Full: full}
	if !a.Equal(b) {
		m.Form = Days
		m.Value += "/" + calendar.DayOf(b)
	}
	return m
}

// at reads the time that begins at token i.
func (s *scanner) at(i int) (Mention, bool) {
	m, ok := s.begins(i)
	return m, ok && s.d.SameSent(i, m.To-1)
}

func (s *scanner) begins(i int) (m Mention, ok bool) {
	t := &s.d.Tokens[i]
	if t.Norm[0] >= '0' && t.Norm[0] <= '9' {
		if m, ok = s.iso(i); ok {
			return
		}
		if m, ok = s.strokes(i); ok {
			return
		}
		if m, ok = s.numericDate(i); ok {
			return
		}
		if m, ok = s.clock(i); ok {
			return
		}
		if m, ok = s.civil(i); ok {
			return
		}
		if m, ok = s.yearAlone(i); ok {
			return
		}
		if m, ok = s.counted(i); ok {
			return
		}
		return s.relative(i)
	}
	the := t.Norm == "the"
	switch {
	case t.Norm == "until":
		if m, ok = s.further(i); ok {
			return
		}
	case the && coming.In(s.d, i+1), coming.Has(t), leads.Has(t):
		if m, ok = s.duration(i); ok {
			return
		}
	}
	if t.Norm == "noon" || t.Norm == "midnight" {
		if m, ok = s.clock(i); ok {
			return
		}
	}
	if t.Cap || the {
		if m, ok = s.civil(i); ok {
			return
		}
		if the {
			if m, ok = s.ofMonth(i); ok {
				return
			}
			if m, ok = s.lately(i); ok {
				return
			}
		}
		if m, ok = s.feast(i); ok {
			return
		}
	}
	if m, ok = s.named(i); ok {
		return
	}
	if m, ok = s.counted(i); ok {
		return
	}
	return s.relative(i)
}

var (
	// coming are words before a length of time that is still to come, leads those before them.
	coming = text.WordSet("next coming following another upcoming forthcoming")
	leads  = text.WordSet("within over in during for")
)

// counted reads what begins with a number of days, weeks, months or years.
func (s *scanner) counted(i int) (m Mention, ok bool) {
	if m, ok = s.ago(i); ok {
		return
	}
	if m, ok = s.yearsAgo(i); ok {
		return
	}
	return s.apartFrom(i)
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

// numericDate reads 25.10.2024, which is day first wherever points are written.
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
	if s.norm(i) == "until" && s.norm(i+1) == "further" && noticeWords.In(s.d, i+2) {
		return Mention{From: i, To: i + 3, Form: FurtherNotice, Value: "FUTURE_REF"}, true
	}
	return Mention{}, false
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
		for s.norm(to) == "," && s.norm(to+2) != ":" { // "March 10, 11 and 12"
			n, ok := s.dayNum(to + 1)
			if !ok || n != d2+1 || s.norm(to+2) != "," && s.norm(to+2) != "and" {
				break
			}
			d2, to = n, to+2
		}
		switch s.norm(to) {
		case "-", "–", "to", "and", "through":
			if n, ok := s.dayNum(to + 1); ok && n > d2 && s.norm(to+2) != ":" && !(s.norm(to) == "and" && s.counts(to+2)) {
				d2, to = n, to+2
			} else {
				k := to + 1
				if _, ok := s.weekday(k); ok && s.norm(to) != "and" { // "Monday, March 8 through Wednesday, March 10"
					if k++; s.norm(k) == "," {
						k++
					}
				}
				if mm, ok := s.month(k); ok {
					if n, ok := s.dayNum(k + 1); ok {
						d2, m2, to = n, mm, k+2
					}
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
			k := to + 1
			if _, ok := s.weekday(k); ok { // "Friday 3 May to Sunday 5 May"
				k++
			}
			if n, ok := s.dayNum(k); ok {
				if mm, ok := s.month(k + 1); ok {
					d2, m2, to = n, mm, k+2
				}
			}
		}
		return s.ranged(i, to, d1, m, d2, m2)
	}
	switch s.norm(j + 1) {
	case "-", "–", "to", "and", "or", "/":
		k := j + 2
		if _, ok := s.weekday(k); ok { // "Wednesday 23 and Thursday 24 October"
			k++
		}
		if s.norm(k) == "the" {
			k++
		}
		if n, ok := s.dayNum(k); ok && n > d1 {
			if k++; s.norm(k) == "of" {
				k++
			}
			if m, ok := s.month(k); ok {
				return s.ranged(i, k+1, d1, m, n, m)
			}
		}
	}
	return Mention{}, false
}

// counts reports whether token i goes on from a number as a thing counted: "on Feb. 20 and 21 people".
func (s *scanner) counts(i int) bool {
	switch s.norm(i) {
	case "people", "civilians", "soldiers", "police", "were", "of", "others", "died", "wounded", "more", "children", "women", "men", "villagers", "officers", "percent":
		return true
	}
	return false
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
	if n, k := s.yearBy(to); y == 0 && k > to {
		y, to = n, k
	}
	a, ok1 := s.place(date{y, m1, d1})
	b, ok2 := s.place(date{y, m2, d2})
	if !ok1 || !ok2 {
		return Mention{}, false
	}
	if y == 0 && a.After(s.a.Day.AddDate(0, 0, 45)) && s.told(from) && !s.future(from) { // "on April 3 a bomb killed 15", in December
		a, b = a.AddDate(-1, 0, 0), b.AddDate(-1, 0, 0)
	}
	switch {
	case !b.Before(a):
	case full: // "28 December to 3 January 2029"
		a = a.AddDate(-1, 0, 0)
	default:
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
		told, after := s.yearBy(to)
		switch s.norm(i - 1) {
		case "in", "since", "last", "next", "until", "by", "during", "early", "late", "mid":
		default:
			if told == 0 {
				return Mention{}, false
			}
		}
		if s.a.Day.IsZero() {
			return Mention{}, false
		}
		y = s.a.Day.Year()
		switch t := time.Date(y, m, 1, 0, 0, 0, 0, s.a.Location()); {
		case told > 0:
			y, to = told, after
		case (s.norm(i-1) == "next" || s.future(i) || s.norm(i-1) == "until" || s.norm(i-1) == "by") && t.AddDate(0, 1, 0).Before(s.a.Day):
			y++
		case s.norm(i-1) == "next" && !t.After(s.a.Day):
			y++
		case s.norm(i-1) != "next" && !s.future(i) && s.norm(i-1) != "until" && s.norm(i-1) != "by" && t.After(s.a.Day):
			y--
		}
	}
	a := time.Date(y, m, 1, 0, 0, 0, 0, s.a.Location())
	first, last := a, a.AddDate(0, 1, -1)
	switch s.norm(i - 1) {
	case "early":
		last = a.AddDate(0, 0, 9)
	case "mid":
		first, last = a.AddDate(0, 0, 10), a.AddDate(0, 0, 19)
	case "late":
		first = a.AddDate(0, 0, 19)
	}
	return Mention{From: i, To: to, Form: Month, Interval: calendar.DayRange(first, last), Value: a.Format("2006-01")}, true
}

// told reports whether the sentence of token i is told in the past: no word in it looks ahead, and a verb before looks back.
func (s *scanner) told(i int) bool {
	if s.looksAhead(i) {
		return false
	}
	st := s.d.Sents[s.d.Tokens[i].Sent]
	for k := st.From; k < st.To; k++ {
		switch n := s.norm(k); n {
		case "was", "were", "had", "killed", "died", "after", "followed":
			return true
		default:
			if len(n) > 4 && strings.HasSuffix(n, "ed") || words.PastVerbs[n] {
				return true
			}
		}
	}
	return false
}

// looksAhead reports whether a word in the sentence of token i speaks of what is to come or to be done.
func (s *scanner) looksAhead(i int) bool {
	st := s.d.Sents[s.d.Tokens[i].Sent]
	for k := st.From; k < st.To; k++ {
		switch s.norm(k) {
		case "may", "might", "could", "will", "should", "would", "plan", "plans", "planned", "expected", "avoid", "likely", "possible", "urged", "warned", "warns", "advised", "told", "asked", "stay", "keep", "remain", "next", "must", "shelter", "leave", "do", "ordered", "recommended":
			return true
		}
	}
	return false
}

// arranged are verbs in the present that speak of what is arranged, with the word that must follow where one must.
var arranged = map[string]string{"takes": "place", "take": "place", "goes": "", "go": "", "gather": "", "gathers": "", "meets": "", "convenes": "", "resumes": "", "resume": "", "opens": "", "open": "", "convene": "", "votes": "", "expires": "", "returns": "", "arrives": "", "visits": "", "holds": "", "coincides": "", "falls": "", "hosts": ""}

// future tells from the words before a weekday whether it lies ahead.
func (s *scanner) future(i int) bool {
	if s.norm(i+1) == "'s" && s.norm(i-1) == "from" || s.partAt(i+1) > 0 && s.norm(i+2) == "'s" && s.norm(i-1) == "from" || s.passive(i) {
		return false // "the toll from Sunday's attack"
	}
	for k := i - 1; k >= 0 && k >= i-12 && s.d.SameSent(k, i); k-- {
		switch n := s.norm(k); {
		case n == "before" && partOfDay[s.norm(k+1)]:
		case n == "by" && s.told(i):
			return false // "by Thursday nine countries had closed theirs"
		case n == "through" && i-k > 2, n == "next" && s.norm(k+1) == "to", n == "due" && s.norm(k+1) == "to" && articles.In(s.d, k+2): // "tore through a market on Saturday", "due to the riots on Friday"
		case finitePast.In(s.d, k), n == "would" && s.norm(k+1) == "have":
			return false
		case ahead[n] && !(n == "may" && s.d.Tokens[k].Cap), n == "possible" || n == "warns" || n == "called" && (s.norm(k+1) == "for" || s.norm(k+1) == "a"):
			return true
		case n == "on" && k < i-1 && s.timeAt(k+1): // a day told before it: "between Saturday at 10 p.m. and 2 a.m. on Sunday"
			return s.sent == s.d.Tokens[i].Sent && s.have && s.lastDay().After(s.a.Day)
		case n == "since" || n == "last" || n == "said" || n == "killed" || n == "died":
			return false
		default:
			if next, ok := arranged[n]; ok && (next == "" || s.norm(k+1) == next) && !s.governed(k) {
				return true
			}
		}
	}
	switch s.norm(i - 1) {
	case "from", "starting", "beginning", "between":
		return !s.told(i)
	}
	return false
}

var (
	articles = text.WordSet("the a an its their his her heavy continued ongoing recent")
	// finitePast are verbs whose past is no participle too: what stands after them in their clause lies in the past.
	finitePast = text.WordSet("went came began broke drove blew took fell rose ran threw flew rang sank gave wrote spoke became grew knew tore overran withdrew woke stole swam shook ate chose forgot hid rode sang sprang swore wore")
)

// timeAt reports whether a weekday, a month or a number stands at token i.
func (s *scanner) timeAt(i int) bool {
	_, ok := s.weekday(i)
	if !ok {
		_, ok = s.month(i)
	}
	return ok || i < len(s.d.Tokens) && s.d.Tokens[i].Kind == text.Number
}

// plotted reports whether a word of planning stands before token i in its sentence: "charged with plotting to bomb a school during Hanukkah".
func (s *scanner) plotted(i int) bool {
	for k := i - 1; k >= 0 && k >= i-15 && s.d.SameSent(k, i); k-- {
		switch s.norm(k) {
		case "plotting", "plotted", "conspiring", "conspired", "preparing", "intending", "wanted":
			return true
		}
	}
	return false
}

// governed reports whether the verb at token k is no verb of what is arranged: "did not go", "wants to go", "the visits".
func (s *scanner) governed(k int) bool {
	switch s.norm(k - 1) {
	case "to", "not", "did", "the", "his", "her", "their", "a", "of", "its", "n't", "didn't":
		return true
	}
	return false
}

// ago reads "two days ago", "a week ago" and "three months ago": counted from the day of issue. A month is as exact as its word.
func (s *scanner) ago(i int) (Mention, bool) {
	n, ok := s.num(i)
	if w := s.norm(i); w == "a" || w == "an" {
		n, ok = 1, true
	}
	if !ok || n > 1000 || s.norm(i+2) != "ago" || s.a.Day.IsZero() {
		return Mention{}, false
	}
	if w := s.norm(i - 1); w == "than" || w == "nearly" || w == "almost" {
		return Mention{}, false
	}
	switch s.norm(i + 1) {
	case "day", "days":
	case "week", "weeks":
		n *= 7
	case "fortnight":
		n *= 14
	case "month", "months":
		a := calendar.After('M', s.a.Day, -n)
		return Mention{From: i, To: i + 3, Form: Month, Interval: calendar.DayRange(a, a.AddDate(0, 1, -1)), Value: a.Format("2006-01")}, true
	default:
		return Mention{}, false
	}
	t := s.a.Day.AddDate(0, 0, -n)
	return s.dayMention(i, i+3, t, t, false), true
}
