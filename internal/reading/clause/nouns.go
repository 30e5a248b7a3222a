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
	Unknown = noun.Unknown
	Person  = noun.Person
	Doer    = noun.Doer
	Force   = noun.Force
	Group   = noun.Group
	Thing   = noun.Thing
	Weapon  = noun.Weapon
	Deeds   = noun.Deeds
	Empty   = noun.Empty
)

// nouns are the heads that the tables know.
var nouns = noun.All
