package situation_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/situation"
	st "github.com/tocsin-hub/tocsin/internal/situation/situationtest"
)

func officer(id string, roles ...desk.Role) desk.Account {
	return desk.Account{ID: desk.AccountID(id), Login: id, Roles: roles}
}

// A task that nobody takes calls one after the other, and at the end everybody, until somebody takes it; one that is taken and
// not done does the same.
func TestATaskCallsUntilSomebodyActs(t *testing.T) {
	rules := situation.DefaultTaskRules()
	rules.Escalate = []string{"desk", "approver", "boss"}
	ana, boris := officer("ana", desk.Duty), officer("boris", desk.Approver)
	now := st.Day(10)
	task := rules.OpenTask("tsk_1", situation.Task{Kind: situation.TaskReview, Situation: "sit_1", Key: "review:sit_1"}, now)
	var log []string
	tell := func(what string) {
		due := "-"
		if !task.Due.IsZero() {
			due = task.Due.Sub(now).String()
		}
		log = append(log, fmt.Sprintf("%s: %s for %s owner %q loud %t due in %s", what, task.State, task.For, task.Owner, task.Loud, due))
	}
	clock := func(d time.Duration) {
		now = now.Add(d)
		var moved bool
		if task, moved = task.Escalate(rules, now); moved {
			tell("escalated")
		} else {
			tell("quiet")
		}
	}
	must := func(x situation.Task, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		task = x
	}
	tell("opened")
	clock(15*time.Minute - time.Microsecond)
	clock(time.Microsecond)
	clock(15 * time.Minute)
	must(task.Take(ana, rules, now))
	tell("taken")
	clock(time.Hour)
	must(task.HandOver(boris, rules, now))
	tell("handed over")
	clock(time.Hour)
	clock(time.Hour)
	must(task.Take(ana, rules, now))
	tell("taken")
	must(task.GiveBack(ana, rules, now))
	tell("given back")
	must(task.Done(ana, "kept on watch until the weekend is over", now))
	tell("done")
	clock(1000 * time.Hour)
	want := `opened: open for desk owner "" loud false due in 15m0s
quiet: open for desk owner "" loud false due in 1µs
escalated: open for approver owner "" loud false due in 15m0s
escalated: open for boss owner "" loud false due in 15m0s
taken: taken for boss owner "ana" loud false due in 1h0m0s
escalated: taken for boss owner "ana" loud true due in -
handed over: taken for boss owner "boris" loud false due in 1h0m0s
escalated: taken for boss owner "boris" loud true due in -
quiet: taken for boss owner "boris" loud true due in -
taken: taken for boss owner "ana" loud false due in 1h0m0s
given back: open for boss owner "" loud false due in 15m0s
done: done for boss owner "" loud false due in -
quiet: done for boss owner "" loud false due in -`
	if got := strings.Join(log, "\n"); got != want {
		t.Errorf("the life of a task:\n%s", got)
	}
}

// What the table does not hold is refused, whoever asks.
func TestMovesOfATaskThatDoNotExist(t *testing.T) {
	rules := situation.DefaultTaskRules()
	ana, boris, viewer := officer("ana", desk.Duty), officer("boris", desk.Duty), officer("vera", desk.Viewer)
	open := rules.OpenTask("tsk_1", situation.Task{Kind: situation.TaskProposal}, st.Day(10))
	taken, err := open.Take(ana, rules, st.Day(10))
	if err != nil {
		t.Fatal(err)
	}
	done, err := taken.Settle("the event was joined there", st.Day(10))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		do   func() (situation.Task, error)
		want error
	}{
		"give back what nobody has":         {func() (situation.Task, error) { return open.GiveBack(ana, rules, st.Day(10)) }, situation.ErrTask},
		"give back another's":               {func() (situation.Task, error) { return taken.GiveBack(boris, rules, st.Day(10)) }, situation.ErrTask},
		"hand over to who may not":          {func() (situation.Task, error) { return taken.HandOver(viewer, rules, st.Day(10)) }, situation.ErrTask},
		"take what is done":                 {func() (situation.Task, error) { return done.Take(ana, rules, st.Day(10)) }, situation.ErrTask},
		"do what is done":                   {func() (situation.Task, error) { return done.Done(ana, "again", st.Day(10)) }, situation.ErrTask},
		"settle what is done":               {func() (situation.Task, error) { return done.Settle("again", st.Day(10)) }, situation.ErrTask},
		"do it without a reason":            {func() (situation.Task, error) { return taken.Done(ana, " \n", st.Day(10)) }, situation.ErrReason},
		"do it with a reason of 2,001":      {func() (situation.Task, error) { return taken.Done(ana, strings.Repeat("x", 2001), st.Day(10)) }, situation.ErrReason},
		"hand over what is done, to anyone": {func() (situation.Task, error) { return done.HandOver(boris, rules, st.Day(10)) }, situation.ErrTask},
	} {
		got, err := c.do()
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if got.State == situation.TaskDone && got.Reason == "again" {
			t.Errorf("%s: it changed", name)
		}
	}
	if same, err := taken.Take(ana, rules, st.Day(11)); err != nil || !same.Due.Equal(taken.Due) {
		t.Errorf("taking what one has moved its clock: %v, %v", same.Due, err)
	}
}
