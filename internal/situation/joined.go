package situation

import (
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
)

// Joined is where one event of a report went.
type Joined struct {
	Event     int  `json:"event"`
	Situation ID   `json:"situation,omitempty"` // empty: a new one is to be opened, or AsContext, or Aside
	Opened    bool `json:"opened,omitempty"`    // the event opened this situation
	AsContext bool `json:"as_context,omitempty"`
	// Aside says that the event takes no part in any live situation: a test, an exercise, a private or a system message, or a
	// threat that advice always tells. The
	// reason says which.
	Aside bool `json:"aside,omitempty"`
	// Score is how surely the event belongs to the situation, from 0 to 1; 1 for what a person decided, 0 when it opened one.
	Score   float64  `json:"score,omitempty"`
	Reasons []Reason `json:"reasons"`
	// Proposed are other situations it may belong to, the surest first, for the desk to decide: when it opened a situation,
	// those at or above ProposeAt; when it joined one, further ones at or above JoinAt.
	Proposed []Proposal `json:"proposed,omitempty"`
}

// Proposal is a situation that an event may belong to, for a person to decide.
type Proposal struct {
	Situation ID       `json:"situation"`
	Score     float64  `json:"score"` // from 0 to 1
	Reasons   []Reason `json:"reasons"`
}

// Pin is a decision of a person on where two events belong; no rule goes against it. It is kept with the situations of both.
type Pin struct {
	A Ref `json:"a"`
	B Ref `json:"b"`
	// Apart says that they are not of one situation (an undone join, a split); else they belong together (a join or a merge
	// by hand).
	Apart bool      `json:"apart,omitempty"`
	By    string    `json:"by"` // the account
	At    time.Time `json:"at"`
}

func (p Pin) about(a, b Ref) bool { return p.A == a && p.B == b || p.A == b && p.B == a }

// Move is one event that goes from one situation to another.
type Move struct {
	Ref
	From    ID       `json:"from,omitempty"` // empty: it was in none
	To      ID       `json:"to"`             // empty: it leaves the situations, for the desk corrected its reading
	Score   float64  `json:"score,omitempty"`
	Reasons []Reason `json:"reasons"`
}

// Settled is all that one new event, or one decision by hand, does to the situations around it. The store writes it in one
// transaction: Situations as they are now (Version 0: new), Moves into its table of members and the ledger.
type Settled struct {
	Joined Joined `json:"joined"`
	// Situations are those that are new or changed, each once. One whose members all went elsewhere is closed, and Into says
	// where they went.
	Situations []Situation `json:"situations"`
	Moves      []Move      `json:"moves"` // the new event's own among them; by situation, then by event
	Changes    []Change    `json:"changes,omitempty"`
}

// Situation finds a situation among those that changed.
func (s Settled) Situation(id ID) (Situation, bool) {
	i := slices.IndexFunc(s.Situations, func(x Situation) bool { return x.ID == id })
	if i < 0 {
		return Situation{}, false
	}
	return s.Situations[i], true
}

// ChangeKind is what changed in a situation. The list is closed.
type ChangeKind string

// The kinds of change.
const (
	ChangeOpened    ChangeKind = "opened"    // a new situation
	ChangeExtension ChangeKind = "extension" // an official word moves the end of the window: a quiet update
	ChangeShortened ChangeKind = "shortened" // the window ends earlier than was held
	ChangeUpgrade   ChangeKind = "upgrade"   // active again, or worse than the last official word said
	ChangeDowngrade ChangeKind = "downgrade" // an official word says less than the one before it
	ChangeDenial    ChangeKind = "denial"    // somebody says that there is no threat; it closes nothing
	ChangeAllClear  ChangeKind = "all_clear" // the origin itself lifts its warning; a person decides
	ChangeVoice     ChangeKind = "voice"     // another independent voice
	ChangeArea      ChangeKind = "area"      // the places of the official words are others now
	ChangeMerged    ChangeKind = "merged"    // it took in another situation
	ChangeCorrected ChangeKind = "corrected" // the desk corrected what one of its reports says
	ChangeSplit     ChangeKind = "split"     // some of its reports became a situation of their own
)

// Change is one thing that is different in a situation, in words for the desk.
type Change struct {
	Situation ID         `json:"situation"`
	Kind      ChangeKind `json:"kind"`
	// Loud says that it must raise the desk: an upgrade after a downgrade, a new voice of its own, an all-clear. A quiet change
	// is shown and waits.
	Loud  bool   `json:"loud,omitempty"`
	Words string `json:"words"`
}

// LinkKind is how two situations hang together without being one. The list is closed.
type LinkKind string

// The kinds of link.
const (
	ToldTogether  LinkKind = "told_together"  // one document tells both
	InferredCause LinkKind = "inferred_cause" // a reporter claims that From brought about To; the claim stays that reporter's
)

// Link is a tie between two situations, member.Never a joining.
type Link struct {
	From     ID                 `json:"from"`
	To       ID                 `json:"to"`
	Kind     LinkKind           `json:"kind"`
	By       string             `json:"by"` // the voice that tells it
	Report   reading.ReportID   `json:"report"`
	Evidence []reading.Evidence `json:"evidence,omitempty"` // the words that claim the cause
	Words    string             `json:"words"`
}
