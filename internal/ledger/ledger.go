// Package ledger is the tamper-evident record of who did what: a Merkle log (RFC 6962 hashing, C2SP tlog-tiles form) whose
// lines and hashes stand in our own tables, written in the transaction of the act itself.
//
// A line once written can neither be changed nor removed without the tree's root changing. The package is pure: it encodes
// lines, computes hashes and signs checkpoints; package store keeps the rows.
package ledger

import (
	"encoding/json"
	"errors"
	"time"
)

// Line is one entry: who did what to which thing, when.
type Line struct {
	Seq    int64     `json:"seq"` // from 0, without gaps
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`          // account id, "system", or "person" for an acknowledgement
	Act    string    `json:"act"`            // "warning.released"
	Of     string    `json:"of"`             // the thing's id
	Hash   string    `json:"hash,omitempty"` // hex SHA-256 of what was acted upon, when it has one
	Detail string    `json:"detail,omitempty"`
}

// Encode is the line as it is hashed and stored: compact JSON in the field order of Line, without a trailing newline.
func (l Line) Encode() ([]byte, error) {
	if l.Act == "" || l.Of == "" || l.Actor == "" {
		return nil, errors.New("a ledger line needs an actor, an act and what it was done to")
	}
	return json.Marshal(l)
}
