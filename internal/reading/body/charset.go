package body

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

const bad = "\uFFFD"

// lookup finds an encoding by its label; name is "" when the label is unknown or names one that cannot be read.
func lookup(label string) (encoding.Encoding, string) {
	enc, err := htmlindex.Get(strings.TrimSpace(label))
	if err != nil {
		return nil, ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return nil, ""
	}
	return enc, name
}

// pageCharset settles the charset of a page as browsers do (byte order mark, Content-Type, meta, else windows-1252), with two
// differences: a page that is whole UTF-8 and does not say otherwise is UTF-8, and a meta after the first 1024 bytes counts.
func pageCharset(raw []byte, contentType string) (encoding.Encoding, string) {
	_, name, certain := charset.DetermineEncoding(raw, contentType)
	if !certain && (name == "windows-1252" || name == "utf-8") {
		if utf8.Valid(raw) {
			return nil, "utf-8"
		}
		head := bytes.ToLower(raw[:min(len(raw), 16<<10)])
		if i := bytes.Index(head, []byte("charset=")); i >= 0 {
			label := bytes.TrimLeft(head[i+len("charset="):], " \t\"'")
			n := 0
			for n < len(label) && n < 40 && (label[n] >= 'a' && label[n] <= 'z' || label[n] >= '0' && label[n] <= '9' || label[n] == '-' || label[n] == '_') {
				n++
			}
			if enc, name := lookup(string(label[:n])); name != "" {
				return enc, name
			}
		}
	}
	if enc, n := lookup(name); n != "" {
		return enc, n
	}
	return charmap.Windows1252, "windows-1252"
}

// partCharset settles the charset of a mail's part from its label. Senders who say nothing or "us-ascii" mostly write UTF-8.
func partCharset(raw []byte, label string) (enc encoding.Encoding, name, note string) {
	enc, name = lookup(label)
	switch {
	case label != "" && name == "":
		note = "the charset " + clip(strings.ToValidUTF8(label, bad), 40) + " is not known: the text may be garbled"
		fallthrough
	case label == "", name == "windows-1252" && !strings.EqualFold(label, "windows-1252"):
		if utf8.Valid(raw) {
			return nil, "utf-8", note
		}
		if enc == nil {
			enc, name = charmap.Windows1252, "windows-1252"
		}
	}
	return enc, name, note
}

// decode turns src into UTF-8. What the charset does not know becomes U+FFFD.
func decode(src []byte, enc encoding.Encoding, name string) ([]byte, track) {
	if (name == "utf-8" || enc == nil) && utf8.Valid(src) {
		return src, track{same: true, size: int32(len(src))}
	}
	var b build
	decodeInto(&b, src, 0, enc, name)
	return b.out, b.track()
}

// decodeInto adds src, which begins at in of the input, to b as UTF-8.
func decodeInto(b *build, src []byte, in int, enc encoding.Encoding, name string) {
	switch cm, isMap := enc.(*charmap.Charmap); {
	case name == "utf-8" || enc == nil:
		for i := 0; i < len(src); {
			k := i
			for i < len(src) {
				if src[i] < utf8.RuneSelf {
					i++
					continue
				}
				if r, n := utf8.DecodeRune(src[i:]); r != utf8.RuneError || n > 1 {
					i += n
					continue
				}
				break
			}
			b.copy(src[k:i], in+k)
			if i < len(src) {
				b.unit([]byte(bad), in+i, in+i+1)
				i++
			}
		}
	case isMap:
		var buf [utf8.UTFMax]byte
		for i := 0; i < len(src); i++ {
			if c := src[i]; c < utf8.RuneSelf {
				b.copy(src[i:i+1], in+i)
				continue
			}
			n := utf8.EncodeRune(buf[:], cm.DecodeByte(src[i]))
			b.unit(buf[:n], in+i, in+i+1)
		}
	default:
		decodeMulti(b, src, in, enc, !strings.HasPrefix(name, "utf-16") && name != "iso-2022-jp")
	}
}

// decodeMulti feeds a decoder byte by byte until it gives a character, so that each is tied to its own bytes.
func decodeMulti(b *build, src []byte, in int, enc encoding.Encoding, ascii bool) {
	d := enc.NewDecoder()
	var dst [64]byte
	for i := 0; i < len(src); {
		if ascii && src[i] < utf8.RuneSelf {
			b.copy(src[i:i+1], in+i)
			i++
			continue
		}
		moved := false
		for k := 1; k <= 16 && i+k <= len(src) && !moved; k++ {
			nDst, nSrc, err := d.Transform(dst[:], src[i:i+k], i+k == len(src))
			if errors.Is(err, transform.ErrShortSrc) && nSrc == 0 && nDst == 0 {
				continue
			}
			if nSrc == 0 {
				break
			}
			b.unit(dst[:nDst], in+i, in+i+nSrc)
			i += nSrc
			moved = true
		}
		if !moved {
			b.unit([]byte(bad), in+i, in+i+1)
			i++
			d.Reset()
		}
	}
}
