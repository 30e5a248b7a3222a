package cap

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// tell takes a problem that is not about bytes.
type tell func(level Level, path, code, rule, text string)

// Check lists what CAP 1.2 and its schema say against an alert, as Marshal would write it. Levels are Unusable for what
// Marshal refuses, and Advice.
func Check(a *Alert) []Problem {
	var out []Problem
	add := func(level Level, path, code, rule, text string, schema bool) {
		out = append(out, Problem{Level: level, Code: code, Path: path, Offset: -1, Text: text, Rule: rule, Schema: schema})
	}
	m := model{
		tell:   func(level Level, path, code, rule, text string) { add(level, path, code, rule, text, false) },
		schema: func(path, code, text string) { add(Unusable, path, code, "CAP 1.2 3.4", text, true) },
		sweep:  crossings{budget: crossingBudget},
	}
	m.alert(a)
	checkAlert(a, Unusable, m.tell)
	return out
}

// checkAlert checks CAP's written rules, which the schema does not hold, on an alert that was read or built. breach is
// the level of a broken rule. Polygons and circles are checked where they come from.
func checkAlert(a *Alert, breach Level, say tell) {
	const rule = "CAP 1.2 3.2.1"
	for _, v := range [2][2]string{{"identifier", a.Identifier}, {"sender", a.Sender}} {
		switch {
		case v[1] == "":
			say(Unusable, "alert/"+v[0], "blank", rule, "the "+v[0]+" is blank")
		case strings.ContainsAny(v[1], " ,<&\t\r\n"):
			say(breach, "alert/"+v[0], v[0]+"-characters", rule, quote(v[1])+" holds a space, a comma, < or &")
		}
	}
	switch {
	case a.Scope == ScopeRestricted && a.Restriction == "":
		say(breach, "alert/scope", "restriction-missing", rule, "the scope is Restricted but no restriction is given")
	case a.Scope == ScopePrivate && a.Addresses == "":
		say(breach, "alert/scope", "addresses-missing", rule, "the scope is Private but no addresses are given")
	}
	if a.Restriction != "" && a.Scope != ScopeRestricted {
		say(Advice, "alert/restriction", "restriction-scope", rule, "a restriction, but the scope is not Restricted")
	}
	switch a.MsgType {
	case MsgUpdate, MsgCancel, MsgAck, MsgError:
		if len(a.References) == 0 {
			say(breach, "alert/msgType", "references-missing", rule,
				"a message of type "+string(a.MsgType)+" that names no earlier message")
		}
	}
	if a.MsgType == MsgError && a.Note == "" {
		say(Advice, "alert/msgType", "note-missing", rule, "an Error should say why in a note")
	}
	if a.Status == StatusExercise && a.Note == "" {
		say(Advice, "alert/status", "note-missing", rule, "an Exercise should be named in a note")
	}
	for _, r := range a.References {
		if r.Sender == a.Sender && r.Identifier == a.Identifier && r.Sent.Instant.Equal(a.Sent.Instant) {
			say(Advice, "alert/references", "references-itself", rule, "the message names itself")
		}
	}
	if len(a.Infos) == 0 && (a.MsgType == MsgAlert || a.MsgType == MsgUpdate) {
		say(Advice, "alert", "info-missing", rule, "no info block: the message says nothing about an event")
	}
	for i := range a.Infos {
		checkInfo(a, i, breach, say)
	}
}

func checkInfo(a *Alert, i int, breach Level, say tell) {
	const rule = "CAP 1.2 3.2.2"
	x := &a.Infos[i]
	at := func(rest string) string { return "alert/info[" + itoa(i) + "]" + rest }
	if x.Event == "" {
		say(breach, at("/event"), "blank", rule, "the event is blank")
	}
	if e := x.Expires.Instant; !e.IsZero() {
		switch {
		case !e.After(a.Sent.Instant):
			say(Advice, at("/expires"), "expires-early", rule, "it expires before or when it was sent")
		case !x.Effective.IsZero() && !e.After(x.Effective.Instant):
			say(Advice, at("/expires"), "expires-early", rule, "it expires before or when it takes effect")
		case !x.Onset.IsZero() && e.Before(x.Onset.Instant):
			say(Advice, at("/expires"), "expires-onset", rule, "it expires before the event is expected")
		}
	}
	if colon := strings.IndexByte(x.Web, ':'); x.Web != "" && (colon < 0 || !scan.IsScheme(x.Web[:colon])) {
		say(breach, at("/web"), "uri-relative", rule, quote(x.Web)+" is not an absolute URI")
	}
	blankPairs := func(name string, list []ValuePair, value bool) {
		for k, v := range list {
			if v.Name == "" || (value && v.Value == "") {
				say(Advice, at(name+"["+itoa(k)+"]"), "pair-blank", rule, "a blank name or value")
			}
		}
	}
	blankPairs("/eventCode", x.EventCodes, true)
	blankPairs("/parameter", x.Parameters, false)
	for k := range x.Resources {
		r := &x.Resources[k]
		if r.URI == "" && r.DerefURI == "" {
			say(Advice, at("/resource["+itoa(k)+"]"), "resource-empty", "CAP 1.2 3.2.3", "neither a URI nor content")
		}
		if r.Digest != "" && (len(r.Digest) != 40 || strings.Trim(r.Digest, "0123456789abcdefABCDEF") != "") {
			say(Advice, at("/resource["+itoa(k)+"]/digest"), "digest", "CAP 1.2 3.2.3", "not a SHA-1 digest in hexadecimal")
		}
	}
	for k := range x.Areas {
		area := &x.Areas[k]
		const rule = "CAP 1.2 3.2.4"
		if area.Desc == "" {
			say(breach, at("/area["+itoa(k)+"]/areaDesc"), "blank", rule, "the areaDesc is blank")
		}
		blankPairs("/area["+itoa(k)+"]/geocode", area.Geocodes, true)
		if area.Ceiling != "" {
			low, err1 := strconv.ParseFloat(area.Altitude, 64)
			high, err2 := strconv.ParseFloat(area.Ceiling, 64)
			switch {
			case area.Altitude == "":
				say(breach, at("/area["+itoa(k)+"]/ceiling"), "ceiling-alone", rule, "a ceiling without an altitude")
			case err1 == nil && err2 == nil && high < low:
				say(Advice, at("/area["+itoa(k)+"]/ceiling"), "ceiling-low", rule, "the ceiling is below the altitude")
			}
		}
		if len(area.Polygons)+len(area.Circles)+len(area.Geocodes) == 0 {
			say(Advice, at("/area["+itoa(k)+"]"), "area-words", rule, "the area is given in words only")
		}
	}
}

// model checks what the schema asks of an alert that was built rather than read.
type model struct {
	tell   tell
	schema func(path, code, text string)
	sweep  crossings
}

func (m *model) str(path, v string) {
	for i, r := range v {
		if !scan.IsXMLChar(r) || (r == utf8.RuneError && !strings.HasPrefix(v[i:], "\uFFFD")) {
			m.schema(path, "xml-characters", "a character that XML forbids, or bytes that are not UTF-8")
			return
		}
	}
	if v != trimSpace(v) {
		m.tell(Advice, path, "space", "none", "white space at an end; it is not kept")
	}
}

func (m *model) uri(path, v string) {
	m.str(path, v)
	if !scan.IsURI(trimSpace(v)) {
		m.schema(path, "uri", quote(v)+" is not a URI")
	}
}

func (m *model) number(path, v string) {
	if v != "" && !scan.IsDecimal(v) {
		m.schema(path, "number", quote(v)+" is not a number")
	}
}

func (m *model) enum(path string, f field, v string) {
	if !inEnum(f, V12, v) && (f != fCertainty || v != string(CertaintyVeryLikely)) {
		m.schema(path, "enum", quote(v)+" is not a value of "+fieldNames[f])
	}
}

func (m *model) when(path string, t Time, required bool) {
	switch year := t.Instant.Year(); {
	case t.Instant.IsZero() && (required || t.Text != ""):
		m.schema(path, "missing", "the time is missing")
	case t.Instant.IsZero():
	case t.Zone == ZoneNone:
		m.schema(path, "time-no-zone", quote(t.Text)+" had no zone; the instant is a guess and is not written")
	case year < 2 || year > 9998 || t.Offset < -14*60 || t.Offset > 14*60:
		m.schema(path, "time", "a time that CAP's form cannot hold")
	}
}

func (m *model) pairs(path string, list []ValuePair) {
	for k, v := range list {
		m.str(path+"["+itoa(k)+"]/valueName", v.Name)
		m.str(path+"["+itoa(k)+"]/value", v.Value)
	}
}

func (m *model) alert(a *Alert) {
	m.when("alert/sent", a.Sent, true)
	m.enum("alert/status", fStatus, string(a.Status))
	m.enum("alert/msgType", fMsgType, string(a.MsgType))
	m.enum("alert/scope", fScope, string(a.Scope))
	for _, v := range [][2]string{{"identifier", a.Identifier}, {"sender", a.Sender}, {"source", a.Source},
		{"restriction", a.Restriction}, {"addresses", a.Addresses}, {"note", a.Note}, {"incidents", a.Incidents}} {
		m.str("alert/"+v[0], v[1])
	}
	for k, v := range a.Codes {
		m.str("alert/code["+itoa(k)+"]", v)
	}
	for _, r := range a.References {
		m.when("alert/references", r.Sent, true)
		m.str("alert/references", r.Sender+r.Identifier)
		if r.Sender == "" || r.Identifier == "" || strings.ContainsAny(r.Sender+r.Identifier, " ,<&\t\r\n") {
			m.tell(Unusable, "alert/references", "references", "CAP 1.2 3.2.1",
				quote(r.String())+" has a blank part, or one that holds a space, a comma, < or &")
		}
	}
	for i := range a.Infos {
		m.info(&a.Infos[i], "alert/info["+itoa(i)+"]/")
	}
}

func (m *model) info(x *Info, at string) {
	if x.Language != "" && !scan.IsLanguage(x.Language) {
		m.schema(at+"language", "language", quote(x.Language)+" is not a language tag")
	}
	if len(x.Categories) == 0 {
		m.schema(at+"category", "missing", "the category is missing")
	}
	for k, v := range x.Categories {
		m.enum(at+"category["+itoa(k)+"]", fCategory, string(v))
	}
	for k, v := range x.ResponseTypes {
		m.enum(at+"responseType["+itoa(k)+"]", fResponseType, string(v))
	}
	m.enum(at+"urgency", fUrgency, string(x.Urgency))
	m.enum(at+"severity", fSeverity, string(x.Severity))
	m.enum(at+"certainty", fCertainty, string(x.Certainty))
	for _, v := range [][2]string{{"event", x.Event}, {"audience", x.Audience}, {"senderName", x.SenderName},
		{"headline", x.Headline}, {"description", x.Description}, {"instruction", x.Instruction}, {"contact", x.Contact}} {
		m.str(at+v[0], v[1])
	}
	m.uri(at+"web", x.Web)
	m.when(at+"effective", x.Effective, false)
	m.when(at+"onset", x.Onset, false)
	m.when(at+"expires", x.Expires, false)
	m.pairs(at+"eventCode", x.EventCodes)
	m.pairs(at+"parameter", x.Parameters)
	for k := range x.Resources {
		r, path := &x.Resources[k], at+"resource["+itoa(k)+"]/"
		m.str(path+"resourceDesc", r.Desc)
		m.str(path+"mimeType", r.MimeType)
		m.uri(path+"uri", r.URI)
		m.str(path+"derefUri", r.DerefURI)
		m.str(path+"digest", r.Digest)
		if r.Size < 0 {
			m.tell(Unusable, path+"size", "size", "CAP 1.2 3.2.3", "a negative size")
		}
	}
	for k := range x.Areas {
		area, path := &x.Areas[k], at+"area["+itoa(k)+"]/"
		m.str(path+"areaDesc", area.Desc)
		m.pairs(path+"geocode", area.Geocodes)
		m.number(path+"altitude", area.Altitude)
		m.number(path+"ceiling", area.Ceiling)
		for k, pts := range area.Polygons {
			path := path + "polygon[" + itoa(k) + "]"
			code, text := polygonFault(pts)
			switch {
			case len(pts) > DefaultMaxPoints:
				m.tell(Unusable, path, "polygon-points", "limit", "more than "+itoa(DefaultMaxPoints)+" points")
			case code != "":
				m.tell(Unusable, path, code, "CAP 1.2 3.2.4", text)
			default:
				polygonAdvice(pts, &m.sweep, func(code, text string) { m.tell(Advice, path, code, "none", text) })
			}
		}
		for k, c := range area.Circles {
			if code, text := circleFault(c); code != "" {
				m.tell(Unusable, path+"circle["+itoa(k)+"]", code, "CAP 1.2 3.2.4", text)
			}
		}
	}
}
