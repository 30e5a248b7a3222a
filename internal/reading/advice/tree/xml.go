// Package tree reads XML and JSON into trees whose parts know the bytes they stand in, so that every value read out of a government's
// document can show where it stands. Both readers take any bytes, bound depth and number of elements, and refuse what breaks off.
package tree

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

// Elem is an element of an XML document with the bytes its content stands in.
type Elem struct {
	Name, prefix string
	attrs        []xml.Attr
	Text         string // its own character data
	Start, End   int    // of its content
	From, To     int    // of the whole element
	Path         string
	Kids         []*Elem
	exact        bool // offsets count in the document's bytes
	whole        int  // length of the document
}

// ParseXML reads a document leniently: a prefix that is declared in a part of the feed that is not here is taken as it stands.
func ParseXML(raw []byte) (*Elem, error) {
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
	root := &Elem{exact: exact, whole: len(raw)}
	stack := []*Elem{root}
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
			for _, k := range top.Kids {
				if k.Name == t.Name.Local && k.prefix == t.Name.Space {
					n++
				}
			}
			full := t.Name.Local
			if t.Name.Space != "" {
				full = t.Name.Space + ":" + full
			}
			path := full
			if top.Path != "" {
				path = top.Path + "/" + full
			}
			if n > 0 {
				path = fmt.Sprintf("%s[%d]", path, n)
			}
			e := &Elem{Name: t.Name.Local, prefix: t.Name.Space, attrs: t.Copy().Attr, From: at, Start: int(dec.InputOffset()), Path: path, exact: exact, whole: len(raw)}
			top.Kids = append(top.Kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			for len(stack) > 1 {
				e := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				e.End, e.To = at, int(dec.InputOffset())
				if e.Name == t.Name.Local {
					break
				}
			}
		case xml.CharData:
			top.Text += string(t)
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				return nil, errors.New("the XML declares entities of its own, which no government's form does")
			}
		}
	}
	for _, e := range stack[1:] {
		return nil, fmt.Errorf("the XML ends within the element %q: a part of a document must not pass for the whole", e.Name[:min(len(e.Name), 40)])
	}
	if len(root.Kids) == 0 {
		return nil, errors.New("the XML holds no element")
	}
	return root.Kids[0], nil
}

// Value is the element's text without the blanks around it.
func (e *Elem) Value() string {
	if e == nil {
		return ""
	}
	return strings.TrimSpace(e.Text)
}

// Kid is the first child of a name ("level" or "ta:level"), or nil.
func (e *Elem) Kid(name string) *Elem {
	if e == nil {
		return nil
	}
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	for _, k := range e.Kids {
		if k.Name == local && k.prefix == prefix {
			return k
		}
	}
	return nil
}

// Attr is an attribute's value, or "".
func (e *Elem) Attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// Ev is where the element's text stands; of an empty element, where the element does.
func (e *Elem) Ev() []report.Evidence {
	if e == nil {
		return nil
	}
	return e.Span(e.Start, e.End)
}

// Span is evidence for bytes of the element's document; an empty piece stands for the whole element.
func (e *Elem) Span(start, end int) []report.Evidence {
	if !e.exact {
		return []report.Evidence{{Start: 0, End: e.whole, Path: e.Path}}
	}
	if start >= end {
		start, end = e.From, e.To
	}
	if start >= end {
		return nil
	}
	return []report.Evidence{{Start: start, End: end, Path: e.Path}}
}

// Inner is where the element's text stands when it is one CDATA section and its bytes are its text; ok is false otherwise.
func (e *Elem) Inner(raw []byte) (base int, ok bool) {
	if e == nil || !e.exact || e.End > len(raw) || e.Start > e.End {
		return 0, false
	}
	const open = "<![CDATA["
	body := raw[e.Start:e.End]
	lead := len(body) - len(bytes.TrimLeft(body, " \t\r\n"))
	if !bytes.HasPrefix(body[lead:], []byte(open)) || bytes.Count(body, []byte(open)) != 1 || bytes.IndexByte(body, '\r') >= 0 {
		return 0, false
	}
	return e.Start + lead + len(open), true
}

// All calls f for every element of a name below e, e itself among them.
func (e *Elem) All(name string, f func(*Elem)) {
	if e.Name == name {
		f(e)
		return
	}
	for _, k := range e.Kids {
		k.All(name, f)
	}
}
