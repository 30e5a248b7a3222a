package text

import (
	"fmt"
	"strings"
)

// Rule is one phrase pattern of a Lexicon: what it means and how it reads.
//
// A pattern is a list of elements between blanks: "word" or "one|other" is a word in folded form; "word?" may be missing;
// "..3" is up to three further words of the same sentence; "#" is a number in digits or letters and
// "#-year-old" a person by age; "^" (first only) holds at
// the start of a sentence. Patterns are separated by ";".
type Rule struct {
	Kind string // which table it is from: "act", "ev", ...
	Code string // what it says in that table
	elem []element
	text string
}

// Pattern is the rule as written.
func (r *Rule) Pattern() string { return r.text }

// yearOld ends words such as "19-year-old"; a pattern writes "#-year-old".
const yearOld = "-year-old"

type element struct {
	words []string
	opt   bool
	gap   int
	num   bool
}

// Hit is a phrase found: tokens [From, To).
type Hit struct {
	Rule     *Rule
	From, To int
}

// Entry is one row of a table to compile: Patterns may hold several patterns separated by ";".
type Entry struct{ Kind, Code, Patterns string }

// Lexicon finds all its phrases in one pass: each token is looked up once, and only rules that begin with it are tried.
type Lexicon struct {
	byFirst map[string][]*Rule
	anchor  map[*Rule]bool
}

// Compile builds a Lexicon. A pattern that cannot be read is a fault of the program and panics at start.
func Compile(tables ...[]Entry) *Lexicon {
	l := &Lexicon{byFirst: map[string][]*Rule{}, anchor: map[*Rule]bool{}}
	for _, table := range tables {
		for _, e := range table {
			for p := range strings.SplitSeq(e.Patterns, ";") {
				p = strings.TrimSpace(p)
				if p == "" {
					continue
				}
				r := &Rule{Kind: e.Kind, Code: e.Code, text: p}
				f := strings.Fields(p)
				if f[0] == "^" {
					l.anchor[r] = true
					f = f[1:]
				}
				for _, x := range f {
					r.elem = append(r.elem, parseElement(x))
				}
				if len(r.elem) == 0 || r.elem[0].gap > 0 {
					panic(fmt.Sprintf("reading: pattern %q begins with a gap", p))
				}
				l.index(r)
			}
		}
	}
	return l
}

func parseElement(x string) element {
	if n, ok := strings.CutPrefix(x, ".."); ok {
		g := 0
		for _, c := range n {
			g = g*10 + int(c-'0')
		}
		if g < 1 || g > 12 {
			panic(fmt.Sprintf("reading: gap %q", x))
		}
		return element{gap: g}
	}
	e := element{}
	if len(x) > 1 {
		x, e.opt = strings.CutSuffix(x, "?")
	}
	if x == "#" {
		e.num = true
		return e
	}
	for w := range strings.SplitSeq(x, "|") {
		if c, ok := strings.CutPrefix(w, "$"); ok {
			words, known := classes[c]
			if !known {
				panic(fmt.Sprintf("reading: no class of words %q", w))
			}
			e.words = append(e.words, strings.Fields(words)...)
			continue
		}
		e.words = append(e.words, w)
	}
	return e
}

// index files a rule under every word it can begin with; leading optional elements make for several.
func (l *Lexicon) index(r *Rule) {
	seen := map[string]bool{}
	for _, e := range r.elem {
		keys := e.words
		if e.num {
			keys = []string{"#"}
		}
		for _, w := range keys {
			if !seen[w] {
				seen[w] = true
				l.byFirst[w] = append(l.byFirst[w], r)
			}
		}
		if !e.opt {
			break
		}
	}
}

// Match finds every phrase. For one Kind, overlapping phrases are settled: the longer wins, then the earlier.
func (l *Lexicon) Match(d *Doc) []Hit {
	hits := make([]Hit, 0, len(d.Tokens)/4+4)
	for i := range d.Tokens {
		hits = l.at(d, i, l.byFirst[d.Tokens[i].Norm], hits)
		if strings.HasSuffix(d.Tokens[i].Norm, yearOld) {
			hits = l.at(d, i, l.byFirst["#"+yearOld], hits)
		}
		if IsNumber(&d.Tokens[i]) {
			hits = l.at(d, i, l.byFirst["#"], hits)
		}
	}
	return settle(hits)
}

func (l *Lexicon) at(d *Doc, i int, rules []*Rule, hits []Hit) []Hit {
	for _, r := range rules {
		if l.anchor[r] && !d.Tokens[i].First {
			continue
		}
		end := d.Sents[d.Tokens[i].Sent].To
		if to := match(d, r.elem, i, end); to > i {
			hits = append(hits, Hit{Rule: r, From: i, To: to})
		}
	}
	return hits
}

// match tries the elements from token i and returns the end of the longest match, or -1. Gaps are bounded and patterns are
// short, so the work per token has a fixed bound.
func match(d *Doc, elem []element, i, end int) int {
	if len(elem) == 0 {
		return i
	}
	e := &elem[0]
	if e.gap > 0 {
		for k := 0; k <= e.gap && i+k <= end; k++ {
			if to := match(d, elem[1:], i+k, end); to >= 0 {
				return to
			}
			if i+k < end && d.Tokens[i+k].Kind == Punct && (d.Tokens[i+k].Norm == ";" || d.Tokens[i+k].Norm == ":") {
				return -1
			}
		}
		return -1
	}
	if i < end && e.fits(&d.Tokens[i]) {
		if to := match(d, elem[1:], i+1, end); to >= 0 {
			return to
		}
	}
	if e.opt {
		return match(d, elem[1:], i, end)
	}
	return -1
}

func (e *element) fits(t *Token) bool {
	if e.num {
		return IsNumber(t)
	}
	for _, w := range e.words {
		if w == t.Norm || w == "#"+yearOld && strings.HasSuffix(t.Norm, yearOld) {
			return true
		}
	}
	return false
}

// settle keeps, for each Kind, the longest of overlapping hits (the earlier of equals), in order of their start.
func settle(hits []Hit) []Hit {
	// insertion order is by start; compare only with neighbours that overlap
	keep := hits[:0]
	for _, h := range hits {
		drop := false
		for k := len(keep) - 1; k >= 0 && k >= len(keep)-24; k-- {
			o := &keep[k]
			if o.Rule.Kind != h.Rule.Kind || o.To <= h.From || h.To <= o.From {
				continue
			}
			if o.To-o.From >= h.To-h.From {
				drop = true
			} else {
				keep = append(keep[:k], keep[k+1:]...)
			}
		}
		if !drop {
			keep = append(keep, h)
		}
	}
	return keep
}

var numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "seventy-two": 72, "forty-eight": 48, "twenty-four": 24, "a": 0, "hundred": 100}

// IsNumber reports whether a token is a number in digits or letters.
func IsNumber(t *Token) bool {
	if t.Kind == Number {
		return true
	}
	n, ok := numberWords[t.Norm]
	return ok && n > 0
}

// Value is the whole number a token says, in digits or letters, and whether it says one below ten million.
func Value(t *Token) (int, bool) {
	if t.Kind == Word {
		n, ok := numberWords[t.Norm]
		return n, ok && n > 0
	}
	n := 0
	if t.Kind != Number {
		return 0, false
	}
	for _, c := range t.Norm {
		if c == ',' {
			continue
		}
		if c < '0' || c > '9' || n > 1e6 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
