// Package noun is the lexicon of what an English noun names, as far as it decides which part it can play in a deed: people, things that can be
// struck, weapons, acts of violence, and what is none of these.
package noun

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// Sort is what a noun names, as far as it decides which part it can play in a deed.
type Sort uint8

// The sorts of noun.
const (
	Unknown Sort = iota // a name, or a word that no table knows
	Person              // people; who acts and who suffers is told by the sentence, not by the word
	Doer                // people named for violence done: gunmen, kidnappers
	Force               // police and soldiers
	Group               // a body of people that acts: a militia, a gang
	Thing               // a building, a vehicle of transport, a gathering: what can be struck
	Weapon              // what is used
	Deeds               // a noun of violence: attack, blast
	Empty               // time, amount, idea: never a part of a deed
)

// Noun is a word's sort and, for people, things and weapons, its class in the closed lists.
type Noun struct {
	Sort  Sort
	Class string
}

// All are the heads that the tables know, singular and plural; where a word stands in lexicon.go too, the row here counts.
var All = text.TableOf(append(append(lexicon(), arms()...),
	row(Empty, "", `time times day days night nights morning afternoon evening week weeks month months year years hour hours minute minutes weekend moment
		dawn dusk midnight noon percent per-cent way ways part parts lot number numbers amount case cases reason reasons result results fact facts life lives
		death deaths injury injuries wound wounds control power fire flames blame responsibility allegiance claim claims statement statements word words news
		report reports information evidence warning warnings alert alerts advice level levels risk risks threat threats danger dangers state emergency curfew
		law laws order orders area areas region regions province provinces country countries nation world city cities capital district districts neighbourhood
		neighborhood vicinity north south east west centre-left border frontier coast side course search searches hunt cover escape background behalf kilometres
		kilometers miles metres meters km head heads leg legs arm hand hands throat throats chest back body injuries custody detention remand suspicion charge
		charges court trial question questions ransom demand demands money cash phone telephone phones house-to-house tension tensions support safety security
		peace ceasefire truce conflict war talks message messages election elections vote protest response retaliation revenge attempt attempts bid plan plans
		plot plots scheme operation operations effort efforts series string wave spate scale likelihood chance possibility prospect others some many
		none all nobody everybody everyone anyone something nothing anything shot shots gunshot gunshots bullet-wounds self home ground scene spot site-visit
		weather heat floods flood quake earthquake storm-surge hurricane prices market-share shares economy visit visits trip trips travel flight-path interest-rate
		target role roles name names age gunpoint knifepoint daylight darkness dark advance aftermath wake light toll end start beginning
		edge motive link links alarm fence air roof wall walls gate-post video videos rumour rumours fear fears anger tip-off crime crimes spree rampage vehicle-check check checks post-mortem autopsy condition appearance hearing identity sea air road`),
	row(Deeds, "", `attack attacks assault assaults raid raids ambush ambushes bombing bombings shooting shootings stabbing stabbings blast blasts explosion explosions
		massacre massacres killing killings murder murders assassination assassinations kidnapping kidnappings abduction abductions hijacking hijackings siege sieges
		violence unrest riot riots rioting looting clash clashes fighting battle battles gunfight gunfights gunfire offensive offensives confrontation confrontations skirmish skirmishes shootout shootouts firefight firefights strike strikes
		airstrike airstrikes shelling bombardment arson slaughter carnage bloodbath bloodshed atrocity atrocities outrage tragedy incident incidents terrorism terror
		incursion offensive storming gunfire crossfire beheading beheadings lynching lynchings onslaught rampages standoff hostage-taking coup mutiny
		insurgency uprising crackdown demonstration reprisals reprisal hostilities disturbances robbery robberies theft burglary hit-and-run`),
	row(Doer, "group", `gunmen militants attackers fighters terrorists insurgents assailants rebels bandits jihadists extremists islamists bombers raiders kidnappers abductors
		hijackers arsonists guerrillas separatists pirates gangs gangsters militias militiamen paramilitaries mercenaries mobs rioters looters vigilantes thugs
		hooligans intruders infiltrators cells perpetrators culprits plotters conspirators suspects gangmen warlords armed-men knifemen hitmen assassins killers
		robbers thieves stone-throwers neo-nazis supremacists anarchists radicals hardliners maoists naxals herders herdsmen cultists hostage-takers captors
		drug-traffickers traffickers smugglers cartels criminals settlers mutineers putschists operatives affiliates supporters followers sympathisers sympathizers
		loyalists youths strangers accomplices masterminds ringleaders would-be-bombers shooters snipers saboteurs agitators marauders invaders militiamen
		partisans secessionists insurrectionists tribesmen warriors`),
	row(Doer, "individual", `gunman militant attacker fighter terrorist insurgent assailant rebel bandit jihadist extremist islamist bomber raider kidnapper abductor
		hijacker arsonist guerrilla separatist pirate gangster militiaman mercenary rioter looter vigilante thug hooligan intruder infiltrator perpetrator culprit
		plotter suspect knifeman hitman assassin killer robber thief neo-nazi supremacist anarchist radical shooter sniper lone-wolf stranger accomplice
		mastermind ringleader convert loner fanatic axeman swordsman machete-man would-be-bomber saboteur defendant detainee`),
	row(Group, "group", `gang mob militia cell group groups network ring cartel faction factions band bands outfit crew-of-gunmen syndicate squad-of-gunmen wing offshoot
		affiliate branch junta movement movements clan clans tribe tribes coalition front brigade brigades battalion batallion column cult organisation
		organization organisations organizations fringe guerilla commando`),
	row(Force, "police", `police policeman policemen policewoman policewomen officer officers gendarme gendarmes constable constables detective detectives guard guards
		gendarmerie carabinieri sheriff deputies deputy bodyguard bodyguards watchman watchmen warden wardens prison-guards jailers sergeant inspector
		patrolman patrolmen rangers ranger cops cop`),
	row(Force, "military", `jawan jawans soldiers soldier troops army marines marine servicemen serviceman servicewomen servicewoman peacekeepers peacekeeper cadets cadet recruits recruit
		sailors-of-the-navy airmen conscripts conscript reservists reservist paratroopers paratrooper commandos military navy forces force personnel infantrymen
		legionnaires veterans garrison platoon unit units squad squads patrol patrols brigade-of-soldiers contingent airman lieutenant colonel major general
		captain corporal private`),
	row(Person, "nationals", `foreigners foreigner tourists tourist diplomats diplomat expatriates expatriate expats expat westerners westerner nationals national citizens citizen
		visitors visitor israelis israeli jews jew christians christian muslims americans british britons briton frenchmen germans italians russians chinese
		indians canadians australians swedes danes norwegians dutch spaniards japanese koreans pakistanis kenyans nigerians europeans africans asians sikhs hindus
		shias shiites sunnis yazidis copts ahmadis hazaras non-muslims immigrants ambassador ambassadors consul attaché envoy envoys backpackers backpacker
		holidaymakers holidaymaker travellers travelers traveller traveler compatriots`),
	row(Person, "civilians", `people fiancé fiancée fiance fiancee stroller strollers bosun headman mukhtar mukhtars constituent constituents gambler gamblers sleeper sleepers public individual individuals loners person persons man men woman women boy boys girl girls child children baby toddler infants teenager teenagers youth adults adult pensioner
		pensioners civilians civilian resident residents villager villagers inhabitants locals local student students pupil pupils schoolgirl schoolgirls schoolboy
		schoolboys schoolchildren teacher teachers headmaster headteacher lecturer lecturers professor professors worker workers labourers laborers labourer employee
		employees staff staffer staffers colleague colleagues engineer engineers doctor doctors nurse nurses medic medics paramedics patient patients priest priests
		nun nuns imam imams pastor pastors bishop rabbi cleric clerics monk monks missionary missionaries worshipper worshippers worshiper worshipers congregation
		congregants parishioners churchgoers pilgrims pilgrim mourners seminarians sacristan journalist journalists reporter reporters photographer cameraman
		correspondent editor editors blogger activist activists campaigner campaigners lawyer lawyers judge judges magistrate prosecutor-general politician politicians
		minister-of-state mayor councillor councillors governor lawmaker lawmakers mp mps senator senators deputy-minister candidate candidates president premier
		unions union federations federation party-leader leader leaders official officials chief chiefs chieftain elder elders king emir sultan businessman businesswoman businessmen trader traders
		shopkeeper shopkeepers vendor vendors customer customers shopper shoppers diner diners patron patrons guest guests client clients passenger passengers
		commuter commuters driver drivers motorist motorists cyclist cyclists pedestrian pedestrians passer-by passers-by bystander bystanders onlookers spectators
		spectator fans fan audience concertgoers concert-goers festivalgoers festival-goers partygoers party-goers revellers revelers clubbers runners athletes players
		footballers miner miners farmer farmers fishermen fisherman sailor sailors crew crewmen seafarers captain-of-the-ship pilot pilots hostess volunteers volunteer
		aid-workers aid-worker humanitarian humanitarians contractor contractors migrants migrant refugees refugee displaced homeless asylum-seekers hikers hiker
		climbers climber trekkers mountaineers family families couple couples father mother fathers mothers son daughter sons daughters brother brothers sister sisters
		wife husband wives parents relatives relative twins widow neighbour neighbours neighbors neighbor friend friends hostages hostage captives captive victims
		victim crowd crowds protesters protester demonstrators demonstrator marchers picketers strikers opponents delegates members member inmates inmate prisoners
		prisoner detainees guide guides interpreter translator bankers caller callers lodger occupants occupant survivors peasants nomads commuters scientists
		scientist cleaner chef cook barman bartenders waiter waiters musicians singer artist comedian cartoonists cartoonist rescuers firefighter firefighters
		policeman's gay-people drinkers students' apprentices mechanic electrician plumber butcher baker welder soldier's doctor's hairdresser tailor
		dissident dissidents whistleblower informant informer interns graduates scholar scholars novices servants maid maids gardener watchers vigil-keepers
		nationalists marchers bikers picnickers bathers sunbathers holiday-goers skiers jogger joggers`),
	row(Thing, "crowd", `debate debates seminar lecture meeting meetings gathering gatherings rally rallies demonstration demonstrations march marches procession processions parade parades festival festivals concert concerts
		carnival celebration celebrations ceremony ceremonies funeral funerals wedding weddings event events service services mass vigil vigils fair fairs
		marathon party parties show shows performance convention congress conference summit exhibition fete fiesta pilgrimage market-day match matches game games
		playground queue picnic tournament festivities iftar`),
	row(Thing, "place_of_worship", `synagogue synagogues mosque mosques church churches cathedral cathedrals temple temples shrine shrines chapel chapels monastery monasteries
		basilica basilicas pagoda pagodas gurdwara gurdwaras convent abbey mausoleum tabernacle minster prayer-hall cemetery cemeteries yeshiva madrasa`),
	row(Thing, "transport", `airport airports metro subway station stations terminal terminals train trains bus buses minibus minibuses coach coaches ferry ferries port ports tram
		trams bridge bridges airliner plane planes aircraft jet flight flights airstrip airfield railway railways rail tanker tankers ship ships vessel vessels boat
		boats yacht trawler freighter taxi taxis matatu dock docks harbour harbor quay jetty checkpoint-road convoy-of-trucks underpass tunnel carriage platform
		runway hangar cockpit airship helicopter helicopters motorway interchange trucks-convoy tuk-tuk rickshaw dinghy`),
	row(Thing, "commercial", `mall malls market markets marketplace bazaar bazaars shop shops store stores supermarket supermarkets bank banks kiosk kiosks stall stalls business
		businesses warehouse warehouses factory factories company companies firm firms pharmacy pharmacies garage boutique jeweller souk arcade depot depots
		plaza outlet outlets workshop workshops showroom office-block petrol-station bakery brewery farm farms ranch plantation cinema cinemas theatre theatres
		theater theaters`),
	row(Thing, "hotel", `hotel hotels resort resorts guesthouse guesthouses lodge lodges hostel hostels inn inns motel motels riad holiday-camp campsite chalet hostelry villa villas`),
	row(Thing, "hospitality", `restaurant restaurants cafe cafes café cafés bar bars pub pubs nightclub nightclubs club clubs disco discos discotheque pizzeria eatery eateries
		tavern canteen casino teahouse steakhouse brasserie bistro kebab-shop coffeehouse cafeteria night-club night-clubs ballroom hall halls`),
	row(Thing, "government", `ministry ministries courthouse courthouses parliament palace palaces capitol chancellery town-hall city-hall secretariat headquarters registry
		customs-house prefecture municipality consulate-office government-house electoral-office tribunal villa-of-the-governor assembly congress-building senate
		residence office offices compound compounds building buildings institution institutions installation installations`),
	row(Thing, "school", `school schools university universities campus campuses college colleges kindergarten kindergartens dormitory dormitories seminary madrassa madrassas
		academy academies nursery classroom classrooms faculty crèche orphanage institute institutes`),
	row(Thing, "tourist", `beach beaches museum museums monument monuments landmark landmarks park parks pyramid pyramids gallery galleries zoo attraction attractions memorial
		memorials statue boardwalk promenade seafront waterfront castle ruins`),
	row(Thing, "police", `checkpoint checkpoints roadblock roadblocks police-station lockup outpost outposts`),
	row(Thing, "military", `base bases barracks camp camps convoy convoys post posts garrisons airbase airbases warship frigate destroyer fort fortress armoury armory
		trench trenches helicopter-gunship cantonment`),
	row(Thing, "diplomatic", `embassy embassies consulate consulates missions mission-building chancery consulate-general consulates-general legation`),
	row(Thing, "organization", `newspaper broadcaster newsroom studio studios station-of-radio channel channels secretariat-office ngo ngos charity charities party-headquarters agency agencies`),
	row(Thing, "hospital", `hospital hospitals clinic clinics ward wards infirmary ambulance ambulances maternity`),
	row(Thing, "prison", `prison prisons jail jails penitentiary penitentiaries gaol gaols dungeon penal-colony`),
	row(Thing, "stadium", `stadium stadiums stadion stadia arena arenas stand stands pitch gymnasium gym velodrome racecourse racetrack`),
	row(Thing, "residential", `village villages hamlet hamlets house houses flat flats apartment apartments tower-block settlement settlements dwelling dwellings hut huts bungalow
		estate tenement farmhouse homestead quarter quarters block blocks housing`),
	row(Thing, "street", `street streets square squares avenue boulevard alley roundabout crossroads intersection highway highways roadside`),
	row(Thing, "infrastructure", `plant plants refinery refineries pipeline pipelines dam dams substation substations pylon pylons grid mine mines quarry rig rigs reservoir
		oilfield oilfields gasfield waterworks powerline cable cables transformer transformers reactor mast masts transmitter tower towers`),
	row(Thing, "", `places venues sites locations spots establishments facilities premises targets`),
	row(Weapon, "firearm", `gun guns pistol pistols handgun handguns rifle rifles shotgun shotguns firearm firearms kalashnikov kalashnikovs revolver revolvers ak-47 ak-47s
		machine-gun machine-guns submachine-gun submachine-guns carbine carbines musket weapon weapons arms crossbow crossbows bow arrows airgun`),
	row(Weapon, "ammunition", `ammunition cartridges cartridge bullet bullets rounds magazines ammo`),
	row(Weapon, "explosive", `bomb bombs grenade grenades explosive explosives device devices dynamite rocket rockets mortar mortars missile missiles drone drones mine-bomb landmine
		landmines ied ieds vest vests detonator detonators tnt tatp gelignite semtex fertiliser fertilizer molotov molotovs shell shells firebomb firebombs firecrackers
		projectile projectiles warhead torpedo munitions petrol gasoline kerosene incendiaries accelerant parcel-bomb car-bomb fireworks tear-gas`),
	row(Weapon, "blade", `knife knives machete machetes axe axes ax sword swords blade blades dagger daggers cleaver cleavers scissors sabre hatchet hatchets screwdriver spear
		spears razor hammer hammers bayonet pitchfork sickle cutlass cutlasses panga pangas scythe stick sticks clubs-and-stones stone stones bat bats rod rods crowbar bottles`),
	row(Weapon, "vehicle", `car cars van vans truck trucks lorry lorries vehicle vehicles suv jeep pickup pickups pick-up motorcycle motorcycles motorbike motorbikes moped mopeds
		scooter sedan sedans saloon saloons hatchback minivan minivans 4x4 estate-car bmw mercedes toyota speedboat speedboats tractor bulldozer digger limousine`),
	row(Weapon, "heavy", `artillery tank tanks howitzer howitzers gunship bulldozers mortar-fire`),
	row(Weapon, "chemical", `gas poison ricin sarin acid cyanide novichok chlorine anthrax polonium toxin`),
)...)

func row(s Sort, class, words string) text.Row[Noun] {
	return text.Row[Noun]{Is: Noun{s, class}, Words: words}
}
