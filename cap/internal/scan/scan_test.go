package scan

import (
	"strings"
	"testing"
)

func TestLexicalForms(t *testing.T) {
	for name, c := range map[string]struct {
		ok        func(string) bool
		good, bad []string
	}{
		"language": {IsLanguage, []string{"en", "sr-Latn-RS", "i-klingon", "a1-b"[:1], "x-12345678"}, []string{"", "-", "en-", "-en", "en--gb", "123456789", "abcdefghi", "a1", "en_GB", "en GB"}},
		"integer":  {IsInteger, []string{"0", "-12", "+3", "00"}, []string{"", "-", "1.0", "1e3", " 1", "٣"}},
		"decimal":  {IsDecimal, []string{"0", "-1.5", "+.5", "1.", "0.0"}, []string{"", ".", "-", "1e5", "1,5", "1.2.3", "NaN"}},
		"scheme":   {IsScheme, []string{"http", "a+b-c.1"}, []string{"", "1a", "a b", "+a"}},
		"URI": {IsURI, []string{"", "http://example.org:80/a?b#c", "mailto:a@b", "a/b", "//host", "#x", "http://[::1]:8/", "%41", "é", "http://u:p@h/"},
			[]string{":a", "%4", "%zz", "http://h:x/", "http://[::1", "a#b#c", "http://a[b]/", "?a[", "1:2", "http://h:/", "http://@:@h/"}},
	} {
		for _, s := range c.good {
			if !c.ok(s) {
				t.Errorf("%s: %q is refused", name, s)
			}
		}
		for _, s := range c.bad {
			if c.ok(s) {
				t.Errorf("%s: %q is taken", name, s)
			}
		}
	}
}

func TestSurvey(t *testing.T) {
	for s, want := range map[string]Facts{
		"":                           {OK: true, Bidi: -1},
		"plain text, long enough":    {OK: true, Bidi: -1},
		"a\r\n\tb":                   {OK: true, CR: true, Bidi: -1},
		"12345678\u00e9\u202e\u2066": {OK: true, Bidi: 10},
		"1234567\x1f":                {Bad: 7, Bidi: -1, Reason: "a control character, which XML forbids"},
		"12345678\x80":               {Bad: 8, Bidi: -1, Reason: "a byte that is not UTF-8"},
		"\uFFFE":                     {Bidi: -1, Reason: "a non-character, which XML forbids"},
		"12345678\x00 and on":        {Bad: 8, Bidi: -1, Reason: "a control character, which XML forbids"},
		"\uFFFD\U0010FFFF\x7f":       {OK: true, Bidi: -1},
	} {
		if got := Survey(s); got != want {
			t.Errorf("Survey(%q) = %+v, want %+v", s, got, want)
		}
	}
	// Every byte in every place of a word of eight.
	for place := range 20 {
		for b := range 256 {
			s := []byte(strings.Repeat("x", 24))
			s[place] = byte(b)
			want := b >= 0x20 && b < 0x80 || b == '\n' || b == '\t' || b == '\r'
			if got := Survey(string(s)); got.OK != want || (!want && got.Bad != place) {
				t.Fatalf("byte %#x at %d: %+v", b, place, got)
			}
		}
	}
}

func TestReference(t *testing.T) {
	for s, want := range map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\'', "#65": 'A', "#x41": 'A',
		"#x1F514": '\U0001F514', "#9": '\t', "#0000065": 'A'} {
		if got, ok := reference(s); !ok || got != want {
			t.Errorf("&%s; = %q %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "#", "#x", "#-1", "#+1", "#1_0", "#0", "#11", "#xFFFF", "#xD800", "#x110000", "#99999999999", "nbsp", "LT", "#X41", "# 65"} {
		if got, ok := reference(s); ok {
			t.Errorf("&%s; = %q, want none", s, got)
		}
	}
}

func TestSmallThings(t *testing.T) {
	for n, want := range map[int]string{0: "0 bytes", 1023: "1023 bytes", 2048: "2 KiB", 1 << 20: "1.0 MiB", 1781421: "1.6 MiB"} {
		if got := SizeText(n); got != want {
			t.Errorf("SizeText(%d) = %q, want %q", n, got, want)
		}
	}
	if got := Quote(strings.Repeat("é", 100)); len(got) > 70 || !strings.HasSuffix(got, `..."`) {
		t.Errorf("Quote = %s", got)
	}
	if got := TrimSpace(" \r\n\u00a0x\t"); got != "\u00a0x" {
		t.Errorf("TrimSpace = %q", got)
	}
	if !isBidi('\u2069') || isBidi('\u200f') || IsXMLChar(0xFFFE) || !IsXMLChar('\t') || IsXMLChar(0xD800) {
		t.Error("classes of characters")
	}
}

// The scanner tells its caller once, and stops.
func TestFatalIsToldOnce(t *testing.T) {
	for _, doc := range []string{"", "<", "<a", "<a b", "<a b=", "<a b='", "<a b='1'", "<a><b>", "<a><!", "<a><![CDA", "<a><!-", "<a></", "<a></b>",
		"<a>&", "<a>&;", "<a>]]>", "<a/", "<a xmlns:b=''/>", "<:a/>", "<a:/>", "<a b='1' b='2'/>", "<a><?", "<a><?x", "<a><!DOCTYPE", "<a></a"} {
		told := 0
		p := &Scanner{S: doc, Facts: Survey(doc), CDEnd: strings.Contains(doc, "]]>")}
		p.Fatal = func(off int, code, text string) bool {
			told++
			if off < 0 || off > len(doc) || code == "" || text == "" {
				t.Errorf("%q: told %d %s %s", doc, off, code, text)
			}
			return false
		}
		var tag Tag
		what, ok := p.Peek()
		if ok = ok && what == Start && p.StartTag(&tag); ok {
			ok = p.Skip(&tag)
		}
		if ok || told != 1 {
			t.Errorf("%q: ok %v, told %d times", doc, ok, told)
		}
	}
}

// open runs Open and gives what it made of the bytes.
func open(data string, o Opening) (text string, forgiven, fatal []string, p *Scanner) {
	p = &Scanner{}
	p.Fatal = func(_ int, code, _ string) bool { fatal = append(fatal, code); return false }
	o.Forgive = func(_ int, code, _, _ string) { forgiven = append(forgiven, code) }
	if o.MaxBytes == 0 {
		o.MaxBytes = 1000
	}
	if p.Open([]byte(data), o) {
		text = p.S[p.Pos:]
	}
	return text, forgiven, fatal, p
}

func TestOpen(t *testing.T) {
	const decl = `<?xml version="1.0" encoding="`
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	for name, c := range map[string]struct {
		data, text, forgiven, fatal string
		lenient                     bool
	}{
		"plain":                   {data: "<a/>", text: "<a/>"},
		"declared UTF-8":          {data: decl + `utf-8"?><a/>`, text: "<a/>"},
		"standalone":              {data: decl + `utf8" standalone='no' ?><a/>`, text: "<a/>"},
		"byte order mark":         {data: "\xEF\xBB\xBF" + decl + `UTF-8"?><a/>`, text: "<a/>"},
		"Latin-1":                 {data: decl + `latin1"?><a>` + "\xe9\x85</a>", text: "<a>\u00e9\u0085</a>"},
		"windows-1252":            {data: decl + `cp1252"?><a>` + "\xe9\x85</a>", text: "<a>\u00e9\u2026</a>"},
		"windows-1252, no such":   {data: decl + `cp1252"?><a>` + "\x81</a>", fatal: "xml-characters"},
		"ASCII":                   {data: decl + `ascii"?><a/>`, text: "<a/>"},
		"not ASCII":               {data: decl + `ascii"?><a>` + "\xe9</a>", fatal: "xml-characters"},
		"UTF-16":                  {data: "\xFF\xFE" + wide(decl+`utf-16"?><a/>`), text: "<a/>"},
		"UTF-16, pair":            {data: "\xFE\xFF\x00<\xD8\x3D\xDD\x14", text: "<\U0001F514"},
		"UTF-16, half":            {data: "\xFE\xFF\x00<\xD8\x3D", fatal: "xml-characters"},
		"UTF-16, wrong half":      {data: "\xFE\xFF\xDD\x14\x00<", fatal: "xml-characters"},
		"UTF-16, odd":             {data: "\xFE\xFF\x00", fatal: "xml-characters"},
		"UTF-16, not declared so": {data: "\xFF\xFE" + wide(decl+`utf-8"?><a/>`), fatal: "encoding-declared"},
		"UTF-16 declared only":    {data: decl + `utf-16"?><a/>`, fatal: "encoding-declared"},
		"the same, lenient":       {data: decl + `utf-16"?><a/>`, text: "<a/>", forgiven: "encoding-declared", lenient: true},
		"unknown":                 {data: decl + `klingon"?><a/>`, fatal: "encoding", lenient: true},
		"late":                    {data: "x" + decl + `utf-8"?><a/>`, fatal: "text-before-xml"},
		"late, lenient":           {data: "x" + decl + `utf-8"?><a/>`, text: "<a/>", forgiven: "text-before-xml", lenient: true},
		"words first":             {data: "x<a/>", text: "x<a/>"},
		"words first, lenient":    {data: "x<a/>", text: "<a/>", forgiven: "text-before-xml", lenient: true},
		"empty":                   {fatal: "empty"},
		"large":                   {data: strings.Repeat("x", 1001), fatal: "too-large"},
		"large as UTF-8":          {data: "\xFE\xFF" + strings.Repeat("\x20\x20", 400), fatal: "too-large"},
		"binary":                  {data: "\x00\x01", fatal: "xml-characters"},
		"gzip":                    {data: "\x1f\x8b\x08", fatal: "not-an-alert"},
		"bad reference":           {data: `<?xml version="&x;"?>`, fatal: "xml-reference"},
		"endless":                 {data: `<?xml version="1.0" `, fatal: "xml-truncated"},
		"other declaration":       {data: `<?xml version="1.0" colour="red"?>`, fatal: "xml-declaration"},
	} {
		text, forgiven, fatal, _ := open(c.data, Opening{Lenient: c.lenient})
		if text != c.text || strings.Join(forgiven, " ") != c.forgiven || strings.Join(fatal, " ") != c.fatal {
			t.Errorf("%s: %q forgiven %v fatal %v", name, text, forgiven, fatal)
		}
	}
}

func TestWalk(t *testing.T) {
	const doc = `<r xmlns="urn:oasis:names:tc:emergency:cap:1.2" xmlns:d="http://www.w3.org/2000/09/xmldsig#" a='1 &amp; 2' d:b="x">` +
		`text &#65;` + "\r\n" + `<!-- c --><![CDATA[<&]]><?pi x?><d:s/><n xmlns=""><xml:m/></n></r>`
	_, _, _, p := open(doc, Opening{})
	var r, s, n, m Tag
	expect := func(what Kind) {
		t.Helper()
		if got, ok := p.Peek(); !ok || got != what {
			t.Fatalf("at %q: %v %v, want %v", p.S[p.Pos:], got, ok, what)
		}
	}
	expect(Start)
	if !p.StartTag(&r) || r.Local != "r" || r.Space != SpaceCAP12 || len(p.Attrs) != 2 || p.Attrs[0].Value != "1 & 2" ||
		p.Attrs[1].Space != SpaceDSig || len(p.Outer(&r)) != 0 {
		t.Fatalf("root: %+v %+v", r, p.Attrs)
	}
	expect(Text)
	from := p.Pos
	var b strings.Builder
	if blank, ok := p.SkipText(); blank || !ok || !p.Expand(&b, p.S[from:p.Pos], from) || b.String() != "text A\n" {
		t.Fatalf("text: %q", b.String())
	}
	expect(Comment)
	p.SkipComment()
	expect(CDATA)
	if text, ok := p.ReadCDATA(); !ok || text != "<&" {
		t.Fatalf("CDATA: %q", text)
	}
	expect(PI)
	if target, ok := p.SkipInstruction(); !ok || target != "pi" {
		t.Fatalf("instruction: %q", target)
	}
	if !p.StartTag(&s) || s.Space != SpaceDSig || !s.Empty || !p.Skip(&s) {
		t.Fatalf("signature: %+v", s)
	}
	if !p.StartTag(&n) || n.Space != SpaceNone || !p.StartTag(&m) || m.Space != SpaceXML {
		t.Fatalf("namespaces undone: %+v %+v", n, m)
	}
	p.Leave(&m)
	if !p.EndTag("n") {
		t.Fatal("end of n")
	}
	p.Leave(&n)
	expect(End)
	if !p.EndTag("r") || p.Pos != len(p.S) {
		t.Fatal("end of r")
	}
}
