// Package bbk reads the warnings of the German civil protection office: CAP alerts written as JSON. What is no such document gives an error that
// says what is missing; nothing is guessed.
package bbk

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/tree"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// CAPInJSON is a CAP alert that came as JSON, as the German civil protection office (BBK, warnung.bund.de) serves its warnings:
// the members have CAP's names, and the texts hold HTML line breaks. Not yet seen live: made from the published interface text.
type CAPInJSON struct {
	XML []byte // the same alert in CAP's own form
	// Index is the number of rows when the document is the index of warnings (mapData.json), which holds no warning itself.
	Index int
	root  *tree.Node
}

// capOrder are CAP's elements in the order of its schema.
var (
	alertOrder = []string{"identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses", "code", "note", "references", "incidents"}
	infoOrder  = []string{"language", "category", "event", "responseType", "urgency", "severity", "certainty", "audience", "eventCode", "effective", "onset", "expires", "senderName", "headline", "description", "instruction", "web", "contact", "parameter"}
	areaOrder  = []string{"areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling"}
)

// Read reads a document of the German civil protection office.
func Read(raw []byte) (CAPInJSON, error) {
	root, err := tree.ParseJSON(raw)
	if err != nil {
		return CAPInJSON{}, err
	}
	out := CAPInJSON{root: root}
	if root.Kind == '[' && (len(root.Kids) == 0 || root.Kids[0].Get("i18nTitle") != nil) {
		out.Index = len(root.Kids)
		return out, nil
	}
	if root.Get("identifier").Str() == "" || root.Get("msgType").Str() == "" {
		return CAPInJSON{}, fmt.Errorf("the document has no identifier or no msgType: the form of this source has changed")
	}
	var b strings.Builder
	b.WriteString(`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">`)
	writeAll(&b, root, alertOrder)
	for _, in := range listOfNodes(root.Get("info")) {
		b.WriteString("<info>")
		writeAll(&b, in, infoOrder)
		for _, a := range listOfNodes(in.Get("area")) {
			b.WriteString("<area>")
			writeAll(&b, a, areaOrder)
			b.WriteString("</area>")
		}
		b.WriteString("</info>")
	}
	b.WriteString("</alert>")
	out.XML = []byte(b.String())
	return out, nil
}

// listOfNodes is a list's elements, or the value itself.
func listOfNodes(n *tree.Node) []*tree.Node {
	if n == nil || n.Kind == '0' {
		return nil
	}
	if n.Kind == '[' {
		return n.Kids
	}
	return []*tree.Node{n}
}

func writeAll(b *strings.Builder, n *tree.Node, names []string) {
	for _, name := range names {
		for _, v := range listOfNodes(n.Get(name)) {
			switch {
			case v.Kind == '{' && v.Get("valueName") != nil:
				fmt.Fprintf(b, "<%s><valueName>%s</valueName><value>%s</value></%s>", name, escaped(v.Get("valueName").Str()), escaped(v.Get("value").Str()), name)
			case v.Kind == 's' || v.Kind == 'n' || v.Kind == 'b':
				text := v.Text
				if strings.Contains(text, "<") {
					text = advice.PlainText(text)
				}
				if text = strings.TrimSpace(text); text != "" {
					fmt.Fprintf(b, "<%s>%s</%s>", name, escaped(text), name)
				}
			}
		}
	}
}

func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return b.String()
}

// At is where the element of a path of CAP ("alert/info[0]/headline") stands in the JSON document.
func (c CAPInJSON) At(path string) (report.Evidence, bool) {
	n := c.root
	for _, step := range strings.Split(strings.TrimPrefix(path, "alert/"), "/") {
		name, index, _ := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		i, _ := strconv.Atoi(index)
		var shown []*tree.Node
		for _, v := range listOfNodes(n.Get(name)) {
			if v.Kind == '{' || strings.TrimSpace(v.Text) != "" {
				shown = append(shown, v)
			}
		}
		if i < 0 || i >= len(shown) {
			return report.Evidence{}, false
		}
		n = shown[i]
	}
	if n == c.root || n.Start >= n.End {
		return report.Evidence{}, false
	}
	return report.Evidence{Start: n.Start, End: n.End, Path: n.Path}, true
}
