package pages

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/web/highlight"
)

// Fix is what the form beside a value needs: the value's key as it stands, and what stands in the form at first.
type Fix struct {
	Key   correction.Key
	Value string
	Class string
	Quote string
	// Relays is whom a document relays, of its right to speak.
	Relays string
}

// Says is the value that the form corrects, for who cannot see beside what it stands.
func (x Fix) Says() string { return line(x.Key.Field.Name() + " " + Plain(x.Value)) }

func fixOf(event int, field correction.Field, was, role, value, class string) Fix {
	return Fix{Key: correction.Key{Event: event, Field: field, Text: was, Role: role}, Value: line(value), Class: class}
}

// span is an interval as a person writes it in a correction: its days, or its times when an end is no midnight.
func span(in when.Interval) string {
	if !in.Known() {
		return ""
	}
	from, to := in.Hull()
	midnight := func(t time.Time) bool { return t.IsZero() || t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 }
	write := func(t time.Time, layout string) string {
		if t.IsZero() {
			return ".."
		}
		return t.Format(layout)
	}
	if !midnight(from) || !midnight(to) || from.Equal(to) {
		return write(from, "2006-01-02T15:04Z07:00") + "/" + write(to, "2006-01-02T15:04Z07:00")
	}
	if !to.IsZero() {
		to = to.AddDate(0, 0, -1)
	}
	a, b := write(from, time.DateOnly), write(to, time.DateOnly)
	if a == b {
		return a
	}
	return a + "/" + b
}

// CorrectionRow is a correction in the list of an item's page.
type CorrectionRow struct {
	C       correction.Correction
	Words   string
	Who     string // the name of the account
	Earlier bool   // made on an earlier reading: it does not touch the present one
	InForce bool   // it was not taken back, and is no taking back itself
	// Followed is what it changed in the situations; empty: told with a later one, or not done yet.
	Followed string
}

// fieldKinds says as what the fields of a correction are shown.
var fieldKinds = map[correction.Field]string{correction.Type: "what", correction.Stage: "what", correction.Actor: "who", correction.Target: "whom", correction.Human: "whom",
	correction.Weapon: "how", correction.Casualty: "how", correction.Place: "where", correction.Time: "when", correction.Issuer: "who", correction.Relation: "who",
	correction.Audience: "whom", correction.Responder: "who", correction.Action: "do", correction.Advice: "do"}

// Rows are the corrections with the names of those who made them, what each changed in the situations, and which of them can be
// taken back: those in force on the present reading. due says that the situations have not followed the last one yet.
func Rows(all []correction.Correction, on reading.ReportID, who map[string]string, followed map[string]string) (rows []CorrectionRow, due bool) {
	force := correction.InForce(all)
	for _, c := range all {
		row := CorrectionRow{C: c, Who: who[c.By], Earlier: c.Report != on, Followed: followed[c.ID]}
		row.InForce = slices.ContainsFunc(force, func(f correction.Correction) bool { return f.ID == c.ID })
		row.Words = c.InWords()
		for _, o := range all {
			if c.Act == correction.Undo && o.ID == c.Undoes {
				row.Words = "took back: " + o.InWords()
			}
		}
		if !row.Earlier {
			due = row.Followed == ""
		}
		rows = append(rows, row)
	}
	return rows, due
}

// Correct lays the desk's corrections of this reading beside its fields: what was changed or removed keeps its line, what was
// added gets one. text is what is shown of the item; evidence counts in it.
func Correct(groups []Group, r reading.Report, text []byte, all []correction.Correction) []Group {
	var cs []correction.Correction
	for _, c := range correction.InForce(all) {
		if c.Report == r.ID {
			cs = append(cs, c)
		}
	}
	after := groups[min(1+len(r.Events), len(groups)):] // what a model proposed is no event
	groups = groups[: len(groups)-len(after) : len(groups)-len(after)]
	n := 0
	for _, g := range after {
		n += len(g.Fields)
	}
	for i := range groups {
		for j := range groups[i].Fields {
			f := &groups[i].Fields[j]
			n++
			if f.Fix == nil {
				continue
			}
			if len(f.Spans) > 0 {
				if s := f.Spans[0]; s.Start >= 0 && s.Start < s.End && s.End <= len(text) && s.End-s.Start <= correction.MaxQuote {
					f.Fix.Quote = line(string(text[s.Start:s.End]))
				}
			}
			groups[i].Gone = follow(f, cs) || groups[i].Gone
		}
	}
	for i, c := range cs {
		if c.Act != correction.Add {
			continue
		}
		if c.Field == correction.Type && c.Event == len(groups)-1 {
			groups = append(groups, Group{Head: fmt.Sprintf("%d. %s, %s", c.Event+1, Plain(c.Value), Plain(c.Role))})
		}
		if c.Event+1 < 0 || c.Event+1 >= len(groups) {
			continue
		}
		g := &groups[c.Event+1]
		n++
		now := c.Now()
		f := Field{N: n, Kind: fieldKinds[c.Field], Label: c.Field.Name(), Value: c.Says(), Added: true,
			Fix: &Fix{Key: now, Value: c.Value, Class: c.Class, Quote: line(c.Quote)}}
		if c.End > c.Start {
			f.Spans = []highlight.Span{{Start: c.Start, End: c.End}}
		}
		g.Gone = follow(&f, cs[i+1:]) || g.Gone
		g.Fields = append(g.Fields, f)
	}
	return append(groups, after...)
}

// follow notes on a field what the corrections made of its value; it says whether they removed the event with it.
func follow(f *Field, cs []correction.Correction) (gone bool) {
	now, last := correction.Follow(f.Fix.Key, cs)
	if last == nil {
		return false
	}
	f.Fix.Key = now
	if last.Act == correction.Remove {
		f.Gone, f.Fix = true, nil
		return last.Field == correction.Type
	}
	f.Now, f.Fix.Value = last.Says(), last.Value
	if last.Field == correction.Relation {
		f.Fix.Relays = last.Role
	}
	if last.Class != "" {
		f.Fix.Class = last.Class
	}
	if last.Quote != "" {
		f.Fix.Quote = line(last.Quote)
		f.Spans = append(f.Spans, highlight.Span{Start: last.Start, End: last.End})
	}
	return false
}

// eventNames are the events of a report for the choice of one; those removed have no name.
func eventNames(p ItemPage) []string {
	var out []string
	for _, g := range p.Groups[min(1, len(p.Groups)):] {
		switch {
		case g.Aside:
		case g.Gone:
			out = append(out, "")
		default:
			out = append(out, g.Head)
		}
	}
	return out
}

func joinCodes(codes []string) string { return strings.Join(codes, ", ") }

// line is s with single blanks: a field of one line drops line ends and would join words.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
