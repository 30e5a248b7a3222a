package text

import "strings"

// The tables of the first reader. Kinds: "ev" event triggers (code "type/stage"), "op" police operations, "act" actions,
// "tgt" targets (class), "hum" human targets, "who" actors, "wpn" weapons, "aud" audiences, "res" responders, "iss" named
// issuers (kind/country), "warn" words of warning, "deny", "neg" words of texts that hold no event, "bad" spoilers.

var eventWords = []Entry{
	// threats
	{Kind: "ev", Code: "threat/threatened", Patterns: `
		threat|threats|risk|risks|danger|possibility|likelihood|prospect of|from a|an|another? further|future|possible|potential|new|possible|more? terror|terrorist|extremist|militant|bomb|suicide? attack|attacks|violence|terrorism|bombing|bombings;
		threat of terrorist|terror? attack|attacks; imminent|increased|elevated|heightened|credible|specific|raised|higher|serious|ongoing|security|possible|potential ..2 terrorist|terror|terrorism|security|bomb? threat|threats;
		terrorist|terror|terrorism|security|bomb threat|threats; stark? warning about|of an? imminent? terrorist|terror threat|attack|attacks; heightened|raised|higher|increased|elevated risk of terrorist|terror? terrorism|attack|attacks|violence;
		possible|potential|further|future|imminent|more|additional terrorist|terror? attack|attacks; another attack is ..4 likely|possible|expected;
		may|might|could|will be? planning|plan|preparing ..3 attack|attacks|bombing|bombings|strike; plan|plans|planning|intend|intends|intending to target|attack|strike|bomb; imminent plans; imminent plans to target;
		may|might|could attempt|carry|launch|conduct|stage ..3 attack|attacks; may|might|could attack|strike|target; may|might|could be ..2 targeted|attacked; could|may|might be chosen for an? attack; could|may|might be targets|target of;
		attack|attacks could|may|might|are|is ..3 be|happen|occur|take|likely|possible|imminent|indiscriminate; very? likely to try to carry out ..1 attacks; likely to try to? carry|launch|attack ..3 attacks?;
		warn|warns|warned|warning|warnings|alert|alerts ..4 of|about|that ..4 attack|attacks|bombing|bombings|terrorism|terrorists|threat; terror|terrorist alert|warning|warnings; expect|expects|expected|expecting further|more|new|additional attacks|attack;
		are|is|were planning|preparing|plotting ..2 attack|attacks; plan|plans|planning|plotting ..1 attacks|bombings; attacks are planned; plan|plans|intend|intends to strike|hit|storm;
		extremists|terrorists|militants have ..2 plans; planned attacks by; threatened to attack|bomb|kill|target; a specific and credible threat; credible threat`},
	{Kind: "ev", Code: "threat/none", Patterns: `
		no specific|concrete|imminent|credible|immediate|known? threat|threats; no indication|evidence|information of|about ..3 threat|attack; no confirmation of ..3 threat; knows? of no ..2 threat; no cause for alarm;
		warning|warnings ..12 provocative|blackmail|unfounded|baseless|groundless|exaggerated; rejected|dismissed the warning|warnings; nor ..4 knows of a specific plan; not aware of any ..3 threat`},
	{Kind: "lift", Code: "threat/lifted", Patterns: `no longer in effect; withdrawn|withdraws|withdrew|lifted|lifts|rescinded its|the|this security? alert|warning; alert|warning expired|expires; alert|warning has|was|is been? withdrawn|lifted|cancelled|canceled|expired; no longer a threat; threat has passed|receded`},
	// foiled plots
	{Kind: "ev", Code: "foiled_plot/thwarted", Patterns: `
		foil|foils|foiled|foiling|thwart|thwarts|thwarted|thwarting|disrupt|disrupts|disrupted|disruption|avert|averts|averted|averting|prevent|prevents|prevented|preventing|stopped|uncovered|neutralised|neutralized|dismantled|broke ..1 of? ..5 attack|attacks|plot|plots|assault|massacre|cell|bombing|terror|atrocity;
		plot|attack|plan|assault|bombing|cell ..3 was|were|has|have been? foiled|thwarted|disrupted|averted|prevented|uncovered|dismantled|neutralised|neutralized|stopped; danger|threat had|has been averted;
		suspected|accused|charged|suspicion of|with planning|preparing|plotting ..3 attack|attacks|bombing|assault; was|were|had been preparing|planning|plotting to attack|drive|bomb|shoot|blow|kill|carry|storm ..2; alleged plan|plot to attack|bomb|kill; charged|held|arrested|jailed|detained over ..2 plan|plot to attack|bomb|kill|storm; planned attack|assault|bombing was|were;
		foiled|thwarted|disrupted|averted|failed terror|terrorist|attack|bomb|planned? plot|attack|attacks|bombing|assault; plotting|plotted|plot to attack|bomb|kill|blow; planned assault by; meant|intended to kill as many`},
	{Kind: "ev", Code: "arrest/none", Patterns: `
		arrested|detained ..5 ; have|has|had arrested|detained; were|was arrested|detained; arrests|arrest of; # held after|over; led away a|an|two|three; taken into custody`},
	// what happened
	{Kind: "ev", Code: "shooting/accomplished", Patterns: `
		opened fire ..1; open fire; opens fire; firing on ..1; fired on|at ..1; fired shots; shooting in|at|near; mass shooting; shot dead; shot and killed; gunmen storm|stormed|storms; gunman shot|killed; were shot; shooting left|killed|wounded; a shooting`},
	{Kind: "ev", Code: "bombing/accomplished", Patterns: `
		suicide bomber blew himself|herself up; blew himself|herself|themselves up; suicide bombing|bombings; the bombing at|of|in|that; car|truck bomb exploded|went; bomb exploded|went|detonated; explosion outside|at|in|near|killed; exploded outside|at|in|near; explosions|blasts|blast hit|rocked|struck|killed; series of blasts|explosions|bombings|bombs; blasts|explosions at|in; bombing at|of|in|killed; detonated a|an|his|the ..2; bombs? was|were detonated`},
	{Kind: "ev", Code: "attack/accomplished", Patterns: `
		gunmen|militants|attackers|fighters|terrorists|insurgents|assailants|rebels|men attacked|stormed|raided|assaulted|ambushed; was|were|been attacked|stormed|ambushed; attacked|ambushed|stormed a|an|the? ..2 patrol|convoy|base|checkpoint|village|church|mosque|synagogue|market|hotel|school|bus|train|station|crowd|soldiers|police|army|troops|camp|prison|airport|consulate|embassy|worshippers|civilians; the raid on; raid on the; knife attack; stabbed ..2; with a machete|knife killed; rammed|ploughed|plowed|drove ..2 into ..2 crowd|pedestrians|people; militias|forces|groups have been fighting; fighting in|with|continues|goes; clashes between|in; attack on|at ..4 killed|left; attack killed|left|wounded; attackers killed; was|were behind the attack; claimed responsibility`},
	{Kind: "ev", Code: "other/accomplished", Patterns: `militants|terrorists|extremists|members|fighters ..6 killed during|in an|a special|security|police|counter-terrorism|anti-terrorist? operation|raid|shootout; militants|terrorists killed in`},
	{Kind: "ev", Code: "kidnapping/accomplished", Patterns: `kidnapped; abducted; gunmen|militants|gang|gangs|bandits|men kidnap|abduct; kidnaps|abducts; kidnapping of; abduction of; was|were kidnapped|abducted|taken hostage; took ..3 hostage|hostages; hostages were taken`},
	{Kind: "ev", Code: "arson/accomplished", Patterns: `set fire to; arson attack on|at|in; was|were set ablaze|alight; set ..3 ablaze|alight; torched`},
	{Kind: "ev", Code: "assassination/accomplished", Patterns: `assassinated; was|were assassinated; assassination of`},
	{Kind: "ev", Code: "hijacking/accomplished", Patterns: `hijacked; was|were hijacked; hijacking of`},
	{Kind: "ev", Code: "other/threatened", Patterns: `
		demonstration alert; large demonstrations|demonstration|protests|protest; demonstrations|protests are|is|may|will ..3 planned|expected|scheduled|take|be|continue; called for ..2 demonstrations|protests|strike; planned demonstrations|protests; can|could|may turn violent|confrontational; protest alert; strike action is planned; general strike`},
	// generic nouns: they add words to an event that is there, and make none
	{Kind: "gen", Code: "+attack", Patterns: `the|this|that attack|assault|bombing|shooting|blast|explosion|massacre|fighting; the attackers`},
	{Kind: "gen", Code: "+threat", Patterns: `the|this|its|'s warning|alert|notice|threat; security alert|threat|message`},
	{Kind: "gen", Code: "+other", Patterns: `weather|health alert; natural disaster alert`},
	{Kind: "op", Code: "arrest", Patterns: `arrested; arrest; arrests; detained; seized ..1; raid in|at|near; conducted a raid; a raid in; raided; held over|after|in; taken in; neutralized|neutralised a cell; searches|search; seizing; capturing; captured; confiscated; recovered; killed ..2 suspects; tracked down; were killed in|during; members of the cell; led away; in a raid; a raid on a|an? ..2 estate|house|flat|apartment|home; night raid`},
}

var actionWords = []Entry{
	{Kind: "act", Code: "avoid_gatherings", Patterns: `
		steer|stay|keep|remain clear|away of|from ..3 gatherings|crowds|crowd|demonstrations|protests|concerts|events|rallies; avoid|avoiding ..3 gatherings|crowds|crowd|demonstrations|protests|rallies|concerts|events|festivals|markets; avoid crowded places|areas; avoid places with large|many ..4 people`},
	{Kind: "act", Code: "avoid_area", Patterns: `
		avoid|avoiding the? area|areas|vicinity|location|site of? the? ..2; stay|keep|remain|steer away|clear from|of ..1; don't|not go|come|travel|approach to|near the|any ..2; do|should not travel|come|go to the ..2; avoid ..1 the? site|gates|gate|airport|region|district|square|shrines; avoid every ..2 of its gates; avoid the? roads|streets|neighborhood|neighbourhood|districts`},
	{Kind: "act", Code: "leave_country", Patterns: `
		leave|leaving|depart|departing the country; consider leaving|departing the country; to leave|depart the country; called on to leave the country`},
	{Kind: "act", Code: "leave_area", Patterns: `
		leave the area immediately|now?; should|must leave at once|immediately|now; leave|leaving the city|area|town|region|vicinity; move to a safe place|location; evacuate ..2 area|city|building; leave if; leave the airport`},
	{Kind: "act", Code: "avoid_travel", Patterns: `
		postpone|delay|defer|cancel|limit|avoid ..2 trips|travel|journeys|movements; avoid trips|journeys|travel that ..4; should? limit|restrict their|your|all|unnecessary? movements|movement|travel; put|putting off all? trips|travel; avoid non-essential|nonessential|unnecessary|all travel; reconsider travel; do not travel; advising|advise|advises|advised|warned|warns against all|any|non-essential? travel; not to travel; should not travel; travel to ..4 is warned|advised against; against all travel`},
	{Kind: "act", Code: "shelter", Patterns: `
		shelter in place; shelter at home; take|seek shelter|cover; shelter indoors; stay|remain|remaining|staying indoors|inside; stay where they|you are; stay at|in home|your|their ..2 away from windows; remain at home; stay home`},
	{Kind: "act", Code: "stay_alert", Patterns: `
		stay|staying|remain|remaining|be|being alert|vigilant|attentive|watchful|cautious; be|remain|stay aware of your|their surroundings; pay attention to your|their surroundings; exercise|use caution|vigilance; exercise a? high|heightened|extra|increased degree? of? caution|vigilance; increased? vigilance; be vigilant`},
	{Kind: "act", Code: "monitor_media", Patterns: `monitor|follow|watch|check|following|monitoring the? local|state? news|media|broadcasts|press in? local? media?; monitor the situation|developments|updates; monitor ..2 media; keep informed|abreast`},
	{Kind: "act", Code: "keep_low_profile", Patterns: `keep|keeping|maintain|maintaining a low profile; keep out of sight`},
	{Kind: "act", Code: "follow_authorities", Patterns: `
		follow|obey|following|heed ..1 instructions|advice|directions|orders|guidance|information of|from|given|by ..3 authorities|police|officials; follow|obey|heed the? instructions|advice|directions|orders; do as|what ..1 local? authorities|police|officials tell|instruct|say|ask you?; cooperate with authorities|police`},
	{Kind: "act", Code: "review_plans", Patterns: `review|check|update|revise|go over? ..3 plans|plan; review ..3 security|safety|contingency|emergency plans|plan; have|make a ..2 contingency|evacuation|emergency|departure plan|plans; have evacuation plans`},
	{Kind: "act", Code: "keep_contact", Patterns: `keep|stay|remain in touch|contact with; tell|let|notify|inform your? friends|family and|or family|friends ..4; keep your ..2 phone|phones|cell ..1 charged; contact your ..1 family|embassy; contact the ..1 consular emergency centre|center; charge your phone`},
	{Kind: "act", Code: "carry_id", Patterns: `carry|carrying|bring your|a|proper|their|photo|valid? identification|id|passport|papers|documents`},
	{Kind: "act", Code: "vary_routes", Patterns: `vary|varying|change|alternate your|their|daily? routes|route|routine|routines|times; be unpredictable; avoid routines|patterns`},
	{Kind: "act", Code: "report", Patterns: `report|reporting anything|any|suspicious|all ..3 suspicious|persons|activity|behaviour|behavior|objects|packages|police ..3; report anything suspicious to? the? police?; tell|inform|alert|call|notify the police|authorities about|of|if ..3; report ..2 to the police|authorities`},
	{Kind: "act", Code: "enroll", Patterns: `enroll|enrol|register|sign in|up|with|for the? ..6 program|programme|step|elefand|list; enter your details in the crisis ..3 list; register with|your ..3 embassy|consulate|trip|travel; enroll|enrol in step|the ..4; sign up for ..6 program`},
}

var weaponWords = []Entry{
	{Kind: "wpn", Code: "firearm", Patterns: `firearms; firearm; guns; gun; pistol|pistols|handgun|handguns; assault|automatic|semi-automatic|hunting|kalashnikov rifles|rifle|weapons; rifle|rifles; machine guns|gun; kalashnikov|kalashnikovs; shotgun|shotguns; submachine guns|gun; small arms; his|their|a pistol`},
	{Kind: "wpn", Code: "firearm?", Patterns: `weapons; weapon; arms cache; an array of weapons`},
	{Kind: "wpn", Code: "ammunition", Patterns: `ammunition; cartridges; rounds of ammunition; magazines of ammunition`},
	{Kind: "wpn", Code: "explosive", Patterns: `bomb-making materials|equipment|parts|components; bomb making materials; chemicals for a bomb; car|truck|pipe|petrol|nail|roadside bomb|bombs; suicide vest|vests|belt|belts; improvised explosive devices|device; explosive devices|device|belt|vest; rocket-propelled grenades|grenade; hand? grenade|grenades; rocket|rockets; mortar|mortars; dynamite; tatp; ied|ieds; bomb parts|components; mines; drones|drone; bomb; bombs`},
	{Kind: "wpn", Code: "explosive?", Patterns: `explosives; explosive`},
	{Kind: "wpn", Code: "blade", Patterns: `long|large|kitchen|hunting? knife|knives; machete|machetes; axe|axes; sword|swords; blades; bladed weapons`},
	{Kind: "wpn", Code: "vehicle", Patterns: `a rented? van|truck|lorry; rented van; vehicles as; vehicle ramming; vehicles; van; lorry`},
	{Kind: "wpn", Code: "heavy", Patterns: `heavy weapons|artillery|weaponry; artillery; tanks; missiles|missile`},
	{Kind: "wpn", Code: "chemical", Patterns: `poison gas; ricin; sarin; nerve agent; toxic chemicals`},
}

var targetWords = []Entry{
	{Kind: "tgt", Code: "crowd", Patterns: `
		gatherings; gathering of people; gathering; crowds; concerts; concert; concert hall|halls; public events|event; processions; procession; festival|festivals; parade|parades; march; rally; rallies; public gatherings such as concerts; christmas markets|market; crowded places; other events; sporting events; nightclub|nightclubs; celebrations; anywhere else that draws a crowd; public gatherings; arena; places where large groups gather; gathering places`},
	{Kind: "tgt", Code: "place_of_worship", Patterns: `place|places of worship; synagogue|synagogues; mosque|mosques; church|churches; cathedral|cathedrals; temple|temples; shrine|shrines; religious sites|site`},
	{Kind: "tgt", Code: "transport", Patterns: `international airport; airport; airports; metro|subway stations?|system?; train|railway|bus|metro stations|station; public transport; public transportation; transport|transportation hubs|hub|infrastructure; trains; buses; bus; metro; subway; ferry|ferries; port; abbey gate; trains? and stations; transit hubs`},
	{Kind: "tgt", Code: "commercial", Patterns: `shopping centres|centers|centre|center|malls|mall|areas; markets; marketplace; market; malls; shops; supermarket|supermarkets; bank|banks; stores`},
	{Kind: "tgt", Code: "hotel", Patterns: `hotels; hotel; resorts; beach hotels`},
	{Kind: "tgt", Code: "hospitality", Patterns: `restaurants; restaurant; cafes; cafés; café; cafe; bars; clubs; pub; pubs`},
	{Kind: "tgt", Code: "government", Patterns: `government buildings|building|facilities|facility|offices; ministry of the interior; parliament building; ministries; courthouse; town hall`},
	{Kind: "tgt", Code: "school", Patterns: `schools; school; university campus; university; universities; campus; college|colleges`},
	{Kind: "tgt", Code: "tourist", Patterns: `tourist sites|site|locations|areas|destinations|attractions; archaeological site; beach resort|resorts; places visited by foreigners; museum; museums; monuments; landmarks; national parks`},
	{Kind: "tgt", Code: "police", Patterns: `police posts|post|stations|station|headquarters|checkpoint|checkpoints; checkpoints; police patrol`},
	{Kind: "tgt", Code: "military", Patterns: `military bases|base|barracks|installations|facilities; barracks; army base|barracks`},
	{Kind: "tgt", Code: "diplomatic", Patterns: `diplomatic missions|facilities; embassies; consulates; foreign missions; western embassies`},
	{Kind: "tgt", Code: "organization", Patterns: `newspaper office; offices of; headquarters of; broadcaster`},
	{Kind: "tgt", Code: "hospital", Patterns: `hospitals; hospital; clinic|clinics; women's hospital`},
	{Kind: "tgt", Code: "prison", Patterns: `prison; jail; prisons`},
	{Kind: "tgt", Code: "stadium", Patterns: `stadium; stadiums; stadion; football|sports grounds|ground; ernst-happel-stadion; sports venues|venue`},
	{Kind: "tgt", Code: "residential", Patterns: `residential quarters|areas|buildings|building|area|neighborhoods|neighbourhoods; apartment building|block; houses`},
	{Kind: "tgt", Code: "street", Patterns: `busy streets|street; pedestrian zones|zone; shopping street`},
	{Kind: "tgt", Code: "infrastructure", Patterns: `power plant|plants|station; oil facilities|refinery; critical infrastructure; pipeline|pipelines`},
}

var peopleWords = []Entry{
	{Kind: "hum", Code: "civilians", Patterns: `civilians; guests; worshippers; the audience; audience; a sacristan; pedestrians; shoppers; passengers; commuters; bystanders; concertgoers; concert-goers; spectators; pilgrims; the crowd; children; pupils`},
	{Kind: "hum", Code: "nationals", Patterns: `foreigners; israeli|american|british|western|foreign|french|german|chinese|russian tourists|nationals|citizens|visitors; westerners; tourists; diplomats; expatriates`},
	{Kind: "hum", Code: "military", Patterns: `american|british|french|army|military? service members; soldiers; army patrol; an army patrol; troops; service members`},
	{Kind: "hum", Code: "police", Patterns: `police officers|officer; policemen|policeman`},
	{Kind: "who", Code: "group", Patterns: `
		gunmen; armed men; attackers; the attackers; militants; terrorists; extremists; insurgents; rebels; jihadists; islamists; rival? militias; militias; militia; armed groups|group|gangs|gang; violent islamist|extremist|jihadist groups|extremists; islamist|extremist|terrorist|jihadist|militant groups|group|cells|cell|organizations|organisations; assailants; bandits; separatists; three|two|four|five|six|seven young? men|people|suspects; two brothers`},
	{Kind: "who", Code: "individual", Patterns: `#-year-old; a #-year-old; a? lone attacker|attackers|wolf|actor|actors|gunman; gunman; suicide bomber|bombers; attacker; a man with a machete|knife|gun; a man in his twenties|thirties|forties|fifties; a police officer; the? main suspect; the? suspect; assailant; bomber; sniper`},
	{Kind: "aud", Code: "citizens", Patterns: `citizens; nationals; citizen; its citizens there?; their citizens; our citizens; his citizens; its nationals; their nationals; compatriots`},
	{Kind: "aud", Code: "staff", Patterns: `embassy|consulate|consular|mission personnel|staff|employees; its staff; its personnel; u.s. government employees|personnel`},
	{Kind: "aud", Code: "public", Patterns: `the public; everyone; residents; all residents; people in; travellers|travelers; visitors; members of the public`},
	{Kind: "res", Code: "security_force", Patterns: `special forces; security forces|services|service; armed forces; soldiers; troops; army; national guard; commandos; border guards`},
	{Kind: "res", Code: "police", Patterns: `police; police officers; officers; policía nacional; guardia civil; carabinieri; gendarmerie; counter-terrorism police; anti-terrorism police; federal police; detectives`},
	{Kind: "res", Code: "government", Patterns: `authorities`},
	{Kind: "res", Code: "agency", Patterns: `intelligence service|services|agency; secret police|service; fsb; federal security service; fbi; mi5; sbu; dgsi; mossad; shin bet; state security service|services; department of state services`},
}

// groups are armed groups by name, as their words fold. They are actors wherever they stand, unless spoilt.
var groupWords = []Entry{
	{Kind: "who", Code: "organization", Patterns: `
		isis-khorasan militants|fighters?; isis-k militants|fighters?; is-khorasan; is-k; iskp; isis khorasan; islamic state khorasan province?; islamic state – khorasan; the? islamic state west africa province; iswap; islamic state group?; the islamic state group; isis; isil; daesh; al-qaeda; al qaeda; al-qaida; aqim; aqap; jnim; boko haram; al-shabaab; al shabaab; taliban; ttp; tehrik-i-taliban; lashkar-e-taiba; jaish-e-mohammed; jemaah islamiyah; abu sayyaf; hamas; hezbollah; hizbollah; houthis; houthi; pkk; eln; farc; eta; real ira; new ira; ansar al-sharia; hayat tahrir al-sham; shining path; sendero luminoso; allied democratic forces; m23; ansaru; islamic jihad; base movement; wagner group; fighters of the islamic state west africa province`},
}

// issuerWords are authorities by their own names: code "kind/country".
var issuerWords = []Entry{
	{Kind: "iss", Code: "ministry/GB", Patterns: `uk foreign office; british foreign office; foreign , commonwealth & development office; foreign , commonwealth and development office; foreign office; fcdo; foreign and commonwealth office; fco`},
	{Kind: "iss", Code: "ministry/US", Patterns: `u.s. department of state; us department of state; department of state; state department; u.s. state department; us state department`},
	{Kind: "iss", Code: "ministry/CA", Patterns: `global affairs canada`},
	{Kind: "iss", Code: "ministry/AU", Patterns: `department of foreign affairs and trade; dfat; smartraveller`},
	{Kind: "iss", Code: "ministry/DE", Patterns: `auswärtiges amt; german foreign office|ministry; federal foreign office`},
	{Kind: "iss", Code: "ministry/FR", Patterns: `quai d'orsay; french foreign ministry`},
	{Kind: "iss", Code: "ministry/NZ", Patterns: `safetravel; ministry of foreign affairs and trade`},
	{Kind: "iss", Code: "agency/GB", Patterns: `joint terrorism analysis centre; jtac; mi5`},
	{Kind: "iss", Code: "agency/SE", Patterns: `swedish security service; säkerhetspolisen; säpo`},
	{Kind: "iss", Code: "agency/US", Patterns: `department of homeland security; fbi; osac; pentagon; white house`},
	{Kind: "iss", Code: "agency/ZA", Patterns: `state security agency`},
	{Kind: "iss", Code: "agency/NG", Patterns: `department of state services; dss`},
	{Kind: "iss", Code: "agency/RU", Patterns: `fsb; federal security service`},
	{Kind: "iss", Code: "ministry/", Patterns: `interior ministry; foreign ministry; ministry of foreign affairs; ministry of the interior; home office`},
	{Kind: "iss", Code: "government/", Patterns: `president; prime minister; kremlin`},
	{Kind: "iss", Code: "police/", Patterns: `police command of the ..4 territory; police command; police department`},
}

var otherWords = []Entry{
	{Kind: "warn", Code: "warn", Patterns: `warned; warns; warn; warning; warnings; warned of; issued ..3 warning|alert|advisory|notice; alert; alerts; advised; advises; advising; advise; urged; urges; told; asked; notice; tells; informs; has received information; informed`},
	// texts that speak of violence without an event of ours
	{Kind: "neg", Code: "drill", Patterns: `only|just a drill|exercise; this is a drill|exercise|test; will hold an exercise; will hold a drill; hold an exercise|drill; exercise at; drill at; during the exercise|drill; training exercise; role players; players with replica; emergency exercise; simulated attack; no threat to the public; test message; is a test`},
	{Kind: "neg", Code: "court", Patterns: `sentenced; jury; judge; convicted; verdict; found guilty; guilty; life in prison; pleaded guilty; trial; prosecutors; appeal; sentence; the defence|defense; court; acquitted; life sentence; years in prison; tribunal`},
	{Kind: "neg", Code: "anniversary", Patterns: `anniversary; remembers; remembered; commemorates|commemorated|commemoration; laid a wreath; wreath; years to the day; years ago; memorial; ceremony|ceremonies; mourned; names of the victims; minute of silence; minute's silence; survivors and parents`},
	{Kind: "neg", Code: "sport", Patterns: `goal; penalty; match; second half; first half; striker|strikers; midfield|midfielder; defender|defenders; tournament; goalkeeper; win over; the win; 0-0; fans; equaliser|equalizer; half-time|halftime; league; coach; free kick; supporters; kick-off; innings; wicket|wickets; quarterback; touchdown; the group stage; semi-final|quarter-final; championship; penalty spot; corner kick; lowest-ranked team; on target`},
	{Kind: "neg", Code: "cyber", Patterns: `hackers; hacker; ransomware; malware; cyberattack|cyberattacks; cyber-attack|cyber-attacks; cyber attack|attacks; phishing; data breach; computers; patient data; server|servers`},
	{Kind: "neg", Code: "animal", Patterns: `shark|sharks; surfer|surfers; crocodile; bear; wolves; dog; bitten; swimmers; zoo`},
	{Kind: "neg", Code: "fiction", Patterns: `movie; the film; thriller; novel; box office; screenplay; starring; tv series; episode; directed by; video game; gameplay; the director; actress`},
	{Kind: "past", Code: "past", Patterns: `has been cancelled; years ago`},
	{Kind: "bad", Code: "not_found", Patterns: `no explosives or firearms; no ..3 explosives|firearms|weapons ..4 found; no weapons`},
	{Kind: "bad", Code: "no_action", Patterns: `no longer asked|required|advised to; no special measures; not required to; not asked to; staff are no longer asked to avoid crowds`},
	{Kind: "cause", Code: "caused_by", Patterns: `immediate cause for|of ..6 warning|alert; cause of|for ..6 warning|alert; warning was ..2 prompted by; prompted by|the; in response to the foiled attack|plot; in response to ..4 attack|plot; warning follows|followed; following a? recent? thwarting|foiled; sparks alert|warning`},
}

// Tables are the phrases of the reader, all but the words of standing advice.
func Tables() [][]Entry {
	return [][]Entry{eventWords, actionWords, weaponWords, targetWords, peopleWords, groupWords, issuerWords, otherWords}
}

// modifiers may stand before the head of a target, an actor or a weapon and belong to its name.
var modifiers = WordSet(`large public big major mass open-air outdoor crowded busy popular western american foreign international national local holy religious sufi shia sunni jewish christian
	muslim beach university army police government residential shopping tourist nearby armed masked suspected violent lone rival young heavily islamist extremist jihadist diplomatic military beach
	sports sporting music rock pop football rail railway underground central main old historic luxury suicide car truck long rented automatic two three four five several Pride pride`)

// WordSet is the set of the words of s.
func WordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// Modifier reports whether a word may stand before a head and belong to its name.
func Modifier(w string) bool { return modifiers[w] }
