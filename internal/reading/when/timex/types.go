// Package timex finds the expressions of time in general prose, with TIMEX3 values, and the times of texts in other languages. No
// bytes make it fail, and its work is linear in the length of the text.
package timex

import "github.com/tocsin-hub/tocsin/internal/reading/when/calendar"

// What package calendar tells of.
type (
	// Interval is a half-open span of time whose ends are uncertain.
	Interval = calendar.Interval
	// Instant is a moment known only to lie between two.
	Instant = calendar.Instant
	// Anchor is what relative words count from.
	Anchor = calendar.Anchor
	// Form is how a time was said.
	Form = calendar.Form
)
