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
		{"Officers of the anti-terrorism squad searched three houses.", "Officers of the anti-terrorism squad"},
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
		{"Officers of the Special Operations Group stormed the flat at dawn.", "Officers of the Special Operations Group"},
		{"The National Intelligence Agency (NIA) detained three brothers from the city.", "National Intelligence Agency"},
		{"The Interior Ministry said its forces had killed all the attackers.", "Interior Ministry"},
		{"The Criminal Investigation Department has begun an inquiry.", "Criminal Investigation Department"},
		{"Prosecutors in Paris have opened an investigation. The army is hunting the killers.", "Prosecutors; army"},
		{"Police cordoned off the square. Officers searched the roof.", "Police"}, // one force, named twice
		{"Mombasa police set the guests free.", "Mombasa police"},
		{"Counter-terrorism officers went after a fourth man.", "Counter-terrorism officers"},
		{"Sappers made a second device safe.", "Sappers"},
		{"A SWAT team shot the man dead on the stairs.", "SWAT team"},
		{"Security guards overpowered the attacker.", "Security guards"},
		{"An off-duty policeman shot him dead.", "policeman"},
		{"Soldiers can be called in to guard the stations.", ""},
		{"Guards stood at the gate.", ""},
		{"The Tourism Council searched its files.", ""},
		{"A policeman was among the dead.", ""},
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
