package cap

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ownSchema writes the package's table of elements as an XML schema, so that libxml2, a second and unrelated reader, can
// be asked about documents where OASIS's files are absent.
func ownSchema(v Version) string {
	var b strings.Builder
	typ := func(f field, k kind) string {
		switch k {
		case kindTime:
			if v == V12 {
				return `<xs:simpleType><xs:restriction base="xs:dateTime"><xs:pattern value="\d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[-,+]\d\d:\d\d"/></xs:restriction></xs:simpleType>`
			}
			return "xs:dateTime"
		case kindEnum:
			s := `<xs:simpleType><xs:restriction base="xs:string">`
			for _, w := range enums[f] {
				if w.in.has(v) {
					s += `<xs:enumeration value="` + w.text + `"/>`
				}
			}
			return s + `</xs:restriction></xs:simpleType>`
		case kindLanguage:
			return "xs:language"
		case kindURI:
			return "xs:anyURI"
		case kindInteger:
			return "xs:integer"
		case kindDecimal:
			if v == V12 {
				return "xs:decimal"
			}
		}
		return "xs:string"
	}
	var content func(c container)
	content = func(c container) {
		b.WriteString("<xs:complexType><xs:sequence>")
		for _, s := range grammar[c] {
			if !s.in.has(v) {
				continue
			}
			fmt.Fprintf(&b, `<xs:element name="%s"`, fieldNames[s.field])
			if !s.required.has(v) {
				b.WriteString(` minOccurs="0"`)
			}
			if s.repeat {
				b.WriteString(` maxOccurs="unbounded"`)
			}
			if s.field == fLanguage {
				b.WriteString(` default="en-US"`)
			}
			inner := map[field]container{fInfo: inInfo, fResource: inResource, fArea: inArea, fEventCode: inPair,
				fParameter: inPair, fGeocode: inPair}[s.field]
			switch t := typ(s.field, s.kind); {
			case s.kind == kindNode && (v != V10 || inner != inPair):
				b.WriteString(">")
				content(inner)
				b.WriteString("</xs:element>")
			case strings.HasPrefix(t, "<"):
				b.WriteString(">" + t + "</xs:element>")
			default:
				b.WriteString(` type="` + t + `"/>`)
			}
		}
		if c == inAlert && v == V12 {
			b.WriteString(`<xs:any minOccurs="0" maxOccurs="unbounded" namespace="http://www.w3.org/2000/09/xmldsig#" processContents="lax"/>`)
		}
		b.WriteString("</xs:sequence></xs:complexType>")
	}
	fmt.Fprintf(&b, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="%s" elementFormDefault="qualified"><xs:element name="alert">`, v.Namespace())
	content(inAlert)
	b.WriteString("</xs:element></xs:schema>")
	return b.String()
}

// schemas gives the schema files to test against, by version: OASIS's when they are in .cache/xsd (scripts/cap-xsd.sh
// puts them there), and always our own.
func schemas(t testing.TB) map[string]map[Version]string {
	t.Helper()
	if _, err := exec.LookPath("xmllint"); err != nil {
		if os.Getenv("TOCSIN_REQUIRE_XMLLINT") != "" {
			t.Fatal("xmllint (Debian: libxml2-utils) is not installed, and TOCSIN_REQUIRE_XMLLINT asks for it")
		}
		t.Skip("skipped: xmllint (Debian: libxml2-utils) is not installed")
	}
	dir := t.TempDir()
	out := map[string]map[Version]string{"own": {}}
	for v := V10; v <= V12; v++ {
		path := filepath.Join(dir, "own"+v.String()+".xsd")
		if err := os.WriteFile(path, []byte(ownSchema(v)), 0o600); err != nil {
			t.Fatal(err)
		}
		out["own"][v] = path
	}
	cached := map[Version]string{V10: upward(".cache/xsd/cap10.xsd"), V11: upward(".cache/xsd/cap11.xsd"), V12: upward(".cache/xsd/cap12.xsd")}
	if cached[V12] != "" {
		out["OASIS"] = cached
	} else {
		t.Log("OASIS's schema is not in .cache/xsd (scripts/cap-xsd.sh); only the one made from our table is used")
	}
	return out
}

// lint runs xmllint over files and tells which of them are valid.
func lint(t testing.TB, schema string, files []string) map[string]bool {
	t.Helper()
	valid := map[string]bool{}
	for len(files) > 0 {
		n := min(len(files), 500)
		var stderr bytes.Buffer
		cmd := exec.Command("xmllint", append([]string{"--noout", "--nonet", "--huge", "--schema", schema}, files[:n]...)...)
		cmd.Stderr = &stderr
		_ = cmd.Run() // its exit code is about the last file only
		for _, line := range strings.Split(stderr.String(), "\n") {
			if f, ok := strings.CutSuffix(line, " validates"); ok {
				valid[f] = true
			}
		}
		files = files[n:]
	}
	return valid
}

// schemaSays is our own verdict on what the schema and XML itself would say.
func schemaSays(data []byte) (valid bool, why string) {
	_, problems, _ := Parse(data, Options{MaxBytes: 4 << 20, MaxPoints: 1 << 20, MaxProblems: 1 << 20})
	for _, p := range problems {
		if p.Schema {
			return false, p.String()
		}
	}
	return true, ""
}

// TestSchemaVerdictOnMutations changes sound alerts in thousands of ways and asks libxml2 about each.
func TestSchemaVerdictOnMutations(t *testing.T) {
	count := 1000
	if testing.Short() {
		count = 300
	}
	for name, set := range schemas(t) {
		dir := t.TempDir()
		for v := V10; v <= V12; v++ {
			if set[v] == "" {
				continue
			}
			docs := map[string][]byte{}
			var files []string
			r := rand.New(rand.NewPCG(uint64(v), 9))
			for i := range count {
				path := filepath.Join(dir, fmt.Sprintf("%s-%d-%d.xml", name, v, i))
				docs[path] = mutate(r, v)
				files = append(files, path)
				if err := os.WriteFile(path, docs[path], 0o600); err != nil {
					t.Fatal(err)
				}
			}
			valid := lint(t, set[v], files)
			ours, agree, differ := 0, 0, 0
			for _, path := range files {
				ok, why := schemaSays(docs[path])
				if ok {
					ours++
				}
				if ok == valid[path] {
					agree++
					continue
				}
				if differ++; differ <= 20 {
					t.Errorf("%s schema of CAP %v: libxml2 says valid %v, we say %v (%s) of\n%s", name, v, valid[path], ok, why,
						changed(docs[path], v))
				}
			}
			if ours < count/10 || ours > count*9/10 {
				t.Errorf("CAP %v: %d of %d are valid; the mutations test little", v, ours, count)
			}
			t.Logf("%s schema of CAP %v: %d documents, %d valid, %d agree", name, v, count, ours, agree)
		}
	}
}

// changed gives the lines of a document that the sound alert does not have.
func changed(doc []byte, v Version) string {
	var out []string
	for _, line := range strings.Split(string(doc), "\n") {
		if !strings.Contains(sound, line+"\n") && !strings.Contains(line, v.Namespace()) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// mutate makes an alert of a version and changes up to three things in it.
func mutate(r *rand.Rand, v Version) []byte {
	doc := strings.Replace(sound, Namespace12, v.Namespace(), 1)
	if v == V11 {
		doc = strings.Replace(doc, "<responseType>Avoid</responseType>", "", 1)
	}
	if v == V10 {
		for strings.Contains(doc, "<responseType>") {
			a := strings.Index(doc, "<responseType>")
			doc = doc[:a] + doc[a+strings.Index(doc[a:], "</responseType>")+len("</responseType>"):]
		}
		for _, s := range []string{"<valueName>scheme</valueName>", "<valueName>n</valueName>", "<valueName>iso</valueName>",
			"<value>CDW</value>", "<value>v</value>", "<value>XX-1</value>"} {
			doc = strings.Replace(doc, s, "a=b", 1)
		}
	}
	values := []string{"", " ", "Actual", "Public", "Unknown", "unknown", "2024-03-07T18:00:00+03:00", "2024-03-07T18:00:00Z",
		"2024-03-07T18:00:00", "2024-03-07T18:00:00.5-01:00", "2024-02-30T18:00:00+03:00", "2024-03-07T24:00:00+03:00",
		" 2024-03-07T18:00:00+14:00\n", "12", "-12.50", "+.5", "1.", ".", "1e5", "en", "en-", "verylonglanguage", "a-1-b2",
		"http://example.org/a?b=c#d", "http://a b", "a:b:c", ":a", "%zz", "%41", "//host:80/x", "//host:x", "#", "a#b#c",
		"caf\u00e9", "[x]", "http://[::1]/", "mailto:a@b", "a|b^c`{}\"", "&lt;b&gt;", "<![CDATA[Actual]]>", "<!-- c -->Actual",
		"<b/>", "Very Likely", "Avoid", "CBRNE", "Draft", "1,2 3,4", "x"}
	if v != V12 {
		// libxml2 does not take white space off the front of a plain xs:dateTime, as XML Schema part 2 section 3.2.7 asks;
		// it does off the end, and in CAP 1.2, where the type is a restriction.
		for i := range values {
			if strings.HasPrefix(values[i], " 2024") {
				values[i] = values[i][1:]
			}
		}
	}
	tags := []string{"identifier", "sender", "password", "scope", "info", "area", "resource", "polygon", "circle", "geocode",
		"valueName", "derefUri", "mimeType", "size", "note", "code", "language", "category", "responseType", "odd", "alert"}
	for range r.IntN(4) {
		starts := offsets(doc, "<")
		at := starts[2+r.IntN(len(starts)-3)]
		end := at + strings.IndexByte(doc[at:], '>') + 1
		if end <= at {
			continue
		}
		switch r.IntN(9) {
		case 0, 1, 2: // another value
			if next := strings.IndexByte(doc[end:], '<'); doc[at+1] != '/' && next >= 0 && strings.HasPrefix(doc[end+next:], "</") {
				doc = doc[:end] + values[r.IntN(len(values))] + doc[end+next:]
			}
		case 3: // an element more
			tag := tags[r.IntN(len(tags))]
			doc = doc[:at] + "<" + tag + ">" + values[r.IntN(len(values))] + "</" + tag + ">" + doc[at:]
		case 4: // an element less
			if next := strings.IndexByte(doc[end:], '>'); next >= 0 && doc[at+1] != '/' {
				if piece := doc[at : end+next+1]; strings.Count(piece, "<") == 2 && strings.Contains(piece, "</") {
					doc = doc[:at] + doc[end+next+1:]
				}
			}
		case 5: // two lines change places
			lines := strings.Split(doc, "\n")
			i := 2 + r.IntN(len(lines)-4)
			lines[i], lines[i+1] = lines[i+1], lines[i]
			doc = strings.Join(lines, "\n")
		case 6: // an attribute
			if doc[at+1] != '/' && doc[end-2] != '/' {
				doc = doc[:end-1] + []string{` a="1"`, ` xml:lang="en"`, ` xmlns:q="urn:q"`,
					` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"`}[r.IntN(4)] + doc[end-1:]
			}
		case 7: // text, a comment, a signature, white space between the elements
			doc = doc[:at] + []string{"x", "<!-- c -->", " \n\t", "&#32;", "<![CDATA[ ]]>", "<![CDATA[x]]>",
				`<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><a/></Signature>`}[r.IntN(7)] + doc[at:]
		case 8: // a broken byte
			i := at + r.IntN(len(doc)-at)
			doc = doc[:i] + string("<>&\"/ x;"[r.IntN(8)]) + doc[i+1:]
		}
	}
	return []byte(doc)
}

func offsets(s, sub string) (out []int) {
	for i := 0; ; {
		n := strings.Index(s[i:], sub)
		if n < 0 {
			return out
		}
		out = append(out, i+n)
		i += n + len(sub)
	}
}
