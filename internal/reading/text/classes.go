package text

// classes are words that stand for one another in patterns: "$gunman ..5 $strike". A word added here is known to every
// pattern that names its class.
var classes = map[string]string{
	// of what offices tell people to do
	"keep":      `keep keeping stay staying remain remaining`,
	"crowd":     `gatherings gathering crowds crowd demonstrations demonstration protests protest rallies rally marches march processions procession parades parade concerts festivals celebrations assemblies events`,
	"police":    `police authorities authority officials officers forces soldiers services army military guards gendarmes gendarmerie stewards marshals government security patrol patrols staff troops`,
	"ring":      `call calling ring ringing phone phoning dial dialling dialing telephone contact contacting`,
	"kin":       `family families relatives relative friends friend parents loved kin relations relatives spouse home employer employers hosts colleagues someone somebody dependants dependents`,
	"registers": `step elefand smartraveller safetravel ariane tabi-regi rocks orrs travelsmart travelsafe madad locator crisis registration consular`,
	// who does violence
	"gunman": `gunmen gunman militants militant attackers attacker fighters fighter terrorists terrorist insurgents insurgent assailants assailant rebels
		bandits bandit jihadists jihadist extremists extremist islamists bomber bombers raiders kidnappers abductors hijackers arsonists guerrillas separatists
		pirates gang gangs gangsters militia militias militiamen gangmen commandos`,
	// verbs of violence done, in the forms of a report
	"struck": `attacked stormed raided assaulted ambushed struck hit targeted overran besieged rampaged shelled stabbed slashed hacked massacred slaughtered mowed
		ploughed plowed rammed`,
	"strikes": `attack storm raid assault ambush strike hit overrun besiege kill murder massacre attacks storms raids assaults ambushes strikes hits kills massacres`,
	// verbs of violence to come
	"harm": `attack strike hit target bomb kill murder shoot stab storm ambush assault blow massacre slaughter gun ram behead assassinate kidnap abduct detonate`,
	// nouns of violence
	"attack":  `attack attacks assault assaults bombing bombings violence terrorism shooting shootings kidnapping kidnappings stabbing stabbings strike strikes blast blasts explosion explosions massacre raid raids`,
	"terror":  `terror terrorist terrorism extremist militant jihadist islamist`,
	"modal":   `may might could can will would`,
	"plan":    `plan plans planned planning plot plots plotted plotting intend intends intended intending prepare prepares prepared preparing scheme conspired conspiring wanted wants seek seeks sought hoped mean meant`,
	"foil":    `foil foils foiled foiling thwart thwarts thwarted thwarting disrupt disrupts disrupted disrupting avert averts averted averting prevent prevents prevented preventing stop stops stopped stopping uncover uncovers uncovered neutralised neutralized dismantle dismantles dismantled dismantling intercept intercepted intercepting scuppered prevented frustrated derailed bust busted`,
	"foiled":  `foiled thwarted disrupted averted prevented uncovered dismantled neutralised neutralized stopped intercepted scuppered frustrated derailed`,
	"plotted": `attack attacks plot plots assault massacre cell bloodbath bombing bombings atrocity carnage tragedy ambush strike shooting assassination conspiracy`,
	"vehicle": `car van truck lorry vehicle motorcycle minibus bus suv pickup motorbike`,
	"place":   `patrol convoy base checkpoint village town church mosque synagogue temple shrine market hotel resort school college university campus hospital bus train station crowd soldiers police army troops camp prison airport consulate embassy worshippers civilians restaurant bar cafe café nightclub club mall supermarket concert theatre theater stadium parade rally procession ceremony funeral wedding compound headquarters barracks post outpost museum office offices ship tanker pilgrims tourists passengers students pupils schoolchildren shoppers commuters`,
	"grab":    `kidnapped abducted seized snatched kidnap abduct seize snatch kidnaps abducts seizes snatches kidnapping abducting seizing snatching`,
	"people":  `students pupils schoolgirls schoolboys schoolchildren girls boys children people passengers villagers travellers travelers tourists workers miners engineers doctors nurses missionaries priests nuns journalists hostages teachers worshippers foreigners nationals citizens villager priest nun tourist journalist missionary aid seminarians`,
	"caught":  `arrested detained captured apprehended nabbed rounded`,
	"missing": `hostage captive prisoner`,
}
