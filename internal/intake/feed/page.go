package feed

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// looksLikePage reports whether XML-like text is a web page.
func looksLikePage(text []byte) bool {
	head := bytes.ToLower(text[:min(len(text), 2048)])
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	i := bytes.Index(head, []byte("<html"))
	return i > 0 && !bytes.Contains(head[:i], []byte("<rss")) && !bytes.Contains(head[:i], []byte("<feed")) && !bytes.Contains(head[:i], []byte("[cdata["))
}

func pageTitle(text []byte) string {
	low := bytes.ToLower(text[:min(len(text), 16<<10)])
	if i := bytes.Index(low, []byte("<title")); i >= 0 {
		if j := bytes.IndexByte(low[i:], '>'); j >= 0 {
			if k := bytes.Index(low[i+j:], []byte("</title")); k > 0 {
				return oneLine(string(text[i+j+1 : i+j+k]))
			}
		}
	}
	return ""
}

// page takes one web page as one document. Its bytes stay as they are.
func (b *batch) page(raw []byte) error {
	enc, _, _ := charset.DetermineEncoding(raw[:min(len(raw), 1024)], "")
	text := raw
	if enc != nil {
		if dec, err := enc.NewDecoder().Bytes(raw); err == nil {
			text = dec
		}
	}
	b.Form, b.Total = FormPage, 1
	words := visible(text)
	if len(words) == 0 {
		return fmt.Errorf("%w: a page without a visible word; it may need a browser", ErrNotAFeed)
	}
	url := b.base.String()
	b.Docs = append(b.Docs, intake.Doc{Raw: raw, Meta: intake.Meta{Identity: url, URL: url, Title: pageTitle(text), Content: digest(words)}})
	return nil
}

// unseen are elements whose text is not read, or changes with every visit. They are not looked into.
var unseen = map[string]bool{
	"script": true, "style": true, "noscript": true, "template": true, "svg": true, "head": true, "iframe": true, "nav": true,
	"header": true, "footer": true, "aside": true, "form": true, "button": true, "time": true,
}

// void are elements without an end tag.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true,
	"meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// visible are the words of a page's main part: of its main element, else of its article elements, else of all of it, without
// what surrounds them. One space between words.
func visible(text []byte) []byte {
	var main, article, all []byte
	z := html.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(1 << 20)
	skip, inMain, inArticle := 0, 0, 0
	var skipping string
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			switch {
			case len(main) > 0:
				return main
			case len(article) > 0:
				return article
			}
			return all
		case html.TextToken:
			if skip > 0 {
				continue
			}
			for _, w := range strings.Fields(string(z.Text())) {
				add := func(to *[]byte) {
					if len(*to) > 0 {
						*to = append(*to, ' ')
					}
					*to = append(*to, w...)
				}
				add(&all)
				if inMain > 0 {
					add(&main)
				}
				if inArticle > 0 {
					add(&article)
				}
			}
		case html.StartTagToken, html.EndTagToken:
			raw, _ := z.TagName()
			name := string(raw)
			step := 1
			if kind == html.EndTagToken {
				step = -1
			}
			switch {
			case void[name]:
			case skip > 0:
				if name == skipping {
					skip += step
				}
			case unseen[name]:
				if step > 0 {
					skip, skipping = 1, name
				}
			case name == "main":
				inMain = max(0, inMain+step)
			case name == "article":
				inArticle = max(0, inArticle+step)
			}
		}
	}
}
