// Package text cuts a text into sentences and tokens and finds phrases in it.
//
// Every token holds the byte offsets of its words in the text as given, so that whatever is built on tokens can point at the
// bytes it came from. Cutting and matching are linear in the length of the text and never fail: any valid UTF-8 is a text.
// The package knows no language but the shape of English words (abbreviations, the possessive 's).
package text

import (
	"encoding/binary"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/reading/text/lookup"
	"github.com/tocsin-hub/tocsin/internal/reading/text/tongue"
)

// Kind is what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word Kind = iota
	Number
	Punct
)

// Token is a word, a number or one sign.
type Token struct {
	Start, End int    // bytes in the text, end exclusive
	Norm       string // lower case, curly apostrophes made straight
	ID         int32  // its number in the vocabulary of the tables; 0 when none knows it
	Kind       Kind
	Cap        bool // starts with an upper-case letter
	Upper      bool // two or more letters, all upper case
	First      bool // first token of its sentence
	Sent       int  // index of its sentence
}

// Sentence is a run of tokens [From, To) within one paragraph, in one section of the document.
type Sentence struct {
	From, To int
	Para     int
	Section  Section
	Bullet   bool   // the line began with a list mark
	Line     int    // index of the line it starts on, blank lines not counted
	marks    uint64 // the marked sets that it holds words of
}

// Section is a labelled part of an embassy alert or an advice page.
type Section = tongue.Section

// The sections.
const (
	Body       = tongue.Body
	Head       = tongue.Head
	Location   = tongue.Location
	Event      = tongue.Event
	Actions    = tongue.Actions
	Assistance = tongue.Assistance
)

// Doc is a text cut into sentences and tokens.
type Doc struct {
	Text   string
	Tokens []Token
	Sents  []Sentence
	// Lang is the language beside English that the text is in, as [Detect] found it; nil for English. Whoever cuts a text sets it.
	Lang  *Language
	known *lookup.Words
	low   string // Text with its ASCII letters made small, byte for byte: folded words are cut from it
	bytes []byte // where low is made
}

// Slice is the text of the tokens [from, to).
func (d *Doc) Slice(from, to int) string {
	if from >= to || from < 0 || to > len(d.Tokens) {
		return ""
	}
	return d.Text[d.Tokens[from].Start:d.Tokens[to-1].End]
}

// Span is the byte range of the tokens [from, to).
func (d *Doc) Span(from, to int) (start, end int) { return d.Tokens[from].Start, d.Tokens[to-1].End }

// Norm is the folded form of token i, or "" outside the text.
func (d *Doc) Norm(i int) string {
	if uint(i) >= uint(len(d.Tokens)) {
		return ""
	}
	return d.Tokens[i].Norm
}

// SameSent reports whether tokens i and j stand in one sentence.
func (d *Doc) SameSent(i, j int) bool {
	n := uint(len(d.Tokens))
	return uint(i) < n && uint(j) < n && d.Tokens[i].Sent == d.Tokens[j].Sent
}

// Words joins the folded tokens [from, to) with single blanks.
func (d *Doc) Words(from, to int) string {
	if to == from+1 {
		return d.Tokens[from].Norm
	}
	var b strings.Builder
	if to > from {
		b.Grow(d.Tokens[to-1].End - d.Tokens[from].Start)
	}
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(' ')
		}
		b.WriteString(d.Tokens[i].Norm)
	}
	return b.String()
}

// TokenAt is the index of the token that covers or follows byte off.
func (d *Doc) TokenAt(off int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Tokens[m].End <= off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// labels open a section when a line begins with them and a colon, or is nothing else.
var labels = map[string]Section{
	"location": Location, "locations": Location, "event": Event, "events": Event, "issue": Event,
	"actions to take": Actions, "action to take": Actions, "actions": Actions, "what to do": Actions, "advice": Actions,
	"recommended actions": Actions, "assistance": Assistance, "for further information": Assistance, "need help": Assistance,
	"for assistance": Assistance, "contact": Assistance, "contact us": Assistance, "contacts": Assistance,
	"entry and exit": Assistance, "entry requirements": Assistance, "other links": Assistance, "health": Assistance,
}

// maxSentence bounds a sentence in tokens, so that work within a sentence has a bound whatever the text is.
const maxSentence = 400

// docPool keeps the memory of texts that were freed; never their content.
var docPool = sync.Pool{New: func() any { return new(Doc) }}

// keepTokens bounds the memory that one long text leaves behind.
const keepTokens = 1 << 16

// Free hands the memory of a Doc back once nothing points at it any more. A Doc that is not freed is collected as usual.
func (d *Doc) Free() {
	if cap(d.Tokens) > keepTokens {
		return
	}
	clear(d.Tokens) // no string of this text lives on
	clear(d.Sents)
	d.Text, d.low, d.Lang = "", "", nil
	docPool.Put(d)
}

// lower makes low of the text, eight bytes at a time. Every byte that is not a capital of ASCII stays, so that offsets hold.
func (d *Doc) lower() {
	const each = 0x0101010101010101
	d.bytes = append(d.bytes[:0], d.Text...)
	b := d.bytes
	for ; len(b) >= 8; b = b[8:] {
		x := binary.LittleEndian.Uint64(b)
		low := x &^ (0x80 * each)
		capital := (low + (0x80-'A')*each) &^ (low + (0x7F-'Z')*each) &^ x & (0x80 * each)
		binary.LittleEndian.PutUint64(b, x|capital>>2)
	}
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	d.low = string(d.bytes)
}

// Cut cuts a text.
func Cut(s string) *Doc {
	d := docPool.Get().(*Doc)
	if need := len(s)/4 + 16; cap(d.Tokens) < need {
		d.Tokens = make([]Token, 0, need)
	}
	d.Text, d.Tokens, d.Sents, d.known = s, d.Tokens[:0], d.Sents[:0], known()
	d.lower()
	wrapped := looksWrapped(s)
	para, line, section := 0, 0, Head
	open, bullet, startLine := 0, false, 0
	closeSent := func() {
		if len(d.Tokens) > open {
			d.Tokens[open].First = true
			holds := uint64(0)
			for i := open; i < len(d.Tokens); i++ {
				if id := d.Tokens[i].ID; uint(id) < uint(len(marks)) {
					holds |= marks[id]
				}
			}
			d.Sents = append(d.Sents, Sentence{From: open, To: len(d.Tokens), Para: para, Section: section, Bullet: bullet, Line: startLine, marks: holds})
			open = len(d.Tokens)
		}
		bullet, startLine = false, line
	}
	atLine := true
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\n':
			j := i + 1
			blank := false
			for j < len(s) && (s[j] == '\n' || s[j] == '\r' || s[j] == ' ' || s[j] == '\t') {
				blank = blank || s[j] == '\n'
				j++
			}
			if blank || !wrapped || startsItem(s[j:]) || lineLabel(s[j:]) {
				closeSent()
				line++
				startLine = line
				atLine = true
				if blank {
					para++
					if section == Head {
						section = Body
					}
				}
			}
			i = j
			continue
		case c == ' ' || c == '\t' || c == '\r':
			i++
			continue
		}
		if atLine {
			atLine = false
			if n := bulletLen(s[i:]); n > 0 {
				bullet = true
				i += n
				continue
			}
			if sec, ok := lineSection(s[i:]); ok {
				section = sec
			}
		}
		if end := d.plain(i); end > i {
			if i = end; len(d.Tokens)-open >= maxSentence {
				closeSent()
			}
			continue
		}
		i = d.token(i)
		if len(d.Tokens)-open >= maxSentence {
			closeSent()
			continue
		}
		if t := &d.Tokens[len(d.Tokens)-1]; t.Kind == Punct && sentenceEnd(s, t) {
			closeSent()
		} else if t.Kind == Word && strings.HasSuffix(t.Norm, ".") && abbreviationEnds(s, t) {
			closeSent()
		}
	}
	closeSent()
	return d
}

// looksWrapped reports whether lines are broken at a fixed width, so that a line end is not the end of a sentence.
func looksWrapped(s string) bool {
	long, cut := 0, 0
	for len(s) > 0 {
		n := strings.IndexByte(s, '\n')
		if n < 0 {
			n = len(s)
		}
		ln := strings.TrimSpace(s[:n])
		s = s[min(n+1, len(s)):]
		if len(ln) > 130 {
			return false
		}
		if len(ln) >= 60 {
			long++
			if !strings.ContainsAny(ln[len(ln)-1:], ".:!?;\")") {
				cut++
			}
		}
	}
	return long >= 3 && cut*2 > long
}

func bulletLen(s string) int {
	for _, b := range []string{"- ", "* ", "• ", "– ", "· ", "o "} {
		if strings.HasPrefix(s, b) {
			return len(b)
		}
	}
	return 0
}

func startsItem(s string) bool { return bulletLen(s) > 0 }

func lineLabel(s string) bool { _, ok := lineSection(s); return ok }

// lineSection reads a section label at the start of a line.
func lineSection(s string) (Section, bool) {
	s = strings.TrimLeft(s, " \t")
	if s == "" {
		return 0, false
	}
	longest := longestLabel
	if s[0] < utf8.RuneSelf {
		if longest = int(labelStart[s[0]]); longest == 0 {
			return 0, false
		}
	}
	end, all := 0, byte(0)
	for ; end < len(s) && s[end] != '\n' && s[end] != ':' && s[end] != '?' && s[end] != '\r'; end++ {
		if end >= longest && (s[end] > ' ' || end > longestLabel) {
			return 0, false // nearly every line
		}
		all |= s[end]
	}
	label := strings.TrimSpace(s[:end])
	if all < utf8.RuneSelf && labelLengths>>(len(label)&63)&1 == 0 {
		return 0, false
	}
	sec, ok := allLabels[fold(strings.ToLower(label))]
	return sec, ok
}

// What a byte is to [Doc.plain].
const (
	letter = 1 + iota // of ASCII
	joins             // goes on with a word that is more than letters, or may
)

var bytesOf = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			t[c] = letter
		case c >= '0' && c <= '9' || c == '-' || c == '\'' || c >= utf8.RuneSelf:
			t[c] = joins
		}
	}
	return t
}()

// plain reads a word of nothing but letters of ASCII, as most are, and returns the offset after it; where there is more to see it
// returns start and reads nothing.
func (d *Doc) plain(start int) int {
	s, i := d.Text, start
	all, some := byte(0xFF), byte(0)
	for ; i < len(s) && bytesOf[s[i]] == letter; i++ {
		all &= s[i]
		some |= s[i]
	}
	if i == start || i < len(s) && (bytesOf[s[i]] == joins || s[i] == '.' && i == start+1) {
		return start
	}
	const small = 'a' - 'A' // the bit that a small letter has and its capital has not
	w := s[start:i]
	if all&small == 0 {
		w = d.low[start:i]
	}
	d.Tokens = append(d.Tokens, Token{
		Start: start, End: i, Norm: w, ID: d.known.Number(w), Kind: Word, Sent: len(d.Sents),
		Cap: s[start]&small == 0, Upper: some&small == 0 && i > start+1,
	})
	return i
}

// token reads one token at i and returns the offset after it.
func (d *Doc) token(i int) int {
	s := d.Text
	r, n := utf8.DecodeRuneInString(s[i:])
	start := i
	if !wordRune(r) {
		if apostrophe(r) && i > 0 && i+n < len(s) && (s[i+n] == 's' || s[i+n] == 'S') && letterBefore(s, i) && !letterAt(s, i+n+1) {
			d.Tokens = append(d.Tokens, Token{Start: i, End: i + n + 1, Norm: "'s", Kind: Punct, ID: d.known.Number("'s"), Sent: len(d.Sents)})
			return i + n + 1
		}
		sign := s[i : i+n]
		if r >= '،' && r <= '؟' {
			sign = fold(sign)
		}
		d.Tokens = append(d.Tokens, Token{Start: i, End: i + n, Norm: sign, Kind: Punct, ID: d.known.Number(sign), Sent: len(d.Sents)})
		return i + n
	}
	digits, letters, upper := 0, 0, 0
	lower, ascii, elided := true, true, false
	for i < len(s) {
		if c := s[i]; c|0x20 >= 'a' && c|0x20 <= 'z' { // most of a text
			letters++
			if c < 'a' {
				upper++
				lower = false
			}
			i++
			continue
		} else if c == ' ' || c == '\n' {
			break
		}
		r, n = utf8.DecodeRuneInString(s[i:])
		if wordRune(r) {
			switch {
			case r >= '0' && r <= '9':
				digits++
			default:
				letters++
				if unicode.IsUpper(r) {
					upper++
					lower = false
				}
			}
			if r >= utf8.RuneSelf {
				ascii = false
				lower = lower && unicode.ToLower(r) == r
			}
			i += n
			continue
		}
		if i+n >= len(s) {
			break
		}
		next, _ := utf8.DecodeRuneInString(s[i+n:])
		switch {
		case apostrophe(r) && unicode.IsLetter(next) && letters > 0:
			if (next == 's' || next == 'S') && !letterAt(s, i+n+1) {
				goto done // the possessive is a token of its own
			}
			lower = lower && r == '\''
			ascii = ascii && r == '\''
			elided = elided || letters <= 2 && upper == 0 && unicode.IsUpper(next) // "l'Alibori", "d'Abidjan"
			i += n
		case r == '-' && wordRune(next) && letters > 0:
			i += n
		case r == '-' && unicode.IsLetter(next) && digits > 0 && letters == 0:
			i += n
		case r == '.' && letters > 0 && i-start <= 3 && unicode.IsLetter(next) && singleLetters(s[start:i]):
			i += n
		case (r == '.' || r == ',') && letters == 0 && next >= '0' && next <= '9':
			i += n
		default:
			goto done
		}
	}
done:
	// an abbreviation of single letters keeps its last point: U.S., p.m.
	if i < len(s) && s[i] == '.' && singleLetters(s[start:i]) && strings.IndexByte(s[start:i], '.') > 0 {
		i++
	}
	w := s[start:i]
	t := Token{Start: start, End: i, Norm: w, Kind: Word, Sent: len(d.Sents)}
	if letters == 0 {
		t.Kind = Number
	}
	if !lower || upper > 0 {
		if ascii {
			t.Norm = d.low[start:i]
		} else {
			t.Norm = strings.ReplaceAll(strings.ToLower(w), "’", "'")
		}
	}
	if !ascii {
		if n := fold(t.Norm); n != "" { // a vowel sign by itself stays
			t.Norm = n
		}
	}
	if c := w[0]; c < utf8.RuneSelf {
		t.Cap = c >= 'A' && c <= 'Z' || upper > 0 && articled(w)
	} else {
		first, _ := utf8.DecodeRuneInString(w)
		t.Cap = unicode.IsUpper(first) || unicode.Is(unicode.Lo, first) // scripts without capitals: any word may be a name
	}
	t.Cap = t.Cap || elided
	t.ID = d.known.Number(t.Norm)
	t.Upper = upper > 1 && upper == letters
	d.Tokens = append(d.Tokens, t)
	return i
}

// articled reports whether a word is a name with the Arabic article written small: "al-Shabaab", "ash-Sharqi".
func articled(w string) bool {
	i := strings.IndexByte(w, '-')
	return (i == 2 || i == 3) && (w[0] == 'a' || w[0] == 'e') && i+1 < len(w) && w[i+1] >= 'A' && w[i+1] <= 'Z'
}

// singleLetters reports whether w is single letters with points between them ("U.S", "p").
func singleLetters(w string) bool {
	if len(w) == 0 || len(w) > 12 {
		return false
	}
	for i := 0; i < len(w); i++ {
		if i%2 == 1 != (w[i] == '.') || i%2 == 0 && (w[i]|0x20 < 'a' || w[i]|0x20 > 'z') {
			return false
		}
	}
	return true
}

func wordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r))
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' }

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return wordRune(r)
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return wordRune(r)
}

// sentenceEnd reports whether the sign t ends a sentence.
func sentenceEnd(s string, t *Token) bool {
	switch t.Norm {
	case ".", "!", "?", ";":
	default:
		return false
	}
	if t.Norm == ";" {
		return false
	}
	rest := strings.TrimLeft(s[t.End:], "\"”')")
	if rest == "" {
		return true
	}
	if rest[0] == '\n' {
		return true
	}
	if rest[0] != ' ' && rest[0] != '\t' && rest[0] != '\r' {
		return false
	}
	if t.Norm == "." && titleBefore(s[:t.Start]) {
		return false
	}
	return startsSentence(rest)
}

// startsSentence reports whether the next word looks like the first of a sentence.
func startsSentence(rest string) bool {
	rest = strings.TrimLeft(rest, " \t\r\n\"“'‘(")
	if rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLower(r)
}

var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "gen": true, "col": true, "gov": true, "supt": true, "maj": true, "brig": true, "capt": true, "sgt": true, "insp": true, "prof": true, "rev": true, "cmdr": true, "adm": true, "lt": true, "sen": true, "no": true, "jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true, "nov": true, "dec": true, "approx": true}

func titleBefore(s string) bool {
	i := len(s)
	for i > 0 && (s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z') && len(s)-i < 8 {
		i--
	}
	return titles[strings.ToLower(s[i:])]
}

// starters are words that begin a sentence after an abbreviation but seldom follow it inside one.
var starters = map[string]bool{"the": true, "a": true, "an": true, "it": true, "he": true, "she": true, "they": true, "this": true, "these": true, "there": true, "no": true, "we": true, "if": true, "in": true, "on": true, "at": true, "do": true, "avoid": true, "his": true, "its": true, "for": true, "all": true, "both": true}

// abbreviationEnds reports whether "p.m." or "U.S." also ends a sentence: it does before a capital that opens sentences.
func abbreviationEnds(s string, t *Token) bool {
	rest := strings.TrimLeft(s[t.End:], " \t\"”)")
	if rest == "" || rest[0] == '\n' {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(r) {
		return false
	}
	end := 0
	for end < len(rest) && end < 12 && wordRune(rune(rest[end])) {
		end++
	}
	return starters[strings.ToLower(rest[:end])]
}
