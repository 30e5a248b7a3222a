package hub_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub"
	"github.com/tocsin-hub/tocsin/internal/hub/config"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/mail/mailtest"
)

// alertMail is an embassy's alert by mail. found is what the receiving server wrote above it.
func alertMail(n int, from, found string) string {
	return strings.ReplaceAll(fmt.Sprintf(`%sFrom: %s
To: desk@desk.example
Subject: Security Alert %d: Moscow
Message-ID: <%d@state.example>
Date: Thu, 7 Mar 2024 19:09:00 -0500
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Security Alert: U.S. Embassy Moscow, Russia, 7 March 2024

The Embassy is monitoring reports that extremists have imminent plans to target large gatherings in Moscow, to include concerts. U.S. citizens should avoid large gatherings over the next 48 hours. (%[3]d)
`, found, from, n, n), "\n", "\r\n")
}

// TestMailboxSources: one folder of a real IMAP server, two sources on it. Each mail goes to the source that names its sender; what
// our own server vouches for joins; what it does not waits for a person; and a mail that comes while nobody asks is there at once.
func TestMailboxSources(t *testing.T) {
	d := mailtest.Start(t)
	url := "imaps://" + d.Addr + "/INBOX"
	const vouched = "Authentication-Results: mx.desk.example; dkim=pass header.d=state.example; dmarc=pass header.from=state.example\n"
	d.Deliver("INBOX", alertMail(1, `"Embassy" <alerts@state.example>`, vouched))
	d.Deliver("INBOX", alertMail(2, `"Embassy" <alerts@state.example>`, ""))
	d.Deliver("INBOX", alertMail(3, `"Paper" <news@paper.example>`, ""))

	c := config.Default()
	c.Listen, c.BaseURL, c.Database = "127.0.0.1:0", "http://localhost:8080", "sqlite:"+t.TempDir()+"/tocsin.db"
	host, _, _ := strings.Cut(d.Addr, ":")
	c.Intake.Mailboxes = []config.Mailbox{{Host: host, User: mailtest.User, Password: mailtest.Password, PasswordFile: "x", AuthServ: "mx.desk.example"}}
	h, err := hub.New(hub.Options{Config: c, MailRoots: d.Roots})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Stop(t.Context()); err != nil {
			t.Log(err)
		}
	})
	st := h.Store()
	for _, s := range []intake.Source{
		{ID: "state", Name: "State Department mails", Kind: intake.KindMail, URL: url, On: true, Every: intake.MinEvery, Senders: []string{"@state.example"}},
		{ID: "rest", Name: "Everything else", Kind: intake.KindMail, URL: url, On: true, Every: intake.MinEvery},
	} {
		if err := st.SaveSource(t.Context(), desk.System.ID, s); err != nil {
			t.Fatal(err)
		}
	}
	h.WakeSources()
	of := func(id intake.SourceID) []intake.Item {
		list, err := st.ItemsOf(t.Context(), id, 10)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	until(t, "the mails are kept", func() bool { return len(of("state")) == 2 && len(of("rest")) == 1 })
	held := map[bool]int{}
	for _, it := range of("state") {
		var tr intake.Trust
		if err := json.Unmarshal(it.Trust, &tr); err != nil || tr.Sender != "alerts@state.example" || tr.Bound != intake.BoundYes {
			t.Errorf("trust %s, %v", it.Trust, err)
		}
		held[it.Held]++
	}
	if held[true] != 1 || held[false] != 1 {
		t.Errorf("of two mails that name one sender, %d wait", held[true])
	}
	if it := of("rest")[0]; it.Held || it.Title != "Security Alert 3: Moscow" || it.Origin != "Paper" {
		t.Errorf("the paper's mail: %+v", it)
	}
	until(t, "what is vouched for and the paper's joined one situation", func() bool {
		all, err := st.Situations(t.Context())
		return err == nil && len(all) == 1 && len(all[0].Members) == 2
	})
	w, err := st.Source(t.Context(), "state")
	if err != nil || w.Health.Failure != "" {
		t.Errorf("health %+v, %v", w.Health, err)
	}
}
