package main

import (
	"maps"
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
)

// rates counts by key how many candidates were right, and how many there were.
type rates map[uint32][2]float32

// right tells which candidates of a doc the key lists.
func (d *doc) right() []bool {
	out := make([]bool, len(d.cands))
	for i, c := range d.cands {
		for _, e := range d.roles[c.Role] {
			if e.has(c.Text) {
				out[i] = true
			}
		}
	}
	return out
}

func countRates(docs []*doc) rates {
	r := rates{}
	for _, d := range docs {
		for i, ok := range d.right() {
			for _, k := range d.cands[i].Keys() {
				v := r[k]
				v[1]++
				if ok {
					v[0]++
				}
				r[k] = v
			}
		}
	}
	return r
}

// set gives the candidates of a doc their rates.
func (r rates) set(d *doc) {
	for _, c := range d.cands {
		var x [4]float32
		for j, k := range c.Keys() {
			v := r[k]
			x[j] = muc.Rate(v[0], v[1])
		}
		c.SetRates(x)
	}
}

// table packs the rates.
func (r rates) table() (*muc.Table, int) {
	keys := slices.Sorted(maps.Keys(r))
	return muc.NewTable(15, 1, keys, func(i int) []float32 { v := r[keys[i]]; return []float32{muc.Rate(v[0], v[1])} })
}
