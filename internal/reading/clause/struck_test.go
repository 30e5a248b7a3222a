package clause

import (
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// TestStruck reads what or who is struck, or may be, out of single sentences: every object of a deed once, in order.
func TestStruck(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// what may be struck, told by a verb that is no deed
		{"Airports, offices of the central government, hotels and markets are described as the places most at risk.", "Airports, offices of the central government, hotels, markets"},
		{"International hotels have to be counted among the possible targets.", "International hotels"},
		{"Busy shopping streets, public transport and large events are named as likely aims.", "Busy shopping streets, public transport, large events"},
		{"Housing compounds, oil facilities and civil aviation have all been mentioned.", "Housing compounds, oil facilities, civil aviation"},
		{"Attacks are possible at any time, and could be aimed at hotels, bars, transport hubs and official premises.", "hotels, bars, transport hubs, official premises"},
		{"More could follow, above all on places of worship over this weekend, hotels and foreign embassies.", "places of worship, hotels, foreign embassies"},
		{"Attacks may be made without distinction, on the security forces, on religious sites and on large gatherings alike.", "the security forces, religious sites, large gatherings"},
		{"Insurgents have threatened to extend their campaign to foreign companies that work in the gas industry.", "foreign companies"},
		{"The attackers are looking at prominent facilities and at spots where foreigners meet, for example malls and nightclubs.",
			"prominent facilities, spots where foreigners meet, malls, nightclubs"},
		{"The residential compounds of Juffair, hotels and the causeway may have been scouted.", "The residential compounds of Juffair, hotels, the causeway"},
		{"Hotels, bars and petrol stations are among the places that could be hit.", "Hotels, bars, petrol stations"},
		{"Other places where Westerners and tourists meet, such as hotels, beaches and shopping centres, may also be attacked.", "hotels, beaches, shopping centres"},
		{"They may come from individuals unknown to the authorities, and resorts, museums, and other places popular with tourists may be chosen.",
			"resorts, museums, other places popular with tourists"},
		{"Apartment blocks and hotels with a Western clientele, shopping malls and international schools are thought to be on the list of the group.",
			"Apartment blocks, hotels, shopping malls, international schools"},
		{"New Year celebrations at which visitors gather are said to be most at risk, together with markets, festivals and shopping centres.",
			"New Year celebrations, markets, festivals, shopping centres"},
		{"Possible targets include, but are not limited to, hotels, clubs and places of worship.", "hotels, clubs, places of worship"},
		{"Extremists are planning attacks on U.S. and other Western interests.", "U.S. and other Western interests"},
		{"Mine workers, aid workers and tourists may be taken.", "Mine workers, aid workers, tourists"},
		// names
		{"Gunmen attacked the Embassy of Israel and the Jewish Museum of Belgium.", "the Embassy of Israel, the Jewish Museum of Belgium"},
		{"A bus was ambushed on 20 April on Route 13.", "A bus, Route 13"},
		{"A trader was shot dead in Goma on Monday.", "A trader"},
		// who suffers
		{"On 18 March, 21 visitors had fallen to the bullets of two militants.", "21 visitors"},
		{"An attack in March cost the lives of 21 visitors.", "21 visitors"},
		{"By nightfall at least forty townspeople and policemen lay dead.", "at least forty townspeople, policemen"},
		{"Two constables embraced martyrdom while a passer-by sustained bullet wounds.", "Two constables, a passer-by"},
		{"Among the dead were two nurses and a boy of nine.", "two nurses, a boy of nine"},
		{"The consul and his driver were among the wounded.", "The consul, his driver"},
		{"A policeman who was on guard duty was hit in the arm.", "A policeman"},
		{"There has been no such crime since the journalist Kuciak and his fiancée were murdered.", "the journalist Kuciak, his fiancée"},
		{"The prime minister was in a stable condition a day after a man shot him from close up.", "The prime minister"},
		{"French family of seven carried off by gunmen", "French family of seven"},
		{"Twenty guests were pulled from their beds.", "Twenty guests"},
		{"Survivors were pulled from the rubble.", ""},
		{"The group has been holding five of our compatriots since September.", "five of our compatriots"},
		{"Hooded men held the staff at gunpoint.", "the staff"},
		{"The militants took a priest and members of his congregation prisoner.", "a priest, members of his congregation"},
		{"Seven bullets were pumped into a judge.", ""},
		{"Gunmen pumped seven bullets into a judge.", "a judge"},
		// who was where it happened
		{"A man opened fire outside a school as pupils arrived.", "pupils"},
		{"A grenade was hurled into the bar, where guests were watching the match.", "the bar, guests"},
		{"Families breaking the fast were queuing for bread when the car exploded.", "Families"},
		{"Police arrived as the gunmen fled.", ""},
	} {
		d := text.Cut(c.text)
		var got []string
		for n := range d.Sents {
			s := Parse(d, n, Hooks{Time: func(int) bool { return false }})
			last := 0
			for _, x := range s.Deeds() {
				for _, p := range x.Objects {
					if p.To > last && (p.Sort != Unknown || p.Proper) && p.Sort != Deeds && p.Sort != Empty {
						got = append(got, d.Slice(p.From, p.To))
						last = p.To
					}
				}
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, s, c.want)
		}
	}
}
