package web

import (
	"context"
	"net/http"
	"strconv"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

// corrections fills in what the desk said of the readings of an item, and what each word changed in the situations.
func (s *server) corrections(ctx context.Context, p *pages.ItemPage, cs []correction.Correction) error {
	if len(cs) == 0 {
		return nil
	}
	who, err := s.desk.Named(ctx, cs)
	if err != nil {
		return err
	}
	lines, err := s.Store.LedgerLines(ctx, string(p.Report.ID), 0, 1000)
	if err != nil {
		return err
	}
	p.Corrections, p.Due = pages.Rows(cs, p.Report.ID, who, situation.Rejoined(lines))
	p.Due = p.Due && !p.Item.Held // what is held joins nothing before a person has looked at it
	return nil
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
		Value: r.PostFormValue("value"), Class: r.PostFormValue("class"), Role: r.PostFormValue("role"), Quote: r.PostFormValue("quote"), Note: r.PostFormValue("note"), Undoes: r.PostFormValue("undoes")}
	if part := map[correction.Field]string{correction.Place: "place_role", correction.Time: "time_role", correction.Casualty: "hurt", correction.Type: "stage", correction.Advice: "country"}[c.Field]; part != "" && c.Role == "" {
		c.Role = r.PostFormValue(part)
	}
	if _, err := s.desk.Correct(r.Context(), by(r), c); err != nil {
		return err
	}
	said := "The correction is kept beside the reading; situations and drafts go on from it."
	if c.Act == correction.Undo {
		said = "The correction is taken back; both stay on the record."
	}
	return s.done(w, r, "/items/"+string(c.Item), said)
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

func (s *server) itemCAP(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	event, err := strconv.Atoi(r.URL.Query().Get("event"))
	if err != nil {
		return door.Refuse(http.StatusUnprocessableEntity, "Which event of the report is meant?")
	}
	b, err := s.desk.DraftCAP(r.Context(), intake.ItemID(id), event)
	if err != nil {
		return err
	}
	download(w, "application/cap+xml", door.GoldName(id, ".cap.xml"), b)
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
