// Package fold brings place names to one form, so that a name is found however it is written: without case, marks,
// apostrophes and punctuation, as tokens. The generator and the reader of the gazetteer both use it; a change here needs a new
// data file.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Token is one word of a text, or one character of a script that is written without spaces.
type Token struct {
	Start, End int  // byte offsets in the text
	Lower      bool // begins with a lower-case letter: not a name in a script that has case
	Upper      bool // has no lower-case letter
	Capital    bool // has an upper-case letter: "d'Ivoire"
	Solid      bool // a character of a script without spaces (Han, Kana, Thai, Lao, Khmer, Burmese)
	Letters    int  // runes in the token
}

// Next is the first token at or after pos. ok is false at the end of the text.
//
// A token is a run of letters, digits and marks. An apostrophe inside is part of it, except the English possessive: "Moscow's"
// is the token "Moscow", then "s". Full stops between single letters are part of it: "U.S.", "D.C".
func Next(text string, pos int) (t Token, ok bool) {
	for pos < len(text) {
		r, size := decode(text, pos)
		if isWord(r) {
			return scan(text, pos, r, size), true
		}
		pos += size
	}
	return Token{}, false
}

func scan(text string, pos int, r rune, size int) Token {
	t := Token{Start: pos, Lower: unicode.IsLower(r), Upper: !unicode.IsLower(r), Capital: unicode.IsUpper(r), Letters: 1}
	pos += size
	if isSolid(r) {
		t.Solid = true
		for pos < len(text) { // marks belong to their character
			m, n := decode(text, pos)
			if !unicode.Is(unicode.M, m) {
				break
			}
			pos += n
		}
		t.End = pos
		return t
	}
	dotted := true // so far only single letters with stops between
	for pos < len(text) {
		r, size = decode(text, pos)
		switch {
		case isWord(r) && !isSolid(r):
			if dotted && t.Letters > 0 && !endsWithStop(text[t.Start:pos]) {
				dotted = false
			}
			t.Letters++
			t.Upper = t.Upper && !unicode.IsLower(r)
			t.Capital = t.Capital || unicode.IsUpper(r)
			pos += size
			continue
		case isApostrophe(r):
			next, n := decode(text, pos+size)
			if n > 0 && unicode.IsLetter(next) && !isSolid(next) && !possessive(text, pos+size, next, n) {
				pos += size
				continue
			}
		case r == '.' && dotted:
			next, n := decode(text, pos+size)
			if n > 0 && unicode.IsLetter(next) && !isSolid(next) {
				after, _ := decode(text, pos+size+n)
				if !isWord(after) {
					pos += size
					continue
				}
			}
		}
		break
	}
	if dotted && t.Letters > 1 && r == '.' { // "U.S." keeps its last stop
		pos += size
	}
	t.End = pos
	return t
}

func endsWithStop(s string) bool { return len(s) > 0 && s[len(s)-1] == '.' }

func possessive(text string, pos int, r rune, size int) bool {
	if r != 's' && r != 'S' {
		return false
	}
	after, _ := decode(text, pos+size)
	return !isWord(after)
}

func decode(text string, pos int) (rune, int) {
	if pos >= len(text) {
		return 0, 0
	}
	if c := text[pos]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[pos:])
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	if r == 0x2BB || r == 0x2BC || r == 0x2B9 || r == 0x2BA || r == utf8.RuneError {
		return false // letters that serve as apostrophes
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '’', '‘', '´', 'ʻ', 'ʼ', 'ʹ', 'ʺ', '′', '״', '׳':
		return true
	}
	return false
}

func isSolid(r rune) bool {
	if r < 0x0E00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r == 'ー' || r == '々'
}

// Joined says whether the gap between two tokens may stand inside one name: nothing, a space, a hyphen, or a full stop after
// a short word ("St. Petersburg").
func Joined(text string, a, b Token) bool {
	gap := text[a.End:b.Start]
	if len(gap) > 6 {
		return false
	}
	for i, r := range gap {
		switch r {
		case ' ', '\t', '\n', '\r', 0xA0, 0x202F, '-', 0x2010, 0x2011:
		case '\'', '’', 0x200C, 0x200D:
		case '.':
			if i != 0 || a.Letters > 4 {
				return false
			}
		case '・', '·':
			if !a.Solid && r == '・' {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// Elision is the length of an elided word at the start of a token and its apostrophe ("l'Ukraine", "d'Abidjan"), else 0.
func Elision(token string) int {
	for i, r := range token {
		if i > 6 {
			break
		}
		if isApostrophe(r) {
			return i + utf8.RuneLen(r)
		}
	}
	return 0
}

// Append appends the folded form of one token to dst: lower case, no marks, no apostrophes, letters of one sound alike.
func Append(dst []byte, token string) []byte {
	ascii := true
	for i := 0; i < len(token); i++ {
		if token[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		for i := 0; i < len(token); i++ {
			switch c := token[i]; {
			case c >= 'A' && c <= 'Z':
				dst = append(dst, c+'a'-'A')
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
				dst = append(dst, c)
			}
		}
		return dst
	}
	for i := 0; i < len(token); {
		if token[i] < utf8.RuneSelf {
			dst = appendRune(dst, rune(token[i]))
			i++
			continue
		}
		p := norm.NFKD.PropertiesString(token[i:])
		if p.Size() == 0 {
			break // cut within a character
		}
		if d := p.Decomposition(); d != nil {
			for len(d) > 0 {
				r, n := utf8.DecodeRune(d)
				dst, d = appendRune(dst, r), d[n:]
			}
		} else {
			r, _ := utf8.DecodeRuneInString(token[i:])
			dst = appendRune(dst, r)
		}
		i += p.Size()
	}
	return dst
}

func appendRune(dst []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			dst = append(dst, byte(r))
		}
		return dst
	}
	if dropped(r) || !isWord(r) { // the middle dot of a decomposed letter, for one
		return dst
	}
	if s, ok := alike(r); ok {
		return append(dst, s...)
	}
	if low := unicode.ToLower(r); low != r {
		if s, ok := alike(low); ok {
			return append(dst, s...)
		}
		r = low
	}
	return utf8.AppendRune(dst, r)
}

// dropped are the marks that a hurried writer leaves out: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels.
// The vowel signs of Indic scripts and the voicing of Kana are letters in all but name and stay.
func dropped(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36F, r >= 0x591 && r <= 0x5C7, r >= 0x64B && r <= 0x65F, r == 0x670, r == 0x640,
		r >= 0x200B && r <= 0x200F, r == 0xAD, r == 0x1FBF:
		return true
	}
	return isApostrophe(r)
}

func alike(r rune) (string, bool) {
	switch r {
	case 'ß', 'ẞ':
		return "ss", true
	case 'æ', 'Æ':
		return "ae", true
	case 'œ', 'Œ':
		return "oe", true
	case 'ø', 'Ø':
		return "o", true
	case 'ł', 'Ł':
		return "l", true
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d", true
	case 'ħ', 'Ħ':
		return "h", true
	case 'þ', 'Þ':
		return "th", true
	case 'ı':
		return "i", true
	case 'ə', 'Ə':
		return "a", true
	case 'ŋ', 'Ŋ':
		return "n", true
	case 'ς':
		return "σ", true
	case 'أ', 'إ', 'آ', 'ٱ':
		return "ا", true
	case 'ى', 'ی', 'ئ':
		return "ي", true
	case 'ک':
		return "ك", true
	case 'ة', 'ہ', 'ه', 'ە':
		return "ه", true
	case 'ґ', 'Ґ':
		return "г", true
	}
	return "", false
}

// Key is the folded form of a whole name: its tokens with one space between. It is empty when the name has no letter.
func Key(name string) string {
	if plain(name) {
		return strings.ToLower(name)
	}
	var dst []byte
	for pos := 0; ; {
		t, ok := Next(name, pos)
		if !ok {
			return string(dst)
		}
		n := len(dst)
		if n > 0 {
			dst = append(dst, ' ')
		}
		m := len(dst)
		if dst = Append(dst, name[t.Start:t.End]); len(dst) == m {
			dst = dst[:n]
		}
		pos = t.End
	}
}

// plain reports whether a name is words of ASCII letters and digits with single blanks between: most names, of which folding changes no
// more than the case.
func plain(name string) bool {
	blank := true
	for i := range len(name) {
		switch c := name[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9':
			blank = false
		case c == ' ' && !blank:
			blank = true
		default:
			return false
		}
	}
	return !blank
}

// HashOfPlain is [HashOf] of a name that is words of ASCII letters and digits with single blanks between, as most are; ok is false for any other.
func HashOfPlain(name string) (h Hash, ok bool) {
	h = Start
	blank := true
	for i := range len(name) {
		c := name[i]
		switch {
		case c-'a' < 26 || c-'0' < 10:
			blank = false
		case c-'A' < 26:
			c += 'a' - 'A'
			blank = false
		case c == ' ' && !blank:
			blank = true
		default:
			return Start, false
		}
		h = (h ^ Hash(c)) * prime
	}
	return h, !blank
}

// HashOf is the hash of a whole name's tokens, as adding them one by one gives; Start when it has none.
func HashOf(name string) Hash {
	if h, ok := HashOfPlain(name); ok {
		return h
	}
	h := Start
	var buf [128]byte
	for pos := 0; ; {
		t, ok := Next(name, pos)
		if !ok {
			return h
		}
		if key := Append(buf[:0], name[t.Start:t.End]); len(key) > 0 {
			h = h.Add(key)
		}
		pos = t.End
	}
}

// Hash is a running 64-bit hash of a folded name (FNV-1a).
type Hash uint64

// Start is the hash of nothing.
const Start Hash = 14695981039346656037

const prime = 1099511628211

// Add hashes one more folded token. A space is hashed before every token but the first.
func (h Hash) Add(token []byte) Hash {
	if h != Start {
		h = (h ^ ' ') * prime
	}
	for _, c := range token {
		h = (h ^ Hash(c)) * prime
	}
	return h
}

// Sum mixes the hash, so that every bit of it may be used.
func (h Hash) Sum() uint64 {
	x := uint64(h)
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// Prefixes calls f with the hash of every leading run of tokens of a folded key, the whole key last.
func Prefixes(key string, f func(h Hash, whole bool)) {
	h := Start
	for i := 0; i < len(key); {
		j := i
		for j < len(key) && key[j] != ' ' {
			j++
		}
		h = h.Add([]byte(key[i:j]))
		f(h, j == len(key))
		i = j + 1
	}
}
