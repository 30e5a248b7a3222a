package geo

import (
	"cmp"
	"container/heap"
	"math"
	"slices"

	"github.com/golang/geo/s1"
	"github.com/golang/geo/s2"
)

// coverLevel is the finest cell used, about ten metres across.
const coverLevel = 20

// slackM is added to every margin, for rounding and for bulgeM.
const slackM = 10.0

// Cover is the area grown by marginM metres as at most maxRanges ranges of leaf cells, sorted and disjoint. Every point
// within marginM of the area is in some range; a range may reach further. Inner ranges lie wholly in the area itself (not
// grown), so a point in one needs no exact test. Ranges that touch are merged unless one is Inner and the other not. An empty
// area has no range; maxRanges below 1 is taken as 1; a negative or infinite margin as 0 or as the whole earth.
func (a Area) Cover(marginM float64, maxRanges int) []CellRange {
	return NewIndexed(a).Cover(marginM, maxRanges)
}

// Cover is [Area.Cover].
func (p *Prepared) Cover(marginM float64, maxRanges int) []CellRange {
	if p.area.Empty() {
		return nil
	}
	if !(marginM > 0) {
		marginM = 0
	}
	c := covering{area: p, margin: marginM + slackM}
	for face := range 6 {
		c.add(s2.CellIDFromFace(face))
	}
	// Each split puts up to four cells in place of one. Neighbours merge into ranges afterwards, about three cells to a
	// range, so four cells for each range asked for is enough.
	maxRanges = max(1, maxRanges)
	for budget := 4 * maxRanges; c.open.Len() > 0 && len(c.inner)+len(c.edge)+c.open.Len() < budget; {
		cell := heap.Pop(&c.open).(openCell)
		if cell.id.Level() >= coverLevel || c.fine(cell) {
			c.edge = append(c.edge, cell.id)
			continue
		}
		for _, child := range cell.id.Children() {
			c.add(child)
		}
	}
	for _, cell := range c.open {
		c.edge = append(c.edge, cell.id)
	}
	return limitRanges(c.ranges(), maxRanges)
}

// covering is the state of one Cover: cells wholly inside, cells on the edge that are done, and cells still worth splitting.
type covering struct {
	area   *Prepared
	margin float64
	inner  []s2.CellID
	edge   []s2.CellID
	open   cellHeap
}

type openCell struct {
	id     s2.CellID
	radius float64 // metres from the middle to the furthest corner
}

// add sorts a cell into inner, open, or nothing. Both tests are on the safe side: they use the circle round the cell.
func (c *covering) add(id s2.CellID) {
	cell := s2.CellFromCellID(id)
	ll := id.LatLng()
	mid := Point{Lat: ll.Lat.Degrees(), Lon: wrapLon(ll.Lng.Degrees())}
	radius := cornerAngle(cell).Radians()*EarthRadiusM*1.0001 + 0.02
	if !c.area.Within(mid, c.margin+radius) {
		return
	}
	if c.area.depth(mid, radius+slackM) {
		c.inner = append(c.inner, id)
		return
	}
	heap.Push(&c.open, openCell{id, radius})
}

// fine says that splitting the cell would only follow the margin's own slack.
func (c *covering) fine(cell openCell) bool {
	return cell.radius < c.margin/64
}

func cornerAngle(cell s2.Cell) s1.Angle {
	center := cell.Center()
	var far s1.Angle
	for k := range 4 {
		far = max(far, center.Distance(cell.Vertex(k)))
	}
	return far
}

// depth says that everything within radius metres of p is inside one shape of the area.
func (p *Prepared) depth(at Point, radius float64) bool {
	if radius > EarthRadiusM { // a face: do not trust distances that long
		return false
	}
	for _, c := range p.area.Circles {
		if DistanceM(c.Center, at)+radius <= c.Radius {
			return true
		}
	}
	v := s2Point(at)
	for i := range p.polys {
		if p.polys[i].side(at) == inside && p.polys[i].distance(v, radius+1) > radius {
			return true
		}
	}
	return false
}

// cellHeap gives the largest cell first, and among equals the lowest id, so that a covering is always the same.
type cellHeap []openCell

func (h cellHeap) Len() int { return len(h) }
func (h cellHeap) Less(i, j int) bool {
	if a, b := h[i].id.Level(), h[j].id.Level(); a != b {
		return a < b
	}
	return h[i].id < h[j].id
}
func (h cellHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *cellHeap) Push(x any)   { *h = append(*h, x.(openCell)) }
func (h *cellHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

// ranges turns the cells into sorted ranges, merged where neighbours are of the same sort.
func (c *covering) ranges() []CellRange {
	out := make([]CellRange, 0, len(c.inner)+len(c.edge))
	for _, id := range c.inner {
		out = append(out, rangeOf(id, true))
	}
	for _, id := range c.edge {
		out = append(out, rangeOf(id, false))
	}
	slices.SortFunc(out, func(a, b CellRange) int { return cmp.Compare(a.Lo, b.Lo) })
	return mergeAlike(out)
}

// mergeAlike joins neighbours that touch and are of the same sort.
func mergeAlike(rs []CellRange) []CellRange {
	merged := rs[:0]
	for _, r := range rs {
		if n := len(merged); n > 0 && merged[n-1].Hi+1 == r.Lo && merged[n-1].Inner == r.Inner {
			merged[n-1].Hi = r.Hi
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

func rangeOf(id s2.CellID, inner bool) CellRange {
	return CellRange{Lo: Cell(uint64(id.RangeMin()) >> 1), Hi: Cell(uint64(id.RangeMax()) >> 1), Inner: inner}
}

// limitRanges joins neighbours until at most n are left, cheapest first. The cost of a join is the cells it adds, plus a
// share of the inner cells that lose their name, since those only cost an exact test.
func limitRanges(rs []CellRange, n int) []CellRange {
	const testShare = 0.25
	cost := func(a, b CellRange) float64 {
		c := float64(b.Lo - a.Hi - 1)
		if a.Inner != b.Inner || c > 0 {
			for _, r := range [2]CellRange{a, b} {
				if r.Inner {
					c += testShare * float64(r.Hi-r.Lo+1)
				}
			}
		}
		return c
	}
	for len(rs) > n {
		best, at := math.Inf(1), 0
		for i := 1; i < len(rs); i++ {
			if c := cost(rs[i-1], rs[i]); c < best {
				best, at = c, i
			}
		}
		a, b := rs[at-1], rs[at]
		rs[at-1] = CellRange{Lo: a.Lo, Hi: b.Hi, Inner: a.Inner && b.Inner && a.Hi+1 == b.Lo}
		rs = slices.Delete(rs, at, at+1)
	}
	return mergeAlike(rs)
}
