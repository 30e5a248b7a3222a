package main

import (
	"math"
	"math/rand/v2"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
)

// line is a sentence with its features and the tags that its tokens may have.
type line struct {
	feats   [][]uint32 // hashes
	ids     [][]int32  // the same as numbers of the chain at hand
	allowed []uint16
}

// mark finds the fillers of the key in the text and notes which tags each token may have. Where a key gives several wordings of one
// filler, all of them are allowed, but what they have in common is a part of it.
func (d *doc) mark() {
	low := strings.ToLower(d.text)
	must := map[int]uint16{} // by token start
	may := map[int]uint16{}
	starts, ends := map[int]bool{}, map[int]bool{}
	for i := range d.page.Lines {
		for j := range d.page.Lines[i].Len() {
			a, b := d.page.Lines[i].At(j)
			starts[a], ends[b] = true, true
		}
	}
	type zone struct{ a, b int }
	for r := range d.roles {
		first, more := uint16(1)<<(2*r+1), uint16(1)<<(2*r+2)
		for _, e := range d.roles[r] {
			var spans []zone
			for _, m := range e {
				m = strings.ToLower(m)
				for {
					cut := m
					for _, a := range []string{"the ", "a ", "an ", "\""} {
						cut = strings.TrimPrefix(cut, a)
					}
					cut = strings.TrimSuffix(cut, "\"")
					if cut == m {
						break
					}
					m = cut
				}
				if m == "" {
					continue
				}
				for from := 0; ; {
					k := strings.Index(low[from:], m)
					if k < 0 {
						break
					}
					a := from + k
					if starts[a] && ends[a+len(m)] {
						spans = append(spans, zone{a, a + len(m)})
					}
					from = a + 1
				}
			}
			// spans that overlap are wordings of one place: what all share must be told
			for _, s := range spans {
				low, high := s.a, s.b
				for _, o := range spans {
					if o.a < s.b && s.a < o.b {
						low, high = max(low, o.a), min(high, o.b)
					}
				}
				for p := s.a; p < s.b; p++ {
					if !starts[p] {
						continue
					}
					t := more
					if p == s.a {
						t = first
					}
					may[p] |= t
					if p >= low && p < high {
						must[p] |= t
					}
				}
			}
		}
	}
	for i := range d.page.Lines {
		l := d.lines[i]
		l.allowed = make([]uint16, len(l.feats))
		for j := range l.feats {
			a, _ := d.page.Lines[i].At(j)
			if l.allowed[j] = must[a] | may[a]; must[a] == 0 {
				l.allowed[j] |= 1
			}
		}
	}
}

// chain is a chain of tags at learning: weights by number of feature and tag.
type chain struct {
	ids  map[uint32]int32
	keys []uint32
	w, g [][muc.Tags]float32
	step [muc.Tags + 1][muc.Tags]float32
	sg   [muc.Tags + 1][muc.Tags]float32
}

// How the chain is taught.
const (
	chainEpochs = 10
	chainRate   = 0.02
	chainPull   = 0.002 // towards nothing
	chainLeast  = 3     // how often a feature must stand in the texts
)

func newChain(docs []*doc) *chain {
	n := map[uint32]int32{}
	for _, d := range docs {
		for _, l := range d.lines {
			for _, fs := range l.feats {
				for _, f := range fs {
					n[f]++
				}
			}
		}
	}
	c := &chain{ids: map[uint32]int32{}}
	for _, d := range docs { // in the order of the texts, so that every run gives the same numbers
		for _, l := range d.lines {
			for _, fs := range l.feats {
				for _, f := range fs {
					if n[f] >= chainLeast {
						if _, ok := c.ids[f]; !ok {
							c.ids[f] = int32(len(c.keys))
							c.keys = append(c.keys, f)
						}
					}
				}
			}
		}
	}
	c.w, c.g = make([][muc.Tags]float32, len(c.keys)), make([][muc.Tags]float32, len(c.keys))
	return c
}

func (c *chain) number(docs []*doc) {
	for _, d := range docs {
		for _, l := range d.lines {
			l.ids = make([][]int32, len(l.feats))
			for i, fs := range l.feats {
				ids := make([]int32, 0, len(fs))
				for _, f := range fs {
					if k, ok := c.ids[f]; ok {
						ids = append(ids, k)
					}
				}
				l.ids[i] = ids
			}
		}
	}
}

func (c *chain) lattice(l *line, into *muc.Lattice) {
	into.Step = &c.step
	into.Emit = into.Emit[:0]
	for _, fs := range l.ids {
		var e [muc.Tags]float32
		for _, f := range fs {
			w := &c.w[f]
			for k := range e {
				e[k] += w[k]
			}
		}
		into.Emit = append(into.Emit, e)
	}
}

// learnChain fits the chain to the docs by stochastic steps, sized by what each weight has moved (AdaGrad).
func learnChain(docs []*doc) *chain {
	c := newChain(docs)
	c.number(docs)
	var all []*line
	for _, d := range docs {
		all = append(all, d.lines...)
	}
	rng := rand.New(rand.NewPCG(7, 11))
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	var lat muc.Lattice
	var free, bound muc.Sums
	move := func(w, g *float32, d float32) {
		*g += d * d
		*w -= chainRate * d / float32(math.Sqrt(float64(*g)+1e-6))
	}
	for range chainEpochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, x := range order {
			l := all[x]
			c.lattice(l, &lat)
			free.Steps(&lat)
			bound.Steps(&lat)
			free.Sum(&lat, nil)
			bound.Sum(&lat, l.allowed)
			if math.IsInf(bound.LogZ, -1) { // the key's fillers overlap
				continue
			}
			if free.LogZ-bound.LogZ < 0.01 {
				continue
			}
			for i := range l.ids {
				var d [muc.Tags]float32
				big := false
				for k := range d {
					d[k] = float32(free.Tag(i, k) - bound.Tag(i, k))
					big = big || d[k] > 0.002 || d[k] < -0.002
				}
				if i > 0 {
					for p := range muc.Tags {
						for k := range muc.Tags {
							if x := float32(free.StepShare(i, p, k) - bound.StepShare(i, p, k)); x > 0.002 || x < -0.002 {
								move(&c.step[p][k], &c.sg[p][k], x)
							}
						}
					}
				} else {
					for k := range d {
						move(&c.step[muc.Tags][k], &c.sg[muc.Tags][k], d[k])
					}
				}
				if !big {
					continue
				}
				for _, f := range l.ids[i] {
					w, g := &c.w[f], &c.g[f]
					for k := range d {
						if d[k] != 0 {
							move(&w[k], &g[k], d[k]+chainPull*w[k])
						}
					}
				}
			}
		}
	}
	return c
}
