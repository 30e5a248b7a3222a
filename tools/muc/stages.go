package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/muc"
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
func (d *doc) samples() (out []sample) {
	var taken []*muc.Candidate
	used := map[[2]int]bool{}
	for _, c := range d.cands {
		s := sample{x: c.Features(taken, nil)}
		for i, e := range d.roles[c.Role] {
			if k := [2]int{c.Role, i}; !used[k] && e.has(c.Text) {
				used[k] = true
				s.y = true
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
	type setting struct{ filler, template, share float32 }
	var fills = []float32{-1.5, -1.2, -1, -0.8, -0.6}
	var settings []setting
	for _, f := range fills {
		for _, t := range []float32{-1.8, -1.5, -1.2, -0.9, -0.6} {
			for _, s := range []float32{-0.5, 0, 0.5} {
				settings = append(settings, setting{f, t, s})
			}
		}
	}
	fillers, templates := make([][6]tally, len(fills)), make([][7]tally, len(settings))
	for f := range folds {
		a, b := split(docs, f)
		m := learnStages(a)
		for _, d := range b {
			for i, v := range fills {
				got := words(m.Take(d.cands, same(v)))
				scoreFillers(&fillers[i], &d.roles, &got)
			}
			for i, v := range settings {
				m.Limits.Template, m.Limits.Share = v.template, v.share
				scoreTemplates(&templates[i], d.keys, answers(m.Drafts(d.page, &d.out, m.Take(d.cands, same(v.filler)))))
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
	i := best(len(fills), func(i int) tally { return fillers[i][5] })
	j := best(len(settings), func(i int) tally { return templates[i][6] })
	fmt.Printf("train, %d parts, precision/recall/F1; the last column: all\n", folds)
	show("CEAF-REE", fillers[i][:])
	show("GTT", templates[j][:])
	v := settings[j]
	fmt.Println("limits", fills[i], v)
	return muc.Limits{Filler: same(fills[i]), Inner: same(v.filler), Template: v.template, Share: v.share}
}

// learnStages teaches the second stage from candidates that were found by chains not taught with the same texts.
func learnStages(docs []*doc) *muc.Model {
	m := &muc.Model{}
	var s []sample
	for _, d := range docs {
		s = append(s, d.samples()...)
	}
	m.Fill = learnTrees(s, grove{trees: 300, depth: 4, rate: 0.04, leaf: 12, lambda: 2})
	s = nil
	for _, d := range docs {
		taken := m.Take(d.cands, same(-0.9))
		y := d.outcome()
		for k := range muc.Kinds {
			s = append(s, sample{x: d.page.KindFeatures(k, &d.out, taken, nil), y: y[1+k] > 0})
		}
	}
	m.Kind = learnTrees(s, grove{trees: 100, depth: 3, rate: 0.08, leaf: 12, lambda: 2})
	s = nil
	for _, d := range docs {
		scores := m.KindScores(d.page, &d.out, m.Take(d.cands, same(-0.9)))
		for _, c := range d.cands {
			in, any := d.kindsOf(c)
			if !any {
				continue
			}
			for k := range in {
				s = append(s, sample{x: d.page.ShareFeatures(k, scores, c, nil), y: in[k]})
			}
		}
	}
	m.Share = learnTrees(s, grove{trees: 80, depth: 3, rate: 0.1, leaf: 12, lambda: 2})
	return m
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
