package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
)

// corpus is in the form of LGL: the second name's offset is wrong, the third stands nowhere in the text.
const corpus = `<articles><article docid="7"><domain>example.org</domain>
<text><![CDATA[Ämter in Baton Rouge wrote to Alexandria.]]></text>
<toponyms count="3">
<toponym><start>9</start><end>20</end><phrase>Baton Rouge</phrase><gaztag geonameid="1"><name>x</name><lat>0</lat><lon>0</lon></gaztag></toponym>
<toponym><start>33</start><end>43</end><phrase>Alexandria</phrase></toponym>
<toponym><start>50</start><end>64</end><phrase>Rapides Parish</phrase></toponym>
</toponyms></article><article docid="8"><text>Nothing.</text><toponyms count="0"></toponyms></article></articles>`

func TestToponymAnswers(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.xml"), filepath.Join(dir, "out.json")
	if err := os.WriteFile(in, []byte(corpus), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []string{"", "alone", "earlier", "free"} {
		if err := toponym(g, in, out, mode); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		var got []geoAnswer
		if err := json.Unmarshal(raw, &got); err != nil {
			t.Fatal(err)
		}
		if len(got) != 2 || got[0].DocID != "7" || got[1].DocID != "8" || len(got[1].Toponyms) != 0 {
			t.Fatalf("%s: %s", mode, raw)
		}
		if mode == "free" {
			if n := got[0].Toponyms; len(n) == 0 || n[0].Offset != 9 || n[0].End != 20 || n[0].Phrase != "Baton Rouge" {
				t.Errorf("free: %s", raw)
			}
			continue
		}
		if len(got[0].Toponyms) != 3 {
			t.Fatalf("%s: %s", mode, raw)
		}
		for i, want := range []struct {
			offset, end int
			phrase      string
			lat, lon    float64
		}{{9, 20, "Baton Rouge", 30.4, -91.1}, {33, 43, "Alexandria", 31.3, -92.4}, {50, 64, "Rapides Parish", 31.2, -92.5}} {
			x := got[0].Toponyms[i]
			if x.Offset != want.offset || x.End != want.end || x.Phrase != want.phrase || x.Lat == nil || x.Lon == nil {
				t.Errorf("%s: %+v, want %+v", mode, x, want)
				continue
			}
			if dLat, dLon := *x.Lat-want.lat, *x.Lon-want.lon; dLat*dLat+dLon*dLon > 0.1 {
				t.Errorf("%s: %s at %v, %v, want %v, %v", mode, x.Phrase, *x.Lat, *x.Lon, want.lat, want.lon)
			}
		}
		if got[0].Toponyms[0].ID == nil || *got[0].Toponyms[0].ID != 4315588 {
			t.Errorf("%s: the id of Baton Rouge is %v", mode, got[0].Toponyms[0].ID)
		}
	}
}
