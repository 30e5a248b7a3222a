package geo

import "math"

// Simplify drops the points of a line that lie within toleranceM metres of the line through the points kept (Douglas and
// Peucker). The ends stay; a closed ring keeps its first point and the point furthest from it. Longitudes must be
// continuous. The result shares no memory with the line.
func Simplify(line []Point, toleranceM float64) []Point {
	if len(line) < 3 {
		return append([]Point(nil), line...)
	}
	keep := make([]bool, len(line))
	keep[0], keep[len(line)-1] = true, true
	if line[0] == line[len(line)-1] {
		far, at := -1.0, 0
		for i, p := range line {
			if d := planarM(line[0], line[0], p); d > far {
				far, at = d, i
			}
		}
		keep[at] = true
		thin(line[:at+1], keep[:at+1], toleranceM)
		thin(line[at:], keep[at:], toleranceM)
	} else {
		thin(line, keep, toleranceM)
	}
	var out []Point
	for i, p := range line {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// thin marks the points to keep between the two ends of a line, without recursion (outlines have 100,000 points).
func thin(line []Point, keep []bool, tolerance float64) {
	stack := [][2]int{{0, len(line) - 1}}
	for len(stack) > 0 {
		lo, hi := stack[len(stack)-1][0], stack[len(stack)-1][1]
		stack = stack[:len(stack)-1]
		far, at := tolerance, -1
		for i := lo + 1; i < hi; i++ {
			if d := planarM(line[lo], line[hi], line[i]); d > far {
				far, at = d, i
			}
		}
		if at >= 0 {
			keep[at] = true
			stack = append(stack, [2]int{lo, at}, [2]int{at, hi})
		}
	}
}

// planarM is the distance from p to the edge a-b in metres, in a plane that is true near p.
func planarM(a, b, p Point) float64 {
	k := math.Cos(p.Lat * degree)
	ax, ay, bx, by := (a.Lon-p.Lon)*k, a.Lat-p.Lat, (b.Lon-p.Lon)*k, b.Lat-p.Lat
	dx, dy := bx-ax, by-ay
	if l := dx*dx + dy*dy; l > 0 {
		t := math.Max(0, math.Min(1, -(ax*dx+ay*dy)/l))
		ax, ay = ax+t*dx, ay+t*dy
	}
	return math.Hypot(ax, ay) * degree * EarthRadiusM
}
