package text

// deedClasses are the classes of words of deedWords; see classes.
var deedClasses = map[string]string{
	"charge": `charge charges belt belts vest vests explosives explosive tnt device devices bomb bombs dynamite gelignite semtex rucksack backpack grenade grenades ied ieds booby-trap`,
	"carrier": `bus coach minibus trolleybus tram train carriage carriages metro plane airliner jet aircraft ferry boat car truck lorry van jeep vehicle taxi convoy patrol bridge building restaurant cafe café hotel shop mosque church
		synagogue market station stall terminal office offices embassy consulate facade façade`,
	"taken": `men women people pupils students girls boys children villagers passengers travellers travelers tourists guests hostages captives families schoolgirls schoolboys residents worshippers seminarians teachers nuns priests
		labourers laborers miners engineers sailors fishermen refugees persons workers soldiers policemen officers foreigners nationals staff employees farmers traders herders youths teenagers civilians displaced`,
	"killing": `killings kidnappings abductions shootings explosions bombings stabbings blasts assaults ambushes massacres beheadings attacks raids gunfights`,
	"killed":  `killed murdered slain assassinated shot stabbed executed beheaded`,
	"venom":   `poisoned poisoning poisons`,
	"poison":  `poison agent novichok polonium sarin vx ricin thallium arsenic cyanide dioxin strychnine toxin`,
	"known":   `president minister governor mayor judge ambassador general senator candidate lawmaker deputy councillor prosecutor premier politician envoy diplomat consul cleric bishop colonel spy agent defector dissident journalist reporter blogger activist exile oligarch critic leader campaigner writer lawyer officer`,
	"fixed":   `prepared planned plotted hatched organised organized readied arranged discussed considered envisaged contemplated`,
	"raided":  `home homes flat flats house houses address addresses apartment apartments premises properties`,
	"scare":   `frighten alarm scare worry panic`,
	"post":    `post posts posting postings message messages letter letters note notes email emails e-mail e-mails tweet tweets call calls leaflet leaflets`,
	"stop":    `stop attack disrupt strike target hit wreck sabotage punish kill murder bomb behead slaughter shoot stab burn avenge`,
	"device":  `device devices bomb bombs explosive explosives charge grenade grenades package parcel`,
}

// deedWords are further phrases that events hang on, of the kinds of eventWords: what happened without a noun of violence, what was tried,
// what is being prepared, and what offices say when they deny.
var deedWords = []Entry{
	{Kind: "did", Code: "bombing/accomplished", Patterns: `
		set|sets|setting|let|lets|letting off ..6 $charge; hit|struck|strikes|triggered ..2 landmine|ied|landmines; hit|struck|strikes|triggered an|a ..2 explosive|roadside|buried|hidden device|bomb|charge|mine; ran|drove|drives over|onto|on ..3 mine|landmine|ied|bomb|explosive;
		$carrier ..9 was|were|is|been ..1 ripped|torn|blown|blasted apart|open|to; blown to bits|pieces|smithereens; bomber|bombers ..1 died|perished|dies; $device ..4 ripped|tore|blasted through|open|apart|into; blew apart|open ..3; bomb|bombs|grenade|grenades ..5 damaged|damages|damaging|wrecked|wrecks ..3; bomb|bombs|grenade|shell|shells|device|devices|charge|missile|rocket ..3 burst|bursts in|at|on|near|among|beside|outside|under|inside|above|over|next; $explosive ..3 damaged|damages|damaging|wrecked|wrecks ..3;
		exploding|detonating ..2 beside|near|outside|in|at|next|under; $device concealed|hidden|placed|left|stuffed|wired ..6 exploded|detonated|blew|killed|injured|wounded`},
	{Kind: "noun", Code: "bombing/accomplished", Patterns: `$killing|bombings|blasts|explosions of|at|in|near ..6 have|has been reported|heard; explosions|blasts|bombings ..8 been|were reported|confirmed`},
	{Kind: "did", Code: "kidnapping/accomplished", Patterns: `
		hold|holds|holding|held ..3 for ..1 ransom; in the hands|clutches of ..4 pirates|kidnappers|captors|rebels|bandits|jihadists;
		kidnappings|abductions|kidnapping|abduction ..6 have|has been|occurred; kidnappings|abductions|hostage-takings ..8 been|were reported|confirmed; led|leads|carried|carries|marched|spirited|hauled|dragged|bundled|herded|drove off|away ..5 $taken;
		drove|marched|herded|led|forced|dragged|took|bundled|carried|frogmarched ..5 $taken ..2 into|to|towards|across|through|toward ..2 bush|forest|jungle|desert|mountains|hills|boat|boats|border|woods|creeks|mangroves|swamp|swamps;
		$taken ..4 led|carried|marched|spirited|hauled|dragged|herded|driven off|away by|into ..4 $gunman|bush|forest|armed|men; made|making|makes off with ..5 $taken|hostages|captives; $taken ..4 are|is|being|remain ..1 held ..1 by ..4 $gunman|captors|pirates|group|kidnappers; held|holding ..2 $taken ..2 captive|hostage|ransom`},
	{Kind: "did", Code: "shooting/accomplished", Patterns: `
		rampage|spree ..1 with ..3 rifle|rifles|gun|guns|shotgun|pistol|pistols; shot up ..3; shot his|her|their|its way ..2;
		sprayed|sprays|spraying|raked|rakes|raking|riddled|peppered ..8 with ..5 rifle|rifles|gun|guns|bullets|gunfire|kalashnikov|kalashnikovs|fire|rounds|pistol|pistols|ak-47|ak-47s|m-16s|uzi; fell|fallen to the? bullets; cut|cuts|cutting down by|with ..3 bullets|gunfire|fire;
		shot|shoots|shooting ..1 a|an|the|his|her|their|two|three|four|five|six|# ..4 $folk|people|man|woman|boy|girl|student|teacher|guard|officer|policeman|soldier|driver|tourist|priest|imam|rabbi|worshipper|protester|passenger|teenager|youth|victims;
		hail|burst|bursts|volley of ..1 bullets|gunfire|fire|shots; emptied ..6 magazine|magazines|pistol|gun|rifle; picked off ..4; was|were hit ..3 by ..2 bullet|bullets|gunfire|shots|sniper; walked|went|came|burst|strode in|into|up|through ..8 and shot`},
	{Kind: "ev", Code: "shooting/attempted", Patterns: `
		tried|attempted|tries|trying|attempting to open fire; tried|attempted|tries|trying|attempting to shoot ..3; gun|rifle|pistol|weapon ..2 jammed|misfired|jams; jammed gun|rifle|pistol; attempted|failed|botched ..1 shooting`},
	{Kind: "did", Code: "attack/accomplished", Patterns: `
		was|were|been|being ..2 stabbed|hacked|beaten|knifed|slashed|bludgeoned|stoned|clubbed|kicked|trampled to death; died|dies|dead of|from ..2 stab|knife|machete|axe wounds|wound|injuries; set|sets|setting upon ..3; had|has|have set upon ..2;
		slit|cut|slashed ..3 throat|throats of ..3; throat|throats ..2 cut|slit|slashed; went at|for ..4 with a|an ..2 knife|machete|axe|hammer|sword|hatchet|cleaver|screwdriver; lunged|lunges at ..4 with ..3 knife|machete|axe|hammer|sword|blade;
		attacked|attacks|assaulted|wounded|injured|hurt ..6 with a|an|two|knives|machetes ..2 knife|knives|machete|machetes|axe|axes|hammer|sword|cleaver|box-cutter|screwdriver|blade|blades; killing|killings of ..4 $taken|worshippers|tourists|priest|teacher|pilgrims;
		mowed|mown|mowing|mows down ..4; steered|steers|swung|swings ..5 onto ..2 sidewalk|pavement|promenade|footpath; ran|runs his|her|their|a|the ..1 $vehicle into ..3; ran|runs over ..4 $folk|people|$crowdish;
		killings|massacres|beheadings|stabbings|ambushes|raids ..8 been|were reported|confirmed`},
	{Kind: "ev", Code: "assassination/attempted", Patterns: `
		was|were|been|being ..1 $venom by|with|in|at|on; was|were|been|being ..1 $venom; $venom of|with|by ..5; nerve agent ..2 attack|poisoning|used; attempted murder of ..6 $known; attempt|plot to poison; $poison ..6 used against|on; tried|attempted|trying to poison ..4;
		$known ..4 survived|survives|escaped|escapes ..4 shooting|attack|attempt|bomb|ambush|bombing; shot at ..5 motorcade|limousine; motorcade ..4 attacked|ambushed|fired|bombed|hit|shot`},
	{Kind: "ev", Code: "assassination/accomplished", Patterns: `was|were|been|being ..1 $venom ..9 died|dead|death|fatally|dies; $venom ..10 died|dead|death|killed|fatally|dies; poisoned to death; killed|murdered ..2 with|by ..3 $poison|poison; died|dies|dead ..5 after|from being? ..3 $venom`},
	{Kind: "did", Code: "assassination/accomplished", Patterns: `
		murder|killing|slaying|assassination of ..6 $known; contract|targeted|political killing|killings|murder of ..4;
		$known ..6 was|were|been ..2 murdered|assassinated|slain`},
	{Kind: "did", Code: "arson/accomplished", Patterns: `
		was|were|been burned|burnt out|down|to; burned|burnt|burns|burning to the ground; burnt-out|burned-out|charred|torched $site|$vehicle|cars|vehicles|buses|shops; fire|fires|blaze|blazes ..4 was|were|been ..2 set|started|lit|laid on purpose|deliberately|intentionally; fire-raising|fire-bombing|firebombing|fire-bombings|firebombings|arson;
		$site|cars|car|vehicles|vehicle|bus|buses ..5 was|were|been ..2 firebombed|torched|set|burned|burnt ..2 on|alight|ablaze|fire|out|down; $mob|$gunman|attackers|unknown|masked ..6 burned|burnt|burn|burning|torched|set ..3 alight|fire|down|cars|vehicles|buses|tyres|$site; fire at|in|outside ..3 synagogue|mosque ..10 arson|deliberate|deliberately`},
	{Kind: "ev", Code: "arson/attempted", Patterns: `
		tried|attempted|tries|trying|attempting to ..2 burn|torch|firebomb|ignite ..3; tried|attempted|tries|trying|attempting to set ..6 alight|ablaze|fire|afire; attempted|failed|botched arson|firebombing; failed to catch|ignite fire?; incendiary device|bomb ..4 failed|did`},
	{Kind: "did", Code: "hijacking/accomplished", Patterns: `
		ferry|ship|vessel|tanker|plane|airliner|jet|bus|train|boat|freighter ..3 taken|seized over|by ..4 $gunman|hijackers|pirates|armed|men; took|take|taken over the|a ..2 ferry|ship|vessel|tanker|plane|airliner|jet|bus|train;
		flight|plane|airliner|jet|aircraft|airbus|boeing|ferry|tanker|freighter|vessel|ship|trawler|bus ..6 was|were|is|been ..1 hijacked|seized|commandeered by|on|off|near|in|while|with|after|as; seized|took|taken|take|seize control of ..3 plane|airliner|jet|aircraft|ferry|ship|vessel|bus|flight|cockpit; passengers ..4 held hostage? ..2 aboard|on ..3 plane|airliner|jet|airbus|boeing|aircraft`},
	// arrests
	{Kind: "did", Code: "arrest/none", Patterns: `
		pounced|pounces|swooped|swoop on ..3 suspected|suspect|financier|recruiter|leader|member|members|fugitive|$detainee; handcuffs|handcuffed ..3; led|taken|marched ..2 away|off ..1 in handcuffs; wanted ..4 was|were ..1 caught|found|seized|captured; nabbed|collared ..3;
		was|were|been|being ..1 taken|captured|caught alive; is|are|was|were|remain|remains|being ..1 under arrest; placed|put under arrest; taking|took|take|led|leading|hauled|carried away|off ..1 # ..3 $detainee; took|taking|take|led|hauled away|off ..1 six|two|three|four|five|a|several ..2 $detainee;
		swooped|swoop|swoops|descended on ..4 $raided; gave|given|giving|handed|handing|turned|turning himself|herself|themselves up|over|in; has|have|had given himself|herself|themselves up; was|were ..1 tracked down|to ..4 and ..1 arrested|detained|held; was|were|been ..1 run to ground; walked into ..4 police station`},
	// plots that were stopped
	{Kind: "ev", Code: "foiled_plot/thwarted", Patterns: `
		building|assembling|making|mixing|brewing ..2 bomb|bombs|device|devices|explosives|explosive|tatp ..9 caught|arrested|detained|held|seized|surprised; was|were|been|stood ready|poised|prepared|set|willing|determined to ..2 blow|$harm|strike|die|detonate; crush|crushed|crushes|smash|smashed|busts|busted|unmasked|exposed|eliminated ..2 cell|cells|network|ring ..2 of|that|which|linked|loyal|planning|plotting;
		had|has|have set ..1 sights on ..3; bomb-making|bomb workshop|factory|laboratory ..6 found|discovered|raided;
		said|believed|thought|alleged|suspected|reported|understood|accused to|of have|having had|received|got orders|instructions to $harm; orders|instructions from ..5 to $harm ..4; alleged|suspected|supposed|purported plan|plot|plans|plots|conspiracy|scheme against|for|on|to|over ..5;
		detained|held|arrested|holds|hold|arrests|arrest|charged|seized|detains over|for|in|on ..2 alleged|suspected|supposed ..2 plan|plot|plans|plots|conspiracy; break|breaking|broke|broken|breaks up ..8 conspiracy|conspiracies|plot|plots;
		held|detained|arrested|suspects|suspect|men|group|cell|pair|trio|brothers|they|he ..3 meant|intended|hoped|wanted|aimed to walk|drive|go|burst|storm|shoot|blow|open|gun|kill|bomb|attack|stab|set|detonate; planned|intended|would-be suicide? raid|attack|assault|bombing|massacre|shooting on|at|against|in ..4; 
		days|hours|minutes|weeks|moments away from ..3 $harm|attack|attacking|bombing|carrying|setting|striking|detonating|blowing; charged|accused|suspected|suspicion of|with|for ..3 getting|having|got ready ..6 $harm|act|attack; act|acts of terrorism ..2 prepared|planned|foiled|thwarted; preparing|prepare|prepared an? act|acts of terrorism|terror`},
	// threats
	{Kind: "ev", Code: "threat/threatened", Patterns: `
		scouting|reconnoitring|casing|surveilling|scouted|cased ..4 $site|hotels|targets|embassies|malls; $gunman|$terror|group|groups|they|men|cell|cells ..3 looking|aiming|preparing|seeking|determined|keen|eager|hoping to ..1 $harm|strike|hit|seize|target ..3; looking|aiming|preparing|seeking|determined|bent|keen|eager to|on hit|strike|attack|bomb|kidnap|kill|abduct|seize|target|hitting|attacking|striking|kidnapping;
		have|has|had|hatched|laid ..2 plans for ..3 bomb|bombs|$attack|hijacking|hijackings|assassinations|abductions; looking|searching|hunting|lookout for ..2 foreigners|westerners|tourists|victims|hostages|americans ..3 to hold|kidnap|seize|rob|abduct|take; bombers|bomber|attackers|gunmen|terrorists|militants|assassins ..5 been|were|are ..1 sent|dispatched|despatched|infiltrated|smuggled|slipped ..1 to|into|across;
		on his|her|their|its way to ..1 carry|commit|attack|bomb|kill|strike|blow; out to $harm|avenge; impending|looming|forthcoming ..1 $attack|$assault;
		$attack|$assault|strikes ..8 is|are|was|were being ..1 $fixed; further|more|other|another|new|additional|fresh|future|terrorist ..1 $attack|$assault ..7 can|cannot|could ..2 be ruled|excluded; preparations|preparing|preparation ..1 for|of|to ..3 strike|strikes|$attack|launch|$harm; potential|possible|unspecified|specific|credible|heightened|increased|elevated ..1 security concern|concerns|incident|incidents|risks;
		$post ..5 announce|announces|announced|announcing|threaten|threatens|threatened|threatening|vow|vows|vowing|promise|promises|promising|speak|speaks|spoke ..4 killing|killings|murder|murders|murdering|attack|attacks|attacking|bomb|bombs|bombings|massacre|violence|$harm; online|internet|written|anonymous|bomb|death|murder|terror|repeated|telephone threat|threats;
		call|calls|called|calling|urge|urges|urged|exhorted|incited|ordered on|upon? ..2 fighters|followers|supporters|believers|muslims|sympathisers|sympathizers|members|militants|jihadists ..2 to $stop; high|severe|substantial|general|real|serious threat|threats|risk from|of|for|to|in|against ..2 terrorism|terrorist|attacks|kidnapping|kidnap|terror; speaks|speak|spoke|warns|warned|warn of a|an ..1 high|real|serious|severe|heightened|acute|concrete threat|danger|risk;
		remain|remains|are|is|be|become|make ..1 attractive|tempting|preferred|potential|prime|likely|possible|legitimate|soft ..1 target|targets; want|wants|seek|seeks|aim|aims|plan|plans|intend|intends|hope|hopes to ..2 carry|stage|mount|launch|conduct ..3 attack|attacks|strikes|bombings; about to ..2 strike|attack|hit|bomb; attack|attacks|strike|strikes in|on|against ..5 in the coming|next days|hours|weeks; threat|threats|danger ..4 has|have|is|was ..2 grown|increased|risen|heightened|acute`},
	// denials
	{Kind: "ev", Code: "threat/none", Patterns: `
		reports|rumours|rumors|claims|talk|stories|report|warning|warnings of|about|that ..3 threat|threats|plot|plots|impending|planned|imminent|possible|coming|terrorist|bomb|danger ..8 are|is|was|were ..1 without|unfounded|false|untrue|baseless|groundless|wrong|exaggerated foundation|basis|substance?; nothing ..3 would|could|to bear|bears|support|supports|justify|justifies|confirm|confirms|corroborate ..5 warning|warnings|alert|alerts|threat|advisory;
		no|nothing ..6 intelligence|information|evidence|indication|indications|sign|signs ..6 points|point|pointing|pointed|suggests|suggesting|indicates|indicating ..5 attack|attacks|threat|threats|danger|plot|plan|plans|risk; nothing|none that|which should|need|needs|would|could|to $scare ..1 anyone|anybody|people|public|us|citizens|visitors|residents?;
		nothing pointed|points|suggests|suggested|indicates|indicated ..3 threat|attack|danger|risk; nothing to worry|fear ..1; no|not ..2 need|reason|cause|grounds to|for ..1 panic|alarm|worry|fear|concern|be; need not|should not|don't panic|fear|worry; knows|know|known|aware of no ..3 threat|threats|plan|plans|plot|plots|danger|attack|attacks;
		nothing ..2 known of|about ..3 threat|plan|plot|attack|danger|threats; have|has|had ..2 not|never found|seen|received|got|heard ..2 any ..3 evidence|information|indication|indications|sign|signs ..4 threat|threats|attack|attacks|danger|plot; without foundation; country|city|capital|situation is ..1 safe|calm|under`},
	{Kind: "ev", Code: "other/threatened", Patterns: `farmers|unions|union|workers|drivers|students|teachers|miners|opposition|supporters|truckers|protesters|demonstrators|activists|movement|organisers|organizers ..4 will|would|plan|plans|planning|intend|intends|threatened|threaten ..3 block|blockade|barricade|occupy|paralyse|paralyze|picket ..3 motorways|motorway|roads|road|streets|street|airport|border|ports|port|highways|highway|railway|bridges|squares|city|capital|parliament; farmers|unions|union|workers|drivers|students|teachers|miners|nurses|opposition|supporters|truckers|taxi ..5 will ..1 strike|march|protest|demonstrate|rally|picket; march|marches|rally|rallies|strike|strikes|protest|protests|demonstration ..3 called|announced|planned|set|scheduled for ..2`},
	// what did not go off, told without naming it; see trigger.Find
	{Kind: "fail", Code: "bombing/attempted", Patterns: `failed|fails|failing to explode|detonate|ignite; failed|fails to go off; did|does not explode|detonate; did|does not go off; didn't|doesn't explode|detonate|go; neither|none|never exploded|detonated; was|were to have been ..1 set|detonated|exploded|triggered; exploded only in|partly|partially; only|just ..2 detonator|detonators|fuse ..2 went|exploded; fizzled ..1`},
	// figures of speech and words that report nothing
	{Kind: "not", Code: "figure", Patterns: `information|reports|report|reporting|details|knowledge|concerns|data|facts|figures about|on|of terrorism; report|reporting ..2 suspected? terrorism; poisoned chalice|well|atmosphere|relations|debate|air; food|lead|alcohol|mercury|carbon|blood|mushroom poisoning; poisoned by ..2 mushrooms|fish|food|alcohol|methanol|lead|fumes|gas|carbon; alert|ready ..3 strike balance|deal`},
}
