package mail

import (
	"bytes"
	"net/mail"
	"strings"

	"github.com/emersion/go-msgauth/authres"
	"golang.org/x/net/publicsuffix"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// maxHeader is how much of a mail is looked at for its header, in bytes.
const maxHeader = 256 << 10

// field is one header field of a mail, unfolded.
type field struct{ name, value string }

// header reads the fields of a mail's header in their order. It takes any bytes: a line that is no field is passed over.
func header(raw []byte) []field {
	raw = raw[:min(len(raw), maxHeader)]
	var out []field
	for len(raw) > 0 {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		raw = rest
		line = bytes.TrimSuffix(line, []byte("\r"))
		if len(line) == 0 {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && len(out) > 0 {
			out[len(out)-1].value += " " + strings.TrimSpace(string(line))
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok {
			continue
		}
		out = append(out, field{strings.ToLower(strings.TrimSpace(string(name))), strings.TrimSpace(string(value))})
	}
	return out
}

// first is the value of the first field of a name, and how many there are.
func first(fs []field, name string) (string, int) {
	v, n := "", 0
	for _, f := range fs {
		if f.name == name {
			if n == 0 {
				v = f.value
			}
			n++
		}
	}
	return v, n
}

// Sender is the one address in the From field, in small letters; empty when there is none, more than one, or more than one From
// field: such a mail is from nobody that can be named.
func Sender(raw []byte) string { return senderOf(header(raw)) }

func senderOf(fs []field) string {
	v, n := first(fs, "from")
	if n != 1 {
		return ""
	}
	as, err := mail.ParseAddressList(v)
	if err != nil || len(as) != 1 {
		return ""
	}
	return strings.ToLower(as[0].Address)
}

func domainOf(address string) string {
	_, d, ok := strings.Cut(address, "@")
	if !ok {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(d), ".")
}

// organization is the organizational domain (RFC 7489, section 3.2) of a domain.
func organization(domain string) string {
	if d, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil {
		return d
	}
	return domain
}

// Authenticated reads what the receiving server found. server is its authserv-id as configured; empty: no field is trusted.
//
// Only the topmost Authentication-Results field counts, for a server writes its own above all that came with the mail
// (RFC 8601, section 4.1), and only when it bears the configured name: whatever a sender wrote himself is below it or bears
// another. nil when the mail has no such field.
func Authenticated(raw []byte, server string) *intake.MailAuth {
	fs := header(raw)
	v, n := first(fs, "authentication-results")
	if n == 0 {
		return nil
	}
	id, results, err := authres.Parse(v)
	if err != nil {
		return &intake.MailAuth{}
	}
	id, _, _ = strings.Cut(strings.TrimSpace(id), " ") // a version may stand behind it
	a := &intake.MailAuth{Server: clip(id, 255), Trusted: server != "" && strings.EqualFold(id, server)}
	from := domainOf(senderOf(fs))
	for _, r := range results {
		switch r := r.(type) {
		case *authres.SPFResult:
			a.SPF = worse(a.SPF, string(r.Value))
		case *authres.DKIMResult:
			domain := strings.TrimPrefix(strings.ToLower(r.Domain), "@")
			if domain == "" {
				domain = domainOf(r.Identifier)
			}
			if pass := r.Value == authres.ResultPass; pass {
				a.DKIM = string(r.Value)
				a.Aligned = a.Aligned || from != "" && organization(domain) == organization(from)
			} else if a.DKIM == "" {
				a.DKIM = string(r.Value)
			}
		case *authres.DMARCResult:
			a.DMARC = worse(a.DMARC, string(r.Value))
		}
	}
	switch a.DMARC {
	case "pass":
		a.Aligned = from != ""
	case "fail":
		a.Aligned = false
	}
	return a
}

// worse is, of two results of one method, the one that is no pass: a field that says both proves nothing.
func worse(a, b string) string {
	if a == "" || a == "pass" {
		return b
	}
	return a
}

func clip(s string, n int) string {
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "")
	}
	return s
}

// Route finds, among the sources of one mailbox folder, the one that a mail belongs to: the source that names its sender by
// address, else by domain ("@state.gov" holds for its subdomains too), else the one that names no senders. Nothing is lost: a
// mail that none of them names goes to the first, unbound. -1 when there are no sources.
func Route(sources []intake.Source, from string) (int, intake.Bound) {
	from = strings.ToLower(from)
	domain, open, byDomain := domainOf(from), -1, -1
	for i := range sources {
		if len(sources[i].Senders) == 0 && open < 0 {
			open = i
		}
		for _, s := range sources[i].Senders {
			s = strings.ToLower(s)
			if from != "" && s == from {
				return i, intake.BoundYes
			}
			d, is := strings.CutPrefix(s, "@")
			if is && domain != "" && byDomain < 0 && (domain == d || strings.HasSuffix(domain, "."+d)) {
				byDomain = i
			}
		}
	}
	switch {
	case byDomain >= 0:
		return byDomain, intake.BoundYes
	case open >= 0:
		return open, intake.BoundUnstated
	case len(sources) > 0:
		return 0, intake.BoundNo
	}
	return -1, ""
}
