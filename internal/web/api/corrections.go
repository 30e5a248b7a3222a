package api

import (
	"context"
	"net/http"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// Correction is what the desk says of one value of a reading.
type Correction struct {
	Report  reading.ReportID `json:"report,omitempty" doc:"The reading it is made on; absent: the newest"`
	Event   int              `json:"event" minimum:"-1" doc:"Event of the report, from 0; -1: the document; to add an event, the number after the last"`
	Field   correction.Field `json:"field,omitempty" enum:",type,stage,actor,target,human,weapon,casualties,place,time,issuer,audience,responder,action,advice,relation"`
	Act     correction.Act   `json:"act" enum:"change,remove,add,undo"`
	Was     string           `json:"was,omitempty" doc:"The value as it stands"`
	WasRole string           `json:"was_role,omitempty" doc:"Its part: role of a place or time, country of advice"`
	Value   string           `json:"value,omitempty" doc:"A name, a code, a place by name or GeoNames number, a time as 2024-03-08/2024-03-10"`
	Class   string           `json:"class,omitempty"`
	Role    string           `json:"role,omitempty" doc:"Part of a place or time; country of advice; kind of casualties; whom a document relays; stage of an event added"`
	Quote   string           `json:"quote,omitempty" doc:"The words of the text that show it"`
	Start   int              `json:"start,omitempty" minimum:"0" doc:"Where the quotation stands, in bytes of the readable text; absent: its first place"`
	End     int              `json:"end,omitempty" minimum:"0"`
	Note    string           `json:"note,omitempty"`
	Undoes  string           `json:"undoes,omitempty" doc:"Of undo: the id of the correction that is taken back"`
}

func (s *server) corrections() {
	type itemID struct {
		ID string `path:"id"`
	}
	type correctReport struct {
		ID   string `path:"id"`
		Body Correction
	}
	type corrected struct {
		ID string `json:"id"`
	}
	add(s, op{id: "correct-report", method: http.MethodPost, path: "/items/{id}/corrections", right: desk.Sort, tag: "items", status: http.StatusCreated,
		errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity}, summary: "Correct a value of an item's reading, or take a correction back; the reading itself stays as it is, situations and drafts go on from the corrected one"},
		func(ctx context.Context, by desk.Account, in *correctReport) (*out[corrected], error) {
			b := in.Body
			id, err := s.desk.Correct(ctx, by, correction.Correction{Item: intake.ItemID(in.ID), Report: b.Report, Event: b.Event, Field: b.Field, Act: b.Act,
				Was: b.Was, WasRole: b.WasRole, Value: b.Value, Class: b.Class, Role: b.Role, Quote: b.Quote, Start: b.Start, End: b.End, Note: b.Note, Undoes: b.Undoes})
			return body(corrected{id}, err)
		})
	add(s, op{id: "list-corrections", method: http.MethodGet, path: "/items/{id}/corrections", right: desk.Read, tag: "items", errors: []int{http.StatusNotFound},
		summary: "What the desk corrected in an item's reading, oldest first"},
		func(ctx context.Context, _ desk.Account, in *itemID) (*out[list[correction.Correction]], error) {
			if _, err := s.desk.Store.Item(ctx, intake.ItemID(in.ID)); err != nil {
				return nil, err
			}
			v, err := s.desk.Store.Corrections(ctx, intake.ItemID(in.ID))
			return listed(v, 0, nil, err)
		})
	type file struct {
		Type string `header:"Content-Type"`
		Name string `header:"Content-Disposition"`
		Body []byte
	}
	add(s, op{id: "get-gold", method: http.MethodGet, path: "/items/{id}/gold", right: desk.Read, tag: "items", errors: []int{http.StatusNotFound, http.StatusGone, http.StatusUnprocessableEntity},
		summary: "The corrected reading as a record of the gold set (tocsin-gold/1)"},
		func(ctx context.Context, _ desk.Account, in *itemID) (*file, error) {
			b, err := s.desk.Gold(ctx, intake.ItemID(in.ID))
			return &file{Type: "application/json", Name: `attachment; filename="` + door.GoldName(in.ID, ".json") + `"`, Body: b}, err
		})
	type draftOf struct {
		ID    string `path:"id"`
		Event int    `query:"event" minimum:"0" doc:"Event of the report, from 0"`
	}
	add(s, op{id: "get-item-cap", method: http.MethodGet, path: "/items/{id}/cap", right: desk.Read, tag: "items", errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
		summary: "A CAP draft (status Draft) of one event as the desk corrected it; its note says what was corrected, by whom, and what a model proposed"},
		func(ctx context.Context, _ desk.Account, in *draftOf) (*file, error) {
			b, err := s.desk.DraftCAP(ctx, intake.ItemID(in.ID), in.Event)
			return &file{Type: "application/cap+xml", Name: `attachment; filename="` + door.GoldName(in.ID, ".cap.xml") + `"`, Body: b}, err
		})
	add(s, op{id: "get-item-text", method: http.MethodGet, path: "/items/{id}/text", right: desk.Read, tag: "items", errors: []int{http.StatusNotFound, http.StatusGone},
		summary: "The readable text of an item: the text file of its gold record, in which its quotations count"},
		func(ctx context.Context, _ desk.Account, in *itemID) (*file, error) {
			it, err := s.desk.Store.Item(ctx, intake.ItemID(in.ID))
			if err != nil {
				return nil, err
			}
			if !it.Emptied.IsZero() {
				return nil, door.ErrEmptied
			}
			return &file{Type: "text/plain; charset=utf-8", Name: `attachment; filename="` + door.GoldName(in.ID, ".txt") + `"`, Body: []byte(correction.Text(it))}, nil
		})
}
