package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

// correctionRows are the corrections with the names of those who made them.
func (s *server) correctionRows(ctx context.Context, on reading.ReportID, cs []correction.Correction) ([]pages.CorrectionRow, error) {
	names := map[string]string{}
	rows := make([]pages.CorrectionRow, len(cs))
	for i, c := range cs {
		if _, known := names[c.By]; !known {
			a, err := s.Store.Account(ctx, desk.AccountID(c.By))
			if err != nil && !errors.Is(err, s.Kinds.NotFound) {
				return nil, err
			}
			if names[c.By] = a.Name; a.Name == "" {
				names[c.By] = c.By
			}
		}
		rows[i] = pages.CorrectionRow{C: c, Who: names[c.By], Earlier: c.Report != on}
	}
	return rows, nil
}

func (s *server) correct(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	event, err := strconv.Atoi(r.PostFormValue("event"))
	if err != nil {
		return door.Refuse(http.StatusUnprocessableEntity, "The form names no event.")
	}
	c := correction.Correction{Item: intake.ItemID(r.PathValue("id")), Report: reading.ReportID(r.PostFormValue("report")), Event: event,
		Field: correction.Field(r.PostFormValue("field")), Act: correction.Act(r.PostFormValue("act")), Was: r.PostFormValue("was"), WasRole: r.PostFormValue("was_role"),
		Value: r.PostFormValue("value"), Class: r.PostFormValue("class"), Role: r.PostFormValue("role"), Quote: r.PostFormValue("quote"), Note: r.PostFormValue("note")}
	if part := map[correction.Field]string{correction.Place: "place_role", correction.Time: "time_role", correction.Type: "stage", correction.Advice: "country"}[c.Field]; part != "" && c.Role == "" {
		c.Role = r.PostFormValue(part)
	}
	if _, err := s.desk.Correct(r.Context(), by(r), c); err != nil {
		return err
	}
	return s.done(w, r, "/items/"+string(c.Item), "The correction is kept beside the reading.")
}

// download sends a file that a browser keeps and never shows as a page of ours.
func download(w http.ResponseWriter, kind, name string, b []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b) // the client may have gone: nothing to be done
}

func (s *server) itemGold(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	b, err := s.desk.Gold(r.Context(), intake.ItemID(id))
	if err != nil {
		return err
	}
	download(w, "application/json", door.GoldName(id, ".json"), b)
	return nil
}

func (s *server) itemText(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	it, err := s.Store.Item(r.Context(), intake.ItemID(id))
	if err != nil {
		return err
	}
	download(w, "text/plain; charset=utf-8", door.GoldName(id, ".txt"), []byte(correction.Text(it)))
	return nil
}
