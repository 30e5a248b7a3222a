// Package scan reads XML for package cap: a strict walk over the part of XML 1.0 and its namespaces that a CAP document
// needs, the encodings such documents come in, and the lexical forms of XML Schema types.
//
// Contract: whatever the bytes are, nothing here panics, work is linear in the size of the document, and memory is a
// copy of it. What cannot be read is told to Scanner.Fatal, once; nothing may be read after that. A document type
// declaration is always refused, so that there are no entities beyond XML's five.
package scan

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of what is read.
const (
	MaxDepth = 16 // elements inside one another
	MaxAttrs = 64 // attributes of one element
)

// Space is the kind of namespace an element or attribute is in.
type Space uint8

// The namespaces that are told apart.
const (
	SpaceNone Space = iota
	SpaceCAP10
	SpaceCAP11
	SpaceCAP12
	SpaceDSig
	SpaceXSI
	SpaceXML
	SpaceOther
)

const (
	uriDSig = "http://www.w3.org/2000/09/xmldsig#"
	uriXSI  = "http://www.w3.org/2001/XMLSchema-instance"
	uriXML  = "http://www.w3.org/XML/1998/namespace"
	uriNS   = "http://www.w3.org/2000/xmlns/"
)

func spaceOf(uri string) Space {
	switch uri {
	case "":
		return SpaceNone
	case "urn:oasis:names:tc:emergency:cap:1.2":
		return SpaceCAP12
	case "urn:oasis:names:tc:emergency:cap:1.1":
		return SpaceCAP11
	case "http://www.incident.com/cap/1.0":
		return SpaceCAP10
	case uriDSig:
		return SpaceDSig
	case uriXSI:
		return SpaceXSI
	case uriXML:
		return SpaceXML
	}
	return SpaceOther
}

// Binding ties a prefix to a namespace. The prefix is empty for the default namespace; the URI is empty where a declaration
// takes the default namespace away.
type Binding struct {
	Prefix, URI string
	Space       Space
}

// Attr is one attribute that is not a namespace declaration.
type Attr struct {
	Prefix, Local, Value, URI string
	Space                     Space
	Off                       int
}

// Tag is a start tag.
type Tag struct {
	Start         int    // offset of its <
	Body          int    // offset after its >
	Name          string // as written
	Prefix, Local string
	URI           string
	Space         Space
	Empty         bool // <name/>
	mark          int  // bindings before this tag
}

// Scanner walks XML: the part of XML 1.0 and its namespaces that a CAP document needs. It works on a string so that
// values are substrings and cost no memory. Every method that returns false has called Fatal; nothing may be read after
// that.
type Scanner struct {
	S     string // the whole document, UTF-8
	Pos   int    // what is read next
	Facts Facts
	CDEnd bool                                  // the document holds "]]>" somewhere
	NS    []Binding                             // in scope, innermost last
	Attrs []Attr                                // of the last start tag, namespace declarations left out
	Fatal func(off int, code, text string) bool // records the problem and returns false
	depth int
}

// nameByte tells bytes that may stand in a name: 1 may begin it, 2 may follow.
var nameByte = func() (t [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-32] = 3, 3
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = 2
	}
	t['_'], t['-'], t['.'] = 3, 2, 2
	for c := 0x80; c < 0x100; c++ {
		t[c] = 3
	}
	return t
}()

// IsSpace tells XML's four white space characters.
func IsSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// TrimSpace takes XML white space off both ends.
func TrimSpace(s string) string {
	for s != "" && IsSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && IsSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// SkipSpace goes over white space.
func (p *Scanner) SkipSpace() {
	for p.Pos < len(p.S) && IsSpace(p.S[p.Pos]) {
		p.Pos++
	}
}

// Truncated reports that the document ends where it must not.
func (p *Scanner) Truncated() bool {
	return p.Fatal(len(p.S), "xml-truncated", "the document ends in the middle")
}

// ncName reads a name without a colon; "" when there is none.
func (p *Scanner) ncName() string {
	s, i := p.S, p.Pos
	if i >= len(s) || nameByte[s[i]]&1 == 0 {
		return ""
	}
	high := false
	for i < len(s) && nameByte[s[i]] != 0 {
		high = high || s[i] >= 0x80
		i++
	}
	name := s[p.Pos:i]
	if high && !validName(name) {
		return ""
	}
	p.Pos = i
	return name
}

// validName checks the letters beyond ASCII of a name. Unicode's classes stand in for XML's ranges.
func validName(name string) bool {
	for i, r := range name {
		if r < utf8.RuneSelf {
			continue
		}
		if !unicode.IsLetter(r) && (i == 0 || (!unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && r != 0xB7)) {
			return false
		}
	}
	return true
}

// qName reads a name with an optional prefix.
func (p *Scanner) qName() (name, prefix, local string, ok bool) {
	start := p.Pos
	local = p.ncName()
	if local == "" {
		return "", "", "", p.Fatal(p.Pos, "xml-name", "no name where XML needs one")
	}
	if p.Pos < len(p.S) && p.S[p.Pos] == ':' {
		p.Pos++
		prefix = local
		if local = p.ncName(); local == "" {
			return "", "", "", p.Fatal(start, "xml-name", "a prefix without a name")
		}
	}
	return p.S[start:p.Pos], prefix, local, true
}

// resolve finds the namespace of a prefix, innermost first.
func (p *Scanner) resolve(prefix string) (Binding, bool) {
	for i := len(p.NS) - 1; i >= 0; i-- {
		if p.NS[i].Prefix == prefix {
			return p.NS[i], true
		}
	}
	switch prefix {
	case "":
		return Binding{}, true
	case "xml":
		return Binding{"xml", uriXML, SpaceXML}, true
	}
	return Binding{}, false
}

// StartTag reads a start tag at pos and its namespaces; the element is open afterwards, and closed by Leave.
func (p *Scanner) StartTag(t *Tag) bool {
	t.Start = p.Pos
	p.Pos++
	var ok bool
	if t.Name, t.Prefix, t.Local, ok = p.qName(); !ok {
		return false
	}
	if p.depth++; p.depth > MaxDepth {
		return p.Fatal(t.Start, "xml-depth", "more than "+Itoa(MaxDepth)+" elements inside one another")
	}
	t.mark = len(p.NS)
	t.Empty = false
	p.Attrs = p.Attrs[:0]
	if p.Pos < len(p.S) && p.S[p.Pos] == '>' {
		p.Pos++
	} else if !p.attributes(t) {
		return false
	}
	t.Body = p.Pos
	b, ok := p.resolve(t.Prefix)
	if !ok {
		return p.Fatal(t.Start, "xml-prefix", "the prefix "+Quote(t.Prefix)+" is not declared")
	}
	t.URI, t.Space = b.URI, b.Space
	return true
}

// Leave closes the element.
func (p *Scanner) Leave(t *Tag) {
	p.depth--
	p.NS = p.NS[:t.mark]
}

// Outer gives the namespaces that are in scope around the element, without its own declarations.
func (p *Scanner) Outer(t *Tag) []Binding { return p.NS[:t.mark] }

// Declared gives the namespaces that the element itself declares, until it is left.
func (p *Scanner) Declared(t *Tag) []Binding { return p.NS[t.mark:] }

// attributes reads the rest of a start tag after its name.
func (p *Scanner) attributes(t *Tag) bool {
	count := 0
	for {
		before := p.Pos
		p.SkipSpace()
		if p.Pos >= len(p.S) {
			return p.Truncated()
		}
		switch p.S[p.Pos] {
		case '>':
			p.Pos++
			return p.settle()
		case '/':
			if p.Pos+1 >= len(p.S) {
				return p.Truncated()
			}
			if p.S[p.Pos+1] != '>' {
				return p.Fatal(p.Pos, "xml-syntax", "a slash that does not end the tag")
			}
			p.Pos += 2
			t.Empty = true
			return p.settle()
		}
		if p.Pos == before {
			return p.Fatal(p.Pos, "xml-syntax", "a start tag that is not well formed")
		}
		off := p.Pos
		name, prefix, local, ok := p.qName()
		if !ok {
			return false
		}
		if count++; count > MaxAttrs {
			return p.Fatal(off, "xml-attributes", "more than "+Itoa(MaxAttrs)+" attributes on one element")
		}
		value, ok := p.attrValue()
		if !ok {
			return false
		}
		if prefix != "xmlns" && name != "xmlns" {
			p.Attrs = append(p.Attrs, Attr{Prefix: prefix, Local: local, Value: value, Off: off})
			continue
		}
		if prefix == "" {
			local = ""
		}
		for _, b := range p.NS[t.mark:] {
			if b.Prefix == local {
				return p.Fatal(off, "xml-attribute-twice", "the attribute "+Quote(name)+" stands twice on one element")
			}
		}
		if (local != "" && value == "") || local == "xmlns" || value == uriNS || (local == "xml") != (value == uriXML) {
			return p.Fatal(off, "xml-namespace", "a namespace declaration that XML forbids")
		}
		p.NS = append(p.NS, Binding{local, value, spaceOf(value)})
	}
}

// settle resolves the attributes' prefixes, once all declarations of the tag are known, and refuses doubles.
func (p *Scanner) settle() bool {
	for i := range p.Attrs {
		a := &p.Attrs[i]
		if a.Prefix != "" {
			b, ok := p.resolve(a.Prefix)
			if !ok {
				return p.Fatal(a.Off, "xml-prefix", "the prefix "+Quote(a.Prefix)+" is not declared")
			}
			a.URI, a.Space = b.URI, b.Space
		}
		for j := range p.Attrs[:i] {
			if p.Attrs[j].Local == a.Local && p.Attrs[j].URI == a.URI {
				return p.Fatal(a.Off, "xml-attribute-twice", "the attribute "+Quote(a.Local)+" stands twice on one element")
			}
		}
	}
	return true
}

// blanks makes each literal white space character of an attribute value a space (XML 1.0 section 3.3.3; a line end of two
// characters is one, section 2.11). White space written as a reference stays what it is.
var blanks = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ")

// attrValue reads ="value", resolves references in it and makes white space spaces.
func (p *Scanner) attrValue() (string, bool) {
	p.SkipSpace()
	if p.Pos >= len(p.S) {
		return "", p.Truncated()
	}
	if p.S[p.Pos] != '=' {
		return "", p.Fatal(p.Pos, "xml-syntax", "an attribute without a value")
	}
	p.Pos++
	p.SkipSpace()
	if p.Pos >= len(p.S) {
		return "", p.Truncated()
	}
	q := p.S[p.Pos]
	if q != '"' && q != '\'' {
		return "", p.Fatal(p.Pos, "xml-syntax", "an attribute value without quotes")
	}
	p.Pos++
	n := strings.IndexByte(p.S[p.Pos:], q)
	if n < 0 {
		return "", p.Truncated()
	}
	raw, off := p.S[p.Pos:p.Pos+n], p.Pos
	p.Pos += n + 1
	if i := strings.IndexByte(raw, '<'); i >= 0 {
		return "", p.Fatal(off+i, "xml-syntax", "a < inside an attribute value")
	}
	if strings.ContainsAny(raw, "\t\n\r") {
		raw = blanks.Replace(raw)
	}
	if strings.IndexByte(raw, '&') < 0 {
		return raw, true
	}
	var b strings.Builder
	if !p.Expand(&b, raw, off) {
		return "", false
	}
	return b.String(), true
}

// Expand appends character data to b: references resolved, line ends as XML 1.0 section 2.11 has them.
func (p *Scanner) Expand(b *strings.Builder, raw string, off int) bool {
	for i := 0; i < len(raw); {
		switch c := raw[i]; c {
		case '\r':
			b.WriteByte('\n')
			if i++; i < len(raw) && raw[i] == '\n' {
				i++
			}
		case '&':
			end := strings.IndexByte(raw[i:], ';')
			if end < 0 || end > 12 {
				return p.Fatal(off+i, "xml-reference", "an & that begins no reference")
			}
			r, ok := reference(raw[i+1 : i+end])
			if !ok {
				return p.Fatal(off+i, "xml-reference", "the reference "+Quote(raw[i:i+end+1])+" means nothing in XML")
			}
			b.WriteRune(r)
			i += end + 1
		default:
			n := strings.IndexAny(raw[i:], "&\r")
			if n < 0 {
				n = len(raw) - i
			}
			b.WriteString(raw[i : i+n])
			i += n
		}
	}
	return true
}

// reference resolves what stands between & and ; (XML 1.0 sections 4.1 and 4.6).
func reference(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	num, base := name[1:], 10
	if num[0] == 'x' {
		num, base = num[1:], 16
	}
	if num == "" || num[0] == '+' || num[0] == '-' || strings.IndexByte(num, '_') >= 0 {
		return 0, false
	}
	n, err := strconv.ParseUint(num, base, 32)
	if err != nil || n > unicode.MaxRune || !IsXMLChar(rune(n)) {
		return 0, false
	}
	return rune(n), true
}

// EndTag reads the end tag at pos, which must close name.
func (p *Scanner) EndTag(name string) bool {
	off := p.Pos
	rest := p.S[off+2:]
	if !strings.HasPrefix(rest, name) {
		if strings.HasPrefix(name, rest) {
			return p.Truncated()
		}
		return p.Fatal(off, "xml-end-tag", "an end tag that does not close "+Quote(name))
	}
	p.Pos = off + 2 + len(name)
	if p.Pos < len(p.S) && p.S[p.Pos] == '>' {
		p.Pos++
		return true
	}
	p.SkipSpace()
	if p.Pos >= len(p.S) {
		return p.Truncated()
	}
	if p.S[p.Pos] != '>' {
		return p.Fatal(off, "xml-end-tag", "an end tag that does not close "+Quote(name))
	}
	p.Pos++
	return true
}

// SkipComment skips the comment at pos.
func (p *Scanner) SkipComment() bool {
	off := p.Pos
	end := strings.Index(p.S[off+4:], "--")
	if end < 0 {
		return p.Truncated()
	}
	p.Pos = off + 4 + end + 2
	if p.Pos >= len(p.S) {
		return p.Truncated()
	}
	if p.S[p.Pos] != '>' {
		return p.Fatal(off, "xml-comment", "two hyphens inside a comment")
	}
	p.Pos++
	return true
}

// ReadCDATA reads the CDATA section at pos.
func (p *Scanner) ReadCDATA() (string, bool) {
	off := p.Pos + len("<![CDATA[")
	end := strings.Index(p.S[off:], "]]>")
	if end < 0 {
		return "", p.Truncated()
	}
	p.Pos = off + end + 3
	return p.S[off : off+end], true
}

// SkipInstruction skips the processing instruction at pos and gives its target.
func (p *Scanner) SkipInstruction() (string, bool) {
	off := p.Pos
	p.Pos += 2
	target := p.ncName()
	if target == "" {
		return "", p.Fatal(off, "xml-syntax", "a processing instruction without a name")
	}
	end := strings.Index(p.S[p.Pos:], "?>")
	if end < 0 {
		return "", p.Truncated()
	}
	if end > 0 && !IsSpace(p.S[p.Pos]) {
		return "", p.Fatal(off, "xml-syntax", "a processing instruction whose name is not one")
	}
	if strings.EqualFold(target, "xml") {
		return "", p.Fatal(off, "xml-declaration", "an XML declaration that does not begin the document")
	}
	p.Pos += end + 2
	return target, true
}

// Kind is what comes next inside an element.
type Kind uint8

// What Peek tells.
const (
	Text Kind = iota
	Start
	End
	Comment
	CDATA
	PI
)

// Peek tells what stands at pos, which must not be white space the caller wants skipped.
func (p *Scanner) Peek() (Kind, bool) {
	rest := p.S[p.Pos:]
	if len(rest) == 0 {
		return 0, p.Truncated()
	}
	if rest[0] != '<' {
		return Text, true
	}
	if len(rest) < 2 {
		return 0, p.Truncated()
	}
	switch rest[1] {
	case '/':
		return End, true
	case '?':
		return PI, true
	case '!':
		switch {
		case strings.HasPrefix(rest, "<!--"):
			return Comment, true
		case strings.HasPrefix(rest, "<![CDATA["):
			return CDATA, true
		case len(rest) < 9 && (strings.HasPrefix("<!--", rest) || strings.HasPrefix("<![CDATA[", rest)):
			return 0, p.Truncated()
		case strings.HasPrefix(rest, "<!DOCTYPE"):
			return 0, p.Fatal(p.Pos, "xml-doctype", "a document type declaration, which is never accepted")
		}
		return 0, p.Fatal(p.Pos, "xml-syntax", "a declaration inside an element")
	}
	return Start, true
}

// SkipText reads character data up to the next <, checking references; blank says it is only white space.
func (p *Scanner) SkipText() (blank, ok bool) {
	off := p.Pos
	n := strings.IndexByte(p.S[off:], '<')
	if n < 0 {
		n = len(p.S) - off
	}
	raw := p.S[off : off+n]
	p.Pos = off + n
	if p.CDEnd && strings.Contains(raw, "]]>") {
		return false, p.Fatal(off, "xml-syntax", "]]> outside a CDATA section")
	}
	if strings.IndexByte(raw, '&') >= 0 {
		var b strings.Builder
		ok = p.Expand(&b, raw, off)
		return TrimSpace(b.String()) == "", ok
	}
	return TrimSpace(raw) == "", true
}

// Skip reads the rest of an element that nothing is wanted from, checking that it is well formed.
func (p *Scanner) Skip(t *Tag) bool {
	if t.Empty {
		p.Leave(t)
		return true
	}
	var stack [MaxDepth + 1]Tag
	stack[0] = *t
	n := 0
	for n >= 0 {
		next, ok := p.Peek()
		if !ok {
			return false
		}
		switch next {
		case Text:
			_, ok = p.SkipText()
		case Comment:
			ok = p.SkipComment()
		case CDATA:
			_, ok = p.ReadCDATA()
		case PI:
			_, ok = p.SkipInstruction()
		case End:
			if ok = p.EndTag(stack[n].Name); ok {
				p.Leave(&stack[n])
				n--
			}
		case Start:
			// startTag refuses depth > MaxDepth, so the stack cannot run over.
			if ok = p.StartTag(&stack[n+1]); ok {
				if stack[n+1].Empty {
					p.Leave(&stack[n+1])
				} else {
					n++
				}
			}
		}
		if !ok {
			return false
		}
	}
	return true
}

// Itoa is strconv.Itoa.
func Itoa(n int) string { return strconv.Itoa(n) }

// Quote shows a piece of a document in a problem's text, short and on one line.
func Quote(s string) string {
	if len(s) > 60 {
		cut := 60
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "..."
	}
	return strconv.Quote(s)
}
