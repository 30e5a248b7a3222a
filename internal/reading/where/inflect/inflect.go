// Package inflect knows in which forms the names of places stand in texts of other languages: declined, and joined to the words before them.
package inflect

import (
	"strings"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// endings are the case endings of place names in Russian and Ukrainian and what the name may end in when it stands by itself
// ("в Ставрополе": Ставрополь). The longest ending that fits is tried first, its endings in order.
var endings = []struct{ end, own string }{
	{"цком", "цкий"}, {"цкого", "цкий"}, {"цькому", "цький"}, {"цького", "цький"}, {"жжі", "жжя"}, {"ллі", "лля"}, {"нні", "ння"},
	{"ському", "ський ське"}, {"ского", "ский ское ск"}, {"ском", "ск ский ское"}, {"ному", "не ний ное ный"}, {"ного", "ное ный не ний"}, {"ном", "ный ное но н"},
	{"ове", "ов ово"}, {"еве", "ев ево"}, {"ові", "ів ов ове"}, {"єві", "їв"}, {"еві", "їв ев"}, {"ова", "ов ів ова"}, {"єва", "їв"}, {"ева", "ев"}, {"овом", "ово"}, {"евом", "ево"}, {"овым", "ов"}, {"ську", "ськ"}, {"ська", "ськ"}, {"ці", "ка ць"}, {"зі", "га"},
	{"ії", "ія"}, {"ии", "ия"}, {"ию", "ия"}, {"ією", "ія"}, {"ией", "ия"}, {"ому", "ий е"}, {"ого", "ий ой ый е"}, {"ом", " о"}, {"ой", "а ая"}, {"ою", "а"}, {"ую", "ая"}, {"ем", "ь е"}, {"ью", "ь"}, {"ах", "ы и а"}, {"ам", "ы и"}, {"ям", "и"}, {"ях", "и"}, {"ів", "и ів ов"},
	{"е", " а ь о я"}, {"и", "ь а я"}, {"і", "а  ь о я е"}, {"у", " а о"}, {"ю", "ь я й"}, {"а", " о"}, {"я", "ь й я е"}, {"ы", "а"},
}

// adjectives are the endings of a first word that goes with the second: "в Южном Судане".
var adjectives = []struct{ end, own string }{
	{"ому", "ий ый"}, {"ого", "ий ый ой"}, {"ой", "ая"}, {"ей", "яя"}, {"ою", "а"}, {"ую", "ая"}, {"юю", "яя"}, {"ій", "а я"}, {"ом", "ый ой ий ое"}, {"ем", "ий"}, {"им", "ий"}, {"ым", "ый"}, {"у", "а"},
}

// Names is what is asked for a name.
type Names interface {
	Lookup(name string) []gazetteer.Place
}

// Lookup looks a name up under the forms that the language of the text may have declined or joined it from; nil for English and
// for none. It is asked only about a name that is not known as it stands, at token i.
func Lookup(d *text.Doc, i int, g Names, name string) []gazetteer.Place {
	if len(name) >= 8 && name[0] >= 0xd0 && name[0] <= 0xd2 { // four letters of Cyrillic at least
		return caseForms(g, name)
	}
	if d.Lang == nil {
		return nil
	}
	switch d.Lang.Code {
	case "ar":
		return arabic(d, i, g, name)
	case "tr":
		if at := strings.IndexAny(name, "'’"); at > 2 {
			return g.Lookup(name[:at])
		}
	case "de", "nl":
		if own, ok := strings.CutSuffix(name, "s"); ok && len(own) > 3 {
			return g.Lookup(strings.TrimRight(own, "'’"))
		}
	case "fr":
		if at := strings.IndexAny(name, "'’"); at == 1 || at == 2 { // "l'Alibori", "d'Abidjan", "qu'Alep"
			_, n := utf8.DecodeRuneInString(name[at:])
			return g.Lookup(name[at+n:])
		}
	}
	return nil
}

func caseForms(g Names, name string) []gazetteer.Place {
	if first, second, two := strings.Cut(name, " "); two {
		for i := range adjectives {
			e := &adjectives[i]
			stem, ok := strings.CutSuffix(first, e.end)
			if !ok || utf8.RuneCountInString(stem) < 3 {
				continue
			}
			for own := range strings.SplitSeq(e.own, " ") {
				if ps := g.Lookup(stem + own + " " + second); len(ps) > 0 {
					return ps
				}
				if ps := declined(g, stem+own+" ", second); len(ps) > 0 {
					return ps
				}
			}
		}
		return declined(g, first+" ", second)
	}
	return declined(g, "", name)
}

// declined looks lead and a declined word up.
func declined(g Names, lead, word string) []gazetteer.Place {
	for i := range endings {
		e := &endings[i]
		stem, ok := strings.CutSuffix(word, e.end)
		if n := utf8.RuneCountInString(stem); !ok || n < 3 && (n < 2 || e.end != "єві") { // "Києві" has two
			continue
		}
		for own := range strings.SplitSeq(e.own, " ") {
			if ps := g.Lookup(lead + stem + own); len(ps) > 0 {
				return ps
			}
		}
	}
	return nil
}

// arabic takes what is joined to the front off ("ببغداد", "والنبطية", "للخرطوم") and puts the word for a governorate before a name that stands
// after it in another number: "محافظتي الجنوب والنبطية".
func arabic(d *text.Doc, i int, g Names, name string) []gazetteer.Place {
	forms := []string{name}
	for _, p := range [...]string{"و", "ف", "ب", "ل", "ك"} {
		if rest, ok := strings.CutPrefix(forms[len(forms)-1], p); ok && utf8.RuneCountInString(rest) >= 3 {
			forms = append(forms, rest)
		}
	}
	last := forms[len(forms)-1]
	if rest, ok := strings.CutPrefix(name, "لل"); ok {
		forms = append(forms, "ال"+rest)
	} else if !strings.HasPrefix(last, "ال") {
		forms = append(forms, "ال"+last)
	}
	region := Governed(d, i)
	for _, f := range forms {
		if region {
			for _, w := range [...]string{"محافظة ", "ولاية ", "إقليم "} {
				if ps := g.Lookup(w + f); len(ps) > 0 {
					return ps
				}
			}
		}
		if f != name || region {
			if ps := g.Lookup(f); len(ps) > 0 {
				return ps
			}
		}
	}
	return nil
}

// Governed reports whether the Arabic word for a governorate stands before token i.
func Governed(d *text.Doc, i int) bool {
	for k := i - 1; k >= 0 && k > i-5 && d.SameSent(k, i); k-- {
		if n := d.Norm(k); strings.HasPrefix(n, "محافظ") || strings.HasPrefix(n, "ولاي") || strings.HasPrefix(n, "اقليم") {
			return true
		}
	}
	return false
}
