package member

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
)

// Weights are what each piece of evidence is worth, in points: the base-2 logarithm of how much more often two events of one
// threat show it than two that merely lie near each other in place and time (Fellegi and Sunter 1969 weigh the linking of
// records so). Points add up; a sum of x is a score of 1/(1+2^-x).
type Weights struct {
	// Prior is where every pair begins: of the events that share a key, about one in eight is of one threat.
	Prior float64

	// Where.
	SamePlace   float64 // one and the same named town, region or part of a town
	PlaceWithin float64 // one lies in the other, and neither is a country
	PlaceNear   float64 // within the metropolitan margin: a suburb and its city
	SameCountry float64 // both speak of the whole country
	WideAndTown float64 // one speaks of the whole country, the other of a town in it: that holds for most pairs
	RaidPlace   float64 // the same town, but of arrests on one side: a plot is seldom raided where it was to happen
	MaybePlace  float64 // the same town by another reading of a name that several towns bear
	NoPlace     float64 // one tells no place at all, and only says whose warning it is
	SideName    float64 // the place they share is not the first that both name

	// When.
	TimesMeet  float64 // windows that both tell meet
	IssuesMeet float64 // they meet when days of issue stand in for a window that is not told
	GapDay     float64 // for each day between them, and half a day's more for a gap at all
	GapDayHit  float64 // the same for what happened: two attacks of two days are two attacks
	GapDayLift float64 // the same for a word that lifts or denies: it comes after the window, often late

	// What and who.
	SameTarget  float64 // the same thing by a name of its own
	SameWords   float64 // the same words for a kind of thing: "large gatherings"
	AlikeTarget float64 // the same class of thing
	OtherTarget float64 // classes are told and have nothing in common
	SameActor   float64 // the same group by name
	OtherActor  float64 // two named groups
	SameType    float64 // both a threat, both a shooting
	OtherType   float64 // of one family, but a shooting and a bombing
	HostLifts   float64 // and it is the state of the other's place that does
	Lifts       float64 // one lifts or denies: that speaks of something told before

	// Words that point at each other.
	RelaysVoice   float64 // one repeats the warning of the voice that speaks in the other
	RelaysSame    float64 // both repeat the same voice
	SameVoice     float64 // one authority speaks again
	SameReference float64 // a CAP reference, a shared CAP incident, a link to the other's address

	// Two kinds of event. What is not listed is never one situation by rule.
	ThreatPlot, ThreatArrest, PlotArrest, PlotAttack, ArrestAttack float64
	// ThreatAttack: an attack at a threatened place within its window is proposed, not joined: whether it was that threat is for a
	// person to say.
	ThreatAttack                                                    float64
	TakenAttack, TakenThreat, OtherThreat, OtherAttack, OtherArrest float64 // Taken: a kidnapping or a hijacking
}

// DefaultWeights are judgements in round figures, not fits: each says how strong one piece of evidence is by itself, and none
// reaches JoinAt alone but an explicit reference. docs/situations.md argues for them and shows how far each may be moved before a
// figure changes (go run ./test/eval situations -weights).
var DefaultWeights = Weights{
	Prior: -3,

	SamePlace: 4, PlaceWithin: 3.5, PlaceNear: 2.5, SameCountry: 2, WideAndTown: -1, RaidPlace: 2.5, MaybePlace: 1, NoPlace: -3, SideName: -1,
	TimesMeet: 2, IssuesMeet: 1, GapDay: -0.75, GapDayHit: -3, GapDayLift: -0.15,
	SameTarget: 2.5, SameWords: 2, AlikeTarget: 1, OtherTarget: -1.5, SameActor: 1.5, OtherActor: -0.5, SameType: 0.5, OtherType: -1, Lifts: 3, HostLifts: 1.5,
	RelaysVoice: 4.5, RelaysSame: 4, SameVoice: 1.5, SameReference: 12,

	ThreatPlot: -2, ThreatArrest: -3, PlotArrest: -1, PlotAttack: -3, ArrestAttack: -2.5, ThreatAttack: -5,
	TakenAttack: -3, TakenThreat: -3, OtherThreat: -2, OtherAttack: -3, OtherArrest: -3,
}

// between is what the kinds of two events say; ok is false when they are never one situation by rule.
func (w *Weights) between(a, b Family) (weight float64, ok bool) {
	if a == b {
		return 0, true
	}
	if a > b {
		a, b = b, a
	}
	switch [2]Family{a, b} {
	case [2]Family{PlotFamily, ThreatFamily}:
		return w.ThreatPlot, true
	case [2]Family{ArrestFamily, ThreatFamily}:
		return w.ThreatArrest, true
	case [2]Family{ArrestFamily, PlotFamily}:
		return w.PlotArrest, true
	case [2]Family{AttackFamily, PlotFamily}:
		return w.PlotAttack, true
	case [2]Family{ArrestFamily, AttackFamily}:
		return w.ArrestAttack, true
	case [2]Family{AttackFamily, ThreatFamily}:
		return w.ThreatAttack, true
	case [2]Family{AttackFamily, TakenFamily}:
		return w.TakenAttack, true
	case [2]Family{TakenFamily, ThreatFamily}:
		return w.TakenThreat, true
	case [2]Family{otherFamily, ThreatFamily}:
		return w.OtherThreat, true
	case [2]Family{AttackFamily, otherFamily}:
		return w.OtherAttack, true
	case [2]Family{ArrestFamily, otherFamily}:
		return w.OtherArrest, true
	}
	return 0, false
}

// Never is the weight of a pair that cannot be joined by rule.
var Never = math.Inf(-1)

// ScoreOf turns points of evidence into a score from 0 to 1.
func ScoreOf(points float64) float64 { return 1 / (1 + math.Exp2(-points)) }

// Prior is the weight that every pair begins with.
func (j Scale) Prior() float64 { return j.weights().Prior }

func (j Scale) weights() *Weights {
	if j.Weights == nil {
		return &DefaultWeights
	}
	return j.Weights
}

// tally adds points of evidence up and, when asked, keeps the words for them.
type tally struct {
	points float64
	words  bool
	why    []Reason
}

func (t *tally) add(weight float64, words func() string) {
	t.points += weight
	if t.words {
		t.why = append(t.why, Reason{Words: words(), Weight: weight})
	}
}

func (t *tally) say(weight float64, words string) { t.add(weight, func() string { return words }) }

// Pair weighs two events; the order of the two does not matter. The reasons come only when asked for.
func (j Scale) Pair(a, b Member, words bool) (points float64, why []Reason) {
	w := j.weights()
	t := tally{points: w.Prior, words: words}
	if ref, ok := shared(a, b); ok {
		t.say(w.SameReference, ref)
		// Who points at another by its name means that one, whatever else the two tell; only a matter of security and one of
		// none stay two.
		if a.Hazard != b.Hazard {
			return Never, nil
		}
		return t.points, t.why
	}
	if a.Hazard || b.Hazard {
		return Never, nil
	}
	fa, fb := FamilyOf(a.Type, a.Stage), FamilyOf(b.Type, b.Stage)
	kinds, ok := w.between(fa, fb)
	if !ok {
		return Never, nil
	}
	if !j.when(&t, a, b) || !j.where(&t, a, b) {
		return Never, nil
	}
	switch {
	case fa != fb:
		t.add(kinds, func() string { return "one speaks of " + familyNames[fa] + ", the other of " + familyNames[fb] })
	case a.Lifts() != b.Lifts():
		t.say(w.Lifts, "one lifts or denies, which speaks of something told before")
		if by, at := a.LiftedBy+b.LiftedBy, slices.Concat(a.Places, b.Places); slices.ContainsFunc(at, func(p gazetteer.Place) bool { return p.Country == by && by != "" }) {
			t.say(w.HostLifts, "the state of that place says so")
		}
	case a.Lifts():
	case a.Type != b.Type && fa != ThreatFamily:
		t.add(w.OtherType, func() string { return fmt.Sprintf("one is called %s, the other %s", a.Type, b.Type) })
	default:
		t.add(w.SameType, func() string { return "both speak of " + familyNames[fa] })
	}
	j.what(&t, a, b)
	if !w.links(&t, a, b) && (a.Placeless() || b.Placeless()) {
		return Never, nil // a word without a place belongs to a threat only when it says whose
	}
	return t.points, t.why
}

// when weighs the times; false when they lie too far apart.
func (j Scale) when(t *tally, a, b Member) bool {
	w := j.weights()
	af, at := a.Span()
	bf, bt := b.Span()
	if af.IsZero() || bf.IsZero() {
		return true // not known: it says nothing
	}
	gap := af.Sub(bt)
	if bf.After(af) {
		gap = bf.Sub(at)
	}
	// The day of a plot is that of its end, by arrests or a statement; it is no window that a threat's could meet.
	plot := (FamilyOf(a.Type, a.Stage) == PlotFamily) != (FamilyOf(b.Type, b.Stage) == PlotFamily)
	told := !plot && a.Window.Known() && b.Window.Known() || a.Further || b.Further
	switch {
	case gap <= 0 && told:
		t.say(w.TimesMeet, "the windows meet")
	case gap <= 0:
		t.say(w.IssuesMeet, "told within days of each other")
	case gap > Reach:
		return false
	default:
		day := w.GapDay
		switch {
		case a.Lifts() || b.Lifts():
			day = w.GapDayLift
		case FamilyOf(a.Type, a.Stage) == AttackFamily && FamilyOf(b.Type, b.Stage) == AttackFamily && told:
			day = w.GapDayHit
		}
		days := gap.Hours() / 24
		t.add(day*(days+0.5), func() string { return fmt.Sprintf("%.1f days lie between them", days) })
	}
	return true
}

// where weighs the places; false when they lie apart.
func (j Scale) where(t *tally, a, b Member) bool {
	w := j.weights()
	if a.Placeless() || b.Placeless() {
		t.say(w.NoPlace, "no place is told")
		return true
	}
	best, why := Never, func() string { return "" }
	try := func(as, bs []gazetteer.Place, off float64) {
		for i, p := range as {
			for k, q := range bs {
				x, words := j.lie(p, q)
				if x += off; x > 0 && (i > 0 || k > 0) {
					x += w.SideName
				}
				if x > best {
					best, why = x, words
				}
			}
		}
	}
	try(a.Places, b.Places, 0)
	if !(best > w.PlaceNear) && (!a.Area.Empty() || !b.Area.Empty()) && !a.Wide() && !b.Wide() {
		if x, words := j.meet(a, b); x > best {
			best, why = x, words
		}
	}
	if !(best > 0) && len(a.Raids)+len(b.Raids) > 0 {
		// Arrests: where they were made says something, but less than where it was to happen.
		off := w.RaidPlace - w.SamePlace
		try(a.Raids, b.Raids, off)
		try(a.Raids, b.Places, off)
		try(a.Places, b.Raids, off)
	}
	if math.IsInf(best, -1) {
		for _, x := range [][2][]gazetteer.Place{{a.Maybe, b.Places}, {b.Maybe, a.Places}} {
			for _, p := range x[0] {
				if slices.ContainsFunc(x[1], func(q gazetteer.Place) bool { return p.ID != 0 && p.ID == q.ID && p.Kind != gazetteer.Country }) {
					best, why = w.MaybePlace, func() string { return "the name may mean the same place: " + p.Name }
				}
			}
		}
	}
	if math.IsInf(best, -1) {
		return false
	}
	if best == w.WideAndTown && a.Lifts() != b.Lifts() {
		best = 0 // a state denies for the whole of its country
	}
	t.add(best, why)
	return true
}

// placeless reports that nothing at all is known of the member's place.
func (m Member) Placeless() bool { return len(m.Places)+len(m.Raids) == 0 && m.Area.Empty() }

// lie weighs how two places lie to each other; never when they lie apart.
func (j Scale) lie(a, b gazetteer.Place) (float64, func() string) {
	w := j.weights()
	if SamePlace(a, b) {
		if a.Kind == gazetteer.Country {
			return w.SameCountry, func() string { return "both speak of the whole of " + a.Name }
		}
		return w.SamePlace, func() string { return "same place: " + a.Name }
	}
	if a.Country != b.Country || a.Country == "" {
		return Never, nil
	}
	if a.Kind > b.Kind {
		a, b = b, a // a is the wider one
	}
	if a.Kind == gazetteer.Country {
		return w.WideAndTown, func() string { return fmt.Sprintf("same country, told less closely: %s and %s", a.Name, b.Name) }
	}
	within := func() string { return fmt.Sprintf("%s lies in %s", b.Name, a.Name) }
	if a.Kind == gazetteer.Admin1 && b.Kind != gazetteer.Admin1 && a.Admin1 != "" && a.Admin1 == b.Admin1 {
		return w.PlaceWithin, within
	}
	if b.Kind == gazetteer.Admin1 {
		return Never, nil // two regions
	}
	margin := j.margin()
	d := math.Min(j.distance(a, b), j.distance(b, a))
	switch {
	case d == 0 && a.Kind < b.Kind:
		return w.PlaceWithin, within
	case d <= margin:
		return w.PlaceNear, func() string { return fmt.Sprintf("%s and %s lie within %.0f km", a.Name, b.Name, margin/1000) }
	}
	return Never, nil
}

// distance is from the area of a (its point when it has none) to the point of b, in metres; +Inf when either is unknown.
func (j Scale) distance(a, b gazetteer.Place) float64 {
	if a.Point == (geo.Point{}) || b.Point == (geo.Point{}) || a.ID == 0 && b.ID == 0 {
		return math.Inf(1)
	}
	d := geo.DistanceM(a.Point, b.Point)
	if a.Kind != gazetteer.Admin1 && d > 500_000 {
		return d // no city is that large
	}
	if area := j.area(a); area != nil {
		d = area.DistanceM(b.Point)
	}
	return d
}

// meet weighs two members of which at least one draws its own geometry.
func (j Scale) meet(m, o Member) (float64, func() string) {
	w := j.weights()
	d := math.Inf(1)
	for _, x := range [][2]Member{{m, o}, {o, m}} {
		if x[0].Area.Empty() {
			continue
		}
		area := geo.NewIndexed(x[0].Area)
		for _, p := range x[1].points() {
			d = math.Min(d, area.DistanceM(p))
		}
	}
	switch {
	case d == 0:
		return w.PlaceWithin, func() string { return "the areas meet" }
	case d <= j.margin():
		return w.PlaceNear, func() string { return fmt.Sprintf("the areas lie within %.0f km", j.margin()/1000) }
	}
	return Never, nil
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

func (j Scale) margin() float64 {
	if j.Margin <= 0 {
		return DefaultMargin
	}
	return j.Margin
}

// what weighs targets and actors.
func (j Scale) what(t *tally, a, b Member) {
	w := j.weights()
	if name, own, ok := sameThing(a.Targets, b.Targets); ok && own {
		t.add(w.SameTarget, func() string { return "same target: " + name })
	} else if ok {
		t.add(w.SameWords, func() string { return "same words for the target: " + name })
	} else if len(a.Classes) > 0 && len(b.Classes) > 0 {
		if i := slices.IndexFunc(a.Classes, func(c string) bool { return slices.Contains(b.Classes, c) }); i >= 0 {
			t.add(w.AlikeTarget, func() string { return "same kind of target: " + strings.ReplaceAll(a.Classes[i], "_", " ") })
		} else {
			t.say(w.OtherTarget, "other kinds of target")
		}
	}
	if len(a.Actors) > 0 && len(b.Actors) > 0 {
		if i := slices.IndexFunc(a.Actors, func(n string) bool {
			return slices.ContainsFunc(b.Actors, func(o string) bool { return sameActor(n, o) })
		}); i >= 0 {
			t.add(w.SameActor, func() string { return "same actor: " + strings.ReplaceAll(a.Actors[i], "/", ", ") })
		} else {
			t.say(w.OtherActor, "other actors are named")
		}
	}
}

// links weighs how the two point at each other; false when they do not.
func (w *Weights) links(t *tally, a, b Member) bool {
	if b.RelaysKey != "" && b.RelaysKey == a.Key {
		a, b = b, a
	}
	switch {
	case a.RelaysKey != "" && a.RelaysKey == b.Key && b.Official() && FamilyOf(b.Type, b.Stage) == ThreatFamily: // what is repeated is a warning, not that voice's news of an attack
		t.add(w.RelaysVoice, func() string { return a.Voice + " repeats the warning of " + b.Voice })
	case a.RelaysKey != "" && a.RelaysKey == b.RelaysKey:
		t.add(w.RelaysSame, func() string { return "both repeat the warning of " + a.Relays })
	case a.Key != "" && a.Key == b.Key && a.Official() && b.Official() && a.Report != b.Report:
		t.add(w.SameVoice, func() string { return a.Voice + " speaks again" })
	default:
		return false
	}
	return true
}

// shared finds an explicit reference from one to the other, or a name that both use.
func shared(a, b Member) (string, bool) {
	if a.Report == b.Report {
		return "", false
	}
	for _, x := range [][2]Member{{a, b}, {b, a}} {
		for _, n := range x[0].Refers {
			if slices.Contains(x[1].Names, n) {
				kind, name, _ := strings.Cut(n, ":")
				switch kind {
				case "cap":
					_, id, _ := strings.Cut(name, ",")
					return "CAP reference to " + id, true
				case "inc":
					_, id, _ := strings.Cut(name, ",")
					return "same CAP incident: " + id, true
				}
				return "link to " + name, true
			}
		}
	}
	return "", false
}
