package pages

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// liveAttrs connects the progress to its stream.
func liveAttrs(p ProgressPage) templ.Attributes {
	return templ.Attributes{
		"hx-sse:connect": string(warningURL(string(p.W.ID), "/progress/live")), "hx-swap": "innerHTML",
	}
}

// followAttrs asks for the list of corrections again until the situations have followed the last one. The rest of the page stays as
// it is: somebody may be filling in the next form.
func followAttrs(p ItemPage) templ.Attributes {
	if !p.Due {
		return nil
	}
	return templ.Attributes{"hx-get": string(itemURL(string(p.Item.ID) + "/report")), "hx-trigger": "every 1s", "hx-select": "#followed", "hx-swap": "outerHTML"}
}

// pollAttrs asks for the item again until its report is there.
func pollAttrs(p ItemPage) templ.Attributes {
	if p.Report != nil || p.Item.Unreadable != "" {
		return nil
	}
	return templ.Attributes{"hx-get": string(itemURL(string(p.Item.ID) + "/report")), "hx-trigger": "every 1s", "hx-swap": "outerHTML"}
}

// Thousandless is a number for an address.
func Thousandless(n int64) string { return strconv.FormatInt(n, 10) }

// accepted is how many deliveries of the warning itself a channel took.
func accepted(p delivery.Progress) int {
	n := 0
	for _, c := range p.Counts {
		if c.Kind != delivery.OfWarning {
			continue
		}
		switch c.State {
		case delivery.Accepted, delivery.Delivered, delivery.Seen:
			n += c.N
		}
	}
	return n
}

func percent(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%d %%", 100*n/of)
}

// The two components below are written by hand because their white space is shown as it is, and templates add some.

// markedText is a document with its marks; each links to its field.
func markedText(text []MarkedText, xml bool) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		class := "doc"
		if xml {
			class += " xml"
		}
		b.WriteString(`<div class="` + class + `">`)
		esc := func(s string) string { return templ.EscapeString(s) }
		for _, s := range text {
			for _, n := range s.Anchor {
				fmt.Fprintf(&b, `<a id="m%d"></a>`, n)
			}
			if s.Class == "" {
				b.WriteString(esc(s.Text))
			} else {
				fmt.Fprintf(&b, `<mark class="%s" title="%s">%s</mark>`, esc(s.Class), esc(s.Label), esc(s.Text))
			}
			for _, n := range s.Refs {
				fmt.Fprintf(&b, `<a class="ref" href="#f%d" aria-label="to field %d: %s">%d</a>`, n, n, esc(s.Label), n)
			}
		}
		b.WriteString("</div>")
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// exactWords are the words of a channel, with every space and line as they will be sent.
func exactWords(lang string, x warning.Words) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		b.WriteString(`<div class="words" lang="` + templ.EscapeString(lang) + `">`)
		if x.Subject != "" {
			b.WriteString(`<span class="subject">` + templ.EscapeString(x.Subject) + `</span>`)
		}
		b.WriteString(templ.EscapeString(x.Body) + "</div>")
		_, err := io.WriteString(w, b.String())
		return err
	})
}
