package text

import (
	"slices"
	"strings"
	"sync"
)

// starts are the rules that a word can begin.
type starts struct {
	next []uint64 // of the rules that tell which words may follow: their marks
	tell []start  // those rules
	any  []start  // the rules after whose first word any may follow
}

// start is a rule where a sentence may begin with it, with what tells most sentences away beside it.
type start struct {
	need [3]uint64
	rule *Rule
}

func (x *starts) add(r *Rule) {
	st := start{r.need, r}
	if r.next == anyWord {
		x.any = append(x.any, st)
		return
	}
	x.next, x.tell = append(x.next, r.next), append(x.tell, st)
}

func (x *starts) none() bool { return len(x.tell)+len(x.any) == 0 }

// entry is a word of the vocabulary as the rules see it.
type entry struct {
	marks uint64
	id    int32 // number in the Lexicon, -1 for words of other tables
	is    uint8 // bits of what it is beside a word
	stems uint8 // how many stems it has
}

// What a word is beside a word.
const (
	isFirst = 1 << iota // a rule begins with it
	isNum
	isAge
	isStem // it has stems
	isStop // ";" or ":": no gap goes over it
)

// noGap are the signs that no gap goes over, by number.
var noGap = [...]int32{numberOf(";"), numberOf(":")}

// word is a token as the rules see it.
type word struct {
	entry
	nearby uint64 // marks of the words of its sentence from this on, as many as are looked at together
	around uint64
	rest   uint64   // marks of all words of its sentence from this on
	stem   [4]int32 // the longest stems that the word begins with
}

// words are kept between texts: their memory is the only thing that is shared, never their content.
var wordPool = sync.Pool{New: func() any { return new([]word) }}

// Match finds every phrase. For one Kind, overlapping phrases are settled: the longer wins, then the earlier.
func (l *Lexicon) Match(d *Doc) []Hit {
	kept := wordPool.Get().(*[]word)
	defer wordPool.Put(kept)
	words := slices.Grow((*kept)[:0], len(d.Tokens))[:len(d.Tokens)]
	*kept = words
	s := stretch{hits: make([]Hit, 0, len(d.Tokens)/3+4)}
	for i := range d.Sents {
		st := &d.Sents[i]
		s.from, s.words = st.From, words[:st.To]
		l.see(d, &s)
		for i := s.from; i < len(s.words); i++ {
			w := &s.words[i]
			if w.is&^isStop == 0 {
				continue
			}
			if w.is&isFirst != 0 {
				s.at(i, &l.first[w.id])
			}
			if w.is&(isStem|isAge|isNum) == 0 {
				continue
			}
			for _, id := range w.stem[:w.stems] {
				s.at(i, &l.first[id])
			}
			if w.is&isAge != 0 {
				s.at(i, &l.age)
			}
			if w.is&isNum != 0 {
				s.at(i, &l.num)
			}
		}
	}
	return settle(s.hits)
}

// stretch is one sentence to match, words[from:], and the phrases found so far.
type stretch struct {
	words []word
	from  int
	hits  []Hit
}

// see makes words of the tokens of a sentence, from its end, and notes for each what stands after it.
func (l *Lexicon) see(d *Doc, s *stretch) {
	rest := uint64(noMark)
	var m1, m2, m3, n1, n2, n3, n4 uint64 // the marks of the words after this one, and what is nearby of them
	for i := len(s.words) - 1; i >= s.from; i-- {
		t, w := &d.Tokens[i], &s.words[i]
		w.entry = l.known[0]
		if uint(t.ID) < uint(len(l.known)) {
			w.entry = l.known[t.ID]
		}
		switch t.Kind {
		case Number:
			w.is |= isNum
			w.marks |= numMark
		case Word:
			if c := t.Norm[0]; c <= '9' && c >= '0' && strings.HasSuffix(t.Norm, yearOld) {
				w.is |= isAge
				w.marks |= ageMark
			}
			if len(l.stems) > 0 {
				l.stemmed(t, w)
			}
		}
		m := w.marks
		nearby := m | m1 | m2 | m3 | noMark
		rest |= m
		w.nearby, w.around, w.rest = nearby, nearby|n4, rest
		m1, m2, m3 = m, m1, m2
		n1, n2, n3, n4 = nearby, n1, n2, n3
	}
}

// stemmed gives a word its stems.
func (l *Lexicon) stemmed(t *Token, w *word) {
	l.inflected(t.Norm, w)
	if n := t.Norm; w.id < 0 && n[0] >= '0' && n[0] <= '9' {
		if k := strings.IndexByte(n, '-'); k > 0 { // "23-jähriger" is written "#-jähriger"
			l.inflected("#"+n[k:], w)
		}
	}
	if w.id >= 0 {
		w.is |= isFirst // it may have been found without its prefix
		w.marks |= mark(w.id)
	}
	if w.stems > 0 {
		w.is |= isStem
	}
	for _, id := range w.stem[:w.stems] {
		w.marks |= mark(id)
	}
}

// at adds the phrases that begin with token i by the rules of a word, in the order of the tables.
func (s *stretch) at(i int, x *starts) {
	next, nearby, around, rest := uint64(noMark), uint64(noMark), uint64(noMark), uint64(noMark)
	if i+1 < len(s.words) {
		w := &s.words[i+1]
		next, nearby, around, rest = noMark|w.marks, w.nearby, w.around, w.rest
	}
	from := len(s.hits)
	for k := follow(x.next, next, 0); k < len(x.tell); k = follow(x.next, next, k+1) {
		if st := &x.tell[k]; st.need[0]&nearby != 0 && st.need[1]&around != 0 && st.need[2]&rest != 0 {
			s.try(i, st.rule)
		}
	}
	told := len(s.hits)
	for k := range x.any {
		if st := &x.any[k]; st.need[0]&nearby != 0 && st.need[1]&around != 0 && st.need[2]&rest != 0 {
			s.try(i, st.rule)
		}
	}
	if told > from && len(s.hits) > told {
		slices.SortStableFunc(s.hits[from:], func(a, b Hit) int { return int(a.Rule.row - b.Rule.row) })
	}
}

// follow is the first of the marks from k on that the next word has; most rules end here. It stays a loop of its own: within another
// function it would take twice as many steps.
//
//go:noinline
func follow(marks []uint64, next uint64, k int) int {
	for ; k < len(marks); k++ {
		if marks[k]&next != 0 {
			break
		}
	}
	return k
}

// try adds the phrase that begins with token i by one rule, if there is one.
func (s *stretch) try(i int, r *Rule) {
	if r.head && i != s.from {
		return
	}
	elem, from := r.elem, i
	if !elem[0].opt { // it fits: the rule is filed under it
		elem, from = elem[1:], i+1
	}
	if to := s.match(elem, from); to > i {
		s.hits = append(s.hits, Hit{Rule: r, From: i, To: to})
	}
}

// match tries the elements from token i and returns the end of the longest match, or -1. Gaps are bounded and patterns are
// short, so the work per token has a fixed bound.
func (s *stretch) match(elem []element, i int) int {
	words := s.words
	for k := range elem {
		e := &elem[k]
		switch {
		case e.plain: // most
			if i >= len(words) || !e.is(&words[i]) {
				return -1
			}
			i++
		case e.gap > 0:
			return s.gap(elem[k:], i)
		case !e.opt:
			if i >= len(words) || !e.fits(&words[i]) {
				return -1
			}
			i++
		case i < len(words) && e.fits(&words[i]):
			if to := s.match(elem[k+1:], i+1); to >= 0 {
				return to
			}
		}
	}
	return i
}

// gap is match where the first element is a gap.
func (s *stretch) gap(elem []element, i int) int {
	words, gap := s.words, elem[0].gap
	if len(elem) == 1 || !elem[1].plain {
		for k := 0; k <= gap && i+k <= len(words); k++ {
			if to := s.match(elem[1:], i+k); to >= 0 {
				return to
			}
			if i+k < len(words) && words[i+k].is&isStop != 0 {
				return -1
			}
		}
		return -1
	}
	n, last := &elem[1], min(i+gap+1, len(words))
	if i >= last || gap < nearby && n.marks&words[i].nearby == 0 || gap < around && n.marks&words[i].around == 0 {
		return -1
	}
	for ; i < last; i++ {
		w := &words[i]
		if n.is(w) {
			if to := s.match(elem[2:], i+1); to >= 0 {
				return to
			}
		}
		if w.is&isStop != 0 {
			return -1
		}
	}
	return -1
}

// is reports whether a word is one of the element's.
func (e *element) is(w *word) bool { return e.marks&w.marks != 0 && e.holds(w) }

func (e *element) holds(w *word) bool {
	if w.id >= 0 && e.has(w.id) {
		return true
	}
	for _, id := range w.stem[:w.stems] {
		if e.has(id) {
			return true
		}
	}
	return false
}

// fits reports whether a word is one of the element's, or a number or an age where the element asks for one.
func (e *element) fits(w *word) bool {
	if e.num {
		return w.is&isNum != 0
	}
	return e.age && w.is&isAge != 0 || e.is(w)
}

func (e *element) has(word int32) bool {
	if e.set != nil {
		return e.set[word>>6]&(1<<(word&63)) != 0
	}
	for _, id := range e.ids {
		if id == word {
			return true
		}
	}
	return false
}
