package cap

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// corpusRow is a line of ../shared/data/manifest-cap.tsv.
type corpusRow struct {
	path, name, kind, version, wellFormed, schema, peer string
	inside                                              int
}

// corpus lists other people's CAP documents, which are read in place and never committed.
func corpus(t testing.TB) []corpusRow {
	t.Helper()
	manifest := upward("../shared/data/manifest-cap.tsv")
	if manifest == "" {
		manifest = upward("shared/data/manifest-cap.tsv")
	}
	if manifest == "" {
		t.Skip("skipped: ../shared/data (CAP documents of others) is not here")
	}
	text, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	column := map[string]int{}
	for i, name := range strings.Split(lines[0], "\t") {
		column[name] = i
	}
	var out []corpusRow
	for _, line := range lines[1:] {
		c := strings.Split(line, "\t")
		inside, _ := strconv.Atoi(c[column["alerts_inside"]])
		out = append(out, corpusRow{filepath.Join(filepath.Dir(manifest), c[column["path"]]), c[column["path"]],
			c[column["kind"]], c[column["cap_version"]], c[column["well_formed"]], c[column["xsd_result"]], c[column["peer_expectation"]], inside})
	}
	return out
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The verdicts that differ from the schema's on purpose.
var knownDifferences = map[string]string{
	"cap/google-cap-library/xee.cap": "an entity bomb: libxml2 stops at the expansion; we refuse the document type before the schema is asked",
}

// TestCorpusSchemaVerdict: for each real alert, what we say the schema says is what the official schema said when the
// collection was made, and what libxml2 says now.
func TestCorpusSchemaVerdict(t *testing.T) {
	rows := corpus(t)
	agree, total := 0, 0
	for _, row := range rows {
		if row.kind != "alert" {
			continue
		}
		total++
		ok, why := schemaSays(read(t, row.path))
		if ok == (row.schema == "valid") {
			agree++
		} else if knownDifferences[row.name] == "" {
			t.Errorf("%s: the official schema says %s, we say valid %v %s", row.name, row.schema, ok, why)
		}
	}
	t.Logf("official verdict of the collection: %d of %d agree", agree, total)
	if agree*100 < total*99 {
		t.Errorf("%d of %d agree; want 99 %%", agree, total)
	}
	for name, set := range schemas(t) {
		agree, total := 0, 0
		for v := V10; v <= V12; v++ {
			var files []string
			names := map[string]string{}
			for _, row := range rows {
				if row.kind == "alert" && row.version == v.String() && set[v] != "" {
					files = append(files, row.path)
					names[row.path] = row.name
				}
			}
			valid := lint(t, set[v], files)
			for _, f := range files {
				total++
				ok, why := schemaSays(read(t, f))
				if ok == valid[f] {
					agree++
				} else if knownDifferences[names[f]] == "" {
					t.Errorf("%s: libxml2 with the %s schema says valid %v, we say %v %s", names[f], name, valid[f], ok, why)
				}
			}
		}
		t.Logf("%s schema through libxml2: %d of %d agree", name, agree, total)
	}
}

// Alerts that even a lenient reading cannot use, and why.
var unusableInCorpus = map[string]string{
	"cap/google-cap-library/earthquake.old-6d4a001.cap":                   "xml-characters",
	"cap/google-cap-library/xee.cap":                                      "xml-doctype",
	"cap/kde-fpas/alertswiss-POA-1222963954-5.xml":                        "repeated",
	"cap/rs-cap/alaska.old-c7e490e.cap":                                   "missing",
	"cap/wmo-capvalidator/bz_invalid_schema.old-c8466c2.xml":              "missing",
	"cap/zamg-cap-php/2.0.0.1.AT.1482843637.152AT003.cap.old-bafd2c6.xml": "missing",
	"cap/zamg-cap-php/2.49.0.20.0.AT.150929155632.6.old-0a74548.cap":      "missing",
	"cap/zamg-cap-php/2.49.0.20.0.AT.150929155655.7.old-29a775f.cap":      "missing",
	"cap/zamg-cap-php/2.49.0.20.0.AT.150929155739.8.old-a82f847.cap":      "missing",
	"cap/zamg-cap-php/2.49.0.20.0.AT.150930163728.21.old-b6df4f5.cap":     "missing",
	"cap/zamg-cap-php/2.49.0.20.0.AT.150930163751.22.old-7fc1168.cap":     "missing",
}

// TestCorpus reads every document in both modes: no panic, bounded time, feeds refused by name, alerts inside feeds
// found, and what is usable survives Marshal where it can.
func TestCorpus(t *testing.T) {
	usable, written := 0, 0
	for _, row := range corpus(t) {
		data := read(t, row.path)
		var a *Alert
		var problems []Problem
		var err error
		quick(t, row.name, func() { a, problems, err = Parse(data, FeedOptions()) })
		if row.kind != "alert" {
			want := map[string]string{"atom": "Atom feed", "rss": "RSS feed", "edxl-de": "EDXL-DE", "other:alerts": "list of alerts", "json": "JSON"}[row.kind]
			p, ok := withCode(problems, "not-an-alert")
			if _, entity := withCode(problems, "xml-doctype"); entity || row.wellFormed != "yes" {
				ok = true // refused before its root is seen
				p.Text = want
			}
			if err == nil || !ok || !strings.Contains(p.Text, want) {
				t.Errorf("%s: a %s, read as %v %v", row.name, row.kind, err, problems)
			}
			kind, found, err := Extract(data, FeedOptions())
			// The collection counts an RSS or Atom entry with CAP fields as an alert; we count whole alert elements.
			if row.kind == "edxl-de" && (len(found) != row.inside || err != nil) {
				t.Errorf("%s: %s with %d alerts, want %d: %v", row.name, kind, len(found), row.inside, err)
			}
			continue
		}
		if code := unusableInCorpus[row.name]; code != "" || err != nil {
			if _, ok := withCode(problems, code); err == nil || !ok {
				t.Errorf("%s: want %q, got %v", row.name, code, err)
			}
			continue
		}
		usable++
		for _, path := range a.Paths() {
			s, ok := a.Span(path)
			if !ok || s.Start > s.End || s.End > len(a.Doc()) {
				t.Fatalf("%s: span of %s", row.name, path)
			}
		}
		if s, _ := a.Span("alert/identifier"); a.Doc()[s.Start:s.End] != a.Identifier {
			t.Errorf("%s: the span of the identifier is %q", row.name, a.Doc()[s.Start:s.End])
		}
		out, _, err := Marshal(a)
		if err != nil {
			continue
		}
		written++
		b, problems, err := Parse(out, Options{MaxBytes: 4 << 20})
		if err != nil {
			t.Errorf("%s: written, but %v", row.name, problems)
			continue
		}
		if a.Version == V12 && !sameInstants(a, b) {
			t.Errorf("%s: came back changed", row.name)
		}
	}
	t.Logf("%d alerts usable, %d of them written as valid CAP 1.2", usable, written)
	if usable < 290 || written < 120 {
		t.Errorf("%d usable, %d written", usable, written)
	}
}

// sameInstants compares two alerts leaving out how their times and their gaps were written.
func sameInstants(a, b *Alert) bool {
	plain := func(a *Alert) *Alert {
		c := clearText(a)
		for i := range c.Infos {
			x := &c.Infos[i]
			for _, tm := range []*Time{&x.Effective, &x.Onset, &x.Expires} {
				tm.Zone = ZoneOffset
			}
			x.Areas = append([]Area(nil), x.Areas...)
			for k := range x.Areas {
				x.Areas[k].Incomplete = false
			}
		}
		c.Sent.Zone = ZoneOffset
		return c
	}
	return same(plain(a), plain(b))
}

// What the corpus is known for, each read as its trap asks.
func TestCorpusTraps(t *testing.T) {
	corpus(t)
	alert := func(name string) (*Alert, []Problem) {
		path := upward("../shared/data/cap/" + name)
		if path == "" {
			path = upward("shared/data/cap/" + name)
		}
		a, problems, err := Parse(read(t, path), FeedOptions())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return a, problems
	}
	if a, problems := alert("govuk-emergency-alerts/wainfleet_cancel_with_windmere_references.xml"); len(a.References) != 2 {
		t.Errorf("references with commas: %v %v", a.References, problems)
	}
	if a, _ := alert("google-cap-library/earthquake_signed.cap"); !a.Signed || a.Version != V11 || len(a.Infos) == 0 {
		t.Error("the signature before info")
	}
	if a, problems := alert("kde-fpas/gdacs-cap_1470644.xml"); len(a.Infos[0].Areas[0].Polygons) == 0 {
		t.Errorf("longitudes beyond 180: %v", problems)
	}
	if a, _ := alert("kde-fpas/TMD25680225051318_2.old-82361df.xml"); !a.Infos[0].Areas[0].Incomplete {
		t.Error("turned coordinates do not make the area incomplete")
	}
	if a, _ := alert("wmo-capvalidator/bf_valid.xml"); len(a.Infos[0].Areas[0].Polygons[0]) <= DefaultMaxPoints {
		t.Error("the large polygon")
	}
	if _, problems := alert("sahana-sambro/tsunami.xml"); len(problems) == 0 {
		t.Error("the crossing polygon")
	}
}
