package clause

import (
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// TestDeeds reads who does what to whom with what out of single sentences. "A" who does it, "O" to what or whom, "M" with what; one line
// for each deed that tells any of them.
func TestDeeds(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Armed bandits raided a boarding school and carried off about 140 students, police said.",
			"A Armed bandits O a boarding school; A Armed bandits O about 140 students"},
		{"Heavily armed gangs forced their way into the National Penitentiary and into the jail.",
			"A Heavily armed gangs O the National Penitentiary, the jail"},
		{"Masked men with pistols, shotguns and sticks of dynamite stormed a studio.",
			"A Masked men O a studio M pistols, shotguns, sticks of dynamite"},
		{"The mayor was stabbed by a man of 40 outside his office.", "A a man of 40 O The mayor"},
		{"Two German sailors abducted off Mindanao", "O Two German sailors"},
		{"Police arrested a student on suspicion of planning to shoot worshippers at a mosque.",
			"A Police O a student; A a student O worshippers, a mosque"},
		{"Men on motorbikes attacked a market, shooting at traders and burning houses, residents said.",
			"A Men O a market; A Men O traders; A Men O houses"},
		{"Seven embassies were attacked with petrol bombs by supporters of the junta.",
			"A supporters of the junta O Seven embassies M petrol bombs"},
		{"A fisherman who tried to raise the alarm was shot.", "O A fisherman"},
		{"The attack on the bus station was claimed by the Free Front.", "O the bus station; A the Free Front"},
		{"Responsibility for the blast was claimed by the Free Front.", "A the Free Front"},
		{"No group has claimed the raid.", ""},
		{"A car bomb exploded outside a bank.", "M A car bomb"},
		{"A driver rammed a lorry into the crowd.", "A A driver O the crowd M a lorry"},
		{"Gangs in speedboats held the crew hostage.", "A Gangs O the crew"},
		{"Terrorists could target hotels, bars and places where foreigners gather.",
			"A Terrorists O hotels, bars, places where foreigners gather"},
		{"Shopping malls and Jewish and Israeli institutions are possible targets.",
			"O Shopping malls, Jewish and Israeli institutions"},
		{"Protesters set fire to the governor's residence and threw stones at police.",
			"A Protesters O the governor's residence; A Protesters O police M stones"},
		{"More than 200 visitors were injured.", "O More than 200 visitors"},
		{"A French family of seven was abducted by gunmen.", "A gunmen O A French family of seven"},
		{"There has been fighting between the Red Front and rival clans.", "A the Red Front, rival clans"},
		{"Rebels took three French engineers from a gold mine.", "A Rebels O three French engineers, a gold mine"},
		{"Helicopters took three French engineers from a gold mine.", ""},
		{"Rebels abducted three French engineers from a gold mine.", "A Rebels O three French engineers, a gold mine"},
		{"An attack with a blade or a gun is likelier than one by simple means, such as stones.", "M a blade, a gun; M stones"},
		{"They could single out embassies.", "O embassies"},
		{"The army of Mali is blamed for the raid.", ""},
		{"The Red Front is blamed for the raid.", "A The Red Front"},
		{"The threat comes from lone jihadists.", "A lone jihadists"},
		{"The president spoke to reporters in the capital.", ""},
	} {
		d := text.Cut(c.text)
		var got []string
		for n := range d.Sents {
			s := Parse(d, n, Hooks{Time: func(int) bool { return false }})
			list := func(sign string, ps []Phrase) string {
				var names []string
				for _, p := range ps {
					names = append(names, d.Slice(p.From, p.To))
				}
				if names == nil {
					return ""
				}
				return " " + sign + " " + strings.Join(names, ", ")
			}
			for _, x := range s.Deeds() {
				if line := strings.TrimSpace(list("A", x.Agents) + list("O", x.Objects) + list("M", x.Means)); line != "" {
					got = append(got, line)
				}
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, s, c.want)
		}
	}
}
