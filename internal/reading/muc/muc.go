// Package muc reads news in the style of the MUC-4 texts (Latin America, 1989 to 1991, all in one case) into role fillers and
// templates, so that the method of the reader can be set beside published systems. Only test/eval uses it: capitals, on which the
// reader of ordinary texts rests, are absent here, and the five roles are not those of a Report.
//
// A word that tells of an act (trigger) takes its roles from the groups of words beside it: the doer left of an active verb and
// after "by", what suffered right of an active verb, left of a passive one and after "of", "on" or "against" behind a noun.
// Read is pure, takes any bytes and never fails; a text that tells of no act gives no templates. Time is linear in the text.
package muc

import (
	"slices"
	"strings"
)

// Kind is the type of an act, in the words of the corpus.
type Kind string

// The types.
const (
	Attack     Kind = "attack"
	Bombing    Kind = "bombing"
	Kidnapping Kind = "kidnapping"
	Arson      Kind = "arson"
	Robbery    Kind = "robbery"
	Stoppage   Kind = "forced work stoppage"
)

// Kinds lists the types in the order in which templates are given.
var Kinds = []Kind{Attack, Bombing, Kidnapping, Arson, Robbery, Stoppage}

// Role is a place in a template.
type Role string

// The roles.
const (
	PerpInd Role = "PerpInd"
	PerpOrg Role = "PerpOrg"
	Target  Role = "Target"
	Victim  Role = "Victim"
	Weapon  Role = "Weapon"
)

// Roles lists the roles in the order of the formats.
var Roles = []Role{PerpInd, PerpOrg, Target, Victim, Weapon}

// Filler is what fills a role: its words in lower case and the byte at which they start in the text.
type Filler struct {
	Text  string
	Start int
}

// Template is one act: its type and who or what fills its roles.
type Template struct {
	Kind  Kind
	Roles map[Role][]Filler
}

type form uint8

const (
	verb form = 1 << iota
	noun
	event // takes no doer and no object: "exploded"
)

type trigger struct {
	kind Kind
	form form
}

type token struct {
	w     string
	start int
	end   int
	punct bool
}

// reading is one text at work.
type reading struct {
	low   string
	ts    []token // of the sentence at hand
	by    map[Kind]*Template
	last  Kind              // of the act told last
	known map[string]Filler // surname to the first full name that has it
	ids   map[string]string // what is already filled, by type, role and identity
}

// Rules gives the templates that the rules alone find in a text: one for each type of act that it tells of and names a filler for.
func Rules(s string) []Template {
	r := &reading{low: lower(s), by: map[Kind]*Template{}, ids: map[string]string{}, known: map[string]Filler{}}
	ts := tokens(r.low)
	r.ts = ts
	r.people()
	return r.templates(ts)
}

// templates reads the sentences one after another.
func (r *reading) templates(ts []token) []Template {
	for len(ts) > 0 {
		n := sentence(ts)
		r.ts = ts[:n]
		r.sentence()
		ts = ts[n:]
	}
	var out []Template
	for _, k := range Kinds {
		if t := r.by[k]; t != nil && len(t.Roles) > 0 {
			out = append(out, *t)
		}
	}
	return out
}

// Fillers joins the fillers of all templates by role, each once.
func Fillers(ts []Template) map[Role][]Filler {
	out := map[Role][]Filler{}
	for _, t := range ts {
		for _, role := range Roles {
			for _, f := range t.Roles[role] {
				if !slices.ContainsFunc(out[role], func(x Filler) bool { return identity(role, x.Text) == identity(role, f.Text) }) {
					out[role] = append(out[role], f)
				}
			}
		}
	}
	return out
}

// lower makes ASCII letters small and leaves every byte in its place.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80
}

func tokens(s string) (ts []token) {
	for i := 0; i < len(s); {
		c := s[i]
		if !wordByte(c) {
			if c > ' ' {
				ts = append(ts, token{s[i : i+1], i, i + 1, true})
			}
			i++
			continue
		}
		j := i + 1
		for j < len(s) && (wordByte(s[j]) || strings.IndexByte("-.'", s[j]) >= 0 && j+1 < len(s) && wordByte(s[j+1])) {
			j++
		}
		if j < len(s) && s[j] == '.' && (strings.Contains(s[i:j], ".") || titles[s[i:j]] && j-i <= 4) {
			j++ // u.s., dr.
		}
		w := s[i:j]
		if k := strings.TrimSuffix(w, "'s"); k != w && k != "" {
			ts = append(ts, token{k, i, i + len(k), false}, token{"'s", i + len(k), j, true})
		} else {
			ts = append(ts, token{w, i, j, false})
		}
		i = j
	}
	return ts
}

// sentence is how many tokens the first sentence has.
func sentence(ts []token) int {
	for i, t := range ts {
		if t.punct && (t.w == "." || t.w == "?" || t.w == "!" || t.w == ";") || i > 150 {
			return i + 1
		}
	}
	return len(ts)
}

func (r *reading) word(i int) string {
	if i < 0 || i >= len(r.ts) {
		return ""
	}
	return r.ts[i].w
}

var be = set("was were been be being is are")

// sentence fills roles from each trigger of the sentence.
func (r *reading) sentence() {
	bomb := false
	for i := range r.ts {
		w := r.ts[i].w
		if t := triggers[w]; t.kind == Bombing && w != "planted" && w != "placed" && w != "hurled" || strings.Contains(w, "bomb") && weapons[w] {
			bomb = true
		}
	}
	for i := range r.ts {
		t, ok := triggers[r.ts[i].w]
		w := r.ts[i].w
		switch {
		case w == "fire" && r.word(i-1) == "set", w == "fire" && r.word(i-1) == "on" && r.word(i-2) == "set":
			t, ok = trigger{Arson, verb}, true
		case w == "up" && (r.word(i-1) == "blew" || r.word(i-1) == "blown" || r.word(i-1) == "blow" || r.word(i-1) == "blowing"):
			t, ok = trigger{Bombing, verb}, true
		}
		if !ok || r.unreal(i) {
			continue
		}
		if bomb && t.kind == Attack {
			t.kind = Bombing
		}
		r.act(i, t)
		r.last = t.kind
	}
	if r.last == "" {
		return
	}
	if r.anyOf(0, len(r.ts), blame) || r.by[r.last] != nil && len(r.by[r.last].Roles[PerpOrg]) == 0 { // "the group claimed responsibility": of the act told last, as is the first group named after it
		f := map[Role][]Filler{}
		for j := range r.ts {
			if n := r.name(j, groups); n > 0 {
				f[PerpOrg] = append(f[PerpOrg], r.filler(j, j+n))
			}
		}
		if r.by[r.last] != nil {
			r.keep(r.last, f)
		}
	}
	if bomb && r.by[Bombing] != nil {
		f := map[Role][]Filler{}
		r.weapons(Bombing, f)
		r.keep(Bombing, f)
	}
}

// unreal tells of a trigger that denies or only imagines the act.
func (r *reading) unreal(i int) bool {
	for j := max(0, i-4); j < i; j++ {
		switch r.word(j) {
		case "not", "never", "would", "could", "if", "might", "threatened", "threats", "threat", "avoid", "prevent":
			return true
		}
	}
	return false
}

// act takes the roles of one trigger.
func (r *reading) act(i int, t trigger) {
	w := r.ts[i].w
	passive, nominal := false, t.form&noun != 0 && t.form&verb == 0
	if t.form&verb != 0 {
		for j := i - 1; j >= max(0, i-3); j-- {
			if be[r.word(j)] {
				passive = true
			}
		}
		if r.word(i+1) == "by" {
			passive = true
		}
		if t.form&noun != 0 && (r.word(i+1) == "of" || r.word(i+1) == "on" || r.word(i+1) == "against" || r.word(i-1) == "the" || r.word(i-1) == "an" || r.word(i-1) == "a" || r.word(i-1) == "'s") {
			nominal, passive = true, false
		}
	}
	sufferers, suffFrom, suffTo := false, i+1, min(len(r.ts), i+24)
	doFrom, doTo := max(0, i-16), i
	switch {
	case nominal:
		switch r.word(i + 1) {
		case "of", "on", "against", "at", "in":
			sufferers = true
		}
		if r.word(i-1) == "'s" {
			suffFrom, suffTo, sufferers = max(0, i-6), i, true
		}
		doFrom = max(0, i-3)
	case t.form == event:
		sufferers = true
		doFrom = i
		if w == "planted" || w == "placed" || w == "hurled" {
			doFrom = max(0, i-8)
		}
	case passive:
		sufferers, suffFrom, suffTo = true, max(0, i-24), i
		doFrom = i
	default:
		sufferers = true
	}
	f := map[Role][]Filler{}
	if by := r.after(i, "by", 14); by >= 0 {
		r.doers(by, min(len(r.ts), by+10), true, f)
	}
	if doFrom < doTo {
		r.doers(doFrom, doTo, false, f)
	}
	if sufferers {
		end := suffTo
		if suffFrom > i {
			if by := r.after(i, "by", 14); by >= 0 {
				end = min(end, by)
			}
		}
		if t.kind != Kidnapping && !bodily[w] {
			r.targets(max(suffFrom, i-14), min(end, i+14), f)
		}
		if fatal[w] {
			r.victims(suffFrom, end, f)
		}
	}
	if t.kind == Attack || t.kind == Bombing {
		r.weapons(t.kind, f)
	}
	if len(f) == 0 || weak[w] && len(f[PerpInd])+len(f[PerpOrg])+len(f[Victim])+len(f[Target]) == 0 && t.kind != Bombing {
		return
	}
	r.keep(t.kind, f)
}

// after is the place behind word within n tokens of i, or -1.
func (r *reading) after(i int, word string, n int) int {
	for j := i + 1; j < min(len(r.ts), i+n); j++ {
		if r.ts[j].w == word {
			return j + 1
		}
	}
	return -1
}

// keep puts the fillers into the template of the kind, each identity once.
func (r *reading) keep(k Kind, f map[Role][]Filler) {
	t := r.by[k]
	if t == nil {
		t = &Template{Kind: k, Roles: map[Role][]Filler{}}
		r.by[k] = t
	}
	for _, role := range Roles {
		for _, x := range f[role] {
			id := identity(role, x.Text)
			key := string(k) + "|" + string(role) + "|" + id
			if r.ids[key] != "" {
				continue
			}
			r.ids[key] = x.Text
			t.Roles[role] = append(t.Roles[role], x)
		}
	}
}

// identity is the same for fillers that speak of the same: the names of one group, a person's last word, the head of other words.
func identity(role Role, s string) string {
	ws := strings.Fields(s)
	if len(ws) == 0 {
		return s
	}
	switch role {
	case PerpOrg:
		for _, g := range groups {
			if slices.Contains(g, s) {
				return g[0]
			}
		}
		return s
	case Victim:
		for _, w := range ws { // a person's second word is mostly the father's name
			if !given[w] && !particles[w] {
				return w
			}
		}
	case PerpInd, Weapon, Target:
		return strings.TrimSuffix(ws[len(ws)-1], "s")
	}
	return s
}
