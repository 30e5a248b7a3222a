package where

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// Index finds the mentions of a text by their tokens. It is good as long as they are not changed.
type Index struct {
	ms      []Mention
	at, end []int32 // by token: the mention that begins there, and the one that ends before it, counted from 1
}

// Index makes an index of what was found in d.
func (f *Found) Index(d *text.Doc) *Index {
	n := len(d.Tokens) + 1
	room := make([]int32, 2*n)
	x := &Index{f.Mentions, room[:n:n], room[n:]}
	for i := range f.Mentions {
		m := &f.Mentions[i]
		x.at[m.From], x.end[m.To] = int32(i+1), int32(i+1)
	}
	return x
}

// At is the mention that begins at token i, or nil.
func (x *Index) At(i int) *Mention { return x.of(x.at, i) }

// Ends is the mention whose last token stands before token i, or nil.
func (x *Index) Ends(i int) *Mention { return x.of(x.end, i) }

func (x *Index) of(by []int32, i int) *Mention {
	if uint(i) >= uint(len(by)) || by[i] == 0 {
		return nil
	}
	return &x.ms[by[i]-1]
}
