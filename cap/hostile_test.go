package cap

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// Every item of the attack list for XML as such, and its neighbours: refused in both modes, with the right code.
func TestHostileXMLIsRefused(t *testing.T) {
	wrap := func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }
	attrs := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(" a" + itoa(i) + `="1"`)
		}
		return b.String()
	}
	utf32 := "\xFF\xFE\x00\x00<\x00\x00\x00a\x00\x00\x00"
	const root = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">`
	for name, c := range map[string]struct{ code, doc string }{
		"empty":                    {"empty", ""},
		"only space":               {"xml-truncated", " \n"},
		"document type":            {"xml-doctype", strings.Replace(sound, "<alert", "<!DOCTYPE alert>\n<alert", 1)},
		"entity bomb":              {"xml-doctype", strings.Replace(sound, "<alert", `<!DOCTYPE alert [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><alert`, 1)},
		"external entity":          {"xml-doctype", strings.Replace(sound, "<alert", `<!DOCTYPE alert SYSTEM "file:///etc/passwd"><alert`, 1)},
		"entity without a type":    {"xml-reference", string(swap(t, "Attack feared", "&xxe;"))},
		"instruction before":       {"xml-instruction", strings.Replace(sound, "<alert", "<?php x ?><alert", 1)},
		"instruction inside":       {"xml-instruction", string(swap(t, "<info>", "<?x y?><info>"))},
		"instruction in a value":   {"xml-instruction", string(swap(t, "Attack feared", "Attack<?x y?>"))},
		"instruction after":        {"xml-instruction", sound + "<?x y?>"},
		"instruction unended":      {"xml-truncated", string(swap(t, "<info>", "<?x <info>"))},
		"instruction unnamed":      {"xml-syntax", string(swap(t, "<info>", "<? x?><info>"))},
		"late declaration":         {"xml-declaration", string(swap(t, "<info>", `<?xml version="1.0"?><info>`))},
		"foreign identifier":       {"foreign-element", string(swap(t, "<identifier>", `<x:identifier xmlns:x="urn:evil">forged</x:identifier><identifier>`))},
		"foreign namespace on it":  {"foreign-element", string(swap(t, "<sender>", `<sender xmlns="urn:evil">`))},
		"no namespace on it":       {"foreign-element", string(swap(t, "<sender>", `<sender xmlns="">`))},
		"other CAP version inside": {"foreign-element", string(swap(t, "<info>", `<info xmlns="urn:oasis:names:tc:emergency:cap:1.1">`))},
		"alert inside an alert":    {"unknown-element", string(swap(t, "<info>", "<alert/><info>"))},
		"foreign alert inside":     {"foreign-element", string(swap(t, "<info>", `<x:alert xmlns:x="urn:x"/><info>`))},
		"undeclared prefix":        {"xml-prefix", string(swap(t, "<identifier>TEST-1</identifier>", "<x:identifier>TEST-1</x:identifier>"))},
		"undeclared on attribute":  {"xml-prefix", string(swap(t, "<identifier>", `<identifier x:a="1">`))},
		"duplicate attribute":      {"xml-attribute-twice", string(swap(t, "<info>", `<info a="1" a="2">`))},
		"same attribute by prefix": {"xml-attribute-twice", string(swap(t, "<info>", `<info xmlns:x="urn:u" xmlns:y="urn:u" x:a="1" y:a="2">`))},
		"namespace twice":          {"xml-attribute-twice", string(swap(t, "<info>", `<info xmlns:x="urn:u" xmlns:x="urn:v">`))},
		"namespace undeclared":     {"xml-namespace", string(swap(t, "<info>", `<info xmlns:x="">`))},
		"xmlns prefix bound":       {"xml-namespace", string(swap(t, "<info>", `<info xmlns:xmlns="urn:u">`))},
		"xml prefix bound":         {"xml-namespace", string(swap(t, "<info>", `<info xmlns:xml="urn:u">`))},
		"second identifier":        {"repeated", string(swap(t, "<sender>", "<identifier>other</identifier><sender>"))},
		"second sender":            {"repeated", string(swap(t, "<sent>", "<sender>other</sender><sent>"))},
		"second event":             {"repeated", string(swap(t, "<responseType>", "<event>other</event><responseType>"))},
		"second areaDesc":          {"repeated", string(swap(t, "<polygon>", "<areaDesc>other</areaDesc><polygon>"))},
		"second value":             {"repeated", string(swap(t, "<value>CDW</value>", "<value>CDW</value><value>X</value>"))},
		"second root":              {"xml-after-root", sound + sound[strings.Index(sound, "<alert"):]},
		"junk after":               {"xml-after-root", sound + "junk"},
		"end tag after":            {"xml-after-root", sound + "</alert>"},
		"text between elements":    {"xml-text", string(swap(t, "<info>", "stray <info>"))},
		"reference between":        {"xml-text", string(swap(t, "<info>", "&#65;<info>"))},
		"CDATA between":            {"xml-text", string(swap(t, "<info>", "<![CDATA[stray]]><info>"))},
		"element in a value":       {"nested", string(swap(t, "Attack feared", "Attack <b>feared</b>"))},
		"comment in a value":       {"xml-comment", string(swap(t, "desk@example.org<", "desk@example.org<!-- -->.evil.example<"))},
		"too deep":                 {"xml-depth", string(swap(t, "<info>", wrap(20)+"<info>"))},
		"very deep":                {"xml-depth", root + strings.Repeat("<a>", 200_000)},
		"deep in a signature":      {"xml-depth", string(swap(t, "</alert>", `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">`+wrap(30)+"</Signature></alert>"))},
		"many attributes":          {"xml-attributes", string(swap(t, "<info>", "<info"+attrs(65)+">"))},
		"very many attributes":     {"xml-attributes", "<alert" + attrs(90_000) + ">"},
		"too large":                {"too-large", sound + strings.Repeat(" ", 1<<20)},
		"many points":              {"polygon-points", string(swap(t, "55.5,37.9", strings.Repeat("1,2 ", 10_001)+"55.5,37.9"))},
		"not UTF-8":                {"xml-characters", string(swap(t, "Attack", "Att\xff\xfeack"))},
		"surrogate in UTF-8":       {"xml-characters", string(swap(t, "Attack", "\xed\xa0\x80"))},
		"overlong UTF-8":           {"xml-characters", string(swap(t, "Attack", "\xc0\xaf"))},
		"non-character":            {"xml-characters", string(swap(t, "Attack", "\uFFFF"))},
		"NUL":                      {"xml-characters", string(swap(t, "Attack", "Att\x00ack"))},
		"control character":        {"xml-characters", string(swap(t, "Attack", "Att\x1back"))},
		"control by reference":     {"xml-reference", string(swap(t, "Attack", "&#8;"))},
		"NUL by reference":         {"xml-reference", string(swap(t, "Attack", "&#0;"))},
		"surrogate by reference":   {"xml-reference", string(swap(t, "Attack", "&#xD800;"))},
		"beyond Unicode":           {"xml-reference", string(swap(t, "Attack", "&#x110000;"))},
		"signed reference":         {"xml-reference", string(swap(t, "Attack", "&#+65;"))},
		"empty reference":          {"xml-reference", string(swap(t, "Attack", "&#x;"))},
		"bare ampersand":           {"xml-reference", string(swap(t, "Attack", "a & b"))},
		"bare ampersand, no end":   {"xml-reference", string(swap(t, "<info>", "&<info>"))},
		"reference in attribute":   {"xml-reference", string(swap(t, "<info>", `<info a="&bad;">`))},
		"CDATA end in text":        {"xml-syntax", string(swap(t, "Attack", "a ]]> b"))},
		"two hyphens":              {"xml-comment", string(swap(t, "<info>", "<!-- a -- b --><info>"))},
		"unended comment":          {"xml-truncated", string(swap(t, "<info>", "<!-- <info>"))},
		"unended CDATA":            {"xml-truncated", string(swap(t, "<info>", "<![CDATA[ <info>"))},
		"declaration inside":       {"xml-syntax", string(swap(t, "<info>", "<!ELEMENT a><info>"))},
		"wrong end tag":            {"xml-end-tag", string(swap(t, "</sender>", "</sander>"))},
		"longer end tag":           {"xml-end-tag", string(swap(t, "</sender>", "</senders>"))},
		"crossed tags":             {"xml-end-tag", string(swap(t, "</info>\n</alert>", "</alert></info>"))},
		"attribute without value":  {"xml-syntax", string(swap(t, "<info>", "<info a>"))},
		"attribute without quotes": {"xml-syntax", string(swap(t, "<info>", "<info a=1>"))},
		"attributes run together":  {"xml-syntax", string(swap(t, "<info>", `<info a="1"b="2">`))},
		"angle in attribute":       {"xml-syntax", string(swap(t, "<info>", `<info a="<">`))},
		"lone slash":               {"xml-syntax", string(swap(t, "<info>", `<info / >`))},
		"name begins with a digit": {"xml-name", string(swap(t, "<info>", "<1info>"))},
		"prefix without a name":    {"xml-name", string(swap(t, "<info>", "<a:>"))},
		"name with a symbol":       {"xml-name", string(swap(t, "<info>", "<\u2713>"))},
		"space before a name":      {"xml-name", string(swap(t, "<info>", "< info>"))},
		"XML 1.1":                  {"xml-declaration", strings.Replace(sound, `version="1.0"`, `version="1.1"`, 1)},
		"no version":               {"xml-declaration", strings.Replace(sound, `version="1.0" `, "", 1)},
		"empty declaration":        {"xml-declaration", strings.Replace(sound, `version="1.0" encoding="UTF-8"`, "", 1)},
		"empty encoding":           {"xml-declaration", strings.Replace(sound, `"UTF-8"`, `""`, 1)},
		"order of declaration":     {"xml-declaration", strings.Replace(sound, `version="1.0" encoding="UTF-8"`, `encoding="UTF-8" version="1.0"`, 1)},
		"standalone maybe":         {"xml-declaration", strings.Replace(sound, `"UTF-8"`, `"UTF-8" standalone="maybe"`, 1)},
		"declaration cut":          {"xml-truncated", `<?xml version="1.0"`},
		"unknown encoding":         {"encoding", strings.Replace(sound, "UTF-8", "UTF-7", 1)},
		"byte not in ASCII":        {"xml-characters", strings.Replace(strings.Replace(sound, "UTF-8", "US-ASCII", 1), "Attack", "\xe9", 1)},
		"byte not in windows-1252": {"xml-characters", strings.Replace(strings.Replace(sound, "UTF-8", "windows-1252", 1), "Attack", "\x81", 1)},
		"UTF-32":                   {"xml-characters", utf32},
		"odd UTF-16":               {"xml-characters", "\xFF\xFE<\x00a"},
		"half a surrogate pair":    {"xml-characters", "\xFF\xFE<\x00\x00\xD8<\x00"},
		"surrogate at the end":     {"xml-characters", "\xFF\xFE<\x00\x00\xD8"},
		"an Atom feed":             {"not-an-alert", `<feed xmlns="http://www.w3.org/2005/Atom"></feed>`},
		"an RSS feed":              {"not-an-alert", `<rss version="2.0"></rss>`},
		"RSS 1.0":                  {"not-an-alert", `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>`},
		"EDXL-DE":                  {"not-an-alert", `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"/>`},
		"a list of alerts":         {"not-an-alert", `<alerts><alert/></alerts>`},
		"another alert":            {"not-an-alert", `<alert xmlns="urn:other"/>`},
		"other XML":                {"not-an-alert", `<svg/>`},
		"HTML":                     {"not-an-alert", "\n<!DOCTYPE html><html>"},
		"JSON":                     {"not-an-alert", `{"identifier": "x"}`},
		"a JSON list":              {"not-an-alert", `[]`},
		"PDF":                      {"not-an-alert", "%PDF-1.7\n"},
		"ZIP":                      {"not-an-alert", "PK\x03\x04abc"},
		"gzip":                     {"not-an-alert", "\x1f\x8b\x08abc"},
		"plain text":               {"xml-syntax", "Security alert: avoid crowds."},
	} {
		for _, opts := range []Options{{}, {Lenient: true}} {
			var a *Alert
			var problems []Problem
			var err error
			quick(t, name, func() { a, problems, err = Parse([]byte(c.doc), opts) })
			p, ok := withCode(problems, c.code)
			if err == nil || a != nil || !ok || p.Level != Unusable {
				t.Errorf("%s, lenient %v: want %s, got %v %v", name, opts.Lenient, c.code, err, problems)
			}
		}
	}
}

func TestTruncationAnywhereIsRefused(t *testing.T) {
	signed := strings.Replace(sound, "</alert>", `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><!-- c --><![CDATA[d]]>&amp;</Signature></alert>`, 1)
	for name, doc := range map[string]string{
		"sound": sound, "signed": signed,
		"CDATA and comments": strings.Replace(sound, "<headline>Keep", "<!-- c --><headline><![CDATA[x]]>Keep", 1),
		"made":               string(makeAlert(3, 1, 1, 5, 20)),
	} {
		end := strings.LastIndex(doc, ">") + 1
		for n := range end {
			for _, lenient := range []bool{false, true} {
				if a, problems, err := Parse([]byte(doc[:n]), Options{Lenient: lenient}); err == nil || a != nil || len(problems) == 0 {
					t.Fatalf("%s cut at %d, lenient %v: accepted", name, n, lenient)
				}
			}
		}
		if _, problems, err := Parse([]byte(doc[:end]), Options{}); err != nil {
			t.Errorf("%s whole: %v %v", name, err, problems)
		}
	}
}

func TestRandomBytesAreRefused(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for n := range 2000 {
		data := make([]byte, r.IntN(400))
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		if n%2 == 0 { // only bytes that mean something in XML
			for i := range data {
				data[i] = "<>/&;\"'= \na:b!-[]?x#"[int(data[i])%20]
			}
		}
		if _, problems, err := Parse(data, Options{Lenient: true}); err == nil || len(problems) == 0 {
			t.Fatalf("accepted %q", data)
		}
	}
	// One byte of a sound alert changed: never a panic, and never an alert without its vital fields.
	for range 20_000 {
		data := []byte(sound)
		data[r.IntN(len(data))] = byte(r.Uint32())
		for _, lenient := range []bool{false, true} {
			a, _, err := Parse(data, Options{Lenient: lenient})
			if (err == nil) != (a != nil) {
				t.Fatal("an alert and an error, or neither")
			}
			if a != nil && (a.Identifier == "" || a.Sender == "" || a.Sent.IsZero() || a.Status == "" || a.MsgType == "") {
				t.Fatalf("an alert without a vital field: %+v", a)
			}
		}
	}
}

func TestHugeFilesCostNothing(t *testing.T) {
	huge := bytes.Repeat([]byte(sound), 50<<20/len(sound))
	var problems []Problem
	var err error
	quick(t, "50 MB", func() { _, problems, err = Parse(huge, FeedOptions()) })
	if _, ok := withCode(problems, "too-large"); err == nil || !ok {
		t.Fatalf("50 MB: %v %v", err, problems)
	}
	if !strings.Contains(err.Error(), "MiB") {
		t.Errorf("the error does not give the sizes: %v", err)
	}
}

// Polygons made to make the search for crossing sides slow: the budget holds.
func TestCrossingSearchIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range 9_000 {
		b.WriteString([]string{"-80", "80"}[i%2] + "." + itoa(10000+i) + "," + []string{"-170", "170"}[i/2%2] + "." + itoa(10000+i) + " ")
	}
	b.WriteString("-80.10000,-170.10000")
	comb := b.String()
	area := "<area><areaDesc>a</areaDesc><polygon>" + comb + "</polygon></area>"
	doc := swap(t, "</info>", strings.Repeat(area, 4)+"</info>")
	quick(t, "comb", func() {
		if _, _, err := Parse(doc, Options{}); err != nil {
			t.Error(err)
		}
	})
	// A staircase of long sides that overlap and never cross: the budget runs out and says so.
	var pts Polygon
	for i := range 2_000 {
		pts = append(pts, Point{float64(i) / 100, -float64(i) / 200})
	}
	for i := 1_999; i >= 0; i-- {
		pts = append(pts, Point{float64(i) / 100, 170 - float64(i)/1000})
	}
	pts = append(pts, pts[0])
	if _, _, crossed, sure := (&crossings{budget: crossingBudget}).find(pts); crossed || !sure {
		t.Errorf("the staircase: crossed %v sure %v", crossed, sure)
	}
	sweep := crossings{budget: 1_000}
	if _, _, crossed, sure := sweep.find(pts); crossed || sure {
		t.Errorf("a budget of 1,000 sufficed: crossed %v sure %v", crossed, sure)
	}
	// A ring round the pole does not come back to its first longitude.
	round := Polygon{{60, 0}, {61, 90}, {60, 180}, {61, -90}, {60, 0}}
	polygonAdvice(round, &crossings{budget: 1_000}, func(code, _ string) { t.Errorf("a ring round the pole: %s", code) })
	var said []string
	polygonAdvice(pts, &crossings{budget: 1_000}, func(code, _ string) { said = append(said, code) })
	if len(said) != 1 || said[0] != "polygon-unchecked" {
		t.Errorf("advice: %v", said)
	}
}
