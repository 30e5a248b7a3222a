package door

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// Limits of what is taken in, in bytes. A larger body is refused with 413 as soon as the limit is passed.
const (
	MaxUpload = 50 << 20 // an item handed in through the console
	MaxItem   = 64 << 20 // an item handed in through the API
	MaxCSV    = 32 << 20 // a roster file
	MaxForm   = 1 << 20  // any other form
)

// Desk does what the console and the API both do.
type Desk struct {
	Store     Store
	Gazetteer *gazetteer.Gazetteer
	Clock     func() time.Time
	Kinds     Kinds
	Drafting  warning.DraftOptions // the desk's own settings: who signs, ladder, margin
	// Query is the question to the roster that a content stands for: the store's own, so that preview and release ask the same.
	Query func(warning.Content, time.Time) roster.Query
}

type whoKey struct{}

// With keeps the account that a request acts as in its context; Who gives it back.
func With(ctx context.Context, a desk.Account) context.Context {
	return context.WithValue(ctx, whoKey{}, a)
}

// Who is the account that acts; false when nobody is logged in.
func Who(ctx context.Context) (desk.Account, bool) {
	a, ok := ctx.Value(whoKey{}).(desk.Account)
	return a, ok
}

// HandIn keeps a document. Bytes that cannot be read are kept too, marked with the reason.
func (d Desk) HandIn(ctx context.Context, by desk.Account, raw []byte, m intake.Meta) (intake.Item, bool, error) {
	for _, f := range []struct {
		name, value string
		most        int
	}{{"title", m.Title, 300}, {"origin", m.Origin, 200}, {"url", m.URL, 2000}} {
		if len(f.value) > f.most {
			return intake.Item{}, false, Refuse(http.StatusUnprocessableEntity, fmt.Sprintf("The %s is longer than %d characters.", f.name, f.most))
		}
	}
	if len(raw) == 0 {
		return intake.Item{}, false, Refuse(http.StatusUnprocessableEntity, "There is nothing in it: give a text or a file.")
	}
	return d.Store.KeepItem(ctx, string(by.ID), intake.NewItem(raw, m, d.Clock()))
}

// Roster files by what they hold.
var Files = []string{"people", "stays", "sites", "gatherings"}

// Import reads a CSV file of people, stays, sites or gatherings into the roster: whole, or not at all with the refused lines
// in a *roster.RefusedError.
func (d Desk) Import(ctx context.Context, by desk.Account, what string, r io.Reader) (roster.Imported, error) {
	look := roster.Places(d.Gazetteer)
	switch what {
	case "people":
		return imported(ctx, by, r, func(r io.Reader) ([]roster.Person, []roster.Refused, error) {
			return roster.ParsePeople(r, roster.Options{})
		}, d.Store.ImportPeople)
	case "stays":
		return imported(ctx, by, r, func(r io.Reader) ([]roster.StayRow, []roster.Refused, error) {
			return roster.ParseStays(r, look, roster.Options{})
		}, d.Store.ImportStays)
	case "sites":
		return imported(ctx, by, r, func(r io.Reader) ([]roster.Site, []roster.Refused, error) {
			return roster.ParseSites(r, look, roster.Options{})
		}, d.Store.ImportSites)
	case "gatherings":
		return imported(ctx, by, r, func(r io.Reader) ([]roster.Gathering, []roster.Refused, error) {
			return roster.ParseGatherings(r, look, roster.Options{})
		}, d.Store.ImportGatherings)
	}
	return roster.Imported{}, Refuse(http.StatusNotFound, "A file holds people, stays, sites or gatherings.")
}

func imported[T any](ctx context.Context, by desk.Account, r io.Reader, parse func(io.Reader) ([]T, []roster.Refused, error),
	keep func(context.Context, desk.Account, []T) (roster.Imported, error)) (roster.Imported, error) {
	rows, refused, err := parse(r)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return roster.Imported{}, err
	case err != nil:
		return roster.Imported{}, Refuse(http.StatusUnprocessableEntity, "This is no table that can be read: "+err.Error()+".")
	case len(refused) > 0:
		return roster.Imported{}, &roster.RefusedError{Lines: refused}
	}
	return keep(ctx, by, rows)
}

// Horizon is how far ahead people and gatherings are looked up for a situation that has no end or whose window has lapsed.
const Horizon = 14 * 24 * time.Hour

// QueryOf is whom a situation concerns from now on: everybody, in every grade, until its window's latest end; when it has
// none, or has lapsed without anybody saying that the threat is over, for the Horizon from now.
func (d Desk) QueryOf(s situation.Situation) roster.Query {
	now := d.Clock()
	from, to := s.Window.Hull()
	if from.Before(now) {
		from = now
	}
	if to.IsZero() || !to.After(now) {
		to = now.Add(Horizon)
	}
	return roster.Query{Area: s.Area, Name: placeName(s), Countries: s.Countries(), From: from, To: to, Rule: roster.Rule{
		Everyone: true, Grades: []roster.Grade{roster.In, roster.Near, roster.Country}, Margin: d.margin(),
	}}
}

func placeName(s situation.Situation) string {
	if len(s.Places) == 0 {
		return ""
	}
	return s.Places[0].Name
}

// Zone is the time zone of a situation's first place; UTC when it has none.
func (d Desk) Zone(s situation.Situation) *time.Location {
	if len(s.Places) == 0 {
		return time.UTC
	}
	return d.Gazetteer.Zone(s.Places[0])
}

// Compose writes the words of every channel anew from the parts of a content.
func (d Desk) Compose(ctx context.Context, of situation.ID, c warning.Content) (warning.Content, error) {
	s, err := d.Store.Situation(ctx, of)
	if err != nil {
		return c, err
	}
	return warning.Compose(c, d.Zone(s), d.Drafting.Signed), nil
}

func (d Desk) margin() float64 {
	if d.Drafting.Margin > 0 {
		return d.Drafting.Margin
	}
	return roster.DefaultMargin
}

// Concern is whom an area and a window concern.
type Concern struct {
	Reach      roster.Reach            `json:"reach"`
	Matches    []roster.Match          `json:"-"`
	Sites      []roster.SiteMatch      `json:"sites"`
	Gatherings []roster.GatheringMatch `json:"gatherings"`
}

// Concerned looks up whom a query concerns. An area that cannot be used is a Refusal that says why.
func (d Desk) Concerned(ctx context.Context, q roster.Query) (Concern, error) {
	if q.Area.Empty() {
		return Concern{}, Refuse(http.StatusUnprocessableEntity, "There is no area yet, so nobody can be matched.")
	}
	if err := q.Area.Validate(); err != nil {
		return Concern{}, Refuse(http.StatusUnprocessableEntity, "The area cannot be used: "+err.Error()+".")
	}
	ms, err := d.Store.MatchPeople(ctx, q)
	if err != nil {
		return Concern{}, err
	}
	c := Concern{Reach: roster.ReachOf(q.Rule, ms), Matches: ms}
	if c.Sites, err = d.Store.MatchSites(ctx, q); err != nil {
		return Concern{}, err
	}
	c.Gatherings, err = d.Store.MatchGatherings(ctx, q)
	return c, err
}

// Reach is whom a content would warn now.
func (d Desk) Reach(ctx context.Context, c warning.Content) (Concern, error) {
	got, err := d.Concerned(ctx, d.Query(c, d.Clock()))
	if err == nil && !c.ReachesPeople() {
		got.Reach.Warned = 0
	}
	return got, err
}

// Draft drafts a warning from a situation, with its correction.
func (d Desk) Draft(ctx context.Context, by desk.Account, of situation.ID, drill bool) (warning.Warning, error) {
	s, err := d.Store.Situation(ctx, of)
	if err != nil {
		return warning.Warning{}, err
	}
	told, err := d.Store.TellingOf(ctx, s)
	if err != nil {
		return warning.Warning{}, err
	}
	o := d.Drafting
	o.Drill = drill
	c := warning.DraftFrom(s, told, d.Gazetteer, d.Clock(), o)
	return d.Store.DraftWarning(ctx, by, warning.Warning{Situation: of, Content: c, Drawn: drawn(s, told)})
}

// Submit counts whom the draft would warn and puts it before the approvers.
func (d Desk) Submit(ctx context.Context, by desk.Account, id warning.ID, revision int) (warning.Warning, error) {
	w, err := d.Store.Warning(ctx, id)
	if err != nil {
		return w, err
	}
	if missing := w.Content.Complete(); len(missing) > 0 { // count nobody for a content that cannot go out; the store refuses it in its own words
		return d.Store.SubmitWarning(ctx, by, id, revision, 0)
	}
	c, err := d.Reach(ctx, w.Content)
	if err != nil {
		return warning.Warning{}, err
	}
	return d.Store.SubmitWarning(ctx, by, id, revision, c.Reach.Warned)
}

// Joiner is the desk's own: the same for what a rule and what a person decides.
func (d Desk) Joiner() situation.Joiner {
	return situation.Joiner{Places: d.Gazetteer, Margin: d.Drafting.Margin}
}

// Join moves an event of a report to a situation by hand; to is empty for a new one.
func (d Desk) Join(ctx context.Context, by desk.Account, r string, event int, to situation.ID) (situation.Situation, error) {
	return d.Store.JoinByHand(ctx, by, reportID(r), event, to, d.Joiner())
}

// Timeline is everything that happened around a situation, with the time of its first place.
func (d Desk) Timeline(ctx context.Context, id situation.ID) ([]situation.Moment, error) {
	s, err := d.Store.Situation(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.Store.Timeline(ctx, id, d.Zone(s))
}

// DraftLapse drafts the update that tells the people who were warned last what the lapse of the window means.
func (d Desk) DraftLapse(ctx context.Context, by desk.Account, of situation.ID) (warning.Warning, error) {
	s, err := d.Store.Situation(ctx, of)
	if err != nil {
		return warning.Warning{}, err
	}
	if s.State != situation.Watch {
		return warning.Warning{}, Refuse(http.StatusConflict, "The window of this situation has not lapsed: there is no lapse to tell of.")
	}
	last, err := d.Store.Warnings(ctx, warning.Filter{Situation: of, States: []warning.State{warning.Released, warning.Expired}, Limit: 100})
	if err != nil {
		return warning.Warning{}, err
	}
	i := slices.IndexFunc(last, func(w warning.Warning) bool { return !w.Drill })
	if i < 0 {
		return warning.Warning{}, Refuse(http.StatusConflict, "Nobody was warned of this situation: there is nobody to tell.")
	}
	told, err := d.Store.TellingOf(ctx, s)
	if err != nil {
		return warning.Warning{}, err
	}
	return d.Store.DraftWarning(ctx, by, warning.Warning{Situation: of, Drawn: drawn(s, told), Content: warning.LapseFrom(s, told, last[i], d.Gazetteer, d.Clock(), d.Drafting)})
}

// WhyNotApprove says why an account cannot approve a submitted warning, for the person looking; empty when it can.
func WhyNotApprove(a desk.Account, w warning.Warning) string {
	switch {
	case w.Submitter == a.ID:
		return "You submitted it. Nobody approves what they wrote or submitted: ask another person with the role approver."
	case slices.Contains(w.Authors, a.ID):
		return "You wrote it, or a version of it. Nobody approves what they wrote or submitted: ask another person with the role approver."
	case !a.May(desk.Approve):
		return "Your account has no role that approves. Ask a person with the role approver."
	case slices.ContainsFunc(w.Approvals, func(x warning.Approval) bool { return x.By == a.ID }):
		return "You have approved it already; another person must too."
	}
	return ""
}
