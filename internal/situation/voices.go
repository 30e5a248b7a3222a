package situation

import (
	"slices"

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
