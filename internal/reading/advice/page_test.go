package advice

import (
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// pagesOfOurs are pages in the layouts of five governments, and what must be read: "" is a text that is none of them.
var pagesOfOurs = []struct{ name, address, text, want string }{
	{"US", "", "# Chad Travel Advisory\n\n### Travel Advisory May 8, 2031\n\n### Chad - Level 2: Exercise Increased Caution\n\nExercise increased caution in Chad due to **crime**.\n\n**Do Not Travel to:**\n\n* **The Lake region** due to crime.\n* Borders with Sudan\n",
		"TD: 2 caution TD; 4 no_travel TD-? (The Lake region); 4 no_travel TD-? (Borders with Sudan)"},
	{"US, without marks", "", "Chad Travel Advisory\nChad - Level 3: Reconsider Travel\nReconsider travel to Chad due to crime.\n", "TD: 3 essential_only TD"},
	{"Canada", "", "## Chad travel advice\n\n### CHAD - AVOID NON-ESSENTIAL TRAVEL\n\nSome words.\n\n### Border areas with Sudan - Avoid all travel\n\n### Guéra Region - Avoid all travel\n",
		"TD: 3 essential_only TD; 4 no_travel TD-? (Border areas with Sudan); 4 no_travel TD-GR (Guéra Region)"},
	{"Canada, two countries", "", "### Israel and Palestine - Avoid non-essential travel\n\n### The north - Avoid all travel\n", "IL: 3 essential_only IL; 4 no_travel IL-? (The north) | PS: 3 essential_only PS"},
	{"Ireland", "https://www.ireland.ie/en/dfa/overseas-travel/advice/chad/", "## Overview\n\n### **Security Status**\n\nHigh Degree of Caution\n\nWe advise against all travel to Niger's border.\n", "TD: 2 caution TD"},
	{"Ireland, without an address", "", "Security Status\nDo Not Travel\nDo not go to Chad. If you are in Chad, leave Chad.\n", "TD: 4 no_travel TD"},
	{"UK, the whole", "https://www.gov.uk/foreign-travel-advice/chad", "# Warnings and insurance\n\nStill current at:\n:   16 May 2031\n\nLatest update:\n:   FCDO no longer advises against all travel to Chad.\n\n## FCDO advises against all but essential travel to Chad\n\nFCDO advises against all but essential travel to the whole of Chad, including the capital.\n",
		"TD: 3 essential_only TD"},
	{"UK, parts", "https://www.gov.uk/foreign-travel-advice/chad", "# Warnings and insurance\n\nStill current at:\n:   16 May 2031\n\n## Areas where FCDO advises against travel\n\nFCDO advises against all travel to:\n\n* the northern hills\n* Guéra Region\n\nFCDO advises against all but essential travel to the Lake region.\n",
		"TD: 1 none_against TD; 4 no_travel TD-? (the northern hills); 4 no_travel TD-GR (Guéra Region); 3 essential_only TD-? (the Lake region)"},
	{"UK, the whole but for some towns", "https://www.gov.uk/foreign-travel-advice/chad", "# Warnings and insurance\n\nStill current at:\n:   16 May 2031\n\nFCDO advises against all travel to Chad except for the cities of:\n\n* the capital\n* Abéché\n\nFCDO advises against all but essential travel to the cities of:\n\n* the capital\n* Abéché\n",
		"TD: 4 no_travel TD; 3 essential_only TD-? (the capital); 3 essential_only TD-? (Abéché)"},
	{"UK, the country by a link", "", "# Warnings and insurance\n\nStill current at:\n:   16 May 2031\n\nNothing much. See [why FCDO says so](/foreign-travel-advice/chad/regional-risks).\n", "TD: 1 none_against TD"},
	{"UK, in words that are not known", "https://www.gov.uk/foreign-travel-advice/chad", "# Warnings and insurance\n\nStill current at:\n:   16 May 2031\n\nFCDO strongly advises you against going anywhere in Chad.\n", ""},
	{"UK, no country can be told", "", "# Warnings and insurance\n\nStill current at:\n:   16 May 2031\n\nRead the FCDO's advice.\n", ""},
	{"Australia", "", "# Overview\n\nWe continue to advise:\n\nExercise a high degree of caution in Chad overall due to crime.\n\nHigher levels apply in some areas.\n\n## Advice levels\n\n[Do not travel](https://x/#level4) to the following locations due to crime:\n\n* Guéra Region\n* The hills\n\n[Reconsider your need to travel](https://x/#level3) to the old mines.\n",
		"TD: 2 caution TD; 4 no_travel TD-GR (Guéra Region); 4 no_travel TD-? (The hills); 3 essential_only TD-? (the old mines)"},
	{"a newspaper", "", "The US has raised its travel advisory for Chad to Level 3: Reconsider Travel, a spokesman said on Friday.\n", ""},
	{"an embassy", "", "Security Alert: U.S. Embassy N'Djamena\n\nAvoid the market. Exercise increased caution in Chad.\n", ""},
	{"a heading of another thing", "", "Lisbon - Avoid all travel\nThe best of Lisbon is on foot.\n", ""},
}

func TestPage(t *testing.T) {
	g := places(t)
	for _, c := range pagesOfOurs {
		b, ok := Page([]byte(c.text), c.address, g)
		got := ""
		if ok {
			got = said(b)
		}
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestSettle: the layout's level of the whole country holds against what the rules took for it, parts are kept, neighbours go.
func TestSettle(t *testing.T) {
	g := places(t)
	text := "## Chad travel advice\n\n### CHAD - AVOID NON-ESSENTIAL TRAVEL\n\nSome words.\n\n### Border areas with Sudan - Avoid all travel\n\nAvoid all travel to them.\n"
	b, ok := Page([]byte(text), "", g)
	if !ok {
		t.Fatal("the page was not read")
	}
	ev := func(words string) []report.Evidence {
		i := strings.Index(text, words)
		return []report.Evidence{{Start: i, End: i + len(words)}}
	}
	rep := report.Report{Events: []report.Event{
		{Type: report.Threat, Trigger: ev("Some words")},
		{Type: report.TravelAdvice, Trigger: ev("Avoid all travel"), Advice: []report.Coded{
			{Code: NoTravel, Scope: "TD", Evidence: ev("Avoid all travel")}, {Code: NoTravel, Scope: "SD", Evidence: ev("Avoid all travel")},
			{Code: NoTravel, Scope: "TD-?", Evidence: ev("Avoid all travel")}, {Code: Depart, Scope: "TD", Evidence: ev("Some words")}}}}}
	b.Settle(&rep, g)
	var got []string
	for _, a := range rep.Events[1].Advice {
		got = append(got, a.Code+" "+a.Scope+" "+a.Part)
	}
	if s := strings.Join(got, "; "); s != "no_travel TD-? Border areas with Sudan; depart TD ; essential_only TD " || len(rep.Events) != 2 || rep.Document == nil || rep.Events[1].Text == "" {
		t.Errorf("%s of %d events, document %v", s, len(rep.Events), rep.Document)
	}
	if bad := rep.Ungrounded([]byte(text)); len(bad) > 0 {
		t.Error(bad)
	}
}

// FuzzPage feeds any text to the layouts: no panic, every level known and with its words.
func FuzzPage(f *testing.F) {
	for _, c := range pagesOfOurs {
		f.Add(c.text, c.address)
	}
	g, err := gazetteer.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, address string) {
		b, ok := Page([]byte(text), address, g)
		if !ok {
			return
		}
		rep := report.Report{}
		b.Settle(&rep, g)
		for _, e := range b.Entries {
			for _, l := range e.Levels {
				for _, ev := range l.Evidence {
					if ev.Start < 0 || ev.End > len(text) || ev.Start >= ev.End {
						t.Fatalf("%s stands at %d to %d of %d", l.Code, ev.Start, ev.End, len(text))
					}
				}
			}
		}
	})
}
