package clause

// Link is how a phrase hangs in its sentence.
type Link struct {
	Prep    string // the preposition before it or before the list that it is part of, "" without one
	Subject bool   // it governs a verb that is no deed: "hotels were full"
	Verb    int    // that verb
	Object  bool   // it follows such a verb: "looking after children", "closed the schools"
}

// Link tells how the phrase at token tok hangs in the sentence; ok is false when tok is part of none.
func (s *Sentence) Link(tok int) (l Link, ok bool) {
	i := s.index(tok)
	if i < 0 {
		return l, false
	}
	first := s.phrases[s.listLeft(i)].From
	switch s.tagAt(first - 1) {
	case prep:
		l.Prep = s.d.Norm(first - 1)
		return l, true
	case verb:
		_, _, deed := s.deedAt(first - 1)
		l.Object, l.Verb = !deed, first-1
		return l, true
	}
	for k := s.phrases[i].To; k < s.to; k++ {
		switch s.tagAt(k) {
		case adverb, conj, open, det, number, poss, prep, when:
			if s.index(k) >= 0 || s.tagAt(k) != open {
				continue
			}
		case be, have, modal:
			for k++; k < s.to && (s.tagAt(k) == be || s.tagAt(k) == have || s.tagAt(k) == adverb || s.tagAt(k) == modal); k++ {
			}
			if s.tagAt(k) == verb {
				_, _, deed := s.deedAt(k)
				l.Subject, l.Verb = !deed, k
			} else {
				l.Subject, l.Verb = true, k
			}
		case verb:
			_, _, deed := s.deedAt(k)
			l.Subject, l.Verb = !deed, k
		}
		break
	}
	return l, true
}
