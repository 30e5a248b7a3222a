package timex

import (
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
)

// duration reads "five years", "a two-week", "nearly 48 hours", "two to three weeks", and what counts from somewhere: "two weeks
// ago", "three days later".
func (p *parser) duration(i int) (found, bool) {
	k := p.hedge(i)
	n, half, to, ok := p.number(k)
	if !ok {
		return found{}, false
	}
	article := p.any(k, "a an") && to == k+1
	if to < len(p.Buf) && p.any(to, "to or") || p.sign(to, '-') {
		if m, h2, at, ok := p.number(to + 1); ok && !p.any(to+1, "a an") && m > n {
			if u := p.unitAt(at, false); u > 0 {
				n, half, to = m, h2, at
			}
		}
	}
	for p.any(to, "more additional consecutive straight trading business calendar full whole entire") && !article {
		to++
	}
	if article && p.any(to, "full whole entire") {
		to++
	}
	u := p.hyphen(to)
	if p.has(u, words.IsSeason) && p.is(u+1, "ago") && n > 0 && p.told() { // two winters ago
		w := p.Buf[u].W
		return p.seasonAt(i, u+2, w.Season, calendar.SeasonYear(p.day, w.Season, -1, "last")-n+1), true
	}
	if !p.has(u, words.IsUnit) || p.is(i-1, "aged") {
		return found{}, false
	}
	unit, w := p.Buf[u].W.Unit, p.Buf[u].W
	to = u + 1
	if unit == 's' && (article || n == 1) || article && (unit == 'N' || w.Plural) || unit == 'Q' && (article || p.is(to, "of") || p.is(to, "mile")) {
		if !p.any(to, "ago earlier later") {
			return found{}, false
		}
	}
	if w.S == "fortnight" {
		n *= 2
	}
	if w.S == "sec" || w.S == "min" && !p.sign(to, '.') || w.S == "hr" && n == calendar.AnyNumber {
		return found{}, false
	}
	if p.is(to, "and") && p.is(to+1, "a") && p.is(to+2, "half") {
		half, to = true, to+3
	}
	if p.is(to, "or") && p.is(to+1, "so") {
		to += 2
	}
	switch h := p.hyphen(to); {
	case h > to && p.is(h, "long"):
		to = h + 1
	case p.is(h, "old") && (unit == 'Y' || h > to):
		return found{}, false // an age is no time
	case h > to && p.any(h, "earlier ago"):
		return found{}, false
	}
	f := found{from: i, to: to, typ: "DURATION", Value: calendar.Amount(n, half, unit)}
	if article && !half && (unit == 'D' || unit == 'W' || unit == 'M' || unit == 'Y' || unit == 'h') && p.rate(i) && !p.any(to, "ago earlier later") {
		f.typ = "SET" // "300 people a year"
		return f, true
	}
	var more []part
	if n >= 0 && !half && p.Buf[u].W.Season == "" {
		if more = p.parts(to, unit); len(more) > 0 {
			to = more[len(more)-1].to
			f.to = to
			for _, m := range more {
				f.Value = calendar.JoinAmounts(f.Value, calendar.Amount(m.n, false, m.unit))
			}
		}
	}
	switch {
	case p.any(to, "earlier later") && p.is(to+1, "than"):
	case p.any(to, "ago") || p.is(to, "earlier") || p.is(to, "later") || p.is(to, "hence") || p.is(to, "from") && p.any(to+1, "now today"):
		back := p.any(to, "ago earlier")
		end := to + 1
		if p.is(to, "from") {
			end++
		}
		anchor, known := p.day, p.told()
		if p.any(to, "earlier later") && p.ref.Valid() && !(n == 1 && unit == 'Y') {
			anchor, known = p.ref.First, true
		}
		if !known {
			return f, true
		}
		if half {
			switch {
			case unit == 'C':
				n, unit, half = 100*n+50, 'Y', false
			case unit == 'E':
				n, unit, half = 10*n+5, 'Y', false
			case unit == 'Y':
				n, unit, half = 12*n+6, 'M', false
			case unit == 'h' || unit == 'm':
				n, unit, half = 60*n+30, unit-'h'+'m', false
				if unit != 'm' {
					unit = 's'
				}
			}
		}
		if p.hour(unit) && n > 0 && !p.any(to, "ago from hence") {
			if f.to = end; !p.clock.IsZero() {
				lo, _, _ := calendar.Length(n, unit)
				for _, m := range more {
					d, _, _ := calendar.Length(m.n, m.unit)
					lo += d
				}
				if back {
					lo = -lo
				}
				at := p.clock.Add(lo)
				f.typ, f.Value, f.iv, f.clock = "TIME", at.Format("2006-01-02T15:04"), calendar.Minute(at), true
				y, m, d := at.Date()
				f.p = calendar.Period{Unit: 'D', First: time.Date(y, m, d, 0, 0, 0, 0, at.Location())}
			}
			return f, true
		}
		if n == calendar.AnyNumber || half && n == 0 {
			f.to, f.typ, f.Value = end, "DATE", "PAST_REF"
			if !back {
				f.Value = "FUTURE_REF"
			}
			return f, true
		}
		if back && n == 1 && unit == 'Y' && p.quarter.Valid() && !p.hour(unit) {
			f = p.date(i, end, calendar.Of('Q', p.quarter.First.AddDate(-1, 0, 0)))
			f.p = calendar.Period{}
			return f, true
		}
		if p.hour(unit) {
			f.to = end
			lo, _, ok := calendar.Length(n, unit)
			if !ok || p.a.At.IsZero() || p.any(to, "earlier later") {
				return f, true
			}
			if back {
				lo = -lo
			}
			at := p.a.At.Add(lo).In(p.a.Location())
			f.typ, f.Value, f.iv = "TIME", at.Format("2006-01-02T15:04"), Interval{From: calendar.At(at), To: calendar.At(at.Add(time.Hour))}
			return f, true
		}
		if back {
			n = -n
		}
		if unit == 'N' {
			unit = 'D'
		}
		switch unit {
		case 'w':
			unit = 'W'
		case 'E':
			unit, n = 'Y', clampCount(n)*10
		case 'C':
			unit, n = 'Y', clampCount(n)*100
		}
		at := calendar.After(unit, anchor, clampCount(n))
		for _, m := range more {
			if unit = m.unit; back {
				m.n = -m.n
			}
			at = calendar.After(unit, at, clampCount(m.n))
		}
		if v := calendar.Of(unit, at); v.Valid() && !p.hour(unit) {
			return p.date(i, end, v), true
		}
		return f, true
	}
	if n >= 0 && (p.any(i-1, "within in for") || p.any(i-1, "least") || k > i) && p.told() && p.future(i) > 0 {
		if lo, hi, ok := calendar.Length(n, unit); ok {
			f.iv = calendar.Window(p.a, lo, hi)
		}
	}
	return f, true
}

// rate reports whether an amount stands right before lexeme i: "300 people a year", "$33 million a year".
func (p *parser) rate(i int) bool {
	if p.any(i-1, "percent million billion") {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		x := &p.Buf[k]
		switch {
		case x.Num >= 0:
			return true
		case p.is(k, "people"):
		case p.has(k, words.IsNumber) && !p.any(k, "a an"):
			return true
		case x.W != nil || x.Sign != 0 || x.Cap || p.past(k):
			return false
		}
	}
	return false
}

// part is one more amount of a length: the eight months of "three years and eight months".
type part struct {
	n    int
	unit byte
	to   int
}

// parts reads the smaller amounts that follow a first one, of the given unit, which ended before lexeme k.
func (p *parser) parts(k int, unit byte) (out []part) {
	const order = "LCEYQMWDhms"
	for len(out) < 4 {
		to := k
		if p.sign(to, ',') {
			to++
		}
		if p.is(to, "and") {
			to++
		}
		if to == k || p.any(to, "a an") {
			return out
		}
		n, half, to, ok := p.number(to)
		if !ok || half || n < 0 || !p.has(to, words.IsUnit) || p.is(to+1, "of") || p.any(to+1, "old") {
			return out
		}
		u := p.Buf[to].W.Unit
		if most := map[byte]int{'M': 11, 'W': 51, 'D': 31, 'h': 23, 'm': 59, 's': 59}[u]; n > most { // "five years and 48 hours" are two
			return out
		}
		if u == 'N' || u == 'w' || strings.IndexByte(order, u) <= strings.IndexByte(order, unit) {
			return out
		}
		k, unit = to+1, u
		out = append(out, part{n: n, unit: u, to: to + 1})
	}
	return out
}

// clampCount bounds a count so that the calendar is not left by far.
func clampCount(n int) int { return max(-20000, min(20000, n)) }

func (p *parser) hour(unit byte) bool { return unit == 'h' || unit == 'm' || unit == 's' }

func (p *parser) unitAt(k int, _ bool) byte {
	k = p.hyphen(k)
	if p.has(k, words.IsUnit) {
		return p.Buf[k].W.Unit
	}
	return 0
}

// hedge steps over "about", "more than", "at least", "no more than", "up to" before a number.
func (p *parser) hedge(i int) int {
	switch {
	case p.any(i, "about nearly almost around roughly approximately some"), p.is(i, "over") && (p.any(i+1, "a an") || p.any(i-1, "for after than just in of lasted took")):
		return i + 1
	case p.is(i, "another") && !p.any(i+1, "a an"):
		return i + 1
	case p.any(i, "more less") && p.is(i+1, "than"):
		return i + 2
	case p.is(i, "at") && p.any(i+1, "least most"):
		return i + 2
	case p.is(i, "up") && p.is(i+1, "to"):
		return i + 2
	case p.any(i, "no not") && p.any(i+1, "more less") && p.is(i+2, "than"):
		return i + 3
	}
	return i
}

// modified reads "last week", "the past three months", "this coming Sunday", "that year", "the current quarter".
func (p *parser) modified(i int) (found, bool) {
	k := i
	the := p.is(k, "the")
	if the {
		k++
	}
	if p.any(k, "recent coming past") || p.has(k, words.IsMod) || p.any(k, "current") {
	} else {
		return found{}, false
	}
	mod := p.Buf[k].W.S
	dir := p.Buf[k].W.Dir
	k++
	if mod == "this" || mod == "that" {
		if p.any(k, "coming past same next last") {
			switch {
			case p.is(k, "same"):
				mod = "that"
			case mod == "that": // "said that last week"
				return found{}, false
			default:
				mod, dir = p.Buf[k].W.S, p.Buf[k].W.Dir
			}
			k++
		}
	}
	if p.any(k, "fiscal calendar financial full") {
		k++
	}
	ofRef := mod == "following" || mod == "previous" && the || mod == "preceding" || mod == "that" || mod == "same" || mod == "ensuing"
	if n, half, to, ok := p.number(k); ok && !p.any(k, "a an") && mod != "this" && mod != "that" && mod != "same" && mod != "current" {
		for p.any(to, "more consecutive straight trading business calendar full") {
			to++
		}
		if p.any(to, "to or") || p.sign(to, '-') {
			if m, _, at, ok := p.number(to + 1); ok && p.unitAt(at, false) > 0 && m > n {
				n, to = m, at
			}
		}
		to = p.hyphen(to)
		if p.has(to, words.IsSeason) && p.Buf[to].W.Plural {
			return found{from: i, to: to + 1, typ: "SET", Value: "XXXX-" + p.Buf[to].W.Season}, true
		}
		if !p.has(to, words.IsUnit) {
			return found{}, false
		}
		f := found{from: i, to: to + 1, typ: "DURATION", Value: calendar.Amount(n, half, p.Buf[to].W.Unit)}
		if n >= 0 && p.told() {
			if lo, hi, ok := calendar.Length(n, p.Buf[to].W.Unit); ok {
				if dir > 0 && mod != "following" {
					f.iv = calendar.Window(p.a, lo, hi)
				} else if dir < 0 {
					f.iv = Interval{From: Instant{Earliest: p.day.Add(-hi), Latest: p.day.AddDate(0, 0, 1).Add(-lo)}, To: Instant{Earliest: p.day, Latest: p.day.AddDate(0, 0, 1)}}
				}
			}
		}
		if p.is(f.to, "or") && p.is(f.to+1, "so") {
			f.to += 2
		}
		return f, true
	}
	if !p.in(k) || p.Buf[k].W == nil {
		if mod == "past" && the {
			return p.pastRef(i, k)
		}
		return found{}, false
	}
	w := p.Buf[k].W
	if f, ok := p.holidayDir(i, k, dir); ok {
		return f, true
	}
	switch {
	case w.Cls&words.IsWeekday != 0:
		if mod == "past" || mod == "last" || mod == "previous" {
			dir = -1
		}
		if mod == "that" || mod == "same" || mod == "latest" || mod == "recent" || mod == "current" {
			return found{}, false
		}
		if mod == "previous" && the {
			if f, ok := p.weekdayDir(i, k, -1, false); ok && f.p.Unit == 'D' {
				if p.ref.Valid() && p.ref.Unit == 'D' {
					return p.date(i, f.to, calendar.Period{Unit: 'D', First: calendar.Nearest(p.ref.First.AddDate(0, 0, -1), time.Weekday(w.Weekday), false)}), true
				}
				return f, true
			}
		}
		return p.weekdayDir(i, k, dir, mod == "this")
	case w.Cls&words.IsMonth != 0 && p.Buf[k].Cap:
		return p.monthDir(i, k, dir, mod == "this")
	case w.Cls&words.IsSeason != 0 && !w.Plural && p.told():
		return p.seasonAt(i, k+1, w.Season, calendar.SeasonYear(p.day, w.Season, dir, mod)), true
	case w.Cls&words.IsPart != 0 && w.Unit == 0 && !w.Plural && p.told():
		d := p.day
		if f, ok := p.dayAt(k + 2); ofRef && ok && p.sign(k+1, ',') && f.typ == "DATE" && f.p.Unit == 'D' {
			d = f.p.First // "that evening, June 4"
		} else if ofRef {
			d = p.lastDay().AddDate(0, 0, dir)
		} else if mod == "next" {
			d = d.AddDate(0, 0, 1)
			if the {
				d = p.lastDay().AddDate(0, 0, 1)
			}
		} else if dir < 0 {
			d = d.AddDate(0, 0, -1)
		}
		f := p.date(i, k+1, calendar.Period{Unit: 'D', First: d})
		return p.partOf(f, w.Part), true
	case w.Cls&words.IsUnit == 0:
		if p.is(k, "period") && mod == "same" {
			return p.sameOf(i, k)
		}
		if mod == "past" && the && !p.is(k, "perfect") {
			return p.pastRef(i, k)
		}
		return found{}, false
	}
	unit := w.Unit
	to := k + 1
	if w.Plural {
		f := found{from: i, to: to, typ: "DURATION", Value: calendar.Amount(calendar.AnyNumber, false, unit)}
		switch {
		case mod == "recent" || mod == "past":
			if unit == 'Y' && mod == "recent" || mod == "past" && !the {
				f.typ, f.Value = "DATE", "PAST_REF"
			}
		case mod == "coming" || mod == "next" || mod == "following" || mod == "upcoming":
			if p.told() {
				f.iv = Interval{From: calendar.Window(p.a, 0, 0).From}
			}
		default:
			return found{}, false
		}
		return f, true
	}
	if mod == "same" && (unit == 'Q' || unit == 'M' || unit == 'W' || unit == 'Y') || mod == "same" && p.is(k, "period") {
		if f, ok := p.sameOf(i, k); ok {
			return f, true
		}
	}
	if mod == "recent" || p.hour(unit) && (mod == "this" || mod == "that" || mod == "same" || mod == "latest" || mod == "current") {
		return found{}, false
	}
	if p.hour(unit) || (mod == "past" || the && mod == "last" && (unit == 'Y' && !p.sign(to, '\'') || unit == 'M' || unit == 'E' || unit == 'C' || unit == 'W')) && unit != 'Q' && unit != 'N' {
		if unit == 's' || unit == 'm' && !the {
			return found{}, false
		}
		f := found{from: i, to: to, typ: "DURATION", Value: calendar.Amount(1, false, unit)}
		if lo, hi, ok := calendar.Length(1, unit); ok && p.told() {
			if dir > 0 {
				f.iv = calendar.Window(p.a, lo, hi)
			} else {
				f.iv = Interval{From: Instant{Earliest: p.day.Add(-hi), Latest: p.day.AddDate(0, 0, 1).Add(-lo)}, To: Instant{Earliest: p.day, Latest: p.day.AddDate(0, 0, 1)}}
			}
		}
		return f, true
	}
	if the && (mod == "next" || mod == "coming") && (unit == 'E' || unit == 'C') {
		return found{from: i, to: to, typ: "DURATION", Value: calendar.Amount(1, false, unit)}, true
	}
	if !p.told() {
		return found{}, false
	}
	switch unit {
	case 'N':
		d := p.day
		if dir < 0 {
			d = d.AddDate(0, 0, -1)
		} else if dir > 0 {
			d = d.AddDate(0, 0, 1)
		}
		if ofRef || the && mod == "next" {
			d = p.lastDay().AddDate(0, 0, dir)
		}
		return p.partOf(p.date(i, to, calendar.Period{Unit: 'D', First: d}), "TNI"), true
	case 'D':
		if mod == "last" || mod == "this" && !p.is(to, "of") || mod == "latest" || mod == "current" {
			return found{}, false
		}
		ofRef = true
	}
	base := p.day
	if unit == 'D' && mod == "that" && p.last.IsZero() {
		return found{}, false
	}
	if unit == 'D' && (ofRef || mod == "next" && the) {
		base = p.lastDay()
	} else if ofRef && p.ref.Valid() {
		base = p.ref.First
	} else if mod == "that" {
		return found{}, false
	}
	v := calendar.Of(unit, calendar.After(unit, base, dir))
	if unit == 'w' {
		sat := p.day.AddDate(0, 0, (6-int(p.day.Weekday())+7)%7)
		switch {
		case p.day.Weekday() == time.Sunday && dir == 0:
			sat = p.day.AddDate(0, 0, -1)
		case dir < 0:
			sat = sat.AddDate(0, 0, -7)
			if p.day.Weekday() == time.Sunday {
				sat = p.day.AddDate(0, 0, -8)
			}
		case dir > 0 && mod == "next":
			sat = sat.AddDate(0, 0, 7)
		}
		v = calendar.Of('w', sat)
	}
	if !v.Valid() {
		return found{}, false
	}
	// "last year's third quarter"
	f := p.date(i, to, v)
	if unit == 'Y' && p.sign(to, '\'') && p.is(to+1, "s") {
		if q, ok := p.ordinalPeriod(to + 2); ok && q.p.Unit == 'Q' {
			return p.date(i, q.to, calendar.Of('Q', time.Date(v.First.Year(), q.p.First.Month(), 1, 0, 0, 0, 0, p.a.Location()))), true
		}
		if p.is(to+2, "quarter") && p.quarter.Valid() {
			return p.date(i, to+3, calendar.Of('Q', time.Date(v.First.Year(), p.quarter.First.Month(), 1, 0, 0, 0, 0, p.a.Location()))), true
		}
	}
	return f, true
}

// sameOf reads "the same quarter of 2028" and "the same period last year"; k is the unit.
func (p *parser) sameOf(i, k int) (found, bool) {
	if !p.told() {
		return found{}, false
	}
	to, y := k+1, 0
	if p.any(to, "of in a") {
		to++
	}
	if n, at, ok := p.year(to); ok {
		y, to = n, at
	} else if p.any(to, "last") && p.is(to+1, "year") {
		y, to = p.day.Year()-1, to+2
	} else if p.is(to, "year") && p.any(to+1, "ago earlier") && p.is(to-1, "a") {
		y, to = p.day.Year()-1, to+2
	} else {
		return found{}, false
	}
	unit, t := p.Buf[k].W.Unit, p.day
	switch {
	case unit == 'Q' || unit == 0 && p.quarter.Valid():
		unit = 'Q'
		if p.quarter.Valid() {
			t = p.quarter.First
		}
	case unit == 0:
		unit = 'Y'
	case p.ref.Valid() && p.ref.Unit == unit:
		t = p.ref.First
	}
	_, m, d := t.Date()
	if unit == 'M' || d > 28 {
		d = 1
	}
	f := p.date(i, to, calendar.Of(unit, time.Date(y, m, d, 0, 0, 0, 0, p.a.Location())))
	f.p = calendar.Period{}
	return f, true
}

// pastRef reads "the past" where no unit follows.
func (p *parser) pastRef(i, k int) (found, bool) {
	if !p.any(i-1, "in of from than on") || i > 1 && p.in(k) && p.Buf[k].Sign == 0 && !p.any(k, "and is was has or but as by for to the it that he she they we i if when") {
		return found{}, false
	}
	return found{from: i, to: k, typ: "DATE", Value: "PAST_REF"}, true
}

// yearAgo reads "year-earlier", "the year-ago quarter", "year-end", "the year's end".
func (p *parser) yearAgo(i int) (found, bool) {
	k := i
	if p.is(k, "the") {
		k++
	}
	if !p.is(k, "year") || !p.told() {
		return found{}, false
	}
	if p.sign(k+1, '\'') && p.is(k+2, "s") && p.is(k+3, "end") {
		return p.date(i, k+4, calendar.Of('Y', p.day)), true
	}
	k++
	h := p.hyphen(k)
	if p.any(i, "a") {
		h = k
	}
	if p.is(h, "end") {
		return p.date(i, h+1, calendar.Of('Y', p.day)), true
	}
	if h == k || !p.any(h, "ago earlier") {
		return found{}, false
	}
	v := calendar.Of('Y', p.day.AddDate(-1, 0, 0))
	if p.quarter.Valid() {
		v = calendar.Of('Q', p.quarter.First.AddDate(-1, 0, 0))
	}
	to := h + 1
	if q, ok := p.ordinalPeriod(to); ok && q.p.Unit == 'Q' {
		v, to = calendar.Of('Q', q.p.First.AddDate(-1, 0, 0)), q.to
	} else if p.any(to, "quarter period") {
		to++
	}
	f := p.date(i, to, v)
	f.p = calendar.Period{}
	return f, true
}

// ordinalPeriod reads "the third quarter of 2028", "third-quarter", "the fiscal first quarter", "the first half of 2029", "the 20th
// century", "the 2028 quarter".
func (p *parser) ordinalPeriod(i int) (found, bool) {
	k := i
	if p.any(k, "the") {
		if k++; p.sign(k+1, '-') && p.is(k+2, "quarter") {
			return found{}, false // "the third-quarter loss": the article is the loss's
		}
	}
	y := 0
	if n, to, ok := p.year(k); ok && n >= 1900 && (p.has(to, words.IsOrdinal) || p.any(to, "quarter fiscal period")) && !(p.joined(k) && k > 0 && p.Buf[k-1].Sign == '$') {
		y, k = n, to
		if p.any(k, "quarter") && p.quarter.Valid() {
			return p.date(i, k+1, calendar.Of('Q', time.Date(y, p.quarter.First.Month(), 1, 0, 0, 0, 0, p.a.Location()))), true
		}
		if p.is(k, "period") {
			v := calendar.Of('Y', time.Date(y, 1, 1, 0, 0, 0, 0, p.a.Location()))
			if p.quarter.Valid() {
				v = calendar.Of('Q', time.Date(y, p.quarter.First.Month(), 1, 0, 0, 0, 0, p.a.Location()))
			}
			f := p.date(i, k+1, v)
			f.p = calendar.Period{}
			return f, true
		}
	}
	if p.is(k, "fiscal") {
		k = p.hyphen(k + 1)
	}
	n, to := 0, k+1
	switch {
	case p.has(k, words.IsOrdinal):
		n = p.Buf[k].W.Num
	case p.in(k) && p.Buf[k].Num > 0 && p.Buf[k].Digits <= 2 && p.joined(k+1) && p.any(k+1, "st nd rd th"):
		n, to = p.Buf[k].Num, k+2
	case p.is(k, "last") && p.is(k+1, "half"):
		n = 2
	case p.any(k, "twenty") && p.sign(k+1, '-') && p.has(k+2, words.IsOrdinal):
		n, to = 20+p.Buf[k+2].W.Num, k+3
	default:
		return found{}, false
	}
	if p.is(to, "fiscal") {
		to++
	}
	if n == 1 && y == 0 { // "the first nine months": how long
		if c, half, at, ok := p.number(to); ok && c > 1 && p.has(at, words.IsUnit) && p.Buf[at].W.Plural && p.any(i, "the") {
			u := p.Buf[at].W.Unit
			f := found{from: i, to: at + 1, typ: "DURATION", Value: calendar.Amount(c, half, u)}
			return f, true
		}
	}
	to = p.hyphen(to)
	if !p.in(to) || p.Buf[to].W == nil {
		return found{}, false
	}
	switch p.Buf[to].W.S {
	case "century":
		if n > 30 {
			return found{}, false
		}
		return p.date(i, to+1, calendar.Period{Unit: 'C', First: time.Date((n-1)*100+1, 1, 1, 0, 0, 0, 0, p.a.Location())}).since(n), true
	case "quarter", "half":
		unit, most := byte('Q'), 4
		if p.is(to, "half") {
			unit, most = 'H', 2
		}
		if n > most {
			return found{}, false
		}
		to++
		if unit == 'H' && y == 0 && !p.is(to, "of") {
			return found{}, false
		}
		step := 12 / most
		if y == 0 && p.is(to, "of") {
			k := to + 1
			if p.is(k, "fiscal") {
				k++
			}
			if n, at, ok := p.year(k); ok {
				y, to = n, at
			} else if p.any(k, "last this next") && p.is(k+1, "year") && p.told() {
				y, to = p.day.Year()+p.Buf[k].W.Dir, k+2
			} else if p.is(k, "the") && p.is(k+1, "year") && p.told() {
				y, to = p.day.Year(), k+2
			}
		}
		if y == 0 && p.any(to, "last this next") && p.is(to+1, "year") && p.told() {
			y, to = p.day.Year()+p.Buf[to].W.Dir, to+2
		}
		if y == 0 {
			if !p.told() || unit == 'H' {
				return found{}, false
			}
			y = p.day.Year()
			t := time.Date(y, time.Month(1+(n-1)*step), 1, 0, 0, 0, 0, p.a.Location())
			if ahead := p.future(i); t.After(p.day) && ahead <= 0 && int(t.Sub(p.day)/(24*time.Hour)) > 92 {
				y--
			}
		}
		return p.date(i, to, calendar.Of(unit, time.Date(y, time.Month(1+(n-1)*step), 1, 0, 0, 0, 0, p.a.Location()))), true
	}
	return found{}, false
}

// since gives a century its number: the 20th is 1901 to 2000, written 19.
func (f found) since(n int) found {
	f.Value = calendar.Two(n - 1)
	return f
}
