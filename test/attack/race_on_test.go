//go:build race

package attack

// slowness is how much more time a run may take: the race detector costs about ten times.
const slowness = 15
