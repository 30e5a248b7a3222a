// Package clause reads who does what to whom with what in one sentence of English: the deeds of violence and of policing that join its
// noun phrases (package cut). It knows words by class and the order of an English sentence, no text and no event; whatever it
// cannot tell it leaves out. Work is linear in the length of the sentence but for short looks back.
package clause

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause/cut"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

type (
	// Phrase is a noun with what belongs to it.
	Phrase = cut.Phrase
	// Hooks tell what is known of the text from elsewhere.
	Hooks = cut.Hooks
	// Room is memory that the sentences of one text share.
	Room = cut.Room
)

// Deed is one thing done. Lists are empty where the sentence does not tell.
type Deed struct {
	Kind     Kind
	From, To int      // the verb or noun it hangs on
	Agents   []Phrase // who does it
	Objects  []Phrase // to what or whom
	Sites    []Phrase // where it is done: things only
	Scene    []Phrase // where what was struck stands
	Means    []Phrase // with what
	Meant    bool     // only meant, feared or possible: "intend to hit", "could attack"
}

// Sentence is a sentence cut into phrases.
type Sentence struct {
	cut.Sentence
	d        *text.Doc
	h        Hooks
	from, to int
	tags     []tag
	phrases  []Phrase
	at       []int16 // by token: 1 + the phrase it is part of, 0 none
	ahead    bool    // the verb that governs the list at work is still to come
}

// Parse cuts one sentence.
func Parse(d *text.Doc, sent int, h Hooks) *Sentence {
	st := &d.Sents[sent]
	s := &Sentence{d: d, h: h, from: st.From, to: st.To}
	s.Cut(d, sent, h)
	s.tags, s.phrases, s.at = s.Tags(), s.Phrases(), s.Index()
	return s
}

func (s *Sentence) index(tok int) int {
	if tok < s.from || tok >= s.to {
		return -1
	}
	return int(s.at[tok-s.from]) - 1
}

func (s *Sentence) tagAt(i int) tag {
	if i < s.from || i >= s.to {
		return stop
	}
	return s.tags[i-s.from]
}
