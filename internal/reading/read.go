package reading

import (
	"errors"
	"fmt"

	"github.com/tocsin-hub/tocsin/internal/gazetteer"
	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/advice"
	"github.com/tocsin-hub/tocsin/internal/reading/body"
	"github.com/tocsin-hub/tocsin/internal/reading/where"
)

// Version names the rules and weights. It changes whenever the same bytes could give another Report.
const Version = "rules-5"

// MaxText is the most text that is read, in bytes; a mail may be longer by its attachments and a page by its tags, to body.MaxRaw. A
// longer Item is refused with ErrTooLong: no warning is that long, and a part of a document must not pass for the whole.
const MaxText = 16 << 20

// ErrTooLong says that an Item holds more than MaxText bytes.
var ErrTooLong = errors.New("the document is too long to be read")

// ErrUnreadable says that an Item's bytes are neither a text, a page, a mail nor a CAP alert.
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
	if len(item.Raw) > MaxText && !encodedWithin(item.Raw) {
		return Report{}, fmt.Errorf("reading %d bytes: %w: the limit is %d bytes; hand in the part that holds the warning", len(item.Raw), ErrTooLong, MaxText)
	}
	form, why := intake.Classify(item.Raw)
	if why != "" {
		return Report{}, fmt.Errorf("%w: %s", ErrUnreadable, why)
	}
	rep := Report{Item: item.ID, Reader: Version, Events: []Event{}}
	rep.ID = reportID(item, Version)
	var text *body.Text // of a page or a mail
	switch form {
	case intake.FormCAP:
		if err := r.readCAP(item, &rep); err != nil {
			return Report{}, err
		}
	case intake.FormHTML, intake.FormMail, intake.FormEntry:
		var err error
		if text, err = r.readEncoded(form, item, &rep); err != nil {
			return Report{}, err
		}
	case intake.FormBBK:
		if err := r.readBBK(item, &rep); err != nil {
			return Report{}, err
		}
	default:
		if advice.Reads(form) {
			if err := r.readAdvice(form, item, &rep); err != nil {
				return Report{}, err
			}
			break
		}
		r.readText(item, &rep)
	}
	if bad := ungrounded(&rep, item.Raw, text); len(bad) > 0 {
		// A value that cannot show its words does not exist (DESIGN 6.5): this is a fault of the reader, told and not hidden.
		return Report{}, fmt.Errorf("reading item %s: %d values have no words in the text: %s", item.ID, len(bad), bad[0])
	}
	return rep, nil
}

func reportID(item intake.Item, reader string) ReportID {
	return ReportID(intake.Hash([]byte(string(item.ID) + "\x00" + item.SHA256 + "\x00" + reader))[:16])
}

// encodedWithin reports whether a long document is a mail or a page, whose text may still be short.
func encodedWithin(raw []byte) bool {
	if len(raw) > body.MaxRaw {
		return false
	}
	form, _ := intake.Classify(raw)
	return form == intake.FormMail || form == intake.FormHTML
}
