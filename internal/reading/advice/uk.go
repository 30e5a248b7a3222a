package advice

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/level"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/tree"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

const ukFCDO = "UK Foreign, Commonwealth & Development Office"

// readUK reads a country's document of the GOV.UK content API (schema travel_advice). alert_status may hold several values at
// once. Empty, it means that there is no advice against travel, which is not "safe". The index document holds no levels.
func readUK(d *doc) error {
	root, err := tree.ParseJSON(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Lang = ukFCDO, "en-GB"
	if s := root.First("locale").Str(); s != "" && s != "en" {
		d.out.Lang = s
	}
	if kind := root.First("schema_name", "document_type").Str(); kind == "travel_advice_index" {
		d.note("this is the index of GOV.UK's travel advice: no levels stand in it, only the countries' own documents have them")
		return nil
	}
	details := root.Get("details")
	if details == nil {
		return fmt.Errorf("the document has no details: the form of this source has changed")
	}
	d.out.ID = root.Get("base_path").Str()
	name := details.Get("country", "name")
	if name.Str() == "" {
		name = root.Get("title")
	}
	e := Entry{Name: strings.TrimSuffix(name.Str(), " travel advice"), NameAt: name.Ev(), ID: d.out.ID, Reviewed: details.Get("reviewed_at").Str(), Note: clip(details.Get("change_description").Str(), 1000)}
	countries := Countries(e.Name, d.places)
	for i := 0; len(countries) == 0 && i < 1; i++ {
		for _, s := range nodesOf(details.Get("country", "synonyms")) {
			if countries = Countries(s.Str(), d.places); len(countries) > 0 {
				break
			}
		}
	}
	if at := root.Get("public_updated_at"); at.Str() != "" { // moves with a major change only
		e.Issued = stated(at.Str(), at.Ev(), isoTimes...)
	} else if at := details.Get("updated_at"); at.Str() != "" {
		e.Issued = stated(at.Str(), at.Ev(), isoTimes...)
	}
	var text []string
	var parts []part
	var partAt []*tree.Node
	for _, p := range nodesOf(details.Get("parts")) {
		body, html := htmlOf(p.Get("body"))
		lines := linesOf(html)
		text = append(text, p.Get("title").Str()+"\n"+textOf(lines))
		if slug := p.Get("slug").Str(); slug == "summary" || slug == "warnings-and-insurance" || len(parts) == 0 && slug == "regional-risks" {
			for _, x := range ukParts(lines, func(n string) bool { return d.wholeName(n, e.Name, first(countries)) }) {
				parts, partAt = append(parts, x), append(partAt, body)
			}
		}
	}
	e.Text = strings.Join(text, "\n")
	if len(countries) == 0 {
		countries = []string{""}
	}
	withdrawn := root.Get("withdrawn_notice")
	status := details.Get("alert_status")
	for _, c := range countries {
		one := e
		one.Country = c
		switch {
		case withdrawn != nil && withdrawn.Kind == '{' && len(withdrawn.Kids) > 0:
			d.note("%s: the page was withdrawn: %s", e.Name, clip(withdrawn.Get("explanation").Str(), 200))
			one.Levels = []Stance{{Code: Unknown, Scope: c, Words: "withdrawn", Evidence: withdrawn.Ev()}}
		case status == nil || status.Kind != '[':
			d.note("%s: the document has no alert_status", e.Name)
			one.Levels = []Stance{{Code: Unknown, Scope: c, Evidence: e.NameAt}}
		default:
			d.ukStatus(&one, status, parts, partAt)
		}
		if err := d.add(one); err != nil {
			return err
		}
	}
	return nil
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

func nodesOf(n *tree.Node) []*tree.Node {
	if n == nil || n.Kind != '[' {
		return nil
	}
	return n.Kids
}

// htmlOf is the HTML of a part's body: a string, or a list of one text for each content type.
func htmlOf(body *tree.Node) (*tree.Node, string) {
	if body == nil || body.Kind == 's' {
		return body, body.Str()
	}
	for _, k := range nodesOf(body) {
		if k.Get("content_type").Str() == "text/html" {
			return k.Get("content"), k.Get("content").Str()
		}
	}
	for _, k := range nodesOf(body) {
		return k.Get("content"), k.Get("content").Str()
	}
	return body, ""
}

// ukStatus reads alert_status: the whole country first, then the parts, named where the text names them.
func (d *doc) ukStatus(e *Entry, status *tree.Node, parts []part, partAt []*tree.Node) {
	whole := Stance{Code: NoneAgainst, Level: 1, Scope: e.Country, Words: "alert_status: none for the whole country", Evidence: status.Ev()}
	if len(status.Kids) == 0 {
		whole.Words = "alert_status: [] (no advice against travel)"
	}
	var rest []Stance
	for _, s := range status.Kids {
		code, forParts, _ := ofWords("GB", s.Str())
		l := Stance{Code: code, Level: LevelOf(code), Scope: e.Country, Words: s.Str(), Evidence: s.Ev()}
		switch {
		case code == Unknown: // an unknown word may be for the whole: then the whole is unknown
			rest = append(rest, l)
			if whole.Code == NoneAgainst {
				whole = l
				rest = rest[:len(rest)-1]
			}
		case forParts:
			named := 0
			for i, p := range parts {
				if p.code != code {
					continue
				}
				named++
				rest = append(rest, Stance{Code: code, Level: l.Level, Scope: partScope(e.Country, p.name, d.places), Part: p.name, Words: l.Words,
					Evidence: append(s.Ev(), partAt[i].EvOf(p.name)...)})
				if named == maxParts {
					break
				}
			}
			if named == 0 {
				l.Scope = partOf(e.Country)
				rest = append(rest, l)
				d.note("%s: %s: the parts are not named in a way that can be read", e.Name, s.Str())
			}
		case LevelOf(code) > LevelOf(whole.Code) || whole.Code == NoneAgainst:
			whole = l
		}
	}
	e.Levels = append([]Stance{whole}, rest...)
}

func partOf(country string) string {
	if country, _, _ = strings.Cut(country, "-"); country == "" {
		return ""
	}
	return country + "-?"
}

// but begins what is taken out of a place: the place without it is what the words are for.
var but = regexp.MustCompile(`(?i)[,;]?\s+(?:except|excluding|apart from|other than|with the exception)\b.*$`)

var ukAgainst = regexp.MustCompile(`(?i)\badvises?d? against (all but essential travel|all travel)\b(?:\s+to)?\s*(.*)$`)

// ukParts finds the parts that the text names: in the sentence, or in the list that follows it.
func ukParts(lines []line, whole func(string) bool) []part {
	var out []part
	for i := 0; i < len(lines); i++ {
		m := ukAgainst.FindStringSubmatch(lines[i].text)
		if m == nil {
			continue
		}
		code := NoTravel
		if strings.HasPrefix(strings.ToLower(m[1]), "all but") {
			code = EssentialOnly
		}
		at := lines[i]
		rest := strings.TrimSpace(strings.TrimRight(m[2], " .:"))
		if but.MatchString(rest) { // "to Chad except for the cities of:" and the list of what is not meant
			for i+1 < len(lines) && lines[i+1].item {
				i++
			}
			if !whole(but.ReplaceAllString(rest, "")) {
				out = append(out, part{name: clip(rest, 260), words: m[1], code: code, start: at.start, end: at.end})
			}
			continue
		}
		if lines[i].heading || strings.HasSuffix(lines[i].text, ":") || rest == "" {
			k := i + 1
			for lines[i].heading && k < len(lines) && !lines[k].item && !lines[k].heading && strings.HasSuffix(lines[k].text, ":") {
				k++
			}
			listed := false
			for ; k < len(lines) && lines[k].item; k++ {
				listed = true
				out = append(out, part{name: clip(strings.Trim(lines[k].text, " .;"), 260), words: m[1], code: code, start: lines[k].start, end: lines[k].end})
				i = k
			}
			if listed || lines[i].heading {
				continue
			}
		}
		if cut := strings.IndexAny(rest, ".;"); cut > 0 {
			rest = rest[:cut]
		}
		rest = strings.TrimSpace(because.ReplaceAllString(rest, ""))
		if rest == "" || len(rest) > 260 || whole(rest) || strings.HasPrefix(strings.ToLower(rest), "parts of") || strings.HasPrefix(strings.ToLower(rest), "the whole") {
			continue
		}
		out = append(out, part{name: rest, words: m[1], code: code, start: at.start, end: at.end})
	}
	return out
}

// readUKThreat reads MI5's feed of the UK threat level: the level is the last word of an entry's title. An item, or the feed.
func readUKThreat(d *doc) error {
	root, err := tree.ParseXML(d.raw)
	if err != nil {
		return err
	}
	d.out.Authority, d.out.Lang, d.out.Type = "MI5 and the Joint Terrorism Analysis Centre", "en-GB", report.ThreatLevel
	n := 0
	var fail error
	root.All("item", func(it *tree.Elem) {
		n++
		title := it.Kid("title")
		said := title.Value()
		e := Entry{Country: "GB", Name: "United Kingdom", NameAt: title.Ev(), Text: said + "\n" + textOf(linesOf(it.Kid("description").Value()))}
		link := it.Kid("link")
		if link == nil {
			link = it.Kid("guid")
		}
		e.ID = identity(link.Value())
		if northern.MatchString(said) {
			e.Country, e.Name, e.ID = "GB-NIR", "Northern Ireland", e.ID+"#northern-ireland"
		}
		if d.out.ID == "" {
			d.out.ID = e.ID
		}
		words := strings.FieldsFunc(said, func(r rune) bool { return strings.ContainsRune(" \t\n:–—-.,;!()\"'", r) })
		code := Unknown
		if len(words) > 0 {
			for _, r := range level.Ranks {
				if strings.EqualFold(words[len(words)-1], r) {
					code = r
				}
			}
		}
		date := it.Kid("pubDate")
		e.Issued = stated(date.Value(), date.Ev(), rssTimes...)
		e.Levels = []Stance{{Code: code, Level: LevelOf(code), Scope: e.Country, Words: said, Evidence: title.Ev()}}
		if err := d.add(e); err != nil {
			fail = err
		}
	})
	if fail == nil && n == 0 {
		return ErrEmpty
	}
	return fail
}

var (
	northern = regexp.MustCompile(`(?i)northern\s+ireland`)
	rssTimes = []string{"Mon, 02 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 02 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05Z07:00", "Mon, 02 Jan 2006"}
)
