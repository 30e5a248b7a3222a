package reading

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
)

// draftOf reads a text, drafts its first event of a type and holds the draft to CAP 1.2.
func draftOf(t *testing.T, words string, typ Type) (*cap.Info, []Inference, []byte) {
	t.Helper()
	raw := []byte(words)
	rep := readBytes(t, raw, time.Time{})
	for i := range rep.Events {
		if rep.Events[i].Type != typ {
			continue
		}
		a, notes := DraftCAP(&rep, &rep.Events[i])
		if a.Status != cap.StatusDraft {
			t.Errorf("status %s, want Draft", a.Status)
		}
		out, problems, err := cap.Marshal(a)
		if err != nil {
			t.Fatalf("the draft is no CAP: %v %v", err, problems)
		}
		if _, _, err := cap.Parse(out, cap.Options{}); err != nil {
			t.Fatalf("a strict reader refuses the draft: %v", err)
		}
		for _, n := range notes {
			if len(n.Evidence) == 0 {
				t.Errorf("%s %s: inferred from no words", n.Field, n.Value)
			}
		}
		return &a.Infos[0], notes, raw
	}
	t.Fatalf("no event of type %s in %q:\n%s", typ, words, summary(&rep, raw))
	return nil, nil, nil
}

// TestMapping walks through the table of docs/reading.md.
func TestMapping(t *testing.T) {
	head := "Security Alert: U.S. Embassy Quito, Ecuador\nMay 5, 2031\n\nLocation: Quito, Ecuador\n\nEvent: "
	for _, c := range []struct {
		name, text string
		typ        Type
		want       string // urgency severity certainty responses
	}{
		{"window open now", head + "Militants have plans to attack concerts in Quito within the next 48 hours.\n\nActions to Take:\n- Avoid crowds.\n- Stay alert.", Threat, "Immediate Severe Possible Avoid Monitor"},
		{"leave now", head + "Because of a specific and credible threat leave the area immediately.\n\nActions to Take:\n- Leave the area immediately.", Threat, "Immediate Extreme Likely Evacuate"},
		{"a day ahead", head + "Terrorists may attack a market in Quito on May 20.\n\nActions to Take:\n- Avoid crowds.", Threat, "Future Severe Possible Avoid"},
		{"until further notice", head + "The risk of terrorist attacks in Quito remains high until further notice.\n\nActions to Take:\n- Stay alert.", Threat, "Immediate Severe Possible Monitor"},
		{"under way", head + "Gunmen opened fire at a hotel in Quito today.\n\nActions to Take:\n- Stay indoors.\n- Avoid the area.", Shooting, "Immediate Extreme Observed Shelter Avoid"},
		{"level 4", "Travel advice\n5 May 2031\n\nDo not travel to Mali because of terrorism.", TravelAdvice, "Future Severe Possible Avoid"},
		{"level 3", "Travel advice\n5 May 2031\n\nReconsider travel to Mali because of crime.", TravelAdvice, "Future Moderate Possible Avoid"},
		{"level 2", "Travel advice\n5 May 2031\n\nExercise increased caution in Mali because of crime.", TravelAdvice, "Future Minor Possible"},
		{"called to leave", "Travel advice\n5 May 2031\n\nTravel to Mali is warned against. German nationals are called on to leave the country.", TravelAdvice, "Immediate Severe Possible Avoid Evacuate"},
		{"JTAC critical", "Statement on the threat level, 5 May 2031\n\nThe Joint Terrorism Analysis Centre (JTAC) has raised the terrorism threat level for the United Kingdom from SEVERE to CRITICAL.", ThreatLevel, "Immediate Severe Likely Monitor"},
		{"lifted", head + "The Embassy has withdrawn its alert of May 1 about possible attacks in Quito.", Threat, "Past Unknown Unlikely"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, _, _ := draftOf(t, c.text, c.typ)
			got := string(in.Urgency) + " " + string(in.Severity) + " " + string(in.Certainty)
			for _, r := range in.ResponseTypes {
				got += " " + string(r)
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestDraftNeverInventsAnEnd: no window, no expires; a window, its latest end.
func TestDraftNeverInventsAnEnd(t *testing.T) {
	head := "Security Alert: U.S. Embassy Quito, Ecuador\nMay 5, 2031\n\nLocation: Quito, Ecuador\n\nEvent: Terrorists may attack a market in Quito"
	in, _, _ := draftOf(t, head+" until further notice.", Threat)
	if !in.Expires.IsZero() {
		t.Errorf("expires %s from a text without an end", in.Expires)
	}
	in, _, _ = draftOf(t, head+" within the next 48 hours.", Threat)
	if got := in.Expires.String(); got != "2031-05-08T00:00:00-05:00" {
		t.Errorf("expires %s, want the latest end: 48 hours from the last moment of 5 May", got)
	}
	if len(in.Areas) != 1 || in.Areas[0].Desc != "Quito" || len(in.Areas[0].Geocodes) == 0 {
		t.Errorf("areas %+v, want Quito alone with its GeoNames id", in.Areas)
	}
}

// TestCAPKeepsItsWords: what a CAP alert says of itself is not inferred anew.
func TestCAPKeepsItsWords(t *testing.T) {
	raw, err := os.ReadFile("testdata/cap-actual.xml")
	if err != nil {
		t.Fatal(err)
	}
	rep := readBytes(t, raw, time.Time{})
	if rep.CAP == nil || rep.CAP.Status != "Actual" || rep.CAP.Identifier != "EX-2031-0412-7" {
		t.Fatalf("alert fields %+v", rep.CAP)
	}
	if len(rep.Events) != 1 {
		t.Fatalf("%d events, want one for the two languages", len(rep.Events))
	}
	e := &rep.Events[0]
	if e.Places[0].Area == nil || len(e.Places[0].Area.Circles) != 1 || e.Places[0].Area.Circles[0].Radius != 1500 {
		t.Errorf("area %+v, want the alert's own circle of 1,500 m", e.Places[0].Area)
	}
	if e.Places[1].Area == nil || len(e.Places[1].Area.Polygons) != 1 || e.Places[1].Place.ID != 0 {
		t.Errorf("area %+v of a name the gazetteer does not hold, want its polygon", e.Places[1])
	}
	a, notes := DraftCAP(&rep, e)
	in := a.Infos[0]
	if in.Urgency != cap.UrgencyImmediate || in.Severity != cap.SeverityExtreme || in.Certainty != cap.CertaintyLikely {
		t.Errorf("levels %s %s %s, want the alert's own", in.Urgency, in.Severity, in.Certainty)
	}
	for _, n := range notes {
		if n.Field == "urgency" || n.Field == "severity" || n.Field == "certainty" {
			t.Errorf("%s was inferred although the alert says it", n.Field)
		}
	}
	if out, _, err := cap.Marshal(a); err != nil || !strings.Contains(string(out), "<polygon>") {
		t.Errorf("the draft lost the geometry: %v", err)
	}
}
