// Package feed takes apart what a source gives into documents, by looking at the bytes: no header and no file name is
// believed.
//
// # Contract
//
// Split takes any bytes. It gives a Batch: the documents that stand in the answer, the links to those that stand elsewhere,
// how long the list was (0 is said, and is never the same as an error), and notes about what was odd. The error says why the
// answer as a whole cannot be read; the documents that were complete before that point are given all the same, because a
// warning in a broken list is still a warning. It never panics. Work is linear in the number of bytes and memory is a copy of
// them; more than 64 elements inside one another end the reading at that point.
//
// # Documents
//
// A document's Raw is its bytes as they stood in the answer. Two things are added or changed, and only where nothing could
// read it otherwise: an XML element that uses a namespace declared further out gets that declaration in its own start tag, and
// an answer in another encoding is turned into UTF-8 (an answer that is one document keeps its bytes untouched).
//
//	what stands in the answer                    Raw                          Identity
//	a CAP alert, bare or in any feed or list     the alert element            sender,identifier,sent
//	an Atom entry                                the entry element            its id, else its link
//	an RSS item                                  the item element             its guid, else its link
//	the list of NTAS, empty or not               the whole answer             "alerts"
//	an element of cadataapi's array              the JSON object              its id or Link
//	a country of Canada's index                  the JSON object              the key (ISO 3166-1)
//	a country of Germany's open data             the whole answer             the key (content id)
//	a country page of GOV.UK                     the whole answer             its base_path
//	a warning of BBK                             the whole answer             its identifier
//	a page                                       the whole answer             its URL
//
// A headline is never part of an Identity: embassies repeat theirs word for word. Where two documents of one answer have the
// same Identity and not the same content, each gets a # and the beginning of its Content hash.
//
// # Change
//
// Meta.Content says whether a document of a known Identity has changed: the SHA-256 of the part of it that counts. What does
// not count: white space, comments, the spelling of references and prefixes; in entries and items the elements pubDate,
// published, updated, modified, issued, date, lastBuildDate and the counts of comments; in JSON the keys that volatile lists
// and, on GOV.UK, the links to other pages; in pages everything but the visible words of the main part. So a document whose
// date alone has moved is not news. Everything else is.
package feed

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// The forms of an answer, as Batch.Form says them.
const (
	FormCAP      = "cap"      // one alert
	FormCAPList  = "cap-list" // <alerts>
	FormAtom     = "atom"
	FormRSS      = "rss"
	FormEDXL     = "edxl-de"
	FormNTAS     = "ntas"
	FormUSAdvice = "us-advice-json" // cadataapi
	FormCanada   = "ca-advice-json"
	FormGermany  = "de-advice-json"
	FormGovUK    = "gov-uk-page"
	FormGovUKAll = "gov-uk-index"
	FormBBKMap   = "bbk-index"
	FormBBK      = "bbk-warning"
	FormPage     = "page"
)

// MaxBytes is the longest answer that is taken apart. The largest real one known is 1.8 MB.
const MaxBytes = 32 << 20

// maxNotes is how many notes are kept; a broken list of thousands says the same thousands of times.
const maxNotes = 20

// ErrNotAFeed says that the bytes are none of the forms; the text around it says what they are.
var ErrNotAFeed = errors.New("this is no feed, list or alert")

// Batch is what an answer holds.
type Batch struct {
	Form  string
	Docs  []intake.Doc
	Links []Link
	// Total is the length of the list in the answer: entries, items, alerts, countries. 0 is an empty list.
	Total int
	// Left counts documents and links beyond Source.Max that were not taken.
	Left  int
	Notes []string // for the operator
}

// Link leads to a document that stands elsewhere.
type Link struct {
	URL string
	// Stamp changes when the list says that the document has changed. The same link with the same stamp need not be fetched
	// again, unless Revisit says so.
	Stamp string
	// Revisit is how long after it was fetched the document is asked for again although nothing in the list has changed; 0:
	// never. GOV.UK's minor changes do not show in its index.
	Revisit time.Duration
	// Entry stands for the document where it cannot be had: the entry of the list that holds the link. Raw is nil where the
	// entry says nothing by itself.
	Entry intake.Doc
}

// Split takes an answer apart. at is where it was found, after redirects; links are made absolute with it.
func Split(src intake.Source, at string, raw []byte) (Batch, error) {
	b := &batch{src: src}
	if u, err := url.Parse(at); err == nil {
		b.base = u
	} else {
		b.base = &url.URL{}
	}
	err := b.split(raw)
	b.finish()
	return b.Batch, err
}

type batch struct {
	Batch
	src  intake.Source
	base *url.URL
}

func (b *batch) note(format string, args ...any) {
	if len(b.Notes) < maxNotes {
		b.Notes = append(b.Notes, fmt.Sprintf(format, args...))
	}
}

func (b *batch) split(raw []byte) error {
	if len(raw) > MaxBytes {
		return fmt.Errorf("the answer has %d bytes; the limit is %d", len(raw), MaxBytes)
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return fmt.Errorf("%w: the answer is empty, which says nothing, not even that there are no warnings", ErrNotAFeed)
	}
	if what := binary(raw); what != "" {
		return fmt.Errorf("%w: it is %s", ErrNotAFeed, what)
	}
	if b.src.Kind == intake.KindPage {
		return b.page(raw)
	}
	text, changed, note, err := utf8Of(raw)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotAFeed, err)
	}
	if note != "" {
		b.note("%s", note)
	}
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) == 0 {
		return fmt.Errorf("%w: the answer is empty, which says nothing, not even that there are no warnings", ErrNotAFeed)
	}
	switch first := text[0]; {
	case first == '{' || first == '[':
		return b.json(text)
	case first != '<':
		// Real feeds have come with a line of a script's warning before the declaration.
		i := bytes.Index(text[:min(len(text), 4096)], []byte("<?xml"))
		if i < 0 {
			return fmt.Errorf("%w: it begins with %q", ErrNotAFeed, short(string(text[:min(len(text), 40)])))
		}
		b.note("text before the XML declaration was skipped")
		text = text[i:]
	}
	if looksLikePage(text) {
		return fmt.Errorf("%w: it is a web page, perhaps an error page or a login: %q", ErrNotAFeed, short(pageTitle(text)))
	}
	t, err := grow(text)
	b.Notes = append(b.Notes, t.notes...)
	if len(t.el) == 0 {
		return fmt.Errorf("%w: %w", ErrNotAFeed, err)
	}
	if e := b.xml(t, raw, changed); e != nil {
		return e
	}
	return err
}

// xml sorts a document by its root.
func (b *batch) xml(t *tree, raw []byte, changed bool) error {
	name, space := t.local(0), t.space(0)
	switch {
	case name == "alert" && t.whole(0):
		b.Form, b.Total = FormCAP, 1
		doc := b.alert(t, 0)
		doc.Raw = raw // cap reads every encoding, and a signature counts bytes
		b.Docs = append(b.Docs, doc)
	case name == "alert":
		b.Form = FormCAP
	case name == "alerts":
		b.list(t)
	case name == "feed":
		b.Form = FormAtom
		b.entries(t, 0, "entry")
	case name == "entry" && space == nsAtom && t.whole(0):
		b.Form, b.Total = FormAtom, 1
		b.entry(t, 0)
	case name == "rss":
		b.Form = FormRSS
		channel := t.child(0, "channel")
		if channel < 0 {
			return fmt.Errorf("%w: an RSS document without a channel", ErrNotAFeed)
		}
		b.entries(t, channel, "item")
	case name == "RDF":
		b.Form = FormRSS
		b.entries(t, 0, "item")
	case name == "EDXLDistribution":
		b.Form = FormEDXL
		b.distribution(t)
	default:
		return fmt.Errorf("%w: XML with the root element %q", ErrNotAFeed, short(name))
	}
	return nil
}

// binary names bytes that are no text at all.
func binary(raw []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"%PDF-", "a PDF file"}, {"PK\x03\x04", "a zip or office file"}, {"\x1f\x8b", "a gzip file inside the answer"},
		{"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"},
	} {
		if bytes.HasPrefix(raw, []byte(m.magic)) {
			return m.name
		}
	}
	return ""
}

// absolute makes a link absolute; "" when it cannot be one that is fetched.
func (b *batch) absolute(ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || len(ref) > 2048 {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	u = b.base.ResolveReference(u)
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

// finish drops what stands twice, tells documents of one Identity apart, and keeps to Source.Max.
func (b *batch) finish() {
	byIdentity := map[string][]int{}
	keep := b.Docs[:0]
	twice := 0
	seen := map[string]bool{}
	for _, d := range b.Docs {
		if key := d.Meta.Identity + "\x00" + d.Meta.Content; seen[key] {
			twice++
			continue
		} else {
			seen[key] = true
		}
		byIdentity[d.Meta.Identity] = append(byIdentity[d.Meta.Identity], len(keep))
		keep = append(keep, d)
	}
	b.Docs = keep
	if twice > 0 {
		b.note("%d documents stand in the list more than once", twice)
	}
	for id, at := range byIdentity {
		if len(at) == 1 {
			continue
		}
		for _, i := range at {
			b.Docs[i].Meta.Identity += "#" + b.Docs[i].Meta.Content[:8]
		}
		b.note("%d different documents call themselves %q", len(at), short(id))
	}
	links := b.Links[:0]
	where := map[string]int{}
	for _, l := range b.Links {
		i, again := where[l.URL]
		if !again {
			where[l.URL] = len(links)
			links = append(links, l)
			continue
		}
		links[i].Stamp = digest([]byte(links[i].Stamp + "\x00" + l.Stamp)) // entries of several languages, one body
	}
	b.Links = links
	most := b.src.Max
	if most <= 0 {
		most = intake.DefaultMax
	}
	if n := len(b.Docs) + len(b.Links); n > most {
		b.Left += n - most
		b.Docs = b.Docs[:min(len(b.Docs), most)]
		b.Links = b.Links[:most-len(b.Docs)]
		b.note("%d documents beyond the %d that may be taken at once were left", b.Left, most)
	}
}
