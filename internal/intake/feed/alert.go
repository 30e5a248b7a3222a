package feed

import (
	"bytes"
	"encoding/base64"
	"html"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

const nsAtom = "http://www.w3.org/2005/Atom"

// isCAP tells the namespaces of CAP 1.0, 1.1 and 1.2.
func isCAP(space string) bool {
	return space == "urn:oasis:names:tc:emergency:cap:1.2" || space == "urn:oasis:names:tc:emergency:cap:1.1" || space == "http://www.incident.com/cap/1.0"
}

// isAlert reports whether an element is a CAP alert: called alert, in CAP's namespace, or in none and built like one.
func (t *tree) isAlert(i int32) bool {
	if !t.is(i, "alert") || !t.whole(i) {
		return false
	}
	space := t.space(i)
	return isCAP(space) || space == "" && t.child(i, "identifier") >= 0 && t.child(i, "sender") >= 0
}

// alerts lists the outermost CAP alerts inside element i.
func (t *tree) alerts(i int32) []int32 {
	var out []int32
	for c := i + 1; c < t.el[i].after; {
		if t.isAlert(c) {
			out = append(out, c)
			c = t.el[c].after
			continue
		}
		c++
	}
	return out
}

// alert makes the document of an alert element.
func (b *batch) alert(t *tree, i int32) intake.Doc {
	get := func(name string) string { return t.text(t.child(i, name)) }
	sender, id, sent := get("sender"), get("identifier"), get("sent")
	m := intake.Meta{Content: t.counted(i, nil), Published: when(sent)}
	if len(sender) > 1 && len(id) > 1 && sent != "" { // an index of the US weather service writes "!" for both
		m.Identity = sender + "," + id + "," + sent
	}
	if info := t.child(i, "info"); info >= 0 {
		if m.Title = t.text(t.child(info, "headline")); m.Title == "" {
			m.Title = t.text(t.child(info, "event"))
		}
		m.URL = b.absolute(t.text(t.child(info, "web")))
	}
	if m.Title == "" && id != "" {
		m.Title = strings.TrimSpace(get("msgType") + " " + id)
	}
	m.Title = oneLine(m.Title)
	if m.Identity == "" {
		m.Identity = "content:" + m.Content
	}
	return intake.Doc{Raw: t.slice(i), Meta: m}
}

// list takes a document whose root is <alerts>: CAP alerts, one document each; or the bulletins of the US National Terrorism
// Advisory System, whose alert is another thing. That list is one document, because what is no longer in it has ended.
func (b *batch) list(t *tree) {
	b.Form = FormCAPList
	ntas := !isCAP(t.space(0))
	t.children(0, func(c int32) bool {
		if t.is(c, "alert") {
			b.Total++
			ntas = ntas && t.child(c, "identifier") < 0 && t.child(c, "info") < 0
		}
		return true
	})
	if ntas {
		b.Form = FormNTAS
		if t.whole(0) {
			m := intake.Meta{Identity: "alerts", Content: t.counted(0, nil), URL: b.base.String(), Title: "no alert"}
			if c := t.child(0, "alert"); c >= 0 {
				m.Title = oneLine(strings.TrimSpace(t.attr(c, "type") + " " + t.text(t.child(c, "summary"))))
			}
			b.Docs = append(b.Docs, intake.Doc{Raw: t.slice(0), Meta: m})
		}
		return
	}
	t.children(0, func(c int32) bool {
		if !t.is(c, "alert") || !t.whole(c) {
			return true
		}
		if len(b.Docs) == maxList {
			b.Left++
			return true
		}
		d := b.alert(t, c)
		if !t.isAlert(c) {
			b.note("%s: an alert in the namespace %q, which is not CAP's", short(d.Meta.Identity), short(t.space(c)))
		}
		b.Docs = append(b.Docs, d)
		return true
	})
}

// EnvelopeStatus begins the note (Meta.Notes) of a document that came in an EDXL-DE envelope whose distributionStatus is not
// Actual; the status follows in lower case. Whatever the document calls itself, nothing in it may be taken for live.
const EnvelopeStatus = "envelope-status:"

// distribution takes an EDXL-DE envelope, 1.0 or 2.0: each alert in it, whole in the XML or in base64, and a link where the
// content stands elsewhere.
func (b *batch) distribution(t *tree) {
	status := ""
	for i := range int32(len(t.el)) {
		if t.is(i, "distributionStatus") {
			status = t.text(i)
		}
	}
	aside := status != "" && !strings.EqualFold(status, "Actual")
	add := func(d intake.Doc) {
		if aside {
			d.Meta.Notes = append(d.Meta.Notes, EnvelopeStatus+strings.ToLower(oneLine(status)))
		}
		b.Docs = append(b.Docs, d)
	}
	for i := int32(0); i < int32(len(t.el)); {
		if !t.is(i, "contentObject") {
			i++
			continue
		}
		b.Total++
		found := t.alerts(i)
		for _, a := range found {
			add(b.alert(t, a))
		}
		if len(found) == 0 && t.whole(i) {
			data, uri, what := "", "", ""
			for c := i + 1; c < t.el[i].after; c++ {
				switch t.local(c) {
				case "contentData":
					data = t.text(c)
				case "uri":
					uri = t.text(c)
				case "contentDescription":
					what = oneLine(t.text(c))
				}
			}
			if d, ok := b.enclosed(unbase64(data)); ok {
				add(d)
			} else if u := b.absolute(uri); u != "" {
				e := intake.Doc{Raw: t.slice(i), Meta: intake.Meta{Identity: u, Title: what, URL: u, Content: t.counted(i, nil)}}
				if aside {
					e.Meta.Notes = append(e.Meta.Notes, EnvelopeStatus+strings.ToLower(oneLine(status)))
				}
				b.Links = append(b.Links, Link{URL: u, Stamp: e.Meta.Content, Entry: e})
			} else {
				b.note("a content object (%s) holds no CAP alert", short(what))
			}
		}
		i = t.el[i].after
	}
	if aside {
		b.note("the envelope says %q: nothing in it is taken for live", short(status))
	}
}

// enclosed makes the document of an alert that stands in a value as text: base64 or with its markup escaped.
func (b *batch) enclosed(raw []byte) (intake.Doc, bool) {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || raw[0] != '<' || !bytes.Contains(raw[:min(len(raw), 4096)], []byte("alert")) {
		return intake.Doc{}, false
	}
	text, _, _, err := utf8Of(raw)
	if err != nil {
		return intake.Doc{}, false
	}
	t, err := grow(text)
	if err != nil || !t.isAlert(0) {
		return intake.Doc{}, false
	}
	d := b.alert(t, 0)
	d.Raw = raw
	return d, true
}

func unbase64(s string) []byte {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, s)
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return nil
	}
	return raw
}

// oneLine folds white space and drops markup that some feeds put into titles.
func oneLine(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = plain([]byte(html.UnescapeString(s)))
	}
	return strings.Join(strings.Fields(s), " ")
}
