package hub

import (
	"sync"
	"time"
)

// Clock tells the present. This package and the commands are the only places that read one; everything else is handed the
// present as an argument.
type Clock interface{ Now() time.Time }

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now().UTC() }

// WallClock is the machine's clock, in UTC.
func WallClock() Clock { return wallClock{} }

// ScenarioClock starts at a moment of a story and runs at real speed from there; Advance moves it on. It never goes back.
// A wait of the program (a retry, a lease) that has begun ends early when the clock is moved over it, as it would in life.
type ScenarioClock struct {
	mu      sync.Mutex
	start   time.Time // real, with its monotonic reading
	at      time.Time // the story's moment at start
	changed chan struct{}
}

// NewScenarioClock is a clock that shows at now.
func NewScenarioClock(at time.Time) *ScenarioClock {
	return &ScenarioClock{start: time.Now(), at: at.UTC(), changed: make(chan struct{})}
}

// Now is the story's present, in UTC.
func (c *ScenarioClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at.Add(time.Since(c.start)).Round(0)
}

// Advance moves the clock on by d; a negative d does nothing.
func (c *ScenarioClock) Advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d > 0 {
		c.at = c.at.Add(d)
		close(c.changed)
		c.changed = make(chan struct{})
	}
	return c.at.Add(time.Since(c.start)).Round(0)
}

// AdvanceTo moves the clock on to t; a t that is past does nothing.
func (c *ScenarioClock) AdvanceTo(t time.Time) time.Time { return c.Advance(t.Sub(c.Now())) }

// Changed is closed at the next Advance.
func (c *ScenarioClock) Changed() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.changed
}
