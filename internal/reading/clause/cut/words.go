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
