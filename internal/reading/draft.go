package reading

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/capform"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
)

// Inference is one value of a CAP draft that the Item does not state in CAP's words, with the reason and the words it was
// inferred from. A person may change it.
type Inference struct {
	Field    string     `json:"field"`
	Value    string     `json:"value"`
	Why      string     `json:"why"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// DraftSender is the sender of drafts until the house that releases puts its own. The domain is reserved (RFC 2606).
const DraftSender = "draft@tocsin.invalid"

// DraftCAP makes a CAP draft (status Draft) of one event of a report, by the mapping of docs/reading.md, and tells every value
// that was inferred. Sent is the moment of issue, or the start of its day; it is zero when the report knows none, and whoever
// keeps the draft must set it. An event of a CAP alert keeps the alert's own words.
//
// Expires is the latest end of the window and is left out when the text gives none ("until further notice"): then no end is
// known, and none is made up.
func DraftCAP(rep *Report, ev *Event) (*cap.Alert, []Inference) {
	d := drafting{rep: rep, ev: ev}
	n := 0
	for i := range rep.Events {
		if &rep.Events[i] == ev {
			n = i
		}
	}
	in := cap.Info{Language: rep.Lang, Categories: d.categories(), Event: d.event(), SenderName: d.speaker()}
	if in.Language == "" || in.Language == "und" {
		in.Language = "en"
	}
	d.levels(&in)
	if m, ok := capform.MeaningOf(string(ev.Type), string(ev.Stage)); ok && m.Term != "" && ev.Urgency == "" {
		in.EventCodes = []cap.ValuePair{{Name: capform.TermList, Value: string(m.Term)}}
		d.infer("eventCode", string(m.Term), "a "+capform.Phrase(string(ev.Type)), ev.Trigger)
	}
	in.ResponseTypes = d.responses()
	d.window(&in)
	for i, a := range ev.Audiences {
		if i > 0 {
			in.Audience += ", "
		}
		in.Audience += a.Name
	}
	in.Headline, in.Description = d.headline(), d.description()
	in.Instruction = d.instruction()
	in.Areas = d.areas()
	alert := &cap.Alert{
		Version: cap.V12, Identifier: "draft-" + string(rep.ID) + "-" + strconv.Itoa(n+1), Sender: DraftSender,
		Status: cap.StatusDraft, MsgType: cap.MsgAlert, Scope: cap.ScopePublic, Infos: []cap.Info{in},
		Note: "Drafted from an item by " + rep.Reader + "; not released by anyone.",
	}
	if said := d.proposed(); len(said) > 0 {
		alert.Note += " Proposed by a model, not read by rules: " + strings.Join(said, "; ") + "."
	}
	if t := rep.Issued.From.Earliest; !t.IsZero() {
		alert.Sent = cap.At(t)
	}
	return alert, d.notes
}

// proposed names the values of the event that a model proposed, and tells each.
func (d *drafting) proposed() []string {
	var out []string
	d.ev.Each(func(list, value string, ev []Evidence) {
		said := list + " " + strconv.Quote(value)
		if slices.ContainsFunc(ev, func(e Evidence) bool { return e.By == ByAssist }) && !slices.Contains(out, said) {
			out = append(out, said)
			d.infer(list, value, "proposed by a model", ev)
		}
	})
	return out
}

type drafting struct {
	rep   *Report
	ev    *Event
	notes []Inference
}

func (d *drafting) infer(field, value, why string, ev []Evidence) {
	d.notes = append(d.notes, Inference{Field: field, Value: value, Why: why, Evidence: ev})
}

func (d *drafting) categories() []cap.Category {
	if d.ev.Category != "" {
		var out []cap.Category
		for c := range strings.FieldsSeq(d.ev.Category) {
			out = append(out, cap.Category(c))
		}
		return out
	}
	out := []cap.Category{cap.CategorySecurity}
	if d.ev.Type == Other {
		out = []cap.Category{cap.CategorySafety}
	}
	d.infer("category", string(out[0]), "a "+capform.Phrase(string(d.ev.Type)), d.ev.Trigger)
	for _, w := range d.ev.Weapons {
		if w.Class == "explosive" || w.Class == "chemical" {
			out = append(out, cap.CategoryCBRNE)
			d.infer("category", "CBRNE", "explosives or chemicals are named", w.Evidence)
			break
		}
	}
	return out
}

func (d *drafting) event() string {
	p := capform.Phrase(string(d.ev.Type))
	return strings.ToUpper(p[:1]) + p[1:]
}

func (d *drafting) speaker() string {
	if len(d.ev.Issuers) > 0 {
		return text.TrimThe(d.ev.Issuers[0].Name)
	}
	return d.rep.Authority
}

func (d *drafting) action(code string) *Coded {
	for i := range d.ev.Actions {
		if d.ev.Actions[i].Code == code {
			return &d.ev.Actions[i]
		}
	}
	return nil
}

func (d *drafting) time(role TimeRole) *Time {
	for i := range d.ev.Times {
		if d.ev.Times[i].Role == role {
			return &d.ev.Times[i]
		}
	}
	return nil
}

// levels settles urgency, severity and certainty by the table of docs/reading.md.
func (d *drafting) levels(in *cap.Info) {
	e := d.ev
	if e.Urgency != "" && e.Severity != "" {
		in.Urgency, in.Severity, in.Certainty = cap.Urgency(e.Urgency), cap.Severity(e.Severity), cap.Certainty(e.Certainty)
		return
	}
	set := func(u cap.Urgency, s cap.Severity, c cap.Certainty, why string, ev []Evidence) {
		in.Urgency, in.Severity, in.Certainty = u, s, c
		d.infer("urgency", string(u), why, ev)
		d.infer("severity", string(s), why, ev)
		d.infer("certainty", string(c), why, ev)
	}
	trig := e.Trigger
	switch {
	case e.Type == TravelAdvice:
		d.adviceLevels(set)
	case e.Type == ThreatLevel:
		d.threatLevels(set)
	case e.Stage == Threatened && d.action("leave_area") != nil && e.Certainty == "Likely":
		set(cap.UrgencyImmediate, cap.SeverityExtreme, cap.CertaintyLikely, "people are told to leave the area", d.action("leave_area").Evidence)
	default:
		d.byTable(set)
	}
	if e.Certainty == "Likely" && in.Certainty == cap.CertaintyPossible {
		in.Certainty = cap.CertaintyLikely
		d.infer("certainty", "Likely", "the text calls it likely or credible", trig)
	}
}

// byTable settles the levels by the table of trigger classes.
func (d *drafting) byTable(set func(cap.Urgency, cap.Severity, cap.Certainty, string, []Evidence)) {
	e, win := d.ev, d.time(Window)
	m, ok := capform.MeaningOf(string(e.Type), string(e.Stage))
	if !ok {
		set(cap.UrgencyUnknown, cap.SeverityUnknown, cap.CertaintyUnknown, "a kind of event that the table does not hold", e.Trigger)
		return
	}
	switch {
	case e.Type == Arrest:
		set(m.Open, m.Severity, m.Certainty, "an arrest has been made", e.Trigger)
	case e.Stage == NoStage:
		set(m.Open, m.Severity, m.Certainty, "the threat is lifted or denied", e.Trigger)
	case e.Stage == Thwarted:
		set(m.Open, m.Severity, m.Certainty, "the plot was foiled", e.Trigger)
	case e.Stage == Attempted && d.over():
		set(m.Later, m.Severity, m.Certainty, "it was tried and failed before the day of issue", d.time(EventAt).Evidence)
	case e.Stage == Attempted:
		set(m.Open, m.Severity, m.Certainty, "it was tried and failed", e.Trigger)
	case e.Stage == Accomplished && d.over():
		set(m.Later, m.Severity, m.Certainty, "it happened before the day of issue", d.time(EventAt).Evidence)
	case e.Stage == Accomplished:
		set(m.Open, m.Severity, m.Certainty, "it happened or is under way", e.Trigger)
	case win != nil && d.begins(win):
		set(m.Later, m.Severity, m.Certainty, "the window begins after the day of issue", win.Evidence)
	case win != nil:
		set(m.Open, m.Severity, m.Certainty, "the window is open from the time of issue", win.Evidence)
	default:
		set(m.Open, m.Severity, m.Certainty, "a threat without a stated end", e.Trigger)
	}
}

// over reports whether the event's latest time ended before the day of issue began.
func (d *drafting) over() bool {
	t, issued := d.time(EventAt), d.rep.Issued.From.Earliest
	return t != nil && !issued.IsZero() && !t.Interval.To.Open() && t.Interval.To.Latest.Before(issued.Add(-12*time.Hour))
}

// begins reports whether a window begins after the day of issue.
func (d *drafting) begins(t *Time) bool {
	issued := d.rep.Issued.To.Latest
	return !issued.IsZero() && !t.Interval.From.Open() && !t.Relative && !t.Interval.From.Earliest.Before(issued)
}

func (d *drafting) adviceLevels(set func(cap.Urgency, cap.Severity, cap.Certainty, string, []Evidence)) {
	rank := map[string]int{"normal": 1, "caution": 2, "essential_only": 3, "no_travel": 4, "depart": 5}
	best := -1
	for i := range d.ev.Advice {
		if best < 0 || rank[d.ev.Advice[i].Code] > rank[d.ev.Advice[best].Code] {
			best = i
		}
	}
	if best < 0 {
		set(cap.UrgencyUnknown, cap.SeverityUnknown, cap.CertaintyUnknown, "advice without a level that could be read", d.ev.Trigger)
		return
	}
	a := d.ev.Advice[best]
	u, s, c := capform.OfAdvice(a.Code)
	set(u, s, c, "standing advice "+a.Code, a.Evidence)
}

func (d *drafting) threatLevels(set func(cap.Urgency, cap.Severity, cap.Certainty, string, []Evidence)) {
	if len(d.ev.Advice) == 0 {
		set(cap.UrgencyUnknown, cap.SeverityUnknown, cap.CertaintyUnknown, "a threat level that could not be read", d.ev.Trigger)
		return
	}
	a := d.ev.Advice[0]
	u, s, c := capform.OfThreatLevel(a.Code)
	set(u, s, c, "threat level "+a.Code, a.Evidence)
}

// responses are the responseTypes of the actions told. A lifted threat gives AllClear only when the text says so.
func (d *drafting) responses() []cap.ResponseType {
	var out []cap.ResponseType
	add := func(r cap.ResponseType, why string, ev []Evidence) {
		for _, x := range out {
			if x == r {
				return
			}
		}
		out = append(out, r)
		d.infer("responseType", string(r), why, ev)
	}
	for i := range d.ev.Actions {
		a := &d.ev.Actions[i]
		r, ok := capform.ResponseOf[a.Code]
		if a.Code == "leave_country" && d.ev.Type == TravelAdvice {
			r = cap.ResponseEvacuate // a government calls on its people to go; "consider leaving" in a warning is to prepare
		}
		if ok {
			add(r, "people are told: "+capform.ActionWords[a.Code], a.Evidence)
		}
	}
	if len(out) == 0 && (d.ev.Stage == Threatened || d.ev.Stage == Accomplished) {
		add(cap.ResponseMonitor, "no action is told", d.ev.Trigger)
	}
	return out
}

func (d *drafting) instruction() string {
	var out []string
	for i := range d.ev.Actions {
		if w := capform.ActionWords[d.ev.Actions[i].Code]; w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// window sets onset and expires from the window, at its widest.
func (d *drafting) window(in *cap.Info) {
	w := d.time(Window)
	if w == nil {
		return
	}
	from, to := w.Interval.Hull()
	if !from.IsZero() {
		in.Onset = cap.At(from)
		d.infer("onset", in.Onset.String(), "the earliest start of the window", w.Evidence)
	}
	if !to.IsZero() {
		if h, m, _ := to.Clock(); h == 0 && m == 0 && from.Hour() >= 18 && to.Sub(from) <= 6*time.Hour {
			to = to.Add(6 * time.Hour) // "tonight": the day's last hours in a text, but nobody means the danger to end at midnight
		}
		in.Expires = cap.At(to)
		d.infer("expires", in.Expires.String(), "the latest end of the window; the threat may outlast it", w.Evidence)
	}
}

func (d *drafting) headline() string {
	var b strings.Builder
	if s := d.speaker(); s != "" {
		b.WriteString(s + ": ")
	}
	b.WriteString(capform.Phrase(string(d.ev.Type)))
	if len(d.ev.Targets) > 0 {
		b.WriteString(" to " + d.ev.Targets[0].Name)
	}
	if p := d.mainPlace(); p != nil {
		if d.ev.Type.Standing() {
			b.WriteString(" for " + placeWords(p))
		} else {
			b.WriteString(" in " + placeWords(p))
		}
	}
	h := b.String()
	return strings.ToUpper(h[:1]) + h[1:]
}

// mainPlace is the first place that is threatened or where it happened; where there is none, the first that the word is for.
func (d *drafting) mainPlace() *PlaceAt {
	var scope *PlaceAt
	for i := range d.ev.Places {
		switch p := &d.ev.Places[i]; {
		case p.Role == Scope && !d.ev.Type.Standing():
			if scope == nil {
				scope = p
			}
		case p.Role != Operation:
			return p
		}
	}
	return scope
}

// placeWords is how a place is called: as the text does, or where a person said what it means ("the city on the Neva"), as the map does.
func placeWords(p *PlaceAt) string {
	if len(p.Evidence) > 0 && strings.HasPrefix(p.Evidence[0].By, ByDesk) && p.Place.Name != "" {
		return p.Place.Name
	}
	return p.Name
}

// description says in plain sentences what was read, and nothing else.
func (d *drafting) description() string {
	var out []string
	list := func(ns []Named) string {
		names := make([]string, len(ns))
		for i := range ns {
			names[i] = ns[i].Name
		}
		return strings.Join(names, ", ")
	}
	if s := d.speaker(); s != "" {
		out = append(out, "Source: "+s+".")
	}
	out = append(out, "Event: "+capform.Phrase(string(d.ev.Type))+", "+capform.StageWords[string(d.ev.Stage)]+".")
	for _, x := range []struct {
		label string
		ns    []Named
	}{{"Targets", d.ev.Targets}, {"People", d.ev.Humans}, {"Actors", d.ev.Actors}, {"Weapons", d.ev.Weapons}} {
		if len(x.ns) > 0 {
			out = append(out, x.label+": "+list(x.ns)+".")
		}
	}
	for _, a := range d.ev.Advice {
		out = append(out, fmt.Sprintf("Advice for %s: %s.", a.Scope, strings.ReplaceAll(a.Code, "_", " ")))
	}
	if t := d.time(Expires); t != nil && !t.Interval.Known() {
		out = append(out, "In force until further notice.")
	}
	return strings.Join(out, " ")
}

// areas are the places of the event, by name and GeoNames id; CAP geometry is kept when the Item brought it.
func (d *drafting) areas() []cap.Area {
	var out []cap.Area
	for _, p := range d.ev.Places {
		if p.Role == Operation || p.Role == Scope && len(d.ev.Places) > 1 && d.ev.Type == Threat {
			continue
		}
		a := cap.Area{Desc: placeWords(&p)}
		if p.Place.ID != 0 {
			a.Geocodes = append(a.Geocodes, cap.ValuePair{Name: "GeoNames", Value: strconv.FormatInt(p.Place.ID, 10)})
		}
		if p.Place.Kind == gazetteer.Admin1 && p.Place.ISO != "" {
			a.Geocodes = append(a.Geocodes, cap.ValuePair{Name: "ISO3166-2", Value: p.Place.ISO})
		}
		if p.Area != nil {
			capform.Describe(p.Area, &a)
		}
		out = append(out, a)
	}
	return out
}
