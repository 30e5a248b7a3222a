package cap

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// Point is a place in WGS 84 degrees, latitude north and longitude east.
type Point struct {
	Lat, Lon float64
}

// Polygon is a closed ring: its last point equals its first. Its sides are straight in latitude and longitude.
type Polygon []Point

// Circle is a point and a radius in kilometres. A radius of 0 means the point itself.
type Circle struct {
	Center   Point
	RadiusKM float64
}

// crossingBudget bounds the pairs of sides that are compared in one document, so that a hostile one costs milliseconds.
const crossingBudget = 4_000_000

// polygon reads the text of a polygon element into x.
func (p *parser) polygon(x *Area, v string, n int32) {
	say := func(level Level, code, rule, text string) {
		p.report(level, n, int(p.a.nodes[n].start), false, code, rule, text)
	}
	const rule = "CAP 1.2 3.2.4"
	if v == "" {
		say(p.breach(), "polygon-empty", rule, "an empty polygon; left out")
		return
	}
	before := x.Incomplete
	x.Incomplete = true // until the polygon is in
	pts, loose, bad := scanPoints(v, p.opts.MaxPoints)
	switch {
	case bad == tooMany:
		say(Unusable, "polygon-points", "limit", "more than "+itoa(p.opts.MaxPoints)+" points")
		return
	case bad >= 0:
		say(p.breach(), "polygon-form", rule, "not pairs of latitude,longitude from "+quote(v[bad:])+"; left out")
		return
	case loose:
		say(p.breach(), "polygon-spaces", rule, "white space beside a comma")
	}
	if pts[0] != pts[len(pts)-1] && len(pts) >= 3 {
		say(p.breach(), "polygon-open", rule, "the last point is not the first; closed")
		pts = append(pts, pts[0])
	}
	if p.opts.Lenient && wrap(pts) {
		say(Forgiven, "longitude-wrapped", rule, "longitudes beyond 180 degrees; counted on round the globe")
	}
	if code, text := polygonFault(pts); code != "" {
		say(p.breach(), code, rule, text+"; left out")
		return
	}
	x.Polygons = append(x.Polygons, pts)
	x.Incomplete = before
	polygonAdvice(pts, &p.sweep, func(code, text string) { say(Advice, code, "none", text) })
}

// polygonFault finds what CAP 1.2 section 3.2.4 forbids in a polygon.
func polygonFault(pts Polygon) (code, text string) {
	for i, q := range pts {
		if code, text := pointFault(q); code != "" {
			return code, text + " (point " + itoa(i) + ")"
		}
	}
	if len(pts) < 4 {
		return "polygon-short", "fewer than 4 points"
	}
	if pts[0] != pts[len(pts)-1] {
		return "polygon-open", "the last point is not the first"
	}
	return "", ""
}

func pointFault(q Point) (code, text string) {
	switch {
	case !(q.Lat >= -90 && q.Lat <= 90):
		return "latitude", "a latitude outside -90 to 90"
	case !(q.Lon >= -180 && q.Lon <= 180):
		return "longitude", "a longitude outside -180 to 180"
	}
	return "", ""
}

// polygonAdvice tells what CAP does not forbid but makes a polygon doubtful.
func polygonAdvice(pts Polygon, sweep *crossings, tell func(code, text string)) {
	flat := pts.Unroll()
	twice, other, thin := 0, 0, true
	for i := 1; i < len(pts); i++ {
		if pts[i] == pts[i-1] {
			twice++
		}
		switch {
		case other == 0 && pts[i] != pts[0]:
			other = i
		case thin && orient(flat[0], flat[other], flat[i]) != 0:
			thin = false
		}
	}
	if twice > 0 {
		tell("polygon-duplicate", itoa(twice)+" points repeat the point before them")
	}
	if thin {
		tell("polygon-flat", "the polygon encloses nothing")
		return
	}
	i, j, crossed, sure := sweep.find(flat)
	switch {
	case crossed:
		tell("polygon-crossing", "the side from point "+itoa(i)+" crosses the side from point "+itoa(j))
	case !sure:
		tell("polygon-unchecked", "too intricate to look for crossing sides")
	}
}

// circle reads the text of a circle element into x.
func (p *parser) circle(x *Area, v string, n int32) {
	say := func(code, text string) {
		p.report(p.breach(), n, int(p.a.nodes[n].start), false, code, "CAP 1.2 3.2.4", text)
	}
	if v == "" {
		say("circle-empty", "an empty circle; left out")
		return
	}
	before := x.Incomplete
	x.Incomplete = true // until the circle is in
	c, loose, ok := scanCircle(v)
	if !ok {
		say("circle-form", quote(v)+" is not latitude,longitude radius; left out")
		return
	}
	if loose {
		say("circle-spaces", quote(v)+" is not written as latitude,longitude radius")
	}
	if code, text := circleFault(c); code != "" {
		say(code, text+"; left out")
		return
	}
	x.Circles = append(x.Circles, c)
	x.Incomplete = before
}

func circleFault(c Circle) (code, text string) {
	if code, text := pointFault(c.Center); code != "" {
		return code, text
	}
	if !(c.RadiusKM >= 0) || math.IsInf(c.RadiusKM, 0) {
		return "circle-radius", "a radius that is negative or not a number"
	}
	return "", ""
}

// tooMany is scanPoints' answer when a polygon has more points than the limit.
const tooMany = -2

// scanPoints reads "lat,lon lat,lon ...". loose says that white space stood beside a comma. bad is the offset of what
// cannot be read, tooMany, or -1.
func scanPoints(s string, limit int) (pts Polygon, loose bool, bad int) {
	count := strings.Count(s, ",")
	if count > limit {
		return nil, false, tooMany
	}
	pts = make(Polygon, 0, count+1) // room to close it
	i := 0
	gap := func() bool {
		from := i
		for i < len(s) && scan.IsSpace(s[i]) {
			i++
		}
		return i > from
	}
	for {
		gap()
		start := i
		if i == len(s) {
			if len(pts) == 0 {
				return nil, loose, 0
			}
			return pts, loose, -1
		}
		lat, n := scanNumber(s[i:])
		if i += n; n == 0 {
			return nil, loose, start
		}
		loose = gap() || loose
		if i >= len(s) || s[i] != ',' {
			return nil, loose, start
		}
		i++
		loose = gap() || loose
		lon, n := scanNumber(s[i:])
		if i += n; n == 0 || (i < len(s) && !scan.IsSpace(s[i])) {
			return nil, loose, start
		}
		pts = append(pts, Point{lat, lon})
	}
}

// scanCircle reads "lat,lon radius"; loosely, commas and white space in any mixture part the three numbers.
func scanCircle(s string) (c Circle, loose, ok bool) {
	var v [3]float64
	for k := range v {
		if k > 0 {
			gap := len(s) - len(strings.TrimLeft(s, ", \t\r\n"))
			commas := strings.Count(s[:gap], ",")
			if gap == 0 || commas > 1 {
				return c, false, false
			}
			loose = loose || (k == 1) != (commas == 1) || (k == 1 && gap > 1)
			s = s[gap:]
		}
		f, n := scanNumber(s)
		if n == 0 {
			return c, false, false
		}
		v[k], s = f, s[n:]
	}
	return Circle{Point{v[0], v[1]}, v[2]}, loose, s == ""
}

var pow10 = [16]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// scanNumber reads a decimal number at the start of s and gives its length, 0 when there is none. A number of at most 15
// digits is one exact division; longer ones and those with an exponent go through strconv.
func scanNumber(s string) (float64, int) {
	i, neg := 0, false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		i++
	}
	var m uint64
	start, point := i, -1
	for ; i < len(s); i++ {
		c := s[i] - '0'
		if c <= 9 {
			m = m*10 + uint64(c) // overflows only where strconv reads the number again
			continue
		}
		if s[i] != '.' || point >= 0 {
			break
		}
		point = i
	}
	count, frac := i-start, 0
	if point >= 0 {
		count--
		frac = i - point - 1
	}
	if count == 0 {
		return 0, 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '-' || s[j] == '+') {
			j++
		}
		n := scan.CountDigits(s[j:])
		if n == 0 {
			return 0, 0
		}
		i, count = j+n, 99
	}
	if count <= 15 {
		f := float64(m) / pow10[frac]
		if neg {
			f = 0 - f // never -0
		}
		return f, i
	}
	f, err := strconv.ParseFloat(s[:i], 64)
	if err != nil {
		return 0, 0
	}
	return f + 0, i // never -0
}

// orient tells on which side of the line a-b the point c lies: positive left, negative right, 0 on it.
func orient(a, b, c Point) float64 {
	return (b.Lon-a.Lon)*(c.Lat-a.Lat) - (b.Lat-a.Lat)*(c.Lon-a.Lon)
}

// SignedArea is the area in square degrees, positive when the ring runs counter-clockwise. Unroll a ring that crosses
// the date line first.
func (pts Polygon) SignedArea() float64 {
	sum := 0.0
	for i := 2; i < len(pts); i++ {
		sum += orient(pts[0], pts[i-1], pts[i])
	}
	return sum / 2
}

// wrap brings longitudes between 180 and 360 degrees, east or west, into -180 to 180, and says whether there were any.
func wrap(pts Polygon) bool {
	found := false
	for i := range pts {
		switch lon := pts[i].Lon; {
		case lon > 180 && lon <= 360:
			pts[i].Lon, found = lon-360, true
		case lon < -180 && lon >= -360:
			pts[i].Lon, found = lon+360, true
		}
	}
	return found
}

// Unroll lets the longitudes of a ring that crosses the date line run on beyond 180 or -180: a step of more than 180
// degrees is taken the short way round. It gives the same slice when there is no such step.
func (pts Polygon) Unroll() Polygon {
	var out Polygon
	shift := 0.0
	for i := 1; i < len(pts); i++ {
		d := pts[i].Lon - pts[i-1].Lon
		if math.Abs(d) > 180 {
			if out == nil {
				out = slices.Clone(pts)
			}
			shift -= math.Copysign(360, d)
		}
		if out != nil {
			out[i].Lon = pts[i].Lon + shift
		}
	}
	if out == nil {
		return pts
	}
	return out
}

// side is the box round one side of a ring, the one from the point of the same index.
type side struct {
	west, east, south, north float64
}

// crossings looks for sides of rings that cross each other. It keeps its memory from ring to ring, and its budget of
// pairs that may still be compared.
type crossings struct {
	budget                int
	sides                 []side
	starts, order, active []int32
}

// find looks for two sides of a ring that cross in their middles. sure is false when the budget ran out first.
func (c *crossings) find(pts Polygon) (i, j int, crossed, sure bool) {
	n := len(pts) - 1
	c.sides = slices.Grow(c.sides[:0], n)[:n]
	west, east := pts[0].Lon, pts[0].Lon
	for k := range c.sides {
		p, q := &pts[k], &pts[k+1]
		c.sides[k] = side{min(p.Lon, q.Lon), max(p.Lon, q.Lon), min(p.Lat, q.Lat), max(p.Lat, q.Lat)}
		west, east = min(west, c.sides[k].west), max(east, c.sides[k].east)
	}
	// Put the sides into as many strips of longitude as there are sides, by their western ends, and sweep the strips
	// eastwards: a side is compared with those that reach into its strip.
	scale := float64(n) / (east - west)
	strip := func(k int32) int { return min(int((c.sides[k].west-west)*scale), n-1) }
	c.starts = slices.Grow(c.starts[:0], n+1)[:n+1]
	clear(c.starts)
	for k := range int32(n) {
		c.starts[strip(k)+1]++
	}
	for s := range n {
		c.starts[s+1] += c.starts[s]
	}
	c.order = slices.Grow(c.order[:0], n)[:n]
	for k := range int32(n) {
		s := strip(k)
		c.order[c.starts[s]] = k
		c.starts[s]++
	}
	c.active = c.active[:0]
	last := -1
	for _, k := range c.order {
		me := &c.sides[k]
		if s := strip(k); s != last {
			last = s
			edge := west + float64(s)/scale
			c.active = slices.DeleteFunc(c.active, func(o int32) bool { return c.sides[o].east < edge })
		}
		if c.budget -= len(c.active); c.budget < 0 {
			return 0, 0, false, false
		}
		for _, o := range c.active {
			if ot := &c.sides[o]; ot.east > me.west && ot.west < me.east && ot.south < me.north && ot.north > me.south &&
				sidesCross(pts, int(k), int(o)) {
				return int(min(k, o)), int(max(k, o)), true, true
			}
		}
		c.active = append(c.active, k)
	}
	return 0, 0, false, true
}

// sidesCross says that the sides from points a and b cross each other in their middles.
func sidesCross(pts Polygon, a, b int) bool {
	p, q, r, s := pts[a], pts[a+1], pts[b], pts[b+1]
	return orient(p, q, r)*orient(p, q, s) < 0 && orient(r, s, p)*orient(r, s, q) < 0
}
