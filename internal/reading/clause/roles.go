package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/cut"
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// ofActs are nouns of violence whose "of" names who suffers.
var ofActs = text.WordSet(`killing killings murder murders assassination shooting kidnapping kidnappings abduction abductions hijacking bombing bombings stabbing beheading storming massacre
	slaughter shelling siege lynching lynchings burning looting raid ambush seizure targeting poisoning attempted`)

// threats are nouns whose "to" and "against" name what is threatened, and whose "from" and "by" who threatens.
var threats = text.WordSet(`threat threats danger dangers risk risks plot plots plan plans warning warnings evidence`)

// accuses are verbs whose object is who did what follows.
var accuses = text.WordSet(`accused accuse accuses accusing suspected suspect suspects suspecting charged blamed blame blames blaming`)

// orders are verbs whose object is who shall do what follows.
var orders = text.WordSet(`ordered told urged asked sent paid hired recruited forced helped directed encouraged incited called allowed enabled`)

// Deeds are the deeds of the sentence, in the order of their words.
func (s *Sentence) Deeds() (out []Deed) {
	for i := s.from; i < s.to; i++ {
		if s.tags[i-s.from] == verb {
			if k, f, ok := s.deedAt(i); ok {
				if d, ok := s.done(i, k, f); ok {
					out = append(out, d)
				}
				continue
			}
			if d, ok := s.blamed(i); ok {
				out = append(out, d)
			} else if d, ok := s.doers(i); ok {
				out = append(out, d)
			} else if d, ok := s.stated(i); ok {
				out = append(out, d)
			} else if d, ok := s.listed(i); ok {
				out = append(out, d)
			} else if d, ok := s.feared(i); ok {
				out = append(out, d)
			} else if d, ok := s.present(i); ok {
				out = append(out, d)
			}
			continue
		}
		if noun.Stated.In(s.d, i) {
			if d, ok := s.stated(i); ok {
				out = append(out, d)
				continue
			}
		}
		if s.tags[i-s.from] == stop {
			if d, ok := s.following(i); ok {
				out = append(out, d)
			}
			continue
		}
		if s.tags[i-s.from] == be {
			if d, ok := s.told(i); ok {
				out = append(out, d)
			} else if d, ok := s.targetIs(i); ok {
				out = append(out, d)
			}
			continue
		}
		if d, ok := s.doers(i); ok {
			out = append(out, d)
		} else if d, ok := s.spied(i); ok {
			out = append(out, d)
		} else if d, ok := s.lives(i); ok {
			out = append(out, d)
		}
		p := s.index(i)
		if p < 0 || s.phrases[p].Head != i && !(s.phrases[p].To == i+1) {
			continue
		}
		if n, _ := nouns.Of(&s.d.Tokens[i]); n.Sort == Deeds {
			out = append(out, s.nominal(i, ofActs.In(s.d, i)))
		} else if threats.In(s.d, i) {
			d := s.nominal(i, false)
			d.Sites = nil
			out = append(out, d)
		}
	}
	return out
}

// done reads the roles of a verb.
func (s *Sentence) done(v int, k Kind, f form) (d Deed, ok bool) {
	d = Deed{Kind: k, From: v, To: v + 1}
	g, passive, aux := v, false, false // g: start of the verb group
	for g > s.from {
		t := s.tagAt(g - 1)
		if t == be || t == have || t == modal || t == adverb && s.d.Tokens[g-1].Kind != text.Punct {
			if t != adverb && !aux {
				passive = t == be && f&part != 0 && f != ingly
			}
			aux = aux || t != adverb
			g--
			continue
		}
		break
	}
	if s.d.Norm(g-1) == "found" && s.beBefore(g-1) && k == Kill && f&part != 0 {
		g, passive, aux = s.group(g-1), true, true // "were found murdered"
	}
	d.Meant = s.tagAt(g-1) == to || s.tagAt(g) == modal || s.modalBefore(v)
	subject, means := s.subject(g, 0)
	if w, _ := verbs.Of(&s.d.Tokens[v]); w.Weak == "blast" && !(len(subject) > 0 && (subject[0].Sort == Deeds || subject[0].Sort == Weapon)) && s.d.Norm(v+1) != "by" {
		return d, false // what only a blast does
	}
	if k == Suffer {
		for _, p := range subject {
			if p.Sort == Person || p.Sort == Force || p.Sort == Unknown && p.Proper && p.To > p.From+1 {
				d.Objects = append(d.Objects, p)
			}
		}
		s.composed(&d, g-1)
		s.after(&d, v+1, true)
		return d, len(d.Objects) > 0
	}
	d.Means = append(d.Means, means...)
	direct, k2 := s.object(v)
	if len(direct) == 0 && s.tagAt(k2) == conj && s.tagAt(k2+1) == verb && k2 == v+1 && f&past != 0 {
		if _, f2, ok := s.deedAt(k2 + 1); ok && f2 == f {
			direct, _ = s.object(k2 + 1) // "shot and stabbed passers-by"
		}
	}
	if len(direct) == 0 && !passive && len(subject) > 0 && f&past != 0 && (k == Strike || k == Kill || k == Grab || k == Enter) {
		if w := subject[0].From - 1; s.d.Norm(w) == "that" || s.d.Norm(w) == "which" || s.d.Norm(w) == "whom" {
			if q := s.index(w - 1); q >= 0 && s.phrases[q].To == w {
				direct = append(direct, s.phrases[q]) // "the museum that militants stormed"
				aux = true
			}
		}
	}
	if len(direct) == 0 && !passive && (k == Kill || k == Grab || k == Fire || k == Strike) {
		direct = s.meant(v+1, subject) // "a man shot him"
	}
	direct = s.Guessed(direct, k)
	if k == Catch && !passive {
		direct, k2 = s.aged(direct, k2)
	}
	if !aux && f&part != 0 && s.tagAt(g-1) != to {
		// "men arrested in Lyon", "a bus hijacked by", "volunteer snatched in": what stands before suffers
		by := s.d.Norm(k2) == "by"
		bare := len(direct) == 0 && k != Enter && k != Clash && k != Claim && k != Fire && k != Throw && k != Blow
		if by && f&part != 0 && len(direct) == 0 {
			passive = true
		} else if bare && len(subject) > 0 && subject[0].Sort != Force && (subject[0].Sort != Doer || k == Catch || k == Kill) && (f&past == 0 || k != Strike || s.d.Tokens[v].Sent == 0) {
			switch s.tagAt(subject[0].From - 1) {
			case stop, conj, adverb, comma, when, which:
				passive = s.tagAt(k2) != which
			default: // "to avenge a leader killed last year" tells of something else
				passive = k == Catch || k == Remove
				if !passive {
					return d, false
				}
			}
		}
	}
	if f == ingly && s.tagAt(v-1) != be && s.tagAt(g-1) == prep && len(direct) == 0 && k != Enter && k != Fire && k != Clash {
		return d, false
	}
	switch {
	case k == Claim:
		if passive {
			d.Agents = s.byAgents(k2)
		} else {
			d.Agents = subject
		}
		return d, len(d.Agents) > 0
	case passive && (k == Throw || k == Fire):
		d.Means = append(d.Means, weapons(subject)...)
	case passive && k == Enter:
		d.Means = append(d.Means, weapons(subject)...)
	case passive:
		d.Objects = append(d.Objects, s.Guessed(subject, k)...)
		s.composed(&d, g-1)
	case k == Blow:
		d.Means = append(d.Means, weapons(s.holding(subject))...)
	default:
		if x := s.d.Norm(v + 1); len(subject) > 0 && subject[0].Sort == Unknown && (x == "himself" || x == "herself" || x == "themselves") {
			subject[0].Noun = Noun{Sort: Person, Class: "civilians"} // "an asylum seeker blew himself up"
		}
		for _, p := range subject {
			switch p.Sort {
			case Weapon:
				if p.Class != "vehicle" || len(direct) == 0 || direct[0].Sort != Weapon { // "a Land Rover hit a mine"
					d.Means = append(d.Means, p)
				}
			case Deeds, Thing, Empty:
			default:
				d.Agents = append(d.Agents, p)
			}
		}
		for _, p := range direct {
			switch {
			case k == Throw || k == Fire || p.Sort == Weapon && (k == Enter || p.Class != "vehicle"):
				if p.Sort == Weapon {
					d.Means = append(d.Means, p)
				}
			case p.Class == "vehicle" && p.Sort == Weapon && k == Strike:
				p.Noun = Noun{Sort: Thing, Class: "transport"} // "attacked a safari vehicle"
				d.Objects = append(d.Objects, p)
			case k == Enter && !s.verbIs(v, "enter"):
				if p.Sort == Weapon || p.Sort == Unknown && p.Proper { // "steered a rented BMW into"
					d.Means = append(d.Means, p)
				}
			default:
				d.Objects = append(d.Objects, p)
			}
		}
	}
	if len(direct) > 0 {
		k2 = s.composed(&d, k2)
	}
	s.after(&d, k2, passive)
	if passive && len(d.Agents) == 0 {
		s.laterBy(&d, k2)
	}
	return d, true
}

// holding takes what a bomb comes in for a weapon where it goes off: "an envelope blew up", "a suitcase exploded".
func (s *Sentence) holding(ps []Phrase) []Phrase {
	for i, p := range ps {
		if p.Sort != Weapon && noun.Wraps.In(s.d, p.Head) {
			ps = append([]Phrase{}, ps...)
			ps[i].Noun = Noun{Sort: Weapon, Class: "explosive"}
		}
	}
	return ps
}

// aged goes on with a list of people caught whose ages and homes are told: "X, 30, of Montreal, and Y, 35, of Toronto".
func (s *Sentence) aged(ps []Phrase, k int) ([]Phrase, int) {
	for len(ps) > 0 && len(ps) < 12 && ps[len(ps)-1].Proper && s.tagAt(k) == comma && k+1 < s.to && s.d.Tokens[k+1].Kind == text.Number {
		j := k + 2
		for n := 0; n < 8 && (s.tagAt(j) == comma || s.tagAt(j) == prep || s.index(j) >= 0 && s.tagAt(j-1) != comma); n++ {
			if q := s.index(j); q >= 0 {
				j = s.phrases[q].To
			} else {
				j++
			}
		}
		if s.tagAt(j) == conj {
			j++
		}
		q := s.index(j)
		if q < 0 || s.phrases[q].From != j || !s.phrases[q].Proper {
			break
		}
		ps, k = append(ps[:len(ps):len(ps)], s.phrases[q]), s.phrases[q].To
	}
	return ps, k
}

// laterBy reads who did it behind a second participle: "was hijacked and taken to the coast by two men".
func (s *Sentence) laterBy(d *Deed, k int) {
	for n := 0; k < s.to && n < 12; k, n = k+1, n+1 {
		switch t := s.tags[k-s.from]; {
		case t == stop, t == which, t == be, t == have, t == modal:
			return
		case t == verb:
			if s.tagAt(k-1) != conj {
				return
			}
			if w, ok := verbs.Of(&s.d.Tokens[k]); ok && w.Form&part == 0 {
				return
			}
			for j := k + 1; j < s.to && j < k+7; j++ {
				if s.tags[j-s.from] == stop || s.tags[j-s.from] == verb || s.tags[j-s.from] == which {
					return
				}
				if s.d.Norm(j) == "by" {
					s.agentsAfter(d, j+1)
					return
				}
			}
			return
		}
	}
}

func (s *Sentence) verbIs(v int, stem string) bool {
	n := s.d.Norm(v)
	return len(n) >= len(stem) && n[:len(stem)] == stem
}

func weapons(ps []Phrase) (out []Phrase) {
	for _, p := range ps {
		if p.Sort == Weapon {
			out = append(out, p)
		}
	}
	return out
}

// object is the list of phrases right after a verb, and where what follows it begins.
func (s *Sentence) object(v int) (ps []Phrase, next int) {
	k := v + 1
	w, _ := verbs.Of(&s.d.Tokens[v])
	for k < s.to {
		switch t := s.tags[k-s.from]; {
		case t == adverb && s.d.Tokens[k].Kind != text.Punct, t == when, t == pron:
			k++
			continue
		case t == prep:
			switch s.d.Norm(k) {
			case "up", "down", "out", "away":
				k++
				continue
			case "upon":
				if s.verbIs(v, "set") {
					k++
					continue
				}
			case "off":
				if w.Kind == Remove || w.Kind == Strike {
					k++
					continue
				}
			case "in":
				if s.verbIs(v, "pull") {
					k++
					continue
				}
			case "to":
				if s.d.Norm(k+1) == "death" {
					k += 2
					continue
				}
			case "as":
				if s.d.Norm(k+1) == "many" && s.index(k+1) >= 0 { // "kill as many soldiers as they can"
					k++
					continue
				}
			}
		case s.d.Norm(k) == "fire": // set fire to, open fire on
			k++
			if s.d.Norm(k) == "to" && s.verbIs(v, "set") {
				k++
			}
			continue
		case k == v+1 && (s.d.Norm(k) == "open" || s.d.Norm(k) == "apart"): // "ripped open"
			k++
			continue
		case s.d.Norm(k) == "hostage" || s.d.Norm(k) == "hostages" || s.d.Norm(k) == "captive":
			k++
			continue
		case t == which && s.d.Norm(k) == "who", s.d.Norm(k) == "whoever":
		}
		break
	}
	if s.index(k) >= 0 && s.phrases[s.index(k)].From == k {
		ps, k = s.listRight(s.index(k))
	}
	return ps, k
}

// listRight is a list of phrases, "A, B and C", that begins with phrase i, and where what follows it begins.
func (s *Sentence) listRight(i int) (ps []Phrase, next int) {
	ps = append(ps, s.phrases[i])
	next = s.phrases[i].To
	done := false
	for !done && i+1 < len(s.phrases) {
		k := next
		// words that say where the thing is may stand between: "the gate of the camp and a bus"
		sawComma := false
		for k < s.to && (s.tags[k-s.from] == comma || s.tags[k-s.from] == conj) {
			if s.tags[k-s.from] == comma {
				sawComma = true
			} else {
				done = true
			}
			k++
		}
		if k == next || s.index(k) != i+1 || s.phrases[i+1].From != k {
			// "hostels in Bishkek and private flats"
			if j := s.index(k + 1); k == next && s.tagAt(k) == prep && j == i+1 && s.phrases[j].From == k+1 && s.name(j) && s.tagAt(s.phrases[j].To) == conj && j+1 < len(s.phrases) && !s.name(j+1) && (s.phrases[j+1].Sort == Thing || s.phrases[j+1].Sort == Person) {
				if t := s.tagAt(s.phrases[j+1].To); t != verb && t != be && t != have && t != modal {
					m := s.phrases[j].To
					for s.tagAt(m) == conj {
						m++
					}
					if s.phrases[j+1].From == m {
						ps = append(ps, s.phrases[j+1])
						next = s.phrases[j+1].To
						i = j + 1
						continue
					}
				}
			}
			if j := s.over(i, k); j > 0 { // "stadiums during the cup and polling stations"
				ps = append(ps, s.phrases[j])
				next, i, done = s.phrases[j].To, j, false
				continue
			}
			done = true
			break
		}
		q := s.phrases[i+1]
		if sawComma && !done && !s.listGoesOn(i+1) {
			break // an apposition
		}
		if t := s.tagAt(q.To); !s.ahead && (t == verb && !s.reduced(q.To) || t == be || t == have || t == modal) {
			break // the subject of what follows
		}
		ps = append(ps, q)
		next = q.To
		i++
	}
	return ps, next
}

// reduced reports whether the verb at i only tells more of the noun before it: "schools used by foreigners".
func (s *Sentence) reduced(i int) bool {
	return s.d.Norm(i+1) == "by" && cut.HasAny(s.d.Norm(i), "ed", "en", "wn")
}

// between are prepositions of what may stand between the members of a list.
var between = text.WordSet(`during in across throughout of over with at around`)

// over is the next phrase of the list that phrase i is part of where words of time or place that begin at token k stand between, or 0.
func (s *Sentence) over(i, k int) int {
	if i+2 >= len(s.phrases) || s.phrases[i+1].From != k+1 || s.tagAt(k) != prep && !(s.tagAt(k) == verb && cut.HasAny(s.d.Norm(k), "ing")) {
		return 0
	}
	if s.tagAt(k) == prep && !between.In(s.d, k) {
		return 0
	}
	p, q := &s.phrases[i], &s.phrases[i+2]
	m := s.phrases[i+1].To
	if c := s.tagAt(m); c != conj && c != comma || c == comma && !s.listGoesOn(i+2) {
		return 0
	}
	for s.tagAt(m) == conj || s.tagAt(m) == comma {
		m++
	}
	if t := s.tagAt(q.To); q.From != m || q.Sort != p.Sort || p.Sort != Thing || q.Proper || t == verb || t == be || t == have || t == modal {
		return 0
	}
	return i + 2
}

// listGoesOn reports whether phrase i is followed by "and" or "or" before its list ends.
func (s *Sentence) listGoesOn(i int) bool {
	for n := 0; i < len(s.phrases) && n < 12; n++ {
		k := s.phrases[i].To
		if s.tagAt(k) == conj || s.tagAt(k) == comma && s.tagAt(k+1) == conj {
			if i+1 < len(s.phrases) { // "burning houses, police and survivors said"
				t := s.tagAt(s.phrases[i+1].To)
				return s.ahead || (t != verb || s.reduced(s.phrases[i+1].To)) && t != be && t != have && t != modal
			}
			return true
		}
		if s.tagAt(k) == prep && i+1 < len(s.phrases) && s.phrases[i+1].From == k+1 {
			if between.In(s.d, k) {
				i++
				continue
			}
		}
		if t := s.tagAt(k); t == verb || t == be || t == have || t == modal || s.tagAt(k) != comma || i+1 >= len(s.phrases) || s.phrases[i+1].From != k+1 {
			return false
		}
		i++
	}
	return false
}

// after reads the phrases that follow a deed by their prepositions.
func (s *Sentence) after(d *Deed, k int, passive bool) {
	first, sited, last := true, d.Kind == Act && things(d.Objects) > 0, ""
	for k < s.to {
		switch t := s.tags[k-s.from]; {
		case t == when, t == adverb, t == comma && (s.tagAt(k+1) == prep || s.tagAt(k+1) == conj && s.tagAt(k+2) == prep), t == pron, t == conj && s.tagAt(k+1) == prep:
			k++
			continue
		case t == verb && (s.d.Norm(k) == "carrying" || s.d.Norm(k) == "wielding"), t == open && s.d.Norm(k) == "armed":
			if p := s.index(k + 1); p >= 0 && s.phrases[p].From == k+1 {
				ps, next := s.listRight(p)
				d.Means = append(d.Means, weapons(ps)...)
				k = next
				continue
			}
			k++
			continue
		case t == prep:
			w := s.d.Norm(k)
			j := k + 1
			for j < s.to && (s.tags[j-s.from] == prep && w != "by" || s.tags[j-s.from] == adverb) { // "from inside", "in particular on"
				if s.tags[j-s.from] == prep {
					w = s.d.Norm(j)
				}
				j++
			}
			if w == "in" && s.d.Norm(j) == "particular" && s.tagAt(j+1) == prep {
				k = j + 1
				continue
			}
			p := s.index(j)
			if p < 0 || s.phrases[p].From != j {
				if s.tagAt(j) == when || s.tagAt(j) == number || s.tagAt(j) == pron {
					k = j + 1
					continue
				}
				return
			}
			ps, next := s.listRight(p)
			if w == "against" || w == "into" || w == "at" || w == "on" && first && d.Kind == Act || w == "through" && d.Kind != Act {
				ps = s.Guessed(ps, d.Kind)
			}
			if sited && w != last && s.tagAt(k-1) != conj && s.tagAt(k-2) != conj && located.In(s.d, j-1) {
				d.Scene = append(d.Scene, ps...)
				k, first = next, false // "in a train at Kings Cross station": where that thing is
				continue
			}
			n := things(d.Objects) + things(d.Sites)
			s.place(d, w, ps, passive, first)
			last = w
			sited = sited || located.In(s.d, j-1) && things(d.Objects)+things(d.Sites) > n
			k, first = next, false
		default:
			return
		}
	}
}

// place gives phrases after a preposition their part.
func (s *Sentence) place(d *Deed, w string, ps []Phrase, passive, first bool) {
	switch w {
	case "by":
		if passive || d.Kind == Act {
			for _, p := range ps {
				switch p.Sort {
				case Weapon:
					d.Means = append(d.Means, p)
				case Deeds, Thing, Empty:
				default:
					d.Agents = append(d.Agents, p)
				}
			}
		}
	case "with", "using", "from", "involving":
		if w == "from" && d.Kind == Act && threats.In(s.d, d.From) {
			if !noun.Warns.In(s.d, d.From) { // "a warning from the police" names who warns
				for _, p := range ps {
					d.agent(p)
				}
			}
			return
		}
		if d.Kind == Clash && w == "with" {
			for _, p := range ps {
				if p.Sort == Weapon {
					d.Means = append(d.Means, p)
				} else {
					d.Agents = append(d.Agents, p)
				}
			}
			return
		}
		if w == "from" && first && (d.Kind == Grab || d.Kind == Remove) {
			for _, p := range ps {
				if p.Sort == Thing {
					d.Objects = append(d.Objects, p)
				}
			}
			return
		}
		if d.Kind == Remove && w == "with" && len(d.Objects) == 0 {
			d.Objects = append(d.Objects, ps...)
			return
		}
		if n := s.d.Norm(ps[0].From - 2); w == "with" && (n == "together" || n == "along") && (d.Kind == Kill || d.Kind == Grab || d.Kind == Fire) {
			d.Objects = append(d.Objects, only(ps, Person)...) // "shot him together with five constituents"
			return
		}
		for _, p := range weapons(ps) {
			if w != "from" || p.Class != "vehicle" { // "thrown from a passing car"
				d.Means = append(d.Means, p)
			}
		}
	case "against", "at", "on", "into", "onto", "through", "upon", "targeting", "to", "over":
		for _, p := range ps {
			switch p.Sort {
			case Weapon:
				if p.Class == "vehicle" && (w == "at" || w == "on") && (d.Kind == Fire || d.Kind == Act || d.Kind == Throw) {
					p.Noun = Noun{Sort: Thing, Class: "transport"} // "shot at his car"
					d.Objects = append(d.Objects, p)
				}
			case Empty, Deeds:
			case Thing:
				d.Objects = append(d.Objects, p)
			default:
				if p.Sort == Unknown && !p.Definite && (w == "at" || w == "on") && p.To == p.From+1 {
					continue // "at Kikambala": a town
				}
				if w != "over" && w != "to" && w != "through" && !(d.Kind == Blow && w == "on") && (d.Kind != Catch && d.Kind != Clash) {
					d.Objects = append(d.Objects, p)
				}
			}
		}
	case "among", "amid", "amidst":
		for _, p := range ps {
			if p.Sort == Person && (d.Kind == Blow || d.Kind == Strike || d.Kind == Throw || d.Kind == Act || d.Kind == Enter) {
				d.Objects = append(d.Objects, p) // "blew himself up among shoppers"
			}
		}
	case "between":
		if d.Kind == Act {
			d.sides(ps)
		}
	case "in", "inside", "outside", "near", "of", "opposite", "aboard", "beside", "behind", "around":
		for _, p := range ps {
			if p.Sort == Thing && w != "of" {
				d.Sites = append(d.Sites, p)
			}
		}
	}
}

// sides are both sides of a fight; forces only where both are.
func (d *Deed) sides(ps []Phrase) {
	if len(ps) > 1 && alike(ps, Force) {
		d.Agents = append(d.Agents, ps...)
		return
	}
	for _, p := range ps {
		d.agent(p)
	}
}

// things counts the things among phrases.
func things(ps []Phrase) (n int) {
	for _, p := range ps {
		if p.Sort == Thing {
			n++
		}
	}
	return n
}

// located are prepositions of where a thing is.
var located = text.WordSet(`in inside outside near at opposite aboard beside behind around on`)

// byAgents are the phrases after "by".
func (s *Sentence) byAgents(k int) []Phrase {
	d := Deed{Kind: Act}
	for k < s.to && s.d.Norm(k) != "by" && k < s.to {
		if t := s.tags[k-s.from]; t == stop || t == which {
			return nil
		}
		k++
	}
	s.after(&d, k, true)
	return d.Agents
}

// nominal reads the roles of a noun of violence: "an attack by X on Y with Z".
func (s *Sentence) nominal(i int, of bool) Deed {
	d := Deed{Kind: Act, From: i, To: i + 1}
	p := s.phrases[s.index(i)]
	// "Boko Haram's attack"
	for k := i - 1; k > p.From; k-- {
		if s.tags[k-s.from] == poss {
			q := Phrase{From: p.From, To: k, Head: k - 1, Definite: p.Definite}
			if s.tagAt(q.From) == det {
				q.From++
			}
			if q.From >= q.To {
				break
			}
			q.Noun, _ = nouns.Of(&s.d.Tokens[q.Head])
			q.Proper = s.d.Tokens[q.Head].Cap
			if (q.Sort == Doer || q.Sort == Group) && !of {
				d.Agents = append(d.Agents, q)
			}
			break
		}
	}
	k := p.To
	if n := s.d.Norm(k); n == "comes" || n == "come" || n == "stems" || n == "posed" || n == "emanates" || n == "presented" {
		k++ // "the threat comes from"
	}
	k = s.happened(k)
	// "attacks being prepared", "an attack planned"
	for s.tagAt(k) == verb && s.d.Norm(k) != "targeting" || s.tagAt(k) == be && s.tagAt(k+1) == verb {
		if _, _, ok := s.deedAt(k); ok {
			return d
		}
		k++
	}
	if of && s.d.Norm(k) == "of" {
		if q := s.index(k + 1); q >= 0 && s.phrases[q].From == k+1 {
			ps, next := s.listRight(q)
			for _, p := range ps {
				if p.Sort != Empty && p.Sort != Deeds && (p.Sort != Unknown || p.Proper) {
					d.Objects = append(d.Objects, p)
				}
			}
			k = next
		}
	}
	if s.d.Norm(k) == "of" || s.tagAt(k) == verb && s.d.Norm(k) == "targeting" {
		if s.d.Norm(k) == "targeting" {
			if q := s.index(k + 1); q >= 0 && s.phrases[q].From == k+1 {
				ps, next := s.listRight(q)
				d.Objects = append(d.Objects, ps...)
				k = next
			}
		}
	}
	s.ahead = true // "an attack with a blade or a gun is likely"
	s.after(&d, k, true)
	s.ahead = false
	if len(d.Agents) == 0 && noun.Fights.In(s.d, i) { // "clashes have been reported between X and Y"
		for j := p.To; j < s.to && j < p.To+14 && s.tagAt(j) != stop; j++ {
			if q := s.index(j + 1); s.d.Norm(j) == "between" && q >= 0 && s.phrases[q].From == j+1 {
				ps, _ := s.listRight(q)
				d.sides(ps)
				break
			}
		}
	}
	return d
}
