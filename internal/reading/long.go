package reading

import (
	"bytes"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/story"
	"github.com/tocsin-hub/tocsin/internal/reading/story/gather"
)

// A text longer than longText is read in pieces of about pieceText bytes, each by the same rules, and what they tell is put together.
// So a text of any length takes time in proportion to its length and the memory of one piece, whatever it is made of. No warning is
// that long: such a text is many documents in one file, and one reading of all of it would give each word the sense of the first.
const (
	longText  = 512 << 10
	pieceText = 256 << 10
)

// Bounds of a Report, so that its size does not grow with its text: about a megabyte at most. What is beyond is told in a note.
const (
	maxValues   = 100   // values of one list of one event
	maxEvidence = 64    // pieces of evidence of one value
	allValues   = 2_000 // values of the whole report; beyond, fewer are kept of each list
	allEvidence = 6_000 // pieces of evidence of the whole report; beyond, fewer are kept of each value
)

// readStory reads a text by the rules of language, a long one in pieces.
func (r *Reader) readStory(item intake.Item, rep *Report) {
	if len(item.Raw) <= longText {
		story.Read(item, r.places, rep)
		bound(rep, cuts{})
	} else {
		bound(rep, r.readPieces(item, rep))
	}
}

// cuts counts what was left out.
type cuts struct{ events, values, evidence int }

func (r *Reader) readPieces(item intake.Item, rep *Report) (left cuts) {
	n, without := 0, ""
	for at := 0; at < len(item.Raw); n++ {
		end := pieceEnd(item.Raw, at)
		piece := item
		piece.Raw = item.Raw[at:end]
		if n > 0 && rep.Issued.Known() {
			piece.Published = issueOf(rep)
		}
		part := Report{Item: rep.Item, Reader: rep.Reader, Events: []Event{}}
		story.Read(piece, r.places, &part)
		part.Lead(func(e Evidence) (Evidence, bool) {
			e.Start, e.End = e.Start+at, e.End+at
			return e, true
		})
		switch {
		case n == 0:
			*rep = Report{ID: rep.ID, Item: rep.Item, Reader: rep.Reader, Lang: part.Lang, Kind: part.Kind, Issued: part.Issued, IssuedEvidence: part.IssuedEvidence,
				Authority: part.Authority, Relation: part.Relation, Relays: part.Relays, RelaysBy: part.RelaysBy, Events: part.Events, Notes: part.Notes}
			if len(part.Events) == 0 && len(part.Notes) > 0 {
				without = part.Notes[len(part.Notes)-1]
			}
		default:
			if len(rep.Events) == 0 && len(part.Events) > 0 { // the first piece that tells something says in what right
				rep.Kind, rep.Relation, rep.Relays, rep.RelaysBy = part.Kind, part.Relation, part.Relays, part.RelaysBy
				if rep.Authority == "" {
					rep.Authority = part.Authority
				}
				rep.Notes = slices.DeleteFunc(rep.Notes, func(s string) bool { return s == without })
			}
			if rep.Lang == "und" {
				rep.Lang = part.Lang
			}
			left.gather(rep, part.Events)
		}
		at = end
	}
	rep.Notes = append(rep.Notes, fmt.Sprintf("a long text, read in %d pieces of about %d KB: who speaks, of what kind and of what day the whole is was read at its head, and events were put together where they are of one kind at one place",
		n, pieceText>>10))
	if left.events > 0 {
		rep.Notes = append(rep.Notes, fmt.Sprintf("the text holds more events than are read from one document: the first %d are kept, %d more were read and left out", gather.MaxEvents, left.events))
	}
	return left
}

// pieceEnd is where the piece that begins at at ends: at the end of a paragraph, else of a line, of a sentence or of a word, in its last
// quarter; never within a character.
func pieceEnd(raw []byte, at int) int {
	end := at + pieceText
	if end >= len(raw) {
		return len(raw)
	}
	last := raw[at+pieceText*3/4 : end]
	for _, sep := range []string{"\n\n", "\n", ". ", " "} {
		if i := bytes.LastIndex(last, []byte(sep)); i >= 0 {
			return at + pieceText*3/4 + i + len(sep)
		}
	}
	for i := end; i > end-utf8.UTFMax; i-- {
		if utf8.RuneStart(raw[i]) {
			return i
		}
	}
	return end
}

// issueOf is the report's day or moment of issue as the time of publication of a part of it.
func issueOf(rep *Report) time.Time {
	from, to := rep.Issued.Hull()
	if from.IsZero() || to.Sub(from) < 12*time.Hour {
		return from
	}
	return time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, time.UTC) // midnight UTC stands for a day
}

// gather puts events to those of a report: those of one kind, stage and place become one.
func (c *cuts) gather(rep *Report, events []Event) {
	for i := range events {
		e := &events[i]
		k := slices.IndexFunc(rep.Events, func(o Event) bool { return oneEvent(&o, e) })
		switch {
		case k >= 0:
			c.merge(&rep.Events[k], e)
		case len(rep.Events) < gather.MaxEvents:
			rep.Events = append(rep.Events, *e)
		default:
			c.events++
		}
	}
}

// oneEvent reports that two events are of one type and stage and name the same places in the same parts.
func oneEvent(a, b *Event) bool {
	within := func(a, b []PlaceAt) bool {
		for i := range a {
			if !slices.ContainsFunc(b, func(p PlaceAt) bool { return samePlace(&p, &a[i]) }) {
				return false
			}
		}
		return true
	}
	return a.Type == b.Type && a.Stage == b.Stage && a.Standing == b.Standing && within(a.Places, b.Places) && within(b.Places, a.Places)
}

func samePlace(a, b *PlaceAt) bool {
	return a.Role == b.Role && a.Place.ID == b.Place.ID && (a.Place.ID != 0 || a.Name == b.Name)
}

// merge puts the values of one event to another. A value that is there gets the further evidence.
func (c *cuts) merge(into, e *Event) {
	c.more(&into.Trigger, e.Trigger)
	for _, l := range [][2]*[]Named{{&into.Actors, &e.Actors}, {&into.Targets, &e.Targets}, {&into.Humans, &e.Humans}, {&into.Weapons, &e.Weapons},
		{&into.Issuers, &e.Issuers}, {&into.Responder, &e.Responder}, {&into.Audiences, &e.Audiences}} {
		put(c, l[0], *l[1], func(a, b *Named) bool { return a.Name == b.Name && a.Class == b.Class }, func(n *Named) *[]Evidence { return &n.Evidence })
	}
	put(c, &into.Places, e.Places, samePlace, func(p *PlaceAt) *[]Evidence { return &p.Evidence })
	put(c, &into.Times, e.Times, func(a, b *Time) bool { return a.Role == b.Role && a.Value == b.Value && a.Interval == b.Interval },
		func(t *Time) *[]Evidence { return &t.Evidence })
	put(c, &into.Casualty, e.Casualty, func(a, b *Count) bool { return a.Kind == b.Kind && a.N == b.N }, func(n *Count) *[]Evidence { return &n.Evidence })
	for _, l := range [][2]*[]Coded{{&into.Actions, &e.Actions}, {&into.Advice, &e.Advice}, {&into.Inferred, &e.Inferred}} {
		put(c, l[0], *l[1], func(a, b *Coded) bool { return a.Code == b.Code && a.Scope == b.Scope }, func(v *Coded) *[]Evidence { return &v.Evidence })
	}
}

// put adds values to a list, or their evidence to the values that are there.
func put[T any](c *cuts, list *[]T, values []T, same func(a, b *T) bool, ev func(*T) *[]Evidence) {
	for i := range values {
		v := &values[i]
		k := slices.IndexFunc(*list, func(x T) bool { return same(&x, v) })
		switch {
		case k >= 0:
			c.more(ev(&(*list)[k]), *ev(v))
		case len(*list) < maxValues:
			*list = append(slices.Clip(*list), *v)
		default:
			c.values++
		}
	}
}

// more adds evidence as far as there is room.
func (c *cuts) more(ev *[]Evidence, further []Evidence) {
	room := min(max(0, maxEvidence-len(*ev)), len(further))
	c.evidence += len(further) - room
	*ev = append(slices.Clip(*ev), further[:room]...)
}

// bound cuts the lists of a report to their bounds, and says in a note what was cut, with what had been cut before.
func bound(rep *Report, before cuts) {
	most, pieces := maxValues, maxEvidence
	for {
		values, evidence := rep.Size(most, pieces)
		if values <= allValues && evidence <= allEvidence {
			break
		}
		if values > allValues {
			most = most * 3 / 4
		} else {
			pieces = pieces * 3 / 4
		}
	}
	rep.Bound(most, pieces, func(v, w int) { before.values, before.evidence = before.values+v, before.evidence+w })
	if before.values > 0 {
		rep.Notes = append(rep.Notes, fmt.Sprintf("of lists with more than %d values the first are kept: %d values were left out", most, before.values))
	}
	if before.evidence > 0 {
		rep.Notes = append(rep.Notes, fmt.Sprintf("of values told more than %d times the first tellings are kept as evidence: %d further ones were left out", pieces, before.evidence))
	}
}
