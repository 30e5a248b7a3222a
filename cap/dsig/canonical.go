package dsig

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// form is a way to write XML so that equal documents are equal bytes.
type form uint8

const (
	inclusive10 form = iota // Canonical XML 1.0
	inclusive11             // Canonical XML 1.1
	exclusive               // Exclusive XML Canonicalization 1.0
)

// The identifiers of the forms, as signatures name them.
const (
	uriC14N10   = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
	uriC14N11   = "http://www.w3.org/2006/12/xml-c14n11"
	uriExcC14N  = "http://www.w3.org/2001/10/xml-exc-c14n#"
	withComment = "WithComments"
)

// method is a form with its parameters.
type method struct {
	form     form
	comments bool
	prefixes []string // exclusive only: prefixes that are treated as inclusive; "" is the default namespace
}

// methodOf finds the method that an identifier names.
func methodOf(algorithm string) (method, bool) {
	for _, m := range []struct {
		uri, sep string
		form     form
	}{{uriC14N10, "#", inclusive10}, {uriC14N11, "#", inclusive11}, {uriExcC14N, "", exclusive}} {
		switch algorithm {
		case m.uri:
			return method{form: m.form}, true
		case m.uri + m.sep + withComment:
			return method{form: m.form, comments: true}, true
		}
	}
	return method{}, false
}

// canonical writes the canonical form of what a Scanner walks over. The Scanner's Fatal records what cannot be written.
type canonical struct {
	out bytes.Buffer
	method
	p *scan.Scanner
	// leave is the offset of an element that is left out, -1 for none: the enveloped signature.
	leave int
	// bare leaves out what stands outside the root; compact leaves out white space that only stands between elements.
	bare, compact bool
	// apex says that the next element is the first of its set: it declares all that is in scope.
	apex bool
	// inherited are attributes in the XML namespace that the apex takes from the elements around it.
	inherited []scan.Attr
	// rendered are the namespaces that the written elements around declare, innermost last.
	rendered []scan.Binding
	names    []scan.Binding // scratch
	attrs    []scan.Attr    // scratch
}

// document writes the whole document from the Scanner's position on, instructions outside the root included.
func (c *canonical) document() bool {
	p := c.p
	root := false
	for {
		p.SkipSpace()
		if p.Pos >= len(p.S) {
			return root || p.Truncated()
		}
		next, ok := p.Peek()
		if !ok {
			return false
		}
		off := p.Pos
		switch {
		case next == scan.Start && !root:
			root = true
			ok = c.element()
		case next == scan.PI:
			if _, ok = p.SkipInstruction(); ok && !c.bare {
				c.outside(root, func() { c.instruction(p.S[off:p.Pos]) })
			}
		case next == scan.Comment:
			if ok = p.SkipComment(); ok && c.comments && !c.bare {
				c.outside(root, func() { c.out.WriteString(lines(p.S[off:p.Pos])) })
			}
		default:
			ok = p.Fatal(off, "xml-after-root", "text or an element outside the root element")
		}
		if !ok {
			return false
		}
	}
}

// outside writes what stands before or after the root on a line of its own.
func (c *canonical) outside(after bool, write func()) {
	if after {
		c.out.WriteByte('\n')
	}
	write()
	if !after {
		c.out.WriteByte('\n')
	}
}

// element writes the element at the Scanner's position with everything in it.
func (c *canonical) element() bool {
	p := c.p
	var t scan.Tag
	if !p.StartTag(&t) {
		return false
	}
	mark := len(c.rendered)
	if !c.startTag(&t) {
		return false
	}
	if t.Empty {
		p.Leave(&t)
	} else if !c.content(&t) {
		return false
	}
	c.rendered = c.rendered[:mark]
	c.out.WriteString("</")
	c.out.WriteString(t.Name)
	c.out.WriteByte('>')
	return true
}

func (c *canonical) content(t *scan.Tag) bool {
	p := c.p
	first := true
	for {
		next, ok := p.Peek()
		if !ok {
			return false
		}
		off := p.Pos
		switch next {
		case scan.Text:
			var blank bool
			if blank, ok = p.SkipText(); !ok {
				return false
			}
			alone := first && strings.HasPrefix(p.S[p.Pos:], "</")
			if !c.compact || !blank || alone {
				ok = c.text(p.S[off:p.Pos], off)
			}
		case scan.CDATA:
			var raw string
			if raw, ok = p.ReadCDATA(); ok {
				c.escape(lines(raw))
			}
		case scan.Comment:
			if ok = p.SkipComment(); ok && c.comments {
				c.out.WriteString(lines(p.S[off:p.Pos]))
			}
		case scan.PI:
			if _, ok = p.SkipInstruction(); ok {
				c.instruction(p.S[off:p.Pos])
			}
		case scan.End:
			if ok = p.EndTag(t.Name); ok {
				p.Leave(t)
			}
			return ok
		case scan.Start:
			if off == c.leave {
				var gone scan.Tag
				ok = p.StartTag(&gone) && p.Skip(&gone)
			} else {
				ok = c.element()
			}
		}
		if !ok {
			return false
		}
		first = false
	}
}

// startTag writes the tag that was just read: its name, then namespaces by prefix, then attributes by namespace and name
// (Canonical XML 1.0 section 2.3, Exclusive XML Canonicalization section 3).
func (c *canonical) startTag(t *scan.Tag) bool {
	p := c.p
	apex := c.apex
	c.apex = false
	c.out.WriteByte('<')
	c.out.WriteString(t.Name)

	c.names = c.names[:0]
	switch {
	case c.form == exclusive:
		c.declare(t.Prefix, t.URI)
		for i := range p.Attrs {
			if a := &p.Attrs[i]; a.Prefix != "" {
				c.declare(a.Prefix, a.URI)
			}
		}
		from := p.Declared(t)
		if apex {
			from = p.NS
		}
		for i := len(from) - 1; i >= 0 && len(c.prefixes) > 0; i-- {
			if slices.Contains(c.prefixes, from[i].Prefix) {
				c.declare(from[i].Prefix, from[i].URI)
			}
		}
	case apex:
		for i := len(p.NS) - 1; i >= 0; i-- {
			c.declare(p.NS[i].Prefix, p.NS[i].URI)
		}
	default:
		for _, b := range p.Declared(t) { // each prefix once, by XML
			if b.Prefix != "xml" {
				c.names = append(c.names, b)
			}
		}
	}
	slices.SortFunc(c.names, func(a, b scan.Binding) int { return strings.Compare(a.Prefix, b.Prefix) })
	for _, b := range c.names {
		if c.rendering(b.Prefix) == b.URI {
			continue
		}
		if c.form == inclusive10 && b.URI != "" {
			if scheme, _, ok := strings.Cut(b.URI, ":"); !ok || !scan.IsScheme(scheme) {
				return p.Fatal(t.Start, "xml-namespace", "a relative namespace name, which has no canonical form")
			}
		}
		c.out.WriteString(" xmlns")
		if b.Prefix != "" {
			c.out.WriteByte(':')
			c.out.WriteString(b.Prefix)
		}
		c.value(b.URI)
		c.rendered = append(c.rendered, b)
	}

	c.attrs = append(c.attrs[:0], p.Attrs...)
	if apex && c.form != exclusive && !c.inherit(t) {
		return false
	}
	slices.SortFunc(c.attrs, func(a, b scan.Attr) int {
		if d := strings.Compare(a.URI, b.URI); d != 0 {
			return d
		}
		return strings.Compare(a.Local, b.Local)
	})
	for i := range c.attrs {
		a := &c.attrs[i]
		c.out.WriteByte(' ')
		if a.Prefix != "" {
			c.out.WriteString(a.Prefix)
			c.out.WriteByte(':')
		}
		c.out.WriteString(a.Local)
		c.value(a.Value)
	}
	c.out.WriteByte('>')
	return true
}

// declare notes a namespace that the tag needs, the first for each prefix. XML's own prefix is never declared.
func (c *canonical) declare(prefix, uri string) {
	if prefix == "xml" {
		return
	}
	for i := range c.names {
		if c.names[i].Prefix == prefix {
			return
		}
	}
	c.names = append(c.names, scan.Binding{Prefix: prefix, URI: uri})
}

// rendering is the namespace that a prefix has by what was written so far.
func (c *canonical) rendering(prefix string) string {
	for i := len(c.rendered) - 1; i >= 0; i-- {
		if c.rendered[i].Prefix == prefix {
			return c.rendered[i].URI
		}
	}
	return ""
}

// inherit adds the attributes in the XML namespace that stand on the elements around the apex (Canonical XML 1.0 section
// 2.4; in 1.1 only xml:lang and xml:space, and a base would have to be joined, which no alert needs).
func (c *canonical) inherit(t *scan.Tag) bool {
	for _, a := range c.inherited {
		if c.form == inclusive11 {
			if a.Local == "base" {
				return c.p.Fatal(t.Start, "xml-base", "an xml:base around the signature")
			}
			if a.Local != "lang" && a.Local != "space" {
				continue
			}
		}
		if !slices.ContainsFunc(c.attrs, func(b scan.Attr) bool { return b.Space == scan.SpaceXML && b.Local == a.Local }) {
			c.attrs = append(c.attrs, a)
		}
	}
	return true
}

var valueEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")

// value writes ="value".
func (c *canonical) value(s string) {
	c.out.WriteString(`="`)
	_, _ = valueEscapes.WriteString(&c.out, s) // a buffer takes everything
	c.out.WriteByte('"')
}

// text writes character data as it stands in the document.
func (c *canonical) text(raw string, off int) bool {
	if strings.IndexByte(raw, '&') < 0 && (!c.p.Facts.CR || strings.IndexByte(raw, '\r') < 0) {
		c.escape(raw)
		return true
	}
	var b strings.Builder
	b.Grow(len(raw))
	if !c.p.Expand(&b, raw, off) {
		return false
	}
	c.escape(b.String())
	return true
}

// escape writes characters of text.
func (c *canonical) escape(s string) {
	for i := 0; i < len(s); i++ {
		var to string
		switch s[i] {
		case '&':
			to = "&amp;"
		case '<':
			to = "&lt;"
		case '>':
			to = "&gt;"
		case '\r':
			to = "&#xD;"
		default:
			continue
		}
		c.out.WriteString(s[:i])
		c.out.WriteString(to)
		s, i = s[i+1:], -1
	}
	c.out.WriteString(s)
}

// instruction writes a processing instruction: its target, one space, its data.
func (c *canonical) instruction(raw string) {
	raw = lines(raw[2 : len(raw)-2])
	end := strings.IndexAny(raw, " \t\n")
	target, data := raw, ""
	if end >= 0 {
		target, data = raw[:end], strings.TrimLeft(raw[end:], " \t\n")
	}
	c.out.WriteString("<?")
	c.out.WriteString(target)
	if data != "" {
		c.out.WriteByte(' ')
		c.out.WriteString(data)
	}
	c.out.WriteString("?>")
}

// lines gives line ends as XML 1.0 section 2.11 has them.
func lines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
