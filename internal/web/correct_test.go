package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/web/api"
)

// TestCorrections corrects a reading by the forms of the item's page and by the API, and fetches the gold record.
func TestCorrections(t *testing.T) {
	r := newRig(t)
	dirk, vera := r.hired("dirk", desk.Duty), r.hired("vera", desk.Viewer)
	const words = "8 March 2024. The U.S. Embassy in Moscow warns that extremists plan to attack concerts in Moscow over the next 48 hours. Avoid crowds. <b>Doors</b> are shut."
	var kept api.Kept
	dirk.api("POST", "/items", map[string]any{"text": words, "origin": "US Embassy Moscow"}, 201, &kept)
	path := "/items/" + string(kept.Item.ID)
	var item struct{ State string }
	until(t, "the item is read", func() bool {
		dirk.api("GET", path, nil, 200, &item)
		return item.State == "read"
	})
	var rep, after reading.Report
	dirk.api("GET", path+"/report", nil, 200, &rep)
	if len(rep.Events) == 0 || len(rep.Events[0].Actors) == 0 {
		t.Fatalf("read %+v", rep)
	}
	actor := rep.Events[0].Actors[0].Name

	// By the page's forms, which need no script.
	_, page := dirk.get(path)
	mustContain(t, page, "wrong?", "Add a value", `name="was" value="`+actor+`"`, "Export as a gold record")
	if _, page := vera.get(path); strings.Contains(page, "wrong?") || strings.Contains(page, "Add a value") {
		t.Error("a viewer is offered to correct")
	}
	form := url.Values{"report": {string(rep.ID)}, "event": {"0"}, "field": {"actor"}, "was": {actor}, "act": {"change"}, "value": {"violent extremists"},
		"quote": {"extremists"}, "note": {"<script>alert(1)</script>"}}
	if res, _ := vera.post(path+"/corrections", form); res.StatusCode != 403 {
		t.Errorf("a viewer's correction: %d", res.StatusCode)
	}
	if res, text := dirk.post(path+"/corrections", form); res.StatusCode != 303 {
		t.Fatalf("a correction: %d %s", res.StatusCode, text)
	}
	add := url.Values{"report": {string(rep.ID)}, "event": {"0"}, "field": {"place"}, "act": {"add"}, "value": {"Moscow, RU"}, "place_role": {"incident"}, "quote": {"Doors"}}
	if res, text := dirk.post(path+"/corrections", add); res.StatusCode != 303 {
		t.Fatalf("an addition: %d %s", res.StatusCode, text)
	}
	add.Set("quote", "Windows")
	if res, text := dirk.post(path+"/corrections", add); res.StatusCode != 422 || !strings.Contains(text, "does not hold these words") {
		t.Errorf("without evidence: %d %s", res.StatusCode, text)
	}
	_, page = vera.get(path)
	mustContain(t, page, "<del>"+actor, "<ins>violent extremists</ins>", "Test dirk", "changed by the desk", "Doors → Moscow, RU (incident)", "added by the desk",
		"&lt;script&gt;alert(1)&lt;/script&gt;")
	foreign(t, page)

	// What a correction changed in the situations is shown beside it, and it can be taken back on the page.
	until(t, "the situations follow", func() bool {
		_, page = dirk.get(path)
		return !strings.Contains(page, "are following the last correction")
	})
	mustContain(t, page, "In the situations: ", `aria-label="Undo: added place of event 1: Doors → Moscow, RU (incident)"`, "CAP draft of event 1")
	var cs struct{ List []correction.Correction }
	dirk.api("GET", path+"/corrections", nil, 200, &cs)
	undo := url.Values{"report": {string(rep.ID)}, "event": {"0"}, "act": {"undo"}, "undoes": {cs.List[1].ID}}
	if res, _ := vera.post(path+"/corrections", undo); res.StatusCode != 403 {
		t.Errorf("a viewer takes back: %d", res.StatusCode)
	}
	if res, text := dirk.post(path+"/corrections", undo); res.StatusCode != 303 {
		t.Fatalf("taking back: %d %s", res.StatusCode, text)
	}
	_, page = dirk.get(path)
	mustContain(t, page, "took back: added place of event 1", "<del>added place of event 1")
	if strings.Contains(page, "added by the desk") {
		t.Error("a value that was taken back is still shown as added")
	}
	if res, cap := vera.get(path + "/cap?event=0"); res.StatusCode != 200 || !strings.Contains(cap, "Corrected by the desk: changed actor of event 1: "+actor+" to violent extremists (Test dirk).") {
		t.Errorf("the CAP draft: %d %s", res.StatusCode, cap)
	}
	if res, _ := vera.get(path + "/cap?event=7"); res.StatusCode != 422 {
		t.Errorf("a CAP draft of no event: %d", res.StatusCode)
	}

	// By the API.
	var made struct{ ID string }
	vera.api("POST", path+"/corrections", map[string]any{"event": 0, "field": "actor", "act": "remove", "was": "violent extremists"}, 403, nil)
	dirk.api("POST", path+"/corrections", map[string]any{"event": 0, "field": "actor", "act": "remove", "was": actor}, 422, nil) // it is no longer there
	dirk.api("POST", path+"/corrections", map[string]any{"event": 0, "field": "target", "act": "add", "value": "concert halls", "class": "crowd", "quote": "concerts"}, 201, &made)
	dirk.api("POST", "/items/nothing/corrections", map[string]any{"event": 0, "field": "actor", "act": "remove", "was": actor}, 404, nil)
	var list struct{ List []correction.Correction }
	vera.api("GET", path+"/corrections", nil, 200, &list)
	if len(list.List) != 4 || list.List[3].ID != made.ID || list.List[2].Undoes != list.List[1].ID || list.List[0].Quote != "extremists" || list.List[1].Place.Country != "RU" {
		t.Errorf("the corrections are %+v", list.List)
	}
	if dirk.api("GET", path+"/report", nil, 200, &after); after.Events[0].Actors[0].Name != actor {
		t.Error("the stored reading was changed")
	}

	var rec struct {
		Schema, SHA256 string
		Events         []struct {
			Actor, Target_physical, Place []struct {
				Name     string
				Mentions []struct {
					S, E int
					T    string
				}
			}
		}
	}
	_, text := vera.get(path + "/text")
	sum := sha256.Sum256([]byte(text))
	byAPI := vera.api("GET", path+"/gold", nil, 200, &rec)
	res, byPage := vera.get(path + "/gold")
	if byAPI != byPage || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the page's record differs from the API's: %s", byPage)
	}
	if err := json.Unmarshal([]byte(byPage), &rec); err != nil || rec.Schema != "tocsin-gold/1" || rec.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("%v: %s", err, byPage)
	}
	if e := rec.Events[0]; e.Actor[0].Name != "violent extremists" || e.Actor[0].Mentions[0].T != "extremists" || text[e.Actor[0].Mentions[0].S:e.Actor[0].Mentions[0].E] != "extremists" {
		t.Errorf("actors %+v", e.Actor)
	}

	// An event that is none goes as a whole; its values can no longer be corrected.
	for i := range rep.Events {
		dirk.api("POST", path+"/corrections", map[string]any{"event": i, "field": "type", "act": "remove", "was": string(rep.Events[i].Type)}, 201, nil)
	}
	_, page = dirk.get(path)
	mustContain(t, page, "removed by the desk")
	if strings.Contains(page, `name="was" value="violent extremists"`) {
		t.Error("a value of a removed event is offered to correct")
	}
	if text := dirk.api("GET", path+"/gold", nil, 200, nil); !strings.Contains(text, `"relation": "negative"`) {
		t.Errorf("a text without an event: %s", text)
	}
}
