package web_test

import (
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/version"
)

// TestAdvice: governments' documents that are handed in are read, become versions in the order of their dates, and can be asked for.
func TestAdvice(t *testing.T) {
	r := newRig(t)
	p := r.hired("ada", desk.Duty)
	item := func(level, day, words string) string {
		return `<item><title>Mali - ` + level + `</title><link>https://travel.state.gov/x/mali.html</link><pubDate>` + day + `</pubDate><description><![CDATA[<p>` + words +
			`</p>]]></description><category domain="Threat-Level">` + level + `</category></item>`
	}
	type answer struct{ List []version.Version }
	history := func() (out answer) {
		p.api("GET", "/advice/ML/history", nil, 200, &out)
		return out
	}
	for i, doc := range []string{ // the newest first: what is handed in counts by its own date
		item("Level 2: Exercise Increased Caution", "Thu, 09 Oct 2025", "All is quiet here today."),
		item("Level 1: Exercise Normal Precautions", "Tue, 07 Oct 2025", "All is calm here today."),
	} {
		if res, text := p.do("POST", "/api/v1/items", "application/xml", strings.NewReader(doc)); res.StatusCode != 201 {
			t.Fatalf("handing in: %d %s", res.StatusCode, text)
		}
		until(t, "the document is a version", func() bool { return len(history().List) == i+1 })
	}
	h := history()
	if v := h.List[0]; v.Level != 2 || v.Change.Kind != version.Lvl || len(v.Change.Steps) != 1 || v.Change.Steps[0].From != "normal" || len(v.Difference) != 4 ||
		v.Authority != "U.S. Department of State" || v.Levels[0].Words != "Level 2: Exercise Increased Caution" || !v.To.IsZero() {
		t.Errorf("newest: %+v", v)
	}
	if v := h.List[1]; v.Level != 1 || v.Change.Kind != version.First || !v.To.Equal(h.List[0].From) {
		t.Errorf("first: %+v", v)
	}
	var now, none answer
	p.api("GET", "/advice?country=ML", nil, 200, &now)
	p.api("GET", "/advice?country=TD", nil, 200, &none)
	if len(now.List) != 1 || now.List[0].ID != h.List[0].ID || len(none.List) != 0 {
		t.Errorf("now %+v, for another country %+v", now, none)
	}
	p.api("GET", "/advice?country=Mali", nil, 422, nil)
	p.api("GET", "/advice/changes?since=2099-01-01T00:00:00Z", nil, 200, &none)
	if len(none.List) != 0 {
		t.Errorf("changes of the future: %+v", none)
	}
}
