package muc

import "github.com/tocsin-hub/tocsin/internal/reading/trees"

// Trees is a sum of small trees, and Node a node of one, see package trees.
type (
	Trees = trees.Trees
	Node  = trees.Node
)
