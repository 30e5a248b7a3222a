package geo

import "math"

// Rings are worked on in a plane of latitude and unwrapped longitude. The rule at the antimeridian: an edge goes the short
// way round, so one whose longitudes differ by more than 180 degrees crosses the antimeridian (a box 170 .. -170 is twenty
// degrees wide). A ring that turns once round the earth encloses a pole, the one on the side of its mean latitude.

// planar returns the ring with continuous longitudes (they may leave [-180, 180]), its last point equal to the first. A ring
// round a pole is closed along the pole, so that it is an ordinary planar ring 360 degrees wide.
func planar(r Ring) []Point {
	if len(r) == 0 {
		return nil
	}
	out := make([]Point, 0, len(r)+3)
	out = append(out, r[0])
	lon, sum := r[0].Lon, r[0].Lat
	for i := 1; i < len(r); i++ {
		lon += lonStep(r[i-1].Lon, r[i].Lon)
		out = append(out, Point{Lat: r[i].Lat, Lon: lon})
		if i < len(r)-1 {
			sum += r[i].Lat
		}
	}
	turn := lon - r[0].Lon
	if math.Abs(turn) < 180 {
		// The sum of the steps is zero but for rounding: give back the exact longitude of the first point.
		if r[len(r)-1] == r[0] {
			out[len(out)-1] = r[0]
		}
		return out
	}
	pole := 90.0
	if sum < 0 {
		pole = -90
	}
	return append(out, Point{pole, lon}, Point{pole, r[0].Lon}, r[0])
}

// lonStep is the way from one longitude to the next, the short way round, in [-180, 180].
func lonStep(from, to float64) float64 {
	d := to - from
	switch {
	case d > 180:
		return d - 360
	case d < -180:
		return d + 360
	}
	return d
}

// box is a range of latitudes and unwrapped longitudes.
type box struct {
	south, west, north, east float64
}

func boxOf(ps []Point) box {
	b := box{south: math.Inf(1), west: math.Inf(1), north: math.Inf(-1), east: math.Inf(-1)}
	for _, p := range ps {
		b.south, b.north = math.Min(b.south, p.Lat), math.Max(b.north, p.Lat)
		b.west, b.east = math.Min(b.west, p.Lon), math.Max(b.east, p.Lon)
	}
	return b
}

// firstTurn is lon moved by whole turns to the first value that is not west of the box; add 360 for the next.
func (b box) firstTurn(lon float64) float64 {
	return lon + 360*math.Ceil((b.west-lon)/360)
}

// side says where a point lies with respect to a set of edges.
type side uint8

const (
	outside side = iota
	boundary
	inside
)

// cross looks at one edge from p (same plane): on says that p lies on the edge, odd that the ray from p to the east crosses it.
// Every test of inside in this package goes through it, so that all give the same answer.
func cross(a, b, p Point) (odd, on bool) {
	if (a.Lat > p.Lat) != (b.Lat > p.Lat) {
		x := a.Lon + (p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon)
		return p.Lon < x, p.Lon == x
	}
	if a.Lat == p.Lat && b.Lat == p.Lat {
		return false, p.Lon >= math.Min(a.Lon, b.Lon) && p.Lon <= math.Max(a.Lon, b.Lon)
	}
	return false, a == p || b == p
}

// sideOf is the even-odd rule over all rings of a polygon. Points on an edge are on the boundary.
func sideOf(rings [][]Point, p Point) side {
	odd := false
	for _, ring := range rings {
		b := boxOf(ring)
		if p.Lat < b.south || p.Lat > b.north {
			continue
		}
		for lon := b.firstTurn(p.Lon); lon <= b.east; lon += 360 {
			q := Point{Lat: p.Lat, Lon: lon}
			for i := 1; i < len(ring); i++ {
				crosses, on := cross(ring[i-1], ring[i], q)
				if on {
					return boundary
				}
				odd = odd != crosses
			}
		}
	}
	if odd {
		return inside
	}
	return outside
}

// planarRings is the outer ring and the holes of a polygon, unwrapped.
func (p Polygon) planarRings() [][]Point {
	rings := make([][]Point, 0, 1+len(p.Holes))
	rings = append(rings, planar(p.Outer))
	for _, h := range p.Holes {
		rings = append(rings, planar(h))
	}
	return rings
}
