package advice

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/fips"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/tree"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

const usState = "U.S. Department of State"

var (
	usTitle   = regexp.MustCompile(`(?i)^(.*?)\s*(?:travel\s+advisor(?:y|ies))?\s*(?:[-–—:]\s*see\s+summaries)?\s*[-–—:,(]?\s*\(?(level\s*[0-9]+\b.*)$`)
	usNoLevel = regexp.MustCompile(`(?i)\s*[-–—:]?\s*(?:travel\s+advisor(?:y|ies)|see\s+summaries)\s*$`)
	usWorld   = regexp.MustCompile(`(?i)^worldwide\s+caution`)
)

// readUSFeed reads the items of the State Department's RSS feed of travel advisories: one item, or the whole feed.
func readUSFeed(d *doc) error {
	root, err := tree.ParseXML(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority = usState
	items := 0
	var fail error
	root.All("item", func(it *tree.Elem) {
		if items++; fail == nil {
			fail = d.usItem(it)
		}
	})
	if fail == nil && items == 0 {
		return ErrEmpty
	}
	return fail
}

func (d *doc) usItem(it *tree.Elem) error {
	title := it.Kid("title")
	link := it.Kid("link")
	if link == nil {
		link = it.Kid("guid")
	}
	if d.out.ID == "" {
		d.out.ID = identity(link.Value())
	}
	desc := it.Kid("description")
	base, exact := desc.Inner(d.raw)
	text := desc.Value()
	if exact {
		text, _, _ = strings.Cut(string(d.raw[base:desc.End]), "]]>")
	}
	at := func(start, end int) []report.Evidence {
		if !exact {
			return desc.Ev()
		}
		return desc.Span(base+start, base+end)
	}
	var tag, level *tree.Elem
	for _, c := range it.Kids {
		if c.Name == "category" {
			switch c.Attr("domain") {
			case "Country-Tag":
				tag = c
			case "Threat-Level":
				level = c
			}
		}
	}
	var tags []string
	if tag != nil {
		tags = []string{tag.Value()}
	}
	issued := d.usDate(it.Kid("pubDate"))
	return d.usAdvisory(advisory{title: title.Value(), titleAt: title.Ev(), level: level.Value(), levelAt: level.Ev(), tags: tags, link: link.Value(), html: text, at: at, issued: issued})
}

// usDate reads a pubDate, which tells a day without a zone: the day of Washington, which ends five hours later than that of UTC.
func (d *doc) usDate(e *tree.Elem) Stated {
	s := stated(e.Value(), e.Ev(), "Mon, 02 Jan 2006", "Mon, 2 Jan 2006", time.RFC1123, time.RFC1123Z, time.RFC3339)
	if s.Interval.Known() && !strings.Contains(s.Value, ":") {
		s.Interval.To = when.At(s.Interval.To.Earliest.Add(5 * time.Hour))
	}
	return s
}

// advisory is one US advisory, from whichever form.
type advisory struct {
	title, level     string
	titleAt, levelAt []report.Evidence
	tags             []string
	link, html       string
	lines            []line // of a page, in place of html
	at               func(start, end int) []report.Evidence
	issued           Stated
}

func (d *doc) usAdvisory(a advisory) error {
	name, said := usNoLevel.ReplaceAllString(a.title, ""), ""
	if m := usTitle.FindStringSubmatch(a.title); m != nil {
		name, said = m[1], m[2]
	} else if c, _, _ := ofWords("US", a.title[strings.LastIndexAny(a.title, "-–:")+1:]); c != Unknown { // "Mali - Do Not Travel"
		cut := strings.LastIndexAny(a.title, "-–:")
		if cut < 0 {
			cut = 0
		}
		name, said = strings.TrimSpace(a.title[:cut]), strings.TrimLeft(a.title[cut:], "-–: ")
	}
	name = strings.TrimSpace(usNoLevel.ReplaceAllString(strings.TrimRight(name, " -–—:,("), ""))
	lines := a.lines
	if lines == nil {
		lines = linesOf(a.html)
	}
	e := Entry{Name: name, NameAt: a.titleAt, ID: identity(a.link), Issued: a.issued, Text: textOf(lines), Note: usNote(lines)}
	if usWorld.MatchString(name) {
		e.Name = worldwide
		e.Levels = []Stance{{Code: Unknown, Words: a.title, Evidence: a.titleAt}}
		d.note("a caution for the whole world: it names no level and no country")
		return d.add(e)
	}
	code, ev, w := d.usLevel(a, said)
	tagged := ""
	for _, t := range a.tags {
		if iso, ok := fips.ISO(t); ok {
			tagged = iso
		} else {
			d.note("%s: the country tag %q is no FIPS 10-4 code", clip(name, 80), clip(t, 20))
		}
	}
	countries := Countries(name, d.places)
	switch {
	case len(countries) == 0 && tagged != "":
		countries = []string{tagged}
		d.note("%q is no name of a country that is known here; its tag says %s", clip(name, 80), tagged)
	case tagged != "" && !slices.Contains(countries, tagged) && !coversPart(countries, tagged):
		d.note("%s: the name says %s, the tag %s: the name holds", clip(name, 80), strings.Join(countries, ", "), tagged)
	}
	if len(countries) == 0 {
		countries = []string{""}
	}
	for _, c := range countries {
		one := e
		one.Country = c
		one.Levels = []Stance{{Code: code, Level: LevelOf(code), Scope: c, Words: w, Evidence: ev}}
		if len(countries) > 1 && c != tagged && c != "" {
			// a title for several has the level of the one with the tag; the others' stands in the text
			if oc, ow, s, t, ok := d.usOwn(lines, c); ok {
				one.Levels[0] = Stance{Code: oc, Level: LevelOf(oc), Scope: c, Words: ow, Evidence: a.at(s, t)}
			}
		}
		whole := func(n string) bool { return d.wholeName(n, name, c) }
		if len(countries) == 1 {
			d.addParts(&one, usParts(lines, whole, code), a.at)
		}
		if err := d.add(one); err != nil {
			return err
		}
	}
	return nil
}

func coversPart(countries []string, tag string) bool {
	for _, c := range countries {
		if strings.HasPrefix(c, tag+"-") {
			return true
		}
	}
	return false
}

// wholeName reports whether the place a heading or sentence is about is the country itself.
func (d *doc) wholeName(n, name, country string) bool {
	n = strings.TrimSpace(because.ReplaceAllString(n, ""))
	n = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(n, "all of "), "the whole of "), " at this time")
	if i := strings.IndexAny(n, ",;("); i > 0 && sameCountry(n[:i], country, d.places) {
		return true
	}
	return n == "" || strings.EqualFold(n, name) || strings.EqualFold(strings.TrimPrefix(strings.ToLower(n), "the "), strings.ToLower(name)) || sameCountry(n, country, d.places) || wholeWords.MatchString(n)
}

var wholeWords = regexp.MustCompile(`(?i)^(?:these|this|the following|the below|the) (?:areas?|region|country|locations?)\b|^(?:or )?(?:remain in|elsewhere)|\btravel advisory$|^overall$`)

// usLevel reads the level of title and category. They say the same; where they do not, the stricter holds and it is told.
func (d *doc) usLevel(a advisory, said string) (code string, ev []report.Evidence, w string) {
	code, w, ev = Unknown, a.title, a.titleAt
	if said != "" {
		code, _, _ = ofWords("US", strings.TrimRight(said, ") "))
		w = said
	}
	if a.level == "" {
		return code, ev, w
	}
	c, _, _ := ofWords("US", a.level)
	switch {
	case said == "" || code == Unknown && c != Unknown:
		return c, a.levelAt, a.level
	case c != code:
		d.note("%s: the title says %q, the category %q: the stricter holds", clip(a.title, 80), clip(said, 60), clip(a.level, 60))
		if stricter(code, c) == c {
			return c, a.levelAt, a.level
		}
	}
	return code, slices.Concat(ev, a.levelAt), w
}

// usOwn finds the sentence that gives a country its own level: "Reconsider travel to the Macau SAR due to …".
func (d *doc) usOwn(lines []line, country string) (code, w string, start, end int, ok bool) {
	for _, l := range lines {
		for _, m := range usAnySentence.FindAllStringSubmatch(l.text, -1) {
			place := because.ReplaceAllString(m[2], "")
			place = strings.TrimSpace(strings.TrimPrefix(sarWords.ReplaceAllString(place, ""), "the "))
			if slices.Equal(Countries(place, d.places), []string{country}) {
				if c := codeOfUS(m[1]); c != Unknown && LevelOf(c) > LevelOf(code) {
					code, w, start, end, ok = c, m[1], l.start, l.end, true
				}
			}
		}
	}
	return
}

var (
	usAnySentence = regexp.MustCompile(`(?i)(Do\s+Not\s+Travel|Reconsider\s+Travel|Exercise\s+Increased\s+Caution|Exercise\s+Normal\s+Precautions)\s+(?:to|in|when\s+traveling\s+to)\s+((?:the\s+)?[^.;]{3,120}?)\s+(?:due\s+to|because)\b`)
	sarWords      = regexp.MustCompile(`(?i)\s*(?:special administrative region|\(SAR\)|SAR)`)
)

// usNote is the government's own word on what changed, which stands first.
func usNote(lines []line) string {
	for _, l := range lines[:min(3, len(lines))] {
		if notThere.MatchString(l.text) || strings.HasPrefix(strings.ToLower(l.text), "last update") {
			return clip(l.text, 600)
		}
	}
	return ""
}

// identity brings a link to the form by which a document is the same document.
func identity(link string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Host == "" {
		return clip(strings.TrimSpace(link), 400)
	}
	return clip(strings.ToLower(u.Host)+strings.TrimSuffix(u.Path, "/"), 400)
}

// readUSJSON reads the elements of cadataapi's TravelAdvisories: one object, or an array of them. Not yet seen live: made from
// the fields that client programs use.
func readUSJSON(d *doc) error {
	root, err := tree.ParseJSON(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority = usState
	all := []*tree.Node{root}
	if root.Kind == '[' {
		all = root.Kids
	}
	if len(all) == 0 {
		return ErrEmpty
	}
	for i, n := range all {
		title := n.Get("Title")
		if title.Str() == "" {
			return fmt.Errorf("element %d has no Title: the form of this source has changed", i)
		}
		var tags []string
		if c := n.Get("Category"); c != nil {
			for _, k := range c.Kids {
				tags = append(tags, k.Str())
			}
			if c.Kind == 's' {
				tags = append(tags, c.Str())
			}
		}
		if d.out.ID == "" && len(all) == 1 {
			d.out.ID = identity(n.Get("Link").Str())
		}
		updated := n.First("Updated", "Published")
		sum := n.Get("Summary")
		piece := sum.Str()
		at := func(start, end int) []report.Evidence {
			if start < end && end <= len(piece) {
				return sum.EvOf(piece[start:end])
			}
			return sum.Ev()
		}
		if err := d.usAdvisory(advisory{title: title.Str(), titleAt: title.Ev(), tags: tags, link: n.Get("Link").Str(), html: piece, at: at,
			issued: stated(updated.Str(), updated.Ev(), isoTimes...)}); err != nil {
			return err
		}
	}
	return nil
}
