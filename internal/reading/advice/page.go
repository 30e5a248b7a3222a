package advice

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// FormPage is the form of a Report's Document when it was a government's page.
const FormPage = "page"

// Page reads the text of a government's page on one country by its own layout: the heading with the level (US, Canada), the security
// status (Ireland), the advice levels (Australia), the sentences on what the FCDO advises against (UK). ok is false for any other
// text, and when the country cannot be told: from the layout, or else from the page's address, or else because the text names one
// country far more often than any other. Evidence counts in text, which may have the marks of Markdown.
func Page(text []byte, address string, places Places) (b Bulletin, ok bool) {
	if len(text) > 512<<10 {
		return b, false
	}
	told := phrasesOf(text)
	try := make([]page, 0, len(pages))
	for _, p := range pages {
		if p.may(told) {
			try = append(try, p)
		}
	}
	if len(try) == 0 {
		return b, false
	}
	d := &doc{raw: text, places: places, out: Bulletin{Type: report.TravelAdvice, Lang: "en"}}
	lines := pageLines(string(text))
	d.address = address
	if d.address == "" {
		if m := ukAddress.FindSubmatch(text); m != nil {
			d.address = string(m[1])
		}
	}
	if len(lines) == 0 {
		return b, false
	}
	for _, p := range try {
		if !p.read(d, lines) {
			continue
		}
		for i := range d.out.Entries {
			if e := &d.out.Entries[i]; e.Country == "" || len(e.Levels) == 0 || e.Levels[0].Code == Unknown {
				return b, false
			}
		}
		return d.out, len(d.out.Entries) > 0
	}
	return b, false
}

type page struct {
	read func(*doc, []line) bool
	may  func(told phrases) bool
}

// pages are the governments' layouts, in the order in which they are tried, each with the phrases that it cannot do without: most texts cost no
// more than the look for these.
var pages = []page{
	{(*doc).usPage, func(p phrases) bool { return p&dashLevel != 0 && p&travelAdvisory != 0 }},
	{(*doc).canadaPage, func(p phrases) bool { return p&dash != 0 && p&(avoid|highCaution|normalPrecautions) != 0 }},
	{(*doc).irishPage, func(p phrases) bool { return p&securityStatus != 0 }},
	{(*doc).ukPage, func(p phrases) bool { return p&fcdo != 0 && p&ukHead != 0 }},
	{(*doc).auPage, func(p phrases) bool { return p&advise != 0 && p&(highCaution|auPhrase) != 0 }},
}

// ukAddress is a link of a GOV.UK page to its other parts.
var ukAddress = regexp.MustCompile(`(/foreign-travel-advice/[a-z-]+)/[a-z-]+`)

var (
	mdLink  = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	mdImage = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
)

// unmark takes the marks of emphasis off.
var unmark = strings.NewReplacer("**", "", "__", "", `\`, "")

// pageLines cuts a text into its lines without marks of Markdown; each line knows where it stands.
func pageLines(text string) []line {
	var out []line
	at := 0
	for raw := range strings.Lines(text) {
		start := at
		at += len(raw)
		t := strings.TrimRight(raw, " \t\r\n")
		lead := len(t) - len(strings.TrimLeft(t, " \t"))
		l := line{start: start + lead, end: start + len(t), block: len(out)}
		t = t[lead:]
		if h := strings.TrimLeft(t, "#"); len(h) < len(t) {
			l.heading, t = true, h
		}
		if strings.HasPrefix(t, "* ") || strings.HasPrefix(t, "- ") || strings.HasPrefix(t, "• ") {
			l.item, t = true, t[strings.IndexByte(t, ' '):]
		}
		if strings.Contains(t, "](") {
			t = mdLink.ReplaceAllString(mdImage.ReplaceAllString(t, ""), "$1")
		}
		if strings.ContainsAny(t, "*_\\") {
			t = unmark.Replace(t)
		}
		if t = unblank.Replace(t); !strings.Contains(t, "  ") && !strings.ContainsAny(t, "\t*_") {
			t = strings.TrimSpace(t)
		} else {
			t = strings.Join(strings.Fields(strings.Trim(strings.TrimSpace(t), "*_")), " ")
		}
		if t == "" {
			continue
		}
		l.text = t
		out = append(out, l)
	}
	return out
}

// onPage is where bytes of the page's text stand.
func onPage(start, end int) []report.Evidence {
	if start >= end {
		return nil
	}
	return []report.Evidence{{Start: start, End: end}}
}

// dashed reports whether a line may be a heading with a level behind a dash; what has none costs no more than this look.
func dashed(s string) bool { return strings.Contains(s, " - ") || strings.Contains(s, " – ") }

var usPageTitle = regexp.MustCompile(`(?i)^(.{2,120}?) [-–] (Level [1-4]: (?:` + levelWords + `))$`)

func (d *doc) usPage(lines []line) bool {
	for i, l := range lines[:min(40, len(lines))] {
		if !dashed(l.text) || !usPageTitle.MatchString(l.text) || !strings.Contains(strings.ToLower(textOf(lines[:i+1])), "travel advisory") {
			continue
		}
		d.out.Authority = usState
		err := d.usAdvisory(advisory{title: l.text, titleAt: onPage(l.start, l.end), lines: lines[i+1:], at: onPage})
		return err == nil
	}
	return false
}

var caHeading = regexp.MustCompile(`^(.{2,200}?) [-–] (.{8,80})$`)

func (d *doc) canadaPage(lines []line) bool {
	e := Entry{}
	for _, l := range lines {
		if !dashed(l.text) { // nearly every line of nearly every text
			continue
		}
		m := caHeading.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		code, _, _ := ofWords("CA", m[2])
		if code == Unknown {
			continue
		}
		s := Stance{Code: code, Level: LevelOf(code), Words: m[2], Evidence: onPage(l.start, l.end)}
		if e.Country == "" {
			cs := Countries(m[1], d.places)
			if len(cs) == 0 {
				return false // the first heading is that of the country
			}
			e.Name, e.NameAt, e.Country = m[1], s.Evidence, cs[0]
			s.Scope = cs[0]
			for _, c := range cs[1:] {
				defer func() { d.alike(c) }()
			}
		} else if sameCountry(m[1], e.Country, d.places) {
			continue
		} else {
			s.Part = m[1]
			s.Scope = partScope(e.Country, m[1], d.places)
		}
		if len(e.Levels) <= maxParts {
			e.Levels = append(e.Levels, s)
		}
	}
	if e.Country == "" {
		return false
	}
	d.out.Authority, d.out.Lang = "Global Affairs Canada", "en-CA"
	e.Text = textOf(lines)
	return d.add(e) == nil
}

// alike adds the country c with the levels of the entry before: a page for two countries.
func (d *doc) alike(c string) {
	if len(d.out.Entries) == 0 {
		return
	}
	e := d.out.Entries[0]
	e.Country, e.Levels = c, []Stance{e.Levels[0]}
	e.Levels[0].Scope = c
	d.out.Entries = append(d.out.Entries, e)
}

func (d *doc) irishPage(lines []line) bool {
	for i, l := range lines {
		if !strings.EqualFold(strings.TrimRight(l.text, ":"), "Security Status") || i+1 >= len(lines) {
			continue
		}
		code, _, _ := ofWords("IE", lines[i+1].text)
		country, at := d.mainCountry(lines, "IE")
		if code == Unknown || country == "" {
			return false
		}
		d.out.Authority, d.out.Lang = "Department of Foreign Affairs (Ireland)", "en-IE"
		return d.add(Entry{Name: at.text, NameAt: onPage(at.start, at.end), Country: country, Text: textOf(lines),
			Levels: []Stance{{Code: code, Level: LevelOf(code), Scope: country, Words: lines[i+1].text, Evidence: onPage(lines[i+1].start, lines[i+1].end)}}}) == nil
	}
	return false
}

var ukNote = regexp.MustCompile(`(?i)^:|\b(?:no longer|now|continues? to) advis`)

var ukOther = regexp.MustCompile(`(?i)\bFCDO\b.{0,40}\badvis\w+ .{0,20}\bagainst\b`)

var ukWhole = regexp.MustCompile(`(?i)^(?:the (?:whole|rest) of )?(?:the )?`)

var ukParts2 = regexp.MustCompile(`(?i)\bparts of\b|^areas where\b`)

func (d *doc) ukPage(lines []line) bool {
	if !bytes.Contains(d.raw, []byte("FCDO")) {
		return false
	}
	text := textOf(lines)
	if !strings.Contains(text, "FCDO") || !strings.Contains(text, "Still current at") && !strings.Contains(text, "Warnings and insurance") {
		return false
	}
	lines = slices.DeleteFunc(slices.Clone(lines), func(l line) bool { return ukNote.MatchString(l.text) }) // what changed is not what stands
	country, at := d.mainCountry(lines, "GB")
	if country == "" {
		return false
	}
	e := Entry{Name: at.text, NameAt: onPage(at.start, at.end), Country: country, Text: text}
	whole := func(n string) bool {
		n, _, _ = strings.Cut(n, ",")
		return sameCountry(ukWhole.ReplaceAllString(n, ""), country, d.places)
	}
	best := Stance{Code: NoneAgainst, Level: 1, Scope: country, Words: "no advice against travel to the whole country", Evidence: e.NameAt}
	inParts := map[string]line{}
	var unread []line // that speak of advice against travel in words we do not know
	understood := false
	for _, l := range sentences(lines) {
		m := ukAgainst.FindStringSubmatch(l.text)
		if m == nil && ukOther.MatchString(l.text) {
			unread = append(unread, l)
		}
		understood = understood || m != nil || ukParts2.MatchString(l.text)
		if m == nil || strings.Contains(strings.ToLower(l.text), "why fcdo advises against") {
			continue
		}
		code := NoTravel
		if strings.HasPrefix(strings.ToLower(m[1]), "all but") {
			code = EssentialOnly
		}
		place := strings.Trim(but.ReplaceAllString(because.ReplaceAllString(m[2], ""), ""), " .:,")
		switch {
		case ukParts2.MatchString(l.text):
			inParts[code] = l
		case place != "" && whole(place) && LevelOf(code) > best.Level:
			best = Stance{Code: code, Level: LevelOf(code), Scope: country, Words: l.text, Evidence: onPage(l.start, l.end)}
		}
	}
	named := map[string]bool{}
	parts := ukParts(lines, whole)
	if !understood && len(parts) == 0 && len(unread) > 0 { // what cannot be read is never the mildest
		best = Stance{Code: Unknown, Scope: country, Words: unread[0].text, Evidence: onPage(unread[0].start, unread[0].end)}
	}
	e.Levels = []Stance{best}
	for i := range parts {
		if p := &parts[i]; p.end == 0 {
			continue
		}
		named[parts[i].code] = true
	}
	d.addParts(&e, parts, onPage)
	for _, code := range []string{NoTravel, EssentialOnly} {
		if l, ok := inParts[code]; ok && !named[code] {
			e.Levels = append(e.Levels, Stance{Code: code, Level: LevelOf(code), Scope: partOf(country), Words: l.text, Evidence: onPage(l.start, l.end)})
		}
	}
	d.out.Authority, d.out.Lang = ukFCDO, "en-GB"
	return d.add(e) == nil
}

// sentences are the lines cut at full stops, each with the place of its line: a second sentence must not hide what the first says
// of the whole country.
func sentences(lines []line) []line {
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		for rest := l.text; rest != ""; {
			one, more, cut := strings.Cut(rest, ". ")
			if cut {
				one += "."
			}
			part := l
			part.text, rest = one, more
			out = append(out, part)
		}
	}
	return out
}

var (
	auSays  = regexp.MustCompile(`(?i)^(?:we (?:now |continue to |)advise:?|advice levels?( summary)?)$`)
	auLine  = regexp.MustCompile(`(?i)^(?:we (?:now |continue to )?advise:?\s*)?(exercise normal safety precautions|exercise a high degree of caution|reconsider your need to travel|do not travel)\s+(?:to|in)\s+(.{3,260})$`)
	auWhole = regexp.MustCompile(`(?i)\s+overall\b.*$`)
)

func (d *doc) auPage(lines []line) bool {
	says := false
	e := Entry{}
	var parts []part
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if len(l.text) <= len("we continue to advise:") && auSays.MatchString(l.text) {
			says = true
		}
		if !says {
			continue
		}
		m := auLine.FindStringSubmatch(l.text)
		if m == nil {
			continue
		}
		code, _, _ := ofWords("AU", m[1])
		place := strings.Trim(because.ReplaceAllString(m[2], ""), " .:,")
		name := auWhole.ReplaceAllString(place, "")
		if cs := Countries(name, d.places); len(cs) > 0 {
			if e.Country == "" {
				e.Name, e.NameAt, e.Country = name, onPage(l.start, l.end), cs[0]
				e.Levels = []Stance{{Code: code, Level: LevelOf(code), Scope: cs[0], Words: m[1], Evidence: e.NameAt}}
			}
			continue
		}
		if e.Country == "" {
			return false // the first level is that of the country
		}
		if areaWords.MatchString(place) && (strings.HasPrefix(strings.ToLower(place), "th") || strings.HasPrefix(strings.ToLower(place), "some")) && i+1 < len(lines) && lines[i+1].item {
			for i+1 < len(lines) && lines[i+1].item {
				i++
				parts = append(parts, part{name: strings.Trim(lines[i].text, " .;"), words: m[1], code: code, start: lines[i].start, end: lines[i].end})
			}
			continue
		}
		parts = append(parts, part{name: place, words: m[1], code: code, start: l.start, end: l.end})
	}
	if e.Country == "" {
		return false
	}
	d.addParts(&e, parts, onPage)
	e.Text = textOf(lines)
	d.out.Authority, d.out.Lang = smartraveller, "en-AU"
	return d.add(e) == nil
}

var capitals = regexp.MustCompile(`\p{Lu}[\p{L}’'-]+(?:(?: (?:of|the|and|of the))? \p{Lu}[\p{L}’'-]+){0,5}`)

// mainCountry is the country that a page names most, and the line that names it first; home is the country of the government that
// speaks, which counts only when no other is named.
func (d *doc) mainCountry(lines []line, home string) (string, line) {
	for rest := strings.TrimSuffix(d.address, "/"); strings.Contains(rest, "/"); rest = rest[:strings.LastIndexByte(rest, '/')] {
		if cs := Countries(slugName(rest), d.places); len(cs) == 1 && cs[0] != home {
			at := line{text: slugName(rest), start: lines[0].start, end: lines[0].end}
			for _, l := range lines {
				for _, m := range capitals.FindAllString(l.text, -1) {
					if sameCountry(strings.TrimSuffix(m, "’s"), cs[0], d.places) {
						return cs[0], line{text: m, start: l.start, end: l.end}
					}
				}
			}
			return cs[0], at
		}
	}
	count, where := map[string]int{}, map[string]line{}
	known := map[string][]string{}
	for _, l := range lines {
		for _, at := range capitals.FindAllStringIndex(l.text, -1) {
			name := strings.TrimSuffix(strings.TrimSuffix(l.text[at[0]:at[1]], "’s"), "'s")
			for name != "" {
				cs, seen := known[name]
				if !seen {
					cs = Countries(name, d.places)
					known[name] = cs
				}
				if len(cs) == 1 {
					count[cs[0]]++
					if _, ok := where[cs[0]]; !ok {
						where[cs[0]] = line{text: name, start: l.start, end: l.end}
					}
					break
				}
				i := strings.LastIndexByte(name, ' ')
				if i < 0 {
					break
				}
				name = strings.TrimSpace(name[:i])
			}
		}
	}
	best, second := "", 0
	for c, n := range count {
		if c == home {
			continue
		}
		if n > count[best] || n == count[best] && c < best {
			best, second = c, count[best]
		} else if n > second {
			second = n
		}
	}
	if best == "" {
		best = home
	}
	if count[best] < 2*second || count[best] == 0 {
		return "", line{}
	}
	return best, where[best]
}
