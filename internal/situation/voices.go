package situation

import (
	"slices"
	"strings"
	"unicode"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// Voice is one who speaks of a situation with knowledge of their own. Eight states that repeat one warning are one voice
// with eight echoes.
type Voice struct {
	Name string `json:"name"`
	Key  string `json:"key"`
	// Heard says that their own report is here; false: known only through those who repeat it.
	Heard   bool  `json:"heard"`
	Members []int `json:"members,omitempty"` // indexes into Situation.Members: their own reports
	Echoes  []int `json:"echoes,omitempty"`  // those who repeat them
}

// Voices lists the independent voices of the situation, the first to speak first, each with its echoes. News on what happened
// is neither: it counts as no voice.
func (s Situation) Voices() []Voice {
	order := s.InOrder()
	var out []Voice
	find := func(key string) int { return slices.IndexFunc(out, func(v Voice) bool { return v.Key == key }) }
	for _, i := range order {
		if m := s.Members[i]; m.Official() {
			k := find(m.Key)
			if k < 0 {
				out, k = append(out, Voice{Name: m.Voice, Key: m.Key, Heard: true}), len(out)
			}
			out[k].Members = append(out[k].Members, i)
		}
	}
	for _, i := range order {
		if m := s.Members[i]; m.Relation == reading.Relay {
			k := find(m.RelaysKey)
			if k < 0 {
				out, k = append(out, Voice{Name: m.Relays, Key: m.RelaysKey}), len(out)
			}
			out[k].Echoes = append(out[k].Echoes, i)
		}
	}
	return out
}

// voiceOf is who speaks in a report: its authority; for news, what published it.
func voiceOf(told Told) string {
	r, it := told.Report, told.Item
	for _, v := range []string{r.Authority, it.Origin, string(it.Source)} {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return "unknown source"
}

// office are words that make a name that of a state's government: its missions abroad, its foreign ministry and the
// government itself speak with one voice.
var office = map[string]bool{"embassy": true, "embassies": true, "consulate": true, "mission": true, "government": true,
	"governments": true, "foreign": true, "state": true, "ministry": true, "office": true, "affairs": true, "ambassador": true}

// known are authorities whose nation their name does not tell, and nations whose words are not in a list of demonyms.
var known = map[string]string{"us": "US", "usa": "US", "american": "US", "uk": "GB", "british": "GB", "britain": "GB", "fcdo": "GB", "fco": "GB",
	"smartraveller": "AU", "dfat": "AU"}

// alone are the names that need no word of office beside them.
var alone = map[string]bool{"fcdo": true, "fco": true, "smartraveller": true, "dfat": true}

// keyOf makes one key of the several names of one voice: "state:" and the nation for a state's government and its missions,
// the folded name for everybody else.
func (j Joiner) keyOf(name string, issuers []reading.Named) string {
	words := strings.FieldsFunc(strings.ToLower(strings.NewReplacer(".", "", "’", "'", "'s", "").Replace(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	words = slices.DeleteFunc(words, func(w string) bool { return w == "the" || w == "of" || w == "in" || w == "at" || w == "a" })
	if len(words) == 0 {
		return ""
	}
	nation, official := "", false
	for i, w := range words {
		official = official || office[w] || alone[w]
		if nation != "" {
			continue
		}
		if iso, ok := known[w]; ok {
			nation = iso
		} else if w == "united" && i+1 < len(words) && words[i+1] == "states" {
			nation = "US"
		} else if w == "united" && i+1 < len(words) && words[i+1] == "kingdom" {
			nation = "GB"
		} else if j.Places != nil {
			if iso, ok := j.Places.Demonym(w); ok {
				nation = iso
			} else if ps := j.Places.Lookup(w); len(ps) > 0 && ps[0].Kind == gazetteer.Country {
				nation = ps[0].Country
			}
		}
	}
	if official && nation == "" {
		for _, n := range issuers {
			if strings.EqualFold(n.Name, name) && len(n.Country) == 2 {
				nation = n.Country
			}
		}
		if slices.Contains(words, "department") && slices.Contains(words, "state") {
			nation = "US" // the State Department, which no other state calls so
		}
	}
	if official && nation != "" {
		return "state:" + nation
	}
	return strings.Join(words, " ")
}
