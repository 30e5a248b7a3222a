// Package part gives the parts of events to them: who did it, what and who was struck, and with what. What the grammar of a sentence tells
// comes first (package clause); phrases of the tables that no sentence gives a part go to the event that they stand nearest to.
package part

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/abroad"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Text is what parts are found in, and what is known of it.
type Text struct {
	Doc      *text.Doc
	Lang     string                // BCP 47
	Abroad   *abroad.Reading       // of a text in a language beside English, else nil
	Kind     string                // of the document
	Hits     map[string][]text.Hit // by Kind, in order
	Found    *where.Found
	Places   [][]int            // indexes into Found.Mentions, per sentence
	Spoilers map[int][]text.Hit // "bad" hits per sentence
	Events   []Event
	Near     func(tok int, fits func(ev int) bool) (Mark, bool) // the nearest trigger in the sentence of tok
	Offers   *[]Offer                                           // gets the phrases that may be parts; nil: nobody asks
	Carried  func(sent int) int                                 // the event that a sentence without a trigger goes on about, or -1
	BackRef  func(sent int) int                                 // the event that it goes back to by its words, or -1
	Done     func(tok int) int                                  // the event that was done before a token, the one that the text spoke of last, or -1
	Marked   func(sent int) bool                                // whether a sentence holds a trigger
	Mission  func(from, to int) bool                            // whether tokens are part of an authority's name
	TimeAt   func(tok int) bool                                 // whether a token is part of a time
}

// Event is an event whose parts are filled in. Denied: its text says that there is nothing.
type Event struct {
	*report.Event
	Denied bool
}

// Mark is a trigger: tokens [From, To) of event Ev.
type Mark struct{ From, To, Ev int }

func (m *Mark) real() bool { return m.To > m.From }

// parts is one text at work.
type parts struct {
	*Text
	cut clauses
}

// maxEvidence bounds the mentions kept for one value.
const maxEvidence = 12

// Fill fills in the parts of all events of a text.
func Fill(t *Text) {
	s := &parts{Text: t}
	s.fillRoles()
	s.fillThings()
	s.hijacked()
	s.shunned()
	for _, e := range s.Events { // in the order of the text
		for _, l := range [...][]report.Named{e.Targets, e.Humans, e.Actors, e.Weapons} {
			for i := range l {
				slices.SortStableFunc(l[i].Evidence, func(a, b report.Evidence) int { return a.Start - b.Start })
			}
			slices.SortStableFunc(l, func(a, b report.Named) int { return a.Evidence[0].Start - b.Evidence[0].Start })
		}
	}
	if t.Offers != nil {
		*t.Offers = s.offers()
	}
}

// ev is the bytes of tokens as evidence.
func (s *parts) ev(from, to int) report.Evidence {
	a, b := s.Doc.Span(from, to)
	return report.Evidence{Start: a, End: b}
}

func (s *parts) sent(tok int) *text.Sentence { return &s.Doc.Sents[s.Doc.Tokens[tok].Sent] }

func (s *parts) section(tok int) text.Section { return s.sent(tok).Section }

// about is the event that token tok speaks of, or -1.
func (s *parts) about(tok int, fits func(ev int) bool) (int, Mark) {
	if m, ok := s.Near(tok, fits); ok {
		return m.Ev, m
	}
	i := s.Carried(s.Doc.Tokens[tok].Sent)
	return i, Mark{From: tok, To: tok, Ev: i}
}
