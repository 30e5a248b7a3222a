package pages

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
)

// TaskRow is one task as the desk sees it.
type TaskRow struct {
	T     situation.Task
	Title string // of its situation; empty: it is about none
	To    string // of a proposal: the title of the other situation
	// Hands are those who may have it; Names are the names of all accounts.
	Hands []desk.Account
	Names map[desk.AccountID]string
}

// TasksPage is what waits for the desk.
type TasksPage struct {
	Frame
	Now   []TaskRow // whose clock runs, the overdue first
	Later []TaskRow // whose clock begins later: the next review of what stays on watch
	Done  []TaskRow // the newest first; only when asked for
	Ended bool      // Done was asked for
	Mine  bool      // only those that the person looking has taken
}

// TaskPage is one task with what it lays out.
type TaskPage struct {
	Frame
	Row  TaskRow
	S    *Side // its situation
	To   *Side // of a proposal: where the event may belong
	Of   situation.Member
	Zone *time.Location
	// Country is the name of a change of level's country.
	Country string
	// Lapse says that people were warned who can be told what the lapse means; Drafted are the drafts that wait already.
	Lapse   bool
	Drafted []warning.Warning
	Titles  map[string]string // item id -> title
}

// Side is one of two situations side by side.
type Side struct {
	S      situation.Situation
	Zone   *time.Location
	Titles map[string]string // item id -> title
}

// Late reports that a task is past its time, or loud.
func Late(t situation.Task, now time.Time) bool {
	return t.State != situation.TaskDone && (t.Loud || !t.Due.IsZero() && !now.Before(t.Due))
}

// Urgent sorts tasks for the desk: the loud, the overdue, then by when they are due.
func Urgent(rows []TaskRow, now time.Time) {
	rank := func(t situation.Task) int {
		switch {
		case t.Loud:
			return 0
		case Late(t, now):
			return 1
		}
		return 2
	}
	slices.SortStableFunc(rows, func(a, b TaskRow) int {
		if c := rank(a.T) - rank(b.T); c != 0 {
			return c
		}
		return a.T.Due.Compare(b.T.Due)
	})
}

// taskHead is a task in one line that tells it from others of its kind.
func taskHead(r TaskRow) string {
	switch r.T.Kind {
	case situation.TaskReview:
		return "Review: " + r.Title
	case situation.TaskProposal:
		return "One threat or two? “" + r.Title + "” and “" + r.To + "”"
	case situation.TaskLevel:
		if l := r.T.Level; l != nil {
			return orDash(l.Authority) + " on " + roster.CountryName(country(l.Scope)) + ": " + levels(l.Was) + ", now " + levels(l.Now)
		}
	}
	if first, n := utf8.DecodeRuneInString(r.T.Title); n > 0 {
		return string(unicode.ToUpper(first)) + r.T.Title[n:]
	}
	return r.T.Title
}

// dueWords is a task's clock as a person reads it.
func dueWords(t situation.Task, now time.Time, z *time.Location) string {
	do := "to be taken"
	if t.State == situation.TaskTaken {
		do = "to be done"
	}
	switch {
	case t.State == situation.TaskDone:
		return "done " + Ago(t.Ended, now)
	case t.Loud:
		return do + ": overdue, and everybody on the list has been called"
	case t.Opened.After(now):
		return "begins " + Moment(t.Opened, z)
	case Late(t, now):
		return do + ": overdue by " + left(now.Sub(t.Due))
	}
	return do + ": due in " + left(t.Due.Sub(now))
}

// left is a time that runs out: to the minute below ten hours, where an hour that is nearly two would mislead.
func left(d time.Duration) string {
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	if h == 0 || h >= 10 || m == 0 {
		return Long(d)
	}
	return Count(h, "hour") + " " + Count(m, "minute")
}

// ownerWords is who has a task, or who is called for it.
func ownerWords(r TaskRow) string {
	if r.T.State == situation.TaskDone {
		if r.T.Ender == string(desk.System.ID) {
			return "settled by itself"
		}
		return "by " + people(r.Names, desk.AccountID(r.T.Ender))
	}
	out := "nobody has taken it"
	if r.T.Owner != "" {
		out = people(r.Names, r.T.Owner) + " has it"
	}
	if r.T.State == situation.TaskOpen || r.T.Step > 0 {
		out += "; " + Plain(r.T.For) + " is called"
	}
	if r.T.Step > 0 {
		out += ", escalated " + times(r.T.Step)
	}
	return out
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return itoa(n) + " times"
}

var taskKinds = map[situation.TaskKind]string{situation.TaskReview: "review after a lapse", situation.TaskAllClear: "all-clear of the origin", situation.TaskDenial: "denial, for the record",
	situation.TaskProposal: "proposed joining", situation.TaskLevel: "change of advice", situation.TaskConcern: "came in or near"}

func taskKind(k situation.TaskKind) string {
	if w := taskKinds[k]; w != "" {
		return w
	}
	return Plain(k)
}

func tasksWord(open, late int) string {
	out := "tasks"
	if open == 1 {
		out = "task"
	}
	if late > 0 {
		out += ", " + itoa(late) + " overdue"
	}
	return out
}

// country is the ISO 3166-1 part of a scope.
func country(scope string) string {
	iso, _, _ := strings.Cut(scope, "-")
	return iso
}

// levels are codes as a person says them.
func levels(codes []string) string {
	var out []string
	for _, c := range codes {
		if c == "" {
			c = "nothing said"
		} else {
			c = levelWords(c)
		}
		out = append(out, c)
	}
	return join(out)
}

// saidPill is what a last word comes to.
func saidPill(s situation.Said) (class, words string) {
	switch s {
	case situation.Warns:
		return "pill red", "warns"
	case situation.Lifts:
		return "pill green", "lifts or denies"
	case situation.Repeats:
		return "pill", "repeats"
	}
	return "pill", "tells what happened"
}
