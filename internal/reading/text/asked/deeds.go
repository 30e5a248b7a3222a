package asked

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// What people are told to do in words that no phrase of the tables has is read from the verb and from what the nouns beside it stand for:
// "look under your car", "ring your mother" and "take a new way to the office" are told apart by watching, family and ways.

// deed is what a verb of a command does.
type deed uint8

const (
	going    deed = iota + 1 // go, visit, enter, cross
	leaving                  // leave, depart
	staying                  // stay, remain, be
	watching                 // watch, look, notice
	telling                  // tell, ring, report
	heeding                  // obey, follow
	planning                 // review, prepare
	having                   // carry, have, keep
	changing                 // vary, change
	joining                  // register, sign
	holding                  // postpone, cancel
	ensuring                 // make sure, see that
	hiding                   // shelter, hide, lock
	showing                  // display, wear, mention
	hearing                  // listen, read, consult
	shunning                 // avoid, skip
	using                    // use, take, choose
	thinking                 // consider, weigh
)

var deeds = text.TableOf(
	text.Row[deed]{Is: going, Words: `go come visit enter approach attend join cross drive walk travel venture return head move proceed frequent gather assemble congregate linger loiter wander stroll roam swim sail fly ride board participate mingle set stray
		meet stop park queue watch-parties photograph film drawn get eat drink dine shop pray worship undertake embark pass climb camp hike transit`},
	text.Row[deed]{Is: leaving, Words: `leave depart exit quit evacuate vacate relocate withdraw flee`},
	text.Row[deed]{Is: staying, Words: `stay remain be wait await sleep keep stand steer lie blend behave act dress spend`},
	text.Row[deed]{Is: watching, Words: `watch look notice mind observe scan inspect search eye pay beware heighten sharpen raise exercise treat regard post`},
	text.Row[deed]{Is: telling, Words: `tell inform ring call phone telephone text let notify alert contact message reply answer respond dial pass give send share report disclose speak write reach mail e-mail email warn advise communicate point hand submit volunteer agree arrange relay reassure show leave-word`},
	text.Row[deed]{Is: heeding, Words: `obey follow heed comply cooperate co-operate do respect abide adhere accept submit conform permit allow expect undergo tolerate`},
	text.Row[deed]{Is: planning, Words: `review re-examine reexamine re-read reread rehearse prepare draw develop update revise revisit reassess re-assess rethink examine discuss devise work stock identify locate assess evaluate renew practise practice go-over refresh brush`},
	text.Row[deed]{Is: having, Words: `carry have bring hold wear take`},
	text.Row[deed]{Is: changing, Words: `vary change alter switch alternate shift modify break rotate randomise randomize mix`},
	text.Row[deed]{Is: joining, Words: `register enrol enroll sign subscribe record log enter add list lodge`},
	text.Row[deed]{Is: holding, Words: `postpone defer delay cancel put limit restrict reduce minimise minimize curtail reconsider suspend shelve confine cut forgo forego rearrange reschedule ration keep-down restrain`},
	text.Row[deed]{Is: ensuring, Words: `make ensure see check verify confirm`},
	text.Row[deed]{Is: hiding, Words: `shelter hide lock barricade bolt seek find duck crouch take-cover close shut`},
	text.Row[deed]{Is: showing, Words: `display mention wear flaunt attract draw advertise publicise publicize reveal`},
	text.Row[deed]{Is: hearing, Words: `listen read consult monitor track tune rely study`},
	text.Row[deed]{Is: shunning, Words: `avoid skip shun bypass refrain abstain desist dodge evade sidestep`},
	text.Row[deed]{Is: using, Words: `use choose pick find plan select`},
	text.Row[deed]{Is: thinking, Words: `consider think weigh ponder reflect decide judge`},
)

// things are what nouns (and a few other words) of a command stand for.
type things uint32

const (
	crowd things = 1 << iota
	area
	travel
	home
	news
	force
	kin
	phone
	mission
	papers
	plans
	ways
	odd
	hotline
	register
	around // surroundings, what goes on
	guard  // eyes, guard, caution
	out    // outside, outdoors
	roads
	night
	same
	sight // attention, profile
	orders
	know // know, reach, informed
	sure // up to date, in order, charged, valid
	risk
	country
	cover
	named
)

var kinds = []struct {
	is  things
	set text.Set
}{
	{crowd, crowdNouns}, {area, areaNouns},
	{travel, text.WordSet(`travel travels trip trips journey journeys movement movements outing outings errand errands tour tours excursion excursions visit visits holiday holidays flights flight driving travelling traveling commuting pilgrimage pilgrimages cruise cruises missions itineraries`)},
	{home, text.WordSet(`home homes house houses indoors inside hotel hotels room rooms residence residences apartment apartments lodgings lodging accommodation compound compounds dwelling villa flat flats hostel dormitory quarters`)},
	{cover, text.WordSet(`shelter shelters cover refuge basement basements cellar cellars bunker bunkers windowless stairwell underground inner interior`)},
	{news, text.WordSet(`news media radio radios television tv press newspapers newspaper broadcasts broadcast bulletin bulletins update updates developments situation announcements stations twitter facebook telegram whatsapp headlines forecasts channels website websites feeds feed page pages social reports advisories`)},
	{force, text.WordSet(`police policemen policeman soldiers soldier officers officer authorities authority army gendarmes gendarmerie guards guard constable constables officials marshals wardens rangers lifeguards stewards personnel security troops military sheriff garda gardaí detectives investigators staff masters`)},
	{orders, text.WordSet(`order orders instruction instructions direction directions rule rules regulation regulations curfew curfews searches search checks inspections screening checkpoint checkpoints roadblocks controls restrictions measures ban bans guidance command commands lockdown request requests directives warnings signs`)},
	{kin, text.WordSet(`family families relatives relative friends friend parents parent kin relations spouse employer employers host hosts colleagues colleague someone somebody mother father wife husband children neighbours neighbors reception receptionist people-at-home contact-person loved companions sponsor office supervisor landlord roommate`)},
	{phone, text.WordSet(`phone phones cellphone cellphones telephone telephones mobile mobiles cell number numbers battery batteries charger handset handsets messages message text texts sms calls line radio radios communications`)},
	{mission, text.WordSet(`embassy embassies consulate consulates consular mission commission ambassador warden's wardens duty us`)},
	{papers, text.WordSet(`passport passports identification id ids papers document documents permit permits card cards licence license visa visas identity documentation`)},
	{plans, text.WordSet(`plan plans arrangements contingency contingencies preparedness procedures precautions preparations security safety emergency evacuation exit exits escape kit`)},
	{ways, text.WordSet(`route routes routine routines time times hour hours schedule schedules timetable timetables habits habit way ways pattern patterns itinerary itineraries commute departure path paths day days streets`)},
	{odd, text.WordSet(`anything anyone anybody something suspicious odd strange unusual bag bags luggage baggage parcel parcels package packages vehicle vehicles car cars stranger strangers object objects behaviour behavior information tip tips film pictures footage sighting sightings whoever witness witnesses saw seen knows rumours abandoned unattended unusual out-of-place ordinary wrong incidents incident approach approaches suspect suspects extremist radicalised radicalized loitering craft video videos photographs dashcam knowledge amiss`)},
	{hotline, text.WordSet(`hotline hotlines tip-line tipline crimestoppers stoppers helpline number numbers 999 112 911 110 114 192 1717 191 017 network anti-terrorist centre`)},
	{register, text.WordSet(`registration registrations register registered step smartraveller safetravel elefand ariane rocks rocb list database portal enrolment enrollment registry travelregistration entry roster e-register travelsmart details`)},
	{around, text.WordSet(`surroundings around environment goes happens happening neighbours surrounding`)},
	{guard, text.WordSet(`eyes eye guard caution cautious vigilance vigilant care careful alert alertness watchful attention observant wary attentive aware awareness lookout lookouts wits ears toes mindful prudence prudent`)},
	{out, text.WordSet(`outside outdoors out abroad`)},
	{roads, text.WordSet(`road roads highway highways motorway motorways street streets overland bus buses train trains vehicle taxi taxis car cars convoy`)},
	{night, text.WordSet(`night nights nightfall dark dusk sunset darkness after-dark evening evenings midnight`)},
	{same, text.WordSet(`same fixed regular set usual predictable predictability habit routine routines identical different another new irregular`)},
	{sight, text.WordSet(`attention profile conspicuous conspicuously inconspicuous low yourself themselves noticed noticeable flag flags symbols insignia nationality wealth jewellery jewelry valuables uniform uniforms badges private secret`)},
	{know, text.WordSet(`know knows reach reached reachable informed know-how whereabouts inform posted hear hears learn contact touch found located aware`)},
	{sure, text.WordSet(`date valid charged current order ready correct complete working`)},
	{risk, text.WordSet(`risk risks threat danger crime`)},
	{country, text.WordSet(`country nation kingdom republic territory homeland`)},
}

// kindsOf are the kinds of a word.
var kindsOf = func() (m text.Masks[things]) {
	for i := range kinds {
		m.Add(kinds[i].is, kinds[i].set)
	}
	return m
}()

var (
	// modal verbs, and what stands like one, before what people are to do
	modals = text.WordSet(`should must ought shall please kindly let's`)
	// fillers may stand between a word of asking and the verb.
	fillers = text.WordSet(`to also always then therefore instead still nevertheless nonetheless please kindly and either at all times once immediately now not never do don't no be-sure just only simply accordingly however first as far possible account circumstances any attempt try trying`)
	// offices that are told what to do are not people
	bodies = text.WordSet(`government governments authorities police army court courts state states president parliament minister ministry forces troops airlines company companies schools operators it he she this that which they`)
	// forbids are verbs whose object may not do what follows.
	forbids    = text.WordSet(`forbid forbids forbidden forbade forbidding prohibit prohibits prohibited prohibiting bars barred banned`)
	whoWords   = text.WordSet(`you we citizens nationals americans britons canadians australians zealanders everyone everybody residents people travellers travelers visitors staff employees personnel families personnel members public nobody person citizen they`)
	clauseEnds = text.WordSet(`because since although unless though whereas but`)
	reportIf   = text.WordSet(`see sees saw seen notice notices noticed know knows known witness witnesses witnessed spot spots spotted observe hear heard information suspicious strange odd unusual footage pictures film something anything worries worried recognise recognises recognize`)
)

// Deeds calls give with the code of each thing that a sentence of English tells people to do in plain verbs, and with the tokens that
// tell it. placeAt reports whether a place is named at a token.
func Deeds(d *text.Doc, sent int, placeAt func(int) bool, give func(code string, from, to int)) {
	st := &d.Sents[sent]
	k := st.From
	for k < st.To && (d.Tokens[k].Kind != text.Word || len(d.Tokens[k].Norm) < 4 && d.Norm(k+1) == ")") {
		k++
	}
	// at the beginning a verb may stand: "Avoid", "1) not to go out"; told: something was asked before; sure: a word of asking opened
	open, told, sure, not, from := true, false, false, false, k
	first, when, asks := k, settings.In(d, k), -1
	for ; k < st.To; k++ {
		t := &d.Tokens[k]
		if open {
			if filler(d, k) {
				switch t.Norm {
				case "not", "never", "don't", "no":
					not = true
				}
				continue
			}
			open = false
			v, ok := deeds.Of(t)
			if ok = ok && verbHere(d, k, st); ok {
				end := clauseEnd(d, k+1, st.To)
				if code := codeOf(d, v, not, k, end, st, placeAt); code != "" {
					give(code, k, end)
				}
			} else if not && k == first+1 && d.Norm(first) == "no" { // "No road missions beyond PK9"
				if code := forbidden(of(d, k, clauseEnd(d, k, st.To), never)); code != "" {
					give(code, first, clauseEnd(d, k, st.To))
				}
			}
			told, not, sure = told || sure || ok, false, false
		}
		switch {
		case t.Norm == ":" || t.Norm == ";":
			open, from = told || t.Norm == ":", k+1
		case t.Norm == "," && when:
			open, when, from = true, false, k+1
		case t.Norm == "," || t.Norm == "and" || t.Norm == "or" || t.Norm == "but":
			if told {
				x := k + 1
				for x < st.To && (filler(d, x) || t.Norm == "," && d.Norm(x) == "and") {
					x++
				}
				if _, ok := deeds.Of(tokenAt(d, x)); ok && x < st.To && verbHere(d, x, st) {
					open, from = true, k+1
				}
			}
		case modals.Has(t):
			if s := subject(d, k, from); !bodies.In(d, s) || d.Norm(s) == "they" && told {
				open, sure = true, true
			}
		case forbids.Has(t):
			asks = k
		case asking.Has(t) || askedOf.Has(t) && k > st.From:
			if asking.Has(t) || beWord(d, k-1) || beWord(d, k-2) {
				asks = k
			}
		case t.Norm == "to" && asks >= 0 && k-asks < 14:
			open, sure, not = true, true, d.Norm(k-1) == "not" || d.Norm(k-1) == "never" || forbids.In(d, asks)
		case (t.Norm == "wish" || t.Norm == "want" || t.Norm == "need") && (d.Norm(k-1) == "may" || t.Norm == "need" && d.Norm(k+1) == "to" && whoWords.In(d, k-1)):
			open, sure = true, true
		case t.Norm == "may" && d.Norm(k+1) == "not":
			if s := subject(d, k, from); whoWords.In(d, s) {
				open, sure = true, true
			}
		case t.Norm == "that" && asks >= 0 && k-asks < 8:
			for x := k + 1; x < st.To && x < k+7; x++ {
				if whoWords.In(d, x) || d.Tokens[x].Cap && d.Norm(x)[len(d.Norm(x))-1] == 's' {
					if _, ok := deeds.Of(tokenAt(d, x+1)); ok || filler(d, x+1) {
						open, sure = true, true
						k = x
						break
					}
				}
			}
		}
	}
}

// filler reports whether a word may stand between a word of asking and the verb.
func filler(d *text.Doc, k int) bool {
	t := tokenAt(d, k)
	switch t.Norm {
	case ")", "(": // the number of a step
		return true
	case "on", "under": // "on no account", "under no circumstances"
		return d.Norm(k+1) == "no"
	case "at":
		return d.Norm(k+1) == "all" || d.Norm(k+1) == "once"
	}
	return fillers.Has(t) || t.Kind == text.Number && d.Norm(k+1) == ")" || len(t.Norm) > 4 && t.Norm[len(t.Norm)-2:] == "ly"
}

// forbidden is the action where there is to be none of some things.
func forbidden(is things) string {
	switch {
	case is&crowd != 0:
		return "avoid_gatherings"
	case is&(travel|mission) != 0 && is&(travel|roads) != 0:
		return "avoid_travel"
	}
	return ""
}

func tokenAt(d *text.Doc, i int) *text.Token {
	if i >= len(d.Tokens) {
		return &text.Token{}
	}
	return &d.Tokens[i]
}

func beWord(d *text.Doc, i int) bool {
	switch d.Norm(i) {
	case "are", "is", "were", "was", "been", "be", "being":
		return true
	}
	return false
}

// subject is the last word before the modal verb at token k that is no adverb.
func subject(d *text.Doc, k, from int) int {
	for k--; k > from && (d.Norm(k) == "also" || d.Norm(k) == "therefore" || d.Norm(k) == "nevertheless" || d.Norm(k) == "still"); k-- {
	}
	return k
}

// verbHere reports whether the word at token k, which may be a noun too, stands as a verb.
func verbHere(d *text.Doc, k int, st *text.Sentence) bool {
	switch d.Norm(k + 1) {
	case "of", "'s", "is", "are", "was", "were", "has", "have", "had", "will":
		return d.Norm(k) == "be" || d.Norm(k) == "have" || d.Norm(k) == "beware"
	}
	return !d.Tokens[k].Cap || k == st.From || d.Tokens[k].First || st.Bullet || st.Section == text.Actions || !d.SameSent(k-1, k) || d.Tokens[k-1].Kind != text.Word
}

// clauseEnd is the end of what the verb before token k is told of: a semicolon, or a comma or "and" that the next verb follows.
func clauseEnd(d *text.Doc, k, end int) int {
	for x := k; x < end; x++ {
		t := &d.Tokens[x]
		switch {
		case t.Norm == ";" || t.Norm == ":" || t.Norm == "." || t.Norm == "—" || t.Norm == "–":
			return x
		case t.Norm == "," || t.Norm == "and" || t.Norm == "or":
			n := x + 1
			for n < end && (filler(d, n) && d.Norm(n) != "no") {
				n++
			}
			if _, ok := deeds.Of(tokenAt(d, n)); ok && n < end && verbHere(d, n, &d.Sents[d.Tokens[k].Sent]) {
				return x
			}
		case clauseEnds.Has(t) && x > k+1:
			return x
		}
	}
	return end
}

// of are the things that the tokens [from, to) name.
func of(d *text.Doc, from, to int, placeAt func(int) bool) (is things) {
	for k := from; k < to; k++ {
		t := &d.Tokens[k]
		is |= kindsOf.Of(t)
		if t.Cap && t.Kind == text.Word && placeAt(k) {
			is |= named
		}
	}
	return is
}

// codeOf is the action that verb v at token k, with the words up to end, tells people to take; "" when it is none.
func codeOf(d *text.Doc, v deed, not bool, k, end int, st *text.Sentence, placeAt func(int) bool) string {
	is := of(d, k+1, end, placeAt)
	has := func(t things) bool { return is&t != 0 }
	w, next := d.Norm(k), d.Norm(k+1)
	no := not
	if !no && k+2 < end && next == "no" {
		no = true
	}
	switch v {
	case going:
		switch {
		case no && (w == "dine" || w == "eat" || w == "drink") && next == "out":
			return "avoid_area"
		case w == "get" && (next == "out" || next == "away"):
			if has(country) {
				return "leave_country"
			}
			return "leave_area"
		case w == "get" && d.Norm(k+2) == "touch" && has(kin):
			return "keep_contact"
		case w == "come" && next == "away", w == "move" && (next == "elsewhere" || next == "away" || next == "out"), w == "go" && next == "elsewhere":
			return "leave_area"
		case w == "go" && next == "over" && has(plans):
			return "review_plans"
		case w == "go" && next == "where" && has(crowd):
			return "avoid_gatherings"
		case !no:
			if w == "travel" || w == "drive" || w == "go" || w == "move" || w == "set" || w == "walk" {
				for x := k + 1; x < end; x++ {
					if n := d.Norm(x); n == "only" || n == "daylight" {
						return "avoid_travel"
					}
				}
			}
			return ""
		case w == "photograph" || w == "film" || w == "drink":
			return ""
		case w == "set" && next == "foot":
			if has(out) {
				return "shelter"
			}
			return "avoid_area"
		case has(crowd) && !(has(area) && w != "get" && w != "drawn"):
			return "avoid_gatherings"
		case next == "out" || next == "outside" || next == "outdoors":
			return "shelter"
		case has(night) && (w == "go" || w == "drive" || w == "travel" || w == "walk" || w == "move"):
			return "avoid_travel"
		case has(area|named) && (w != "travel" || !has(named)) && w != "undertake", next == "near", next == "anywhere" && d.Norm(k+2) == "near":
			return "avoid_area"
		case w == "travel" || w == "undertake" || w == "drive" || w == "embark":
			return "avoid_travel"
		}
	case leaving:
		switch {
		case has(home) && !no:
			for x := k + 1; x < end; x++ {
				if n := d.Norm(x); n == "only" {
					return "avoid_travel"
				}
			}
		case no && has(home):
			return "shelter"
		case no:
			return ""
		case has(country):
			return "leave_country"
		}
	case staying:
		switch {
		case w == "be" && no && has(roads) && (next == "on" || next == "in"):
			return "shelter"
		case w == "be" && no:
			return ""
		case w == "lie" && next == "low", w == "blend":
			return "keep_low_profile"
		case w == "keep" && has(sight) && (next == "your" || next == "their") && !has(papers):
			return "keep_low_profile"
		case w == "keep" && has(ways) && has(same) && (no || has(same) && d.Norm(end-1) == "irregular" || next == "to" && d.Norm(k+2) == "no"):
			return "vary_routes"
		case (w == "keep" || w == "stay" || w == "remain") && has(know) && has(kin|mission):
			return "keep_contact"
		case w == "keep" && has(phone) && (has(sure) || next == "a" || next == "your"):
			return "keep_contact"
		case w == "keep" && next == "yourself" && has(news|know):
			return "monitor_media"
		case (w == "stay" || w == "keep" || w == "steer" || w == "stand") && (next == "out" || next == "clear" || next == "away" || next == "off"):
			if has(crowd) && !has(area) {
				return "avoid_gatherings"
			}
			if has(area | named) {
				if next == "off" && has(roads) && !has(named) {
					return "shelter"
				}
				return "avoid_area"
			}
		case has(guard) && !not && (w == "be" || w == "stay" || w == "remain" || w == "keep"):
			return "stay_alert"
		case (w == "stay" || w == "remain" || w == "wait" || w == "keep" && (next == "in" || next == "inside" || next == "indoors" || next == "within")) && has(home|cover) && !no:
			return "shelter"
		}
	case watching:
		switch {
		case no:
			return ""
		case w == "pay" && !has(guard|orders), w == "raise" && !has(guard), w == "exercise" && !has(guard), w == "treat" && !has(odd):
			return ""
		case (w == "look" || w == "search") && (next == "for" || next == "at" || next == "over" || next == "again" || next == "through") && has(plans|travel) && !has(odd):
			return "review_plans"
		case w == "post":
			if has(guard) {
				return "stay_alert"
			}
			return ""
		case w == "pay" && has(force) && has(orders):
			return "follow_authorities"
		case w == "observe" && has(orders):
			return "follow_authorities"
		case has(news) && !has(odd):
			return "monitor_media"
		case has(guard|around|odd) || w == "look" && (next == "out" || next == "around" || next == "about" || next == "behind"):
			return "stay_alert"
		}
	case telling:
		return toldWhom(d, w, no, is, k, end, st)
	case heeding:
		switch {
		case no:
			return ""
		case w == "do":
			for x := k + 1; x < end && x < k+4; x++ {
				if n := d.Norm(x); (n == "as" || n == "what" || n == "whatever" || n == "everything") && has(force) {
					return "follow_authorities"
				}
			}
			return ""
		case w == "follow" && has(news) && !has(force):
			return "monitor_media"
		case w == "allow" || w == "permit" || w == "expect" || w == "accept" || w == "tolerate" || w == "undergo":
			if has(orders) && has(force) && w != "expect" && w != "allow" {
				return "follow_authorities"
			}
			return ""
		case has(force | orders):
			return "follow_authorities"
		}
	case planning:
		switch {
		case no:
			return ""
		case has(register) && (w == "update" || w == "renew" || w == "review"):
			return "enroll"
		case has(papers) && !has(plans):
			return ""
		case has(plans) && !(w == "draw" && has(sight)):
			return "review_plans"
		case w == "review" || w == "re-examine" || w == "reexamine" || w == "rehearse":
			return "review_plans"
		}
	case having:
		switch {
		case no && has(ways) && has(same):
			return "vary_routes"
		case no:
			return ""
		case has(papers) && (w == "carry" || withYou(d, k, end)):
			return "carry_id"
		case w == "have" && has(news) && !has(papers):
			return "monitor_media"
		case w == "have" && has(plans) && !has(papers):
			return "review_plans"
		case w == "take" && has(ways|roads) && has(same) && !has(papers):
			return "vary_routes"
		case w == "take" && has(cover):
			return "shelter"
		case w == "take" && has(guard):
			return "stay_alert"
		case w == "take" && has(orders) && has(force):
			return "follow_authorities"
		}
	case changing:
		switch {
		case no:
			return ""
		case has(ways):
			return "vary_routes"
		}
	case joining:
		switch {
		case no && w != "register":
			return ""
		case w == "register" || w == "enrol" || w == "enroll":
			if d.Norm(k+1) == "any" || has(odd) {
				return ""
			}
			return "enroll"
		case (w == "sign" || w == "subscribe" || w == "log") && (next == "on" || next == "up" || next == "in" || next == "to"):
			return "enroll"
		case has(register):
			return "enroll"
		case w == "enter" && no && has(area|named):
			return "avoid_area"
		}
	case holding:
		switch {
		case no:
			return ""
		case has(crowd) && !has(travel) && w != "put" && w != "limit" && w != "reduce" && w != "cut":
			return "avoid_gatherings"
		case has(travel) && (w != "put" || next == "off" || d.Norm(end-1) == "off" || d.Norm(k+2) == "off" || d.Norm(k+3) == "off"):
			return "avoid_travel"
		case w == "put" && d.Norm(k+2) == "off":
			return "avoid_travel"
		}
	case ensuring:
		if w == "make" && no && has(sight) && !has(plans) {
			return "keep_low_profile"
		}
		if no || w == "make" && next != "sure" && next != "certain" && !(has(plans) && next != "use") || w == "see" && next != "that" && next != "to" && next != "it" {
			return ""
		}
		switch {
		case has(register) && !has(phone|kin):
			return "enroll"
		case has(know) && has(kin), has(phone) && has(sure|know), has(mission) && has(phone) && (w != "check"):
			return "keep_contact"
		case has(plans) && !has(papers):
			return "review_plans"
		case has(news) && w == "check":
			return "monitor_media"
		case w == "check" && has(odd) && !has(papers):
			return "stay_alert"
		}
	case hiding:
		switch {
		case no:
			return ""
		case (w == "find" || w == "seek") && !has(cover):
			return ""
		case (w == "close" || w == "shut" || w == "lock" || w == "bolt") && !has(home):
			return ""
		case w == "lock" && has(roads):
			return ""
		}
		return "shelter"
	case showing:
		if has(sight) && (no || d.Norm(k+1) == "as" && d.Norm(k+2) == "little" || d.Norm(k+1) == "little") {
			return "keep_low_profile"
		}
	case hearing:
		switch {
		case no:
			return ""
		case w == "listen" && has(force) && !has(news):
			return "follow_authorities"
		case has(news):
			return "monitor_media"
		}
	case shunning:
		switch {
		case has(ways) && has(same):
			return "vary_routes"
		case has(crowd) && !has(area):
			return "avoid_gatherings"
		}
	case using:
		switch {
		case !no && has(ways) && (has(area) || d.Norm(k+2) == "alternative" || next == "alternative"):
			return "avoid_area"
		case !no && has(ways|roads) && has(same) && w != "plan":
			return "vary_routes"
		case no && has(ways) && has(same):
			return "vary_routes"
		case no && has(roads):
			return "avoid_travel"
		}
	case thinking:
		switch {
		case no:
			return ""
		case next == "leaving" || next == "departing" || next == "departure":
			if has(area) {
				return "leave_area"
			}
			return "leave_country"
		case next == "moving" || next == "relocating":
			return "leave_area"
		case has(plans) && !has(travel):
			return "review_plans"
		case has(travel) && (next == "postponing" || next == "deferring" || next == "whether"):
			return "avoid_travel"
		case w == "think" && (next == "twice" || next == "again" || next == "hard") && has(area|named):
			return "avoid_area"
		}
	}
	return ""
}

// withYou reports whether what is had is to be at hand: "with you", "on your person", "at all times", "whenever you go out".
func withYou(d *text.Doc, k, end int) bool {
	for ; k < end; k++ {
		switch d.Norm(k) {
		case "with", "on":
			switch d.Norm(k + 1) {
			case "you", "them", "themselves", "yourself", "your", "their", "hand", "him", "her":
				return true
			}
		case "times", "wherever", "whenever", "always", "handy":
			return true
		}
	}
	return false
}

// toldWhom is what a verb of telling is for: suspicious things go to the police, one's whereabouts to one's family.
func toldWhom(d *text.Doc, w string, no bool, is things, k, end int, st *text.Sentence) string {
	has := func(t things) bool { return is&t != 0 }
	switch w {
	case "let":
		if no && d.Norm(k+2) == "be" && has(crowd) {
			return "avoid_gatherings" // "do not let yourself be drawn into crowds"
		}
	case "reach":
		if no && has(area) {
			return "avoid_area"
		}
		return ""
	case "show", "leave-word", "agree", "arrange", "point", "submit":
		if (w == "agree" || w == "arrange") && !no && has(kin) && !has(plans) {
			return "keep_contact"
		}
		if w != "show" {
			break
		}
		switch {
		case no && has(sight):
			return "keep_low_profile"
		case has(papers):
			return "carry_id"
		case has(guard):
			return "stay_alert"
		}
		return ""
	case "give":
		if d.Norm(k+1) == "up" && has(area|named) {
			return "avoid_area"
		}
		if d.Norm(k+1) == "some" || d.Norm(k+1) == "thought" {
			for x := k + 2; x < end; x++ {
				if n := d.Norm(x); n == "leaving" || n == "departing" || n == "departure" {
					return "leave_country"
				}
			}
			return ""
		}
		if !has(odd) {
			return ""
		}
	case "pass", "send", "share", "hand":
		if !has(odd|kin|mission) || has(mission|kin) && !has(phone|know|odd) {
			return ""
		}
	case "answer", "reply", "respond":
		if has(mission|kin) && has(phone) && !no {
			return "keep_contact"
		}
		return ""
	}
	if no {
		return ""
	}
	tip := has(odd)
	if !tip && has(force|hotline) {
		for x := st.From; x < st.To; x++ {
			if reportIf.In(d, x) {
				tip = true
				break
			}
		}
	}
	switch {
	case tip && (has(force|hotline|mission) || w == "report"):
		return "report"
	case tip && has(odd) && w != "call" && w != "let" && !has(kin) && (w == "dial" || w == "ring" || w == "pass" || w == "share" || w == "disclose"):
		return "report"
	case w == "report" && has(kin):
		return "keep_contact"
	case has(kin):
		return "keep_contact"
	case has(mission) && has(know|phone) && w != "call" && w != "ring" && w != "telephone" && w != "phone" && w != "dial" && w != "contact" && w != "write" && w != "speak" && w != "email" && w != "e-mail":
		return "keep_contact"
	case (w == "call" || w == "ring" || w == "phone" || w == "text" || w == "telephone" || w == "write") && d.Norm(k+1) == "home":
		return "keep_contact"
	}
	return ""
}

func never(int) bool { return false }
