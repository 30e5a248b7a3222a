package correction

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

const story = "8 March 2024. Extremists plan to attack concerts\nin Moscow over the next 48 hours. Stay alert; the embassy said. Moscow is calm."

func ev(words string) []reading.Evidence {
	i := strings.Index(story, words)
	if i < 0 {
		panic(words)
	}
	return []reading.Evidence{{Start: i, End: i + len(words)}}
}

// fixed is the evidence of a value that the desk corrected.
func fixed(words string) []reading.Evidence {
	out := ev(words)
	out[0].By = reading.ByDesk + "acc_1"
	return out
}

func item() intake.Item {
	it := intake.NewItem([]byte(story), intake.Meta{Origin: "US Embassy Moscow"}, time.Time{})
	it.ID = "itm_1"
	return it
}

func read() reading.Report {
	day := time.Date(2024, 3, 8, 0, 0, 0, 0, time.FixedZone("", 3*3600))
	return reading.Report{ID: "rep_1", Item: "itm_1", Reader: "hand", Lang: "en", Kind: "embassy_alert", Relation: reading.Origin,
		Issued: when.Interval{From: when.At(day), To: when.At(day.AddDate(0, 0, 1))}, IssuedEvidence: ev("8 March 2024"),
		Events: []reading.Event{{Type: reading.Attack, Stage: reading.Threatened, Trigger: ev("attack"),
			Actors: []reading.Named{{Name: "Extremists", Class: "group", Evidence: ev("Extremists")}},
			Places: []reading.PlaceAt{{Name: "Moscow", Role: reading.Scope, Place: gazetteer.Place{Name: "Moscow"}, Evidence: ev("Moscow")}},
			Times: []reading.Time{{Role: reading.Window, Value: "P2D", Relative: true, Evidence: ev("next 48 hours"),
				Interval: when.Interval{From: when.At(day), To: when.At(day.AddDate(0, 0, 2))}}},
			Actions: []reading.Coded{{Code: "shelter", Evidence: ev("Stay alert")}}}}}
}

var moscow = gazetteer.Place{ID: 524901, Name: "Moscow", Kind: gazetteer.City, Country: "RU"}

func of(c Correction) Correction { c.Item, c.Report, c.By = "itm_1", "rep_1", "acc_1"; return c }

// kept checks corrections one after the other, as the store does.
func kept(t *testing.T, cs ...Correction) []Correction {
	t.Helper()
	var out []Correction
	for _, c := range cs {
		c, err := Check(of(c), story, read(), out)
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		c.ID = fmt.Sprintf("cor_%d", len(out)+1)
		out = append(out, c)
	}
	return out
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]Correction{
		"no such field":               {Field: "colour", Act: Add, Value: "red", Quote: "Moscow"},
		"no such act":                 {Field: Actor, Act: "burn", Was: "Extremists"},
		"no such event":               {Event: 1, Field: Actor, Act: Add, Value: "x", Quote: "Moscow"},
		"a document has no actor":     {Event: Document, Field: Actor, Act: Add, Value: "x", Quote: "Moscow"},
		"a value that is not there":   {Field: Actor, Act: Remove, Was: "Martians"},
		"another role":                {Field: Place, Act: Remove, Was: "Moscow", WasRole: "target"},
		"an addition without words":   {Field: Actor, Act: Add, Value: "x"},
		"a change without words":      {Field: Actor, Act: Change, Was: "Extremists", Value: "x"},
		"words not in the text":       {Field: Actor, Act: Add, Value: "x", Quote: "Martians"},
		"a word cut in two":           {Field: Actor, Act: Add, Value: "x", Quote: "Extrem"},
		"words not at those bytes":    {Field: Actor, Act: Add, Value: "x", Quote: "Moscow", Start: 3, End: 9},
		"a code out of no list":       {Field: Action, Act: Add, Value: "panic", Quote: "Stay alert"},
		"a class out of no list":      {Field: Actor, Act: Add, Value: "x", Class: "wizard", Quote: "Moscow"},
		"a place without a part":      {Field: Place, Act: Add, Value: "Moscow", Place: moscow, Quote: "Moscow"},
		"a place that is on no map":   {Field: Place, Act: Add, Value: "Atlantis", Role: "target", Quote: "Moscow"},
		"no time":                     {Field: Time, Act: Add, Value: "soon", Role: "window", Quote: "next 48 hours"},
		"a time that ends too early":  {Field: Time, Act: Add, Value: "2024-03-10/2024-03-08", Role: "window", Quote: "next 48 hours"},
		"advice for nowhere":          {Field: Advice, Act: Add, Value: "no_travel", Quote: "Stay alert"},
		"a second type":               {Field: Type, Act: Add, Value: "threat", Role: "none", Quote: "attack"},
		"a stage away":                {Field: Stage, Act: Remove, Was: "threatened"},
		"an event added with no part": {Event: 1, Field: Type, Act: Add, Value: "threat", Quote: "attack"},
		"a relay of nobody":           {Event: Document, Field: Relation, Act: Change, Value: "relay", Quote: "the embassy said"},
		"a relay without its words":   {Event: Document, Field: Relation, Act: Change, Value: "relay", Role: "the embassy"},
		"no right to speak":           {Event: Document, Field: Relation, Act: Remove},
		"an event's right to speak":   {Field: Relation, Act: Change, Value: "origin"},
		"no number":                   {Field: Casualty, Act: Add, Value: "many", Role: "killed", Quote: "Moscow"},
		"fewer than none":             {Field: Casualty, Act: Add, Value: "-1", Role: "killed", Quote: "Moscow"},
		"an undoing of nothing":       {Act: Undo, Undoes: "cor_9"},
		"an undoing of no name":       {Act: Undo},
		"nothing":                     {Field: Actor, Act: Change, Was: "Extremists", Quote: "Moscow"},
		"too long":                    {Field: Actor, Act: Add, Value: strings.Repeat("x", MaxValue+1), Quote: "Moscow"},
		"no text":                     {Field: Actor, Act: Add, Value: "x\xff", Quote: "Moscow"},
	} {
		_, err := Check(of(c), story, read(), nil)
		var refused *RefusedError
		if !errors.As(err, &refused) || refused.Why == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := Check(Correction{Report: "rep_old", Field: Actor, Act: Remove, Was: "Extremists"}, story, read(), nil)
	if err == nil {
		t.Error("a correction of an older reading was taken")
	}
}

func TestApply(t *testing.T) {
	before, _ := json.Marshal(read())
	cs := kept(t,
		Correction{Field: Actor, Act: Change, Was: "Extremists", Value: "extremists", Quote: "Extremists plan"},
		Correction{Field: Place, Act: Change, Was: "Moscow", WasRole: "scope", Value: "Moscow", Role: "target", Place: moscow, Quote: "Moscow"},
		Correction{Field: Target, Act: Add, Value: "concerts", Class: "crowd", Quote: "concerts in Moscow"}, // a line end stands between
		Correction{Field: Time, Act: Change, Was: "P2D", WasRole: "window", Value: "2024-03-08/2024-03-10", Role: "window", Quote: "next 48 hours"},
		Correction{Field: Action, Act: Change, Was: "shelter", Value: "stay_alert"},
		Correction{Field: Type, Act: Change, Was: "attack", Value: "threat"},
		Correction{Event: Document, Field: Time, Act: Change, WasRole: "issued", Value: "2024-03-07", Role: "issued", Quote: "8 March 2024"},
		Correction{Event: Document, Field: Issuer, Act: Add, Value: "US Embassy", Quote: "the embassy"},
		Correction{Event: 1, Field: Type, Act: Add, Value: "other", Role: "none", Quote: "is calm"},
		Correction{Event: 1, Field: Actor, Act: Add, Value: "nobody", Quote: "calm"},
		Correction{Event: 1, Field: Actor, Act: Remove, Was: "nobody"},
	)
	rep := read()
	got := Apply(rep, cs)
	if after, _ := json.Marshal(rep); string(after) != string(before) {
		t.Error("the report itself was changed")
	}
	e := got.Events[0]
	from, to := e.Times[0].Interval.Hull()
	switch {
	case len(got.Events) != 2 || got.Events[1].Type != reading.Other || len(got.Events[1].Actors) != 0:
		t.Errorf("events %+v", got.Events)
	case e.Type != reading.Threat || !reflect.DeepEqual(e.Trigger, fixed("attack")):
		t.Errorf("type %s by %v", e.Type, e.Trigger)
	case len(e.Actors) != 1 || e.Actors[0].Name != "extremists" || e.Actors[0].Class != "group" || !reflect.DeepEqual(e.Actors[0].Evidence, fixed("Extremists plan")):
		t.Errorf("actors %+v", e.Actors)
	case len(e.Places) != 1 || e.Places[0].Place.ID != moscow.ID || e.Places[0].Role != reading.Target:
		t.Errorf("places %+v", e.Places)
	case len(e.Targets) != 1 || !reflect.DeepEqual(e.Targets[0].Evidence, fixed("concerts\nin Moscow")):
		t.Errorf("targets %+v", e.Targets)
	case from.Format(time.RFC3339) != "2024-03-08T00:00:00+03:00" || to.Format(time.RFC3339) != "2024-03-11T00:00:00+03:00":
		t.Errorf("from %s to %s", from, to)
	case e.Actions[0].Code != "stay_alert" || !reflect.DeepEqual(e.Actions[0].Evidence, fixed("Stay alert")):
		t.Errorf("actions %+v", e.Actions)
	case got.Authority != "US Embassy" || got.Issued.From.Earliest.Day() != 7:
		t.Errorf("by %q on %v", got.Authority, got.Issued)
	}
	if now, last := Follow(Key{0, Place, "Moscow", "scope"}, cs); last == nil || now != (Key{0, Place, "Moscow", "target"}) {
		t.Errorf("the place led to %+v, %+v", now, last)
	}
	gone := append(cs, kept(t, Correction{Field: Type, Act: Remove, Was: "attack"})...)
	gone[len(gone)-1].Was = "threat"
	if got := Apply(rep, gone); len(got.Events) != 1 || got.Events[0].Type != reading.Other {
		t.Errorf("without its first event: %+v", got.Events)
	}
	for i := range cs {
		cs[i].Report = "rep_old"
	}
	if b, _ := json.Marshal(Apply(rep, cs)); string(b) != string(before) {
		t.Error("corrections of another reading were applied")
	}
}

func TestGold(t *testing.T) {
	cs := kept(t,
		Correction{Field: Target, Act: Add, Value: "concerts", Class: "crowd", Quote: "concerts"},
		Correction{Field: Place, Act: Add, Value: "Moscow", Role: "target", Place: moscow, Quote: "Moscow"})
	b, err := Gold(item(), read(), cs)
	if err != nil {
		t.Fatal(err)
	}
	var rec goldRecord
	if err := json.Unmarshal(b, &rec); err != nil {
		t.Fatal(err)
	}
	if rec.Schema != "tocsin-gold/1" || rec.SHA256 != intake.Hash([]byte(Text(item()))) || *rec.Doc.Date != "2024-03-08" || rec.Doc.DateSource != "text" ||
		rec.Doc.Relation != "origin" || rec.Doc.Situation == nil {
		t.Errorf("%s", b)
	}
	e := rec.Events[0]
	if len(e.Target) != 1 || e.Target[0].Class != "crowd" || len(e.Place) != 1 || e.Place[0].Gaz.ID != moscow.ID || *e.Time[0].To != "2024-03-09" {
		t.Errorf("%s", b)
	}
	if !strings.Contains(rec.Doc.Note, `left out: place "Moscow" (not on the map)`) {
		t.Errorf("the note is %q", rec.Doc.Note)
	}
	for _, m := range slices.Concat(e.Trigger, e.Target[0].Mentions, e.Place[0].Mentions, e.Time[0].Mentions) {
		if story[m.S:m.E] != m.T {
			t.Errorf("span %+v does not quote the text", m)
		}
	}
	none, err := Gold(item(), read(), kept(t, Correction{Field: Type, Act: Remove, Was: "attack"}))
	if err != nil || !strings.Contains(string(none), `"relation": "negative"`) || !strings.Contains(string(none), `"situation": null`) {
		t.Errorf("a text without an event: %v\n%s", err, none)
	}
	alert := read()
	alert.Kind = "cap"
	var refused *RefusedError
	if _, err := Gold(item(), alert, nil); !errors.As(err, &refused) {
		t.Errorf("a CAP alert gave %v", err)
	}
}

// A browser sends line ends of its own; the value that is meant is found all the same.
func TestLineEnds(t *testing.T) {
	rep := read()
	rep.Events[0].Actors[0].Name = "Extremists\nof old"
	c, err := Check(of(Correction{Field: Actor, Act: Remove, Was: "Extremists\r\nof old"}), story, rep, nil)
	if err != nil || len(Apply(rep, []Correction{c}).Events[0].Actors) != 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

// A page's evidence leads to its text: the record's spans count there.
func TestGoldOfAPage(t *testing.T) {
	page := []byte("<html><body><article><h1>Alert</h1><p>Extremists plan to attack <b>con</b>certs &amp; fairs.</p></article></body></html>")
	it := intake.NewItem(page, intake.Meta{}, time.Time{})
	it.ID = "itm_2"
	at := strings.Index(string(page), "attack")
	rep := reading.Report{ID: "rep_2", Kind: "news", Relation: reading.News, Events: []reading.Event{{Type: reading.Attack, Stage: reading.Threatened,
		Trigger: []reading.Evidence{{Start: at, End: at + 6}}}}}
	c, err := Check(Correction{Report: "rep_2", Field: Target, Act: Add, Value: "concerts", Quote: "concerts & fairs"}, Text(it), rep, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Gold(it, rep, []Correction{c})
	if err != nil {
		t.Fatal(err)
	}
	var rec goldRecord
	if err := json.Unmarshal(b, &rec); err != nil {
		t.Fatal(err)
	}
	if len(rec.Events) != 1 || rec.Events[0].Trigger[0].T != "attack" || rec.Events[0].Target[0].Mentions[0].T != "concerts & fairs" {
		t.Errorf("%s", b)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("target", "add", "", "concerts", "concerts in", "target", 0, 0, 0)
	f.Add("time", "change", "P2D", "2024-03-08/..", "next 48 hours", "window", 0, 0, 0)
	f.Add("type", "add", "", "other", "is calm", "none", 1, 5, 3)
	f.Fuzz(func(t *testing.T, field, act, was, value, quote, role string, event, start, end int) {
		c, err := Check(of(Correction{Field: Field(field), Act: Act(act), Was: was, Value: value, Quote: quote, Role: role, WasRole: role, Event: event,
			Start: start, End: end, Place: moscow}), story, read(), nil)
		if err != nil {
			return
		}
		if c.Quote != "" && story[c.Start:c.End] != c.Quote {
			t.Errorf("kept %q, which is not at %d to %d", c.Quote, c.Start, c.End)
		}
		Apply(read(), []Correction{c})
		if _, err := Gold(item(), read(), []Correction{c}); err != nil {
			t.Error(err)
		}
	})
}

// A correction that was undone is as if it had never been made; what builds on it must go first; and the record keeps both.
func TestUndo(t *testing.T) {
	cs := kept(t,
		Correction{Field: Actor, Act: Change, Was: "Extremists", Value: "a cell", Quote: "Extremists"},
		Correction{Field: Actor, Act: Change, Was: "a cell", Value: "a gang", Quote: "Extremists"},
		Correction{Field: Type, Act: Remove, Was: "attack"})
	if _, err := Check(of(Correction{Act: Undo, Undoes: "cor_1"}), story, read(), cs); err == nil || !strings.Contains(err.Error(), "undo that one first") {
		t.Errorf("undoing what another builds on: %v", err)
	}
	if n := len(Apply(read(), cs).Events); n != 0 {
		t.Fatalf("%d events after the only one was removed", n)
	}
	undo := func(cs []Correction, id string) []Correction {
		t.Helper()
		c, err := Check(of(Correction{Act: Undo, Undoes: id, Note: "my mistake"}), story, read(), cs)
		if err != nil {
			t.Fatal(err)
		}
		c.ID = id + "_undone"
		return append(slices.Clone(cs), c)
	}
	cs = undo(cs, "cor_3")
	if got := Apply(read(), cs); len(got.Events) != 1 || got.Events[0].Actors[0].Name != "a gang" {
		t.Errorf("with the event back: %+v", got.Events)
	}
	if _, err := Check(of(Correction{Act: Undo, Undoes: "cor_3"}), story, read(), cs); err == nil {
		t.Error("it was undone twice")
	}
	cs = undo(undo(cs, "cor_2"), "cor_1")
	want, _ := json.Marshal(read())
	if got, _ := json.Marshal(Apply(read(), cs)); string(got) != string(want) {
		t.Errorf("with all undone: %s", got)
	}
	if n := len(cs); n != 6 || len(InForce(cs)) != 0 {
		t.Errorf("%d on the record, %d in force", n, len(InForce(cs)))
	}
	if again := kept(t, Correction{Field: Actor, Act: Remove, Was: "Extremists"}); len(again) != 1 {
		t.Error("what was undone cannot be said again")
	}
}

// An event keeps its number, whatever is removed before it.
func TestInPlace(t *testing.T) {
	got := InPlace(read(), kept(t, Correction{Event: 1, Field: Type, Act: Add, Value: "threat", Role: "threatened", Quote: "plan to attack"},
		Correction{Field: Type, Act: Remove, Was: "attack"}))
	if len(got.Events) != 2 || got.Events[0].Type != "" || len(got.Events[0].Places) != 0 || got.Events[1].Type != reading.Threat {
		t.Errorf("%+v", got.Events)
	}
}

// What counts from the day of issue moves with it, and a threat that advice always tells is news with a place of its own.
func TestWhatFollowsFromACorrection(t *testing.T) {
	day := Correction{Event: Document, Field: Time, Act: Change, WasRole: "issued", Value: "2024-03-07", Role: "issued", Quote: "8 March 2024"}
	got := Apply(read(), kept(t, day))
	from, to := got.Events[0].Times[0].Interval.Hull()
	if from.Format(time.DateOnly) != "2024-03-07" || to.Format(time.DateOnly) != "2024-03-09" {
		t.Errorf("the next 48 hours are now %s to %s", from, to)
	}
	who := Correction{Event: Document, Field: Relation, Act: Change, Value: "relay", Role: "the embassy", Quote: "the embassy said"}
	hurt := Correction{Field: Casualty, Act: Add, Value: "012", Role: "injured", Quote: "Moscow is calm"}
	got = Apply(read(), kept(t, who, hurt, Correction{Field: Casualty, Act: Change, Was: "12", WasRole: "injured", Value: "13", Role: "killed", Quote: "calm"}))
	if c := got.Events[0].Casualty; got.Relation != reading.Relay || got.Relays != "the embassy" || len(got.RelaysBy) != 1 || len(c) != 1 || c[0].N != 13 || c[0].Kind != "killed" {
		t.Errorf("%s of %q by %v, %+v", got.Relation, got.Relays, got.RelaysBy, c)
	}
	rep := read()
	rep.Events[0].Type, rep.Events[0].Standing, rep.Events[0].Times, rep.Events[0].Places = reading.Threat, true, nil, nil
	c, err := Check(of(Correction{Field: Place, Act: Add, Value: "Moscow", Role: "target", Place: moscow, Quote: "Moscow"}), story, rep, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !rep.Events[0].Standing || Apply(rep, []Correction{c}).Events[0].Standing {
		t.Error("a threat to a town still stands for the whole country")
	}
}

// In a page the words of a correction count in its text, and Led leads them to its bytes; without bytes they lead nowhere.
func TestLed(t *testing.T) {
	page := []byte("<html><body><article><h1>Alert</h1><p>Extremists plan to attack <b>con</b>certs &amp; fairs.</p></article></body></html>")
	it := intake.NewItem(page, intake.Meta{}, time.Time{})
	text := Text(it)
	at := strings.Index(text, "concerts")
	cs := []Correction{{Quote: "concerts", Start: at, End: at + 8}, {Act: Remove}}
	got := Led(it, cs)
	if words := string(page[got[0].Start:got[0].End]); words != "con</b>certs" || cs[0].Start != at || got[1].End != 0 {
		t.Errorf("led to %q", words)
	}
	it.Raw = nil
	if got := Led(it, cs); got[0].Start != 0 || got[0].End != 0 {
		t.Errorf("without bytes: %+v", got[0])
	}
	plain := item()
	if got := Led(plain, cs); got[0].Start != at {
		t.Errorf("in a plain text: %+v", got[0])
	}
}
