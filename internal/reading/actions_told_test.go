package reading

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// told gives the codes of the actions that a text tells, each once, in the order of the alphabet.
func told(t *testing.T, text string) string {
	t.Helper()
	rep := readBytes(t, []byte(text), time.Time{})
	var got []string
	for _, e := range rep.Events {
		for _, a := range e.Actions {
			if !slices.Contains(got, a.Code) {
				got = append(got, a.Code)
			}
		}
	}
	slices.Sort(got)
	return strings.Join(got, " ")
}

// TestActionsReported holds what newspapers, police and radio say that people were told to do: reported speech, passives, nouns.
func TestActionsReported(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		// crowds
		{"The US embassy urged its citizens to steer clear of crowds.", "avoid_gatherings"},
		{"Britons were told to give any protest a wide berth.", "avoid_gatherings"},
		{"Police appealed to residents not to gather in public squares.", "avoid_gatherings"},
		{"The ministry is asking people not to attend public events.", "avoid_gatherings"},
		{"People have been warned against joining demonstrations.", "avoid_gatherings"},
		{"Officials discouraged mass gatherings until further notice.", "avoid_gatherings"},
		{"Australians should shun political rallies, the department said.", "avoid_gatherings"},
		{"It told Americans to keep their distance from crowded places.", "avoid_gatherings"},
		{"Residents were advised against large gatherings.", "avoid_gatherings"},
		{"The mayor called on people not to congregate in parks.", "avoid_gatherings"},
		// areas
		{"Police asked the public to stay clear of the harbour.", "avoid_area"},
		{"Motorists were asked to avoid the city centre.", "avoid_area"},
		{"People are being urged to stay away from the scene.", "avoid_area"},
		{"\"Please do not come to the town hall,\" a police spokesman said.", "avoid_area"},
		{"Muslims were told not to go to mosques on Friday.", "avoid_area"},
		{"Americans were advised not to visit houses of worship in the city.", "avoid_area"},
		{"Passengers have been told not to travel to the airport.", "avoid_area"},
		{"Drivers should use other routes, the force said.", "avoid_area"},
		{"The embassy said its nationals should not set out for the airport.", "avoid_area"},
		{"The public is requested to keep out of the cordoned area.", "avoid_area"},
		{"The embassy has declared the old town off limits to visitors and asked tourists to bypass its streets.", "avoid_area"},
		// shelter
		{"Residents were told to stay indoors.", "shelter"},
		{"People in the district have been ordered to remain in their homes.", "shelter"},
		{"Police told people in the inner city to stay inside.", "shelter"},
		{"The governor issued a call to stay indoors.", "shelter"},
		{"Schools were told to keep their doors shut.", "shelter"},
		{"The university put the campus under a shelter-in-place order.", "shelter"},
		{"Guests were asked not to leave their hotels.", "shelter"},
		{"Students were instructed to barricade themselves in classrooms.", "shelter"},
		{"The crisis centre asks everybody to stay where they are.", "shelter"},
		{"People nearby were told to close their windows and doors.", "shelter"},
		{"A stay-at-home order was issued for the suburb.", "shelter"},
		{"The alert told residents to head to the nearest bunker.", "shelter"},
		{"Locals have been advised to lock themselves in.", "shelter"},
		{"Everyone in the area was told to get inside.", "shelter"},
		// alert
		{"The minister urged the public to be vigilant.", "stay_alert"},
		{"He called for vigilance.", "stay_alert"},
		{"Ugandans were asked to be watchful of strangers.", "stay_alert"},
		{"The president appealed for calm and vigilance.", "stay_alert"},
		{"Commuters were advised to look out for unattended bags.", "stay_alert"},
		{"She asked travellers to be extra careful at stations.", "stay_alert"},
		{"Citizens have been told to exercise the utmost caution.", "stay_alert"},
		{"The force said people should stay on their toes.", "stay_alert"},
		{"Tourists were told to watch their step and keep a sharp lookout.", "stay_alert"},
		{"The embassy said extra care was needed in crowded places.", "stay_alert"},
		// media
		{"It told Americans to follow local radio.", "monitor_media"},
		{"Residents were asked to listen to official channels only.", "monitor_media"},
		{"The embassy advised its nationals to keep an eye on the news.", "monitor_media"},
		{"People should keep up with developments, it added.", "monitor_media"},
		{"Travellers were advised to monitor local television.", "monitor_media"},
		// authorities
		{"Residents were urged to do as the police say.", "follow_authorities"},
		{"London told Britons to follow the instructions of the authorities there.", "follow_authorities"},
		{"People were asked to cooperate with officers at checkpoints.", "follow_authorities"},
		{"The ministry asked citizens to respect the curfew.", "follow_authorities"},
		{"Visitors were told to be guided by the local police.", "follow_authorities"},
		{"Guests should heed hotel security staff and the police.", "follow_authorities"},
		// contact
		{"The US embassy is asking Americans to ring their families.", "keep_contact"},
		{"Australians in the city were asked to let their relatives know that they are safe.", "keep_contact"},
		{"Those already on the island were asked to ring home.", "keep_contact"},
		{"It urged citizens to get in touch with loved ones.", "keep_contact"},
		{"Canadians were told to contact the consulate.", "keep_contact"},
		{"People were asked to use social networks to reach relatives.", "keep_contact"},
		{"Britons were asked to text home that they are well.", "keep_contact"},
		// report
		{"Anyone who sees the suspect should dial 999.", "report"},
		{"The public was asked to call the police if they see the wanted man.", "report"},
		{"Police appealed for witnesses to come forward.", "report"},
		{"Residents were asked to tell officers of anything suspicious.", "report"},
		{"Detectives are asking anyone with video footage to contact them.", "report"},
		{"He asked people to report anything odd to the police.", "report"},
		{"People who saw the car are urged to ring the hotline on 0800 123 456.", "report"},
		{"Information can be given in confidence on 0800 789 321.", "report"},
		{"The public can pass on tips through a hotline.", "report"},
		{"Shoppers were told to alert staff to unattended bags.", "report"},
		{"Anyone with information is asked to get in touch with detectives.", "report"},
		{"The police are urging people not to approach him but to call 112.", "report"},
		// leave
		{"People were told to leave the area immediately.", "leave_area"},
		{"Commuters are advised to leave at once if they see somebody with a blade.", "leave_area"},
		{"Shoppers were ordered to clear the square.", "leave_area"},
		{"Residents were told to evacuate the neighbourhood.", "leave_area"},
		{"Britons in the province should get out of it, the minister said.", "leave_area"},
		{"France told its nationals to leave the country by the first flight.", "leave_country"},
		{"Berlin has called on Germans to leave Lebanon without delay.", "leave_country"},
		{"The embassy told US nationals to take whatever seat they can find.", "leave_country"},
		{"Danes should depart, the foreign minister repeated.", "leave_country"},
		{"Poland has urged its people to get out of Mali while they still can.", "leave_country"},
		// plans, papers, ways, profile, names
		{"Companies were advised to go over their emergency plans.", "review_plans"},
		{"Pilgrims were told to reconsider their plans.", "review_plans"},
		{"The public is urged to carry identity cards.", "carry_id"},
		{"Visitors were asked to have their passports with them.", "carry_id"},
		{"Aid workers were told to vary their routes to work.", "vary_routes"},
		{"Americans were told to keep out of sight.", "keep_low_profile"},
		{"Israelis abroad were asked to hide anything that marks them out as Jews.", "keep_low_profile"},
		{"Jews were advised not to wear skullcaps in the street.", "keep_low_profile"},
		{"The ministry asked Indians in the city to register with the embassy.", "enroll"},
		{"Nationals who have not registered are asked to do so.", "enroll"},
		// travel
		{"Residents were asked to put off unnecessary trips.", "avoid_travel"},
		{"The army asked people not to use the roads at night.", "avoid_travel"},
		{"Travellers should rethink any journey to the north, the ministry said.", "avoid_travel"},
		{"The embassy told citizens to keep travel to a minimum.", "avoid_travel"},
		// what offices and others did themselves, and what is not asked for
		{"Residents hid in cellars as shots rang out.", ""},
		{"Police evacuated the building and cordoned off the street.", ""},
		{"The attackers fled the area and are still on the run.", ""},
		{"Security staff reported a suspicious bag to the police.", ""},
		{"People are no longer asked to stay indoors.", ""},
		{"The order to stay at home was lifted on Sunday.", ""},
		{"Police on guard outside the synagogue were hurt.", ""},
		{"He had stayed at home that day.", ""},
		{"The suspect was told to leave the country last year.", ""},
		{"Witnesses said that they ran away from the market and hid in a shop.", ""},
		{"The family was in touch with the embassy.", ""},
		{"Soldiers carried his passport to the station.", ""},
		{"The group registered as a charity in 2019.", ""},
		{"The minister avoided reporters.", ""},
		{"Visitors do not need to cancel their trips, the ministry said.", ""},
	} {
		head := "Blast at Nairobi market kills three\n\nNAIROBI, 3 May 2024 - A bomb exploded at a market in Nairobi on Friday, killing three people, police said.\n\n"
		if g := told(t, head+c.says+"\n"); g != c.want {
			t.Errorf("%q tells %q, want %q", c.says, g, c.want)
		}
	}
}

// TestActionsToTake holds the imperatives of consular notices of many years and countries.
func TestActionsToTake(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		// crowds and areas
		{"Stay well away from anything that looks like a protest.", "avoid_gatherings"},
		{"If you come across a demonstration, turn back.", "avoid_gatherings"},
		{"Plan your day so as not to meet the marchers.", "avoid_gatherings"},
		{"No meetings of our nationals in public places, please.", "avoid_gatherings"},
		{"Bear in mind that crowds should be avoided.", "avoid_gatherings"},
		{"Keep a safe distance from any gathering.", "avoid_gatherings"},
		{"Do not stop to watch or photograph protests.", "avoid_gatherings"},
		{"Skip the New Year's Eve celebrations on the beach.", "avoid_gatherings"},
		{"Stay out of the Karak Governorate.", "avoid_area"},
		{"Find another route.", "avoid_area"},
		{"Choose other places to eat than those named above.", "avoid_area"},
		{"Detour around the stadium.", "avoid_area"},
		{"Plan alternative routes around the closures.", "avoid_area"},
		{"Keep away until the police declare it safe.", "avoid_area"},
		{"Make a detour around the parliament.", "avoid_area"},
		// shelter
		{"Go indoors if a march comes your way.", "shelter"},
		{"Remain under cover.", "shelter"},
		{"If you hear shooting, drop to the floor and get behind something solid.", "shelter"},
		{"Go at once to the lowest floor with the fewest outer walls.", "shelter"},
		{"Move to an interior room away from windows.", "shelter"},
		{"Run, hide, tell.", "shelter"},
		{"Seek refuge in a cellar when the siren sounds.", "shelter"},
		{"Sleep in a room that does not face the street.", "shelter"},
		{"Do not step outside before daybreak.", "shelter"},
		{"Wait indoors until the all-clear.", "shelter"},
		{"Stay within your compound.", "shelter"},
		{"Spend tonight at home.", "shelter"},
		{"Keep curtains drawn and stay away from balconies.", "shelter"},
		// leave
		{"Get away from it as fast as you can.", "leave_area"},
		{"Head for the interior by road while you can.", "leave_area"},
		{"If you find yourself near a crowd, leave calmly.", "leave_area"},
		{"If you see a bag that nobody claims, walk away from it.", "leave_area"},
		{"Clear the beach at the first sign of trouble.", "leave_area"},
		{"Move out of the border districts now.", "leave_area"},
		{"You should leave Ukraine now by privately available ground transport.", "leave_country"},
		{"Depart on the next flight.", "leave_country"},
		{"Get on a plane while there are seats.", "leave_country"},
		{"We urge you to return to Denmark as soon as you can.", "leave_country"},
		{"Book a seat out while airlines still fly.", "leave_country"},
		{"Bring your departure forward.", "leave_country"},
		{"If you have no pressing reason to stay, go home.", "leave_country"},
		{"Dependants should fly home.", "leave_country"},
		// travel
		{"Limit nonessential movement in the city.", "avoid_travel"},
		{"Put your journey off.", "avoid_travel"},
		{"Consider whether your trip is necessary.", "avoid_travel"},
		{"Make only those journeys that cannot wait.", "avoid_travel"},
		{"Do not take overland trips to the north.", "avoid_travel"},
		{"Stay off the motorways after nightfall.", "avoid_travel"},
		{"Confine journeys to daylight.", "avoid_travel"},
		{"Hold back from travelling to the border region.", "avoid_travel"},
		// alert
		{"Be alive to what goes on around you.", "stay_alert"},
		{"Keep your wits about you.", "stay_alert"},
		{"Take care.", "stay_alert"},
		{"Keep a close watch on your surroundings.", "stay_alert"},
		{"Treat parcels you did not order with suspicion.", "stay_alert"},
		{"Know who is around you.", "stay_alert"},
		{"Be on the alert for strangers asking questions.", "stay_alert"},
		{"Look around you before you open the gate.", "stay_alert"},
		{"Do not let your guard down.", "stay_alert"},
		{"Show vigilance in bars and clubs.", "stay_alert"},
		{"Exercise common sense and caution.", "stay_alert"},
		{"Be suspicious of packages without a sender.", "stay_alert"},
		// media
		{"Follow France Info, or @prefpolice on Twitter.", "monitor_media"},
		{"Check local news before each journey.", "monitor_media"},
		{"Have a radio on.", "monitor_media"},
		{"Read the papers and watch the evening news.", "monitor_media"},
		{"Consult local television.", "monitor_media"},
		{"Keep the radio on.", "monitor_media"},
		{"See our website for the latest.", "monitor_media"},
		{"Look at our Facebook page from time to time.", "monitor_media"},
		{"Do not give heed to rumours on social media.", ""},
		// profile
		{"Make no display of your nationality.", "keep_low_profile"},
		{"Do not stand out.", "keep_low_profile"},
		{"Speak quietly in public and dress plainly.", "keep_low_profile"},
		{"Take flags and stickers off your car.", "keep_low_profile"},
		{"Avoid speaking English loudly in the street.", "keep_low_profile"},
		{"Be unobtrusive.", "keep_low_profile"},
		{"Hide whatever marks you out as an Israeli.", "keep_low_profile"},
		{"Do not advertise your plans on social media.", "keep_low_profile"},
		{"Cover up emblems and logos.", "keep_low_profile"},
		// authorities
		{"Do what the Thai army and district officers tell you.", "follow_authorities"},
		{"Be guided by the Belgian police.", "follow_authorities"},
		{"Obey marshals and wardens.", "follow_authorities"},
		{"Act on what the civil defence tells you.", "follow_authorities"},
		{"Comply with any curfew.", "follow_authorities"},
		{"Stop when you are told to and answer the soldiers' questions.", "follow_authorities"},
		{"Do not argue with police or soldiers.", "follow_authorities"},
		{"Be indoors by curfew.", "follow_authorities"},
		{"Listen to hotel security staff.", "follow_authorities"},
		// plans
		{"Think through your own security plan.", "review_plans"},
		{"Have a plan for leaving at short notice.", "review_plans"},
		{"Have a bag packed.", "review_plans"},
		{"Know your way out of any building you enter.", "review_plans"},
		{"Work out beforehand where you would go.", "review_plans"},
		{"Agree on a meeting point with your household.", "review_plans"},
		{"Refresh your evacuation arrangements.", "review_plans"},
		{"Read the emergency procedures of your building.", "review_plans"},
		{"Wardens should test their call trees.", "review_plans"},
		// contact
		{"Let your relatives hear from you.", "keep_contact"},
		{"E-mail your family that you are all right.", "keep_contact"},
		{"Charge telephones and power banks whenever there is electricity.", "keep_contact"},
		{"Answer the phone calls of your relatives.", "keep_contact"},
		{"Send a short message with your new address.", "keep_contact"},
		{"Leave your mobile switched on.", "keep_contact"},
		{"Tell someone where you are going and when you will be back.", "keep_contact"},
		{"Write to your parents that you are unhurt.", "keep_contact"},
		{"Put our number in your phone.", "keep_contact"},
		{"Keep in close contact with your airline.", "keep_contact"},
		{"Have us on speed dial.", "keep_contact"},
		{"Share your location with somebody you trust.", "keep_contact"},
		{"Post on Facebook that you are safe.", "keep_contact"},
		// papers
		{"Keep your papers on you.", "carry_id"},
		{"Never go out without your passport.", "carry_id"},
		{"Carry proof of your identity.", "carry_id"},
		{"Have photo ID to hand at roadblocks.", "carry_id"},
		{"Your residence permit should be with you at all times.", "carry_id"},
		{"Do not leave home without identification.", "carry_id"},
		// routes
		{"Never take the same road twice in a day.", "vary_routes"},
		{"Vary times and routes for every trip.", "vary_routes"},
		{"Leave home at different hours.", "vary_routes"},
		{"Break up your routine.", "vary_routes"},
		{"Do not be predictable in your movements.", "vary_routes"},
		{"Use different gates and entrances.", "vary_routes"},
		// report
		{"If you see something, say something.", "report"},
		{"Tell the Carabinieri (112).", "report"},
		{"Speak to us if something strikes you as odd.", "report"},
		{"Draw the attention of the guards to unattended bags.", "report"},
		{"If you see something that worries you, ring 114.", "report"},
		{"Share information about suspicious persons through the toll-free lines 999 and 911.", "report"},
		{"Do not touch suspect packages; call the police.", "report"},
		{"Notify the nearest police post of strangers who ask about the school.", "report"},
		{"Write down number plates and pass them to the police.", "report"},
		{"Send us pictures of any car that follows you.", "report"},
		// enrol
		{"Register your stay with STEP so that we can find you.", "enroll"},
		{"Those travelling independently should register with us on this site.", "enroll"},
		{"Sign up for STEP.", "enroll"},
		{"Make sure that we know you are in the country: fill in the form on our website.", "enroll"},
		{"Log your trip on MyLKS.", "enroll"},
		{"Add your details to the consular list.", "enroll"},
		{"Tell us that you are here through the online form.", "enroll"},
		// nothing to do
		{"The Consulate General receives the public by appointment only.", ""},
		{"Embassy staff have been told to stay away from the market.", "avoid_area"},
		{"Stock up on water and food.", ""},
		{"The Embassy has limited the movements of its staff.", ""},
		{"In 2019 the Embassy asked citizens to stay indoors for two days.", ""},
		{"You may go about your business as usual.", ""},
		{"Our earlier request that you stay at home no longer holds.", ""},
		{"The school has moved its exams to June.", ""},
		{"Schools remain closed and the border crossing is shut.", ""},
		{"The airport is closed until tomorrow.", ""},
	} {
		head := "Security Alert: U.S. Embassy Nairobi, Kenya\n3 May 2024\n\nThere is a threat of terrorist attacks in Nairobi.\n\n"
		if g := told(t, head+c.says+"\n"); g != c.want {
			t.Errorf("%q tells %q, want %q", c.says, g, c.want)
		}
	}
}
