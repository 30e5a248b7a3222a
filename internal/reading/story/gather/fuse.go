package gather

import (
	"github.com/tocsin-hub/tocsin/internal/reading/report"
	"github.com/tocsin-hub/tocsin/internal/reading/story/scene"
	"github.com/tocsin-hub/tocsin/internal/reading/story/trigger"
)

// fuse gives what only goes with an attack to it, whichever the text tells first: the disorder round it, prisoners who got away, and shots
// that were heard. Town and days must agree as far as they are told, and no paragraph stand between.
func (g *gathering) fuse() {
	into := make([]int, len(g.Events))
	fused := false
	for i, e := range g.Events {
		into[i] = i
		if e.Stage != report.Accomplished || e.Type != report.Other && !(e.Type == report.Shooting && g.onlyBy(i, trigger.Heard)) {
			continue
		}
		for j, a := range g.Events {
			if j == i || into[min(j, i)] != min(j, i) || a.Stage != report.Accomplished {
				continue
			}
			if a.Type != report.Attack && !(e.Type == report.Other && a.Type == report.Shooting && !g.onlyBy(j, trigger.Heard)) {
				continue
			}
			if g.apartFrom(e, a) {
				continue
			}
			into[i], fused = j, true
			break
		}
	}
	if !fused {
		return
	}
	at := make([]int, len(g.Events))
	var left []*scene.Thread
	for i, e := range g.Events {
		if into[i] == i {
			at[i] = len(left)
			left = append(left, e)
		}
	}
	for i := range g.Events {
		if into[i] != i {
			at[i] = at[into[i]]
			left[at[i]].Trigger = append(left[at[i]].Trigger, g.Events[i].Trigger...)
			left[at[i]].First, left[at[i]].Last = min(left[at[i]].First, g.Events[i].First), max(left[at[i]].Last, g.Events[i].Last)
		}
	}
	g.Events = left
	for i := range g.Marks {
		g.Marks[i].Ev = at[g.Marks[i].Ev]
	}
}

// apartFrom reports whether two things that happened are told of other towns, other days or paragraphs that do not touch.
func (g *gathering) apartFrom(a, b *scene.Thread) bool {
	if a.Town != 0 && b.Town != 0 && a.Town != b.Town || a.Days.Far(b.Days) {
		return true
	}
	p, q := g.Sent(a.First).Para, g.Sent(b.First).Para
	return p-g.Sent(b.Last).Para > 1 || q-g.Sent(a.Last).Para > 1
}
