package body

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/mail"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Headers are what a mail says of itself. All of it is a claim: anybody can write any From. Who may speak is settled by the
// Source the mail came through, never by these words.
type Headers struct {
	From, To, Subject string
	Date              time.Time // zero: none, or none that can be read
	ListID, MessageID string
	Attachments       []Attachment
	Forwarded         []Headers // of the mails within this one, in their order
}

// Attachment is a part that is not read. It is listed and nothing else: never opened, unpacked or run.
type Attachment struct {
	Name       string // without folders and control characters; may be ""
	Type       string // as claimed, "application/pdf"
	Size       int    // bytes, once its transfer encoding is undone
	Start, End int    // where its encoded bytes stand in the mail
}

// Mail gets the readable text out of a mail (RFC 5322, MIME): its Subject as the first line, then the text of its parts in
// their order, mails within it too. Of alternatives the plain text is read, unless it has less than a third of the words of
// the other, which then is ("view this mail in a browser"). Parts that are attachments or no text are listed; a signature
// under a line of "-- " is not read, which Notes tell.
//
// Published is the Date of the mail; of one that holds exactly one other mail, or quotes one with its head, of that: relative times count from the day
// on which the words were said, not from the day on which they were passed on (DESIGN 6.9).
func Mail(raw []byte) (Text, Headers, error) {
	if len(raw) > MaxRaw {
		return Text{}, Headers{}, fmt.Errorf("reading a mail of %d bytes: %w: the limit is %d", len(raw), ErrTooMuch, MaxRaw)
	}
	m := &mailer{raw: raw}
	start := 0
	if bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")) {
		start = 3
	}
	for start < len(raw) && (raw[start] == '\r' || raw[start] == '\n') {
		start++
	}
	if bytes.HasPrefix(raw[start:], []byte("From ")) { // the line that a mailbox file puts before each mail
		if i := bytes.IndexByte(raw[start:], '\n'); i >= 0 {
			start += i + 1
		}
	}
	f, body := m.fields(start, len(raw))
	if f.find("from") == nil && f.find("subject") == nil && f.find("received") == nil && f.find("content-type") == nil {
		return Text{}, Headers{}, fmt.Errorf("%w: there is no From, Subject, Received or Content-Type in front", ErrNotMail)
	}
	chunks, head, pub, err := m.letter(f, body, len(raw), 0)
	if err != nil {
		return Text{}, Headers{}, err
	}
	t := Text{Published: pub}
	for i := range chunks {
		c := &chunks[i]
		for _, n := range c.notes {
			m.note("%s", strings.Replace(n, "the page", "the mail", 1))
		}
		if len(t.Text) > 0 {
			t.Text = append(t.Text, "\n\n"...)
		}
		t.segs = append(t.segs, seg{start: len(t.Text), end: len(t.Text) + len(c.text), chain: c.chain, base: c.base})
		t.Text = append(t.Text, c.text...)
		if t.Charset == "" {
			t.Charset = c.charset
		}
		if t.Lang == "" {
			t.Lang = c.lang
		}
		if len(t.Text) > MaxText {
			return Text{}, Headers{}, fmt.Errorf("%w: the mail holds more than %d bytes of text", ErrTooMuch, MaxText)
		}
	}
	if len(t.Text) == 0 {
		return Text{}, head, fmt.Errorf("%w: the mail has neither a subject nor a part of text", ErrNoText)
	}
	first, _, _ := bytes.Cut(t.Text, []byte("\n"))
	t.Title, t.Notes = string(first), m.notes
	if len(head.Forwarded) == 0 {
		t.quoted()
	}
	return t, head, nil
}

// mailer reads one mail. Its offsets count in raw.
type mailer struct {
	raw   []byte
	parts int
	notes []string
}

func (m *mailer) note(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	for _, n := range m.notes {
		if n == s {
			return
		}
	}
	if len(m.notes) < 50 {
		m.notes = append(m.notes, s)
	}
}

// chunk is the text of one part with the way back to the bytes from base on.
type chunk struct {
	text          []byte
	chain         []track
	base          int
	charset, lang string
	rich          bool     // of an HTML part
	notes         []string // of an HTML part
}

// field is a line of a header: the value stands in raw[start:end], with its folds.
type field struct {
	name       string
	start, end int
}

type fields []field

// find is the first field of a name, which is given in lower case.
func (f fields) find(name string) *field {
	for i := range f {
		if f[i].name == name {
			return &f[i]
		}
	}
	return nil
}

const maxFields = 2000

// fields reads the header at start: up to an empty line, or to a line that cannot be of a header.
func (m *mailer) fields(start, end int) (fields, int) {
	var out fields
	for i := start; i < end; {
		next := end
		if k := bytes.IndexByte(m.raw[i:end], '\n'); k >= 0 {
			next = i + k + 1
		}
		s := m.raw[i:next]
		trimmed := bytes.TrimRight(s, "\r\n")
		if len(trimmed) == 0 {
			return out, next
		}
		if s[0] == ' ' || s[0] == '\t' {
			if len(out) > 0 {
				out[len(out)-1].end = i + len(trimmed)
			}
			i = next
			continue
		}
		colon := bytes.IndexByte(trimmed, ':')
		if colon <= 0 || colon > 80 || bytes.ContainsAny(bytes.TrimRight(trimmed[:colon], " \t"), " \t<>@") {
			return out, i
		}
		from := i + colon + 1
		for from < i+len(trimmed) && (m.raw[from] == ' ' || m.raw[from] == '\t') {
			from++
		}
		if len(out) < maxFields {
			out = append(out, field{strings.ToLower(strings.TrimSpace(string(trimmed[:colon]))), from, i + len(trimmed)})
		}
		i = next
	}
	return out, end
}

// word is a field's value as text, without its folds and encoded words; "" when it is not there.
func (m *mailer) word(f *field) string {
	if f == nil {
		return ""
	}
	s, _ := words(m.raw[f.start:min(f.end, f.start+64<<10)])
	return strings.Join(strings.Fields(clip(string(s), 2000)), " ")
}

// letter reads a mail's header and body.
func (m *mailer) letter(f fields, body, end, depth int) ([]chunk, Headers, Published, error) {
	h := Headers{From: m.word(f.find("from")), To: m.word(f.find("to")), Subject: m.word(f.find("subject")), ListID: m.word(f.find("list-id")), MessageID: m.word(f.find("message-id"))}
	var pub Published
	if d := f.find("date"); d != nil {
		if at, err := mail.ParseDate(m.word(d)); err == nil && sane(at) {
			h.Date = at
			pub = Published{Value: m.word(d), At: at, Zoned: true, From: "Date of the mail", Start: d.start, End: d.end}
		}
	}
	var out []chunk
	if s := f.find("subject"); s != nil {
		text, ts := words(m.raw[s.start:min(s.end, s.start+64<<10)])
		if len(bytes.TrimSpace(text)) > 0 {
			out = append(out, chunk{text: text, chain: chain(ts...), base: s.start})
		}
	}
	p := &reading{m: m, head: &h}
	parts, err := p.part(f, body, end, depth, "text/plain")
	if err != nil {
		return nil, h, pub, err
	}
	if len(out) > 0 && len(parts) > 0 {
		first, _, _ := bytes.Cut(parts[0].text, []byte("\n"))
		if strings.Join(strings.Fields(string(first)), " ") == h.Subject {
			out = out[:0] // the text begins with the subject
		}
	}
	if len(parts) == 0 {
		m.note("the mail has no part of text that can be read")
	}
	if len(p.dates) == 1 {
		pub = p.dates[0]
		pub.From = "Date of the forwarded mail"
	}
	return append(out, parts...), h, pub, nil
}

// reading is one mail's body being read: what it finds goes to head.
type reading struct {
	m     *mailer
	head  *Headers
	dates []Published
}

// media splits a Content-Type or Content-Disposition. What the standard library refuses is read as far as it goes.
func media(v string) (string, map[string]string) {
	t, ps, err := mime.ParseMediaType(v)
	if err == nil || t != "" && err == mime.ErrInvalidMediaParameter && len(ps) > 0 {
		return t, ps
	}
	t, rest, _ := strings.Cut(v, ";")
	ps = map[string]string{}
	for _, p := range strings.Split(rest, ";") {
		k, val, ok := strings.Cut(p, "=")
		if k = strings.ToLower(strings.TrimSpace(k)); ok && k != "" && len(ps) < 50 {
			ps[k] = strings.Trim(strings.TrimSpace(val), `"'`)
		}
	}
	return strings.ToLower(strings.TrimSpace(t)), ps
}

// part reads one part: its text, or nothing when it is an attachment, which is then listed.
func (p *reading) part(f fields, body, end, depth int, standard string) ([]chunk, error) {
	m := p.m
	if m.parts++; m.parts > MaxParts {
		return nil, fmt.Errorf("%w: the mail has more than %d parts", ErrTooMuch, MaxParts)
	}
	if depth > MaxDepth {
		return nil, fmt.Errorf("%w: the mail has parts within parts deeper than %d levels", ErrTooMuch, MaxDepth)
	}
	typ, params := standard, map[string]string(nil)
	if c := f.find("content-type"); c != nil {
		if t, ps := media(m.word(c)); strings.Contains(t, "/") {
			typ, params = t, ps
		}
	}
	how, more := "", map[string]string(nil)
	if c := f.find("content-disposition"); c != nil {
		how, more = media(m.word(c))
	}
	enc := m.word(f.find("content-transfer-encoding"))
	switch {
	case strings.HasPrefix(typ, "multipart/"):
		parts, closed := m.split(body, end, params["boundary"])
		if len(parts) == 0 {
			m.note("a multipart without its parts was read as plain text")
			return p.text(body, end, "text/plain", nil, enc)
		}
		if !closed {
			m.note("the mail breaks off before its end")
		}
		return p.multipart(typ, parts, depth)
	case typ == "message/rfc822" || typ == "message/global":
		if e := strings.ToLower(enc); e != "" && e != "7bit" && e != "8bit" && e != "binary" {
			break // a mail within a mail may not be encoded: it is listed and not read
		}
		inner, at := m.fields(body, end)
		chunks, h, pub, err := m.letter(inner, at, end, depth+1)
		if err != nil {
			return nil, err
		}
		p.head.Forwarded = append(p.head.Forwarded, h)
		if !pub.At.IsZero() {
			p.dates = append(p.dates, pub)
		}
		return chunks, nil
	case (typ == "text/plain" || typ == "text/html" || typ == "text/enriched" || typ == "text") && how != "attachment":
		return p.text(body, end, typ, params, enc)
	}
	name := more["filename"]
	if name == "" {
		name = params["name"]
	}
	p.head.Attachments = append(p.head.Attachments, Attachment{Name: fileName(name), Type: fileType(typ), Size: decodedSize(m.raw[body:end], enc), Start: body, End: end})
	if typ == "application/pkcs7-mime" {
		m.note("the mail or a part of it is encrypted and was not read")
	}
	return nil, nil
}

func (p *reading) multipart(typ string, parts [][2]int, depth int) ([]chunk, error) {
	standard := "text/plain"
	switch typ {
	case "multipart/digest":
		standard = "message/rfc822"
	case "multipart/encrypted":
		p.m.note("the mail or a part of it is encrypted and was not read")
	}
	var all [][]chunk
	for _, at := range parts {
		f, body := p.m.fields(at[0], at[1])
		got, err := p.part(f, body, at[1], depth+1, standard)
		if err != nil {
			return nil, err
		}
		if len(got) > 0 {
			all = append(all, got)
		}
	}
	if typ == "multipart/alternative" && len(all) > 1 {
		return p.choose(all), nil
	}
	var out []chunk
	for _, c := range all {
		out = append(out, c...)
	}
	return out, nil
}

// choose takes one of several forms of the same text.
func (p *reading) choose(all [][]chunk) []chunk {
	size := func(cs []chunk) (n int, rich bool) {
		for _, c := range cs {
			n += len(c.text)
			rich = rich || c.rich
		}
		return n, rich
	}
	plain, rich := -1, -1
	for i := range all {
		if _, r := size(all[i]); r {
			rich = i // the last is the best form of its kind (RFC 2046 section 5.1.4)
		} else if plain < 0 {
			plain = i
		}
	}
	if plain < 0 || rich < 0 {
		return all[len(all)-1]
	}
	a, _ := size(all[plain])
	b, _ := size(all[rich])
	if a*3 < b {
		p.m.note("the plain text of the mail is only a stub; its HTML was read")
		return all[rich]
	}
	return all[plain]
}

// text reads a part of text.
func (p *reading) text(body, end int, typ string, params map[string]string, enc string) ([]chunk, error) {
	m := p.m
	src, transfer, ok := untransfer(m.raw[body:end], enc)
	if !ok {
		m.note("a part in the transfer encoding %q was not read", clip(enc, 40))
		p.head.Attachments = append(p.head.Attachments, Attachment{Name: fileName(params["name"]), Type: fileType(typ), Size: end - body, Start: body, End: end})
		return nil, nil
	}
	if typ == "text/html" {
		ct := ""
		if _, name := lookup(params["charset"]); name != "" && (name != "windows-1252" || !utf8.Valid(src)) {
			ct = "text/html; charset=" + name
		}
		t, err := htmlText(src, ct, true)
		switch {
		case errors.Is(err, ErrNoText):
			return nil, nil
		case err != nil:
			return nil, err
		}
		return []chunk{{notes: t.Notes, text: t.Text, chain: chain(append(t.segs[0].chain, transfer)...), base: body, charset: t.Charset, lang: t.Lang, rich: true}}, nil
	}
	e, name, note := partCharset(src, params["charset"])
	if note != "" {
		m.note("%s", note)
	}
	doc, tr := decode(src, e, name)
	if n := signature(doc); n < len(doc) {
		m.note("a signature of %d bytes was not read", len(doc)-n)
		doc = doc[:n]
	}
	var b build
	b.plain(doc, strings.EqualFold(params["format"], "flowed"), strings.EqualFold(params["delsp"], "yes"))
	if len(b.out) == 0 {
		return nil, nil
	}
	if n := bytes.Count(b.out, []byte(bad)); n > 0 {
		m.note("%d characters are not %s and could not be read", n, name)
	}
	return []chunk{{text: b.out, chain: chain(b.track(), tr, transfer), base: body, charset: name}}, nil
}

// maxSignature is the most lines that what stands under a line of "-- " may have to be a signature.
const maxSignature = 12

// signature is where the signature of a plain text begins (RFC 3676 section 4.3), or its length when it has none. Who signs is
// no part of what is said, and names of people are names of places too.
func signature(doc []byte) int {
	i := max(bytes.LastIndex(doc, []byte("\n-- \n")), bytes.LastIndex(doc, []byte("\n-- \r\n")))
	if i < 0 || bytes.Count(doc[i+1:], []byte("\n")) > maxSignature || len(bytes.TrimSpace(doc[:i])) == 0 {
		return len(doc)
	}
	return i + 1
}

// split finds the parts between the lines of a boundary (RFC 2046 section 5.1.1). closed is false when the last line is missing.
func (m *mailer) split(start, end int, boundary string) (parts [][2]int, closed bool) {
	if boundary == "" || len(boundary) > 200 {
		return nil, false
	}
	delim := []byte("--" + boundary)
	from := -1
	for i := start; i < end; {
		k := bytes.Index(m.raw[i:end], delim)
		if k < 0 {
			break
		}
		at := i + k
		i = at + len(delim)
		if at > start && m.raw[at-1] != '\n' {
			continue
		}
		next := end
		if n := bytes.IndexByte(m.raw[i:end], '\n'); n >= 0 {
			next = i + n + 1
		}
		rest := m.raw[i:next]
		last := bytes.HasPrefix(rest, []byte("--"))
		if !last && len(bytes.TrimSpace(rest)) > 0 {
			continue // a longer boundary that begins with the same words
		}
		if from >= 0 {
			to := at
			if to > from && m.raw[to-1] == '\n' {
				to--
			}
			if to > from && m.raw[to-1] == '\r' {
				to--
			}
			parts = append(parts, [2]int{from, to})
		}
		from, i = next, next
		if last || len(parts) > MaxParts {
			return parts, true
		}
	}
	if from >= 0 && from < end {
		parts = append(parts, [2]int{from, end})
	}
	return parts, false
}

// fileType is a claimed type, cut to what can be shown.
func fileType(s string) string {
	return clip(strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' {
			return -1
		}
		return r
	}, s), 100)
}

// fileName is a name that is safe to show: the last element of a path, without what cannot be seen.
func fileName(s string) string {
	text, _ := words([]byte(clip(s, 1000)))
	s = strings.ToValidUTF8(string(text), bad)
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	return clip(strings.TrimSpace(s), 200)
}
