package scan

import (
	"bytes"
	"strings"
)

// Opening says how to open a document.
type Opening struct {
	MaxBytes int  // of the document, as given and as UTF-8
	Lenient  bool // forgive text before the document and a wrong encoding name
	// Forgive records what was forgiven.
	Forgive func(off int, code, rule, text string)
}

// Open turns bytes into text and goes to what follows the XML declaration: size, byte order mark, encoding, forbidden
// characters.
func (p *Scanner) Open(data []byte, o Opening) bool {
	large := func(n int) bool {
		return p.Fatal(o.MaxBytes, "too-large", "the document has "+SizeText(n)+"; the limit is "+SizeText(o.MaxBytes))
	}
	if len(data) > o.MaxBytes {
		return large(len(data))
	}
	switch {
	case len(data) == 0:
		return p.Fatal(0, "empty", "the document is empty")
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}), bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		s, bad := decodeUTF16(data[2:], data[0] == 0xFE)
		if bad >= 0 {
			return p.Fatal(bad+2, "xml-characters", "bytes that are not UTF-16")
		}
		p.S = s
		if len(s) > o.MaxBytes {
			return large(len(s))
		}
		return p.declaration("utf-16", o)
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		p.S, p.Pos = string(data), 3
		return p.declaration("utf-8", o)
	}
	p.S = string(data)
	return p.declaration("", o)
}

// declaration reads the XML declaration when there is one, and translates what it declares. mark is the encoding that a
// byte order mark has settled.
func (p *Scanner) declaration(mark string, o Opening) bool {
	first := strings.IndexByte(p.S[p.Pos:], '<')
	decl := strings.Index(p.S[p.Pos:min(len(p.S), p.Pos+4096)], "<?xml ")
	switch {
	case decl > 0 && decl == first:
		if !o.Lenient {
			return p.Fatal(p.Pos, "text-before-xml", "text before the XML declaration")
		}
		o.Forgive(p.Pos, "text-before-xml", "XML 1.0 2.8", "text before the XML declaration")
		p.Pos += decl
	case first > 0 && o.Lenient && TrimSpace(p.S[p.Pos:p.Pos+first]) != "" && Sniff(p.S[p.Pos:]) == "":
		o.Forgive(p.Pos, "text-before-xml", "XML 1.0 2.1", "text before the document")
		p.Pos += first
	}
	encoding := mark
	if strings.HasPrefix(p.S[p.Pos:], "<?xml") && len(p.S) > p.Pos+5 && IsSpace(p.S[p.Pos+5]) {
		declared, ok := p.readDeclaration()
		if !ok {
			return false
		}
		known := knownEncoding(declared)
		switch {
		case declared == "" || (mark != "" && known == mark):
		case known == "":
			return p.Fatal(p.Pos, "encoding", "the encoding "+Quote(declared)+" is not one that is read")
		case known == "utf-16" || mark != "":
			// The declaration contradicts the bytes: it was read as text of one byte a character, or has another mark.
			if !o.Lenient {
				return p.Fatal(p.Pos, "encoding-declared", "the declared encoding "+Quote(declared)+" is not the document's")
			}
			o.Forgive(p.Pos, "encoding-declared", "XML 1.0 4.3.3",
				"the declared encoding "+Quote(declared)+" is not the document's")
		default:
			encoding = known
		}
	}
	if encoding == "iso-8859-1" || encoding == "us-ascii" || encoding == "windows-1252" {
		s, bad := decodeBytes(p.S, encoding)
		if bad >= 0 {
			return p.Fatal(bad, "xml-characters", "a byte that has no meaning in "+encoding)
		}
		p.S = s
	}
	p.Facts = Survey(p.S)
	if !p.Facts.OK {
		if kind := Sniff(p.S); kind != "" {
			return p.Fatal(p.Facts.Bad, "not-an-alert", "this is "+kind+", not an alert")
		}
		return p.Fatal(p.Facts.Bad, "xml-characters", p.Facts.Reason)
	}
	p.CDEnd = strings.Contains(p.S, "]]>")
	return true
}

// readDeclaration reads <?xml version="1.0" encoding="..." standalone="..."?> and gives the encoding.
func (p *Scanner) readDeclaration() (encoding string, ok bool) {
	off := p.Pos
	p.Pos += 5
	order := 0
	for {
		before := p.Pos
		p.SkipSpace()
		if strings.HasPrefix(p.S[p.Pos:], "?>") {
			p.Pos += 2
			if order == 0 {
				return "", p.Fatal(off, "xml-declaration", "an XML declaration without a version")
			}
			return encoding, true
		}
		if p.Pos >= len(p.S) {
			return "", p.Truncated()
		}
		name := p.ncName()
		if name == "" || p.Pos == before || before == p.Pos-len(name) {
			return "", p.Fatal(p.Pos, "xml-declaration", "an XML declaration that is not well formed")
		}
		value, ok := p.attrValue()
		if !ok {
			return "", false
		}
		switch {
		case name == "version" && order == 0:
			order = 1
			if value != "1.0" {
				return "", p.Fatal(off, "xml-declaration", "XML version "+Quote(value)+"; only 1.0 is read")
			}
		case name == "encoding" && order == 1:
			order = 2
			if encoding = value; value == "" {
				return "", p.Fatal(off, "xml-declaration", "an empty encoding name")
			}
		case name == "standalone" && (order == 1 || order == 2) && (value == "yes" || value == "no"):
			order = 3
		default:
			return "", p.Fatal(p.Pos, "xml-declaration", "an XML declaration that is not well formed")
		}
	}
}

// Sniff recognises documents that are not XML alerts by how they begin; "" means that it may be one.
func Sniff(s string) string {
	head := strings.ToLower(strings.TrimLeft(s[:min(len(s), 64)], "\uFEFF \t\r\n"))
	switch {
	case strings.HasPrefix(head, "{"), strings.HasPrefix(head, "["):
		return "JSON"
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"):
		return "an HTML page"
	case strings.HasPrefix(head, "%pdf-"):
		return "a PDF file"
	case strings.HasPrefix(s, "PK\x03\x04"):
		return "a ZIP file"
	case strings.HasPrefix(s, "\x1f\x8b"):
		return "a gzip file"
	}
	return ""
}
