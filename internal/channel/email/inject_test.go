package email

import (
	"bytes"
	"net/mail"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/mailsink"
)

// payloads try to begin a header, end the headers, end the mail, add a recipient, or look like somebody else.
var payloads = []string{
	"\r\nBcc: evil@example.net", "\nBcc: evil@example.net", "\rBcc: evil@example.net", "\r\n\r\nBcc: body", "\n\nbody", "\r\rbody", "a\r\n b", "a\r\n\tb", "a\n b", "a\r b",
	"x\r\nX-Tocsin-Key: stolen", "x\nX-Tocsin-Key: stolen", "x\r\nMessage-ID: <stolen@example.net>", "x\r\nFrom: evil@example.net", "x\r\nTo: evil@example.net", "x\r\nReply-To: evil@example.net",
	"x\r\nSubject: other", "x\r\nDate: Thu, 1 Jan 1970 00:00:00 +0000", "x\r\nContent-Type: text/html", "x\r\nMIME-Version: 2.0", "x\r\nContent-Transfer-Encoding: base64", "x\r\nAuto-Submitted: no",
	"\x00", "a\x00b", "a\x00\r\nBcc: evil@example.net", "\x0bBcc: evil@example.net", "\x0cBcc: evil@example.net", "\x1c\x1d\x1e\x1f", "\x7f", "\x1b[2J", "\x08\x08\x08",
	"\u0085Bcc: evil@example.net", "\u2028Bcc: evil@example.net", "\u2029Bcc: evil@example.net", "\u000aBcc: x", "\u000d\u000aBcc: x", "嘊嘍Bcc: evil@example.net", "\u560a\u560dBcc: evil@example.net",
	"%0d%0aBcc: evil@example.net", "%0ABcc: evil@example.net", "\\r\\nBcc: evil@example.net", "&#13;&#10;Bcc: evil@example.net", "=0D=0ABcc: evil@example.net",
	"=?utf-8?q?evil?=", "=?utf-8?q?=0D=0ABcc:_evil@example.net?=", "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5uZXQ=?=", "=?UTF-8?Q?a?= =?UTF-8?Q?b?=", "=?utf-7?q?+AA0ACg-Bcc?=", "=?x?", "?=", "=?iso-8859-1?q?=00?=", "a =?utf-8?q?b?= c", "=?utf-8?q?=22=20=3Cevil=40example=2Enet=3E?=",
	"\u202eevil\u202c", "\u202dlro", "\u2066isolate\u2069", "\u2067x\u2068y\u2069", "\u200fRTL", "\u200eLTR", "\u061carabic", "a\u200bb", "\ufeffbom", "a\u2060b",
	"\"", "\\", "\"quote\" <evil@example.net>", "\" <evil@example.net>, \"", "a\\\" <evil@example.net>", "<evil@example.net>", "a@b, evil@example.net", "a; evil@example.net", "(comment)", "a (comment) b", ":group:;", "[1.2.3.4]",
	".\r\nMAIL FROM:<evil@example.net>", "\r\n.\r\nMAIL FROM:<evil@example.net>", "\n.\n", "\r\n.\r\nQUIT\r\n", "\r.\r", "x\r\nRCPT TO:<evil@example.net>", "> NOTIFY=NEVER", "x> SIZE=1", "a b", " leading", "trailing ", "tab\there",
	strings.Repeat("a", 5000), strings.Repeat("я", 3000), strings.Repeat("=?", 500), strings.Repeat("\r\n", 500), strings.Repeat("a ", 2000), "\xff\xfe", "\xc0\x8d\xc0\x8a", "a\xe2\x80", "\xed\xa0\x80", "",
	"ﬁ＜evil＠example.net＞", "ａ＠ｂ", "evil@example.net\u0000@example.org",
}

// known are the headers a mail of ours may have.
var known = map[string]bool{"From": true, "To": true, "Subject": true, "Date": true, "Message-Id": true, "Auto-Submitted": true, "X-Tocsin-Key": true, "X-Tocsin-Kind": true,
	"Importance": true, "Priority": true, "X-Priority": true, "X-Msmail-Priority": true, "Content-Language": true, "Mime-Version": true, "Content-Type": true, "Content-Transfer-Encoding": true}

// TestNothingBeginsAHeader puts every payload into every field that comes from outside and reads the mail as a receiver would
// (reliability.md, G22).
func TestNothingBeginsAHeader(t *testing.T) {
	if len(payloads) < 80 {
		t.Fatalf("only %d payloads", len(payloads))
	}
	s := sender(t, Config{Host: "mail.example.org", From: "Duty desk <desk@example.org>", Clock: config(sink(t, mailsink.Options{})).Clock})
	tried, refused := 0, 0
	for _, p := range payloads {
		for _, field := range []string{"subject", "name", "body", "lang", "key", "kind", "to", "to with a domain"} {
			m := message()
			switch field {
			case "subject":
				m.Subject = p
			case "name":
				m.Name = p
			case "body":
				m.Body = p
			case "lang":
				m.Lang = p
			case "key":
				m.Key = "tocsin-" + p
			case "kind":
				m.Kind += "x" + "\r\nBcc: evil@example.net"
			case "to":
				m.To = p
			case "to with a domain":
				m.To = p + "@example.org"
			}
			tried++
			raw, to, err := s.write(m)
			if err != nil {
				refused++
				if !strings.HasPrefix(field, "to") && !(field == "key" && len(p) > 190) {
					t.Errorf("%s %.60q: %v", field, p, err)
				}
				if len(p) > 3 && strings.Contains(err.Error(), p) {
					t.Errorf("the error repeats the address %q", p)
				}
				continue
			}
			if strings.ContainsAny(to.addr, "\r\n\x00 <>,;:\"\\()[]\t") || strings.Count(to.addr, "@") != 1 {
				t.Errorf("%s %.60q: recipient %q", field, p, to.addr)
			}
			checkMail(t, field, p, raw, to)
		}
	}
	t.Logf("%d mails tried, %d addresses refused", tried, refused)
}

func checkMail(t *testing.T, field, p string, raw []byte, to recipient) {
	t.Helper()
	if field == "body" && !strings.Contains(p, "Bcc: body") && bytes.Contains(raw, []byte("\nBcc:")) {
		// A body may hold any line; it must only be in the body.
		if bytes.Index(raw, []byte("\nBcc:")) < bytes.Index(raw, []byte("\r\n\r\n")) {
			t.Errorf("body %q got into the headers", p)
		}
	}
	head, _, ok := bytes.Cut(raw, []byte("\r\n\r\n"))
	if !ok {
		t.Fatalf("%s %.60q: no end of the headers", field, p)
	}
	if bytes.Contains(bytes.ReplaceAll(raw, []byte("\r\n"), nil), []byte("\r")) || bytes.Contains(bytes.ReplaceAll(raw, []byte("\r\n"), nil), []byte("\n")) {
		t.Errorf("%s %.60q: a bare CR or LF", field, p)
	}
	for _, c := range head {
		if c == 0 || c == 0x7f || c < 0x20 && c != '\r' && c != '\n' && c != '\t' {
			t.Errorf("%s %.60q: control character %#x in the headers", field, p, c)
			break
		}
	}
	for line := range bytes.SplitSeq(head, []byte("\r\n")) {
		if len(line) > 998 {
			t.Errorf("%s: a header line of %d bytes", field, len(line))
		}
	}
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%s %.60q: %v", field, p, err)
	}
	for h, vs := range msg.Header {
		if !known[h] || len(vs) != 1 {
			t.Errorf("%s %.60q: header %s: %q", field, p, h, vs)
		}
	}
	for h, want := range map[string]string{"From": "desk@example.org", "To": to.addr} {
		as, err := msg.Header.AddressList(h)
		if err != nil || len(as) != 1 || as[0].Address != want {
			t.Errorf("%s %.60q: %s is %v, %v", field, p, h, as, err)
		}
		if err == nil && strings.ContainsAny(as[0].Name, "\r\n\x00\u202e\u2066\u200f") {
			t.Errorf("%s %.60q: the name decodes to %.60q", field, p, as[0].Name)
		}
	}
	if got := msg.Header.Get("X-Tocsin-Kind"); got != "warning" && got != "correction" {
		t.Errorf("%s %.60q: kind %q", field, p, got)
	}
}

// TestEncodedWordsMeanWhatTheySay: text that looks like an encoded word is shown as it was approved, not decoded.
func TestEncodedWordsMeanWhatTheySay(t *testing.T) {
	s := sender(t, Config{Host: "mail.example.org", From: "desk@example.org", Clock: config(sink(t, mailsink.Options{})).Clock})
	for _, v := range []string{"=?utf-8?q?evil?=", "a =?utf-8?b?ZXZpbA==?= b", "100 % \"sure\" \\ (yes)", "Предупреждение", strings.Repeat("long ", 100) + "end", "short"} {
		m := message()
		m.Subject = v
		raw, _, err := s.write(m)
		if err != nil {
			t.Fatal(err)
		}
		got := mailsink.Mail{Raw: raw}.Header("Subject")
		if got != v {
			t.Errorf("%.60q is read as %.60q", v, got)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, v := range []string{"a@example.org", "a.b+c@sub.example.org", "o'brien@example.org", "1@2.example", "x_y-z@example.co.uk", "анна@example.org", "a@xn--e1afmkfd.xn--p1ai", "desk@localhost"} {
		if got, err := address(v); err != nil || got != v {
			t.Errorf("%q: %q, %v", v, got, err)
		}
	}
	for _, v := range []string{"", "@", "a@", "@b", "a", "a b@example.org", "a@b c", ".a@b", "a.@b", "a..b@c", "\"a b\"@c", "a@[127.0.0.1]", "a@b@c", "a@-b.example", "a@b..c", "Ana <a@b>", "a@b\n", " a@b", "a@b ",
		"a\u202e@b", "a@b\u202e.example", strings.Repeat("a", 65) + "@b", "a@" + strings.Repeat("b", 260), "a@b,c@d", "a@b>", "=?x@b", "a@exa\x00mple.org", "a%00@b\x00"} {
		if got, err := address(v); err == nil {
			t.Errorf("%q was taken as %q", v, got)
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, p := range payloads {
		f.Add(p, p, p, "a@example.org")
		f.Add("Ana", "Avoid", "body", p)
	}
	s, err := New(Config{Host: "mail.example.org", From: "Duty desk <desk@example.org>", Clock: now.Local().UTC})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name, subject, body, addr string) {
		m := message()
		m.Name, m.Subject, m.Body, m.To = name, subject, body, addr
		raw, to, err := s.write(m)
		if err != nil {
			return
		}
		checkMail(t, "fuzz", name+"|"+subject, raw, to)
	})
}
