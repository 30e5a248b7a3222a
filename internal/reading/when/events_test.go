package when

import (
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// days writes what a mention says by the first and the last local day that its hull touches, "open" for an open end.
func days(d *text.Doc, m Mention) string {
	from, to := m.Interval.Hull()
	a, b := "open", "open"
	if !from.IsZero() {
		a = from.Format("01-02")
		if from.Year() != 2029 {
			a = from.Format(time.DateOnly)
		}
	}
	if !to.IsZero() {
		to = to.Add(-time.Nanosecond)
		b = to.Format("01-02")
		if to.Year() != 2029 {
			b = to.Format(time.DateOnly)
		}
	}
	s := d.Slice(m.From, m.To) + " = " + a
	if b != a {
		s += ".." + b
	}
	return s
}

// TestEventTimes reads the times of events and warnings as alerts and press give them, against Thursday 8 March 2029.
func TestEventTimes(t *testing.T) {
	a := AnchorDay(2029, 3, 8, time.FixedZone("MSK", 3*3600))
	for _, c := range []struct{ text, want string }{
		// parts of a day, and nights that reach into the next one
		{"Gunmen attacked the hotel on Tuesday night.", "Tuesday night = 03-06"},
		{"A bomb exploded on Tuesday morning.", "Tuesday morning = 03-06"},
		{"A bomb exploded late on Tuesday.", "Tuesday = 03-06"},
		{"A bomb exploded early on Wednesday.", "Wednesday = 03-07"},
		{"A bomb exploded in the early hours of Wednesday.", "Wednesday = 03-07"},
		{"Shots were fired on the night of 5 to 6 March.", "the night of 5 to 6 March = 03-05..03-06"},
		{"Shots were fired on the night of March 5.", "March 5 = 03-05"},
		{"Shots were fired in the night from Monday to Tuesday.", "from Monday to Tuesday = 03-05..03-06"},
		{"Shots were fired overnight.", "overnight = 03-07..03-08"},
		{"Shots were fired overnight on Tuesday.", "Tuesday = 03-06"},
		{"Shots were fired last night.", "last night = 03-07"},
		{"There has been shooting since dawn.", "since dawn = 03-08"},
		{"There has been shooting since early this morning.", "since early this morning = 03-08"},
		{"It happened yesterday evening.", "yesterday evening = 03-07"},
		{"Avoid the area tomorrow morning.", "tomorrow morning = 03-09"},
		{"Avoid the area tomorrow night.", "tomorrow night = 03-09"},
		// windows between two times
		{"Avoid the centre from Friday evening until Monday morning.", "from Friday evening until Monday morning = 03-09..03-12"},
		{"Avoid the centre between Friday evening and Sunday night.", "Friday evening and Sunday night = 03-09..03-11"},
		{"Avoid the centre between 10 p.m. and 2 a.m.", "between 10 p.m. and 2 a.m. = 03-08..03-09"},
		{"Avoid the centre from 10 p.m. on Friday to 2 a.m.", "from 10 p.m. on Friday to 2 a.m. = 03-09..03-10"},
		{"A curfew is in force from 22:00 to 05:00.", "from 22:00 to 05:00 = 03-08..03-09"},
		{"A curfew is in force between 22:00 and 05:00 until further notice.", "between 22:00 and 05:00 = 03-08..03-09; until further notice = open"},
		{"Avoid the centre from 6 pm to 8 pm tomorrow.", "from 6 pm to 8 pm tomorrow = 03-09"},
		{"Stay inside between 8 a.m. and 6 p.m. on Saturday, March 10.", "between 8 a.m. and 6 p.m. on Saturday, March 10 = 03-10"},
		{"Stay inside from tonight until Saturday morning.", "from tonight until Saturday morning = 03-08..03-10"},
		{"Protests are planned from 10 to 12 March.", "10 to 12 March = 03-10..03-12"},
		{"Protests are planned from 30 March to 2 April 2029.", "30 March to 2 April 2029 = 03-30..04-02"},
		{"Protests are planned between March 10 and 12.", "March 10 and 12 = 03-10..03-12"},
		{"Protests are planned for March 10, 11 and 12.", "March 10, 11 and 12 = 03-10..03-12"},
		{"Protests are planned on Friday, Saturday and Sunday.", "Friday, Saturday and Sunday = 03-09..03-11"},
		{"Attacks are expected on Friday or over the weekend.", "Friday = 03-09; the weekend = 03-10..03-11"},
		// how long from now
		{"Stay indoors for the next 72 hours.", "for the next 72 hours = 03-08..03-11"},
		{"Stay indoors over the next three days.", "over the next three days = 03-08..03-11"},
		{"Attacks could come within days.", "within days = 03-08..03-12"},
		{"Attacks could come within hours.", "within hours = 03-08..open"},
		{"Attacks could come in the coming hours.", "in the coming hours = 03-08..open"},
		{"Attacks could come in the next few hours.", "in the next few hours = 03-08..open"},
		{"Attacks could come in the coming days and weeks.", "in the coming days and weeks = 03-08..04-08"},
		{"Attacks could come over the next two weeks.", "over the next two weeks = 03-08..03-22"},
		{"Attacks could come this coming week.", "this coming week = 03-12..03-18"},
		{"Avoid the area until Sunday.", "Sunday = 03-08..03-11"},
		{"Avoid the area until at least Sunday.", "Sunday = 03-08..03-11"},
		{"Avoid the area until the end of the week.", "the end of the week = 03-08..03-11"},
		{"Avoid the area through the end of the month.", "the end of the month = 03-08..03-31"},
		{"Avoid the area through March 15.", "March 15 = 03-08..03-15"},
		{"Avoid the area until mid-April.", "mid-April = 03-08..04-20"},
		{"Avoid the area until tomorrow morning.", "tomorrow morning = 03-08..03-09"},
		{"Avoid the area up to and including 15 March.", "15 March = 03-08..03-15"},
		{"Avoid the area for the rest of the week.", "the rest of the week = 03-08..03-11"},
		{"Avoid the area for the remainder of the month.", "the remainder of the month = 03-08..03-31"},
		{"Avoid the area from now until Monday.", "from now until Monday = 03-08..03-12"},
		{"Avoid the area starting Saturday.", "starting Saturday = 03-10..open"},
		{"New rules apply from Monday.", "from Monday = 03-12..open"},
		{"New rules apply from 1 April.", "from 1 April = 04-01..open"},
		{"New rules apply as of 1 April.", "as of 1 April = 04-01..open"},
		// weekends and weekdays
		{"Attacks are likely this coming weekend.", "this coming weekend = 03-10..03-11"},
		{"Attacks are likely at the weekend.", "the weekend = 03-10..03-11"},
		{"Two people died at the weekend.", "the weekend = 03-03..03-04"},
		{"Two people died last weekend.", "last weekend = 03-03..03-04"},
		{"The march is on the weekend of 17 March.", "the weekend of 17 March = 03-17..03-18"},
		{"The march is this Saturday.", "this Saturday = 03-10"},
		{"The march is next Saturday.", "next Saturday = 03-17"},
		{"The march is next Tuesday.", "next Tuesday = 03-13"},
		{"The march is on Saturday week.", "Saturday week = 03-17"},
		{"Police were attacked this Monday.", "this Monday = 03-05"},
		{"Avoid the market this coming Sunday.", "this coming Sunday = 03-11"},
		{"He was held last Thursday.", "last Thursday = 03-01"},
		{"A vote takes place on Sunday.", "Sunday = 03-11"},
		{"Voters go to the polls on Sunday.", "Sunday = 03-11"},
		{"Demonstrators plan to gather on Saturday.", "Saturday = 03-10"},
		{"Protests continue through Saturday.", "Saturday = 03-08..03-10"},
		// after and before what was told
		{"He was shot on Tuesday. His brother died two days later.", "Tuesday = 03-06; two days later = 03-08"},
		{"The embassy closed on 5 March. The day before, a car bomb had exploded.", "5 March = 03-05; The day before = 03-04"},
		{"The attack on Tuesday came two days after the warning.", "Tuesday = 03-06; two days after = 03-04"},
		{"The attack on 6 March came a day after a bombing; two days earlier a convoy was hit.", "6 March = 03-06; a day after = 03-05; two days earlier = 03-04"},
		{"A church was bombed on Sunday. Hours later a mosque burned.", "Sunday = 03-04; Hours later = 03-04"},
		{"A church was bombed on Sunday. The following day a mosque burned.", "Sunday = 03-04; The following day = 03-05"},
		{"A church was bombed on Sunday. That night a mosque burned.", "Sunday = 03-04; That night = 03-04"},
		{"A church was bombed on Sunday; the same day a mosque burned.", "Sunday = 03-04; the same day = 03-04"},
		{"A church was bombed on Sunday. The next day a mosque burned.", "Sunday = 03-04; The next day = 03-05"},
		{"The bomb went off at 8:15 a.m. on Tuesday. A second one exploded 40 minutes later.", "8:15 a.m. on Tuesday = 03-06; 40 minutes later = 03-06"},
		{"He was arrested three weeks ago.", "three weeks ago = 02-15"},
		{"He was arrested a week ago.", "a week ago = 03-01"},
		{"He was arrested a month ago.", "a month ago = 02-01..02-28"},
		{"It is the third attack in as many weeks.", ""},
		// feasts
		{"Churches may be attacked over the Easter weekend.", "the Easter weekend = 03-30..04-02"},
		{"Churches may be attacked at Easter.", "Easter = 04-01"},
		{"Churches may be attacked during Holy Week.", "Holy Week = 03-25..03-31"},
		{"Attacks may increase during Ramadan.", "Ramadan = 2030-01-05..2030-02-03"},
		{"Crowds gathered over Eid al-Fitr.", "Eid al-Fitr = 02-14..02-16"},
		{"Crowds gathered for Diwali.", "Diwali = 2028-10-17"},
		{"Attacks are planned for Orthodox Easter.", "Orthodox Easter = 04-08"},
		{"Avoid crowds on New Year's Eve.", "New Year's Eve = 12-31"},
		{"Avoid crowds during Passover.", "Passover = 03-30..04-06"},
		{"Ramadan begins on 5 April and crowds are expected.", "5 April = 04-05"},
		{"Easter Island is quiet.", ""},
		// dates with strokes, settled by another date of the text
		{"Issued 24/02/2029. Avoid the area on 03/04/2029.", "24/02/2029 = 02-24; 03/04/2029 = 04-03"},
		{"Issued 02/24/2029. Avoid the area on 03/04/2029.", "02/24/2029 = 02-24; 03/04/2029 = 03-04"},
		{"Avoid the area on 03/04/2029.", ""},
		{"Avoid the area on 04/04/2029.", "04/04/2029 = 04-04"},
		{"Avoid the area on 15/3.", ""},
		{"dated 2029/03/09", "2029/03/09 = 03-09"},
		// no time
		{"The Monday Club met; the Sunday Times told it.", ""},
		{"Sun Street and March Road are closed.", ""},
		{"He is 34 years old and served two years.", ""},
	} {
		d := text.Cut(c.text)
		var got []string
		for _, m := range Scan(d, a) {
			got = append(got, days(d, m))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

// TestZones: an abbreviation of several meanings is the zone of the place concerned, where that keeps one of them; otherwise the clock is the
// place's own and the mention says that the zone was in doubt.
func TestZones(t *testing.T) {
	for _, c := range []struct{ place, text, want, doubt string }{
		{"Asia/Kolkata", "at 9 p.m. IST on 8 March", "2029-03-08T21:00+05:30", ""},
		{"Asia/Jerusalem", "at 9 p.m. IST on 8 March", "2029-03-08T21:00+02:00", ""},
		{"Europe/Dublin", "at 9 p.m. IST on 8 July", "2029-07-08T21:00+01:00", ""},
		{"Asia/Kabul", "at 9 p.m. IST on 8 March", "2029-03-08T21:00+04:30", "IST"},
		{"America/Chicago", "at 9 p.m. CST on 8 March", "2029-03-08T21:00-06:00", ""},
		{"Asia/Shanghai", "at 21:00 CST on 8 March", "2029-03-08T21:00+08:00", ""},
		{"Africa/Lagos", "at 21:00 CST on 8 March", "2029-03-08T21:00+01:00", "CST"},
		{"Asia/Riyadh", "at 21:00 AST on 8 March", "2029-03-08T21:00+03:00", ""},
		{"America/Halifax", "at 9 p.m. AST on 8 March", "2029-03-08T21:00-04:00", ""},
		{"Asia/Manila", "at 9 p.m. PST on 8 March", "2029-03-08T21:00+08:00", ""},
		{"America/Los_Angeles", "at 9 p.m. PST on 8 March", "2029-03-08T21:00-08:00", ""},
		{"Asia/Karachi", "at 9 p.m. PST on 8 March", "2029-03-08T21:00+05:00", ""},
		{"Africa/Lagos", "at 9 p.m. EST on 8 March", "2029-03-08T21:00-05:00", ""}, // far commoner in America
		{"Europe/London", "at 9 p.m. BST on 8 July", "2029-07-08T21:00+01:00", ""},
		{"Asia/Dhaka", "at 9 p.m. BST on 8 July", "2029-07-08T21:00+06:00", ""},
		{"Africa/Lagos", "at 9 p.m. GMT on 8 March", "2029-03-08T21:00Z", ""},
	} {
		zone, err := time.LoadLocation(c.place)
		if err != nil {
			t.Fatal(err)
		}
		d := text.Cut(c.text)
		ms := Scan(d, AnchorDay(2029, 3, 8, zone))
		if len(ms) != 1 || ms[0].Interval.From.Earliest.Format("2006-01-02T15:04Z07:00") != c.want || ms[0].Zone != c.doubt {
			t.Errorf("%s, %q: %+v, want %s in doubt %q", c.place, c.text, ms, c.want, c.doubt)
		}
	}
}

// TestNearNewYear: a day without a year is the nearest one, on either side of the new year.
func TestNearNewYear(t *testing.T) {
	for _, c := range []struct {
		y    int
		m    time.Month
		d    int
		text string
		want string
	}{
		{2029, 1, 3, "It happened on 29 December.", "29 December = 2028-12-29"},
		{2028, 12, 30, "Avoid the area on 2 January.", "2 January = 01-02"},
		{2028, 12, 30, "Avoid the area until 2 January.", "2 January = 2028-12-30..01-02"},
		{2028, 12, 30, "Protests are planned from 31 December to 2 January.", "31 December to 2 January = 2028-12-31..01-02"},
		{2029, 1, 3, "Protests were held from 28 December to 2 January 2029.", "28 December to 2 January 2029 = 2028-12-28..01-02"},
		{2029, 1, 3, "Protests were held from December 28, 2028 to January 2, 2029.", "from December 28, 2028 to January 2, 2029 = 2028-12-28..01-02"},
		{2028, 12, 30, "Avoid crowds on New Year's Eve and New Year's Day.", "New Year's Eve = 2028-12-31; New Year's Day = 01-01"},
		{2029, 1, 2, "Two died on New Year's Eve.", "New Year's Eve = 2028-12-31"},
		{2028, 12, 30, "Avoid crowds in January.", "January = 01-01..01-31"},
		{2028, 12, 28, "Avoid crowds next week.", "next week = 01-01..01-07"},
		{2028, 12, 20, "Avoid crowds next month.", "next month = 01-01..01-31"},
		{2028, 12, 20, "Avoid crowds over the Christmas holidays.", "the Christmas holidays = 2028-12-24..2028-12-26"},
	} {
		d := text.Cut(c.text)
		var got []string
		for _, m := range Scan(d, AnchorDay(c.y, c.m, c.d, time.UTC)) {
			got = append(got, days(d, m))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q on %d-%d-%d\n got %s\nwant %s", c.text, c.y, c.m, c.d, s, c.want)
		}
	}
}

// TestDateline: what is told by a dateline alone moves the anchor, when it fits the source's day of publication.
func TestDateline(t *testing.T) {
	a := AnchorDay(2029, 3, 10, time.UTC) // Saturday
	for text1, want := range map[string]string{
		"KABUL, Friday - A bomb exploded.":                             "2029-03-09",
		"KABUL, Friday (Own report) — A bomb exploded on Wednesday.":   "2029-03-09",
		"A headline\n\nLAGOS, March 8 (Own report) - A bomb exploded.": "2029-03-08",
		"LAGOS, 2 January - A bomb exploded.":                          "",
		"KABUL - A bomb exploded on Friday - and burned.":              "",
		"Friday prayers are over.":                                     "",
	} {
		d := text.Cut(text1)
		got := ""
		if m, ok := Dateline(d, a); ok {
			got = m.Interval.From.Earliest.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text1, got, want)
		}
	}
}
