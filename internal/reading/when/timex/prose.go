package timex

import (
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
	"github.com/tocsin-hub/tocsin/internal/reading/when/words"
)

// quarterMark reads "Q3 2028" and "Q3".
func (p *parser) quarterMark(i int) (found, bool) {
	if !p.is(i, "q") || !p.Buf[i].Cap || !p.joined(i+1) || p.Buf[i+1].Num < 1 || p.Buf[i+1].Num > 4 || p.Buf[i+1].Digits != 1 {
		return found{}, false
	}
	to := i + 2
	k := to
	if p.is(k, "of") {
		k++
	}
	y, e, ok := p.year(k)
	switch {
	case ok:
		to = e
	case p.told():
		y = p.day.Year()
	default:
		return found{}, false
	}
	return p.date(i, to, calendar.Of('Q', time.Date(y, time.Month(3*p.Buf[i+1].Num-2), 1, 0, 0, 0, 0, p.a.Location()))), true
}

// every reads "every day", "each Thursday", "every two weeks", "daily".
func (p *parser) every(i int) (found, bool) {
	if p.has(i, words.IsSet) {
		if p.sign(i+1, '-') || p.is(i, "quarterly") && p.in(i+1) && p.Buf[i+1].Sign == 0 && !p.any(i+1, "and or in at to for") {
			return found{}, false // "the quarterly dividend" is a kind of dividend
		}
		return found{from: i, to: i + 1, typ: "SET", Value: p.Buf[i].W.Value}, true
	}
	if !p.has(i, words.IsEvery) {
		return found{}, false
	}
	k := i + 1
	if p.is(k, "of") {
		return found{}, false
	}
	n := 1
	if p.is(k, "other") {
		n, k = 2, k+1
	} else if c, _, to, ok := p.number(k); ok && c > 0 || ok && p.is(k, "few") {
		n, k = c, to
	}
	if !p.in(k) || p.Buf[k].W == nil {
		return found{}, false
	}
	w := p.Buf[k].W
	f := found{from: i, to: k + 1, typ: "SET"}
	switch {
	case w.Cls&words.IsWeekday != 0 && p.Buf[k].Cap:
		f.Value = "XXXX-WXX-" + string(rune('0'+(w.Weekday+6)%7+1))
		if p.has(k+1, words.IsPart) {
			f.Value += p.Buf[k+1].W.Part
			f.to++
		}
	case w.Cls&words.IsMonth != 0 && p.Buf[k].Cap:
		f.Value = "XXXX-" + calendar.Two(w.Month)
	case w.Cls&words.IsSeason != 0:
		f.Value = "XXXX-" + w.Season
	case w.Cls&words.IsPart != 0:
		f.Value = "XXXX-XX-XX" + w.Part
	case w.Cls&words.IsUnit != 0 && w.S != "second" && w.S != "quarter" || w.S == "quarter" && n == 1:
		f.Value = calendar.Amount(n, false, w.Unit)
	default:
		return found{}, false
	}
	return f, true
}

// edged reads what narrows a date without changing its value: "early 2029", "late last week", "the end of March", "mid-1990s",
// "earlier this year".
func (p *parser) edged(i int) (found, bool) {
	k := i
	the := p.is(k, "the")
	if the {
		k++
	}
	switch {
	case p.is(k, "day") && the && p.told() && (p.is(k+1, "before") && p.is(k+2, "yesterday") || p.is(k+1, "after") && p.is(k+2, "tomorrow")):
		return p.date(i, k+3, calendar.Period{Unit: 'D', First: p.day.AddDate(0, 0, 2*p.Buf[k+2].W.Step)}), true
	case p.any(k, "morning afternoon evening night") && p.is(k+1, "of"): // "the evening of March 3"
		f, ok := p.dayAt(k + 2)
		if !ok || f.p.Unit != 'D' || f.typ != "DATE" {
			return found{}, false
		}
		f.from = i
		return p.partOf(f, p.Buf[k].W.Part), true
	case p.is(k, "early") && p.any(k+1, "hours") && p.is(k+2, "of"): // "the early hours of Tuesday"
		f, ok := p.dayAt(k + 3)
		if !ok || f.p.Unit != 'D' || f.typ != "DATE" {
			return found{}, false
		}
		f.from = i
		return p.partOf(f, "TMO"), true
	case the && p.told() && p.is(k, "day") && p.any(k+1, "before after") && p.any(k+2, "last next this") && p.has(k+3, words.IsWeekday): // "the day before last Tuesday"
		f, ok := p.modified(k + 2)
		if !ok || f.p.Unit != 'D' || f.typ != "DATE" {
			return found{}, false
		}
		n := -1
		if p.is(k+1, "after") {
			n = 1
		}
		return p.date(i, f.to, calendar.Period{Unit: 'D', First: f.p.First.AddDate(0, 0, n)}), true
	case the && p.told() && p.has(k, words.IsUnit) && !p.Buf[k].W.Plural && p.any(k+1, "before after") && p.any(k+2, "last next"): // "the week before last"
		n := -2
		if p.is(k+1, "after") {
			n = 2
		}
		if v := calendar.Of(p.Buf[k].W.Unit, p.day).Shift(n); !p.hour(p.Buf[k].W.Unit) && p.Buf[k].W.Unit != 'N' && v.Valid() && (n < 0) == p.is(k+2, "last") {
			return p.date(i, k+3, v), true
		}
		return found{}, false
	case the && p.told() && p.any(k, "day night morning evening afternoon week month year") && p.any(k+1, "before after") && p.closed(k+2): // "the night before"
		return p.beside(i, k)
	case the && p.told() && p.is(k, "new") && p.is(k+1, "year") && !(p.sign(k+2, '\'') || p.sign(k+2, '-')) && (p.closed(k+2) || p.in(k+2) && p.Buf[k+2].W != nil): // "in the new year"
		y := p.day.Year()
		if p.day.Month() > time.February {
			y++
		}
		return p.date(i, k+2, calendar.Of('Y', time.Date(y, 1, 1, 0, 0, 0, 0, p.a.Location()))), true
	case p.is(k, "week") && p.any(k+1, "ended ending"): // "the week ended June 16"
		f, ok := p.dayAt(k + 2)
		if !ok || f.p.Unit != 'D' || f.typ != "DATE" {
			return found{}, false
		}
		return p.date(i, f.to, calendar.Of('W', f.p.First)), true
	case p.any(k, "week weekend") && p.is(k+1, "of"):
		f, ok := p.dayAt(k + 2)
		if !ok || f.p.Unit != 'D' || f.typ != "DATE" {
			return found{}, false
		}
		return p.date(i, f.to, calendar.Of(p.Buf[k].W.Unit, f.p.First)), true
	case p.any(k, "early late mid earlier later"):
		if k = p.hyphen(k + 1); p.is(k, "on") || p.is(k, "in") && p.is(k+1, "the") && p.any(k+2, "year week month day") {
			k++
		}
		if p.has(k, words.IsPart) && p.any(i, "mid early late") && p.told() && !p.Buf[k].W.Plural { // "mid-afternoon yesterday"
			if f, ok := p.deictic(k + 1); ok && f.typ == "DATE" {
				f.from = i
				return p.partOf(f, p.Buf[k].W.Part), true
			}
		}
		if p.any(k, "the") && p.any(k+1, "year week month") && p.told() && p.any(i, "earlier later") {
			return p.date(i, k+2, calendar.Of(p.Buf[k+1].W.Unit, p.day)), true
		}
	case p.any(k, "end beginning start middle rest remainder") && (p.is(k+1, "of")):
		k += 2
		if p.is(k, "the") && p.has(k+1, words.IsUnit) && !p.Buf[k+1].W.Plural && p.told() && !p.hour(p.Buf[k+1].W.Unit) && p.Buf[k+1].W.Unit != 'N' && !p.any(k+2, "period") {
			t := p.day
			if u := p.Buf[k+1].W.Unit; u == 'M' && p.nth-p.lastIn <= 1 && p.last.Before(calendar.Begin('M', t)) && p.verb() < 0 {
				t = p.last // "on 1 August he ... By the end of the month he had"
			}
			return p.date(i, k+2, calendar.Of(p.Buf[k+1].W.Unit, t)), true
		}
	default:
		return found{}, false
	}
	if !p.in(k) {
		return found{}, false
	}
	f, ok := p.datePhrase(k)
	if !ok && p.sign(k, '\'') {
		f, ok = p.shortDecade(k)
	}
	if !ok {
		if p.Buf[k].Num >= 0 || p.has(k, words.IsNumber) {
			f, ok = p.yearly(k)
		}
		if !ok && p.is(k, "the") {
			if f, ok = p.yearly(k); !ok {
				f, ok = p.dayMonth(k)
			}
		}
		if !ok {
			if p.has(k, words.IsSeason) && p.told() && !p.Buf[k].W.Plural && the {
				f, ok = p.seasonAt(k, k+1, p.Buf[k].W.Season, calendar.SeasonYear(p.day, p.Buf[k].W.Season, 0, "the")), true
			}
		}
	}
	if !ok || f.typ == "DURATION" || f.typ == "SET" {
		return found{}, false
	}
	f.from = i
	return f, true
}

// closed reports whether a phrase ends before lexeme k: the sentence or a part of it is over there.
func (p *parser) closed(k int) bool {
	if !p.in(k) {
		return true
	}
	switch p.Buf[k].Sign {
	case '.', ',', ';', ':', ')', '!', '?', '"':
		return true
	}
	return p.Buf[k].Sign == '\'' && p.sign(k+1, '\'')
}

// beside reads "the night before" and "the day after": k is the word between.
func (p *parser) beside(i, k int) (found, bool) {
	w, n := p.Buf[k].W, -1
	if p.is(k+1, "after") {
		n = 1
	}
	if w.Unit == 'W' || w.Unit == 'M' || w.Unit == 'Y' {
		if !p.ref.Valid() {
			return found{}, false
		}
		v := calendar.Of(w.Unit, p.ref.First).Shift(n)
		return p.date(i, k+2, v), v.Valid()
	}
	f := p.date(i, k+2, calendar.Period{Unit: 'D', First: p.lastDay().AddDate(0, 0, n)})
	if w.Part != "" {
		f = p.partOf(f, w.Part)
	}
	return f, true
}

// season reads "the summer of 2028", "winter 2028", "this past spring" (with modified), "the summer".
func (p *parser) season(i int) (found, bool) {
	k := i
	the := p.is(k, "the")
	if the {
		k++
	}
	if p.any(k, "early late") && the {
		k++
	}
	if !p.has(k, words.IsSeason) || p.Buf[k].W.Plural {
		return found{}, false
	}
	sea := p.Buf[k].W.Season
	to := k + 1
	if p.is(to, "of") {
		to++
	}
	if p.any(to, "last this next") && p.is(to+1, "year") && p.told() {
		return p.seasonAt(i, to+2, sea, p.day.Year()+p.Buf[to].W.Dir), true
	}
	if y, at, ok := p.year(to); ok {
		return p.seasonAt(i, at, sea, y), true
	}
	if !p.told() || p.is(k, "fall") || p.is(k, "spring") && !the || !the && !p.any(i-1, "in by since until of during") || p.in(k+1) && p.Buf[k+1].Sign == 0 && p.joined(k+1) {
		return found{}, false
	}
	return p.seasonAt(i, k+1, sea, calendar.SeasonYear(p.day, sea, 0, "the")), true
}

func (p *parser) seasonAt(from, to int, sea string, y int) found {
	return p.date(from, to, calendar.SeasonOf(sea, y, p.a.Location()))
}

// yearly reads "2028", "fiscal 2028", "the year 2000", "the 1990s", "the late 1980s" (with edged), "nineteen ninety-six".
func (p *parser) yearly(i int) (found, bool) {
	k := i
	if p.is(k, "the") {
		k++
	}
	if p.is(k, "year") {
		k++
	} else if k == i && p.is(k, "fiscal") {
		k++
		if p.is(k, "year") {
			k++
		}
	}
	y, to, ok := p.year(k)
	if !ok {
		return found{}, false
	}
	if p.joined(k) && k > 0 {
		switch b := &p.Buf[k-1]; b.Sign {
		case '(', '"', '-', '`', '[', '\'':
			if b.Sign == '-' && k > 1 && p.joined(k-1) && p.Buf[k-2].Num >= 0 && p.Buf[k-2].Digits != 4 {
				return found{}, false
			}
		case '/':
			if k < 2 || p.Buf[k-2].Digits != 4 {
				return found{}, false
			}
		default:
			return found{}, false
		}
	}
	x := &p.Buf[k]
	if x.Num >= 0 && p.joined(to) && p.any(to, "s") || x.Num >= 0 && p.sign(to, '\'') && p.is(to+1, "s") && y%10 == 0 && p.is(i, "the") {
		to++
		if p.sign(to-1, '\'') {
			to++
		}
		if y%10 != 0 {
			return found{}, false
		}
		return p.date(i, to, calendar.Of('E', time.Date(y, 1, 1, 0, 0, 0, 0, p.a.Location()))), true
	}
	if p.is(i, "the") && k == i+1 {
		return found{}, false
	}
	if x.Num >= 0 {
		if p.joined(to) && p.in(to) {
			switch c := p.Buf[to].Sign; {
			case c == 0, c == '%', c == '/':
				return found{}, false
			case (c == '.' || c == ',' || c == ':') && p.joined(to+1) && p.in(to+1) && p.Buf[to+1].Num >= 0:
				return found{}, false
			}
		}
		if p.has(to, words.IsUnit) || p.any(to, "percent million hours a p am pm gmt") && !p.is(to, "a") || p.sign(i-1, '$') || p.sign(i-1, '#') {
			return found{}, false
		}
		if p.joined(to) && p.sign(to, '-') && p.joined(to+1) && p.sign(to+2, '-') {
			return found{}, false // 2029-13-01
		}
		if h := p.hyphen(to); h > to && p.has(h, words.IsUnit) {
			return found{}, false
		}
		if (y < 1700 || y > 2060) && !p.any(i-1, "in since until year by from of") {
			return found{}, false
		}
	}
	return p.date(i, to, calendar.Of('Y', time.Date(y, 1, 1, 0, 0, 0, 0, p.a.Location()))), true
}

// shortDecade reads '90s and the year '98 at an apostrophe.
func (p *parser) shortDecade(i int) (found, bool) {
	if !p.sign(i, '\'') && !p.sign(i, '`') || !p.in(i+1) || !p.joined(i+1) || p.Buf[i+1].Digits != 2 || p.joined(i) && p.Buf[max(i-1, 0)].Sign == 0 {
		return found{}, false
	}
	n := p.Buf[i+1].Num
	if p.joined(i+2) && p.is(i+2, "s") && n%10 == 0 {
		return p.date(i, i+3, calendar.Of('E', time.Date(calendar.CenturyOf(n, p.day), 1, 1, 0, 0, 0, 0, p.a.Location()))), true
	}
	if p.joined(i+2) && p.in(i+2) && p.Buf[i+2].Sign == 0 || !p.any(i-1, "in of since from by until summer fall winter spring early late class") {
		return found{}, false
	}
	return p.date(i, i+2, calendar.Of('Y', time.Date(calendar.CenturyOf(n, p.day), 1, 1, 0, 0, 0, 0, p.a.Location()))), true
}

// decadeWord reads "the nineties".
func (p *parser) decadeWord(i int) (found, bool) {
	k := i
	if p.is(k, "the") {
		k++
	}
	if p.sign(k, '\'') && k > i {
		f, ok := p.shortDecade(k)
		f.from = i
		return f, ok
	}
	if !p.has(k, words.IsDecade) || k == i {
		return found{}, false
	}
	return p.date(i, k+1, calendar.Of('E', time.Date(1900+10*p.Buf[k].W.Num, 1, 1, 0, 0, 0, 0, p.a.Location()))), true
}

// reference reads now, recently, the near future, and what is said of a stretch without a number: "the weekend", "the quarter",
// "for years".
func (p *parser) reference(i int) (found, bool) {
	ref := func(to int, v string) (found, bool) {
		f := found{from: i, to: to, typ: "DATE", Value: v}
		if v == "PRESENT_REF" {
			f.iv = p.a.Interval()
		}
		return f, true
	}
	w := p.Buf[i].W
	switch {
	case w.Cls&words.IsDeictic != 0 && w.Value != "":
		if w.S == "future" || p.sign(i+1, '-') || p.sign(i-1, '-') && p.joined(i) {
			return found{}, false
		}
		return ref(i+1, w.Value)
	case w.S == "right" && p.is(i+1, "now"), w.S == "these" && p.is(i+1, "days"):
		return ref(i+2, "PRESENT_REF")
	case w.S == "even" && p.is(i+1, "now"):
		i++
		return ref(i+1, "PRESENT_REF")
	case w.S == "a" && p.is(i+1, "later") && p.is(i+2, "date"):
		return ref(i+3, "FUTURE_REF")
	case w.S == "more" && p.is(i+1, "recently"):
		return ref(i+2, "PAST_REF")
	case p.any(i, "dawn dusk daybreak") && p.any(i-1, "at before after since until by around"):
		k := i + 1
		if p.any(k, "on of") {
			k++
		}
		if f, ok := p.dayAt(k); ok && f.p.Unit == 'D' && f.typ == "DATE" {
			f.from = i
			return p.partOf(f, w.Part), true
		}
		if p.told() && p.closed(i+1) {
			return p.partOf(p.date(i, i+1, calendar.Period{Unit: 'D', First: p.lastNear()}), w.Part), true
		}
	case p.any(i, "twice once") && p.is(i+1, "a") && p.has(i+2, words.IsUnit) && !p.Buf[i+2].W.Plural && !p.any(i+3, "ago earlier later"):
		return found{from: i, to: i + 3, typ: "SET", Value: calendar.Amount(1, false, p.Buf[i+2].W.Unit)}, true
	case w.Cls&words.IsPart != 0 && w.S == "midday" && p.told():
		t := p.lastNear()
		f := p.partOf(p.date(i, i+1, calendar.Period{Unit: 'D', First: t}), "TMI")
		f.Value = t.Format(time.DateOnly) + "T12:00"
		return f, true
	}
	if w.S == "the" {
		k := i + 1
		if p.any(k, "morning afternoon evening night") && p.any(i-1, "in by during throughout until") && p.told() && (p.closed(k+1) || p.in(k+1) && p.Buf[k+1].W != nil && p.any(k+1, "and or but as when after before at to from with the for he she they it was were is")) {
			return p.partOf(p.date(i, k+1, calendar.Period{Unit: 'D', First: p.lastNear()}), p.Buf[k].W.Part), true
		}
		switch {
		case p.is(k, "future"):
			return ref(k+1, "FUTURE_REF")
		case p.any(k, "near immediate distant foreseeable") && p.is(k+1, "future"):
			return ref(k+2, "FUTURE_REF")
		case p.any(k, "near short") && p.is(k+1, "term") && !p.sign(k+2, '-'):
			return ref(k+2, "FUTURE_REF")
		case !p.told():
			return found{}, false
		case p.is(k, "weekend"):
			v := calendar.Of('w', p.day)
			if wd := p.day.Weekday(); wd != time.Saturday && wd != time.Sunday && p.future(i) <= 0 {
				v = v.Shift(-1)
			}
			return p.date(i, k+1, v), true
		case p.is(k, "quarter") && p.any(i-1, "in for of during") && p.in(k+1) && !p.is(k+1, "of"):
			v := p.quarter
			if !v.Valid() {
				v = calendar.Of('Q', p.day).Shift(-1)
			}
			return p.date(i, k+1, v), true
		case p.is(k, "year") && (p.any(k+1, "ended ending") || p.is(k+1, "to") && p.has(k+2, words.IsMonth) || p.is(i-1, "for") && !p.any(k+1, "of")), p.any(k, "fiscal financial") && p.is(k+1, "year") && p.any(k+2, "ended ending"):
			if !p.is(k, "year") {
				k++
			}
			return found{from: i, to: k + 1, typ: "DURATION", Value: "P1Y"}, true
		case p.is(k, "full") && p.is(k+1, "year"):
			return p.date(i, k+2, calendar.Of('Y', p.day)), true
		case p.any(k, "latest"):
			if p.any(k+1, "period") {
				v := p.quarter
				if !v.Valid() {
					v = calendar.Of('Q', p.day).Shift(-1)
				}
				return p.date(i, k+2, v), true
			}
		}
		if n, half, to, ok := p.number(k); ok && n > 1 && p.has(to, words.IsUnit) && p.Buf[to].W.Plural && !p.is(to+1, "of") {
			return found{from: i, to: to + 1, typ: "DURATION", Value: calendar.Amount(n, half, p.Buf[to].W.Unit)}, true
		}
	}
	if w.Cls&words.IsUnit != 0 && w.Plural && p.any(i-1, "for in within over of after") && w.Unit != 's' && !p.has(i+1, words.IsUnit) && !p.any(i-1, "of after") {
		f := found{from: i, to: i + 1, typ: "DURATION", Value: calendar.Amount(calendar.AnyNumber, false, w.Unit)}
		return f, true
	}
	if w.Cls&words.IsUnit != 0 && w.Plural && (p.prev.to == i-1 && (p.any(i-1, "and or") || p.sign(i-1, ',')) && strings.HasPrefix(p.prev.Value, "PX") || p.any(i-1, "take takes took last lasted lasts spent spend even")) && !p.any(i+1, "ago later of") && w.Unit != 's' {
		return found{from: i, to: i + 1, typ: "DURATION", Value: calendar.Amount(calendar.AnyNumber, false, w.Unit)}, true
	}
	if w.Cls&words.IsUnit != 0 && w.Plural && p.any(i+1, "ago") {
		return found{from: i, to: i + 2, typ: "DATE", Value: "PAST_REF"}, true
	}
	if w.Cls&words.IsUnit != 0 && w.Plural && p.any(i+1, "later") {
		return found{from: i, to: i + 2, typ: "DATE", Value: "FUTURE_REF"}, true
	}
	return found{}, false
}

// holiday reads the holidays that English texts name without a date.
func (p *parser) holiday(i int) (found, bool) { return p.holidayDir(i, i, 0) }

func (p *parser) holidayDir(from, k, dir int) (found, bool) {
	if !p.in(k) || !p.Buf[k].Cap || !p.has(k, words.IsHoliday) {
		return found{}, false
	}
	// the lexemes that make up each word of the name: letters, and the signs within it
	var ends [6]int
	at := k
	n := 0
	var name [6]string
	for ; n < len(name) && p.in(at) && p.Buf[at].Sign == 0 && p.Buf[at].Num < 0; n++ {
		to := at + 1
		for p.joined(to) && (p.sign(to, '-') || p.sign(to, '\'')) && p.joined(to+1) && p.in(to+1) && p.Buf[to+1].Sign == 0 {
			to += 2
		}
		if to-at == 3 && p.sign(at+1, '\'') && p.is(at+2, "s") && n == 0 && !p.any(at, "valentine veterans new st") {
			to = at + 1 // "Easter's"
		}
		name[n], ends[n], at = strings.ToLower(p.Text[p.Buf[at].S:p.Buf[to-1].E]), to, to
	}
	f, words := calendar.FeastAt(func(i int) string {
		if i < n {
			return name[i]
		}
		return ""
	})
	if words == 0 || f.Days > 7 {
		return found{}, false
	}
	to := ends[words-1]
	day := func(first, last time.Time, ok bool, to int) (found, bool) {
		if !ok {
			return found{}, false
		}
		r := p.date(from, to, calendar.Period{Unit: 'D', First: first})
		if f.Days == 7 { // Holy Week
			r = p.date(from, to, calendar.Of('W', first.AddDate(0, 0, 1)))
		}
		r.iv = calendar.DayRange(first, last)
		return r, true
	}
	c := to
	if p.sign(c, ',') {
		c++
	}
	if y, e, ok := p.year(c); ok {
		first, last, ok := f.In(y, p.a.Location())
		return day(first, last, ok, e)
	}
	if !p.told() {
		return found{}, false
	}
	if dir == 0 {
		dir = p.future(from)
	}
	first, last, ok := f.Near(p.day, dir)
	if dir == 0 && ok && first.Sub(p.day) > 60*24*time.Hour {
		first, last, ok = f.Near(p.day, -1)
	}
	return day(first, last, ok, to)
}
