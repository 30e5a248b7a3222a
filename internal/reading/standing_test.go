package reading

import (
	"strings"
	"testing"
	"time"
)

// TestPartIsNotTheWhole: advice for a part of a country never becomes advice for all of it.
func TestPartIsNotTheWhole(t *testing.T) {
	page := "Travel advice: Bangladesh\n5 May 2031\n\n"
	for _, c := range []struct{ text, want string }{
		{"Avoid all travel to Bangladesh.", "no_travel BD"},
		{"Avoid all travel to the Chittagong Hill Tracts region.", "no_travel BD-?"},
		{"Chittagong Hill Tracts - Avoid all travel", "no_travel BD-?"},
		{"Do not travel to within 10 km of the border with India.", "no_travel BD-?"},
		{"Do not travel to:\n- the border\n- the hills", "no_travel BD-?"},
		{"Reconsider travel to some areas due to crime.", "essential_only BD-?"},
		{"Do not travel to Narayanganj due to unrest.", "no_travel BD-C"}, // the division that holds the town: ISO 3166-2 has nothing finer
		{"The ministry does not advise against travel to any part of Bangladesh.", "normal BD"},
		{"Exercise increased caution in Bangladesh due to crime. Some areas have more of it.", "caution BD"},
	} {
		raw := []byte(page + c.text)
		rep := readBytes(t, raw, time.Time{})
		var got []string
		for _, e := range rep.Events {
			for _, a := range e.Advice {
				got = append(got, a.Code+" "+a.Scope)
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
		if strings.HasSuffix(c.want, "?") && !strings.Contains(strings.Join(rep.Notes, " "), "part of a country") {
			t.Errorf("%q: no note says that the part is not known: %q", c.text, rep.Notes)
		}
	}
}

// TestRelay: an office that repeats another's warning is a relay, and its window counts from the day of that warning.
func TestRelay(t *testing.T) {
	for _, c := range []struct{ name, text, relays, speaks, from string }{
		{"ministry", "Ministry of Foreign Affairs of Latvia: warning for Tallinn\n8 May 2031\n\nThe United States Embassy in Tallinn warned on 7 May of attacks on concerts in Tallinn within 48 hours. Latvian citizens should avoid crowds.",
			"United States Embassy in Tallinn", "Ministry of Foreign Affairs of Latvia", "2031-05-07"},
		{"embassy", "Embassy of Sweden in Tallinn\n8 May 2031\n\nThe Embassy of Sweden points to the warning of the United States Embassy about possible attacks on crowds in Tallinn over the next 48 hours.",
			"United States Embassy", "Embassy of Sweden in Tallinn", "2031-05-08"},
		{"own word", "Embassy of Sweden in Tallinn\n8 May 2031\n\nThe Embassy of Sweden warns of possible attacks on crowds in Tallinn over the next 48 hours.",
			"", "Embassy of Sweden in Tallinn", "2031-05-08"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rep := readBytes(t, []byte(c.text), time.Time{})
			if (rep.Relation == Relay) != (c.relays != "") || rep.Relays != c.relays || rep.Authority != c.speaks {
				t.Errorf("%s of %q, speaks %q; want of %q, speaks %q", rep.Relation, rep.Relays, rep.Authority, c.relays, c.speaks)
			}
			for _, e := range rep.Events {
				for _, x := range e.Times {
					if x.Role != Window {
						continue
					}
					if got := x.Interval.From.Earliest.Format(time.DateOnly); got != c.from || !x.Relative {
						t.Errorf("window from %s relative %t, want from %s", got, x.Relative, c.from)
					}
					return
				}
			}
			t.Error("no window")
		})
	}
}

// TestViolentWordsWithoutAnEvent: texts that sound like attacks and are none.
func TestViolentWordsWithoutAnEvent(t *testing.T) {
	for name, words := range map[string]string{
		"animal":  "Shark attack closes beach\n\nA surfer was bitten by a shark on Friday. The minister attacked the council over the lack of nets.",
		"cyber":   "Hackers attack a clinic\n\nA ransomware attack shut down computers on Friday. There was a serious threat to patient data.",
		"film":    "Film review\n\nThe director shows a gunman who opened fire on a crowd. The film, a thriller, stars an actress who plays a hostage.",
		"drill":   "Public notice\n\nPolice will hold an exercise at the station. Players with replica rifles will storm the hall. This is only a drill.",
		"market":  "Shares fell after an attack on the currency by traders on Monday.",
		"kitchen": "He shot a glance at the clock and killed the lights.",
	} {
		rep := readBytes(t, []byte(words), time.Date(2031, 5, 9, 0, 0, 0, 0, time.UTC))
		if len(rep.Events) != 0 || len(rep.Notes) == 0 {
			t.Errorf("%s: %s", name, summary(&rep, []byte(words)))
		}
	}
}

// TestListsOfLevels holds a page with a list of parts below each level: a list ends where the next level begins.
func TestListsOfLevels(t *testing.T) {
	rep := readBytes(t, []byte("Travel Advisory: Mexico\nU.S. Department of State, 6 September 2023\n\nMexico - Level 2: Exercise Increased Caution\n\nDo Not Travel To:\n• Colima state due to crime.\n• Guerrero state due to crime.\n\n"+
		"Reconsider Travel To:\n• Jalisco state due to crime.\n\nExercise Normal Precautions When Traveling To:\n• Campeche state\n"), time.Time{})
	got := map[string]string{}
	for _, e := range rep.Events {
		for _, a := range e.Advice {
			got[a.Scope] += a.Code + " "
		}
	}
	for scope, want := range map[string]string{"MX": "caution ", "MX-COL": "no_travel ", "MX-GRO": "no_travel ", "MX-JAL": "essential_only ", "MX-CAM": "normal "} {
		if got[scope] != want {
			t.Errorf("%s: %q, want %q", scope, got[scope], want)
		}
	}
}
