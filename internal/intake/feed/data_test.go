package feed

import (
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

// data is the folder of other people's feeds beside the checkout.
func data(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if p := filepath.Join(filepath.Dir(dir), "shared", "data"); exists(filepath.Join(dir, "go.mod")) && exists(p) {
			return p
		}
	}
	t.Skip("../shared/data is not there: the feeds of others are not read")
	return ""
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

// In every stored document, the alerts that package cap finds are the ones that are split off, each reads by itself as it
// read in its place, and no bytes of theirs changed.
func TestAgreesWithExtract(t *testing.T) {
	files, alerts, links := 0, 0, 0
	err := filepath.WalkDir(filepath.Join(data(t), "cap"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".md") || strings.HasSuffix(path, ".json") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		b, splitErr := Split(feedSource, "https://warn.example/feed.xml", raw)
		links += len(b.Links)
		if splitErr != nil && len(raw) == 0 {
			return nil
		}
		_, found, extractErr := cap.Extract(raw, cap.FeedOptions())
		if extractErr != nil {
			return nil // what cap cannot walk is judged by the other tests
		}
		byID := map[string][]string{} // a sender may use an identifier twice
		for _, f := range found {
			if f.Alert != nil {
				key := f.Alert.Sender + "," + f.Alert.Identifier + "," + f.Alert.Sent.Text
				byID[key] = append(byID[key], f.Alert.Doc()[f.Span.Start:f.Span.End])
			}
		}
		read := 0
		for _, doc := range b.Docs {
			a, _, err := cap.Parse(doc.Raw, cap.FeedOptions())
			if err != nil {
				continue
			}
			read++
			stood := byID[a.Sender+","+a.Identifier+","+a.Sent.Text]
			if len(stood) == 0 {
				if b.Form != FormCAP { // a bare alert without a namespace is none to Extract
					t.Errorf("%s: %s was split off, and Extract does not know it", path, doc.Meta.Identity)
				}
				continue
			}
			if b.Form != FormCAP && !slices.ContainsFunc(stood, func(was string) bool { return sameBut(string(doc.Raw), was) }) {
				t.Errorf("%s: %s: the bytes changed", path, doc.Meta.Identity)
			}
		}
		alerts += read
		if want := len(found); b.Form != FormCAP && read != want && len(b.Links) == 0 && splitErr == nil {
			usable := 0
			for _, f := range found {
				if f.Alert != nil {
					usable++
				}
			}
			if read != usable {
				t.Errorf("%s: %d alerts, Extract found %d", path, read, usable)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files, %d alerts, %d links", files, alerts, links)
	if files < 300 || alerts < 800 || links < 350 {
		t.Errorf("%d files, %d alerts, %d links: fewer than are stored", files, alerts, links)
	}
}

// sameBut compares two elements but for namespace declarations in the start tag.
func sameBut(got, was string) bool {
	i, j := strings.IndexByte(got, '>'), strings.IndexByte(was, '>')
	return i >= j && got[i:] == was[j:] && strings.HasPrefix(got, was[:strings.IndexAny(was, " >")])
}

// Of the two stored snapshots of the US list one level and nothing else differs; a moved date is not a difference.
func TestUSSnapshots(t *testing.T) {
	dir := filepath.Join(data(t), "advisories", "us-state-rss")
	load := func(name string) map[string]intake.Doc {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := Split(feedSource, "https://travel.example/TAsTWs.xml", raw)
		if err != nil || b.Total != 211 || len(b.Links) != 0 || len(b.Docs) != 211 {
			t.Fatalf("%s: total %d, %d documents, %d links, %v, %v", name, b.Total, len(b.Docs), len(b.Links), b.Notes, err)
		}
		out := map[string]intake.Doc{}
		for _, d := range b.Docs {
			if d.Meta.Published.IsZero() || d.Meta.URL == "" || d.Meta.Title == "" {
				t.Errorf("%s: %+v", name, d.Meta)
			}
			out[d.Meta.Identity] = d
		}
		return out
	}
	first, second := load("TAsTWs-2025-10-07.xml"), load("TAsTWs-2025-10-08.xml")
	var changed []string
	for id, d := range second {
		switch was, ok := first[id]; {
		case !ok:
			t.Errorf("%s is new", id)
		case was.Meta.Content != d.Meta.Content:
			changed = append(changed, was.Meta.Title+" => "+d.Meta.Title)
		}
	}
	if len(changed) != 1 || !strings.Contains(changed[0], "Sao Tome") || !strings.Contains(changed[0], "Level 1") || !strings.Contains(changed[0], "=> Sao Tome and Principe - Level 2") {
		t.Errorf("changed: %q", changed)
	}
	for id, d := range first {
		moved := strings.Replace(string(d.Raw), "<pubDate>", "<pubDate>Mon, 01 Jan 2029 ", 1)
		b, err := Split(feedSource, "https://travel.example/TAsTWs.xml", []byte(`<rss><channel>`+moved+`</channel></rss>`))
		if err != nil || len(b.Docs) != 1 || b.Docs[0].Meta.Content != d.Meta.Content || b.Docs[0].Meta.Identity != id {
			t.Fatalf("%s: a moved date made a change (%v)", id, err)
		}
	}
}
