package voice

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/office/holder"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
)

// heard is a text with all who may speak in it: the authorities that are named and, in English, whoever holds an office.
func heard(x *scene.Scene) *voices {
	s := &voices{Scene: x, all: x.Orgs}
	if x.Abroad != nil {
		return s
	}
	held := holder.Find(x.Doc, &x.Found)
	all := make([]office.Org, 0, len(x.Orgs)+len(held))
	all = append(append(all, x.Orgs...), held...)
	slices.SortStableFunc(all, func(a, b office.Org) int { return a.From - b.From })
	s.all = all[:0]
	for _, o := range all {
		if n := len(s.all); n > 0 && o.From < s.all[n-1].To {
			p := &s.all[n-1]
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
		s.all = append(s.all, o)
	}
	return s
}

// in are those who may speak that are named in one sentence.
func (s *voices) in(sent int) []office.Org {
	st := &s.Doc.Sents[sent]
	at := func(tok int) int {
		i, _ := slices.BinarySearchFunc(s.all, tok, func(o office.Org, t int) int { return o.From - t })
		return i
	}
	return s.all[at(st.From):at(st.To)]
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
	for i := range s.all {
		x := &s.all[i]
		if !sameOrg(o, x) {
			continue
		}
		if best.Bare && !x.Bare || best.Bare == x.Bare && x.Person == best.Person && x.To-x.From > best.To-best.From {
			best = x
		}
		add(x)
	}
	for i := range s.all {
		if x := &s.all[i]; s.abroadOf(o, x) {
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
func Every(x *scene.Scene, o *office.Org) report.Named { return heard(x).every(o) }

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
		if k := holder.Alerts(s.Doc, o.From, o.To); k > at && k < m.To && m.From-k < 16 {
			best, at = o, k
		}
		if v := holder.Spoken(s.Doc, o.From, o.To); v > at && v < m.To && o.From < m.From {
			best, at = o, v
		}
	}
	if best != nil {
		return best
	}
	if o := s.sayer(m, s.OrgsIn(sent)); o != nil && o.To <= m.From {
		return o
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
		return o
	}
	return s.goesOn(sent)
}

// goesOn is who spoke in the sentence before one that goes on with "he said" or with what is quoted.
func (s *voices) goesOn(sent int) *office.Org {
	st := &s.Doc.Sents[sent]
	switch s.Doc.Norm(st.From) {
	case "he", "she", "they", "it", "\"", "“", "‘":
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
		if o.To <= m.From && s.Says(o.To, m.To) {
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

// titled is who speaks by its name in the first lines of its own paper: "METROPOLITAN POLICE - PRESS BUREAU".
func (s *voices) titled() *office.Org {
	for i := range s.all {
		o := &s.all[i]
		st := s.Sent(o.From)
		if st.Line > 3 || st.To-st.From > 20 || o.Bare {
			break
		}
		if o.From-st.From > 2 || holder.Spoken(s.Doc, o.From, o.To) >= 0 || !s.Doc.Tokens[o.From].Cap {
			continue
		}
		return o
	}
	return nil
}

