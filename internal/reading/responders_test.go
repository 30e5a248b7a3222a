package reading

import (
	"strings"
	"testing"
	"time"
)

// TestResponders holds who acts on what happened or looks into it, and who only stands there or is hit.
func TestResponders(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		{"Police cordoned off the square.", "Police"},
		{"The Royal Barbados Police Force has deployed extra patrols.", "Royal Barbados Police Force"},
		{"Two men were later arrested by the National Police.", "National Police"},
		{"Troops pushed the attackers back.", "Troops"},
		{"The Armed Forces of Kenya have sealed the roads.", "Armed Forces of Kenya"},
		{"Tear gas was fired by riot police.", "riot police"},
		{"Officers of the anti-terrorism squad searched three houses.", "anti-terrorism squad"},
		{"A special unit overpowered the gunman on the roof.", "special unit"},
		{"The army is hunting the killers.", "army"},
		{"Detectives are looking for a white car.", "Detectives"},
		{"Soldiers freed the hostages at dawn.", "Soldiers"},
		{"The gunman was shot dead by police.", "police"},
		{"Kenyan police rounded up six suspects.", "Kenyan police"},
		{"The coast guard is searching the bay.", "coast guard"},
		{"Police said that the motive was not known.", "Police"}, // nobody else acts: who speaks of it looks into it
		{"Police said that the motive was not known. Troops pushed the attackers back.", "Troops"},
		{"Marines, helped by a team of foreign divers, fought their way up the stairs.", "Marines"},
		{"The president sent the navy after the kidnappers.", "navy"},
		{"One of the men gave himself up to the gendarmes.", "gendarmes"},
		{"The army said it had killed two of the gunmen.", "army"},
		{"A gun battle with soldiers went on for an hour.", "soldiers"},
		{"Some 200 officers are on the scene.", "200 officers"},
		{"Soldiers will guard the port from now on.", ""},
		{"Three police officers were wounded.", ""},
		{"The men shot at police guarding the gate.", ""},
		{"A police station stands nearby.", ""},
		{"The army had no comment.", ""},
	} {
		text := "MOMBASA, Kenya, 3 May 2024 - Gunmen attacked a hotel in Mombasa on Thursday and killed five guests.\n\n" + c.says + "\n"
		rep := readBytes(t, []byte(text), time.Time{})
		var got []string
		for _, e := range rep.Events {
			for _, r := range e.Responder {
				got = append(got, r.Name)
			}
		}
		if g := strings.TrimPrefix(strings.Join(got, "; "), "the "); g != c.want {
			t.Errorf("%q: %q acts, want %q", c.says, g, c.want)
		}
	}
}
