package cut

import (
	tags "github.com/tocsin-hub/tocsin/internal/reading/clause/tag"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

type tag = tags.Tag

const (
	open, det, number, prep, conj, comma, stop     = tags.Open, tags.Det, tags.Number, tags.Prep, tags.Conj, tags.Comma, tags.Stop
	be, have, modal, to, verb, pron, which, adverb = tags.Be, tags.Have, tags.Modal, tags.To, tags.Verb, tags.Pron, tags.Which, tags.Adverb
	poss, when                                     = tags.Poss, tags.When
)

var closed = tags.Closed

// approx stands before a number and belongs to it.
var approx = text.WordSet(`some about around nearly almost over roughly approximately least than to exactly just only estimated another`)

// plurals are words for several people at once.
var plurals = text.WordSet(`family families couple group groups team crew gang band party squad`)

// ages after "in his" tell how old somebody is.
var ages = text.WordSet(`teens twenties thirties forties fifties sixties seventies eighties 20s 30s 40s 50s 60s 70s`)

// points of the compass, as in "a store south of the town".
var points = text.WordSet(`north south east west north-east north-west south-east south-west northeast northwest southeast southwest northwards southwards`)

// abbreviated are words of a name that a full stop ends.
var abbreviated = text.WordSet(`st sts mt ft dr mr mrs ms gen col lt sgt capt maj sen rep gov rev fr prof`)

// waits are what people do who are struck where they stand: the words belong to them.
var waits = text.WordSet(`queuing queueing waiting praying shopping dining eating drinking dancing celebrating watching demonstrating protesting sleeping gathering travelling traveling working bathing lining attending fleeing`)

// weekdays and months are times wherever they stand; a month that is also a word or a name only beside a number or a word of time.
var (
	weekdays = text.WordSet(`monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays`)
	months   = text.WordSet(`january february march april may june july august september october november december jan feb apr jun jul aug sep sept oct nov dec`)
	feasts   = text.WordSet(`easter palm good holy ash christmas whit pentecost boxing`)
	dating   = text.WordSet(`in since until last next this early late mid of by during from to before after through`)
)

// nations are names of countries that stand before a noun.
var nations = text.WordSet(`u.s. us uk u.k. british french german dutch swiss greek israeli american western european african asian arab`)

// speaks are nouns of what names the places at risk.
var speaks = text.WordSet(`assessment warning alert message notice advisory bulletin letter guidance`)

// scant are words before "warning" where it is a noun.
var scant = text.WordSet(`little no any advance prior without short early further second new similar`)

// numbered are nouns whose name is a number: "Route 13", "Flight 702"; roads are those of them that are roads.
var (
	numbered = text.WordSet(`route road highway motorway interstate autobahn flight boeing airbus gate terminal line platform pier bus train camp sector district ward base post`)
	roads    = text.WordSet(`route road highway motorway interstate autobahn`)
)

// clad are participles before people that tell how they look, or that nobody knows them.
var clad = text.WordSet(`armed masked hooded suspected unidentified uniformed helmeted balaclava-clad black-clad disguised veiled bearded unmasked hired would-be`)
