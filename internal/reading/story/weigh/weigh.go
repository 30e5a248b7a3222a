// Package weigh settles which of the values found in an English text belong to which of its events. The rules find the values; small sums
// of trees, taught with marked texts (docs/weigh-model.md), judge each pair of a value and an event by how the words stand to each other.
// No word of a text is a feature, only closed classes of words, distances and what the rules made of them, so a name weighs nothing. A
// value that is taken keeps the words that show it; the package makes no value of its own but for parts that the grammar offers.
// Whatever the text, it never fails; without weights the rules' word stands.
package weigh

import (
	"slices"
	"sort"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/part"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/trees"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Field is a list of an event.
type Field int

// The fields, in the order in which weights are kept.
const (
	Place Field = iota
	Time
	Action
	Actor
	Target
	Human
	Weapon
	Issuer
	Responder
	Audience
	Fields // how many there are
)

// Names are the fields as the marked texts call them.
var Names = [Fields]string{"place", "time", "action", "actor", "target_physical", "target_human", "weapon", "issuer", "responder", "audience"}

// Pair is a value and an event that it may belong to, with what speaks for it. It is what the trees are taught with.
type Pair struct {
	Field    Field
	Event    int             // index into Scene.Events
	Words    report.Evidence // one mention of the value
	Place    int64           // of a place: its id
	Code     string          // of an action
	Time     *report.Time    // of a time
	Features []float32
}

// Weights hold the trees of each field; a nil one leaves the field as the rules have it.
type Weights struct {
	Trees    [Fields]*trees.Trees
	Least    [Fields]float64 // the log odds from which a value is taken
	Features [Fields]int     // how many features the trees were taught with
}

// Hooks are what the room needs of the house around it.
type Hooks struct {
	Role     func(ev int, m *where.Mention, k scene.Mark) report.PlaceRole // the part that a place plays in an event
	AddPlace func(ev int, m *where.Mention, role report.PlaceRole)         // adds it
	Offers   []part.Offer                                                  // phrases that may be parts, whatever the rules made of them
	Seen     func(s *scene.Scene, p Pair)                                  // called with each pair before anything is settled; nil but when weights are taught
}

// weighing is one text at work.
type weighing struct {
	*scene.Scene
	w     *Weights
	h     *Hooks
	x     []float32
	view  view
	marks []marked // by event
	sums  [3]int   // events that happened, threats, and the kind of document by number
	heads map[headAt]int
	// memory that is taken in pieces
	values []value
	flags  []bool
	words  []report.Evidence
}

// Weigh settles the values of all events of a text once more.
func Weigh(sc *scene.Scene, w *Weights, h *Hooks) {
	s := &weighing{Scene: sc, w: w, h: h}
	s.view.own, s.view.buf = make([]float32, 0, 64), make([]float32, 0, 64)
	s.survey()
	s.places()
	for f := Actor; f < Fields; f++ {
		s.named(f)
	}
	s.actions()
	s.times()
}

// on reports whether anything is to be done for a field.
func (s *weighing) on(f Field) bool { return s.w.Trees[f] != nil || s.h.Seen != nil }

// value is one value of a field, and the events that the rules gave it to.
type value struct {
	name  report.Named
	coded report.Coded
	time  report.Time
	key   string
	words []report.Evidence
	given []bool // by event
	gives int
	takes []bool // by event
}

// holds reports whether a list of mentions is one that the value was joined from.
func (v *value) holds(words []report.Evidence) bool {
	return len(words) > 0 && slices.Contains(v.words, words[0])
}

// maxWords bounds the mentions of a value that are weighed.
const maxWords = 4

// tokenAt is the token that begins at or after a byte, past an article.
func (s *weighing) tokenAt(e report.Evidence) int {
	i := sort.Search(len(s.Doc.Tokens), func(i int) bool { return s.Doc.Tokens[i].Start >= e.Start })
	i = min(i, len(s.Doc.Tokens)-1)
	if t := &s.Doc.Tokens[i]; text.Article(t) && t.End < e.End && i+1 < len(s.Doc.Tokens) {
		i++
	}
	return i
}

// take takes n pieces of memory, which may grow in place to most and are made with others.
func take[T any](from *[]T, n, most, others int) []T {
	if most > cap(*from)-len(*from) {
		*from = make([]T, 0, max(most, others))
	}
	at := len(*from)
	*from = (*from)[:at+most]
	return (*from)[at : at+n : at+most]
}

// fresh adds a value.
func (s *weighing) fresh(vs []*value, words int) []*value {
	v := &take(&s.values, 1, 1, 16)[0]
	v.given = take(&s.flags, len(s.Events), len(s.Events), 64)
	v.takes = take(&s.flags, len(s.Events), len(s.Events), 64)
	v.words = take(&s.words, 0, min(words, 2*maxWords), 32)
	return append(vs, v)
}

// add joins what an event, or nobody for ev -1, holds of one value.
func (s *weighing) add(v *value, ev int, words []report.Evidence) {
	if ev >= 0 && !v.given[ev] {
		v.given[ev] = true
		v.gives++
	}
	for _, e := range words {
		if len(v.words) < 2*maxWords && !slices.Contains(v.words, e) {
			v.words = append(v.words, e)
		}
	}
}

// settle weighs each value with each event. self adds what the value is by itself, beside adds what it is beside an event.
func (s *weighing) settle(f Field, vs []*value, self func(v *value, tok int), beside func(v *value, ev int)) {
	for _, v := range vs {
		for n, e := range v.words {
			if n >= maxWords {
				break
			}
			tok := s.tokenAt(e)
			s.look(tok, f)
			own := s.view.own[:0]
			s.x = own
			s.put(v.gives, len(v.words), n)
			self(v, tok)
			s.view.own = s.x
			for ev := range s.Events {
				if v.takes[ev] || !v.given[ev] && f >= Actor && f <= Weapon && s.Events[ev].Type == report.TravelAdvice {
					continue // advice has no parts
				}
				s.x = append(s.view.buf[:0], s.view.own...)
				s.context(ev, f)
				s.flag(v.given[ev])
				beside(v, ev)
				s.view.buf = s.x
				if s.h.Seen != nil {
					p := Pair{Field: f, Event: ev, Words: e, Code: v.coded.Code, Features: slices.Clone(s.x)}
					if f == Time {
						p.Time = &v.time
					}
					s.h.Seen(s.Scene, p)
				}
				if t := s.w.Trees[f]; t != nil {
					v.takes[ev] = t.Reaches(s.x, s.w.Least[f]+doubt(v.given[ev], count(vs, v, ev)))
				}
			}
		}
	}
}

// count is how many other values the rules gave to an event.
func count(vs []*value, but *value, ev int) (n int) {
	for _, o := range vs {
		if o != but && o.given[ev] {
			n++
		}
	}
	return n
}

func (s *weighing) put(vs ...int) {
	for _, v := range vs {
		s.x = append(s.x, float32(v))
	}
}

func (s *weighing) flag(b bool) {
	if b {
		s.x = append(s.x, 1)
	} else {
		s.x = append(s.x, 0)
	}
}

// Offers reports whether the weights make use of what the grammar offers.
func (w *Weights) Offers() bool {
	return w.Trees[Actor] != nil || w.Trees[Target] != nil || w.Trees[Human] != nil || w.Trees[Weapon] != nil
}

// doubt is what must speak the more, in log odds, for a value that the rules did not give to an event where they gave it others of the
// field, and the less for one that they did.
func doubt(given bool, others int) float64 {
	switch {
	case given:
		return -trust
	case others > 0:
		return trust
	}
	return 0
}

// trust is how much the rules' word weighs, in log odds.
const trust = 1
