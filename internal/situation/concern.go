package situation

import (
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/roster"
)

// Concern is the question to the roster whom a situation concerns, asked once and answered for each stay, site and gathering
// that comes: the same grades and rules as those of a warning (package roster).
//
// Its time is that of the window. While the window has no known end, and on watch, it has no end until a person closes the
// situation: that a window has lapsed says nothing about the threat.
type Concern struct {
	roster.Matcher // grades in and near alone; the country stands in the roster's own index
	Query          roster.Query
	// Wide: the places are whole countries. Then everybody in them is concerned, which the roster's index by country answers;
	// nobody is listed one by one.
	Wide bool
}

// Concern asks whom the situation concerns; margin is the metropolitan margin in metres. false when it concerns nobody: it is
// closed, or neither its area nor its country is known.
func (s Situation) Concern(margin float64) (Concern, bool) {
	if s.State == Closed || s.Area.Empty() && len(s.Countries()) == 0 {
		return Concern{}, false
	}
	q := s.ConcernQuery(margin)
	c := Concern{Query: q, Wide: len(s.Places) > 0 && Member{Places: s.Places}.Wide()}
	q.Countries = nil
	c.Matcher = roster.NewMatcher(q)
	return c, true
}

// Tiles are those in which everything lies that is in or near.
func (c Concern) Tiles() []geo.Tile {
	if c.Wide || c.Query.Area.Empty() {
		return nil
	}
	return geo.NewIndexed(c.Query.Area).Tiles(c.Query.Rule.Margin)
}

// ConcernQuery is the question as the roster takes it.
func (s Situation) ConcernQuery(margin float64) roster.Query {
	from, to := s.Window.Hull()
	if s.State == Watch {
		to = time.Time{}
	}
	name := ""
	if len(s.Places) > 0 {
		name = s.Places[0].Name
	}
	return roster.Query{Area: s.Area, Name: name, Countries: s.Countries(), From: from, To: to, Rule: roster.Rule{
		Everyone: true, Grades: []roster.Grade{roster.In, roster.Near, roster.Country}, Margin: margin}}
}

// ConcernTask tells the desk what has come in or near since the situation was opened.
func (s Situation) ConcernTask(came []Entered) Task {
	t := Task{Kind: TaskConcern, Situation: s.ID, Key: "concern:" + string(s.ID), Entered: came}
	t.Title = fmt.Sprintf("%s %q has come %s: is it warned?", came[0].What, came[0].Name, came[0].Words)
	if n := len(came) - 1; n > 0 {
		t.Title = fmt.Sprintf("%d sites and gatherings have come in or near, %q first: are they warned?", n+1, came[0].Name)
	}
	return t
}

// Concerned is whom a situation concerns, from now on: those whose time is over are no longer counted.
type Concerned struct {
	People     Counts `json:"people"` // people, each by the closest of their stays
	Sites      Counts `json:"sites"`
	Gatherings Counts `json:"gatherings"`
	// Names, with the right to see people: those in and near, by grade and name, at most the first 1,000.
	Names []roster.Match `json:"names,omitempty"`
	// Places are the sites and gatherings in and near, with when they came in.
	Places []EnteredAt `json:"places"`
	// Due says that the situation has changed since it was last held against the roster: the figures are those of before.
	Due bool `json:"due,omitempty"`
}

// Counts are figures by grade.
type Counts struct {
	In      int `json:"in"`
	Near    int `json:"near"`
	Country int `json:"country"`
}

// EnteredAt is a gathering or site in or near, and since when it has been known to be.
type EnteredAt struct {
	Entered
	At time.Time `json:"at"`
}
