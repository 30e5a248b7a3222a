// Package mail takes in what arrives in an IMAP mailbox: STEP and other services send embassies' alerts by mail.
//
// A folder is opened for reading only: nothing in it is marked, moved or deleted, so that people may read the same mailbox. How
// far it was read is a Mark, which the caller keeps; looking again from an old mark gives the same mails again, and keeping them
// again changes nothing. Every mail becomes a document whole, with its header; one that is longer than MaxMail is cut there and
// says so. Only TLS is spoken, and the server's certificate is always checked.
//
// The sender in a mail's header proves nothing. What the receiving server found of it (DKIM, SPF, DMARC) is read from its header
// field and trusted only when it bears the name configured for the mailbox (Authenticated).
package mail

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// The kinds of refusal; errors.Is finds them, and FailureOf tells the source's health.
var (
	ErrConnect = errors.New("the mail server cannot be reached")
	ErrLogin   = errors.New("the mail server turned the login down")
	ErrFolder  = errors.New("the folder cannot be opened")
	ErrTalk    = errors.New("the mail server broke off or answered what is no IMAP")
)

// FailureOf is what an error of this package means for a source's health.
func FailureOf(err error) intake.Failure {
	switch {
	case errors.Is(err, ErrLogin), errors.Is(err, ErrFolder):
		return intake.FailRefused
	case errors.Is(err, ErrTalk):
		return intake.FailUnparsable
	}
	return intake.FailUnreachable
}

// Defaults of a Box.
const (
	DefaultTimeout = 30 * time.Second
	DefaultMaxMail = 10 << 20
)

// Box is one folder of a mailbox.
type Box struct {
	Addr           string // host:port
	Folder         string
	User, Password string
	// TLS is for private authorities and tests: root certificates. Verification cannot be switched off.
	TLS     *tls.Config
	Timeout time.Duration // of the login and of each look; 0: DefaultTimeout
	MaxMail int64         // bytes of one mail; 0: DefaultMaxMail
	// Since is how far back a look without a mark goes; zero: everything in the folder.
	Since time.Time
}

// BoxOf is the box that the URL of a mail source names: imaps://HOST[:PORT]/FOLDER. A folder's name may hold slashes.
func BoxOf(raw string) (Box, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "imaps" || u.Hostname() == "" {
		return Box{}, errors.New("a mailbox has the form imaps://HOST/FOLDER")
	}
	port := u.Port()
	if port == "" {
		port = "993"
	}
	folder := strings.Trim(u.Path, "/")
	if folder == "" {
		folder = "INBOX"
	}
	return Box{Addr: net.JoinHostPort(u.Hostname(), port), Folder: folder}, nil
}

// Mark is how far a folder was read: RFC 9051's UIDVALIDITY, and the highest UID that was taken. A server that numbers anew
// changes the former, and the folder is then read again from Box.Since.
type Mark struct {
	Validity uint32
	UID      uint32
}

// String is the mark as text, "VALIDITY/UID"; empty for the zero mark.
func (m Mark) String() string {
	if m == (Mark{}) {
		return ""
	}
	return fmt.Sprintf("%d/%d", m.Validity, m.UID)
}

// ParseMark reads what String writes; what it cannot read is the zero mark, which reads the folder again.
func ParseMark(s string) Mark {
	a, b, ok := strings.Cut(s, "/")
	v, err1 := strconv.ParseUint(a, 10, 32)
	u, err2 := strconv.ParseUint(b, 10, 32)
	if !ok || err1 != nil || err2 != nil {
		return Mark{}
	}
	return Mark{uint32(v), uint32(u)}
}

// Session is an open folder. It is used by one goroutine at a time.
type Session struct {
	box    Box
	client *imapclient.Client
	mark   Mark // of the folder as opened: its UIDVALIDITY
	news   chan struct{}
	stop   func() bool
	// CertBegin and CertEnd are the validity of the server's certificate.
	CertBegin, CertEnd time.Time
}

// Open connects, logs in and opens the folder for reading. ctx bounds the whole session: when it ends, the connection is cut.
func (b Box) Open(ctx context.Context) (*Session, error) {
	if b.Timeout <= 0 {
		b.Timeout = DefaultTimeout
	}
	if b.MaxMail <= 0 {
		b.MaxMail = DefaultMaxMail
	}
	host, _, err := net.SplitHostPort(b.Addr)
	if err != nil {
		return nil, fmt.Errorf("%w: its address %q is not host:port", ErrConnect, b.Addr)
	}
	tc := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: host, NextProtos: []string{"imap"}}
	if b.TLS != nil {
		tc.RootCAs = b.TLS.RootCAs
	}
	opening, cancel := context.WithTimeout(ctx, b.Timeout)
	defer cancel()
	conn, err := (&tls.Dialer{NetDialer: &net.Dialer{Timeout: b.Timeout}, Config: tc}).DialContext(opening, "tcp", b.Addr)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrConnect, err)
	}
	s := &Session{box: b, news: make(chan struct{}, 1)}
	if certs := conn.(*tls.Conn).ConnectionState().PeerCertificates; len(certs) > 0 {
		s.CertBegin, s.CertEnd = certs[0].NotBefore, certs[0].NotAfter
	}
	s.client = imapclient.New(conn, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(d *imapclient.UnilateralDataMailbox) {
			if d.NumMessages != nil {
				select {
				case s.news <- struct{}{}:
				default: // it is known already
				}
			}
		}}})
	s.stop = context.AfterFunc(ctx, func() { conn.Close() })
	defer context.AfterFunc(opening, func() { conn.Close() })() // a login that hangs
	if err := s.client.Login(b.User, b.Password).Wait(); err != nil {
		s.Close()
		return nil, refused(ErrLogin, err)
	}
	if err := s.examine(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// refused wraps an answer of the server as the refusal it is, and everything else as trouble on the line.
func refused(as, err error) error {
	var said *imap.Error
	if errors.As(err, &said) {
		return fmt.Errorf("%w: %s", as, clip(said.Text, 200))
	}
	return fmt.Errorf("%w: %w", ErrTalk, err)
}

func (s *Session) examine() error {
	d, err := s.client.Select(s.box.Folder, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return refused(fmt.Errorf("%w: %q", ErrFolder, s.box.Folder), err)
	}
	s.mark.Validity = d.UIDValidity
	return nil
}

// Close ends the session.
func (s *Session) Close() {
	s.stop()
	s.client.Close()
}

// Got is what a look brought.
type Got struct {
	Docs []intake.Doc
	Mark Mark // to look from next time, once Docs are kept
	Left int  // mails that were beyond most; the next look brings them
	Cut  int  // mails that were longer than MaxMail
}

// Look takes the mails that came after the mark, the oldest first and at most most of them. A mark of another numbering counts
// as none.
func (s *Session) Look(ctx context.Context, from Mark, most int) (Got, error) {
	defer context.AfterFunc(ctx, func() { s.client.Close() })()
	if from.Validity != s.mark.Validity {
		from = Mark{Validity: s.mark.Validity}
	}
	got := Got{Mark: from}
	// "n:*" names the last mail even when it is older (RFC 9051, section 9), so the answer is filtered.
	crit := &imap.SearchCriteria{UID: []imap.UIDSet{{imap.UIDRange{Start: imap.UID(from.UID) + 1, Stop: 0}}}}
	if from.UID == 0 && !s.box.Since.IsZero() {
		crit.Since = s.box.Since
	}
	found, err := s.client.UIDSearch(crit, nil).Wait()
	if err != nil {
		return got, refused(ErrTalk, err)
	}
	uids := slices.DeleteFunc(found.AllUIDs(), func(u imap.UID) bool { return uint32(u) <= from.UID })
	slices.Sort(uids)
	if most > 0 && len(uids) > most {
		got.Left = len(uids) - most
		uids = uids[:most]
	}
	for _, uid := range uids {
		doc, long, err := s.fetch(uid)
		if err != nil {
			return got, err
		}
		if long {
			got.Cut++
		}
		if doc.Raw != nil { // deleted meanwhile
			got.Docs = append(got.Docs, doc)
		}
		got.Mark.UID = uint32(uid)
	}
	return got, nil
}

// fetch reads one mail, without marking it as read.
func (s *Session) fetch(uid imap.UID) (doc intake.Doc, long bool, err error) {
	section := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Offset: 0, Size: s.box.MaxMail}}
	ms, err := s.client.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{UID: true, RFC822Size: true, InternalDate: true, BodySection: []*imap.FetchItemBodySection{section}}).Collect()
	if err != nil {
		return doc, false, refused(ErrTalk, err)
	}
	for _, m := range ms {
		if m.UID != uid || len(m.BodySection) == 0 {
			continue
		}
		raw := m.BodySection[0].Bytes
		long = m.RFC822Size > s.box.MaxMail
		return intake.Doc{Raw: raw, Meta: metaOf(raw, m.InternalDate, long, s.box.MaxMail)}, long, nil
	}
	return doc, false, nil
}

// metaOf is what is known of a mail besides its bytes. It counts as published when the receiving server took it, which the
// sender cannot choose.
func metaOf(raw []byte, taken time.Time, long bool, most int64) intake.Meta {
	fs := header(raw)
	id, _ := first(fs, "message-id")
	from, _ := first(fs, "from")
	m := intake.Meta{Identity: clip(strings.TrimSpace(id), 255), Published: taken.UTC()}
	if a, err := mail.ParseAddress(from); err == nil && a.Name != "" {
		m.Origin = clip(strings.Join(strings.Fields(a.Name), " "), 200)
	} else {
		m.Origin = senderOf(fs)
	}
	if long {
		m.Trust, _ = json.Marshal(intake.Trust{Notes: []string{fmt.Sprintf("the mail is longer than %d bytes and was cut there", most)}})
	}
	return m
}

// ErrNoIdle: the server cannot tell when a mail comes; look again after a while.
var ErrNoIdle = errors.New("the mail server does not know IDLE")

// Wait returns when the server says that the folder has changed since the session began or since the last Wait (IDLE,
// RFC 2177), or when ctx ends, with its error. Look afterwards.
func (s *Session) Wait(ctx context.Context) error {
	if caps := s.client.Caps(); !caps.Has(imap.CapIdle) && !caps.Has(imap.CapIMAP4rev2) {
		return ErrNoIdle
	}
	idle, err := s.client.Idle()
	if err != nil {
		return refused(ErrTalk, err)
	}
	over := make(chan error, 1)
	go func() { over <- idle.Wait() }()
	select {
	case <-s.news:
		err = nil
	case <-ctx.Done():
		err = ctx.Err()
	case e := <-over:
		if e == nil {
			e = errors.New("the server ended the waiting")
		}
		return fmt.Errorf("%w: %w", ErrTalk, e)
	}
	if e := idle.Close(); e != nil && err == nil {
		return fmt.Errorf("%w: %w", ErrTalk, e)
	}
	<-over
	return err
}
