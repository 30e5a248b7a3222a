package pages

import (
	"fmt"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/web/highlight"
)

// A Field is one value of a Report with the place of its words. N counts from 1 through the whole report and names both the
// line in the list ("f3") and the first mark in the text ("m3").
type Field struct {
	N     int
	Label string
	Value string
	Kind  string // what, who, where, when, whom, how, do: colour and underline
	Spans []highlight.Span
	Shown bool // its mark stands in the part of the text that is shown
	Fix   *Fix // how to correct it; nil: it is no value that is corrected
	Now   string
	Gone  bool // removed by the desk
	Added bool // added by the desk
}

// Group is the document's own fields, or those of one event.
type Group struct {
	Head     string
	Standing bool
	Gone     bool // the desk removed the event
	Aside    bool // no event: what a model proposed
	Fields   []Field
}

// Kinds are the kinds of field in the order of the legend.
var Kinds = []struct{ Kind, Words string }{
	{"what", "what"}, {"who", "who speaks or acts"}, {"where", "where"}, {"when", "when"}, {"whom", "whom or what it hits"}, {"how", "with what, how many"}, {"do", "what to do"},
}

// Fields lists every value of a report, each with its words.
func Fields(r reading.Report, z *time.Location) []Group {
	n := 0
	add := func(g *Group, kind, label, value string, ev []reading.Evidence, fix ...Fix) {
		if value == "" && len(ev) == 0 {
			return
		}
		n++
		f := Field{N: n, Kind: kind, Label: label, Value: value}
		for _, e := range ev {
			if e.By == reading.ByAssist {
				f.Label = label + " (proposed by a model)"
			}
			f.Spans = append(f.Spans, highlight.Span{Start: e.Start, End: e.End})
		}
		for i := range fix {
			f.Fix = &fix[i]
		}
		g.Fields = append(g.Fields, f)
	}
	doc := Group{Head: "The document"}
	add(&doc, "what", "kind", Plain(r.Kind), nil)
	add(&doc, "who", "authority", r.Authority, nil, fixOf(correction.Document, correction.Issuer, r.Authority, "", r.Authority, ""))
	if r.Issued.Known() {
		add(&doc, "when", "issued", Issued(r.Issued, z), r.IssuedEvidence, fixOf(correction.Document, correction.Time, "", "issued", span(r.Issued), ""))
	}
	if r.Relation != "" {
		fix := fixOf(correction.Document, correction.Relation, "", "", string(r.Relation), "")
		fix.Relays = r.Relays
		add(&doc, "who", "in what right", relationWords(r.Relation), nil, fix)
	}
	if r.Relays != "" {
		add(&doc, "who", "relays", r.Relays, r.RelaysBy)
	}
	if a := r.CAP; a != nil {
		for _, p := range [][2]string{{"identifier", a.Identifier}, {"sender", a.Sender}, {"sent", a.Sent}, {"status", a.Status}, {"msgType", a.MsgType}, {"scope", a.Scope}} {
			add(&doc, "what", p[0], p[1], nil)
		}
		for _, ref := range a.References {
			add(&doc, "what", "references", ref.Sender+","+ref.Identifier+","+ref.Sent, nil)
		}
	}
	out := []Group{doc}
	for i, e := range r.Events {
		g := Group{Head: fmt.Sprintf("%d. %s, %s", i+1, Plain(e.Type), Plain(e.Stage)), Standing: e.Type.Standing()}
		if e.Type.Standing() {
			g.Head = fmt.Sprintf("%d. Standing %s", i+1, Plain(e.Type))
		}
		add(&g, "what", "said by", Plain(e.Type), e.Trigger, fixOf(i, correction.Type, string(e.Type), "", string(e.Type), ""))
		add(&g, "what", "stage", Plain(e.Stage), nil, fixOf(i, correction.Stage, string(e.Stage), "", string(e.Stage), ""))
		named := func(kind, label string, field correction.Field, vs []reading.Named) {
			for _, v := range vs {
				value := v.Name
				if v.Class != "" && !strings.EqualFold(v.Class, v.Name) {
					value += " (" + Plain(v.Class) + ")"
				}
				add(&g, kind, label, value, v.Evidence, fixOf(i, field, v.Name, "", v.Name, v.Class))
			}
		}
		coded := func(kind, label string, field correction.Field, vs []reading.Coded) {
			for _, v := range vs {
				value := Plain(v.Code)
				if label == "advice" {
					value = adviceWords(v.Code)
				}
				if v.Scope != "" {
					value += ", for " + v.Scope
				}
				var fix []Fix
				if field != "" {
					fix = append(fix, fixOf(i, field, v.Code, v.Scope, v.Code, ""))
				}
				add(&g, kind, label, value, v.Evidence, fix...)
			}
		}
		named("who", "issuer", correction.Issuer, e.Issuers)
		named("who", "actor", correction.Actor, e.Actors)
		named("who", "responder", correction.Responder, e.Responder)
		for _, p := range e.Places {
			value := p.Name
			if p.Place.ID == 0 {
				value += " (not found on our map)"
			} else if p.Place.Name != p.Name {
				value += " → " + p.Place.Name
			}
			if p.Place.Country != "" {
				value += ", " + p.Place.Country
			}
			add(&g, "where", "place: "+Plain(p.Role), value, p.Evidence, fixOf(i, correction.Place, p.Name, string(p.Role), p.Place.Name, ""))
		}
		for _, t := range e.Times {
			value := Window(t.Interval, z)
			if t.Role == reading.Issued {
				value = Issued(t.Interval, z)
			}
			if t.Relative {
				value += "; counted from the issuer's time"
			}
			add(&g, "when", "time: "+Plain(t.Role), value, t.Evidence, fixOf(i, correction.Time, t.Value, string(t.Role), span(t.Interval), ""))
		}
		named("whom", "target", correction.Target, e.Targets)
		named("whom", "people hit", correction.Human, e.Humans)
		named("whom", "addressed to", correction.Audience, e.Audiences)
		named("how", "weapon", correction.Weapon, e.Weapons)
		for _, c := range e.Casualty {
			add(&g, "how", c.Kind, Thousands(c.N), c.Evidence, fixOf(i, correction.Casualty, itoa(c.N), c.Kind, itoa(c.N), ""))
		}
		coded("do", "to do", correction.Action, e.Actions)
		coded("do", "advice", correction.Advice, e.Advice)
		coded("what", "reporter's inference", "", e.Inferred)
		for _, p := range [][2]string{{"category", e.Category}, {"urgency", e.Urgency}, {"severity", e.Severity}, {"certainty", e.Certainty}} {
			add(&g, "what", p[0], p[1], nil)
		}
		out = append(out, g)
	}
	if a := r.Assist; a != nil {
		g := Group{Head: "What the model " + a.Model + " proposed", Aside: true}
		if a.Trouble != "" {
			add(&g, "what", "nothing was added", a.Trouble, nil)
		}
		for _, p := range a.Kept {
			add(&g, "what", fmt.Sprintf("kept for event %d: %s", p.Event, p.Field), fmt.Sprintf("%q", p.Value), nil)
		}
		for _, p := range a.Dropped {
			add(&g, "what", fmt.Sprintf("dropped for event %d: %s", p.Event, p.Field), fmt.Sprintf("%q, quoting %q: %s", p.Value, p.Quote, p.Why), nil)
		}
		if len(g.Fields) == 0 {
			add(&g, "what", "it proposed", "nothing", nil)
		}
		out = append(out, g)
	}
	return out
}

// Shown is how many bytes of a document a page shows; the rest can be fetched as it is.
const Shown = 200_000

// MarkedText is a segment of the text with what it is evidence for.
type MarkedText struct {
	Text   string
	Class  string
	Anchor []int // fields whose first mark begins here
	Refs   []int // fields whose mark ends here
	Label  string
}

// Marked lays the fields' marks over the text. It notes in the groups which fields can be seen.
func Marked(raw []byte, groups []Group) (text []MarkedText, cut bool) {
	if cut = len(raw) > Shown; cut {
		raw = raw[:Shown]
	}
	var spans []highlight.Span
	var of []*Field
	for i := range groups {
		for j := range groups[i].Fields {
			f := &groups[i].Fields[j]
			for _, s := range f.Spans {
				if s.Start >= 0 && s.Start < s.End && s.Start < len(raw) && len(spans) < 4000 {
					spans, of = append(spans, s), append(of, f)
				}
			}
		}
	}
	for _, s := range highlight.Split(raw, spans) {
		m := MarkedText{Text: s.Text}
		var labels []string
		for k, i := range s.Marks {
			if k == 0 {
				m.Class = of[i].Kind
			}
			if l := of[i].Label + ": " + of[i].Value; len(labels) == 0 || labels[len(labels)-1] != l {
				labels = append(labels, l)
			}
		}
		if len(labels) > 1 {
			m.Class += " many"
		}
		m.Label = strings.Join(labels, "; ")
		for _, i := range s.Starts {
			if !of[i].Shown {
				of[i].Shown = true
				m.Anchor = append(m.Anchor, of[i].N)
			}
		}
		last := 0
		for _, i := range s.Ends {
			if of[i].N != last {
				m.Refs = append(m.Refs, of[i].N)
			}
			last = of[i].N
		}
		text = append(text, m)
	}
	return text, cut
}
