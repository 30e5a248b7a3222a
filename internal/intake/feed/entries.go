package feed

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// maxList is how many entries of a list are read; those beyond it are counted and left. The largest list known has some
// hundreds; 100,000 empty ones in a megabyte are an attack on memory.
const maxList = 5_000

// entries takes an Atom feed or an RSS channel: each entry, and alerts that stand outside of all of them.
func (b *batch) entries(t *tree, list int32, name string) {
	cut := 0
	t.children(list, func(c int32) bool {
		switch {
		case t.is(c, name):
			b.Total++
			if !t.whole(c) {
				cut++
				break
			}
			if b.Total > maxList {
				b.Left++
				break
			}
			b.entry(t, c)
		case t.isAlert(c):
			b.Total++
			b.note("an alert stands in the feed but in no entry")
			b.Docs = append(b.Docs, b.alert(t, c))
		}
		return true
	})
	if cut > 0 {
		b.Total -= cut // what is cut off is told by the error, not counted
	}
}

// An entry's values, of Atom and RSS alike.
type entry struct {
	id, title, link, date string
	capLink               string // where its CAP alert stands; empty: nowhere else
	fields                bool   // CAP elements stand directly in it
}

// entry makes of one entry or item what it holds: CAP alerts, a link to one, or itself.
func (b *batch) entry(t *tree, i int32) {
	e := b.values(t, i)
	url := b.absolute(e.link)
	meta := intake.Meta{Identity: e.id, Title: oneLine(e.title), URL: url, Published: when(e.date)}
	if meta.Identity == "" {
		meta.Identity = url
	}
	content := t.counted(i, dates)
	if meta.Identity == "" {
		meta.Identity = "content:" + content
	}

	found := t.alerts(i)
	docs := make([]intake.Doc, 0, len(found))
	for _, a := range found {
		if t.child(a, "info") < 0 && e.capLink != "" && !strings.EqualFold(t.text(t.child(a, "msgType")), "Cancel") {
			continue // a stub of an alert: the link leads to the whole one
		}
		d := b.alert(t, a)
		if strings.HasPrefix(d.Meta.Identity, "content:") {
			d.Meta.Identity = meta.Identity
		}
		if url != "" {
			d.Meta.URL = url
		}
		docs = append(docs, d)
	}
	if len(docs) == 0 {
		for _, name := range []string{"content", "encoded", "description"} { // an alert as escaped text
			if c := t.child(i, name); c >= 0 && strings.Contains(string(t.inside(c)), "alert") {
				if d, ok := b.enclosed([]byte(t.text(c))); ok {
					docs = append(docs, d)
					break
				}
			}
		}
	}
	if len(docs) > 0 {
		b.Docs = append(b.Docs, docs...)
		return
	}
	meta.Content = content
	self := intake.Doc{Raw: t.slice(i), Meta: meta}
	if to := b.absolute(e.capLink); to != "" {
		b.Links = append(b.Links, Link{URL: to, Stamp: digest([]byte(e.date + "\x00" + content)), Entry: self})
		return
	}
	b.Docs = append(b.Docs, self)
}

// values reads what an entry says of itself.
func (b *batch) values(t *tree, i int32) entry {
	var e entry
	best, page := 0, false
	updated, published := "", ""
	t.children(i, func(c int32) bool {
		switch name := t.local(c); name {
		case "id":
			if e.id == "" {
				e.id = t.text(c)
			}
		case "guid":
			e.id = t.text(c)
		case "title":
			if e.title == "" {
				e.title = t.text(c)
			}
		case "updated", "modified":
			updated = t.text(c)
		case "published", "pubDate", "issued", "date":
			if published == "" || name == "pubDate" {
				published = t.text(c)
			}
		case "link", "enclosure":
			href, kind, rel := t.attr(c, "href"), t.attr(c, "type"), t.attr(c, "rel")
			if name == "enclosure" {
				href = t.attr(c, "url")
			} else if href == "" && name == "link" {
				href = t.text(c)
			}
			if href == "" || rel == "self" || rel == "edit" {
				break
			}
			if name == "link" && (e.link == "" || rel == "alternate" && strings.HasPrefix(kind, "text/html")) {
				e.link = href
			}
			page = page || strings.HasPrefix(kind, "text/html")
			if n := b.capLink(href, kind); n > best {
				best, e.capLink = n, href
			}
		case "identifier", "event", "urgency", "severity", "certainty", "areaDesc", "info", "msgType":
			e.fields = e.fields || isCAP(t.space(c))
		}
		return true
	})
	if e.date = updated; e.date == "" {
		e.date = published
	}
	if e.capLink == "" && e.fields && !page && b.complete(t, i) == 0 {
		e.capLink = e.link // an index of alerts whose links have no type: the US weather service
	}
	return e
}

// complete counts the info blocks that stand as siblings of an entry's own elements: such an entry is the whole alert.
func (b *batch) complete(t *tree, i int32) int {
	n := 0
	t.children(i, func(c int32) bool {
		if t.is(c, "info") {
			n++
		}
		return true
	})
	return n
}

// A hyphen does not end the word: alerts are written about Cap-Haïtien too.
var capWord = regexp.MustCompile(`(?i)(^|[^a-z-])cap([^a-z-]|$)|cap[-_]?alert|cap[-_]?get|get[-_]?cap`)

// capLink says how much a link looks like that of a CAP alert: 3 it says so, 2 its address does, 1 it is some XML, 0 not.
func (b *batch) capLink(href, kind string) int {
	kind = strings.ToLower(kind)
	if strings.Contains(kind, "cap+xml") {
		return 3
	}
	if kind != "" && !strings.Contains(kind, "xml") || strings.Contains(kind, "xhtml") || strings.Contains(kind, "rss") || strings.Contains(kind, "atom") {
		return 0
	}
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return 0
	}
	switch ext := strings.ToLower(path.Ext(u.Path)); {
	case ext == ".cap":
		return 2
	case ext == ".html" || ext == ".htm" || ext == ".pdf":
		return 0
	case capWord.MatchString(u.Path + "?" + u.RawQuery):
		return 2
	case ext == ".xml" || strings.Contains(kind, "xml"):
		return 1
	}
	return 0
}
