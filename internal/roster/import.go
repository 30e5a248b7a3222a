package roster

import (
	"fmt"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/geo"
)

// StayRow is a stay as a file tells it: the person by the operator's own key.
type StayRow struct {
	Stay      // Person is empty; ID is 0
	PersonRef string
	Line      int // of the file, from 1; 0 when it came from elsewhere
}

// Imported says what an import did to the roster.
type Imported struct {
	New     int `json:"new"`
	Changed int `json:"changed"`
	Same    int `json:"same"` // already there, word for word
}

// Counts is the size of the roster.
type Counts struct {
	People     int64 `json:"people"`
	Stays      int64 `json:"stays"`
	Sites      int64 `json:"sites"`
	Gatherings int64 `json:"gatherings"`
}

// Refused is one value of one line that cannot be used. Value is for the person who runs the import and for nobody else: it
// may be a place or an address, so it stays out of logs and of Error.
type Refused struct {
	Line   int    `json:"line"` // of the file, from 1
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Why    string `json:"why"`
}

// String is the line for the operator, with the value.
func (r Refused) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d", r.Line)
	if r.Column != "" {
		fmt.Fprintf(&b, ", %s", r.Column)
		if r.Value != "" {
			fmt.Fprintf(&b, " %q", clip(r.Value, 80))
		}
	}
	return b.String() + ": " + r.Why
}

// RefusedError is a file of which nothing was imported because lines were refused.
type RefusedError struct{ Lines []Refused }

// Error counts the refused values and says why the first was refused, without its value.
func (e *RefusedError) Error() string {
	if len(e.Lines) == 0 {
		return "nothing was imported"
	}
	f := e.Lines[0]
	at := fmt.Sprintf("line %d", f.Line)
	if f.Column != "" {
		at += ", " + f.Column
	}
	return fmt.Sprintf("nothing was imported: %d refused, the first at %s: %s", len(e.Lines), at, f.Why)
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// Spot is what is known of a place: where, in which country (ISO 3166-1 alpha-2), and in which time zone.
type Spot struct {
	Point   geo.Point
	Country string
	Zone    *time.Location
}

// Resolver finds places for an import. Both say false rather than guess.
type Resolver interface {
	// Resolve finds a place by its name, within a country unless that is empty.
	Resolve(name, country string) (Spot, bool)
	// At tells the country and the zone of a point.
	At(p geo.Point) (Spot, bool)
}
