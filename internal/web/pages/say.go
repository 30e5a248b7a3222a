// Package pages is what people see: the console's pages, the public page and the acknowledge page, as templates (templ) over
// the domain's values, with the words and small drawings they need.
//
// A page reads values and writes HTML; it decides nothing and asks nothing of anybody. Everything it prints is escaped by the
// templates; there is no script and no style in a page, so that the strictest content security policy holds. Pure.
package pages

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Frame is what every page has around its content.
type Frame struct {
	Title string
	Nav   string // the entry of the navigation that is current: its path
	Who   *desk.Account
	Now   time.Time
	Zone  *time.Location // the desk's own zone; nil: UTC
	Drill bool           // the page is about a drill and looks different
	Said  string         // what just happened, in words
	Bad   string         // what went wrong, in words
	Mails bool           // the sample mail sink can be read
	// Alarms is how many alarms of sources go on.
	Alarms int
	// Tasks is how many tasks wait for the desk, Late how many of them are past their time.
	Tasks, Late int
	Scene       *Scene // the scenario clock, in a sample run
	// Live is a path to fetch again every few seconds without scripts: the page itself. Empty: nothing changes by itself.
	Live string
}

// Scene is the scenario clock of a sample run.
type Scene struct {
	Now  time.Time
	Next string // the title of the next item to be fed; empty: none left
	Left int
}

// May reports whether the person looking may do r.
func (f Frame) May(r desk.Right) bool { return f.Who != nil && f.Who.May(r) }

func (f Frame) zone() *time.Location {
	if f.Zone == nil {
		return time.UTC
	}
	return f.Zone
}

// Moment is t in words in a zone: "Thu 7 Mar 2024 18:05 MSK"; a zero time is a dash.
func Moment(t time.Time, z *time.Location) string {
	if t.IsZero() {
		return "–"
	}
	if z == nil {
		z = time.UTC
	}
	return t.In(z).Format("Mon 2 Jan 2006 15:04 MST")
}

// Short is t without its weekday and year: "7 Mar 18:05".
func Short(t time.Time, z *time.Location) string {
	if t.IsZero() {
		return "–"
	}
	if z == nil {
		z = time.UTC
	}
	return t.In(z).Format("2 Jan 15:04")
}

// Ago is how long before now t was, in one unit.
func Ago(t, now time.Time) string {
	d := now.Sub(t)
	switch {
	case t.IsZero():
		return "never"
	case d < -time.Minute:
		return "in " + Long(-d)
	case d < time.Minute:
		return "just now"
	}
	return Long(d) + " ago"
}

// Long is a duration in one unit: "3 minutes".
func Long(d time.Duration) string {
	n, unit := int64(d/time.Second), "second"
	switch {
	case d >= 48*time.Hour:
		n, unit = int64(d/(24*time.Hour)), "day"
	case d >= time.Hour:
		n, unit = int64(d/time.Hour), "hour"
	case d >= time.Minute:
		n, unit = int64(d/time.Minute), "minute"
	}
	return Count(int(n), unit)
}

// Count is "1 person", "2 people".
func Count(n int, one string) string {
	many := one + "s"
	switch {
	case one == "person":
		many = "people"
	case strings.HasSuffix(one, "y") && !strings.HasSuffix(one, "ay"):
		many = strings.TrimSuffix(one, "y") + "ies"
	}
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}

// Thousands is n with a thin mark between groups of three digits: "12,345".
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// instant is one end of a window in words.
func instant(i when.Instant, z *time.Location) string {
	switch {
	case i.Open():
		return ""
	case i.Earliest.Equal(i.Latest):
		return Short(i.Earliest, z)
	case wholeDay(i, z):
		return "some time on " + i.Earliest.In(zoneOr(z)).Format("2 Jan")
	case i.Earliest.IsZero():
		return "at the latest " + Short(i.Latest, z)
	case i.Latest.IsZero():
		return "not before " + Short(i.Earliest, z)
	}
	return "between " + Short(i.Earliest, z) + " and " + Short(i.Latest, z)
}

func zoneOr(z *time.Location) *time.Location {
	if z == nil {
		return time.UTC
	}
	return z
}

// wholeDay reports that an instant is known to the day: from midnight to midnight.
func wholeDay(i when.Instant, z *time.Location) bool {
	if i.Earliest.IsZero() {
		return false
	}
	a := i.Earliest.In(zoneOr(z))
	return a.Hour() == 0 && a.Minute() == 0 && a.AddDate(0, 0, 1).Equal(i.Latest)
}

// Window is an interval in words, with the uncertainty of its ends.
func Window(v when.Interval, z *time.Location) string {
	from, to := instant(v.From, z), instant(v.To, z)
	switch {
	case from == "" && to == "":
		return "no window known"
	case to == "":
		return "from " + from + ", no end known"
	case from == "":
		return "until " + to
	}
	name := time.UTC.String()
	if z != nil {
		at, _ := v.Hull()
		name, _ = at.In(z).Zone()
	}
	return "begins " + from + "; ends " + to + " (" + name + ")"
}

// Issued is a time of issue in words: a day, or a moment.
func Issued(v when.Interval, z *time.Location) string {
	day := when.Instant{Earliest: v.From.Earliest, Latest: v.To.Latest}
	switch {
	case !v.Known():
		return "unknown"
	case wholeDay(day, z):
		return v.From.Earliest.In(zoneOr(z)).Format("2 Jan 2006")
	case v.From.Earliest.Equal(v.To.Latest):
		return Moment(v.From.Earliest, z)
	}
	return Window(v, z)
}

// relationOf is in what right a member speaks, with whose warning it repeats.
func relationOf(m Told) string {
	out := "· " + relationWords(m.Relation)
	if m.Relays != "" {
		out += ", that of " + m.Relays
	}
	return out
}

// pill is the colour class of a state.
func pill(state string) string {
	switch state {
	case string(situation.Active), string(warning.Released), string(delivery.Failed), string(delivery.Lapsed):
		return "pill red"
	case string(situation.Watch), string(warning.Submitted), string(delivery.InDoubt), string(delivery.Sending):
		return "pill amber"
	case string(warning.Approved), string(delivery.Accepted), string(delivery.Delivered), string(delivery.Seen):
		return "pill green"
	}
	return "pill"
}

// Plain is a word of a closed list as a person reads it: "in_doubt" is "in doubt".
func Plain[T ~string](s T) string { return strings.ReplaceAll(string(s), "_", " ") }

// Grades are all grades, closest first, with what they mean.
var Grades = []struct {
	Grade roster.Grade
	Words string
}{{roster.In, "in the area"}, {roster.Near, "near it"}, {roster.Country, "elsewhere in the country"}}

func gradeWords(g roster.Grade) string {
	for _, x := range Grades {
		if x.Grade == g {
			return x.Words
		}
	}
	return string(g)
}

// SaidBy is one who speaks of a situation: their own reports, and those who repeat them.
type SaidBy struct {
	Name   string
	Class  string // origin, independent, news, lost: the mark beside it
	Own    []Told
	Echoes []Told
}

// Told is a member and how far its window drifted from the situation's.
type Told struct {
	situation.Member
	Drift string
}

// Speakers lists the voices of a situation, each with its echoes, and then the news on it.
func Speakers(s situation.Situation) []SaidBy {
	drift := map[int]string{}
	for _, d := range s.Drift() {
		drift[d.Member] = d.Words
	}
	tell := func(is []int) (out []Told) {
		for _, i := range is {
			out = append(out, Told{s.Members[i], drift[i]})
		}
		return out
	}
	var out []SaidBy
	used := map[int]bool{}
	for _, v := range s.Voices() {
		b := SaidBy{Name: v.Name, Class: "lost", Own: tell(v.Members), Echoes: tell(v.Echoes)}
		if len(b.Own) > 0 {
			b.Class = string(b.Own[0].Relation)
		}
		for _, i := range append(v.Members, v.Echoes...) {
			used[i] = true
		}
		out = append(out, b)
	}
	for i, m := range s.Members {
		if !used[i] {
			out = append(out, SaidBy{Name: m.Voice, Class: "news", Own: tell([]int{i})})
		}
	}
	return out
}

// voicesWords is how many speak of their own, how many repeat, and how many news there are: "1 voice, 7 echoes, 2 news".
func voicesWords(s situation.Situation) string {
	voices, echoes := 0, 0
	for _, v := range s.Voices() {
		voices++
		echoes += len(v.Echoes)
	}
	news := 0
	for _, m := range s.Members {
		if m.Relation != reading.Relay && !m.Official() {
			news++
		}
	}
	var out []string
	if voices > 0 {
		out = append(out, Count(voices, "voice"))
	}
	if echoes > 0 {
		out = append(out, itoa(echoes)+" echo"+echoEnd(echoes))
	}
	if news > 0 {
		out = append(out, itoa(news)+" news")
	}
	if voices == 0 {
		out = append(out, "no authority yet")
	}
	return strings.Join(out, ", ")
}

func relationWords(r reading.Relation) string {
	switch r {
	case reading.Origin:
		return "origin: spoke first-hand"
	case reading.Independent:
		return "independent: has information of its own"
	case reading.Relay:
		return "relay: repeats another's warning"
	case reading.News:
		return "news report"
	}
	return string(r)
}

// f1 is a number for an SVG attribute.
func f1(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "0"
	}
	return strconv.FormatFloat(x, 'f', 1, 64)
}

// short is the first 12 letters of a hash in groups of four, enough for two people to compare by voice.
func short(hash string) string {
	if len(hash) < 12 {
		return hash
	}
	return hash[:4] + " " + hash[4:8] + " " + hash[8:12]
}

// ShortHash is the form in which two people compare a hash by voice: its first 12 hex digits in groups of four.
func ShortHash(hash string) string { return short(hash) }

func rate(n int, d time.Duration) string {
	if d <= 0 {
		return "–"
	}
	per := float64(n) / d.Seconds()
	if per >= 10 {
		return Thousands(int(per)) + " a second"
	}
	return fmt.Sprintf("%.1f a second", per)
}
