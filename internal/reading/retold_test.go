package reading

import "testing"

// TestRetold: what happened, is feared or is over, told in words that no list of phrases holds, and what is only a part of something else.
func TestRetold(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		// what may come again
		{"threat/threatened", "U.S. Embassy Dili\nWarden Message\n7 March 2029\n\nSupporters of the dead commander could react with violence in Dili in the coming days."},
		{"threat/threatened", "Security Message\nU.S. Embassy Kuala Lumpur\n7 March 2029\n\nThe Embassy has credible information that a terrorist act may be in preparation in and around Jalan Alor in Kuala Lumpur."},
		{"threat/threatened", "SECOND URGENT ADVISORY TO ALL NATIONALS\nEmbassy of India Kyiv\n7 March 2029\n\nA heavy bombardment of Kharkiv is expected. Leave the city at once."},
		{"threat/threatened attack/accomplished", "Australian Embassy Vientiane\n7 March 2029\n\nA bus was ambushed on 5 March on Route 13. There may be more such incidents on Route 13 in Laos."},
		// what is over
		{"threat/none", "Security Alert\nU.S. Embassy Kampala\n7 March 2029\n\nShelter-in-Place Advice Lifted\nThat recommendation no longer applies: the immediate threat of this cell has been dealt with. Be alert."},
		{"threat/none", "U.S. Embassy Kinshasa Reopens\n7 March 2029\n\nThe Embassy has resumed regular operations. The threat on which we acted is no longer regarded as active."},
		// what happened
		{"kidnapping/accomplished", "ALGIERS, March 5 - On March 3 heavily armed men seized the gas plant of Tiguentourine and took hundreds of Algerian and foreign workers hostage, officials said."},
		{"bombing/accomplished", "JAKARTA, March 5 - A bomb hidden in a small delivery van went off outside the Australian embassy in Jakarta on Saturday, police said."},
		{"bombing/attempted", "SANAA, March 5 - Police say a passenger tried on Saturday to blow up an airliner on its way from Amsterdam to Detroit."},
		{"attack/accomplished", "TORONTO, March 5 - A white rental van had mounted the sidewalk on Yonge Street in Toronto on Saturday and was striking pedestrians, police said."},
		{"attack/accomplished", "LONDON, March 5 - A man threw a corrosive substance at a woman and her two daughters in Clapham on Saturday, police said."},
		{"shooting/accomplished", "BUJUMBURA, March 5 - Police fired live rounds at demonstrators in Bujumbura on Saturday."},
		{"attack/accomplished", "KYIV, March 5 - Missiles and drones hit power stations in Odesa on Saturday night, the mayor said."},
		{"assassination/attempted", "DILI, March 5 - President Jose Ramos-Horta was shot and gravely wounded at his house in Dili on Saturday, the government said."},
		// plots told by their arrests, and what was only close
		{"foiled_plot/thwarted", "Germans held in plot to bomb American targets\n\nBERLIN, March 5 - Three men were captured on Saturday in a holiday flat in Medebach, police said. They were days from setting off car bombs."},
		{"foiled_plot/thwarted", "PRISTINA, March 5 - Kosovo police arrested nineteen persons on Saturday. The investigators have evidence that the suspects were preparing simultaneous attacks in Kosovo and in Albania."},
		// parts of something else
		{"assassination/attempted", "BRATISLAVA, March 5 - A man shot him four times in Handlova on Saturday, police said. The attempt on Mr Fico's life shocked the country."},
		{"hijacking/accomplished", "LARNACA, March 5 - A man hijacked an EgyptAir plane on Saturday and forced it to land in Larnaca, threatening to blow it up with a belt, police said."},
		{"attack/accomplished", "Security Alert: Gunfire in Port-au-Prince\nU.S. Embassy Port-au-Prince\n7 March 2029\n\nGang members have been exchanging fire with the police since this morning. Many inmates of the prison escaped."},
		// levels
		{"threat_level/threatened", "MADRID, March 5 - Spain goes from level 3 to level 4 of its anti-terrorist alert, the interior minister said on Saturday."},
		{"threat_level/threatened", "WASHINGTON, March 5 - The national threat level was raised from yellow to orange, the second highest, the attorney general said."},
	} {
		if got := eventsOf(t, c.text); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}
