package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// net is all borders once: every line between two units, or a unit and the sea, is one arc, so that neighbours still fit
// together after they have been simplified.
type net struct {
	arcs  []gridRing // as read; open lines, or closed ones without a junction
	thin  []gridRing // simplified
	tol   []float64  // metres
	users [][]int    // units of each arc
	of    map[segment]arcRef
}

type segment struct{ a, b gridPoint }

type arcRef struct {
	arc     int32
	forward bool
}

// dissolve gives the directed segments round a set of shapes: those whose opposite is not there too.
func dissolve(features []*feature) map[segment]bool {
	edge := map[segment]bool{}
	for _, f := range features {
		for _, poly := range f.polys {
			for _, ring := range poly {
				for i := 1; i < len(ring); i++ {
					s, back := segment{ring[i-1], ring[i]}, segment{ring[i], ring[i-1]}
					switch {
					case edge[back]:
						delete(edge, back)
					default:
						edge[s] = true
					}
				}
			}
		}
	}
	return edge
}

func less(a, b gridPoint) bool { return a.lat < b.lat || a.lat == b.lat && a.lon < b.lon }

// newNet cuts all borders into arcs at their junctions.
func newNet(edges []map[segment]bool) *net {
	n := &net{of: map[segment]arcRef{}}
	neighbours := map[gridPoint][]gridPoint{}
	var nodes []gridPoint
	seen := map[segment]bool{}
	owners := map[segment][]int{}
	for u, es := range edges {
		for s := range es {
			k := s
			if less(k.b, k.a) {
				k = segment{k.b, k.a}
			}
			owners[k] = append(owners[k], u)
			if seen[k] {
				continue
			}
			seen[k] = true
			for _, p := range [2]gridPoint{k.a, k.b} {
				if neighbours[p] == nil {
					nodes = append(nodes, p)
				}
			}
			neighbours[k.a] = append(neighbours[k.a], k.b)
			neighbours[k.b] = append(neighbours[k.b], k.a)
		}
	}
	slices.SortFunc(nodes, comparePoints)
	for _, list := range neighbours {
		slices.SortFunc(list, comparePoints)
	}
	sameOwners := func(a, b, c gridPoint) bool {
		return slices.Equal(ownersOf(owners, a, b), ownersOf(owners, b, c))
	}
	junction := func(p gridPoint) bool {
		list := neighbours[p]
		return len(list) != 2 || !sameOwners(list[0], p, list[1])
	}
	walk := func(a, b gridPoint) {
		if _, done := n.of[segment{a, b}]; done {
			return
		}
		id := int32(len(n.arcs))
		line := gridRing{a, b}
		for b != line[0] && !junction(b) {
			next := neighbours[b][0]
			if next == a {
				next = neighbours[b][1]
			}
			a, b = b, next
			line = append(line, b)
		}
		for i := 1; i < len(line); i++ {
			n.of[segment{line[i-1], line[i]}] = arcRef{id, true}
			n.of[segment{line[i], line[i-1]}] = arcRef{id, false}
		}
		n.arcs = append(n.arcs, line)
		n.users = append(n.users, ownersOf(owners, line[0], line[1]))
	}
	for _, p := range nodes {
		if junction(p) {
			for _, q := range neighbours[p] {
				walk(p, q)
			}
		}
	}
	for _, p := range nodes { // rings without a junction
		for _, q := range neighbours[p] {
			walk(p, q)
		}
	}
	return n
}

func comparePoints(a, b gridPoint) int {
	return cmp.Or(cmp.Compare(a.lat, b.lat), cmp.Compare(a.lon, b.lon))
}

func ownersOf(owners map[segment][]int, a, b gridPoint) []int {
	if less(b, a) {
		a, b = b, a
	}
	list := owners[segment{a, b}]
	slices.Sort(list)
	return list
}

// rings chains a unit's directed segments into rings of arcs: outer ones, each with its holes.
func (n *net) rings(edge map[segment]bool) [][][]arcRef {
	type step struct {
		ref      arcRef
		from, to gridPoint
		in, out  gridPoint // second and last-but-one point, for angles
		used     bool
	}
	starts := map[gridPoint][]*step{}
	var all []*step
	taken := map[arcRef]bool{}
	for s := range edge {
		ref := n.of[s]
		if taken[ref] {
			continue
		}
		taken[ref] = true
		line := n.arcs[ref.arc]
		st := &step{ref: ref, from: line[0], to: line[len(line)-1], out: line[1], in: line[len(line)-2]}
		if !ref.forward {
			st.from, st.to, st.out, st.in = st.to, st.from, st.in, st.out
		}
		all = append(all, st)
	}
	slices.SortFunc(all, func(a, b *step) int {
		return cmp.Or(cmp.Compare(a.ref.arc, b.ref.arc), cmp.Compare(b2i(a.ref.forward), b2i(b.ref.forward)))
	})
	for _, st := range all {
		starts[st.from] = append(starts[st.from], st)
	}
	var outer, holes [][]arcRef
	for _, first := range all {
		if first.used {
			continue
		}
		var ring []arcRef
		for st := first; st != nil && !st.used; {
			st.used = true
			ring = append(ring, st.ref)
			if st.to == first.from {
				break
			}
			// Several ways on: the sharpest left keeps shapes that touch in one point apart.
			var next *step
			best := math.Inf(-1)
			for _, c := range starts[st.to] {
				if c.used {
					continue
				}
				if a := leftTurn(st.in, st.to, c.out); a > best {
					best, next = a, c
				}
			}
			st = next
		}
		line := n.line(ring, n.arcs)
		if len(line) < 4 || line[0] != line[len(line)-1] {
			continue
		}
		if line.twice() > 0 {
			outer = append(outer, ring)
		} else {
			holes = append(holes, ring)
		}
	}
	return n.nest(outer, holes)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// leftTurn is the turn at b from a-b to b-c, in (-pi, pi], positive to the left.
func leftTurn(a, b, c gridPoint) float64 {
	x1, y1 := float64(b.lon-a.lon), float64(b.lat-a.lat)
	x2, y2 := float64(c.lon-b.lon), float64(c.lat-b.lat)
	return math.Atan2(x1*y2-y1*x2, x1*x2+y1*y2)
}

// nest gives every hole to the smallest outer ring that holds it.
func (n *net) nest(outer, holes [][]arcRef) [][][]arcRef {
	polys := make([][][]arcRef, len(outer))
	shapes := make([]*feature, len(outer))
	sizes := make([]int64, len(outer))
	for i, r := range outer {
		polys[i] = [][]arcRef{r}
		line := n.line(r, n.arcs)
		shapes[i] = &feature{polys: [][]gridRing{{line}}}
		shapes[i].box = boxOf(shapes[i].polys)
		sizes[i] = line.twice()
	}
	for _, h := range holes {
		line := n.line(h, n.arcs)
		best := -1
		for i, s := range shapes {
			if (best < 0 || sizes[i] < sizes[best]) && sizes[i] > -line.twice() && s.holdsMost(line) {
				best = i
			}
		}
		if best >= 0 {
			polys[best] = append(polys[best], h)
		}
	}
	return polys
}

// holdsMost looks at some points of a ring: those on the shape's own edge may fall either way.
func (f *feature) holdsMost(ring gridRing) bool {
	in, seen := 0, 0
	for i := 0; i < len(ring)-1; i += max(1, len(ring)/9) {
		seen++
		if f.holds(ring[i]) {
			in++
		}
	}
	return in*2 > seen
}

// line is the points of a ring of arcs.
func (n *net) line(ring []arcRef, from []gridRing) gridRing {
	var out gridRing
	for _, ref := range ring {
		line := from[ref.arc]
		for i := range line {
			p := line[i]
			if !ref.forward {
				p = line[len(line)-1-i]
			}
			if len(out) == 0 || out[len(out)-1] != p {
				out = append(out, p)
			}
		}
	}
	return out
}

// simplify thins every arc to its tolerance.
func (n *net) simplify() {
	if n.thin == nil {
		n.thin = make([]gridRing, len(n.arcs))
	}
	for i, arc := range n.arcs {
		n.thin[i] = thinArc(arc, n.tol[i])
	}
}

func thinArc(arc gridRing, tolerance float64) gridRing {
	pts := make([]geo.Point, len(arc))
	for i, p := range arc {
		pts[i] = p.point()
	}
	var out gridRing
	for {
		out = out[:0]
		for _, p := range geo.Simplify(pts, tolerance) {
			out = append(out, gridOf(p))
		}
		if arc[0] != arc[len(arc)-1] || len(out) >= 4 || tolerance < 1 {
			return out
		}
		tolerance /= 2 // an island keeps three corners
	}
}

// area is a set of rings as the reader will see it, to check it.
func (n *net) area(polys [][][]arcRef) geo.Area {
	var a geo.Area
	for _, poly := range polys {
		var p geo.Polygon
		for i, r := range poly {
			var ring geo.Ring
			for _, g := range n.line(r, n.thin) {
				ring = append(ring, g.point())
			}
			if i == 0 {
				p.Outer = ring
			} else {
				p.Holes = append(p.Holes, ring)
			}
		}
		a.Polygons = append(a.Polygons, p)
	}
	return a
}

// drop leaves out islands and holes too small to matter: below share of the largest polygon and below floor square km.
func (n *net) drop(polys [][][]arcRef, share, floor float64) [][][]arcRef {
	var largest float64
	sizes := make([]float64, len(polys))
	for i, p := range polys {
		sizes[i] = n.line(p[0], n.arcs).km2()
		largest = max(largest, sizes[i])
	}
	var out [][][]arcRef
	for i, p := range polys {
		if sizes[i] < largest && sizes[i] < min(floor, largest*share) {
			continue
		}
		q := [][]arcRef{p[0]}
		for _, h := range p[1:] {
			if -n.line(h, n.arcs).km2() >= min(floor, largest*share) {
				q = append(q, h)
			}
		}
		out = append(out, q)
	}
	return out
}
