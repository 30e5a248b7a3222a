package main

import (
	"math"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// gridPoint is a point on the grid of pack.LineScale. Natural Earth's neighbours share their points exactly, and the grid
// keeps it so.
type gridPoint struct{ lat, lon int32 }

func (p gridPoint) point() geo.Point {
	return geo.Point{Lat: float64(p.lat) / pack.LineScale, Lon: float64(p.lon) / pack.LineScale}
}

// gridRing is closed; the inside is on its left.
type gridRing []gridPoint

func toGrid(coords [][2]float64, outer bool) gridRing {
	var g gridRing
	for _, c := range coords {
		p := gridPoint{int32(math.Round(c[1] * pack.LineScale)), int32(math.Round(c[0] * pack.LineScale))}
		if len(g) == 0 || g[len(g)-1] != p {
			g = append(g, p)
		}
	}
	if len(g) < 4 {
		return nil
	}
	if (g.twice() > 0) != outer {
		for i, j := 0, len(g)-1; i < j; i, j = i+1, j-1 {
			g[i], g[j] = g[j], g[i]
		}
	}
	return g
}

// twice is twice the planar surface in grid units, positive when counter-clockwise.
func (g gridRing) twice() int64 {
	var sum int64
	for i := 1; i < len(g); i++ {
		sum += int64(g[i-1].lon-g[0].lon)*int64(g[i].lat-g[0].lat) - int64(g[i].lon-g[0].lon)*int64(g[i-1].lat-g[0].lat)
	}
	return sum
}

// km2 is the surface in square kilometres, negative for a hole.
func (g gridRing) km2() float64 {
	var mid float64
	for _, p := range g {
		mid += float64(p.lat)
	}
	k := math.Cos(mid / float64(len(g)) / pack.LineScale * math.Pi / 180)
	const kmPerDegree = geo.EarthRadiusM * math.Pi / 180 / 1000
	return float64(g.twice()) / 2 / (pack.LineScale * pack.LineScale) * kmPerDegree * kmPerDegree * k
}

type gridBox struct{ south, west, north, east int32 }

func boxOf(polys [][]gridRing) gridBox {
	b := gridBox{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32}
	for _, poly := range polys {
		for _, p := range poly[0] {
			b.south, b.north = min(b.south, p.lat), max(b.north, p.lat)
			b.west, b.east = min(b.west, p.lon), max(b.east, p.lon)
		}
	}
	return b
}

func (b gridBox) holds(p gridPoint) bool {
	return p.lat >= b.south && p.lat <= b.north && p.lon >= b.west && p.lon <= b.east
}

// holds is the even-odd rule over all rings.
func (f *feature) holds(p gridPoint) bool {
	if !f.box.holds(p) {
		return false
	}
	odd := false
	for _, poly := range f.polys {
		for _, ring := range poly {
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				if (a.lat > p.lat) != (b.lat > p.lat) {
					x := float64(a.lon) + float64(p.lat-a.lat)/float64(b.lat-a.lat)*float64(b.lon-a.lon)
					if float64(p.lon) < x {
						odd = !odd
					}
				}
			}
		}
	}
	return odd
}

func gridOf(p geo.Point) gridPoint {
	return gridPoint{int32(math.Round(p.Lat * pack.LineScale)), int32(math.Round(p.Lon * pack.LineScale))}
}
