package api

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
)

// details lists the parts of a refusal that has parts: what a warning lacks, which lines of a file are refused.
func details(err error) []*huma.ErrorDetail {
	var out []*huma.ErrorDetail
	var w *warning.Error
	if errors.As(err, &w) {
		for _, m := range w.Missing {
			out = append(out, &huma.ErrorDetail{Message: m, Location: "content"})
		}
	}
	var r *roster.RefusedError
	if errors.As(err, &r) {
		for _, l := range r.Lines[:min(len(r.Lines), 1000)] {
			out = append(out, &huma.ErrorDetail{Message: l.Why, Location: l.Column, Value: map[string]any{"line": l.Line, "value": l.Value}})
		}
	}
	return out
}

// HandIn is an item as JSON. Any other content type is taken as the item itself, byte for byte.
type HandIn struct {
	Text      string    `json:"text" doc:"The document, as it is"`
	Title     string    `json:"title,omitempty"`
	Origin    string    `json:"origin,omitempty" doc:"Who published it"`
	URL       string    `json:"url,omitempty"`
	Published time.Time `json:"published,omitzero"`
	Country   string    `json:"country,omitempty" pattern:"^([A-Z]{2})?$" doc:"The country its source writes from, ISO 3166-1 alpha-2: of places with one name those of that country are meant"`
}

// Kept is an item and whether it was new.
type Kept struct {
	Item  intake.Item `json:"item"`
	Fresh bool        `json:"fresh" doc:"false: the same bytes were there already"`
}

type page struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"100"`
	Before string `query:"before" doc:"“next” of the page before"`
}

func (s *server) items() {
	s.corrections()
	type me struct {
		Account desk.Account `json:"account"`
		Rights  []desk.Right `json:"rights"`
	}
	add(s, op{id: "me", method: http.MethodGet, path: "/me", right: desk.Read, tag: "desk", summary: "Who am I, and what may I do"},
		func(_ context.Context, by desk.Account, _ *struct{}) (*out[me], error) {
			m := me{Account: by, Rights: []desk.Right{}}
			for _, r := range []desk.Right{desk.Read, desk.HandIn, desk.Sort, desk.DraftIt, desk.Submit, desk.Approve, desk.Release, desk.Stop, desk.ImportRight, desk.Accounts} {
				if by.May(r) {
					m.Rights = append(m.Rights, r)
				}
			}
			return body(m, nil)
		})

	type handIn struct {
		Type      string    `header:"Content-Type"`
		Title     string    `query:"title" maxLength:"300"`
		Origin    string    `query:"origin" maxLength:"200"`
		URL       string    `query:"url" maxLength:"2000"`
		Published time.Time `query:"published"`
		Country   string    `query:"country" pattern:"^([A-Z]{2})?$" doc:"The country its source writes from, ISO 3166-1 alpha-2"`
		RawBody   []byte    `contentType:"application/octet-stream"`
	}
	type handedIn struct {
		Status int
		Body   Kept
	}
	add(s, op{id: "hand-in-item", method: http.MethodPost, path: "/items", right: desk.HandIn, tag: "items", status: http.StatusCreated, body: door.MaxItem,
		errors:  []int{http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity},
		summary: "Hand in a document: any bytes, or JSON {text, title, origin, url, published, country}"},
		func(ctx context.Context, by desk.Account, in *handIn) (*handedIn, error) {
			m := intake.Meta{Title: in.Title, Origin: in.Origin, URL: in.URL, Published: in.Published, Country: in.Country}
			// Huma keeps its buffer for the next request: what is kept must be ours.
			raw := append([]byte(nil), in.RawBody...)
			if t, _, _ := mime.ParseMediaType(in.Type); t == "application/json" {
				var j HandIn
				d := json.NewDecoder(strings.NewReader(string(raw)))
				d.DisallowUnknownFields()
				if err := d.Decode(&j); err != nil || d.More() {
					return nil, door.Refuse(http.StatusUnprocessableEntity, "The JSON is not {text, title, origin, url, published, country}. To hand in a JSON document itself, send it as application/octet-stream.")
				}
				raw, m = []byte(j.Text), intake.Meta{Title: j.Title, Origin: j.Origin, URL: j.URL, Published: j.Published, Country: j.Country}
			}
			it, fresh, err := s.desk.HandIn(ctx, by, raw, m)
			if err != nil {
				return nil, err
			}
			status := http.StatusCreated
			if !fresh {
				status = http.StatusOK
			}
			return &handedIn{Status: status, Body: Kept{it, fresh}}, nil
		})

	add(s, op{id: "list-items", method: http.MethodGet, path: "/items", right: desk.Read, tag: "items", summary: "Items, newest first"},
		func(ctx context.Context, _ desk.Account, in *page) (*out[list[intake.Item]], error) {
			v, err := s.desk.Store.Items(ctx, in.Limit, intake.ItemID(in.Before))
			return listed(v, in.Limit, func(it intake.Item) string { return string(it.ID) }, err)
		})

	type itemID struct {
		ID string `path:"id"`
	}
	type itemOut struct {
		Item       intake.Item      `json:"item"`
		Report     reading.ReportID `json:"report,omitempty" doc:"Absent while the item is being read, and when it cannot be"`
		Situations []situation.ID   `json:"situations"`
		State      string           `json:"state" enum:"being_read,read,unreadable,duplicate" doc:"duplicate: the same bytes as the item named by of, which is read in its place"`
	}
	add(s, op{id: "get-item", method: http.MethodGet, path: "/items/{id}", right: desk.Read, tag: "items", summary: "One item", errors: []int{http.StatusNotFound}},
		func(ctx context.Context, _ desk.Account, in *itemID) (*out[itemOut], error) {
			it, err := s.desk.Store.Item(ctx, intake.ItemID(in.ID))
			if err != nil {
				return nil, err
			}
			o := itemOut{Item: it, State: "being_read", Situations: []situation.ID{}}
			if it.Unreadable != "" {
				o.State = "unreadable"
				return body(o, nil)
			}
			if it.Of != "" {
				o.State = "duplicate"
				return body(o, nil)
			}
			r, err := s.desk.Store.ReportOf(ctx, it.ID)
			if errors.Is(err, s.desk.Kinds.NotFound) {
				return body(o, nil)
			}
			if err != nil {
				return nil, err
			}
			o.State, o.Report = "read", r.ID
			ids, err := s.desk.Store.SituationsOf(ctx, it.ID)
			o.Situations = append(o.Situations, ids...)
			return body(o, err)
		})

	type rawOut struct {
		Type string `header:"Content-Type"`
		Name string `header:"Content-Disposition"`
		Body []byte
	}
	add(s, op{id: "get-item-raw", method: http.MethodGet, path: "/items/{id}/raw", right: desk.Read, tag: "items", summary: "An item's bytes as they came", errors: []int{http.StatusNotFound, http.StatusGone}},
		func(ctx context.Context, _ desk.Account, in *itemID) (*rawOut, error) {
			it, err := s.desk.Store.Item(ctx, intake.ItemID(in.ID))
			if err != nil {
				return nil, err
			}
			if !it.Emptied.IsZero() {
				return nil, door.ErrEmptied
			}
			return &rawOut{Type: "application/octet-stream", Name: `attachment; filename="item.bin"`, Body: it.Raw}, nil
		})

	add(s, op{id: "get-item-report", method: http.MethodGet, path: "/items/{id}/report", right: desk.Read, tag: "items", errors: []int{http.StatusNotFound},
		summary: "What an item says, each value with its words; 404 while it is being read"},
		func(ctx context.Context, _ desk.Account, in *itemID) (*out[reading.Report], error) {
			return body(s.desk.Store.ReportOf(ctx, intake.ItemID(in.ID)))
		})
	add(s, op{id: "get-report", method: http.MethodGet, path: "/reports/{id}", right: desk.Read, tag: "items", summary: "One report", errors: []int{http.StatusNotFound}},
		func(ctx context.Context, _ desk.Account, in *itemID) (*out[reading.Report], error) {
			return body(s.desk.Store.Report(ctx, reading.ReportID(in.ID)))
		})
}
