package geo

import (
	"math"
	"sync"

	"github.com/golang/geo/r3"
	"github.com/golang/geo/s2"
)

// edgeTree finds the nearest of many edges. Neighbours in a ring are neighbours on the ground, so a binary tree over the order
// of the edges, with a ball round each node's points in space, is a good index and needs no sorting. It is built when the
// first distance is asked for.
type edgeTree struct {
	once  sync.Once
	from  []s2.Point // pieces of edges, as great circles
	to    []s2.Point
	balls []ball // of the nodes: the root first, children of i at 2i+1 and 2i+2
}

// ball holds all points of a node; lengths are chords of the unit sphere.
type ball struct {
	mid    r3.Vector
	radius float64
}

const leafPieces = 4

func (t *edgeTree) build(edges [][2]Point) {
	for _, e := range edges {
		a, b := e[0], e[1]
		n := pieces(a, b)
		from := s2Point(a)
		for i := 1.0; i <= n; i++ {
			to := s2Point(between(a, b, i/n))
			t.from, t.to = append(t.from, from), append(t.to, to)
			from = to
		}
	}
	t.balls = make([]ball, 4*(len(t.from)/leafPieces+1))
	t.ball(0, 0, len(t.from))
}

// ball fills node i, which has the pieces lo to hi.
func (t *edgeTree) ball(i, lo, hi int) {
	var sum r3.Vector
	for k := lo; k < hi; k++ {
		sum = sum.Add(t.from[k].Vector).Add(t.to[k].Vector)
	}
	b := ball{mid: sum.Mul(0.5 / float64(max(1, hi-lo)))}
	for k := lo; k < hi; k++ {
		chord := t.from[k].Sub(t.to[k].Vector).Norm()
		reach := math.Max(b.mid.Sub(t.from[k].Vector).Norm(), b.mid.Sub(t.to[k].Vector).Norm())
		b.radius = math.Max(b.radius, reach+chord*chord/7) // the arc bulges over its chord by an eighth of its square
	}
	for len(t.balls) <= i {
		t.balls = append(t.balls, ball{})
	}
	t.balls[i] = b
	if hi-lo > leafPieces {
		mid := (lo + hi) / 2
		t.ball(2*i+1, lo, mid)
		t.ball(2*i+2, mid, hi)
	}
}

// nearest returns the smaller of best and the chord from p to the nearest piece.
func (t *edgeTree) nearest(p s2.Point, best float64) float64 {
	if len(t.from) == 0 || t.gap(0, p) >= best {
		return best
	}
	return t.search(0, 0, len(t.from), p, best)
}

func (t *edgeTree) gap(i int, p s2.Point) float64 {
	b := &t.balls[i]
	return b.mid.Sub(p.Vector).Norm() - b.radius
}

func (t *edgeTree) search(i, lo, hi int, p s2.Point, best float64) float64 {
	if hi-lo <= leafPieces {
		for k := lo; k < hi; k++ {
			best = math.Min(best, segmentChord(p, t.from[k], t.to[k]))
		}
		return best
	}
	mid := (lo + hi) / 2
	left, right := t.gap(2*i+1, p), t.gap(2*i+2, p)
	if left <= right {
		if left < best {
			best = t.search(2*i+1, lo, mid, p, best)
		}
		if right < best {
			best = t.search(2*i+2, mid, hi, p, best)
		}
		return best
	}
	if right < best {
		best = t.search(2*i+2, mid, hi, p, best)
	}
	if left < best {
		best = t.search(2*i+1, lo, mid, p, best)
	}
	return best
}

// segmentChord is the chord from p to the great-circle piece a-b.
func segmentChord(p, a, b s2.Point) float64 {
	return chordOf(s2.DistanceFromSegment(p, a, b).Radians() * EarthRadiusM)
}

func chordOf(m float64) float64 {
	if m >= math.Pi*EarthRadiusM {
		return 2
	}
	return 2 * math.Sin(m/EarthRadiusM/2)
}

func metresOf(chord float64) float64 {
	return 2 * EarthRadiusM * math.Asin(math.Min(1, chord/2))
}

func between(a, b Point, f float64) Point {
	if f >= 1 {
		return b
	}
	return Point{Lat: a.Lat + (b.Lat-a.Lat)*f, Lon: a.Lon + (b.Lon-a.Lon)*f}
}
