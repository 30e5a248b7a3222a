package part

import (
	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// meant reports whether a deed of a kind may be what a threat is of: "intend to hit", "may abduct".
func meant(k clause.Kind) bool {
	switch k {
	case clause.Strike, clause.Enter, clause.Kill, clause.Grab, clause.Fire:
		return true
	}
	return false
}

// likely are words of sentences that say what may be struck.
var likely = text.WordSet(`target targets targeted vulnerable deserve deserves deserved attractive mentioned listed named cited names merit merits warrant warrants`)

// goesOn reads a sentence that has no word of an event and stands in a paragraph of its own: what it says may be struck belongs to the warning.
func (s *parts) goesOn(n int) {
	st := &s.Doc.Sents[n]
	may := false
	for k := st.From; k < st.To && !may; k++ {
		may = likely.In(s.Doc, k)
	}
	if !may {
		return
	}
	for i := range s.Events {
		e := &s.Events[i]
		if e.Denied || e.Type != report.ThreatLevel && (e.Type != report.Threat || e.Stage != report.Threatened) {
			continue
		}
		if c := s.clause(n); c != nil {
			for _, d := range s.deeds(n, c) {
				if d.Kind == clause.Target {
					s.give(&d, i)
				}
			}
		}
		return
	}
}
