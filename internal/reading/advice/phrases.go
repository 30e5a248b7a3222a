package advice

import "bytes"

// phrases are some of the phrases that a text holds.
type phrases uint16

const (
	dashLevel phrases = 1 << iota
	dash
	travelAdvisory
	avoid
	highCaution
	normalPrecautions
	securityStatus
	fcdo
	ukHead
	advise
	auPhrase
)

// phrasesOf tells which phrases of the governments' layouts a text holds, in large or small letters and with blanks of any width.
func phrasesOf(text []byte) (p phrases) {
	if bytes.Contains(text, []byte("\u00a0")) || bytes.Contains(text, []byte("\u202f")) {
		text = []byte(unblank.Replace(string(text)))
	}
	f, at := finder, uint16(0)
	for _, c := range text {
		if at = f.next[(at|uint16(f.class[c]))%steps]; at >= steps {
			at -= steps
			p |= f.told[at/classes]
		}
	}
	return p
}

// classes is how many kinds of bytes the finder tells apart: the letters, the blank, the hyphen, the three bytes of a dash, any other.
const classes = 32

// steps is the most steps from one state to another.
const steps = 512 * classes

// finder finds all phrases in one pass over a text: a state for each beginning of a phrase, and from each, by the kind of the next byte, the
// state of the longest beginning that the bytes so far end with. States are counted in steps of classes; one that ends a phrase is told by adding steps.
var finder = makeFinder(map[string]phrases{
	"- level ": dashLevel, "– level ": dashLevel, " - ": dash, " – ": dash, "travel advisory": travelAdvisory, "avoid all travel": avoid, "avoid non": avoid,
	"high degree of caution": highCaution, "normal security precautions": normalPrecautions, "security status": securityStatus, "fcdo": fcdo,
	"still current at": ukHead, "warnings and insurance": ukHead, "advise": advise, "advice level": advise,
	"normal safety precautions": auPhrase, "reconsider your need to travel": auPhrase, "do not travel": auPhrase,
})

type phraseFinder struct {
	class [256]uint8
	next  [steps]uint16
	told  []phrases // by state
}

func makeFinder(words map[string]phrases) *phraseFinder {
	f := &phraseFinder{}
	for c := byte('a'); c <= 'z'; c++ {
		f.class[c], f.class[c-'a'+'A'] = c-'a'+1, c-'a'+1
	}
	for i, c := range []byte(" -–") {
		f.class[c] = uint8(27 + i)
	}
	state := func() int {
		f.told = append(f.told, 0)
		return len(f.told) - 1
	}
	state()
	for w, is := range words {
		at := 0
		for _, c := range []byte(w) {
			step := &f.next[at*classes+int(f.class[c])]
			if *step == 0 {
				n := state()
				f.next[at*classes+int(f.class[c])] = uint16(n * classes)
				at = n
			} else {
				at = int(*step) / classes
			}
		}
		f.told[at] |= is
	}
	// breadth first: a state goes on as the longest shorter ending of its bytes does
	shorter := make([]int, len(f.told))
	queue := []int{0}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		f.told[at] |= f.told[shorter[at]]
		for c := range classes {
			step := &f.next[at*classes+c]
			back := f.next[shorter[at]*classes+c]
			if *step == 0 {
				if at != 0 {
					*step = back
				}
				continue
			}
			n := int(*step) / classes
			if at != 0 {
				shorter[n] = int(back) / classes
			}
			queue = append(queue, n)
		}
	}
	for i, n := range f.next {
		if f.told[n/classes] != 0 {
			f.next[i] += steps
		}
	}
	return f
}
