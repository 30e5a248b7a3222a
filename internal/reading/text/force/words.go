package force

import "github.com/tocsin-hub/tocsin/internal/reading/text"

var (
	// deeds are verbs of policing, searching, asking and fighting back, in the forms that stand behind a subject.
	deeds = text.WordSet(`helping helped rappelled dug swapped replaced treating joined join questioning surrounded surround cordoned cordon sealed seal stormed storm responded respond responding evacuated evacuate evacuating arrested arrest arresting detained detain detaining killed kill killing launched launch rushed rush
		deployed deploy deploying bringing exchanged exchanging tracking tracked hunting hunted hunt searching searched search ended end freed free freeing rescued rescue rescuing retook retake battled battling fought fight fighting repelled repel secured secure raided raid raiding
		seized seize seizing found find discovered recovered recover combing combed comb pursuing pursued chasing chased overpowered overpower subdued intervened intervene shot stopped stop disarmed defused defuse scouring scoured sent
		reinforced imposed cleared clear clearing halted engaged trying negotiating negotiated foiled foil thwarted prevented pushed dispersed disperse dispersing fired firing used using picked pick rounded took taken take nabbed led captured capture
		tackled quelled restored restore returned patrolling patrol patrolled patrols blocked blocking tightened stepped stepping stepped-up controlled contained investigating investigate investigated investigates questioned questioning interviewing identified mounted mount
		conducted conduct conducting carried carrying arrived arrive called mobilised mobilized looking treating treat treats treated probing probe holding hold held working destroyed neutralised neutralized eliminated gunned apprehended apprehend nab
		confiscated confiscate smashed broke break broken dismantled dismantle dismantling intercepted intercept trapped cornered besieged flushed escorted guarded clashed clash erected disposal poured entered closed close closing reopened manned set-up burst dragged
		removed checking checked sifting examining examined inspecting interrogating interrogated wrestled pinned tasered charged declared lured caught catch uncovered averted blew detonated collected gathered withdrew retreated advanced
		drawn drew thrown threw ringed encircled encircle swooped swoop swooping moved moving move opened opening released releasing published publish issued appealing appealed seeking seek seeks sought named naming identifying circulated
		interviewed interview piecing pieced analysing analyzing studying studied reviewing reviewed exhumed retrieved retrieve salvaged sweeping swept flooded flooding descended converged massed headed hurried raced
		fanned spread saturated erecting blocked barricaded isolated evicted expelled drove driven beat beaten chased routed crushed cracked disrupted disrupting bombarded bombed shelled pounded struck brought sees made
		rounding seizing detecting detected averting disabled disarm disarming disposed destroying recaptured recapturing regained regaining regain reasserted retaking freed liberated liberating airlifted ferried landed parachuted boarded board boarding
		handcuffed bundled extracted hauled marched wrested gained gaining stood standing stand keeping kept watching watch guarding guard protecting protect escorting tracked traced trace tracing followed linked
		located cut foiling stripped tapped monitored watched observed suspect suspects suspected quizzed grilled summoned charged indicted extradited deported fingerprinted photographed sampled tested probed taking looks
		clearing clears cordoning establishing established restoring tightening boosting boosted increased increasing doubled raised drafted activated alerted opening trying tried try`)
	// watches are deeds of those who only stand by for what may come.
	watches = text.WordSet(`guard patrol protect watch stand keep remain stay step increase tighten hold be deploy`)
	// between are words passed over between a force and what it does.
	between = text.WordSet(`have has had are is were was be been being will would could may also later then quickly soon immediately eventually finally now still already all on the of a an in from and with who which since earlier
		monday tuesday wednesday thursday friday saturday sunday early late yesterday today shortly promptly since over out not yet both troops police soldiers officers army began begun begin begins continued continue continues managed to helped
		backed supported by armed heavily tonight morning evening afternoon night last this week overnight meanwhile reportedly apparently simultaneously at their his its own two three four five six`)
	// speech ends the search: a force that speaks.
	speech = text.WordSet(`said says say told tells added confirmed reported announced warned believe believes believed stated explained declined refused wrote tweeted spokesman spokeswoman spokesperson chief commissioner station stations post posts officer
		patrol headquarters thinks think know knows report reports insist insists insisted maintain according denied denies`)
	// suffered is what is done to victims, after "were".
	suffered = text.WordSet(`killed shot wounded injured hurt attacked ambushed hit targeted taken captured kidnapped seized stormed overrun struck burned destroyed raided arrested detained freed rescued stopped sent called carried abducted beaten bombed shelled
		besieged caught pinned held dragged trapped cornered driven surrounded named identified lured`)
	aux = text.WordSet(`were was been being`)
	// calls are verbs whose object is a force that goes to act: "sent the navy after", "called in the army".
	calls = text.WordSet(`sent send sends sending deployed deploy deploys deploying dispatched dispatching ordered orders called calling brought bringing mobilised mobilized mobilising rushed scrambled despatched flew drafted summoned alerted`)
	// yields are verbs of those who give themselves up to a force, or are given to it.
	yields = text.WordSet(`surrendered surrender surrenders surrendering handed hands handing turned turns turning gave gives given delivered confessed`)
	// fights are words of fighting before "with".
	fights = text.WordSet(`clash clashes clashed clashing battle battles battled battling fight fights fought fighting shootout shootouts shoot-out gunfight gunfights gunbattle firefight firefights fire gunfire exchange exchanged exchanging exchanges skirmish skirmishes
		standoff stand-off confrontation encounter encounters siege chase shots combat`)
	// lets are words before "by" that make a force no agent of a deed: who says, who uses, who was where.
	lets = text.WordSet(`said told reported confirmed according issued published released used worn owned run operated statement video picture photographs photograph named guarded frequented escorted accompanied watched stationed manned`)
	// duty are words behind "are" and "were" for a force at work: "are on their way", "were at the scene".
	duty = text.WordSet(`work pursuit way scene duty alert patrol guard ground site place control charge hunt lookout trail move streets spot force position trying`)
)
