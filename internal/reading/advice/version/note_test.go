package version

import (
	"strings"
	"testing"
)

func TestReadNote(t *testing.T) {
	for _, c := range []struct{ note, want string }{
		{"FCDO now advises against all but essential travel to Guéra Region ('Warnings and insurance' page).", "now essential_only Guéra Region"},
		{"The FCDO no longer advises against all travel to Chad, based on the current assessment.", "no_longer no_travel Chad"},
		{"FCDO no longer advises against all but essential travel to the whole of Chad, but continues to advise against all travel to the Lake region.", "no_longer essential_only the whole of Chad; still no_travel the Lake region"},
		{"The FCO does not advise against travel to the other islands.", "no_longer unknown the other islands"},
		{"FCDO continues to advise against all travel and all but essential travel to other parts of Chad (x page).", "still no_travel other parts of Chad; still essential_only other parts of Chad"},
		{"FCDO now advises against all travel to the north and against all but essential travel to the rest of Chad.", "now no_travel the north; now essential_only the rest of Chad"},
		{"The FCDO advise against all  but essential travel to Chad due to unrest.", "now essential_only Chad"},
		{"FCDO now advises against all and all but essential travel for the Lake region (x page).", "now no_travel the Lake region; now essential_only the Lake region"},
		{"Updated information on wildfires ('Safety and security' page).", ""},
		{"Information on support where you travel against advice.", ""},
	} {
		var got []string
		for _, s := range ReadNote(c.note) {
			got = append(got, strings.TrimSpace(s.How+" "+s.Code+" "+s.Place))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q:\ngot  %s\nwant %s", c.note, s, c.want)
		}
	}
}
