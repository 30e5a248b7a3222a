package reading

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestTargets: what and who was struck or is threatened, in sentences of many makers. "|" parts things from people; the sentences are invented.
func TestTargets(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"KABUL, 9 March 2029 - A suicide bomber blew himself up among people queuing for visas outside the Iranian consulate on Monday, killing nine.", "Iranian consulate | people queuing for visas"},
		{"LAHORE, 9 March 2029 - Gunmen on motorbikes opened fire on a minibus carrying pilgrims near Quetta on Monday, killing six, police said.", "minibus | pilgrims"},
		{"MOSUL, 9 March 2029 - A car bomb exploded outside a recruitment centre in Mosul on Monday, killing 14 people.", "recruitment centre | "},
		{"BAMAKO, 9 March 2029 - Assailants burned down a customs post and a grain store at Gao on Monday, an official said.", "customs post, grain store | "},
		{"ANKARA, 9 March 2029 - Two police officers were shot dead by a gunman at a petrol station in Mersin on Monday.", "petrol station | Two police officers"},
		{"PARIS, 9 March 2029 - A man with a knife stabbed a taxi driver and two Korean tourists near the Gare du Nord on Monday before he was overpowered.", " | taxi driver, two Korean tourists"},
		{"MANILA, 9 March 2029 - Abu Sayyaf gunmen abducted a Dutch birdwatcher and his guide in Tawi-Tawi on Monday, the army said.", " | Dutch birdwatcher, his guide"},
		{"NAIROBI, 9 March 2029 - Al-Shabaab militants attacked a quarry outside Mandera on Monday, killing 12 quarry workers.", "quarry | 12 quarry workers"},
		{"LONDON, 9 March 2029 - An MP who was meeting constituents in a library in Leeds was stabbed to death on Monday.", " | MP"},
		{"KARACHI, 9 March 2029 - Attackers threw grenades at the stock exchange and at a paramilitary checkpost in Karachi on Monday.", "stock exchange, paramilitary checkpost | "},
		{"DHAKA, 9 March 2029 - Monday's siege of a tearoom in the diplomatic quarter of Dhaka left nine Italians and seven Japanese dead, police said.", "tearoom | nine Italians, seven Japanese"},
		{"GOMA, 9 March 2029 - Rebels ambushed two trucks of an aid agency and took four drivers hostage near Goma on Monday.", "two trucks | four drivers"},
		{"Security Alert: U.S. Embassy Accra, Ghana\nMarch 7, 2029\n\nThe Embassy has received credible information that terrorists may attack beach resorts, gold-trading offices, and any place where Westerners congregate in Accra over the coming weekend.", "beach resorts, gold-trading offices, place where Westerners congregate | "},
		{"Security Alert: U.S. Embassy Lome, Togo\nMarch 7, 2029\n\nThe Embassy has information on a possible attack against U.S. citizens, aid workers and missionaries in Dapaong in the coming days.", " | U.S. citizens, aid workers, missionaries"},
		{"Foreign travel advice: Uganda\nStill current at: 7 March 2029\n\nTerrorists are likely to try to carry out attacks in Uganda. Attacks could target places visited by foreigners, such as embassies, safari lodges and transport hubs.", "places visited by foreigners, embassies, safari lodges, transport hubs | "},
		{"COLOMBO, 9 March 2029 - Blasts ripped through three churches and a guesthouse in Colombo on Monday, killing 60 worshippers and tourists.", "three churches, guesthouse | 60 worshippers and tourists"},
		{"HAVANA, 9 March 2029 - A parcel bomb addressed to the editor of a weekly exploded in a sorting office in Havana on Monday.", "sorting office | "},
		{"OSLO, 9 March 2029 - Shots were fired at an Ahmadi prayer house in Oslo on Monday. Nobody was hurt, police said.", "Ahmadi prayer house | "},
		{"SYDNEY, 9 March 2029 - A gunman is holding an unknown number of customers and staff hostage in a chocolate shop in Sydney, police said on Monday.", "chocolate shop | unknown number of customers and staff"},
		{"BENGHAZI, 9 March 2029 - The Tunisian consulate, a bank and the offices of a charity came under rocket fire in Benghazi on Monday.", "Tunisian consulate, bank, offices of a charity | "},
		{"DELHI, 9 March 2029 - Unidentified men lobbed a petrol bomb into the home of a columnist in Srinagar on Monday.", "home of a columnist | "},
		{"ABUJA, 9 March 2029 - Bandits who raided the dormitories of a nursing college in Katsina on Monday led away 31 student nurses.", "dormitories | 31 student nurses"},
		{"KYIV, 9 March 2029 - Missiles struck a block of flats, a maternity hospital and a tram depot in Kharkiv on Monday, killing 11 people.", "block of flats, maternity hospital, tram depot | "},
		{"LAGOS, 9 March 2029 - The oil terminal that militants attacked on Monday night is out of use, police in Lagos said. Three guards were killed.", "oil terminal | Three guards"},
		{"IZMIR, 9 March 2029 - The target of Monday's bombing in Izmir was a bus taking judges to work, the governor said.", "bus | "},
		{"MINYA, 9 March 2029 - Gunmen sprayed a bus of Coptic pilgrims with bullets on Monday, killing seven, officials in Minya said.", "bus of Coptic pilgrims | "},
		{"MOGADISHU, 9 March 2029 - A bomb tore through a seaside restaurant in Mogadishu on Monday. At least nine people, among them a deputy minister and two journalists, were killed in the blast, police said.", "seaside restaurant | deputy minister, two journalists"},
		{"CALI, 9 March 2029 - A booby-trapped lorry exploded in front of a cadet school in Cali on Monday; the dead were all trainees, police said.", "cadet school | trainees"},
		{"LIMA, 9 March 2029 - Shining Path guerrillas attacked an army patrol in Ayacucho on Monday, killing three conscripts.", " | army patrol"},
		{"HARARE, 9 March 2029 - The bishop of Masvingo survived an attempt on his life on Monday when attackers shot at his car, the church said.", "his car | bishop"},
		{"MIRANSHAH, 9 March 2029 - An attack on a jirga of tribal elders near Miranshah killed 15 of them on Monday.", "jirga of tribal elders | "},
	} {
		rep, err := theReader().Read(itemOf([]byte(c.text), time.Date(2029, 3, 9, 0, 0, 0, 0, time.UTC)))
		if err != nil {
			t.Fatal(err)
		}
		var tgt, hum []string
		for _, e := range rep.Events {
			for _, n := range e.Targets {
				if !slices.Contains(tgt, n.Name) { // an attack and a kidnapping of one sentence may share it
					tgt = append(tgt, n.Name)
				}
			}
			for _, n := range e.Humans {
				if !slices.Contains(hum, n.Name) {
					hum = append(hum, n.Name)
				}
			}
		}
		if got := strings.Join(tgt, ", ") + " | " + strings.Join(hum, ", "); got != c.want {
			var ev []string
			for _, e := range rep.Events {
				ev = append(ev, string(e.Type))
			}
			t.Errorf("%s (%v)\n got  %q\n want %q", c.text, ev, got, c.want)
		}
	}
}
