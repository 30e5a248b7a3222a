package hub

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/mail"
	"github.com/tocsin-hub/tocsin/internal/intake/poll"
	"github.com/tocsin-hub/tocsin/internal/intake/trust"
)

const (
	// firstMails is how far back the first look at a mailbox goes.
	firstMails = 14 * 24 * time.Hour
	// idleSpare is what is left of a look's time when its waiting ends, to close and to keep.
	idleSpare = 15 * time.Second
)

// mailboxes looks at mail sources.
type mailboxes struct {
	list  []config.Mailbox
	roots *x509.CertPool
	store interface {
		Sources(ctx context.Context) ([]intake.Watched, error)
	}
	now func() time.Time
}

// look takes what came into a folder since the mark in the source's health. When nothing has, it waits for the server to say that
// something did, as long as a look may take, so that a mail is there within a second of its coming. Of several sources on one folder
// each takes the mails that mail.Route gives it.
func (m mailboxes) look(ctx context.Context, src intake.Source, h intake.Health) (docs []intake.Doc, o poll.Outcome) {
	o.ETag = h.ETag
	fail := func(err error) ([]intake.Doc, poll.Outcome) {
		o.Failure, o.Error = mail.FailureOf(err), err.Error()
		return nil, o
	}
	box, err := mail.BoxOf(src.URL)
	if err != nil {
		o.Failure, o.Error = intake.FailForbidden, err.Error()
		return nil, o
	}
	host, _, _ := net.SplitHostPort(box.Addr)
	i := slices.IndexFunc(m.list, func(x config.Mailbox) bool { return strings.EqualFold(x.Host, host) })
	if i < 0 {
		o.Failure, o.Error = intake.FailRefused, fmt.Sprintf("there is no login for %s: put it into intake.mailboxes", host)
		return nil, o
	}
	login := m.list[i]
	box.User, box.Password, box.Since = login.User, login.Password, m.now().Add(-firstMails)
	if m.roots != nil {
		box.TLS = &tls.Config{RootCAs: m.roots}
	}
	beside, mine, err := m.beside(ctx, src)
	if err != nil {
		o.Failure, o.Error = intake.FailUnreachable, err.Error()
		return nil, o
	}
	s, err := box.Open(ctx)
	if err != nil {
		return fail(err)
	}
	defer s.Close()
	o.CertBegin, o.CertEnd = s.CertBegin, s.CertEnd
	mark := mail.ParseMark(h.ETag)
	got, err := s.Look(ctx, mark, src.Max)
	if err == nil && len(got.Docs) == 0 {
		if end, ok := ctx.Deadline(); ok {
			waiting, stop := context.WithDeadline(ctx, end.Add(-idleSpare))
			if s.Wait(waiting) == nil { // else nothing came, or the next look tells what is wrong
				got, err = s.Look(ctx, mark, src.Max)
			}
			stop()
		}
	}
	if err != nil {
		return fail(err)
	}
	for _, d := range got.Docs {
		from := mail.Sender(d.Raw)
		to, bound := mail.Route(beside, from)
		if to != mine {
			continue
		}
		t := trust.JudgeMail(from, bound, mail.Authenticated(d.Raw, login.AuthServ))
		var was intake.Trust // a mail that was cut says so
		if len(d.Meta.Trust) > 0 && json.Unmarshal(d.Meta.Trust, &was) == nil {
			t.Notes = append(t.Notes, was.Notes...)
		}
		body, err := json.Marshal(t)
		if err != nil {
			return fail(err)
		}
		d.Meta.Trust, d.Meta.Held = body, t.Review
		if d.Meta.Origin == "" {
			d.Meta.Origin = src.Authority
		}
		docs = append(docs, d)
	}
	o.Answer = intake.Answer{Form: "mail", Docs: len(got.Docs), Unchanged: len(got.Docs) == 0}
	o.ETag, o.More = got.Mark.String(), got.Left > 0
	return docs, o
}

// beside are the sources that are on and share the folder, by id, and which of them src is.
func (m mailboxes) beside(ctx context.Context, src intake.Source) (list []intake.Source, mine int, err error) {
	all, err := m.store.Sources(ctx)
	if err != nil {
		return nil, 0, err
	}
	for _, w := range all {
		if w.Source.ID == src.ID {
			mine = len(list)
			list = append(list, src)
		} else if w.Source.On && w.Source.Kind == intake.KindMail && w.Source.URL == src.URL {
			list = append(list, w.Source)
		}
	}
	if len(list) == 0 {
		list = []intake.Source{src}
	}
	return list, mine, nil
}
