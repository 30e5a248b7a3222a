// Package lookup finds the numbers of words: a table that is made once and asked for every word of every text, so that a hash of
// few steps counts.
package lookup

// Words are words by their spelling.
type Words struct {
	places []place  // a power of two of them, at most half taken
	words  []string // by number
}

// place holds a word's first and last bytes beside its number: those are all of it up to sixteen bytes, and such a word is told without
// another look into memory.
type place struct {
	front, back uint64
	n           uint32 // the word's length in bytes
	id          int32  // 0: empty
}

// Of makes the table of words that are numbered from 1 without a gap.
func Of(numbers map[string]int32) *Words {
	size := 1 << 10
	for size < 2*len(numbers) {
		size *= 2
	}
	x := &Words{places: make([]place, size), words: make([]string, len(numbers)+1)}
	for w, id := range numbers {
		x.words[id] = w
	}
	for id := 1; id < len(x.words); id++ { // in order: the same words make the same table
		w := x.words[id]
		front, back := ends(w)
		at := hashOf(front, back, len(w)) & (size - 1)
		for x.places[at].id != 0 {
			at = (at + 1) & (size - 1)
		}
		x.places[at] = place{front, back, uint32(len(w)), int32(id)}
	}
	return x
}

// Len is how many words there are.
func (x *Words) Len() int { return len(x.words) - 1 }

// Number is the number of a word, 0 when it is not in the table.
func (x *Words) Number(w string) int32 {
	front, back := ends(w)
	places := x.places
	for at := hashOf(front, back, len(w)); ; at++ {
		p := &places[at&(len(places)-1)]
		if p.id == 0 || p.front == front && p.back == back && p.n == uint32(len(w)) && (len(w) <= 16 || x.words[p.id] == w) {
			return p.id
		}
	}
}

// ends are up to eight bytes from the front of a word and up to eight from its end: with its length they are all of a word of up to
// sixteen bytes.
func ends(w string) (front, back uint64) {
	n := len(w)
	switch {
	case n >= 8:
		return eight(w), eight(w[n-8:])
	case n >= 4:
		return uint64(four(w)), uint64(four(w[n-4:]))
	case n > 0:
		return uint64(w[0])<<8 | uint64(w[n/2]), uint64(w[n-1])
	}
	return 0, 0
}

// hashOf mixes the ends and the length of a word.
func hashOf(front, back uint64, n int) int {
	h := (front*0x9E3779B97F4A7C15 ^ back) + uint64(n)
	h = (h ^ h>>32) * 0xC2B2AE3D27D4EB4F
	return int(h >> 33)
}

// four are the first four bytes of s as a number.
func four(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// eight are the first eight bytes of s as a number.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
