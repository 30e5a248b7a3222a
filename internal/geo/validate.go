package geo

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Limits of one area. They keep a single message from costing seconds; real outlines are far below them.
const (
	// MaxPoints is the largest number of points in one area.
	MaxPoints = 200_000
	// MaxShapes is the largest number of polygons and circles in one area.
	MaxShapes = 20_000
	// MaxRadiusM is the largest radius of a circle: a quarter of the earth's girth, a hemisphere.
	MaxRadiusM = math.Pi / 2 * EarthRadiusM
	// MaxSizeM2 is the largest surface of one polygon: a hemisphere.
	MaxSizeM2 = 2 * math.Pi * EarthRadiusM * EarthRadiusM
	// minSizeM2 is the surface below which a ring is a line or a point.
	minSizeM2 = 1.0
)

// ErrArea is wrapped by every error of [Area.Validate] and [AreaFromGeoJSON].
var ErrArea = errors.New("area cannot be used")

// Validate checks every rule that the rest of this package relies on: finite coordinates in range, rings that are closed and
// have four points (CAP 1.2 section 3.2.4), no ring that crosses itself or another ring of its polygon, no ring without
// surface, no polygon larger than a hemisphere, radii of 0 to [MaxRadiusM] metres (0 is a point, as in CAP), and the limits
// on size. Repeated points and rings that touch are allowed. The error names the shape and the rule.
func (a Area) Validate() error {
	if n := len(a.Polygons) + len(a.Circles); n > MaxShapes {
		return fmt.Errorf("%w: %d shapes, at most %d", ErrArea, n, MaxShapes)
	}
	points := 0
	for _, p := range a.Polygons {
		points += len(p.Outer)
		for _, h := range p.Holes {
			points += len(h)
		}
	}
	if points > MaxPoints {
		return fmt.Errorf("%w: %d points, at most %d", ErrArea, points, MaxPoints)
	}
	for i, c := range a.Circles {
		if err := c.validate(); err != nil {
			return fmt.Errorf("%w: circle %d: %w", ErrArea, i+1, err)
		}
	}
	for i, p := range a.Polygons {
		if err := p.validate(); err != nil {
			return fmt.Errorf("%w: polygon %d: %w", ErrArea, i+1, err)
		}
	}
	return nil
}

func (c Circle) validate() error {
	if !c.Center.Valid() {
		return errors.New("centre is not a latitude in -90..90 and a longitude in -180..180")
	}
	if !(c.Radius >= 0 && c.Radius <= MaxRadiusM) {
		return fmt.Errorf("radius %g m is not in 0..%.0f", c.Radius, MaxRadiusM)
	}
	return nil
}

func (p Polygon) validate() error {
	if err := p.Outer.validate(); err != nil {
		return err
	}
	for i, h := range p.Holes {
		if err := h.validate(); err != nil {
			return fmt.Errorf("hole %d: %w", i+1, err)
		}
	}
	rings := p.planarRings()
	if at, ok := firstCrossing(rings); ok {
		return fmt.Errorf("edges cross near %.4f,%.4f", at.Lat, wrapLon(at.Lon))
	}
	for _, ring := range rings {
		if err := checkSize(ring); err != nil {
			return err
		}
	}
	for i, h := range rings[1:] {
		if !anyNotOutside(rings[:1], h) {
			return fmt.Errorf("hole %d lies outside its polygon", i+1)
		}
	}
	return nil
}

// anyNotOutside says that some point of the ring is inside or on the outer ring. As the rings do not cross, one is enough.
func anyNotOutside(outer [][]Point, ring []Point) bool {
	for _, q := range ring {
		switch sideOf(outer, q) {
		case inside:
			return true
		case outside:
			return false
		}
	}
	return true // touches with every point
}

func (r Ring) validate() error {
	if len(r) < 4 {
		return fmt.Errorf("%d points, at least 4", len(r))
	}
	for i, p := range r {
		if !p.Valid() {
			return fmt.Errorf("point %d is not a latitude in -90..90 and a longitude in -180..180", i+1)
		}
	}
	if r[0] != r[len(r)-1] {
		return errors.New("the last point is not the first")
	}
	if b := boxOf(planar(r)); b.east-b.west > 360+1e-9 {
		return errors.New("the ring turns more than once round the earth")
	}
	return nil
}

// checkSize refuses a planar ring without surface or larger than a hemisphere. A ring that crosses itself may have any.
func checkSize(ring []Point) error {
	switch size := math.Abs(signedM2(ring)); {
	case size < minSizeM2:
		return errors.New("no surface")
	case size > MaxSizeM2:
		return errors.New("larger than a hemisphere")
	}
	return nil
}

// firstCrossing looks for two edges that properly cross. A sweep from south to north keeps the edges whose latitudes
// overlap, so outlines cost little more than a sort. Rings are brought to the turn of the first one.
func firstCrossing(rings [][]Point) (Point, bool) {
	type edge struct {
		a, b       Point
		lo, hi     float64 // latitude
		west, east float64
	}
	var edges []edge
	base := boxOf(rings[0])
	for _, ring := range rings {
		b := boxOf(ring)
		shift := b.firstTurnTo(base) - b.west
		for i := 1; i < len(ring); i++ {
			p, q := ring[i-1], ring[i]
			if p == q {
				continue
			}
			p.Lon, q.Lon = p.Lon+shift, q.Lon+shift
			edges = append(edges, edge{p, q, math.Min(p.Lat, q.Lat), math.Max(p.Lat, q.Lat), math.Min(p.Lon, q.Lon), math.Max(p.Lon, q.Lon)})
		}
	}
	slices.SortFunc(edges, func(x, y edge) int { return cmp.Compare(x.lo, y.lo) })
	var live []edge
	for _, e := range edges {
		kept := live[:0]
		for _, o := range live {
			if o.hi < e.lo {
				continue
			}
			kept = append(kept, o)
			if o.west <= e.east && e.west <= o.east && properlyCross(o.a, o.b, e.a, e.b) {
				return Point{Lat: e.lo, Lon: math.Max(o.west, e.west)}, true
			}
		}
		live = append(kept, e)
	}
	return Point{}, false
}

// firstTurnTo moves the western edge of b by whole turns to where b overlaps base, if it can.
func (b box) firstTurnTo(base box) float64 {
	west := base.firstTurn(b.west)
	if back := west - 360; back+(b.east-b.west) >= base.west && west > base.east {
		return back
	}
	return west
}

// properlyCross says that the inner parts of two edges meet in one point. Touching and overlapping are not crossing.
func properlyCross(a, b, c, d Point) bool {
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) < 0
}

// turn is 1 when a, b, c turn left, -1 when they turn right, 0 when they are in line within rounding.
func turn(a, b, c Point) int {
	l := (b.Lon - a.Lon) * (c.Lat - a.Lat)
	r := (b.Lat - a.Lat) * (c.Lon - a.Lon)
	switch d, eps := l-r, 1e-14*(math.Abs(l)+math.Abs(r)); {
	case d > eps:
		return 1
	case d < -eps:
		return -1
	}
	return 0
}
