package advice

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// Bulletin is one document of a government's own form, read: usually one country, in a whole index all of them.
type Bulletin struct {
	Authority string // who speaks; empty when the form does not say
	Type      report.Type
	Lang      string // BCP 47
	ID        string // what the document is "the same document" by, as far as it says: its link or path
	Entries   []Entry
	Notes     []string // what was forgiven or not understood, in plain words
}

// Entry is what a document says of one country.
type Entry struct {
	// Country is ISO 3166-1 alpha-2, or ISO 3166-2 where the document is on a part of a country alone ("Azores"); empty when the
	// name is not known, which is told in the Bulletin's notes.
	Country string
	Name    string // as the document writes it
	NameAt  []report.Evidence
	ID      string // the country's own link or path, in a document of many
	Levels  []Stance
	Issued  Stated // when the words were last changed, as far as told
	Ends    Stated // when they end of themselves (NTAS)
	// Reviewed is when the government last looked at them without changing anything.
	Reviewed string
	Note     string // the government's own word on what changed
	Text     string // the readable words, for comparing two versions; no dates of publication
}

// Stance is one level for one scope.
type Stance struct {
	Code string // see Codes and Ranks; Unknown when it cannot be read
	// Level is the place on the house's scale: travel advice 1 (normal) to 4 (do not travel), threat levels 1 to 5; 0 is unknown.
	Level    int
	Scope    string // ISO 3166-1, ISO 3166-2, or "BD-?" for a part without a code
	Part     string // the part, in the document's words; empty for the whole
	Words    string // the level in the document's own words
	Evidence []report.Evidence
}

// Stated is a time as a document states it.
type Stated struct {
	Value    string
	Interval when.Interval
	Evidence []report.Evidence
}

// MaxEntries is the most countries read from one document; more is an error, for no government knows so many.
const MaxEntries = 400

// maxParts is the most parts of one country; what is beyond is told in the notes and counted as a part without a name.
const maxParts = 60

// ErrEmpty says that a list has nothing in it: switched off or at fault, never "no warnings".
var ErrEmpty = errors.New("the document holds no country: its source is switched off or at fault, which is not the same as no advice")

// Places is what the forms need of the gazetteer.
type Places interface {
	Lookup(name string) []gazetteer.Place
	Country(iso string) (gazetteer.Place, bool)
}

// doc is a document on its way to a Bulletin.
type doc struct {
	raw    []byte
	places Places
	out    Bulletin
	noted  map[string]bool

	address string // of a page
}

func (d *doc) note(format string, args ...any) {
	n := fmt.Sprintf(format, args...)
	if d.noted == nil {
		d.noted = map[string]bool{}
	}
	if !d.noted[n] && len(d.out.Notes) < 100 {
		d.noted[n] = true
		d.out.Notes = append(d.out.Notes, n)
	}
}

func (d *doc) add(e Entry) error {
	if len(d.out.Entries) >= MaxEntries {
		return fmt.Errorf("the document lists more than %d countries", MaxEntries)
	}
	d.out.Entries = append(d.out.Entries, e)
	return nil
}

// readers are the forms this package reads, each in the file of its government.
var readers = map[intake.Form]func(*doc) error{
	intake.FormUSAdvice:     readUSFeed,
	intake.FormUSAdviceJSON: readUSJSON,
	intake.FormUKAdvice:     readUK,
	intake.FormCAAdvice:     readCanada,
	intake.FormDEAdvice:     readGermany,
	intake.FormAUAdvice:     readAustralia,
	intake.FormAdviceList:   readList,
	intake.FormUSNTAS:       readNTAS,
	intake.FormUKThreat:     readUKThreat,
}

// Reads reports whether a form is one of a government's advice or threat level.
func Reads(f intake.Form) bool { return readers[f] != nil }

// Read reads a document of one of the forms. The error says why it could not be read; errors.Is ErrEmpty when it is a list
// without a country. A country whose level cannot be read has the code Unknown and a note: never the mildest level.
func Read(f intake.Form, raw []byte, places Places) (Bulletin, error) {
	read := readers[f]
	if read == nil {
		return Bulletin{}, fmt.Errorf("form %q is no form of advice", f)
	}
	d := &doc{raw: raw, places: places, out: Bulletin{Type: report.TravelAdvice, Lang: "en"}}
	if err := read(d); err != nil {
		return Bulletin{}, err
	}
	for i := range d.out.Entries {
		e := &d.out.Entries[i]
		if e.Country == "" && e.Name != worldwide {
			d.note("%q is no country that is known here: its level stands, for a place that is not known", clip(e.Name, 80))
		}
		if len(e.NameAt) == 0 { // nothing in particular says it: the document does
			e.NameAt = []report.Evidence{{Start: 0, End: len(raw)}}
		}
		for k := range e.Levels {
			if len(e.Levels[k].Evidence) == 0 {
				e.Levels[k].Evidence = e.NameAt
			}
		}
		if len(e.Levels) == 0 {
			e.Levels = []Stance{{Code: Unknown, Scope: e.Country, Evidence: e.NameAt}}
		}
		for _, l := range e.Levels {
			if l.Code == Unknown && e.Name != worldwide && l.Words != withRegional {
				d.note("%s: the level is unknown: %q is no word of the scale", clip(e.Name, 80), clip(l.Words, 120))
			}
		}
	}
	return d.out, nil
}

// Fill writes a Bulletin into a Report: an event for each country, whose advice are the levels.
func (b *Bulletin) Fill(form intake.Form, rep *report.Report, places Places) {
	rep.Kind, rep.Lang, rep.Relation, rep.Authority = "travel_advice", b.Lang, report.Origin, b.Authority
	if b.Type == report.ThreatLevel {
		rep.Kind = "bulletin"
	}
	rep.Document = &report.Document{Form: string(form), ID: b.ID}
	for i := range b.Entries {
		e := &b.Entries[i]
		ev := report.Event{Type: b.Type, Stage: report.NoStage, Trigger: e.Levels[0].Evidence, Text: cut(e.Text, report.MaxEventText)}
		for _, l := range e.Levels {
			ev.Advice = append(ev.Advice, report.Coded{Code: l.Code, Scope: l.Scope, Level: l.Level, Words: l.Words, Part: l.Part, Evidence: l.Evidence})
		}
		if p, ok := placeOf(e.Country, e.Name, places); ok && len(e.NameAt) > 0 {
			ev.Places = append(ev.Places, report.PlaceAt{Name: e.Name, Role: report.Scope, Place: p, Evidence: e.NameAt})
		}
		for _, l := range e.Levels {
			if country, _, part := strings.Cut(l.Scope, "-"); part && !strings.HasSuffix(l.Scope, "-?") && len(ev.Places) < 20 {
				if p, ok := partByISO(country, l.Scope, l.Part, places); ok {
					ev.Places = append(ev.Places, report.PlaceAt{Name: p.Name, Role: report.Scope, Place: p, Evidence: l.Evidence})
				}
			}
		}
		if e.Issued.Interval.Known() && len(e.Issued.Evidence) > 0 {
			ev.Times = append(ev.Times, report.Time{Role: report.Issued, Value: e.Issued.Value, Interval: e.Issued.Interval, Evidence: e.Issued.Evidence})
		}
		if len(e.Ends.Evidence) > 0 && e.Ends.Interval.Known() {
			ev.Times = append(ev.Times, report.Time{Role: report.Window, Value: e.Issued.Value + "/" + e.Ends.Value,
				Interval: when.Interval{From: e.Issued.Interval.From, To: e.Ends.Interval.To}, Evidence: e.Ends.Evidence})
		}
		rep.Events = append(rep.Events, ev)
	}
	if len(b.Entries) == 1 {
		e := &b.Entries[0]
		rep.Document.Updated, rep.Document.Reviewed, rep.Document.Note = e.Issued.Value, e.Reviewed, e.Note
		if e.Issued.Interval.Known() && len(e.Issued.Evidence) > 0 {
			rep.Issued, rep.IssuedEvidence = e.Issued.Interval, e.Issued.Evidence
		}
	}
	rep.Notes = append(rep.Notes, b.Notes...)
	if len(b.Entries) == 0 {
		rep.Notes = append(rep.Notes, "no event: the document names no country with a level")
	}
}

// Settle sets right by a page's own layout what the rules read out of its words. The level of the whole country is the layout's; what
// the rules took for the whole and the layout does not is dropped. Parts stand as the rules read them, with the layout's names
// where both stand at one place, and those that only the layout tells are added.
func (b *Bulletin) Settle(rep *report.Report, places Places) {
	own := map[string]string{}
	for i := range b.Entries {
		own[b.Entries[i].Country] = b.Entries[i].Levels[0].Code
	}
	for i := range b.Entries {
		e := &b.Entries[i]
		whole := e.Levels[0]
		at := -1
		for k := range rep.Events {
			ev := &rep.Events[k]
			if ev.Type != report.TravelAdvice {
				continue
			}
			if at < 0 {
				at = k
			}
			ev.Advice = slices.DeleteFunc(ev.Advice, func(a report.Coded) bool {
				country, _, part := strings.Cut(a.Scope, "-")
				code, ours := own[country] // a neighbour is named for its border, and has a page of its own
				return !ours || !part && a.Code != code && a.Code != Depart && !(code == NoneAgainst && a.Code == Normal)
			})
		}
		if at < 0 {
			at = len(rep.Events)
			rep.Events = append(rep.Events, report.Event{Type: report.TravelAdvice, Stage: report.NoStage, Trigger: whole.Evidence})
		}
		for _, l := range e.Levels {
			if !told(rep, l) {
				rep.Events[at].Advice = append(rep.Events[at].Advice, report.Coded{Code: l.Code, Scope: l.Scope, Level: l.Level, Words: l.Words, Part: l.Part, Evidence: l.Evidence})
			}
		}
		ev := &rep.Events[at]
		if ev.Text == "" {
			ev.Text = cut(e.Text, report.MaxEventText)
		}
		named := slices.ContainsFunc(ev.Places, func(p report.PlaceAt) bool { return p.Place.Country == e.Country && p.Place.Kind == gazetteer.Country })
		if p, ok := placeOf(e.Country, e.Name, places); ok && !named && len(e.NameAt) > 0 {
			ev.Places = append(ev.Places, report.PlaceAt{Name: e.Name, Role: report.Scope, Place: p, Evidence: e.NameAt})
		}
	}
	rep.Events = slices.DeleteFunc(rep.Events, func(e report.Event) bool { return e.Type == report.TravelAdvice && len(e.Advice) == 0 })
	rep.BecomeAdvice(b.Authority)
	rep.Document = &report.Document{Form: FormPage}
	for _, n := range b.Notes {
		if !slices.Contains(rep.Notes, n) {
			rep.Notes = append(rep.Notes, n)
		}
	}
}

// told finds what the rules read of a level and gives it the layout's words; false: they did not read it.
func told(rep *report.Report, l Stance) bool {
	country, _, part := strings.Cut(l.Scope, "-")
	found := false
	for k := range rep.Events {
		if rep.Events[k].Type != report.TravelAdvice {
			continue
		}
		for i := range rep.Events[k].Advice {
			a := &rep.Events[k].Advice[i]
			c, _, p := strings.Cut(a.Scope, "-")
			if !part && !p && c == country && l.Code == NoneAgainst && a.Code == Normal { // "does not advise against travel", in so many words
				return true
			}
			if a.Code != l.Code || c != country || p != part || part && a.Scope != l.Scope && !under(a.Evidence, l.Evidence) {
				continue
			}
			found = true
			if part && a.Scope != l.Scope && !meet(a.Evidence, l.Evidence) {
				continue // told in the sentence below the heading
			}
			a.Level, a.Words = l.Level, l.Words
			if strings.HasSuffix(a.Scope, "-?") && a.Part == "" {
				a.Part = l.Part
			}
		}
	}
	return found
}

// under reports whether a piece of a stands in one of b or shortly after it, as a sentence under its heading.
func under(a, b []report.Evidence) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Start < y.End+600 && y.Start < x.End {
				return true
			}
		}
	}
	return false
}

// meet reports whether two pieces of evidence share a byte.
func meet(a, b []report.Evidence) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Start < y.End && y.Start < x.End {
				return true
			}
		}
	}
	return false
}

// stated makes a Stated out of the value of a time, read with the layouts; day says that a layout has no time of day.
func stated(value string, ev []report.Evidence, layouts ...string) Stated {
	value = strings.TrimSpace(value)
	for _, l := range layouts {
		t, err := time.Parse(l, value)
		if err != nil || t.Year() < 1990 || t.Year() > 2200 {
			continue
		}
		s := Stated{Value: value, Interval: when.Interval{From: when.At(t), To: when.At(t)}, Evidence: ev}
		if !strings.Contains(l, "15") {
			s.Interval.To = when.At(t.AddDate(0, 0, 1))
		}
		return s
	}
	return Stated{Value: value}
}

var isoTimes = []string{time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05.999999", "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly}

// cut cuts s to at most n bytes at a character's edge.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
