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
	in    *where.Index // of found
	orgs  []Org
	home  map[int]bool // first tokens of countries that only say whose an authority is
}

// Find gives the authorities of a text in order, from its places, their index and the names of the tables that were found in it. home has the
// first tokens of the countries that only say whose an authority is.
func Find(d *text.Doc, hits []text.Hit, found *where.Found, in *where.Index) (orgs []Org, home map[int]bool) {
	s := &finder{d: d, hits: hits, found: found, in: in, home: map[int]bool{}}
	s.find()
	return s.orgs, s.home
}

// Settle orders authorities found by other means, drops one inside another and finds whose the bare ones are.
func Settle(d *text.Doc, all []Org) []Org {
	s := &finder{d: d, orgs: all}
	s.settle()
	return s.orgs
}

// OfCountry reads "of Latvia" after the name of an office, which is then told to be that country's. at gives the mention of a
// place by its first token, or nil.
func OfCountry(d *text.Doc, o *Org, at func(tok int) *where.Mention) { ofCountry(d, o, at) }

func (s *finder) section(tok int) text.Section { return s.d.Sents[s.d.Tokens[tok].Sent].Section }

var missions = map[string]string{"embassy": "embassy", "consulate": "consulate", "commission": "embassy", "mission": "embassy"}

var (
	missionWords   = text.KeySet(missions)
	manyWords      = text.WordSet("embassies consulates governments missions commissions")
	authorityWords = text.WordSet("embassy consulate commission mission government embassies consulates governments missions commissions")
)

// find finds the authorities of the text.
func (s *finder) find() {
	at, ends := s.in.At, s.in.Ends
	country := func(i int) (iso string, from int) {
		if s.d.Norm(i-1) == "'s" && s.d.SameSent(i-2, i) {
			if m := ends(i - 1); m != nil && m.Place.Kind == gazetteer.Country {
				return m.Place.Country, m.From // "Norway's security service"
			}
			return "", i
		}
		if m := ends(i); m != nil && s.d.SameSent(i-1, i) {
			if m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country {
				return m.Place.Country, m.From
			}
		}
		return "", i
	}
	many, government := false, false
	for i := range s.d.Tokens {
		t := &s.d.Tokens[i]
		if !authorityWords.Has(t) {
			continue
		}
		many, government = many || manyWords.Has(t), government || t.Cap && t.Norm == "government"
		if !missionWords.Has(t) || s.section(i) == text.Assistance {
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
		s.ofCountry(&o)
		if n := s.d.Norm(o.To); n == "personnel" || n == "staff" || n == "employees" {
			continue
		}
		// the seat: "Abuja, Nigeria", "in Russia"
		to := o.To
		if n := s.d.Norm(to); n == "in" || n == "at" {
			to++
		}
		if m := at(to); m != nil && s.d.SameSent(i, to) && m.Mark != where.Adjective {
			o.Parts = append(o.Parts, [2]int{o.From, o.To}) // without its seat
			o.To = m.To
			if m := at(o.To + 1); m != nil && s.d.Norm(o.To) == "," && m.Place.Kind == gazetteer.Country && s.d.SameSent(i, o.To) {
				o.To = m.To
			}
		}
		s.possessed(&o)
		o.Bare = o.Country == ""
		s.orgs = append(s.orgs, o)
	}
	for _, h := range s.hits {
		if h.To == h.From+1 && !s.d.Tokens[h.From].Cap {
			continue // "a pet", "cni" in an address
		}
		kind, c, _ := strings.Cut(h.Rule.Code, "/")
		o := Org{From: h.From, To: h.To, Kind: kind, Country: c}
		if iso, from := country(h.From); iso != "" {
			if c == "" {
				o.Country = iso
			}
			if c == "" || c == iso {
				o.From, o.Parts = from, [][2]int{{h.From, h.To}} // "United States Department of State"
			}
		}
		if c == "" || c == o.Country {
			s.ofCountry(&o)
		}
		m := at(o.To + 1)
		if m != nil && s.d.Norm(o.To) == "," && m.Place.Country == o.Country && s.d.Sents[s.d.Tokens[o.From].Sent].Line < 3 {
			s.home[o.To+1] = true // "Federal Foreign Office, Germany"
		}
		if m != nil && s.d.Norm(o.To) == "(" && s.d.Norm(m.To) == ")" && m.Place.Kind == gazetteer.Country && (c == "" || c == m.Place.Country) {
			o.Country, s.home[o.To+1] = m.Place.Country, true // "Department of Foreign Affairs (Ireland)"
		}
		if to := o.To + 1; o.Country == "" && kind == "ministry" && s.d.Norm(o.To) == "in" && m != nil && m.Mark != where.Adjective && s.d.SameSent(o.From, to) {
			o.Country, o.All, o.End = m.Place.Country, o.From, m.To // "the foreign ministry in Paris"
		}
		if o.Country == "" && kind == "embassy" {
			o.Bare = true // an embassy is never that of the country it is in
		} else if o.Country == "" {
			o.Country = s.found.Main
		}
		s.orgs = append(s.orgs, o)
	}
	if many {
		s.manyMissions()
		s.listedMissions()
	}
	for i := range s.d.Tokens {
		if !government {
			break
		}
		if s.d.Norm(i) == "government" && s.d.Tokens[i].Cap && s.d.Norm(i+1) == "of" {
			o := Org{From: i, To: i + 1, Kind: "government"}
			if s.ofCountry(&o); o.Country != "" {
				s.orgs = append(s.orgs, o)
			}
		}
	}
	// governments: a country that warns
	for i := range s.found.Mentions {
		m := &s.found.Mentions[i]
		people := m.Mark == where.Adjective && s.d.Norm(m.From-1) == "the" && s.d.SameSent(m.From-1, m.From) // "the Americans"
		if m.Mark == where.Plain && m.Place.Kind == gazetteer.Country || m.Mark == where.Adjective && len(s.d.Slice(m.From, m.To)) <= 4 || people {
			if text.Governs(s.d, m.To) && !preposed.In(s.d, m.From-1) && !s.body(m.To) {
				s.orgs = append(s.orgs, Org{From: m.From, To: m.To, Kind: "government", Country: m.Place.Country})
			}
		}
	}
	s.settle()
}

// possessed reads "its embassy in Ankara": that of the country named last before it in its sentence.
func (s *finder) possessed(o *Org) {
	if n := s.d.Norm(o.From - 1); n != "its" && n != "their" || !s.d.SameSent(o.From-1, o.From) {
		return
	}
	o.All, o.End = o.From-1, o.To
	for k := o.From - 1; k > 0 && o.Country == "" && s.d.SameSent(k-1, o.From); k-- {
		if m := s.in.Ends(k); m != nil && m.Place.Kind == gazetteer.Country && m.Mark != where.Adjective {
			o.Country = m.Place.Country
		}
	}
}

// bodies are words with a capital that a country before them is only a part of the name of: "the Uganda Police Force has told".
var bodies = text.WordSet(`police army navy force forces defence defense security intelligence national federal state ministry civil red revenue wildlife aviation tourism railways airlines gendarmerie`)

// body reports whether the name of a country's force or office goes on at token i.
func (s *finder) body(i int) bool {
	return i < len(s.d.Tokens) && s.d.SameSent(i-1, i) && s.d.Tokens[i].Cap && bodies.In(s.d, i)
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
func (s *finder) manyMissions() {
	for i := range s.d.Tokens {
		if n := s.d.Norm(i); n != "embassies" && n != "consulates" || s.d.Norm(i+1) != "of" {
			continue
		}
		from, first, last := i, len(s.orgs), i
		for k := i + 2; k < len(s.d.Tokens) && s.d.SameSent(i, k); {
			if n := s.d.Norm(k); n == "," || n == "and" || n == "the" {
				k++
				continue
			}
			m := s.in.At(k)
			if m == nil || m.Place.Kind != gazetteer.Country {
				break
			}
			end := m.To
			last = end
			s.home[k] = true
			s.orgs = append(s.orgs, Org{From: from, To: end, Kind: "embassy", Country: m.Place.Country})
			from, k = end+1, end
			for from < len(s.d.Tokens) && s.in.At(from) == nil && from < end+3 {
				from++
			}
		}
		for x := first; x < len(s.orgs); x++ {
			s.orgs[x].All, s.orgs[x].End = i, last
		}
	}
}

// listedMissions reads "the British and Canadian embassies" and "the U.S. and UK governments": one authority for each country.
func (s *finder) listedMissions() {
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
			if x := s.in.Ends(k); x != nil && (x.Mark == where.Adjective || x.Place.Kind == gazetteer.Country) {
				s.home[x.From] = true
				s.orgs = append(s.orgs, Org{From: x.From, To: x.To, Kind: kind, Country: x.Place.Country})
				k = x.From
				continue
			}
			if n := s.d.Norm(k - 1); n != "and" && n != "," && n != "the" || k == head {
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

// ofCountry reads "of Latvia" after the name of an office: whose it is.
func (s *finder) ofCountry(o *Org) {
	if m := ofCountry(s.d, o, s.in.At); m != nil {
		s.home[m.From] = true
	}
}

func ofCountry(d *text.Doc, o *Org, at func(tok int) *where.Mention) *where.Mention {
	if d.Norm(o.To) != "of" {
		return nil
	}
	k := o.To + 1
	if d.Norm(k) == "the" {
		k++
	}
	m := at(k)
	if m == nil && d.Norm(k+1) == "of" { // "the Republic of Korea"
		k += 2
		m = at(k)
	}
	if m == nil || !d.SameSent(o.From, k) || m.Place.Kind != gazetteer.Country {
		return nil
	}
	o.Country, o.To = m.Place.Country, m.To
	return m
}
