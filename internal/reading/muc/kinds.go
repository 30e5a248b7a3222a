package muc

import "math"

// actKind is the type of act that a class of words most often tells of; -1: none.
var actKind = [numActs]int{-1, 0, 0, 0, 1, 1, 0, 0, 2, 3, 4, -1, -1, -1, -1}

// pull is how near acts of each class stand to a candidate, and how surely.
func (p *Page) pull(c *Candidate) (out [numActs]float64) {
	for _, s := range c.Spans {
		l := &p.Lines[s.Line]
		for i, a := range l.act {
			if a.class == 0 {
				continue
			}
			d := 0
			if i < s.A {
				d = s.A - i
			} else if i >= s.B {
				d = i - s.B + 1
			}
			out[a.class] += (s.Share + 0.05) * math.Exp(-float64(d)/8)
		}
	}
	return out
}

// KindFeatures are what speaks for the text's telling of an act of a type, given what was taken as fillers.
func (p *Page) KindFeatures(kind int, o *Outlook, cs, taken []*Candidate, into []float32) []float32 {
	into = into[:0]
	add := func(v float64) { into = append(into, float32(v)) }
	for k := range Kinds {
		if k == kind {
			add(1)
		} else {
			add(0)
		}
	}
	add(o[0])
	add(o[1+kind])
	add(o[7])
	other := -99.0
	for k := range Kinds {
		if k != kind {
			other = max(other, o[1+k])
		}
	}
	add(other)
	told, own := 0, 0.0
	lead := 0.0
	for i := range p.Lines {
		for _, a := range p.Lines[i].act {
			if k := actKind[a.class]; a.class != 0 && k == kind {
				told++
				if i < 2 {
					lead++
				}
			}
		}
	}
	add(float64(told))
	add(lead)
	for _, k := range []uint8{actKill, actHurt, actHarm, actBlast, actPlant, actShoot, actRaid, actTake, actBurn, actRob, actWar, actLaw, actBlame, actThreat} {
		add(float64(p.kinds[k]))
	}
	rule, rules := 0.0, 0.0
	for _, t := range p.rules {
		if t.Kind == Kinds[kind] {
			for _, f := range t.Roles {
				rule += float64(len(f))
			}
		} else {
			rules++
		}
	}
	add(rule)
	add(rules)
	var n [5]float64
	var best [5]float64
	for _, c := range taken {
		n[c.Role]++
		best[c.Role] = max(best[c.Role], c.best)
		v := p.pull(c)
		own0, all := 0.0, 0.01
		for k, x := range v {
			all += x
			if actKind[k] == kind {
				own0 += x
			}
		}
		own += own0 / all
	}
	for r := range n {
		add(n[r])
		add(best[r])
	}
	// all candidates, by how likely they are, of the role and beside acts of the type
	var likely, top [5]float64
	pulled, pulledTop := 0.0, 0.0
	for r := range top {
		top[r] = -9
	}
	for _, c := range cs {
		q := 1 / (1 + math.Exp(-c.odds))
		likely[c.Role] += q
		top[c.Role] = max(top[c.Role], c.odds)
		own, all := 0.0, 0.05
		for k, x := range p.pull(c) {
			all += x
			if actKind[k] == kind {
				own += x
			}
		}
		pulled += q * own / all
		pulledTop = max(pulledTop, q*own/all)
	}
	for r := range top {
		add(likely[r])
		add(top[r])
	}
	add(pulled)
	add(pulledTop)
	for _, v := range p.tones {
		add(v)
	}
	add(own)
	add(own / max(1, float64(len(taken))))
	add(float64(len(p.Lines)))
	return into
}

// ShareFeatures are what speaks for a filler's being one of an act of a type.
func (p *Page) ShareFeatures(kind int, scores [6]float64, c *Candidate, into []float32) []float32 {
	into = into[:0]
	add := func(v float64) { into = append(into, float32(v)) }
	for k := range Kinds {
		if k == kind {
			add(1)
		} else {
			add(0)
		}
	}
	for r := range 5 {
		if c.Role == r {
			add(1)
		} else {
			add(0)
		}
	}
	other := -99.0
	for k, s := range scores {
		if k != kind {
			other = max(other, s)
		}
	}
	add(scores[kind])
	add(other)
	add(scores[kind] - other)
	v := p.pull(c)
	own, all := 0.0, 0.01
	for k, x := range v {
		all += x
		if actKind[k] == kind {
			own += x
		}
	}
	add(own)
	add(own / all)
	for k := range v[1:] {
		add(v[k+1] / all)
	}
	in, out := 0.0, 0.0
	for _, t := range p.rules {
		for _, f := range t.Roles[Roles[c.Role]] {
			if Plain(f.Text) == c.Text {
				if t.Kind == Kinds[kind] {
					in = 1
				} else {
					out = 1
				}
			}
		}
	}
	add(in)
	add(out)
	add(c.best)
	add(float64(c.Spans[0].Line))
	return into
}

// tone counts words that tell of what sort the text is: of talk, of wishes, of times past, of war.
func (p *Page) tone() (out [6]float64) {
	for i := range p.Lines {
		for j, t := range p.Lines[i].ts {
			switch t.w {
			case "i", "we", "our", "my", "you":
				out[0]++
			case "would", "could", "if", "may", "might", "should", "must":
				out[1]++
			case "ago", "years", "1980", "1981", "1982", "1983", "1984", "1985", "1986", "1987", "1988", "past", "since":
				out[2]++
			case "today", "yesterday", "night", "morning", "evening", "tonight", "afternoon":
				out[3]++
			case "\"":
				out[4]++
			}
			if martial[t.w] || p.Lines[i].act[j].class == actWar {
				out[5]++
			}
		}
	}
	return out
}
