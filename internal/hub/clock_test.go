package hub

import (
	"testing"
	"time"
)

func TestScenarioClock(t *testing.T) {
	at := time.Date(2024, 3, 7, 15, 0, 0, 0, time.UTC)
	c := NewScenarioClock(at)
	if now := c.Now(); now.Before(at) || now.Sub(at) > time.Minute {
		t.Fatalf("starts at %s", now)
	}
	changed := c.Changed()
	if now := c.Advance(time.Hour); now.Before(at.Add(time.Hour)) {
		t.Errorf("after an hour: %s", now)
	}
	<-changed
	before := c.Now()
	c.Advance(-time.Hour)
	c.AdvanceTo(at)
	if c.Now().Before(before) {
		t.Error("the clock went back")
	}
	select {
	case <-c.Changed():
		t.Error("told of a change that was none")
	default:
	}
}
