package assist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

const (
	maxQuote = 400 // bytes
	maxValue = 120 // bytes
	maxList  = 20  // values of one field of one event
	maxTries = 50  // occurrences of one quotation that are looked at
)

// Source is the text that proposals are checked against.
type Source struct {
	Text      string    // as it was sent
	Published time.Time // when the source published it; zero: not known
	Places    where.Gazetteer
	// Lead leads bytes of Text to bytes of the Item; nil: they are the same. ok is false for words that stand nowhere in it.
	Lead func(start, end int) (s, e int, ok bool)
}

// checker is one Merge at work.
type checker struct {
	src    Source
	d      *text.Doc
	found  where.Found
	times  []when.Mention
	anchor when.Anchor
	rep    *report.Report
}

// Merge adds to a Report those proposals that the text bears out, and says of each other one why it was dropped. It is pure:
// the Report handed in is left as it is, and the one given back has all its values, in their order, before the added ones.
func Merge(src Source, rep report.Report, ps []Proposal) (out report.Report, kept, dropped []report.Proposed) {
	out = rep
	out.Events = slices.Clone(rep.Events)
	c := checker{src: src, d: text.Cut(src.Text), rep: &out}
	c.found = where.Find(c.d, src.Places)
	c.anchor = c.anchored()
	c.times = when.Scan(c.d, c.anchor)
	for _, p := range ps {
		told := report.Proposed{Event: p.Event, Field: shown(p.Field, 40), Value: shown(p.Value, maxValue), Quote: shown(p.Quote, maxQuote)}
		if p.Code != "" {
			told.Value = strings.TrimSpace(told.Value + " [" + shown(p.Code, 40) + "]")
		}
		if told.Why = c.add(p); told.Why == "" {
			kept = append(kept, told)
		} else {
			dropped = append(dropped, told)
		}
	}
	return out, kept, dropped
}

// shown cuts a model's words to valid UTF-8 of at most n bytes.
func shown(s string, n int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// anchored is what relative times count from: the issue that the rules settled, or the source's word, in the zone of the first
// place of the report.
func (c *checker) anchored() when.Anchor {
	zone := time.UTC
	at := c.rep.Issued.From.Earliest
	if !at.IsZero() {
		zone = at.Location()
	}
	if z := c.zone(); z != nil {
		zone = z
	}
	if !at.IsZero() {
		if c.rep.Issued.From == c.rep.Issued.To {
			return when.AnchorAt(at, zone)
		}
		return when.AnchorDay(at.Year(), at.Month(), at.Day(), zone)
	}
	p := c.src.Published
	if p.IsZero() {
		return when.Anchor{Zone: zone}
	}
	if u := p.UTC(); u.Hour() == 0 && u.Minute() == 0 && u.Second() == 0 {
		return when.AnchorDay(u.Year(), u.Month(), u.Day(), zone)
	}
	return when.AnchorAt(p, zone)
}

func (c *checker) zone() *time.Location {
	for i := range c.rep.Events {
		for _, p := range c.rep.Events[i].Places {
			if p.Place.ID != 0 {
				if z := c.src.Places.Zone(p.Place); z != nil {
					return z
				}
			}
		}
	}
	return nil
}

// add adds one proposal, or says why not.
func (c *checker) add(p Proposal) (why string) {
	f, ok := Fields[p.Field]
	switch {
	case !ok:
		return "the field is not one that a model may fill"
	case p.Event < 1 || p.Event > len(c.rep.Events):
		return "there is no such event"
	case c.rep.Events[p.Event-1].Type.Standing():
		return "standing advice and levels are read by the rules alone"
	case f.Codes == nil && p.Code != "":
		return "the field has no codes"
	case f.Must && p.Code == "", p.Code != "" && !slices.Contains(f.Codes, p.Code):
		return "the code is not in the closed list"
	case p.Date != "" && p.Field != "time":
		return "only a time has a date"
	case p.Quote == "" || len(p.Quote) > maxQuote || !utf8.ValidString(p.Quote):
		return fmt.Sprintf("the quotation is empty, longer than %d bytes, or not text", maxQuote)
	}
	value := p.Value
	if p.Field == "action" {
		value = p.Quote // the words that tell it; the code is the value
		if len(strings.Fields(value)) < 2 {
			return "the quotation is too short to tell an action"
		}
	} else if value == "" || len(value) > maxValue {
		return fmt.Sprintf("the value is empty or longer than %d bytes", maxValue)
	}
	if !strings.ContainsFunc(value, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) || value != strings.TrimSpace(value) {
		return "the value holds no words, or blanks around them"
	}
	start, why := c.find(p.Quote, value)
	if why != "" {
		return why
	}
	return c.put(p, &c.rep.Events[p.Event-1], start, start+len(value))
}

// find finds the value within the first quotation that stands in the text outside the sections on assistance.
func (c *checker) find(quote, value string) (start int, why string) {
	in := indexWords(quote, value, 0)
	if in < 0 {
		return 0, "the value does not stand in its quotation"
	}
	why = "the quotation does not stand in the text, letter for letter"
	for from, n := 0, 0; n < maxTries; n++ {
		at := indexWords(c.src.Text, quote, from)
		if at < 0 {
			break
		}
		if tok := c.d.TokenAt(at + in); tok < len(c.d.Tokens) && c.d.Sents[c.d.Tokens[tok].Sent].Section != text.Assistance {
			return at + in, ""
		}
		why = "the words stand only in the section on assistance"
		from = at + 1
	}
	return 0, why
}

// indexWords is the first place at or after from where words stand in s without cutting a word at either end, or -1.
func indexWords(s, words string, from int) int {
	first, _ := utf8.DecodeRuneInString(words)
	last, _ := utf8.DecodeLastRuneInString(words)
	for from <= len(s) {
		i := strings.Index(s[from:], words)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+len(words):])
		if !(inWord(before) && inWord(first)) && !(inWord(last) && inWord(after)) && !unicode.Is(unicode.Mn, after) {
			return i
		}
		from = i + 1
	}
	return -1
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_')
}

// put checks the bytes [start, end) against the grammar of the field and adds the value.
func (c *checker) put(p Proposal, e *report.Event, start, end int) string {
	switch p.Field {
	case "place":
		return c.place(p, e, start, end)
	case "time":
		return c.time(p, e, start, end)
	case "casualties":
		return c.count(p, e, start, end)
	case "action":
		if slices.ContainsFunc(e.Actions, func(a report.Coded) bool { return a.Code == p.Code }) {
			return there
		}
		return add(c, &e.Actions, start, end, func(ev []report.Evidence) report.Coded { return report.Coded{Code: p.Code, Evidence: ev} })
	}
	list := map[string]*[]report.Named{"actor": &e.Actors, "target": &e.Targets, "human": &e.Humans, "weapon": &e.Weapons, "audience": &e.Audiences}[p.Field]
	name := strings.ToLower(p.Value)
	for _, n := range *list {
		if has := strings.ToLower(n.Name); has != "" && (strings.Contains(has, name) || strings.Contains(name, has)) {
			return there
		}
	}
	return add(c, list, start, end, func(ev []report.Evidence) report.Named {
		return report.Named{Name: p.Value, Class: p.Code, Evidence: ev}
	})
}

const there = "it is there already"

// add appends a value to a copy of the list, so that the list handed in stays as it is.
func add[T any](c *checker, list *[]T, start, end int, value func([]report.Evidence) T) string {
	if len(*list) >= maxList {
		return fmt.Sprintf("the event has %d such values already", maxList)
	}
	if c.src.Lead != nil {
		var ok bool
		if start, end, ok = c.src.Lead(start, end); !ok {
			return "the words stand nowhere in the bytes of the item"
		}
	}
	*list = append(slices.Clip(*list), value([]report.Evidence{{Start: start, End: end, By: report.ByAssist}}))
	return ""
}

// place looks the words up again: the gazetteer must know a place by exactly them, and the text must speak of it as a place.
func (c *checker) place(p Proposal, e *report.Event, start, end int) string {
	i := slices.IndexFunc(c.found.Mentions, func(m where.Mention) bool {
		a, b := c.d.Span(m.From, m.To)
		return a == start && b == end
	})
	if i < 0 {
		return "the gazetteer finds no place in these words"
	}
	m := &c.found.Mentions[i]
	role := report.PlaceRole(p.Code)
	switch {
	case m.Mark != where.Plain || text.Denied(c.d, m.From, m.To):
		return "the text names it only as a seat, a dateline, the background, or to deny it"
	case m.Place.Kind == gazetteer.Country && role != report.Scope:
		return "a country can only be the scope"
	case slices.ContainsFunc(e.Places, func(x report.PlaceAt) bool { return x.Place.ID == m.Place.ID }):
		return there
	}
	return add(c, &e.Places, start, end, func(ev []report.Evidence) report.PlaceAt {
		return report.PlaceAt{Name: cmp.Or(m.Name, m.Place.Name), Role: role, Place: m.Place, Others: m.Others, Evidence: ev}
	})
}

// time reads the words again: the grammar must find one time in them, and the day and the role that are claimed must fit it.
func (c *checker) time(p Proposal, e *report.Event, start, end int) string {
	var m *when.Mention
	for i := range c.times {
		a, b := c.d.Span(c.times[i].From, c.times[i].To)
		if a >= end || b <= start {
			continue
		}
		if a < start || b > end || m != nil {
			return "the words hold a part of a time or several times"
		}
		m = &c.times[i]
	}
	if m == nil {
		return "the grammar finds no time in these words"
	}
	start, end = c.d.Span(m.From, m.To)
	role, notice := report.TimeRole(p.Code), m.Form == when.FurtherNotice
	from, to := m.Interval.Hull()
	day := c.anchor.Day
	switch {
	case notice != !m.Interval.Known(), notice && role != report.Expires:
		return "the grammar cannot place this time, or not in this role"
	case p.Date != "" && !onDay(p.Date, m.Interval):
		return "the claimed date is not the one that the words say"
	case role != report.EventAt && !day.IsZero() && !to.IsZero() && !to.After(day):
		return "it ends before the day of issue"
	case role == report.EventAt && !day.IsZero() && !from.IsZero() && !from.Before(day.AddDate(0, 0, 1)):
		return "it begins after the day of issue"
	}
	for _, t := range e.Times {
		if t.Interval == m.Interval || t.Interval.Known() && m.Interval.Known() && t.Interval.SameDays(m.Interval) {
			return there
		}
	}
	return add(c, &e.Times, start, end, func(ev []report.Evidence) report.Time {
		return report.Time{Role: role, Value: m.Value, Interval: m.Interval, Relative: m.Relative, Evidence: ev}
	})
}

// onDay reports whether a day given as 2024-03-08 shares a moment with v, the day counted where v counts.
func onDay(date string, v when.Interval) bool {
	loc := time.UTC
	for _, t := range []time.Time{v.From.Earliest, v.To.Latest} {
		if !t.IsZero() {
			loc = t.Location()
		}
	}
	d, err := time.ParseInLocation(time.DateOnly, date, loc)
	if err != nil {
		return false
	}
	end := d.AddDate(0, 0, 1)
	from, to := v.Hull()
	if from.Equal(to) && !from.IsZero() {
		return !from.Before(d) && from.Before(end)
	}
	return (from.IsZero() || from.Before(end)) && (to.IsZero() || to.After(d))
}

// count reads the one number in the words.
func (c *checker) count(p Proposal, e *report.Event, start, end int) string {
	n, many := 0, 0
	for i := c.d.TokenAt(start); i < len(c.d.Tokens) && c.d.Tokens[i].Start < end; i++ {
		if v, ok := text.Value(&c.d.Tokens[i]); ok && c.d.Tokens[i].Start >= start && c.d.Tokens[i].End <= end {
			n, many = v, many+1
		}
	}
	switch {
	case many != 1:
		return "the words do not hold one number"
	case slices.ContainsFunc(e.Casualty, func(x report.Count) bool { return x.Kind == p.Code }):
		return there
	}
	return add(c, &e.Casualty, start, end, func(ev []report.Evidence) report.Count {
		return report.Count{Kind: p.Code, N: n, Evidence: ev}
	})
}
