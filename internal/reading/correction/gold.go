package correction

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// The record of the gold set, tocsin-gold/1.
type (
	span struct {
		S int    `json:"s"`
		E int    `json:"e"`
		T string `json:"t"`
	}
	gaz struct {
		Source  string  `json:"source"`
		ID      int64   `json:"id"`
		Lat     float64 `json:"lat"`
		Lon     float64 `json:"lon"`
		Country string  `json:"country"`
		Level   string  `json:"level"`
	}
	goldItem struct {
		Name     string `json:"name,omitempty"`
		Class    string `json:"class,omitempty"`
		Kind     string `json:"kind,omitempty"`
		Country  string `json:"country,omitempty"`
		Code     string `json:"code,omitempty"`
		Scope    string `json:"scope,omitempty"`
		Role     string `json:"role,omitempty"`
		Value    string `json:"value,omitempty"`
		Gaz      *gaz   `json:"gazetteer,omitempty"`
		N        int    `json:"n,omitempty"`
		Mentions []span `json:"mentions"`
	}
	goldTime struct {
		Role     string  `json:"role"`
		Value    string  `json:"value,omitempty"`
		From     *string `json:"from"` // null: open
		To       *string `json:"to"`
		Mentions []span  `json:"mentions"`
	}
	goldEvent struct {
		ID         string     `json:"id"`
		Type       string     `json:"type"`
		Stage      string     `json:"stage"`
		Trigger    []span     `json:"trigger"`
		Actor      []goldItem `json:"actor"`
		Target     []goldItem `json:"target_physical"`
		Human      []goldItem `json:"target_human"`
		Weapon     []goldItem `json:"weapon"`
		Place      []goldItem `json:"place"`
		Time       []goldTime `json:"time"`
		Issuer     []goldItem `json:"issuer"`
		Responder  []goldItem `json:"responder,omitempty"`
		Audience   []goldItem `json:"audience"`
		Casualties []goldItem `json:"casualties,omitempty"`
		Action     []goldItem `json:"action"`
		Advice     []goldItem `json:"advice"`
	}
	goldDoc struct {
		Date       *string `json:"date"`
		DateSource string  `json:"date_source"`
		Kind       string  `json:"kind"`
		Lang       string  `json:"lang"`
		Source     string  `json:"source"`
		Licence    string  `json:"licence"`
		Note       string  `json:"note"`
		Situation  *string `json:"situation"`
		Relation   string  `json:"relation"`
		Relays     string  `json:"relays,omitempty"`
	}
	goldRecord struct {
		Schema   string      `json:"schema"`
		ID       string      `json:"id"`
		TextFile string      `json:"text_file"`
		SHA256   string      `json:"sha256"`
		Offsets  string      `json:"offsets"`
		Doc      goldDoc     `json:"doc"`
		Events   []goldEvent `json:"events"`
	}
)

// Gold writes the corrected reading of an item as a record of the gold set, format tocsin-gold/1; its text file is Text(item).
// rep is the stored report, whose evidence counts in the item's bytes. What the format has no room for is left out and named
// in the record's note, with what a person must still fill in. A CAP alert is no text and is refused (*RefusedError).
func Gold(item intake.Item, rep reading.Report, cs []Correction) ([]byte, error) {
	rep = clone(rep)
	text := string(reading.Shown(item, &rep))
	rep = Apply(rep, cs)
	if !slices.Contains(words("embassy_alert travel_advice news official_statement bulletin"), rep.Kind) {
		return nil, refuse("A gold record is made of a text; this document is of the kind %q.", rep.Kind)
	}
	if !utf8.ValidString(text) {
		return nil, refuse("A gold record is made of UTF-8 text; this document is in another encoding.")
	}
	g := golden{text: text}
	id := string(item.ID)
	rec := goldRecord{Schema: "tocsin-gold/1", ID: id, TextFile: id + ".txt", SHA256: intake.Hash([]byte(text)), Offsets: "utf-8 bytes, end exclusive",
		Doc:    goldDoc{Kind: rep.Kind, Lang: rep.Lang, Source: item.Origin, Licence: "not stated: ask the publisher before passing it on", DateSource: "unknown"},
		Events: []goldEvent{}}
	for i := range rep.Events {
		if e, ok := g.event(i, &rep.Events[i]); ok {
			rec.Events = append(rec.Events, e)
		}
	}
	if day, _ := rep.Issued.Hull(); !day.IsZero() {
		s := day.Format(time.DateOnly)
		rec.Doc.Date, rec.Doc.DateSource = &s, "metadata"
		if len(g.spans(rep.IssuedEvidence)) > 0 {
			rec.Doc.DateSource = "text"
		}
	}
	notes := []string{fmt.Sprintf("read by %s, corrected by the desk %d times", rep.Reader, len(cs))}
	if len(rec.Events) == 0 {
		rec.Doc.Relation = "negative"
	} else {
		rec.Doc.Relation, rec.Doc.Situation = string(rep.Relation), &id
		notes = append(notes, "situation is the item's own id: give the texts on one threat one name")
		if rep.Relation == reading.Relay {
			rec.Doc.Relays = rep.Relays
		}
	}
	if len(g.left) > 0 {
		notes = append(notes, "left out: "+strings.Join(g.left, "; "))
	}
	rec.Doc.Note = strings.Join(notes, ". ")
	b, err := json.MarshalIndent(rec, "", " ")
	if err != nil {
		return nil, fmt.Errorf("writing the gold record of item %s: %w", item.ID, err)
	}
	return append(b, '\n'), nil
}

// golden makes the parts of a record and remembers what it had to leave out.
type golden struct {
	text string
	left []string
}

// spans are the pieces of evidence that quote whole words of the text.
func (g *golden) spans(ev []reading.Evidence) []span {
	out := []span{}
	for _, e := range ev {
		if e.Start >= 0 && e.Start < e.End && e.End <= len(g.text) && !cuts(g.text, e.Start, e.End) {
			out = append(out, span{e.Start, e.End, g.text[e.Start:e.End]})
		}
	}
	return out
}

// keep appends an item that has words in the text.
func (g *golden) keep(list *[]goldItem, what string, ev []reading.Evidence, it goldItem) {
	if it.Mentions = g.spans(ev); len(it.Mentions) == 0 {
		g.left = append(g.left, what+" (no words in the text)")
		return
	}
	*list = append(*list, it)
}

func (g *golden) event(i int, e *reading.Event) (goldEvent, bool) {
	out := goldEvent{ID: fmt.Sprintf("e%d", i+1), Type: string(e.Type), Stage: string(e.Stage), Trigger: g.spans(e.Trigger), Time: []goldTime{}}
	if len(out.Trigger) == 0 {
		g.left = append(g.left, fmt.Sprintf("event %d (no words in the text)", i+1))
		return out, false
	}
	lists := map[Field]*[]goldItem{Actor: &out.Actor, Target: &out.Target, Human: &out.Human, Weapon: &out.Weapon, Issuer: &out.Issuer, Audience: &out.Audience,
		Responder: &out.Responder, Place: &out.Place, Action: &out.Action, Advice: &out.Advice}
	for f, l := range lists {
		if f != Responder {
			*l = []goldItem{}
		}
	}
	from := named(e)
	for _, f := range Fields { // in a fixed order: the same input gives the same record
		src := from[f]
		if src == nil {
			continue
		}
		for _, n := range *src {
			it := goldItem{Name: n.Name, Kind: n.Class, Country: n.Country}
			if f == Target || f == Weapon {
				it.Class, it.Kind = n.Class, ""
			}
			g.keep(lists[f], fmt.Sprintf("%s %q", f, n.Name), n.Evidence, it)
		}
	}
	for _, p := range e.Places {
		what := fmt.Sprintf("place %q", p.Name)
		if p.Place.ID == 0 || p.Place.Country == "" {
			g.left = append(g.left, what+" (not on the map)")
			continue
		}
		g.keep(&out.Place, what, p.Evidence, goldItem{Name: p.Name, Role: string(p.Role), Gaz: &gaz{Source: "geonames", ID: p.Place.ID, Lat: p.Place.Point.Lat,
			Lon: p.Place.Point.Lon, Country: p.Place.Country, Level: p.Place.Kind.String()}})
	}
	for _, t := range e.Times {
		ms := g.spans(t.Evidence)
		if len(ms) == 0 {
			g.left = append(g.left, fmt.Sprintf("time %q (no words in the text)", t.Value))
			continue
		}
		from, to := days(t.Interval)
		out.Time = append(out.Time, goldTime{Role: string(t.Role), Value: t.Value, From: from, To: to, Mentions: ms})
	}
	for _, c := range e.Casualty {
		g.keep(&out.Casualties, c.Kind, c.Evidence, goldItem{Kind: c.Kind, N: c.N})
	}
	for _, a := range e.Actions {
		g.keep(&out.Action, "action "+a.Code, a.Evidence, goldItem{Code: a.Code})
	}
	for _, a := range e.Advice {
		what := fmt.Sprintf("advice %s for %q", a.Code, a.Scope)
		if !scope(a.Scope) {
			g.left = append(g.left, what+" (no code of a country or division)")
			continue
		}
		if slices.Contains([]string{"none_against", "none_in_force", "unknown"}, a.Code) { // of governments' own forms alone
			g.left = append(g.left, what+" (no level of the gold set)")
			continue
		}
		g.keep(&out.Advice, what, a.Evidence, goldItem{Code: a.Code, Scope: a.Scope})
	}
	return out, true
}

// days are the first and last local day of an interval, nil for an open end.
func days(in when.Interval) (from, to *string) {
	f, t := in.Hull()
	if !f.IsZero() {
		s := f.Format(time.DateOnly)
		from = &s
	}
	if !t.IsZero() {
		if t = t.Add(-1); t.Before(f) {
			t = f
		}
		s := t.Format(time.DateOnly)
		to = &s
	}
	return from, to
}
