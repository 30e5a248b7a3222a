package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/fips"
	"github.com/tocsin-hub/tocsin/internal/reading/advice/version"
)

// adviceSets compares every level read in a folder of stored advice with the source's own, which is taken from the documents in
// another way than the reader does (standard decoders, fixed fields, the ISO code that the set gives), and tells what changed
// between stored versions.
type adviceSets struct {
	r       *reading.Reader
	g       *gazetteer.Gazetteer
	dir     string
	n, good int
}

func (a *adviceSets) run() error {
	for _, set := range []func() error{a.usRSS, a.auJSON, a.lists, a.mixed, a.netherlands, a.uk, a.pages, a.changeNotes, a.oldTexts, a.changes} {
		if err := set(); err != nil {
			return err
		}
	}
	fmt.Printf("\nall sets: %d of %d levels equal the source's own (%.2f %%) with %s\n", a.good, a.n, 100*float64(a.good)/float64(max(1, a.n)), reading.Version)
	return nil
}

// truth is one level that must be read: scope is a country or a part of it, or "?" for a country of any code.
type truth struct{ name, scope, code string }

// report prints n of m of a set and each difference.
func (a *adviceSets) report(set string, want []truth, got map[string]string) {
	good := 0
	var diffs []string
	for _, w := range want {
		if g := got[w.name]; g == w.scope+" "+w.code {
			good++
		} else {
			diffs = append(diffs, fmt.Sprintf("      %s: read %q, the source says %q", w.name, g, w.scope+" "+w.code))
		}
	}
	a.n, a.good = a.n+len(want), a.good+good
	fmt.Printf("%5d of %5d  %s\n", good, len(want), set)
	if len(diffs) > 12 {
		diffs = append(diffs[:12], fmt.Sprintf("      and %d more", len(diffs)-12))
	}
	for _, d := range diffs {
		fmt.Println(d)
	}
}

func (a *adviceSets) glob(pattern string) []string {
	fs, _ := filepath.Glob(filepath.Join(a.dir, pattern)) // the patterns are ours and well formed
	slices.Sort(fs)
	return fs
}

func (a *adviceSets) read(raw []byte, published time.Time) (reading.Report, error) {
	return a.r.Read(intake.NewItem(raw, intake.Meta{Published: published}, published))
}

// house is the house's code of a word of any source's scale; independent of package advice.
var house = map[string]string{
	"exercise normal precautions": "normal", "exercise increased caution": "caution", "reconsider travel": "essential_only", "do not travel": "no_travel",
	"exercise normal safety precautions": "normal", "exercise a high degree of caution": "caution", "reconsider your need to travel": "essential_only",
	"take normal security precautions": "normal", "avoid non-essential travel": "essential_only", "avoid all travel": "no_travel",
	"normal precautions": "normal", "high degree of caution": "caution", "exercise normal safety and security precautions": "normal",
	"geen bijzondere veiligheidsrisico's": "normal", "waakzaamheid betrachten": "caution", "extra waakzaamheid betrachten": "caution",
	"niet-essentiële reizen worden ontraden": "essential_only", "alle reizen worden ontraden": "no_travel",
	"niet-essentiële reizen naar bepaalde gebieden worden ontraden": "essential_only", "alle reizen naar bepaalde gebieden worden ontraden": "no_travel",
}

var (
	levelAndColon = regexp.MustCompile(`^Level \d: `)
	withRegional  = regexp.MustCompile(` \(with regional advisories\)$`)
)

func houseOf(words string) string {
	w := strings.ToLower(withRegional.ReplaceAllString(levelAndColon.ReplaceAllString(strings.TrimSpace(words), ""), ""))
	if c, ok := house[w]; ok {
		return c
	}
	return "unknown"
}

type rssItem struct {
	Title    string `xml:"title"`
	Link     string `xml:"link"`
	Date     string `xml:"pubDate"`
	Text     string `xml:"description"`
	Category []struct {
		Domain string `xml:"domain,attr"`
		Value  string `xml:",chardata"`
	} `xml:"category"`
	Raw string `xml:",innerxml"`
}

func (i rssItem) category(domain string) string {
	for _, c := range i.Category {
		if c.Domain == domain {
			return c.Value
		}
	}
	return ""
}

func rssItems(file string) ([]rssItem, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Items []rssItem `xml:"channel>item"`
	}
	return doc.Items, xml.Unmarshal(raw, &doc)
}

// usRSS reads each item of the feed as the document that it is. The country is checked by the item's FIPS tag.
func (a *adviceSets) usRSS() error {
	for _, f := range a.glob("us-state-rss/*.xml") {
		items, err := rssItems(f)
		if err != nil {
			return err
		}
		var want []truth
		got := map[string]string{}
		tags, tagged := 0, 0
		for _, it := range items {
			rep, err := a.read([]byte("<item>"+it.Raw+"</item>"), time.Time{})
			if err != nil {
				return fmt.Errorf("%s: %s: %w", f, it.Title, err)
			}
			want = append(want, truth{it.Title, "", houseOf(it.category("Threat-Level"))})
			if len(rep.Events) > 0 && len(rep.Events[0].Advice) > 0 {
				got[it.Title] = " " + rep.Events[0].Advice[0].Code
				if iso, ok := fips.ISO(it.category("Country-Tag")); ok {
					tags++
					for _, e := range rep.Events {
						if c, _, _ := strings.Cut(e.Advice[0].Scope, "-"); c == iso {
							tagged++
							break
						}
					}
				}
			}
		}
		a.report("US "+filepath.Base(f)+fmt.Sprintf(" (country as its FIPS tag: %d of %d)", tagged, tags), want, got)
	}
	return nil
}

// scoped reads a whole list and gives scope and code by the name of each country.
func (a *adviceSets) scoped(file string) (map[string]string, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	rep, err := a.read(raw, time.Time{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	got := map[string]string{}
	for _, e := range rep.Events {
		name := ""
		if len(e.Places) > 0 {
			name = e.Places[0].Name
		}
		for _, x := range e.Advice {
			if _, there := got[name]; !there && x.Code != "" {
				got[name] = x.Scope + " " + x.Code
			}
		}
	}
	return got, nil
}

func decode(file string, v any) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func (a *adviceSets) auJSON() error {
	numbers := map[int]string{1: "normal", 2: "caution", 3: "essential_only", 4: "no_travel"}
	for _, f := range a.glob("au-smartraveller-json/advisories-*.json") {
		var doc struct {
			Advisories []struct {
				Country struct {
					Name  string `json:"name"`
					Alpha string `json:"alpha_2"`
				} `json:"country"`
				Level int `json:"level"`
			} `json:"advisories"`
		}
		if err := decode(f, &doc); err != nil {
			return err
		}
		got, err := a.scoped(f)
		if err != nil {
			return err
		}
		var want []truth
		for _, x := range doc.Advisories {
			want = append(want, truth{x.Country.Name, x.Country.Alpha, numbers[x.Level]})
		}
		a.report("Australia "+filepath.Base(f), want, got)
	}
	return nil
}

// lists are the level lists of five governments. They give no code of the country: it must be read from the name, and is not judged here.
func (a *adviceSets) lists() error {
	for _, f := range a.glob("five-governments/_summaries/*/*.json") {
		var doc []struct {
			Destination string  `json:"destination"`
			Level       *string `json:"risk_level"`
		}
		if err := decode(f, &doc); err != nil {
			return err
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		b, err := advice.Read(intake.FormAdviceList, raw, a.g)
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		got, known, seen, last := map[string]string{}, 0, map[string]int{}, -1
		for _, e := range b.Entries {
			if e.NameAt[0].Start == last { // one line of the list for two countries
				continue
			}
			last = e.NameAt[0].Start
			seen[e.Name]++
			got[fmt.Sprint(e.Name, " ", seen[e.Name])] = " " + e.Levels[0].Code
			if e.Country != "" {
				known++
			}
		}
		var want []truth
		clear(seen)
		for _, x := range doc {
			if x.Destination == "No travel advice" { // a line of the list that is no country
				continue
			}
			code := "unknown"
			if x.Level != nil {
				code = houseOf(*x.Level)
			}
			seen[x.Destination]++
			want = append(want, truth{fmt.Sprint(x.Destination, " ", seen[x.Destination]), "", code})
		}
		a.report(fmt.Sprintf("list %s %s (a country that is known: %d of %d names)", filepath.Base(filepath.Dir(f)), filepath.Base(f), known, len(got)), want, got)
	}
	return nil
}

// mixed are texts of 2020. The source's own level is the words they begin with; the United Kingdom and Singapore have no such words,
// and there a level is unknown unless the text advises against travel.
func (a *adviceSets) mixed() error {
	ukSays := regexp.MustCompile(`(?i)(?:\bFC&?D?O\)?|Commonwealth Office(?: \(FCO\))?) advises? against (all but essential|all) travel`)
	for _, f := range a.glob("mixed-2020/*.json") {
		var doc []struct {
			ISO  string `json:"country_iso"`
			Name string `json:"name"`
			HTML string `json:"advisory_html"`
		}
		if err := decode(f, &doc); err != nil {
			return err
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		b, err := advice.Read(intake.FormAdviceList, raw, a.g)
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		got := map[string]string{}
		for i, e := range b.Entries {
			level := e.Levels[0].Code
			if strings.Contains(f, "kingdom") && level != "unknown" { // judged by whether and how strictly it advises against travel
				level = "against"
			}
			got[fmt.Sprintf("%s %s", e.Name, e.Country)] = " " + level
			_ = i
		}
		var want []truth
		for _, x := range doc {
			code := "unknown"
			low := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(x.HTML, "’", "'")))
			longest := 0
			for w, c := range house {
				if strings.HasPrefix(low, w) && len(w) > longest {
					code, longest = c, len(w)
				}
			}
			if strings.Contains(f, "kingdom") {
				if code = "unknown"; ukSays.MatchString(x.HTML) {
					code = "against"
				}
			}
			for _, e := range b.Entries {
				if e.Name == x.Name {
					want = append(want, truth{fmt.Sprintf("%s %s", x.Name, e.Country), "", code})
					break
				}
			}
		}
		a.report("2020 "+filepath.Base(f), want, got)
	}
	return nil
}

func (a *adviceSets) netherlands() error {
	for _, f := range a.glob("nl-2014/*.json") {
		var doc map[string]struct{ Name, Advice string }
		if err := decode(f, &doc); err != nil {
			return err
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		b, err := advice.Read(intake.FormAdviceList, raw, a.g)
		if err != nil {
			return err
		}
		got := map[string]string{}
		for _, e := range b.Entries {
			part := ""
			if strings.HasSuffix(e.Levels[0].Scope, "-?") {
				part = "parts"
			}
			got[e.Name] = part + " " + e.Levels[0].Code
		}
		var want []truth
		for _, k := range slices.Sorted(maps.Keys(doc)) {
			part := ""
			if strings.Contains(doc[k].Advice, "bepaalde gebieden") {
				part = "parts"
			}
			want = append(want, truth{doc[k].Name, part, houseOf(doc[k].Advice)})
		}
		a.report("Netherlands "+filepath.Base(f), want, got)
	}
	return nil
}

// uk reads the stored payloads of GOV.UK, as they are and with every value of alert_status put in.
func (a *adviceSets) uk() error {
	var want []truth
	got := map[string]string{}
	codes := map[string]string{"avoid_all_travel_to_whole_country": "no_travel", "avoid_all_but_essential_travel_to_whole_country": "essential_only",
		"avoid_all_travel_to_parts": "parts no_travel", "avoid_all_but_essential_travel_to_parts": "parts essential_only"}
	empty := regexp.MustCompile(`"alert_status":\s*\[\s*\]`)
	for _, f := range a.glob("uk-govuk-content-api/travel_advice__*.json") {
		raw, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		for _, status := range append([]string{""}, slices.Sorted(maps.Keys(codes))...) {
			doc, code := raw, "none_against"
			if status != "" {
				doc, code = empty.ReplaceAll(raw, []byte(`"alert_status":["`+status+`"]`)), codes[status]
			}
			rep, err := a.read(doc, time.Time{})
			if err != nil {
				return fmt.Errorf("%s: %w", f, err)
			}
			name := filepath.Base(f) + " " + status
			want = append(want, truth{name, "", code})
			for _, x := range rep.Events[0].Advice {
				c := x.Code
				if strings.HasSuffix(x.Scope, "-?") {
					c = "parts " + c
				}
				if got[name] == "" || got[name] == " none_against" {
					got[name] = " " + c
				}
			}
		}
	}
	a.report("UK GOV.UK payloads, as they are and with each alert_status", want, got)
	return nil
}

// oldTexts are US texts filed under a level.
func (a *adviceSets) oldTexts() error {
	for _, f := range a.glob("us-state-old-texts/*.jsonl") {
		all, right, counts, err := oldLevels(a.r, f)
		if err != nil {
			return err
		}
		a.n, a.good = a.n+all, a.good+right
		fmt.Printf("%5d of %5d  US old texts %s: the first level in the text is the one it is filed under\n", right, all, filepath.Base(f))
		for _, k := range slices.Sorted(maps.Keys(counts)) {
			if from, to, _ := strings.Cut(k, " read as "); from != to {
				fmt.Printf("      %3d  %s\n", counts[k], k)
			}
		}
	}
	return nil
}

func oldLevels(r *reading.Reader, file string) (all, right int, counts map[string]int, err error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, 0, nil, err
	}
	defer f.Close()
	names := map[int]string{1: "normal", 2: "caution", 3: "essential_only", 4: "no_travel"}
	counts = map[string]int{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var x struct {
			Level int    `json:"level"`
			Text  string `json:"text"`
		}
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return 0, 0, nil, fmt.Errorf("%s, line %d: %w", file, all+1, err)
		}
		rep, err := r.Read(intake.NewItem([]byte(x.Text), intake.Meta{}, time.Time{}))
		if err != nil {
			return 0, 0, nil, fmt.Errorf("%s, line %d: %w", file, all+1, err)
		}
		got := firstLevel(rep)
		all++
		if got == names[x.Level] {
			right++
		}
		counts[names[x.Level]+" read as "+got]++
	}
	return all, right, counts, lines.Err()
}

func firstLevel(rep reading.Report) string {
	for i := range rep.Events {
		if e := &rep.Events[i]; e.Type == reading.TravelAdvice && len(e.Advice) > 0 {
			return e.Advice[0].Code
		}
	}
	return "nothing"
}

// changes tells what changed between the stored versions of lists and feeds: levels, words, and how many moved by their date alone.
func (a *adviceSets) changes() error {
	fmt.Println("\nbetween stored versions:")
	if fs := a.glob("us-state-rss/*.xml"); len(fs) > 1 {
		for i := 1; i < len(fs); i++ {
			if err := a.between("US", fs[i-1], fs[i], func(f string) (map[string]version.Stand, map[string]string, error) {
				items, err := rssItems(f)
				if err != nil {
					return nil, nil, err
				}
				stands, dates := map[string]version.Stand{}, map[string]string{}
				for _, it := range items {
					rep, err := a.read([]byte("<item>"+it.Raw+"</item>"), time.Time{})
					if err != nil {
						return nil, nil, err
					}
					stands[rep.Document.ID], dates[rep.Document.ID] = version.Of(rep.Events...), it.Date
				}
				return stands, dates, nil
			}); err != nil {
				return err
			}
		}
	}
	list := func(f string) (map[string]version.Stand, map[string]string, error) {
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, nil, err
		}
		rep, err := a.read(raw, time.Time{})
		if err != nil {
			return nil, nil, err
		}
		stands := map[string]version.Stand{}
		for _, e := range rep.Events {
			stands[e.Advice[0].Scope] = version.Of(e)
		}
		return stands, nil, nil
	}
	fs := a.glob("au-smartraveller-json/advisories-*.json")
	for i := 1; i < len(fs); i++ {
		if err := a.between("Australia", fs[i-1], fs[i], list); err != nil {
			return err
		}
	}
	return nil
}

func (a *adviceSets) between(set, old, now string, read func(string) (map[string]version.Stand, map[string]string, error)) error {
	was, wasDate, err := read(old)
	if err != nil {
		return err
	}
	is, isDate, err := read(now)
	if err != nil {
		return err
	}
	levels, words, dates, fresh, gone := []string{}, []string{}, []string{}, []string{}, []string{}
	for _, k := range slices.Sorted(maps.Keys(is)) {
		w, ok := was[k]
		if !ok {
			fresh = append(fresh, k)
			continue
		}
		c := version.Compare(w, is[k])
		switch {
		case c.Kind == version.Lvl:
			for _, s := range c.Steps {
				levels = append(levels, fmt.Sprintf("%s %s%s: %s (%d) to %s (%d)", filepath.Base(k), s.Scope, strings.TrimSuffix(" "+s.Part, " "), s.From, s.FromLevel, s.To, s.ToLevel))
			}
		case c.Kind == version.Words:
			words = append(words, filepath.Base(k))
		case wasDate[k] != isDate[k]:
			dates = append(dates, filepath.Base(k))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(was)) {
		if _, ok := is[k]; !ok {
			gone = append(gone, k)
		}
	}
	fmt.Printf("  %s, %s to %s: %d level changes, %d of words alone, %d of the date alone (not reported), %d new, %d gone\n", set,
		strings.TrimSuffix(filepath.Base(old), filepath.Ext(old)), strings.TrimSuffix(filepath.Base(now), filepath.Ext(now)), len(levels), len(words), len(dates), len(fresh), len(gone))
	for _, x := range [][2]any{{"level", levels}, {"words", words}, {"date", dates}, {"new", fresh}, {"gone", gone}} {
		for _, s := range x[1].([]string) {
			fmt.Printf("      %s: %s\n", x[0], s)
		}
	}
	return nil
}

// pageSets are the pages of five governments: the file of the page, and how the source's own level is found.
var pageSets = []struct{ who, page, told string }{
	{"unitedstates", "Advisory.md", `(?m)^### .* - (Level \d: .*?)\s*$`},
	{"australia", "overview.md", ""},
	{"canada", "risk.md", ""},
	{"ireland", "Overview.md", `(?s)Security Status\**\s+([A-Z][A-Za-z -]+?)\s*\n`},
	{"unitedkingdom", "Warnings_and_insurance.md", ""},
}

// addresses are where the pages stand, with which a source gives them; the rest of the address is the country.
var addresses = map[string]string{"unitedkingdom": "https://www.gov.uk/foreign-travel-advice/", "ireland": "https://www.ireland.ie/en/dfa/overseas-travel/advice/"}

// pageTold is the level that a page's government states for the whole country, or "" when the set does not tell.
func (a *adviceSets) pageTold(who, told, country string, page []byte, listed map[string]string) string {
	info := map[string]any{}
	if raw, err := os.ReadFile(filepath.Join(a.dir, "five-governments", who, country, "info.json")); err == nil && json.Unmarshal(raw, &info) != nil {
		return ""
	}
	switch {
	case who == "australia":
		s, _ := info["advisory_level"].(string)
		return houseOf(s)
	case who == "canada":
		name, _ := info["name"].(string)
		return listed[name]
	case who == "unitedkingdom":
		best := "none_against"
		name := strings.NewReplacer("_", " ", "Democratic Republic of the Congo", "(?:Democratic Republic of the Congo|DRC)").Replace(regexp.QuoteMeta(country))
		for _, m := range regexp.MustCompile(`(?m)^(?:#+ )?(?:The )?FCDO advises against (all but essential|all) travel to (?:the whole of )?(?:the )?(?:[Rr]est of )?`+name+`\b`).FindAllSubmatch(bytes.ReplaceAll(page, []byte("\u00a0"), []byte(" ")), -1) {
			if string(m[1]) == "all" {
				best = "no_travel"
			} else if best == "none_against" {
				best = "essential_only"
			}
		}
		return best
	}
	if m := regexp.MustCompile(told).FindSubmatch(page); m != nil {
		return houseOf(string(m[1]))
	}
	return ""
}

// pages reads the pages as texts.
func (a *adviceSets) pages() error {
	listed := map[string]string{}
	for _, f := range a.glob("five-governments/_summaries/*/canada_summary.json") {
		var doc []struct {
			Destination string `json:"destination"`
			Level       string `json:"risk_level"`
		}
		if err := decode(f, &doc); err != nil {
			return err
		}
		for _, x := range doc {
			listed[x.Destination] = houseOf(x.Level) // the newest list is the last
		}
	}
	for _, set := range pageSets {
		var want []truth
		got := map[string]string{}
		for _, f := range a.glob("five-governments/" + set.who + "/*/" + set.page) {
			country := filepath.Base(filepath.Dir(f))
			page, err := os.ReadFile(f)
			if err != nil {
				return err
			}
			told := a.pageTold(set.who, set.told, country, page, listed)
			if told == "" || told == "unknown" {
				continue
			}
			rep, err := a.r.Read(intake.NewItem(page, intake.Meta{URL: addresses[set.who] + strings.ToLower(strings.ReplaceAll(country, "_", "-"))}, time.Time{}))
			if err != nil {
				return fmt.Errorf("%s: %w", f, err)
			}
			want = append(want, truth{country, "", told})
			got[country] = " " + wholeLevel(rep)
		}
		a.report("pages "+set.who+" "+set.page, want, got)
	}
	return nil
}

// wholeLevel is the level a report gives for a whole country: the strictest, as the page may repeat it in other words.
func wholeLevel(rep reading.Report) string {
	best := "nothing"
	for _, e := range rep.Events {
		if e.Type != reading.TravelAdvice {
			continue
		}
		for _, x := range e.Advice {
			if !strings.Contains(x.Scope, "-") && x.Scope != "" && (best == "nothing" || advice.LevelOf(x.Code) > advice.LevelOf(best)) {
				best = x.Code
			}
		}
	}
	return best
}

// changeNotes reads the British change notes: each file's sentence on what stands now, and each note that says what is advised against.
// A note counts as one that says so when it has the verb (advises against) in any form; it is right when the reader finds as many
// clauses as there are verbs, each with "no longer" where the note has it, and a code where "all travel" or "all but essential
// travel" stands behind the verb.
func (a *adviceSets) changeNotes() error {
	sentence := regexp.MustCompile(`(?m)^(FCDO advises against .*|No specific FCDO travel advisories .*)$`)
	verb := regexp.MustCompile(`(?i)(no longer |does not |do not )?advis(?:e|es|ed|ing) against (?:(all but essential|all|any) |travel)`)
	var want, notes []truth
	got, gotNotes := map[string]string{}, map[string]string{}
	all := 0
	for _, f := range a.glob("uk-fcdo-change-notes/*.md") {
		raw, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		name := filepath.Base(f)
		m := sentence.FindString(string(raw))
		if m == "" || strings.HasPrefix(name, "SOURCE") || strings.HasPrefix(name, "README") {
			continue
		}
		code := "nothing"
		switch {
		case strings.HasPrefix(m, "No specific"):
		case strings.Contains(m, "all but essential"):
			code = "now essential_only"
		default:
			code = "now no_travel"
		}
		want = append(want, truth{name, "", code})
		got[name] = " nothing"
		if said := version.ReadNote(m); len(said) > 0 {
			got[name] = " " + said[0].How + " " + said[0].Code
		}
		for i, n := range strings.Split(string(raw), "**\n<br />")[1:] {
			note, _, _ := strings.Cut(n, "\n\n")
			note = strings.Join(strings.Fields(note), " ")
			all++
			var is, reads []string
			for _, v := range verb.FindAllStringSubmatch(note, -1) {
				is = append(is, fmt.Sprint(v[1] != "", v[2] != ""))
			}
			if len(is) == 0 {
				continue
			}
			for _, s := range version.ReadNote(note) {
				reads = append(reads, fmt.Sprint(s.How == "no_longer", s.Code != "unknown"))
			}
			if len(reads) > len(is) { // "all travel and all but essential travel" are two of one verb
				reads = reads[:len(is)]
			}
			k := fmt.Sprintf("%s note %d: %.160s", name, i, note)
			notes = append(notes, truth{k, "", strings.Join(is, ",")})
			gotNotes[k] = " " + strings.Join(reads, ",")
		}
	}
	a.report("UK change notes: the sentence on what stands now", want, got)
	a.report(fmt.Sprintf("UK change notes that say what is advised against, of %d notes", all), notes, gotNotes)
	return nil
}
