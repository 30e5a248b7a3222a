package hub

import (
	"context"

	"github.com/tocsin-hub/tocsin/internal/situation"
)

// concernsARound bounds how many changed situations one round of the ticker holds against the roster: the rest waits a second.
const concernsARound = 200

func (h *Hub) joiner(r *running) situation.Joiner {
	return situation.Joiner{Places: r.gaz, Margin: h.opt.Config.Desk.Margin}
}

// escalate calls for the tasks that nobody took or did in time. The log names the task and who is called, never a place or a
// person that it concerns; tocsin_tasks_overdue and tocsin_tasks_loud are its alarms.
func (h *Hub) escalate(ctx context.Context, r *running) error {
	moved, err := r.store.EscalateTasks(ctx)
	for _, t := range moved {
		if t.Loud {
			h.log.Error("a task is overdue and everybody on the list has been called: see docs/playbooks/overdue-task.md", "task", t.ID, "kind", t.Kind, "situation", t.Situation, "owner", t.Owner)
			continue
		}
		h.log.Warn("a task was not taken or not done in time; the next one is called", "task", t.ID, "kind", t.Kind, "situation", t.Situation, "called", t.For, "owner", t.Owner)
	}
	return err
}
