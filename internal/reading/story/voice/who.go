package voice

import (
	"slices"
	"sort"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/office/holder"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/genre"
)

// gathered are the authorities that are named and those who hold an office, in order and without one inside another.
func gathered(orgs, held []office.Org) []office.Org {
	if len(held) == 0 {
		return orgs
	}
	all := make([]office.Org, 0, len(orgs)+len(held))
	all = append(append(all, orgs...), held...)
	slices.SortStableFunc(all, func(a, b office.Org) int { return a.From - b.From })
	keep := all[:0]
	for _, o := range all {
		if n := len(keep); n > 0 && o.From < keep[n-1].To {
			p := &keep[n-1]
			if o.Person != "" && p.Person == "" || o.Person == p.Person && o.To-o.From > p.To-p.From {
				// "the interior minister" of a table inside "the interior minister, X"
				if p.Kind == o.Kind && o.Kind != "ministry" {
					o.Field = p.Field
				}
				o.Parts = append(o.Parts, [2]int{p.From, p.To})
				*p = o
			} else if p.Field == "" {
				p.Field = o.Field
			}
			continue
		}
		keep = append(keep, o)
	}
	return keep
}

// in are those who may speak that are named in one sentence.
func (s *voices) in(sent int) []office.Org {
	st := &s.Doc.Sents[sent]
	at := func(tok int) int {
		return sort.Search(len(s.Voices), func(i int) bool { return s.Voices[i].From >= tok })
	}
	return s.Voices[at(st.From):at(st.To)]
}

func post(kind string) bool { return kind == "embassy" || kind == "consulate" }

// sameOrg reports whether two name one authority: embassies, governments and forces by country, ministries by their field too, persons of the
// other offices by name.
func sameOrg(a, b *office.Org) bool {
	if a.Country != b.Country {
		return false
	}
	if a.Kind != b.Kind {
		return post(a.Kind) && post(b.Kind) && (a.Bare || b.Bare)
	}
	switch a.Kind {
	case "ministry":
		return field(a) == field(b)
	case "government":
		return a.Field == b.Field
	case "court", "agency", "military":
		return a.Person == "" || b.Person == "" || a.Person == b.Person
	}
	return true
}

// field is which ministry one is; those that tables give a country are for foreign affairs.
func field(o *office.Org) string {
	if o.Field == "" {
		return "foreign"
	}
	return o.Field
}

// abroadOf reports whether two are voices of one state toward its people abroad: "Britain" and "the Foreign Office".
func (s *voices) abroadOf(a, b *office.Org) bool {
	state := func(o *office.Org) bool { return o.Kind == "government" && o.Field == "" }
	envoy := func(o *office.Org) bool { return o.Kind == "ministry" && field(o) == "foreign" }
	return s.Abroad == nil && a.Country == b.Country && a.Country != s.Found.Main && (state(a) && envoy(b) || envoy(a) && state(b))
}

// every gathers all mentions of one authority; the fullest name comes first.
func (s *voices) every(o *office.Org) report.Named {
	best := o
	var evs []report.Evidence
	keep := func(from, to int) {
		if w := s.Words(from, to); len(evs) < scene.MaxEvidence && !slices.Contains(evs, w) {
			evs = append(evs, w)
		}
	}
	add := func(x *office.Org) {
		keep(x.From, x.To)
		if x.End > 0 {
			keep(x.All, x.End)
		}
		for _, p := range x.Parts {
			keep(p[0], p[1])
		}
	}
	add(o)
	for i := range s.Voices {
		x := &s.Voices[i]
		if !sameOrg(o, x) {
			continue
		}
		if best.Bare && !x.Bare || best.Bare == x.Bare && x.Person == best.Person && x.To-x.From > best.To-best.From {
			best = x
		}
		add(x)
	}
	for i := range s.Voices {
		if x := &s.Voices[i]; s.abroadOf(o, x) {
			add(x)
		}
	}
	n := s.named(best)
	for _, e := range evs {
		if e != n.Evidence[0] && len(n.Evidence) < scene.MaxEvidence {
			n.Evidence = append(n.Evidence, e)
		}
	}
	return n
}

// Every gathers all mentions of one authority; the fullest name comes first.
func Every(x *scene.Scene, o *office.Org) report.Named { return (&voices{x}).every(o) }

// issuerOf is the authority whose word a trigger is. The nearest before it counts that says it or that a noun of warning is of ("a warning from
// X of"); else the first after it ("..., X said", "the alert by X").
func (s *voices) issuerOf(m scene.Mark) *office.Org {
	sent := s.Doc.Tokens[m.From].Sent
	near := s.in(sent)
	if s.Abroad != nil {
		return s.sayer(m, near)
	}
	var best *office.Org
	at := -1
	for i := range near {
		o := &near[i]
		if k := holder.Alerts(s.Doc, o.From, o.To); k > at && k < m.To && m.From-k < 24 {
			best, at = o, k
		}
		if v := holder.Spoken(s.Doc, o.From, o.To); v > at && v < m.To && o.From < m.From {
			best, at = o, v
		}
	}
	if best != nil {
		if s.state(best) { // "Denmark has moved its diplomats because of a threat, the foreign ministry said"
			for i := range near {
				if o := &near[i]; o.From >= m.To && o.Country == best.Country && holder.Spoken(s.Doc, o.From, o.To) >= 0 {
					return o
				}
			}
		}
		return best
	}
	if o := s.sayer(m, s.OrgsIn(sent)); o != nil && o.To <= m.From {
		return around(o, near)
	}
	for i := range near {
		o := &near[i]
		if o.From < m.To {
			continue
		}
		if holder.Spoken(s.Doc, o.From, o.To) >= 0 || holder.Alerts(s.Doc, o.From, o.To) >= 0 {
			return o
		}
	}
	if o := s.sayer(m, s.OrgsIn(sent)); o != nil {
		return around(o, near)
	}
	if o := s.within(m, near); o != nil {
		return o
	}
	return s.goesOn(sent)
}

// around is who of near the name of an authority is part of, or the authority itself.
func around(o *office.Org, near []office.Org) *office.Org {
	for i := range near {
		if p := &near[i]; p.From <= o.From && o.To <= p.To {
			return p
		}
	}
	return o
}

// within is who a word such as "it" before a trigger goes back to in its own sentence: "Britain had stopped its flights to a land where it feared
// an attack".
func (s *voices) within(m scene.Mark, near []office.Org) *office.Org {
	for k := m.To - 1; k > s.Sent(m.From).From; k-- {
		switch s.Doc.Norm(k) {
		case "it", "they", "he", "she":
		default:
			continue
		}
		if v := holder.Spoken(s.Doc, k, k+1); v < 0 || v >= m.To {
			continue
		}
		for i := len(near) - 1; i >= 0; i-- {
			if near[i].To <= k {
				return &near[i]
			}
		}
	}
	return nil
}

// goesOn is who spoke in the sentence before one that goes on with "he said" or with what is quoted.
func (s *voices) goesOn(sent int) *office.Org {
	st := &s.Doc.Sents[sent]
	switch s.Doc.Norm(st.From) {
	case "he", "she", "they", "it":
		if v := holder.Spoken(s.Doc, st.From, st.From+1); v < 0 || v > st.From+3 {
			return nil
		}
	case "\"", "“", "‘":
	default:
		return nil
	}
	for k := sent - 1; k >= 0 && k >= sent-2; k-- {
		near := s.in(k)
		for i := len(near) - 1; i >= 0; i-- {
			if holder.Spoken(s.Doc, near[i].From, near[i].To) >= 0 {
				return &near[i]
			}
		}
	}
	return nil
}

// sayer is the last of near before a trigger that a verb of saying follows, or the first after it.
func (s *voices) sayer(m scene.Mark, near []office.Org) *office.Org {
	st := s.Sent(m.From)
	var best *office.Org
	for i := range near {
		o := &near[i]
		if o.To <= m.From && s.Says(o.To, m.To) && (s.Abroad != nil || !holder.Inside(s.Doc, o.From)) {
			best = o
		}
	}
	if best != nil {
		return best
	}
	for i := range near {
		o := &near[i]
		if o.From >= m.To && (s.Says(o.To, st.To) || s.Doc.Norm(o.From-1) == "said" || s.Doc.Norm(o.From-2) == "said") {
			return o
		}
	}
	return nil
}

// asks reports whether one who may speak tells people what to do in its sentence: "the mayor asked residents to keep away".
func (s *voices) asks(o *office.Org) bool {
	v := holder.Spoken(s.Doc, o.From, o.To)
	if v < 0 || !holder.Asks.In(s.Doc, v) {
		return false
	}
	for _, h := range s.HitsIn("act", s.Doc.Tokens[o.From].Sent) {
		if h.From > v {
			return true
		}
	}
	for _, h := range s.HitsIn("shun", s.Doc.Tokens[o.From].Sent) {
		if h.From > v {
			return true
		}
	}
	return false
}

// titled is who speaks by its name in the first lines of its own paper: "METROPOLITAN POLICE - PRESS BUREAU". Nothing of a sentence stands in
// such a line: the name begins it, and what follows the name is a sign, a seat, a press office or the end. A short statement has its name in
// front of what it says: "ISPR, Rawalpindi, 15 July 2024: ...".
func (s *voices) titled() *office.Org {
	if s.Abroad != nil {
		return nil
	}
	for i := range s.Voices {
		o := &s.Voices[i]
		st := s.Sent(o.From)
		if st.Line > 3 {
			break
		}
		if !s.Doc.Tokens[o.From].Cap {
			continue
		}
		if end := s.ahead(o, st); end > 0 {
			for _, k := range s.Places[s.Doc.Tokens[o.From].Sent] {
				if m := &s.Found.Mentions[k]; m.From < end {
					s.Home[m.From] = true // its seat
				}
			}
			return o
		}
		if st.To-st.From > 20 || s.Doc.Tokens[st.To-1].Norm == "." {
			continue
		}
		if b := o.From; b > st.From && !(b == st.From+1 && s.Doc.Norm(b-1) == "the") && (s.Doc.Tokens[b-1].Kind != text.Punct || s.Doc.Norm(b-1) == "(" || s.Doc.Norm(b-1) == ",") {
			continue
		}
		if o.To == st.To || s.Doc.Tokens[o.To].Kind == text.Punct && s.Doc.Norm(o.To) != "'s" && s.Doc.Norm(o.To) != ":" && !verbs(s.Doc, o.To, st.To) || plainName(s.Doc, o.To, st.To) {
			return o
		}
	}
	return nil
}

// papers are words for what an office sends out, told in front of it.
var papers = text.WordSet(`statement update communiqué communique notice message alert release announcement bulletin advisory note information spokesperson spokesman spokeswoman press media office`)

// ahead reports whether the name of an office stands in front of a statement of whole sentences: alone, with its seat and a day, or with a word
// for what it sends out ("FCO update: ...", "Statement by the President: ..."), up to a
// colon or a full stop, whose token it gives; else 0.
func (s *voices) ahead(o *office.Org, st *text.Sentence) int {
	d := s.Doc
	if st.From != 0 || o.Country == "" || d.Tokens[d.Sents[len(d.Sents)-1].To-1].Kind != text.Punct {
		return 0
	}
	k := 0
	if papers.Has(&d.Tokens[0]) {
		if k = 1; d.Norm(k) == "by" || d.Norm(k) == "of" || d.Norm(k) == "from" {
			k++
		}
	}
	if d.Norm(k) == "the" {
		k++
	}
	if o.From != k {
		return 0
	}
	for k = o.To; k < o.To+12 && k < len(d.Tokens); k++ {
		t := &d.Tokens[k]
		switch {
		case t.Norm == ":" && d.SameSent(0, k):
			if k+5 < len(d.Tokens) && len(d.Sents) == 1 && d.Norm(len(d.Tokens)-1) == "." || len(d.Sents) > 1 && d.Sents[1].Line == st.Line {
				return k
			}
			return 0
		case t.Norm == "." && d.SameSent(0, k):
			if k > o.To && len(d.Sents) > 1 && d.Sents[1].Line == st.Line {
				return k
			}
			return 0
		case !d.SameSent(0, k), holder.Speaks.Has(t):
			return 0
		case t.Kind == text.Number, t.Kind == text.Punct && t.Norm != "'s" && t.Norm != "\"", t.Cap && t.Kind == text.Word, papers.Has(t), passing.Has(t):
		default:
			return 0
		}
	}
	return 0
}

// passing are small words between the name of an office and what it says.
var passing = text.WordSet(`in at on of the am pm`)

// plainName reports whether all words of the tokens [from, to) are written with capitals, as in a name.
func plainName(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		if t := &d.Tokens[k]; t.Kind == text.Word && !t.Cap && t.Norm != "and" && t.Norm != "of" && t.Norm != "the" && t.Norm != "in" || holder.Speaks.Has(t) {
			return false
		}
	}
	return true
}

// verbs reports whether a verb of saying stands among the tokens [from, to).
func verbs(d *text.Doc, from, to int) bool {
	for k := from; k < to; k++ {
		if holder.Speaks.In(d, k) {
			return true
		}
	}
	return false
}

// pressPortal reports whether a text is a release as German forces send it out: "POL-K: ...", "BPOL-S: ...", with "(ots)" after the town.
func (s *voices) pressPortal() bool {
	if s.Abroad != nil || len(s.Doc.Tokens) == 0 {
		return false
	}
	n := s.Doc.Norm(0)
	return s.Doc.Tokens[0].Upper && (strings.HasPrefix(n, "pol-") || strings.HasPrefix(n, "bpol-") || strings.HasPrefix(n, "lka-")) || s.Doc.Norm(1) == "-" && n == "pol"
}

// letterhead tells a text that begins with the name of an office, as its own paper does, from news about it.
func letterhead(s *voices) {
	kind := s.Rep.Kind
	if kind != "news" && kind != "travel_advice" && kind != "official_statement" {
		return
	}
	o := s.titled()
	switch {
	case o == nil && kind == "news" && s.pressPortal():
		s.Rep.Kind = "official_statement"
	case o == nil || !post(o.Kind) && genre.Datelined(s.Doc, s.Sent(o.From)):
	case post(o.Kind):
		s.Rep.Kind = "embassy_alert"
	case kind != "travel_advice" && o.Kind == "ministry" && field(o) == "foreign" && genre.AdviceHead(s.Doc):
		s.Rep.Kind = "travel_advice"
	case kind == "news":
		s.Rep.Kind = "official_statement"
	}
}
