package where

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where/known"
)

// areas finds places inside towns that no gazetteer holds, by the words about them: streets ("on Bourbon Street"), stations and squares
// ("at Parsons Green station"), parts told by what follows ("Bwaise, a northern suburb"), and names that stand where only a place stands,
// beside a town ("in Istanbul, above all around Beyoglu and Taksim"). Each takes the place of its town: the one of its sentence, else the one
// named last.
func (f *Found) areas(s *search) {
	d, a := s.d, &s.areas
	*a = areaSearch{s: s, d: d, f: f, in: s.cover(f.Mentions), found: a.found[:0], runs: a.runs[:0]}
	for i := 0; i < len(d.Tokens); {
		t := &d.Tokens[i]
		if !t.Cap || t.Kind != text.Word {
			i++
			continue
		}
		to := a.run(i)
		a.look(i, to)
		i = to
	}
	if len(a.found) > 0 || len(a.known) > 0 {
		a.merge()
	}
	a.s, a.d, a.f = nil, nil, nil
}

type areaSearch struct {
	s     *search
	d     *text.Doc
	f     *Found
	in    []int32 // the mention that covers a token, counted from 1
	known map[string]gazetteer.Place
	found []Mention
	runs  [][2]int // runs that were not told by their own words: they may be known from elsewhere in the text
}

// run is the end of a run of capitalised words, with the particles inside it.
func (a *areaSearch) run(i int) int {
	d := a.d
	end := d.Sents[d.Tokens[i].Sent].To
	to := i + 1
	for k := i + 1; k < end && k < i+6; k++ {
		t := &d.Tokens[k]
		switch {
		case t.Cap && t.Kind == text.Word:
			to = k + 1
		case t.Kind == text.Word && particles.Has(t):
		default:
			return to
		}
	}
	return to
}

// look settles whether the run [from, to) names a part of a town.
func (a *areaSearch) look(from, to int) {
	d := a.d
	if s := d.Sents[d.Tokens[from].Sent]; s.Section == text.Assistance || from == s.From && to == s.To || s.To-s.From > 3 && a.s.headline(from) {
		if to-from > 2 || !a.s.headline(from) {
			return
		}
	}
	street := -1
	for k := from; k < to; k++ {
		if streets.In(d, k) {
			street = k
		}
	}
	first := d.Sents[d.Tokens[from].Sent].From
	loc := from > first && (d.Norm(first) == "location" || d.Norm(first) == "locations") // the line that says where
	prep := a.governed(from)
	if street >= 0 && to-from > 1 {
		covered := a.in[from] > 0 || a.in[street] > 0
		switch {
		case covered && street > from: // "Thika Road", "Bourbon Street" are no towns
			if m := a.mention(from); m != nil && (m.Place.Kind == gazetteer.City || m.Place.Kind == gazetteer.Area) && m.From == from && m.To <= street {
				if slices.ContainsFunc(a.f.Mentions, func(o Mention) bool {
					return o.From != from && o.Mark == Plain && o.Name == "" && o.Place.ID == m.Place.ID
				}) {
					a.put(from, to, m.Place) // "Kuta Square" in a text on Kuta
				} else if p, ok := a.town(from, to, true, m); ok {
					a.put(from, to, p)
				}
				m.Mark = Background
			}
		case !covered && (prep || loc):
			if p, ok := a.town(from, to, true, nil); ok {
				a.put(from, to, p)
			}
		}
		return
	}
	if to-from > 3 {
		return
	}
	if d.SameSent(from, to) && d.Tokens[to].Kind == text.Number && len(d.Tokens[to].Norm) < 3 && d.Norm(to+1) == "," && a.told(to+1) {
		to++ // "Pèlerin 5, a hillside neighbourhood"
	}
	told := a.told(to)
	if m := a.mention(from); m != nil {
		if d.SameSent(from, to) && quartersOnly.In(d, to) && m.From == from && m.Place.Kind >= gazetteer.City && m.Name == "" && m.Place.Population < 300_000 {
			if p, ok := a.town(from, to, true, m); ok && p.ID != m.Place.ID && p.Kind == gazetteer.City && p.Population > m.Place.Population {
				a.put(from, to, p) // "the Tevragh Zeina quarter", "the Koregaon Park quarter"
				return
			}
		}
		// a namesake elsewhere does not stand in the way of what the text says
		if told && m.Mark == Plain && m.From == from && m.To == to && m.Place.Kind >= gazetteer.City && m.Name == "" && m.Place.Population < 1_000_000 {
			if p, ok := a.town(from, to, true, m); ok && p.ID != m.Place.ID && p.Admin1+p.Country != m.Place.Admin1+m.Place.Country {
				m.Name, m.Place, m.Others, m.OtherScores = d.Slice(from, to), p, nil, nil
			}
		}
		return
	}
	for k := from; k < to; k++ {
		if a.in[k] > 0 {
			return
		}
	}
	if d.Tokens[from].Upper || stop.In(d, from) || to == from+1 && (len(d.Tokens[from].Norm) < 4 || noArea.In(d, from)) || noLast.In(d, to-1) || houses.In(d, to-1) || a.housed(to) {
		return
	}
	a.runs = append(a.runs, [2]int{from, to})
	kind := d.SameSent(from, to) && quarterKinds.In(d, to) || d.SameSent(from, to+1) && rails.In(d, to) && (quarterKinds.In(d, to+1) || quarterKinds.In(d, to+2) && rails.In(d, to+1))
	switch {
	case !prep && !(told || kind && d.Norm(from-1) == "the") && !a.listed(from, to) && !loc:
		return
	case told, kind && (prep || d.Norm(from-1) == "the"):
		if p, ok := a.town(from, to, true, nil); ok {
			a.put(from, to, p)
		}
	case d.Norm(from-1) != "the" && d.Norm(from-1) != "on" && (d.Norm(from-1) != "of" || settlements.In(d, from-2)) && a.ends(to):
		if p, ok := a.town(from, to, loc && !prep, nil); ok {
			a.put(from, to, p)
		}
	}
}

// governed reports whether a word for being somewhere governs a name, past an article and what describes it: "in the leafy Koregaon Park quarter",
// "in the village of Kuriga".
func (a *areaSearch) governed(from int) bool {
	d := a.d
	k := from - 1
	if d.Norm(k) == "of" && settlements.In(d, k-1) {
		k--
		for k > 0 && d.SameSent(k-1, from) && d.Norm(k) != "the" && d.Norm(k) != "a" && k > from-5 {
			k--
		}
		return d.SameSent(k-1, from) && inWords.In(d, k-1)
	}
	if !d.SameSent(k, from) {
		return false
	}
	if inWords.In(d, k) {
		return true
	}
	for n := 0; n < 2 && d.Tokens[k].Kind == text.Word && !d.Tokens[k].Cap && d.Norm(k) != "the" && d.SameSent(k-1, from); n++ {
		k--
	}
	return d.Norm(k) == "the" && d.SameSent(k-1, from) && inWords.In(d, k-1)
}

func (a *areaSearch) put(from, to int, p gazetteer.Place) {
	for to > from+1 && rails.In(a.d, to-1) {
		to-- // "Parsons Green Underground station"
	}
	name := a.d.Slice(from, to)
	if a.known == nil {
		a.known = map[string]gazetteer.Place{}
	}
	a.known[strings.ToLower(name)] = p
	a.found = append(a.found, Mention{From: from, To: to, Name: name, Place: p})
}

// mention is the mention that covers a token, or nil.
func (a *areaSearch) mention(i int) *Mention {
	if n := a.in[i]; n > 0 {
		return &a.f.Mentions[n-1]
	}
	return nil
}

// told reports whether the words after a name say that it is a part of a town: ", a northern suburb", ", on the edge of the city".
func (a *areaSearch) told(to int) bool {
	d := a.d
	if d.Norm(to) != "," || !d.SameSent(to-1, to+2) {
		return false
	}
	switch d.Norm(to + 1) {
	case "a", "an", "another", "the", "one":
		for k := to + 2; k < to+6 && d.SameSent(to, k); k++ {
			if partOfTown.In(d, k) {
				return d.Norm(k) != "part" || d.Norm(k+2) == "the" && (d.Norm(k+3) == "city" || d.Norm(k+3) == "town" || d.Norm(k+3) == "capital")
			}
			if n := d.Norm(k); n == "," || n == "." || n == "of" {
				return false
			}
		}
	case "on", "in", "at":
		return d.Norm(to+2) == "the" && edges.In(d, to+3) && d.Norm(to+4) == "of" && d.Norm(to+5) == "the" && (d.Norm(to+6) == "city" || d.Norm(to+6) == "town" || d.Norm(to+6) == "capital")
	}
	return false
}

// housed reports whether the words after a name say that it is a house's: ", a bar popular with foreigners".
func (a *areaSearch) housed(to int) bool {
	d := a.d
	if d.Norm(to) != "," || d.Norm(to+1) != "a" && d.Norm(to+1) != "an" && d.Norm(to+1) != "the" {
		return false
	}
	for k := to + 2; k < to+6 && d.SameSent(to, k); k++ {
		if houses.In(d, k) {
			return true
		}
		if n := d.Norm(k); n == "," || n == "." || n == "of" || n == "in" {
			return false
		}
	}
	return false
}

// listed reports whether a name goes on a list of parts: "around Beyoglu, Galata and Taksim".
func (a *areaSearch) listed(from, to int) bool {
	d := a.d
	k := from - 1
	if n := d.Norm(k); n != "," && n != "and" && n != "or" || !d.SameSent(k-1, from) || len(a.found) == 0 {
		return false
	}
	if d.Norm(k-1) == "," {
		k--
	}
	return a.found[len(a.found)-1].To == k && a.ends(to)
}

// ends reports whether the name ends where a name of a place does: at a sign, or before a small word.
func (a *areaSearch) ends(to int) bool {
	d := a.d
	if !d.SameSent(to-1, to) {
		return true
	}
	t := &d.Tokens[to]
	return t.Kind == text.Punct && t.Norm != "'s" && t.Norm != "(" && t.Norm != "-" || t.Kind == text.Word && !t.Cap && (after.Has(t) || goesOn.Has(t))
}

// town is the place of the town that a part of one belongs to. Where only its position tells that it is a place, the town must stand in the
// same paragraph, or be the only one of the text.
func (a *areaSearch) town(from, to int, sure bool, except *Mention) (gazetteer.Place, bool) {
	d, ms := a.d, a.f.Mentions
	ok := func(m *Mention) bool {
		return m != except && m.Name == "" && (m.Place.Kind == gazetteer.City) && (m.Mark == Plain || m.Mark == Dateline || m.Mark == Seat || m.Mark == Nearby && sure)
	}
	next, _ := slices.BinarySearchFunc(ms, to, func(m Mention, t int) int { return m.From - t })
	for i := next; i < len(ms) && d.SameSent(from, ms[i].From) && (ms[i].From < to+7 || ms[i].From < to+16 && d.Norm(ms[i].From-1) == "of" && sections.In(d, ms[i].From-2)); i++ {
		if n := d.Norm(ms[i].From - 1); n == ";" || n == ")" || d.Norm(ms[i].From-2) == ")" {
			break // of another place of the line
		}
		if ok(&ms[i]) {
			return ms[i].Place, true
		}
		if k := ms[i].Place.Kind; (k == gazetteer.Admin1 || k == gazetteer.Area) && ms[i].Mark == Plain && ms[i].From <= to+2 && d.Norm(ms[i].From-1) != "the" {
			return ms[i].Place, ms[i].Place.ID != 0 // "Kuriga in Kaduna State"
		}
	}
	for i := next - 1; i >= 0; i-- {
		if !ok(&ms[i]) || ms[i].To > from || ms[i].Place.Country != a.f.Main && !d.SameSent(ms[i].From, from) {
			continue
		}
		if sure || d.Sents[d.Tokens[ms[i].From].Sent].Para == d.Sents[d.Tokens[from].Sent].Para {
			return ms[i].Place, true
		}
		for k := range ms {
			if ok(&ms[k]) && ms[k].Place.ID != ms[i].Place.ID {
				return gazetteer.Place{}, false
			}
		}
		return ms[i].Place, true
	}
	return gazetteer.Place{}, false
}

// merge puts what was found, and further mentions of the same names, among the mentions.
func (a *areaSearch) merge() {
	for _, r := range a.runs {
		if len(a.known) == 0 {
			break
		}
		name := a.d.Slice(r[0], r[1])
		if p, ok := a.known[strings.ToLower(name)]; ok && !slices.ContainsFunc(a.found, func(m Mention) bool { return m.From == r[0] }) {
			a.found = append(a.found, Mention{From: r[0], To: r[1], Name: name, Place: p})
		}
	}
	for _, m := range a.found {
		at, _ := slices.BinarySearchFunc(a.f.Mentions, m.From, func(o Mention, from int) int { return o.From - from })
		end := at
		for end < len(a.f.Mentions) && a.f.Mentions[end].From < m.To {
			end++ // "Thika" of "Thika Road"
		}
		a.f.Mentions = slices.Replace(a.f.Mentions, at, end, m)
	}
}

var (
	streets, quarterKinds, noArea, noLast, goesOn = known.Streets, known.QuarterKinds, known.NoArea, known.NoLast, known.GoesOn
	particles                                     = text.WordSet("de del la las los le du des da do dos di el al d'")
	// inWords are words that stand before a place in which something is.
	inWords = text.WordSet("in at on near around outside inside along beside into across through of toward towards")
	rails   = text.WordSet("metro underground tube light rail railway train tram bus police subway refugee housing bus-stop")
	// partOfTown and edges say that the name before them is a part of a town.
	partOfTown = text.WordSet("suburb district neighbourhood neighborhood quarter part borough ward township slum shantytown bazaar market square street road avenue")
	// sections before "of" end a list of parts of a town; quartersOnly follow the name of one; settlements before "of" say that it is a place's.
	sections     = text.WordSet("parts areas districts quarters neighbourhoods neighborhoods suburbs boroughs wards sections sectors townships")
	quartersOnly = text.WordSet("quarter neighbourhood neighborhood suburb borough arrondissement ward slum")
	settlements  = text.WordSet("village hamlet settlement town suburb quarter district neighbourhood neighborhood township community commune hillside resort island islet port")
	edges        = text.WordSet("edge outskirts fringe fringes centre center heart south north east west south-east south-west north-east north-west middle")
)
