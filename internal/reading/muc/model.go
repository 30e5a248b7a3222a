package muc

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/tocsin-hub/tocsin/internal/reading/trees"
)

// weights is what tools/muc learned; docs/muc-model.md tells from what, and how good it is.
//
//go:embed weights.bin
var weights []byte

// Table holds small weights by the hash of a feature: rows of one byte a weight, each with a byte that tells its feature from others.
type Table struct {
	Width int
	Scale float32 // what one step of a weight is worth
	check []uint8 // 0: the row is free
	rows  []int8
}

// NewTable packs weights, the heaviest first, into 1<<size rows; what finds no room is left out, as is what is too small to count.
func NewTable(size, width int, keys []uint32, row func(i int) []float32) (t *Table, kept int) {
	n := 1 << size
	t = &Table{Width: width, check: make([]uint8, n), rows: make([]int8, n*width)}
	heavy := make([]float32, len(keys))
	order := make([]int, len(keys))
	var all []float64
	for i := range keys {
		order[i] = i
		for _, w := range row(i) {
			heavy[i] = max(heavy[i], w, -w)
			all = append(all, math.Abs(float64(w)))
		}
	}
	slices.Sort(all)
	if len(all) == 0 {
		return t, 0
	}
	// the heaviest ten in a million are cut, so that the others keep their differences
	t.Scale = float32(all[len(all)-1-len(all)/100000]) / 127
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case heavy[a] > heavy[b]:
			return -1
		case heavy[a] < heavy[b]:
			return 1
		}
		return 0
	})
	for _, i := range order {
		if heavy[i] < t.Scale {
			break
		}
		for _, at := range places(keys[i], n) {
			if t.check[at] != 0 {
				continue
			}
			t.check[at] = checkOf(keys[i])
			for k, w := range row(i) {
				t.rows[at*width+k] = int8(max(-127, min(127, math.Round(float64(w/t.Scale)))))
			}
			kept++
			break
		}
	}
	return t, kept
}

func checkOf(h uint32) uint8 { return uint8(max(1, h&0xff)) }

func places(h uint32, n int) [4]int {
	a, b := int(h>>8)&(n-1), int((h*0x9e3779b1)>>7)&(n-1)
	return [4]int{a, a ^ 1, b, b ^ 1}
}

// row is the row of a feature, or nil.
func (t *Table) row(h uint32) []int8 {
	c := checkOf(h)
	for _, at := range places(h, len(t.check)) {
		if t.check[at] == c {
			return t.rows[at*t.Width : (at+1)*t.Width]
		}
	}
	return nil
}

// Limits are the log odds from which something is given.
type Limits struct {
	Filler   [5]float32 // as a filler of the text, by role
	Inner    [5]float32 // as a filler of a template, by role
	Template float32
	Part     float32 // below which two victims or targets are of two acts
	Share    float32 // of a type, so that a filler stands in its template
}

// Model is all that was learned.
type Model struct {
	Common  []uint32 // hashes of the common words
	Chain   *Table
	Step    [Tags + 1][Tags]float32
	Outlook *Table
	Rates   *Table // one weight a key
	Fill    *Trees
	Kind    *Trees
	Share   *Trees
	Pair    *Trees // of two victims or targets: whether they are of one act
	Limits  Limits
	words   *Words
}

const magic = "TOCSMUC1"

// Bytes writes the model.
func (m *Model) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(magic)
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer takes everything
	put(uint32(len(m.Common)))
	put(m.Common)
	for _, t := range []*Table{m.Chain, m.Outlook, m.Rates} {
		put([]uint32{uint32(len(t.check)), uint32(t.Width)})
		put(t.Scale)
		put(t.check)
		put(t.rows)
	}
	put(m.Step)
	for _, t := range []*Trees{m.Fill, m.Kind, m.Share, m.Pair} {
		t.Write(&b)
	}
	put(m.Limits)
	return b.Bytes()
}

// Decode reads what Bytes wrote.
func Decode(raw []byte) (*Model, error) {
	if !bytes.HasPrefix(raw, []byte(magic)) {
		return nil, errors.New("weights of the muc reader: not a file of weights")
	}
	r := bytes.NewReader(raw[len(magic):])
	var err error
	get := func(v any) {
		if err == nil {
			err = binary.Read(r, binary.LittleEndian, v)
		}
	}
	size := func() int {
		var n uint32
		if get(&n); err == nil && int(n) > len(raw) {
			err = fmt.Errorf("a part of %d entries in a file of %d bytes", n, len(raw))
		}
		if err != nil {
			return 0
		}
		return int(n)
	}
	m := &Model{Common: make([]uint32, size())}
	get(m.Common)
	for _, t := range []**Table{&m.Chain, &m.Outlook, &m.Rates} {
		n, w := size(), size()
		if err == nil && (n&(n-1) != 0 || n*w > len(raw)) {
			err = fmt.Errorf("a table of %d rows", n)
		}
		if err != nil {
			break
		}
		*t = &Table{Width: w, check: make([]uint8, n), rows: make([]int8, n*w)}
		get(&(*t).Scale)
		get((*t).check)
		get((*t).rows)
	}
	get(&m.Step)
	for _, t := range []**Trees{&m.Fill, &m.Kind, &m.Share, &m.Pair} {
		if err == nil {
			*t, err = trees.Read(r, math.MaxInt16) // how many features its rows have stands in no file of this kind
		}
	}
	get(&m.Limits)
	if err != nil {
		return nil, fmt.Errorf("weights of the muc reader: %w", err)
	}
	m.words = NewWords(m.Common)
	return m, nil
}

// Learned is the embedded model.
var Learned = sync.OnceValue(func() *Model {
	m, err := Decode(weights)
	if err != nil {
		panic(err) // the file is a part of the program
	}
	return m
})

// Look gives the spans and the outlook of a page.
func (m *Model) Look(p *Page) ([]Span, Outlook) {
	var out []Span
	var lat Lattice
	var sums Sums
	step := m.Step
	lat.Step = &step
	sums.Steps(&lat)
	for i := range p.Lines {
		lat.Emit = lat.Emit[:0]
		top := float32(-99)
		p.Features(&p.Lines[i], func(fs []uint32) {
			var e [Tags]int32
			for _, f := range fs {
				if row := m.Chain.row(f); row != nil {
					for k, w := range row[:Tags] {
						e[k] += int32(w)
					}
				}
			}
			var x [Tags]float32
			for k, v := range e {
				x[k] = float32(v) * m.Chain.Scale
				if k > 0 {
					top = max(top, x[k]-x[0])
				}
			}
			lat.Emit = append(lat.Emit, x)
		})
		if top < hopeless {
			continue
		}
		sums.Sum(&lat, nil)
		sums.Span(LeastShare, func(role, a, b int, share float64) {
			out = append(out, Span{role, i, a, b, share})
		})
	}
	var o Outlook
	n := 0
	for _, f := range p.Topics() {
		if row := m.Outlook.row(f); row != nil {
			n++
			for k, w := range row {
				o[k] += float64(w)
			}
		}
	}
	for k := range o {
		o[k] *= float64(m.Outlook.Scale) / math.Sqrt(float64(max(n, 1)))
	}
	return out, o
}

// rate gives the candidates the rates of their keys.
func (m *Model) rate(cs []*Candidate) {
	for _, c := range cs {
		for i, k := range c.keys {
			c.rates[i] = Rate(0, 0)
			if row := m.Rates.row(k); row != nil {
				c.rates[i] = float32(row[0]) * m.Rates.Scale
			}
		}
	}
}

// hopeless is how much less than none every tag of a line weighs when no span of it can come near LeastShare; the steps between tags
// weigh no more than a third of it.
const hopeless = -12

// LeastShare is the share of ways in which a span must be a filler to be a candidate.
const LeastShare = 0.03
