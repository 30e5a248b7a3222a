package timex

import (
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
)

// term finds the longest phrase of the table at lexeme i with one of the kinds.
func (p *parser) term(i int, l words.Lang, kinds words.Kind) (t words.Term, to int, ok bool) {
	if !p.in(i) || p.Buf[i].W == nil {
		return
	}
	for _, x := range p.Buf[i].W.Terms {
		if x.Lang != l || x.Kind&kinds == 0 {
			continue
		}
		k := i + 1
		match := true
		for _, r := range x.Rest {
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
func (p *parser) skip(i int, l words.Lang, kinds words.Kind) int {
	for range 4 {
		if p.sign(i, '.') && p.joined(i) || p.sign(i, '\'') || p.sign(i, '-') && p.joined(i) && p.joined(i+1) && p.in(i+1) && p.Buf[i+1].Num < 0 {
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
func (p *parser) foreign(l words.Lang) []found {
	var out []found
	for i := 0; i < len(p.Buf); {
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

func (p *parser) foreignAt(i int, l words.Lang) (found, bool) {
	x := &p.Buf[i]
	if x.Num < 0 && (x.W == nil || x.W.Lang&l == 0) {
		return found{}, false
	}
	if _, to, ok := p.term(i, l, words.MeansFurther); ok {
		return found{from: i, to: to, typ: "DATE", Value: "FUTURE_REF", form: calendar.FurtherNotice}, true
	}
	for _, f := range [...]func(int, words.Lang) (found, bool){p.window, p.foreignAgo, p.weekdayRange, p.foreignRange, p.sinceDay, p.foreignClock, p.foreignDay, p.foreignMonth, p.foreignNamed} {
		if r, ok := f(i, l); ok {
			return r, true
		}
	}
	return found{}, false
}

// count reads a number in figures or words of the language.
func (p *parser) count(i int, l words.Lang) (n, to int, ok bool) {
	if p.in(i) && p.Buf[i].Num >= 1 && p.Buf[i].Digits <= 4 {
		return p.Buf[i].Num, i + 1, true
	}
	if t, to, ok := p.term(i, l, words.MeansNumber); ok {
		return t.Num, to, true
	}
	return
}

// window reads "in the next 48 hours": a length of time with a word that makes it count from the issue, and "in the coming days".
func (p *parser) window(i int, l words.Lang) (found, bool) {
	k, counted := i, false
	for range 4 { // a phrase may run into the next one: "в ближайшие", "dans les"
		if _, to, ok := p.term(k, l, words.MeansWithin|words.MeansThis); ok {
			if t, _, _ := p.term(k, l, words.MeansWithin); t.Kind == words.MeansWithin {
				counted = true
			}
			k = to
		} else if _, to, ok := p.term(k, l, words.MeansNext); ok {
			counted, k = true, to
		} else if _, to, ok := p.term(k, l, words.MeansFill); ok && k > i {
			k = to
		} else {
			break
		}
	}
	k = p.skip(k, l, words.MeansFill)
	n, to, has := p.count(k, l)
	m := n
	if has {
		j := to
		if p.sign(j, '-') {
			j++
		} else if _, e, ok := p.term(j, l, words.MeansTo); ok {
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
	if _, to, ok := p.term(k, l, words.MeansNext); ok {
		next, k = true, to
	}
	if p.sign(k, '-') && p.joined(k) {
		k++
	}
	u, to, ok := p.term(k, l, words.MeansUnit)
	if !ok {
		return found{}, false
	}
	if !has { // "the days three coming", as Arabic has it
		if c, e, ok := p.count(to, l); ok {
			if _, _, ok := p.term(e, l, words.MeansNext); ok {
				n, m, has, to = c, c, true, e
			}
		}
	}
	if _, e, ok := p.term(to, l, words.MeansNext); ok {
		next, to = true, e
	}
	if _, e, ok := p.term(p.skip(to, l, words.MeansFill), l, words.MeansInside); ok {
		counted, to = true, e
	}
	_, _, lead := p.term(i, l, words.MeansWithin|words.MeansNext)
	unit := words.Units[u.Num]
	switch {
	case !has && !(next || counted) || !lead && !next && !counted:
		return found{}, false
	case !has:
		// "in the coming days" has no end; "next week" is a date and read elsewhere
		_, _, direct := p.term(k-1, l, words.MeansNext)
		_, _, several := p.term(k, l, words.MeansSeveral)
		if !several || !next && !direct {
			return found{}, false
		}
		f := found{from: i, to: to, typ: "DURATION", Value: calendar.Amount(calendar.AnyNumber, false, unit), form: calendar.Duration, relative: true}
		if p.told() {
			f.iv = Interval{From: calendar.Window(p.a, 0, 0).From}
		}
		return f, true
	case !counted && !next:
		return found{}, false
	}
	lo, _, ok1 := calendar.Length(n, unit)
	_, hi, ok2 := calendar.Length(m, unit)
	if !ok1 || !ok2 {
		return found{}, false
	}
	f := found{from: i, to: to, typ: "DURATION", Value: calendar.Amount(m, false, unit), form: calendar.Duration, relative: true}
	f.iv = calendar.Window(p.a, lo, hi)
	return f, true
}

// foreignAgo reads "il y a deux jours" and "два дня назад".
func (p *parser) foreignAgo(i int, l words.Lang) (found, bool) {
	if !p.told() {
		return found{}, false
	}
	k := i
	_, to, before := p.term(k, l, words.MeansAgo)
	if before {
		k = to
	}
	n, to, ok := p.count(k, l)
	if !ok {
		return found{}, false
	}
	u, to, ok := p.term(to, l, words.MeansUnit)
	if !ok || u.Num < 2 {
		return found{}, false
	}
	if !before {
		_, e, ok := p.term(to, l, words.MeansAgoAfter)
		if !ok {
			return found{}, false
		}
		to = e
	}
	unit := words.Units[u.Num]
	v := calendar.Of(unit, calendar.After(unit, p.day, -clampCount(n)))
	if !v.Valid() {
		return found{}, false
	}
	f := p.date(i, to, v)
	f.form = v.Form()
	return f, true
}

// civilAt reads "8. März 2029", "le 8 mars", "8 Mart", with a weekday before or after; and 08.03.2029 and 08/03/2029, which are
// day first in these languages.
func (p *parser) civilAt(i int, l words.Lang) (found, bool) {
	k := i
	if _, to, ok := p.term(k, l, words.MeansWeekday); ok {
		k = to
		if p.sign(k, ',') {
			k++
		}
	}
	k = p.skip(k, l, words.MeansFill)
	if !p.in(k) || p.Buf[k].Num < 1 || p.joined(k) && p.Buf[k-1].Sign != '(' && p.Buf[k-1].Sign != '-' && !p.is(k-1, "ال") {
		return found{}, false
	}
	if f, ok := p.numeric(k); ok && f.p.Unit == 'D' && f.typ == "DATE" {
		f.from, f.form, f.full = i, calendar.Day, true
		return f, true
	}
	x := &p.Buf[k]
	if p.in(k+4) && p.sign(k+1, '/') && p.sign(k+3, '/') && p.joined(k+4) && p.Buf[k+2].Num >= 1 && p.Buf[k+2].Num <= 12 && p.Buf[k+4].Digits == 4 {
		if t, ok := p.civil(p.Buf[k+4].Num, time.Month(p.Buf[k+2].Num), x.Num); ok {
			f := p.date(i, k+5, calendar.Period{Unit: 'D', First: t})
			f.full = true
			return f, true
		}
	}
	if x.Num > 31 || x.Digits > 2 {
		return found{}, false
	}
	return p.dayOf(i, p.skip(k+1, l, words.MeansFill), x.Num, l)
}

// dayOf finishes a date whose day is d and whose month stands at k.
func (p *parser) dayOf(i, k, d int, l words.Lang) (found, bool) {
	m, to, ok := p.term(k, l, words.MeansMonth)
	if !ok {
		return found{}, false
	}
	t, to, full, ok := p.yearAfter(to, time.Month(m.Num), d, l)
	if !ok {
		return found{}, false
	}
	f := p.date(i, to, calendar.Period{Unit: 'D', First: t})
	f.full = full
	if _, e, ok := p.term(f.to, l, words.MeansWeekday); ok && l == words.Turkish {
		f.to = e
	}
	return f, true
}

// yearAfter places day d of month m, with the year that may stand at k.
func (p *parser) yearAfter(k int, m time.Month, d int, l words.Lang) (t time.Time, to int, full, ok bool) {
	to = k
	if l == words.Turkish && p.sign(to, '\'') && p.joined(to) && p.in(to+1) && p.joined(to+1) { // Mart'ta
		to += 2
	}
	j := p.skip(k, l, words.MeansFill)
	if p.sign(j, ',') {
		j++
	}
	if p.in(j) && p.Buf[j].Digits == 4 && p.Buf[j].Num >= 1900 && p.Buf[j].Num < 2200 {
		t, ok = p.civil(p.Buf[j].Num, m, d)
		to = j + 1
		if l == words.Turkish && p.sign(to, '\'') && p.joined(to) && p.in(to+1) && p.joined(to+1) {
			to += 2
		}
		if _, e, is := p.term(to, l, words.MeansUnit); is && (l == words.Russian || l == words.Ukrainian) { // 2029 года
			to = e
		} else if (l == words.Russian || l == words.Ukrainian) && p.any(to, "г р") {
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
func (p *parser) foreignRange(i int, l words.Lang) (found, bool) {
	k := i
	_, to, opened := p.term(k, l, words.MeansFrom)
	if opened {
		k = to
	}
	k = p.skip(k, l, words.MeansFill)
	first, ok := p.civilAt(k, l)
	d := 0
	if !ok {
		if _, to, is := p.term(k, l, words.MeansWeekday); is {
			k = p.skip(to, l, words.MeansFill)
			if p.sign(k, ',') {
				k++
			}
		}
		if !p.in(k) || p.Buf[k].Num < 1 || p.Buf[k].Num > 31 || p.Buf[k].Digits > 2 {
			return found{}, false
		}
		d, to = p.Buf[k].Num, k+1
	} else {
		to = first.to
	}
	to = p.skipPoint(to)
	if !ok && p.joined(to) && p.in(to) && p.Buf[to].Sign == 0 { // 1er
		to++
	}
	if opened && ok && p.sign(to, ',') { // "von Freitag, 9. März, bis Sonntag, 11. März"
		to++
	}
	switch _, e, is := p.term(to, l, words.MeansTo); {
	case p.sign(to, '-'):
		to++
	case is:
		to = e
	default:
		return found{}, false
	}
	second, ok2 := p.civilAt(p.skip(to, l, words.MeansFill), l)
	if !ok2 {
		return found{}, false
	}
	a, b := first.p.First, second.p.First
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
	f := found{from: i, to: second.to, typ: "DATE", form: calendar.Days, full: second.full, iv: calendar.DayRange(a, b), p: calendar.Period{Unit: 'D', First: a}}
	f.Value = a.Format(time.DateOnly) + "/" + b.Format(time.DateOnly)
	if opened && strings.Contains(p.Text[p.Buf[i].S:p.Buf[i].E], "\n") {
		return found{}, false
	}
	if _, e, is := p.term(f.to, l, words.MeansUntilEnd); is {
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

// weekdayRange reads "de vendredi soir à lundi matin", "с пятницы по понедельник", and the night that ends on a weekday ("в ночь на
// среду").
func (p *parser) weekdayRange(i int, l words.Lang) (found, bool) {
	if !p.told() {
		return found{}, false
	}
	weekday := func(k int) (wd time.Weekday, to int, ok bool) {
		k = p.skip(k, l, words.MeansFill|words.MeansPart)
		t, to, ok := p.term(k, l, words.MeansWeekday)
		if _, e, is := p.term(to, l, words.MeansPart); ok && is {
			to = e
		}
		return time.Weekday(t.Num), to, ok
	}
	span := func(to int, a, b time.Time) (found, bool) {
		f := p.date(i, to, calendar.Period{Unit: 'D', First: a})
		f.iv, f.form = calendar.DayRange(a, b), calendar.Days
		f.Value += "/" + b.Format(time.DateOnly)
		return f, true
	}
	if _, to, ok := p.term(i, l, words.MeansNightTo); ok {
		wd, to, ok := weekday(to)
		if !ok {
			return found{}, false
		}
		b := calendar.Nearest(p.day, wd, p.aheadIn(l))
		return span(to, b.AddDate(0, 0, -1), b)
	}
	_, k, ok := p.term(i, l, words.MeansFrom)
	if !ok {
		return found{}, false
	}
	first, to, ok := weekday(k)
	if !ok {
		return found{}, false
	}
	_, to, ok = p.term(to, l, words.MeansTo|words.MeansUntil)
	if !ok {
		return found{}, false
	}
	second, to, ok := weekday(to)
	if !ok {
		return found{}, false
	}
	a := calendar.Nearest(p.day, first, p.aheadIn(l))
	return span(to, a, calendar.Nearest(a, second, true))
}

// sinceDay reads "seit August 2023", "depuis lundi", "с 24 июля": from a day or month that is past until the issue; from a coming one on, nobody
// said for how long.
func (p *parser) sinceDay(i int, l words.Lang) (found, bool) {
	if !p.told() {
		return found{}, false
	}
	_, to, ok := p.term(i, l, words.MeansSince)
	if !ok {
		return found{}, false
	}
	k := p.skip(to, l, words.MeansFill)
	f, ok := p.civilAt(k, l)
	if !ok {
		if f, ok = p.foreignMonth(k, l); !ok {
			f, ok = p.foreignNamed(k, l)
		}
	}
	if !ok || f.iv.From.Open() || f.form != calendar.Day && f.form != calendar.Month {
		return found{}, false
	}
	f.from = i
	if f.Weekday {
		at := calendar.Nearest(p.day, f.p.First.Weekday(), false)
		f.p.First, f.iv, f.Value = at, calendar.DayRange(at, at), at.Format(time.DateOnly)
	}
	switch {
	case f.p.First.After(p.day):
		f.form, f.iv.To, f.Value = calendar.Span, Instant{}, f.Value+"/"
	default:
		f.form, f.iv.To = calendar.Since, calendar.At(p.day.AddDate(0, 0, 1))
	}
	return f, true
}

// foreignDay reads a day of the calendar, "until" it, and a clock time beside it.
func (p *parser) foreignDay(i int, l words.Lang) (found, bool) {
	k, until := i, false
	if _, to, ok := p.term(i, l, words.MeansUntil); ok {
		k, until = p.skip(to, l, words.MeansFill), true
	}
	f, ok := p.civilAt(k, l)
	if !ok && !until && l == words.Turkish {
		if f, ok := p.foreignNamed(k, l); ok && f.p.Unit == 'D' { // "ay sonuna kadar"
			if _, e, is := p.term(f.to, l, words.MeansUntilEnd); is {
				f.to = e
				return p.upToDay(f, i), true
			}
		}
	}
	if !ok {
		if until {
			if f, ok = p.foreignNamed(k, l); ok && f.p.Unit == 'D' {
				return p.upToDay(f, i), true
			}
		}
		return found{}, false
	}
	f.from = i
	if l == words.Turkish || l == words.Arabic {
		if _, e, is := p.term(f.to, l, words.MeansUntilEnd); is {
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
	if h, mi, to, ok := p.hourAt(p.skip(j, l, words.MeansFill), l); ok {
		f.to = to
		return p.moment(f, h, mi), true
	}
	return f, true
}

// upToDay makes a coming day the end of a span that begins with the issue.
func (p *parser) upToDay(f found, from int) found {
	f.from = from
	if p.told() && f.iv.To.Latest.After(p.day.AddDate(0, 0, 1)) {
		f.form, f.until = calendar.Span, true
		f.iv = Interval{From: p.a.Interval().From, To: f.iv.To}
		f.Value = "/" + f.Value
	}
	return f
}

func (p *parser) moment(f found, h, mi int) found {
	t := time.Date(f.p.First.Year(), f.p.First.Month(), f.p.First.Day(), h, mi, 0, 0, p.a.Location())
	f.typ, f.form, f.clock, f.iv = "TIME", calendar.Moment, true, calendar.Minute(t)
	f.Value = f.p.First.Format(time.DateOnly) + "T" + calendar.Two(h) + ":" + calendar.Two(mi)
	return f
}

// hourAt reads "18:00", "18.30 Uhr", "18 h 30", "18 часов".
func (p *parser) hourAt(i int, l words.Lang) (h, mi, to int, ok bool) {
	if !p.in(i) || p.Buf[i].Num < 0 || p.Buf[i].Num > 24 || p.Buf[i].Digits > 2 || p.joined(i) && p.Buf[i-1].Num >= 0 {
		return
	}
	h, to = p.Buf[i].Num, i+1
	minutes := func(k int) bool {
		return p.in(k) && p.Buf[k].Digits == 2 && p.Buf[k].Num < 60
	}
	if (p.sign(to, ':') || p.sign(to, '.')) && p.joined(to) && p.joined(to+1) && minutes(to+1) {
		colon := p.sign(to, ':')
		mi, to, ok = p.Buf[to+1].Num, to+2, colon
	}
	if t, e, is := p.term(to, l, words.MeansHour); is && t.Num == 0 {
		to, ok = e, true
		if minutes(to) {
			mi, to = p.Buf[to].Num, to+1
		}
	}
	return h, mi, to, ok && (h < 24 || mi == 0)
}

// foreignClock reads a clock time and the day beside it, else it is today's.
func (p *parser) foreignClock(i int, l words.Lang) (found, bool) {
	h, mi, to, ok := p.hourAt(i, l)
	if !ok {
		return found{}, false
	}
	k := to
	if p.sign(k, ',') {
		k++
	}
	k = p.skip(k, l, words.MeansFill|words.MeansUntil)
	if f, ok := p.civilAt(k, l); ok {
		f.from = i
		return p.moment(f, h, mi), true
	}
	if f, ok := p.foreignNamed(k, l); ok && f.p.Unit == 'D' {
		f.from = i
		return p.moment(f, h, mi), true
	}
	if !p.told() {
		return found{}, false
	}
	return p.moment(found{from: i, to: to, p: calendar.Period{Unit: 'D', First: p.day}}, h, mi), true
}

// foreignMonth reads "март 2029" and "en mars 2029".
func (p *parser) foreignMonth(i int, l words.Lang) (found, bool) {
	m, to, ok := p.term(i, l, words.MeansMonth)
	if !ok {
		return found{}, false
	}
	k := p.skip(to, l, words.MeansFill)
	if !p.in(k) || p.Buf[k].Digits != 4 || p.Buf[k].Num < 1900 || p.Buf[k].Num > 2199 {
		return found{}, false
	}
	f := p.date(i, k+1, calendar.Of('M', time.Date(p.Buf[k].Num, time.Month(m.Num), 1, 0, 0, 0, 0, p.a.Location())))
	f.form = calendar.Month
	if _, e, is := p.term(f.to, l, words.MeansUnit); is && (l == words.Russian || l == words.Ukrainian) {
		f.to = e
	}
	return f, true
}

// foreignNamed reads today, tonight, the weekend, next week and bare weekdays.
func (p *parser) foreignNamed(i int, l words.Lang) (found, bool) {
	if !p.told() {
		return found{}, false
	}
	day := func(to, n int) found {
		f := p.date(i, to, calendar.Period{Unit: 'D', First: p.day.AddDate(0, 0, n)})
		return f
	}
	if _, to, ok := p.term(i, l, words.MeansNight); ok {
		f := p.partOf(day(to, 0), "TNI")
		return f, true
	}
	if t, to, ok := p.term(i, l, words.MeansEnds); ok {
		unit := "WMY"[min(t.Num, 2)]
		return day(to, int(calendar.Of(unit, p.day).Shift(1).First.AddDate(0, 0, -1).Sub(p.day).Hours()+12)/24), true
	}
	if t, to, ok := p.term(i, l, words.MeansWeekend); ok {
		if t.Num == 1 { // the last one
			at := calendar.Of('w', p.day.AddDate(0, 0, -7))
			if p.day.Weekday() == time.Sunday || p.day.Weekday() == time.Saturday {
				at = calendar.Of('w', p.day.AddDate(0, 0, -7))
			}
			f := p.date(i, to, at)
			f.form = calendar.Days
			return f, true
		}
		sat := p.day.AddDate(0, 0, (6-int(p.day.Weekday())+7)%7)
		if p.day.Weekday() == time.Sunday {
			sat = p.day.AddDate(0, 0, -1)
		}
		f := p.date(i, to, calendar.Of('w', sat))
		f.form = calendar.Days
		return f, true
	}
	if t, to, ok := p.term(i, l, words.MeansDay); ok {
		f := day(to, t.Num)
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
	if t, to, ok := p.term(i, l, words.MeansNext|words.MeansLast|words.MeansThis); ok {
		dir, known, k = map[words.Kind]int{words.MeansNext: 1, words.MeansLast: -1, words.MeansThis: 0}[t.Kind], true, to
	}
	if t, to, ok := p.term(k, l, words.MeansUnit); ok && t.Num >= 3 {
		if !known {
			x, e, is := p.term(to, l, words.MeansNext|words.MeansLast|words.MeansThis)
			if !is || x.Kind == words.MeansThis && l != words.Arabic {
				return found{}, false
			}
			dir, to = map[words.Kind]int{words.MeansNext: 1, words.MeansLast: -1, words.MeansThis: 0}[x.Kind], e
		}
		if _, _, several := p.term(k, l, words.MeansSeveral); several && !(l == words.French && t.Num == 4) { // "mois" is both
			return found{}, false
		}
		unit := words.Units[t.Num]
		f := p.date(i, to, calendar.Of(unit, calendar.After(unit, p.day, dir)))
		f.form = calendar.Month
		return f, true
	}
	t, to, ok := p.term(k, l, words.MeansWeekday)
	if !ok {
		return found{}, false
	}
	if !known {
		if x, e, is := p.term(to, l, words.MeansNext|words.MeansLast); is {
			dir, known, to = map[words.Kind]int{words.MeansNext: 1, words.MeansLast: -1}[x.Kind], true, e
		}
	}
	wd := time.Weekday(t.Num)
	at := calendar.Nearest(p.day, wd, known && dir >= 0 || !known && p.aheadIn(l))
	if known && dir != 0 && at.Equal(p.day) {
		at = p.day.AddDate(0, 0, 7*dir)
	}
	f := p.date(i, to, calendar.Period{Unit: 'D', First: at})
	f.Weekday = true
	return f, true
}

// aheadIn reports whether the sentence speaks of what is to come, in language l.
func (p *parser) aheadIn(l words.Lang) bool {
	for i := range p.Buf {
		if _, _, ok := p.term(i, l, words.MeansAhead|words.MeansUntil|words.MeansNext); ok {
			return true
		}
	}
	return false
}

// Time is a time found in a language other than English, in the terms of package when.
type Time struct {
	Start, End int // bytes in the text, end exclusive
	Form       Form
	Interval   Interval
	Value      string
	Relative   bool // it counts from the moment of issue
	Weekday    bool // only a weekday's name
	Full       bool // a date with its year
	Clock      bool // it holds a clock time
	Until      bool // only its end is told
}

// lexemes are kept between texts: the memory is the only thing that is shared, never its content.
var lexemes = sync.Pool{New: func() any { return new([]words.Lexeme) }}

// Foreign finds the times of s[from:to] in the sentences that are in a language of the table other than English.
func Foreign(s string, from, to int, a Anchor) []Time {
	var out []Time
	buf := lexemes.Get().(*[]words.Lexeme)
	p := parser{Lexer: words.Lexer{Text: s[:to], Pos: from, Buf: (*buf)[:0]}, a: a, day: a.Day}
	defer func() {
		*buf = p.Buf
		lexemes.Put(buf)
	}()
	for p.Next() {
		if p.Some&^words.English == 0 {
			continue
		}
		l := p.Tongue()
		if l == words.English {
			continue
		}
		for _, f := range p.foreign(l) {
			out = append(out, Time{Start: p.Buf[f.from].S, End: p.Buf[f.to-1].E, Form: f.form, Interval: f.iv, Value: f.Value, Relative: f.relative, Weekday: f.Weekday, Full: f.full, Clock: f.clock, Until: f.until})
		}
	}
	return out
}
