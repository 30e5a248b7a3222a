package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

func (s *server) rosterPage(r *http.Request) (pages.RosterPage, error) {
	n, err := s.Store.RosterCounts(r.Context())
	return pages.RosterPage{Frame: s.frame(r, "Roster", "/roster"), Counts: n}, err
}

func (s *server) roster(w http.ResponseWriter, r *http.Request) error {
	p, err := s.rosterPage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Roster(p))
}

func (s *server) importRoster(w http.ResponseWriter, r *http.Request) error {
	fields, raw, err := readUpload(r, door.MaxCSV)
	if err != nil {
		return err
	}
	got, err := s.desk.Import(r.Context(), by(r), fields["what"], bytes.NewReader(raw))
	var refused *roster.RefusedError
	var said *door.Refusal
	if err != nil && !errors.As(err, &refused) && !errors.As(err, &said) {
		return err
	}
	p, perr := s.rosterPage(r)
	if perr != nil {
		return perr
	}
	p.What = fields["what"]
	status := http.StatusOK
	switch {
	case refused != nil:
		status, p.Refused = http.StatusUnprocessableEntity, refused.Lines
	case said != nil:
		status, p.Bad = said.Status, said.Public
	default:
		p.Imported = &got
	}
	return s.show(w, r, status, pages.Roster(p))
}

func (s *server) ledgerPage(r *http.Request) (pages.LedgerPage, error) {
	ctx := r.Context()
	p := pages.LedgerPage{Frame: s.frame(r, "Ledger", "/ledger"), Of: r.URL.Query().Get("of")}
	size, root, err := s.Store.LedgerTree(ctx)
	if err != nil {
		return p, err
	}
	p.Size, p.Root = size, root.String()
	if p.Names, err = s.names(ctx); err != nil {
		return p, err
	}
	end, err := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	if err != nil || end <= 0 || end > size {
		end = size
	}
	var lines []ledger.Line
	if p.Of != "" {
		lines, err = s.Store.LedgerLines(ctx, p.Of, 0, 500)
	} else {
		from := max(0, end-pageSize)
		p.Before = from
		lines, err = s.Store.LedgerLines(ctx, "", from, int(end-from))
	}
	slices.Reverse(lines)
	p.Lines = lines
	return p, err
}

func (s *server) ledger(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ledgerPage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Ledger(p))
}

func (s *server) verifyLedger(w http.ResponseWriter, r *http.Request) error {
	size, root, err := s.Store.VerifyLedger(r.Context())
	if err != nil && r.Context().Err() != nil {
		return err
	}
	p, perr := s.ledgerPage(r)
	if perr != nil {
		return perr
	}
	if p.Verified = fmt.Sprintf("All %s lines were read and hashed again. They give the root %s.", pages.Thousands(int(size)), root); err != nil {
		s.Log.ErrorContext(r.Context(), "the ledger does not verify", "error", err)
		p.Broken, p.Verified = true, "The ledger does not fit itself: "+err.Error()+". Keep the database as it is and tell the operator."
	}
	return s.show(w, r, http.StatusOK, pages.Ledger(p))
}

func (s *server) accountsPage(r *http.Request) (pages.AccountsPage, error) {
	list, err := s.Store.Accounts(r.Context())
	return pages.AccountsPage{Frame: s.frame(r, "Accounts", "/accounts"), List: list}, err
}

// showSecret shows the accounts with a secret that is shown this once: it goes into this answer and nowhere else.
func (s *server) showSecret(w http.ResponseWriter, r *http.Request, what, of, secret string) error {
	p, err := s.accountsPage(r)
	if err != nil {
		return err
	}
	p.What, p.For, p.Secret = what, of, secret
	return s.show(w, r, http.StatusOK, pages.Accounts(p))
}

func (s *server) accounts(w http.ResponseWriter, r *http.Request) error {
	return s.showSecret(w, r, "", "", "")
}

func rolesIn(r *http.Request) []desk.Role {
	var out []desk.Role
	for _, x := range r.PostForm["role"] {
		out = append(out, desk.Role(x))
	}
	return out
}

func (s *server) addAccount(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	a := desk.Account{Login: strings.ToLower(strings.TrimSpace(r.PostFormValue("login"))), Name: strings.TrimSpace(r.PostFormValue("name")), Roles: rolesIn(r)}
	if err := a.Check(); err != nil {
		return door.Refuse(http.StatusUnprocessableEntity, "This account cannot be added: "+err.Error()+".")
	}
	secret, phc, err := s.newSecret(r.Context())
	if err != nil {
		return err
	}
	a.Password = phc
	if _, err = s.Store.AddAccount(r.Context(), by(r).ID, a); err != nil {
		return err
	}
	return s.showSecret(w, r, "password", a.Login, secret)
}

func (s *server) newSecret(ctx context.Context) (secret, phc string, err error) {
	if secret, err = s.secret(); err != nil {
		return "", "", err
	}
	phc, err = s.Passwords.Hash(ctx, secret)
	return secret, phc, err
}

func (s *server) newPassword(w http.ResponseWriter, r *http.Request) error {
	a, err := s.Store.Account(r.Context(), desk.AccountID(r.PathValue("id")))
	if err != nil {
		return err
	}
	secret, phc, err := s.newSecret(r.Context())
	if err != nil {
		return err
	}
	if err := s.Store.SetPassword(r.Context(), by(r).ID, a.ID, phc); err != nil {
		return err
	}
	return s.showSecret(w, r, "new password", a.Login, secret)
}

// tokenLife is how long a token made in the console is good.
const tokenLife = 90 * 24 * time.Hour

func (s *server) newToken(w http.ResponseWriter, r *http.Request) error {
	a, err := s.Store.Account(r.Context(), desk.AccountID(r.PathValue("id")))
	if err != nil {
		return err
	}
	secret, err := s.Store.AddToken(r.Context(), by(r).ID, a.ID, "made in the console "+s.Clock().UTC().Format(time.DateTime), tokenLife)
	if err != nil {
		return err
	}
	return s.showSecret(w, r, "API token, good for 90 days,", a.Login, secret)
}

func (s *server) setRoles(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	roles := rolesIn(r)
	if err := desk.CheckRoles(roles); err != nil {
		return door.Refuse(http.StatusUnprocessableEntity, "The roles cannot be set: "+err.Error()+".")
	}
	if err := s.Store.SetRoles(r.Context(), by(r).ID, desk.AccountID(r.PathValue("id")), roles); err != nil {
		return err
	}
	return s.done(w, r, "/accounts", "The roles are set.")
}

func (s *server) disable(w http.ResponseWriter, r *http.Request) error {
	if err := s.Store.DisableAccount(r.Context(), by(r).ID, desk.AccountID(r.PathValue("id"))); err != nil {
		return err
	}
	return s.done(w, r, "/accounts", "Disabled: its sessions and tokens have ended.")
}

// Mail is a mail of the sample sink.
type Mail struct {
	ID            int
	At            time.Time
	To            []string
	Subject, Text string
	Headers       [][2]string
}

// Mailbox is the sample mail sink, read in the console.
type Mailbox interface {
	// Mails lists at most limit mails, the newest first, and how many there are.
	Mails(limit int) ([]Mail, int)
	Mail(id int) (Mail, bool)
}

// ScenarioControls drive the clock of a sample run.
type ScenarioControls struct {
	Now     func() time.Time
	Advance func(ctx context.Context, d time.Duration) error
	// Next is the title of the next sample item and how many are left; Feed hands it in.
	Next func() (title string, left int)
	Feed func(ctx context.Context) error
}

var ackLink = regexp.MustCompile(`/a/[A-Za-z0-9_-]{16,64}`)

func (s *server) pageMail(m Mail) pages.Mail {
	p := pages.Mail{ID: strconv.Itoa(m.ID), At: m.At, To: strings.Join(m.To, ", "), Subject: m.Subject, Body: m.Text, Headers: m.Headers}
	for _, l := range ackLink.FindAllString(m.Text, 3) {
		if strings.Contains(m.Text, strings.TrimRight(s.BaseURL, "/")+l) {
			p.AckLinks = append(p.AckLinks, l)
		}
	}
	return p
}

func (s *server) mails(w http.ResponseWriter, r *http.Request) error {
	list, total := s.Mailbox.Mails(200)
	out := make([]pages.Mail, len(list))
	for i, m := range list {
		out[i] = s.pageMail(m)
	}
	return s.show(w, r, http.StatusOK, pages.Mails(s.frame(r, "Mails", "/mails"), out, total))
}

func (s *server) mail(w http.ResponseWriter, r *http.Request) error {
	id, _ := strconv.Atoi(r.PathValue("id"))
	m, ok := s.Mailbox.Mail(id)
	if !ok {
		return door.Refuse(http.StatusNotFound, "There is no such mail, or it was dropped to make room.")
	}
	return s.show(w, r, http.StatusOK, pages.MailPage(s.frame(r, "Mail", "/mails"), s.pageMail(m)))
}

func (s *server) advance(w http.ResponseWriter, r *http.Request) error {
	d, err := time.ParseDuration(r.PostFormValue("by"))
	if err != nil || d <= 0 || d > 31*24*time.Hour {
		return door.Refuse(http.StatusUnprocessableEntity, "The clock goes forward, by at most 31 days.")
	}
	if err := s.Scenario.Advance(r.Context(), d); err != nil {
		return err
	}
	return s.done(w, r, "/situations", "It is now "+pages.Moment(s.Scenario.Now(), s.Zone)+".")
}

func (s *server) feedNext(w http.ResponseWriter, r *http.Request) error {
	title, left := s.Scenario.Next()
	if left == 0 {
		return s.done(w, r, "/items", "All sample items are in.")
	}
	if err := s.Scenario.Feed(r.Context()); err != nil {
		return err
	}
	return s.done(w, r, "/items", "Came in: "+title)
}
