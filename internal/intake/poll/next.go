package poll

import (
	"time"

	"github.com/tocsin-hub/tocsin/internal/intake"
)

// Outcome is how a look at a source went.
type Outcome struct {
	// Failure is empty when the look was answered; then Answer says with what.
	Failure intake.Failure
	Answer  intake.Answer
	Status  int    // HTTP status of the list, 0 when there was none
	Error   string // for the operator; no secret

	RetryAfter         time.Duration // the server's wish, 0 when it has none
	ETag, LastModified string        // of the answer; kept for the next look when it succeeded
	Digest             string
	CertBegin, CertEnd time.Time
	// More says that linked documents are left that could not be fetched in one look: the next one comes sooner.
	More bool

	// What follows is for logs, metrics and the operator.
	Moved     string   // where the address has moved for good: it should be changed
	Notes     []string // what was odd about the answer
	Exchanges int      // HTTP exchanges made
	Broken    int      // linked documents that could not be had in this look
}

// The bounds of the waits after a failure.
const (
	firstRetry   = time.Minute     // after a failure that passes by itself
	refusedRetry = 5 * time.Minute // after being turned away
	longestRetry = time.Hour       // unless Every is longer
	moreWait     = 30 * time.Second
)

// Next is the health of a source after a look at now, with the time of the next look. It is pure; jitter is a random number
// from 0 to below 1.
//
//	answered                Every + up to a tenth of it, so that sources that began together drift apart
//	answered, with More     half a minute, and at most Every
//	failed for the nth time in a row
//	                        w × 2^(n-1), of which the last half is random; w is the smaller of Every and 1 minute (5 minutes when
//	                        we were turned away), the longest wait is 1 hour, or Every where that is longer
//	the server asks to wait never sooner than that
func Next(src intake.Source, h intake.Health, o Outcome, now time.Time, jitter float64) intake.Health {
	every := src.Every
	if every <= 0 {
		every = intake.DefaultEvery
	}
	jitter = min(max(jitter, 0), 1)
	if !o.CertEnd.IsZero() {
		h.CertBegin, h.CertEnd = o.CertBegin, o.CertEnd
	}
	var wait time.Duration
	if o.Failure == "" {
		h = h.Answered(now, o.Answer)
		h.ETag, h.LastModified, h.Digest = o.ETag, o.LastModified, o.Digest
		wait = every + time.Duration(jitter*float64(every)/10)
		if o.More {
			wait = min(every, moreWait)
		}
	} else {
		h = h.Failed(now, o.Failure, o.Status, o.Error)
		first := firstRetry
		if o.Failure == intake.FailRefused || o.Failure == intake.FailForbidden {
			first = refusedRetry
		}
		longest := max(every, longestRetry)
		wait = min(every, first)
		for i := 1; i < h.Failures && wait < longest; i++ {
			wait *= 2
		}
		wait = min(wait, longest)
		wait = wait/2 + time.Duration(jitter*float64(wait)/2)
	}
	h.Next = now.Add(max(wait, o.RetryAfter))
	return h
}
