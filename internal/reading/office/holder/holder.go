// Package holder finds who speaks for an office in an English text beside the authorities that tables name: persons by title and name ("the
// interior minister, Christophe Castaner", "police spokesman Fred Enanga"), and forces and bodies by a common noun ("Cologne police", "the
// National Police Agency", "the city prefecture"). It never fails; who cannot be told is left out.
package holder

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// finder is a text at work.
type finder struct {
	d    *text.Doc
	in   *where.Index
	main string
	out  []office.Org
	last map[string]int // the surnames of persons told in full: index into out
}

// Find gives who speaks for an office, in order, each with its whole phrase and the parts that name it alone. Country is that of the words
// themselves or, without any, the country that the text is about.
func Find(d *text.Doc, found *where.Found, in *where.Index, g where.Gazetteer) []office.Org {
	s := &finder{d: d, in: in, main: found.Main}
	for i := 0; i < len(d.Tokens); i++ {
		t := &d.Tokens[i]
		if !spokenFor.Has(t) && !(t.Cap && len(s.last) > 0) || d.Sents[t.Sent].Section == text.Assistance {
			continue
		}
		if class, ok := heads.Of(t); ok {
			if to := s.title(i, class); to > i {
				i = to - 1
				continue
			}
		}
		if class, ok := bodies.Of(t); ok {
			if to := s.body(i, class); to > i {
				i = to - 1
			}
			continue
		}
		if t.Cap {
			if k, ok := s.last[t.Norm]; ok && !(d.SameSent(i, i+1) && d.Tokens[min(i+1, len(d.Tokens)-1)].Cap && d.Tokens[i+1].Kind == text.Word) {
				s.again(i, k)
			}
		}
	}
	for i := range found.Mentions {
		s.nation(&found.Mentions[i], g)
	}
	return s.out
}

// nation reads a country, its capital or its people as its government where it speaks: "Britain had said", "Washington told Americans", "the
// Americans wrote".
func (s *finder) nation(m *where.Mention, g where.Gazetteer) {
	if s.d.Sents[s.d.Tokens[m.From].Sent].Section == text.Assistance {
		return
	}
	switch {
	case m.Mark == where.Adjective:
		if s.d.Norm(m.From-1) != "the" || !s.d.SameSent(m.From-1, m.From) {
			return
		}
	case m.Place.Kind == gazetteer.Country:
	case m.Place.Country != "":
		if g.IsCapital(&m.Place) {
			break
		}
		if c, ok := g.Capital(m.Place.Country); !ok || c.ID != m.Place.ID && c.Name != s.d.Slice(m.From, m.To) && !(m.Place.Country == "US" && s.d.Norm(m.From) == "washington") {
			return
		}
	default:
		return
	}
	if m.Place.Kind != gazetteer.Country && m.Mark != where.Adjective && s.d.Tokens[m.From].Upper && text.InDateline(s.d, m.From, m.To) {
		return
	}
	if m.Mark != where.Adjective && m.From > 0 && s.d.SameSent(m.From-1, m.From) {
		if s.d.Norm(m.From-1) == "the" && m.From > 1 && s.d.SameSent(m.From-2, m.From) && under.In(s.d, m.From-2) {
			return // "its page on the Maldives to say"
		}
		switch b := &s.d.Tokens[m.From-1]; {
		case b.Norm == "in" || b.Norm == "of" || b.Norm == "to":
			return
		case b.Kind == text.Punct, b.Norm == "the", b.Norm == "that", b.Norm == "when", b.Norm == "after", b.Norm == "and", b.Norm == "while", b.Norm == "as", b.Norm == "because", passes.Has(b):
		default:
			return
		}
	}
	if v, n := Spoken(s.d, m.From, m.To), s.d.Norm(m.To); v >= m.To || s.d.SameSent(m.From, m.To) && (n == "has" || n == "had" || n == "have") {
		s.out = append(s.out, office.Org{From: m.From, To: m.To, Kind: "government", Country: m.Place.Country})
	}
}

// under are words that make a name after them no subject.
var under = text.WordSet(`in of to on from for at with about into by against near inside outside across through over around between among`)

// again is a later mention of a person by surname.
func (s *finder) again(i, k int) {
	p := s.out[k]
	if i < p.To {
		return
	}
	from := i
	for from > 0 && s.d.SameSent(from-1, i) && (honorifics.In(s.d, from-1) || s.d.Tokens[from-1].Cap && !small.In(s.d, from-1) && s.d.Tokens[from-1].Kind == text.Word && !s.d.Tokens[from-1].First) {
		from--
	}
	s.out = append(s.out, office.Org{From: from, To: i + 1, Kind: p.Kind, Country: p.Country, Field: p.Field, Person: p.Person})
}

// left widens a title or a body to the left from token h, and finds whose it is.
func (s *finder) left(h int) (from int, country string) {
	from = h
	for from > 0 && s.d.SameSent(from-1, h) {
		t := &s.d.Tokens[from-1]
		_, field := fields.Of(t)
		switch m := s.in.Ends(from); {
		case field && t.Norm != "state" || before.Has(t):
			from--
			continue
		case m != nil && s.d.SameSent(m.From, h) && (m.Mark == where.Adjective || m.Place.Kind == gazetteer.Country || s.d.Tokens[h].Cap || m.Place.Kind >= gazetteer.Admin1 && !s.preposed(m.From)):
			if country == "" {
				country = m.Place.Country
			}
			from = m.From
			continue
		case t.Norm == "'s" && from > 1 && s.d.Tokens[from-2].Cap:
			if m := s.in.Ends(from - 1); m != nil {
				country, from = m.Place.Country, m.From
				return
			}
			return
		case t.Cap && t.Kind == text.Word && s.d.Tokens[h].Cap && !small.Has(t) && !t.First, t.First && t.Upper && s.d.Tokens[h].Upper && t.Kind == text.Word:
			from--
			continue
		case t.First && t.Cap && t.Kind == text.Word && s.d.Tokens[h].Cap && !small.Has(t):
			from--
		}
		return
	}
	return
}

// preposed reports whether a preposition stands before token i: "in Lagos police".
func (s *finder) preposed(i int) bool {
	switch s.d.Norm(i - 1) {
	case "in", "at", "near", "from", "to", "of":
		return true
	}
	return false
}

// complement is the end of "of the interior", "for foreign affairs", "of Kaduna State" after token to.
func (s *finder) complement(to int) (end int, country string) {
	if n := s.d.Norm(to); n != "of" && n != "for" && n != "at" {
		return to, ""
	}
	end = to
	lower := false // the last word was one of the fields of offices
	for k := to + 1; k < len(s.d.Tokens) && k < to+14 && s.d.SameSent(to, k); {
		t := &s.d.Tokens[k]
		if m := s.in.At(k); m != nil && (m.Mark != where.Adjective || m.To < len(s.d.Tokens) && s.d.Tokens[m.To].Cap && realms.In(s.d, m.To)) {
			if country == "" {
				country = m.Place.Country
			}
			if k = m.To; m.Mark == where.Adjective { // "of the Slovak Republic"
				k++
			}
			end, lower = k, true
			continue
		}
		_, field := fields.Of(t)
		switch {
		case field || after.Has(t):
			k++
			if n := t.Norm; n != "the" && n != "and" && n != "of" && n != "for" {
				end, lower = k, true
			}
			continue
		case t.Norm == "at" && end > to, t.Norm == "'s" && end == k:
			k++
			continue
		case t.Cap && t.Kind == text.Word && (!lower || !s.name(k)):
			k++
			end = k
			continue
		}
		break
	}
	return end, country
}

// realms are what states call themselves after the adjective of their people.
var realms = text.WordSet(`republic kingdom federation state emirate confederation`)

// name reports whether a name of a person can begin at token k: words with capitals that are no field of an office.
func (s *finder) name(k int) bool {
	if k >= len(s.d.Tokens) {
		return false
	}
	t := &s.d.Tokens[k]
	_, field := fields.Of(t)
	_, body := bodies.Of(t)
	_, head := heads.Of(t)
	return t.Cap && t.Kind == text.Word && !field && !body && !head && !small.Has(t) && !after.Has(t)
}

// person is the end of the name of a person that begins at token k, or k.
func (s *finder) person(k int) int {
	end := k
	for end < len(s.d.Tokens) && end < k+6 && s.d.SameSent(k, end) {
		switch {
		case s.name(end), end > k && s.d.Norm(end) == "may" && s.d.Tokens[end].Cap:
			end++
			continue
		case end > k && particles.In(s.d, end) && end+1 < len(s.d.Tokens) && s.d.SameSent(k, end+1) && s.d.Tokens[end+1].Cap:
			end++
			continue
		case end > k && s.d.Norm(end) == "." && len(s.d.Tokens[end-1].Norm) == 1 && s.name(end+1): // "James D. Smith"
			end++
			continue
		}
		break
	}
	return end
}

// ended reports whether a name in apposition ends before token k: a comma, a verb of saying or the end of the sentence follows.
func (s *finder) ended(k int) bool {
	if k >= len(s.d.Tokens) || !s.d.SameSent(k-1, k) {
		return true
	}
	switch s.d.Tokens[k].Norm {
	case ",", ".", ";", ")", "\"", "”", "’", "'":
		return true
	}
	return Speaks.In(s.d, k)
}

// title reads a title whose head is token h, with the name of who holds it. It gives the token after it, or 0.
func (s *finder) title(h int, class string) int {
	d := s.d
	kind, loose := strings.CutSuffix(class, "?")
	to := h + 1
	for n := d.Norm(to); n == "general" || n == "inspector" || n == "superintendent" || n == "constable" || n == "secretary" || n == "commissioner" || n == "minister" || n == "president" || n == "chief" || n == "director" || n == "coordinator"; n = d.Norm(to) {
		if !d.SameSent(h, to) {
			break
		}
		if c, ok := heads.Of(&d.Tokens[to]); ok && n != "general" && n != "superintendent" && n != "constable" {
			kind, loose = strings.CutSuffix(c, "?")
			h = to
		}
		to++
	}
	from, country := s.left(h)
	if gone.In(d, from-1) || d.Norm(h-1) == "-" {
		return 0
	}
	end, other := s.complement(to)
	told := end > to || from < h // words say of what, or whose
	if country == "" {
		country = other
	}
	o := office.Org{From: from, To: end, Kind: kind, Country: country, Field: d.Norm(h)}
	field := ""
	for k := from; k < end; k++ {
		if f, ok := fields.Of(&d.Tokens[k]); ok && field == "" && !(f == "foreign" && d.Norm(k) == "state" && kind != "ministry") {
			field = f
		}
	}
	switch {
	case kind == "ministry" && (field == "prime" || d.Norm(h-1) == "chief" || d.Norm(h-1) == "first"):
		o.Kind, o.Field = "government", "prime"
	case kind == "ministry":
		if o.Field = field; field == "" {
			if c, ok := s.latest("ministry"); ok && d.Norm(h) == "minister" { // "the minister"
				o.Field = c.Field
				if o.Country == "" {
					o.Country = c.Country
				}
				loose = false
			} else if d.Norm(h) != "minister" {
				loose = true
			}
		}
	case kind == "police" && d.Norm(h) == "commissioner" && d.Norm(h-1) == "high":
		o.Kind, o.Field = "embassy", ""
	case kind == "police" || kind == "agency" || kind == "":
		o.Kind, o.Field = s.classOf(from, end, kind), ""
		if o.Kind == "ministry" {
			o.Field = field
		}
		if o.Kind == "" {
			loose = true
		}
		told = told && (o.Kind != kind || kind == "police" && field == "police")
		if told {
			loose = false
		}
		if kind == "" && o.Kind != "" {
			loose = false
		}
	case kind == "court" || kind == "embassy" || kind == "military":
		o.Field = ""
	}
	full, last := o, -1
	whole := end
	switch k := s.person(end); {
	case k > end && !s.isPlace(end, k):
		full.To, last, whole = k, k-1, k
		o.Parts = append(o.Parts, [2]int{end, k})
	case d.Norm(end) == "," && d.SameSent(h, end):
		if k := s.person(end + 1); k > end+2 && s.ended(k) && !s.isPlace(end+1, k) {
			full.To, last, whole = k, k-1, k
			o.Parts = append(o.Parts, [2]int{end + 1, k})
		}
	}
	if last < 0 { // "Karanja Kibicho, the principal secretary for foreign affairs"
		p := from - 1
		if n := d.Norm(p); n == "the" || n == "a" || n == "an" {
			p--
		}
		if d.Norm(p) == "," && d.SameSent(p, h) && s.ended(end) {
			b := p
			for b > 0 && d.SameSent(b-1, h) && b > p-5 && (s.name(b-1) || particles.In(d, b-1)) {
				b--
			}
			for b < p && !s.name(b) {
				b++
			}
			if p-b >= 2 && !s.isPlace(b, p) {
				full.From, last = b, p-1
				o.Parts = append(o.Parts, [2]int{b, p})
			}
		}
	}
	if last < 0 && d.Norm(end) == "'s" && d.Norm(end+1) == "office" && d.SameSent(h, end+1) && o.Kind != "" { // "the prime minister's office"
		full.Kind, full.Field, full.Country, full.To = o.Kind, o.Field, country, end+2
		if country == "" {
			full.Country = s.main
		}
		s.out = append(s.out, full)
		return end + 2
	}
	if last < 0 && (loose || o.Kind == "") {
		return 0
	}
	if o.Kind == "" {
		o.Kind = "agency"
	}
	full.Kind, full.Field, full.Country = o.Kind, o.Field, o.Country
	if last >= 0 {
		full.Parts = append(o.Parts, [2]int{from, end})
		full.Person = d.Tokens[last].Norm
		if end, other := s.complement(full.To); end > full.To && d.Norm(full.To) != "for" && full.To == whole { // "Assistant Commissioner X of the Y police"
			full.Parts = append(full.Parts, [2]int{full.From, full.To})
			full.To, whole = end, end
			if full.Country == "" {
				full.Country = other
			}
			if k := s.classOf(full.From, end, ""); full.Kind == "agency" && k != "" {
				full.Kind = k
			}
		}
	}
	if full.Country == "" {
		full.Country = s.main
	}
	s.out = append(s.out, full)
	if last >= 0 {
		if s.last == nil {
			s.last = map[string]int{}
		}
		s.last[full.Person] = len(s.out) - 1
	}
	return whole
}

// isPlace reports whether the tokens [a, b) are a place.
func (s *finder) isPlace(a, b int) bool {
	m := s.in.At(a)
	return m != nil && m.To >= b && m.Place.Kind != 0 && b-a == 1
}

// latest is the last voice of a class told so far.
func (s *finder) latest(kind string) (office.Org, bool) {
	for i := len(s.out) - 1; i >= 0; i-- {
		if s.out[i].Kind == kind {
			return s.out[i], true
		}
	}
	return office.Org{}, false
}

// classOf tells the class of an office by the words [from, to) of a title: "police spokesman", "head of the army".
func (s *finder) classOf(from, to int, kind string) string {
	for k := from; k < to; k++ {
		switch s.d.Norm(k) {
		case "police", "policing", "gendarmerie", "constabulary", "garda", "carabinieri", "detective", "inspector", "superintendent":
			return "police"
		case "army", "military", "navy", "defence", "defense":
			if kind == "" || kind == "agency" {
				return "military"
			}
		case "ministry", "ministry's":
			return "ministry"
		case "embassy", "consulate":
			return "embassy"
		case "government", "presidential", "presidency", "palace", "cabinet", "governor's", "mayor's", "governor":
			return "government"
		case "prosecutor's", "prosecutors":
			return "court"
		case "intelligence", "security", "agency", "service", "bureau", "centre", "center", "counter-terrorism", "counterterrorism", "anti-terrorism", "coordination", "directorate", "department", "authority":
			return "agency"
		}
	}
	if kind == "police" {
		return "police"
	}
	return kind
}

// authorities reads "Ugandan authorities", "the authorities in Sri Lanka" and "local authorities": those of a state or a place together. It
// gives the token after them, or 0.
func (s *finder) authorities(h, from int, country string) int {
	end := h + 1
	if n := s.d.Norm(end); (n == "in" || n == "of") && s.d.SameSent(h, end) {
		k := end + 1
		if s.d.Norm(k) == "the" {
			k++
		}
		if m := s.in.At(k); m != nil && m.Mark != where.Adjective && s.d.SameSent(h, k) {
			country, end = m.Place.Country, m.To
		}
	}
	if country == "" && !(s.d.Norm(h-1) == "local" && s.d.Norm(h) == "authorities") {
		return 0
	}
	if country == "" {
		country = s.main
	}
	s.out = append(s.out, office.Org{From: from, To: end, Kind: "government", Country: country, Field: "authorities"})
	return end
}

// body reads a force or an office by a common noun at token h. It gives the token after it, or 0.
func (s *finder) body(h int, class string) int {
	d := s.d
	kind, named := strings.CutSuffix(class, "!")
	from, country := s.left(h)
	to := h + 1
	field := ""
	if d.Tokens[h].Cap { // "Police Service", "Security and Intelligence Service"
		for to < len(d.Tokens) && d.SameSent(h, to) && d.Tokens[to].Cap && d.Tokens[to].Kind == text.Word && !small.In(d, to) && s.in.At(to) == nil {
			if _, ok := heads.Of(&d.Tokens[to]); ok {
				return 0 // "Police Commissioner Mike Bush": a title
			}
			to++
		}
	} else if _, ok := heads.Of(&d.Tokens[min(to, len(d.Tokens)-1)]); ok && d.SameSent(h, to) {
		return 0
	}
	end, other := to, ""
	if kind == "ministry" || named || kind == "government" && d.Tokens[h].Cap {
		end, other = s.complement(to)
	}
	if d.Norm(end) == "in" { // "the foreign ministry in Nicosia"
		if m := s.in.At(end + 1); m != nil && kind == "ministry" && d.SameSent(h, end+1) {
			other = m.Place.Country
		}
	}
	if class == "authorities" {
		return s.authorities(h, from, country)
	}
	switch n := d.Norm(end); {
	case d.Norm(h) == "mission":
		// "the American mission", "Canada's mission": an embassy where it speaks
		if country == "" && other == "" || Spoken(d, from, end) < 0 && Alerts(d, from, end) < 0 && !strings.HasSuffix(d.Norm(end), "ed") {
			return 0
		}
		if country == "" {
			from = h
		}
		kind, named = "embassy", false
	case named && (!d.Tokens[h].Cap || from == h && end == to):
		if n := d.Norm(h - 1); n == "governor's" || n == "mayor's" || n == "president's" || n == "prefect's" || n == "prosecutor's" || n == "crisis" || n == "premier's" {
			break // "the governor's office", "the crisis centre"
		}
		return 0
	case kind == "ministry" && from == h && end == to && d.Norm(h-1) != "his" && d.Norm(h-1) != "her" && d.Norm(h-1) != "the" && d.Norm(h-1) != "our":
		return 0
	case d.Norm(h) == "palace" && (d.Norm(h-1) != "the" || !d.Tokens[h].Cap), d.Norm(h) == "administration" && country == "" && !named:
		return 0
	case n == "station" || n == "officer" || n == "officers" || n == "stations" || n == "post" || n == "posts" || n == "car" || n == "cars" || n == "base" || n == "barracks" || n == "building" || n == "buildings" || n == "checkpoint" || n == "patrol" || n == "headquarters" || n == "convoy" || n == "camp" || n == "van" || n == "vehicle":
		return 0
	}
	for k := from; k < end; k++ {
		if f, ok := fields.Of(&d.Tokens[k]); ok && field == "" {
			field = f
		}
		switch d.Norm(k) {
		case "news", "press", "wire", "weather", "meteorological", "broadcasting":
			if named {
				return 0
			}
		case "police", "constabulary", "gendarmerie":
			if kind != "ministry" {
				kind = "police"
			}
		case "prosecutor's", "prosecutors":
			kind = "court"
		case "governor's", "mayor's", "president's", "premier's", "prefect's":
			kind = "government"
		case "ministry", "department":
			kind = "ministry"
		}
	}
	if kind == "ministry" && field == "" {
		if c, ok := s.latest("ministry"); ok {
			field = c.Field
		}
	}
	if kind == "government" {
		switch n := d.Norm(h); n {
		case "government", "administration", "cabinet": // the state as a whole
			field = ""
		case "presidency", "kremlin", "palace":
			field = "president"
		default:
			field = n
		}
	}
	if kind != "ministry" && kind != "government" {
		field = ""
	}
	if country == "" {
		country = other
	}
	if country == "" {
		country = s.main
	}
	o := office.Org{From: from, To: end, Kind: kind, Country: country, Field: field}
	s.out = append(s.out, o)
	return end
}
