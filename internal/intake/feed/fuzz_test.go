package feed

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// Any bytes give documents, links and notes or an error. Documents are pieces of the answer, have an Identity and a Content,
// and an XML one gives itself back when it is split again.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		alert("", true, "a", "x"), `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"><entry><id>1</id>` + alert("c", false, "a", "x") + `</entry></feed>`,
		`<rss xmlns:dc="d"><channel><item><title>&lt;b&gt;T&amp;</title><link>x.cap</link><dc:date>2031-01-01</dc:date><description><![CDATA[<p>]]></description></item></channel></rss>`,
		`<EDXLDistribution><distributionStatus>Test</distributionStatus><contentObject><contentData>PGFsZXJ0Lz4=</contentData><uri>/u</uri></contentObject></EDXLDistribution>`,
		`<alerts><alert type="B" start="2031/03/07 10:00"/></alerts>`, `[{"Title":"T","Link":"/l","id":null}]`, `[{"id":"a","severity":"x"}]`,
		`{"response":{"contentList":["1"],"1":{"countryName":"A","content":"c"}}}`, `{"metadata":{},"data":{"AF":{"eng":{"url-slug":"a"}}}}`,
		`{"base_path":"/a","details":{}}`, `{"document_type":"travel_advice_index","links":{"children":[{"base_path":"/a"}]}}`, `{"identifier":"i","info":[{}]}`,
		"\xff\xfe<\x00r\x00s\x00s\x00/\x00>\x00", "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>\xe9</title></item></channel></rss>",
		`<rss><channel><item><a:b xmlns:a='x"y'><a:c d:e="f"/></a:b></item></channel></rss>`, "<!doctype html><main>x",
	} {
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, raw []byte, page bool) {
		src := intake.Source{Kind: intake.KindFeed, Max: 50}
		if page {
			src.Kind = intake.KindPage
		}
		b, err := Split(src, "https://warn.example/in/feed", raw)
		if err == nil && b.Form == "" {
			t.Error("neither a form nor an error")
		}
		if len(b.Docs)+len(b.Links) > 50 || len(b.Notes) > maxNotes {
			t.Errorf("%d documents, %d links, %d notes", len(b.Docs), len(b.Links), len(b.Notes))
		}
		ids := map[string]bool{}
		for _, d := range b.Docs {
			if d.Meta.Identity == "" || len(d.Meta.Content) != 64 || len(d.Raw) == 0 {
				t.Errorf("a document without identity, content or bytes: %+v", d.Meta)
			}
			if ids[d.Meta.Identity+d.Meta.Content] {
				t.Errorf("%q is there twice", d.Meta.Identity)
			}
			ids[d.Meta.Identity+d.Meta.Content] = true
			if d.Raw[0] != '<' || page || len(d.Raw) == len(raw) {
				continue
			}
			again, err := grow(d.Raw)
			if err != nil {
				t.Errorf("%q does not stand by itself: %v", d.Raw, err)
			} else if got := again.slice(0); !bytes.Equal(got, d.Raw) {
				t.Errorf("%q was changed a second time: %q", d.Raw, got)
			}
		}
		for _, l := range b.Links {
			if l.URL == "" || l.Stamp == "" {
				t.Errorf("a link without address or stamp: %+v", l)
			}
			if raw := bytes.TrimSpace(l.Entry.Raw); len(raw) > 0 && raw[0] == '{' && !json.Valid(raw) {
				t.Errorf("an entry that is no JSON: %q", raw)
			}
		}
	})
}
