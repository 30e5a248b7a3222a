// Package where finds the places a text names and settles which place each name means.
//
// Names are looked up in the gazetteer, longest first, where the text writes them with a capital. Of several places with one
// name the one wins that fits the countries the text speaks of, the container that follows it ("Hyderabad, Sindh"), its
// kind and its size; the next candidates are kept. Seats of issuers ("U.S. Embassy Cairo"), datelines and places that are
// only the background of the story ("the war in Ukraine") are found but marked, so that they never become the place of a
// threat. A name that the gazetteer does not hold is left out.
package where

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	names "github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where/inflect"
)

// Gazetteer is what reading needs of the gazetteer.
type Gazetteer interface {
	Names
	LookupInto(dst []gazetteer.Place, name string) []gazetteer.Place
	Zone(p gazetteer.Place) *time.Location
	Admin1(country, code string) (gazetteer.Place, bool)
}

// Mark says what kind of mention it is.
type Mark uint8

// The marks.
const (
	Plain      Mark = iota
	Seat            // the seat of an issuer: "U.S. Embassy Cairo"
	Dateline        // where the story was written
	Background      // "the war in Ukraine"
	Adjective       // "Russian": tells a country, names no place
	Nearby          // "near Abidjan": a place that another place is told by
)

// Mention is a place named in a text: tokens [From, To).
type Mention struct {
	From, To int
	Mark     Mark
	Name     string // the name of a part of Place that the gazetteer does not hold ("Sandton"); else empty
	Place    gazetteer.Place
	Others   []gazetteer.Place // the next two places of the name, with their scores: decimal logarithms of likelihood
	Score    float64
	// OtherScores has one for each of Others.
	OtherScores []float64
}

// Found is every place of a text. Main is the country that it is about (ISO 3166-1 alpha-2), or "".
type Found struct {
	Mentions []Mention
	Main     string
}

// Find finds the places of d.
func Find(d *text.Doc, g Gazetteer) Found { return find(d, g, nil) }

// FindFrom is [Find] for a text whose source writes from a country (ISO 3166-1 alpha-2, "" when it is not known): of places
// with one name those of that country win where the text does not say otherwise.
func FindFrom(d *text.Doc, g Gazetteer, country string) Found {
	if country == "" {
		return find(d, g, nil)
	}
	var source Field
	source.Home(country)
	return find(d, g, &source)
}

func find(d *text.Doc, g Gazetteer, source *Field) Found {
	s := searches.Get().(*search)
	s.begin(d, g)
	f := s.find(source)
	s.d, s.g = nil, nil
	searches.Put(s)
	return f
}

func (s *search) find(source *Field) (f Found) {
	d, g := s.d, s.g
	s.candidates()
	cands := s.cands
	s.weigh()
	s.rank(&tuned, source)
	for i := range cands {
		if c := &cands[i]; c.iso == "" && d.Norm(c.from-1) == "of" && townWords.In(d, c.from-2) {
			if s.towns == nil {
				s.towns = map[string]bool{}
			}
			s.towns[fold(d, c)] = true
		}
	}
	more := 0
	for i := range cands {
		if c := &cands[i]; c.iso == "" {
			s.order(i)
			more += min(len(c.places), keptPlaces) - 1
		}
	}
	for i := range cands {
		if c := &cands[i]; c.iso == "" && c.follows < 0 {
			wellKnownFirst(cands, c)
		}
	}
	s.settleHome()
	f.Mentions = make([]Mention, 0, len(cands)+2)
	others, scores := make([]gazetteer.Place, 0, more), make([]float64, 0, more)
	for i := range cands {
		c := &cands[i]
		if c.iso != "" {
			f.Mentions = append(f.Mentions, Mention{From: c.from, To: c.to, Mark: Adjective, Place: gazetteer.Place{Country: c.iso}})
			continue
		}
		p, mark := &c.places[0], c.mark
		if p.Kind == gazetteer.Region && (p.Population == 0 || p.Population > continent) {
			mark = Background // a sea, a river, a range, a continent: where things are near, not what is threatened
		}
		if mark == Plain && sayers.In(d, c.to) && speaks(d, c, p, g) {
			mark = Background // "Turkey condemned", "Washington said": who, not where
		}
		if p.Kind == gazetteer.Country && ofNation(d, c.from, c.to) {
			mark = Adjective // "Посольство США", "ciudadanos de España": whose, not where
		}
		if !s.plausible(c, p) || c.follows < 0 && c.mark != Seat && s.strange(p) {
			continue
		}
		f.Mentions = append(f.Mentions, Mention{From: c.from, To: c.to, Mark: mark, Place: *p, Score: c.scores[0]})
		m := &f.Mentions[len(f.Mentions)-1]
		// "Kaluga region": the word that says the kind belongs to the name
		if m.Place.Kind == gazetteer.Admin1 && m.To < len(d.Tokens) && regionWords.In(d, m.To) && d.SameSent(m.From, m.To) {
			m.To++
		}
		if n := min(len(c.places), keptPlaces); n > 1 {
			from := len(others)
			others, scores = append(others, c.places[1:n]...), append(scores, c.scores[1:n]...)
			m.Others, m.OtherScores = others[from:len(others):len(others)], scores[from:len(scores):len(scores)]
		}
	}
	if d.Lang != nil {
		f.partsAbroad(d)
	}
	f.parts(s)
	f.main(&s.nations)
	f.capitals(d, g)
	if d.Lang == nil {
		f.areas(s)
	}
	return f
}

// weightOf is what a mention of each mark says of the country that the text is about.
var weightOf = [...]float64{Plain: 2, Seat: 1.5, Dateline: 1, Adjective: 0.2, Background: 0.1, Nearby: 1}

// main settles the country the text is about: the heaviest of the places that are not seats or background.
func (f *Found) main(ns *nations) {
	for i := range ns.all {
		ns.all[i].weight = 0
	}
	for i := range f.Mentions {
		m := &f.Mentions[i]
		ns.of(m.Place.Country).weight += weightOf[m.Mark]
	}
	for i := range f.Mentions { // of equals the one named first
		if c := f.Mentions[i].Place.Country; c != "" && (f.Main == "" || ns.weight(c) > ns.weight(f.Main)+1e-9) {
			f.Main = c
		}
	}
}

// countryAt is the country named at a token, or "".
func (f *Found) countryAt(i int) string {
	for k := range f.Mentions {
		if m := &f.Mentions[k]; m.From == i && m.Place.Kind == gazetteer.Country {
			return m.Place.Country
		}
	}
	return ""
}

// capitals adds "the Russian capital" and, where the text is about one country, "the capital".
func (f *Found) capitals(d *text.Doc, g Gazetteer) {
	var add []Mention
	for i := range d.Tokens {
		if d.Tokens[i].Norm != "capital" || d.Norm(i+1) == "punishment" || !d.SameSent(i-1, i) {
			continue
		}
		iso, from := "", i
		switch prev := d.Norm(i - 1); {
		case prev == "the":
			iso, from = f.Main, i-1
			if d.Norm(i+1) == "of" {
				iso = f.countryAt(i + 2) // none: of a division, and the gazetteer does not tell its seat
			}
		default:
			var ok bool
			if iso, ok = g.Demonym(prev); !ok {
				continue
			}
			from = i - 1
			if d.Norm(from-1) == "the" {
				from--
			}
		}
		if p, ok := g.Capital(iso); ok {
			m := Mention{From: from, To: i + 1, Place: p}
			if d.Norm(from-1) == "of" && compass.In(d, from-2) {
				m.Mark = Nearby
			}
			add = append(add, m)
		}
	}
	for _, m := range add {
		at, _ := slices.BinarySearchFunc(f.Mentions, m.From, func(o Mention, from int) int { return o.From - from })
		end := at
		for end < len(f.Mentions) && f.Mentions[end].Mark == Adjective && f.Mentions[end].From < m.To {
			end++ // "Russian" of "the Russian capital"
		}
		f.Mentions = slices.Replace(f.Mentions, at, end, m)
	}
}

// described reports whether the words after a name's comma tell of a person: "Villavicencio, a former journalist", "Smith, 35,".
func described(d *text.Doc, i int) bool {
	return d.SameSent(i-1, i) && (d.Tokens[i].Kind == text.Number && len(d.Tokens[i].Norm) < 3 || describers.In(d, i))
}

// givenName reports whether a capitalised word may be a given name: no word that stands before places, nor a short one ("В",
// "En").
func givenName(d *text.Doc, i int) bool {
	t := &d.Tokens[i]
	return t.Cap && t.Kind == text.Word && utf8.RuneCountInString(t.Norm) > 2 && !stop.Has(t) && !leads.Has(t) && !preps.Has(t) && !sides[t.Norm] && !seats.Has(t) && !conflicts.Has(t)
}

// mark tells seats, datelines and background from places of the story.
func mark(d *text.Doc, from, to int) Mark {
	for k := from - 1; k >= 0 && k >= from-5 && d.SameSent(k, from); k-- {
		n := d.Norm(k)
		if seats.In(d, k) && (d.Tokens[k].Cap || k == from-2 || k == from-1) {
			return Seat
		}
		if len(n) > 8 && n[0] >= 0x80 && (d.Tokens[k].Cap || k >= from-3) && begins(n, seatStems) {
			return Seat // "Посольство США в Києві"
		}
		if conflicts.In(d, k) || courts.In(d, k) {
			return Background
		}
		if n == "from" && comesFrom(d, k) && d.Norm(to) != "to" {
			return Background // "troops from Burundi and Uganda", but not "from Bamako to Gao"
		}
		if k == from-1 && (n == "near" && !facilities.In(d, to) && d.Norm(k-1) != "or" && d.Norm(k-1) != "and" || n == "of" && compass.In(d, k-1)) {
			return Nearby
		}
		if n != "in" && n != "general" && n != "of" && n != "," && n != "and" && n != "to" && !d.Tokens[k].Cap && n != "the" && n != "в" && n != "у" && n != "في" {
			break
		}
	}
	if from > 1 && d.SameSent(from-2, from) {
		switch k := from - 2; d.Norm(from - 1) {
		case "in":
			if d.Norm(k) == "up" && d.SameSent(k-1, from) {
				k-- // "grew up in"
			}
			if dwellers.In(d, k) {
				return Background
			}
		case "of":
			if d.Norm(k) == "capital" || natives.In(d, k) {
				return Background // "El Fasher, the capital of North Darfur"
			}
		case "to", "for":
			if n := d.Norm(k); d.Norm(from-1) == "for" && leavers.In(d, k) || n == "way" || n == "bound" || n == "route" || n == "heading" || n == "headed" || n == "flight" || n == "trip" && d.Norm(from-1) == "to" && d.Norm(k-1) == "return" {
				return Background // "on its way to Delhi", "bound for"
			}
		}
	}
	s := d.Sents[d.Tokens[from].Sent]
	if d.Lang != nil && from == s.From && s.Line < 6 && d.Norm(to) == "," && to+1 < s.To && d.Tokens[to+1].Kind == text.Number {
		if s.To-to <= 9 {
			return Dateline // "CALI, 22 de agosto de 2025."
		}
		for k := to; k < s.To && k < to+12; k++ {
			if n := d.Norm(k); n == "–" || n == "-" || n == "—" || n == ":" {
				return Dateline
			}
		}
	}
	if from == s.From && d.Tokens[from].Upper && s.Line < 6 {
		for k := to; k < s.To && k < to+12; k++ {
			if n := d.Norm(k); n == "–" || n == "-" || n == "—" {
				return Dateline
			}
		}
	}
	if from == s.From && s.Line > 0 && s.Line < 6 && d.Norm(to) == "," && s.To-to < 10 && dated(d, to+1, s.To) {
		return Dateline // "Stockholm, 17 August 2023", "LONDON, Sunday"
	}
	return Plain
}

// dated reports whether the tokens are a date and nothing else but the name of a country before it: "Sunday", "17 August 2023.",
// "South Korea, Aug. 4".
func dated(d *text.Doc, from, to int) bool {
	named := false
	for k := from; k < to; k++ {
		switch t := &d.Tokens[k]; {
		case days.Has(t):
			named = true
		case t.Kind == text.Number || t.Kind == text.Punct || t.Cap && !named:
			named = named || t.Kind == text.Number && len(t.Norm) == 4
		default:
			return false
		}
	}
	return named
}

// speaks reports whether a country or its capital is the one that says or does what follows.
func speaks(d *text.Doc, c *candidate, p *gazetteer.Place, g Gazetteer) bool {
	if !d.SameSent(c.from, c.to) || d.SameSent(c.from-1, c.from) && preps.In(d, c.from-1) && d.Norm(c.from-1) != "and" {
		return false
	}
	if p.Kind == gazetteer.City {
		return g.IsCapital(p)
	}
	return p.Kind == gazetteer.Country
}

// comesFrom reports whether the word before a "from" tells of people or things that come: "flew in from".
func comesFrom(d *text.Doc, k int) bool {
	if k--; !d.SameSent(k, k+1) {
		return false
	}
	switch d.Norm(k) {
	case "in", "over", "back", "up", "down":
		k--
	}
	return comers.In(d, k) && d.SameSent(k, k+1)
}

// person reports whether the name stands inside a longer name of a person or a thing.
func (s *search) person(from, to int) bool {
	d := s.d
	if d.Lang != nil && (caseless(d) || governs(d, from)) {
		return false
	}
	if !d.SameSent(from-1, from) {
		return nameGoesOn(d, to) && !s.headline(from) && d.Norm(to) != ","
	}
	p := &d.Tokens[from-1]
	if nameGoesOn(d, to) && !d.Tokens[to].Cap {
		return true // "Charlotte von Essen"
	}
	switch p.Norm {
	case "von", "van", "der", "bin", "ibn", "del", "della", "di":
		return true
	case "du", "de":
		return d.SameSent(from-2, from) && d.Tokens[from-2].Cap
	case "al", "el", "la", "las", "los", "da", "do", "dos", "ul":
		if d.Lang == nil && d.SameSent(from-2, from) && d.Tokens[from-2].Cap {
			return true // "Wadi al Kabir"
		}
	}
	if s.headline(from) {
		return false
	}
	if nameGoesOn(d, to) {
		return true
	}
	if p.Norm == "the" && to < len(d.Tokens) && !d.Tokens[to].Cap && (d.Tokens[to].Kind == text.Punct || after.In(d, to)) && generic.In(d, to-1) {
		return true // "the South Gate at the circle"
	}
	if p.Cap && p.Kind == text.Word && !p.First && !leads.Has(p) && !seats.Has(p) {
		return true
	}
	return false
}

// nameGoesOn reports whether a capitalised word follows that is no facility.
func nameGoesOn(d *text.Doc, to int) bool {
	if to >= len(d.Tokens) || !d.SameSent(to-1, to) {
		return false
	}
	t := &d.Tokens[to]
	if n := t.Norm; n == "von" || n == "van" || n == "bin" || n == "ibn" {
		return true
	}
	return t.Cap && t.Kind == text.Word && !facilities.Has(t) && !regionWords.Has(t)
}

// plausible drops small places that share a name with something else, unless the text speaks of their country or puts them
// where a place stands.
func (s *search) plausible(c *candidate, p *gazetteer.Place) bool {
	d := s.d
	switch {
	case p.Kind == gazetteer.Country || p.Kind == gazetteer.Region || c.mark == Seat:
		return true
	case p.Kind == gazetteer.Area && p.ID == 0 && c.to-c.from > 1 && names.Key(p.Name) == names.Key(d.Slice(c.from, c.to)):
		return true // "Laurel County" says itself what it is
	case c.to-c.from == 1 && s.people[d.Tokens[c.from].Norm] && p.Kind >= gazetteer.City && p.Population < 1_000_000 && c.follows < 0 && !preps.In(d, c.from-1):
		return false
	case p.Kind == gazetteer.City && p.Population < 1_000_000 && s.nations.weight(p.Country) < 0.9 && foreign(p.Name, d.Tokens[c.from].Norm):
		return false // "Galata" is a name of Iași, but hardly anybody means it
	}
	if s.headline(c.from) {
		// capitals tell nothing there: "Plot Sparks Alert"
		lead := d.SameSent(c.from-1, c.from) && (preps.In(d, c.from-1) || !d.Tokens[c.from-1].Cap && !nameGoesOn(d, c.to))
		tail := d.Norm(c.to) == "," || !d.SameSent(c.from, c.to)
		return p.Population >= 1000000 || (lead || tail || d.Tokens[c.from].First && !nameGoesOn(d, c.to)) && (p.Population >= 100000 || s.nations.weight(p.Country) >= 1.5 && (p.Population >= 5000 || p.Population == 0))
	}
	if attributive(d, c, p) {
		return false
	}
	if p.Kind == gazetteer.City && c.follows < 0 && d.SameSent(c.from, c.to) && d.Tokens[c.to].Cap && houses.In(d, c.to) && (p.Population < 20_000 || !strings.EqualFold(p.Name, d.Slice(c.from, c.to)) && p.Population < knownFrom) {
		return false // "the Bardo Museum"
	}
	if d.Lang != nil && caseless(d) {
		lead := governs(d, c.from) || inflect.Governed(d, c.from) || c.declined || d.Norm(c.to) == "," && d.Tokens[c.from].First || d.Sents[d.Tokens[c.from].Sent].Section == text.Location
		return lead && (p.Population >= 5000 || s.nations.weight(p.Country) >= 0.9) || p.Population >= 300_000 && s.nations.weight(p.Country) >= 0.9
	}
	prep := d.Lang != nil && governs(d, c.from) || d.SameSent(c.from-1, c.from) && preps.In(d, c.from-1) || d.Norm(c.to) == "," && c.follows >= 0
	own := s.nations.weight(p.Country)
	switch {
	case d.Norm(c.from-1) == "the" && p.Population < 500000 && d.SameSent(c.from, c.to) && d.Tokens[c.to].Kind == text.Word && !d.Tokens[c.to].Cap && !after.In(d, c.to) && !regionWords.In(d, c.to):
		return false // "the Panjshir petrol station"
	case p.Kind == gazetteer.Admin1:
		return prep || own >= 1 || c.to-c.from > 1 || p.Population > 500000
	case prep:
		return own >= 0.9 || p.Population >= 20000
	case d.Tokens[c.from].First && d.SameSent(c.from, c.to) && !s.headline(c.from):
		return own >= 1.5 || p.Population >= 300000
	default:
		return own >= 1.5 && p.Population >= 500 || p.Population >= 150000
	}
}

// foreign reports whether a name in Latin letters does not even begin as the place's own name does.
func foreign(own, name string) bool {
	a, b := own[0]|0x20, name[0]|0x20
	return a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z' && a != b
}

// continent has more people than any region that a warning is for.
const continent = 300_000_000

// begins reports whether a word begins with one of the stems.
func begins(w string, stems []string) bool {
	for _, stem := range stems {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

// ofNation reports whether a country is named in another language only to say whose an embassy or whose the citizens are.
func ofNation(d *text.Doc, from, to int) bool {
	k := from - 1
	for k >= 0 && d.SameSent(k, from) && joiners.In(d, k) {
		k--
	}
	if k >= 0 && d.SameSent(k, from) {
		w := d.Norm(k)
		if begins(w, nationStems) {
			return true
		}
	}
	if d.SameSent(from, to) {
		for _, w := range [...]string{d.Norm(to), d.Norm(to + 1)} {
			if strings.HasPrefix(w, "büyükelçili") || strings.HasPrefix(w, "başkonsolos") || strings.HasPrefix(w, "vatandaş") {
				return true
			}
		}
	}
	return false
}

// attributive reports whether another form of a name stands before a noun: "a Chechen man" tells of people, not of a place.
func attributive(d *text.Doc, c *candidate, p *gazetteer.Place) bool {
	if c.to-c.from > 1 || c.to >= len(d.Tokens) || !d.SameSent(c.from, c.to) || strings.EqualFold(p.Name, d.Tokens[c.from].Norm) {
		return false
	}
	t := &d.Tokens[c.to]
	if d.Lang != nil && d.Lang.Code != "de" || d.Tokens[c.from].Norm[0] >= 0xd0 { // elsewhere adjectives are written small
		return false
	}
	if t.Kind != text.Word || t.Cap || after.Has(t) || regionWords.Has(t) || strings.HasPrefix(strings.ToLower(p.Name), d.Tokens[c.from].Norm) {
		return false
	}
	return d.SameSent(c.from-1, c.from) && !preps.In(d, c.from-1) && !abroadPreps.In(d, c.from-1)
}

// townM is how far a part of a town may be from its middle.
const townM = 50_000

// holds reports whether w contains p.
func holds(w, p *gazetteer.Place) bool {
	switch w.Kind {
	case gazetteer.Country:
		return w.Country == p.Country && p.Kind != gazetteer.Country
	case gazetteer.Admin1:
		return w.Country == p.Country && w.Admin1 == p.Admin1 && p.Kind > gazetteer.Admin1
	case gazetteer.City:
		return w.Country == p.Country && w.Admin1 == p.Admin1 && p.Kind == gazetteer.Area && p.ID != 0 && geo.DistanceM(w.Point, p.Point) < townM
	}
	return false
}

// alsoCapital reports whether a country's name is also that of another country's capital: Oman and Amman are one word in Arabic.
func alsoCapital(ps []gazetteer.Place, g Gazetteer) bool {
	for i := 1; i < len(ps) && i < 4; i++ {
		if ps[i].Kind == gazetteer.City && ps[i].Country != ps[0].Country && ps[i].Population >= cityFrom {
			if g.IsCapital(&ps[i]) {
				return true
			}
		}
	}
	return false
}

// alone reports whether the first place has ten times the people of every other of its name abroad.
func alone(ps []gazetteer.Place) bool {
	for i := 1; i < len(ps) && i < 20; i++ {
		if ps[i].Country != ps[0].Country && ps[i].Population*10 > ps[0].Population {
			return false
		}
	}
	return true
}

func fold(d *text.Doc, c *candidate) string { return d.Words(c.from, c.to) }
