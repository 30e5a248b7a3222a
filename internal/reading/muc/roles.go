package muc

import "strings"

// doers finds who acts between two tokens; states tells that a state's forces, and people told of in no other word than "men", count too.
func (r *reading) doers(from, to int, states bool, f map[Role][]Filler) {
	for j := from; j < to; j++ {
		if n := r.name(j, groups); n > 0 {
			f[PerpOrg] = append(f[PerpOrg], r.filler(j, j+n))
			j += n - 1
			continue
		}
		if n := r.name(j, powers); n > 0 && states && !doers[r.word(j+n)] {
			f[PerpOrg] = append(f[PerpOrg], r.filler(j, j+n))
			j += n - 1
			continue
		}
		w := r.ts[j].w
		if !doers[w] || doers[r.word(j+1)] {
			continue
		}
		if next := r.word(j + 1); adjectives[w] && j+1 < len(r.ts) && !r.ts[j+1].punct && !stops[next] && triggers[next].form&verb == 0 {
			continue
		}
		if _, ok := triggers[r.word(j+1)]; ok && adjectives[w] && triggers[r.word(j+1)].form&noun != 0 {
			continue
		}
		a := r.left(j, 3)
		if (w == "squads" || w == "squad") && r.word(j-1) == "death" {
			a = j - 1
		}
		if plainDoers[w] && a == j && !states {
			continue
		}
		f[PerpInd] = append(f[PerpInd], r.filler(a, j+1))
	}
}

// name is how many tokens of one of the names stand at j.
func (r *reading) name(j int, names [][]string) int {
	rest := r.low[r.ts[j].start:r.ts[len(r.ts)-1].end]
	for _, g := range names {
		for _, s := range g {
			if !strings.HasPrefix(rest, s) || len(rest) > len(s) && (wordByte(rest[len(s)]) || rest[len(s)] == '-') {
				continue
			}
			n, end := 0, r.ts[j].start+len(s)
			for j+n < len(r.ts) && r.ts[j+n].start < end {
				n++
			}
			return n
		}
	}
	return 0
}

// left goes back over at most n words that say more of the head at j.
func (r *reading) left(j, n int) int {
	a := j
	for a > 0 && j-a < n {
		w := r.ts[a-1]
		if w.punct || stops[w.w] || w.w[0] >= '0' && w.w[0] <= '9' || strings.HasSuffix(w.w, "ly") {
			break
		}
		if _, ok := triggers[w.w]; ok {
			break
		}
		a--
	}
	return a
}

func (r *reading) filler(a, b int) Filler {
	return Filler{r.low[r.ts[a].start:r.ts[b-1].end], r.ts[a].start}
}

// targets finds things between two tokens. What is done to bodies is done to people: the things beside are only where it was.
func (r *reading) targets(from, to int, f map[Role][]Filler) {
	for j := from; j < to; j++ {
		w := r.ts[j].w
		if !targets[w] || targets[r.word(j+1)] || weapons[r.word(j+1)] {
			continue
		}
		a := max(r.left(j, 4), min(from, j))
		if plainTargets[w] && a == j || r.anyOf(a, j+1, martial) {
			continue
		}
		b := j + 1
		if housing[w] && r.word(b) == "of" {
			b = r.right(b+1, 6)
		}
		f[Target] = append(f[Target], r.filler(a, b))
	}
}

// anyOf tells whether one of the words stands between two tokens.
func (r *reading) anyOf(a, b int, words map[string]bool) bool {
	for j := a; j < b; j++ {
		if words[r.word(j)] {
			return true
		}
	}
	return false
}

// right is the end of a group of at most n words that starts at j.
func (r *reading) right(j, n int) int {
	b := j
	if r.word(b) == "the" {
		b++
	}
	for b < len(r.ts) && b-j < n && !r.ts[b].punct && (!stops[r.word(b)] || particles[r.word(b)]) {
		if _, ok := triggers[r.word(b)]; ok {
			break
		}
		b++
	}
	return b
}

// fullName is the end of a full name that starts with a first name at j, or 0.
func (r *reading) fullName(j int) int {
	if !given[r.word(j)] || saints[r.word(j-1)] {
		return 0
	}
	b := j + 1
	for b < len(r.ts) && b-j < 6 && r.nameWord(b) {
		b++
	}
	for b > j+1 && particles[r.word(b-1)] {
		b--
	}
	if b == j+1 || noName[r.word(b)] {
		return 0
	}
	return b
}

// people notes the surnames of the full names of the text.
func (r *reading) people() {
	for j := 0; j < len(r.ts); j++ {
		b := r.fullName(j)
		if b == 0 {
			continue
		}
		for k := j + 1; k < b; k++ {
			if w := r.word(k); !given[w] && !particles[w] && len(w) > 3 {
				if _, ok := r.known[w]; !ok {
					r.known[w] = r.filler(j, b)
				}
				break
			}
		}
		j = b - 1
	}
}

// victims finds named people between two tokens.
func (r *reading) victims(from, to int, f map[Role][]Filler) {
	for j := from; j < to; j++ {
		if b := r.fullName(j); b > 0 {
			f[Victim] = append(f[Victim], r.filler(j, b))
			j = b - 1
			continue
		}
		w := r.ts[j]
		if w.punct || saints[r.word(j-1)] || noName[w.w] {
			continue
		}
		if x, ok := r.known[w.w]; ok {
			f[Victim] = append(f[Victim], x)
			continue
		}
		if !titles[r.word(j-1)] || given[w.w] || !r.nameWord(j) {
			continue
		}
		b := j + 1
		for b < len(r.ts) && b-j < 4 && r.nameWord(b) {
			b++
		}
		for b > j+1 && particles[r.word(b-1)] {
			b--
		}
		if noName[r.word(b)] {
			continue
		}
		f[Victim] = append(f[Victim], r.filler(j, b))
		j = b - 1
	}
}

// nameWord tells whether the word at j may be a part of a person's name.
func (r *reading) nameWord(j int) bool {
	t := r.ts[j]
	if t.punct || len(t.w) < 2 || stops[t.w] && !particles[t.w] || titles[t.w] || noName[t.w] || targets[t.w] || weapons[t.w] || doers[t.w] || t.w[0] >= '0' && t.w[0] <= '9' {
		return false
	}
	for _, end := range []string{"ed", "ing", "ly", "tion", "tions", "ment", "ist", "ists", "ian", "ians", "ers", "men", "ism", "ity", "ive", "ial"} {
		if strings.HasSuffix(t.w, end) && len(t.w) > len(end)+2 {
			return false
		}
	}
	_, ok := triggers[t.w]
	return !ok
}

// weapons finds what was used in the whole sentence.
func (r *reading) weapons(k Kind, f map[Role][]Filler) {
	for _, t := range r.ts {
		if wordsOfHaving[t.w] {
			return
		}
	}
	for j := range r.ts {
		w := r.ts[j].w
		if !weapons[w] || weapons[r.word(j+1)] {
			continue
		}
		if _, ok := triggers[r.word(j+1)]; ok && r.word(j+1) != "exploded" && k != Bombing {
			continue
		}
		a := j
		for a > 0 && j-a < 2 && weaponBefore[r.word(a-1)] {
			a--
		}
		if plainWeapons[w] && (a == j || !weaponOnlyIf[r.word(a)]) {
			continue
		}
		f[Weapon] = append(f[Weapon], r.filler(a, j+1))
	}
}
