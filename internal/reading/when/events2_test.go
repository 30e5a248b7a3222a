package when

import (
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// TestEventTimesAgain is a second table, written when the first (TestEventTimes) had been learnt; against Thursday 8 March 2029.
func TestEventTimesAgain(t *testing.T) {
	a := AnchorDay(2029, 3, 8, time.FixedZone("MSK", 3*3600))
	for _, c := range []struct{ text, want string }{
		{"The curfew will be lifted at 5 a.m. on Saturday.", "5 a.m. on Saturday = 03-10"},
		{"A 48-hour curfew begins at midnight.", "midnight = 03-08"},
		{"Shelter in place from now through Sunday.", "from now through Sunday = 03-08..03-11"},
		{"Avoid travel to the north until after the elections on 18 March.", "18 March = 03-08..03-18"},
		{"Limit your movements until the evening of 10 March.", "10 March = 03-08..03-10"},
		{"There is a heightened risk of attacks between now and the end of the month.", "between now and the end of the month = 03-08..03-31"},
		{"There is a heightened risk during the week of March 12.", "the week of March 12 = 03-12..03-18"},
		{"There is a heightened risk in the week beginning 12 March.", "the week beginning 12 March = 03-12..03-18"},
		{"Attacks are possible on or around 15 March.", "15 March = 03-15"},
		{"Attacks are possible on or about March 15.", "March 15 = 03-15"},
		{"Attacks are possible as early as tomorrow.", "tomorrow = 03-09"},
		{"Attacks are possible as soon as Friday.", "Friday = 03-09"},
		{"An attack could happen any day between 9 and 11 March.", "9 and 11 March = 03-09..03-11"},
		{"The attack was planned for the night of 10 March.", "10 March = 03-10"},
		{"A bomb went off at around 7.30pm on Wednesday.", "7.30pm on Wednesday = 03-07"},
		{"A bomb went off at 19.30 on Wednesday.", "19.30 on Wednesday = 03-07"},
		{"A bomb went off shortly before midnight on Tuesday.", "midnight on Tuesday = 03-06"},
		{"A bomb went off at 0730 hours on 7 March.", "0730 hours on 7 March = 03-07"},
		{"A bomb went off at 04:15 GMT today.", "04:15 GMT today = 03-08"},
		{"A bomb went off early Thursday morning.", "Thursday morning = 03-08"},
		{"A bomb went off at dawn on Monday.", "Monday = 03-05"},
		{"The men were seized in a raid late Tuesday.", "Tuesday = 03-06"},
		{"The men were seized on the evening of 6 March.", "6 March = 03-06"},
		{"The men were seized between 1 and 5 March.", "1 and 5 March = 03-01..03-05"},
		{"The men were seized earlier this week.", "this week = 03-05..03-08"},
		{"The men were seized earlier today.", "today = 03-08"},
		{"The men were seized last month.", "last month = 02-01..02-28"},
		{"The men were seized the previous Friday.", "the previous Friday = 03-02"},
		{"Ten days ago a convoy was hit.", "Ten days ago = 02-26"},
		{"A few days ago a convoy was hit.", ""},
		{"Three months ago a convoy was hit.", "Three months ago = 2028-12-01..2028-12-31"},
		{"The hostages have been held since 14 February.", "since 14 February = 02-14..03-08"},
		{"The road has been closed since last week.", "since last week = 02-26..03-08"},
		{"Violence has flared since the beginning of March.", "since the beginning of March = 03-01..03-08"},
		{"Violence has flared in recent days.", ""},
		{"A strike is called for the whole of next week.", "next week = 03-12..03-18"},
		{"A strike is called for Monday through Wednesday.", "Monday through Wednesday = 03-12..03-14"},
		{"A strike is called for 12-14 March.", "12-14 March = 03-12..03-14"},
		{"A strike is called for 12/13 March.", "12/13 March = 03-12..03-13"},
		{"A strike is called from March 12-14, 2029.", "March 12-14, 2029 = 03-12..03-14"},
		{"The airport will stay closed until 0600 on 10 March.", "0600 on 10 March = 03-08..03-10"},
		{"The airport will stay closed until 6 a.m. Saturday.", "6 a.m. Saturday = 03-08..03-10"},
		{"The airport will stay closed for 24 hours.", "for 24 hours = 03-08..03-09"},
		{"The airport will stay closed for another two days.", "for another two days = 03-08..03-10"},
		{"The airport will stay closed over the coming 24 hours.", "over the coming 24 hours = 03-08..03-09"},
		{"The airport will stay closed for the next two to three days.", "for the next two to three days = 03-08..03-11"},
		{"The match is at 8 p.m. on Friday, 9 March.", "8 p.m. on Friday, 9 March = 03-09"},
		{"The march starts at 2pm this Sunday and ends at 6pm.", "2pm this Sunday = 03-11; 6pm = 03-11"},
		{"The ceremony on Sunday, 11 March from 10:00 to 12:00 may be a target.", "Sunday, 11 March from 10:00 to 12:00 = 03-11"},
		{"The anniversary falls on 20 March.", "20 March = 03-20"},
		{"A lockdown was ordered from 7pm on Wednesday to 7am on Friday.", "from 7pm on Wednesday to 7am on Friday = 03-07..03-09"},
		{"The prison was stormed in the night of Saturday to Sunday.", "Saturday to Sunday = 03-03..03-04"},
		{"They may attack on Saturday evening between 9 and 11 p.m.", "Saturday evening between 9 and 11 p.m. = 03-10"},
		{"They may attack on Saturday from 11 to 2 a.m.", "Saturday from 11 to 2 a.m. = 03-10..03-11"},
		{"By Tuesday nine countries had closed their consulates.", "Tuesday = 03-06"},
		{"A claim was made within hours.", ""},
		{"Changed on 10-01-2029, still valid; on 9 January men stormed a studio.", "10-01-2029 = 01-10; 9 January = 01-09"},
		{"Changed on 10-01-2029.", ""},
		{"Changed on 24-01-2029.", "24-01-2029 = 01-24"},
		{"In 2027 a bomb killed 12 people there.", "2027 = 2027-01-01..2027-12-31"},
		{"On this day in 2019 a bomb killed 12 people there.", ""},
		{"He was born on 3 May 1990.", "3 May 1990 = 1990-05-03"},
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

// TestStretches holds the ways in which a stretch of days is told by its two ends, its length, or days that follow each other; against Wednesday
// 13 June 2029.
func TestStretches(t *testing.T) {
	a := AnchorDay(2029, 6, 13, time.UTC)
	for _, c := range []struct{ text, want string }{
		{"Do not enter churches this weekend, from Friday, June 15, until the end of Sunday, June 17, and avoid crowds.", "this weekend, from Friday, June 15, until the end of Sunday, June 17 = 06-15..06-17"},
		{"Do not visit such sites between Friday, June 15, and Sunday, June 17.", "between Friday, June 15, and Sunday, June 17 = 06-15..06-17"},
		{"There may be marches from Monday until at least Friday, June 22.", "from Monday until at least Friday, June 22 = 06-18..06-22"},
		{"They called for a strike from midnight tonight until midnight on Thursday, June 14.", "from midnight tonight until midnight on Thursday, June 14 = 06-14"},
		{"A strike is planned on Wednesday 20 and Thursday 21 June.", "Wednesday 20 and Thursday 21 June = 06-20..06-21"},
		{"A strike is set for the 20th and 21st of June.", "the 20th and 21st of June = 06-20..06-21"},
		{"Avoid crowds from Friday 15 June to Sunday 17 June.", "Friday 15 June to Sunday 17 June = 06-15..06-17"},
		{"Avoid crowds from Friday, June 15 to Sunday, June 17.", "Friday, June 15 to Sunday, June 17 = 06-15..06-17"},
		{"Stay off the streets tonight or tomorrow night.", "tonight or tomorrow night = 06-13..06-14"},
		{"Marches yesterday and today turned into looting.", "yesterday and today = 06-12..06-13"},
		{"The town was shelled last night and this morning.", "last night and this morning = 06-12..06-13"},
		{"Calls have gone out for three days of protest from Monday.", "three days of protest from Monday = 06-18..06-20"},
		{"The union has called a 48-hour strike beginning on Tuesday.", "48-hour strike beginning on Tuesday = 06-19..06-20"},
		{"Marches may be held from Monday for three days.", "from Monday for three days = 06-18..06-20"},
		{"A group intends to attack the airport tonight, June 13, between 2100 and 2300 hours.", "tonight, June 13, between 2100 and 2300 hours = 06-13"},
		{"A group may strike this evening, June 13, between 9 and 11 p.m.", "this evening, June 13, between 9 and 11 p.m. = 06-13"},
		{"Attacks are possible between now and early July.", "between now and early July = 06-13..07-10"},
		{"The measures apply until a new review on Sunday afternoon.", "Sunday afternoon = 06-13..06-17"},
		{"In the run-up to 21 June attacks are possible.", "21 June = 06-13..06-21"},
		{"An attack may come within a few days.", "within a few days = 06-13..06-17"},
		{"An attack may come over the next few days.", "over the next few days = 06-13..06-16"},
		{"An attack may come over the next week.", "over the next week = 06-13..06-20"},
		{"Rioters have torched factories since the evening of Monday 11 June.", "since the evening of Monday 11 June = 06-11..06-13"},
		{"Armed men have been firing since the early hours of today.", "since the early hours of today = 06-13"},
		{"They have been missing since late on Friday.", "since late on Friday = 06-08..06-13"},
		{"Clashes have left a hundred dead since mid-May.", "since mid-May = 05-15..06-13"},
		{"Battles have gone on since early June.", "since early June = 06-01..06-13"},
		{"In late May dozens were shot.", "May = 05-20..05-31"},
		{"He was seized on 27 May last year.", "27 May last year = 2028-05-27"},
		{"She was seized in May of last year.", "May of last year = 2028-05-01..2028-05-31"},
		{"They were taken last Tuesday, June 5, in Goma.", "last Tuesday, June 5 = 06-05"},
		{"He was gunned down this lunchtime.", "this lunchtime = 06-13"},
		{"All flights are cancelled until further orders.", "until further orders = open"},
	} {
		d := text.Cut(c.text)
		var got []string
		for _, m := range Scan(d, a) {
			got = append(got, days(d, m))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%q\n\t got %s\n\twant %s", c.text, g, c.want)
		}
	}
}
