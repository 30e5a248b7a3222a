package clause

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// names are verbs by which a warning tells what may be struck; the subject is the warning or who gives it.
var names = text.WordSet(`listed lists list mentioned mentions mention named names name cited cites cite specified specifies singled highlighted highlights`)

// deserve are verbs of care for what may be struck.
var deserve = text.WordSet(`deserve deserves deserved need needs require requires required merit merits merited warrant warrants`)

// care are what it deserves.
var care = text.WordSet(`attention protection vigilance care caution guarding security alertness`)

// listed reads what may be struck from a warning's list: "it mentioned hotels and restaurants", "Jewish institutions deserve special
// attention", "hotels remain attractive to terrorists", "churches count as likely targets".
func (s *Sentence) listed(v int) (d Deed, ok bool) {
	d = Deed{Kind: Target, From: v, To: v + 1}
	switch n := s.d.Norm(v); {
	case names.In(s.d, v) && !s.beBefore(v):
		ps, k := s.object(v)
		for _, p := range ps {
			if p.Sort == Thing && !s.capital(p) || p.Sort == Thing && len(ps) > 1 {
				d.Objects = append(d.Objects, p)
			}
		}
		s.above(&d, k)
	case deserve.In(s.d, v):
		ps, _ := s.object(v)
		if len(ps) == 0 || !care.In(s.d, ps[0].Head) {
			return d, false
		}
		d.Objects, _ = s.subject(s.group(v), 0)
		d.Objects = struck(d.Objects)
		// "as do Christmas markets"
		for k := v; k+2 < s.to; k++ {
			if n := s.d.Norm(k + 1); s.d.Norm(k) == "as" && (n == "do" || n == "does") && s.index(k+2) >= 0 {
				ps, _ := s.listRight(s.index(k + 2))
				d.Objects = append(d.Objects, struck(ps)...)
			}
		}
	case (n == "came" || n == "come" || n == "comes" || n == "coming") && s.d.Norm(v+1) == "under":
		for k := v + 2; k < s.to && k < v+6; k++ {
			switch s.d.Norm(k) {
			case "attack", "fire", "shelling", "bombardment", "assault", "siege", "gunfire":
				d.Kind = Strike // "the consulate came under rocket fire"
				d.Objects, _ = s.subject(s.group(v), 0)
				d.Objects = struck(d.Objects)
				return d, len(d.Objects) > 0
			}
		}
	case n == "survived" || n == "escaped" || n == "survives" || n == "escapes":
		if ps, _ := s.object(v); len(ps) > 0 {
			switch s.d.Norm(ps[0].Head) {
			case "attempt", "attack", "assassination", "ambush", "bombing", "bid":
				d.Kind = Strike // "the bishop survived an attempt on his life"
				subj, _ := s.subject(s.group(v), 0)
				for _, p := range subj {
					if p.Sort == Person || p.Sort == Force || p.Sort == Unknown && p.Proper {
						d.Objects = append(d.Objects, p)
					}
				}
				d.Kind = Kill
			}
		}
	case n == "remain" || n == "remains" || n == "count" || n == "counts" || n == "rank" || n == "stay" || n == "feature" || n == "become":
		for k := v + 1; k < s.to && k < v+7; k++ {
			switch s.d.Norm(k) {
			case "attractive", "exposed", "target", "targets", "danger":
				d.Objects, _ = s.subject(s.group(v), 0)
				d.Objects = struck(d.Objects)
				return d, len(d.Objects) > 0
			}
			if t := s.tagAt(k); t == stop || t == comma || t == verb {
				break
			}
		}
	}
	return d, len(d.Objects) > 0
}

// targetIs reads what a target is said to be: "the target of the bombing was a bus". i is the "was".
func (s *Sentence) targetIs(i int) (d Deed, ok bool) {
	for k := i - 1; k >= s.from && k > i-12; k-- {
		switch n := s.d.Norm(k); {
		case n == "target" || n == "targets":
			if s.tagAt(k-1) == prep {
				return d, false
			}
			q := s.index(i + 1)
			if q < 0 {
				return d, false
			}
			ps, _ := s.listRight(q)
			d = Deed{Kind: Target, From: i, To: i + 1, Objects: struck(ps)}
			return d, len(d.Objects) > 0
		case s.tagAt(k) == verb || s.tagAt(k) == stop || s.tagAt(k) == which || s.tagAt(k) == modal:
			return d, false
		}
	}
	return d, false
}

// above adds what is named above all after a list: "places popular with visitors, above all squares and docks". k is where what follows the list
// begins; it gives where the sentence goes on.
func (s *Sentence) above(d *Deed, k int) int {
	if s.tagAt(k) != comma {
		return k
	}
	i := k + 1
	switch s.d.Norm(i) {
	case "especially", "particularly", "notably", "chiefly", "including":
		i++
	case "above", "in", "such", "for", "among":
		if n := s.d.Norm(i + 1); n != "all" && n != "particular" && n != "as" && n != "instance" && n != "example" && n != "them" {
			return k
		}
		if i += 2; s.tagAt(i) == comma {
			i++
		}
	default:
		return k
	}
	if s.tagAt(i) == prep && located.In(s.d, i) || s.d.Norm(i) == "against" {
		i++ // "above all on places of worship"
	}
	q := s.index(i)
	if q < 0 && i > k+1 {
		q = s.index(i - 1) // "all public squares" cut as one
	}
	if q < 0 {
		return k
	}
	ps, next := s.listRight(q)
	for _, p := range ps {
		if p.Sort == Thing {
			p.From = max(p.From, i)
			d.Objects = append(d.Objects, p)
		}
	}
	return next
}

// happened skips the words of a noun of violence having happened, from token k on: "the attack took place outside a bakery".
func (s *Sentence) happened(k int) int {
	i := k
	for s.tagAt(i) == adverb {
		i++
	}
	switch s.d.Norm(i) {
	case "took", "takes", "taken":
		if s.d.Norm(i+1) == "place" {
			i += 2
		}
	case "happened", "occurred", "was", "were", "came", "began", "started", "erupted", "unfolded":
		i++
	default:
		return k
	}
	for s.tagAt(i) == adverb || s.tagAt(i) == when {
		i++
	}
	switch s.d.Norm(i) {
	case "at", "in", "outside", "inside", "near", "on", "opposite":
		return i
	}
	return k
}

// following reads a list after a colon: "the following sites are possible targets: the cathedral, the opera house", "at three hotels: the
// Ritz, the Savoy and the Plaza". i is the colon.
func (s *Sentence) following(i int) (d Deed, ok bool) {
	q := s.index(i + 1)
	if q < 0 || s.d.Norm(i) != ":" {
		return d, false
	}
	d = Deed{Kind: Target, From: i, To: i + 1}
	what := Noun{}
	if p := s.index(i - 1); p >= 0 && s.phrases[p].Sort == Thing && !s.phrases[p].Proper && s.Many(s.phrases[p]) && s.tagAt(s.phrases[p].From-1) == prep {
		what = s.phrases[p].Noun
		d.Kind = Strike
	}
	if what.Class == "" {
		named := false
		for k := s.from; k < i; k++ {
			if n := s.d.Norm(k); n == "target" || n == "targets" || n == "targeted" {
				named = true
			}
		}
		if !named {
			return d, false
		}
		d.Kind = Target
	}
	for ; q < len(s.phrases); q++ {
		p := s.phrases[q]
		switch t := s.tagAt(p.From - 1); {
		case t == prep:
			continue // "in Rome"
		case t != comma && t != conj && p.From != i+1:
			return d, len(d.Objects) > 0
		}
		if p.Sort == Unknown && p.Proper && what.Class != "" {
			p.Noun = what
		}
		if p.Sort == Thing {
			d.Objects = append(d.Objects, p)
		}
	}
	return d, len(d.Objects) > 0
}
