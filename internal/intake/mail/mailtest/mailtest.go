// Package mailtest runs a real IMAP server, Debian's Dovecot, for tests.
package mailtest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
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
)

// Dovecot is Debian's Dovecot on a free port of the loopback address, with a mailbox, a certificate and a user of its own.
type Dovecot struct {
	Addr  string         // host:port
	Mails string         // the Maildir
	Roots *x509.CertPool // that know its certificate
	t     *testing.T
	made  int
}

// The login of its one user.
const (
	User     = "desk"
	Password = "correct horse"
)

// Start starts it; it ends with the test. Without Dovecot the test is skipped, or fails where TOCSIN_REQUIRE_IMAP is 1.
func Start(t *testing.T) *Dovecot {
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

	d := &Dovecot{t: t, Addr: fmt.Sprintf("127.0.0.1:%d", port), Mails: filepath.Join(dir, "mail"), Roots: x509.NewCertPool()}
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
	d.Roots.AddCert(leaf)
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
	write("users", User+":{PLAIN}"+Password+":"+who.Uid+":"+who.Gid+"::"+dir+"::\n")
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
		c, err := net.Dial("tcp", d.Addr)
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

// Deliver puts a mail into the mailbox as a mail server does: whole, by a rename.
func (d *Dovecot) Deliver(folder, raw string) {
	d.t.Helper()
	d.made++
	name := fmt.Sprintf("%d.%d.test", 1900000000+d.made, d.made)
	at := d.Mails
	if folder != "INBOX" {
		at = filepath.Join(d.Mails, "."+folder)
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
