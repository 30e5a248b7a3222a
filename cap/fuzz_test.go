package cap

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzParse: any bytes. What a strict Parse takes, a lenient one reads alike without forgiving anything; what Marshal
// then writes is read as the same alert, and written the same once more. Spans stay inside the document.
func FuzzParse(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte(strings.Replace(sound, Namespace12, Namespace11, 1)))
	f.Add(makeAlert(1, 1, 1, 4, 10))
	f.Add([]byte(`<alert xmlns="http://www.incident.com/cap/1.0"><identifier>a</identifier><sender>b</sender>` +
		`<sent>2003-04-02T14:39:01-05:00</sent><status>Test</status><msgType>Alert</msgType></alert>`))
	f.Add([]byte("\xFF\xFE<\x00a\x00/\x00>\x00"))
	f.Add([]byte(`<c:alert xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"><c:identifier><![CDATA[x]]>&#65;</c:identifier></c:alert>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		strict, problems, err := Parse(data, Options{})
		loose, forgiven, looseErr := Parse(data, Options{Lenient: true})
		if !bytes.Equal(before, data) {
			t.Fatal("Parse changed its input")
		}
		for _, p := range append(problems, forgiven...) {
			if p.Code == "" || p.Path == "" || p.Text == "" || p.Rule == "" || p.Offset < 0 {
				t.Fatalf("a problem that says too little: %+v", p)
			}
		}
		if kind, _, err := Extract(data, Options{Lenient: true}); looseErr == nil && (err != nil || kind == "") {
			t.Fatalf("Extract fails where Parse does not: %v", err)
		}
		if looseErr == nil {
			for _, path := range loose.Paths() {
				if s, ok := loose.Span(path); !ok || s.Start < 0 || s.End < s.Start || s.End > len(loose.Doc()) {
					t.Fatalf("the span of %s is %v of %d", path, s, len(loose.Doc()))
				}
			}
			if out, _, err := Marshal(loose); err == nil {
				if _, problems, err := Parse(out, Options{}); err != nil {
					t.Fatalf("Marshal wrote what Parse refuses: %v", problems)
				}
			}
		}
		if err != nil {
			if strict != nil || len(problems) == 0 {
				t.Fatal("an error with an alert, or without a problem")
			}
			return
		}
		if looseErr != nil || !same(strict, loose) {
			t.Fatalf("the lenient reading differs: %v", looseErr)
		}
		for _, p := range forgiven {
			if p.Level != Advice {
				t.Fatalf("strict takes it, lenient says %v", p)
			}
		}
		if strict.Version != V12 {
			return // times without CAP 1.2's form and the like need not survive
		}
		out, problems, err := Marshal(strict)
		if err != nil {
			for _, p := range problems {
				if p.Level == Unusable && p.Code != "time" { // the edges of the calendar
					t.Fatalf("Marshal refuses what Parse took: %v", p)
				}
			}
			return
		}
		back, _, err := Parse(out, Options{})
		if err != nil || !same(clearText(strict), clearText(back)) {
			t.Fatalf("it came back changed: %v\n%s", err, out)
		}
		again, _, err := Marshal(back)
		if err != nil || !bytes.Equal(out, again) {
			t.Fatalf("written twice, it differs: %v", err)
		}
	})
}
