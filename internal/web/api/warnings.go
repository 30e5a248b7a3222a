package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/tocsin-hub/tocsin/internal/delivery"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// WarningOut is a warning and what keeps it from being submitted.
type WarningOut struct {
	Warning warning.Warning `json:"warning"`
	Missing []string        `json:"missing" doc:"What it lacks; empty: complete"`
}

func warned(w warning.Warning, err error) (*out[WarningOut], error) {
	if err != nil {
		return nil, err
	}
	o := WarningOut{Warning: w, Missing: w.Content.Complete()}
	if o.Missing == nil {
		o.Missing = []string{}
	}
	return body(o, nil)
}

// ReachOut is whom a content would warn now.
type ReachOut struct {
	door.Concern
	Needed  int            `json:"needed" doc:"Approvals needed for so many people"`
	Missing []string       `json:"missing"`
	People  []roster.Match `json:"people" doc:"A part of the people matched, see limit and grade"`
}

type warningID struct {
	ID string `path:"id"`
}

func (s *server) warnings() {
	gone := []int{http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity}
	type filter struct {
		page
		State     []string `query:"state,explode" enum:"draft,submitted,approved,released,updated,cancelled,expired"`
		Situation string   `query:"situation"`
	}
	add(s, op{id: "list-warnings", method: http.MethodGet, path: "/warnings", right: desk.Read, tag: "warnings", summary: "Warnings, newest first"},
		func(ctx context.Context, _ desk.Account, in *filter) (*out[list[warning.Warning]], error) {
			f := warning.Filter{Situation: situation.ID(in.Situation), Limit: in.Limit, Before: warning.ID(in.Before)}
			for _, x := range in.State {
				f.States = append(f.States, warning.State(x))
			}
			v, err := s.desk.Store.Warnings(ctx, f)
			return listed(v, in.Limit, func(w warning.Warning) string { return string(w.ID) }, err)
		})
	add(s, op{id: "get-warning", method: http.MethodGet, path: "/warnings/{id}", right: desk.Read, tag: "warnings", summary: "One warning and what it lacks", errors: gone[:1]},
		func(ctx context.Context, _ desk.Account, in *warningID) (*out[WarningOut], error) {
			return warned(s.desk.Store.Warning(ctx, warning.ID(in.ID)))
		})

	type edit struct {
		ID   string `path:"id"`
		Body struct {
			Revision int             `json:"revision" minimum:"1" doc:"The revision that was read"`
			Content  warning.Content `json:"content"`
		}
	}
	add(s, op{id: "edit-warning", method: http.MethodPut, path: "/warnings/{id}/content", right: desk.DraftIt, tag: "warnings", body: 8 << 20, errors: gone,
		summary: "Replace the content: a draft again, submission and approvals void"},
		func(ctx context.Context, by desk.Account, in *edit) (*out[WarningOut], error) {
			return warned(s.desk.Store.EditWarning(ctx, by, warning.ID(in.ID), in.Body.Revision, in.Body.Content))
		})

	type preview struct {
		ID    string `path:"id"`
		Limit int    `query:"limit" minimum:"0" maximum:"1000" default:"20"`
		Grade string `query:"grade" enum:"in,near,country"`
		Body  *struct {
			Content *warning.Content `json:"content,omitempty" doc:"Absent: as it is kept"`
		}
	}
	add(s, op{id: "preview-reach", method: http.MethodPost, path: "/warnings/{id}/reach", right: desk.Read, tag: "warnings", body: 8 << 20, errors: gone,
		summary: "Whom it would warn now, as kept or with another content"},
		func(ctx context.Context, _ desk.Account, in *preview) (*out[ReachOut], error) {
			w, err := s.desk.Store.Warning(ctx, warning.ID(in.ID))
			if err != nil {
				return nil, err
			}
			c := w.Content
			if in.Body != nil && in.Body.Content != nil {
				c = *in.Body.Content
			}
			got, err := concern(s.desk.Reach(ctx, c))
			if err != nil {
				return nil, err
			}
			o := ReachOut{Concern: got, Needed: warning.ApprovalsNeeded(got.Reach.Warned), Missing: append([]string{}, c.Complete()...), People: []roster.Match{}}
			for _, m := range got.Matches {
				if len(o.People) < in.Limit && (in.Grade == "" || string(m.Grade) == in.Grade) {
					o.People = append(o.People, m)
				}
			}
			return body(o, nil)
		})

	type revision struct {
		ID   string `path:"id"`
		Body struct {
			Revision int `json:"revision" minimum:"1"`
		}
	}
	add(s, op{id: "submit-warning", method: http.MethodPost, path: "/warnings/{id}/submit", right: desk.Submit, tag: "warnings", errors: gone, summary: "Put it before the approvers"},
		func(ctx context.Context, by desk.Account, in *revision) (*out[WarningOut], error) {
			return warned(s.desk.Submit(ctx, by, warning.ID(in.ID), in.Body.Revision))
		})
	type back struct {
		ID   string `path:"id"`
		Body struct {
			Revision int    `json:"revision,omitempty" minimum:"0" doc:"0: whichever it stands at"`
			Reason   string `json:"reason" minLength:"1" maxLength:"2000"`
		}
	}
	add(s, op{id: "send-back-warning", method: http.MethodPost, path: "/warnings/{id}/send-back", right: desk.Stop, tag: "warnings", errors: gone, summary: "Return it to its authors, with the reason"},
		func(ctx context.Context, by desk.Account, in *back) (*out[WarningOut], error) {
			return warned(s.desk.Store.SendBackWarning(ctx, by, warning.ID(in.ID), in.Body.Revision, in.Body.Reason))
		})
	type hashed struct {
		ID   string `path:"id"`
		Body struct {
			Hash string `json:"hash" doc:"Of the content that was read; another one is refused"`
		}
	}
	add(s, op{id: "approve-warning", method: http.MethodPost, path: "/warnings/{id}/approve", right: desk.Approve, tag: "warnings", errors: gone,
		summary: "One person's yes to exactly these words; never of an author or the submitter"},
		func(ctx context.Context, by desk.Account, in *hashed) (*out[WarningOut], error) {
			return warned(s.desk.Store.ApproveWarning(ctx, by, warning.ID(in.ID), in.Body.Hash))
		})
	type released struct {
		Warning warning.Warning `json:"warning"`
		People  int             `json:"people"`
	}
	add(s, op{id: "release-warning", method: http.MethodPost, path: "/warnings/{id}/release", right: desk.Release, tag: "warnings", errors: gone, summary: "Send it"},
		func(ctx context.Context, by desk.Account, in *hashed) (*out[released], error) {
			w, n, err := s.desk.Store.ReleaseWarning(ctx, by, warning.ID(in.ID), in.Body.Hash)
			return body(released{w, n}, err)
		})
	add(s, op{id: "cancel-warning", method: http.MethodPost, path: "/warnings/{id}/cancel", right: desk.Stop, tag: "warnings", errors: gone,
		summary: "Take a released warning back and send its correction; one person is enough"},
		func(ctx context.Context, by desk.Account, in *because) (*out[WarningOut], error) {
			return warned(s.desk.Store.CancelWarning(ctx, by, warning.ID(in.ID), in.Body.Reason))
		})

	add(s, op{id: "get-progress", method: http.MethodGet, path: "/warnings/{id}/progress", right: desk.Read, tag: "delivery", errors: gone[:1], summary: "How far a released warning has got"},
		func(ctx context.Context, _ desk.Account, in *warningID) (*out[delivery.Progress], error) {
			if _, err := s.desk.Store.Warning(ctx, warning.ID(in.ID)); err != nil {
				return nil, err
			}
			p, err := s.desk.Store.Progress(ctx, warning.ID(in.ID))
			if p.Counts == nil {
				p.Counts = []delivery.Count{}
			}
			return body(p, err)
		})
	type some struct {
		ID    string `path:"id"`
		Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
		After int64  `query:"after" doc:"“next” of the page before"`
	}
	add(s, op{id: "list-unreached", method: http.MethodGet, path: "/warnings/{id}/unreached", right: desk.Read, tag: "delivery", errors: gone[:1], summary: "Who was not reached, by name, and why"},
		func(ctx context.Context, _ desk.Account, in *some) (*out[list[delivery.Person]], error) {
			v, err := s.desk.Store.Unreached(ctx, warning.ID(in.ID), in.Limit)
			return listed(v, 0, nil, err)
		})
	add(s, op{id: "list-audience", method: http.MethodGet, path: "/warnings/{id}/audience", right: desk.Read, tag: "delivery", errors: gone[:1], summary: "The frozen audience, with who was reached and who acknowledged"},
		func(ctx context.Context, _ desk.Account, in *some) (*out[list[delivery.Person]], error) {
			v, err := s.desk.Store.AudienceOf(ctx, warning.ID(in.ID), in.Limit, in.After)
			return listed(v, in.Limit, func(p delivery.Person) string { return strconv.FormatInt(p.Audience, 10) }, err)
		})
	type one struct {
		ID     string `path:"id"`
		Person string `path:"person"`
	}
	add(s, op{id: "get-trace", method: http.MethodGet, path: "/warnings/{id}/people/{person}", right: desk.Read, tag: "delivery", errors: gone[:1], summary: "What happened to one person's warning, step by step"},
		func(ctx context.Context, _ desk.Account, in *one) (*out[list[delivery.Step]], error) {
			v, err := s.desk.Store.Trace(ctx, warning.ID(in.ID), roster.PersonID(in.Person))
			return listed(v, 0, nil, err)
		})
}
