package gazetteer

import (
	"math"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/pack"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// grid is the towns by squares of half a degree.
type grid struct {
	start []uint32
	town  []uint32
}

const (
	gridPerDegree = 2
	gridRows      = 180 * gridPerDegree
	gridCols      = 360 * gridPerDegree
)

func gridRow(lat float64) int { return min(max(0, int((lat+90)*gridPerDegree)), gridRows-1) }
func gridCol(lon float64) int { return min(max(0, int((lon+180)*gridPerDegree)), gridCols-1) }

func newGrid(d *pack.Columns) grid {
	gr := grid{start: make([]uint32, gridRows*gridCols+1)}
	cell := func(i int) int {
		return gridRow(float64(d.Lat[i])/pack.PlaceScale)*gridCols + gridCol(float64(d.Lon[i])/pack.PlaceScale)
	}
	n := 0
	for i := range d.ID {
		if d.Feature[i] < pack.FeatureQuarter {
			gr.start[cell(i)+1]++
			n++
		}
	}
	for i := 1; i < len(gr.start); i++ {
		gr.start[i] += gr.start[i-1]
	}
	gr.town = make([]uint32, n)
	next := append([]uint32(nil), gr.start...)
	for i := range d.ID {
		if d.Feature[i] < pack.FeatureQuarter {
			c := cell(i)
			gr.town[next[c]] = uint32(i)
			next[c]++
		}
	}
	return gr
}

// Nearest is the nearest town to a point and its distance in metres; parts of towns do not count. An invalid point gives no
// place and +Inf.
func (g *Gazetteer) Nearest(p geo.Point) (Place, float64) {
	if !p.Valid() {
		return Place{}, math.Inf(1)
	}
	best, at := math.Inf(1), -1
	const metresPerDegree = geo.EarthRadiusM * math.Pi / 180
	narrow := 0.0 // metres to a degree of longitude in the squares looked at, and a little less
	look := func(row, col int) {
		if row < 0 || row >= gridRows {
			return
		}
		col = (col%gridCols + gridCols) % gridCols
		c := row*gridCols + col
		for _, t := range g.towns.town[g.towns.start[c]:g.towns.start[c+1]] {
			q := g.townPoint(ref(t))
			if math.Abs(q.Lat-p.Lat)*metresPerDegree > best {
				continue
			}
			if dLon := math.Abs(q.Lon - p.Lon); dLon < 90 && dLon*narrow > best {
				continue
			}
			if d := geo.DistanceM(p, q); d < best {
				best, at = d, int(t)
			}
		}
	}
	row, col := gridRow(p.Lat), gridCol(p.Lon)
	const stepM = metresPerDegree / gridPerDegree
	for ring := 0; ring < gridRows; ring++ {
		// Nothing in this ring of squares or beyond is nearer than this: squares are narrower towards the poles.
		if at >= 0 {
			lat := math.Min(89.9, math.Abs(p.Lat)+float64(ring)/gridPerDegree)
			if float64(ring-1)*stepM*math.Cos(lat*math.Pi/180) > best {
				break
			}
		}
		narrow = 0.9 * metresPerDegree * math.Max(0, math.Cos(math.Min(90, math.Abs(p.Lat)+float64(ring+1)/gridPerDegree)*math.Pi/180))
		width := min(ring, gridCols/2)
		for dc := -width; dc <= width; dc++ {
			look(row-ring, col+dc)
			if ring > 0 {
				look(row+ring, col+dc)
			}
		}
		if ring <= gridCols/2 {
			for dr := -ring + 1; dr < ring; dr++ {
				look(row+dr, col-ring)
				if ring > 0 {
					look(row+dr, col+ring)
				}
			}
		}
	}
	if at < 0 {
		return Place{}, math.Inf(1)
	}
	return g.place(ref(at)), best
}
