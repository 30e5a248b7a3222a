// Package situation follows threats in the world: it joins what several reports say about one threat and keeps it in view
// until a person, or the authority that spoke first, says it is over.
//
// Everything is pure: reports and a clock reading in, new values out. A window that lapses never closes a situation; it
// moves it to watch (DESIGN 1). Standing advice is attached as context and never joins as a threat.
package situation

import (
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// ID names one Situation.
type ID string

// State is where a situation stands.
type State string

// States; the moves between them are in table.go.
const (
	Active State = "active" // the window is open, or has no known end
	Watch  State = "watch"  // the window has lapsed and nobody has said that the threat is over
	Closed State = "closed" // a person, or the origin's all-clear, closed it
)

// Situation is a threat in the world, followed over time.
type Situation struct {
	ID    ID            `json:"id"`
	Title string        `json:"title"` // "Threat: large gatherings, Moscow"
	State State         `json:"state"`
	Type  reading.Type  `json:"type"`
	Stage reading.Stage `json:"stage"`
	// Places are those threatened (target), or where it happened when none is.
	Places []gazetteer.Place `json:"places"`
	Area   geo.Area          `json:"area"`
	// Window is anchored to the first issuer's time (DESIGN 6.9).
	Window  when.Interval `json:"window,omitzero"`
	Members []Member      `json:"members"` // in the order in which they joined
	Context []Context     `json:"context,omitempty"`
	Opened  time.Time     `json:"opened"`
	Changed time.Time     `json:"changed"`
	Version int           `json:"version"` // grows by one with every change; a write with an old version is refused
}

// Member is one event of one report that speaks of the situation.
type Member struct {
	Report   reading.ReportID `json:"report"`
	Item     intake.ItemID    `json:"item"`
	Event    int              `json:"event"` // index into Report.Events
	Voice    string           `json:"voice"` // who speaks: the authority, or the source of a news text
	Relation reading.Relation `json:"relation"`
	Relays   string           `json:"relays,omitempty"`
	Window   when.Interval    `json:"window,omitzero"` // as this report tells it
	Relative bool             `json:"relative,omitempty"`
	Issued   when.Interval    `json:"issued,omitzero"`
	Reasons  []string         `json:"reasons"`      // why it joined, in words
	By       string           `json:"by,omitempty"` // the account that joined it by hand; empty: by rule
	At       time.Time        `json:"at"`
}

// Context is standing advice or a threat level that applies to the situation's place.
type Context struct {
	Report   reading.ReportID   `json:"report"`
	Item     intake.ItemID      `json:"item"`
	Event    int                `json:"event"`
	Voice    string             `json:"voice"`
	Code     string             `json:"code"`  // no_travel, essential_only, caution, normal, depart, or a threat level
	Scope    string             `json:"scope"` // ISO 3166-1 or 3166-2
	Evidence []reading.Evidence `json:"evidence"`
	At       time.Time          `json:"at"`
}
