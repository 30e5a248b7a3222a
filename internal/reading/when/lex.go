package when

import (
	"unicode"
	"unicode/utf8"
)

// The lexer of Expressions. It cuts one sentence at a time into a buffer that is used again, looks each word up in one table by
// a hash computed while reading it, and skips a sentence in which no word or number can hold a time.

// maxUnit bounds a sentence in lexemes, so that the work on one has a bound whatever the text is.
const maxUnit = 320

// lexeme is a run of letters, a run of digits, or one sign.
type lexeme struct {
	s, e   int
	w      *word // what the table knows of it; nil when it is in no table
	num    int   // value of a run of digits; -1 for anything else
	digits uint8
	sign   byte // the first byte of a sign, 0 for letters and digits
	glued  bool // nothing stands between it and the lexeme before
	cap    bool
}

// table is an open-addressing hash table from folded words to what they mean.
type table struct {
	slots []slot
	mask  uint32
}

type slot struct {
	hash uint32
	w    *word
}

const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hashOf(s string) uint32 {
	h := uint32(hashSeed)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

func (t *table) put(w *word) {
	h := hashOf(w.s)
	for i := h & t.mask; ; i = (i + 1) & t.mask {
		if t.slots[i].w == nil {
			t.slots[i] = slot{h, w}
			return
		}
	}
}

// find returns the entry of a folded word.
func (t *table) find(h uint32, folded []byte) *word {
	for i := h & t.mask; ; i = (i + 1) & t.mask {
		e := &t.slots[i]
		if e.w == nil {
			return nil
		}
		if e.hash == h && e.w.s == string(folded) {
			return e.w
		}
	}
}

// lexer cuts a text into sentences of lexemes.
type lexer struct {
	text string
	pos  int
	buf  []lexeme
	fold [48]byte
	hot  bool // the sentence holds something that can be a time
	para bool // a blank line stood before the sentence
	some Lang // the languages that have a word of time in the sentence
}

// next reads the next sentence into buf; false at the end of the text.
func (l *lexer) next() bool {
	s := l.text
	l.buf, l.hot, l.para, l.some = l.buf[:0], false, false, 0
	i := l.pos
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			switch class[c] {
			case isBlank:
				i++
				if c == '\n' {
					n := 0
					for i < len(s) && class[s[i]] == isBlank {
						if s[i] == '\n' {
							n++
						}
						i++
					}
					if n > 0 {
						if len(l.buf) > 0 {
							l.pos = i
							return true
						}
						l.para = true
					}
				}
				continue
			case isDigit:
				start, n := i, 0
				for i < len(s) && s[i]-'0' <= 9 {
					if i-start < 9 {
						n = n*10 + int(s[i]-'0')
					}
					i++
				}
				l.add(lexeme{s: start, e: i, num: n, digits: uint8(min(i-start, 200))})
				if d := i - start; d == 4 && n >= 1000 && n < 2200 {
					l.hot = true
				}
				continue
			case isSign:
				l.add(lexeme{s: i, e: i + 1, num: -1, sign: c})
				i++
				if c == '.' || c == '!' || c == '?' {
					if l.ends(i) {
						l.pos = i
						return true
					}
				} else if c == '/' || c == ':' {
					l.hot = l.hot || len(l.buf) > 1 && l.buf[len(l.buf)-2].num >= 0
				}
				if len(l.buf) >= maxUnit {
					l.pos = i
					return true
				}
				continue
			}
		}
		i = l.word(i)
		if len(l.buf) >= maxUnit {
			l.pos = i
			return true
		}
	}
	l.pos = i
	return len(l.buf) > 0
}

func (l *lexer) add(x lexeme) {
	if n := len(l.buf); n > 0 {
		x.glued = l.buf[n-1].e == x.s
	}
	l.buf = append(l.buf, x)
}

// word reads a run of letters (or one sign outside ASCII) at i.
func (l *lexer) word(i int) int {
	s, start := l.text, i
	h, n := uint32(hashSeed), 0
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if class[c] != isLetter {
				break
			}
			c |= 0x20
			h = (h ^ uint32(c)) * hashPrime
			if n < len(l.fold) {
				l.fold[n] = c
			}
			n++
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == 0xAD || r == 0x640 { // soft hyphen, Arabic stretching
			i += size
			continue
		}
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			if i == start {
				if unicode.IsSpace(r) || r == 0x200B || r == 0x200E || r == 0x200F || r == 0xFEFF {
					return i + size
				}
				if v, ok := digitOf(r); ok {
					return l.foreignNumber(start, v, size)
				}
				x := byte('?')
				switch r {
				case '–', '—', '−':
					x = '-'
				case '’', '‘':
					x = '\''
				case '،':
					x = ','
				}
				l.add(lexeme{s: i, e: i + size, num: -1, sign: x})
				return i + size
			}
			break
		}
		if unicode.Is(unicode.M, r) && r != 0x307 {
			i += size // vowel marks do not count
			continue
		}
		var b [4]byte
		for _, c := range b[:utf8.EncodeRune(b[:], foldRune(r))] {
			h = (h ^ uint32(c)) * hashPrime
			if n < len(l.fold) {
				l.fold[n] = c
			}
			n++
		}
		i += size
	}
	x := lexeme{s: start, e: i, num: -1}
	if c := s[start]; c < utf8.RuneSelf {
		x.cap = c < 'a'
	} else {
		r, _ := utf8.DecodeRuneInString(s[start:])
		x.cap = unicode.IsUpper(r)
	}
	if n <= len(l.fold) {
		if x.w = lexicon.find(h, l.fold[:n]); x.w != nil {
			l.some |= x.w.lang
			l.hot = l.hot || x.w.cls&hotClasses != 0
		}
	}
	l.add(x)
	return i
}

// foreignNumber reads a run of digits that are not ASCII.
func (l *lexer) foreignNumber(start, v, size int) int {
	i, n := start+size, 1
	for i < len(l.text) {
		r, w := utf8.DecodeRuneInString(l.text[i:])
		d, ok := digitOf(r)
		if !ok {
			break
		}
		if n < 9 {
			v = v*10 + d
		}
		n++
		i += w
	}
	l.add(lexeme{s: start, e: i, num: v, digits: uint8(min(n, 200))})
	l.hot = true
	return i
}

// digitOf is the value of an Arabic-Indic or Persian digit.
func digitOf(r rune) (int, bool) {
	switch {
	case r >= 0x660 && r <= 0x669:
		return int(r - 0x660), true
	case r >= 0x6F0 && r <= 0x6F9:
		return int(r - 0x6F0), true
	}
	return 0, false
}

// foldRune is the lower case of r, with the Arabic forms of alef, yeh and heh and the Russian yo made one.
func foldRune(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ة':
		return 'ه'
	case 'ё', 'Ё':
		return 'е'
	case 'İ':
		return 'i'
	}
	return unicode.ToLower(r)
}

// ends reports whether the sign before i ends a sentence: a blank and no small letter follow, and the word before is neither a
// single letter nor an abbreviation of a month or title.
func (l *lexer) ends(i int) bool {
	s := l.text
	j := i
	for j < len(s) && (s[j] == '"' || s[j] == '\'' || s[j] == ')') {
		j++
	}
	if j >= len(s) {
		return true
	}
	if class[s[j]] != isBlank {
		return false
	}
	if n := len(l.buf); s[i-1] == '.' && n > 1 {
		p := &l.buf[n-2]
		if p.w != nil && p.w.cls&(cMonth|cAbbr) != 0 && p.e-p.s <= 5 {
			return false
		}
		if p.sign == 0 && p.num < 0 && p.e-p.s == 1 && n > 2 && l.buf[n-3].sign == '.' {
			// "p.m." and "U.S." end a sentence only before a word that opens one
			for j < len(s) && class[s[j]] == isBlank {
				j++
			}
			return j+3 < len(s) && (s[j:j+3] == "The" || s[j:j+3] == "In " || s[j:j+3] == "It " || s[j:j+3] == "He ")
		}
		if p.sign == 0 && p.num < 0 && p.e-p.s == 1 && p.cap {
			return false
		}
		if p.num > 0 && p.num < 32 && l.monthAt(j) { // "8. März"
			return false
		}
	}
	for j < len(s) && (class[s[j]] == isBlank || s[j] == '"' || s[j] == '\'' || s[j] == '`' || s[j] == '(') {
		j++
	}
	return j >= len(s) || !(s[j] >= 'a' && s[j] <= 'z')
}

// monthAt reports whether a month's name or a joining word stands after the blanks at j.
func (l *lexer) monthAt(j int) bool {
	s := l.text
	for j < len(s) && class[s[j]] == isBlank {
		j++
	}
	h, n := uint32(hashSeed), 0
	for j < len(s) && n < 16 {
		r, size := utf8.DecodeRuneInString(s[j:])
		if !unicode.IsLetter(r) {
			break
		}
		var b [4]byte
		for _, c := range b[:utf8.EncodeRune(b[:], foldRune(r))] {
			h = (h ^ uint32(c)) * hashPrime
			l.fold[n] = c
			n++
		}
		j += size
	}
	w := lexicon.find(h, l.fold[:n])
	if w == nil {
		return false
	}
	for _, t := range w.terms {
		if t.kind == kMonth {
			return true
		}
	}
	return w.cls&cMonth != 0
}

// The classes of ASCII bytes.
const (
	isSign = iota
	isBlank
	isDigit
	isLetter
)

var class = func() (t [256]byte) {
	for c := range t {
		switch {
		case c <= ' ':
			t[c] = isBlank
		case c >= '0' && c <= '9':
			t[c] = isDigit
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			t[c] = isLetter
		}
	}
	return t
}()
