package reading

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPlacesOfEvents: an event has the places that its text puts it in, not those that the text only names.
func TestPlacesOfEvents(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// the town of a headline or a dateline belongs to what they tell
		{"Dozens dead in Ankara car bomb\n\nA car packed with explosives blew up beside a row of bus stops on Sunday, killing 37 people, Turkish officials said.", "Ankara"},
		{"Knife attack at shopping mall\n\nSEONGNAM, South Korea, Aug. 4 - A man with a knife attacked shoppers at a department store and wounded nine, police said.", "Seongnam-si"},
		{"MOSCOW, 30 December 2028 - A suicide bomber killed 14 people on a trolleybus in Volgograd on Monday, officials said.", "Volgograd"},
		// sides of a conflict, backers and branches
		{"PARIS, 9 March 2029 - The war between Israel and Hamas is stirring up feelings. A man stabbed a teacher to death at a school in Arras on Friday, police said.", "Arras"},
		{"TORONTO, 9 March 2029 - Gunmen with guidance from al-Qaeda elements in Iran shot dead two people in Montreal on Friday, police said.", "Montréal"},
		// who speaks and where
		{"JAKARTA, 9 March 2029 - A bomb killed three people at a church in Makassar on Sunday, the police chief told reporters in Bandung.", "Makassar"},
		{"LONDON, 9 March 2029 - Gunmen killed four people in Belfast on Friday, according to the First Minister of Scotland.", "Belfast"},
		{"GENEVA, 9 March 2029 - Two men shot dead a guard in Basel on Friday, police said. Inspectors from London and Moscow are on their way.", "Basel"},
		// what is spared
		{"TRIPOLI, Libya, 9 March 2029 - Militias shot dead six people in Tripoli on Friday, officials said. Misrata, which has stayed calm, took in the flights.", "Tripoli"},
		{"BANGKOK, 9 March 2029 - A bomb killed two soldiers in Yala on Friday, police said. Phuket and Chiang Mai are a long way from the fighting.", "Yala"},
		// where a relative clause tells what was done there
		{"ROME, 9 March 2029 - Police in Bari, where a man shot dead two women on Friday, are still looking for him.", "Bari"},
		// "in TOWN police", but not the police of a place
		{"ANKARA, 9 March 2029 - In Adana police arrested nine men suspected of planning a bomb attack, officials said.", "Adana"},
		// streets and quarters are told with their town
		{"NEW ORLEANS, 9 March 2029 - A man shot dead three people on Bourbon Street in New Orleans on Friday, police said.", "Bourbon Street; New Orleans"},
		// houses and people are no towns
		{"BAMAKO, 9 March 2029 - Five people were shot dead at La Terrasse, a bar popular with foreigners, in Bamako on Friday, police said.", "Bamako"},
		{"QUITO, 9 March 2029 - Fernando Villavicencio, a former journalist, was shot dead in Guayaquil on Friday, police said.", "Guayaquil"},
	} {
		rep, err := theReader().Read(itemOf([]byte(c.text), time.Date(2029, 3, 9, 0, 0, 0, 0, time.UTC)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range rep.Events {
			for _, p := range e.Places {
				if !slices.Contains(got, p.Name) {
					got = append(got, p.Name)
				}
			}
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n got %q, want %q", c.text, g, c.want)
		}
	}
}

// TestPlacesOfAdvice: a page's advice has every division and town that it is for, whether in the sentence of the level, in a list below it, or in a
// sentence that only says how to take them.
func TestPlacesOfAdvice(t *testing.T) {
	const us, uk, ca, nl = "Travel Advisory: Nigeria\nU.S. Department of State, March 8, 2029\n\nNigeria - Level 3: Reconsider Travel\n\n", "Foreign travel advice: Mali\nStill current at: 8 March 2029\n\n",
		"Niger travel advice\nGovernment of Canada - last updated: March 8, 2029\n\n", "Travel advice: Ecuador\nModified: 08-03-2029 | Still valid on: 08-03-2029\n\n"
	for _, c := range []struct{ text, want string }{
		{us + "Do not travel to:\n\n- Borno, Yobe and Adamawa states due to terrorism and kidnapping\n- Bayelsa and Rivers states (with the exception of Port Harcourt) due to crime\n", "Adamawa; Bayelsa State; Borno State; Nigeria; Rivers State; Yobe State"},
		{uk + "FCDO advises against all travel to the provinces and cities of:\n\nKidal\nGao\nTimbuktu\n", "Gao; Kidal; Mali; Timbuktu"},
		{ca + "Avoid all travel to the regions of Tillabéri and Diffa because of the threat of attacks near Ayorou. The same goes for travel to Agadez.\n", "Agadez; Diffa; Tillabéri Region"},
		{nl + "Do not travel to the province of Esmeraldas. For the province of Guayas the colour code goes from yellow to orange.\n", "Esmeraldas; Guayas"},
	} {
		rep, err := theReader().Read(itemOf([]byte(c.text), time.Date(2029, 3, 8, 0, 0, 0, 0, time.UTC)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range rep.Events {
			for _, p := range e.Places {
				if e.Type == TravelAdvice && !slices.Contains(got, p.Place.Name) {
					got = append(got, p.Place.Name)
				}
			}
		}
		slices.Sort(got)
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n got %q, want %q", c.text, g, c.want)
		}
	}
}
