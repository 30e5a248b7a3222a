// Package trees weighs rows of numbers by a sum of small trees. It knows nothing of texts. Weights are read from bytes that Bytes wrote;
// bytes that are none give an error and no weights.
package trees

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Node of a tree: a cut of one feature (below it left, else right; both counted from the tree's root), or a value.
type Node struct {
	Feature     int16 // -1: a leaf
	Left, Right int16
	Cut, Value  float32
}

// Trees is a sum of small trees: the log odds of what they were taught.
type Trees struct {
	Base  float32
	Roots []int32
	Nodes []Node
}

// Score is the log odds for these features. x must be as long as the rows that the trees were taught with.
func (t *Trees) Score(x []float32) float64 {
	s := float64(t.Base)
	for _, r := range t.Roots {
		tree := t.Nodes[r:]
		n := &tree[0]
		for n.Feature >= 0 {
			if x[n.Feature] < n.Cut {
				n = &tree[n.Left]
			} else {
				n = &tree[n.Right]
			}
		}
		s += float64(n.Value)
	}
	return s
}

// Write writes the trees, little endian.
func (t *Trees) Write(b *bytes.Buffer) {
	put := func(v any) { _ = binary.Write(b, binary.LittleEndian, v) } // a Buffer takes everything
	put(t.Base)
	put([]uint32{uint32(len(t.Roots)), uint32(len(t.Nodes))})
	put(t.Roots)
	put(t.Nodes)
}

// most bounds the trees and nodes of one sum, so that bytes that are no weights ask for no memory.
const most = 1 << 20

// Read reads what Write wrote, made for rows of a number of features.
func Read(r io.Reader, features int) (*Trees, error) {
	t := &Trees{}
	var n [2]uint32
	if err := binary.Read(r, binary.LittleEndian, &t.Base); err != nil {
		return nil, fmt.Errorf("reading trees: %w", err)
	}
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
		return nil, fmt.Errorf("reading trees: %w", err)
	}
	if n[0] > most || n[1] > most {
		return nil, errors.New("reading trees: too many")
	}
	t.Roots, t.Nodes = make([]int32, n[0]), make([]Node, n[1])
	if err := binary.Read(r, binary.LittleEndian, t.Roots); err != nil {
		return nil, fmt.Errorf("reading trees: %w", err)
	}
	if err := binary.Read(r, binary.LittleEndian, t.Nodes); err != nil {
		return nil, fmt.Errorf("reading trees: %w", err)
	}
	for i, r := range t.Roots {
		end := len(t.Nodes)
		if i+1 < len(t.Roots) {
			end = int(t.Roots[i+1])
		}
		if int(r) < 0 || int(r) >= end || end > len(t.Nodes) {
			return nil, errors.New("reading trees: a root lies outside")
		}
		for k := int(r); k < end; k++ {
			d := &t.Nodes[k]
			at := int16(k - int(r))
			if int(d.Feature) >= features || d.Feature >= 0 && (d.Left <= at || d.Right <= at || int(r)+int(max(d.Left, d.Right)) >= end) {
				return nil, errors.New("reading trees: a node points outside its tree, or back")
			}
		}
	}
	return t, nil
}
