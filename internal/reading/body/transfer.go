package body

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// untransfer undoes a Content-Transfer-Encoding. ok is false when the encoding is not known.
func untransfer(src []byte, encoding string) (out []byte, tr track, ok bool) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "7bit", "8bit", "binary":
		return src, track{same: true, size: int32(len(src))}, true
	case "quoted-printable":
		var b build
		b.quoted(src, 0, false)
		return b.out, b.track(), true
	case "base64":
		var b build
		b.base64(src, 0)
		return b.out, b.track(), true
	}
	return nil, track{}, false
}

func unhex(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}

// quoted undoes quoted-printable (RFC 2045 section 6.7), or with word the Q of an encoded word (RFC 2047 section 4.2), where
// "_" is a blank. An "=" that begins nothing stands for itself; blanks at the end of a line are the mail's and go.
func (b *build) quoted(src []byte, in int, word bool) {
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c == '=':
			if i+2 < len(src) {
				hi, ok1 := unhex(src[i+1])
				lo, ok2 := unhex(src[i+2])
				if ok1 && ok2 {
					b.unit([]byte{hi<<4 | lo}, in+i, in+i+3)
					i += 3
					continue
				}
			}
			if !word {
				k := i + 1
				for k < len(src) && (src[k] == ' ' || src[k] == '\t' || src[k] == '\r') {
					k++
				}
				if k == len(src) || src[k] == '\n' {
					i = min(k+1, len(src))
					continue
				}
			}
			b.copy(src[i:i+1], in+i)
			i++
		case c == '_' && word:
			b.unit([]byte(" "), in+i, in+i+1)
			i++
		case (c == ' ' || c == '\t') && !word:
			k := i
			for k < len(src) && (src[k] == ' ' || src[k] == '\t') {
				k++
			}
			if k < len(src) && src[k] != '\r' && src[k] != '\n' {
				b.copy(src[i:k], in+i)
			}
			i = k
		default:
			k := i
			for i < len(src) && src[i] != '=' && (word && src[i] != '_' || !word && src[i] != ' ' && src[i] != '\t') {
				i++
			}
			b.copy(src[k:i], in+k)
		}
	}
}

// sextets gives the value of each base64 character, 64 for padding, 255 for what is none.
var sextets = func() (t [256]byte) {
	for i := range t {
		t[i] = 255
	}
	const abc = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for i := range abc {
		t[abc[i]] = byte(i)
	}
	t['='] = 64
	return t
}()

// base64 undoes base64 (RFC 2045 section 6.8). Characters that are none of it are passed over; padding ends a run and
// another may follow.
func (b *build) base64(src []byte, in int) {
	var q [4]byte
	n, from, last := 0, 0, 0
	flush := func() {
		if n >= 2 {
			out := [3]byte{q[0]<<2 | q[1]>>4, q[1]<<4 | q[2]>>2, q[2]<<6 | q[3]}
			b.unit(out[:n-1], in+from, in+last+1)
		}
		n, q = 0, [4]byte{}
	}
	for i := 0; i < len(src); i++ {
		// whole groups of clean characters, the common case
		for n == 0 && i+4 <= len(src) {
			v0, v1, v2, v3 := sextets[src[i]], sextets[src[i+1]], sextets[src[i+2]], sextets[src[i+3]]
			if v0|v1|v2|v3 > 63 {
				break
			}
			b.step(3, 4, in+i, in+i+4, true)
			b.out = append(b.out, v0<<2|v1>>4, v1<<4|v2>>2, v2<<6|v3)
			i += 4
		}
		if i >= len(src) {
			break
		}
		switch v := sextets[src[i]]; {
		case v == 255:
		case v == 64:
			flush()
		default:
			if n == 0 {
				from = i
			}
			q[n], last = v, i
			if n++; n == 4 {
				flush()
			}
		}
	}
	flush()
}

// decodedSize is how many bytes a part holds once its encoding is undone; nothing is decoded for it.
func decodedSize(src []byte, encoding string) int {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		n := 0
		for _, c := range src {
			if sextets[c] < 64 {
				n++
			}
		}
		return base64.RawStdEncoding.DecodedLen(n)
	case "quoted-printable":
		return max(0, len(src)-2*bytes.Count(src, []byte("=")))
	}
	return len(src)
}

// words undoes the encoded words of a header's value (RFC 2047): bytes that stand there as they are count as UTF-8. Words of
// one charset that follow each other are decoded together, since some senders cut a character between two.
func words(value []byte) ([]byte, []track) {
	var w build // the bytes of all words
	type run struct {
		from, to int
		charset  string
	}
	var runs []run
	add := func(charset string, from int) {
		if k := len(runs) - 1; k >= 0 && runs[k].charset == charset && runs[k].to == from {
			runs[k].to = len(w.out)
		} else if len(w.out) > from {
			runs = append(runs, run{from, len(w.out), charset})
		}
	}
	for i, after := 0, false; i < len(value); {
		charset, enc, text, n := encodedWord(value[i:])
		if n > 0 {
			from := len(w.out)
			if enc == 'b' {
				w.base64(value[text[0]+i:text[1]+i], i+text[0])
			} else {
				w.quoted(value[text[0]+i:text[1]+i], i+text[0], true)
			}
			add(charset, from)
			i += n
			after = true
			continue
		}
		k := i
		for k < len(value) && (value[k] == ' ' || value[k] == '\t' || value[k] == '\r' || value[k] == '\n') {
			k++
		}
		if k > i && after {
			if _, _, _, n := encodedWord(value[k:]); n > 0 {
				i = k // blanks between two encoded words are not text
				continue
			}
		}
		from := len(w.out)
		switch {
		case k == len(value):
		case k == i:
			for k++; k < len(value) && value[k] > ' ' && value[k] != '='; {
				k++
			}
			w.copy(value[i:k], i)
		case k == i+1 && value[i] == ' ':
			w.copy(value[i:k], i)
		default:
			w.unit([]byte(" "), i, k)
		}
		add("utf-8", from)
		i, after = k, false
	}
	var b build
	for _, r := range runs {
		enc, name, _ := partCharset(w.out[r.from:r.to], r.charset)
		decodeInto(&b, w.out[r.from:r.to], r.from, enc, name)
	}
	clean := build{}
	clean.show(b.out)
	return clean.out, []track{clean.track(), b.track(), w.track()}
}

// show keeps what can be seen on one line.
func (b *build) show(src []byte) {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			b.unit([]byte(" "), i, i+n)
		case unseen(r):
		default:
			b.copy(src[i:i+n], i)
		}
		i += n
	}
}

// encodedWord reads "=?charset?B?...?=" at the start of s: n is its length, 0 when there is none.
func encodedWord(s []byte) (charset string, enc byte, text [2]int, n int) {
	if len(s) < 8 || s[0] != '=' || s[1] != '?' {
		return "", 0, text, 0
	}
	i := bytes.IndexByte(s[2:min(len(s), 80)], '?')
	if i <= 0 || i+6 > len(s) {
		return "", 0, text, 0
	}
	label, _, _ := strings.Cut(string(s[2:2+i]), "*") // RFC 2231 allows a language after it
	i += 3
	enc = s[i] | 0x20
	if enc != 'b' && enc != 'q' || i+1 >= len(s) || s[i+1] != '?' {
		return "", 0, text, 0
	}
	i += 2
	// longer than the 75 characters of the standard, as some senders write them
	k := bytes.Index(s[i:min(len(s), i+2000)], []byte("?="))
	if k < 0 || bytes.ContainsAny(s[i:i+k], "\r\n") {
		return "", 0, text, 0
	}
	return strings.ToLower(label), enc, [2]int{i, i + k}, i + k + 2
}

// plain settles the lines of a text part: line ends become \n, blanks at line ends go, what cannot be seen goes. With flowed
// the lines of a paragraph are joined (RFC 3676), with delsp without the blank before the line's end.
func (b *build) plain(src []byte, flowed, delsp bool) {
	breaks := 0 // line ends since the last text
	joinNext, depth := false, 0
	for i := 0; i < len(src); {
		end := bytes.IndexByte(src[i:], '\n')
		next := len(src)
		if end < 0 {
			end = len(src)
		} else {
			end += i
			next = end + 1
		}
		start := i
		i = next
		if end > start && src[end-1] == '\r' {
			end--
		}
		soft := false
		if flowed {
			quotes := 0
			for start+quotes < end && src[start+quotes] == '>' {
				quotes++
			}
			body := start + quotes
			if body < end && src[body] == ' ' {
				body++ // space-stuffing
			}
			if joinNext && quotes == depth {
				start = body
			} else {
				if joinNext { // the paragraph ended without its last line
					joinNext = false
					breaks++
				}
				if quotes == 0 {
					start = body
				}
			}
			depth = quotes
			soft = end > body && src[end-1] == ' ' && string(src[body:end]) != "-- "
			if soft && delsp {
				end--
			}
		}
		if !soft {
			for end > start && (src[end-1] == ' ' || src[end-1] == '\t') {
				end--
			}
		}
		if end > start {
			if !joinNext && len(b.out) > 0 {
				b.ours("\n\n"[:min(breaks, 2)])
			}
			breaks = 0
			b.line(src[start:end], start)
		}
		joinNext = soft && (end > start || joinNext)
		if !joinNext {
			breaks++
		}
	}
}

// line adds a line's characters that can be seen.
func (b *build) line(s []byte, in int) {
	k := 0
	for i := 0; i < len(s); {
		if s[i] >= ' ' && s[i] < 0x7f || s[i] == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(s[i:])
		if odd := r == 0xa0; odd || unseen(r) || r == '\r' || r == '\f' || r == '\v' {
			b.copy(s[k:i], in+k)
			if odd {
				b.unit([]byte(" "), in+i, in+i+n)
			}
			k = i + n
		}
		i += n
	}
	b.copy(s[k:], in+k)
}
