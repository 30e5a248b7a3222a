// Package words cuts prose into sentences of lexemes and knows what each word can say of time, in English and in the languages of
// one table. It reads any bytes, in time linear in their number, and never fails.
package words

import (
	"unicode"
	"unicode/utf8"
)

// MaxUnit bounds a sentence in lexemes, so that the work on one has a bound whatever the text is.
const MaxUnit = 320

// Lexeme is a run of letters, a run of digits, or one sign.
type Lexeme struct {
	S, E   int   // bytes in the text, end exclusive
	W      *Word // what the table knows of it; nil when it is in no table
	Num    int   // value of a run of digits; -1 for anything else
	Digits uint8
	Sign   byte // the first byte of a sign, 0 for letters and digits
	Glued  bool // nothing stands between it and the lexeme before
	Cap    bool
}

// table is an open-addressing hash table from folded words to what they mean.
type table struct {
	slots []slot
	mask  uint32
}

type slot struct {
	hash uint32
	W    *Word
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

func (t *table) put(w *Word) {
	h := hashOf(w.S)
	for i := h & t.mask; ; i = (i + 1) & t.mask {
		if t.slots[i].W == nil {
			t.slots[i] = slot{h, w}
			return
		}
	}
}

// find returns the entry of a folded word.
func (t *table) find(h uint32, folded []byte) *Word {
	for i := h & t.mask; ; i = (i + 1) & t.mask {
		e := &t.slots[i]
		if e.W == nil {
			return nil
		}
		if e.hash == h && e.W.S == string(folded) {
			return e.W
		}
	}
}

// Lexer cuts a text, one sentence at a time, into a buffer that is used again. Each word is looked up in one table by a hash
// computed while it is read, so that a sentence without a word of time costs one scan.
type Lexer struct {
	Text string
	Pos  int // where the next sentence begins
	Buf  []Lexeme
	Hot  bool // the sentence holds something that can be a time
	Some Lang // the languages that have a word in the sentence
	fold [48]byte
}

// Next reads the next sentence into buf; false at the end of the text.
func (l *Lexer) Next() bool {
	s := l.Text
	l.Buf, l.Hot, l.Some = l.Buf[:0], false, 0
	i := l.Pos
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
						if len(l.Buf) > 0 {
							l.Pos = i
							return true
						}
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
				l.add(Lexeme{S: start, E: i, Num: n, Digits: uint8(min(i-start, 200))})
				if d := i - start; d == 4 && n >= 1000 && n < 2200 {
					l.Hot = true
				}
				continue
			case isSign:
				l.add(Lexeme{S: i, E: i + 1, Num: -1, Sign: c})
				i++
				if c == '.' || c == '!' || c == '?' {
					if l.ends(i) {
						l.Pos = i
						return true
					}
				} else if c == '/' || c == ':' {
					l.Hot = l.Hot || len(l.Buf) > 1 && l.Buf[len(l.Buf)-2].Num >= 0
				}
				if len(l.Buf) >= MaxUnit {
					l.Pos = i
					return true
				}
				continue
			}
		}
		i = l.word(i)
		if len(l.Buf) >= MaxUnit {
			l.Pos = i
			return true
		}
	}
	l.Pos = i
	return len(l.Buf) > 0
}

func (l *Lexer) add(x Lexeme) {
	if n := len(l.Buf); n > 0 {
		x.Glued = l.Buf[n-1].E == x.S
	}
	l.Buf = append(l.Buf, x)
}

// word reads a run of letters (or one sign outside ASCII) at i.
func (l *Lexer) word(i int) int {
	s, start := l.Text, i
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
				l.add(Lexeme{S: i, E: i + size, Num: -1, Sign: x})
				return i + size
			}
			break
		}
		if unicode.Is(unicode.M, r) && r != 0x307 {
			i += size // vowel marks do not count
			continue
		}
		var b [4]byte
		for _, c := range b[:utf8.EncodeRune(b[:], Fold(r))] {
			h = (h ^ uint32(c)) * hashPrime
			if n < len(l.fold) {
				l.fold[n] = c
			}
			n++
		}
		i += size
	}
	x := Lexeme{S: start, E: i, Num: -1}
	if c := s[start]; c < utf8.RuneSelf {
		x.Cap = c < 'a'
	} else {
		r, _ := utf8.DecodeRuneInString(s[start:])
		x.Cap = unicode.IsUpper(r)
	}
	if n <= len(l.fold) {
		if x.W = lexicon.find(h, l.fold[:n]); x.W != nil {
			l.Some |= x.W.Lang
			l.Hot = l.Hot || x.W.Cls&hotClasses != 0
		}
	}
	l.add(x)
	return i
}

// foreignNumber reads a run of digits that are not ASCII.
func (l *Lexer) foreignNumber(start, v, size int) int {
	i, n := start+size, 1
	for i < len(l.Text) {
		r, w := utf8.DecodeRuneInString(l.Text[i:])
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
	l.add(Lexeme{S: start, E: i, Num: v, Digits: uint8(min(n, 200))})
	l.Hot = true
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

// Fold is the lower case of r, with the Arabic forms of alef, yeh and heh and the Russian yo made one.
func Fold(r rune) rune {
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
func (l *Lexer) ends(i int) bool {
	s := l.Text
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
	if n := len(l.Buf); s[i-1] == '.' && n > 1 {
		p := &l.Buf[n-2]
		if p.W != nil && p.W.Cls&(IsMonth|IsAbbr) != 0 && p.E-p.S <= 5 {
			return false
		}
		if p.Sign == 0 && p.Num < 0 && p.E-p.S == 1 && n > 2 && l.Buf[n-3].Sign == '.' {
			// "p.m." and "U.S." end a sentence only before a word that opens one
			for j < len(s) && class[s[j]] == isBlank {
				j++
			}
			return j+3 < len(s) && (s[j:j+3] == "The" || s[j:j+3] == "In " || s[j:j+3] == "It " || s[j:j+3] == "He ")
		}
		if p.Sign == 0 && p.Num < 0 && p.E-p.S == 1 && p.Cap {
			return false
		}
		if p.Num > 0 && p.Num < 32 && l.monthAt(j) { // "8. März"
			return false
		}
	}
	for j < len(s) && (class[s[j]] == isBlank || s[j] == '"' || s[j] == '\'' || s[j] == '`' || s[j] == '(') {
		j++
	}
	return j >= len(s) || !(s[j] >= 'a' && s[j] <= 'z')
}

// monthAt reports whether a month's name or a joining word stands after the blanks at j.
func (l *Lexer) monthAt(j int) bool {
	s := l.Text
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
		for _, c := range b[:utf8.EncodeRune(b[:], Fold(r))] {
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
	for _, t := range w.Terms {
		if t.Kind == MeansMonth {
			return true
		}
	}
	return w.Cls&IsMonth != 0
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
