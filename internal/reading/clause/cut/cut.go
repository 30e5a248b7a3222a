// Package cut cuts one sentence of English into its noun phrases: it tells what each word does (package tag) and what each phrase names
// (package noun). Work is linear in the length of the sentence but for short looks ahead.
package cut

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Phrase is a noun with what belongs to it: tokens [From, To), its head noun at Head.
type Phrase struct {
	From, To, Head int
	Noun
	Definite bool // "the", "this", "his"
	Proper   bool // a name
	Start    int  // where the name begins when words before it belong to the phrase alone: "the windows of the Ritz"; 0 when it is From
	Also     int  // 1 + the phrase that says what the name stands for, see Other; 0 without one
}

// Hooks tell what is known of the text from elsewhere.
type Hooks struct {
	Time  func(tok int) bool // part of an expression of time
	Place func(tok int) int  // the end of the place's name that begins at tok, or 0
	Room  *Room              // memory for several sentences of the text; nil: each takes its own
}

// Room is memory that the sentences of one text share, and that is theirs from then on. The zero Room is ready.
type Room struct {
	tags    []tag
	at      []int16
	phrases []Phrase
}

// sentence hands out the memory of one sentence of n tokens.
func (r *Room) sentence(n int) (tags []tag, at []int16, phrases []Phrase) {
	const tokens, most = 512, 64 // at a time
	if k := len(r.tags) + n; k > cap(r.tags) {
		r.tags, r.at = make([]tag, 0, max(n, tokens)), make([]int16, 0, max(n, tokens))
	}
	k := len(r.tags)
	r.tags, r.at = r.tags[:k+n], r.at[:k+n]
	if need := n/2 + 1; len(r.phrases)+need > cap(r.phrases) {
		r.phrases = make([]Phrase, 0, max(need, most))
	}
	return r.tags[k : k+n : k+n], r.at[k : k+n : k+n], r.phrases[len(r.phrases):]
}

// keep leaves the phrases of the latest sentence to it.
func (r *Room) keep(phrases []Phrase) {
	if k := len(r.phrases); k+len(phrases) <= cap(r.phrases) {
		r.phrases = r.phrases[:k+len(phrases)]
	}
}

// Sentence is a sentence cut into phrases.
type Sentence struct {
	d        *text.Doc
	h        Hooks
	from, to int
	tags     []tag
	phrases  []Phrase
	at       []int16 // by token: 1 + the phrase it is part of, 0 none
}

// Cut cuts one sentence.
func (s *Sentence) Cut(d *text.Doc, sent int, h Hooks) {
	st := &d.Sents[sent]
	*s = Sentence{d: d, h: h, from: st.From, to: st.To}
	if h.Room == nil {
		h.Room = &Room{}
	}
	s.tags, s.at, s.phrases = h.Room.sentence(st.To - st.From)
	s.tag()
	for i := s.from; i < s.to; {
		if p, ok := s.phrase(i); ok {
			s.phrases = append(s.phrases, p)
			for k := p.From; k < p.To; k++ {
				s.at[k-s.from] = int16(len(s.phrases))
			}
			i = p.To
			continue
		}
		i++
	}
	h.Room.keep(s.phrases)
	s.phrases = s.phrases[:len(s.phrases):len(s.phrases)]
	s.appositions()
}

// Tags tell what each word of the sentence does, Phrases are its phrases in order, Index tells by word the number of the phrase that it is
// part of, from 1 on, or 0. The slices are the sentence's own.
func (s *Sentence) Tags() []tag       { return s.tags }
func (s *Sentence) Phrases() []Phrase { return s.phrases }
func (s *Sentence) Index() []int16    { return s.at }

// At is the phrase that token tok is part of.
func (s *Sentence) At(tok int) (Phrase, bool) {
	if i := s.index(tok); i >= 0 {
		return s.phrases[i], true
	}
	return Phrase{}, false
}

func (s *Sentence) index(tok int) int {
	if tok < s.from || tok >= s.to {
		return -1
	}
	return int(s.at[tok-s.from]) - 1
}

func (s *Sentence) tagAt(i int) tag {
	if i < s.from || i >= s.to {
		return stop
	}
	return s.tags[i-s.from]
}

func (s *Sentence) tag() {
	for i := s.from; i < s.to; i++ {
		t := &s.d.Tokens[i]
		prev := s.tagAt(i - 1)
		if p := s.tagAt(i - 2); prev == adverb && (p == be || p == have || p == modal || p == to) {
			prev = p // "may not visit"
		}
		s.tags[i-s.from] = s.tagOf(i, t, prev)
	}
}

// nominal reports whether what stands before a word makes it a noun or an adjective.
func nominal(prev tag) bool { return prev == det || prev == number || prev == poss }

func (s *Sentence) tagOf(i int, t *text.Token, prev tag) tag {
	switch {
	case t.Norm == "'s" || t.Norm == "'" && prev == open:
		return poss
	case t.Kind == text.Punct:
		if t.Norm == "." && i+1 < s.to && s.d.Tokens[i+1].Cap && abbreviated.In(s.d, i-1) && s.d.Tokens[i-1].Cap && s.d.Tokens[i-1].End == t.Start {
			return open // "St. Peter's Basilica"
		}
		if t.Norm == "," || t.Norm == "/" && prev == open {
			return comma // "markets/shopping malls"
		}
		if t.Norm == "-" && t.Start == s.d.Tokens[max(i-1, 0)].End {
			return open
		}
		if t.Norm == "&" {
			if i > s.from && i+1 < s.to && s.d.Tokens[i-1].Cap && s.d.Tokens[i+1].Cap {
				return open // "Heckler & Koch"
			}
			return conj
		}
		if t.Norm == "\"" || t.Norm == "“" || t.Norm == "”" || t.Norm == "'" {
			return adverb
		}
		return stop
	case s.h.Time(i):
		if n, ok := nouns.Of(&s.d.Tokens[min(i+1, s.to-1)]); ok && n.Sort == Thing && !s.h.Time(i+1) && t.Cap {
			return open // "Christmas market"
		}
		return when
	case t.Cap && s.dated(i, t):
		return when
	case text.IsNumber(t):
		if prev == when && months.In(s.d, i-1) {
			return when // "January 12"
		}
		return number
	}
	if t.Norm == "as" && s.d.Norm(i+1) == "well" && s.d.Norm(i+2) == "as" || t.Norm == "well" && s.d.Norm(i-1) == "as" && s.d.Norm(i+1) == "as" ||
		t.Norm == "as" && s.d.Norm(i-1) == "well" && s.d.Norm(i-2) == "as" {
		return conj
	}
	if (t.Norm == "stop" || t.Norm == "stops") && prev == open {
		if n, ok := nouns.Of(&s.d.Tokens[i-1]); ok && n.Class == "transport" {
			return open // "a bus stop"
		}
	}
	if prev == open && (t.Norm == "late" || t.Norm == "early" || t.Norm == "apart") && !s.open(i+1) {
		return adverb // "into the compound late on Friday"
	}
	if prev == open && s.d.Norm(i+1) == "of" && points.Has(t) {
		return adverb // "a store south of Seoul"
	}
	if t.Norm == "past" && (prev == open || prev == number) && !t.Cap {
		return prep // "the route past the cathedral"
	}
	if clad.Has(t) && (prev == which || prev == stop || prev == comma || prev == conj || prev == prep) && i+1 < s.to {
		if n, ok := nouns.Of(&s.d.Tokens[i+1]); ok && (n.Sort == Person || n.Sort == Doer || n.Sort == Group) {
			return open // "when armed motorcyclists opened fire"
		}
	}
	if t.Norm == "home" && (nominal(prev) || prev == det) {
		return open
	}
	if n := s.d.Norm(i + 1); prev == open && (n == "as" || n == "among") && (t.Norm == "count" || t.Norm == "counts" || t.Norm == "rank" || t.Norm == "ranks") {
		return verb
	}
	if t.Norm == "names" && (prev == conj || prev == pron || prev == adverb || prev == open && speaks.In(s.d, i-1)) && s.open(i+1) {
		return verb // "speaks of a threat and names shopping areas"
	}
	if prev == open && noun.Predicates.Has(t) && s.prepAfter(i+1) {
		return adverb
	}
	if c, ok := closed.Of(t); ok && !(t.Cap && !t.First && prev != stop && c != prep && c != det && c != be) {
		if c == verb && prev == det && noun.Pronouns.In(s.d, i-1) && !HasAny(t.Norm, "ed", "ing") {
			return verb // "both held petrol"
		}
		if c == verb && prev == number && s.d.Norm(i-2) == "of" {
			return verb // "a family of seven carried off"
		}
		if c != verb || !nominal(prev) && (prev != prep || strings.HasSuffix(t.Norm, "ing")) {
			if t.Norm == "to" && c == prep && i+1 < s.to {
				if _, isVerb := verbs.Of(&s.d.Tokens[i+1]); isVerb {
					return to
				}
				if v, ok := closed.Of(&s.d.Tokens[i+1]); ok && (v == verb || v == be || v == have) {
					return to
				}
			}
			if c == verb && prev == open && (t.Norm == "guards" || t.Norm == "guard") && !s.open(i+1) && s.tagNext(i) != det {
				return open // "the Elite Force guards"
			}
			if c == verb && prev == open && s.qualified(i) && !strings.HasSuffix(t.Norm, "ed") {
				return open // "a specific plan", "of unconfirmed reports"
			}
			if c == verb && t.First && s.open(i+1) {
				return open // "Suspected militants"
			}
			return c
		}
		return open
	}
	if t.Norm == "fighting" && s.d.Norm(i+1) == "between" {
		return open // "there has been fighting between"
	}
	if _, ok := verbs.Of(t); ok && !(t.Cap && !t.First && prev == open && s.d.Tokens[i-1].Cap && !s.d.Tokens[i-1].First) {
		if s.verbHere(i, t, prev) {
			return verb
		}
		return open
	}
	if (t.Norm == "hostage" || t.Norm == "captive") && prev == open || (t.Norm == "prisoner" || t.Norm == "captives") && prev == open && s.held(i) {
		return adverb // "held the crew hostage"
	}
	if _, known := nouns.Of(t); !known && strings.HasSuffix(t.Norm, "ly") && len(t.Norm) > 4 && (!t.Cap || t.First) {
		return adverb
	}
	if t.Norm == "warning" && prev == open && scant.In(s.d, i-1) {
		return open // "with little warning"
	}
	if prev == open && !t.Cap && !strings.Contains(t.Norm, "-") {
		if strings.HasSuffix(t.Norm, "ed") && len(t.Norm) > 4 {
			return verb
		}
		if strings.HasSuffix(t.Norm, "ing") && len(t.Norm) > 5 && !noun.IngNouns.Has(t) {
			return verb
		}
	}
	if t.Norm == "meeting" && prev == be && s.open(i+1) && i+1 < s.to {
		return verb // "who was meeting voters"
	}
	if (prev == be || prev == have || prev == modal || prev == to || prev == pron || prev == which) && (strings.HasSuffix(t.Norm, "ed") || strings.HasSuffix(t.Norm, "ing") && !noun.IngNouns.Has(t)) {
		return verb
	}
	if (prev == modal || prev == to) && !t.Cap {
		return verb
	}
	return open
}

// tagNext is what the word after token i does by itself.
func (s *Sentence) tagNext(i int) tag {
	if i+1 >= s.to {
		return stop
	}
	c, _ := closed.Of(&s.d.Tokens[i+1])
	return c
}

// held reports whether people are taken or held before token i.
func (s *Sentence) held(i int) bool {
	for k := i - 1; k >= s.from && k > i-14; k-- {
		switch s.d.Norm(k) {
		case "take", "takes", "took", "taken", "taking", "hold", "holds", "held", "holding", "keep", "kept", "keeping":
			return true
		}
	}
	return false
}

// prepAfter reports whether a preposition or an infinitive follows what stands at token i - 1.
func (s *Sentence) prepAfter(i int) bool {
	if i >= s.to {
		return false
	}
	c, ok := closed.Of(&s.d.Tokens[i])
	return ok && c == prep
}

// qualified reports whether only adjectives stand between the word at i and an article, a number or a preposition, so that it is
// a noun.
func (s *Sentence) qualified(i int) bool {
	k := i - 1
	for ; k >= s.from && s.tags[k-s.from] == open; k-- {
		if _, ok := nouns.Of(&s.d.Tokens[k]); ok || s.d.Tokens[k].Cap && !s.adjective(k) {
			return false
		}
	}
	t := s.tagAt(k)
	return k < i-1 && (t == det || t == number || t == poss || t == prep)
}

// open reports whether token i can only be part of a noun phrase.
func (s *Sentence) open(i int) bool {
	if i >= s.to {
		return false
	}
	t := &s.d.Tokens[i]
	if t.Kind == text.Punct {
		return false
	}
	if _, ok := closed.Of(t); ok {
		return false
	}
	return true
}

// verbHere decides between verb and noun for a word that can be a verb of a deed.
func (s *Sentence) verbHere(i int, t *text.Token, prev tag) bool {
	w, _ := verbs.Of(t)
	n, known := nouns.Of(t)
	switch {
	case known && n.Sort == noun.Force && prev == open && w.Form == base:
		return false // "the security forces"
	case prev == number && w.Form&part != 0 && !s.open(i+1):
		return true // "at least 35 killed in"
	case nominal(prev):
		return false
	case (prev == be || prev == have) && w.Form == base && known:
		return false // "there have been battles"
	case prev == modal || prev == to || prev == be || prev == have || prev == which || prev == pron:
		return true
	}
	next := tag(stop)
	if i+1 < s.to {
		x := &s.d.Tokens[i+1]
		if c, ok := closed.Of(x); ok {
			next = c
		} else if x.Kind != text.Punct {
			next = open
			if text.IsNumber(x) {
				next = number
			}
		}
	}
	switch {
	case w.Form&past != 0 || w.Form&part != 0:
		if known && (prev == prep || prev == open && t.Norm == "shot" && next != det && next != adverb && next != prep && next != number) {
			return t.Norm == "shot" && prev == open
		}
		return prev != prep && !(prev == stop && next == open)
	case w.Form == ingly:
		if x := s.d.Norm(i + 1); (x == "at" || x == "into") && (prev == comma || prev == conj || prev == stop) {
			return true // "shooting at traders"
		}
		if noun.IngNouns.Has(t) {
			if prev == comma && w.Kind == Kill && next == open && i+1 < s.to {
				n, ok := nouns.Of(&s.d.Tokens[i+1])
				return ok && (n.Sort == Person || n.Sort == Force)
			}
			return (prev == prep || prev == conj || prev == stop || prev == comma) && (next == det || next == number || next == pron) || prev == adverb && next != prep
		}
		if prev == open && next == open && !s.d.Tokens[i-1].Cap {
			n, ok := nouns.Of(&s.d.Tokens[i-1])
			return ok && (n.Sort == Thing || n.Sort == Person || n.Sort == Force) && s.pluralAfter(i) // "a bus taking judges"
		}
		return !(prev == open && next == open)
	}
	if i+1 < s.to && next == open {
		if x, ok := verbs.Of(&s.d.Tokens[i+1]); ok && x.Form&(past|part) != 0 && known && prev == open {
			return false // "car bombs ripped"
		}
	}
	if !known && w.Kind == Kill && w.Form == base && (next == number || next == prep && s.d.Norm(i+1) == "at" && s.d.Norm(i+2) == "least" || next == prep && s.d.Norm(i+2) == "than") {
		return true // "Blasts at cathedral kill at least 20"
	}
	// attack, raid, storm; attacks, raids: a verb between a noun and a noun phrase
	if prev == open && s.qualified(i) {
		return false
	}
	if prev != open && prev != adverb && prev != conj {
		return prev == stop && i > s.from && next == det
	}
	if prev == conj || prev == adverb {
		return !known && (next == det || next == number || next == open || next == prep) || next == det
	}
	if n.Sort == Deeds && next != det && next != number && !(next == open && s.pluralBefore(i)) && !(next == open && strings.HasSuffix(t.Norm, "s") && s.d.Tokens[i+1].Cap) {
		return false
	}
	if next == det || next == number || next == open || w.Kind == Blow || w.Kind == Fire || w.Kind == Enter || w.Kind == Claim || w.Kind == Clash {
		return strings.HasSuffix(t.Norm, "s") || s.pluralBefore(i)
	}
	return false
}

// pluralBefore reports whether the word before token i is a plural, the likely subject of a verb without an s.
func (s *Sentence) pluralBefore(i int) bool {
	t := &s.d.Tokens[i-1]
	if n, ok := nouns.Of(t); ok && (n.Sort == Person || n.Sort == Doer || n.Sort == Force) {
		return strings.HasSuffix(t.Norm, "s") || strings.HasSuffix(t.Norm, "men") || t.Norm == "people" || t.Norm == "police" || t.Norm == "children" || t.Norm == "gang"
	}
	return false
}

// pluralAfter reports whether the word after token i is a plural of people or things.
func (s *Sentence) pluralAfter(i int) bool {
	if i+1 >= s.to {
		return false
	}
	n, ok := nouns.Of(&s.d.Tokens[i+1])
	return ok && (n.Sort == Person || n.Sort == Thing || n.Sort == Force) && strings.HasSuffix(s.d.Norm(i+1), "s")
}

// phrase cuts the noun phrase that begins at token i.
func (s *Sentence) phrase(i int) (p Phrase, ok bool) {
	k := i
	p.From = i
	if s.d.Tokens[i].Kind == text.Punct {
		return p, false
	}
	no := s.d.Norm(i) == "no" || s.d.Norm(i) == "neither"
	// an amount: "at least 37", "some twenty", "more than 200"
	if n := s.d.Norm(k); (n == "at" || n == "more" || n == "fewer" || n == "less" || n == "up") && (s.d.Norm(k+1) == "least" || s.d.Norm(k+1) == "than" || s.d.Norm(k+1) == "to") && s.tagAt(k+2) == number {
		k += 2
	} else if approx.In(s.d, k) && s.tagAt(k+1) == number && n != "to" && n != "least" && !(n == "around" && s.tagAt(k-1) == conj) {
		k++
	}
	for s.tagAt(k) == det || s.tagAt(k) == number || k > i && s.tagAt(k-1) == number && s.tagAt(k+1) == number && (s.d.Norm(k) == "to" || s.d.Norm(k) == "or") {
		switch s.d.Norm(k) {
		case "the", "this", "these", "that", "those", "his", "her", "their", "its", "our", "my", "your", "both":
			p.Definite = true
		}
		k++
	}
	if s.tagAt(k) == prep && s.d.Norm(k) == "of" && k > i && noun.Amounts.In(s.d, k-1) {
		if q, ok := s.phrase(k + 1); ok { // "three of the attackers", "some of them"
			q.From = i
			return q, true
		}
		return p, false
	}
	first := k
	head := -1
	for k < s.to {
		t := &s.d.Tokens[k]
		switch s.tags[k-s.from] {
		case open:
			if e := 0; s.h.Place != nil && k == first && k == i {
				if e = s.h.Place(k); e > 0 && s.tagAt(i-1) == prep && e < s.to && s.tags[e-s.from] == open && !s.d.Tokens[e].Cap && i > s.from && !s.sited(e) {
					// "in Lyon gunmen": the place for itself
					p.To, p.Head, p.Proper = e, e-1, true
					p.Noun = Noun{Sort: Empty}
					return p, true
				}
			}
			head = k
			k++
			continue
		case number:
			if head >= 0 && s.d.Tokens[head].Cap && t.Norm[0] >= '0' && t.Norm[0] <= '9' && len(t.Norm) < 4 {
				k++ // "Densus 88"
				if numbered.In(s.d, head) && s.tagAt(k) != open {
					p.To = k // "Route 13", "a Boeing 767"
				}
				continue
			}
			if k > first && head < 0 {
				k++
				continue
			}
		case adverb:
			if strings.HasSuffix(t.Norm, "ly") && s.tagAt(k+1) == open && (head < 0 || k == first) {
				k++ // "heavily armed"
				continue
			}
			if t.Kind == text.Punct && s.tagAt(k+1) == open && k+2 < s.to && (head < 0) {
				k++ // a quotation mark
				continue
			}
		case poss:
			if head >= 0 && (s.tagAt(k+1) == open || s.tagAt(k+1) == number) {
				head = -1
				k++
				continue
			}
			if t.Norm == "'" && head >= 0 && s.tagAt(k+1) == open {
				k++
				continue
			}
			if t.Norm == "'s" && head == k-1 && s.d.Tokens[head].Cap && !s.d.Tokens[head].First && !s.h.Time(head) && (s.tagAt(k+1) == comma || s.tagAt(k+1) == stop || s.tagAt(k+1) == prep || s.tagAt(k+1) == conj) {
				p.To = k + 1 // "in Raja's, a steakhouse"
			}
		case conj:
			// "Jewish and Israeli institutions", "bars and restaurants" are two things, two adjectives one
			if head >= 0 && head == k-1 && s.adjective(k-1) && !s.system(first, k-1) && s.tagAt(k+1) == open && s.adjective(k+1) && s.tagAt(k+2) == open && (s.d.Norm(k) != "or" || noun.Venues.In(s.d, k+2)) {
				k++
				continue
			}
			if head >= 0 && head == k-1 && s.d.Norm(k+1) == "other" && s.tagAt(k+2) == open && s.nation(k-1) {
				k += 2 // "U.S. and other Western interests"
				continue
			}
		}
		break
	}
	if head < 0 {
		if k > first || k == i {
			return p, false
		}
		// "the three", "some 20": a number alone
		return p, false
	}
	p.To, p.Head = max(p.To, head+1), head
	p.Noun, _ = nouns.Of(&s.d.Tokens[head])
	if p.Sort == Unknown || p.Sort == Empty || p.Sort == Group || p.Sort == Thing && p.Class == "" {
		if n, ok := s.compound(first, head); ok {
			p.Noun = n
		}
	}
	if w := s.d.Norm(head); (w == "fire" || w == "strike" || w == "strikes") && head > first {
		if n, _ := nouns.Of(&s.d.Tokens[head-1]); n.Sort == Weapon && w == "fire" {
			p.Noun = n // "rocket fire"
		}
	}
	if p.To > head+1 && (p.Sort == Unknown || p.Sort == Empty) && roads.In(s.d, head) {
		p.Noun = Noun{Sort: Thing, Class: "street"}
	}
	if p.Sort == Unknown && s.system(first, head) {
		p.Noun = Noun{Sort: Thing, Class: "transport"}
	}
	if w := s.d.Norm(head); (w == "houses" || w == "house" || w == "halls" || w == "hall") && s.d.Norm(p.To) == "of" && (s.d.Norm(p.To+1) == "prayer" || s.d.Norm(p.To+1) == "worship" || s.d.Norm(p.To+1) == "god") {
		p.To += 2
		p.Noun = Noun{Sort: Thing, Class: "place_of_worship"}
	}
	if p.Sort == Unknown && head > first && s.d.Norm(head) == "interests" && s.nation(head-1) {
		p.Noun = Noun{Sort: Thing, Class: "organization"} // "Australian interests"
	}
	p.Proper = s.d.Tokens[head].Cap && !(s.d.Tokens[head].First && p.Noun.Sort != Unknown)
	if p.Proper && p.Noun.Sort == Empty {
		p.Noun = Noun{}
	}
	if s.d.Tokens[head].Cap && p.Noun.Sort == Unknown {
		for j := head; j >= first; j-- {
			if noun.Makes.In(s.d, j) && s.d.Tokens[j].Cap && (j < head || head > first) {
				p.Noun = Noun{Sort: Weapon, Class: "vehicle"} // "a blazing Jeep Cherokee"
				break
			}
		}
	}
	if head > first && s.d.Tokens[head].Cap && p.Noun.Sort == Unknown {
		// "the jihadist coalition JNIM", "the cleric Moqtada al-Sadr", "the company TUSAS": the noun before the name tells what it is
		for j := head - 1; j >= first; j-- {
			if n, ok := nouns.Of(&s.d.Tokens[j]); ok && n.Sort != Empty && n.Sort != Deeds && n.Sort != Weapon {
				p.Noun = n
				break
			}
		}
	}
	if s.d.Norm(p.To) == "of" && s.tagAt(p.To+1) == number && s.tagAt(p.To+2) != open && (p.Sort == Person || p.Sort == Doer || p.Sort == Group) && plurals.Has(&s.d.Tokens[head]) {
		p.To += 2 // "a French family of seven"
	}
	if s.d.Norm(p.To) == "of" && s.tagAt(p.To) == prep {
		h := &s.d.Tokens[head]
		n, _ := s.nounAfter(p.To + 1)
		switch {
		case noun.Amounts.Has(h) && (n.Sort != Unknown || s.tagAt(p.To+1) != det):
			if q, ok := s.phrase(p.To + 1); ok {
				q.From, q.Definite = p.From, p.Definite
				return q, true
			}
		case noun.Holders.Has(h) && !(s.h.Place != nil && s.h.Place(s.skipDet(p.To+1)) > 0):
			if q, ok := s.phrase(p.To + 1); ok && q.Sort != Empty {
				p.To = q.To
				if p.Sort == Unknown {
					p.Noun = q.Noun
				}
			}
		case p.Sort == Thing && (p.Class == "diplomatic" || h.Cap && !h.First && noun.Seats.Has(h)):
			if q, ok := s.phrase(p.To + 1); ok && q.Proper {
				p.To = q.To // "the Embassy of Israel", "the Jewish Museum of Belgium"
			}
		}
	}
	if s.d.Norm(head) == "home" && p.Sort == Empty && (s.d.Norm(head+1) == "of" || s.owned(i, head)) {
		p.Noun = Noun{Sort: Thing, Class: "residential"}
	}
	if p.Sort == Thing && !p.Proper && s.d.Norm(p.To) == "of" && s.tagAt(p.To) == prep && s.tagAt(p.To+1) == open {
		if q, ok := s.phrase(p.To + 1); ok && (q.Sort == Person || q.Sort == Thing) && !q.Proper {
			p.To = q.To // "a block of flats", "a bus of pilgrims"
		}
	}
	if q, ok := s.whole(p); ok {
		q.Start, q.From = q.From, p.From
		p = q
	}
	if no {
		p.Noun = Noun{Sort: Empty}
	}
	if p.Sort == Person && s.d.Norm(p.To) == "of" && s.tagAt(p.To+1) == number && s.tagAt(p.To+2) != open && p.To+1 < s.to && len(s.d.Norm(p.To+1)) < 13 {
		p.To += 2 // "a man of 28"
	}
	if w := s.d.Norm(head); (w == "people" || w == "men" || w == "women" || w == "children") && s.tagAt(p.To) == verb && waits.In(s.d, p.To) {
		p.To++ // "people queuing for visas"
		if q, ok := s.phrase(p.To); ok && s.tagAt(p.To) != prep && q.From == p.To {
			p.To = q.To // "people watching the final"
		} else if s.tagAt(p.To) == prep {
			if q, ok := s.phrase(p.To + 1); ok && q.Sort != Thing && !q.Proper {
				p.To = q.To
			}
		}
	}
	if (p.Sort == Person || p.Sort == Doer) && s.d.Norm(p.To) == "in" && ages.In(s.d, p.To+2) {
		p.To += 3 // "a man in his thirties"
	}
	if noun.Venues.In(s.d, p.Head) {
		if to := s.popular(p); to > p.To {
			p.To = to
			if p.Sort == Empty || p.Sort == Unknown {
				p.Noun = Noun{Sort: Thing} // "areas popular with visitors"
			}
		}
	}
	return p, true
}

func (s *Sentence) skipDet(i int) int {
	if s.tagAt(i) == det {
		return i + 1
	}
	return i
}

// nounAfter is the known noun within the next words of a phrase.
func (s *Sentence) nounAfter(i int) (Noun, bool) {
	for k := i; k < s.to && k < i+5; k++ {
		if t := s.tags[k-s.from]; t != open && t != det && t != number {
			break
		}
		if n, ok := nouns.Of(&s.d.Tokens[k]); ok {
			return n, true
		}
	}
	return Noun{}, false
}

// popular takes in the words that tell which places are meant: "frequented by foreigners", "where people gather".
func (s *Sentence) popular(p Phrase) int {
	k := p.To
	if (s.d.Norm(k) == "that" || s.d.Norm(k) == "which") && s.tagAt(k+1) == be {
		k += 2
	}
	switch s.d.Norm(k) {
	case "frequented", "popular", "visited", "favoured", "favored", "used", "known", "crowded":
		if n := s.d.Norm(k + 1); n == "by" || n == "with" || n == "among" {
			if q, ok := s.phrase(k + 2); ok {
				return q.To
			}
		}
	case "where":
		gone := false // past the verb
		for j := k + 1; j < s.to && j < k+9; j++ {
			if t := s.tags[j-s.from]; t == comma || t == stop || t == conj && gone || t == when || t == prep && j > k+2 || gone && (t == be || t == modal) {
				return j
			} else if j == s.to-1 {
				return j + 1
			} else {
				gone = gone || t == verb
			}
		}
		return min(s.to, k+9)
	case "of":
		if n := s.d.Norm(k + 1); n == "worship" || n == "entertainment" || n == "prayer" || n == "assembly" || n == "pilgrimage" {
			return k + 2
		}
	}
	return p.To
}

// adjective reports whether the word at i stands before a noun rather than for one.
func (s *Sentence) adjective(i int) bool {
	if _, ok := noun.Kinds.Of(&s.d.Tokens[i]); ok {
		if n, _ := nouns.Of(&s.d.Tokens[i]); n.Sort == Unknown || n.Sort == Empty {
			return true // "government and security installations"
		}
	}
	return noun.Adjectives.In(s.d, i) || s.d.Tokens[i].Cap && HasAny(s.d.Norm(i), "ish", "ese", "ian", "ean", "ic", "can")
}

// HasAny reports whether a word ends in one of some endings.
func HasAny(w string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// sited reports whether the word at i names with the place before it where something stands: "Kaduna airport", "Parsons Green station".
func (s *Sentence) sited(i int) bool {
	n, ok := nouns.Of(&s.d.Tokens[i])
	return ok && n.Sort == Thing && !strings.HasSuffix(s.d.Norm(i), "s") && s.tagAt(i+1) != open
}

// system reports whether the word at i names a system of transport with the words before it: "public transport", "civil aviation".
func (s *Sentence) system(first, i int) bool {
	if i == first {
		return false
	}
	switch s.d.Norm(i) {
	case "transport", "transportation", "transit", "aviation":
	default:
		return false
	}
	switch s.d.Norm(i - 1) {
	case "public", "mass", "rail", "urban", "civil", "commercial", "air", "rapid", "local", "passenger":
		return true
	}
	return false
}

// nation reports whether the word at i tells of which country or part of the world something is: "Western", "U.S.", "French".
func (s *Sentence) nation(i int) bool {
	if n := s.d.Norm(i); n == "western" || n == "foreign" {
		return true
	}
	return s.d.Tokens[i].Cap && !s.d.Tokens[i].First && (s.adjective(i) || nations.In(s.d, i)) || s.d.Tokens[i].First && (nations.In(s.d, i) || HasAny(s.d.Norm(i), "ish", "ese", "ian", "ean"))
}

// dated reports whether a word with a capital is a day of the week or a month, where no date of the text makes it a time.
func (s *Sentence) dated(i int, t *text.Token) bool {
	if weekdays.Has(t) || i+1 < s.to && feasts.Has(t) && weekdays.Has(&s.d.Tokens[i+1]) {
		return true
	}
	if !months.Has(t) || t.First {
		return false
	}
	if i+1 < s.to && text.IsNumber(&s.d.Tokens[i+1]) || i > s.from && text.IsNumber(&s.d.Tokens[i-1]) {
		return true
	}
	return dating.In(s.d, i-1)
}
