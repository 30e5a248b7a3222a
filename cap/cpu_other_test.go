//go:build !unix

package cap

import "time"

var began = time.Now()

// cpuTime is the time gone by, where the processor time cannot be had.
func cpuTime() time.Duration { return time.Since(began) }
