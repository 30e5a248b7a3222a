package reading

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestActions holds what offices of many countries tell people to do, in the words they use: imperative, infinitive, "should",
// "are advised to", "please", "it is recommended".
func TestActions(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		// places and crowds to avoid
		{"Avoid demonstrations and large crowds.", "avoid_gatherings"},
		{"Keep well clear of any rally.", "avoid_gatherings"},
		{"Belgians are advised to avoid the market square and any procession.", "avoid_area avoid_gatherings"},
		{"It is recommended to stay away from places where people gather.", "avoid_gatherings"},
		{"Do not attend rallies or join protest marches.", "avoid_gatherings"},
		{"Please refrain from visiting crowded public places.", "avoid_gatherings"},
		{"Nationals should not take part in demonstrations.", "avoid_gatherings"},
		{"We recommend avoiding football crowds and street parties near Uhuru Park.", "avoid_gatherings"},
		{"Do not go near the barracks or the presidential palace.", "avoid_area"},
		{"Give the old town a wide berth.", "avoid_area"},
		{"Swiss citizens are requested not to approach government buildings.", "avoid_area"},
		{"Never venture into the port area.", "avoid_area"},
		{"It is advisable to keep your distance from police stations.", "avoid_area"},
		{"Think twice before visiting the night market.", "avoid_gatherings"},
		{"The area around the central bank should be avoided.", "avoid_area"},
		{"Stay away from windows.", "shelter"},
		// moving
		{"Postpone all trips that can wait.", "avoid_travel"},
		{"Citizens are urged to limit their movements to what is strictly necessary.", "avoid_travel"},
		{"Please go out as little as possible.", "avoid_travel"},
		{"Do not drive between towns after dark.", "avoid_travel"},
		{"Travel only in daylight and in convoy.", "avoid_travel"},
		{"Keep off the roads until the weekend is over.", "avoid_travel"},
		{"We ask you to put off any journey to the coast.", "avoid_travel"},
		{"Danes who are in the country are urged to leave it as soon as possible.", "leave_country"},
		{"Those who wish to go home should take one of the chartered flights.", "leave_country"},
		{"Make plans to depart by commercial means.", "leave_country"},
		{"Leave the country while flights are available.", "leave_country"},
		{"Consider cutting short your stay and returning home.", "leave_country"},
		{"If a crowd forms, move away from that place at once.", "leave_area"},
		{"If you are in the district, get out if the roads are open.", "leave_area"},
		{"Guests should leave the building immediately.", "leave_area"},
		{"Move to a safe place.", "leave_area"},
		// staying
		{"Remain inside your rooms for the moment.", "shelter"},
		{"Do not leave your hotel.", "shelter"},
		{"All staff should stay put and keep indoors.", "shelter"},
		{"Keep to an inner room if you hear shots.", "shelter"},
		{"When the siren sounds, go to the nearest shelter.", "shelter"},
		{"Lock your doors.", "shelter"},
		{"Nationals are advised to stay in their accommodation.", "shelter"},
		// watching and following
		{"Visitors should keep their eyes open.", "stay_alert"},
		{"It is recommended to be doubly vigilant.", "stay_alert"},
		{"Please raise your safety awareness.", "stay_alert"},
		{"Take extra care in busy places.", "stay_alert"},
		{"Heightened vigilance is required.", "stay_alert"},
		{"Everyone should be on their guard.", "stay_alert"},
		{"Watch out for anything unusual.", "stay_alert"},
		{"Listen to local radio.", "monitor_media"},
		{"Inform yourselves continuously through the press.", "monitor_media"},
		{"Try to get the latest news from television.", "monitor_media"},
		{"Keep up with the local press and stay tuned.", "monitor_media"},
		{"Consult this website regularly.", "monitor_media"},
		{"Keep yourself informed of developments.", "monitor_media"},
		{"Be discreet and do not draw attention to yourself.", "keep_low_profile"},
		{"Avoid displaying religious symbols.", "keep_low_profile"},
		{"Do as the police tell you.", "follow_authorities"},
		{"Comply with the orders of the security forces.", "follow_authorities"},
		{"Cooperate with the Kenyan police and military.", "follow_authorities"},
		{"Observe the nightly curfew.", "follow_authorities"},
		{"Travellers should heed the advice of local officials.", "follow_authorities"},
		{"Do whatever the authorities ask of you.", "follow_authorities"},
		// getting ready, in touch, known
		{"Have a departure plan that does not rely on us.", "review_plans"},
		{"Organisations are advised to review their security arrangements.", "review_plans"},
		{"Draw up a plan to get out.", "review_plans"},
		{"Make sure your travel documents are up to date.", "review_plans"},
		{"Keep in touch with your family.", "keep_contact"},
		{"Let your relatives know you are well.", "keep_contact"},
		{"Agree with your employer on when you will check in.", "keep_contact"},
		{"Students should get in touch with the Embassy in case of need.", "keep_contact"},
		{"Keep your phone charged.", "keep_contact"},
		{"Keep your families up to date.", "keep_contact"},
		{"Always carry your passport.", "carry_id"},
		{"Have a copy of your passport on you.", "carry_id"},
		{"Persons should move with their identity papers.", "carry_id"},
		{"Vary your routes and times of travel.", "vary_routes"},
		{"Take a different way to work and avoid routines.", "vary_routes"},
		{"Ring 112 if you notice anything odd.", "report"},
		{"Pass on what worries you to the police.", "report"},
		{"Let the police know about suspicious behaviour.", "report"},
		{"Report any incident to the nearest police station.", "report"},
		{"Alert the authorities about strangers.", "report"},
		{"Anyone with information should call the hotline.", "report"},
		{"Register at safetravel.govt.nz.", "enroll"},
		{"Enter yourselves in ELEFAND.", "enroll"},
		{"If you have not told us that you are here please sign up online.", "enroll"},
		{"Record your trip with the embassy.", "enroll"},
		{"Put your name on the crisis list.", "enroll"},
		// nothing asked for
		{"The police have withdrawn their call to keep away from crowds.", ""},
		{"There is no need to avoid public transport.", ""},
		{"The ministry told citizens that extremists have imminent plans to attack concerts.", ""},
		{"The attackers left the area in a car.", ""},
		{"Visitors are not required to carry a passport.", ""},
		{"The embassy moved to a new building in 2019.", ""},
		{"The office reported a rise in thefts.", ""},
	} {
		head := "Security Alert: U.S. Embassy Nairobi, Kenya\n3 May 2024\n\nThere is a threat of terrorist attacks in Nairobi.\n\n"
		rep := readBytes(t, []byte(head+c.says+"\n"), time.Time{})
		var got []string
		for _, e := range rep.Events {
			for _, a := range e.Actions {
				if !slices.Contains(got, a.Code) {
					got = append(got, a.Code)
				}
			}
		}
		slices.Sort(got)
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q tells %q, want %q", c.says, g, c.want)
		}
	}
}
