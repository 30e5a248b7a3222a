package muc

import (
	"cmp"
	"math"
	"slices"
)

// PairFeatures are what speaks for two victims or targets of a type, a before b, being those of one act.
func (p *Page) PairFeatures(kind, n int, score float64, o *Outlook, a, b *Candidate, into []float32) []float32 {
	into = into[:0]
	add := func(v float64) { into = append(into, float32(v)) }
	flag := func(v bool) {
		if v {
			add(1)
		} else {
			add(0)
		}
	}
	flag(kind == 0)
	flag(kind == 1)
	flag(kind == 2)
	flag(a.Role == 2)
	flag(b.Role == 2)
	least, together := 99.0, 0.0
	for _, s := range a.Spans {
		for _, x := range b.Spans {
			if s.Share > 0.05 && x.Share > 0.05 {
				least = min(least, math.Abs(float64(s.Line-x.Line)))
				if s.Line == x.Line {
					together++
				}
			}
		}
	}
	s, x := a.Spans[0], b.Spans[0]
	add(least)
	add(together)
	add(math.Abs(float64(s.Line - x.Line)))
	d := 99.0
	if s.Line == x.Line {
		d = math.Abs(float64(s.A - x.A))
	}
	add(d)
	add(score)
	add(o[7])
	add(float64(n))
	add(float64(len(p.Lines)))
	add(float64(s.Line))
	other, acts := 0.0, 0.0
	from := min(s.Line, x.Line)
	for i := from; i <= min(max(s.Line, x.Line), from+120); i++ { // no text of the corpus is longer
		l := &p.Lines[i]
		for j, t := range l.ts {
			if i == s.Line && s.Line <= x.Line && j < s.A || i == x.Line && j > x.A && s.Line <= x.Line {
				continue
			}
			switch t.w {
			case "another", "second", "other", "also", "meanwhile", "later", "third", "previous", "earlier", "similar", "separate", "addition":
				other++
			}
			if l.act[j].class != 0 && actKind[l.act[j].class] == kind {
				acts++
			}
		}
	}
	add(other)
	add(acts)
	la, _, _, _ := p.Lines[s.Line].acts(s.A, s.B)
	lb, _, _, _ := p.Lines[x.Line].acts(x.A, x.B)
	add(la)
	add(lb)
	flag(a.head == b.head)
	return into
}

// Core gives the victims and targets among the fillers in the order of the text.
func Core(fillers []*Candidate) (out []*Candidate) {
	for _, c := range fillers {
		if c.Role == 2 || c.Role == 3 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *Candidate) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// Part cuts a draft into acts: where two neighbours among its victims and targets are of one act with less than the given log odds.
func (m *Model) Part(p *Page, o *Outlook, d Draft, score float64) []Draft {
	core := Core(d.Fillers)
	if len(core) < 2 {
		return []Draft{d}
	}
	// the best place for each: joined to the act to which it is nearest
	var acts [][]*Candidate
	var x []float32
	for _, c := range core {
		best, at := float64(m.Limits.Part), -1
		for i, a := range acts {
			top := -99.0
			for _, e := range a {
				x = p.PairFeatures(d.Kind, len(core), score, o, e, c, x)
				top = max(top, m.Pair.Score(x))
			}
			if top > best {
				best, at = top, i
			}
		}
		if at < 0 {
			acts = append(acts, []*Candidate{c})
		} else {
			acts[at] = append(acts[at], c)
		}
	}
	if len(acts) == 1 {
		return []Draft{d}
	}
	out := make([]Draft, len(acts))
	for i, a := range acts {
		out[i] = Draft{Kind: d.Kind, Fillers: a}
	}
	for _, c := range d.Fillers {
		switch c.Role {
		case 1:
			for i := range out {
				out[i].Fillers = append(out[i].Fillers, c)
			}
		case 0, 4:
			at, near := 0, math.Inf(1)
			for i, a := range acts {
				for _, e := range a {
					if v := math.Abs(float64(e.Start - c.Start)); v < near {
						at, near = i, v
					}
				}
			}
			out[at].Fillers = append(out[at].Fillers, c)
		}
	}
	return out
}
