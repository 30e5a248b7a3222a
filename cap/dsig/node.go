package dsig

import (
	"strings"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// uriDSig is the namespace of XML signatures, uriDSig11 that of the additions of version 1.1.
const (
	uriDSig   = "http://www.w3.org/2000/09/xmldsig#"
	uriDSig11 = "http://www.w3.org/2009/xmldsig11#"
)

// node is a small element with what is in it.
type node struct {
	local, uri string
	attrs      []scan.Attr
	text       string // its own character data
	children   []node
	start, end int
	remarks    bool // a comment or an instruction stands in it
	outer      []scan.Binding
}

// is tells an element of the signature's namespace.
func (n *node) is(local string) bool { return n.local == local && n.uri == uriDSig }

// attr gives the value of an attribute without a namespace.
func (n *node) attr(local string) (string, bool) {
	for _, a := range n.attrs {
		if a.Local == local && a.URI == "" {
			return a.Value, true
		}
	}
	return "", false
}

// only says that the element has no attributes but these.
func (n *node) only(names ...string) bool {
next:
	for _, a := range n.attrs {
		for _, name := range names {
			if a.Local == name && a.URI == "" {
				continue next
			}
		}
		return false
	}
	return true
}

// leaf says that the element holds nothing but text.
func (n *node) leaf() bool { return len(n.children) == 0 && !n.remarks }

// frame says that the element holds nothing but elements.
func (n *node) frame() bool { return !n.remarks && scan.TrimSpace(n.text) == "" }

// find gives the first child with a name in a namespace.
func (n *node) find(uri, local string) *node {
	for i := range n.children {
		if n.children[i].local == local && n.children[i].uri == uri {
			return &n.children[i]
		}
	}
	return nil
}

// readNode reads the element at the Scanner's position. Its depth is bounded by the Scanner.
func readNode(p *scan.Scanner) (node, bool) {
	n := node{start: p.Pos}
	var t scan.Tag
	if !p.StartTag(&t) {
		return n, false
	}
	n.local, n.uri = t.Local, t.URI
	n.attrs = append(n.attrs, p.Attrs...)
	if n.is("SignedInfo") {
		n.outer = append(n.outer, p.Outer(&t)...)
	}
	if t.Empty {
		p.Leave(&t)
		n.end = p.Pos
		return n, true
	}
	var b strings.Builder
	for {
		next, ok := p.Peek()
		if !ok {
			return n, false
		}
		off := p.Pos
		switch next {
		case scan.Text:
			if _, ok = p.SkipText(); ok {
				ok = p.Expand(&b, p.S[off:p.Pos], off)
			}
		case scan.CDATA:
			var raw string
			if raw, ok = p.ReadCDATA(); ok {
				b.WriteString(raw)
			}
		case scan.Comment:
			n.remarks = true
			ok = p.SkipComment()
		case scan.PI:
			n.remarks = true
			_, ok = p.SkipInstruction()
		case scan.End:
			if ok = p.EndTag(t.Name); ok {
				p.Leave(&t)
				n.end, n.text = p.Pos, b.String()
				return n, true
			}
		case scan.Start:
			var child node
			if child, ok = readNode(p); ok {
				n.children = append(n.children, child)
			}
		}
		if !ok {
			return n, false
		}
	}
}
