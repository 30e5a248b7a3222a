package situation

import (
	"cmp"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// node is one member on its way to a cluster.
type node struct {
	Member
	from  ID // the situation that it is in; empty for the new one
	lvl   int
	inOld int // index of that situation; -1 for the new one
	// placed marks the one that is to be placed anew where there are too many to reconsider: the new one, or the corrected one.
	placed bool
}

// tie is two nodes that fit each other.
type tie struct {
	a, b   int
	points float64
}

// clustering is a partition in the making. It depends on the nodes and the pins alone, not on the order in which they came:
// nodes are in the order of their speech, ties in the order of their points.
type clustering struct {
	j      Joiner
	nodes  []node
	parent []int
	apart  [][2]int
}

func (c *clustering) find(i int) int {
	for c.parent[i] != i {
		c.parent[i] = c.parent[c.parent[i]]
		i = c.parent[i]
	}
	return i
}

// union puts two clusters together unless a person has kept some of their members apart.
func (c *clustering) union(a, b int) bool {
	a, b = c.find(a), c.find(b)
	if a == b {
		return true
	}
	for _, x := range c.apart {
		p, q := c.find(x[0]), c.find(x[1])
		if p == a && q == b || p == b && q == a {
			return false
		}
	}
	if b < a {
		a, b = b, a
	}
	c.parent[b] = a
	return true
}

// ties weighs pairs of nodes and keeps those that a rule joins, the strongest first.
func (c *clustering) ties(as, bs []int) []tie {
	var out []tie
	for x, a := range as {
		for y, b := range bs {
			if a == b || &as[0] == &bs[0] && y <= x {
				continue
			}
			if p, _ := c.j.scale().Pair(c.nodes[a].Member, c.nodes[b].Member, false); member.ScoreOf(p) >= c.j.joinAt() {
				out = append(out, tie{min(a, b), max(a, b), p})
			}
		}
	}
	slices.SortFunc(out, func(s, t tie) int {
		return cmp.Or(cmp.Compare(t.points, s.points), s.a-t.a, s.b-t.b)
	})
	return out
}

// partition groups the nodes. What people decided comes first. Then members of level 0 that fit each other are one, by chains of
// full fits; each member of a higher level goes to the cluster it fits best, without tying clusters together; those that fit
// none group among themselves. With blocks the situations stay as they are and only the new node is placed: for
// neighbourhoods that are too large to reconsider.
func (j Joiner) partition(nodes []node, pins []Pin, blocks bool) *clustering {
	slices.SortStableFunc(nodes, func(a, b node) int { return member.BySpeech(a.Member, b.Member) })
	c := &clustering{j: j, nodes: nodes, parent: make([]int, len(nodes))}
	at := map[Ref]int{}
	for i := range nodes {
		c.parent[i] = i
		at[nodes[i].Ref()] = i
	}
	for _, apart := range []bool{true, false} {
		for _, p := range pins {
			a, okA := at[p.A]
			b, okB := at[p.B]
			if p.Apart != apart || !okA || !okB {
				continue
			}
			if apart {
				c.apart = append(c.apart, [2]int{a, b})
			} else {
				c.union(a, b)
			}
		}
	}
	fresh := -1
	if blocks {
		first := map[int]int{}
		for i, n := range nodes {
			if n.placed {
				fresh = i
				continue
			}
			if k, ok := first[n.inOld]; ok {
				c.union(k, i)
			} else {
				first[n.inOld] = i
			}
		}
	}
	var below []int
	for lvl := range 3 {
		var here []int
		for i, n := range nodes {
			if n.lvl == lvl {
				here = append(here, i)
			}
		}
		free := here
		if lvl > 0 {
			free = nil
			for _, i := range here {
				if blocks && i != fresh || !c.attach(i, below) {
					free = append(free, i)
				}
			}
		}
		if len(free) > 0 {
			var ts []tie
			if blocks {
				if slices.Contains(free, fresh) {
					ts = c.ties([]int{fresh}, free)
				}
			} else {
				ts = c.ties(free, free)
			}
			for _, t := range ts {
				c.union(t.a, t.b)
			}
		}
		below = append(below, here...)
		slices.Sort(below)
	}
	if blocks && fresh >= 0 && c.alone(fresh) {
		// A first firm word among those that only tell the place less closely: it joins the one it fits best.
		c.attach(fresh, slices.DeleteFunc(slices.Clone(below), func(i int) bool { return i == fresh }))
	}
	return c
}

func (c *clustering) alone(i int) bool {
	for k := range c.nodes {
		if k != i && c.find(k) == c.find(i) {
			return false
		}
	}
	return true
}

// attach puts a node to the cluster of the one of these that it fits best; false when it fits none.
func (c *clustering) attach(i int, to []int) bool {
	if len(to) == 0 {
		return false
	}
	for _, t := range c.ties([]int{i}, to) {
		other := t.a
		if other == i {
			other = t.b
		}
		if c.union(i, other) {
			return true
		}
	}
	return false
}

// groups are the clusters, each in the order of speech.
func (c *clustering) groups() [][]int {
	of := map[int]int{}
	var out [][]int
	for i := range c.nodes {
		r := c.find(i)
		k, ok := of[r]
		if !ok {
			k = len(out)
			of[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}
