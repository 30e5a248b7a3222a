// Package trees weighs rows of numbers by a sum of small trees. It knows nothing of texts. Weights are read from bytes that Bytes wrote;
// bytes that are none give an error and no weights.
package trees

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
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
	// left are the least and the most that the trees from each on can add; only trees that were read have it.
	left []bounds
}

type bounds struct{ least, most float64 }

// Score is the log odds for these features. x must be as long as the rows that the trees were taught with.
func (t *Trees) Score(x []float32) float64 {
	s := float64(t.Base)
	for _, r := range t.Roots {
		s += float64(value(t.Nodes[r:], x))
	}
	return s
}

// value is what one tree adds.
func value(tree []Node, x []float32) float32 {
	n := &tree[0]
	for n.Feature >= 0 {
		next := n.Right
		if x[n.Feature] < n.Cut {
			next = n.Left
		}
		n = &tree[next]
	}
	return n.Value
}

// Reaches reports whether the score is at least least. It asks no more trees once those that are left cannot change the answer.
func (t *Trees) Reaches(x []float32, least float64) bool {
	if len(t.left) != len(t.Roots) {
		return t.Score(x) >= least
	}
	const slip = 1e-6 // far more than sums of so few numbers are off
	s := float64(t.Base)
	for i, r := range t.Roots {
		if l := &t.left[i]; s+l.most < least-slip {
			return false
		} else if s+l.least > least+slip {
			return true
		}
		s += float64(value(t.Nodes[r:], x))
	}
	return s >= least
}

// bound notes what the trees from each on can add.
func (t *Trees) bound() {
	t.left = make([]bounds, len(t.Roots))
	all, end := bounds{}, len(t.Nodes)
	for i := len(t.Roots) - 1; i >= 0; i-- {
		least, most := math.Inf(1), math.Inf(-1)
		for _, n := range t.Nodes[t.Roots[i]:end] {
			if n.Feature < 0 {
				least, most = min(least, float64(n.Value)), max(most, float64(n.Value))
			}
		}
		all.least, all.most = all.least+least, all.most+most
		t.left[i], end = all, int(t.Roots[i])
	}
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
	t.bound()
	return t, nil
}
