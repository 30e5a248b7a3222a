package clause

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// mostly are words before the people that others told of before mainly are: "22 people, mostly tourists".
var mostly = text.WordSet(`mostly mainly largely chiefly primarily predominantly principally overwhelmingly all`)

// composed adds who those struck are, told between commas from token k on: "22 people, mostly tourists", "twenty people, three of them
// Americans". It gives the token where the sentence goes on.
func (s *Sentence) composed(d *Deed, k int) int {
	if s.tagAt(k) != comma {
		return k
	}
	if next := s.above(d, k); next > k {
		return next
	}
	// k is the comma before or after the words
	for _, c := range [...]int{k, s.commaBefore(k)} {
		if c < s.from {
			continue
		}
		i := c + 1
		for n := s.d.Norm(i); n == "nearly" || n == "almost"; n = s.d.Norm(i) {
			i++
		}
		switch {
		case mostly.In(s.d, i) && s.d.Norm(i+1) != "of":
			i++
		case s.d.Norm(i+1) == "of" && s.d.Norm(i+2) == "them":
			if s.tagAt(i) == number && (len(d.Objects) == 0 || s.d.Norm(d.Objects[len(d.Objects)-1].Head) != "people") {
				continue // "seventeen missionaries, five of them children"
			}
			if i += 3; s.tagAt(i) == be {
				i++
			}
		case s.d.Norm(i) == "among" && s.d.Norm(i+1) == "them":
			if q := s.index(i + 2); q >= 0 {
				ps, _ := s.listRight(q)
				for _, p := range ps {
					if p.Sort == Person && p.Class != "nationals" || p.Sort == Force {
						d.Objects = append(d.Objects, p)
					}
				}
			}
			return k
		default:
			continue
		}
		q := s.index(i)
		if q < 0 {
			continue
		}
		p := s.phrases[q]
		p.From = max(p.From, i)
		if c == k && (s.tagAt(p.To) == comma || s.tagAt(p.To) == stop) && p.To < s.to {
			k = p.To // what is said between commas
		}
		if p.Sort != Person && p.Sort != Force || p.To > p.Head+1 && s.tagAt(p.To-1) == poss || !s.Many(p) {
			continue
		}
		d.Objects = append(d.Objects, p)
		return k
	}
	return k
}

func (s *Sentence) commaBefore(k int) int {
	for i := k - 1; i >= s.from && i > k-10; i-- {
		switch s.tags[i-s.from] {
		case comma:
			return i
		case stop, verb:
			return -1
		}
	}
	return -1
}

// fallen are words for those who were hit, of whom is told what they were.
var fallen = text.WordSet(`dead wounded injured victims casualties fatalities hostages captives killed slain missing hurt`)

// told reads what those hit were: "the dead were all pilgrims", "most of them were young cadets". i is the "were".
func (s *Sentence) told(i int) (d Deed, ok bool) {
	if n := s.d.Norm(i); n != "were" && n != "are" && n != "was" {
		return d, false
	}
	k := i - 1
	for s.tagAt(k) == adverb && !fallen.In(s.d, k) || s.tagAt(k) == when {
		k--
	}
	one := false
	of := s.d.Norm(k-1) == "of" || s.tagAt(k-1) == det && s.d.Norm(k-2) == "of"
	switch n := s.d.Norm(k); {
	case fallen.In(s.d, k) && s.d.Norm(k-1) == "the" && s.d.Norm(k-2) == "among":
		one = true
	case fallen.In(s.d, k):
	case n == "them" && of:
	case n == "others" || n == "rest":
		before := false // "five of the dead were soldiers and the others were"
		for j := k; j >= s.from && !before; j-- {
			before = fallen.In(s.d, j)
		}
		if !before {
			return d, false
		}
	default:
		return d, false
	}
	j := i + 1
	for s.tagAt(j) == adverb || mostly.In(s.d, j) || s.d.Norm(j) == "among" {
		j++
	}
	q := s.index(j)
	if q < 0 {
		return d, false
	}
	ps, _ := s.listRight(q)
	d = Deed{Kind: Suffer, From: i, To: i + 1}
	for _, p := range ps {
		p.From = max(p.From, j)
		if p.Sort == Person && (s.Many(p) || one) && !s.capital(p) || p.Sort == Force {
			d.Objects = append(d.Objects, p)
		}
	}
	return d, len(d.Objects) > 0
}

// takes are verbs before the lives of those who were killed.
var takes = text.WordSet(`cost costs costing claim claims claimed claiming take takes took taken taking`)

// lives reads "cost the lives of 21 visitors" and "were among the dead". i is the noun, or the "among".
func (s *Sentence) lives(i int) (d Deed, ok bool) {
	d = Deed{Kind: Kill, From: i, To: i + 1}
	switch s.d.Norm(i) {
	case "life", "lives":
		for k := i - 1; k > i-4 && s.d.Norm(i+1) == "of"; k-- {
			if takes.In(s.d, k) {
				d.Objects = struck(s.listAt(i + 2))
				break
			}
		}
	case "among":
		if s.tagAt(i-1) == be && s.d.Norm(i+1) == "the" && fallen.In(s.d, i+2) {
			subj, _ := s.subject(s.group(i-1), 0)
			d.Kind, d.Objects = Suffer, struck(subj)
		}
	}
	return d, len(d.Objects) > 0
}

// meant is whom "him", "her" or "them" at token k stands for: the people named last before who govern nothing here.
func (s *Sentence) meant(k int, subject []Phrase) []Phrase {
	switch s.d.Norm(k) {
	case "him", "her", "them":
	default:
		return nil
	}
	if s.tagAt(k) != pron {
		return nil
	}
	first := k
	for _, p := range subject {
		first = min(first, p.From)
	}
	for q := len(s.phrases) - 1; q >= 0; q-- {
		p := &s.phrases[q]
		if p.From >= first || p.Sort != Person && !(p.Sort == Unknown && p.Proper && p.To > p.From+1) {
			continue
		}
		if s.d.Norm(k) == "them" != s.Many(*p) {
			continue
		}
		return s.phrases[q : q+1]
	}
	return nil
}

// capital reports whether the head of a phrase begins with a capital letter.
func (s *Sentence) capital(p Phrase) bool { return s.d.Tokens[p.Head].Cap }

// pursuits are what people are doing where they are struck, and pursued the same told of as past.
var (
	pursuits = text.WordSet(`praying queuing queueing waiting watching standing sitting shopping dining eating drinking dancing celebrating sleeping gathering attending marching walking travelling traveling working
		boarding leaving playing voting bathing swimming singing mourning protesting demonstrating lining strolling heading returning resting buying having taking worshipping breakfasting picnicking sunbathing
		stepping getting going enjoying preparing riding running cheering assembling listening`)
	pursued = text.WordSet(`arrived gathered queued prayed slept sat stood waited watched danced ate dined walked played celebrated boarded marched worked shopped left streamed poured lined mourned`)
)

// present reads who was where something happened: "as pupils arrived", "where guests were watching a match", "families were queuing". v is a
// verb that is no deed.
func (s *Sentence) present(v int) (d Deed, ok bool) {
	if !(pursuits.In(s.d, v) && s.beBefore(v)) && !pursued.In(s.d, v) {
		return d, false
	}
	subj, _ := s.subject(s.group(v), 0)
	if len(subj) == 0 {
		return d, false
	}
	if w := subj[0].From - 1; pursued.In(s.d, v) && s.tagAt(w) != which && !(opening.In(s.d, w) && !posing.In(s.d, w-1)) {
		return d, false
	}
	d = Deed{Kind: Present, From: v, To: v + 1}
	for _, p := range subj {
		if p.Sort == Person && s.Many(p) && (!s.capital(p) || s.d.Tokens[p.Head].First) {
			d.Objects = append(d.Objects, p)
		}
	}
	return d, len(d.Objects) > 0
}
