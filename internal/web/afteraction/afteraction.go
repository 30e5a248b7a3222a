// Package afteraction writes the after-action report: one page that needs nothing else, to be read on a screen in light or
// dark, by a screen reader, and on paper. It only lays out what it is given; nothing in it can change anything.
package afteraction

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/situation/after"
)

// Report is everything that the page tells.
type Report struct {
	Title string
	About string
	Zone  *time.Location // local time beside UTC; nil: UTC alone
	// From and To bound the pictures; Made is when the report was made.
	From, To, Made time.Time
	Settings       []string // that were changed for a "what if"
	Parts          []Part
	Documents      []Document
	// Checks are what had to hold, with their answers; none for a live situation.
	Checks []Check
	Ledger string // that the record verifies, in words
	// Names are what ids in the words of a timeline stand for: "rep_…" is the document that the report was read from.
	Names map[string]string
}

// Part is one situation.
type Part struct {
	Name     string // how the scenario calls it; empty: by its title alone
	After    after.Action
	Warnings []Warning
	Links    []string // how it hangs together with others, in words
}

// Warning is whom one warning reached. It holds counts alone: nobody's name or place stands in a report that is passed on.
type Warning struct {
	ID, Name, Headline, State string
	People, In, Near, Country int
	Reached, Seen, NoAddress  int
}

// Document is where one document went.
type Document struct {
	At              time.Time
	Origin, Title   string
	File            string
	Went            []string // each with its reasons
	Trouble         string   // why it could not be read
	Published       time.Time
	Speaks, Relayed string
}

// Check is one thing that had to hold.
type Check struct{ What, Trouble string }

func (r Report) zone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}

// both writes a moment in UTC.
func utc(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.UTC().Format("2006-01-02 15:04") + "Z"
}

func (r Report) local(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.In(r.zone()).Format("Mon 2 Jan 15:04")
}

// when writes a hop's moment: "between" when only the day is known.
func (r Report) when(h after.Hop) string {
	switch {
	case h.At.IsZero():
		return "not known, or not yet"
	case h.Until.After(h.At):
		return "between " + r.local(h.At) + " and " + r.local(h.Until)
	}
	return r.local(h.At)
}

// span writes a length of time as people say it.
func span(d time.Duration) string {
	d = d.Round(time.Second)
	switch {
	case d <= 0:
		return "at once"
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return strings.TrimSuffix(fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60), " 0 min")
	}
	return strings.TrimSuffix(fmt.Sprintf("%d days %d h", int(d.Hours())/24, int(d.Hours())%24), " 0 h")
}

func whole(c after.Chain) string {
	switch {
	case c.Most <= 0:
		return ""
	case c.Whole == c.Most:
		return "From the first publication to the last hop: " + span(c.Most) + "."
	}
	least := ""
	if c.Whole > 0 {
		least = "at least " + span(c.Whole) + ", "
	}
	return "From the first publication to the last hop: " + least + "at most " + span(c.Most) + "; the first issuer gave only a day."
}

func (r Report) window(w when.Interval) string {
	if !w.Known() {
		return "not known"
	}
	end := func(i when.Instant) string {
		switch {
		case i.Open():
			return "no known end"
		case i.Earliest.Equal(i.Latest):
			return r.local(i.Earliest)
		}
		return "between " + r.local(i.Earliest) + " and " + r.local(i.Latest)
	}
	from := end(w.From)
	if w.From.Open() {
		from = "no known beginning"
	}
	return "from " + from + " to " + end(w.To)
}

func (p Part) head() string {
	if p.Name == "" || p.Name == p.After.Title {
		return p.After.Title
	}
	return p.Name + ": " + p.After.Title
}

func (p Part) warning(id string) (Warning, bool) {
	for _, w := range p.Warnings {
		if w.ID == id {
			return w, true
		}
	}
	return Warning{}, false
}

// ids stand in the words of ledger lines.
var ids = regexp.MustCompile(`\b(report |item |situation |warning )?([a-z]{2,4}_[0-9A-Z]{26})\b`)

// words writes a moment without ids where their names are known.
func (r Report) words(m situation.Moment) string {
	return ids.ReplaceAllStringFunc(m.Words, func(s string) string {
		if name := r.Names[ids.FindStringSubmatch(s)[2]]; name != "" {
			return "“" + name + "”"
		}
		return s
	})
}

// moments leaves out what the hops and voices tell already and what would fill the page.
func moments(ms []situation.Moment) []situation.Moment {
	var out []situation.Moment
	for _, m := range ms {
		if m.Act != "item.read" && m.Act != "item.issued" {
			out = append(out, m)
		}
	}
	return out
}

// StyleHash is the source expression by which a Content-Security-Policy lets the page's own style in (CSP Level 3, section 2.3.1).
func StyleHash() string { return styleHash() }

var styleHash = sync.OnceValue(func() string {
	var b bytes.Buffer
	if err := style().Render(context.Background(), &b); err != nil { // a buffer takes everything
		return ""
	}
	text := b.String()
	text = text[strings.Index(text, "<style>")+len("<style>") : strings.LastIndex(text, "</style>")]
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
})
