package replay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/ledger"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/store"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// Kind is what a line of the timeline tells.
type Kind string

// Kinds of line.
const (
	Came         Kind = "document"     // a document came in, and where it went
	Unreadable   Kind = "unreadable"   // one that could not be read
	Clock        Kind = "clock"        // what the clock alone brought about
	Concern      Kind = "concern"      // whom a situation concerns has changed
	Done         Kind = "decision"     // a person did something
	Refused      Kind = "refused"      // the house refused it
	Sending      Kind = "delivery"     // how far a warning has got
	Acknowledged Kind = "acknowledged" // people acknowledged
	Looked       Kind = "look"         // the desk looked at a situation: what it saw
)

// Line is one line of the timeline.
type Line struct {
	At    time.Time `json:"at"`
	Kind  Kind      `json:"kind"`
	Who   string    `json:"who,omitempty"`
	Words string    `json:"words"`
	// More are the lines under it: where each event went and why.
	More    []string `json:"more,omitempty"`
	File    string   `json:"file,omitempty"`
	Warning string   `json:"warning,omitempty"`
	Act     int      `json:"line,omitempty"` // of script.txt
	// Fault: the script meant otherwise: an act was refused that should have been done, or done that should have been refused.
	Fault bool   `json:"fault,omitempty"`
	Note  string `json:"note,omitempty"` // of the scenario, for the person who trains
}

// Went is where one document went.
type Went struct {
	Document
	Title string `json:"title"`
	// Authority and Relation are how the document was read: who speaks, and whether of their own.
	Authority  string           `json:"authority,omitempty"`
	Relation   reading.Relation `json:"relation,omitempty"`
	Relays     string           `json:"relays,omitempty"`
	Unreadable string           `json:"unreadable,omitempty"`
	Events     []EventWent      `json:"events"`

	report reading.ReportID
}

// EventWent is where one event of a document went, and why.
type EventWent struct {
	Event   int           `json:"event"`
	Type    reading.Type  `json:"type"`
	Stage   reading.Stage `json:"stage"`
	To      string        `json:"to,omitempty"` // the situation's tag when it went there; empty: kept as context
	Opened  bool          `json:"opened,omitempty"`
	Context bool          `json:"context,omitempty"`
	Reasons []string      `json:"reasons"`

	situation situation.ID
}

func (p *Player) tell(l Line) {
	if l.At.IsZero() {
		l.At = p.Now()
	}
	p.lines = append(p.lines, l)
	if p.opt.Tell != nil {
		p.opt.Tell(l)
	}
}

// number gives a situation its number.
func (p *Player) number(id situation.ID) {
	if p.order[id] == 0 {
		p.order[id] = len(p.order) + 1
	}
}

// named reports whether one of the scenario's names means this situation.
func (p *Player) named(ctx context.Context, id situation.ID) bool {
	for _, n := range p.Scenario.Names {
		if s, _, err := p.member(ctx, n); err == nil && s.ID == id {
			return true
		}
	}
	return false
}

// tag is how a situation is called: by its names of scenario.yaml, or by its number. Two names at one situation are both told:
// that is what a wrong join looks like.
func (p *Player) tag(ctx context.Context, id situation.ID) string {
	var names []string
	for _, name := range sortedKeys(p.Scenario.Names) {
		if s, _, err := p.member(ctx, p.Scenario.Names[name]); err == nil && s.ID == id {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		return strings.Join(names, "+")
	}
	p.number(id)
	return fmt.Sprintf("S%d", p.order[id])
}

// errNotYet: nothing said so far makes this situation.
var errNotYet = errors.New("no situation holds it")

// member finds the situation that holds what a name means, and the member.
func (p *Player) member(ctx context.Context, n Named) (situation.Situation, situation.Member, error) {
	item, ok := p.items[n.Document]
	if !ok {
		return situation.Situation{}, situation.Member{}, fmt.Errorf("%s has not come in yet: %w", n.Document, errors.Join(errNotYet, store.ErrNotFound))
	}
	ids, err := p.Store.SituationsOf(ctx, item)
	if err != nil {
		return situation.Situation{}, situation.Member{}, err
	}
	for _, id := range ids {
		s, err := p.Store.Situation(ctx, id)
		if err != nil {
			return s, situation.Member{}, err
		}
		for _, m := range s.Members {
			if m.Item == item && (n.Type == "" || m.Type == n.Type) {
				return s, m, nil
			}
		}
	}
	return situation.Situation{}, situation.Member{}, fmt.Errorf("no situation holds an event of %s %s: %w", n.Document, n.Type, errors.Join(errNotYet, store.ErrNotFound))
}

// find is the situation that a word of the script means.
func (p *Player) find(ctx context.Context, word string) (situation.ID, error) {
	n, err := p.ref(word)
	if err != nil {
		return "", err
	}
	s, _, err := p.member(ctx, n)
	return s.ID, err
}

// ref is what a word of the script means; documents that were handed over in memory are known too.
func (p *Player) ref(word string) (Named, error) {
	file, kind, _ := strings.Cut(word, ":")
	if _, ok := p.items[file]; ok {
		return Named{Document: file, Type: reading.Type(kind)}, nil
	}
	return p.Scenario.ref(word)
}

// follow tells where a document went.
func (p *Player) follow(ctx context.Context, d Document) error {
	w, err := p.whereTo(ctx, d)
	if err != nil {
		return err
	}
	p.went = append(p.went, w)
	l := Line{Kind: Came, Who: d.Origin, Words: w.Title, File: d.File, Note: d.Note}
	switch {
	case w.Unreadable != "":
		l.Kind, l.More = Unreadable, []string{"cannot be read: " + w.Unreadable}
	case len(w.Events) == 0:
		l.More = []string{"nothing in it speaks of a threat"}
	}
	for _, e := range w.Events {
		l.More = append(l.More, e.words())
	}
	p.tell(l)
	return nil
}

// words tell where an event went, and why.
func (e EventWent) words() string {
	what := string(e.Type)
	if e.Stage != "" && e.Stage != reading.NoStage {
		what += " (" + string(e.Stage) + ")"
	}
	switch {
	case e.Context:
		what += " is kept as context"
	case e.To == "":
		what += " joins nothing"
	case e.Opened:
		what += " opens " + e.To
	default:
		what += " joins " + e.To
	}
	if len(e.Reasons) > 0 {
		what += ": " + strings.Join(e.Reasons, "; ")
	}
	return what
}

func (p *Player) whereTo(ctx context.Context, d Document) (Went, error) {
	w := Went{Document: d, Events: []EventWent{}}
	it, err := p.Store.Item(ctx, p.items[d.File])
	if err != nil {
		return w, err
	}
	w.Title, w.Unreadable = it.Title, it.Unreadable
	rep, err := p.Store.ReportOf(ctx, it.ID)
	if errors.Is(err, store.ErrNotFound) {
		if w.Unreadable == "" {
			w.Unreadable = "it has no report"
		}
		return w, nil
	} else if err != nil {
		return w, err
	}
	w.report, w.Authority, w.Relation, w.Relays = rep.ID, rep.Authority, rep.Relation, rep.Relays
	ids, err := p.Store.SituationsOf(ctx, it.ID)
	if err != nil {
		return w, err
	}
	went := map[int]EventWent{}
	for _, id := range ids {
		s, err := p.Store.Situation(ctx, id)
		if err != nil {
			return w, err
		}
		p.number(id)
		if s.Type != reading.Other {
			p.watch(id)
		}
		for i, m := range s.Members {
			if m.Report == rep.ID {
				went[m.Event] = EventWent{To: p.tag(ctx, id), Opened: i == 0, Reasons: reasonWords(m.Reasons), situation: id}
			}
		}
	}
	for i, e := range rep.Events {
		x := went[i]
		x.Event, x.Type, x.Stage, x.Context = i, e.Type, e.Stage, e.Type.Standing()
		w.Events = append(w.Events, x)
	}
	return w, nil
}

// watch begins to follow whom a situation concerns.
func (p *Player) watch(id situation.ID) {
	if _, ok := p.watched[id]; !ok {
		p.watched[id] = ""
	}
}

// quiet are acts of the ledger that the timeline tells in other words.
var quiet = []string{"item.kept", "item.unreadable", "report.read", "situation.opened", "situation.joined", "advice.kept", "warning.seen"}

// skipLedger passes over what lies before the story.
func (p *Player) skipLedger(ctx context.Context) error {
	size, _, err := p.Store.LedgerTree(ctx)
	p.seq = size
	return err
}

// see tells what has come about by itself: lapses, ends, how far warnings have got, and whom situations concern now.
func (p *Player) see(ctx context.Context, all bool) error {
	touched := map[situation.ID]bool{}
	for {
		lines, err := p.Store.LedgerLines(ctx, "", p.seq, 1000)
		if err != nil {
			return err
		}
		for _, l := range lines {
			p.seq = l.Seq + 1
			if _, ok := p.watched[situation.ID(l.Of)]; ok {
				touched[situation.ID(l.Of)] = true
			}
			if l.Actor == string(desk.System.ID) && !slices.Contains(quiet, l.Act) {
				p.tell(Line{At: l.At, Kind: Clock, Words: p.clockWords(ctx, l)})
			}
		}
		if len(lines) < 1000 {
			break
		}
	}
	if err := p.seeSending(ctx); err != nil {
		return err
	}
	for _, id := range p.inOrder() {
		if !all && !touched[id] {
			continue
		}
		words, more, err := p.concern(ctx, id)
		if err != nil {
			return err
		}
		if now := words + strings.Join(more, ""); words != "" && now != p.watched[id] {
			p.watched[id] = now
			p.tell(Line{Kind: Concern, Words: words, More: more})
		}
	}
	return nil
}

func (p *Player) inOrder() []situation.ID {
	var out []situation.ID
	for id := range p.watched {
		out = append(out, id)
	}
	slices.SortFunc(out, func(a, b situation.ID) int { return p.order[a] - p.order[b] })
	return out
}

func (p *Player) clockWords(ctx context.Context, l ledger.Line) string {
	of := l.Of
	switch kind, _, _ := strings.Cut(l.Act, "."); kind {
	case "situation":
		of = p.tag(ctx, situation.ID(l.Of))
	case "warning":
		for id, name := range p.wnames {
			if string(id) == l.Of {
				of = name
			}
		}
	}
	if strings.HasPrefix(l.Act, "task.") {
		if t, err := p.Store.Task(ctx, situation.TaskID(l.Of)); err == nil {
			words := "task " + strings.TrimPrefix(l.Act, "task.") + ": " + t.Title
			if t.Situation != "" {
				words += " (" + p.tag(ctx, t.Situation) + ")"
			}
			if l.Act == "task.opened" || l.Act == "task.escalated" {
				words += ", for " + t.For + fmt.Sprintf(", due %s", p.Scenario.local(t.Due))
			}
			return words
		}
	}
	switch l.Act {
	case "situation.lapsed":
		return of + " is on watch: " + l.Detail
	case "warning.expired":
		return "the warning " + of + " has come to its end: " + l.Detail
	}
	out := strings.ReplaceAll(l.Act, ".", " ") + ": " + of
	if l.Detail != "" {
		out += ": " + l.Detail
	}
	return out
}

// seeSending tells how far the released warnings have got, when that has changed.
func (p *Player) seeSending(ctx context.Context) error {
	for _, name := range sortedKeys(p.warnings) {
		id := p.warnings[name]
		pr, err := p.Store.Progress(ctx, id)
		if err != nil {
			return err
		}
		if pr.People == 0 {
			continue
		}
		if now := progressWords(pr); now != p.sent[id] {
			p.sent[id] = now
			p.tell(Line{Kind: Sending, Warning: name, Words: name + ": " + now})
		}
	}
	return nil
}

func progressWords(pr delivery.Progress) string {
	var out []string
	for _, g := range []roster.Grade{roster.In, roster.Near, roster.Country} {
		if n := pr.Grades[g]; n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, gradeWords[g]))
		}
	}
	words := fmt.Sprintf("%s (%s); reached %d, acknowledged %d", count(pr.People, "person", "people"), strings.Join(out, ", "), pr.Reached, pr.Seen)
	if pr.Unreached > 0 {
		words += fmt.Sprintf(", not reached %d", pr.Unreached)
	}
	if pr.NoAddress > 0 {
		words += fmt.Sprintf(" (no address %d)", pr.NoAddress)
	}
	if pr.Open > 0 {
		words += fmt.Sprintf(", %s under way or waiting", count(pr.Open, "delivery", "deliveries"))
	}
	return words
}

var gradeWords = map[roster.Grade]string{roster.In: "in the area", roster.Near: "near it", roster.Country: "elsewhere in the country"}

// concerned asks whom a situation concerns now.
func (p *Player) concerned(ctx context.Context, s situation.Situation) (door.Concern, error) {
	c, err := p.Desk.Concerned(ctx, p.Desk.QueryOf(s))
	var no *door.Refusal
	if errors.As(err, &no) { // no area yet
		return door.Concern{}, nil
	}
	return c, err
}

func (p *Player) concern(ctx context.Context, id situation.ID) (words string, more []string, err error) {
	s, err := p.Store.Situation(ctx, id)
	if err != nil || s.State == situation.Closed {
		return "", nil, err
	}
	c, err := p.concerned(ctx, s)
	if err != nil {
		return "", nil, err
	}
	for _, g := range c.Sites {
		if g.Grade != roster.Country {
			more = append(more, fmt.Sprintf("site %s, %s: %s", g.Site.Name, g.Grade, g.Reason))
		}
	}
	for _, g := range c.Gatherings {
		if g.Grade != roster.Country {
			more = append(more, fmt.Sprintf("%s %s %s, %s: %s", g.Gathering.Kind, g.Gathering.Name, g.Gathering.From.In(p.Scenario.Zone).Format("2 Jan 15:04"), g.Grade, g.Reason))
		}
	}
	return fmt.Sprintf("%s (%s) concerns %d people in the area, %d near it, %d elsewhere in the country", p.tag(ctx, id), s.State, c.Reach.In, c.Reach.Near, c.Reach.Country), more, nil
}

// lookAt tells what the desk sees of a situation now.
func (p *Player) lookAt(ctx context.Context, id situation.ID) error {
	s, err := p.Store.Situation(ctx, id)
	if err != nil {
		return err
	}
	words, more, err := p.concern(ctx, id)
	if err != nil {
		return err
	}
	seen := []string{fmt.Sprintf("%s, %s, window %s", s.Title, s.State, p.Scenario.window(s.Window))}
	for _, v := range s.Voices() {
		seen = append(seen, fmt.Sprintf("voice %s, repeated by %d", v.Name, len(v.Echoes)))
	}
	for _, d := range s.Drift() {
		seen = append(seen, d.Words)
	}
	if words != "" {
		seen = append(append(seen, words), more...)
	}
	p.tell(Line{Kind: Looked, Words: p.tag(ctx, id) + ":", More: seen})
	return nil
}

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func reasonWords(rs []situation.Reason) []string {
	var out []string
	for _, r := range rs {
		out = append(out, r.String())
	}
	return out
}
