package mail

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// dovecot is Debian's Dovecot on a free port of the loopback address, with a mailbox, a certificate and a user of its own.
type dovecot struct {
	t     *testing.T
	addr  string
	mails string // the Maildir
	roots *x509.CertPool
	made  int
}

func startDovecot(t *testing.T) *dovecot {
	t.Helper()
	const bin = "/usr/sbin/dovecot"
	if _, err := os.Stat(bin); err != nil {
		if os.Getenv("TOCSIN_REQUIRE_IMAP") == "1" {
			t.Fatal("Dovecot is not installed: run scripts/imap.sh")
		}
		t.Skip("Debian's Dovecot is not installed; scripts/imap.sh does it")
	}
	dir, err := os.MkdirTemp("", "tocsin-imap")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	who, err := user.Current()
	if err == nil && os.Getuid() == 0 { // Dovecot opens no mailbox as root
		who, err = user.Lookup("nobody")
	}
	if err != nil {
		t.Fatal(err)
	}
	group, err := user.LookupGroupId(who.Gid)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()

	d := &dovecot{t: t, addr: fmt.Sprintf("127.0.0.1:%d", port), mails: filepath.Join(dir, "mail"), roots: x509.NewCertPool()}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), IsCA: true,
		BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, _ := x509.ParseCertificate(der)
	d.roots.AddCert(leaf)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("cert.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	write("key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})))
	write("users", "desk:{PLAIN}correct horse:"+who.Uid+":"+who.Gid+"::"+dir+"::\n")
	write("dovecot.conf", strings.NewReplacer("DIR", dir, "PORT", strconv.Itoa(port), "WHO", who.Username, "GROUP", group.Name).Replace(`base_dir = DIR/run
log_path = DIR/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <DIR/cert.pem
ssl_key = <DIR/key.pem
mail_location = maildir:DIR/mail
default_internal_user = WHO
default_internal_group = GROUP
default_login_user = WHO
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = DIR/users
}
userdb {
  driver = passwd-file
  args = DIR/users
}
service imap-login {
  chroot =
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = PORT
    ssl = yes
  }
}
service anvil {
  chroot =
}
namespace inbox {
  inbox = yes
  separator = /
}
`))
	for _, p := range []string{"mail", "mail/cur", "mail/new", "mail/tmp", "mail/.Alerts", "mail/.Alerts/cur", "mail/.Alerts/new", "mail/.Alerts/tmp"} {
		if err := os.Mkdir(filepath.Join(dir, p), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := filepath.Walk(dir, func(p string, _ os.FileInfo, err error) error {
		if err == nil && os.Getuid() == 0 {
			uid, _ := strconv.Atoi(who.Uid)
			gid, _ := strconv.Atoi(who.Gid)
			err = os.Chown(p, uid, gid)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd := exec.Command(bin, "-F", "-c", filepath.Join(dir, "dovecot.conf"))
	cmd.Dir, cmd.Stdout, cmd.Stderr = "/", &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		<-ended
		if t.Failed() {
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			t.Logf("Dovecot said: %s\n%s", said.String(), log)
		}
	})
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(20 * time.Second); ; {
		c, err := net.Dial("tcp", d.addr)
		if err == nil {
			c.Close()
			return d
		}
		if time.Now().After(end) {
			t.Fatalf("Dovecot does not answer: %v", err)
		}
		<-tick.C
	}
}

// deliver puts a mail into the mailbox as a mail server does: whole, by a rename.
func (d *dovecot) deliver(folder, raw string) {
	d.t.Helper()
	d.made++
	name := fmt.Sprintf("%d.%d.test", 1900000000+d.made, d.made)
	at := d.mails
	if folder != "INBOX" {
		at = filepath.Join(d.mails, "."+folder)
	}
	tmp := filepath.Join(at, "tmp", name)
	if err := os.WriteFile(tmp, []byte(raw), 0o666); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Chmod(tmp, 0o666); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Rename(tmp, filepath.Join(at, "new", name)); err != nil {
		d.t.Fatal(err)
	}
}

func (d *dovecot) box(folder string) Box {
	return Box{Addr: d.addr, Folder: folder, User: "desk", Password: "correct horse", TLS: &tls.Config{RootCAs: d.roots}}
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
	d := startDovecot(t)
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
		d.deliver("INBOX", alert(n))
	}
	s := open(d.box("INBOX"))
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
	d.deliver("INBOX", alert(4))
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
	if seen, _ := filepath.Glob(filepath.Join(d.mails, "cur", "*S*")); len(seen) > 0 {
		t.Errorf("marked as seen: %v", seen)
	}

	// A mark of another numbering reads the folder again.
	if got = look(s, Mark{Validity: mark.Validity + 1, UID: 99}, 0); len(got.Docs) != 4 {
		t.Errorf("after a renumbering: %d mails, want 4", len(got.Docs))
	}

	// Another folder, a long mail, and bytes that are no mail.
	d.deliver("Alerts", alert(5)+strings.Repeat("x", 5000))
	d.deliver("Alerts", "\x00\xff no header at all")
	b := d.box("Alerts")
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
	d := startDovecot(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	wrong, unknown, away := d.box("INBOX"), d.box("Nowhere"), d.box("INBOX")
	wrong.Password = "wrong horse"
	away.Addr = "127.0.0.1:1"
	plain := d.box("INBOX")
	plain.TLS = nil // the system does not know the authority
	silent := d.box("INBOX")
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
	s, err := d.box("INBOX").Open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := s.Look(ctx, Mark{}, 0); !errors.Is(err, ErrTalk) {
		t.Errorf("a lost connection: %v", err)
	}
}
