package body

import (
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"
)

// The names of header lines that mail programs write above a mail they quote, in lower case.
var (
	quotedFrom = map[string]bool{"from": true, "von": true, "de": true, "da": true, "van": true, "от": true, "від": true}
	quotedDate = map[string]bool{"date": true, "sent": true, "datum": true, "gesendet": true, "envoyé": true, "enviado": true, "fecha": true, "inviato": true, "verzonden": true, "дата": true, "отправлено": true}
)

// quotedForms are the forms in which mail programs write the date of a mail they quote. Their zone is that of the reader's
// machine and mostly not told: only the day counts.
var quotedForms = []string{
	"Mon, Jan 2, 2006 at 3:04 PM", "Mon, 2 Jan 2006 at 15:04", "Mon, Jan 2, 2006, 3:04 PM", "Monday, January 2, 2006 3:04 PM",
	"Monday, January 2, 2006 at 3:04 PM", "Monday, 2 January 2006 15:04", "2 January 2006 15:04", "January 2, 2006 at 3:04:05 PM",
	"2 January 2006 at 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006-01-02T15:04:05Z07:00", "02.01.2006 15:04",
}

// quotedMail finds the head of the last mail that a text quotes: a line From and below it a line Date, the words of which are
// text[start:end]. The last is the innermost: whose words they were first.
func quotedMail(text []byte) (start, end int, ok bool) {
	since := 100
	for i := 0; i < len(text); {
		next := len(text)
		for k := i; k < len(text); k++ {
			if text[k] == '\n' {
				next = k + 1
				break
			}
		}
		s := string(text[i:next])
		body := strings.TrimLeft(s, "> *\t")
		name, value, found := strings.Cut(body, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		switch {
		case found && len(name) < 30 && quotedFrom[name]:
			since = 0
		case found && len(name) < 30 && quotedDate[name] && since < 6:
			v := strings.TrimLeft(value, " *\t")
			start = i + len(s) - len(v)
			end = start + len(strings.TrimRight(v, " *\t\n"))
			ok = end > start
			since = 100
		case strings.TrimSpace(body) != "":
			since++
		}
		i = next
	}
	return start, end, ok
}

// quotedDay reads the day of a quoted mail's date.
func quotedDay(s string) (Published, bool) {
	p := Published{Value: s, Day: true, From: "Date of the quoted mail"}
	clean := strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == 0x202f || r == 0xa0 || r == '\t' }), " ")
	if at, err := mail.ParseDate(clean); err == nil && sane(at) {
		p.At, p.Day, p.Zoned = at, false, true
		return p, true
	}
	if i := strings.LastIndex(clean, " GMT"); i > 0 {
		clean = clean[:i]
	} else if i := strings.LastIndex(clean, " UTC"); i > 0 {
		clean = clean[:i]
	}
	for _, f := range quotedForms {
		if at, err := time.Parse(f, clean); err == nil && sane(at) {
			p.At = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
			return p, true
		}
	}
	return p, false
}

// quoted settles the time of publication of a mail that quotes another, and notes what it finds.
func (t *Text) quoted() {
	s, e, ok := quotedMail(t.Text)
	if !ok {
		return
	}
	words := string(t.Text[s:e])
	if len(words) > 80 || !utf8.ValidString(words) {
		words = clip(words, 80)
	}
	p, read := quotedDay(words)
	rs, re, stands := t.Raw(s, e)
	if !read || !stands {
		t.Published = Published{}
		t.Notes = append(t.Notes, "the mail passes on another one whose date could not be read ("+words+"): the day of passing on is not taken for it")
		return
	}
	p.Start, p.End = rs, re
	t.Published = p
}
