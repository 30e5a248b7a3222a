package desk

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost of a hash: the OWASP Password Storage Cheat Sheet's argon2id setting of 19 MiB, two passes, one lane.
const (
	hashMemory = 19 * 1024 // KiB
	hashPasses = 2
	hashLanes  = 1
	saltBytes  = 16
	hashBytes  = 32
)

// Lengths of a password: characters at least, bytes at most.
const (
	MinPassword = 12
	MaxPassword = 1024
)

// Passwords hashes and checks passwords with argon2id (RFC 9106), a few at a time: each costs 19 MiB and some tens of
// milliseconds, so that a flood of logins waits instead of eating the memory that a warning needs.
type Passwords struct {
	rand io.Reader
	turn chan struct{}
}

// NewPasswords takes salts from rand and hashes at most parallel passwords at once (at least one).
func NewPasswords(rand io.Reader, parallel int) *Passwords {
	return &Passwords{rand: rand, turn: make(chan struct{}, max(1, parallel))}
}

// CheckPassword says what is wrong with a new password for a login.
func CheckPassword(login, password string) error {
	switch {
	case utf8.RuneCountInString(password) < MinPassword:
		return fmt.Errorf("a password has at least %d characters", MinPassword)
	case len(password) > MaxPassword:
		return fmt.Errorf("a password has at most %d bytes", MaxPassword)
	case !utf8.ValidString(password):
		return errors.New("the password is not valid UTF-8 text")
	case login != "" && strings.Contains(strings.ToLower(password), strings.ToLower(login)):
		return errors.New("the password must not hold the login")
	case strings.Count(password, password[:1]) == len(password):
		return errors.New("the password is one character repeated")
	}
	return nil
}

func (p *Passwords) wait(ctx context.Context) error {
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for a turn to check a password: %w", ctx.Err())
	}
}

// Hash makes the PHC string of a password. It does not judge the password: call CheckPassword first.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if len(password) > MaxPassword {
		return "", fmt.Errorf("a password has at most %d bytes", MaxPassword)
	}
	var salt [saltBytes]byte
	if err := p.wait(ctx); err != nil {
		return "", err
	}
	defer func() { <-p.turn }()
	if _, err := io.ReadFull(p.rand, salt[:]); err != nil {
		return "", fmt.Errorf("making a salt: %w", err)
	}
	key := argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt[:], hashPasses, hashMemory, hashLanes, hashBytes)
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashPasses, hashLanes, b64(salt[:]), b64(key)), nil
}

// noAccount is hashed against when there is no account or it has no password, so that the answer takes as long.
var noAccount = phc{memory: hashMemory, passes: hashPasses, lanes: hashLanes, salt: make([]byte, saltBytes), key: make([]byte, hashBytes)}

// Verify reports whether the password is the one that phc was made from. For a login that does not exist call it with an
// empty phc: it says false after the same work. Only a malformed phc or the end of ctx gives an error.
func (p *Passwords) Verify(ctx context.Context, phcString, password string) (bool, error) {
	if len(password) > MaxPassword {
		return false, nil
	}
	want := noAccount
	if phcString != "" {
		var err error
		if want, err = parsePHC(phcString); err != nil {
			return false, err
		}
	}
	if err := p.wait(ctx); err != nil {
		return false, err
	}
	defer func() { <-p.turn }()
	got := argon2.IDKey(norm.NFC.Bytes([]byte(password)), want.salt, want.passes, want.memory, want.lanes, uint32(len(want.key)))
	return subtle.ConstantTimeCompare(got, want.key) == 1 && phcString != "", nil
}

type phc struct {
	memory, passes uint32
	lanes          uint8
	salt, key      []byte
}

// CheckPHC checks that a string is an argon2id hash of at least today's cost and not absurdly more.
func CheckPHC(s string) error {
	_, err := parsePHC(s)
	return err
}

func parsePHC(s string) (phc, error) {
	var h phc
	bad := func(why string) (phc, error) {
		return phc{}, errors.New("the stored password is not an argon2id PHC string: " + why)
	}
	parts := strings.Split(s, "$")
	if len(s) > 512 || len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return bad("wrong parts")
	}
	if parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return bad("unknown version")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil ||
		parts[3] != fmt.Sprintf("m=%d,t=%d,p=%d", h.memory, h.passes, h.lanes) {
		return bad("wrong parameters")
	}
	if h.memory < hashMemory || h.memory > 1<<18 || h.passes < 1 || h.passes > 16 || h.lanes < 1 || h.lanes > 8 {
		return bad("its cost is out of range")
	}
	var err error
	if h.salt, err = base64.RawStdEncoding.Strict().DecodeString(parts[4]); err != nil || len(h.salt) < 8 {
		return bad("wrong salt")
	}
	if h.key, err = base64.RawStdEncoding.Strict().DecodeString(parts[5]); err != nil || len(h.key) < 16 {
		return bad("wrong hash")
	}
	return h, nil
}
