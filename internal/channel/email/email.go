// Package email sends warnings over SMTP, through the operator's own mail server.
//
// STARTTLS is mandatory unless the configuration says implicit TLS or, explicitly, none; the server's certificate is always
// checked. Connections are kept and used for many mails. The outcome follows the point that was reached: before the server has
// asked for the data nothing can have been sent, so trouble means "again later"; once it has, a lost connection or a timeout is
// in doubt. 5xx for a recipient or a mail is a refusal for good, 4xx is not. A server that cannot be reached, greets with an
// error, offers no TLS, or refuses our password or sender is down for everybody: no person's delivery fails for that.
//
// Every mail carries a Message-ID made of the delivery's key, the same for each attempt, so that a repeat can be told.
package email

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"github.com/tocsin-hub/tocsin/internal/delivery"
)

// TLS says how the connection is protected.
type TLS string

// Ways to protect the connection.
const (
	StartTLS TLS = "starttls" // the default: plain at first, then TLS or nothing
	Implicit TLS = "implicit" // TLS from the first byte, usually port 465
	None     TLS = "none"     // in the clear: only for a server on the same machine or in tests
)

// Config of a Sender.
type Config struct {
	Host     string
	Port     int    // 0: 587 for starttls, 465 for implicit, 25 for none
	TLS      TLS    // empty: starttls
	User     string // empty: no authentication
	Password string // never sent in the clear, except to localhost
	From     string // "Duty desk <desk@example.org>"
	ReplyTo  string // optional, an address like From
	Hello    string // our name in EHLO; empty: localhost
	// Timeout is the longest one mail may take when the caller gives no shorter one; 0: 30 s.
	Timeout time.Duration
	Conns   int // connections at once; 0: 8
	// Roots are the authorities whose certificates are accepted; nil: the system's.
	Roots *x509.CertPool
	// Clock gives the Date of a mail.
	Clock func() time.Time
}

// Sender sends mails. It is safe for concurrent use.
type Sender struct {
	cfg     Config
	from    *mail.Address
	replyTo *mail.Address
	domain  string
	slots   chan struct{}
	idle    chan *link
	tls     *tls.Config
}

// New checks the configuration; it connects to nothing.
func New(c Config) (*Sender, error) {
	s := &Sender{}
	if c.Host == "" || strings.ContainsAny(c.Host, " \r\n\x00/") {
		return nil, errors.New("mail: the host of the SMTP server is missing or has a character that hosts do not have")
	}
	if c.Clock == nil {
		return nil, errors.New("mail: no clock given")
	}
	switch c.TLS {
	case "":
		c.TLS = StartTLS
	case StartTLS, Implicit, None:
	default:
		return nil, fmt.Errorf("mail: tls must be starttls, implicit or none, not %q", c.TLS)
	}
	if c.Port == 0 {
		c.Port = map[TLS]int{StartTLS: 587, Implicit: 465, None: 25}[c.TLS]
	}
	if c.Hello == "" {
		c.Hello = "localhost"
	}
	if strings.ContainsAny(c.Hello, " \r\n\x00") {
		return nil, errors.New("mail: hello has a character that host names do not have")
	}
	if c.Timeout <= 0 {
		c.Timeout = delivery.DefaultTimeout
	}
	if c.Conns <= 0 {
		c.Conns = 8
	}
	if c.User == "" && c.Password != "" {
		return nil, errors.New("mail: a password without a user")
	}
	var err error
	if s.from, err = own(c.From); err != nil {
		return nil, fmt.Errorf("mail: from: %w", err)
	}
	if c.ReplyTo != "" {
		if s.replyTo, err = own(c.ReplyTo); err != nil {
			return nil, fmt.Errorf("mail: reply_to: %w", err)
		}
	}
	s.domain = s.from.Address[strings.LastIndexByte(s.from.Address, '@')+1:]
	s.tls = &tls.Config{ServerName: c.Host, MinVersion: tls.VersionTLS12, RootCAs: c.Roots}
	s.cfg, s.slots, s.idle = c, make(chan struct{}, c.Conns), make(chan *link, c.Conns)
	return s, nil
}

// own reads an address of the operator's.
func own(v string) (*mail.Address, error) {
	a, err := mail.ParseAddress(v)
	if err != nil {
		return nil, errors.New("cannot be read as a mail address")
	}
	if a.Address, err = address(a.Address); err != nil {
		return nil, err
	}
	a.Name = oneLine(a.Name)
	return a, nil
}

// Close ends the connections that are not in use.
func (s *Sender) Close() {
	for {
		select {
		case l := <-s.idle:
			l.quit()
		default:
			return
		}
	}
}

// Send sends one mail to one person.
func (s *Sender) Send(ctx context.Context, m delivery.Message) delivery.Outcome {
	text, to, err := s.write(m)
	if err != nil {
		return delivery.Outcome{Kind: delivery.OutcomeRefused, Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, s.cfg.Timeout)
	defer cancel()
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return delivery.Outcome{Kind: delivery.OutcomeRetry, Err: errors.New("no connection to the mail server was free in time")}
	}
	for {
		l, kept, err := s.connect(ctx)
		if err != nil {
			return delivery.Outcome{Kind: delivery.OutcomeRetry, Down: true, Err: s.clean(err)}
		}
		out, usable, stale := s.hand(ctx, l, to, text)
		if usable {
			select {
			case s.idle <- l:
			default:
				l.quit()
			}
		} else {
			l.close()
		}
		if stale && kept && ctx.Err() == nil {
			continue // the server had closed a connection that we kept; nothing was sent, and the next one is younger or new
		}
		return out
	}
}

// link is one connection to the server.
type link struct {
	conn   net.Conn
	client *smtp.Client
	dsn    bool
	utf8   bool
}

func (l *link) close() { l.conn.Close() }

// quit is polite, but waits for nobody.
func (l *link) quit() {
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		defer l.guard(ctx)()
		_ = l.client.Quit()
		l.conn.Close()
	}()
}

// guard makes the connection's calls return when ctx ends; the function it returns lifts that.
func (l *link) guard(ctx context.Context) func() {
	_ = l.conn.SetDeadline(time.Time{})
	stop := context.AfterFunc(ctx, func() { _ = l.conn.SetDeadline(time.Unix(1, 0)) })
	return func() { stop() }
}

// connect takes a kept connection (kept = true) or makes a new one, ready for MAIL.
func (s *Sender) connect(ctx context.Context) (l *link, kept bool, err error) {
	select {
	case l := <-s.idle:
		return l, true, nil
	default:
	}
	addr := net.JoinHostPort(s.cfg.Host, strconv.Itoa(s.cfg.Port))
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, false, fmt.Errorf("connecting to the mail server: %w", err)
	}
	l = &link{conn: conn}
	defer func() {
		if err != nil {
			conn.Close()
		}
	}()
	defer l.guard(ctx)()
	if s.cfg.TLS == Implicit {
		tc := tls.Client(conn, s.tls)
		if err := tc.HandshakeContext(ctx); err != nil {
			return nil, false, fmt.Errorf("TLS with the mail server: %w", err)
		}
		conn = tc
	}
	if l.client, err = newClient(conn, s.cfg); err != nil {
		return nil, false, err
	}
	if s.cfg.TLS == StartTLS {
		if ok, _ := l.client.Extension("STARTTLS"); !ok {
			return nil, false, errors.New("the mail server offers no STARTTLS, and the configuration demands it")
		}
		if err = l.client.StartTLS(s.tls); err != nil {
			return nil, false, fmt.Errorf("TLS with the mail server: %w", err)
		}
	}
	if s.cfg.User != "" {
		if err = s.logIn(l.client); err != nil {
			return nil, false, err
		}
	}
	l.dsn, _ = l.client.Extension("DSN")
	l.utf8, _ = l.client.Extension("SMTPUTF8")
	if l.dsn {
		l.client.SetDSNMailReturnOption("HDRS")
		l.client.SetDSNRcptNotifyOption("FAILURE,DELAY")
	}
	return l, false, nil
}

// newClient reads the server's greeting and greets it.
func newClient(conn net.Conn, c Config) (*smtp.Client, error) {
	client, err := smtp.NewClient(conn, c.Host)
	if err != nil {
		return nil, fmt.Errorf("the mail server's greeting: %w", err)
	}
	if err := client.Hello(c.Hello); err != nil {
		return nil, fmt.Errorf("greeting the mail server: %w", err)
	}
	return client, nil
}

// logIn uses the best mechanism that the server offers. The library refuses PLAIN and LOGIN in the clear, except to localhost.
func (s *Sender) logIn(c *smtp.Client) error {
	_, offered := c.Extension("AUTH")
	for _, mech := range []struct {
		name string
		auth smtp.Auth
	}{
		{"SCRAM-SHA-256", smtp.ScramSHA256Auth(s.cfg.User, s.cfg.Password)},
		{"PLAIN", smtp.PlainAuth("", s.cfg.User, s.cfg.Password, s.cfg.Host, false)},
		{"LOGIN", smtp.LoginAuth(s.cfg.User, s.cfg.Password, s.cfg.Host, false)},
		{"CRAM-MD5", smtp.CRAMMD5Auth(s.cfg.User, s.cfg.Password)},
	} {
		for have := range strings.FieldsSeq(strings.ToUpper(offered)) {
			if have != mech.name {
				continue
			}
			err := c.Auth(mech.auth)
			if err == nil {
				return nil
			}
			// The server's words may repeat what it was told: only its code is passed on.
			if te := (*textproto.Error)(nil); errors.As(err, &te) {
				return fmt.Errorf("the mail server refused our login by %s with code %d: check user and password", mech.name, te.Code)
			}
			return fmt.Errorf("logging in to the mail server by %s did not work: check tls, user and password", mech.name)
		}
	}
	return errors.New("the mail server offers no way to log in that we know (SCRAM-SHA-256, PLAIN, LOGIN, CRAM-MD5)")
}

// hand gives one mail to the server. usable: the connection may be used again. stale: the very first command failed without
// an answer.
func (s *Sender) hand(ctx context.Context, l *link, to recipient, text []byte) (out delivery.Outcome, usable, stale bool) {
	defer l.guard(ctx)()
	if to.utf8 && !l.utf8 {
		return delivery.Outcome{Kind: delivery.OutcomeRefused, Err: errors.New("the mail server does not take addresses with letters beyond ASCII")}, true, false
	}
	l.client.SkipSMTPUTF8(!to.utf8)
	if err := l.client.Mail("<" + s.from.Address + ">"); err != nil {
		out = s.judge(err, "MAIL")
		switch code := codeOf(err); {
		case code == 0 || code == 421:
			return out, false, true
		default: // it is our sender that is refused, not this person
			out.Kind, out.Down = delivery.OutcomeRetry, true
			return out, s.reset(l), false
		}
	}
	if err := l.client.Rcpt("<" + to.addr + ">"); err != nil {
		return s.judge(err, "RCPT"), s.reset(l), false
	}
	w, err := l.client.Data()
	if err != nil {
		return s.judge(err, "DATA"), s.reset(l), false
	}
	_, err = w.Write(text)
	cerr := w.Close() // the final dot, and the answer
	if err == nil {
		err = cerr
	}
	if err == nil {
		ref := ""
		if r, ok := w.(interface{ ServerResponse() string }); ok {
			ref = short(oneLine(r.ServerResponse()))
		}
		return delivery.Outcome{Kind: delivery.OutcomeAccepted, Ref: ref}, true, false
	}
	if code := codeOf(err); code != 0 {
		return s.judge(err, "the mail"), code != 421 && s.reset(l), false
	}
	why := "the connection was lost before the mail server answered"
	if ctx.Err() != nil {
		why = "the mail server did not answer in time"
	}
	return delivery.Outcome{Kind: delivery.OutcomeInDoubt, Err: errors.New(why)}, false, false
}

// reset readies the connection for the next mail.
func (s *Sender) reset(l *link) bool { return l.client.Reset() == nil }

// judge turns the server's answer to a command before the end of the data into an outcome.
func (s *Sender) judge(err error, at string) delivery.Outcome {
	o := delivery.Outcome{Kind: delivery.OutcomeRetry, Err: fmt.Errorf("at %s: %w", at, s.clean(err))}
	if code := codeOf(err); code >= 500 && code <= 599 {
		o.Kind = delivery.OutcomeRefused
	}
	return o
}

// codeOf is the SMTP reply code in an error, or 0.
func codeOf(err error) int {
	if te := (*textproto.Error)(nil); errors.As(err, &te) {
		return te.Code
	}
	return 0
}

// clean makes an error fit for the operator's log: one line, short, and without our password in any form.
func (s *Sender) clean(err error) error {
	text := oneLine(err.Error())
	for _, secret := range []string{s.cfg.Password} {
		if len(secret) > 2 {
			text = strings.ReplaceAll(text, secret, "[password]")
		}
	}
	return errors.New(short(text))
}

func short(s string) string {
	const most = 200
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
