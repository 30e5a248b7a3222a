package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/life"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

func (s *server) life() life.Gather { return life.Gather{Desk: s.desk} }

// event reads the name of a member out of a form: "REPORT-EVENT".
func event(v string) (situation.Ref, error) {
	i := strings.LastIndexByte(v, '-')
	if i > 0 {
		if n, err := strconv.Atoi(v[i+1:]); err == nil && n >= 0 {
			return situation.Ref{Report: reading.ReportID(v[:i]), Event: n}, nil
		}
	}
	return situation.Ref{}, door.Refuse(http.StatusBadRequest, "Which event of which report is meant?")
}

func (s *server) undoJoin(w http.ResponseWriter, r *http.Request) error {
	ref, err := event(r.PostFormValue("event"))
	if err != nil {
		return err
	}
	x, err := s.Store.UndoJoin(r.Context(), by(r), ref, r.PostFormValue("reason"), s.desk.Joiner())
	if err != nil {
		return err
	}
	return s.done(w, r, "/situations/"+string(x.ID), "Taken out: it is a situation of its own now, and no rule joins it there again.")
}

func (s *server) gradeReport(w http.ResponseWriter, r *http.Request) error {
	ref, err := event(r.PostFormValue("event"))
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PostFormValue("credibility"))
	if err != nil {
		return door.Refuse(http.StatusBadRequest, "Credibility is a number from 1 to 6.")
	}
	x, err := s.Store.GradeReport(r.Context(), by(r), situation.ID(r.PathValue("id")), ref, n, r.PostFormValue("reason"))
	if err != nil {
		return err
	}
	return s.done(w, r, "/situations/"+string(x.ID), "Graded.")
}

func (s *server) split(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	var refs []situation.Ref
	for _, v := range r.PostForm["event"] {
		ref, err := event(v)
		if err != nil {
			return err
		}
		refs = append(refs, ref)
	}
	if len(refs) == 0 {
		return door.Refuse(http.StatusUnprocessableEntity, "Tick the reports that are another threat, under “Who speaks”.")
	}
	from := situation.ID(r.PathValue("id"))
	x, err := s.Store.SplitSituation(r.Context(), by(r), from, refs, r.PostFormValue("reason"), s.desk.Joiner())
	if err != nil {
		return err
	}
	said := "Split off: this is the new situation."
	if x.ID == from {
		said = "Nothing was split: those are all of its reports."
	}
	return s.done(w, r, "/situations/"+string(x.ID), said)
}

func (s *server) mergePage(w http.ResponseWriter, r *http.Request) error {
	p, err := s.life().Merge(r.Context(), s.frame(r, "Merge two situations?", "/situations"), by(r), situation.ID(r.PathValue("id")), situation.ID(r.URL.Query().Get("from")))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if p.Trouble != "" {
		status = http.StatusConflict
	}
	return s.show(w, r, status, pages.Merge(p))
}

func (s *server) merge(w http.ResponseWriter, r *http.Request) error {
	x, err := s.Store.MergeSituations(r.Context(), by(r), situation.ID(r.PathValue("id")), situation.ID(r.PostFormValue("from")), r.PostFormValue("reason"), s.desk.Joiner())
	if err != nil {
		return err
	}
	return s.done(w, r, "/situations/"+string(x.ID), "Merged: one threat.")
}

func (s *server) timeline(w http.ResponseWriter, r *http.Request) error {
	p, err := s.life().Timeline(r.Context(), s.frame(r, "Timeline", "/situations"), situation.ID(r.PathValue("id")), r.URL.Query()["kind"])
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.TimelineOf(p))
}
