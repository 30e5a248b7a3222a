package reading

import (
	"strings"
	"testing"
	"time"
)

// TestAdviceAbroad reads the usual ways in which offices write levels of advice, for a country or for parts of one. Each line is a title and
// a sentence; after it the levels and their scopes.
func TestAdviceAbroad(t *testing.T) {
	day := time.Date(2031, 3, 7, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ title, text, want string }{
		{"Niger: Reise- und Sicherheitshinweise (Reisewarnung)", "Vor Reisen nach Niger wird gewarnt. Deutsche Staatsangehörige sind aufgefordert, Niger zu verlassen.", "no_travel NE, depart NE"},
		{"Mali: Reise- und Sicherheitshinweise (Reisewarnung)", "Vor Reisen nach Mali wird gewarnt. Deutsche Staatsangehörige werden aufgefordert, auszureisen.", "no_travel ML, depart ML"},
		{"Kenia: Reise- und Sicherheitshinweise", "Von Reisen in die Countys Mandera, Garissa und Lamu wird dringend abgeraten.", "no_travel KE-24, no_travel KE-07, no_travel KE-21"},
		{"Pakistan: Reise- und Sicherheitshinweise (Teilreisewarnung)", "Vor Reisen in die Provinz Khyber Pakhtunkhwa wird gewarnt. Von nicht notwendigen Reisen in die übrigen Landesteile wird abgeraten.", "no_travel PK-KP, essential_only PK"},
		{"Tschad: Reise- und Sicherheitshinweise", "Von Reisen in den Tschad wird abgeraten.", "essential_only TD"},
		{"Iran: Reise- und Sicherheitshinweise", "Vor Reisen in den Iran wird gewarnt. Es gilt eine Ausreiseaufforderung für deutsche Staatsangehörige.", "no_travel IR, depart IR"},
		{"Togo: Reisehinweise", "Von Reisen in das Grenzgebiet zu Burkina Faso wird dringend abgeraten.", "no_travel TG-?"},

		{"Conseils aux voyageurs – Niger", "Tout déplacement au Niger est formellement déconseillé.", "no_travel NE"},
		{"Conseils aux voyageurs – Liban", "Il est formellement déconseillé de se rendre au Liban. Les Français sont invités à quitter le pays.", "no_travel LB, depart LB"},
		{"Conseils aux voyageurs – Togo", "La région des Savanes est formellement déconseillée. Le reste du Togo est placé en vigilance renforcée.", "no_travel TG-S, caution TG"},
		{"Conseils aux voyageurs – Tchad", "Les déplacements dans la province du Lac sont déconseillés sauf raison impérative.", "essential_only TD-LC"},
		{"Conseils aux voyageurs – Égypte", "La frontière avec la Libye est classée en zone rouge. Une vigilance renforcée s'impose en Égypte.", "no_travel EG-?, caution EG"},
		{"Conseils aux voyageurs – Madagascar", "Il est recommandé de faire preuve d'une vigilance renforcée à Madagascar.", "caution MG"},
		{"Conseils aux voyageurs – Haïti", "Il est recommandé de reporter tout voyage en Haïti. Les voyages en Haïti sont formellement déconseillés quel que soit le motif.", "essential_only HT, no_travel HT"},

		{"Recomendaciones de viaje: Mali", "Se desaconseja el viaje a Mali bajo cualquier circunstancia. Se recomienda a los españoles abandonar el país.", "no_travel ML, depart ML"},
		{"Recomendaciones de viaje: Ecuador", "Se recomienda viajar con extrema precaución a Ecuador y se desaconseja el viaje a la provincia de Esmeraldas.", "caution EC, no_travel EC-E"},
		{"Recomendaciones de viaje: Venezuela", "Se desaconseja viajar a Venezuela salvo por razones de extrema necesidad.", "essential_only VE"},
		{"Recomendaciones de viaje: Túnez", "Se recomienda viajar con precaución y abstenerse de hacerlo por determinadas zonas.", "caution TN, no_travel TN-?"},
		{"Recomendaciones de viaje: Haití", "Se desaconseja todo viaje a Haití.", "no_travel HT"},

		{"МИД России: рекомендации для выезжающих в Израиль", "МИД России рекомендует российским гражданам воздержаться от поездок в Израиль.", "no_travel IL"},
		{"Рекомендации выезжающим: Пакистан", "Не рекомендуется посещать провинцию Белуджистан. Находясь в Пакистане, следует соблюдать повышенную осторожность.", "no_travel PK-BA, caution PK"},
		{"Рекомендации выезжающим: Иран", "Российским гражданам, находящимся в Иране, рекомендуется незамедлительно покинуть страну.", "depart IR"},
		{"Рекомендации выезжающим: Ливан", "Настоятельно рекомендуем воздержаться от поездок в Ливан без крайней необходимости.", "essential_only LB"},
		{"Рекомендации выезжающим: Турция", "Рекомендуем отказаться от поездок в приграничные с Сирией районы.", "no_travel TR-?"},

		{"МЗС України: поради подорожуючим – Ліван", "МЗС закликає громадян України утриматися від поїздок до Лівану.", "no_travel LB"},
		{"Поради щодо подорожей: Ефіопія", "Не рекомендується подорожувати до регіону Тиграй. Під час перебування в Ефіопії дотримуйтеся підвищеної обережності.", "no_travel ET-TI, caution ET"},
		{"Поради щодо подорожей: Судан", "Громадянам України, які перебувають у Судані, рекомендуємо негайно залишити країну.", "depart SD"},
		{"Поради щодо подорожей: Ізраїль", "Просимо утриматися від поїздок до Ізраїлю без нагальної потреби.", "essential_only IL"},

		{"T.C. Dışişleri Bakanlığı: Sudan için seyahat uyarısı", "Vatandaşlarımızın Sudan'a seyahat etmemeleri tavsiye olunur.", "no_travel SD"},
		{"Seyahat uyarısı: Lübnan", "Vatandaşlarımızın zorunlu haller dışında Lübnan'a seyahat etmemeleri önemle tavsiye edilir.", "essential_only LB"},
		{"Seyahat uyarısı: İran", "İran'da bulunan vatandaşlarımızın ülkeden ayrılmaları tavsiye edilmektedir.", "depart IR"},
		{"Seyahat tavsiyesi: Fransa", "Fransa'ya seyahat edecek vatandaşlarımızın azami dikkat göstermeleri gerekmektedir.", "caution FR"},
		{"Seyahat uyarısı: Nijerya", "Borno eyaletine kesinlikle seyahat edilmemelidir.", "no_travel NG-BO"},

		{"وزارة الخارجية: إرشادات السفر إلى السودان", "تنصح الوزارة المواطنين بعدم السفر إلى السودان.", "no_travel SD"},
		{"إرشادات السفر: لبنان", "تدعو وزارة الخارجية مواطنيها إلى تجنب السفر إلى لبنان إلا للضرورة القصوى.", "essential_only LB"},
		{"إرشادات السفر: إيران", "تدعو الوزارة المواطنين الموجودين في إيران إلى مغادرة البلاد فوراً.", "depart IR"},
		{"نصائح السفر: تركيا", "توصي الوزارة المواطنين بتوخي مزيد من الحذر عند السفر إلى تركيا.", "caution TR"},
		{"إرشادات السفر: العراق", "تحذر الوزارة من السفر إلى محافظة الأنبار.", "no_travel IQ-AN"},

		{"Reisadvies Niger", "Reis niet naar Niger, wat uw situatie ook is.", "no_travel NE"},
		{"Reisadvies Libanon", "Alle reizen naar Libanon worden ontraden.", "no_travel LB"},
		{"Reisadvies Kenia", "Reis alleen naar Kenia als het noodzakelijk is.", "essential_only KE"},
	} {
		rep := readBytes(t, []byte(c.title+"\n\n"+c.text+"\n"), day)
		var got []string
		for i := range rep.Events {
			for _, a := range rep.Events[i].Advice {
				got = append(got, a.Code+" "+a.Scope)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s\n\tread %s (%s)\n\twant %s", c.text, strings.Join(got, ", "), rep.Kind, c.want)
		}
	}
}

// TestActionsAbroad reads the usual ways in which offices tell people what to do: imperative, infinitive, noun and "it is recommended to".
func TestActionsAbroad(t *testing.T) {
	day := time.Date(2031, 3, 7, 0, 0, 0, 0, time.UTC)
	heads := map[string]string{
		"de": "Sicherheitshinweis der Deutschen Botschaft Nairobi\n\nIn Nairobi drohen Anschläge auf Hotels. Die Botschaft rät:\n",
		"fr": "Ambassade de France au Kenya\nMessage de sécurité\n\nDes attentats pourraient viser des hôtels à Nairobi. L'ambassade recommande :\n",
		"es": "Embajada de España en Kenia\nAviso de seguridad\n\nTerroristas podrían atacar hoteles en Nairobi. La Embajada recomienda:\n",
		"ru": "Посольство России в Кении\nПредупреждение об угрозе терактов\n\nТеррористы могут совершить теракты в Найроби. Посольство рекомендует:\n",
		"uk": "Посольство України в Кенії\nПопередження про загрозу терактів\n\nТерористи можуть вчинити теракти в Найробі. Посольство рекомендує:\n",
		"tr": "Türkiye Cumhuriyeti Nairobi Büyükelçiliği\nGüvenlik uyarısı\n\nTeröristler Nairobi'deki otellere saldırı düzenleyebilir. Vatandaşlarımızın:\n",
		"ar": "السفارة الأردنية في نيروبي\nتنبيه أمني\n\nقد يستهدف إرهابيون الفنادق في نيروبي. تنصح السفارة بما يلي:\n",
	}
	for _, c := range []struct{ lang, text, want string }{
		{"de", "Meiden Sie große Menschenansammlungen.", "avoid_gatherings"},
		{"de", "Demonstrationen sollten gemieden werden.", "avoid_gatherings"},
		{"de", "Halten Sie sich vom Regierungsviertel fern.", "avoid_area"},
		{"de", "Bleiben Sie in Ihrer Unterkunft.", "shelter"},
		{"de", "Verschieben Sie nicht dringende Fahrten.", "avoid_travel"},
		{"de", "Seien Sie besonders wachsam.", "stay_alert"},
		{"de", "Verfolgen Sie die Berichterstattung der Medien.", "monitor_media"},
		{"de", "Leisten Sie den Anweisungen der Polizei Folge.", "follow_authorities"},
		{"de", "Führen Sie stets einen Ausweis mit sich.", "carry_id"},
		{"de", "Verhalten Sie sich unauffällig.", "keep_low_profile"},
		{"de", "Halten Sie Kontakt zu Ihren Angehörigen.", "keep_contact"},
		{"de", "Verlassen Sie das Land.", "leave_country"},
		{"fr", "d'éviter tout rassemblement", "avoid_gatherings"},
		{"fr", "Tenez-vous à l'écart des manifestations.", "avoid_gatherings"},
		{"fr", "Ne vous rendez pas dans le centre-ville.", "avoid_area"},
		{"fr", "Restez à votre domicile.", "shelter"},
		{"fr", "Limitez vos déplacements au strict nécessaire.", "avoid_travel"},
		{"fr", "Faites preuve de la plus grande prudence.", "stay_alert"},
		{"fr", "Tenez-vous informés de l'évolution de la situation.", "monitor_media"},
		{"fr", "Respectez les consignes des forces de l'ordre.", "follow_authorities"},
		{"fr", "Ayez toujours sur vous une pièce d'identité.", "carry_id"},
		{"fr", "Adoptez un profil bas.", "keep_low_profile"},
		{"fr", "Donnez des nouvelles à vos proches.", "keep_contact"},
		{"fr", "Variez vos itinéraires et vos horaires.", "vary_routes"},
		{"fr", "Signalez tout comportement suspect.", "report"},
		{"es", "Eviten las aglomeraciones y manifestaciones.", "avoid_gatherings"},
		{"es", "No acuda al centro de la ciudad.", "avoid_area"},
		{"es", "Permanezcan en sus alojamientos.", "shelter"},
		{"es", "Limite sus desplazamientos.", "avoid_travel"},
		{"es", "Se ruega extremar la vigilancia.", "stay_alert"},
		{"es", "Manténganse informados a través de la prensa.", "monitor_media"},
		{"es", "Atiendan las indicaciones de las autoridades.", "follow_authorities"},
		{"es", "Porten siempre su documentación.", "carry_id"},
		{"es", "Mantengan un perfil bajo.", "keep_low_profile"},
		{"es", "Avisen a sus familiares de que están bien.", "keep_contact"},
		{"es", "Abandonen la zona de inmediato.", "leave_area"},
		{"es", "Inscríbanse en el Registro de Viajeros.", "enroll"},
		{"ru", "Воздержитесь от посещения массовых мероприятий.", "avoid_gatherings"},
		{"ru", "держаться подальше от правительственных зданий", "avoid_area"},
		{"ru", "Оставайтесь в гостиницах.", "shelter"},
		{"ru", "Ограничьте передвижения по городу.", "avoid_travel"},
		{"ru", "соблюдать максимальную осторожность", "stay_alert"},
		{"ru", "Следите за новостями.", "monitor_media"},
		{"ru", "следовать указаниям местных властей", "follow_authorities"},
		{"ru", "носить с собой паспорт", "carry_id"},
		{"ru", "не привлекать к себе внимания", "keep_low_profile"},
		{"ru", "быть на связи с родными", "keep_contact"},
		{"ru", "менять маршруты передвижения", "vary_routes"},
		{"ru", "покинуть страну", "leave_country"},
		{"uk", "не відвідувати масові заходи", "avoid_gatherings"},
		{"uk", "Тримайтеся подалі від урядових будівель.", "avoid_area"},
		{"uk", "Залишайтеся в укриттях.", "shelter"},
		{"uk", "Обмежте пересування.", "avoid_travel"},
		{"uk", "Зберігайте пильність.", "stay_alert"},
		{"uk", "Слідкуйте за повідомленнями медіа.", "monitor_media"},
		{"uk", "Дотримуйтеся вказівок поліції.", "follow_authorities"},
		{"uk", "Майте при собі документи.", "carry_id"},
		{"uk", "Не привертайте до себе уваги.", "keep_low_profile"},
		{"uk", "Підтримуйте зв'язок з рідними.", "keep_contact"},
		{"tr", "Gösterilerden uzak durun.", "avoid_gatherings"},
		{"tr", "Bölgeye gitmekten kaçının.", "avoid_area"},
		{"tr", "Evlerinizden çıkmayın.", "shelter"},
		{"tr", "Zorunlu olmayan seyahatlerinizi erteleyin.", "avoid_travel"},
		{"tr", "Tedbirli olunması gerekmektedir.", "stay_alert"},
		{"tr", "Gelişmeleri basından takip ediniz.", "monitor_media"},
		{"tr", "Polisin uyarılarına riayet edin.", "follow_authorities"},
		{"tr", "Kimlik belgelerinizi yanınızda bulundurun.", "carry_id"},
		{"tr", "Dikkat çekici davranışlardan kaçının.", "keep_low_profile"},
		{"tr", "Yakınlarınıza haber verin.", "keep_contact"},
		{"ar", "الابتعاد عن أماكن المظاهرات", "avoid_gatherings"},
		{"ar", "عدم التوجه إلى وسط المدينة", "avoid_area"},
		{"ar", "التزام منازلكم", "shelter"},
		{"ar", "تقليل التنقلات قدر الإمكان", "avoid_travel"},
		{"ar", "أخذ الحيطة والحذر", "stay_alert"},
		{"ar", "متابعة الأخبار المحلية", "monitor_media"},
		{"ar", "التقيد بتعليمات السلطات", "follow_authorities"},
		{"ar", "حمل جواز السفر", "carry_id"},
		{"ar", "عدم لفت الانتباه", "keep_low_profile"},
		{"ar", "البقاء على تواصل مع عائلاتكم", "keep_contact"},
		{"ar", "مغادرة البلاد في أقرب وقت", "leave_country"},
	} {
		rep := readBytes(t, []byte(heads[c.lang]+"- "+c.text+"\n"), day)
		var got []string
		for i := range rep.Events {
			for _, a := range rep.Events[i].Actions {
				got = append(got, a.Code)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s\n\tread %q (%s), want %s", c.lang, c.text, strings.Join(got, " "), rep.Kind, c.want)
		}
	}
}

// TestStoriesAbroad reads what stories of other languages tell: the kind of each event and its stage, and where.
func TestStoriesAbroad(t *testing.T) {
	day := time.Date(2031, 3, 7, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ lang, text, want, place string }{
		{"de", "Anschlag auf Weihnachtsmarkt in Graz verhindert\n\nGRAZ, 7. März 2031 – Die Polizei hat einen 19-Jährigen festgenommen, der einen Anschlag auf den Weihnachtsmarkt in Graz geplant haben soll. In seiner Wohnung wurden Messer und Chemikalien sichergestellt.", "foiled_plot/thwarted", "Graz"},
		{"de", "Zwölf Tote bei Explosion in Kabul\n\nKABUL, 7. März 2031 – Bei einem Selbstmordanschlag vor einer Moschee in Kabul sind am Donnerstag zwölf Menschen getötet worden. Der IS reklamierte die Tat für sich.", "bombing/accomplished", "Kabul"},
		{"de", "Touristen im Niger entführt\n\nNIAMEY, 7. März 2031 – Bewaffnete Männer haben in Agadez zwei Schweizer Touristen entführt.", "kidnapping/accomplished", "Agadez"},
		{"de", "Derby endet im Torhagel\n\nMÜNCHEN, 7. März 2031 – Die Gäste eröffneten das Feuer schon in der ersten Minute. Der Stürmer schoss drei Tore, der Torwart hielt einen Elfmeter, und der Trainer lobte die Mannschaft nach dem Sieg in der Liga.", "", ""},
		{"de", "Gedenken an die Opfer\n\nBERLIN, 7. März 2031 – Zehn Jahre nach dem Anschlag haben Hinterbliebene der Opfer gedacht. Am Jahrestag wurden Kränze niedergelegt, es gab eine Schweigeminute am Mahnmal.", "", ""},

		{"fr", "Un projet d'attentat déjoué à Lyon\n\nLYON, 7 mars 2031 – La DGSI a interpellé deux hommes soupçonnés de préparer une attaque contre une synagogue à Lyon. Des explosifs ont été saisis à leur domicile de Villeurbanne.", "foiled_plot/thwarted", "Lyon"},
		{"fr", "Fusillade à Marseille : trois morts\n\nMARSEILLE, 7 mars 2031 – Des hommes armés ont ouvert le feu jeudi soir sur des clients d'un bar de Marseille. Trois personnes ont été tuées et cinq blessées, selon la police.", "shooting/accomplished", "Marseille"},
		{"fr", "Mali : un village attaqué près de Mopti\n\nBAMAKO, 7 mars 2031 – Des djihadistes ont attaqué mercredi un village près de Mopti, faisant vingt morts parmi les civils.", "attack/accomplished", "Mopti"},
		{"fr", "Le film de la semaine\n\nPARIS, 7 mars 2031 – Dans ce thriller, le réalisateur imagine un attentat au cœur de Paris. Les acteurs sont remarquables, le scénario moins, mais les spectateurs suivront le héros jusqu'au bout.", "", ""},

		{"es", "Frustran un atentado yihadista en Sevilla\n\nSEVILLA, 7 de marzo de 2031 – La Policía Nacional ha detenido a un hombre de 25 años que planeaba atentar contra una iglesia de Sevilla.", "foiled_plot/thwarted", "Sevilla"},
		{"es", "Secuestran a dos turistas en Colombia\n\nBOGOTÁ, 7 de marzo de 2031 – Hombres armados secuestraron el miércoles a dos turistas franceses en Popayán.", "kidnapping/accomplished", "Popayán"},
		{"es", "Tiroteo en un centro comercial de Guadalajara\n\nGUADALAJARA, 7 de marzo de 2031 – Sicarios abrieron fuego en un centro comercial de Guadalajara y mataron a cuatro personas.", "shooting/accomplished", "Guadalajara"},
		{"es", "Condenan al autor del atentado\n\nMADRID, 7 de marzo de 2031 – El tribunal condenó a veinte años de prisión al acusado del atentado de 2025. La fiscal pidió más pena y el abogado anunció que recurrirá la sentencia ante el Supremo.", "", ""},

		{"ru", "ФСБ предотвратила теракт в Казани\n\nКАЗАНЬ, 7 марта 2031 года. ФСБ сообщила о предотвращении теракта на вокзале в Казани. Задержаны двое мужчин, у них изъяли самодельную бомбу.", "foiled_plot/thwarted", "Казан"},
		{"ru", "Взрыв на рынке в Кабуле: 15 погибших\n\nКАБУЛ, 7 марта 2031 года – На рынке в Кабуле в четверг прогремел взрыв. Погибли 15 человек, ещё 40 ранены.", "bombing/accomplished", "Кабул"},
		{"ru", "Мужчина с ножом напал на прохожих в Сургуте\n\nСУРГУТ, 7 марта 2031 года – В центре Сургута мужчина с ножом напал на прохожих и ранил семь человек. Полиция застрелила нападавшего.", "attack/accomplished", "Сургут"},
		{"ru", "Посольство США предупредило о возможных терактах в Москве\n\nМОСКВА, 7 марта 2031 года – Посольство США предупредило своих граждан, что экстремисты планируют нападения на концертные залы в Москве, и призвало избегать массовых мероприятий.", "threat/threatened", "Москв"},

		{"uk", "СБУ запобігла теракту в Одесі\n\nОДЕСА, 7 березня 2031 року – СБУ затримала двох чоловіків, які готували теракт біля відділення поліції в Одесі. У них вилучили вибухівку.", "foiled_plot/thwarted", "Одес"},
		{"uk", "У Харкові внаслідок удару загинули троє людей\n\nХАРКІВ, 7 березня 2031 року – Внаслідок ракетного удару по житловому будинку в Харкові в четвер загинули троє людей.", "bombing/accomplished", "Харк"},

		{"tr", "Ankara'da saldırı hazırlığındaki DEAŞ'lı yakalandı\n\nANKARA, 7 Mart 2031 – Ankara'da bir camiye saldırı hazırlığında olduğu belirlenen DEAŞ üyesi iki kişi polis tarafından gözaltına alındı.", "foiled_plot/thwarted", "Ankara"},
		{"tr", "Kabil'de patlama: 10 ölü\n\nKABİL, 7 Mart 2031 – Kabil'de bir pazar yerinde meydana gelen patlamada 10 kişi öldü, 20 kişi yaralandı.", "bombing/accomplished", "Kabil"},

		{"ar", "إحباط مخطط إرهابي في عمّان\n\nعمّان، 7 مارس 2031 – أعلنت دائرة المخابرات الأردنية إحباط مخطط لاستهداف مركز تجاري في عمّان، واعتقلت ثلاثة أشخاص وضبطت بحوزتهم متفجرات.", "foiled_plot/thwarted", "عم"},
		{"ar", "مقتل عشرة أشخاص في تفجير في بغداد\n\nبغداد، 7 مارس 2031 – قتل عشرة أشخاص في انفجار سيارة مفخخة في سوق وسط بغداد يوم الخميس. وتبنى تنظيم داعش الهجوم.", "bombing/accomplished", "بغداد"},
		{"ar", "اختطاف صحفي في طرابلس\n\nطرابلس، 7 مارس 2031 – اختطف مسلحون مجهولون صحفياً في طرابلس مساء الأربعاء.", "kidnapping/accomplished", "طرابلس"},

		{"nl", "Aanslag in Antwerpen verijdeld\n\nANTWERPEN, 7 maart 2031 – De politie heeft twee mannen aangehouden die een aanslag op een synagoge in Antwerpen voorbereidden.", "foiled_plot/thwarted", "Antwerpen"},
	} {
		rep := readBytes(t, []byte(c.text+"\n"), day)
		var got []string
		where := c.place == ""
		for i := range rep.Events {
			e := &rep.Events[i]
			got = append(got, string(e.Type)+"/"+string(e.Stage))
			for _, p := range e.Places {
				for _, v := range p.Evidence {
					where = where || i == 0 && strings.HasPrefix(c.text[v.Start:], c.place)
				}
			}
		}
		if rep.Lang != c.lang || strings.Join(got, ", ") != c.want || !where {
			t.Errorf("%s\n\tread %s as %q, want %q at %s: found it %v", strings.SplitN(c.text, "\n", 2)[0], rep.Lang, strings.Join(got, ", "), c.want, c.place, where)
		}
	}
}
