package noun

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// lexicon are the words for people and things beyond those of nouns.go, as a dictionary has them. Singular forms only where the plural is
// regular; several adds it.
func lexicon() []text.Row[Noun] {
	return []text.Row[Noun]{
		several(Person, "civilians", `accountant actor actress administrator adolescent agronomist air-traffic-controller altar-boy ambulanceman anaesthetist anchor anchorman
			anchorwoman animator announcer apostle archaeologist archbishop archdeacon architect artisan astronomer attendant attorney aunt bachelor baker bank-clerk banker
			barber bargee barista barmaid barrister bartender beachgoer beekeeper bellboy beneficiary biker biologist boatman bookseller boss boyfriend breadwinner bricklayer
			bride bridegroom bridesmaid broker builder bystander cabbie cabdriver camper canon cardinal caretaker carer carpenter cartoonist cashier caterer cattle-herder
			celebrant celebrity chairman chairwoman chambermaid chancellor chaplain charwoman chauffeur checkout-assistant cheerleader chemist chieftain childminder
			choirboy choirmaster churchwarden cinemagoer classmate clergyman clerk clown coach-driver coachman cobbler cocoa-grower collector columnist comedian commissioner
			commuter composer concierge conductor congressman congresswoman conservationist consultant contestant cook copilot co-pilot councilman councilwoman
			counsellor courier cousin cowherd co-worker craftsman croupier customs-man cyclist dancer daughter-in-law daytripper day-tripper deacon dean decorator
			delivery-driver dentist designer developer dignitary diner director disc-jockey diver dj dockworker docker donor doorman doorkeeper dressmaker drinker drover
			druggist dustman dweller economist educator electrician elector employer entertainer entrepreneur environmentalist evangelist evacuee examiner
			exporter factory-hand farmhand farmworker father-in-law festivalgoer festival-goer filmmaker film-maker financier firewoman fireman fisher flautist florist foreman forester
			freelancer friar gamekeeper gamer gardener geologist girlfriend goatherd goldsmith golfer goldminer graduate grandchild granddaughter grandfather grandmother
			grandson grandparent groom grower guardian guitarist gymnast hawker headman healer herder herdsman herdswoman hiker historian
			hitchhiker holidaymaker holiday-maker homeowner honeymooner hotelier househelp housekeeper housemaid housewife human-rights-defender hunter
			imam importer infant innkeeper instructor intellectual intern investor invitee islander janitor jeweller jeweler jockey journeyman juror keeper kid
			laborer landlady landlord landowner laundress lay-preacher lecturer legislator librarian lifeguard linesman locksmith logger lumberjack machinist
			mahout majority-leader manager manicurist marabout marcher mason masseur masseuse matron mayoress mechanic mechanics mediator merchant messenger metalworker metropolitan
			midwife milkman millworker miner minister mistress model monitor monk mother-in-law motorcyclist moulvi muezzin mufti mullah
			muleteer musician nanny negotiator neighbour neighbor nephew newborn newscaster newsreader newlywed niece night-watchman nightclubber novelist novice
			nurseryman observer office-worker officeholder onlooker operator orderly organiser organizer orphan outpatient overseer owner painter paralegal paramedic parent
			parishioner parliamentarian partygoer party-goer pathologist patriarch patron peasant pedlar peddler pediatrician pedestrian pensioner performer
			pharmacist philanthropist photojournalist physician physicist pianist picnicker pilgrim playwright plumber poet politician poll-worker polling-officer pope porter
			postman postmaster postwoman potter preacher premier presenter president-elect principal prior prioress producer promoter prosecutor provost publican publisher pupil quarryman
			quarryworker rabbi racegoer railwayman railworker rancher rapper reader receptionist rector referee refugee registrar relative renter researcher restaurateur retiree
			returnee reveller reveler rider rower runner sacristan sailor saleswoman salesman sales-assistant saleswomen schoolboy schoolgirl schoolchild schoolmaster
			schoolmate schoolteacher scientist sculptor seaman seamstress seasonal-worker seller senator seminarian serviceman sexton shaman sheikh shepherd
			shepherdess shipowner shipmate shop-owner shop-assistant shopworker shopgirl shopper shopkeeper sightseer sister-in-law skater skier smallholder smuggler
			social-worker socialite sociologist solicitor soloist son-in-law songwriter sorter spectator sportsman sportswoman spouse squatter
			staffer stallholder stall-holder statesman stewardess stockbroker stonemason storekeeper street-vendor stroller sultan sunbather superintendent supervisor surfer surgeon
			surveyor swimmer taxi-driver teacher team-mate teammate technician teenager teen tenant theatregoer theatergoer theologian therapist toddler tractor-driver trader
			trade-unionist trainee trainer trainman translator traveller treasurer trekker tribal-elder trustee truckdriver truck-driver trucker tutor tycoon typist uncle undergraduate
			undertaker unionist usher valet vegetable-seller vendor vet veterinarian vicar vice-president victim viewer villager violinist violist virologist volunteer
			voter waiter waitress walker warehouseman washerwoman watchmaker weaver welder wellwisher well-wisher widow widower winemaker winegrower
			woodcutter workman workmate workwoman worshipper worshiper yachtsman youngster zookeeper schoolkid schoolkids reveler merrymaker merry-maker carol-singer
			celebrator devotee churchgoer mosque-goer synagogue-goer congregant communicant catechist deaconess flagellant hajji umrah-pilgrim marathoner footballer
			cricketer sprinter boxer wrestler supporter ticket-holder ticketholder moviegoer cinema-goer concertgoer gig-goer raver clubber clubgoer diner-out
			holiday-goer backpacker vacationer vacationist rambler mountaineer climber caver angler canoeist kayaker birdwatcher sunseeker
			jobseeker job-seeker applicant visa-seeker asylum-seeker asylum-seeker evacuee deportee castaway stowaway survivor
			strike-leader picket striker protester protestor demonstrator marcher leafleteer campaigner canvasser activist petitioner whistle-blower defector dissenter
			bus-driver lorry-driver train-driver engine-driver tram-driver motorist biker courier roadworker road-worker roadbuilder construction-worker pipefitter welder driller oilman oil-worker
			sapper-civilian deminer de-miner mine-clearer aid-worker relief-worker health-worker vaccinator vaccinators midwives social-workers ambulance-man first-responder first-responders lifesaver
			sex-worker prostitute beggar vagrant rough-sleeper street-child scavenger rubbish-picker waste-picker
			toddler schoolgoer freshman sophomore student-teacher co-ed alumna alumnus pensioner octogenarian septuagenarian nonagenarian centenarian`),
		row(Person, "civilians", `men women children kids schoolchildren clergy audience staff workforce cabin-crew clientele laity elderly passers-by
			runners-up alumni newborns babies grandchildren wives midwives bystanders bourgeoisie brethren folk folks townspeople townsfolk townsmen tribespeople
			islanders countrymen countryfolk fisherfolk kinsmen clansmen workpeople tradespeople salespeople businesspeople businesswomen businessmen spokespeople sportspeople schoolpupils
			churchmen clergymen laymen laywomen policymakers lawmakers peacemakers dignitaries celebrities teens holidaymakers evacuees rescuer spy ex-spy double-agent minister
			prime-minister ex-minister ex-president ex-prime-minister deputy-governor vice-president vice-mayor mufti archimandrite patriarchs imams lama lamas guru swami granthi
			mullahs ayatollah sheikhs sheikh maulana cleric chancellor congresswomen councilwomen ombudsman spokesman spokeswoman princess prince queen duke duchess baron`),
		several(Person, "nationals", `foreigner non-national tourist holidaymaker-from-abroad expatriate expat westerner outsider settler overseas-worker migrant-worker guest-worker
			american canadian australian austrian belgian belarusian brazilian bulgarian cambodian cameroonian chilean colombian croatian cuban cypriot czech dane estonian
			ethiopian eritrean european filipino finn fijian georgian german ghanaian greek guatemalan haitian hungarian icelander indian indonesian iranian iraqi irishman israeli
			italian jamaican jordanian kazakh kenyan korean kuwaiti kyrgyz latvian liberian libyan lithuanian malawian malaysian malian maltese mauritanian mexican moldovan mongolian moroccan
			mozambican namibian nepali new-zealander kiwi briton nigerian norwegian pakistani palestinian panamanian paraguayan peruvian pole qatari romanian russian rwandan saudi scot serb serbian
			singaporean slovak slovakian slovene slovenian somali south-african south-korean spaniard sudanese swede syrian tajik tanzanian thai tunisian turk turkmen ugandan ukrainian uruguayan uzbek
			venezuelan vietnamese yemeni zambian zimbabwean afghan albanian algerian angolan argentine argentinian armenian azerbaijani azeri bahraini bangladeshi basque
			bolivian bosnian burundian chadian congolese copt dominican ecuadorian egyptian emirati gambian gabonese kosovar kurd lebanese englishman frenchman dutchman welshman scotsman
			irishwoman frenchwoman englishwoman dutchwoman montenegrin macedonian luxembourger ivorian beninese burmese togolese nigerien burkinabe senegalese sri-lankan tibetan uighur uyghur
			rohingya tutsi hutu hazara yazidi alevi alawite druze bahai baha'i ahmadi shiite sunni sikh hindu buddhist muslim christian catholic protestant jew orthodox-jew mormon quaker
			diplomat consul attaché envoy ambassador chargé`),
		row(Person, "nationals", `americans israelis foreigners frenchmen englishmen dutchmen irishmen welshmen scotsmen swiss portuguese chinese japanese taiwanese maltese vietnamese sudanese lebanese
			burmese senegalese congolese consuls-general vice-consul charge-d'affaires diaspora compatriot compatriots co-religionists dual-nationals`),
		several(Force, "police", `policeman policewoman constable gendarme detective bodyguard guard jailer jailor warder custodian watchman nightwatchman sheriff marshal trooper
			traffic-warden border-guard coastguard customs-officer prison-officer security-man bouncer guardsman ertzaina guardsmen
			sentry sentinel lawman patrolwoman investigator commissaire carabiniere`),
		several(Force, "military", `soldier conscript marine infantryman paratrooper commando reservist serviceman servicewoman airman cadet recruit gunner sapper corporal sergeant
			lieutenant colonel brigadier admiral commodore peacekeeper legionnaire draftee trooper guardsman submariner rifleman grenadier ranger gurkha
			helicopter-crew blue-helmet officer-cadet aircrew frogman midshipman minesweeper tankman artilleryman`),
		several(Thing, "crowd", `assembly audience ball banquet barbecue beauty-contest bingo-night bonfire bullfight caucus christening commemoration conclave congregation
			convocation cortege cortège cup-final dance derby dinner disco-night drive-past eisteddfod fair fairground festivity fixture flash-mob fireworks-display
			flypast fundraiser fund-raiser funfair gala gig graduation hackathon hustings iftar jirga loya-jirga shura durbar majlis inauguration jamboree jubilee lantern-festival launch-party luncheon masquerade
			matinee meeting memorial-service musical olympics openair open-air pageant paralympics performance photocall play-off premiere prize-giving prom
			pride-march pride-parade processional proms race race-meeting rave reception recital regatta rehearsal requiem reunion revel rodeo screening seder semi-final
			sermon sing-along sit-in soiree spectacle sporting-event sports-day street-party summit swearing-in symposium tattoo theatre-festival
			tombola tournament unveiling vernissage vigil walkout wake worldcup hajj crowd throng passeggiata`),
		row(Thing, "crowd", `games celebrations festivities prayers mass masses worship service services carnival carnivals mardi-gras new-year-party oktoberfest purim-party hanukkah-party
			sports contest contests bar-mitzvah bat-mitzvah quinceañera bar-mitzvahs clasico derby gatherings`),
		several(Thing, "place_of_worship", `abbey ashram basilica bethel cathedral cemetery chantry chapel church churchyard cloister convent crypt dargah friary graveyard gurdwara gurudwara
			husseiniya husainiya imambargah imambara joss-house kirk madrassa-mosque mandir martyrium masjid matha mausoleum meetinghouse minaret mission-church monastery mosque
			musalla necropolis nunnery oratory pagoda parish parsonage pilgrimage-site prayer-hall presbytery priory rectory sanctuary seminary shrine shul stupa synagogue tabernacle tekke
			temple tomb vicarage vihara wat`),
		several(Thing, "transport", `aerodrome airbus aircraft-carrier airfield airliner airplane airport aeroplane airship airstrip ambulance-boat autobus autorickshaw balloon barge berth biplane boat
			boeing booking-hall bus busway bypass bus-lane cab cable-car cablecar canoe caravan cargo-ship catamaran causeway charabanc chopper clipper coach coaster commuter-train concourse
			container-ship cruise-ship cruiser cutter departure-lounge dhow dinghy dock dockyard double-decker embarkation-point express feeder-bus ferry ferryboat fishing-boat
			flyover footbridge freighter funicular gangway gondola harbour harbor heliport helipad hovercraft hydrofoil intercity interchange jeepney jet jetliner jetty landing-stage
			lifeboat lightship liner locomotive longboat lorry-park marina matatu merchantman metro microbus minibus mini-bus minicab minivan monorail motorboat motorcade motorcoach motorway-bridge
			omnibus overpass passenger-ferry patera pier pirogue plane platform port propeller-plane quay quayside railcar railhead raft railway railroad rickshaw rigid-inflatable rowing-boat runway
			sailboat sailing-boat schooner seaport seaplane shuttle shuttle-bus sleeper-train sloop speedboat-taxi station steamer streetcar submarine subway supertanker tarmac taxi taxicab taxiway terminal terminus
			towboat tram tramcar tramway trawler trolley trolleybus trolley-bus tube tugboat tugboats tunnel turboprop tuk-tuk underpass vaporetto vessel viaduct wagon waterbus waystation wharf yacht turnstile
			carriage sleeper-car sidecar hackney omnibuses stagecoach dolmus pick-up-point school-bus schoolbus flight airliner superjet turbojet oil-tanker gasoline-tanker`),
		row(Thing, "transport", `airways metro tube underground rail railways docks wharves bus-stop bus-stops bus-shelter buses coaches ferries aircraft tarmac departures arrivals baggage-claim check-in`),
		several(Thing, "commercial", `agency arcade auction-house bakehouse bakery bank bank-branch barbershop barber's bazaar betting-shop bookshop bookstore bookmaker boutique brewery brickworks butchery cannery car-dealership
			carwash chain-store chemist's co-op cornershop cooperative co-operative creamery creche-shop dairy deli delicatessen dealership depot dispensary distillery drugstore emporium exchange-bureau facility factory farm-shop filling-station
			fish-market fishery flea-market florist's forge foundry franchise garage garage-forecourt gasworks greengrocer greengrocer's greenhouse grocery grocer's haberdashery hardware-store head-office hypermarket ironmonger's
			jeweller's jewellery jewelry laundrette launderette laundromat laundry lender lumberyard mall market marketplace market-place market-hall mart megastore mill minimart mini-mart moneychanger money-changer
			newsagent newsagent's newsstand news-stand off-licence optician optician's outlet packing-house paintshop pawnbroker pawnbroker's pawnshop petrol-pump pharmacy plantation plaza post-office printworks printshop
			quarry-firm ranch retailer salon sawmill shipyard shoemaker's shop shopfront shopping-mall shopping-centre shopping-center shopping-precinct showroom slaughterhouse smithy souk souq spice-market stall stockroom store storefront storehouse storeroom
			stockyard superette supermarket superstore sweatshop tailor's tannery textile-mill tobacconist tobacconist's toyshop toy-shop trading-floor trading-house tyre-shop vineyard warehouse wholesaler wine-shop winery workshop
			abattoir cold-store granary silo cash-and-carry cash-point cashpoint atm skyscraper high-rise office-block call-centre call-center cybercafe internet-cafe multiplex nickelodeon cinema theatre theater playhouse opera opera-house
			auditorium amphitheatre amphitheater bowling-alley arcade skating-rink spa sauna hammam bathhouse brothel massage-parlour parlour parlor billiard-hall poolroom drive-in mortuary morgue crematorium`),
		several(Thing, "hotel", `aparthotel auberge b-and-b bed-and-breakfast bungalow-village caravan-park caravanserai chalet dosshouse eco-lodge flophouse guesthouse guest-house holiday-camp holiday-home hostel hostelry hotel inn
			lodge lodging lodging-house motel mountain-hut pension posada pousada rest-house resthouse resort riad roadhouse rooming-house ryokan safari-lodge serai ski-lodge youth-hostel campground campsite campingplace tent-camp glamping-site hotel-complex`),
		several(Thing, "hospitality", `ballroom bar barroom beach-bar beach-club beanery beerhall beer-hall beerhouse beer-garden biergarten bistro boîte brasserie buffet burger-bar cabaret cafe café cafeteria café-bar canteen
			cantina casino chip-shop chippy chophouse clubhouse club coffeehouse coffee-house coffee-shop cookshop creperie crêperie dancehall dance-hall dining-room dining-hall disco discotheque discothèque drive-through eatery eating-house estaminet fast-food-joint food-court food-stall gasthaus
			gin-palace grill grillroom hall honky-tonk ice-cream-parlour jazz-club juice-bar karaoke-bar kebab-shop kebab-house luncheonette mess-room milk-bar music-hall nightclub night-club nightspot night-spot noodle-shop noodle-bar osteria pizzeria pizza-parlour pool-bar pub public-house ramen-shop
			rathskeller restaurant roadhouse saloon-bar shisha-bar snack-bar snackbar soup-kitchen speakeasy steakhouse steak-house strip-club strip-joint sushi-bar supper-club takeaway take-away tapas-bar taproom taqueria taverna tavern tea-room tearoom tea-house teahouse tea-shop tea-stall trattoria
			watering-hole wine-bar winebar bodega`),
		several(Thing, "government", `alcazar archive assembly-hall assizes ballot-station cabinet-office chancellery chancery-court city-hall clerk's-office council council-house councilhouse county-hall courthouse court-house
			courtroom customs-house customs-post customs-shed embassy-annexe federal-building government-house governor's-mansion governorate guildhall kremlin labour-exchange land-registry law-court legislature lord-mayor's-parlour magistracy magistrates'-court mairie mansion-house mint ministry
			municipality palace parliament polling-place polling-station polling-booth prefecture presidency provincial-office registry rathaus senate senate-house statehouse state-house sub-prefecture supreme-court tax-office town-hall treasury tribunal union-hall vice-governorate war-office
			white-house capitol residence outbuilding annexe annex compound`),
		several(Thing, "school", `academy after-school-club alma-mater boarding-school campus classroom college conservatoire conservatory creche crèche day-care daycare day-nursery day-school dojo dormitory faculty
			high-school infant-school institute junior-school kindergarten kinder-garden laboratory language-school lecture-hall lecture-theatre library lyceum lycée lycee madrasa madrasah madrassa madrassah medresa military-school nursery nursery-school orphanage playgroup playschool polytechnic pre-school preschool
			primary-school refectory schoolhouse schoolroom schoolyard school-bus-stop secondary-school seminary student-hostel student-union summer-camp talmud-torah teacher-college technikum university yeshiva schoolgate`),
		several(Thing, "tourist", `acropolis amusement-park aquarium aqueduct arboretum attraction bandstand bathing-beach beach beauty-spot belvedere boardwalk cable-way castle cave chateau château citadel
			colosseum corniche crag dolmen esplanade excavation fairground fortification fountain fun-park funpark gallery game-park game-reserve garden geyser heritage-site hot-spring landmark lido
			lighthouse lookout memorial menagerie monument museum nature-reserve obelisk observatory oceanarium pantheon park pavilion pedestal picnic-area picnic-ground planetarium promenade pyramid safari-park scenic-spot
			sculpture sea-front seafront seaside-resort ski-resort spa-resort sphinx statue swimming-pool theme-park viewpoint vista-point waterfall waterfront water-park waterpark zoo trailhead`),
		row(Thing, "tourist", `galleries ruins piers sands seaside beachfront oceanfront lakeside`),
		several(Thing, "police", `blockhouse checkpoint cop-shop customs-checkpoint checkpost check-post guardhouse guard-house guardpost guard-post gendarmery lock-up lockup outpost patrol-car patrol-boat police-box police-car police-post police-station police-van precinct
			roadblock road-block sentry-box sentry-post squad-car station-house tollbooth toll-plaza watchtower watch-tower panda-car`),
		row(Thing, "police", `patrol-cars`),
		several(Thing, "military", `airbase air-base ammunition-dump armory armoury army-base army-camp arsenal base battleship beachhead bivouac bunker camp cantonment convoy corvette destroyer dugout emplacement encampment firing-range fort fortress fortification
			forward-base foxhole frigate garrison gunboat hangar helibase missile-base naval-base naval-yard parade-ground pillbox radar-station rampart redoubt shooting-range stronghold trench troop-carrier troop-ship troopship
			troop-train warship weapons-depot`),
		several(Thing, "diplomatic", `chancery consulate consulate-general delegation embassy high-commission legation nunciature trade-mission vice-consulate`),
		row(Thing, "diplomatic", `embassies consulates missions legations nunciatures`),
		several(Thing, "organization", `aid-agency broadcaster brotherhood bureau charity editorial-office foundation magazine newspaper newsroom ngo non-profit paper-office party-office publisher's publishing-house radio-station recording-studio studio think-tank trade-union
			television-station tv-station weekly union-office daily`),
		several(Thing, "hospital", `ambulance ambulance-station asylum birthing-centre casualty-ward clinic emergency-room field-hospital health-post hospice hospital infirmary intensive-care-unit lazaret maternity-ward maternity-hospital nursing-home operating-theatre polyclinic sanatorium sanitarium
			sickbay vaccination-centre ward`),
		several(Thing, "prison", `borstal cellblock concentration-camp detention-centre gaol gulag internment-camp jail jailhouse penal-colony penitentiary prison prison-camp reformatory stockade`),
		several(Thing, "stadium", `arena ballpark ball-park bleachers bullring coliseum cricket-ground dome fieldhouse football-ground grandstand gym gymnasium hippodrome ice-rink ice-stadium leisure-centre olympic-park racecourse racetrack race-track rink sports-hall speedway sports-centre stadium stadiums
			swimming-baths velodrome bowling-green golf-course golf-club tennis-court`),
		several(Thing, "residential", `apartment apartment-block apartment-building backyard bedsit bungalow cabin caravan-site condo condominium cottage council-estate courtyard doorstep dwelling estate farm farmstead farmhouse flat hamlet
			holiday-flat homestead house houseboat household housing-estate hovel hut igloo kampong kibbutz kraal lodging-room maisonette manor mansion mobile-home moshav penthouse ranch-house refugee-camp settlement shack shanty shantytown shanty-town slum squat
			tenement tent tent-city township townhouse town-house tower-block village villa yurt care-home nursing-home rest-home`),
		row(Thing, "residential", `homes dwellings huts quarters barrio barrios favela favelas mud-houses`),
		several(Thing, "street", `alley alleyway arterial avenue boulevard bystreet carriageway crosswalk cul-de-sac dual-carriageway freeway highway intersection lane motorway pavement piazza piazzetta platz plaza-mayor public-square roundabout sidewalk square street thoroughfare
			traffic-circle turnpike walkway zebra-crossing footpath`),
		several(Thing, "infrastructure", `barrage blast-furnace boiler-house cistern coalmine coal-mine collier colliery cooling-tower dam data-centre derrick drilling-platform dynamo dyke electricity-plant embankment fuel-depot fuel-dump fuel-tank gasfield gasholder gas-line gasometer gasworks
			generator goldmine gold-mine hydroelectric-dam incinerator levee manhole mast mineshaft mine-shaft nuclear-plant nuclear-reactor oilfield oil-field oil-platform oil-well oilwell pipeline pithead power-line powerline power-plant power-station pumping-station pylon quarry reactor refinery
			reservoir rig sewer sluice smelter solar-farm steelworks storage-tank substation switchgear telegraph-pole telephone-exchange telephone-mast transformer transmitter turbine water-main waterworks water-tower wellhead windfarm wind-farm switchboard waterwheel cement-works chemical-works ironworks`),
		row(Thing, "infrastructure", `infrastructure utilities waterworks power-lines`),
		row(Thing, "", `localities hotspots hot-spots venues rendezvous`),
	}
}

// several is a row with the plurals of its words beside them. Words with a hyphen in them stand for themselves and their plural alike.
func several(s Sort, class, words string) text.Row[Noun] {
	var b strings.Builder
	for w := range strings.FieldsSeq(words) {
		b.WriteString(w)
		b.WriteByte(' ')
		b.WriteString(pluralOf(w))
		b.WriteByte(' ')
	}
	return row(s, class, b.String())
}

// pluralOf is the plural of an English noun that has a regular one, or ends in -man, -woman or -child.
func pluralOf(w string) string {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "man") && w != "german" && w != "roman":
		return w[:n-2] + "en"
	case strings.HasSuffix(w, "child"):
		return w + "ren"
	case strings.HasSuffix(w, "'s"), strings.HasSuffix(w, "men"), strings.HasSuffix(w, "ese"):
		return w
	case strings.HasSuffix(w, "wife"):
		return w[:n-2] + "ves"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "ch"):
		return w + "es"
	case strings.HasSuffix(w, "y") && n > 1 && !strings.ContainsRune("aeiou", rune(w[n-2])):
		return w[:n-1] + "ies"
	}
	return w + "s"
}

// Kinds tell by the word before it what a head is that says little alone: "shopping" of a centre, "bus" of a stop.
var Kinds = text.TableOf(
	row(Thing, "transport", `bus buses train trains railway rail tram trams metro subway underground tube taxi taxis ferry boat transport transportation transit airport passenger coach port shipping
		commuter parking railroad airline aviation pickup`),
	row(Thing, "commercial", `shopping market business trade retail commercial financial finance industrial office banking call fashion exhibition conference convention bank wholesale
		hawker vendor company logistics distribution sales`),
	row(Thing, "place_of_worship", `religious prayer islamic christian jewish hindu buddhist sikh muslim shia shiite sunni church mosque synagogue spiritual chabad holy sacred worship pilgrimage catholic orthodox bible`),
	row(Thing, "crowd", `crowded busy public populated populous gathering assembly queueing queuing meeting fan soft viewing`),
	row(Thing, "organization", `community cultural social youth arts art entertainment western foreign american british french german israeli russian chinese turkish indian european u.s. us media press newspaper radio
		television tv broadcasting aid relief charity humanitarian un party union`),
	row(Thing, "tourist", `tourist touristic tourism visitor visitors archaeological historic historical heritage sightseeing holiday scenic picnic camping ancient`),
	row(Thing, "stadium", `sports sport sporting football soccer cricket rugby athletics leisure fitness recreation recreational tennis golf swimming training olympic`),
	row(Thing, "school", `school education educational student study learning university research science academic examination teaching`),
	row(Thing, "hospital", `medical health healthcare hospital vaccination treatment trauma rehabilitation`),
	row(Thing, "government", `government governmental ward council civic voting polling registration election electoral administrative municipal passport state federal counting`),
	row(Thing, "military", `military army naval defence defense recruiting recruitment command nato troop`),
	row(Thing, "police", `police gendarmerie security`),
	row(Thing, "prison", `detention prison correctional remand`),
	row(Thing, "residential", `housing residential apartment refugee displacement care nursing retirement old expatriate expat private family children's asylum council`),
	row(Thing, "infrastructure", `civilian critical vital energy power oil gas water electricity fuel nuclear pumping transmission telecom telecommunications communications petroleum petrol mining mine`),
	row(Thing, "diplomatic", `diplomatic embassy consular visa`),
	row(Thing, "hospitality", `dining drinking nightlife eating food`),
)
