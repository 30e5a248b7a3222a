package muc

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

// Score is the log odds for these features.
func (t *Trees) Score(x []float32) float64 {
	s := float64(t.Base)
	for _, r := range t.Roots {
		n := &t.Nodes[r]
		for n.Feature >= 0 {
			if x[n.Feature] < n.Cut {
				n = &t.Nodes[r+int32(n.Left)]
			} else {
				n = &t.Nodes[r+int32(n.Right)]
			}
		}
		s += float64(n.Value)
	}
	return s
}
