package advice

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/fips"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

func places(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// forms are documents of our own in every form, with what must be read from them: country, and for each level its number, code,
// scope and part. What a form does not show in the wild here (Canada, Germany, cadataapi, NTAS) follows its field list.
var forms = []struct {
	name string
	form intake.Form
	doc  string
	want string // "CC:4 no_travel CC; 3 essential_only CC-? (the north)", entries parted by " | "
	note string // a note must hold this; "": there must be none
}{
	{"US: an item", intake.FormUSAdvice, usItem("Austria - Level 1: Exercise Normal Precautions", "Level 1: Exercise Normal Precautions", "AU", "<p>All calm.</p>"),
		"AT: 1 normal AT", ""},
	{"US: AS is Australia, NI Nigeria, NG Niger: not ISO", intake.FormUSAdvice, usItem("Niger - Level 3: Reconsider Travel", "Level 3: Reconsider Travel", "NG", ""),
		"NE: 3 essential_only NE", ""},
	{"US: another form of the title", intake.FormUSAdvice, usItem("Mexico Travel Advisory - Level 2: Exercise Increased Caution", "", "MX", ""),
		"MX: 2 caution MX", ""},
	{"US: parts in headings and lists", intake.FormUSAdvice, usItem("Chad - Level 2: Exercise Increased Caution", "Level 2: Exercise Increased Caution", "CD",
		"<p><b>Do not travel to:</b></p><ul><li>The lake shore due to crime.</li><li>Borders with Sudan</li></ul><p><b>Lake shore &#8211; Level 4: Do Not Travel</b></p><p><b>Southern hills &#8211; Level 3: Reconsider Travel</b><br>Bandits.</p>"),
		"TD: 2 caution TD; 4 no_travel TD-? (The lake shore); 4 no_travel TD-? (Borders with Sudan); 3 essential_only TD-? (Southern hills)", ""},
	{"US: a part with a code", intake.FormUSAdvice, usItem("Cameroon - Level 2: Exercise Increased Caution", "Level 2: Exercise Increased Caution", "CM", "<p><b>Far North Region &#8211; Level 4: Do Not Travel</b></p>"),
		"CM: 2 caution CM; 4 no_travel CM-EN (Far North Region)", ""},
	{"US: reasons in a list are no parts", intake.FormUSAdvice, usItem("Belarus - Level 4: Do Not Travel", "Level 4: Do Not Travel", "BO", "<p><b>Do not travel to Belarus due to:</b></p><ul><li>Unrest</li><li>Arrests</li></ul>"),
		"BY: 4 no_travel BY", ""},
	{"US: several countries, each with its own sentence", intake.FormUSAdvice, usItem("Mainland China, Hong Kong &amp; Macau - See Summaries - Level 2: Exercise Increased Caution", "Level 2: Exercise Increased Caution", "CH",
		"<p>Exercise increased caution when traveling to Mainland China due to laws.</p><p>Reconsider travel to the Macau Special Administrative Region (SAR) due to distance.</p>"),
		"CN: 2 caution CN | HK: 2 caution HK | MO: 3 essential_only MO", ""},
	{"US: title and category differ: the stricter", intake.FormUSAdvice, usItem("Mali - Level 2: Exercise Increased Caution", "Level 4: Do Not Travel", "ML", ""),
		"ML: 4 no_travel ML", "the stricter holds"},
	{"US: number and words differ", intake.FormUSAdvice, usItem("Mali - Level 1: Do Not Travel", "", "ML", ""),
		"ML: 0 unknown ML", "unknown"},
	{"US: no level", intake.FormUSAdvice, usItem("Mali Travel Advisory", "", "ML", "<p>travel.state.gov Level 1 is not for Mali.</p>"),
		"ML: 0 unknown ML", "unknown"},
	{"US: a level that is none", intake.FormUSAdvice, usItem("Mali - Level 7: Stay Home", "Level 7: Stay Home", "ML", ""),
		"ML: 0 unknown ML", "unknown"},
	{"US: worldwide", intake.FormUSAdvice, usItem("Worldwide Caution", "", "", "<p>Be careful.</p>"),
		": 0 unknown ", "whole world"},
	{"US: a name nobody knows", intake.FormUSAdvice, usItem("Ruritania - Level 2: Exercise Increased Caution", "", "", ""),
		": 2 caution ", "no country that is known"},
	{"US: the tag says another country", intake.FormUSAdvice, usItem("Nicaragua - Level 3: Reconsider Travel", "", "NI", ""),
		"NI: 3 essential_only NI", "the name holds"},
	{"US: cadataapi", intake.FormUSAdviceJSON, `[{"Title":"Niger - Level 3: Reconsider Travel","Link":"https://travel.state.gov/x/niger.html","Category":["NG"],"Summary":"<p><b>Diffa Region &#8211; Level 4: Do Not Travel</b></p>","id":"https://travel.state.gov/x/niger.html","Published":"2025-03-20T20:00:00-04:00","Updated":"2025-03-20T20:00:00-04:00"}]`,
		"NE: 3 essential_only NE; 4 no_travel NE-2 (Diffa Region)", ""},

	{"UK: nothing is not safe", intake.FormUKAdvice, ukDoc(`[]`, "<p>Most visits pass well.</p>"),
		"TD: 1 none_against TD", ""},
	{"UK: several at once", intake.FormUKAdvice, ukDoc(`["avoid_all_but_essential_travel_to_whole_country","avoid_all_travel_to_parts"]`,
		"<h2>FCDO advises against all travel to parts of Chad</h2><p>FCDO advises against all travel to:</p><ul><li>Guéra province</li><li>the Lake Chad region</li></ul>"),
		"TD: 3 essential_only TD; 4 no_travel TD-GR (Guéra province); 4 no_travel TD-? (the Lake Chad region)", ""},
	{"UK: parts only", intake.FormUKAdvice, ukDoc(`["avoid_all_travel_to_parts"]`, "<p>FCDO advises against all travel to within 30km of the border with Sudan.</p>"),
		"TD: 1 none_against TD; 4 no_travel TD-? (within 30km of the border with Sudan)", ""},
	{"UK: parts that the text does not name", intake.FormUKAdvice, ukDoc(`["avoid_all_travel_to_parts"]`, "<p>See the map.</p>"),
		"TD: 1 none_against TD; 4 no_travel TD-?", "not named"},
	{"UK: whole", intake.FormUKAdvice, ukDoc(`["avoid_all_travel_to_whole_country"]`, ""), "TD: 4 no_travel TD", ""},
	{"UK: a word nobody knows", intake.FormUKAdvice, ukDoc(`["avoid_the_sea"]`, ""), "TD: 0 unknown TD", "unknown"},
	{"UK: no alert_status", intake.FormUKAdvice, strings.Replace(ukDoc(`[]`, ""), "alert_status", "alert_statuses", 1), "TD: 0 unknown TD", "no alert_status"},
	{"UK: withdrawn", intake.FormUKAdvice, strings.Replace(ukDoc(`[]`, ""), `"withdrawn_notice":{}`, `"withdrawn_notice":{"explanation":"moved"}`, 1), "TD: 0 unknown TD", "withdrawn"},
	{"UK: the index has no levels", intake.FormUKAdvice, `{"schema_name":"travel_advice_index","details":{},"links":{"children":[]}}`, "", "index"},

	{"Canada: a country of the index", intake.FormCAAdvice, caDoc("TD", "Chad", 2, 1, "Avoid non-essential travel (with regional advisories)"),
		"TD: 3 essential_only TD; 0 unknown TD-? (regional advisories, which this form does not name)", ""},
	{"Canada: 0 is normal", intake.FormCAAdvice, caDoc("AD", "Andorra", 0, 0, "Take normal security precautions"), "AD: 1 normal AD", ""},
	{"Canada: number and words differ", intake.FormCAAdvice, caDoc("AD", "Andorra", 0, 0, "Avoid all travel"), "AD: 4 no_travel AD", "the stricter holds"},
	{"Canada: a state that is none", intake.FormCAAdvice, caDoc("AD", "Andorra", 9, 0, "Something new"), "AD: 0 unknown AD", "unknown"},
	{"Canada: one country's file", intake.FormCAAdvice, `{"data":{"country-iso":"ML","country-eng":"Mali","advisory-state":3,"date-published":{"date":"2026-01-05 14:32:00"},"eng":{"advisory-text":"Avoid all travel"}}}`,
		"ML: 4 no_travel ML", ""},

	{"Germany: a travel warning", intake.FormDEAdvice, deDoc(`"warning":true,"partialWarning":false,"situationWarning":false,"situationPartWarning":false`), "TD: 4 no_travel TD", ""},
	{"Germany: for parts", intake.FormDEAdvice, deDoc(`"warning":false,"partialWarning":true`), "TD: 1 none_against TD; 4 no_travel TD-?", ""},
	{"Germany: none of them", intake.FormDEAdvice, deDoc(`"warning":false,"partialWarning":false`), "TD: 1 none_against TD", ""},
	{"Germany: the pandemic's form", intake.FormDEAdvice, deDoc(`"warning":false,"partialWarning":false,"situationWarning":true`), "TD: 4 no_travel TD", ""},
	{"Germany: not told", intake.FormDEAdvice, deDoc(`"warning":null,"partialWarning":false`), "TD: 0 unknown TD", "no boolean"},

	{"Australia: of five", intake.FormAUAdvice, auItem("Chad", "3/5", "Exercise a high degree of caution", "27 Mar 2025 23:00:00 AEDT"), "TD: 2 caution TD", ""},
	{"Australia: 5 of 5", intake.FormAUAdvice, auItem("Chad", "5/5", "", ""), "TD: 4 no_travel TD", ""},
	{"Australia: a number without its scale", intake.FormAUAdvice, auItem("Chad", "4", "", ""), "TD: 3 essential_only TD", ""},
	{"Australia: a number of four beside its words", intake.FormAUAdvice, auItem("Chad", "4", "Do not travel", ""), "TD: 4 no_travel TD", "the words hold"},
	{"Australia: 1 is not used", intake.FormAUAdvice, auItem("Chad", "1/5", "", ""), "TD: 0 unknown TD", "unknown"},
	{"Australia: a part in the prose", intake.FormAUAdvice, strings.Replace(auItem("Chad", "3/5", "", ""), "<description>", "<description>&lt;p&gt;Do not travel to Guéra Region due to mines.&lt;/p&gt;", 1),
		"TD: 2 caution TD; 4 no_travel TD-GR (Guéra Region)", ""},

	{"list: Australia by others", intake.FormAdviceList, `{"last_updated":"2025-02-20T12:05:33.9+00:00","advisories":[{"country":{"name":"Chad","alpha_2":"TD"},"advisory":"Do not travel","level":4,"page_url":"https://www.smartraveller.gov.au/destinations/africa/chad"}]}`,
		"TD: 4 no_travel TD", ""},
	{"list: Canada by others", intake.FormAdviceList, `[{"destination":"Israel and Palestine","risk_level":"Avoid non-essential travel (with regional advisories)","details_url":"https://travel.gc.ca/destinations/x"}]`,
		"IL: 3 essential_only IL; 0 unknown IL-? (regional advisories, which this form does not name) | PS: 3 essential_only PS; 0 unknown PS-? (regional advisories, which this form does not name)", ""},
	{"list: New Zealand, the text runs on", intake.FormAdviceList, `[{"country_iso":"TD","name":"Chad","advisory_html":"Avoid non-essential travel</br>TerrorismThere is some."},{"country_iso":"IL","name":"Israel","advisory_html":" "}]`,
		"TD: 3 essential_only TD | IL: 0 unknown IL", "unknown"},
	{"list: the Netherlands", intake.FormAdviceList, `{"TCD":{"id":"TCD","name":"Chad","originalUrl":"http://www.rijksoverheid.nl/x","advice":"Alle reizen naar bepaalde gebieden worden ontraden"},"AND":{"id":"AND","name":"Andorra","originalUrl":"http://www.rijksoverheid.nl/y","advice":"Waakzaamheid betrachten"}}`,
		"TD: 4 no_travel TD-? | AD: 2 caution AD", ""},
	{"list: no level told", intake.FormAdviceList, `[{"destination":"Chad","risk_level":"No summary found","details_url":"https://www.ireland.ie/x"}]`, "TD: 0 unknown TD", "unknown"},

	{"NTAS: nothing in force", intake.FormUSNTAS, `<?xml version="1.0"?><alerts></alerts>`, "US: 1 none_in_force US", ""},
	{"NTAS: elevated", intake.FormUSNTAS, `<alerts><alert start="2031/05/08 14:00" end="2031/06/08 14:00" type="Elevated Threat" link="https://www.dhs.gov/x"><summary><![CDATA[<p>Some words.</p>]]></summary></alert></alerts>`,
		"US: 4 severe US", ""},
	{"NTAS: one alert out of the list", intake.FormUSNTAS, `<alert start="2031/05/08 14:00" type="Imminent Threat" link="https://www.dhs.gov/x"><summary>Some words.</summary></alert>`, "US: 5 critical US", ""},
	{"Canada: a country out of the index", intake.FormCAAdvice, `{"country-id":1,"country-iso":"ML","country-eng":"Mali","advisory-state":1,"eng":{"advisory-text":"Exercise a high degree of caution"}}`, "ML: 2 caution ML", ""},
	{"NTAS: a bulletin", intake.FormUSNTAS, `<alerts><alert effective="2031/05/08 14:00" expires="2031/06/08 14:00" type="Bulletin"><summary>Some words.</summary></alert></alerts>`, "US: 2 moderate US", ""},
	{"NTAS: a type nobody knows", intake.FormUSNTAS, `<alerts><alert type="Purple"><summary>Some words.</summary></alert></alerts>`, "US: 0 unknown US", "unknown"},
	{"UK threat level: the last word", intake.FormUKThreat, `<item><title>Current Threat Level: SUBSTANTIAL</title><link>https://www.mi5.gov.uk/threat-levels</link><pubDate>Wed, 09 Feb 2022 12:00:00 GMT</pubDate></item>`, "GB: 3 substantial GB", ""},
	{"UK threat level: Northern Ireland", intake.FormUKThreat, `<item><title>Northern Ireland-related terrorism in Northern Ireland: SEVERE</title><link>https://www.mi5.gov.uk/threat-levels</link></item>`, "GB-NIR: 4 severe GB-NIR", ""},
	{"UK threat level: another word", intake.FormUKThreat, `<item><title>Current Threat Level: PURPLE</title><link>https://www.mi5.gov.uk/threat-levels</link></item>`, "GB: 0 unknown GB", "unknown"},
}

func usItem(title, level, tag, html string) string {
	var c string
	if level != "" {
		c += `<category domain="Threat-Level">` + level + `</category>`
	}
	if tag != "" {
		c += `<category domain="Country-Tag">` + tag + `</category>`
	}
	return `<item><title>` + title + `</title><link>https://travel.state.gov/content/travel/en/x.html</link><pubDate>Thu, 09 Oct 2025</pubDate><description><![CDATA[` + html + `]]></description>` + c + `<category domain="Keyword">advisory</category><dc:identifier>X,advisory</dc:identifier></item>`
}

func ukDoc(status, html string) string {
	return fmt.Sprintf(`{"base_path":"/foreign-travel-advice/chad","schema_name":"travel_advice","locale":"en","title":"Chad travel advice","public_updated_at":"2031-05-08T10:00:00Z","updated_at":"2031-05-09T10:00:00Z","withdrawn_notice":{},
"details":{"country":{"name":"Chad","slug":"chad","synonyms":[]},"alert_status":%s,"change_description":"Some words.","reviewed_at":"2031-05-10T10:00:00Z","updated_at":"2031-05-09T10:00:00Z","parts":[{"slug":"warnings-and-insurance","title":"Warnings and insurance","body":%q}]}}`, status, html)
}

func caDoc(iso, name string, state, regional int, text string) string {
	return fmt.Sprintf(`{"metadata":{"generated":{"timestamp":1767600000,"date":"2026-01-05 03:00:00"}},"data":{"%s":{"country-id":1000,"country-iso":"%s","country-eng":"%s","country-fra":"x","advisory-state":%d,"date-published":{"timestamp":1767600000,"date":"2026-01-05 03:00:00","asp":"x"},"has-advisory-warning":1,"has-regional-advisory":%d,"has-content":1,"recent-updates-type":"x","eng":{"name":"%s","url-slug":"x","friendly-date":"x","advisory-text":"%s","recent-updates":"Safety and security"},"fra":{"name":"x"}}}}`, iso, iso, name, state, regional, name, text)
}

func deDoc(members string) string {
	return `{"response":{"lastModified":1767600000,"contentList":["199124"],"199124":{"title":"Tschad: Reise- und Sicherheitshinweise","countryCode":"TD","iso3CountryCode":"TCD","countryName":"Tschad",` + members + `,"lastModified":1767600000000,"effective":1767700000,"content":"<h2>Sicherheit</h2><p>Einige Worte.</p>"}}}`
}

func auItem(name, level, words, date string) string {
	return `<item><title>` + name + `</title><link>https://www.smartraveller.gov.au/destinations/africa/chad</link><description></description><pubDate>` + date + `</pubDate><ta:warnings><ta:level>` + level + `</ta:level><dc:coverage>` + name + `</dc:coverage><ta:description>` + words + `</ta:description></ta:warnings></item>`
}

func said(b Bulletin) string {
	var out []string
	for _, e := range b.Entries {
		var ls []string
		for _, l := range e.Levels {
			s := fmt.Sprintf("%d %s %s", l.Level, l.Code, l.Scope)
			if l.Part != "" && !strings.HasPrefix(l.Part, "regional advisories") {
				s += " (" + l.Part + ")"
			} else if l.Part != "" {
				s += " (regional advisories, which this form does not name)"
			}
			ls = append(ls, s)
		}
		out = append(out, e.Country+": "+strings.Join(ls, "; "))
	}
	return strings.Join(out, " | ")
}

func TestForms(t *testing.T) {
	g := places(t)
	for _, c := range forms {
		t.Run(c.name, func(t *testing.T) {
			form, why := intake.Classify([]byte(c.doc))
			if form != c.form {
				t.Fatalf("the bytes are taken for %s (%s), want %s", form, why, c.form)
			}
			b, err := Read(c.form, []byte(c.doc), g)
			if err != nil {
				t.Fatal(err)
			}
			if got := said(b); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			notes := strings.Join(b.Notes, "; ")
			if c.note == "" && notes != "" || !strings.Contains(notes, c.note) {
				t.Errorf("notes %q, want %q", notes, c.note)
			}
			var rep report.Report
			b.Fill(c.form, &rep, g)
			if bad := rep.Ungrounded([]byte(c.doc)); len(bad) > 0 {
				t.Errorf("values without their words: %v", bad)
			}
			if len(rep.Events) != len(b.Entries) {
				t.Errorf("%d events of %d entries", len(rep.Events), len(b.Entries))
			}
		})
	}
}

// TestEmpty: a list without a country is an error and never "no warnings".
func TestEmpty(t *testing.T) {
	g := places(t)
	for _, c := range []struct {
		form intake.Form
		doc  string
	}{
		{intake.FormDEAdvice, `{"response":{"lastModified":1,"contentList":[]}}`},
		{intake.FormDEAdvice, `{}`},
		{intake.FormCAAdvice, `{"metadata":{},"data":{}}`},
		{intake.FormUSAdviceJSON, `[]`},
		{intake.FormUSAdvice, `<rss><channel><title>x</title></channel></rss>`},
		{intake.FormAdviceList, `{"advisories":[]}`},
	} {
		if _, err := Read(c.form, []byte(c.doc), g); !errors.Is(err, ErrEmpty) {
			t.Errorf("%s %s: %v, want ErrEmpty", c.form, c.doc, err)
		}
	}
	for _, doc := range []string{`{}`, ` [] `, `{"response":{}}`, `{"data": {}}`} {
		if form, why := intake.Classify([]byte(doc)); form != intake.FormUnknown || !strings.Contains(why, "switched off") {
			t.Errorf("%s: %s %q", doc, form, why)
		}
	}
	for _, doc := range []string{`{"data":{"TD":{"advisory-state":1`, `<item><title>Threat-Level`} {
		form, _ := intake.Classify([]byte(doc))
		if _, err := Read(form, []byte(doc), g); err == nil {
			t.Errorf("%s: half a document was read", doc)
		}
	}
}

// TestTimes reads the times of the forms: zones without a number, seconds and milliseconds, days without a zone.
func TestTimes(t *testing.T) {
	g := places(t)
	for _, c := range []struct {
		form     intake.Form
		doc      string
		from, to string
	}{
		{intake.FormAUAdvice, auItem("Chad", "3/5", "", "27 Mar 2025 23:00:00 AEDT"), "2025-03-27T12:00:00Z", "2025-03-27T12:00:00Z"},
		{intake.FormUSAdvice, usItem("Chad - Level 1: Exercise Normal Precautions", "", "CD", ""), "2025-10-09T00:00:00Z", "2025-10-10T05:00:00Z"},
		{intake.FormDEAdvice, deDoc(`"warning":false,"partialWarning":false`), "2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z"},
		{intake.FormDEAdvice, strings.Replace(deDoc(`"warning":false,"partialWarning":false`), "1767600000000", "1767600000", 1), "2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z"},
		{intake.FormCAAdvice, `{"data":{"country-iso":"ML","country-eng":"Mali","advisory-state":3,"date-published":{"date":"2026-01-05 14:32:00"}}}`, "2026-01-05T18:32:00Z", "2026-01-05T19:32:00Z"},
		{intake.FormUKAdvice, ukDoc(`[]`, ""), "2031-05-08T10:00:00Z", "2031-05-08T10:00:00Z"},
		{intake.FormUSNTAS, `<alerts><alert start="2031/05/08 14:00" type="Bulletin"/></alerts>`, "2031-05-08T14:00:00Z", "2031-05-08T14:00:00Z"},
	} {
		b, err := Read(c.form, []byte(c.doc), g)
		if err != nil {
			t.Fatal(err)
		}
		i := b.Entries[0].Issued.Interval
		from, to := i.Hull()
		if from.Format(time.RFC3339) != c.from || to.Format(time.RFC3339) != c.to {
			t.Errorf("%s: %s to %s, want %s to %s", c.form, from.Format(time.RFC3339), to.Format(time.RFC3339), c.from, c.to)
		}
	}
}

// TestCountries reads names as governments' lists write them.
func TestCountries(t *testing.T) {
	g := places(t)
	for name, want := range map[string]string{
		"Burma (Myanmar)": "MM", "Côte d’Ivoire (Ivory Coast)": "CI", "Korea, Democratic People's Republic of (North Korea)": "KP", "Congo (Kinshasa)": "CD",
		"Israel, the West Bank and Gaza": "IL PS", "St Vincent and the Grenadines": "VC", "Trinidad and Tobago": "TT", "The Bahamas": "BS", "Cook Islands, Tokelau and Niue": "CK NU TK",
		"Virgin Islands (U.S.)": "VI", "Türkiye (Turkey)": "TR", "Georgia": "GE", "Azores": "PT-20", "Ruritania": "", "Bandits and thieves": "", "": "", "Saint Martin and Saint Barthélemy": "MF BL",
	} {
		got := Countries(name, g)
		if s := strings.Join(got, " "); s != want && s != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%q: %q, want %q", name, s, want)
		}
	}
}

// TestFIPS: every code leads to a country that the gazetteer or ISO knows, and the codes that are other countries' ISO codes do
// not pass for them.
func TestFIPS(t *testing.T) {
	for code, iso := range map[string]string{"AU": "AT", "AS": "AU", "NI": "NG", "NG": "NE", "SR": "CH", "CG": "CD", "CF": "CG", "BM": "MM", "RS": "RU", "UP": "UA", "GM": "DE", "GA": "GM", "CH": "CN", "SF": "ZA"} {
		if got, ok := fips.ISO(code); !ok || got != iso {
			t.Errorf("%s: %q, want %s", code, got, iso)
		}
	}
	for _, no := range []string{"", "XX", "DE", "GW", "A3", "UKR"} {
		if got, ok := fips.ISO(no); ok {
			t.Errorf("%q is taken for %s", no, got)
		}
	}
	g := places(t)
	outside := map[string]bool{"UM": true, "TF": true, "BV": true, "HM": true, "AQ": true}
	for code, iso := range fips.All() {
		if _, ok := g.Country(iso); !ok && !outside[iso] {
			t.Errorf("%s leads to %s, which the gazetteer does not know", code, iso)
		}
	}
}

func TestSamePart(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"The border region with Azerbaijan", "Border with Azerbaijan", true},
		{"Central Bougainville, particularly areas near the mine", "Areas near the mine on the island of Bougainville", true},
		{"Border with Algeria", "Border with Libya", false},
		{"Lake Chad region", "Lake Chad Region", true},
		{"Northern hills", "Southern hills", false},
	} {
		if SamePart(c.a, c.b) != c.same || SamePart(c.b, c.a) != c.same {
			t.Errorf("%q and %q: want %t", c.a, c.b, c.same)
		}
	}
}

// FuzzForms feeds any bytes to every reader: no panic, every country has a level, no value without its words, and the same bytes give
// the same.
func FuzzForms(f *testing.F) {
	for _, c := range forms {
		f.Add([]byte(c.doc))
	}
	g, err := gazetteer.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for form := range readers {
			b, err := Read(form, raw, g)
			if err != nil {
				continue
			}
			again, err := Read(form, raw, g)
			if err != nil || said(again) != said(b) {
				t.Fatalf("%s: the same bytes read twice give %q and %q (%v)", form, said(b), said(again), err)
			}
			for _, e := range b.Entries {
				if len(e.Levels) == 0 {
					t.Fatalf("%s: %q has no level", form, e.Name)
				}
				for _, l := range e.Levels {
					if l.Level != LevelOf(l.Code) {
						t.Fatalf("%s: code %s with level %d", form, l.Code, l.Level)
					}
				}
			}
			var rep report.Report
			b.Fill(form, &rep, g)
			for _, bad := range rep.Ungrounded(raw) {
				t.Fatalf("%s: %s", form, bad)
			}
		}
	})
}
