package hub

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/tocsin-hub/tocsin/internal/desk"
	"github.com/tocsin-hub/tocsin/internal/hub/scenario"
	"github.com/tocsin-hub/tocsin/internal/intake"
)

// Story feeds the sample's items as the scenario clock comes to them: by itself in real time, or when a person moves it on.
type Story struct {
	clock *ScenarioClock
	steps []scenario.Step

	mu   sync.Mutex
	next int
	hub  *Hub // set by Hub.Start
}

// NewStory tells the steps in their order.
func NewStory(clock *ScenarioClock, steps []scenario.Step) *Story {
	return &Story{clock: clock, steps: steps}
}

// Now is the story's present.
func (s *Story) Now() time.Time { return s.clock.Now() }

// Advance moves the clock on; what lies between comes in, in its order.
func (s *Story) Advance(ctx context.Context, by time.Duration) error {
	s.clock.Advance(by)
	return s.feed(ctx)
}

// Upcoming is the next step, and how many are left with it; ok is false when all are in.
func (s *Story) Upcoming() (step scenario.Step, left int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next >= len(s.steps) {
		return scenario.Step{}, 0, false
	}
	return s.steps[s.next], len(s.steps) - s.next, true
}

// Next moves the clock on to the next step and takes its item in. ok is false when all are in.
func (s *Story) Next(ctx context.Context) (step scenario.Step, ok bool, err error) {
	step, _, ok = s.Upcoming()
	if !ok {
		return step, false, nil
	}
	s.clock.AdvanceTo(step.At)
	return step, true, s.feed(ctx)
}

// feed takes in every item whose time has come. Taking one in twice is harmless.
func (s *Story) feed(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.hub != nil && s.next < len(s.steps) && !s.steps[s.next].At.After(s.clock.Now()) {
		step := s.steps[s.next]
		raw, meta, err := step.Document()
		if err != nil {
			return err
		}
		r := s.hub.live.Load()
		if r == nil {
			return nil
		}
		if _, _, err := r.store.KeepItem(ctx, string(desk.System.ID), intake.NewItem(raw, meta, step.At.UTC())); err != nil {
			return fmt.Errorf("taking in the sample item %s: %w", step.File, err)
		}
		s.next++
	}
	return nil
}

func (s *Story) bind(h *Hub) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub = h
}
