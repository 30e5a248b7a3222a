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
	near [][]int32 // by square: the squares about it that hold a candidate, itself among them
	f    sums
	own  sums // of one name
}

// lay numbers the countries, divisions and squares of all candidates.
func lay(groups []*group) *layout {
	var nations, divisions numbering[string]
	var cells numbering[cell]
	n := 0
	for _, gr := range groups {
		n += len(gr.places)
	}
	all := make([]lie, n)
	for _, gr := range groups {
		gr.lies, all = all[:len(gr.places)], all[len(gr.places):]
		for k := range gr.places {
			p := &gr.places[k]
			nation := nations.of(p.Country, 0)
			gr.lies[k] = lie{nation, divisions.of(p.Admin1, nation), cells.of(cellOf(p.Point), 0)}
		}
	}
	l := &layout{near: make([][]int32, len(cells.keys))}
	for at, c := range cells.keys {
		if cells.index == nil { // few: each is compared with each
			for k, o := range cells.keys {
				if dlat, dlon := o.key.lat-c.key.lat, (o.key.lon-c.key.lon+361)%360; dlat >= -1 && dlat <= 1 && dlon >= 0 && dlon <= 2 {
					l.near[at] = append(l.near[at], int32(k))
				}
			}
			continue
		}
		for la := c.key.lat - 1; la <= c.key.lat+1; la++ {
			for lo := c.key.lon - 1; lo <= c.key.lon+1; lo++ {
				if k, ok := cells.index[keyIn[cell]{cell{la, (lo+540)%360 - 180}, 0}]; ok {
					l.near[at] = append(l.near[at], k)
				}
			}
		}
	}
	n, d, c := len(nations.keys), len(divisions.keys), len(cells.keys)
	room := make([]float64, 2*(n+d+c))
	for _, s := range [...]*sums{&l.f, &l.own} {
		s.nations, s.divisions, s.cells = room[:n], room[n:n+d], room[n+d:n+d+c]
		room = room[n+d+c:]
	}
	return l
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
