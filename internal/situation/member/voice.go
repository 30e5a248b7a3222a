package member

import (
	"slices"
	"strings"
	"unicode"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// office are words that make a name that of a state's government: its missions abroad, its foreign ministry and the
// government itself speak with one voice. Security services are voices of their own.
var office = map[string]bool{"embassy": true, "embassies": true, "consulate": true, "mission": true, "government": true,
	"governments": true, "foreign": true, "ministry": true, "affairs": true, "ambassador": true, "dfat": true, "fcdo": true, "fco": true,
	"smartraveller": true, "auswärtiges": true, "auswärtige": true}

// nations are words that tell a nation and stand in no list of demonyms, or that are the name of its foreign service.
var nations = map[string]string{"us": "US", "usa": "US", "american": "US", "uk": "GB", "british": "GB", "britain": "GB", "fcdo": "GB", "fco": "GB",
	"commonwealth": "GB", "smartraveller": "AU", "dfat": "AU", "auswärtiges": "DE", "auswärtige": "DE"}

// keyOf makes one key of the several names of one voice: "state:" and the nation for a state's government and its missions,
// the folded name for everybody else.
func (j Scale) KeyOf(name string, issuers []reading.Named) string {
	words := strings.FieldsFunc(strings.ToLower(strings.NewReplacer(".", "", "’s", "", "'s", "").Replace(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	words = slices.DeleteFunc(words, func(w string) bool { return w == "the" || w == "of" || w == "in" || w == "at" || w == "a" })
	if len(words) == 0 {
		return ""
	}
	folded := strings.Join(words, " ")
	nation, said, official := "", 0, false
	for i := range words {
		official = official || office[words[i]]
		if nation == "" {
			nation, said = j.nation(words[i:])
		}
	}
	switch {
	case strings.HasSuffix(folded, "state department"), strings.HasSuffix(folded, "department state"): // no other state calls its own so
		nation, official = "US", true
	case nation != "" && said == len(words): // "Britain": a state speaks through its government
		official = true
	}
	if official && nation == "" {
		for _, n := range issuers {
			if strings.EqualFold(n.Name, name) && len(n.Country) == 2 {
				nation = n.Country
			}
		}
	}
	if official && nation != "" {
		return "state:" + nation
	}
	return folded
}

// nation reads the nation that the words begin with, and how many words tell it.
func (j Scale) nation(words []string) (iso string, n int) {
	if len(words) > 1 && words[0] == "united" {
		switch words[1] {
		case "states":
			if len(words) > 2 && words[2] == "america" {
				return "US", 3
			}
			return "US", 2
		case "kingdom":
			return "GB", 2
		}
	}
	if iso, ok := nations[words[0]]; ok {
		return iso, 1
	}
	if j.Places == nil {
		return "", 0
	}
	for n := min(3, len(words)); n > 0; n-- {
		if ps := j.Places.Lookup(strings.Join(words[:n], " ")); len(ps) > 0 && ps[0].Kind == gazetteer.Country {
			return ps[0].Country, n
		}
	}
	if iso, ok := j.Places.Demonym(words[0]); ok {
		return iso, 1
	}
	return "", 0
}
