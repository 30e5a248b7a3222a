package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/reading/text"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// The corpora of place names: articles with toponyms (LGL, TR-News, GeoWebNews) or locations (GeoVirus). What the corpus says
// of the places is not read here.
type (
	geoCorpus struct {
		Articles []geoArticle `xml:"article"`
	}
	geoArticle struct {
		ID       string      `xml:"docid,attr"`
		Domain   string      `xml:"domain"`
		Feed     string      `xml:"feedid"`
		Text     string      `xml:"text"`
		Toponyms []geoName   `xml:"toponyms>toponym"`
		Others   []geoName   `xml:"locations>location"`
		spans    []geoSpan   // where each toponym is
		field    where.Field // what the text alone speaks of
	}
	geoName struct {
		Start  int    `xml:"start"`
		End    int    `xml:"end"`
		Phrase string `xml:"phrase"`
		Name   string `xml:"name"`
	}
	geoSpan struct {
		where.Span
		ok bool
	}
)

// The answers: as many articles as the corpus has, each with as many toponyms, in its order. Offsets are characters, as given.
type (
	geoAnswer struct {
		DocID    string        `json:"docid"`
		Toponyms []geoResolved `json:"toponyms"`
	}
	geoResolved struct {
		Offset int      `json:"offset"`
		End    int      `json:"end"`
		Phrase string   `json:"phrase"`
		ID     *int64   `json:"geonameid"` // null where GeoNames' free files give none
		Lat    *float64 `json:"lat"`       // null where nothing was found
		Lon    *float64 `json:"lon"`
		Name   string   `json:"name,omitempty"`
		By     string   `json:"by,omitempty"` // name, people, part, context
		Others []geoAlt `json:"others,omitempty"`
	}
	geoAlt struct {
		ID    int64   `json:"geonameid"`
		Name  string  `json:"name"`
		Lat   float64 `json:"lat"`
		Lon   float64 `json:"lon"`
		Score float64 `json:"score"`
	}
)

var basisNames = map[where.Basis]string{where.ByName: "name", where.ByPeople: "people", where.ByPart: "part", where.ByContext: "context"}

// toponym resolves the names a corpus gives. mode "" reads each text with what the other texts of its source speak of, "alone"
// without, "earlier" with those before it in the file; "free" finds the names itself.
func toponym(g *gazetteer.Gazetteer, in, out, mode string) error {
	raw, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	var c geoCorpus
	if err := xml.Unmarshal(raw, &c); err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	if len(c.Articles) == 0 {
		return fmt.Errorf("%s: no articles", in)
	}
	answers := make([]geoAnswer, len(c.Articles))
	bytes, took := 0, time.Duration(0)
	sources := map[string]*where.Field{}
	for i := range c.Articles {
		a := &c.Articles[i]
		a.Toponyms = append(a.Toponyms, a.Others...)
		a.place()
		bytes += len(a.Text)
		start := time.Now()
		if iso := a.country(g); iso != "" && mode != "alone" && sources[a.source()] == nil {
			sources[a.source()] = &where.Field{}
			sources[a.source()].Home(iso)
		}
		var found []where.Resolved
		switch src := sources[a.source()]; mode {
		case "free":
			answers[i] = a.free(g)
			took += time.Since(start)
			continue
		case "earlier":
			found = a.resolve(g, src)
		default:
			found = a.resolve(g, nil)
		}
		took += time.Since(start)
		answers[i] = a.answer(found)
		a.field.Learn(found)
		if a.source() != "" {
			if sources[a.source()] == nil {
				sources[a.source()] = &where.Field{}
			}
			sources[a.source()].Learn(found)
		}
	}
	if mode == "" {
		for i := range c.Articles {
			a := &c.Articles[i]
			if src := sources[a.source()]; src != nil {
				answers[i] = a.answer(a.resolve(g, src.Without(&a.field)))
			}
		}
	}
	b, err := json.MarshalIndent(answers, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, append(b, '\n'), 0o644); err != nil {
		return err
	}
	fmt.Printf("%d texts, %.1f MB, in %v (%.1f MB/s)\n", len(answers), float64(bytes)/1e6, took.Round(time.Millisecond), float64(bytes)/1e6/took.Seconds())
	return nil
}

func (a *geoArticle) source() string {
	if a.Domain != "" {
		return a.Domain
	}
	return a.Feed
}

// country is that of the source's address: "GB" for example.co.uk, "" for a general domain.
func (a *geoArticle) country(g *gazetteer.Gazetteer) string {
	code := strings.ToUpper(a.Domain[strings.LastIndexByte(a.Domain, '.')+1:])
	switch code {
	case "UK":
		code = "GB"
	case "CO", "ME", "TV", "IO", "FM", "AI", "CC", "WS", "TO", "LY":
		return "" // sold to everybody
	}
	if _, ok := g.Country(code); !ok || len(code) != 2 {
		return ""
	}
	return code
}

// place finds each toponym in the text by its offset; where the offset does not give the phrase, by the nearest place that
// does (GeoVirus counts from one, some of TR-News are off).
func (a *geoArticle) place() {
	at := make([]int, 0, len(a.Text)+1) // byte of each character
	for i := range a.Text {
		at = append(at, i)
	}
	at = append(at, len(a.Text))
	a.spans = make([]geoSpan, len(a.Toponyms))
	for i := range a.Toponyms {
		t := &a.Toponyms[i]
		if t.Phrase == "" {
			t.Phrase = t.Name
		}
		if t.Start >= 0 && t.Start < len(at) && strings.HasPrefix(a.Text[at[t.Start]:], t.Phrase) {
			a.spans[i] = geoSpan{where.Span{Start: at[t.Start], End: at[t.Start] + len(t.Phrase)}, true}
			continue
		}
		want := at[max(0, min(t.Start, len(at)-1))]
		best := -1
		for from := 0; t.Phrase != ""; {
			n := strings.Index(a.Text[from:], t.Phrase)
			if n < 0 {
				break
			}
			if p := from + n; best < 0 || abs(p-want) < abs(best-want) {
				best = p
			}
			from += n + 1
		}
		if best >= 0 {
			a.spans[i] = geoSpan{where.Span{Start: best, End: best + len(t.Phrase)}, true}
		}
	}
}

func abs(n int) int { return max(n, -n) }

// resolve gives one answer for each toponym, in the corpus's order.
func (a *geoArticle) resolve(g *gazetteer.Gazetteer, src *where.Field) []where.Resolved {
	// a name that is not in the text is put behind it, on a line of its own
	body := a.Text
	spans := make([]where.Span, len(a.spans))
	for i, s := range a.spans {
		spans[i] = s.Span
		if !s.ok {
			body += "\n"
			spans[i] = where.Span{Start: len(body), End: len(body) + len(a.Toponyms[i].Phrase)}
			body += a.Toponyms[i].Phrase
		}
	}
	return where.Resolve(body, spans, g, src)
}

func (a *geoArticle) answer(found []where.Resolved) geoAnswer {
	out := geoAnswer{DocID: a.ID, Toponyms: []geoResolved{}}
	for i := range found {
		t := &a.Toponyms[i]
		r := geoResolved{Offset: t.Start, End: t.End, Phrase: t.Phrase}
		r.fill(&found[i])
		out.Toponyms = append(out.Toponyms, r)
	}
	return out
}

func (r *geoResolved) fill(f *where.Resolved) {
	for k, p := range f.Places {
		if k == 0 {
			r.Name, r.By = p.Place.Name, basisNames[f.By]
			if p.Place.ID > 0 && f.By != where.ByContext {
				r.ID = &p.Place.ID
			}
			r.Lat, r.Lon = &p.Place.Point.Lat, &p.Place.Point.Lon
			continue
		}
		r.Others = append(r.Others, geoAlt{p.Place.ID, p.Place.Name, p.Place.Point.Lat, p.Place.Point.Lon, p.Score})
	}
}

// free finds the names itself; its offsets are characters, too.
func (a *geoArticle) free(g *gazetteer.Gazetteer) geoAnswer {
	d := text.Cut(a.Text)
	out := geoAnswer{DocID: a.ID, Toponyms: []geoResolved{}}
	chars, upTo := 0, 0
	count := func(b int) int {
		chars += len([]rune(a.Text[upTo:b]))
		upTo = b
		return chars
	}
	for _, r := range where.Recognise(d, g, nil) {
		x := geoResolved{Phrase: a.Text[r.Start:r.End]}
		x.Offset = count(r.Start)
		x.End = count(r.End)
		x.fill(&r)
		out.Toponyms = append(out.Toponyms, x)
	}
	return out
}

func toponymArgs(g *gazetteer.Gazetteer, args []string) error {
	mode := ""
	if len(args) == 4 {
		mode, args = strings.TrimPrefix(args[1], "-"), args[1:]
		if mode != "alone" && mode != "earlier" && mode != "free" {
			return errors.New("toponym: the option is -alone, -earlier or -free, not " + strconv.Quote(mode))
		}
	}
	return toponym(g, args[1], args[2], mode)
}
