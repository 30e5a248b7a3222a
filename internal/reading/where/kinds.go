package where

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// kindWord weighs the word beside a name that says its kind.
func kindWord(d *text.Doc, c *candidate, p *gazetteer.Place) float64 {
	switch {
	case p.Kind == gazetteer.Country && d.Norm(c.from-1) == "سلطنة":
		return 9 // the Sultanate of Oman, not Amman
	case p.Kind == gazetteer.City && (c.mark == Dateline || d.SameSent(c.from, c.to) && townFacilities.In(d, c.to)):
		return 3 // "Kandahar airport": the town's, not the province's
	case p.Kind != gazetteer.Admin1:
	case d.SameSent(c.from, c.to) && regionWords.In(d, c.to):
		return 9
	case d.Norm(c.from-1) == "of" && (divisionWord.In(d, c.from-2) || divisionsWords.In(d, c.from-2)):
		return 9
	case listed(d, c.from), listedBefore(d, c.from, c.to):
		return 9
	}
	return 0
}

// listedBefore reports whether a name stands in a list that ends with a word for divisions: "Surin and Si Sa Ket provinces".
func listedBefore(d *text.Doc, from, to int) bool {
	for k := to; k < to+12 && d.SameSent(to-1, k); k++ {
		t := &d.Tokens[k]
		if divisionsWords.Has(t) {
			return k > to || !t.Cap && d.Norm(from-1) == "and"
		}
		if n := t.Norm; n != "," && n != "and" && n != "or" && !t.Cap {
			return false
		}
	}
	return false
}

// among reports whether a candidate stands in a list beside one that can only be a country.
func among(d *text.Doc, cands []candidate, i int) bool {
	nation := func(k int) bool {
		return cands[k].iso == "" && len(cands[k].places) > 0 && cands[k].places[0].Kind == gazetteer.Country && (len(cands[k].places) == 1 || cands[k].places[1].Population < 100_000)
	}
	joined := func(from, to int) bool {
		if from >= to || to-from > 3 || !d.SameSent(from, to) {
			return false
		}
		for k := from; k < to; k++ {
			if n := d.Norm(k); n != "," && n != "and" && n != "or" && n != "the" {
				return false
			}
		}
		return true
	}
	return i > 0 && nation(i-1) && joined(cands[i-1].to, cands[i].from) || i+1 < len(cands) && nation(i+1) && joined(cands[i].to, cands[i+1].from)
}

// listed reports whether a name stands in a list that began "the states of".
func listed(d *text.Doc, from int) bool {
	for k := from - 1; k > 0 && k > from-10 && d.SameSent(k, from); k-- {
		if d.Norm(k) == "of" {
			return divisionsWords.In(d, k-1) && (!d.Tokens[k-1].Cap || d.Tokens[k-1].First) // not "United States of America, Maputo"
		}
		if n := d.Norm(k); n != "," && n != "and" && n != "or" && !d.Tokens[k].Cap {
			return false
		}
	}
	return false
}

// wellKnownFirst puts a town of the same name that has fifty times the people before a small one that stands first only for what is near it, unless
// the text names another place of the small one's division: "the Boston Marathon" in a text on Toronto.
func wellKnownFirst(cands []candidate, c *candidate) {
	p := &c.places[0]
	if p.Kind != gazetteer.City || p.Population > 50_000 {
		return
	}
	for i := range cands {
		if o := &cands[i]; o != c && o.iso == "" && o.places[0].Country == p.Country && o.places[0].Admin1 == p.Admin1 && o.places[0].Name != p.Name {
			return
		}
	}
	for k := 1; k < len(c.places); k++ {
		if q := &c.places[k]; q.Kind == gazetteer.City && q.Population >= knownFrom && q.Population > 50*p.Population && q.Name == p.Name {
			c.places[0], c.places[k] = c.places[k], c.places[0]
			c.scores[0], c.scores[k] = c.scores[k], c.scores[0]
			return
		}
	}
}

// townOf reports whether a town has a good part of the people of a division that bears its name.
func townOf(places []gazetteer.Place, division *gazetteer.Place) bool {
	for k := range places {
		if q := &places[k]; q.Kind == gazetteer.City && q.Country == division.Country && q.Population*4 >= division.Population && q.Population >= 20_000 {
			return true
		}
	}
	return false
}
