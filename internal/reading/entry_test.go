package reading

import (
	"html"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// An embassy's alert reads the same as a text and as an entry of its feed, escaped or in CDATA, and every word shown as evidence
// stands in the entry's own bytes.
func TestEntryReadsAsItsText(t *testing.T) {
	const title = "Security Alert: Avoid Large Gatherings"
	lines := []string{"Location: Moscow, Russia", "Event: The Embassy is monitoring reports that extremists have imminent plans to target large gatherings in Moscow, to include concerts.",
		"Avoid large gatherings over the next 48 hours."}
	page := "<p>" + strings.Join(lines, "</p>\n<p>") + "</p>"
	published := time.Date(2031, 3, 7, 16, 0, 0, 0, time.UTC)
	read := func(raw string) (intake.Item, Report) {
		it := intake.NewItem([]byte(raw), intake.Meta{Origin: "US Embassy Moscow", Published: published}, published)
		rep, err := theReader().Read(it)
		if err != nil {
			t.Fatalf("%s: %v", raw, err)
		}
		return it, rep
	}
	_, plain := read(title + "\n\n" + strings.Join(lines, "\n\n") + "\n")
	if len(plain.Events) == 0 {
		t.Fatal("the text speaks of no event")
	}
	for name, raw := range map[string]string{
		"CDATA":   `<item xmlns:content="c"><title>` + title + `</title><link>https://x.example/1</link><content:encoded><![CDATA[` + page + `]]></content:encoded></item>`,
		"escaped": `<item><title>` + title + `</title><description>` + html.EscapeString(page) + `</description></item>`,
		"Atom":    `<entry xmlns="http://www.w3.org/2005/Atom"><title>` + title + `</title><content type="xhtml"><div>` + page + `</div></content></entry>`,
	} {
		it, rep := read(raw)
		if it.Form != intake.FormEntry || it.Title != title {
			t.Errorf("%s: form %s, title %q", name, it.Form, it.Title)
		}
		if len(rep.Events) != len(plain.Events) || rep.Events[0].Type != plain.Events[0].Type || rep.Events[0].Stage != plain.Events[0].Stage {
			t.Errorf("%s: %d events, %s %s; the text gives %d, %s %s", name, len(rep.Events), rep.Events[0].Type, rep.Events[0].Stage, len(plain.Events), plain.Events[0].Type, plain.Events[0].Stage)
		}
		for _, e := range rep.Events[0].Trigger {
			if words := string(it.Raw[e.Start:e.End]); strings.ContainsAny(words, "<>") || words == "" {
				t.Errorf("%s: the trigger is %q", name, words)
			}
		}
		if shown := string(Shown(it, nil)); !strings.HasPrefix(shown, title) || strings.Contains(shown, "<p>") {
			t.Errorf("%s: shown as %q", name, shown)
		}
	}
}
