package geo

import (
	"math"
	"slices"
)

// Rect is a range of latitudes and longitudes in degrees. West is greater than East when it crosses the antimeridian.
type Rect struct {
	South, West, North, East float64
}

// AreaKind says how an area came about, so that a reader knows how far to trust its edge.
type AreaKind uint8

const (
	// AreaNone is no area: nothing is known of the place's extent.
	AreaNone AreaKind = iota
	// AreaOutline is a surveyed or generalised outline.
	AreaOutline
	// AreaEstimate is a circle whose size was guessed, for example from a population.
	AreaEstimate
)

// String is "none", "outline" or "estimate".
func (k AreaKind) String() string {
	switch k {
	case AreaOutline:
		return "outline"
	case AreaEstimate:
		return "estimate"
	}
	return "none"
}

// Empty says that the area holds no shape at all.
func (a Area) Empty() bool { return len(a.Polygons) == 0 && len(a.Circles) == 0 }

// Contains says whether p lies in the area or on its edge. Edges are straight in latitude and longitude; a polygon is taken
// by the even-odd rule over its rings, so a point in a hole is outside. For many points use [NewIndexed].
func (a Area) Contains(p Point) bool {
	if !p.Valid() {
		return false
	}
	for _, c := range a.Circles {
		if DistanceM(c.Center, p) <= c.Radius {
			return true
		}
	}
	for _, poly := range a.Polygons {
		if sideOf(poly.planarRings(), p) != outside {
			return true
		}
	}
	return false
}

// DistanceM is the distance in metres from p to the nearest point of the area: 0 inside, +Inf for an empty area or an
// invalid point. For many points use [NewIndexed].
func (a Area) DistanceM(p Point) float64 {
	if !p.Valid() || a.Empty() {
		return math.Inf(1)
	}
	if a.Contains(p) {
		return 0
	}
	best := math.Inf(1)
	for _, c := range a.Circles {
		best = math.Min(best, math.Max(0, DistanceM(c.Center, p)-c.Radius))
	}
	from := newProbe(p)
	for _, poly := range a.Polygons {
		for _, ring := range poly.planarRings() {
			for i := 1; i < len(ring); i++ {
				best = from.edge(ring[i-1], ring[i], best)
			}
		}
	}
	return best
}

// Union is every point of a or of b. Shapes that are equal are kept once; others are not merged.
func (a Area) Union(b Area) Area {
	out := Area{Polygons: slices.Clone(a.Polygons), Circles: slices.Clone(a.Circles)}
	for _, p := range b.Polygons {
		if !slices.ContainsFunc(out.Polygons, p.equal) {
			out.Polygons = append(out.Polygons, p)
		}
	}
	for _, c := range b.Circles {
		if !slices.Contains(out.Circles, c) {
			out.Circles = append(out.Circles, c)
		}
	}
	return out
}

func (p Polygon) equal(q Polygon) bool {
	return slices.Equal(p.Outer, q.Outer) &&
		slices.EqualFunc(p.Holes, q.Holes, func(a, b Ring) bool { return slices.Equal(a, b) })
}

// Bounds is the smallest range of latitudes and longitudes that holds the area. It is the zero Rect for an empty area.
func (a Area) Bounds() Rect {
	if a.Empty() {
		return Rect{}
	}
	south, north := math.Inf(1), math.Inf(-1)
	var spans []lonSpan
	add := func(b box) {
		south, north = math.Min(south, b.south), math.Max(north, b.north)
		spans = append(spans, lonSpan{b.west, math.Min(b.east-b.west, 360)})
	}
	for _, poly := range a.Polygons {
		if len(poly.Outer) > 0 {
			add(boxOf(planar(poly.Outer)))
		}
	}
	for _, c := range a.Circles {
		add(c.box())
	}
	if len(spans) == 0 {
		return Rect{}
	}
	west, width := joinSpans(spans)
	if width >= 360 {
		return Rect{South: south, West: -180, North: north, East: 180}
	}
	r := Rect{South: south, West: wrapLon(west), North: north, East: wrapLon(west + width)}
	if r.West == 180 && width > 0 {
		r.West = -180
	}
	if r.East == -180 && width > 0 {
		r.East = 180
	}
	return r
}

// box is the range of latitudes and longitudes of a circle.
func (c Circle) box() box {
	d := c.Radius / EarthRadiusM
	b := box{south: c.Center.Lat - d/degree, north: c.Center.Lat + d/degree}
	if b.south <= -90 || b.north >= 90 {
		b.south, b.north = math.Max(-90, b.south), math.Min(90, b.north)
		b.west, b.east = -180, 180
		return b
	}
	half := math.Asin(math.Min(1, math.Sin(d)/math.Cos(c.Center.Lat*degree))) / degree
	b.west, b.east = c.Center.Lon-half, c.Center.Lon+half
	return b
}

type lonSpan struct{ west, width float64 }

// joinSpans is the narrowest span that holds all others: the circle less its widest gap.
func joinSpans(spans []lonSpan) (west, width float64) {
	for i := range spans {
		w := math.Mod(spans[i].west, 360)
		if w < 0 {
			w += 360
		}
		spans[i].west = w
	}
	slices.SortFunc(spans, func(a, b lonSpan) int {
		switch {
		case a.west < b.west:
			return -1
		case a.west > b.west:
			return 1
		}
		return 0
	})
	reach, gap, start := spans[0].west, -1.0, spans[0].west
	for _, s := range spans { // how far the spans that begin before 360 reach past it
		reach = math.Max(reach, s.west+s.width)
	}
	reach -= 360
	for _, s := range spans {
		if g := s.west - reach; g > gap {
			gap, start = g, s.west
		}
		reach = math.Max(reach, s.west+s.width)
	}
	return start, 360 - math.Max(0, gap)
}

// Centroid is the middle of the area, weighted by surface. It need not lie in the area. A sum that cancels out (shapes on
// opposite sides of the earth) and an empty area give the zero Point.
func (a Area) Centroid() Point {
	var x, y, z float64
	add := func(p Point, w float64) {
		sinLat, cosLat := math.Sincos(p.Lat * degree)
		sinLon, cosLon := math.Sincos(p.Lon * degree)
		x, y, z = x+w*cosLat*cosLon, y+w*cosLat*sinLon, z+w*sinLat
	}
	for _, c := range a.Circles {
		add(c.Center, c.sizeM2()+1)
	}
	for _, poly := range a.Polygons {
		for i, ring := range poly.planarRings() {
			mid, size := planarCentroid(ring)
			if i > 0 {
				size = -size
			}
			add(mid, size)
		}
	}
	if x == 0 && y == 0 && z == 0 {
		return Point{}
	}
	return Point{Lat: math.Atan2(z, math.Hypot(x, y)) / degree, Lon: wrapLon(math.Atan2(y, x) / degree)}
}

// planarCentroid is the centroid in the plane with longitude shrunk at each latitude's own rate, and the surface in m2.
func planarCentroid(ring []Point) (Point, float64) {
	if len(ring) == 0 {
		return Point{}, 0
	}
	size := math.Abs(signedM2(ring))
	var sum, lat, lon float64
	o := ring[0]
	for i := 1; i < len(ring); i++ {
		ax, ay, bx, by := ring[i-1].Lon-o.Lon, ring[i-1].Lat-o.Lat, ring[i].Lon-o.Lon, ring[i].Lat-o.Lat
		w := ax*by - bx*ay
		sum, lat, lon = sum+w, lat+w*(ay+by), lon+w*(ax+bx)
	}
	if sum == 0 {
		return o, size
	}
	return Point{Lat: o.Lat + lat/(3*sum), Lon: o.Lon + lon/(3*sum)}, size
}

// SizeM2 is the surface in square metres: exact on the sphere for each shape; shapes that overlap are counted twice.
func (a Area) SizeM2() float64 {
	var sum float64
	for _, c := range a.Circles {
		sum += c.sizeM2()
	}
	for _, poly := range a.Polygons {
		sum += poly.sizeM2()
	}
	return sum
}

func (c Circle) sizeM2() float64 {
	return 2 * math.Pi * EarthRadiusM * EarthRadiusM * (1 - math.Cos(math.Min(math.Pi, c.Radius/EarthRadiusM)))
}

func (p Polygon) sizeM2() float64 {
	var size float64
	for i, ring := range p.planarRings() {
		s := math.Abs(signedM2(ring))
		if i > 0 {
			s = -s
		}
		size += s
	}
	return math.Max(0, size)
}

// signedM2 is the surface inside a planar ring, positive when it runs counter-clockwise. It is the integral of sin(lat) over
// longitude along edges that are straight in latitude and longitude, which has a closed form.
func signedM2(ring []Point) float64 {
	var sum float64
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		dLon, dLat := (b.Lon-a.Lon)*degree, (b.Lat-a.Lat)*degree
		if dLon == 0 {
			continue
		}
		// The mean of sin between the two latitudes: sin of the middle times sinc of half the difference.
		mean := math.Sin((a.Lat + b.Lat) / 2 * degree)
		if h := dLat / 2; h != 0 {
			mean *= math.Sin(h) / h
		}
		sum -= dLon * mean
	}
	return sum * EarthRadiusM * EarthRadiusM
}
