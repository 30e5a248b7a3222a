//go:build !race

package attack

// slowness is how much more time a run may take.
const slowness = 1
