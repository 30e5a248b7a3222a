package advice

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/tree"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// readCanada reads Global Affairs Canada's open data: index-alpha-eng.json, index-updated.json (data holds countries by ISO code),
// cta-cap-XX.json (data is one country), or one country's element alone. Not yet seen live: made from the fields that client
// programs use. The parts with a higher level are not in this form, only that there are some.
func readCanada(d *doc) error {
	root, err := tree.ParseJSON(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Lang = "Global Affairs Canada", "en-CA"
	data := root
	if x := root.Get("data"); x != nil {
		data = x
	}
	if data.Get("advisory-state") != nil {
		d.out.ID = "cta-cap-" + strings.ToUpper(data.First("country-iso").Str())
		return d.canadaCountry(data, "")
	}
	if data.Kind != '{' || len(data.Kids) == 0 {
		return ErrEmpty
	}
	for i, k := range data.Kids {
		if k.Kind != '{' {
			continue
		}
		if err := d.canadaCountry(k, data.Keys[i]); err != nil {
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

func (d *doc) canadaCountry(n *tree.Node, key string) error {
	name := n.First("country-eng", "name")
	if name.Str() == "" {
		name = n.Get("eng", "name")
	}
	if name.Str() == "" && key == "" {
		return fmt.Errorf("a country without a name: the form of this source has changed")
	}
	e := Entry{Name: name.Str(), NameAt: name.Ev()}
	if e.Name == "" {
		e.Name, e.NameAt = key, n.Ev()
	}
	code := n.Get("country-iso").Str()
	if code == "" {
		code = key
	}
	e.ID = "cta-cap-" + strings.ToUpper(code)
	if e.Country = byCode(code, d.places); e.Country == "" {
		e.Country = first(Countries(e.Name, d.places))
	}
	state, text := n.Get("advisory-state"), n.Get("eng", "advisory-text")
	level := Stance{Code: Unknown, Scope: e.Country, Words: text.Str(), Evidence: e.NameAt}
	if state != nil {
		level.Evidence = state.Ev()
		if v, err := strconv.Atoi(state.Str()); err == nil {
			level.Code = numbered(caNumbers, v)
		}
		if level.Words == "" {
			level.Words = "advisory-state " + state.Str()
		}
	}
	more := false
	if s := text.Str(); s != "" {
		c, _, m := ofWords("CA", s)
		more = m
		level.Evidence = append(level.Evidence, text.Ev()...)
		switch {
		case c == Unknown && level.Code == Unknown:
		case c == Unknown:
			d.note("%s: advisory-text %q is no word of the scale; advisory-state %s holds", e.Name, clip(s, 80), state.Str())
		case level.Code == Unknown:
			d.note("%s: advisory-state %q is no number of the scale; the words hold", e.Name, clip(state.Str(), 20))
			level.Code = c
		case c != level.Code:
			d.note("%s: advisory-state says %s, advisory-text %q: the stricter holds", e.Name, state.Str(), clip(s, 80))
			level.Code = stricter(c, level.Code)
		}
	}
	level.Level = LevelOf(level.Code)
	e.Levels = []Stance{level}
	if has, ok := n.Get("has-regional-advisory").Is(); ok && has || more {
		ev := n.Get("has-regional-advisory").Ev()
		if !has {
			ev = text.Ev()
		}
		e.Levels = append(e.Levels, Stance{Code: Unknown, Scope: partOf(e.Country), Part: "regional advisories, which this form does not name", Words: withRegional, Evidence: ev})
	}
	e.Issued = canadaDate(n.Get("date-published"))
	e.Note = n.Get("eng", "recent-updates").Str()
	e.Text = strings.Join([]string{text.Str(), e.Note}, "\n")
	return d.add(e)
}

// canadaDate reads date-published: a timestamp (seconds since 1970), or the local time of Ottawa, five or four hours behind UTC.
func canadaDate(n *tree.Node) Stated {
	if n == nil {
		return Stated{}
	}
	if ts := n.Get("timestamp"); ts != nil {
		if s := epoch(ts); s.Interval.Known() {
			return s
		}
	}
	at := n
	if v := n.Get("date"); v != nil {
		at = v
	}
	s := stated(at.Str(), at.Ev(), "2006-01-02 15:04:05", "2006-01-02T15:04:05", time.RFC3339, time.DateOnly)
	if s.Interval.Known() && !strings.ContainsAny(s.Value, "Z+") {
		s.Interval.From.Earliest, s.Interval.From.Latest = s.Interval.From.Earliest.Add(4*time.Hour), s.Interval.From.Latest.Add(5*time.Hour)
		s.Interval.To.Earliest, s.Interval.To.Latest = s.Interval.To.Earliest.Add(4*time.Hour), s.Interval.To.Latest.Add(5*time.Hour)
	}
	return s
}

// epoch reads seconds or milliseconds since 1970: German and Canadian documents have both.
func epoch(n *tree.Node) Stated {
	f, err := strconv.ParseFloat(n.Str(), 64)
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
	return Stated{Value: t.Format(time.RFC3339), Interval: when.Interval{From: when.At(t), To: when.At(t)}, Evidence: n.Ev()}
}
