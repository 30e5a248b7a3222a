package story

import (
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/office"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// dating is the work of giving times to events.
type dating struct {
	*story
	formal bool
	used   []bool // of s.Times: given to an event
	bare   []late // clock times without a day, which count only where the event has none
	voiced []late // days on which somebody told of the event, which count only where nothing else tells its day
}

// late is a time kept back until all others are given.
type late struct{ time, ev int }

// fillTimes gives each time to an event with its role.
func (s *story) fillTimes() {
	d := &dating{story: s, formal: s.Rep.Kind != "news", used: make([]bool, len(s.Times))}
	if s.Issue != nil && d.formal {
		d.issued()
	}
	for i := range s.Times {
		d.give(i)
	}
	d.keptBack()
	d.undated()
	for _, e := range d.Events {
		d.sharpen(e)
	}
}

// sharpen leaves out the weeks, months and years of an event that hold a shorter time of it.
func (d *dating) sharpen(e *scene.Thread) {
	length := func(t *report.Time) time.Duration { return t.Interval.To.Latest.Sub(t.Interval.From.Earliest) }
	e.Times = slices.DeleteFunc(e.Times, func(t report.Time) bool {
		if _, end, days := strings.Cut(t.Value, "/"); t.Role != report.EventAt || !t.Interval.Known() || length(&t) < 60*time.Hour || days && !strings.HasPrefix(end, "P") || strings.EqualFold(d.Doc.Text[t.Evidence[0].Start:min(len(d.Doc.Text), t.Evidence[0].Start+5)], "since") {
			return false
		}
		return slices.ContainsFunc(e.Times, func(x report.Time) bool {
			return x.Role == report.EventAt && x.Interval.Known() && 2*length(&x) < length(&t) && !x.Interval.From.Earliest.Before(t.Interval.From.Earliest) && !x.Interval.To.Latest.After(t.Interval.To.Latest)
		})
	})
}

// issued gives the day of an office's own paper to what it announces: the first event that it tells, or the denial by which it answers a
// warning; and to the threats of an alert about travel, and to the advice and the threats of a page of advice, which is of one day.
func (d *dating) issued() {
	main := d.Main
	page := d.Rep.Kind == "travel_advice"
	if d.Abroad == nil && !page {
		main = d.announced()
	}
	if t := slices.IndexFunc(d.Events, func(e *scene.Thread) bool { return e.Key == "denial" }); t >= 0 && d.Abroad == nil && d.Rep.Kind == "official_statement" && d.Warns(d.Events[d.Main]) && d.othersWarn(d.Doc.Tokens[d.Events[d.Main].First].Sent) {
		main = t // the statement answers a warning
	}
	standing := func(e *scene.Thread) bool {
		return e.Type == report.TravelAdvice || d.Warns(e) || e.Type == report.Other
	}
	if !page || d.Abroad != nil || !slices.ContainsFunc(d.Events, standing) {
		d.addTime(main, report.Issued, d.Issue)
	}
	for i, e := range d.Events {
		if i == main && !page {
			continue
		}
		switch {
		case page && (standing(e) || i == d.Main && d.Doc.Tokens[e.First].Sent < 12 && text.Changed(d.Doc, d.Sent(e.First))), d.Abroad == nil && (d.Rep.Kind == "embassy_alert" && d.Warns(e) && d.Events[main].Type == report.TravelAdvice || d.Rep.Kind == "official_statement" && e.Type == report.TravelAdvice):
			d.addTime(i, report.Issued, d.Issue)
		}
	}
}

// announced is the event that a paper is about: the first that it tells. Beside a warning these are only told as its reason: arrests, plots,
// what lies days back; and beside any event a denial by the way.
func (d *dating) announced() int {
	warned := slices.ContainsFunc(d.Events, d.Warns)
	warns := d.Warns(d.Events[d.Main])
	first := -1
	for i, e := range d.Events {
		deed := e.Stage == report.Accomplished || e.Stage == report.Attempted
		switch {
		case e.Stage == report.NoStage && e.Type == report.Threat && i != d.Main:
			continue
		case warns && d.Rep.Kind == "official_statement" && (e.Type == report.TravelAdvice || deed && e.First > d.Issue.From):
			continue
		case d.Rep.Kind == "embassy_alert" && warned && (e.Type == report.Arrest || e.Type == report.FoiledPlot || deed && d.age(e) >= 2):
			continue
		case d.age(e) > 30:
			continue
		}
		if first < 0 || e.First < d.Events[first].First {
			first = i
		}
	}
	if first < 0 {
		return d.Main
	}
	return first
}

// age is how many days before the issue an event ended, as far as its words tell; 0 where they do not.
func (d *dating) age(e *scene.Thread) int {
	if e.Days.To.IsZero() || d.Anchor.Day.IsZero() {
		return 0
	}
	return int(d.Anchor.Day.AddDate(0, 0, 1).Sub(e.Days.To).Hours() / 24)
}

// othersWarn reports whether a sentence tells of what missions or other countries told their people.
func (d *dating) othersWarn(sent int) bool {
	return text.Speaks(d.Doc, &d.Doc.Sents[sent]) && (text.Foreign(d.Doc, &d.Doc.Sents[sent]) ||
		slices.ContainsFunc(d.OrgsIn(sent), func(o office.Org) bool { return o.Kind == "embassy" || o.Kind == "consulate" }))
}

// give settles the event and the role of one time.
func (d *dating) give(i int) {
	s, m := d.story, &d.Times[i]
	sec := s.Section(m.From)
	if sec == text.Assistance || s.Issue != nil && m.From < s.Issue.To && s.Issue.From < m.To {
		return
	}
	if (m.Weekday || !m.Full && !m.Clock) && text.InDateline(s.Doc, m.From, m.To) {
		return
	}
	before, before2 := s.Doc.Norm(m.From-1), s.Doc.Norm(m.From-2)
	if d.formal && text.Valid(s.Doc, m.From) || text.Begins(s.Doc, m.From) {
		return // "still current at 10 July", "Ramadan, which begins today"
	}
	ev, k := s.owner(i)
	if ev < 0 && m.Form != when.Duration {
		if ev = s.BackRef(s.Doc.Tokens[m.From].Sent); ev >= 0 && s.Events[ev].Type != report.FoiledPlot {
			ev = -1 // only of a plan is the day told on its own
		}
	}
	if ev < 0 {
		if m.Form != when.Duration && !d.told(m) {
			return
		}
		ev = s.Main
	}
	if d.formal && !k.Real() && m.Form != when.FurtherNotice && text.Closes(s.Doc, s.Sent(m.From)) {
		return // when the visa section is closed
	}
	e := s.Events[ev]
	if m.Weekday && !d.formal && s.Rep.Lang != "en" && m.Form == when.Day && !s.Anchor.Day.IsZero() && m.Interval.From.Earliest.After(s.Anchor.Day) && (e.Stage != report.Threatened || text.WarnedOn(s.Doc, m.From, m.To)) {
		m.Interval = when.Interval{From: m.Interval.From.Add(-7 * 24 * time.Hour), To: m.Interval.To.Add(-7 * 24 * time.Hour)} // a weekday told in the past
		m.Value = m.Interval.From.Earliest.Format(time.DateOnly)
	}
	if m.Loose {
		d.settle(m)
	}
	future := !s.Anchor.Day.IsZero() && m.Interval.Known() && m.Interval.To.Latest.After(s.Anchor.Day.AddDate(0, 0, 1)) || m.Form == when.Duration
	future = future || m.Form == when.Span && m.Interval.To.Open() && !m.Interval.From.Open() || m.Ahead && (e.Type == report.FoiledPlot && m.Form == when.Days || e.Type == report.Threat && e.Stage == report.Threatened)
	if m.Daily {
		return // "avoid going out between 22:00 and 05:00": the hours of every day are no window of the threat
	}
	if s.Anchor.Day.IsZero() && m.Interval.Known() && e.Stage == report.Threatened {
		future = true // an unknown day of issue: a threat's date is its window
	}
	happened := e.Stage == report.Accomplished || e.Stage == report.Attempted || e.Stage == report.Thwarted || e.Type == report.Arrest
	english := s.Abroad == nil
	if happened && m.Weekday && !english && s.Abroad.Ends("vrb", "says", m.From) {
		return
	}
	if english {
		switch {
		case m.Bare && happened:
			d.bare = append(d.bare, late{i, ev})
			return
		case m.Bare && e.Type == report.ThreatLevel && k.Real():
			d.bare = append(d.bare, late{i, ev})
			return
		case m.Bare && s.Warns(e), m.Bare && e.Type == report.ThreatLevel:
			return // "call 0900"
		case happened && !d.formal && (text.Counts(s.Doc, m.From) || k.Real() && s.Commas(min(k.From, m.From), max(k.From, m.From)) > 0 && text.Aftermath(s.Doc, m.From, m.To)):
			return
		case e.Stage == report.Accomplished && !d.formal && text.Arrested(s.Doc, m.From) && !d.beside(m, k):
			return
		case m.Aside && d.dated(ev):
			return // of something else
		case e.Type == report.ThreatLevel && m.Form == when.Duration && d.formal && m.Interval.To.Earliest.After(s.Anchor.Day.AddDate(0, 2, 0)):
			d.used[i] = true
			s.addTime(ev, report.Window, m) // "over the next twelve months"
			return
		case happened && (before == "for" || before == "of") && text.Feast(s.Doc, m.From):
			return // "a service for Ashura"
		case e.Type == report.ThreatLevel && m.Form != when.FurtherNotice && !text.Expires(s.Doc, m.From) && (future || !m.OneDay() || !k.Real() && !text.Levels(s.Doc, s.Sent(m.From))):
			return
		case happened && s.Rep.Kind == "travel_advice" && !k.Real() && m.Form != when.FurtherNotice:
			return
		case d.formal && s.Warns(e) && !k.Real() && (future || m.Form == when.Duration) && sec != text.Event && sec != text.Actions && !text.Expires(s.Doc, m.From) && len(s.HitsIn("act", s.Doc.Tokens[m.From].Sent)) == 0 && !text.Presses(s.Doc, s.Sent(m.From)):
			return // "the consul is on leave until 8 July"
		case happened && m.OneDay() && text.SaidOn(s.Doc, m.From):
			d.voiced = append(d.voiced, late{i, ev})
			return
		case text.Arranged(s.Doc, m.From, m.To, k.Real()) && m.Form != when.FurtherNotice && m.Form != when.Duration && !(k.Real() && (d.beside(m, k) || e.Key == "lifted")):
			return // a curfew, a session, a funeral, a match
		case m.Form == when.Since && text.Record(s.Doc, m.From):
			return // "the worst attack since 2015"
		}
	}
	if t := slices.IndexFunc(s.Events, func(e *scene.Thread) bool { return e.Type == report.ThreatLevel }); english && !k.Real() && t >= 0 && !future && m.OneDay() && text.SetsLevel(s.Doc, s.Sent(m.From)) {
		ev, e = t, s.Events[t]
	}
	d.used[i] = true
	switch {
	case before == ":" && (before2 == "update" || before2 == "updated") && e.Stage == report.Accomplished:
		return // "Latest update: 13 September - attack near": the day of the page
	case m.Form == when.FurtherNotice:
		if e.Type == report.TravelAdvice || e.Key == "denial" || e.Stage == report.Accomplished {
			ev = s.Main
			if t := d.travel(); english && t >= 0 && (s.Rep.Kind == "travel_advice" || !d.formal && len(s.HitsIn("adv", s.Doc.Tokens[m.From].Sent)) > 0) {
				ev = t
			}
		}
		s.addTime(ev, report.Expires, m)
	case text.Expires(s.Doc, m.From):
		s.addTime(s.Main, report.Expires, m)
	case s.Abroad != nil && s.Abroad.Ends("last", "updates", m.From):
		s.addTime(s.Main, report.Updates, m)
	case (before == "of" || before == "on" && (d.formal || !english)) && (before2 == "alert" || before2 == "message" || before2 == "alerts" || before2 == "notice") && (d.formal || !english || s.Warned() < 0):
		s.addTime(s.Main, report.Updates, m)
	case d.formal && english && !future && m.OneDay() && text.Replaces(s.Doc, m.From):
		if t := d.travel(); s.Rep.Kind == "travel_advice" && t >= 0 {
			ev = t
		} else {
			ev = s.Main
		}
		s.addTime(ev, report.Updates, m)
	case english && k.Real() && d.plot() >= 0 && (m.Form == when.Day || m.Form == when.Days) && (text.Intended(s.Doc, m.From) || e.Type == report.FoiledPlot && text.Aimed(s.Doc, m.From)):
		s.addTime(d.plot(), report.Window, m)
	case m.Form == when.Duration:
		if !d.formal && english && !s.Warns(e) && e.Type != report.Other && (e.Type != report.FoiledPlot || s.Doc.Norm(m.From) == "for") {
			return // "held for 30 days", "a state of emergency for two weeks"
		}
		if e.Stage == report.Accomplished {
			ev = s.Main
		}
		s.anchorToWarning(i)
		s.addTime(ev, report.Window, m)
	case (e.Stage == report.Accomplished || english && happened) && !future && m.Form != when.Span || e.Type == report.Arrest || e.Type == report.FoiledPlot && !future || e.Type == report.ThreatLevel:
		if m.Form == when.Since && e.Type == report.ThreatLevel || !k.Real() && s.Rep.Kind == "news" && e.Stage == report.Accomplished {
			d.used[i] = false
			return
		}
		if m.Form == when.Since && e.Type == report.Arrest && english { // "in custody since Saturday"
			day := *m
			day.Interval = when.Interval{From: m.Interval.From, To: m.Interval.From.Add(24 * time.Hour)}
			m = &day
		}
		s.addTime(ev, report.EventAt, m)
	case e.Type == report.TravelAdvice:
		if !future && (m.OneDay() || m.Form == when.Month) {
			s.addTime(ev, report.Issued, m)
		}
	case english && (!d.formal || len(s.OrgsIn(s.Doc.Tokens[m.From].Sent)) > 0 && text.WarnedOn(s.Doc, m.From, m.To) && !text.Publishes(s.Doc, m.From)) && s.Warns(e) && !future && (m.OneDay() || m.Form == when.Month || m.Form == when.Days):
		if text.Reassures(s.Doc, s.Sent(m.From)) || !k.Real() && text.SetsLevel(s.Doc, s.Sent(m.From)) || !text.WarnedOn(s.Doc, m.From, m.To) && !text.Speaks(s.Doc, s.Sent(m.From)) {
			return
		}
		s.addTime(ev, report.Issued, m)
	case future && (e.Type == report.Threat || e.Type == report.Other || e.Type == report.FoiledPlot):
		s.addTime(ev, report.Window, m)
	case future && m.Form == when.Span && (d.formal || !english):
		s.addTime(s.Main, report.Window, m)
	case e.Type == report.Threat && e.Key == "lifted" && m.Form == when.Days:
		s.addTime(ev, report.Window, m)
	case e.Type == report.Threat && !d.formal && m.OneDay() && text.WarnedOn(s.Doc, m.From, m.To):
		role := report.Issued
		if e.Key == "lifted" && english {
			role = report.Updates // of the warning taken back
		}
		s.addTime(ev, role, m)
	case e.Key == "lifted" && k.Real() && !d.formal && !future && m.OneDay():
		s.addTime(ev, report.EventAt, m)
	case e.Key == "denial" && k.Real():
		s.addTime(ev, report.EventAt, m)
	case s.Events[s.Main].Stage == report.Accomplished && m.Form == when.Day && sec == text.Event:
		s.addTime(s.Main, report.EventAt, m)
	}
}

// told reports whether a stretch that is still to come stands in a sentence which only says what to do then: "stay in your compounds until
// Friday morning".
func (d *dating) told(m *when.Mention) bool {
	return d.Abroad == nil && (m.Form == when.Span || m.Form == when.Days) && !d.Anchor.Day.IsZero() && m.Interval.To.Latest.After(d.Anchor.Day.AddDate(0, 0, 1)) &&
		(d.formal || d.Warns(d.Events[d.Main])) && len(d.HitsIn("act", d.Doc.Tokens[m.From].Sent)) > 0
}

// settle counts a day from that of the event that the text is about, once it is told.
func (d *dating) settle(m *when.Mention) {
	for _, t := range d.Events[d.Main].Times {
		if day := t.Interval.From.Earliest; t.Role == report.EventAt && !day.IsZero() {
			day = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, d.Anchor.Location())
			shift := day.Sub(d.Anchor.Day)
			m.Interval = when.Interval{From: m.Interval.From.Add(shift), To: m.Interval.To.Add(shift)}
			m.Value, m.Loose = m.Interval.From.Earliest.Format(time.DateOnly), false
			return
		}
	}
}

// travel is the first travel advice of the text, or -1.
func (d *dating) travel() int {
	return slices.IndexFunc(d.Events, func(e *scene.Thread) bool { return e.Type == report.TravelAdvice })
}

// plot is the foiled plot of the text, or -1.
func (d *dating) plot() int {
	return slices.IndexFunc(d.Events, func(e *scene.Thread) bool { return e.Type == report.FoiledPlot })
}

// owner is the event that a time speaks of, or -1. A day apart from that of its sentence ("on Monday, a day after a bomber struck") is of
// what follows it, and a day told before it of what stands before.
func (s *story) owner(i int) (int, scene.Mark) {
	m := &s.Times[i]
	fits := func(x *scene.Mark) bool { return s.Events[x.Ev].Type != report.TravelAdvice }
	switch {
	case m.Aside:
		k, ok := s.Near(m.From, func(x *scene.Mark) bool { return fits(x) && x.From >= m.To && x.From < m.To+24 })
		if !ok { // what follows has no words of its own: "on Sunday, a day after what it called a strike by separatists"
			k, ok = s.Near(m.From, func(x *scene.Mark) bool {
				e := s.Events[x.Ev]
				return e.Stage == report.Accomplished || e.Stage == report.Attempted
			})
		}
		if !ok {
			return -1, scene.Mark{}
		}
		return k.Ev, k
	case i+1 < len(s.Times) && s.Times[i+1].Aside && s.Doc.SameSent(m.From, s.Times[i+1].From):
		k, ok := s.Near(m.From, func(x *scene.Mark) bool { return fits(x) && x.From < s.Times[i+1].From })
		if !ok {
			return -1, scene.Mark{}
		}
		return k.Ev, k
	}
	if s.Abroad == nil && s.Doc.Norm(m.To) == "'s" { // "Monday's bombing"
		k, ok := s.Near(m.From, func(x *scene.Mark) bool {
			return fits(x) && x.From > m.To && x.From <= m.To+6 || x.From <= m.From && m.To < x.To
		})
		if !ok {
			return -1, scene.Mark{}
		}
		return k.Ev, k
	}
	if s.Rep.Kind == "news" && s.Abroad == nil && !m.Bare {
		tells := func(x *scene.Mark) bool {
			e := s.Events[x.Ev]
			return e.Type == report.TravelAdvice || s.Warns(e)
		}
		if k, ok := s.Near(m.From, tells); ok && text.Publishes(s.Doc, m.From) {
			return k.Ev, k
		}
		if k, ok := s.nearest(m, nil); ok && s.Events[k.Ev].Type == report.TravelAdvice && text.Speaks(s.Doc, s.Sent(m.From)) {
			return k.Ev, k
		}
	}
	if s.Abroad == nil {
		if k, ok := s.nearest(m, fits); ok {
			return k.Ev, k
		}
	}
	return s.About(m.From, fits)
}

// nearest is the mark of its sentence that a time stands nearest to, where commas and the words that part clauses count as steps.
func (s *story) nearest(m *when.Mention, fits func(*scene.Mark) bool) (scene.Mark, bool) {
	best, at := -1, 0
	for _, k := range s.BySent[s.Doc.Tokens[m.From].Sent] {
		x := &s.Marks[k]
		if fits != nil && !fits(x) || m.Loose && x.From < m.To && m.From < x.To {
			continue
		}
		dist := 0
		switch {
		case m.From >= x.To:
			dist = m.From - x.To + 3*s.Commas(x.To, m.From) + 6*text.Joints(s.Doc, x.To, m.From)
		case m.From < x.From:
			dist = x.From - m.From + 2 + 3*s.Commas(m.From, x.From) + 6*text.Joints(s.Doc, m.To, x.From)
		}
		if best < 0 || dist < at || dist == at && x.Op {
			best, at = k, dist
		}
	}
	if best < 0 {
		return scene.Mark{}, false
	}
	return s.Marks[best], true
}

// beside reports whether a time stands next to the words of its event.
func (d *dating) beside(m *when.Mention, k scene.Mark) bool {
	return k.From >= m.To && k.From-m.To <= 2 || m.From >= k.To && m.From-k.To <= 2
}

// keptBack gives the clock times without a day and the days on which somebody told of an event to those that have no other day.
func (d *dating) keptBack() {
	for _, x := range d.bare {
		if !d.dated(x.ev) {
			d.addTime(x.ev, report.EventAt, &d.Times[x.time])
		}
	}
	for _, x := range d.voiced {
		if e := d.Events[x.ev]; !d.dated(x.ev) && (e.Type == report.FoiledPlot || e.Type == report.Arrest) {
			d.addTime(x.ev, report.EventAt, &d.Times[x.time])
		}
	}
}

// dated reports whether the day of an event is told.
func (d *dating) dated(ev int) bool {
	return slices.ContainsFunc(d.Events[ev].Times, func(t report.Time) bool { return t.Role == report.EventAt })
}

// fresh reports whether the day of an event is told and lies in the weeks before that of issue.
func (d *dating) fresh(ev int) bool {
	return slices.ContainsFunc(d.Events[ev].Times, func(t report.Time) bool {
		return t.Role == report.EventAt && t.Interval.To.Latest.After(d.Anchor.Day.AddDate(0, 0, -45))
	})
}

// undated finds the day of what a story is about where no sentence with its own words tells it: the first day of the past in the first
// sentences that nothing else took. Times of long ago that such a story gave it are of something else.
func (d *dating) undated() {
	if d.Abroad != nil || d.Anchor.Day.IsZero() {
		return
	}
	defer d.beyond()
	if d.formal {
		return
	}
	for i, e := range d.Events {
		if (d.Warns(e) || e.Type == report.TravelAdvice) && !slices.ContainsFunc(e.Times, func(t report.Time) bool { return t.Role == report.Issued }) { // on the day on which an office said so
			if m := d.free(len(d.Doc.Sents), func(m *when.Mention) bool {
				st := d.Sent(m.From)
				if e.Type == report.TravelAdvice && !text.Advises(d.Doc, st) || text.Reassures(d.Doc, st) || d.Doc.Sents[d.Doc.Tokens[e.First].Sent].Para+1 < st.Para || len(d.BySent[d.Doc.Tokens[m.From].Sent]) > 0 {
					return false
				}
				return text.WarnedOn(d.Doc, m.From, m.To) && (len(d.OrgsIn(d.Doc.Tokens[m.From].Sent)) > 0 || e.Type == report.TravelAdvice)
			}); m != nil {
				d.addTime(i, report.Issued, m)
			}
		}
		if (e.Key == "denial" || e.Key == "lifted") && !d.dated(i) { // on the day on which it was said
			if m := d.free(len(d.Doc.Sents), func(m *when.Mention) bool {
				return text.SaidOn(d.Doc, m.From) && text.Reassures(d.Doc, d.Sent(m.From))
			}); m != nil {
				d.addTime(i, report.EventAt, m)
			}
		}
	}
	e := d.Events[d.Main]
	if e.Stage != report.Accomplished && e.Stage != report.Attempted && e.Type != report.Arrest && e.Type != report.FoiledPlot || d.fresh(d.Main) || d.dated(d.Main) && d.Doc.Tokens[e.First].Sent > 0 {
		return
	}
	if m := d.free(5, d.ofDeed); m != nil {
		e.Times = slices.DeleteFunc(e.Times, func(t report.Time) bool { return t.Role == report.EventAt })
		d.addTime(d.Main, report.EventAt, m)
	}
}

// beyond finds the day of an event in the sentence that follows or precedes one with its words in the same paragraph, where that speaks of no
// other event: "Gunmen held up a bus near Mopti. The passengers had left on Monday at dawn."
func (d *dating) beyond() {
	for ev, e := range d.Events {
		if e.Stage != report.Accomplished && e.Stage != report.Attempted && e.Type != report.Arrest && e.Type != report.FoiledPlot || d.dated(ev) {
			continue
		}
		for k := range d.Marks {
			x := &d.Marks[k]
			if x.Ev != ev {
				continue
			}
			at := d.Doc.Tokens[x.From].Sent
			if m := d.free(at+2, func(m *when.Mention) bool {
				st := d.Doc.Tokens[m.From].Sent
				return (st == at+1 || st == at-1) && d.Doc.Sents[st].Para == d.Doc.Sents[at].Para && len(d.BySent[st]) == 0 && d.ofDeed(m)
			}); m != nil {
				d.addTime(ev, report.EventAt, m)
				break
			}
		}
	}
}

// ofDeed reports whether nothing around a day says that it is of something else than a deed: of what somebody said, of something arranged, of
// what came of it.
func (d *dating) ofDeed(m *when.Mention) bool {
	return d.Doc.Norm(m.To) != "'s" && !text.SaidOn(d.Doc, m.From) && !text.Arranged(d.Doc, m.From, m.To, false) && !text.Aftermath(d.Doc, m.From, m.To) && !text.Arrested(d.Doc, m.From) && !text.Counts(d.Doc, m.From) && m.Interval.To.Latest.After(d.Anchor.Day.AddDate(0, 0, -45))
}

// free is the first day of the past in the first n sentences that no event took and that fits, or nil.
func (d *dating) free(n int, fits func(*when.Mention) bool) *when.Mention {
	for i := range d.Times {
		m := &d.Times[i]
		if d.Doc.Tokens[m.From].Sent >= n {
			break
		}
		if d.used[i] || m.Bare || m.Form != when.Day && m.Form != when.Moment || m.Aside || m.Interval.To.Latest.After(d.Anchor.Day.AddDate(0, 0, 1)) ||
			d.Issue != nil && m.From < d.Issue.To && d.Issue.From < m.To || text.InDateline(d.Doc, m.From, m.To) {
			continue
		}
		if fits(m) {
			return m
		}
	}
	return nil
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
