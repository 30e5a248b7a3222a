package trigger

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/clause/deed"
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// byGrammar adds the triggers of sentences that no phrase fits and whose grammar tells that somebody did violence to somebody or something:
// who acts, what the verb does and who or what suffers must go together, and a town or a day must be told.
func (t *Text) byGrammar(seeds []Seed, add func(text.Hit, string)) {
	if t.Clause == nil {
		return
	}
	d := t.Doc
	seeded := seededBy(d, seeds, false)
	for n := range d.Sents {
		st := &d.Sents[n]
		if seeded[n] || st.Section == text.Actions || st.Section == text.Assistance || !t.deedIn(st) {
			continue
		}
		if !t.Told(st.From) || n == 0 && t.Kind == "news" && len(d.Sents) > 3 { // what a headline says the story tells again
			continue
		}
		for _, x := range t.Clause(n).Deeds() {
			if x.Meant || Supposed(d, x.From, false) || text.Denied(d, x.From, x.To) || text.Ruled(d, x.From) || toDo(d, x.From-1, x.To+1) {
				continue
			}
			h := text.Hit{From: x.From, To: x.To}
			if code := codeOf(d, &x); code != "" && !t.figure(h) && !shortOf(d, x.From) {
				add(h, code)
				break
			}
		}
	}
}

// deedIn reports whether a sentence holds a verb of violence.
func (t *Text) deedIn(st *text.Sentence) bool {
	for k := st.From; k < st.To; k++ {
		if w, ok := deed.Verbs.Of(&t.Doc.Tokens[k]); ok && w.Kind != deed.Suffer && w.Kind != deed.Target && w.Kind != deed.Claim {
			return true
		}
	}
	return false
}

// has reports whether one of the phrases is of one of the sorts.
func has(ps []clause.Phrase, sorts ...noun.Sort) bool {
	return slices.ContainsFunc(ps, func(p clause.Phrase) bool { return slices.Contains(sorts, p.Sort) })
}

// class reports whether one of the phrases is a weapon of one of the classes.
func class(ps []clause.Phrase, classes ...string) bool {
	return slices.ContainsFunc(ps, func(p clause.Phrase) bool { return p.Sort == noun.Weapon && slices.Contains(classes, p.Class) })
}

var burns = text.WordSet("burn burns burned burnt burning torch torches torched torching firebomb firebombed ignite ignited ignites scorch scorched")

// tinder is what a crowd burns in the street.
var tinder = text.WordSet("tyre tyres tire tires barricade barricades effigy effigies flag flags rubbish bins pallets copies photos pictures posters")

// codeOf is the code of what a deed tells, or none.
func codeOf(d *text.Doc, x *clause.Deed) string {
	if has(x.Agents, noun.Force) {
		return "" // police and soldiers: what they do is an operation or a part of what happened
	}
	doer := has(x.Agents, noun.Doer, noun.Group)
	someone := doer || has(x.Agents, noun.Person)
	folk := has(x.Objects, noun.Person, noun.Force)
	thing := has(x.Objects, noun.Thing) || has(x.Sites, noun.Thing)
	arms := append(slices.Clone(x.Means), x.Agents...)
	gun := class(arms, "firearm", "ammunition")
	bomb := class(arms, "explosive")
	with := func(other string) string {
		switch {
		case gun:
			return "shooting/accomplished"
		case bomb:
			return "bombing/accomplished"
		}
		return other
	}
	switch x.Kind {
	case deed.Kill:
		if folk && (someone || gun || bomb || len(x.Means) > 0 || crimes.In(d, x.From)) {
			return with("attack/accomplished")
		}
	case deed.Strike:
		if burns.In(d, x.From) {
			if thing && someone && !slices.ContainsFunc(x.Objects, func(p clause.Phrase) bool { return tinder.In(d, p.Head) }) {
				return "arson/accomplished"
			}
			return ""
		}
		if (doer || bomb || gun) && (thing || folk) {
			return with("attack/accomplished")
		}
	case deed.Enter:
		if doer && (thing || folk) {
			return "attack/accomplished"
		}
	case deed.Grab, deed.Remove:
		if folk && doer {
			return "kidnapping/accomplished"
		}
	case deed.Fire:
		if (someone || gun) && (folk || thing) {
			return "shooting/accomplished"
		}
	case deed.Throw:
		if someone && (thing || folk) {
			return with("attack/accomplished")
		}
	case deed.Blow:
		if bomb || class(x.Objects, "explosive") {
			return "bombing/accomplished"
		}
	case deed.Clash:
		if someone && (folk || len(x.Objects) > 0) {
			return "attack/accomplished"
		}
	}
	return ""
}
