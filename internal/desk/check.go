package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// System is the command line and the program itself: whoever can run it owns the machine. It is no Account of the table.
var System = Account{ID: "system", Login: "system", Name: "Tocsin"}

// systemRights is what System may do. It neither writes, approves nor releases a warning: the two-person rule holds at every
// door.
var systemRights = []Right{Read, HandIn, ImportRight, Accounts, Sources}

// SystemMay reports whether System may do r.
func SystemMay(r Right) bool { return slices.Contains(systemRights, r) }

// Check says what is wrong with a new account, in words for the person who adds it.
func (a Account) Check() error {
	if err := CheckLogin(a.Login); err != nil {
		return err
	}
	if n := utf8.RuneCountInString(a.Name); n == 0 || n > 100 || strings.TrimSpace(a.Name) != a.Name || !utf8.ValidString(a.Name) ||
		strings.ContainsFunc(a.Name, unicode.IsControl) {
		return errors.New("a name has 1 to 100 characters, without control characters and without spaces at its ends")
	}
	if err := CheckRoles(a.Roles); err != nil {
		return err
	}
	if a.Password != "" {
		return CheckPHC(a.Password)
	}
	return nil
}

// CheckLogin checks the form of a login: 2 to 64 of a-z, 0-9 and . _ @ -, and not "system".
func CheckLogin(login string) error {
	if len(login) < 2 || len(login) > 64 {
		return errors.New("a login has 2 to 64 characters")
	}
	for _, r := range login {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("._@-", r)) {
			return errors.New("a login is made of a-z, 0-9 and . _ @ - only")
		}
	}
	if login == System.Login {
		return fmt.Errorf("the login %q is the program's own", login)
	}
	return nil
}

// CheckRoles checks that roles are known, not repeated, and at least one.
func CheckRoles(roles []Role) error {
	if len(roles) == 0 {
		return errors.New("an account needs at least one role")
	}
	for i, r := range roles {
		if _, ok := Rights[r]; !ok {
			return fmt.Errorf("there is no role %q; the roles are viewer, desk, approver, admin", r)
		}
		if slices.Contains(roles[:i], r) {
			return fmt.Errorf("role %q is given twice", r)
		}
	}
	return nil
}
