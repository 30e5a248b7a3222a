package dsig

import (
	"bytes"
	"strings"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// document is what one pass over the bytes tells, before anything is believed.
type document struct {
	p        scan.Scanner // opened; p.Pos is past the XML declaration
	begin    int
	forgiven string // what a strict XML reader would not have opened
	code     string // why it cannot be read, "" when it can
	why      string

	rootLocal string
	rootURI   string
	rootIDs   []string
	outside   bool                // an instruction stands outside the root
	inherited []scan.Attr         // the root's attributes in the XML namespace
	twice     string              // an ID that stands twice
	ids       map[string]struct{} // all of them
	found     []place
}

// place is where a Signature stands.
type place struct {
	start, end int
	depth      int // 1 for a child of the root
	outer      []scan.Binding
}

// maxNoted is how many signatures and IDs are looked at; an alert has one signature and hardly an ID.
const (
	maxNoted = 8
	maxIDs   = 10_000
)

// die records why the document cannot be read.
func (d *document) die(_ int, code, text string) bool {
	if d.code == "" {
		d.code, d.why = code, text
	}
	return false
}

// from gives a Scanner over the same text at another place, with the namespaces that are in scope there.
func (d *document) from(pos int, outer []scan.Binding) *scan.Scanner {
	return &scan.Scanner{S: d.p.S, Pos: pos, Facts: d.p.Facts, CDEnd: d.p.CDEnd, NS: append([]scan.Binding(nil), outer...), Fatal: d.die}
}

// survey walks the whole document.
func (d *document) survey(raw []byte) bool {
	p := &d.p
	p.Fatal = d.die
	if !p.Open(raw, scan.Opening{MaxBytes: cap.FeedOptions().MaxBytes, Lenient: true,
		Forgive: func(_ int, _, _, text string) { d.forgiven = text }}) {
		return false
	}
	d.begin = p.Pos
	var open [scan.MaxDepth + 1]scan.Tag
	starts := -1 // index in found of the signature that is being read
	depth, rooted := 0, false
	for {
		if depth == 0 {
			if p.SkipSpace(); p.Pos >= len(p.S) {
				return rooted || p.Truncated()
			}
		}
		next, ok := p.Peek()
		if !ok {
			return false
		}
		off := p.Pos
		switch {
		case depth == 0 && (next == scan.Text || next == scan.CDATA || next == scan.End || (next == scan.Start && rooted)):
			ok = p.Fatal(off, "xml-after-root", "text or an element outside the root element")
		case next == scan.Text:
			_, ok = p.SkipText()
		case next == scan.CDATA:
			_, ok = p.ReadCDATA()
		case next == scan.Comment:
			ok = p.SkipComment()
		case next == scan.PI:
			d.outside = d.outside || depth == 0
			_, ok = p.SkipInstruction()
		case next == scan.End:
			if ok = p.EndTag(open[depth-1].Name); ok {
				depth--
				p.Leave(&open[depth])
				if starts >= 0 && d.found[starts].depth == depth {
					d.found[starts].end, starts = p.Pos, -1
				}
			}
		default:
			t := &open[depth]
			if ok = p.StartTag(t); !ok {
				break
			}
			d.note(t, depth)
			if t.Space == scan.SpaceDSig && t.Local == "Signature" && len(d.found) < maxNoted {
				d.found = append(d.found, place{start: off, end: p.Pos, depth: depth, outer: append([]scan.Binding(nil), p.Outer(t)...)})
				if starts < 0 && !t.Empty {
					starts = len(d.found) - 1
				}
			}
			rooted = true
			if t.Empty {
				p.Leave(t)
			} else {
				depth++
			}
		}
		if !ok {
			return false
		}
	}
}

// note remembers what the root says of itself, and every ID.
func (d *document) note(t *scan.Tag, depth int) {
	if depth == 0 {
		d.rootLocal, d.rootURI = t.Local, t.URI
	}
	for _, a := range d.p.Attrs {
		if depth == 0 && a.Space == scan.SpaceXML {
			d.inherited = append(d.inherited, a)
		}
		if !(a.URI == "" && strings.EqualFold(a.Local, "id")) && !(a.Space == scan.SpaceXML && a.Local == "id") {
			continue
		}
		if depth == 0 {
			d.rootIDs = append(d.rootIDs, a.Value)
		}
		if d.ids == nil {
			d.ids = map[string]struct{}{}
		}
		if _, twice := d.ids[a.Value]; twice || len(d.ids) >= maxIDs {
			d.twice = a.Value
		}
		d.ids[a.Value] = struct{}{}
	}
}

// isAlert says that the root is an alert of a version of CAP.
func (d *document) isAlert() bool {
	if d.rootLocal != "alert" {
		return false
	}
	switch d.rootURI {
	case cap.Namespace10, cap.Namespace11, cap.Namespace12:
		return true
	}
	return false
}

// mentionsSignature says that bytes that cannot be read as XML could have been meant to carry a signature.
func mentionsSignature(raw []byte) bool {
	return bytes.Contains(raw, []byte("xmldsig#")) || bytes.Contains(raw, []byte("x\x00m\x00l\x00d\x00s\x00i\x00g\x00"))
}
