package text

// groupWords are the names of armed groups of the world since about 1995, with their other spellings and those short forms that are no word of
// English besides. A group that renamed itself has a row for each name.
var groupWords = []Entry{
	{Kind: "who", Code: "organization", Patterns: `
		isis-khorasan militants|fighters?; isis-k militants|fighters?; is-khorasan; is-k; iskp; isis khorasan; islamic state khorasan province?; islamic state – khorasan; the? islamic state west africa province; iswap; islamic state group?; the islamic state group; isis; isil; daesh; al-qaeda; al qaeda; al-qaida; aqim; aqap; jnim; boko haram; al-shabaab; al shabaab; taliban; ttp; tehrik-i-taliban; lashkar-e-taiba; jaish-e-mohammed; jemaah islamiyah; abu sayyaf; hamas; hezbollah; hizbollah; houthis; houthi; pkk; eln; farc; eta; real ira; new ira; ansar al-sharia; hayat tahrir al-sham; shining path; sendero luminoso; allied democratic forces; m23; ansaru; islamic jihad; base movement; wagner group; fighters of the islamic state west africa province`},
	// of the Islamic State and al-Qaida
	{Kind: "who", Code: "organization", Patterns: `
		islamic state in|of khorasan|sinai|libya|somalia|yemen|pakistan|mozambique|iraq|syria ..1 province?; islamic state of iraq and the levant|syria|al-sham; islamic
		state of iraq; islamic state in iraq and the levant|syria|al-sham; islamic state in|of west africa|africa's province?; islamic state in the greater sahara; islamic state
		sahel|sahara|sinai|central|hind|caucasus|khurasan|libya|somalia|yemen|mozambique|pakistan|india province?; islamic state's ..3 branch|affiliate|wing|province|offshoot;
		isis-k; isil-k; is-kp; isis-kp; isis-p; isis-mozambique; isis-somalia; isis-sinai; isis-west africa; isis-dr-congo; isis-drc; isis-core; is group; isgs; iscap; daech; da'esh; so-called islamic state group?; al-qa'ida; al qa'ida; al-qaida; al qaida; al-qaeda in the? islamic maghreb; al qaeda in the? islamic maghreb; al-qaida in
		the? islamic maghreb; al-qaeda|al-qaida|al-qa'ida in the? arabian peninsula; al qaeda|qaida|qa'ida in the? arabian peninsula; al-qaeda|al-qaida in
		iraq|mesopotamia|syria|yemen|somalia; al qaeda|qaida in iraq|mesopotamia; al-qaeda in the? indian subcontinent; al qaeda in the? indian subcontinent; aqis; jabhat
		al-nusra; jabhat fateh al-sham; al-nusra front?; nusra front; nusrah front; hts; hurras al-din; jama'at nasr al-islam wal muslimin; jama'a nusrat ul-islam wa al-muslimin;
		jamaat nusrat al-islam wal-muslimin; nusrat al-islam; group for the support of islam and muslims; support group for islam and muslims; group to support islam and muslims;
		gsim; al-mourabitoun; al mourabitoun; al-murabitun; al-murabitoun; ansar dine; ansar eddine; ansar al-dine; ansarul islam; ansaroul islam; macina liberation
		front|battalion; katiba macina; mujao; movement for oneness|unity and jihad in west africa; signed in blood battalion; masked brigade|men brigade; those who sign in
		blood; salafist group for preaching|call and combat; gspc; armed islamic group; gia; al-shabab; al shabab; shabaab; shabab; al-shebab; shebab; harakat al-shabaab; jaysh
		al-hijra; al-hijra; al hijra; ahlu sunna wal jama'a; ansar al-sunna; ahlu sunnah wal-jama'a; al-itihaad al-islamiya; hizbul islam; islamic courts union; jas; jama'atu
		ahlis sunna lidda'awati wal-jihad; lakurawa;`},
	// of South and Central Asia
	{Kind: "who", Code: "organization", Patterns: `
		tehreek-e-taliban pakistan; tehrik-e-taliban pakistan?; tehrik-i-taliban pakistan; pakistani|afghan|pakistan taliban; taleban; taliban pakistan; haqqani network;
		hezb-e-islami; hizb-i-islami gulbuddin?; jamaat-ul-ahrar; jamaat ul-ahrar; jamaatul ahrar; hafiz gul bahadur group; tehreek-e-jihad pakistan; lashkar-e-jhangvi;
		lashkar-i-jhangvi; lashkar-e-jhangvi al-alami; lashkar-e-islam; lashkar-e-toiba; lashkar-e-tayyiba; lashkar-e-taiba; lashkar-i-taiba; jamaat-ud-dawa;
		jaish-e-muhammad; jaish-i-mohammed; hizbul mujahideen; hizb-ul-mujahideen; harkat-ul-mujahideen; harkat-ul-jihad-al-islami; harkat-ul-jihad-e-islami;
		harkat-ul-ansar; huji; indian mujahideen; simi; students islamic movement of india; the resistance front; sipah-e-sahaba; sipah-e-muhammad; jundallah; jundullah; jaish
		al-adl; jaish ul-adl; jaysh al-adl; ansar al-furqan; balochistan|baloch|baluchistan liberation army|front; bla; baloch republican army; majeed brigade; united baloch
		army; baloch raji ajoi sangar; sindhudesh revolutionary army; mqm; babbar khalsa international?; khalistan liberation|zindabad|commando force; united liberation front of
		asom|assam; ulfa; ulfa-i; national democratic front of bodoland; ndfb; nscn; nscn-k; nscn-im; cpi maoist; communist party of india maoist?; people's war group; naxalites;
		naxalite; ranvir sena; liberation tigers of tamil eelam; ltte; tamil tigers; liberation tigers; national thowheeth jamaath|jama'ath; national thowheed jamaath|jamath|jama'ath; national thowheeth jamath; ntj;
		jamathei millathu ibraheem; jamaat-ul-mujahideen bangladesh?; jamaatul mujahideen bangladesh?; jmb; neo-jmb; ansarullah bangla team; ansar al-islam; hizb ut-tahrir;
		hizbut tahrir; jama'atul ansar fil hindal sharqiya; islamic movement of uzbekistan; imu; islamic jihad union; iju; east turkestan islamic movement; turkistan islamic
		party; etim; jamaat national resistance front; afghanistan freedom front`},
	// of South-East Asia and the Pacific
	{Kind: "who", Code: "organization", Patterns: `
		jemaah islamiah; jamaah islamiyah; jemaah islamiya; jemaah islamiyya; jemaah ansharut daulah; jamaah ansharut daulah; jamaah ansharud daulah; jemaah anshorut daulah;
		jemaah ansharut tauhid; mujahidin indonesia timur; east indonesia mujahideen|mujahidin; mit; laskar jihad; free papua movement; opm; west papua tpnpb; free aceh movement; gam; abu sayyaf group?; abu sayaf; maute; maute group|brothers; dawlah|daulah islamiyah|islamiya maute? group?; dawlah islamiya-maute;
		bangsamoro islamic freedom fighters; biff; moro islamic liberation front; milf; moro national liberation front; mnlf; rajah solaiman movement; ansar khalifah
		philippines?; new people's army; new peoples army; npa; communist party of the philippines; patani|pattani united liberation organisation|organization; barisan revolusi
		nasional; brn; runda kumpulan kecil; kumpulan mujahidin malaysia; khmer rouge; arakan army; arakan rohingya salvation army; arsa; karen national liberation army|union;
		kachin independence army; ta'ang national liberation army; myanmar national democratic alliance army; people's defence|defense force|forces; three brotherhood alliance;
		aum shinrikyo; japanese red army; bougainville revolutionary army; malaita eagle force`},
	// of the Middle East
	{Kind: "who", Code: "organization", Patterns: `
		al-qassam brigades; izz al-din|ad-din|el-deen al-qassam brigades?; izzedine al-qassam brigades; ezzedine al-qassam brigades; qassam brigades; palestinian islamic jihad;
		al-quds brigades; al-aqsa martyrs brigades|brigade; al-aqsa martyrs' brigades|brigade; fatah; popular front for the liberation of palestine; pflp; pflp-gc;
		democratic front for the liberation of palestine; dflp; popular resistance committees; lions' den; army of islam; fatah al-islam; abdullah azzam brigades; abdallah azzam
		brigades; osbat al-ansar; asbat al-ansar; jund al-sham; hizballah; hizbullah; hezbullah; hezbollah al-hejaz; kataib|kata'ib hezbollah|hizballah|hizbollah; asa'ib|asaib
		ahl al-haq; league of the righteous; harakat al-nujaba; islamic resistance in iraq; popular mobilisation|mobilization forces|units; saraya awliya al-dam; saraya
		al-ashtar; al-ashtar brigades; mahdi army; badr brigade|organisation|organization; promised day brigade; ansar al-islam; ansar al-sunnah; ansar al-sunna; tawhid and
		jihad; tawhid wal-jihad; monotheism and holy war; al-tawhid wa al-jihad; 1920 revolution brigades|brigade; islamic army in iraq; naqshbandi army|order; ansar allah;
		ansarallah; ansarullah; huthis; huthi; houthi rebels; aden-abyan islamic army; ansar beit al-maqdis; ansar bayt al-maqdis; sinai|wilayat province sinai?; wilayat sinai;
		sinai province; wilayat khorasan; najd province; hasm; hasm movement; liwa al-thawra; ajnad misr; gama'a al-islamiyya; al-gama'a al-islamiyya; gamaa islamiya; jamaa
		islamiya; gama'a islamiya; islamic group of egypt; egyptian islamic jihad; takfir wal-hijra; ahrar al-sham; jaysh al-islam; free syrian army; syrian
		national army; syrian democratic forces; sdf; ypg; ypj; people's protection units; kurdistan workers' party; kurdistan workers party; kurdish workers' party; kurdistan
		freedom falcons|hawks; kurdistan freedom falcons tak?; tak; pjak; kongra-gel; kadek; revolutionary people's liberation party front?; revolutionary people's liberation
		party-front; revolutionary people's liberation party/front; dhkp-c; dhkp/c; tikko; mlkp; marxist-leninist communist party; great eastern islamic raiders' front; ibda-c;
		turkish hezbollah|hizbullah; gülen movement; fetö; mujahedin-e khalq; mujahideen-e khalq; people's mujahedin; mek; kach; kahane chai; ahvaz national resistance; arab struggle movement for the liberation of ahvaz; libya dawn; ansar al-sharia in
		libya|tunisia; ansar al-shari'a; okba|uqba ibn|bin nafi|nafaa brigade|battalion; uqba ibn nafi; salafia jihadia; assirat al-moustaqim; moroccan islamic combatant group;
		libyan islamic fighting group; jund al-khilafah; soldiers of the caliphate`},
	// of Africa
	{Kind: "who", Code: "organization", Patterns: `
		lord's resistance army; lra; adf-nalu; allied democratic force; national army for the liberation of uganda; islamic state central africa province; march 23 movement; m23
		rebels; codeco; cooperative for the development of the congo; mai-mai; mai mai; maï-maï; mayi-mayi; raia mutomboki; fdlr; democratic forces for the liberation of rwanda;
		interahamwe; red-tabara; national forces of liberation; fnl; séléka; seleka; anti-balaka; union for peace in the central african republic; coalition of patriots
		for change; janjaweed; rapid support forces; rsf; justice and equality movement; sudan liberation army|movement; sudan people's liberation army|movement|movement-north;
		splm-n; spla-io; ogaden national liberation front; onlf; oromo liberation army|front; fano militia|militias; tigray people's liberation front; tplf; gumuz people's
		democratic movement; mungiki; mombasa republican council; sabaot land defence force; movement for the emancipation of the niger delta; mend; niger delta
		avengers|vigilante; niger delta people's volunteer force; indigenous people of biafra; ipob; eastern security network; black axe; oodua people's congress; movement of
		democratic forces of casamance; mfdc; revolutionary united front; ruf; west side boys; lurd; ambazonian|ambazonia separatists|fighters|forces|rebels|defence; ambazonia
		defence|defense forces; ambazonia; amba boys; coordination of azawad movements; azawad liberation front; national movement for the liberation of azawad; mnla; permanent
		strategic framework; unita; flec; front for the liberation of the enclave of cabinda; renamo; renamo military junta; ansar al-sunna mozambique; people against gangsterism
		and drugs; pagad; boeremag; dan na ambassagou; volunteers for the defence of the homeland; polisario front; africa corps; wagner mercenaries`},
	// of Europe and the former Soviet Union
	{Kind: "who", Code: "organization", Patterns: `
		irish republican army; provisional ira; provisional irish republican army; continuity ira; real irish republican army; óglaigh na héireann; irish national liberation
		army; inla; ulster volunteer force; uvf; ulster defence association; uda; loyalist volunteer force; lvf; red hand defenders|commando; ulster freedom fighters; arm na
		poblachta; basque separatists; euskadi ta askatasuna; grapo; terra lliure; resistência galega; corsican national liberation front; national liberation front of corsica;
		flnc; red army faction; red brigades; new red brigades; informal anarchist federation; revolutionary struggle; revolutionary people's struggle; ela; conspiracy of fire nuclei; sect of revolutionaries; group of popular fighters;
		national socialist underground; nsu; combat 18; blood and honour; atomwaffen division; sonnenkrieg division; feuerkrieg division; nordic
		resistance movement; action directe; reichsbürger; citizens of the reich; hells angels; bandidos; mocro maffia; camorra; cosa nostra; 'ndrangheta; ndrangheta; kosovo
		liberation army; uck; national liberation army; albanian national army; serbian radical ..1 zemun clan; zemun clan; caucasus emirate; islamic emirate of the caucasus;
		riyadus-salikhin; riyad-us saliheen; chechen separatists|rebels|fighters; islamic international brigade; vilayat|vilayet|wilayat dagestan|kavkaz; katibat imam al-bukhari;
		katibat al-tawhid wal-jihad; crimean battalion; freedom of russia legion; russian volunteer corps; atesh; donetsk|luhansk people's republic; hofstad group|network;
		sharia4belgium; al-muhajiroun; millatu ibrahim; profetens ummah; loyal to familia; foxtrot network;`},
	// of the Americas
	{Kind: "who", Code: "organization", Patterns: `
		revolutionary armed forces of colombia; farc-ep; farc dissidents; ejército de liberación nacional; united self-defense|self-defence forces
		of colombia; auc; gulf clan; clan del golfo; gaitanista self-defense|self-defence forces; agc; los urabeños; los rastrojos; popular liberation army; segunda
		marquetalia; second marquetalia; central general staff; estado mayor central; m-19; túpac amaru revolutionary movement; tupac amaru revolutionary movement; mrta;
		militarized communist party of peru; paraguayan people's army; tren de aragua; los choneros; los lobos; los tiguerones; chone killers; los lagartos; sinaloa cartel;
		jalisco new generation cartel; jalisco cartel; cjng; gulf cartel; los zetas; zetas; guerreros unidos; juárez cartel; tijuana cartel; knights templar; la familia michoacana?;
		beltrán leyva cartel; santa rosa de lima cartel; zapatista army of national liberation?; zapatista national liberation army; ezln; popular revolutionary army; mara
		salvatrucha; ms-13; barrio 18; 18th street gang; eighteenth street gang; 400 mawozo; g9; g9 alliance; g9 family and allies; viv ansanm; kraze barye; gran grif; grand
		grif; 5 segond; comando vermelho; first command of the capital; first capital command; primeiro comando da capital; jamaat al muslimeen; jamaat al-muslimeen;
		proud boys; oath keepers; ku klux klan; earth liberation front; animal liberation front; aryan nations; three percenters; base movement
		network; army of god`},
}

// shortForms are short names of groups that read as another word where they stand in small letters ("mend", "gam") or that others bear besides.
var shortForms = WordSet(`mend gam mit simi tak ela ruf jas opm agc uda uvf mek kach npa fnl gia lra auc brn hts bla rsf sdf nsu ntj mqm imu iju biff arsa milf mnlf pflp dflp
	fatah hasm unita flec lurd huji jmb mnla mfdc onlf tplf ipob pagad inla lvf flnc grapo mrta mlkp seleka atesh g9 tikko ela ypj ypg sis`)

// SmallGroup reports whether a short name of an armed group stands in small letters, so that it is another word.
func SmallGroup(d *Doc, h Hit) bool {
	if h.To-h.From != 1 || h.Rule.Kind != "who" || !shortForms.In(d, h.From) {
		return false
	}
	t := &d.Tokens[h.From]
	return !t.Cap || len(t.Norm) < 5 && d.Text[t.End-1] >= 'a' && d.Text[t.End-1] <= 'z' && t.Norm != "kach" && t.Norm != "hasm"
}
