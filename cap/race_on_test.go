//go:build race

package cap

// slowness is how many times longer a reading may take: the race detector costs that much.
const slowness = 10
