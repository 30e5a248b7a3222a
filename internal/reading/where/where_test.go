package where

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

var gaz = sync.OnceValue(func() *gazetteer.Gazetteer {
	g, err := gazetteer.Load()
	if err != nil {
		panic(err)
	}
	return g
})

var markNames = map[Mark]string{Plain: "", Seat: " seat", Dateline: " dateline", Background: " background", Nearby: " nearby"}

// TestPlaces reads places with the house's gazetteer: name, country, kind and how the place is spoken of.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"An attack in Moscow was foiled.", "Moscow RU city"},
		{"Officers raided a flat in the Kaluga region.", "Kaluga region RU admin1"},
		{"The threat in the Russian capital is high.", "the Russian capital RU city"},
		{"Location: Tripoli, Lebanon", "Tripoli LB city; Lebanon LB country"},
		{"Location: Tripoli, Libya", "Tripoli LY city; Libya LY country"},
		{"Hyderabad and Jamshoro, Sindh Province, Pakistan", "Hyderabad PK city; Jamshoro PK city; Sindh Province PK admin1; Pakistan PK country"},
		{"Fighting went on in Tripoli. The army closed roads to Beirut and Sidon.", "Tripoli LB city; Beirut LB city; Sidon LB city"},
		{"The U.S. Embassy in Russia warns of attacks in Moscow.", "Russia RU country seat; Moscow RU city"},
		{"U.S. Embassy Cairo, Egypt", "Cairo EG city seat; Egypt EG country seat"},
		{"Amid the war in Ukraine people gathered in Moscow.", "Ukraine UA country background; Moscow RU city"},
		{"Gunmen came to Grand-Bassam, some 40 kilometres east of Abidjan.", "Grand-Bassam CI city; Abidjan CI city nearby"},
		{"MADRID, 15 March 2023 – Police held three men in Córdoba and in Seville.", "MADRID ES city dateline; Córdoba ES city; Seville ES city"},
		{"Avoid all travel to the states of Borno, Yobe and Adamawa in Nigeria.", "Borno NG admin1; Yobe NG admin1; Adamawa NG admin1; Nigeria NG country"},
		{"A bomb exploded in Sandton, the business district of Johannesburg.", "Sandton=Johannesburg ZA city; Johannesburg ZA city"},
		{"Police in Georgia's capital Tbilisi closed Rustaveli Avenue. A rally in Batumi followed.", "Georgia GE country; Tbilisi GE city; Batumi GE city"},
		{"Shots were heard in Port-au-Prince. Avoid the Tabarre neighborhood.", "Port-au-Prince HT city; Tabarre=Port-au-Prince HT city"},
		{"Raids went on in the Istanbul districts of Fatih and Esenyurt.", "Istanbul TR city; Fatih=Istanbul TR city; Esenyurt TR city"},
		{"Protests are planned in Faisalabad, Multan and Sialkot.", "Faisalabad PK city; Multan PK city; Sialkot PK city"},
		{"An attack hit Bamako. Special forces flew in from Ouagadougou.", "Bamako ML city; Ouagadougou BF city background"},
		{"The force, based in Naqoura, called for calm in Lebanon.", "Naqoura LB city background; Lebanon LB country"},
		{"Trains from Lyon to Paris stood still.", "Lyon FR city; Paris FR city"},
		{"Теракты возможны на вокзалах Санкт-Петербурга.", "Санкт-Петербурга RU city"},
		{"Turkey condemned the attack in Mogadishu. Washington said it would help.", "Turkey TR country background; Mogadishu SO city; Washington US city background"},
		{"Clashes went on in El Fasher, the capital of North Darfur.", "El Fasher SD city; North Darfur SD admin1 background"},
		{"It wants to drive out troops from Burundi and Uganda.", "Burundi BI country background; Uganda UG country background"},
		{"Men were held in the Jamia Nagar neighbourhood of Delhi.", "Jamia Nagar=Delhi IN city; Delhi IN city"},
		{"Gunmen fired at a church in Kinshasa, DR Congo. Shots were heard in Gombe.", "Kinshasa CD city; DR Congo CD country; Gombe=Kinshasa CD city"},
		{"A bomb went off at Parsons Green station in London.", "Parsons Green=London GB city; London GB city"},
		{"In New Orleans a man fired at people on Bourbon Street.", "New Orleans US city; Bourbon Street=New Orleans US city"},
		{"Two bombs shook Kampala in Uganda. A third man was run down at Bwaise, a northern suburb.", "Kampala UG city; Uganda UG country; Bwaise=Kampala UG city"},
		{"Attacks may come in Istanbul, above all around Beyoglu, Galata and Taksim.", "Istanbul TR city; Beyoglu=Istanbul TR city; Galata=Istanbul TR city; Taksim=Istanbul TR city"},
		{"Rockets fell in Surin and Si Sa Ket provinces in Thailand.", "Surin TH admin1; Si Sa Ket TH admin1; Thailand TH country"},
		{"Gunmen shot at police in the town of Yala in Thailand.", "Yala TH city; Thailand TH country"},
		{"The countries are Malaysia, Singapore and Thailand.", "Malaysia MY country; Singapore SG country; Thailand TH country"},
		{"A bomber killed worshippers in Kuwait on Friday.", "Kuwait KW country"},
		{"In the capital of Tunisia men fired at visitors of the Bardo Museum.", "the capital TN city; Tunisia TN country background"},
		{"The coach was on its way to Delhi when shots were fired near Agra.", "Delhi IN city background; Agra IN city nearby"},
		{"Belgian police in Brussels and Antwerp searched flats. A third man was held in Aachen.", "Brussels BE city; Antwerp BE city; Aachen DE city"},
		{"Raids went on in Istanbul on Sunday.", "Istanbul TR city"},
		{"All but essential travel to Mombasa Island is advised against in Kenya.", "Mombasa KE city; Kenya KE country"},
		// what is no place
		{"The Mission reminds all compatriots to stay at home.", ""},
		{"Fernando Villavicencio was shot. Later Villavicencio was named.", ""},
		{"General Frank McKenzie and Charlotte von Essen spoke.", ""},
		{"German nationals and Israeli tourists met U.S. citizens.", ""},
		{"Reading is nice. May was warm, and police helped.", ""},
		{"Boko Haram and the Islamic State were blamed.", ""},
	} {
		f := Find(text.Cut(c.text), gaz())
		d := text.Cut(c.text)
		var got []string
		for _, m := range f.Mentions {
			if m.Mark == Adjective {
				continue
			}
			name := d.Slice(m.From, m.To)
			if m.Name != "" {
				name += "=" + m.Place.Name
			}
			got = append(got, fmt.Sprintf("%s %s %s%s", name, m.Place.Country, m.Place.Kind, markNames[m.Mark]))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

// TestMainCountry settles the country a text is about.
func TestMainCountry(t *testing.T) {
	for text1, want := range map[string]string{
		"The U.S. Embassy in Russia told U.S. citizens to leave Moscow.":              "RU",
		"The British Foreign Office advises against travel to Mali.":                  "ML",
		"Austrian police arrested a man in Ternitz. He had planned to attack Vienna.": "AT",
		"Nothing here.": "",
	} {
		if f := Find(text.Cut(text1), gaz()); f.Main != want {
			t.Errorf("%q: main country %q, want %q", text1, f.Main, want)
		}
	}
}

// TestOthersKept: a name with several meanings keeps the next ones.
func TestOthersKept(t *testing.T) {
	f := Find(text.Cut("A blast hit Tripoli in Libya."), gaz())
	if len(f.Mentions) == 0 || len(f.Mentions[0].Others) == 0 {
		t.Fatalf("mentions %+v, want other candidates for Tripoli", f.Mentions)
	}
	if n := len(f.Mentions[0].Others); n > 2 {
		t.Errorf("%d others, want at most two", n)
	}
}
