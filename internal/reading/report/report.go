// Package report holds what reading yields: the Report of an Item, its Events and their values, each with its evidence, and
// the closed lists. Package reading names them all again; this package exists so that its rooms can share them.
package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// ReportID names one Report.
type ReportID string

// Evidence is where a value stands in the Item: the bytes [Start, End) of Item.Raw and, for XML, the path of the element
// ("alert/info[0]/headline").
type Evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Path  string `json:"path,omitempty"`
	// By is ByAssist for a value that a model proposed and the grammar found in the text, ByDesk and an account for one that a
	// person corrected; empty for what the rules read. A report that is kept knows no ByDesk: corrections stand beside it.
	By string `json:"by,omitempty"`
}

// ByAssist marks evidence of a proposed value; see Assist.
const ByAssist = "assist"

// ByDesk and an account's id mark evidence of a value as the desk corrected it; see package correction.
const ByDesk = "desk:"

// Relation says in what right a Report speaks of a threat.
type Relation string

// Relations. Only origin and independent count as voices; a relay is an echo of the voice it repeats.
const (
	Origin      Relation = "origin"      // the authority that spoke first-hand
	Independent Relation = "independent" // another authority with information of its own
	Relay       Relation = "relay"       // repeats another's warning; Report.Relays says whose
	News        Relation = "report"      // news on something that happened
)

// Report is what one Item says.
type Report struct {
	ID     ReportID      `json:"id"`
	Item   intake.ItemID `json:"item"`
	Reader string        `json:"reader"` // reader version: item + reader make a second reading harmless
	Lang   string        `json:"lang"`   // BCP 47
	// Kind is what sort of document it is: embassy_alert, travel_advice, news, official_statement, bulletin, cap.
	Kind string `json:"kind"`
	// Issued is the local day (or moment) of issue, the anchor of relative times; open when unknown.
	Issued         when.Interval `json:"issued,omitzero"`
	IssuedEvidence []Evidence    `json:"issued_evidence,omitempty"`
	// Authority is who speaks in this document, as far as it says ("U.S. Embassy in Russia"); for news it is empty.
	Authority string     `json:"authority,omitempty"`
	Relation  Relation   `json:"relation"`
	Relays    string     `json:"relays,omitempty"` // whose warning is repeated, when Relation is relay
	RelaysBy  []Evidence `json:"relays_evidence,omitempty"`
	Events    []Event    `json:"events"`
	// Document is set when the Item is a government's own document on its standing advice; nil for texts.
	Document *Document `json:"document,omitempty"`
	// CAP is how the Item names itself when it is a CAP alert; nil otherwise.
	CAP   *CAPRef  `json:"cap,omitempty"`
	Notes []string `json:"notes,omitempty"` // what was forgiven or not understood, in plain words
	// Assist says what a model proposed and what became of it; nil when none was asked.
	Assist *Assist `json:"assist,omitempty"`
}

// Document is what a government's own form says of itself.
type Document struct {
	Form string `json:"form"`
	// ID is what it is "the same document" by, as far as it says: its link without scheme, or its path.
	ID       string `json:"id,omitempty"`
	Updated  string `json:"updated,omitempty"`  // when the words were last changed, as it stands there
	Reviewed string `json:"reviewed,omitempty"` // when they were last looked at without a change
	Note     string `json:"note,omitempty"`     // the government's own word on what changed
}

// Assist is all that a model proposed for a Report: what was kept, marked ByAssist in the events, and what was dropped and
// why. With Trouble it gave nothing that could be used, and the rules' reading stands alone.
type Assist struct {
	Model   string     `json:"model"`
	Kept    []Proposed `json:"kept,omitempty"`
	Dropped []Proposed `json:"dropped,omitempty"`
	Trouble string     `json:"trouble,omitempty"`
}

// Proposed is one value that a model proposed, in its own words, cut to a length that can be shown.
type Proposed struct {
	Event int    `json:"event"` // counted from 1
	Field string `json:"field"`
	Value string `json:"value"`
	Quote string `json:"quote"`
	Why   string `json:"why,omitempty"` // why it was dropped
}

// CAPRef is how a CAP alert names itself and the alerts it speaks of (CAP 1.2 section 3.2.1), the values as they stand.
type CAPRef struct {
	CAPName
	Status     string    `json:"status"`               // Actual, Exercise, System, Test, Draft
	MsgType    string    `json:"msgType"`              // Alert, Update, Cancel, Ack, Error
	Scope      string    `json:"scope"`                // Public, Restricted, Private
	References []CAPName `json:"references,omitempty"` // the alerts that it updates or withdraws
	Incidents  []string  `json:"incidents,omitempty"`  // the sender's own names for what happens
	// Codes are the event codes of the info block that was read, "SAME=TOR"; which scheme is the sender's choice.
	Codes []string `json:"codes,omitempty"`
}

// CAPName is the three values that make a CAP alert unique.
type CAPName struct {
	Sender     string `json:"sender"`
	Identifier string `json:"identifier"`
	Sent       string `json:"sent"` // as CAP writes it, "2024-03-07T21:00:00+03:00"
}

// Live reports that the alert may open or join a live situation: its status is Actual, its scope is not Private, and it is no
// message between systems (Ack, Error). A report that was not read from a CAP alert is live.
func (c *CAPRef) Live() bool {
	return c == nil || c.Status == "Actual" && c.Scope != "Private" && c.MsgType != "Ack" && c.MsgType != "Error"
}

// Event is one thing a Report speaks of: a threat, a foiled plot, an attack, a piece of standing advice. A news text often
// holds several, and each goes its own way: threats join situations, advice becomes context.
type Event struct {
	Type  Type  `json:"type"`
	Stage Stage `json:"stage"`
	// Standing marks a threat that a page of travel advice tells of a whole country, without a window, a nearer place or a note
	// that it is new: the level's reason, not news.
	Standing  bool       `json:"standing,omitempty"`
	Trigger   []Evidence `json:"trigger"` // the words that say that this is an event of this type
	Actors    []Named    `json:"actors,omitempty"`
	Targets   []Named    `json:"targets,omitempty"` // physical: what is threatened or was hit
	Humans    []Named    `json:"humans,omitempty"`  // human targets
	Weapons   []Named    `json:"weapons,omitempty"`
	Places    []PlaceAt  `json:"places,omitempty"`
	Times     []Time     `json:"times,omitempty"`
	Issuers   []Named    `json:"issuers,omitempty"`    // who warns
	Responder []Named    `json:"responders,omitempty"` // who arrests, fights, investigates
	Audiences []Named    `json:"audiences,omitempty"`  // whom the words address
	Actions   []Coded    `json:"actions,omitempty"`    // what people are told to do
	Advice    []Coded    `json:"advice,omitempty"`     // standing advice, with its scope
	Casualty  []Count    `json:"casualties,omitempty"`
	// CAP words, set when the Item is a CAP alert and inferred otherwise (each inferred value keeps its evidence).
	Category  string `json:"category,omitempty"`
	Urgency   string `json:"urgency,omitempty"`
	Severity  string `json:"severity,omitempty"`
	Certainty string `json:"certainty,omitempty"`
	// Text is, in a government's own document, its readable words on this country, without dates of publication: what two versions
	// are compared by. It is cut at MaxEventText bytes.
	Text string `json:"text,omitempty"`
	// Inferred holds what the text claims but nobody has shown ("the plot caused the warning"): the reporter's inference.
	Inferred []Coded `json:"inferred,omitempty"`
}

// MaxEventText is the most bytes of Event.Text.
const MaxEventText = 96 << 10

// Named is a value with a name, a class out of a closed list (see docs/reading.md) and, for nations, a country.
type Named struct {
	Name     string     `json:"name"`
	Class    string     `json:"class,omitempty"`
	Country  string     `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Evidence []Evidence `json:"evidence"`
}

// Coded is a value out of a closed list: an action, a level of advice.
type Coded struct {
	Code  string `json:"code"`
	Scope string `json:"scope,omitempty"` // advice: ISO 3166-1 or 3166-2; "BD-?" is a part of BD without a code
	// Of a government's own form only: the place on the house's scale (travel advice 1 to 4, threat levels 1 to 5; 0 unknown), the
	// form's own words, and the part of the country in its words.
	Level    int        `json:"level,omitempty"`
	Words    string     `json:"words,omitempty"`
	Part     string     `json:"part,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// Count is a number of people killed or injured, as told.
type Count struct {
	Kind     string     `json:"kind"` // killed, injured, casualties
	N        int        `json:"n"`
	Evidence []Evidence `json:"evidence"`
}

// PlaceAt is a place and the part it plays.
type PlaceAt struct {
	Name     string            `json:"name"`
	Role     PlaceRole         `json:"role"`
	Place    gazetteer.Place   `json:"place"`            // best candidate; Place.ID is 0 when the name has no known geometry
	Others   []gazetteer.Place `json:"others,omitempty"` // the next candidates, best first, at most two
	Area     *geo.Area         `json:"area,omitempty"`   // the geometry the Item itself gives (CAP polygons and circles)
	Evidence []Evidence        `json:"evidence"`
}

// Time is a time and the part it plays.
type Time struct {
	Role     TimeRole      `json:"role"`
	Value    string        `json:"value,omitempty"` // TIMEX-like: "P2D", "2024-03-08"
	Interval when.Interval `json:"interval"`
	// Relative says that the interval counts from the issuer's time ("next 48 hours") and moves with it.
	Relative bool       `json:"relative,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// Type is the kind of an Event. The list is closed.
type Type string

// Stage is how far an Event has gone. The list is closed.
type Stage string

// PlaceRole is the part a place plays. TimeRole is the part a time plays.
type (
	PlaceRole string
	TimeRole  string
)

// The closed lists.
const (
	Threat       Type = "threat"
	FoiledPlot   Type = "foiled_plot"
	Arrest       Type = "arrest"
	Attack       Type = "attack"
	Bombing      Type = "bombing"
	Shooting     Type = "shooting"
	Kidnapping   Type = "kidnapping"
	Arson        Type = "arson"
	Assassinate  Type = "assassination"
	Hijacking    Type = "hijacking"
	TravelAdvice Type = "travel_advice" // standing: context, never joins as a threat
	ThreatLevel  Type = "threat_level"  // standing: context, never joins as a threat
	Other        Type = "other"

	Threatened   Stage = "threatened"
	Attempted    Stage = "attempted"
	Accomplished Stage = "accomplished"
	Thwarted     Stage = "thwarted"
	NoStage      Stage = "none"

	Target    PlaceRole = "target"    // threatened or planned for
	Incident  PlaceRole = "incident"  // it happened there
	Operation PlaceRole = "operation" // arrest, raid
	Scope     PlaceRole = "scope"     // country or region the word is for

	Window  TimeRole = "window" // the threat or advice holds
	EventAt TimeRole = "event"  // it happened
	Issued  TimeRole = "issued"
	Updates TimeRole = "updates" // day of the document it replaces
	Expires TimeRole = "expires" // "until further notice" has an open interval
)

// Standing reports that the event is a level that stands until changed, not a threat with an end.
func (t Type) Standing() bool { return t == TravelAdvice || t == ThreatLevel }

// BecomeAdvice marks a report whose layout shows that it is an authority's page of travel advice, which the words alone may not.
func (rep *Report) BecomeAdvice(authority string) {
	if rep.Authority == "" {
		rep.Authority = authority
	}
	for k := range rep.Events {
		// The rules mark what a page of advice always says of a country; where they did not see that it is one, the layout says so.
		if e := &rep.Events[k]; rep.Kind != "travel_advice" && e.Type == Threat && e.Stage == Threatened && len(e.Times) == 0 &&
			!slices.ContainsFunc(e.Places, func(p PlaceAt) bool { return p.Place.Kind != gazetteer.Country }) {
			e.Standing = true
		}
	}
	rep.Kind = "travel_advice"
	itself := func(name string) bool { return rep.Relays != "" && strings.Contains(name, rep.Relays) }
	if rep.Relation == Relay && rep.Relays != "" && !itself(rep.Authority) && !itself(authority) {
		return // a warning that the page only repeats stays the warning of who gave it
	}
	// The rest is the authority's own, first-hand where it tells what happened.
	rep.Relation, rep.Relays, rep.RelaysBy = Independent, "", nil
	if i := slices.IndexFunc(rep.Events, func(e Event) bool { return !e.Type.Standing() }); i >= 0 && rep.Events[i].Stage == Accomplished {
		rep.Relation = Origin
	}
}

// Ungrounded lists every value of the report whose evidence does not stand in raw: none at all, out of bounds, or cutting
// a UTF-8 character. An empty list means that each value can be shown with its words.
func (rep *Report) Ungrounded(raw []byte) []string {
	return rep.UngroundedBy(func(e Evidence) string {
		switch {
		case e.Start < 0 || e.End > len(raw) || e.Start >= e.End:
			return fmt.Sprintf("bytes %d to %d are not in the %d bytes of the item", e.Start, e.End, len(raw))
		case !utf8.RuneStart(raw[e.Start]) || e.End < len(raw) && !utf8.RuneStart(raw[e.End]):
			return fmt.Sprintf("bytes %d to %d cut a character", e.Start, e.End)
		}
		return ""
	})
}

// UngroundedBy is Ungrounded with another check of one piece of evidence, which returns "" or what is wrong with it: pages and
// mails are encoded, so that their evidence is checked against the text they hold.
func (rep *Report) UngroundedBy(wrong func(Evidence) string) []string {
	var bad []string
	rep.values(func(what valueName, ev []Evidence) {
		if len(ev) == 0 {
			bad = append(bad, what.String()+": no evidence")
		}
		for _, e := range ev {
			if why := wrong(e); why != "" {
				bad = append(bad, what.String()+": "+why)
			}
		}
	})
	return bad
}

// Lead replaces every piece of evidence by what to makes of it, and lists the values for which it finds nothing. Values may
// share their evidence; each piece is led once.
func (rep *Report) Lead(to func(Evidence) (Evidence, bool)) []string {
	var bad []string
	led := map[*Evidence]bool{}
	rep.values(func(what valueName, ev []Evidence) {
		for i := range ev {
			if led[&ev[i]] {
				continue
			}
			led[&ev[i]] = true
			e, ok := to(ev[i])
			if !ok {
				bad = append(bad, fmt.Sprintf("%s: bytes %d to %d of the text stand nowhere in the item", what, ev[i].Start, ev[i].End))
				continue
			}
			ev[i] = e
		}
	})
	return bad
}

// Bound cuts every list of the events' values to at most values, and the evidence of each value to at most evidence pieces; cut is
// told how many values and pieces were left out, once for each list that was cut.
func (rep *Report) Bound(values, evidence int, cut func(values, evidence int)) {
	rep.lists(values, cut, func(ev *[]Evidence) {
		if n := len(*ev) - evidence; n > 0 {
			*ev = slices.Clone((*ev)[:evidence])
			cut(0, n)
		}
	})
}

// Size is how many values and pieces of evidence the events would have after Bound.
func (rep *Report) Size(values, evidence int) (n, pieces int) {
	rep.lists(-values, nil, func(ev *[]Evidence) {
		n++
		pieces += min(len(*ev), evidence)
	})
	return n, pieces
}

// lists cuts every list of values to most, tells what it cut, and calls each for the evidence of the values that are left. With
// most below zero it cuts nothing and passes over what is beyond.
func (rep *Report) lists(most int, cut func(values, evidence int), each func(*[]Evidence)) {
	for i := range rep.Events {
		e := &rep.Events[i]
		each(&e.Trigger)
		for _, l := range []*[]Named{&e.Actors, &e.Targets, &e.Humans, &e.Weapons, &e.Issuers, &e.Responder, &e.Audiences} {
			few(l, most, cut, func(v *Named) { each(&v.Evidence) })
		}
		few(&e.Places, most, cut, func(v *PlaceAt) { each(&v.Evidence) })
		few(&e.Times, most, cut, func(v *Time) { each(&v.Evidence) })
		few(&e.Casualty, most, cut, func(v *Count) { each(&v.Evidence) })
		for _, l := range []*[]Coded{&e.Actions, &e.Advice, &e.Inferred} {
			few(l, most, cut, func(v *Coded) { each(&v.Evidence) })
		}
	}
}

func few[T any](list *[]T, most int, cut func(values, evidence int), each func(*T)) {
	if n := len(*list) - most; most >= 0 && n > 0 {
		*list = slices.Clone((*list)[:most])
		cut(n, 0)
	}
	for i := range min(len(*list), max(most, -most)) {
		each(&(*list)[i])
	}
}

// values calls f for every value of the report that must have evidence.
func (rep *Report) values(f func(what valueName, ev []Evidence)) {
	if rep.Issued.Known() {
		f(valueName{list: "issued"}, rep.IssuedEvidence)
	}
	if rep.Relays != "" {
		f(valueName{list: "relays"}, rep.RelaysBy)
	}
	for i := range rep.Events {
		rep.Events[i].each(func(list, value string, ev []Evidence) { f(valueName{i + 1, list, value}, ev) })
	}
}

// valueName names a value of a report in words, which are made only when they are needed.
type valueName struct {
	event       int // counted from 1; 0 for a value of the report itself
	list, value string
}

func (n valueName) String() string {
	if n.event == 0 {
		return n.list
	}
	return fmt.Sprintf("event %d %s %q", n.event, n.list, n.value)
}

// Each calls f for every value of the event with the name of its list, the value as a word and its evidence.
func (e *Event) Each(f func(list, value string, ev []Evidence)) { e.each(f) }

func (e *Event) each(f func(list, value string, ev []Evidence)) {
	f("trigger", string(e.Type), e.Trigger)
	named := func(list string, vs []Named) {
		for i := range vs {
			f(list, vs[i].Name, vs[i].Evidence)
		}
	}
	coded := func(list string, vs []Coded) {
		for i := range vs {
			f(list, vs[i].Code, vs[i].Evidence)
		}
	}
	named("actor", e.Actors)
	named("target", e.Targets)
	named("human", e.Humans)
	named("weapon", e.Weapons)
	for i := range e.Places {
		f("place", e.Places[i].Name, e.Places[i].Evidence)
	}
	for i := range e.Times {
		f("time", e.Times[i].Value, e.Times[i].Evidence)
	}
	named("issuer", e.Issuers)
	named("responder", e.Responder)
	named("audience", e.Audiences)
	coded("action", e.Actions)
	coded("advice", e.Advice)
	for i := range e.Casualty {
		f("casualties", e.Casualty[i].Kind, e.Casualty[i].Evidence)
	}
	coded("inferred", e.Inferred)
}
