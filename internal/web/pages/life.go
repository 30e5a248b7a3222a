package pages

import (
	"fmt"
	"regexp"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Linked is another situation that hangs together with this one without being one with it.
type Linked struct {
	Link  situation.Link
	Other situation.Situation
	// After: the other one is said to have followed from this one.
	After bool
}

// MergePage asks before two situations become one.
type MergePage struct {
	Frame
	Into, From Side
	// Then is what Into will be; Changes are what is different in it.
	Then     situation.Situation
	Changes  []situation.Change
	Warnings int    // of From: they stay with it
	Trouble  string // why it cannot be done
}

// TimelinePage is everything that happened around a situation.
type TimelinePage struct {
	Frame
	S       situation.Situation
	Place   *time.Location
	Moments []situation.Moment
	All     int             // moments of every kind
	Only    map[string]bool // the kinds chosen; empty: all
	Names   map[desk.AccountID]string
	Titles  map[string]string // report id and item id -> title
}

// MomentKinds are the kinds of moment in the order of the filter, with what they are called.
var MomentKinds = []struct {
	Kind       situation.MomentKind
	Words, One string
}{{situation.OfItem, "items", "item"}, {situation.OfSituation, "situation", "situation"}, {situation.OfWindow, "window", "window"}, {situation.OfAdvice, "advice", "advice"},
	{situation.OfConcern, "came in or near", "came in"}, {situation.OfTask, "tasks", "task"}, {situation.OfWarning, "warnings", "warning"}, {situation.OfDelivery, "deliveries", "delivery"}}

func momentKind(k situation.MomentKind) string {
	for _, x := range MomentKinds {
		if x.Kind == k {
			return x.One
		}
	}
	return string(k)
}

// ids stand in the words of ledger lines.
var ids = regexp.MustCompile(`\b(?:(?:report|item|situation|warning|account) )?([a-z]{2,4}_[0-9A-HJKMNP-TV-Z]{26})\b`)

// Unnamed are the ids in the words of a timeline that nobody could read, each once, at most the first 200.
func (p TimelinePage) Unnamed() []string {
	var out []string
	seen := map[string]bool{string(p.S.ID): true}
	for _, m := range p.Moments {
		for _, g := range ids.FindAllStringSubmatch(m.Words, -1) {
			if id := g[1]; !seen[id] && p.Titles[id] == "" && p.Names[desk.AccountID(id)] == "" && len(out) < 200 {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	return out
}

// momentWords is a moment with names in place of ids where they are known.
func momentWords(p TimelinePage, m situation.Moment) string {
	return ids.ReplaceAllStringFunc(m.Words, func(s string) string {
		id := ids.FindStringSubmatch(s)[1]
		switch n := p.Names[desk.AccountID(id)]; {
		case id == string(p.S.ID):
			return "this situation"
		case n != "":
			return n
		case p.Titles[id] != "":
			return "“" + p.Titles[id] + "”"
		}
		return s
	})
}

// correctors are the names of those who corrected a report.
func correctors(names map[desk.AccountID]string, ids []string) string {
	out := make([]desk.AccountID, len(ids))
	for i, id := range ids {
		out[i] = desk.AccountID(id)
	}
	return people(names, out...)
}

func timelineHead(p TimelinePage) string {
	return fmt.Sprintf("%s. %d of %s, in order, as it stands %s. Local times are those of %s.", p.S.Title, len(p.Moments), Count(p.All, "moment"), Moment(p.Now, p.zone()), zoneOr(p.Place))
}

func momentActor(p TimelinePage, m situation.Moment) string {
	switch n := p.Names[desk.AccountID(m.Actor)]; {
	case m.Actor == string(desk.System.ID):
		return "a rule"
	case n != "":
		return n
	}
	return m.Actor
}

// momentAt is a moment in UTC with seconds, or the day when only that is known.
func momentAt(m situation.Moment, z *time.Location) string {
	if m.Until.After(m.At) {
		return m.At.In(z).Format("2006-01-02 15:04") + " to " + m.Until.In(z).Format("2006-01-02 15:04")
	}
	return m.At.In(z).Format("2006-01-02 15:04:05")
}

// credibilityWords are those of the Admiralty code for a report (NATO STANAG 2511).
var credibilityWords = [...]string{"as the rules propose", "confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"}

// axes tells both axes of a grade in words, and whose they are.
func axes(p SituationPage, g situation.Grade) string {
	out := "Source " + g.Reliability + ": " + admiralty[g.Reliability] + ". Report " + itoa(g.Credibility)
	if g.By == "" {
		return out + ", as the rules propose: " + g.Why + "."
	}
	return out + ": " + credibilityWords[g.Credibility] + ", decided by " + people(p.Names, desk.AccountID(g.By)) + ": " + g.Why
}

// score is how surely an event belongs somewhere.
func score(x float64) string { return fmt.Sprintf("%.2f of 1", x) }

// entry is how far after the opening of a situation something must have come to have come in later: what was there before is
// found within seconds.
const entry = 10 * time.Minute

// cameIn says when something came in, if it was not there from the start.
func cameIn(p SituationPage, e situation.EnteredAt) string {
	if e.At.Before(p.S.Opened.Add(entry)) {
		return ""
	}
	return "entered " + e.At.In(zoneOr(p.Place)).Format("2 Jan")
}

// refID is a member's name in an address or an attribute.
func refID(m situation.Member) string { return string(m.Report) + "-" + itoa(m.Event) }

func placeNames(s situation.Situation) string {
	var out []string
	for _, p := range s.Places {
		out = append(out, p.Name)
	}
	return join(out)
}

func countOf(c situation.Counts, g roster.Grade) int {
	switch g {
	case roster.In:
		return c.In
	case roster.Near:
		return c.Near
	}
	return c.Country
}

// sorting reports that the person looking may move reports of this situation.
func sorting(p SituationPage) bool { return p.May(desk.Sort) && p.S.State != situation.Closed }

var changeWords = map[situation.ChangeKind]string{situation.ChangeAllClear: "all-clear", situation.ChangeVoice: "another voice", situation.ChangeArea: "places"}

func changeKind(k situation.ChangeKind) string {
	if w := changeWords[k]; w != "" {
		return w
	}
	return Plain(k)
}
