package config

import (
	"fmt"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Tasks are the clocks of what the desk must do: an urgency for each kind of task, and for each urgency how long it has.
type Tasks struct {
	Review   string `koanf:"review"` // urgencies: high, normal or low
	AllClear string `koanf:"all_clear"`
	Denial   string `koanf:"denial"`
	Proposal string `koanf:"proposal"`
	Level    string `koanf:"level_change"`
	Concern  string `koanf:"concern"`

	High   TaskClock `koanf:"high"`
	Normal TaskClock `koanf:"normal"`
	Low    TaskClock `koanf:"low"`

	Escalate []string      `koanf:"escalate"` // roles or logins called one after the other
	Again    time.Duration `koanf:"again"`    // the next review of a situation that stays on watch; 0: none
}

// TaskClock is how long tasks of one urgency have.
type TaskClock struct {
	Take time.Duration `koanf:"take"` // until somebody has taken it
	Do   time.Duration `koanf:"do"`   // from then until it is done
}

func defaultTasks() Tasks {
	r := situation.DefaultTaskRules()
	clock := func(u situation.TaskUrgency) TaskClock { return TaskClock{r.Take[u], r.Do[u]} }
	of := func(k situation.TaskKind) string { return string(r.Urgency[k]) }
	return Tasks{Review: of(situation.TaskReview), AllClear: of(situation.TaskAllClear), Denial: of(situation.TaskDenial), Proposal: of(situation.TaskProposal),
		Level: of(situation.TaskLevel), Concern: of(situation.TaskConcern), High: clock(situation.High), Normal: clock(situation.Normal),
		Low: clock(situation.Low), Escalate: r.Escalate, Again: r.Again}
}

// Rules are the settings as package situation takes them.
func (t Tasks) Rules() situation.TaskRules {
	r := situation.TaskRules{Urgency: map[situation.TaskKind]situation.TaskUrgency{}, Take: map[situation.TaskUrgency]time.Duration{},
		Do: map[situation.TaskUrgency]time.Duration{}, Escalate: t.Escalate, Again: t.Again}
	for k, u := range t.urgencies() {
		r.Urgency[k] = situation.TaskUrgency(u)
	}
	for u, c := range t.clocks() {
		r.Take[u], r.Do[u] = c.Take, c.Do
	}
	return r
}

func (t Tasks) urgencies() map[situation.TaskKind]string {
	return map[situation.TaskKind]string{situation.TaskReview: t.Review, situation.TaskAllClear: t.AllClear, situation.TaskDenial: t.Denial,
		situation.TaskProposal: t.Proposal, situation.TaskLevel: t.Level, situation.TaskConcern: t.Concern}
}

func (t Tasks) clocks() map[situation.TaskUrgency]TaskClock {
	return map[situation.TaskUrgency]TaskClock{situation.High: t.High, situation.Normal: t.Normal, situation.Low: t.Low}
}

func (t Tasks) validate(no func(key, format string, a ...any)) {
	urgencies := t.urgencies()
	for _, k := range situation.TaskKinds {
		oneOf(no, "desk.tasks."+string(k), urgencies[k], "high", "normal", "low")
	}
	clocks := t.clocks()
	for _, u := range situation.TaskUrgencies {
		for name, d := range map[string]time.Duration{"take": clocks[u].Take, "do": clocks[u].Do} {
			if d < time.Minute || d > 30*24*time.Hour {
				no(fmt.Sprintf("desk.tasks.%s.%s", u, name), "%s: 1m to 720h", d)
			}
		}
	}
	if len(t.Escalate) == 0 || len(t.Escalate) > 10 {
		no("desk.tasks.escalate", "%d entries: 1 to 10 roles or logins; the first is called when a task opens", len(t.Escalate))
	}
	for _, who := range t.Escalate {
		if _, role := desk.Rights[desk.Role(who)]; !role && desk.CheckLogin(who) != nil {
			no("desk.tasks.escalate", "%q is neither a role (viewer, desk, approver, admin) nor a login", who)
		}
	}
	if t.Again < 0 || t.Again > 90*24*time.Hour || t.Again > 0 && t.Again < time.Hour {
		no("desk.tasks.again", "%s: 0 (no further review) or 1h to 2160h", t.Again)
	}
}
