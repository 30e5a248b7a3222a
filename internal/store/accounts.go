package store

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/store/engine"
)

const accountCols = `id, login, name, roles, password, created, disabled`

func scanAccount(r row) (desk.Account, error) {
	var a desk.Account
	var roles string
	var created, disabled int64
	if err := r.Scan(&a.ID, &a.Login, &a.Name, &roles, &a.Password, &created, &disabled); err != nil {
		if engine.IsNoRows(err) {
			return desk.Account{}, ErrNotFound
		}
		return desk.Account{}, fmt.Errorf("reading an account: %w", err)
	}
	if err := json.Unmarshal([]byte(roles), &a.Roles); err != nil {
		return desk.Account{}, fmt.Errorf("the roles of account %s do not decode: %w", a.ID, err)
	}
	a.Created, a.Disabled = fromUS(created), fromUS(disabled)
	return a, nil
}

func accountByID(ctx context.Context, q querier, id desk.AccountID) (desk.Account, error) {
	a, err := scanAccount(q.QueryRow(ctx, `select `+accountCols+` from account where id = $1`, string(id)))
	if err != nil {
		return a, fmt.Errorf("account %s: %w", id, err)
	}
	return a, nil
}

// actor reads the acting account anew in this transaction and checks that it may do r; what is not granted is denied. The
// command line acts as desk.System, which may do what desk.SystemRights says and no more.
func (t *tx) actor(ctx context.Context, id desk.AccountID, r desk.Right) (desk.Account, error) {
	if id == desk.System.ID {
		if !desk.SystemMay(r) {
			return desk.Account{}, fmt.Errorf("%w: the command line cannot %s; a person has to, with an account", ErrDenied, r)
		}
		return desk.System, nil
	}
	a, err := accountByID(ctx, t, id)
	if errors.Is(err, ErrNotFound) {
		return desk.Account{}, fmt.Errorf("%w: there is no account %q", ErrDenied, id)
	}
	if err != nil {
		return desk.Account{}, err
	}
	if !a.May(r) {
		return desk.Account{}, fmt.Errorf("%w: %s holds no role for %s", ErrDenied, a.Login, r)
	}
	return a, nil
}

// AddAccount adds an account and returns it with its id. A login that is in use gives ErrTaken.
func (s *Store) AddAccount(ctx context.Context, by desk.AccountID, a desk.Account) (desk.Account, error) {
	if err := a.Check(); err != nil {
		return desk.Account{}, fmt.Errorf("AddAccount: %w", err)
	}
	err := s.inTx(ctx, "AddAccount", func(t *tx) error {
		actor, err := t.actor(ctx, by, desk.Accounts)
		if err != nil {
			return err
		}
		id, err := s.newID("acc", t.now)
		if err != nil {
			return err
		}
		a.ID, a.Created, a.Disabled = desk.AccountID(id), t.now, time.Time{}
		n, err := t.Exec(ctx, `insert into account (`+accountCols+`) values ($1, $2, $3, $4, $5, $6, 0) on conflict (login) do nothing`,
			id, a.Login, a.Name, asJSON(a.Roles), a.Password, us(a.Created))
		if err != nil {
			return fmt.Errorf("writing the account: %w", err)
		}
		if n == 0 {
			return fmt.Errorf("login %q: %w", a.Login, ErrTaken)
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: "account.added", Of: id, Detail: a.Login + ": " + joinRoles(a.Roles)})
	})
	if err != nil {
		return desk.Account{}, err
	}
	return a, nil
}

func joinRoles(rs []desk.Role) string {
	out := make([]string, len(rs))
	for i, r := range rs {
		out[i] = string(r)
	}
	return strings.Join(out, ", ")
}

// Account reads one account; a disabled one too. An unknown id gives ErrNotFound.
func (s *Store) Account(ctx context.Context, id desk.AccountID) (desk.Account, error) {
	return accountByID(ctx, s.eng.Reader(), id)
}

// AccountByLogin reads the account with a login, which is not case-sensitive. It may be disabled: the caller must ask May.
func (s *Store) AccountByLogin(ctx context.Context, login string) (desk.Account, error) {
	a, err := scanAccount(s.eng.Reader().QueryRow(ctx, `select `+accountCols+` from account where login = $1`, strings.ToLower(login)))
	if err != nil {
		return a, fmt.Errorf("account with that login: %w", err)
	}
	return a, nil
}

// Accounts reads all accounts by login, the disabled ones too.
func (s *Store) Accounts(ctx context.Context) ([]desk.Account, error) {
	r, err := s.eng.Reader().Query(ctx, `select `+accountCols+` from account order by login`)
	if err != nil {
		return nil, fmt.Errorf("reading the accounts: %w", err)
	}
	defer r.Close()
	var out []desk.Account
	for r.Next() {
		a, err := scanAccount(r)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, r.Err()
}

// SetPassword sets an account's password, as a PHC string of desk.Passwords, and ends all its sessions. An account may set
// its own; another's needs the right Accounts.
func (s *Store) SetPassword(ctx context.Context, by, id desk.AccountID, phc string) error {
	if err := desk.CheckPHC(phc); err != nil {
		return fmt.Errorf("SetPassword: %w", err)
	}
	return s.changeAccount(ctx, "SetPassword", by, id, func(t *tx, a desk.Account) (string, string, error) {
		if _, err := t.Exec(ctx, `update account set password = $2 where id = $1`, string(id), phc); err != nil {
			return "", "", err
		}
		return "account.password", "", t.endSessions(ctx, id)
	})
}

// SetRoles sets what an account may do. Nobody sets their own.
func (s *Store) SetRoles(ctx context.Context, by, id desk.AccountID, roles []desk.Role) error {
	if err := desk.CheckRoles(roles); err != nil {
		return fmt.Errorf("SetRoles: %w", err)
	}
	return s.changeAccount(ctx, "SetRoles", by, id, func(t *tx, a desk.Account) (string, string, error) {
		_, err := t.Exec(ctx, `update account set roles = $2 where id = $1`, string(id), asJSON(roles))
		return "account.roles", joinRoles(a.Roles) + " -> " + joinRoles(roles), err
	})
}

// DisableAccount takes an account out of service for good: it may do nothing, its sessions end and its tokens are deleted.
// Nobody disables their own. Disabling twice does nothing.
func (s *Store) DisableAccount(ctx context.Context, by, id desk.AccountID) error {
	return s.changeAccount(ctx, "DisableAccount", by, id, func(t *tx, a desk.Account) (string, string, error) {
		if !a.Disabled.IsZero() {
			return "", "", nil
		}
		if _, err := t.Exec(ctx, `update account set disabled = $2 where id = $1`, string(id), us(t.now)); err != nil {
			return "", "", err
		}
		if _, err := t.Exec(ctx, `delete from token where account = $1`, string(id)); err != nil {
			return "", "", err
		}
		return "account.disabled", a.Login, t.endSessions(ctx, id)
	})
}

// changeAccount runs one change of an account with its rights checked; change returns the ledger's act ("" for none) and detail.
func (s *Store) changeAccount(ctx context.Context, method string, by, id desk.AccountID, change func(*tx, desk.Account) (act, detail string, err error)) error {
	return s.inTx(ctx, method, func(t *tx) error {
		right := desk.Accounts
		if by == id {
			if method != "SetPassword" {
				return fmt.Errorf("%w: nobody changes their own roles or state; ask another administrator", ErrDenied)
			}
			right = desk.Read
		}
		actor, err := t.actor(ctx, by, right)
		if err != nil {
			return err
		}
		a, err := accountByID(ctx, t, id)
		if err != nil {
			return err
		}
		act, detail, err := change(t, a)
		if err != nil {
			return fmt.Errorf("changing account %s: %w", id, err)
		}
		if act == "" {
			return nil
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: act, Of: string(id), Detail: detail})
	})
}

// tokenMark begins every API token, so that scanners for leaked secrets can find it.
const tokenMark = "tocsin_"

// MaxTokenTTL is the longest life of an API token.
const MaxTokenTTL = 366 * 24 * time.Hour

func hashSecret(secret string) string {
	h := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(h[:])
}

// AddToken makes an API token for an account, good for ttl (0 < ttl <= MaxTokenTTL). The secret is returned this once; only
// its SHA-256 is kept. An account may make its own; another's needs the right Accounts.
func (s *Store) AddToken(ctx context.Context, by, account desk.AccountID, name string, ttl time.Duration) (string, error) {
	if ttl <= 0 || ttl > MaxTokenTTL {
		return "", fmt.Errorf("AddToken: a token lives at least a moment and at most %s", MaxTokenTTL)
	}
	if name = strings.TrimSpace(name); name == "" || len(name) > 100 {
		return "", errors.New("AddToken: a token needs a name of at most 100 bytes, so that it can be told apart")
	}
	var b [32]byte
	if _, err := io.ReadFull(s.opt.Rand, b[:]); err != nil {
		return "", fmt.Errorf("AddToken: %w", err)
	}
	secret := tokenMark + base64.RawURLEncoding.EncodeToString(b[:])
	err := s.inTx(ctx, "AddToken", func(t *tx) error {
		right := desk.Accounts
		if by == account {
			right = desk.Read
		}
		actor, err := t.actor(ctx, by, right)
		if err != nil {
			return err
		}
		a, err := accountByID(ctx, t, account)
		if err != nil {
			return err
		}
		if !a.Disabled.IsZero() {
			return fmt.Errorf("%w: account %s is disabled", ErrDenied, a.Login)
		}
		if _, err := t.Exec(ctx, `delete from token where expires <= $1`, us(t.now)); err != nil {
			return err
		}
		if _, err := t.Exec(ctx, `insert into token (hash, account, name, created, expires) values ($1, $2, $3, $4, $5)`,
			hashSecret(secret), string(account), name, us(t.now), us(t.now.Add(ttl))); err != nil {
			return fmt.Errorf("writing the token: %w", err)
		}
		return t.record(ctx, ledger.Line{Actor: string(actor.ID), Act: "token.added", Of: string(account), Detail: name})
	})
	if err != nil {
		return "", err
	}
	return secret, nil
}

// AccountByToken reads the account of an API token. A token that is unknown, has expired, or whose account is disabled gives
// ErrNotFound.
func (s *Store) AccountByToken(ctx context.Context, secret string) (desk.Account, error) {
	if !strings.HasPrefix(secret, tokenMark) || len(secret) > 200 {
		return desk.Account{}, fmt.Errorf("token: %w", ErrNotFound)
	}
	a, err := scanAccount(s.eng.Reader().QueryRow(ctx, `select `+prefixed("a", accountCols)+` from token t join account a on a.id = t.account
		where t.hash = $1 and t.expires > $2 and a.disabled = 0`, hashSecret(secret), us(s.now())))
	if err != nil {
		return desk.Account{}, fmt.Errorf("token: %w", err)
	}
	return a, nil
}

// prefixed puts a table's alias before each column of a list.
func prefixed(alias, cols string) string {
	return alias + "." + strings.ReplaceAll(cols, ", ", ", "+alias+".")
}
