package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"sort"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/geo"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/roster"
	"github.com/tocsin-hub/tocsin/internal/situation"
	"github.com/tocsin-hub/tocsin/internal/warning"
	"github.com/tocsin-hub/tocsin/internal/web/door"
	"github.com/tocsin-hub/tocsin/internal/web/pages"
)

func (s *server) front(w http.ResponseWriter, r *http.Request) error {
	to := "/public/"
	if _, ok := door.Who(r.Context()); ok {
		to = "/situations"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (s *server) situationList(w http.ResponseWriter, r *http.Request) error {
	states := []situation.State{situation.Active, situation.Watch}
	closed := r.URL.Query().Get("closed") != ""
	if closed {
		states = append(states, situation.Closed)
	}
	list, err := s.Store.Situations(r.Context(), states...)
	if err != nil {
		return err
	}
	rows := make([]pages.SituationRow, len(list))
	for i, x := range list {
		rows[i] = pages.SituationRow{S: x, Zone: s.desk.Zone(x)}
	}
	return s.show(w, r, http.StatusOK, pages.Situations(s.frame(r, "Situations", "/situations"), rows, closed))
}

func (s *server) situation(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	x, err := s.Store.Situation(ctx, situation.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	told, err := s.Store.TellingOf(ctx, x)
	if err != nil {
		return err
	}
	p := pages.SituationPage{Frame: s.frame(r, x.Title, "/situations"), S: x, Place: s.desk.Zone(x), Titles: map[string]string{}}
	for _, t := range told {
		p.Titles[string(t.Item.ID)] = t.Item.Title
	}
	p.Timeline = pages.Draw(x, p.Now, p.Place)
	p.Map = pages.DrawMap(x.Area, s.towns(x.Area, x.Places))
	if p.Warnings, err = s.Store.Warnings(ctx, warning.Filter{Situation: x.ID, Limit: 50}); err != nil {
		return err
	}
	if p.Others, err = s.Store.Situations(ctx, situation.Active, situation.Watch); err != nil {
		return err
	}
	if err := s.life().Situation(ctx, by(r), &p, told); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Situation(p))
}

// shown is whom a query concerns, as the pages show it; an area that cannot be used is said in words.
func shown(c door.Concern, rule roster.Rule, err error) (pages.Concern, error) {
	var refused *door.Refusal
	if errors.As(err, &refused) {
		return pages.Concern{Trouble: refused.Public}, nil
	}
	return pages.Concern{Rule: rule, Total: c.Reach.Warned, Sites: c.Sites, Gatherings: c.Gatherings, People: map[roster.Grade]int{
		roster.In: c.Reach.In, roster.Near: c.Reach.Near, roster.Country: c.Reach.Country,
	}}, err
}

// towns finds names for a map: the places meant, and the largest towns around.
func (s *server) towns(a geo.Area, meant []gazetteer.Place) []pages.Mark {
	if a.Empty() || a.Validate() != nil {
		return nil
	}
	seen := map[int64]bool{}
	var out, around []gazetteer.Place
	keep := func(into *[]gazetteer.Place, p gazetteer.Place) {
		if p.ID != 0 && p.Kind == gazetteer.City && !seen[p.ID] {
			seen[p.ID] = true
			*into = append(*into, p)
		}
	}
	for _, p := range meant {
		keep(&out, p)
	}
	box := a.Bounds()
	const n = 9
	dLat, dLon := (box.North-box.South)*1.3/n, (box.East-box.West)*1.3/n
	if dLon < 0 || dLon > 40 || dLat > 20 { // an area across the date line or as large as a continent has no neighbourhood to show
		dLat, dLon = 0, 0
	}
	for i := range n {
		for j := range n {
			at := geo.Point{Lat: box.South + dLat*(float64(i)-1), Lon: box.West + dLon*(float64(j)-1)}
			if p, m := s.Gazetteer.Nearest(at); m < 50_000 {
				keep(&around, p)
			}
		}
	}
	sort.Slice(around, func(i, j int) bool { return around[i].Population > around[j].Population })
	var marks []pages.Mark
	for _, p := range append(out, around[:min(len(around), 14)]...) {
		marks = append(marks, pages.Mark{Name: p.Name, Point: p.Point})
	}
	return marks
}

func (s *server) join(w http.ResponseWriter, r *http.Request) error {
	event, err := strconv.Atoi(r.PostFormValue("event"))
	if err != nil {
		return door.Refuse(http.StatusBadRequest, "Which event of the report is meant?")
	}
	x, err := s.desk.Join(r.Context(), by(r), r.PostFormValue("report"), event, situation.ID(r.PostFormValue("to")))
	if err != nil {
		return err
	}
	return s.done(w, r, "/situations/"+string(x.ID), "Moved here by hand.")
}

func (s *server) closeSituation(w http.ResponseWriter, r *http.Request) error {
	x, err := s.Store.CloseSituation(r.Context(), by(r), situation.ID(r.PathValue("id")), r.PostFormValue("reason"))
	if err != nil {
		return err
	}
	return s.done(w, r, "/situations/"+string(x.ID), "Closed.")
}

func (s *server) reopenSituation(w http.ResponseWriter, r *http.Request) error {
	x, err := s.Store.ReopenSituation(r.Context(), by(r), situation.ID(r.PathValue("id")), r.PostFormValue("reason"))
	if err != nil {
		return err
	}
	return s.done(w, r, "/situations/"+string(x.ID), "Open again.")
}

func (s *server) draft(w http.ResponseWriter, r *http.Request) error {
	x, err := s.desk.Draft(r.Context(), by(r), situation.ID(r.PathValue("id")), r.PostFormValue("drill") != "")
	if err != nil {
		return err
	}
	return s.done(w, r, "/warnings/"+string(x.ID)+"/edit", "Drafted from the situation. Read every word before you submit it.")
}

const pageSize = 100

func (s *server) itemList(w http.ResponseWriter, r *http.Request) error {
	list, err := s.Store.Items(r.Context(), pageSize, intake.ItemID(r.URL.Query().Get("before")))
	if err != nil {
		return err
	}
	older := ""
	if len(list) == pageSize {
		older = string(list[len(list)-1].ID)
	}
	return s.show(w, r, http.StatusOK, pages.Items(s.frame(r, "Items", "/items"), list, older))
}

func (s *server) newItem(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, http.StatusOK, pages.NewItem(s.frame(r, "Hand in an item", "/items"), pages.HandedIn{}))
}

func (s *server) handIn(w http.ResponseWriter, r *http.Request) error {
	in, raw, err := readUpload(r, door.MaxUpload)
	if err != nil {
		return err
	}
	if len(raw) == 0 {
		raw = []byte(strings.ReplaceAll(in["text"], "\r\n", "\n")) // browsers send line feeds of a text field as CR LF
	}
	form := pages.HandedIn{Text: in["text"], Origin: in["origin"], URL: in["url"], Published: in["published"]}
	published, err := pages.ParseStamp(in["published"])
	var kept intake.Item
	var fresh bool
	if err != nil {
		err = door.Refuse(http.StatusUnprocessableEntity, "The time of publication is not like 2024-03-07T18:00.")
	} else {
		kept, fresh, err = s.desk.HandIn(r.Context(), by(r), raw, intake.Meta{Origin: in["origin"], URL: in["url"], Published: published})
	}
	var refused *door.Refusal
	if errors.As(err, &refused) && len(form.Text) < door.MaxForm {
		f := s.frame(r, "Hand in an item", "/items")
		f.Bad = refused.Public
		return s.show(w, r, refused.Status, pages.NewItem(f, form))
	}
	if err != nil {
		return err
	}
	said := "Kept."
	if !fresh {
		said = "The same document was here already; this is it."
	}
	return s.done(w, r, "/items/"+string(kept.ID), said)
}

// readUpload reads a form with at most one file part by part, so that nothing is written to disk. raw is the file's bytes.
func readUpload(r *http.Request, most int64) (fields map[string]string, raw []byte, err error) {
	mr, err := r.MultipartReader()
	if err != nil {
		return nil, nil, badForm(err)
	}
	fields = map[string]string{}
	for {
		part, err := mr.NextPart()
		if errors.Is(err, io.EOF) {
			return fields, raw, nil
		}
		if err != nil {
			return nil, nil, badForm(err)
		}
		b, err := readPart(part, most)
		if err != nil {
			return nil, nil, err
		}
		if part.FileName() != "" {
			raw = b
		} else if part.FormName() != "file" && len(fields) < 20 {
			fields[part.FormName()] = string(b)
		}
	}
}

func readPart(part *multipart.Part, most int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(part, most+1))
	if err != nil {
		return nil, badForm(err)
	}
	if int64(len(b)) > most {
		return nil, door.Refuse(http.StatusRequestEntityTooLarge, fmt.Sprintf("The file is larger than the %d MB that are taken here.", most>>20))
	}
	return b, nil
}

// itemPage reads an item with its report, which is absent while the item is being read.
func (s *server) itemPage(r *http.Request) (pages.ItemPage, error) {
	ctx := r.Context()
	it, err := s.Store.Item(ctx, intake.ItemID(r.PathValue("id")))
	if err != nil {
		return pages.ItemPage{}, err
	}
	p := pages.ItemPage{Frame: s.frame(r, it.Title, "/items"), Item: it, Size: len(it.Raw)}
	var rep reading.Report
	shown := it.Raw // of a page or a mail that was read: its text
	if it.Unreadable == "" && it.Of == "" {
		rep, err = s.Store.ReportOf(ctx, it.ID)
		switch {
		case errors.Is(err, s.Kinds.NotFound):
			p.Live = r.URL.Path
		case err != nil:
			return p, err
		default:
			p.Report = &rep
			zone := p.Zone
			ids, err := s.Store.SituationsOf(ctx, it.ID)
			if err != nil {
				return p, err
			}
			for i, id := range ids {
				x, err := s.Store.Situation(ctx, id)
				if err != nil {
					return p, err
				}
				if i == 0 {
					zone = s.desk.Zone(x)
				}
				p.Situations = append(p.Situations, pages.SituationRow{S: x, Zone: s.desk.Zone(x)})
			}
			whole := it.Emptied.IsZero()
			if whole {
				shown = reading.Shown(it, &rep)
			}
			p.Groups = pages.Fields(rep, zone)
			cs, err := s.Store.Corrections(ctx, it.ID)
			if err != nil {
				return p, err
			}
			if whole { // without the bytes there is nothing to correct against
				p.Groups = pages.Correct(p.Groups, rep, shown, cs)
			}
			if err := s.corrections(ctx, &p, cs); err != nil {
				return p, err
			}
		}
	}
	p.Text, p.Cut = pages.Marked(shown, p.Groups)
	return p, nil
}

func (s *server) item(w http.ResponseWriter, r *http.Request) error {
	p, err := s.itemPage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.Item(p))
}

// itemReport is the part of the item's page that changes when the report is there.
func (s *server) itemReport(w http.ResponseWriter, r *http.Request) error {
	p, err := s.itemPage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, pages.ItemBody(p))
}

func (s *server) itemRaw(w http.ResponseWriter, r *http.Request) error {
	it, err := s.Store.Item(r.Context(), intake.ItemID(r.PathValue("id")))
	if err != nil {
		return err
	}
	if !it.Emptied.IsZero() {
		return door.ErrEmptied
	}
	// Bytes of strangers are never shown as a page of ours.
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", `attachment; filename="item-`+it.SHA256[:min(12, len(it.SHA256))]+`.bin"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(it.Raw)))
	_, _ = w.Write(it.Raw)
	return nil
}
