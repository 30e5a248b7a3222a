package reading

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// timesOf tells the times of a report's events, each role and stretch once: local days, "open" for an end that nobody told.
func timesOf(rep *Report) string {
	var out []string
	for _, e := range rep.Events {
		for _, x := range e.Times {
			day := func(t time.Time, last bool) string {
				if t.IsZero() {
					return "open"
				}
				if last {
					t = t.Add(-time.Nanosecond)
				}
				return strings.TrimPrefix(t.Format(time.DateOnly), "2029-")
			}
			from, to := x.Interval.Hull()
			s := string(x.Role) + " " + day(from, false)
			if b := day(to, true); b != day(from, false) {
				s += ".." + b
			}
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// TestTimesOfReports reads warnings and news from end to end; the source published them on Thursday 8 March 2029.
func TestTimesOfReports(t *testing.T) {
	const alert = "Security Alert - U.S. Embassy Accra, Ghana (March 8, 2029)\n\nLocation: Accra\n\nEvent: "
	for _, c := range []struct{ text, want string }{
		// alerts
		{alert + "The embassy has received information about a possible attack on hotels in Accra over the weekend. Avoid the area.", "issued 03-08; window 03-10..03-11"},
		{alert + "The embassy warns of a possible terrorist attack on churches in Accra over the Easter weekend.", "issued 03-08; window 03-30..04-02"},
		{alert + "Terrorists may attack places of worship in Accra during Passover.", "issued 03-08; window 03-30..04-06"},
		{alert + "The embassy warns of a possible attack on malls in Accra for the next 72 hours.", "issued 03-08; window 03-08..03-11"},
		{alert + "The embassy warns of possible attacks on markets in Accra from Friday evening until Monday morning.", "issued 03-08; window 03-09..03-12"},
		{alert + "The embassy warns of possible attacks on markets in Accra through the end of the month.", "issued 03-08; window 03-08..03-31"},
		{alert + "The embassy warns of possible attacks on markets in Accra until Sunday.", "issued 03-08; window 03-08..03-11"},
		{alert + "The embassy warns of possible attacks on bars in Accra this Saturday between 10 p.m. and 2 a.m.", "issued 03-08; window 03-10..03-11"},
		{alert + "The embassy warns of possible attacks on bars in Accra between 10 p.m. on Saturday and 2 a.m. on Sunday.", "issued 03-08; window 03-10..03-11"},
		{alert + "Attacks are possible in Accra during the election period. Avoid crowds.", "issued 03-08; window open"},
		{alert + "Attacks on hotels in Accra are possible during the upcoming holiday season. Avoid crowds.", "issued 03-08; window 03-08..open"},
		{alert + "Attacks on hotels in Accra are possible in the coming days and weeks.", "issued 03-08; window 03-08..04-08"},
		{alert + "Demonstrations are planned in Accra for March 10, 11 and 12. Avoid the area.", "issued 03-08; window 03-10..03-12"},
		{alert + "Demonstrations are planned in Accra on Friday, Saturday and Sunday.", "issued 03-08; window 03-09..03-11"},
		{alert + "Demonstrations are planned in Accra next Saturday.", "issued 03-08; window 03-17"},
		{alert + "Demonstrations are planned in Accra from 30 March to 2 April.", "issued 03-08; window 03-30..04-02"},
		{alert + "A demonstration is to take place in Accra tomorrow from 9 am to 3 pm.", "issued 03-08; window 03-09"},
		{alert + "Demonstrators plan to gather in Accra on Monday, March 12, beginning at 10:00 a.m.", "issued 03-08; window 03-12"},
		{alert + "The embassy warns of a threat to hotels in Accra on 03/10/2029.", "issued 03-08; window 03-10"}, // the text names March and not October
		{alert + "The embassy warns of a threat to hotels in Accra on 05/06/2029.", "issued 03-08"},               // nobody can tell the order
		{alert + "On 02/28/2029 the police warned of a threat to hotels in Accra on 03/10/2029.", "issued 03-08; window 03-10"},
		// news
		{"ACCRA, Thursday - Gunmen attacked a hotel in Accra on Tuesday night, killing five people, police said.", "event 03-06"},
		{"ACCRA - Gunmen attacked a hotel in Accra on the night of 5 to 6 March, killing five people, police said.", "event 03-05..03-06"},
		{"ACCRA - Gunmen attacked a hotel in Accra at the weekend, killing five people, police said.", "event 03-03..03-04"},
		{"ACCRA - Gunmen attacked a hotel in Accra overnight, killing five people, police said.", "event 03-07..03-08"},
		{"ACCRA - Gunmen attacked a hotel in Accra before dawn on Thursday, killing five people, police said.", "event 03-08"},
		{"ACCRA - A bomb killed five people at a market in Accra on Sunday. Hours later gunmen shot dead two soldiers in Kumasi, police said.", "event 03-04"},
		{"ACCRA - A bomb killed five people at a market in Accra on Sunday. Two days later gunmen shot dead two soldiers in Kumasi, police said.", "event 03-04; event 03-06"},
		{"ACCRA - A bomb killed five people at a market in Accra on Tuesday. The day before, gunmen had shot dead two soldiers in Kumasi, police said.", "event 03-05; event 03-06"},
		{"ACCRA - A bomb killed five people at a market in Accra on Sunday. The following morning gunmen shot dead two soldiers in Kumasi, police said.", "event 03-04; event 03-05"},
		{"ACCRA - A bomb killed five people at a market in Accra two weeks ago, police said.", "event 02-22"},
		{"ACCRA - A bomb killed five people at a market in Accra at 8.15 a.m. on Tuesday, police said.", "event 03-06"},
		{"ACCRA - A bomb killed five people at a market in Accra last Friday, police said.", "event 03-02"},
		{"ACCRA - Gunmen have attacked villages near Accra since Monday, killing 30 people, police said.", "event 03-05..03-08"},
		{"ACCRA - Gunmen attacked a hotel in Accra on New Year's Eve, killing five people.", "event 2028-12-31"},
		{"ACCRA - Police arrested two men in Accra on Wednesday who planned to bomb a church at Easter.", "event 03-07; window 04-01"},
		{"ACCRA - Police arrested two men in Accra on Wednesday who planned to bomb a mosque during Ramadan.", "event 03-07; window 2030-01-05..2030-02-03"},
		{"ACCRA - Five people were shot dead in Accra on 29 December, police said.", "event 2028-12-29"},
		{"ACCRA - The United States embassy warned on Wednesday that terrorists may attack hotels in Accra in the next 48 hours.", "issued 03-07; window 03-07..03-09"},
		{"ACCRA - The United States embassy warned on Wednesday that terrorists may attack hotels in Accra this coming weekend.", "issued 03-07; window 03-10..03-11"},
		{"ACCRA - The United States embassy warned on Wednesday that terrorists may attack hotels in Accra between Saturday and Monday.", "issued 03-07; window 03-10..03-12"},
	} {
		raw := []byte(c.text)
		rep := readBytes(t, raw, time.Date(2029, 3, 8, 0, 0, 0, 0, time.UTC))
		if got := timesOf(&rep); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", strings.TrimPrefix(c.text, alert), got, c.want)
		}
	}
}

// TestTimesAnchor: the day from which relative words count, where the text does not tell it in full.
func TestTimesAnchor(t *testing.T) {
	published := time.Date(2029, 3, 10, 1, 30, 0, 0, time.UTC) // Saturday
	for _, c := range []struct{ text, want, note string }{
		{"KABUL, Friday - Gunmen attacked a hotel in Kabul on Wednesday, killing five people, police said. Yesterday a bomb killed two soldiers in Herat.", "event 03-07; event 03-08", "the dateline says Friday"},
		{"KABUL, March 8 (Own report) - Gunmen attacked a hotel in Kabul today, killing five people, police said.", "event 03-08", "the dateline says March 8"},
		{"KABUL - Gunmen attacked a hotel in Kabul yesterday, killing five people, police said.", "event 03-09", "time of publication"},
		{"KABUL - Gunmen attacked a hotel in Kabul on Wednesday at 9 p.m. IST, killing five people, police said.", "event 03-07", "the time zone IST has several meanings"},
		{"NEW DELHI - Gunmen attacked a hotel in New Delhi on Wednesday at 9 p.m. IST, killing five people, police said.", "event 03-07", ""},
	} {
		rep := readBytes(t, []byte(c.text), published)
		if got := timesOf(&rep); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
		notes := strings.Join(rep.Notes, "\n")
		if !strings.Contains(notes, c.note) || c.note == "" && strings.Contains(notes, "several meanings") {
			t.Errorf("%q: notes %q, want %q", c.text, rep.Notes, c.note)
		}
	}
}
