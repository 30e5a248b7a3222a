package part

import (
	"slices"

	"github.com/tocsin-hub/tocsin/internal/reading/clause"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// shunned gives a threat the places that people are told to keep away from because of it, or to take care in: what may be struck. Crowds at
// large count only where nothing else is named.
func (s *parts) shunned() {
	ev := -1
	for i := range s.Events {
		if e := &s.Events[i]; e.Type == report.Threat && e.Stage == report.Threatened && !e.Denied {
			ev = i
			break
		}
	}
	if ev < 0 || s.Lang != "en" {
		return
	}
	e := &s.Events[ev]
	named := len(e.Targets) > 0
	for n := range s.Doc.Sents {
		if s.Doc.Sents[n].Section == text.Assistance || !clause.Shuns(s.Doc, n) {
			continue
		}
		c := s.clause(n)
		if c == nil {
			return
		}
		avoid, care := c.Shunned()
		for _, p := range avoid {
			s.shun(e, p, named, false)
		}
		for _, p := range care {
			s.shun(e, p, named, true)
		}
	}
}

// loose are heads of things that are no target when people are told to avoid them: where the police are, where crowds march.
var loose = text.WordSet("cordon cordons crowd crowds demonstration demonstrations protest protests rally rallies march marches meeting meetings parade game games office offices residence home homes hotel-room station " +
	"services service area areas roads road embassy consulate mission premises compound building neighbourhoods streets street village villages flights flight trip trips quarter quarters district districts part parts")

func (s *parts) shun(e *Event, p clause.Phrase, named, care bool) {
	if p.Sort != clause.Thing || p.Proper || s.takenAt(p.Head) || loose.In(s.Doc, p.Head) || s.Mission(p.From, p.To) || s.placeAt(p.Head) {
		return
	}
	switch s.Doc.Norm(p.From) {
	case "your", "such", "these", "those", "their", "our", "non-essential", "unnecessary", "political":
		return
	}
	crowd := p.Class == "crowd" || p.Class == ""
	if crowd && named {
		switch s.Doc.Norm(p.Head) {
		case "celebrations", "festivals", "festivities", "festival":
		default:
			return
		}
	}
	head := stem(s.Doc.Norm(p.Head))
	told := slices.ContainsFunc(e.Targets, func(n report.Named) bool { return stem(lastWord(n.Name)) == head })
	if !care && named && !told && (p.Class == "military" || p.Class == "police" || slices.ContainsFunc(e.Targets, func(n report.Named) bool { return n.Class == p.Class })) {
		return // "keep away from churches and mosques" where places of worship are named
	}
	if care && p.Class == "" && p.To > p.Head+1 {
		return // "be alert in locations frequented by tourists"
	}
	s.object(e, s.bare(p), clause.Strike)
}
