package reading

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Version names the rules. It changes whenever the same bytes could give another Report.
const Version = "rules-1"

// MaxText is the most text that is read, in bytes. A longer Item is refused with ErrTooLong: no warning is that long, and a
// part of a document must not pass for the whole.
const MaxText = 4 << 20

// ErrTooLong says that an Item holds more than MaxText bytes.
var ErrTooLong = errors.New("the document is too long to be read")

// ErrUnreadable says that an Item's bytes are neither a text nor a CAP alert.
var ErrUnreadable = errors.New("the document cannot be read")

// Reader reads Items. It holds only tables that never change and may be used from many goroutines at once.
type Reader struct {
	places where.Gazetteer
}

// NewReader makes a Reader over any gazetteer.
func NewReader(g where.Gazetteer) *Reader { return &Reader{places: g} }

// New makes a Reader over the house's gazetteer.
func New(g *gazetteer.Gazetteer) *Reader { return NewReader(g) }

// Read reads one Item. The same Item gives the same Report, byte for byte. The error says why the bytes could not be read
// (errors.Is ErrUnreadable or ErrTooLong); a text that can be read but speaks of no event gives a Report without events and
// a note that says so.
func (r *Reader) Read(item intake.Item) (Report, error) {
	if len(item.Raw) > MaxText {
		return Report{}, fmt.Errorf("reading %d bytes: %w: the limit is %d bytes; hand in the part that holds the warning", len(item.Raw), ErrTooLong, MaxText)
	}
	form, why := intake.Classify(item.Raw)
	if why != "" {
		return Report{}, fmt.Errorf("%w: %s", ErrUnreadable, why)
	}
	rep := Report{Item: item.ID, Reader: Version, Events: []Event{}}
	rep.ID = ReportID(intake.Hash([]byte(string(item.ID) + "\x00" + item.SHA256 + "\x00" + Version))[:16])
	switch form {
	case intake.FormCAP:
		if err := r.readCAP(item, &rep); err != nil {
			return Report{}, err
		}
	default:
		r.readText(item, &rep)
	}
	if bad := rep.Ungrounded(item.Raw); len(bad) > 0 {
		// A value that cannot show its words does not exist (DESIGN 6.5): this is a fault of the reader, told and not hidden.
		return Report{}, fmt.Errorf("reading item %s: %d values have no words in the text: %s", item.ID, len(bad), bad[0])
	}
	return rep, nil
}

// Ungrounded lists every value of the report whose evidence does not stand in raw: none at all, out of bounds, or cutting
// a UTF-8 character. An empty list means that each value can be shown with its words.
func (rep *Report) Ungrounded(raw []byte) []string {
	var bad []string
	check := func(what string, ev []Evidence) {
		if len(ev) == 0 {
			bad = append(bad, what+": no evidence")
		}
		for _, e := range ev {
			switch {
			case e.Start < 0 || e.End > len(raw) || e.Start >= e.End:
				bad = append(bad, fmt.Sprintf("%s: bytes %d to %d are not in the %d bytes of the item", what, e.Start, e.End, len(raw)))
			case !utf8.RuneStart(raw[e.Start]) || e.End < len(raw) && !utf8.RuneStart(raw[e.End]):
				bad = append(bad, fmt.Sprintf("%s: bytes %d to %d cut a character", what, e.Start, e.End))
			}
		}
	}
	if rep.Issued.Known() {
		check("issued", rep.IssuedEvidence)
	}
	if rep.Relays != "" {
		check("relays", rep.RelaysBy)
	}
	for i := range rep.Events {
		rep.Events[i].each(func(list, value string, ev []Evidence) {
			check(fmt.Sprintf("event %d %s %q", i+1, list, value), ev)
		})
	}
	return bad
}

// Each calls f for every value of the event with the name of its list, the value as a word and its evidence.
func (e *Event) Each(f func(list, value string, ev []Evidence)) { e.each(f) }

func (e *Event) each(f func(list, value string, ev []Evidence)) {
	f("trigger", string(e.Type), e.Trigger)
	named := func(list string, vs []Named) {
		for i := range vs {
			f(list, vs[i].Name, vs[i].Evidence)
		}
	}
	coded := func(list string, vs []Coded) {
		for i := range vs {
			f(list, vs[i].Code, vs[i].Evidence)
		}
	}
	named("actor", e.Actors)
	named("target", e.Targets)
	named("human", e.Humans)
	named("weapon", e.Weapons)
	for i := range e.Places {
		f("place", e.Places[i].Name, e.Places[i].Evidence)
	}
	for i := range e.Times {
		f("time", e.Times[i].Value, e.Times[i].Evidence)
	}
	named("issuer", e.Issuers)
	named("responder", e.Responder)
	named("audience", e.Audiences)
	coded("action", e.Actions)
	coded("advice", e.Advice)
	for i := range e.Casualty {
		f("casualties", e.Casualty[i].Kind, e.Casualty[i].Evidence)
	}
	coded("inferred", e.Inferred)
}
