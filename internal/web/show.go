package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/web/api"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

func queryEscape(s string) string { return url.QueryEscape(s) }

// frame is what a page has around its content, with what was said on the way here.
func (s *server) frame(r *http.Request, title, nav string) pages.Frame {
	f := pages.Frame{Title: title, Nav: nav, Now: s.Clock(), Zone: s.Zone, Mails: s.Mailbox != nil}
	if a, ok := door.Who(r.Context()); ok {
		f.Who = &a
		f.Said = s.sessions.PopString(r.Context(), "said")
		if open, err := s.Store.Alarms(r.Context(), true, 99); err == nil { // a page does not fail for its badge
			f.Alarms = len(open)
		}
		if open, late, err := s.Store.OpenTasks(r.Context()); err == nil {
			f.Tasks, f.Late = open, late
		}
		if s.Scenario != nil {
			next, left := s.Scenario.Next()
			f.Scene = &pages.Scene{Now: s.Scenario.Now(), Next: next, Left: left}
		}
	}
	return f
}

// show writes a whole page, or nothing of it.
func (s *server) show(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var b bytes.Buffer
	if err := c.Render(r.Context(), &b); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the client may have gone: nothing to be done
	return nil
}

// done says what happened on the next page.
func (s *server) done(w http.ResponseWriter, r *http.Request, to, said string) error {
	s.sessions.Put(r.Context(), "said", said)
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// fail answers with what an outsider may read, and logs the rest when the fault is ours.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if strings.HasPrefix(r.URL.Path, api.Prefix+"/") {
		s.problem(w, r, err)
		return
	}
	a := s.desk.Kinds.Answer(err)
	ref := s.logged(r, a, err)
	f := pages.Frame{Title: a.Head, Now: s.Clock(), Zone: s.Zone, Mails: s.Mailbox != nil}
	if by, ok := door.Who(r.Context()); ok {
		f.Who = &by
	}
	w.Header().Set("Cache-Control", "no-store")
	if err := s.show(w, r, a.Status, pages.Trouble(f, a.Head, a.Public, ref)); err != nil {
		http.Error(w, a.Public, a.Status)
	}
}

// problem is fail for the API: RFC 9457.
func (s *server) problem(w http.ResponseWriter, r *http.Request, err error) {
	a := s.desk.Kinds.Answer(err)
	p := map[string]any{"status": a.Status, "title": a.Head, "detail": a.Public}
	if ref := s.logged(r, a, err); ref != "" {
		p["instance"] = "urn:tocsin:" + ref
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(a.Status)
	_ = json.NewEncoder(w).Encode(p)
}

// logged writes what the operator needs. It logs the pattern of the route, not the address, which may hold a secret.
func (s *server) logged(r *http.Request, a door.Answer, err error) (ref string) {
	by, _ := door.Who(r.Context())
	if !a.Ours {
		s.Log.InfoContext(r.Context(), "request refused", "method", r.Method, "pattern", r.Pattern, "status", a.Status, "account", by.ID, "error", err)
		return ""
	}
	ref = s.reference()
	s.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "pattern", r.Pattern, "status", a.Status, "account", by.ID, "reference", ref, "error", err)
	return ref
}

func (s *server) notFound(w http.ResponseWriter, r *http.Request) {
	s.fail(w, r, door.Refuse(http.StatusNotFound, "There is no such page."))
}

// badForm is a form that cannot be read; one that is too large stays what it is.
func badForm(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return door.Refuse(http.StatusBadRequest, "The form could not be read.")
}

// by is the account that acts. Guard has seen to it that there is one.
func by(r *http.Request) desk.Account {
	a, _ := door.Who(r.Context())
	return a
}
