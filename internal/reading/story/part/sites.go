package part

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// sites adds where a deed was done to what was struck: "a bomb went off in a bus", "gunfire near the barracks". A thing that the deed was
// done to comes before the place where it stood.
func (s *parts) sites(e *Event, d *clause.Deed, kind clause.Kind, forced bool) {
	if e.Stage != report.Accomplished && e.Stage != report.Attempted || forced || e.Type == report.Arrest || e.Type == report.Other {
		return
	}
	if kind == clause.Grab {
		switch s.Doc.Norm(d.From) { // "held hostage in a shop"
		case "held", "hold", "holds", "holding":
			kind = clause.Strike
		}
	}
	switch kind {
	case clause.Blow, clause.Throw, clause.Act, clause.Kill, clause.Fire, clause.Strike, clause.Suffer:
	default:
		return
	}
	for _, p := range d.Objects {
		if p.Sort == clause.Thing || p.Sort == clause.Force {
			return
		}
	}
	for _, p := range d.Sites {
		switch s.Doc.Norm(p.From) {
		case "his", "her", "their", "my", "our":
			continue // "outside his office"
		}
		if kind == clause.Suffer && (p.Class == "hospital" || s.Doc.Norm(d.From) == "treated") || s.Doc.Norm(p.To) == "of" && s.placeAt(p.To+1) {
			continue // "died in hospital", "in the resort of Hurghada"
		}
		s.object(e, s.bare(p), clause.Strike)
	}
}

// month reports whether token tok is the month of March.
func (s *parts) month(tok int) bool {
	if s.Doc.Norm(tok) != "march" || !s.Doc.Tokens[tok].Cap {
		return false
	}
	switch s.Doc.Norm(tok - 1) {
	case "in", "last", "since", "until", "of", "by", "early", "late", "mid", "from", "to", "next", "this":
		return true
	}
	return s.TimeAt(tok)
}

// allNumbers reports whether nothing but a number stands before the head of a phrase.
func allNumbers(d *text.Doc, p clause.Phrase) bool {
	for k := p.From; k < p.Head; k++ {
		if !text.IsNumber(&d.Tokens[k]) {
			return false
		}
	}
	return p.To == p.Head+1
}

// bystanders are words for people named for violence who may also suffer it: "two football supporters were shot".
var bystanders = text.WordSet("supporters supporter followers youths settlers herders herdsmen strangers stranger youth tribesmen criminals gangsters gang-members smugglers")

// nobody reports whether people are told of without saying who: "the man", "people", "the victims".
func (s *parts) nobody(p clause.Phrase) bool {
	switch s.Doc.Norm(p.From - 1) {
	case "say", "says", "said", "told":
		if p.Sort == clause.Force {
			return true // "a minute later, say police, he lay dead"
		}
	}
	switch s.Doc.Norm(p.Head) {
	case "man", "woman", "youth", "teenager", "pair", "driver", "suspect", "student":
		return p.Definite && p.To-p.From <= 2
	case "people", "men", "women":
		return p.To == p.From+1
	case "victims", "victim", "casualties":
		return true
	}
	return false
}

// named reports whether a phrase is the name of a building or a street that the gazetteer has as a place: "Istiklal Avenue".
func (s *parts) named(p clause.Phrase) bool {
	switch p.Class {
	case "street", "commercial", "place_of_worship", "hotel", "hospitality", "stadium", "school", "hospital":
	default:
		return false
	}
	for _, i := range s.Places[s.Doc.Tokens[p.Head].Sent] {
		if m := &s.Found.Mentions[i]; m.To == p.Head+1 && m.From < p.Head {
			return true
		}
	}
	return false
}
