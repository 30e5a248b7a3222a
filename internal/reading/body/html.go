package body

import (
	"bytes"
	"fmt"

	"golang.org/x/net/html/atom"
)

// HTML gets the readable text out of a page. contentType is the Content-Type it came with, or "".
//
// Which part of the page is read (pick):
//   - never: scripts, styles, drawings, players, lists to choose from, buttons (except in headings), comments; and what the
//     page hides (hidden, display:none and the like, icons with aria-hidden; not what only a style sheet hides), which is told in Notes, since what people cannot see did not warn them;
//   - around an article: nav; header, footer and aside of the page; forms; blocks whose class says cookie, comments,
//     breadcrumb; blocks whose class says related, share or sidebar and that are a third links; lists of three links and
//     more that are four fifths links. None of these rules applies to a part that holds more than half of the page's text;
//   - the part: main (or role=main) when it holds a quarter of the text; in it, what follows an article that holds three
//     fifths of it is left out; else an article that holds three quarters; else the smallest block that holds nine tenths of
//     the text outside links, with the line or two in front of it. How much text lies around the part is told in Notes. When
//     all that leaves nothing, everything that is not hidden is read.
//
// Title comes first: a heading at the start of the part, or else the title element.
func HTML(raw []byte, contentType string) (Text, error) {
	return htmlText(raw, contentType, false)
}

// htmlText reads a page; whole: as a mail, without looking for an article.
func htmlText(raw []byte, contentType string, whole bool) (Text, error) {
	if len(raw) > MaxRaw {
		return Text{}, fmt.Errorf("reading a page of %d bytes: %w: the limit is %d", len(raw), ErrTooMuch, MaxRaw)
	}
	enc, name := pageCharset(raw, contentType)
	doc, tr := decode(raw, enc, name)
	p, err := parse(doc)
	if err != nil {
		return Text{}, err
	}
	p.measure()
	t := Text{Charset: name, Lang: p.lang}
	var b build
	var rng [2]int32
	if !whole {
		p.leaveOut()
		rng = p.pick()
		b = p.render(rng, true)
	}
	if len(b.out) == 0 {
		for i := range p.nodes {
			p.nodes[i].out = p.nodes[i].marks&isHidden != 0
		}
		rng = [2]int32{0, int32(len(p.events))}
		b = p.render(rng, !whole)
	}
	if len(b.out) == 0 {
		return Text{}, fmt.Errorf("%w: the page shows no words without its scripts", ErrNoText)
	}
	if len(b.out) > MaxText {
		return Text{}, fmt.Errorf("%w: the page holds more than %d bytes of text", ErrTooMuch, MaxText)
	}
	t.Text = b.out
	first, _, _ := bytes.Cut(b.out, []byte("\n"))
	t.Title = string(first)
	t.segs = []seg{{end: len(b.out), chain: chain(b.track(), tr)}}
	if pub, at := p.published(func(k int32) bool { n := &p.nodes[k]; return n.first >= rng[0] && n.first < rng[1] || k == 0 }); at != nil {
		if s, e, ok := tr.from(at.start, at.end); ok {
			pub.Start, pub.End = s, e
			t.Published = pub
		}
	}
	if n := p.hidden(); n > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("%d characters that the page hides were not read", n))
	}
	if n := p.around(rng); n >= 20 {
		t.Notes = append(t.Notes, fmt.Sprintf("%d bytes of text around the article were not read", n))
	}
	if p.tail > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("the page breaks off inside a tag: its last %d bytes were not read", p.tail))
	}
	if n := bytes.Count(b.out, []byte(bad)); n > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("%d characters are not %s and could not be read", n, name))
	}
	return t, nil
}

// chain drops tracks that change nothing.
func chain(ts ...track) []track {
	out := ts[:0]
	for _, t := range ts {
		if !t.same {
			out = append(out, t)
		}
	}
	return out
}

// measure adds up text and links from the leaves to the root. Children stand behind their parents.
func (p *page) measure() {
	for i := len(p.nodes) - 1; i >= 0; i-- {
		n := &p.nodes[i]
		n.text += n.own
		n.link += n.ownLnk
		if n.own >= 20 && n.ownLnk*3 <= n.own {
			n.good += n.own
		}
		if i == 0 {
			break
		}
		up := &p.nodes[n.parent]
		if n.marks&(isHidden|isScrap) == 0 && n.tag != atom.Title {
			up.text += n.text
			up.link += n.link
			up.good += n.good
			up.links += n.links
		}
		if n.tag == atom.Td || n.tag == atom.Th {
			if n.text > 0 {
				up.cells++
			}
			if n.text > 600 || n.marks&isLayout != 0 {
				up.marks |= isLayout
			}
		} else if n.tag != atom.Table {
			up.cells = max(up.cells, n.cells)
		}
		switch n.tag {
		case atom.Table, atom.H1, atom.H2, atom.H3:
			up.marks |= isLayout // a table with tables or headings in it only places them
		case atom.Caption:
		default:
			up.marks |= n.marks & isLayout
		}
	}
}

// leaveOut marks what stands around an article.
func (p *page) leaveOut() {
	total := p.nodes[0].good
	for i := 1; i < len(p.nodes); i++ {
		n := &p.nodes[i]
		most := n.good*2 > total && total > 0
		linky := n.link*3 > n.text
		list := n.links >= 3 && n.link*5 >= n.text*4 && classOf(n.tag) == block
		switch {
		case p.nodes[n.parent].out || n.marks&(isHidden|isScrap) != 0:
			n.out = true
		case most:
		case n.marks&(isNav|isForm|isNoise) != 0, list, n.marks&isTeaser != 0 && linky:
			n.out = true
		case n.marks&isEdge != 0:
			n.out = n.marks&inMain == 0 || linky
		}
	}
	for i := range p.nodes {
		n := &p.nodes[i]
		n.good, n.plain, n.best = 0, 0, -1
	}
	for i := len(p.nodes) - 1; i >= 0; i-- {
		n := &p.nodes[i]
		if n.out {
			continue
		}
		if n.own >= 20 && n.ownLnk*3 <= n.own {
			n.good += n.own
		}
		n.plain += n.own - n.ownLnk
		if i == 0 {
			break
		}
		up := &p.nodes[n.parent]
		if n.tag == atom.Title {
			continue
		}
		up.good += n.good
		up.plain += n.plain
		if up.best < 0 || p.nodes[up.best].plain <= n.plain {
			up.best = int32(i)
		}
	}
}

// pick finds the events of the part to read.
func (p *page) pick() [2]int32 {
	total := p.nodes[0].plain
	most := func(m marks, from, to int32) int32 {
		best := int32(-1)
		for i := range p.nodes {
			n := &p.nodes[i]
			if n.marks&m != 0 && !n.out && n.first >= from && n.first < to && n.plain > 0 && (best < 0 || n.plain > p.nodes[best].plain) {
				best = int32(i)
			}
		}
		return best
	}
	end := int32(len(p.events))
	if k := most(isMain, 0, end); k >= 0 && p.nodes[k].plain*4 >= total {
		r := [2]int32{p.nodes[k].first, p.nodes[k].last}
		if a := most(isArticle, r[0], r[1]); a >= 0 && p.nodes[a].plain*5 >= p.nodes[k].plain*3 {
			r[1] = p.nodes[a].last
		}
		return r
	}
	if a := most(isArticle, 0, end); a >= 0 && p.nodes[a].plain*4 >= total*3 {
		return [2]int32{p.nodes[a].first, p.nodes[a].last}
	}
	k, from := int32(0), int32(-1)
	for {
		c := p.nodes[k].best
		if c < 0 || p.nodes[c].plain == 0 || int64(p.nodes[c].plain)*10 < int64(p.nodes[k].plain)*9 || !container(p.nodes[c].tag) {
			break
		}
		if n := p.before(k, c); n > 300 {
			from = -1
		} else if n > 0 {
			from = p.nodes[k].first // a title or a date in front
		}
		k = c
	}
	if k == 0 {
		return [2]int32{0, end}
	}
	if from < 0 {
		from = p.nodes[k].first
	}
	return [2]int32{from, p.nodes[k].last}
}

func container(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.Section, atom.Table, atom.Tbody, atom.Tr, atom.Td, atom.Article, atom.Main, atom.Form, atom.Center, atom.Aside, atom.Header, atom.Footer:
		return true
	}
	return false
}

// before is the plain text in node k before its descendant c.
func (p *page) before(k, c int32) int32 {
	sum := int32(0)
	for i := k + 1; i < c; i++ {
		if n := &p.nodes[i]; !n.out && n.tag != atom.Title {
			sum += n.own - n.ownLnk
		}
	}
	return sum
}

// around is the plain text that is neither left out by a rule nor in the part.
func (p *page) around(rng [2]int32) int32 {
	sum := p.nodes[0].plain
	for i := range p.nodes {
		if n := &p.nodes[i]; !n.out && n.tag != atom.Title && (n.first >= rng[0] && n.first < rng[1] || i == 0 && rng[0] == 0) {
			sum -= n.own - n.ownLnk
		}
	}
	return sum
}

// hidden counts the characters that the page hides, without the blanks.
func (p *page) hidden() int {
	n := 0
	for i := range p.nodes {
		if p.nodes[i].marks&isHidden != 0 && p.nodes[i].marks&isScrap == 0 {
			n += int(p.nodes[i].own)
		}
	}
	return n
}

// render writes the events of a part as text, with a title in front.
func (p *page) render(rng [2]int32, titled bool) build {
	f := &folder{src: p.doc}
	if titled {
		p.renderTitle(f, rng)
	}
	p.write(f, rng, false)
	return f.b
}

// renderTitle puts the title element in front, unless the part itself begins with a heading.
func (p *page) renderTitle(f *folder, rng [2]int32) {
	if p.startsWithHeading(rng) {
		return
	}
	if p.title < 0 {
		return
	}
	// never against the order of the page, so that offsets go one way
	if n := &p.nodes[p.title]; n.last <= rng[0] || n.first < rng[1] && n.first >= rng[0] && p.nothingBefore(rng[0], n.first) {
		p.write(f, [2]int32{n.first, n.last}, true)
		f.brk(line)
	}
}

// nothingBefore reports that no text stands in the events [from, to).
func (p *page) nothingBefore(from, to int32) bool {
	for i := from; i < to; i++ {
		switch e := p.events[i]; e.kind {
		case evText, evRaw:
			if len(bytes.TrimSpace(p.doc[e.a:e.b])) > 0 {
				return false
			}
		case evOpen:
			if p.nodes[e.a].out {
				i = p.nodes[e.a].last - 1
			}
		}
	}
	return true
}

// startsWithHeading reports that the first words of the part are a heading.
func (p *page) startsWithHeading(rng [2]int32) bool {
	head := 0
	for i := rng[0]; i < rng[1]; i++ {
		switch e := p.events[i]; e.kind {
		case evOpen:
			n := &p.nodes[e.a]
			if n.out || n.tag == atom.Title {
				i = n.last - 1
			} else if n.tag == atom.H1 || n.tag == atom.H2 {
				head++
			}
		case evClose:
			if t := p.nodes[e.a].tag; t == atom.H1 || t == atom.H2 {
				head--
			}
		case evText, evRaw:
			if len(bytes.TrimSpace(p.doc[e.a:e.b])) > 0 {
				return head > 0
			}
		}
	}
	return false
}

// write writes events. Elements whose end or begin lies outside the range do no harm.
func (p *page) write(f *folder, rng [2]int32, title bool) {
	pre := 0
	for i := rng[0]; i < rng[1]; i++ {
		e := p.events[i]
		switch e.kind {
		case evText, evRaw:
			f.text(int(e.a), int(e.b), e.kind == evRaw, pre > 0)
		case evBreak:
			if f.pend == line {
				f.brk(para)
			}
			f.brk(line)
		case evRule:
			f.brk(para)
		case evOpen, evClose:
			n := &p.nodes[e.a]
			if e.kind == evOpen && (n.out || n.marks&isScrap != 0 || n.tag == atom.Title && !title) {
				i = n.last - 1
				continue
			}
			if classOf(n.tag) == block {
				p.edge(f, n, e.kind == evOpen, &pre)
			}
		}
	}
}

// edge writes what the begin or end of a block means.
func (p *page) edge(f *folder, n *node, open bool, pre *int) {
	step := -1
	if open {
		step = 1
	}
	switch n.tag {
	case atom.P, atom.Blockquote, atom.Figure, atom.Dl, atom.Fieldset:
		f.brk(para)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		f.brk(para)
		*pre = max(*pre+step, 0)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if open {
			f.brk(para)
		} else {
			f.brk(line)
		}
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		f.brk(line)
		if !open {
			f.brk(para)
		}
	case atom.Li:
		f.brk(line)
		if open && f.inCell == 0 {
			f.bullet = true
		} else if !open {
			f.bullet = false
		}
		f.inItem = max(f.inItem+step, 0)
	case atom.Table:
		f.brk(para)
		f.bars = 0
	case atom.Tr:
		f.brk(line)
		f.bars, f.rowStarted = 0, false
	case atom.Td, atom.Th:
		if p.layout(n) {
			f.brk(line)
			return
		}
		if !open {
			f.inCell = max(f.inCell-1, 0)
			f.brk(blank)
			f.bars++
			return
		}
		f.inCell++
	default:
		f.brk(line)
	}
}

// layout reports whether a cell's table only places things on the page, so that its cells are blocks and not fields of a row.
func (p *page) layout(cell *node) bool {
	for k, up := cell.parent, 0; k >= 0 && up < 4; k, up = p.nodes[k].parent, up+1 {
		if n := &p.nodes[k]; n.tag == atom.Table {
			return n.marks&isLayout != 0 || n.cells < 2
		}
	}
	return true
}
