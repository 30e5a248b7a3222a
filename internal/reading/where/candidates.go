package where

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where/inflect"
	"github.com/tocsin-hub/tocsin/internal/reading/where/known"
)

// candidates looks every capitalised run up, longest first.
func (s *search) candidates() {
	d, g := s.d, s.g
	out := s.cands[:0]
	for i := 0; i < len(d.Tokens); {
		t := &d.Tokens[i]
		if !t.Cap || t.Kind != text.Word {
			i++
			continue
		}
		if iso, to, ok := s.abbreviated(i); ok {
			out = append(out, candidate{from: i, to: to, iso: iso, follows: -1})
			i = to
			continue
		}
		c, ok := s.lookup(i)
		if ok && c.to == i+1 && (!strings.EqualFold(c.places[0].Name, t.Norm) || c.places[0].Kind != gazetteer.Country && c.places[0].Population < 100_000 && d.Norm(c.to) != ",") {
			if _, dem := g.Demonym(t.Norm); dem && !notDemonym[t.Norm] {
				ok = false // "German nationals": the people, not a town of that name
			}
		}
		if !ok {
			if iso, dem := g.Demonym(t.Norm); dem && !notDemonym[t.Norm] {
				out = append(out, candidate{from: i, to: i + 1, iso: iso, follows: -1})
			}
			i++
			continue
		}
		out = append(out, c)
		i = c.to
	}
	for k := 0; k+1 < len(out); k++ {
		if j := out[k].to; d.Norm(j) == "," && out[k+1].from == j+1 && d.SameSent(j, out[k+1].from) && out[k+1].iso == "" {
			out[k].follows = k + 1
		} else if d.Norm(j) == "in" && out[k+1].from == j+1 && out[k+1].iso == "" {
			out[k].follows = k + 1
		}
	}
	s.cands = out
}

// abbreviated reads "U.S." and "UK" before a noun: an adjective, not a place.
func (s *search) abbreviated(i int) (iso string, to int, ok bool) {
	d := s.d
	if !abbreviation.In(d, i) {
		return "", 0, false
	}
	switch d.Norm(i) {
	case "u.s.", "us", "usa", "uk", "u.k.", "uae":
	default:
		return "", 0, false
	}
	if d.Norm(i) == "us" && !d.Tokens[i].Upper {
		return "", 0, false
	}
	switch d.Norm(i - 1) {
	case "in", "from", "to", "into":
		if d.SameSent(i-1, i) && !(d.SameSent(i, i+1) && d.Tokens[i+1].Kind == text.Word && !d.Tokens[i+1].First) {
			return "", 0, false
		}
	}
	from := len(s.places)
	s.places = s.g.LookupInto(s.places, abbreviations[d.Norm(i)])
	if len(s.places) == from {
		return "", 0, false
	}
	iso = s.places[from].Country
	s.places = s.places[:from]
	return iso, i + 1, true
}

func (s *search) lookup(i int) (candidate, bool) {
	d, g := s.d, s.g
	end := d.Sents[d.Tokens[i].Sent].To
	last := i
	for k := i; k < end && k < i+5; k++ {
		t := &d.Tokens[k]
		switch {
		case t.Kind == text.Word && (t.Cap || inner.Has(t) || strings.Contains(t.Norm, "'")):
			last = k
		case t.Norm == "-" || t.Norm == "'s":
		default:
			k = end
		}
	}
	if d.Norm(i-1) == "," && d.SameSent(i-1, i) {
		// "Paris, Tex.": with the full stop, where it is not part of the token
		for _, abbr := range [...]string{d.Slice(i, i+1), d.Slice(i, i+1) + ".", d.Slice(i, min(i+2, len(d.Tokens)))} {
			if ps := divisionsOf(known.Division(abbr), g); len(ps) > 0 && strings.HasPrefix(d.Text[d.Tokens[i].Start:], abbr) {
				return candidate{from: i, to: i + 1, places: ps, mark: mark(d, i, i+1), follows: -1}, true
			}
		}
	}
	for to := last + 1; to > i; to-- {
		lt := &d.Tokens[to-1]
		if lt.Kind != text.Word || inner.Has(lt) {
			continue
		}
		if to == i+1 && d.Lang != nil && (abroadStop.In(d, i) || text.Small(&d.Tokens[i])) {
			continue
		}
		if to == i+1 && (stop.In(d, i) || len(d.Tokens[i].Norm) < 3 && !d.Tokens[i].Upper) {
			continue
		}
		if to == i+2 && d.Norm(i) == "the" && stop.In(d, i+1) {
			continue // "The Mission"
		}
		if to == i+1 && d.Tokens[i].Upper && abbreviations[d.Tokens[i].Norm] == "" && len(d.Tokens[i].Norm) < 4 {
			continue
		}
		name := d.Slice(i, to)
		if to == i+1 || to == i+2 && twoWords.In(d, i) {
			if full := abbreviations[d.Words(i, to)]; full != "" {
				name = full
			}
		}
		from := len(s.places)
		s.places = g.LookupInto(s.places, name)
		places, declined := s.places[from:len(s.places):len(s.places)], false
		if len(places) == 0 || d.Lang != nil && inflect.Governed(d, i) {
			if other := inflect.Lookup(d, i, g, name); len(other) > 0 {
				places, declined = other, true
			} else if len(places) == 0 {
				continue
			}
		}
		if s.person(i, to) {
			if to == i+1 && d.SameSent(i-1, i) && d.Tokens[i-1].Cap && d.Tokens[i-1].Kind == text.Word && !s.headline(i) {
				s.isPerson(i) // "Mary Jones": a later "Jones" is she
			}
			return candidate{}, false
		}
		if to == i+1 && d.SameSent(i-1, i) && d.Tokens[i-1].First && givenName(d, i-1) && (d.Norm(to) != "," || described(d, to+1)) && !s.headline(i) {
			s.isPerson(i) // "Mary Jones" at the beginning of a sentence
		}
		own := places
		// "X region" where only the state bears the name: let the gazetteer hear the whole
		if to < end && regionWords.In(d, to) {
			if whole := g.Lookup(name + " " + d.Norm(to)); len(whole) > 0 && whole[0].Kind == gazetteer.Admin1 {
				own = whole
			}
		}
		return candidate{from: i, to: to, places: own, mark: mark(d, i, to), declined: declined, follows: -1}, true
	}
	return candidate{}, false
}
