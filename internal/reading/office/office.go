// Package office finds the authorities that a text names: missions, ministries, governments, agencies, with the country whose they
// are.
package office

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Org is an authority named in the text: tokens [From, To).
type Org struct {
	From, To int
	Kind     string // embassy, consulate, ministry, government, agency, police
	Country  string // ISO code; "" when the words alone do not tell
	Bare     bool   // "the Embassy": goes back to one named before
	All, End int    // the tokens of a list that it is named in: "the British and Canadian embassies"
	// Field is which of the offices of its kind it is, where the words tell: "interior", "foreign", "mayor".
	Field string
	// Person is the surname, folded, of who is named as its voice, or "".
	Person string
	// Parts are shorter stretches of tokens inside [From, To) that name it alone: the title, the name of the person, the mission without its seat.
	Parts [][2]int
}

// finder is a text whose authorities are looked for.
type finder struct {
	d     *text.Doc
	hits  []text.Hit // the names of the tables
	found *where.Found
	orgs  []Org
	home  map[int]bool // first tokens of countries that only say whose an authority is
}

// Find gives the authorities of a text in order, from its places and the names of the tables that were found in it. home has the
// first tokens of the countries that only say whose an authority is.
func Find(d *text.Doc, hits []text.Hit, found *where.Found) (orgs []Org, home map[int]bool) {
	s := &finder{d: d, hits: hits, found: found, home: map[int]bool{}}
	s.find()
	return s.orgs, s.home
}

// Settle orders authorities found by other means, drops one inside another and finds whose the bare ones are.
func Settle(d *text.Doc, all []Org) []Org {
	s := &finder{d: d, orgs: all}
	s.settle()
	return s.orgs
}

// OfCountry reads "of Latvia" after the name of an office, which is then told to be that country's. at has the mentions of
// places by their first token.
func OfCountry(d *text.Doc, found *where.Found, o *Org, at map[int]int) {
	s := &finder{d: d, found: found, home: map[int]bool{}}
	s.ofCountry(o, at)
}

func (s *finder) section(tok int) text.Section { return s.d.Sents[s.d.Tokens[tok].Sent].Section }

var missions = map[string]string{"embassy": "embassy", "consulate": "consulate", "commission": "embassy", "mission": "embassy"}

var missionWords = text.KeySet(missions)

// find finds the authorities of the text.
func (s *finder) find() {
	at := map[int]int{} // mention by its first token
	for i := range s.found.Mentions {
		at[s.found.Mentions[i].From] = i
	}
	ends := map[int]int{}
	for i := range s.found.Mentions {
		ends[s.found.Mentions[i].To] = i
	}
	country := func(i int) (iso string, from int) {
		if s.d.Norm(i-1) == "'s" && s.d.SameSent(i-2, i) {
			if k, ok := ends[i-1]; ok && s.found.Mentions[k].Place.Kind == gazetteer.Country {
				return s.found.Mentions[k].Place.Country, s.found.Mentions[k].From // "Norway's security service"
			}
			return "", i
		}
		if k, ok := ends[i]; ok && s.d.SameSent(i-1, i) {
			m := &s.found.Mentions[k]
			if m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country {
				return m.Place.Country, m.From
			}
		}
		return "", i
	}
	for i := range s.d.Tokens {
		if !missionWords.Has(&s.d.Tokens[i]) || s.section(i) == text.Assistance {
			continue
		}
		o := Org{From: i, To: i + 1, Kind: missions[s.d.Norm(i)]}
		switch s.d.Norm(i) {
		case "commission":
			if s.d.Norm(i-1) != "high" {
				continue
			}
			o.From--
		case "mission":
			if s.d.Norm(i-1) != "our" && !s.d.Tokens[i].Cap {
				continue
			}
		case "consulate":
			if s.d.Norm(i+1) == "general" {
				o.To++
			}
		}
		if o.Country, o.From = country(o.From); o.Country != "" {
			s.home[o.From] = true // "the United States Embassy"
		}
		s.ofCountry(&o, at)
		if n := s.d.Norm(o.To); n == "personnel" || n == "staff" || n == "employees" {
			continue
		}
		// the seat: "Abuja, Nigeria", "in Russia"
		to := o.To
		if n := s.d.Norm(to); n == "in" || n == "at" {
			to++
		}
		if k, ok := at[to]; ok && s.d.SameSent(i, to) && s.found.Mentions[k].Mark != where.Adjective {
			o.Parts = append(o.Parts, [2]int{o.From, o.To}) // without its seat
			o.To = s.found.Mentions[k].To
			if k2, ok := at[o.To+1]; ok && s.d.Norm(o.To) == "," && s.found.Mentions[k2].Place.Kind == gazetteer.Country && s.d.SameSent(i, o.To) {
				o.To = s.found.Mentions[k2].To
			}
		}
		o.Bare = o.Country == ""
		s.orgs = append(s.orgs, o)
	}
	for _, h := range s.hits {
		kind, c, _ := strings.Cut(h.Rule.Code, "/")
		o := Org{From: h.From, To: h.To, Kind: kind, Country: c}
		if iso, from := country(h.From); iso != "" {
			if c == "" {
				o.Country = iso
			}
			if c == "" || c == iso {
				o.From = from
			}
		}
		if c == "" || c == o.Country {
			s.ofCountry(&o, at)
		}
		if k, ok := at[o.To+1]; ok && s.d.Norm(o.To) == "," && s.found.Mentions[k].Place.Country == o.Country && s.d.Sents[s.d.Tokens[o.From].Sent].Line < 3 {
			s.home[o.To+1] = true // "Federal Foreign Office, Germany"
		}
		if k, ok := at[o.To+1]; ok && s.d.Norm(o.To) == "(" && s.d.Norm(s.found.Mentions[k].To) == ")" && s.found.Mentions[k].Place.Kind == gazetteer.Country && (c == "" || c == s.found.Mentions[k].Place.Country) {
			o.Country, s.home[o.To+1] = s.found.Mentions[k].Place.Country, true // "Department of Foreign Affairs (Ireland)"
		}
		if o.Country == "" && kind == "embassy" {
			o.Bare = true // an embassy is never that of the country it is in
		} else if o.Country == "" {
			o.Country = s.found.Main
		}
		s.orgs = append(s.orgs, o)
	}
	s.manyMissions(at)
	s.listedMissions(ends)
	for i := range s.d.Tokens {
		if s.d.Norm(i) == "government" && s.d.Tokens[i].Cap && s.d.Norm(i+1) == "of" {
			o := Org{From: i, To: i + 1, Kind: "government"}
			if s.ofCountry(&o, at); o.Country != "" {
				s.orgs = append(s.orgs, o)
			}
		}
	}
	// governments: a country that warns
	for i := range s.found.Mentions {
		m := &s.found.Mentions[i]
		people := m.Mark == where.Adjective && s.d.Norm(m.From-1) == "the" && s.d.SameSent(m.From-1, m.From) // "the Americans"
		if m.Mark == where.Plain && m.Place.Kind == gazetteer.Country || m.Mark == where.Adjective && len(s.d.Slice(m.From, m.To)) <= 4 || people {
			if text.Governs(s.d, m.To) && !preposed.In(s.d, m.From-1) {
				s.orgs = append(s.orgs, Org{From: m.From, To: m.To, Kind: "government", Country: m.Place.Country})
			}
		}
	}
	s.settle()
}

// settle orders the authorities found and finds whose the bare ones are.
func (s *finder) settle() {
	slices.SortStableFunc(s.orgs, func(a, b Org) int { return a.From - b.From })
	// drop one inside another
	keep := s.orgs[:0]
	for _, o := range s.orgs {
		if n := len(keep); n > 0 && o.From < keep[n-1].To {
			if o.To-o.From > keep[n-1].To-keep[n-1].From {
				keep[n-1] = o
			}
			continue
		}
		keep = append(keep, o)
	}
	s.orgs = keep
	// "the embassy" goes back to the one named last, or else to the first named after it
	for i := range s.orgs {
		if o := &s.orgs[i]; o.Bare {
			for k := i - 1; k >= 0 && k > i-20; k-- {
				if s.orgs[k].Kind == o.Kind && !s.orgs[k].Bare || o.Kind == "embassy" && s.orgs[k].Kind == "consulate" {
					o.Country = s.orgs[k].Country
					break
				}
			}
			if o.Country == "" {
				for k := i + 1; k < len(s.orgs) && k < i+20; k++ {
					if s.orgs[k].Kind == o.Kind && !s.orgs[k].Bare {
						o.Country = s.orgs[k].Country
						break
					}
				}
			}
		}
	}
}

// manyMissions reads "the embassies of the United States, Germany and Italy": one authority for each country.
func (s *finder) manyMissions(at map[int]int) {
	for i := range s.d.Tokens {
		if n := s.d.Norm(i); n != "embassies" && n != "consulates" || s.d.Norm(i+1) != "of" {
			continue
		}
		from := i
		for k := i + 2; k < len(s.d.Tokens) && s.d.SameSent(i, k); {
			if n := s.d.Norm(k); n == "," || n == "and" || n == "the" {
				k++
				continue
			}
			m, ok := at[k]
			if !ok || s.found.Mentions[m].Place.Kind != gazetteer.Country {
				break
			}
			end := s.found.Mentions[m].To
			s.home[k] = true
			s.orgs = append(s.orgs, Org{From: from, To: end, Kind: "embassy", Country: s.found.Mentions[m].Place.Country})
			from, k = end+1, end
			for from < len(s.d.Tokens) && !hasKey(at, from) && from < end+3 {
				from++
			}
		}
	}
}

// listedMissions reads "the British and Canadian embassies" and "the U.S. and UK governments": one authority for each country.
func (s *finder) listedMissions(ends map[int]int) {
	for i := range s.d.Tokens {
		kind := ""
		switch s.d.Norm(i) {
		case "embassies":
			kind = "embassy"
		case "consulates":
			kind = "consulate"
		case "governments":
			kind = "government"
		case "missions", "commissions":
			kind = "embassy"
		default:
			continue
		}
		if s.section(i) == text.Assistance {
			continue
		}
		head := i
		if s.d.Norm(head-1) == "high" || s.d.Norm(head-1) == "diplomatic" {
			head--
		}
		first := len(s.orgs)
		k := head
		for k > 0 && s.d.SameSent(k-1, i) {
			if m, ok := ends[k]; ok && (s.found.Mentions[m].Mark == where.Adjective || s.found.Mentions[m].Place.Kind == gazetteer.Country) {
				x := &s.found.Mentions[m]
				s.home[x.From] = true
				s.orgs = append(s.orgs, Org{From: x.From, To: x.To, Kind: kind, Country: x.Place.Country})
				k = x.From
				continue
			}
			if n := s.d.Norm(k - 1); n != "and" && n != "," || k == head {
				break
			}
			k--
		}
		if len(s.orgs) < first+2 {
			for _, o := range s.orgs[first:] {
				delete(s.home, o.From)
			}
			s.orgs = s.orgs[:first] // "western embassies", "German missions": no list
			continue
		}
		for x := first; x < len(s.orgs); x++ {
			s.orgs[x].All, s.orgs[x].End = k, i+1
		}
	}
}

// preposed words before a country make it no subject: "moved to Cyprus".
var preposed = text.WordSet(`in to from of for with against by near into at on through via toward towards inside outside across between`)

func hasKey(m map[int]int, k int) bool { _, ok := m[k]; return ok }

// ofCountry reads "of Latvia" after the name of an office: whose it is.
func (s *finder) ofCountry(o *Org, at map[int]int) {
	if s.d.Norm(o.To) != "of" {
		return
	}
	k := o.To + 1
	if s.d.Norm(k) == "the" {
		k++
	}
	m, ok := at[k]
	if !ok && s.d.Norm(k+1) == "of" { // "the Republic of Korea"
		k += 2
		m, ok = at[k]
	}
	if !ok || !s.d.SameSent(o.From, k) || s.found.Mentions[m].Place.Kind != gazetteer.Country {
		return
	}
	o.Country, o.To = s.found.Mentions[m].Place.Country, s.found.Mentions[m].To
	s.home[s.found.Mentions[m].From] = true
}
