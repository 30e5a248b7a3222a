package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/cap/dsig"
)

// CapVerifyCmd says what the signature of an alert is worth.
type CapVerifyCmd struct {
	File     string    `arg:"" help:"A CAP alert. - is the standard input."`
	Key      []string  `help:"A pinned key: a file with PEM certificates or public keys, or sha256: and the hash of a public key. Repeat it for several." placeholder:"PEM"`
	At       time.Time `help:"Judge certificates at this time (2024-03-07T18:00:00Z) in place of now." placeholder:"TIME"`
	Reshaped bool      `help:"Accept an alert that was laid out anew after it was signed."`
	JSON     bool      `help:"Write one JSON object instead of lines."`
}

// stateWords say the four states.
var stateWords = map[dsig.State]string{
	dsig.Unsigned:   "not signed",
	dsig.Valid:      "valid",
	dsig.UnknownKey: "signed by an unknown key",
	dsig.Bad:        "badly signed",
}

// Run verifies and ends with code 0 only when the signature is valid by a key that was given.
func (c CapVerifyCmd) Run(t *Terminal) error {
	pins := make([]string, len(c.Key))
	for i, key := range c.Key {
		if pins[i] = key; !strings.HasPrefix(key, "sha256:") {
			text, err := os.ReadFile(key)
			if err != nil {
				return fmt.Errorf("reading a pinned key: %w", err)
			}
			pins[i] = string(text)
		}
	}
	keys, err := dsig.ParseKeys(pins...)
	if err != nil {
		return err
	}
	keys.Reshaped = c.Reshaped
	raw, err := readCapFile(t, c.File, cap.FeedOptions().MaxBytes)
	if err != nil {
		return err
	}
	now := c.At
	if now.IsZero() {
		now = time.Now()
	}
	r := dsig.Verify(raw, keys, now)
	identifier, sender, problem := "", "", ""
	if r.Signed != nil { // what the signature does not cover is not shown
		if a, _, err := cap.Parse(r.Signed, cap.FeedOptions()); err != nil {
			problem = err.Error()
		} else {
			identifier, sender = a.Identifier, a.Sender
		}
	}
	if c.JSON {
		out := map[string]any{"file": c.File, "state": r.State, "code": r.Code, "reason": r.Reason, "key": r.Key, "method": r.Method,
			"reshaped": r.Reshaped, "identifier": identifier, "sender": sender}
		enc := json.NewEncoder(t.Out)
		enc.SetIndent("", "  ")
		if err := enc.Encode(out); err != nil {
			return fmt.Errorf("writing the result: %w", err)
		}
	} else {
		fmt.Fprintf(t.Out, "%s: %s: %s\n", c.File, stateWords[r.State], r.Reason)
		if r.Signed != nil && problem == "" {
			fmt.Fprintf(t.Out, "  what was signed: %q of %q (%s)\n", identifier, sender, r.Method)
		}
		if problem != "" {
			fmt.Fprintf(t.Out, "  what was signed cannot be read: %s\n", problem)
		}
		if r.Reshaped {
			fmt.Fprintln(t.Out, "  it was laid out anew after it was signed; what was signed is what counts")
		}
		if r.State == dsig.UnknownKey {
			fmt.Fprintf(t.Out, "  if its sender confirms the key on another way, pin it with --key %s\n", r.Key)
		}
	}
	if r.State != dsig.Valid {
		return errQuiet
	}
	return nil
}
