// Package body gets readable text out of HTML pages and mails, and leads every span of it back to the original bytes.
//
// HTML and Mail turn bytes into Text: UTF-8, one paragraph or list item or table row a line. Each stage (transfer encoding,
// charset, tags and entities, folding) keeps a track of where its output came from, so that Text.Raw answers for any span
// which original bytes it stands in. Characters of our own (line ends, "- " before list items, " | " between cells) stand in
// no original byte and are left out at the ends of a span.
//
// Nothing in a document is run, fetched or followed. Any bytes give a Text or an error, never a panic, in time linear in
// their number. What is left out around an article is said in html.go (pick); what cannot be read to its end is an error and
// not a shorter text: a part of a document must not pass for the whole.
package body

import (
	"errors"
	"time"
)

// Limits. A document beyond one of them gives ErrTooMuch.
const (
	MaxText  = 16 << 20 // bytes of readable text
	MaxRaw   = 64 << 20 // bytes of the original
	MaxNodes = 1 << 20  // elements of a page that are kept track of
	MaxParts = 100      // parts of a mail, all levels together
	MaxDepth = 8        // levels of parts within parts
)

// Errors; errors.Is tells them apart.
var (
	ErrTooMuch = errors.New("the document is beyond what is read")
	ErrNoText  = errors.New("the document holds no readable text")
	ErrNotMail = errors.New("the bytes are not a mail")
)

// Text is the readable text of a document.
type Text struct {
	Text []byte // UTF-8; lines end in \n
	// Title is the headline: the first line of Text.
	Title string
	// Lang is what the page says of its language (BCP 47), or "".
	Lang string
	// Charset is the name of the charset that was read, as WHATWG spells it; of a mail: of its first part.
	Charset string
	// Published is when the document says that it was published; a claim.
	Published Published
	// Notes say in plain words what was left out or forgiven.
	Notes []string

	segs []seg
}

// Published is a document's own word on when it was published.
type Published struct {
	Value string    // as it stands there
	At    time.Time // zero: it says nothing that can be read
	Day   bool      // only the day is told; At is its midnight UTC
	Zoned bool      // the time has a zone of its own; otherwise At counts as UTC
	From  string    // what says so: "meta article:published_time", "JSON-LD datePublished", "time", "Date of the mail"
	// Start and End are the original bytes in which the value stands.
	Start, End int
}

// clip cuts s to at most n bytes at a character's edge.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}
