package cut

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
)

// compound is what the head of a phrase names together with the words before it, where alone it says little: "a Jewish community centre".
func (s *Sentence) compound(first, head int) (n Noun, ok bool) {
	if head == first || !noun.Frames.In(s.d, head) {
		return n, false
	}
	n, ok = noun.Kinds.Of(&s.d.Tokens[head-1])
	if !ok {
		if n, ok = nouns.Of(&s.d.Tokens[head-1]); !ok || n.Sort != Thing || n.Class == "" {
			return Noun{}, false
		}
	}
	if h := s.d.Norm(head); n.Class == "organization" && (h == "homes" || h == "home" || h == "houses") {
		n.Class = "residential" // "foreign homes"
	}
	if only, some := noun.Doubtful.Of(&s.d.Tokens[head]); some && !hasWord(only, n.Class) {
		return Noun{}, false
	}
	return n, true
}

// hasWord reports whether one of the words of list, parted by blanks, is w.
func hasWord(list, w string) bool {
	for len(list) > 0 {
		i := 0
		for i < len(list) && list[i] != ' ' {
			i++
		}
		if list[:i] == w {
			return true
		}
		if i == len(list) {
			break
		}
		list = list[i+1:]
	}
	return false
}

// whole is the thing behind "of" where the phrase at work is only a side of it.
func (s *Sentence) whole(p Phrase) (Phrase, bool) {
	if !noun.Sides.In(s.d, p.Head) || s.d.Norm(p.To) != "of" {
		return p, false
	}
	q, ok := s.phrase(p.To + 1)
	return q, ok && (q.Sort == Thing || q.Proper && q.Sort == Unknown)
}

// appositions joins a name with what the words after it say that it is: "Raja's, a steakhouse on Kuta Square".
func (s *Sentence) appositions() {
	for i := 0; i+1 < len(s.phrases); i++ {
		p, q := &s.phrases[i], &s.phrases[i+1]
		if p.Sort == Person && q.Sort == Person && s.counted(p) && q.From == p.To+1 && s.tagAt(p.To) == conj && s.tagAt(q.From) == open && !s.d.Tokens[q.From].Cap && s.Many(*p) && s.Many(*q) {
			s.merge(i) // "about 170 guests and staff"
			continue
		}
		if p.Proper && p.Sort == Unknown && q.Sort == Thing && s.tagAt(p.To) == conj && q.From == p.To+1 && s.d.Tokens[q.From].Cap && q.Head > q.From && !s.d.Tokens[q.Head].Cap && s.Many(*q) {
			p.Noun = q.Noun // "the Marriott and Serena hotels"
			continue
		}
		if !p.Proper || p.Sort != Unknown || q.Proper || q.Sort != Thing || q.From != p.To+1 || s.tagAt(p.To) != comma {
			continue
		}
		if n := s.d.Norm(q.From); n != "a" && n != "an" && n != "the" && n != "one" {
			continue
		}
		if s.h.Place != nil && s.h.Place(p.From) >= p.To {
			switch s.d.Norm(p.From - 1) {
			case "at", "outside", "inside", "through", "against":
			default:
				continue // a town: "in Kano, a market"
			}
			if q.Class == "residential" || q.Class == "tourist" {
				continue
			}
		}
		if i+2 < len(s.phrases) && s.tagAt(q.To) == conj && s.phrases[i+2].From == q.To+1 && s.tagAt(q.To+1) == open && s.phrases[i+2].Sort == Thing {
			s.merge(i + 1) // "a cafe and arts centre"
			p, q = &s.phrases[i], &s.phrases[i+1]
		}
		p.Noun, p.Also = q.Noun, i+2
	}
}

// counted reports whether a phrase begins with a number.
func (s *Sentence) counted(p *Phrase) bool {
	for k := p.From; k < p.Head; k++ {
		if s.tagAt(k) == number || s.d.Norm(k) == "number" {
			return true
		}
	}
	return false
}

// owned reports whether a phrase from token i on is somebody's: "a judge's home", "his home".
func (s *Sentence) owned(i, head int) bool {
	for k := i; k < head; k++ {
		if s.tagAt(k) == poss {
			return true
		}
	}
	switch s.d.Norm(i) {
	case "his", "her", "their":
		return true
	}
	return false
}

// merge makes phrases i and j, next to each other, one.
func (s *Sentence) merge(i int) {
	p, q := &s.phrases[i], s.phrases[i+1]
	p.To = q.To
	s.phrases = append(s.phrases[:i+1], s.phrases[i+2:]...)
	for k := p.From; k < s.to; k++ {
		if n := &s.at[k-s.from]; k < p.To {
			*n = int16(i + 1)
		} else if *n > 0 {
			*n--
		}
	}
}

// Other is the phrase that says what a name stands for: "a steakhouse" of "Raja's, a steakhouse"; ok is false without one.
func (s *Sentence) Other(p Phrase) (q Phrase, ok bool) {
	if p.Also == 0 {
		return q, false
	}
	return s.phrases[p.Also-1], true
}

// guess tells by its shape whether a common noun that no table knows names a thing or people; ideas, acts and parts of a body are neither.
func (s *Sentence) guess(p Phrase) Noun {
	w := s.d.Norm(p.Head)
	if p.Sort != Unknown || p.Proper || len(w) < 4 || p.From == p.Head && !strings.HasSuffix(w, "s") || noun.Ideas.In(s.d, p.Head) {
		return p.Noun
	}
	if HasAny(w, "ist", "ists", "man", "men", "woman", "women", "eer", "eers", "ian", "ians", "goer", "goers", "ee", "ees", "worker", "workers", "seller", "sellers", "maker", "makers", "owner", "owners") {
		return Noun{Sort: Person, Class: "civilians"}
	}
	if HasAny(w, "tion", "tions", "sion", "sions", "ness", "ment", "ments", "ity", "ities", "ism", "ance", "ances", "ence", "ences", "ship", "hood", "ing", "ings", "acy", "age", "ure", "ures", "th", "cy", "sis", "ly", "ive", "ful", "ous",
		"less", "ed", "ent", "ents") {
		return p.Noun
	}
	return Noun{Sort: Thing}
}

// Guessed gives the phrases that no table knows what they look like, where a deed shows that they were struck: things where none are people.
func (s *Sentence) Guessed(ps []Phrase, k Kind) []Phrase {
	people := false
	for i := range ps {
		people = people || ps[i].Sort == Person
	}
	for i := range ps {
		if people && (k == Kill || k == Grab) && ps[i].Sort == Unknown && !ps[i].Proper && s.Many(ps[i]) {
			ps[i].Noun = Noun{Sort: Person, Class: "civilians"} // "teachers, Christian converts and priests"
			continue
		}
		n := s.guess(ps[i])
		if n.Sort == Person || n.Sort == Thing && ps[i].Sort == Unknown && (k == Strike || k == Enter || k == Act || k == Blow || k == Throw || k == Fire) {
			ps[i].Noun = n
		}
	}
	return ps
}

// Many reports whether a phrase names several people by a noun.
func (s *Sentence) Many(p Phrase) bool {
	n := s.d.Norm(p.Head)
	return n[len(n)-1] == 's' || HasAny(n, "men", "children", "people", "crew", "staff")
}
