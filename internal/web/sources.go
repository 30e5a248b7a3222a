package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

func (s *server) sourceList(w http.ResponseWriter, r *http.Request) error {
	p := pages.SourcesPage{Frame: s.frame(r, "Sources", "/sources"), All: r.URL.Query().Get("all") != ""}
	list, err := s.Store.Sources(r.Context())
	if err != nil {
		return err
	}
	for _, x := range list {
		if !x.Source.On {
			p.Off++
		}
		if x.Source.On || p.All {
			p.List = append(p.List, x)
		}
	}
	slices.SortStableFunc(p.List, func(a, b intake.Watched) int {
		return strings.Compare(strings.ToLower(a.Source.Name), strings.ToLower(b.Source.Name))
	})
	if p.Alarms, err = s.Store.Alarms(r.Context(), true, 200); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Sources(p))
}

func (s *server) sourcePage(r *http.Request) (pages.SourcePage, error) {
	ctx, id := r.Context(), intake.SourceID(r.PathValue("id"))
	got, err := s.Store.Source(ctx, id)
	if err != nil {
		return pages.SourcePage{}, err
	}
	p := pages.SourcePage{Frame: s.frame(r, got.Source.Name, "/sources"), W: got}
	for _, open := range []bool{true, false} {
		list, err := s.Store.Alarms(ctx, open, 500)
		if err != nil {
			return p, err
		}
		for _, a := range list {
			if a.Source == id && (open || s.Clock().Sub(a.Cleared) < 7*24*time.Hour) {
				p.Alarms = append(p.Alarms, a)
			}
		}
	}
	p.Items, err = s.Store.ItemsOf(ctx, id, 50)
	return p, err
}

func (s *server) source(w http.ResponseWriter, r *http.Request) error {
	p, err := s.sourcePage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Source(p))
}

func (s *server) newSource(w http.ResponseWriter, r *http.Request) error {
	p := pages.SourceForm{Frame: s.frame(r, "Add a source", "/sources"), New: true, Source: intake.Source{Kind: intake.KindFeed, Reliability: "F", On: true}}
	return s.show(w, r, http.StatusOK, pages.EditSource(p))
}

func (s *server) editSource(w http.ResponseWriter, r *http.Request) error {
	got, err := s.Store.Source(r.Context(), intake.SourceID(r.PathValue("id")))
	if err != nil {
		return err
	}
	x := got.Source
	p := pages.SourceForm{Frame: s.frame(r, "Change "+x.Name, "/sources"), Source: x, Every: x.Every.String(),
		Senders: strings.Join(x.Senders, "\n"), Remit: strings.Join(x.Remit, "\n"), Key: strings.Join(x.Keys, "\n")}
	if x.Expect > 0 {
		p.Expect = x.Expect.String()
	}
	return s.show(w, r, http.StatusOK, pages.EditSource(p))
}

func (s *server) addSource(w http.ResponseWriter, r *http.Request) error {
	return s.keepSource(w, r, intake.Source{}, true)
}

func (s *server) saveSource(w http.ResponseWriter, r *http.Request) error {
	got, err := s.Store.Source(r.Context(), intake.SourceID(r.PathValue("id")))
	if err != nil {
		return err
	}
	return s.keepSource(w, r, got.Source, false)
}

// keepSource reads the form over what the source was, and shows it again with its faults when it cannot be kept.
func (s *server) keepSource(w http.ResponseWriter, r *http.Request, x intake.Source, isNew bool) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	f := r.PostForm
	get := func(k string) string { return strings.TrimSpace(f.Get(k)) }
	if isNew {
		x.ID = intake.SourceID(get("id"))
		if _, err := s.Store.Source(r.Context(), x.ID); err == nil {
			return door.Refuse(http.StatusConflict, "There is a source of that id already: change it on its own page.")
		} else if !errors.Is(err, s.Kinds.NotFound) {
			return err
		}
	}
	x.Name, x.Kind, x.URL, x.Authority = get("name"), intake.Kind(get("kind")), get("url"), get("authority")
	x.Reliability, x.Country, x.RedirectHost, x.Links = get("reliability"), get("country"), get("redirect_host"), get("links")
	x.MayBeEmpty, x.On = get("may_be_empty") != "", get("on") != ""
	x.Senders, x.Remit, x.Keys = strings.Fields(get("senders")), strings.Fields(get("remit")), pins(get("keys"))
	p := pages.SourceForm{New: isNew, Source: x, Every: get("every"), Expect: get("expect"), Senders: get("senders"), Remit: get("remit"), Key: get("keys")}
	for _, d := range []struct {
		name, text string
		into       *time.Duration
	}{{"Look every", p.Every, &x.Every}, {"New documents at least every", p.Expect, &x.Expect}} {
		*d.into = 0
		if d.text == "" {
			continue
		}
		v, err := time.ParseDuration(d.text)
		if err != nil {
			p.Faults = append(p.Faults, d.name+": write it like 5m, 2h or 90s")
		}
		*d.into = v
	}
	x = x.Filled()
	if err := x.Check(); err != nil {
		p.Faults = append(p.Faults, strings.Split(err.Error(), "\n")...)
	}
	if len(p.Faults) > 0 {
		title := "Change " + x.Name
		if isNew {
			title = "Add a source"
		}
		p.Frame = s.frame(r, title, "/sources")
		return s.show(w, r, http.StatusUnprocessableEntity, pages.EditSource(p))
	}
	if err := s.Store.SaveSource(r.Context(), by(r).ID, x); err != nil {
		return err
	}
	return s.done(w, r, "/sources/"+string(x.ID), "Kept.")
}

// pins cuts a text into PEM blocks and hashes.
func pins(text string) []string {
	var out []string
	const end = "-----END CERTIFICATE-----"
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		if strings.HasPrefix(text, "-----BEGIN") {
			i := strings.Index(text, end)
			if i < 0 {
				return append(out, text)
			}
			out, text = append(out, text[:i+len(end)]), text[i+len(end):]
			continue
		}
		line, rest, _ := strings.Cut(text, "\n")
		out, text = append(out, strings.TrimSpace(line)), rest
	}
	return out
}

func (s *server) switchSource(w http.ResponseWriter, r *http.Request) error {
	id, on := r.PathValue("id"), r.PostFormValue("on") != ""
	if err := s.Store.SwitchSource(r.Context(), by(r).ID, intake.SourceID(id), on); err != nil {
		return err
	}
	said := "Switched off. It is not looked at any more."
	if on {
		said = "Switched on. It is looked at at once."
	}
	return s.done(w, r, "/sources/"+id, said)
}

func (s *server) newPushToken(w http.ResponseWriter, r *http.Request) error {
	secret, err := s.Store.NewPushToken(r.Context(), by(r).ID, intake.SourceID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p, err := s.sourcePage(r)
	if err != nil {
		return err
	}
	p.Secret = secret
	return s.show(w, r, http.StatusOK, pages.Source(p))
}

func (s *server) acceptItem(w http.ResponseWriter, r *http.Request) error {
	id, reason := r.PathValue("id"), strings.TrimSpace(r.PostFormValue("reason"))
	if reason == "" || len(reason) > 1000 {
		return door.Refuse(http.StatusUnprocessableEntity, "Say in 1 to 1,000 characters why it may be believed.")
	}
	if err := s.Store.AcceptItem(r.Context(), by(r), intake.ItemID(id), reason); err != nil {
		return err
	}
	return s.done(w, r, "/items/"+id, "It may join now. The ledger says who let it.")
}
