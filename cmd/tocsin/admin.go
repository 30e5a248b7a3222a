package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// AdminCmd keeps the accounts.
type AdminCmd struct {
	User  UserCmd  `cmd:"" help:"Accounts of the desk."`
	Token TokenCmd `cmd:"" help:"Tokens of the API."`
}

// UserCmd keeps accounts.
type UserCmd struct {
	Add      UserAddCmd      `cmd:"" help:"Add an account."`
	List     UserListCmd     `cmd:"" help:"List the accounts."`
	Disable  UserDisableCmd  `cmd:"" help:"Take an account out of service, with its sessions and tokens."`
	Roles    UserRolesCmd    `cmd:"" help:"Set what an account may do."`
	Password UserPasswordCmd `cmd:"" help:"Set an account's password and end its sessions."`
}

// roleHelp is part of every help that names roles.
const roleHelp = "viewer, desk (drafts and submits), approver (approves), admin (accounts, roster). No role releases a warning alone."

// UserAddCmd adds an account.
type UserAddCmd struct {
	ConfigFlag
	Login  string   `arg:"" help:"2 to 64 of a-z, 0-9 and . _ @ -"`
	Name   string   `required:"" placeholder:"NAME" help:"The person's name; approvals show it."`
	Role   []string `required:"" placeholder:"ROLE" help:"${roles}"`
	Random bool     `help:"Make a random password and print it once, instead of asking for one."`
}

// Run adds it.
func (c UserAddCmd) Run(ctx context.Context, t *Terminal) error {
	a := desk.Account{Login: strings.ToLower(c.Login), Name: c.Name, Roles: roles(c.Role)}
	if err := a.Check(); err != nil {
		return err
	}
	s, _, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	plain, err := newPassword(t, a.Login, c.Random)
	if err != nil {
		return err
	}
	if a.Password, err = desk.NewPasswords(rand.Reader, 1).Hash(ctx, plain); err != nil {
		return err
	}
	if a, err = s.AddAccount(ctx, desk.System.ID, a); errors.Is(err, store.ErrTaken) {
		return fmt.Errorf("there is an account %s already; to change it use: tocsin admin user roles|password %[1]s", strings.ToLower(c.Login))
	} else if err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "account %s added for %s: %s\n", a.Login, a.Name, strings.Join(c.Role, ", "))
	if c.Random {
		fmt.Fprintf(t.Out, "password (shown this once): %s\n", plain)
	}
	return nil
}

func roles(names []string) []desk.Role {
	var out []desk.Role
	for _, n := range names {
		out = append(out, desk.Role(strings.ToLower(strings.TrimSpace(n))))
	}
	return out
}

// newPassword makes one, or asks for one and, of a person, once more.
func newPassword(t *Terminal, login string, random bool) (string, error) {
	if random {
		return rand.Text(), nil
	}
	plain, err := t.Secret("Password for " + login + " (at least 12 characters, not shown): ")
	if err != nil {
		return "", err
	}
	if err := desk.CheckPassword(login, plain); err != nil {
		return "", err
	}
	if t.InTTY {
		again, err := t.Secret("Once more: ")
		if err != nil {
			return "", err
		}
		if again != plain {
			return "", errors.New("the two differ; nothing was changed")
		}
	}
	return plain, nil
}

// UserListCmd lists accounts.
type UserListCmd struct {
	ConfigFlag
	JSON bool `help:"For a program."`
}

// Run lists them.
func (c UserListCmd) Run(ctx context.Context, t *Terminal) error {
	s, _, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Accounts(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		if all == nil {
			all = []desk.Account{}
		}
		return t.JSON(all)
	}
	if len(all) == 0 {
		fmt.Fprintln(t.Out, "no accounts yet; add two, so that one can approve what the other wrote:")
		fmt.Fprintln(t.Out, "  tocsin admin user add NAME --name 'Full Name' --role desk --random")
		fmt.Fprintln(t.Out, "  tocsin admin user add NAME --name 'Full Name' --role approver --random")
		return nil
	}
	var rows [][]string
	for _, a := range all {
		var rs []string
		for _, r := range a.Roles {
			rs = append(rs, string(r))
		}
		state := "active"
		if !a.Disabled.IsZero() {
			state = "disabled " + a.Disabled.Format("2006-01-02")
		}
		rows = append(rows, []string{a.Login, a.Name, strings.Join(rs, ", "), state, a.Created.Format("2006-01-02")})
	}
	return t.Table(t.Out, []string{"LOGIN", "NAME", "ROLES", "STATE", "ADDED"}, rows)
}

// UserDisableCmd takes an account out of service.
type UserDisableCmd struct {
	ConfigFlag
	Login string `arg:""`
}

// Run disables it.
func (c UserDisableCmd) Run(ctx context.Context, t *Terminal) error {
	return change(ctx, t, c.ConfigFlag, c.Login, "disabled; its sessions and tokens have ended", func(s *store.Store, a desk.Account) error {
		return s.DisableAccount(ctx, desk.System.ID, a.ID)
	})
}

// UserRolesCmd sets roles.
type UserRolesCmd struct {
	ConfigFlag
	Login string   `arg:""`
	Role  []string `arg:"" help:"${roles}"`
}

// Run sets them.
func (c UserRolesCmd) Run(ctx context.Context, t *Terminal) error {
	return change(ctx, t, c.ConfigFlag, c.Login, "is now "+strings.Join(c.Role, ", "), func(s *store.Store, a desk.Account) error {
		return s.SetRoles(ctx, desk.System.ID, a.ID, roles(c.Role))
	})
}

// UserPasswordCmd sets a password.
type UserPasswordCmd struct {
	ConfigFlag
	Login  string `arg:""`
	Random bool   `help:"Make a random password and print it once."`
}

// Run sets it.
func (c UserPasswordCmd) Run(ctx context.Context, t *Terminal) error {
	plain, err := newPassword(t, c.Login, c.Random)
	if err != nil {
		return err
	}
	phc, err := desk.NewPasswords(rand.Reader, 1).Hash(ctx, plain)
	if err != nil {
		return err
	}
	said := "has a new password; its sessions have ended"
	if c.Random {
		said += "\npassword (shown this once): " + plain
	}
	return change(ctx, t, c.ConfigFlag, c.Login, said, func(s *store.Store, a desk.Account) error {
		return s.SetPassword(ctx, desk.System.ID, a.ID, phc)
	})
}

// change looks an account up by its login and changes it.
func change(ctx context.Context, t *Terminal, f ConfigFlag, login, said string, do func(*store.Store, desk.Account) error) error {
	s, _, err := f.open(ctx, t)
	if err != nil {
		return err
	}
	defer s.Close()
	a, err := s.AccountByLogin(ctx, login)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("there is no account %s; tocsin admin user list shows them", login)
	} else if err != nil {
		return err
	}
	if err := do(s, a); err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "%s %s\n", a.Login, said)
	return nil
}

// TokenCmd keeps API tokens.
type TokenCmd struct {
	Add TokenAddCmd `cmd:"" help:"Make an API token for an account; it is shown once."`
}

// TokenAddCmd makes a token.
type TokenAddCmd struct {
	ConfigFlag
	Login string        `arg:"" help:"The account; the token may do what it may."`
	Name  string        `required:"" placeholder:"NAME" help:"What it is for, so that it can be told apart."`
	For   time.Duration `default:"720h" help:"How long it is good; at most 8784h."`
}

// Run makes it.
func (c TokenAddCmd) Run(ctx context.Context, t *Terminal) error {
	var secret string
	err := change(ctx, t, c.ConfigFlag, c.Login, "has a new token, good for "+c.For.String()+" (shown this once):", func(s *store.Store, a desk.Account) (err error) {
		secret, err = s.AddToken(ctx, desk.System.ID, a.ID, c.Name, c.For)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(t.Out, secret)
	return nil
}
