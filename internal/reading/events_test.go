package reading

import (
	"strings"
	"testing"
	"time"
)

// TestEvents: which events a text holds, in words that no marked text uses. The sentences are invented.
func TestEvents(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"foiled_plot/thwarted", "Police in Jakarta said on Tuesday that they had thwarted a group's plan to bomb the stock exchange."},
		{"foiled_plot/thwarted", "On 5 March officers in Porto detained a student who, they said, was about to carry out an attack on a cinema."},
		{"attack/accomplished", "LAGOS, March 6 (Wire) - Protesters ransacked the offices of the state broadcaster in Ibadan on Monday night, police said."},
		{"attack/accomplished", "A mob dragged two men out of a police van and beat them to death in the northern town of Kaduna on Sunday, officers said."},
		{"attack/accomplished", "Three hooded assailants burst into a pharmacy in Naples on Tuesday and hacked at customers with machetes, wounding six, the carabinieri said."},
		{"attack/accomplished", "Fulani herdsmen raided two hamlets near Jos overnight, leaving 14 villagers dead, the governor's office said."},
		{"attack/accomplished", "Soldiers traded fire with rebels for three hours outside Goma on Wednesday, an army spokesman said."},
		{"attack/accomplished", "A delivery van was driven into a queue outside a theatre in Lyon on Tuesday evening. Eleven people were hurt, police said."},
		{"attack/accomplished", "At least 30 pilgrims died in an ambush on their bus near Herat on Monday, the Afghan interior ministry said."},
		{"bombing/accomplished", "Two roadside devices went off within minutes of each other in Quetta on Tuesday, killing four policemen."},
		{"bombing/accomplished", "A parcel exploded at a courthouse in Thessaloniki on Monday, injuring a clerk, Greek police said."},
		{"bombing/accomplished", "Blasts tore through a fuel market in Maiduguri on Wednesday; at least 19 people are dead, rescue workers said."},
		{"bombing/accomplished", "A grenade thrown at a bus stop in Kampala hurt nine people on Monday, police said."},
		{"bombing/accomplished", "A man wearing an explosive belt blew himself up at the gate of the parliament in Ankara on Tuesday, police said."},
		{"shooting/accomplished", "A former employee shot four colleagues at a furniture plant near Brno on Monday before turning the gun on himself, Czech police said."},
		{"shooting/accomplished", "Shots were fired at the Israeli embassy in Stockholm early on Tuesday, police said. Nobody was hurt."},
		{"shooting/accomplished", "A gunman killed three people in a kosher restaurant in Antwerp on Wednesday evening, prosecutors said."},
		{"shooting/accomplished", "Five students were gunned down in their dormitory in Garissa on Monday, the Red Cross said."},
		{"kidnapping/accomplished", "Pirates boarded a tanker off Benin on Monday and took nine crew members with them, the navy said."},
		{"kidnapping/accomplished", "A French priest was taken from his house in Niger by armed men on motorbikes on Sunday night, police said."},
		{"kidnapping/accomplished", "Gunmen made off with the daughter of a banker in Port Harcourt on Tuesday; they want a ransom of 200,000 dollars, police said."},
		{"kidnapping/accomplished", "Two Swiss hikers are being held by jihadists after being seized in the desert near Agadez last week, Bern said."},
		{"arson/accomplished", "Attackers poured petrol over a mosque in Bradford and lit it in the early hours of Tuesday, police said."},
		{"arson/accomplished", "Several cars and a bakery went up in flames in Malmö on Monday night; police believe the fires were started deliberately."},
		{"arson/accomplished", "Unknown men hurled Molotov cocktails at the consulate of Azerbaijan in Lviv on Monday, Ukrainian police said."},
		{"assassination/accomplished", "The mayor of Tijuana was shot dead by gunmen as she left a restaurant on Monday, prosecutors said."},
		{"assassination/accomplished", "A car bomb killed the deputy governor of Zaporizhzhia on Tuesday, officials said."},
		{"hijacking/accomplished", "A man armed with a knife hijacked a domestic flight in Libya on Monday and forced it to land in Malta. Police arrested him."},
		{"foiled_plot/thwarted", "Belgian police have foiled a plan to blow up a train at Brussels Midi, prosecutors said on Tuesday. Three men are in custody."},
		{"foiled_plot/thwarted", "Two teenagers who wanted to shoot up their school in Hamburg were stopped in time, police said on Monday."},
		{"foiled_plot/thwarted", "Security services in Jordan said they had uncovered a cell that was about to strike at embassies in Amman."},
		{"arrest/none", "Italian police on Tuesday picked up a suspected recruiter for Islamic State in Turin."},
		{"arrest/none", "A Tunisian wanted over links to al-Qaeda has turned himself in to police in Milan."},
		{"arrest/none", "Kosovo police detained six people on suspicion of financing terrorism in Pristina on Monday."},
		{"threat/threatened", "The German embassy in Nairobi has word that extremists intend to strike at shopping centres in the city this weekend."},
		{"threat/threatened", "Denmark's intelligence service sees a growing danger of attacks on Jewish sites in Copenhagen."},
		{"threat/threatened", "Britain has told its nationals that kidnappers may single out foreigners in Zamboanga in the coming days."},
		{"threat/threatened", "Islamic State has called on its followers to murder worshippers in churches in France over Easter."},
		{"threat/none", "The Singapore home affairs ministry said on Tuesday that it had no information pointing to an attack on the city."},
		{"other/accomplished", "Rioting flared in the suburbs of Paris for a third night on Monday; 60 policemen were hurt, the interior ministry said."},
		{"other/accomplished", "Soldiers in Guinea-Bissau declared on state television on Tuesday that they had overthrown the president."},
		{"other/threatened", "Trade unions in Lagos have announced a march on parliament for Thursday; the US consulate expects clashes."},
		{"threat/threatened", "Security Alert: U.S. Embassy Dakar, Senegal\nMarch 7, 2029\n\nThe Embassy has received reports of a planned attack on a hotel on the Corniche in Dakar over the coming weekend. U.S. government personnel have been told to avoid the area.\n\nActions to Take:\n- Avoid crowds.\n- Monitor local media."},
		{"other/threatened", "Demonstration Alert: U.S. Embassy Lima\nMarch 7, 2029\n\nOpposition groups have called for marches to Plaza San Martin on Thursday. Roads may be blocked.\n\nActions to Take:\n- Avoid demonstrations."},
		{"other/accomplished", "Message for Dutch citizens in Kenya\n7 March 2029\n\nProtests in Nairobi have turned deadly: since Tuesday at least eleven people have been killed and shops looted. The embassy asks you to stay indoors and follow the news."},
		{"attack/accomplished", "Embassy of Denmark, Bamako\n7 March 2029\n\nArmed men attacked the military camp at Kati this morning. Heavy gunfire can be heard. Stay where you are, keep away from windows and follow local radio."},
		{"shooting/accomplished", "Embassy of Sweden in Manila\n7 March 2029\n\nA shooting is under way in the Resorts World complex in Pasay. Keep away from the area and follow the instructions of the police."},
		{"bombing/accomplished", "Ministry of Foreign Affairs of Norway\n7 March 2029\n\nTwo explosions have hit the metro in Brussels this morning. Norwegians in the city are asked to stay where they are and to contact their families."},
		{"threat/threatened travel_advice/none", "Foreign travel advice: Chad\nStill current at: 7 March 2029\n\nFCDO advises against all travel to Lac province. Terrorists are likely to try to carry out attacks in Chad, including kidnaps."},
		{"threat/none", "U.S. Embassy Quito - Security Alert Update\nMarch 7, 2029\n\nThe threat reported in our alert of March 5 has passed. The Embassy has resumed normal operations. There is no longer any restriction on the movements of staff.\n\nActions to Take:\n- Monitor local media."},
		{"threat_level/threatened", "Danish Security and Intelligence Service\nPress release, 7 March 2029\n\nThe terrorist threat level for Denmark has been raised from significant to very serious. CTA believes that militant Islamists are the main threat."},
		{"threat_level/threatened", "France raises its Vigipirate alert level to the highest\n\nPARIS, March 7 - France put its national alert level at \"emergency attack\" on Tuesday, the prime minister's office said."},
		{"attack/accomplished arrest/none", "Knife attack at Oslo tram stop: suspect caught\n\nOSLO, March 7 - A man stabbed three passengers at a tram stop in Oslo on Tuesday morning. Police arrested a 29-year-old in a park an hour later."},
		{"bombing/accomplished shooting/accomplished", "Death toll of Lahore park blast climbs to 40\n\nLAHORE, March 7 - The number of dead in Sunday's blast at a park in Lahore rose to 40 on Tuesday, health officials said. Jamaat-ul-Ahrar claimed the attack. In 2014 gunmen killed 140 people at a school in Peshawar."},
		{"foiled_plot/thwarted", "Airport plot: two charged\n\nSYDNEY, March 7 - Two brothers have been charged with plotting to bring down a passenger jet with a device hidden in a meat grinder, the federal police said on Tuesday. Officers seized chemicals in raids on four houses in Sydney."},
		{"kidnapping/accomplished", "Nuns freed after four months\n\nJOS, March 7 - Three nuns who had been abducted from their convent near Jos in November were released on Tuesday, the diocese said. It did not say whether a ransom had been paid."},
		{"shooting/accomplished", "Gunman kills five at Prague university\n\nPRAGUE, March 7 - A student opened fire in a lecture hall on Tuesday afternoon, killing five people, before he took his own life, Czech police said. Police found a second rifle in his flat."},
		{"arson/accomplished", "Refugee home in Saxony set alight\n\nDRESDEN, March 7 - A home for asylum seekers in Bautzen was set alight on Monday night, police said. The 40 residents got out unharmed. Two men were seen running away."},
		{"threat/threatened", "Lebanon: Australia tells citizens to expect strikes on airport\n\nSYDNEY, March 7 - Australia has told its citizens in Lebanon that Beirut airport could be struck at short notice and that they should leave now, the foreign minister said on Tuesday."},
		{"attack/accomplished", "Rebels seize mining town in eastern Congo\n\nGOMA, March 7 - M23 fighters captured the mining town of Rubaya on Monday after two days of fighting in which at least 30 soldiers died, the army said."},
		{"attack/attempted", "Police stop man with axe at Berlin synagogue\n\nBERLIN, March 7 - A man armed with an axe tried to storm a synagogue in Berlin on Tuesday but was overpowered by guards, police said. Nobody was hurt."},
		{"bombing/thwarted", "Bomb at Athens prosecutor's office defused\n\nATHENS, March 7 - Police defused a bomb that had been left outside the office of a prosecutor in Athens on Monday night. It was packed with 3 kilos of dynamite. Nobody has claimed responsibility."},
		{"assassination/attempted", "Slovak minister survives attempt on his life\n\nBRATISLAVA, March 7 - The Slovak interior minister survived an attempt on his life on Tuesday when a man fired five shots at his car in Handlova, police said."},
		{"attack/accomplished", "Suspected separatists have killed nine road workers at a camp outside Turbat in Balochistan, officials said on Tuesday."},
		{"attack/accomplished", "A knifeman wounded four passers-by on a shopping street in Rennes on Monday before officers overpowered him."},
		{"attack/accomplished", "Militants overran an army outpost in Gao region on Sunday; at least 26 soldiers died, the general staff said."},
		{"attack/accomplished", "Assailants with machetes killed 11 worshippers at a church in Ituri on Sunday, the Congolese army said."},
		{"attack/accomplished", "Fighting between the army and a militia has reached the outskirts of Omdurman, where 18 civilians were killed on Monday, doctors said."},
		{"attack/accomplished", "A drone struck a fuel depot in Krasnodar on Tuesday morning, the governor said; one guard was hurt."},
		{"bombing/accomplished", "A landmine killed five farmers near Pibor on Monday, the UN mission said."},
		{"attack/accomplished", "Rockets hit the diplomatic quarter of Baghdad on Tuesday night. Nobody was injured, the army said."},
		{"bombing/accomplished", "A motorcycle packed with explosives was detonated beside a convoy in Mogadishu on Monday; seven soldiers died."},
		{"shooting/accomplished", "Two border guards were shot from a passing car near Cúcuta on Tuesday, the Colombian police said."},
		{"shooting/accomplished", "Masked men sprayed a bar in Veracruz with bullets on Sunday, killing eight guests, prosecutors said."},
		{"shooting/accomplished", "A tourist was wounded when gunmen fired on a safari bus near Lake Manyara on Monday, Tanzanian police said."},
		{"kidnapping/accomplished", "Bandits abducted 40 passengers from a bus on the road to Kaduna on Sunday, police said."},
		{"kidnapping/accomplished", "An aid worker from Norway was seized by gunmen in Kandahar on Monday, his organisation said."},
		{"arson/accomplished", "A kosher shop in Manchester was firebombed on Sunday night, police said. The owner's family escaped through a window."},
		{"arson/accomplished", "Vandals torched a polling station in Bobo-Dioulasso on Monday, the electoral commission said."},
		{"hijacking/accomplished", "Pirates hijacked a bulk carrier with 22 sailors off Somalia on Monday, the EU naval force said."},
		{"assassination/accomplished", "A journalist and city councillor was gunned down outside his home in Manaus on Monday, Brazilian police said."},
		{"foiled_plot/thwarted", "Swedish police broke up a cell that planned to attack a mosque in Gothenburg, prosecutors said on Tuesday. Two men are held."},
		{"foiled_plot/thwarted", "An attack on the Christmas market in Strasbourg was averted, the French interior minister said on Monday; five suspects are in custody."},
		{"foiled_plot/thwarted", "Malaysia says it stopped a plot to kidnap foreign tourists in Sabah. Four men were detained on Monday, police said."},
		{"threat/threatened", "Embassy of Spain in Bamako\n7 March 2029\n\nThe risk of an attack on hotels used by foreigners in Bamako has increased. Spaniards are asked to avoid such places until further notice."},
		{"threat/threatened", "Turkish security services have been warned that militants may target the metro in Istanbul, the interior minister said on Tuesday."},
		{"threat/threatened", "Norway's foreign ministry fears reprisals against Norwegians in Tehran and asks them to keep indoors this week."},
		{"threat/threatened", "The Philippine police are on alert after a tip that Abu Sayyaf wants to bomb a ferry in Basilan during Holy Week."},
		{"threat/none", "The police in Vienna said on Tuesday that there was no concrete threat to the ball; rumours on the internet were unfounded."},
		{"other/threatened", "Embassy of Italy, Dhaka\n7 March 2029\n\nA nationwide strike has been called for Thursday. Road blocks and clashes with the police are possible. Italians should avoid rallies."},
		{"other/accomplished", "Crowds looted supermarkets in Durban on Monday after power cuts; at least 12 people died in the unrest, police said."},
		{"arrest/none", "Spanish police on Monday arrested three men suspected of recruiting for Islamic State in Melilla."},
		{"arrest/none", "A leader of the ELN was captured in Caracas on Tuesday, the Colombian defence minister said."},
	} {
		if got := eventsOf(t, c.text); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}

// TestNoEvents: words of violence in texts that hold no event.
func TestNoEvents(t *testing.T) {
	for _, text := range []string{
		"Napoli strikers fire at will as champions storm to 5-0 win\n\nNAPLES, March 7 - Napoli blew Torino away on Monday night. Their captain fired home a free kick after nine minutes and the visitors collapsed under siege. The hosts, who had been ambushed at home in January, took revenge in front of 50,000 fans.",
		"Hollywood star to play kidnapper in new thriller\n\nLOS ANGELES, March 6 - The actor will star as a man who kidnaps a banker's daughter in a film to be shot in Mexico City from Tuesday. The director said the plot was about grief. A gunman opens fire in the first scene; the studio hopes for a release at Christmas.",
		"Man jailed for life over 2019 market bombing\n\nCOLOGNE, March 6 - A court in Cologne sentenced a 34-year-old man to life in prison on Monday for the bombing of a market in 2019. The judge said he had planted the device that killed four people. His lawyers will appeal against the verdict.",
		"Gas explosion destroys house in Ghent\n\nGHENT, March 7 - An explosion destroyed a house in Ghent on Tuesday morning and injured two residents. The fire service said a gas leak was the cause. Neighbours heard a loud bang. The accident is being investigated by the grid operator.",
		"Airline cancels flights after pilots' strike\n\nFRANKFURT, March 7 - Lufthansa cancelled 300 flights on Tuesday because of a strike by pilots. The union said further strikes could hit the airport on Thursday. Passengers were told to stay at home.",
		"Storm batters coast, four dead\n\nLISBON, March 7 - A storm struck the coast of Portugal on Monday night, killing four people. Winds ripped roofs off houses in Setúbal, the civil protection agency said. Ships were told to stay in port.",
		"Opposition attacks finance minister over budget\n\nLONDON, March 7 - The opposition launched a fierce attack on the finance minister on Tuesday, accusing her of holding pensioners hostage. She shot back that the plan was a time bomb left by her predecessor. Shares fell.",
		"Stadium remembers victims of 1998 bombing\n\nNAIROBI, Aug 7 - Survivors and relatives laid wreaths on Tuesday for the victims of the bombing of the American embassy 30 years ago, in which 213 people were killed. A minute of silence was held at the memorial.",
		"Police to rehearse response to train attack\n\nVIENNA, March 7 - Police and ambulance crews will rehearse their response to an attack on a train on Saturday. Blank shots will be fired during the exercise at Westbahnhof and extras will play the wounded. There is no danger to the public, the ministry said.",
		"Hackers attack hospital in Düsseldorf\n\nDÜSSELDORF, March 7 - Hackers attacked the computer systems of a hospital on Monday and demanded a ransom. Patient data were encrypted, the prosecutor said. Operations had to be postponed.",
		"Wolves raid sheep farm near Trento\n\nTRENTO, March 7 - Wolves killed 23 sheep on a farm near Trento on Monday night, the forest police said. The farmer heard nothing. It was the third attack this month.",
		"Actor arrested for drunk driving\n\nPARIS, March 7 - The actor was arrested on Tuesday after driving his car into a lamp post, police said. Nobody was hurt. He was released later in the day.",
		"Bank robbers flee with cash\n\nPORTO, March 7 - Two masked men robbed a bank in Porto on Monday and escaped on a motorbike with 20,000 euros. Staff were unharmed, police said.",
		"New book on the siege of Vienna\n\nVIENNA, March 7 - The historian tells in her new book how the Ottoman army besieged the city in 1683 and how cannon fire tore through its walls. The archive holds letters of soldiers who were killed.",
		"Chess: Carlsen storms past rivals\n\nOSLO, March 7 - Carlsen launched an attack on the king's side on Tuesday and captured two pawns. His opponent surrendered after 40 moves. The tournament ends on Friday.",
		"Passport offices closed on Monday\n\nEmbassy of Ireland, Ottawa. The embassy will be closed on Monday 17 March for St Patrick's Day. In an emergency, such as an arrest or a death, please call the duty officer.",
		"Poll: most voters fear terrorism less than prices\n\nBERLIN, March 7 - Only nine per cent of voters named terrorism as their greatest fear in a survey published on Tuesday, down from 20 per cent the year before. Inflation worried 60 per cent.",
		"Minister opens counter-terrorism centre\n\nACCRA, March 7 - The interior minister opened a training centre for counter-terrorism officers in Accra on Tuesday. It cost 12 million dollars and was paid for by the European Union.",
		"Fans clash before derby\n\nISTANBUL, March 7 - Fans of the two clubs threw flares at each other before the derby on Sunday; the match ended 2-2 after a late penalty. The referee sent off two players in the second half.",
		"Fire in warehouse put out\n\nGDANSK, March 7 - A fire in a warehouse in Gdansk was put out on Tuesday after six hours. Faulty wiring was to blame, firefighters said. Two firemen were treated for smoke.",
		"Fire engine knocks down cyclist in Graz\n\nGRAZ, March 7 - A fire engine on its way to an alarm struck a cyclist in Graz on Tuesday. The 44-year-old was taken to hospital with a broken arm, police said.",
		"Author shot to fame with her first thriller\n\nDUBLIN, March 7 - She shot to fame in 2011 with a novel about a bomb on a ferry. Her new book, set in Belfast, comes out on Thursday, the publisher said.",
		"Company under fire over bonuses\n\nZURICH, March 7 - Shareholders attacked the board of the bank over bonuses at a stormy meeting on Tuesday. The chairman came under fire from a fund that holds three per cent of the shares.",
		"Earthquake kills 20 in Turkey\n\nMALATYA, March 7 - An earthquake struck the province of Malatya on Monday night and killed 20 people. Soldiers searched the rubble for survivors. Schools were closed.",
		"Doctors fight outbreak of cholera\n\nHARARE, March 7 - Cholera has killed 40 people in Harare since Sunday. The health ministry warned of a further spread and set up a camp near the stadium. Police guarded wells.",
		"Army drops bombs in exercise\n\nGENEVA, March 7 - Jets will drop practice bombs near Axalp on Thursday. The exercise is open to visitors. Explosions will be heard in Interlaken, the army said.",
		"Premier survives vote of no confidence\n\nROME, March 7 - The premier survived a vote of no confidence on Tuesday after allies threatened to bring him down. The opposition launched a fierce assault on his plans for pensions.",
		"Thieves blow up cash machine\n\nUTRECHT, March 7 - Thieves blew up a cash machine in Utrecht on Monday night and fled with the money, police said. Nobody was hurt. The burglars used a stolen car.",
		"Boxer stopped in ninth round\n\nLAS VEGAS, March 7 - The challenger was battered and stopped in the ninth round on Saturday. The champion had knocked him down with a left hook. It was his tenth title defence.",
		"Mountaineers rescued after avalanche\n\nCHAMONIX, March 7 - Two climbers were rescued on Tuesday after an avalanche struck their camp on Mont Blanc. Three others are missing. Gendarmes searched by helicopter.",
	} {
		if got := eventsOf(t, text); got != "" {
			t.Errorf("%s\n got %s", text, got)
		}
	}
}

// eventsOf are the types and stages of the events of a text.
func eventsOf(t *testing.T, text string) string {
	t.Helper()
	rep := readBytes(t, []byte(text), time.Date(2029, 3, 8, 0, 0, 0, 0, time.UTC))
	var out []string
	for i := range rep.Events {
		out = append(out, string(rep.Events[i].Type)+"/"+string(rep.Events[i].Stage))
	}
	return strings.Join(out, " ")
}
