package pack

import (
	"encoding/binary"
	"fmt"
	"unsafe"
)

// stream reads numbers and texts; after an error it gives zeros and bad is set.
type stream struct {
	b   []byte
	bad bool
}

func (s *stream) unsigned() uint64 {
	v, n := binary.Uvarint(s.b)
	if n <= 0 {
		s.bad, s.b = true, nil
		return 0
	}
	s.b = s.b[n:]
	return v
}

func (s *stream) signed() int64 {
	v, n := binary.Varint(s.b)
	if n <= 0 {
		s.bad, s.b = true, nil
		return 0
	}
	s.b = s.b[n:]
	return v
}

// count is a length that cannot be longer than what is left.
func (s *stream) count() int {
	v := s.unsigned()
	if v > uint64(len(s.b)) {
		s.bad, s.b = true, nil
		return 0
	}
	return int(v)
}

type integer interface{ ~int32 | ~uint32 | ~uint16 }

func widen[T integer](in []T) []int64 {
	out := make([]int64, len(in))
	for i, v := range in {
		out[i] = int64(v)
	}
	return out
}

// deltas is a column as differences, for values that grow or wander.
func deltas(in []int64) []byte {
	out := binary.AppendUvarint(nil, uint64(len(in)))
	last := int64(0)
	for _, v := range in {
		out = binary.AppendVarint(out, v-last)
		last = v
	}
	return out
}

func undelta[T integer](b []byte) ([]T, error) {
	s := &stream{b: b}
	out := make([]T, s.count())
	last := int64(0)
	for i := range out {
		last += s.signed()
		out[i] = T(last)
	}
	if s.bad {
		return nil, fmt.Errorf("%w: a column of differences", errDamaged)
	}
	return out, nil
}

// varints is a column of mostly small values.
func varints(in []uint32) []byte {
	out := binary.AppendUvarint(nil, uint64(len(in)))
	for _, v := range in {
		out = binary.AppendUvarint(out, uint64(v))
	}
	return out
}

func unvarint(b []byte) ([]uint32, error) {
	s := &stream{b: b}
	out := make([]uint32, s.count())
	for i := range out {
		out[i] = uint32(s.unsigned())
	}
	if s.bad {
		return nil, fmt.Errorf("%w: a column of numbers", errDamaged)
	}
	return out, nil
}

// planes is a column with the first bytes of all values, then the second bytes, and so on: alike bytes pack well together.
func planes[T integer](in []T) []byte {
	width := int(unsafe.Sizeof(T(0)))
	out := make([]byte, len(in)*width)
	for i, v := range in {
		u := uint32(v)
		for k := range width {
			out[k*len(in)+i] = byte(u >> (8 * k))
		}
	}
	return out
}

func unplane[T integer](b []byte) ([]T, error) {
	width := int(unsafe.Sizeof(T(0)))
	if len(b)%width != 0 {
		return nil, fmt.Errorf("%w: a column cut within a value", errDamaged)
	}
	n := len(b) / width
	out := make([]T, n)
	for i := range out {
		var u uint32
		for k := range width {
			u |= uint32(b[k*n+i]) << (8 * k)
		}
		out[i] = T(u)
	}
	return out, nil
}
