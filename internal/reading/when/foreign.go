package when

import (
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// tongue tells the language of the sentence: the one that has the most of its words. English wins a tie, then the order of the table.
func (p *parser) tongue() Lang {
	best, most := English, 0
	var count [16]int
	for i := range p.buf {
		w := p.buf[i].w
		if w == nil {
			continue
		}
		if w.lang&English != 0 {
			most++
		}
		for k := range languages {
			if w.lang&languages[k].lang != 0 {
				count[k]++
			}
		}
	}
	for k := range languages {
		if count[k] > most {
			best, most = languages[k].lang, count[k]
		}
	}
	return best
}

// term finds the longest phrase of the table at lexeme i with one of the kinds.
func (p *parser) term(i int, l Lang, kinds kind) (t term, to int, ok bool) {
	if !p.in(i) || p.buf[i].w == nil {
		return
	}
	for _, x := range p.buf[i].w.terms {
		if x.lang != l || x.kind&kinds == 0 {
			continue
		}
		k := i + 1
		match := true
		for _, r := range x.rest {
			for p.sign(k, '\'') || p.sign(k, '-') && p.joined(k) {
				k++
			}
			if !p.is(k, r) {
				match = false
				break
			}
			k++
		}
		if match && k > to {
			t, to, ok = x, k, true
		}
	}
	return
}

// skip steps over every word or sign of the kinds from i on, at most four.
func (p *parser) skip(i int, l Lang, kinds kind) int {
	for range 4 {
		if p.sign(i, '.') && p.joined(i) || p.sign(i, '\'') || p.sign(i, '-') && p.joined(i) && p.joined(i+1) && p.in(i+1) && p.buf[i+1].num < 0 {
			i++
			continue
		}
		_, to, ok := p.term(i, l, kinds)
		if !ok {
			break
		}
		i = to
	}
	return i
}

// foreign reads the times of a sentence in language l.
func (p *parser) foreign(l Lang) []found {
	var out []found
	for i := 0; i < len(p.buf); {
		f, ok := p.foreignAt(i, l)
		if !ok || f.to <= i {
			i++
			continue
		}
		out = append(out, f)
		i = f.to
	}
	return out
}

func (p *parser) foreignAt(i int, l Lang) (found, bool) {
	x := &p.buf[i]
	if x.num < 0 && (x.w == nil || x.w.lang&l == 0) {
		return found{}, false
	}
	if _, to, ok := p.term(i, l, kFurther); ok {
		return found{from: i, to: to, typ: "DATE", value: "FUTURE_REF", form: FurtherNotice}, true
	}
	for _, f := range [...]func(int, Lang) (found, bool){p.window, p.foreignAgo, p.foreignRange, p.foreignClock, p.foreignDay, p.foreignMonth, p.foreignNamed} {
		if r, ok := f(i, l); ok {
			return r, true
		}
	}
	return found{}, false
}

// count reads a number in figures or words of the language.
func (p *parser) count(i int, l Lang) (n, to int, ok bool) {
	if p.in(i) && p.buf[i].num >= 1 && p.buf[i].digits <= 4 {
		return p.buf[i].num, i + 1, true
	}
	if t, to, ok := p.term(i, l, kNumber); ok {
		return t.num, to, true
	}
	return
}

// window reads "in the next 48 hours": a length of time with a word that makes it count from the issue, and "in the coming days".
func (p *parser) window(i int, l Lang) (found, bool) {
	k, counted := i, false
	for range 4 { // a phrase may run into the next one: "в ближайшие", "dans les"
		if _, to, ok := p.term(k, l, kWithin|kThis); ok {
			if t, _, _ := p.term(k, l, kWithin); t.kind == kWithin {
				counted = true
			}
			k = to
		} else if _, to, ok := p.term(k, l, kNext); ok {
			counted, k = true, to
		} else if _, to, ok := p.term(k, l, kFill); ok && k > i {
			k = to
		} else {
			break
		}
	}
	k = p.skip(k, l, kFill)
	n, to, has := p.count(k, l)
	m := n
	if has {
		j := to
		if p.sign(j, '-') {
			j++
		} else if _, e, ok := p.term(j, l, kTo); ok {
			j = e
		}
		if j > to {
			if b, e, ok := p.count(j, l); ok && b > n {
				m, to = b, e
			}
		}
		k = to
	}
	next := false
	if _, to, ok := p.term(k, l, kNext); ok {
		next, k = true, to
	}
	if p.sign(k, '-') && p.joined(k) {
		k++
	}
	u, to, ok := p.term(k, l, kUnit)
	if !ok {
		return found{}, false
	}
	plural := true
	if _, e, ok := p.term(to, l, kNext); ok {
		next, to = true, e
	}
	if _, e, ok := p.term(p.skip(to, l, kFill), l, kInside); ok {
		counted, to = true, e
	}
	_, _, lead := p.term(i, l, kWithin|kNext)
	unit := foreignUnits[u.num]
	switch {
	case !has && !(next || counted) || !lead && !next && !counted:
		return found{}, false
	case !has:
		// "in the coming days" has no end; "next week" is a date and read elsewhere
		_, _, direct := p.term(k-1, l, kNext)
		plural = (next || direct) && pluralUnit(p.text[p.buf[k].s:p.buf[k].e], l)
		if !plural {
			return found{}, false
		}
		f := found{from: i, to: to, typ: "DURATION", value: amount(anyNumber, false, unit), form: Duration, relative: true}
		if p.told() {
			f.iv = Interval{From: Window(p.a, 0, 0).From}
		}
		return f, true
	case !counted && !next:
		return found{}, false
	}
	lo, _, ok1 := length(n, unit)
	_, hi, ok2 := length(m, unit)
	if !ok1 || !ok2 {
		return found{}, false
	}
	f := found{from: i, to: to, typ: "DURATION", value: amount(m, false, unit), form: Duration, relative: true}
	f.iv = Window(p.a, lo, hi)
	return f, true
}

// pluralUnit tells the words for "days" and the like from those for "day", which make a date with "next".
func pluralUnit(s string, l Lang) bool {
	switch strings.Map(foldRune, s) {
	case "minutes", "heures", "jours", "semaines", "années", "ans", "stunden", "tage", "tagen", "wochen", "monaten", "monate", "jahren", "jahre",
		"horas", "días", "dias", "semanas", "meses", "años", "часов", "часы", "дни", "дней", "недели", "недель", "месяцы", "месяцев", "годы", "сутки", "суток",
		"годин", "години", "дні", "днів", "тижні", "тижнів", "місяці", "місяців", "роки", "років", "günler", "günlerde",
		"الايام", "الساعات", "الاسابيع", "الاشهر", "السنوات", "ايام", "اسابيع":
		return true
	case "mois":
		return l == French
	}
	return false
}

// foreignAgo reads "il y a deux jours" and "два дня назад".
func (p *parser) foreignAgo(i int, l Lang) (found, bool) {
	if !p.told() {
		return found{}, false
	}
	k := i
	_, to, before := p.term(k, l, kAgo)
	if before {
		k = to
	}
	n, to, ok := p.count(k, l)
	if !ok {
		return found{}, false
	}
	u, to, ok := p.term(to, l, kUnit)
	if !ok || u.num < 2 {
		return found{}, false
	}
	if !before {
		_, e, ok := p.term(to, l, kAgoAfter)
		if !ok {
			return found{}, false
		}
		to = e
	}
	unit := foreignUnits[u.num]
	v := of(unit, after(unit, p.day, -clampCount(n)))
	if !v.valid() {
		return found{}, false
	}
	f := p.date(i, to, v)
	f.form = formOf(v)
	return f, true
}

func formOf(v period) Form {
	switch v.unit {
	case 'D':
		return Day
	case 'w':
		return Days
	}
	return Month
}

// civilAt reads "8. März 2029", "le 8 mars", "8 Mart", with a weekday before or after; and 08.03.2029 and 08/03/2029, which are
// day first in these languages.
func (p *parser) civilAt(i int, l Lang) (found, bool) {
	k := i
	if _, to, ok := p.term(k, l, kWeekday); ok {
		k = to
		if p.sign(k, ',') {
			k++
		}
	}
	k = p.skip(k, l, kFill)
	if !p.in(k) || p.buf[k].num < 1 || p.joined(k) && p.buf[k-1].sign != '(' && p.buf[k-1].sign != '-' && !p.is(k-1, "ال") {
		return found{}, false
	}
	if f, ok := p.numeric(k); ok && f.p.unit == 'D' && f.typ == "DATE" {
		f.from, f.form, f.full = i, Day, true
		return f, true
	}
	x := &p.buf[k]
	if p.in(k+4) && p.sign(k+1, '/') && p.sign(k+3, '/') && p.joined(k+4) && p.buf[k+2].num >= 1 && p.buf[k+2].num <= 12 && p.buf[k+4].digits == 4 {
		if t, ok := p.civil(p.buf[k+4].num, time.Month(p.buf[k+2].num), x.num); ok {
			f := p.date(i, k+5, period{unit: 'D', t: t})
			f.full = true
			return f, true
		}
	}
	if x.num > 31 || x.digits > 2 {
		return found{}, false
	}
	return p.dayOf(i, p.skip(k+1, l, kFill), x.num, l)
}

// dayOf finishes a date whose day is d and whose month stands at k.
func (p *parser) dayOf(i, k, d int, l Lang) (found, bool) {
	m, to, ok := p.term(k, l, kMonth)
	if !ok {
		return found{}, false
	}
	t, to, full, ok := p.yearAfter(to, time.Month(m.num), d, l)
	if !ok {
		return found{}, false
	}
	f := p.date(i, to, period{unit: 'D', t: t})
	f.full = full
	if _, e, ok := p.term(f.to, l, kWeekday); ok && l == Turkish {
		f.to = e
	}
	return f, true
}

// yearAfter places day d of month m, with the year that may stand at k.
func (p *parser) yearAfter(k int, m time.Month, d int, l Lang) (t time.Time, to int, full, ok bool) {
	to = k
	if l == Turkish && p.sign(to, '\'') && p.joined(to) && p.in(to+1) && p.joined(to+1) { // Mart'ta
		to += 2
	}
	j := p.skip(k, l, kFill)
	if p.sign(j, ',') {
		j++
	}
	if p.in(j) && p.buf[j].digits == 4 && p.buf[j].num >= 1900 && p.buf[j].num < 2200 {
		t, ok = p.civil(p.buf[j].num, m, d)
		to = j + 1
		if l == Turkish && p.sign(to, '\'') && p.joined(to) && p.in(to+1) && p.joined(to+1) {
			to += 2
		}
		if _, e, is := p.term(to, l, kUnit); is && (l == Russian || l == Ukrainian) { // 2029 года
			to = e
		} else if (l == Russian || l == Ukrainian) && p.any(to, "г р") {
			to++
		}
		return t, to, true, ok
	}
	if !p.told() {
		return t, to, false, false
	}
	for y := p.day.Year() - 1; y <= p.day.Year()+1; y++ {
		if x, is := p.civil(y, m, d); is && (!ok || x.Sub(p.day).Abs() < t.Sub(p.day).Abs()) {
			t, ok = x, true
		}
	}
	return t, to, false, ok
}

// foreignRange reads "с 8 по 10 марта", "du 28 février au 2 mars 2029", "vom 8. bis 10. März".
func (p *parser) foreignRange(i int, l Lang) (found, bool) {
	k := i
	_, to, opened := p.term(k, l, kFrom)
	if opened {
		k = to
	}
	k = p.skip(k, l, kFill)
	first, ok := p.civilAt(k, l)
	d := 0
	if !ok {
		if _, to, is := p.term(k, l, kWeekday); is {
			k = p.skip(to, l, kFill)
			if p.sign(k, ',') {
				k++
			}
		}
		if !p.in(k) || p.buf[k].num < 1 || p.buf[k].num > 31 || p.buf[k].digits > 2 {
			return found{}, false
		}
		d, to = p.buf[k].num, k+1
	} else {
		to = first.to
	}
	to = p.skipPoint(to)
	switch _, e, is := p.term(to, l, kTo); {
	case p.sign(to, '-'):
		to++
	case is:
		to = e
	default:
		return found{}, false
	}
	second, ok2 := p.civilAt(p.skip(to, l, kFill), l)
	if !ok2 {
		return found{}, false
	}
	a, b := first.p.t, second.p.t
	if !ok {
		a, ok = p.civil(b.Year(), b.Month(), d)
		if !ok || !a.Before(b) {
			return found{}, false
		}
	} else if !first.full {
		if a, ok = p.civil(b.Year(), a.Month(), a.Day()); !ok {
			return found{}, false
		}
		if a.After(b) {
			a = a.AddDate(-1, 0, 0)
		}
	}
	if !a.Before(b) {
		return found{}, false
	}
	f := found{from: i, to: second.to, typ: "DATE", form: Days, full: second.full, iv: days(a, b), p: period{unit: 'D', t: a}}
	f.value = a.Format(time.DateOnly) + "/" + b.Format(time.DateOnly)
	if opened && strings.Contains(p.text[p.buf[i].s:p.buf[i].e], "\n") {
		return found{}, false
	}
	if _, e, is := p.term(f.to, l, kUntilEnd); is {
		f.to = e
	}
	return f, true
}

func (p *parser) skipPoint(i int) int {
	if p.sign(i, '.') && p.joined(i) {
		return i + 1
	}
	return i
}

// foreignDay reads a day of the calendar, "until" it, and a clock time beside it.
func (p *parser) foreignDay(i int, l Lang) (found, bool) {
	k, until := i, false
	if _, to, ok := p.term(i, l, kUntil); ok {
		k, until = p.skip(to, l, kFill), true
	}
	f, ok := p.civilAt(k, l)
	if !ok {
		if until {
			if f, ok = p.foreignNamed(k, l); ok && f.p.unit == 'D' {
				return p.upToDay(f, i), true
			}
		}
		return found{}, false
	}
	f.from = i
	if l == Turkish || l == Arabic {
		if _, e, is := p.term(f.to, l, kUntilEnd); is {
			f.to, until = e, true
		}
	}
	if until {
		return p.upToDay(f, i), true
	}
	j := f.to
	if p.sign(j, ',') {
		j++
	}
	if h, mi, to, ok := p.hourAt(p.skip(j, l, kFill), l); ok {
		f.to = to
		return p.moment(f, h, mi), true
	}
	return f, true
}

// upToDay makes a coming day the end of a span that begins with the issue.
func (p *parser) upToDay(f found, from int) found {
	f.from = from
	if p.told() && f.iv.To.Latest.After(p.day.AddDate(0, 0, 1)) {
		f.form, f.until = Span, true
		f.iv = Interval{From: p.a.Interval().From, To: f.iv.To}
		f.value = "/" + f.value
	}
	return f
}

func (p *parser) moment(f found, h, mi int) found {
	t := time.Date(f.p.t.Year(), f.p.t.Month(), f.p.t.Day(), h, mi, 0, 0, p.a.zone())
	f.typ, f.form, f.clock, f.iv = "TIME", Moment, true, minute(t)
	f.value = f.p.t.Format(time.DateOnly) + "T" + two(h) + ":" + two(mi)
	return f
}

// hourAt reads "18:00", "18.30 Uhr", "18 h 30", "18 часов".
func (p *parser) hourAt(i int, l Lang) (h, mi, to int, ok bool) {
	if !p.in(i) || p.buf[i].num < 0 || p.buf[i].num > 24 || p.buf[i].digits > 2 || p.joined(i) && p.buf[i-1].num >= 0 {
		return
	}
	h, to = p.buf[i].num, i+1
	minutes := func(k int) bool {
		return p.in(k) && p.buf[k].digits == 2 && p.buf[k].num < 60
	}
	if (p.sign(to, ':') || p.sign(to, '.')) && p.joined(to) && p.joined(to+1) && minutes(to+1) {
		colon := p.sign(to, ':')
		mi, to, ok = p.buf[to+1].num, to+2, colon
	}
	if t, e, is := p.term(to, l, kHour); is && t.num == 0 {
		to, ok = e, true
		if minutes(to) {
			mi, to = p.buf[to].num, to+1
		}
	}
	return h, mi, to, ok && (h < 24 || mi == 0)
}

// foreignClock reads a clock time and the day beside it, else it is today's.
func (p *parser) foreignClock(i int, l Lang) (found, bool) {
	h, mi, to, ok := p.hourAt(i, l)
	if !ok {
		return found{}, false
	}
	k := to
	if p.sign(k, ',') {
		k++
	}
	k = p.skip(k, l, kFill|kUntil)
	if f, ok := p.civilAt(k, l); ok {
		f.from = i
		return p.moment(f, h, mi), true
	}
	if f, ok := p.foreignNamed(k, l); ok && f.p.unit == 'D' {
		f.from = i
		return p.moment(f, h, mi), true
	}
	if !p.told() {
		return found{}, false
	}
	return p.moment(found{from: i, to: to, p: period{unit: 'D', t: p.day}}, h, mi), true
}

// foreignMonth reads "март 2029" and "en mars 2029".
func (p *parser) foreignMonth(i int, l Lang) (found, bool) {
	m, to, ok := p.term(i, l, kMonth)
	if !ok {
		return found{}, false
	}
	k := p.skip(to, l, kFill)
	if !p.in(k) || p.buf[k].digits != 4 || p.buf[k].num < 1900 || p.buf[k].num > 2199 {
		return found{}, false
	}
	f := p.date(i, k+1, of('M', time.Date(p.buf[k].num, time.Month(m.num), 1, 0, 0, 0, 0, p.a.zone())))
	f.form = Month
	if _, e, is := p.term(f.to, l, kUnit); is && (l == Russian || l == Ukrainian) {
		f.to = e
	}
	return f, true
}

// foreignNamed reads today, tonight, the weekend, next week and bare weekdays.
func (p *parser) foreignNamed(i int, l Lang) (found, bool) {
	if !p.told() {
		return found{}, false
	}
	day := func(to, n int) found {
		f := p.date(i, to, period{unit: 'D', t: p.day.AddDate(0, 0, n)})
		return f
	}
	if _, to, ok := p.term(i, l, kNight); ok {
		f := p.partOf(day(to, 0), "TNI")
		return f, true
	}
	if _, to, ok := p.term(i, l, kWeekend); ok {
		sat := p.day.AddDate(0, 0, (6-int(p.day.Weekday())+7)%7)
		if p.day.Weekday() == time.Sunday {
			sat = p.day.AddDate(0, 0, -1)
		}
		f := p.date(i, to, of('w', sat))
		f.form = Days
		return f, true
	}
	if t, to, ok := p.term(i, l, kDay); ok {
		f := day(to, t.num)
		// "aujourd'hui 8 mars": the date says more
		k := to
		if p.sign(k, ',') {
			k++
		}
		if c, ok := p.civilAt(k, l); ok {
			c.from = i
			return c, true
		}
		return f, true
	}
	dir, known, k := 0, false, i
	if t, to, ok := p.term(i, l, kNext|kLast|kThis); ok {
		dir, known, k = map[kind]int{kNext: 1, kLast: -1, kThis: 0}[t.kind], true, to
	}
	if t, to, ok := p.term(k, l, kUnit); ok && t.num >= 3 {
		if !known {
			x, e, is := p.term(to, l, kNext|kLast|kThis)
			if !is || x.kind == kThis && l != Arabic {
				return found{}, false
			}
			dir, to = map[kind]int{kNext: 1, kLast: -1, kThis: 0}[x.kind], e
		}
		if pluralUnit(p.text[p.buf[k].s:p.buf[k].e], l) && !(l == French && t.num == 4) {
			return found{}, false
		}
		unit := foreignUnits[t.num]
		f := p.date(i, to, of(unit, after(unit, p.day, dir)))
		f.form = Month
		return f, true
	}
	t, to, ok := p.term(k, l, kWeekday)
	if !ok {
		return found{}, false
	}
	if !known {
		if x, e, is := p.term(to, l, kNext|kLast); is {
			dir, known, to = map[kind]int{kNext: 1, kLast: -1}[x.kind], true, e
		}
	}
	wd := time.Weekday(t.num)
	at := nearest(p.day, wd, known && dir >= 0 || !known && p.aheadIn(l))
	if known && dir != 0 && at.Equal(p.day) {
		at = p.day.AddDate(0, 0, 7*dir)
	}
	f := p.date(i, to, period{unit: 'D', t: at})
	f.weekday = true
	return f, true
}

// aheadIn reports whether the sentence speaks of what is to come, in language l.
func (p *parser) aheadIn(l Lang) bool {
	for i := range p.buf {
		if _, _, ok := p.term(i, l, kAhead|kUntil|kNext); ok {
			return true
		}
	}
	return false
}

// foreignMentions reads the parts of a document that are not in English. The sentences that hold a frequent word of English are
// left out without being read a second time.
func foreignMentions(d *text.Doc, a Anchor, limit int) []Mention {
	var out []Mention
	for s := 0; s < len(d.Sents); {
		if d.Sents[s].From >= limit {
			break
		}
		if englishSentence(d, s) {
			s++
			continue
		}
		first := s
		for s++; s < len(d.Sents) && d.Sents[s].Para == d.Sents[first].Para && !englishSentence(d, s); s++ {
		}
		start, _ := d.Span(d.Sents[first].From, d.Sents[first].From+1)
		_, end := d.Span(d.Sents[s-1].From, d.Sents[s-1].To)
		p := parser{lexer: lexer{text: d.Text[:end], pos: start}, a: a, day: a.Day}
		for p.next() {
			if !p.hot && p.some&^English == 0 {
				continue
			}
			l := p.tongue()
			if l == English {
				continue
			}
			for _, f := range p.foreign(l) {
				from, to := d.TokenAt(p.buf[f.from].s), d.TokenAt(p.buf[f.to-1].e-1)+1
				if from >= limit || to <= from || to > len(d.Tokens) || len(out) > 0 && from < out[len(out)-1].To {
					continue
				}
				out = append(out, Mention{From: from, To: to, Form: f.form, Interval: f.iv, Value: f.value, Relative: f.relative, Weekday: f.weekday, Full: f.full, Clock: f.clock, Until: f.until})
			}
		}
	}
	return out
}

func englishSentence(d *text.Doc, s int) bool {
	for i := d.Sents[s].From; i < d.Sents[s].To; i++ {
		switch d.Tokens[i].Norm {
		case "the", "of", "and", "to", "is", "are", "with", "by", "from", "has", "have", "was", "were":
			return true
		}
	}
	return false
}

// merge puts two lists of mentions together in order; where they overlap the one of foreign stands.
func merge(english, foreign []Mention) []Mention {
	if len(foreign) == 0 {
		return english
	}
	out := make([]Mention, 0, len(english)+len(foreign))
	k := 0
	for _, f := range foreign {
		for k < len(english) && english[k].To <= f.From {
			out = append(out, english[k])
			k++
		}
		for k < len(english) && english[k].From < f.To {
			k++
		}
		out = append(out, f)
	}
	return append(out, english[k:]...)
}
