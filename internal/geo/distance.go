package geo

import (
	"math"

	"github.com/golang/geo/s2"
)

// bulgeM is how far, in metres, an edge that is straight in latitude and longitude may part from the great circle that is
// taken for a piece of it.
const bulgeM = 5.0

// maxPiece is the longest piece in radians of latitude, two degrees.
const maxPiece = 2 * degree

// pieces is the number of equal pieces an edge is cut into, so that none parts from its great circle by more than bulgeM. For a
// piece of l radians of longitude and d of latitude the two part by less than R*l*(l/16 + d/4): the first part is the bulge of
// a great circle over a parallel, the second the bend of a slanting line as meridians converge.
func pieces(a, b Point) float64 {
	l, d := math.Abs(b.Lon-a.Lon)*degree, math.Abs(b.Lat-a.Lat)*degree
	bend := math.Sqrt(EarthRadiusM * l * (l/16 + d/4) / bulgeM)
	return math.Ceil(math.Max(bend, math.Max(d/maxPiece, 1)))
}

// probe measures distances from one point to many edges, skipping those that cannot be nearer than the best so far.
type probe struct {
	at     Point
	vec    s2.Point
	cosLat float64
}

func newProbe(p Point) probe {
	return probe{at: p, vec: s2Point(p), cosLat: math.Cos(p.Lat * degree)}
}

// edge returns the smaller of best and the distance in metres to the planar edge a-b.
func (pr probe) edge(a, b Point, best float64) float64 {
	if pr.lowerBound(a, b) > best {
		return best
	}
	n := pieces(a, b)
	if n <= 1 {
		return math.Min(best, pr.segment(a, b))
	}
	from := a
	for i := 1.0; i <= n; i++ {
		to := between(a, b, i/n)
		if pr.lowerBound(from, to) <= best {
			best = math.Min(best, pr.segment(from, to))
		}
		from = to
	}
	return best
}

func (pr probe) segment(a, b Point) float64 {
	return s2.DistanceFromSegment(pr.vec, s2Point(a), s2Point(b)).Radians() * EarthRadiusM
}

// lowerBound never exceeds what segment measures for the edge: it is ten metres short of the true bound, because a piece
// taken for a great circle may bulge towards the point by five. It needs no trigonometry in most cases:
// nothing is nearer than the gap in latitude, and nothing nearer than the meridian that bounds it in longitude.
func (pr probe) lowerBound(a, b Point) float64 {
	var lat float64
	if lo := math.Min(a.Lat, b.Lat); pr.at.Lat < lo {
		lat = lo - pr.at.Lat
	} else if hi := math.Max(a.Lat, b.Lat); pr.at.Lat > hi {
		lat = pr.at.Lat - hi
	}
	low := lat * degree * EarthRadiusM
	if gap := lonGap(pr.at.Lon, math.Min(a.Lon, b.Lon), math.Max(a.Lon, b.Lon)); gap > 0 {
		sin := pr.cosLat
		if gap < 90 {
			sin *= math.Sin(gap * degree)
		}
		low = math.Max(low, sin*EarthRadiusM) // asin(x) >= x
	}
	return low - 10
}

// lonGap is how far lon is from the span [west, east] of unwrapped longitudes, in degrees, 0 to 180.
func lonGap(lon, west, east float64) float64 {
	d := math.Mod(lon-west, 360)
	if d < 0 {
		d += 360
	}
	if d <= east-west {
		return 0
	}
	return math.Min(360-d, d-(east-west))
}
