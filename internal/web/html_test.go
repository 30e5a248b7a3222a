package web_test

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func walk(n *html.Node, f func(*html.Node)) {
	f(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, f)
	}
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// formOf is what a browser would send of the editor's form as it stands.
func formOf(t *testing.T, page string) url.Values {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	v := url.Values{}
	walk(doc, func(n *html.Node) {
		if id, _ := attr(n, "id"); n.Data != "form" || id != "edit" {
			return
		}
		walk(n, func(n *html.Node) {
			name, ok := attr(n, "name")
			if !ok || n.Type != html.ElementNode {
				return
			}
			switch n.Data {
			case "input":
				kind, _ := attr(n, "type")
				value, _ := attr(n, "value")
				if _, on := attr(n, "checked"); (kind == "checkbox" || kind == "radio") && !on {
					return
				}
				v.Add(name, value)
			case "textarea":
				text := ""
				walk(n, func(c *html.Node) {
					if c.Type == html.TextNode {
						text += c.Data
					}
				})
				v.Add(name, strings.ReplaceAll(text, "\n", "\r\n")) // as browsers do
			case "select":
				first, chosen := "", ""
				got := false
				walk(n, func(o *html.Node) {
					if o.Data == "option" {
						value, _ := attr(o, "value")
						if first == "" {
							first = value
						}
						if _, on := attr(o, "selected"); on {
							chosen, got = value, true
						}
					}
				})
				if !got {
					chosen = first
				}
				v.Add(name, chosen)
			}
		})
	})
	if len(v) == 0 {
		t.Fatal("the page has no editor's form")
	}
	return v
}
