//go:build !race

package cap

// slowness is how many times longer a reading may take; see race_on_test.go.
const slowness = 1
