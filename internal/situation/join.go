package situation

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// Places is what joining needs of the gazetteer.
type Places interface {
	Area(p gazetteer.Place) (geo.Area, geo.AreaKind)
	Demonym(word string) (iso string, ok bool)
	Lookup(name string) []gazetteer.Place
}

// DefaultMargin is how far apart, in metres, two named places may lie and still be one: a suburb and its city.
const DefaultMargin = 25_000

// Joiner decides which situation an event belongs to. It reads nothing but its arguments, so it may run anywhere.
type Joiner struct {
	Places Places
	Margin float64 // metres; 0: DefaultMargin
}

// family is which events can be one threat: a foiled plot and a threat are two, and so are a threat and an attack.
type family string

const (
	threatFamily family = "threat"
	plotFamily   family = "plot"
	attackFamily family = "attack"
	otherFamily  family = "other"
	standing     family = "standing"
)

// familyOf goes by the stage first: a bombing that is threatened is a threat, one that was thwarted a plot.
func familyOf(t reading.Type, s reading.Stage) family {
	switch {
	case t.Standing():
		return standing
	case t == reading.FoiledPlot, s == reading.Thwarted:
		return plotFamily
	case t == reading.Threat, s == reading.Threatened:
		return threatFamily
	case t == reading.Arrest:
		return "arrest"
	case t == reading.Kidnapping, t == reading.Hijacking:
		return family(t)
	case t == reading.Other:
		return otherFamily
	}
	return attackFamily
}

// familyWords name a family in a reason.
var familyWords = map[family]string{threatFamily: "both speak of a threat", plotFamily: "both speak of a foiled plot",
	attackFamily: "both speak of an attack", otherFamily: "both speak of the same kind of event", "arrest": "both speak of arrests",
	"kidnapping": "both speak of a kidnapping", "hijacking": "both speak of a hijacking"}

// lifts: "there is no specific threat", "the warning is lifted". It is kept with the threat it speaks of and ends nothing.
func lifts(t reading.Type, s reading.Stage) bool { return t == reading.Threat && s == reading.NoStage }

func (m Member) lifts() bool { return lifts(m.Type, m.Stage) }

// Member is the event as a member, without its reasons.
func (j Joiner) member(told Told, ev int, now time.Time) Member {
	r := told.Report
	e := eventOf(r, ev)
	m := Member{Report: r.ID, Item: told.Item.ID, Event: ev, Type: e.Type, Stage: e.Stage, Issued: r.Issued, At: now.UTC()}
	if m.Item == "" {
		m.Item = r.Item
	}
	if !m.Issued.Known() {
		at := told.Item.Published
		if at.IsZero() {
			at = told.Item.Received
		}
		if !at.IsZero() {
			m.Issued = when.Interval{From: when.At(at.UTC()), To: when.At(at.UTC())}
		}
	}
	m.Window, m.Relative, m.Further = windowOf(e, m.Issued)
	for _, t := range e.Targets {
		if t.Name != "" && !slices.Contains(m.Targets, t.Name) && len(m.Targets) < 4 {
			m.Targets = append(m.Targets, t.Name)
		}
	}
	m.Places, m.Raids, m.Area = placesOf(e)
	m.Hazard = hazard(r, e)
	m.Names, m.Refers = namesIn(told)
	for _, a := range e.Actors {
		if n := fold.Key(a.Name); n != "" && !slices.Contains(m.Actors, n) && len(m.Actors) < 4 {
			m.Actors = append(m.Actors, n)
		}
	}

	fold := familyOf(e.Type, e.Stage)
	m.Voice, m.Relation, m.Relays = voiceOf(told, e), r.Relation, r.Relays
	if m.Relation == "" {
		m.Relation = reading.News
	}
	switch {
	case m.Relation == reading.Relay && fold != threatFamily:
		// The relay is of the warning. What the text tells beside it is the teller's own news.
		m.Relation, m.Relays = reading.News, ""
	case m.Relation == reading.Relay:
		// A text may relay several authorities; the event says whose words these are.
		if len(e.Issuers) > 0 && !slices.ContainsFunc(e.Issuers, func(n reading.Named) bool { return j.keyOf(n.Name, e.Issuers) == j.keyOf(m.Relays, e.Issuers) }) {
			m.Relays = e.Issuers[0].Name
		}
		m.RelaysKey = j.keyOf(m.Relays, e.Issuers)
	default:
		m.Relays = ""
	}
	m.Key = j.keyOf(m.Voice, e.Issuers)
	return m
}

// placesOf are the places an event threatens or happened at, or the scope of the word when it names none; and the places of
// arrests and raids; and the geometry that the item itself gives for the former.
func placesOf(e reading.Event) (places, raids []gazetteer.Place, own geo.Area) {
	by := map[reading.PlaceRole][]gazetteer.Place{}
	for _, p := range e.Places {
		pl := p.Place
		if pl.Name == "" {
			pl.Name = p.Name
		}
		if !slices.ContainsFunc(by[p.Role], func(q gazetteer.Place) bool { return samePlace(q, pl) }) {
			by[p.Role] = append(by[p.Role], pl)
		}
	}
	for _, role := range []reading.PlaceRole{reading.Target, reading.Incident, reading.Scope} {
		if len(by[role]) == 0 {
			continue
		}
		for _, p := range e.Places {
			if p.Role == role && p.Area != nil && p.Area.Validate() == nil {
				own = own.Union(*p.Area)
			}
		}
		places = by[role]
		break
	}
	return places, by[reading.Operation], own
}

func samePlace(a, b gazetteer.Place) bool {
	if a.ID != 0 || b.ID != 0 {
		return a.ID == b.ID
	}
	return strings.EqualFold(a.Name, b.Name) && a.Country == b.Country
}

// Join decides for one event of a report: which of the open situations it belongs to, that it opens a new one, or that it is
// standing advice and becomes context. The answer depends on the arguments alone; of several that fit, the one that fits
// best wins, then the one opened first.
func (j Joiner) Join(open []Situation, told Told, ev int, now time.Time) Joined {
	out := Joined{Event: ev}
	if ev < 0 || ev >= len(told.Report.Events) {
		return out
	}
	if told.Report.Events[ev].Type.Standing() {
		out.AsContext = true
		out.Reasons = Because("standing advice: context, not a threat")
		return out
	}
	if c := told.Report.CAP; !c.Live() {
		out.Aside, out.Reasons = true, Because(fmt.Sprintf("no live word: CAP status %s, message type %s, scope %s", c.Status, c.MsgType, c.Scope))
		return out
	}
	m := j.member(told, ev, now)
	type fit struct {
		s       Situation
		score   int
		reasons []Reason
	}
	var fits []fit
	for _, s := range open {
		if s.State == Closed {
			continue
		}
		if score, reasons := j.fits(s, m); score > 0 {
			fits = append(fits, fit{s, score, reasons})
		}
	}
	if len(fits) == 0 && told.Report.Events[ev].Standing {
		out.Aside, out.Reasons = true, Because("a threat that this page of travel advice tells of the whole country, without a window: it joins a situation that is open and opens none")
		return out
	}
	if len(fits) == 0 {
		out.Reasons = Because("no open situation speaks of the same kind of event at this place and time")
		return out
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		if a.score != b.score {
			return b.score - a.score
		}
		if c := a.s.Opened.Compare(b.s.Opened); c != 0 {
			return c
		}
		return strings.Compare(string(a.s.ID), string(b.s.ID))
	})
	out.Situation, out.Reasons, out.Score = fits[0].s.ID, fits[0].reasons, float64(min(fits[0].score, 6))/6
	for _, f := range fits[1:] {
		out.Proposed = append(out.Proposed, Proposal{f.s.ID, float64(min(f.score, 6)) / 6, f.reasons})
	}
	return out
}

// fits scores how well a new member belongs to a situation; 0 when it does not. It must share kind, place and time with one
// and the same member, so that a situation never drifts from what it is about by a chain of half-fits.
func (j Joiner) fits(s Situation, m Member) (int, []Reason) {
	best, why := 0, []Reason(nil)
	for _, o := range s.Members {
		fam := familyOf(m.Type, m.Stage)
		if fam != familyOf(o.Type, o.Stage) || !m.meets(o) {
			continue
		}
		score, place := j.together(m, o)
		var links []string
		switch {
		case m.RelaysKey != "" && m.RelaysKey == o.Key && o.Official():
			links = append(links, "relays "+m.Relays+", which speaks here itself")
		case o.RelaysKey != "" && o.RelaysKey == m.Key && m.Official():
			links = append(links, o.Voice+" relays this warning")
		case m.RelaysKey != "" && m.RelaysKey == o.RelaysKey:
			links = append(links, "relays the same warning of "+m.Relays)
		case m.Key != "" && m.Key == o.Key && m.Official() && o.Official():
			links = append(links, m.Voice+" has spoken here before")
		}
		if score == 0 && len(links) > 0 && slices.ContainsFunc(countriesOf(m.Places), func(c string) bool { return slices.Contains(countriesOf(o.Places), c) }) && (wide(m) || wide(o)) {
			// A relay that blurs the place ("large Russian cities") still speaks of the warning it repeats.
			score, place = 1, "same country, told less closely"
		}
		if score == 0 {
			continue
		}
		if score += len(links); score > best {
			best = score
			why = nil
			for _, w := range append([]string{familyWords[fam], place, "windows overlap"}, links...) {
				why = append(why, Reason{Words: w})
			}
		}
	}
	return best, why
}

// wide reports that the member speaks of a whole country only.
func wide(m Member) bool {
	return len(m.Places) > 0 && !slices.ContainsFunc(m.Places, func(p gazetteer.Place) bool { return p.Kind != gazetteer.Country })
}

// together scores how the places of two members lie to each other: 4 the same, 3 one in the other, 2 near; 0 apart.
func (j Joiner) together(m, o Member) (int, string) {
	best, why := 0, ""
	try := func(as, bs []gazetteer.Place, what string) {
		for _, a := range as {
			for _, b := range bs {
				if n, w := j.lie(a, b); n > best {
					best, why = n, what+w
				}
			}
		}
	}
	try(m.Places, o.Places, "")
	if best == 0 && (!m.Area.Empty() || !o.Area.Empty()) && !wide(m) && !wide(o) {
		best, why = j.meet(m, o)
	}
	if best == 0 {
		try(m.Raids, o.Raids, "arrests: ")
	}
	return best, why
}

// meet compares two members of which at least one tells its own geometry: 3 when one reaches into the other, 2 near.
func (j Joiner) meet(m, o Member) (int, string) {
	d := math.Inf(1)
	for _, x := range [2][2]Member{{m, o}, {o, m}} {
		if x[0].Area.Empty() {
			continue
		}
		for _, p := range x[1].points() {
			d = math.Min(d, x[0].Area.DistanceM(p))
		}
	}
	switch {
	case d == 0:
		return 3, "the areas meet"
	case d <= j.margin():
		return 2, fmt.Sprintf("the areas lie within %.0f km", j.margin()/1000)
	}
	return 0, ""
}

// points are where a member lies: its places, and the middle of its own geometry.
func (m Member) points() []geo.Point {
	var out []geo.Point
	for _, p := range m.Places {
		if p.Point != (geo.Point{}) {
			out = append(out, p.Point)
		}
	}
	if !m.Area.Empty() {
		out = append(out, m.Area.Centroid())
	}
	return out
}

func (j Joiner) margin() float64 {
	if j.Margin <= 0 {
		return DefaultMargin
	}
	return j.Margin
}

func (j Joiner) lie(a, b gazetteer.Place) (int, string) {
	if samePlace(a, b) {
		return 4, "same place: " + a.Name
	}
	if a.Country != b.Country || a.Kind == gazetteer.Country || b.Kind == gazetteer.Country {
		return 0, "" // a country holds too much to be the same place as one of its cities
	}
	if a.Kind > b.Kind {
		a, b = b, a // a is the wider one
	}
	if a.Kind == gazetteer.Admin1 && a.Admin1 != "" && a.Admin1 == b.Admin1 {
		return 3, fmt.Sprintf("%s lies in %s", b.Name, a.Name)
	}
	margin := j.margin()
	d := math.Min(j.distance(a, b), j.distance(b, a))
	switch {
	case d == 0 && a.Kind < b.Kind:
		return 3, fmt.Sprintf("%s lies in %s", b.Name, a.Name)
	case d <= margin && a.Kind != gazetteer.Admin1:
		return 2, fmt.Sprintf("%s and %s lie within %.0f km", a.Name, b.Name, margin/1000)
	case d <= margin && b.Kind != gazetteer.Admin1:
		return 2, fmt.Sprintf("%s lies within %.0f km of %s", b.Name, margin/1000, a.Name)
	}
	return 0, ""
}

// distance is from the area of a (its point when it has none) to the point of b, in metres; +Inf when either is unknown.
func (j Joiner) distance(a, b gazetteer.Place) float64 {
	if a.ID == 0 || b.ID == 0 {
		return math.Inf(1)
	}
	d := geo.DistanceM(a.Point, b.Point)
	if a.Kind != gazetteer.Admin1 && d > 500_000 {
		return d // no city is that large
	}
	if j.Places != nil {
		if area, _ := j.Places.Area(a); !area.Empty() {
			d = area.DistanceM(b.Point)
		}
	}
	return d
}

func countriesOf(ps []gazetteer.Place) []string {
	var out []string
	for _, p := range ps {
		if p.Country != "" {
			out = append(out, p.Country)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// eventOf is an event of a report. A denial that names no place is about the threat that the same report tells, and takes its
// places.
func eventOf(r reading.Report, ev int) reading.Event {
	e := r.Events[ev]
	if lifts(e.Type, e.Stage) && len(e.Places) == 0 {
		for _, o := range r.Events {
			if familyOf(o.Type, o.Stage) == threatFamily && len(o.Places) > 0 {
				e.Places = o.Places
				break
			}
		}
	}
	return e
}

// Countries lists the countries an event of a report speaks of: those of its places, ISO 3166-1 alpha-2.
func Countries(r reading.Report, ev int) []string {
	places, raids, _ := placesOf(eventOf(r, ev))
	return countriesOf(slices.Concat(places, raids))
}

// Open makes a new situation of one event.
func (j Joiner) Open(id ID, told Told, ev int, reasons []Reason, by string, now time.Time) (Situation, error) {
	s := Situation{ID: id, Opened: now.UTC()}
	s, err := j.add(s, told, ev, reasons, by, now)
	if err != nil {
		return Situation{}, err
	}
	s.State = s.openState(now)
	return s, nil
}

// Add puts one event of a report into a situation. A situation that was on watch is active again when the window now ends
// after now.
func (j Joiner) Add(s Situation, told Told, ev int, reasons []Reason, by string, now time.Time) (Situation, error) {
	if s.State == Closed {
		return s, fmt.Errorf("situation %s is closed: open it again first: %w", s.ID, ErrMove)
	}
	was := s.lapsed(now)
	s, err := j.add(s, told, ev, reasons, by, now)
	if err != nil {
		return s, err
	}
	return s.after(was, now), nil
}

func (j Joiner) add(s Situation, told Told, ev int, reasons []Reason, by string, now time.Time) (Situation, error) {
	if ev < 0 || ev >= len(told.Report.Events) {
		return s, fmt.Errorf("report %s has no event %d: %w", told.Report.ID, ev, ErrEvent)
	}
	if told.Report.Events[ev].Type.Standing() {
		return s, fmt.Errorf("event %d of report %s is standing advice, which never joins as a threat: %w", ev, told.Report.ID, ErrEvent)
	}
	if s.Holds(told.Report.ID, ev) {
		return s, nil
	}
	m := j.member(told, ev, now)
	m.Reasons, m.By = reasons, by
	s.Members = append(slices.Clone(s.Members), m)
	return j.sum(s, now), nil
}

// Holds reports that the event is a member.
func (s Situation) Holds(r reading.ReportID, ev int) bool {
	return slices.ContainsFunc(s.Members, func(m Member) bool { return m.Report == r && m.Event == ev })
}

// Remove takes an event out of a situation, when a person moved it elsewhere. A situation that is left without members is
// closed, and says so.
func (j Joiner) Remove(s Situation, r reading.ReportID, ev int, now time.Time) Situation {
	was := s.lapsed(now)
	s.Members = slices.DeleteFunc(slices.Clone(s.Members), func(m Member) bool { return m.Report == r && m.Event == ev })
	if len(s.Members) == 0 {
		s.State, s.Reason, s.Changed = Closed, "its last report was moved to another situation", now.UTC()
		return s
	}
	return j.sum(s, now).after(was, now)
}

// after settles the state of an open situation whose members changed.
func (s Situation) after(wasLapsed bool, now time.Time) Situation {
	if s.State == Watch && wasLapsed && !s.lapsed(now) {
		s.State = s.openState(now)
	}
	return s
}

// sum computes what the members together say.
func (j Joiner) sum(s Situation, now time.Time) Situation {
	s.Window, s.Anchored = anchor(s.Members)
	lead := s.lead()
	s.Type, s.Stage, s.Title = lead.Type, lead.Stage, title(lead)
	s.Places, s.Area = j.places(s, lead)
	s.Changed = now.UTC()
	return s
}

// lead is the member that tells what the situation is about: the first official word, else the first report; one that lifts
// a threat only when there is nothing else.
func (s Situation) lead() Member {
	ms := slices.Clone(s.Members)
	rank := func(m Member) int {
		switch {
		case m.lifts():
			return 3
		case len(m.Places) == 0:
			return 2
		case m.Official():
			return 0
		}
		return 1
	}
	slices.SortStableFunc(ms, func(a, b Member) int {
		if c := rank(a) - rank(b); c != 0 {
			return c
		}
		return bySpeech(a, b)
	})
	return ms[0]
}

// places are those of every official word, with their geometry; while there is none, those of the leading report. A relay never
// widens them. The geometry an item gives itself stands in for that of its places.
func (j Joiner) places(s Situation, lead Member) ([]gazetteer.Place, geo.Area) {
	from := []Member{lead}
	for _, i := range s.InOrder() {
		if m := s.Members[i]; lead.Official() && m.Official() && !m.lifts() && (m.Report != lead.Report || m.Event != lead.Event) {
			from = append(from, m)
		}
	}
	var places []gazetteer.Place
	var area geo.Area
	for _, m := range from {
		area = area.Union(m.Area)
		for _, p := range m.Places {
			if slices.ContainsFunc(places, func(q gazetteer.Place) bool { return samePlace(p, q) }) {
				continue
			}
			places = append(places, p)
			if !m.Area.Empty() || j.Places == nil {
				continue
			}
			if a, _ := j.Places.Area(p); !a.Empty() {
				area = area.Union(a)
			}
		}
	}
	return places, area
}

var titles = map[reading.Type]string{reading.Threat: "Threat", reading.FoiledPlot: "Foiled plot", reading.Arrest: "Arrests",
	reading.Attack: "Attack", reading.Bombing: "Bombing", reading.Shooting: "Shooting", reading.Kidnapping: "Kidnapping",
	reading.Arson: "Arson", reading.Assassinate: "Assassination", reading.Hijacking: "Hijacking", reading.Other: "Event"}

// title tells a situation in words: what, against whom, where.
func title(m Member) string {
	what := titles[m.Type]
	switch {
	case what == "":
		what = "Event"
	case m.lifts():
		what = "Threat said to be lifted"
	case m.Stage == reading.Thwarted && m.Type != reading.FoiledPlot:
		what = "Foiled " + strings.ToLower(what)
	case m.Stage == reading.Threatened && m.Type != reading.Threat:
		what = "Threat of " + strings.ToLower(what)
	}
	where := ""
	if len(m.Places) > 0 {
		where = m.Places[0].Name
		if n := len(m.Places) - 1; n > 0 {
			where += fmt.Sprintf(" and %d more", n)
		}
	}
	var parts []string
	for _, t := range m.Targets {
		if len(parts) < 2 && !strings.EqualFold(t, where) {
			parts = append(parts, t)
		}
	}
	out := strings.Join(parts, ", ")
	if where != "" && !strings.Contains(strings.ToLower(out), strings.ToLower(where)) {
		if out != "" {
			out += ", "
		}
		out += where
	}
	if out == "" {
		return what
	}
	return what + ": " + out
}
