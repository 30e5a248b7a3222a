package reading

import (
	"testing"
	"time"
)

// TestStandingThreat: what a page of advice always says of a country is marked, and what it says of a town, for some days or as
// news is not.
func TestStandingThreat(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"the sentence of the level", "Foreign travel advice: Russia\nStill current at: 4 March 2029\n\nTerrorists are likely to try to carry out attacks in Russia. Attacks could be indiscriminate.", true},
		{"a note says that it is new", "Foreign travel advice: Russia\nLatest update: 4 March 2029 – new information about the threat of terrorism\n\nTerrorists are likely to try to carry out attacks in Russia.", false},
		{"a town", "Foreign travel advice: Mali\nStill current at: 4 March 2029\n\nThere is a high threat of terrorist attacks on hotels in Bamako.", false},
		{"a window", "Foreign travel advice: Kenya\nStill current at: 4 March 2029\n\nTerrorists may carry out attacks in Kenya within the next 48 hours.", false},
		{"an embassy's alert", "Security Alert: U.S. Embassy Stockholm\nMarch 4, 2029\n\nLocation: Sweden\n\nEvent: There is a heightened threat of terrorist attacks in Sweden.", false},
	} {
		rep := readBytes(t, []byte(c.text), time.Date(2029, 3, 8, 0, 0, 0, 0, time.UTC))
		got, threats := false, 0
		for i := range rep.Events {
			if rep.Events[i].Type == Threat {
				threats++
				got = rep.Events[i].Standing
			}
		}
		if threats != 1 || got != c.want {
			t.Errorf("%s: %d threats, standing %v, want %v", c.name, threats, got, c.want)
		}
	}
}

// TestTableRow: a row for a town is for the division that holds it and never for the whole country.
func TestTableRow(t *testing.T) {
	raw := []byte("Foreign travel advice: Mali\nStill current at: 4 March 2029\n\nArea | Advice\nKayes | Reconsider your need to travel\n")
	rep := readBytes(t, raw, time.Date(2029, 3, 8, 0, 0, 0, 0, time.UTC))
	for i := range rep.Events {
		for _, a := range rep.Events[i].Advice {
			if a.Code == "essential_only" && a.Scope == "ML-1" {
				return
			}
		}
	}
	t.Errorf("the row for Kayes was not read as a part of Mali:\n%s", summary(&rep, raw))
}

// TestTwoLevelsInOneLine: a second sentence on a part must not hide what the first says of the whole country.
func TestTwoLevelsInOneLine(t *testing.T) {
	raw := []byte("Foreign travel advice: Ethiopia\nStill current at: 2 May 2030\n\nThe Foreign, Commonwealth & Development Office (FCDO) advises against all but essential travel to Ethiopia. The FCDO advises against all travel to the Tigray region.\n")
	rep := readBytes(t, raw, time.Date(2030, 5, 2, 0, 0, 0, 0, time.UTC))
	got := ""
	for i := range rep.Events {
		for _, a := range rep.Events[i].Advice {
			if a.Scope == "ET" {
				got += a.Code
			}
		}
	}
	if got != "essential_only" {
		t.Errorf("for the whole country %q, want essential_only:\n%s", got, summary(&rep, raw))
	}
}
