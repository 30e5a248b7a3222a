package correction

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// names say how the fields are called for the desk.
var names = map[Field]string{Type: "event", Stage: "stage", Actor: "actor", Target: "target", Human: "people hit", Weapon: "weapon", Place: "place", Time: "time",
	Issuer: "issuer", Audience: "addressed to", Responder: "responder", Action: "to do", Advice: "advice", Casualty: "casualties", Relation: "right to speak"}

// Name is how a field is called for the desk.
func (f Field) Name() string { return names[f] }

func plain(code string) string { return strings.ReplaceAll(code, "_", " ") }

// Says is the value that a correction leaves, in words.
func (c Correction) Says() string {
	out := c.Value
	switch c.Field {
	case Type, Stage, Action:
		out = plain(out)
	case Advice:
		out = plain(out) + ", for " + c.Role
	case Place:
		out = c.Quote
		if c.Place.Name != c.Quote {
			out += " → " + c.Place.Name
		}
		out += ", " + c.Place.Country + " (" + plain(c.Role) + ")"
	case Time:
		out += " (" + plain(c.Role) + ")"
	case Casualty:
		out += " " + plain(c.Role)
	case Relation:
		if c.Role != "" {
			out += " of " + c.Role
		}
	}
	if c.Class != "" {
		out += " (" + plain(c.Class) + ")"
	}
	return out
}

// InWords is a correction in one line: "changed place of event 1: Moscow to Tula, RU (target)".
func (c Correction) InWords() string {
	label := c.Field.Name()
	if c.Event >= 0 {
		label = fmt.Sprintf("%s of event %d", label, c.Event+1)
	} else {
		label += " of the document"
	}
	was := plain(c.Was)
	if was == "" {
		was = "the value read"
	}
	switch c.Act {
	case Remove:
		return "removed " + label + ": " + was
	case Add:
		return "added " + label + ": " + c.Says()
	case Undo:
		return "took back a correction: " + label
	}
	return "changed " + label + ": " + was + " to " + c.Says()
}

// Drawn is one value of an event that is not as the rules read it: what the desk corrected, or what a model proposed. A draft that is
// made from the event names them.
type Drawn struct {
	Report reading.ReportID `json:"report"`
	Event  int              `json:"event"`        // from 0; Document: of the whole document
	By     string           `json:"by"`           // the account that corrected it; reading.ByAssist for a model's
	Words  string           `json:"words"`        // "changed place of event 1: Moscow to Tula, RU (target)"
	At     string           `json:"at,omitempty"` // when it was corrected, RFC 3339 UTC
}

// DrawnFrom lists them for one event of a corrected report: the corrections in force of the event and of its document, then the
// values that a model proposed. rep is as corrected, its events in their places (InPlace).
func DrawnFrom(rep reading.Report, cs []Correction, ev int) []Drawn {
	var out []Drawn
	for _, c := range InForce(cs) {
		if c.Report == rep.ID && (c.Event == ev || c.Event == Document) {
			out = append(out, Drawn{Report: rep.ID, Event: c.Event, By: c.By, Words: c.InWords(), At: c.At.UTC().Format("2006-01-02T15:04:05Z07:00")})
		}
	}
	if ev < 0 || ev >= len(rep.Events) {
		return out
	}
	rep.Events[ev].Each(func(list, value string, evidence []reading.Evidence) {
		if slices.ContainsFunc(evidence, func(e reading.Evidence) bool { return e.By == reading.ByAssist }) {
			d := Drawn{Report: rep.ID, Event: ev, By: reading.ByAssist, Words: fmt.Sprintf("%s of event %d: %s", list, ev+1, plain(value))}
			if !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	})
	return out
}

// DraftCAP is reading.DraftCAP of one event, from 0, of a report as the desk corrected it; its note says what was corrected, by whom,
// and what a model proposed. who gives the name of an account. false: there is no such event, or the desk removed it.
func DraftCAP(rep reading.Report, cs []Correction, ev int, who func(account string) string) (*cap.Alert, []reading.Inference, bool) {
	rep = InPlace(rep, cs)
	if ev < 0 || ev >= len(rep.Events) || rep.Events[ev].Type == "" {
		return nil, nil, false
	}
	alert, inferred := reading.DraftCAP(&rep, &rep.Events[ev])
	var said []string
	for _, d := range DrawnFrom(rep, cs, ev) {
		if d.By != reading.ByAssist { // those are named already
			said = append(said, d.Words+" ("+who(d.By)+")")
		}
	}
	if len(said) > 0 {
		alert.Note += " Corrected by the desk: " + strings.Join(said, "; ") + "."
	}
	return alert, inferred, true
}
