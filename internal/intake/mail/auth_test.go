package mail

import (
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// TestAuthenticated: only the topmost field, and only of the configured server, vouches for a sender.
func TestAuthenticated(t *testing.T) {
	const from = "From: Embassy <alerts@state.example>\n"
	for _, c := range []struct {
		name, head              string
		trusted, aligned, vouch bool
	}{
		{"all pass", "Authentication-Results: mx.desk.example; dkim=pass header.d=state.example; spf=pass smtp.mailfrom=state.example; dmarc=pass header.from=state.example\n" + from, true, true, true},
		{"DKIM of the organization, no DMARC", "Authentication-Results: mx.desk.example; dkim=pass header.d=mail.state.example\n" + from, true, true, true},
		{"DKIM by identity", "Authentication-Results: mx.desk.example; dkim=pass header.i=@state.example\n" + from, true, true, true},
		{"folded, with a version", "Authentication-Results: mx.desk.example 1;\r\n\tdkim=pass\r\n header.d=state.example\r\n" + from, true, true, true},
		{"DKIM of somebody else", "Authentication-Results: mx.desk.example; dkim=pass header.d=spammer.example; spf=pass smtp.mailfrom=spammer.example\n" + from, true, false, false},
		{"DMARC fails although a signature passes", "Authentication-Results: mx.desk.example; dkim=pass header.d=state.example; dmarc=fail header.from=state.example\n" + from, true, false, false},
		{"SPF alone says nothing of From", "Authentication-Results: mx.desk.example; spf=pass smtp.mailfrom=state.example\n" + from, true, false, false},
		{"none", "Authentication-Results: mx.desk.example; none\n" + from, true, false, false},
		{"written by the sender below ours", "Authentication-Results: mx.desk.example; dkim=fail header.d=state.example\nAuthentication-Results: mx.desk.example; dkim=pass header.d=state.example; dmarc=pass\n" + from, true, false, false},
		{"another server's", "Authentication-Results: mx.attacker.example; dmarc=pass header.from=state.example\n" + from, false, true, false},
		{"another server's above ours", "Authentication-Results: mx.attacker.example; dmarc=pass\nAuthentication-Results: mx.desk.example; dmarc=pass\n" + from, false, true, false},
		{"two From fields", "Authentication-Results: mx.desk.example; dmarc=pass\n" + from + "From: x@y.example\n", true, false, false},
		{"two senders", "Authentication-Results: mx.desk.example; dmarc=pass\nFrom: a@state.example, b@state.example\n", true, false, false},
		{"contradicts itself", "Authentication-Results: mx.desk.example; dmarc=pass; dmarc=fail\n" + from, true, false, false},
		{"a name inside a name", "Authentication-Results: mx.desk.example.attacker.example; dmarc=pass\n" + from, false, true, false},
		{"rubbish", "Authentication-Results: ;;;==\n" + from, false, false, false},
	} {
		a := Authenticated([]byte(c.head+"\nbody\n"), "mx.desk.example")
		if a == nil {
			t.Errorf("%s: nothing", c.name)
			continue
		}
		if a.Trusted != c.trusted || a.Aligned != c.aligned || a.Vouched() != c.vouch {
			t.Errorf("%s: %+v, vouched %v", c.name, *a, a.Vouched())
		}
	}
	if a := Authenticated([]byte(from+"\nAuthentication-Results: mx.desk.example; dmarc=pass\n"), "mx.desk.example"); a != nil {
		t.Errorf("a body's line counts as a header's: %+v", a)
	}
	if a := Authenticated([]byte("Authentication-Results: mx.desk.example; dmarc=pass\n"+from), ""); a.Trusted {
		t.Error("without a configured server nothing may be trusted")
	}
}

// TestRoute: one mailbox, several sources; every mail has one.
func TestRoute(t *testing.T) {
	us := intake.Source{ID: "us", Senders: []string{"alerts@state.example", "@missions.state.example"}}
	uk := intake.Source{ID: "uk", Senders: []string{"@FCDO.example"}}
	rest := intake.Source{ID: "rest"}
	for _, c := range []struct {
		from    string
		sources []intake.Source
		want    int
		bound   intake.Bound
	}{
		{"alerts@state.example", []intake.Source{us, uk, rest}, 0, intake.BoundYes},
		{"ALERTS@State.Example", []intake.Source{us, uk, rest}, 0, intake.BoundYes},
		{"moscow@ru.missions.state.example", []intake.Source{rest, us}, 1, intake.BoundYes},
		{"x@fcdo.example", []intake.Source{us, uk, rest}, 1, intake.BoundYes},
		{"x@evil-fcdo.example", []intake.Source{us, uk, rest}, 2, intake.BoundUnstated},
		{"someone@state.example", []intake.Source{us, uk}, 0, intake.BoundNo},
		{"", []intake.Source{us, uk, rest}, 2, intake.BoundUnstated},
		{"a@b.example", nil, -1, ""},
	} {
		if i, b := Route(c.sources, c.from); i != c.want || b != c.bound {
			t.Errorf("%q: source %d %q, want %d %q", c.from, i, b, c.want, c.bound)
		}
	}
}

func TestMarkAndBox(t *testing.T) {
	for _, m := range []Mark{{}, {1, 0}, {4294967295, 4294967295}} {
		if got := ParseMark(m.String()); got != m {
			t.Errorf("%v comes back as %v", m, got)
		}
	}
	for _, s := range []string{"", "1", "a/b", "1/99999999999", `W/"etag"`} {
		if got := ParseMark(s); got != (Mark{}) {
			t.Errorf("%q is the mark %v", s, got)
		}
	}
	for raw, want := range map[string]Box{
		"imaps://mail.example.org/INBOX":          {Addr: "mail.example.org:993", Folder: "INBOX"},
		"imaps://mail.example.org":                {Addr: "mail.example.org:993", Folder: "INBOX"},
		"imaps://mail.example.org:1993/a/b%20c":   {Addr: "mail.example.org:1993", Folder: "a/b c"},
		"imaps://[2001:db8::1]/Security%20Alerts": {Addr: "[2001:db8::1]:993", Folder: "Security Alerts"},
	} {
		if got, err := BoxOf(raw); err != nil || got.Addr != want.Addr || got.Folder != want.Folder {
			t.Errorf("%s: %+v, %v", raw, got, err)
		}
	}
	for _, raw := range []string{"imap://h/x", "imaps:///x", "https://h/", "::"} {
		if _, err := BoxOf(raw); err == nil {
			t.Errorf("%s is taken", raw)
		}
	}
}

func FuzzHeader(f *testing.F) {
	f.Add([]byte(alert(1)))
	f.Add([]byte("From: =?utf-8?q?a?= <a@b>\nFrom"))
	f.Add([]byte("Authentication-Results: a; dkim=pass (x (y) z) header.d=\"q;\\\""))
	f.Add([]byte("authentication-results:;=;=/1 ="))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s := Sender(raw)
		if strings.ContainsAny(s, "\r\n") {
			t.Fatalf("sender %q", s)
		}
		if a := Authenticated(raw, "mx.desk.example"); a.Vouched() && s == "" {
			t.Fatalf("vouched for nobody: %+v", a)
		}
	})
}
