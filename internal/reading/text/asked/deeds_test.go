package asked_test

import (
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/text/asked"
)

// TestDeeds: what people are told in plain verbs is read from the verb and the nouns beside it, whatever phrase it is told in.
func TestDeeds(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		// the same verb, other nouns
		{"Look under your car before you drive off.", "stay_alert"},
		{"Look for updates on local television.", "monitor_media"},
		{"Look at your exit options once more.", "review_plans"},
		{"Tell the police of anything odd.", "report"},
		{"Tell your hotel and your family how you are.", "keep_contact"},
		{"Take a different road to work each day.", "vary_routes"},
		{"Take cover in the basement.", "shelter"},
		{"Keep your departure times irregular.", "vary_routes"},
		{"Keep your whereabouts private.", "keep_low_profile"},
		{"Keep the Embassy informed of where you are.", "keep_contact"},
		// what is not to be done
		{"Do not let yourself be drawn into crowds.", "avoid_gatherings"},
		{"Please do not set foot in the market district.", "avoid_area"},
		{"Do not set foot outside.", "shelter"},
		{"You should on no account go near the barracks.", "avoid_area"},
		{"Never attempt to drive through a roadblock.", "avoid_area"},
		{"Do not make yourself conspicuous.", "keep_low_profile"},
		{"No holiday parties or public meetings until Sunday.", "avoid_gatherings"},
		{"No trips by road beyond the river.", "avoid_travel"},
		{"Go where the crowds are not.", "avoid_gatherings"},
		// who is told, and how
		{"The Embassy asks all Americans to re-examine their own security.", "review_plans"},
		{"It recommends that its nationals take shelter and monitor local media.", "shelter monitor_media"},
		{"Staff have been forbidden to visit restaurants in the city.", "avoid_area"},
		{"Employees may not go to clubs or bars.", "avoid_area"},
		{"Private citizens may wish to put off their trips.", "avoid_travel"},
		{"We ask every national: 1) not to go out after nightfall; 2) to ring the duty officer about any car that follows you.", "shelter report"},
		{"Wherever you are in the city, stay clear of marches.", "avoid_gatherings"},
		{"Americans who choose to stay ought to lie low, keep to no fixed routine, and see that the consular section has their telephone number.", "keep_low_profile vary_routes keep_contact"},
		{"If you see a suspicious bag, tell a guard.", "report"},
		{"Whoever decides to remain should register with the Consular Section and observe curfews as they are imposed.", "enroll follow_authorities"},
		{"Make sure that your registration is up to date.", "enroll"},
		{"Leave your houses only if you have to.", "avoid_travel"},
		// nothing to do for those who read it
		{"The police should look at the cars.", ""},
		{"The gunmen told the guards nothing and drove to the market.", ""},
		{"Two men look after the embassy.", ""},
		{"The authorities must review their plans.", ""},
		{"He kept the radio on and told his family.", ""},
		{"Keep some food, water and cash in the house.", ""},
	} {
		d := text.Cut(c.sentence)
		var got []string
		for n := range d.Sents {
			asked.Deeds(d, n, func(int) bool { return false }, func(code string, from, to int) { got = append(got, code) })
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q tells %q, want %q", c.sentence, s, c.want)
		}
		d.Free()
	}
}
