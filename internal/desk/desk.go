// Package desk knows the people on duty: their accounts, their roles and what each role may do.
//
// Access is denied unless the table Rights grants it. There is no role that may do everything, and none that lets one person
// release a warning alone: that rule stands in package warning and no role lifts it.
package desk

import "time"

// AccountID names one Account.
type AccountID string

// Role is what an account may do. An account may hold several.
type Role string

// Roles.
const (
	Viewer   Role = "viewer"   // reads the console
	Duty     Role = "desk"     // reads, hands in items, drafts, submits, stops
	Approver Role = "approver" // reads, approves, releases, stops
	Admin    Role = "admin"    // accounts, roster imports, sources; may not draft or approve by that alone
)

// Account is a person on duty.
type Account struct {
	ID       AccountID `json:"id"`
	Login    string    `json:"login"` // unique, lower case, [a-z0-9._@-]{2,64}
	Name     string    `json:"name"`
	Roles    []Role    `json:"roles"`
	Password string    `json:"-"` // PHC string, argon2id; empty: cannot log in with a password
	Created  time.Time `json:"created"`
	Disabled time.Time `json:"disabled,omitzero"`
}

// Right is something an account may do.
type Right string

// Rights.
const (
	Read        Right = "read"
	HandIn      Right = "hand_in" // items
	Sort        Right = "sort"    // move reports between situations, close situations
	DraftIt     Right = "draft"
	Submit      Right = "submit"
	Approve     Right = "approve"
	Release     Right = "release"
	Stop        Right = "stop" // cancel a released warning, or send a submitted one back: one person is enough
	ImportRight Right = "import"
	Accounts    Right = "accounts"
	Tasks       Right = "tasks"   // take, hand over and end tasks
	People      Right = "people"  // see by name whom a situation concerns
	Sources     Right = "sources" // where items come from, whom to trust, what is switched on
)

// Rights is the whole table of who may do what. What it does not grant is denied.
var Rights = map[Role][]Right{
	Viewer:   {Read},
	Duty:     {Read, HandIn, Sort, DraftIt, Submit, Release, Stop, ImportRight, Tasks, People},
	Approver: {Read, Approve, Release, Stop, Tasks, People},
	Admin:    {Read, ImportRight, Accounts, Sources},
}

// May reports whether the account holds a role that grants the right. A disabled account may do nothing.
func (a Account) May(r Right) bool {
	if !a.Disabled.IsZero() || a.ID == "" {
		return false
	}
	for _, role := range a.Roles {
		for _, have := range Rights[role] {
			if have == r {
				return true
			}
		}
	}
	return false
}
