// Package tongue holds what the reader knows of the languages beside English, as data: one file a language. A new language is a
// new file with a Language and its place in All. docs/reading.md tells how.
package tongue

import (
	"slices"
	"strings"
	"unicode"
)

// Section is a labelled part of an embassy alert or an advice page.
type Section uint8

// The sections.
const (
	Body Section = iota
	Head
	Location
	Event
	Actions
	Assistance
)

// Entry is one row of a table of phrases: Patterns may hold several patterns separated by ";", in the form of text.Rule.
type Entry struct{ Kind, Code, Patterns string }

// Language is all that the reader knows of one language.
type Language struct {
	Code string // BCP 47, the primary language only
	Name string // in English
	// Small are the commonest short words; they tell the language of a text. A word of two languages counts for both.
	Small string
	// Letters, when given, are letters that only this language uses among those read; they decide between languages of one script.
	Letters string
	Script  *unicode.RangeTable
	// Prefixes are joined to the front of words ("l'", "ال") and are taken off before a word is looked up.
	Prefixes []string
	// Joiners are the words that may stand between an office or people and the country they are of: "de la".
	Joiners string
	// NationAfter says that words for a nation only stand after their noun.
	NationAfter bool
	// Seats are the words between an office and the place where it sits: "in".
	Seats string
	// Labels open a section of an alert, as in text.Cut: folded, without the colon.
	Labels map[string]Section
	// Nations has a line for each country: its ISO 3166-1 code, then words for it and its people as they stand beside an office, police or
	// people; "_" joins the words of a phrase.
	Nations string
	// Classes are words that stand for one another in patterns of this language, as "$name".
	Classes map[string]string
	// Entries are the phrases. Kinds: those of the English tables ("ev", "op", "act", "adv", "tgt", "iss", "aud", "gen", "lift", "neg", "lvl", "wpn", "res", "hum",
	// "who", "not", "why", "bad"); "doc" (Code: the kind of document its title tells); "mod" (Code "before" or "after": words beside a head that belong to its name); "vrb" (Code "says",
	// "acts", "blames", "lists": what English tells by its verbs, see package story); "cas" (Code "killed" or "injured", with a number);
	// "ttl" (the title of who holds an office, Code as of "iss": a name may follow it); "part" (a part of a country is meant); "last" (Code "updates": the message of the day that follows is replaced).
	// "stem*" is every word that begins so.
	Entries []Entry
}

// All are the languages read beside English.
var All = []*Language{&russian, &ukrainian, &french, &german, &spanish, &turkish, &arabic, &dutch}

// Rows are all entries of the language: its phrases and, as "nat" with the country's code, its words for nations.
func (l *Language) Rows() []Entry {
	rows := slices.Clone(l.Entries)
	for line := range strings.Lines(l.Nations) {
		iso, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		if iso == "" {
			continue
		}
		patterns := strings.ReplaceAll(strings.Join(strings.Fields(words), "; "), "_", " ")
		rows = append(rows, Entry{Kind: "nat", Code: iso, Patterns: patterns})
	}
	return rows
}
