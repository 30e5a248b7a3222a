package advice

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// Limits of a document's tree; more of it is an error, for no form needs it.
const (
	maxDepth = 40
	maxNodes = 200_000
)

// elem is an element of an XML document with the bytes its content stands in.
type elem struct {
	name, prefix string
	attrs        []xml.Attr
	text         string // its own character data
	start, end   int    // of its content
	from, to     int    // of the whole element
	path         string
	kids         []*elem
	exact        bool // offsets count in the document's bytes
	whole        int  // length of the document
}

// parseXML reads a document leniently: a prefix that is declared in a part of the feed that is not here is taken as it stands.
func parseXML(raw []byte) (*elem, error) {
	exact, text := true, raw
	if !utf8.Valid(raw) { // a piece of a feed says no encoding; old feeds are in windows-1252
		out, err := charmap.Windows1252.NewDecoder().Bytes(raw)
		if err != nil {
			return nil, fmt.Errorf("the document is not UTF-8: %w", err)
		}
		exact, text = false, out
	}
	dec := xml.NewDecoder(bytes.NewReader(text))
	dec.Strict, dec.Entity = false, xml.HTMLEntity
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	root := &elem{exact: exact, whole: len(raw)}
	stack := []*elem{root}
	nodes := 0
	for {
		at := int(dec.InputOffset())
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("the XML cannot be read: %w", err)
		}
		top := stack[len(stack)-1]
		switch t := tok.(type) {
		case xml.StartElement:
			if nodes++; nodes > maxNodes || len(stack) > maxDepth {
				return nil, fmt.Errorf("the XML has more than %d elements or %d levels", maxNodes, maxDepth)
			}
			n := 0
			for _, k := range top.kids {
				if k.name == t.Name.Local && k.prefix == t.Name.Space {
					n++
				}
			}
			full := t.Name.Local
			if t.Name.Space != "" {
				full = t.Name.Space + ":" + full
			}
			path := full
			if top.path != "" {
				path = top.path + "/" + full
			}
			if n > 0 {
				path = fmt.Sprintf("%s[%d]", path, n)
			}
			e := &elem{name: t.Name.Local, prefix: t.Name.Space, attrs: t.Copy().Attr, from: at, start: int(dec.InputOffset()), path: path, exact: exact, whole: len(raw)}
			top.kids = append(top.kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			for len(stack) > 1 {
				e := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				e.end, e.to = at, int(dec.InputOffset())
				if e.name == t.Name.Local {
					break
				}
			}
		case xml.CharData:
			top.text += string(t)
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				return nil, errors.New("the XML declares entities of its own, which no government's form does")
			}
		}
	}
	for _, e := range stack[1:] {
		return nil, fmt.Errorf("the XML ends within the element %q: a part of a document must not pass for the whole", clip(e.name, 40))
	}
	if len(root.kids) == 0 {
		return nil, errors.New("the XML holds no element")
	}
	return root.kids[0], nil
}

// value is the element's text without the blanks around it.
func (e *elem) value() string {
	if e == nil {
		return ""
	}
	return strings.TrimSpace(e.text)
}

// kid is the first child of a name ("level" or "ta:level"), or nil.
func (e *elem) kid(name string) *elem {
	if e == nil {
		return nil
	}
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	for _, k := range e.kids {
		if k.name == local && k.prefix == prefix {
			return k
		}
	}
	return nil
}

// attr is an attribute's value, or "".
func (e *elem) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// ev is where the element's text stands; of an empty element, where the element does.
func (e *elem) ev() []report.Evidence {
	if e == nil {
		return nil
	}
	return e.span(e.start, e.end)
}

func (e *elem) span(start, end int) []report.Evidence {
	if !e.exact {
		return []report.Evidence{{Start: 0, End: e.whole, Path: e.path}}
	}
	if start >= end {
		start, end = e.from, e.to
	}
	if start >= end {
		return nil
	}
	return []report.Evidence{{Start: start, End: end, Path: e.path}}
}

// inner is where the element's text stands when it is one CDATA section and its bytes are its text; ok is false otherwise.
func (e *elem) inner(raw []byte) (base int, ok bool) {
	if e == nil || !e.exact || e.end > len(raw) || e.start > e.end {
		return 0, false
	}
	const open = "<![CDATA["
	body := raw[e.start:e.end]
	lead := len(body) - len(bytes.TrimLeft(body, " \t\r\n"))
	if !bytes.HasPrefix(body[lead:], []byte(open)) || bytes.Count(body, []byte(open)) != 1 || bytes.IndexByte(body, '\r') >= 0 {
		return 0, false
	}
	return e.start + lead + len(open), true
}

// all calls f for every element of a name below e, e itself among them.
func (e *elem) all(name string, f func(*elem)) {
	if e.name == name {
		f(e)
		return
	}
	for _, k := range e.kids {
		k.all(name, f)
	}
}
