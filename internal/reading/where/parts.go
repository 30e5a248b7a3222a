package where

import (
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// parts finds parts of towns that the gazetteer does not hold but the text explains: "Sandton, the business district of
// Johannesburg", "Lugbe, on the southern edge of Abuja", "Johannesburg (greater Sandton area)". They take the town's place.
func (f *Found) parts(s *search) {
	d := s.d
	known := partsOf{}
	in := s.cover(f.Mentions)
	town := "" // a place of the same name in another country does not stand in the way: "the Gombe district of Kinshasa"
	free := func(i int) bool {
		if i < 0 || i >= len(d.Tokens) {
			return false
		}
		if in[i] > 0 {
			if m := &f.Mentions[in[i]-1]; m.Place.Country == town || m.Mark == Adjective || m.To-m.From > 1 || m.Place.Kind == gazetteer.Country || m.Place.Population > 1_000_000 {
				return false // in this country, or too well known to be a part of a town
			}
		}
		t := &d.Tokens[i]
		return t.Cap && !t.Upper && t.Kind == text.Word && len(t.Norm) > 3 && !stop.Has(t) && !seats.Has(t)
	}
	freeFor := func(i int, country string) bool {
		town = country
		return free(i)
	}
	for mi := range f.Mentions {
		m := &f.Mentions[mi]
		if m.Place.Kind != gazetteer.City || m.Mark == Adjective {
			continue
		}
		town = m.Place.Country
		// backwards: NAME , ... AREAWORD of TOWN
		if d.Norm(m.From-1) == "of" && areaWords.In(d, m.From-2) {
			for k := m.From - 3; k > 0 && k > m.From-10 && d.SameSent(k, m.From); k-- {
				if d.Norm(k) == "," && free(k-1) {
					known.tell(d.Norm(k-1), &m.Place)
					break
				}
				if free(k) && k == m.From-3 { // "Sandton area of Johannesburg"
					known.tell(d.Norm(k), &m.Place)
					break
				}
			}
		}
		// forwards: TOWN DISTRICTS of NAME and NAME
		if (areaWords.In(d, m.To) || areasWords.In(d, m.To)) && d.Norm(m.To+1) == "of" {
			for j := m.To + 2; j < len(d.Tokens) && j < m.To+12 && d.SameSent(m.From, j); j++ {
				if free(j) && !nameGoesOn(d, j+1) {
					known.tell(d.Norm(j), &m.Place)
				} else if n := d.Norm(j); n != "," && n != "and" && n != "or" && in[j] == 0 {
					break
				}
			}
		}
		// forwards: TOWN , COUNTRY ( greater NAME area )
		for k := m.To; k+1 < len(d.Tokens) && k < m.To+8 && d.SameSent(m.From, k+1); k++ {
			if free(k) && areaWords.In(d, k+1) {
				known.tell(d.Norm(k), &m.Place)
			}
		}
		// in the line of the location: TOWN ( NAME and NAME )
		if d.Sents[d.Tokens[m.From].Sent].Section == text.Location {
			for k := m.To; k < len(d.Tokens) && k < m.To+6 && d.SameSent(m.From, k); k++ {
				if d.Norm(k) != "(" {
					continue
				}
				for j := k + 1; j < len(d.Tokens) && j < k+12 && d.SameSent(k, j) && d.Norm(j) != ")"; j++ {
					if free(j) && !nameGoesOn(d, j+1) && !(d.Tokens[j-1].Cap && d.Tokens[j-1].Kind == text.Word) {
						known.tell(d.Norm(j), &m.Place)
					}
				}
				break
			}
		}
		// forwards, a list: TOWN , notably in the NAME , NAME and NAME neighbourhoods
		for k := m.To; k < len(d.Tokens) && k < m.To+24 && d.SameSent(m.From, k); k++ {
			if !areasWords.In(d, k) {
				continue
			}
			for j := k - 1; j > m.To; j-- {
				if free(j) {
					known.tell(d.Norm(j), &m.Place)
				} else if n := d.Norm(j); n != "," && n != "and" && n != "or" {
					break
				}
			}
		}
	}
	f.quarters(d, &known, freeFor)
	if known.town == nil {
		return
	}
	var out []Mention
	mi := 0
	for i := range d.Tokens {
		for mi < len(f.Mentions) && f.Mentions[mi].From <= i {
			m := f.Mentions[mi]
			mi++
			if p, ok := known.town[d.Norm(m.From)]; ok && m.From == i && freeFor(i, p.Country) {
				continue // told as a part of a town
			}
			out = append(out, m)
		}
		if p, ok := known.town[d.Tokens[i].Norm]; ok && freeFor(i, p.Country) {
			from := i
			if t := &d.Tokens[max(0, i-1)]; i > 0 && in[i-1] == 0 && t.Cap && t.Kind == text.Word && !t.First && !stop.Has(t) && !leads.Has(t) && d.SameSent(i-1, i) {
				from-- // "Jamia Nagar"
			}
			out = append(out, Mention{From: from, To: i + 1, Name: d.Slice(from, i+1), Place: p})
		}
	}
	f.Mentions = append(out, f.Mentions[mi:]...)
}

// partsOf are parts of towns by their names.
type partsOf struct{ town map[string]gazetteer.Place }

func (p *partsOf) tell(part string, town *gazetteer.Place) {
	if p.town == nil {
		p.town = map[string]gazetteer.Place{}
	}
	p.town[part] = *town
}

// quarters finds parts of towns that only a word for them tells ("the Tabarre neighborhood"): they are of the town named last.
func (f *Found) quarters(d *text.Doc, known *partsOf, free func(int, string) bool) {
	town := -1
	mi := 0
	for i := range d.Tokens {
		if !quarterWords.Has(&d.Tokens[i]) {
			continue
		}
		one := urban.Has(&d.Tokens[i])
		for mi < len(f.Mentions) && f.Mentions[mi].To <= i {
			if m := &f.Mentions[mi]; m.Place.Kind == gazetteer.City && (m.Mark == Plain || m.Mark == Seat || m.Mark == Dateline) {
				town = mi
			}
			mi++
		}
		if town < 0 {
			continue
		}
		p := &f.Mentions[town].Place
		for j := i - 1; j >= 0 && d.SameSent(j, i); j-- {
			if _, told := known.town[d.Norm(j)]; free(j, p.Country) && !told {
				known.tell(d.Norm(j), p)
			} else if n := d.Norm(j); one || n != "," && n != "and" && n != "or" {
				break
			}
			if one {
				break
			}
		}
	}
}
