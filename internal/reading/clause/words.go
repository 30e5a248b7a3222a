package clause

import (
	tags "github.com/tocsin-hub/tocsin/internal/reading/clause/tag"
)

type tag = tags.Tag

const (
	open, det, number, prep, conj, comma, stop     = tags.Open, tags.Det, tags.Number, tags.Prep, tags.Conj, tags.Comma, tags.Stop
	be, have, modal, to, verb, pron, which, adverb = tags.Be, tags.Have, tags.Modal, tags.To, tags.Verb, tags.Pron, tags.Which, tags.Adverb
	poss, when                                     = tags.Poss, tags.When
)
