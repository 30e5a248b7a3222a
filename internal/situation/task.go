package situation

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// TaskID names one Task.
type TaskID string

// TaskKind is what a task asks of the desk.
type TaskKind string

// Kinds of task.
const (
	TaskReview   TaskKind = "review"       // the window has lapsed: what now?
	TaskAllClear TaskKind = "all_clear"    // the origin says that it is over: close?
	TaskDenial   TaskKind = "denial"       // somebody other than the origin says there is no threat: for the record
	TaskProposal TaskKind = "proposal"     // an event may belong to another situation: join?
	TaskLevel    TaskKind = "level_change" // an authority changed the advice or threat level of a country
	TaskConcern  TaskKind = "concern"      // a gathering or site has come in or near
)

// TaskKinds are all of them.
var TaskKinds = []TaskKind{TaskReview, TaskAllClear, TaskDenial, TaskProposal, TaskLevel, TaskConcern}

// TaskUrgency sets a task's clock.
type TaskUrgency string

// Urgencies.
const (
	High   TaskUrgency = "high"
	Normal TaskUrgency = "normal"
	Low    TaskUrgency = "low"
)

// TaskUrgencies are all of them.
var TaskUrgencies = []TaskUrgency{High, Normal, Low}

// TaskState is where a task stands.
type TaskState string

// States of a task.
const (
	TaskOpen  TaskState = "open"  // nobody has taken it
	TaskTaken TaskState = "taken" // Owner has it
	TaskDone  TaskState = "done"
)

// TaskStep is one line of the table of a task's states.
type TaskStep struct {
	From     TaskState
	Move     string
	To       TaskState
	By, When string
}

// TaskTable is every move there is; what is not in it cannot be done (ErrTask).
//
//	open ──take──▶ taken ──done──▶ done
//	  ▲              │ hand over: taken, with another owner
//	  └──give back───┘ escalate: the state stays, the next in TaskRules.Escalate is called, at the end loudly
var TaskTable = []TaskStep{
	{TaskOpen, "take", TaskTaken, "a person with the right tasks", "the owner is who takes it; it is now due by its second clock (TaskRules.Do)"},
	{TaskTaken, "take", TaskTaken, "another person with the right tasks", "takes it over from its owner"},
	{TaskOpen, "hand_over", TaskTaken, "a person with the right tasks", "to a person who has it too"},
	{TaskTaken, "hand_over", TaskTaken, "a person with the right tasks", "to a person who has it too"},
	{TaskTaken, "give_back", TaskOpen, "its owner", "its first clock (TaskRules.Take) begins again"},
	{TaskOpen, "done", TaskDone, "a person with the right tasks", "with a reason"},
	{TaskTaken, "done", TaskDone, "a person with the right tasks", "with a reason"},
	{TaskOpen, "settle", TaskDone, "a rule", "what it asks for has happened: the situation was closed, the window is open again, the event was moved"},
	{TaskTaken, "settle", TaskDone, "a rule", "the same"},
	{TaskOpen, "escalate", TaskOpen, "the clock", "not taken in time: the next one is called; after the last one it is loud until somebody takes it"},
	{TaskTaken, "escalate", TaskTaken, "the clock", "not done in time: the same, and loud until it is done or another takes it over"},
}

// ErrTask: the table of a task's states has no such move.
var ErrTask = errors.New("no such move of a task")

// Task is something that the desk must do by a time. It has an owner, or it calls for one, step by step more loudly.
type Task struct {
	ID        TaskID      `json:"id"`
	Kind      TaskKind    `json:"kind"`
	Situation ID          `json:"situation,omitempty"` // empty: it is about none, such as the level of a country nobody follows
	Key       string      `json:"key"`                 // what it is about: of two open tasks none has the same
	Title     string      `json:"title"`               // what to do, in one line
	Urgency   TaskUrgency `json:"urgency"`
	State     TaskState   `json:"state"`
	// For is who is called now: a role or a login, out of TaskRules.Escalate.
	For   string         `json:"for"`
	Owner desk.AccountID `json:"owner,omitempty"`
	// Step is how often it has escalated. Loud: the last one has been called and time ran out again.
	Step   int       `json:"step,omitempty"`
	Loud   bool      `json:"loud,omitempty"`
	Opened time.Time `json:"opened"`
	Taken  time.Time `json:"taken,omitzero"`
	// Due is when the clock escalates it: until then it is to be taken, or once taken, done. Zero when it is done or loud.
	Due    time.Time `json:"due,omitzero"`
	Ended  time.Time `json:"ended,omitzero"`
	Ender  string    `json:"ender,omitempty"`  // account id, or "system"
	Reason string    `json:"reason,omitempty"` // why it was done

	// What it lays out, by kind.
	Words   []LastWord     `json:"words,omitempty"`   // review, all_clear, denial: the last word of each authority
	Window  when.Interval  `json:"window,omitzero"`   // review: the window that lapsed
	Member  *Ref           `json:"member,omitempty"`  // all_clear, denial, proposal: the event it is about
	To      ID             `json:"to,omitempty"`      // proposal: where the event may belong
	Score   float64        `json:"score,omitempty"`   // proposal: 0 to 1
	Reasons []Reason       `json:"reasons,omitempty"` // proposal: for it, in words and figures
	Entered []Entered      `json:"entered,omitempty"` // concern: what came in or near
	Level   *LevelChanging `json:"level,omitempty"`   // level_change

	Version int `json:"version"` // grows by one with every change; a write with an old version is refused
}

// Entered is a gathering or site that came in or near while the situation was followed.
type Entered struct {
	What  string    `json:"what"` // gathering or site
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Grade string    `json:"grade"`
	From  time.Time `json:"from,omitzero"`
	To    time.Time `json:"to,omitzero"`
	Words string    `json:"words"` // the reason of its match
}

// LevelChanging is a change of an authority's advice or threat level.
type LevelChanging struct {
	Authority string   `json:"authority"`
	Scope     string   `json:"scope"` // ISO 3166-1 or 3166-2
	Was       []string `json:"was"`   // codes
	Now       []string `json:"now"`
	Up        bool     `json:"up,omitempty"` // to a graver level
}

// TaskRules are the desk's own settings of the clock.
type TaskRules struct {
	Urgency map[TaskKind]TaskUrgency
	Take    map[TaskUrgency]time.Duration // to be taken within; then it escalates, and again after as long
	Do      map[TaskUrgency]time.Duration // to be done within, from when it was taken
	// Escalate are those called one after the other: roles or logins. The first is called when the task opens.
	Escalate []string
	// Again is how long after a review another one opens while the situation is still on watch; 0: none.
	Again time.Duration
}

// DefaultTaskRules hold where the configuration says nothing.
func DefaultTaskRules() TaskRules {
	return TaskRules{
		Urgency:  map[TaskKind]TaskUrgency{TaskReview: High, TaskAllClear: Normal, TaskDenial: Low, TaskProposal: Normal, TaskLevel: Normal, TaskConcern: High},
		Take:     map[TaskUrgency]time.Duration{High: 15 * time.Minute, Normal: 2 * time.Hour, Low: 12 * time.Hour},
		Do:       map[TaskUrgency]time.Duration{High: time.Hour, Normal: 8 * time.Hour, Low: 48 * time.Hour},
		Escalate: []string{string(desk.Duty), string(desk.Approver)}, Again: 72 * time.Hour,
	}
}

// clock is how long a task in its present state has; rules that are silent on it leave the default.
func (r TaskRules) clock(t Task) time.Duration {
	of, def := r.Take, DefaultTaskRules().Take
	if t.State == TaskTaken {
		of, def = r.Do, DefaultTaskRules().Do
	}
	return cmp.Or(of[t.Urgency], def[t.Urgency])
}

func (r TaskRules) called(step int) string {
	if step < len(r.Escalate) {
		return r.Escalate[step]
	}
	return string(desk.Duty)
}

// OpenTask opens a task of t's kind, with what it lays out; the clock begins at from, which is now or later.
func (r TaskRules) OpenTask(id TaskID, t Task, from time.Time) Task {
	t.ID, t.State, t.Step, t.Loud, t.Version = id, TaskOpen, 0, false, 0
	if t.Urgency == "" {
		t.Urgency = cmp.Or(r.Urgency[t.Kind], DefaultTaskRules().Urgency[t.Kind], Normal)
	}
	t.For, t.Opened = r.called(0), from.UTC()
	t.Due = t.Opened.Add(r.clock(t))
	return t
}

func (t Task) can(m string) error {
	if !slices.ContainsFunc(TaskTable, func(x TaskStep) bool { return x.From == t.State && x.Move == m }) {
		return fmt.Errorf("task %s is %s: %s: %w", t.ID, t.State, m, ErrTask)
	}
	return nil
}

// Take gives a task to the person who takes it, from its owner too. Taking what one has already changes nothing.
func (t Task) Take(by desk.Account, r TaskRules, now time.Time) (Task, error) {
	if t.State == TaskTaken && t.Owner == by.ID {
		return t, nil
	}
	return t.give("take", by, r, now)
}

// HandOver gives a task to another person, who must have the right tasks.
func (t Task) HandOver(to desk.Account, r TaskRules, now time.Time) (Task, error) {
	if !to.May(desk.Tasks) {
		return t, fmt.Errorf("task %s: %s holds no role for tasks: %w", t.ID, to.Login, ErrTask)
	}
	return t.give("hand_over", to, r, now)
}

func (t Task) give(move string, to desk.Account, r TaskRules, now time.Time) (Task, error) {
	if err := t.can(move); err != nil {
		return t, err
	}
	t.State, t.Owner, t.Taken, t.Loud = TaskTaken, to.ID, now.UTC(), false
	t.Due = t.Taken.Add(r.clock(t))
	return t, nil
}

// GiveBack lets go of a task: somebody else is to take it.
func (t Task) GiveBack(by desk.Account, r TaskRules, now time.Time) (Task, error) {
	if err := t.can("give_back"); err != nil {
		return t, err
	}
	if t.Owner != by.ID {
		return t, fmt.Errorf("task %s is not yours to give back: %w", t.ID, ErrTask)
	}
	t.State, t.Owner, t.Taken = TaskOpen, "", time.Time{}
	t.Due = now.UTC().Add(r.clock(t))
	return t, nil
}

// Done ends a task, with a reason of 1 to 2,000 bytes.
func (t Task) Done(by desk.Account, reason string, now time.Time) (Task, error) {
	if reason = strings.TrimSpace(reason); reason == "" || len(reason) > 2000 {
		return t, fmt.Errorf("task %s: a reason of 1 to 2,000 bytes is needed: %w", t.ID, ErrReason)
	}
	return t.end("done", string(by.ID), reason, now)
}

// Settle ends a task whose matter has ended by itself.
func (t Task) Settle(why string, now time.Time) (Task, error) {
	return t.end("settle", string(desk.System.ID), why, now)
}

func (t Task) end(move, by, reason string, now time.Time) (Task, error) {
	if err := t.can(move); err != nil {
		return t, err
	}
	t.State, t.Ended, t.Ender, t.Reason, t.Due, t.Loud = TaskDone, now.UTC(), by, reason, time.Time{}, false
	return t, nil
}

// Escalate calls the next one when a task has not been taken, or not been done, in time; false when there is nothing to do.
// Each has as long as TaskRules.Take gives; after the last one the task is loud.
func (t Task) Escalate(r TaskRules, now time.Time) (Task, bool) {
	if t.can("escalate") != nil || t.Due.IsZero() || now.Before(t.Due) {
		return t, false
	}
	if t.Step+1 >= max(1, len(r.Escalate)) {
		t.Loud, t.Due = true, time.Time{}
		return t, true
	}
	t.Step++
	t.For = r.called(t.Step)
	was := t.State
	t.State = TaskOpen // whoever is called has as long as it takes to take it
	t.Due = now.UTC().Add(r.clock(t))
	t.State = was
	return t, true
}

// TaskFilter says which tasks are listed: those not done, when it is empty.
type TaskFilter struct {
	Situation ID
	Owner     desk.AccountID
	Kind      TaskKind
	Done      bool // those that are done too
}
