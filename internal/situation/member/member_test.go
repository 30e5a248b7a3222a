package member_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

func scale(t testing.TB) member.Scale {
	t.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	return member.Scale{Places: g}
}

// The offices of one state are one voice in whatever language they name themselves; services and papers are voices of their own.
func TestOneStateManyOffices(t *testing.T) {
	s := scale(t)
	for want, names := range map[string][]string{
		"state:US": {"U.S. Embassy in Russia", "US-Botschaft", "l'ambassade des États-Unis", "Embajada de los Estados Unidos", "Embaixada dos Estados Unidos", "Посольство США", "US Department of State"},
		"state:GB": {"UK FCDO", "Foreign, Commonwealth & Development Office", "Britische Botschaft", "l'ambassade britannique", "British High Commission"},
		"state:LV": {"Latvia MFA", "Ministry of Foreign Affairs of Latvia", "Latvian Foreign Ministry"},
		"state:DE": {"Auswärtiges Amt", "AUSWÄRTIGES AMT", "Bundesregierung", "Deutsche Botschaft"},
		"state:FR": {"France Diplomatie", "Ministère des Affaires étrangères de la France", "French Embassy"},
		"state:CA": {"Global Affairs Canada", "Government of Canada", "GAC"},
		"state:NZ": {"MFAT", "SafeTravel", "New Zealand Ministry of Foreign Affairs"},
		"state:IT": {"Farnesina", "Ambasciata d'Italia"},
		"state:SE": {"Utrikesdepartementet", "Embassy of Sweden in Moscow"},
		"state:NL": {"Ministerie van Buitenlandse Zaken Nederland", "Dutch Embassy"},
		"state:JP": {"Embassy of Japan"},
		"state:KR": {"Embassy of Korea in Russia", "South Korean Embassy Moscow"},
	} {
		for _, n := range names {
			if got := s.KeyOf(n, nil); got != want {
				t.Errorf("%q is %s, want %s", n, got, want)
			}
		}
	}
	for _, n := range []string{"FSB of Russia", "Swedish Security Service", "South African Police Service", "The Moscow Times", "France 24", "Korea Herald", "State Security Agency"} {
		if got := s.KeyOf(n, nil); strings.HasPrefix(got, "state:") {
			t.Errorf("%q is %s, a government's voice", n, got)
		}
	}
	if got := s.KeyOf("Посольство", []reading.Named{{Name: "Посольство", Class: "embassy", Country: "US"}}); got != "state:US" {
		t.Errorf("the reader's nation was not used: %s", got)
	}
}

// Who publishes a text is known from outside and outranks the name in it; nobody repeats their own words.
func TestWhoSpeaks(t *testing.T) {
	s := scale(t)
	for _, c := range []struct {
		name, authority, origin string
		rel                     reading.Relation
		relays                  string
		voice, key              string
		want                    reading.Relation
		relaysKey               string
	}{
		{"a page that quotes another state's alert", "United States embassy in Moscow", "Government of Canada", reading.Independent, "", "Government of Canada", "state:CA", reading.Relay, "state:US"},
		{"an office that does not say whose it is", "Ministry of Foreign Affairs", "Latvia MFA", reading.Origin, "", "Ministry of Foreign Affairs", "", reading.Origin, ""},
		{"one's own words", "", "UK FCDO", reading.Relay, "Foreign, Commonwealth & Development Office", "UK FCDO", "state:GB", reading.Independent, ""},
		{"a newspaper stays one", "", "The Morning Post", reading.Relay, "U.S. Embassy", "The Morning Post", "morning post", reading.Relay, "state:US"},
		{"the state's own mission", "U.S. Embassy Moscow", "US Department of State", reading.Origin, "", "U.S. Embassy Moscow", "state:US", reading.Origin, ""},
	} {
		issuer := c.relays
		if issuer == "" {
			issuer = "U.S. Embassy"
		}
		told := st.Told("x", c.authority, c.origin, c.rel, c.relays, st.OnDay(8), st.Threat(8, st.Moscow, issuer))
		told.Report.Events[0].Issuers[0].Country = ""
		m := s.Member(told, 0, st.Day(8))
		if c.key == "" { // whose office it is comes from the publisher, unless the reader knows
			if m.Key != "ministry foreign affairs" && m.Key != "state:LV" {
				t.Errorf("%s: %s", c.name, m.Key)
			}
			continue
		}
		if m.Voice != c.voice || m.Key != c.key || m.Relation != c.want || m.RelaysKey != c.relaysKey {
			t.Errorf("%s: %q %s %s %s, want %q %s %s %s", c.name, m.Voice, m.Key, m.Relation, m.RelaysKey, c.voice, c.key, c.want, c.relaysKey)
		}
	}
}

// What is no matter of security says so by its category or its event code, not by its headline; the search for a child threatens
// nobody else.
func TestHazards(t *testing.T) {
	s := scale(t)
	for _, c := range []struct {
		category string
		codes    []string
		kind     reading.Type
		want     bool
	}{
		{"Met", nil, reading.Threat, true}, // "threat of storms"
		{"Met Safety", nil, reading.Other, true},
		{"Geo", nil, reading.Other, true},
		{"Security", nil, reading.Threat, false},
		{"CBRNE", nil, reading.Bombing, false},
		{"Safety", nil, reading.Shooting, false}, // OASIS files a terrorist incident there
		{"Safety", nil, reading.Other, true},
		{"Rescue", nil, reading.Kidnapping, true},
		{"Safety", []string{"SAME=CAE"}, reading.Kidnapping, true},
		{"Other", []string{"SAME=CDW"}, reading.Threat, false},
		{"Other", []string{"SAME=TOR"}, reading.Threat, true},
		{"Met Security", nil, reading.Threat, false},
	} {
		told := st.Embassy()
		told.Report.CAP = &reading.CAPRef{Status: "Actual", MsgType: "Alert", Scope: "Public", Codes: c.codes}
		told.Report.Events[0].Category, told.Report.Events[0].Type = c.category, c.kind
		if m := s.Member(told, 0, st.Day(8)); m.Hazard != c.want {
			t.Errorf("%s %v %s: hazard %v", c.category, c.codes, c.kind, m.Hazard)
		}
	}
	storm := func(name string, refs ...string) member.Member {
		told := st.Told(name, "Weather Office", "", reading.Origin, "", st.OnDay(8), st.Threat(8, st.Moscow, "Weather Office"))
		told.Report.CAP = &reading.CAPRef{CAPName: reading.CAPName{Sender: "weather", Identifier: name}, Status: "Actual", MsgType: "Update", Scope: "Public"}
		told.Report.Events[0].Category = "Met"
		for _, r := range refs {
			told.Report.CAP.References = append(told.Report.CAP.References, reading.CAPName{Sender: "weather", Identifier: r})
		}
		return s.Member(told, 0, st.Day(8))
	}
	threat := s.Member(st.Embassy(), 0, st.Day(8))
	if p, _ := s.Pair(storm("a"), threat, false); p != member.Never {
		t.Errorf("weather and a threat of the same days and place weigh %v", p)
	}
	if p, _ := s.Pair(storm("a"), storm("b"), false); p != member.Never {
		t.Errorf("two alerts of weather without a reference weigh %v", p)
	}
	if p, why := s.Pair(storm("a"), storm("b", "a"), true); member.ScoreOf(p) < 0.99 || !strings.Contains(member.InWords(why), "CAP reference to a") {
		t.Errorf("an update of the same storm weighs %v: %v", p, why)
	}
}

// A pair says why in words and figures that add up to its weight.
func TestReasonsAddUp(t *testing.T) {
	s := scale(t)
	a := s.Member(st.Embassy(), 0, st.Day(8))
	for _, told := range st.Echoes() {
		b := s.Member(told, 0, st.Day(8))
		points, why := s.Pair(a, b, true)
		sum := s.Prior()
		for _, r := range why {
			if r.Words == "" {
				t.Errorf("a reason without words: %+v", r)
			}
			sum += r.Weight
		}
		if fmt.Sprintf("%.6f", sum) != fmt.Sprintf("%.6f", points) {
			t.Errorf("%s: reasons add up to %.2f, the weight is %.2f", told.Item.Title, sum, points)
		}
	}
}

// Groups go by many names; a branch may be meant by the name of the whole, another branch not.
func TestActors(t *testing.T) {
	s := scale(t)
	of := func(names ...string) member.Member {
		told := st.Embassy()
		told.Report.Events[0].Actors = nil
		for _, n := range names {
			told.Report.Events[0].Actors = append(told.Report.Events[0].Actors, reading.Named{Name: n, Evidence: st.Evidence()})
		}
		return s.Member(told, 0, st.Day(8))
	}
	weight := func(a, b member.Member) string {
		_, why := s.Pair(a, b, true)
		i := slices.IndexFunc(why, func(r member.Reason) bool { return strings.Contains(r.Words, "actor") })
		if i < 0 {
			return ""
		}
		return why[i].Words
	}
	for _, c := range []struct {
		a, b, want string
	}{
		{"ISIS-Khorasan", "ISIS-affiliated cells", "same actor"}, {"the Islamic State group", "Daesh", "same actor"}, {"Islamic State West Africa Province", "ISIS-K", "other actors"},
		{"gunmen", "ISIS", ""}, {"Al-Shabaab", "al Shabab", "same actor"}, {"Boko Haram", "Hamas", "other actors"},
	} {
		if got := weight(of(c.a), of(c.b)); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s and %s: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

// One address, however it is written, is one name; a whole site is none.
func TestReferencesByAddress(t *testing.T) {
	s := scale(t)
	told := st.Embassy()
	told.Item.URL = "https://www.Embassy.example.org/alerts/7-march/"
	m := s.Member(told, 0, st.Day(8))
	if !slices.Equal(m.Names, []string{"url:embassy.example.org/alerts/7-march"}) {
		t.Errorf("%v", m.Names)
	}
	told.Item.URL = "https://embassy.example.org/"
	if m = s.Member(told, 0, st.Day(8)); len(m.Names) != 0 {
		t.Errorf("a whole site is a name: %v", m.Names)
	}
}
