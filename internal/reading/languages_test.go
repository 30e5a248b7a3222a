package reading

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// TestLanguages reads an alert and a line of advice in each language beside English. The texts are ours.
func TestLanguages(t *testing.T) {
	day := time.Date(2031, 3, 7, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		lang, alert, actions, place string
		advice, level, scope        string
	}{
		{"ru", "Предупреждение о безопасности: Посольство США в России\n\nМесто: Казань, Россия\n\nСобытие: Посольство получило сведения о том, что экстремисты планируют нападения на концерты и торговые центры в Казани в ближайшие 48 часов.\n\nРекомендуемые действия:\n- Избегайте массовых скоплений людей.\n- Сохраняйте бдительность.\n- Следите за сообщениями местных СМИ.\n- Выполняйте указания властей.\n",
			"avoid_gatherings stay_alert monitor_media follow_authorities", "Казань",
			"Рекомендации для путешественников: Мали\n\nМИД рекомендует воздержаться от поездок в Мали.\n", "no_travel", "ML"},
		{"uk", "Попередження щодо безпеки: Посольство США в Україні\n\nМісце: Львів, Україна\n\nПодія: Посольство має інформацію, що терористи готують напади на ринки та вокзал у Львові протягом наступних 48 годин.\n\nРекомендовані дії:\n- Уникайте скупчень людей.\n- Будьте пильними.\n- Стежте за новинами місцевих ЗМІ.\n- Повідомляйте поліцію про підозрілі предмети.\n",
			"avoid_gatherings stay_alert monitor_media report", "Львів",
			"Рекомендації щодо подорожей: Малі\n\nМЗС рекомендує не подорожувати до Малі.\n", "no_travel", "ML"},
		{"fr", "Alerte de sécurité : ambassade de France au Burkina Faso\n\nLieu : Ouagadougou, Burkina Faso\n\nÉvénement : L'ambassade a été informée que des terroristes pourraient commettre des attentats contre des hôtels et des restaurants à Ouagadougou dans les prochaines 48 heures.\n\nConduite à tenir :\n- Évitez les rassemblements.\n- Restez à votre domicile.\n- Suivez les consignes des autorités locales.\n- Faites preuve de vigilance.\n",
			"avoid_gatherings shelter follow_authorities stay_alert", "Ouagadougou",
			"Conseils aux voyageurs : Mali\n\nTout voyage au Mali est formellement déconseillé.\n", "no_travel", "ML"},
		{"de", "Sicherheitswarnung der Deutschen Botschaft in Nairobi\n\nOrt: Nairobi, Kenia\n\nEreignis: Der Botschaft liegen Hinweise auf mögliche Anschläge auf Hotels und Einkaufszentren in Nairobi in den nächsten 48 Stunden vor.\n\nEmpfohlene Maßnahmen:\n- Meiden Sie Menschenansammlungen.\n- Bleiben Sie wachsam.\n- Verfolgen Sie die lokalen Medien.\n- Folgen Sie den Anweisungen der Behörden.\n",
			"avoid_gatherings stay_alert monitor_media follow_authorities", "Nairobi",
			"Reise- und Sicherheitshinweise: Mali\n\nVor Reisen nach Mali wird gewarnt. Deutsche Staatsangehörige sind aufgefordert, das Land zu verlassen.\n", "no_travel", "ML"},
		{"es", "Alerta de seguridad: Embajada de España en Perú\n\nLugar: Lima, Perú\n\nSuceso: La embajada tiene información de que terroristas podrían atacar centros comerciales y hoteles de Lima en las próximas 48 horas.\n\nMedidas a tomar:\n- Evite las aglomeraciones.\n- Permanezca en su domicilio.\n- Siga las instrucciones de las autoridades locales.\n- Manténgase alerta.\n",
			"avoid_gatherings shelter follow_authorities stay_alert", "Lima",
			"Recomendaciones de viaje: Mali\n\nSe desaconseja viajar a Mali bajo cualquier circunstancia.\n", "no_travel", "ML"},
		{"tr", "Güvenlik Uyarısı: ABD Büyükelçiliği\n\nYer: Ankara, Türkiye\n\nOlay: Büyükelçilik, teröristlerin önümüzdeki 48 saat içinde Ankara'daki otellere ve alışveriş merkezlerine saldırı düzenleme olasılığı hakkında bilgi almıştır.\n\nYapılması gerekenler:\n- Kalabalık yerlerden kaçının.\n- Dikkatli olun.\n- Yerel basını takip edin.\n- Yetkililerin talimatlarına uyun.\n",
			"avoid_gatherings stay_alert monitor_media follow_authorities", "Ankara",
			"Seyahat tavsiyesi: Mali\n\nMali'ye seyahat etmeyin. Bu ülke için uyarı geçerlidir.\n", "no_travel", "ML"},
		{"nl", "Veiligheidsbericht: Nederlandse ambassade in Kampala\n\nLocatie: Kampala, Oeganda\n\nGebeurtenis: De ambassade heeft aanwijzingen voor mogelijke aanslagen op hotels en markten in Kampala in de komende 48 uur.\n\nMaatregelen:\n- Vermijd mensenmassa's.\n- Wees alert.\n- Volg het lokale nieuws.\n- Volg de aanwijzingen van de autoriteiten op.\n",
			"avoid_gatherings stay_alert monitor_media follow_authorities", "Kampala",
			"Reisadvies: Mali\n\nReis niet naar Mali, wat uw situatie ook is.\n", "no_travel", "ML"},
		{"ar", "تنبيه أمني: السفارة الأمريكية في القاهرة\n\nالموقع: القاهرة، مصر\n\nالحدث: تلقت السفارة معلومات عن هجمات محتملة على الفنادق والكنائس في القاهرة خلال الـ 48 ساعة القادمة.\n\nالإجراءات الواجب اتخاذها:\n- تجنب التجمعات.\n- توخ الحذر.\n- تابع وسائل الإعلام المحلية.\n- اتبع تعليمات السلطات المحلية.\n",
			"avoid_gatherings stay_alert monitor_media follow_authorities", "القاهرة",
			"نصائح السفر: مالي\n\nلا تسافر إلى مالي.\n", "no_travel", "ML"},
	} {
		t.Run(c.lang, func(t *testing.T) {
			rep := readBytes(t, []byte(c.alert), day)
			if rep.Lang != c.lang || rep.Kind != "embassy_alert" {
				t.Errorf("a text in %q of kind %s", rep.Lang, rep.Kind)
			}
			if len(rep.Events) == 0 || rep.Events[0].Type != Threat || rep.Events[0].Stage != Threatened {
				t.Fatalf("no threat was read:\n%s", summary(&rep, []byte(c.alert)))
			}
			e := &rep.Events[0]
			var got []string
			for _, a := range e.Actions {
				got = append(got, a.Code)
			}
			slices.Sort(got)
			want := strings.Fields(c.actions)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("actions %v, want %v", got, want)
			}
			if !slices.ContainsFunc(e.Places, func(p PlaceAt) bool {
				return p.Role == Target && strings.HasPrefix(c.alert[p.Evidence[0].Start:], c.place)
			}) {
				t.Errorf("%s is not among the places:\n%s", c.place, summary(&rep, []byte(c.alert)))
			}
			window := slices.ContainsFunc(e.Times, func(x Time) bool {
				from, to := x.Interval.Hull()
				return x.Role == Window && !from.IsZero() && to.After(day.AddDate(0, 0, 2)) && to.Before(day.AddDate(0, 0, 4))
			})
			if !window {
				t.Errorf("the next 48 hours are not read:\n%s", summary(&rep, []byte(c.alert)))
			}
			if len(e.Targets) == 0 || len(e.Issuers) == 0 {
				t.Errorf("targets %v, issuers %v", e.Targets, e.Issuers)
			}
			if !slices.ContainsFunc(rep.Notes, func(n string) bool { return strings.Contains(n, "tables") }) {
				t.Errorf("what is not read in this language is not said: %q", rep.Notes)
			}
			adv := readBytes(t, []byte(c.advice), day)
			found := false
			for i := range adv.Events {
				for _, a := range adv.Events[i].Advice {
					found = found || a.Code == c.level && a.Scope == c.scope
				}
			}
			if !found {
				t.Errorf("advice %s for %s was not read:\n%s", c.level, c.scope, summary(&adv, []byte(c.advice)))
			}
		})
	}
}

// TestLanguageTables holds the data of each language to what the reader expects of it.
func TestLanguageTables(t *testing.T) {
	known := map[string]bool{"ev": true, "act": true, "adv": true, "tgt": true, "who": true, "aud": true, "iss": true, "gen": true, "lift": true, "neg": true, "doc": true, "lvl": true, "wpn": true, "res": true, "hum": true,
		"op": true, "not": true, "why": true, "bad": true, "mod": true, "vrb": true, "cas": true, "part": true, "last": true, "ttl": true}
	for _, l := range text.Languages() {
		sections := map[text.Section]bool{}
		for _, s := range l.Labels {
			sections[s] = true
		}
		if len(sections) != 4 {
			t.Errorf("%s: labels for %d of the 4 sections", l.Name, len(sections))
		}
		for _, e := range l.Entries {
			if !known[e.Kind] || e.Code == "" || strings.TrimSpace(e.Patterns) == "" {
				t.Errorf("%s: entry %q %q cannot be used", l.Name, e.Kind, e.Code)
			}
		}
		text.LexiconOf(l) // a pattern that cannot be read panics
	}
}
