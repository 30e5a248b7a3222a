package web_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

// usItem is an item of the State Department's feed in our own words.
func usItem(country, tag, level, html, day string) string {
	return `<item><title>` + country + ` - ` + level + `</title><link>https://travel.state.gov/x/` + strings.ToLower(country) + `.html</link><pubDate>` + day + `</pubDate><description><![CDATA[` + html +
		`]]></description><category domain="Threat-Level">` + level + `</category><category domain="Country-Tag">` + tag + `</category></item>`
}

// TestAdviceInTheConsole: two versions of a government's advice, through the real intake and reader, are one line of what is said
// now and one change of level, with the difference of the words.
func TestAdviceInTheConsole(t *testing.T) {
	r := newRig(t)
	duty := r.hired("duty2", desk.Duty)
	src := intake.Source{ID: "us-advice", Name: "US travel advisories", Kind: intake.KindFeed, URL: "https://travel.example/rss.xml", Authority: "US Department of State", On: true, Reliability: "A"}
	if err := r.st.SaveSource(t.Context(), desk.System.ID, src); err != nil {
		t.Fatal(err)
	}
	look := func(raw string) {
		t.Helper()
		if _, err := r.st.KeepPolled(t.Context(), src, []intake.Doc{{Raw: []byte(raw), Meta: intake.Meta{Identity: "us-mali", Published: r.Story.Now()}}}, intake.Health{Source: src.ID}.Answered(r.Story.Now(), intake.Answer{Docs: 1})); err != nil {
			t.Fatal(err)
		}
		until(t, "everything is read and joined", func() bool {
			open, err := r.st.OpenJobs(t.Context())
			return err == nil && open["read"] == 0 && open["join"] == 0
		})
	}
	res, body := duty.get("/advice")
	if res.StatusCode != 200 || !strings.Contains(body, "which is not calm") {
		t.Fatalf("%d without any advice", res.StatusCode)
	}
	look(usItem("Mali", "ML", "Level 3: Reconsider Travel", "<p>Reconsider travel to Mali due to crime and <b>terrorism</b>.</p>", "Mon, 06 May 2024"))
	if err := r.Story.Advance(t.Context(), 24*time.Hour); err != nil {
		t.Fatal(err)
	}
	look(usItem("Mali", "ML", "Level 4: Do Not Travel", "<p>Do not travel to Mali due to crime, kidnapping and <b>terrorism</b>.</p>", "Tue, 07 May 2024"))
	for path, says := range map[string][]string{
		"/advice":        {"Mali", "U.S. Department of State", "<del>only essential travel</del>", "<ins>do not travel</ins>", ">up<"},
		"/advice?q=mal":  {"Mali"},
		"/advice?q=oman": {"No country of that name"},
		"/advice/ML":     {"do not travel", "What changed in the words", "kidnapping", "the whole country"},
		"/advice/FR":     {"Nothing is known. That is not calm."},
	} {
		res, body := duty.get(path)
		if res.StatusCode != 200 {
			t.Errorf("%s: %d", path, res.StatusCode)
		}
		for _, s := range says {
			if !strings.Contains(body, s) {
				t.Errorf("%s does not say %q", path, s)
			}
		}
	}
	for _, path := range []string{"/advice/XX", "/advice/mali", "/advice/%3Cb%3E"} {
		if res, _ := duty.get(path); res.StatusCode != 404 {
			t.Errorf("%s: %d", path, res.StatusCode)
		}
	}
}
