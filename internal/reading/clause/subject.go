package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/cut"
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// floating words stand between an auxiliary and its verb: "should all be regarded", "have both been named".
var floating = text.WordSet(`all both each`)

// opening are prepositions that also begin a clause: "since the reporter was murdered".
var opening = text.WordSet(`since after before until as`)

// posing are words before "as" where it begins no clause.
var posing = text.WordSet(`such well dressed disguised posing known described masquerading identified named acting`)

// group is the start of the group of verbs that token i is part of.
func (s *Sentence) group(i int) int {
	for i > s.from {
		if t := s.tagAt(i - 1); t == be || t == have || t == modal || t == adverb && s.d.Tokens[i-1].Kind != text.Punct {
			i--
			continue
		}
		if floating.In(s.d, i-1) && i-2 >= s.from {
			if t := s.tagAt(i - 2); t == be || t == have || t == modal {
				i--
				continue
			}
		}
		break
	}
	return i
}

// subject is the list of phrases that governs the group of verbs beginning at token g, and the weapons told with it ("men with rifles").
func (s *Sentence) subject(g, depth int) (ps, means []Phrase) {
	var more []Phrase
	if depth > 3 {
		return nil, nil
	}
	k := g - 1
	for s.tagAt(k) == adverb || s.tagAt(k) == when {
		k--
	}
	if k < s.from {
		return nil, nil
	}
	switch s.tagAt(k) {
	case to:
		return s.governed(k, depth)
	case conj:
		return s.inherited(k, depth)
	case prep: // "by pulling in"
		return s.inherited(k, depth)
	case which:
		k--
		if s.tagAt(k) == comma {
			k--
		}
		i := s.index(k)
		if i < 0 {
			return nil, nil
		}
		if p := &s.phrases[i]; p.To == k+1 && noun.Venues.In(s.d, p.Head) {
			// "hotels are among the places that could be hit"
			j := p.From - 1
			if s.d.Norm(j) == "among" {
				j--
			}
			if s.tagAt(j) == be {
				if ps, means = s.subject(s.group(j), depth+1); len(ps) > 0 {
					return ps, means
				}
			}
		}
		if f := s.listLeft(i); s.phrases[i].To == k+1 && s.tagAt(s.phrases[f].From-1) == prep && (s.phrases[i].Sort == Person || s.phrases[i].Sort == Doer) && s.d.Norm(g-1) == "who" {
			return s.phrases[i : i+1], nil // "looking for a man who shot"
		}
	case comma:
		if i := s.index(k - 1); i > 0 && s.phrases[i].To == k {
			// "crowded places, such as hotels and malls, may be attacked"
			f := s.listLeft(i)
			if j := s.phrases[f].From - 1; f > 0 && (s.d.Norm(j) == "as" && s.d.Norm(j-1) == "such" || s.d.Norm(j) == "including" || s.d.Norm(j) == "like") {
				if s.d.Norm(j) == "as" {
					j--
				}
				if s.tagAt(j-1) == comma {
					j--
				}
				if h := s.index(j - 1); h >= 0 && s.phrases[h].Sort == s.phrases[f].Sort && s.phrases[h].Sort == Thing {
					if noun.Venues.In(s.d, s.phrases[h].Head) {
						return s.phrases[f : i+1], nil
					}
					return s.phrases[h : i+1], nil
				}
			}
		}
		// an apposition or a clause between commas
		j := k - 1
		for j > s.from && j > k-25 && s.tagAt(j) != comma {
			j--
		}
		if s.tagAt(j) == comma && s.index(j-1) >= 0 && (s.tagAt(j+1) == which || s.tagAt(j+1) == det || s.tagAt(j+1) == number || s.tagAt(j+1) == verb || s.tagAt(j+1) == prep || s.tagAt(j+1) == adverb || s.tagAt(j+1) == open) {
			k = j - 1
			break
		}
		return s.inherited(k, depth)
	case stop:
		return nil, nil
	case verb:
		j := s.relative(k)
		if j < 0 {
			return nil, nil
		}
		k = j // "the malls where foreigners shop may be attacked"
	case be, have, modal, pron:
		return nil, nil
	}
	within := false // past a verb that has a subject of its own
	for k >= s.from {
		i := s.index(k)
		if i < 0 || s.phrases[i].To != k+1 {
			// a participle between: "men armed with rifles", "a man dressed as"
			if s.tagAt(k) == number && s.d.Norm(k-1) == "of" && s.index(k-2) >= 0 {
				k -= 2 // "a boy of 15"
				continue
			}
			if t := s.tagAt(k); (t == verb || t == when || t == adverb || t == number) && k > s.from {
				k--
				if t == verb {
					within = within || !cut.HasAny(s.d.Norm(k+1), "ed", "ing", "en")
					if _, _, ok := s.deedAt(k + 1); ok && s.tagAt(k) != be {
						continue
					}
				}
				continue
			}
			return nil, means
		}
		first := s.listLeft(i)
		list := s.phrases[first : i+1]
		before := s.tagAt(s.phrases[first].From - 1)
		if before == which && within {
			// "the malls where foreigners shop may be attacked"
			if k = s.phrases[first].From - 2; s.tagAt(k) == comma {
				k--
			}
			within = false
			continue
		}
		if n := s.d.Norm(s.phrases[first].From - 1); n == "armed" || n == "carrying" || n == "wielding" || n == "brandishing" || n == "wearing" {
			means = append(means, weapons(list)...)
			k = s.phrases[first].From - 2
			continue
		}
		if before == verb {
			// "a man who tried to raise the alarm was shot": the object of a clause within
			if j := s.relative(s.phrases[first].From - 1); j >= 0 {
				k = j
				continue
			}
			if v := s.phrases[first].From - 1; cut.HasAny(s.d.Norm(v), "ing") && s.index(v-1) >= 0 && s.phrases[s.index(v-1)].To == v {
				k = v - 1 // "families breaking the fast were queuing"
				continue
			}
			if j := s.alleged(s.phrases[first].From - 1); j >= 0 {
				k = j // "two men suspected of having helped the gunmen were held"
				continue
			}
		}
		if last := s.phrases[i]; before == prep && first < i && s.name(first) && !s.name(i) && s.tagAt(last.From) == det {
			// "a petrol station at Kantharalak and a hospital were hit"
			more = append([]Phrase{last}, more...)
			for i > first && !s.name(i) {
				i--
			}
			list = s.phrases[first : i+1]
		}
		if first < i && before == prep && len(more) == 0 && s.phrases[first].Sort != Thing && alike(list[1:], Thing) {
			// "blocks with a Western clientele, malls and schools"
			more = append(more, list[1:]...)
			list = list[:1]
		}
		if before == prep {
			if w := s.phrases[first].From - 1; opening.In(s.d, w) && !posing.In(s.d, w-1) && (s.tagAt(w-1) != verb || s.folk(list) && list[len(list)-1].To == g && s.d.Norm(w) != "as") {
				if len(more) > 0 {
					return append(append([]Phrase{}, list...), more...), means
				}
				return list, means // "since the reporter was murdered"
			}
			if n := s.d.Norm(s.phrases[first].From - 1); n == "with" {
				for _, p := range weapons(list) {
					if p.Class != "vehicle" {
						means = append(means, p)
					}
				}
			}
			k = s.phrases[first].From - 2
			// "armed with rifles", "dressed in"
			for s.tagAt(k) == verb || s.tagAt(k) == adverb || s.tagAt(k) == when {
				k--
			}
			if t := s.tagAt(k); t == be || t == have {
				if j := s.relative(k); j >= 0 {
					k = j // "a policeman who was on guard was hit"
				}
			}
			if s.index(k) < 0 {
				if j := s.relative(k); j >= 0 {
					k = j // "a boy who is thought to have known of the plan was held"
					continue
				}
				return nil, means
			}
			continue
		}
		if len(more) > 0 {
			return append(append([]Phrase{}, list...), more...), means
		}
		return list, means
	}
	return more, means
}

// folk reports whether a list is of people.
func (s *Sentence) folk(ps []Phrase) bool {
	for _, p := range ps {
		if p.Sort != Person && p.Sort != Doer && p.Sort != Group {
			return false
		}
	}
	return len(ps) > 0
}

// alike reports whether all phrases of a list are of one sort.
func alike(ps []Phrase, sort Sort) bool {
	for _, p := range ps {
		if p.Sort != sort {
			return false
		}
	}
	return true
}

// name reports whether phrase i is the name of a place.
func (s *Sentence) name(i int) bool {
	p := &s.phrases[i]
	return s.h.Place != nil && s.h.Place(p.From) > 0 || p.Proper && p.Sort == Unknown
}

// relative is the token before the "who" or "which" of the clause that the verb at v is part of, or -1.
func (s *Sentence) relative(v int) int {
	for k := v; k >= s.from && k > v-10; k-- {
		switch s.tags[k-s.from] {
		case which:
			if n := s.d.Norm(k); n != "who" && n != "which" && n != "that" && n != "where" {
				return -1
			}
			k--
			if s.tagAt(k) == prep {
				k-- // "at which visitors gather"
			}
			if s.tagAt(k) == comma {
				k--
			}
			if s.index(k) < 0 {
				return -1
			}
			return k
		case stop, comma:
			return -1
		}
	}
	return -1
}

// listLeft is the first phrase of the list "A, B and C" that ends with phrase i.
func (s *Sentence) listLeft(i int) int {
	and := false
	for i > 0 {
		k := s.phrases[i].From - 1
		c, a := false, false
		for s.tagAt(k) == conj || s.tagAt(k) == comma {
			if s.tagAt(k) == conj {
				a = true
			} else {
				c = true
			}
			k--
		}
		if !c && !a || s.index(k) != i-1 || s.phrases[i-1].To != k+1 {
			return i
		}
		if !a && !and {
			return i // a comma without "and" to come: an apposition
		}
		// a clause ends before: "police came and gunmen attacked"
		if a && (and && c || s.clauseEnds(i-1)) {
			return i
		}
		and = true
		i--
	}
	return i
}

// clauseEnds reports whether phrase i is the object of a verb before it, so that "and" after it begins a clause.
func (s *Sentence) clauseEnds(i int) bool {
	k := s.phrases[i].From - 1
	for k >= s.from && s.tagAt(k) == adverb {
		k--
	}
	return s.tagAt(k) == verb
}

// inherited is the subject of the verb before token k in its clause.
func (s *Sentence) inherited(k, depth int) (ps, means []Phrase) {
	for ; k >= s.from; k-- {
		switch s.tags[k-s.from] {
		case stop:
			if n := s.d.Norm(k); n == "." || n == ";" || n == ":" {
				return nil, nil
			}
		case verb, be, have, modal:
			g := s.group(k)
			if kd, _, ok := s.deedAt(k); s.tags[k-s.from] == verb && (ok && kd == Catch || accuses.In(s.d, k)) {
				if o, _ := s.object(k); len(o) > 0 {
					return o, nil // "arrested a man on suspicion of planning"
				}
			}
			if ps, means = s.subject(g, depth+1); len(ps) > 0 {
				return ps, means
			}
			k = g
		}
	}
	return nil, nil
}

// governed is the subject of an infinitive: that of the verb before "to".
func (s *Sentence) governed(k, depth int) (ps, means []Phrase) {
	for j := k - 1; j >= s.from && j > k-12; j-- {
		switch s.tags[j-s.from] {
		case stop:
			return nil, nil
		case verb, be, have:
			if o, _ := s.object(j); len(o) > 0 && (accuses.In(s.d, j) || o[0].To == k && orders.In(s.d, j)) {
				return o, nil
			}
			return s.subject(s.group(j), depth+1)
		}
	}
	return nil, nil
}
