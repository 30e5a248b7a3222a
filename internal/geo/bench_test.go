package geo

import (
	"math"
	"math/rand/v2"
	"testing"
)

// benchArea is an outline of n points, about 600 km across.
func benchArea(n int) Area {
	r := rand.New(rand.NewPCG(1, 2))
	var ring Ring
	for i := range n {
		angle := 2 * math.Pi * float64(i) / float64(n)
		d := 2 + r.Float64()
		ring = append(ring, Point{55 + d*math.Sin(angle), 37 + 1.7*d*math.Cos(angle)})
	}
	return Area{Polygons: []Polygon{{Outer: append(ring, ring[0])}}}
}

func benchPoints() []Point {
	r := rand.New(rand.NewPCG(3, 4))
	out := make([]Point, 4096)
	for i := range out {
		out[i] = Point{55 + 8*(r.Float64()-0.5), 37 + 14*(r.Float64()-0.5)}
	}
	return out
}

func BenchmarkContains(b *testing.B) {
	a, pts, i := NewIndexed(benchArea(1000)), benchPoints(), 0
	for b.Loop() {
		a.Contains(pts[i&4095])
		i++
	}
}

func BenchmarkContainsPlain(b *testing.B) {
	a, pts, i := benchArea(1000), benchPoints(), 0
	for b.Loop() {
		a.Contains(pts[i&4095])
		i++
	}
}

func BenchmarkDistance(b *testing.B) {
	a, pts, i := NewIndexed(benchArea(1000)), benchPoints(), 0
	for b.Loop() {
		a.DistanceM(pts[i&4095])
		i++
	}
}

func BenchmarkCover(b *testing.B) {
	a := benchArea(1000)
	for b.Loop() {
		a.Cover(25_000, 24)
	}
}

func BenchmarkCellOf(b *testing.B) {
	pts, i := benchPoints(), 0
	for b.Loop() {
		CellOf(pts[i&4095])
		i++
	}
}
