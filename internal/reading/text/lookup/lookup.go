// Package lookup finds the numbers of words: a table that is made once and asked for every word of every text, so that a hash of
// few steps counts.
package lookup

// Words are words by their spelling.
type Words struct {
	places []place  // a power of two of them, at most a third taken
	words  []string // by number
}

type place struct {
	hash uint32
	id   int32 // 0: empty
}

// Of makes the table of words that are numbered from 1 without a gap.
func Of(numbers map[string]int32) *Words {
	size := 1 << 10
	for size < 3*len(numbers) {
		size *= 2
	}
	x := &Words{places: make([]place, size), words: make([]string, len(numbers)+1)}
	for w, id := range numbers {
		x.words[id] = w
		h := hashOf(w)
		at := int(h) & (size - 1)
		for x.places[at].id != 0 {
			at = (at + 1) & (size - 1)
		}
		x.places[at] = place{h, id}
	}
	return x
}

// Len is how many words there are.
func (x *Words) Len() int { return len(x.words) - 1 }

// Number is the number of a word, 0 when it is not in the table.
func (x *Words) Number(w string) int32 {
	h := hashOf(w)
	for at := int(h); ; at++ {
		p := x.places[at&(len(x.places)-1)]
		if p.id == 0 || p.hash == h && x.words[p.id] == w {
			return p.id
		}
	}
}

// hashOf mixes the length of a word and letters from its ends and its middle.
func hashOf(w string) uint32 {
	var a, b uint32
	n := len(w)
	switch {
	case n >= 4:
		a, b = four(w)*0x85EBCA6B^four(w[n/2-2:]), four(w[n-4:])
	case n > 0:
		a, b = uint32(w[0])<<8|uint32(w[n/2]), uint32(w[n-1])
	}
	h := (a*0x9E3779B1 ^ b) + uint32(n)
	h = (h ^ h>>15) * 0xC2B2AE35
	return h ^ h>>16
}

// four are the first four bytes of s as a number.
func four(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}
