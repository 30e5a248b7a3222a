package story

import (
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// fillTimes gives each time to an event with its role.
func (s *story) fillTimes() {
	formal := s.Rep.Kind != "news"
	if s.Issue != nil && formal {
		s.addTime(s.Main, report.Issued, s.Issue)
		for i, e := range s.Events {
			if i != s.Main && s.Rep.Kind == "travel_advice" && (e.Type == report.TravelAdvice || s.Abroad != nil && (e.Type == report.Other || s.Warns(e))) { // a page is of one day
				s.addTime(i, report.Issued, s.Issue)
			}
		}
	}
	for i := range s.Times {
		m := &s.Times[i]
		sec := s.Section(m.From)
		if sec == text.Assistance || s.Issue != nil && m.From < s.Issue.To && s.Issue.From < m.To {
			continue
		}
		if (m.Weekday || !m.Full && !m.Clock) && text.InDateline(s.Doc, m.From, m.To) {
			continue
		}
		before, before2 := s.Doc.Norm(m.From-1), s.Doc.Norm(m.From-2)
		ev, k := s.About(m.From, func(m *scene.Mark) bool { return s.Events[m.Ev].Type != report.TravelAdvice })
		if ev < 0 && m.Form != when.Duration {
			if ev = s.BackRef(s.Doc.Tokens[m.From].Sent); ev >= 0 && s.Events[ev].Type != report.FoiledPlot {
				ev = -1 // only of a plan is the day told on its own
			}
		}
		if ev < 0 {
			if m.Form != when.Duration {
				continue
			}
			ev = s.Main
		}
		if formal && !k.Real() && m.Form != when.FurtherNotice && text.Closes(s.Doc, s.Sent(m.From)) {
			continue // when the visa section is closed
		}
		e := s.Events[ev]
		if m.Weekday && !formal && s.Rep.Lang != "en" && m.Form == when.Day && !s.Anchor.Day.IsZero() && m.Interval.From.Earliest.After(s.Anchor.Day) && (e.Stage != report.Threatened || text.WarnedOn(s.Doc, m.From, m.To)) {
			m.Interval = when.Interval{From: m.Interval.From.Add(-7 * 24 * time.Hour), To: m.Interval.To.Add(-7 * 24 * time.Hour)} // a weekday told in the past
			m.Value = m.Interval.From.Earliest.Format(time.DateOnly)
		}
		future := !s.Anchor.Day.IsZero() && m.Interval.Known() && m.Interval.To.Latest.After(s.Anchor.Day.AddDate(0, 0, 1)) || m.Form == when.Duration
		future = future || m.Form == when.Span && m.Interval.To.Open() && !m.Interval.From.Open() || m.Ahead && (e.Type == report.FoiledPlot && m.Form == when.Days || e.Type == report.Threat && e.Stage == report.Threatened)
		if m.Daily && e.Stage != report.Accomplished {
			continue // "avoid going out between 22:00 and 05:00": the hours of every day are no window of the threat
		}
		if s.Anchor.Day.IsZero() && m.Interval.Known() && e.Stage == report.Threatened {
			future = true // an unknown day of issue: a threat's date is its window
		}
		if (e.Stage == report.Accomplished || e.Type == report.FoiledPlot || e.Type == report.Arrest) && m.Weekday && (text.SaidOn(s.Doc, m.From) || s.Abroad != nil && s.Abroad.Ends("vrb", "says", m.From)) {
			continue
		}
		switch {
		case before == ":" && (before2 == "update" || before2 == "updated") && e.Stage == report.Accomplished:
			continue // "Latest update: 13 September - attack near": the day of the page
		case m.Form == when.FurtherNotice:
			if e.Type == report.TravelAdvice || e.Key == "denial" || e.Stage == report.Accomplished {
				ev = s.Main
			}
			s.addTime(ev, report.Expires, m)
		case text.Expires(s.Doc, m.From):
			s.addTime(s.Main, report.Expires, m)
		case s.Abroad != nil && s.Abroad.Ends("last", "updates", m.From):
			s.addTime(s.Main, report.Updates, m)
		case (before == "of" || before == "on") && (before2 == "alert" || before2 == "message" || before2 == "alerts" || before2 == "notice"):
			s.addTime(s.Main, report.Updates, m)
		case m.Form == when.Duration:
			if e.Stage == report.Accomplished {
				ev = s.Main
			}
			s.anchorToWarning(i)
			s.addTime(ev, report.Window, m)
		case e.Stage == report.Accomplished && !future && m.Form != when.Span || e.Type == report.Arrest || e.Type == report.FoiledPlot && !future || e.Type == report.ThreatLevel:
			if m.Form == when.Since && e.Type == report.ThreatLevel || !k.Real() && s.Rep.Kind == "news" && e.Stage == report.Accomplished {
				continue
			}
			s.addTime(ev, report.EventAt, m)
		case future && (e.Type == report.Threat || e.Type == report.Other || e.Type == report.FoiledPlot):
			s.addTime(ev, report.Window, m)
		case future && m.Form == when.Span:
			s.addTime(s.Main, report.Window, m)
		case e.Type == report.Threat && e.Key == "lifted" && m.Form == when.Days:
			s.addTime(ev, report.Window, m)
		case e.Type == report.Threat && !formal && m.OneDay() && text.WarnedOn(s.Doc, m.From, m.To):
			s.addTime(ev, report.Issued, m)
		case e.Key == "denial" && k.Real():
			s.addTime(ev, report.EventAt, m)
		case s.Events[s.Main].Stage == report.Accomplished && m.Form == when.Day && sec == text.Event:
			s.addTime(s.Main, report.EventAt, m)
		}
	}
}

// anchorToWarning counts a relative window from the day on which the text says that the warning was given ("On 7 March the
// embassy warned ... for 48 hours"), and not from the day of the text that repeats it.
func (s *story) anchorToWarning(i int) {
	m := &s.Times[i]
	for k := i - 1; k >= 0 && k > i-4 && s.Doc.SameSent(s.Times[k].From, m.From); k-- {
		d := &s.Times[k]
		at := d.Interval.From.Earliest
		if d.Form != when.Day || at.IsZero() || at.After(s.Anchor.Day) || !text.WarnedOn(s.Doc, d.From, d.To) || m.Interval.From.Open() {
			continue
		}
		shift := at.Sub(s.Anchor.Day)
		if s.Anchor.At.IsZero() {
			m.Interval = when.Interval{From: m.Interval.From.Add(shift), To: m.Interval.To.Add(shift)}
		} else if shift < 0 {
			length := m.Interval.To.Latest.Sub(m.Interval.From.Latest)
			m.Interval = when.Window(when.Anchor{Day: at, Zone: s.Anchor.Zone}, length, length)
		}
		return
	}
}

func (s *story) addTime(ev int, role report.TimeRole, m *when.Mention) {
	e := s.Events[ev]
	for i := range e.Times {
		t := &e.Times[i]
		if t.Role == role && (t.Interval.SameDays(m.Interval) || role == report.Expires && m.Form == when.FurtherNotice && t.Value == m.Value) {
			if len(t.Evidence) < scene.MaxEvidence {
				t.Evidence = append(t.Evidence, s.Words(m.From, m.To))
			}
			return
		}
	}
	if len(e.Times) < 20 {
		e.Times = append(e.Times, report.Time{Role: role, Value: m.Value, Interval: m.Interval, Relative: m.Relative, Evidence: []report.Evidence{s.Words(m.From, m.To)}})
	}
}
