package delivery

import (
	"slices"
	"time"
)

// State is where a delivery stands. The moves are the table below.
type State string

// States.
const (
	Waiting   State = "waiting"   // a later rung: not yet its turn
	Queued    State = "queued"    // to be sent at Due
	Sending   State = "sending"   // claimed; an attempt is under way until Lease
	InDoubt   State = "in_doubt"  // an attempt ended without an answer; sent again at Due with the same key
	Accepted  State = "accepted"  // the provider took it (final for sending; a receipt may still come)
	Delivered State = "delivered" // a receipt says that it arrived
	Seen      State = "seen"      // the person acknowledged it
	Failed    State = "failed"    // refused for good, or the retries ran out: told to the desk
	Stopped   State = "stopped"   // not sent: acknowledged elsewhere, or the warning was cancelled
	Lapsed    State = "lapsed"    // not sent before the warning expired: told to the desk
)

// moves is the whole table. What it does not hold is impossible.
//
//	from       to         when
//	---------  ---------  ---------------------------------------------------------------------------------------
//	waiting    sending    its Due has come and no earlier rung of this person is being sent
//	waiting    stopped    the person acknowledged, or the warning was cancelled
//	waiting    lapsed     the warning expired
//	queued     sending    claimed when Due has come: an attempt begins
//	queued     stopped, lapsed   as above
//	sending    accepted   the provider took it
//	sending    failed     the provider refused it for good; or the retries, or the rounds of doubt, ran out
//	sending    queued     the provider asks to be tried again later; or it was never handed to the channel
//	sending    in_doubt   no answer: timeout, lost connection, or the lease ran out
//	sending    stopped    what would go back to queued or in_doubt, but the person acknowledged or the warning was cancelled
//	sending    lapsed     the same, but the warning expired
//	in_doubt   sending    claimed again when Due has come, with the same key
//	in_doubt   accepted   the answer came late
//	in_doubt   failed     the rounds of doubt ran out
//	in_doubt   stopped, lapsed   as above
//	accepted   delivered  a receipt
//	accepted   seen       the person acknowledged
//	delivered  seen       the person acknowledged
//
// seen, failed, stopped and lapsed are final. A receipt or an outcome that would move a state otherwise is late and is
// ignored. Only the trace (attempt rows) keeps it.
var moves = map[State][]State{
	Waiting:   {Sending, Stopped, Lapsed},
	Queued:    {Sending, Stopped, Lapsed},
	Sending:   {Accepted, Failed, Queued, InDoubt, Stopped, Lapsed},
	InDoubt:   {Sending, Accepted, Failed, Stopped, Lapsed},
	Accepted:  {Delivered, Seen},
	Delivered: {Seen},
}

// All lists the states in the order of a delivery's life.
func All() []State {
	return []State{Waiting, Queued, Sending, InDoubt, Accepted, Delivered, Seen, Failed, Stopped, Lapsed}
}

// May reports whether the table holds the move.
func May(from, to State) bool { return slices.Contains(moves[from], to) }

// From lists the states that may move to the given one, for statements over many rows.
func From(to State) []State {
	var out []State
	for _, s := range All() {
		if May(s, to) {
			out = append(out, s)
		}
	}
	return out
}

// Unsent lists the states in which nothing is under way and something may still be sent: what a cancel, an acknowledgement
// and an expiry stop at once. What is being sent (Sending) ends by its own outcome.
func Unsent() []State { return []State{Waiting, Queued, InDoubt} }

// Reaching lists the states that count as reached: a channel took it.
func Reaching() []State { return []State{Accepted, Delivered, Seen} }

// The limits of trying.
const (
	// MaxDoubt is how often a delivery without an answer is sent again; after one more round without an answer it fails.
	MaxDoubt = 3
	// MaxAge is how long after the release sending is tried when the warning itself does not end before.
	MaxAge = 72 * time.Hour
	// MaxAfter caps what a provider may ask us to wait.
	MaxAfter = 2 * time.Hour
)

// retries are the waits between attempts; the last one repeats.
var retries = []time.Duration{10 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute, 2 * time.Hour}

// wait is how long after the n-th try (from 1) the next one comes.
func wait(n int) time.Duration { return retries[min(max(n, 1), len(retries))-1] }

// End is when sending must end: the warning's expiry (zero: none) or MaxAge after begin, whichever comes first.
func End(begin, expires time.Time) time.Time {
	end := begin.Add(MaxAge)
	if !expires.IsZero() && expires.Before(end) {
		return expires
	}
	return end
}

// move sets the state if the table allows it.
func (d Delivery) move(to State, now time.Time) (Delivery, bool) {
	if !May(d.State, to) {
		return d, false
	}
	d.State, d.Changed, d.Lease = to, now, time.Time{}
	if to != Queued && to != InDoubt {
		d.Due = time.Time{}
	}
	return d, true
}

// Claim begins an attempt that must be answered before the lease ends. It reports false when the delivery is not due.
func Claim(d Delivery, now time.Time, lease time.Duration) (Delivery, bool) {
	if d.Due.After(now) {
		return d, false
	}
	n, ok := d.move(Sending, now)
	if !ok {
		return d, false
	}
	n.Attempt++
	n.Lease = now.Add(lease)
	return n, true
}

// Next is what an outcome makes of a delivery. end is when sending must end (see End). An outcome that comes late, when the
// state has moved on, changes nothing, except that a late "accepted" settles a delivery in doubt.
func Next(d Delivery, o Outcome, now, end time.Time) Delivery {
	if d.State != Sending && !(d.State == InDoubt && o.Kind == OutcomeAccepted) {
		return d
	}
	fault := ""
	if o.Err != nil {
		fault = o.Err.Error()
	}
	to := func(s State) Delivery {
		n, ok := d.move(s, now)
		if ok {
			n.Error = fault
		}
		return n
	}
	// again goes back to s, to be tried after the wait, unless sending must end before that.
	again := func(s State, after time.Duration) Delivery {
		due := now.Add(after)
		switch {
		case !now.Before(end):
			return to(Lapsed)
		case !due.Before(end):
			fault = join("no further try fits before sending must end", fault)
			return to(Failed)
		}
		n := to(s)
		n.Due = due
		return n
	}
	switch o.Kind {
	case OutcomeAccepted:
		n := to(Accepted)
		n.Ref, n.Error = o.Ref, ""
		return n
	case OutcomeRefused:
		n := to(Failed)
		n.Ref = o.Ref
		return n
	case OutcomeRetry:
		d.Retries++
		return again(Queued, min(max(wait(d.Retries), o.After), MaxAfter))
	case OutcomeInDoubt:
		d.Doubt++
		if d.Doubt > MaxDoubt {
			fault = join("sent several times without an answer", fault)
			return to(Failed)
		}
		return again(InDoubt, wait(d.Doubt))
	case OutcomeUnsent:
		return again(Queued, min(o.After, MaxAfter))
	}
	return d
}

// LostLease is what becomes of a delivery whose sender did not answer in time (a crash, a freeze): in doubt, and due at once.
func LostLease(d Delivery, now, end time.Time) Delivery {
	n := Next(d, Outcome{Kind: OutcomeInDoubt, Err: ErrLostLease}, now, end)
	if n.State == InDoubt {
		n.Due = now
	}
	return n
}

// Stop ends a delivery that would otherwise be sent (again): acknowledged, or cancelled. Others stay as they are.
func Stop(d Delivery, why string, now time.Time) Delivery {
	if !slices.Contains(Unsent(), d.State) {
		return d
	}
	n, _ := d.move(Stopped, now)
	n.Error = why
	return n
}

// Lapse ends a delivery that would otherwise be sent (again): the warning has expired.
func Lapse(d Delivery, now time.Time) Delivery {
	if !slices.Contains(Unsent(), d.State) {
		return d
	}
	n, _ := d.move(Lapsed, now)
	return n
}

// See is what an acknowledgement makes of a delivery that a channel took; others stay as they are.
func See(d Delivery, now time.Time) Delivery {
	n, _ := d.move(Seen, now)
	return n
}

// Arrived is what a provider's receipt makes of a delivery; a late or repeated one changes nothing.
func Arrived(d Delivery, now time.Time) Delivery {
	n, _ := d.move(Delivered, now)
	return n
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + ": " + b
}
