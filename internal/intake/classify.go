package intake

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Meta is what is known of a document besides its bytes.
type Meta struct {
	Source    SourceID
	Title     string // empty: taken from the bytes
	Origin    string
	URL       string
	Published time.Time
	Country   string          // see Item.Country
	Identity  string          // see Item.Identity
	Trust     json.RawMessage // see Item.Trust
	Of        ItemID          // see Item.Of
	Held      bool            // see Item.Held
	Message   *Message        // see Item.Message
	// Content is the SHA-256, in hex, of the part of the document that counts: two documents of one Identity with the same
	// Content say the same, whatever else has moved (a date, white space). Empty: every byte counts.
	Content string
	// Notes are what stood around the document and bears on it, each "KIND:VALUE", such as envelope-status:test.
	Notes []string
}

// NewItem makes the Item of a document that arrived at now. Its ID is the first 16 hex digits of the SHA-256 of source and
// bytes, so that the same document from the same source is the same Item. Bytes that cannot be read make an Item too, with
// the reason in Unreadable. raw is not copied and must not be changed afterwards.
func NewItem(raw []byte, meta Meta, now time.Time) Item {
	form, why := Classify(raw)
	it := Item{
		Source: meta.Source, Title: tidy(meta.Title), Origin: clip(tidy(meta.Origin), maxOrigin), URL: clip(tidy(meta.URL), maxURL), Form: form, Raw: raw,
		SHA256: Hash(raw), Published: meta.Published, Received: now, Unreadable: why, Identity: identity(meta.Identity), Content: identity(meta.Content),
		Trust: withNotes(meta.Trust, meta.Notes), Of: meta.Of, Held: meta.Held, Message: meta.Message, Country: country(meta.Country),
	}
	it.ID = ItemID(Hash([]byte(string(meta.Source) + "\x00" + it.SHA256))[:16])
	if it.Title == "" {
		it.Title = tidy(titleOf(form, raw))
	}
	it.Title = clip(it.Title, 160)
	return it
}

// country is a code of ISO 3166-1 alpha-2 by its form, else nothing.
func country(s string) string {
	if s = strings.ToUpper(strings.TrimSpace(s)); len(s) != 2 || s[0] < 'A' || s[0] > 'Z' || s[1] < 'A' || s[1] > 'Z' {
		return ""
	}
	return s
}

// The longest values that are kept of what a source says beside the bytes.
const (
	maxOrigin   = 500
	maxURL      = 4096
	maxIdentity = 500
)

// tidy makes a text that a source wrote fit for a line and for a database: valid UTF-8 without control characters.
func tidy(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "�")))
}

// identity is a document's identity in a length that can be looked up; two long ones stay two.
func identity(s string) string {
	if t := tidy(s); t != s || len(t) > maxIdentity {
		return clip(t, maxIdentity-20) + " " + Hash([]byte(s))[:16]
	}
	return s
}

// withNotes puts what stood around a document beside what was found of its trust.
func withNotes(trust json.RawMessage, notes []string) json.RawMessage {
	if len(notes) == 0 {
		return trust
	}
	var t Trust
	if len(trust) > 0 && json.Unmarshal(trust, &t) != nil {
		return trust
	}
	for _, n := range notes {
		if n = clip(tidy(n), 200); n != "" {
			t.Notes = append(t.Notes, n)
		}
	}
	out, err := json.Marshal(t)
	if err != nil {
		return trust
	}
	return out
}

// Classify tells the form of a document's bytes. why is empty, or says in plain words why they cannot be read; the form is
// then FormUnknown. It looks at the bytes once and parses nothing: a CAP alert may still turn out to be broken.
func Classify(raw []byte) (form Form, why string) {
	body := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(raw) == 0:
		return FormUnknown, "the document is empty"
	case len(trimmed) == 0:
		return FormUnknown, "the document holds only blanks"
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return FormUnknown, "the text is UTF-16; hand it in as UTF-8"
	}
	for i := range binaries {
		if b := &binaries[i]; bytes.HasPrefix(body, []byte(b.magic)) {
			return FormUnknown, "this is " + b.name + ", not a text or a CAP alert"
		}
	}
	if isMail(trimmed) {
		return FormMail, ""
	}
	if form, why := officialForm(trimmed); form != "" {
		return form, why
	}
	if trimmed[0] == '<' {
		if root := rootName(trimmed); root == "alert" {
			return FormCAP, ""
		} else if root == "entry" || root == "item" {
			return FormEntry, ""
		} else if isPage(trimmed, root) {
			return FormHTML, ""
		} else if root != "" {
			return FormUnknown, fmt.Sprintf("XML with the root element %q is not a CAP alert", clip(root, 40))
		}
	}
	if i := bytes.IndexByte(body, 0); i >= 0 {
		return FormUnknown, fmt.Sprintf("byte %d is zero: these are binary data, not a text", i+len(raw)-len(body))
	}
	if !utf8.Valid(body) {
		i := 0
		for i < len(body) {
			r, n := utf8.DecodeRune(body[i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			i += n
		}
		return FormUnknown, fmt.Sprintf("byte %d is not UTF-8; hand the text in as UTF-8", i+len(raw)-len(body))
	}
	if controls(body)*50 > len(body) {
		return FormUnknown, "too many control characters: these are binary data, not a text"
	}
	return FormText, ""
}

// binaries are forms of files that are no text, by their first bytes.
var binaries = [...]struct{ magic, name string }{{"%PDF-", "a PDF file"}, {"PK\x03\x04", "a zip or office file"}, {"\x89PNG", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"}, {"GIF8", "a GIF image"}, {"\x1f\x8b", "a gzip file"}, {"\x7fELF", "a program"}, {"{\\rtf", "an RTF file"}}

// controls counts the control characters of a text that no text needs. It looks at eight bytes at a time and counts where one is a control
// character of any kind.
func controls(b []byte) (n int) {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	count := func(part []byte) {
		for _, c := range part {
			if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f {
				n++
			}
		}
	}
	for ; len(b) >= 8; b = b[8:] {
		x := binary.LittleEndian.Uint64(b)
		deletes := x ^ 0x7f*ones
		if ((x-0x20*ones)&^x|(deletes-ones)&^deletes)&tops != 0 {
			count(b[:8])
		}
	}
	count(b)
	return n
}

// rootName is the local name of the first element, or "" when there is none. Declarations and comments are skipped.
func rootName(b []byte) string {
	for len(b) > 1 && b[0] == '<' {
		switch {
		case b[1] == '?' || b[1] == '!':
			end := []byte(">")
			if bytes.HasPrefix(b, []byte("<!--")) {
				end = []byte("-->")
			} else if j := bytes.IndexByte(b, '>'); b[1] == '!' && j >= 0 && bytes.IndexByte(b[:j], '[') >= 0 {
				end = []byte("]>") // a document type with declarations of its own
			}
			i := bytes.Index(b, end)
			if i < 0 {
				return ""
			}
			b = bytes.TrimLeft(b[i+len(end):], " \t\r\n")
		default:
			n := bytes.IndexAny(b[1:], " \t\r\n/>")
			if n <= 0 {
				return ""
			}
			name := string(b[1 : 1+n])
			if !utf8.ValidString(name) {
				return ""
			}
			return name[strings.LastIndexByte(name, ':')+1:]
		}
	}
	return ""
}

// titleOf is the headline of a CAP alert, the title of a page, the subject of a mail, or the first line of a text.
func titleOf(form Form, raw []byte) string {
	s := strings.ToValidUTF8(string(raw[:min(len(raw), 16<<10)]), "�")
	if form == FormCAP {
		for _, tag := range []string{"headline", "event", "identifier"} {
			for _, open := range []string{"<" + tag + ">", ":" + tag + ">"} {
				if i := strings.Index(s, open); i >= 0 {
					rest := s[i+len(open):]
					if j := strings.IndexByte(rest, '<'); j > 0 {
						return strings.Join(strings.Fields(rest[:j]), " ")
					}
				}
			}
		}
		return "CAP alert"
	}
	if t := officialTitle(form, raw); t != "" {
		return t
	}
	switch form {
	case FormUnknown:
		return "unreadable document"
	case FormHTML:
		return pageTitle(raw)
	case FormEntry:
		s = strings.NewReplacer("<![CDATA[", "", "]]>", "").Replace(s)
		if t := pageTitle([]byte(s)); t != "web page" {
			return t
		}
		return "entry of a feed"
	case FormMail:
		return mailTitle(raw)
	}
	for line := range strings.Lines(strings.TrimPrefix(s, "\ufeff")) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			return line
		}
	}
	return ""
}

// clip cuts s to at most n bytes at a rune's edge, with an ellipsis.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	n -= len("…")
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
