package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

func (s *server) warningList(w http.ResponseWriter, r *http.Request) error {
	list, err := s.Store.Warnings(r.Context(), warning.Filter{Limit: pageSize, Before: warning.ID(r.URL.Query().Get("before"))})
	if err != nil {
		return err
	}
	older := ""
	if len(list) == pageSize {
		older = string(list[len(list)-1].ID)
	}
	return s.show(w, r, http.StatusOK, pages.Warnings(s.frame(r, "Warnings", "/warnings"), list, older))
}

// load reads the warning that a request names.
func (s *server) load(r *http.Request) (warning.Warning, error) {
	return s.Store.Warning(r.Context(), warning.ID(r.PathValue("id")))
}

func (s *server) warningFrame(r *http.Request, title string, w warning.Warning) pages.Frame {
	f := s.frame(r, title, "/warnings")
	f.Drill = w.Drill
	return f
}

func (s *server) names(ctx context.Context) (map[desk.AccountID]string, error) {
	return s.life().Names(ctx)
}

func (s *server) warning(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	x, err := s.load(r)
	if err != nil {
		return err
	}
	p := pages.WarningPage{Frame: s.warningFrame(r, "Warning", x), W: x, Missing: x.Content.Complete(), WhyNot: door.WhyNotApprove(by(r), x)}
	if p.Names, err = s.names(ctx); err != nil {
		return err
	}
	of, err := s.Store.Situation(ctx, x.Situation)
	if err != nil {
		return err
	}
	p.Situation = of.Title
	p.Map = pages.DrawMap(x.Content.Area, s.towns(x.Content.Area, of.Places))
	if x.Before != nil && (x.State == warning.Draft || x.State == warning.Submitted || x.State == warning.Approved) {
		p.Diff = pages.Diff(*x.Before, x.Content)
	}
	if x.Released.IsZero() {
		c, err := s.desk.Reach(ctx, x.Content)
		if p.Concern, err = shown(c, x.Content.Audience, err); err != nil {
			return err
		}
		if p.Trouble = p.Concern.Trouble; p.Trouble == "" {
			p.Reach = &c.Reach
		}
	} else { // not whom it would reach now, but whom it was released to
		frozen, err := s.Store.Progress(ctx, x.ID)
		if err != nil {
			return err
		}
		p.Frozen = &frozen
	}
	return s.show(w, r, http.StatusOK, pages.Warning(p))
}

func (s *server) editPage(w http.ResponseWriter, r *http.Request) error {
	x, err := s.load(r)
	if err != nil {
		return err
	}
	return s.showEdit(w, r, http.StatusOK, x, x.Content, pages.AreaText(x.Content.Area), "")
}

func (s *server) showEdit(w http.ResponseWriter, r *http.Request, status int, x warning.Warning, c warning.Content, area, bad string) error {
	p := pages.EditPage{Frame: s.warningFrame(r, "Edit the warning", x), W: x, C: c, Area: area}
	p.Bad = bad
	of, err := s.Store.Situation(r.Context(), x.Situation)
	if err != nil {
		return err
	}
	p.Map = pages.DrawMap(x.Content.Area, s.towns(x.Content.Area, of.Places))
	if p.Names, err = s.names(r.Context()); err != nil {
		return err
	}
	if p.Preview, err = s.previewOf(r.Context(), x, c); err != nil {
		return err
	}
	return s.show(w, r, status, pages.Edit(p))
}

func (s *server) previewOf(ctx context.Context, x warning.Warning, c warning.Content) (pages.Preview, error) {
	p := pages.Preview{W: x, Missing: c.Complete()}
	got, err := s.desk.Reach(ctx, c)
	if p.Concern, err = shown(got, c.Audience, err); err != nil {
		return p, err
	}
	if p.Trouble = p.Concern.Trouble; p.Trouble != "" {
		return p, nil
	}
	p.Reach = &got.Reach
	// A few of each grade, so that the sample shows the edges and not only the middle.
	per := map[roster.Grade]int{}
	for _, m := range got.Matches {
		if m.Warned && per[m.Grade] < 5 {
			per[m.Grade]++
			p.Sample = append(p.Sample, m)
		}
	}
	return p, nil
}

// preview counts for a form that is being filled in; nothing is kept.
func (s *server) preview(w http.ResponseWriter, r *http.Request) error {
	x, err := s.load(r)
	if err != nil {
		return err
	}
	c, why, err := readContent(r, x.Content)
	if err != nil {
		return err
	}
	if why != "" {
		return s.show(w, r, http.StatusOK, pages.PreviewCard(pages.Preview{W: x, Trouble: why, Missing: []string{why}}))
	}
	p, err := s.previewOf(r.Context(), x, c)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.PreviewCard(p))
}

func (s *server) edit(w http.ResponseWriter, r *http.Request) error {
	x, err := s.load(r)
	if err != nil {
		return err
	}
	c, why, err := readContent(r, x.Content)
	if err != nil {
		return err
	}
	if why != "" {
		return s.showEdit(w, r, http.StatusUnprocessableEntity, x, c, r.PostFormValue("area"), why)
	}
	revision, _ := strconv.Atoi(r.PostFormValue("revision"))
	to := "/warnings/" + string(x.ID)
	switch r.PostFormValue("then") {
	case "compose":
		if c, err = s.desk.Compose(r.Context(), x.Situation, c); err != nil {
			return err
		}
		to += "/edit"
	case "language":
		c.Texts = append(c.Texts, warning.Text{Lang: "", Words: map[warning.Channel]warning.Words{}, Correction: map[warning.Channel]warning.Words{}})
		to += "/edit"
	}
	said := "Nothing was changed."
	if revision != x.Revision || c.Hash() != x.Hash { // what nobody changed is not saved again: an approval would be void for nothing
		kept, err := s.Store.EditWarning(r.Context(), by(r), x.ID, revision, c)
		if a := s.desk.Kinds.Answer(err); err != nil && !a.Ours && a.Status != http.StatusForbidden {
			return s.showEdit(w, r, a.Status, x, c, r.PostFormValue("area"), a.Public)
		}
		if err != nil {
			return err
		}
		x, said = kept, fmt.Sprintf("Saved as version %d.", kept.Version)
	}
	if r.PostFormValue("then") != "submit" {
		return s.done(w, r, to, said)
	}
	if _, err = s.desk.Submit(r.Context(), by(r), x.ID, x.Revision); err != nil {
		if a := s.desk.Kinds.Answer(err); !a.Ours && a.Status != http.StatusForbidden { // saved, but not complete: say what is missing
			return s.showEdit(w, r, a.Status, x, x.Content, pages.AreaText(x.Content.Area), a.Public)
		}
		return err
	}
	return s.done(w, r, to, said+" Submitted. Another person must approve it.")
}

func (s *server) reach(w http.ResponseWriter, r *http.Request) error {
	x, err := s.load(r)
	if err != nil {
		return err
	}
	c, err := s.desk.Reach(r.Context(), x.Content)
	if err != nil {
		return err
	}
	p := pages.ReachPage{Frame: s.warningFrame(r, "Reach", x), W: x, Reach: c.Reach, Grade: roster.Grade(r.URL.Query().Get("grade"))}
	if p.Grade != roster.Near && p.Grade != roster.Country {
		p.Grade = roster.In
	}
	p.Page, _ = strconv.Atoi(r.URL.Query().Get("page"))
	p.Page = min(max(p.Page, 0), 1<<20)
	n := 0
	for _, m := range c.Matches {
		if m.Grade != p.Grade {
			continue
		}
		if n >= p.Page*pageSize && len(p.Matches) < pageSize {
			p.Matches = append(p.Matches, m)
		}
		n++
	}
	p.More = n > (p.Page+1)*pageSize
	return s.show(w, r, http.StatusOK, pages.Reach(p))
}

// moved goes back to a warning after a move of it.
func (s *server) moved(w http.ResponseWriter, r *http.Request, x warning.Warning, err error, said string) error {
	if err != nil {
		return err
	}
	return s.done(w, r, "/warnings/"+string(x.ID), said)
}

func (s *server) submit(w http.ResponseWriter, r *http.Request) error {
	revision, _ := strconv.Atoi(r.PostFormValue("revision"))
	x, err := s.desk.Submit(r.Context(), by(r), warning.ID(r.PathValue("id")), revision)
	return s.moved(w, r, x, err, "Submitted. Another person must approve it.")
}

func (s *server) sendBack(w http.ResponseWriter, r *http.Request) error {
	revision, _ := strconv.Atoi(r.PostFormValue("revision"))
	x, err := s.Store.SendBackWarning(r.Context(), by(r), warning.ID(r.PathValue("id")), revision, r.PostFormValue("reason"))
	return s.moved(w, r, x, err, "Sent back.")
}

func (s *server) approve(w http.ResponseWriter, r *http.Request) error {
	x, err := s.Store.ApproveWarning(r.Context(), by(r), warning.ID(r.PathValue("id")), r.PostFormValue("hash"))
	said := "Approved. It can be released."
	if err == nil && x.State != warning.Approved {
		said = "Approved. Somebody else must approve it too."
	}
	return s.moved(w, r, x, err, said)
}

func (s *server) release(w http.ResponseWriter, r *http.Request) error {
	x, n, err := s.Store.ReleaseWarning(r.Context(), by(r), warning.ID(r.PathValue("id")), r.PostFormValue("hash"))
	if err != nil {
		return err
	}
	return s.done(w, r, "/warnings/"+string(x.ID)+"/progress", "Released to "+pages.Count(n, "person")+".")
}

func (s *server) cancel(w http.ResponseWriter, r *http.Request) error {
	x, err := s.Store.CancelWarning(r.Context(), by(r), warning.ID(r.PathValue("id")), r.PostFormValue("reason"))
	if err != nil {
		return err
	}
	return s.done(w, r, "/warnings/"+string(x.ID)+"/progress", "Taken back. What was not sent is stopped; the correction is on its way.")
}

// readContent reads the editor's form over a content: what the form does not hold stays as it is. why says in words what
// cannot be read.
func readContent(r *http.Request, c warning.Content) (_ warning.Content, why string, err error) {
	if err := r.ParseForm(); err != nil {
		return c, "", badForm(err)
	}
	text := func(name string) string { return strings.TrimSpace(plainLines(r.PostFormValue(name))) }
	c.Event, c.Category, c.Urgency, c.Severity, c.Certainty = text("event"), text("category"), text("urgency"), text("severity"), text("certainty")
	c.ResponseTypes = inOrder(c.ResponseTypes, r.PostForm["response"])
	c.Source, c.AreaDesc = text("source"), text("area_desc")
	c.Countries = codes(text("countries"))
	for _, f := range []struct {
		name string
		into interface{ UnmarshalText([]byte) error }
	}{{"onset", &c.Onset}, {"expires", &c.Expires}, {"review", &c.Review}} {
		t, err := pages.ParseStamp(r.PostFormValue(f.name))
		if err != nil {
			return c, fmt.Sprintf("The time %q is not like 2024-03-07T18:00.", r.PostFormValue(f.name)), nil
		}
		b, _ := t.MarshalText()
		if err := f.into.UnmarshalText(b); err != nil {
			return c, fmt.Sprintf("The time %q cannot be used.", r.PostFormValue(f.name)), nil
		}
	}
	if c.Area, err = pages.ParseArea(plainLines(r.PostFormValue("area")), c.Area); err != nil {
		return c, "The " + err.Error() + ".", nil
	}
	c.Audience.Everyone = r.PostFormValue("everyone") == "1"
	c.Audience.Nationalities = codes(text("nationalities"))
	var grades []roster.Grade
	for _, g := range r.PostForm["grade"] {
		grades = append(grades, roster.Grade(g))
	}
	c.Audience.Grades = inOrder(c.Audience.Grades, grades)
	km, err := strconv.ParseFloat(text("margin"), 64)
	if err != nil {
		return c, "The margin is a number of kilometres.", nil
	}
	c.Audience.Margin = km * 1000
	c.Ladder = []warning.Rung{}
	if ch := text("ladder0"); ch != "" {
		c.Ladder = append(c.Ladder, warning.Rung{Channel: warning.Channel(ch)})
	}
	if ch := text("ladder1"); ch != "" {
		minutes, err := strconv.ParseFloat(text("wait1"), 64)
		if err != nil || minutes < 0 || minutes > 7*24*60 {
			return c, "The wait before the second channel is a number of minutes, at most a week.", nil
		}
		c.Ladder = append(c.Ladder, warning.Rung{Channel: warning.Channel(ch), Wait: int64(minutes * 60)})
	}
	if c.Drill {
		c.DrillToPeople = r.PostFormValue("drill_to_people") == "1"
	}
	n, err := strconv.Atoi(r.PostFormValue("texts"))
	if err != nil || n < 0 || n > warning.MaxTexts {
		return c, "The form does not say how many texts it holds.", nil
	}
	c.Texts = nil
	for i := range n {
		if t := readText(r, strconv.Itoa(i)); t.Lang != "" || t.Headline != "" || t.Hazard != "" {
			c.Texts = append(c.Texts, t) // a text without a language and a word is one that was taken out
		}
	}
	return c, "", nil
}

// inOrder is what was chosen, what was there before first and in its old order: a form must not change what nobody touched.
func inOrder[T comparable](was, chosen []T) []T {
	out := []T{}
	for _, x := range was {
		if slices.Contains(chosen, x) {
			out = append(out, x)
		}
	}
	for _, x := range chosen {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

func readText(r *http.Request, i string) warning.Text {
	text := func(name string) string { return strings.TrimSpace(plainLines(r.PostFormValue(name + i))) }
	t := warning.Text{Lang: text("lang"), Headline: text("headline"), Hazard: text("hazard"), Time: text("time"), Impact: text("impact"),
		Guidance: text("guidance"), Unknown: text("unknown"), Context: text("context"),
		Words: map[warning.Channel]warning.Words{}, Correction: map[warning.Channel]warning.Words{}}
	for _, ch := range []warning.Channel{warning.Email, warning.Webhook} {
		for _, x := range []struct {
			name string
			into map[warning.Channel]warning.Words
		}{{string(ch) + i, t.Words}, {string(ch) + "_correction" + i, t.Correction}} {
			words := warning.Words{Subject: strings.TrimSpace(plainLines(r.PostFormValue(x.name + "_subject"))), Body: plainLines(r.PostFormValue(x.name + "_body"))}
			if words.Subject != "" || strings.TrimSpace(words.Body) != "" {
				x.into[ch] = words
			}
		}
	}
	return t
}

// plainLines gives a text field the line feeds it was shown with; browsers send CR LF.
func plainLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// codes reads "US, gb" as [US GB].
func codes(s string) []string {
	return append([]string{}, strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool { return r == ',' || r == ' ' || r == ';' })...)
}
