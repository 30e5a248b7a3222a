package scan

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Facts is what one pass over a document tells about its bytes, so that the Scanner need not look again.
type Facts struct {
	OK     bool // valid UTF-8, and only characters that XML allows
	Bad    int  // offset of the first byte that is not, when !ok
	CR     bool // holds a carriage return
	Bidi   int  // offset of the first bidirectional control, or -1
	Reason string
}

// Survey checks every byte of s: UTF-8 (RFC 3629) and the characters of XML 1.0 section 2.2.
func Survey(s string) Facts {
	f := Facts{OK: true, Bidi: -1}
	for i := 0; i < len(s); {
		// Eight bytes at once where all are plain: none from 0x80 up, none below 0x20.
		for i+8 <= len(s) {
			w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
				uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
			if (w|(w-0x2020202020202020))&0x8080808080808080 != 0 {
				break
			}
			i += 8
		}
		if i == len(s) {
			break
		}
		c := s[i]
		if c < utf8.RuneSelf {
			if c < 0x20 && c != '\n' && c != '\t' {
				if c != '\r' {
					return Facts{Bad: i, Reason: "a control character, which XML forbids", Bidi: -1}
				}
				f.CR = true
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return Facts{Bad: i, Reason: "a byte that is not UTF-8", Bidi: -1}
		}
		if r == 0xFFFE || r == 0xFFFF {
			return Facts{Bad: i, Reason: "a non-character, which XML forbids", Bidi: -1}
		}
		if f.Bidi < 0 && isBidi(r) {
			f.Bidi = i
		}
		i += n
	}
	return f
}

func isBidi(r rune) bool { return (r >= 0x202A && r <= 0x202E) || (r >= 0x2066 && r <= 0x2069) }

// IsXMLChar is XML 1.0 section 2.2, Char.
func IsXMLChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || (r >= 0x20 && r <= 0xD7FF) || (r >= 0xE000 && r <= 0xFFFD) ||
		(r >= 0x10000 && r <= 0x10FFFF)
}

// windows1252 are the characters of bytes 0x80 to 0x9F; 0 marks the five that have none.
var windows1252 = [32]rune{
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
}

// decodeUTF16 turns UTF-16 without its byte order mark into UTF-8. The second result is the offset of the first byte
// that has no meaning, or -1.
func decodeUTF16(data []byte, big bool) (string, int) {
	if len(data)%2 != 0 {
		return "", len(data) - 1
	}
	unit := func(i int) rune {
		if big {
			return rune(data[i])<<8 | rune(data[i+1])
		}
		return rune(data[i+1])<<8 | rune(data[i])
	}
	var b strings.Builder
	b.Grow(len(data))
	for i := 0; i < len(data); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			if i+3 >= len(data) {
				return "", i
			}
			if r = utf16.DecodeRune(r, unit(i+2)); r == utf8.RuneError {
				return "", i
			}
			i += 2
		}
		b.WriteRune(r)
	}
	return b.String(), -1
}

// decodeBytes turns a one-byte encoding into UTF-8. The second result is the offset of the first byte that has no
// meaning in it, or -1.
func decodeBytes(data string, encoding string) (string, int) {
	high := 0
	for i := 0; i < len(data); i++ {
		if data[i] >= 0x80 {
			high++
		}
	}
	if high == 0 {
		return data, -1
	}
	var b strings.Builder
	b.Grow(len(data) + 2*high)
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c < 0x80:
			b.WriteByte(c)
		case encoding == "us-ascii":
			return "", i
		case encoding == "windows-1252" && c < 0xA0:
			r := windows1252[c-0x80]
			if r == 0 {
				return "", i
			}
			b.WriteRune(r)
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String(), -1
}

// knownEncoding gives one spelling for the encoding names that are read, or "".
func knownEncoding(name string) string {
	switch strings.ToLower(name) {
	case "utf-8", "utf8":
		return "utf-8"
	case "iso-8859-1", "latin1", "iso_8859-1", "l1", "iso8859-1":
		return "iso-8859-1"
	case "us-ascii", "ascii":
		return "us-ascii"
	case "windows-1252", "cp1252":
		return "windows-1252"
	case "utf-16", "utf-16le", "utf-16be":
		return "utf-16"
	}
	return ""
}

// SizeText writes a number of bytes for people.
func SizeText(n int) string {
	switch {
	case n >= 1<<20:
		return Itoa(n>>20) + "." + Itoa((n&(1<<20-1))*10>>20) + " MiB"
	case n >= 1<<10:
		return Itoa(n>>10) + " KiB"
	}
	return Itoa(n) + " bytes"
}
