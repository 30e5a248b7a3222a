//go:build unix

package cap

import (
	"syscall"
	"time"
)

// cpuTime is the processor time of this process so far, so that a benchmark on a busy machine still means something.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
