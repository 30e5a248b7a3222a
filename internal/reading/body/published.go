package body

import (
	"bytes"
	"strings"
	"time"

	"golang.org/x/net/html/atom"
)

// dated is a place of a document that says when it was published; the lower the rank the better.
type dated struct {
	rank       int
	value      string
	start, end int // in the document
	from       string
	node       int32
}

// dateMetas are the names of meta elements that hold the time of publication, best first. Times of change are none: a page
// that was touched yesterday may be a year old.
var dateMetas = map[string]int{
	"article:published_time": 1, "og:article:published_time": 2, "og:published_time": 2, "datepublished": 4,
	"article:published": 5, "dcterms.issued": 6, "dc.date.issued": 6, "dcterms.created": 7, "dc.date": 8, "dcterms.date": 8,
	"pubdate": 8, "publish-date": 8, "date": 9,
}

const maxDates = 200

func (p *page) meta(at *attrs, start, end int) {
	key := at.key
	if key == "" && strings.Contains(at.itemprop, "datepublished") {
		key = "datepublished"
	}
	if key == "" || at.content == "" {
		return
	}
	s, e := within(p.doc, start, end, at.content)
	if rank, ok := dateMetas[key]; ok {
		p.dated(dated{rank: rank, value: at.content, start: s, end: e, from: "meta " + key})
	}
}

// time keeps the datetime of a time element.
func (p *page) time(tag atom.Atom, at *attrs, start, end int) {
	if tag != atom.Time || at.datetime == "" || p.top().marks&(isScrap|isHidden) != 0 {
		return
	}
	rank := 11
	switch c := at.class + " " + at.itemprop; {
	case strings.Contains(c, "datepublished"):
		rank = 4
	case strings.Contains(c, "published") || strings.Contains(c, "entry-date"):
		rank = 10
	case strings.Contains(c, "updated") || strings.Contains(c, "modified"):
		return
	}
	s, e := within(p.doc, start, end, at.datetime)
	p.dated(dated{rank: rank, value: at.datetime, start: s, end: e, from: "time", node: p.stack[len(p.stack)-1]})
}

// jsonDates looks for datePublished in JSON-LD. The script is not parsed: the first pair of that name counts.
func (p *page) jsonDates(start, end int) {
	s := p.doc[start:end]
	key := []byte(`"datePublished"`)
	i := bytes.Index(s, key)
	if i < 0 {
		return
	}
	rest := bytes.TrimLeft(s[i+len(key):], " \t\r\n")
	if len(rest) == 0 || rest[0] != ':' {
		return
	}
	if rest = bytes.TrimLeft(rest[1:], " \t\r\n"); len(rest) == 0 || rest[0] != '"' {
		return
	}
	n := bytes.IndexByte(rest[1:min(len(rest), 80)], '"')
	if n < 0 {
		return
	}
	from := end - len(rest) + 1
	p.dated(dated{rank: 3, value: string(rest[1 : 1+n]), start: from, end: from + n, from: "JSON-LD datePublished"})
}

func (p *page) dated(d dated) {
	if len(p.dates) < maxDates && len(d.value) <= 80 {
		p.dates = append(p.dates, d)
	}
}

// within finds an attribute's value in its tag; the whole tag when it is written with entities.
func within(doc []byte, start, end int, value string) (int, int) {
	if i := bytes.LastIndex(doc[start:end], []byte(value)); i >= 0 {
		return start + i, start + i + len(value)
	}
	return start, end
}

// published picks the best word on publication; time elements count only in the part that is read.
func (p *page) published(in func(node int32) bool) (Published, *dated) {
	best := -1
	var at Published
	for i := range p.dates {
		d := &p.dates[i]
		if best >= 0 && p.dates[best].rank <= d.rank || d.node != 0 && !in(d.node) {
			continue
		}
		if got, ok := parseDate(d.value); ok {
			best, at = i, got
			at.From = d.from
		}
	}
	if best < 0 {
		return Published{}, nil
	}
	return at, &p.dates[best]
}

var zonedForms = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05.999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", time.RFC1123Z}

// parseDate reads the date forms of the HTML standard and those that publishing systems write besides.
func parseDate(s string) (Published, bool) {
	s = strings.TrimSpace(s)
	p := Published{Value: s}
	for _, f := range zonedForms {
		if t, err := time.Parse(f, s); err == nil {
			p.At, p.Zoned = t, true
			return p, sane(t)
		}
	}
	for _, f := range [...]string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.Parse(f, s); err == nil {
			p.At = t
			return p, sane(t)
		}
	}
	for _, f := range [...]string{"2006-01-02", "2006/01/02", "20060102"} {
		if t, err := time.Parse(f, s); err == nil {
			p.At, p.Day = t, true
			return p, sane(t)
		}
	}
	return p, false
}

func sane(t time.Time) bool { return t.Year() >= 1980 && t.Year() <= 2200 }
