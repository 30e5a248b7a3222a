package reading

import (
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// daysOf writes the times of a report: events in their order parted by " | ", each time as its role's letter and its local days.
func daysOf(rep report.Report) string {
	var events []string
	for i := range rep.Events {
		var ts []string
		for k := range rep.Events[i].Times {
			m := &rep.Events[i].Times[k]
			from, to := m.Interval.Hull()
			s := string(m.Role) + " "
			if !from.IsZero() {
				s += from.Format("2 Jan")
				if from.Year() != 2024 {
					s += from.Format(" 2006")
				}
			}
			if to.IsZero() {
				s += " open"
			} else if last := to.Add(-time.Nanosecond); last.Format(time.DateOnly) != from.Format(time.DateOnly) {
				s += " to " + last.Format("2 Jan")
			}
			ts = append(ts, s)
		}
		events = append(events, strings.Join(ts, ", "))
	}
	return strings.Join(events, " | ")
}

// TestDaysOfNews holds which days a story gives to which event, and in which role. All stories are of Tuesday 14 May 2024.
func TestDaysOfNews(t *testing.T) {
	for _, c := range []struct{ says, want string }{
		// the day of the deed, not of who spoke of it
		{"Gunmen opened fire on a bus near Marseille late on Monday night, killing three people, police said on Tuesday.", "event 13 May"},
		{"Gunmen opened fire on a bus in Marseille. Three people were killed on Monday, the mayor told a radio station on Tuesday.", "event 13 May"},
		{"At least ten worshippers were shot dead in a mosque in Katsina during Friday prayers, residents told reporters on Saturday.", "event 10 May"},
		{"Parents said on Tuesday that more than 90 girls were missing after gunmen raided their school in Dapchi the previous evening.", "event 13 May"},
		{"The number of people killed in Sunday's bombing of a church in Kano rose overnight to 29.", "event 12 May"},
		{"A car bomb exploded at 9:30 a.m. on May 13 at a police academy in Bogota, killing 21 cadets. The academy was to celebrate its anniversary in July.", "event 13 May"},
		{"A bomb killed ten people in a market in Kano on Sunday. It went off at 18:45 beside a row of bus stops.", "event 12 May"},
		{"The siege of a cafe in Dhaka, which began on Friday evening and ended on Saturday morning, left 20 hostages dead.", "event 10 May to 11 May"},
		{"Three bombers struck the airport of Istanbul this week, killing 41 people. The attack took place on 13 May at around 10 pm.", "event 13 May"},
		// other days of one story
		{"A car bomb killed 12 people in Baghdad on Tuesday, a day after a bomber struck a mosque in Mosul.", "event 14 May | event 13 May"},
		{"A car bomb killed 12 people in Baghdad on Monday. In January 2016, 30 people died in an attack on a hotel in Basra.", "event 13 May | event 1 Jan 2016 to 31 Jan"},
		{"Gunmen seized a couple from their yacht off Jolo on 5 May. In 2000 the same group abducted 21 tourists from Sipadan.", "event 5 May | event 1 Jan 2000 to 31 Dec"},
		{"A bomb killed ten people in Kano on Sunday. It was the worst attack in the city since 2015.", "event 12 May"},
		{"A bomb killed ten people in Kano on Sunday. A curfew has been in force since Monday, and schools will open again on Thursday.", "event 12 May"},
		{"A bomb killed ten people in Kano on Sunday. A funeral was held on Monday, and the president declared a state of emergency for 30 days.", "event 12 May"},
		{"A man was arrested in Luton in the early hours of Monday on suspicion of preparing terrorist acts. He will appear in court on Friday.", "event 13 May"},
		// plots: the day of the arrests, the day that was meant
		{"Four men were detained in raids in Sydney on Saturday over an alleged plot to bring down an aircraft, the prime minister said on Sunday.", "event 11 May"},
		{"Spain's interior ministry said on Monday it had broken up a cell that planned to attack a church in Granada on Whit Sunday.", "window 19 May, event 13 May"},
		{"Police in Jakarta arrested four men on Saturday who had planned to bomb the palace this morning.", "event 11 May, window 14 May"},
		// words of place do not put a deed ahead; a date that is told lies behind
		{"A bomb tore through a crowded cafe in Kano on Saturday evening, killing nine people.", "event 11 May"},
		{"A bomb killed ten people in Kano on Sunday. On 3 December a bomb in a bus there killed 15 people.", "event 12 May | event 3 Dec 2023"},
		{"Two days after gunmen shot dead five people in a bar in Marseille, the police have found no trace of them.", "event 12 May"},
		// what happened before and after it
		{"A bomb killed ten people in Kano on Sunday. The body of a guard was found on Monday.", "event 12 May"},
		// warnings that a story relays
		{"The Australian embassy warned on Sunday that militants may be planning attacks in Jakarta over the next two weeks.", "issued 12 May, window 12 May to 26 May"},
		{"In a message on Sunday evening the US consulate in Barcelona said that terrorists might attack tourists on Las Ramblas.", "issued 12 May"},
		{"The US embassy in Nairobi warned on Monday of possible attacks on hotels. The police said on Tuesday that there was no cause for panic.", "issued 13 May | event 14 May"},
	} {
		rep := readBytes(t, []byte("A headline on the news\n\nAMSTERDAM, 14 May 2024 - "+c.says+"\n"), time.Time{})
		if got := daysOf(rep); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.says, got, c.want)
		}
	}
}

// TestDaysOfPapers holds what an office's own paper of 14 May 2024 gives its days to.
func TestDaysOfPapers(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an alert with a window, and one that it takes the place of",
			"Security Alert: Possible attack on hotels in Bamako\nU.S. Embassy Bamako, Mali\nMay 14, 2024\n\nThe Embassy has received information about possible attacks on hotels in Bamako on Friday, May 17. The consular section will be closed on Monday. This message supersedes our Security Alert of April 30.\n",
			"issued 14 May, window 17 May, updates 30 Apr"},
		{"hours of a demonstration",
			"Demonstration Alert: Planned protest at Independence Square\nU.S. Embassy Kyiv\nMay 14, 2024\n\nA demonstration is expected to take place on Saturday, May 18, from 10:00 to 16:00 at Independence Square. Avoid the area.\n",
			"issued 14 May, window 18 May"},
		{"a curfew of every night is no window",
			"Security Alert: Gunfire in Port-au-Prince\nU.S. Embassy Port-au-Prince\nMay 14, 2024\n\nGangs attacked a police station in Port-au-Prince on Monday. A curfew is in force between 19:00 and 05:00. Stay at home.\n",
			"issued 14 May, event 13 May"},
		{"a letter with an office, an address and a date is the office's own",
			"AUSTRALIAN HIGH COMMISSION\nRiverside Drive, Nairobi\n14 May 2024\n\nTo: all registered Australians in Kenya\n\nWe have received information that terrorists may attack hotels in Nairobi in the coming days. The school fair in July is not affected.\n",
			"issued 14 May, window 14 May to 17 May"},
		{"a deed of yesterday is what an alert is about, and not what may follow",
			"Message for U.S. Citizens: Explosion at a stadium\nU.S. Embassy Antananarivo\nMay 14, 2024\n\nA bomb exploded at a stadium in Antananarivo on Monday, killing two people. Further attacks are possible.\n",
			" | issued 14 May, event 13 May"},
		{"a deed of last week is told beside the warning",
			"Security Message for U.S. Citizens\nU.S. Embassy Jakarta\nMay 14, 2024\n\nLast Tuesday a car bomb exploded at a hotel in Jakarta, killing twelve people. The Embassy has information that further attacks on hotels in Jakarta are planned through May 20.\n",
			"issued 14 May, window 14 May to 20 May | event 7 May"},
		{"a page is of the day on which it was changed, not of those on which it is still valid",
			"Foreign travel advice: Kenya\nStill current at: 15 May 2024\nUpdated: 14 May 2024\n\nThe FCDO advise against all travel to Garissa County. Ramadan, which begins today, is no danger.\n",
			"issued 14 May"},
	} {
		rep := readBytes(t, []byte(c.text), time.Time{})
		if rep.Kind == "news" {
			t.Errorf("%s: read as news", c.name)
		}
		if got := daysOf(rep); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
