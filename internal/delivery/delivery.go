// Package delivery carries one warning to one person on one channel, and never loses it silently.
//
// The contract is at least once. Every delivery is a row before anything is sent. A send ends in one of four outcomes:
// accepted, refused, retry-after or in doubt; a timeout is in doubt, not a failure. After a crash whatever was being sent is in
// doubt and is sent again with the same key, so that duplicates are bounded by what was in flight and receivers can drop
// them. A state never moves backwards. What Next decides is pure; goroutines live only in Dispatcher.
package delivery

import (
	"context"
	"strconv"
	"time"

	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// ID names one Delivery. BatchID names a group of at most 200 deliveries of one warning, kind, rung and channel: one job.
type (
	ID      int64
	BatchID int64
)

// Kind is which words are sent.
type Kind string

// Kinds.
const (
	OfWarning    Kind = "warning"
	OfCorrection Kind = "correction"
	// OfAlarm is a word to the operator, not to people: it has no rows, only a Message.
	OfAlarm Kind = "alarm"
)

// Delivery is one warning to one person on one channel.
type Delivery struct {
	ID       ID              `json:"id"`
	Batch    BatchID         `json:"batch"`
	Warning  warning.ID      `json:"warning"`
	Kind     Kind            `json:"kind"`
	Audience int64           `json:"-"` // the row of the audience; the acknowledge link carries it
	Person   roster.PersonID `json:"person"`
	Rung     int             `json:"rung"` // index into Content.Ladder
	Channel  warning.Channel `json:"channel"`
	Address  string          `json:"-"` // frozen at release
	Name     string          `json:"name"`
	Lang     string          `json:"lang"`
	State    State           `json:"state"`
	Attempt  int             `json:"attempt"` // attempts begun; it names an attempt and is never used twice
	Retries  int             `json:"retries"` // how many of them ended with "again later"
	Doubt    int             `json:"doubt"`   // how many of them ended without an answer
	Due      time.Time       `json:"due,omitzero"`
	Lease    time.Time       `json:"lease,omitzero"` // while Sending: until then nobody else may send it
	Changed  time.Time       `json:"changed"`
	Ref      string          `json:"ref,omitempty"`   // the provider's reference
	Error    string          `json:"error,omitempty"` // last trouble, for the operator only
}

// Key is the idempotency key: the same for every attempt, different for every delivery, made of letters, digits, "_" and
// "-" only, so that it is safe in any header.
func (d Delivery) Key() string {
	return "tocsin-" + string(d.Warning) + "-" + strconv.FormatInt(int64(d.ID), 10)
}

// OutcomeKind is how a send ended.
type OutcomeKind uint8

// Outcome kinds.
const (
	OutcomeAccepted OutcomeKind = iota + 1
	OutcomeRefused              // for good: sending it again cannot help
	OutcomeRetry                // not sent; try again after Outcome.After
	OutcomeInDoubt              // sent or not, nobody knows
	OutcomeUnsent               // never handed to the channel (only the Dispatcher gives it): no retry is used up
)

func (k OutcomeKind) String() string {
	switch k {
	case OutcomeAccepted:
		return "accepted"
	case OutcomeRefused:
		return "refused"
	case OutcomeRetry:
		return "retry"
	case OutcomeInDoubt:
		return "in_doubt"
	case OutcomeUnsent:
		return "unsent"
	}
	return "unknown"
}

// Outcome is how one attempt ended.
type Outcome struct {
	Kind  OutcomeKind
	After time.Duration // OutcomeRetry, OutcomeUnsent: wait at least this long; 0: the ladder of retries decides
	Ref   string        // the provider's reference, when it gave one
	Err   error         // only for the operator; never holds a secret or a person's place
	// Down says that the trouble is the provider's and not this recipient's: it could not be reached at all. The Dispatcher
	// then pauses the whole channel.
	Down bool
}

// Result is the outcome of one attempt of one delivery, as the store is told of it.
type Result struct {
	ID      ID
	Attempt int // the attempt that ended; an outcome of an older attempt changes nothing
	Outcome Outcome
}

// Message is what a channel is asked to send.
type Message struct {
	Key     string // idempotency key, the same for every attempt of one delivery; safe in a header
	Warning warning.ID
	Kind    Kind
	Drill   bool
	To      string // address on this channel
	Name    string
	Lang    string
	Subject string
	Body    string // AckMark already replaced
	AckURL  string
	Attempt int
	Expires time.Time
}

// Sender is a channel: one method. It must return within the context's deadline and is called from many goroutines.
type Sender interface {
	Send(ctx context.Context, m Message) Outcome
}

// Person is one member of a warning's audience, as the console lists it.
type Person struct {
	Audience int64           `json:"audience"` // grows in the order of names; the key for paging
	Person   roster.PersonID `json:"person"`
	Name     string          `json:"name"`
	Lang     string          `json:"lang,omitempty"`
	Grade    roster.Grade    `json:"grade"`
	Reason   string          `json:"reason"`
	Seen     time.Time       `json:"seen,omitzero"`
	Reached  bool            `json:"reached"`       // a channel took the warning, or the person acknowledged it
	Why      string          `json:"why,omitempty"` // not reached: why, in words without any address
}

// Count is how many deliveries of one kind and channel are in one state.
type Count struct {
	Kind    Kind            `json:"kind"`
	Channel warning.Channel `json:"channel"`
	State   State           `json:"state"`
	N       int             `json:"n"`
}

// Progress is how far a released warning has got.
type Progress struct {
	Warning warning.ID `json:"warning"`
	Counts  []Count    `json:"counts"` // only what is not zero, ordered by kind, channel and state
	People  int        `json:"people"`
	// Grades is how many of the people stood in the area, near it, or elsewhere in the country when the audience was frozen.
	Grades    map[roster.Grade]int `json:"grades"`
	Seen      int                  `json:"seen"`
	Reached   int                  `json:"reached"`
	Unreached int                  `json:"unreached"` // People - Reached
	NoAddress int                  `json:"no_address"`
	First     time.Time            `json:"first,omitzero"` // first and last time a channel took the warning
	Last      time.Time            `json:"last,omitzero"`
	Open      int                  `json:"open"` // deliveries that may still be sent
}

// Step is one line of the trace of one person: what happened, when, on which channel.
type Step struct {
	At      time.Time       `json:"at"`
	What    string          `json:"what"` // matched, queued, accepted, refused, retry, in_doubt, seen, or a state
	Kind    Kind            `json:"kind,omitempty"`
	Channel warning.Channel `json:"channel,omitempty"`
	Attempt int             `json:"attempt,omitempty"`
	Ref     string          `json:"ref,omitempty"`
	Detail  string          `json:"detail,omitempty"` // for the operator only
}
