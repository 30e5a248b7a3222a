package correction

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// find gives the bytes of text in which the words of quote stand. White space counts as white space, for a browser sends line
// ends of its own. When start and end hold the words they are kept; otherwise it is the first place that cuts no word in two.
func find(text, quote string, start, end int) (int, int, error) {
	quoted := strings.Fields(quote)
	if len(quoted) == 0 {
		return 0, 0, refuse("Quote the words of the text that show it.")
	}
	for i, w := range quoted {
		quoted[i] = regexp.QuoteMeta(w)
	}
	re, err := regexp.Compile(strings.Join(quoted, `[\s\x{a0}\x{2000}-\x{200a}\x{202f}\x{3000}]+`))
	if err != nil {
		return 0, 0, refuse("These words cannot be looked for: %q.", quote)
	}
	if start >= 0 && start < end && end <= len(text) {
		if m := re.FindStringIndex(text[start:end]); m != nil && m[0] == 0 && m[1] == end-start && !cuts(text, start, end) {
			return start, end, nil
		}
		return 0, 0, refuse("The words quoted do not stand in bytes %d to %d of the text.", start, end)
	}
	for _, m := range re.FindAllStringIndex(text, 100) {
		if !cuts(text, m[0], m[1]) {
			return m[0], m[1], nil
		}
	}
	return 0, 0, refuse("The text does not hold these words: “%s”. Copy whole words out of it as they stand.", strings.TrimSpace(quote))
}

// cuts reports whether [s, e) begins or ends within a word or a character.
func cuts(text string, s, e int) bool {
	letter := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || text[i] >= 'A' && text[i] <= 'Z' || text[i] >= '0' && text[i] <= '9')
	}
	wide := func(i int) bool { return letter(i) || i >= 0 && i < len(text) && text[i] >= 0x80 }
	if s < len(text) && !utf8.RuneStart(text[s]) || e < len(text) && !utf8.RuneStart(text[e]) {
		return true
	}
	return letter(s-1) && wide(s) || wide(e-1) && letter(e)
}

// zone is the zone in which days of the report are told: that of its day of issue, or UTC.
func zone(rep reading.Report) *time.Location {
	if from, _ := rep.Issued.Hull(); !from.IsZero() {
		return from.Location()
	}
	return time.UTC
}

// interval reads the value of a time: a day, or two ends with a slash between. A day means all of it; ".." is an open end.
func interval(value string, z *time.Location) (when.Interval, error) {
	from, to, two := strings.Cut(value, "/")
	if !two {
		to = from
	}
	bad := refuse("%q is no time: write 2024-03-08, 2024-03-08/2024-03-10, 2024-03-08T18:00+03:00/.. or the like.", value)
	var out when.Interval
	var ok bool
	if out.From, ok = instant(from, z, false); !ok {
		return out, bad
	}
	if out.To, ok = instant(to, z, true); !ok {
		return out, bad
	}
	f, t := out.Hull()
	if !f.IsZero() && !t.IsZero() && t.Before(f) {
		return out, refuse("The time %q ends before it begins.", value)
	}
	return out, nil
}

func instant(s string, z *time.Location, end bool) (when.Instant, bool) {
	if s == ".." {
		return when.Instant{}, true
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, z); err == nil {
		if end {
			t = t.AddDate(0, 0, 1)
		}
		return when.At(t), t.Year() >= 1900
	}
	t, err := time.Parse("2006-01-02T15:04Z07:00", s)
	return when.At(t), err == nil && t.Year() >= 1900
}

// view is a report under correction: events that were removed keep their number until the end.
type view struct {
	report reading.Report
	gone   map[int]bool
}

// Apply gives the report as the desk corrected it; rep itself is not changed. Evidence in rep counts in the readable text
// (reading.Shown leads it there). Corrections made on another reading of the item, and those undone, are left out. Evidence of a
// value that was corrected says by whom (reading.ByDesk).
func Apply(rep reading.Report, cs []Correction) reading.Report {
	v := applied(rep, cs)
	kept := []reading.Event{}
	for i, e := range v.report.Events {
		if !v.gone[i] {
			kept = append(kept, e)
		}
	}
	v.report.Events = kept
	return v.report
}

// InPlace is Apply for who knows events by their place in the report: an event that was removed stays as an empty one, without
// type and values, and those that were added follow at the end. Evidence of rep and of cs must count in the same bytes: see Led.
func InPlace(rep reading.Report, cs []Correction) reading.Report {
	v := applied(rep, cs)
	for i := range v.gone {
		v.report.Events[i] = reading.Event{}
	}
	return v.report
}

// Led are corrections whose words count in the bytes of the item. Where those bytes are gone (item.Raw is empty) the words of a
// page or a mail lead nowhere; their span is empty then.
func Led(item intake.Item, cs []Correction) []Correction {
	t, encoded := reading.Words(item)
	switch item.Form {
	case intake.FormHTML, intake.FormMail, intake.FormEntry:
	default:
		if !encoded {
			return cs
		}
	}
	out := slices.Clone(cs)
	for i := range out {
		c := &out[i]
		if c.End <= c.Start {
			continue
		}
		var ok bool
		if encoded {
			if s, e, found := t.Raw(c.Start, c.End); found {
				c.Start, c.End, ok = s, e, true
			}
		}
		if !ok {
			c.Start, c.End = 0, 0
		}
	}
	return out
}

func applied(rep reading.Report, cs []Correction) view {
	v := view{report: clone(rep), gone: map[int]bool{}}
	for _, c := range InForce(cs) {
		if c.Report == rep.ID {
			v.apply(c)
		}
	}
	for i := range v.report.Events {
		// What a page of advice always says of a country is news once the desk gives it a time or a nearer place.
		if e := &v.report.Events[i]; e.Standing && (e.Type != reading.Threat || len(e.Times) > 0 ||
			slices.ContainsFunc(e.Places, func(p reading.PlaceAt) bool { return p.Place.Kind != gazetteer.Country })) {
			e.Standing = false
		}
	}
	return v
}

// clone is a copy that shares nothing with rep: the store keeps reports as JSON, so that nothing is lost on the way.
func clone(rep reading.Report) (out reading.Report) {
	b, err := json.Marshal(rep)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		panic("correction: a report does not encode: " + err.Error())
	}
	return out
}

// evidence is that of the value as it is now: the words quoted, or where none were needed those of the value read.
func (c Correction) evidence(was []reading.Evidence) []reading.Evidence {
	by := reading.ByDesk + c.By
	if c.Quote != "" {
		return []reading.Evidence{{Start: c.Start, End: c.End, By: by}}
	}
	out := slices.Clone(was)
	for i := range out {
		out[i].By = by
	}
	return out
}

func (v *view) apply(c Correction) {
	rep := &v.report
	z := zone(*rep)
	if c.Event == Document {
		v.document(c, z)
		return
	}
	if c.Act == Add && c.Field == Type && c.Event == len(rep.Events) {
		rep.Events = append(rep.Events, reading.Event{Type: reading.Type(c.Value), Stage: reading.Stage(c.Role), Trigger: c.evidence(nil)})
		return
	}
	if c.Event < 0 || c.Event >= len(rep.Events) || v.gone[c.Event] {
		return
	}
	e := &rep.Events[c.Event]
	switch c.Field {
	case Type:
		if c.Act == Remove {
			v.gone[c.Event] = true
		} else if c.Act == Change && string(e.Type) == c.Was {
			e.Type, e.Trigger = reading.Type(c.Value), c.evidence(e.Trigger)
		}
	case Stage:
		if c.Act == Change && string(e.Stage) == c.Was {
			e.Stage = reading.Stage(c.Value)
		}
	case Place:
		edit(&e.Places, c, func(p *reading.PlaceAt) bool { return p.Name == c.Was && string(p.Role) == c.WasRole }, func(p *reading.PlaceAt) {
			*p = reading.PlaceAt{Name: c.Quote, Role: reading.PlaceRole(c.Role), Place: c.Place, Evidence: c.evidence(nil)}
		})
	case Time:
		edit(&e.Times, c, func(t *reading.Time) bool { return t.Value == c.Was && string(t.Role) == c.WasRole }, func(t *reading.Time) {
			in, _ := interval(c.Value, z) // Check has read it
			*t = reading.Time{Role: reading.TimeRole(c.Role), Value: c.Value, Interval: in, Evidence: c.evidence(nil)}
		})
	case Casualty:
		edit(&e.Casualty, c, func(x *reading.Count) bool { return strconv.Itoa(x.N) == c.Was && x.Kind == c.WasRole }, func(x *reading.Count) {
			n, _ := strconv.Atoi(c.Value) // Check has read it
			*x = reading.Count{Kind: c.Role, N: n, Evidence: c.evidence(x.Evidence)}
		})
	case Action, Advice:
		list := &e.Actions
		if c.Field == Advice {
			list = &e.Advice
		}
		edit(list, c, func(x *reading.Coded) bool { return x.Code == c.Was && (c.Field == Action || x.Scope == c.WasRole) }, func(x *reading.Coded) {
			*x = reading.Coded{Code: c.Value, Scope: c.Role, Evidence: c.evidence(x.Evidence)}
		})
	default:
		if list := named(e)[c.Field]; list != nil {
			edit(list, c, func(n *reading.Named) bool { return n.Name == c.Was }, func(n *reading.Named) {
				now := reading.Named{Name: c.Value, Class: c.Class, Evidence: c.evidence(n.Evidence)}
				if c.Class == "" {
					now.Class = n.Class
				}
				if c.Value == c.Was {
					now.Country = n.Country
				}
				*n = now
			})
		}
	}
}

// document corrects who speaks in the document and its day of issue.
func (v *view) document(c Correction, z *time.Location) {
	rep := &v.report
	switch {
	case c.Field == Issuer && c.Act == Remove:
		rep.Authority = ""
	case c.Field == Issuer:
		rep.Authority = c.Value
	case c.Field == Time && c.Act == Remove:
		rep.Issued, rep.IssuedEvidence = when.Interval{}, nil
	case c.Field == Time:
		was := rep.Issued
		rep.Issued, _ = interval(c.Value, z) // Check has read it
		rep.IssuedEvidence = c.evidence(rep.IssuedEvidence)
		v.shift(was, rep.Issued)
	case c.Field == Relation:
		rep.Relation, rep.Relays, rep.RelaysBy = reading.Relation(c.Value), c.Role, nil
		if c.Role != "" {
			rep.RelaysBy = c.evidence(nil)
		}
	}
}

// shift moves the times that count from the day of issue ("the next 48 hours") with it.
func (v *view) shift(was, is when.Interval) {
	if was.From.Open() || is.From.Open() {
		return
	}
	by := is.From.Earliest.Sub(was.From.Earliest)
	move := func(t *when.Instant) {
		if !t.Open() {
			*t = when.Instant{Earliest: t.Earliest.Add(by), Latest: t.Latest.Add(by)}
		}
	}
	for i := range v.report.Events {
		for k := range v.report.Events[i].Times {
			if t := &v.report.Events[i].Times[k]; t.Relative {
				move(&t.Interval.From)
				move(&t.Interval.To)
			}
		}
	}
}

// edit does what c says to the values of a list that match: all of them, for a name in one part is one value.
func edit[T any](list *[]T, c Correction, match func(*T) bool, set func(*T)) {
	switch c.Act {
	case Add:
		var v T
		set(&v)
		*list = append(*list, v)
	case Remove:
		*list = slices.DeleteFunc(*list, func(v T) bool { return match(&v) })
	case Change:
		for i := range *list {
			if match(&(*list)[i]) {
				set(&(*list)[i])
			}
		}
	}
}
