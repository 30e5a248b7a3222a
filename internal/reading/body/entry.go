package body

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxEntryDepth is how many elements may stand inside one another in an entry.
const maxEntryDepth = 64

// Entry gets the readable text out of one entry of a feed: an Atom entry or an RSS item (package feed gives each as a document
// of its own). It is the title, and under it the fullest of what the entry holds: content:encoded, content, description,
// summary, in this order. HTML in it, escaped, in CDATA or as elements, is read as HTML is, without looking for an article.
//
// Of CAP fields that stand beside the entry's own (indexes of alerts) the ones that people read are added with the labels of an
// embassy's alert: Event, Location, and the description and instruction.
func Entry(raw []byte) (Text, error) {
	if len(raw) > MaxRaw {
		return Text{}, fmt.Errorf("reading an entry of %d bytes: %w: the limit is %d", len(raw), ErrTooMuch, MaxRaw)
	}
	parts, err := entryParts(raw)
	if err != nil {
		return Text{}, err
	}
	var b build
	first := func(names ...string) {
		for _, name := range names {
			if p, ok := parts.one[name]; ok && len(bytes.TrimSpace(raw[p.from:p.to])) > 0 {
				before := len(b.out)
				b.ours("<div>")
				b.inner(raw, p)
				b.ours("</div>\n")
				if len(b.out) > before+len("<div></div>\n") {
					return
				}
			}
		}
	}
	if p, ok := parts.one["title"]; ok {
		b.ours("<h1>")
		b.inner(raw, p)
		b.ours("</h1>\n")
	}
	first("encoded", "content", "description", "summary")
	for _, p := range parts.cap {
		b.ours("<p>" + p.label)
		b.inner(raw, p)
		b.ours("</p>\n")
	}
	if len(b.out) == 0 {
		return Text{}, fmt.Errorf("%w: the entry has neither a title nor a text", ErrNoText)
	}
	t, err := htmlText(b.out, "text/html; charset=utf-8", true)
	if err != nil {
		return Text{}, err
	}
	for i, n := range t.Notes {
		t.Notes[i] = strings.Replace(n, "the page", "the entry", 1)
	}
	back := b.track()
	for i := range t.segs {
		t.segs[i].chain = chain(append(t.segs[i].chain, back)...)
	}
	if p := &t.Published; p.Start < p.End {
		var ok bool
		if p.Start, p.End, ok = back.from(p.Start, p.End); !ok {
			*p = Published{}
		}
	}
	return t, nil
}

// entryPart is the inside of an element: raw[from:to].
type entryPart struct {
	from, to int
	plain    bool // text that holds no markup once its references are resolved
	nested   bool // elements stand in it: XHTML
	label    string
}

type entryFields struct {
	one map[string]entryPart
	cap []entryPart
}

// capLabels are the CAP fields that are read, with the label in front of them.
var capLabels = map[string]string{"event": "Event: ", "areaDesc": "Location: ", "description": "", "instruction": "", "headline": ""}

// entryParts finds the elements of an entry that hold its text.
func entryParts(raw []byte) (entryFields, error) {
	out := entryFields{one: map[string]entryPart{}}
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	type open struct {
		name  xml.Name
		part  entryPart
		atom  bool
		isCAP bool
	}
	var stack []open
	prefixes := map[string]bool{} // that stand for CAP
	for {
		before := int(d.InputOffset())
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return out, fmt.Errorf("%w: the entry is not well formed: %w", ErrNoText, err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if len(stack) == maxEntryDepth {
				return out, fmt.Errorf("%w: more than %d elements inside one another", ErrTooMuch, maxEntryDepth)
			}
			for i := range stack {
				stack[i].part.nested = true
			}
			o := open{name: tok.Name, part: entryPart{from: int(d.InputOffset())}}
			kind := ""
			for _, a := range tok.Attr {
				if a.Name.Space == "xmlns" && (strings.HasPrefix(a.Value, "urn:oasis:names:tc:emergency:cap:") || a.Value == "http://www.incident.com/cap/1.0") {
					prefixes[a.Name.Local] = true
				}
				if a.Name.Local == "type" && a.Name.Space == "" {
					kind = a.Value
				}
			}
			if len(stack) > 0 {
				o.atom = stack[0].name.Local == "entry"
				o.isCAP = prefixes[tok.Name.Space] || stack[len(stack)-1].isCAP
			}
			o.part.plain = o.atom && (kind == "" || kind == "text" || kind == "text/plain")
			stack = append(stack, o)
		case xml.EndElement:
			n := len(stack) - 1
			if n < 0 || stack[n].name != tok.Name {
				return out, fmt.Errorf("%w: an end tag that closes nothing", ErrNoText)
			}
			o := stack[n]
			stack = stack[:n]
			o.part.to = max(before, o.part.from) // an empty element gives its end without bytes
			switch label, read := capLabels[o.name.Local]; {
			case o.isCAP && read:
				o.part.label, o.part.plain = label, true
				if len(out.cap) < 200 {
					out.cap = append(out.cap, o.part)
				}
			case n == 1 && !o.isCAP:
				name := o.name.Local
				// An entry's own elements have its prefix; media:content and itunes:summary are others.
				if _, twice := out.one[name]; !twice && (name == "encoded" || o.name.Space == stack[0].name.Space) {
					out.one[name] = o.part
				}
			}
		}
	}
	return out, nil
}

// inner adds the inside of an element as HTML.
func (b *build) inner(raw []byte, p entryPart) {
	if p.nested {
		b.copy(raw[p.from:p.to], p.from)
		return
	}
	for i := p.from; i < p.to; {
		rest := raw[i:p.to]
		switch {
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			n := bytes.Index(rest, []byte("]]>"))
			if n < 0 {
				return
			}
			if from := i + len("<![CDATA["); p.plain {
				b.escaped(raw[from:i+n], from)
			} else {
				b.copy(raw[from:i+n], from)
			}
			i += n + len("]]>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			n := bytes.Index(rest, []byte("-->"))
			if n < 0 {
				return
			}
			i += n + len("-->")
		case rest[0] == '<':
			n := bytes.IndexByte(rest, '>')
			if n < 0 {
				return
			}
			i += n + 1
		case rest[0] == '&' && !p.plain:
			if r, n := reference(rest); n > 0 {
				b.unit([]byte(r), i, i+n)
				i += n
				continue
			}
			b.copy(rest[:1], i)
			i++
		default: // of plain text the references are HTML's too
			n := bytes.IndexAny(rest[1:], "<&")
			if n < 0 {
				n = len(rest) - 1
			}
			b.copy(rest[:n+1], i)
			i += n + 1
		}
	}
}

// escaped adds plain text whose signs would be HTML's.
func (b *build) escaped(s []byte, in int) {
	for len(s) > 0 {
		n := bytes.IndexAny(s, "<&")
		if n < 0 {
			n = len(s)
		}
		b.copy(s[:n], in)
		if n == len(s) {
			return
		}
		b.unit([]byte(map[byte]string{'<': "&lt;", '&': "&amp;"}[s[n]]), in+n, in+n+1)
		s, in = s[n+1:], in+n+1
	}
}

// reference resolves one reference of XML at the beginning of s; n is its length, 0 when it is none of XML's.
func reference(s []byte) (r string, n int) {
	end := bytes.IndexByte(s[:min(len(s), 12)], ';')
	if end < 2 {
		return "", 0
	}
	switch name := string(s[1:end]); name {
	case "lt":
		return "<", end + 1
	case "gt":
		return ">", end + 1
	case "amp":
		return "&", end + 1
	case "quot":
		return `"`, end + 1
	case "apos":
		return "'", end + 1
	}
	return "", 0 // numbers mean the same to HTML
}
