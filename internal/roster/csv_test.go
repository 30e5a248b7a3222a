package roster

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// known is a Resolver of two cities. The other tests use the gazetteer itself.
type known struct{}

func (known) Resolve(name, country string) (Spot, bool) {
	for n, s := range map[string]Spot{"Moscow": spotOf(55.7558, 37.6173, "RU", "Europe/Moscow"), "Paris": spotOf(48.8566, 2.3522, "FR", "Europe/Paris")} {
		if n == name && (country == "" || country == s.Country) {
			return s, true
		}
	}
	return Spot{}, false
}

func (known) At(p geo.Point) (Spot, bool) {
	switch {
	case p.Lon > 20 && p.Lat > 40:
		return spotOf(p.Lat, p.Lon, "RU", "Europe/Moscow"), true
	case p.Lat > 40:
		return spotOf(p.Lat, p.Lon, "FR", "Europe/Paris"), true
	}
	return Spot{}, false
}

func spotOf(lat, lon float64, country, zone string) Spot {
	l, err := loadZone(zone)
	if err != nil {
		panic(err)
	}
	return Spot{Point: geo.Point{Lat: lat, Lon: lon}, Country: country, Zone: l}
}

func people(t *testing.T, file string) ([]Person, []Refused) {
	t.Helper()
	ps, refused, err := ParsePeople(strings.NewReader(file), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return ps, refused
}

func TestPeopleAreReadHoweverTheFileWasSaved(t *testing.T) {
	want := []Person{
		{Ref: "p1", Name: "Ana de la Cruz", Nationalities: []string{"US", "RU"}, Lang: "pt-BR", Email: "ana@example.org", Webhook: "https://example.org/hook?x=1"},
		{Ref: "p2", Name: `Bo "B" Li; Jr`},
	}
	for name, file := range map[string]string{
		"commas":          "ref,name,nationalities,lang,email,webhook\np1,Ana de la Cruz,US;RU,pt-br,ana@example.org,https://example.org/hook?x=1\np2,\"Bo \"\"B\"\" Li; Jr\",,,,\n",
		"semicolons":      "ref;name;nationalities;lang;email;webhook\np1;Ana de la Cruz;US,RU;pt-BR;ana@example.org;https://example.org/hook?x=1\np2;\"Bo \"\"B\"\" Li; Jr\";;;;\n",
		"tabs":            "ref\tname\tnationalities\tlang\temail\twebhook\np1\tAna de la Cruz\tUS RU\tpt-BR\tana@example.org\thttps://example.org/hook?x=1\np2\t\"Bo \"\"B\"\" Li; Jr\"\t\t\t\t\n",
		"mark, CRLF":      "\xEF\xBB\xBFref,name,nationalities,lang,email,webhook\r\np1,Ana de la Cruz,us|ru|US,pt-BR,ana@example.org,https://example.org/hook?x=1\r\np2,\"Bo \"\"B\"\" Li; Jr\",,,,\r\n",
		"spaces, no end":  "\n\n Ref , NAME ,nationalities,lang,email,webhook\n\n p1 , Ana de la Cruz ,US/RU,pt-BR,ana@example.org,https://example.org/hook?x=1\n   \np2,\"Bo \"\"B\"\" Li; Jr\",,,,",
		"other order":     "webhook,email,lang,nationalities,name,ref\nhttps://example.org/hook?x=1,ana@example.org,pt-BR,US RU,Ana de la Cruz,p1\n,,,,\"Bo \"\"B\"\" Li; Jr\",p2\n",
		"quoted all over": "\"ref\",\"name\",\"nationalities\",\"lang\",\"email\",\"webhook\"\n\"p1\",\"Ana de la Cruz\",\"US,RU\",\"pt-BR\",\"ana@example.org\",\"https://example.org/hook?x=1\"\n\"p2\",\"Bo \"\"B\"\" Li; Jr\",\"\",\"\",\"\",\"\"\n",
	} {
		got, refused := people(t, file)
		if len(refused) > 0 {
			t.Errorf("%s: refused %v", name, refused)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestEveryRefusedValueIsListedAndNothingIsKept(t *testing.T) {
	got, refused := people(t, strings.Join([]string{
		"ref,name,nationalities,lang,email,webhook",
		"p1,Good,US,en,a@example.org,https://example.org/",
		",No ref,,,,",
		"p1,Twice,,,,",
		"p 3,Space,,,,",
		"p4,,,,,",
		"p5,Nation,USA,,,",
		"p6,Nation,US;ZZ,,,",
		"p7,Lang,,english please,,",
		"p8,Mail,,,Ana <ana@example.org>,",
		"p9,Hook,,,,http://example.org/",
		"p10,Many,XX,??,nobody,ftp://x",
		"p11,Few",
		"p12,Too,,,,,,",
		`p13,"open,,,,`,
		"p14,Bad \xFF bytes,,,,",
		"p15,Bell \a,,,,",
		"p16,Turned \u202E name,,,,",
		"p17,Good again,,,,",
		strings.Repeat("r", 65) + ",Long,,,,",
	}, "\n"))
	if got != nil {
		t.Errorf("%d people of a refused file", len(got))
	}
	want := []string{
		"line 3, ref: empty",
		`line 4, ref "p1": this ref stands in line 2 already`,
		`line 5, ref "p 3": a ref is made of letters, digits and . _ : @ / + - only`,
		"line 6, name: empty",
		`line 7, nationalities "USA": "USA" is no ISO 3166-1 country code of two letters, such as US`,
		`line 8, nationalities "US;ZZ": "ZZ" is no ISO 3166-1 country code of two letters, such as US`,
		`line 9, lang "english please": no language tag of BCP 47, such as en or pt-BR`,
		`line 10, email "Ana <ana@example.org>": an e-mail address has no spaces, quotes, brackets or letters beyond ASCII (write a domain in its xn-- form)`,
		`line 11, webhook "http://example.org/": the URL must begin with https://`,
		`line 12, nationalities "XX": "XX" is no ISO 3166-1 country code of two letters, such as US`,
		`line 12, lang "??": no language tag of BCP 47, such as en or pt-BR`,
		`line 12, email "nobody": no e-mail address of the form name@example.org`,
		`line 12, webhook "ftp://x": the URL must begin with https://`,
		"line 13: the line has 2 values and the header 6 columns",
		"line 14: the line has 8 values and the header 6 columns",
		`line 15: a quote (") is not closed or stands inside a value: write "a ""quoted"" word"`,
		"line 16: the line is not UTF-8 text: save the file as CSV UTF-8",
		`line 17, name "Bell \a": holds a control character`,
		`line 18, name "Turned \u202e name": holds a control character`,
		`line 20, ref "` + strings.Repeat("r", 65) + `": longer than 64 bytes`,
	}
	var lines []string
	for _, r := range refused {
		lines = append(lines, r.String())
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
	if msg := (&RefusedError{Lines: refused[1:]}).Error(); strings.Contains(msg, "p1") || !strings.Contains(msg, "19 refused") || !strings.Contains(msg, "line 4, ref") {
		t.Errorf("the error for the log: %s", msg)
	}
}

func TestHeaderIsChecked(t *testing.T) {
	for header, want := range map[string]string{
		"ref,name,mail":          `line 1, mail: there is no such column; is it "email"?`,
		"ref,name,nationality":   `line 1, nationality: there is no such column; is it "nationalities"?`,
		"ref,name,nam":           `line 1, nam: there is no such column; is it "name"?`,
		"ref,name,emial address": "line 1, emial address: there is no such column; the columns are ref, name, nationalities, lang, email, webhook",
		"ref,ref,name":           "line 1, ref: this column stands there twice",
		"ref,email":              "line 1, name: this column is missing in the header",
		"ref,name,":              "line 1: there is no such column; the columns are ref, name, nationalities, lang, email, webhook",
	} {
		got, refused := people(t, header+"\n")
		if got != nil || len(refused) != 1 || refused[0].String() != want {
			t.Errorf("%s: %v", header, refused)
		}
	}
}

func TestAFileThatIsNoTableIsAnError(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"empty":     {"", "empty"},
		"blank":     {"\n \r\n\n", "empty"},
		"UTF-16":    {"\xFF\xFEr\x00e\x00f\x00", "UTF-16"},
		"long line": {"ref,name\np1," + strings.Repeat("x", MaxLineBytes+1) + "\n", "line 2 is longer"},
		"one line":  {strings.Repeat("x", 10*MaxLineBytes), "line 1 is longer"},
	} {
		got, _, err := ParsePeople(strings.NewReader(c.file), Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) || got != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, refused, err := ParsePeople(&endless{line: "\"p\n"}, Options{}); err != nil || len(refused) != 1 {
		t.Errorf("an open quote in the header of an endless file: %v, %v", refused, err)
	}
}

// endless gives the same line for ever.
type endless struct {
	head, line string
	n          int
}

func (e *endless) Read(p []byte) (int, error) {
	src := e.line
	if e.n == 0 && e.head != "" {
		src = e.head
	}
	e.n++
	return copy(p, src), nil
}

func TestLimitsHoldAgainstEndlessFiles(t *testing.T) {
	_, refused, err := ParsePeople(&endless{head: "ref,name\n", line: "p 1,x\n"}, Options{})
	if err != nil || len(refused) != maxRefused+1 || !strings.Contains(refused[maxRefused].Why, "too much") {
		t.Errorf("%d refused, %v", len(refused), err)
	}
	_, _, err = ParsePeople(&endless{head: "ref,name\n", line: "\n"}, Options{})
	if err == nil || !strings.Contains(err.Error(), fmt.Sprint(MaxLines)) {
		t.Errorf("endless blank lines: %v", err)
	}
	_, _, err = ParsePeople(broken{}, Options{})
	if !errors.Is(err, errBroken) {
		t.Errorf("a disk that breaks: %v", err)
	}
}

var errBroken = errors.New("the disk broke")

type broken struct{}

func (broken) Read(p []byte) (int, error) { return 0, errBroken }

func TestEmailAndWebhook(t *testing.T) {
	for v, ok := range map[string]bool{
		"a@example.org": true, "a.b+c=d@sub.example.org": true, "duty@localhost": true, "o'neil@example.org": true, "a@xn--e1afmkfd.example": true,
		"": false, "a": false, "@example.org": false, "a@": false, "a@@example.org": false, "a@b@example.org": false, "a @example.org": false,
		"a@example.org\r\nBcc: x@example.org": false, "a@example.org\n": false, "a@exam\x00ple.org": false, "<a@example.org>": false,
		`"a b"@example.org`: false, "a@[127.0.0.1]": false, "a@-x.org": false, "a@x..org": false, "a@x.org.": false, "ä@example.org": false,
		"a@exämple.org": false, "a@example.org,b@example.org": false, "a@exa_mple.org": false, ".a@example.org": false, "a..b@example.org": false,
		strings.Repeat("a", 65) + "@example.org": false, "a@" + strings.Repeat("a", 64) + ".org": false, "a@" + strings.Repeat("a.", 130) + "org": false,
	} {
		if got := CheckEmail(v) == ""; got != ok {
			t.Errorf("e-mail %q: %t, %s", v, got, CheckEmail(v))
		}
	}
	for v, ok := range map[string]bool{
		"https://example.org": true, "https://example.org:8443/a/b?c=d": true, "HTTPS://example.org/": true, "https://[2001:db8::1]/": true,
		"http://127.0.0.1:9/x": true, "http://localhost/": true, "http://[::1]:80/": true, "http://127.9.9.9/": true,
		"": false, "example.org": false, "//example.org": false, "https://": false, "https:///x": false, "https:example.org": false,
		"http://example.org/": false, "http://127.0.0.1.example.org/": false, "http://192.168.0.1/": false, "http://localhost.example.org/": false,
		"ftp://example.org": false, "javascript:alert(1)": false, "file:///etc/passwd": false, "https://u:p@example.org/": false, "https://u@example.org/": false,
		"https://example.org/#x": false, "https://example.org/#": false, "https://exa mple.org/": false, "https://example.org/\r\nX: y": false, "https://exämple.org/": false,
		"https://example.org:0/": false, "https://example.org:99999/": false, "https://" + strings.Repeat("a", 2000) + "/": false,
	} {
		if got := CheckWebhook(v, true) == ""; got != ok {
			t.Errorf("webhook %q: %t, %s", v, got, CheckWebhook(v, true))
		}
		if strings.HasPrefix(v, "http:") && CheckWebhook(v, false) == "" {
			t.Errorf("webhook %q passed without leave for plain http", v)
		}
	}
}

func TestStaysAreDaysOfThePlaceOrInstants(t *testing.T) {
	utc := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	rows, refused, err := ParseStays(strings.NewReader(strings.Join([]string{
		"ref,person,place,lat,lon,country,from,to",
		"s1,p1,Moscow,,,RU,2024-03-06,2024-03-12",
		"s2,p1,Moscow,,,,2024-03-07,2024-03-07",
		"s3,p2,Hotel X,55.8259,37.3896,,2024-03-06,",
		"s4,p2,Paris,,,FR,2024-03-30,2024-03-31", // the night the clocks change
		"s5,p2,,48.85,2.35,FR,2024-03-06T18:00:00+01:00,2024-03-06T19:00:00Z",
		"s6,p2,Somewhere,-40.5,-60.25,AR,2024-03-06T18:00:00Z,",
	}, "\n")), known{}, Options{})
	if err != nil || len(refused) > 0 {
		t.Fatal(err, refused)
	}
	want := []StayRow{
		{Line: 2, PersonRef: "p1", Stay: Stay{Ref: "s1", Place: "Moscow", Point: geo.Point{Lat: 55.7558, Lon: 37.6173}, Country: "RU", Zone: "Europe/Moscow", From: utc("2024-03-05T21:00:00Z"), To: utc("2024-03-12T21:00:00Z")}},
		{Line: 3, PersonRef: "p1", Stay: Stay{Ref: "s2", Place: "Moscow", Point: geo.Point{Lat: 55.7558, Lon: 37.6173}, Country: "RU", Zone: "Europe/Moscow", From: utc("2024-03-06T21:00:00Z"), To: utc("2024-03-07T21:00:00Z")}},
		{Line: 4, PersonRef: "p2", Stay: Stay{Ref: "s3", Place: "Hotel X", Point: geo.Point{Lat: 55.8259, Lon: 37.3896}, Country: "RU", Zone: "Europe/Moscow", From: utc("2024-03-05T21:00:00Z")}},
		{Line: 5, PersonRef: "p2", Stay: Stay{Ref: "s4", Place: "Paris", Point: geo.Point{Lat: 48.8566, Lon: 2.3522}, Country: "FR", Zone: "Europe/Paris", From: utc("2024-03-29T23:00:00Z"), To: utc("2024-03-31T22:00:00Z")}},
		{Line: 6, PersonRef: "p2", Stay: Stay{Ref: "s5", Point: geo.Point{Lat: 48.85, Lon: 2.35}, Country: "FR", Zone: "Europe/Paris", From: utc("2024-03-06T17:00:00Z"), To: utc("2024-03-06T19:00:00Z")}},
		{Line: 7, PersonRef: "p2", Stay: Stay{Ref: "s6", Place: "Somewhere", Point: geo.Point{Lat: -40.5, Lon: -60.25}, Country: "AR", From: utc("2024-03-06T18:00:00Z")}},
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
}

func TestStaysThatCannotBePlacedOrTimedAreRefused(t *testing.T) {
	_, refused, err := ParseStays(strings.NewReader(strings.Join([]string{
		"ref,person,place,lat,lon,country,from,to",
		"s1,,Moscow,,,RU,2024-03-06,",
		"s2,p,Nowhere,,,,2024-03-06,",
		"s3,p,Moscow,,,FR,2024-03-06,",
		"s4,p,Moscow,55.1,,RU,2024-03-06,",
		"s5,p,Moscow,91,37,RU,2024-03-06,",
		"s6,p,Moscow,55,180.01,RU,2024-03-06,",
		"s7,p,Moscow,NaN,37,RU,2024-03-06,",
		"s8,p,Moscow,1e1,0x10,RU,2024-03-06,",
		"s9,p,Moscow,0,0,RU,2024-03-06,",
		"s10,p,,,,RU,2024-03-06,",
		"s11,p,Moscow,,,Russia,2024-03-06,",
		"s12,p,Sea,-40,-60,,2024-03-06T00:00:00Z,",
		"s13,p,Sea,-40,-60,AR,2024-03-06,",
		"s14,p,Moscow,,,RU,,",
		"s15,p,Moscow,,,RU,6.3.2024,",
		"s16,p,Moscow,,,RU,2024-02-30,",
		"s17,p,Moscow,,,RU,2024-03-06T18:00:00,",
		"s18,p,Moscow,,,RU,2024-03-06,2024-03-05",
		"s19,p,Moscow,,,RU,2024-03-06T18:00:00Z,2024-03-06T18:00:00Z",
		"s20,p,Moscow,,,RU,0024-03-06,",
		"s21,p,Moscow,,,RU,2024-03-06,9999-01-01",
		`s22,p,"55,5",,,RU,2024-03-06,`,
	}, "\n")), known{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2 person", "3 place", "4 place", "5 lat", "6 lat", "7 lon", "8 lat", "9 lat", "10 lat", "11 place", "12 country", "13 country", "14 from",
		"15 from", "16 from", "17 from", "18 from", "19 to", "20 to", "21 from", "22 to", "23 place"}
	var got []string
	for _, r := range refused {
		got = append(got, fmt.Sprintf("%d %s", r.Line, r.Column))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestSitesAndGatherings(t *testing.T) {
	sites, refused, err := ParseSites(strings.NewReader("ref,name,place,country,capacity,email\nx1,Office,Moscow,RU,50,office@example.org\nx2,Hall,Paris,,,\n"), known{}, Options{})
	if err != nil || len(refused) > 0 || len(sites) != 2 || sites[0].Capacity != 50 || sites[1].Country != "FR" {
		t.Errorf("%+v, %v, %v", sites, refused, err)
	}
	gs, refused, err := ParseGatherings(strings.NewReader("ref,name,kind,place,from,to,expected\ng1,Concert,Concert,Moscow,2024-03-09T19:00:00+03:00,2024-03-09T23:00:00+03:00,6000\n"), known{}, Options{})
	if err != nil || len(refused) > 0 || len(gs) != 1 || gs[0].Kind != "concert" || gs[0].Expected != 6000 || gs[0].To.Sub(gs[0].From) != 4*time.Hour || gs[0].Zone != "Europe/Moscow" {
		t.Errorf("%+v, %v, %v", gs, refused, err)
	}
	_, refused, _ = ParseSites(strings.NewReader("ref,name,place,capacity,email\nx1,Office,Moscow,-5,office@example.org\nx2,Hall,Paris,many,x\nx3,Hall,Paris,99999999999,\n"), known{}, Options{})
	if len(refused) != 4 {
		t.Errorf("%v", refused)
	}
	_, refused, _ = ParseGatherings(strings.NewReader("ref,name,kind,place,from,to\ng1,Concert,gig,Moscow,2024-03-09,\n"), known{}, Options{})
	if len(refused) != 2 || refused[0].Column != "kind" || refused[1].Column != "to" {
		t.Errorf("%v", refused)
	}
}

func TestPlacesComeFromTheGazetteer(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	look := Places(g)
	for _, c := range []struct {
		name, country string
		want          string // country and zone; empty: not resolved
		near          geo.Point
	}{
		{"Moscow", "RU", "RU Europe/Moscow", geo.Point{Lat: 55.75, Lon: 37.62}},
		{"Москва", "", "RU Europe/Moscow", geo.Point{Lat: 55.75, Lon: 37.62}},
		{"Hotel X, Krasnogorsk", "RU", "RU Europe/Moscow", geo.Point{Lat: 55.82, Lon: 37.33}},
		{"Saint Petersburg", "RU", "RU Europe/Moscow", geo.Point{Lat: 59.94, Lon: 30.31}},
		{"Paris", "FR", "FR Europe/Paris", geo.Point{Lat: 48.85, Lon: 2.35}},
		{"Paris", "US", "US America/Chicago", geo.Point{Lat: 33.66, Lon: -95.56}},
		{"Springfield", "", "", geo.Point{}},
		{"Russia", "", "", geo.Point{}},
		{"Nosuchplaceatall", "RU", "", geo.Point{}},
		{"Moscow", "FR", "", geo.Point{}},
		{"", "RU", "", geo.Point{}},
	} {
		s, ok := look.Resolve(c.name, c.country)
		got := ""
		if ok {
			got = s.Country + " " + s.Zone.String()
		}
		if got != c.want || ok && geo.DistanceM(s.Point, c.near) > 10_000 {
			t.Errorf("%s, %s: %q at %v, want %q", c.name, c.country, got, s.Point, c.want)
		}
	}
	if s, ok := look.At(geo.Point{Lat: 55.8259, Lon: 37.3896}); !ok || s.Country != "RU" || s.Zone.String() != "Europe/Moscow" {
		t.Errorf("the concert hall is in %+v", s)
	}
	if _, ok := look.At(geo.Point{Lat: -50, Lon: -130}); ok {
		t.Error("the open sea has a country")
	}
}

func TestCountryCodes(t *testing.T) {
	n := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if code := string([]rune{a, b}); IsCountry(code) {
				n++
				if CountryName(code) == code {
					t.Errorf("%s has no name", code)
				}
			}
		}
	}
	if n != 250 { // 249 of ISO 3166-1, and XK
		t.Errorf("%d codes", n)
	}
	for _, no := range []string{"", "R", "RUS", "ru", "EU", "UK", "ZZ", "A1", "\x00\x00", "é"} {
		if IsCountry(no) {
			t.Errorf("%q passes", no)
		}
	}
}

func fuzzSeeds(f *testing.F, files ...string) {
	for _, s := range append(files, "", "\n", "ref", "\xEF\xBB\xBFref,name\n\"", "ref;name\r\n\"a\"\"b\";\"c\nd\"\r\n", "\xFF\xFE", "ref\tname\n1\t2\n") {
		f.Add([]byte(s))
	}
}

// checkParse holds what is true of every import: rows or refused lines, never both, and each refusal names a line and a reason.
func checkParse[T any](t *testing.T, in []byte, rows []T, refused []Refused, err error) {
	if len(rows) > 0 && (len(refused) > 0 || err != nil) {
		t.Fatalf("%d rows beside %d refused, %v", len(rows), len(refused), err)
	}
	lines := strings.Count(string(in), "\n") + 1
	for _, r := range refused {
		if r.Why == "" || r.Line < 1 || r.Line > lines {
			t.Fatalf("%+v of %d lines", r, lines)
		}
	}
}

func FuzzPeople(f *testing.F) {
	fuzzSeeds(f, "ref,name,nationalities,lang,email,webhook\np1,Ana,US;RU,en,a@example.org,https://example.org/\n")
	f.Fuzz(func(t *testing.T, in []byte) {
		rows, refused, err := ParsePeople(strings.NewReader(string(in)), Options{})
		checkParse(t, in, rows, refused, err)
		seen := map[string]bool{}
		for _, p := range rows {
			if seen[p.Ref] || !validRef(p.Ref) || p.Name == "" || strings.ContainsFunc(p.Name+p.Email+p.Webhook+p.Lang, unprintable) {
				t.Fatalf("%+v", p)
			}
			seen[p.Ref] = true
			if p.Email != "" && (CheckEmail(p.Email) != "" || strings.ContainsAny(p.Email, "\r\n ,<>")) {
				t.Fatalf("e-mail %q", p.Email)
			}
		}
		again, _, _ := ParsePeople(strings.NewReader(string(in)), Options{})
		if !reflect.DeepEqual(rows, again) {
			t.Fatal("read twice, told apart")
		}
	})
}

func FuzzStays(f *testing.F) {
	fuzzSeeds(f, "ref,person,place,lat,lon,country,from,to\ns1,p1,Moscow,,,RU,2024-03-06,2024-03-12\ns2,p1,X,55.1,37.2,RU,2024-03-06T00:00:00Z,\n")
	f.Fuzz(func(t *testing.T, in []byte) {
		rows, refused, err := ParseStays(strings.NewReader(string(in)), known{}, Options{})
		checkParse(t, in, rows, refused, err)
		for _, s := range rows {
			if !s.Point.Valid() || !IsCountry(s.Country) || s.From.IsZero() || !s.To.IsZero() && !s.To.After(s.From) || s.PersonRef == "" {
				t.Fatalf("%+v", s)
			}
		}
	})
}

func FuzzSites(f *testing.F) {
	fuzzSeeds(f, "ref,name,place,lat,lon,country,capacity,email\nx1,Office,Moscow,,,RU,50,a@example.org\n")
	f.Fuzz(func(t *testing.T, in []byte) {
		rows, refused, err := ParseSites(strings.NewReader(string(in)), known{}, Options{})
		checkParse(t, in, rows, refused, err)
		for _, s := range rows {
			if !s.Point.Valid() || !IsCountry(s.Country) || s.Capacity < 0 {
				t.Fatalf("%+v", s)
			}
		}
	})
}

func FuzzGatherings(f *testing.F) {
	fuzzSeeds(f, "ref,name,kind,place,lat,lon,country,from,to,expected,email\ng1,Concert,concert,Moscow,,,RU,2024-03-06,2024-03-12,6000,\n")
	f.Fuzz(func(t *testing.T, in []byte) {
		rows, refused, err := ParseGatherings(strings.NewReader(string(in)), known{}, Options{})
		checkParse(t, in, rows, refused, err)
		for _, g := range rows {
			if !g.Point.Valid() || !g.To.After(g.From) || g.Expected < 0 {
				t.Fatalf("%+v", g)
			}
		}
	})
}
