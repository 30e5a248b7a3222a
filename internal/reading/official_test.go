package reading

import (
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

const bbkWarning = `{"identifier":"mow.DE-XX-1","sender":"DE-XX-1","sent":"2031-05-08T14:02:11+02:00","status":"Actual","msgType":"Update","scope":"Public","code":["id:1"],
"references":"DE-XX-1,mow.DE-XX-0,2031-05-08T13:00:00+02:00",
"info":[{"language":"DE","category":["Security"],"event":"Bombendrohung","responseType":["Evacuate"],"urgency":"Immediate","severity":"Severe","certainty":"Likely","senderName":"Leitstelle X",
"headline":"Bombendrohung in Graz","description":"Erster Satz.<br/>Zweiter Satz.","instruction":"Stay indoors.<br/>Follow the news.","contact":"","parameter":[{"valueName":"PHGEM","value":"1"}],
"area":[{"areaDesc":"Graz","polygon":["47.0,15.4 47.1,15.4 47.1,15.5 47.0,15.4"],"geocode":[{"valueName":"ARS","value":"1"}]}]}]}`

// TestBBK: a warning of the German civil protection office is CAP in JSON and is read by the rules of CAP, with evidence in the JSON.
func TestBBK(t *testing.T) {
	rep := readBytes(t, []byte(bbkWarning), time.Time{})
	if rep.Kind != "cap" || rep.CAP == nil || rep.CAP.Identifier != "mow.DE-XX-1" || rep.CAP.MsgType != "Update" || len(rep.CAP.References) != 1 || len(rep.Events) != 1 {
		t.Fatalf("report %+v", rep)
	}
	e := rep.Events[0]
	if e.Severity != "Severe" || e.Urgency != "Immediate" || len(e.Places) != 1 || e.Places[0].Area == nil || len(e.Places[0].Area.Polygons) != 1 {
		t.Errorf("event %+v", e)
	}
	var acts []string
	for _, a := range e.Actions {
		acts = append(acts, a.Code)
	}
	if !strings.Contains(strings.Join(acts, " "), "shelter") || !strings.Contains(strings.Join(acts, " "), "leave_area") {
		t.Errorf("actions %v", acts)
	}
	if ev := e.Trigger[0]; ev.Path != "/info/0/event" || bbkWarning[ev.Start:ev.End] != `"Bombendrohung"` {
		t.Errorf("the event stands at %s %q", ev.Path, bbkWarning[ev.Start:ev.End])
	}
	index := readBytes(t, []byte(`[{"id":"mow.DE-XX-1","version":1,"startDate":"2031-05-08T14:02:11+02:00","severity":"Severe","type":"Alert","i18nTitle":{"de":"Bombendrohung"}}]`), time.Time{})
	if len(index.Events) != 0 || !strings.Contains(strings.Join(index.Notes, " "), "index of 1") {
		t.Errorf("the index: %+v", index)
	}
}

// TestOfficialForm: a government's document becomes standing advice with its own words beside the house's code, and says what it
// is the same document by.
func TestOfficialForm(t *testing.T) {
	raw := []byte(`<item><title>Niger - Level 3: Reconsider Travel</title><link>https://travel.state.gov/x/niger.html</link><pubDate>Thu, 09 Oct 2025</pubDate>` +
		`<description><![CDATA[<p><b>Diffa Region &#8211; Level 4: Do Not Travel</b></p>]]></description><category domain="Threat-Level">Level 3: Reconsider Travel</category><category domain="Country-Tag">NG</category></item>`)
	it := intake.NewItem(raw, intake.Meta{}, time.Date(2031, 5, 9, 0, 0, 0, 0, time.UTC))
	if it.Form != intake.FormUSAdvice || it.Title != "Niger - Level 3: Reconsider Travel" {
		t.Errorf("item: %s %q", it.Form, it.Title)
	}
	rep := readBytes(t, raw, time.Time{})
	if rep.Document == nil || rep.Document.ID != "travel.state.gov/x/niger.html" || rep.Document.Form != "us_advice" || rep.Authority != "U.S. Department of State" || rep.Kind != "travel_advice" {
		t.Fatalf("document %+v of %+v", rep.Document, rep)
	}
	a := rep.Events[0].Advice
	if len(a) != 2 || a[0].Code != "essential_only" || a[0].Level != 3 || a[0].Scope != "NE" || a[0].Words != "Level 3: Reconsider Travel" || a[1].Scope != "NE-2" || a[1].Part != "Diffa Region" {
		t.Errorf("advice %+v", a)
	}
	ev := a[1].Evidence[0]
	if got := string(raw[ev.Start:ev.End]); got != "Diffa Region &#8211; Level 4: Do Not Travel" {
		t.Errorf("the part stands at %q", got)
	}
	if _, err := theReader().Read(intake.NewItem([]byte(`{"metadata":{},"data":{"x":{"advisory-state":`), intake.Meta{}, time.Time{})); err == nil {
		t.Error("half a document was read")
	}
}
