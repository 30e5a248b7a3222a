// Package highlight shows a document with its evidence marked in it.
//
// Split cuts any bytes at the borders of any spans into segments that are safe to show: valid UTF-8, one line ending, control
// and direction-changing characters made visible. It never panics and never loses or repeats a byte; escaping for HTML is left
// to the template that prints the segments. Pure.
package highlight

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// Span is a stretch of the document's bytes, [Start, End). Ends outside the document or inside a character are moved to the
// nearest border that keeps the whole character in the span.
type Span struct{ Start, End int }

// Segment is a stretch of text under the same marks.
type Segment struct {
	Text string
	// Marks are the indexes of the spans that cover the segment, Starts of those that begin with it, Ends of those that end
	// with it; each ascending.
	Marks, Starts, Ends []int
}

// Split cuts raw at the borders of spans. Empty and impossible spans mark nothing. The segments' texts joined are Visible(raw).
func Split(raw []byte, spans []Span) []Segment {
	fixed := make([]Span, len(spans))
	cuts := make([]int, 0, 2*len(spans)+2)
	cuts = append(cuts, 0, len(raw))
	for i, s := range spans {
		s.Start, s.End = max(s.Start, 0), min(s.End, len(raw))
		if s.Start >= s.End {
			fixed[i] = Span{-1, -1}
			continue
		}
		s.Start, s.End = charStart(raw, s.Start), charEnd(raw, s.End)
		fixed[i] = s
		cuts = append(cuts, s.Start, s.End)
	}
	sort.Ints(cuts)
	var starts, ends = map[int][]int{}, map[int][]int{}
	for i, s := range fixed {
		if s.Start >= 0 {
			starts[s.Start] = append(starts[s.Start], i)
			ends[s.End] = append(ends[s.End], i)
		}
	}
	var out []Segment
	open := map[int]bool{}
	for c := 0; c+1 < len(cuts); c++ {
		from, to := cuts[c], cuts[c+1]
		if from == to {
			continue
		}
		for _, i := range ends[from] {
			delete(open, i)
		}
		for _, i := range starts[from] {
			open[i] = true
		}
		seg := Segment{Text: visible(raw[from:to], from == 0), Starts: starts[from], Ends: ends[to]}
		for i := range open {
			seg.Marks = append(seg.Marks, i)
		}
		sort.Ints(seg.Marks)
		out = append(out, seg)
	}
	return out
}

// charStart is the start of the character, or of the CR LF pair, that the byte at i belongs to.
func charStart(raw []byte, i int) int {
	if i > 0 && i < len(raw) && raw[i] == '\n' && raw[i-1] == '\r' {
		return i - 1
	}
	for back := 1; back < utf8.UTFMax && back <= i && i < len(raw) && !utf8.RuneStart(raw[i]); back++ {
		if r, n := utf8.DecodeRune(raw[i-back:]); r != utf8.RuneError && n > back {
			return i - back
		}
	}
	return i
}

// charEnd is the end of the character, or of the CR LF pair, that the byte before i belongs to.
func charEnd(raw []byte, i int) int {
	if i >= len(raw) {
		return len(raw)
	}
	s := charStart(raw, i)
	if s == i {
		return i
	}
	if raw[s] == '\r' {
		return s + 2
	}
	_, n := utf8.DecodeRune(raw[s:])
	return s + n
}

// Visible is raw as text that can be shown: bytes that are not UTF-8 become U+FFFD, control characters their pictures
// (U+2400 and on), characters that turn the direction of writing are written out, CR LF and CR become LF.
func Visible(raw []byte) string { return visible(raw, true) }

func visible(raw []byte, front bool) string {
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && n <= 1:
			b.WriteRune(utf8.RuneError)
		case r == '\r':
			b.WriteByte('\n')
			if i+1 < len(raw) && raw[i+1] == '\n' {
				n = 2
			}
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r < 0x20:
			b.WriteRune(0x2400 + r)
		case r == 0x7f:
			b.WriteRune(0x2421)
		case r >= 0x80 && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff && !(front && i == 0), r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
			fmt.Fprintf(&b, "[U+%04X]", r)
		case r == 0xfeff: // a byte order mark in front is not text
		default:
			b.WriteRune(r)
		}
		i += max(n, 1)
	}
	return b.String()
}
