package api

import (
	"context"
	"net/http"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

func (s *server) tasks() {
	type id struct {
		ID string `path:"id"`
	}
	conflict := []int{http.StatusNotFound, http.StatusConflict}

	// The life of a situation.
	add(s, op{id: "get-timeline", method: http.MethodGet, path: "/situations/{id}/timeline", right: desk.Read, tag: "situations", errors: []int{http.StatusNotFound},
		summary: "Everything that happened around it, in order, in UTC and in the time of its first place"},
		func(ctx context.Context, _ desk.Account, in *id) (*out[list[situation.Moment]], error) {
			v, err := s.desk.Timeline(ctx, situation.ID(in.ID))
			return listed(v, 0, nil, err)
		})
	add(s, op{id: "get-concerned", method: http.MethodGet, path: "/situations/{id}/concerned", right: desk.Read, tag: "situations", errors: []int{http.StatusNotFound},
		summary: "Whom it concerns now, by grade; people by name only with the right “people”"},
		func(ctx context.Context, by desk.Account, in *id) (*out[situation.Concerned], error) {
			return body(s.desk.Store.Concerned(ctx, by, situation.ID(in.ID)))
		})
	type split struct {
		ID   string `path:"id"`
		Body struct {
			Events []situation.Ref `json:"events" minItems:"1" maxItems:"1000" doc:"What goes into a situation of its own"`
			Reason string          `json:"reason" minLength:"1" maxLength:"2000"`
		}
	}
	add(s, op{id: "split-situation", method: http.MethodPost, path: "/situations/{id}/split", right: desk.Sort, tag: "situations", errors: conflict,
		summary: "Make a situation of its own of some events; the answer is the new one"},
		func(ctx context.Context, by desk.Account, in *split) (*out[SituationOut], error) {
			return told(s.desk.Store.SplitSituation(ctx, by, situation.ID(in.ID), in.Body.Events, in.Body.Reason, s.desk.Joiner()))
		})
	type merge struct {
		ID   string `path:"id"`
		Body struct {
			From   situation.ID `json:"from" doc:"Everything it holds goes into this one, and it is closed"`
			Reason string       `json:"reason" minLength:"1" maxLength:"2000"`
		}
	}
	add(s, op{id: "merge-situations", method: http.MethodPost, path: "/situations/{id}/merge", right: desk.Sort, tag: "situations", errors: conflict,
		summary: "Merge another situation into this one"},
		func(ctx context.Context, by desk.Account, in *merge) (*out[SituationOut], error) {
			return told(s.desk.Store.MergeSituations(ctx, by, situation.ID(in.ID), in.Body.From, in.Body.Reason, s.desk.Joiner()))
		})
	type undo struct {
		Body struct {
			situation.Ref
			Reason string `json:"reason" minLength:"1" maxLength:"2000"`
		}
	}
	add(s, op{id: "undo-join", method: http.MethodPost, path: "/joins/undo", right: desk.Sort, tag: "situations", errors: conflict,
		summary: "Take an event out of its situation; no rule joins it there again"},
		func(ctx context.Context, by desk.Account, in *undo) (*out[SituationOut], error) {
			return told(s.desk.Store.UndoJoin(ctx, by, in.Body.Ref, in.Body.Reason, s.desk.Joiner()))
		})
	type grade struct {
		ID   string `path:"id"`
		Body struct {
			situation.Ref
			Credibility int    `json:"credibility" minimum:"0" maximum:"6" doc:"1 (confirmed) to 6 (cannot be judged); 0 takes the decision back to what the rules propose"`
			Reason      string `json:"reason" maxLength:"2000"`
		}
	}
	add(s, op{id: "grade-report", method: http.MethodPost, path: "/situations/{id}/grades", right: desk.Sort, tag: "situations", errors: conflict,
		summary: "Decide how credible a report of the situation is"},
		func(ctx context.Context, by desk.Account, in *grade) (*out[SituationOut], error) {
			return told(s.desk.Store.GradeReport(ctx, by, situation.ID(in.ID), in.Body.Ref, in.Body.Credibility, in.Body.Reason))
		})
	add(s, op{id: "draft-lapse", method: http.MethodPost, path: "/situations/{id}/lapse-draft", right: desk.DraftIt, tag: "warnings", status: http.StatusCreated, errors: conflict,
		summary: "Draft the update that tells those who were warned what the lapse means"},
		func(ctx context.Context, by desk.Account, in *id) (*out[WarningOut], error) {
			return warned(s.desk.DraftLapse(ctx, by, situation.ID(in.ID)))
		})

	// Tasks.
	type filter struct {
		Situation string `query:"situation" doc:"Only those of this situation"`
		Owner     string `query:"owner" doc:"Only those that this account has taken"`
		Kind      string `query:"kind" enum:"review,all_clear,denial,proposal,level_change,concern"`
		Done      bool   `query:"done" doc:"Those that are done too"`
	}
	add(s, op{id: "list-tasks", method: http.MethodGet, path: "/tasks", right: desk.Read, tag: "tasks", summary: "What the desk must do: the loud first, then by when it is due"},
		func(ctx context.Context, _ desk.Account, in *filter) (*out[list[situation.Task]], error) {
			v, err := s.desk.Store.ListTasks(ctx, situation.TaskFilter{Situation: situation.ID(in.Situation), Owner: desk.AccountID(in.Owner),
				Kind: situation.TaskKind(in.Kind), Done: in.Done})
			return listed(v, 0, nil, err)
		})
	add(s, op{id: "list-situation-tasks", method: http.MethodGet, path: "/situations/{id}/tasks", right: desk.Read, tag: "tasks", errors: []int{http.StatusNotFound},
		summary: "All tasks of one situation, those that are done too"},
		func(ctx context.Context, _ desk.Account, in *id) (*out[list[situation.Task]], error) {
			if _, err := s.desk.Store.Situation(ctx, situation.ID(in.ID)); err != nil {
				return nil, err
			}
			v, err := s.desk.Store.ListTasks(ctx, situation.TaskFilter{Situation: situation.ID(in.ID), Done: true})
			return listed(v, 0, nil, err)
		})
	add(s, op{id: "get-task", method: http.MethodGet, path: "/tasks/{id}", right: desk.Read, tag: "tasks", errors: []int{http.StatusNotFound}, summary: "One task with what it lays out"},
		func(ctx context.Context, _ desk.Account, in *id) (*out[situation.Task], error) {
			return body(s.desk.Store.Task(ctx, situation.TaskID(in.ID)))
		})
	add(s, op{id: "take-task", method: http.MethodPost, path: "/tasks/{id}/take", right: desk.Tasks, tag: "tasks", errors: conflict, summary: "Take a task, from its owner too"},
		func(ctx context.Context, by desk.Account, in *id) (*out[situation.Task], error) {
			return body(s.desk.Store.TakeTask(ctx, by, situation.TaskID(in.ID)))
		})
	type hand struct {
		ID   string `path:"id"`
		Body struct {
			To desk.AccountID `json:"to" doc:"An account that may have it"`
		}
	}
	add(s, op{id: "hand-over-task", method: http.MethodPost, path: "/tasks/{id}/hand-over", right: desk.Tasks, tag: "tasks", errors: conflict, summary: "Hand a task over to another person"},
		func(ctx context.Context, by desk.Account, in *hand) (*out[situation.Task], error) {
			return body(s.desk.Store.HandOverTask(ctx, by, situation.TaskID(in.ID), in.Body.To))
		})
	add(s, op{id: "give-back-task", method: http.MethodPost, path: "/tasks/{id}/give-back", right: desk.Tasks, tag: "tasks", errors: conflict, summary: "Let go of one's own task"},
		func(ctx context.Context, by desk.Account, in *id) (*out[situation.Task], error) {
			return body(s.desk.Store.GiveBackTask(ctx, by, situation.TaskID(in.ID)))
		})
	add(s, op{id: "end-task", method: http.MethodPost, path: "/tasks/{id}/done", right: desk.Tasks, tag: "tasks", errors: conflict, summary: "End a task, with the reason"},
		func(ctx context.Context, by desk.Account, in *because) (*out[situation.Task], error) {
			return body(s.desk.Store.EndTask(ctx, by, situation.TaskID(in.ID), in.Body.Reason))
		})
	add(s, op{id: "keep-apart", method: http.MethodPost, path: "/tasks/{id}/keep-apart", right: desk.Sort, tag: "tasks", errors: conflict,
		summary: "Answer a proposal with no: no rule joins the event there any more"},
		func(ctx context.Context, by desk.Account, in *because) (*out[situation.Task], error) {
			return body(s.desk.Store.KeepApart(ctx, by, situation.TaskID(in.ID), in.Body.Reason))
		})
}
