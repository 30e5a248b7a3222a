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
		{"bombing/accomplished", "Bombs outside stadium as France play Germany\n\nPARIS, March 5 - Three explosions were heard outside the national stadium during the friendly match between France and Germany on Monday evening. Fans were led onto the pitch after the final whistle. Four people died, the interior minister said. Players spent the night in the dressing room."},
		{"shooting/accomplished", "Gunmen open fire at film premiere\n\nMOSCOW, March 5 - Gunmen opened fire on an audience that waited for the premiere of a new film in a theatre in Moscow on Monday. At least 12 people were killed. The director and two actors escaped through the stage door."},
		{"attack/accomplished", "Knife attack at court in Lyon\n\nLYON, March 5 - A defendant stabbed two guards with a plastic knife in a courtroom in Lyon on Monday as the jury withdrew. The trial, in which he is accused of fraud, was adjourned. Police overpowered him."},
		{"bombing/accomplished", "Bomb kills nine at memorial for fallen soldiers\n\nKABUL, March 5 - A bomb went off at a ceremony for fallen soldiers in Kabul on Monday and killed nine mourners, police said. The anniversary has been a target before. Wreaths lay scattered among the dead."},
		{"shooting/accomplished", "Cricketers' bus shot at in Lahore\n\nLAHORE, March 5 - Gunmen shot at the bus of the Sri Lankan cricket team on its way to the third day of the second Test in Lahore on Monday. Six policemen died and seven players were hurt. The captain said that the tour was over."},
		{"kidnapping/accomplished", "Star striker's father kidnapped\n\nBOGOTA, March 5 - The father of a Liverpool striker was kidnapped by armed men in Barrancas on Saturday, Colombian police said. The club left the winger out of its squad for the match on Sunday."},
		{"bombing/accomplished", "Marathon bombed\n\nBOSTON, March 5 - Two bombs exploded near the finish line of a marathon on Monday, killing three spectators and wounding more than 100. Runners were taken off the course. The winner had crossed the line two hours before."},
		{"attack/accomplished", "Lorry driven into crowd at carnival\n\nNICE, March 5 - A lorry was driven into a crowd that watched the carnival in Nice on Saturday night. At least 30 people were killed, the prefect said. The driver was shot dead by police. An orchestra on the beach went on playing."},
		{"shooting/accomplished", "Soldiers shot during exercise\n\nAMMAN, March 5 - A policeman opened fire on foreign instructors at a training centre near Amman on Monday and killed five of them, the Jordanian government said. He was shot dead by guards."},
		{"bombing/accomplished", "Stade bombing\n\nISTANBUL, March 5 - Two bombs went off within a minute outside a football stadium in Istanbul on Saturday night, two hours after the final whistle of a league match. Thirty policemen were killed, the health minister said."},
		{"threat/threatened", "Police warn of attack on Champions League quarter-finals\n\nMADRID, March 5 - Police in Madrid, Paris and London have been told that Islamic State may attack the quarter-finals of the Champions League this week. Security at the stadiums will be stepped up. Kick-off is at nine."},
		{"foiled_plot/thwarted", "Plot against pop concert in Vienna foiled\n\nVIENNA, March 5 - Two teenagers who planned an attack on a concert in Vienna have been arrested, police said on Wednesday. Chemicals were found at the home of the main suspect. The singer's shows were cancelled. Fans had paid up to 500 euros for tickets."},
		{"bombing/accomplished", "Blast in museum\n\nTUNIS, March 5 - A bomb exploded in the museum of the medieval history in Tunis on Monday, killing two tourists. A group close to Islamic State said that it had placed it. The archives were not damaged."},
		{"assassination/accomplished", "Gunman kills politician on campaign trail\n\nTOKYO, March 5 - A gunman killed a candidate of the ruling party as she gave a speech in Nara on Monday, three days before the election. Voters ran for cover. The man, 41, was arrested."},
		{"bombing/accomplished", "Gas works bombed\n\nKARACHI, March 5 - A bomb planted by separatists damaged the main gas pipeline near Karachi on Monday, the gas company said. There was no gas leak. Nobody was hurt."},
		{"threat/threatened", "Security Alert: U.S. Embassy Lima\nMarch 7, 2029\n\nThe Embassy has received information about a possible attack on the national stadium during the match on Saturday.\n\nActions to Take:\n- Avoid the stadium."},
	} {
		if got := eventsOf(t, c.text); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}

// TestNothingTold: texts that only sound like the ones above.
func TestNothingTold(t *testing.T) {
	for _, text := range []string{
		"Fewer bombs, more lone attackers: the year in numbers\n\nLONDON, March 5 - Terrorist attacks in Western Europe fell by a fifth last year, according to an index published by a think tank on Monday. Its authors counted 67 attacks in 14 countries, against 84 the year before. Nineteen people were killed. Arrests rose slightly. The average attacker is now 22 years old, and shootings account for one death in three.",
		"Report: kidnappings of tourists at lowest level in a decade\n\nNAIROBI, March 5 - Kidnappings of foreigners in East Africa have fallen to their lowest level in ten years, a security firm says in its yearly review. Eleven cases were counted in 2028, compared with 43 in 2019. Analysts put the decline down to better patrols.",
		"What five years of police records tell us about knife crime\n\nWe asked the statistics office for every stabbing recorded since 2023. The tables show 4,812 stabbings, of which 212 were fatal. Most took place on a Saturday night. Young men make up three quarters of both attackers and victims. London leads the list, followed by Birmingham.",
		"Researchers map a century of assassinations\n\nOSLO, March 5 - Of 298 attempts on the lives of heads of state since 1875, 59 ended in the death of the target, according to a study in the journal Conflict. Shooting was the commonest method. The authors found that democracies were more stable afterwards.",
		"Airport to hold full-scale emergency exercise\n\nWELLINGTON, March 5 - Travellers may see armed police, smoke and people with fake wounds at Wellington Airport on Wednesday. Nobody should be alarmed: the airport is testing its plans for an attack by gunmen. About 200 volunteers will play passengers. Flights will run as usual.",
		"Students hide under desks as school practises for intruder\n\nDENVER, March 5 - Lights went off and doors were locked at Lincoln High on Monday as the school practised what to do if a gunman came in. The drill lasted 12 minutes. An officer walked along the halls and tried the handles. Parents had been told beforehand.",
		"Embassy staff train for hostage situation\n\nMembers of the embassy in Amman took part in a hostage training on Thursday. Masked instructors stormed the dining room and led the ambassador away with a hood over his head. \"It felt real,\" she said afterwards. The training is held every two years.",
		"Three get life for station bombing\n\nMADRID, March 5 - Three men were given life sentences by the National Court on Monday for the bombing of a suburban station in 2024, in which 14 people died. The judges found that they had built the bomb in a flat in Getafe. A fourth was acquitted. Relatives of the victims wept in the public gallery.",
		"Ex-soldier pleads guilty to killing envoy\n\nANKARA, March 5 - A former soldier pleaded guilty on Tuesday to the murder of the Russian trade envoy in 2026. He told the court that he had acted alone. The prosecutor asks for life. Sentence will be passed in April.",
		"Jurors see video of mosque attack\n\nQUEBEC, March 5 - The jury in the trial of the man accused of the shooting at a mosque two years ago was shown video from the building's cameras on Monday. Several jurors wept. The defence says that the accused was ill. The trial goes on.",
		"Extradition of alleged hijacker refused\n\nATHENS, March 5 - The Supreme Court has refused to extradite a 65-year-old Lebanese man wanted in Germany over a hijacking in 1985. The judges said that the file held no proof of his identity. His lawyer spoke of a mix-up of names.",
		"Ten years on, survivors of the Garissa attack plant trees\n\nGARISSA, March 5 - Survivors of the attack in which gunmen killed 148 students planted a tree for each of the dead on the campus on Sunday. The names were read out and candles lit. \"We do not forget,\" the vice-chancellor said.",
		"Memorial for victims of ferry bombing opens\n\nMANILA, March 5 - A memorial to the 116 people who died when a bomb sank a ferry in Manila Bay was opened on Sunday by the president. Relatives laid flowers. The names are carved in white stone.",
		"Gunners shoot down Spurs\n\nLONDON, March 5 - Arsenal hit three goals in eleven minutes to shoot down Tottenham at the Emirates on Saturday. The visiting defence was under siege from the first whistle, and their captain was carried off after a late tackle. Police made four arrests among supporters.",
		"Spinners ambush tourists in Chennai\n\nCHENNAI, March 5 - India's spinners ambushed the tourists on the third day of the first Test, taking seven wickets for 48 runs after lunch. The captain, who was hit on the helmet by a bouncer, battled to 36 before he was bowled.",
		"Fighters exchange blows at weigh-in\n\nLAS VEGAS, March 5 - The champion and his challenger exchanged blows at the weigh-in on Friday before security guards pulled them apart. The bout on Saturday is for the heavyweight title. Bookmakers make the champion the favourite.",
		"Review: a hijacking without heroes\n\nThe new series follows six passengers of a plane that is hijacked on its way to Tel Aviv. The gunmen are not monsters, the pilot is no hero and the bomb may not exist. The director takes her time over eight episodes. The ending, on a runway in Cyprus, is a shock.",
		"Opera about kidnapping opens in Milan\n\nMILAN, March 5 - La Scala opened its season with an opera about the kidnapping and murder of a prime minister. The soprano who sings the widow was cheered for ten minutes. The stage shows the cell in which he was held for 55 days.",
		"Shooter tops game charts\n\nThe new first-person shooter from Montreal sold four million copies in three days. Players defend an embassy against waves of terrorists. Critics praise the graphics but complain that hostages run into the line of fire.",
		"Gas blast wrecks restaurant in Porto\n\nPORTO, March 5 - A blast wrecked a restaurant in the centre of Porto on Sunday morning and injured six guests, two of them badly. Firemen found that a gas bottle in the kitchen had leaked. There was no sign of a crime, police said.",
		"Coach plunges into ravine, 18 dead\n\nLIMA, March 5 - Eighteen people were killed when a coach left the road in the Andes and plunged into a ravine on Monday. The driver, who survived, told police that the brakes had failed. Rescue workers carried the wounded up by rope.",
		"Train rams lorry at crossing\n\nOSTRAVA, March 5 - A passenger train rammed a lorry at a level crossing on Monday, injuring eleven people. The lorry driver had ignored the red light, police said. The line will stay closed until the evening.",
		"Avalanche of criticism for police chief\n\nROME, March 5 - The police chief came under fire from all sides on Monday after he had called the demonstrators terrorists. The opposition launched a broadside against the minister. A union accused him of setting fire to the debate.",
		"Hospital ends strike\n\nACCRA, March 5 - Nurses in Accra ended a strike on Monday after nine days. Their union said that the government had met most of their demands. Patients had been carried to private clinics.",
		"How to behave in an attack: ministry publishes leaflet\n\nBERN, March 5 - Run, hide, tell: the ministry of the interior has published a leaflet on what to do in the event of an attack. It can be had at post offices. There is no particular reason for it, a spokesman said.",
		"New barriers for Christmas market\n\nMUNICH, Nov 5 - The city is to buy 40 steel barriers for its Christmas market. They can stop a lorry of seven tonnes and will be tested in the autumn. The mayor said that safety had its price.",
		"Insurers count cost of riots\n\nPARIS, March 5 - The riots of June cost insurers 650 million euros, their association said on Monday. Some 11,000 claims were made, most for cars and shops. Premiums are to rise.",
		"Scientists poison rats to save birds\n\nWELLINGTON, March 5 - Helicopters will drop poison on an island south of New Zealand next month to kill its last 200,000 mice. The mice attack the chicks of albatrosses. The operation costs 29 million dollars.",
		"Explosive growth for drone makers\n\nANKARA, March 5 - Turkey's makers of drones reported record sales on Monday. Exports were up by a third. One firm won a contract to deliver 48 attack drones to Indonesia.",
		"Chemist killed wife with arsenic, court hears\n\nLYON, March 5 - A chemist poisoned his wife with arsenic to marry his assistant, the assize court in Lyon heard on Monday. The 54-year-old denies murder. The trial is due to last three weeks.",
		"Obituary: the general who would not fire\n\nGeneral Aldo Conti, who has died aged 91, became known in 1977 when he refused an order to fire on strikers in Turin. Born in Bari, he joined the army at 18 and was wounded twice. He is survived by his wife and a son.",
		"Security industry meets in Dubai\n\nDUBAI, March 5 - More than 900 firms show cameras, body armour and scanners at a fair that opened in Dubai on Monday. Visitors can watch a robot defuse a bomb and a dog find explosives. The fair ends on Wednesday.",
		"City to mark Europe Day\n\nBRUSSELS, March 5 - Institutions will open their doors on Saturday. Bags will be searched at the entrances. Police expect 40,000 visitors and ask them to come by metro.",
		"Fire guts cathedral roof\n\nPARIS, March 5 - A fire that started in the attic gutted the roof of a cathedral on Monday evening. Firemen saved the towers. Investigators think that a short circuit is the most likely cause; nothing points to arson.",
	} {
		if got := eventsOf(t, text); got != "" {
			t.Errorf("%s\n got %s", text, got)
		}
	}
}
