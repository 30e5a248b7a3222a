package body

import (
	"sort"
	"unicode/utf8"
)

// piece says where a stretch of output came from: the output from out up to the next piece came from the input [in, end).
// With a step, each n bytes of output came from m bytes of input, and a span is cut at whole steps; without one the stretch
// is one thing and cannot be cut (a fold of blanks, a group of base64 over a line end). in == end: our own characters.
// Groups of base64 are cut finer: byte k of a group came from its characters k and k+1.
type piece struct {
	out, in, end int32
	n, m         uint8
	base64       bool
}

// into is where the input of k bytes of output begins, counted from the piece's own; with end where it ends.
func (p *piece) into(k int, end bool) int {
	n, m := int(p.n), int(p.m)
	switch {
	case p.base64 && end && k%3 != 0:
		return k/3*4 + k%3 + 1
	case p.base64:
		return k/3*4 + k%3
	case end:
		return (k + n - 1) / n * m
	}
	return k / n * m
}

// outOf is the way back of into, widened to whole steps.
func (p *piece) outOf(k int, end bool) int {
	n, m := int(p.n), int(p.m)
	switch {
	case p.base64 && end:
		return k/4*3 + [4]int{0, 1, 1, 2}[k%4]
	case p.base64:
		return k/4*3 + min(k%4, 2)
	case end:
		return (k + m - 1) / m * n
	}
	return k / m * n
}

func (p *piece) ours() bool { return p.in == p.end }

// track leads from one stage of the text to the stage before it. in and out never go backwards, so that both ways are a
// binary search. The zero track with same set is "each byte came from itself".
type track struct {
	ps   []piece
	size int32 // bytes of output
	same bool
}

// build makes the output of a stage together with its track.
type build struct {
	out []byte
	ps  []piece
}

func (b *build) track() track { return track{ps: b.ps, size: int32(len(b.out))} }

// copy adds bytes that stand in the input as they are, at in.
func (b *build) copy(s []byte, in int) {
	if len(s) > 0 {
		b.step(1, 1, in, in+len(s), false)
		b.out = append(b.out, s...)
	}
}

// unit adds bytes that came as a whole from the input [in, end), end > in.
func (b *build) unit(s []byte, in, end int) {
	if len(s) == 0 {
		return
	}
	if len(s) < 256 && end-in < 256 {
		b.step(uint8(len(s)), uint8(end-in), in, end, false)
	} else {
		b.ps = append(b.ps, piece{out: int32(len(b.out)), in: int32(in), end: int32(end)})
	}
	b.out = append(b.out, s...)
}

func (b *build) step(n, m uint8, in, end int, base64 bool) {
	if k := len(b.ps) - 1; k >= 0 && b.ps[k].n == n && b.ps[k].m == m && b.ps[k].base64 == base64 && int(b.ps[k].end) == in {
		b.ps[k].end = int32(end)
		return
	}
	b.ps = append(b.ps, piece{out: int32(len(b.out)), in: int32(in), end: int32(end), n: n, m: m, base64: base64})
}

// ours adds characters that stand nowhere in the input: line ends, list marks, bars between cells.
func (b *build) ours(s string) {
	at := int32(0)
	if k := len(b.ps) - 1; k >= 0 {
		at = b.ps[k].end
		if b.ps[k].ours() {
			b.out = append(b.out, s...)
			return
		}
	}
	b.ps = append(b.ps, piece{out: int32(len(b.out)), in: at, end: at})
	b.out = append(b.out, s...)
}

func (t *track) outEnd(i int) int32 {
	if i+1 < len(t.ps) {
		return t.ps[i+1].out
	}
	return t.size
}

// from is the span of input that the output [s, e) came from; false when it holds only our own characters.
func (t *track) from(s, e int) (int, int, bool) {
	if t.same {
		return s, e, s < e
	}
	i := sort.Search(len(t.ps), func(k int) bool { return int(t.ps[k].out) > s }) - 1
	if i < 0 || s >= e {
		return 0, 0, false
	}
	if t.ps[i].ours() {
		if i++; i >= len(t.ps) {
			return 0, 0, false
		}
		s = int(t.ps[i].out)
	}
	j := sort.Search(len(t.ps), func(k int) bool { return int(t.ps[k].out) >= e }) - 1
	if j >= 0 && t.ps[j].ours() {
		e = int(t.ps[j].out)
		j--
	}
	if j < i || s >= e {
		return 0, 0, false
	}
	a, b := &t.ps[i], &t.ps[j]
	rs, re := int(a.in), int(b.end)
	if a.n > 0 {
		rs += a.into(s-int(a.out), false)
	}
	if b.n > 0 {
		re = min(re, int(b.in)+b.into(e-int(b.out), true))
	}
	return rs, re, rs < re
}

// back is the span of output that came from the input [rs, re); false when nothing did.
func (t *track) back(rs, re int) (int, int, bool) {
	if t.same {
		return rs, re, rs < re
	}
	i := sort.Search(len(t.ps), func(k int) bool { return int(t.ps[k].end) > rs })
	j := sort.Search(len(t.ps), func(k int) bool { return int(t.ps[k].in) >= re }) - 1
	for i < len(t.ps) && t.ps[i].ours() {
		i++
	}
	for j >= 0 && t.ps[j].ours() {
		j--
	}
	if i > j || rs >= re {
		return 0, 0, false
	}
	a, b := &t.ps[i], &t.ps[j]
	s, e := int(a.out), int(t.outEnd(j))
	if a.n > 0 && rs > int(a.in) {
		s += a.outOf(rs-int(a.in), false)
	}
	if b.n > 0 && re < int(b.end) {
		e = min(e, int(b.out)+b.outOf(re-int(b.in), true))
	}
	return s, e, s < e
}

// seg is a stretch of Text that came through the same stages.
type seg struct {
	start, end int     // in Text
	chain      []track // from Text back towards the original
	base       int     // where the input of the last track begins in the original
}

func (g *seg) raw(s, e int) (int, int, bool) {
	s, e = s-g.start, e-g.start
	ok := true
	for i := 0; i < len(g.chain) && ok; i++ {
		s, e, ok = g.chain[i].from(s, e)
	}
	return s + g.base, e + g.base, ok
}

func (g *seg) text(rs, re int) (int, int, bool) {
	s, e := max(rs-g.base, 0), re-g.base
	ok := s < e
	for i := len(g.chain) - 1; i >= 0 && ok; i-- {
		s, e, ok = g.chain[i].back(s, e)
	}
	return s + g.start, min(e+g.start, g.end), ok && s+g.start < g.end
}

// Raw is the span of original bytes that the Text bytes [start, end) came from, in O(log n). It covers the first to the last
// byte of origin and whatever stands between them: tags, the ends of lines folded by the mail. It is widened to whole units of
// the encoding (an entity, a quoted-printable "=D0", the characters of base64 that carry a bit of a byte). ok is false when the
// span is empty, out of bounds, or holds only characters of our own (line ends, "- ", " | ").
func (t *Text) Raw(start, end int) (rs, re int, ok bool) {
	if start < 0 || end > len(t.Text) || start >= end {
		return 0, 0, false
	}
	i := sort.Search(len(t.segs), func(k int) bool { return t.segs[k].end > start })
	j := sort.Search(len(t.segs), func(k int) bool { return t.segs[k].start >= end }) - 1
	first := false
	for ; i <= j && !first; i++ {
		rs, re, first = t.segs[i].raw(max(start, t.segs[i].start), min(end, t.segs[i].end))
	}
	if !first {
		return 0, 0, false
	}
	for ; j >= i; j-- {
		if _, e, got := t.segs[j].raw(max(start, t.segs[j].start), min(end, t.segs[j].end)); got {
			re = e
			break
		}
	}
	return rs, re, true
}

// Span is the way back from Raw: the span of Text that came from the original bytes [rs, re), widened to whole characters.
// ok is false when no part of Text came from them.
func (t *Text) Span(rs, re int) (start, end int, ok bool) {
	if rs >= re {
		return 0, 0, false
	}
	for i := range t.segs {
		g := &t.segs[i]
		s, e, got := g.text(rs, re)
		if !got {
			continue
		}
		if !ok {
			start, ok = s, true
		}
		end = e
	}
	if !ok {
		return 0, 0, false
	}
	for start > 0 && !utf8.RuneStart(t.Text[start]) {
		start--
	}
	for end < len(t.Text) && !utf8.RuneStart(t.Text[end]) {
		end++
	}
	return start, end, true
}
