package body

import (
	"errors"
	"strings"
	"testing"
)

// What is read of an entry, and that each of its words leads back to the bytes it stands in.
func TestEntry(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"RSS with content in CDATA", `<item xmlns:content="c"><title>Security Alert &amp; more</title><link>https://x.example/1</link><description>Short […]</description><content:encoded><![CDATA[<p><strong>Location:</strong> Moscow</p><ul><li>Avoid crowds &amp; concerts.</li></ul>]]></content:encoded></item>`,
			"Security Alert & more\n\nLocation: Moscow\n\n- Avoid crowds & concerts."},
		{"RSS with escaped content", `<item><title>Alert</title><description>&lt;p&gt;Avoid &amp;quot;Old Town&amp;quot;.&lt;/p&gt;&lt;p&gt;Stay in.&lt;/p&gt;</description></item>`,
			"Alert\n\nAvoid \"Old Town\".\n\nStay in."},
		{"RSS with plain text", `<item><title>A &lt; B</title><description>Roads 5 &amp; 6 are closed.</description></item>`, "A < B\n\nRoads 5 & 6 are closed."},
		{"Atom with text", `<entry xmlns="http://www.w3.org/2005/Atom"><id>1</id><title>A &lt;b&gt; C</title><summary>x &amp; y</summary></entry>`, "A <b> C\n\nx & y"},
		{"Atom with text in CDATA", `<entry><title><![CDATA[A <b> & C]]></title></entry>`, "A <b> & C"},
		{"Atom with HTML", `<a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:title type="html">&lt;b&gt;Alert&lt;/b&gt;</a:title><a:content type="html"><![CDATA[<p>One</p><p>Two</p>]]></a:content></a:entry>`, "Alert\n\nOne\n\nTwo"},
		{"Atom with XHTML", `<entry><title>T</title><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two</p><p>Three</p></div></summary></entry>`, "T\n\nOne & two\n\nThree"},
		{"content before summary, empty content left out", `<entry><title>T</title><summary>Summary</summary><content></content></entry>`, "T\n\nSummary"},
		{"comments are not read", `<item><title>A<!-- hidden -->B</title></item>`, "AB"},
		{"CAP fields beside", `<entry xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"><title>Wind</title><summary>Storm &amp; rain.</summary><c:event>Wind &lt;9</c:event><c:info><c:area><c:areaDesc>Bavaria</c:areaDesc></c:area><c:instruction>Stay in.</c:instruction></c:info></entry>`,
			"Wind\n\nStorm & rain.\n\nEvent: Wind <9\n\nLocation: Bavaria\n\nStay in."},
	} {
		text, err := Entry([]byte(c.raw))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := string(text.Text); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(c.want), " ") || strings.Count(got, "\n") == 0 != (strings.Count(c.want, "\n") == 0) {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
		if want, _, _ := strings.Cut(c.want, "\n"); text.Title != want {
			t.Errorf("%s: title %q", c.name, text.Title)
		}
		at := 0
		for _, w := range strings.Fields(string(text.Text)) {
			i := at + strings.Index(string(text.Text[at:]), w)
			at = i + len(w)
			if strings.Trim(w, `"<>&-.9`) == "" || w == "Event:" || w == "Location:" && strings.Contains(c.name, "CAP") || strings.ContainsAny(w, `"<&`) {
				continue
			}
			s, e, ok := text.Raw(i, at)
			if !ok || c.raw[s:e] != w && !strings.Contains(c.raw[s:e], "<!--") {
				t.Errorf("%s: %q leads to %d:%d, %v", c.name, w, s, e, ok)
			}
		}
	}
	for name, raw := range map[string]string{
		"nothing":        `<item></item>`,
		"only a link":    `<item><link>x</link></item>`,
		"broken":         `<item><title>x</item>`,
		"deep":           `<item>` + strings.Repeat("<a>", 100_000),
		"scripts":        `<item><description>&lt;script&gt;x&lt;/script&gt;</description></item>`,
		"not an element": "x",
	} {
		if text, err := Entry([]byte(raw)); err == nil || !errors.Is(err, ErrNoText) && !errors.Is(err, ErrTooMuch) {
			t.Errorf("%s: %q, %v", name, text.Text, err)
		}
	}
}

// Any bytes give a text or an error, and what is read leads into the bytes.
func FuzzEntry(f *testing.F) {
	for _, s := range []string{
		`<item><title>A &amp; B</title><description><![CDATA[<p>x</p>]]></description></item>`, `<entry><title type="html">&lt;b&gt;</title><summary>x &#233; &nbsp;</summary></entry>`,
		`<entry xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"><c:event>e</c:event></entry>`, `<item><title><!-- --></title><content:encoded>&amp;amp;lt;</content:encoded></item>`,
		"<item><title>\xff&</title></item>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, err := Entry(raw)
		if err != nil {
			return
		}
		if len(text.Text) == 0 {
			t.Error("neither a text nor an error")
		}
		for i := 0; i < len(text.Text); i += 1 + len(text.Text)/16 {
			if s, e, ok := text.Raw(i, min(i+8, len(text.Text))); ok && (s < 0 || e > len(raw) || s >= e) {
				t.Fatalf("bytes %d to %d of %d", s, e, len(raw))
			}
		}
	})
}
