package mailsink

import (
	"context"
	"fmt"
	"net"
	"net/smtp"
	"strings"
	"sync"
	"testing"
	"time"
)

func start(t *testing.T, o Options) *Sink {
	t.Helper()
	s := New(o)
	if err := s.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

func send(s *Sink, to, body string) error {
	return smtp.SendMail(s.Addr(), nil, "a@example.org", []string{to}, []byte(body))
}

func TestKeepsWhatItGets(t *testing.T) {
	at := time.Date(2024, 3, 7, 18, 0, 0, 0, time.UTC)
	s := start(t, Options{Clock: func() time.Time { return at }})
	mail := "Subject: =?utf-8?b?0J/RgNC40LLQtdGC?=\r\nX-Tocsin-Key: k1\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n\xf0\xd2\xc9\xd7\xc5\xd4\r\n"
	if err := send(s, "b@example.org", mail); err != nil {
		t.Fatal(err)
	}
	m, ok := s.Mail(1)
	if !ok || m.Subject != "Привет" || m.Text != "Привет\n" || m.Key != "k1" || m.From != "a@example.org" || m.To[0] != "b@example.org" || !m.At.Equal(at) || string(m.Raw) != mail {
		t.Errorf("%+v", m)
	}
	if _, ok := s.Mail(2); ok {
		t.Error("a mail that did not come")
	}
	if _, ok := s.Mail(0); ok {
		t.Error("a mail numbered 0")
	}
}

func TestStaysWithinItsBounds(t *testing.T) {
	s := start(t, Options{Count: 5, Bytes: 10_000, Size: 4000})
	for i := range 9 {
		if err := send(s, "b@example.org", fmt.Sprintf("Subject: %d\r\n\r\nx\r\n", i)); err != nil {
			t.Fatal(err)
		}
	}
	if l := s.List(); len(l) != 5 || l[0].ID != 5 || l[4].Subject != "8" || s.Total() != 9 {
		t.Errorf("%d mails, total %d", len(l), s.Total())
	}
	if _, ok := s.Mail(4); ok {
		t.Error("a forgotten mail")
	}
	if m, ok := s.Mail(7); !ok || m.Subject != "6" {
		t.Errorf("%+v", m)
	}
	for range 5 {
		if err := send(s, "b@example.org", strings.Repeat("x", 70)+strings.Repeat("\r\n"+strings.Repeat("y", 70), 45)); err != nil {
			t.Fatal(err)
		}
	}
	if l := s.List(); len(l) > 3 {
		t.Errorf("%d mails of 3 kB in 10 kB", len(l))
	}
	if err := send(s, "b@example.org", strings.Repeat(strings.Repeat("x", 70)+"\r\n", 100)); err == nil {
		t.Error("a mail beyond the size was taken")
	}
}

func TestWaits(t *testing.T) {
	s := start(t, Options{})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if err := send(s, "b@example.org", "Subject: x\r\n\r\nx"); err != nil {
				t.Error(err)
			}
		})
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := s.Wait(ctx, 20); err != nil {
		t.Error(err)
	}
	wg.Wait()
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Wait(ended, 21); err == nil {
		t.Error("waited for a mail that did not come")
	}
}

func TestScript(t *testing.T) {
	s := start(t, Options{Script: func(at Stage, to string) Act {
		switch {
		case at == AtRcpt && strings.HasPrefix(to, "nobody"):
			return Act{Code: 550, Text: "no"}
		case at == AtData && strings.HasPrefix(to, "later"):
			return Act{Code: 451, Text: "later"}
		case at == AtEnd && strings.HasPrefix(to, "lost"):
			return Act{Close: true}
		}
		return Act{}
	}})
	for to, want := range map[string]string{"nobody@example.org": "550", "later@example.org": "451", "lost@example.org": "EOF", "anna@example.org": ""} {
		err := send(s, to, "Subject: x\r\n\r\nx")
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", to, err)
		}
	}
	if s.Total() != 2 { // the lost one is kept: done but not told
		t.Errorf("%d mails", s.Total())
	}
}

func TestOnlyOnThisMachine(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:25", "example.org:25", "nonsense"} {
		if err := New(Options{}).Start(addr); err == nil {
			t.Errorf("it listens on %s", addr)
		}
	}
	s := New(Options{})
	s.Stop() // before the start: nothing happens
	if err := s.Start("localhost:0"); err != nil {
		t.Fatal(err)
	}
	s.Stop()
	s.Stop()
	if c, err := net.Dial("tcp", s.Addr()); err == nil {
		c.Close()
		t.Error("it listens after the stop")
	}
}

func TestPassword(t *testing.T) {
	s := start(t, Options{User: "u", Password: "p"})
	if err := send(s, "b@example.org", "x"); err == nil {
		t.Error("a mail without a login")
	}
	host, _, _ := net.SplitHostPort(s.Addr())
	for p, want := range map[string]bool{"p": true, "q": false} {
		err := smtp.SendMail(s.Addr(), smtp.PlainAuth("", "u", p, host), "a@example.org", []string{"b@example.org"}, []byte("x\r\n"))
		if want != (err == nil) {
			t.Errorf("password %s: %v", p, err)
		}
	}
}

func TestNoMail(t *testing.T) {
	for _, raw := range []string{"", "\x00\x01", "no headers", "Content-Type: multipart/mixed\r\n\r\nx", "Content-Type: text/html\r\n\r\n<p>", "Subject: =?x?y?z?=\r\n\r\n"} {
		read([]byte(raw)) // whatever it is, it is kept and shown
	}
}
