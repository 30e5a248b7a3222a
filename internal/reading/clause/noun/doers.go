package noun

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// Fingers are nouns whose "on", "at", "to" names who is thought to have done it: "suspicion fell on".
var Fingers = text.WordSet(`suspicion suspicions blame finger fingers responsibility`)

// Attributes are verbs that tie a deed to who is thought to have done it: "attributed to".
var Attributes = text.WordSet(`attributed attributes attribute attributing ascribed traced pinned`)

// Hallmarks are nouns whose "of" names who is thought to have done it.
var Hallmarks = text.WordSet(`hallmarks hallmark fingerprints signature stamp imprint handiwork`)

// Named are verbs that give people a name: "identified as".
var Named = text.WordSet(`named names identified identifies identify described`)

// Penned are nouns for where those whom police caught are: "in custody", "under arrest".
var Penned = text.WordSet(`custody arrest detention jail handcuffs`)

// Holds are verbs before them.
var Holds = text.WordSet(`is are was were be remain remains remained still now being`)

// Bent are words of suspicion between people and what they are thought to have done.
var Bent = text.WordSet(`accused suspected wanted convicted charged believed thought said alleged known`)

// Armed are words that stand between people or things and the weapons told with them: "armed with", "packed with", "laced with".
var Armed = text.WordSet(`armed equipped packed loaded laden filled stuffed crammed rigged strapped laced tipped smeared contaminated fitted primed`)

// Makes are makers and models of cars, by which a vehicle is told.
var Makes = text.WordSet(`toyota hilux corolla ford transit mercedes mercedes-benz bmw audi volkswagen vw golf passat opel vauxhall astra corsa renault clio kangoo trafic master peugeot citroën citroen fiat
	ducato iveco scania volvo daf isuzu mitsubishi nissan navara honda hyundai kia mazda subaru suzuki jeep cherokee land-rover rover range-rover chevrolet dodge ram chrysler cadillac tesla
	cybertruck lada zhiguli gaz kamaz ural moskvich volga niva tata mahindra maruti bajaj skoda škoda seat dacia saab sprinter vito vespa yamaha kawasaki harley-davidson ferrari porsche lexus jaguar
	mini cooper uaz bedford leyland freightliner mack kenworth peterbilt buick pontiac gmc datsun daihatsu proton perodua`)

// Warns are the nouns among threats whose "from" names who speaks.
var Warns = text.WordSet(`warning warnings evidence`)

// Pronouns are articles that can also stand for a noun.
var Pronouns = text.WordSet(`both all some many several most few each neither either these those`)

// Perpetrates are verbs of violence whose object is the deed itself: "masterminded the attack".
var Perpetrates = text.WordSet(`masterminded masterminds orchestrated orchestrates organised organized plotted planned staged carried carry mounted launched committed perpetrated executed instigated ordered directed coordinated co-ordinated
	conducted commissioned financed inspired led engineered planning plotting preparing staging mounting`)

// Calls are verbs by which people name themselves.
var Calls = text.WordSet(`call calls called calling style styles styled styling named dubbed christened naming`)

// Leads are verbs of who leads.
var Leads = text.WordSet(`led leads lead headed heads commanded commands directed masterminded`)

// Leaders are those who lead.
var Leaders = text.WordSet(`leader leaders ringleader commander chief mastermind spokesman emir warlord head chieftain`)

// Arrests are nouns of arresting whose "of" names who was caught.
var Arrests = text.WordSet(`arrest arrests capture detention detentions apprehension re-arrest rearrest`)

// Plans are verbs of those who call people out, or mean to go out themselves.
var Plans = text.WordSet(`called call calls calling announced announce announces plan plans planned planning organise organised organize organized organising organizing threatened threaten threatens vowed vow intend intends urged told asked mean means meant will
	scheduled declared promised resume try`)

// Outs are those of them whose subject goes out or calls out itself.
var Outs = text.WordSet(`called call calls calling announced announce announces plan plans planned planning organise organised organize organized intend intends mean means threatened threaten vowed vow scheduled declared will try`)

// Marches are what people are called out to.
var Marches = text.WordSet(`strike strikes march marches protest protests demonstration demonstrations demonstrate rally rallies shutdown shutdowns stay-away stayaway sit-in sit-ins blockade blockades boycott hartal bandh walkout streets street roadblocks roadblock
	procession processions caravan caravans stoppage work-to-rule vigil`)

// Bearing are the words that bring a deed with no verb of violence.
var Bearing = text.WordSet(`call calls called calling style styles styled styling named dubbed christened naming led leads lead headed heads commanded commands directed masterminded leader leaders ringleader commander chief mastermind spokesman emir warlord head
		chieftain arrest arrests capture detention detentions apprehension re-arrest rearrest orders instructions hand door claim claims announced announce announces plan plans planned planning organise organised organize organized organising organizing
		threatened threaten threatens vowed vow intend intends urged told asked mean means meant will scheduled declared promised resume try strike strikes march marches protest protests demonstration demonstrations rally rallies blockade vigil`)

// Wraps are what bombs come in.
var Wraps = text.WordSet(`envelope envelopes parcel parcels package packages suitcase suitcases backpack backpacks rucksack rucksacks bag bags box boxes bucket buckets letter letters briefcase holdall thermos cooker cookers canister canisters cylinder
	cylinders barrel barrels drum drums cart handcart bicycle bicycles`)

// Fights are nouns of fighting whose "between" names both sides.
var Fights = text.WordSet(`clashes clash fighting firing gunfire battles battle skirmishes skirmish hostilities exchanges`)

// Stated are the words by which a sentence states who did something or what is in danger: "X is behind it", "hotels are at risk".
var Stated = text.WordSet("behind responsible work perpetrators perpetrator culprits culprit risk danger list lists hit-list concern targets target vulnerable aims aim objectives objective focus prey such including include includes included")
