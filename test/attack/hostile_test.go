// Package attack hands Tocsin's doors for outside documents what an attacker would (reliability.md, G17), and compares what
// they read with libxml2. The suites for signatures (G18) stand in cap/dsig, those for addresses (G19) in test/ssrf.
package attack

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/cap/dsig"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/feed"
)

// sound is an alert without any problem.
const sound = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>TEST-1</identifier>
  <sender>desk@example.org</sender>
  <sent>2024-03-07T18:00:00+03:00</sent>
  <status>Actual</status>
  <msgType>Update</msgType>
  <source>duty officer</source>
  <scope>Public</scope>
  <code>one</code>
  <note>a note</note>
  <references>desk@example.org,TEST-0,2024-03-06T09:00:00-00:00</references>
  <incidents>i</incidents>
  <info>
    <language>en-GB</language>
    <category>Security</category>
    <event>Attack feared</event>
    <responseType>Avoid</responseType>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Possible</certainty>
    <audience>all travellers</audience>
    <effective>2024-03-07T18:00:00+03:00</effective>
    <onset>2024-03-07T19:00:00+03:00</onset>
    <expires>2024-03-09T18:00:00+03:00</expires>
    <senderName>Example Desk</senderName>
    <headline>Keep away &amp; stay in</headline>
    <description>Large gatherings.
Second line.</description>
    <instruction>Do not go.</instruction>
    <web>https://example.org/1</web>
    <contact>+00 000</contact>
    <area>
      <areaDesc>The city</areaDesc>
      <polygon>55.5,37.3 55.5,37.9 55.9,37.9 55.9,37.3 55.5,37.3</polygon>
      <circle>55.82,37.39 5.5</circle>
    </area>
  </info>
</alert>
`

// single are the fields that an alert may have once, with their text in sound.
var single = []string{"identifier", "sender", "sent", "status", "msgType", "source", "scope", "note", "references", "incidents", "language",
	"event", "urgency", "severity", "certainty", "audience", "effective", "onset", "expires", "senderName", "headline", "description",
	"instruction", "web", "contact", "areaDesc"}

// hostile is one document. refused says that no alert may come of it, in either mode.
type hostile struct {
	family, name string
	doc          []byte
	refused      bool
}

// wrappers put an alert where alerts come from.
var wrappers = []struct{ name, before, after string }{
	{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><entry><id>e</id><title>t</title><content type="text/xml">`, `</content></entry></feed>`},
	{"RSS", `<rss version="2.0"><channel><title>c</title><item><guid>g</guid><description>`, `</description></item></channel></rss>`},
	{"EDXL-DE", `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><distributionID>d</distributionID><contentObject><xmlContent><embeddedXMLContent>`,
		`</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>`},
	{"a list", `<alerts>`, `</alerts>`},
}

const declaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// documents makes them all.
func documents() []hostile {
	var out []hostile
	body := strings.TrimPrefix(sound, declaration)
	add := func(family, name, doc string, refused bool) {
		out = append(out, hostile{family, name, []byte(doc), refused})
	}
	// everywhere adds a body bare and in each wrapper.
	everywhere := func(family, name, body string, refused bool) {
		add(family, name, declaration+body, refused)
		for _, w := range wrappers {
			add(family, name+", in "+w.name, declaration+w.before+body+w.after, refused)
		}
	}
	swap := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(body) }
	many := strings.Repeat

	for name, d := range map[string]string{"plain": `<!DOCTYPE alert>`, "external": `<!DOCTYPE alert SYSTEM "file:///etc/passwd">`,
		"public": `<!DOCTYPE alert PUBLIC "-//X//Y" "http://127.0.0.1/x.dtd">`, "internal": `<!DOCTYPE alert [<!ELEMENT alert ANY>]>`,
		"parameter entity": `<!DOCTYPE alert [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>`, "default attribute": `<!DOCTYPE alert [<!ATTLIST info lang CDATA "x">]>`,
		"notation": `<!DOCTYPE alert [<!NOTATION n SYSTEM "x">]>`, "small letters": `<!doctype alert>`, "a long name": "<!DOCTYPE " + many("a", 100_000) + ">",
		"unended": `<!DOCTYPE alert [`, "conditional": `<!DOCTYPE alert [<![INCLUDE[<!ENTITY a "b">]]>]>`} {
		add("document type", name, declaration+d+body, true)
		for _, w := range wrappers[:3] {
			add("document type", name+", around "+w.name, declaration+d+w.before+body+w.after, false)
			add("document type", name+", inside "+w.name, declaration+w.before+d+body+w.after, true)
		}
	}
	laughs := `<!DOCTYPE alert [<!ENTITY a0 "ha">`
	for i := range 30 {
		laughs += fmt.Sprintf(`<!ENTITY a%d "&a%d;&a%d;&a%d;">`, i+1, i, i, i)
	}
	add("entities", "a billion laughs", declaration+laughs+"]>"+swap("Attack feared", "&a30;"), true)
	add("entities", "quadratic", declaration+`<!DOCTYPE alert [<!ENTITY a "`+many("a", 50_000)+`">]>`+swap("Attack feared", many("&a;", 10_000)), true)
	add("entities", "itself", declaration+`<!DOCTYPE alert [<!ENTITY a "&a;">]>`+swap("Attack feared", "&a;"), true)
	add("entities", "a file", declaration+`<!DOCTYPE alert [<!ENTITY a SYSTEM "file:///etc/passwd">]>`+swap("Attack feared", "&a;"), true)
	for _, e := range []string{"&a;", "&nbsp;", "&lt", "&", "&&;", "&#;", "&#x;", "&#0;", "&#8;", "&#xFFFE;", "&#xD800;", "&#x110000;", "&#99999999999999999999;", "&#-1;", "&#+65;",
		"&amp", "&AMP;", "& amp;", "&#x41", "&#65 ;", "&%;"} {
		everywhere("entities", e, swap("Attack feared", e), true)
	}
	for _, f := range single {
		open, end := "<"+f+">", "</"+f+">"
		again := "<" + f + ">forged</" + f + ">"
		add("repeated fields", f+" before", declaration+strings.Replace(body, open, again+open, 1), true)
		add("repeated fields", f+" after", declaration+strings.Replace(body, end, end+again, 1), true)
		add("foreign fields", f+" beside", declaration+strings.Replace(body, open, `<x:`+f+` xmlns:x="urn:evil">forged</x:`+f+`>`+open, 1), true)
		add("foreign fields", f+" in its place", declaration+strings.NewReplacer(open, `<x:`+f+` xmlns:x="urn:evil">`, end, `</x:`+f+`>`).Replace(body), true)
		add("foreign fields", f+" by the default namespace", declaration+strings.Replace(body, open, "<"+f+` xmlns="urn:evil">`, 1), true)
		add("foreign fields", f+" with a prefix of nothing", declaration+strings.NewReplacer(open, "<x:"+f+">", end, "</x:"+f+">").Replace(body), true)
		add("nested", f+" with an element inside", declaration+strings.Replace(body, open, open+"<b>x</b>", 1), true)
		add("nested", f+" with itself inside", declaration+strings.Replace(body, open, open+again, 1), true)
		if f != "description" { // a comment in a text that is shown is refused too, as any value's
			add("nested", f+" with a comment inside", declaration+strings.Replace(body, open, open+"<!-- -->", 1), true)
		}
		add("nested", f+" with an instruction inside", declaration+strings.Replace(body, open, open+"<?x y?>", 1), true)
	}
	for _, n := range []int{17, 100, 1_000, 20_000, 140_000} {
		everywhere("depth", fmt.Sprint(n), strings.Replace(body, "<info>", many("<a>", n)+many("</a>", n)+"<info>", 1), true)
		add("depth", fmt.Sprintf("%d, unended", n), declaration+many("<alert>", n), true)
	}
	for _, n := range []int{65, 1_000, 60_000} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, ` a%d="1"`, i)
		}
		everywhere("attributes", fmt.Sprint(n), strings.Replace(body, "<info>", "<info"+b.String()+">", 1), true)
		everywhere("attributes", fmt.Sprintf("%d the same", n), strings.Replace(body, "<info>", "<info"+many(` a="1"`, n)+">", 1), true)
		b.Reset()
		for i := range n {
			fmt.Fprintf(&b, ` xmlns:p%d="urn:%d"`, i, i)
		}
		everywhere("attributes", fmt.Sprintf("%d namespaces", n), strings.Replace(body, "<info>", "<info"+b.String()+">", 1), true)
	}
	add("attributes", "one of 900 kB", declaration+strings.Replace(body, "<info>", `<info a="`+many("&amp;", 180_000)+`">`, 1), false)
	add("attributes", "one of line ends", declaration+strings.Replace(body, "<info>", `<info a="`+many("\r\n", 400_000)+`">`, 1), false)
	for name, s := range map[string]string{"a second root": body, "text": "junk", "an end tag": "</alert>", "a forged alert": swap("TEST-1", "TEST-2"), "NUL": "\x00",
		"an instruction": "<?x y?>", "CDATA": "<![CDATA[x]]>", "a reference": "&#65;", "a document type": "<!DOCTYPE a>", "a declaration": declaration, "a byte order mark": "\xef\xbb\xbf"} {
		add("after the root", name, sound+s, true)
		add("after the root", name+", of a feed", declaration+wrappers[0].before+body+wrappers[0].after+s, false)
	}
	for c := range 0x20 {
		if c == '\t' || c == '\n' || c == '\r' {
			continue
		}
		everywhere("control characters", fmt.Sprintf("%#x", c), swap("Attack", "At"+string(rune(c))+"tack"), true)
		add("control characters", fmt.Sprintf("%#x by reference", c), declaration+swap("Attack", fmt.Sprintf("At&#%d;tack", c)), true)
	}
	utf16 := func(s string, big, mark bool) string {
		var b strings.Builder
		if mark {
			s = "\ufeff" + s
		}
		for _, r := range s {
			if big {
				b.WriteByte(byte(r >> 8))
				b.WriteByte(byte(r))
			} else {
				b.WriteByte(byte(r))
				b.WriteByte(byte(r >> 8))
			}
		}
		return b.String()
	}
	add("encodings", "UTF-16 without a mark", utf16(sound, false, false), true)
	add("encodings", "UTF-16BE without a mark", utf16(sound, true, false), true)
	add("encodings", "UTF-16, declared as UTF-8", utf16(sound, false, true), false)
	add("encodings", "UTF-16, half a character", utf16(sound, true, true)+"\x00", true)
	add("encodings", "UTF-16, half a pair", utf16(sound[:300], true, true)+"\xd8\x00", true)
	add("encodings", "UTF-16, a document type", utf16("<!DOCTYPE alert>"+body, false, true), true)
	for _, e := range []string{"UTF-7", "UTF-32", "EBCDIC-CP-US", "Shift_JIS", "x-user-defined", "", "UTF-16", "none\x00", many("A", 5_000)} {
		add("encodings", "declared as "+clip(e), strings.Replace(sound, "UTF-8", e, 1), e != "UTF-16")
	}
	for name, s := range map[string]string{"overlong": "\xc0\xaf", "overlong of three": "\xe0\x80\xaf", "a surrogate": "\xed\xa0\x80", "beyond Unicode": "\xf4\x90\x80\x80", "cut": "\xe2\x82",
		"a lone byte": "\x80", "0xFF": "\xff\xff", "U+FFFE": "\ufffe", "U+FFFF": "\uffff", "NUL overlong": "\xc0\x80"} {
		everywhere("encodings", name, swap("Attack", "At"+s+"tack"), true)
	}
	for _, s := range []string{"<?php system('x') ?>", "<?xml version='1.0'?>", "<?XML x?>", "<? x?>", "<?x", "<?xml-model href='x'?>", "<?" + many("x", 100_000) + "?>"} {
		add("instructions", clip(s)+" before", s+sound, true)
		everywhere("instructions", clip(s)+" inside", strings.Replace(body, "<info>", s+"<info>", 1), true)
	}
	add("instructions", "100,000 of them", declaration+many("<?xml-stylesheet?>", 50_000)+body, false)
	// Areas that cost: many points, many rings, numbers of any form, sides that all cross.
	ring := func(n int, f func(i int) (lat, lon float64)) string {
		var b strings.Builder
		for i := range n {
			lat, lon := f(i)
			fmt.Fprintf(&b, "%g,%g ", lat, lon)
		}
		lat, lon := f(0)
		fmt.Fprintf(&b, "%g,%g", lat, lon)
		return b.String()
	}
	const square = "55.5,37.3 55.5,37.9 55.9,37.9 55.9,37.3 55.5,37.3"
	comb := func(i int) (float64, float64) {
		return float64(i%2*160 - 80), float64(i/2%2*340-170) + float64(i)/1e4
	}
	stair := func(i int) (float64, float64) { return float64(i%900) / 10, float64(i) / 1e3 }
	for _, n := range []int{9_999, 40_000, 60_000} {
		add("areas", fmt.Sprintf("a comb of %d", n), declaration+swap(square, ring(n, comb)), false)
		add("areas", fmt.Sprintf("a stair of %d", n), declaration+swap(square, ring(n, stair)), false)
	}
	add("areas", "300,000 points", declaration+swap(square, many("1,2 ", 240_000)+"1,2"), true)
	add("areas", "20,000 polygons", declaration+strings.Replace(body, "<polygon>"+square+"</polygon>", many("<polygon>1,1 1,2 2,2 1,1</polygon>", 20_000), 1), false)
	add("areas", "20,000 areas", declaration+strings.Replace(body, "<area>", many("<area><areaDesc>a</areaDesc></area>", 20_000)+"<area>", 1), false)
	add("areas", "40,000 circles", declaration+strings.Replace(body, "<circle>", many("<circle>1,1 1</circle>", 20_000)+"<circle>", 1), false)
	for _, s := range []string{"NaN,NaN", "Inf,1", "1e309,1", "1e-999,1", "0x10,1", "1,2,3", "1;2", ",", many("9", 100_000) + ",1", "1." + many("1", 200_000) + ",2", "１,２", "-,-", "+1,+1", "1 ,2", "91,0", "0,361"} {
		add("areas", "the point "+clip(s), declaration+swap(square, s+" 1,2 2,2 "+s), false)
		add("areas", "the circle "+clip(s), declaration+swap("55.82,37.39 5.5", s+" 5"), false)
	}
	// Values of a size and a form that cost.
	const big = 900 << 10
	for name, s := range map[string]string{"letters": many("a", big), "ampersands": many("&amp;", big/5), "references": many("&#38;", big/5), "brackets": many(">", big),
		"line ends": many("\r\n", big/2), "lone returns": many("\r", big), "spaces": many(" ", big), "bidi": many("\u202e", big/3), "fire": many("\U0001F525", big/4),
		"CDATA": many("<![CDATA[x]]>", big/13), "combining": "a" + many("\u0301", big/2), "zero width": many("\u200b", big/3), "HTML": many("<![CDATA[<script>alert(1)</script>]]>", big/50)} {
		add("large values", name, declaration+swap("Attack feared", s), false)
		add("large values", name+", in Atom", declaration+wrappers[0].before+swap("Attack feared", s)+wrappers[0].after, false)
		add("large values", name+", as the identifier", declaration+swap("TEST-1", s), false)
	}
	for name, s := range map[string]string{"comments": many("<!---->", big/7), "one comment": "<!--" + many(" ", big) + "-->", "empty elements": many("<a/>", big/4), "empty foreign elements": many(`<a xmlns="u"/>`, big/14),
		"codes": many("<code>1</code>", big/14), "infos": many("<info/>", big/7), "spaces": many(" ", big), "parameters": "", "hyphens": "<!--" + many("- ", big/2) + "-->"} {
		everywhere("many", name, strings.Replace(body, "<incidents>i</incidents>", "<incidents>i</incidents>"+s, 1), false)
	}
	add("many", "infos that are whole", declaration+strings.Replace(body, "</alert>", many(body[strings.Index(body, "<info>"):strings.Index(body, "</info>")+7], 900)+"</alert>", 1), false)
	add("many", "references", declaration+swap("desk@example.org,TEST-0,2024-03-06T09:00:00-00:00", many("a,b,2024-03-06T09:00:00-00:00 ", 25_000)), false)
	add("many", "commas for references", declaration+swap("desk@example.org,TEST-0,2024-03-06T09:00:00-00:00", many(",", big)), false)
	add("many", "quotes for addresses", declaration+swap("<incidents>i<", "<incidents>"+many(`"`, big)+"<"), false)
	add("many", "names of 900 kB", declaration+strings.Replace(body, "<info>", "<"+many("a", big)+"/><info>", 1), false)
	for _, s := range []string{"0000-00-00T00:00:00+00:00", "9999-12-31T23:59:59-14:00", "2024-02-30T00:00:00+00:00", "2024-03-07T24:00:00+00:00", "2024-03-07T18:00:60+00:00", "2024-03-07T18:00:00+99:99",
		"now", "-2024-03-07T18:00:00+03:00", "2024-03-07T18:00:00." + many("9", 100_000) + "Z", "２０２４-03-07T18:00:00+03:00", many("2", 500_000), " ", "1709823600"} {
		add("times", clip(s), declaration+strings.Replace(body, "<sent>2024-03-07T18:00:00+03:00", "<sent>"+s, 1), false)
		add("times", clip(s)+" as expires", declaration+strings.Replace(body, "<expires>2024-03-09T18:00:00+03:00", "<expires>"+s, 1), false)
	}
	// Signatures that cost.
	const ds = "http://www.w3.org/2000/09/xmldsig#"
	sig := func(info, rest string) string {
		return strings.Replace(body, "</alert>", `<Signature xmlns="`+ds+`">`+info+rest+`</Signature></alert>`, 1)
	}
	ref := `<Reference URI=""><Transforms><Transform Algorithm="` + ds + `enveloped-signature"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AAAA</DigestValue></Reference>`
	info := func(c14n, refs string) string {
		return `<SignedInfo><CanonicalizationMethod Algorithm="` + c14n + `"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>` + refs + `</SignedInfo><SignatureValue>AAAA</SignatureValue>`
	}
	const exc, inc = "http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
	var names strings.Builder
	for i := range 60 {
		fmt.Fprintf(&names, ` xmlns:p%d="urn:%d"`, i, i)
	}
	for name, doc := range map[string]string{
		"100,000 references": sig(info(exc, many(ref[:40]+"/>", 2_000)), ""), "a value of 200 kB": sig(strings.Replace(info(exc, ref), "AAAA<", many("A", 200_000)+"<", 2), ""),
		"a value of 900 kB":        sig(info(exc, ref)+many("<Object/>", 100_000), ""),
		"100,000 keys":             sig(info(exc, ref), `<KeyInfo>`+many(`<KeyName>k</KeyName>`, 10_000)+`</KeyInfo>`),
		"broken certificates":      sig(info(exc, ref), `<KeyInfo><X509Data>`+many(`<X509Certificate>MIIB</X509Certificate>`, 5_000)+`</X509Data></KeyInfo>`),
		"a modulus of 1.5 Mbit":    sig(info(exc, ref), `<KeyInfo><KeyValue><RSAKeyValue><Modulus>`+many("//8B", 50_000)+`</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue></KeyInfo>`),
		"an exponent of 32 bits":   sig(info(exc, ref), `<KeyInfo><KeyValue><RSAKeyValue><Modulus>`+many("//8B", 256)+`</Modulus><Exponent>/////w==</Exponent></RSAKeyValue></KeyValue></KeyInfo>`),
		"eight keys of 8,192 bits": sig(info(exc, ref), `<KeyInfo>`+many(`<KeyValue><RSAKeyValue><Modulus>`+many("//8B", 341)+`</Modulus><Exponent>f////w==</Exponent></RSAKeyValue></KeyValue>`, 8)+`</KeyInfo>`),
		"namespaces everywhere":    strings.Replace(sig(info(inc, ref), ""), "<info>", many("<a"+names.String()+"/>", 700)+"<info>", 1),
		"namespaces used by all":   strings.Replace(strings.Replace(sig(info(exc, ref), ""), "<alert", "<alert"+names.String(), 1), "<info>", many("<p59:a/>", 80_000)+"<info>", 1),
		"prefix list":              sig(strings.Replace(info(exc, ref), `#"/>`, `#"><InclusiveNamespaces xmlns="`+exc+`" PrefixList="`+many("a ", 100_000)+`"/></CanonicalizationMethod>`, 1), ""),
		"100,000 IDs": strings.Replace(sig(info(exc, ref), ""), "<info>", func() string {
			var b strings.Builder
			for i := range 40_000 {
				fmt.Fprintf(&b, `<a id="%d"/>`, i)
			}
			return b.String()
		}()+"<info>", 1),
		"100,000 signatures":       strings.Replace(body, "</alert>", many(`<Signature xmlns="`+ds+`"/>`, 15_000)+"</alert>", 1),
		"signatures in signatures": strings.Replace(body, "</alert>", many(`<Signature xmlns="`+ds+`">`, 10)+many("</Signature>", 10)+"</alert>", 1),
		"a megabyte to escape":     sig(info(inc, ref), "")[:0] + strings.Replace(sig(info(inc, ref), ""), "Attack feared", many("&gt;", 200_000), 1),
		"blanks between all":       strings.Replace(sig(info(inc, ref), ""), "<info>", many(" <a/> ", 150_000)+"<info>", 1),
		"an empty one":             sig("", ""), "empty SignedInfo": sig("<SignedInfo/>", ""), "no method": sig(strings.Replace(info(exc, ref), "Algorithm", "A", 1), ""),
		"text in it": sig("text", ""), "XSLT": sig(strings.Replace(info(exc, ref), ds+"enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116", 1), ""),
		"an outside reference": sig(strings.Replace(info(exc, ref), `URI=""`, `URI="http://127.0.0.1/"`, 1), ""), "xml:base": strings.Replace(sig(info(inc, ref), ""), "<alert", `<alert xml:base="http://x/"`, 1),
	} {
		add("signatures", name, declaration+doc, false)
		add("signatures", name+", in EDXL-DE", declaration+wrappers[2].before+doc+wrappers[2].after, false)
	}
	// Feeds.
	for name, doc := range map[string]string{
		"100,000 empty entries": `<feed xmlns="http://www.w3.org/2005/Atom">` + many("<entry/>", 100_000) + "</feed>", "50,000 links": `<feed xmlns="http://www.w3.org/2005/Atom">` + many(`<entry><link href="http://a/"/></entry>`, 22_000) + "</feed>",
		"feeds in feeds": many(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>`, 5) + many("</content></entry></feed>", 5), "50,000 items": `<rss version="2.0"><channel>` + many("<item><guid>g</guid></item>", 35_000) + "</channel></rss>",
		"links of no web":   `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><link rel="enclosure" type="application/cap+xml" href="file:///etc/passwd"/></entry><entry><id>2</id><link href="javascript:alert(1)"/></entry><entry><id>3</id><link href="gopher://127.0.0.1:25/x"/></entry></feed>`,
		"a link of 900 kB":  `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><link href="http://a/` + many("a", big) + `"/></entry></feed>`,
		"one ID for all":    `<feed xmlns="http://www.w3.org/2005/Atom">` + many(`<entry><id>same</id><title>t</title></entry>`, 20_000) + "</feed>",
		"escaped HTML":      `<rss version="2.0"><channel><item><guid>1</guid><description>` + many("&lt;p&gt;", 100_000) + `</description></item></channel></rss>`,
		"base64 in EDXL-DE": `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><contentObject><nonXMLContent><mimeType>application/cap+xml</mimeType><contentData>` + many("QUFB", 220_000) + `</contentData></nonXMLContent></contentObject></EDXLDistribution>`,
		"content objects":   `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0">` + many("<contentObject/>", 50_000) + `</EDXLDistribution>`,
		"10,000 alerts":     `<alerts>` + many(`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>`, 15_000) + `</alerts>`,
		"500 whole alerts":  `<alerts>` + many(body, 500) + `</alerts>`,
		"RDF":               `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + many("<item/>", 100_000) + `</rdf:RDF>`,
		"JSON, deep":        many("[", 500_000), "JSON, deep objects": many(`{"a":`, 150_000), "JSON, long": "[" + many("1,", 400_000) + "1]", "JSON, one key twice": `{"a":` + many(`1,"a":`, 100_000) + `1}`, "JSON, a number": many("1", big),
		"HTML": "<!DOCTYPE html><html><body>" + many("<div>", 150_000), "HTML, one attribute": `<!DOCTYPE html><html><body a="` + many("&quot;", 150_000) + `">`, "HTML, tables": "<!DOCTYPE html><html>" + many("<table><tr><td>", 50_000),
		"no entries": `<feed xmlns="http://www.w3.org/2005/Atom"/>`, "a feed cut": `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>`, "binary": many("\x00\x01\x02\xff", 200_000), "gzip": "\x1f\x8b\x08\x00" + many("\x00", 1_000), "PDF": "%PDF-1.7\n" + many("x", 10_000),
	} {
		add("feeds", name, doc, name != "500 whole alerts")
	}
	rng := rand.New(rand.NewPCG(17, 1))
	for i := range 40 {
		add("cut off", fmt.Sprint(i), sound[:rng.IntN(len(sound)-3)], true)
		raw := make([]byte, 200+rng.IntN(2_000))
		for k := range raw {
			raw[k] = byte(rng.Uint32())
			if i%2 == 0 {
				raw[k] = "<>/&;\"'= \na:b!-[]?x#"[raw[k]%20]
			}
		}
		add("random bytes", fmt.Sprint(i), string(raw), true)
	}
	return out
}

func clip(s string) string {
	if len(s) > 40 {
		return fmt.Sprintf("%q... (%d bytes)", s[:20], len(s))
	}
	return fmt.Sprintf("%q", s)
}

// The bounds of G17.
const (
	mostTime  = 100 * time.Millisecond
	mostBytes = 32 << 20
)

// door is a way in for outside bytes. It gives the alerts that came of them, and the reasons for what was refused.
type door struct {
	name string
	open func(doc []byte) (alerts int, reasons []string)
}

func problems(ps []cap.Problem, err error) []string {
	if err == nil {
		return nil
	}
	var out []string
	for _, p := range ps {
		if p.Level == cap.Unusable && p.Text != "" && p.Code != "" && p.Rule != "" {
			out = append(out, p.Code+": "+p.Text)
		}
	}
	return append(out, err.Error()[:0])
}

var doors = []door{
	{"cap.Parse, strict", func(doc []byte) (int, []string) { return parse(doc, cap.Options{}) }},
	{"cap.Parse, for feeds", func(doc []byte) (int, []string) { return parse(doc, cap.FeedOptions()) }},
	{"cap.Extract", func(doc []byte) (int, []string) {
		n := 0
		var reasons []string
		_, found, err := cap.Extract(doc, cap.FeedOptions())
		if err != nil {
			reasons = append(reasons, err.Error())
		}
		for _, f := range found {
			if f.Err == nil {
				n++
			}
			reasons = append(reasons, problems(f.Problems, f.Err)...)
		}
		return n, reasons
	}},
	{"dsig.Verify", func(doc []byte) (int, []string) {
		keys := dsig.Keys{Reshaped: true}
		r := dsig.Verify(doc, keys, time.Date(2024, 3, 8, 0, 0, 0, 0, time.UTC))
		if r.Signed != nil {
			return 1, nil
		}
		return 0, []string{r.Reason}
	}},
	{"feed.Split", func(doc []byte) (int, []string) {
		b, err := feed.Split(intake.Source{ID: "hostile", Max: 2_000}, "https://example.org/feed", doc)
		if err != nil {
			return 0, []string{err.Error()}
		}
		return len(b.Docs), b.Notes
	}},
	{"intake.NewItem", func(doc []byte) (int, []string) {
		it := intake.NewItem(doc, intake.Meta{Source: "hostile"}, time.Date(2024, 3, 8, 0, 0, 0, 0, time.UTC))
		return 0, []string{it.Unreadable}
	}},
}

func parse(doc []byte, opts cap.Options) (int, []string) {
	a, ps, err := cap.Parse(doc, opts)
	if a != nil {
		return 1, nil
	}
	return 0, problems(ps, err)
}

// TestHostileDocuments is G17: every document through every door. No panic, at most 100 ms and 32 MiB each, a reason for every
// refusal, and no alert out of what must be refused.
func TestHostileDocuments(t *testing.T) {
	docs := documents()
	families := map[string]int{}
	var slowest time.Duration
	var largest uint64
	var slowName, largeName string
	refused := 0
	for _, d := range docs {
		families[d.family]++
		name := d.family + ": " + d.name
		for i, door := range doors {
			best, least := time.Hour, ^uint64(0)
			alerts, reasons := 0, []string(nil)
			// A busy machine may take its time: the best of up to five tries counts.
			for range 5 {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				start := time.Now()
				alerts, reasons = door.open(d.doc)
				took := time.Since(start)
				runtime.ReadMemStats(&after)
				best, least = min(best, took), min(least, after.TotalAlloc-before.TotalAlloc)
				if (best <= slowness*mostTime/4 && least <= mostBytes) || took > 20*slowness*mostTime {
					break
				}
			}
			if best > slowest {
				slowest, slowName = best, door.name+": "+name
			}
			if least > largest {
				largest, largeName = least, door.name+": "+name
			}
			if best > slowness*mostTime {
				t.Errorf("%s: %s: took %v at best", door.name, name, best)
			}
			if least > mostBytes {
				t.Errorf("%s: %s: allocated %d MiB", door.name, name, least>>20)
			}
			if i < 3 && d.refused && alerts > 0 && !(i == 2 && strings.HasPrefix(d.family, "after the root")) {
				t.Errorf("%s: %s: an alert came of it", door.name, name)
			}
			if i < 2 && alerts == 0 {
				refused++
				if len(reasons) < 2 || reasons[0] == "" { // the last is the error's mark
					t.Errorf("%s: %s: refused without a reason", door.name, name)
				}
			}
			if door.name == "dsig.Verify" && alerts == 0 && reasons[0] == "" {
				t.Errorf("%s: %s: no reason", door.name, name)
			}
		}
	}
	t.Logf("%d hostile documents of %d families through %d doors: 0 panics, %d refusals by cap.Parse, each with its reason", len(docs), len(families), len(doors), refused)
	t.Logf("slowest %v (%s); most memory %.1f MiB (%s)", slowest.Round(time.Millisecond/10), slowName, float64(largest)/(1<<20), largeName)
	if len(docs) < 400 {
		t.Errorf("%d documents; at least 400 are wanted", len(docs))
	}
}
