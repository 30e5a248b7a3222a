package tree

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

// Node is a value of a JSON document with the bytes it stands in.
type Node struct {
	Kind       byte // '{', '[', 's', 'n', 'b', '0' (null)
	Text       string
	Start, End int
	Path       string // JSON pointer (RFC 6901)
	Keys       []string
	Kids       []*Node
	raw        []byte
}

type jsonReader struct {
	dec   *json.Decoder
	raw   []byte
	nodes int
}

// ParseJSON reads one JSON document; anything behind it is an error.
func ParseJSON(raw []byte) (*Node, error) {
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

func (n *Node) shift(by int, raw []byte) {
	n.Start, n.End, n.raw = n.Start+by, n.End+by, raw
	for _, k := range n.Kids {
		k.shift(by, raw)
	}
}

func (r *jsonReader) value(path string, depth int) (*Node, error) {
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
	n := &Node{Start: at, Path: path}
	switch t := tok.(type) {
	case json.Delim:
		n.Kind = byte(t)
		for i := 0; r.dec.More(); i++ {
			key := strconv.Itoa(i)
			if n.Kind == '{' {
				k, err := r.dec.Token()
				if err != nil {
					return nil, err
				}
				key, _ = k.(string)
				n.Keys = append(n.Keys, key)
			}
			kid, err := r.value(path+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(key), depth+1)
			if err != nil {
				return nil, err
			}
			n.Kids = append(n.Kids, kid)
		}
		if _, err := r.dec.Token(); err != nil {
			return nil, err
		}
	case string:
		n.Kind, n.Text = 's', t
	case json.Number:
		n.Kind, n.Text = 'n', t.String()
	case bool:
		n.Kind, n.Text = 'b', strconv.FormatBool(t)
	case nil:
		n.Kind = '0'
	}
	n.End = int(r.dec.InputOffset())
	return n, nil
}

// Get is the value at a path of keys, or nil.
func (n *Node) Get(keys ...string) *Node {
	for _, k := range keys {
		if n == nil || n.Kind != '{' {
			return nil
		}
		var next *Node
		for i := range n.Keys {
			if n.Keys[i] == k {
				next = n.Kids[i]
			}
		}
		n = next
	}
	return n
}

// First is the first of these members that is there.
func (n *Node) First(keys ...string) *Node {
	for _, k := range keys {
		if v := n.Get(k); v != nil {
			return v
		}
	}
	return nil
}

// Str is the text of a string or number, without the blanks around it.
func (n *Node) Str() string {
	if n == nil || n.Kind != 's' && n.Kind != 'n' {
		return ""
	}
	return strings.TrimSpace(n.Text)
}

// Is reports a boolean; ok is false when the value is not there or is none.
func (n *Node) Is() (v, ok bool) {
	if n == nil {
		return false, false
	}
	switch {
	case n.Kind == 'b':
		return n.Text == "true", true
	case n.Kind == 'n' && (n.Text == "0" || n.Text == "1"):
		return n.Text == "1", true
	}
	return false, false
}

// Ev is where the value stands.
func (n *Node) Ev() []report.Evidence {
	if n == nil || n.Start >= n.End {
		return nil
	}
	return []report.Evidence{{Start: n.Start, End: n.End, Path: n.Path}}
}

// EvOf is where words stand within a string, or the string when they are written otherwise there.
func (n *Node) EvOf(words string) []report.Evidence {
	if n == nil || n.Start >= n.End {
		return nil
	}
	if i := bytes.Index(n.raw[n.Start:n.End], []byte(words)); i >= 0 && words != "" {
		return []report.Evidence{{Start: n.Start + i, End: n.Start + i + len(words), Path: n.Path}}
	}
	return n.Ev()
}
