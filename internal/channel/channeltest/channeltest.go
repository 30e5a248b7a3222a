// Package channeltest is the conformance suite of the channels: what each must answer when its provider accepts, refuses, asks to
// wait, is slow, breaks off before or after it took the message, cannot be reached, or is not who it should be; and that no
// secret ever stands in an error. Each channel runs it against a real server of its kind.
package channeltest

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tocsin-hub/tocsin/internal/delivery"
)

// Trouble is what the provider does.
type Trouble string

// Troubles. A channel lists those that its kind of provider can make.
const (
	None        Trouble = "accepts"
	Refuses     Trouble = "refuses this recipient for good"
	RefusesIt   Trouble = "refuses this message for good"
	Later       Trouble = "asks to try again later"
	LaterAtEnd  Trouble = "asks to try again later after it read the message"
	Slow        Trouble = "does not answer in time"
	SlowAtFirst Trouble = "does not answer in time before it was given anything"
	Cut         Trouble = "breaks off while it is given the message"
	CutAfter    Trouble = "breaks off after it took the message: done but not told"
	Gone        Trouble = "cannot be reached"
	NoTLS       Trouble = "offers no encryption although it must"
	Impostor    Trouble = "shows a certificate that nobody vouches for"
	BadLogin    Trouble = "refuses our password"
	Redirects   Trouble = "sends us elsewhere"
	Huge        Trouble = "answers with an endless body"
)

// Want is what the outcome must be.
type Want struct {
	Kind    delivery.OutcomeKind
	Down    bool
	Arrives int           // how many messages the provider has afterwards
	After   time.Duration // at least
}

// Provider is a real server in some trouble, and the channel that is set up for it.
type Provider struct {
	Sender  delivery.Sender
	Message delivery.Message
	Arrived func() int
	Secrets []string // must not stand in any error
}

// Run runs every trouble in the table. start starts a provider for one test; slow is closed when the test is over, so that a
// provider which holds an answer back can end.
func Run(t *testing.T, start func(t *testing.T, trouble Trouble, over <-chan struct{}) Provider, table map[Trouble]Want) {
	for trouble, want := range table {
		t.Run(string(trouble), func(t *testing.T) {
			over := make(chan struct{})
			var once sync.Once
			end := func() { once.Do(func() { close(over) }) }
			t.Cleanup(end)
			p := start(t, trouble, over)
			// Long enough for any honest exchange; the slow provider is given little.
			limit := 20 * time.Second
			if trouble == Slow || trouble == SlowAtFirst {
				limit = 300 * time.Millisecond
			}
			ctx, cancel := context.WithTimeout(context.Background(), limit)
			defer cancel()
			out := p.Sender.Send(ctx, p.Message)
			end()
			if out.Kind != want.Kind || out.Down != want.Down {
				t.Errorf("outcome %s (down %t), want %s (down %t): %v", out.Kind, out.Down, want.Kind, want.Down, out.Err)
			}
			if out.After < want.After {
				t.Errorf("may be tried again after %s, want at least %s", out.After, want.After)
			}
			if got := p.Arrived(); got != want.Arrives {
				t.Errorf("%d arrived, want %d", got, want.Arrives)
			}
			if (out.Kind == delivery.OutcomeAccepted) != (out.Err == nil) {
				t.Errorf("outcome %s with error %v", out.Kind, out.Err)
			}
			text := out.Ref
			if out.Err != nil {
				text += " " + out.Err.Error()
			}
			for _, s := range p.Secrets {
				if strings.Contains(text, s) {
					t.Errorf("a secret is in %q", text)
				}
			}
			if strings.ContainsAny(text, "\r\n\x00") || len(text) > 600 {
				t.Errorf("not a line for a log: %q", text)
			}
		})
	}
	t.Run("many at once on one sender", func(t *testing.T) {
		over := make(chan struct{})
		defer close(over)
		p := start(t, None, over)
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
				defer cancel()
				if out := p.Sender.Send(ctx, p.Message); out.Kind != delivery.OutcomeAccepted {
					t.Errorf("%s: %v", out.Kind, out.Err)
				}
			})
		}
		wg.Wait()
		if n := p.Arrived(); n != 50 {
			t.Errorf("%d arrived", n)
		}
	})
	t.Run("a context that has ended", func(t *testing.T) {
		over := make(chan struct{})
		defer close(over)
		p := start(t, None, over)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if out := p.Sender.Send(ctx, p.Message); out.Kind == delivery.OutcomeAccepted || out.Kind == delivery.OutcomeRefused {
			t.Errorf("%s", out.Kind)
		}
	})
}
