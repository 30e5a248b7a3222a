package pages

import (
	"fmt"
	"strconv"

	"github.com/a-h/templ"
	"github.com/tocsin-hub/tocsin/internal/delivery"
)

// liveAttrs connects the progress to its stream.
func liveAttrs(p ProgressPage) templ.Attributes {
	return templ.Attributes{
		"hx-sse:connect": string(warningURL(string(p.W.ID), "/progress/live")), "hx-swap": "innerHTML",
	}
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

func accepted(p delivery.Progress) int {
	n := 0
	for _, c := range p.Counts {
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
