package email

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/channel/channeltest"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/mailsink"
)

var now = time.Date(2024, 3, 7, 18, 0, 0, 0, time.UTC)

// certificate makes one for 127.0.0.1, and the pool that vouches for it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "sink"}, NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<33, 0),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: k}}}, pool
}

func config(s *mailsink.Sink) Config {
	return Config{Host: "127.0.0.1", Port: s.Port(), TLS: None, From: "Duty desk <desk@example.org>", Clock: func() time.Time { return now }}
}

func sink(t *testing.T, o mailsink.Options) *mailsink.Sink {
	t.Helper()
	s := mailsink.New(o)
	if err := s.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

func sender(t *testing.T, c Config) *Sender {
	t.Helper()
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func message() delivery.Message {
	return delivery.Message{Key: "tocsin-wrn_1-7", Warning: "wrn_1", Kind: delivery.OfWarning, To: "ana@example.org", Name: "Ana", Lang: "en",
		Subject: "Avoid large gatherings in Moscow", Body: "Avoid concerts.\n\nhttps://tocsin.example/a/x\n", Attempt: 1}
}

const password = "correct horse battery staple"

func TestChannel(t *testing.T) {
	channeltest.Run(t, func(t *testing.T, trouble channeltest.Trouble, over <-chan struct{}) channeltest.Provider {
		server, pool := certificate(t)
		o := mailsink.Options{User: "desk", Password: password, TLS: server}
		fail := map[channeltest.Trouble]struct {
			at  mailsink.Stage
			act mailsink.Act
		}{
			channeltest.Refuses:     {mailsink.AtRcpt, mailsink.Act{Code: 550, Text: "no such user here; your password was " + password}},
			channeltest.RefusesIt:   {mailsink.AtData, mailsink.Act{Code: 554, Text: "looks like spam"}},
			channeltest.Later:       {mailsink.AtRcpt, mailsink.Act{Code: 451, Text: "greylisted,\n try again"}},
			channeltest.LaterAtEnd:  {mailsink.AtData, mailsink.Act{Code: 452, Text: "disk full"}},
			channeltest.SlowAtFirst: {mailsink.AtRcpt, mailsink.Act{Wait: over}},
			channeltest.Slow:        {mailsink.AtEnd, mailsink.Act{Wait: over}},
			channeltest.Cut:         {mailsink.AtData, mailsink.Act{Close: true}},
			channeltest.CutAfter:    {mailsink.AtEnd, mailsink.Act{Close: true}},
		}
		if f, ok := fail[trouble]; ok {
			o.Script = func(at mailsink.Stage, _ string) mailsink.Act {
				if at == f.at {
					return f.act
				}
				return mailsink.Act{}
			}
		}
		c := Config{User: "desk", Password: password, Roots: pool}
		switch trouble {
		case channeltest.NoTLS:
			o.TLS = nil
		case channeltest.BadLogin:
			o.Password = "another one"
		case channeltest.Impostor:
			_, c.Roots = certificate(t)
		}
		s := sink(t, o)
		base := config(s)
		base.TLS, base.User, base.Password, base.Roots = StartTLS, c.User, c.Password, c.Roots
		if trouble == channeltest.Gone {
			s.Stop()
		}
		return channeltest.Provider{Sender: sender(t, base), Message: message(), Arrived: s.Total, Secrets: []string{password}}
	}, map[channeltest.Trouble]channeltest.Want{
		channeltest.None:        {Kind: delivery.OutcomeAccepted, Arrives: 1},
		channeltest.Refuses:     {Kind: delivery.OutcomeRefused},
		channeltest.RefusesIt:   {Kind: delivery.OutcomeRefused},
		channeltest.Later:       {Kind: delivery.OutcomeRetry},
		channeltest.LaterAtEnd:  {Kind: delivery.OutcomeRetry},
		channeltest.SlowAtFirst: {Kind: delivery.OutcomeRetry},
		channeltest.Slow:        {Kind: delivery.OutcomeInDoubt, Arrives: 1},
		channeltest.Cut:         {Kind: delivery.OutcomeInDoubt},
		channeltest.CutAfter:    {Kind: delivery.OutcomeInDoubt, Arrives: 1},
		channeltest.Gone:        {Kind: delivery.OutcomeRetry, Down: true},
		channeltest.NoTLS:       {Kind: delivery.OutcomeRetry, Down: true},
		channeltest.Impostor:    {Kind: delivery.OutcomeRetry, Down: true},
		channeltest.BadLogin:    {Kind: delivery.OutcomeRetry, Down: true},
	})
}

func TestTheMail(t *testing.T) {
	s := sink(t, mailsink.Options{})
	c := config(s)
	c.ReplyTo = "answers@example.org"
	x := sender(t, c)
	for _, drill := range []bool{false, true} {
		m := message()
		m.Drill = drill
		if out := x.Send(context.Background(), m); out.Kind != delivery.OutcomeAccepted {
			t.Fatalf("%s %v", out.Kind, out.Err)
		}
	}
	got := s.List()
	m := got[0]
	for h, want := range map[string]string{"From": `"Duty desk" <desk@example.org>`, "To": `"Ana" <ana@example.org>`, "Reply-To": "<answers@example.org>",
		"Subject": "Avoid large gatherings in Moscow", "Message-Id": "<tocsin-wrn_1-7@example.org>", "Date": "Thu, 07 Mar 2024 18:00:00 +0000",
		"Auto-Submitted": "auto-generated", "X-Tocsin-Key": "tocsin-wrn_1-7", "X-Tocsin-Kind": "warning", "Importance": "high", "Content-Language": "en", "X-Tocsin-Drill": ""} {
		if v := m.Header(h); v != want {
			t.Errorf("%s: %q, want %q", h, v, want)
		}
	}
	if m.Text != message().Body || m.From != "desk@example.org" || len(m.To) != 1 || m.To[0] != "ana@example.org" || strings.Join(m.DSN, ",") != "FAILURE,DELAYED" && strings.Join(m.DSN, ",") != "FAILURE,DELAY" {
		t.Errorf("%+v", m)
	}
	if got[1].Header("X-Tocsin-Drill") != "yes" || got[1].Header("Importance") != "" {
		t.Error("a drill looks like a live warning")
	}
}

func TestUnicode(t *testing.T) {
	s := sink(t, mailsink.Options{})
	x := sender(t, config(s))
	m := message()
	m.Name, m.Subject = "Анна Петрова", "Предупреждение: избегайте больших скоплений людей в Москве и Красногорске в ближайшие 48 часов"
	m.Body = strings.Repeat("Избегайте концертов. ", 100) + "\n.\n..точка\nFrom here on\n" + strings.Repeat("x", 2000) + "\n"
	m.To = "анна@пример.рф"
	if out := x.Send(context.Background(), m); out.Kind != delivery.OutcomeAccepted {
		t.Fatalf("%s %v", out.Kind, out.Err)
	}
	got := s.List()[0]
	if got.Subject != m.Subject || got.Text != m.Body || got.To[0] != "анна@xn--e1afmkfd.xn--p1ai" || got.Header("To") != "Анна Петрова <анна@xn--e1afmkfd.xn--p1ai>" {
		t.Errorf("%q %q %v", got.Subject, got.Header("To"), got.To)
	}
	for line := range strings.SplitSeq(string(got.Raw), "\r\n") {
		if len(line) > 78 && !strings.Contains(line, "@") {
			t.Errorf("a line of %d characters: %q", len(line), line)
		}
	}
}

// TestOneConnectionCarriesMany: connections are kept, a kept one that the server has closed is replaced without a doubt, and a
// refusal does not cost the connection.
func TestOneConnectionCarriesMany(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	conns := make(chan int, 100)
	go func() { // a server that hangs up after every second mail
		for n := 1; ; n++ {
			c, err := l.Accept()
			if err != nil {
				return
			}
			conns <- n
			go func() {
				defer c.Close()
				in := bufio.NewReader(c)
				say := func(s string) { fmt.Fprintf(c, "%s\r\n", s) }
				say("220 sink")
				for mails := 0; mails < 2; {
					line, err := in.ReadString('\n')
					if err != nil {
						return
					}
					switch cmd := strings.ToUpper(line[:4]); cmd {
					case "EHLO":
						say("250 sink")
					case "RCPT":
						if strings.Contains(line, "nobody@") {
							say("550 no such user")
						} else {
							say("250 ok")
						}
					case "DATA":
						say("354 go")
						for {
							l, err := in.ReadString('\n')
							if err != nil {
								return
							}
							if l == ".\r\n" {
								break
							}
						}
						say("250 kept")
						mails++
					default:
						say("250 ok")
					}
				}
			}()
		}
	}()
	x := sender(t, Config{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, TLS: None, From: "desk@example.org", Clock: time.Now, Conns: 1})
	for i, to := range []string{"a@example.org", "nobody@example.org", "b@example.org", "c@example.org", "d@example.org", "e@example.org"} {
		want := delivery.OutcomeAccepted
		if i == 1 {
			want = delivery.OutcomeRefused
		}
		m := message()
		m.To = to
		if out := x.Send(context.Background(), m); out.Kind != want {
			t.Errorf("%s: %s %v", to, out.Kind, out.Err)
		}
	}
	if n := len(conns); n != 3 {
		t.Errorf("%d connections for 5 mails, 2 each", n)
	}
}

func TestImplicitTLS(t *testing.T) {
	server, pool := certificate(t)
	s := sink(t, mailsink.Options{TLS: server, Implicit: true, User: "u", Password: password})
	c := config(s)
	c.TLS, c.Roots, c.User, c.Password = Implicit, pool, "u", password
	if out := sender(t, c).Send(context.Background(), message()); out.Kind != delivery.OutcomeAccepted || s.Total() != 1 {
		t.Errorf("%s %v", out.Kind, out.Err)
	}
}

// TestPasswordNeverInTheClear: without encryption the password is not sent, except to this machine itself.
func TestPasswordNeverInTheClear(t *testing.T) {
	near, far := net.Pipe()
	defer near.Close()
	heard := make(chan string, 1)
	go func() {
		var b strings.Builder
		fmt.Fprint(far, "220 sink\r\n")
		in := bufio.NewReader(far)
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				break
			}
			b.WriteString(line)
			switch {
			case strings.HasPrefix(line, "EHLO"):
				fmt.Fprint(far, "250-sink\r\n250 AUTH PLAIN LOGIN\r\n")
			case strings.HasPrefix(line, "QUIT"):
				fmt.Fprint(far, "221 bye\r\n")
				far.Close()
			default:
				fmt.Fprint(far, "500 what\r\n")
			}
		}
		heard <- b.String()
	}()
	s := sender(t, Config{Host: "mail.example.org", TLS: None, User: "desk", Password: password, From: "desk@example.org", Clock: time.Now})
	err := func() error {
		c, err := newClient(near, s.cfg)
		if err != nil {
			return err
		}
		return s.logIn(c)
	}()
	near.Close()
	said := <-heard
	if err == nil || strings.Contains(said, "AUTH") {
		t.Errorf("%v; the server heard %q", err, said)
	}
}

func TestConfig(t *testing.T) {
	good := Config{Host: "mail.example.org", From: "desk@example.org", Clock: time.Now}
	s := sender(t, good)
	if s.cfg.TLS != StartTLS || s.cfg.Port != 587 {
		t.Errorf("%+v", s.cfg)
	}
	for name, change := range map[string]func(c *Config){
		"no host":              func(c *Config) { c.Host = "" },
		"a host with a line":   func(c *Config) { c.Host = "a\r\nb" },
		"no sender":            func(c *Config) { c.From = "" },
		"a sender with a line": func(c *Config) { c.From = "a@example.org\r\nBcc: b@example.org" },
		"reply to nobody":      func(c *Config) { c.ReplyTo = "nobody" },
		"unknown tls":          func(c *Config) { c.TLS = "sometimes" },
		"password, no user":    func(c *Config) { c.Password = password },
		"hello with a line":    func(c *Config) { c.Hello = "a\r\nMAIL FROM:<x>" },
		"no clock":             func(c *Config) { c.Clock = nil },
	} {
		c := good
		change(&c)
		if _, err := New(c); err == nil || strings.Contains(err.Error(), password) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
