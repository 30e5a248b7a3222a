package advice

import (
	"strings"
	"testing"
)

// TestPhrases: the finder finds what a search for each phrase finds, wherever it stands and whatever stands before it.
func TestPhrases(t *testing.T) {
	for text, want := range map[string]phrases{
		"":                                            0,
		"Mali - Level 4: Do Not Travel":               dashLevel | dash | auPhrase,
		"Mali – level 4":                              dashLevel | dash,
		"Mali –level 4":                               0,
		"a\u00a0-\u00a0LEVEL\u00a02":                  dash | dashLevel,
		"TRAVEL ADVISORY":                             travelAdvisory,
		"the travel travel advisory":                  travelAdvisory,
		"avoid all all travel":                        0,
		"avoid avoid all travel":                      avoid,
		"avoid non-essential travel":                  avoid,
		"normal security normal security precautions": normalPrecautions,
		"a high high degree of caution":               highCaution,
		"the FCDO advises":                            fcdo | advise,
		"advice level":                                advise,
		"warnings and insurance, still current at":    ukHead,
		"reconsider your need to travel":              auPhrase,
		"security statu":                              0,
		"security status":                             securityStatus,
	} {
		if got := phrasesOf([]byte(text)); got != want {
			t.Errorf("%q: %b, want %b", text, got, want)
		}
		if got := phrasesOf([]byte("Avoi" + strings.ToUpper(text) + "x")); got&want != want {
			t.Errorf("%q in large letters: %b, want %b", text, got, want)
		}
	}
}
