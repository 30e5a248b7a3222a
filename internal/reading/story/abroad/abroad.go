// Package abroad answers for the languages beside English what English answers by words in code: who speaks, who polices, whose an
// office is, how far a name goes. It knows no word itself: all of it is in the tables of the language (text/tongue).
package abroad

import (
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Reading is one text in a language beside English with the phrases and places found in it.
type Reading struct {
	d       *text.Doc
	hits    map[string][]text.Hit
	found   *where.Found
	places  [][]int      // indexes into found.Mentions, per sentence
	home    map[int]bool // tokens of countries that only say whose an office or whose people are
	gaz     where.Gazetteer
	after   bool // words for a nation only stand after their noun
	joiners map[string]bool
	seats   map[string]bool
}

// New makes a Reading of d in lang with its phrases by kind and its places. home is written: the tokens of countries that only say
// whose something is.
func New(d *text.Doc, lang *text.Language, hits map[string][]text.Hit, found *where.Found, places [][]int, home map[int]bool, g where.Gazetteer) *Reading {
	r := &Reading{d: d, hits: hits, found: found, places: places, home: home, gaz: g, after: lang.NationAfter, joiners: map[string]bool{}, seats: map[string]bool{}}
	for w := range strings.FieldsSeq(lang.Joiners) {
		r.joiners[w] = true
	}
	for w := range strings.FieldsSeq(lang.Seats) {
		r.seats[w] = true
	}
	return r
}

// at is the hit of a kind that covers token tok, or nil.
func (r *Reading) at(kind string, tok int) *text.Hit {
	hs := r.hits[kind]
	i, _ := slices.BinarySearchFunc(hs, tok, func(h text.Hit, t int) int { return h.To - 1 - t })
	if i < len(hs) && hs[i].From <= tok {
		return &hs[i]
	}
	return nil
}

// Told reports whether a phrase of a kind and code stands in the sentence of token tok; an empty code is any.
func (r *Reading) Told(kind, code string, tok int) bool {
	if tok < 0 || tok >= len(r.d.Tokens) {
		return false
	}
	return slices.ContainsFunc(r.in(kind, r.d.Tokens[tok].Sent), func(h text.Hit) bool { return code == "" || h.Rule.Code == code })
}

// Says reports whether somebody says something in the sentence of token tok.
func (r *Reading) Says(tok int) bool { return r.Told("vrb", "says", tok) }

// Acts reports whether the sentence of token tok tells of police work.
func (r *Reading) Acts(tok int) bool {
	if r.Told("vrb", "acts", tok) || r.Told("op", "", tok) {
		return true
	}
	return r.Told("ev", "arrest/none", tok)
}

// Ends reports whether a phrase of a kind and code ends right before token tok, a joiner or a sign between them allowed.
func (r *Reading) Ends(kind, code string, tok int) bool {
	for k := tok - 1; k >= tok-3 && k >= 0 && r.d.SameSent(k, tok); k-- {
		if h := r.at(kind, k); h != nil && h.Rule.Code == code {
			return true
		}
		if !r.joiners[r.d.Norm(k)] && r.d.Tokens[k].Kind != text.Punct {
			break
		}
	}
	return false
}

// Nation tells whose an office or whose people the tokens [from, to) are: the country and the tokens with the words that tell it,
// inside them, right before or right after, joiners between allowed. The country is "" when nothing tells it.
func (r *Reading) Nation(from, to int) (iso string, a, b int) {
	iso, a, b = r.nation(from, to)
	for k := a; k < b && iso != ""; k++ {
		r.home[k] = true
	}
	return
}

func (r *Reading) nation(from, to int) (iso string, a, b int) {
	for k := from; k < to; k++ {
		if h := r.at("nat", k); h != nil {
			return h.Rule.Code, min(from, h.From), max(to, h.To)
		}
	}
	k := to
	for k < to+3 && k < len(r.d.Tokens) && r.joiners[r.d.Norm(k)] {
		k++
	}
	if r.d.SameSent(from, k) {
		if h := r.at("nat", k); h != nil && h.From == k {
			return h.Rule.Code, from, h.To
		}
		if m := r.mentionAt(k); m != nil && m.Place.Kind == gazetteer.Country { // a country that only the gazetteer knows
			return m.Place.Country, from, m.To
		}
	}
	if h := r.at("nat", from-1); !r.after && from > 0 && h != nil && r.d.SameSent(from-1, from) {
		return h.Rule.Code, h.From, to
	}
	return "", from, to
}

// mentionAt is the place whose name begins at token tok, or nil.
func (r *Reading) mentionAt(tok int) *where.Mention {
	if tok < 0 || tok >= len(r.d.Tokens) {
		return nil
	}
	for _, i := range r.places[r.d.Tokens[tok].Sent] {
		if m := &r.found.Mentions[i]; m.From == tok && m.Mark != where.Adjective {
			return m
		}
	}
	return nil
}

// Offices are the authorities that the text names. A place right after an office is marked as its seat.
func (r *Reading) Offices() (out []office.Org) {
	for _, h := range r.hits["iss"] {
		kind, country, _ := strings.Cut(h.Rule.Code, "/")
		o := office.Org{From: h.From, To: h.To, Kind: kind, Country: country}
		if iso, from, to := r.Nation(h.From, h.To); iso != "" {
			o.Country, o.From, o.To = iso, from, to
		} else {
			for _, i := range r.places[r.d.Tokens[h.From].Sent] { // "ABD İstanbul Başkonsolosluğu"
				m := &r.found.Mentions[i]
				if m.To != h.From || m.From == 0 || !r.d.SameSent(m.From-1, m.From) {
					continue
				}
				if n := r.at("nat", m.From-1); n != nil {
					m.Mark, o.Country, o.From, r.home[n.From] = where.Seat, n.Rule.Code, n.From, true
				} else if strings.HasPrefix(kind, "embassy") || kind == "consulate" {
					m.Mark, o.From = where.Seat, m.From
				}
			}
		}
		seat := r.mentionAt(o.To)
		if seat == nil && r.seats[r.d.Norm(o.To)] {
			seat = r.mentionAt(o.To + 1)
		}
		if seat != nil && seat.Mark == where.Plain && (kind == "embassy" || kind == "consulate") && r.d.SameSent(o.From, seat.From) {
			seat.Mark = where.Seat
		}
		o.Bare = o.Country == "" && (kind == "embassy" || kind == "consulate")
		if o.Country == "" && !o.Bare {
			o.Country = r.found.Main
		}
		out = append(out, o)
	}
	return append(out, r.holders()...)
}

// holders are those who hold an office, with the name that stands after the title: "le ministre de l'Intérieur, Gérald Darmanin".
func (r *Reading) holders() (out []office.Org) {
	for _, h := range r.hits["ttl"] {
		kind, country, _ := strings.Cut(h.Rule.Code, "/")
		o := office.Org{From: h.From, To: h.To, Kind: kind, Country: country, Field: strings.ToLower(r.d.Slice(h.From, h.To))}
		if iso, from, to := r.Nation(h.From, h.To); iso != "" {
			o.Country, o.From, o.To = iso, from, to
		} else if m := r.mentionAt(o.To); m != nil && m.Place.Kind != gazetteer.Country { // "el alcalde de Quito"
			o.To = m.To
		}
		if o.Country == "" {
			o.Country = r.found.Main
		}
		from, k := o.To, o.To
		comma := r.d.Norm(k) == ","
		if comma {
			from, k = k+1, k+1
		}
		for k < len(r.d.Tokens) && k < from+5 && r.d.SameSent(o.From, k) && r.d.Tokens[k].Cap && r.d.Tokens[k].Kind == text.Word && r.mentionAt(k) == nil && r.at("iss", k) == nil && (r.d.Lang == nil || r.d.Lang.Script == nil || r.d.Lang.Code != "ar") {
			k++
		}
		if n := k - from; n >= 2 && n <= 4 && (!comma || r.d.Norm(k) == ",") {
			o.Parts = append(o.Parts, [2]int{o.From, o.To}, [2]int{from, k})
			o.Person, o.To = r.d.Norm(k-1), k
		}
		out = append(out, o)
	}
	return
}

// in are the hits of a kind in one sentence.
func (r *Reading) in(kind string, sent int) []text.Hit {
	hs, st := r.hits[kind], &r.d.Sents[sent]
	at := func(tok int) int {
		i, _ := slices.BinarySearchFunc(hs, tok, func(h text.Hit, t int) int { return h.From - t })
		return i
	}
	return hs[at(st.From):at(st.To)]
}

// nearest reports whether no other of the hits is nearer to tokens [from, to) than h is; a sign counts three steps.
func (r *Reading) nearest(h text.Hit, all []text.Hit, from, to int) bool {
	steps := func(a, b int) (n int) {
		for k := a; k < b; k++ {
			if n++; r.d.Tokens[k].Kind == text.Punct {
				n += 3
			}
		}
		return
	}
	best, at := -1, 0
	for i := range all {
		dist := 0
		if from >= all[i].To {
			dist = steps(all[i].To, from)
		} else if to <= all[i].From {
			dist = steps(to, all[i].From)
		}
		if best < 0 || dist < at {
			best, at = i, dist
		}
	}
	return best < 0 || all[best].From == h.From || all[best].Rule.Code == h.Rule.Code && h.Rule.Kind == "adv"
}

// Scopes are the places a level of advice is for where the order of words tells nothing: those of its sentence that stand nearer to
// it than to the sentence's other levels; divisions before the country. part says that a part of a country without a code here is meant.
func (r *Reading) Scopes(h text.Hit) (out []*where.Mention, part bool) {
	sent := r.d.Tokens[h.From].Sent
	all := r.in("adv", sent)
	var parts, countries []*where.Mention
	town := false
	for _, i := range r.places[sent] {
		m := &r.found.Mentions[i]
		if m.Mark == where.Adjective || m.Mark == where.Background || m.Mark == where.Seat || r.home[m.From] || r.at("iss", m.From) != nil || r.at("who", m.From) != nil || !r.nearest(h, all, m.From, m.To) {
			continue
		}
		switch {
		case m.Place.Kind == gazetteer.Country:
			countries = append(countries, m)
		case m.Place.Kind == gazetteer.Admin1:
			parts = append(parts, m)
		default:
			if p, ok := r.division(m); ok {
				parts = append(parts, p)
			} else {
				town = true
			}
		}
	}
	if len(parts) > 0 {
		return parts, false
	}
	for _, p := range r.in("part", sent) {
		if !r.nearest(h, all, p.From, p.To) {
			continue
		}
		if p.Rule.Code == "whole" { // "the rest of the country"
			return countries, false
		}
		part = true
	}
	return countries, part || town && len(countries) == 0
}

// Excepted reports whether advice against all travel is softened in its own clause: "no travel ... except where it is essential".
func (r *Reading) Excepted(h text.Hit) bool {
	for _, x := range r.in("adv", r.d.Tokens[h.From].Sent) {
		if x.Rule.Code != "essential_only" {
			continue
		}
		from, to := min(h.To, x.To), max(h.From, x.From)
		if to-from > 10 {
			continue
		}
		clear := true
		for k := from; k < to; k++ {
			clear = clear && r.d.Norm(k) != "," && r.d.Norm(k) != ";"
		}
		if clear {
			return true
		}
	}
	return false
}

// division is the first-level division that bears the name of a town: words of advice mean the division.
func (r *Reading) division(m *where.Mention) (*where.Mention, bool) {
	for _, name := range [...]string{r.d.Slice(m.From, m.To), m.Place.Name} {
		for _, p := range r.gaz.Lookup(name) {
			if p.Kind == gazetteer.Admin1 && p.Country == m.Place.Country && p.ISO != "" {
				x := *m
				x.Place = p
				return &x, true
			}
		}
	}
	return nil, false
}

// Avoidance is what the text says is to be avoided: tokens [From, To), and the code of the action.
type Avoidance struct {
	From, To int
	Code     string
}

// Avoided are the crowds, buildings and places that a verb of avoiding governs.
func (r *Reading) Avoided() (out []Avoidance) {
	for _, v := range r.hits["vrb"] {
		if v.Rule.Code != "avoid" {
			continue
		}
		x := Avoidance{From: v.From, To: v.To}
		after := false
		take := func(a, b int, code string) {
			switch {
			case a >= v.To && a <= v.To+4 && !after:
				x, after = Avoidance{From: v.From, To: b, Code: code}, true
			case b <= v.From && b >= v.From-3 && x.Code == "":
				x = Avoidance{From: a, To: v.To, Code: code}
			}
		}
		sent := r.d.Tokens[v.From].Sent
		for _, h := range r.in("tgt", sent) {
			a, b := r.Group(h)
			if h.Rule.Code == "crowd" {
				take(a, b, "avoid_gatherings")
			} else {
				take(a, b, "avoid_area")
			}
		}
		for _, i := range r.places[sent] {
			if m := &r.found.Mentions[i]; m.Mark == where.Plain && m.Place.Kind > gazetteer.Country && !after {
				take(m.From, m.To, "avoid_area")
			}
		}
		if x.Code != "" {
			out = append(out, x)
		}
	}
	return
}

// Group is the name around a head: the words before and after it that the language lets belong to it.
func (r *Reading) Group(h text.Hit) (from, to int) {
	from, to = h.From, h.To
	for from > 0 && from > h.From-4 && r.d.SameSent(from-1, from) {
		m := r.at("mod", from-1)
		if m == nil || m.Rule.Code != "before" {
			break
		}
		from = m.From
	}
	for to < h.To+5 && r.d.SameSent(from, to) {
		m := r.at("mod", to)
		if m == nil || m.Rule.Code != "after" || m.From != to {
			break
		}
		to = m.To
	}
	return
}

// SameHead reports whether two names of one class have one head in different cases: their words begin alike.
func SameHead(a, b string) bool {
	wa, wb := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	for _, x := range wa {
		for _, y := range wb {
			if alike([]rune(x), []rune(y)) {
				return true
			}
		}
	}
	return false
}

func alike(a, b []rune) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 4 && n+4 >= max(len(a), len(b))
}

// Sits reports whether token tok may stand between an office and the place where it sits.
func (r *Reading) Sits(tok int) bool { return r.seats[r.d.Norm(tok)] }
