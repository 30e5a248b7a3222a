package advice

import (
	"strings"
	"testing"

	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// TestWords reads the forms of five governments.
func TestWords(t *testing.T) {
	l := text.Compile(Entries)
	for _, c := range []struct{ text, want string }{
		// United States
		{"Level 1: Exercise Normal Precautions", Normal},
		{"Ruritania - Level 2: Exercise Increased Caution", Caution},
		{"Level 3: Reconsider Travel", EssentialOnly},
		{"Level 4: Do Not Travel", NoTravel},
		{"Do not travel to Ruritania due to unrest.", NoTravel},
		{"Reconsider travel to Ruritania due to crime.", EssentialOnly},
		{"Exercise increased caution in Ruritania.", Caution},
		// United Kingdom
		{"FCDO advises against all travel to Ruritania.", NoTravel},
		{"FCDO advises against all but essential travel to Ruritania.", EssentialOnly},
		{"The FCDO does not advise against travel to Ruritania.", Normal},
		{"advising against all travel to Ruritania", NoTravel},
		// Canada
		{"Avoid all travel to Ruritania.", NoTravel},
		{"AVOID NON-ESSENTIAL TRAVEL", EssentialOnly},
		{"Exercise a high degree of caution in Ruritania.", Caution},
		{"Take normal security precautions", Normal},
		// Australia
		{"We continue to advise: do not travel to Ruritania.", NoTravel},
		{"Reconsider your need to travel to Ruritania overall.", EssentialOnly},
		{"Exercise a high degree of caution", Caution},
		{"Exercise normal safety precautions in Ruritania", Normal},
		// Germany
		{"Travel to Ruritania is warned against.", NoTravel},
		{"German nationals are called on to leave the country.", Depart},
		// no advice
		{"Travel with care and enjoy the beaches.", ""},
		{"Travellers need a visa.", ""},
	} {
		got := map[string]bool{}
		for _, h := range l.Match(text.Cut(c.text)) {
			got[h.Rule.Code] = true
		}
		var codes []string
		for k := range got {
			codes = append(codes, k)
		}
		if s := strings.Join(codes, "+"); s != c.want {
			t.Errorf("%q: %q, want %q", c.text, s, c.want)
		}
	}
}
