package where

import (
	"math"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	names "github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
)

// sameName reports whether two names fold to the same, given the second one's key. Most names need no folding to tell.
func sameName(a, b, key string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	if plain(a) && plain(b) {
		return false
	}
	return names.Key(a) == key
}

// plain reports whether a name is ASCII letters and single blanks, which folding leaves alone but for case.
func plain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c != ' ' || i > 0 && s[i-1] == ' ') {
			return false
		}
	}
	return true
}

// townBy reports whether a town of a county's bare name lies in the county; one that the county bears in full must hold most of
// the county's people.
func townBy(c *gazetteer.Place, places []gazetteer.Place, full bool) bool {
	for i := range places {
		if p := &places[i]; p.Kind == gazetteer.City && (!full || p.Population*2 > c.Population) && within(c, p) {
			return true
		}
	}
	return false
}

// size is what a place's people count, in people: a sea or a range counts like a large town.
func size(p *gazetteer.Place) float64 {
	if p.Kind == gazetteer.Region {
		return math.Max(regionSize, float64(p.Population))
	}
	return float64(p.Population) + 100
}

// ownTown reports whether a division has few people beside the town of its name (large towns are counted twice, with their parts).
func ownTown(a *gazetteer.Place, places []gazetteer.Place) bool {
	for i := range places {
		if p := &places[i]; p.Kind == gazetteer.City && p.Admin1 == a.Admin1 && p.Country == a.Country && p.Population*10 >= a.Population*4 && p.Population > 0 {
			return true
		}
	}
	return false
}

func (w *weights) prior(p *gazetteer.Place, key string, same, nation bool) float64 {
	s := w.people * math.Log10(size(p))
	switch {
	case p.Kind == gazetteer.Country && !same && closeName(key, names.Key(p.Name)):
		return s + w.country - 2 // "Columbia" is Colombia only in Spanish
	case p.Kind == gazetteer.Country:
		return s + w.country
	case p.Kind == gazetteer.Admin1:
		return s + w.admin1
	case p.Kind == gazetteer.Area && p.ID == 0 && same:
		return s + w.county
	case p.Kind == gazetteer.Area && p.ID == 0:
		return s + w.bare
	case p.Kind == gazetteer.Area:
		s += w.quarter
	}
	switch {
	case same || key != "" && key[0] >= 0xd0 && (key[0] > 0xd3 || spelt(names.Key(p.Name), key)):
		// in other scripts every name is an alternate one
	case p.Kind == gazetteer.City && p.Population >= cityFrom && len(p.Name) == len(key)+5 && strings.HasSuffix(p.Name, " City") && !nation:
		// "New York" is New York City, but "Mexico" is not Mexico City
	case p.Kind == gazetteer.City && p.Population >= akinFrom && akin(names.Key(p.Name), key):
		s += w.akin
	case p.Kind == gazetteer.City && p.Population >= knownFrom:
		s += w.known
	default:
		s += w.alternate
	}
	return s
}

// knownFrom has so many people that English has a name of its own for it: Cologne, Turin.
const knownFrom = 300_000

// akinFrom has so many people that a near form of its name is thought of: "Frankfurt" is Frankfurt am Main.
const akinFrom = 20_000

// cityFrom has so many people that its name is said without "City".
const cityFrom = 1_000_000

// cyrillic is how Russian and Ukrainian letters begin in Latin ones.
var cyrillic = map[rune]byte{'а': 'a', 'б': 'b', 'в': 'v', 'г': 'g', 'д': 'd', 'ж': 'z', 'з': 'z', 'и': 'i', 'к': 'k', 'л': 'l', 'м': 'm',
	'н': 'n', 'о': 'o', 'п': 'p', 'р': 'r', 'с': 's', 'т': 't', 'у': 'u', 'ф': 'f', 'х': 'k', 'ц': 't', 'ч': 'c', 'ш': 's', 'і': 'i'}

// spelt reports whether a folded name in Cyrillic letters may be the spelling of a Latin one: they begin alike. "Ставрополь" was
// Tolyatti's name once and is Stavropol's now.
func spelt(own, key string) bool {
	n := 0
	for _, r := range key {
		c, ok := cyrillic[r]
		if !ok || n >= len(own) || own[n] != c {
			return false
		}
		if n++; n == 3 {
			return true
		}
	}
	return false
}

// akin reports whether a folded name is nearly another: its first or last words, or one letter off.
func akin(own, key string) bool {
	if len(key) < 4 || len(own) < 4 {
		return false
	}
	if own == key {
		return true
	}
	if rest, ok := strings.CutPrefix(own, key); ok && rest[0] == ' ' {
		return true
	}
	if rest, ok := strings.CutSuffix(own, key); ok && rest[len(rest)-1] == ' ' {
		return true
	}
	return len(key) > 5 && oneOff(own, key)
}

// oneOff reports whether two words differ by one letter: another, one more or one less.
func oneOff(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(b) || a[i+1:] == b[i+1:]
	}
	return a[i+1:] == b[i:]
}

// closeName reports whether a country's name in another language is so near its English one that English would not use it.
func closeName(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	differ := 0
	for i := range len(a) {
		if a[i] != b[i] {
			differ++
		}
	}
	return differ <= 1
}
