package door

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/correction"
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
