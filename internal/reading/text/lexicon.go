package text

import (
	"fmt"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/reading/text/tongue"
)

// Rule is one phrase pattern of a Lexicon: what it means and how it reads.
//
// A pattern is a list of elements between blanks: "word" or "one|other" is a word in folded form; "word?" may be missing;
// "..3" is up to three further words of the same sentence; "#" is a number in digits or letters and
// "#-year-old" a person by age; "^" (first only) holds at
// the start of a sentence. Patterns are separated by ";".
type Rule struct {
	Kind string // which table it is from: "act", "ev", ...
	Code string // what it says in that table
	elem []element
	text string
	head bool  // holds only at the start of a sentence
	kind uint8 // its Kind by number within the Lexicon
	row  int32 // its place among the rules of the Lexicon
	// need are marks of words of which one each must follow the rule's first: within [nearby] words, within [around], in the sentence.
	need [3]uint64
	// next are marks of the words of which one must follow the rule's first; all where any may.
	next uint64
}

// anyWord are the marks of all words.
const anyWord = ^uint64(0)

// mark is a word's bit among 64: a sentence without the bit of any word of an element cannot match the rule, and most rules of
// a common first word end there.
func mark(id int32) uint64 { return 1 << max(1, uint32(id)*0x9E3779B1>>26) }

// noMark is the bit that no word has: where anything goes, it is what always fits. Numbers and ages have a bit beside their word's.
const (
	noMark  = 1
	numMark = 1 << 1
	ageMark = 1 << 2
)

// How many words after a rule's first are looked at together.
const (
	nearby = 4
	around = 8
)

// needs finds the elements after the first word that the fewest sentences can fill, each where it must stand.
func (r *Rule) needs() {
	r.need, r.next = [3]uint64{anyWord, anyWord, anyWord}, anyWord
	if len(r.elem) > 1 && !r.elem[0].opt {
		r.next = 0
		for i := 1; i < len(r.elem); i++ {
			e := &r.elem[i]
			if e.gap > 0 || e.opt && i+1 == len(r.elem) {
				r.next = anyWord
				break
			}
			r.next |= e.marks
			if !e.opt {
				break
			}
		}
	}
	first := 0
	for first < len(r.elem)-1 && r.elem[first].opt {
		first++
	}
	last := first // the furthest word that the element may be, counted from the rule's first
	for i := first + 1; i < len(r.elem); i++ {
		e := &r.elem[i]
		last += max(1, e.gap)
		if e.opt || e.gap > 0 {
			continue
		}
		m, n := e.marks, 2
		switch {
		case last <= nearby:
			n = 0
		case last <= around:
			n = 1
		}
		for ; n < len(r.need); n++ { // the rarer stays where it is, the other goes where more words are looked at
			if bits.OnesCount64(m) < bits.OnesCount64(r.need[n]) {
				m, r.need[n] = r.need[n], m
			}
		}
	}
}

// Pattern is the rule as written.
func (r *Rule) Pattern() string { return r.text }

// yearOld ends words such as "19-year-old"; a pattern writes "#-year-old".
const yearOld = "-year-old"

type element struct {
	marks uint64   // of all words
	set   []uint64 // the words by number as bits, when they are many
	ids   []int32  // the words by number, when they are few
	gap   int
	opt   bool
	num   bool
	age   bool // "#-year-old"
	plain bool // nothing but its words fits, and it must be there
	words []string
}

// Hit is a phrase found: tokens [From, To).
type Hit struct {
	Rule     *Rule
	From, To int
}

// In are the hits of a list, in order of their start, that begin in one sentence.
func In(d *Doc, hits []Hit, sent int) []Hit {
	st := &d.Sents[sent]
	at := func(tok int) int {
		return sort.Search(len(hits), func(i int) bool { return hits[i].From >= tok })
	}
	return hits[at(st.From):at(st.To)]
}

// Entry is one row of a table to compile: Patterns may hold several patterns separated by ";".
type Entry = tongue.Entry

// Lexicon finds all its phrases in one pass. Words are numbered when it is compiled: each token is looked up once, a token
// that begins no phrase costs nothing more, and everything after it compares numbers.
type Lexicon struct {
	ids   map[string]int32
	known []entry  // by number in the vocabulary
	first []starts // by number of the word a rule can begin with
	num   starts   // rules that begin with a number
	age   starts   // rules that begin with an age

	stems    map[string]int32 // "stem*" without its star
	prefixes []string         // taken off the front of a word that is not known as it stands
}

// parse reads tables. A pattern that cannot be read is a fault of the program and panics.
func parse(own map[string]string, tables ...[]Entry) (all []*Rule) {
	for _, table := range tables {
		for _, e := range table {
			for p := range strings.SplitSeq(e.Patterns, ";") {
				p = strings.TrimSpace(p)
				if p == "" {
					continue
				}
				r := &Rule{Kind: e.Kind, Code: e.Code, text: p}
				f := strings.Fields(p)
				if f[0] == "^" {
					r.head = true
					f = f[1:]
				}
				for _, x := range f {
					r.elem = append(r.elem, parseElement(x, own))
				}
				if len(r.elem) == 0 || r.elem[0].gap > 0 {
					panic(fmt.Sprintf("reading: pattern %q begins with a gap", p))
				}
				all = append(all, r)
			}
		}
	}
	return all
}

// eachWord calls f for the words of rules, in order.
func eachWord(rules []*Rule, f func(string)) {
	for _, r := range rules {
		for i := range r.elem {
			for _, w := range r.elem[i].words {
				f(w)
			}
		}
	}
}

// Compile builds a Lexicon. It is called while the program starts, as the words must be in the vocabulary before a text is cut;
// only a language's own tables, whose words were put there then, are compiled when they are first needed.
func Compile(tables ...[]Entry) *Lexicon { return compile(nil, tables...) }

// compile builds a Lexicon; own are the classes of words of one language.
func compile(own map[string]string, tables ...[]Entry) *Lexicon {
	l := &Lexicon{ids: map[string]int32{}, stems: map[string]int32{}}
	all := parse(own, tables...)
	eachWord(all, func(w string) {
		if _, ok := l.ids[w]; ok {
			return
		}
		numberOf(w)
		l.ids[w] = int32(len(l.ids))
		if stem, ok := strings.CutSuffix(w, "*"); ok && len(stem) >= 2 {
			l.stems[stem] = l.ids[w]
		}
	})
	l.known = make([]entry, len(vocabulary)+1)
	for i := range l.known {
		l.known[i].id = -1
	}
	for w, id := range l.ids {
		l.known[numberOf(w)] = entry{id: id, marks: mark(id)}
	}
	for id, n := range numberTable.at {
		if n > 0 {
			l.known[id].is |= isNum
			l.known[id].marks |= numMark
		}
	}
	for _, id := range noGap {
		l.known[id].is |= isStop
	}
	l.first = make([]starts, len(l.ids))
	kinds := map[string]uint8{}
	for i, r := range all {
		r.row = int32(i)
		if _, ok := kinds[r.Kind]; !ok {
			kinds[r.Kind] = uint8(len(kinds))
		}
		r.kind = kinds[r.Kind]
		for i := range r.elem {
			e := &r.elem[i]
			l.number(e)
			e.plain = !e.opt && e.gap == 0 && !e.num && !e.age
		}
		r.needs()
		l.index(r)
	}
	for i := range l.known {
		if e := &l.known[i]; e.id >= 0 && !l.first[e.id].none() {
			e.is |= isFirst
		}
	}
	return l
}

// fewWords is how many words are compared one by one before bits are cheaper.
const fewWords = 4

// number gives an element its words by number.
func (l *Lexicon) number(e *element) {
	if len(e.words) > fewWords {
		e.set = make([]uint64, (len(l.ids)+63)/64)
	}
	if e.num {
		e.marks = numMark
	}
	for _, w := range e.words {
		id := l.ids[w]
		if w == "#"+yearOld {
			e.marks |= ageMark
		}
		e.age = e.age || w == "#"+yearOld
		e.marks |= mark(id)
		if e.set != nil {
			e.set[id>>6] |= 1 << (id & 63)
		} else {
			e.ids = append(e.ids, id)
		}
	}
}

func parseElement(x string, own map[string]string) element {
	if n, ok := strings.CutPrefix(x, ".."); ok {
		g := 0
		for _, c := range n {
			g = g*10 + int(c-'0')
		}
		if g < 1 || g > 12 {
			panic(fmt.Sprintf("reading: gap %q", x))
		}
		return element{gap: g}
	}
	e := element{}
	if len(x) > 1 {
		x, e.opt = strings.CutSuffix(x, "?")
	}
	if x == "#" {
		e.num = true
		return e
	}
	for w := range strings.SplitSeq(x, "|") {
		if c, ok := strings.CutPrefix(w, "$"); ok {
			words, known := own[c]
			if !known {
				words, known = classes[c]
			}
			if !known {
				words, known = eventClasses[c]
			}
			if !known {
				words, known = deedClasses[c]
			}
			if !known {
				panic(fmt.Sprintf("reading: no class of words %q", w))
			}
			for w := range strings.FieldsSeq(words) {
				e.words = append(e.words, fold(w))
			}
			continue
		}
		e.words = append(e.words, fold(w))
	}
	return e
}

// index files a rule under every word it can begin with; leading optional elements make for several.
func (l *Lexicon) index(r *Rule) {
	seen := map[string]bool{}
	for i := range r.elem {
		e := &r.elem[i]
		if e.num {
			l.num.add(r)
		}
		if e.age {
			l.age.add(r)
		}
		for _, w := range e.words {
			if !seen[w] {
				seen[w] = true
				l.first[l.ids[w]].add(r)
			}
		}
		if !e.opt {
			break
		}
	}
}

// ByKind are the hits of one Match by their Kind, in order.
func ByKind(hits []Hit) map[string][]Hit {
	var count [256]int32 // by number of the kind
	for _, h := range hits {
		count[h.Rule.kind]++
	}
	out, all := map[string][]Hit{}, make([]Hit, len(hits))
	for _, h := range hits {
		of, ok := out[h.Rule.Kind]
		if !ok {
			n := count[h.Rule.kind]
			of, all = all[:0:n], all[n:]
		}
		out[h.Rule.Kind] = append(of, h)
	}
	return out
}

// maxStem is the longest stem that is looked for, in bytes.
const maxStem = 40

// inflected looks a word up by its stems, and without the prefixes of the language when it is not known as it stands.
func (l *Lexicon) inflected(norm string, w *word) {
	try := func(x string) {
		if id, ok := l.ids[x]; ok && w.id < 0 {
			w.id = id
		}
		for end := min(len(x), maxStem); end >= 2; end-- {
			if end < len(x) && !utf8.RuneStart(x[end]) {
				continue
			}
			if id, ok := l.stems[x[:end]]; ok && (w.stems == 0 || id != w.stem[0]) && int(w.stems) < len(w.stem) {
				w.stem[w.stems] = id
				w.stems++
			}
		}
	}
	try(norm)
	if w.id >= 0 || w.stems > 0 {
		// "l'ambassade", which a phrase knows whole, is also "ambassade"
		if k := strings.IndexByte(norm, '\''); k > 0 && k < 4 && slices.Contains(l.prefixes, norm[:k+1]) {
			rest := norm[k+1:]
			if id, ok := l.ids[rest]; ok && int(w.stems) < len(w.stem) {
				w.stem[w.stems] = id
				w.stems++
			}
			if len(rest) >= 3 {
				whole := w.id
				w.id = 0 // only stems are looked for
				try(rest)
				w.id = whole
			}
		}
		return
	}
	for _, p := range l.prefixes {
		if rest, ok := strings.CutPrefix(norm, p); ok && utf8.RuneCountInString(rest) >= 3 {
			if try(rest); w.id >= 0 || w.stems > 0 {
				return
			}
		}
	}
}

// settle keeps, for each Kind, the longest of overlapping hits (the earlier of equals), in order of their start.
func settle(hits []Hit) []Hit {
	// insertion order is by start; compare only with neighbours that overlap
	keep := hits[:0]
	var ends [256]int // by number of the kind: no hit kept ends after it
	longest := 0
	for _, h := range hits {
		drop, kind := false, h.Rule.kind
		longest = max(longest, h.To-h.From)
		if end := &ends[kind]; *end <= h.From {
			*end = h.To
			keep = append(keep, h)
			continue
		} else if *end < h.To {
			*end = h.To
		}
		for k := len(keep) - 1; k >= 0 && k >= len(keep)-24; k-- {
			o := &keep[k]
			if o.From+longest <= h.From {
				break // nor does any before it overlap
			}
			if o.To <= h.From || o.Rule.kind != kind {
				continue
			}
			if o.To-o.From >= h.To-h.From {
				drop = true
			} else {
				keep = append(keep[:k], keep[k+1:]...)
			}
		}
		if !drop {
			keep = append(keep, h)
		}
	}
	return keep
}

var numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "seventy-two": 72, "forty-eight": 48, "twenty-four": 24, "a": 0, "hundred": 100}

// numberTable are the numbers that words say, by the words' number.
var numberTable = func() Table[int] {
	var rows []Row[int]
	for w, n := range numberWords {
		if n > 0 {
			rows = append(rows, Row[int]{n, w})
		}
	}
	return TableOf(rows...)
}()

// IsNumber reports whether a token is a number in digits or letters.
func IsNumber(t *Token) bool {
	if t.Kind == Number {
		return true
	}
	_, ok := numberTable.Of(t)
	return ok
}

// Value is the whole number a token says, in digits or letters, and whether it says one below ten million.
func Value(t *Token) (int, bool) {
	if t.Kind == Word {
		return numberTable.Of(t)
	}
	n := 0
	if t.Kind != Number {
		return 0, false
	}
	for _, c := range t.Norm {
		if c == ',' {
			continue
		}
		if c < '0' || c > '9' || n > 1e6 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
