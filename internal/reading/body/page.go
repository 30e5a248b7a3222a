package body

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What an element is to the reader.
type class uint8

const (
	inline class = iota
	block        // begins and ends a line
	scrap        // never text: scripts, styles, controls
	void         // has no content
)

func classOf(a atom.Atom) class {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Form,
		atom.Fieldset, atom.Figure, atom.Figcaption, atom.Blockquote, atom.Pre, atom.Address, atom.Details, atom.Summary,
		atom.Ul, atom.Ol, atom.Menu, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Caption, atom.Thead, atom.Tbody,
		atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hgroup, atom.Center,
		atom.Dir, atom.Legend, atom.Title, atom.Dialog, atom.Listing, atom.Xmp, atom.Plaintext:
		return block
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Applet, atom.Audio,
		atom.Video, atom.Canvas, atom.Select, atom.Datalist, atom.Textarea, atom.Noembed, atom.Noframes, atom.Progress,
		atom.Meter, atom.Button:
		return scrap
	case atom.Br, atom.Hr, atom.Img, atom.Wbr, atom.Meta, atom.Link, atom.Input, atom.Col, atom.Area, atom.Base, atom.Source,
		atom.Track, atom.Param, atom.Embed, atom.Frame, atom.Body, atom.Html, atom.Head:
		return void // the last three have content, but where it begins and ends does not matter here
	}
	return inline
}

// Marks of a node.
type marks uint32

const (
	isScrap   marks = 1 << iota // it or what it stands in is never text
	isHidden                    // the page itself hides it
	inLink                      // in a link that leads away
	inMain                      // in an article or the main part
	isMain                      // main, role=main
	isArticle                   // article, itemprop=articleBody
	isNav
	isEdge   // header, footer, aside
	isForm   // form, role=search
	isNoise  // its class says cookie, comments, breadcrumb
	isTeaser // its class says related, share, sidebar
	inHeading
	isLayout // a table that only places things
	isPub    // a time element whose class says published
)

const inherited = isScrap | isHidden | inLink | inMain | inHeading

type node struct {
	parent      int32
	first, last int32 // its events
	below       int32 // the open element of the same name under it on the stack, -1: none
	fence, wall int32 // the fence and block that were on top when it opened
	tag         atom.Atom
	marks       marks
	own, ownLnk int32 // bytes of text directly in it (and its inline elements), and in links
	text, link  int32 // with everything in it
	good        int32 // text that reads like prose: not in links
	plain       int32 // text outside links, short lines too, without what is left out
	links       int32
	best        int32 // the child with most plain text
	cells       int32 // of a row: cells with text; of a table: most cells in a row
	out         bool  // left out
}

type eventKind uint8

const (
	evText eventKind = iota
	evRaw            // text without entities
	evOpen
	evClose
	evBreak
	evRule
)

// event is one step of the page: text [a, b) of the document, or node a.
type event struct {
	kind eventKind
	a, b int32
}

// page is a parsed page: a flat list of events and the elements they stand in.
type page struct {
	doc    []byte
	nodes  []node
	events []event
	stack  []int32 // open nodes; stack[0] is the root
	open   map[atom.Atom]int32
	fence  int32 // stack position of the nearest cell, table or the root: end tags do not reach beyond
	wall   int32 // stack position of the nearest block: end tags of inline elements do not reach beyond
	title  int32 // node of the title element, or -1
	lang   string
	dates  []dated
	names  map[string]atom.Atom // elements that HTML does not know
	tail   int                  // bytes at the end that stand in a tag that never ends
}

// parse cuts a document into events. It follows the rules of HTML that matter for text: elements that end where others begin,
// end tags without begin, cells that hold what is in them.
func parse(doc []byte) (*page, error) {
	p := &page{doc: doc, open: map[atom.Atom]int32{}, title: -1}
	p.events = make([]event, 0, len(doc)/40+8)
	p.nodes = append(make([]node, 0, len(doc)/120+8), node{parent: -1, below: -1, best: -1})
	p.stack = append(p.stack, 0)
	z := html.NewTokenizer(bytes.NewReader(doc))
	at := 0
	for {
		tt := z.Next()
		n := len(z.Raw())
		start, end := at, at+n
		if tt == html.ErrorToken {
			p.tail = len(doc) - at
			break
		}
		at = end
		switch tt {
		case html.TextToken:
			p.textToken(start, end)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := p.tagOf(name)
			var at attrs
			if more {
				at.read(z, doc[start:end])
			}
			if err := p.begin(tag, &at, start, end, tt == html.SelfClosingTagToken); err != nil {
				return nil, err
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(p.tagOf(name))
		}
	}
	p.popTo(1)
	p.nodes[0].last = int32(len(p.events))
	return p, nil
}

// tagOf is the number of an element's name; names that HTML does not know get numbers of their own.
func (p *page) tagOf(name []byte) atom.Atom {
	if a := atom.Lookup(name); a != 0 {
		return a
	}
	if a, ok := p.names[string(name)]; ok {
		return a
	}
	if len(p.names) >= 1000 || len(name) > 100 {
		return 0
	}
	if p.names == nil {
		p.names = map[string]atom.Atom{}
	}
	a := atom.Atom(1<<31 + len(p.names))
	p.names[string(name)] = a
	return a
}

func (p *page) top() *node { return &p.nodes[p.stack[len(p.stack)-1]] }

func (p *page) textToken(start, end int) {
	n := p.top()
	if n.tag == atom.Script && n.marks&isPub != 0 {
		p.jsonDates(start, end)
	}
	if n.marks&isScrap != 0 {
		return
	}
	kind := evText
	if n.tag == atom.Xmp || n.tag == atom.Plaintext {
		kind = evRaw
	}
	p.events = append(p.events, event{kind, int32(start), int32(end)})
	if n.tag == atom.Title {
		return
	}
	size := int32(0)
	for _, c := range p.doc[start:end] {
		if c > ' ' {
			size++
		}
	}
	k := p.stack[p.wall]
	if n.marks&isHidden != 0 {
		k = p.stack[len(p.stack)-1] // may be an inline element in a block that is seen
	}
	p.nodes[k].own += size
	if n.marks&inLink != 0 {
		p.nodes[k].ownLnk += size
	}
}

// position of the topmost open element of a name, or -1.
func (p *page) pos(a atom.Atom) int32 {
	if v, ok := p.open[a]; ok {
		return v
	}
	return -1
}

// closeIf ends the topmost open element of a name when it stands above all the others given.
func (p *page) closeIf(a atom.Atom, above ...atom.Atom) {
	at := p.pos(a)
	if at < 0 || at < p.fence && a != atom.Td && a != atom.Th && a != atom.Tr {
		return
	}
	for _, x := range above {
		if p.pos(x) > at {
			return
		}
	}
	p.popTo(int(at))
}

func (p *page) begin(tag atom.Atom, at *attrs, start, end int, selfClosed bool) error {
	c := classOf(tag)
	if c == void {
		switch tag {
		case atom.Br:
			p.mark(evBreak)
		case atom.Hr:
			p.closeIf(atom.P)
			p.mark(evRule)
		case atom.Meta:
			p.meta(at, start, end)
		case atom.Html, atom.Body:
			if p.lang == "" {
				p.lang = at.lang
			}
		}
		return nil
	}
	around := p.top().marks & inherited
	if c == block && around&isScrap != 0 {
		// an unclosed control or drawing must not swallow the text that follows it
		for _, x := range [...]atom.Atom{atom.Svg, atom.Button, atom.Select, atom.Object, atom.Video, atom.Audio, atom.Canvas, atom.Datalist, atom.Progress, atom.Meter} {
			if k := p.pos(x); k >= p.fence && k > 0 && p.top().marks&isScrap != 0 && tag != atom.Title {
				p.popTo(int(k))
			}
		}
		around = p.top().marks & inherited
	}
	if selfClosed && (around&isScrap != 0 || tag == atom.Svg) || tag == 0 {
		return nil // in a drawing a tag can close itself
	}
	if tag == atom.Title && around&isScrap != 0 {
		c = scrap
	}
	if tag == atom.Button && around&inHeading != 0 {
		c = inline // headings that open and close what is under them
	}
	p.time(tag, at, start, end)
	m := at.marks(tag)
	if c == inline && m&(isMain|isArticle|isNav|isEdge|isForm) != 0 {
		c = block // an element that only its role makes one
	}
	switch c {
	case scrap:
		m |= isScrap
		if tag == atom.Script && at.typ == "application/ld+json" {
			m |= isPub
		}
	case block:
		p.closeIf(atom.P)
		switch tag {
		case atom.Li:
			p.closeIf(atom.Li, atom.Ul, atom.Ol, atom.Menu)
		case atom.Dt, atom.Dd:
			p.closeIf(atom.Dt, atom.Dl)
			p.closeIf(atom.Dd, atom.Dl)
		case atom.Tr, atom.Thead, atom.Tbody, atom.Tfoot:
			p.closeIf(atom.Tr, atom.Table)
		case atom.Td, atom.Th:
			p.closeIf(atom.Td, atom.Table, atom.Tr)
			p.closeIf(atom.Th, atom.Table, atom.Tr)
		}
	case inline:
		if tag == atom.A {
			if k := p.pos(atom.A); k > p.fence {
				p.popTo(int(k))
			}
			if at.href != "" && !strings.HasPrefix(at.href, "mailto:") && !strings.HasPrefix(at.href, "tel:") {
				m |= inLink
			}
		}
		if m&inherited&^p.top().marks == 0 && p.pos(tag) < 0 {
			return nil // changes nothing: not kept track of
		}
	}
	m |= p.top().marks & inherited
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		m |= inHeading
	}
	if m&(isMain|isArticle) != 0 {
		m |= inMain
	}
	if len(p.nodes) >= MaxNodes {
		return fmt.Errorf("%w: the page has more than %d elements", ErrTooMuch, MaxNodes)
	}
	k := int32(len(p.nodes))
	n := node{parent: p.stack[len(p.stack)-1], tag: tag, marks: m, below: p.pos(tag), fence: p.fence, wall: p.wall, best: -1, first: int32(len(p.events))}
	p.nodes = append(p.nodes, n)
	p.stack = append(p.stack, k)
	here := int32(len(p.stack) - 1)
	p.open[tag] = here
	if c == block {
		p.wall = here
	}
	if tag == atom.Td || tag == atom.Th || tag == atom.Table || tag == atom.Caption {
		p.fence = here
	}
	if tag == atom.Title && p.title < 0 {
		p.title = k
	}
	if tag == atom.A && m&inLink != 0 && m&isScrap == 0 {
		p.nodes[p.stack[p.wall]].links++
	}
	p.events = append(p.events, event{evOpen, k, 0})
	return nil
}

func (p *page) mark(kind eventKind) {
	if p.top().marks&isScrap == 0 {
		p.events = append(p.events, event{kind, 0, 0})
	}
}

func (p *page) end(tag atom.Atom) {
	if tag == atom.Br {
		p.mark(evBreak)
		return
	}
	at := p.pos(tag)
	if tag == 0 || at < 1 {
		return
	}
	switch classOf(tag) {
	case inline:
		if at < p.wall {
			return // "<b><div></b>" does not end the div
		}
	case scrap:
		if at < p.fence {
			return
		}
	default:
		switch tag {
		case atom.Table, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption:
			if tag != atom.Table && at < p.pos(atom.Table) {
				return
			}
		default:
			if at < p.fence {
				return
			}
		}
	}
	p.popTo(int(at))
}

// popTo ends all open elements from stack position at on. Each element is ended once, so all ends together are linear.
func (p *page) popTo(at int) {
	for len(p.stack) > at {
		k := p.stack[len(p.stack)-1]
		n := &p.nodes[k]
		p.stack = p.stack[:len(p.stack)-1]
		if n.below >= 0 {
			p.open[n.tag] = n.below
		} else {
			delete(p.open, n.tag)
		}
		p.fence, p.wall = n.fence, n.wall
		p.events = append(p.events, event{evClose, k, 0})
		n.last = int32(len(p.events))
	}
}

// attrs are the attributes that matter.
type attrs struct {
	role, href, typ, lang, content, key, datetime, itemprop, class string
	hidden                                                         bool
	aria                                                           bool // aria-hidden
}

func (a *attrs) read(z *html.Tokenizer, tag []byte) {
	for n := 0; n < 200; n++ {
		k, v, more := z.TagAttr()
		switch string(k) {
		case "id", "class":
			if len(v) <= 400 {
				a.class += " " + strings.ToLower(string(v))
			}
		case "role":
			a.role = strings.ToLower(strings.TrimSpace(string(v)))
		case "href":
			a.href = strings.ToLower(strings.TrimSpace(clip(string(v), 200)))
			if strings.HasPrefix(a.href, "#") && len(a.href) == 1 {
				a.href = ""
			}
		case "type":
			a.typ = strings.ToLower(strings.TrimSpace(string(v)))
		case "lang", "xml:lang":
			if len(v) <= 35 {
				a.lang = string(v)
			}
		case "content":
			a.content = string(v)
		case "property", "name":
			if a.key == "" && len(v) <= 80 {
				a.key = strings.ToLower(string(v))
			}
		case "itemprop":
			a.itemprop = strings.ToLower(string(v))
		case "datetime":
			a.datetime = string(v)
		case "hidden":
			a.hidden = a.hidden || !strings.EqualFold(string(v), "until-found")
		case "aria-hidden":
			a.aria = strings.EqualFold(string(v), "true")
		case "style":
			s := strings.ToLower(strings.Map(func(r rune) rune {
				if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
					return -1
				}
				return r
			}, clip(string(v), 4096)))
			for _, h := range [...]string{"display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "opacity:0;", "mso-hide:all", "left:-999", "text-indent:-999"} {
				if strings.Contains(s+";", h) {
					a.hidden = true
				}
			}
			if strings.Contains(s, "overflow:hidden") && (strings.Contains(s+";", "height:0;") || strings.Contains(s, "height:0px")) {
				a.hidden = true
			}
		}
		if !more {
			return
		}
	}
}

// noise and teasers are words of class and id that tell what stands around an article.
var (
	noise   = map[string]bool{"cookie": true, "cookies": true, "consent": true, "comments": true, "breadcrumb": true, "breadcrumbs": true, "sharedaddy": true, "skip": true, "pagination": true}
	teasers = map[string]bool{"related": true, "share": true, "sharing": true, "social": true, "sidebar": true, "newsletter": true, "menu": true, "widget": true, "recommended": true, "teaser": true, "teasers": true, "promo": true, "navigation": true, "tags": true}
)

func (a *attrs) marks(tag atom.Atom) marks {
	var m marks
	if a.hidden || a.aria && classOf(tag) == inline { // icons that are words; whole blocks are seen all the same
		m |= isHidden
	}
	switch a.role {
	case "main":
		m |= isMain
	case "article":
		m |= isArticle
	case "navigation", "menu", "menubar":
		m |= isNav
	case "banner", "contentinfo", "complementary":
		m |= isEdge
	case "search":
		m |= isForm
	case "presentation", "none":
		m |= isLayout
	}
	if strings.Contains(a.itemprop, "articlebody") {
		m |= isArticle
	}
	switch tag {
	case atom.Main:
		m |= isMain
	case atom.Article:
		m |= isArticle
	case atom.Nav:
		m |= isNav
	case atom.Header, atom.Footer, atom.Aside:
		m |= isEdge
	case atom.Form:
		m |= isForm
	case atom.Dialog:
		m |= isNoise
	}
	if classOf(tag) == block && a.class != "" && m&(isMain|isArticle) == 0 {
		for w := range strings.FieldsFuncSeq(a.class, func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '\n' || r == '\t' }) {
			if noise[w] {
				m |= isNoise
			} else if teasers[w] {
				m |= isTeaser
			}
		}
	}
	return m
}
