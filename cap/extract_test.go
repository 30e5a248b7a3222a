package cap

import (
	"errors"
	"strings"
	"testing"
)

func TestExtract(t *testing.T) {
	body := sound[strings.Index(sound, "<alert"):]
	bare := strings.Replace(body, ` xmlns="urn:oasis:names:tc:emergency:cap:1.2"`, "", 1)
	broken := strings.Replace(body, "<sent>", "<sent>x", 1)
	prefixed := strings.NewReplacer("</", "</c:", "<", "<c:").Replace(strings.ReplaceAll(bare, "</", "\x01"))
	prefixed = strings.ReplaceAll(prefixed, "\x01", "</c:")
	for name, c := range map[string]struct {
		doc, kind string
		good, bad int
	}{
		"Atom, inline":     {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="text/xml">` + body + `</content></entry><!-- c --><entry><![CDATA[x]]><link/>` + body + broken + `</entry></feed>`, "an Atom feed", 2, 1},
		"Atom, links only": {`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="x"/></entry></feed>`, "an Atom feed", 0, 0},
		"EDXL, namespace outside": {`<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><contentObject><xmlContent><embeddedXMLContent xmlns="urn:oasis:names:tc:emergency:cap:1.2">` +
			bare + `</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>`, "an EDXL-DE distribution", 1, 0},
		"EDXL, prefix outside": {`<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0" xmlns:c="urn:oasis:names:tc:emergency:cap:1.2">` +
			prefixed + `</EDXLDistribution>`, "an EDXL-DE distribution", 1, 0},
		"RSS":           {`<rss version="2.0"><channel><item>` + body + `</item></channel></rss>`, "an RSS feed", 1, 0},
		"list":          {`<alerts>` + body + body + `</alerts>`, "a list of alerts (root <alerts>)", 2, 0},
		"foreign alert": {`<alerts>` + bare + `</alerts>`, "a list of alerts (root <alerts>)", 0, 0},
		"an alert":      {sound, "an alert", 1, 0},
		"empty root":    {`<rss/>`, "an RSS feed", 0, 0},
	} {
		kind, found, err := Extract([]byte(c.doc), Options{})
		good, bad := 0, 0
		for _, f := range found {
			if text := c.doc[f.Span.Start:f.Span.End]; !strings.HasPrefix(text, "<") || !strings.HasSuffix(text, "alert>") {
				t.Errorf("%s: span %q", name, text)
			}
			switch {
			case f.Err == nil:
				good++
				s, _ := f.Alert.Span("alert/identifier")
				if f.Alert.Identifier != "TEST-1" || c.doc[s.Start:s.End] != "TEST-1" {
					t.Errorf("%s: %+v", name, f.Alert)
				}
			default:
				bad++
				if f.Alert != nil || !errors.Is(f.Err, ErrUnusable) || c.doc[f.Problems[0].Offset] != 'x' {
					t.Errorf("%s: %v %v", name, f.Err, f.Problems)
				}
			}
		}
		if err != nil || kind != c.kind || good != c.good || bad != c.bad {
			t.Errorf("%s: %q, %d good, %d bad, %v", name, kind, good, bad, err)
		}
	}
	for name, doc := range map[string]string{
		"nothing": "", "cut": `<rss><channel>` + body, "cut in the alert": `<rss>` + body[:200], "junk after": `<rss/>x`,
		"type": `<!DOCTYPE rss><rss/>`, "bad tag": `<rss><1/></rss>`, "wrong end": `<rss></feed>`, "text": "hello",
	} {
		if _, _, err := Extract([]byte(doc), Options{}); !errors.Is(err, ErrUnusable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, found, err := Extract([]byte(`<rss>`+body+`<`), Options{}); err == nil || len(found) != 1 {
		t.Errorf("the alerts before the fault are lost: %d %v", len(found), err)
	}
}
