package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
)

// Sort is what a noun names, and Noun the sort with its class, see package noun.
type (
	Sort = noun.Sort
	Noun = noun.Noun
)

// The sorts of noun.
const (
	Unknown, Person, Doer, Force, Group = noun.Unknown, noun.Person, noun.Doer, noun.Force, noun.Group
	Thing, Weapon, Deeds, Empty         = noun.Thing, noun.Weapon, noun.Deeds, noun.Empty
)

// nouns are the heads that the tables know.
var nouns = noun.All
