package text

import (
	"maps"
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/reading/text/tongue"
)

// Language is all that the reader knows of one language, as data; see package tongue.
type Language = tongue.Language

// languages are those read beside English.
var languages = tongue.All

// Languages are those read beside English.
func Languages() []*Language { return languages }

// Every word of every language has its number from the start.
var _ = func() bool {
	for _, l := range languages {
		eachWord(parse(l.Classes, l.Rows(), groupWords), func(w string) { numberOf(w) })
	}
	return true
}()

// Small words of English, and their bit in smallWords.
const (
	smallEnglish = "the of and to in is are a for by on at not do that with has have from be or as"
	englishBit   = 1 << 63
)

// smallWords tells for each small word, by its number, whose it is: bit k for the language k of languages.
var smallWords = func() (m []uint64) {
	add := func(words string, bit uint64) {
		for w := range strings.FieldsSeq(words) {
			id := numberOf(w)
			for int(id) >= len(m) {
				m = append(m, make([]uint64, 1+int(id)-len(m))...)
			}
			m[id] |= bit
		}
	}
	for k, l := range languages {
		add(l.Small, 1<<k)
	}
	add(smallEnglish, englishBit)
	return m
}()

// Small reports whether a token is one of the commonest short words of a language beside English.
func Small(t *Token) bool {
	return uint(t.ID) < uint(len(smallWords)) && smallWords[t.ID]&^englishBit != 0
}

// Detect tells the language of a text by its letters and small words: a Language, nil and true for English, nil and false for
// one that is not known. A text too short to tell is taken for English when its letters are Latin.
func Detect(d *Doc) (*Language, bool) {
	const look = 400 // tokens are enough to tell
	n := min(len(d.Tokens), look)
	en, words, foreign := 0, 0, 0
	var count [63]int
	for i := range n {
		t := &d.Tokens[i]
		if t.Kind != Word {
			continue
		}
		words++
		if uint(t.ID) < uint(len(smallWords)) {
			own := smallWords[t.ID]
			if own&englishBit != 0 {
				en++
			}
			for own &^= englishBit; own != 0; own &= own - 1 {
				count[bits.TrailingZeros64(own)]++
			}
		}
		if isASCII(t.Norm) {
			continue
		}
		foreign++
		for k, l := range languages {
			if l.Script != nil && strings.ContainsFunc(t.Norm, func(r rune) bool { return unicode.Is(l.Script, r) }) {
				count[k]++
			}
			if l.Letters != "" && strings.ContainsAny(t.Norm, l.Letters) {
				count[k] += 2
			}
		}
	}
	best := -1
	for k := range languages {
		if best < 0 || count[k] > count[best] {
			best = k
		}
	}
	switch {
	case best >= 0 && count[best] > en && count[best]*12 >= words:
		return languages[best], true
	case en*20 >= words || words < 25 && foreign*4 <= words:
		return nil, true
	}
	return nil, false
}

func isASCII(s string) bool {
	n, all := len(s), byte(0)
	switch {
	case n > 8:
		for i := 0; i < n; i++ {
			all |= s[i]
		}
	case n >= 4: // the first four bytes and the last
		e := s[n-4:]
		all = s[0] | s[1] | s[2] | s[3] | e[0] | e[1] | e[2] | e[3]
	case n > 0:
		all = s[0] | s[n/2] | s[n-1]
	}
	return all < utf8.RuneSelf
}

var lexicons sync.Map // *Language to *Lexicon, each compiled when it is first needed

// LexiconOf is the compiled table of a language, with the armed groups that keep their Latin names everywhere.
func LexiconOf(l *Language) *Lexicon {
	if x, ok := lexicons.Load(l); ok {
		return x.(*Lexicon)
	}
	x := compile(l.Classes, l.Rows(), groupWords)
	x.prefixes = l.Prefixes
	got, _ := lexicons.LoadOrStore(l, x)
	return got.(*Lexicon)
}

// allLabels are the section labels of all languages; labelStart has the length of the longest for each byte they begin with, small or large, and longestLabel is
// the length of the longest, in bytes.
var allLabels, labelStart, longestLabel = func() (m map[string]Section, start [utf8.RuneSelf]uint8, longest int) {
	m = map[string]Section{}
	for _, l := range languages {
		for w, sec := range l.Labels {
			m[fold(w)] = sec
		}
	}
	maps.Copy(m, labels)
	for w := range m {
		n := len(w) + len(w)/2 // a capital may be longer than its small letter
		longest = max(longest, n)
		if c := w[0]; c < utf8.RuneSelf {
			large := strings.ToUpper(w[:1])[0]
			start[c] = max(start[c], uint8(min(n, 255)))
			start[large] = max(start[large], start[c])
		}
	}
	return m, start, longest
}()

// labelLengths has the bit n&63 for every length n of a section label in bytes.
var labelLengths = func() (bits uint64) {
	for w := range allLabels {
		bits |= 1 << (len(w) & 63)
	}
	return bits
}()
