package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/golang/geo/s2"
)

// Prepared is an area with its edges sorted into bands of latitude, for testing millions of points. It is immutable and safe
// for use by several goroutines. Its answers are those of [Area.Contains] and [Area.DistanceM].
type Prepared struct {
	area  Area
	polys []banded
}

// banded is one polygon: planar edges, and for each band of latitude the edges that touch it.
type banded struct {
	box
	edges  [][2]Point
	height float64 // of a band, degrees
	start  []int32 // edges of band i: of[start[i]:start[i+1]]
	of     []int32
	tree   *edgeTree
}

// NewIndexed prepares an area. The area must not be changed afterwards.
func NewIndexed(a Area) *Prepared {
	p := &Prepared{area: a}
	for _, poly := range a.Polygons {
		b := newBanded(poly)
		if len(b.edges) > 0 {
			p.polys = append(p.polys, b)
		}
	}
	slices.SortFunc(p.polys, func(a, b banded) int { return -cmp.Compare(len(a.edges), len(b.edges)) })
	return p
}

func newBanded(poly Polygon) banded {
	b := banded{tree: &edgeTree{}}
	var all []Point
	for i, ring := range poly.planarRings() {
		if len(ring) == 0 {
			continue
		}
		shift := 0.0
		if i > 0 { // holes on the turn of the outer ring
			own := boxOf(ring)
			shift = own.firstTurnTo(b.box) - own.west
		}
		for j := range ring {
			ring[j].Lon += shift
		}
		for j := 1; j < len(ring); j++ {
			b.edges = append(b.edges, [2]Point{ring[j-1], ring[j]})
		}
		all = append(all, ring...)
		b.box = boxOf(all)
	}
	if len(b.edges) == 0 {
		return b
	}
	n := min(max(1, len(b.edges)/4), 4096)
	b.height = (b.north - b.south) / float64(n)
	counts := make([]int32, n+1)
	for _, e := range b.edges {
		lo, hi := b.bands(e)
		for k := lo; k <= hi; k++ {
			counts[k+1]++
		}
	}
	for k := 1; k <= n; k++ {
		counts[k] += counts[k-1]
	}
	b.start = counts
	b.of = make([]int32, counts[n])
	next := slices.Clone(counts)
	for i, e := range b.edges {
		lo, hi := b.bands(e)
		for k := lo; k <= hi; k++ {
			b.of[next[k]] = int32(i)
			next[k]++
		}
	}
	return b
}

func (b *banded) bands(e [2]Point) (lo, hi int) {
	return b.band(math.Min(e[0].Lat, e[1].Lat)), b.band(math.Max(e[0].Lat, e[1].Lat))
}

func (b *banded) band(lat float64) int {
	last := max(0, len(b.start)-2)
	if b.start == nil { // while counting
		last = min(max(1, len(b.edges)/4), 4096) - 1
	}
	if b.height <= 0 {
		return 0
	}
	return min(max(0, int((lat-b.south)/b.height)), last)
}

// side is sideOf with the edges of one band only: an edge outside the band of p neither holds p nor crosses its ray.
func (b *banded) side(p Point) side {
	if p.Lat < b.south || p.Lat > b.north {
		return outside
	}
	odd := false
	for lon := b.firstTurn(p.Lon); lon <= b.east; lon += 360 {
		q := Point{Lat: p.Lat, Lon: lon}
		k := b.band(p.Lat)
		for _, i := range b.of[b.start[k]:b.start[k+1]] {
			e := &b.edges[i]
			crosses, on := cross(e[0], e[1], q)
			if on {
				return boundary
			}
			odd = odd != crosses
		}
	}
	if odd {
		return inside
	}
	return outside
}

// Area is the area that was prepared.
func (p *Prepared) Area() Area { return p.area }

// Contains is [Area.Contains].
func (p *Prepared) Contains(at Point) bool {
	if !at.Valid() {
		return false
	}
	for _, c := range p.area.Circles {
		if DistanceM(c.Center, at) <= c.Radius {
			return true
		}
	}
	for i := range p.polys {
		if p.polys[i].side(at) != outside {
			return true
		}
	}
	return false
}

// DistanceM is [Area.DistanceM].
func (p *Prepared) DistanceM(at Point) float64 {
	if !at.Valid() || p.area.Empty() {
		return math.Inf(1)
	}
	if p.Contains(at) {
		return 0
	}
	return p.edgeDistance(at, math.Inf(1))
}

// Within says whether the area is at most marginM metres from the point. It is quicker than DistanceM for far points.
func (p *Prepared) Within(at Point, marginM float64) bool {
	if !at.Valid() || p.area.Empty() {
		return false
	}
	return p.Contains(at) || p.edgeDistance(at, marginM+1) <= marginM
}

// edgeDistance is the distance from a point outside the area to its nearest edge, or best if that is nearer.
func (p *Prepared) edgeDistance(at Point, best float64) float64 {
	for _, c := range p.area.Circles {
		best = math.Min(best, math.Max(0, DistanceM(c.Center, at)-c.Radius))
	}
	v := s2Point(at)
	for i := range p.polys {
		best = p.polys[i].distance(v, best)
	}
	return best
}

// distance returns the smaller of best and the distance in metres to the polygon's nearest edge.
func (b *banded) distance(at s2.Point, best float64) float64 {
	b.tree.once.Do(func() { b.tree.build(b.edges) })
	limit := chordOf(best)
	if d := b.tree.nearest(at, limit); d < limit {
		return math.Min(best, metresOf(d))
	}
	return best
}
