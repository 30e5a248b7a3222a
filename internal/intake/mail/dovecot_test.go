package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/mail/mailtest"
)

func boxOn(d *mailtest.Dovecot, folder string) Box {
	return Box{Addr: d.Addr, Folder: folder, User: mailtest.User, Password: mailtest.Password, TLS: &tls.Config{RootCAs: d.Roots}}
}

const alertMail = `Authentication-Results: mx.desk.example; dkim=pass header.d=state.example; spf=pass smtp.mailfrom=bounce.state.example; dmarc=pass header.from=state.example
Received: from out.state.example by mx.desk.example; Fri, 8 Mar 2024 00:10:00 +0000
From: "Embassy Example" <alerts@state.example>
To: desk@desk.example
Subject: Security Alert %d
Message-ID: <alert-%d@state.example>
Date: Thu, 7 Mar 2024 19:09:00 -0500
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Avoid large gatherings in Moscow over the next 48 hours. (%d)
`

func alert(n int) string {
	return strings.ReplaceAll(fmt.Sprintf(alertMail, n, n, n), "\n", "\r\n")
}

// TestMailbox: what a duty desk needs of a mailbox, told to a real server.
func TestMailbox(t *testing.T) {
	t.Parallel()
	d := mailtest.Start(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	open := func(b Box) *Session {
		t.Helper()
		s, err := b.Open(ctx)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Close)
		return s
	}
	look := func(s *Session, m Mark, most int) Got {
		t.Helper()
		got, err := s.Look(ctx, m, most)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}

	for n := 1; n <= 3; n++ {
		d.Deliver("INBOX", alert(n))
	}
	s := open(boxOn(d, "INBOX"))
	if s.CertEnd.Before(time.Now()) {
		t.Errorf("the certificate's end is not known: %v", s.CertEnd)
	}

	// The first look brings two of three and says that one is left; the next brings the rest; the next nothing.
	got := look(s, Mark{}, 2)
	if len(got.Docs) != 2 || got.Left != 1 || string(got.Docs[0].Raw) != alert(1) {
		t.Fatalf("first look: %d mails, %d left", len(got.Docs), got.Left)
	}
	if m := got.Docs[1].Meta; m.Identity != "<alert-2@state.example>" || m.Origin != "Embassy Example" || m.Published.IsZero() {
		t.Errorf("meta %+v", m)
	}
	got = look(s, ParseMark(got.Mark.String()), 2)
	if len(got.Docs) != 1 || got.Left != 0 || string(got.Docs[0].Raw) != alert(3) {
		t.Fatalf("second look: %d mails, %d left", len(got.Docs), got.Left)
	}
	mark := got.Mark
	if got = look(s, mark, 2); len(got.Docs) != 0 || got.Mark != mark {
		t.Fatalf("nothing new, but %d mails, mark %v", len(got.Docs), got.Mark)
	}

	// A mail that comes while we wait is there at once.
	waited := make(chan error, 1)
	go func() { waited <- s.Wait(ctx) }()
	d.Deliver("INBOX", alert(4))
	if err := <-waited; err != nil {
		t.Fatal(err)
	}
	if got = look(s, mark, 0); len(got.Docs) != 1 || string(got.Docs[0].Raw) != alert(4) {
		t.Fatalf("after waiting: %d mails", len(got.Docs))
	}
	// Waiting ends with its context, and the session can be used again.
	short, stop := context.WithCancel(ctx)
	go func() { waited <- s.Wait(short) }()
	stop()
	if err := <-waited; !errors.Is(err, context.Canceled) {
		t.Errorf("waiting that was called off ended with %v", err)
	}
	if again := look(s, mark, 0); len(again.Docs) != 1 {
		t.Errorf("an old mark brings %d mails again, want 1", len(again.Docs))
	}

	// Nothing in the mailbox was changed: no mail is marked as seen.
	if seen, _ := filepath.Glob(filepath.Join(d.Mails, "cur", "*S*")); len(seen) > 0 {
		t.Errorf("marked as seen: %v", seen)
	}

	// A mark of another numbering reads the folder again.
	if got = look(s, Mark{Validity: mark.Validity + 1, UID: 99}, 0); len(got.Docs) != 4 {
		t.Errorf("after a renumbering: %d mails, want 4", len(got.Docs))
	}

	// Another folder, a long mail, and bytes that are no mail.
	d.Deliver("Alerts", alert(5)+strings.Repeat("x", 5000))
	d.Deliver("Alerts", "\x00\xff no header at all")
	b := boxOn(d, "Alerts")
	b.MaxMail = 2000
	got = look(open(b), Mark{}, 0)
	if len(got.Docs) != 2 || got.Cut != 1 || len(got.Docs[0].Raw) != 2000 || !bytes.Contains(got.Docs[0].Meta.Trust, []byte("cut")) {
		t.Fatalf("Alerts: %d mails, %d cut", len(got.Docs), got.Cut)
	}
	for _, x := range got.Docs {
		if it := intake.NewItem(x.Raw, x.Meta, time.Now()); it.ID == "" {
			t.Error("a mail makes no item")
		}
	}
}

// TestMailboxTrouble: each trouble is told apart, in words for the operator and without the password.
func TestMailboxTrouble(t *testing.T) {
	t.Parallel()
	d := mailtest.Start(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	wrong, unknown, away := boxOn(d, "INBOX"), boxOn(d, "Nowhere"), boxOn(d, "INBOX")
	wrong.Password = "wrong horse"
	away.Addr = "127.0.0.1:1"
	plain := boxOn(d, "INBOX")
	plain.TLS = nil // the system does not know the authority
	silent := boxOn(d, "INBOX")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	silent.Addr, silent.Timeout = l.Addr().String(), 50*time.Millisecond
	for name, c := range map[string]struct {
		box  Box
		want error
		fail intake.Failure
	}{
		"wrong password":          {wrong, ErrLogin, intake.FailRefused},
		"no such folder":          {unknown, ErrFolder, intake.FailRefused},
		"nobody there":            {away, ErrConnect, intake.FailUnreachable},
		"unknown certificate":     {plain, ErrConnect, intake.FailUnreachable},
		"a server that is silent": {silent, ErrConnect, intake.FailUnreachable},
	} {
		s, err := c.box.Open(ctx)
		if err == nil {
			s.Close()
		}
		if !errors.Is(err, c.want) || FailureOf(err) != c.fail {
			t.Errorf("%s: error %v, want %v (%s)", name, err, c.want, c.fail)
		}
		if err != nil && strings.Contains(err.Error(), "horse") {
			t.Errorf("%s: the error holds the password: %v", name, err)
		}
	}
	// The connection is lost while a look is under way.
	s, err := boxOn(d, "INBOX").Open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := s.Look(ctx, Mark{}, 0); !errors.Is(err, ErrTalk) {
		t.Errorf("a lost connection: %v", err)
	}
}
