package noun

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// Frames are heads that name a thing only with the word before them: "shopping centre", "bus stop", "care home", "public areas".
var Frames = text.WordSet(`centre centres center centers complex complexes area areas zone zones district stop stops shelter shelters hub hubs ground grounds site sites facility
	facilities infrastructure installation installations interests house houses home homes line lines network networks place places spot spots point points room rooms yard yards lot lots
	field fields courts box booth booths works quarter quarters headquarters link links system systems establishment establishments premises property properties venue venues institution
	institutions targets destination destinations hotspot hotspots precinct precincts estate estates route routes corner corners arcade gate gates entrance lobby foyer forecourt car
	carriage carriages van truck vehicle vehicles track tracks depot depots scheme rank ranks line compound compounds block blocks tower towers camp camps group`)

// Doubtful are frames that are a thing only behind a few of the words of kinds: a state house is, a state line is none.
var Doubtful = text.TableOf(
	text.Row[string]{Is: "transport commercial residential infrastructure hospital", Words: `line lines network networks system systems link links route routes track tracks works`},
	text.Row[string]{Is: "transport residential", Words: `shelter shelters rank ranks carriage carriages lot lots stop stops`},
	text.Row[string]{Is: "residential hospital", Words: `home`},
	text.Row[string]{Is: "residential organization place_of_worship", Words: `homes house houses`},
	text.Row[string]{Is: "transport police", Words: `car van truck vehicle vehicles`},
	text.Row[string]{Is: "stadium", Words: `ground grounds field fields courts`},
	text.Row[string]{Is: "organization crowd infrastructure tourist", Words: `interests targets`},
	text.Row[string]{Is: "crowd government", Words: `point points corner corners room rooms booth booths box`},
	text.Row[string]{Is: "", Words: `group scheme`},
)

// Sides are parts of a thing that stand for the whole where it is struck: "the windows of a bank".
var Sides = text.WordSet(`window windows wall walls roof table tables terrace entrance entrances lobby front facade façade perimeter courtyard door doors interior rooftop balcony carriage carriages
	compartment deck rear back side floor foyer forecourt car outside inside checkpoint reception grounds gates gate ceiling staircase steps porch`)

// Ideas are nouns that look like things but are none, or none that is struck.
var Ideas = text.WordSet(`notice change changes reform crater craters hole holes gash tyre tyres tire tires barricade barricades effigy effigies flag flags rubbish bins pallets airspace underwear clothes face faces body bodies head heads neck necks eyes skin arms stomach soul heart blood nerves limits idea ideas truth policy plan plans rule rules law laws system bill budget party economy
	news paper papers record records rate rates price prices high highs low lows note notes chord deal deals goal goals jackpot bottom ceiling target targets problem problems snag stride iron gold oil balance bargain
	blow blows course hour hours minute time year years side sides right rights left south north east west world country nation region regions capital city cities town towns kind kinds sort sorts thing things
	thousands hundreds dozens scores number numbers amount range ranges series spate wave waves rest others same both either many more most part parts piece pieces half whole
	shot shots bullets stones petrol fuel leg legs foot feet hand hands chest back shoulder thigh abdomen throat brain lung lungs wrist knee finger fingers ears phone phones
	accord ceasefire truce reason reasons cause causes word words role roles task tasks duty office power case cases trial life lives death deaths enemy enemies key windows aims aim
	turn outskirts sand sands website websites road roads scene scenes concern concerns edge heart end place places point points spot spots location locations person persons centre center centres centers middle public
	detectors detector crossing rubble ruins grass snow mud mountains mountain hill hills river sea lake border internet page pages screen stage news-conference summit peak top tip level turnout crowd's
	suburb suburbs district districts window windows door doors fence fences gate
	values value freedom democracy republic state states people's government governments community communities interest interests territory soil island islands peninsula bank anniversary`)

// Holders are heads that say little without what follows "of": the whole is the name.
var Holders = text.WordSet(`members member followers follower supporters supporter opponents fighters fighter soldiers militants militant leaders leader students relatives residents
	inhabitants members sympathisers sympathizers loyalists men headquarters offices office studio gate gates shrine church mosque hostels convoys convoy compounds compound
	gang bands group groups cell network branch wing faction factions crews crew staff employees building buildings sticks kilos kilograms kg pounds rounds boxes
	barrels canisters bottles army forces citizens nationals chief head son wife bishop governor mayor stock arsenal cache celebration anniversary victims festival feast
	guards agents sons daughters part parts institute ministry university college temple bank port home house residence`)

// Amounts count what follows "of".
var Amounts = text.WordSet(`dozens hundreds thousands scores tens number group groups crowd crowds handful couple majority half gang gangs mob mobs band series bunch pair dozen
	hundred thousand columns column swarm swarms waves wave lot lots plenty most many some several few none one two three four five six seven eight nine ten all any each kind kinds
	type types sort variety array range stash quantity quantities supply supplies row rows line stretch cluster`)

// Venues are heads that mean nothing without the words that tell which: "places where Westerners meet".
var Venues = text.WordSet(`places place venues venue sites site locations location spots spot areas establishments facilities premises targets`)

// IngNouns end in -ing and are nouns all the same.
var IngNouns = text.WordSet(`building buildings training shopping meeting wedding gathering trading housing polling boarding parking dining landing recruiting camping banking mining
	manufacturing working evening morning offering filling wing king ring string ceiling railing crossing dwelling printing landing bombing shooting stabbing killing kidnapping hijacking
	shelling looting rioting fighting beheading lynching storming swimming sailing cooking hunting carving welding flying sting sibling herding sleeping living viewing voting worshipping
	publishing refining processing bottling brewing pumping mooring outing sporting betting`)

// Predicates stand behind a noun and say something of it: "hotels popular with visitors", "people close to him".
var Predicates = text.WordSet(`popular frequented visited close loyal similar due likely unlikely able unable ready responsible aware full empty busy favoured favored linked belonging dead alive available suspicious armed dressed disguised equipped`)

// Adjectives ending otherwise than the shapes that tell one, and names of nations beside "and".
var Adjectives = text.WordSet(`jewish israeli western american british french german chinese russian christian muslim shia sunni catholic islamic european african asian military civilian local foreign
	public private religious government diplomatic commercial cultural political economic national international domestic international small large big old new young armed masked unarmed
	semi-automatic automatic homemade improvised heavy light police strategic critical educational medical tourist crowded touristic busy`)

// Seats are heads of names that end with what they belong to: "the Museum of Belgium".
var Seats = text.WordSet(`museum university bank cathedral basilica church temple monastery mausoleum tomb statue obelisk hippodrome library academy parliament port airport theatre theater
	palace hospital school hall house tower gate bridge synagogue mosque shrine court college institute ministry`)

// Scouts are verbs of what attackers do to a place before they strike, whoever is named.
var Scouts = text.WordSet(`scouted reconnoitred reconnoitered cased`)
