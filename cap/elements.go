package cap

import (
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap/internal/scan"
)

// frame is an element with elements in it that is being read.
type frame struct {
	in     container
	t      scan.Tag
	node   int32
	last   uint8  // position of the last child in the schema's sequence
	seen   uint64 // fields met
	counts [fieldCount]int32
}

// afterAll is the position of a signature: behind every field.
const afterAll = 255

// enter makes the node and checks the attributes of an element whose start tag was just read.
func (p *parser) enter(t *scan.Tag, f field, parent, index int32) int32 {
	n := int32(len(p.a.nodes))
	p.a.nodes = append(p.a.nodes, node{field: f, parent: parent, index: index, start: int32(t.Start), end: int32(t.Body)})
	p.cur = n
	// CAP has no attributes, and the schema allows only those of XML Schema itself.
	for i := range p.Attrs {
		a := &p.Attrs[i]
		if a.Space == scan.SpaceXSI && (a.Local == "schemaLocation" || a.Local == "noNamespaceSchemaLocation") {
			continue
		}
		p.report(p.breach(), n, a.Off, a.Space != scan.SpaceXSI || a.Local != "type", "attribute", "CAP 1.2 3.4",
			"the attribute "+quote(a.Local)+", which CAP does not have")
	}
	return n
}

// next goes to the next child of fr and opens it. fNone with ok means that fr has ended and was checked for what is
// missing.
func (p *parser) next(fr *frame, t *scan.Tag) (f field, n int32, ok bool) {
	if fr.t.Empty {
		p.close(fr)
		return fNone, 0, true
	}
	for {
		p.SkipSpace()
		what, ok := p.Peek()
		if !ok {
			return fNone, 0, false
		}
		off := p.Pos
		switch what {
		case scan.End:
			if ok = p.EndTag(fr.t.Name); ok {
				p.close(fr)
			}
			return fNone, 0, ok
		case scan.Comment:
			ok = p.SkipComment()
		case scan.PI:
			if _, ok = p.SkipInstruction(); ok {
				p.report(Unusable, fr.node, off, false, "xml-instruction", "limit", "a processing instruction inside the alert")
			}
		case scan.Text:
			blank := false
			if blank, ok = p.SkipText(); ok && !blank {
				p.stray(fr, off)
			}
		case scan.CDATA:
			if _, ok = p.ReadCDATA(); ok {
				p.stray(fr, off)
			}
		case scan.Start:
			if !p.StartTag(t) {
				return fNone, 0, false
			}
			f, keep := p.classify(fr, t)
			if keep && (len(p.a.nodes) >= maxElements || (f == fInfo && fr.counts[f] >= maxInfos)) {
				p.die(off, "too-many", "more than "+itoa(maxInfos)+" info blocks or "+itoa(maxElements)+" elements")
				return fNone, 0, false
			}
			if keep {
				n := p.enter(t, f, fr.node, fr.counts[f])
				fr.counts[f]++
				return f, n, true
			}
			ok = p.Skip(t)
		}
		if !ok {
			return fNone, 0, false
		}
	}
}

func (p *parser) stray(fr *frame, off int) {
	p.report(Unusable, fr.node, off, true, "xml-text", "CAP 1.2 3.4", "text between the elements")
}

// classify decides what a child is, and whether it is read or skipped.
func (p *parser) classify(fr *frame, t *scan.Tag) (f field, keep bool) {
	say := func(level Level, code, text string) {
		p.report(level, fr.node, t.Start, true, code, "CAP 1.2 3.4", text)
	}
	f = fieldByName[t.Local]
	pl := &places[fr.in][f]
	switch {
	case t.Space == scan.SpaceDSig && fr.in == inAlert:
		p.a.Signed = p.a.Signed || t.Local == "Signature"
		if p.version != V12 {
			say(p.breach(), "signature-place", "a signature, which the schema of CAP "+p.version.String()+" has no place for")
		}
		fr.last = afterAll
		return f, false
	case t.Space != p.space && (pl.pos != 0 || f == fAlert):
		say(Unusable, "foreign-element", "the element "+quote(t.Name)+" has the name of a CAP field but another namespace")
		return f, false
	case t.Space != p.space:
		say(p.breach(), "foreign-element", "the element "+quote(t.Name)+" of another namespace; ignored")
		return f, false
	case f == fAlert:
		say(Unusable, "unknown-element", "an alert inside an alert")
		return f, false
	case pl.pos == 0:
		say(p.breach(), "unknown-element", "the element "+quote(t.Local)+", which CAP does not have here; ignored")
		return f, false
	case fr.seen&(1<<f) != 0 && !pl.repeat:
		say(Unusable, "repeated", "the element "+quote(t.Local)+" stands more than once")
		return f, false
	case !pl.in.has(p.version):
		say(p.breach(), "other-version", "the element "+quote(t.Local)+", which CAP "+p.version.String()+" does not have")
	case pl.pos < fr.last:
		say(p.breach(), "order", "the element "+quote(t.Local)+" stands after an element that must follow it")
	default:
		fr.last = pl.pos
	}
	fr.seen |= 1 << f
	return f, true
}

// vital are the fields without which even a lenient reading makes no alert.
const vital = 1<<fIdentifier | 1<<fSender | 1<<fSent | 1<<fStatus | 1<<fMsgType

// close ends a frame: the node's span and what is missing.
func (p *parser) close(fr *frame) {
	p.Leave(&fr.t)
	p.a.nodes[fr.node].end = int32(p.Pos)
	missing := requiredFields[fr.in][p.version] &^ fr.seen
	if missing == 0 {
		return
	}
	for _, s := range grammar[fr.in] {
		if missing&(1<<s.field) == 0 {
			continue
		}
		level := p.breach()
		if vital&(1<<s.field) != 0 {
			level = Unusable
		}
		p.report(level, fr.node, int(p.a.nodes[fr.node].start), true, "missing", "CAP 1.2 3.4",
			"the element "+quote(fieldNames[s.field])+" is missing")
	}
}

// leaf reads the text of an element that holds only text, and gives it without the white space around it.
func (p *parser) leaf(t *scan.Tag, n int32) (string, bool) {
	nd := &p.a.nodes[n]
	nd.start, nd.end = int32(t.Body), int32(t.Body)
	p.loose, p.bare = false, true
	if t.Empty {
		p.Leave(t)
		return "", true
	}
	start := p.Pos
	i := strings.IndexByte(p.S[start:], '<')
	if i < 0 {
		return "", p.Truncated()
	}
	end := start + i
	raw := p.S[start:end]
	value := ""
	if end+1 < len(p.S) && p.S[end+1] == '/' && strings.IndexByte(raw, '&') < 0 &&
		(!p.Facts.CR || strings.IndexByte(raw, '\r') < 0) && (!p.CDEnd || !strings.Contains(raw, "]]>")) {
		p.Pos = end
	} else {
		ok := false
		if raw, ok = p.slowLeaf(n); !ok {
			return "", false
		}
		end = p.Pos
	}
	value = trimSpace(raw)
	p.loose, p.bare = len(value) != len(raw), raw == ""
	for start < end && scan.IsSpace(p.S[start]) {
		start++
	}
	for end > start && scan.IsSpace(p.S[end-1]) {
		end--
	}
	nd.start, nd.end = int32(start), int32(end)
	if !p.EndTag(t.Name) {
		return "", false
	}
	p.Leave(t)
	return value, true
}

// slowLeaf gathers a value that holds references, CDATA, comments or carriage returns; it stops at the end tag.
func (p *parser) slowLeaf(n int32) (string, bool) {
	var b strings.Builder
	for {
		what, ok := p.Peek()
		if !ok {
			return "", false
		}
		off := p.Pos
		switch what {
		case scan.End:
			return b.String(), true
		case scan.Text:
			if _, ok = p.SkipText(); ok {
				ok = p.Expand(&b, p.S[off:p.Pos], off)
			}
		case scan.CDATA:
			text := ""
			if text, ok = p.ReadCDATA(); ok {
				b.WriteString(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
			}
		case scan.Comment:
			if ok = p.SkipComment(); ok {
				p.report(Unusable, n, off, false, "xml-comment", "limit", "a comment inside a value, which readers take differently")
			}
		case scan.PI:
			if _, ok = p.SkipInstruction(); ok {
				p.report(Unusable, n, off, false, "xml-instruction", "limit", "a processing instruction inside a value")
			}
		case scan.Start:
			var t scan.Tag
			if ok = p.StartTag(&t); ok {
				p.report(Unusable, n, off, true, "nested", "CAP 1.2 3.4", "the element "+quote(t.Name)+" inside a value")
				ok = p.Skip(&t)
			}
		}
		if !ok {
			return "", false
		}
	}
}

// value reads a leaf and checks it against its type.
func (p *parser) value(t *scan.Tag, in container, f field, n int32) (string, bool) {
	v, ok := p.leaf(t, n)
	if !ok {
		return "", false
	}
	say := func(schema bool, code, text string) {
		p.report(p.breach(), n, int(p.a.nodes[n].start), schema, code, "CAP 1.2 3.2", quote(v)+" "+text)
	}
	switch places[in][f].kind {
	case kindEnum:
		if !inEnum(f, p.version, v) {
			return p.oddEnum(f, n, v), true
		}
		if p.loose {
			say(true, "enum-space", "has white space around it")
		}
	case kindLanguage:
		if !p.bare && !scan.IsLanguage(v) {
			say(true, "language", "is not a language tag")
		}
	case kindURI:
		if !scan.IsURI(v) {
			say(true, "uri", "is not a URI")
		}
	case kindInteger:
		if !scan.IsInteger(v) {
			say(true, "number", "is not a whole number; left out")
			return "", true
		}
	case kindDecimal:
		if !scan.IsDecimal(v) {
			say(p.version == V12, "number", "is not a number; left out")
			return "", true
		}
	}
	return v, true
}

// oddEnum deals with a value that the version's schema does not list. A value that cannot be read is unknown, never the
// mildest.
func (p *parser) oddEnum(f field, n int32, v string) string {
	say := func(level Level, code, text string) {
		p.report(level, n, int(p.a.nodes[n].start), true, code, "CAP 1.2 3.2", text)
	}
	if p.opts.Lenient {
		if w, ok := looseEnum(f, p.version, v); ok {
			say(Forgiven, "enum-spelling", quote(v)+" taken for "+quote(w))
			return w
		}
		switch f {
		case fUrgency, fSeverity, fCertainty:
			say(Forgiven, "enum", quote(v)+" is not a value of "+fieldNames[f]+"; taken for Unknown")
			return "Unknown"
		case fCategory, fResponseType:
			say(Forgiven, "enum", quote(v)+" is not a value of "+fieldNames[f]+"; left out")
			return ""
		}
	}
	say(Unusable, "enum", quote(v)+" is not a value of "+fieldNames[f])
	return v
}

// time reads a time; one that cannot be read is zero.
func (p *parser) time(t *scan.Tag, n int32) (Time, bool) {
	v, ok := p.leaf(t, n)
	if !ok {
		return Time{}, false
	}
	tm, form := scanTime(v, p.opts.Zone)
	if form == 0 {
		return tm, true
	}
	off := int(p.a.nodes[n].start)
	if form == timeBad {
		level := p.breach()
		if p.a.nodes[n].field == fSent {
			level = Unusable
		}
		p.report(level, n, off, true, "time", "CAP 1.2 3.3.2", quote(v)+" is not a time; left out")
		return Time{}, true
	}
	schema := p.version == V12 || form&^timeXSD != 0
	if !schema && (form == timeFraction || (p.version == V10 && form&timeNoZone == 0)) {
		return tm, true // CAP 1.1 and 1.0 take any xs:dateTime; 1.1 forbids Z in words
	}
	code, text := "time-form", "is not in CAP's form"
	switch {
	case form&timeNoZone != 0:
		code, text = "time-no-zone", "has no zone; the instant is a guess"
	case form&timeZulu != 0:
		code, text = "time-zulu", "ends in Z; CAP asks for -00:00"
	case form&timeFraction != 0:
		code, text = "time-fraction", "has parts of a second"
	}
	p.report(p.breach(), n, off, schema, code, "CAP 1.2 3.3.2", quote(v)+" "+text)
	return tm, true
}

func (p *parser) alert(t *scan.Tag) bool {
	a := p.a
	fr := frame{in: inAlert, t: *t}
	fr.node = p.enter(t, fAlert, -1, 0)
	for {
		f, n, ok := p.next(&fr, t)
		var v string
		switch {
		case !ok || f == fNone:
			return ok
		case f == fInfo:
			a.Infos = append(a.Infos, Info{})
			ok = p.info(t, n, &a.Infos[len(a.Infos)-1])
		case f == fSent:
			a.Sent, ok = p.time(t, n)
		default:
			v, ok = p.value(t, inAlert, f, n)
		}
		if !ok {
			return false
		}
		switch f {
		case fIdentifier:
			a.Identifier = v
		case fSender:
			a.Sender = v
		case fStatus:
			a.Status = Status(v)
		case fMsgType:
			a.MsgType = MsgType(v)
		case fPassword:
			a.Password = v
		case fSource:
			a.Source = v
		case fScope:
			a.Scope = Scope(v)
		case fRestriction:
			a.Restriction = v
		case fAddresses:
			a.Addresses = v
		case fCode:
			if v != "" {
				a.Codes = append(a.Codes, v)
			}
		case fNote:
			a.Note = v
		case fReferences:
			a.References = p.references(v, n)
		case fIncidents:
			a.Incidents = v
		}
	}
}

func (p *parser) info(t *scan.Tag, n int32, x *Info) bool {
	x.Urgency, x.Severity, x.Certainty = UrgencyUnknown, SeverityUnknown, CertaintyUnknown
	fr := frame{in: inInfo, t: *t, node: n}
	for {
		f, n, ok := p.next(&fr, t)
		if !ok || f == fNone {
			return ok
		}
		var v string
		switch f {
		case fEventCode:
			x.EventCodes, ok = p.pair(t, n, x.EventCodes)
		case fParameter:
			x.Parameters, ok = p.pair(t, n, x.Parameters)
		case fResource:
			x.Resources = append(x.Resources, Resource{})
			ok = p.resource(t, n, &x.Resources[len(x.Resources)-1])
		case fArea:
			x.Areas = append(x.Areas, Area{})
			ok = p.area(t, n, &x.Areas[len(x.Areas)-1])
		case fEffective:
			x.Effective, ok = p.time(t, n)
		case fOnset:
			x.Onset, ok = p.time(t, n)
		case fExpires:
			x.Expires, ok = p.time(t, n)
		default:
			v, ok = p.value(t, inInfo, f, n)
		}
		if !ok {
			return false
		}
		switch f {
		case fLanguage:
			x.Language = v
		case fCategory:
			if v != "" {
				x.Categories = append(x.Categories, Category(v))
			}
		case fEvent:
			x.Event = v
		case fResponseType:
			if v != "" {
				x.ResponseTypes = append(x.ResponseTypes, ResponseType(v))
			}
		case fUrgency:
			x.Urgency = Urgency(v)
		case fSeverity:
			x.Severity = Severity(v)
		case fCertainty:
			x.Certainty = Certainty(v)
		case fAudience:
			x.Audience = v
		case fSenderName:
			x.SenderName = v
		case fHeadline:
			x.Headline = v
		case fDescription:
			x.Description = v
		case fInstruction:
			x.Instruction = v
		case fWeb:
			x.Web = v
		case fContact:
			x.Contact = v
		}
	}
}

// pair reads a valueName and its value; in CAP 1.0 the text "name=value".
func (p *parser) pair(t *scan.Tag, n int32, to []ValuePair) ([]ValuePair, bool) {
	var out ValuePair
	if p.version == V10 {
		v, ok := p.leaf(t, n)
		name, value, found := strings.Cut(v, "=")
		if !found {
			name, value = "", v
		}
		return append(to, ValuePair{trimSpace(name), trimSpace(value)}), ok
	}
	fr := frame{in: inPair, t: *t, node: n}
	for {
		f, n, ok := p.next(&fr, t)
		if !ok {
			return to, false
		}
		if f == fNone {
			return append(to, out), true
		}
		v, ok := p.leaf(t, n)
		if !ok {
			return to, false
		}
		if f == fValueName {
			out.Name = v
		} else {
			out.Value = v
		}
	}
}

func (p *parser) resource(t *scan.Tag, n int32, r *Resource) bool {
	fr := frame{in: inResource, t: *t, node: n}
	for {
		f, n, ok := p.next(&fr, t)
		if !ok || f == fNone {
			return ok
		}
		v, ok := p.value(t, inResource, f, n)
		if !ok {
			return false
		}
		switch f {
		case fResourceDesc:
			r.Desc = v
		case fMimeType:
			r.MimeType = v
		case fSize:
			size, err := strconv.ParseInt(v, 10, 64)
			if v != "" && (err != nil || size < 0) {
				p.report(Advice, n, int(p.a.nodes[n].start), false, "size", "CAP 1.2 3.2.3", quote(v)+" cannot be a size; left out")
				size = 0
			}
			r.Size = size
		case fURI:
			r.URI = v
		case fDerefURI:
			r.DerefURI = v
		case fDigest:
			r.Digest = v
		}
	}
}

func (p *parser) area(t *scan.Tag, n int32, x *Area) bool {
	fr := frame{in: inArea, t: *t, node: n}
	for {
		f, n, ok := p.next(&fr, t)
		if !ok || f == fNone {
			return ok
		}
		var v string
		if f == fGeocode {
			x.Geocodes, ok = p.pair(t, n, x.Geocodes)
		} else {
			v, ok = p.value(t, inArea, f, n)
		}
		if !ok {
			return false
		}
		switch f {
		case fAreaDesc:
			x.Desc = v
		case fPolygon:
			p.polygon(x, v, n)
		case fCircle:
			p.circle(x, v, n)
		case fAltitude:
			x.Altitude = v
		case fCeiling:
			x.Ceiling = v
		}
	}
}

// references reads the sender,identifier,sent triples of earlier alerts.
func (p *parser) references(v string, n int32) []Reference {
	out, form, left := scanReferences(strings.Fields(v), time.UTC)
	if form == 0 && left == 0 {
		return out
	}
	say := func(code, text string) {
		p.report(p.breach(), n, int(p.a.nodes[n].start), false, code, "CAP 1.2 3.2.1", text)
	}
	if left > 0 {
		// Triples one after the other with commas or other white space between: read in threes, or not at all.
		parts := strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' || r == '\r' })
		var triples []string
		for len(parts) >= 3 {
			triples = append(triples, strings.Join(parts[:3], ","))
			parts = parts[3:]
		}
		if again, _, lost := scanReferences(triples, p.opts.Zone); lost == 0 && len(parts) == 0 {
			say("references-form", "references not parted by white space; read as "+itoa(len(again)))
			return again
		}
	}
	out, form, left = scanReferences(strings.Fields(v), p.opts.Zone)
	if left > 0 {
		say("references", quote(v)+" is not a list of sender,identifier,sent; "+itoa(len(out))+" could be read")
	} else if form != 0 {
		say("references-form", "times in references that are not in CAP's form")
	}
	return out
}

// scanReferences reads triples. form gathers how their times depart from CAP's form, left counts what is not a triple.
func scanReferences(tokens []string, zone *time.Location) (out []Reference, form timeForm, left int) {
	for _, token := range tokens {
		sender, rest, ok1 := strings.Cut(token, ",")
		id, sent, ok2 := strings.Cut(rest, ",")
		t, departs := scanTime(sent, zone)
		if !ok1 || !ok2 || sender == "" || id == "" || departs == timeBad {
			left++
			continue
		}
		form |= departs
		out = append(out, Reference{sender, id, t})
	}
	return out, form, left
}
