package muc

import "strings"

// set makes a set of the words of s.
func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// The trigger words, each with the type of what happened. A verb's forms stand apart from the noun's, since they take their
// roles from other sides.
var (
	triggers = map[string]trigger{}

	triggerLists = []struct {
		kind  Kind
		form  form
		words string
	}{
		{Bombing, verb, "bombed dynamited bombing detonated blasted"},
		{Bombing, event, "exploded explode explodes exploding explosion explosions blast blasts detonation planted placed hurled"},
		{Bombing, noun, "bombing bombings"},
		{Attack, verb, "attacked attacking killed killing murdered murdering assassinated assassinating machinegunned massacred ambushed raided stormed shot executed slain strafed gunned tortured beheaded attack kill murder assassinate riddled wounded injured destroyed damaged sabotaged"},
		{Attack, noun, "attack attacks murder murders assassination assassinations killing killings massacre massacres ambush slaying slayings death deaths execution executions assault sabotage crime"},
		{Kidnapping, verb, "kidnapped kidnapping abducted abducting seized kidnap abduct"},
		{Kidnapping, noun, "kidnapping kidnappings abduction abductions kidnap hostage hostages"},
		{Arson, verb, "burned torched burning burnt"},
		{Arson, noun, "arson"},
		{Robbery, verb, "robbed looted stole stolen"},
		{Robbery, noun, "robbery"},
	}

	// fatal verbs and nouns make a victim of a person.
	fatal = set(`attacked attacking killed killing murdered murdering assassinated assassinating machinegunned massacred ambushed shot
		executed slain gunned tortured kill murder assassinate riddled wounded injured kidnapped kidnapping abducted abducting seized
		murders assassination assassinations killings massacre slaying death deaths execution kidnap abduction abductions kidnappings attack ambush hostage`)

	// weak words are triggers only where a role beside them is filled by a word of the genre: they also tell of war and accidents.
	weak = set(`planted placed hurled death deaths crime seized destroyed damaged wounded injured shot burned burning burnt killed kill execution executed
		attack attacks attacked murder killing assault explosion exploded hostage hostages stolen stole`)

	// doers are the people who do such things; each may have words before it that say which.
	doers = set(`terrorist terrorists guerrilla guerrillas rebel rebels gunman gunmen assassin assassins attacker attackers kidnapper
		kidnappers trafficker traffickers subversive subversives extremist extremists commando commandos hitman hitmen murderers murderer
		squads squad insurgents bandits criminals assailants militiamen abductors soldiers individuals men persons subjects paramilitary
		mercenaries delinquents killers youths mafia gang troops militants narcoterrorists narcoterrorist guerillas`)
	// adjectives are doers that mostly say of what kind the next word is.
	adjectives = set("terrorist guerrilla rebel subversive paramilitary extremist commando criminals militants mafia")
	// plainDoers say little alone: they count only with a word before them.
	plainDoers = set("men individuals persons subjects youths soldiers troops squad commando gang mafia")

	targets = set(`residence residences home homes house houses office offices building buildings embassy embassies bus buses vehicle
		vehicles car cars truck trucks bank banks bridge bridges pylon pylons tower towers powerline powerlines line lines pole poles pipeline
		pipelines station stations substation substations hotel hotels church churches headquarters installation installations plane
		airplane aircraft farm farms school schools consulate store stores restaurant restaurants hall towns facilities plant plants railroad
		warehouse warehouses ambulance transformers factory factories ranch mansion institute temple temples businesses shops
		oleoduct airport theater jeep helicopter refinery branch branches complex supermarket supermarkets train trains exchange hospital dealership establishments palace systems pharmacies pharmacy club property garage discotheque monument port wells pipeline camp mill equipment`)
	// housing words take "of ..." as part of the filler.
	housing = set("office offices headquarters residence residences home homes house houses branch branches embassy building")
	// martial words in a target make it part of a war.
	martial = set("military army force air helicopter helicopters aircraft battalion brigade barracks police troops combat guerrilla rebel")
	// bodily verbs are done to people; the places beside them are only where it was.
	bodily = set("killed killing murdered murdering assassinated assassinating shot executed kidnapped kidnapping abducted abducting kill murder assassinate wounded injured murders assassination assassinations killings massacre slaying death deaths execution kidnap abduction kidnappings riddled gunned seized hostage hostages massacred tortured")
	// blame words tell that a group of the sentence is held to have done it.
	blame = set("responsibility responsible claimed attributed blamed accused accuses perpetrated")
	// noName words end a person's name.
	noName = set("staff defense army division divison patrols patrol highway freeway battalion border park airport command honduran police force forces department city street avenue")
	// places take one of these before what looks like a first name.
	saints = set("san santa el santo la puerto")
	// plainTargets are lines and plants only with a word before them that says of what.
	plainTargets = set("line lines plant plants station stations hall branch branches complex exchange equipment port camp property club systems towns")

	weapons = set(`bomb bombs dynamite explosives explosive grenade grenades rocket rockets mortar mortars rifle rifles machinegun
		machineguns submachinegun submachineguns pistol pistols mine mines gun guns missile missiles carbomb car-bomb truck-bomb firearms
		shotgun knives machetes revolver gelignite tnt bullets charge charges devices device`)
	plainWeapons  = set("charge charges device devices explosive mine mines gun guns bullets")
	weaponBefore  = set("car time truck hand homemade incendiary fragmentation dynamite explosive high-powered powerful fire submachine machine automatic assault petrol gasoline letter molotov land rifle 9-mm antitank bazooka rpg-7 m-16 ak-47 remote-controlled")
	weaponOnlyIf  = set("dynamite explosive land submachine machine automatic assault")
	wordsOfHaving = set("seized captured confiscated arsenal cache found discovered seizure smuggled purchased delivered shipment supply sale")

	titles = set(`president senator minister judge colonel general captain lieutenant major dr father msgr monsignor archbishop bishop
		mayor deputy governor congressman candidate leader businessman journalist engineer attorney lawyer ambassador priest priests jesuit
		mr mrs col gen lt maj capt sgt sergeant comrade director commander professor editor peasant citizen reporter union former priest. dr. col. gen. lt. maj. capt. mr. mrs. msgr. citizens magistrate rector secretary`)

	// given are first names common in Spanish, with some English ones.
	given = set(`jose maria juan luis carlos jorge antonio francisco pedro manuel miguel rafael ricardo roberto eduardo fernando alfonso
		alfredo alberto alvaro andres angel armando arturo augusto benjamin bernardo camilo cesar cristian daniel david diego edgar
		eduardo elena emilio enrique ernesto esteban eugenio felipe felix gabriel gerardo german gilberto gonzalo guillermo gustavo
		hector heriberto hernan hernando hugo humberto ignacio ismael ivan jaime javier jesus joaquin julio leonardo leonel lorenzo
		lucia marco marcos margarita mario marta martha martin mauricio maximiliano nelson nestor nicolas norma omar orlando oscar
		pablo patricia patricio ramiro ramon raul rene reynaldo rodolfo rodrigo rodolfo rogelio rolando rosa ruben salvador samuel
		santiago saul segundo sergio silvia teresa tomas vicente victor virgilio walter william john james robert michael thomas richard
		charles peter paul george joseph christopher anthony scott donald ana carmen celina danilo franklin jeffrey todd james david monica segundo otto brian kent francis dolores angela juana julian laura domingo celso ezequiel elizabeth edgardo gerardo justo pio edwin yves bernard jack walter elba isabel julia gloria amparo
		beatriz blanca cecilia claudia cristina diana elsa erika ines irma laura leticia luz mercedes monica olga pilar rosario susana
		yolanda adolfo agustin aldo anibal aurelio bartolome belisario clemente dario efrain eliseo evaristo fabio federico fidel
		genaro gregorio horacio isidro jairo lazaro leon leopoldo lisandro lizardo marcelo mariano mateo moises octavio osvaldo
		porfirio prospero rigoberto rodrigo romulo segundo teodoro ulises vladimir wilfredo segundo elba`)

	particles = set("de del la las los y da dos di")

	// stops end a group of words: the closed classes and the commonest verbs.
	stops = set(`a an the this that these those some any all each every no another other several many few one two three four five six seven
		eight nine ten his her its their our my your he she it they we you i who whom whose which what when where why how and or but nor if
		because while although though since until after before during as than of in on at by for with from to into onto against about
		between among over under near through toward towards upon without within outside inside around behind across along is are was
		were be been being am has have had having do does did will would can could may might shall should must not also only just very
		more most less so then there here today yesterday tomorrow said says told reported added stated announced say according tonight
		left caused took place used using via him them us me himself themselves both either neither same such up out off down back again
		now already still even ever never later ago early late last next first second third monday tuesday wednesday thursday friday
		saturday sunday january february march april june july august september october november december including include
		included least least approximately approximately about nearly almost however meanwhile therefore thus made make makes went go
		came come gave give get got put set claimed claim responsible claiming denied deny accused condemned blamed arrested fled died
		fired began began ended carried carry occurred occur confirmed know known described called named identified committed perpetrated
		participated involved believed suspected alleged allegedly presumably planned ordered staged launched entered arrived traveling
		traveled travelled met meet asked demanded released found hit struck held taken take sent received become became located
		per too whether against am pm gmt km hours hour days day weeks week months month years year morning afternoon evening night -- &`)

	groups = [][]string{
		{"farabundo marti national liberation front", "fmln"},
		{"shining path", "sendero luminoso", "sl"},
		{"tupac amaru revolutionary movement", "mrta"},
		{"revolutionary armed forces of colombia", "farc"},
		{"army of national liberation", "national liberation army", "eln"},
		{"popular liberation army", "people's liberation army", "epl"},
		{"19 april movement", "april 19 movement", "m-19"},
		{"the extraditables", "extraditables"},
		{"medellin cartel"}, {"cali cartel"},
		{"manuel rodriguez patriotic front", "fpmr"},
		{"lautaro youth movement", "lautaro youth front", "lautaro youth", "mapu-lautaro"},
		{"movement of the revolutionary left", "mir"},
		{"guatemalan national revolutionary unity", "urng"},
		{"basque fatherland and liberty", "eta"},
		{"people's revolutionary army", "revolutionary army of the people", "erp"},
		{"zarate willka armed forces of liberation", "zarate willka"},
		{"simon bolivar guerrilla coordinating board", "cgsb"},
		{"popular revolutionary army"}, {"cinchonero popular liberation movement", "cinchoneros"},
		{"farn", "armed forces of national resistance"},
		{"popular liberation forces", "fpl"}, {"alfaro vive"}, {"quintin lame"}, {"red sun"},
		{"rodrigo franco command", "rodrigo franco commando"},
	}
	// powers are a state's own forces: doers only in the place of one.
	powers = [][]string{{"armed forces"}, {"atlacatl battalion"}, {"national guard"}, {"national police"}, {"treasury police"}, {"air force"}, {"army"}}
)

func init() {
	for _, l := range triggerLists {
		for w := range set(l.words) {
			t := triggers[w]
			t.kind, t.form = l.kind, t.form|l.form
			triggers[w] = t
		}
	}
}
