package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// bearing reads who leads, is named or held, or calls people out, where no verb of violence tells it: "led by X", "their leader, X", "who call themselves
// X", "the arrest of X", "the hand of X", "unions have called a strike".
func (s *Sentence) bearing(i int) (d Deed, ok bool) {
	t := &s.d.Tokens[i]
	if !noun.Bearing.Has(t) {
		return d, false
	}
	d = Deed{Kind: Claim, From: i, To: i + 1}
	if noun.Marches.Has(t) && s.d.Norm(i+1) == "by" || noun.Plans.Has(t) {
		if d, ok = s.callsOut(i); ok {
			return d, ok
		}
		d = Deed{Kind: Claim, From: i, To: i + 1}
	}
	switch {
	case noun.Calls.Has(t):
		return s.selfNamed(i)
	case noun.Leads.Has(t):
		switch {
		case s.d.Norm(i+1) == "by" && s.armedFolk(s.index(i-1)):
			s.agentsAfter(&d, i+2) // "gunmen led by George Speight"
		case s.tags[i-s.from] == verb && !s.beBefore(i) && s.armedFolk(s.index(i+1)):
			subj, _ := s.subject(s.group(i), 0)
			for _, p := range subj {
				if p.Proper {
					d.agent(p) // "Shamil Basayev, who leads the captors"
				}
			}
		}
	case noun.Leaders.Has(t):
		p := s.index(i)
		if p < 0 || s.phrases[p].Head != i || s.d.Norm(i+1) != "," {
			break
		}
		if n := s.d.Norm(s.phrases[p].From); n != "their" && n != "its" {
			break
		}
		if q := s.index(i + 2); q >= 0 && s.phrases[q].From == i+2 && s.phrases[q].Proper && s.phrases[q].Sort == Unknown {
			d.Agents = append(d.Agents, s.phrases[q]) // "their leader, X, told reporters"
		}
	case noun.Arrests.Has(t) && s.tags[i-s.from] == open && s.d.Norm(i+1) == "of":
		d.Kind = Catch
		if q := s.index(i + 2); q >= 0 && s.phrases[q].From == i+2 {
			ps, _ := s.listRight(q)
			for _, p := range ps {
				if p.Sort == Person || p.Sort == Doer || p.Sort == Unknown && p.Proper && p.To-p.From > 1 {
					d.Objects = append(d.Objects, p)
				}
			}
		}
		return d, len(d.Objects) > 0
	case (t.Norm == "orders" || t.Norm == "instructions") && s.d.Norm(i+1) == "from":
		s.agentsAfter(&d, i+2)
		d.Agents = violent(d.Agents)
	case t.Norm == "hand" && s.d.Norm(i+1) == "of" && s.d.Norm(i-1) == "the":
		s.agentsAfter(&d, i+2)
		d.Agents = violent(d.Agents)
	case t.Norm == "door" && s.d.Norm(i+1) == "of" && s.d.Norm(i-2) == "at":
		s.agentsAfter(&d, i+2) // "laid both at the door of Daesh"
		d.Agents = violent(d.Agents)
	case (t.Norm == "claim" || t.Norm == "claims") && s.tags[i-s.from] == open && (s.d.Norm(i+1) == "by" || s.d.Norm(i+1) == "from"):
		s.agentsAfter(&d, i+2)
		d.Agents = violent(d.Agents)
	}
	if noun.Leads.Has(t) || noun.Leaders.Has(t) {
		for k := range d.Agents {
			if p := &d.Agents[k]; p.Sort == Unknown {
				p.Noun = Noun{Sort: Person, Class: "civilians"} // one who leads is no band
			}
		}
	}
	return d, len(d.Agents) > 0
}

// armedFolk reports whether phrase q is of people who do violence, or of men.
func (s *Sentence) armedFolk(q int) bool {
	if q < 0 {
		return false
	}
	p := &s.phrases[q]
	return p.Sort == Doer || p.Sort == Group || p.Sort == Person && s.d.Norm(p.Head) == "men"
}

// selfNamed reads the name that those who do violence give themselves: "calling itself X", "who call themselves 'X'", "named their circle X".
func (s *Sentence) selfNamed(i int) (d Deed, ok bool) {
	k := i + 1
	switch s.d.Norm(k) {
	case "itself", "themselves", "himself":
		k++
	case "their", "its":
		q := s.index(k)
		if q < 0 || s.phrases[q].Sort != Group && s.phrases[q].Sort != Doer {
			// "named their circle Katibah": one phrase to the grammar
			if q < 0 || !circles.In(s.d, k+1) {
				return d, false
			}
			k += 2
			break
		}
		k = s.phrases[q].To
		if circles.In(s.d, s.phrases[q].From+1) {
			k = s.phrases[q].From + 2
		}
	default:
		return d, false
	}
	for k < s.to && s.d.Tokens[k].Kind == text.Punct {
		k++
	}
	if s.d.Norm(k) == "the" {
		k++
	}
	from, end := k, k
	for k < s.to && k < from+8 {
		if t := &s.d.Tokens[k]; t.Cap && t.Kind == text.Word {
			k++
			end = k
		} else if w := t.Norm; end > from && (w == "of" || w == "the" || w == "for" || w == "and" || w == "in" || w == "'s") {
			k++
		} else {
			break
		}
	}
	if end == from {
		return d, false
	}
	d = Deed{Kind: Claim, From: i, To: i + 1}
	d.Agents = append(d.Agents, Phrase{From: from, To: end, Head: end - 1, Noun: Noun{Sort: Group, Class: "group"}, Proper: true})
	return d, true
}

var circles = text.WordSet(`circle group cell gang movement band outfit organisation organization faction network`)

// callsOut reads who calls people out or takes to the streets: "unions have called a strike", "called on his supporters to march", "a march by residents".
func (s *Sentence) callsOut(i int) (d Deed, ok bool) {
	d = Deed{Kind: Claim, From: i, To: i + 1, Meant: true}
	if noun.Marches.In(s.d, i) {
		s.agentsAfter(&d, i+2)
		return d, len(d.Agents) > 0
	}
	far := false
	for k := i + 1; k < s.to && k < i+16 && !far; k++ {
		if s.tags[k-s.from] == stop {
			return d, false
		}
		far = noun.Marches.In(s.d, k)
	}
	if !far || s.beBefore(i) {
		return d, false
	}
	k := i + 1
	if s.d.Norm(k) == "on" || s.d.Norm(k) == "upon" {
		k++
	}
	if q := s.index(k); q >= 0 && s.phrases[q].From == k && s.tagAt(s.phrases[q].To) == to && (s.phrases[q].Sort == Person || s.phrases[q].Sort == Doer) {
		d.Agents = append(d.Agents, s.phrases[q]) // "called on his supporters to march"
	}
	if noun.Outs.In(s.d, i) || len(d.Agents) == 0 {
		subj, _ := s.subject(s.group(i), 0)
		for _, p := range subj {
			if n := s.d.Norm(p.Head); n != "people" && n != "police" {
				d.agent(p)
			}
		}
	}
	return d, len(d.Agents) > 0
}
