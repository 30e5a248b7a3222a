package version

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// How is what became of a run of words.
type How string

// The three.
const (
	Kept    How = "kept"
	Added   How = "added"
	Removed How = "removed"
)

// Run is a run of words, one space between two words and line ends as they were.
type Run struct {
	How  How    `json:"how"`
	Text string `json:"text"`
}

// maxWords bounds the words that are compared, in each of the two texts; beyond it the rest counts as replaced as a whole.
const maxWords = 12_000

// Difference tells how the words of old became those of now: the runs in order, of which the kept and the added ones are now, and the
// kept and the removed ones are old. Where words were replaced, what was removed stands before what was added; a single word
// that was kept between two changes counts as changed, which reads better.
func Difference(old, now string) []Run {
	a, b := tokens(Comparable(old)), tokens(Comparable(now))
	restA, restB := []string{}, []string{}
	if len(a) > maxWords {
		a, restA = a[:maxWords], a[maxWords:]
	}
	if len(b) > maxWords {
		b, restB = b[:maxWords], b[maxWords:]
	}
	// each word becomes a character, for a library that compares characters
	numbers, names := map[string]rune{}, []string{}
	code := func(words []string) []rune {
		out := make([]rune, len(words))
		for i, w := range words {
			n, ok := numbers[w]
			if !ok {
				n = rune(len(names)) + 1
				numbers[w] = n
				names = append(names, w)
			}
			if n >= 0xd800 { // no halves of surrogate pairs
				n += 0x800
			}
			out[i] = n
		}
		return out
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same two texts give the same difference, however busy the machine is
	var runs []words
	for _, x := range d.DiffMainRunes(code(a), code(b), false) {
		how := Kept
		switch x.Type {
		case diffmatchpatch.DiffInsert:
			how = Added
		case diffmatchpatch.DiffDelete:
			how = Removed
		}
		var ws []string
		for _, r := range x.Text {
			if r >= 0xe000 {
				r -= 0x800
			}
			ws = append(ws, names[r-1])
		}
		runs = append(runs, words{how, ws})
	}
	if len(restA) > 0 {
		runs = append(runs, words{Removed, restA})
	}
	if len(restB) > 0 {
		runs = append(runs, words{Added, restB})
	}
	return readable(runs)
}

type words struct {
	how How
	ws  []string
}

// tokens are the words of a text and its line ends.
func tokens(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		out = append(out, strings.Fields(line)...)
		out = append(out, "\n")
	}
	return out
}

// readable joins changes that a single kept word parts, and puts what was removed before what was added.
func readable(runs []words) []Run {
	var out []Run
	var gone, come []string
	flush := func() {
		if len(gone) > 0 {
			out = append(out, Run{Removed, joined(gone)})
		}
		if len(come) > 0 {
			out = append(out, Run{Added, joined(come)})
		}
		gone, come = nil, nil
	}
	for i, r := range runs {
		switch r.how {
		case Removed:
			gone = append(gone, r.ws...)
		case Added:
			come = append(come, r.ws...)
		default:
			if len(r.ws) == 1 && r.ws[0] != "\n" && i > 0 && i+1 < len(runs) && (len(gone) > 0 || len(come) > 0) {
				gone, come = append(gone, r.ws...), append(come, r.ws...)
				continue
			}
			flush()
			out = append(out, Run{Kept, joined(r.ws)})
		}
	}
	flush()
	return out
}

func joined(ws []string) string {
	var b strings.Builder
	for i, w := range ws {
		if i > 0 && w != "\n" && ws[i-1] != "\n" {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// Around shortens the kept runs of a difference to n words on each side of a change, with "…" for what is left out.
func Around(runs []Run, n int) []Run {
	out := make([]Run, 0, len(runs))
	for i, r := range runs {
		if r.How == Kept {
			ws := strings.Fields(r.Text)
			if len(runs) == 1 {
				return nil
			}
			switch {
			case i == 0 && len(ws) > n:
				r.Text = "… " + strings.Join(ws[len(ws)-n:], " ")
			case i == len(runs)-1 && len(ws) > n:
				r.Text = strings.Join(ws[:n], " ") + " …"
			case len(ws) > 2*n:
				r.Text = strings.Join(ws[:n], " ") + " … " + strings.Join(ws[len(ws)-n:], " ")
			}
		}
		out = append(out, r)
	}
	return out
}
