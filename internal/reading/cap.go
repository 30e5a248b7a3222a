package reading

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/capform"
	"github.com/tocsin-hub/tocsin/internal/reading/story"
	"github.com/tocsin-hub/tocsin/internal/reading/story/gather"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// alertReader is one CAP alert on its way to a Report.
type alertReader struct {
	r     *Reader
	a     *cap.Alert
	rep   *Report
	raw   []byte
	exact bool // spans of the alert count in raw
	// at finds an element's place in raw by its path when raw is CAP in another dress (JSON); nil for XML.
	at func(path string) (Evidence, bool)
}

// readCAP reads a CAP alert by its fields. Each value keeps the path of its element and the bytes of its text.
func (r *Reader) readCAP(item intake.Item, rep *Report) error {
	a, problems, err := cap.Parse(item.Raw, cap.FeedOptions())
	if err != nil {
		for _, p := range problems {
			if p.Level == cap.Unusable {
				line, col := cap.Position(item.Raw, max(0, p.Offset))
				return fmt.Errorf("%w: not a usable CAP alert: line %d, column %d: %s", ErrUnreadable, line, col, p.Text)
			}
		}
		return fmt.Errorf("%w: not a usable CAP alert: %v", ErrUnreadable, err)
	}
	c := &alertReader{r: r, a: a, rep: rep, raw: item.Raw}
	return c.read(problems)
}

// read reads the alert that was parsed.
func (c *alertReader) read(problems []cap.Problem) error {
	a, rep := c.a, c.rep
	c.exact = bytes.Equal(c.raw, []byte(a.Doc()))
	if !c.exact && c.at == nil {
		rep.Notes = append(rep.Notes, "the document is not in plain UTF-8: evidence names the element and points at the document as a whole")
	}
	forgiven := 0
	for _, p := range problems {
		if p.Level != cap.Forgiven {
			continue
		}
		if forgiven++; forgiven <= 5 {
			rep.Notes = append(rep.Notes, "forgiven: "+p.Path+": "+p.Text)
		}
	}
	rep.Kind, rep.Relation = "cap", Origin
	rep.CAP = &CAPRef{CAPName: capName(a.Reference()), Status: string(a.Status), MsgType: string(a.MsgType), Scope: string(a.Scope), Incidents: a.IncidentList()}
	for _, ref := range a.References {
		rep.CAP.References = append(rep.CAP.References, capName(ref))
	}
	if !a.Sent.IsZero() {
		if ev := c.ev("alert/sent"); len(ev) > 0 {
			rep.Issued = when.Interval{From: when.At(a.Sent.Instant), To: when.At(a.Sent.Instant)}
			rep.IssuedEvidence = ev
		}
	}
	rep.Notes = append(rep.Notes, capform.Standing(a)...)
	lang := capform.Language(a)
	rep.Lang = lang
	others := 0
	for i := range a.Infos {
		if !strings.EqualFold(a.Infos[i].Lang(), lang) {
			others++
			continue
		}
		if len(rep.Events) < gather.MaxEvents {
			c.info(i)
		}
		for _, code := range a.Infos[i].EventCodes {
			if v := code.Name + "=" + code.Value; len(rep.CAP.Codes) < maxCodes && !slices.Contains(rep.CAP.Codes, v) {
				rep.CAP.Codes = append(rep.CAP.Codes, v)
			}
		}
	}
	if others > 0 {
		rep.Notes = append(rep.Notes, fmt.Sprintf("%d info blocks in other languages than %s say the same and were not read", others, lang))
	}
	if len(rep.Events) == 0 {
		rep.Notes = append(rep.Notes, "no event: the alert has no info block that says what it is about")
	}
	return nil
}

// maxCodes bounds the event codes kept of one alert.
const maxCodes = 32

func capName(r cap.Reference) CAPName {
	return CAPName{Sender: r.Sender, Identifier: r.Identifier, Sent: r.Sent.String()}
}

// ev is the evidence of the elements at the paths that are there.
func (c *alertReader) ev(paths ...string) []Evidence {
	var out []Evidence
	for _, p := range paths {
		if c.at != nil {
			if e, ok := c.at(p); ok {
				out = append(out, e)
			}
			continue
		}
		sp, ok := c.a.Span(p)
		if !ok || sp.Start >= sp.End {
			continue
		}
		if !c.exact {
			out = append(out, Evidence{Start: 0, End: len(c.raw), Path: p})
			continue
		}
		out = append(out, Evidence{Start: sp.Start, End: sp.End, Path: p})
	}
	return out
}

// info reads one info block into an event.
func (c *alertReader) info(i int) {
	in := &c.a.Infos[i]
	at := fmt.Sprintf("alert/info[%d]/", i)
	e := Event{Urgency: string(in.Urgency), Severity: string(in.Severity), Certainty: string(in.Certainty)}
	if e.Trigger = c.ev(at+"event", at+"headline"); len(e.Trigger) == 0 {
		c.rep.Notes = append(c.rep.Notes, strings.TrimSuffix(at, "/")+" names no event and was left out")
		return
	}
	cats := make([]string, 0, len(in.Categories))
	for _, x := range in.Categories {
		cats = append(cats, string(x))
	}
	e.Category = strings.Join(cats, " ")
	e.Type = Type(capform.TypeOf(in))
	clear := c.a.MsgType == cap.MsgCancel
	for _, rt := range in.ResponseTypes {
		clear = clear || rt == cap.ResponseAllClear
	}
	switch {
	case clear:
		e.Stage = NoStage
	case in.Certainty == cap.CertaintyObserved && e.Type != Threat:
		e.Stage = Accomplished
	default:
		e.Stage = Threatened
	}
	for k, rt := range in.ResponseTypes {
		p := fmt.Sprintf("%sresponseType[%d]", at, k)
		if rt == cap.ResponseAllClear {
			c.rep.Notes = append(c.rep.Notes, p+": AllClear: the sender says that the danger is over")
		}
		if code := capform.ActionOf[rt]; code != "" {
			if ev := c.ev(p); len(ev) > 0 {
				scene.AddCoded(&e.Actions, Coded{Code: code, Evidence: ev})
			}
		}
	}
	c.instruction(&e, at+"instruction")
	c.issuer(&e, in, at)
	if ev := c.ev(at + "audience"); len(ev) > 0 {
		e.Audiences = append(e.Audiences, Named{Name: in.Audience, Class: "public", Evidence: ev})
	}
	c.times(&e, in, at, clear)
	for k := range in.Areas {
		c.area(&e, &in.Areas[k], fmt.Sprintf("%sarea[%d]/", at, k))
	}
	c.rep.Events = append(c.rep.Events, e)
}

// issuer takes senderName, or else sender.
func (c *alertReader) issuer(e *Event, in *cap.Info, at string) {
	name, ev := in.SenderName, c.ev(at+"senderName")
	if len(ev) == 0 {
		name, ev = c.a.Sender, c.ev("alert/sender")
	}
	if len(ev) == 0 || name == "" {
		return
	}
	class := "agency"
	low := strings.ToLower(name)
	for _, k := range []string{"embassy", "consulate", "ministry", "police", "military"} {
		if strings.Contains(low, k) {
			class = k
			break
		}
	}
	e.Issuers = append(e.Issuers, Named{Name: name, Class: class, Evidence: ev})
	if c.rep.Authority == "" {
		c.rep.Authority = name
	}
}

// times makes the window: from onset, else effective, else sent, to expires. CAP's expires ends the message, not the danger
// (CAP 1.2 section 3.2.2): an open end stays open.
func (c *alertReader) times(e *Event, in *cap.Info, at string, over bool) {
	var w when.Interval
	var ev []Evidence
	for _, t := range []struct {
		v cap.Time
		p string
	}{{in.Onset, at + "onset"}, {in.Effective, at + "effective"}, {c.a.Sent, "alert/sent"}} {
		if !t.v.IsZero() {
			w.From, ev = when.At(t.v.Instant), c.ev(t.p)
			break
		}
	}
	if !in.Expires.IsZero() {
		w.To = when.At(in.Expires.Instant)
		ev = append(ev, c.ev(at+"expires")...)
		if in.Expires.Instant.Before(w.From.Earliest) {
			c.rep.Notes = append(c.rep.Notes, at+"expires lies before the start; the end is left open")
			w.To = when.Instant{}
		}
	}
	if w.Known() && len(ev) > 0 && !over {
		value := w.From.Earliest.Format("2006-01-02T15:04:05Z07:00") + "/"
		if !w.To.Open() {
			value += w.To.Latest.Format("2006-01-02T15:04:05Z07:00")
		}
		e.Times = append(e.Times, Time{Role: Window, Value: value, Interval: w, Evidence: ev})
	}
	if ev := c.ev("alert/sent"); len(ev) > 0 && !c.a.Sent.IsZero() {
		e.Times = append(e.Times, Time{Role: Issued, Value: c.a.Sent.String(), Interval: when.Interval{From: when.At(c.a.Sent.Instant), To: when.At(c.a.Sent.Instant)}, Evidence: ev})
	}
}

// area gives each area its name, its geometry and the places of the gazetteer that bear its name.
func (c *alertReader) area(e *Event, a *cap.Area, at string) {
	role := Scope
	switch {
	case e.Type.Standing(), e.Type == Other, e.Stage == NoStage:
	case e.Stage == Accomplished:
		role = Incident
	default:
		role = Target
	}
	shape := capform.AreaOf(a)
	if a.Incomplete {
		c.rep.Notes = append(c.rep.Notes, at+": a polygon or circle could not be read: the area may be larger than what is kept")
	}
	ev := c.ev(at + "areaDesc")
	if len(ev) == 0 {
		if ev = c.ev(strings.TrimSuffix(at, "/")); len(ev) == 0 {
			return
		}
	}
	p := PlaceAt{Name: a.Desc, Role: role, Area: shape, Evidence: ev}
	if ps := c.r.places.Lookup(a.Desc); len(ps) > 0 {
		p.Place, p.Others = ps[0], ps[1:min(3, len(ps))]
		e.Places = append(e.Places, p)
		return
	}
	parts := strings.FieldsFunc(a.Desc, func(r rune) bool { return r == ';' || r == ',' || r == '/' || r == '\n' })
	found := false
	for k, part := range parts {
		if k >= 40 || len(parts) < 2 {
			break
		}
		ps := c.r.places.Lookup(strings.TrimSpace(part))
		if len(ps) == 0 {
			continue
		}
		q := PlaceAt{Name: strings.TrimSpace(part), Role: role, Place: ps[0], Others: ps[1:min(3, len(ps))], Evidence: ev}
		if !found {
			q.Area = shape
		}
		found = true
		e.Places = append(e.Places, q)
	}
	if found {
		return
	}
	// a name without known geometry of ours: the alert's own stands
	p.Place = gazetteer.Place{Name: a.Desc, Kind: gazetteer.Area}
	if shape != nil {
		p.Place.Point = capform.Middle(shape)
	}
	e.Places = append(e.Places, p)
}

// instruction reads the actions told in words; its text is cut as it stands in the document, so that offsets hold.
func (c *alertReader) instruction(e *Event, path string) {
	if c.at != nil {
		c.saidInstruction(e, path)
		return
	}
	sp, ok := c.a.Span(path)
	if !ok || !c.exact || sp.Start >= sp.End {
		return
	}
	d := text.Cut(string(c.raw[sp.Start:sp.End]))
	for _, h := range story.Lexicon.Match(d) {
		if h.Rule.Kind == "act" {
			a, b := d.Span(h.From, h.To)
			if code := strings.TrimSuffix(h.Rule.Code, "?"); code != "none" {
				scene.AddCoded(&e.Actions, Coded{Code: code, Evidence: []Evidence{{Start: sp.Start + a, End: sp.Start + b, Path: path}}})
			}
		}
	}
}
