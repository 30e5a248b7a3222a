package capform

import "github.com/tocsin-hub/tocsin/cap"

// EventTerm is a code of the OASIS Event Terms list, version 1.2, as other software carries it; the list itself is at
// docs.oasis-open.org/emergency. A class without a fitting term has none: a code is never guessed.
type EventTerm string

// TermList is the valueName of an EventTerm in a CAP eventCode.
const TermList = "OET:v1.2"

// Meaning is what one class of trigger (type and stage of an event) says in CAP's words. Window gives the urgency when the
// text tells a window: open at the time of issue, or beginning later.
type Meaning struct {
	Type, Stage string
	Category    []cap.Category
	Term        EventTerm
	Certainty   cap.Certainty
	Severity    cap.Severity
	Open        cap.Urgency // the window is open, or none is told
	Later       cap.Urgency // the window begins after the day of issue, or it happened before it
}

// Meanings is the one table of the trigger classes; docs/reading.md prints it. DraftCAP follows it (a test holds the two
// together) and goes beyond it only where words say more: a threat called likely or credible is Likely; people who are told to
// leave the area make it Extreme.
var Meanings = []Meaning{
	{"threat", "threatened", security, "OET-193", cap.CertaintyPossible, cap.SeveritySevere, cap.UrgencyImmediate, cap.UrgencyFuture},
	{"threat", "none", security, "", cap.CertaintyUnlikely, cap.SeverityUnknown, cap.UrgencyPast, cap.UrgencyPast},
	{"foiled_plot", "thwarted", security, "OET-120", cap.CertaintyObserved, cap.SeveritySevere, cap.UrgencyPast, cap.UrgencyPast},
	{"arrest", "none", security, "OET-120", cap.CertaintyObserved, cap.SeverityUnknown, cap.UrgencyPast, cap.UrgencyPast},
	{"attack", "accomplished", security, "OET-193", cap.CertaintyObserved, cap.SeverityExtreme, cap.UrgencyImmediate, cap.UrgencyPast},
	{"bombing", "accomplished", security, "OET-193", cap.CertaintyObserved, cap.SeverityExtreme, cap.UrgencyImmediate, cap.UrgencyPast},
	{"shooting", "accomplished", security, "OET-001", cap.CertaintyObserved, cap.SeverityExtreme, cap.UrgencyImmediate, cap.UrgencyPast},
	{"kidnapping", "accomplished", security, "OET-049", cap.CertaintyObserved, cap.SeverityExtreme, cap.UrgencyImmediate, cap.UrgencyPast},
	{"arson", "accomplished", security, "OET-049", cap.CertaintyObserved, cap.SeverityExtreme, cap.UrgencyImmediate, cap.UrgencyPast},
	{"assassination", "accomplished", security, "OET-049", cap.CertaintyObserved, cap.SeverityExtreme, cap.UrgencyImmediate, cap.UrgencyPast},
	{"hijacking", "accomplished", security, "OET-020", cap.CertaintyObserved, cap.SeverityExtreme, cap.UrgencyImmediate, cap.UrgencyPast},
	{"other", "accomplished", safety, "", cap.CertaintyObserved, cap.SeverityExtreme, cap.UrgencyImmediate, cap.UrgencyPast},
	{"other", "threatened", safety, "OET-057", cap.CertaintyPossible, cap.SeveritySevere, cap.UrgencyImmediate, cap.UrgencyFuture},
	// the level itself gives the words: see OfThreatLevel and OfAdvice
	{"threat_level", "threatened", security, "OET-177", "", "", "", ""},
	{"travel_advice", "none", security, "OET-177", "", "", "", ""},
}

var (
	security = []cap.Category{cap.CategorySecurity}
	safety   = []cap.Category{cap.CategorySafety}
)

// MeaningOf is the row of a type and stage; ok is false when the table has none. What was tried and failed has the row of what happened, but
// Severe; what was thwarted that of a foiled plot.
func MeaningOf(kind, stage string) (Meaning, bool) {
	for _, m := range Meanings {
		if m.Type == kind && m.Stage == stage {
			return m, true
		}
	}
	var m Meaning
	ok := false
	switch stage {
	case "attempted":
		m, ok = MeaningOf(kind, "accomplished")
		m.Severity = cap.SeveritySevere
	case "thwarted":
		m, ok = MeaningOf("foiled_plot", "thwarted")
	}
	m.Type, m.Stage = kind, stage
	return m, ok
}
