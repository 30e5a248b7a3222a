package cap

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParseReadsEveryField(t *testing.T) {
	a, problems, err := Parse([]byte(sound), Options{})
	if err != nil || len(problems) != 0 {
		t.Fatalf("the sound alert: %v %v", err, problems)
	}
	at := func(s string) Time {
		v, ok := ParseTime(s)
		if !ok {
			t.Fatalf("ParseTime(%q)", s)
		}
		return v
	}
	want := &Alert{
		Version: V12, Identifier: "TEST-1", Sender: "desk@example.org", Sent: at("2024-03-07T18:00:00+03:00"),
		Status: StatusActual, MsgType: MsgUpdate, Source: "duty officer", Scope: ScopePublic,
		Codes: []string{"one", "two"}, Note: "a note", Incidents: `river "upper valley"`,
		References: []Reference{{"desk@example.org", "TEST-0", at("2024-03-06T09:00:00-00:00")}},
		Infos: []Info{{
			Language: "en-GB", Categories: []Category{CategorySecurity, CategorySafety}, Event: "Attack feared",
			ResponseTypes: []ResponseType{ResponseAvoid, ResponseMonitor}, Urgency: UrgencyImmediate,
			Severity: SeveritySevere, Certainty: CertaintyPossible, Audience: "all travellers",
			EventCodes: []ValuePair{{"scheme", "CDW"}}, Effective: at("2024-03-07T18:00:00+03:00"),
			Onset: at("2024-03-07T19:00:00+03:00"), Expires: at("2024-03-09T18:00:00+03:00"),
			SenderName: "Example Desk", Headline: "Keep away & stay in", Description: "Large gatherings.\nSecond line.",
			Instruction: "Do not go.", Web: "https://example.org/1", Contact: "+00 000",
			Parameters: []ValuePair{{"n", "v"}},
			Resources: []Resource{{Desc: "map", MimeType: "image/png", Size: 1234, URI: "https://example.org/map.png",
				Digest: "0123456789abcdef0123456789abcdef01234567"}},
			Areas: []Area{{Desc: "The city",
				Polygons: []Polygon{{{55.5, 37.3}, {55.5, 37.9}, {55.9, 37.9}, {55.9, 37.3}, {55.5, 37.3}}},
				Circles:  []Circle{{Point{55.82, 37.39}, 5.5}}, Geocodes: []ValuePair{{"iso", "XX-1"}},
				Altitude: "0", Ceiling: "1000.5"}},
		}},
	}
	if !same(a, want) {
		t.Errorf("got  %+v\nwant %+v", a, want)
	}
	if got := a.IncidentList(); !slices.Equal(got, []string{"river", "upper valley"}) {
		t.Errorf("IncidentList() = %q", got)
	}
	if string(a.Raw) != sound || a.Doc() != sound {
		t.Error("Raw and Doc do not hold the document")
	}
	if want := time.Date(2024, 3, 7, 15, 0, 0, 0, time.UTC); !a.Sent.Instant.Equal(want) || a.Sent.Offset != 180 {
		t.Errorf("Sent = %+v", a.Sent)
	}
	if got := a.Reference().String(); got != "desk@example.org,TEST-1,2024-03-07T18:00:00+03:00" {
		t.Errorf("Reference() = %s", got)
	}
}

func TestSpanPointsToTheBytes(t *testing.T) {
	doc := swap(t, "<headline>Keep away &amp; stay in<", "<headline>\n  <![CDATA[Keep away]]>\n<",
		"</info>", "</info>\n<info><category>Geo</category><event>e</event><urgency>Past</urgency><severity>Minor</severity>"+
			"<certainty>Likely</certainty><headline>zweite</headline></info>")
	a, _, err := Parse(doc, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"alert/identifier":                   "TEST-1",
		"alert/code[1]":                      "two",
		"alert/info/urgency":                 "Immediate",
		"alert/info[0]/headline":             "<![CDATA[Keep away]]>",
		"alert/info[1]/headline":             "zweite",
		"alert/info[0]/category[1]":          "Safety",
		"alert/info[0]/area[0]/circle[0]":    "55.82,37.39 5.5",
		"alert/info[0]/eventCode[0]/value":   "CDW",
		"alert/info[0]/area/geocode/value":   "XX-1",
		"alert/info[0]/area[0]/geocode[0]":   "<geocode>\n        <valueName>iso</valueName>\n        <value>XX-1</value>\n      </geocode>",
		"alert/info[0]/resource[0]/mimeType": "image/png",
	} {
		s, ok := a.Span(path)
		if !ok || a.Doc()[s.Start:s.End] != want {
			t.Errorf("Span(%s) = %q %v, want %q", path, a.Doc()[s.Start:s.End], ok, want)
		}
	}
	for _, path := range []string{"", "alert/info[2]/headline", "alert/info[x]", "alert/info[]", "alert/nothing",
		"info", "alert//event", "alert/info[99999999999999999999]", "alert/info[1]/area[0]"} {
		if s, ok := a.Span(path); ok {
			t.Errorf("Span(%q) = %v, want none", path, s)
		}
	}
	for _, path := range a.Paths() {
		if _, ok := a.Span(path); !ok {
			t.Errorf("Span(%s) of Paths() is not found", path)
		}
	}
	if s, _ := a.Span("alert"); a.Doc()[s.Start:s.End] != strings.TrimSpace(string(doc[strings.Index(string(doc), "<alert"):])) {
		t.Error("Span(alert) is not the whole element")
	}
}

func TestParseOlderVersions(t *testing.T) {
	v11 := func(pairs ...string) []byte {
		pairs = append([]string{Namespace12, Namespace11, "<responseType>Avoid</responseType>", ""}, pairs...)
		return swap(t, pairs...)
	}
	a, problems, err := Parse(v11("<altitude>0</altitude>", "<altitude>12</altitude>"), Options{})
	if err != nil || len(problems) != 0 || a.Version != V11 {
		t.Errorf("1.1: %v %v", err, problems)
	}
	// CAP 1.1's schema takes any xs:dateTime; its words forbid Z.
	_, problems, err = Parse(v11("18:00:00+03:00</sent>", "18:00:00.5+03:00</sent>"), Options{})
	if err != nil || len(problems) != 0 {
		t.Errorf("1.1 with parts of a second: %v %v", err, problems)
	}
	_, problems, _ = Parse(v11("18:00:00+03:00</sent>", "18:00:00Z</sent>"), Options{})
	if p, ok := withCode(problems, "time-zulu"); !ok || p.Schema || p.Level != Unusable {
		t.Errorf("1.1 with Z: %v", problems)
	}
	_, problems, _ = Parse(v11("<status>Actual", "<status>Actua"), Options{})
	if p, ok := withCode(problems, "enum"); !ok || !p.Schema {
		t.Errorf("1.1 with a wrong status: %v", problems)
	}
	// Avoid came with 1.2: a lenient reading takes it.
	avoid := swap(t, Namespace12, Namespace11)
	if _, problems, err := Parse(avoid, Options{}); err == nil {
		t.Errorf("Avoid in strict 1.1: %v", problems)
	}
	a, problems, err = Parse(avoid, Options{Lenient: true})
	if err != nil || a.Infos[0].ResponseTypes[0] != ResponseAvoid || len(problems) != 1 {
		t.Errorf("Avoid in lenient 1.1: %v %v", err, problems)
	}

	const v10 = `<alert xmlns="http://www.incident.com/cap/1.0">
<identifier>K-1</identifier><sender>k@example.org</sender><sent>2003-04-02T14:39:01Z</sent>
<status>Test</status><msgType>Alert</msgType><password>secret</password>
<info><event>Fire</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Very Likely</certainty>
<eventCode>same=CDW</eventCode><parameter>loose</parameter>
<resource><resourceDesc>picture</resourceDesc></resource>
<area><areaDesc>Here</areaDesc><polygon>1,2 3,4 5,2 1,2</polygon><geocode>fips6 = 006109 </geocode></area></info></alert>`
	a, problems, err = Parse([]byte(v10), Options{})
	if err != nil {
		t.Fatalf("1.0: %v", err)
	}
	x := a.Infos[0]
	if a.Version != V10 || a.Scope != "" || a.Password != "secret" || x.Certainty != CertaintyVeryLikely ||
		x.EventCodes[0] != (ValuePair{"same", "CDW"}) || x.Parameters[0] != (ValuePair{"", "loose"}) ||
		x.Areas[0].Geocodes[0] != (ValuePair{"fips6", "006109"}) || len(x.Areas[0].Polygons) != 1 {
		t.Errorf("1.0: %+v", a)
	}
	for _, p := range problems {
		if p.Level != Advice {
			t.Errorf("1.0: %v", p)
		}
	}
	for _, v := range []Version{0, V10, V11, V12} {
		if (v.Namespace() == "") != (v == 0) || (v.String() == "unknown") != (v == 0) {
			t.Errorf("Version %d: %s %s", v, v, v.Namespace())
		}
	}
}

func TestParseShapesOfXML(t *testing.T) {
	prefixed := strings.NewReplacer("<alert xmlns=", "<c:alert xmlns:c=", "</", "</c:", "<?", "<?").Replace(sound)
	prefixed = strings.ReplaceAll(strings.ReplaceAll(prefixed, "\n", "\r\n"), "<c:alert", "\x01")
	var b strings.Builder
	for i := 0; i < len(prefixed); i++ {
		b.WriteByte(prefixed[i])
		if prefixed[i] == '<' && prefixed[i+1] != '/' && prefixed[i+1] != '?' {
			b.WriteString("c:")
		}
	}
	prefixed = strings.ReplaceAll(b.String(), "\x01", "<c:alert")
	plain, _, _ := Parse([]byte(sound), Options{})
	utf16 := func(big bool) []byte {
		s := strings.Replace(sound, "UTF-8", "UTF-16", 1)
		out := []byte{0xFF, 0xFE}
		if big {
			out = []byte{0xFE, 0xFF}
		}
		for _, r := range s {
			if big {
				out = append(out, byte(r>>8), byte(r))
			} else {
				out = append(out, byte(r), byte(r>>8))
			}
		}
		return out
	}
	for name, doc := range map[string]string{
		"prefix and CRLF":       prefixed,
		"byte order mark":       "\xEF\xBB\xBF" + sound,
		"no declaration":        sound[strings.Index(sound, "<alert"):],
		"single quotes":         strings.Replace(sound, `version="1.0" encoding="UTF-8"`, `version='1.0' encoding='utf-8' standalone='yes'`, 1),
		"comments":              strings.Replace(sound, "<info>", "<!-- a --><info><!----><!-- <b> -->", 1) + "<!-- end -->\n",
		"CDATA":                 strings.Replace(sound, "Keep away &amp; stay in", "<![CDATA[Keep away & stay in]]>", 1),
		"two CDATA":             strings.Replace(sound, "Keep away &amp; stay in", "Keep <![CDATA[away]]> <![CDATA[&]]> stay in", 1),
		"references":            strings.Replace(sound, "Keep away", "&#75;eep&#x20;a&#x77;ay", 1),
		"space in tags":         strings.Replace(sound, "<event>Attack feared</event>", "<event\n>Attack feared</event\t >", 1),
		"space in values":       strings.Replace(sound, "<event>Attack feared</event>", "<event>\n  Attack feared\t</event>", 1),
		"schema location":       strings.Replace(sound, "<alert ", `<alert xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" `, 1),
		"unused prefix":         strings.Replace(sound, "<info>", `<info xmlns:z="urn:z">`, 1),
		"UTF-16 little":         string(utf16(false)),
		"UTF-16 big":            string(utf16(true)),
		"Latin-1, ASCII only":   strings.Replace(sound, "UTF-8", "ISO-8859-1", 1),
		"ASCII":                 strings.Replace(sound, "UTF-8", "US-ASCII", 1),
		"windows":               strings.Replace(sound, "UTF-8", "Windows-1252", 1),
		"time with space round": strings.Replace(sound, "<sent>2024-03-07T18:00:00+03:00<", "<sent> 2024-03-07T18:00:00+03:00\n<", 1),
	} {
		a, problems, err := Parse([]byte(doc), Options{})
		if err != nil || len(problems) != 0 || !same(a, plain) {
			t.Errorf("%s: %v %v", name, err, problems)
		}
	}
	signed := strings.Replace(sound, "</alert>", `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo a="b">`+
		`<ds:identifier>forged</ds:identifier><x:y xmlns:x="urn:x"/><!-- c --><![CDATA[d]]>&amp;</ds:SignedInfo></ds:Signature></alert>`, 1)
	a, problems, err := Parse([]byte(signed), Options{})
	if err != nil || len(problems) != 0 || !a.Signed || a.Identifier != "TEST-1" || !same(a, plain) {
		t.Errorf("signed: %v %v", err, problems)
	}
}

func TestParseTranslatesEncodings(t *testing.T) {
	for encoding, want := range map[string]string{"ISO-8859-1": "caf\u00e9 \u0080", "windows-1252": "caf\u00e9 \u20ac"} {
		doc := strings.Replace(strings.Replace(sound, "UTF-8", encoding, 1), "Example Desk", "caf\xe9 \x80", 1)
		a, problems, err := Parse([]byte(doc), Options{})
		if err != nil || len(problems) > 0 || a.Infos[0].SenderName != want {
			t.Fatalf("%s: %v %v", encoding, err, problems)
		}
		s, _ := a.Span("alert/info/headline")
		if a.Doc()[s.Start:s.End] != "Keep away &amp; stay in" {
			t.Errorf("%s: the span behind the translated letters is off", encoding)
		}
	}
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	_, problems, err := Parse(swap(t, "<status>Actual</status>", "<status>Real</status>", "<msgType>Update</msgType>", ""), Options{})
	if !errors.Is(err, ErrUnusable) || !strings.Contains(err.Error(), `"Real"`) || !strings.Contains(err.Error(), "1 more") {
		t.Errorf("error: %v", err)
	}
	p, _ := withCode(problems, "enum")
	if line, col := Position([]byte(sound), p.Offset); line != 6 || col != 11 || p.Path != "alert/status" || !p.Schema {
		t.Errorf("%+v at %d:%d", p, line, col)
	}
	if s := p.String(); !strings.Contains(s, "unusable: alert/status at byte") {
		t.Errorf("String() = %s", s)
	}
	if b, _ := p.Level.MarshalText(); string(b) != "unusable" || Advice.String() != "advice" || Forgiven.String() != "forgiven" {
		t.Errorf("levels: %s", b)
	}
	if line, col := Position([]byte("ab"), 99); line != 1 || col != 3 {
		t.Errorf("Position beyond the end = %d:%d", line, col)
	}
}

func TestProblemsAreBounded(t *testing.T) {
	doc := swap(t, "<info>", strings.Repeat("<odd/>", 5000)+"<info>", "<status>Actual</status>", "<status>Actual</status><status>Test</status>")
	_, problems, err := Parse(doc, Options{Lenient: true, MaxProblems: 10})
	if err == nil || len(problems) != 11 || problems[10].Code != "more" {
		t.Errorf("%d problems, %v", len(problems), err)
	}
	// The breach that makes it unusable comes after the list is full.
	doc = swap(t, "<status>Actual</status>", strings.Repeat("<odd/>", 20)+"<status>Actual</status><status>Test</status>")
	if a, _, err := Parse(doc, Options{Lenient: true, MaxProblems: 10}); err == nil || a != nil {
		t.Errorf("an unlisted problem was forgotten: %v", err)
	}
}

func TestFeedOptionsReadLargeAlerts(t *testing.T) {
	pts := strings.Repeat("1.00001,2.00002 ", 20_000)
	doc := swap(t, "55.5,37.3 55.5,37.9", "55.5,37.3 "+pts+" 55.5,37.9", "<description>", "<description>"+strings.Repeat("word ", 300_000))
	_, problems, err := Parse(doc, Options{Lenient: true})
	if p, ok := withCode(problems, "too-large"); err == nil || !ok || p.Schema {
		t.Errorf("default limit: %v", problems)
	}
	_, problems, _ = Parse(doc, Options{Lenient: true, MaxBytes: 4 << 20})
	if _, ok := withCode(problems, "polygon-points"); !ok {
		t.Errorf("points: %v", problems)
	}
	if _, problems, err = Parse(doc, FeedOptions()); err != nil {
		t.Errorf("FeedOptions: %v %v", err, problems)
	}
}

func TestSplitQuoted(t *testing.T) {
	for in, want := range map[string][]string{
		"":                 nil,
		"  a b ":           {"a", "b"},
		`"a b" c "d"`:      {"a b", "c", "d"},
		`"open end`:        {`"open`, "end"},
		"x\n\"y z\"\tlast": {"x", "y z", "last"},
	} {
		if got := (&Alert{Addresses: in}).AddressList(); !slices.Equal(got, want) {
			t.Errorf("%q = %q, want %q", in, got, want)
		}
	}
	if (&Info{}).Lang() != "en-US" || (&Info{Language: "ru"}).Lang() != "ru" {
		t.Error("Lang")
	}
}
