package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/hub/config"
)

// debianMail starts Debian's Exim on a free port of the loopback address with a configuration and a spool of its own, and gives
// the port and the mailbox that everything goes to.
func debianMail(t *testing.T) (port int, mbox string) {
	t.Helper()
	const bin = "/usr/sbin/exim4"
	if _, err := os.Stat(bin); err != nil {
		if os.Getenv("TOCSIN_REQUIRE_SMTP") == "1" {
			t.Fatal("Exim is not installed: run scripts/smtp.sh")
		}
		t.Skip("Debian's Exim is not installed; scripts/smtp.sh does it")
	}
	dir, err := os.MkdirTemp("", "tocsin-e2e-mail")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	who, err := user.Current()
	if err == nil && os.Getuid() == 0 { // Exim delivers nothing as root
		who, err = user.Lookup("Debian-exim")
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
	port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	conf := strings.NewReplacer("DIR", dir, "PORT", strconv.Itoa(port), "WHO", who.Username, "GROUP", group.Name).Replace(`primary_hostname = mail.example.org
exim_user = WHO
exim_group = GROUP
local_interfaces = 127.0.0.1
daemon_smtp_ports = PORT
spool_directory = DIR/spool
log_file_path = DIR/%slog
pid_file_path = DIR/pid
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_queue_per_connection = 0
dsn_advertise_hosts = *
deliver_drop_privilege = true
acl_smtp_rcpt = rcpt
begin acl
rcpt:
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
  envelope_to_add
begin retry
* * F,2h,15m
`)
	if err := os.WriteFile(filepath.Join(dir, "exim.conf"), []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "spool"), 0o750); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		uid, _ := strconv.Atoi(who.Uid)
		gid, _ := strconv.Atoi(who.Gid)
		for _, p := range []string{dir, filepath.Join(dir, "spool")} {
			if err := os.Chown(p, uid, gid); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd := exec.Command(bin, "-bdf", "-C", filepath.Join(dir, "exim.conf"))
	cmd.Dir, cmd.Stdout, cmd.Stderr = "/", &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	if err := until(func() error {
		c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			c.Close()
		}
		return err
	}); err != nil {
		t.Fatalf("Exim does not listen: %v\n%s", err, said.String())
	}
	return port, filepath.Join(dir, "mbox")
}

// Through Debian's own mail server too, each matched person gets exactly one mail, and nobody else any.
func TestDebiansMailServerGetsOneMailEach(t *testing.T) {
	port, mbox := debianMail(t)
	h := openHouse(t, sqlite(t), noon, func(c *config.Config) { c.Mail.Port = port })
	h.play("debian-mail.txt")
	to := regexp.MustCompile(`(?m)^Envelope-to: (\S+)@people\.example\.org$`)
	var got []string
	if err := until(func() error {
		raw, err := os.ReadFile(mbox)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		got = got[:0]
		for _, m := range to.FindAllSubmatch(raw, -1) {
			got = append(got, string(m[1]))
		}
		if len(got) < 4 {
			return fmt.Errorf("%d mails", len(got))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	sort.Strings(got)
	if strings.Join(got, " ") != "fern hazel rowan thorn" {
		t.Errorf("the mails went to %v", got)
	}
}
