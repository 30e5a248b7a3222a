package part

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// List is a list of an event's parts.
type List uint8

// The lists.
const (
	Actors List = iota
	Targets
	Humans
	Weapons
)

// kindOf is the kind of phrase that the tables file the parts of a list under.
var kindOf = [...]string{Actors: "who", Targets: "tgt", Humans: "hum", Weapons: "wpn"}

// Offer is a phrase that the grammar finds in a sentence that speaks of an event, and that may be a part of one, whatever the rules made
// of it.
type Offer struct {
	List     List
	From, To int // tokens, without an article
	Class    string
	Head     string // its head noun
	Sort     int    // a clause.Sort
	Kind     int    // the clause.Kind of the first deed that it has a part in, 0 none
	Role     int    // in that deed: 1 agent, 2 object, 3 means, 4 site
	Prep     int    // the preposition before it or its list, by its place in preps, 0 none or another
	Definite bool   // as in clause.Phrase
	Proper   bool
	Subject  bool // as in clause.Link
	Object   bool
	Hit      bool // the tables of phrases know it too
}

// Named is the offer as a value.
func (o *Offer) Named(d *text.Doc) report.Named {
	a, b := d.Span(o.From, o.To)
	return report.Named{Name: d.Slice(o.From, o.To), Class: o.Class, Evidence: []report.Evidence{{Start: a, End: b}}}
}

var preps = map[string]int{"at": 1, "in": 2, "on": 3, "near": 4, "outside": 5, "inside": 6, "against": 7, "with": 8, "by": 9, "of": 10, "from": 11, "to": 12, "for": 13, "into": 14,
	"between": 15, "among": 16, "including": 17, "such": 18, "like": 19, "as": 20, "around": 21}

// role is the part of a phrase in a deed.
type role struct{ kind, part int }

// offers are the offers of all sentences that were cut into phrases.
func (s *parts) offers() (out []Offer) {
	for n := range s.cut.bySent {
		st, c := &s.Doc.Sents[n], s.cut.bySent[n]
		if c == nil || st.Section == text.Assistance || st.Section == text.Actions {
			continue
		}
		var roles map[int]role
		for _, d := range s.deeds(n, c) {
			for r, ps := range [...][]clause.Phrase{d.Agents, d.Objects, d.Means, d.Sites} {
				for _, p := range ps {
					if _, ok := roles[p.Head]; !ok {
						if roles == nil {
							roles = map[int]role{}
						}
						roles[p.Head] = role{int(d.Kind), r + 1}
					}
				}
			}
		}
		for _, p := range c.Phrases() {
			ls := listsOf(p, roles[p.Head])
			if len(ls) == 0 {
				continue
			}
			b, r := s.bare(p), roles[p.Head]
			if s.Mission(b.From, b.To) {
				continue // who speaks; where an office is struck the rules say so
			}
			l, _ := c.Link(p.Head)
			for _, list := range ls {
				hit := s.hitAt(kindOf[list], p.Head) != nil
				if r.kind == 0 && !hit {
					continue
				}
				out = append(out, Offer{List: list, From: b.From, To: b.To, Class: p.Class, Head: s.Doc.Norm(p.Head), Sort: int(p.Sort), Kind: r.kind, Role: r.part, Prep: preps[l.Prep],
					Definite: p.Definite, Proper: p.Proper, Subject: l.Subject, Object: l.Object, Hit: hit})
			}
		}
	}
	return out
}

var (
	onlyActors  = []List{Actors}
	onlyTargets = []List{Targets}
	onlyHumans  = []List{Humans}
	onlyWeapons = []List{Weapons}
	people      = []List{Humans, Actors}
	struck      = []List{Targets, Humans}
)

// listsOf are the lists that a phrase may be of: by its noun, or by its part in a deed where the noun is unknown.
func listsOf(p clause.Phrase, r role) []List {
	switch p.Sort {
	case clause.Thing:
		return onlyTargets
	case clause.Person:
		return people
	case clause.Force:
		if r.part == 1 {
			return nil // police who shoot are no target
		}
		return onlyHumans
	case clause.Weapon:
		return onlyWeapons
	case clause.Doer, clause.Group:
		return onlyActors
	}
	switch {
	case r.part == 2 || r.part == 4:
		return struck
	case r.part == 1 && p.Proper:
		return onlyActors
	}
	return nil
}
