package where

import (
	"strings"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
)

// endings are the case endings of place names in Russian and Ukrainian and what the name may end in when it stands by itself
// ("в Ставрополе": Ставрополь). The longest ending that fits is tried first, its endings in order.
var endings = []struct{ end, own string }{
	{"цком", "цкий"}, {"цкого", "цкий"}, {"цькому", "цький"}, {"цького", "цький"}, {"жжі", "жжя"}, {"ллі", "лля"}, {"нні", "ння"},
	{"ове", "ов"}, {"еве", "ев"}, {"ові", "ів"}, {"єві", "їв"}, {"еві", "їв ев"}, {"ова", "ов ів"}, {"єва", "їв"}, {"ева", "ев"}, {"ском", "ск"}, {"ську", "ськ"}, {"ська", "ськ"},
	{"ії", "ія"}, {"ии", "ия"}, {"ию", "ия"}, {"ією", "ія"}, {"ом", " о"}, {"ой", "а"}, {"ою", "а"}, {"ем", "ь е"}, {"ью", "ь"}, {"ах", "ы"},
	{"е", " а ь о"}, {"и", "ь а я"}, {"і", "а  ь о"}, {"у", " а"}, {"ю", "ь я"}, {"а", " о"}, {"я", "ь"}, {"ы", "а"}, {"ів", "ов"},
}

// inflected looks a Cyrillic name up under the forms it may be declined from; nil for other scripts and for none.
func inflected(g Gazetteer, name string) []gazetteer.Place {
	if len(name) < 8 || name[0] < 0xd0 || name[0] > 0xd2 { // four letters of Cyrillic at least
		return nil
	}
	for i := range endings {
		e := &endings[i]
		stem, ok := strings.CutSuffix(name, e.end)
		if n := utf8.RuneCountInString(stem); !ok || n < 3 && (n < 2 || e.end != "єві") { // "Києві" has two
			continue
		}
		for own := range strings.SplitSeq(e.own, " ") {
			if ps := g.Lookup(stem + own); len(ps) > 0 {
				return ps
			}
		}
	}
	return nil
}
