package intake

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Kind is what a Source gives and how it is reached.
type Kind string

// The kinds; there is no other.
const (
	KindFeed   Kind = "feed"   // a document over HTTP that holds others or is one itself: Atom, RSS, EDXL-DE, CAP, a government's advice; told apart by its bytes
	KindPage   Kind = "page"   // one HTML page; a change of its content is a new Item of the same Identity
	KindMail   Kind = "mail"   // a folder of an IMAP mailbox
	KindFolder Kind = "folder" // files in a directory of this machine
	KindPush   Kind = "push"   // posts to us over HTTP with the source's own token
)

// Kinds lists every Kind.
var Kinds = []Kind{KindFeed, KindPage, KindMail, KindFolder, KindPush}

// Polled says that Tocsin goes and looks, over the network or in a directory. A source that is not polled comes by itself.
func (k Kind) Polled() bool { return k != KindPush }

// Bounds of a Source's values.
const (
	DefaultEvery = 5 * time.Minute
	MinEvery     = 30 * time.Second
	MaxEvery     = 7 * 24 * time.Hour
	DefaultMax   = 2000 // documents taken of one poll
	maxMax       = 100_000
	maxList      = 500 // entries of Senders, Remit and Keys
)

// SameHost is the Links of a source whose linked bodies lie on the host of its own URL.
const SameHost = "same-host"

// Source is where items come from: a feed, a page, a mailbox, a folder, or somebody who posts to us. It is what the operator
// states and trusts; what is learnt of it in operation is its Health.
type Source struct {
	ID   SourceID `json:"id"` // a-z, 0-9, - and . ; 1 to 64
	Name string   `json:"name"`
	Kind Kind     `json:"kind"`
	// URL is where it is found: http(s) for a feed or page, imaps://HOST[:PORT]/FOLDER for mail, an absolute path for a folder,
	// empty for push.
	URL       string `json:"url,omitempty"`
	Authority string `json:"authority,omitempty"` // who speaks through it; empty: told by its documents
	Country   string `json:"country,omitempty"`   // of the Authority, ISO 3166-1 alpha-2
	Lang      string `json:"lang,omitempty"`      // BCP 47; of documents that do not say theirs
	// Every is the shortest time between two polls; 0 becomes DefaultEvery in Filled.
	Every time.Duration `json:"-"`
	On    bool          `json:"on"`
	// Reliability is A (completely reliable) to E (unreliable), or F (cannot be judged), of the Admiralty code.
	Reliability string   `json:"reliability"`
	Senders     []string `json:"senders,omitempty"` // CAP or mail senders it may carry; empty: any, which is shown
	Remit       []string `json:"remit,omitempty"`   // ISO 3166-1 or 3166-2 codes it may speak for; empty: none stated
	// Keys are pinned: each a PEM certificate (the signer's or its authority's) or "sha256:HEX" of a SubjectPublicKeyInfo.
	Keys         []string `json:"keys,omitempty"`
	RedirectHost string   `json:"redirect_host,omitempty"` // the one host to which its URL may redirect; empty: none
	Links        string   `json:"links,omitempty"`         // SameHost, or the one host from which linked bodies may be fetched
	Max          int      `json:"max,omitempty"`           // most documents taken of one poll; 0 becomes DefaultMax in Filled
	// MayBeEmpty says that a list without entries is a normal state of this source (a feed of what is in force now); otherwise
	// an empty list where there used to be entries is an outage.
	MayBeEmpty bool `json:"may_be_empty,omitempty"`
	// Expect is the operator's word on the longest normal time between two new documents; 0: it is learnt.
	Expect time.Duration `json:"-"`
	// Listed says that it stands in the operator's sources file, which wins over every other door.
	Listed bool `json:"listed,omitempty"`
}

// Doc is one document as a source gave it, before it is an Item.
type Doc struct {
	Raw  []byte
	Meta Meta // without Source: the keeper knows it
}

// sourceJSON is Source with its durations as text ("5m0s").
type sourceJSON struct {
	plainSource
	Every  string `json:"every,omitempty"`
	Expect string `json:"expect,omitempty"`
}

type plainSource Source

// MarshalJSON writes durations as text.
func (s Source) MarshalJSON() ([]byte, error) {
	j := sourceJSON{plainSource: plainSource(s)}
	if s.Every != 0 {
		j.Every = s.Every.String()
	}
	if s.Expect != 0 {
		j.Expect = s.Expect.String()
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Source) UnmarshalJSON(b []byte) error {
	var j sourceJSON
	err := json.Unmarshal(b, &j)
	if err != nil {
		return err
	}
	*s = Source(j.plainSource)
	if j.Every != "" {
		if s.Every, err = time.ParseDuration(j.Every); err != nil {
			return fmt.Errorf("every: %w", err)
		}
	}
	if j.Expect != "" {
		if s.Expect, err = time.ParseDuration(j.Expect); err != nil {
			return fmt.Errorf("expect: %w", err)
		}
	}
	return nil
}

// Filled is the source with the defaults in the place of what was left out.
func (s Source) Filled() Source {
	if s.Every == 0 && s.Kind.Polled() {
		s.Every = DefaultEvery
	}
	if s.Reliability == "" {
		s.Reliability = "F"
	}
	if s.Links == "" && s.Kind == KindFeed {
		s.Links = SameHost
	}
	if s.Max == 0 {
		s.Max = DefaultMax
	}
	return s
}

var (
	idForm    = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,63}$`)
	landForm  = regexp.MustCompile(`^[A-Z]{2}$`)
	remitForm = regexp.MustCompile(`^[A-Z]{2}(-[A-Z0-9]{1,3})?$`)
	langForm  = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)
	hostForm  = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$`)
)

// Check says what is wrong with a source, every fault in words for the person who wrote it; nil when nothing is.
func (s Source) Check() error {
	var bad []error
	no := func(key, format string, args ...any) { bad = append(bad, fmt.Errorf(key+": "+format, args...)) }
	if !idForm.MatchString(string(s.ID)) {
		no("id", "%q: 1 to 64 of a-z, 0-9, - and . , beginning with a letter or a digit", clip(string(s.ID), 80))
	}
	words := func(key, v string, least, most int) {
		if n := utf8.RuneCountInString(v); !utf8.ValidString(v) || n < least || n > most || strings.TrimSpace(v) != v || strings.ContainsFunc(v, unicode.IsControl) {
			no(key, "%d to %d characters, without control characters and without spaces at its ends", least, most)
		}
	}
	words("name", s.Name, 1, 200)
	words("authority", s.Authority, 0, 200)
	s.checkURL(no)
	form := func(key, v string, re *regexp.Regexp, says string) {
		if v != "" && !re.MatchString(v) {
			no(key, "%q: %s", clip(v, 80), says)
		}
	}
	form("country", s.Country, landForm, "two capital letters of ISO 3166-1, such as FR")
	form("lang", s.Lang, langForm, "a language tag, such as fr or es-419")
	form("redirect_host", s.RedirectHost, hostForm, "a host name in lower case, without scheme, port or path")
	form("links", s.Links, hostForm, "same-host, or a host name in lower case")
	if s.Kind.Polled() && (s.Every < MinEvery || s.Every > MaxEvery) {
		no("every", "%s: 30s to 168h", s.Every)
	}
	if s.Expect < 0 || s.Expect > 366*24*time.Hour {
		no("expect", "%s: 0 (learnt) to 8784h", s.Expect)
	}
	if len(s.Reliability) != 1 || s.Reliability[0] < 'A' || s.Reliability[0] > 'F' {
		no("reliability", "%q: A (completely reliable) to E (unreliable), or F (cannot be judged)", clip(s.Reliability, 20))
	}
	if s.Max < 1 || s.Max > maxMax {
		no("max", "%d: 1 to %d documents of one poll", s.Max, maxMax)
	}
	if len(s.Senders) > maxList || len(s.Remit) > maxList || len(s.Keys) > maxList {
		no("senders, remit, keys", "at most %d entries each", maxList)
		return errors.Join(bad...)
	}
	for _, v := range s.Senders {
		if v == "" || len(v) > 200 || strings.ContainsFunc(v, func(r rune) bool { return r <= ' ' || r == ',' || r == 0x7f }) {
			no("senders", "%q: a sender as CAP has it, without spaces and commas", clip(v, 80))
		}
	}
	for _, v := range s.Remit {
		if !remitForm.MatchString(v) {
			no("remit", "%q: a country of ISO 3166-1 (FR) or a part of ISO 3166-2 (FR-75)", clip(v, 80))
		}
	}
	for i, v := range s.Keys {
		if _, err := ParsePin(v); err != nil {
			no("keys", "entry %d: %w", i+1, err)
		}
	}
	return errors.Join(bad...)
}

func (s Source) checkURL(no func(string, string, ...any)) {
	if len(s.URL) > 2048 {
		no("url", "longer than 2048 characters")
		return
	}
	switch s.Kind {
	case KindFeed, KindPage, KindMail:
		u, err := url.Parse(s.URL)
		switch {
		case err != nil || u.Opaque != "" || u.Hostname() == "" || strings.ContainsAny(u.Host, " \\%"):
			no("url", "is not the whole address of a host, such as https://example.org/alerts.xml")
		case s.Kind == KindMail:
			if u.Scheme != "imaps" || u.RawQuery != "" || u.Fragment != "" {
				no("url", "a mail source has imaps://HOST/FOLDER")
			}
			if u.User != nil {
				no("url", "holds a user name: the mailbox's credentials stand in the configuration, not here")
			}
		case u.Scheme != "https" && u.Scheme != "http":
			no("url", "the scheme is %q: https, or http where there is nothing better", clip(u.Scheme, 20))
		case u.User != nil:
			no("url", "holds a user name; it would be in logs")
		case u.Fragment != "":
			no("url", "ends in a fragment (#), which no server sees")
		}
	case KindFolder:
		if !path.IsAbs(s.URL) || path.Clean(s.URL) != s.URL || s.URL == "/" || strings.ContainsRune(s.URL, 0) {
			no("url", "a folder source has the whole path of a directory, such as /srv/tocsin/inbox")
		}
	case KindPush:
		if s.URL != "" {
			no("url", "a push source has none: it posts to us")
		}
	default:
		no("kind", "%q: one of feed, page, mail, folder, push", clip(string(s.Kind), 40))
	}
}

// Pin is one pinned key of a Source: a certificate, or the SHA-256 of a SubjectPublicKeyInfo.
type Pin struct {
	Cert *x509.Certificate // nil for a hash
	SPKI [32]byte          // of the certificate's key, or the hash itself
}

// ParsePin reads an entry of Source.Keys.
func ParsePin(v string) (Pin, error) {
	var p Pin
	if hash, ok := strings.CutPrefix(strings.TrimSpace(v), "sha256:"); ok {
		raw, err := hex.DecodeString(strings.ReplaceAll(hash, ":", ""))
		if err != nil || len(raw) != len(p.SPKI) {
			return p, errors.New("sha256: is not followed by 64 hexadecimal digits")
		}
		copy(p.SPKI[:], raw)
		return p, nil
	}
	block, rest := pem.Decode([]byte(v))
	switch {
	case block == nil:
		return p, errors.New("neither a PEM certificate nor sha256: and the hash of a public key")
	case strings.Contains(block.Type, "PRIVATE"):
		return p, errors.New("this is a private key; it does not belong here, and whoever sent it has to make a new one")
	case block.Type != "CERTIFICATE":
		return p, fmt.Errorf("a PEM block %q: only CERTIFICATE is taken", clip(block.Type, 40))
	case strings.TrimSpace(string(rest)) != "":
		return p, errors.New("more than one PEM block: make an entry of each")
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return p, fmt.Errorf("the certificate cannot be read: %w", err)
	}
	p.Cert, p.SPKI = c, sha256.Sum256(c.RawSubjectPublicKeyInfo)
	return p, nil
}

// Writes is the country whose places its documents mean where they do not say otherwise: the one that its remit names, and without
// a remit its authority's. A remit of several countries names none.
func (s Source) Writes() string {
	out := s.Country
	for i, r := range s.Remit {
		c, _, _ := strings.Cut(r, "-")
		if i > 0 && c != out {
			return ""
		}
		out = c
	}
	return out
}
