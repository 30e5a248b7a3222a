package gazetteer

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
)

// Hit is a name in a text and the places it may mean, the likeliest first.
type Hit struct {
	Start, End int  // byte offsets in the text
	Common     bool // also an everyday word or a person's name: needs another sign that a place is meant
	Places     []Place
}

// entry is what a key leads to.
type entry uint32

func (e entry) longer() bool { return e&pack.FlagLonger != 0 }
func (e entry) name() bool   { return e&pack.FlagNone == 0 }
func (e entry) common() bool { return e&pack.FlagCommon != 0 }
func (e entry) upper() bool  { return e&pack.FlagUpper != 0 }

// at finds a folded name by its hash. Names are told apart by 50 bits of it, so a word that is no name passes for one about
// once in a thousand million.
func (t *tables) at(h fold.Hash) (entry, bool) {
	bucket, rest := pack.Split(h.Sum())
	for i := t.bucket[bucket]; i < t.bucket[bucket+1]; i++ {
		if t.Rest[i] == rest {
			return entry(t.Value[i]), true
		}
	}
	return 0, false
}

// places are the places of an entry, best first.
func (g *Gazetteer) places(e entry) []Place { return g.appendPlaces(nil, e) }

func (g *Gazetteer) appendPlaces(dst []Place, e entry) []Place {
	refs := g.refs(e)
	dst = slices.Grow(dst, len(refs))
	for _, r := range refs {
		dst = append(dst, g.place(ref(r)))
	}
	return dst
}

// refs are the numbers of the places of an entry, best first.
func (g *Gazetteer) refs(e entry) []uint32 {
	v := uint32(e) & pack.ValueMask
	if e&pack.FlagMany == 0 {
		return []uint32{v}
	}
	return g.Many[v+1 : v+1+g.Many[v]]
}

// Lookup is every place of a name: its own name or an alternate, in any script, without regard to case, marks and
// punctuation. The likeliest come first: a country, then by people, capitals and own names before alternates. A name with a
// region after a comma ("Amarillo, Texas") gives the places of the name in that region; one turned round ("Iran, Islamic
// Republic of") is turned back. nil when nothing is found.
func (g *Gazetteer) Lookup(name string) []Place { return g.LookupInto(nil, name) }

// LookupInto appends what [Gazetteer.Lookup] gives to dst.
func (g *Gazetteer) LookupInto(dst []Place, name string) []Place {
	if h, ok := fold.HashOfPlain(name); ok { // most names: no comma to look for
		if e, ok := g.at(h); ok && e.name() {
			return g.appendPlaces(dst, e)
		}
		return dst
	}
	if head, tail, ok := cutLast(name); ok {
		if e, ok := g.entryOf(head); ok {
			if t, ok := g.entryOf(tail); ok {
				if in := g.In(g.places(e), g.places(t)); len(in) > 0 {
					return append(dst, in...)
				}
			}
		}
		if e, ok := g.entryOf(tail + " " + head); ok { // "Iran, Islamic Republic of"
			return g.appendPlaces(dst, e)
		}
	}
	if e, ok := g.entryOf(name); ok {
		return g.appendPlaces(dst, e)
	}
	return dst
}

// In is those of places that lie in one of the regions (countries and divisions; others are passed over), in their order.
func (g *Gazetteer) In(places, regions []Place) []Place {
	var out []Place
	for _, p := range places {
		for _, r := range regions {
			if r.Kind == Country && p.Country == r.Country || r.Kind == Admin1 && p.Country == r.Country && p.Admin1 == r.Admin1 {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

func cutLast(name string) (head, tail string, ok bool) {
	if strings.IndexByte(name, ',') < 0 && ascii(name) {
		return "", "", false
	}
	i := strings.LastIndexAny(name, ",،、，")
	if i < 0 {
		return "", "", false
	}
	tail = strings.TrimLeft(name[i:], ",،、， ")
	return strings.TrimSpace(name[:i]), tail, tail != ""
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func (g *Gazetteer) entryOf(name string) (entry, bool) {
	h := fold.HashOf(name)
	if h == fold.Start {
		return 0, false
	}
	e, ok := g.at(h)
	return e, ok && e.name()
}

// found is a match in a text before its places are looked up.
type found struct {
	start, end int
	e          entry
}

// maxTokens is the longest name looked for.
const maxTokens = 12

// Scan finds the names of places in a text: the longest at each word, from left to right, none inside another. In scripts
// that have case a name must begin with a capital, as must its longer words. Scripts without spaces are tried at every
// character, for names of two and more. yield gets byte offsets, whether the name is also a common word, and the places, best
// first; it may stop the scan by giving false. A word that is no name costs no allocation.
func (g *Gazetteer) Scan(text string, yield func(Hit) bool) {
	for pos := 0; ; {
		t, ok := fold.Next(text, pos)
		if !ok {
			return
		}
		pos = t.End
		if t.Lower && !t.Capital {
			continue
		}
		f, ok := g.match(text, t)
		if !ok {
			continue
		}
		pos = f.end
		if !yield(Hit{Start: f.start, End: f.end, Common: f.e.common(), Places: g.places(f.e)}) {
			return
		}
	}
}

// Hits is Scan as a slice.
func (g *Gazetteer) Hits(text string) []Hit {
	var out []Hit
	g.Scan(text, func(h Hit) bool {
		out = append(out, h)
		return true
	})
	return out
}

// match is the longest name that begins at a token.
func (g *Gazetteer) match(text string, first fold.Token) (found, bool) {
	if !first.Lower {
		if f, ok := g.matchFrom(text, first); ok {
			return f, true
		}
	}
	// French and Italian elide a word before a name; Arabic and Hebrew write short ones ("and", "in", "to") in one with it.
	word := text[first.Start:first.End]
	n := fold.Elision(word)
	if n == 0 && !first.Lower {
		n = prefixLen(word)
	}
	if n == 0 || n >= len(word) {
		return found{}, false
	}
	cut, ok := fold.Next(text, first.Start+n)
	if !ok || cut.Lower || cut.Start >= first.End {
		return found{}, false
	}
	return g.matchFrom(text, cut)
}

func (g *Gazetteer) matchFrom(text string, first fold.Token) (found, bool) {
	best := found{start: first.Start, end: -1}
	h := fold.Start
	var buf [128]byte
	allUpper := true
	t := first
	for n := 1; ; n++ {
		key := fold.Append(buf[:0], text[t.Start:t.End])
		if len(key) == 0 {
			break
		}
		h = h.Add(key)
		allUpper = allUpper && t.Upper
		e, ok := g.at(h)
		if !ok {
			break
		}
		if e.name() && (!e.upper() || allUpper) && (n > 1 || !t.Solid) {
			best.end, best.e = t.End, e
		}
		if !e.longer() || n == maxTokens {
			break
		}
		next, ok := fold.Next(text, t.End)
		if !ok || !fold.Joined(text, t, next) || next.Lower && !next.Capital && next.Letters > 3 && !genericWord(text[next.Start:next.End]) {
			break
		}
		t = next
	}
	return best, best.end >= 0
}

// prefixLen is the length of a one-letter word written in one with what follows.
func prefixLen(token string) int {
	if len(token) < 6 { // three letters of two bytes
		return 0
	}
	for _, p := range [...]string{"و", "ب", "ل", "ف", "ك", "ב", "ל", "מ", "ה", "ו", "ש"} {
		if strings.HasPrefix(token, p) {
			return len(p)
		}
	}
	return 0
}

// genericWord says whether a word in small letters may stand inside a name.
func genericWord(word string) bool {
	switch word {
	case "region", "oblast", "province", "state", "governorate", "district", "republic", "prefecture", "county", "department",
		"division", "territory", "krai", "city", "island", "islands", "upon", "under", "unter", "ober", "sous", "sopra", "sotto",
		"область", "области", "край", "края", "республика", "округ", "городе", "району", "області",
		"autonomous", "special", "metropolitan", "capital", "della", "delle", "degli", "dell", "próximo", "sobre", "över", "région",
		"provincia", "región", "província", "voivodeship", "okrug", "valley":
		return true
	}
	return false
}
