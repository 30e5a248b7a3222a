package door

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/cap"
	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
	"github.com/tocsin-hub/tocsin/internal/situation"
)

// Correct keeps a correction of the newest reading of an item, or of the one that c names, and gives its id. A place is looked
// up on the map by its name, "Name, RU" for one in that country, or by its GeoNames number.
func (d Desk) Correct(ctx context.Context, by desk.Account, c correction.Correction) (string, error) {
	if c.Report == "" {
		rep, err := d.Store.ReportOf(ctx, c.Item)
		if err != nil {
			return "", err
		}
		c.Report = rep.ID
	}
	c.Place = gazetteer.Place{}
	if c.Field == correction.Place && c.Act != correction.Remove {
		c.Place = d.place(strings.TrimSpace(c.Value))
	}
	return d.Store.KeepCorrection(ctx, by, c)
}

// place is the place on the map that somebody wrote; zero when there is none. Of several of one name it is the first that the
// gazetteer gives.
func (d Desk) place(s string) gazetteer.Place {
	if id, err := strconv.ParseInt(s, 10, 64); err == nil {
		p, _ := d.Gazetteer.ByID(id)
		return p
	}
	country := ""
	if name, code, ok := strings.Cut(s, ","); ok && len(strings.TrimSpace(code)) == 2 {
		s, country = strings.TrimSpace(name), strings.ToUpper(strings.TrimSpace(code))
	}
	for _, p := range d.Gazetteer.Lookup(s) {
		if p.ID != 0 && (country == "" || p.Country == country) {
			return p
		}
	}
	return gazetteer.Place{}
}

// Gold is the corrected reading of an item as a record of the gold set.
func (d Desk) Gold(ctx context.Context, id intake.ItemID) ([]byte, error) {
	it, err := d.Store.Item(ctx, id)
	if err != nil {
		return nil, err
	}
	if !it.Emptied.IsZero() {
		return nil, ErrEmptied
	}
	rep, err := d.Store.ReportOf(ctx, id)
	if err != nil {
		return nil, err
	}
	cs, err := d.Store.Corrections(ctx, id)
	if err != nil {
		return nil, err
	}
	return correction.Gold(it, rep, cs)
}

// Named are the names of those who corrected, by account.
func (d Desk) Named(ctx context.Context, cs []correction.Correction) (map[string]string, error) {
	out := map[string]string{}
	for _, c := range cs {
		if _, known := out[c.By]; known {
			continue
		}
		a, err := d.Store.Account(ctx, desk.AccountID(c.By))
		if err != nil && !errors.Is(err, d.Kinds.NotFound) {
			return nil, err
		}
		out[c.By] = cmp.Or(a.Name, c.By)
	}
	return out, nil
}

// DraftCAP is a CAP draft (status Draft) of one event, from 0, of an item as the desk corrected its reading; the note says what was
// corrected, by whom, and what a model proposed.
func (d Desk) DraftCAP(ctx context.Context, id intake.ItemID, event int) ([]byte, error) {
	rep, err := d.Store.ReportOf(ctx, id)
	if err != nil {
		return nil, err
	}
	cs, err := d.Store.Corrections(ctx, id)
	if err != nil {
		return nil, err
	}
	who, err := d.Named(ctx, cs)
	if err != nil {
		return nil, err
	}
	a, _, ok := correction.DraftCAP(rep, cs, event, func(id string) string { return who[id] })
	if !ok {
		return nil, Refuse(http.StatusUnprocessableEntity, "The report has no such event, or the desk removed it.")
	}
	if a.Sent.IsZero() {
		a.Sent = cap.At(d.Clock().UTC().Truncate(time.Second))
	}
	b, _, err := cap.Marshal(a) // what is still to be filled in, a draft may lack
	if err != nil {
		return nil, Refuse(http.StatusUnprocessableEntity, "No CAP draft can be made of this event: "+err.Error()+".")
	}
	return b, nil
}

// drawn are the values that a draft of a situation is made from and that are not as the rules read them.
func drawn(s situation.Situation, told []situation.Told) []correction.Drawn {
	var out []correction.Drawn
	for _, m := range s.Members {
		for _, t := range told {
			if t.Report.ID != m.Report {
				continue
			}
			for _, x := range correction.DrawnFrom(t.Report, t.Corrections, m.Event) {
				if !slices.Contains(out, x) {
					out = append(out, x)
				}
			}
		}
	}
	return out
}

// ErrEmptied: the bytes of an item were removed by the retention rule.
var ErrEmptied = Refuse(http.StatusGone, "The bytes of this item were removed by the retention rule; its hash and its report are kept.")

// GoldName is the name of a file of an item's gold record: its id, of which only letters, digits and "_" are taken, and ext.
func GoldName(id, ext string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return -1
	}, id) + ext
}
