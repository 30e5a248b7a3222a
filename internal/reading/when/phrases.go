package when

import "time"

// at reads the expression that begins at lexeme i.
func (p *parser) at(i int) (found, bool) {
	x := &p.buf[i]
	if x.num >= 0 {
		for _, f := range [...]func(int) (found, bool){p.numeric, p.clockTime, p.dayMonth, p.ordinalPeriod, p.duration, p.yearly} {
			if r, ok := f(i); ok {
				return r, true
			}
		}
		return found{}, false
	}
	if x.sign != 0 {
		return p.shortDecade(i)
	}
	for _, f := range [...]func(int) (found, bool){p.every, p.edged, p.clockTime, p.datePhrase, p.dayMonth, p.duration, p.reference, p.yearly} {
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
	if i > 0 && p.joined(i) && (p.buf[i-1].num >= 0 || p.sign(i-1, '/') || p.sign(i-1, '-') || p.sign(i-1, '.')) {
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
		f := p.date(i, to, period{unit: 'D', t: t})
		if p.is(to, "t") && p.joined(to) && p.in(to+1) {
			to++
		}
		if c, ok := p.clockTime(to); ok && c.typ == "TIME" && len(c.value) >= 16 {
			h, mi := int(c.iv.From.Earliest.Hour()), c.iv.From.Earliest.Minute()
			at := time.Date(y, time.Month(m), d, h, mi, 0, 0, p.a.zone())
			f.to, f.typ, f.iv = c.to, "TIME", minute(at)
			f.value = f.value + at.Format("T15:04")
		}
		return f, true
	}
	x := &p.buf[i]
	if x.digits == 8 && x.num > 19000101 && x.num < 21991231 {
		return day(x.num/10000, x.num/100%100, x.num%100, i+1)
	}
	if !p.in(i+4) || !p.joined(i+1) || !p.joined(i+2) || !p.joined(i+3) || !p.joined(i+4) {
		return found{}, false
	}
	c, b, e := p.buf[i+1].sign, &p.buf[i+2], &p.buf[i+4]
	if c == 0 || p.buf[i+3].sign != c || b.num < 0 || e.num < 0 || b.digits > 2 || e.digits != 2 && e.digits != 4 && e.digits != 1 {
		return found{}, false
	}
	switch {
	case (c == '-' || c == '/') && x.digits == 4 && e.digits <= 2 && x.num >= 1000 && x.num < 2200:
		return day(x.num, b.num, e.num, i+5)
	case c == '/' && x.digits <= 2 && e.digits != 1:
		y := e.num
		if e.digits == 2 {
			y = p.century(y)
		}
		switch {
		case x.num > 12 && b.num <= 12:
			return day(y, b.num, x.num, i+5)
		case b.num > 12 || b.num == x.num:
			return day(y, x.num, b.num, i+5)
		}
	case c == '.' && x.digits <= 2 && e.digits == 4:
		return day(e.num, b.num, x.num, i+5)
	}
	return found{}, false
}

// century puts a year of two digits near the anchor.
func (p *parser) century(y int) int {
	now := 2000
	if p.told() {
		now = p.day.Year()
	}
	y += now / 100 * 100
	if y > now+20 {
		y -= 100
	}
	return y
}

// clockTime reads "9 a.m. EDT Thursday", "15:05 GMT", "noon Saturday", "9 in the morning".
func (p *parser) clockTime(i int) (found, bool) {
	h, mi, to := 0, 0, i+1
	switch {
	case p.is(i, "noon"):
		h = 12
	case p.is(i, "midnight"):
		h = 24
	case p.in(i) && p.buf[i].num >= 0 && p.buf[i].num <= 24 && p.buf[i].digits <= 2:
		if p.joined(i) && p.buf[i-1].sign != '(' && p.buf[i-1].sign != '"' && !p.is(i-1, "t") {
			return found{}, false
		}
		h = p.buf[i].num
		said := false
		if p.sign(to, ':') && p.joined(to) && p.joined(to+1) && p.buf[to+1].digits == 2 && p.buf[to+1].num < 60 {
			mi, to, said = p.buf[to+1].num, to+2, true
			if p.sign(to, ':') && p.joined(to) && p.joined(to+1) && p.buf[to+1].digits == 2 {
				to += 2
			}
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
	default:
		return found{}, false
	}
	if h > 24 || h == 24 && mi > 0 {
		return found{}, false
	}
	if p.has(to, cClock) && p.in(to) && p.buf[to].cap {
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
	if f, ok := p.dayAt(k); ok && f.p.unit == 'D' {
		day, known, to = f.p.t, true, f.to
	} else if p.ref.unit == 'D' && !p.told() {
		day, known = p.ref.t, true
	}
	if !known {
		return found{}, false
	}
	at := time.Date(day.Year(), day.Month(), day.Day(), h, mi, 0, 0, p.a.zone())
	v := day.Format(time.DateOnly) + "T" + two(h) + ":" + two(mi)
	return found{from: i, to: to, typ: "TIME", value: v, iv: minute(at)}, true
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
	if !p.has(i, cDeictic) || p.buf[i].w.value != "" || !p.told() {
		return found{}, false
	}
	w := p.buf[i].w
	d := p.day.AddDate(0, 0, w.step)
	f := p.date(i, i+1, period{unit: 'D', t: d})
	switch w.s {
	case "tonight", "overnight":
		return p.partOf(f, "TNI"), true
	}
	if p.has(i+1, cPart) && !p.buf[i+1].w.plural {
		part := p.buf[i+1].w.part
		f.to++
		return p.partOf(f, part), true
	}
	return f, true
}

// partOf narrows a day to a part of it.
func (p *parser) partOf(f found, part string) found {
	from, to := 0, 24
	switch part {
	case "TMO":
		from, to = 5, 12
	case "TMI":
		from, to = 11, 14
	case "TAF":
		from, to = 12, 18
	case "TEV":
		from, to = 17, 24
	case "TNI":
		from, to = 18, 30
	case "TDT":
		from, to = 6, 18
	}
	f.typ, f.value = "TIME", f.value+part
	y, m, d := f.p.t.Date()
	f.iv = Interval{From: At(time.Date(y, m, d, from, 0, 0, 0, f.p.t.Location())), To: At(time.Date(y, m, d, to, 0, 0, 0, f.p.t.Location()))}
	return f
}

// weekdayPhrase reads "Friday", "Friday night", "Friday, Oct. 13", "Sundays".
func (p *parser) weekdayPhrase(i int) (found, bool) { return p.weekdayDir(i, i, 0, false) }

// weekdayDir reads a weekday at i of an expression that began at from; dir is -1 after "last" and 1 after "next".
func (p *parser) weekdayDir(from, i, dir int, said bool) (found, bool) {
	if !p.has(i, cWeekday) || !p.buf[i].cap {
		return found{}, false
	}
	w := p.buf[i].w
	abbreviated := len(w.s) <= 5 && w.s != "sun" || w.s == "sun"
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
	if f, ok := p.monthPhrase(k); ok && f.p.unit == 'D' {
		f.from = from
		return f, true
	}
	if f, ok := p.dayMonth(k); ok && f.p.unit == 'D' {
		f.from = from
		return f, true
	}
	if abbreviated || !p.told() {
		return found{}, false
	}
	if w.plural || p.has(to, cPart) && p.buf[to].w.plural {
		v := "XXXX-WXX-" + string(rune('0'+(w.weekday+6)%7+1))
		if p.has(to, cPart) {
			v += p.buf[to].w.part
			to++
		}
		return found{from: from, to: to, typ: "SET", value: v}, true
	}
	wd := time.Weekday(w.weekday)
	var t time.Time
	switch {
	case dir < 0:
		t = nearest(p.day.AddDate(0, 0, -1), wd, false)
	case dir > 0:
		t = nearest(p.day.AddDate(0, 0, 1), wd, true)
	default:
		t = nearest(p.day, wd, said || p.future(from) > 0)
	}
	f := p.date(from, to, period{unit: 'D', t: t})
	if k := p.hyphen(to); p.has(k, cPart) {
		f.to = k + 1
		return p.partOf(f, p.buf[k].w.part), true
	}
	if p.any(to, "early late mid") && p.has(to+1, cPart) {
		f.to = to + 2
		return p.partOf(f, p.buf[to+1].w.part), true
	}
	return f, true
}

// month reads the name of a month with its point.
func (p *parser) month(i int) (m time.Month, to int, short, ok bool) {
	if !p.has(i, cMonth) || !p.buf[i].cap {
		return
	}
	w := p.buf[i].w
	short = w.s != time.Month(w.month).String() && len(w.s) <= 4 && w.s != "may" && w.s != "june" && w.s != "july"
	to = i + 1
	if short && p.sign(to, '.') && p.joined(to) && p.in(to+1) {
		to++
	}
	return time.Month(w.month), to, short, true
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
	if d, at, ok := p.dayOfMonth(k); ok && !(p.has(k, cOrdinal) && p.has(at, cUnit)) && !(p.joined(at) && p.sign(at, ':') && p.joined(at+1) && p.buf[at+1].num >= 0) && !p.any(at, "percent million billion") {
		y := 0
		k = at
		if p.sign(k, ',') {
			k++
		}
		if n, e, ok := p.year(k); ok && !(p.joined(e) && p.sign(e, ',') && p.joined(e+1)) {
			y, at = n, e
		}
		if t, ok := p.placed(i, y, m, d); ok {
			f := p.date(from, at, period{unit: 'D', t: t})
			if p.has(at, cPart) && !p.buf[at].w.plural {
				f.to = at + 1
				f = p.partOf(f, p.buf[at].w.part)
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
		return p.date(from, at, of('M', time.Date(y, m, 1, 0, 0, 0, 0, p.a.zone()))), true
	}
	if p.sign(k, '\'') && p.in(k+1) && p.buf[k+1].digits == 2 && p.joined(k+1) {
		return p.date(from, k+2, of('M', time.Date(p.century(p.buf[k+1].num), m, 1, 0, 0, 0, 0, p.a.zone()))), true
	}
	if !p.told() {
		return found{}, false
	}
	if p.any(k, "last this next") && p.is(k+1, "year") {
		y := p.day.Year() + p.buf[k].w.dir
		return p.date(from, k+2, of('M', time.Date(y, m, 1, 0, 0, 0, 0, p.a.zone()))), true
	}
	if short && from == i && !p.sign(i+1, '.') || from == i && p.in(i-1) && p.buf[i-1].num > 0 {
		return found{}, false // an abbreviation that may be a name, 31 February
	}
	if w := p.buf[i].w.s; from == i && (w == "may" || w == "march" || w == "april" || w == "june" || w == "august") {
		switch {
		case p.any(i-1, "in of by since until till through from last next this early late mid during before after to between and for") || p.sign(i-1, '-') || p.sign(i-1, '('):
		case w == "may" || w == "march":
			return found{}, false
		}
	}
	y := p.day.Year()
	t := time.Date(y, m, 1, 0, 0, 0, 0, p.a.zone())
	switch {
	case dir < 0:
		if !t.Before(begin('M', p.day)) {
			y--
		}
	case dir > 0:
		if !t.After(p.day) {
			y++
		}
	case said:
	case p.future(from) > 0:
		if t.Before(begin('M', p.day)) {
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
	return p.date(from, to, of('M', time.Date(y, m, 1, 0, 0, 0, 0, p.a.zone()))), true
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
	if p.joined(k) && p.in(k) && p.buf[k].num >= 0 && p.buf[k-1].sign != '(' && p.buf[k-1].sign != '"' && p.buf[k-1].sign != '-' {
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
	f := p.date(i, at, period{unit: 'D', t: t})
	if p.has(at, cPart) && !p.buf[at].w.plural {
		f.to = at + 1
		f = p.partOf(f, p.buf[at].w.part)
	}
	return f, true
}
