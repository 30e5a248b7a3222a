package capform

import (
	"testing"

	"github.com/tocsin-hub/tocsin/cap"
)

func TestTypeOf(t *testing.T) {
	sec, met := []cap.Category{cap.CategorySecurity}, []cap.Category{cap.CategoryMet}
	for _, c := range []struct {
		event, headline string
		cats            []cap.Category
		want            string
	}{
		{"Active Shooter", "", sec, "shooting"},
		{"Bomb Threat", "", sec, "threat"},
		{"Terrorist incident", "", []cap.Category{cap.CategorySafety}, "attack"},
		{"Civil danger", "Hostages taken at a bank", sec, "kidnapping"},
		{"Security notice", "", sec, "threat"},
		{"Gale", "Gale warning", met, "other"},
		{"Threat level", "", sec, "threat_level"},
		{"Threat of event", "Threat of flooding", met, "other"},
	} {
		if got := TypeOf(&cap.Info{Event: c.event, Headline: c.headline, Categories: c.cats}); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.event, c.headline, got, c.want)
		}
	}
}

// TestEveryActionHasWords: each closed code of docs/reading.md can be said and has its CAP response.
func TestEveryActionHasWords(t *testing.T) {
	for code := range ActionWords {
		if _, ok := ResponseOf[code]; !ok {
			t.Errorf("action %s has no responseType", code)
		}
	}
	if len(ActionWords) != 16 || len(ResponseOf) != 16 {
		t.Errorf("%d actions with words, %d with a response, want 16 each", len(ActionWords), len(ResponseOf))
	}
}
