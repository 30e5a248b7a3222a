// Package learn fits sums of small trees to samples. Only the programs that write weights use it. The same samples in the same order give
// the same trees.
package learn

import (
	"math"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/trees"
)

// Sample is one row: features and whether it holds.
type Sample struct {
	X []float32
	Y bool
}

// Grove is how trees are taught.
type Grove struct {
	Trees  int     // how many
	Depth  int     // cuts from the root to a leaf, at most
	Rate   float64 // how much of each tree is taken
	Leaf   float64 // the fewest samples of a leaf
	Lambda float64 // how strongly a leaf's value is held down
}

// Fit fits a sum of small trees to the log odds of the samples (gradient boosting with second order steps).
func Fit(s []Sample, g Grove) *trees.Trees {
	if len(s) == 0 {
		return &trees.Trees{}
	}
	nf := len(s[0].X)
	cuts := make([][]float32, nf)
	bins := make([][]uint8, nf)
	for f := range nf {
		v := make([]float32, len(s))
		for i := range s {
			v[i] = s[i].X[f]
		}
		slices.Sort(v)
		var c []float32
		for k := 1; k < 48; k++ {
			x := v[k*len(v)/48]
			if len(c) == 0 && x > v[0] || len(c) > 0 && x > c[len(c)-1] {
				c = append(c, x)
			}
		}
		if len(c) == 0 && v[len(v)-1] > v[0] {
			c = append(c, v[len(v)-1])
		}
		if len(c) > 0 && v[len(v)-1] > c[len(c)-1] {
			c = append(c, v[len(v)-1])
		}
		cuts[f] = c
		b := make([]uint8, len(s))
		for i := range s {
			k, _ := slices.BinarySearchFunc(c, s[i].X[f], func(e, t float32) int {
				if e <= t {
					return -1
				}
				return 1
			})
			b[i] = uint8(k)
		}
		bins[f] = b
	}
	pos, all := 0.0, 0.0
	for _, r := range s {
		all++
		if r.Y {
			pos++
		}
	}
	t := &trees.Trees{Base: float32(math.Log((pos + 1) / (all - pos + 1)))}
	score := make([]float64, len(s))
	for i := range score {
		score[i] = float64(t.Base)
	}
	grad, hess := make([]float64, len(s)), make([]float64, len(s))
	rows := make([]int32, len(s))
	for range g.Trees {
		for i, r := range s {
			p := 1 / (1 + math.Exp(-score[i]))
			y := 0.0
			if r.Y {
				y = 1
			}
			grad[i], hess[i] = p-y, max(p*(1-p), 1e-6)
			rows[i] = int32(i)
		}
		var tree []trees.Node
		var grow func(rows []int32, depth int) int16
		grow = func(rows []int32, depth int) int16 {
			at := int16(len(tree))
			tree = append(tree, trees.Node{Feature: -1})
			G, H := 0.0, 0.0
			for _, i := range rows {
				G += grad[i]
				H += hess[i]
			}
			bestGain, bestF, bestB := 1e-3, -1, 0
			if depth < g.Depth && len(rows) >= 20 {
				base := G * G / (H + g.Lambda)
				for f := range nf {
					if len(cuts[f]) == 0 {
						continue
					}
					var hg, hh, hn [64]float64
					b := bins[f]
					for _, i := range rows {
						k := b[i]
						hg[k] += grad[i]
						hh[k] += hess[i]
						hn[k]++
					}
					gl, hl, nl := 0.0, 0.0, 0.0
					for k := range len(cuts[f]) {
						gl += hg[k]
						hl += hh[k]
						nl += hn[k]
						if nl < g.Leaf || float64(len(rows))-nl < g.Leaf {
							continue
						}
						gain := gl*gl/(hl+g.Lambda) + (G-gl)*(G-gl)/(H-hl+g.Lambda) - base
						if gain > bestGain {
							bestGain, bestF, bestB = gain, f, k
						}
					}
				}
			}
			if bestF < 0 {
				v := -G / (H + g.Lambda) * g.Rate
				tree[at].Value = float32(v)
				for _, i := range rows {
					score[i] += v
				}
				return at
			}
			k := 0
			for j, i := range rows {
				if bins[bestF][i] <= uint8(bestB) {
					rows[j], rows[k] = rows[k], rows[j]
					k++
				}
			}
			l := grow(rows[:k], depth+1)
			r := grow(rows[k:], depth+1)
			tree[at] = trees.Node{Feature: int16(bestF), Cut: cuts[bestF][bestB], Left: l, Right: r}
			return at
		}
		grow(rows, 0)
		t.Roots = append(t.Roots, int32(len(t.Nodes)))
		t.Nodes = append(t.Nodes, tree...)
	}
	return t
}
