package email

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/net/idna"

	"github.com/tocsin-hub/tocsin/internal/delivery"
)

// recipient is an address that is safe in an SMTP command and in a header.
type recipient struct {
	addr string
	utf8 bool // has letters beyond ASCII before the @: only for servers with SMTPUTF8
}

// write makes the mail. Nothing that comes from outside (names, addresses, words) can begin a header of its own.
func (s *Sender) write(m delivery.Message) ([]byte, recipient, error) {
	addr, err := address(m.To)
	if err != nil {
		return nil, recipient{}, err
	}
	to := recipient{addr: addr, utf8: !ascii(addr)}
	key := keyOnly(m.Key)
	if key == "" || len(key) > 200 {
		return nil, recipient{}, errors.New("the mail has no key, or one that is too long for a header")
	}
	g := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP))
	g.SetGenHeaderPreformatted("From", mailbox(s.from.Name, s.from.Address))
	g.SetGenHeaderPreformatted("To", mailbox(m.Name, addr))
	if s.replyTo != nil {
		g.SetGenHeaderPreformatted("Reply-To", mailbox(s.replyTo.Name, s.replyTo.Address))
	}
	g.SetGenHeaderPreformatted("Subject", words(oneLine(m.Subject)))
	g.SetDateWithValue(s.cfg.Clock().UTC())
	g.SetMessageIDWithValue(key + "@" + s.domain)
	g.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no vacation answers
	g.SetGenHeader("X-Tocsin-Key", key)
	g.SetGenHeader("X-Tocsin-Kind", string(kind(m.Kind)))
	if m.Drill {
		g.SetGenHeader("X-Tocsin-Drill", "yes")
	} else {
		g.SetImportance(gomail.ImportanceHigh)
	}
	if lang := langOnly(m.Lang); lang != "" {
		g.SetGenHeader("Content-Language", lang)
	}
	g.SetBodyString(gomail.TypeTextPlain, m.Body)
	var b bytes.Buffer
	if _, err := g.WriteTo(&b); err != nil {
		return nil, recipient{}, errors.New("the mail cannot be written")
	}
	return b.Bytes(), to, nil
}

func kind(k delivery.Kind) delivery.Kind {
	if k == delivery.OfCorrection || k == delivery.OfAlarm {
		return k
	}
	return delivery.OfWarning
}

// ErrAddress says that an address cannot be used; it does not repeat the address.
var ErrAddress = errors.New("the mail address of this person cannot be used: it must be like name@example.org")

// address checks a bare address and writes its domain in ASCII (IDNA). It is stricter than RFC 5321: no quoted local parts, no
// address literals, no comments, no display name, no direction marks.
func address(v string) (string, error) {
	at := strings.LastIndexByte(v, '@')
	if at < 1 || at > 64 || len(v) > 254 || !utf8.ValidString(v) {
		return "", ErrAddress
	}
	local, domain := v[:at], v[at+1:]
	if strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") || strings.Contains(local, "..") {
		return "", ErrAddress
	}
	for _, r := range local {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".!#$%&'*+-/=?^_`{|}~", r)):
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)):
		default:
			return "", ErrAddress
		}
	}
	if strings.Contains(local, "=?") { // would be read as an encoded word in a header
		return "", ErrAddress
	}
	d, err := idna.Lookup.ToASCII(domain)
	if err != nil || d == "" || len(d) > 253 {
		return "", ErrAddress
	}
	for label := range strings.SplitSeq(d, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return "", ErrAddress
		}
		for _, r := range label {
			if !(r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
				return "", ErrAddress
			}
		}
	}
	return local + "@" + d, nil
}

// oneLine turns control characters into blanks and drops direction marks and other invisible characters that can make a name or
// a subject look like something else.
func oneLine(v string) string {
	v = strings.ToValidUTF8(v, "\uFFFD")
	out := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r), r == '\u200b', r == '\u2060', r == '\ufeff':
			return -1
		}
		return r
	}, v)
	return strings.Join(strings.Fields(out), " ")
}

// mailbox writes a name and a checked address.
func mailbox(name, addr string) string {
	name = oneLine(name)
	if r := []rune(name); len(r) > 100 {
		name = string(r[:100])
	}
	switch {
	case name == "":
		return "<" + addr + ">"
	case ascii(name) && len(name) <= 60 && !strings.Contains(name, "=?"):
		return "\"" + quoted.Replace(name) + "\" <" + addr + ">"
	}
	return words(name) + "\r\n <" + addr + ">"
}

// quoted escapes what a quoted string may not hold as it is (RFC 5322, 3.2.4).
var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// words writes header text: as it is when it is short plain ASCII that no reader could take for an encoded word, else as
// base64 encoded words (RFC 2047), folded so that no line is longer than 76 characters.
func words(v string) string {
	if ascii(v) && len(v) <= 60 && !strings.Contains(v, "=?") {
		return v
	}
	var b strings.Builder
	for len(v) > 0 {
		n := 0
		for n < len(v) { // whole characters only, at most 42 bytes: 56 letters of base64
			_, size := utf8.DecodeRuneInString(v[n:])
			if n+size > 42 {
				break
			}
			n += size
		}
		if b.Len() > 0 {
			b.WriteString("\r\n ")
		}
		b.WriteString("=?UTF-8?B?" + base64.StdEncoding.EncodeToString([]byte(v[:n])) + "?=")
		v = v[n:]
	}
	return b.String()
}

func ascii(v string) bool {
	for i := range len(v) {
		if v[i] >= 0x80 {
			return false
		}
	}
	return true
}

// keyOnly keeps what a delivery's key is made of.
func keyOnly(v string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, v)
}

func langOnly(v string) string {
	if len(v) > 35 || keyOnly(v) != v || strings.Contains(v, "_") {
		return ""
	}
	return v
}
