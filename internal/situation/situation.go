// Package situation follows threats in the world: it joins what several reports say about one threat and keeps it in view
// until a person says that it is over.
//
// Everything is pure: reports and a clock reading in, new values out. A window that lapses member.Never closes a situation; it
// moves it to watch (DESIGN 1). Standing advice is attached as context and member.Never joins as a threat. Everything that is told
// of a situation as a whole (window, places, title, voices) is computed from its members, so that the order in which reports
// arrive does not matter.
package situation

import (
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// ID names one Situation.
type ID string

// State is where a situation stands.
type State string

// States; the moves between them are in table.go.
const (
	Active State = "active" // the window is open, or has no known end
	Watch  State = "watch"  // the window has lapsed and nobody has said that the threat is over
	Closed State = "closed" // a person closed it
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
	// Window is anchored to the first issuer's time (DESIGN 6.9); Anchored says whether that time is known, or only those of
	// relays are.
	Window   when.Interval `json:"window,omitzero"`
	Anchored bool          `json:"anchored,omitempty"`
	Members  []Member      `json:"members"` // in the order in which they joined
	// Context is the standing advice for the situation's countries, the newest first. It is not kept with the situation: the
	// store adds it when it reads one.
	Context []Context `json:"context,omitempty"`
	Reason  string    `json:"reason,omitempty"` // why it was closed or opened again
	// Pins are the decisions of people on what belongs together and what does not, of every event that is or was here.
	Pins []Pin `json:"pins,omitempty"`
	// Into is the situation that this one was merged into; it is closed then.
	Into    ID        `json:"into,omitempty"`
	Opened  time.Time `json:"opened"`
	Changed time.Time `json:"changed"`
	Version int       `json:"version"` // grows by one with every change; a write with an old version is refused
}

// Context is standing advice or a threat level that applies to the situation's place.
type Context struct {
	Report   reading.ReportID   `json:"report"`
	Item     intake.ItemID      `json:"item"`
	Event    int                `json:"event"`
	Voice    string             `json:"voice"`
	Type     reading.Type       `json:"type"`  // travel_advice or threat_level
	Code     string             `json:"code"`  // no_travel, essential_only, caution, normal, depart, or a threat level
	Scope    string             `json:"scope"` // ISO 3166-1 or 3166-2
	Evidence []reading.Evidence `json:"evidence"`
	At       time.Time          `json:"at"` // when it was issued, as closely as known
}

// Countries lists the countries of the situation's places, ISO 3166-1 alpha-2, sorted, each once.
func (s Situation) Countries() []string { return member.CountriesOf(s.Places) }
