package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Verbs by which a text tells what may be struck.
var (
	aims    = text.WordSet(`aimed directed levelled leveled`)
	happens = text.WordSet(`come comes happen happens occur occurs take follow follows made mounted launched staged carried conducted attempted perpetrated undertaken expected`)
	reaches = text.WordSet(`extend extends extended spread spreads apply applies applied relate relates concern concerns concerned concerning regarding`)
	scouts  = text.WordSet(`scouted scouting scout surveyed surveying reconnoitred reconnoitring reconnoitered photographed photographing filmed filming cased casing watched watching observed observing monitored
		eyed eyeing eying considered considering discussed discussing studied studying spied inspected visited`)
	looks    = text.WordSet(`look looks looking looked seek seeks seeking sought turn turns turned turning switch switched switching shift shifted shifting`)
	campaign = text.WordSet(`campaign attacks threat threats operations violence war struggle danger risk jihad offensive fight`)
	scouting = text.WordSet(`reconnaissance surveillance recce reconnoitring reconnoitering`)
	// held are verbs before them: "regarded as possible targets".
	held = text.WordSet(`considered remain remains become became seen regarded deemed judged listed considers named described identified mentioned counted count counts cited specified assessed viewed reckoned thought
		believed said rank ranks feature features classed rated`)
)

// feared reads what may be struck where a verb that is no deed tells it: "attacks could come at bus stations", "they could be aimed at hotels",
// "the attackers are looking at malls", "oil facilities have been mentioned".
func (s *Sentence) feared(v int) (d Deed, ok bool) {
	n, next := s.d.Norm(v), s.d.Norm(v+1)
	d = Deed{Kind: Target, From: v, To: v + 1}
	switch {
	case aims.In(s.d, v) && (next == "at" || next == "against" || next == "towards" || next == "toward"):
		if !s.may(v) && !s.infinitive(v) {
			d.Kind = Strike // "the bomb was aimed at pilgrims"
		}
		s.chain(&d, v+1)
	case happens.In(s.d, v) && (n != "take" || next == "place") && next != "from" && s.may(v):
		subj, _ := s.subject(s.group(v), 0)
		if len(subj) > 0 && subj[0].Sort != Deeds && !threats.In(s.d, subj[0].Head) || len(subj) == 0 && s.tagAt(s.group(v)-1) != pron && n[0] != 'f' {
			return d, false
		}
		k := v + 1
		if n == "take" || n == "carried" && next == "out" {
			k++
		}
		s.chain(&d, k)
		s.above(&d, v+1)
	case reaches.In(s.d, v):
		ps, k := s.object(v)
		if len(ps) == 0 {
			ps, _ = s.subject(s.group(v), 0)
		}
		if s.d.Norm(k) == "to" && len(ps) > 0 && campaign.In(s.d, ps[len(ps)-1].Head) {
			s.chain(&d, k)
		}
	case n == "call" || n == "calls" || n == "called":
		for k := v + 2; next == "for" && k < v+6; k++ {
			if care.In(s.d, k) {
				d.Objects, _ = s.subject(s.group(v), 0)
				d.Objects = struck(d.Objects)
			}
		}
	case names.In(s.d, v) && s.beBefore(v) && next != "after" && next != "in" && next != "for":
		subj, _ := s.subject(s.group(v), 0)
		for _, p := range subj {
			if p.Sort == Thing && (!s.capital(p) || len(subj) > 1) {
				d.Objects = append(d.Objects, p)
			}
		}
	case scouts.In(s.d, v):
		if s.beBefore(v) && n[len(n)-1] == 'd' {
			if s.may(v) || noun.Scouts.In(s.d, v) {
				subj, _ := s.subject(s.group(v), 0)
				d.Objects = only(subj, Thing)
			}
			break
		}
		ps, k := s.object(v)
		if s.hostile(v) {
			d.Objects = only(ps, Thing)
			s.above(&d, k)
		}
	case n == "singled" && next == "out" && s.hostile(v):
		ps, _ := s.object(v + 1)
		d.Objects = struck(ps)
	case looks.In(s.d, v):
		if p := next; (p == "at" || p == "for" || p == "out" || p == "to" || p == "towards") && s.hostile(v) {
			k := v + 1
			if p == "out" {
				k++
				if ps, _ := s.object(k - 1); len(ps) > 0 {
					d.Objects = struck(ps)
				}
				break
			}
			s.chain(&d, k)
			s.above(&d, s.chainEnd(&d, k))
		}
	}
	return d, len(d.Objects) > 0
}

// may reports whether the verb at v tells what may be.
func (s *Sentence) may(v int) bool {
	for k := s.group(v); k < v; k++ {
		if s.tagAt(k) == modal {
			return true
		}
	}
	return s.modalBefore(v)
}

// infinitive reports whether the verb at v hangs on a "to": "said to be directed at".
func (s *Sentence) infinitive(v int) bool { return s.tagAt(s.group(v)-1) == to }

// hostile reports whether those who do the verb at v mean harm: attackers, a group, "those who wish us harm".
func (s *Sentence) hostile(v int) bool {
	subj, _ := s.subject(s.group(v), 0)
	for _, p := range subj {
		if p.Sort == Doer || p.Sort == Group {
			return true
		}
	}
	if len(subj) == 0 && s.may(v) {
		for k := v - 1; k >= s.from && k > v-12; k-- {
			if n := s.d.Norm(k); n == "harm" || n == "attack" || n == "kill" {
				return true
			}
		}
	}
	return false
}

// chain adds the phrases behind the prepositions from token k on: "at A and B, on C and in D".
func (s *Sentence) chain(d *Deed, k int) {
	x := Deed{Kind: Target}
	s.after(&x, k, true)
	for _, ps := range [...][]Phrase{x.Objects, x.Sites} {
		for _, p := range ps {
			if p.Sort == Thing || p.Sort == Person || p.Sort == Force {
				d.Objects = append(d.Objects, p)
			}
		}
	}
}

// chainEnd is where what follows the last object of a deed begins, k without one.
func (s *Sentence) chainEnd(d *Deed, k int) int {
	for _, p := range d.Objects {
		k = max(k, p.To)
	}
	return k
}

// only are the phrases of one sort.
func only(ps []Phrase, sort Sort) (out []Phrase) {
	for _, p := range ps {
		if p.Sort == sort {
			out = append(out, p)
		}
	}
	return out
}

// spied reads "reconnaissance of markets and missions". i is the noun.
func (s *Sentence) spied(i int) (d Deed, ok bool) {
	if !scouting.In(s.d, i) || s.d.Norm(i+1) != "of" && s.d.Norm(i+1) != "on" && s.d.Norm(i+1) != "at" {
		return d, false
	}
	d = Deed{Kind: Target, From: i, To: i + 1, Objects: only(s.listAt(i+2), Thing)}
	return d, len(d.Objects) > 0
}

// atRisk reads "hotels are described as the places most at risk, together with markets" and "schools are on the list". i is the noun.
func (s *Sentence) atRisk(i int) (d Deed, ok bool) {
	k := i - 1
	for k > i-5 && k >= s.from && (s.tagAt(k) == open || s.tagAt(k) == det || s.tagAt(k) == poss || s.tagAt(k) == adverb) {
		k--
	}
	switch p := s.d.Norm(k); s.d.Norm(i) {
	case "risk", "danger":
		if p != "at" && p != "in" {
			return d, false
		}
	case "list", "lists", "hit-list":
		if p != "on" {
			return d, false
		}
	case "concern":
		if p != "of" {
			return d, false
		}
	}
	for k--; k > i-12 && k >= s.from; k-- {
		switch t := s.tagAt(k); {
		case t == adverb, t == det, t == to, t == when:
			continue
		case t == prep && s.d.Norm(k) == "as", t == open && (noun.Venues.In(s.d, k) || s.d.Norm(k) == "those"):
			continue
		case t == verb && held.In(s.d, k):
			continue
		case t == be:
			if s.tagAt(k-1) == to || s.tagAt(k-1) == modal || s.tagAt(k-1) == have {
				continue
			}
		case t == modal, t == have:
		default:
			return d, false
		}
		d = Deed{Kind: Target, From: i, To: i + 1}
		d.Objects, _ = s.subject(s.group(k), 0)
		d.Objects = struck(d.Objects)
		if j := i + 1; len(d.Objects) > 0 && s.tagAt(j) == comma {
			switch s.d.Norm(j + 1) {
			case "together", "along":
				if s.d.Norm(j+2) == "with" {
					d.Objects = append(d.Objects, only(s.listAt(j+3), Thing)...)
				}
			}
		}
		return d, len(d.Objects) > 0
	}
	return d, false
}
