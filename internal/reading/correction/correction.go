// Package correction is the desk's word on a reading: a value removed, changed or added, kept beside the Report and never over
// it.
//
// A Correction holds who made it and when, the value as it stood, the value as it should be and the words of the text that
// show it. Check refuses what cannot be: a value that is not there, a code out of no list, words that the text does not hold.
// Apply gives the corrected view, Gold the record of the gold set (tocsin-gold/1). All of it is pure: values in, new values
// out. Bytes in a Correction count in the item's readable text (Text), not in the bytes of a page or a mail.
package correction

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// Field is what is corrected. The list is closed.
type Field string

// Fields.
const (
	Type      Field = "type" // of the event; removing it removes the event, adding it adds one
	Stage     Field = "stage"
	Actor     Field = "actor"
	Target    Field = "target"
	Human     Field = "human"
	Weapon    Field = "weapon"
	Place     Field = "place"
	Time      Field = "time"
	Issuer    Field = "issuer"
	Audience  Field = "audience"
	Responder Field = "responder"
	Action    Field = "action"
	Advice    Field = "advice"
	Casualty  Field = "casualties" // how many were killed or hurt
	Relation  Field = "relation"   // of the document: in what right it speaks, and whom it relays
)

// Fields are all fields, in the order in which they are offered.
var Fields = []Field{Actor, Target, Human, Weapon, Casualty, Place, Time, Issuer, Audience, Responder, Action, Advice, Relation, Type, Stage}

// Act is what is done to a value.
type Act string

// Acts.
const (
	Change Act = "change"
	Remove Act = "remove"
	Add    Act = "add"
	Undo   Act = "undo" // takes an earlier correction back, as if it had never been made
)

// Document is the event index of what belongs to the whole document: who speaks in it (issuer), in what right (relation) and its
// day (time, issued).
const Document = -1

// Most sizes of what a person writes, in bytes.
const (
	MaxValue = 300
	MaxQuote = 2000
	MaxNote  = 1000
)

// Correction is one correction of one value.
type Correction struct {
	ID     string           `json:"id"`
	Item   intake.ItemID    `json:"item"`
	Report reading.ReportID `json:"report"` // the reading it was made on
	By     string           `json:"by"`     // account id
	At     time.Time        `json:"at"`
	// Event is the place of the event in the report, from 0, or Document. Events that were added count on from the report's.
	Event int   `json:"event"`
	Field Field `json:"field"`
	Act   Act   `json:"act"`
	// Was and WasRole name the value that is changed or removed: its name, code or TIMEX-like value as it stands, and its Role.
	Was     string `json:"was,omitempty"`
	WasRole string `json:"was_role,omitempty"`
	// Value is the value as it should be: a name; a code; a place by its name on the map; a time as YYYY-MM-DD, as two of them
	// (both days within, ".." for an open end) or as local times with offset, with a slash between.
	Value string `json:"value,omitempty"`
	Class string `json:"class,omitempty"` // of actor, target, human, weapon, issuer, responder; empty in a change: as it was
	// Role is the part that a place or a time plays, the country or division that advice is for, the kind of casualties, whom a
	// document relays, and the stage of an event added.
	Role  string `json:"role,omitempty"`
	Quote string `json:"quote,omitempty"` // the words that show it, [Start, End) of the readable text
	Start int    `json:"start,omitempty"`
	End   int    `json:"end,omitempty"`
	Note  string `json:"note,omitempty"`
	// Place is the place on the map that Value means.
	Place gazetteer.Place `json:"place,omitzero"`
	// Undoes is the id of the correction that an Undo takes back.
	Undoes string `json:"undoes,omitempty"`
}

// RefusedError is a correction that cannot be kept, with words for the person who made it.
type RefusedError struct{ Why string }

// Error is the reason.
func (e *RefusedError) Error() string { return e.Why }

func refuse(format string, args ...any) error {
	return &RefusedError{Why: fmt.Sprintf(format, args...)}
}

// Text is the readable text of an item: what the page of the item shows.
func Text(item intake.Item) string { return string(reading.Shown(item, nil)) }

func words(s string) []string { return strings.Fields(s) }

// Codes are the closed lists of values, Classes of classes and Roles of parts; a field without a list takes any words.
var (
	Codes = map[Field][]string{
		Type:  words("threat foiled_plot arrest attack bombing shooting kidnapping arson assassination hijacking travel_advice threat_level other"),
		Stage: words("threatened attempted accomplished thwarted none"),
		Action: words("avoid_gatherings avoid_area avoid_travel leave_country leave_area shelter stay_alert monitor_media keep_low_profile " +
			"follow_authorities review_plans keep_contact carry_id vary_routes report enroll"),
		Advice:   words("normal caution essential_only no_travel depart low moderate substantial severe critical none_against none_in_force unknown"),
		Relation: words("origin independent relay report"),
	}
	Classes = map[Field][]string{
		Actor: words("group organization individual"),
		Target: words("crowd place_of_worship transport commercial hotel hospitality government school tourist police military diplomatic organization " +
			"hospital prison stadium residential street infrastructure"),
		Human:     words("civilians military nationals police"),
		Weapon:    words("firearm ammunition explosive blade vehicle heavy chemical"),
		Issuer:    words("embassy consulate ministry government agency police military court"),
		Responder: words("embassy consulate ministry government agency police military court security_force"),
	}
	Roles = map[Field][]string{
		Place:    words("target incident operation scope"),
		Time:     words("window event issued updates expires"),
		Type:     Codes[Stage],
		Casualty: words("killed injured casualties"),
	}
)

// Key names a value of a report for a correction: the event, the field, the value as it stands and its role.
type Key struct {
	Event      int
	Field      Field
	Text, Role string
}

// was is the key of the value that c changes or removes.
func (c Correction) was() Key { return Key{c.Event, c.Field, c.Was, c.WasRole} }

// Now is the key of the value that c leaves. A place is named by its words in the text, all else by its value.
func (c Correction) Now() Key {
	k := Key{Event: c.Event, Field: c.Field, Text: c.Value}
	switch {
	case c.Field == Place:
		k.Text, k.Role = c.Quote, c.Role
	case c.Field == Time && c.Event == Document: // a document has one day of issue: it needs no name
		k.Text, k.Role = "", c.Role
	case c.Field == Relation: // and one right to speak
		k.Text = ""
	case c.Field == Time, c.Field == Advice, c.Field == Casualty:
		k.Role = c.Role
	}
	return k
}

// InForce are the corrections that nobody has taken back, oldest first; the takings back are not among them.
func InForce(cs []Correction) []Correction {
	undone := map[string]bool{}
	for _, c := range cs {
		if c.Act == Undo {
			undone[c.Undoes] = true
		}
	}
	if len(undone) == 0 {
		return cs
	}
	return slices.DeleteFunc(slices.Clone(cs), func(c Correction) bool { return c.Act == Undo || undone[c.ID] })
}

// Follow leads a value through the corrections in force, oldest first: its key as it stands after them, and the last one that
// touched it, nil when none did. When that one removes, the value is gone.
func Follow(k Key, cs []Correction) (Key, *Correction) {
	var last *Correction
	for i := range cs {
		if c := &cs[i]; c.Act != Add && c.was() == k {
			if last = c; c.Act == Remove {
				return k, last
			}
			k = c.Now()
		}
	}
	return k, last
}

// Keys are the values of a report that can be corrected.
func Keys(rep *reading.Report) []Key {
	var out []Key
	if rep.Authority != "" {
		out = append(out, Key{Document, Issuer, rep.Authority, ""})
	}
	if rep.Issued.Known() {
		out = append(out, Key{Document, Time, "", string(reading.Issued)})
	}
	out = append(out, Key{Document, Relation, "", ""})
	for i := range rep.Events {
		e := &rep.Events[i]
		out = append(out, Key{i, Type, string(e.Type), ""}, Key{i, Stage, string(e.Stage), ""})
		for f, list := range named(e) {
			for _, n := range *list {
				out = append(out, Key{i, f, n.Name, ""})
			}
		}
		for _, p := range e.Places {
			out = append(out, Key{i, Place, p.Name, string(p.Role)})
		}
		for _, t := range e.Times {
			out = append(out, Key{i, Time, t.Value, string(t.Role)})
		}
		for _, n := range e.Casualty {
			out = append(out, Key{i, Casualty, strconv.Itoa(n.N), n.Kind})
		}
		for _, a := range e.Actions {
			out = append(out, Key{i, Action, a.Code, ""})
		}
		for _, a := range e.Advice {
			out = append(out, Key{i, Advice, a.Code, a.Scope})
		}
	}
	return out
}

// named are the lists of an event that hold names, by their field.
func named(e *reading.Event) map[Field]*[]reading.Named {
	return map[Field]*[]reading.Named{Actor: &e.Actors, Target: &e.Targets, Human: &e.Humans, Weapon: &e.Weapons, Issuer: &e.Issuers,
		Audience: &e.Audiences, Responder: &e.Responder}
}

// Check says whether c can be kept: text is the item's readable text, rep its report and before what was corrected on it
// already, oldest first. It gives c back with the words found in the text. The error is a *RefusedError.
func Check(c Correction, text string, rep reading.Report, before []Correction) (Correction, error) {
	if c.Act == Undo {
		return checkUndo(c, text, rep, before)
	}
	c.Undoes = ""
	if !slices.Contains(Fields, c.Field) {
		return c, refuse("There is no field %q; the fields are %s.", c.Field, join(Fields))
	}
	if c.Act != Change && c.Act != Remove && c.Act != Add {
		return c, refuse("A value can be changed, removed or added; %q is none of these.", c.Act)
	}
	if c.Report != rep.ID {
		return c, refuse("The item was read anew meanwhile. Look at the new reading first.")
	}
	for _, s := range []struct {
		what, s string
		most    int
	}{{"value", c.Value, MaxValue}, {"value read", c.Was, 1 << 16}, {"part", c.Role + c.WasRole + c.Class, MaxValue}, {"quotation", c.Quote, MaxQuote}, {"note", c.Note, MaxNote}} {
		if len(s.s) > s.most {
			return c, refuse("The %s is longer than the %d bytes that are taken.", s.what, s.most)
		}
		if strings.ContainsRune(s.s, 0) || strings.ToValidUTF8(s.s, "") != s.s {
			return c, refuse("The %s is not readable text.", s.what)
		}
	}
	view := applied(rep, before)
	events := len(view.report.Events)
	switch {
	case c.Event == Document && (c.Field == Issuer || c.Field == Time):
	case c.Event == Document && c.Field == Relation:
		if c.Act != Change {
			return c, refuse("A document speaks in one right: change it.")
		}
	case c.Act == Add && c.Field == Type && c.Event == events: // one event more
	case c.Event < 0 || c.Event >= events || view.gone[c.Event]:
		return c, refuse("The report has no event %d for this field.", c.Event+1)
	case c.Field == Relation:
		return c, refuse("In what right a text speaks is said of the document, not of an event.")
	case c.Act == Add && (c.Field == Type || c.Field == Stage):
		return c, refuse("An event has one %s: change it. A new event takes the number %d.", c.Field, events+1)
	}
	if c.Act == Remove && c.Field == Stage {
		return c, refuse("An event has a stage: change it, or remove the event's type and with it the event.")
	}
	if c.Act == Add {
		c.Was, c.WasRole = "", ""
	} else if !c.meets(Keys(&view.report)) {
		return c, refuse("The report has no %s %q there, or it was corrected meanwhile.", c.Field, c.Was)
	}
	if c.Act == Remove {
		c.Value, c.Class, c.Role, c.Quote, c.Start, c.End, c.Place = "", "", "", "", 0, 0, gazetteer.Place{}
		return c, nil
	}
	return checkValue(c, text, rep)
}

// checkUndo checks the taking back of a correction: it is in force, and what came after it still holds without it.
func checkUndo(c Correction, text string, rep reading.Report, before []Correction) (Correction, error) {
	var rest []Correction
	var was *Correction
	for _, o := range InForce(before) {
		switch {
		case o.Report != rep.ID:
		case o.ID == c.Undoes:
			was = &o
		default:
			rest = append(rest, o)
		}
	}
	switch {
	case c.Report != rep.ID:
		return c, refuse("The item was read anew meanwhile. Look at the new reading first.")
	case was == nil || c.Undoes == "":
		return c, refuse("There is no such correction of this reading, or it was undone already.")
	case len(c.Note) > MaxNote || strings.ContainsRune(c.Note, 0) || !utf8.ValidString(c.Note):
		return c, refuse("The note is longer than %d bytes, or no readable text.", MaxNote)
	}
	for i, o := range rest {
		if _, err := Check(o, text, rep, rest[:i]); err != nil {
			return c, refuse("A later correction builds on this one (%s of %s, %s): undo that one first.", o.Act, o.Field, o.At.UTC().Format("2 January 15:04 UTC"))
		}
	}
	return Correction{Item: c.Item, Report: c.Report, Event: was.Event, Field: was.Field, Act: Undo, Undoes: was.ID, Note: c.Note}, nil
}

// meets finds the value that c means among keys and takes its exact text: a browser sends line ends of its own.
func (c *Correction) meets(keys []Key) bool {
	if slices.Contains(keys, c.was()) {
		return true
	}
	loose := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for _, k := range keys {
		if k.Event == c.Event && k.Field == c.Field && k.Role == c.WasRole && loose(k.Text) == loose(c.Was) {
			c.Was = k.Text
			return true
		}
	}
	return false
}

// checkValue checks the new value of a change or an addition and its words.
func checkValue(c Correction, text string, rep reading.Report) (Correction, error) {
	if c.Value = strings.TrimSpace(c.Value); c.Value == "" {
		return c, refuse("Say what the value should be.")
	}
	if codes := Codes[c.Field]; codes != nil && !slices.Contains(codes, c.Value) {
		return c, refuse("There is no %s %q; there are %s.", c.Field, c.Value, join(codes))
	}
	if c.Class != "" && !slices.Contains(Classes[c.Field], c.Class) {
		return c, refuse("There is no class %q of %s.", c.Class, c.Field)
	}
	switch {
	case c.Field == Advice:
		if !scope(c.Role) {
			return c, refuse("Advice is for a country or a part of it: write its code, as NG or NG-BO.")
		}
	case c.Field == Relation:
		if c.Role = strings.TrimSpace(c.Role); (c.Value == string(reading.Relay)) != (c.Role != "") {
			return c, refuse("Say whose warning a relay repeats, and of nothing else.")
		}
	case c.Field == Place, c.Field == Time, c.Field == Casualty, c.Field == Type && c.Act == Add:
		if !slices.Contains(Roles[c.Field], c.Role) {
			return c, refuse("Say which part it plays: %s.", join(Roles[c.Field]))
		}
	default:
		c.Role = ""
	}
	if c.Field == Casualty {
		n, err := strconv.Atoi(c.Value)
		if err != nil || n < 0 || n > 10_000_000 {
			return c, refuse("%q is no number of people.", c.Value)
		}
		c.Value = strconv.Itoa(n)
	}
	if c.Event == Document && c.Field == Time && c.Role != string(reading.Issued) {
		return c, refuse("The document itself has only the time when it was issued.")
	}
	if c.Field == Time {
		if _, err := interval(c.Value, zone(rep)); err != nil {
			return c, err
		}
	}
	if c.Field != Place {
		c.Place = gazetteer.Place{}
	} else if c.Place.ID == 0 {
		return c, refuse("%q is not on our map: give another name, or the place's GeoNames number.", c.Value)
	}
	if c.Quote == "" {
		// A code may change without new words: those of the value as read stand for it. A text value may not.
		if c.Act == Change && (Codes[c.Field] != nil && c.Value != string(reading.Relay) || c.Field != Place && c.Field != Time && c.Value == c.Was) {
			c.Start, c.End = 0, 0
			return c, nil
		}
		return c, refuse("Quote the words of the text that show it: a value without evidence does not exist.")
	}
	var err error
	c.Start, c.End, err = find(text, c.Quote, c.Start, c.End)
	if err != nil {
		return c, err
	}
	c.Quote = text[c.Start:c.End]
	return c, nil
}

func join[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}

// scope reports whether s has the form of a code of ISO 3166-1 alpha-2 or of ISO 3166-2.
func scope(s string) bool {
	country, part, has := strings.Cut(s, "-")
	upper := func(s string, digits bool) bool {
		return strings.IndexFunc(s, func(r rune) bool { return !(r >= 'A' && r <= 'Z' || digits && r >= '0' && r <= '9') }) < 0
	}
	return len(country) == 2 && upper(country, false) && (!has || len(part) >= 1 && len(part) <= 3 && upper(part, true))
}
