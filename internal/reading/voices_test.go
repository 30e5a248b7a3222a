package reading

import (
	"strings"
	"testing"
	"time"
)

// TestVoices tells who warns, denies, sets a level or tells people what to do.
func TestVoices(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		// persons by title and name
		{"Germany's interior minister, Nancy Faeser, warned on Monday of a possible attack on Jewish schools in Berlin.", "ministry DE Germany's interior minister, Nancy Faeser"},
		{"There is a risk of attacks on hotels in Nairobi in the coming days, said Kenya's police chief, Japhet Koome.", "police KE Kenya's police chief, Japhet Koome"},
		{"There is no intelligence of an imminent attack, Deputy Commissioner Catherine Burn of the New South Wales police said.", "police AU Deputy Commissioner Catherine Burn of the New South Wales police"},
		{"Britain's high commissioner, Jane Marriott, said terrorists may be planning an attack in Nairobi.", "embassy GB Britain's high commissioner, Jane Marriott"},
		{"There was no specific threat to Paris, the Home Secretary, Theresa May, told reporters.", "ministry FR Home Secretary, Theresa May"},
		// governments by country, capital or ministry
		{"Washington warned on Friday that militants may attack hotels in Kampala this weekend.", "government US Washington"},
		{"Britain had said in October that terrorists were very likely to try to carry out attacks in Uganda.", "government GB Britain"},
		{"DFAT said on Tuesday that terrorists may be planning attacks in Jakarta.", "ministry AU DFAT"},
		{"The Quai d'Orsay advised French citizens to avoid all travel to Niger.", "ministry FR Quai d'Orsay"},
		{"The attack may be imminent, the BKA warned, speaking of markets in Berlin.", "agency DE BKA"},
		{"Belgium's crisis centre lowered the threat level to three.", "agency BE Belgium's crisis centre"},
		// missions and what they send out
		{"According to the Australian high commission, terrorists could be planning an attack on a mall in Kuala Lumpur.", "embassy AU Australian high commission"},
		{"A warning of an attack on churches in Jakarta was issued by the United States embassy on Thursday.", "embassy US United States embassy"},
		{"On 30 April the American mission wrote that attacks could be about to happen in Istanbul.", "embassy US American mission"},
		{"A warning from Spain's Guardia Civil of a terrorist attack on a concert hall in Rotterdam has reached the mayor.", "police ES Spain's Guardia Civil"},
		{"The Irish embassy in Abuja noted the alert by the Embassy of the United States about a possible attack in Abuja.", "embassy US Embassy of the United States"},
		// who tells people what to do about what happened
		{"Gunmen killed 20 people in Zangon Kataf. A spokesman for the state government, Samuel Aruwan, told residents to stay indoors.", "government NG spokesman for the state government, Samuel Aruwan"},
		{"Police asked residents to stay indoors after a gunman shot dead five people in Malmö.", "police SE Police"},
		// who warns of what it learned of, or passes on what others told; a mission of a state told by "its"
		{"Ugandan authorities warned on Thursday of a possible attack on Entebbe airport.", "government UG Ugandan authorities"},
		{"The United States had begun on Monday, when its embassy in Ankara warned of a possible attack on churches in Istanbul.", "embassy US embassy in Ankara"},
		{"The foreign ministry in Paris warned that militants may be planning attacks in Cotonou.", "ministry FR foreign ministry"},
		{"Supo warned on Monday of a possible attack in Turku.", "agency FI Supo"},
		{"Only on Thursday the United States shut its embassy in Jakarta, citing a threat of an attack.", "government US United States"},
		{"Denmark has moved its diplomats in Algiers because of a terror threat, the foreign ministry in Copenhagen said.", "ministry DK foreign ministry"},
		{"The prime minister's office said on Monday that terrorists may be planning an attack in Jerusalem.", "government IL prime minister's office"},
		{"A bomb went off in Kuta on Monday. The U.S. Embassy expressed its sorrow. It asked Americans to stay indoors.", "embassy US U.S. Embassy"},
		// a sentence without a speaker goes with the one office that speaks beside it
		{"The Foreign Office has changed its advice on Gambia. Avoid all but essential travel to Gambia.", "ministry GB Foreign Office"},
		{"The Embassy of France in Bamako asks the French community to be vigilant. Travel to the regions of Mopti and Timbuktu is formally advised against.", "embassy FR Embassy of France in Bamako"},
		// others who warn their people alike
		{"The American embassy in New Delhi warned on Saturday of an imminent attack on markets in New Delhi. Australia, Britain and Canada came out with warnings of much the same kind.", "embassy US American embassy in New Delhi; government AU Australia; government GB Britain; government CA Canada"},
		// advice to leave is no word about what happened
		{"Gunmen kidnapped a French family near Waza. The foreign ministry in Paris now advises against all travel to Cameroon.", "ministry FR foreign ministry"},
		// who only hears it does not say it
		{"Gunmen killed 20 people in Kuriga, a teacher told the governor of Kaduna State, Uba Sani.", ""},
	} {
		rep := readBytes(t, []byte(c.says+"\n"), time.Date(2024, 5, 3, 9, 0, 0, 0, time.UTC))
		var got []string
		for _, e := range rep.Events {
			for _, n := range e.Issuers {
				if s := n.Class + " " + n.Country + " " + n.Name; !strings.Contains(strings.Join(got, "; "), s) {
					got = append(got, s)
				}
			}
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.says, g, c.want)
		}
	}
}

// TestVoicesAbroad is TestVoices for the languages beside English.
func TestVoicesAbroad(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		{"L'ambassade des États-Unis à Abuja a signalé jeudi un risque élevé d'attentats contre des lieux fréquentés de la capitale nigériane.", "embassy US L'ambassade des États-Unis"},
		{"Selon l'ambassade de France au Mali, des terroristes pourraient mener des attaques à Bamako dans les prochains jours.", "embassy FR l'ambassade de France"},
		{"Le ministre de l'Intérieur, Gérald Darmanin, a annoncé mercredi que le niveau de menace terroriste avait été relevé en France.", "ministry FR ministre de l'Intérieur, Gérald Darmanin"},
		{"Die US-Botschaft warnt vor möglichen Anschlägen in Abuja. US-Bürger sollten Menschenansammlungen meiden.", "embassy US US-Botschaft"},
		{"El ministro del Interior, Fernando Grande-Marlaska, dijo que no hay ninguna amenaza concreta contra Barcelona.", "ministry ES ministro del Interior, Fernando Grande-Marlaska"},
		{"Президент России Владимир Путин заявил, что угроза терактов сохраняется.", "government RU Президент России Владимир Путин"},
		{"Посольство США в Києві попередило про можливі ракетні удари по столиці.", "embassy US Посольство США"},
		{"Міністр внутрішніх справ Ігор Клименко заявив про загрозу терактів у Харкові.", "ministry UA Міністр внутрішніх справ Ігор Клименко"},
		{"حذرت السفارة الأمريكية في أبوجا من هجمات إرهابية محتملة في العاصمة.", "embassy US السفارة الأمريكية"},
		{"De Amerikaanse ambassade in Abuja waarschuwt voor mogelijke aanslagen in de hoofdstad.", "embassy US Amerikaanse ambassade"},
	} {
		rep := readBytes(t, []byte(c.says+"\n"), time.Date(2024, 5, 3, 9, 0, 0, 0, time.UTC))
		var got []string
		for _, e := range rep.Events {
			for _, n := range e.Issuers {
				got = append(got, n.Class+" "+n.Country+" "+n.Name)
			}
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.says, g, c.want)
		}
	}
}

// TestStatements tells the office that stands in front of a short statement.
func TestStatements(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		{"ISPR, Rawalpindi, 15 July 2024: Ten terrorists attacked Bannu Cantonment this morning and were shot dead.", "official_statement ISPR"},
		{"Eastern Uusimaa Police: A pupil was shot dead at a school in Vantaa this morning. The suspect is held.", "official_statement Eastern Uusimaa Police"},
		{"FCO update: gunmen attacked the airport of Tripoli at 6am today. Stay indoors.", "official_statement FCO"},
		{"MALACAÑANG, 24 May 2017. Gunmen attacked a hospital in Marawi yesterday and shot dead a policeman.", "official_statement MALACAÑANG"},
		// no office's own: a headline, and news that begins with what an office says
		{"Police: Man shot dead in Cleveland bar\n\nCLEVELAND, May 4 - A man was shot dead in a bar in Cleveland on Saturday night, officers said.", "news "},
		{"Kenya's police chief said on Monday: gunmen shot dead four people in Garissa.", "news "},
	} {
		rep := readBytes(t, []byte(c.says+"\n"), time.Date(2024, 5, 3, 9, 0, 0, 0, time.UTC))
		got := rep.Kind + " "
		for _, e := range rep.Events {
			for _, n := range e.Issuers {
				got += n.Name
			}
		}
		if got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.says, got, c.want)
		}
	}
}

// TestRelayedAlerts tells whose warning an embassy's paper passes on.
func TestRelayedAlerts(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		{"The Uganda Police Force has told the U.S. Embassy of a specific threat of an attack against Entebbe airport tonight.", "Uganda Police Force; U.S. Embassy Kampala"},
		{"Ugandan authorities report that an attack on Entebbe airport may be imminent.", "Ugandan authorities; U.S. Embassy Kampala"},
		{"According to the Ugandan police, there is a threat of an attack on Entebbe airport tonight.", "Ugandan police; U.S. Embassy Kampala"},
		{"An attack on Entebbe airport may be imminent. The Ugandan police have been informed.", "U.S. Embassy Kampala"},
	} {
		rep := readBytes(t, []byte("Security Alert: U.S. Embassy Kampala\nJuly 3, 2014\n\n"+c.says+"\n"), time.Date(2014, 7, 3, 9, 0, 0, 0, time.UTC))
		var got []string
		for _, e := range rep.Events {
			for _, n := range e.Issuers {
				got = append(got, n.Name)
			}
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.says, g, c.want)
		}
	}
}

// TestLetterheads tells an office's own paper from news by the name that begins it.
func TestLetterheads(t *testing.T) {
	const body = "\n\nA terrorist attack on hotels in Nairobi is possible in the coming days, and people should avoid crowds there.\n"
	for _, c := range []struct{ head, kind, authority string }{
		{"METROPOLITAN POLICE - PRESS BUREAU\nSaturday, 16 September 2017", "official_statement", "METROPOLITAN POLICE"},
		{"BRITISH HIGH COMMISSION NAIROBI\nPO Box 30465", "embassy_alert", "BRITISH HIGH COMMISSION NAIROBI"},
		{"REPUBLIC OF KENYA\nNATIONAL POLICE SERVICE\nPress release", "official_statement", "NATIONAL POLICE SERVICE"},
		{"Deutsche Botschaft Nairobi\nWednesday, 10 January 2024", "embassy_alert", "Deutsche Botschaft"},
		{"NAIROBI (News Service) | Thursday, July 20", "news", ""},
		{"Kenya police in hot pursuit of gunmen", "news", ""},
	} {
		rep := readBytes(t, []byte(c.head+body), time.Date(2024, 5, 3, 9, 0, 0, 0, time.UTC))
		if rep.Kind != c.kind || rep.Authority != c.authority {
			t.Errorf("%q: %s of %q, want %s of %q", c.head, rep.Kind, rep.Authority, c.kind, c.authority)
		}
	}
}
