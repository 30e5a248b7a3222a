// Package delivery carries one warning to one person on one channel, and never loses it silently.
//
// The contract is at least once. Every delivery is a row before anything is sent. A send ends in one of four outcomes:
// accepted, refused, retry-after or in doubt; a timeout is in doubt, not a failure. After a crash whatever was being sent is in
// doubt and is sent again with the same key, so that duplicates are bounded by what was in flight and receivers can drop
// them. A state never moves backwards. What Next decides is pure; goroutines live only in Dispatcher.
package delivery

import (
	"context"
	"time"

	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// ID names one Delivery. BatchID names a group of at most 500 deliveries of one warning, kind and rung: one job.
type (
	ID      int64
	BatchID int64
)

// State is where a delivery stands. The moves are the table in states.go.
type State string

// States.
const (
	Waiting   State = "waiting"   // a later rung: not yet its turn
	Queued    State = "queued"    // to be sent at Due
	Sending   State = "sending"   // claimed; an attempt is under way until Lease
	InDoubt   State = "in_doubt"  // an attempt ended without an answer; sent again at Due with the same key
	Accepted  State = "accepted"  // the provider took it (final for sending; a receipt may still come)
	Delivered State = "delivered" // a receipt says that it arrived
	Seen      State = "seen"      // the person acknowledged it
	Failed    State = "failed"    // refused for good, or the retries ran out: told to the desk
	Stopped   State = "stopped"   // not sent: acknowledged elsewhere, or the warning was cancelled
	Lapsed    State = "lapsed"    // not sent before the warning expired: told to the desk
)

// Kind is which words are sent.
type Kind string

// Kinds.
const (
	OfWarning    Kind = "warning"
	OfCorrection Kind = "correction"
)

// Delivery is one warning to one person on one channel.
type Delivery struct {
	ID      ID              `json:"id"`
	Batch   BatchID         `json:"batch"`
	Warning warning.ID      `json:"warning"`
	Kind    Kind            `json:"kind"`
	Person  roster.PersonID `json:"person"`
	Rung    int             `json:"rung"` // index into Content.Ladder
	Channel warning.Channel `json:"channel"`
	Address string          `json:"-"` // frozen at release
	Name    string          `json:"name"`
	Lang    string          `json:"lang"`
	State   State           `json:"state"`
	Attempt int             `json:"attempt"` // attempts begun
	Due     time.Time       `json:"due,omitzero"`
	Lease   time.Time       `json:"lease,omitzero"` // while Sending: until then nobody else may send it
	Changed time.Time       `json:"changed"`
	Ref     string          `json:"ref,omitempty"`   // the provider's reference
	Error   string          `json:"error,omitempty"` // last trouble, for the operator only
}

// OutcomeKind is how a send ended.
type OutcomeKind uint8

// Outcome kinds.
const (
	OutcomeAccepted OutcomeKind = iota + 1
	OutcomeRefused              // for good: sending it again cannot help
	OutcomeRetry                // not sent; try again after Outcome.After
	OutcomeInDoubt              // sent or not, nobody knows
)

// Outcome is how one attempt ended.
type Outcome struct {
	Kind  OutcomeKind
	After time.Duration // OutcomeRetry: wait at least this long; 0: the ladder of retries decides
	Ref   string        // the provider's reference, when it gave one
	Err   error         // only for the operator; never holds a secret or a person's place
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
