package hub

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/mailsink"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// ackURL is the personal link that a mail or webhook carries.
func (h *Hub) ackURL(key []byte, audience int64) string {
	return strings.TrimRight(h.opt.Config.BaseURL, "/") + "/a/" + delivery.AckToken(key, audience)
}

// pages makes the console, the API and the public side over the open store.
func (h *Hub) pages(r *running) (http.Handler, error) {
	c := h.opt.Config
	zone, err := time.LoadLocation(c.Desk.Zone)
	if err != nil {
		return nil, err
	}
	passwords := h.opt.Passwords
	if passwords == nil {
		random := h.opt.Rand
		if random == nil {
			random = rand.Reader
		}
		passwords = desk.NewPasswords(random, 2)
	}
	var proxies []netip.Prefix
	for _, n := range c.TrustProxy {
		p, err := netip.ParsePrefix(n)
		if err != nil {
			return nil, err
		}
		proxies = append(proxies, p)
	}
	conf := web.Config{
		Store: r.store, Sessions: r.store.Sessions(), Query: store.AudienceQuery, Gazetteer: r.gaz, Passwords: passwords,
		Kinds: kinds(),
		Clock: h.clock.Now, Wall: time.Now, BaseURL: c.BaseURL, AckKey: r.ackKey, Sender: c.Desk.CAPSender, Name: c.Desk.Name, Zone: zone,
		Drafting:      h.drafting(),
		SecureCookies: strings.HasPrefix(c.BaseURL, "https://"), TrustProxy: proxies, Log: h.log, Stopping: r.quit.Done(), Rand: h.opt.Rand,
	}
	if h.opt.Mailbox != nil {
		conf.Mailbox = mailbox{h.opt.Mailbox}
	}
	if s := h.opt.Story; s != nil {
		conf.Scenario = &web.ScenarioControls{Now: s.Now, Advance: s.Advance,
			Next: func() (string, int) {
				step, left, _ := s.Upcoming()
				return step.Origin, left
			},
			Feed: func(ctx context.Context) error {
				_, _, err := s.Next(ctx)
				return err
			}}
	}
	return web.New(conf)
}

// drafting is how this house drafts.
func (h *Hub) drafting() warning.DraftOptions {
	c := h.opt.Config
	o := warning.DraftOptions{Signed: c.Desk.Name, Margin: c.Desk.Margin}
	for _, x := range c.Delivery.Ladder {
		o.Ladder = append(o.Ladder, warning.Rung{Channel: warning.Channel(x.Channel), Wait: int64(x.Wait / time.Second)})
	}
	return o
}

// Desk does what console and API do, without a page between: a replay's decisions pass here. ok is false while stopped.
func (h *Hub) Desk() (d door.Desk, ok bool) {
	r := h.live.Load()
	if r == nil {
		return d, false
	}
	return door.Desk{Store: r.store, Gazetteer: r.gaz, Clock: h.clock.Now, Drafting: h.drafting(), Query: store.AudienceQuery, Kinds: kinds()}, true
}

func kinds() door.Kinds {
	return door.Kinds{NotFound: store.ErrNotFound, Changed: store.ErrChanged, InDoubt: store.ErrInDoubt, Taken: store.ErrTaken, Denied: store.ErrDenied}
}

// mailbox is the sample mail sink as the console reads it.
type mailbox struct{ sink *mailsink.Sink }

func (m mailbox) Mails(limit int) ([]web.Mail, int) {
	all := m.sink.List()
	var out []web.Mail
	for i := len(all) - 1; i >= 0 && len(out) < limit; i-- {
		out = append(out, pageMail(all[i]))
	}
	return out, m.sink.Total()
}

func (m mailbox) Mail(id int) (web.Mail, bool) {
	x, ok := m.sink.Mail(id)
	out := pageMail(x)
	if ok {
		for _, name := range []string{"From", "Reply-To", "Date", "Message-ID", "X-Tocsin-Key"} {
			if v := x.Header(name); v != "" {
				out.Headers = append(out.Headers, [2]string{name, v})
			}
		}
	}
	return out, ok
}

func pageMail(x mailsink.Mail) web.Mail {
	return web.Mail{ID: x.ID, At: x.At, To: x.To, Subject: x.Subject, Text: x.Text}
}
