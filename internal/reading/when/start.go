package when

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when/calendar"
)

// mayStart is the trigger: only tokens that can begin a time are looked at further. The commonest words are let through only before
// a word of time.
func (s *scanner) mayStart(i int) bool {
	t := &s.d.Tokens[i]
	if t.Kind == text.Number {
		return true
	}
	if t.Kind == text.Punct {
		return false
	}
	if starters.Has(t) {
		switch t.Norm {
		case "the":
			return s.afterThe(i + 1)
		case "in", "for", "over", "during", "within":
			switch s.norm(i + 1) {
			case "the", "next", "coming", "following", "another", "days", "hours", "weeks", "minutes":
				return true
			}
			return i+1 < len(s.d.Tokens) && (s.d.Tokens[i+1].Kind == text.Number || (t.Norm == "within" || t.Norm == "for") && s.d.Tokens[i+1].Kind != text.Punct)
		case "a", "an":
			switch s.norm(i + 1) {
			case "day", "week", "fortnight", "month", "year", "few", "couple":
				return true
			}
			return false
		case "that":
			return s.partAt(i+1) > 0 || s.norm(i+1) == "day" || s.norm(i+1) == "same"
		case "hours", "minutes":
			switch s.norm(i + 1) {
			case "later", "earlier", "after", "before":
				return true
			}
			return false
		case "later":
			return s.norm(i+1) == "in"
		case "since":
			return partOfDay[s.norm(i+1)]
		case "today", "tonight", "yesterday", "tomorrow", "overnight", "noon", "midnight", "this", "next", "last", "coming", "until", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "weekend", "end", "rest":
			return true
		}
	}
	if t.Cap && capital.Has(t) {
		return true
	}
	return t.Norm[0] >= '0' && t.Norm[0] <= '9' || t.Norm[0] == 'm' && strings.HasPrefix(t.Norm, "mid-")
}

// starters are the words without a capital that can begin a time.
var starters = text.WordSet(`the in for over during within a an that hours minutes later since today tonight yesterday tomorrow overnight noon midnight this next last coming until
	one two three four five six seven eight nine ten several weekend end rest`)

// starts are all words that can begin a time, but for those with figures and "mid-".
var starts = starters.Or(capital)

// afterThe reports whether a time can go on at token i after "the".
func (s *scanner) afterThe(i int) bool {
	if i >= len(s.d.Tokens) {
		return false
	}
	switch t := &s.d.Tokens[i]; t.Norm {
	case "weekend", "coming", "upcoming", "end", "rest", "remainder", "beginning", "start", "next", "following", "same", "previous", "past", "last", "second", "day", "night", "morning", "evening", "afternoon", "week", "month", "holy", "festival":
		return true
	default:
		return t.Kind == text.Number || t.Cap && s.afterTheCapital(i) || t.Kind == text.Word && t.Norm[0] >= '0' && t.Norm[0] <= '9' || strings.HasSuffix(t.Norm, "-hour") || strings.HasSuffix(t.Norm, "-day") || ordinalWords.Has(t) && s.norm(i+1) == "of"
	}
}

// afterTheCapital reports whether a time can go on at token i, which has a capital, after "the". Words with signs in them may be those of a feast.
func (s *scanner) afterTheCapital(i int) bool {
	t := &s.d.Tokens[i]
	return capital.Has(t) || ordinalWords.Has(t) || s.norm(i+1) == "weekend" || t.Norm == "another" || t.Norm == "forthcoming" ||
		t.Norm[0] >= '0' && t.Norm[0] <= '9' || signed(t.Norm)
}

// signed reports whether a word has a sign in it that does not count in the name of a feast.
func signed(w string) bool {
	for i := range len(w) {
		if w[i] == '\'' || w[i] == '-' || w[i] >= 0x80 {
			return true
		}
	}
	return false
}

// capital are the words with a capital that can begin a time.
var capital = func() text.Set {
	m := map[string]bool{}
	for w := range months {
		m[w] = true
	}
	for w := range weekdays {
		m[w] = true
	}
	for _, w := range calendar.FeastWords() {
		m[w] = true
	}
	return text.KeySet(m)
}()
