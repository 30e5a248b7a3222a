package where

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
)

// sums are what a text speaks of, by the numbers that [lay] gave its countries, divisions and squares.
type sums struct {
	nations, divisions, cells []float64
	all                       float64
}

// layout numbers what the candidates of a text lie in, once for all rounds.
type layout struct {
	near    []int32 // by square, one after the other: the squares about it that hold a candidate, itself among them
	nearEnd []int32
	f       sums
	own     sums // of one name

	nations, divisions numbering[string]
	cells              numbering[cell]
	lies               []lie
	room               []float64
}

// lay numbers the countries, divisions and squares of all candidates.
func (l *layout) lay(groups []*group) {
	l.nations.reset()
	l.divisions.reset()
	l.cells.reset()
	n := 0
	for _, gr := range groups {
		n += len(gr.places)
	}
	l.lies = slices.Grow(l.lies[:0], n)[:n]
	all := l.lies
	for _, gr := range groups {
		gr.lies, all = all[:len(gr.places)], all[len(gr.places):]
		for k := range gr.places {
			p := &gr.places[k]
			nation := l.nations.of(p.Country, 0)
			gr.lies[k] = lie{nation, l.divisions.of(p.Admin1, nation), l.cells.of(cellOf(p.Point), 0)}
		}
	}
	l.near, l.nearEnd = l.near[:0], l.nearEnd[:0]
	for _, c := range l.cells.keys {
		if l.cells.index == nil { // few: each is compared with each
			for k, o := range l.cells.keys {
				if dlat, dlon := o.key.lat-c.key.lat, (o.key.lon-c.key.lon+361)%360; dlat >= -1 && dlat <= 1 && dlon >= 0 && dlon <= 2 {
					l.near = append(l.near, int32(k))
				}
			}
		} else {
			for la := c.key.lat - 1; la <= c.key.lat+1; la++ {
				for lo := c.key.lon - 1; lo <= c.key.lon+1; lo++ {
					if k, ok := l.cells.index[keyIn[cell]{cell{la, (lo+540)%360 - 180}, 0}]; ok {
						l.near = append(l.near, k)
					}
				}
			}
		}
		l.nearEnd = append(l.nearEnd, int32(len(l.near)))
	}
	nn, nd, nc := len(l.nations.keys), len(l.divisions.keys), len(l.cells.keys)
	l.room = slices.Grow(l.room[:0], 2*(nn+nd+nc))[:2*(nn+nd+nc)]
	clear(l.room)
	room := l.room
	for _, s := range [...]*sums{&l.f, &l.own} {
		s.nations, s.divisions, s.cells, s.all = room[:nn], room[nn:nn+nd], room[nn+nd:nn+nd+nc], 0
		room = room[nn+nd+nc:]
	}
}

// about are the squares about a square that hold a candidate.
func (l *layout) about(cell int32) []int32 {
	from := int32(0)
	if cell > 0 {
		from = l.nearEnd[cell-1]
	}
	return l.near[from:l.nearEnd[cell]]
}

// lie tells by number what a candidate lies in.
type lie struct{ nation, division, cell int32 }

// numbering numbers keys, each within something numbered before, in the order in which they come. Few are searched one by one; many have an
// index.
type numbering[K comparable] struct {
	keys  []keyIn[K]
	index map[keyIn[K]]int32
}

type keyIn[K comparable] struct {
	key K
	in  int32
}

// fewKeys is how many keys are searched faster than an index answers.
const fewKeys = 32

func (n *numbering[K]) reset() { n.keys, n.index = n.keys[:0], nil }

func (n *numbering[K]) of(key K, in int32) int32 {
	want := keyIn[K]{key, in}
	if n.index != nil {
		if at, ok := n.index[want]; ok {
			return at
		}
		n.index[want] = int32(len(n.keys))
	} else if at := slices.Index(n.keys, want); at >= 0 {
		return int32(at)
	}
	n.keys = append(n.keys, want)
	if len(n.keys) == fewKeys {
		n.index = make(map[keyIn[K]]int32, 2*fewKeys)
		for i, k := range n.keys {
			n.index[k] = int32(i)
		}
	}
	return int32(len(n.keys) - 1)
}

// put adds sign times what a name speaks of to s.
func (gr *group) put(s *sums, sign float64) {
	for k := range gr.places {
		m := gr.share[k] * gr.mass
		if m <= 0.001 {
			continue
		}
		m *= gr.share[k] * sign // what is not sure says less: two doubtful names shall not settle each other
		at := gr.lies[k]
		s.all += m
		if gr.places[k].Country != "" {
			s.nations[at.nation] += m
		}
		if kind := gr.places[k].Kind; kind != gazetteer.Country && kind != gazetteer.Region {
			s.divisions[at.division] += m
			if kind != gazetteer.Admin1 {
				s.cells[at.cell] += m
			}
		}
	}
}
