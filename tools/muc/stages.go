package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
	"github.com/tocsin-hub/tocsin/internal/reading/trees/learn"
)

// prepare makes the features of a doc.
func (d *doc) prepare(set *muc.Words) {
	d.page = muc.Prepare(d.text, set)
	for i := range d.page.Lines {
		l := &line{}
		d.page.Features(&d.page.Lines[i], func(fs []uint32) { l.feats = append(l.feats, slices.Clone(fs)) })
		d.lines = append(d.lines, l)
	}
	d.topics = d.page.Topics()
	d.mark()
}

// look gives the doc the candidates that a chain and an outlook see in it.
func (d *doc) look(c *chain, o *outlook) {
	var lat muc.Lattice
	var s muc.Sums
	var spans []muc.Span
	for i, l := range d.lines {
		c.lattice(l, &lat)
		s.Steps(&lat)
		s.Sum(&lat, nil)
		s.Span(muc.LeastShare, func(role, a, b int, p float64) {
			spans = append(spans, muc.Span{Role: role, Line: i, A: a, B: b, Share: p})
		})
	}
	d.out = o.score(d.topics)
	d.cands = d.page.Candidates(spans, &d.out)
}

// samples are the candidates in their order, with those that are right taken.
func (d *doc) samples() (out []learn.Sample) {
	var taken []*muc.Candidate
	used := map[[2]int]bool{}
	for _, c := range d.cands {
		s := learn.Sample{X: c.Features(taken, nil)}
		for i, e := range d.roles[c.Role] {
			if k := [2]int{c.Role, i}; !used[k] && e.has(c.Text) {
				used[k] = true
				s.Y = true
				taken = append(taken, c)
				break
			}
		}
		out = append(out, s)
	}
	return out
}

func same(v float32) [5]float32 { return [5]float32{v, v, v, v, v} }

func words(cs []*muc.Candidate) (got [5][]string) {
	for _, c := range cs {
		got[c.Role] = append(got[c.Role], c.Text)
	}
	return
}

func answers(ds []muc.Draft) (out []answer) {
	for _, d := range ds {
		out = append(out, answer{string(muc.Kinds[d.Kind]), words(d.Fillers)})
	}
	return out
}

// trial shows what the second stage is worth on texts that it was not taught with, and gives the limits that did best.
func trial(docs []*doc) muc.Limits {
	type setting struct{ filler, template, share, part float32 }
	fills := []float32{-1.4, -1.2, -1, -0.8, -0.6}
	var settings []setting
	for _, f := range fills[1:4] {
		for _, t := range []float32{-1.2, -0.9, -0.6} {
			for _, p := range []float32{0, 0.4, 0.8, 1.2} {
				settings = append(settings, setting{f, t, 0, p})
			}
		}
	}
	fillers, templates := make([][6]tally, len(fills)), make([][7]tally, len(settings))
	for f := range folds {
		a, b := split(docs, f)
		m, r := learnStages(a)
		for _, d := range b {
			r.set(d)
			for i, v := range fills {
				got := words(m.Take(d.cands, same(v)))
				scoreFillers(&fillers[i], &d.roles, &got)
			}
			for i, v := range settings {
				m.Limits.Template, m.Limits.Share, m.Limits.Part = v.template, v.share, v.part
				scoreTemplates(&templates[i], d.keys, answers(m.Drafts(d.page, &d.out, d.cands, m.Take(d.cands, same(v.filler)))))
			}
		}
	}
	best := func(n int, t func(int) tally) (at int) {
		top := -1.0
		for i := range n {
			if _, _, f := t(i).prf(); f > top {
				at, top = i, f
			}
		}
		return at
	}
	var least [5]float32
	var by [6]tally
	at := best(len(fills), func(i int) tally { return fillers[i][5] })
	for r := range least {
		at := best(len(fills), func(i int) tally { return fillers[at][5].without(fillers[at][r]).plus(fillers[i][r]) })
		least[r], by[r] = fills[at], fillers[at][r]
		by[5] = by[5].plus(by[r])
	}
	j := best(len(settings), func(i int) tally { return templates[i][6] })
	fmt.Printf("train, %d parts, precision/recall/F1; the last column: all\n", folds)
	show("CEAF-REE", by[:])
	show("GTT", templates[j][:])
	v := settings[j]
	fmt.Println("limits", least, v)
	return muc.Limits{Filler: least, Inner: same(v.filler), Template: v.template, Share: v.share, Part: v.part}
}

// learnStages teaches the second stage and what follows it from candidates that were found by chains not taught with the same texts.
func learnStages(docs []*doc) (*muc.Model, rates) {
	m := &muc.Model{}
	r := countRates(docs)
	crossed(docs, func(a, b []int) {
		var others []*doc
		for _, i := range a {
			others = append(others, docs[i])
		}
		q := countRates(others)
		for _, i := range b {
			q.set(docs[i])
		}
	})
	var s []learn.Sample
	for _, d := range docs {
		s = append(s, d.samples()...)
	}
	grow := learn.Grove{Trees: 300, Depth: 4, Rate: 0.04, Leaf: 12, Lambda: 2}
	m.Fill = learn.Fit(s, grow)
	// the third stage is taught with what a second stage that does not know the text would take
	taken := make([][]*muc.Candidate, len(docs))
	crossed(docs, func(a, b []int) {
		var s []learn.Sample
		for _, i := range a {
			s = append(s, docs[i].samples()...)
		}
		half := grow
		half.Trees, half.Rate = grow.Trees/2, grow.Rate*2
		x := &muc.Model{Fill: learn.Fit(s, half)}
		for _, i := range b {
			taken[i] = x.Take(docs[i].cands, same(-1))
		}
	})
	kinds := func(is []int) (s []learn.Sample) {
		for _, i := range is {
			d := docs[i]
			y := d.outcome()
			for k := range muc.Kinds {
				s = append(s, learn.Sample{X: d.page.KindFeatures(k, &d.out, d.cands, taken[i], nil), Y: y[1+k] > 0})
			}
		}
		return s
	}
	every := make([]int, len(docs))
	for i := range every {
		every[i] = i
	}
	kindGrow := learn.Grove{Trees: 100, Depth: 3, Rate: 0.08, Leaf: 12, Lambda: 2}
	m.Kind = learn.Fit(kinds(every), kindGrow)
	s = nil
	var pairs []learn.Sample
	crossed(docs, func(a, b []int) {
		x := &muc.Model{Kind: learn.Fit(kinds(a), kindGrow)}
		for _, i := range b {
			d := docs[i]
			scores := x.KindScores(d.page, &d.out, d.cands, taken[i])
			pairs = append(pairs, d.pairs(scores)...)
			for _, c := range d.cands {
				in, any := d.kindsOf(c)
				if !any {
					continue
				}
				for k := range in {
					s = append(s, learn.Sample{X: d.page.ShareFeatures(k, scores, c, nil), Y: in[k]})
				}
			}
		}
	})
	m.Share = learn.Fit(s, learn.Grove{Trees: 80, Depth: 3, Rate: 0.1, Leaf: 12, Lambda: 2})
	m.Pair = learn.Fit(pairs, learn.Grove{Trees: 60, Depth: 3, Rate: 0.08, Leaf: 12, Lambda: 2})
	return m, r
}

// kindsOf tells of which types of act the key has templates with the candidate.
func (d *doc) kindsOf(c *muc.Candidate) (in [6]bool, any bool) {
	for _, t := range d.keys {
		if !slices.ContainsFunc(t.roles[c.Role], func(e entity) bool { return e.has(c.Text) }) {
			continue
		}
		for k, kind := range muc.Kinds {
			if strings.Contains(t.kind, string(kind)) {
				in[k], any = true, true
			}
		}
	}
	return in, any
}

// crossed cuts the docs into five parts and calls do with the numbers of the others and of the part.
func crossed(docs []*doc, do func(a, b []int)) {
	for f := range 5 {
		var a, b []int
		for i := range docs {
			if i%5 == f {
				b = append(b, i)
			} else {
				a = append(a, i)
			}
		}
		do(a, b)
	}
}

// pairs are the samples of the parting: two right victims or targets of a type, and whether a template has both.
func (d *doc) pairs(scores [6]float64) (out []learn.Sample) {
	for k, kind := range muc.Kinds {
		var of []*muc.Candidate
		in := map[*muc.Candidate][]int{}
		gold := map[string]bool{}
		for _, c := range d.cands {
			for i, t := range d.keys {
				if !strings.Contains(t.kind, string(kind)) {
					continue
				}
				for _, e := range t.roles[c.Role] {
					if e.has(c.Text) {
						in[c] = append(in[c], i)
					}
				}
			}
			if id := fmt.Sprint(c.Role, in[c], len(in[c])) + c.Text; len(in[c]) > 0 && !gold[id] {
				gold[id] = true
				of = append(of, c)
			}
		}
		core := muc.Core(of)
		for i, a := range core {
			for _, b := range core[i+1:] {
				same := slices.ContainsFunc(in[a], func(t int) bool { return slices.Contains(in[b], t) })
				out = append(out, learn.Sample{X: d.page.PairFeatures(k, len(core), scores[k], &d.out, a, b, nil), Y: same})
			}
		}
	}
	return out
}
