package main

import (
	"math"
	"math/rand/v2"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
)

// outlook is the classifier of whole texts at learning.
type outlook struct {
	ids  map[uint32]int32
	keys []uint32
	w, g [][8]float32
}

// outcome is what the key says of a whole text, in the order of muc.Outlook.
func (d *doc) outcome() (y [8]float64) {
	if len(d.keys) > 0 {
		y[0] = 1
	}
	for _, k := range d.keys {
		for i, kind := range muc.Kinds {
			if strings.Contains(k.kind, string(kind)) {
				y[1+i] = 1
			}
		}
	}
	if len(d.keys) > 1 {
		y[7] = 1
	}
	return y
}

func (o *outlook) score(topics []uint32) (out muc.Outlook) {
	n := 0
	for _, f := range topics {
		if k, ok := o.ids[f]; ok {
			n++
			for c := range out {
				out[c] += float64(o.w[k][c])
			}
		}
	}
	s := math.Sqrt(float64(max(n, 1)))
	for c := range out {
		out[c] /= s
	}
	return out
}

// How the outlook is taught.
const (
	outlookEpochs = 10
	outlookRate   = 0.1
	outlookPull   = 0.0001
	outlookLeast  = 4
)

func learnOutlook(docs []*doc) *outlook {
	n := map[uint32]int{}
	for _, d := range docs {
		for _, f := range d.topics {
			n[f]++
		}
	}
	o := &outlook{ids: map[uint32]int32{}}
	for _, d := range docs {
		for _, f := range d.topics {
			if _, ok := o.ids[f]; !ok && n[f] >= outlookLeast {
				o.ids[f] = int32(len(o.keys))
				o.keys = append(o.keys, f)
			}
		}
	}
	o.w, o.g = make([][8]float32, len(o.keys)), make([][8]float32, len(o.keys))
	rng := rand.New(rand.NewPCG(3, 5))
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	for range outlookEpochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			d := docs[i]
			y, s := d.outcome(), o.score(d.topics)
			var ids []int32
			for _, f := range d.topics {
				if k, ok := o.ids[f]; ok {
					ids = append(ids, k)
				}
			}
			x := float32(1 / math.Sqrt(float64(max(1, len(ids)))))
			for c := range y {
				e := float32(1/(1+math.Exp(-s[c]))-y[c]) * x
				for _, k := range ids {
					d := e + outlookPull*o.w[k][c]
					o.g[k][c] += d * d
					o.w[k][c] -= outlookRate * d / float32(math.Sqrt(float64(o.g[k][c])+1e-8))
				}
			}
		}
	}
	return o
}
