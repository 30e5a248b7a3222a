package bbk

import (
	"bytes"
	"testing"
)

// FuzzRead: whatever comes, an answer or an error, and what is shown as evidence stands in the document.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"identifier":"a","msgType":"Alert","info":[{"event":"Gefahr","headline":"Rauch<br/>zieht ab","area":[{"areaDesc":"Stadt"}]}]}`))
	f.Add([]byte(`[{"i18nTitle":{"de":"x"}}]`))
	f.Add([]byte(`[]`))
	f.Add([]byte(`{"info":{}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		doc, err := Read(raw)
		if err != nil || doc.XML == nil {
			return
		}
		if !bytes.HasPrefix(doc.XML, []byte("<alert ")) {
			t.Fatalf("no alert: %q", doc.XML)
		}
		for _, path := range []string{"alert/identifier", "alert/info[0]/headline", "alert/info[0]/area[0]/areaDesc", "alert/info[99]/event", "x"} {
			if ev, ok := doc.At(path); ok && (ev.Start < 0 || ev.End > len(raw) || ev.Start >= ev.End) {
				t.Fatalf("%s stands at %d to %d of %d bytes", path, ev.Start, ev.End, len(raw))
			}
		}
	})
}
