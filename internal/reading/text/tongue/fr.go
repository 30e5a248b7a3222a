package tongue

var french = Language{
	Code: "fr", Name: "French",
	Small:       "le la les des du de et est sont dans pour par sur au aux une un en ne pas que qui avec ou ce cette conseils voyageurs déconseillé vigilance ressortissants",
	Prefixes:    []string{"l'", "d'", "qu'", "n'", "s'"},
	Joiners:     "de des du d' de la l' les la le",
	NationAfter: true,
	Seats:       "à a au aux en dans",
	Nations: `
		US états-unis etats-unis américain* américains américaine*
		GB royaume-uni britannique* anglais*
		FR france français* française*
		DE allemagne allemand*
		IT italie italien*
		ES espagne espagnol*
		BE belgique belge*
		CH suisse suisses helvétique*
		CA canada canadien* québécois*
		NL pays-bas néerlandais*
		RU russie russe russes
		UA ukraine ukrainien*
		TR turquie turc turcs turque turques
		IL israël israélien*
		IR iran iranien*
		IQ irak irakien*
		SY syrie syrien*
		LB liban libanais*
		JO jordanie jordanien*
		EG égypte égyptien*
		DZ algérie algérien*
		MA maroc marocain*
		TN tunisie tunisien*
		LY libye libyen*
		ML malien*
		NE nigérien*
		NG nigérian*
		BF burkinabé burkinabè burkinabés
		TD tchadien*
		CM camerounais*
		SN sénégalais*
		CI ivoirien*
		CD congolais*
		BJ béninois*
		TG togolais*
		GN guinéen*
		MG malgache*
		HT haïtien*
		CN chine chinois*
		JP japon japonais*
		IN inde indien*
		PK pakistan pakistanais*
		AU australie australien*
		AT autriche autrichien*
		SE suède suédois*
		NO norvège norvégien*
		PT portugal portugais*
		PL pologne polonais*
		LU luxembourg luxembourgeois*
		SA saoudien* saoudite*`,
	Classes: map[string]string{
		"attack": `attentat* attaque* assaut* explosion* fusillade* enlèvement* kidnapping* assassinat* massacre* embuscade* incursion* terrorisme terroriste terroristes violences otage* sabotage*`,
		"harm":   `attaquer frapper viser cibler enlever kidnapper tuer tirer commettre perpétrer perpétrés mener assassiner exploser prendre poignarder assaillir lancer conduire incendier`,
		"can":    `pourrait pourraient peut peuvent risque risquent devrait devraient susceptible susceptibles veut veulent cherche cherchent tente tentent menace menacent entend entendent projette projettent prévoit prévoient prépare préparent planifie planifient`,
		"plan":   `projet projets projetait projetaient projetaient préparait préparaient préparé planifiait planifiaient planifié prévoyait prévoyaient voulait voulaient comptait comptaient envisageait fomentait ourdi préparer préparant préparation planification`,
		"gang":   `terroristes terroriste djihadistes djihadiste jihadistes jihadiste assaillants assaillant combattants combattant rebelles rebelle bandits hommes militants insurgés islamistes extrémistes miliciens groupes groupe kamikaze kamikazes individus malfaiteurs ravisseurs tireur tireurs`,
		"crowd":  `rassemblement* foule* manifestation* attroupement* concert* fréquenté* fréquentés cortège* défilé* mobilisation* meeting*`,
		"area":   `quartier* zone* secteur* abords lieu lieux centre centre-ville place places région* périmètre alentours boulevard* avenue* rue* rues route* axe* site* proximité marché* commune*`,
		"avoid":  `évit* éviter évitez évitent d'éviter fuir fuyez contourner`,
		"dead":   `mort morts morte mortes tué tués tuée tuées décédé* abattu* péri`,
		"hurt":   `blessé* blessés`,
	},
	Labels: map[string]Section{
		"lieu": Location, "lieux": Location, "événement": Event, "évènement": Event, "évènements": Event, "événements": Event, "situation": Event,
		"mesures à prendre": Actions, "actions à prendre": Actions, "conduite à tenir": Actions, "que faire": Actions, "consignes": Actions,
		"recommandations": Actions, "conseils": Actions, "assistance": Assistance, "contact": Assistance, "contacts": Assistance,
	},
	Entries: []Entry{
		{Kind: "doc", Code: "embassy_alert", Patterns: `alerte de? sécurité|sécuritaire; alerte attentat; message de sécurité; message aux ressortissants`},
		{Kind: "doc", Code: "travel_advice", Patterns: `conseils aux voyageurs; avis aux voyageurs; conseils aux ..2 voyageurs; conseils de voyage`},
		{Kind: "gen", Code: "+threat", Patterns: `alerte de? sécurité|sécuritaire`},
		{Kind: "ev", Code: "threat/threatened", Patterns: `
			menace|menaces|risque|risques|danger ..3 attentat*|terrorist*|terrorisme|attaque*|enlèvement*|sécurité; projet*|projett*|planifi*|prévo*|prépar* ..5 attentat*|attaque*|attaquer|frapper|viser; pourraient|pourrait|peuvent|risquent ..4 attaquer|attentat*|attaque*|frapper|viser|commettre|cibl*|perpétr*|survenir;
			attentat*|attaque* ..5 possible*|imminent*|prévu*|peuvent|pourraient|probable*; possible*|éventuel*|nouveau|nouveaux|nouvelles ..1 attentat*|attaque*; intention* ..4 attaquer|frapper|attentat*`},
		{Kind: "ev", Code: "foiled_plot/thwarted", Patterns: `déjou* ..5 attentat*|attaque*|complot*|projet*; attentat*|attaque*|complot*|projet* ..5 déjou*; empêch* ..3 attentat*|attaque*; soupçonn* ..4 préparer|projeter|planifier ..3; prépar* ..3 attentat*`},
		{Kind: "ev", Code: "arrest/none", Patterns: `interpell*; arrêté|arrêtés|arrêtée; placé|placés en garde`},
		{Kind: "ev", Code: "bombing/accomplished", Patterns: `explosion* ..5 fait|tué*|bless*|a|s'est|ont|frappé; a explosé; s'est fait exploser; attentat à la bombe; attentat-suicide; kamikaze ..4`},
		{Kind: "ev", Code: "shooting/accomplished", Patterns: `ouvert le feu; fusillade ..3; tiré sur ..2; coups de feu ..2; abattu*`},
		{Kind: "ev", Code: "kidnapping/accomplished", Patterns: `enlevé*; kidnappé*; pris* en otage; prise d'otage*; enlèvement de ..2`},
		{Kind: "ev", Code: "attack/accomplished", Patterns: `ont|a attaqué ..2; attaque|attentat|fusillade|assaut ..1 en cours; attaqué* par; attaque au couteau ..2; attaque|attentat ..6 fait ..3 mort*|bless*|victime*; ont pris d'assaut; foncé dans|sur ..2`},
		{Kind: "lift", Code: "threat/lifted", Patterns: `alerte ..3 levée|annulée; levée de ..2 alerte; n'est plus en vigueur; menace ..3 écartée`},
		{Kind: "act", Code: "avoid_gatherings", Patterns: `évit* ..4 rassemblement*|foule*|manifestation*|attroupement*|concert*|fréquenté*; tenir|tenez|rester|restez ..2 écart ..3 rassemblement*|foule*|manifestation*; éloign* ..2 foule*|rassemblement*`},
		{Kind: "act", Code: "avoid_area", Patterns: `évit* ..3 quartier*|zone*|secteur*|abords|lieu*|centre|place|région*; ne pas se rendre|approcher ..3; ne vous rendez ..4; rester|restez|tenez ..2 écart de ..2; s'éloigner|éloignez-vous ..3`},
		{Kind: "act", Code: "avoid_travel", Patterns: `limit*|évit*|report*|différ*|restreign*|annul* ..3 déplacement*|voyage*; déconseill* ..3; déplacement* ..3 déconseill*`},
		{Kind: "act", Code: "leave_country", Patterns: `quitt* ..3 pays; invités à quitter ..2; quitter le territoire`},
		{Kind: "act", Code: "leave_area", Patterns: `quitt* ..2 zone|ville|secteur|lieux|quartier; évacu*`},
		{Kind: "act", Code: "shelter", Patterns: `rest* ..4 domicile|chez|intérieur|maison|abri|hôtel; confin*; mett* à l'abri; ne pas sortir; ne sortez pas; abritez-vous`},
		{Kind: "act", Code: "stay_alert", Patterns: `vigilan*; rest*|soyez|être|faire|faites|redoubl*|accru* ..4 vigilan*|prudent*|prudence|attentif*; appelés à la plus grande ..1 vigilance|prudence; prudence`},
		{Kind: "act", Code: "monitor_media", Patterns: `suiv* ..5 médias|actualité*|presse|informations|évolution; consult* ..3 médias|presse; tenir|tenez informé*; tenez-vous informé*; se tenir informé*`},
		{Kind: "act", Code: "follow_authorities", Patterns: `suiv*|respect*|conform* ..5 consignes|instructions|recommandations ..4 autorités|police|locales?|forces?`},
		{Kind: "act", Code: "keep_low_profile", Patterns: `profil bas; adopt* ..3 discret*|discrétion; faire preuve de discrétion; rest* discret*`},
		{Kind: "act", Code: "review_plans", Patterns: `revoi* ..3 plan*; vérifi* ..3 plan*; prépar* ..3 plan* ..2`},
		{Kind: "act", Code: "keep_contact", Patterns: `rest*|gard* ..2 contact ..2; prév*|inform*|rassur* ..3 proches|famille; contact*|joindre ..2 proches|famille; garder|gardez ..3 téléphone*`},
		{Kind: "act", Code: "carry_id", Patterns: `port*|muni*|ayez|gard* ..4 pièce*|papiers|passeport* ..2 identité?`},
		{Kind: "act", Code: "vary_routes", Patterns: `vari* ..4 itinéraire*|trajet*|horaire*`},
		{Kind: "act", Code: "report", Patterns: `signal* ..5 suspect*|police|comportement*; alert* ..2 police`},
		{Kind: "act", Code: "enroll", Patterns: `inscri* ..5 ariane|registre|ambassade|consulat; enregistr* ..4 ariane|ambassade; fil d'ariane`},
		{Kind: "adv", Code: "no_travel", Patterns: `formellement déconseill* ..1; déconseill* formellement; déconseill* ..2 tout|tous voyage*|déplacement* ..1; éviter tout voyage; zone rouge|rouges; tout voyage ..3 déconseillé; déconseille de se rendre; ne pas se rendre au|en|à`},
		{Kind: "adv", Code: "essential_only", Patterns: `déconseill* sauf raison|raisons impérative*; sauf raison|raisons impérative* ..1; voyage* ..1 non essentiel*; déplacement* ..1 non essentiel*; zone|zones orange|oranges; éviter tout voyage non essentiel`},
		{Kind: "adv", Code: "caution", Patterns: `vigilance renforcée; zone|zones jaune|jaunes; grande prudence; faire preuve d'une grande prudence`},
		{Kind: "adv", Code: "normal", Patterns: `vigilance normale; zone|zones verte|vertes; mesures de sécurité normales`},
		{Kind: "adv", Code: "depart", Patterns: `appelés|invités|exhortés|encouragés à quitter ..2 pays?; quitter le pays dès|immédiatement ..2; doivent quitter ..2`},
		{Kind: "tgt", Code: "crowd", Patterns: `rassemblement*; concert*; festival*; marché* de noël; manifestation*; lieux publics; foule*`},
		{Kind: "tgt", Code: "place_of_worship", Patterns: `lieux|lieu de culte; église*; mosquée*; synagogue*; cathédrale*`},
		{Kind: "tgt", Code: "transport", Patterns: `aéroport*; gare*; métro; train*; transport* en? commun*|publics?`},
		{Kind: "tgt", Code: "commercial", Patterns: `centre* commerci*; marché*; supermarché*; magasin*`},
		{Kind: "tgt", Code: "hotel", Patterns: `hôtel*`},
		{Kind: "tgt", Code: "hospitality", Patterns: `restaurant*; café*; bar|bars; discothèque*`},
		{Kind: "tgt", Code: "school", Patterns: `école*; université*; lycée*`},
		{Kind: "tgt", Code: "tourist", Patterns: `site* touristique*; plage*; lieux touristiques|fréquentés ..4`},
		{Kind: "tgt", Code: "government", Patterns: `bâtiments gouvernementaux|officiels|publics; ministère*`},
		{Kind: "who", Code: "group", Patterns: `extrémist*; terroristes; djihadist*; jihadist*; groupes ..1 armés|terroristes; hommes armés; assaillants`},
		{Kind: "aud", Code: "citizens", Patterns: `ressortissants ..1; citoyens ..1; français sur place`},
		{Kind: "ttl", Code: "ministry/", Patterns: `ministre de|d'|des|du ..1 intérieur|défense|sécurité|justice|armées|protection; ministre des affaires étrangères; ministre français*|malien*|burkinabè|ivoirien* de|des ..2; chef de la diplomatie ..1; porte-parole du ministère ..4; secrétaire d'état`},
		{Kind: "ttl", Code: "government/", Patterns: `président de la république|transition; président|présidente; premier ministre; première ministre; maire|mairesse de|d'; préfet|préfète de|du|d'; gouverneur de|du|d'; porte-parole du gouvernement; bourgmestre de|d'; chef de l'état; chef du gouvernement`},
		{Kind: "ttl", Code: "police/", Patterns: `porte-parole de la police ..1; préfet de police; directeur ..1 de la police ..1; commissaire ..1`},
		{Kind: "ttl", Code: "court/", Patterns: `procureur|procureure de la république; procureur|procureure fédéral|fédérale|antiterroriste|général; procureur national antiterroriste; parquet fédéral|antiterroriste`},
		{Kind: "ttl", Code: "agency/", Patterns: `directeur de l'ocam; coordonnateur|coordinateur national|antiterroriste ..2`},
		{Kind: "iss", Code: "embassy/US", Patterns: `ambassade des états-unis ..2; ambassade américaine`},
		{Kind: "iss", Code: "embassy/FR", Patterns: `ambassade de france; ambassade française; consulat général? de france`},
		{Kind: "iss", Code: "embassy/CA", Patterns: `ambassade du canada; haut-commissariat du canada`},
		{Kind: "iss", Code: "embassy/GB", Patterns: `ambassade du royaume-uni; ambassade britannique`},
		{Kind: "iss", Code: "embassy/BE", Patterns: `ambassade de belgique`},
		{Kind: "iss", Code: "embassy/CH", Patterns: `ambassade de suisse`},
		{Kind: "iss", Code: "embassy/", Patterns: `ambassade`},
		{Kind: "iss", Code: "ministry/FR", Patterns: `quai d'orsay; ministère de l'europe et des affaires étrangères; france diplomatie`},
		{Kind: "iss", Code: "ministry/CA", Patterns: `affaires mondiales canada; gouvernement du canada`},
		{Kind: "iss", Code: "ministry/CH", Patterns: `département fédéral des affaires étrangères; dfae`},
		{Kind: "iss", Code: "ministry/BE", Patterns: `spf affaires étrangères`},
		{Kind: "iss", Code: "ministry/", Patterns: `ministère des affaires étrangères`},
		{Kind: "ev", Code: "threat/none", Patterns: `aucune ..2 menace*; pas de menace*; aucun ..2 élément|indice ..4 menace*|attentat*; n'y a pas ..3 menace*`},
		{Kind: "ev", Code: "other/threatened", Patterns: `appel*|appels ..3 manifest*|grève*|mobilisation*; manifestation*|grève*|mobilisation*|marche|marches|rassemblement ..5 prévu*|annoncé*|attendu*|organisé*|aura|auront; manifestations violentes; troubles; tensions ..3; émeutes; couvre-feu; opération ville morte; villes mortes; mouvements sociaux`},
		{Kind: "lvl", Code: "raised", Patterns: `niveau de ..2 menace ..4 relevé|porté|élevé|rehaussé; relève* ..3 niveau ..2 menace; vigipirate ..4 relevé|porté; plan vigipirate ..6 niveau`},
		{Kind: "lvl", Code: "stated", Patterns: `niveau de ..1 menace; niveau ..2 vigipirate; niveau d'alerte`},
		{Kind: "wpn", Code: "explosive", Patterns: `explosif|explosifs; bombe|bombes; grenade|grenades; ceinture|ceintures explosive*; engin|engins explosif*`},
		{Kind: "wpn", Code: "firearm", Patterns: `arme|armes ..1 à feu|automatique*; fusil|fusils ..1 assaut?; pistolet|pistolets; kalachnikov*`},
		{Kind: "wpn", Code: "blade", Patterns: `couteau|couteaux; machette|machettes`},
		{Kind: "who", Code: "individual", Patterns: `le suspect; un homme; assaillant; un adolescent; une femme`},
		{Kind: "res", Code: "police", Patterns: `police; policiers; gendarmes; gendarmerie; enquêteurs`},
		{Kind: "res", Code: "agency", Patterns: `dgsi; parquet ..1 antiterroriste; services de renseignement`},
		{Kind: "hum", Code: "civilians", Patterns: `fidèles; passagers; clients; civils; élèves; touristes`},
		{Kind: "aud", Code: "citizens", Patterns: `ressortissants|citoyens français|belges|suisses|canadiens|américains|britanniques; ses ressortissants; communauté française`},
		{Kind: "neg", Code: "drill", Patterns: `exercice; simulation; simul*; exercice de sécurité; figurants; aucun danger`},
		{Kind: "neg", Code: "court", Patterns: `procès; tribunal; condamné*; cour d'assises; peine; juge*; avocat*; prévenu`},
		{Kind: "doc", Code: "embassy_alert", Patterns: `message|alerte|avis|note de|d' ..1 vigilance|sécurité|alerte|sécuritaire; message aux|à ..3 français|ressortissants|compatriotes|communauté; alerte sécurité|sécuritaire|attentat|manifestation*; avis de sécurité; chers compatriotes; consignes de sécurité; rappel de vigilance; alerte ..1 ressortissants; message ..1 sécurité`},
		{Kind: "doc", Code: "travel_advice", Patterns: `conseils aux voyageurs; avis aux voyageurs; conseils de voyage; avertissement ..2 voyage*; dernière minute; dernière mise à jour; information toujours valide; conseils pour les voyages`},
		{Kind: "doc", Code: "official_statement", Patterns: `^ communiqué; communiqué de presse|du|de; ^ déclaration; point de presse`},
		{Kind: "gen", Code: "+threat", Patterns: `message ..2 vigilance|sécurité; alerte attentat`},
		{Kind: "ev", Code: "threat/threatened", Patterns: `
			$can ..5 $harm|$attack; $can s'en prendre ..1; s'en prendre à ..2; $gang ..5 $can ..5 $harm|$attack; menace|menaces|risque|risques|danger|crainte*|probabilité|possibilité|éventualité|risqué ..4 $attack; risque élevé|accru|important|réel|sérieux|persistant|de ..3 $attack; menace ..1 terroriste*|imminente|sérieuse|élevée; informations|renseignements ..4 $attack|menace; $attack ..4 possible*|imminent*|probable*|envisageable*|prévu*; mis en garde|met en garde|mettent en garde ..4 $attack|menace; averti* ..6 menace|menaces|risque|risques|danger|possibilité ..3 $attack; averti* ..6 $attack|menace; signal* ..4 menace|risque|risques|danger ..3 $attack; mis|met|mettent en garde ..4 menace|risque|risques|danger ..3 $attack; n'est pas exclu* ..4; ne peut ..2 être exclu*|exclure ..3 $attack; $attack ne ..2 exclu*; projette|projettent|planifie|planifient|prépare|préparent ..3 $attack; pourraient être ..2 visés|visées|ciblés|ciblées|pris; demeure|reste ..2 cible ..2; cible|cibles ..1 potentielle*|privilégiée*|possible*; appel* à ..3 attaquer|frapper|attentats; menacé* de ..3 $harm`},
		{Kind: "ev", Code: "foiled_plot/thwarted", Patterns: `déjou* ..6 $attack|projet*|complot*|plan; $attack|projet*|complot* ..6 déjou*|empêché*|avorté*|évité*; empêch* ..4 $attack; soupçonn*|suspect* de ..2 $plan ..3; $plan ..6 $attack|$harm; tentative d' attentat* ..2 déjoué*; mis en examen ..6 $attack; démantel* ..4 cellule|réseau|groupe|filière; neutralis* ..3 cellule|réseau; projet d'attentat*|d'attaque*|d'assassinat; préparation d'un|d' attentat; avant ..3 passer à l'acte; passage à l'acte`},
		{Kind: "ev", Code: "arrest/none", Patterns: `interpell*; arrêté|arrêtés|arrêtée|arrêtées; arrestation*; placé|placés|placée en garde|détention; garde à vue; écroué*; mis en examen; appréhend*`},
		{Kind: "op", Code: "arrest", Patterns: `interpell* ..1; arrêté|arrêtés|arrêtée|arrestation* ..1; perquisition* ..2; saisi*|saisie ..2; découv* ..2; retrouv*; garde à vue; coup de filet; opération de police; écroué*; appréhend*`},
		{Kind: "ev", Code: "bombing/accomplished", Patterns: `explosion* ..6 $dead|$hurt|fait|tué*|secou*|s'est|ont|frappé; a|ont explosé; s'est|se sont fait exploser|sauter; attentat ..2 bombe|suicide|kamikaze|piégé*; attentat-suicide|attentats-suicides; kamikaze ..5; voiture|véhicule|camion|moto piégé* ..3; bombe* ..3 explosé; fait exploser|détoner ..2; frappe*|tir*|drone*|missile*|roquette*|obus ..6 $dead|$hurt|touché*|frappé*|fait|tué*; explosion à|au|dans|devant|près ..4; déflagration*; engin explosif ..3 explosé`},
		{Kind: "ev", Code: "shooting/accomplished", Patterns: `ouvert le feu; ouvre le feu; ouvrent le feu; fusillade*; a|ont tiré ..3; tir* ..2 armes? ..1 automatique*; coups de feu; abattu* ..2; tué* ..2 par balle*; rafale* ..2; mitraill*; tuerie`},
		{Kind: "ev", Code: "attack/accomplished", Patterns: `ont|a attaqué ..2; attaqué* par ..2; attaque au couteau|à ..2; a|ont poignardé ..2; attaque|attentat|assaut|raid|embuscade ..7 $dead|$hurt|fait|tué*|coûté|victime*; $dead|$hurt ..5 dans|lors ..2 attaque|attentat|assaut|raid|embuscade; pris* d'assaut; fonc* dans|sur ..3 foule|passants; percuté ..3 foule|passants|piétons; voiture-bélier; affrontement* ..4 $dead|$hurt|entre|opposent|ont; combats ..3 $dead|entre|opposent|se; incursion* ..3; égorgé*; attaque* ..2 perpétrée* ..2; revendiqu* ..3 attaque|attentat; massacre*; attaque|attentat contre|sur|à|dans ..5`},
		{Kind: "ev", Code: "kidnapping/accomplished", Patterns: `enlevé* ..3; enlèvement|rapt|kidnapping de|d' ..3; kidnappé*; pris* en otage*; prise d'otage*; ravi* par ..2; retenu* en otage*`},
		{Kind: "ev", Code: "arson/accomplished", Patterns: `incendie ..1 criminel*|volontaire; incendié* par|ont|a|des; a|ont incendié ..3; mis le feu ..3`},
		{Kind: "ev", Code: "assassination/accomplished", Patterns: `assassinat ..2 de|du; assassiné*; tentative d'assassinat`},
		{Kind: "ev", Code: "hijacking/accomplished", Patterns: `détourn* ..3 avion|navire|bateau`},
		{Kind: "ev", Code: "threat/none", Patterns: `aucune ..3 menace*|information ..3; connaissance d'aucune ..2 menace|information; pas de menace ..3; aucun ..2 élément|indice|danger ..4; pas d'information ..4 menace|attentat; infond*; démenti* ..4; dément|démentent ..4`},
		{Kind: "ev", Code: "other/threatened", Patterns: `$crowd|grève*|marche|marches ..6 prévu*|annoncé*|attendu*|organisé*|aura|auront|devraient|devrait|tiendra|se dérouler; appel*|appels ..3 manifest*|grève*|mobilisation*|rassemblement*; heurts|débordements|affrontements|violences|troubles ..4 possible*|attendu*|craindre|probables|pourraient|peuvent; manifestation*|rassemblement* ..4 dégénér*|violent*; risque|risques de ..2 débordements|heurts|troubles|émeutes; opération* ville|villes morte*; barrages ..3`},
		{Kind: "lift", Code: "threat/lifted", Patterns: `alerte|mesures|restrictions|consignes ..5 levé*|annulé*|abrogé*; lev* ..3 alerte|restrictions|confinement; n'est plus en vigueur; n'est plus valable; menace|danger ..3 écart*|levé*|passé*; fausse alerte; retour à la normale; fin de l'alerte; plus de menace`},
		{Kind: "last", Code: "updates", Patterns: `alerte|message|avis|communiqué du|de; remplace ..3 du; du message du; message ..2 du`},
		{Kind: "bad", Code: "no_action", Patterns: `n'est plus ..2 nécessaire|demandé|recommandé; il n'est plus; ne sont plus ..2 tenus|invités|priés; plus demandé|nécessaire; pas nécessaire de; aucune ..1 mesure ..1 particulière`},
		{Kind: "bad", Code: "not_found", Patterns: `aucun ..2 explosif|engin|arme; pas d'explosif|arme; sans arme`},
		{Kind: "vrb", Code: "says", Patterns: `averti*; avertit; avertissent; prévenu*; prévient; alert*; annonc*; appel*; déclar*; signal*; recommand*; demand*; invit*; inform*; indiqu*; précis*; conseill*; déconseill*; exhort*; mis|met|mettent en garde; rappel*; assur*; estim*; fait savoir; a dit; affirm*; communiqu*; selon; d'après; ajout*; confirm*; publi*; appelle; décidé`},
		{Kind: "vrb", Code: "acts", Patterns: `boucl*; évacu*; sécuris*; interven*; intervenu*; neutralis*; abattu*; abatt*; encerc*; interpell*; arrêt*; déploy*; recherch*; traqu*; ratissage*; donné l'assaut; riposté; libér*; maîtris*; ouvert une enquête; enquêt*; saisi*; repouss*; patrouill*; a tué ..2 assaillant*; désamorc*; perquisition*; fouill*; démantel*; déjou*`},
		{Kind: "vrb", Code: "blames", Patterns: `revendiqu*; responsabilité; attribu*; accus*; soupçonn*; imput*; mené par; allégeance; se réclam*; radicalis*; affilié*; suspect*; auteur*; commandit*`},
		{Kind: "vrb", Code: "lists", Patterns: `cible*; visé*; viser; visent; particulièrement; notamment; objectifs`},
		{Kind: "vrb", Code: "avoid", Patterns: `évit*; éviter; à l'écart; à distance; ne pas se rendre; ne vous rendez pas; ne pas fréquenter; ne fréquentez pas; s'abstenir de; éloign*; contourn*; ne pas approcher; ne vous approchez pas; renoncer`},
		{Kind: "cas", Code: "killed", Patterns: `# ..4 $dead; $dead ..2 #; tué ..2 #; fait # morts; deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze ..4 $dead; coûté la vie à ..3; $dead ..2 deux|trois|quatre|cinq|six|sept|huit|neuf|dix`},
		{Kind: "cas", Code: "injured", Patterns: `# ..4 $hurt; $hurt ..2 #; un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingtaine|dizaine ..4 $hurt`},
		{Kind: "part", Code: "part", Patterns: `frontière*; frontalier*; frontalière*; zone*; région*; nord; sud|est|ouest du pays; nord du; département*; province*; partie; kilomètres|km; bande; reste-là; certaines|plusieurs régions|zones; quartiers; secteurs`},
		{Kind: "part", Code: "whole", Patterns: `reste du ..1; ensemble du ..1; tout le ..1; totalité du ..1; tout le pays; ailleurs; l'ensemble du territoire ..1; autres régions|parties|zones|départements`},
		{Kind: "act", Code: "avoid_gatherings", Patterns: `$avoid ..5 $crowd; à l'écart de|des ..3 $crowd; à distance ..3 $crowd; ne pas participer|prendre|assister ..4; ne participez pas ..4; ne pas se mêler ..3; éloign* ..3 $crowd; se tenir|tenez-vous|restez ..1 éloigné* ..3 $crowd; $crowd ..2 sont à éviter; éviter|évitez ..1 tout ..1 $crowd; à l'écart de tout $crowd`},
		{Kind: "act", Code: "avoid_area", Patterns: `$avoid ..4 $area; ne pas se rendre|approcher|fréquenter ..4; ne vous rendez pas ..3; ne fréquentez pas ..3; s'éloigner|éloignez-vous ..3; à l'écart de|du|des ..2 $area; contourn* ..3 $area; à distance de ..3 $area; ne vous approchez pas ..3`},
		{Kind: "act", Code: "avoid_travel", Patterns: `limit*|évit*|report*|différ*|restreign*|annul*|réduire|réduisez|suspend* ..4 déplacement*|voyage*|sorties; déconseill* ..3 déplacement*|voyage*|rendre; déplacement*|voyage* ..4 déconseill*|éviter|limité*|reporté*|proscrire; renonc* ..3 déplacement*|voyage*; ne voyagez|circulez|sortez pas ..2; ne pas voyager|circuler ..2; différer ..2`},
		{Kind: "act", Code: "leave_country", Patterns: `quitt* ..4 pays|territoire; quitter ..1 mali|niger|burkina|liban|tchad|iran|israël|soudan|haïti|irak|syrie|russie|ukraine; invités|appelés|exhortés à ..2 partir|quitter; partir dès que possible; quitter sans délai`},
		{Kind: "act", Code: "leave_area", Patterns: `quitt* ..3 zone|ville|secteur|lieux|quartier|région|province; évacu*; s'éloigner immédiatement`},
		{Kind: "act", Code: "shelter", Patterns: `rest*|demeur* ..4 domicile|chez|intérieur|maison|abri*|hôtel|confiné*; confin*; mett* à l'abri; à l'abri; ne pas sortir; ne sortez pas; abrit*; gagn*|rejoign*|rejoindre ..2 abri*; limiter les sorties; barricad*; se calfeutrer; ne quittez pas ..2 domicile|hôtel`},
		{Kind: "act", Code: "stay_alert", Patterns: `vigilan*; redoubl* de ..1 vigilance|prudence; vigilance ..1 renforcée|accrue|extrême; rest*|soyez|être|faire|faites|demeur*|montr* ..3 vigilan*|prudent*|attentif*|gardes; plus grande ..1 vigilance|prudence; grande prudence; sur ses|leurs|vos gardes; attenti* à ..1 environnement; prudence`},
		{Kind: "act", Code: "monitor_media", Patterns: `suiv*|consult*|écout* ..5 médias|actualité*|presse|informations|évolution|nouvelles|radio; tenir|tenez|tenez-vous ..3 informé*; se tenir informé*; s'informer; informez-vous ..3; rest* informé*; surveill* ..3 médias|évolution|actualité`},
		{Kind: "act", Code: "follow_authorities", Patterns: `suiv*|respect*|conform*|obéi*|observ*|appliqu* ..5 consignes|instructions|recommandations|directives|ordres|couvre-feu|indications ..4 autorités|police|locales?|forces|sécurité?; conform* aux ..3 autorités; coopér* avec ..3`},
		{Kind: "act", Code: "keep_low_profile", Patterns: `profil bas; rest*|soyez|être|faire|faites|demeur*|montr* ..3 discret*|discrets|discrétion; se faire ..1 discret*; faire ..2 discrétion; ne pas ..2 attirer l'attention; sans attirer l'attention; attirer l'attention; éviter les signes ostentatoires`},
		{Kind: "act", Code: "review_plans", Patterns: `revoi*|réexamin*|vérifi*|prépar*|prévoi*|actualis*|mettre à jour|réviser ..4 plan*|itinéraire|dispositif|projets; constitu* ..3 réserve*|provisions; faire ..2 provisions`},
		{Kind: "act", Code: "keep_contact", Patterns: `rest*|gard*|maint*|demeur* ..3 contact ..3; prév*|inform*|rassur*|tenir|tenez|donner|donnez ..4 proches|famille|entourage|nouvelles ..1 informés?; contact*|joindre ..3 proches|famille; gard* ..4 téléphone* ..3; rest* joignable*; joignable*`},
		{Kind: "act", Code: "carry_id", Patterns: `port*|muni*|ayez|avoir|gard*|conserv*|emport*|détenir ..5 pièce*|papiers|passeport*|document* ..3 identité?`},
		{Kind: "act", Code: "vary_routes", Patterns: `vari*|chang*|modifi* ..4 itinéraire*|trajet*|horaire*|habitudes|parcours`},
		{Kind: "act", Code: "report", Patterns: `signal*|rapport*|alert*|prév* ..6 suspect*|police|comportement*|colis|gendarmerie`},
		{Kind: "act", Code: "enroll", Patterns: `inscri*|s'inscri*|s'inscrire|enregistr*|recens*|s'enregistrer ..6 ariane|registre|ambassade|consulat*|site|plateforme; fil d'ariane; signaler ..2 séjour|présence|voyage|déplacement`},
		{Kind: "adv", Code: "no_travel", Patterns: `formellement déconseill* ..5; déconseill* formellement ..3; strictement|fortement|totalement|absolument|vivement déconseill* ..3; déconseill* ..2 tout|tous|toute ..2 voyage*|déplacement*|séjour*; tout voyage|déplacement|séjour ..6 déconseill*|proscrire|proscrit*; déconseille de se rendre|voyager; déconseillé de se rendre; éviter tout voyage|déplacement; ne pas se rendre|voyager au|en|à|dans|aux; zone|zones rouge|rouges; ne voyagez pas ..1; proscri* ..3 voyage*|déplacement*; voyage*|déplacement* ..6 formellement déconseill*; placé* en rouge; formellement interdit`},
		{Kind: "adv", Code: "essential_only", Patterns: `déconseill* sauf raison|raisons ..1 impérative*|impérieuse*|professionnelle*; sauf raison|raisons|motif|motifs ..1 impérative*|impérieux|impérieuse*|essentiel*|professionnelle*; voyage*|déplacement* ..1 non essentiel*|non indispensable*|touristique*; voyages non essentiels; déconseill* ..3 touristique*|non; zone|zones orange|oranges; tout voyage|déplacement non ..1; placé* en orange; hors raison impérative; voyage* ..4 déconseill*; déplacement* ..5 déconseill*; reporter ..2 voyage* ..2`},
		{Kind: "adv", Code: "caution", Patterns: `vigilance renforcée|accrue; zone|zones jaune|jaunes; grande prudence; vigilance particulière; prudence renforcée; placé* en jaune; plus grande prudence; prudence accrue`},
		{Kind: "adv", Code: "normal", Patterns: `vigilance normale; zone|zones verte|vertes; mesures|précautions ..2 normales|habituelles|usuelles; placé* en vert`},
		{Kind: "adv", Code: "depart", Patterns: `appelés|invités|exhortés|encouragés|priés|tenus|sommés|appelle|exhorte|invite|demande ..5 à|de quitter ..2 pays|territoire?; quitter ..2 pays|territoire ..3 dès|immédiatement|sans|rapidement|plus; doivent quitter ..2; recommand* ..4 de quitter ..2 pays|territoire; quitter ..1 pays ..2; partir ..3 dès que possible`},
		{Kind: "tgt", Code: "crowd", Patterns: `rassemblement* ..1; concert*; festival*; marché* de noël; manifestation*; lieux publics; foule*; lieux ..2 fréquentés; grands rassemblements; événement* sportif*|public*|culturel*; carnaval; défilé*; terrasses`},
		{Kind: "tgt", Code: "commercial", Patterns: `centre* commerci*; marché*; marché* central; supermarché*; magasin*; galerie* marchande*; boutique*`},
		{Kind: "tgt", Code: "place_of_worship", Patterns: `lieux|lieu de culte; église*; mosquée*; synagogue*; cathédrale*; temple*; basilique*`},
		{Kind: "tgt", Code: "transport", Patterns: `aéroport*; gare*; gare* routière*; métro; train*; autobus; bus; transport* publics?|commun; station* de métro; ports|port; autocar*`},
		{Kind: "tgt", Code: "hospitality", Patterns: `restaurant*; café*; bar|bars; discothèque*; boîte* de nuit; maquis; nightclub*`},
		{Kind: "tgt", Code: "school", Patterns: `école*; université*; lycée*; collège*; établissement* scolaire*|d'enseignement; crèche*`},
		{Kind: "tgt", Code: "military", Patterns: `poste* militaire*; base* militaire*|aérienne*; caserne*; camp* militaire*; position* militaire*; convoi* militaire*; garnison*; patrouille*`},
		{Kind: "tgt", Code: "police", Patterns: `commissariat*; poste* de police|gendarmerie|contrôle; brigade* de gendarmerie; gendarmerie*`},
		{Kind: "tgt", Code: "hospital", Patterns: `hôpit*; clinique*; centre* de santé`},
		{Kind: "tgt", Code: "diplomatic", Patterns: `représentation* diplomatique*; mission* diplomatique*; emprises diplomatiques; missions étrangères`},
		{Kind: "tgt", Code: "residential", Patterns: `village|villages; immeuble*; habitation*; maisons`},
		{Kind: "tgt", Code: "tourist", Patterns: `site* touristique*; plage*; lieux touristiques; musée*; parc* nationa*; parcs nationaux; complexe* touristique*; résidence* hôtelière*; zones touristiques`},
		{Kind: "tgt", Code: "prison", Patterns: `prison*`},
		{Kind: "tgt", Code: "stadium", Patterns: `stade*`},
		{Kind: "tgt", Code: "organization", Patterns: `siège de ..2; locaux de|du ..2; rédaction ..2`},
		{Kind: "tgt", Code: "infrastructure", Patterns: `infrastructure* ..1; pont; centrale* ..1 électrique*; oléoduc; mine|mines d'or`},
		{Kind: "who", Code: "group", Patterns: `terroristes; groupe|groupes armé* ..1 terroriste*|djihadiste*|islamiste*; groupe|groupes terroriste* ..1 armé*?; groupes ..1 armés|terroristes; extrémist*; djihadist*; jihadist*; islamist*; combattant* ..1 islamistes?; hommes|individus ..1 armés|cagoulés; assaillant*; rebelle*; bandits ..1 armés?; insurgé*; gang*|gangs; milicien*; commando*; cellule* terroriste*|djihadiste*|jihadiste*; militants; ravisseurs; suspects; sympathisants; partisans; deux|trois|quatre|cinq|six ..1 hommes|personnes|individus|suspects|jeunes|adolescents|assaillants|mineurs|frères; kamikazes`},
		{Kind: "who", Code: "individual", Patterns: `homme|jeune|adolescent|femme|ressortissant|étudiant|lycéen ..2 âgé* de # ans; homme|femme|adolescent|jeune ..1 de # ans; un homme ..1 armé*|radicalisé?; le suspect; suspect; assaillant; l'assaillant; un adolescent; une femme; tireur; kamikaze; l'auteur ..2; individu; un jeune ..1 homme?; le conducteur; mineur de # ans`},
		{Kind: "who", Code: "organization", Patterns: `état islamique; l'état islamique; groupe|organisation état islamique; daech; daesh; al-qaïda ..3 islamique?; aqmi; jnim; gsim; groupe de soutien à l'islam et aux musulmans; boko haram; iswap; chebab|chebabs|shebab|shebabs; les chebab; hamas; hezbollah; houthis; talibans; m23; adf; forces démocratiques alliées; eigs; état islamique au grand sahara; flnc; pkk; codeco; wagner; cartel ..3`},
		{Kind: "wpn", Code: "explosive", Patterns: `explosif|explosifs; bombe|bombes ..1 artisanale*?; grenade|grenades; ceinture|ceintures d'explosifs|explosive*; gilet* explosif*; engin|engins explosif* ..1 improvisé*?; voiture|véhicule|camion|moto piégé*; colis piégé*; mine|mines ..1 antipersonnel*; tatp; matière* explosive*; charge explosive; dynamite`},
		{Kind: "wpn", Code: "firearm", Patterns: `arme|armes ..1 à feu|automatique*|guerre|poing|longue*|légère*; fusil|fusils ..2 assaut|chasse|pompe|mitrailleur?; pistolet|pistolets ..1 automatique?; kalachnikov*; armes; revolver*; arme; carabine; mitrailleuse*`},
		{Kind: "wpn", Code: "ammunition", Patterns: `munitions; cartouches; chargeurs`},
		{Kind: "wpn", Code: "heavy", Patterns: `drone|drones; missile* ..1 balistique*?; roquette*; obus; mortier*; lance-roquettes; artillerie; armes lourdes; armement lourd`},
		{Kind: "wpn", Code: "blade", Patterns: `couteau|couteaux ..2 cuisine?; machette|machettes; hache*; arme blanche; armes blanches; sabre`},
		{Kind: "wpn", Code: "vehicle", Patterns: `voiture-bélier; au volant d'un|d'une ..2; camionnette; véhicule bélier; fourgonnette`},
		{Kind: "res", Code: "police", Patterns: `police ..1 judiciaire|nationale|fédérale?; policiers; gendarmes; gendarmerie ..1 nationale?; enquêteurs; raid; gign; bri; forces de l'ordre; unités spéciales; police locale; policier`},
		{Kind: "res", Code: "agency", Patterns: `dgsi; parquet ..1 national? antiterroriste; pnat; services de renseignement|sécurité; service de renseignement; sûreté de l'état; dgse; services; parquet ..2; parquet fédéral; ministère public; procureur*`},
		{Kind: "res", Code: "security_force", Patterns: `armée ..1; l'armée; militaires; forces de sécurité; forces armées ..1; forces de défense et de sécurité; soldats; troupes; garde nationale; forces spéciales`},
		{Kind: "hum", Code: "civilians", Patterns: `fidèles; passagers; clients; civils; élèves; écoliers; étudiants; touristes; étrangers; passants; habitants; villageois; étranger*; occidentaux; voyageurs; expatriés; journaliste*; humanitaires; travailleurs humanitaires; chrétiens; pèlerins; spectateurs; enfants; agriculteurs; paysans; promeneurs; piétons`},
		{Kind: "hum", Code: "nationals", Patterns: `ressortissants ..1 étrangers|occidentaux|français|américains; intérêts ..1 français|occidentaux|américains; français|américains|israéliens ..1 sur? place?`},
		{Kind: "hum", Code: "military", Patterns: `soldats; militaires`},
		{Kind: "hum", Code: "police", Patterns: `policiers; gendarmes`},
		{Kind: "aud", Code: "citizens", Patterns: `ressortissants; compatriotes; ses|nos|leurs ressortissants|concitoyens|citoyens|compatriotes; citoyens; voyageurs; français ..1 de passage|résidant|présents|établis; les américains|français|belges|britanniques|canadiens|suisses; communauté française|belge|canadienne; français|belges|canadiens|suisses résidant|présents|établis|sur`},
		{Kind: "aud", Code: "public", Patterns: `population ..1; habitants; riverains; chacun; public; usagers`},
		{Kind: "aud", Code: "staff", Patterns: `personnel ..1 ambassade|diplomatique; agents de l'ambassade`},
		{Kind: "iss", Code: "consulate/", Patterns: `consulat général?; consulat; consulats`},
		{Kind: "iss", Code: "embassy/", Patterns: `ambassade; ambassades; haut-commissariat; représentation diplomatique; délégation`},
		{Kind: "iss", Code: "ministry/", Patterns: `ministère des affaires étrangères; diplomatie; ministère de l'intérieur; ministère de la défense; département d'état; foreign office; ministère de la sécurité; chancellerie`},
		{Kind: "iss", Code: "ministry/FR", Patterns: `ministère de l'europe et des affaires étrangères; quai d'orsay; centre de crise et de soutien; ministère français des affaires étrangères; meae`},
		{Kind: "iss", Code: "government/", Patterns: `gouvernement; premier ministre; première ministre; préfecture ..2; préfet ..2; secrétariat général de la défense; sgdsn; autorités; présidence; mairie; gouvernorat; gouverneur; procureur`},
		{Kind: "iss", Code: "agency/BE", Patterns: `ocam; organe de coordination pour l'analyse de la menace`},
		{Kind: "lvl", Code: "raised", Patterns: `relev* ..5 niveau|vigipirate; posture vigipirate ..4; vigipirate ..4 niveau; niveau ..3 urgence attentat; relève|relevé|rehaussé|porté|élevé ..4 niveau ..2 alerte|menace; urgence attentat; niveau de la? menace ..6 passe|relevé|porté`},
		{Kind: "lvl", Code: "lowered", Patterns: `abaiss* ..5 niveau|vigipirate; niveau ..3 abaissé; ramené ..3 niveau`},
		{Kind: "neg", Code: "sport", Patterns: `match*; but|buts; gardien; entraîneur*; équipe*; joueur*; supporters; championnat*; ligue; saison; mi-temps; tournoi; coupe; ballon; finale; victoire; score; attaquant*; défenseur*; rugby; football; stade; arbitre; penalty; club; classement; défense; peloton; étape; set; buteur`},
		{Kind: "neg", Code: "court", Patterns: `procès; tribunal; condamn*; cour d'assises|d'appel|cassation; peine*; juge*; avocat*; prévenu*; accusé*; réclusion; perpétuité; verdict; jugement; appel; acquitt*; audience; prison ferme; réquisit*`},
		{Kind: "neg", Code: "anniversary", Patterns: `anniversaire; commémor*; hommage*; ans après|plus; minute de silence; gerbe*; recueill*; mémorial; souvenir; stèle; victimes ..2 honorées; se souvien*`},
		{Kind: "neg", Code: "fiction", Patterns: `film*; série*; roman*; réalisat*; acteur*|actrice*; tournage; scénario; cinéma; personnage*; héros; jeu vidéo; spectateurs; pièce; livre; écrivain*; auteur de; exposition; salles; festival; projection; thriller; bande dessinée`},
		{Kind: "neg", Code: "cyber", Patterns: `pirate*; cyberattaque*; virus; serveur*; rançongiciel; ransomware; hackers; informatique*; données; site internet; cybersécurité; logiciel`},
		{Kind: "neg", Code: "history", Patterns: `histoire; historien*; archive*; musée; siècle; empereur; vétéran*; guerre mondiale; fouilles; archéolog*; roi; révolution; bataille`},
		{Kind: "neg", Code: "animal", Patterns: `ours; loup|loups; chien*; requin*; tigre*; animal; animaux; éléphant*; frelon*; troupeau; éleveur*; brebis; vétérinaire`},
		{Kind: "neg", Code: "drill", Patterns: `exercice; simul*; figurants; fictif*; scénario; aucun danger; pas d'inquiétude; plastron*; entraînement; mise en situation; répétition`},
		{Kind: "neg", Code: "politics", Patterns: `opposition; député*; élection*; parti; projet de loi; budget; débat*; critique*; sondage*; sénat*; réforme; majorité; syndicat*`},
		{Kind: "not", Code: "figure", Patterns: `crise|attaque cardiaque; explosion des prix|de joie|du chômage|démographique|de gaz; attaque ..1 budget|cerveau; attaques verbales|personnelles; bombe à retardement|politique|médiatique; attaqué en justice; fusillé du regard; explosion accidentelle; fuite de gaz; tir* au but; tirs cadrés; attaque contre le budget`},
		{Kind: "who", Code: "-", Patterns: `$attack|menace|menaces|risque|risques|acte|actes|projet|projets|action|actions|entreprise terroriste*|djihadiste*|jihadiste*|islamiste*; comportement ..1 suspect; colis suspect|suspects; objet suspect`},
		{Kind: "tgt", Code: "-", Patterns: `port ..1 arme*; train de vie; en train de; marché intérieur|noir`},
		{Kind: "act", Code: "avoid_gatherings", Patterns: `évit* ..3 lieux|endroits|zones ..1 très? fréquenté*|bondé*`},
		{Kind: "mod", Code: "before", Patterns: `deux|trois|quatre|cinq|six|sept|huit|neuf|dix; plusieurs; jeunes?; présumé*; grand|grands|grande|grandes; #; petit|petits`},
		{Kind: "mod", Code: "after", Patterns: `armé*; terroriste*; djihadiste*; jihadiste*; islamiste*; présumé*; central|centrale|centraux; étranger*; national|nationale|nationaux|nationales; public|publics|publique|publiques; militaire*; religieux|religieuse*; chrétien*; juif|juive|juives|juifs; international*; de culte; catholique*; automatique*; artisanal*; de cuisine; touristique*; scolaire*; judiciaire; lourd*; principal*; fréquentés ..2 par ..1 étrangers|occidentaux|expatriés; islamique; kalachnikov; universitaire*; de guerre; de chasse; diplomatique*`},
	},
}
