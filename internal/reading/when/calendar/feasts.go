package calendar

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Feast is a named day, or a run of days, that returns every year.
type Feast struct {
	Days     int  // how long it lasts
	Eve      bool // it begins with the evening before its first day
	American bool // kept on this day in the United States; other countries have days of the same name
	on       func(y int) []time.Time
}

// FeastAt finds the feast whose name begins at a text's word 0 and how many words it has; n is 0 when none does. Words are in small
// letters; signs within them do not count ("year's" is "years", "al-fitr" is "alfitr").
func FeastAt(word func(i int) string) (f Feast, n int) {
	first := plainWord(word(0))
	if !feastFirst[first] {
		return Feast{}, 0
	}
	key := first
	best := 0
	for n := 1; ; n++ {
		if v, ok := feasts[key]; ok {
			f, best = v, n
		}
		w := plainWord(word(n))
		if n == 4 || w == "" {
			return f, best
		}
		key += " " + w
	}
}

// FeastBegins reports whether a feast's name can begin with a word.
func FeastBegins(word string) bool { return feastFirst[plainWord(word)] }

// FeastWords are the first words of the feasts' names, sorted.
func FeastWords() []string { return slices.Sorted(maps.Keys(feastFirst)) }

func plainWord(w string) string {
	if strings.IndexByte(w, '\'') < 0 && strings.IndexByte(w, '-') < 0 && !strings.Contains(w, "’") {
		return w
	}
	return strings.NewReplacer("'", "", "’", "", "-", "").Replace(w)
}

// In is the first and the last day of the feast that begins in a year, in a zone; ok is false when none does. Feasts of the moon can begin
// twice in a year; In gives the first.
func (f Feast) In(y int, z *time.Location) (first, last time.Time, ok bool) {
	if y < 1900 || y > 2199 {
		return
	}
	for _, t := range f.on(y) {
		first, last = f.days(t, z)
		return first, last, true
	}
	return
}

// Near is the feast nearest to a day: the one that holds it, or the nearest before (dir < 0), after (dir > 0) or either way (0).
func (f Feast) Near(day time.Time, dir int) (first, last time.Time, ok bool) {
	if day.Year() < 1901 || day.Year() > 2198 {
		return
	}
	best := 0.0
	for y := day.Year() - 1; y <= day.Year()+1; y++ {
		for _, t := range f.on(y) {
			a, b := f.days(t, day.Location())
			far := 0.0
			switch {
			case day.Before(a):
				far = a.Sub(day).Hours()
				if dir < 0 {
					far += 1e6
				}
			case day.After(b):
				far = day.Sub(b).Hours()
				if dir > 0 {
					far += 1e6
				}
			}
			if !ok || far < best {
				first, last, best, ok = a, b, far, true
			}
		}
	}
	return first, last, ok
}

func (f Feast) days(t time.Time, z *time.Location) (first, last time.Time) {
	y, m, d := t.Date()
	last = time.Date(y, m, d+f.Days-1, 0, 0, 0, 0, z)
	if f.Eve {
		d--
	}
	return time.Date(y, m, d, 0, 0, 0, 0, z), last
}

// feasts are the feasts by name: words in small letters without signs.
var feasts, feastFirst = func() (map[string]Feast, map[string]bool) {
	all, begins := map[string]Feast{}, map[string]bool{}
	add := func(f Feast, names ...string) {
		if f.Days == 0 {
			f.Days = 1
		}
		for _, n := range names {
			all[n] = f
			w, _, _ := strings.Cut(n, " ")
			begins[w] = true
		}
	}
	utc := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	fixed := func(m time.Month, d int) func(int) []time.Time {
		return func(y int) []time.Time { return []time.Time{utc(y, m, d)} }
	}
	from := func(base func(int) time.Time, n int) func(int) []time.Time {
		return func(y int) []time.Time { return []time.Time{base(y).AddDate(0, 0, n)} }
	}
	nth := func(m time.Month, wd time.Weekday, n, more int) func(int) []time.Time {
		return func(y int) []time.Time { return []time.Time{Nth(y, m, wd, n, time.UTC).AddDate(0, 0, more)} }
	}
	west := func(y int) time.Time { return Easter(y, time.UTC) }
	east := func(y int) time.Time { return OrthodoxEaster(y, time.UTC) }

	add(Feast{on: fixed(12, 25)}, "christmas", "christmas day", "xmas")
	add(Feast{on: fixed(12, 24)}, "christmas eve")
	add(Feast{on: fixed(12, 24), Days: 3}, "christmas holiday", "christmas holidays")
	add(Feast{on: fixed(1, 7)}, "orthodox christmas", "orthodox christmas day", "coptic christmas")
	add(Feast{on: fixed(1, 6)}, "orthodox christmas eve", "coptic christmas eve", "epiphany", "three kings day")
	add(Feast{on: fixed(12, 26)}, "boxing day")
	add(Feast{on: fixed(12, 31)}, "new years eve")
	add(Feast{on: fixed(1, 1)}, "new years day")
	add(Feast{on: fixed(12, 31), Days: 2}, "new year", "new years")
	add(Feast{on: fixed(2, 14)}, "valentines day")
	add(Feast{on: fixed(3, 8)}, "international womens day", "womens day")
	add(Feast{on: fixed(3, 17)}, "st patricks day")
	add(Feast{on: fixed(3, 20), Days: 2}, "nowruz", "norouz", "norooz", "nowrooz", "newroz", "nevruz") // the equinox: 20 or 21 March
	add(Feast{on: fixed(5, 1)}, "may day", "international workers day")
	add(Feast{on: fixed(7, 14)}, "bastille day")
	add(Feast{on: fixed(10, 31)}, "halloween")
	add(Feast{on: fixed(11, 1)}, "all saints day", "all saints")
	add(Feast{on: fixed(11, 2)}, "all souls day", "day of the dead")
	add(Feast{on: fixed(11, 11)}, "remembrance day", "armistice day")
	add(Feast{on: fixed(11, 11), American: true}, "veterans day")
	add(Feast{on: fixed(7, 4), American: true}, "independence day")
	add(Feast{on: nth(9, time.Monday, 1, 0), American: true}, "labor day")
	add(Feast{on: nth(5, time.Monday, 0, 0), American: true}, "memorial day")
	add(Feast{on: nth(11, time.Monday, 1, 1), American: true}, "election day")
	add(Feast{on: nth(1, time.Monday, 3, 0), American: true}, "martin luther king day")
	add(Feast{on: nth(2, time.Monday, 3, 0), American: true}, "presidents day")
	add(Feast{on: nth(11, time.Thursday, 4, 0), American: true}, "thanksgiving", "thanksgiving day")

	add(Feast{on: from(west, 0)}, "easter", "easter sunday", "easter day")
	add(Feast{on: from(west, 1)}, "easter monday")
	add(Feast{on: from(west, -2)}, "good friday")
	add(Feast{on: from(west, -1)}, "easter saturday", "holy saturday")
	add(Feast{on: from(west, -2), Days: 4}, "easter weekend", "easter holiday", "easter holidays", "easter long weekend")
	add(Feast{on: from(west, -3)}, "maundy thursday", "holy thursday")
	add(Feast{on: from(west, -7)}, "palm sunday")
	add(Feast{on: from(west, -7), Days: 7}, "holy week", "easter week", "semana santa")
	add(Feast{on: from(west, -46)}, "ash wednesday")
	add(Feast{on: from(west, -50), Days: 4}, "carnival weekend")
	add(Feast{on: from(west, 39)}, "ascension day")
	add(Feast{on: from(west, 49)}, "pentecost", "whit sunday")
	add(Feast{on: from(west, 50)}, "whit monday", "pentecost monday")
	add(Feast{on: from(east, 0)}, "orthodox easter", "orthodox easter sunday", "coptic easter", "greek easter")
	add(Feast{on: from(east, -2)}, "orthodox good friday")
	add(Feast{on: from(east, 1)}, "orthodox easter monday")
	add(Feast{on: from(east, -2), Days: 4}, "orthodox easter weekend")

	islamic := func(month, day int) func(int) []time.Time {
		return func(y int) (out []time.Time) {
			for h := (y-622)*33/32 - 1; h <= (y-622)*33/32+2; h++ {
				if t := islamicMonth(h, month).AddDate(0, 0, day-1); t.Year() == y {
					out = append(out, t)
				}
			}
			return out
		}
	}
	add(Feast{on: islamic(9, 1), Days: 30}, "ramadan", "ramadhan", "ramazan", "month of ramadan", "holy month of ramadan")
	add(Feast{on: islamic(10, 1), Days: 3}, "eid alfitr", "eid ulfitr", "eid al fitr", "idul fitri", "lebaran", "ramazan bayram")
	add(Feast{on: islamic(12, 10), Days: 4}, "eid aladha", "eid uladha", "eid al adha", "kurban bayram", "bakrid", "tabaski")
	add(Feast{on: islamic(12, 8), Days: 6}, "hajj")
	add(Feast{on: islamic(1, 1), Days: 30}, "muharram", "month of muharram")
	add(Feast{on: islamic(1, 1)}, "islamic new year")
	add(Feast{on: islamic(1, 10)}, "ashura", "ashoura", "day of ashura")
	add(Feast{on: islamic(2, 20)}, "arbaeen", "arbain", "chehlum")
	add(Feast{on: islamic(3, 12)}, "mawlid", "mawlid alnabi", "milad unnabi", "eid milad unnabi", "prophets birthday")

	hebrew := func(day func(start, next time.Time) time.Time) func(int) []time.Time {
		return func(y int) (out []time.Time) {
			for h := y + 3760; h <= y+3761; h++ {
				if t := day(hebrewNewYear(h), hebrewNewYear(h+1)); t.Year() == y {
					out = append(out, t)
				}
			}
			return out
		}
	}
	after := func(n int) func(a, b time.Time) time.Time {
		return func(a, _ time.Time) time.Time { return a.AddDate(0, 0, n) }
	}
	passover := func(n int) func(a, b time.Time) time.Time {
		return func(_, b time.Time) time.Time { return b.AddDate(0, 0, n-163) }
	}
	add(Feast{on: hebrew(after(0)), Days: 2, Eve: true}, "rosh hashanah", "rosh hashana", "jewish new year")
	add(Feast{on: hebrew(after(9)), Eve: true}, "yom kippur")
	add(Feast{on: hebrew(after(14)), Days: 7, Eve: true}, "sukkot", "sukkoth")
	add(Feast{on: hebrew(func(a, b time.Time) time.Time {
		n := 83 // 25 Kislev, after Tishri and a Heshvan of 29 days
		if l := int(b.Sub(a).Hours() / 24); l%10 == 5 {
			n++
		}
		return a.AddDate(0, 0, n)
	}), Days: 8, Eve: true}, "hanukkah", "chanukah", "hanukah", "chanukkah")
	add(Feast{on: hebrew(passover(0)), Days: 7, Eve: true}, "passover", "pesach")
	add(Feast{on: hebrew(passover(-30)), Eve: true}, "purim")
	add(Feast{on: hebrew(passover(50)), Eve: true}, "shavuot")

	add(Feast{on: from(chineseNewYear, 0)}, "chinese new year", "lunar new year", "chinese new years day", "seollal")
	add(Feast{on: from(chineseNewYear, -1)}, "chinese new years eve", "lunar new years eve")
	add(Feast{on: from(chineseNewYear, 0), Days: 7}, "spring festival", "tet", "chinese new year holiday", "chinese new year holidays", "lunar new year holiday", "lunar new year holidays")
	add(Feast{on: from(diwali, 0)}, "diwali", "deepavali")
	return all, begins
}()

// Easter is Easter Sunday (Gregorian calendar, the method of Meeus and Butcher).
func Easter(y int, z *time.Location) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, z)
}

// OrthodoxEaster is Easter Sunday of the churches that reckon it by the Julian calendar (the method of Meeus), as a day of the
// Gregorian one.
func OrthodoxEaster(y int, z *time.Location) time.Time {
	d := (19*(y%19) + 15) % 30
	e := (2*(y%4) + 4*(y%7) - d + 34) % 7
	n := d + e + 114
	return time.Date(y, time.Month(n/31), n%31+1+y/100-y/400-2, 0, 0, 0, 0, z)
}

// Nth is the n-th given weekday of a month; the last one for n = 0.
func Nth(y int, m time.Month, wd time.Weekday, n int, z *time.Location) time.Time {
	if n == 0 {
		t := time.Date(y, m+1, 0, 0, 0, 0, 0, z)
		return t.AddDate(0, 0, -(int(t.Weekday())-int(wd)+7)%7)
	}
	t := time.Date(y, m, 1, 0, 0, 0, 0, z)
	return t.AddDate(0, 0, (int(wd)-int(t.Weekday())+7)%7+7*(n-1))
}
