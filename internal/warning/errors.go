package warning

import "errors"

// The kinds of refusal, to be told apart with errors.Is. A refused move changes nothing.
var (
	// ErrMove: the table in states.go does not hold this move from this state.
	ErrMove = errors.New("no such move from this state")
	// ErrOwnWork: nobody approves what they wrote or submitted.
	ErrOwnWork = errors.New("one's own work")
	// ErrHash: the words meant are not the present words.
	ErrHash = errors.New("not the present content")
	// ErrIncomplete: a part is missing or cannot be sent as it stands.
	ErrIncomplete = errors.New("incomplete")
	// ErrRight: the account's roles do not grant it.
	ErrRight = errors.New("no right to do this")
	// ErrLate: the warning's validity has ended, or not yet ended when its end is claimed.
	ErrLate = errors.New("too late")
	// ErrApprovals: more people must approve before a warning reaches this many.
	ErrApprovals = errors.New("more approvals needed")
	// ErrReason: the move needs a reason in words.
	ErrReason = errors.New("no reason given")
	// ErrDrill: a drill that does not say that it reaches people, or a change between drill and live.
	ErrDrill = errors.New("drill")
)

// Error is a refusal. Public is for the person who asked; Operator, which Error returns, adds what the log needs.
type Error struct {
	Kind     error
	Public   string
	Operator string
	// Missing lists what Complete found, when Kind is ErrIncomplete.
	Missing []string
}

// Error is the operator's text.
func (e *Error) Error() string { return e.Operator }

// Unwrap is the kind.
func (e *Error) Unwrap() error { return e.Kind }

// Public is what the person who asked may read of err; empty when err is not a refusal of this package.
func Public(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Public
	}
	return ""
}
