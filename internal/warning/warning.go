// Package warning is what we tell our people: its draft, its approval by a second person, its release, and its end.
//
// The rules of release stand here and nowhere else (DESIGN 6.3): approval binds to a hash of text + area + audience rule;
// an edit voids it; nobody approves what they wrote or submitted, through any door; one person stops. Everything is pure; a
// move that the table in states.go does not hold returns an error of kind ErrMove and changes nothing.
package warning

import (
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// ID names one Warning.
type ID string

// State is where a warning stands.
type State string

// States; the moves between them are the table in states.go.
const (
	Draft     State = "draft"
	Submitted State = "submitted"
	Approved  State = "approved"
	Released  State = "released"
	Updated   State = "updated" // replaced by a later warning
	Cancelled State = "cancelled"
	Expired   State = "expired"
)

// Warning is one warning to our people.
type Warning struct {
	ID        ID           `json:"id"`
	Situation situation.ID `json:"situation"`
	State     State        `json:"state"`
	// Version counts edits of the content, from 1. Release is keyed by ID + Version.
	Version int     `json:"version"`
	Content Content `json:"content"`
	// Hash is Content.Hash in hex, of the present content.
	Hash      string           `json:"hash"`
	Drill     bool             `json:"drill"`   // Content.Drill; never changes after the first draft
	Authors   []desk.AccountID `json:"authors"` // everyone who wrote any version of the content
	Submitter desk.AccountID   `json:"submitter,omitempty"`
	Approvals []Approval       `json:"approvals,omitempty"` // of the present content
	Needed    int              `json:"needed"`              // approvals needed; grows with the audience, see ApprovalsNeeded
	Reach     int              `json:"reach"`               // people warned, as counted at submission (then at release)
	Created   time.Time        `json:"created"`
	Changed   time.Time        `json:"changed"`
	Released  time.Time        `json:"released,omitzero"`
	Releaser  desk.AccountID   `json:"releaser,omitempty"`
	Ended     time.Time        `json:"ended,omitzero"` // cancelled, updated or expired
	Ender     desk.AccountID   `json:"ender,omitempty"`
	// Before is the content that last stood before the approvers, kept when it was sent back or edited, so that the next one
	// who approves sees what has changed; nil when none did.
	Before *Content `json:"before,omitempty"`
	Reason string   `json:"reason,omitempty"` // why it was sent back or cancelled
	// Drawn are the values that it was drafted from and that are not as the rules read them: who corrected them, or that a model
	// proposed them. It is for those who approve, no part of the content, and never sent.
	Drawn []correction.Drawn `json:"drawn,omitempty"`
	// ReplacedBy is the later warning that took its place, when it is Updated.
	ReplacedBy ID `json:"replaced_by,omitempty"`
	// Revision grows by one with every change of the row; a write that names an old one is refused.
	Revision int `json:"revision"`
}

// Approval is one person's yes to exactly one content.
type Approval struct {
	By   desk.AccountID `json:"by"`
	Hash string         `json:"hash"`
	At   time.Time      `json:"at"`
}

// Channel names a way to reach a person.
type Channel string

// Channels so far.
const (
	Email   Channel = "email"
	Webhook Channel = "webhook"
)

// ReachesPeople is false for a drill that does not say that it goes to people: its audience is empty.
func (c Content) ReachesPeople() bool { return !c.Drill || c.DrillToPeople }

// Text returns the text in the language, in the same language of another region, or else the first one; false when there is
// none at all. lang is BCP 47.
func (c Content) Text(lang string) (Text, bool) {
	base := func(s string) string { b, _, _ := strings.Cut(s, "-"); return strings.ToLower(b) }
	for _, t := range c.Texts {
		if strings.EqualFold(t.Lang, lang) {
			return t, true
		}
	}
	for _, t := range c.Texts {
		if lang != "" && base(t.Lang) == base(lang) {
			return t, true
		}
	}
	if len(c.Texts) == 0 {
		return Text{}, false
	}
	return c.Texts[0], true
}

// Filter says which warnings are listed: all when it is empty. Drafts are listed too.
type Filter struct {
	States    []State
	Situation situation.ID
	Limit     int // 0: 100; at most 1,000
	Before    ID  // the last id of the page before; newest first
}

// Content is everything that is approved: the exact words, the area, the audience rule, and the correction that goes out if
// the warning must be taken back.
type Content struct {
	// Drill: CAP status Exercise. It reaches nobody unless DrillToPeople says so, and every text of it says DRILL.
	Drill         bool `json:"drill,omitempty"`
	DrillToPeople bool `json:"drill_to_people,omitempty"`
	// Replaces is the released warning that this one takes the place of, or empty.
	Replaces ID `json:"replaces,omitempty"`
	// CAP 1.2 fields, in CAP's words (section 3.2.2). Urgency is recomputed from the window when it is published.
	Category      string    `json:"category"` // Security, Safety, ...
	Event         string    `json:"event"`    // "Terrorist threat"
	ResponseTypes []string  `json:"response_types"`
	Urgency       string    `json:"urgency"`
	Severity      string    `json:"severity"`
	Certainty     string    `json:"certainty"`
	Onset         time.Time `json:"onset,omitzero"`
	// Expires ends the warning's validity, not the threat. Zero: until further notice; then Review is set.
	Expires time.Time `json:"expires,omitzero"`
	Review  time.Time `json:"review,omitzero"`
	// Source is who warned first, in words ("U.S. Embassy Moscow, 7 March 2024").
	Source    string      `json:"source"`
	Area      geo.Area    `json:"area"`
	AreaDesc  string      `json:"area_desc"`
	Countries []string    `json:"countries"` // ISO 3166-1 alpha-2 of the area
	Audience  roster.Rule `json:"audience"`
	Texts     []Text      `json:"texts"`  // one per language, the first is the desk's own
	Ladder    []Rung      `json:"ladder"` // order and waits of channels
}

// Text is the warning in one language. The six parts that research asks of a complete warning are source (Content.Source),
// hazard, place (AreaDesc), time, guidance and impact (DESIGN 6.10).
type Text struct {
	Lang     string `json:"lang"`
	Headline string `json:"headline"` // hazard and place in one line, at most 160 characters; CAP headline
	Hazard   string `json:"hazard"`   // what threatens
	Time     string `json:"time"`     // when, in words
	Impact   string `json:"impact"`   // what it may do
	Guidance string `json:"guidance"` // what to do; one line for each action
	// Context is what the reader should know beside the threat, such as standing travel advice. Not one of the six.
	Context string `json:"context,omitempty"`
	// Unknown is what is not known, one line each. Not one of the six.
	Unknown string            `json:"unknown,omitempty"`
	Words   map[Channel]Words `json:"words"` // exactly what each channel sends
	// Correction is exactly what each channel sends when the warning is cancelled.
	Correction map[Channel]Words `json:"correction"`
}

// Words are what one channel sends. The body of an e-mail holds AckMark exactly once and that of another channel at most
// once: the personal acknowledge link takes its place. A correction holds none, for nothing is left to acknowledge.
type Words struct {
	Subject string `json:"subject"`
	Body    string `json:"body"`
}

// AckMark stands in approved words where the personal acknowledge link goes.
const AckMark = "{acknowledge}"

// Rung is one step of the ladder: the channel, and how long after release it is tried when the person has not acknowledged
// and no earlier rung is still under way. The first rung's Wait is 0. Seconds.
type Rung struct {
	Channel Channel `json:"channel"`
	Wait    int64   `json:"wait"`
}
