package muc

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Span is a run of tokens that the chain takes for a filler of a role in some share of ways.
type Span struct {
	Role, Line, A, B int
	Share            float64
}

// Candidate is what may fill a role: one wording, with all places where the chain saw it in the role.
type Candidate struct {
	Role  int
	Text  string // as the scorers compare it
	Start int    // byte of the best place
	End   int
	Spans []Span // the best first
	head  string
	keys  [4]uint32  // hashes of what the rates are kept by
	rates [4]float32 // how often candidates with these keys are right
	fixed []float32  // features that do not rest on what was taken before
	best  float64
	odds  float64 // as it was weighed last
}

// Plain is how words are compared: small letters, no signs, no articles, single blanks.
func Plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, w := range strings.Fields(s) {
		start := b.Len()
		if start > 0 {
			b.WriteByte(' ')
		}
		n := b.Len()
		for i := range len(w) {
			c := w[i]
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			if c >= 0x80 || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
				b.WriteByte(c)
			}
		}
		switch x := b.String()[n:]; x {
		case "", "a", "an", "the":
			s := b.String()[:start]
			b.Reset()
			b.WriteString(s)
		}
	}
	return b.String()
}

// headOf is the last word before a word that joins more to it.
func headOf(plain string) string {
	ws := strings.Fields(plain)
	for i, w := range ws {
		if i > 0 {
			switch w {
			case "of", "who", "from", "in", "and", "at", "on", "with", "belonging", "for":
				return ws[i-1]
			}
		}
	}
	if len(ws) == 0 {
		return ""
	}
	return ws[len(ws)-1]
}

// Outlook is what the text as a whole speaks of: log odds of telling of an act at all, of each type, and of more than one act.
type Outlook [8]float64

// Candidates are weighed in pairs; these bounds, several times what a text of the corpus has, keep the time linear in the text.
const (
	mostCandidates = 300
	mostSpans      = 64
)

// Candidates gathers the spans of a page by role and wording, with the fillers of the rules.
func (p *Page) Candidates(spans []Span, o *Outlook) []*Candidate {
	type id struct {
		role int
		text string
	}
	by := map[id]*Candidate{}
	var out []*Candidate
	put := func(s Span, start, end int) *Candidate {
		text := Plain(p.low[start:end])
		if text == "" {
			return nil
		}
		c := by[id{s.Role, text}]
		if c == nil {
			c = &Candidate{Role: s.Role, Text: text, Start: start, End: end, head: headOf(text)}
			by[id{s.Role, text}] = c
			out = append(out, c)
		}
		return c
	}
	for _, s := range spans {
		l := &p.Lines[s.Line]
		if c := put(s, l.ts[s.A].start, l.ts[s.B-1].end); c != nil {
			if len(c.Spans) == 0 || s.Share > c.Spans[0].Share {
				c.Start, c.End = l.ts[s.A].start, l.ts[s.B-1].end
			}
			c.Spans = append(c.Spans, s)
		}
	}
	ruled := map[id]bool{}
	ruledHead := map[id]bool{}
	ruledAny := map[string]bool{}
	for _, t := range p.rules {
		for r, role := range Roles {
			for _, f := range t.Roles[role] {
				c := put(Span{Role: r}, f.Start, f.Start+len(f.Text))
				if c == nil {
					continue
				}
				ruled[id{r, c.Text}] = true
				ruledHead[id{r, c.head}] = true
				ruledAny[c.Text] = true
				if len(c.Spans) == 0 {
					if s, ok := p.place(r, f.Start, f.Start+len(f.Text)); ok {
						c.Spans = append(c.Spans, s)
					}
				}
			}
		}
	}
	out = slices.DeleteFunc(out, func(c *Candidate) bool { return len(c.Spans) == 0 })
	for _, c := range out {
		slices.SortStableFunc(c.Spans, func(a, b Span) int { return cmp.Compare(b.Share, a.Share) })
		c.best = c.Spans[0].Share
		c.Spans = c.Spans[:min(len(c.Spans), mostSpans)]
	}
	slices.SortStableFunc(out, func(a, b *Candidate) int { return cmp.Compare(b.best, a.best) })
	out = out[:min(len(out), mostCandidates)]
	var roleSum, roleBest [5]float64
	total := 0.0
	headSum, headBest := map[id]float64{}, map[id]float64{}
	for _, c := range out {
		for _, s := range c.Spans {
			roleSum[c.Role] += s.Share
			total += s.Share
			headSum[id{c.Role, c.head}] += s.Share
		}
		roleBest[c.Role] = max(roleBest[c.Role], c.best)
		h := id{c.Role, c.head}
		headBest[h] = max(headBest[h], c.best)
	}
	var rank [5]int
	for _, c := range out {
		f := make([]float32, 0, 72)
		add := func(v float64) { f = append(f, float32(v)) }
		flag := func(v bool) {
			if v {
				add(1)
			} else {
				add(0)
			}
		}
		for r := range 5 {
			flag(c.Role == r)
		}
		sum, none := 0.0, 1.0
		first := c.Spans[0].Line
		for _, s := range c.Spans {
			sum += s.Share
			none *= 1 - s.Share
			first = min(first, s.Line)
		}
		n := float64(max(len(c.Spans), strings.Count(p.low, c.Text)))
		add(c.best)
		add(sum)
		add(1 - none)
		add(float64(len(c.Spans)))
		add(n)
		add(sum / n)
		add(float64(first))
		b := c.Spans[0]
		add(float64(b.Line))
		add(float64(b.B - b.A))
		flag(ruled[id{c.Role, c.Text}])
		flag(ruledAny[c.Text] && !ruled[id{c.Role, c.Text}])
		flag(ruledHead[id{c.Role, c.head}])
		var longer, shorter, crossing, other, otherHead float64
		for _, x := range out {
			if x == c {
				continue
			}
			if x.Role != c.Role {
				if x.Text == c.Text {
					other = max(other, x.best)
				} else if x.head == c.head {
					otherHead = max(otherHead, x.best)
				}
				continue
			}
			for _, s := range x.Spans {
				if s.Line != b.Line || s.B <= b.A || b.B <= s.A {
					continue
				}
				switch {
				case s.A <= b.A && s.B >= b.B:
					longer = max(longer, s.Share)
				case s.A >= b.A && s.B <= b.B:
					shorter = max(shorter, s.Share)
				default:
					crossing = max(crossing, s.Share)
				}
			}
		}
		add(longer)
		add(shorter)
		add(crossing)
		add(other)
		add(otherHead)
		add(float64(rank[c.Role]))
		rank[c.Role]++
		add(roleBest[c.Role])
		add(roleSum[c.Role])
		add(total)
		h := id{c.Role, c.head}
		add(headSum[h])
		add(headBest[h] - c.best)
		for _, v := range o {
			add(v)
		}
		l := &p.Lines[b.Line]
		hc := l.class[b.B-1]
		c.keys = p.keysOf(c)
		for _, bit := range []int{0, 1, 2, 3, 4, 10, 12, bitGroup, bitPower, bitUnknown, bitPerson, bitKnown, 7, 11} {
			flag(hc&(1<<bit) != 0)
		}
		var cl uint32
		for i := b.A; i < b.B; i++ {
			cl |= l.class[i]
		}
		flag(cl&(1<<bitNumber|1<<13) != 0)
		flag(cl&(1<<4|1<<bitPerson) != 0)
		flag(cl&(1<<7) != 0)
		lc, ld, rc, rd := l.acts(b.A, b.B)
		add(lc)
		add(ld)
		add(rc)
		add(rd)
		add(float64(len(p.Lines)))
		for _, k := range []uint8{actKill, actBlast, actRaid, actTake, actWar, actBlame, actLaw, actThreat} {
			add(float64(p.kinds[k]))
		}
		c.fixed = f
	}
	return out
}

// keysOf gives hashes of the candidate's head, its words, the act and the word before it, each with its role; names are one and the same.
func (p *Page) keysOf(c *Candidate) (k [4]uint32) {
	b := c.Spans[0]
	l := &p.Lines[b.Line]
	role := uint32(c.Role)
	head := l.sym[b.B-1]
	for i := b.A; i < b.B; i++ {
		if l.ts[i].w == c.head {
			head = l.sym[i]
		}
	}
	all := uint32(0)
	for i := b.A; i < b.B; i++ {
		all = mix(203, all, l.sym[i])
	}
	k[0] = mix(200, role, head)
	k[1] = mix(201, role, all)
	var act, side uint32
	if i := l.nearest(b.A, b.B); i >= 0 {
		act = l.sym[i]
		if i < b.A {
			side = 1
		}
		side = side*3 + uint32(l.act[i].voice)
	}
	k[2] = mix(202, role*16+side, act)
	before := uint32(5)
	if b.A > 0 {
		before = l.sym[b.A-1]
	}
	k[3] = mix(204, role*2+min(1, uint32(len(c.Spans))-1), before)
	return k
}

// nearest is the act nearest to a span, or -1.
func (l *Line) nearest(a, b int) int {
	at, best := -1, 99
	for i, x := range l.act {
		d := a - i
		if i >= b {
			d = i - b + 1
		}
		if x.class != 0 && (i < a || i >= b) && d < best {
			at, best = i, d
		}
	}
	return at
}

// Keys are the hashes by which a candidate's rates are kept.
func (c *Candidate) Keys() [4]uint32 { return c.keys }

// Rate is the share of the candidates with a key that were right, held to a quarter where few were seen.
func Rate(right, seen float32) float32 { return (right + 0.75) / (seen + 3) }

// SetRates gives the candidate the rates of its keys.
func (c *Candidate) SetRates(r [4]float32) { c.rates = r }

// acts gives class and distance of the nearest acts left and right of a span.
func (l *Line) acts(a, b int) (lc, ld, rc, rd float64) {
	ld, rd = 99, 99
	for i := a - 1; i >= 0; i-- {
		if k := l.act[i]; k.class != 0 {
			lc, ld = float64(k.class)+float64(k.voice)/4, float64(a-i)
			break
		}
	}
	for i := b; i < len(l.ts); i++ {
		if k := l.act[i]; k.class != 0 {
			rc, rd = float64(k.class)+float64(k.voice)/4, float64(i-b+1)
			break
		}
	}
	return
}

// place finds the tokens of a range of bytes.
func (p *Page) place(role, start, end int) (Span, bool) {
	for i := range p.Lines {
		l := &p.Lines[i]
		if len(l.ts) == 0 || l.ts[len(l.ts)-1].end < end {
			continue
		}
		a := -1
		for j, t := range l.ts {
			if t.start == start {
				a = j
			}
			if t.end == end && a >= 0 {
				return Span{Role: role, Line: i, A: a, B: j + 1}, true
			}
		}
		break
	}
	return Span{}, false
}

// Features are those of a candidate after others have been taken.
func (c *Candidate) Features(taken []*Candidate, into []float32) []float32 {
	into = append(into[:0], c.fixed...)
	into = append(into, c.rates[:]...)
	var n, head, inside, around, overlaps, words, best float64
	var all float64
	for _, t := range taken {
		all++
		if t.Role != c.Role {
			continue
		}
		n++
		if t.head == c.head {
			head++
		}
		if strings.Contains(" "+t.Text+" ", " "+c.Text+" ") {
			inside++
		}
		if strings.Contains(" "+c.Text+" ", " "+t.Text+" ") {
			around++
		}
		for _, s := range c.Spans {
			for _, x := range t.Spans {
				if s.Line == x.Line && s.A < x.B && x.A < s.B {
					overlaps = max(overlaps, min(1, x.Share*4))
				}
			}
		}
		for _, w := range strings.Fields(c.Text) {
			if len(w) > 3 && strings.Contains(" "+t.Text+" ", " "+w+" ") {
				words++
			}
		}
		if c.Role == 1 && sameGroup(c.Text, t.Text) {
			head += 4
		}
		best = max(best, t.best)
	}
	gap := 99.0
	for _, t := range taken {
		if t.Role == c.Role {
			for _, s := range c.Spans {
				for _, x := range t.Spans {
					if s.Line == x.Line {
						gap = min(gap, math.Abs(float64(s.A-x.A)))
					}
				}
			}
		}
	}
	for _, v := range []float64{n, head, inside, around, overlaps, words, best, all, gap} {
		into = append(into, float32(v))
	}
	return into
}

// sameGroup tells whether two names are names of one known group, or one is the other's first letters.
func sameGroup(a, b string) bool {
	for _, g := range groups {
		x, y := false, false
		for _, s := range g {
			s = Plain(s)
			x = x || s == a
			y = y || s == b
		}
		if x && y {
			return true
		}
	}
	return letters(a) == b || letters(b) == a
}

func letters(s string) string {
	var b []byte
	for _, w := range strings.Fields(s) {
		if w != "of" && w != "and" {
			b = append(b, w[0])
		}
	}
	return string(b)
}
