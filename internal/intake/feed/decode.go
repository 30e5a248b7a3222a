package feed

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// utf8Of gives a document as UTF-8. changed says that the bytes are no longer those that came; note says why, for people.
//
// A byte order mark is believed first, then the encoding that the XML declaration names, then UTF-8. Bytes that are none of
// it are read as windows-1252, which every byte is: a feed that says UTF-8 and sends Latin-1 is common, and its warnings
// count.
func utf8Of(raw []byte) (out []byte, changed bool, note string, err error) {
	label := ""
	switch {
	case bytes.HasPrefix(raw, []byte{0xef, 0xbb, 0xbf}):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		raw, label = raw[2:], "utf-16be"
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		raw, label = raw[2:], "utf-16le"
	default:
		label = declared(raw)
	}
	switch label {
	case "", "utf-8", "utf8", "us-ascii", "utf-16", "utf16": // UTF-16 without its mark and read as bytes: it is not
		if utf8.Valid(raw) {
			return raw, false, "", nil
		}
		label, note = "windows-1252", "the text is not the UTF-8 that it says it is; it was read as windows-1252"
	}
	enc, name := charset.Lookup(label)
	if enc == nil {
		return nil, false, "", fmt.Errorf("the encoding %q is not one that is read", short(label))
	}
	if note == "" {
		note = "the text came in " + name + " and is kept as UTF-8"
	}
	out, err = enc.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, false, "", fmt.Errorf("the text is not the %s that it says it is", name)
	}
	return bytes.ToValidUTF8(out, []byte("\uFFFD")), true, note, nil
}

// declared is the encoding that an XML declaration names, in lower case, or "".
func declared(raw []byte) string {
	head := raw[:min(len(raw), 512)]
	i := bytes.Index(head, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	head = head[i:]
	if n := bytes.Index(head, []byte("?>")); n >= 0 {
		head = head[:n]
	}
	if i = bytes.Index(head, []byte("encoding")); i < 0 {
		return ""
	}
	head = bytes.TrimLeft(head[i+len("encoding"):], " \t\r\n=")
	if len(head) == 0 || head[0] != '"' && head[0] != '\'' {
		return ""
	}
	n := bytes.IndexByte(head[1:], head[0])
	if n < 0 {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(string(head[1 : 1+n])))
}

// Charset gives an answer as UTF-8 where nothing in its bytes says what they are and the transport does (RFC 7303 section 3:
// a mark and the XML declaration come first). Otherwise it gives the bytes as they are. label is the charset of Content-Type.
func Charset(raw []byte, label string) (out []byte, note string) {
	if label == "" || utf8.Valid(raw) || declared(raw) != "" || bytes.HasPrefix(raw, []byte{0xfe, 0xff}) || bytes.HasPrefix(raw, []byte{0xff, 0xfe}) {
		return raw, ""
	}
	enc, name := charset.Lookup(label)
	if enc == nil || name == "utf-8" {
		return raw, ""
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil || !utf8.Valid(out) {
		return raw, ""
	}
	return out, "the text came in " + name + ", as only the header says, and is kept as UTF-8"
}
