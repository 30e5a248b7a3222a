package words

import "strings"

// Lang is a set of languages.
type Lang uint16

// The languages that words of time are known in.
const (
	English Lang = 1 << iota
	Russian
	French
	German
	Spanish
	Ukrainian
	Arabic
	Turkish
	Dutch
)

// language is a row of the table below. Words are divided by blanks; "/" divides words that mean the same and "_" joins the words
// of a phrase. Write small letters; accents are kept as they are written, Arabic alef, yeh and heh are folded, an apostrophe is a
// border between words. Give every form that a text uses: nothing is inflected here. An empty field is "-".
type language struct {
	Lang     Lang
	months   string // twelve
	weekdays string // seven, Sunday first
	units    string // six: minute hour day week month year, with all plural forms
	several  string // those forms of the units that mean more than one ("days"): with "coming" they make a window, not a date
	numbers  string // one to twelve
	days     string // four: yesterday, today, tomorrow, the day after tomorrow
	night    string // tonight; "this evening" stands with today
	weekend  string // two: the coming or present weekend and the last one, as phrases that need no further word
	part     string // a part of the day beside a weekday or "yesterday", which says no other day ("soir", "вечером")
	nightTo  string // before a weekday: the night that ends on it (Russian "в ночь на")
	since    string // before a day or month that is past: since then
	ends     string // three: the end of this week, month and year
	next     string // coming, next: before or after its noun
	last     string
	this     string
	within   string // "within", "during", "in the course of" before a length of time
	inside   string // the same after it (Turkish "içinde")
	ago      string // before a length of time (French "il y a")
	agoAfter string // after it (Russian "назад")
	from     string // opens a range
	to       string // joins the two ends of a range
	until    string // before a date: only the end is told
	untilEnd string // the same after it (Turkish "kadar")
	fill     string // words that may stand inside a date or before it and say nothing
	hour     string // after the number of a clock time (German "uhr")
	further  string // until further notice
	ahead    string // a verb or adverb that puts a bare weekday into the future
	marks    string // frequent words that tell the language of a sentence
}

// languages is the table. To add a language, add a Lang above, a row here and sentences to TestLanguages; docs/reading.md tells
// how. A word may stand in several languages: a sentence is read in the one that has the most of its words.
var languages = []language{
	{
		Lang:     Russian,
		months:   "января/январь/январе февраля/февраль/феврале марта/март/марте апреля/апрель/апреле мая/май/мае июня/июнь/июне июля/июль/июле августа/август/августе сентября/сентябрь/сентябре октября/октябрь/октябре ноября/ноябрь/ноябре декабря/декабрь/декабре",
		weekdays: "воскресенье/воскресенья/воскресеньем понедельник/понедельника вторник/вторника среда/среду/среды четверг/четверга пятница/пятницу/пятницы суббота/субботу/субботы",
		units:    "минута/минуты/минут/минуту час/часа/часов/часы день/дня/дней/дни/сутки/суток неделя/недели/недель/неделю/неделе месяц/месяца/месяцев/месяце год/года/лет/году",
		several:  "часов часы дни дней сутки суток недели недель месяцы месяцев годы",
		numbers:  "один/одного/одну два/две/двух три/трех/трёх четыре/четырех пять/пяти шесть/шести семь/семи восемь/восьми девять/девяти десять/десяти одиннадцать двенадцать",
		days:     "вчера сегодня/сегодняшний/сегодня_утром/сегодня_днем/сегодня_днём/сегодня_вечером завтра/завтрашний послезавтра",
		night:    "сегодня_ночью",
		weekend:  "в_эти_выходные/в_ближайшие_выходные/в_предстоящие_выходные/на_выходных/в_выходные в_минувшие_выходные/минувшие_выходные/прошлые_выходные/на_прошлых_выходных/прошедшие_выходные",
		part:     "вечером/утром/ночью/днем/днём", nightTo: "в_ночь_на/ночь_на", since: "с/со/начиная_с",
		ends:   "конца_недели/конец_недели конца_месяца/конец_месяца/конца_этого_месяца конца_года/конец_года",
		next:   "ближайшие/ближайших/ближайшее/следующие/следующих/следующий/следующего/следующая/следующую/следующей/следующем/будущей/будущем/предстоящие/предстоящих",
		last:   "прошлый/прошлого/прошлую/прошлой/прошлом/последние/последних/минувший/минувшего/минувшую",
		this:   "этот/этого/эту/этой/этом",
		within: "в_течение/на_протяжении/в_ближайшие/в_следующие",
		inside: "-", ago: "-", agoAfter: "назад/тому_назад",
		from: "с/со", to: "по/до/и", until: "до/вплоть_до/по", untilEnd: "-",
		fill: "го/числа/года/г/в/на", hour: "часов/час/часа/ч",
		further: "до_дальнейшего_уведомления/до_особого_распоряжения/до_дальнейших_распоряжений/до_нового_распоряжения/до_последующего_уведомления",
		ahead:   "будет/будут/запланирован/запланирована/запланированы/запланировано/состоится/состоятся/пройдет/пройдут/может/могут/намечен/намечена/избегайте/воздержитесь",
		marks:   "и в на что не с по для из от к или это избегайте",
	},
	{
		Lang:     French,
		months:   "janvier/janv février/fevrier/févr mars avril/avr mai juin juillet/juil août/aout septembre/sept octobre/oct novembre/nov décembre/decembre/déc",
		weekdays: "dimanche lundi mardi mercredi jeudi vendredi samedi",
		units:    "minute/minutes heure/heures jour/jours/journée/journées semaine/semaines mois an/ans/année/années",
		several:  "minutes heures jours semaines mois années ans",
		numbers:  "un/une deux trois quatre cinq six sept huit neuf dix onze douze",
		days:     "hier aujourd_hui/ce_matin/cet_après_midi/ce_soir demain après_demain/après-demain",
		night:    "cette_nuit",
		weekend:  "ce_week_end/ce_weekend/le_week_end_prochain/le_weekend_prochain/en_fin_de_semaine le_week_end_dernier/week_end_dernier/le_weekend_dernier/ce_week_end_dernier",
		part:     "soir/matin/après_midi/nuit/midi", nightTo: "-", since: "depuis/depuis_le",
		ends:   "fin_de_la_semaine/fin_de_semaine fin_du_mois fin_de_l_année",
		next:   "prochain/prochaine/prochains/prochaines/suivant/suivante/suivants/suivantes/à_venir",
		last:   "dernier/dernière/derniers/dernières/passé/passée",
		this:   "ce/cet/cette/ces",
		within: "dans/pendant/durant/au_cours_de/au_cours_des/d_ici/pour/sous/dans_un_délai_de",
		inside: "-", ago: "il_y_a", agoAfter: "plus_tôt",
		from: "du/de/entre/depuis", to: "au/à/et/jusqu_au/jusqu_à", until: "jusqu_au/jusqu_à/jusqu_à_la/avant_le/d_ici_au/d_ici_le/d_ici_la/d_ici", untilEnd: "-",
		fill: "le/la/les/l/er/à/vers/de/d", hour: "h/heures/heure",
		further: "jusqu_à_nouvel_ordre/jusqu_à_nouvel_avis",
		ahead:   "aura/auront/sera/seront/prévu/prévue/prévus/prévues/pourrait/pourraient/devrait/devraient/doit/peut/évitez/éviter",
		marks:   "le la les des et dans pour une sur est du au que qui ne pas avec évitez",
	},
	{
		Lang:     German,
		months:   "januar/jan/jänner februar/feb märz/maerz april/apr mai juni/jun juli/jul august/aug september/sept oktober/okt november/nov dezember/dez",
		weekdays: "sonntag/sonntags/sonntagabend/sonntagmorgen/sonntagnachmittag/sonntagnacht/sonntagvormittag/sonntagmittag montag/montagabend/montagmorgen/montagnachmittag/montagnacht/montagvormittag/montagmittag dienstag/dienstagabend/dienstagmorgen/dienstagnachmittag/dienstagnacht/dienstagvormittag/dienstagmittag mittwoch/mittwochabend/mittwochmorgen/mittwochnachmittag/mittwochnacht/mittwochvormittag/mittwochmittag donnerstag/donnerstagabend/donnerstagmorgen/donnerstagnachmittag/donnerstagnacht/donnerstagvormittag/donnerstagmittag freitag/freitagabend/freitagmorgen/freitagnachmittag/freitagnacht/freitagvormittag/freitagmittag samstag/sonnabend/samstagabend/samstagmorgen/samstagnachmittag/samstagnacht/samstagvormittag/samstagmittag",
		units:    "minute/minuten stunde/stunden tag/tage/tagen woche/wochen monat/monate/monaten/monats jahr/jahre/jahren/jahres",
		several:  "minuten stunden tage tagen wochen monate monaten jahre jahren",
		numbers:  "eins/ein/eine/einen/einem/einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
		days:     "gestern heute/heute_morgen/heute_früh/heute_mittag/heute_nachmittag/heute_abend morgen übermorgen",
		night:    "heute_nacht",
		weekend:  "dieses_wochenende/diesem_wochenende/am_wochenende/kommendes_wochenende/am_kommenden_wochenende/das_wochenende am_vergangenen_wochenende/vergangenen_wochenende/letztes_wochenende/am_letzten_wochenende/letzten_wochenende",
		part:     "abend/morgen/nachmittag/nacht/vormittag/mittag", nightTo: "in_der_nacht_zum/in_der_nacht_auf/nacht_zum/nacht_auf", since: "seit/seit_dem",
		ends:   "ende_der_woche/wochenende_hin ende_des_monats/monatsende/ende_dieses_monats ende_des_jahres/jahresende",
		next:   "nächste/nächsten/nächster/nächstes/nächstem/kommende/kommenden/kommender/kommendes/folgende/folgenden",
		last:   "letzte/letzten/letzter/letztes/vergangene/vergangenen/vergangener/vergangenes/vorige/vorigen",
		this:   "dieser/diese/dieses/diesen/diesem",
		within: "in_den/innerhalb/innerhalb_von/innerhalb_der/binnen/während_der/für_die/für/in/über_die",
		inside: "-", ago: "vor", agoAfter: "-",
		from: "vom/von/zwischen/ab/seit", to: "bis/bis_zum/und/zum/auf", until: "bis/bis_zum/bis_einschließlich/vor_dem", untilEnd: "-",
		fill: "der/den/dem/am/um/gegen", hour: "uhr",
		further: "bis_auf_weiteres/bis_auf_widerruf",
		ahead:   "wird/werden/geplant/geplante/soll/sollen/könnte/könnten/kann/können/voraussichtlich/meiden/vermeiden",
		marks:   "der die das und ist von zu mit sich nicht auf für werden im ein eine den meiden vermeiden sie",
	},
	{
		Lang:     Spanish,
		months:   "enero/ene febrero/feb marzo/mar abril/abr mayo junio/jun julio/jul agosto/ago septiembre/setiembre/sept octubre/oct noviembre/nov diciembre/dic",
		weekdays: "domingo/domingos lunes martes miércoles/miercoles jueves viernes sábado/sabado/sábados",
		units:    "minuto/minutos hora/horas día/días/dia/dias semana/semanas mes/meses año/años",
		several:  "minutos horas días dias semanas meses años",
		numbers:  "un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce",
		days:     "ayer/anoche hoy/esta_mañana/esta_tarde/esta_madrugada mañana pasado_mañana",
		night:    "esta_noche",
		weekend:  "este_fin_de_semana/el_fin_de_semana/el_próximo_fin_de_semana el_fin_de_semana_pasado/fin_de_semana_pasado/el_pasado_fin_de_semana",
		part:     "por_la_noche/por_la_mañana/por_la_tarde/en_la_noche/noche/tarde", nightTo: "-", since: "desde/desde_el",
		ends:   "fin_de_semana_próximo fin_de_mes/final_de_mes/finales_de_mes/el_fin_de_mes fin_de_año/final_de_año",
		next:   "próximo/próxima/próximos/próximas/proximo/proxima/proximos/proximas/siguiente/siguientes/que_viene",
		last:   "pasado/pasada/pasados/pasadas/último/última/últimos/últimas",
		this:   "este/esta/estos/estas",
		within: "en/durante/dentro_de/a_lo_largo_de/en_el_plazo_de/por",
		inside: "-", ago: "hace", agoAfter: "atrás",
		from: "del/de/desde/entre", to: "al/a/y/hasta/hasta_el", until: "hasta/hasta_el/antes_del", untilEnd: "-",
		fill: "el/la/los/las/de/del/a", hour: "horas/h/hs",
		further: "hasta_nuevo_aviso/hasta_nueva_orden/hasta_próximo_aviso",
		ahead:   "será/serán/habrá/previsto/prevista/previstos/previstas/podría/podrían/podrá/está_prevista/programado/programada/evite/eviten",
		marks:   "el los las y en que por con para una se su del al no es evite eviten",
	},
	{
		Lang:     Ukrainian,
		months:   "січня/січень/січні лютого/лютий/лютому березня/березень/березні квітня/квітень/квітні травня/травень/травні червня/червень/червні липня/липень/липні серпня/серпень/серпні вересня/вересень/вересні жовтня/жовтень/жовтні листопада/листопад/листопаді грудня/грудень/грудні",
		weekdays: "неділя/неділю/неділі понеділок/понеділка вівторок/вівторка середа/середу/середи четвер/четверга п_ятниця/п_ятницю/п_ятниці субота/суботу/суботи",
		units:    "хвилина/хвилини/хвилин година/години/годин/годину день/дня/днів/дні/доба/доби/діб тиждень/тижня/тижнів/тижні місяць/місяця/місяців/місяці рік/року/років/роки/році",
		several:  "години годин дні днів тижні тижнів місяці місяців роки років",
		numbers:  "один/одного/одну два/дві/двох три/трьох чотири/чотирьох п_ять/п_яти шість/шести сім/семи вісім/восьми дев_ять/дев_яти десять/десяти одинадцять дванадцять",
		days:     "вчора/учора сьогодні/сьогоднішній/сьогодні_вранці/сьогодні_вдень/сьогодні_ввечері/сьогодні_увечері завтра/завтрашній післязавтра",
		night:    "сьогодні_вночі",
		weekend:  "у_ці_вихідні/в_ці_вихідні/на_вихідних/у_вихідні/найближчими_вихідними минулі_вихідні/минулих_вихідних/минулими_вихідними",
		part:     "увечері/ввечері/вранці/вночі/вдень", nightTo: "в_ніч_на/у_ніч_на/ніч_на", since: "з/із/від/починаючи_з",
		ends:   "кінця_тижня кінця_місяця/кінець_місяця кінця_року",
		next:   "найближчі/найближчих/найближчими/наступні/наступних/наступний/наступного/наступна/наступну/наступної/наступному",
		last:   "минулий/минулого/минулу/минулої/минулому/останні/останніх",
		this:   "цей/цього/цю/цієї/цьому",
		within: "протягом/упродовж/впродовж/у_найближчі/в_найближчі",
		inside: "-", ago: "-", agoAfter: "тому",
		from: "з/із/від", to: "по/до/і/та", until: "до/аж_до/по", untilEnd: "-",
		fill: "го/числа/року/р/у/в/на/о/об", hour: "годині/годин/година/год",
		further: "до_подальшого_повідомлення/до_особливого_розпорядження/до_окремого_розпорядження/до_подальших_розпоряджень",
		ahead:   "буде/будуть/заплановано/запланована/запланований/заплановані/відбудеться/відбудуться/може/можуть/уникайте",
		marks:   "і та у в на що не з для від до або це уникайте є",
	},
	{
		Lang:     Arabic,
		months:   "يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/إبريل/نيسان/أفريل مايو/أيار/ماي يونيو/يونيه/حزيران/جوان يوليو/يوليه/تموز/جويلية أغسطس/آب/أوت سبتمبر/أيلول أكتوبر/تشرين_الأول نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول",
		weekdays: "الأحد الاثنين/الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
		units:    "دقيقة/دقائق/الدقائق ساعة/ساعات/الساعات يوم/أيام/الأيام/يوما أسبوع/الأسبوع/أسابيع/الأسابيع شهر/الشهر/أشهر/الأشهر/شهور عام/العام/سنة/السنة/سنوات/أعوام",
		several:  "الساعات الأيام أيام الأسابيع أسابيع الأشهر السنوات",
		numbers:  "واحد/واحدة اثنان/اثنين ثلاثة/ثلاث/الثلاثة أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثماني تسعة/تسع عشرة/عشر أحد_عشر اثنا_عشر",
		days:     "أمس/البارحة اليوم/صباح_اليوم/هذا_الصباح/مساء_اليوم/فجر_اليوم/ظهر_اليوم غدا/الغد بعد_غد",
		night:    "الليلة/هذه_الليلة",
		weekend:  "عطلة_نهاية_الأسبوع/نهاية_الأسبوع/نهاية_هذا_الأسبوع عطلة_نهاية_الأسبوع_الماضي/نهاية_الأسبوع_الماضي",
		part:     "مساء/صباح/ليل/ليلة/فجر/ظهر/مساءً", nightTo: "-", since: "منذ/منذ_يوم",
		ends:   "نهاية_هذا_الأسبوع_كله نهاية_الشهر/نهاية_هذا_الشهر نهاية_العام/نهاية_السنة",
		next:   "القادم/القادمة/المقبل/المقبلة/التالية/التالي",
		last:   "الماضي/الماضية/المنصرم/المنصرمة/الأخيرة",
		this:   "هذا/هذه",
		within: "خلال/في_غضون/على_مدى/في_ال/طوال",
		inside: "-", ago: "قبل/منذ", agoAfter: "مضت",
		from: "من/بين/منذ", to: "إلى/وحتى/حتى/و", until: "حتى/لغاية/إلى_غاية/قبل", untilEnd: "-",
		fill: "يوم/ال/في/من/الموافق/بتاريخ/عام/سنة/الساعة/شهر", hour: "-",
		further: "حتى_إشعار_آخر/إلى_إشعار_آخر/لحين_إشعار_آخر/حتى_إشعار_اخر",
		ahead:   "سوف/ستقام/سيقام/المقرر/مقررة/يتوقع/ستنظم/قد/تجنب/تجنبوا",
		marks:   "في من على إلى عن أن التي هذا أو تجنب تجنبوا مع",
	},
	{
		Lang:     Dutch,
		months:   "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep/sept oktober/okt november/nov december/dec",
		weekdays: "zondag/zondagmiddag/zondagavond/zondagochtend maandag/maandagmiddag/maandagavond/maandagochtend dinsdag/dinsdagmiddag/dinsdagavond/dinsdagochtend woensdag/woensdagmiddag/woensdagavond/woensdagochtend donderdag/donderdagmiddag/donderdagavond/donderdagochtend vrijdag/vrijdagmiddag/vrijdagavond/vrijdagochtend zaterdag/zaterdagmiddag/zaterdagavond/zaterdagochtend",
		units:    "minuut/minuten uur/uren dag/dagen week/weken maand/maanden jaar/jaren",
		several:  "uren dagen weken maanden jaren",
		numbers:  "een/één twee drie vier vijf zes zeven acht negen tien elf twaalf",
		days:     "gisteren/gisteravond/gisternacht/gistermiddag/gisterochtend vandaag/vanmorgen/vanochtend/vanmiddag/vanavond morgen overmorgen",
		night:    "vannacht",
		weekend:  "dit_weekend/dit_weekeinde/komend_weekend/het_komende_weekend/aankomend_weekend/in_het_weekend afgelopen_weekend/vorig_weekend/afgelopen_weekeinde",
		part:     "avond/ochtend/middag/nacht", nightTo: "-", since: "sinds/vanaf",
		ends:   "einde_van_de_week/eind_deze_week eind_deze_maand/einde_van_de_maand/eind_van_de_maand einde_van_het_jaar/eind_dit_jaar",
		next:   "komende/komend/volgende/volgend/aankomende/aankomend/eerstvolgende",
		last:   "vorige/vorig/afgelopen/laatste",
		this:   "deze/dit",
		within: "binnen/gedurende/in_de/tijdens",
		inside: "-", ago: "-", agoAfter: "geleden",
		from: "van/vanaf/tussen", to: "tot/en/tot_en_met/t/m/op", until: "tot/tot_en_met/uiterlijk", untilEnd: "-",
		fill: "de/om/op/in/den", hour: "uur",
		further: "tot_nader_order/tot_nader_bericht/tot_nadere_aankondiging",
		ahead:   "zal/zullen/gepland/verwacht/kan/kunnen/mogelijk/wordt/worden/vermijd",
		marks:   "de het een en van is niet te voor met op wordt worden naar uit zijn aan bij",
	},
	{
		Lang:     Turkish,
		months:   "ocak/ocakta şubat/şubatta mart/martta nisan/nisanda mayıs/mayısta haziran/haziranda temmuz/temmuzda ağustos/ağustosta eylül/eylülde ekim/ekimde kasım/kasımda aralık/aralıkta",
		weekdays: "pazar pazartesi salı çarşamba perşembe cuma cumartesi",
		units:    "dakika saat/saati/saatte gün/günü/günde/günler/günlerde/günlük hafta/haftada/haftalık/haftası ay/ayda/aylık yıl/yılda/sene",
		several:  "günler günlerde",
		numbers:  "bir iki üç dört beş altı yedi sekiz dokuz on on_bir on_iki",
		days:     "dün bugün/bugünkü/bu_sabah/bu_akşam/bu_öğle yarın/yarınki öbür_gün",
		night:    "bu_gece",
		weekend:  "bu_hafta_sonu/hafta_sonu/hafta_sonunda/önümüzdeki_hafta_sonu geçen_hafta_sonu/geçtiğimiz_hafta_sonu",
		part:     "akşamı/akşam/sabahı/sabah/gecesi/gece/öğleden_sonra", nightTo: "-", since: "-",
		ends:   "hafta_sonuna_dek ay_sonu/ay_sonuna/ayın_sonu/ayın_sonuna yıl_sonu/yıl_sonuna",
		next:   "önümüzdeki/gelecek/gelen/sonraki",
		last:   "geçen/son/geçtiğimiz",
		this:   "bu",
		within: "-", inside: "içinde/içerisinde/boyunca/süresince/zarfında",
		ago: "-", agoAfter: "önce",
		from: "-", to: "ile/ila/ve", until: "-", untilEnd: "kadar/tarihine_kadar/gününe_kadar",
		fill: "günü/tarihinde/tarihleri/saat", hour: "-",
		further: "ikinci_bir_duyuruya_kadar/ikinci_bir_bildirime_kadar/yeni_bir_duyuruya_kadar/bir_sonraki_duyuruya_kadar/aksi_bildirilene_kadar/ikinci_bir_emre_kadar",
		ahead:   "olacak/yapılacak/planlanan/planlandı/bekleniyor/olabilir/düzenlenecek/kaçının/durun",
		marks:   "ve bir bu için ile da de olan olarak kadar kaçının veya arasında",
	},
}

// Kind is what a word of the table means.
type Kind uint32

const (
	MeansMonth Kind = 1 << iota
	MeansWeekday
	MeansUnit
	MeansSeveral
	MeansNumber
	MeansDay
	MeansNight
	MeansWeekend
	MeansPart
	MeansNightTo
	MeansSince
	MeansEnds
	MeansNext
	MeansLast
	MeansThis
	MeansWithin
	MeansInside
	MeansAgo
	MeansAgoAfter
	MeansFrom
	MeansTo
	MeansUntil
	MeansUntilEnd
	MeansFill
	MeansHour
	MeansFurther
	MeansAhead
	MeansMark
)

// Term is one meaning of a word in one language; Rest is what must follow it.
type Term struct {
	Lang Lang
	Kind Kind
	Num  int
	Rest []string
}

// Units are the units in the order of language.units.
const Units = "mhDWMY"

// foreignWords enters the table into the vocabulary.
func foreignWords() {
	for i := range languages {
		l := &languages[i]
		for _, f := range [...]struct {
			words string
			Kind  Kind
			first int
		}{
			{l.months, MeansMonth, 1}, {l.weekdays, MeansWeekday, 0}, {l.units, MeansUnit, 0}, {l.several, MeansSeveral, 0}, {l.numbers, MeansNumber, 1}, {l.days, MeansDay, -1}, {l.night, MeansNight, 0},
			{l.weekend, MeansWeekend, 0}, {l.part, MeansPart, 0}, {l.nightTo, MeansNightTo, 0}, {l.since, MeansSince, 0}, {l.ends, MeansEnds, 0}, {l.next, MeansNext, 0}, {l.last, MeansLast, 0}, {l.this, MeansThis, 0}, {l.within, MeansWithin, 0}, {l.inside, MeansInside, 0},
			{l.ago, MeansAgo, 0}, {l.agoAfter, MeansAgoAfter, 0}, {l.from, MeansFrom, 0}, {l.to, MeansTo, 0}, {l.until, MeansUntil, 0}, {l.untilEnd, MeansUntilEnd, 0},
			{l.fill, MeansFill, 0}, {l.hour, MeansHour, 0}, {l.further, MeansFurther, 0}, {l.ahead, MeansAhead, 0}, {l.marks, MeansMark, 0},
		} {
			for n, alternatives := range strings.Fields(f.words) {
				for s := range strings.SplitSeq(alternatives, "/") {
					if s == "-" {
						continue
					}
					parts := strings.FieldsFunc(strings.Map(Fold, s), func(r rune) bool { return r == '_' || r == '-' })
					cls := uint32(0)
					if f.Kind&(MeansMonth|MeansWeekday|MeansUnit|MeansDay|MeansNight|MeansWeekend|MeansEnds|MeansFurther) != 0 {
						cls = IsForeign
					}
					w := entry(parts[0], cls)
					w.Lang |= l.Lang
					w.Terms = append(w.Terms, Term{Lang: l.Lang, Kind: f.Kind, Num: f.first + n, Rest: parts[1:]})
					for _, p := range parts[1:] {
						entry(p, 0).Lang |= l.Lang
					}
				}
			}
		}
	}
}

// Tongue tells the language of the sentence: the one that has the most of its words. English wins a tie, then the order of the table.
func (l *Lexer) Tongue() Lang {
	best, most := English, 0
	var count [16]int
	for i := range l.Buf {
		w := l.Buf[i].W
		if w == nil {
			continue
		}
		if w.Lang&English != 0 {
			most++
		}
		for k := range languages {
			if w.Lang&languages[k].Lang != 0 {
				count[k]++
			}
		}
	}
	for k := range languages {
		if count[k] > most {
			best, most = languages[k].Lang, count[k]
		}
	}
	return best
}
