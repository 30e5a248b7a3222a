// Package sample starts the sample scenario: a Hub on a scenario clock with the invented roster, two accounts with fresh random
// passwords, a mail sink whose mails the console shows, and a webhook sink. `make run` and the end-to-end tests use it.
package sample

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/hub/scenario"
	"github.com/tocsin-hub/tocsin/internal/mailsink"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/store"
)

// Zone is the local time of the story.
var Zone = scenario.Moscow

// Options of a Sample.
type Options struct {
	Database string // "sqlite:PATH"; what is in it is gone on with
	Listen   string // address of the pages
	Log      *slog.Logger
}

// Login is an account that can log in.
type Login struct{ Login, Password string }

// Sample is a running sample scenario.
type Sample struct {
	Hub            *hub.Hub
	Story          *hub.Story
	Mail           *mailsink.Sink
	Hooks          *Hooks
	URL            string
	Desk, Approver Login
}

// Start starts everything. When it fails nothing stays open.
func Start(ctx context.Context, o Options) (s *Sample, err error) {
	s = &Sample{}
	defer func() {
		if err != nil {
			_ = s.Stop(context.WithoutCancel(ctx))
			s = nil
		}
	}()
	c := config.Default()
	c.Database, c.Listen = o.Database, o.Listen
	host, port, err := net.SplitHostPort(o.Listen)
	if err != nil {
		return s, fmt.Errorf("the address %q: %w", o.Listen, err)
	}
	if port == "0" { // tests: the address must be known before the roster comes in
		l, err := net.Listen("tcp", o.Listen)
		if err != nil {
			return s, err
		}
		c.Listen = l.Addr().String()
		l.Close()
		if host, port, err = net.SplitHostPort(c.Listen); err != nil {
			return s, err
		}
	}
	c.BaseURL = "http://localhost:" + port
	c.Desk = config.Desk{Name: "Sample duty desk", CAPSender: "desk@sample.example.org", Language: "en", Zone: "Europe/Moscow", Margin: roster.DefaultMargin, Tasks: c.Desk.Tasks}
	c.Safehttp.Allow = []string{"127.0.0.0/8"}
	c.Delivery.Ladder = []config.Rung{{Channel: "email"}, {Channel: "webhook", Wait: 2 * time.Minute}}

	at := scenario.Start
	fresh, last, err := look(ctx, c)
	if err != nil {
		return s, err
	}
	if !fresh && last.After(at) {
		at = last.Add(time.Second)
	}
	clock := hub.NewScenarioClock(at)
	s.Mail = mailsink.New(mailsink.Options{Clock: clock.Now})
	if err := s.Mail.Start("127.0.0.1:0"); err != nil {
		return s, fmt.Errorf("starting the mail sink: %w", err)
	}
	c.Mail = config.Mail{Host: "127.0.0.1", Port: s.Mail.Port(), TLS: "none", From: "Sample duty desk <desk@sample.example.org>", Connections: 4}
	if err := people(ctx, c, clock, host, port); err != nil {
		return s, err
	}
	if s.Desk, s.Approver, err = accounts(ctx, c, clock); err != nil {
		return s, err
	}
	s.Story = hub.NewStory(clock, scenario.Steps)
	s.Hooks = newHooks(clock)
	if s.Hub, err = hub.New(hub.Options{Config: c, Clock: clock, Log: o.Log, Mailbox: s.Mail, Story: s.Story,
		Extra: map[string]http.Handler{"/sample/hook/": s.Hooks}}); err != nil {
		return s, err
	}
	if err := s.Hub.Start(ctx); err != nil {
		return s, err
	}
	if s.Hooks.secret, err = hub.WebhookSecret(ctx, s.Hub.Store(), c); err != nil {
		return s, err
	}
	s.URL = c.BaseURL
	return s, nil
}

// Stop stops everything; it may be called twice.
func (s *Sample) Stop(ctx context.Context) error {
	var err error
	if s.Hub != nil {
		err = s.Hub.Stop(ctx)
	}
	if s.Mail != nil {
		s.Mail.Stop()
	}
	return err
}

// open opens the sample's database on the scenario clock, before the Hub does.
func open(ctx context.Context, c config.Config, clock hub.Clock) (*store.Store, error) {
	st, err := store.Open(ctx, store.Options{DSN: c.Database, Clock: clock.Now})
	if err != nil {
		return nil, err
	}
	if _, err := st.Migrate(ctx); err != nil {
		st.Close()
		return nil, err
	}
	return st, nil
}

// look says whether the database is new, and else when the last thing happened in it.
func look(ctx context.Context, c config.Config) (fresh bool, last time.Time, err error) {
	st, err := open(ctx, c, hub.NewScenarioClock(scenario.Start))
	if err != nil {
		return false, last, err
	}
	defer st.Close()
	size, _, err := st.LedgerTree(ctx)
	if err != nil || size == 0 {
		return true, last, err
	}
	lines, err := st.LedgerLines(ctx, "", size-1, 1)
	if err != nil || len(lines) == 0 {
		return false, last, err
	}
	return false, lines[0].At, nil
}

// people imports the invented roster. Doing it again changes nothing.
func people(ctx context.Context, c config.Config, clock hub.Clock, host, port string) error {
	st, err := open(ctx, c, clock)
	if err != nil {
		return err
	}
	defer st.Close()
	gaz, err := gazetteer.Load()
	if err != nil {
		return err
	}
	places, lax := roster.Places(gaz), roster.Options{LoopbackHTTP: true}
	for _, f := range []struct {
		name string
		take func(raw []byte) ([]roster.Refused, error)
	}{
		{"people", func(raw []byte) ([]roster.Refused, error) {
			if host == "0.0.0.0" || host == "" {
				host = "127.0.0.1"
			}
			raw = bytes.ReplaceAll(raw, []byte("127.0.0.1:8080"), []byte(net.JoinHostPort(host, port)))
			rows, refused, err := roster.ParsePeople(bytes.NewReader(raw), lax)
			return put(rows, refused, err, func() error { _, err := st.ImportPeople(ctx, desk.System, rows); return err })
		}},
		{"stays", func(raw []byte) ([]roster.Refused, error) {
			rows, refused, err := roster.ParseStays(bytes.NewReader(raw), places, lax)
			return put(rows, refused, err, func() error { _, err := st.ImportStays(ctx, desk.System, rows); return err })
		}},
		{"sites", func(raw []byte) ([]roster.Refused, error) {
			rows, refused, err := roster.ParseSites(bytes.NewReader(raw), places, lax)
			return put(rows, refused, err, func() error { _, err := st.ImportSites(ctx, desk.System, rows); return err })
		}},
		{"gatherings", func(raw []byte) ([]roster.Refused, error) {
			rows, refused, err := roster.ParseGatherings(bytes.NewReader(raw), places, lax)
			return put(rows, refused, err, func() error { _, err := st.ImportGatherings(ctx, desk.System, rows); return err })
		}},
	} {
		raw, err := scenario.Roster(f.name)
		if err != nil {
			return err
		}
		refused, err := f.take(raw)
		if err == nil && len(refused) > 0 {
			err = errors.New(refused[0].String())
		}
		if err != nil {
			return fmt.Errorf("importing the sample's %s: %w", f.name, err)
		}
	}
	return nil
}

func put[T any](_ []T, refused []roster.Refused, err error, keep func() error) ([]roster.Refused, error) {
	if err != nil || len(refused) > 0 {
		return refused, err
	}
	return nil, keep()
}

// accounts makes the two accounts, or gives those that are there new passwords.
func accounts(ctx context.Context, c config.Config, clock hub.Clock) (duty, approver Login, err error) {
	st, err := open(ctx, c, clock)
	if err != nil {
		return duty, approver, err
	}
	defer st.Close()
	pw := desk.NewPasswords(rand.Reader, 2)
	one := func(login, name string, roles ...desk.Role) (Login, error) {
		l := Login{Login: login, Password: password()}
		phc, err := pw.Hash(ctx, l.Password)
		if err != nil {
			return l, err
		}
		_, err = st.AddAccount(ctx, desk.System.ID, desk.Account{Login: login, Name: name, Roles: roles, Password: phc})
		if errors.Is(err, store.ErrTaken) {
			var a desk.Account
			if a, err = st.AccountByLogin(ctx, login); err == nil {
				err = st.SetPassword(ctx, desk.System.ID, a.ID, phc)
			}
		}
		return l, err
	}
	if duty, err = one("dora", "Dora Deskwell (desk)", desk.Duty); err != nil {
		return duty, approver, fmt.Errorf("making the sample's accounts: %w", err)
	}
	if approver, err = one("anton", "Anton Approvero (approver)", desk.Approver); err != nil {
		return duty, approver, fmt.Errorf("making the sample's accounts: %w", err)
	}
	return duty, approver, nil
}

// password is 130 random bits in four groups that can be typed from a screen.
func password() string {
	t := strings.ToLower(rand.Text())
	return t[:6] + "-" + t[6:12] + "-" + t[12:18] + "-" + t[18:]
}
