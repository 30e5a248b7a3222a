package reading

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tocsin-hub/tocsin/internal/intake"
	"github.com/tocsin-hub/tocsin/internal/reading/body"
	"github.com/tocsin-hub/tocsin/internal/reading/when"
)

// Words is the text of an Item as it is read, with the way from its bytes to Item.Raw and back (body.Text): what a person
// should see of a page or a mail. ok is false for the forms whose bytes are their text, and for what cannot be read.
func Words(item intake.Item) (t body.Text, ok bool) {
	form, _ := intake.Classify(item.Raw)
	t, _, err := open(form, item.Raw)
	return t, err == nil && (form == intake.FormHTML || form == intake.FormMail || form == intake.FormEntry)
}

// Shown is what to show of an Item: its bytes, or the text of a page or a mail. The evidence of rep, which may be nil, then
// counts in what is shown; a piece that stands in no shown text (a date in the head of a page) becomes empty. rep is changed:
// hand in one that is not kept.
func Shown(item intake.Item, rep *Report) []byte {
	t, ok := Words(item)
	if !ok {
		return item.Raw
	}
	if rep != nil {
		rep.Lead(func(e Evidence) (Evidence, bool) {
			s, end, _ := t.Span(e.Start, e.End)
			return Evidence{Start: s, End: end, Path: e.Path, By: e.By}, true
		})
	}
	return t.Text
}

func open(form intake.Form, raw []byte) (t body.Text, h body.Headers, err error) {
	switch form {
	case intake.FormHTML:
		t, err = body.HTML(raw, "")
	case intake.FormMail:
		t, h, err = body.Mail(raw)
	case intake.FormEntry:
		t, err = body.Entry(raw)
	}
	return t, h, err
}

// readEncoded reads a page or a mail: the rules read its text, then each piece of evidence is led back to the bytes of the
// Item. One piece is one span, from the first to the last byte that its words came from: a word cut in two by a tag or by a
// soft line break has the tag or the break within its span. The span leads to the same words again, which is checked.
func (r *Reader) readEncoded(form intake.Form, item intake.Item, rep *Report) (*body.Text, error) {
	t, head, err := open(form, item.Raw)
	switch {
	case errors.Is(err, body.ErrTooMuch):
		return nil, fmt.Errorf("%w: %v", ErrTooLong, err)
	case err != nil:
		return nil, fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	inner := item
	inner.Raw = t.Text
	own := item.Published.IsZero() && !t.Published.At.IsZero()
	if own {
		inner.Published = t.Published.At
	}
	if form == intake.FormHTML {
		r.readText(inner, rep)
	} else {
		r.readStory(inner, rep)
	}
	if bad := rep.Ungrounded(t.Text); len(bad) > 0 {
		return nil, fmt.Errorf("reading item %s: %d values have no words in the text: %s", item.ID, len(bad), bad[0])
	}
	bad := rep.Lead(func(e Evidence) (Evidence, bool) {
		rs, re, ok := t.Raw(e.Start, e.End)
		return Evidence{Start: rs, End: re, Path: e.Path}, ok
	})
	if len(bad) > 0 {
		return nil, fmt.Errorf("reading item %s: %d values have no words in the item: %s", item.ID, len(bad), bad[0])
	}
	if own && !rep.Issued.Known() {
		p := t.Published
		rep.Issued = when.Interval{From: when.At(p.At), To: when.At(p.At)}
		if p.Day {
			rep.Issued.To = when.At(p.At.Add(24 * time.Hour))
		}
		rep.IssuedEvidence = []Evidence{{Start: p.Start, End: p.End}}
		rep.Notes = append(rep.Notes, "the time of publication is the document's own word: "+p.From)
	}
	if form == intake.FormMail {
		if head.From != "" {
			rep.Notes = append(rep.Notes, "the mail says that it is from "+head.From+": a claim, which proves nothing")
		}
		rep.Notes = append(rep.Notes, attachments(head, 20)...)
	}
	rep.Notes = append(rep.Notes, t.Notes...)
	return &t, nil
}

// attachments says which parts of a mail were not read, at most n of them.
func attachments(h body.Headers, n int) []string {
	var out []string
	for _, a := range h.Attachments {
		if len(out) == n {
			break
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("not read: attachment %s (%s, %d bytes)", a.Name, a.Type, a.Size)))
	}
	for _, f := range h.Forwarded {
		if len(out) < n {
			out = append(out, attachments(f, n-len(out))...)
		}
	}
	return out
}

// ungrounded lists the values of a report whose evidence does not stand in the Item. In a page or a mail a span is good when it
// is exactly where some words of the text come from, or when it is the document's own word on its publication.
func ungrounded(rep *Report, raw []byte, t *body.Text) []string {
	if t == nil {
		return rep.Ungrounded(raw)
	}
	return rep.UngroundedBy(func(e Evidence) string {
		if e.Start < 0 || e.End > len(raw) || e.Start >= e.End {
			return fmt.Sprintf("bytes %d to %d are not in the %d bytes of the item", e.Start, e.End, len(raw))
		}
		if p := t.Published; p.Start < p.End && e.Start == p.Start && e.End == p.End {
			return ""
		}
		if !stands(t, e) {
			return fmt.Sprintf("bytes %d to %d hold no words, or cut a character or its encoding", e.Start, e.End)
		}
		return ""
	})
}

// stands reports whether some words of the text stand in exactly these bytes. Span widens to whole characters, which can bring
// in one more at each end where an encoding takes several together.
func stands(t *body.Text, e Evidence) bool {
	from, to, ok := t.Span(e.Start, e.End)
	for s, n := from, 0; ok && s < to && n < 4; n++ {
		for end, m := to, 0; end > s && m < 4; m++ {
			if rs, re, ok := t.Raw(s, end); ok && rs == e.Start && re == e.End {
				return true
			}
			for end--; end > s && !utf8.RuneStart(t.Text[end]); {
				end--
			}
		}
		for s++; s < to && !utf8.RuneStart(t.Text[s]); {
			s++
		}
	}
	return false
}
