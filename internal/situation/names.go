package situation

import (
	"net/url"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer/fold"
	"github.com/tocsin-hub/tocsin/internal/reading"
)

// maxNames bounds the explicit names kept of one report.
const maxNames = 32

// namesIn are the explicit names in a report: those that are its own (its CAP name, its address on the web) and those of other
// reports that it refers to (CAP references). A CAP incident is both: whoever uses the name speaks of the same thing.
func namesIn(told Told) (own, others []string) {
	add := func(list []string, n string) []string {
		if n == "" || len(list) >= maxNames || slices.Contains(list, n) {
			return list
		}
		return append(list, n)
	}
	if c := told.Report.CAP; c != nil {
		own = add(own, capKey(c.CAPName))
		for _, r := range c.References {
			others = add(others, capKey(r))
		}
		for _, i := range c.Incidents {
			if k := fold.Key(i); k != "" {
				own, others = add(own, "inc:"+c.Sender+","+k), add(others, "inc:"+c.Sender+","+k)
			}
		}
	}
	own = add(own, urlKey(told.Item.URL))
	return own, others
}

// capKey leaves the time of sending out: senders who restate an alert with a new time mean the same one.
func capKey(n reading.CAPName) string {
	if n.Identifier == "" {
		return ""
	}
	return "cap:" + n.Sender + "," + n.Identifier
}

// urlKey makes one key of the several ways to write an address; an address without a path is a whole site and none.
func urlKey(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || len(raw) > 2000 {
		return ""
	}
	path := strings.TrimRight(u.Path, "/")
	if path == "" && u.RawQuery == "" {
		return ""
	}
	out := "url:" + strings.TrimPrefix(strings.ToLower(u.Host), "www.") + path
	if u.RawQuery != "" {
		out += "?" + u.RawQuery
	}
	return out
}

// sameCodes are the event codes of US SAME (47 CFR 11.31) that may be matters of security: civil danger and emergency, law
// enforcement, an officer hurt, a child taken, and the calls to stay in or to leave, which do not say why.
var sameCodes = []string{"CDW", "CEM", "LEW", "BLU", "CAE", "SPW", "EVI"}

// hazard tells whether an event is no matter of security. Only a CAP alert says so of itself: by its categories (CAP 1.2
// section 3.2.2), or by its event code. Weather is never security, whatever words its headline uses ("threat of storms"); the
// other categories hold terrorism terms too (the OASIS event terms file a terrorist incident under Safety), so that there the
// words decide, and what they do not know is no matter of security.
func hazard(r reading.Report, e reading.Event) bool {
	if r.CAP == nil {
		return false
	}
	cats := strings.Fields(e.Category)
	if slices.Contains(cats, "Security") || slices.Contains(cats, "CBRNE") {
		return false
	}
	for _, c := range r.CAP.Codes {
		if name, v, _ := strings.Cut(c, "="); strings.EqualFold(name, "SAME") && v != "" {
			return !slices.Contains(sameCodes, v)
		}
	}
	for _, c := range []string{"Met", "Geo", "Env", "Health", "Fire"} {
		if slices.Contains(cats, c) {
			return true
		}
	}
	return e.Type == reading.Other
}
