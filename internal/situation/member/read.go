package member

import (
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
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

// Scale weighs events against each other. It reads nothing but its arguments.
type Scale struct {
	Places Places
	Margin float64 // metres; 0: DefaultMargin
	// Weights are those of the evidence; nil: DefaultWeights.
	Weights *Weights
	areas   map[int64]*geo.Prepared
}

// Remember is a Scale that looks the outline of a place up once. It is for the work on one event, and for one goroutine.
func (j Scale) Remember() Scale {
	j.areas = map[int64]*geo.Prepared{}
	return j
}

// area is the geometry of a place of the gazetteer; nil when it has none.
func (j Scale) area(p gazetteer.Place) *geo.Prepared {
	if j.Places == nil || p.ID == 0 {
		return nil
	}
	if a, ok := j.areas[p.ID]; ok {
		return a
	}
	var out *geo.Prepared
	if a, _ := j.Places.Area(p); !a.Empty() {
		out = geo.NewIndexed(a)
	}
	if j.areas != nil {
		j.areas[p.ID] = out
	}
	return out
}

// Member is the event as a member, without its reasons.
func (j Scale) Member(told Told, ev int, now time.Time) Member {
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
		if t.Class != "" && !slices.Contains(m.Classes, t.Class) {
			m.Classes = append(m.Classes, t.Class)
		}
	}
	m.Places, m.Raids, m.Area = placesOf(e)
	m.Severity, m.Certainty = e.Severity, e.Certainty
	if m.Hazard = hazard(r, e); !m.Hazard {
		m.Maybe = j.maybe(e, m.Places)
	}
	m.Names, m.Refers = namesIn(told)
	if r.CAP != nil {
		m.MsgType = r.CAP.MsgType
	}
	m.Actors = actorsOf(e.Actors)
	m.Corrected = told.correctors(ev)

	j.speaker(&m, told, e)
	if m.Lifts() {
		m.LiftedBy = m.Nation
		if len(e.Issuers) > 0 && len(e.Issuers[0].Country) == 2 {
			m.LiftedBy = e.Issuers[0].Country
		}
	}
	if m.Relation == reading.Relay {
		for _, t := range e.Times {
			if t.Role == reading.Issued && t.Interval.Known() {
				m.Spoken = t.Interval
			}
		}
		// A state's own name is no place of what others say that it warned of: "the United States warned".
		if nation, ok := strings.CutPrefix(m.RelaysKey, "state:"); ok && m.Wide() && !slices.ContainsFunc(m.Places, func(p gazetteer.Place) bool { return p.Country != nation }) {
			m.Places = nil
		}
	}
	return m
}

// maxMaybe bounds the other readings of the places' names.
const maxMaybe = 8

// maybe are the other readings of the names of places: the next ones in the text's own order, and the best known town of the
// name whatever the text made of it.
func (j Scale) maybe(e reading.Event, places []gazetteer.Place) []gazetteer.Place {
	var out []gazetteer.Place
	add := func(p gazetteer.Place) {
		if p.ID != 0 && len(out) < maxMaybe && !slices.ContainsFunc(slices.Concat(out, places), func(q gazetteer.Place) bool { return SamePlace(p, q) }) {
			out = append(out, p)
		}
	}
	for _, p := range places {
		if p.Kind >= gazetteer.City && j.Places != nil {
			if ps := j.Places.Lookup(p.Name); len(ps) > 0 {
				add(ps[0])
			}
		}
	}
	for _, p := range e.Places {
		if slices.ContainsFunc(places, func(q gazetteer.Place) bool { return SamePlace(p.Place, q) }) {
			for _, o := range p.Others {
				add(o)
			}
		}
	}
	return out
}

// speaker tells who speaks, in what right, and whom it repeats.
func (j Scale) speaker(m *Member, told Told, e reading.Event) {
	r := told.Report
	var named []reading.Named // all authorities of the report: their nations tell whose an office is
	named = append(named, e.Issuers...)
	for _, o := range r.Events {
		named = append(named, o.Issuers...)
	}
	m.Voice, m.Relation, m.Relays = voiceOf(told, e), r.Relation, r.Relays
	if m.Relation == "" {
		m.Relation = reading.News
	}
	m.Key = j.KeyOf(m.Voice, named)
	threat := FamilyOf(e.Type, e.Stage) == ThreatFamily
	if origin := strings.TrimSpace(told.Item.Origin); origin != "" && origin != m.Voice {
		// Who published it is known from outside. Where that is another state than the text's authority, or the authority is an
		// office that does not say whose it is, the publisher is the one who speaks.
		at, named := j.KeyOf(origin, nil), j.KeyOf(m.Voice, nil)
		if strings.HasPrefix(at, "state:") && at != m.Key && (strings.HasPrefix(named, "state:") || strings.HasPrefix(m.Key, "state:")) {
			if strings.HasPrefix(named, "state:") && m.Relation != reading.News && m.Relation != reading.Relay && threat {
				m.Relation, m.Relays = reading.Relay, m.Voice
			}
			m.Voice, m.Key = origin, at
		}
	}
	switch {
	case m.Relation == reading.Relay && !threat:
		// The relay is of the warning. What the text tells beside it is the teller's own news.
		m.Relation, m.Relays = reading.News, ""
	case m.Relation == reading.Relay:
		// A text may relay several authorities; the event says whose words these are.
		if len(e.Issuers) > 0 && !slices.ContainsFunc(e.Issuers, func(n reading.Named) bool { return j.KeyOf(n.Name, named) == j.KeyOf(m.Relays, named) }) {
			m.Relays = e.Issuers[0].Name
		}
		if m.RelaysKey = j.KeyOf(m.Relays, named); m.RelaysKey != "" && m.RelaysKey == m.Key {
			m.Relation, m.Relays, m.RelaysKey = reading.Independent, "", "" // nobody repeats their own words
		}
	default:
		m.Relays = ""
	}
	m.Nation = strings.TrimPrefix(m.Key, "state:")
	if m.Nation == m.Key {
		m.Nation = ""
		for _, n := range named {
			if strings.EqualFold(n.Name, m.Voice) && len(n.Country) == 2 {
				m.Nation = n.Country
			}
		}
	}
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
		if !slices.ContainsFunc(by[p.Role], func(q gazetteer.Place) bool { return SamePlace(q, pl) }) {
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

// SamePlace reports that two places are one: by their id, or when neither has one, by name and country.
func SamePlace(a, b gazetteer.Place) bool {
	if a.ID != 0 || b.ID != 0 {
		return a.ID == b.ID
	}
	return strings.EqualFold(a.Name, b.Name) && a.Country == b.Country
}

// voiceOf is who speaks in an event of a report: the document's authority, or when it names none, the issuer of an official
// word; for news, what published it.
func voiceOf(told Told, e reading.Event) string {
	issuer := ""
	if rel := told.Report.Relation; len(e.Issuers) > 0 && (rel == reading.Origin || rel == reading.Independent) {
		issuer = e.Issuers[0].Name
	}
	for _, v := range []string{told.Report.Authority, issuer, told.Item.Origin, string(told.Item.Source)} {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return "unknown source"
}

// eventOf is an event of a report. A denial that names no place is about the threat that the same report tells, and takes its
// places; when it tells none, it is about what the report is about.
func eventOf(r reading.Report, ev int) reading.Event {
	e := r.Events[ev]
	if !LiftsOf(e.Type, e.Stage) || len(e.Places) > 0 {
		return e
	}
	for _, threats := range []bool{true, false} {
		for _, o := range r.Events {
			if (FamilyOf(o.Type, o.Stage) == ThreatFamily || !threats) && len(o.Places) > 0 {
				e.Places = o.Places
				return e
			}
		}
	}
	return e
}

// Countries lists the countries an event of a report speaks of: those of its places, ISO 3166-1 alpha-2.
func Countries(r reading.Report, ev int) []string {
	places, raids, _ := placesOf(eventOf(r, ev))
	return CountriesOf(slices.Concat(places, raids))
}

// CountriesOf lists the countries of places, ISO 3166-1 alpha-2, sorted, each once.
func CountriesOf(ps []gazetteer.Place) []string {
	var out []string
	for _, p := range ps {
		if p.Country != "" {
			out = append(out, p.Country)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
