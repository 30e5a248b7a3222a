package cap

import (
	"strings"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// node is one element of the document that was read, for Span.
type node struct {
	field      field
	index      int32 // among the elements of the same name in the same parent
	parent     int32 // -1 for the root
	start, end int32
}

// Span is a half open range of bytes.
type Span struct {
	Start, End int
}

// Doc is the UTF-8 text of the document that the Alert was read from, in which spans and offsets count: the text of Raw,
// or its translation when Raw is in another encoding; for an alert that Extract found, the whole feed's text. It is
// empty for an Alert that was not read.
func (a *Alert) Doc() string { return a.doc }

// Span finds an element by its path, such as "alert/info[0]/headline" or "alert/info[1]/area[0]/polygon[2]". Indices
// count from 0 in document order, among elements of the same name in the same parent; [0] may be left out. For a value
// the span is its text without the white space around it, for info, area, resource and the pairs the whole element.
func (a *Alert) Span(path string) (Span, bool) {
	i, ok := a.find(path)
	if !ok {
		return Span{}, false
	}
	return Span{int(a.nodes[i].start), int(a.nodes[i].end)}, true
}

// Paths lists the path of every element that was read, in document order.
func (a *Alert) Paths() []string {
	out := make([]string, len(a.nodes))
	for i := range a.nodes {
		out[i] = nodePath(a.nodes, int32(i))
	}
	return out
}

func (a *Alert) find(path string) (int32, bool) {
	parent, from := int32(-1), 0
	for {
		step, rest, more := strings.Cut(path, "/")
		name, index := step, 0
		if i := strings.IndexByte(step, '['); i >= 0 && strings.HasSuffix(step, "]") {
			number := step[i+1 : len(step)-1]
			n, ok := digits(number)
			if !ok || number == "" || len(number) > 9 {
				return 0, false
			}
			name, index = step[:i], n
		}
		f, found := fieldByName[name], -1
		for i := from; i < len(a.nodes) && f != fNone; i++ {
			if n := &a.nodes[i]; n.field == f && n.parent == parent && int(n.index) == index {
				found = i
				break
			}
		}
		if found < 0 {
			return 0, false
		}
		if !more {
			return int32(found), true
		}
		parent, from, path = int32(found), found+1, rest
	}
}

// nodePath writes the path of a node; "document" stands for what is outside the root.
func nodePath(nodes []node, i int32) string {
	if i < 0 {
		return "document"
	}
	n := nodes[i]
	if n.parent < 0 {
		return fieldNames[n.field]
	}
	path := nodePath(nodes, n.parent) + "/" + fieldNames[n.field]
	if repeats[n.field] {
		path += "[" + itoa(int(n.index)) + "]"
	}
	return path
}

// repeats are the fields that may stand more than once.
var repeats = func() (t [fieldCount]bool) {
	for _, slots := range grammar {
		for _, s := range slots {
			t[s.field] = s.repeat
		}
	}
	return t
}()

func itoa(n int) string         { return scan.Itoa(n) }
func quote(s string) string     { return scan.Quote(s) }
func trimSpace(s string) string { return scan.TrimSpace(s) }
