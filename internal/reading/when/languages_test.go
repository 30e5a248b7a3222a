package when

import (
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// TestLanguages reads times in other languages against Thursday 8 March 2029, day known, hour not.
func TestLanguages(t *testing.T) {
	zone := time.FixedZone("X", 3*3600)
	a := AnchorDay(2029, 3, 8, zone)
	const next48 = " = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-10T00:00~2029-03-11T00:00"
	const coming = " = 2029-03-08T00:00~2029-03-09T00:00 .. open"
	for _, c := range []struct{ text, want string }{
		// Russian
		{"Избегайте скоплений людей в течение ближайших 48 часов.", "в течение ближайших 48 часов" + next48},
		{"Не ходите туда в ближайшие двое суток и в следующие 48 часов.", "в следующие 48 часов" + next48},
		{"Ярмарка пройдёт с 10 по 12 марта.", "с 10 по 12 марта = 2029-03-10T00:00 .. 2029-03-13T00:00"},
		{"Это случилось 5 марта 2029 года.", "5 марта 2029 года = 2029-03-05T00:00 .. 2029-03-06T00:00"},
		{"Дороги закрыты до дальнейшего уведомления.", "до дальнейшего уведомления = open .. open"},
		{"Митинг запланирован в субботу, 10 марта, в 18:00.", "субботу, 10 марта, в 18:00 = 2029-03-10T18:00 .. 2029-03-10T18:01"},
		{"Встреча будет завтра, а не на следующей неделе.", "завтра = 2029-03-09T00:00 .. 2029-03-10T00:00; следующей неделе = 2029-03-12T00:00 .. 2029-03-19T00:00"},
		{"Два дня назад их задержали.", "Два дня назад = 2029-03-06T00:00 .. 2029-03-07T00:00"},
		{"Будьте осторожны в ближайшие дни.", "в ближайшие дни" + coming},
		// French
		{"Évitez les rassemblements dans les prochaines 48 heures.", "dans les prochaines 48 heures" + next48},
		{"Évitez la place pendant les 48 prochaines heures.", "pendant les 48 prochaines heures" + next48},
		{"La foire aura lieu du 10 au 12 mars 2029.", "du 10 au 12 mars 2029 = 2029-03-10T00:00 .. 2029-03-13T00:00"},
		{"Les écoles sont fermées jusqu'à nouvel ordre.", "jusqu'à nouvel ordre = open .. open"},
		{"Elle s'est produite le 1er mars, il y a sept jours.", "le 1er mars = 2029-03-01T00:00 .. 2029-03-02T00:00; il y a sept jours = 2029-03-01T00:00 .. 2029-03-02T00:00"},
		{"La marche est prévue samedi 10 mars à 18 h 30.", "samedi 10 mars à 18 h 30 = 2029-03-10T18:30 .. 2029-03-10T18:31"},
		{"Des violences sont possibles ce week-end et la semaine prochaine.", "ce week-end = 2029-03-10T00:00 .. 2029-03-12T00:00; semaine prochaine = 2029-03-12T00:00 .. 2029-03-19T00:00"},
		{"La place est fermée du 1er au 3 avril 2029.", "du 1er au 3 avril 2029 = 2029-04-01T00:00 .. 2029-04-04T00:00"},
		// German
		{"Meiden Sie Menschenmengen in den nächsten 48 Stunden.", "in den nächsten 48 Stunden" + next48},
		{"Das Fest dauert vom 10. bis 12. März 2029.", "vom 10. bis 12. März 2029 = 2029-03-10T00:00 .. 2029-03-13T00:00"},
		{"Die Straße bleibt bis auf weiteres gesperrt.", "bis auf weiteres = open .. open"},
		{"Das Treffen wird am Samstag, den 10. März um 18.30 Uhr sein.", "Samstag, den 10. März um 18.30 Uhr = 2029-03-10T18:30 .. 2029-03-10T18:31"},
		{"Der Anschlag geschah gestern, nicht nächste Woche.", "gestern = 2029-03-07T00:00 .. 2029-03-08T00:00; nächste Woche = 2029-03-12T00:00 .. 2029-03-19T00:00"},
		{"Das ist nicht vor drei Tagen geschehen.", "vor drei Tagen = 2029-03-05T00:00 .. 2029-03-06T00:00"},
		{"Die Warnung gilt bis zum 10. März.", "bis zum 10. März = 2029-03-08T00:00 .. 2029-03-11T00:00"},
		{"Die Botschaft bleibt von Freitag, 9. März, bis Sonntag, 11. März geschlossen.", "von Freitag, 9. März, bis Sonntag, 11. März = 2029-03-09T00:00 .. 2029-03-12T00:00"},
		// Spanish
		{"Evite las aglomeraciones en las próximas 48 horas.", "en las próximas 48 horas" + next48},
		{"La feria será del 10 al 12 de marzo de 2029.", "del 10 al 12 de marzo de 2029 = 2029-03-10T00:00 .. 2029-03-13T00:00"},
		{"El museo está cerrado hasta nuevo aviso.", "hasta nuevo aviso = open .. open"},
		{"Ocurrió el 5 de marzo, hace tres días.", "el 5 de marzo = 2029-03-05T00:00 .. 2029-03-06T00:00; hace tres días = 2029-03-05T00:00 .. 2029-03-06T00:00"},
		{"La protesta está prevista para el sábado y la próxima semana.", "sábado = 2029-03-10T00:00 .. 2029-03-11T00:00; próxima semana = 2029-03-12T00:00 .. 2029-03-19T00:00"},
		// Ukrainian
		{"Уникайте скупчень протягом наступних 48 годин.", "протягом наступних 48 годин" + next48},
		{"Ярмарок відбудеться з 10 по 12 березня.", "з 10 по 12 березня = 2029-03-10T00:00 .. 2029-03-13T00:00"},
		{"Рух закрито до подальшого повідомлення.", "до подальшого повідомлення = open .. open"},
		{"Це сталося 5 березня 2029 року, а не сьогодні.", "5 березня 2029 року = 2029-03-05T00:00 .. 2029-03-06T00:00; сьогодні = 2029-03-08T00:00 .. 2029-03-09T00:00"},
		{"Мітинг заплановано у п'ятницю.", "п'ятницю = 2029-03-09T00:00 .. 2029-03-10T00:00"},
		// Arabic
		{"تجنبوا التجمعات خلال الـ48 ساعة القادمة.", "خلال الـ48 ساعة القادمة" + next48},
		{"تجنب السفر في الأيام المقبلة.", "في الأيام المقبلة" + coming},
		{"المعرض مفتوح من 10 إلى 12 مارس 2029.", "من 10 إلى 12 مارس 2029 = 2029-03-10T00:00 .. 2029-03-13T00:00"},
		{"الطريق مغلق حتى إشعار آخر.", "حتى إشعار آخر = open .. open"},
		{"وقع الحادث في 5 آذار 2029.", "في 5 آذار 2029 = 2029-03-05T00:00 .. 2029-03-06T00:00"},
		{"وقع الحادث يوم ٥ مارس ٢٠٢٩.", "يوم ٥ مارس ٢٠٢٩ = 2029-03-05T00:00 .. 2029-03-06T00:00"},
		{"المسيرة في الأسبوع المقبل.", "الأسبوع المقبل = 2029-03-12T00:00 .. 2029-03-19T00:00"},
		{"تجنب السفر خلال الأيام الثلاثة القادمة.", "خلال الأيام الثلاثة القادمة = 2029-03-08T00:00~2029-03-09T00:00 .. 2029-03-11T00:00~2029-03-12T00:00"},
		// Turkish
		{"Önümüzdeki 48 saat içinde kalabalıktan kaçının.", "Önümüzdeki 48 saat içinde" + next48},
		{"48 saat içinde bir saldırı olabilir.", "48 saat içinde" + next48},
		{"Fuar 10-12 Mart 2029 tarihleri arasında açık.", "10-12 Mart 2029 = 2029-03-10T00:00 .. 2029-03-13T00:00"},
		{"Yol ikinci bir duyuruya kadar kapalı.", "ikinci bir duyuruya kadar = open .. open"},
		{"Olay 5 Mart 2029'da oldu, bugün değil.", "5 Mart 2029'da = 2029-03-05T00:00 .. 2029-03-06T00:00; bugün = 2029-03-08T00:00 .. 2029-03-09T00:00"},
		{"Gösteri 10 Mart Cumartesi günü olacak.", "10 Mart Cumartesi = 2029-03-10T00:00 .. 2029-03-11T00:00"},
		// figures, day first
		{"Die Messe ist am 10.03.2029 und nicht am 31.02.2029.", "am 10.03.2029 = 2029-03-10T00:00 .. 2029-03-11T00:00"},
		{"La foire est le 10/03/2029 dans la ville.", "le 10/03/2029 = 2029-03-10T00:00 .. 2029-03-11T00:00"},
		// what is no time
		{"Вызывайте 112 и не ждите.", ""},
		{"Le mars et la venus sont des planètes.", ""},
		{"Das ist in den letzten 48 Stunden nicht geschehen.", ""},
		{"Les pluies des 48 dernières heures sont passées et la route est ouverte.", ""},
		{"За последние 48 часов не было ни одного удара.", ""},
		{"Sie haben das 48 Mal gesagt und nicht getan.", ""},
	} {
		d := text.Cut(c.text)
		var got []string
		for _, m := range Scan(d, a) {
			got = append(got, said(d, m))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
