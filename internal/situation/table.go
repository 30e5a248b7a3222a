package situation

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tocsin-hub/tocsin/internal/reading"
	"github.com/tocsin-hub/tocsin/internal/situation/member"
)

// Step is one line of the table of states.
type Step struct {
	From, To State
	By       string // who moves it
	When     string
}

// Table is every move there is. What is not in it cannot be done (ErrMove). No line leads to closed by time: a window that
// has lapsed is not an all-clear (DESIGN 1; Moscow 2024 was attacked 13 days after the window ended).
var Table = []Step{
	{Active, Watch, "the clock", "the widest reading of the window has ended; for what has happened, a day after the last word (Lapse)"},
	{Watch, Active, "a report", "an official word or a correction of the joining moves the end of the window past now (Add, Remove)"},
	{Active, Closed, "a person", "with a reason (Close)"},
	{Watch, Closed, "a person", "with a reason (Close)"},
	{Closed, Active, "a person", "with a reason, while the window is open or has no known end (Reopen)"},
	{Closed, Watch, "a person", "with a reason, after the window has ended (Reopen)"},
}

// The kinds of refusal.
var (
	ErrMove   = errors.New("no such move of a situation")
	ErrReason = errors.New("no reason given")
	// ErrEvent: the report has no such event, or it is standing advice, which never joins as a threat.
	ErrEvent = errors.New("no event that can be joined")
)

func move(s Situation, to State) error {
	if !slices.ContainsFunc(Table, func(x Step) bool { return x.From == s.State && x.To == to }) {
		return fmt.Errorf("situation %s is %s and cannot become %s: %w", s.ID, s.State, to, ErrMove)
	}
	return nil
}

func reasonOf(s Situation, reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" || len(reason) > 2000 {
		return "", fmt.Errorf("situation %s: a reason of 1 to 2,000 bytes is needed: %w", s.ID, ErrReason)
	}
	return reason, nil
}

// Holds is how long after the last word on it what has happened stays active: a siege outlasts the minute that a first report
// gives it (Nairobi 2019: 19 hours), and whoever is near needs to know.
const Holds = 24 * time.Hour

// Ends is when an active situation goes to watch; zero when no end is known. For a threat it is the end of the widest reading of
// its window; for what has happened, Holds after that or after the last word on it, whichever is later.
func (s Situation) Ends() time.Time {
	_, to := s.Window.Hull()
	if f := member.FamilyOf(s.Type, s.Stage); f != member.AttackFamily && f != member.TakenFamily || s.Stage == reading.Threatened {
		return to
	}
	for _, m := range s.Members {
		if m.Further {
			return time.Time{}
		}
		if _, until := m.Issued.Hull(); until.After(to) {
			to = until
		}
	}
	if to.IsZero() {
		return to
	}
	return to.Add(Holds)
}

// lapsed reports that the situation's end lies before now. One without a known end never lapses.
func (s Situation) lapsed(now time.Time) bool {
	to := s.Ends()
	return !to.IsZero() && !now.Before(to)
}

// Lapse moves an active situation whose window has ended to watch; false when there is nothing to do.
func Lapse(s Situation, now time.Time) (Situation, bool) {
	if s.State != Active || !s.lapsed(now) {
		return s, false
	}
	s.State, s.Changed = Watch, now.UTC()
	return s, true
}

// Close ends a situation: a person's decision, with a reason.
func Close(s Situation, reason string, now time.Time) (Situation, error) {
	if err := move(s, Closed); err != nil {
		return s, err
	}
	reason, err := reasonOf(s, reason)
	if err != nil {
		return s, err
	}
	s.State, s.Reason, s.Changed = Closed, reason, now.UTC()
	return s, nil
}

// Reopen takes a closing back: to active while the window is open or has no known end, else to watch.
func Reopen(s Situation, reason string, now time.Time) (Situation, error) {
	to := s.openState(now)
	if err := move(s, to); err != nil {
		return s, err
	}
	reason, err := reasonOf(s, reason)
	if err != nil {
		return s, err
	}
	s.State, s.Reason, s.Changed = to, reason, now.UTC()
	return s, nil
}

// openState is where a situation that is not closed belongs now. What has been foiled, or what somebody says is lifted, is
// watched from the start: its time is past, and nobody has said that nothing else is planned.
func (s Situation) openState(now time.Time) State {
	if f := member.FamilyOf(s.Type, s.Stage); s.lapsed(now) || f != member.ThreatFamily && f != member.AttackFamily && f != member.TakenFamily && s.Stage != reading.Threatened {
		return Watch
	}
	if member.LiftsOf(s.Type, s.Stage) {
		return Watch
	}
	return Active
}
