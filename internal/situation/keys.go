package situation

import (
	"slices"
	"time"
)

// MaxNeighbours is how many situations at most the store reads for one event: those changed last. More than that within reach
// in the same weeks is a flood of reports, not a neighbourhood; the joining then says that it did not look at all.
const MaxNeighbours = 256

// Keys are what to look under for the situations that an event of a report may belong to, sorted. An event that is standing
// advice, or takes no part in live situations, has none.
func (j Joiner) Keys(told Told, ev int) []string {
	if told.Gone(ev) || told.Report.Events[ev].Type.Standing() || !told.Report.CAP.Live() {
		return nil
	}
	return j.scale().Seeks(j.scale().Member(told, ev, time.Time{}))
}

// Around are what to look under for the situations that the members of a situation may belong to as well, sorted.
func (j Joiner) Around(s Situation) []string {
	var out []string
	for _, m := range s.Members {
		out = append(out, j.scale().Seeks(m)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// KeysOf are what a situation is to be found under, sorted: those of all its members.
func (j Joiner) KeysOf(s Situation) []string {
	var out []string
	for _, m := range s.Members {
		out = append(out, j.scale().KeysOf(m)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
