package holder

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// heads are the words that a title ends in or hangs on, with the class of who holds it. "?" after the class: it counts only with a name, with
// words that say of what, or of whom.
var heads = text.TableOf(
	text.Row[string]{Is: "ministry", Words: `minister ministers`},
	text.Row[string]{Is: "ministry?", Words: `secretary undersecretary under-secretary`},
	text.Row[string]{Is: "government", Words: `president premier chancellor governor gov. mayor prefect vice-president taoiseach tánaiste governor-general mayoress`},
	text.Row[string]{Is: "government?", Words: `king queen emir sultan prince councillor senator councilman congressman lawmaker administrator commissaire voivode lord`},
	text.Row[string]{Is: "police?", Words: `commissioner superintendent supt. supt inspector constable sheriff detective commander sergeant sgt. sgt officer chief`},
	text.Row[string]{Is: "military?", Words: `general colonel major admiral brigadier captain lieutenant gen. gen col. col maj. brig. lt. lt capt. marshal commodore major-general lieutenant-colonel lieutenant-general`},
	text.Row[string]{Is: "agency?", Words: `director head coordinator co-ordinator director-general boss adviser advisor chairman official ombudsman`},
	text.Row[string]{Is: "court", Words: `prosecutor prosecutor-general`},
	text.Row[string]{Is: "court?", Words: `attorney judge magistrate attorney-general`},
	text.Row[string]{Is: "embassy", Words: `ambassador consul`},
	text.Row[string]{Is: "embassy?", Words: `envoy chargé`},
	text.Row[string]{Is: "?", Words: `spokesman spokeswoman spokesperson spokespersons spokesmen`},
)

// bodies are offices and forces told by a common noun. "!" after the class: only as the last word of a name ("National Police Agency").
var bodies = text.TableOf(
	text.Row[string]{Is: "ministry", Words: `ministry`},
	text.Row[string]{Is: "police", Words: `police gendarmerie constabulary carabinieri gendarmes detectives garda gardaí guardia policía policia mossos ertzaintza rcmp nypd lapd psni`},
	text.Row[string]{Is: "military", Words: `army military navy`},
	text.Row[string]{Is: "government", Words: `government presidency prefecture administration kremlin palace cabinet`},
	text.Row[string]{Is: "court", Words: `prosecutors`},
	text.Row[string]{Is: "mission", Words: `mission`},
	text.Row[string]{Is: "authorities", Words: `authorities officials`},
	text.Row[string]{Is: "agency!", Words: `agency service bureau directorate centre center command authority office council department commission division unit board organisation organization committee directorate-general secretariat corps secretary-general coordinator administration inspectorate`},
)

// spokenFor are the words of both.
var spokenFor = heads.Words().Or(bodies.Words())

// fields say of what somebody is minister or chief, and what the fields of one office have in common.
var fields = text.TableOf(
	text.Row[string]{Is: "interior", Words: `interior home internal`},
	text.Row[string]{Is: "foreign", Words: `foreign external state affairs`},
	text.Row[string]{Is: "defence", Words: `defence defense war`},
	text.Row[string]{Is: "security", Words: `security safety counter-terrorism counterterrorism anti-terrorism antiterrorism anti-terror`},
	text.Row[string]{Is: "justice", Words: `justice`},
	text.Row[string]{Is: "police", Words: `police policing`},
	text.Row[string]{Is: "prime", Words: `prime`},
	text.Row[string]{Is: "health", Words: `health medical`},
	text.Row[string]{Is: "education", Words: `education`},
	text.Row[string]{Is: "transport", Words: `transport transportation aviation`},
	text.Row[string]{Is: "tourism", Words: `tourism culture sports sport antiquities`},
	text.Row[string]{Is: "finance", Words: `finance treasury economy trade`},
	text.Row[string]{Is: "information", Words: `information communications broadcasting media`},
	text.Row[string]{Is: "emergencies", Words: `emergencies emergency disaster crisis`},
	text.Row[string]{Is: "labour", Words: `labour labor manpower immigration migration overseas`},
)

// before are further words that stand before the head of a title or a body and belong to it.
var before = text.WordSet(`acting deputy vice assistant chief senior junior union regional provincial district city town county local presidential first press caretaker interim outgoing incumbent public national federal state
	principal permanent army military ministry government embassy consulate consular navy force services presidential parliamentary cabinet crown general attorney inspector special intelligence municipal royal metropolitan
	european intelligence criminal investigation investigative domestic transitional civil riot border traffic tourist region metro capital cabinet commerce independent coordinating high lieutenant major brigadier
	director-general chief-of-staff detective sergeant superintendent inspector sub-prefect shadow governor's president's mayor's prefect's premier's chancellor's prosecutor's prosecutors bureau's staff squad counter-terror terrorism bomb antiterror party fire brigade pentagon kremlin coordination counterintelligence`)

// after are words that may follow "of" or "for" in a title without a capital.
var after = text.WordSet(`the and for of interior affairs police foreign home defence defense security justice public safety national state internal external european staff counter-terrorism counterterrorism anti-terrorism policing intelligence
	operations investigations investigation health tourism transport education information regional department ministry army military navy force forces service services agency bureau division unit squad command office embassy
	consulate mission government prosecutor's prosecutors governor president city region province district county criminal cooperation international trade federal local authority authorities directorate interior's terrorism
	emergencies emergency crisis special command commission bureau's city's country's province's state's provincial homeland crime`)

// particles stand inside names of people.
var particles = text.WordSet(`bin ibn al el de van von der den da dos das di del la le ten ter ould abu ag y e`)

// small words that begin sentences and are no part of a title or a name.
var small = text.WordSet(`on in at by for the a an and but as when while after before because although though however then meanwhile yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday
	january february march april may june july august september october november december since from to of with that this these those his her its their our your my he she it they we you i who which what
	overnight earlier later according both all some many most no not only also still even if until under over near our said says so there here mr mr. mrs mrs. ms ms. dr dr. sir new other another one two three four five six several`)

// honorifics stand before a name that was told in full before.
var honorifics = text.WordSet(`mr mr. mrs mrs. ms ms. dr dr. sir dame lord prof. professor gen. general colonel col. president minister governor mayor premier chancellor sheikh`)

// gone are words before a title of one who no longer holds it or may hold it.
var gone = text.WordSet(`former ex late one-time onetime would-be then-candidate candidate ex-`)
