package known

import "github.com/tocsin-hub/tocsin/internal/reading/text"

var (
	// Stop are words with a capital that are hardly ever meant as the place of that name.
	Stop = text.WordSet(`republic presidency kingdom federation commonwealth christmas easter ramadan eid new-year the a an and or but if in on at of for from to by with this that these those it its he she they we you his her their our my
		all any some no not every each more most other such police army police officers officer man men woman women president minister
		prime foreign interior government state states department ministry embassy consulate general security alert alerts message
		location event events actions action assistance update updates updated latest travel advisory advice level levels risk
		threat terrorism terrorist terrorists attack attacks attackers gunmen militants soldiers troops forces armed force monday
		tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
		november december north south east west northern southern eastern western central center centre city town village
		district province region island islands river lake mount gate square avenue street road park market mall hotel airport
		station stadium university school college hospital church mosque temple cathedral arena union league club group party
		court judge jury news media local national international global world report reports reported officials official
		authorities authority citizens nationals people residents visitors travellers travelers tourists students enter
		leave avoid keep stay follow monitor carry review vary exercise reconsider do be call contact tell let sign most
		following background implications response as both with only once when while where because since until before after
		during under over out up two three four five six seven eight nine ten first second third last next new old
		may march august reading nice mobile split bath male best man sale date orange god split van bar union normal
		intelligence defence defense public private health safety care help smart step sufi quran bible holy
		muslim muslims christian christians jewish catholic orthodox islamic islamist allah amazon
		taylor washington-based paris-based mission operation services service agency agencies bureau office officials
		spokesman spokeswoman spokesperson chief head director commissioner commander captain colonel major sergeant
		investigators prosecutors witnesses survivors victims neighbours neighbors parents mother father organisers organizers
		thousands hundreds dozens millions early late meanwhile earlier later still current currently
		travel visit visitors supporters fans crowd crowds demonstrations protest protests rallies rally violence
		places place land border borders passport visa immigration canadians australians americans britons smaller
		terror plot foiled international response recommendations germany's seven eight forty shots nobody neither
		as any anyone anything access continue consider limit business commercial opponents parliament marches residential
		name are from com were said will off more home than time can capital day put come shot set same made car came media means used hand force bus seen long goes due
		change driver door ring gas train front concrete main broke real kill young heard date began rifle gone cell along rest reach power make line give gang compound
		cars turn side section never look ran phone lay holiday die popular list fell base terminal summer person per page limit guns free cut mobile law just cash walk
		tour taking toll share nearest gates centres steps spoken send post patrol light lie grenade camps burst branch warns middle eye begun zone towns rose point nor
		lorry hunting going frontier dogs dial camp sells sees mind lit desk delay deal burns trip start rule rain fall drew wave vest trial summit sort son siren save
		sand row price paper outer lane falls drug cooks circle champion busy ball plan plans hurt sent week hour many far well early ask see carry much one
		thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty fifty sixty hundred thousand another few several less little own others however
		although though despite instead indeed perhaps whether why how what whose whom duomo xinhua police-station`)
	// AbroadStop are words of the other languages that are written with a capital, or in a script without capitals, and are hardly ever
	// meant as the place of that name.
	AbroadStop = text.WordSet(`januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag freitag
		samstag sonntag lage ort orte hilfe stadt land essen reise reisen polizei botschaft mann frau stand hof regen waffe waffen bombe bomben sport welle
		ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazar pazartesi salı çarşamba perşembe cuma cumartesi konum yer olay durum
		januari februari maart mei juni juli augustus oktober maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
		lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lugar policía
		مدينة المدينة منطقة المنطقة محافظة المحافظة ولاية الولاية إقليم الإقليم جنوب شمال شرق غرب وسط البلاد الدولة الموقع المكان الحدث السلام الأمن الشرطة الوزارة السفارة
		يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت مساء صباح اليوم أمس`)
	// AbroadPreps are words of the other languages that stand right before places.
	AbroadPreps = text.WordSet(`в во на у до из з із зі к ко под близ возле около поблизу біля городе города городу город місті міста місто області область района районе районі провинции провинция провінції
		штате штат штату регионе столице столиці селе селі республике аэропорту
		à au aux en dans de d' vers près ville province département région commune capitale quartier localité secteur
		in nach aus bei um von vor stadt region provinz bundesstaat hauptstadt raum bezirk kanton gouvernement großraum stadtteil küstenstadt countys county distrikt distrikte gemeinde departements departement insel regionen provinzen bundesstaaten
		a hacia desde ciudad provincia departamento estado región municipio cantón capital condado
		te naar uit nabij stad provincie hoofdstad regio
		في الى من قرب نحو بمدينة مدينة محافظة ولاية منطقة بلدة العاصمة حي قرية اقليم مطار لمدينة بمحافظة بمنطقة باتجاه الي وسط جنوب شمال شرق غرب جنوبي شمالي شرقي غربي`)
)
