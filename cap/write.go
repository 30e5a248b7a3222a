package cap

import (
	"fmt"
	"strconv"
	"strings"
)

// Marshal writes the alert as a CAP 1.2 document in UTF-8. What it writes holds to CAP's schema and rules: it refuses
// an alert that Check finds Unusable, and reads its own output back with a strict Parse. The problems are those of
// Check; the error wraps ErrUnusable.
//
// An alert read from CAP 1.0 or 1.1 is written as 1.2: "Very Likely" becomes Likely, the password is left out. A
// signature is not written.
func Marshal(a *Alert) ([]byte, []Problem, error) {
	problems := Check(a)
	if err := unusable("write", problems); err != nil {
		return nil, problems, err
	}
	w := writer{b: make([]byte, 0, 4096)}
	w.alert(a)
	if _, _, err := Parse(w.b, Options{MaxBytes: max(DefaultMaxBytes, len(w.b))}); err != nil {
		return nil, problems, fmt.Errorf("check what was written: %w", err)
	}
	if len(w.b) > DefaultMaxBytes {
		problems = append(problems, Problem{Level: Advice, Code: "too-large", Path: "document", Offset: -1, Rule: "limit",
			Text: "the document is larger than 1 MiB; many readers stop there"})
	}
	return w.b, problems, nil
}

// writer builds the document.
type writer struct {
	b     []byte
	depth int
}

const indent = "          "

func (w *writer) tag(open string, f field) {
	w.b = append(append(append(w.b, open...), fieldNames[f]...), '>')
}

func (w *writer) line() { w.b = append(append(w.b, '\n'), indent[:2*w.depth]...) }

func (w *writer) open(f field) {
	w.line()
	w.tag("<", f)
	w.depth++
}

func (w *writer) shut(f field) {
	w.depth--
	w.line()
	w.tag("</", f)
}

// put writes an element with a value, always.
func (w *writer) put(f field, v string) {
	w.line()
	w.tag("<", f)
	w.text(trimSpace(v))
	w.tag("</", f)
}

// opt writes an element unless its value is blank.
func (w *writer) opt(f field, v string) {
	if trimSpace(v) != "" {
		w.put(f, v)
	}
}

func (w *writer) when(f field, t Time) {
	if !t.IsZero() {
		w.put(f, t.written())
	}
}

// text escapes what XML would not give back: the markup characters, and the carriage return, which readers turn into a
// line feed.
func (w *writer) text(v string) {
	for {
		i := strings.IndexAny(v, "&<>\r")
		if i < 0 {
			w.b = append(w.b, v...)
			return
		}
		w.b = append(w.b, v[:i]...)
		switch v[i] {
		case '&':
			w.b = append(w.b, "&amp;"...)
		case '<':
			w.b = append(w.b, "&lt;"...)
		case '>':
			w.b = append(w.b, "&gt;"...)
		default:
			w.b = append(w.b, "&#13;"...)
		}
		v = v[i+1:]
	}
}

func (w *writer) pairs(f field, list []ValuePair) {
	for _, v := range list {
		w.open(f)
		w.put(fValueName, v.Name)
		w.put(fValue, v.Value)
		w.shut(f)
	}
}

func (w *writer) alert(a *Alert) {
	w.b = append(w.b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\""+Namespace12+"\">"...)
	w.depth = 1
	w.put(fIdentifier, a.Identifier)
	w.put(fSender, a.Sender)
	w.when(fSent, a.Sent)
	w.put(fStatus, string(a.Status))
	w.put(fMsgType, string(a.MsgType))
	w.opt(fSource, a.Source)
	w.put(fScope, string(a.Scope))
	w.opt(fRestriction, a.Restriction)
	w.opt(fAddresses, a.Addresses)
	for _, c := range a.Codes {
		w.opt(fCode, c)
	}
	w.opt(fNote, a.Note)
	refs := make([]string, len(a.References))
	for i, r := range a.References {
		refs[i] = r.String()
	}
	w.opt(fReferences, strings.Join(refs, " "))
	w.opt(fIncidents, a.Incidents)
	for i := range a.Infos {
		w.info(&a.Infos[i])
	}
	w.shut(fAlert)
	w.b = append(w.b, '\n')
}

func (w *writer) info(x *Info) {
	w.open(fInfo)
	w.opt(fLanguage, x.Language)
	for _, c := range x.Categories {
		w.put(fCategory, string(c))
	}
	w.put(fEvent, x.Event)
	for _, r := range x.ResponseTypes {
		w.put(fResponseType, string(r))
	}
	w.put(fUrgency, string(x.Urgency))
	w.put(fSeverity, string(x.Severity))
	certainty := x.Certainty
	if certainty == CertaintyVeryLikely {
		certainty = CertaintyLikely
	}
	w.put(fCertainty, string(certainty))
	w.opt(fAudience, x.Audience)
	w.pairs(fEventCode, x.EventCodes)
	w.when(fEffective, x.Effective)
	w.when(fOnset, x.Onset)
	w.when(fExpires, x.Expires)
	w.opt(fSenderName, x.SenderName)
	w.opt(fHeadline, x.Headline)
	w.opt(fDescription, x.Description)
	w.opt(fInstruction, x.Instruction)
	w.opt(fWeb, x.Web)
	w.opt(fContact, x.Contact)
	w.pairs(fParameter, x.Parameters)
	for i := range x.Resources {
		r := &x.Resources[i]
		w.open(fResource)
		w.put(fResourceDesc, r.Desc)
		w.put(fMimeType, r.MimeType)
		if r.Size > 0 {
			w.put(fSize, strconv.FormatInt(r.Size, 10))
		}
		w.opt(fURI, r.URI)
		w.opt(fDerefURI, r.DerefURI)
		w.opt(fDigest, r.Digest)
		w.shut(fResource)
	}
	for i := range x.Areas {
		w.area(&x.Areas[i])
	}
	w.shut(fInfo)
}

func (w *writer) area(x *Area) {
	w.open(fArea)
	w.put(fAreaDesc, x.Desc)
	var b []byte
	for _, pts := range x.Polygons {
		b = b[:0]
		for i, q := range pts {
			if i > 0 {
				b = append(b, ' ')
			}
			b = appendPoint(b, q)
		}
		w.put(fPolygon, string(b))
	}
	for _, c := range x.Circles {
		b = append(appendPoint(b[:0], c.Center), ' ')
		w.put(fCircle, string(strconv.AppendFloat(b, c.RadiusKM, 'f', -1, 64)))
	}
	w.pairs(fGeocode, x.Geocodes)
	w.opt(fAltitude, x.Altitude)
	w.opt(fCeiling, x.Ceiling)
	w.shut(fArea)
}

func appendPoint(b []byte, q Point) []byte {
	b = append(strconv.AppendFloat(b, q.Lat+0, 'f', -1, 64), ',')
	return strconv.AppendFloat(b, q.Lon+0, 'f', -1, 64)
}
