package feeds

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/intake/feed"
)

// data is the folder of other people's feeds beside the checkout.
func data(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		if p := filepath.Join(filepath.Dir(dir), "shared", "data"); isDir(p) {
			return p
		}
	}
	t.Skip("../shared/data is not there: the feeds of others are not replayed")
	return ""
}

func isDir(p string) bool { fi, err := os.Stat(p); return err == nil && fi.IsDir() }

// stock fills a server: every stored feed as a source, every stored alert behind a list that links to it, the advice of
// governments as far as it is stored, and lists of our own for the forms that are not.
func stock(t testing.TB, s *server) (sources []intake.Source) {
	dir := data(t)
	add := func(id string, max int, path string, versions ...[]byte) {
		src := intake.Source{ID: intake.SourceID(id), Name: id, Kind: intake.KindFeed, URL: s.put(path, versions...), Every: intake.MinEvery * 20, Max: max, On: true}
		sources = append(sources, src.Filled())
	}
	alerts := map[string][]string{} // folder -> addresses
	var folders []string
	n := 0
	err := filepath.WalkDir(filepath.Join(dir, "cap"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".md") || strings.HasSuffix(path, ".json") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		b, splitErr := feed.Split(intake.Source{Kind: intake.KindFeed}, "https://127.0.0.1/", raw)
		folder := filepath.Base(filepath.Dir(path))
		if b.Form != feed.FormCAP && splitErr == nil {
			// Links of others lead out of the building: here they lead to this server, which has not what they name.
			raw = regexp.MustCompile(`https?://[A-Za-z0-9.-]+(:\d+)?/`).ReplaceAll(raw, []byte(s.URL+"/elsewhere/"))
			add(fmt.Sprintf("feed-%d", n), 0, fmt.Sprintf("/feed/%d", n), grown(raw)...)
			return nil
		}
		// Some stored files are no alerts (entity attacks, cut ones): they are served like the others.
		at := fmt.Sprintf("/alert/%d.cap", n)
		if alerts[folder] == nil {
			folders = append(folders, folder)
		}
		alerts[folder] = append(alerts[folder], s.put(at, raw))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, folder := range folders {
		var lists [][]byte
		for _, k := range []int{len(alerts[folder])/2 + 1, len(alerts[folder])} {
			var b strings.Builder
			for j, at := range alerts[folder][:min(k, len(alerts[folder]))] {
				fmt.Fprintf(&b, "<item><guid>%s-%d</guid><title>Alert %d</title><link>%s</link></item>", folder, j, j, at)
			}
			lists = append(lists, []byte("<rss version=\"2.0\"><channel><title>"+folder+"</title>"+b.String()+"</channel></rss>"))
		}
		add("alerts-"+folder, 0, fmt.Sprintf("/list/%d", i), lists...)
	}

	read := func(parts ...string) []byte {
		raw, err := os.ReadFile(filepath.Join(append([]string{dir, "advisories"}, parts...)...))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	us1, us2 := read("us-state-rss", "TAsTWs-2025-10-07.xml"), read("us-state-rss", "TAsTWs-2025-10-08.xml")
	moved := bytes.ReplaceAll(us2, []byte("<pubDate>"), []byte("<pubDate> "))
	moved = regexp.MustCompile(`\d\d Oct 2025`).ReplaceAll(moved, []byte("09 Oct 2025"))
	add("us", 0, "/us.xml", us1, us2, moved)
	add("uk", 0, "/api/content/foreign-travel-advice", read("uk-govuk-content-api", "travel_advice_index__frontend__index.json"))
	full := read("uk-govuk-content-api", "travel_advice__frontend__full-country.json")
	s.put("/api/content/foreign-travel-advice/albania", full,
		bytes.Replace(full, []byte(`"updated_at": "2017-02-17T12:52:43.537Z"`), []byte(`"updated_at": "2017-02-18T12:52:43.537Z"`), 1), // a minor change
		bytes.Replace(full, []byte(`"alert_status": [`), []byte(`"alert_status": ["avoid_all_travel_to_parts"`), 1))
	for i, name := range []string{"travel_advice__frontend__full-country-without-summary.json", "travel_advice__frontend__no-parts.json", "travel_advice__publisher_v2__travel_advice.json"} {
		add(fmt.Sprintf("uk-page-%d", i), 0, fmt.Sprintf("/uk/%d", i), read("uk-govuk-content-api", name))
	}

	// Forms of which nothing is stored, written by us from the lists of fields.
	country := func(id, level string) string {
		return fmt.Sprintf(`{"country-id":1,"country-iso":%q,"country-eng":"Ruritania","advisory-state":%s,"date-published":{"timestamp":1935000000},"eng":{"advisory-text":"x"}}`, id, level)
	}
	canada := func(stamp, level string) []byte {
		return []byte(`{"metadata":{"generated":{"timestamp":` + stamp + `}},"data":{"AA":` + country("AA", "0") + `,"BB":` + country("BB", level) + `}}`)
	}
	add("ca", 0, "/ca.json", canada("1", "1"), canada("2", "1"), canada("3", "3"))
	german := func(stamp, level string) string {
		return `{"title":"A","countryCode":"AA","countryName":"A","warning":` + level + `,"lastModified":` + stamp
	}
	index := func(stamp, level string) []byte {
		return []byte(`{"response":{"lastModified":` + stamp + `,"contentList":["201","202"],"201":` + german(stamp, level) + `},"202":` + german("1", "false") + `}}}`)
	}
	single := func(id, stamp, level string) []byte {
		return []byte(`{"response":{"lastModified":` + stamp + `,"contentList":["` + id + `"],"` + id + `":` + german(stamp, level) + `,"content":"<h3>Text</h3>"}}}`)
	}
	add("de", 0, "/de", index("1", "false"), index("2", "true"))
	s.put("/de/201", single("201", "1", "false"), single("201", "2", "true"))
	s.put("/de/202", single("202", "1", "false"))
	add("us-json", 0, "/us.json", []byte(`[{"Title":"Ruritania - Level 2: x","Link":"/r","Summary":"s","id":"r","Updated":"1"}]`), []byte(`[{"Title":"Ruritania - Level 2: x","Link":"/r","Summary":"s","id":"r","Updated":"2"}]`), []byte(`[{"Title":"Ruritania - Level 4: x","Link":"/r","Summary":"s","id":"r","Updated":"3"}]`))
	add("ntas", 0, "/ntas.xml", []byte(`<alerts/>`), []byte(`<alerts><alert type="Bulletin" start="2031/03/07 10:00"><summary>x</summary></alert></alerts>`))
	add("mi5", 0, "/mi5.xml", []byte(`<rss><channel><item><title>Threat level: SUBSTANTIAL</title><guid>g</guid><pubDate>1</pubDate></item></channel></rss>`), []byte(`<rss><channel><item><title>Threat level: SEVERE</title><guid>g</guid><pubDate>2</pubDate></item></channel></rss>`), []byte(`<rss><channel><item><title>Threat level: SUBSTANTIAL</title><guid>g</guid><pubDate>3</pubDate></item></channel></rss>`))
	add("bbk", 0, "/api31/mowas/mapData.json", []byte(`[{"id":"mow.1","version":1,"severity":"Severe"}]`), []byte(`[{"id":"mow.1","version":2,"severity":"Minor","type":"Cancel"}]`), []byte(`[]`))
	s.put("/api31/warnings/mow.1.json", []byte(`{"identifier":"mow.1","sender":"x","sent":"1","msgType":"Alert","info":[{"headline":"Rauch"}]}`), []byte(`{"identifier":"mow.1","sender":"x","sent":"2","msgType":"Cancel","info":[{"headline":"Entwarnung"}]}`))
	post := func(n int, text string) string {
		return fmt.Sprintf(`<item><title>Security Alert</title><link>/alert-%d/</link><guid>/?p=%d</guid><slash:comments>%d</slash:comments><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>`, n, n, n*7, text)
	}
	press := func(posts ...string) []byte {
		return []byte(`<rss xmlns:content="c" xmlns:slash="s"><channel>` + strings.Join(posts, "") + `</channel></rss>`)
	}
	add("embassy", 0, "/category/alert/feed/", press(post(1, "Avoid the square.")), press(post(2, "Avoid the square."), post(1, "Avoid the square.")), press(post(3, "Avoid the port."), post(2, "Avoid the square and the bridge."), post(1, "Avoid the square.")))
	page := func(main, frame string) []byte {
		return []byte("<!doctype html><title>T</title><nav>" + frame + "</nav><main><p>" + main + "</p></main>")
	}
	src := intake.Source{ID: "page", Name: "page", Kind: intake.KindPage, URL: s.put("/page.html", page("Calm.", "a"), page("Calm.", "b"), page("Danger.", "c")), On: true, Every: intake.MinEvery * 20}
	sources = append(sources, src.Filled())
	if len(sources) < 40 || n < 300 {
		t.Fatalf("%d sources of %d stored files", len(sources), n)
	}
	return sources
}

// grown makes versions of a stored feed: its first half, the whole, the whole with the dates of its frame moved, and the whole
// with the first entry's title or headline changed.
func grown(raw []byte) [][]byte {
	out := [][]byte{raw}
	for _, tag := range []string{"entry", "atom:entry", "item", "edxlde:contentObject", "alert"} {
		begin := []byte("<" + tag + ">")
		end := []byte("</" + tag + ">")
		if n := bytes.Count(raw, begin); n > 1 && bytes.Count(raw, end) == n {
			first, at := bytes.Index(raw, begin), 0
			for range n / 2 {
				at += bytes.Index(raw[at:], end) + len(end)
			}
			last := bytes.LastIndex(raw, end) + len(end)
			half := append(slices.Clone(raw[:at]), raw[last:]...)
			out = [][]byte{half, raw}
			frame := regexp.MustCompile(`(<updated>|<pubDate>|<lastBuildDate>|<edxlde:dateTimeSent>)[^<]*`).ReplaceAll(raw[:first], []byte("${1}2031-03-07T10:00:00+00:00"))
			out = append(out, append(frame, raw[first:]...))
			break
		}
	}
	whole := out[len(out)-1]
	for _, tag := range []string{"<headline>", "<cap:headline>", "<title>"} {
		at := bytes.Index(whole, []byte(tag))
		if entry := bytes.Index(whole, []byte("entry>")); tag == "<title>" && entry > 0 {
			at = entry + max(0, bytes.Index(whole[entry:], []byte(tag)))
		}
		if at > 0 {
			at += len(tag)
			out = append(out, append(append(slices.Clone(whole[:at]), "Changed: "...), whole[at:]...))
			break
		}
	}
	return out
}

// owed is what a source must have brought once its versions up to now were seen: "identity content" of each document, of the list
// and of what it links to.
func (s *server) owed(t testing.TB, src intake.Source, into map[string]bool) {
	path := strings.TrimPrefix(src.URL, s.URL)
	f := s.files[path]
	b, err := feed.Split(src, src.URL, f.versions[f.now])
	if err != nil {
		t.Fatalf("%s: %v", src.ID, err)
	}
	put := func(d intake.Doc, instead string) {
		id := d.Meta.Identity
		if strings.HasPrefix(id, "content:") && instead != "" {
			id = instead
		}
		into[string(src.ID)+"\x00"+id+"\x00"+d.Meta.Content] = true
	}
	for _, d := range b.Docs {
		put(d, "")
	}
	for _, l := range b.Links {
		to := s.files[strings.TrimPrefix(l.URL, s.URL)]
		if to == nil {
			put(l.Entry, "")
			continue
		}
		inner, err := feed.Split(src, l.URL, to.versions[to.now])
		if err != nil && len(inner.Docs) == 0 {
			put(l.Entry, "")
		}
		for _, d := range inner.Docs {
			put(d, l.Entry.Meta.Identity)
		}
	}
}

// entries are the entries of all versions of all lists that lead to a document elsewhere: what may be kept in its place.
func (s *server) entries(sources []intake.Source) map[string]bool {
	out := map[string]bool{}
	for _, src := range sources {
		for _, raw := range s.files[strings.TrimPrefix(src.URL, s.URL)].versions {
			b, _ := feed.Split(src, src.URL, raw)
			for _, l := range b.Links {
				out[string(src.ID)+"\x00"+l.Entry.Meta.Identity+"\x00"+l.Entry.Meta.Content] = true
			}
		}
	}
	return out
}
