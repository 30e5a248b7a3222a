package text

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/tocsin-hub/tocsin/internal/reading/text/lookup"
)

// vocabulary numbers every word that a table of the reader knows, from 1. A token is looked up once, when the text is cut; what asks
// about words afterwards compares numbers. It is filled while the program starts and only read from then on: sets and tables of
// phrases are made in variables of packages, never later.
var vocabulary = map[string]int32{}

func numberOf(word string) int32 {
	word = fold(word)
	id, ok := vocabulary[word]
	if !ok {
		id = int32(len(vocabulary) + 1)
		vocabulary[word] = id
	}
	return id
}

var indexed atomic.Pointer[lookup.Words]

// known is the vocabulary as it is asked for every token of a text, made when the first text is cut.
func known() *lookup.Words {
	x := indexed.Load()
	if x == nil || x.Len() != len(vocabulary) {
		x = lookup.Of(vocabulary)
		indexed.Store(x)
	}
	return x
}

// Set is a set of folded words, made while the program starts.
type Set struct {
	bits []uint64
	mark uint64 // of a set that sentences are marked with
}

// WordSet makes a set of the words between blanks.
func WordSet(words string) (s Set) {
	for w := range strings.FieldsSeq(words) {
		s.add(w)
	}
	return s
}

// marks has, by a word's number, the bits of the marked sets that it is in.
var (
	marks  []uint64
	marked uint
)

// MarkedSet makes a set of the words between blanks that every sentence is marked with when a text is cut: [Set.InSent] tells at once
// whether a sentence holds one of them. There are 64 such sets at most.
func MarkedSet(words string) Set {
	if marked == 64 {
		panic("reading: more marked sets of words than bits")
	}
	s := WordSet(words)
	s.mark = 1 << marked
	marked++
	for w := range strings.FieldsSeq(words) {
		id := numberOf(w)
		for int(id) >= len(marks) {
			marks = append(marks, make([]uint64, 1+int(id)-len(marks))...)
		}
		marks[id] |= s.mark
	}
	return s
}

// InSent reports whether a sentence of d holds a word of a marked set.
func (s *Set) InSent(d *Doc, sent int) bool { return d.Sents[sent].marks&s.mark != 0 }

// Each are the tokens of d that a marked set holds, in order.
func (s *Set) Each(d *Doc) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := range d.Sents {
			if !s.InSent(d, n) {
				continue
			}
			for i := d.Sents[n].From; i < d.Sents[n].To; i++ {
				if s.Has(&d.Tokens[i]) && !yield(i) {
					return
				}
			}
		}
	}
}

// KeySet makes a set of a table's words, for a cheap look before the table is asked.
func KeySet[V any](table map[string]V) (s Set) {
	for w := range table {
		s.add(w)
	}
	return s
}

func (s *Set) add(word string) {
	id := numberOf(word)
	for int(id>>6) >= len(s.bits) {
		s.bits = append(s.bits, 0)
	}
	s.bits[id>>6] |= 1 << (id & 63)
}

// Has reports whether a token's word is in the set.
func (s *Set) Has(t *Token) bool {
	at := uint(uint32(t.ID))
	return at>>6 < uint(len(s.bits)) && s.bits[at>>6]&(1<<(at&63)) != 0
}

// In reports whether token i of d is a word of the set; false outside the text.
func (s *Set) In(d *Doc, i int) bool {
	return uint(i) < uint(len(d.Tokens)) && s.Has(&d.Tokens[i])
}

// Masks tell which of several sets a word is in, by its number; made while the program starts.
type Masks[V ~uint32] struct{ at []V }

// Add puts the words of a set among those with the bits of is.
func (m *Masks[V]) Add(is V, s Set) {
	if need := 64 * len(s.bits); need > len(m.at) {
		m.at = append(m.at, make([]V, need-len(m.at))...)
	}
	for i, b := range s.bits {
		for ; b != 0; b &= b - 1 {
			m.at[64*i+bits.TrailingZeros64(b)] |= is
		}
	}
}

// Of are the bits of all sets that a token's word is in.
func (m *Masks[V]) Of(t *Token) V {
	if uint(t.ID) >= uint(len(m.at)) {
		return 0
	}
	return m.at[t.ID]
}

// Table tells what the words of a table stand for, by their number; made while the program starts.
type Table[V any] struct {
	at   []int32
	vals []V
}

// TableOf makes a table of rows "what: the words between blanks". A word of two rows belongs to the later one.
func TableOf[V any](rows ...Row[V]) (t Table[V]) {
	for _, r := range rows {
		t.vals = append(t.vals, r.Is)
		for w := range strings.FieldsSeq(r.Words) {
			id := numberOf(w)
			for int(id) >= len(t.at) {
				t.at = append(t.at, make([]int32, 1+int(id)-len(t.at))...)
			}
			t.at[id] = int32(len(t.vals))
		}
	}
	return t
}

// KeyTable makes a table of words by their number out of a map, each word with every ending.
func KeyTable[V any](words map[string]V, endings ...string) Table[V] {
	var rows []Row[V]
	for w, v := range words {
		for _, end := range endings {
			rows = append(rows, Row[V]{Is: v, Words: w + end})
		}
	}
	return TableOf(rows...)
}

// Row is one row of a Table.
type Row[V any] struct {
	Is    V
	Words string
}

// Of is what a token's word stands for; ok is false when the table does not know it.
func (t *Table[V]) Of(tok *Token) (v V, ok bool) {
	if uint(tok.ID) >= uint(len(t.at)) || t.at[tok.ID] == 0 {
		return v, false
	}
	return t.vals[t.at[tok.ID]-1], true
}

// Words are the words that the table knows.
func (t *Table[V]) Words() (s Set) {
	s.bits = make([]uint64, len(t.at)/64+1)
	for id, at := range t.at {
		if at != 0 {
			s.bits[id>>6] |= 1 << (id & 63)
		}
	}
	return s
}

// Or is the words of either set.
func (s Set) Or(o Set) Set {
	if len(o.bits) > len(s.bits) {
		s, o = o, s
	}
	s.bits = slices.Clone(s.bits)
	for i, b := range o.bits {
		s.bits[i] |= b
	}
	return s
}

// fold brings spellings of one word together beyond its letters being small: Arabic without vowel signs and stretching and with one
// alef, Arabic signs as ours, the dotted small i that is left of a Turkish capital.
func fold(word string) string {
	arabic, dotted := false, false
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= 0xd8 && c <= 0xdb {
			arabic = true
			break
		} else if c == 0xcc {
			dotted = true
		}
	}
	switch {
	case arabic:
		return strings.Map(foldArabic, word)
	case dotted:
		return strings.ReplaceAll(word, "i\u0307", "i")
	}
	return word
}

func foldArabic(r rune) rune {
	switch {
	case r >= 'ً' && r <= 'ٟ' || r == 'ٰ' || r == 'ـ':
		return -1
	case r == 'أ' || r == 'إ' || r == 'آ' || r == 'ٱ':
		return 'ا'
	case r == '،':
		return ','
	case r == '؛':
		return ';'
	case r == '؟':
		return '?'
	}
	return r
}
