package tongue

var dutch = Language{
	Code: "nl", Name: "Dutch",
	Small:   "de het een van en is dat op te zijn voor met niet die er aan om ook als bij uit naar door wordt worden u uw over of tot geen bijzondere reisadvies reizen waakzaamheid ontraden",
	Joiners: "van het de der den",
	Seats:   "in te op",
	Nations: `
		NL nederland* nederlands*
		BE belgië* belgisch*
		US amerikaans* vs verenigde_staten
		GB brits* britse* verenigd_koninkrijk
		FR frankrijk* frans franse
		DE duitsland* duits*
		ES spanje spaans*
		IT italië italiaans*
		RU rusland* russisch*
		UA oekraïne oekraïens*
		TR turkije turks*
		IL israël* israëlisch*
		IQ irak iraaks*
		IR iran iraans*
		SY syrië syrisch*
		KE keniaans*
		NG nigeriaans*
		UG oegandees*
		SR surinaams*
		AU australisch*
		CA canadees*
		SE zweeds*
		DK deens*
		NO noors*
		PL pools*
		CN chinees*
		PK pakistaans*
		IN indiaas*`,
	Classes: map[string]string{
		"attack": `aanslag* aanval* terreuraanslag* bomaanslag* ontvoering* explosie* schietpartij* steekpartij* terreur* terrorisme terroristisch* geweld gijzeling* overval* moordaanslag* raketaanval* droneaanval*`,
		"can":    `kunnen kan zouden zou willen wil plannen plant beramen bereiden proberen dreigen dreigt`,
		"dead":   `doden dode dood omgekomen gedood omgebracht leven slachtoffers overleden`,
		"hurt":   `gewonden gewond gewonde`,
		"crowd":  `mensenmassa* menigte* demonstratie* bijeenkomst* drukke betoging* evenement* protest* concerten samenkomst*`,
	},
	Labels: map[string]Section{
		"locatie": Location, "plaats": Location, "gebeurtenis": Event, "situatie": Event, "wat is er aan de hand": Event,
		"maatregelen": Actions, "adviezen": Actions, "advies": Actions, "wat moet u doen": Actions, "aanbevelingen": Actions,
		"hulp": Assistance, "hulp nodig": Assistance, "contactgegevens": Assistance,
	},
	Entries: []Entry{
		{Kind: "doc", Code: "embassy_alert", Patterns: `veiligheidsbericht; veiligheidswaarschuwing; veiligheidsmelding; bericht aan nederlanders; waarschuwing voor nederlanders`},
		{Kind: "doc", Code: "travel_advice", Patterns: `reisadvies*; reiswaarschuwing*; reisinformatie`},
		{Kind: "gen", Code: "+threat", Patterns: `veiligheidswaarschuwing; veiligheidsbericht; terreurwaarschuwing`},
		{Kind: "ev", Code: "threat/threatened", Patterns: `
			dreiging|gevaar|risico|kans|waarschuwing ..4 aanslag*|terror*|aanval*|ontvoering*; terroristische dreiging|aanslag*; terreurdreiging; mogelijke|geplande|nieuwe|verdere|dreigende ..1 aanslag*|aanval*;
			aanslag*|aanval*|ontvoering* ..5 mogelijk|gepland|verwacht|waarschijnlijk|plegen|uitvoeren|voorbereiden|niet; plan* ..5 aanslag*|aanval*; waarschuw* voor ..4 aanslag*|aanval*|terror*; bommelding; aanwijzing* ..4 aanslag*|aanval*`},
		{Kind: "ev", Code: "threat/none", Patterns: `geen ..3 dreiging|aanwijzing*; niets bekend ..3 dreiging`},
		{Kind: "ev", Code: "other/threatened", Patterns: `demonstraties|demonstratie|protesten|betogingen|stakingen|staking ..5 gepland|verwacht|aangekondigd|plaats; oproep* ..3 demonstraties|demonstreren|protest|staking; onrust; gewelddadige ..1 demonstraties|protesten; avondklok`},
		{Kind: "ev", Code: "foiled_plot/thwarted", Patterns: `verijdel* ..4; voorkomen ..3 aanslag*; aanslag* ..5 verijdel*|voorkomen; verdacht* ..4 voorbereid* ..4; voorbereid* ..4 aanslag*`},
		{Kind: "ev", Code: "arrest/none", Patterns: `aangehouden; gearresteerd*; opgepakt; arrestatie*; aanhouding*`},
		{Kind: "ev", Code: "bombing/accomplished", Patterns: `explosie* ..5 doden|gewonden|gedood|omgekomen; bom ..3 ontploft*|afgegaan; blies zich* ..2; bomaanslag ..2; zelfmoordaanslag ..2; autobom ..2; ontploffing ..3`},
		{Kind: "ev", Code: "shooting/accomplished", Patterns: `opende* ..2 het vuur; schietpartij ..2; doodgeschoten; schoot|schoten ..3 op ..2; geschoten`},
		{Kind: "ev", Code: "kidnapping/accomplished", Patterns: `ontvoerd*; gegijzeld*; gijzeling; ontvoering van`},
		{Kind: "ev", Code: "attack/accomplished", Patterns: `aangevallen; vielen ..4 aan; steekpartij ..2; neergestoken; aanslag op ..6 doden|gedood|gewonden; bestormd*; reed in op ..3`},
		{Kind: "lift", Code: "threat/lifted", Patterns: `waarschuwing ..3 ingetrokken|opgeheven|vervallen; niet langer van kracht; loos alarm; dreiging ..2 voorbij|geweken`},
		{Kind: "act", Code: "avoid_gatherings", Patterns: `vermijd* ..4 mensenmassa*|menigte*|demonstratie*|bijeenkomst*|drukke|betoging*|evenement*; mensenmassa*|menigten|demonstraties|bijeenkomsten|drukte|betogingen ..3 mijden|vermijden; blijf* ..4 weg|uit ..3 demonstratie*|menigte*|mensenmassa*`},
		{Kind: "act", Code: "avoid_area", Patterns: `vermijd* ..4 gebied*|omgeving|centrum|buurt*|wijk*|plein*|hotels|winkelcentra|plaatsen|markten|kerken|grens*; winkelcentra|hotels|markten|gebied*|omgeving|centrum|plaatsen|kerken ..3 mijden|vermijden; ga niet naar ..3; blijf ..2 weg ..3; blijf uit de buurt ..3; kom niet ..3 buurt`},
		{Kind: "act", Code: "avoid_travel", Patterns: `reis niet ..2; reis alleen ..3; stel ..3 uit; beperk* ..4 reizen|verplaatsingen|bewegingen; vermijd* ..3 reizen|reis; niet* noodzakelijke reizen`},
		{Kind: "act", Code: "leave_country", Patterns: `verlaat ..3 land; vertrek ..8 land; land ..2 verlaten; vertrek ..3 zo snel mogelijk`},
		{Kind: "act", Code: "leave_area", Patterns: `verlaat ..3 gebied|stad|omgeving|gebouw; evacue*`},
		{Kind: "act", Code: "shelter", Patterns: `blijf ..3 binnen|thuis|huis|hotel|binnenshuis; binnen blijven; thuis blijven; zoek ..3 dekking|beschutting|schuilplaats; schuil*`},
		{Kind: "act", Code: "stay_alert", Patterns: `wees ..3 alert|waakzaam|voorzichtig|oplettend; alert|waakzaam|oplettend|voorzichtig te? blijven|zijn; blijf ..2 alert|waakzaam|oplettend; let ..3 op; extra waakzaam*; wees ..2 hoede`},
		{Kind: "act", Code: "monitor_media", Patterns: `volg* ..5 nieuws|media|berichtgeving|ontwikkelingen|berichten; houd ..4 nieuws|media|hoogte|gaten; blijf ..2 hoogte`},
		{Kind: "act", Code: "follow_authorities", Patterns: `volg* ..5 aanwijzingen|instructies ..4 autoriteiten|politie; aanwijzingen|instructies ..4 autoriteiten|politie ..2 volgen`},
		{Kind: "act", Code: "keep_low_profile", Patterns: `val niet op; onopvallend*; houd ..2 gedeisd`},
		{Kind: "act", Code: "keep_contact", Patterns: `houd ..3 contact ..2; blijf ..3 bereikbaar; laat ..3 familie ..3 weten; neem contact op ..3`},
		{Kind: "act", Code: "carry_id", Patterns: `draag* ..4 identiteitsbewijs|paspoort; identiteitsbewijs|paspoort bij u|zich`},
		{Kind: "act", Code: "vary_routes", Patterns: `wissel* ..4 routes|route|tijden; varieer ..4 route*`},
		{Kind: "act", Code: "report", Patterns: `meld* ..5 verdacht*|politie; waarschuw ..2 politie`},
		{Kind: "act", Code: "enroll", Patterns: `registreer ..5 buitenlandsezaken|ambassade|online|informatieservice; registreer u|je|zich; meld u aan ..4; informatieservice`},
		{Kind: "adv", Code: "no_travel", Patterns: `reis niet naar ..1; kleurcode ..8 rood; code rood; kleurt rood; rood reisadvies; alle reizen naar ..2 ..4 afgeraden; ontraden|ontraadt|afgeraden alle reizen; wordt ontraden; alle reizen ..6 ontraden|afgeraden; reizen ..6 sterk ontraden|afgeraden; alle reizen ..5 ontraden`},
		{Kind: "adv", Code: "essential_only", Patterns: `kleurcode ..8 oranje; code oranje; kleurt oranje; alleen noodzakelijke reizen ..2; niet-essentiële reizen ..4; niet noodzakelijke|essentiële reizen ..4 ontraden|afgeraden`},
		{Kind: "adv", Code: "caution", Patterns: `kleurcode ..8 geel; code geel; kleurt geel; let op, veiligheidsrisico's; veiligheidsrisico's; waakzaamheid betrachten|geboden; extra waakzaam*`},
		{Kind: "adv", Code: "normal", Patterns: `kleurcode ..8 groen; code groen; kleurt groen; geen bijzondere veiligheidsrisico*`},
		{Kind: "adv", Code: "depart", Patterns: `verlaat ..2 land ..4; vertrek ..8 uit het land; opgeroepen ..4 land te verlaten`},
		{Kind: "lvl", Code: "raised", Patterns: `dreigingsniveau|dreigingsniveaus ..4 verhoogd|opgeschaald|omhoog; verhoogt|verhoogde ..3 dreigingsniveau`},
		{Kind: "lvl", Code: "lowered", Patterns: `dreigingsniveau ..4 verlaagd|omlaag; verlaagt|verlaagde ..3 dreigingsniveau`},
		{Kind: "lvl", Code: "stated", Patterns: `dreigingsniveau; dreigingsbeeld`},
		{Kind: "tgt", Code: "crowd", Patterns: `bijeenkomsten; evenementen|evenement; concerten|concert; festivals|festival; kerstmarkten|kerstmarkt; demonstraties; optocht|optochten`},
		{Kind: "tgt", Code: "place_of_worship", Patterns: `kerken|kerk; moskeeën|moskee; synagogen|synagoge; gebedshuizen; religieuze gebouwen`},
		{Kind: "tgt", Code: "transport", Patterns: `luchthaven*; vliegveld*; station|stations; openbaar vervoer; metro; treinen|trein`},
		{Kind: "tgt", Code: "commercial", Patterns: `winkelcentra|winkelcentrum; markten|markt; winkels; supermarkten`},
		{Kind: "tgt", Code: "hotel", Patterns: `hotels|hotel`},
		{Kind: "tgt", Code: "hospitality", Patterns: `restaurants|restaurant; cafés|café; bars|bar; uitgaansgelegenheden`},
		{Kind: "tgt", Code: "school", Patterns: `scholen|school; universiteit*`},
		{Kind: "tgt", Code: "government", Patterns: `overheidsgebouwen|overheidsgebouw; parlement; ministerie*`},
		{Kind: "tgt", Code: "tourist", Patterns: `stranden; toeristische ..1 plaatsen|trekpleisters|locaties`},
		{Kind: "who", Code: "group", Patterns: `terroristen; extremisten; jihadisten; gewapende ..1 groepen|mannen|bendes; militanten; rebellen; bendes`},
		{Kind: "who", Code: "individual", Patterns: `#-jarige ..1 man|vrouw; een verdachte; de verdachte`},
		{Kind: "wpn", Code: "firearm", Patterns: `vuurwapens|vuurwapen; pistolen|pistool; geweren|geweer`},
		{Kind: "wpn", Code: "explosive", Patterns: `bommen; explosieven; springstof*; granaten|granaat`},
		{Kind: "wpn", Code: "blade", Patterns: `mes|messen; machete|machetes`},
		{Kind: "res", Code: "police", Patterns: `politie; rechercheurs; agenten`},
		{Kind: "res", Code: "agency", Patterns: `aivd; nctv; inlichtingendienst*; veiligheidsdienst*`},
		{Kind: "aud", Code: "citizens", Patterns: `nederlanders; nederlandse staatsburgers|burgers|reizigers; belgen; landgenoten`},
		{Kind: "ttl", Code: "ministry/", Patterns: `minister van binnenlandse|buitenlandse|justitie|defensie ..3; minister; woordvoerder van het ministerie`},
		{Kind: "ttl", Code: "government/", Patterns: `premier; minister-president; burgemeester; gouverneur; president`},
		{Kind: "ttl", Code: "police/", Patterns: `politiechef; korpschef; woordvoerder van de politie; politiewoordvoerder; politie`},
		{Kind: "ttl", Code: "court/", Patterns: `openbaar ministerie; federaal parket; officier van justitie`},
		{Kind: "ttl", Code: "agency/", Patterns: `directeur van de aivd|nctv|ocad`},
		{Kind: "iss", Code: "embassy/NL", Patterns: `nederlandse ambassade; ambassade van nederland; ambassade van het koninkrijk der nederlanden`},
		{Kind: "iss", Code: "embassy/BE", Patterns: `belgische ambassade; ambassade van belgië`},
		{Kind: "iss", Code: "embassy/US", Patterns: `amerikaanse ambassade`},
		{Kind: "iss", Code: "embassy/GB", Patterns: `britse ambassade`},
		{Kind: "iss", Code: "embassy/", Patterns: `ambassade`},
		{Kind: "iss", Code: "ministry/NL", Patterns: `ministerie van buitenlandse zaken; buitenlandsezaken; buitenlandse zaken; nederlandwereldwijd`},
		{Kind: "iss", Code: "agency/NL", Patterns: `nctv; nationaal coördinator terrorismebestrijding en veiligheid; aivd`},
		{Kind: "iss", Code: "agency/BE", Patterns: `ocad`},
		{Kind: "neg", Code: "drill", Patterns: `oefening|oefeningen; figuranten; nagespeeld*; geen reden tot zorg`},
		{Kind: "neg", Code: "court", Patterns: `rechtbank; rechter|rechters; veroordeeld*; celstraf; advocaat|advocaten; hoger beroep; vonnis; verdachte stond`},
		{Kind: "adv", Code: "essential_only", Patterns: `reis|reizen ..1 alleen ..8 noodzakelijk*|echt|nodig; alleen noodzakelijke reizen; niet - noodzakelijke reizen`},
		{Kind: "op", Code: "arrest", Patterns: `aangehouden; opgepakt; gearresteerd*; doorzocht*; huiszoeking* ..2; inval* ..2; gevonden; aangetroffen; in beslag ..1; arrestatie*`},
		{Kind: "vrb", Code: "says", Patterns: `waarschuw*; meld*; zei; zegt; roept ..4 op; riep ..4 op; raadt; adviseert; adviseren; laat ..2 weten; liet ..2 weten; deelt ..2 mee; ontraadt; ontraden; bevestigd*; bericht*; volgens; verklaard*; vraagt; aldus; aangegeven; stelt`},
		{Kind: "vrb", Code: "acts", Patterns: `afgezet; ontruimd; aangehouden; zoekt; onderzoek*; omsingel*; schoot ..3 neer; ingrijpen; greep in; gearresteerd; opgepakt; geëvacueerd; overmeesterd*; doorzocht*; bevrijd*; uitgeschakeld; opgerold; verijdeld*`},
		{Kind: "vrb", Code: "blames", Patterns: `opgeëist; verantwoordelijk*; beschuldigd*; verdacht*; vermoedelijk*; aanhanger*; trouw gezworen; lid van; leden van`},
		{Kind: "vrb", Code: "lists", Patterns: `doelwit*; doelen; vooral; met name`},
		{Kind: "vrb", Code: "avoid", Patterns: `vermijd*; mijd*; uit de buurt; ga niet naar; blijf weg; weg van; bezoek geen|niet; kom niet in`},
		{Kind: "cas", Code: "killed", Patterns: `# ..3 $dead; twee|drie|vier|vijf|zes|zeven|acht|negen|tien ..3 $dead`},
		{Kind: "cas", Code: "injured", Patterns: `# ..3 $hurt; twee|drie|vier|vijf|zes|zeven|acht|negen|tien ..3 $hurt`},
		{Kind: "part", Code: "part", Patterns: `grens*; gebied*; regio*; provincie*; noorden|zuiden|oosten|westen; kilometer*|km; deel|delen`},
		{Kind: "part", Code: "whole", Patterns: `rest van ..2; hele land; overige*; heel; overal; andere ..1`},
		{Kind: "ev", Code: "threat/threatened", Patterns: `$can ..6 $attack; $attack ..6 mogelijk|verwacht|gepland|waarschijnlijk|uitgesloten; risico|kans|dreiging|gevaar|waarschuwing op|van|voor ..3 $attack; verhoogd* ..2 risico|dreiging ..3; doelwit ..3 $attack; waarschuwt|waarschuwen voor ..4 $attack; terroristen ..3 $can ..5`},
		{Kind: "ev", Code: "foiled_plot/thwarted", Patterns: `$attack ..6 verijdel*|voorkomen; verijdel* ..4 $attack; voorbereiden|voorbereiding|beramen van ..4 $attack; plannen ..4 $attack ..4; verdacht* van ..4 $attack; wilde|wilden ..5 plegen|opblazen|aanvallen`},
		{Kind: "act", Code: "avoid_gatherings", Patterns: `vermijd*|mijd* ..5 $crowd; uit de buurt van ..3 $crowd; blijf weg ..2 $crowd; $crowd ..3 mijden|vermijden; neem ..2 geen deel ..3; neem geen deel ..3`},
		{Kind: "iss", Code: "consulate/", Patterns: `consulaat-generaal; consulaat`},
		{Kind: "iss", Code: "ministry/", Patterns: `ministerie van defensie|justitie|binnenlandse ..4; ministerie van buitenlandse zaken`},
		{Kind: "iss", Code: "government/", Patterns: `gemeente; burgemeester; kabinet; regering; provincie; autoriteiten`},
		{Kind: "hum", Code: "civilians", Patterns: `toeristen; burgers; passagiers; buitenlanders; voorbijgangers; studenten; kinderen; gelovigen; bezoekers; reizigers; journalisten`},
		{Kind: "res", Code: "security_force", Patterns: `leger; militairen; soldaten; veiligheidstroepen; marechaussee; krijgsmacht`},
		{Kind: "res", Code: "agency", Patterns: `openbaar ministerie; federaal parket; parket`},
		{Kind: "who", Code: "group", Patterns: `# mannen; twee|drie|vier|vijf ..1 mannen|verdachten|personen|vrouwen|jongens; verdachten; daders; aanvallers; gewapende mannen; terreurgroep*; islamisten; ontvoerders; schutters`},
		{Kind: "who", Code: "individual", Patterns: `#-jarig* ..1 man|vrouw|verdachte|jongen; schutter; dader; aanvaller; man`},
		{Kind: "who", Code: "organization", Patterns: `islamitische staat; is; al-qaida; al qaida; hezbollah; jihadisten van ..2`},
		{Kind: "tgt", Code: "hospital", Patterns: `ziekenhuis*|ziekenhuizen`},
		{Kind: "tgt", Code: "military", Patterns: `legerbasis*; kazerne*; militaire basis*|post*`},
		{Kind: "tgt", Code: "police", Patterns: `politiebureau*; politiepost*; controlepost*`},
		{Kind: "tgt", Code: "residential", Patterns: `woning*; huizen; dorp|dorpen; flat`},
		{Kind: "tgt", Code: "diplomatic", Patterns: `diplomatieke post*|missies; ambassades; consulaten`},
		{Kind: "wpn", Code: "vehicle", Patterns: `bestelbus; vrachtwagen; auto ..2 inged*`},
		{Kind: "wpn", Code: "heavy", Patterns: `drones|drone; raketten|raket; artillerie; mortieren`},
		{Kind: "neg", Code: "sport", Patterns: `wedstrijd*; doelpunt*; keeper*; trainer*; elftal*; spits*; supporters; eredivisie; competitie; rust; toernooi; beker; bal; finale; overwinning; stand; ploeg*; scheidsrechter*; speler*; aanvaller*; verdediger*`},
		{Kind: "neg", Code: "anniversary", Patterns: `herdenk*; jaar geleden|na; minuut stilte; monument; krans*; nabestaanden; herdacht`},
		{Kind: "neg", Code: "fiction", Patterns: `film*; serie*; roman*; regisseur*; acteur*; opnames; scenario; bioscoop*; held*; game; toneel*; boek*; schrijver*; kijkers`},
		{Kind: "neg", Code: "cyber", Patterns: `hacker*; cyberaanval*; virus; server*; ransomware; gegevens; website; systemen`},
		{Kind: "neg", Code: "history", Patterns: `geschiedenis; historic*; archief; museum; eeuw; keizer; veteraan*; wereldoorlog; opgraving*; archeolo*`},
		{Kind: "neg", Code: "animal", Patterns: `wolf|wolven; hond|honden; dier|dieren; schapen; beer; haai`},
		{Kind: "not", Code: "figure", Patterns: `hartaanval*; gasexplosie; prijsexplosie; cyberaanval*; paniekaanval*`},
		{Kind: "mod", Code: "before", Patterns: `gewapende; islamitische; twee|drie|vier|vijf; vermoedelijke; jihadistische; terroristische; #; openbare; religieuze; joodse; drukke; westerse; buitenlandse`},
	},
}
