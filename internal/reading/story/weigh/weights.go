package weigh

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/tocsin-hub/tocsin/internal/reading/trees"
)

// raw is what tools/weigh learned; docs/weigh-model.md tells from what, and how good it is.
//
//go:embed weights.bin
var raw []byte

const magic = "TOCSWGH1"

// Bytes writes the weights, little endian: for each field the number of features that its trees ask for (0: no trees), the odds from which
// a value is taken, and the trees.
func (w *Weights) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(magic)
	for f, t := range w.Trees {
		n := uint32(w.Features[f])
		if t == nil {
			n = 0
		}
		_ = binary.Write(&b, binary.LittleEndian, n) // a Buffer takes everything
		if t != nil {
			_ = binary.Write(&b, binary.LittleEndian, w.Least[f])
			t.Write(&b)
		}
	}
	return b.Bytes()
}

// Decode reads what Bytes wrote.
func Decode(raw []byte) (*Weights, error) {
	if !bytes.HasPrefix(raw, []byte(magic)) {
		return nil, errors.New("weights of the reader: not a file of weights")
	}
	r := bytes.NewReader(raw[len(magic):])
	w := &Weights{}
	for f := range w.Trees {
		var n uint32
		if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
			return nil, fmt.Errorf("weights of the reader, %s: %w", Names[f], err)
		}
		if n == 0 {
			continue
		}
		if n > 1000 {
			return nil, fmt.Errorf("weights of the reader, %s: %d features", Names[f], n)
		}
		w.Features[f] = int(n)
		if err := binary.Read(r, binary.LittleEndian, &w.Least[f]); err != nil || math.IsNaN(w.Least[f]) {
			return nil, fmt.Errorf("weights of the reader, %s: no limit (%v)", Names[f], err)
		}
		var err error
		if w.Trees[f], err = trees.Read(r, int(n)); err != nil {
			return nil, fmt.Errorf("weights of the reader, %s: %w", Names[f], err)
		}
	}
	if r.Len() > 0 {
		return nil, errors.New("weights of the reader: more than the fields")
	}
	return w, nil
}

// Learned are the embedded weights.
var Learned = sync.OnceValue(func() *Weights {
	w, err := Decode(raw)
	if err != nil {
		panic(err) // the file is a part of the program
	}
	return w
})
