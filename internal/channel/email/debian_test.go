package email

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/mailsink"
)

// exim starts Debian's Exim on a free port, with a configuration and a spool of its own, and returns the port, the pool that
// vouches for it, and the mailbox that all its mails go to.
func exim(t *testing.T) (port int, roots *x509.CertPool, mbox string, said func() string) {
	t.Helper()
	bin := "/usr/sbin/exim4"
	if _, err := os.Stat(bin); err != nil {
		if os.Getenv("TOCSIN_REQUIRE_SMTP") == "1" {
			t.Fatal("Exim is not installed: run scripts/smtp.sh")
		}
		t.Skip("Debian's Exim is not installed (scripts/smtp.sh does it), so the channel was not tried against it")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	server, pool := certificate(t)
	key, err := x509.MarshalPKCS8PrivateKey(server.Certificates[0].PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	who := me.Username
	if os.Getuid() == 0 { // Exim delivers nothing as root
		who = "Debian-exim"
	}
	u, err := user.Lookup(who)
	if err != nil {
		t.Fatal(err)
	}
	g, err := user.LookupGroupId(u.Gid)
	if err != nil {
		t.Fatal(err)
	}
	conf := strings.NewReplacer("DIR", dir, "PORT", strconv.Itoa(port), "WHO", who, "GROUP", g.Name, "PASSWORD", password).Replace(`primary_hostname = mail.example.org
exim_user = WHO
exim_group = GROUP
local_interfaces = 127.0.0.1
daemon_smtp_ports = PORT
spool_directory = DIR/spool
log_file_path = DIR/%slog
pid_file_path = DIR/pid
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 100
smtp_accept_queue = 0
smtp_accept_queue_per_connection = 0
queue_run_max = 5
tls_advertise_hosts = *
tls_certificate = DIR/cert.pem
tls_privatekey = DIR/key.pem
dsn_advertise_hosts = *
auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
deliver_drop_privilege = true
acl_smtp_rcpt = rcpt
begin acl
rcpt:
  deny message = log in first
    !authenticated = *
  deny message = no such user
    local_parts = nobody
  defer message = greylisted
    local_parts = later
  accept
begin routers
all:
  driver = accept
  transport = mbox
begin transports
mbox:
  driver = appendfile
  file = DIR/mbox
  use_lockfile = false
  delivery_date_add
  envelope_to_add
begin retry
* * F,2h,15m
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if and{{eq{$auth2}{desk}}{eq{$auth3}{PASSWORD}}}}
  server_set_id = $auth2
`)
	for name, b := range map[string][]byte{
		"exim.conf": []byte(conf),
		"cert.pem":  pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificates[0].Certificate[0]}),
		"key.pem":   pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "spool"), 0o750); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		for _, p := range []string{dir, filepath.Join(dir, "spool")} {
			if err := os.Chown(p, uid, gid); err != nil {
				t.Fatal(err)
			}
		}
		for p := dir; len(p) > len(os.TempDir()); p = filepath.Dir(p) {
			if err := os.Chmod(p, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	cmd := exec.Command(bin, "-bdf", "-C", filepath.Join(dir, "exim.conf"))
	cmd.Dir, cmd.Stdout, cmd.Stderr = "/", &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	said = func() string {
		b := strings.Builder{}
		for _, log := range []string{"mainlog", "rejectlog", "paniclog"} {
			if l, err := os.ReadFile(filepath.Join(dir, log)); err == nil {
				b.Write(l)
			}
		}
		return b.String()
	}
	waitFor(t, "Exim to listen", func() bool {
		select {
		case <-ended:
			t.Fatalf("Exim ended at once:\n%s%s", out.String(), said())
		default:
		}
		c, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), time.Second)
		if err != nil {
			return false
		}
		c.Close()
		return true
	})
	return port, pool, filepath.Join(dir, "mbox"), said
}

// waitFor looks until something of another process is so.
func waitFor(t *testing.T, what string, is func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	late := time.After(30 * time.Second)
	for !is() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// TestDebiansExim sends through a real mail server: TLS, login, DSN, a refusal, a deferral, and mails that arrive whole.
func TestDebiansExim(t *testing.T) {
	port, roots, mbox, said := exim(t)
	s := sender(t, Config{Host: "127.0.0.1", Port: port, User: "desk", Password: password, From: "Duty desk <desk@example.org>", Roots: roots,
		Clock: func() time.Time { return now }, Conns: 4})
	m := message()
	m.Name, m.Subject = "Анна", "Избегайте больших скоплений людей в Москве, избегайте концертов"
	m.Body = "Избегайте концертов.\n.\nFrom the desk\n\nhttps://tocsin.example/a/x\n"
	const n = 25
	for i := range n {
		m.Key, m.To = fmt.Sprintf("tocsin-wrn_1-%d", i), fmt.Sprintf("p%d@example.org", i)
		if out := s.Send(context.Background(), m); out.Kind != delivery.OutcomeAccepted || !strings.Contains(out.Ref, "OK id=") {
			t.Fatalf("%d: %s %q %v\n%s", i, out.Kind, out.Ref, out.Err, said())
		}
	}
	for to, want := range map[string]delivery.OutcomeKind{"nobody@example.org": delivery.OutcomeRefused, "later@example.org": delivery.OutcomeRetry} {
		m.To = to
		if out := s.Send(context.Background(), m); out.Kind != want || out.Down {
			t.Errorf("%s: %s %v", to, out.Kind, out.Err)
		}
	}
	stranger := sender(t, Config{Host: "127.0.0.1", Port: port, From: "desk@example.org", Roots: roots, Clock: time.Now})
	if out := stranger.Send(context.Background(), m); out.Kind != delivery.OutcomeRefused {
		t.Errorf("without a login: %s %v", out.Kind, out.Err)
	}
	var box []byte
	waitFor(t, "the mails", func() bool {
		b, err := os.ReadFile(mbox)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		box = b
		return bytes.Count(b, []byte("X-Tocsin-Key: ")) >= n
	})
	if got := bytes.Count(box, []byte("X-Tocsin-Key: ")); got != n {
		t.Errorf("%d mails", got)
	}
	for i, raw := range bytes.Split(box, []byte("\nFrom desk@example.org "))[:n] {
		if i > 0 { // the line that parts the mails of a mailbox
			_, raw, _ = bytes.Cut(raw, []byte("\n"))
		} else if _, rest, ok := bytes.Cut(raw, []byte("\n")); ok {
			raw = rest
		}
		mail := mailsink.Mail{Raw: bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n"))}
		if mail.Header("Subject") != m.Subject || !strings.HasPrefix(mail.Header("Message-Id"), "<tocsin-wrn_1-") || mail.Header("Auto-Submitted") != "auto-generated" ||
			!strings.Contains(mail.Header("Received"), "TLS") || !strings.HasPrefix(mail.Header("To"), "Анна <p") {
			t.Errorf("mail %d: %q %q %q", i, mail.Header("Subject"), mail.Header("To"), mail.Header("Received"))
		}
	}
}
