package advice

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tocsin-hub/tocsin/internal/reading/report"
)

// line is a line of a piece of HTML: a paragraph, a heading, a list item, or what stands between two line breaks.
type line struct {
	text       string
	start, end int // in the piece
	item       bool
	heading    bool
	block      int // lines of one block have one number
}

var blockTags = map[atom.Atom]bool{atom.P: true, atom.Div: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Table: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Section: true, atom.Article: true, atom.Blockquote: true, atom.Dt: true, atom.Dd: true}

// linesOf cuts a piece of HTML into its lines of text. What is not shown (script, style) is left out.
func linesOf(piece string) []line {
	var out []line
	var b strings.Builder
	cur := line{start: -1}
	block, hidden := 0, 0
	flush := func() {
		if t := strings.Join(strings.Fields(b.String()), " "); t != "" {
			cur.text, cur.block = t, block
			out = append(out, cur)
		}
		b.Reset()
		cur = line{start: -1, item: cur.item, heading: cur.heading}
	}
	z := html.NewTokenizer(strings.NewReader(piece))
	pos := 0
	for {
		tt := z.Next()
		raw := len(z.Raw())
		from := pos
		pos += raw
		switch tt {
		case html.ErrorToken:
			flush()
			return out
		case html.TextToken:
			if hidden > 0 {
				continue
			}
			t := string(z.Text())
			if strings.TrimSpace(strings.ReplaceAll(t, "\u00a0", " ")) != "" {
				if cur.start < 0 {
					cur.start = from
				}
				cur.end = pos
			}
			b.WriteString(unblank.Replace(t))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case a == atom.Script || a == atom.Style:
				if tt == html.StartTagToken {
					hidden++
				} else if hidden > 0 {
					hidden--
				}
			case a == atom.Br:
				flush()
			case blockTags[a]:
				flush()
				block++
				h := len(name) == 2 && name[0] == 'h'
				if tt == html.StartTagToken {
					cur.item, cur.heading = a == atom.Li || cur.item && a == atom.P, h
				} else {
					cur.item, cur.heading = false, false
				}
			}
		}
	}
}

var unblank = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u200b", "", "\u2009", " ", "\ufeff", "")

// textOf is the text of lines, one a line.
func textOf(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
	}
	return b.String()
}

const levelWords = `Exercise\s+Normal\s+Precautions|Exercise\s+Increased\s+Caution|Reconsider\s+Travel|Do\s+Not\s+Travel`

// The headings of regions with a level of their own in a US travel advisory. They are written in many ways.
var (
	usTail = regexp.MustCompile(`(?i)^(.{2,260}?)\s*[-–—:]\s*(Level\s*([1-4])\b[:\s–—-]*(?:` + levelWords + `)?(?:\s+Due\s+to\s+[^.]{0,80})?|` + levelWords + `)\s*[:.]?(?:,?\s*Depart If You Are There)?\s*(?:\(see map below\))?[:.]?$`)
	usHead = regexp.MustCompile(`(?i)^(Level\s*([1-4])\s*[-:–—\s]\s*(?:` + levelWords + `))\s*[-–—:]*\s*(?:to\s+)?(.{0,260})$`)
	usList = regexp.MustCompile(`(?i)^(Do\s+Not\s+Travel|Reconsider\s+Travel|Exercise\s+Increased\s+Caution)\s+(?:to|in|when traveling to)\b[^.]{0,160}:\s*$|^(Do\s+Not\s+Travel|Reconsider\s+Travel|Exercise\s+Increased\s+Caution)\s+to\s*$`)
	usSent = regexp.MustCompile(`(?i)^(Do\s+Not\s+Travel|Reconsider\s+Travel|Exercise\s+Increased\s+Caution)\s+(?:to|in|when\s+traveling\s+to)\s+(.{3,240}?)(?:\s+(?:due\s+to|because)\b.*|\s+for\s+any\s+reason.*|[.;].*|:)?$`)
	// notThere are sentences that speak of levels and are no heading.
	areaWords = regexp.MustCompile(`(?i)\b(?:areas?|locations?|regions?|parts)\b`)
	notThere  = regexp.MustCompile(`(?i)^(?:updated|reissued|the advisory level|there (?:was|were)|this advisory|revised|the level|travel advisory|last update)`)
	because   = regexp.MustCompile(`(?i)\s+(?:due\s+to|because\s+of|for\s+any\s+reason|for:)\b.*$`)
)

// part is a part of a country with a level of its own, as a text names it.
type part struct {
	name, words, code string
	start, end        int // of the words and the name, in the piece
}

// usParts finds the parts with levels of their own in a US advisory. whole is the name of the country; level its own code.
func usParts(lines []line, whole func(name string) bool, level string) []part {
	var out []part
	add := func(name, w string, number string, l line) {
		name = strings.Trim(strings.TrimSpace(because.ReplaceAllString(name, "")), " -–—:.,")
		code := Unknown
		if number != "" {
			n, _ := strconv.Atoi(number)
			code = numbered(usNumbers, n)
		}
		// a number and its words that differ: the stricter holds
		lw := levelNumber.ReplaceAllString(w, "")
		for _, st := range Scale {
			if st.Who == "US" && strings.Contains(words(lw), st.Words) {
				code = stricter(code, st.Code)
			}
		}
		if whole(name) {
			return
		}
		out = append(out, part{name: clip(name, 260), words: w, code: code, start: l.start, end: l.end})
	}
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if len(l.text) > 420 || notThere.MatchString(l.text) {
			continue
		}
		if m := usHead.FindStringSubmatch(l.text); m != nil {
			name := strings.TrimSpace(m[3])
			if name == "" && i+1 < len(lines) && lines[i+1].block == l.block && len(lines[i+1].text) < 160 {
				next := lines[i+1]
				add(next.text, m[1], m[2], line{start: l.start, end: next.end})
				i++
				continue
			}
			if name != "" {
				add(name, m[1], m[2], l)
			}
			continue
		}
		if m := usTail.FindStringSubmatch(l.text); m != nil {
			if n := strings.ToLower(m[1]); !strings.Contains(n, "travel advisory") && !strings.HasPrefix(n, "level") {
				add(m[1], m[2], m[3], l)
			}
			continue
		}
		if m := usList.FindStringSubmatch(l.text); m != nil {
			w := m[1] + m[2]
			if s := usSent.FindStringSubmatch(l.text); s != nil && !areaWords.MatchString(s[2]) && whole(s[2]) {
				for i+1 < len(lines) && lines[i+1].item { // "Do not travel to Belarus due to:" and the reasons
					i++
				}
				continue
			}
			listed := false
			for i+1 < len(lines) && lines[i+1].item {
				i++
				listed = true
				add(lines[i].text, w, "", lines[i])
			}
			if !listed && strings.HasSuffix(strings.TrimSpace(l.text), ":") {
				if s := usSent.FindStringSubmatch(l.text); s != nil && !whole(s[2]) {
					add(s[2], w, "", l)
				}
			}
			continue
		}
		if m := usSent.FindStringSubmatch(l.text); m != nil && !whole(m[2]) && LevelOf(codeOfUS(m[1])) > LevelOf(level) {
			add(m[2], m[1], "", l)
		}
	}
	return out
}

func codeOfUS(w string) string {
	for _, st := range Scale {
		if st.Who == "US" && st.Words == words(w) {
			return st.Code
		}
	}
	return Unknown
}

// addParts turns parts into levels of an entry. at gives the evidence of bytes of the piece.
func (d *doc) addParts(e *Entry, parts []part, at func(start, end int) []report.Evidence) {
	for i, p := range parts {
		if i == maxParts {
			d.note("%s: more than %d parts have a level of their own; the rest was left out", e.Name, maxParts)
			return
		}
		ev := at(p.start, p.end)
		if len(ev) == 0 {
			continue
		}
		l := Stance{Code: p.code, Level: LevelOf(p.code), Scope: partScope(e.Country, p.name, d.places), Part: p.name, Words: p.words, Evidence: ev}
		dup := false
		for k := range e.Levels {
			o := &e.Levels[k]
			if o.Code == l.Code && o.Part != "" && SamePart(o.Part, l.Part) && (strings.HasSuffix(l.Scope, "-?") || o.Scope == l.Scope) {
				dup = true
			}
		}
		if !dup {
			e.Levels = append(e.Levels, l)
		}
	}
}

// SamePart reports whether two wordings are for one part of a country: a list in the summary and the heading further down name
// it in other words, and so do two versions of a document. They are when half of the words that tell places are in both, or
// all of one are in the other.
func SamePart(a, b string) bool {
	x, y := telling(a), telling(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	least := min(len(x), len(y))
	if least == 0 {
		return strings.EqualFold(a, b)
	}
	return both == least || both*2 >= len(x)+len(y)-both
}

// telling are the words of a part's name that tell it from others.
func telling(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(nameKey(s)) {
		if !common[w] {
			out[strings.TrimSuffix(w, "s")] = true
		}
	}
	return out
}

var common = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the and or of to in on at by for from with within near along all any area areas region regions province provinces state states
		department departments governorate governorates district districts border borders bordering county counties city cities part parts some including which other except
		excluding than who is are that this these those its s km kilometers miles mile ten six due travel vicinity immediate particularly certain specific overland`) {
		m[w] = true
	}
	return m
}()

// PlainText is a text with the marks of HTML taken off, as the fields of some governments' documents need.
func PlainText(html string) string { return textOf(linesOf(html)) }
