// Package roster knows whom we answer for: people and their stays, fixed sites, and gatherings; and it decides which of them
// an area, a window and an audience rule concern.
//
// It knows nothing of warnings. People's places are dangerous data (DESIGN 6.12): nothing here logs, and a Reason names a
// place only as closely as the stay itself does. Everything is pure.
package roster

import (
	"time"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// PersonID, StayID, SiteID and GatheringID name roster entries.
type (
	PersonID    string
	StayID      int64
	SiteID      string
	GatheringID string
)

// Person is someone we answer for.
type Person struct {
	ID            PersonID `json:"id"`
	Ref           string   `json:"ref"` // the operator's own key, unique; importing it again updates the person
	Name          string   `json:"name"`
	Nationalities []string `json:"nationalities,omitempty"` // ISO 3166-1 alpha-2
	Lang          string   `json:"lang,omitempty"`          // BCP 47; empty: the desk's own
	Email         string   `json:"email,omitempty"`
	Webhook       string   `json:"webhook,omitempty"` // https URL that takes warnings for this person
}

// Stay is a person at a place for a time: [From, To).
type Stay struct {
	ID      StayID    `json:"id"`
	Ref     string    `json:"ref"` // the operator's own key, unique
	Person  PersonID  `json:"person"`
	Place   string    `json:"place"` // as told: "Moscow", "Hotel X, Krasnogorsk"
	Point   geo.Point `json:"point"`
	Country string    `json:"country"`        // ISO 3166-1 alpha-2
	Zone    string    `json:"zone,omitempty"` // IANA time zone of the place, for days in words; empty: UTC
	From    time.Time `json:"from"`
	To      time.Time `json:"to,omitzero"` // zero: no known end
}

// Site is a fixed place we answer for: an office, a school, a hall.
type Site struct {
	ID       SiteID    `json:"id"`
	Ref      string    `json:"ref"`
	Name     string    `json:"name"`
	Place    string    `json:"place"`
	Point    geo.Point `json:"point"`
	Country  string    `json:"country"`
	Capacity int       `json:"capacity,omitempty"` // people
	Email    string    `json:"email,omitempty"`    // its duty contact
}

// Gathering is an event that draws a crowd: [From, To).
type Gathering struct {
	ID       GatheringID `json:"id"`
	Ref      string      `json:"ref"`
	Name     string      `json:"name"`
	Kind     string      `json:"kind,omitempty"` // concert, match, service, demonstration, conference, market, other
	Place    string      `json:"place"`
	Point    geo.Point   `json:"point"`
	Country  string      `json:"country"`
	Zone     string      `json:"zone,omitempty"` // IANA time zone of the place
	From     time.Time   `json:"from"`
	To       time.Time   `json:"to"`
	Expected int         `json:"expected,omitempty"` // people
	Email    string      `json:"email,omitempty"`    // the organiser's duty contact
}

// Grade is how a place lies to an area. The zero Grade is no match.
type Grade string

// Grades, closest first.
const (
	In      Grade = "in"      // inside the area
	Near    Grade = "near"    // within the margin of it
	Country Grade = "country" // in the same country
)

// Rule is whom a warning is for: the audience rule.
type Rule struct {
	// Everyone is true for all people whatever their nationality; otherwise Nationalities lists whom (ISO 3166-1 alpha-2).
	Everyone      bool     `json:"everyone"`
	Nationalities []string `json:"nationalities,omitempty"`
	// Grades are the grades that are warned, e.g. in and near. Others are counted in the preview and not warned.
	Grades []Grade `json:"grades"`
	// Margin is the metropolitan margin in metres: how far outside the area still counts as near. 0 to 200,000.
	Margin float64 `json:"margin"`
}

// DefaultMargin is the metropolitan margin in metres when nothing else is said: Crocus City Hall stood about 5 km outside
// the city named, a commuting belt is some tens of kilometres wide.
const DefaultMargin = 25_000

// Query is what a match is asked for. The window is [From, To); a zero time is an open end.
type Query struct {
	Area geo.Area
	// Name is the area in words ("Moscow"), for reasons; empty: "the area".
	Name      string
	Countries []string // ISO 3166-1 alpha-2 of the area, for the grade country
	From, To  time.Time
	Rule      Rule
}

// Match is a person whom an area, a window and an audience rule concern.
type Match struct {
	Person Person `json:"person"`
	Stay   Stay   `json:"stay"`
	Grade  Grade  `json:"grade"`
	// Warned says that the rule's grades and nationalities include this person; false: counted, not warned.
	Warned bool   `json:"warned"`
	Reason string `json:"reason"` // "in Moscow 6-12 March; US citizen"
}

// SiteMatch and GatheringMatch are the same for sites and gatherings.
type SiteMatch struct {
	Site   Site   `json:"site"`
	Grade  Grade  `json:"grade"`
	Reason string `json:"reason"`
}

// GatheringMatch is a gathering whose place and time meet the query's.
type GatheringMatch struct {
	Gathering Gathering `json:"gathering"`
	Grade     Grade     `json:"grade"`
	Reason    string    `json:"reason"`
}
