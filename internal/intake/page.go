package intake

import (
	"bytes"
	"html"
	"io"
	"mime"
	"net/mail"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// pageRoots are the elements that a page, or a piece of one, begins with.
var pageRoots = map[string]bool{
	"html": true, "head": true, "body": true, "title": true, "meta": true, "link": true, "style": true, "script": true, "base": true,
	"main": true, "article": true, "section": true, "header": true, "nav": true, "div": true, "p": true, "span": true, "center": true,
	"font": true, "table": true, "ul": true, "ol": true, "dl": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"strong": true, "b": true, "em": true, "i": true, "a": true, "br": true, "hr": true, "img": true, "pre": true, "blockquote": true,
	"form": true, "figure": true,
}

// isPage reports whether a document is HTML by its doctype or its first element. Other XML keeps its own name.
func isPage(trimmed []byte, root string) bool {
	head := bytes.ToLower(trimmed[:min(len(trimmed), 200)])
	return bytes.HasPrefix(head, []byte("<!doctype html")) || pageRoots[strings.ToLower(root)]
}

// mailHeaders are fields that programs write and people do not; one of them in a header makes it a mail's.
var mailHeaders = map[string]bool{
	"received": true, "message-id": true, "mime-version": true, "return-path": true, "delivered-to": true, "dkim-signature": true,
	"content-type": true, "content-transfer-encoding": true, "arc-seal": true, "x-mailer": true, "list-id": true,
}

// isMail reports whether a document begins with the header of a mail. A text whose lines begin with words and colons
// ("Location: ...") is none: there must be a From or Subject, and a field that only programs write or a Date in a mail's form.
func isMail(b []byte) bool {
	if bytes.HasPrefix(b, []byte("From ")) {
		_, b, _ = bytes.Cut(b, []byte("\n"))
	}
	machine, person := false, false
	for n := 0; n < 500; n++ {
		line, rest, more := bytes.Cut(b, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && n > 0 {
			b = rest
			continue
		}
		colon := bytes.IndexByte(line, ':')
		if colon <= 0 || colon > 80 {
			return false
		}
		for _, c := range line[:colon] {
			if c <= ' ' || c >= 0x7f {
				return false
			}
		}
		switch name := strings.ToLower(string(line[:colon])); {
		case name == "from" || name == "subject":
			person = true
		case name == "date":
			_, err := mail.ParseDate(strings.TrimSpace(string(line[colon+1:])))
			machine = machine || err == nil
		case mailHeaders[name]:
			machine = true
		}
		if b = rest; !more {
			break
		}
	}
	return machine && person
}

// pageTitle is the title element of a page.
func pageTitle(raw []byte) string {
	head := raw[:min(len(raw), 64<<10)]
	if !utf8.Valid(raw) {
		if enc, _, _ := charset.DetermineEncoding(raw, ""); enc != nil {
			if dec, err := enc.NewDecoder().Bytes(head); err == nil {
				head = dec
			}
		}
	}
	s := strings.ToValidUTF8(string(head), "\ufffd")
	low := strings.ToLower(s)
	if len(low) == len(s) {
		if i := strings.Index(low, "<title"); i >= 0 {
			if j := strings.IndexByte(s[i:], '>'); j >= 0 {
				if k := strings.Index(low[i+j:], "</title"); k > 0 {
					if t := visible(html.UnescapeString(s[i+j+1 : i+j+k])); t != "" {
						return t
					}
				}
			}
		}
	}
	return "web page"
}

// mailTitle is the subject of a mail.
func mailTitle(raw []byte) string {
	head := strings.ReplaceAll(strings.ToValidUTF8(string(raw[:min(len(raw), 64<<10)]), "\ufffd"), "\r\n", "\n")
	head, _, _ = strings.Cut(strings.TrimLeft(head, " \t\n\ufeff"), "\n\n")
	subject, in := "", false
	for line := range strings.SplitSeq(head, "\n") {
		switch {
		case in && line != "" && (line[0] == ' ' || line[0] == '\t'):
			subject += line
		case in:
			in = false
		case subject == "" && len(line) > 8 && strings.EqualFold(line[:8], "subject:"):
			subject, in = line[8:], true
		}
	}
	dec := mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, r) }}
	if t, err := dec.DecodeHeader(strings.TrimSpace(subject)); err == nil {
		subject = t
	}
	if t := visible(subject); t != "" {
		return t
	}
	return "mail without a subject"
}

// visible is s on one line, as valid UTF-8 without control characters.
func visible(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}
