package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/noun"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
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

// holders are heads that say little without what follows "of": the whole is the name.
var holders = text.WordSet(`members member followers follower supporters supporter opponents fighters fighter soldiers militants militant leaders leader students relatives residents
	inhabitants members sympathisers sympathizers loyalists men headquarters offices office studio gate gates shrine church mosque hostels convoys convoy compounds compound
	gang bands group groups cell network branch wing faction factions crews crew staff employees building buildings sticks kilos kilograms kg pounds rounds boxes
	barrels canisters bottles army forces citizens nationals chief head son wife bishop governor mayor stock arsenal cache celebration anniversary victims festival feast
	guards agents sons daughters part parts institute ministry university college temple bank port home house residence`)

// amounts count what follows "of".
var amounts = text.WordSet(`dozens hundreds thousands scores tens number group groups crowd crowds handful couple majority half gang gangs mob mobs band series bunch pair dozen
	hundred thousand columns column swarm swarms waves wave lot lots plenty most many some several few none one two three four five six seven eight nine ten all any each kind kinds
	type types sort variety array range stash quantity quantities supply supplies`)

// venues are heads that mean nothing without the words that tell which: "places where Westerners meet".
var venues = text.WordSet(`places place venues venue sites site locations location spots spot areas establishments facilities premises targets`)
