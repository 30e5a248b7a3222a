package advice

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// node is a value of a JSON document with the bytes it stands in.
type node struct {
	kind       byte // '{', '[', 's', 'n', 'b', '0' (null)
	text       string
	start, end int
	path       string // JSON pointer (RFC 6901)
	keys       []string
	kids       []*node
	raw        []byte
}

type jsonReader struct {
	dec   *json.Decoder
	raw   []byte
	nodes int
}

// parseJSON reads one JSON document; anything behind it is an error.
func parseJSON(raw []byte) (*node, error) {
	body := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	shift := len(raw) - len(body)
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	r := &jsonReader{dec: dec, raw: body}
	n, err := r.value("", 0)
	if err != nil {
		return nil, fmt.Errorf("the JSON cannot be read: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("the JSON cannot be read: something stands behind its end")
	}
	n.shift(shift, raw)
	return n, nil
}

func (n *node) shift(by int, raw []byte) {
	n.start, n.end, n.raw = n.start+by, n.end+by, raw
	for _, k := range n.kids {
		k.shift(by, raw)
	}
}

func (r *jsonReader) value(path string, depth int) (*node, error) {
	if r.nodes++; r.nodes > maxNodes || depth > maxDepth {
		return nil, fmt.Errorf("more than %d values or %d levels", maxNodes, maxDepth)
	}
	at := int(r.dec.InputOffset())
	tok, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	for at < len(r.raw) && strings.IndexByte(" \t\r\n,:", r.raw[at]) >= 0 {
		at++
	}
	n := &node{start: at, path: path}
	switch t := tok.(type) {
	case json.Delim:
		n.kind = byte(t)
		for i := 0; r.dec.More(); i++ {
			key := strconv.Itoa(i)
			if n.kind == '{' {
				k, err := r.dec.Token()
				if err != nil {
					return nil, err
				}
				key, _ = k.(string)
				n.keys = append(n.keys, key)
			}
			kid, err := r.value(path+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(key), depth+1)
			if err != nil {
				return nil, err
			}
			n.kids = append(n.kids, kid)
		}
		if _, err := r.dec.Token(); err != nil {
			return nil, err
		}
	case string:
		n.kind, n.text = 's', t
	case json.Number:
		n.kind, n.text = 'n', t.String()
	case bool:
		n.kind, n.text = 'b', strconv.FormatBool(t)
	case nil:
		n.kind = '0'
	}
	n.end = int(r.dec.InputOffset())
	return n, nil
}

// get is the value at a path of keys, or nil.
func (n *node) get(keys ...string) *node {
	for _, k := range keys {
		if n == nil || n.kind != '{' {
			return nil
		}
		var next *node
		for i := range n.keys {
			if n.keys[i] == k {
				next = n.kids[i]
			}
		}
		n = next
	}
	return n
}

// first is the first of these members that is there.
func (n *node) first(keys ...string) *node {
	for _, k := range keys {
		if v := n.get(k); v != nil {
			return v
		}
	}
	return nil
}

// str is the text of a string or number, without the blanks around it.
func (n *node) str() string {
	if n == nil || n.kind != 's' && n.kind != 'n' {
		return ""
	}
	return strings.TrimSpace(n.text)
}

// is reports a boolean; ok is false when the value is not there or is none.
func (n *node) is() (v, ok bool) {
	if n == nil {
		return false, false
	}
	switch {
	case n.kind == 'b':
		return n.text == "true", true
	case n.kind == 'n' && (n.text == "0" || n.text == "1"):
		return n.text == "1", true
	}
	return false, false
}

// ev is where the value stands.
func (n *node) ev() []report.Evidence {
	if n == nil || n.start >= n.end {
		return nil
	}
	return []report.Evidence{{Start: n.start, End: n.end, Path: n.path}}
}

// evOf is where words stand within a string, or the string when they are written otherwise there.
func (n *node) evOf(words string) []report.Evidence {
	if n == nil || n.start >= n.end {
		return nil
	}
	if i := bytes.Index(n.raw[n.start:n.end], []byte(words)); i >= 0 && words != "" {
		return []report.Evidence{{Start: n.start + i, End: n.start + i + len(words), Path: n.path}}
	}
	return n.ev()
}
