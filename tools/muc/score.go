package main

import "strings"

// tally counts fillers: given and right, listed and found.
type tally struct{ right, given, found, listed float64 }

func (t tally) prf() (p, r, f float64) {
	if t.given > 0 {
		p = t.right / t.given
	}
	if t.listed > 0 {
		r = t.found / t.listed
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return 100 * p, 100 * r, 100 * f
}

func (t tally) plus(o tally) tally {
	return tally{t.right + o.right, t.given + o.given, t.found + o.found, t.listed + o.listed}
}

func (t tally) without(o tally) tally {
	return tally{t.right - o.right, t.given - o.given, t.found - o.found, t.listed - o.listed}
}

// pairs is the most that can be put in pairs one to one, where ok tells which may.
func pairs(n, m int, ok func(i, j int) bool) int {
	mate := make([]int, m)
	for j := range mate {
		mate[j] = -1
	}
	var seen []bool
	var try func(i int) bool
	try = func(i int) bool {
		for j := range m {
			if seen[j] || !ok(i, j) {
				continue
			}
			seen[j] = true
			if mate[j] < 0 || try(mate[j]) {
				mate[j] = i
				return true
			}
		}
		return false
	}
	total := 0
	for i := range n {
		seen = make([]bool, m)
		if try(i) {
			total++
		}
	}
	return total
}

// scoreFillers adds the CEAF-REE counts of a text's answer, words by role.
func scoreFillers(t *[6]tally, want *[5][]entity, got *[5][]string) {
	for r := range want {
		n := float64(pairs(len(got[r]), len(want[r]), func(i, j int) bool { return want[r][j].has(got[r][i]) }))
		x := tally{n, float64(len(got[r])), n, float64(len(want[r]))}
		for _, k := range []int{r, 5} {
			t[k].right += x.right
			t[k].given += x.given
			t[k].found += x.found
			t[k].listed += x.listed
		}
	}
}

// answer is a template given.
type answer struct {
	kind  string
	roles [5][]string
}

// scoreTemplates adds the GTT counts of a text's answer: 0 to 4 roles, 5 types, 6 all.
func scoreTemplates(t *[7]tally, want []key, got []answer) {
	n, m := len(got), len(want)
	type cell struct {
		ok          bool
		right, find [6]float64
		sr, sf      float64
	}
	cells := make([][]cell, n)
	var doc [6]tally
	given, listed := 0.0, 0.0
	for _, a := range got {
		doc[5].given++
		given++
		for r := range a.roles {
			doc[r].given += float64(len(a.roles[r]))
			given += float64(len(a.roles[r]))
		}
	}
	for _, k := range want {
		doc[5].listed++
		listed++
		for r := range k.roles {
			doc[r].listed += float64(len(k.roles[r]))
			listed += float64(len(k.roles[r]))
		}
	}
	for i, a := range got {
		cells[i] = make([]cell, m)
		for j, k := range want {
			c := &cells[i][j]
			if !strings.Contains(k.kind, a.kind) {
				continue
			}
			c.ok = true
			c.right[5], c.find[5], c.sr, c.sf = 1, 1, 1, 1
			for r := range a.roles {
				for _, x := range a.roles[r] {
					for _, e := range k.roles[r] {
						if e.has(x) {
							c.right[r]++
							c.sr++
							break
						}
					}
				}
				for _, e := range k.roles[r] {
					for _, x := range a.roles[r] {
						if e.has(x) {
							c.find[r]++
							c.sf++
							break
						}
					}
				}
			}
		}
	}
	cur, best, bestF := make([]int, n), make([]int, n), -1.0
	used := make([]bool, m)
	steps := 0
	var walk func(i int, p, r float64)
	walk = func(i int, p, r float64) {
		if steps++; steps > 200000 {
			return
		}
		if i == n {
			if _, _, f := (tally{p, given, r, listed}).prf(); f > bestF {
				bestF = f
				copy(best, cur)
			}
			return
		}
		for j := range m {
			if used[j] || !cells[i][j].ok {
				continue
			}
			used[j] = true
			cur[i] = j
			walk(i+1, p+cells[i][j].sr, r+cells[i][j].sf)
			used[j] = false
		}
		cur[i] = -1
		walk(i+1, p, r)
	}
	walk(0, 0, 0)
	for i, j := range best {
		if n == 0 || j < 0 || m == 0 || !cells[i][j].ok {
			continue
		}
		for r := range doc {
			doc[r].right += cells[i][j].right[r]
			doc[r].found += cells[i][j].find[r]
		}
	}
	for r, x := range doc {
		for _, k := range []int{r, 6} {
			t[k].right += x.right
			t[k].given += x.given
			t[k].found += x.found
			t[k].listed += x.listed
		}
	}
}
