package tongue

var spanish = Language{
	Code: "es", Name: "Spanish",
	Small:       "el la los las de del y en que es son para por con una un no se su al o como más a lo viaje embajada recomienda ciudadanos",
	Joiners:     "de del la los las el",
	NationAfter: true,
	Seats:       "en a",
	Nations: `
		US estados_unidos ee.uu. eeuu estadounidense* norteamerican*
		GB reino_unido británic* gran_bretaña ingles*
		FR francia francés francesa franceses francesas
		DE alemania alemán alemana alemanes alemanas
		IT italia italian*
		ES españa español española españoles españolas
		PT portugal portugués portuguesa portugueses
		MX méxico mexican*
		AR argentina argentin*
		CO colombia colombian*
		PE perú peruan*
		CL chile chilen*
		EC ecuador ecuatorian*
		VE venezuela venezolan*
		BO bolivia bolivian*
		UY uruguay uruguay*
		PY paraguay paraguay*
		BR brasil brasileñ*
		CR costa_rica costarricense*
		PA panamá panameñ*
		CU cuba cuban*
		DO república_dominicana dominican*
		GT guatemala guatemaltec*
		HN honduras hondureñ*
		SV el_salvador salvadoreñ*
		NI nicaragua nicaragüens*
		CA canadá canadiense*
		RU rusia rus*
		UA ucrania ucranian*
		TR turquía turc*
		IL israel israelí israelíes
		IR irán iraní iraníes
		MA marruecos marroquí marroquíes
		EG egipto egipci*
		CN china chin*
		JP japón japones*
		IN india indio indios indias
		PH filipinas filipin*
		CH suiza suiz*
		BE bélgica belga*
		NL países_bajos neerlandes*
		SE suecia suec*
		AU australia australian*
		HT haitian*
		NG nigerian*
		PK paquistaní*
		KE kenian*
		ML malien*`,
	Classes: map[string]string{
		"attack": `atentado atentados ataque ataques secuestro secuestros explosión explosiones tiroteo tiroteos emboscada emboscadas asalto asaltos terrorismo terrorista terroristas violencia asesinato asesinatos bombardeo bombardeos masacre amenaza`,
		"harm":   `atacar atentar cometer perpetrar secuestrar matar asesinar disparar detonar llevar realizar ejecutar intentar asaltar ser volar golpear hacer quemar`,
		"can":    `podría podrían puede pueden pretende pretenden intentaría intentarían planea planean planeaba planeaban prepara preparan preparaba preparaban quiere quieren quería querían busca buscan amenaza amenazan intenta intentan`,
		"crowd":  `aglomeraci* multitud* concentraci* manifestaci* concurrid* reuniones eventos protesta* marcha* masivos mítines actos`,
		"area":   `zona* área* barrio* lugar lugares alrededores centro inmediaciones plaza* calle* avenida* sector* región regiones municipio* casco carretera* frontera* perímetro cercanías`,
		"trip":   `viaje viajes desplazamiento* traslado* viajar`,
		"dead":   `muert* murió murieron fallec* mató mataron asesinad* fallecid* víctimas mortales`,
		"hurt":   `herid* lesionad*`,
		"gang":   `terroristas terrorista extremistas yihadistas guerrilleros hombres pistoleros sicarios pandilleros bandas banda grupos grupo atacantes atacante militantes disidencias insurgentes milicianos delincuentes asaltantes individuos sujetos encapuchados criminales narcotraficantes combatientes rebeldes`,
	},
	Labels: map[string]Section{
		"lugar": Location, "lugares": Location, "ubicación": Location, "localización": Location, "suceso": Event, "evento": Event, "hecho": Event, "situación": Event,
		"medidas a tomar": Actions, "acciones a tomar": Actions, "medidas recomendadas": Actions, "acciones recomendadas": Actions, "qué hacer": Actions, "recomendaciones": Actions, "acciones": Actions,
		"asistencia": Assistance, "contacto": Assistance, "contactos": Assistance,
	},
	Entries: []Entry{
		{Kind: "doc", Code: "embassy_alert", Patterns: `alerta de seguridad; aviso de seguridad; mensaje de seguridad; alerta de? ..1 manifestación|manifestaciones`},
		{Kind: "doc", Code: "travel_advice", Patterns: `recomendaciones de viaje; recomendación de viaje; aviso|avisos de viaje; alerta de viaje; consejos para viajar`},
		{Kind: "gen", Code: "+threat", Patterns: `alerta de seguridad`},
		{Kind: "ev", Code: "threat/threatened", Patterns: `
			amenaza*|riesgo*|peligro ..4 atentado*|ataque*|terrorist*|terrorismo|secuestro*|seguridad|bomba; plan* ..5 atentado*|ataque*|atacar|atentar; podrían|podría|pueden|pretenden|intentarían ..4 atacar|atentar|atentado*|ataque*|cometer|perpetrar|ser; posible*|nuevo*|inminente* ..1 atentado*|ataque*; atentado*|ataque* ..4 posible*|inminente*|planeado*|previsto*; prepar* ..4 atentado*|ataque*; advierte* ..5 atentado*|ataque*`},
		{Kind: "ev", Code: "foiled_plot/thwarted", Patterns: `frustra* ..4 atentado*|ataque*|plan*|complot*; evita* ..2 atentado*|ataque*; desarticul* ..4 célula|red|grupo ..2; atentado*|ataque* ..4 frustrado*|evitado*; sospechos* de ..2 preparar|planear ..3; impedi* ..3 atentado*`},
		{Kind: "ev", Code: "arrest/none", Patterns: `detenido*; arrestad*; detuv*; detención de`},
		{Kind: "ev", Code: "bombing/accomplished", Patterns: `explosión|explosiones ..5 dej*|caus*|mat*|sacudi*|mató|murieron; estall* ..4; hizo|hicieron estallar|explotar ..3; coche bomba ..2 explot*|estall*; se inmoló; bomba explotó`},
		{Kind: "ev", Code: "shooting/accomplished", Patterns: `abri* fuego; tiroteo ..3; dispar* contra ..2; a tiros; balacera ..2`},
		{Kind: "ev", Code: "kidnapping/accomplished", Patterns: `secuestrad*; secuestr* a ..2; secuestraron ..2; tom* como rehen*; tomaron rehenes`},
		{Kind: "ev", Code: "attack/accomplished", Patterns: `atacaron ..2; atacó ..2; ataque|atentado ..5 dejó|dejó|deja|causó|mató|muertos; asaltaron ..2; apuñal* ..2; embistió ..3; atropell* ..3`},
		{Kind: "lift", Code: "threat/lifted", Patterns: `alerta ..3 levantada|cancelada|retirada; ya no está en vigor|vigente; deja sin efecto`},
		{Kind: "act", Code: "avoid_gatherings", Patterns: `evit* ..4 aglomeraci*|multitud*|concentraci*|manifestaci*|concurrid*|reuniones|eventos; mant* ..2 alejad* de ..3 multitud*|aglomeraci*|manifestaci*; alej* de ..2 multitud*|aglomeraci*|manifestaci*`},
		{Kind: "act", Code: "avoid_area", Patterns: `evit* ..3 zona*|área*|barrio*|lugar*|alrededores|centro|inmediaciones|plaza; no acud* ..3; no se acerque* ..3; no acercarse ..2; mant* alejad* de ..2; alej* de ..2 zona|lugar|área`},
		{Kind: "act", Code: "avoid_travel", Patterns: `evit*|aplac*|pospon*|limit*|cancel*|restrin* ..3 viaje*|desplazamiento*; no viajar ..1; desaconsej* ..3 viaje*|viajar; abstenerse de viajar`},
		{Kind: "act", Code: "leave_country", Patterns: `abandon* ..2 país; salir del país; salgan del país; dejar el país`},
		{Kind: "act", Code: "leave_area", Patterns: `abandon* ..2 zona|área|ciudad|lugar|edificio; evacu*; salgan de la zona`},
		{Kind: "act", Code: "shelter", Patterns: `permanec*|permanez*|quéd*|qued*|refugi* ..4 casa|domicilio*|interior|interiores|hogar*|hotel|lugar|hoteles; busque*|buscar refugio; no salgan ..3; no salir ..3; resguard* ..2`},
		{Kind: "act", Code: "stay_alert", Patterns: `mant* ..2 alerta|atent*|vigilan*; permane*|manten* ..1 alerta|atent*|vigilan*; esté* ..2 atent*|alerta|pendiente*; extrem* ..2 precauci*|vigilancia|cautela; precaución; actú* con ..1 cautela|prudencia; prest* atención a ..2; estar atent* ..2`},
		{Kind: "act", Code: "monitor_media", Patterns: `sig* ..5 medios|noticias|prensa|información|evolución; seguir ..4 medios|noticias|prensa|informaciones|evolución; manténga* informad*; consult* ..3 medios|noticias|prensa; mantenerse informad*; esté* ..1 pendiente* de ..2 noticias|medios`},
		{Kind: "act", Code: "follow_authorities", Patterns: `sig*|seguir|obede*|cumpl*|respet*|atend* ..4 instrucciones|indicaciones|órdenes|recomendaciones ..4 autoridades|policía|locales?`},
		{Kind: "act", Code: "keep_low_profile", Patterns: `perfil bajo; no llam* la atención; discreción`},
		{Kind: "act", Code: "review_plans", Patterns: `revis* ..4 plan|planes ..2; ten* ..2 plan de ..2`},
		{Kind: "act", Code: "keep_contact", Patterns: `mant* ..2 contacto ..2; mantenga* ..2 comunicación; avis*|inform* ..3 familia*|amigos|parientes; contact* ..2 familia*|amigos`},
		{Kind: "act", Code: "carry_id", Patterns: `llev*|port* ..4 identificación|pasaporte|documento*|documentación`},
		{Kind: "act", Code: "vary_routes", Patterns: `vari*|cambi* ..4 rutas|rutinas|itinerarios|horarios|recorridos`},
		{Kind: "act", Code: "report", Patterns: `inform*|denunci*|comuni*|avis*|report* ..5 sospechos* ..3; avis* a la policía`},
		{Kind: "act", Code: "enroll", Patterns: `inscr*|registr* ..5 registro|embajada|consulado|programa|viajeros|step ..1; registr* en el ..3`},
		{Kind: "adv", Code: "no_travel", Patterns: `desaconsej* ..2 todo|cualquier|totalmente|el viaje* ..3; se desaconseja viajar ..3; desaconseja el viaje ..4; no viajar bajo ninguna circunstancia ..2; no viaje a ..1; se recomienda no viajar ..1`},
		{Kind: "adv", Code: "essential_only", Patterns: `desaconsej* ..2 viaj* salvo ..4 necesidad|razones; viajar solo por razones de necesidad|imprescindible*; salvo por razones de extrema necesidad; viajes no esenciales ..1; reconsider* ..2 viaj* ..1; salvo extrema necesidad`},
		{Kind: "adv", Code: "caution", Patterns: `viajar con ..2 precaución ..2; extremar la precaución; mayor precaución; con extrema precaución ..1`},
		{Kind: "adv", Code: "normal", Patterns: `precauciones normales; sin restricciones especiales`},
		{Kind: "adv", Code: "depart", Patterns: `se insta|recomienda ..6 abandonar|salir ..2 país; abandonen el país ..2; deben abandonar el país ..1; abandonar el país`},
		{Kind: "tgt", Code: "crowd", Patterns: `concierto*; aglomeraci*; festival*; eventos ..1 públicos|masivos|multitudinarios; mercadillo* navideño*; manifestaci*; lugares concurridos|públicos`},
		{Kind: "tgt", Code: "place_of_worship", Patterns: `iglesia*; mezquita*; sinagoga*; catedral*; lugares de culto; templo*`},
		{Kind: "tgt", Code: "transport", Patterns: `aeropuerto*; estación|estaciones ..3; metro; tren|trenes; autobuses; transporte público`},
		{Kind: "tgt", Code: "commercial", Patterns: `centro* comercial*; mercado*; tienda*; supermercado*`},
		{Kind: "tgt", Code: "hotel", Patterns: `hotel|hoteles`},
		{Kind: "tgt", Code: "hospitality", Patterns: `restaurante*; bares|bar; cafetería*; discoteca*`},
		{Kind: "tgt", Code: "school", Patterns: `escuela*; universidad*; colegio*`},
		{Kind: "tgt", Code: "tourist", Patterns: `zonas|lugares|sitios turístic*; playa*`},
		{Kind: "tgt", Code: "government", Patterns: `edificios gubernamentales|oficiales|públicos; ministerio del interior`},
		{Kind: "who", Code: "group", Patterns: `extremist*; terroristas; yihadist*; hombres armados; grupo* armado*; grupo* terrorista*; atacantes; disidencias`},
		{Kind: "aud", Code: "citizens", Patterns: `ciudadanos ..1; nacionales; españoles residentes|en; ciudadanos estadounidenses`},
		{Kind: "ttl", Code: "ministry/", Patterns: `ministro|ministra de|del ..1 interior|defensa|exteriores|justicia|seguridad|gobierno|asuntos|relaciones ..1 exteriores?; secretario|secretaria de seguridad|gobernación|relaciones|marina ..2 ; canciller; portavoz del ministerio|interior`},
		{Kind: "ttl", Code: "government/", Patterns: `presidente|presidenta; alcalde|alcaldesa de?; gobernador|gobernadora de?|del?; portavoz del gobierno; vocero|vocera del gobierno|presidencial; primer ministro; delegado|delegada del gobierno; intendente|intendenta`},
		{Kind: "ttl", Code: "police/", Patterns: `jefe|director|comandante de la policía ..1; portavoz de la policía ..1; jefe superior de policía; comisario ..1`},
		{Kind: "ttl", Code: "court/", Patterns: `fiscal general; fiscal jefe; juez|jueza de la audiencia nacional`},
		{Kind: "iss", Code: "embassy/US", Patterns: `embajada de ee.uu.|eeuu; embajada de los? estados unidos; embajada estadounidense; embajada americana`},
		{Kind: "iss", Code: "embassy/ES", Patterns: `embajada de españa; embajada española; consulado general? de españa`},
		{Kind: "iss", Code: "embassy/MX", Patterns: `embajada de méxico`},
		{Kind: "iss", Code: "embassy/GB", Patterns: `embajada británica; embajada del reino unido`},
		{Kind: "iss", Code: "embassy/AR", Patterns: `embajada argentina; embajada de la? argentina`},
		{Kind: "iss", Code: "embassy/", Patterns: `embajada`},
		{Kind: "iss", Code: "ministry/ES", Patterns: `ministerio de asuntos exteriores ..5 cooperación?`},
		{Kind: "iss", Code: "ministry/", Patterns: `ministerio de relaciones exteriores; cancillería; ministerio de exteriores`},
		{Kind: "ev", Code: "threat/none", Patterns: `no hay|existe ..3 amenaza*; no tiene* ..3 amenaza*|indicios; ninguna ..2 amenaza*; sin ..2 amenaza*; descart* ..3 amenaza*`},
		{Kind: "ev", Code: "other/threatened", Patterns: `manifestaci*|protesta*|marcha*|paro|huelga*|movilizaci* ..6 prevista*|convocad*|anunciad*|tendrán|tendrá|previstos|convocado; convocatoria* ..3 manifestaci*|protesta*|huelga*|paro; disturbios; toque de queda; bloqueos de ..2 carreteras|vías; protestas violentas`},
		{Kind: "lvl", Code: "raised", Patterns: `nivel de ..2 alerta|amenaza ..5 elevado|subido|aumentado; eleva*|sube*|aumenta* ..3 nivel de ..2 alerta|amenaza; nivel ..2 alerta ..2 terrorista`},
		{Kind: "lvl", Code: "stated", Patterns: `nivel de ..1 alerta|amenaza; alerta antiterrorista`},
		{Kind: "wpn", Code: "explosive", Patterns: `explosivos|explosivo; bomba|bombas; granada|granadas; coche bomba; artefacto* explosivo*; dinamita`},
		{Kind: "wpn", Code: "firearm", Patterns: `arma|armas de fuego|largas; fusil|fusiles; pistola|pistolas`},
		{Kind: "wpn", Code: "blade", Patterns: `cuchillo|cuchillos; machete|machetes; arma blanca`},
		{Kind: "who", Code: "individual", Patterns: `el sospechoso; un hombre; una mujer; el atacante; un joven`},
		{Kind: "res", Code: "police", Patterns: `policía; policías; guardia civil; mossos; agentes; gendarmería`},
		{Kind: "res", Code: "security_force", Patterns: `ejército; fuerzas armadas; militares; fuerzas de seguridad`},
		{Kind: "hum", Code: "civilians", Patterns: `fieles; pasajeros; clientes; civiles; estudiantes; turistas; transeúntes`},
		{Kind: "tgt", Code: "police", Patterns: `comisarías|comisaría; estaciones|estación de policía; puestos policiales`},
		{Kind: "aud", Code: "citizens", Patterns: `ciudadanos|nacionales españoles|mexicanos|argentinos|chilenos|colombianos|peruanos|estadounidenses; sus ciudadanos|nacionales; sus connacionales`},
		{Kind: "neg", Code: "drill", Patterns: `simulacro*; ejercicio; ejercicios; simul*; no hay peligro|riesgo; ficticio; voluntarios`},
		{Kind: "neg", Code: "court", Patterns: `juicio; tribunal; sentencia; condenad*; juez; audiencia; fiscal; acusado; prisión`},
		{Kind: "doc", Code: "embassy_alert", Patterns: `alerta|aviso|mensaje|comunicado|nota|información|recomendaciones de ..1 seguridad|emergencia; alerta ..2 manifestación|manifestaciones|protestas; aviso|comunicado|mensaje a|para ..3 ciudadanos|españoles|nacionales|connacionales|mexicanos|argentinos; alerta ..2 ciudadanos; aviso importante; aviso consular; alerta de viaje; actualización de la alerta`},
		{Kind: "doc", Code: "travel_advice", Patterns: `recomendaciones de viaje; recomendación de viaje; aviso|avisos de viaje; consejos para viajar|viajeros; guía del viajero; publicado por el ministerio ..2; alertas de viaje; información para viajeros; última actualización`},
		{Kind: "doc", Code: "official_statement", Patterns: `^ comunicado; comunicado oficial|del|de prensa; ^ declaración; nota de prensa; nota informativa; ^ boletín`},
		{Kind: "gen", Code: "+threat", Patterns: `alerta de ..1 seguridad; aviso de seguridad`},
		{Kind: "ev", Code: "threat/threatened", Patterns: `
			amenaza*|riesgo*|peligro|posibilidad|probabilidad|temor ..4 $attack|terrorist*|bomba|seguridad; $can ..5 $harm|$attack; $gang ..5 $can ..5 $harm|$attack; posible*|nuevo*|nueva*|inminente*|eventual*|potencial* ..1 $attack; $attack ..5 posible*|inminente*|planeado*|previsto*|probable*|inminentes; prepar*|plane* ..4 $attack; advierte*|advirti*|alert* ..6 $attack|amenaza; información|informes|indicios|inteligencia ..4 $attack|amenaza*; no se descarta* ..5 $attack; no ..2 descartar ..4 $attack; alto|elevado|persistente|creciente|grave riesgo ..3; amenaza ..1 terrorista*|creíble|inminente|específica; objetivo* ..2 $attack|potencial*|terrorista*; podrían ser ..3 objetivo*|blanco|atacad*; amenaz* con ..4; bajo amenaza; blanco de ..2 $attack`},
		{Kind: "ev", Code: "foiled_plot/thwarted", Patterns: `frustra* ..5 $attack|plan*|complot*; evita*|evitó|impid* ..4 $attack|masacre; desarticul*|desmantel* ..5 célula|red|grupo|banda ..2; $attack|plan ..5 frustrado*|evitado*|desbaratado*; sospechos* de ..3 preparar|planear|planificar ..3; impedi* ..3 $attack; desbarat* ..5; abort* ..3 $attack; neutraliz* ..4 célula|plan|$attack; planeaba*|preparaba*|planificaba*|pretendía*|quería* ..6 $attack|$harm; intento de $attack ..3; acusado* de ..2 planear|preparar|planificar ..4; plan para ..1 $harm; presunt* ..3 preparar|planear ..3`},
		{Kind: "ev", Code: "arrest/none", Patterns: `detenid*; arrestad*; detuv*; detuvo|detuvieron; detención|detenciones de ..1; captur*; aprehendid*; prisión preventiva; bajo custodia; aprehensión`},
		{Kind: "op", Code: "arrest", Patterns: `detenid* ..1; arrestad*; detuv* ..2; detención; captur* ..1; aprehendid*; registro* ..3 domicilio*|vivienda*; registr* ..2 vivienda*; allan* ..2; incaut* ..2; hall* ..2; intervin* ..2; decomis*; operativo ..2; redada*; encontr* ..2`},
		{Kind: "ev", Code: "bombing/accomplished", Patterns: `explosión|explosiones ..6 dej*|caus*|$dead|sacudi*|provoc*|en|frente|cerca|registr*; estall* ..4; hizo|hicieron|al ..1 estallar|explotar|detonar ..4; explot* ..3; coche|carro|camión|moto bomba ..4 explot*|estall*|contra|frente|$dead; se inmoló ..3; bomba* ..3 explot*|estall*|detonó; atentado|ataque ..2 suicida|explosivo|bomba|explosivos ..3; atentado con ..1 coche|carro|camión|explosivos ..1 bomba?; detonó|detonaron ..4; dron*|misil*|proyectil*|bombardeo* ..6 $dead|$hurt|impact*|alcanz*; granada* ..4 lanz*|explot*; lanzaron ..2 granada*|explosivo*`},
		{Kind: "ev", Code: "shooting/accomplished", Patterns: `abri* fuego; tiroteo* ..3; dispar* contra|a ..3; a tiros; balacera* ..2; acribill*; balead*; ráfaga* ..3; ataque armado ..3; a balazos; disparó|dispararon ..4`},
		{Kind: "ev", Code: "attack/accomplished", Patterns: `atacaron ..2; atacó ..2; atacad* por ..2; ataque*|atentado*|asalto|emboscada ..6 dejó|dejaron|deja|dejan|causó|mató|muertos|$dead|$hurt; $dead|$hurt ..5 en|tras|por ..3 ataque|atentado|emboscada|asalto; asaltaron ..2; apuñal* ..2; acuchill*; embisti* ..4; atropell* ..4; enfrentamientos ..4 entre|armados|$dead; combates ..3 entre|en; irrumpi* ..3; quema* ..3; incendios de vehículos; quema de vehículos ..3; el|un atentado ..4; perpetr* ..4; reivindic*|adjudic*|atribu* ..4 ataque|atentado; masacre ..3; ataque|atentado contra|a|en ..4`},
		{Kind: "ev", Code: "kidnapping/accomplished", Patterns: `secuestrad* ..3; secuestraron ..2; secuestró ..2; secuestro de ..3; tom* como rehen*; tomaron ..2 rehenes; rehén|rehenes ..2; retenid* contra; raptad*; plagio`},
		{Kind: "ev", Code: "arson/accomplished", Patterns: `incendi* ..1 provocado*|intencionado*|intencional*; prend* fuego ..3; quemaron ..3; incendiaron ..3; quema de vehículos; incendio de vehículos`},
		{Kind: "ev", Code: "assassination/accomplished", Patterns: `asesinato de|del ..2 candidat*|alcalde|periodista|ministro|líder|fiscal|concejal; asesinad* ..4 candidat*|alcalde|periodista|ministro|líder|fiscal; magnicidio; sicari* ..4 mat*|asesin*`},
		{Kind: "ev", Code: "threat/none", Patterns: `no hay|existe|existen ..5 amenaza*|información|indicios|riesgo; no tiene* ..4 amenaza*|indicios|información|constancia; ninguna ..3 amenaza*; sin ..2 amenaza*; descart* ..4 amenaza*; desmint* ..4; desmient* ..4; infundad*; no ..2 constancia ..4 amenaza*`},
		{Kind: "ev", Code: "other/threatened", Patterns: `$crowd|paro|huelga*|movilizaci*|bloqueo* ..7 prevista*|previstos|convocad*|anunciad*|tendrán|tendrá|programad*|esperan|espera|lugar|realizarán; convocatoria*|convocad* ..4 $crowd|huelga*|paro; se prevé*|esperan|prevista* ..4 $crowd|disturbios|bloqueos; disturbios; toque de queda; bloqueos de ..2 carreteras|vías|calles; protestas violentas; paro nacional|general; huelga general`},
		{Kind: "lift", Code: "threat/lifted", Patterns: `alerta|restricciones|aviso|medidas|orden|toque ..6 levantad*|cancelad*|retirad*|anulad*|suspendid*; ya no está ..1 vigor|vigente; deja|dejan sin efecto; ha|han|se levant* ..4 alerta|restricci*|orden|aviso; levant* la alerta ..3; cancel* ..3 alerta|aviso; falsa alarma; amenaza ..3 pasado|superado|falsa|desactivad*; ya no existe ..2 amenaza; fin de la alerta; ya no se pide|recomienda`},
		{Kind: "last", Code: "updates", Patterns: `alerta|aviso|mensaje|comunicado del|de|emitida|emitido; sustituye|reemplaza|actualiza ..4 del; actualización ..3 del; alerta ..1 emitida el`},
		{Kind: "bad", Code: "no_action", Patterns: `ya no se ..1 pide|recomienda|requiere|solicita|exige|aconseja; no es ..1 necesario; ya no es|deben|tienen; no se requiere; no ..1 obligados; sin necesidad de`},
		{Kind: "bad", Code: "not_found", Patterns: `no se ..1 hall*|encontr* ..2; no se encontró; ningún|ninguna ..1 explosivo|arma|bomba|artefacto; sin explosivos`},
		{Kind: "vrb", Code: "says", Patterns: `advirti*; advierte*; alert*; dijo; dice; inform*; pidió; pide*; pidieron; comunic*; recomend*; recomiend*; insta; instó; instaron; anunci*; declar*; señal*; asegur*; indic*; confirm*; afirm*; avis*; exhort*; solicit*; aconsej*; desaconsej*; manifest*; precis*; según; atribu*; llam* a; reiter*; sugir*; sugier*; emiti*; public*; ha recibido; ha levantado; explic*; destac*; urg*`},
		{Kind: "vrb", Code: "acts", Patterns: `acordon*; evacu*; captur*; detuv*; arrest*; abat*; abati*; despleg*; rode*; busca*; investig*; persigu*; neutraliz*; rescat*; liber*; desactiv*; interv*; irrump*; repel*; patrull*; sitiar*; cerc*; control*; allan*; incaut*; redu*; asegur* ..1 zona; desarticul*; frustr*; hall*; respond*; militariz*; acudi*; desminar*; decomis*`},
		{Kind: "vrb", Code: "blames", Patterns: `reivindic*; responsab*; atribu*; acus*; sospech*; culp*; presunt*; se adjudic*; adjudicó; señal* ..3 como; vinculad*; lealtad; pertenec*; autor*; a manos de; integrante*; miembro*`},
		{Kind: "vrb", Code: "lists", Patterns: `objetivo*; blanco*; en particular; especialmente; entre otros; atacar; contra`},
		{Kind: "vrb", Code: "avoid", Patterns: `evit*; evite; eviten; alej*; no acud*; no se acer*; no frecuent*; no visit*; absten*; manténga* ..1 alejad*; mantener* alejad*; lejos de; no transit*; no ir a; rehu*`},
		{Kind: "cas", Code: "killed", Patterns: `# ..4 $dead; $dead ..2 #; dejó # ..2 $dead; un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|decenas ..4 $dead; $dead ..3 dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez`},
		{Kind: "cas", Code: "injured", Patterns: `# ..4 $hurt; $hurt ..2 #; un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|decenas|veintena|varios ..4 $hurt`},
		{Kind: "part", Code: "part", Patterns: `frontera*; fronteriz*; zona*; región|regiones; provincia*; departamento*; estado|estados de; condado*; norte|sur|este|oeste del país; norte de; kilómetros|km; área*; parte*; barrios; franja; distrito*; ciertas|algunas|determinadas`},
		{Kind: "part", Code: "whole", Patterns: `resto del ..1; todo el ..1; resto de ..1; totalidad; todo el país; demás ..1; conjunto del país`},
		{Kind: "act", Code: "avoid_gatherings", Patterns: `evit* ..5 $crowd; mant* ..3 alejad* de ..3 $crowd; alej* de ..3 $crowd; no particip* ..4; absten* de ..4 $crowd; no acud* ..3 $crowd; lejos de ..2 $crowd; rehu* ..3 $crowd`},
		{Kind: "act", Code: "avoid_area", Patterns: `evit* ..4 $area; no acud* ..3; no se acer* ..3; no acercarse ..2; mant* alejad* de ..3; alej* de ..2 $area; no transit* ..3; no frecuent* ..3; no visit* ..3; lejos de ..2 $area; evit* transitar ..3; no circul* ..3`},
		{Kind: "act", Code: "avoid_travel", Patterns: `evit*|aplac*|pospon*|pospong*|limit*|cancel*|restrin*|restrinj*|reduz*|reduc* ..5 $trip; no viaj* ..1; desaconsej* ..4 $trip; abstenerse de viajar; absten* de ..2 $trip; $trip ..3 desaconsejad*|imprescindible*; no esenciales; no realic* ..2 $trip; evit* salir de noche; evite conducir ..2`},
		{Kind: "act", Code: "leave_country", Patterns: `abandon* ..3 país|territorio; salir|salgan|salga del país; dejar|dejen el país; salir de ..2 cuanto antes; abandon* ..1 irán|israel|líbano|mali|níger|haití|venezuela|sudán|ucrania|rusia`},
		{Kind: "act", Code: "leave_area", Patterns: `abandon* ..3 zona|área|ciudad|lugar|edificio|región|provincia; evacu*; salgan|salir ..1 de la zona|ciudad|región`},
		{Kind: "act", Code: "shelter", Patterns: `permanec*|permanez*|quéd*|qued*|quedarse|refugi*|mant* ..5 casa|casas|domicilio*|interior|interiores|hogar*|hotel|lugar|hoteles|residencia*|alojamiento*; busque*|buscar|busquen refugio; no salgan ..4; no salir ..3; resguard* ..2; no abandon* ..3 domicilio|hotel|vivienda; ponerse a cubierto; no salga ..3; refugi* ..2; a cubierto`},
		{Kind: "act", Code: "stay_alert", Patterns: `mant* ..2 alerta|atent*|vigilan*; permane*|manten*|manteng* ..2 alerta|atent*|vigilan*; est* ..2 atent*|alerta|alertas|pendiente* ..3; extrem* ..3 precauci*|vigilancia|cautela|prudencia|medidas; precaución; precauciones; actú*|obr* con ..1 cautela|prudencia; prest* ..1 atención ..2; estar atent* ..4; alerta en todo momento; suma|máxima prudencia|cautela; con prudencia; mayor vigilancia; mantenerse alerta`},
		{Kind: "act", Code: "monitor_media", Patterns: `sig* ..5 medios|noticias|prensa|información|informaciones|evolución; seguir ..4 medios|noticias|prensa|informaciones|evolución; mant* ..1 informad*; consult* ..4 medios|noticias|prensa|información; mantenerse informad*; est* ..2 pendiente* ..2 noticias|medios|información; monitore* ..3 medios|noticias; siga* las noticias; informarse ..3; esté al tanto ..3`},
		{Kind: "act", Code: "follow_authorities", Patterns: `sig*|seguir|obede*|obedez*|cumpl*|respet*|atend*|atiend*|acat* ..4 instrucciones|indicaciones|órdenes|recomendaciones|directrices|consignas|normas ..4 autoridades|policía|locales|civil|seguridad?; respet* ..2 toque de queda; coopera* con ..2 autoridades`},
		{Kind: "act", Code: "keep_low_profile", Patterns: `perfil bajo; no llam* la atención; discreción; discret*; pas* desapercibid*; sin llamar la atención; evit* ..1 ostent*; no exhib*; no haga ostentación; bajo perfil`},
		{Kind: "act", Code: "review_plans", Patterns: `revis* ..4 plan|planes|itinerario*|medidas ..2; ten* ..3 plan de ..2; prepar* ..3 plan; actualic* ..3 plan*; acopi* ..3; provision* ..2`},
		{Kind: "act", Code: "keep_contact", Patterns: `mant* ..3 contacto ..3; mant* ..3 comunicación ..2; avis*|inform*|comuni* ..4 familia*|amigos|parientes|allegados; contact* ..3 familia*|amigos|embajada|consulado; localizable*; mantenga* ..2 teléfono ..2; teléfono ..2 cargado; en contacto con ..2`},
		{Kind: "act", Code: "carry_id", Patterns: `llev*|port*|tener|tenga* ..5 identificación|pasaporte|documento*|documentación|identidad; documento* de identidad ..2; documentación ..2 consigo`},
		{Kind: "act", Code: "vary_routes", Patterns: `vari*|cambi*|modific* ..4 rutas|rutinas|itinerarios|horarios|recorridos|trayectos`},
		{Kind: "act", Code: "report", Patterns: `inform*|denunci*|comuni*|avis*|report*|notific* ..6 sospechos* ..3; avis*|llam* a la policía; denunci* ..3; alert* a la policía; cualquier ..3 sospechos*`},
		{Kind: "act", Code: "enroll", Patterns: `inscr*|registr* ..6 registro|embajada|consulado|programa|viajeros|step|sirme ..2; registr* en el ..3; inscrib* ..4; registro de viajeros; matrícula consular`},
		{Kind: "adv", Code: "no_travel", Patterns: `desaconsej* ..3 todo|cualquier|totalmente|bajo|absolutamente ..1 $trip? ..3; se desaconseja viajar ..3 bajo cualquier circunstancia; se desaconseja viajar; desaconsej* ..1 el viaje ..4; no viajar ..1 bajo ninguna circunstancia ..2; no viaje a ..1; no viajar a ..1; se recomienda ..1 no viajar ..1; absten* de ..1 hacerlo|viajar ..1; bajo ninguna circunstancia; bajo cualquier circunstancia; evit* ..1 todo ..1 viaje; viaje*|viajar ..5 desaconsejad*|totalmente; abstenerse ..2 viajar; nivel 4; desaconseja formalmente ..2; desaconsej* ..2 $trip; desaconsej*`},
		{Kind: "adv", Code: "essential_only", Patterns: `desaconsej* ..4 $trip? ..6 salvo ..6 necesidad|razones|imprescindible*|imperiosas; viajar solo|únicamente por razones de ..2 necesidad|imprescindible*; salvo por? razones de extrema necesidad; salvo ..3 extrema|estricta necesidad; $trip no esenciales|imprescindibles ..1; reconsider* ..3 viaj*; salvo extrema necesidad; no esencial*; solo ..3 extrema necesidad; viajar solo ..3; posponer|aplazar ..2 $trip; sólo en caso ..2 necesidad; nivel 3`},
		{Kind: "adv", Code: "caution", Patterns: `viajar ..3 con ..2 precaución|cautela|prudencia ..2; extremar|extreme|extremen las? precauci*; mayor precaución; con ..1 extrema precaución ..1; máxima|suma|mucha precaución|cautela; recomienda viajar con; con precaución; nivel 2; aumentar ..1 precaución`},
		{Kind: "adv", Code: "normal", Patterns: `precauciones normales|habituales; sin restricciones especiales; medidas ..2 habituales; nivel 1; viajar con normalidad`},
		{Kind: "adv", Code: "depart", Patterns: `insta|instan|instó|recomienda|recomiendan|aconseja|pide|exhorta ..6 abandonar|abandonen|salir|salgan ..3 país|territorio|inmediato?; abandonen el país ..2; deben abandonar|salir ..2 país ..1; abandonar el país; salir del país ..2; abandonar ..3 cuanto antes`},
		{Kind: "tgt", Code: "crowd", Patterns: `concierto*; aglomeraci* ..2; festival*; eventos ..2 públicos|masivos|multitudinarios; mercadillo* navideño*; manifestaci*; lugares ..1 concurridos|públicos; reuniones masivas; multitud*; celebraciones; desfile*; ferias; actos públicos; verbena*; procesi*; mitin*|mítin*; concentraci*`},
		{Kind: "tgt", Code: "place_of_worship", Patterns: `iglesia*; mezquita*; sinagoga*; catedral*; lugares de culto; templo*; centros religiosos; parroquia*; basílica*`},
		{Kind: "tgt", Code: "transport", Patterns: `aeropuerto*; estación|estaciones de ..2 tren|trenes|autobús|autobuses|metro|ferrocarril; estación|estaciones; metro; tren|trenes; autobús|autobuses|bus|buses; transporte ..1 público; terminal|terminales ..2 transporte|autobuses|terrestre?; puerto|puertos; vuelo*`},
		{Kind: "tgt", Code: "commercial", Patterns: `centro* comercial*; mercado*; tienda*; supermercado*; comercio|comercios; plaza comercial; zonas comerciales`},
		{Kind: "tgt", Code: "hospitality", Patterns: `restaurante*; bares|bar; cafetería*; discoteca*; club nocturno; clubes nocturnos; locales de ocio|nocturnos; café|cafés; taberna*; billar*; gallera*`},
		{Kind: "tgt", Code: "school", Patterns: `escuela*; universidad*; colegio*; instituto*; liceo*; centros educativos; guardería*`},
		{Kind: "tgt", Code: "tourist", Patterns: `zonas|lugares|sitios|complejos|destinos turístic*; playa*; museo*; parque* nacional*; monumento*; atracciones turísticas`},
		{Kind: "tgt", Code: "government", Patterns: `edificios gubernamentales|oficiales|públicos|estatales; instituciones públicas|oficiales; sedes oficiales|gubernamentales; ministerio del interior; alcaldía*; palacio de ..2; congreso; tribunales; ayuntamiento`},
		{Kind: "tgt", Code: "police", Patterns: `comisarías|comisaría; estaciones|estación|puesto|puestos|cuartel|cuarteles|comandancia|unidad ..1 de ..1 policía; puestos policiales; retén|retenes; puesto de control; patrulla*; cuartel de la guardia civil; cai`},
		{Kind: "tgt", Code: "military", Patterns: `base|bases|instalación|instalaciones|cuartel|cuarteles|puesto|puestos|convoy|brigada ..1 militar*|aérea|naval; base aérea; escuela militar; batallón ..1; guarnición; cantón ..1; cuartel*`},
		{Kind: "tgt", Code: "hospital", Patterns: `hospital|hospitales; clínica*; centro* de salud`},
		{Kind: "tgt", Code: "diplomatic", Patterns: `misiones|representaciones|sedes diplomáticas; embajadas ..1; intereses ..1 diplomáticos; delegaciones`},
		{Kind: "tgt", Code: "residential", Patterns: `vivienda*; edificio* residencial*; pueblo|pueblos|aldea*; caserío*; urbanización`},
		{Kind: "tgt", Code: "prison", Patterns: `cárcel|cárceles; prisión|prisiones; penitenciaría*; centro penitenciario`},
		{Kind: "tgt", Code: "stadium", Patterns: `estadio*`},
		{Kind: "tgt", Code: "infrastructure", Patterns: `oleoducto*; puente*; torre* ..2 eléctrica*|energía; infraestructura* ..1; peaje*; central eléctrica; gasoducto*`},
		{Kind: "who", Code: "group", Patterns: `extremist*; terroristas; yihadist*; hombres ..1 armados|encapuchados; grupo*|banda* ..1 armado*|terrorista*|criminal*|delictiva*|delincuencial*|yihadista*; grupo* ..2 terrorista*; atacantes; disidencias ..1; disidentes; guerrillero*; guerrilla; bandas ..1; bandas del crimen organizado; crimen organizado; organizaciones criminales|terroristas; sicarios; pistoleros; pandillas; pandilleros; narcotraficantes; paramilitares; cárteles|cartel|cártel ..1; insurgentes; rebeldes; milicianos; célula* ..1 yihadista*|terrorista*; encapuchados; delincuentes; individuos armados; sujetos armados; dos|tres|cuatro|cinco|seis ..1 hombres|personas|sospechosos|jóvenes|individuos|sujetos|presuntos|menores|hermanos; sospechosos; presuntos ..1 terroristas|yihadistas|guerrilleros|sicarios; asaltantes; simpatizantes; secuestradores; combatientes; militantes`},
		{Kind: "who", Code: "individual", Patterns: `hombre|joven|mujer|adolescente|ciudadano|individuo|menor ..2 de # años; el sospechoso; sospechoso; un hombre ..1 armado?; una mujer; el atacante; atacante; un joven; un menor; adolescente; el autor ..1; agresor; el agresor; el tirador; tirador; un individuo; sicario; el conductor; presunto autor; un sujeto; el detenido; terrorista suicida`},
		{Kind: "who", Code: "organization", Patterns: `estado islámico; daesh; al qaeda ..3 islámico?; al-qaeda; farc; disidencias de las farc; estado mayor central; segunda marquetalia; eln; ejército de liberación nacional; clan del golfo; sendero luminoso; boko haram; al shabaab; hamás; hezbolá; hizbulá; talibanes; cártel|cartel de ..3 generación?; los choneros; los lobos; tren de aragua; mara salvatrucha; ms-13; cjng; cártel jalisco nueva generación; cártel de sinaloa; eta; los tiguerones; barrio 18; fano`},
		{Kind: "wpn", Code: "explosive", Patterns: `explosivos ..1 caseros?|plásticos?; explosivo; bomba|bombas; granada|granadas ..2 fragmentación?; coche|carro|camión|vehículo|moto|motocicleta|burro|paquete bomba; coches|carros|camiones bomba; artefacto*|artefactos ..1 explosivo* ..1 improvisado*?; dinamita; camión|vehículo|coche cargado de|con explosivos; cinturón|cinturones ..1 explosivo*|explosivos; mina* ..1 antipersona*?; material explosivo; chaleco explosivo; cilindro* bomba; carga explosiva`},
		{Kind: "wpn", Code: "firearm", Patterns: `arma|armas de fuego ..2; arma|armas largas|cortas|automáticas|guerra; fusil|fusiles ..2 asalto?; pistola|pistolas; escopeta*; ametralladora*; rifle*; revólver*; subfusil*; armas; arma; ak-47; armamento`},
		{Kind: "wpn", Code: "ammunition", Patterns: `municiones; munición; cartuchos; balas; proyectiles`},
		{Kind: "wpn", Code: "heavy", Patterns: `dron|drones ..1 cargados?|explosivos?; misil|misiles; cohete*; mortero*; artillería; lanzacohetes; tatuco*; lanzagranadas`},
		{Kind: "wpn", Code: "blade", Patterns: `cuchillo|cuchillos ..2 cocina?; machete|machetes; arma blanca; armas blancas; navaja*; hacha*; katana; puñal; catana`},
		{Kind: "wpn", Code: "vehicle", Patterns: `furgoneta*; atropello; camión contra ..3; con ..2 vehículo|furgoneta|camión ..3 atropell*|embisti*`},
		{Kind: "res", Code: "police", Patterns: `policía ..2 nacional|federal|local|estatal|judicial?; policía; policías; guardia civil; mossos ..2; agentes; gendarmería; ertzaintza; guardia nacional; carabineros; fiscalía; dijin; investigadores; uniformados; fuerza pública; cuerpo nacional de policía; gaula`},
		{Kind: "res", Code: "agency", Patterns: `servicio* de inteligencia; cni; audiencia nacional; fiscalía ..3; comisaría general de información; juez ..1; cti`},
		{Kind: "res", Code: "security_force", Patterns: `ejército ..1; fuerzas armadas; militares; fuerzas de seguridad; soldados; tropas; marina; infantería de marina; fuerza aérea; fuerzas especiales; fuerzas militares`},
		{Kind: "hum", Code: "civilians", Patterns: `fieles; pasajeros; clientes; civiles; estudiantes; turistas; transeúntes; extranjeros; viajeros; peatones; niños; periodistas; feligreses; comensales; vecinos; campesinos; indígenas; vendedores ambulantes; líderes sociales; cooperantes; trabajadores humanitarios; occidentales; visitantes; menores; aficionados; asistentes; alumnos; obreros; peregrinos; cristianos`},
		{Kind: "hum", Code: "police", Patterns: `policías; dos|tres|cuatro|cinco agentes|policías; uniformados; patrulleros`},
		{Kind: "hum", Code: "military", Patterns: `soldados; militares; dos|tres|cuatro|cinco soldados|militares`},
		{Kind: "hum", Code: "nationals", Patterns: `ciudadanos ..1 extranjeros|occidentales|estadounidenses; intereses ..1 occidentales|españoles|estadounidenses|israelíes; turistas extranjeros`},
		{Kind: "aud", Code: "citizens", Patterns: `ciudadanos; sus ciudadanos|nacionales|connacionales|compatriotas; nacionales; viajeros; viajeros; españoles ..1 residentes|en|que|y; connacionales; residentes ..1; los españoles|mexicanos|argentinos|colombianos|chilenos|peruanos|estadounidenses; turistas|viajeros españoles|mexicanos|argentinos; compatriotas; colonia|comunidad española`},
		{Kind: "aud", Code: "public", Patterns: `población ..1; ciudadanía; público; vecinos; habitantes`},
		{Kind: "aud", Code: "staff", Patterns: `personal ..2 embajada|consulado|diplomático; personal del gobierno ..3`},
		{Kind: "iss", Code: "consulate/", Patterns: `consulado general?; consulado; consulados; agencia consular`},
		{Kind: "iss", Code: "embassy/", Patterns: `embajada; embajadas; misión diplomática; representación diplomática`},
		{Kind: "iss", Code: "ministry/", Patterns: `ministerio de relaciones exteriores; cancillería; ministerio de exteriores; ministerio del interior; ministerio de defensa; departamento de estado; secretaría de relaciones exteriores; secretaría de gobernación; ministerio de gobierno; ministerio de seguridad; foreign office; ministerio de asuntos exteriores`},
		{Kind: "iss", Code: "ministry/MX", Patterns: `secretaría de relaciones exteriores; sre`},
		{Kind: "iss", Code: "government/", Patterns: `gobierno; gobernación; alcaldía; gobernador*; presidencia; autoridades; ayuntamiento; comité de emergencia; sngr; protección civil; el alcalde`},
		{Kind: "lvl", Code: "raised", Patterns: `nivel ..3 alerta|amenaza|antiterrorista ..6 elevado|subido|aumentado|eleva|sube; eleva*|elevó|sube*|subió|aumenta*|refuerza ..4 nivel ..3 alerta|amenaza|antiterrorista; nivel # ..2 alerta`},
		{Kind: "lvl", Code: "lowered", Patterns: `baja*|reduc*|rebaj* ..3 nivel ..2 alerta|amenaza`},
		{Kind: "neg", Code: "sport", Patterns: `partido*; gol|goles; portero; entrenador*; equipo*; delantero*; aficionados; liga; temporada; torneo; copa; balón; final; victoria; marcador; defensa; fútbol; estadio; árbitro; penalti*; club; tabla; jugador*; derrota; campeon*; arco; arquero; hinchas; goleada; remate*; medio tiempo; artillero; minuto`},
		{Kind: "neg", Code: "court", Patterns: `juicio; tribunal*; sentencia*; condenad*; condena; juez*; audiencia; fiscal; acusado*; prisión; abogad*; cadena perpetua; apelación; supremo; absuelt*; banquillo; jurado; años de cárcel|prisión`},
		{Kind: "neg", Code: "anniversary", Patterns: `aniversario; conmemor*; homenaje*; años después|de; minuto de silencio; ofrenda*; memoria; recuerd*; monumento; víctimas ..2 recordad*; placa`},
		{Kind: "neg", Code: "fiction", Patterns: `película*; serie*; novela*; director*; actor*|actriz*; rodaje; guion|guión; cine*; personaje*; protagoni*; videojuego*; espectador*; obra; libro; escritor*; festival; estreno; thriller; exposición; telenovela; capítulo*`},
		{Kind: "neg", Code: "cyber", Patterns: `hacker*; ciberataque*; virus; servidor*; ransomware; informátic*; datos; página web; ciberseguridad; piratas informáticos; sistemas; software`},
		{Kind: "neg", Code: "history", Patterns: `historia*; historiador*; archivo*; museo; siglo*; emperador; veterano*; guerra mundial|civil; excavaci*; arqueólog*; rey; batalla; revolución; imperio`},
		{Kind: "neg", Code: "animal", Patterns: `oso*; lobo*; perro*; tiburón*|tiburones; tigre*; animal*; elefante*; ganader*; rebaño; jabal*; toro*; avispas`},
		{Kind: "neg", Code: "drill", Patterns: `simulacro*; ejercicio; ejercicios; simulad*; simul*; ficticio*; voluntarios; figurantes; entrenamiento; no se alarmen; no hay motivo de alarma; escenario`},
		{Kind: "neg", Code: "politics", Patterns: `oposición; diputad*; elecci*; partido; proyecto de ley; presupuesto; debate*; crític*; encuesta*; senador*; congreso; campaña; coalición`},
		{Kind: "not", Code: "figure", Patterns: `ataque cardíaco|cardiaco|al corazón|de risa|pánico|nervios|informático; explosión demográfica|de alegría|gas|precios|color; bomba informativa|mediática|de relojería; ataque* ..1 verbal*|personal*; línea de ataque; explosión de ..2 gas; ataque contra el presupuesto; disparo* ..2 puerta|arco; se dispar* ..2 precio*|inflación`},
		{Kind: "who", Code: "-", Patterns: `$attack|amenaza|amenazas|riesgo|acto|actos|acción|acciones|actividad terrorista*|extremist*|yihadist*; alerta terrorista`},
		{Kind: "tgt", Code: "-", Patterns: `puente festivo|aéreo|de mayo|vacacional; bar de copas; estación seca|lluviosa; puerto príncipe; metro cuadrado`},
		{Kind: "act", Code: "avoid_gatherings", Patterns: `evit* ..4 lugares|zonas|sitios ..1 concurrid*|abarrotad*|aglomerad*`},
		{Kind: "mod", Code: "before", Patterns: `dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez; varios|varias; presunto*|presunta*; grandes|gran; #; joven|jóvenes; supuesto*|supuestos; antiguo|antigua`},
		{Kind: "mod", Code: "after", Patterns: `armado*|armada*; terrorista*; yihadista*; islamista*; criminal*; central|centrales; extranjero*; internacional*; nacional|nacionales; público*|pública*; militar*; religioso*|religiosa*; de culto; católic*; automátic*; casero*|casera*; de cocina; turístic*; ambulantes; de fuego; diplomátic*; de policía; disidente*; de fragmentación; cargado de explosivos; explosivos; nocturno*; del crimen organizado; de las farc; largas`},
	},
}
