package feed

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

var feedSource = intake.Source{ID: "s", Kind: intake.KindFeed}

// alert writes a CAP alert as an element with the prefix; declare says whether it declares its namespace itself.
func alert(prefix string, declare bool, id, headline string) string {
	p, ns := "", ""
	if prefix != "" {
		p = prefix + ":"
	}
	if declare {
		ns = fmt.Sprintf(` xmlns%s="urn:oasis:names:tc:emergency:cap:1.2"`, strings.TrimSuffix(":"+prefix, ":"))
	}
	s := `<§alert` + ns + `><§identifier>` + id + `</§identifier><§sender>desk@example.org</§sender><§sent>2031-03-07T10:00:00+00:00</§sent>` +
		`<§status>Actual</§status><§msgType>Alert</§msgType><§scope>Public</§scope><§info><§category>Security</§category><§event>Threat</§event>` +
		`<§urgency>Expected</§urgency><§severity>Severe</§severity><§certainty>Likely</§certainty><§headline>` + headline + `</§headline>` +
		`<§area><§areaDesc>Old town</§areaDesc></§area></§info></§alert>`
	return strings.ReplaceAll(s, "§", p)
}

// What stands in an answer, and what comes out of it: "identity | title | url" a document, "-> url" a link.
func TestSplit(t *testing.T) {
	key := func(id string) string { return "desk@example.org," + id + ",2031-03-07T10:00:00+00:00" }
	for _, c := range []struct {
		name, at, raw string
		form          string
		total         int
		want          []string
		note          string
	}{
		{name: "a bare alert", raw: alert("", true, "a1", "Keep away"), form: FormCAP, total: 1, want: []string{key("a1") + " | Keep away | "}},
		{name: "text before the declaration", raw: "Warning: line 3\n<?xml version='1.0'?>" + alert("", true, "a1", "x"), form: FormCAP, total: 1, want: []string{key("a1") + " | x | "}, note: "before the XML declaration"},
		{name: "Atom with the alert inside", raw: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><entry><id>e1</id><title>t</title><link href="/e/1"/><content type="text/xml">` +
			alert("cap", false, "a1", "Keep away") + `</content></entry><entry><id>e2</id><title>t</title><content type="text/xml">` + alert("", true, "a2", "Stay in") + `</content></entry></feed>`,
			form: FormAtom, total: 2, want: []string{key("a1") + " | Keep away | https://warn.example/e/1", key("a2") + " | Stay in | "}},
		{name: "RSS with the alert as escaped text", raw: `<rss version="2.0"><channel><item><guid>g1</guid><title>t</title><description>` + strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(alert("", true, "a1", "Keep away")) + `</description></item></channel></rss>`,
			form: FormRSS, total: 1, want: []string{key("a1") + " | Keep away | "}},
		{name: "RSS with the alert in CDATA", raw: `<rss version="2.0"><channel><item><guid>g1</guid><title>t</title><description><![CDATA[` + alert("", true, "a1", "Keep away") + `]]></description></item></channel></rss>`,
			form: FormRSS, total: 1, want: []string{key("a1") + " | Keep away | "}},
		{name: "Atom that links, by type", raw: `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>e1</id><title>t</title><link rel="alternate" type="text/html" href="https://warn.example/p/1"/><link rel="related" type="application/cap+xml" href="/c/1"/></entry></feed>`,
			form: FormAtom, total: 1, want: []string{"-> https://warn.example/c/1 (e1 | t | https://warn.example/p/1)"}},
		{name: "RSS that links, by the ending", raw: `<rss><channel><item><title>t</title><link>alerts/7.xml</link><guid isPermaLink="false">g7</guid></item></channel></rss>`,
			form: FormRSS, total: 1, want: []string{"-> https://warn.example/in/alerts/7.xml (g7 | t | https://warn.example/in/alerts/7.xml)"}},
		{name: "entries of two languages that point at one body", raw: `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>e-en</id><title>Danger</title><link href="/b.cap"/></entry><entry><id>e-fr</id><title>Danger !</title><link href="/b.cap#fr"/></entry></feed>`,
			form: FormAtom, total: 2, want: []string{"-> https://warn.example/b.cap (e-en | Danger | https://warn.example/b.cap)"}},
		{name: "CAP fields beside the entry's own: the whole alert", raw: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><entry><id>e1</id><title>Wind</title><link href="https://warn.example/page"/><cap:identifier>a1</cap:identifier><cap:sender>x</cap:sender><cap:info><cap:event>Wind</cap:event></cap:info></entry></feed>`,
			form: FormAtom, total: 1, want: []string{"e1 | Wind | https://warn.example/page"}},
		{name: "CAP fields beside the entry's own: an index", raw: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.1"><entry><id>e1</id><title>Wind</title><link href="https://warn.example/get?x=1"/><cap:event>Wind</cap:event><cap:severity>Minor</cap:severity></entry></feed>`,
			form: FormAtom, total: 1, want: []string{"-> https://warn.example/get?x=1 (e1 | Wind | https://warn.example/get?x=1)"}},
		{name: "a stub of an alert beside the link to it", raw: `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>e1</id><title>Wind</title><link href="https://warn.example/capget?x=1"/><alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"><identifier>!</identifier><sender>!</sender></alert></entry></feed>`,
			form: FormAtom, total: 1, want: []string{"-> https://warn.example/capget?x=1 (e1 | Wind | https://warn.example/capget?x=1)"}},
		{name: "GeoRSS without CAP", raw: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss"><entry><id>e1</id><title>Fire</title><georss:point>1 2</georss:point></entry></feed>`,
			form: FormAtom, total: 1, want: []string{"e1 | Fire | "}},
		{name: "headlines repeat, addresses do not", raw: `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>Security Alert</title><link>https://post.example/alert-1/</link><guid>https://post.example/?p=1</guid><content:encoded><![CDATA[<p>Avoid the square.</p>]]></content:encoded></item><item><title>Security Alert</title><link>https://post.example/alert-2/</link><guid>https://post.example/?p=2</guid><content:encoded><![CDATA[<p>Avoid the square.</p>]]></content:encoded></item></channel></rss>`,
			form: FormRSS, total: 2, want: []string{"https://post.example/?p=1 | Security Alert | https://post.example/alert-1/", "https://post.example/?p=2 | Security Alert | https://post.example/alert-2/"}},
		{name: "one guid for two items", raw: `<rss><channel><item><title>A</title><guid>g</guid></item><item><title>B</title><guid>g</guid></item></channel></rss>`,
			form: FormRSS, total: 2, want: []string{"g#? | A | ", "g#? | B | "}, note: "2 different documents"},
		{name: "an empty feed", raw: `<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id></feed>`, form: FormAtom},
		{name: "an empty channel", raw: `<rss><channel></channel></rss>`, form: FormRSS},
		{name: "RSS 1.0", raw: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item><title>T</title><link>https://x.example/1</link></item></rdf:RDF>`, form: FormRSS, total: 1, want: []string{"https://x.example/1 | T | https://x.example/1"}},
		{name: "a list of alerts", raw: `<alerts xmlns="urn:oasis:names:tc:emergency:cap:1.2">` + alert("", false, "a1", "x") + alert("", false, "a2", "y") + `</alerts>`, form: FormCAPList, total: 2, want: []string{key("a1") + " | x | ", key("a2") + " | y | "}},
		{name: "EDXL-DE 1.0", raw: `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><distributionStatus>Actual</distributionStatus><contentObject><xmlContent><embeddedXMLContent>` + alert("cap", true, "a1", "x") + `</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>`, form: FormEDXL, total: 1, want: []string{key("a1") + " | x | "}},
		{name: "EDXL-DE whose content object declares CAP", raw: `<d:EDXLDistribution xmlns:d="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><d:contentObject xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"><d:xmlContent><d:embeddedXMLContent>` + alert("c", false, "a1", "x") + `</d:embeddedXMLContent></d:xmlContent></d:contentObject></d:EDXLDistribution>`, form: FormEDXL, total: 1, want: []string{key("a1") + " | x | "}},
		{name: "EDXL-DE 2.0 with base64, a link, and nothing", raw: `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:2.0"><content><contentObject><otherContent><mimeType>application/cap+xml</mimeType><contentData>` + b64(alert("", true, "a1", "x")) + `</contentData></otherContent></contentObject><contentObject><contentDescription>Map</contentDescription><otherContent><uri>https://warn.example/c/2</uri></otherContent></contentObject><contentObject><contentDescription>None</contentDescription></contentObject></content></EDXLDistribution>`,
			form: FormEDXL, total: 3, want: []string{key("a1") + " | x | ", "-> https://warn.example/c/2 (https://warn.example/c/2 | Map | https://warn.example/c/2)"}, note: "holds no CAP alert"},
		{name: "an envelope that is a drill", raw: `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><distributionStatus>Exercise</distributionStatus><contentObject><xmlContent>` + alert("", true, "a1", "x") + `</xmlContent></contentObject></EDXLDistribution>`, form: FormEDXL, total: 1, want: []string{key("a1") + " | x |  [envelope-status:exercise]"}, note: "nothing in it is taken for live"},
		{name: "NTAS", raw: `<alerts><alert start="2031/03/07 10:00" end="2031/09/07 10:00" type="Bulletin" link="https://dhs.example/1"><summary>Lone attackers.</summary></alert></alerts>`, form: FormNTAS, total: 1, want: []string{"alerts | Bulletin Lone attackers. | https://warn.example/in/feed"}},
		{name: "NTAS without an alert, its usual state", raw: `<?xml version="1.0"?><alerts/>`, form: FormNTAS, want: []string{"alerts | no alert | https://warn.example/in/feed"}},
		{name: "cadataapi", raw: `[{"Title":"Ruritania - Level 4: Do Not Travel","Link":"https://t.example/r.html","Category":["RU"],"Summary":"<p>x</p>","id":"https://t.example/r.html","Published":"2031-03-01T19:00:00-05:00","Updated":"2031-03-01T19:00:00-05:00"}]`, form: FormUSAdvice, total: 1, want: []string{"https://t.example/r.html | Ruritania - Level 4: Do Not Travel | https://t.example/r.html"}},
		{name: "cadataapi, empty as it is at times", raw: ` [] `, form: FormUSAdvice},
		{name: "Canada", raw: `{"metadata":{"generated":{"timestamp":1}},"data":{"AF":{"country-id":1000,"country-iso":"AF","country-eng":"Afghanistan","advisory-state":3,"date-published":{"timestamp":1935000000,"date":"2031-04-26 14:40:00"},"eng":{"name":"Afghanistan","url-slug":"afghanistan","advisory-text":"Avoid all travel"}}}}`, form: FormCanada, total: 1, want: []string{"AF | Afghanistan: Avoid all travel | https://travel.gc.ca/destinations/afghanistan"}},
		{name: "Germany, the index", at: "https://amt.example/opendata/travelwarning", raw: `{"response":{"lastModified":1,"contentList":["201"],"201":{"title":"A","countryCode":"AA","countryName":"A","warning":true,"lastModified":2},"202":{"title":"B","CountryCode":"BB","countryName":"B","warning":false,"lastModified":2}}}`, form: FormGermany, total: 2,
			want: []string{"-> https://amt.example/opendata/travelwarning/201 (201 | A | https://amt.example/opendata/travelwarning/201)", "-> https://amt.example/opendata/travelwarning/202 (202 | B | https://amt.example/opendata/travelwarning/202)"}},
		{name: "Germany, one country", at: "https://amt.example/opendata/travelwarning/201", raw: `{"response":{"lastModified":1,"contentList":["201"],"201":{"title":"A","countryCode":"AA","countryName":"A","warning":true,"effective":1935000000000,"content":"<h3>x</h3>"}}}`, form: FormGermany, total: 1, want: []string{"201 | A | https://amt.example/opendata/travelwarning/201"}},
		{name: "GOV.UK, the index", at: "https://www.gov.example/api/content/foreign-travel-advice", raw: `{"document_type":"travel_advice_index","links":{"children":[{"base_path":"/foreign-travel-advice/ruritania","title":"Ruritania"}]}}`, form: FormGovUKAll, total: 1, want: []string{"-> https://www.gov.example/api/content/foreign-travel-advice/ruritania (/foreign-travel-advice/ruritania | Ruritania | https://www.gov.example/foreign-travel-advice/ruritania)"}},
		{name: "GOV.UK, a country", at: "https://www.gov.example/api/content/foreign-travel-advice/ruritania", raw: `{"base_path":"/foreign-travel-advice/ruritania","title":"Ruritania travel advice","details":{"alert_status":[]}}`, form: FormGovUK, total: 1, want: []string{"/foreign-travel-advice/ruritania | Ruritania travel advice | https://www.gov.example/foreign-travel-advice/ruritania"}},
		{name: "BBK, the index", at: "https://warnung.example/api31/mowas/mapData.json", raw: `[{"id":"mow.DE-1","version":1,"severity":"Severe","type":"Alert","i18nTitle":{"de":"Rauch"}}]`, form: FormBBKMap, total: 1, want: []string{"-> https://warnung.example/api31/warnings/mow.DE-1.json (mow.DE-1 | Rauch | )"}},
		{name: "BBK, an id that leads elsewhere", at: "https://warnung.example/api31/mowas/mapData.json", raw: `[{"id":"../../x","version":1,"severity":"Severe"}]`, form: FormBBKMap, note: "no usable id"},
		{name: "BBK, none", at: "https://warnung.example/api31/mowas/mapData.json", raw: `[]`, form: FormBBKMap},
		{name: "BBK, a warning", at: "https://warnung.example/api31/warnings/mow.DE-1.json", raw: `{"identifier":"mow.DE-1","sender":"x","sent":"2031-03-07T10:00:00+01:00","info":[{"headline":"Rauch","event":"e"}]}`, form: FormBBK, total: 1, want: []string{"mow.DE-1 | Rauch | https://warnung.example/api31/warnings/mow.DE-1.json"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.at == "" {
				c.at = "https://warn.example/in/feed"
			}
			b, err := Split(feedSource, c.at, []byte(c.raw))
			if err != nil {
				t.Fatal(err)
			}
			if got := spoken(b); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if b.Form != c.form || b.Total != c.total {
				t.Errorf("form %q, total %d; want %q, %d", b.Form, b.Total, c.form, c.total)
			}
			if notes := strings.Join(b.Notes, "; "); !strings.Contains(notes, c.note) || c.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, c.note)
			}
			for _, d := range b.Docs {
				if strings.Contains(d.Meta.Identity, "desk@example.org") {
					if _, problems, err := cap.Parse(d.Raw, cap.FeedOptions()); err != nil {
						t.Errorf("the alert cannot be read by itself: %v %v\n%s", err, problems, d.Raw)
					}
				}
			}
		})
	}
}

// Every document is of a form that the reader knows: the seam to what intake.Classify tells apart.
func TestDocumentsHaveForms(t *testing.T) {
	for name, c := range map[string]struct {
		at, raw string
		want    intake.Form
	}{
		"an alert out of a list": {raw: `<alerts xmlns="urn:oasis:names:tc:emergency:cap:1.2">` + alert("", false, "a1", "x") + `</alerts>`, want: intake.FormCAP},
		"US advice":              {raw: `<rss xmlns:dc="d"><channel><item><title>Ruritania - Level 4: Do Not Travel</title><category domain="Threat-Level">Level 4: Do Not Travel</category><dc:identifier>RR,advisory</dc:identifier></item></channel></rss>`, want: intake.FormUSAdvice},
		"Australian advice":      {raw: `<rss xmlns:ta="t"><channel><item><title>R</title><ta:warnings><ta:level>3/5</ta:level></ta:warnings></item></channel></rss>`, want: intake.FormAUAdvice},
		"cadataapi":              {raw: `[{"Title":"Ruritania - Level 4: Do Not Travel","Link":"https://travel.state.gov/r.html","Category":["RR"],"Summary":"<p>x</p>","id":"r","Published":"2031-03-01T19:00:00-05:00","Updated":"2031-03-01T19:00:00-05:00"}]`, want: intake.FormUSAdviceJSON},
		"Canada":                 {raw: `{"metadata":{"generated":{"timestamp":1}},"data":{"AF":{"country-id":1000,"country-iso":"AF","country-eng":"Afghanistan","advisory-state":3,"date-published":{"timestamp":1935000000},"has-advisory-warning":1,"eng":{"name":"Afghanistan","advisory-text":"Avoid all travel"}}}}`, want: intake.FormCAAdvice},
		"Germany":                {at: "https://amt.example/opendata/travelwarning/201", raw: `{"response":{"lastModified":1,"contentList":["201"],"201":{"title":"A","countryCode":"AA","iso3CountryCode":"AAA","countryName":"A","warning":true,"partialWarning":false,"content":"<h3>x</h3>"}}}`, want: intake.FormDEAdvice},
		"GOV.UK":                 {raw: `{"base_path":"/foreign-travel-advice/ruritania","schema_name":"travel_advice","document_type":"travel_advice","title":"Ruritania travel advice","details":{"alert_status":[],"country":{"slug":"ruritania"}}}`, want: intake.FormUKAdvice},
		"NTAS":                   {raw: `<alerts><alert start="2031/03/07 10:00" type="Bulletin"><summary>x</summary></alert></alerts>`, want: intake.FormUSNTAS},
		"NTAS, none":             {raw: `<?xml version="1.0"?><alerts></alerts>`, want: intake.FormUSNTAS},
		"MI5":                    {raw: `<rss><channel><item><title>Current Threat Level: SUBSTANTIAL</title><link>https://www.mi5.gov.uk/threat-levels</link></item></channel></rss>`, want: intake.FormUKThreat},
		"BBK":                    {raw: `{"identifier":"mow.DE-1","sender":"x","sent":"2031-03-07T10:00:00+01:00","status":"Actual","msgType":"Alert","scope":"Public","info":[{"headline":"Rauch","event":"e"}]}`, want: intake.FormBBK},
	} {
		if c.at == "" {
			c.at = "https://warn.example/"
		}
		b, err := Split(feedSource, c.at, []byte(c.raw))
		if err != nil || len(b.Docs) != 1 {
			t.Errorf("%s: %d documents, %v", name, len(b.Docs), err)
			continue
		}
		if form, why := intake.Classify(b.Docs[0].Raw); form != c.want || why != "" {
			t.Errorf("%s: %s (%s), want %s", name, form, why, c.want)
		}
	}
}

// spoken writes a batch as the table does; the end of an Identity that was told apart is left out.
func spoken(b Batch) []string {
	var out []string
	say := func(d intake.Doc) string {
		id, _, apart := strings.Cut(d.Meta.Identity, "#")
		if apart {
			id += "#?"
		}
		s := id + " | " + d.Meta.Title + " | " + d.Meta.URL
		if len(d.Meta.Notes) > 0 {
			s += fmt.Sprintf(" %v", d.Meta.Notes)
		}
		return s
	}
	for _, d := range b.Docs {
		out = append(out, say(d))
	}
	for _, l := range b.Links {
		out = append(out, "-> "+l.URL+" ("+say(l.Entry)+")")
	}
	return out
}

// What is no list is an error that says what it is, and never an empty list.
func TestSplitRefuses(t *testing.T) {
	for _, c := range []struct{ name, raw, why string }{
		{"nothing", "", "empty"},
		{"blanks", " \n\t", "empty"},
		{"an empty object", "{}", "switched off"},
		{"Germany switched off", `{"response":{}}`, "switched off"},
		{"an error page", "<!DOCTYPE html><html><head><title>403 Forbidden</title>", `a web page, perhaps an error page or a login: "403 Forbidden"`},
		{"an error page as XHTML", `<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sign in</title>`, "Sign in"},
		{"a text", "Service unavailable", `it begins with "Service unavailable"`},
		{"PDF", "%PDF-1.7", "PDF"},
		{"gzip in gzip", "\x1f\x8b\x08", "gzip"},
		{"other XML", "<urlset/>", `"urlset"`},
		{"a document type of its own", `<!DOCTYPE a [<!ENTITY x "y">]><rss><channel/></rss>`, "never accepted"},
		{"other JSON", `{"error":"rate limit"}`, "error"},
		{"a list of numbers", `[1,2]`, "not known"},
		{"RSS without a channel", `<rss/>`, "without a channel"},
		{"an encoding nobody knows", `<?xml version="1.0" encoding="ebcdic-7"?><rss/>`, "ebcdic-7"},
	} {
		b, err := Split(feedSource, "https://warn.example/", []byte(c.raw))
		if !errors.Is(err, ErrNotAFeed) || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v; want %q", c.name, err, c.why)
		}
		if len(b.Docs)+len(b.Links) > 0 {
			t.Errorf("%s: gave %v", c.name, spoken(b))
		}
	}
}

// A list that breaks off is an error, and what was whole before the break is given.
func TestSplitBroken(t *testing.T) {
	one, two := alert("", true, "a1", "x"), alert("", true, "a2", "y")
	feed := `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content>` + one + `</content></entry><entry><id>2</id><content>` + two + `</content></entry></feed>`
	for cut := strings.Index(feed, one) + len(one) + len("</content></entry>"); cut < len(feed)-len("</feed>"); cut += 7 {
		b, err := Split(feedSource, "https://warn.example/", []byte(feed[:cut]))
		want := 1
		if cut >= strings.Index(feed, two)+len(two)+len("</content></entry>") {
			want = 2
		}
		if err == nil || len(b.Docs) != want {
			t.Fatalf("cut at %d of %d: %d documents, error %v", cut, len(feed), len(b.Docs), err)
		}
	}
	b, err := Split(feedSource, "https://x.example/", []byte(`[{"Title":"A","Link":"/a"},{"Title":"B","Li`))
	if err == nil || len(b.Docs) != 1 {
		t.Errorf("a JSON list that breaks off: %d documents, error %v", len(b.Docs), err)
	}
}

// What counts as a change of a document.
func TestContent(t *testing.T) {
	rss := func(item string) string {
		return `<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><pubDate>now</pubDate><item>` + item + `</item></channel></rss>`
	}
	base := `<title>Ruritania - Level 2</title><guid>r</guid><pubDate>Tue, 07 Oct 2031</pubDate><category domain="Threat-Level">2</category><description><![CDATA[<p>Caution.</p>]]></description>`
	page := func(main string) string {
		return `<!doctype html><html><head><title>T</title><script>nonce=` + fmt.Sprint(len(main)) + `</script></head><body><nav>menu</nav><main>` + main + `</main><footer>x</footer></body></html>`
	}
	gov := func(updated, level string) string {
		return `{"base_path":"/a","title":"A","updated_at":"` + updated + `","links":{"related":[{"title":"` + updated + `"}]},"details":{"reviewed_at":"` + updated + `","alert_status":[` + level + `]}}`
	}
	for _, c := range []struct {
		name, a, b string
		kind       intake.Kind
		same       bool
	}{
		{"the same", rss(base), rss(base), "", true},
		{"only the date moved", rss(base), rss(strings.Replace(base, "07 Oct", "09 Oct", 1)), "", true},
		{"a date and a count of comments came", rss(base), rss(base + "<dc:date>2031-10-09</dc:date><slash:comments>4</slash:comments>"), "", true},
		{"white space, CDATA against references, a comment", rss(base), rss(strings.Replace(base, "<![CDATA[<p>Caution.</p>]]>", "\n &lt;p&gt;Caution.<!-- x -->&lt;/p&gt; ", 1)), "", true},
		{"the level", rss(base), rss(strings.Replace(base, ">2<", ">3<", 1)), "", false},
		{"the domain of the level", rss(base), rss(strings.Replace(base, `"Threat-Level"`, `"Level"`, 1)), "", false},
		{"the title", rss(base), rss(strings.Replace(base, "Level 2", "Level 3", 1)), "", false},
		{"the text", rss(base), rss(strings.Replace(base, "Caution.", "Do not travel.", 1)), "", false},
		{"text that becomes an element", rss(base), rss(strings.Replace(base, "<![CDATA[<p>Caution.</p>]]>", "<p>Caution.</p>", 1)), "", false},
		{"an alert indented anew", alert("", true, "a", "x"), strings.ReplaceAll(alert("c", true, "a", "x"), "><", ">\n  <"), "", true},
		{"an alert with another headline", alert("", true, "a", "x"), alert("", true, "a", "y"), "", false},
		{"GOV.UK, only dates and related pages", gov("1", ""), gov("2", ""), "", true},
		{"GOV.UK, the status", gov("1", ""), gov("1", `"avoid_all_travel_to_parts"`), "", false},
		{"a page's script and frame", page("<p>Alert</p>"), strings.Replace(page("<p>Alert</p>"), "menu", "other menu", 1), intake.KindPage, true},
		{"a page's words", page("<p>Alert</p>"), page("<p>Alert over</p>"), intake.KindPage, false},
	} {
		hash := func(raw string) string {
			b, err := Split(intake.Source{Kind: c.kind}, "https://x.example/", []byte(raw))
			if err != nil || len(b.Docs) != 1 || len(b.Docs[0].Meta.Content) != 64 {
				t.Fatalf("%s: %v %v", c.name, b, err)
			}
			return b.Docs[0].Meta.Content
		}
		if same := hash(c.a) == hash(c.b); same != c.same {
			t.Errorf("%s: the same %v, want %v", c.name, same, c.same)
		}
	}
}

// 300,000 elements inside one another must cost nothing, however they are wrapped.
func TestDepthCostsNothing(t *testing.T) {
	const n = 300_000
	deep := strings.Repeat("<a>", n)
	for name, raw := range map[string]string{
		"bare":         deep,
		"in a feed":    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id></entry><entry>` + deep,
		"in an alert":  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">` + deep + strings.Repeat("</a>", n) + "</alert>",
		"JSON":         `[{"Title":"A","Link":"/a"},` + strings.Repeat("[", n),
		"JSON, closed": `{"response":` + strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n) + "}",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begun := time.Now()
		if _, err := Split(feedSource, "https://x.example/", []byte(raw)); err == nil {
			t.Error(name + ": taken")
		}
		spent := time.Since(begun)
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; spent > 100*time.Millisecond || got > 32<<20 {
			t.Errorf("%s: %v and %d bytes", name, spent, got)
		}
	}
}

func TestMax(t *testing.T) {
	var b strings.Builder
	for i := range 50 {
		fmt.Fprintf(&b, "<item><guid>g%d</guid><title>t</title></item><item><title>u</title><link>/%d.cap</link></item>", i, i)
	}
	src := feedSource
	src.Max = 60
	got, err := Split(src, "https://x.example/", []byte("<rss><channel>"+b.String()+"</channel></rss>"))
	if err != nil || got.Total != 100 || got.Left != 40 || len(got.Docs) != 50 || len(got.Links) != 10 {
		t.Errorf("total %d, left %d, %d documents, %d links, %v", got.Total, got.Left, len(got.Docs), len(got.Links), err)
	}
}

func TestWhen(t *testing.T) {
	for in, want := range map[string]string{
		"2031-03-07T10:00:00+03:00": "2031-03-07T07:00:00Z", "2031-03-07T10:00:00.123Z": "2031-03-07T10:00:00Z", "2031-03-07": "2031-03-07T00:00:00Z",
		"Fri, 07 Mar 2031 10:00:00 GMT": "2031-03-07T10:00:00Z", "Fri, 07 Mar 2031 10:00:00 +0100": "2031-03-07T09:00:00Z", "7 Mar 2031 10:00 EST": "2031-03-07T15:00:00Z",
		"Fri, 07 Mar 2031": "2031-03-07T00:00:00Z", "27 Mar 2031 23:00:00 AEDT": "2031-03-27T12:00:00Z", "2031/03/07 10:00": "2031-03-07T10:00:00Z", "2031/03/07 10:00 GMT": "2031-03-07T10:00:00Z",
		"Wed, 11 Jun 2003 22:39:00 PDT": "2003-06-12T05:39:00Z", "7 Mar 2031 10:00:00 IST": "", "yesterday": "", "": "", "0001-01-01": "",
	} {
		got := when(in)
		if want == "" && got.IsZero() {
			continue
		}
		if got.Truncate(time.Second).Format(time.RFC3339) != want {
			t.Errorf("%q: %v, want %q", in, got, want)
		}
	}
}
