package api

import (
	"context"
	"net/http"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// SituationOut is a situation with who speaks.
type SituationOut struct {
	Situation situation.Situation `json:"situation"`
	Voices    []situation.Voice   `json:"voices" doc:"Who speaks of their own, each with the echoes that repeat it"`
}

func told(v situation.Situation, err error) (*out[SituationOut], error) {
	o := SituationOut{Situation: v, Voices: v.Voices()}
	if o.Voices == nil {
		o.Voices = []situation.Voice{}
	}
	return body(o, err)
}

type because struct {
	ID   string `path:"id"`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"2000"`
	}
}

func (s *server) situations() {
	type filter struct {
		State string `query:"state" enum:"active,watch,closed" doc:"Only these; without it active and watch"`
	}
	add(s, op{id: "list-situations", method: http.MethodGet, path: "/situations", right: desk.Read, tag: "situations", summary: "Situations, latest change first"},
		func(ctx context.Context, _ desk.Account, in *filter) (*out[list[situation.Situation]], error) {
			states := []situation.State{situation.Active, situation.Watch}
			if in.State != "" {
				states = []situation.State{situation.State(in.State)}
			}
			v, err := s.desk.Store.Situations(ctx, states...)
			return listed(v, 0, nil, err)
		})

	type id struct {
		ID string `path:"id"`
	}
	add(s, op{id: "get-situation", method: http.MethodGet, path: "/situations/{id}", right: desk.Read, tag: "situations", errors: []int{http.StatusNotFound},
		summary: "One situation: members, window, standing advice beside it"},
		func(ctx context.Context, _ desk.Account, in *id) (*out[SituationOut], error) {
			return told(s.desk.Store.Situation(ctx, situation.ID(in.ID)))
		})
	add(s, op{id: "get-situation-concern", method: http.MethodGet, path: "/situations/{id}/concern", right: desk.Read, tag: "situations", errors: []int{http.StatusNotFound},
		summary: "Whom it concerns from now on: people counted by grade, sites, gatherings"},
		func(ctx context.Context, _ desk.Account, in *id) (*out[door.Concern], error) {
			v, err := s.desk.Store.Situation(ctx, situation.ID(in.ID))
			if err != nil {
				return nil, err
			}
			return body(concern(s.desk.Concerned(ctx, s.desk.QueryOf(v))))
		})

	type join struct {
		Body struct {
			Report string       `json:"report"`
			Event  int          `json:"event" minimum:"0" doc:"Index into the report's events"`
			To     situation.ID `json:"to,omitempty" doc:"Absent: a new situation"`
		}
	}
	add(s, op{id: "join-by-hand", method: http.MethodPost, path: "/joins", right: desk.Sort, tag: "situations", errors: []int{http.StatusNotFound, http.StatusConflict},
		summary: "Move an event of a report to a situation by hand"},
		func(ctx context.Context, by desk.Account, in *join) (*out[SituationOut], error) {
			return told(s.desk.Join(ctx, by, in.Body.Report, in.Body.Event, in.Body.To))
		})
	add(s, op{id: "close-situation", method: http.MethodPost, path: "/situations/{id}/close", right: desk.Sort, tag: "situations", errors: []int{http.StatusNotFound, http.StatusConflict},
		summary: "Close a situation, with the reason"},
		func(ctx context.Context, by desk.Account, in *because) (*out[SituationOut], error) {
			return told(s.desk.Store.CloseSituation(ctx, by, situation.ID(in.ID), in.Body.Reason))
		})
	add(s, op{id: "reopen-situation", method: http.MethodPost, path: "/situations/{id}/reopen", right: desk.Sort, tag: "situations", errors: []int{http.StatusNotFound, http.StatusConflict},
		summary: "Open a closed situation again, with the reason"},
		func(ctx context.Context, by desk.Account, in *because) (*out[SituationOut], error) {
			return told(s.desk.Store.ReopenSituation(ctx, by, situation.ID(in.ID), in.Body.Reason))
		})

	type draft struct {
		ID   string `path:"id"`
		Body struct {
			Drill   bool             `json:"drill,omitempty"`
			Content *warning.Content `json:"content,omitempty" doc:"Absent: written from the situation"`
		}
	}
	add(s, op{id: "draft-warning", method: http.MethodPost, path: "/situations/{id}/warnings", right: desk.DraftIt, tag: "warnings", status: http.StatusCreated,
		body: 8 << 20, errors: []int{http.StatusNotFound}, summary: "Draft a warning from a situation, with its correction"},
		func(ctx context.Context, by desk.Account, in *draft) (*out[WarningOut], error) {
			if c := in.Body.Content; c != nil {
				c.Drill = c.Drill || in.Body.Drill
				return warned(s.desk.Store.DraftWarning(ctx, by, warning.Warning{Situation: situation.ID(in.ID), Content: *c}))
			}
			return warned(s.desk.Draft(ctx, by, situation.ID(in.ID), in.Body.Drill))
		})
}

func concern(c door.Concern, err error) (door.Concern, error) {
	if c.Sites == nil {
		c.Sites = []roster.SiteMatch{}
	}
	if c.Gatherings == nil {
		c.Gatherings = []roster.GatheringMatch{}
	}
	return c, err
}
