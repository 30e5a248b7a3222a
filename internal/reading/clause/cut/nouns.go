package cut

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/deed"
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
)

// Noun is the sort of a noun with its class, see package noun; Kind is what is done, see package deed.
type (
	Noun = noun.Noun
	Kind = deed.Kind
)

// The sorts of noun.
const (
	Unknown, Person, Doer, Group = noun.Unknown, noun.Person, noun.Doer, noun.Group
	Thing, Weapon, Deeds, Empty  = noun.Thing, noun.Weapon, noun.Deeds, noun.Empty
	Force                        = noun.Force
	base, past, part, ingly      = deed.Base, deed.Past, deed.Part, deed.Ing
)

// The kinds of deed that a word is looked at for.
const (
	Strike, Enter, Kill, Grab, Fire = deed.Strike, deed.Enter, deed.Kill, deed.Grab, deed.Fire
	Throw, Blow, Clash, Claim, Act  = deed.Throw, deed.Blow, deed.Clash, deed.Claim, deed.Act
)

var (
	nouns = noun.All
	verbs = deed.Verbs
)
