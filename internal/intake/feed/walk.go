package feed

import (
	"bytes"
	"fmt"
	"html"
	"strings"
)

// The limits of what is read of one document. Beyond them it is refused: no list of warnings is built like that.
const (
	maxDepth    = 64        // elements inside one another; feeds use under 20
	maxElements = 1_000_000 // elements, those inside alerts counted too
	maxTag      = 64 << 10  // bytes of one start tag
)

// An element of a document: offsets into it, no copies.
type element struct {
	start, name, body int32 // of <, of the first byte after its name, of the first byte after its start tag
	close, end        int32 // of its end tag (or body, when it is empty), and after it
	parent, after     int32 // indexes: the element around it (-1: none), the first one after its inside
	scope             int32 // index of the nearest element, itself included, whose start tag declares a namespace; -1: none
	colon             int32 // offset of the colon in its name; 0: none
}

// tree is a document as a flat list of elements in document order. It checks that tags fit together and nothing more: what
// stands inside an alert is for package cap to judge.
type tree struct {
	src   []byte // UTF-8
	el    []element
	notes []string
}

// at says where a document is broken.
func at(off int, format string, args ...any) error {
	return fmt.Errorf("byte %d: %s", off, fmt.Sprintf(format, args...))
}

// grow reads a document. On an error the tree holds the elements that were complete before it; those still open end where
// reading stopped and have end 0.
func grow(src []byte) (*tree, error) {
	// As many as there are start tags at most, so that the list never moves.
	tags := bytes.Count(src, []byte("<")) - bytes.Count(src, []byte("</"))
	t := &tree{src: src, el: make([]element, 0, min(max(tags, 1), maxElements))}
	var open [maxDepth]int32
	depth, i := 0, 0
	root := false
	fail := func(off int, format string, args ...any) (*tree, error) {
		for ; depth > 0; depth-- {
			t.el[open[depth-1]].after = int32(len(t.el))
		}
		return t, at(off, format, args...)
	}
	for i < len(src) {
		if src[i] != '<' {
			n := bytes.IndexByte(src[i:], '<')
			if n < 0 {
				n = len(src) - i
			}
			if depth == 0 && len(bytes.TrimSpace(src[i:i+n])) > 0 {
				if root {
					return fail(i, "something stands after the root element")
				}
				return fail(i, "text before the root element")
			}
			i += n
			continue
		}
		rest := src[i:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			n := bytes.Index(rest[4:], []byte("-->"))
			if n < 0 {
				return fail(i, "a comment without an end")
			}
			i += 4 + n + 3
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			n := bytes.Index(rest, []byte("]]>"))
			if n < 0 {
				return fail(i, "a CDATA section without an end")
			}
			i += n + 3
		case bytes.HasPrefix(rest, []byte("<?")):
			n := bytes.Index(rest, []byte("?>"))
			if n < 0 {
				return fail(i, "a processing instruction without an end")
			}
			i += n + 2
		case bytes.HasPrefix(rest, []byte("<!")):
			n := bytes.IndexByte(rest, '>')
			if root || depth > 0 || n < 0 || !bytes.HasPrefix(rest, []byte("<!DOCTYPE")) && !bytes.HasPrefix(rest, []byte("<!doctype")) {
				return fail(i, "a declaration where none may stand")
			}
			if bytes.IndexByte(rest[:n], '[') >= 0 {
				return fail(i, "a document type with declarations of its own, which is never accepted")
			}
			t.notes = append(t.notes, "a document type declaration was skipped")
			i += n + 1
		case bytes.HasPrefix(rest, []byte("</")):
			n := bytes.IndexByte(rest[:min(len(rest), 512)], '>')
			if n < 0 || depth == 0 {
				return fail(i, "an end tag that closes nothing")
			}
			e := &t.el[open[depth-1]]
			if string(bytes.TrimRight(rest[2:n], " \t\r\n")) != string(src[e.start+1:e.name]) {
				return fail(i, "an end tag that does not close <%s>", short(string(src[e.start+1:e.name])))
			}
			e.close, e.end, e.after = int32(i), int32(i+n+1), int32(len(t.el))
			depth--
			i += n + 1
		default:
			if depth == 0 && root {
				return fail(i, "something stands after the root element")
			}
			if depth == maxDepth {
				return fail(i, "more than %d elements inside one another", maxDepth)
			}
			if len(t.el) == maxElements {
				return fail(i, "more than %d elements", maxElements)
			}
			e, next, empty, ok := startTag(src, i)
			if !ok {
				return fail(i, "a start tag that is not well formed")
			}
			e.parent, e.scope = -1, -1
			if depth > 0 {
				e.parent = open[depth-1]
				e.scope = t.el[e.parent].scope
			}
			here := int32(len(t.el))
			if bytes.Contains(src[e.name:e.body], []byte("xmlns")) {
				e.scope = here
			}
			root = true
			i = next
			if empty {
				e.close, e.end, e.after = e.body, e.body, here+1
			} else {
				open[depth] = here
				depth++
			}
			t.el = append(t.el, e)
		}
	}
	if depth > 0 {
		return fail(len(src), "the document ends in the middle")
	}
	if !root {
		return t, at(len(src), "there is no element in it")
	}
	return t, nil
}

// startTag reads the start tag at off.
func startTag(src []byte, off int) (e element, next int, empty, ok bool) {
	i := off + 1
	limit := min(len(src), off+maxTag)
	for i < limit && !blank(src[i]) && src[i] != '>' && src[i] != '/' {
		switch c := src[i]; {
		case c == ':' && e.colon == 0:
			e.colon = int32(i)
		case c == '<' || c == '"' || c == '\'' || c == '=' || c == '&' || c < 0x20:
			return e, 0, false, false
		}
		i++
	}
	if i == off+1 || i >= limit {
		return e, 0, false, false
	}
	e.start, e.name = int32(off), int32(i)
	for i < limit {
		switch c := src[i]; c {
		case '>':
			e.body = int32(i + 1)
			return e, i + 1, src[i-1] == '/', true
		case '"', '\'':
			n := bytes.IndexByte(src[i+1:limit], c)
			if n < 0 {
				return e, 0, false, false
			}
			i += n + 2
		case '<':
			return e, 0, false, false
		default:
			i++
		}
	}
	return e, 0, false, false
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// whole reports whether an element was read to its end.
func (t *tree) whole(i int32) bool { return t.el[i].end > 0 }

// local is an element's name without its prefix.
func (t *tree) local(i int32) string {
	e := &t.el[i]
	if e.colon > 0 {
		return string(t.src[e.colon+1 : e.name])
	}
	return string(t.src[e.start+1 : e.name])
}

// is compares an element's local name without making a string.
func (t *tree) is(i int32, name string) bool {
	e := &t.el[i]
	from := e.start + 1
	if e.colon > 0 {
		from = e.colon + 1
	}
	return string(t.src[from:e.name]) == name
}

func (t *tree) prefix(i int32) string {
	e := &t.el[i]
	if e.colon > 0 {
		return string(t.src[e.start+1 : e.colon])
	}
	return ""
}

// children calls f for each element directly inside i, until it gives false.
func (t *tree) children(i int32, f func(c int32) bool) {
	for c := i + 1; c < t.el[i].after; c = t.el[c].after {
		if !f(c) {
			return
		}
	}
}

// child is the first element of that local name directly inside i, or -1.
func (t *tree) child(i int32, name string) int32 {
	for c := i + 1; c < t.el[i].after; c = t.el[c].after {
		if t.is(c, name) {
			return c
		}
	}
	return -1
}

// attrs calls f for each attribute of a start tag, with its name as written and its raw value.
func (t *tree) attrs(i int32, f func(name, value string) bool) {
	e := &t.el[i]
	s := t.src[e.name : e.body-1]
	for {
		eq := bytes.IndexByte(s, '=')
		if eq < 0 {
			return
		}
		name := strings.TrimFunc(string(s[:eq]), func(r rune) bool { return r <= ' ' || r == '/' })
		s = bytes.TrimLeft(s[eq+1:], " \t\r\n")
		if len(s) == 0 || s[0] != '"' && s[0] != '\'' {
			return
		}
		n := bytes.IndexByte(s[1:], s[0])
		if n < 0 {
			return
		}
		if !f(name, string(s[1:1+n])) {
			return
		}
		s = s[n+2:]
	}
}

// attr is the value of an attribute by its name as written, or "".
func (t *tree) attr(i int32, name string) string {
	out := ""
	t.attrs(i, func(n, v string) bool {
		if n == name {
			out = strings.TrimSpace(html.UnescapeString(v))
			return false
		}
		return true
	})
	return out
}

// binding finds what a prefix stands for around element i; ok is false when nobody declares it.
func (t *tree) binding(i int32, prefix string) (uri string, ok bool) {
	if prefix == "xml" {
		return "http://www.w3.org/XML/1998/namespace", true
	}
	want := "xmlns"
	if prefix != "" {
		want += ":" + prefix
	}
	for s := t.el[i].scope; s >= 0; {
		t.attrs(s, func(n, v string) bool {
			if n == want {
				uri, ok = v, true
			}
			return !ok
		})
		if ok {
			return html.UnescapeString(uri), true
		}
		if s = t.el[s].parent; s >= 0 {
			s = t.el[s].scope
		}
	}
	return "", prefix == ""
}

// space is the namespace of an element.
func (t *tree) space(i int32) string {
	uri, _ := t.binding(i, t.prefix(i))
	return uri
}

// inside is an element's content as it stands.
func (t *tree) inside(i int32) []byte {
	e := &t.el[i]
	if e.end == 0 {
		return nil
	}
	return t.src[e.body:e.close]
}

// text is the character data of an element and of those inside it, references resolved, CDATA taken as it is, without the
// blanks at its ends.
func (t *tree) text(i int32) string {
	if i < 0 {
		return ""
	}
	return strings.TrimSpace(plain(t.inside(i)))
}

// plain is the character data of a piece of XML.
func plain(raw []byte) string {
	if bytes.IndexByte(raw, '<') < 0 && bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	var b strings.Builder
	for len(raw) > 0 {
		n := bytes.IndexByte(raw, '<')
		if n < 0 {
			n = len(raw)
		}
		b.WriteString(html.UnescapeString(string(raw[:n])))
		raw = raw[n:]
		if len(raw) == 0 {
			break
		}
		var end int
		switch {
		case bytes.HasPrefix(raw, []byte("<![CDATA[")):
			if end = bytes.Index(raw, []byte("]]>")); end >= 0 {
				b.Write(raw[9:end])
				end += 3
			}
		case bytes.HasPrefix(raw, []byte("<!--")):
			if end = bytes.Index(raw, []byte("-->")); end >= 0 {
				end += 3
			}
		default:
			if end = bytes.IndexByte(raw, '>'); end >= 0 {
				end++
			}
		}
		if end <= 0 {
			break
		}
		raw = raw[end:]
	}
	return b.String()
}

// slice is an element's bytes as they stood. Prefixes that it uses and that are declared further out get their declaration
// in its start tag, so that the slice is a document of its own; nothing else is changed.
func (t *tree) slice(i int32) []byte {
	e := &t.el[i]
	raw := t.src[e.start:e.end]
	var missing []string
	seen := map[string]bool{}
	lastPrefix, lastScope := "", int32(-2)
	need := func(prefix string, by int32) {
		if t.el[by].scope == lastScope && prefix == lastPrefix || seen[prefix] || prefix == "xml" || prefix == "xmlns" {
			return
		}
		lastPrefix, lastScope = prefix, t.el[by].scope
		// Declared inside the slice, at or above the element that uses it?
		want := "xmlns"
		if prefix != "" {
			want += ":" + prefix
		}
		for s := t.el[by].scope; s >= i; {
			found := false
			t.attrs(s, func(n, _ string) bool { found = n == want; return !found })
			if found {
				return
			}
			if s = t.el[s].parent; s >= 0 {
				s = t.el[s].scope
			}
		}
		seen[prefix] = true
		if e.parent < 0 {
			return
		}
		if uri, ok := t.binding(e.parent, prefix); ok && uri != "" {
			missing = append(missing, " "+want+`="`+html.EscapeString(uri)+`"`)
		}
	}
	if e.parent >= 0 && t.el[e.parent].scope >= 0 { // otherwise nothing is declared further out
		for j := i; j < e.after; j++ {
			need(t.prefix(j), j)
			if bytes.IndexByte(t.src[t.el[j].name:t.el[j].body], ':') >= 0 {
				t.attrs(j, func(n, _ string) bool {
					if p, _, has := strings.Cut(n, ":"); has {
						need(p, j)
					}
					return true
				})
			}
		}
	}
	if len(missing) == 0 {
		return raw
	}
	add := strings.Join(missing, "")
	out := make([]byte, 0, len(raw)+len(add))
	cut := e.name - e.start
	out = append(out, raw[:cut]...)
	out = append(out, add...)
	return append(out, raw[cut:]...)
}

// short shows a piece of a document in an error.
func short(s string) string {
	s = strings.ToValidUTF8(s, "�")
	if r := []rune(s); len(r) > 60 {
		s = string(r[:60]) + "…"
	}
	return s
}
