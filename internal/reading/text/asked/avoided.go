package asked

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// What is to be avoided is told by the nouns that follow: "avoid the hot spots named above and any street gathering" tells two
// things to do with one verb.
var (
	crowdNouns = text.WordSet(`gathering gatherings crowd crowds crowded overcrowded demonstration demonstrations protest protests rally rallies march marches procession processions parade parades concert concerts
		festival festivals festivities celebration celebrations assembly assemblies sit-in sit-ins vigil vigils riot riots mob mobs throng throngs strikers pickets picket masses groups fixtures fairs carnival carnivals
		commemoration commemorations funerals event events congregations meetings busy congested marchers protesters demonstrators parties unrest rioters demos demo`)
	areaNouns = text.WordSet(`area areas vicinity neighbourhood neighborhood neighbourhoods neighborhoods district districts quarter quarters zone zones part parts place places site sites location locations spot spots
		hotspot hotspots venue venues surroundings premises building buildings installation installations facility facilities street streets road roads square squares plaza centre center downtown city town quarters
		hotel hotels resort resorts restaurant restaurants bar bars pub pubs cafe cafes café cafés club clubs nightclub nightclubs nightspots embassy embassies consulate consulates mission missions mosque mosques church churches
		temple temples synagogue synagogues shrine shrines chapel cathedral monastery compound compounds campus campuses university universities school schools border borders frontier coast beach beaches waterfront airport airports station stations terminal terminals
		port ports harbour harbor market markets bazaar bazaars mall malls supermarket supermarkets shops junction junctions intersection crossroads roundabout corridor region regions province provinces state states county island islands bridge bridges
		route routes highway highways checkpoint checkpoints roadblocks roadblock barricades barracks base bases camp camps prison prisons perimeter scene stadium stadiums arena park parks gate gates suburb suburbs outskirts township townships village villages
		parliament palace ministry ministries headquarters offices hospital hospitals cinema cinemas theatre theatres theater theaters casino landmarks attractions slum slums cordon cordons estate block blocks avenue boulevard valley hills mountains forest river lake museum museums monument monuments capital
		stops stop ferries ferry trains metro subway`)
	// crowding are words before a place that is full of people, particular places that are more than "places"
	crowding    = text.WordSet(`crowded overcrowded busy congested packed`)
	particular  = text.WordSet(`district districts quarter quarters street streets road roads square squares market markets mall malls station stations terminal terminals bar bars club clubs nightclubs restaurants restaurant hotels beaches beach neighbourhoods neighborhoods intersections junctions airports bazaars shops supermarkets centres centers mosques churches temples parks cafes cafés`)
	travelNouns = text.WordSet(`travel travels travelling traveling trip trips journey journeys movement movements driving commuting outings flights`)
	// peopleGather are words of a relative clause that say that people come together.
	peopleGather = text.WordSet(`gather gathers gathering congregate congregates assemble assembles meet people crowds`)
	// ends are words that end what is to be avoided and begin why, when or unless.
	avoidEnds = text.WordSet(`unless if because due as when whenever until till while since during after before although but except until so given owing should must is are was were will may can has have had`)
	// nextVerbs begin the next thing to do after a comma or "and".
	nextVerbs = text.WordSet(`avoid stay keep remain be follow monitor check listen carry report register enrol enroll leave take use do don't not exercise contact call plan allow expect have make let tell inform obey heed
		observe comply cooperate limit postpone review seek shelter move go maintain pay watch read sign vary notify close always never to staying keeping remaining following monitoring carrying reporting exercising maintaining lock return travel drive bring reconsider consider refrain ensure reply answer respond text ring phone telephone look change alter prepare rehearse update discuss think lay stock hold wear sleep lie hide change walk shop spend heighten raise join attend enter enrol submit put set save charge mind beware allow confirm agree arrange buy fill lower share send give pass hand speak write wait return book fly postpone defer delay cancel restrict reduce minimise minimize expect`)
	// kinds of place that are no place to go: where to stand, what to eat
	noPlace = text.WordSet(`windows window doors door glass drivers driver taxis taxi buses bus animals dogs birds water food alcohol discussion discussions politics contact eye jewellery jewelry valuables clothing photographs photography cash balcony balconies roofs rooftops speaking talking discussing wearing displaying carrying showing drawing attracting using eating drinking touching social suspect suspects `)
)

// Avoided reads the list of things after a verb of avoiding whose words are the tokens [from, k), and calls give for each kind of
// thing, which is the code of an action, with the tokens that tell it. placeAt reports whether a place is named at a token.
func Avoided(d *text.Doc, from, k int, placeAt func(int) bool, give func(code string, from, to int)) {
	crowd, area, travel, named, head, clause := false, false, false, false, false, false
	start, first := from, k
	away := d.Norm(k-1) == "from" && d.Norm(k-2) == "away" // whatever it is: "stay away from the strongroom"
	flush := func(end int) {
		switch {
		case crowd:
			give("avoid_gatherings", start, end)
		case travel:
			give("avoid_travel", start, end)
		case area || named || away && end > first && start == from:
			give("avoid_area", start, end)
		}
		crowd, area, travel, named, head, clause = false, false, false, false, false, false
	}
	end := d.Sents[d.Tokens[from].Sent].To
	for n := 0; k < end && n < 40; k, n = k+1, n+1 {
		t := &d.Tokens[k]
		switch {
		case t.Norm == "," || t.Norm == "and" || t.Norm == "or" || t.Norm == "&":
			next := k + 1
			for next < end && (d.Norm(next) == "and" || d.Norm(next) == "or" || d.Norm(next) == "to" || d.Norm(next) == "please" || d.Norm(next) == "also") {
				next++
			}
			if !nextVerbs.In(d, next) || d.Norm(next-1) == "," && d.Norm(next) == "to" {
				if crowd || area || travel || named {
					start0 := k + 1
					flush(k)
					start = start0
				}
				continue
			}
			flush(k)
			return
		case t.Kind == text.Punct && t.Norm != "'s" && t.Norm != "-" && t.Norm != "/" && t.Norm != "\"" && t.Norm != "“" && t.Norm != "”":
			flush(k)
			return
		case avoidEnds.Has(t):
			flush(k)
			return
		case noPlace.Has(t) && !area && !crowd && !named:
			return
		case crowdNouns.Has(t):
			// "the area of the demonstration" is an area; "areas with crowds" are crowds; "crowded markets" are places
			if crowding.Has(t) && (particular.In(d, k+1) || particular.In(d, k+2) && d.Tokens[k+1].Kind == text.Word && d.Norm(k+1) != "and" && d.Norm(k+1) != "or") || t.Norm == "gathering" && (d.Norm(k+1) == "places" || d.Norm(k+1) == "points" || d.Norm(k+1) == "spots") {
				continue
			}
			if !(area && d.Norm(k-1) == "the") && !(head && clause && !gathersClause(t)) {
				crowd = true
			}
		case (t.Norm == "where" || t.Norm == "that" || t.Norm == "which" || t.Norm == "named" || t.Norm == "mentioned" || t.Norm == "listed") && (area || named):
			clause, head = true, true
		case clause:
			if peopleGather.Has(t) {
				crowd = true
			}
		case travelNouns.Has(t):
			travel = !area && !named
		case areaNouns.Has(t):
			if n := d.Norm(k - 1); (t.Norm == "markets" || t.Norm == "market") && (n == "christmas" || n == "easter" || n == "street" || n == "night" || n == "flea") {
				crowd = true
				continue
			}
			area = true
		case t.Cap && t.Kind == text.Word && (placeAt(k) || !t.Upper && !t.First):
			named = true
		}
	}
	flush(min(k, end))
}

// gathersClause reports whether a word of a relative clause says that there are crowds there now or usually, and not that there
// was unrest once.
func gathersClause(t *text.Token) bool {
	switch t.Norm {
	case "unrest", "riot", "riots", "event", "events":
		return false
	}
	return true
}
