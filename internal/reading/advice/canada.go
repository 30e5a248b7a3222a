package advice

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// readCanada reads Global Affairs Canada's open data: index-alpha-eng.json, index-updated.json (data holds countries by ISO code),
// cta-cap-XX.json (data is one country), or one country's element alone. Not yet seen live: made from the fields that client
// programs use. The parts with a higher level are not in this form, only that there are some.
func readCanada(d *doc) error {
	root, err := parseJSON(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Lang = "Global Affairs Canada", "en-CA"
	data := root
	if x := root.get("data"); x != nil {
		data = x
	}
	if data.get("advisory-state") != nil {
		d.out.ID = "cta-cap-" + strings.ToUpper(data.first("country-iso").str())
		return d.canadaCountry(data, "")
	}
	if data.kind != '{' || len(data.kids) == 0 {
		return ErrEmpty
	}
	for i, k := range data.kids {
		if k.kind != '{' {
			continue
		}
		if err := d.canadaCountry(k, data.keys[i]); err != nil {
			return err
		}
	}
	if len(d.out.Entries) == 0 {
		return ErrEmpty
	}
	if len(d.out.Entries) == 1 {
		d.out.ID = d.out.Entries[0].ID
	}
	return nil
}

func (d *doc) canadaCountry(n *node, key string) error {
	name := n.first("country-eng", "name")
	if name.str() == "" {
		name = n.get("eng", "name")
	}
	if name.str() == "" && key == "" {
		return fmt.Errorf("a country without a name: the form of this source has changed")
	}
	e := Entry{Name: name.str(), NameAt: name.ev()}
	if e.Name == "" {
		e.Name, e.NameAt = key, n.ev()
	}
	code := n.get("country-iso").str()
	if code == "" {
		code = key
	}
	e.ID = "cta-cap-" + strings.ToUpper(code)
	if e.Country = byCode(code, d.places); e.Country == "" {
		e.Country = first(Countries(e.Name, d.places))
	}
	state, text := n.get("advisory-state"), n.get("eng", "advisory-text")
	level := Stance{Code: Unknown, Scope: e.Country, Words: text.str(), Evidence: e.NameAt}
	if state != nil {
		level.Evidence = state.ev()
		if v, err := strconv.Atoi(state.str()); err == nil {
			level.Code = numbered(caNumbers, v)
		}
		if level.Words == "" {
			level.Words = "advisory-state " + state.str()
		}
	}
	more := false
	if s := text.str(); s != "" {
		c, _, m := ofWords("CA", s)
		more = m
		level.Evidence = append(level.Evidence, text.ev()...)
		switch {
		case c == Unknown && level.Code == Unknown:
		case c == Unknown:
			d.note("%s: advisory-text %q is no word of the scale; advisory-state %s holds", e.Name, clip(s, 80), state.str())
		case level.Code == Unknown:
			d.note("%s: advisory-state %q is no number of the scale; the words hold", e.Name, clip(state.str(), 20))
			level.Code = c
		case c != level.Code:
			d.note("%s: advisory-state says %s, advisory-text %q: the stricter holds", e.Name, state.str(), clip(s, 80))
			level.Code = stricter(c, level.Code)
		}
	}
	level.Level = LevelOf(level.Code)
	e.Levels = []Stance{level}
	if has, ok := n.get("has-regional-advisory").is(); ok && has || more {
		ev := n.get("has-regional-advisory").ev()
		if !has {
			ev = text.ev()
		}
		e.Levels = append(e.Levels, Stance{Code: Unknown, Scope: partOf(e.Country), Part: "regional advisories, which this form does not name", Words: withRegional, Evidence: ev})
	}
	e.Issued = canadaDate(n.get("date-published"))
	e.Note = n.get("eng", "recent-updates").str()
	e.Text = strings.Join([]string{text.str(), e.Note}, "\n")
	return d.add(e)
}

// canadaDate reads date-published: a timestamp (seconds since 1970), or the local time of Ottawa, five or four hours behind UTC.
func canadaDate(n *node) Stated {
	if n == nil {
		return Stated{}
	}
	if ts := n.get("timestamp"); ts != nil {
		if s := epoch(ts); s.Interval.Known() {
			return s
		}
	}
	at := n
	if v := n.get("date"); v != nil {
		at = v
	}
	s := stated(at.str(), at.ev(), "2006-01-02 15:04:05", "2006-01-02T15:04:05", time.RFC3339, time.DateOnly)
	if s.Interval.Known() && !strings.ContainsAny(s.Value, "Z+") {
		s.Interval.From.Earliest, s.Interval.From.Latest = s.Interval.From.Earliest.Add(4*time.Hour), s.Interval.From.Latest.Add(5*time.Hour)
		s.Interval.To.Earliest, s.Interval.To.Latest = s.Interval.To.Earliest.Add(4*time.Hour), s.Interval.To.Latest.Add(5*time.Hour)
	}
	return s
}

// epoch reads seconds or milliseconds since 1970: German and Canadian documents have both.
func epoch(n *node) Stated {
	f, err := strconv.ParseFloat(n.str(), 64)
	if err != nil || f <= 0 {
		return Stated{}
	}
	if f >= 1e11 {
		f /= 1000
	}
	t := time.Unix(int64(f), 0).UTC()
	if t.Year() < 1990 || t.Year() > 2200 {
		return Stated{}
	}
	return Stated{Value: t.Format(time.RFC3339), Interval: when.Interval{From: when.At(t), To: when.At(t)}, Evidence: n.ev()}
}
