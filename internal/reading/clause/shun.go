package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// wary are words of care where a preposition tells in which places: "be vigilant in markets".
var wary = text.WordSet(`vigilant vigilance alert careful caution cautious care wits guard wary`)

// shuns are the words that Shunned looks for.
var shuns = text.WordSet(`avoid avoids avoided avoiding away clear visit visiting go going vigilant vigilance alert careful caution cautious care wits guard wary`)

// Shuns reports whether a sentence may say what to keep away from, or where to take care.
func Shuns(d *text.Doc, sent int) bool {
	st := &d.Sents[sent]
	for i := st.From; i < st.To; i++ {
		if shuns.In(d, i) {
			return true
		}
	}
	return false
}

// Shunned are the things that people are told to keep away from, and those in which they are to take care.
func (s *Sentence) Shunned() (avoid, careIn []Phrase) {
	for i := s.from; i < s.to; i++ {
		switch n := s.d.Norm(i); n {
		case "avoid", "avoids", "avoided", "avoiding":
			if !s.lifted(i) {
				ps, _ := s.object(i)
				avoid = append(avoid, ps...)
			}
		case "away", "clear":
			if p := s.d.Norm(i + 1); (p == "from" || p == "of") && !s.lifted(i) {
				avoid = append(avoid, s.listAt(i+2)...)
			}
		case "visit", "visiting", "go", "going":
			not := false
			for k := i - 1; k >= s.from && k > i-4; k-- {
				p := s.d.Norm(k)
				not = not || p == "not" || p == "don't" || p == "refrain" || p == "against" || p == "never"
			}
			if not && (n == "go" || n == "going") && s.d.Norm(i+1) == "to" {
				avoid = append(avoid, s.listAt(i+2)...)
			} else if not && n[0] == 'v' {
				avoid = append(avoid, s.listAt(i+1)...)
			}
		}
		if !wary.In(s.d, i) {
			continue
		}
		for k := i + 1; k < s.to && k < i+8; k++ {
			if t := s.tagAt(k); t == comma || t == stop || t == verb {
				break
			}
			switch s.d.Norm(k) {
			case "in", "at", "around", "near", "inside", "on":
				careIn = append(careIn, s.listAt(k+1)...)
				k = s.to
			}
		}
	}
	return avoid, careIn
}

// listAt is the list of phrases that begins at token k.
func (s *Sentence) listAt(k int) []Phrase {
	q := s.index(k)
	if q < 0 || s.phrases[q].From != k {
		return nil
	}
	ps, next := s.listRight(q)
	if s.tagAt(next) == comma {
		next++
	}
	if last := &ps[len(ps)-1]; noun.Venues.In(s.d, last.Head) && (s.d.Norm(next) == "such" && s.d.Norm(next+1) == "as" || s.d.Norm(next) == "like") {
		for s.tagAt(next) != open && next < s.to || s.d.Norm(next) == "such" {
			next++
		}
		if more := s.listAt(next); len(more) > 0 {
			return append(ps[:len(ps)-1:len(ps)-1], more...) // "public places such as shopping malls"
		}
	}
	return ps
}

// lifted reports whether the word at i is no longer asked for: "need no longer avoid".
func (s *Sentence) lifted(i int) bool {
	for k := i - 1; k >= s.from && k > i-8; k-- {
		if n := s.d.Norm(k); n == "longer" || n == "need" && s.d.Norm(k+1) == "not" {
			return true
		}
	}
	return false
}
