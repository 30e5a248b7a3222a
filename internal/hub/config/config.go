// Package config reads Tocsin's configuration: one YAML file, the environment over it, secrets out of files.
//
// It fails closed: a key that is not known, a value out of range, a secret that everybody tries first, or one that others can
// read, ends the start with words that say what would be right.
package config

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones by name on a machine without zone files

	"github.com/tocsin-hub/tocsin/internal/roster"
)

// Config is the whole configuration: the file tocsin.yaml with TOCSIN_ environment variables over it. Every key stands in
// docs/guide/configuration.md and in tocsin.example.yaml; a key that is not here is refused. Secrets come from files or from
// the environment, never from the YAML file itself.
type Config struct {
	Listen       string `koanf:"listen"`        // address of pages, API and public feed
	BaseURL      string `koanf:"base_url"`      // how people reach it from outside; acknowledge links begin with it
	Database     string `koanf:"database"`      // sqlite:PATH or postgres://…
	DatabaseFile string `koanf:"database_file"` // a file that holds the database address, when it has a password in it
	Node         string `koanf:"node"`          // name of this process among those that share the database
	Migrate      string `koanf:"migrate"`       // auto: bring the tables up to date at start; refuse: start only when they are
	// TrustProxy are the networks, in CIDR form, of reverse proxies whose X-Forwarded-For tells the client's address.
	TrustProxy []string `koanf:"trust_proxy"`
	// SourcesFile lists the sources (docs/guide/sources.md); empty: sources are kept by the commands alone.
	SourcesFile string `koanf:"sources_file"`

	Desk     Desk     `koanf:"desk"`
	Mail     Mail     `koanf:"mail"`
	Webhook  Webhook  `koanf:"webhook"`
	Safehttp Safehttp `koanf:"safehttp"`
	Intake   Intake   `koanf:"intake"`
	Alarms   Alarms   `koanf:"alarms"`
	Reading  Reading  `koanf:"reading"`
	Delivery Delivery `koanf:"delivery"`
	Limits   Limits   `koanf:"limits"`
	Log      Log      `koanf:"log"`
	Metrics  Metrics  `koanf:"metrics"`
}

// Desk says who warns.
type Desk struct {
	Name      string  `koanf:"name"`       // how the desk signs
	CAPSender string  `koanf:"cap_sender"` // sender of our CAP alerts: an address or domain of ours, no spaces, commas, < or &
	Language  string  `koanf:"language"`   // BCP 47: the desk's own language
	Zone      string  `koanf:"zone"`       // IANA time zone in which the console shows times
	Margin    float64 `koanf:"margin"`     // metropolitan margin in metres for new drafts, 0 to 200,000
	Tasks     Tasks   `koanf:"tasks"`
}

// Mail is the way to the mail server. Without a host no e-mail is sent and the desk is told.
type Mail struct {
	Host         string `koanf:"host"`
	Port         int    `koanf:"port"`
	TLS          string `koanf:"tls"` // starttls, implicit or none
	User         string `koanf:"user"`
	Password     string `koanf:"password"` // environment only
	PasswordFile string `koanf:"password_file"`
	From         string `koanf:"from"`
	ReplyTo      string `koanf:"reply_to"`
	Hello        string `koanf:"hello"`       // our name in EHLO
	Connections  int    `koanf:"connections"` // kept open at once
}

// Webhook signs what is posted to people's and partners' systems.
type Webhook struct {
	Secret     string `koanf:"secret"` // environment only
	SecretFile string `koanf:"secret_file"`
}

// Safehttp opens the guard on outgoing HTTP by name; by default only public addresses are reached.
type Safehttp struct {
	Allow []string `koanf:"allow"` // networks in CIDR form
}

// Intake shapes how sources are looked at and how long their bytes are kept.
type Intake struct {
	UserAgent string        `koanf:"user_agent"` // how we name ourselves to the servers of sources
	MaxBody   int64         `koanf:"max_body"`   // bytes of one answer or post; a longer one is refused
	KeepBytes time.Duration `koanf:"keep_bytes"` // how long the bytes of items are kept that nothing open refers to; 0: for ever
	// Mailboxes are the logins of mail sources, by host: a source says where the folder is, this says who may open it.
	Mailboxes []Mailbox `koanf:"mailboxes"`
}

// Mailbox is the login for the mail sources of one host.
type Mailbox struct {
	Host         string `koanf:"host"` // as in imaps://HOST/FOLDER
	User         string `koanf:"user"`
	PasswordFile string `koanf:"password_file"`
	// AuthServ is the name under which this host writes what it found of a sender (Authentication-Results). Empty: nothing of
	// that kind is believed, and mails of senders that a source names wait for a person.
	AuthServ string `koanf:"authserv"`
	Password string `koanf:"-"` // out of PasswordFile
}

// Alarms says to whom the alarms of the sources go, beside the console and the metrics: once when raised, once when over.
type Alarms struct {
	Webhook string `koanf:"webhook"` // a URL that gets each as signed JSON
	Email   string `koanf:"email"`   // one address
}

// Reading shapes how documents are read.
type Reading struct {
	Assist Assist `koanf:"assist"`
}

// Assist lets a language model propose values that the rules missed. Without a URL there is none, and no text is sent.
type Assist struct {
	URL     string        `koanf:"url"` // of an OpenAI-compatible endpoint, such as https://llm.example.org/v1
	Model   string        `koanf:"model"`
	Key     string        `koanf:"key"` // environment only
	KeyFile string        `koanf:"key_file"`
	Timeout time.Duration `koanf:"timeout"`  // longest wait for an answer
	MaxText int           `koanf:"max_text"` // bytes; a longer text is not sent
}

// Delivery tunes how warnings go out.
type Delivery struct {
	Workers  int           `koanf:"workers"`   // batches at once
	InFlight int           `koanf:"in_flight"` // sends at once within a batch
	Timeout  time.Duration `koanf:"timeout"`   // longest wait for one send; then it is in doubt
	Lease    time.Duration `koanf:"lease"`     // how long one attempt holds off another; at least timeout + 30 s
	Ladder   []Rung        `koanf:"ladder"`    // channels in their order, for new drafts
}

// Rung is one step of the ladder.
type Rung struct {
	Channel string        `koanf:"channel"`
	Wait    time.Duration `koanf:"wait"` // after release; the first rung's is 0
}

// Limits bounds what this node sends.
type Limits struct {
	MailsPerSecond    float64 `koanf:"mails_per_second"`    // sent by this node at most; 0: no limit
	WebhooksPerSecond float64 `koanf:"webhooks_per_second"` // posted by this node at most; 0: no limit
}

// Log shapes the log, which goes to the standard error stream.
type Log struct {
	Level  string `koanf:"level"`  // debug, info, warn or error
	Format string `koanf:"format"` // text or json
}

// Metrics opens /metrics: on an address of its own, or on the main one behind a token, or not at all.
type Metrics struct {
	Listen    string `koanf:"listen"`
	Token     string `koanf:"token"` // environment only
	TokenFile string `koanf:"token_file"`
}

// Default is what holds where the file says nothing. It has no credential in it.
func Default() Config {
	return Config{
		Listen:   "127.0.0.1:8080",
		BaseURL:  "http://localhost:8080",
		Database: "sqlite:var/tocsin.db",
		Node:     "node-1",
		Migrate:  "auto",
		Desk:     Desk{Name: "Duty desk", CAPSender: "desk@localhost.invalid", Language: "en", Zone: "UTC", Margin: roster.DefaultMargin, Tasks: defaultTasks()},
		Intake:   Intake{UserAgent: "Tocsin (security warnings; see the operator's site)", MaxBody: 16 << 20, KeepBytes: 400 * 24 * time.Hour},
		Reading:  Reading{Assist: Assist{Timeout: 30 * time.Second, MaxText: 20_000}},
		Mail:     Mail{Port: 587, TLS: "starttls", Connections: 4},
		Delivery: Delivery{Workers: 8, InFlight: 32, Timeout: 30 * time.Second, Lease: 2 * time.Minute, Ladder: []Rung{
			{Channel: "email"}, {Channel: "webhook", Wait: 2 * time.Minute},
		}},
		Log: Log{Level: "info", Format: "text"},
	}
}

// WebhookMark begins a webhook secret in the form of the Standard Webhooks specification.
const WebhookMark = "whsec_"

// wellKnown are secrets that everybody tries first.
var wellKnown = []string{"changeme", "change-me", "change_me", "password", "passw0rd", "secret", "admin", "root", "tocsin", "default",
	"letmein", "12345678", "123456789012", "test", "demo", "example", "qwerty", "webhook", "token"}

// guessable reports a secret that stands in every list of defaults, alone or repeated.
func guessable(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, w := range wellKnown {
		if s != "" && strings.ReplaceAll(s, w, "") == "" {
			return true
		}
	}
	return s != "" && strings.Trim(s, s[:1]) == ""
}

// fill reads secret files into their fields. A file that others may read is refused.
func (c *Config) fill() error {
	for _, s := range []struct {
		key  string
		file string
		into *string
	}{
		{"mail.password", c.Mail.PasswordFile, &c.Mail.Password},
		{"webhook.secret", c.Webhook.SecretFile, &c.Webhook.Secret},
		{"metrics.token", c.Metrics.TokenFile, &c.Metrics.Token},
		{"reading.assist.key", c.Reading.Assist.KeyFile, &c.Reading.Assist.Key},
	} {
		if s.file == "" {
			continue
		}
		if *s.into != "" {
			return fmt.Errorf("%s is given twice, by %s_file and by the environment: keep one", s.key, s.key)
		}
		v, err := secretFile(s.file)
		if err != nil {
			return fmt.Errorf("reading %s_file: %w", s.key, err)
		}
		*s.into = v
	}
	for i := range c.Intake.Mailboxes {
		m := &c.Intake.Mailboxes[i]
		if m.PasswordFile == "" {
			return fmt.Errorf("intake.mailboxes[%d]: password_file is missing: the password does not stand in this file", i)
		}
		v, err := secretFile(m.PasswordFile)
		if err != nil {
			return fmt.Errorf("reading intake.mailboxes[%d].password_file: %w", i, err)
		}
		m.Password = v
	}
	if c.DatabaseFile != "" {
		v, err := secretFile(c.DatabaseFile)
		if err != nil {
			return fmt.Errorf("reading database_file: %w", err)
		}
		c.Database = v
	}
	return nil
}

func secretFile(path string) (string, error) {
	st, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if st.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%s can be read by others (mode %04o): chmod 600 %s", path, st.Mode().Perm(), path)
	}
	if st.Size() > 64<<10 {
		return "", fmt.Errorf("%s is larger than 64 kB: that is no secret", path)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	v := string(bytes.TrimRight(raw, "\r\n"))
	if v == "" {
		return "", fmt.Errorf("%s is empty", path)
	}
	return v, nil
}

// Validate checks every value and says of each wrong one what is wrong and what would be right. All of them are told at once.
func (c Config) Validate() error {
	var bad []error
	no := func(key, format string, a ...any) {
		bad = append(bad, fmt.Errorf("%s: %s", key, fmt.Sprintf(format, a...)))
	}
	boxes := map[string]bool{}
	for i, m := range c.Intake.Mailboxes {
		key := fmt.Sprintf("intake.mailboxes[%d]", i)
		switch {
		case m.Host == "" || strings.ContainsAny(m.Host, "/:@ "):
			no(key, "host %q is not a host name, such as imap.example.org", m.Host)
		case boxes[m.Host]:
			no(key, "host %q stands here twice", m.Host)
		case m.User == "":
			no(key, "user is missing")
		}
		boxes[m.Host] = true
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		no("listen", "%q is not an address with a port, such as 127.0.0.1:8080", c.Listen)
	}
	if u, err := url.Parse(c.BaseURL); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.RawQuery != "" || u.Fragment != "" {
		no("base_url", "%q is not a web address, such as https://warnings.example.org", c.BaseURL)
	} else if u.Scheme == "http" && !local(u.Hostname()) {
		no("base_url", "%q is not https: passwords and acknowledge links would travel in the open (http is only for localhost)", c.BaseURL)
	}
	switch {
	case strings.HasPrefix(c.Database, "sqlite:") && len(c.Database) > len("sqlite:"):
	case strings.HasPrefix(c.Database, "postgres://"), strings.HasPrefix(c.Database, "postgresql://"):
		if u, err := url.Parse(c.Database); err != nil {
			no("database", "the PostgreSQL address cannot be read: its form is postgres://user@host/database")
		} else if p, has := u.User.Password(); has && guessable(p) {
			no("database", "the password in it is one that everybody tries first: choose another")
		}
	default:
		no("database", `must begin with "sqlite:" or "postgres://"`)
	}
	if !plainName(c.Node) {
		no("node", "%q: use 1 to 40 letters, digits, dots or hyphens", c.Node)
	}
	oneOf(no, "migrate", c.Migrate, "auto", "refuse")
	if strings.TrimSpace(c.Desk.Name) == "" {
		no("desk.name", "is empty: people must see who warns them")
	}
	if c.Desk.CAPSender == "" || strings.ContainsAny(c.Desk.CAPSender, " ,<&\t\r\n") {
		no("desk.cap_sender", "%q: CAP 1.2 allows no spaces, commas, < or & in it", c.Desk.CAPSender)
	}
	if c.Desk.Language == "" || len(c.Desk.Language) > 35 || strings.ContainsAny(c.Desk.Language, " ,;_") {
		no("desk.language", "%q is not a language tag such as en or pt-BR", c.Desk.Language)
	}
	if _, err := time.LoadLocation(c.Desk.Zone); err != nil || c.Desk.Zone == "" || c.Desk.Zone == "Local" {
		no("desk.zone", "%q is not a time zone such as Europe/Riga", c.Desk.Zone)
	}
	if !(c.Desk.Margin >= 0 && c.Desk.Margin <= 200_000) {
		no("desk.margin", "%g: 0 to 200000 metres", c.Desk.Margin)
	}
	c.Desk.Tasks.validate(no)
	c.validateMail(no)
	c.validateIntake(no)
	c.validateAssist(no)
	if c.Webhook.Secret != "" {
		raw := []byte(c.Webhook.Secret)
		if enc, marked := strings.CutPrefix(c.Webhook.Secret, WebhookMark); marked {
			var err error
			if raw, err = base64.StdEncoding.DecodeString(enc); err != nil {
				no("webhook.secret", "begins with %s but what follows is not base64", WebhookMark)
			}
		}
		if guessable(string(raw)) {
			no("webhook.secret", "is one that everybody tries first: make one with `openssl rand -base64 32`")
		} else if len(raw) < 24 || len(raw) > 64 {
			no("webhook.secret", "is shorter than 24 or longer than 64 bytes: make one with `openssl rand -base64 32`")
		}
	}
	for _, l := range []struct {
		key  string
		nets []string
	}{{"safehttp.allow", c.Safehttp.Allow}, {"trust_proxy", c.TrustProxy}} {
		for _, n := range l.nets {
			if p, err := netip.ParsePrefix(n); err != nil {
				no(l.key, "%q is not a network such as 10.1.0.0/16", n)
			} else if p.Bits() == 0 {
				no(l.key, "%q is every address there is: name the network you mean", n)
			}
		}
	}
	if c.Delivery.Workers < 1 || c.Delivery.Workers > 64 {
		no("delivery.workers", "%d: 1 to 64", c.Delivery.Workers)
	}
	if c.Delivery.InFlight < 1 || c.Delivery.InFlight > 500 {
		no("delivery.in_flight", "%d: 1 to 500", c.Delivery.InFlight)
	}
	if c.Delivery.Timeout < time.Second || c.Delivery.Timeout > 10*time.Minute {
		no("delivery.timeout", "%s: 1s to 10m", c.Delivery.Timeout)
	}
	if c.Delivery.Lease < c.Delivery.Timeout+30*time.Second || c.Delivery.Lease > time.Hour {
		no("delivery.lease", "%s: at least delivery.timeout and 30s, at most 1h: otherwise a warning could be sent again while it is still being sent", c.Delivery.Lease)
	}
	if len(c.Delivery.Ladder) == 0 {
		no("delivery.ladder", "is empty: no channel would carry a warning")
	}
	for i, r := range c.Delivery.Ladder {
		key := fmt.Sprintf("delivery.ladder[%d]", i)
		oneOf(no, key+".channel", r.Channel, "email", "webhook")
		if i == 0 && r.Wait != 0 {
			no(key+".wait", "%s: the first channel is tried at once, its wait is 0s", r.Wait)
		}
		if i > 0 && (r.Wait < c.Delivery.Ladder[i-1].Wait || r.Wait > 24*time.Hour) {
			no(key+".wait", "%s: not before the channel above it, and at most 24h", r.Wait)
		}
	}
	for key, v := range map[string]float64{"limits.mails_per_second": c.Limits.MailsPerSecond, "limits.webhooks_per_second": c.Limits.WebhooksPerSecond} {
		if !(v >= 0 && v <= 1e6) {
			no(key, "%g: 0 (no limit) to 1000000", v)
		}
	}
	oneOf(no, "log.level", c.Log.Level, "debug", "info", "warn", "error")
	oneOf(no, "log.format", c.Log.Format, "text", "json")
	if c.Metrics.Listen != "" {
		if host, _, err := net.SplitHostPort(c.Metrics.Listen); err != nil {
			no("metrics.listen", "%q is not an address with a port, such as 127.0.0.1:9108", c.Metrics.Listen)
		} else if !local(host) && c.Metrics.Token == "" {
			no("metrics.listen", "%q is not a local address: give metrics.token_file as well", c.Metrics.Listen)
		}
	}
	if c.Metrics.Token != "" && (guessable(c.Metrics.Token) || len(c.Metrics.Token) < 16) {
		no("metrics.token", "is shorter than 16 characters or one that everybody tries first: make one with `openssl rand -base64 24`")
	}
	return errors.Join(bad...)
}

func (c Config) validateMail(no func(string, string, ...any)) {
	m := c.Mail
	if m.Host == "" {
		return
	}
	if strings.ContainsAny(m.Host, " /:@") {
		no("mail.host", "%q is not a host name; the port stands in mail.port", m.Host)
	}
	if m.Port < 1 || m.Port > 65535 {
		no("mail.port", "%d: usually 587 with starttls, 465 with implicit", m.Port)
	}
	oneOf(no, "mail.tls", m.TLS, "starttls", "implicit", "none")
	if m.TLS == "none" && !local(m.Host) {
		no("mail.tls", "none is only for a mail server on this machine: warnings and passwords would travel in the open")
	}
	if _, err := mail.ParseAddress(m.From); err != nil {
		no("mail.from", "%q is not a mail address, such as \"Duty desk <desk@example.org>\"", m.From)
	}
	if m.ReplyTo != "" {
		if _, err := mail.ParseAddress(m.ReplyTo); err != nil {
			no("mail.reply_to", "%q is not a mail address", m.ReplyTo)
		}
	}
	if m.User != "" && m.Password == "" {
		no("mail.user", "is given without a password: set mail.password_file or TOCSIN_MAIL_PASSWORD")
	}
	if m.Password != "" && guessable(m.Password) {
		no("mail.password", "is one that everybody tries first: choose another")
	}
	if m.Connections < 1 || m.Connections > 64 {
		no("mail.connections", "%d: 1 to 64", m.Connections)
	}
}

func (c Config) validateIntake(no func(string, string, ...any)) {
	i, a := c.Intake, c.Alarms
	if strings.TrimSpace(i.UserAgent) == "" || len(i.UserAgent) > 200 || strings.ContainsFunc(i.UserAgent, func(r rune) bool { return r < ' ' || r > '~' }) {
		no("intake.user_agent", "1 to 200 plain characters; put an address in it at which a server's operator can reach you")
	}
	if i.MaxBody < 64<<10 || i.MaxBody > 32<<20 {
		no("intake.max_body", "%d: 65536 to 33554432 bytes", i.MaxBody)
	}
	if i.KeepBytes != 0 && i.KeepBytes < 24*time.Hour {
		no("intake.keep_bytes", "%s: 0 (for ever), or at least 24h", i.KeepBytes)
	}
	if a.Webhook != "" {
		if u, err := url.Parse(a.Webhook); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.Fragment != "" {
			no("alarms.webhook", "is not a plain web address, such as https://ops.example.org/tocsin")
		}
	}
	if a.Email != "" {
		if m, err := mail.ParseAddress(a.Email); err != nil || m.Name != "" || m.Address != a.Email {
			no("alarms.email", "%q is not one plain mail address, such as ops@example.org", a.Email)
		}
		if c.Mail.Host == "" {
			no("alarms.email", "is given, but there is no mail server (mail.host) to send it")
		}
	}
}

func (c Config) validateAssist(no func(string, string, ...any)) {
	a := c.Reading.Assist
	if a.URL == "" {
		return
	}
	if u, err := url.Parse(a.URL); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		no("reading.assist.url", "is not a plain web address, such as https://llm.example.org/v1; a key stands in reading.assist.key_file")
	}
	if strings.TrimSpace(a.Model) == "" {
		no("reading.assist.model", "is empty: name the model as the endpoint names it")
	}
	if a.Timeout < time.Second || a.Timeout > 5*time.Minute {
		no("reading.assist.timeout", "%s: 1s to 5m", a.Timeout)
	}
	if a.MaxText < 1000 || a.MaxText > 1_000_000 {
		no("reading.assist.max_text", "%d: 1000 to 1000000 bytes", a.MaxText)
	}
}

func oneOf(no func(string, string, ...any), key, have string, may ...string) {
	if !slices.Contains(may, have) {
		no(key, "%q: one of %s", have, strings.Join(may, ", "))
	}
}

func plainName(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.') {
			return false
		}
	}
	return true
}

// local says that a host name is this machine.
func local(host string) bool {
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}
