package intake

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestClassify(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		form      Form
		why       string
	}{
		{"text", "Avoid crowds.\n", FormText, ""},
		{"text with a byte order mark", "\xef\xbb\xbfAvoid crowds.", FormText, ""},
		{"text in another script", "Избегайте толпы", FormText, ""},
		{"cap", `<?xml version="1.0"?><!-- x --><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>`, FormCAP, ""},
		{"cap with a prefix", `<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"/>`, FormCAP, ""},
		{"a feed", `<feed xmlns="http://www.w3.org/2005/Atom"/>`, FormUnknown, `"feed"`},
		{"empty", "", FormUnknown, "empty"},
		{"blanks", "\r\n \t", FormUnknown, "blanks"},
		{"pdf", "%PDF-1.7 ...", FormUnknown, "PDF"},
		{"zero byte", "Avoid\x00crowds", FormUnknown, "byte 5 is zero"},
		{"latin-1", "Caf\xe9 attacked", FormUnknown, "byte 3 is not UTF-8"},
		{"control characters", strings.Repeat("\x01\x02a", 20), FormUnknown, "control characters"},
		{"page", "<!-- x --><!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><HTML>", FormHTML, ""},
		{"XHTML", `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"/>`, FormHTML, ""},
		{"piece of a page", "\n <p>Avoid crowds.</p>", FormHTML, ""},
		{"page in windows-1251", "<html><p>\xcc\xee\xf1\xea\xe2\xe0", FormHTML, ""},
		{"page with a zero byte", "<html>\x00", FormHTML, ""},
		{"mail", "Received: from a\n\tby b\nFrom: a@b.c\n\nAvoid crowds. \xff", FormMail, ""},
		{"mail that a person saved", "From: a@b.c\r\nSubject: x\r\nDate: Mon, 3 Mar 2031 16:21:55 +0200\r\n\r\nText", FormMail, ""},
		{"mailbox", "From a@b.c Mon Mar  3 16:22:07 2031\nMessage-ID: <1@x>\nSubject: x\n\nText", FormMail, ""},
		{"text with labels", "Location: Moscow\nEvent: Attack\nDate: 7 March\n\nAvoid crowds.", FormText, ""},
		{"text that names who it is from", "From: the Embassy\nSubject: Attack\nDate: 7 March\n\nAvoid crowds.", FormText, ""},
		{"CAP bomb", `<!DOCTYPE alert [<!ENTITY a "b">]><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>`, FormCAP, ""},
		{"less-than sign alone", "< 5 people were hurt", FormText, ""},
	} {
		form, why := Classify([]byte(c.raw))
		if form != c.form || c.why == "" && why != "" || !strings.Contains(why, c.why) {
			t.Errorf("%s: %q, %q; want %q, %q", c.name, form, why, c.form, c.why)
		}
	}
}

func TestNewItem(t *testing.T) {
	now := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	a := NewItem([]byte("\n  Security   Alert \nAvoid crowds."), Meta{Source: "s1", Origin: "US Embassy"}, now)
	if a.Title != "Security Alert" || a.Form != FormText || a.Unreadable != "" || !a.Received.Equal(now) || a.SHA256 != Hash(a.Raw) {
		t.Errorf("item %+v", a)
	}
	b := NewItem(a.Raw, Meta{Source: "s2"}, now)
	if a.ID == b.ID {
		t.Error("two sources share an item")
	}
	if again := NewItem(a.Raw, Meta{Source: "s1"}, now.Add(time.Hour)); again.ID != a.ID {
		t.Error("the same document from the same source is another item")
	}
	bad := NewItem([]byte("\x00\x01"), Meta{}, now)
	if bad.Unreadable == "" || bad.Form != FormUnknown || bad.Title == "" {
		t.Errorf("unreadable bytes give %+v", bad)
	}
	long := NewItem([]byte(strings.Repeat("ä", 400)), Meta{}, now)
	if len(long.Title) > 160 || !utf8.ValidString(long.Title) {
		t.Errorf("title of %d bytes: %q", len(long.Title), long.Title)
	}
	alert := NewItem([]byte(`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><info><event>Storm</event><headline>Storm over Graz</headline></info></alert>`), Meta{}, now)
	if alert.Title != "Storm over Graz" {
		t.Errorf("title %q of an alert, want its headline", alert.Title)
	}
}

func TestTitlesOfPagesAndMails(t *testing.T) {
	for raw, want := range map[string]string{
		"<html><head><title>\n Security &amp; Alert\t</title>":                     "Security & Alert",
		"<html><meta charset=windows-1251><title>\xcc\xee\xf1\xea\xe2\xe0</title>": "Москва",
		"<html><title></title><p>x":                                                "web page",
		"<p>x</p>":                                                                 "web page",
		"Message-ID: <1>\r\nSubject: =?utf-8?B?0JzQvtGB?=\r\n =?utf-8?B?0LrQstCw?= now\r\n\r\nSubject: not this": "Москва now",
		"Message-ID: <1>\nFrom: a@b.c\n\nSubject: not this":                                                      "mail without a subject",
		"Message-ID: <1>\nSubject: =?koi8-r?Q?=ED?=\n\n":                                                         "М",
	} {
		if got := NewItem([]byte(raw), Meta{}, time.Time{}).Title; got != want {
			t.Errorf("%q: title %q, want %q", raw, got, want)
		}
	}
}

func FuzzNewItem(f *testing.F) {
	f.Add([]byte("<html><title>&#10;</title>"))
	f.Add([]byte("From: a\nMIME-Version: 1\nSubject: =?utf-8?Q?=0A?="))
	f.Add([]byte("<"))
	f.Add([]byte("<!--"))
	f.Add([]byte("<?xml?><a:alert "))
	f.Add([]byte("\xef\xbb\xbf"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		it := NewItem(raw, Meta{}, time.Time{})
		if (it.Form == FormUnknown) != (it.Unreadable != "") {
			t.Fatalf("form %q with reason %q", it.Form, it.Unreadable)
		}
		if len(it.Title) > 160 || !utf8.ValidString(it.Title) || strings.ContainsAny(it.Title, "\n\r") {
			t.Fatalf("title %q", it.Title)
		}
	})
}
