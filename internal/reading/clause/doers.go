package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/cut"
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
)

// doers reads who did it, or with what, where no verb of violence says so.
func (s *Sentence) doers(i int) (d Deed, ok bool) {
	n := s.d.Norm(i)
	t := &s.d.Tokens[i]
	d = Deed{Kind: Claim, From: i, To: i + 1}
	switch {
	case noun.Armed.Has(t) && s.d.Norm(i+1) == "with":
		return s.armedWith(i)
	case (n == "surrendered" || n == "surrenders") && s.tags[i-s.from] == verb || n == "in" && s.reflexive(i, "turned", "turn", "turns", "handed", "hand", "hands", "gave") || n == "up" && s.reflexive(i, "gave", "give", "gives", "given"):
		g := i
		if n == "in" || n == "up" {
			g = i - 2
		}
		d.Kind = Catch
		subj, _ := s.subject(s.group(g), 0)
		d.Objects = append(d.Objects, subj...)
		return d, len(d.Objects) > 0
	case noun.Penned.Has(t) && (s.d.Norm(i-1) == "in" || s.d.Norm(i-1) == "under") && noun.Holds.In(s.d, i-2):
		d.Kind = Catch
		subj, _ := s.subject(s.group(i-1), 0)
		d.Objects = append(d.Objects, subj...)
		return d, len(d.Objects) > 0
	case noun.Hallmarks.Has(t) && s.d.Norm(i+1) == "of":
		s.agentsAfter(&d, i+2)
	case noun.Attributes.Has(t):
		for k := i + 1; k < s.to && k < i+6; k++ {
			if w := s.d.Norm(k); w == "to" || w == "on" {
				s.agentsAfter(&d, k+1)
				break
			}
		}
	case noun.Fingers.Has(t):
		for k := i + 1; k < s.to && k < i+6; k++ {
			if w := s.d.Norm(k); (w == "on" || w == "at" || w == "to" || w == "upon") && k > i+1 {
				s.agentsAfter(&d, k+1)
				break
			}
		}
	case (n == "pointed" || n == "points" || n == "pointing") && (s.d.Norm(i+1) == "to" || s.d.Norm(i+1) == "at"):
		s.agentsAfter(&d, i+2)
		d.Agents = violent(d.Agents)
	case noun.Named.Has(t) && s.tags[i-s.from] != open:
		if d, ok := s.identified(i); ok {
			return d, true
		}
		return s.bearing(i)
	case noun.Perpetrates.Has(t) && s.tags[i-s.from] == verb:
		ps, _ := s.object(i)
		if len(ps) > 0 && ps[0].Sort == Deeds && (!s.beBefore(i) || cut.HasAny(n, "ing")) && (!cut.HasAny(n, "ing") || s.tagAt(i-1) != prep) {
			subj, _ := s.subject(s.group(i), 0)
			for _, p := range subj {
				d.agent(p)
			}
		}
	case n == "spoke" || n == "speaking" || n == "speaks":
		if s.d.Norm(i+1) == "for" {
			s.agentsAfter(&d, i+2)
			d.Agents = violent(d.Agents)
		}
	}
	if len(d.Agents) == 0 {
		return s.bearing(i)
	}
	return d, true
}

// violent are the phrases that name a group or those who do violence.
func violent(ps []Phrase) (out []Phrase) {
	for _, p := range ps {
		if p.Sort == Doer || p.Sort == Group || p.Sort == Unknown && p.Proper {
			out = append(out, p)
		}
	}
	return out
}

// reflexive reports whether a verb and "himself", "herself" or "themselves" stand right before token i.
func (s *Sentence) reflexive(i int, verbs ...string) bool {
	switch s.d.Norm(i - 1) {
	case "himself", "herself", "themselves", "itself":
	default:
		return false
	}
	for _, v := range verbs {
		if s.d.Norm(i-2) == v {
			return true
		}
	}
	return false
}

// armedWith reads "was armed with rifles", "a car packed with explosives".
func (s *Sentence) armedWith(i int) (d Deed, ok bool) {
	d = Deed{Kind: Throw, From: i, To: i + 1}
	q := s.index(i + 2)
	if q < 0 || s.phrases[q].From != i+2 {
		return d, false
	}
	ps, _ := s.listRight(q)
	d.Means = weapons(ps)
	if len(d.Means) == 0 {
		return d, false
	}
	subj, _ := s.subject(s.group(i), 0)
	for _, p := range subj {
		switch p.Sort {
		case Person, Doer, Group:
			d.Agents = append(d.Agents, p)
		case Weapon:
			d.Means = append(d.Means, p)
		}
	}
	return d, true
}

// identified reads who is told by name: "police named the suspect as X", "the attacker, identified as X".
func (s *Sentence) identified(i int) (d Deed, ok bool) {
	d = Deed{Kind: Claim, From: i, To: i + 1}
	ps, k := s.object(i)
	for n := 0; s.d.Norm(k) != "as" && n < 6 && k < s.to; n++ {
		k++
	}
	if s.d.Norm(k) != "as" {
		return d, false
	}
	who := ps
	if len(who) == 0 || who[0].Sort == Force {
		who, _ = s.subject(s.group(i), 0)
	}
	if len(who) == 0 || who[0].Sort != Doer && who[0].Sort != Group && s.d.Norm(who[0].Head) != "man" && s.d.Norm(who[0].Head) != "woman" {
		return d, false
	}
	s.agentsAfter(&d, k+1)
	d.Agents = violent(append(d.Agents, who...))
	return d, len(d.Agents) > 0
}

// usedFor is the kind of a verb of several uses that is a deed only by what stands beside it: a weapon, a vehicle, those who caught them. ok is false
// for every other verb.
func (s *Sentence) usedFor(i int, k Kind) (Kind, bool) {
	next := s.d.Norm(i + 1)
	switch s.d.Norm(i) {
	case "run", "runs", "ran", "running":
		if s.soonWord(i, 8, "into", "at", "through", "onto") && s.armsAfter(i+1) {
			return Enter, true
		}
		if next == "over" && !s.beBefore(i) || next == "down" || s.soonWord(i, 5, "over", "down") && s.peopleAfter(i+1) {
			return Kill, true
		}
		return None, false
	case "stopped", "halted", "intercepted":
		if s.beBefore(i) {
			switch next {
			case "at", "on", "near", "by", "while", "as", "when", "outside":
				return Catch, true
			}
		}
		return None, true
	case "swerve", "swerves", "swerved", "swerving", "veer", "veers", "veered", "veering":
		if s.soonWord(i, 5, "into", "onto", "towards", "toward", "at") {
			return Enter, true
		}
		return None, true
	case "catch", "catches", "caught", "catching":
		switch next {
		case "by", "near", "at", "after", "while", "minutes", "hours", "later", "alive", "as":
			return Catch, true
		}
		if s.beBefore(i) && next != "in" && next != "up" && next != "on" && next != "off" && next != "between" || s.peopleAfter(i+1) && !s.beBefore(i) {
			return Catch, true
		}
		return None, true
	case "douse", "douses", "doused", "dousing", "splash", "splashed", "splashes", "splashing", "squirt", "squirted":
		if s.soonWord(i, 8, "with") {
			return Strike, true
		}
		return None, true
	case "placed", "laid", "launched", "built", "bought", "acquired", "obtained", "strapped", "posted", "mailed", "left", "poured", "hide", "hides", "hid", "hidden", "hiding", "smuggle", "smuggles", "smuggled", "smuggling",
		"assemble", "assembles", "assembled", "assembling", "stockpile", "stockpiles", "stockpiled", "stockpiling", "fling", "flings", "flung", "flinging", "had":
		if s.armsAfter(i+1) && !(s.d.Norm(i) == "had" && s.tagAt(i+1) == verb) {
			return Throw, true
		}
		if s.beBefore(i) && s.firedBefore(i) {
			return Throw, true
		}
		return None, s.d.Norm(i) != "left" // "left nine dead"
	case "carry", "carries", "carried", "carrying":
		if s.armsAfter(i + 1) {
			return Throw, true
		}
		return k, false
	case "fires", "fired", "fire", "firing":
		if s.beBefore(i) && s.firedBefore(i) || s.tagAt(i-1) != be && s.armsAfter(i+1) {
			return Fire, true
		}
		return k, false
	}
	return k, false
}

// soonWord reports whether one of some words follows within n tokens of token i, before the clause ends.
func (s *Sentence) soonWord(i, n int, words ...string) bool {
	for k := i + 1; k < s.to && k <= i+n; k++ {
		x := s.d.Norm(k)
		for _, w := range words {
			if x == w {
				return true
			}
		}
		if t := s.tags[k-s.from]; t == stop || t == which || t == verb {
			return false
		}
	}
	return false
}

// armsAfter reports whether the phrase that begins at token k is a weapon.
func (s *Sentence) armsAfter(k int) bool {
	for s.tagAt(k) == adverb {
		k++
	}
	q := s.index(k)
	return q >= 0 && s.phrases[q].From == k && s.phrases[q].Sort == Weapon
}

// peopleAfter reports whether the phrase that begins at token k names people.
func (s *Sentence) peopleAfter(k int) bool {
	q := s.index(k)
	if q < 0 || s.phrases[q].From != k {
		return false
	}
	switch s.phrases[q].Sort {
	case Person, Doer, Force, Group:
		return true
	}
	return false
}

// bladeAfter reports whether "with" and a weapon follow token k in its clause.
func (s *Sentence) bladeAfter(k int) bool {
	for n := 0; k < s.to && n < 14; k, n = k+1, n+1 {
		if t := s.tags[k-s.from]; t == stop || t == verb {
			return false
		}
		if s.d.Norm(k) == "with" && s.armsAfter(k+1) {
			return true
		}
	}
	return false
}

// firedBefore reports whether the phrase that governs the passive verb at token i is a weapon.
func (s *Sentence) firedBefore(i int) bool {
	q := s.index(s.group(i) - 1)
	return q >= 0 && s.phrases[q].Sort == Weapon
}

// alleged is the token before the words "suspected of having" whose last verb is at v, or -1.
func (s *Sentence) alleged(v int) int {
	for k := v; k >= s.from && k > v-6; k-- {
		switch s.tags[k-s.from] {
		case verb, open:
			if k < v && noun.Bent.In(s.d, k) && s.index(k-1) >= 0 && s.index(k-1) != s.index(k) {
				return k - 1
			}
		case have, prep, to, be, adverb:
		default:
			return -1
		}
	}
	return -1
}
