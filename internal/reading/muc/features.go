package muc

import (
	"math/bits"
	"strings"
)

// The statistical tier sees a text as sentences of tokens, and a token as numbers (features): hashes of what stands at it and
// around it. A word that is not in the model's list of common words is "unknown", so names leave no trace of their own.

// Line is a sentence made ready for the tier.
type Line struct {
	ts    []token
	sym   []uint32 // the word, or the class it stands for
	class []uint32 // bits: what the lists of the rules say of the word
	act   []act
	from  []int // first token of the group of words the token is in; -1 outside a group
	to    []int // end of that group
	rule  []int8
	index int
}

// Page is a text made ready for the tier.
type Page struct {
	low   string
	Lines []Line
	rules []Template
	tones [6]float64   // how often it has words of talk, wish, time past, time present, quotation and war
	kinds [numActs]int // how often an act of the class is told
}

// act tells whether a token tells of an act, of what class, and from which side it takes its roles.
type act struct{ class, voice uint8 }

const (
	active uint8 = iota
	passive
	nominal
)

const (
	_ uint8 = iota
	actKill
	actHurt
	actHarm
	actBlast
	actPlant
	actShoot
	actRaid
	actTake
	actBurn
	actRob
	actBlame
	actLaw
	actWar
	actThreat
	numActs
)

// acts are words that tell of acts, by class; those of a noun stand behind the bar.
var acts = func() map[string]act {
	m := map[string]act{}
	for class, words := range [numActs]string{
		actKill:   "killed killing kills kill murdered murdering murder assassinated assassinating assassinate massacred executed slain slaying died beheaded hanged | dead death deaths murder murders killings assassination assassinations massacre massacres execution executions slayings corpse corpses body bodies victim victims",
		actHurt:   "wounded injured wounding injuring injure wound hurt beaten tortured raped | injuries wounds casualties torture",
		actHarm:   "destroyed damaged destroying damaging destroy hit struck sabotaged wrecked shattered affected toppled downed derailed | damage damages destruction sabotage losses",
		actBlast:  "exploded explode explodes exploding detonated detonate detonating bombed bombing dynamited blasted blew blown | explosion explosions blast blasts detonation bombing bombings",
		actPlant:  "planted placed hurled threw thrown throwing throw left launched lobbed launching planting placing hurling",
		actShoot:  "shot fired shooting firing machinegunned machinegunning strafed strafing riddled gunned opened | shots gunfire shootout gunshots",
		actRaid:   "attacked attacking attack ambushed raided stormed occupied assaulted invaded entered | attack attacks ambush ambushes raid raids assault assaults incursion action actions incident crime crimes",
		actTake:   "kidnapped kidnapping kidnap abducted abducting abduct seized seizing captured hijacked disappeared | kidnapping kidnappings abduction abductions hostage hostages captive captivity ransom",
		actBurn:   "burned burning burnt torched torching burn | arson fire",
		actRob:    "robbed robbing looted looting stole stolen stealing | robbery robberies theft",
		actBlame:  "claimed attributed blamed accused accuses perpetrated committed carried responsible charged implicated involved participated identified | responsibility perpetrators authors author",
		actLaw:    "arrested detained sentenced convicted surrendered tried extradited | arrest arrests trial prison detention custody extradition",
		actWar:    "clashed fought fighting | clash clashes combat battle battles offensive war fighting",
		actThreat: "threatened threatening threaten planned planning plotted attempted tried | threat threats plot plan plans attempt attempts",
	} {
		verbs, nouns, _ := strings.Cut(words, "|")
		for w := range set(nouns) {
			m[w] = act{uint8(class), nominal}
		}
		for w := range set(verbs) {
			m[w] = act{uint8(class), active}
		}
	}
	return m
}()

// classes of words: one bit for each list of the rules.
var listed = []map[string]bool{doers, targets, weapons, titles, given, particles, adjectives, martial, noName, stops,
	set("members member leaders leader chief officers officer official officials groups group organization organizations band command cell unit units column columns elements forces front movement party"),
	set("farm power electric electrical water oil gas telephone communications radio television bus train police government commercial industrial railway coffee cotton"),
	set("peasant peasants people person persons woman women man men child children boy boys girl girls driver bodyguard bodyguards bodyguard wife son daughter brother policeman policemen passengers passenger workers worker students student journalists tourists nuns missionaries"),
	set("one two three four five six seven eight nine ten eleven twelve several many some few dozen dozens")}

// classOf gives the bits of a word.
var classOf = func() map[string]uint32 {
	m := map[string]uint32{}
	for b, words := range listed {
		for w := range words {
			m[w] |= 1 << b
		}
	}
	return m
}()

const (
	bitNumber = 20 + iota
	bitGroup  // within the name of a known group
	bitPower  // within the name of a state's forces
	bitUnknown
	bitPerson // within a full name that begins with a first name
	bitKnown  // a surname of such a name
)

// Prepare makes a text ready for the tier. words tells which words are common; a nil one takes every word for common.
func Prepare(s string, words *Words) *Page {
	r := &reading{low: lower(s), by: map[Kind]*Template{}, ids: map[string]string{}, known: map[string]Filler{}}
	rest := tokens(r.low)
	p := &Page{low: r.low}
	r.ts = rest
	r.people()
	p.rules = r.templates(rest)
	fills := map[int][]struct {
		role int8
		end  int
	}{}
	for _, t := range p.rules {
		for i, role := range Roles {
			for _, f := range t.Roles[role] {
				fills[f.Start] = append(fills[f.Start], struct {
					role int8
					end  int
				}{int8(i), f.Start + len(f.Text)})
			}
		}
	}
	for len(rest) > 0 {
		n := sentence(rest)
		r.ts = rest[:n]
		l := r.line(words)
		l.index = len(p.Lines)
		for i := range l.ts {
			for _, f := range fills[l.ts[i].start] {
				for j := i; j < len(l.ts) && l.ts[j].start < f.end; j++ {
					if l.rule[j] == 0 {
						l.rule[j] = 2*f.role + 2
						if j == i {
							l.rule[j] = 2*f.role + 1
						}
					}
				}
			}
			p.kinds[l.act[i].class]++
		}
		p.Lines = append(p.Lines, l)
		rest = rest[n:]
	}
	p.tones = p.tone()
	return p
}

func (r *reading) line(words *Words) Line {
	n := len(r.ts)
	l := Line{ts: r.ts, sym: make([]uint32, n), class: make([]uint32, n), act: make([]act, n), from: make([]int, n), to: make([]int, n), rule: make([]int8, n)}
	for i, t := range r.ts {
		h := Hash(t.w)
		var c uint32
		if !t.punct {
			c = classOf[t.w]
			if t.w[0] >= '0' && t.w[0] <= '9' {
				c |= 1 << bitNumber
				h = 3
			} else if words != nil && !words.Has(h) {
				c |= 1 << bitUnknown
				h = 1
				if given[t.w] {
					h = 2
				}
			}
		}
		if _, ok := r.known[t.w]; ok {
			c |= 1 << bitKnown
		}
		l.sym[i] = h
		l.class[i] |= c
		if !t.punct && nameStarts[t.w] {
			for k := range r.name(i, groups) {
				l.class[i+k] |= 1 << bitGroup
			}
			for k := range r.name(i, powers) {
				l.class[i+k] |= 1 << bitPower
			}
		}
		if b := r.fullName(i); b > 0 {
			for k := i; k < b; k++ {
				l.class[k] |= 1 << bitPerson
			}
		}
		if a, ok := acts[t.w]; ok {
			if a.voice == active {
				for j := i - 1; j >= max(0, i-3); j-- {
					if be[r.word(j)] {
						a.voice = passive
					}
				}
				switch r.word(i + 1) {
				case "by":
					a.voice = passive
				case "of", "on", "against":
					a.voice = nominal
				}
				switch r.word(i - 1) {
				case "the", "a", "an", "'s":
					a.voice = nominal
				}
			}
			l.act[i] = a
		}
	}
	for i := 0; i < n; i++ {
		l.from[i], l.to[i] = -1, -1
	}
	for i := 0; i < n; {
		if !l.inGroup(i) {
			i++
			continue
		}
		j := i + 1
		for j < n && l.inGroup(j) {
			j++
		}
		for k := i; k < j; k++ {
			l.from[k], l.to[k] = i, j
		}
		i = j
	}
	return l
}

// inGroup tells whether a token may be a part of a group of words: no closed word, no verb of an act, no sign.
func (l *Line) inGroup(i int) bool {
	t := l.ts[i]
	if t.punct {
		return false
	}
	if stops[t.w] && !(particles[t.w] && i > 0 && l.class[i-1]&(1<<bitUnknown|1<<4) != 0) {
		return false
	}
	a := l.act[i]
	if a.class != 0 && a.voice != nominal {
		return false
	}
	if strings.HasSuffix(t.w, "ed") && i+1 < len(l.ts) && (l.ts[i+1].punct || stops[l.ts[i+1].w]) {
		return false
	}
	return true
}

// nameStarts are the first words of groups' and forces' names.
var nameStarts = func() map[string]bool {
	m := map[string]bool{}
	for _, names := range [][][]string{groups, powers} {
		for _, g := range names {
			for _, s := range g {
				for _, t := range tokens(s)[:1] {
					m[t.w] = true
				}
			}
		}
	}
	return m
}()

// Hash is the number of a word.
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return max(h, 16)
}

func mix(t, a, b uint32) uint32 {
	h := t*0x9e3779b1 ^ a*0x85ebca6b ^ bits.RotateLeft32(b*0xc2b2ae35, 15)
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	return h ^ h>>16
}

// Words is a set of words by their hashes.
type Words struct{ slots []uint32 }

// NewWords makes a set.
func NewWords(hashes []uint32) *Words {
	n := 16
	for n < 2*len(hashes) {
		n *= 2
	}
	w := &Words{make([]uint32, n)}
	for _, h := range hashes {
		i := int(h) & (n - 1)
		for w.slots[i] != 0 && w.slots[i] != h {
			i = (i + 1) & (n - 1)
		}
		w.slots[i] = h
	}
	return w
}

// Has tells whether the set holds the word of this hash.
func (w *Words) Has(h uint32) bool {
	n := len(w.slots) - 1
	for i := int(h) & n; w.slots[i] != 0; i = (i + 1) & n {
		if w.slots[i] == h {
			return true
		}
	}
	return false
}

func near(d int) uint32 {
	switch {
	case d <= 3:
		return uint32(d)
	case d <= 5:
		return 4
	case d <= 8:
		return 5
	case d <= 14:
		return 6
	}
	return 7
}

func few(n int) uint32 {
	if n > 3 {
		return uint32(min(5, 3+n/4))
	}
	return uint32(n)
}

// Features calls each, token by token, with the hashes of what speaks for or against its being a part of a filler. The slice is good
// for the call only.
func (p *Page) Features(l *Line, each func([]uint32)) {
	n := len(l.ts)
	sym := func(i int) uint32 {
		if i < 0 {
			return 5
		}
		if i >= n {
			return 6
		}
		return l.sym[i]
	}
	cls := func(i int) uint32 {
		if i < 0 || i >= n {
			return 0
		}
		return l.class[i]
	}
	var left, right []int
	left, right = make([]int, n), make([]int, n)
	last := -1
	blame, says := uint32(0), uint32(0)
	for i := range l.ts {
		left[i] = last
		if l.act[i].class != 0 {
			last = i
		}
		if l.act[i].class == actBlame {
			blame = 1
		}
		if w := l.ts[i].w; w == "i" || w == "we" || w == "our" || w == "my" {
			says = 1
		}
	}
	last = -1
	for i := n - 1; i >= 0; i-- {
		right[i] = last
		if l.act[i].class != 0 {
			last = i
		}
	}
	where := few(l.index)
	var kinds uint32
	for _, k := range []uint8{actBlast, actTake, actBurn, actKill} {
		kinds = kinds*3 + uint32(min(2, (p.kinds[k]+1)/2))
	}
	var fs []uint32
	for i := range l.ts {
		fs = fs[:0]
		add := func(t, a, b uint32) { fs = append(fs, mix(t, a, b)) }
		w := l.sym[i]
		add(1, w, 0)
		add(2, sym(i-1), 0)
		add(3, sym(i+1), 0)
		add(4, sym(i-2), 0)
		add(5, sym(i+2), 0)
		add(6, sym(i-1), w)
		add(7, w, sym(i+1))
		add(8, sym(i-1), sym(i+1))
		add(9, sym(i-2), sym(i-1))
		add(10, sym(i+1), sym(i+2))
		c := l.class[i]
		if c&(1<<bitUnknown) != 0 && len(l.ts[i].w) > 3 {
			s := l.ts[i].w
			add(11, Hash(s[len(s)-2:]), 0)
		}
		add(12, c, 0)
		add(13, cls(i-1), c)
		add(14, c, cls(i+1))
		add(15, cls(i-1), 0)
		add(16, cls(i+1), 0)
		add(17, cls(i-2), cls(i-1))
		add(18, cls(i+1), cls(i+2))
		g := l.from[i] >= 0
		var head, before, after uint32
		if g {
			a, b := l.from[i], l.to[i]
			head, before, after = sym(b-1), sym(a-1), sym(b)
			if l.ts[max(a-1, 0)].w == "the" || before == Hash("a") || before == Hash("an") || cls(a-1)&(1<<13) != 0 {
				before = sym(a - 2)
				add(19, sym(a-1), head)
			}
			add(20, head, 0)
			add(21, before, 0)
			add(22, after, 0)
			add(23, before, head)
			add(24, head, after)
			add(25, uint32(min(3, b-1-i)), uint32(min(3, i-a)))
			add(26, cls(b-1), uint32(min(3, b-1-i)))
			add(27, cls(b-1), before)
			add(28, before, after)
		} else {
			add(29, w, where)
		}
		if k := left[i]; k >= 0 {
			a := l.act[k]
			v := uint32(a.class)<<4 | uint32(a.voice)
			d := near(i - k)
			add(30, v, d)
			add(31, v, w)
			add(32, sym(k), 0)
			add(33, v, head)
			add(34, v, before)
			add(35, v, c)
			add(36, sym(k), before)
			if k2 := left[k]; k2 >= 0 {
				add(37, v, uint32(l.act[k2].class))
			}
		} else {
			add(30, 0, 0)
		}
		if k := right[i]; k >= 0 {
			a := l.act[k]
			v := uint32(a.class)<<4 | uint32(a.voice)
			d := near(k - i)
			add(40, v, d)
			add(41, v, w)
			add(42, sym(k), 0)
			add(43, v, head)
			add(44, v, before)
			add(45, v, c)
			add(46, sym(k), after)
			if left[i] >= 0 {
				q := l.act[left[i]]
				add(47, v, uint32(q.class)<<4|uint32(q.voice))
			}
		} else {
			add(40, 0, 0)
		}
		add(50, where, c)
		add(51, blame, c)
		add(52, says, c)
		add(53, kinds, head)
		add(54, kinds, c)
		add(55, uint32(l.rule[i]), 0)
		add(56, uint32(l.rule[i]), head)
		if i > 0 {
			add(57, uint32(l.rule[i]), uint32(l.rule[i-1]))
		}
		if i+1 < n {
			add(58, uint32(l.rule[i]), uint32(l.rule[i+1]))
		}
		each(fs)
	}
}

// Len is the number of tokens.
func (l *Line) Len() int { return len(l.ts) }

// At gives the bytes [a, b) of a token in the text.
func (l *Line) At(i int) (a, b int) { return l.ts[i].start, l.ts[i].end }

// Word is a token's word in small letters.
func (l *Line) Word(i int) string { return l.ts[i].w }

// Own tells whether the lists of the rules hold the word.
func Own(w string) bool {
	if classOf[w] != 0 && !given[w] {
		return true
	}
	_, a := acts[w]
	_, t := triggers[w]
	return a || t || nameStarts[w]
}

// Topics gives the hashes of what the text as a whole holds, each once.
func (p *Page) Topics() []uint32 {
	seen := map[uint32]bool{}
	var out []uint32
	add := func(t, a, b uint32) {
		if h := mix(t, a, b); !seen[h] {
			seen[h] = true
			out = append(out, h)
		}
	}
	add(100, 0, 0)
	for i := range p.Lines {
		l := &p.Lines[i]
		prev := uint32(5)
		for j, s := range l.sym {
			if l.ts[j].punct && l.ts[j].w != "." {
				continue
			}
			add(101, s, 0)
			add(102, prev, s)
			if i < 3 {
				add(103, s, 0)
			}
			prev = s
		}
	}
	for k, n := range p.kinds {
		for c := uint32(1); c <= few(n); c++ {
			add(104, uint32(k), c)
		}
	}
	for _, t := range p.rules {
		add(105, Hash(string(t.Kind)), 0)
		for i, r := range Roles {
			if len(t.Roles[r]) > 0 {
				add(106, Hash(string(t.Kind)), uint32(i))
				add(107, uint32(i), few(len(t.Roles[r])))
			}
		}
	}
	add(108, few(len(p.Lines)/4), 0)
	return out
}
