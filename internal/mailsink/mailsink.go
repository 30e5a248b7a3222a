// Package mailsink is a mail server that keeps what it gets in memory: for `make run`, where its mails can be read in the
// console, and for tests. It delivers nothing anywhere, asks for no password unless told to, and forgets the oldest mails when
// it holds too many. It must not be reachable from outside: Start refuses an address that is not loopback.
package mailsink

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // reads every charset a mail may declare
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Options of a sink. The zero value is a plain open server for 10,000 mails and 64 MiB.
type Options struct {
	Count int   // mails kept; 0: 10,000
	Bytes int64 // bytes kept; 0: 64 MiB
	// Size is the longest mail taken, in bytes; 0: 1 MiB.
	Size int64
	// Clock gives the time of arrival; nil: mails carry none.
	Clock func() time.Time
	// TLS offers STARTTLS, or with Implicit TLS from the first byte.
	TLS      *tls.Config
	Implicit bool
	// User and Password, when set, are demanded before a mail is taken.
	User, Password string
	// Script, in tests, decides what happens to a mail: it is asked at each stage with the recipient.
	Script func(Stage, string) Act
	// CountOnly keeps no mails, only their number: for measuring.
	CountOnly bool
}

// Stage is where in the exchange a Script is asked.
type Stage int

// Stages.
const (
	AtRcpt Stage = iota // a recipient was named
	AtData              // the data begins to arrive; nothing of it was read
	AtEnd               // the mail is complete and kept; its answer is about to go out
)

// Act is what a Script wants done. The zero Act is: take it.
type Act struct {
	// Code and Text answer with an error: 4xx or 5xx. At AtEnd the mail stays kept: done, but not told.
	Code int
	Text string
	// Close cuts the connection instead of answering.
	Close bool
	// Wait holds the answer back until the channel is closed.
	Wait <-chan struct{}
}

// Mail is one mail that arrived.
type Mail struct {
	ID      int       `json:"id"` // from 1, in the order of arrival
	At      time.Time `json:"at,omitzero"`
	From    string    `json:"from"`
	To      []string  `json:"to"`
	Subject string    `json:"subject"`
	Text    string    `json:"text"`
	Key     string    `json:"key,omitempty"` // X-Tocsin-Key
	Raw     []byte    `json:"-"`
	// DSN is what notices of failure the sender asked for.
	DSN []string `json:"dsn,omitempty"`
}

// Header returns a header field of the raw mail, decoded, or "".
func (m Mail) Header(name string) string {
	e, err := message.Read(bytes.NewReader(m.Raw))
	if err != nil && !message.IsUnknownCharset(err) {
		return ""
	}
	v, err := e.Header.Text(name)
	if err != nil {
		return e.Header.Get(name)
	}
	return v
}

// Sink is the server. It is safe for concurrent use.
type Sink struct {
	opt Options
	srv *smtp.Server
	lis net.Listener

	mu    sync.Mutex
	mails []Mail
	bytes int64
	total int
	more  chan struct{} // closed and replaced whenever a mail arrives
}

// New makes a sink that does not listen yet.
func New(o Options) *Sink {
	if o.Count <= 0 {
		o.Count = 10_000
	}
	if o.Bytes <= 0 {
		o.Bytes = 64 << 20
	}
	if o.Size <= 0 {
		o.Size = 1 << 20
	}
	s := &Sink{opt: o, more: make(chan struct{})}
	s.srv = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &session{sink: s, conn: c, known: o.User == ""}, nil
	}))
	s.srv.Domain = "localhost"
	s.srv.MaxMessageBytes = o.Size
	s.srv.MaxRecipients = 100
	s.srv.MaxLineLength = 4000
	s.srv.ReadTimeout, s.srv.WriteTimeout = 5*time.Minute, time.Minute
	s.srv.EnableDSN, s.srv.EnableSMTPUTF8 = true, true
	s.srv.AllowInsecureAuth = true // loopback only, and tests need it
	s.srv.ErrorLog = log.New(io.Discard, "", 0)
	if !o.Implicit {
		s.srv.TLSConfig = o.TLS
	}
	return s
}

// Start listens on a loopback address such as "127.0.0.1:2525" (port 0: any free one) and serves until Stop.
func (s *Sink) Start(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("mail sink: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return errors.New("mail sink: it takes every mail from everybody, so it listens on loopback addresses only")
	}
	if s.lis, err = net.Listen("tcp", addr); err != nil {
		return fmt.Errorf("mail sink: %w", err)
	}
	l := s.lis
	if s.opt.Implicit && s.opt.TLS != nil {
		l = tls.NewListener(l, s.opt.TLS)
	}
	go func() { _ = s.srv.Serve(l) }()
	return nil
}

// Stop closes the listener and every connection. The mails stay readable.
func (s *Sink) Stop() {
	_ = s.srv.Close()
	if s.lis != nil {
		_ = s.lis.Close()
	}
}

// Addr is where it listens, "127.0.0.1:PORT".
func (s *Sink) Addr() string { return s.lis.Addr().String() }

// Port is the port of Addr.
func (s *Sink) Port() int { return s.lis.Addr().(*net.TCPAddr).Port }

// Total is the number of mails that ever arrived.
func (s *Sink) Total() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.total
}

// List returns the kept mails, oldest first.
func (s *Sink) List() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.mails...)
}

// Mail returns one kept mail.
func (s *Sink) Mail(id int) (Mail, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.mails) == 0 {
		return Mail{}, false
	}
	i := id - s.mails[0].ID
	if i < 0 || i >= len(s.mails) {
		return Mail{}, false
	}
	return s.mails[i], true
}

// Wait returns when at least n mails have ever arrived, or when ctx ends.
func (s *Sink) Wait(ctx context.Context, n int) error {
	for {
		s.mu.Lock()
		have, more := s.total, s.more
		s.mu.Unlock()
		if have >= n {
			return nil
		}
		select {
		case <-more:
		case <-ctx.Done():
			return fmt.Errorf("%d of %d mails have arrived: %w", have, n, ctx.Err())
		}
	}
}

func (s *Sink) keep(m Mail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total++
	m.ID = s.total
	if !s.opt.CountOnly {
		s.mails = append(s.mails, m)
		s.bytes += int64(len(m.Raw))
		for len(s.mails) > 1 && (len(s.mails) > s.opt.Count || s.bytes > s.opt.Bytes) {
			s.bytes -= int64(len(s.mails[0].Raw))
			s.mails[0] = Mail{}
			s.mails = s.mails[1:]
		}
	}
	close(s.more)
	s.more = make(chan struct{})
}

type session struct {
	sink  *Sink
	conn  *smtp.Conn
	known bool
	from  string
	to    []string
	dsn   []string
}

func (x *session) AuthMechanisms() []string {
	if x.sink.opt.User == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (x *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != x.sink.opt.User || password != x.sink.opt.Password {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "user and password do not fit"}
		}
		x.known = true
		return nil
	}), nil
}

func (x *session) Mail(from string, _ *smtp.MailOptions) error {
	if !x.known {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "log in first"}
	}
	x.from = from
	return nil
}

func (x *session) Rcpt(to string, o *smtp.RcptOptions) error {
	if err := x.act(AtRcpt, to); err != nil {
		return err
	}
	x.to = append(x.to, to)
	if o != nil {
		for _, n := range o.Notify {
			x.dsn = append(x.dsn, string(n))
		}
	}
	return nil
}

func (x *session) Data(r io.Reader) error {
	to := ""
	if len(x.to) > 0 {
		to = x.to[0]
	}
	if err := x.act(AtData, to); err != nil {
		return err
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m := Mail{From: x.from, To: x.to, DSN: x.dsn, Raw: raw}
	if x.sink.opt.Clock != nil {
		m.At = x.sink.opt.Clock()
	}
	if !x.sink.opt.CountOnly {
		m.Subject, m.Text, m.Key = read(raw)
	}
	x.sink.keep(m)
	return x.act(AtEnd, to)
}

func (x *session) Reset()        { x.from, x.to, x.dsn = "", nil, nil }
func (x *session) Logout() error { return nil }

func (x *session) act(at Stage, to string) error {
	if x.sink.opt.Script == nil {
		return nil
	}
	a := x.sink.opt.Script(at, to)
	if a.Wait != nil {
		<-a.Wait
	}
	if a.Close {
		_ = x.conn.Conn().Close()
		return errors.New("cut by the script")
	}
	if a.Code != 0 {
		return &smtp.SMTPError{Code: a.Code, EnhancedCode: smtp.NoEnhancedCode, Message: a.Text}
	}
	return nil
}

// read takes subject, first plain text and key out of a mail; a mail that does not parse is shown as it came.
func read(raw []byte) (subject, text, key string) {
	e, err := message.Read(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		return "(" + strconv.Itoa(len(raw)) + " bytes that are no mail)", string(raw), ""
	}
	if subject, err = e.Header.Text("Subject"); err != nil {
		subject = e.Header.Get("Subject")
	}
	key = e.Header.Get("X-Tocsin-Key")
	_ = e.Walk(func(_ []int, p *message.Entity, err error) error {
		if err != nil || text != "" {
			return nil
		}
		if t, _, _ := p.Header.ContentType(); t == "text/plain" || t == "" {
			b, _ := io.ReadAll(p.Body)
			text = string(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")))
		}
		return nil
	})
	return subject, text, key
}
