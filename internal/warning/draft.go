package warning

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Places is what drafting needs of the gazetteer.
type Places interface {
	Zone(p gazetteer.Place) *time.Location
	Country(iso string) (gazetteer.Place, bool)
}

// DraftOptions are the desk's own settings. The zero value is usable.
type DraftOptions struct {
	Signed string  // who signs the words: "The duty desk"; empty: that
	Ladder []Rung  // nil: e-mail at once, webhook after five minutes without an acknowledgement
	Margin float64 // metres, the metropolitan margin; 0: roster.DefaultMargin
	Drill  bool
	// DrillToPeople lets the drill go out to people.
	DrillToPeople bool
}

// DefaultLadder is e-mail at once, then the webhook of those who have not acknowledged within five minutes.
var DefaultLadder = []Rung{{Channel: Email}, {Channel: Webhook, Wait: 300}}

// reviewAfter is how long a draft stands at most before the desk looks at it again.
const reviewAfter = 24 * time.Hour

// DraftFrom makes a draft from a situation and its reports: a complete warning in English that a duty officer can sign or
// change. It says nothing that no report says, leaves out what only a relay adds to what it relays, and keeps standing advice
// apart from the threat. The same arguments give the same content.
func DraftFrom(s situation.Situation, reports []situation.Told, g Places, now time.Time, o DraftOptions) Content {
	d := drafter{s: s, g: g, now: now, o: o}
	d.gather(reports)
	c := Content{Drill: o.Drill, DrillToPeople: o.Drill && o.DrillToPeople, Ladder: slices.Clone(o.Ladder), Area: s.Area, Countries: s.Countries()}
	if c.Ladder == nil {
		c.Ladder = slices.Clone(DefaultLadder)
	}
	d.times(&c)
	d.cap(&c)
	c.Source = d.source()
	c.AreaDesc = d.areaDesc()
	c.Audience = d.audience()
	t := Text{Lang: "en"}
	t.Hazard, t.Headline = d.hazard()
	t.Time = d.timeWords(c)
	t.Impact = d.impact()
	t.Guidance = d.guidance()
	t.Context = d.context()
	t.Unknown = d.unknown()
	if c.Drill {
		t.Headline = clipRunes("DRILL: "+t.Headline, MaxHeadline)
	}
	c.Texts = []Text{t}
	return Compose(c, d.zone, o.Signed)
}

// drafter gathers what the parts of a draft are made from.
type drafter struct {
	s    situation.Situation
	g    Places
	now  time.Time
	o    DraftOptions
	zone *time.Location
	near string // the place whose time is told: "Moscow"

	lead    reading.Event // the event that tells most closely what threatens
	has     bool
	actions []string // what official words ask for; when there are none, what relays say they ask for
	moves   []string // leave_country and avoid_travel that only relays and newspapers tell
	actors  []string // as official words name them
	targets []reading.Named
	length  string // "48 hours"
	voice   situation.Voice
}

func (d *drafter) gather(reports []situation.Told) {
	d.zone = time.UTC
	if len(d.s.Places) > 0 && d.g != nil {
		d.zone, d.near = d.g.Zone(d.s.Places[0]), safe(d.s.Places[0].Name)
	}
	by := map[reading.ReportID]reading.Report{}
	for _, t := range reports {
		by[t.Report.ID] = t.Report
	}
	type word struct {
		m situation.Member
		e reading.Event
	}
	var all []word
	for _, i := range d.s.InOrder() {
		m := d.s.Members[i]
		if r, ok := by[m.Report]; ok && m.Event < len(r.Events) {
			all = append(all, word{m, r.Events[m.Event]})
		}
	}
	official := slices.ContainsFunc(all, func(w word) bool { return w.m.Official() })
	for _, w := range all {
		counts := w.m.Official() || !official
		if counts && (!d.has || len(d.lead.Targets) == 0 && len(w.e.Targets) > 0) {
			d.lead, d.has = w.e, true
		}
		for _, a := range w.e.Actions {
			switch {
			case !w.m.Official() && (a.Code == "leave_country" || a.Code == "avoid_travel"):
				// Relays mix the threat with standing advice (anchors.md section 5): such an order counts only at first hand.
				d.moves = add(d.moves, a.Code)
			case counts:
				d.actions = add(d.actions, a.Code)
			}
		}
		if w.m.Official() {
			for _, n := range w.e.Actors {
				d.actors = add(d.actors, safe(n.Name))
			}
		}
		for _, t := range w.e.Times {
			if counts && t.Role == reading.Window && d.length == "" {
				d.length = lengthWords(t.Value)
			}
		}
	}
	if d.has {
		d.targets = d.lead.Targets
	}
	if vs := d.s.Voices(); len(vs) > 0 {
		d.voice = vs[0]
	}
}

func add(list []string, v string) []string {
	if v == "" || slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

// times sets onset, end and review. The end is the widest reading of the window. A window that has ended already gives no
// end: the situation is on watch, and the warning stands until it is reviewed.
func (d *drafter) times(c *Content) {
	from, to := d.s.Window.Hull()
	over := !to.IsZero() && !d.now.Before(to)
	if !from.IsZero() && !over {
		c.Onset = from.UTC()
	}
	review := d.now.Add(reviewAfter)
	if !to.IsZero() && !over {
		c.Expires = to.UTC()
		if to.Before(review) {
			review = to
		}
	}
	c.Review = review.Truncate(time.Hour).UTC()
	if !c.Review.After(d.now) {
		c.Review = review.UTC()
	}
}

// cap sets CAP's words by the mapping table of anchors.md section 3. What a report gives in CAP's own words wins.
func (d *drafter) cap(c *Content) {
	c.Category, c.Severity, c.Certainty = "Security", "Severe", "Possible"
	if c.Urgency = d.s.Urgency(d.now); c.Urgency == "Past" {
		c.Urgency = "Unknown" // the window has ended and nobody has said that the threat is over: CAP's Past would say so
	}
	c.Event = "Security threat"
	switch {
	case d.s.Type == reading.Threat && d.s.Stage == reading.NoStage:
		c.Event, c.Severity, c.Certainty = "Threat said to be lifted", "Unknown", "Unknown"
	case d.s.Stage == reading.Thwarted || d.s.Type == reading.FoiledPlot:
		c.Event, c.Severity = "Foiled plot", "Moderate"
	case d.s.Stage == reading.Accomplished:
		c.Event, c.Severity, c.Certainty = titleOf(d.s.Type), "Extreme", "Observed"
		if c.Urgency == "Unknown" {
			c.Urgency = "Immediate"
		}
	case d.s.Type == reading.Arrest:
		c.Event, c.Severity, c.Certainty = "Arrests", "Minor", "Observed"
	case d.terror():
		c.Event = "Terrorist threat"
	case d.s.Type == reading.Other:
		c.Event, c.Severity = "Announced unrest", "Moderate"
	}
	for _, v := range []struct {
		to   *string
		from string
		of   []string
	}{{&c.Category, d.lead.Category, categories}, {&c.Severity, d.lead.Severity, severities}, {&c.Certainty, d.lead.Certainty, certainties}} {
		if slices.Contains(v.of, v.from) && v.from != "Unknown" {
			*v.to = v.from
		}
	}
	asks := map[string]bool{}
	for _, a := range d.actions {
		asks[actions[a].response] = true
	}
	for _, r := range responseTypes { // in CAP's own order
		if asks[r] {
			c.ResponseTypes = append(c.ResponseTypes, r)
		}
	}
	if d.s.Stage == reading.Threatened && len(c.ResponseTypes) > 0 && !asks["Monitor"] {
		c.ResponseTypes = append(c.ResponseTypes, "Monitor")
	}
	if len(c.ResponseTypes) == 0 {
		switch c.Event {
		case "Foiled plot", "Arrests", "Threat said to be lifted":
			c.ResponseTypes = []string{"Monitor"}
		default:
			c.ResponseTypes = []string{"Avoid", "Monitor"}
		}
	}
}

// terror: an official word, or the lead where there is none, names a group behind it.
func (d *drafter) terror() bool {
	if d.s.Type != reading.Threat {
		return false
	}
	return len(d.actors) > 0 || slices.ContainsFunc(d.lead.Actors, func(n reading.Named) bool { return n.Class == "group" || n.Class == "organization" })
}

func titleOf(t reading.Type) string {
	switch t {
	case reading.Bombing, reading.Shooting, reading.Kidnapping, reading.Arson, reading.Hijacking:
		return strings.ToUpper(string(t[:1])) + string(t[1:])
	case reading.Assassinate:
		return "Assassination"
	}
	return "Attack"
}

// source is who warned first, when, and how we know.
func (d *drafter) source() string {
	if d.voice.Name == "" {
		for _, i := range d.s.InOrder() {
			m := d.s.Members[i]
			return safe(m.Voice) + dayWords(", ", m.Issued.From.Earliest, d.zone) + " (news; no authority's own word is known)"
		}
		return ""
	}
	out := safe(d.voice.Name)
	if d.voice.Heard {
		out += dayWords(", ", d.s.Members[d.voice.Members[0]].Issued.From.Earliest, d.zone)
	} else {
		m := d.s.Members[d.voice.Echoes[0]]
		out += ", as repeated by " + safe(m.Voice) + dayWords(" on ", m.Issued.From.Earliest, d.zone)
	}
	if n := len(d.s.Voices()) - 1; n > 0 {
		var names []string
		for _, v := range d.s.Voices()[1:min(n+1, 4)] {
			names = append(names, safe(v.Name))
		}
		out += "; also " + list(names)
		if n > len(names) {
			out += fmt.Sprintf(" and %d more", n-len(names))
		}
	}
	return out
}

func (d *drafter) wide() bool {
	return len(d.s.Places) > 0 && !slices.ContainsFunc(d.s.Places, func(p gazetteer.Place) bool { return p.Kind != gazetteer.Country })
}

func (d *drafter) areaDesc() string {
	var out []string
	for _, p := range d.s.Places {
		switch n := safe(p.Name); p.Kind {
		case gazetteer.City:
			out = append(out, n+" and its metropolitan area")
		case gazetteer.Country:
			out = append(out, n+" (the whole country)")
		default:
			out = append(out, n)
		}
	}
	if len(out) > 4 {
		out = append(out[:4], fmt.Sprintf("%d more places", len(d.s.Places)-4))
	}
	return list(out)
}

// audience is everyone in the area or near it. The nationality an authority speaks to does not narrow it: a threat to a crowd
// asks for no passport.
func (d *drafter) audience() roster.Rule {
	if d.wide() {
		return roster.Rule{Everyone: true, Grades: []roster.Grade{roster.In}}
	}
	margin := d.o.Margin
	if margin <= 0 {
		margin = roster.DefaultMargin
	}
	return roster.Rule{Everyone: true, Grades: []roster.Grade{roster.In, roster.Near}, Margin: margin}
}

// safe makes a value of the outside fit to stand in our words: no control or direction characters, no mark of ours, one line,
// at most 80 characters, and without words that would make a live warning look like a drill.
func safe(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '{' || r == '}' || r == unicode.ReplacementChar:
			return -1
		case unicode.IsSpace(r):
			return ' '
		case unsafeText(string(r), false) != "":
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	words := slices.DeleteFunc(strings.Fields(s), func(w string) bool {
		switch w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }); w {
		case "EXERCISE", "TEST":
			return true
		}
		return strings.EqualFold(w, "drill")
	})
	return clipRunes(strings.Join(words, " "), 80)
}

func clipRunes(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRight(string(r[:most-1]), " ,;:") + "…"
}

// list is "a", "a and b", "a, b and c".
func list(v []string) string {
	switch len(v) {
	case 0:
		return ""
	case 1:
		return v[0]
	}
	return strings.Join(v[:len(v)-1], ", ") + " and " + v[len(v)-1]
}

func (d *drafter) countryName(iso string) string {
	if d.g != nil {
		if p, ok := d.g.Country(iso); ok {
			return p.Name
		}
	}
	return cmp.Or(iso, "the country")
}
