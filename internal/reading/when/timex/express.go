package timex

import (
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
)

// Expression is a time in general prose, in the terms of TimeML's TIMEX3 (ISO-TimeML, TempEval-3): what a linguist would mark, which
// is more than an event takes ("now", "a five-year plan", "every Thursday").
type Expression struct {
	Start, End int    // bytes in the text, end exclusive
	Type       string // DATE, TIME, DURATION or SET
	// Value is the TIMEX3 value: "2029-03-08", "2029-W10", "2029-Q1", "2029-SU", "202" (a decade), "2029-03-08T11:00", "2029-03-08TMO",
	// "P2D", "PXY", "XXXX-WXX-4", PRESENT_REF, PAST_REF or FUTURE_REF.
	Value string
	// Interval is when that is, if the text and the anchor say it; both ends are open otherwise.
	Interval Interval
}

// Expressions finds every expression of time in a text, in order, none overlapping. Without a Day in the anchor only what needs
// none is found: dates with their year, durations, sets and references to now, past and future. The work is linear in the
// length of the text, any bytes are a text, and the same text and anchor give the same answer.
func Expressions(s string, a Anchor) []Expression {
	p := parser{Lexer: words.Lexer{Text: s, Buf: make([]words.Lexeme, 0, words.MaxUnit+4)}, a: a, day: a.Day, lastIn: -2, longAgo: -2}
	if !p.day.IsZero() {
		y, m, d := p.day.Date()
		p.day = time.Date(y, m, d, 0, 0, 0, 0, a.Location())
	}
	var out []Expression
	for p.Next() {
		p.nth++
		p.prev = found{}
		if !p.Hot {
			continue
		}
		out = p.sentence(out)
	}
	return out
}

// parser reads one sentence at a time; ref is what "that year" and "a week earlier" count from.
type parser struct {
	words.Lexer
	a       Anchor
	day     time.Time // local midnight of the anchor's day; zero when unknown
	ref     calendar.Period
	quarter calendar.Period
	nth     int       // number of the sentence
	last    time.Time // the last day that the text told, and the sentence it stood in
	lastIn  int
	clock   time.Time // the last clock time, while no other day has been told since
	longAgo int       // the last sentence that spoke of years long gone
	prev    found     // the expression before this one, of the same sentence
}

// found is a time in lexemes [from, to).
type found struct {
	from, to   int
	typ, Value string
	p          calendar.Period
	iv         Interval
	form       Form // what it is for Scan
	full       bool // a date with its year
	Weekday    bool // only a weekday's name
	until      bool
	relative   bool
	day        bool // a day of a named month, so that further days of it may follow
	clock      bool
}

func (p *parser) sentence(out []Expression) []Expression {
	if p.Some&^words.English != 0 {
		if l := p.Tongue(); l != words.English {
			for _, f := range p.foreign(l) {
				f.Value = strings.TrimPrefix(f.Value, "/") // "until" is no part of a TIMEX3 value
				out = p.emit(out, f)
			}
			return out
		}
	}
	for i := 0; i < len(p.Buf); {
		x := &p.Buf[i]
		if x.Num < 0 && (x.W == nil || x.W.Lang&words.English == 0) && !(x.Sign == '\'' || x.Sign == '`') {
			i++
			continue
		}
		f, ok := p.at(i)
		if !ok || f.to <= i {
			i++
			continue
		}
		out = p.emit(out, f)
		i = f.to
	}
	return out
}

func (p *parser) emit(out []Expression, f found) []Expression {
	for f.from < f.to-1 && p.Buf[f.to-1].Sign != 0 && p.Buf[f.to-1].Sign != '.' {
		f.to--
	}
	p.remember(f)
	return append(out, Expression{Start: p.Buf[f.from].S, End: p.Buf[f.to-1].E, Type: f.typ, Value: f.Value, Interval: f.iv})
}

// remember keeps what later words may count from.
func (p *parser) remember(f found) {
	p.prev = f
	if f.clock && f.iv.Known() {
		if !p.sign(f.from-1, '(') { // "08:30 (05:30 GMT)" goes on in local time
			p.clock = f.iv.From.Earliest
		}
	} else if f.p.Unit == 'D' {
		p.clock = time.Time{}
	}
	if !f.p.Valid() {
		return
	}
	if f.p.Unit == 'D' {
		p.last, p.lastIn = f.p.First, p.nth
	}
	if f.typ != "DATE" {
		return
	}
	if p.ref = f.p; f.p.Unit == 'Q' {
		p.quarter = f.p
	}
	if p.told() && p.day.Year()-f.p.First.Year() >= 5 {
		p.longAgo = p.nth
	}
}

// lastDay is the day that "that morning" and "the following day" count from: the last one told, or the day of issue.
func (p *parser) lastDay() time.Time {
	if !p.last.IsZero() {
		return p.last
	}
	return p.day
}

// lastNear is the day that a clock time or a part of a day belongs to: the last one told in this sentence or the one before, or the
// day of issue.
func (p *parser) lastNear() time.Time {
	if !p.last.IsZero() && (p.nth-p.lastIn <= 1 || !p.told()) {
		return p.last
	}
	return p.day
}

// Small questions about the lexemes of the sentence.

func (p *parser) in(i int) bool { return i >= 0 && i < len(p.Buf) }

// is reports whether lexeme i is the word s of the table.
func (p *parser) is(i int, s string) bool {
	return p.in(i) && p.Buf[i].W != nil && p.Buf[i].W.S == s
}

// any reports whether lexeme i is one of the words in a list divided by blanks.
func (p *parser) any(i int, list string) bool {
	if !p.in(i) || p.Buf[i].W == nil {
		return false
	}
	s := p.Buf[i].W.S
	for k := 0; k < len(list); {
		n := strings.IndexByte(list[k:], ' ')
		if n < 0 {
			n = len(list) - k
		}
		if list[k:k+n] == s {
			return true
		}
		k += n + 1
	}
	return false
}

func (p *parser) sign(i int, c byte) bool { return p.in(i) && p.Buf[i].Sign == c }

func (p *parser) has(i int, cls uint32) bool {
	return p.in(i) && p.Buf[i].W != nil && p.Buf[i].W.Cls&cls != 0
}

// joined reports whether lexeme i touches the one before.
func (p *parser) joined(i int) bool { return p.in(i) && i > 0 && p.Buf[i].Glued }

// hyphen steps over a hyphen at i.
func (p *parser) hyphen(i int) int {
	if p.sign(i, '-') && p.in(i+1) {
		return i + 1
	}
	return i
}

// number reads a count: "12", "5,000", "twenty-four", "two hundred", "a couple of", "several", "half a", "2 1/2".
func (p *parser) number(i int) (n int, half bool, to int, ok bool) {
	if !p.in(i) {
		return
	}
	x := &p.Buf[i]
	if x.Num >= 0 {
		if x.Digits > 6 || p.joined(i) && (p.sign(i-1, '$') || p.sign(i-1, '.') || p.sign(i-1, ',') || p.sign(i-1, '/') || p.sign(i-1, ':') || p.sign(i-1, '-') && i > 1 && p.joined(i-1) && p.Buf[i-2].Num >= 0) {
			return
		}
		n, to = x.Num, i+1
		for p.sign(to, ',') && p.joined(to) && p.joined(to+1) && p.Buf[to+1].Digits == 3 && n < 100000 {
			n, to = n*1000+p.Buf[to+1].Num, to+2
		}
		if p.sign(to, '.') && p.joined(to) && p.joined(to+1) && p.Buf[to+1].Num >= 0 {
			half = p.Buf[to+1].Num == 5 && p.Buf[to+1].Digits == 1
			return n, half, to + 2, true
		}
		if p.in(to+2) && p.Buf[to].Num == 1 && p.sign(to+1, '/') && p.Buf[to+2].Num == 2 {
			return n, true, to + 3, true
		}
		return n, false, to, true
	}
	if !p.has(i, words.IsNumber) {
		if p.is(i, "half") && p.any(i+1, "a an") {
			return 0, true, i + 2, true
		}
		return
	}
	w := x.W
	n, to = w.Num, i+1
	switch {
	case w.S == "a" || w.S == "an":
		switch {
		case p.any(i+1, "few"):
			return calendar.AnyNumber, false, i + 2, true
		case p.is(i+1, "couple"):
			n, to = 2, i+2
			if p.is(to, "of") {
				to++
			}
			return n, false, to, true
		case p.any(i+1, "hundred thousand dozen"):
			return p.Buf[i+1].W.Num, false, i + 2, true
		case p.is(i+1, "half"):
			return 0, true, p.hyphen(i + 2), true
		}
		return 1, false, to, true
	case n == calendar.AnyNumber:
		if p.any(i, "dozens hundreds thousands") {
			if !p.is(to, "of") {
				return 0, false, 0, false
			}
			to++
		}
		return n, false, to, true
	case w.S == "couple":
		if p.is(to, "of") {
			to++
		}
		return n, false, to, true
	}
	if n >= 20 && n < 100 {
		if k := p.hyphen(to); p.has(k, words.IsNumber) && p.Buf[k].W.Num > 0 && p.Buf[k].W.Num < 10 && !p.any(k, "a an couple") {
			n, to = n+p.Buf[k].W.Num, k+1
		}
	}
	for p.any(to, "hundred thousand") && n > 0 && n < 1000 {
		n, to = n*p.Buf[to].W.Num, to+1
	}
	if k := p.hyphen(to); p.is(k, "and") { // two and a half, two-and-a-half
		if k = p.hyphen(k + 1); p.is(k, "a") {
			if k = p.hyphen(k + 1); p.is(k, "half") {
				return n, true, k + 1, true
			}
		}
	}
	return n, false, to, true
}

// year reads a year in digits or in words ("nineteen ninety-six").
func (p *parser) year(i int) (y, to int, ok bool) {
	if !p.in(i) {
		return
	}
	x := &p.Buf[i]
	if x.Num >= 1000 && x.Digits == 4 && x.Num <= 2199 {
		return x.Num, i + 1, true
	}
	if x.W != nil && (x.W.S == "nineteen" || x.W.S == "twenty") && p.has(i+1, words.IsNumber) {
		if t := p.Buf[i+1].W.Num; t >= 10 && t < 100 {
			n, _, to, ok := p.number(i + 1)
			if ok && n >= 10 && n < 100 && !p.has(to, words.IsUnit) {
				return x.W.Num*100 + n, to, true
			}
		}
	}
	if p.is(i, "two") && p.is(i+1, "thousand") && p.is(i-1, "year") {
		return 2000, i + 2, true
	}
	return
}

// dayOfMonth reads "29", "29th" and "eighth" at i.
func (p *parser) dayOfMonth(i int) (d, to int, ok bool) {
	if !p.in(i) {
		return
	}
	if x := &p.Buf[i]; x.Num >= 1 && x.Num <= 31 && x.Digits <= 2 {
		if p.joined(i+1) && p.any(i+1, "st nd rd th") {
			return x.Num, i + 2, true
		}
		return x.Num, i + 1, true
	}
	if p.has(i, words.IsOrdinal) {
		return p.Buf[i].W.Num, i + 1, true
	}
	if p.any(i, "twenty thirty") && p.sign(i+1, '-') && p.has(i+2, words.IsOrdinal) {
		if n := p.Buf[i].W.Num + p.Buf[i+2].W.Num; n <= 31 {
			return n, i + 3, true
		}
	}
	return
}

// civil is a day of the calendar; ok is false for 31 February.
func (p *parser) civil(y int, m time.Month, d int) (time.Time, bool) {
	t := time.Date(y, m, d, 0, 0, 0, 0, p.a.Location())
	return t, t.Month() == m && t.Day() == d
}

func (p *parser) date(from, to int, v calendar.Period) found {
	f := found{from: from, to: to, typ: "DATE", p: v, Value: v.Value(), iv: v.Interval()}
	return f
}

// told reports whether the day of the anchor is known.
func (p *parser) told() bool { return !p.day.IsZero() }

// future tells from the words around lexeme i whether what stands there lies ahead: +1, -1 for behind, or 0 for nothing found.
func (p *parser) future(i int) int {
	if p.sign(i+1, '\'') && p.is(i+2, "s") {
		return 0 // "Wednesday's ruling"
	}
	if p.is(i-1, "as") && p.any(i-2, "soon early") && p.verb() > 0 {
		return 1
	}
	for k := i - 1; k >= 0 && k > i-12; k-- {
		x := &p.Buf[k]
		switch {
		case x.Sign == ';' || x.Sign == '(':
			return 0
		case p.has(k, words.IsAhead):
			switch w := x.W.S; {
			case (w == "plan" || w == "plans") && (p.any(k-1, "the a an his her its their our my this that first new s") || p.has(k-1, words.IsOrdinal)):
				continue // "the first plan"
			case w == "may" && x.Cap, w == "set" && !p.any(k+1, "for to"), w == "by" && !p.time(k+1, i), w == "set" && p.past(k-1):
				continue
			case w == "before" || w == "begin" || w == "start" || w == "next" || w == "through" || w == "going":
				if k != i-1 {
					continue
				}
			case w == "until" || w == "till":
				if !p.time(k+1, i) {
					continue
				}
				return p.verb()
			case w == "would" || w == "could" || w == "might":
				if p.is(k+1, "have") || k < i-8 {
					return -1
				}
			}
			for b := k - 1; b >= 0 && b > k-3; b-- {
				if p.any(b, "was were had been") && p.past(k) {
					return -1
				}
			}
			return 1
		case p.has(k, words.IsPlan):
			if p.arranged(k) {
				return 1
			}
		case p.is(k, "to") && p.any(k-1, "was were") && k+1 < i && !p.is(k+1, "have") && !p.Buf[k+1].Cap && p.Buf[k+1].Sign == 0:
			return 1
		case p.has(k, words.IsBack):
			return -1
		case p.is(k, "to") && k+1 < i && p.any(k-1, "is are ready able expects agreed leave here due promised pledged vowed hopes hope aims wants want intends"):
			if !p.any(k+1, "the a an his her its their more about nearly almost") && p.Buf[k+1].Num < 0 && !p.Buf[k+1].Cap && p.Buf[k+1].Sign == 0 {
				return 1
			}
		case p.past(k) && !(p.is(k-1, "be") && p.any(k-2, "will to must should would may")):
			return -1
		}
	}
	if i <= 3 {
		for k := i + 1; k < len(p.Buf) && k < i+14; k++ {
			switch {
			case p.any(k, "will shall plans expects"):
				return 1
			case p.has(k, words.IsBack) || p.past(k):
				return -1
			}
		}
	}
	return 0
}

// arranged reports whether the word at k, which can be a verb in the present, is one here: no article, preposition or auxiliary
// stands before it.
func (p *parser) arranged(k int) bool {
	if k == 0 {
		return true
	}
	return !p.Buf[k].Cap && p.Buf[k-1].Sign != '\'' && !p.any(k-1, "to not the a an of in on at for its his her their our my this that these those last next s t did will would could should may might must can shall and or first") && !p.has(k-1, words.IsOrdinal)
}

// time reports whether only a word or two of time stand between k and i.
func (p *parser) time(k, i int) bool {
	return i-k <= 2 || i-k <= 7 && (p.is(i-1, "m") || p.sign(i-1, '.') || p.has(i-1, words.IsClock))
}

// verb tells from the first verb of the sentence whether it looks back or ahead.
func (p *parser) verb() int {
	for k := range p.Buf {
		switch {
		case p.any(k, "will shall may can must should"):
			return 1
		case p.any(k, "was were had did"):
			return -1
		}
	}
	return 1
}

// past reports whether lexeme i looks like a verb in the past.
func (p *parser) past(i int) bool {
	if !p.in(i) {
		return false
	}
	x := &p.Buf[i]
	if x.Sign != 0 || x.Num >= 0 || x.Cap || x.E-x.S < 5 {
		return false
	}
	return strings.HasSuffix(p.Text[x.S:x.E], "ed") && !strings.HasSuffix(p.Text[x.S:x.E], "eed")
}
