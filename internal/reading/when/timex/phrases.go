package timex

import (
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
)

// at reads the expression that begins at lexeme i.
func (p *parser) at(i int) (found, bool) {
	x := &p.Buf[i]
	if x.Num >= 0 {
		for _, f := range [...]func(int) (found, bool){p.numeric, p.clockTime, p.dayMonth, p.dayList, p.ordinalPeriod, p.duration, p.yearly} {
			if r, ok := f(i); ok {
				return r, true
			}
		}
		return found{}, false
	}
	if x.Sign != 0 {
		return p.shortDecade(i)
	}
	if p.any(i, "about around approximately roughly nearly") {
		for _, f := range [...]func(int) (found, bool){p.clockTime, p.monthPhrase} {
			if r, ok := f(i + 1); ok && r.p.Unit == 'D' {
				r.from = i
				return r, true
			}
		}
	}
	for _, f := range [...]func(int) (found, bool){p.every, p.edged, p.quarterMark, p.clockTime, p.datePhrase, p.dayMonth, p.duration, p.reference, p.yearly} {
		if r, ok := f(i); ok {
			return r, true
		}
	}
	return found{}, false
}

// datePhrase reads what names a stretch of the calendar, without "early" or "the end of".
func (p *parser) datePhrase(i int) (found, bool) {
	for _, f := range [...]func(int) (found, bool){p.deictic, p.weekdayPhrase, p.monthPhrase, p.holiday, p.yearAgo, p.ordinalPeriod, p.modified, p.season, p.decadeWord} {
		if r, ok := f(i); ok {
			return r, true
		}
	}
	return found{}, false
}

// numeric reads 2029-03-08, 2029/03/08, 20290308, 03/28/2029 where the order cannot be mistaken, and 8.3.2029.
func (p *parser) numeric(i int) (found, bool) {
	if i > 0 && p.joined(i) && (p.Buf[i-1].Num >= 0 || p.sign(i-1, '/') || p.sign(i-1, '-') || p.sign(i-1, '.')) {
		return found{}, false
	}
	day := func(y, m, d, to int) (found, bool) {
		if m < 1 || m > 12 {
			return found{}, false
		}
		t, ok := p.civil(y, time.Month(m), d)
		if !ok || p.joined(to) && (p.sign(to, '/') || p.sign(to, '-')) {
			return found{}, false
		}
		f := p.date(i, to, calendar.Period{Unit: 'D', First: t})
		if p.is(to, "t") && p.joined(to) && p.in(to+1) {
			to++
		}
		if c, ok := p.clockTime(to); ok && c.typ == "TIME" && len(c.Value) >= 16 {
			h, mi := int(c.iv.From.Earliest.Hour()), c.iv.From.Earliest.Minute()
			at := time.Date(y, time.Month(m), d, h, mi, 0, 0, p.a.Location())
			f.to, f.typ, f.iv = c.to, "TIME", calendar.Minute(at)
			f.Value = f.Value + at.Format("T15:04")
		}
		return f, true
	}
	x := &p.Buf[i]
	if x.Digits == 8 && x.Num > 19000101 && x.Num < 21991231 {
		return day(x.Num/10000, x.Num/100%100, x.Num%100, i+1)
	}
	if x.Num == 9 && x.Digits == 1 && p.sign(i+1, '/') && p.joined(i+1) && p.joined(i+2) && p.in(i+2) && p.Buf[i+2].Num == 11 && p.Buf[i+2].Digits == 2 && !(p.joined(i+3) && (p.sign(i+3, '/') || p.Buf[i+3].Sign == 0)) {
		return p.date(i, i+3, calendar.Period{Unit: 'D', First: time.Date(2001, 9, 11, 0, 0, 0, 0, p.a.Location())}), true // the name of the day
	}
	if !p.in(i+4) || !p.joined(i+1) || !p.joined(i+2) || !p.joined(i+3) || !p.joined(i+4) {
		return found{}, false
	}
	c, b, e := p.Buf[i+1].Sign, &p.Buf[i+2], &p.Buf[i+4]
	if c == 0 || p.Buf[i+3].Sign != c || b.Num < 0 || e.Num < 0 || b.Digits > 2 || e.Digits != 2 && e.Digits != 4 && e.Digits != 1 {
		return found{}, false
	}
	switch {
	case (c == '-' || c == '/') && x.Digits == 4 && e.Digits <= 2 && x.Num >= 1000 && x.Num < 2200:
		return day(x.Num, b.Num, e.Num, i+5)
	case c == '/' && x.Digits <= 2 && e.Digits != 1:
		y := e.Num
		if e.Digits == 2 {
			y = calendar.CenturyOf(y, p.day)
		}
		switch {
		case x.Num > 12 && b.Num <= 12:
			return day(y, b.Num, x.Num, i+5)
		case b.Num > 12 || b.Num == x.Num:
			return day(y, x.Num, b.Num, i+5)
		}
	case c == '.' && x.Digits <= 2 && e.Digits == 4:
		return day(e.Num, b.Num, x.Num, i+5)
	}
	return found{}, false
}

// clockTime reads "9 a.m. EDT Thursday", "15:05 GMT", "noon Saturday", "9 in the morning".
func (p *parser) clockTime(i int) (found, bool) {
	h, mi, to := 0, 0, i+1
	var own time.Time // the day that the words for the hour tell themselves
	switch {
	case p.is(i, "noon"):
		h = 12
	case p.is(i, "midnight"):
		h = 24
	case p.in(i) && p.Buf[i].Digits == 4 && p.Buf[i].Num >= 0 && p.Buf[i].Num <= 2359 && p.Buf[i].Num%100 < 60 && p.any(to, "gmt utc"): // 0300 GMT
		h, mi = p.Buf[i].Num/100, p.Buf[i].Num%100
	case p.in(i) && p.Buf[i].Num >= 0 && p.Buf[i].Num <= 24 && p.Buf[i].Digits <= 2:
		if p.joined(i) && p.Buf[i-1].Sign != '(' && p.Buf[i-1].Sign != '"' && !p.is(i-1, "t") {
			return found{}, false
		}
		h = p.Buf[i].Num
		said := false
		if p.sign(to, ':') && p.joined(to) && p.joined(to+1) && p.Buf[to+1].Digits == 2 && p.Buf[to+1].Num < 60 {
			mi, to, said = p.Buf[to+1].Num, to+2, true
			if p.sign(to, ':') && p.joined(to) && p.joined(to+1) && p.Buf[to+1].Digits == 2 {
				to += 2
			}
		}
		if p.sign(to, '.') && p.joined(to) && p.joined(to+1) && p.in(to+1) && p.Buf[to+1].Digits == 2 && p.Buf[to+1].Num >= 0 && p.Buf[to+1].Num < 60 && p.any(to+2, "am pm a p") { // 7.30pm
			mi, to = p.Buf[to+1].Num, to+2
		}
		switch {
		case p.any(to, "a p") && p.sign(to+1, '.') && p.is(to+2, "m"):
			if p.is(to, "p") && h < 12 {
				h += 12
			} else if p.is(to, "a") && h == 12 {
				h = 0
			}
			to += 3
			if p.sign(to, '.') && p.in(to+1) {
				to++
			}
		case p.any(to, "am pm"):
			if p.is(to, "pm") && h < 12 {
				h += 12
			} else if p.is(to, "am") && h == 12 {
				h = 0
			}
			to++
		case p.is(to, "o") && p.sign(to+1, '\''):
			to += 3
		case p.is(to, "this") && p.any(to+1, "morning afternoon evening") && !said:
			if !p.is(to+1, "morning") && h < 12 {
				h += 12
			}
			to, own = to+2, p.day
		case p.is(to, "in") && p.is(to+1, "the") && p.any(to+2, "morning afternoon evening") && !said:
			if !p.is(to+2, "morning") && h < 12 {
				h += 12
			}
			to += 3
		default:
			if !said {
				return found{}, false
			}
		}
	case p.has(i, words.IsNumber) && p.Buf[i].W.Num >= 1 && p.Buf[i].W.Num <= 12 && !p.any(i, "a an") && p.any(i-1, "at by until till since around about before after from nearly almost"): // at three in the morning
		h = p.Buf[i].W.Num
		switch {
		case p.is(to, "o") && p.sign(to+1, '\''):
			to += 3
			if !p.is(to, "in") {
				break
			}
			fallthrough
		case p.is(to, "in") && p.is(to+1, "the") && p.any(to+2, "morning afternoon evening"):
			if !p.is(to+2, "morning") && h < 12 {
				h += 12
			}
			to += 3
		case p.is(to, "this") && p.any(to+1, "morning afternoon evening"):
			if !p.is(to+1, "morning") && h < 12 {
				h += 12
			}
			to, own = to+2, p.day
		default:
			return found{}, false
		}
	default:
		return found{}, false
	}
	if h > 24 || h == 24 && mi > 0 {
		return found{}, false
	}
	if p.has(to, words.IsClock) && p.in(to) && p.Buf[to].Cap {
		to++
	} else if p.is(to, "local") && p.is(to+1, "time") {
		to += 2
	}
	day, known := p.day, p.told()
	k := to
	if p.sign(k, ',') {
		k++
	}
	if p.is(k, "on") {
		k++
	}
	if !own.IsZero() {
		day = own
	} else if f, ok := p.dayAt(k); ok && f.p.Unit == 'D' {
		day, known, to = f.p.First, true, f.to
	} else if t, ok := p.dayBehind(to); ok {
		day, known = t, true
	} else if t := p.lastNear(); !t.IsZero() {
		day, known = t, true
	}
	if !known {
		return found{}, false
	}
	at := time.Date(day.Year(), day.Month(), day.Day(), h, mi, 0, 0, p.a.Location())
	v := day.Format(time.DateOnly) + "T" + calendar.Two(h) + ":" + calendar.Two(mi)
	return found{from: i, to: to, typ: "TIME", Value: v, iv: calendar.Minute(at), p: calendar.Period{Unit: 'D', First: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, p.a.Location())}, clock: true}, true
}

// dayBehind finds the day that stands behind the brackets after a clock time: "at 10:35 a.m. (0735 GMT) Friday".
func (p *parser) dayBehind(k int) (time.Time, bool) {
	if !p.sign(k, '(') {
		return time.Time{}, false
	}
	for n := k + 1; n < k+9 && n < len(p.Buf); n++ {
		if !p.sign(n, ')') {
			continue
		}
		if n++; p.is(n, "on") {
			n++
		}
		f, ok := p.dayAt(n)
		return f.p.First, ok && f.p.Unit == 'D'
	}
	return time.Time{}, false
}

// dayAt reads a day that stands right at k: a weekday, a date, today.
func (p *parser) dayAt(k int) (found, bool) {
	if !p.in(k) {
		return found{}, false
	}
	for _, f := range [...]func(int) (found, bool){p.deictic, p.weekdayPhrase, p.monthPhrase, p.dayMonth} {
		if r, ok := f(k); ok {
			return r, true
		}
	}
	return found{}, false
}

// deictic reads today, yesterday morning, tonight.
func (p *parser) deictic(i int) (found, bool) {
	if !p.has(i, words.IsDeictic) || p.Buf[i].W.Value != "" || !p.told() {
		return found{}, false
	}
	w := p.Buf[i].W
	d := p.day.AddDate(0, 0, w.Step)
	f := p.date(i, i+1, calendar.Period{Unit: 'D', First: d})
	if w.S == "today" && i <= 1 && p.nth-p.longAgo <= 1 && !p.has(i+1, words.IsPart) {
		return found{from: i, to: i + 1, typ: "DATE", Value: "PRESENT_REF", iv: f.iv}, true // "Ten years ago it was rare. Today it is common."
	}
	switch w.S {
	case "tonight", "overnight":
		return p.partOf(f, "TNI"), true
	}
	if p.has(i+1, words.IsPart) && !p.Buf[i+1].W.Plural {
		part := p.Buf[i+1].W.Part
		f.to++
		return p.partOf(f, part), true
	}
	return f, true
}

// partOf narrows a day to a part of it.
func (p *parser) partOf(f found, part string) found {
	from, to := calendar.PartHours(part)
	f.typ, f.Value = "TIME", f.Value+part
	y, m, d := f.p.First.Date()
	f.iv = Interval{From: calendar.At(time.Date(y, m, d, from, 0, 0, 0, f.p.First.Location())), To: calendar.At(time.Date(y, m, d, to, 0, 0, 0, f.p.First.Location()))}
	return f
}

// weekdayPhrase reads "Friday", "Friday night", "Friday, Oct. 13", "Sundays".
func (p *parser) weekdayPhrase(i int) (found, bool) { return p.weekdayDir(i, i, 0, false) }

// weekdayDir reads a weekday at i of an expression that began at from; dir is -1 after "last" and 1 after "next".
func (p *parser) weekdayDir(from, i, dir int, said bool) (found, bool) {
	if !p.has(i, words.IsWeekday) || !p.Buf[i].Cap {
		return found{}, false
	}
	w := p.Buf[i].W
	abbreviated := len(w.S) <= 5 && w.S != "sun" || w.S == "sun"
	to := i + 1
	if abbreviated && p.sign(to, '.') && p.joined(to) {
		to++
	}
	// a date beside the weekday wins over it
	k := to
	if p.sign(k, ',') {
		k++
	}
	if p.is(k, "the") {
		k++
	}
	if f, ok := p.monthPhrase(k); ok && f.p.Unit == 'D' {
		f.from = from
		return f, true
	}
	if f, ok := p.dayMonth(k); ok && f.p.Unit == 'D' {
		f.from = from
		return f, true
	}
	if abbreviated || !p.told() {
		return found{}, false
	}
	if w.Plural || p.has(to, words.IsPart) && p.Buf[to].W.Plural {
		v := "XXXX-WXX-" + string(rune('0'+(w.Weekday+6)%7+1))
		if p.has(to, words.IsPart) {
			v += p.Buf[to].W.Part
			to++
		}
		return found{from: from, to: to, typ: "SET", Value: v}, true
	}
	wd := time.Weekday(w.Weekday)
	var t time.Time
	switch {
	case dir < 0:
		t = calendar.Nearest(p.day.AddDate(0, 0, -1), wd, false)
	case dir > 0:
		t = calendar.Nearest(p.day.AddDate(0, 0, 1), wd, true)
	case p.prev.Weekday && p.prev.to == i-1 && p.any(i-1, "and or to through until") && from == i: // "Friday and Saturday"
		if t = calendar.Nearest(p.prev.p.First.AddDate(0, 0, 1), wd, true); t.After(p.day) && !p.prev.p.First.After(p.day) && p.future(from) <= 0 { // "made Friday and Thursday"
			t = calendar.Nearest(p.day, wd, false)
		}
	default:
		t = calendar.Nearest(p.day, wd, said || p.future(from) > 0 || p.is(to, "deadline") && p.is(from-1, "a"))
	}
	f := p.date(from, to, calendar.Period{Unit: 'D', First: t})
	f.Weekday = true
	if k := p.hyphen(to); p.has(k, words.IsPart) {
		f.to = k + 1
		return p.partOf(f, p.Buf[k].W.Part), true
	}
	if p.any(to, "early late mid") && p.has(to+1, words.IsPart) {
		f.to = to + 2
		return p.partOf(f, p.Buf[to+1].W.Part), true
	}
	return f, true
}

// listYear finds the year at the end of a list of days that begins before lexeme k: "April 20, 21 and 23, 2029"; 0 when there is none.
func (p *parser) listYear(k int) int {
	for n := 0; n < 6; n++ {
		if !p.sign(k, ',') && !p.any(k, "and or") && !p.sign(k, '-') {
			return 0
		}
		for p.sign(k, ',') || p.any(k, "and or") || p.sign(k, '-') {
			k++
		}
		if y, _, ok := p.year(k); ok && n > 0 {
			return y
		}
		if !p.in(k) || p.Buf[k].Num < 1 || p.Buf[k].Num > 31 {
			return 0
		}
		k++
	}
	return 0
}

// dayList reads a further day of the month that has just been named ("April 20 and 21"), and a day before one ("9 and 10 March").
func (p *parser) dayList(i int) (found, bool) {
	d, to, ok := p.dayOfMonth(i)
	if !ok || p.Buf[i].Num < 0 || p.joined(i) {
		return found{}, false
	}
	if q := p.prev; q.day && q.to == i-1 && (p.any(i-1, "and or") || p.sign(i-1, ',')) && d > q.p.First.Day() {
		k := to
		if p.sign(k, ',') {
			k++
		}
		if y, e, ok := p.year(k); ok && y == q.p.First.Year() {
			to = e
		} else if !p.closed(to) && !p.any(to, "and or in at for to by from with before after as when that the") {
			return found{}, false
		}
		t, ok := p.civil(q.p.First.Year(), q.p.First.Month(), d)
		f := p.date(i, to, calendar.Period{Unit: 'D', First: t})
		f.day = true
		return f, ok
	}
	if p.any(to, "and or to") && p.any(i-1, "on of between from the until by") {
		if f, ok := p.dayMonth(to + 1); ok && f.typ == "DATE" && f.p.Unit == 'D' && p.Buf[to+1].Num > d {
			return p.date(i, to, calendar.Period{Unit: 'D', First: f.p.First.AddDate(0, 0, d-p.Buf[to+1].Num)}), true
		}
	}
	return found{}, false
}

// month reads the name of a month with its point.
func (p *parser) month(i int) (m time.Month, to int, short, ok bool) {
	if !p.has(i, words.IsMonth) || !p.Buf[i].Cap {
		return
	}
	w := p.Buf[i].W
	short = w.S != time.Month(w.Month).String() && len(w.S) <= 4 && w.S != "may" && w.S != "june" && w.S != "july"
	to = i + 1
	if short && p.sign(to, '.') && p.joined(to) && p.in(to+1) {
		to++
	}
	return time.Month(w.Month), to, short, true
}

// monthPhrase reads "March 8", "March 8, 2029", "March 2029", "March of last year", "March".
func (p *parser) monthPhrase(i int) (found, bool) { return p.monthDir(i, i, 0, false) }

func (p *parser) monthDir(from, i, dir int, said bool) (found, bool) {
	m, to, short, ok := p.month(i)
	if !ok {
		return found{}, false
	}
	k := to
	if p.is(k, "the") {
		k++
	}
	if d, at, ok := p.dayOfMonth(k); ok && !(p.has(k, words.IsOrdinal) && p.has(at, words.IsUnit)) && !(p.joined(at) && p.sign(at, ':') && p.joined(at+1) && p.Buf[at+1].Num >= 0) && !p.any(at, "percent million billion") {
		y := 0
		k = at
		if p.sign(k, ',') {
			k++
		}
		if n, e, ok := p.year(k); ok && !(p.joined(e) && p.sign(e, ',') && p.joined(e+1)) {
			y, at = n, e
		}
		if m == 9 && d == 11 && y == 0 && p.any(at, "attack attacks terrorist hijackings") {
			y = 2001
		}
		if y == 0 {
			y = p.listYear(at)
		}
		if t, ok := p.placed(i, y, m, d); ok {
			f := p.date(from, at, calendar.Period{Unit: 'D', First: t})
			f.day = true
			if p.has(at, words.IsPart) && !p.Buf[at].W.Plural {
				f.to = at + 1
				f = p.partOf(f, p.Buf[at].W.Part)
			}
			return f, true
		}
		if y != 0 || !p.told() {
			return found{}, false
		}
	}
	k = to
	if p.sign(k, ',') || p.is(k, "of") {
		k++
	}
	if y, at, ok := p.year(k); ok {
		return p.date(from, at, calendar.Of('M', time.Date(y, m, 1, 0, 0, 0, 0, p.a.Location()))), true
	}
	if p.sign(k, '\'') && p.in(k+1) && p.Buf[k+1].Digits == 2 && p.joined(k+1) {
		return p.date(from, k+2, calendar.Of('M', time.Date(calendar.CenturyOf(p.Buf[k+1].Num, p.day), m, 1, 0, 0, 0, 0, p.a.Location()))), true
	}
	if !p.told() {
		return found{}, false
	}
	if p.any(k, "last this next") && p.is(k+1, "year") {
		y := p.day.Year() + p.Buf[k].W.Dir
		return p.date(from, k+2, calendar.Of('M', time.Date(y, m, 1, 0, 0, 0, 0, p.a.Location()))), true
	}
	if short && from == i && !p.sign(i+1, '.') || from == i && p.in(i-1) && p.Buf[i-1].Num > 0 {
		return found{}, false // an abbreviation that may be a name, 31 February
	}
	if w := p.Buf[i].W.S; from == i && (w == "may" || w == "march" || w == "april" || w == "june" || w == "august") {
		switch {
		case p.any(i-1, "in of by since until till through from last next this early late mid during before after to between and for") || p.sign(i-1, '-') || p.sign(i-1, '('):
		case w == "may" || w == "march":
			return found{}, false
		}
	}
	y := p.day.Year()
	t := time.Date(y, m, 1, 0, 0, 0, 0, p.a.Location())
	switch {
	case dir < 0:
		if !t.Before(calendar.Begin('M', p.day)) {
			y--
		}
	case dir > 0:
		if !t.After(p.day) {
			y++
		}
	case said:
	case p.future(from) > 0:
		if t.Before(calendar.Begin('M', p.day)) {
			y++
		}
	case t.After(p.day):
		// a month just ahead is more often the coming one than the one eleven months ago
		if ahead := int(m - p.day.Month()); ahead > 3 || p.past(from-1) || p.past(from-2) {
			y--
		}
	case p.day.Month()-m >= 9 && p.future(from) == 0:
		y++
	}
	return p.date(from, to, calendar.Of('M', time.Date(y, m, 1, 0, 0, 0, 0, p.a.Location()))), true
}

// placed puts the day of a month that stands at lexeme i on the calendar: nearest to the anchor when the year is not told, but
// behind it after a verb in the past.
func (p *parser) placed(i, y int, m time.Month, d int) (time.Time, bool) {
	if y > 0 {
		return p.civil(y, m, d)
	}
	if !p.told() {
		return time.Time{}, false
	}
	var best time.Time
	last := p.day.Year() + 1
	tense := p.future(i)
	for y := p.day.Year() - 1; y <= last; y++ {
		if t, ok := p.civil(y, m, d); ok && !(tense < 0 && t.Sub(p.day) > 130*24*time.Hour) && (best.IsZero() || t.Sub(p.day).Abs() < best.Sub(p.day).Abs()) {
			best = t
		}
	}
	return best, !best.IsZero()
}

// dayMonth reads "8 March 2029", "the 8th of March".
func (p *parser) dayMonth(i int) (found, bool) {
	k := i
	if p.is(k, "the") {
		k++
	}
	if p.joined(k) && p.in(k) && p.Buf[k].Num >= 0 && p.Buf[k-1].Sign != '(' && p.Buf[k-1].Sign != '"' && p.Buf[k-1].Sign != '-' {
		return found{}, false
	}
	d, to, ok := p.dayOfMonth(k)
	if !ok {
		return found{}, false
	}
	if p.is(to, "of") {
		to++
	} else {
		to = p.hyphen(to)
	}
	m, at, _, ok := p.month(to)
	if !ok {
		return found{}, false
	}
	y := 0
	k = at
	if p.sign(k, ',') || p.sign(k, '-') {
		k++
	}
	if n, e, ok := p.year(k); ok {
		y, at = n, e
	}
	t, ok := p.placed(i, y, m, d)
	if !ok {
		return found{}, false
	}
	f := p.date(i, at, calendar.Period{Unit: 'D', First: t})
	if p.has(at, words.IsPart) && !p.Buf[at].W.Plural {
		f.to = at + 1
		f = p.partOf(f, p.Buf[at].W.Part)
	}
	return f, true
}
