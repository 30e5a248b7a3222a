package body

import (
	"bytes"
	"html"
	"unicode"
	"unicode/utf8"
)

// Breaks between words and lines, weakest first.
const (
	joined = iota
	blank  // a blank
	line   // a new line
	para   // an empty line
)

// folder writes text with its white space folded, as a browser shows it.
type folder struct {
	b          build
	src        []byte
	pend       int // break before the next character
	from, to   int // the white space in src that a pending blank stands for; from == to: none
	bullet     bool
	bars       int  // cell borders before the next character
	rowStarted bool // something stands in this row already
	inItem     int  // list items around
	inCell     int  // cells of data tables around: all on one line
	lines      int  // lines begun
	entities   map[string]string
}

// brk asks for a break before the next character.
func (f *folder) brk(level int) {
	if f.inCell > 0 {
		level = min(level, blank)
	} else if f.inItem > 0 {
		level = min(level, line)
	}
	if level > f.pend {
		f.pend = level
	}
}

// flush writes the pending break, list mark and cell borders.
func (f *folder) flush() {
	if len(f.b.out) > 0 {
		switch {
		case f.pend == para:
			f.b.ours("\n\n")
			f.lines++
		case f.pend == line:
			f.b.ours("\n")
			f.lines++
		case f.pend == blank && f.bars > 0 && f.rowStarted:
		case f.pend == blank && f.to > f.from:
			f.b.unit([]byte(" "), f.from, f.to)
		case f.pend == blank:
			f.b.ours(" ")
		}
	} else {
		f.lines = 1
	}
	if f.bullet {
		f.b.ours("- ")
	}
	for ; f.bars > 0; f.bars-- {
		if f.rowStarted {
			f.b.ours(" ")
		}
		f.b.ours("| ")
		f.rowStarted = false
	}
	f.rowStarted = true
	f.pend, f.from, f.to, f.bullet = joined, 0, 0, false
}

func (f *folder) space(from, to int) {
	if f.pend == joined {
		f.pend, f.from, f.to = blank, from, to
	}
}

// text writes src[from:to). raw: no entities in it. pre: line ends count.
func (f *folder) text(from, to int, raw, pre bool) {
	s := f.src
	for i := from; i < to; {
		c := s[i]
		switch {
		case c == '\n' && pre:
			if f.pend == line {
				f.brk(para)
			}
			f.brk(line)
			i++
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			k := i
			for i++; i < to && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\f' || s[i] == '\n' && !pre); {
				i++
			}
			f.space(k, i)
		case c == '&' && !raw:
			got, n := f.entity(s[i:to])
			if n == 0 {
				f.flush()
				f.b.copy(s[i:i+1], i)
				i++
				continue
			}
			f.unit(got, i, i+n)
			i += n
		case c < ' ' || c == 0x7f:
			i++
		case c < utf8.RuneSelf:
			k := i
			for i++; i < to && s[i] > ' ' && s[i] < 0x7f && (s[i] != '&' || raw); {
				i++
			}
			f.flush()
			f.b.copy(s[k:i], k)
		default:
			r, n := utf8.DecodeRune(s[i:to])
			switch {
			case unseen(r):
			case unicode.IsSpace(r):
				f.space(i, i+n)
			default:
				f.flush()
				f.b.copy(s[i:i+n], i)
			}
			i += n
		}
	}
}

// unit writes the characters of an entity.
func (f *folder) unit(got string, from, to int) {
	r, n := utf8.DecodeRuneInString(got)
	switch {
	case n == len(got) && unseen(r):
	case n == len(got) && unicode.IsSpace(r):
		f.space(from, to)
	default:
		f.flush()
		f.b.unit([]byte(got), from, to)
	}
}

// unseen holds characters that show nothing and only split words: soft hyphen, zero-width space, word joiner, byte order
// mark, and the controls that HTML knows as nothing.
func unseen(r rune) bool {
	return r == 0xad || r == 0x200b || r == 0x2060 || r == 0xfeff || r < ' ' && !unicode.IsSpace(r) || r >= 0x7f && r < 0xa0 && r != 0x85
}

// maxEntity is longer than the longest name of an entity.
const maxEntity = 40

// entity reads the entity at the start of s: its characters and its length, 0 when there is none. Names and numbers are those
// of the standard library's html package, which has HTML's table.
func (f *folder) entity(s []byte) (string, int) {
	n := 1
	if n < len(s) && s[n] == '#' {
		n++
		hex := n < len(s) && s[n]|0x20 == 'x'
		if hex {
			n++
		}
		digits := n
		for n < len(s) && (s[n] >= '0' && s[n] <= '9' || hex && s[n]|0x20 >= 'a' && s[n]|0x20 <= 'f') {
			n++
		}
		if n == digits {
			return "", 0
		}
		semi := 0
		if n < len(s) && s[n] == ';' {
			semi = 1
		}
		if n-digits > 8 {
			if rest := bytes.TrimLeft(s[digits:n], "0"); len(rest) > 8 {
				return bad, n + semi
			}
		}
		got := html.UnescapeString(string(s[:n]) + ";")
		return got, n + semi
	}
	for n < len(s) && n < maxEntity && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n == 1 {
		return "", 0
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	name := string(s[:n])
	got, known := f.entities[name]
	if !known {
		got = html.UnescapeString(name)
		if len(f.entities) < 4096 {
			if f.entities == nil {
				f.entities = map[string]string{}
			}
			f.entities[name] = got
		}
	}
	if got == name {
		return "", 0
	}
	if name[n-1] == ';' && (got[len(got)-1] != ';' || name == "&semi;") {
		return got, n
	}
	// an old name without its semicolon, and letters after it that are text: what both end in is not the entity's
	k := 0
	for k < len(got) && k < n && got[len(got)-1-k] == name[n-1-k] {
		k++
	}
	return got[:len(got)-k], n - k
}
