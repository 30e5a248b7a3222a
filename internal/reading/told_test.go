package reading

import "testing"

// TestTold: events told without a noun of violence, in a headline alone, as reports, as what is being prepared, and in the words with which
// offices deny. The sentences are invented.
func TestTold(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"attack/accomplished", "A man with a kitchen knife killed two shoppers and wounded three in a supermarket in Graz on Monday, Austrian police said."},
		{"shooting/accomplished", "Two brothers with automatic rifles murdered eleven people in the office of a weekly in Lille on Wednesday, the interior minister said."},
		{"attack/accomplished", "Members of a sect have massacred 40 worshippers in a village near Bunia, the governor said on Tuesday."},
		{"bombing/accomplished", "Nineteen commuters died when a man let off his charge in a carriage of the Minsk metro on Monday, the health ministry said."},
		{"bombing/accomplished", "A police Land Rover struck a landmine outside Garissa on Tuesday and four officers were hurt, the police chief said."},
		{"bombing/accomplished", "A coach was blown to pieces on the ring road of Quetta on Monday; 12 passengers were killed, police said."},
		{"kidnapping/accomplished", "Boko Haram fighters led off more than 90 women near Gwoza on Friday, the governor of Borno said."},
		{"kidnapping/accomplished", "Gunmen drove 140 pupils into the forest near Birnin Gwari on Monday, a teacher told the police."},
		{"kidnapping/accomplished", "Kidnappings of oil workers have been reported in Bayelsa since Monday, the police said."},
		{"shooting/accomplished", "A gunman sprayed the windows of a cafe in Malmö with an automatic rifle on Saturday evening, police said. Two guests were wounded."},
		{"assassination/attempted", "A former colonel and his wife were poisoned with a nerve agent in Lyon on Sunday, French police said. Both are in intensive care."},
		{"assassination/accomplished", "The exiled journalist was poisoned with polonium in a hotel in Vienna on Monday and died on Tuesday, prosecutors said."},
		{"shooting/attempted", "A man tried to open fire with a Kalashnikov aboard a train near Arras on Friday but was overpowered by passengers, prosecutors said."},
		{"arrest/none", "The last fugitive of the cell was taken alive in Molenbeek on Friday, the Belgian prosecutor said."},
		{"arrest/none", "Police searched houses in Conocoto during the night and took away six men suspected of links to the ELN."},
		{"arrest/none", "Two persons suspected of belonging to Al-Shabaab are under arrest in Mombasa, the Directorate of Criminal Investigations said on Monday."},
		{"foiled_plot/thwarted", "Turkish police have detained fifteen people said to have had orders to attack churches in Istanbul, state media reported on Sunday."},
		{"foiled_plot/thwarted", "Four hundred officers swooped on 19 homes in Melbourne before dawn to break up what police called a conspiracy to storm an army base."},
		{"foiled_plot/thwarted", "Officers in Leeds raided three flats on Tuesday. The men held there meant to walk into a synagogue with rifles and shoot as many people as they could, police said."},
		{"threat/threatened", "The Swiss embassy in Ankara says it has serious indications that attacks on Western institutions in Turkey are being prepared."},
		{"threat/threatened", "Australia said on Sunday that more attacks in Bali in the coming days could not be ruled out."},
		{"threat/threatened", "Security Alert: U.S. Embassy Kyiv\nMarch 7, 2029\n\nThe Department of State has received information that Russia is increasing its preparations for strikes on government buildings in Kyiv during the coming days.\n\nActions to Take:\n- Know where the nearest shelter is."},
		{"threat/threatened", "Security Message for U.S. Citizens\nU.S. Embassy Cairo\nMarch 7, 2029\n\nBecause of potential security concerns, U.S. citizens should avoid large gatherings in public places in Cairo on March 9."},
		{"threat/threatened", "Police in Seoul are tracing the writers of 27 internet posts that announce killings at subway stations on Friday."},
		{"threat/threatened", "Chechen warlord calls on his fighters to stop the games in Sochi by whatever means, news agencies said on Tuesday."},
		{"threat/none", "No intelligence in our hands points to an imminent attack, the Kenyan police said in Nairobi on Tuesday. The country is safe."},
		{"threat/none", "There is nothing that should frighten anyone, the police chief of Dar es Salaam said on Thursday."},
		{"arson/accomplished", "Two cars were set alight outside a synagogue in Nîmes on Saturday morning, French police said."},
		{"arson/accomplished", "Cars parked in front of a synagogue in Antwerp were burnt out on Monday night; police speak of arson."},
		{"arson/accomplished", "A mosque in Gävle burned to the ground on Monday night. Police say the fire was started on purpose."},
		{"arson/accomplished", "Firebombs were thrown at the Israeli embassy in Mexico City on Tuesday, police said."},
		{"arson/attempted", "A man tried to burn down a synagogue in Rouen on Friday before officers shot him dead, the prefect said."},
		{"bombing/accomplished", "Three killed in Kampala blasts\n\nKAMPALA, March 7 - Three people died in blasts in the centre of Kampala on Tuesday, police said."},
		{"bombing/accomplished", "Beirut blast: minister among dead\n\nBEIRUT, March 7 - A minister was among four people who died on Tuesday, hospitals said. Soldiers have sealed off the street."},
		{"attack/accomplished", "The stabbing of two tourists in Hurghada on Friday was the work of a lone man, the Egyptian interior ministry said."},
		{"bombing/accomplished", "The bombing of the Marriott in Jakarta on Tuesday killed 12 people, police said."},
		{"kidnapping/accomplished", "The kidnapping of a Spanish nun in Kidal on Monday has been claimed by a group linked to al-Qaeda, officials said."},
		{"shooting/accomplished", "The killing by gunmen of three judges in Mosul on Sunday has shocked the city, police said."},
		{"assassination/accomplished", "The murder of the opposition leader in Tunis on Wednesday led to protests, police said."},
		{"hijacking/accomplished", "Flight 181 was seized by four men on its way from Palma to Frankfurt on Thursday, the airline said; police in Rome surround the plane."},
	} {
		if got := eventsOf(t, c.text); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}
