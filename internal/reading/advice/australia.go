package advice

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/tree"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

const smartraveller = "Smartraveller (Australia)"

// readAustralia reads the items of Smartraveller's RSS feed: one item, or the whole feed. ta:level is of five ("3/5", or "3"
// alone); where words stand beside it they must agree, or else the stricter holds.
func readAustralia(d *doc) error {
	root, err := tree.ParseXML(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Lang = smartraveller, "en-AU"
	n := 0
	var fail error
	root.All("item", func(it *tree.Elem) {
		if n++; fail == nil {
			fail = d.auItem(it)
		}
	})
	if fail == nil && n == 0 {
		return ErrEmpty
	}
	return fail
}

var auLevel = regexp.MustCompile(`^\s*([0-9]+)\s*(?:/\s*([0-9]+))?\s*$`)

func (d *doc) auItem(it *tree.Elem) error {
	title, link := it.Kid("title"), it.Kid("link")
	if d.out.ID == "" {
		d.out.ID = identity(link.Value())
	}
	date := it.Kid("pubDate")
	e := Entry{Name: title.Value(), NameAt: title.Ev(), ID: identity(link.Value()), Issued: auDate(date)}
	lines := linesOf(it.Kid("description").Value())
	e.Text = textOf(lines)
	w := it.Kid("ta:warnings")
	level, said := w.Kid("ta:level"), w.Kid("ta:description")
	if said == nil {
		said = w.Kid("dc:description")
	}
	if level == nil {
		level = it.Kid("ta:level")
	}
	where := w.Kid("dc:coverage")
	// "Afghanistan – Do not travel": the level may stand behind the name
	if i := strings.LastIndexAny(e.Name, "–-:"); i > 0 {
		if c, _, _ := startsWith("AU", strings.TrimLeft(e.Name[i:], "–-: ")); c != Unknown {
			e.Name = strings.TrimSpace(e.Name[:i])
		}
	}
	if c := where.Value(); c != "" {
		if e.Country = byCode(c, d.places); e.Country == "" {
			e.Country = first(Countries(c, d.places))
		}
	}
	all := []string{e.Country}
	if e.Country == "" {
		if all = Countries(e.Name, d.places); len(all) == 0 {
			all = Countries(slugName(link.Value()), d.places)
		}
	}
	if len(all) == 0 {
		all = []string{""}
	}
	l := Stance{Code: Unknown, Words: strings.TrimSpace(level.Value() + " " + said.Value()), Evidence: title.Ev()}
	if level != nil {
		l.Evidence = level.Ev()
	}
	byWord, _, _ := startsWith("AU", said.Value())
	if m := auLevel.FindStringSubmatch(level.Value()); m != nil && (m[2] == "" || m[2] == "5") {
		n, _ := strconv.Atoi(m[1])
		l.Code = numbered(auNumbers, n)
		if m[2] == "" && byWord != Unknown && byWord != l.Code {
			d.note("%s: level %s without its scale and %q: the words hold", clip(e.Name, 80), m[1], clip(said.Value(), 60))
			l.Code = byWord
		}
	}
	switch {
	case byWord == Unknown:
	case l.Code == Unknown:
		l.Code = byWord
		l.Evidence = append(l.Evidence, said.Ev()...)
	case byWord != l.Code:
		d.note("%s: level %s and %q do not agree: the stricter holds", clip(e.Name, 80), level.Value(), clip(said.Value(), 60))
		l.Code = stricter(l.Code, byWord)
		l.Evidence = append(l.Evidence, said.Ev()...)
	}
	l.Level = LevelOf(l.Code)
	for _, c := range all {
		one := e
		one.Country, l.Scope = c, c
		one.Levels = []Stance{l}
		d.auParts(&one, it.Kid("description"), lines)
		if err := d.add(one); err != nil {
			return err
		}
	}
	return nil
}

var auHigher = regexp.MustCompile(`(?i)^(?:we (?:now |continue to )?advise:?\s*)?(do not travel|reconsider your need to travel|exercise a high degree of caution)\s+(?:to|in)\s+(.{3,240}?)(?:\s+due to\b.*|\s+because\b.*|\.\s.*|\.)?$`)

// auParts finds the parts with a higher level, which stand only in the prose.
func (d *doc) auParts(e *Entry, desc *tree.Elem, lines []line) {
	for _, l := range lines {
		m := auHigher.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		code, _, _ := startsWith("AU", m[1])
		if LevelOf(code) <= e.Levels[0].Level || d.wholeName(m[2], e.Name, e.Country) || strings.HasSuffix(strings.ToLower(m[2]), " overall") {
			continue
		}
		d.addParts(e, []part{{name: m[2], words: m[1], code: code}}, func(int, int) []report.Evidence { return desc.Ev() })
	}
}

// slugName is the name in a link's last part: "united-arab-emirates" is "united arab emirates".
func slugName(link string) string {
	link = strings.TrimSuffix(link, "/")
	return strings.ReplaceAll(link[strings.LastIndexByte(link, '/')+1:], "-", " ")
}

// Zones that Australian feeds write and no parser knows.
var auZones = map[string]int{"AEDT": 11 * 3600, "AEST": 10 * 3600, "ACDT": 10*3600 + 1800, "ACST": 9*3600 + 1800, "AWST": 8 * 3600, "GMT": 0, "UTC": 0}

func auDate(e *tree.Elem) Stated {
	v := e.Value()
	i := strings.LastIndexByte(v, ' ')
	if off, ok := auZones[v[i+1:]]; ok && i > 0 {
		for _, l := range []string{"2 Jan 2006 15:04:05", "Mon, 2 Jan 2006 15:04:05", "2 January 2006 15:04:05"} {
			if t, err := time.ParseInLocation(l, v[:i], time.FixedZone(v[i+1:], off)); err == nil && t.Year() >= 1990 && t.Year() <= 2200 {
				return Stated{Value: v, Interval: when.Interval{From: when.At(t.UTC()), To: when.At(t.UTC())}, Evidence: e.Ev()}
			}
		}
	}
	return stated(v, e.Ev(), rssTimes...)
}
