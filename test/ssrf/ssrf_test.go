// Package ssrf proves that no client of Tocsin can be made to talk to a network it may not talk to (reliability.md, G19).
//
// The test starts itself again in a network namespace of its own in which every address there is, of both families, is this
// machine: whatever a client dials, it reaches the trap, which counts connections by the address that was dialled. A refusal
// that came too late would be seen, and so would one that only an unreachable network made look like a refusal.
package ssrf

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/tocsin-hub/tocsin/internal/channel/webhook"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/reading/assist"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/safehttp"
)

const inside = "TOCSIN_SSRF_INSIDE"

// ports the trap listens on: those that clients may use, and those that attackers like.
var ports = []int{80, 443, 22, 25, 2375, 6379, 8080, 8443, 9200, 11211}

// public are addresses that may be talked to; the trap answers there too, and the test fails when they are not reached.
const public4, public6 = "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"

func TestNoPacketToForbiddenNetworks(t *testing.T) {
	if os.Getenv(inside) != "" {
		run(t)
		return
	}
	if _, err := exec.LookPath("ip"); err != nil {
		t.Skip("the tool ip (Debian package iproute2) is not here: the trap network cannot be made")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestNoPacketToForbiddenNetworks$", "-test.v")
	cmd.Env = append(os.Environ(), inside+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err != nil && !errors.As(err, &exit), bytes.Contains(out, []byte("no trap network")):
		t.Skipf("this machine allows no network namespace of our own, so the trap cannot be set: %v\n%s", err, out)
	case err != nil:
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// trap counts connections by the address and port that were dialled.
type trap struct {
	mu   sync.Mutex
	seen map[netip.AddrPort]int
	mark chan struct{} // gets a value for each marker that was accepted
}

// marker is dialled by the trap itself: listeners accept in order, so that what was dialled before a marker has been counted
// when the marker is.
const marker = "203.0.113.77"

func (tr *trap) caught(a net.Addr) {
	ap := a.(*net.TCPAddr).AddrPort()
	if ap.Addr().Unmap().String() == marker {
		tr.mark <- struct{}{}
		return
	}
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.seen[netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())]++
}

// take is what was caught since the last call.
func (tr *trap) take(t *testing.T) map[netip.AddrPort]int {
	t.Helper()
	for _, p := range ports {
		c, err := net.Dial("tcp", net.JoinHostPort(marker, strconv.Itoa(p)))
		if err != nil {
			t.Fatal(err)
		}
		<-tr.mark
		c.Close()
	}
	tr.mu.Lock()
	defer tr.mu.Unlock()
	out := tr.seen
	tr.seen = map[netip.AddrPort]int{}
	return out
}

// listening tells the trap of each connection before anything is read from it.
type listening struct {
	net.Listener
	tr *trap
}

func (l listening) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err == nil {
		l.tr.caught(c.LocalAddr())
	}
	return c, err
}

func run(t *testing.T) {
	for _, line := range []string{"link set lo up", "route add local 0.0.0.0/0 dev lo", "-6 route add local ::/0 dev lo"} {
		if out, err := exec.Command("ip", strings.Fields(line)...).CombinedOutput(); err != nil {
			fmt.Println("no trap network:", line, err, string(out))
			t.FailNow()
		}
	}
	tr := &trap{seen: map[netip.AddrPort]int{}, mark: make(chan struct{})}
	cert, roots := certificate(t)
	web := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		fmt.Fprint(w, "reached")
	})
	for _, p := range ports {
		l, err := net.Listen("tcp", fmt.Sprintf("[::]:%d", p))
		if err != nil {
			t.Fatal(err)
		}
		var at net.Listener = listening{l, tr}
		if p == 443 || p == 8443 {
			at = tls.NewListener(at, &tls.Config{Certificates: []tls.Certificate{cert}})
		}
		srv := &http.Server{Handler: web, ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
		srv.SetKeepAlivesEnabled(false) // so that every exchange is a connection that is counted
		go func() { _ = srv.Serve(at) }()
		t.Cleanup(func() { srv.Close() })
	}

	// The trap itself first: an unguarded dial to a forbidden address is caught, of both families.
	for _, a := range []string{"10.1.2.3:80", "169.254.169.254:80", "[fd00:ec2::254]:80", "[64:ff9b::a00:1]:6379"} {
		c, err := net.Dial("tcp", a)
		if err != nil {
			t.Fatalf("the trap does not catch %s: %v", a, err)
		}
		c.Close()
	}
	if n := len(tr.take(t)); n != 4 {
		t.Fatalf("the trap counted %d of 4", n)
	}

	all := urls()
	if len(all) < 150 {
		t.Fatalf("only %d forms", len(all))
	}
	for _, c := range clients(t, roots) {
		begun, tried := time.Now(), 0
		for _, u := range all {
			if c.skip != nil && c.skip(u.url) {
				continue
			}
			tried++
			err := c.get(u.url)
			for at, n := range tr.take(t) {
				if !mayReach(at.Addr()) {
					t.Errorf("%s: %s (%s) reached %v, %d connections; error %v", c.name, u.url, u.why, at, n, err)
				}
			}
			if err == nil {
				t.Errorf("%s: %s (%s) was fetched without an error", c.name, u.url, u.why)
			}
		}
		// A client that refuses everything would pass as well.
		for _, u := range c.reach {
			if err := c.get(u); err != nil {
				t.Errorf("%s: %s is public and was not reached: %v", c.name, u, err)
			}
			if len(tr.take(t)) == 0 {
				t.Errorf("%s: %s is public and the trap saw nothing", c.name, u)
			}
		}
		if tried < 150 {
			t.Errorf("%s: only %d forms tried", c.name, tried)
		}
		t.Logf("%s: %d forms, 0 connections to forbidden networks allowed, %v", c.name, tried, time.Since(begun).Round(time.Millisecond))
	}
}

// mayReach: only the two public addresses of this test are outside.
func mayReach(a netip.Addr) bool { return a.String() == public4 || a.String() == public6 }

// client is one that leaves the building; get fails when what it asked for was not fetched.
type client struct {
	name  string
	get   func(url string) error
	skip  func(url string) bool
	reach []string
}

func clients(t *testing.T, roots *x509.CertPool) []client {
	strict := safehttp.Options{Timeout: 3 * time.Second, Resolver: names(), TLS: &tls.Config{RootCAs: roots}}
	feeds := strict
	feeds.RedirectHost = "public.example"
	plain := feeds
	plain.PlainHTTP = true

	secret := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32))
	hook, err := webhook.New(webhook.Config{Secret: secret, Client: safehttp.New(strict), Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	body := func(c *http.Client) func(string) error {
		return func(u string) error {
			res, err := c.Get(u)
			if err != nil {
				return err
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusOK {
				return errors.New(res.Status)
			}
			return nil
		}
	}
	return []client{
		{name: "webhooks", get: func(u string) error {
			o := hook.Send(context.Background(), delivery.Message{Key: "k", To: u, Subject: "s", Body: "b"})
			if o.Kind == delivery.OutcomeAccepted {
				return nil
			}
			return fmt.Errorf("%s: %w", o.Kind, o.Err)
		}, reach: []string{"https://" + public4 + "/", "https://public.example/"}},
		{name: "the optional model", get: func(u string) error {
			a := assist.Assist{Client: safehttp.New(strict), URL: u, Model: "m", Timeout: 3 * time.Second, MaxText: 1000}
			_, err := a.Propose(context.Background(), "A text.", &report.Report{})
			if errors.Is(err, assist.ErrAnswer) && !strings.Contains(err.Error(), "status") {
				return nil // it got an answer, though not one that a model gives
			}
			return err
		}, reach: []string{"https://public.example/v1"}},
		{name: "feeds over https", get: body(safehttp.New(feeds)), reach: []string{"https://" + public4 + "/", "https://[" + public6 + "]/", "https://public.example/?to=https://public.example/"}},
		{name: "feeds over plain http", get: body(safehttp.New(plain)), reach: []string{"http://" + public4 + "/", "http://public.example/"}},
	}
}

// certificate is one for public.example and the public addresses, and the roots that know it.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		DNSNames: []string{"public.example", "*.attacker.example", "localhost"}, IPAddresses: []net.IP{net.ParseIP(public4), net.ParseIP(public6), net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

// names is a resolver under an attacker's control: the first label says what it answers. "rebind" answers the public address
// when it is asked first and the loopback address from then on; "both" answers a forbidden address beside the public one.
func names() *net.Resolver {
	var mu sync.Mutex
	asked := map[string]int{}
	answer := func(name string, kind dnsmessage.Type) (out []netip.Addr) {
		mu.Lock()
		asked[name+kind.String()]++
		n := asked[name+kind.String()]
		mu.Unlock()
		v4 := func(s ...string) {
			for _, x := range s {
				if a := netip.MustParseAddr(x); a.Is4() == (kind == dnsmessage.TypeA) {
					out = append(out, a)
				}
			}
		}
		label, _, _ := strings.Cut(strings.TrimSuffix(strings.ToLower(name), "."), ".")
		switch {
		case label == "public":
			v4(public4)
		case label == "localhost":
			v4("127.0.0.1", "::1")
		case strings.HasPrefix(label, "rebind"):
			if n == 1 && strings.HasSuffix(label, "late") {
				v4(public4)
			} else {
				v4("127.0.0.1")
			}
		case strings.HasPrefix(label, "a-"):
			v4(strings.ReplaceAll(label[2:], "-", "."))
		case strings.HasPrefix(label, "aaaa-"):
			v4(strings.ReplaceAll(label[5:], "-", ":"))
		}
		return out
	}
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		go serveNames(far, answer)
		return near, nil
	}}
}
