// Package member is what one report says of a threat, made comparable: who speaks, of what kind of event, where, when, against
// what; and how surely two of them speak of one threat.
//
// Everything is pure and depends on its arguments alone. The weight of two members does not depend on which comes first, nor on
// what situations they are in: that is why the order of arrival cannot matter (package situation).
package member

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// Member is one event of one report that speaks of the situation.
type Member struct {
	Report   reading.ReportID `json:"report"`
	Item     intake.ItemID    `json:"item"`
	Event    int              `json:"event"` // index into Report.Events
	Type     reading.Type     `json:"type"`
	Stage    reading.Stage    `json:"stage"`
	Voice    string           `json:"voice"` // who speaks: the authority, or the source of a news text
	Relation reading.Relation `json:"relation"`
	Relays   string           `json:"relays,omitempty"`
	// Key and RelaysKey are who that is, for comparing: "U.S. Embassy in Russia" and "US Embassy Moscow" have one key.
	Key       string            `json:"key"`
	RelaysKey string            `json:"relays_key,omitempty"`
	Nation    string            `json:"nation,omitempty"`  // of the voice, ISO 3166-1 alpha-2, when known
	Targets   []string          `json:"targets,omitempty"` // what is threatened or was hit, as told
	Classes   []string          `json:"classes,omitempty"` // of what class that is; see docs/reading.md
	Places    []gazetteer.Place `json:"places,omitempty"`  // threatened, or where it happened, or the scope of the word
	// LiftedBy is the nation of who lifts or denies, ISO 3166-1 alpha-2, when known.
	LiftedBy string `json:"lifted_by,omitempty"`
	// Maybe are the next readings of the places' names ("Moscow" is a town in Idaho too): for joining only.
	Maybe []gazetteer.Place `json:"maybe,omitempty"`
	// Area is the geometry that the item itself gives for its places (a CAP alert's polygons and circles).
	Area     geo.Area          `json:"area,omitzero"`
	Raids    []gazetteer.Place `json:"raids,omitempty"` // where arrests were made: for joining only, never part of the area
	Window   when.Interval     `json:"window,omitzero"` // as this report tells it
	Relative bool              `json:"relative,omitempty"`
	Further  bool              `json:"further,omitempty"` // "until further notice": the window has no end
	// Spoken is when the warning that a relay repeats was issued, as it says.
	Spoken when.Interval `json:"spoken,omitzero"`
	// Issued is the day or moment of issue; when the report does not tell it, when its item was published or received.
	Issued when.Interval `json:"issued,omitzero"`
	Actors []string      `json:"actors,omitempty"` // who threatens, folded for comparing
	// Hazard says that it is no matter of security (weather, a flood): it joins by explicit reference alone.
	Hazard bool `json:"hazard,omitempty"`
	// Severity and Certainty are CAP's words, where the report tells them (CAP 1.2 section 3.2.2).
	Severity  string `json:"severity,omitempty"`
	Certainty string `json:"certainty,omitempty"`
	// Credibility is what a person decided, 1 to 6; 0: nobody has. See package situation, Grade.
	Credibility int `json:"credibility,omitempty"`
	// CredibilityBy is the account that decided it, with its reason.
	CredibilityBy  string `json:"credibility_by,omitempty"`
	CredibilityWhy string `json:"credibility_why,omitempty"`
	// Names are the explicit names this report gives itself: its CAP name, its address. Refers are those it gives of others.
	Names   []string `json:"names,omitempty"`
	Refers  []string `json:"refers,omitempty"`
	MsgType string   `json:"msg_type,omitempty"` // of a CAP alert: Alert, Update, Cancel
	Score   float64  `json:"score,omitempty"`    // how surely it belongs here, 0 to 1; see Joined
	Reasons []Reason `json:"reasons"`            // why it joined, in words and figures
	By      string   `json:"by,omitempty"`       // the account that joined it by hand; empty: by rule
	// Corrected are the accounts of those who corrected the reading of this event, in the order in which they first did.
	Corrected []string  `json:"corrected,omitempty"`
	At        time.Time `json:"at"`
}

// Official reports that an authority itself speaks here, first-hand or with information of its own.
func (m Member) Official() bool {
	return m.Relation == reading.Origin || m.Relation == reading.Independent
}

// Told is a report with the item that it was read from; Item.Raw is not needed.
type Told struct {
	// Report is as the desk corrected it: an event that was removed is an empty one (correction.InPlace).
	Report reading.Report
	Item   intake.Item
	// Corrections are those of this report that are in force, oldest first.
	Corrections []correction.Correction
}

// Gone reports that the report has no such event, or that the desk removed it.
func (t Told) Gone(ev int) bool {
	return ev < 0 || ev >= len(t.Report.Events) || t.Report.Events[ev].Type == ""
}

// correctors are the accounts of those who corrected an event, or what the whole document says of itself.
func (t Told) correctors(ev int) []string {
	var out []string
	for _, c := range t.Corrections {
		if (c.Event == ev || c.Event == correction.Document) && !slices.Contains(out, c.By) {
			out = append(out, c.By)
		}
	}
	return out
}

// Says reports that two members say the same: they differ at most in why and when they came to their situation and what people
// decided of them there.
func (m Member) Says(o Member) bool {
	plain := func(m Member) string {
		m.Score, m.Reasons, m.By, m.At = 0, nil, "", time.Time{}
		m.Credibility, m.CredibilityBy, m.CredibilityWhy = 0, "", ""
		b, err := json.Marshal(m)
		if err != nil {
			panic("member: a member does not encode: " + err.Error())
		}
		return string(b)
	}
	return plain(m) == plain(o)
}

// Ref names one event of one report.
type Ref struct {
	Report reading.ReportID `json:"report"`
	Event  int              `json:"event"`
}

// Compare orders by report, then event.
func (r Ref) Compare(o Ref) int {
	if c := strings.Compare(string(r.Report), string(o.Report)); c != 0 {
		return c
	}
	return r.Event - o.Event
}

// Ref is the member's name.
func (m Member) Ref() Ref { return Ref{m.Report, m.Event} }

// Reason is one ground of a joining, in words and in figures.
type Reason struct {
	Words string `json:"words"`
	// Weight is how much it speaks for (above zero) or against, in the points of the table Weights; 0 for what is no
	// evidence but a decision ("joined by hand").
	Weight float64 `json:"weight,omitempty"`
}

// String is the reason for people: "same place: Moscow (+4.0)".
func (r Reason) String() string {
	if r.Weight == 0 {
		return r.Words
	}
	return fmt.Sprintf("%s (%+.1f)", r.Words, r.Weight)
}

// UnmarshalJSON also takes a plain string: reasons were kept so before they had weights.
func (r *Reason) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		*r = Reason{}
		return json.Unmarshal(b, &r.Words)
	}
	type plain Reason
	return json.Unmarshal(b, (*plain)(r))
}

// InWords joins reasons into one line, for the ledger.
func InWords(rs []Reason) string {
	out := make([]string, len(rs))
	for i, r := range rs {
		out[i] = r.String()
	}
	return strings.Join(out, "; ")
}

// Because is a list of one reason that is a decision, not evidence.
func Because(words string) []Reason { return []Reason{{Words: words}} }

// Wide reports that the member speaks of a whole country only.
func (m Member) Wide() bool {
	return len(m.Places) > 0 && m.Area.Empty() && !slices.ContainsFunc(m.Places, func(p gazetteer.Place) bool { return p.Kind != gazetteer.Country })
}

// farApart is when the places of one report are no single place: two towns and their margins.
const farApart = 100_000

// Level is how firmly a member stands in its place: 0, it names one; 1, it speaks of a whole country, or of towns far apart; 2, it
// names none, or it lifts or denies. Only members of the same level make one situation of two by fitting both; one of a higher
// level goes to the situation of a lower one that it fits best and never ties two together, so that "large Russian cities" does
// not make one threat of Moscow's and Petersburg's.
func (m Member) Level() int {
	switch {
	case m.Lifts() || m.Placeless():
		return 2
	case m.Wide():
		return 1
	}
	for i, p := range m.Places {
		for _, q := range m.Places[i+1:] {
			if p.Kind == gazetteer.City && q.Kind == gazetteer.City && geo.DistanceM(p.Point, q.Point) > farApart {
				return 1
			}
		}
	}
	return 0
}

// LiftsOf: "there is no specific threat", "the warning is lifted". It is kept with the threat it speaks of and ends nothing.
func LiftsOf(t reading.Type, s reading.Stage) bool {
	return t == reading.Threat && s == reading.NoStage
}

// A CAP Cancel takes its alert back, whatever that was about.
// Lifts reports that the member lifts or denies.
func (m Member) Lifts() bool { return LiftsOf(m.Type, m.Stage) || m.MsgType == "Cancel" }

// Family is which events can be one threat.
type Family string

const (
	ThreatFamily Family = "threat"
	PlotFamily   Family = "plot"
	AttackFamily Family = "attack"
	ArrestFamily Family = "arrest"
	TakenFamily  Family = "taken"
	otherFamily  Family = "other"
	standing     Family = "standing"
)

// familyNames name a family in a reason.
var familyNames = map[Family]string{ThreatFamily: "a threat", PlotFamily: "a foiled plot", AttackFamily: "an attack", ArrestFamily: "arrests",
	TakenFamily: "people or a vehicle being taken", otherFamily: "an event"}

// FamilyOf goes by the stage first: a bombing that is threatened is a threat, one that was thwarted a plot.
func FamilyOf(t reading.Type, s reading.Stage) Family {
	switch {
	case t.Standing():
		return standing
	case t == reading.FoiledPlot, s == reading.Thwarted:
		return PlotFamily
	case t == reading.Other:
		return otherFamily
	case t == reading.Kidnapping, t == reading.Hijacking:
		return TakenFamily
	case t == reading.Threat, s == reading.Threatened:
		return ThreatFamily
	case t == reading.Arrest:
		return ArrestFamily
	}
	return AttackFamily
}
