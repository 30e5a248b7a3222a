package advice

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/advice/tree"
)

// listOf tells by a link or a name which government a list by others is about.
var listOf = []struct{ mark, who, authority string }{
	{"travel.state.gov", "US", usState}, {"smartraveller.gov.au", "AU", smartraveller}, {"travel.gc.ca", "CA", "Global Affairs Canada"},
	{"gov.uk/foreign-travel-advice", "GB", ukFCDO}, {"ireland.ie", "IE", "Department of Foreign Affairs (Ireland)"},
	{"safetravel.govt.nz", "NZ", "SafeTravel (New Zealand)"}, {"rijksoverheid.nl", "NL", "Ministerie van Buitenlandse Zaken (Netherlands)"}, {"nederlandwereldwijd.nl", "NL", "Ministerie van Buitenlandse Zaken (Netherlands)"},
}

// readList reads lists of levels that others make out of governments' pages: objects with a country (a name, an ISO code, or both)
// and the government's words of the level. They are other people's copies; whose words they are is told by the links in them.
//
//	{"advisories": [{"country": {"name", "alpha_2"}, "advisory", "level", "page_url"}]}
//	[{"destination", "risk_level", "last_updated", "details_url"}]
//	[{"country_iso", "name", "advisory_html"}]
//	{"AFG": {"id", "name", "advice", "originalUrl"}}
//	{"name" or "destination", "risk_level" or "advisory_level", "update_date"}: one country alone
func readList(d *doc) error {
	root, err := tree.ParseJSON(d.raw)
	if err != nil {
		return err
	}
	who := ""
	head := string(d.raw[:min(len(d.raw), 64<<10)])
	for _, l := range listOf {
		if strings.Contains(head, l.mark) {
			who, d.out.Authority = l.who, l.authority
			break
		}
	}
	if who == "NL" {
		d.out.Lang = "nl"
	}
	list := root
	if a := root.Get("advisories"); a != nil {
		list = a
	}
	switch {
	case list.Kind == '{' && list.First("risk_level", "advisory_level", "advisory", "advice", "advisory_html") != nil:
		if err := d.listed(list, "", who); err != nil {
			return err
		}
		d.out.ID = d.out.Entries[0].ID
		return nil
	case list.Kind == '[' || list.Kind == '{':
		for i, k := range list.Kids {
			key := ""
			if list.Kind == '{' {
				key = list.Keys[i]
			}
			if k.Kind != '{' {
				return fmt.Errorf("entry %d of the list is no country", i)
			}
			if err := d.listed(k, key, who); err != nil {
				return err
			}
		}
	}
	if len(d.out.Entries) == 0 {
		return ErrEmpty
	}
	return nil
}

// notCountries are entries of such lists that are no country.
var notCountries = map[string]bool{"no travel advice": true}

func (d *doc) listed(n *tree.Node, key, who string) error {
	name := n.First("destination", "name", "country")
	code := n.First("country_iso", "alpha_2", "iso", "id").Str()
	if name != nil && name.Kind == '{' {
		code, name = name.Get("alpha_2").Str(), name.Get("name")
	}
	if key != "" && code == "" {
		code = key
	}
	e := Entry{Name: name.Str(), NameAt: name.Ev()}
	if e.Name == "" {
		e.Name, e.NameAt = code, n.Ev()
	}
	if e.Name == "" {
		return fmt.Errorf("the entry at %s names no country", n.Path)
	}
	if notCountries[strings.ToLower(e.Name)] {
		d.note("%q is no country and was left out", e.Name)
		return nil
	}
	link := n.First("page_url", "details_url", "url", "originalUrl", "advisory_details_url")
	if e.ID = identity(link.Str()); e.ID == "" {
		e.ID = strings.ToLower(e.Name)
	}
	var countries []string
	if iso := byCode(code, d.places); iso != "" {
		countries = []string{iso}
	} else if countries = Countries(e.Name, d.places); len(countries) == 0 {
		countries = []string{""}
	}
	if byName := Countries(e.Name, d.places); len(byName) > 1 && len(countries) == 1 {
		countries = byName // "Israel and the Palestinian Territories", filed under one of them
	}
	updated := n.First("last_updated", "update_date", "last_updated_advisory", "update_date_advisory")
	e.Issued = stated(updated.Str(), updated.Ev(), isoTimes...)
	at := n.First("risk_level", "advisory_level", "advisory", "advice", "advisory_html")
	said := at.Str()
	l := Stance{Code: Unknown, Words: clip(said, 200), Evidence: at.Ev()}
	if at == nil || len(l.Evidence) == 0 {
		l.Evidence = e.NameAt
	}
	parts, more := false, false
	if l.Code, parts, more = ofWords(who, said); l.Code == Unknown {
		size := 0
		if l.Code, parts, size = startsWith(who, said); l.Code != Unknown {
			l.Words = strings.TrimSpace(said[:size])
			l.Evidence = at.EvOf(l.Words)
			e.Text = said
		}
	}
	var against []Stance
	if l.Code == Unknown {
		against = d.ukSaid(&l, said, at, e.Name, first(countries))
	}
	if num := n.First("level", "risk_level_number"); num != nil && num.Str() != "" && l.Code != Unknown && num.Str() != fmt.Sprint(LevelOf(l.Code)) {
		d.note("%s: the list files %q under level %s", e.Name, l.Words, num.Str())
	}
	l.Level = LevelOf(l.Code)
	if e.Text == "" {
		e.Text = said
	}
	for _, c := range countries {
		one, w := e, l
		one.Country, w.Scope = c, c
		if parts {
			w.Scope = partOf(c)
		}
		one.Levels = []Stance{w}
		for _, x := range against {
			x.Scope = partOf(c)
			one.Levels = append(one.Levels, x)
		}
		if more {
			one.Levels = append(one.Levels, Stance{Code: Unknown, Scope: partOf(c), Part: "regional advisories, which the list does not name", Words: withRegional, Evidence: at.Ev()})
		}
		if err := d.add(one); err != nil {
			return err
		}
	}
	return nil
}

// ukSaid reads what an excerpt of British advice advises against. An excerpt without such words leaves the level unknown: it need not
// be the whole.
func (d *doc) ukSaid(l *Stance, said string, at *tree.Node, name, country string) []Stance {
	lines := linesOf(said)
	if len(lines) == 0 || !ukSpeaks.MatchString(said) {
		return nil
	}
	var parts []Stance
	for _, ln := range lines {
		for _, s := range strings.SplitAfter(ln.text, ". ") {
			m := ukAgainst.FindStringSubmatch(strings.TrimSpace(s))
			if m == nil {
				continue
			}
			code := NoTravel
			if strings.HasPrefix(strings.ToLower(m[1]), "all but") {
				code = EssentialOnly
			}
			rest := strings.TrimSpace(strings.TrimRight(because.ReplaceAllString(m[2], ""), " .:"))
			if d.wholeName(but.ReplaceAllString(rest, ""), name, country) && rest != "" {
				if LevelOf(code) > LevelOf(l.Code) {
					l.Code, l.Words, l.Evidence = code, clip(strings.TrimSpace(s), 200), at.EvOf(strings.TrimSpace(s))
				}
				continue
			}
			parts = append(parts, Stance{Code: code, Level: LevelOf(code), Part: clip(rest, 260), Words: clip(strings.TrimSpace(s), 200), Evidence: at.EvOf(strings.TrimSpace(s))})
		}
	}
	if len(parts) > 0 && l.Code == Unknown {
		l.Code, l.Words = NoneAgainst, "advice against travel to parts only"
	}
	return parts
}

var ukSpeaks = regexp.MustCompile(`(?i)\b(?:FCD?O|Foreign(?:,| and) Commonwealth[^.]{0,30}Office(?: \(FCD?O\))?)\s+advises?\s+against\b`)
