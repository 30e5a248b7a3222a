package where

import (
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where/known"
)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// nationStems begin the words for embassies and citizens in other languages; joiners may stand between them and the country.
var (
	nationStems = []string{"посольств", "консульств", "генконсульств", "граждан", "громадян", "ambassade", "consulat", "ressortissant", "embajada", "consulado", "ciudadan", "botschaft", "staatsangehörig", "سفارة", "السفارة", "قنصلية"}
	seatStems   = []string{"посольств", "консульств", "генконсульств", "سفارة", "السفارة", "قنصلية", "القنصلية"}
	joiners     = text.WordSet("de des du d' del von der la los las le van het")
)

var (
	// inner words stand inside a name but neither begin nor end it.
	inner = text.WordSet("of and the es ed as ash de del la las los le du des da do dos di el al an am on upon sur sous ob an der y e ez ul і и ve und")
	// stop and abroadStop are words with a capital that are hardly ever meant as the place of that name; abroadPreps stand right before places.
	stop, abroadStop, abroadPreps = known.Stop, known.AbroadStop, known.AbroadPreps
	// quarters are the words for a part of a town before its name, quartersAfter after it.
	quarters = text.WordSet(`район районе района районы районах районов квартал квартале квартала микрорайон микрорайоне пригород пригороде районі районів кварталі мікрорайоні
		quartier quartiers commune arrondissement secteur faubourg banlieue stadtteil stadtteils stadtteilen bezirk viertel stadtviertel vorort barrio barrios sector sectores colonia distrito comuna alcaldía
		wijk buurt stadsdeel منطقة حي ضاحية بمنطقة بحي أحياء ضواحي`)
	quartersAfter = text.WordSet("район района районе районі району semti semtinde semtindeki semtine mahallesi mahallesinde mahallesindeki ilçesi ilçesinde ilçesindeki ilçesine")
	// alsoState are names of a country and of a first-level division elsewhere.
	alsoState = text.WordSet("georgia")
	// notDemonym are words of the demonym list that mean something else more often.
	notDemonym = set("polish's")
	// preps stand before places.
	preps = text.WordSet("in near at from to of outside inside around across throughout via through north south east west towards toward into greater leaving leave downtown central between and")
	// leads are capitalised words that stand before a place name without being part of it.
	leads = text.WordSet("in near at the greater central north south east west northern southern eastern western northeast northwest southeast southwest location u.s. us uk american british city downtown event to from alert for: travel advice of and fighting shooting security threat")
	// seats make the place after them the seat of an issuer.
	seats = text.WordSet("embassy consulate consulates embassies consulates-general consulate-general mission missions commission legation")
	// conflicts make a place the background of the story.
	conflicts = text.WordSet("war wars conflict actions tensions invasion crisis intervention")
	// regionWords say that the name before them is a first-level division.
	regionWords = text.WordSet("region oblast province state governorate krai republic department prefecture county territory")
	// facilities may follow the name of a place as part of a facility's name.
	facilities = text.WordSet("island islands airport international christmas pride parliament court courthouse zoo nightclub casino resort beach harbour harbor docks barracks base prison jail library festival carnival marathon parade theatre theater opera clinic school college campus shopping football stadium arena university hospital cathedral mosque church synagogue temple station square market mall hotel bridge port road street avenue park police metro central museum tower embassy consulate time city travel security terror attack concerts concert procession threat women's general")
	// speakers are nations that warn in every country's news.
	speakers = text.WordSet("american americans british britons western")
	// compass words before "of" tell a place by another.
	compass = text.WordSet("north-east north-west south-east south-west north south east west northeast northwest southeast southwest kilometres kilometers km miles outskirts")
	// courts make a place the seat of a court.
	courts = text.WordSet("judge court courts judges prosecutor prosecutors")
	// areaWords stand between the name of a part of a town and the town.
	// areasWords end a list of parts of a town: "the Beyoglu, Galata and Taksim neighbourhoods".
	areasWords = text.WordSet("districts suburbs quarters neighbourhoods neighborhoods areas townships boroughs wards")
	areaWords  = text.WordSet("borough ward commune municipality zone sector arrondissement district suburb area quarter neighbourhood neighborhood township part edge side outskirts estate")
	// urban words make the name before them a part of a town; plural ones end a list.
	urban  = text.WordSet("neighborhood neighbourhood suburb quarter borough")
	urbans = text.WordSet("neighborhoods neighbourhoods suburbs quarters boroughs")
	// quarterWords are both.
	quarterWords = urban.Or(urbans)
	// comers come, are sent or speak from a place: that is not where a thing happened.
	comers = text.WordSet(`gang gangs group groups faction residents wife husband brother sister father mother veteran veterans trader merchant businessman farmer driver tourist citizen national journalist reporter correspondent flew fly flown flying arrived arriving came come coming sent dispatched deployed returned returning travelled traveled moved brought
		drove driven imported smuggled man men woman women people student students worker workers migrants refugees troops soldiers reinforcements
		officials experts investigators teams tourists citizens nationals said spoke speaking told telephone phone statement condemned live originally hails originates
		reporting remarks video family families born native message messages call
		inspectors detectives officers agents specialists engineers diplomats envoys fighters militants jihadists recruits volunteers delegation passengers flight flights ferry train fans supporters couple`)
	// sayers follow a country that speaks or acts.
	sayers = text.WordSet(`condemned condemns said says blamed blames accused accuses denied denies urged urges vowed vows claimed claims offered expelled
		recalled summoned welcomed expressed called rejected praised thanked demanded insisted agreed refused pledged promised hopes believes`)
	// houses make the name before them that of a house.
	houses = text.WordSet(`museum hotel mosque church cathedral synagogue temple theatre theater cinema club nightclub restaurant cafe café bar pub inn hospital clinic school college
		academy institute disco discotheque tavern shrine supermarket shop store bakery pizzeria brasserie gallery villa resort ship boat ferry yacht vessel magazine newspaper mall plaza tower towers palace hall arena stadium library prison jail barracks`)
	// townFacilities follow the name of the town that has them.
	townFacilities = text.WordSet("airport airfield station city hotel hotels mosque market bazaar hospital cathedral stadium suburb suburbs residents streets")
	// describers begin an apposition that tells of a person.
	describers = text.WordSet("a an who whose whom aged former")
	// townWords before "of" say that the name is a town's; divisionsWords end a list of divisions.
	townWords      = text.WordSet("town city village port hamlet municipality township suburb settlement outskirts centre center mayor streets downtown")
	divisionsWords = text.WordSet("provinces regions states governorates oblasts departments departements prefectures counties territories cantons emirates wilayas wilayats voivodeships muhafazahs")
	// divisionWord before "of" says that the name is a first-level division's.
	divisionWord = text.WordSet("state province governorate region oblast department departement prefecture county territory canton emirate wilaya voivodeship krai")
	// days are the words of a date.
	days = text.WordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february march april may june july
		august september october november december jan feb mar apr jun jul aug sept sep oct nov dec`)
	// dwellers sit, live or were born in a place.
	dwellers = text.WordSet("based headquartered born lived living raised grew resident residents educated trained studied jailed imprisoned exile exiled seated hideout")
	// natives are of a place; leavers leave for one.
	natives = text.WordSet("native natives resident inhabitant")
	leavers = text.WordSet("leave left leaving depart departed departing fly flew flown sail sailed embark embarked embarking")
	// generic last words make a name with an article a part of a town, not a town.
	generic = text.WordSet("gate square street avenue park bridge palace garden gardens hall market tower house")
	// after are words that may follow a name that is complete.
	after = text.WordSet("at in on of and or by to for with from near outside inside is was are were")
	// abbreviations of countries in English texts.
	abbreviations = map[string]string{"uk": "United Kingdom", "u.k.": "United Kingdom", "uae": "United Arab Emirates", "u.s.": "United States", "us": "United States", "usa": "United States", "u.s.a.": "United States", "drc": "Democratic Republic of the Congo", "dr congo": "Democratic Republic of the Congo", "britain": "United Kingdom", "great britain": "United Kingdom"}
	// abbreviation are those of one word.
	abbreviation = text.KeySet(abbreviations)
	// twoWords are the first words of those that have two; none has more.
	twoWords = text.WordSet("dr great")
)
